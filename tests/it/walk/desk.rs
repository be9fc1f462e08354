//! What the people of the house do at their desk with only a browser, and what everybody reads on its pages.

use std::time::Duration;

use crate::support::process::wait_for;

use super::proofs::Said;
use super::{Cast, GOALS, HANDLE, WORDS};

/// The title of the statement.
const TITLE: &str = "River";

impl Cast {
    /// A campaign is written and opened, as somebody does who was sent a link.
    pub async fn campaign_is_opened_at_the_desk(&mut self) {
        self.north.tell(&["member", "add", "olga", "--role", "owner"]);
        let link = self.north.tell(&["member", "link", "olga"])["link"].as_str().expect("a link").to_owned();
        let new = self.north_url("/desk/campaigns/new");
        let page = &mut self.browser;
        page.go(&link).await;
        page.clicks("main form button").await;
        page.shows("a[href='/desk/campaigns']").await;
        page.go(&new).await;
        for (field, text) in [
            ("#name", "Clean River"),
            ("#handle", HANDLE),
            ("#goal", GOALS[0]),
            ("#demand_1", "Open the sluices"),
            ("#asked_1", "A. Minister"),
            ("#milestone_1", "Three of us"),
            ("#supporters_1", "3"),
        ] {
            page.types(field, text).await;
        }
        page.clicks("button[value=check]").await;
        page.clicks("button[value=save]").await;
        page.clicks("a.button[href*='to=gathering']").await;
        page.clicks("button[value=go]").await;
        page.shows("main a[href='/@clean-river']").await;
    }

    /// A statement of the coalition is written, looked at and published.
    pub async fn statement_is_published_at_the_desk(&mut self) -> Said {
        let new = self.north_url("/desk/statements/new");
        let page = &mut self.browser;
        page.go(&new).await;
        page.types("#title", TITLE).await;
        page.types("#text", WORDS[0]).await;
        page.clicks("button[value=check]").await;
        page.clicks("button[value=publish]").await;
        page.shows(".notice").await;
        let all = self.north.tell(&["statement", "list"]);
        let found = all.as_array().expect("a list").iter().find(|one| one["title"] == TITLE);
        let id = found.and_then(|one| one["id"].as_str()).expect("it is published").to_owned();
        Said {
            uri: self.north_url(&format!("/posts/{id}")),
            page: self.north_url(&format!("/@coalition/{id}")),
        }
    }

    /// The goal becomes another.
    pub async fn campaign_is_edited_at_the_desk(&mut self) {
        let edit = self.north_url(&format!("/desk/campaigns/{HANDLE}/edit"));
        let page = &mut self.browser;
        page.go(&edit).await;
        page.clears("#goal").await;
        page.types("#goal", GOALS[1]).await;
        page.clicks("button[value=check]").await;
        page.clicks("button[value=save]").await;
        page.shows("main a[href='/@clean-river']").await;
        let plan = self.north.tell(&["campaign", "show", HANDLE]);
        assert_eq!(plan["plan"]["goal"], GOALS[1], "{plan}");
    }

    /// The text of the statement becomes another.
    pub async fn statement_is_edited_at_the_desk(&mut self, statement: &Said) {
        let id = statement.uri.rsplit('/').next().expect("an id").to_owned();
        let edit = self.north_url(&format!("/desk/statements/{id}/edit"));
        let page = &mut self.browser;
        page.go(&edit).await;
        page.clears("#text").await;
        page.types("#text", WORDS[1]).await;
        page.clicks("button[value=check]").await;
        page.clicks("button[value=publish]").await;
        page.shows(".notice").await;
        let shown = self.north.tell(&["statement", "show", &id]);
        assert_eq!(
            (&shown["version"], &shown["texts"][0]["source"]),
            (&2.into(), &WORDS[1].into()),
            "{shown}"
        );
    }

    /// The offer of the partner is accepted.
    pub async fn endorsement_is_accepted_at_the_desk(&mut self, said: &Said) {
        let all = self.north_url("/desk/endorsements");
        let page = &mut self.browser;
        page.go(&all).await;
        page.clicks(&format!("form:has(input[name=address][value='{}']) button[value=accept]", said.uri))
            .await;
        page.shows(".notice").await;
    }

    /// Reads a part of a public page again and again until these words stand in it.
    pub async fn page_says(&mut self, address: &str, part: &str, words: &[&str]) -> String {
        let (page, mut text) = (&mut self.browser, String::new());
        wait_for(Duration::from_secs(90), &format!("{address} says {words:?}"), async || {
            page.go(address).await;
            text = page.reads(part).await;
            !text.is_empty() && words.iter().all(|words| text.contains(words))
        })
        .await;
        text
    }

    /// The page of the campaign says exactly how many stand behind it.
    pub async fn the_page_shows(&mut self, signed: i64, followers: i64) {
        assert_eq!((self.total("all"), self.followers()), (signed, followers));
        let address = self.campaign_page();
        self.page_says(
            &address,
            "[aria-labelledby=standing]",
            &[&format!("{signed} people stand behind this")],
        )
        .await;
        let lines = [format!("{followers} followers"), "1 organisation has endorsed this".to_owned()];
        self.page_says(&address, ".opening", &[&lines[0], &lines[1]]).await;
    }
}
