//! Two coalitions on their own servers, as processes: invited, accepted, the key handed over, left, by the commands.

use serde_json::Value;

use crate::interop::two::{House, until};
use crate::support::databases;
use crate::support::rig::free_port;

fn joint(house: &House) -> Option<Value> {
    let all = house.tell(&["campaign", "join", "list"]);
    all.as_array().expect("a list").first().cloned()
}

fn state(house: &House) -> String {
    joint(house).map(|one| one["state"].as_str().expect("a word").to_owned()).unwrap_or_default()
}

#[test]
fn a_coalition_joins_the_campaign_of_another_one_and_leaves_it() {
    let (ours, theirs) = (free_port(), free_port());
    let hosts = [("north.test", ours), ("south.test", theirs)];
    let south_on = databases::postgres().unwrap_or_else(databases::sqlite);
    let mut north = House::new("north.test", ours, databases::sqlite(), &hosts);
    let mut south = House::new("south.test", theirs, south_on, &hosts);
    north.start();
    south.start();
    north.open_campaign("river");
    south.open_campaign("sea");
    north.tell(&["campaign", "join", "invite", "river", &south.handle()]);
    until("south is invited", &[&north, &south], || state(&south) == "invited");
    let id = joint(&south).expect("one")["id"].as_str().expect("a number").to_owned();
    south.tell(&["campaign", "join", "accept", &id, "--campaign", "sea"]);
    let house = |word: &str| joint(&north).expect("one")["houses"][0][word].clone();
    until("north hears of it", &[&north, &south], || house("state") == "joined");
    until("south has the key", &[&north, &south], || joint(&south).expect("one")["has_key"] == true);
    until("south knows the others", &[&north, &south], || {
        joint(&south).expect("one")["houses"][0]["uri"] == format!("http://north.test:{ours}/actors/river")
    });
    south.tell(&["campaign", "join", "leave", &id]);
    until("north hears that it left", &[&north, &south], || house("state") == "left");
    for house in [&north, &south] {
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}
