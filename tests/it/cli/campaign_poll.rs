//! `antiphon campaign poll`.

use serde_json::json;

use super::Place;

#[test]
fn the_poll_of_a_campaign_is_shown_while_it_gathers_and_refused_before() {
    let place = Place::set_up();
    let plan = [
        "--name",
        "Clean River",
        "--goal",
        "Clean water",
        "--demand",
        "Open the sluices",
        "--asks",
        "A. Minister",
    ];
    place.json(&[&["campaign", "create", "clean-river"][..], &plan[..]].concat());
    let refused = place.run(&["campaign", "poll", "clean-river"]);
    assert!(!refused.status.success(), "a draft asks nothing");
    place.json(&["campaign", "state", "clean-river", "gathering"]);
    let poll = place.json(&["campaign", "poll", "clean-river"]);
    assert_eq!((&poll["state"], &poll["signed"], &poll["with_name"]), (&json!("open"), &json!(0), &json!(0)));
    assert!(poll["ends_at"].is_string() && poll["uri"].is_string(), "{poll}");
    let again = place.json(&["campaign", "poll", "clean-river"]);
    assert_eq!(again["id"], poll["id"], "one poll");
    let words = place.text(&["campaign", "poll", "clean-river"]);
    assert!(words.contains("The poll of @clean-river is open; 0 signed in it: http"), "{words}");
    place.json(&["campaign", "state", "clean-river", "won"]);
    let over = place.json(&["campaign", "poll", "clean-river"]);
    assert_eq!((&over["state"], &over["id"]), (&json!("closed"), &poll["id"]));
}
