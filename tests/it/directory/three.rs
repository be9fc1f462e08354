//! Three coalitions on their own servers with their own databases: asked, agreed, called, answered, adopted, withdrawn.

use serde_json::Value;

use crate::interop::two::{House, until};
use crate::support::databases;
use crate::support::rig::free_port;

fn items<'a>(value: &'a Value, part: &str) -> &'a [Value] {
    value[part].as_array().expect("a list")
}

/// The state of the entry of this coalition.
fn state(house: &House, of: &House) -> String {
    let list = house.tell(&["directory", "list"]);
    let id = of.actor();
    let found = items(&list, "entries").iter().find(|entry| entry["uri"] == id.as_str());
    found.map_or_else(String::new, |entry| entry["state"].as_str().unwrap_or_default().to_owned())
}

fn request(house: &House) -> Option<String> {
    let list = house.tell(&["directory", "list"]);
    let waiting = items(&list, "requests").iter().find(|request| request["state"] == "waiting")?;
    Some(waiting["id"].as_str().expect("an id").to_owned())
}

#[test]
fn three_coalitions_find_each_other_help_each_other_and_part() {
    let Some(database) = databases::postgres() else {
        println!("left out: no PostgreSQL is installed");
        return;
    };
    let ports = [free_port(), free_port(), free_port()];
    let hosts = [("north.test", ports[0]), ("south.test", ports[1]), ("west.test", ports[2])];
    let mut north = House::new("north.test", ports[0], databases::sqlite(), &hosts);
    let mut south = House::new("south.test", ports[1], database, &hosts);
    let mut west = House::new("west.test", ports[2], databases::sqlite(), &hosts);
    north.start();
    south.start();
    west.start();
    let all = [&north, &south, &west];

    // South asks, north agrees; west agrees to north. North's question to south needs nobody: south shows north.
    south.tell(&["directory", "ask", &north.handle()]);
    until("the request waits", &all, || request(&north).is_some());
    assert_eq!(state(&south, &north), "asked");
    north.tell(&["directory", "accept", &request(&north).expect("a request")]);
    until("south shows north", &all, || state(&south, &north) == "listed");
    north.tell(&["directory", "ask", &south.handle()]);
    until("north shows south", &all, || state(&north, &south) == "listed");
    north.tell(&["directory", "ask", &west.handle()]);
    until("the request waits", &all, || request(&west).is_some());
    west.tell(&["directory", "accept", &request(&west).expect("a request")]);
    until("north shows west", &all, || state(&north, &west) == "listed");

    // North's list names west to south, and lists it there for nobody.
    until("south has read north's list", &all, || {
        let list = south.tell(&["directory", "list"]);
        items(&list, "named").iter().any(|one| one["uri"] == west.actor().as_str())
    });
    assert_eq!(state(&south, &west), "");
    let file = north.file("");
    north.tell(&["directory", "export", &file]);
    let read = south.tell(&["directory", "import", &file]);
    assert_eq!(read["uri"], north.actor().as_str());

    // A call and its answer, without anybody following anybody.
    let text = south.file("Two pages, by Friday.");
    let call = south.tell(&[
        "exchange",
        "publish",
        "--kind",
        "translation",
        "--title",
        "Who reads Hungarian?",
        "--file",
        &text,
        "--sector",
        "housing",
    ]);
    let here = |house: &House, uri: &Value| {
        let list = house.tell(&["exchange", "list"]);
        let found = list.as_array().expect("a list").iter().find(|one| one["uri"] == *uri).cloned();
        found.map(|one| one["id"].as_str().expect("an id").to_owned())
    };
    until("the call reaches north", &all, || here(&north, &call["uri"]).is_some());
    let number = here(&north, &call["uri"]).expect("a number");
    north.tell(&["exchange", "answer", &number, "--file", &north.file("We do.")]);
    let id = call["id"].as_str().expect("an id");
    until("the answer reaches south", &all, || {
        let shown = south.tell(&["exchange", "show", id]);
        items(&shown, "messages").iter().any(|one| {
            one["text"].as_str().is_some_and(|text| text.contains("We do.")) && one["visibility"] == "direct"
        })
    });
    south.tell(&["exchange", "close", id, "--state", "answered"]);
    until("the call leaves north's list", &all, || here(&north, &call["uri"]).is_none());
    assert!(here(&west, &call["uri"]).is_none(), "it never was west's");

    // An idea is taken up, and its source counts it.
    let text = south.file("Ask every village for one letter.");
    let idea = south.tell(&[
        "exchange",
        "publish",
        "--kind",
        "idea",
        "--title",
        "A letter a village",
        "--file",
        &text,
    ]);
    until("the idea reaches north", &all, || here(&north, &idea["uri"]).is_some());
    let number = here(&north, &idea["uri"]).expect("a number");
    let draft = north.tell(&["exchange", "adopt", &number, "letters"]);
    assert_eq!((&draft["state"], &draft["told"]), (&Value::from("draft"), &Value::from(true)));
    assert_eq!(draft["source"]["title"], "A letter a village");
    let idea_id = idea["id"].as_str().expect("an id");
    until("the idea counts it", &all, || south.tell(&["exchange", "show", idea_id])["adopted"] == 1);

    // North takes its consent back: south shows it no more, and hears no more from its list.
    let list = north.tell(&["directory", "list"]);
    let granted = items(&list, "requests").iter().find(|one| one["state"] == "accepted").expect("one");
    north.tell(&["directory", "decline", granted["id"].as_str().expect("an id")]);
    until("south shows north no more", &all, || state(&south, &north) == "withdrawn");
    assert!(items(&south.tell(&["directory", "list"]), "lists").is_empty());
    for house in all {
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}
