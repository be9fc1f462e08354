//! Two coalitions on their own servers, of which one speaks only when two people have approved: a call and an idea, from the
//! command line.

use serde_json::{Value, json};

use crate::interop::two::{House, until};
use crate::support::databases;
use crate::support::rig::free_port;

fn token(house: &House, name: &str, role: &str) -> String {
    house.tell(&["member", "add", name, "--role", role]);
    let token = house.tell(&["member", "token", name]);
    let file = format!("{}.{name}", house.file(""));
    std::fs::write(&file, token["token"].as_str().expect("a token")).expect("written");
    file
}

/// What stands below a call of this house, in words.
fn below(house: &House, id: &Value) -> Vec<Value> {
    let shown = house.tell(&["exchange", "show", id.as_str().expect("an id")]);
    shown["messages"].as_array().expect("a list").clone()
}

#[test]
fn a_call_is_answered_and_an_idea_taken_up_by_drafts_from_the_command_line() {
    let ports = [free_port(), free_port()];
    let hosts = [("north.test", ports[0]), ("south.test", ports[1])];
    let other = databases::postgres().unwrap_or_else(databases::sqlite);
    let mut north = House::new("north.test", ports[0], other, &hosts);
    let mut south = House::new("south.test", ports[1], databases::sqlite(), &hosts);
    north.start();
    south.start();
    let all = [&north, &south];
    north.tell(&["coalition", "follow", &south.handle()]);
    until("south has a follower", &all, || south.tell(&["coalition", "followers"])["count"] == 1);
    let (writer, one, owner) = (
        token(&north, "eddi", "editor"),
        token(&north, "vera", "spokesperson"),
        token(&north, "wes", "owner"),
    );
    north.tell(&["draft", "quorum", "2"]);
    let publish = |kind: &str, title: &str, readers: &[&str]| {
        let file = south.file("Two pages, by Friday.");
        let call = ["exchange", "publish", "--kind", kind, "--title", title, "--file", &file];
        south.tell(&[&call[..], readers].concat())
    };
    let here = |uri: &Value| {
        let list = north.tell(&["exchange", "list"]);
        let found = list.as_array().expect("a list").iter().find(|one| one["uri"] == *uri).cloned();
        found.map(|one| one["id"].as_str().expect("an id").to_owned())
    };
    let let_out = |id: &str| {
        for who in [&one, &owner] {
            north.tell(&["draft", "approve", id, "--token", who]);
        }
        assert_eq!(north.tell(&["draft", "publish", id, "--token", &one])["state"], "published");
    };

    let call = publish("translation", "Who reads Hungarian?", &["--partners"]);
    until("the call reaches north", &all, || here(&call["uri"]).is_some());
    let number = here(&call["uri"]).expect("a number");
    let answer = ["exchange", "answer", &number, "--token", &writer, "--note", "Read it", "--file"];
    let file = north.file("We do.");
    let answer = [&answer[..], &[file.as_str()]].concat();
    let draft = north.tell(&answer);
    assert_eq!((&draft["purpose"], &draft["note"]), (&json!("call_answer"), &json!("Read it")));
    assert_eq!(draft["call_answer"]["title"], "Who reads Hungarian?");
    assert_eq!(north.tell(&answer)["id"], draft["id"], "said twice it is one");
    let id = draft["id"].as_str().expect("an id");
    north.tell(&["draft", "approve", id, "--token", &one]);
    let alone = north.command(&["draft", "publish", id, "--token", &one]).output().expect("it runs");
    assert_eq!(alone.status.code(), Some(1));
    assert!(below(&north, &json!(number)).is_empty() && below(&south, &call["id"]).is_empty());
    let_out(id);
    let is_there = |words: &str| {
        let found = below(&south, &call["id"]);
        found.iter().any(|one| {
            one["text"].as_str().is_some_and(|text| text.contains(words)) && one["visibility"] == "direct"
        })
    };
    until("the answer reaches south", &all, || is_there("We do."));
    assert!(north.tell(&answer).get("purpose").is_none(), "it is no draft again");
    let broken = ["exchange", "answer", &number, "--break-glass", "--file", &north.file("At once.")];
    assert!(north.tell(&broken).get("purpose").is_none());
    until("what was urgent reaches south", &all, || is_there("At once."));
    assert_eq!(below(&south, &call["id"]).len(), 2);
    assert_eq!(
        north.tell(&["audit", "list", "--action", "quorum.break_glass"]).as_array().map(Vec::len),
        Some(1)
    );

    let idea = publish("idea", "A letter a village", &[]);
    until("the idea reaches north", &all, || here(&idea["uri"]).is_some());
    let number = here(&idea["uri"]).expect("a number");
    let adopt = ["exchange", "adopt", &number, "letters", "--words", "Thank you.", "--token", &writer];
    let taken = north.tell(&adopt);
    assert_eq!(
        (&taken["told"], &taken["new"], &taken["state"]),
        (&json!(false), &json!(true), &json!("draft"))
    );
    let again = north.tell(&adopt);
    assert_eq!((&again["new"], &again["draft"]["id"]), (&json!(false), &taken["draft"]["id"]));
    assert!(below(&south, &idea["id"]).is_empty());
    let_out(taken["draft"]["id"].as_str().expect("a draft"));
    until("the idea has its answer", &all, || {
        below(&south, &idea["id"]).iter().any(|one| one["adopts"] == idea["uri"])
    });
    assert_eq!(north.tell(&adopt)["told"], true);
    for house in all {
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}
