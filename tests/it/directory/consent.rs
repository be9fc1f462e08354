//! Nobody is shown without their consent, nobody shows ours without our own, and no stranger changes either.

use antiphon::domain::directory::EntryState;
use antiphon::domain::ids::RowId;
use antiphon::service::{blocks, consent, directory, follows};
use antiphon::store::directory_requests as requests;
use http::StatusCode;
use serde_json::json;

use crate::support::databases;
use crate::support::rig::Rig;

use super::ground::{Partner, featured, house, listed, page, read, shown, state};

#[tokio::test]
async fn nobody_is_listed_before_they_agreed_and_no_stranger_agrees_for_them() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = Partner::new(&rig.vic, "vera", &json!({}));
        let eve = Partner::new(&rig.evil, "eve", &json!({}));
        directory::ask_for(&rig.cx(), None, &vera.actor.id).await.expect("asked");
        rig.delivered().await;
        let request = rig.vic.received("FeatureRequest").pop().expect("a request");
        assert_eq!(request["object"], vera.actor.id);
        assert_eq!(request["instrument"], rig.url("/actors/coalition/collections/1"));
        assert_eq!(
            read(&rig, "/actors/coalition/collections/1").await.0,
            StatusCode::OK,
            "it can be looked at"
        );
        assert!(shown(&rig).await.is_empty() && featured(&rig).await.is_empty());

        // A stranger answers; she answers without a stamp; with the stamp of somebody else.
        let mut forged = vera.agree(&rig.vic, 1, &eve.stamp(1));
        forged["actor"] = json!(eve.actor.id);
        forged["id"] = json!(format!("{}/activities/1", eve.actor.id));
        rig.tell(&eve.actor, &forged).await;
        let mut bare = vera.agree(&rig.vic, 2, "");
        bare.as_object_mut().expect("an object").remove("result");
        rig.tell(&vera.actor, &bare).await;
        rig.tell(&vera.actor, &vera.agree(&rig.vic, 3, &eve.stamp(2))).await;
        assert_eq!(state(&rig, &vera).await, EntryState::Asked);
        assert!(shown(&rig).await.is_empty());

        rig.tell(&vera.actor, &vera.agree(&rig.vic, 4, &vera.stamp(1))).await;
        assert_eq!(state(&rig, &vera).await, EntryState::Listed);
        assert_eq!(shown(&rig).await, std::slice::from_ref(&vera.actor.id));
        assert_eq!(featured(&rig).await, std::slice::from_ref(&vera.actor.id));
        let item = read(&rig, "/actors/coalition/collections/1").await.1["orderedItems"][0].clone();
        assert_eq!(item["featureAuthorization"], vera.stamp(1));
        let (_, index) = read(&rig, "/actors/coalition/collections").await;
        assert_eq!(index["orderedItems"][0]["type"], "FeaturedCollection");
        let (_, actor) = read(&rig, "/actors/coalition").await;
        assert_eq!(actor["featuredCollections"], rig.url("/actors/coalition/collections"));

        // A stranger deletes her stamp; then she does.
        let delete = |partner: &Partner, number: u32| {
            let stone = json!({"id": vera.stamp(1), "type": "Tombstone"});
            partner.actor.activity("Delete", number, stone)
        };
        assert!(!rig.post(&eve.actor, &delete(&eve, 8)).await.is_server_error());
        rig.drain().await;
        assert_eq!(shown(&rig).await, std::slice::from_ref(&vera.actor.id));
        rig.tell(&vera.actor, &delete(&vera, 9)).await;
        assert_eq!(state(&rig, &vera).await, EntryState::Withdrawn);
        assert!(shown(&rig).await.is_empty() && featured(&rig).await.is_empty());
        // A late copy of the old consent gives nothing back.
        rig.tell(&vera.actor, &vera.agree(&rig.vic, 10, &vera.stamp(1))).await;
        assert_eq!(state(&rig, &vera).await, EntryState::Withdrawn);
    }
}

#[tokio::test]
async fn followers_hear_of_the_collection_and_whoever_is_taken_out_is_told() {
    let rig = Rig::start().await;
    let fan = rig.third.actor("fan");
    let follow = fan.activity("Follow", 1, json!(house(&rig).await.uri.as_str()));
    rig.tell(&fan, &follow).await;
    let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
    rig.delivered().await;
    let added = rig.third.received("Add");
    assert_eq!(added.len(), 1);
    assert_eq!(added[0]["object"]["type"], "FeaturedCollection");
    assert_eq!(added[0]["target"], rig.url("/actors/coalition/collections"));
    directory::remove(&rig.cx(), None, &vera.account(&rig).await).await.expect("removed");
    rig.delivered().await;
    assert!(shown(&rig).await.is_empty());
    let undone = rig.vic.received("Undo");
    assert_eq!(undone[0]["object"]["type"], "FeatureRequest");
    let updated = rig.third.received("Update");
    assert_eq!(updated.last().expect("an update")["object"]["totalItems"], 0);
    // What she said before counts for nothing now.
    rig.tell(&vera.actor, &vera.agree(&rig.vic, 7, &vera.stamp(1))).await;
    assert_eq!(state(&rig, &vera).await, EntryState::Candidate);
}

#[tokio::test]
async fn who_blocks_vanishes_or_hides_is_shown_no_more() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let us = house(&rig).await;
        let block = vera.actor.activity("Block", 20, json!(us.uri.as_str()));
        rig.tell(&vera.actor, &block).await;
        assert!(shown(&rig).await.is_empty() && featured(&rig).await.is_empty());
        rig.tell(&vera.actor, &vera.actor.activity("Undo", 21, block)).await;
        assert_eq!(shown(&rig).await.len(), 1);

        let account = vera.account(&rig).await;
        blocks::block(&cx, &us, &account).await.expect("blocked");
        assert!(shown(&rig).await.is_empty());
        let again = directory::ask(&cx, None, &account).await;
        assert!(again.is_err(), "who is blocked is not asked");
        blocks::unblock(&cx, &us, &account).await.expect("unblocked");

        antiphon::service::domains::set(&cx, "vic.test", antiphon::domain::moderation::DomainRule::Block, "")
            .await
            .expect("a rule");
        assert!(shown(&rig).await.is_empty(), "nor is a blocked domain");
        antiphon::service::domains::forget(&cx, "vic.test").await.expect("forgotten");
        assert_eq!(shown(&rig).await.len(), 1);

        let farewell = vera.actor.activity("Delete", 22, json!(vera.actor.id));
        rig.tell(&vera.actor, &farewell).await;
        assert!(shown(&rig).await.is_empty());
        assert!(!page(&rig, "/directory?sector=housing").await.1.contains("vera"));
    }
}

#[tokio::test]
async fn who_does_not_want_to_be_found_or_cannot_answer_is_not_asked() {
    let rig = Rig::start().await;
    let shy = Partner::new(&rig.vic, "shy", &json!({"discoverable": false}));
    let mute = Partner::new(&rig.vic, "mute", &json!({"interactionPolicy": null}));
    let person = Partner::new(&rig.vic, "person", &json!({"type": "Person"}));
    for partner in [&shy, &mute, &person] {
        assert!(directory::ask_for(&rig.cx(), None, &partner.actor.id).await.is_err());
    }
    rig.delivered().await;
    assert!(rig.vic.received("FeatureRequest").is_empty());
}

async fn waiting(rig: &Rig) -> Vec<consent::Asked> {
    consent::list(&rig.cx()).await.expect("a list")
}

#[tokio::test]
async fn others_show_ours_only_with_a_stamp_and_the_stamp_can_be_taken_back() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let us = house(&rig).await;
        let vera = Partner::new(&rig.vic, "vera", &json!({}));
        let ask = |partner: &Partner, number: u32, collection: &str| {
            let mut request = partner.actor.activity("FeatureRequest", number, json!(us.uri.as_str()));
            request["instrument"] = json!(collection);
            request
        };
        let theirs = format!("{}/collections/1", vera.actor.id);
        rig.tell(&vera.actor, &ask(&vera, 1, &theirs)).await;
        rig.delivered().await;
        assert!(rig.vic.received("Accept").is_empty() && rig.vic.received("Reject").is_empty(), "she waits");
        let asked = waiting(&rig).await;
        assert_eq!((asked.len(), asked[0].by.uri.as_str()), (1, vera.actor.id.as_str()));
        let number = asked[0].request.id;
        let path = format!("/actors/coalition/stamps/{number}");
        assert_eq!(read(&rig, &path).await.0, StatusCode::NOT_FOUND, "no stamp before a yes");

        consent::decide(&rig.cx(), None, number, true).await.expect("decided");
        rig.delivered().await;
        let accept = rig.vic.received("Accept").pop().expect("an answer");
        assert_eq!(accept["object"], format!("{}/activities/1", vera.actor.id));
        assert_eq!(accept["result"], rig.url(&path));
        let (status, stamp) = read(&rig, &path).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(
            (&stamp["type"], &stamp["interactingObject"]),
            (&json!("FeatureAuthorization"), &json!(theirs))
        );
        assert_eq!(stamp["interactionTarget"], us.uri.as_str());
        assert_eq!(read(&rig, &format!("/actors/nobody/stamps/{number}")).await.0, StatusCode::NOT_FOUND);

        consent::revoke(&rig.cx(), None, number).await.expect("revoked");
        rig.delivered().await;
        assert_eq!(rig.vic.received("Delete").pop().expect("a delete")["object"]["id"], rig.url(&path));
        assert_eq!(read(&rig, &path).await.0, StatusCode::NOT_FOUND);
        // Asked again, the answer stays no, and nobody at the desk is bothered.
        rig.tell(&vera.actor, &ask(&vera, 2, &theirs)).await;
        rig.delivered().await;
        assert_eq!(rig.vic.received("Reject").len(), 1);
        assert!(waiting(&rig).await.is_empty());

        // Whom the coalition follows gets a yes at once; a collection of somebody else's server gets nothing.
        let tom = Partner::new(&rig.third, "tom", &json!({}));
        let account = rig.follows(&us, &tom.actor).await;
        rig.tell(&tom.actor, &ask(&tom, 1, &format!("{}/collections/1", tom.actor.id))).await;
        rig.delivered().await;
        assert_eq!(rig.third.received("Accept").len(), 1);
        rig.tell(&tom.actor, &ask(&tom, 2, &theirs)).await;
        assert_eq!(requests::count_by(&rig.opened.app.store, us.id, account.id).await.expect("counts"), 1);
        follows::unfollow(&rig.cx(), &us, &account).await.expect("unfollowed");

        // A closed house takes everything back and keeps no request.
        directory::set_open(&rig.cx(), None, false).await.expect("closed");
        rig.delivered().await;
        assert_eq!(rig.third.received("Delete").len(), 1);
        rig.tell(&tom.actor, &ask(&tom, 3, &format!("{}/collections/9", tom.actor.id))).await;
        rig.delivered().await;
        assert_eq!(rig.third.received("Reject").len(), 1);
        assert!(waiting(&rig).await.is_empty());
    }
}

#[tokio::test]
async fn a_flood_of_requests_has_an_end_and_only_who_asked_takes_one_back() {
    let rig = Rig::start().await;
    let us = house(&rig).await;
    let eve = Partner::new(&rig.evil, "eve", &json!({}));
    let vera = Partner::new(&rig.vic, "vera", &json!({}));
    let ask = |partner: &Partner, number: u32| {
        let mut request = partner.actor.activity("FeatureRequest", number, json!(us.uri.as_str()));
        request["instrument"] = json!(format!("{}/collections/{number}", partner.actor.id));
        request
    };
    for number in 1..=30 {
        rig.tell(&eve.actor, &ask(&eve, number)).await;
    }
    rig.tell(&vera.actor, &ask(&vera, 1)).await;
    assert_eq!(waiting(&rig).await.len(), 11, "ten of hers, and one");
    // Eve takes back what Vera asked; then what she asked herself.
    let undo = |number: u32, of: &serde_json::Value| eve.actor.activity("Undo", number, of.clone());
    rig.post(&eve.actor, &undo(100, &ask(&vera, 1))).await;
    rig.drain().await;
    assert_eq!(waiting(&rig).await.len(), 11);
    rig.tell(&eve.actor, &undo(101, &ask(&eve, 1))).await;
    assert_eq!(waiting(&rig).await.len(), 10);
    // An answer to what is not there changes nothing.
    assert!(consent::decide(&rig.cx(), None, RowId(1), true).await.is_err());
}
