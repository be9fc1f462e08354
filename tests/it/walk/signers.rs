//! How people follow and sign: from a server on Fedify, with toot at another coalition, and by the form with a mail.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::interop::two::until;
use crate::support::chromium::{self, Page};

use super::{Cast, HANDLE};

const NAMED: &str = "I sign, with my name";
const HIDDEN: &str = "I sign, without my name";
const VISITOR: &str = "vera@example.org";

/// What Python reads first: the names of the rig lead to this machine.
const NAMES: &str = "import socket\nfound = socket.getaddrinfo\ndef here(host, *more, **named):\n    ours = isinstance(host, str) and host.endswith('.test')\n    return found('127.0.0.1' if ours else host, *more, **named)\nsocket.getaddrinfo = here\n";

impl Cast {
    /// Where the poll is in which people elsewhere sign.
    fn poll(&self) -> String {
        self.north.tell(&["campaign", "poll", HANDLE])["uri"].as_str().expect("an address").to_owned()
    }

    fn group(&self) -> String {
        format!("@{HANDLE}@{}", self.north.authority())
    }

    fn wait_for_followers(&self, count: i64) {
        until("the followers are counted", &[&self.north, &self.east], || self.followers() == count);
    }

    fn wait_for_votes(&self, count: i64) {
        until("the votes are counted", &[&self.north, &self.east], || self.total("fediverse") == count);
    }

    /// Somebody whose server speaks the protocol through another library follows it and votes.
    pub async fn fedify_follows_and_signs(&mut self) {
        self.hill.tell("follow", json!({"handle": self.group()})).await;
        self.wait_for_followers(1);
        let vote = json!({"question": self.poll(), "choice": NAMED});
        self.hill.tell("vote", vote.clone()).await;
        self.wait_for_votes(1);
        // Once more, and the other option: she counts once.
        self.hill.tell("vote", vote).await;
        self.hill.tell("vote", json!({"question": self.poll(), "choice": HIDDEN})).await;
    }

    /// Somebody with an account at a third coalition follows and votes with the client that they have.
    pub fn toot_follows_and_signs(&self, folder: &Path) {
        let home = self.settings_of_toot();
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
        toot(&["follow", &self.group()]);
        self.wait_for_followers(2);
        let found: Value = serde_json::from_str(&toot(&["search", "--json", "--resolve", &self.poll()]))
            .expect("what it found as JSON");
        let poll = found["statuses"][0]["poll"]["id"].as_str().expect("the poll is found").to_owned();
        toot(&["polls", "vote", &poll, "1"]);
        self.wait_for_votes(2);
    }

    /// A folder that makes toot the client of a member of the third house.
    fn settings_of_toot(&self) -> tempfile::TempDir {
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
        home
    }

    /// Somebody without any account signs on the page and confirms from their own mailbox.
    pub async fn a_visitor_signs(&mut self) {
        let (page, form) = (self.campaign_page(), format!("form[action='/@{HANDLE}/sign']"));
        // Not in the browser of the desk: a member who is signed in signs there with one tap.
        let mut browser = Page::open(&chromium::installed().expect("the desk was opened in it")).await;
        browser.go(&page).await;
        browser.types("#pledge-name", "Vera Visitor").await;
        browser.types("#pledge-mail", VISITOR).await;
        browser.clicks("#pledge-consent").await;
        browser.clicks(&format!("{form} button")).await;
        let mail = self.relay.wait_for(VISITOR, 1).await;
        assert_eq!(self.total("form"), 0, "nobody counts who has not confirmed");
        browser.go(&mail.link(&self.north_url("/pledges/confirm/"))).await;
        browser.clicks("form[action^='/pledges/confirm/'] button").await;
        browser.shows("a[href^='/pledges/erase/']").await;
        assert_eq!(self.total("form"), 1);
    }
}
