//! Documents of servers that show them only to those who sign (authorized fetch), checked from elsewhere.

use serde_json::Value;

use crate::interop::two::{House, until};
use crate::support::databases;
use crate::support::rig::free_port;

fn words(output: &std::process::Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_statement_and_its_endorsement_are_verified_where_only_the_signed_may_read() {
    let ports = [free_port(), free_port(), free_port()];
    let hosts = [("north.test", ports[0]), ("south.test", ports[1]), ("west.test", ports[2])];
    let strict = "authorized_fetch = true";
    let south_on = databases::postgres().unwrap_or_else(databases::sqlite);
    let mut north = House::with("north.test", ports[0], databases::sqlite(), &hosts, strict);
    let mut south = House::with("south.test", ports[1], south_on, &hosts, strict);
    let mut west = House::new("west.test", ports[2], databases::sqlite(), &hosts);
    for house in [&mut north, &mut south, &mut west] {
        house.start();
    }
    north.publish("River", "The river is *ours*.");
    let id = north.publish("Air", "So is the *air*.");
    let address = format!("http://north.test:{}/posts/{id}", ports[0]);
    south.tell(&["endorse", "offer", &address]);
    let offered = || {
        let all = north.tell(&["endorse", "list"]);
        let all = all.as_array().expect("a list");
        all.iter().find(|one| one["state"] == "offered").and_then(|one| one["id"].as_str().map(str::to_owned))
    };
    until("north has the offer", &[&north, &south], || offered().is_some());
    north.tell(&["endorse", "accept", &offered().expect("one")]);

    // Whoever does not sign is shown nothing.
    let plain = crate::support::rig::client(ports[0]);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let status = runtime.block_on(async {
        let request = plain.get(format!("http://127.0.0.1:{}/posts/{id}", ports[0]));
        let request = request.header("host", format!("north.test:{}", ports[0]));
        request.header("accept", "application/activity+json").send().await.expect("an answer").status()
    });
    assert_eq!(status, 401);

    // West has nothing of both, and signs as its instance actor.
    let found = west.tell(&["verify", &address, &format!("{address}/endorsements")]);
    let all: &Vec<Value> = found.as_array().expect("a list");
    assert!(!all.is_empty() && all.iter().all(|one| one["verdict"] == "holds"), "{found}");
    assert!(found.to_string().contains("it endorses exactly the version"), "{found}");
    for house in [&north, &south, &west] {
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}

#[test]
fn whoever_cannot_be_asked_for_its_key_is_told_what_to_do() {
    let ports = [free_port(), free_port()];
    let hosts = [("north.test", ports[0]), ("west.test", ports[1])];
    let mut north =
        House::with("north.test", ports[0], databases::sqlite(), &hosts, "authorized_fetch = true");
    let mut west = House::new("west.test", ports[1], databases::sqlite(), &hosts);
    north.start();
    west.start();
    west.kill();
    let id = north.publish("River", "The river is *ours*.");
    let address = format!("http://north.test:{}/posts/{id}", ports[0]);
    let output = west.command(&["verify", &address]).output().expect("the program runs");
    let said = words(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("did not take our signature") && said.contains("antiphon serve"), "{said}");
    assert!(said.contains(&format!("http://west.test:{}", ports[1])), "{said}");
}
