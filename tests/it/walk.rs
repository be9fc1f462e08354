//! A campaign from its first word to a hundred hands, as its people do it: three coalitions as processes of their own, a
//! browser that runs no script, a server on Fedify, a program for the command line, a real mail relay.

use std::process::Command;

use serde_json::{Value, json};

use crate::interop::hill::Hill;
use crate::interop::peers;
use crate::interop::two::{House, until};
use crate::support::chromium::{self, Page};
use crate::support::databases;
use crate::support::rig::free_port;
use crate::support::smtp::Smtp;

const HANDLE: &str = "clean-river";
const NAMED: &str = "I sign, with my name";
const HIDDEN: &str = "I sign, without my name";

/// What Python reads first: the names of the rig lead to this machine.
const NAMES: &str = "import socket\nfound = socket.getaddrinfo\ndef here(host, *more, **named):\n    ours = isinstance(host, str) and host.endswith('.test')\n    return found('127.0.0.1' if ours else host, *more, **named)\nsocket.getaddrinfo = here\n";

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
    fn north_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.north.authority())
    }

    fn total(&self, what: &str) -> i64 {
        let all = self.north.tell(&["pledge", "list"]);
        let line = all.as_array().expect("a list").iter().find(|one| one["campaign"] == HANDLE);
        line.map_or(0, |line| line[what].as_i64().expect("a number"))
    }

    /// A campaign is written and opened at the desk, as somebody does who has only a browser.
    async fn campaign_is_opened_at_the_desk(&mut self) {
        self.north.tell(&["member", "add", "olga", "--role", "owner"]);
        let link = self.north.tell(&["member", "link", "olga"])["link"].as_str().expect("a link").to_owned();
        let page = &mut self.browser;
        page.go(&link).await;
        page.clicks("main form button").await;
        page.shows("a[href='/desk/campaigns']").await;
        page.go(&format!("http://{}/desk/campaigns/new", self.north.authority())).await;
        for (field, text) in [
            ("#name", "Clean River"),
            ("#handle", HANDLE),
            ("#goal", "Clean water for thirty villages"),
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
        page.shows("a[href='/@clean-river']").await;
    }

    /// Where the poll is in which people elsewhere sign.
    fn poll(&self) -> String {
        self.north.tell(&["campaign", "poll", HANDLE])["uri"].as_str().expect("an address").to_owned()
    }

    /// A coalition with another database puts its name to it, and the house accepts at the desk.
    async fn it_is_endorsed(&mut self, address: &str) {
        self.south.tell(&["endorse", "offer", address]);
        let (north, south) = (&self.north, &self.south);
        until("north has the offer", &[north, south], || in_state(north, "offered").is_some());
        self.browser.go(&self.north_url("/desk/endorsements")).await;
        self.browser.clicks("button[value=accept]").await;
        self.browser.shows(".notice").await;
        let (north, south) = (&self.north, &self.south);
        until("south hears that it counts", &[north, south], || in_state(south, "offered").is_none());
        let found = south.tell(&["verify", address, &format!("{address}/endorsements")]);
        assert!(found.as_array().expect("a list").iter().all(|one| one["verdict"] == "holds"), "{found}");
        assert!(found.to_string().contains("it endorses exactly the version"), "{found}");
    }

    /// Somebody whose server speaks the protocol through another library follows it and votes.
    async fn fedify_signs(&mut self) {
        let group = format!("@{HANDLE}@{}", self.north.authority());
        self.hill.tell("follow", json!({"handle": group})).await;
        let north = &self.north;
        let is_followed =
            || north.tell(&["campaign", "show", HANDLE])["followers"].as_i64().unwrap_or(0) >= 1;
        until("alice follows the campaign", &[north], is_followed);
        let vote = json!({"question": self.poll(), "choice": NAMED});
        self.hill.tell("vote", vote.clone()).await;
        self.wait_for_votes(1);
        // Once more, and the other option: she counts once.
        self.hill.tell("vote", vote).await;
        self.hill.tell("vote", json!({"question": self.poll(), "choice": HIDDEN})).await;
    }

    fn wait_for_votes(&self, count: i64) {
        until("the votes are counted", &[&self.north, &self.east], || self.total("fediverse") == count);
    }

    /// Somebody with an account at a third coalition follows and votes with the client that they have.
    fn toot_signs(&self, folder: &std::path::Path) {
        self.east.tell(&["member", "add", "tom", "--role", "member"]);
        let token =
            self.east.tell(&["member", "token", "tom"])["token"].as_str().expect("a token").to_owned();
        let home = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(home.path().join("toot")).expect("a folder");
        let (instance, base) = (self.east.authority(), format!("http://{}", self.east.authority()));
        let settings = json!({
            "active_user": format!("tom@{instance}"),
            "apps": {&instance: {"instance": &instance, "base_url": base, "client_id": "-", "client_secret": "-"}},
            "users": {format!("tom@{instance}"): {"instance": &instance, "username": "tom", "access_token": token}},
        });
        std::fs::write(home.path().join("toot/config.json"), settings.to_string()).expect("its settings");
        std::fs::write(home.path().join("sitecustomize.py"), NAMES).expect("its names");
        let toot = |words: &[&str]| -> String {
            let mut command = Command::new(folder.join("clients/.venv/bin/toot"));
            command.arg("--no-color").args(words).envs([
                ("HOME", home.path()),
                ("XDG_CONFIG_HOME", home.path()),
                ("PYTHONPATH", home.path()),
            ]);
            let output = command.output().expect("toot runs");
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{words:?}: {said} {}", String::from_utf8_lossy(&output.stderr));
            said
        };
        toot(&["follow", &format!("@{HANDLE}@{}", self.north.authority())]);
        let found: Value = serde_json::from_str(&toot(&["search", "--json", "--resolve", &self.poll()]))
            .expect("what it found as JSON");
        let poll = found["statuses"][0]["poll"]["id"].as_str().expect("the poll is found").to_owned();
        toot(&["polls", "vote", &poll, "1"]);
        self.wait_for_votes(2);
    }

    /// Somebody without any account signs on the page and confirms from their own mailbox.
    async fn a_visitor_signs(&mut self) {
        self.browser.go(&self.north_url("/@clean-river")).await;
        self.browser.types("#pledge-name", "Vera Visitor").await;
        self.browser.types("#pledge-mail", "vera@example.org").await;
        self.browser.clicks("#pledge-consent").await;
        self.browser.clicks("form[action='/@clean-river/sign'] button").await;
        let mail = self.relay.wait_for("vera@example.org", 1).await;
        self.browser.go(&mail.link(&self.north_url("/pledges/confirm/"))).await;
        self.browser.clicks("main form button").await;
        self.browser.shows("a[href^='/pledges/erase/']").await;
        assert_eq!(self.total("form"), 1);
    }

    /// The page says what is so.
    async fn the_page_shows_the_total(&mut self) {
        assert_eq!(self.total("all"), 3);
        for _ in 0..400 {
            self.browser.go(&self.north_url("/@clean-river")).await;
            self.browser.shows("#standing").await;
            if self.browser.source().await.contains("3 people stand behind this") {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("{}", self.browser.source().await);
    }
}

fn in_state(house: &House, state: &str) -> Option<String> {
    let all = house.tell(&["endorse", "list"]);
    let found = all.as_array().expect("a list").iter().find(|one| one["state"] == state).cloned();
    found.and_then(|one| one["id"].as_str().map(str::to_owned))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_campaign_is_opened_followed_signed_and_endorsed_across_servers() {
    let (Some(folder), Some(chromium)) = (peers::installed(), chromium::installed()) else { return };
    let hill = Hill::start(&folder, &[]).await;
    let (north, south, east) = (free_port(), free_port(), free_port());
    let hosts = [("north.test", north), ("south.test", south), ("east.test", east), ("hill.test", hill.port)];
    let relay = Smtp::start().await;
    let south_on = databases::postgres().unwrap_or_else(databases::sqlite);
    let mut cast = Cast {
        north: House::with("north.test", north, databases::sqlite(), &hosts, &relay.settings()),
        south: House::new("south.test", south, south_on, &hosts),
        east: House::new("east.test", east, databases::sqlite(), &hosts),
        hill,
        relay,
        browser: Page::open(&chromium).await,
    };
    cast.north.start();
    cast.south.start();
    cast.east.start();

    cast.campaign_is_opened_at_the_desk().await;
    let statement = cast.north.publish("River", "The river is *ours*.");
    let address = cast.north_url(&format!("/posts/{statement}"));
    cast.it_is_endorsed(&address).await;
    cast.fedify_signs().await;
    cast.toot_signs(&folder);
    cast.a_visitor_signs().await;
    cast.the_page_shows_the_total().await;
    let plan = cast.north.tell(&["campaign", "show", HANDLE]);
    assert_eq!(plan["plan"]["milestones"][0]["reached"], true, "the milestone of three is reached: {plan}");

    // An edit makes the proof one of an earlier version, until the partner puts its name to the new one.
    let north = &cast.north;
    north.tell(&["statement", "edit", &statement, "--file", &north.file("The whole river is ours.")]);
    let found = cast.south.tell(&["verify", &address, &format!("{address}/endorsements")]);
    assert!(!found.to_string().contains("it endorses exactly the version"), "{found}");
    cast.it_is_endorsed(&address).await;
    for house in [&cast.north, &cast.south, &cast.east] {
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}
