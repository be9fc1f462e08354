//! What a campaign says and passes on, to whom, and in which form.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::follow::FollowState;
use antiphon::domain::post::Post;
use antiphon::service::campaign_voice::{self, Voice};
use antiphon::service::{accounts, campaigns, follows, statements, timelines};
use antiphon::store::activities;
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::databases;
use crate::support::rig::Rig;

use super::ground::{HANDLE, actor_of, follower, open, read, words};

async fn say(rig: &Rig, voice: Voice, title: &str) -> Post {
    campaign_voice::publish(&rig.cx(), None, HANDLE, voice, words(title)).await.expect("it is published")
}

fn by<'a>(all: &'a [Value], actor: &str) -> Vec<&'a Value> {
    all.iter().filter(|one| one["actor"] == actor).collect()
}

#[tokio::test]
async fn who_follows_only_the_campaign_gets_everything_of_it_and_nothing_else() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        open(&rig, HANDLE).await;
        open(&rig, "other").await;
        // One by the campaign's own inbox, one by that of the house.
        follower(&rig, &rig.vic, "vera", HANDLE, "/actors/clean-river/inbox").await;
        follower(&rig, &rig.third, "tom", HANDLE, "/inbox").await;
        follower(&rig, &rig.evil, "eve", "coalition", "/inbox").await;
        let coalition = rig.coalition().await;

        let own = say(&rig, Voice::Campaign, "In our own name").await;
        let together = say(&rig, Voice::Coalition, "The coalition in the campaign").await;
        statements::publish(&cx, None, &coalition, words("Nothing to do with it")).await.expect("published");
        campaign_voice::publish(&cx, None, "other", Voice::Coalition, words("The other campaign"))
            .await
            .expect("published");
        rig.delivered().await;

        let (campaign, coalition) = (actor_of(&rig, HANDLE), actor_of(&rig, "coalition"));
        for peer in [&rig.vic, &rig.third] {
            let all: Vec<Value> =
                ["Create", "Announce"].iter().flat_map(|kind| peer.received(kind)).collect();
            assert!(all.iter().all(|one| one["actor"] == campaign), "{all:?}");
            let text = serde_json::to_string(&all).expect("text");
            assert!(!text.contains("Nothing to do with it") && !text.contains("The other campaign"));
            let created = peer.received("Create");
            assert_eq!(created.len(), 1);
            assert_eq!(created[0]["object"]["id"], own.uri.as_str());
            assert_eq!(created[0]["object"]["attributedTo"], campaign);
            let announced = peer.received("Announce");
            let (objects, wholes): (Vec<_>, Vec<_>) = announced.iter().partition(|a| a["object"].is_string());
            assert_eq!((objects.len(), wholes.len()), (1, 1), "once in each form");
            assert_eq!(objects[0]["object"], together.uri.as_str());
            let whole = &wholes[0]["object"];
            assert_eq!((&whole["type"], &whole["actor"]), (&json!("Create"), &json!(coalition)));
            assert_eq!(
                (&whole["audience"], &whole["object"]["audience"]),
                (&json!(campaign), &json!(campaign))
            );
            let cc = whole["object"]["cc"].as_array().expect("a list");
            assert!(cc.contains(&json!(campaign)) && cc.contains(&json!(format!("{coalition}/followers"))));
            assert!(announced.iter().all(|one| one["proof"].is_object()));
            assert!(whole["proof"].is_object(), "the activity carries its own author's proof");
        }
        // Who follows the coalition gets its words, and no announcements.
        assert_eq!(rig.evil.received("Create").len(), 3);
        assert!(rig.evil.received("Announce").is_empty());

        // Everything that was passed on can be fetched where it says that it is.
        for one in rig.vic.received("Announce") {
            let path =
                one["id"].as_str().and_then(|id| id.strip_prefix(&rig.url(""))).expect("ours").to_owned();
            assert_eq!(read(&rig, &path).await, (StatusCode::OK, one));
        }
        let path = together.uri.as_str().strip_prefix(&rig.url("")).expect("ours").to_owned();
        assert_eq!(read(&rig, &path).await.1["audience"], campaign);
        let outbox = read(&rig, &format!("/actors/{HANDLE}/outbox?page=true")).await.1;
        // With the question that it asked when it opened.
        assert_eq!(by(outbox["orderedItems"].as_array().expect("items"), &campaign).len(), 4);
        let id = antiphon::domain::ids::CampaignId(campaigns::find(&cx, HANDLE).await.expect("there").id.0);
        let listed = campaigns::statements(&cx, id, i64::MAX, 10).await.expect("a list");
        assert_eq!(listed.iter().map(|p| p.id).collect::<Vec<_>>(), [together.id, own.id]);
    }
}

#[tokio::test]
async fn corrections_and_withdrawals_reach_those_who_follow_only_the_campaign() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        open(&rig, HANDLE).await;
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let coalition = rig.coalition().await;
        let post = say(&rig, Voice::Coalition, "First").await;
        rig.delivered().await;
        let edited = statements::edit(&cx, None, &coalition, post.id, words("Second")).await.expect("edited");
        assert_eq!(
            edited.details.campaign.as_deref(),
            Some(actor_of(&rig, HANDLE).as_str()),
            "it stays in it"
        );
        rig.delivered().await;
        statements::withdraw(&cx, None, &coalition, post.id).await.expect("withdrawn");
        rig.delivered().await;

        for kind in ["Update", "Delete"] {
            let told = rig.vic.received(kind);
            assert_eq!(told.len(), 1, "{kind}, for Mastodon and its kind");
            assert_eq!(told[0]["actor"], coalition.uri.as_str());
            let passed: Vec<Value> =
                rig.vic.received("Announce").into_iter().filter(|a| a["object"]["type"] == kind).collect();
            assert_eq!(passed.len(), 1, "{kind}, for group software");
            assert_eq!(passed[0]["object"]["id"], told[0]["id"]);
        }
        let id = campaigns::find(&cx, HANDLE).await.expect("there").id;
        assert!(campaigns::statements(&cx, id, i64::MAX, 10).await.expect("a list").is_empty());
        // What is withdrawn cannot be read at the announcements either.
        let announce = rig.vic.received("Announce").remove(0);
        let uri = announce["id"].as_str().expect("an id");
        assert!(activities::find_public(&cx.store, uri).await.expect("reads").is_none());
    }
}

#[tokio::test]
async fn the_key_statement_is_pinned_and_another_takes_its_place() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        open(&rig, HANDLE).await;
        open(&rig, "other").await;
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let (first, second) =
            (say(&rig, Voice::Campaign, "One").await, say(&rig, Voice::Coalition, "Two").await);
        let featured = format!("/actors/{HANDLE}/featured");
        // Its poll stands there by itself, after the key statement.
        let poll = read(&rig, &featured).await.1["orderedItems"][0].clone();
        campaign_voice::pin(&cx, None, HANDLE, first.id).await.expect("pinned");
        assert_eq!(read(&rig, &featured).await.1["orderedItems"], json!([first.uri.as_str(), poll]));
        campaign_voice::pin(&cx, None, HANDLE, second.id).await.expect("pinned");
        campaign_voice::pin(&cx, None, HANDLE, second.id).await.expect("pinned already");
        assert_eq!(read(&rig, &featured).await.1["orderedItems"], json!([second.uri.as_str(), poll]));
        rig.delivered().await;
        let target = actor_of(&rig, HANDLE) + "/featured";
        let (added, removed) = (rig.vic.received("Add"), rig.vic.received("Remove"));
        assert_eq!((added.len(), removed.len()), (2, 1));
        assert_eq!((&added[1]["object"], &added[1]["target"]), (&json!(second.uri.as_str()), &json!(target)));
        assert_eq!(removed[0]["object"], first.uri.as_str());
        // What belongs to another campaign, or to none, cannot stand there.
        let coalition = rig.coalition().await;
        let stray = statements::publish(&cx, None, &coalition, words("Stray")).await.expect("published");
        let others = campaign_voice::publish(&cx, None, "other", Voice::Campaign, words("Theirs"))
            .await
            .expect("said");
        for wrong in [stray.id, others.id] {
            assert!(campaign_voice::pin(&cx, None, HANDLE, wrong).await.is_err());
        }
        assert_eq!(read(&rig, &featured).await.1["orderedItems"], json!([second.uri.as_str(), poll]));
    }
}

#[tokio::test]
async fn a_member_here_who_follows_only_the_campaign_reads_the_same() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let opened = open(&rig, HANDLE).await;
        let owner = accounts::local(&cx, "owner").await.expect("the owner");
        let actor = accounts::find(&cx, opened.account.expect("an actor")).await.expect("there");
        assert_eq!(follows::follow(&cx, &owner, &actor).await.expect("follows"), FollowState::Accepted);
        let own = say(&rig, Voice::Campaign, "Own").await;
        let together = say(&rig, Voice::Coalition, "Together").await;
        let coalition = rig.coalition().await;
        statements::publish(&cx, None, &coalition, words("Elsewhere")).await.expect("published");
        let home = timelines::home(&cx, &owner, i64::MAX, 0, 20).await.expect("a home");
        let read: Vec<_> = home.iter().map(|e| (e.post.id, e.booster.as_ref().map(|b| b.id))).collect();
        assert_eq!(read, [(together.id, Some(actor.id)), (own.id, None)]);
    }
}

#[tokio::test]
async fn who_unfollows_hears_nothing_more_and_strangers_cannot_speak_for_it() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        open(&rig, HANDLE).await;
        let vera = follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let id = actor_of(&rig, HANDLE);
        // A forged update of the campaign, and a forged undo of somebody's follow.
        let mallory = rig.evil.actor("mallory");
        let mut forged = read(&rig, &format!("/actors/{HANDLE}")).await.1;
        forged["goal"] = json!("Dirty water");
        rig.post(&mallory, &mallory.activity("Update", 1, forged)).await;
        let follow = json!({"id": format!("{}/activities/1", vera.id), "type": "Follow", "actor": vera.id, "object": id});
        rig.post(&mallory, &mallory.activity("Undo", 2, follow.clone())).await;
        rig.drain().await;
        assert_ne!(read(&rig, &format!("/actors/{HANDLE}")).await.1["goal"], "Dirty water");
        say(&rig, Voice::Campaign, "Still heard").await;
        rig.delivered().await;
        assert_eq!(rig.vic.received("Create").len(), 1);

        rig.tell(&vera, &vera.activity("Undo", 3, follow)).await;
        say(&rig, Voice::Campaign, "Not heard").await;
        say(&rig, Voice::Coalition, "Nor this").await;
        rig.delivered().await;
        assert_eq!((rig.vic.received("Create").len(), rig.vic.received("Announce").len()), (1, 0));
        assert_eq!(read(&rig, &format!("/actors/{HANDLE}/followers")).await.1["totalItems"], 0);
        // What others post into it is passed on to nobody.
        let tom = follower(&rig, &rig.third, "tom", HANDLE, "/inbox").await;
        let mut note = vera.note(9, "Into the group");
        note["audience"] = json!(id);
        note["cc"] = json!([id]);
        rig.tell(&vera, &vera.activity("Create", 9, note)).await;
        rig.delivered().await;
        assert!(rig.third.received("Announce").is_empty(), "{}", tom.id);
        assert!(campaigns::find(&cx, HANDLE).await.is_ok());
    }
}

#[tokio::test]
async fn a_closed_campaign_stays_readable_and_says_nothing_more() {
    let rig = Rig::start().await;
    let cx = rig.cx();
    open(&rig, HANDLE).await;
    let said = say(&rig, Voice::Campaign, "Goodbye").await;
    campaigns::step(&cx, None, HANDLE, CampaignState::Closed).await.expect("closed");
    for voice in [Voice::Campaign, Voice::Coalition] {
        let late = campaign_voice::publish(&cx, None, HANDLE, voice, words("One more")).await;
        assert!(late.is_err_and(|e| e.to_string().contains("closed")));
    }
    let id = campaigns::find(&cx, HANDLE).await.expect("there").id;
    let all = campaigns::statements(&cx, id, i64::MAX, 10).await.expect("a list");
    assert_eq!(all.iter().map(|p| p.id).collect::<Vec<_>>(), [said.id]);
    assert_eq!(read(&rig, &format!("/actors/{HANDLE}")).await.1["state"], "closed");
    // A draft says nothing at all.
    super::ground::draft(&rig, "secret").await;
    let early = campaign_voice::publish(&cx, None, "secret", Voice::Coalition, words("Too early")).await;
    assert!(matches!(early, Err(antiphon::service::Error::NotFound)));
}
