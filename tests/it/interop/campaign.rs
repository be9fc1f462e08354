//! A campaign on one server, followed from another: real processes, two databases, everybody killed on the way.

use crate::support::databases;
use crate::support::rig::free_port;

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
