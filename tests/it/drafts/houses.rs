//! Two coalitions as processes, one of which asks for two approvals: what it says to the other by the commands.

use serde_json::{Value, json};

use crate::interop::two::{House, until};
use crate::support::databases;
use crate::support::rig::free_port;

/// A member who acts by a token of theirs; where it lies.
fn token(house: &House, name: &str, role: &str) -> String {
    house.tell(&["member", "add", name, "--role", role]);
    let token = house.tell(&["member", "token", name]);
    let file = house.file(token["token"].as_str().expect("a token"));
    let own = format!("{file}.{name}");
    std::fs::rename(&file, &own).expect("a file");
    own
}

fn first(house: &House, list: &[&str]) -> Option<Value> {
    house.tell(list).as_array().expect("a list").first().cloned()
}

#[test]
fn where_two_must_approve_commands_hand_in_what_the_coalition_says_to_others() {
    let (ours, theirs) = (free_port(), free_port());
    let hosts = [("north.test", ours), ("south.test", theirs)];
    let south_on = databases::postgres().unwrap_or_else(databases::sqlite);
    let mut north = House::new("north.test", ours, databases::sqlite(), &hosts);
    let mut south = House::new("south.test", theirs, south_on, &hosts);
    north.start();
    south.start();
    north.open_campaign("river");
    south.open_campaign("sea");
    let (writer, one) = (token(&south, "eddi", "editor"), token(&south, "vera", "spokesperson"));
    let other = token(&south, "wes", "owner");
    south.tell(&["draft", "quorum", "2"]);
    let handed_in = |arguments: &[&str], purpose: &str| {
        let draft = south.tell(&[arguments, &["--token", &writer, "--note", "Read"]].concat());
        let said = (&draft["purpose"], &draft["state"], &draft["note"]);
        assert_eq!(said, (&json!(purpose), &json!("in_review"), &json!("Read")), "{draft}");
        draft["id"].as_str().expect("an id").to_owned()
    };
    let both_approve = |id: &str| {
        for who in [&one, &other] {
            south.tell(&["draft", "approve", id, "--token", who]);
        }
        assert_eq!(south.tell(&["draft", "publish", id, "--token", &one])["state"], "published");
    };

    // An endorsement.
    let statement = north.publish("The river is ours", "And it is clean.");
    let address = format!("http://north.test:{ours}/posts/{statement}");
    let given = ["endorse", "list"];
    let draft = handed_in(&["endorse", "offer", &address], "endorsement");
    assert_eq!(south.tell(&["draft", "show", &draft])["endorses"]["title"], "The river is ours");
    assert_eq!((first(&south, &given), first(&north, &given)), (None, None));
    both_approve(&draft);
    until("north has the offer", &[&north, &south], || first(&north, &given).is_some());

    // Taking part where another leads.
    let joint = ["campaign", "join", "list"];
    north.tell(&["campaign", "join", "invite", "river", &south.handle()]);
    until("south is invited", &[&north, &south], || first(&south, &joint).is_some());
    let id = first(&south, &joint).expect("one")["id"].as_str().expect("a number").to_owned();
    let draft = handed_in(&["campaign", "join", "accept", &id, "--campaign", "sea"], "joint_joining");
    assert_eq!(south.tell(&["draft", "show", &draft])["joins"]["campaign"], "sea");
    assert_eq!(first(&south, &joint).expect("one")["state"], "invited");
    both_approve(&draft);
    let house = || first(&north, &joint).expect("one")["houses"][0]["state"].clone();
    until("north hears of it", &[&north, &south], || house() == "joined");

    // Leading, and inviting: in an emergency one alone, and the log tells it.
    let opening = south.open_campaign("lake");
    both_approve(opening["id"].as_str().expect("an id"));
    let draft = handed_in(&["campaign", "join", "invite", "lake", &north.handle()], "joint_invitation");
    assert_eq!(south.tell(&["draft", "show", &draft])["joins"]["whose"], json!(north.handle()));
    let led = |house: &House, side: &str| {
        let all = house.tell(&joint);
        all.as_array().expect("a list").iter().filter(|one| one["side"] == side).count()
    };
    assert_eq!((led(&south, "lead"), led(&north, "partner")), (0, 0));
    south.tell(&["campaign", "join", "invite", "lake", &north.handle(), "--break-glass"]);
    until("north is invited", &[&north, &south], || led(&north, "partner") == 1);
    let log = south.tell(&["audit", "list"]).to_string();
    assert!(log.contains("quorum.break_glass"), "{log}");
    for house in [&north, &south] {
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}
