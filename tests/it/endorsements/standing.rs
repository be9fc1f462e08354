//! Who stands beside our words: nobody who is suspended here, nobody of a blocked domain, and nobody whose proof has ended.

use antiphon::domain::account::Account;
use antiphon::domain::moderation::DomainRule;
use antiphon::domain::post::Post;
use antiphon::domain::time::Time;
use antiphon::service::endorsements::{self, Entry};
use antiphon::service::{domains, endorsers, suspensions};
use antiphon::store;
use antiphon::wire::endorsement::Endorsable;
use serde_json::{Value, json};

use crate::campaigns::ground::{HANDLE, open, page, read};
use crate::support::databases;
use crate::support::rig::Rig;

use super::ground::{Partner, endorsable, received, served, shown, statement, waiting};

async fn taken(rig: &Rig, partner: &Partner, number: u32, of: &Endorsable) {
    let made = partner.endorsement(number, of, Time(rig.clock.now_ms()));
    rig.tell(&partner.actor, &partner.offer(number, &made)).await;
    endorsements::accept(&rig.cx(), None, waiting(rig).await.id).await.expect("accepted");
}

/// Whether the endorser is named wherever it could be: in the statement on other servers, on its page, in the collection, and
/// in the profile of the campaign.
async fn named(rig: &Rig, post: &Post) -> [bool; 4] {
    let profile = read(rig, &format!("/actors/{HANDLE}")).await.1;
    let path = format!("/@coalition/{}", post.id);
    [
        served(rig, post).await["content"].to_string().contains("Endorsed by: north"),
        page(rig, &path).await.1.contains("1 organisation has endorsed this"),
        read(rig, &format!("/posts/{}/endorsements", post.id)).await.1["totalItems"] == 1,
        profile["attachment"].to_string().contains("north"),
    ]
}

async fn endorsed(rig: &Rig) -> (Post, Account) {
    let partner = Partner::at(&rig.vic, "north");
    let post = statement(rig).await;
    open(rig, HANDLE).await;
    taken(rig, &partner, 1, &endorsable(rig, &post).await).await;
    let document = read(rig, &format!("/actors/{HANDLE}")).await.1;
    taken(rig, &partner, 2, &Endorsable::read(&document).expect("a campaign")).await;
    let account = shown(rig, &post).await.remove(0).account;
    (post, account)
}

/// A page that was rendered a moment ago may be shown for two seconds.
async fn names(rig: &Rig, post: &Post, expected: bool, when: &str) {
    rig.wait_for(when, async || named(rig, post).await == [expected; 4]).await;
}

#[tokio::test]
async fn whoever_is_suspended_or_blocked_is_named_nowhere_until_that_is_lifted() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (post, account) = endorsed(&rig).await;
        let app = &rig.opened.app;
        names(&rig, &post, true, "it is named").await;
        suspensions::suspend(app, None, account.id).await.expect("suspended");
        names(&rig, &post, false, "nobody who is suspended is named").await;
        assert!(shown(&rig, &post).await.is_empty());
        suspensions::lift(app, None, account.id).await.expect("lifted");
        names(&rig, &post, true, "it is named again").await;
        for domain in ["vic.test", "test"] {
            domains::set(app, domain, DomainRule::Block, "").await.expect("blocked");
            names(&rig, &post, false, "nobody of a blocked domain is named").await;
            domains::forget(app, domain).await.expect("forgotten");
            names(&rig, &post, true, "it is named after the block").await;
        }
    }
}

#[tokio::test]
async fn an_endorsement_whose_proof_has_ended_counts_no_more() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (post, _) = endorsed(&rig).await;
        let all = received(&rig).await;
        let entry = all.into_iter().find(|one| one.object_uri == post.uri.as_str()).expect("one");
        let mut document: Value =
            serde_json::from_str(entry.document.as_deref().expect("a document")).expect("JSON");
        document["proof"]["expires"] = json!(Time(rig.clock.now_ms()).plus(60_000).rfc3339());
        let app = &rig.opened.app;
        // The later one of the same endorser stands in the place of the earlier.
        let later = Entry {
            id: app.row_id(),
            uri: format!("{}-until", entry.uri),
            document: Some(document.to_string()),
            ..entry
        };
        let mut tx = app.store.begin().await.expect("begins");
        store::endorsements::step(
            &mut tx,
            entry.id,
            antiphon::domain::endorsement::EndorsementState::Replaced,
            app.now(),
        )
        .await
        .expect("replaced");
        store::endorsements::insert(&mut tx, &later).await.expect("kept");
        tx.commit().await.expect("commits");
        let counts = async || shown(&rig, &post).await.iter().filter(|one| one.counts).count();
        assert_eq!(counts().await, 1);
        rig.clock.advance(61_000);
        assert_eq!(counts().await, 0);
        let collection = read(&rig, &format!("/posts/{}/endorsements", post.id)).await.1;
        assert_eq!(collection["totalItems"], 0);
        // Other servers show what they were told; they are told anew, once.
        assert!(served(&rig, &post).await["content"].to_string().contains("Endorsed by: north"));
        endorsers::refresh_ended(app).await.expect("told");
        let told = served(&rig, &post).await;
        assert!(!told["content"].to_string().contains("Endorsed by"), "{told}");
        rig.clock.advance(61_000);
        endorsers::refresh_ended(app).await.expect("nothing to tell");
        assert_eq!(served(&rig, &post).await["updated"], told["updated"]);
    }
}
