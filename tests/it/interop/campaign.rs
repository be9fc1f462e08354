//! A campaign on one server, followed from another: real processes, two databases, everybody killed on the way.

use antiphon::service::campaign_voice::{self, Voice};
use serde_json::json;

use crate::campaigns::ground::{self, HANDLE};
use crate::support::databases;
use crate::support::rig::{Rig, Shape, free_port};

use super::hill::Hill;
use super::peers;
use super::two::{House, kill_both, until};

#[test]
fn a_campaign_is_followed_from_another_server_and_heard_there_whoever_is_killed() {
    let Some(database) = databases::postgres() else {
        println!("left out: no PostgreSQL is installed");
        return;
    };
    let (ours, theirs) = (free_port(), free_port());
    let hosts = [("north.test", ours), ("south.test", theirs)];
    let mut north = House::new("north.test", ours, database, &hosts);
    let mut south = House::new("south.test", theirs, databases::sqlite(), &hosts);
    north.start();
    south.start();
    let address = format!("@clean-river@north.test:{ours}");

    let plan = ["--name", "Clean River", "--goal", "Clean water", "--demand", "Open the sluices"];
    let more = ["--asks", "A. Minister=Water", "--sector", "environment", "--ends", "2199-12-31"];
    let made = north.tell(&[["campaign", "create", "clean-river"].as_slice(), &plan, &more].concat());
    assert_eq!((&made["state"], &made["url"]), (&"draft".into(), &serde_json::Value::Null));
    // A draft cannot be found, whoever asks.
    let early = south.command(&["coalition", "follow", &address]).output().expect("it runs");
    assert!(!early.status.success());
    let refused = north.command(&["campaign", "state", "clean-river", "won"]).output().expect("it runs");
    assert_eq!(refused.status.code(), Some(1), "a draft cannot be won");
    let unknown = north.command(&["campaign", "show", "nothing"]).output().expect("it runs");
    assert_eq!(unknown.status.code(), Some(3));

    let opened = north.tell(&["campaign", "state", "clean-river", "gathering"]);
    assert_eq!(opened["address"], address);
    until("south finds the campaign", &[&north, &south], || {
        south.command(&["coalition", "follow", &address]).output().expect("it runs").status.success()
    });
    kill_both(&mut north, &mut south);
    let followers = |north: &House| north.tell(&["campaign", "show", "clean-river"])["followers"].clone();
    until("south follows", &[&north, &south], || followers(&north) == 1);

    north.publish("Elsewhere", "Nothing to do with the campaign.");
    let own = north.file("The campaign speaks.");
    let said =
        ["campaign", "statement", "clean-river", "--as", "campaign", "--pin", "--title", "Own", "--file"];
    north.tell(&[said.as_slice(), &[own.as_str()]].concat());
    kill_both(&mut north, &mut south);
    until("its own words reach south", &[&north, &south], || south.reads("The campaign speaks.") == 1);
    let together = north.file("The coalition speaks in it.");
    let said = ["campaign", "statement", "clean-river", "--title", "Together", "--file"];
    let id = north.tell(&[said.as_slice(), &[together.as_str()]].concat())["id"].clone();
    kill_both(&mut north, &mut south);
    until("what it passes on reaches south", &[&north, &south], || {
        south.reads("The coalition speaks in it.") == 1
    });
    let id = id.as_str().expect("an id");
    north.tell(&["statement", "edit", id, "--file", &north.file("The coalition was wrong.")]);
    kill_both(&mut north, &mut south);
    until("the correction reaches south", &[&north, &south], || south.reads("The coalition was wrong.") == 1);
    assert_eq!(south.reads("The coalition speaks in it."), 0);
    assert_eq!(south.reads("Nothing to do with the campaign."), 0, "nothing else comes with it");

    north.tell(&["campaign", "edit", "clean-river", "--goal", "Clean water for all"]);
    north.tell(&["campaign", "state", "clean-river", "delivered"]);
    let shown = north.tell(&["campaign", "show", "clean-river"]);
    assert_eq!(
        (&shown["state"], &shown["plan"]["goal"]),
        (&"delivered".into(), &"Clean water for all".into())
    );
    assert_eq!(shown["statements"].as_array().map(Vec::len), Some(2));
    assert_eq!(shown["key_statement"], shown["statements"][1]["id"]);
    assert_eq!(north.tell(&["campaign", "list"]).as_array().map(Vec::len), Some(1));
    for house in [&north, &south] {
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}

#[tokio::test]
async fn fedify_follows_a_campaign_and_finds_every_proof_good() {
    let Some(folder) = peers::installed() else { return };
    let hill = Hill::start(&folder, &[]).await;
    let names = vec![("hill.test".to_owned(), format!("127.0.0.1:{}", hill.port))];
    let rig = Rig::shaped(databases::sqlite(), Shape { names, ..Shape::default() }).await;
    let cx = rig.cx();
    ground::open(&rig, HANDLE).await;
    let (campaign, coalition) = (ground::actor_of(&rig, HANDLE), ground::actor_of(&rig, "coalition"));
    let handle = format!("@{HANDLE}@sut.test:{}", rig.port);

    let found = hill.ask("lookup", &[("handle", &handle)]).await;
    assert_eq!((&found["id"], &found["type"]), (&json!(campaign), &json!("Group")));
    assert_eq!((&found["isActor"], &found["handle"]), (&json!(true), &json!(handle)));
    let read = hill.ask("lookup", &[("uri", &campaign)]).await;
    assert_eq!(read["proof"]["result"], "verified", "{:#}", read["proof"]);
    hill.tell("follow", json!({"handle": handle})).await;
    hill.until("following", |all| *all == json!([{"id": campaign, "accepted": true}])).await;

    let own = campaign_voice::publish(&cx, None, HANDLE, Voice::Campaign, ground::words("Own")).await;
    let own = own.expect("published").uri;
    let create = hill.message("Create", |m| m["object"] == own.as_str()).await;
    assert_eq!((&create["actor"], &create["status"]), (&json!(campaign), &json!(202)));
    for proof in ["activityProof", "objectProof"] {
        assert_eq!(create[proof]["result"], "verified", "{:#}", create[proof]);
    }
    let together =
        campaign_voice::publish(&cx, None, HANDLE, Voice::Coalition, ground::words("Together")).await;
    let together = together.expect("published").uri;
    let announce = hill.message("Announce", |m| m["object"] == together.as_str()).await;
    assert_eq!(announce["activityProof"]["result"], "verified", "{:#}", announce["activityProof"]);
    assert_eq!(announce["actor"], campaign);
    let whole = hill.message("Announce", |m| m["raw"]["object"]["type"] == "Create").await;
    assert_eq!(whole["activityProof"]["result"], "verified", "{:#}", whole["activityProof"]);
    assert_eq!(whole["raw"]["object"]["actor"], coalition);
    ground::change(&rig, HANDLE, |plan| plan.goal = "Clean water for all".to_owned()).await;
    let update = hill.message("Update", |m| m["object"] == campaign.as_str()).await;
    assert_eq!(update["activityProof"]["result"], "verified", "{:#}", update["activityProof"]);
    assert_eq!(update["objectProof"]["result"], "verified", "{:#}", update["objectProof"]);
    assert_eq!(rig.quarantined().await, Vec::<String>::new());
    assert_eq!(hill.ask("failures", &[]).await, json!([]));
}
