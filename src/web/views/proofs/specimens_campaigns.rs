//! The page of a campaign with ordinary, empty, very long, hostile and Arabic data.

use crate::domain::pledge::Shown;
use crate::web::views::campaign::{CampaignPage, CampaignSummary, Milestone, Step, Way};
use crate::web::views::card::CardKind;
use crate::web::views::form::Field;
use crate::web::views::joint::{HouseLine, Together};
use crate::web::views::language::Language;
use crate::web::views::newsletter::NewsletterForm;
use crate::web::views::page::{Link, Pager};
use crate::web::views::pledge::OwnPledge;

use super::specimens::{self, QR, Temper, card, coalition_name, handle, moment, page};

/// Campaigns as they stand on the coalition's page.
pub fn summaries(temper: Temper) -> Vec<CampaignSummary> {
    (0..temper.many(3))
        .map(|index| CampaignSummary {
            name: temper.line("Clean River"),
            goal: temper.line("Clean water for thirty villages before the end of summer"),
            language: temper.language(),
            state: ["Gathering support", "Won", "Closed"][index].to_owned(),
            path: format!("/@clean-river-{index}"),
        })
        .collect()
}

/// The page of a campaign.
pub fn campaign(temper: Temper) -> CampaignPage {
    let demands = ["Open the sluices", "Publish every measurement", "Ask the villages first"];
    let statements = specimens::coalition(temper).statements;
    CampaignPage {
        page: page(temper),
        card: card(temper, CardKind::Website),
        coalition: coalition_name(temper),
        name: temper.name("Clean River", "نهر نظيف"),
        handle: handle(temper),
        account_name: Some("clean-river".to_owned()),
        state: "Gathering support".to_owned(),
        language: temper.language(),
        goal: temper.line("Clean water for thirty villages before the end of summer"),
        demands: (0..temper.many(3)).map(|index| temper.line(demands[index])).collect(),
        addressed: (0..temper.many(2))
            .map(|index| {
                let office = (index == 0).then(|| temper.line("Minister of Water"));
                (temper.name("A. Minister", "الوزيرة"), office)
            })
            .collect(),
        about_html: if temper == Temper::Long { String::new() } else { temper.body() },
        starts: temper.option("1 January 2026".to_owned()),
        ends: temper.option("31 December 2026".to_owned()),
        has_ended: temper == Temper::Long,
        follower_count: if temper == Temper::Empty { 0 } else { 12_040 },
        together: (temper != Temper::Empty).then(|| Together {
            total: 12_400,
            houses: (0..temper.many(2))
                .map(|_| HouseLine {
                    name: temper.name("Clean Sea", "بحر نظيف"),
                    address: temper.target("https://sea.example/@clean-sea"),
                    count: 4_012,
                })
                .collect(),
        }),
        endorsers: specimens::endorsers(temper),
        milestones: (0..temper.many(3))
            .map(|index| Milestone {
                words: temper.line("A thousand of us"),
                day: (index == 1).then(|| "1 December 2026".to_owned()),
                supporters: (index == 0).then_some(1_000),
                reached: index == 0,
            })
            .collect(),
        steps: (0..temper.many(2))
            .map(|index| Step {
                state: ["Gathering support", "Delivered to those who decide"][index].to_owned(),
                since: moment(3),
            })
            .collect(),
        sectors: (0..temper.many(2))
            .map(|index| ["Environment and climate", "Food, land and farming"][index].to_owned())
            .collect(),
        tags: (0..temper.many(2))
            .map(|_| Link { words: temper.line("water"), target: temper.target("/tags/water") })
            .collect(),
        regions: (0..temper.many(1)).map(|_| "HU".to_owned()).collect(),
        languages: (0..temper.many(2)).map(|index| Language::of(["en", "ar"][index])).collect(),
        donations: (0..temper.many(2))
            .map(|index| Way {
                words: temper.line("Give"),
                target: temper
                    .target(["https://give.example/river", "payto://iban/DE75512108001245126199"][index]),
            })
            .collect(),
        mirrors: (0..temper.many(1))
            .map(|_| Way {
                words: temper.line("https://mirror.example/river"),
                target: temper.target("https://mirror.example/river"),
            })
            .collect(),
        inspired: temper.option((
            temper.line("Our neighbours"),
            Way { words: temper.line("A boat on the river"), target: temper.line("https://a.test/idea") },
        )),
        poll: temper.option(("/@clean-river/8".to_owned(), "https://us.example/posts/8".to_owned())),
        feed_path: "/@clean-river/feed.atom".to_owned(),
        events: super::specimens_events::coming(temper),
        events_path: "/@clean-river/events".to_owned(),
        letter_targets: super::specimens_letters::links(temper),
        letter_count: if temper == Temper::Empty { 0 } else { 12_040 },
        standing: super::specimens_pledges::standing(temper),
        pledge: Some(super::specimens_pledges::form(temper, true, false)),
        own: None,
        newsletter: newsletter(temper),
        key_statement: statements.iter().take(1).cloned().collect(),
        statements: statements.into_iter().skip(1).take(8).collect(),
        pager: Pager { newer: None, older: temper.option("/@clean-river?before=7281".to_owned()) },
        qr_svg: temper.option(QR.to_owned()),
    }
}

/// The same as a member reads it who has signed, or could.
pub fn campaign_of_member(temper: Temper, shown: Option<Shown>) -> CampaignPage {
    let own = OwnPledge {
        campaign: "clean-river".to_owned(),
        csrf: temper.line("secret"),
        shown,
        is_open: shown.is_none(),
    };
    CampaignPage { pledge: None, own: Some(own), ..campaign(temper) }
}

/// The form of the newsletter; with empty data there is none.
pub fn newsletter(temper: Temper) -> Option<NewsletterForm> {
    temper.option(NewsletterForm {
        address: Field::new("newsletter-address", ""),
        rhythm: String::new(),
        campaign: Some(temper.line("clean-river")),
    })
}
