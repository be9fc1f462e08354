//! What the tests of signing by a vote stand on: a campaign that gathers, its poll, and votes from elsewhere.

use antiphon::domain::campaign::Campaign;
use antiphon::domain::post::{Poll, Post};
use antiphon::domain::time::Time;
use antiphon::service::pledges::{Total, total};
use antiphon::service::{campaigns, pledge_polls};
use antiphon::store;
use serde_json::{Value, json};

use crate::campaigns::ground::{HANDLE, actor_of, open};
use crate::support::databases::Fresh;
use crate::support::peer::Actor;
use crate::support::rig::Rig;

/// The words of the options.
pub const NAMED: &str = "I sign, with my name";
pub const HIDDEN: &str = "I sign, without my name";

/// A running server with a campaign that gathers, and the poll it has asked.
pub struct Square {
    pub rig: Rig,
    pub campaign: Campaign,
    pub post: Post,
}

impl Square {
    pub async fn on(database: Fresh) -> Self {
        let rig = Rig::on(database, "").await;
        let campaign = open(&rig, HANDLE).await;
        let post = question_of(&rig).await.expect("a campaign that opens asks");
        Self { rig, campaign, post }
    }

    /// A vote as Mastodon sends it, for this option.
    pub fn vote(&self, actor: &Actor, number: u32, option: &str) -> Value {
        let campaign = actor_of(&self.rig, HANDLE);
        json!({
            "@context": "https://www.w3.org/ns/activitystreams", "type": "Create", "actor": actor.id,
            "id": format!("{}#votes/{number}/activity", actor.id), "to": campaign,
            "object": {
                "id": format!("{}#votes/{number}", actor.id), "type": "Note", "name": option,
                "attributedTo": actor.id, "inReplyTo": self.post.uri.as_str(), "to": campaign,
            },
        })
    }

    /// Somebody votes, and the vote is applied.
    pub async fn votes(&self, actor: &Actor, number: u32, option: &str) {
        self.rig.tell(actor, &self.vote(actor, number, option)).await;
    }

    pub async fn total(&self) -> Total {
        total(&self.rig.opened.app, self.campaign.id).await.expect("a total")
    }

    /// How many have chosen each option, now.
    pub async fn chosen(&self) -> [u64; 2] {
        let app = &self.rig.opened.app;
        let present = campaigns::find(app, HANDLE).await.expect("it is there");
        let standing = pledge_polls::standing(app, &present).await.expect("reads").expect("there is a poll");
        [standing.named, standing.hidden]
    }

    /// The poll as it stands with the post: what was told last.
    pub async fn told(&self) -> Poll {
        let post = self.rig.find_post(self.post.uri.as_str()).await.expect("it is kept");
        post.details.poll.expect("it asks")
    }

    /// Updates of the question that the honest server was sent.
    pub fn updates(&self) -> Vec<Value> {
        let all = self.rig.vic.received("Update");
        all.into_iter().filter(|update| update["object"]["type"] == "Question").collect()
    }

    /// The polls' job has done what is due at this moment of the test's clock, and it was delivered.
    pub async fn job_is_done(&self) {
        let store = &self.rig.opened.app.store;
        self.rig
            .wait_for("nothing is due about polls", async || {
                let now = Time(self.rig.clock.now_ms());
                store::polls::due(store, now, 10).await.expect("reads").is_empty()
                    && store::pledge_polls::wanted(store, now, 10).await.expect("reads").is_empty()
                    && store::pledge_polls::reached(store, now, 10).await.expect("reads").is_empty()
            })
            .await;
        self.rig.delivered().await;
    }

    /// Whether a row says that this actor has voted: among the votes, or as a mark that the activity was here.
    pub async fn says_who(&self, actor: &Actor) -> bool {
        let app = &self.rig.opened.app;
        let account = store::accounts::find_by_uri(&app.store, &actor.id).await.expect("reads");
        let Some(account) = account else { return false };
        let votes = store::polls::chosen(&app.store, self.post.id, account.id).await.expect("reads");
        for number in 1..10 {
            let activity = format!("{}#votes/{number}/activity", actor.id);
            if store::inbox::is_seen(&app.store, &activity).await.expect("reads") {
                return true;
            }
        }
        !votes.is_empty()
    }
}

/// The question of the campaign, if it has asked one.
pub async fn question_of(rig: &Rig) -> Option<Post> {
    let app = &rig.opened.app;
    let campaign = campaigns::find(app, HANDLE).await.expect("it is there");
    pledge_polls::standing(app, &campaign).await.expect("reads").map(|standing| standing.post)
}
