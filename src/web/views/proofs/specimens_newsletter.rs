//! The pages of the newsletter with ordinary, empty, very long, hostile and Arabic data.

use askama::Template as _;

use crate::web::views::desk::newsletter::{DeskNewsletterPage, IssueLine, ReaderLine};
use crate::web::views::form::{Field, Hidden};
use crate::web::views::newsletter::{
    Answered, AnsweredPage, ConfirmPage, EndPage, NewsletterForm, NewsletterPage, WaitPage,
};

use super::specimens::{Temper, moment, page};
use super::specimens_desk::desk;
use crate::web::views::page::Pager;

fn form(temper: Temper, is_wrong: bool) -> NewsletterPage {
    let address = Field::new("newsletter-address", &temper.line("ann@example.org"));
    let address = if is_wrong { address.with_error("Write your e-mail address") } else { address };
    let campaign = temper.option(temper.line("clean-river"));
    let form = NewsletterForm { address, rhythm: "weekly".to_owned(), campaign };
    NewsletterPage { page: page(temper), name: temper.name("Clean River", "نهر نظيف"), form }
}

fn answered(temper: Temper, what: Answered) -> AnsweredPage {
    AnsweredPage { page: page(temper), what }
}

fn at_desk(temper: Temper) -> DeskNewsletterPage {
    let counts = if temper == Temper::Empty { [0; 4] } else { [7, 12_040, 3, 1] };
    DeskNewsletterPage {
        page: page(temper),
        desk: desk(temper),
        readers: (0..temper.many(2))
            .map(|index| ReaderLine {
                of: temper.line("clean-river"),
                rhythm: ["Each statement", "Once a week"][index].to_owned(),
                confirmed: 12_040,
                unconfirmed: 3,
            })
            .collect(),
        pager: Pager {
            newer: temper.option("/desk/newsletter#sent".to_owned()),
            older: temper.option("/desk/newsletter?before=1790000000000.7#sent".to_owned()),
        },
        issues: (0..temper.many(2))
            .map(|index| IssueLine {
                title: temper.line("Water is a right"),
                path: "/posts/1".to_owned(),
                published: moment(3),
                written: 12_040,
                is_done: index == 0,
            })
            .collect(),
        waiting: counts[0],
        delivered: counts[1],
        refused: counts[2],
        failed: counts[3],
        trouble: temper.option(temper.line("The mail relay cannot be reached")),
    }
}

/// Every page of the newsletter.
pub fn newsletter_pages(temper: Temper) -> Vec<(String, String)> {
    let action = || "/newsletter/end/abc".to_owned();
    let confirm = ConfirmPage { page: page(temper), name: temper.line("Clean River"), action: action() };
    let wait = WaitPage {
        page: page(temper),
        name: temper.name("Clean River", "نهر نظيف"),
        fields: vec![Hidden { name: "newsletter-address".to_owned(), value: temper.line("ann@example.org") }],
    };
    let pages = [
        ("newsletter_wait", wait.render()),
        ("newsletter_over", answered(temper, Answered::Over).render()),
        ("newsletter_full", answered(temper, Answered::Full).render()),
        ("newsletter", form(temper, false).render()),
        ("newsletter_errors", form(temper, true).render()),
        ("newsletter_confirm", confirm.render()),
        ("newsletter_end", EndPage { page: page(temper), action: action() }.render()),
        ("newsletter_asked", answered(temper, Answered::Asked).render()),
        ("newsletter_confirmed", answered(temper, Answered::Confirmed(action())).render()),
        ("newsletter_stale", answered(temper, Answered::Stale).render()),
        ("newsletter_ended", answered(temper, Answered::Ended).render()),
        ("newsletter_off", answered(temper, Answered::Off).render()),
        ("desk_newsletter", at_desk(temper).render()),
    ];
    pages.into_iter().map(|(name, page)| (name.to_owned(), page.expect("every page renders"))).collect()
}
