//! A campaign from its first word to a hundred hands, as its people do it: three coalitions as processes of their own, a
//! browser that runs no script, a server on Fedify, a program for the command line, a real mail relay.
//!
//! `desk` is what the coalition's people do in the browser and what the public page says, `signers` how people sign,
//! `proofs` how another coalition puts its name to it and what becomes of that when the words change.

mod desk;
mod proofs;
mod signers;

use crate::interop::hill::Hill;
use crate::interop::peers;
use crate::interop::two::House;
use crate::support::chromium::{self, Page};
use crate::support::databases;
use crate::support::rig::free_port;
use crate::support::smtp::Smtp;

/// The handle of the campaign.
const HANDLE: &str = "clean-river";
/// What it asks for at first, and after its edit.
const GOALS: [&str; 2] = ["Clean water for thirty villages", "Clean water for forty villages"];
/// What the statement says at first, and after its edit.
const WORDS: [&str; 2] = ["The river is **ours**.", "The whole river is **ours**."];

/// Everybody in it. `north` runs the campaign, `south` endorses it, somebody at `east` signs it with toot.
struct Cast {
    north: House,
    south: House,
    east: House,
    hill: Hill,
    relay: Smtp,
    browser: Page,
}

impl Cast {
    /// Everybody comes: the house of the campaign and the third on SQLite, the partner on PostgreSQL.
    async fn gather(folder: &std::path::Path, chromium: &std::path::Path) -> Self {
        let hill = Hill::start(folder, &[]).await;
        let (north, south, east) = (free_port(), free_port(), free_port());
        let hosts =
            [("north.test", north), ("south.test", south), ("east.test", east), ("hill.test", hill.port)];
        let relay = Smtp::start().await;
        let south_on = databases::postgres().unwrap_or_else(databases::sqlite);
        let mut cast = Self {
            north: House::with("north.test", north, databases::sqlite(), &hosts, &relay.settings()),
            south: House::new("south.test", south, south_on, &hosts),
            east: House::new("east.test", east, databases::sqlite(), &hosts),
            hill,
            relay,
            browser: Page::open(chromium).await,
        };
        cast.browser.keeps_nothing().await;
        for house in [&mut cast.north, &mut cast.south, &mut cast.east] {
            house.start();
        }
        cast
    }

    fn north_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.north.authority())
    }

    fn campaign_page(&self) -> String {
        self.north_url(&format!("/@{HANDLE}"))
    }

    /// How many have signed so, as the house of the campaign counts them.
    fn total(&self, what: &str) -> i64 {
        let all = self.north.tell(&["pledge", "list"]);
        let line = all.as_array().expect("a list").iter().find(|one| one["campaign"] == HANDLE);
        line.map_or(0, |line| line[what].as_i64().expect("a number"))
    }

    fn followers(&self) -> i64 {
        self.north.tell(&["campaign", "show", HANDLE])["followers"].as_i64().unwrap_or(0)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_campaign_is_opened_endorsed_followed_and_signed_across_servers_and_an_edit_asks_again() {
    let (Some(folder), Some(chromium)) = (peers::installed(), chromium::installed()) else { return };
    let mut cast = Cast::gather(&folder, &chromium).await;

    cast.campaign_is_opened_at_the_desk().await;
    let statement = cast.statement_is_published_at_the_desk().await;
    let campaign = cast.campaign();
    for said in [&campaign, &statement] {
        cast.it_is_endorsed(said).await;
    }

    cast.fedify_follows_and_signs().await;
    cast.toot_follows_and_signs(&folder);
    cast.the_page_shows(2, 2).await;
    cast.a_visitor_signs().await;
    cast.the_page_shows(3, 2).await;
    let plan = cast.north.tell(&["campaign", "show", HANDLE]);
    assert_eq!(plan["plan"]["milestones"][0]["reached"], true, "the milestone of three is reached: {plan}");

    // Other words are not what was endorsed, until the partner puts its name to them as well.
    cast.campaign_is_edited_at_the_desk().await;
    cast.statement_is_edited_at_the_desk(&statement).await;
    for said in [&campaign, &statement] {
        cast.its_endorsement_is_void(said).await;
        cast.it_is_endorsed(said).await;
    }
    // Whoever has signed stays counted.
    cast.the_page_shows(3, 2).await;
    for house in [&cast.north, &cast.south, &cast.east] {
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}
