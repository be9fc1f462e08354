//! The pages of signing with ordinary, empty, very long, hostile and Arabic data.

use askama::Template as _;

use crate::domain::refusal::Refusal;
use crate::web::views::desk::pledge_names::{PledgeName, PledgeNamesPage};
use crate::web::views::desk::pledges::{DeskPledgesPage, PledgeLine};
use crate::web::views::form::{Field, Hidden};
use crate::web::views::page::Pager;
use crate::web::views::pledge::{
    PledgeAnswer, PledgeAnswerPage, PledgeConfirmPage, PledgeErasePage, PledgeForm, PledgePage,
    PledgeWaitPage, Standing,
};

use super::specimens::{Temper, page};
use super::specimens_desk::desk;

/// How many stand behind a campaign.
pub fn standing(temper: Temper) -> Standing {
    Standing {
        count: 12_345,
        is_about: temper == Temper::Long,
        goal: temper.option((20_000, 61)),
        names: (0..temper.many(3)).map(|_| temper.name("Ann Lee", "ليلى")).collect(),
        others: 12_342,
    }
}

/// The form, empty or with everything wrong.
pub fn form(temper: Temper, is_sealed: bool, is_wrong: bool) -> PledgeForm {
    let field = |name: &str| {
        let field = Field::new(name, &temper.line("Ann"));
        if is_wrong { field.with_error("Write your name") } else { field }
    };
    PledgeForm {
        action: "/@clean-river/sign".to_owned(),
        coalition: temper.name("River Coalition", "تحالف النهر"),
        is_sealed,
        name: field("pledge-name"),
        mail: field("pledge-mail"),
        shown: field("pledge-shown"),
        place: Field::new("pledge-place", &temper.line("Pest")),
        comment: Field::new("pledge-comment", &temper.line("Because.")),
        consent: field("pledge-consent"),
    }
}

fn at_desk(temper: Temper, is_wrong: bool) -> DeskPledgesPage {
    let field = Field::new("pledge-key", &temper.line("age1"));
    DeskPledgesPage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option("Signatures are sealed to this key from now on."),
        campaigns: (0..temper.many(2))
            .map(|_| PledgeLine {
                name: temper.name("Clean River", "نهر نظيف"),
                path: "/desk/campaigns/clean-river".to_owned(),
                export_path: "/desk/pledges/clean-river".to_owned(),
                names_path: "/desk/pledges/clean-river/names".to_owned(),
                all: "about 12,345".to_owned(),
                form: 10_000,
                fediverse: 2_000,
                members: 300,
                elsewhere: 45,
            })
            .collect(),
        pager: Pager {
            newer: temper.option("/desk/pledges#signatures".to_owned()),
            older: temper.option("/desk/pledges?before=7#signatures".to_owned()),
        },
        key: temper.option("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p".to_owned()),
        next_key: Some(if is_wrong {
            field.with_refusal(temper.words(), &Refusal::new("refusal-pledge-key"))
        } else {
            field
        }),
    }
}

fn names(temper: Temper) -> PledgeNamesPage {
    let path = "/desk/pledges/clean-river/names".to_owned();
    PledgeNamesPage {
        page: page(temper),
        desk: desk(temper),
        notice: temper.option("The name is shown no more."),
        campaign: temper.name("Clean River", "نهر نظيف"),
        names: (0..temper.many(3))
            .map(|at| PledgeName { id: format!("{}", 70 + at), name: temper.name("Ann Lee", "ليلى") })
            .collect(),
        before: temper.option("99".to_owned()).unwrap_or_default(),
        pager: Pager {
            newer: temper.option(path.clone()),
            older: temper.option(format!("{path}?before=70")),
        },
        path,
    }
}

/// Every page of signing.
pub fn pledge_pages(temper: Temper) -> Vec<(String, String)> {
    let own = |is_sealed, is_wrong| PledgePage {
        page: page(temper),
        campaign: temper.name("Clean River", "نهر نظيف"),
        campaign_path: "/@clean-river".to_owned(),
        form: form(temper, is_sealed, is_wrong),
    };
    let answered = |what| PledgeAnswerPage { page: page(temper), what };
    let wait = PledgeWaitPage {
        page: page(temper),
        campaign: temper.name("Clean River", "نهر نظيف"),
        action: "/@clean-river/sign".to_owned(),
        fields: vec![Hidden { name: "pledge-name".to_owned(), value: temper.line("Ann") }],
    };
    let confirm = PledgeConfirmPage {
        page: page(temper),
        campaign: temper.name("Clean River", "نهر نظيف"),
        action: "/pledges/confirm/abc".to_owned(),
    };
    let counts = PledgeAnswer::Counts {
        campaign: temper.name("Clean River", "نهر نظيف"),
        campaign_path: "/@clean-river".to_owned(),
        share_path: "/@clean-river/share".to_owned(),
        erase_path: "/pledges/erase/abc".to_owned(),
    };
    let pages = [
        ("pledge", own(true, false).render()),
        ("pledge_unsealed", own(false, false).render()),
        ("pledge_errors", own(true, true).render()),
        ("pledge_wait", wait.render()),
        ("pledge_confirm", confirm.render()),
        (
            "pledge_erase",
            PledgeErasePage { page: page(temper), action: "/pledges/erase/abc".to_owned() }.render(),
        ),
        ("pledge_asked", answered(PledgeAnswer::Asked).render()),
        ("pledge_counts", answered(counts).render()),
        ("pledge_erased", answered(PledgeAnswer::Erased).render()),
        ("pledge_stale", answered(PledgeAnswer::Stale).render()),
        ("pledge_over", answered(PledgeAnswer::Over).render()),
        ("pledge_full", answered(PledgeAnswer::Full).render()),
        ("desk_pledges", at_desk(temper, false).render()),
        ("desk_pledge_names", names(temper).render()),
        ("desk_pledges_errors", at_desk(temper, true).render()),
    ];
    pages.into_iter().map(|(name, page)| (name.to_owned(), page.expect("it renders"))).collect()
}
