//! The pages of letters to decision-makers with ordinary, empty, very long, hostile and Arabic data.

use askama::Template as _;

use crate::web::views::desk::audit::Choice;
use crate::web::views::desk::letters::{Back, BackLine, DeskLettersPage, LetterLook, TargetLine};
use crate::web::views::form::{Field, Hidden};
use crate::web::views::letters::{
    LetterAnswer, LetterAnswerPage, LetterConfirmPage, LetterPage, LetterWaitPage, TargetLink,
};
use crate::web::views::page::Pager;

use super::specimens::{Temper, moment, page};
use super::specimens_desk::desk;

/// Whom readers of a campaign's page can write to.
pub fn links(temper: Temper) -> Vec<TargetLink> {
    (0..temper.many(2))
        .map(|index| TargetLink {
            name: temper.name("A. Minister", "الوزيرة"),
            path: format!("/letters/{index}"),
        })
        .collect()
}

fn field(temper: Temper, name: &str, is_wrong: bool) -> Field {
    let field = Field::new(name, &temper.line("Ann"));
    if is_wrong { field.with_error("Write your name") } else { field }
}

fn letter(temper: Temper, is_wrong: bool) -> LetterPage {
    LetterPage {
        page: page(temper),
        campaign: temper.name("Clean River", "نهر نظيف"),
        campaign_path: "/@clean-river".to_owned(),
        target: temper.name("A. Minister", "الوزيرة"),
        action: "/letters/1".to_owned(),
        language: temper.language(),
        subject: temper.line("Open the sluices"),
        text: temper.line("Please open the sluices."),
        name: field(temper, "name", is_wrong),
        address: field(temper, "address", is_wrong),
        own_words: field(temper, "own_words", is_wrong),
        may_reply: field(temper, "may_reply", false),
        consent: field(temper, "consent", is_wrong),
    }
}

fn confirm(temper: Temper, is_planned: bool) -> LetterConfirmPage {
    LetterConfirmPage {
        page: page(temper),
        target: temper.name("A. Minister", "الوزيرة"),
        action: "/letters/confirm/abc".to_owned(),
        language: temper.language(),
        name: temper.line("Ann"),
        subject: temper.line("Open the sluices"),
        paragraphs: vec![temper.line("Please open the sluices."), temper.line("Ann")],
        reply: "Your address does not stand in the letter. You cannot be answered.".to_owned(),
        version: "2".to_owned(),
        is_changed: !is_planned,
        due: is_planned.then(|| moment(3)),
    }
}

fn at_desk(temper: Temper, is_wrong: bool) -> DeskLettersPage {
    let field = |name: &str| field(temper, name, is_wrong);
    DeskLettersPage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option("People can write to them now.".to_owned()),
        changed: temper.option(temper.name("A. Minister", "الوزيرة")),
        preview: temper.option(LetterLook {
            language: temper.language(),
            subject: temper.line("Open the sluices"),
            paragraphs: vec![temper.line("Please open the sluices.")],
        }),
        campaigns: (0..temper.many(2))
            .map(|index| Choice {
                value: index.to_string(),
                words: temper.line("Clean River (@clean-river)"),
                is_chosen: index == 1,
            })
            .collect(),
        targets: (0..temper.many(2))
            .map(|index| TargetLine {
                id: index.to_string(),
                name: temper.name("A. Minister", "الوزيرة"),
                campaign: temper.line("clean-river"),
                address: temper.line("minister@gov.example"),
                numbers: "7 sent, 2 on the way, 1 not confirmed".to_owned(),
                troubles: (index == 0).then(|| "1 refused by the mailbox, 0 could not be sent".to_owned()),
                back: Back {
                    count: temper.option(1204).unwrap_or_default(),
                    is_open: index == 1,
                    anchor: format!("back-{index}"),
                    label: temper.line(&format!("1,204 came back or are late ({index})")),
                    lines: (0..temper.many(2))
                        .map(|at| BackLine {
                            is_late: at == 1,
                            at: moment(2),
                            code: "5.1.1".to_owned(),
                            words: temper.line("550 5.1.1 there is no such user here"),
                        })
                        .collect(),
                    pager: Pager {
                        newer: temper.option(format!("/desk/letters?of={index}#back-{index}")),
                        older: temper.option(format!("/desk/letters?of={index}&back=17.7#back-{index}")),
                    },
                },
                is_closed: index == 1,
            })
            .collect(),
        campaign: field("campaign"),
        name: field("name"),
        address: field("address"),
        language: field("language"),
        subject: field("subject"),
        words: field("words"),
        zone: field("zone"),
        days: field("days"),
        from: field("from"),
        until: field("until"),
        per_hour: field("per_hour"),
    }
}

/// Every page of letters.
pub fn letter_pages(temper: Temper) -> Vec<(String, String)> {
    let answered = |what| LetterAnswerPage { page: page(temper), what };
    let planned = LetterAnswer::Planned(
        temper.name("A. Minister", "الوزيرة"),
        moment(3),
        "/letters/confirm/abc".to_owned(),
    );
    let wait = LetterWaitPage {
        page: page(temper),
        target: temper.name("A. Minister", "الوزيرة"),
        action: "/letters/1".to_owned(),
        fields: vec![Hidden { name: "name".to_owned(), value: temper.line("Ann") }],
    };
    let pages = [
        ("letter", letter(temper, false).render()),
        ("letter_errors", letter(temper, true).render()),
        ("letter_confirm", confirm(temper, false).render()),
        ("letter_waits", confirm(temper, true).render()),
        ("letter_wait", wait.render()),
        ("letter_full", answered(LetterAnswer::Full).render()),
        ("letter_asked", answered(LetterAnswer::Asked).render()),
        ("letter_planned", answered(planned).render()),
        ("letter_erased", answered(LetterAnswer::Erased).render()),
        ("letter_stale", answered(LetterAnswer::Stale).render()),
        ("desk_letters", at_desk(temper, false).render()),
        ("desk_letters_errors", at_desk(temper, true).render()),
    ];
    pages.into_iter().map(|(name, page)| (name.to_owned(), page.expect("every page renders"))).collect()
}
