//! The pages about becoming a member, signing in, and one's own account, with the same five kinds of data.

use askama::Template;

use super::specimens::{Temper, coalition_name, moment, page};
use super::specimens_desk::desk;
use crate::domain::event::Answer;
use crate::domain::pledge::Shown;
use crate::web::views::desk::account::{
    AccountPage, AnsweredEvent, AuthenticatorPage, CodesPage, OpenCampaign, SessionLine, SignedCampaign,
};
use crate::web::views::desk::members::{ApplicantLine, InvitationLine, MembersPage};
use crate::web::views::desk::moving::{Choice, ImportLine, MovingPage};
use crate::web::views::form::Field;
use crate::web::views::join::{JoinPage, Joined, JoinedPage};
use crate::web::views::language::Language;
use crate::web::views::sign_in::EnterPage;

fn wrong(name: &str, value: &str, error: Option<&str>) -> Field {
    let field = Field::new(name, value);
    error.map_or(field.clone(), |error| field.with_error(error))
}

fn join(temper: Temper, is_read_first: bool, has_errors: bool) -> JoinPage {
    let error = |words: &'static str| has_errors.then_some(words);
    JoinPage {
        page: page(temper),
        coalition: coalition_name(temper),
        domain: "rivers.example".to_owned(),
        role: (!is_read_first).then(|| "editor".to_owned()),
        is_read_first,
        action: "/join/x".to_owned(),
        csrf: temper.line("secret"),
        username: wrong("username", &temper.line("ana"), error("Choose another name. This one is taken.")),
        password: wrong("password", "", error("Choose a password of 8 characters or more.")),
        reason: wrong("reason", &temper.line("I live in the valley"), None),
        agreement: wrong("agreement", "", error("Agree to the rules, or you cannot become a member.")),
        rules: if is_read_first { vec![temper.line("Treat others with respect."); 2] } else { Vec::new() },
        language: Language::of("es"),
    }
}

fn enter(temper: Temper, is_wrong: bool) -> EnterPage {
    EnterPage {
        page: page(temper),
        coalition: coalition_name(temper),
        is_wrong,
        name: Field::new("name", &temper.line("ana")),
        password: Field::new("password", ""),
        code: Field::new("code", ""),
        csrf: temper.line("secret"),
        is_for_app: is_wrong,
        may_ask: true,
    }
}

fn account(temper: Temper, is_on: bool) -> AccountPage {
    let session = |index: u32| SessionLine {
        mark: format!("{index:016x}"),
        since: moment(3 + index),
        until: moment(9 + index),
        by_link: index == 1,
        is_own: index == 0,
    };
    let error = |words: &'static str| is_on.then_some(words);
    AccountPage {
        page: page(temper),
        desk: desk(temper),
        username: temper.name("ana", "ana"),
        notice: temper.option(temper.line("Your password is changed. You are signed out everywhere else.")),
        signed: (0..temper.many(2))
            .map(|index| SignedCampaign {
                handle: format!("river{index}"),
                name: temper.name("Clean River", "نهر نظيف"),
                language: Language::of("en"),
                path: format!("/@river{index}"),
                shown: [Shown::Name, Shown::Hidden][index % 2],
            })
            .collect(),
        open: (0..temper.many(2))
            .map(|index| OpenCampaign {
                handle: format!("air{index}"),
                name: temper.name("Clean Air", "هواء نظيف"),
                goal: temper.line("Clean air for thirty villages"),
                language: Language::of("en"),
                path: format!("/@air{index}"),
            })
            .collect(),
        events: [Answer::Yes, Answer::Maybe][..temper.many(2)]
            .iter()
            .map(|answer| AnsweredEvent {
                event: super::specimens_events::summary(temper),
                answer: *answer,
                action: "/events/1/answer".to_owned(),
            })
            .collect(),
        events_path: "/@rivers/events".to_owned(),
        has_password: is_on,
        must_prove: is_on,
        current: wrong("current", "", error("This is not your password. Type the one you sign in with.")),
        password: wrong("password", "", None),
        has_authenticator: is_on,
        codes_left: 8,
        proof: wrong("proof", "", None),
        sessions: (0..u32::try_from(temper.many(3)).expect("few")).map(session).collect(),
    }
}

fn authenticator(temper: Temper) -> AuthenticatorPage {
    let secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned();
    AuthenticatorPage {
        page: page(temper),
        desk: desk(temper),
        address: format!(
            "otpauth://totp/rivers.example:ana?secret={secret}&issuer=rivers.example&algorithm=SHA1&digits=6&period=30"
        ),
        secret,
        offer: "x".repeat(80),
        code: wrong("code", "", (temper == Temper::Long).then_some("The code does not fit.")),
    }
}

fn members(temper: Temper) -> MembersPage {
    let names = ["ana", "river_watch_of_the_upper_valley", "samir"];
    MembersPage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option("They are a member now.".to_owned()),
        link: temper.option(format!("https://rivers.example/join/{}", "x".repeat(43))),
        waiting: (0..temper.many(3))
            .map(|index| ApplicantLine {
                username: names[index].to_owned(),
                asked: moment(4),
                language: temper.option(temper.name("Español", "العربية")),
                reason: temper.line("I live in the valley and want to help with the measurements."),
            })
            .collect(),
        roles: vec!["member".to_owned(), "editor".to_owned()],
        uses: wrong("uses", "x", Some("Enter a number of people from 1 to 1,000.")),
        days: Field::new("days", "7"),
        invitations: (0..temper.many(2))
            .map(|index| InvitationLine {
                id: index.to_string(),
                role: "member".to_owned(),
                used: 2,
                uses: 5,
                until: moment(9),
            })
            .collect(),
    }
}

fn moving(temper: Temper, is_wrong: bool) -> MovingPage {
    let choices = [
        Choice { word: "following", key: "moving-kind-following" },
        Choice { word: "blocks", key: "moving-kind-blocks" },
    ];
    let error = |words: &'static str| is_wrong.then_some(words);
    MovingPage {
        page: page(temper),
        desk: desk(temper),
        handle: temper.name("@ana@rivers.example", "@ana@rivers.example"),
        notice: temper.option(temper.line("Your other accounts are saved.")),
        moved_to: (!is_wrong)
            .then(|| temper.option(temper.line("https://lakes.example/users/ana")))
            .flatten(),
        files: choices.to_vec(),
        kinds: choices.to_vec(),
        file: wrong("file", "", error("There is nothing in this file.")),
        imports: (0..temper.many(3))
            .map(|index| ImportLine {
                key: "moving-kind-following",
                came: moment(4),
                is_finished: index == 0,
                total: 12,
                done: 9,
                failures: (0..index)
                    .map(|_| (temper.line("ben@lakes.example"), temper.line("it could not be found")))
                    .collect(),
            })
            .collect(),
        others: wrong("others", "@ana@lakes.example", error("@ana@lakes.example could not be found.")),
        target: wrong("target", "@ana@lakes.example", None),
        password: wrong("password", "", error("This is not your password. Type the one you sign in with.")),
        has_password: is_wrong,
    }
}

/// Those pages by name; the ones of the desk are among them.
pub fn member_pages(temper: Temper) -> Vec<(String, String)> {
    let codes = (0..10).map(|_| "abcd-efgh-ijkl-mnop".to_owned()).collect();
    let mut pages = vec![
        ("join".to_owned(), join(temper, false, false).render()),
        ("join_ask".to_owned(), join(temper, true, true).render()),
        ("enter".to_owned(), enter(temper, false).render()),
        ("enter_wrong".to_owned(), enter(temper, true).render()),
        ("account".to_owned(), account(temper, false).render()),
        ("account_errors".to_owned(), account(temper, true).render()),
        ("authenticator".to_owned(), authenticator(temper).render()),
        ("codes".to_owned(), CodesPage { page: page(temper), desk: desk(temper), codes }.render()),
        ("members".to_owned(), members(temper).render()),
        ("moving".to_owned(), moving(temper, false).render()),
        ("moving_errors".to_owned(), moving(temper, true).render()),
    ];
    for what in [Joined::Waiting, Joined::InviteOnly, Joined::BadInvite, Joined::TooManyWait] {
        pages.push((format!("joined_{what:?}"), JoinedPage { page: page(temper), what }.render()));
    }
    pages.into_iter().map(|(name, page)| (name, page.expect("every page renders"))).collect()
}
