//! Files of this machine on statements and drafts, and statements of campaigns, from the command line.

use serde_json::{Value, json};

use crate::support::pictures;

use super::Place;

fn place() -> Place {
    let place = Place::set_up();
    place.write("text.md", "Words about the river.");
    std::fs::write(place.path().join("river.png"), pictures::plain_png(64, 48)).expect("a file");
    place
}

fn files(place: &Place, id: &str) -> Vec<Value> {
    place.json(&["statement", "show", id])["attachments"].as_array().cloned().expect("a list")
}

fn id_of(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
}

#[test]
fn a_file_of_this_machine_hangs_on_a_statement_until_it_is_taken_away() {
    let place = place();
    let publish = |file: &str| {
        ["statement", "publish", "--file", "text.md", "--attach-file", file].map(str::to_owned).to_vec()
    };
    let run = |line: Vec<String>| place.json(&line.iter().map(String::as_str).collect::<Vec<_>>());
    for (code, file, why) in [
        (2, "river.png", "describe what river.png shows"),
        (2, "nowhere.png=River", "nowhere.png cannot be read"),
        (1, "text.md=River", "picture"),
    ] {
        let line = publish(file);
        let said = place.fails(code, &line.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(place.json(&["statement", "list"]), json!([]), "nothing was published");

    let id = id_of(&run(publish("river.png=The river, without trees")));
    let kept = files(&place, &id);
    assert_eq!((kept.len(), &kept[0]["description"]), (1, &json!("The river, without trees")), "{kept:?}");
    let address = kept[0]["url"].as_str().expect("an address");
    assert!(address.starts_with("http://localhost:8080/media/"), "{address}");

    place.write("more.md", "More words about the river.");
    place.json(&["statement", "edit", &id, "--file", "more.md"]);
    assert_eq!(files(&place, &id), kept, "what is not given stays");
    place.json(&["statement", "edit", &id, "--no-attach"]);
    assert_eq!(files(&place, &id), Vec::<Value>::new());
    assert_eq!(place.json(&["statement", "show", &id])["version"], 3);
    let many = "river.png=River";
    let five: Vec<&str> = [many; 5].into_iter().flat_map(|file| ["--attach-file", file]).collect();
    let edit = ["statement", "edit", id.as_str()];
    assert!(place.fails(2, &[&edit[..], &five[..]].concat()).contains("4 files at most"));
    let said = place.text(&[&edit[..], &five[..4]].concat());
    assert!(said.contains("Published a new version of"), "{said}");
    assert_eq!(files(&place, &id).len(), 2);
}

#[test]
fn a_draft_keeps_its_file_until_it_goes_out() {
    let place = place();
    let file = ["--file", "text.md", "--attach-file", "river.png=The river"];
    let draft = id_of(&place.json(&[&["draft", "new"][..], &file[..]].concat()));
    place.json(&["draft", "edit", &draft, "--title", "River"]);
    place.json(&["member", "add", "vera", "--role", "spokesperson"]);
    let token = place.json(&["member", "token", "vera"]);
    place.write("vera", token["token"].as_str().expect("a token"));
    place.json(&["draft", "submit", &draft]);
    place.json(&["draft", "publish", &draft, "--token", "vera"]);
    let id = id_of(&place.json(&["statement", "list"])[0]);
    assert_eq!(files(&place, &id)[0]["description"], "The river");
}

#[test]
fn statements_of_a_campaign_are_changed_corrected_and_withdrawn() {
    let place = place();
    let plan =
        ["--name", "Clean River", "--goal", "Clean water", "--demand", "Sluices", "--asks", "A. Minister"];
    place.json(&[&["campaign", "create", "clean-river"][..], &plan[..]].concat());
    place.json(&["campaign", "state", "clean-river", "gathering"]);
    let said = ["campaign", "statement", "clean-river", "--as", "campaign", "--file", "text.md"];
    let id = id_of(&place.json(&[&said[..], &["--attach-file", "river.png=The river"]].concat()));
    assert_eq!(files(&place, &id).len(), 1);
    place.write("more.md", "Other words.");
    assert_eq!(place.json(&["statement", "edit", &id, "--file", "more.md"])["version"], 2);
    place.write("most.md", "Better words.");
    let correct = ["statement", "correct", &id, "--said", "The day was wrong.", "--file", "most.md"];
    assert!(place.text(&correct).contains("Published a correction of statement"));
    let shown = place.json(&["statement", "show", &id]);
    assert_eq!((&shown["version"], &shown["correction"]), (&json!(3), &json!("The day was wrong.")));
    assert!(place.fails(2, &["statement", "withdraw", &id]).contains("--yes"));
    assert_eq!(place.json(&["statement", "withdraw", &id, "--yes"])["withdrawn"], true);
    assert!(place.fails(3, &["statement", "show", &id]).contains("was withdrawn"));

    // What a member says of their own is nobody's statement.
    place.json(&["member", "add", "ann"]);
    assert!(place.fails(3, &["statement", "edit", "17", "--file", "more.md"]).contains("statement 17"));
}
