//! The pages of the desk with the same five kinds of data.

use askama::Template;

use crate::domain::refusal::Refusal;
use crate::domain::translation::TranslationState;
use crate::domain::waiting::{Amount, MOST, Waiting as Kind};

use super::specimens::{Temper, moment, page};
use crate::web::views::desk::confirm::{ConfirmPage, Preview};
use crate::web::views::desk::delivery::{DeliveryCounts, DeliveryPage, UndeliveredHost};
use crate::web::views::desk::endorsements::{Button, EndorseLookPage, EndorsementLine, EndorsementsPage};
use crate::web::views::desk::following::{FollowedLine, Following, FollowingPage, PassedOnLine};
use crate::web::views::desk::home::{DeskHomePage, DeskStatement, StatementState};
use crate::web::views::desk::joint::{CampaignChoice, JointHouse, JointLine, JointPage};
use crate::web::views::desk::notices::{CurrentNotice, NoticeLine, NoticesPage};
use crate::web::views::desk::profile::{ProfilePage, ProfilePicture};
use crate::web::views::desk::statement_form::{FileBlock, StatementFormPage, TextBlock};
use crate::web::views::desk::withdraw::WithdrawPage;
use crate::web::views::form::{Field, Hidden};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Pager, Waiting};
use crate::web::views::paths;

pub fn desk(temper: Temper) -> Desk {
    Desk {
        role: temper.name("owner", "owner"),
        may_write: true,
        may_draft: true,
        may_admit: true,
        rooms: crate::web::desk::rooms::of("owner", &amounts(temper), temper.words()),
        csrf: temper.line("secret"),
    }
}

/// One of each kind, and very many of the first.
fn amounts(temper: Temper) -> Vec<Amount> {
    let amount = |(index, what)| Amount { what, count: if index == 0 { MOST } else { 3 } };
    Kind::ALL.into_iter().enumerate().map(amount).take(temper.many(Kind::ALL.len())).collect()
}

fn counts(temper: Temper) -> DeliveryCounts {
    if temper == Temper::Empty {
        DeliveryCounts::default()
    } else {
        DeliveryCounts { delivered: 412, waiting: 9, refused: 2 }
    }
}

fn home(temper: Temper) -> DeskHomePage {
    let states = [
        StatementState::Draft(moment(9)),
        StatementState::Edited(moment(8)),
        StatementState::Published(moment(7)),
        StatementState::Withdrawn(moment(6)),
    ];
    let statement = |index: usize| {
        let (is_draft, is_withdrawn) = (index == 0, index == 3);
        DeskStatement {
            title: temper.line("Water is a right: open the dam before the end of summer"),
            language: temper.language(),
            path: format!("/s/{index}"),
            state: states[index].clone(),
            edit_path: (!is_withdrawn).then(|| format!("/desk/statements/{index}/edit")),
            correct_path: (index == 2).then(|| format!("/desk/statements/{index}/correct")),
            withdraw_path: (!is_draft && !is_withdrawn).then(|| format!("/desk/statements/{index}/withdraw")),
            event_changes: (index == 2)
                .then(|| ("/desk/events/7/edit".to_owned(), "/desk/events/7/cancel".to_owned())),
            delivery_path: (!is_draft).then(|| format!("/desk/statements/{index}/delivery")),
            deliveries: (!is_draft)
                .then(|| DeliveryCounts { refused: u64::from(index == 1), ..counts(temper) }),
        }
    };
    DeskHomePage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option(temper.name("Published. It is on its way to 412 servers.", "Published.")),
        notices: vec![
            CurrentNotice {
                id: "17".to_owned(),
                language: temper.language(),
                html: temper.body(),
                days: temper.option("Until 3 December 2026".to_owned()),
                at: moment(4),
            };
            temper.many(1)
        ],
        waiting: crate::web::desk::waiting::lines(&amounts(temper), temper.words()),
        begin: Some((paths::NEW_STATEMENT, temper.words().say("desk-write"))),
        follower_count: temper.option(1204).unwrap_or_default(),
        server_count: temper.option(412).unwrap_or_default(),
        statements: (0..temper.many(4)).map(statement).collect(),
        pager: Pager {
            newer: temper.option("/desk".to_owned()),
            older: temper.option("/desk?p=3".to_owned()),
        },
    }
}

/// The files of a form.
pub fn files(temper: Temper, with_errors: bool) -> Vec<FileBlock> {
    let mut files = FileBlock::all();
    "7301".clone_into(&mut files[0].name);
    files[0].shown = Some("/media/0123456789abcdef0123456789abcdef01234567-small.png".to_owned());
    files[0].alt.value = temper.line("The dam above our valley");
    if with_errors {
        files[0].alt.error = Some("Say what file 1 shows".to_owned());
        let why = Refusal::from("The picture is broken and cannot be read");
        files[1].upload = files[1].upload.clone().with_refusal(temper.words(), &why);
    }
    files
}

/// The form; with mistakes in every kind of field if wanted.
pub fn form(temper: Temper, with_errors: bool) -> StatementFormPage {
    let mut main = TextBlock::empty(1);
    main.language.value = temper.language().tag;
    main.title.value = temper.line("Water is a right");
    main.text.value =
        format!("\n{}\n\n- one\n- two", temper.line("The dam above our valley holds back the water."));
    let mut second = TextBlock::empty(2);
    second.language.value = "ar".to_owned();
    second.title.value = super::specimens::ARABIC_TITLE.to_owned();
    let mut form = StatementFormPage {
        page: page(temper),
        desk: desk(temper),
        action: "/desk/statements".to_owned(),
        editing: (!with_errors).then(|| moment(3)),
        may_keep_draft: with_errors,
        languages: (0..temper.many(3)).map(|index| Language::of(["en", "ar", "es"][index])).collect(),
        main,
        content_warning: crate::web::views::form::Field::new("content_warning", &temper.line("")),
        said: with_errors.then(|| Field::new("said", "").with_error("Say in one sentence what was wrong")),
        files: files(temper, with_errors),
        translations: if temper == Temper::Empty { vec![] } else { vec![second] },
        general_error: None,
    };
    if with_errors {
        form.general_error =
            Some("Your session ended while you wrote. Your text is still here: send it again".to_owned());
        form.main.title = form.main.title.with_error("Enter a title");
        form.main.language = form.main.language.with_error("Choose the language of the text");
        form.main.text = form.main.text.with_error("Enter the text");
        form.content_warning =
            form.content_warning.with_error("Make the content warning shorter: 200 characters at most");
        for block in &mut form.translations {
            block.text = block.text.clone().with_error("Enter the text in العربية, or clear its title");
        }
    }
    form
}

fn confirm(temper: Temper, is_edit: bool) -> ConfirmPage {
    let preview = |temper: Temper| Preview {
        language: temper.language(),
        title: temper.line("Water is a right: open the dam before the end of summer"),
        body_html: temper.body().replace("h3>", "h4>"),
        state: if is_edit { TranslationState::Draft } else { TranslationState::Reviewed },
        is_older: is_edit,
    };
    ConfirmPage {
        page: page(temper),
        desk: desk(temper),
        action: "/desk/statements".to_owned(),
        carried: vec![
            Hidden { name: "title".to_owned(), value: temper.line("Water is a right") },
            Hidden { name: "text".to_owned(), value: format!("one\n\n{}", temper.line("two")) },
        ],
        is_edit,
        server_count: temper.option(412).unwrap_or_default(),
        follower_count: temper.option(1204).unwrap_or_default(),
        said: is_edit.then(|| temper.line("It was thirty villages, not three.")),
        files: vec![(temper.target("/media/1.png"), temper.line("The dam")); temper.many(2)],
        content_warning: is_edit.then(|| temper.line("Violence")),
        previews: if temper == Temper::Ordinary {
            vec![preview(Temper::Ordinary), preview(Temper::Arabic)]
        } else {
            vec![preview(temper)]
        },
    }
}

fn delivery(temper: Temper) -> DeliveryPage {
    let host = |index: usize| UndeliveredHost {
        host: match temper {
            Temper::Arabic => "social.example".to_owned(),
            _ => temper.line(
                ["slow.example", "a-server-with-a-rather-long-name.social.example", "shut.example"]
                    [index % 3],
            ),
        },
        next_try: (index % 3 != 2).then(|| moment(10)),
        reason: if index % 3 == 2 {
            "It answered that we are blocked there"
        } else {
            "It did not answer within 10 seconds"
        }
        .to_owned(),
        attempts: u32::try_from(index).expect("few") + 1,
    };
    DeliveryPage {
        page: page(temper),
        desk: desk(temper),
        title: temper.line("Water is a right: open the dam before the end of summer"),
        statement_path: "/s/7301".to_owned(),
        correct_path: temper.option("/desk/statements/7301/correct".to_owned()),
        path: "/desk/statements/7301/delivery".to_owned(),
        counted: moment(9),
        counts: counts(temper),
        hosts: (0..temper.many(11)).map(host).collect(),
        more_hosts: temper.option(3).unwrap_or_default(),
    }
}

fn withdraw(temper: Temper) -> WithdrawPage {
    WithdrawPage {
        page: page(temper),
        desk: desk(temper),
        action: "/desk/statements/7301/withdraw".to_owned(),
        title: temper.line("Water is a right: open the dam before the end of summer"),
        language: temper.language(),
        published: moment(3),
        statement_path: "/s/7301".to_owned(),
        server_count: temper.option(412).unwrap_or_default(),
    }
}

fn endorsements(temper: Temper, is_wrong: bool) -> EndorsementsPage {
    let line = |index: usize| EndorsementLine {
        id: index.to_string(),
        who: temper.line("North Coalition (@coalition@north.example)"),
        title: temper.line("The river is ours"),
        address: temper.target("https://north.example/posts/1"),
        state: "Waits for a decision".to_owned(),
        is_proven: Some(index == 0),
        is_outdated: index == 1,
        since: moment(4),
        buttons: vec![
            Button { word: "accept", label: "Accept".to_owned(), is_danger: false },
            Button { word: "decline", label: "Decline".to_owned(), is_danger: true },
        ],
    };
    let field = |name: &str| {
        if is_wrong {
            Field::new(name, &temper.line("https://north.example/posts/1")).with_error("It is not there.")
        } else {
            Field::new(name, "")
        }
    };
    let pager = |name: &str| Pager {
        newer: temper.option(format!("/desk/endorsements#{name}")),
        older: temper.option(format!("/desk/endorsements?{name}=7#{name}")),
    };
    EndorsementsPage {
        page: page(temper),
        desk: desk(temper),
        notice: (!is_wrong).then(|| "Done.".to_owned()),
        offers: waiting(temper, "offers", (0..temper.many(2)).map(line).collect(), pager("offers")),
        received: ((0..temper.many(2)).map(line).collect(), pager("received")),
        wishes: waiting(temper, "wishes", (0..temper.many(2)).map(line).collect(), pager("wishes")),
        given: ((0..temper.many(2)).map(line).collect(), pager("given")),
        address: field("address"),
        object: field("object"),
        partner: field("partner"),
    }
}

fn endorse_look(temper: Temper, is_campaign: bool) -> EndorseLookPage {
    let lines = |text: &str| (0..temper.many(2)).map(|_| temper.line(text)).collect::<Vec<String>>();
    EndorseLookPage {
        page: page(temper),
        desk: desk(temper),
        has_changed: !is_campaign,
        title: temper.line("The river is ours"),
        who: temper.line("North Coalition (@coalition@north.example)"),
        address: temper.target("https://north.example/posts/1"),
        must_approve: is_campaign,
        version: (!is_campaign).then_some(2),
        digest: "zQmaZzttmJ6hWZP2kfUYPfuw9Hw3iTub5iry1Y19BTJGzuQ".to_owned(),
        warning: temper.option(temper.line("Violence")),
        texts: (0..if is_campaign { 1 } else { 2 })
            .map(|_| {
                (
                    temper.language(),
                    format!("<p>{}</p>", crate::domain::text::escape(&temper.line("Open it."))),
                )
            })
            .collect(),
        files: (0..temper.many(2))
            .map(|_| (temper.target("https://north.example/1.png"), temper.line("A river")))
            .collect(),
        goal: if is_campaign { temper.line("Clean water") } else { String::new() },
        demands: if is_campaign { lines("Open the sluices") } else { Vec::new() },
        addressed: if is_campaign { lines("A. Minister, Minister of Waters") } else { Vec::new() },
        donations: (0..if is_campaign { temper.many(2) } else { 0 })
            .map(|_| (temper.target("https://north.example/give"), temper.line("Give")))
            .collect(),
    }
}

fn notices(temper: Temper, is_wrong: bool) -> NoticesPage {
    let field = |name: &'static str, wrong: &str| {
        let field = Field::new(name, &temper.line("The server is away on Friday night"));
        if is_wrong { field.with_error(wrong) } else { field }
    };
    NoticesPage {
        page: page(temper),
        desk: desk(temper),
        is_done: !is_wrong,
        pager: Pager {
            newer: temper.option("/desk/notices#all".to_owned()),
            older: temper.option("/desk/notices?before=7#all".to_owned()),
        },
        notices: vec![
            NoticeLine {
                id: "17".to_owned(),
                path: "/desk/notices/17".to_owned(),
                language: temper.language(),
                html: temper.body(),
                days: temper.option("From 1 December 2026 to 3 December 2026".to_owned()),
                at: moment(4),
                is_over: true,
            };
            temper.many(2)
        ],
        action: "/desk/notices".to_owned(),
        is_change: is_wrong,
        text: field("text", "Write what you want to tell your members."),
        language: Field::new("language", &temper.language().tag),
        starts: field("starts", "Write the day like 2026-12-01."),
        ends: Field::new("ends", ""),
    }
}

fn waiting<T>(temper: Temper, anchor: &'static str, lines: Vec<T>, pager: Pager) -> Waiting<T> {
    let count = u64::try_from(lines.len()).expect("few") * 600;
    Waiting { count, anchor, label: temper.line(&format!("{anchor}: waiting for a decision")), lines, pager }
}

fn joint(temper: Temper, is_wrong: bool) -> JointPage {
    let line = |index: usize| JointLine {
        id: index.to_string(),
        name: temper.line("Clean River"),
        who: temper.line("@clean-river@north.example"),
        address: temper.target("https://north.example/@clean-river"),
        state: "Invited".to_owned(),
        is_invitation: false,
        may_leave: index == 1,
        houses: (0..temper.many(2))
            .map(|house| JointHouse {
                id: format!("{index}{house}"),
                name: temper.name("Clean Sea", "بحر نظيف"),
                who: (house == 0).then(|| "@coalition@south.example".to_owned()),
                state: "Takes part".to_owned(),
                count: (house == 0).then_some(1_204),
                remove: (house == 0).then(|| "Take them out".to_owned()),
            })
            .collect(),
    };
    let mut partner = Field::new("partner", "");
    if is_wrong {
        partner = partner.with_refusal(
            temper.words(),
            &Refusal::new("refusal-joint-not-capable").name("name", "@them@partner.example"),
        );
    }
    // Ids are those of rows: the lists share none.
    let invited = (0..temper.many(2)).map(|index| JointLine { is_invitation: true, ..line(index + 10) });
    let pager = |name: &str| Pager {
        newer: temper.option(format!("/desk/joint#{name}")),
        older: temper.option(format!("/desk/joint?{name}=7#{name}")),
    };
    let others = (1..=temper.many(2)).map(line).collect();
    let led = (5..5 + temper.many(2)).map(line).collect();
    let choice = |_| CampaignChoice { handle: "river".to_owned(), name: temper.line("Clean River") };
    JointPage {
        page: page(temper),
        desk: desk(temper),
        is_done: !is_wrong,
        must_approve: is_wrong,
        waiting: waiting(temper, "waiting", invited.collect(), pager("waiting")),
        led: (led, pager("led")),
        others: (others, pager("others")),
        campaigns: (0..temper.many(2)).map(choice).collect(),
        campaign: Field::new("campaign", "river"),
        partner,
    }
}

fn profile(temper: Temper, is_wrong: bool) -> ProfilePage {
    let mut name = Field::new("name", &temper.line("River Coalition"));
    let mut avatar = Field::new("avatar", "");
    if is_wrong {
        name = name.with_error("Enter the name.");
        avatar = avatar.with_refusal(temper.words(), &Refusal::from("The file is too large"));
    }
    let shown = |_| "/media/0123456789abcdef0123456789abcdef01234567.png".to_owned();
    let line = |index: usize| {
        let field = |word: &str, value: &str| Field::new(&format!("{word}_{index}"), &temper.line(value));
        (field("label", "Website"), field("value", "https://river.example/"))
    };
    ProfilePage {
        page: page(temper),
        desk: desk(temper),
        is_done: !is_wrong,
        public_path: "/@coalition".to_owned(),
        name,
        note: Field::new("note", &temper.line("Clean water for the valley.")),
        avatar: ProfilePicture { field: avatar, shown: temper.option(0).map(shown) },
        header: ProfilePicture { field: Field::new("header", ""), shown: temper.option(0).map(shown) },
        lines: (1..=4).map(line).collect(),
        general: is_wrong.then(|| "You have moved. This account says nothing more.".to_owned()),
    }
}

fn following(temper: Temper, is_wrong: bool) -> FollowingPage {
    let line = |index: usize| FollowedLine {
        name: temper.line("North Coalition"),
        handle: "@coalition@north.example".to_owned(),
        address: temper.target("https://north.example/@coalition"),
        uri: "https://north.example/actors/coalition".to_owned(),
        is_asked: index == 0,
    };
    let one = |index: usize| Following {
        name: temper.line(["River Coalition", "Clean River"][index]),
        handle: ["coalition", "clean-river"][index].to_owned(),
        anchor: format!("following-{index}"),
        label: temper.line(["River Coalition follows", "Clean River follows"][index]),
        lines: (0..temper.many(2)).map(line).collect(),
        pager: Pager {
            newer: temper.option(format!("/desk/following?of=coalition#following-{index}")),
            older: temper.option(format!("/desk/following?of=coalition&followed=17.7#following-{index}")),
        },
    };
    let field = |name: &str, words: &str| {
        if is_wrong { Field::new(name, &temper.line("x")).with_error(words) } else { Field::new(name, "") }
    };
    FollowingPage {
        page: page(temper),
        desk: desk(temper),
        notice: (!is_wrong).then_some("The coalition follows them."),
        may_act: true,
        publishes: is_wrong,
        hands_in: !is_wrong,
        server_count: temper.option(412).unwrap_or_default(),
        once: "a-mark-of-more-than-twenty".to_owned(),
        languages: vec![temper.language()],
        following: (0..temper.many(2)).map(one).collect(),
        pager: Pager {
            newer: temper.option("/desk/following#passed-on".to_owned()),
            older: temper.option("/desk/following?before=7#passed-on".to_owned()),
        },
        passed_on: vec![
            PassedOnLine {
                who: "@coalition@north.example".to_owned(),
                words: temper.line("The river is ours"),
                language: temper.language(),
                address: temper.target("https://north.example/posts/1"),
                uri: "https://north.example/posts/1".to_owned(),
                at: moment(4),
            };
            temper.many(2)
        ],
        whom: field("whom", "The other server did not answer. Try again later."),
        boost: field("boost", "There is nothing at that address"),
        answer: field("answer", "There is nothing at that address"),
        language: Field::new("language", &temper.language().tag),
        text: field("text", "Write the answer."),
    }
}

/// Every page of the desk by name.
pub fn desk_pages(temper: Temper) -> Vec<(String, String)> {
    let pages = [
        ("desk_home", home(temper).render()),
        ("desk_form", form(temper, false).render()),
        ("desk_form_errors", form(temper, true).render()),
        ("desk_confirm", confirm(temper, false).render()),
        ("desk_confirm_edit", confirm(temper, true).render()),
        ("desk_delivery", delivery(temper).render()),
        ("desk_withdraw", withdraw(temper).render()),
        ("desk_endorse_look", endorse_look(temper, false).render()),
        ("desk_endorse_look_campaign", endorse_look(temper, true).render()),
        ("desk_endorsements", endorsements(temper, false).render()),
        ("desk_endorsements_errors", endorsements(temper, true).render()),
        ("desk_following", following(temper, false).render()),
        ("desk_following_errors", following(temper, true).render()),
        ("desk_profile", profile(temper, false).render()),
        ("desk_profile_errors", profile(temper, true).render()),
        ("desk_notices", notices(temper, false).render()),
        ("desk_notices_errors", notices(temper, true).render()),
        ("desk_joint", joint(temper, false).render()),
        ("desk_joint_errors", joint(temper, true).render()),
    ];
    pages.into_iter().map(|(name, page)| (name.to_owned(), page.expect("every page renders"))).collect()
}
