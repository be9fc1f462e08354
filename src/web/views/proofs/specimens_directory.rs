//! The directory and the exchange, for readers and at the desk, with the same five kinds of data.

use askama::Template;

use super::specimens::{Temper, card, coalition_name, moment, page};
use super::specimens_desk::desk;
use crate::domain::difference::Piece;
use crate::web::views::card::CardKind;
use crate::web::views::desk::directory::{DeskDirectoryPage, EntryLine, ListLine, NamedLine, RequestLine};
use crate::web::views::desk::drafts::{Can, DraftLine, DraftPage, DraftPreview, DraftsPage, PlanChange};
use crate::web::views::desk::events::{CancelEventPage, EventFormPage};
use crate::web::views::desk::exchange::{DeskCallPage, DeskExchangePage, MessageView, StandingView};
use crate::web::views::directory::{Choice, DirectoryPage, EntryView};
use crate::web::views::event::EventSummary;
use crate::web::views::exchange::{CallView, ExchangePage};
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::page::{Link, Pager, Waiting};

fn choice(temper: Temper, index: usize) -> Choice {
    Choice {
        words: temper.line("Housing and the city"),
        count: Some(1204),
        path: format!("/directory?sector={index}"),
        is_chosen: index == 1,
    }
}

fn entry(temper: Temper, index: usize) -> EntryView {
    EntryView {
        name: temper.line("Tenants of the river"),
        handle: temper.line("@tenants@tenants.example"),
        kind: "Campaign".to_owned(),
        state: temper.option("Gathering support".to_owned()),
        goal: temper.line("Rents that people can pay"),
        sectors: vec!["Housing and the city".to_owned(); temper.many(2)],
        regions: vec![temper.line("HU-BU"); temper.many(2)],
        languages: vec![temper.language(); temper.many(2)],
        target: temper.target("https://tenants.example/"),
        follow_path: format!("/follow?name=entry%3A{index}"),
        logo: (index == 0).then(|| "/media/copies/x/y".to_owned()),
    }
}

fn pager(temper: Temper) -> Pager {
    Pager {
        newer: temper.option("/directory".to_owned()),
        older: temper.option("/directory?before=3".to_owned()),
    }
}

pub fn call(temper: Temper) -> CallView {
    CallView {
        title: temper.line("Who reads Hungarian?"),
        language: temper.language(),
        excerpt: temper.line("Two pages until Friday."),
        kind: "Translation".to_owned(),
        state: "Open".to_owned(),
        by: temper.line("Tenants of the river"),
        until: temper.option("2 March 2027".to_owned()),
        sectors: vec!["Housing and the city".to_owned(); temper.many(2)],
        languages: vec![temper.language(); temper.many(2)],
        adopted: temper.option(3),
        target: temper.target("https://tenants.example/1"),
        published: moment(3),
    }
}

fn directory(temper: Temper) -> DirectoryPage {
    DirectoryPage {
        page: page(temper),
        card: card(temper, CardKind::Website),
        coalition: coalition_name(temper),
        total: temper.option(412).unwrap_or_default(),
        entries: (0..temper.many(4)).map(|index| entry(temper, index)).collect(),
        choices: (0..temper.many(2))
            .map(|_| ("By region".to_owned(), (0..3).map(|index| choice(temper, index)).collect()))
            .collect(),
        is_filtered: temper != Temper::Empty,
        feed_path: "/directory/feed.atom?sector=housing".to_owned(),
        collection: temper.option("https://rivers.example/actors/rivers/collections/1".to_owned()),
        pager: pager(temper),
    }
}

fn exchange(temper: Temper) -> ExchangePage {
    ExchangePage {
        page: page(temper),
        card: card(temper, CardKind::Website),
        coalition: coalition_name(temper),
        kinds: (0..3)
            .map(|index| Choice { words: "Legal aid".to_owned(), ..choice(temper, index) })
            .collect(),
        is_filtered: temper != Temper::Empty,
        feed_path: "/exchange/feed.atom?kind=legal-aid".to_owned(),
        calls: (0..temper.many(3)).map(|_| call(temper)).collect(),
        pager: pager(temper),
    }
}

/// The neighbouring pages of one list of a room.
fn neighbours(temper: Temper, room: &str, list: &str) -> Pager {
    Pager {
        newer: temper.option(format!("/desk/{room}#{list}")),
        older: temper.option(format!("/desk/{room}?{list}=7#{list}")),
    }
}

fn wrong(temper: Temper, name: &str) -> Field {
    Field::new(name, &temper.line("HU")).with_error("Write it like HU.")
}

fn desk_directory(temper: Temper) -> DeskDirectoryPage {
    let line = |is_listed: bool| EntryLine {
        uri: temper.line("https://tenants.example/c"),
        name: temper.line("Tenants of the river"),
        handle: temper.line("@tenants@tenants.example"),
        kind: "Coalition".to_owned(),
        state: "Shown".to_owned(),
        can_ask: !is_listed,
        can_remove: is_listed,
    };
    let request = |is_accepted| RequestLine {
        id: "17".to_owned(),
        by: (temper.line("Tenants"), temper.line("@tenants@tenants.example")),
        target: temper.line("Clean River"),
        is_accepted,
        asked: moment(4),
    };
    let pager = |name| neighbours(temper, "directory", name);
    DeskDirectoryPage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option("They are shown now.".to_owned()),
        who: wrong(temper, "who"),
        is_open: temper != Temper::Empty,
        waiting: Waiting {
            count: temper.option(1204).unwrap_or_default(),
            anchor: "waiting",
            label: "Requests: waiting for a decision".to_owned(),
            lines: (0..temper.many(1)).map(|_| request(false)).collect(),
            pager: pager("waiting"),
        },
        requests: ((0..temper.many(1)).map(|_| request(true)).collect(), pager("granted")),
        own: vec![line(true)],
        entries: ((0..temper.many(2)).map(|index| line(index == 0)).collect(), pager("entries")),
        candidates: ((0..temper.many(1)).map(|_| line(false)).collect(), pager("candidates")),
        lists: (0..temper.many(2))
            .map(|index| ListLine {
                uri: temper.line("https://tenants.example/c"),
                name: temper.line("Tenants"),
                read: (index == 0).then(|| moment(5)),
                trouble: (index == 1).then(|| temper.line("it is older")),
                is_trusted: index == 0,
            })
            .collect(),
        named: (0..temper.many(2))
            .map(|_| NamedLine {
                uri: temper.line("https://far.example/c"),
                name: temper.line("Far away"),
                kind: "Coalition".to_owned(),
            })
            .collect(),
        sectors: sectors(),
        regions: wrong(temper, "regions"),
        languages: wrong(temper, "languages"),
    }
}

fn sectors() -> Vec<(String, String, bool)> {
    let sector = |(index, sector): (usize, &crate::domain::sector::Sector)| {
        (sector.as_str().to_owned(), sector.readable().to_owned(), index == 2)
    };
    crate::domain::sector::Sector::ALL.iter().enumerate().map(sector).collect()
}

fn desk_exchange(temper: Temper) -> DeskExchangePage {
    DeskExchangePage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option("Published.".to_owned()),
        once: "0123456789abcdefghij".to_owned(),
        open: ((0..temper.many(2)).map(|_| call(temper)).collect(), neighbours(temper, "exchange", "open")),
        own: ((0..temper.many(2)).map(|_| call(temper)).collect(), neighbours(temper, "exchange", "own")),
        kinds: vec![("idea".to_owned(), "An idea that worked".to_owned(), true)],
        sectors: sectors(),
        choices: vec![Language::of("en"), Language::of("ar")],
        title: wrong(temper, "title"),
        text: wrong(temper, "text"),
        language: Field::new("language", "en"),
        languages: wrong(temper, "languages"),
        until: wrong(temper, "until"),
        only_partners: temper == Temper::Long,
        may_publish: temper != Temper::Long,
        note: wrong(temper, "note"),
    }
}

fn desk_call(temper: Temper) -> DeskCallPage {
    let message = |index: usize| MessageView {
        id: index.to_string(),
        by: temper.line("Tenants of the river"),
        at: moment(6),
        language: temper.language(),
        body_html: "<p>We do.</p>".to_owned(),
        is_private: index == 0,
        is_adoption: index == 1,
        can_answer: index == 0,
        answer: Field { name: format!("answer-{index}"), ..wrong(temper, "answer") },
    };
    let link = |target: &str, words: &str| Link { target: target.to_owned(), words: temper.line(words) };
    DeskCallPage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option("Saved.".to_owned()),
        call: call(temper),
        body_html: temper.body(),
        action: "/desk/exchange/1".to_owned(),
        is_own: temper == Temper::Ordinary,
        can_answer: true,
        can_adopt: temper != Temper::Empty,
        standing: StandingView {
            answered: temper.option("#message-1".to_owned()),
            campaigns: vec![link("/desk/campaigns/letters", "@letters"); temper.many(2)],
            drafts: vec![(link("/desk/drafts/1", "Answer to a call"), "In review"); temper.many(2)],
        },
        may_publish: !matches!(temper, Temper::Ordinary | Temper::Arabic),
        change_path: "/desk/drafts/new?call=1".to_owned(),
        next: vec![("closed".to_owned(), "Close it".to_owned())],
        messages: (0..temper.many(2)).map(message).collect(),
        answer: wrong(temper, "answer"),
        note: Field::new("note", &temper.line("Please read")),
        handle: wrong(temper, "handle"),
        words: Field::new("words", ""),
    }
}

fn event_form(temper: Temper) -> EventFormPage {
    EventFormPage {
        page: page(temper),
        desk: desk(temper),
        action: "/desk/events/new".to_owned(),
        is_edit: temper == Temper::Long,
        may_publish: temper == Temper::Ordinary,
        revision: (temper == Temper::Empty).then_some(2),
        seen: (temper == Temper::Long).then_some(1_790_000_000_000),
        once: "0123456789abcdefghij".to_owned(),
        note: Field::new("note", &temper.line("Please read")),
        campaigns: vec![Link { words: temper.line("River"), target: "river".to_owned() }; temper.many(2)],
        campaign: "river".to_owned(),
        name: Field::new("name", &temper.line("March")),
        starts: wrong(temper, "starts"),
        ends: wrong(temper, "ends"),
        zone: wrong(temper, "zone"),
        place: Field::new("place", &temper.line("Main Square")),
        address: Field::new("address", ""),
        online: wrong(temper, "online"),
        about: Field::new("about", &temper.line("Bring water.")),
        language: Field::new("language", "en"),
        languages: vec![Language::of("en"), Language::of("ar")],
        server_count: 12,
        general_error: temper.option("It ends before it begins.".to_owned()),
    }
}

fn cancel_event(temper: Temper) -> CancelEventPage {
    CancelEventPage {
        page: page(temper),
        desk: desk(temper),
        action: "/desk/events/1/cancel".to_owned(),
        event: EventSummary {
            name: temper.line("March"),
            language: temper.language(),
            path: "/events/1".to_owned(),
            starts: "2026-12-05T14:00:00+01:00".to_owned(),
            when: temper.line("5 December 2026, 14:00 (Europe/Budapest)"),
            place: temper.line("Main Square"),
            is_cancelled: false,
        },
        server_count: 12,
        may_publish: temper == Temper::Ordinary,
        problem: temper.option("Nothing has changed.".to_owned()),
    }
}

fn drafts(temper: Temper) -> DraftsPage {
    let line = DraftLine {
        title: temper.line("March"),
        language: temper.language(),
        path: "/desk/drafts/1".to_owned(),
        purpose: "Event",
        facts: vec![temper.line("5 December 2026"), temper.line("Main Square")],
        changed: moment(6),
        due: temper.option(moment(8)),
        state: None,
    };
    let closed = DraftLine { state: Some("Published"), due: None, ..line.clone() };
    DraftsPage {
        page: page(temper),
        desk: desk(temper),
        handed: temper.option("/desk/drafts/1".to_owned()),
        needed: 2,
        sends_unreviewed: false,
        may_decide: true,
        groups: vec![("In review", vec![line; temper.many(2)])],
        closed: vec![closed; temper.many(2)],
        pager: Pager {
            newer: temper.option("/desk/drafts#closed".to_owned()),
            older: temper.option("/desk/drafts?before=1790000000000.7#closed".to_owned()),
        },
    }
}

fn draft(temper: Temper) -> DraftPage {
    let open = temper != Temper::Empty;
    DraftPage {
        page: page(temper),
        desk: desk(temper),
        problem: temper.option("Nothing is published.".to_owned()),
        title: temper.line("March"),
        language: temper.language(),
        state: "In review",
        purpose: "Change of an event",
        path: "/desk/drafts/1".to_owned(),
        facts: vec![("When", temper.line("5 December 2026")); temper.many(2)],
        public_path: temper.option("/events/1".to_owned()),
        digest: "ab".repeat(32),
        endorses: None,
        campaign: temper.option("river".to_owned()),
        note: temper.line("Please read"),
        said: None,
        wished: temper.option(moment(7)),
        due: temper.option(moment(8)),
        failure: temper.option((temper.line("It was over."), temper == Temper::Empty)),
        previews: vec![
            DraftPreview {
                language: temper.language(),
                title: temper.line("March"),
                body_html: temper.body(),
                state: None,
                translate_path: None,
                changes: Vec::new(),
            };
            temper.many(1)
        ],
        opens: false,
        changes: Vec::new(),
        is_overtaken: false,
        has_before: true,
        warning: None,
        files: vec![(temper.target("/media/1.png"), temper.line("The dam")); temper.many(2)],
        met: 1,
        needed: 2,
        approvals: vec![(temper.line("vera"), moment(5), None); temper.many(2)],
        remarks: vec![(temper.line("vera"), temper.line("Say where."), moment(5)); temper.many(1)],
        versions: vec![(1, temper.line("vera"), moment(4))],
        server_count: 12,
        only_for: None,
        can: Can {
            edit: open,
            approve: open,
            publish: open,
            send_back: open,
            discard: open,
            ..Can::default()
        },
        is_last_look: temper == Temper::Long,
    }
}

/// An answer to a call, at the last look before it goes to one coalition.
fn answer_draft(temper: Temper) -> DraftPage {
    DraftPage {
        purpose: "Answer to a call",
        facts: vec![
            ("The call", temper.line("Who translates?")),
            ("Who can read it", temper.line("Vera (@vera@vic.test)")),
        ],
        only_for: Some(temper.line("Vera (@vera@vic.test)")),
        server_count: 0,
        is_last_look: temper != Temper::Empty,
        ..draft(temper)
    }
}

/// What the coalition puts its name to.
fn endorsement_draft(temper: Temper) -> DraftPage {
    let said = (0..temper.many(3)).map(|_| temper.line("[en] The river is ours.")).collect();
    DraftPage {
        purpose: "Endorsement",
        endorses: Some(("zQmaZzttmJ6hWZP2kfUYPfuw9Hw3iTub5iry1Y19BTJGzuQ".to_owned(), said)),
        is_overtaken: temper != Temper::Empty,
        ..draft(temper)
    }
}

/// The draft of a change of a campaign, or of the step that opens it.
fn plan_draft(temper: Temper, opens: bool) -> DraftPage {
    let change = |name: &'static str, before: &str, after: &str| PlanChange {
        name,
        before: if opens || before.is_empty() { String::new() } else { temper.line(before) },
        after: temper.line(after),
        pieces: Vec::new(),
    };
    let long = PlanChange {
        pieces: vec![
            Piece::Same(temper.line("The dam holds back")),
            Piece::Removed(temper.line(" the river")),
            Piece::Added(temper.line(" the water")),
        ],
        ..change("Why", "The dam holds back the river", "The dam holds back the water")
    };
    let mut changes = vec![
        change("Goal", "Water", "Clean water for thirty villages"),
        change("Ways to give money", "", "https://give.example/river"),
    ];
    changes.extend((!opens).then_some(long));
    let shown = draft(temper);
    DraftPage {
        purpose: if opens { "Step of a campaign" } else { "Change of a campaign" },
        opens,
        changes,
        is_overtaken: !opens,
        previews: Vec::new(),
        files: Vec::new(),
        can: Can { renew: !opens, publish: opens, ..shown.can },
        is_last_look: false,
        ..shown
    }
}

/// Every page of the directory and the exchange.
pub fn directory_pages(temper: Temper) -> Vec<(String, String)> {
    let pages = [
        ("directory", directory(temper).render()),
        ("exchange", exchange(temper).render()),
        ("desk_directory", desk_directory(temper).render()),
        ("desk_exchange", desk_exchange(temper).render()),
        ("desk_exchange_call", desk_call(temper).render()),
        ("desk_event_form", event_form(temper).render()),
        ("desk_cancel_event", cancel_event(temper).render()),
        ("desk_drafts", drafts(temper).render()),
        ("desk_draft", draft(temper).render()),
        ("desk_draft_campaign_change", plan_draft(temper, false).render()),
        ("desk_draft_call_answer", answer_draft(temper).render()),
        ("desk_draft_endorsement", endorsement_draft(temper).render()),
        ("desk_draft_campaign_opening", plan_draft(temper, true).render()),
    ];
    pages.into_iter().map(|(name, html)| (name.to_owned(), html.expect("renders"))).collect()
}
