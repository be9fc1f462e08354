//! Votes that must count nothing (C9 of the cases): nothing is counted, nothing is lost, nobody else is told.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::moderation::DomainRule;
use antiphon::service::{campaigns, domains, suspensions};
use antiphon::store::{self, blocks};
use http::StatusCode;
use serde_json::json;

use super::ground::{HIDDEN, NAMED, Square};
use crate::campaigns::ground::{HANDLE, actor_of, follower};
use crate::support::databases;
use crate::support::peer::{Actor, PUBLIC, bytes};

impl Square {
    /// Nobody counts, nothing waits, nobody was told.
    async fn is_untouched(&self, why: &str) {
        assert_eq!((self.total().await.all(), self.chosen().await), (0, [0, 0]), "{why}");
        assert!(self.rig.quarantined().await.is_empty(), "{why}");
        let told = store::notifications::list(
            &self.rig.opened.app.store,
            self.campaign.account.expect("an actor"),
            i64::MAX,
            10,
        );
        assert!(
            told.await.expect("reads").iter().all(|one| matches!(one.kind.as_str(), "follow" | "poll")),
            "{why}: somebody was told"
        );
    }

    async fn blocked_by(&self, blocker: antiphon::domain::ids::AccountId, actor: &Actor) {
        let app = &self.rig.opened.app;
        let account = store::accounts::find_by_uri(&app.store, &actor.id).await.expect("reads");
        let mut tx = app.store.begin().await.expect("begins");
        let id = account.expect("known").id;
        blocks::save(&mut tx, app.row_id(), blocker, id, "http://sut.test/b", app.now())
            .await
            .expect("saves");
        tx.commit().await.expect("commits");
    }
}

/// The actor is known here, by something that has no effect.
async fn known(square: &Square, actor: &Actor) -> antiphon::domain::account::Account {
    square.rig.tell(actor, &actor.activity("View", 77, json!("http://sut.test/nothing"))).await;
    let account = store::accounts::find_by_uri(&square.rig.opened.app.store, &actor.id).await.expect("reads");
    account.expect("known")
}

#[tokio::test]
async fn a117_one_actor_counts_once_whatever_it_sends_and_the_first_choice_stands() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let vera = rig.vic.actor("vera");
        let first = square.vote(&vera, 1, HIDDEN);
        rig.tell(&vera, &first).await;
        assert_eq!((square.total().await.fediverse, square.chosen().await), (1, [0, 1]));
        // The same again, byte for byte; another vote; another option; both at once.
        rig.tell(&vera, &first).await;
        square.votes(&vera, 2, HIDDEN).await;
        square.votes(&vera, 3, NAMED).await;
        let mut both = square.vote(&vera, 4, NAMED);
        let mut second = both["object"].clone();
        second["name"] = json!(HIDDEN);
        second["id"] = json!(format!("{}#votes/5", vera.id));
        both["object"] = json!([both["object"], second]);
        rig.tell(&vera, &both).await;
        // Another spelling of the same id.
        let host = rig.vic.authority();
        let mut spelled = vera.clone();
        spelled.id = vera.id.replace(&host, &host.to_uppercase());
        spelled.key_id = vera.key_id.clone();
        rig.post(&spelled, &square.vote(&spelled, 6, NAMED)).await;
        rig.drain().await;
        assert_eq!((square.total().await.all(), square.chosen().await), (1, [0, 1]));
        let names = store::pledges::names(&rig.opened.app.store, square.campaign.id, i64::MAX, 10).await;
        assert!(names.expect("names").is_empty(), "whoever chose not to be shown is not shown");
        assert!(!square.says_who(&vera).await && rig.posts_by(&vera.id).await == 0);
    }
}

#[tokio::test]
async fn a117_both_options_in_one_activity_are_one_pledge() {
    let square = Square::on(databases::sqlite()).await;
    let vera = square.rig.vic.actor("vera");
    let mut both = square.vote(&vera, 1, NAMED);
    let mut second = both["object"].clone();
    second["name"] = json!(HIDDEN);
    second["id"] = json!(format!("{}#votes/2", vera.id));
    both["object"] = json!([both["object"], second]);
    square.rig.tell(&vera, &both).await;
    assert_eq!((square.total().await.all(), square.chosen().await), (1, [1, 0]));
}

#[tokio::test]
async fn a118_an_option_that_does_not_exist_counts_nothing() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let vera = square.rig.vic.actor("vera");
        for (number, option) in ["I sign twice", "i sign, with my name", "0"].into_iter().enumerate() {
            let vote = square.vote(&vera, u32::try_from(number).expect("few"), option);
            square.rig.post(&vera, &vote).await;
        }
        square.rig.drain().await;
        square.is_untouched("no such option").await;
        square.votes(&vera, 9, NAMED).await;
        assert_eq!(square.total().await.all(), 1, "she can still sign");
    }
}

#[tokio::test]
async fn a118_a_campaign_that_no_longer_gathers_counts_nothing() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let (early, late) = (rig.vic.actor("vera"), rig.third.actor("sam"));
        campaigns::step(&rig.cx(), None, HANDLE, CampaignState::Delivered).await.expect("a step");
        // At once, before the end was told; and after.
        square.votes(&early, 1, NAMED).await;
        square.job_is_done().await;
        square.votes(&late, 1, NAMED).await;
        square.is_untouched("delivered").await;
        campaigns::step(&rig.cx(), None, HANDLE, CampaignState::Closed).await.expect("a step");
        square.votes(&late, 2, HIDDEN).await;
        square.is_untouched("closed").await;
    }
}

#[tokio::test]
async fn a105_a185_whoever_is_blocked_or_suspended_signs_nothing() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let (mallory, muriel, vera) =
            (rig.evil.actor("mallory"), rig.evil.actor("muriel"), rig.vic.actor("vera"));
        let suspended = known(&square, &vera).await;
        suspensions::suspend(&rig.opened.app, None, suspended.id).await.expect("suspended");
        square.votes(&vera, 1, NAMED).await;
        square.is_untouched("suspended").await;
        known(&square, &mallory).await;
        square.blocked_by(square.campaign.account.expect("an actor"), &mallory).await;
        square.votes(&mallory, 1, NAMED).await;
        square.is_untouched("blocked by the campaign").await;
        known(&square, &muriel).await;
        square.blocked_by(rig.coalition().await.id, &muriel).await;
        square.votes(&muriel, 1, NAMED).await;
        square.is_untouched("blocked by the coalition").await;
        let moritz = rig.third.actor("moritz");
        known(&square, &moritz).await;
        domains::set(&rig.opened.app, "third.test", DomainRule::Block, "").await.expect("blocked");
        let refused = rig.post(&moritz, &square.vote(&moritz, 1, NAMED)).await;
        rig.drain().await;
        assert_eq!(refused, StatusCode::FORBIDDEN);
        square.is_untouched("a blocked domain").await;
    }
}

#[tokio::test]
async fn a120_a_vote_in_the_name_of_another_or_forged_counts_nobody() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let (mallory, vera) = (rig.evil.actor("mallory"), rig.vic.actor("vera"));
        known(&square, &vera).await;
        let mut stolen = square.vote(&mallory, 1, NAMED);
        stolen["object"]["attributedTo"] = json!(vera.id);
        rig.post(&mallory, &stolen).await;
        // Signed by mallory, said to be of vera.
        let vote = square.vote(&vera, 2, NAMED);
        let body = bytes(&vote);
        let headers = mallory.sign(&rig.url("/inbox"), &body, rig.clock.now_ms());
        assert_ne!(rig.post_raw("/inbox", headers, body).await, StatusCode::ACCEPTED);
        rig.drain().await;
        assert_eq!((square.total().await.all(), square.chosen().await), (0, [0, 0]));
        // New counts for our question, from somebody else.
        let forged = json!({
            "id": square.post.uri.as_str(), "type": "Question", "attributedTo": mallory.id, "content": "x", "to": [PUBLIC],
            "oneOf": [{"type": "Note", "name": NAMED, "replies": {"type": "Collection", "totalItems": 1_000_000}}],
        });
        rig.post(&mallory, &mallory.activity("Update", 7, forged)).await;
        rig.drain().await;
        assert_eq!((square.total().await.all(), square.told().await.voters), (0, Some(0)));
    }
}

#[tokio::test]
async fn a_vote_that_is_said_aloud_or_by_no_person_counts_nothing_and_is_passed_on_to_nobody() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        follower(rig, &rig.third, "sam", HANDLE, "/inbox").await;
        let before = rig.third.seen().len();
        let vera = rig.vic.actor("vera");
        let mut loud = square.vote(&vera, 1, NAMED);
        loud["to"] = json!(PUBLIC);
        loud["object"]["to"] = json!(PUBLIC);
        rig.tell(&vera, &loud).await;
        let union = rig.vic.actor("union");
        let mut document = rig.vic.actor_document("union", &union);
        document["type"] = json!("Organization");
        rig.vic.serve("/users/union", &document);
        square.votes(&union, 1, NAMED).await;
        square.is_untouched("nobody signed").await;
        // A real one.
        square.votes(&vera, 2, NAMED).await;
        rig.delivered().await;
        assert_eq!(square.total().await.all(), 1);
        let told: Vec<_> =
            rig.third.seen().into_iter().skip(before).map(|seen| seen.body.to_string()).collect();
        assert!(told.iter().all(|body| !body.contains(&vera.id) && !body.contains("votes/")), "{told:?}");
        let answers = store::post_counts::find(&rig.opened.app.store, square.post.id).await.expect("reads");
        assert_eq!((answers.replies, rig.posts_by(&vera.id).await), (0, 0));
        assert!(!actor_of(rig, HANDLE).is_empty());
    }
}
