//! Forged, replayed and stale endorsements, those of another version, and withdrawals by somebody else: no effect.

use antiphon::domain::endorsement::EndorsementState;
use antiphon::domain::time::{DAY, Time};
use antiphon::service::{endorsements, statements};
use antiphon::wire::proof;
use serde_json::{Value, json};

use crate::campaigns::ground::{page, read, words};
use crate::support::databases;
use crate::support::rig::Rig;

use super::ground::{Partner, endorsable, received, served, shown, statement, waiting};

fn now(rig: &Rig) -> Time {
    Time(rig.clock.now_ms())
}

#[tokio::test]
async fn an_endorsement_is_offered_accepted_shown_and_withdrawn() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let partner = Partner::at(&rig.vic, "north");
        let post = statement(&rig).await;
        let of = endorsable(&rig, &post).await;
        let made = partner.endorsement(1, &of, now(&rig));
        rig.tell(&partner.actor, &partner.offer(1, &made)).await;
        assert!(shown(&rig, &post).await.is_empty(), "a person decides");
        endorsements::accept(&rig.cx(), None, waiting(&rig).await.id).await.expect("accepted");
        rig.delivered().await;

        let accepts = rig.vic.received("Accept");
        assert_eq!(accepts[0]["result"], made["id"]);
        assert_eq!(rig.vic.received("Add")[0]["target"]["id"], json!(format!("{}/endorsements", post.uri)));
        let object = served(&rig, &post).await;
        assert!(object["content"].as_str().expect("text").ends_with("<p>Endorsed by: north</p>"), "{object}");
        assert!(!object["contentMap"].to_string().contains("Endorsed by"));
        assert!(object["updated"].is_string(), "Mastodon shows it as an edit");
        assert_eq!(
            endorsable(&rig, &post).await.digest,
            of.digest,
            "the line is not part of what is endorsed"
        );
        let path = format!("/posts/{}/endorsements", post.id);
        let (_, collection) = read(&rig, &path).await;
        assert_eq!(collection["totalItems"], 1);
        assert_eq!(collection["orderedItems"][0], made);
        let (_, html) = page(&rig, &format!("/@coalition/{}", post.id)).await;
        assert!(html.contains("1 organisation has endorsed this") && html.contains("Signed by them"));

        // An edit voids it, in what is served as well; endorsed anew it counts again.
        let coalition = rig.coalition().await;
        statements::edit(&rig.cx(), None, &coalition, post.id, words("The whole river"))
            .await
            .expect("edited");
        assert!(!shown(&rig, &post).await[0].counts);
        assert!(!served(&rig, &post).await["content"].to_string().contains("Endorsed by"));
        assert_eq!(read(&rig, &path).await.1["totalItems"], 0);
        let again = partner.endorsement(2, &endorsable(&rig, &post).await, now(&rig));
        rig.tell(&partner.actor, &partner.offer(2, &again)).await;
        endorsements::accept(&rig.cx(), None, waiting(&rig).await.id).await.expect("accepted");
        let all = shown(&rig, &post).await;
        assert_eq!((all.len(), all[0].counts), (1, true));

        // Somebody else's Delete has no effect, its own takes it back with the date.
        let mallory = rig.evil.actor("mallory");
        let victor = rig.vic.actor("victor");
        for (other, number) in [(&mallory, 1), (&victor, 1)] {
            rig.post(other, &other.activity("Delete", number, again["id"].clone())).await;
            rig.drain().await;
            assert!(shown(&rig, &post).await[0].counts, "{}", other.id);
        }
        rig.tell(&partner.actor, &partner.actor.activity("Delete", 9, again["id"].clone())).await;
        let all = shown(&rig, &post).await;
        assert!(!all[0].counts && all[0].record.withdrawn_at.is_some());
        assert!(!served(&rig, &post).await["content"].to_string().contains("Endorsed by"));
        // Offered once more, what was taken back does not come to life.
        rig.tell(&partner.actor, &partner.offer(10, &again)).await;
        assert!(received(&rig).await.iter().all(|entry| entry.state != EndorsementState::Offered));
    }
}

async fn has_no_effect(rig: &Rig, partner: &Partner, number: u32, endorsement: &Value, why: &str) {
    let before = received(rig).await.iter().filter(|e| e.state == EndorsementState::Offered).count();
    rig.post(&partner.actor, &partner.offer(number, endorsement)).await;
    rig.drain().await;
    let after = received(rig).await.iter().filter(|e| e.state == EndorsementState::Offered).count();
    assert_eq!(before, after, "{why}");
}

#[tokio::test]
async fn forged_stale_and_foreign_endorsements_have_no_effect() {
    let rig = Rig::start().await;
    let (partner, third) = (Partner::at(&rig.vic, "north"), Partner::at(&rig.third, "south"));
    let post = statement(&rig).await;
    let of = endorsable(&rig, &post).await;
    let good = partner.endorsement(1, &of, now(&rig));

    let mut changed = good.clone();
    changed["published"] = json!("2020-01-01T00:00:00Z");
    has_no_effect(&rig, &partner, 1, &changed, "changed after it was signed").await;
    assert!(
        rig.quarantined().await.iter().any(|q| q.contains("does not match")),
        "{:?}",
        rig.quarantined().await
    );

    let mut bare = good.clone();
    bare.as_object_mut().expect("an object").remove("proof");
    has_no_effect(&rig, &partner, 2, &bare, "without a proof").await;

    let by_third = proof::attach(bare.clone(), &third.proofs, &third.method(), now(&rig));
    has_no_effect(&rig, &partner, 3, &by_third, "the proof of a third party").await;

    let not_theirs = proof::attach(bare, &third.proofs, &partner.method(), now(&rig));
    has_no_effect(&rig, &partner, 4, &not_theirs, "a key that is not theirs").await;

    // Another one offers it as its own messenger.
    has_no_effect(&rig, &third, 5, &good, "offered by somebody else").await;

    let old = partner.endorsement(6, &of, now(&rig).plus(-8 * DAY));
    has_no_effect(&rig, &partner, 6, &old, "stale").await;

    let mut other = of.clone();
    other.digest = "zQmSomethingElse".to_owned();
    has_no_effect(&rig, &partner, 7, &partner.endorsement(7, &other, now(&rig)), "another version").await;
    rig.delivered().await;
    let reasons: Vec<String> = rig.vic.received("Reject").iter().map(|r| r["summary"].to_string()).collect();
    assert!(reasons.iter().any(|why| why.contains("too old")), "{reasons:?}");
    assert!(reasons.iter().any(|why| why.contains("another version")), "{reasons:?}");

    // The true one still counts, and once.
    rig.tell(&partner.actor, &partner.offer(8, &good)).await;
    rig.tell(&partner.actor, &partner.offer(9, &good)).await;
    assert_eq!(received(&rig).await.iter().filter(|e| e.state == EndorsementState::Offered).count(), 1);
    let id = waiting(&rig).await.id;
    // After an edit it is too late to accept it.
    let coalition = rig.coalition().await;
    statements::edit(&rig.cx(), None, &coalition, post.id, words("Other words")).await.expect("edited");
    assert!(endorsements::accept(&rig.cx(), None, id).await.is_err());
    assert!(shown(&rig, &post).await.is_empty());
}
