//! How a coalition on another database puts its name to something, what anybody can check of that with `antiphon verify`,
//! and what becomes of it when the words change.

use serde_json::Value;

use crate::interop::two::{House, until};

use super::Cast;

/// Something that is said in public and can be endorsed.
pub struct Said {
    /// Its id among servers.
    pub uri: String,
    /// Its page.
    pub page: String,
}

impl Cast {
    pub fn campaign(&self) -> Said {
        Said { uri: self.north_url(&format!("/actors/{}", super::HANDLE)), page: self.campaign_page() }
    }

    /// The partner puts its name to it as it stands now, and the house accepts at the desk: the page names the partner, and
    /// its proof holds for whoever checks.
    pub async fn it_is_endorsed(&mut self, said: &Said) {
        self.south.tell(&["endorse", "offer", &said.page]);
        let (north, south) = (&self.north, &self.south);
        until("north has the offer", &[north, south], || entry(north, said, "offered").is_some());
        let opening = self.page_says(&said.page, ".opening", &[]).await;
        assert!(!opening.contains("endorsed"), "it counts before it is accepted: {opening}");
        self.endorsement_is_accepted_at_the_desk(said).await;
        let (north, south) = (&self.north, &self.south);
        until("south hears that it counts", &[north, south], || {
            entry(south, said, "offered").is_none() && entry(south, said, "accepted").is_some()
        });

        let named = self.page_says(&said.page, "[aria-labelledby=endorsers]", &["Signed by them"]).await;
        assert!(named.contains(&self.south.handle()) && !named.contains("earlier"), "{named}");
        self.page_says(&said.page, ".opening", &["1 organisation has endorsed this"]).await;
        let (holds, found) = self.verify(said);
        assert!(holds && found.contains("it endorses exactly the version"), "{found}");
    }

    /// After an edit the page counts nobody, and the proof is one of other words.
    pub async fn its_endorsement_is_void(&mut self, said: &Said) {
        let named =
            self.page_says(&said.page, "[aria-labelledby=endorsers]", &["Endorsed an earlier version"]).await;
        assert!(named.contains(&self.south.handle()), "{named}");
        let opening = self.page_says(&said.page, ".opening", &[]).await;
        assert!(!opening.contains("endorsed"), "{opening}");
        let (holds, found) = self.verify(said);
        assert!(!holds && found.contains("it endorses another version"), "{found}");
    }

    /// What a third house finds that checks the partner's newest endorsement against what is public now.
    fn verify(&self, said: &Said) -> (bool, String) {
        let proof = entry(&self.south, said, "accepted").expect("it is accepted")["uri"].clone();
        let arguments = ["--json", "verify", &said.uri, proof.as_str().expect("an address")];
        let output = self.east.command(&arguments).output().expect("the program runs");
        let said = format!(
            "{} {}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        let found = serde_json::from_slice::<Value>(&output.stdout).unwrap_or_else(|e| panic!("{e}: {said}"));
        // Each document is signed, and the endorsement is bound to something.
        assert!(found.as_array().is_some_and(|all| all.len() >= 3), "{said}");
        (output.status.success(), said)
    }
}

/// The endorsement of this in a house, in this state.
fn entry(house: &House, said: &Said, state: &str) -> Option<Value> {
    let all = house.tell(&["endorse", "list"]);
    let mut all = all.as_array().expect("a list").iter();
    all.find(|one| one["state"] == state && one["object"] == said.uri.as_str()).cloned()
}
