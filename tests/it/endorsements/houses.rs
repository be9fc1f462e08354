//! Two coalitions on their own servers: asked, offered, accepted, checked by anybody, voided by an edit, renewed, withdrawn.

use serde_json::Value;

use crate::interop::two::{House, until};
use crate::support::databases;
use crate::support::rig::free_port;

fn entries(house: &House) -> Vec<Value> {
    house.tell(&["endorse", "list"]).as_array().expect("a list").clone()
}

fn in_state(house: &House, state: &str) -> Option<String> {
    let all = entries(house);
    all.iter().find(|one| one["state"] == state).and_then(|one| one["id"].as_str().map(str::to_owned))
}

#[test]
fn a_coalition_endorses_the_statement_of_another_one() {
    let (ours, theirs) = (free_port(), free_port());
    let hosts = [("north.test", ours), ("south.test", theirs)];
    let south_on = databases::postgres().unwrap_or_else(databases::sqlite);
    let mut north = House::new("north.test", ours, databases::sqlite(), &hosts);
    let mut south = House::new("south.test", theirs, south_on, &hosts);
    north.start();
    south.start();
    let id = north.publish("River", "The river is *ours*.");
    let address = format!("http://north.test:{ours}/posts/{id}");

    north.tell(&["endorse", "invite", &address, &south.handle()]);
    until("south is asked", &[&north, &south], || in_state(&south, "asked").is_some());
    south.tell(&["endorse", "offer", &address]);
    until("north has the offer", &[&north, &south], || in_state(&north, "offered").is_some());
    let offered = in_state(&north, "offered").expect("one");
    north.tell(&["endorse", "accept", &offered]);
    until("south hears that it is accepted", &[&north, &south], || in_state(&south, "accepted").is_some());

    // Anybody can check it, with the documents as they are served.
    let found = south.tell(&["verify", &address, &format!("{address}/endorsements")]);
    let all = found.as_array().expect("a list");
    assert!(all.iter().all(|one| one["verdict"] == "holds"), "{found}");
    assert!(found.to_string().contains("it endorses exactly the version"), "{found}");

    north.tell(&["statement", "edit", &id, "--file", &north.file("The whole river is ours.")]);
    south.tell(&["endorse", "offer", &address]);
    until("north has the new offer", &[&north, &south], || in_state(&north, "offered").is_some());
    north.tell(&["endorse", "accept", &in_state(&north, "offered").expect("one")]);
    until("south hears of it", &[&north, &south], || in_state(&south, "offered").is_none());
    let mine = in_state(&south, "accepted").expect("one");
    south.tell(&["endorse", "withdraw", &mine]);
    until("north takes it out", &[&north, &south], || in_state(&north, "withdrawn").is_some());
    assert!(in_state(&north, "accepted").is_none());
    for house in [&north, &south] {
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}
