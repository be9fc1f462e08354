//! Drafts of events and of calls from the command line.

use serde_json::{Value, json};

use super::Place;

fn token(place: &Place, name: &str, role: &str) -> String {
    place.json(&["member", "add", name, "--role", role]);
    let token = place.json(&["member", "token", name]);
    let file = place.path().join(name);
    std::fs::write(&file, token["token"].as_str().expect("a token")).expect("written");
    file.to_str().expect("a path").to_owned()
}

#[test]
fn an_event_and_a_call_are_handed_in_approved_by_two_and_published() {
    let place = Place::set_up();
    let (one, other) = (token(&place, "vera", "spokesperson"), token(&place, "wes", "owner"));
    let writer = token(&place, "eddi", "editor");
    place.json(&["draft", "quorum", "2"]);
    let parts = [
        "--name",
        "March",
        "--starts",
        "2199-12-05T14:00",
        "--zone",
        "Europe/Budapest",
        "--place",
        "Main Square",
    ];
    let refused = place.fails(1, &[&["event", "call"][..], &parts[..]].concat());
    assert!(refused.contains("Hand it in as a draft"), "{refused}");
    assert_eq!(place.json(&["event", "list"]), json!([]));

    let new = [&["event", "call", "--draft", "--token", &writer][..], &parts[..]].concat();
    let draft = place.json(&new);
    assert_eq!(
        (&draft["state"], &draft["purpose"], &draft["event"]["place"]),
        (&json!("in_review"), &json!("event"), &json!("Main Square"))
    );
    let id = draft["id"].as_str().expect("an id");
    place.json(&["draft", "approve", id, "--token", &one]);
    let line = place.json(&["audit", "list", "--action", "draft.approve"])[0].clone();
    let parts = &line["parts"];
    assert_eq!(parts["draft"], id, "{line}");
    let (key, signature) = (parts["key"].as_str().expect("a key"), parts["signature"].as_str().expect("one"));
    assert!(key.starts_with("z6Mk") && signature.starts_with('z'), "{line}");
    let text = place.text(&["audit", "list", "--action", "draft.approve"]);
    assert!(text.contains(key) && text.contains(signature) && text.contains("approved draft"), "{text}");
    let moved = place.json(&["draft", "event", id, "--place", "Town Hall", "--token", &writer]);
    assert_eq!(
        (&moved["event"]["place"], &moved["event"]["starts"]),
        (&json!("Town Hall"), &draft["event"]["starts"])
    );
    let shown = place.text(&["draft", "show", id]);
    assert!(shown.contains("Town Hall") && shown.contains("for other words"), "{shown}");
    let both = |id: &str| -> Value {
        for who in [&one, &other] {
            place.json(&["draft", "approve", id, "--token", who]);
        }
        place.json(&["draft", "publish", id, "--token", &one])
    };
    place.json(&["draft", "approve", id, "--token", &other]);
    place.fails(1, &["draft", "publish", id, "--token", &one]);
    assert_eq!(both(id)["state"], "published");
    let event = place.json(&["event", "list"])[0].clone();
    assert_eq!((&event["place"], &event["id"]), (&json!("Town Hall"), &moved["event"]["id"]));

    let number = event["id"].as_str().expect("an id");
    place.fails(1, &["event", "cancel", number, "--yes"]);
    let off = place.json(&["event", "cancel", number, "--draft"]);
    assert_eq!(both(off["id"].as_str().expect("an id"))["state"], "published");
    assert_eq!(place.json(&["event", "show", number])["state"], "cancelled");

    let text = place.path().join("text.md");
    std::fs::write(&text, "We need room.").expect("written");
    let text = text.to_str().expect("a path");
    let publish = ["exchange", "publish", "--kind", "mirror", "--title", "Room?", "--file", text];
    place.fails(1, &publish);
    let call = place.json(&[&publish[..], &["--draft", "--token", &writer]].concat());
    assert_eq!((&call["purpose"], &call["call"]["kind"]), (&json!("call"), &json!("mirror")));
    assert_eq!(place.json(&["exchange", "list"]), json!([]));
    both(call["id"].as_str().expect("an id"));
    let call = place.json(&["exchange", "list"])[0].clone();
    let number = call["id"].as_str().expect("an id");
    let change = place.json(&["exchange", "change", number, "--title", "More room?", "--draft"]);
    both(change["id"].as_str().expect("an id"));
    assert_eq!(place.json(&["exchange", "show", number])["title"], "More room?");
    place.fails(1, &["exchange", "close", number]);
    let close = place.json(&["exchange", "close", number, "--draft"]);
    both(close["id"].as_str().expect("an id"));
    assert_eq!(place.json(&["exchange", "show", number])["state"], "closed");
}

#[test]
fn a_change_and_a_step_of_a_campaign_become_drafts_and_say_so() {
    let place = Place::set_up();
    let (one, other) = (token(&place, "vera", "spokesperson"), token(&place, "wes", "owner"));
    let writer = token(&place, "eddi", "editor");
    let plan = ["--name", "River", "--goal", "Water", "--demand", "Open it", "--asks", "A. Minister"];
    place.json(&[&["campaign", "create", "river"][..], &plan[..]].concat());
    place.json(&["draft", "quorum", "2"]);
    let both = |id: &str| {
        for who in [&one, &other] {
            place.json(&["draft", "approve", id, "--token", who]);
        }
        assert_eq!(place.json(&["draft", "publish", id, "--token", &one])["state"], "published");
    };
    let field = |name: &str| place.json(&["campaign", "show", "river"])[name].clone();

    // Nobody sees a draft, so one person writes it.
    assert_eq!(
        place.json(&["campaign", "edit", "river", "--goal", "Clean water"])["plan"]["goal"],
        "Clean water"
    );
    let opening = place.json(&["campaign", "state", "river", "gathering", "--token", &writer]);
    assert_eq!((&opening["purpose"], &opening["plan"]["to"]), (&json!("campaign_step"), &json!("gathering")));
    assert_eq!(field("state"), "draft");
    let id = opening["id"].as_str().expect("an id");
    place.json(&["draft", "approve", id, "--token", &one]);
    place.fails(1, &["draft", "publish", id, "--token", &one]);
    assert_eq!(field("state"), "draft");
    both(id);
    assert_eq!(field("state"), "gathering");

    let link = "https://thief.example/give";
    let said =
        place.text(&["campaign", "edit", "river", "--donate", link, "--token", &writer, "--note", "Read"]);
    let draft = place.json(&["draft", "list", "--state", "in_review"])[0].clone();
    let id = draft["id"].as_str().expect("an id");
    assert!(
        said.contains(&format!("kept as draft {id}")) && said.contains("Nothing has changed yet"),
        "{said}"
    );
    assert_eq!((&draft["purpose"], &draft["note"]), (&json!("campaign_change"), &json!("Read")));
    let shown = place.text(&["draft", "show", id]);
    assert!(shown.contains("Ways to give money") && shown.contains(link), "{shown}");
    assert_eq!(field("plan")["donations"], json!([]));
    let broken = place.json(&["campaign", "edit", "river", "--goal", "Water now", "--break-glass"]);
    assert_eq!(broken["plan"]["goal"], "Water now");
    let late = place.text(&["draft", "show", id]);
    assert!(late.contains(&format!("antiphon draft renew {id}")), "{late}");
    for who in [&one, &other] {
        place.json(&["draft", "approve", id, "--token", who]);
    }
    assert!(place.fails(1, &["draft", "publish", id, "--token", &one]).contains("has changed since"));
    assert_eq!(field("plan")["donations"], json!([]));
    place.json(&["draft", "renew", id, "--token", &writer]);
    both(id);
    let now = field("plan");
    assert_eq!((&now["donations"][0]["href"], &now["goal"]), (&json!(link), &json!("Water now")));
}

#[test]
fn a_list_of_drafts_is_read_to_its_end_by_its_cursors() {
    let place = Place::set_up();
    std::fs::write(place.path().join("words"), "The river is dry.").expect("written");
    let file = place.path().join("words").to_str().expect("a path").to_owned();
    let begin = |title: &str| {
        let draft = place.json(&["draft", "new", "--title", title, "--file", &file]);
        draft["id"].as_str().expect("an id").to_owned()
    };
    let open = begin("Open");
    let mut dropped: Vec<String> = (0..3)
        .map(|index| {
            let id = begin(&format!("Dropped {index}"));
            place.json(&["draft", "drop", &id]);
            id
        })
        .collect();
    dropped.reverse();
    let ids = |list: &Value| -> Vec<String> {
        let rows = list.as_array().expect("a list").iter();
        rows.map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
    };
    let first = place.json(&["draft", "list", "--limit", "1"]);
    assert_eq!(ids(&first), [&open[..], &dropped[0]], "what is open is not cut");
    assert_eq!(first[0]["cursor"], Value::Null);
    let cursor = first[1]["cursor"].as_str().expect("a cursor");
    let text = place.text(&["draft", "list", "--limit", "1"]);
    assert!(text.contains(&format!("There are more. Go on with: --before {cursor}")), "{text}");
    let rest = place.json(&["draft", "list", "--limit", "2", "--before", cursor]);
    assert_eq!(ids(&rest), dropped[1..], "and what is open is not said twice");
    let text = place.text(&["draft", "list", "--limit", "2", "--before", cursor]);
    assert!(!text.contains("There are more"), "{text}");
    let refused = place.fails(2, &["draft", "list", "--before", "yesterday"]);
    assert!(refused.contains("no place in this list"), "{refused}");
}
