//! The rooms of the desk beside statements and the own account, with the same five kinds of data.

use askama::Template;

use super::specimens::{Temper, moment, page};
use super::specimens_desk::desk;
use crate::web::views::desk::ask::AskPage;
use crate::web::views::desk::audit::{AuditLine, AuditPage, Choice};
use crate::web::views::desk::campaigns::{CampaignLine, CampaignsPage, DeskCampaignPage, SaidLine};
use crate::web::views::desk::delivery::DeliveryCounts;
use crate::web::views::desk::kept::{KeptAwayPage, KeptPage};
use crate::web::views::desk::people::{PeoplePage, PersonLine, PersonPage};
use crate::web::views::desk::plan::{PlanFormPage, PlanLookPage, PlannedMilestone};
use crate::web::views::desk::queue::{HeldBackLine, LaneLine, MailLine, Mails, QueuePage, SetAside};
use crate::web::views::desk::reports::{ReportLine, ReportPage, ReportedPost, ReportsPage};
use crate::web::views::form::{Field, Hidden};
use crate::web::views::page::Pager;

fn choices(temper: Temper) -> Vec<Choice> {
    let choice = |index: usize| Choice {
        value: format!("value{index}"),
        words: temper.line("Everything"),
        is_chosen: index == 1,
    };
    (0..3).map(choice).collect()
}

fn field(temper: Temper, name: &str, is_wrong: bool) -> Field {
    let field = Field::new(name, &temper.line("words"));
    if is_wrong { field.with_error("Write it, or take it out.") } else { field }
}

fn ask(temper: Temper) -> AskPage {
    AskPage {
        page: page(temper),
        desk: desk(temper),
        title: "Drop what waits for this server?".to_owned(),
        about: temper.line("lakes.example"),
        consequences: vec!["This cannot be undone.".to_owned(), "Its people see nothing of it.".to_owned()],
        action: "/desk/queue/drop".to_owned(),
        carried: vec![Hidden { name: "host".to_owned(), value: temper.line("lakes.example") }],
        button: "Drop it".to_owned(),
        is_danger: true,
        back: "/desk/queue".to_owned(),
        back_words: "Keep it".to_owned(),
    }
}

fn audit(temper: Temper) -> AuditPage {
    let line = |index: u32| AuditLine {
        by: (index > 0).then(|| temper.line("edda")),
        what: temper.line("took the campaign clean-river from draft to gathering"),
        at: moment(1 + index),
    };
    AuditPage {
        page: page(temper),
        desk: desk(temper),
        people: choices(temper),
        nouns: choices(temper),
        lines: (0..u32::try_from(temper.many(3)).expect("few")).map(line).collect(),
        pager: Pager { newer: None, older: temper.option("/desk/audit?before=7".to_owned()) },
    }
}

fn queue(temper: Temper) -> QueuePage {
    let lane = |index: u64| LaneLine {
        host: temper.line("lakes.example"),
        waiting: index,
        failures: index,
        oldest: (index > 0).then(|| moment(2)),
        next_try: (index > 0).then(|| moment(4)),
        last_success: (index > 1).then(|| moment(1)),
        error: temper.line("the host did not answer in time"),
        drop_path: "/desk/queue/drop?host=lakes.example".to_owned(),
    };
    let aside = |index: usize| SetAside {
        id: index.to_string(),
        kind: temper.line("Create"),
        actor: temper.line("https://lakes.example/users/ana"),
        reason: temper.line("it has no id"),
        received: moment(3),
    };
    QueuePage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option(temper.line("One delivery is tried now.")),
        deliveries: 1204,
        inbox: 3,
        oldest: temper.option(moment(2)),
        lanes: (0..u64::try_from(temper.many(3)).expect("few")).map(lane).collect(),
        more_lanes: temper.option(7).unwrap_or_default(),
        held_back: (0..u64::try_from(temper.many(2)).expect("few"))
            .map(|index| HeldBackLine {
                host: temper.line("floods.example"),
                count: 1 + 300 * index,
                last: moment(4),
            })
            .collect(),
        aside: temper.option(1204).unwrap_or_default(),
        pager: Pager {
            newer: temper.option("/desk/queue#aside".to_owned()),
            older: temper.option("/desk/queue?aside=7#aside".to_owned()),
        },
        set_aside: (0..temper.many(2)).map(aside).collect(),
        mails: mails(temper),
    }
}

fn mails(temper: Temper) -> Mails {
    let mail = |index: u64| MailLine {
        id: index.to_string(),
        purpose: temper.line("Confirmation of a signature"),
        written: moment(1),
        next_try: (index > 0).then(|| moment(4)),
        tries: 1 + index,
        answer: temper.line("452 4.2.2"),
        drop_path: "/desk/queue/mail?id=17".to_owned(),
    };
    Mails {
        is_on: temper != Temper::Empty,
        waiting: 1204,
        failed: 2,
        relay: temper.option((temper.line("the relay does not answer"), moment(3))),
        lines: (0..u64::try_from(temper.many(2)).expect("few")).map(mail).collect(),
        more: temper.option(3).unwrap_or_default(),
    }
}

fn person(temper: Temper, index: u32) -> PersonLine {
    PersonLine {
        username: temper.name("edda", "edda"),
        role: temper.name("editor", "editor"),
        since: moment(1),
        suspended: (index == 2).then(|| moment(5)),
        changed: temper.option(moment(4)),
        is_own: index == 0,
        // Whoever has no name is no link.
        path: (index > 0 && temper != Temper::Empty).then(|| "/desk/people/edda".to_owned()),
    }
}

fn people(temper: Temper) -> PeoplePage {
    let people = (0..u32::try_from(temper.many(3)).expect("few")).map(|index| person(temper, index));
    PeoplePage { page: page(temper), desk: desk(temper), people: people.collect() }
}

fn one_person(temper: Temper, index: u32) -> PersonPage {
    let named = PersonLine { username: "edda".to_owned(), ..person(temper, index) };
    PersonPage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option(temper.line("edda has another role now.")),
        refusal: temper.option(temper.line("This is the last owner.")),
        link: temper.option("https://rivers.example/sign-in/abc".to_owned()),
        person: named,
        action: "/desk/people/edda".to_owned(),
        suspend_path: "/desk/people/edda/suspend".to_owned(),
        roles: choices(temper),
        sessions: 2,
    }
}

fn kept(temper: Temper, comes_back: bool) -> KeptPage {
    KeptPage {
        page: page(temper),
        desk: desk(temper),
        at: moment(3),
        action: "/desk/statements/new".to_owned(),
        carried: vec![Hidden { name: "text".to_owned(), value: temper.line("The river is dry.") }],
        comes_back,
        texts: (0..temper.many(2)).map(|_| temper.line("The river is dry.")).collect(),
    }
}

fn report_line(temper: Temper, is_closed: bool) -> ReportLine {
    ReportLine {
        path: "/desk/reports/7".to_owned(),
        id: "7".to_owned(),
        category: temper.name("Spam", "Spam"),
        at: moment(3),
        closed: is_closed.then(|| moment(5)),
        note: temper.line("Talked to her"),
    }
}

fn reports(temper: Temper) -> ReportsPage {
    ReportsPage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option(temper.line("The report is closed.")),
        open: (0..temper.many(2)).map(|_| report_line(temper, false)).collect(),
        closed: (0..temper.many(2)).map(|_| report_line(temper, true)).collect(),
        pager: Pager {
            newer: temper.option("/desk/reports#closed".to_owned()),
            older: temper.option("/desk/reports?before=1790000000000.7#closed".to_owned()),
        },
        suspended: (
            (0..temper.many(1)).map(|_| ("9".to_owned(), temper.line("https://l.example/ana"))).collect(),
            Pager {
                newer: temper.option("/desk/reports#suspended".to_owned()),
                older: temper.option("/desk/reports?suspended=1790000000000.7#suspended".to_owned()),
            },
        ),
        blocked: (0..temper.many(1)).map(|_| temper.line("lakes.example")).collect(),
    }
}

fn report(temper: Temper, is_closed: bool) -> ReportPage {
    ReportPage {
        page: page(temper),
        desk: desk(temper),
        notice: None,
        line: report_line(temper, is_closed),
        from: temper.line("https://lakes.example/actor"),
        about: temper.option(temper.line("https://rivers.example/actors/ana")),
        is_suspended: is_closed,
        comment: temper.line("This is not true."),
        rules: (0..temper.many(2)).map(|_| temper.line("1")).collect(),
        posts: (0..temper.many(1))
            .map(|_| ReportedPost {
                at: moment(2),
                html: vec!["<p>Words</p>".to_owned()],
                warning: Some(temper.line("Water")),
                attachments: 2,
            })
            .collect(),
        missing: 1,
        measures: temper.option(("/desk/reports/7/measure?what=suspend".to_owned(), "/desk/x".to_owned())),
        member_path: temper.option("/desk/people/ana".to_owned()),
        // A closed report has no field for it.
        note: field(temper, "note", !is_closed),
    }
}

fn campaign_line(temper: Temper, index: u64) -> CampaignLine {
    CampaignLine {
        path: "/desk/campaigns/clean-river".to_owned(),
        name: temper.line("Clean River"),
        language: temper.language(),
        handle: "@clean-river".to_owned(),
        state: "Draft".to_owned(),
        has_ended: temper == Temper::Long,
        followers: (index > 0).then_some(index),
        changed: moment(4),
    }
}

fn campaigns(temper: Temper) -> CampaignsPage {
    let lines = (0..u64::try_from(temper.many(3)).expect("few")).map(|index| campaign_line(temper, index));
    let pager = Pager {
        newer: temper.option("/desk/campaigns#campaigns".to_owned()),
        older: temper.option("/desk/campaigns?before=7#campaigns".to_owned()),
    };
    CampaignsPage { page: page(temper), desk: desk(temper), campaigns: lines.collect(), pager }
}

fn campaign(temper: Temper) -> DeskCampaignPage {
    let said = |index: u64| SaidLine {
        id: index.to_string(),
        title: temper.line("Open the dam"),
        language: temper.language(),
        path: "/@clean-river/7".to_owned(),
        by_campaign: index == 0,
        at: moment(3),
        is_key: index == 0,
        deliveries: DeliveryCounts { delivered: 412 * index, waiting: index, refused: index },
        delivery_path: "/desk/statements/7/delivery".to_owned(),
        correct: (index > 0).then(|| "/desk/statements/7/correct".to_owned()),
        event_changes: (index == 0)
            .then(|| ("/desk/events/7/edit".to_owned(), "/desk/events/7/cancel".to_owned())),
        changes: (index > 0).then(|| ("/desk/statements/7/edit".to_owned(), "/desk/x".to_owned())),
    };
    DeskCampaignPage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option(temper.line("Saved.")),
        line: campaign_line(temper, 2),
        goal: temper.line("Clean water for thirty villages"),
        public_path: temper.option("/@clean-river".to_owned()),
        servers: 2,
        milestones: (1, temper.many(3)),
        steps: (0..temper.many(2))
            .map(|_| ("The campaign is won".to_owned(), "/desk/y".to_owned()))
            .collect(),
        poll: temper.option(("/@clean-river/8".to_owned(), 12_040, temper != Temper::Long)),
        discard: temper.option("/desk/campaigns/clean-river/discard".to_owned()),
        may_ask: temper != Temper::Long,
        past: (0..temper.many(2)).map(|_| ("Gathering support".to_owned(), moment(2))).collect(),
        write: (temper.option("/desk/a".to_owned()), temper.option("/desk/b".to_owned())),
        said: (0..u64::try_from(temper.many(2)).expect("few")).map(said).collect(),
        pager: Pager { newer: None, older: temper.option("/desk/campaigns/clean-river?before=7".to_owned()) },
    }
}

fn form(temper: Temper, is_wrong: bool) -> PlanFormPage {
    let at = |name: &str, index: usize| field(temper, &format!("{name}_{index}"), is_wrong);
    let rows = 1..=temper.many(3);
    PlanFormPage {
        page: page(temper),
        desk: desk(temper),
        action: "/desk/campaigns/new".to_owned(),
        is_new: !is_wrong,
        is_public: is_wrong,
        base: "abc".to_owned(),
        general: is_wrong.then(|| "The campaign ends before it begins.".to_owned()),
        // Where the campaign is open there is no field for it, and nothing wrong with it.
        handle: field(temper, "handle", false),
        name: field(temper, "name", is_wrong),
        goal: field(temper, "goal", is_wrong),
        about: field(temper, "about", is_wrong),
        language: field(temper, "language", is_wrong),
        languages: vec![temper.language()],
        starts: field(temper, "starts", is_wrong),
        ends: field(temper, "ends", is_wrong),
        tags: field(temper, "tags", is_wrong),
        regions: field(temper, "regions", is_wrong),
        demands: rows.clone().map(|index| [at("demand", index)]).collect(),
        addressed: rows.clone().map(|index| [at("asked", index), at("office", index)]).collect(),
        milestones: rows
            .clone()
            .map(|index| ["milestone", "day", "supporters", "reached"].map(|name| at(name, index)))
            .collect(),
        donations: rows.clone().map(|index| [at("donation", index), at("link", index)]).collect(),
        mirrors: rows.map(|index| [at("mirror", index)]).collect(),
        sectors: choices(temper),
        reads: choices(temper),
    }
}

fn look(temper: Temper, is_saved: bool) -> PlanLookPage {
    PlanLookPage {
        page: page(temper),
        desk: desk(temper),
        action: (!is_saved).then(|| "/desk/campaigns/new".to_owned()),
        carried: vec![Hidden { name: "name".to_owned(), value: temper.line("Clean River") }],
        consequences: if is_saved { Vec::new() } else { vec!["Only those who work here see it.".to_owned()] },
        button: "Save the draft".to_owned(),
        back: "/desk/campaigns/clean-river".to_owned(),
        handle: "@clean-river@rivers.example".to_owned(),
        name: temper.line("Clean River"),
        language: temper.language(),
        goal: temper.line("Clean water"),
        demands: (0..temper.many(2)).map(|_| temper.line("Open the sluices")).collect(),
        addressed: (0..temper.many(2))
            .map(|index| (temper.line("A. Minister"), (index > 0).then(|| temper.line("Water"))))
            .collect(),
        about_html: temper.option("<p>Why</p>".to_owned()).unwrap_or_default(),
        starts: temper.option(temper.line("1 January 2026")),
        ends: temper.option(temper.line("31 December 2026")),
        milestones: (0..temper.many(2))
            .map(|index| PlannedMilestone {
                words: temper.line("A thousand of us"),
                day: Some(temper.line("1 June 2026")),
                supporters: Some(1_000),
                reached: index == 0,
            })
            .collect(),
        sectors: (0..temper.many(2)).map(|_| temper.line("Environment")).collect(),
        tags: (0..temper.many(2)).map(|_| temper.line("water")).collect(),
        regions: (0..temper.many(2)).map(|_| temper.line("HU")).collect(),
        languages: vec![temper.language()],
        donations: (0..temper.many(2))
            .map(|_| ("Give".to_owned(), temper.target("https://give.example/river")))
            .collect(),
        mirrors: (0..temper.many(1)).map(|_| temper.target("https://mirror.example/river")).collect(),
    }
}

/// Those pages by name.
pub fn room_pages(temper: Temper) -> Vec<(String, String)> {
    let away = |is_signed_in: bool| KeptAwayPage { page: page(temper), is_signed_in, hours: 12 };
    let pages = [
        ("ask", ask(temper).render()),
        ("audit", audit(temper).render()),
        ("queue", queue(temper).render()),
        ("people", people(temper).render()),
        ("person", one_person(temper, 1).render()),
        ("person_suspended", one_person(temper, 2).render()),
        ("kept", kept(temper, true).render()),
        ("kept_text", kept(temper, false).render()),
        ("kept_away", away(false).render()),
        ("kept_signed_in", away(true).render()),
        ("reports", reports(temper).render()),
        ("report", report(temper, false).render()),
        ("report_closed", report(temper, true).render()),
        ("desk_campaigns", campaigns(temper).render()),
        ("desk_campaign", campaign(temper).render()),
        ("plan_form", form(temper, false).render()),
        ("plan_form_errors", form(temper, true).render()),
        ("plan_look", look(temper, false).render()),
        ("plan_look_saved", look(temper, true).render()),
    ];
    pages.into_iter().map(|(name, page)| (name.to_owned(), page.expect("every page renders"))).collect()
}
