//! Nobody puts the coalition's name to words that they have not seen, and whoever has put it somewhere hears when the words
//! change.

use antiphon::domain::endorsement::Side;
use antiphon::domain::ids::RowId;
use antiphon::domain::refusal::Refusal;
use antiphon::domain::time::Time;
use antiphon::service::endorsements::{self, Entry};
use antiphon::service::{Error, endorsing, statements};
use antiphon::wire::actor_out::ENDORSEMENTS;
use antiphon::wire::endorsement::Endorsable;
use http::StatusCode;
use serde_json::{Value, json};

use crate::campaigns::ground::{HANDLE, actor_of, change, open, read, words};
use crate::support::databases;
use crate::support::peer::{Actor, Peer};
use crate::support::rig::Rig;
use crate::web::house::{House, value_of};

use super::ground::{Partner, endorsable, statement, theirs, waiting};

async fn given(rig: &Rig) -> Vec<Entry> {
    let all = endorsements::list(&rig.cx(), Side::Given).await.expect("reads");
    all.into_iter().map(|(entry, _)| entry).collect()
}

#[tokio::test]
async fn what_has_changed_since_it_was_looked_at_is_not_signed() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let partner = Partner::at(&rig.vic, "north");
        let address = theirs(&partner, &rig.vic, 1, "The river is ours");
        let cx = rig.cx();
        let looked = endorsing::look(&cx, &address).await.expect("it can be endorsed");
        assert_eq!(looked.said.texts, [("en".to_owned(), "<p>The river is ours</p>".to_owned())]);
        theirs(&partner, &rig.vic, 1, "The river is theirs");
        for shown in [looked.of.digest.as_str(), ""] {
            let refused = endorsing::offer(&cx, None, &address, shown).await;
            assert!(refused.is_err_and(|e| e.to_string().contains("changed")), "{shown}");
        }
        rig.delivered().await;
        assert!(given(&rig).await.is_empty() && rig.vic.received("Offer").is_empty(), "nothing was signed");
        let looked = endorsing::look(&cx, &address).await.expect("it can be endorsed");
        endorsing::offer(&cx, None, &address, &looked.of.digest).await.expect("signed");
        rig.delivered().await;
        assert_eq!(rig.vic.received("Offer")[0]["object"]["digestMultibase"], json!(looked.of.digest));
    }
}

#[tokio::test]
async fn at_the_desk_words_are_read_before_they_are_signed() {
    let peer = Peer::start("vic.test").await;
    let hosts = format!(
        "[federation]\nrig = true\nallow_http = true\nallow_ranges = [\"127.0.0.0/8\"]\nhosts = {{ \"vic.test\" = \"{}\" }}",
        peer.address
    );
    let house = House::with("", &hosts).await;
    let partner = Partner::at(&peer, "north");
    let address = theirs(&partner, &peer, 1, "The river is ours<script>x()</script>");
    let owner = house.owner().await;
    let count = async || endorsements::list(&house.opened.app, Side::Given).await.expect("reads").len();
    let send = async |fields: &[(&str, &str)]| {
        let csrf = [("csrf", owner.csrf.as_str())];
        house.post(&owner, "/desk/endorsements", &[&csrf[..], fields].concat(), &[]).await
    };
    // What would not be seen is not signed with the rest.
    let hidden = send(&[("do", "offer"), ("address", &address)]).await;
    assert_eq!(hidden.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", hidden.body);
    assert!(
        hidden.body.contains("more than can be shown") && !hidden.body.contains("x()"),
        "{}",
        hidden.body
    );
    theirs(&partner, &peer, 1, "The river is ours");
    let look = send(&[("do", "offer"), ("address", &address)]).await;
    assert_eq!(look.status, StatusCode::OK, "{}", look.body);
    assert!(look.body.contains("The river is ours"), "{}", look.body);
    assert!(look.body.contains("north (@north@vic.test"), "whose it is: {}", look.body);
    assert_eq!(count().await, 0, "looking signs nothing");
    let digest = value_of(&look.body, "digest");
    theirs(&partner, &peer, 2, "The river is theirs");
    let changed = send(&[("do", "sign"), ("address", &address), ("digest", &digest)]).await;
    assert_eq!(changed.status, StatusCode::CONFLICT, "{}", changed.body);
    assert!(changed.body.contains("The river is theirs"), "the new words are shown: {}", changed.body);
    assert_eq!(send(&[("do", "sign"), ("address", &address)]).await.status, StatusCode::CONFLICT);
    assert_eq!(count().await, 0);
    let digest = value_of(&changed.body, "digest");
    let signed = send(&[("do", "sign"), ("address", &address), ("digest", &digest)]).await;
    assert_eq!((signed.status, count().await), (StatusCode::SEE_OTHER, 1), "{}", signed.body);
}

/// Takes an endorsement of this document by somebody who follows nobody.
async fn taken(rig: &Rig, partner: &Partner, number: u32, of: &Endorsable) -> RowId {
    let made = partner.endorsement(number, of, Time(rig.clock.now_ms()));
    rig.tell(&partner.actor, &partner.offer(number, &made)).await;
    endorsements::accept(&rig.cx(), None, waiting(rig).await.id).await.expect("accepted").id
}

fn updates(rig: &Rig, id: &str) -> Vec<Value> {
    let mut all = rig.vic.received("Update");
    all.retain(|update| update["object"]["id"] == id);
    all
}

#[tokio::test]
async fn whoever_endorsed_unasked_hears_that_the_words_have_changed() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let partner = Partner::at(&rig.vic, "north");
        let post = statement(&rig).await;
        taken(&rig, &partner, 1, &endorsable(&rig, &post).await).await;
        statements::edit(&rig.cx(), None, &rig.coalition().await, post.id, words("The whole river"))
            .await
            .expect("edited");
        rig.delivered().await;
        let told = updates(&rig, post.uri.as_str());
        let newest = told.last().expect("an update of the statement");
        assert!(newest["object"]["contentMap"].to_string().contains("The whole river"), "{newest}");

        open(&rig, HANDLE).await;
        let document = read(&rig, &format!("/actors/{HANDLE}")).await.1;
        taken(&rig, &partner, 2, &Endorsable::read(&document).expect("a campaign")).await;
        change(&rig, HANDLE, |plan| plan.goal = "Clean water for forty villages".to_owned()).await;
        rig.delivered().await;
        let told = updates(&rig, &actor_of(&rig, HANDLE));
        assert_eq!(
            told.last().expect("an update of the campaign")["object"]["goal"],
            "Clean water for forty villages"
        );
    }
}

/// A campaign of another coalition with this goal.
fn campaign(peer: &Peer, actor: &Actor, goal: &str) -> Value {
    let mut document = peer.actor_document("river", actor);
    document["type"] = json!("Group");
    document["kind"] = json!("campaign");
    document["goal"] = json!(goal);
    document["demands"] = json!(["Open the sluices"]);
    document["generator"] = json!({"type": "Application", "implements": [{"href": ENDORSEMENTS.href}]});
    peer.serve("/users/river", &document);
    document
}

#[tokio::test]
async fn what_cannot_be_shown_whole_is_not_signed() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let river = rig.vic.actor("river");
        let mut document = campaign(&rig.vic, &river, "Clean water");
        let hidden = " ".repeat(101_000);
        document["summary"] = json!(format!("<p>Peaceful work.</p>{hidden}<p>DEATH TO THE MINISTER</p>"));
        rig.vic.serve("/users/river", &document);
        let of = Endorsable::read(&document).expect("a campaign");
        let cx = rig.cx();
        let said = Refusal::new("refusal-endorsement-not-shown");
        let looked = endorsing::look(&cx, &river.id).await;
        assert!(matches!(looked, Err(Error::Refused(why)) if why == said));
        let signed = endorsing::offer(&cx, None, &river.id, &of.digest).await;
        assert!(matches!(signed, Err(Error::Refused(why)) if why == said));
        rig.delivered().await;
        assert!(rig.vic.received("Offer").is_empty() && given(&rig).await.is_empty());
    }
}

#[tokio::test]
async fn an_endorsement_of_a_campaign_that_changed_asks_to_be_renewed() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let river = rig.vic.actor("river");
        let document = campaign(&rig.vic, &river, "Clean water");
        let cx = rig.cx();
        let looked = endorsing::look(&cx, &river.id).await.expect("it can be endorsed");
        assert_eq!(looked.said.goal, "Clean water");
        endorsing::offer(&cx, None, &river.id, &looked.of.digest).await.expect("signed");
        let outdated = async || {
            let all = given(&rig).await;
            endorsing::is_outdated(&rig.opened.app, &all[0]).await.expect("reads")
        };
        rig.tell(&river, &river.activity("Update", 1, document)).await;
        assert!(!outdated().await, "what is endorsed is the same");
        let other = campaign(&rig.vic, &river, "Clean water for forty villages");
        let mallory = rig.vic.actor("mallory");
        rig.post(&mallory, &mallory.activity("Update", 1, other.clone())).await;
        rig.drain().await;
        assert!(!outdated().await, "somebody else's word");
        rig.tell(&river, &river.activity("Update", 2, other)).await;
        assert!(outdated().await);
        let looked = endorsing::look(&cx, &river.id).await.expect("it can be endorsed");
        endorsing::offer(&cx, None, &river.id, &looked.of.digest).await.expect("renewed");
        assert!(!outdated().await);
    }
}
