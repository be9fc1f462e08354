//! `antiphon pledge withdraw`.

use serde_json::json;

use super::Place;

#[test]
fn the_command_takes_back_what_a_member_signed_and_says_when_there_is_nothing() {
    let place = Place::set_up();
    place.json(&["member", "add", "ann"]);
    let asked = ["pledge", "withdraw", "--member", "ann", "--campaign", "clean-river"];
    assert!(!place.run(&asked).status.success(), "there is no such campaign");
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
    place.json(&["campaign", "state", "clean-river", "gathering"]);
    assert_eq!(place.json(&asked), json!({"withdrawn": false}));
    assert!(place.text(&asked).contains("has not signed clean-river with their account"));
    let nobody = ["pledge", "withdraw", "--member", "nobody", "--campaign", "clean-river"];
    assert!(!place.run(&nobody).status.success());
}
