//! `antiphon event answer`, and the numbers of `antiphon event show`.

use serde_json::json;

use super::Place;

#[test]
fn the_command_answers_for_a_member_and_shows_who_comes_by_their_way() {
    let place = Place::set_up();
    place.json(&["member", "add", "ann"]);
    let event = place.json(&[
        "event",
        "call",
        "--name",
        "March",
        "--starts",
        "2099-12-05T14:00",
        "--place",
        "Main Square",
    ]);
    let number = event["id"].as_str().expect("an id");
    let shown = || place.json(&["event", "show", number])["answers"].clone();
    let numbers = |yes: u64, maybe: u64| {
        let both = json!({"yes": yes, "maybe": maybe});
        json!({"yes": yes, "maybe": maybe, "accounts": both, "guests": {"yes": 0, "maybe": 0}})
    };
    assert_eq!(shown(), numbers(0, 0));
    let answer =
        |member: &str, said: &str| ["event", "answer", number, "--member", member, said].map(str::to_owned);
    for (said, expected) in [("yes", (1, 0)), ("maybe", (0, 1)), ("maybe", (0, 1)), ("no", (0, 0))] {
        let command = answer("ann", said);
        let told = place.json(&command.each_ref().map(String::as_str));
        assert_eq!(told["answers"], json!({"yes": expected.0, "maybe": expected.1}), "{said}");
        assert_eq!(shown(), numbers(expected.0, expected.1), "{said}");
    }
    for (member, said) in [("nobody", "yes"), ("ann", "perhaps")] {
        let command = answer(member, said);
        assert!(!place.run(&command.each_ref().map(String::as_str)).status.success(), "{member} {said}");
        assert_eq!(shown(), numbers(0, 0), "{member} {said}");
    }
    let text = place.text(&["event", "show", number]);
    assert!(text.contains("By the form, with whoever they bring along: They come: 0."), "{text}");
}
