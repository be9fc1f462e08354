//! `antiphon pledge sign`, and ending whatever is open for somebody.

use serde_json::{Value, json};

use super::Place;

fn campaign(place: &Place) {
    let plan =
        ["--name", "Clean River", "--goal", "Clean water", "--demand", "Sluices", "--asks", "A. Minister"];
    place.json(&[&["campaign", "create", "clean-river"][..], &plan[..]].concat());
}

/// A member, and a file with a token of theirs.
fn token(place: &Place, name: &str) -> String {
    place.json(&["member", "add", name]);
    let token = place.json(&["member", "token", name]);
    place.write(name, token["token"].as_str().expect("a token"));
    name.to_owned()
}

fn sign<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["pledge", "sign", "clean-river"][..], more].concat()
}

#[test]
fn a_member_signs_with_a_token_of_theirs_and_nobody_signs_without() {
    let place = Place::set_up();
    campaign(&place);
    let (ann, ben) = (token(&place, "ann"), token(&place, "ben"));
    assert!(place.fails(3, &sign(&["--token", &ann])).contains("campaign @clean-river"), "it is a draft");
    place.json(&["campaign", "state", "clean-river", "gathering"]);
    let members = || place.json(&["pledge", "list"])[0]["members"].clone();
    let why = place.fails(2, &sign(&[]));
    assert!(why.contains("only a member signs") && why.contains("--token FILE"), "{why}");
    place.write("none", "nobody's");
    assert!(place.fails(1, &sign(&["--token", "none"])).contains("nobody's"));
    assert_eq!(members(), 0, "nothing was signed");

    let signed = place.json(&sign(&["--token", &ann, "--hidden"]));
    assert_eq!(signed, json!({"campaign": "clean-river", "signed": true, "shown": "hidden"}));
    assert_eq!(members(), 1);
    let again = place.text(&sign(&["--token", &ann]));
    assert!(again.contains("ann has signed clean-river before. Nothing was changed."), "{again}");
    let said = place.text(&sign(&["--token", &ben]));
    assert!(said.contains("ben stands behind clean-river now."), "{said}");
    assert_eq!(members(), 2);
    // Who signed stands nowhere, and so not in the log.
    assert!(!place.text(&["audit", "list"]).contains("pledge"));
    let back = ["pledge", "withdraw", "--member", "ann", "--campaign", "clean-river"];
    assert_eq!((place.json(&back), members()), (json!({"withdrawn": true}), json!(1)));
}

#[test]
fn a_name_is_taken_off_by_its_number_and_the_signature_counts() {
    let place = Place::set_up();
    campaign(&place);
    let names = ["pledge", "names", "clean-river"];
    place.json(&["campaign", "state", "clean-river", "gathering"]);
    assert!(place.text(&names).contains("Nobody's name is shown here."));
    let ann = token(&place, "ann");
    place.json(&sign(&["--token", &ann]));
    let shown = place.json(&names);
    assert_eq!((&shown["names"][0]["name"], &shown["next"]), (&json!("ann"), &Value::Null));
    let id = shown["names"][0]["id"].as_str().expect("a number").to_owned();
    assert!(place.fails(3, &["pledge", "hide-name", "clean-river", "7"]).contains("name 7"));
    let hidden = place.json(&["pledge", "hide-name", "clean-river", &id]);
    assert_eq!(hidden, json!({"campaign": "clean-river", "id": id, "hidden": true}));
    assert_eq!(place.json(&names)["names"], json!([]));
    assert_eq!(place.json(&["pledge", "list"])[0]["all"], 1);
    assert!(place.fails(3, &["pledge", "names", "no-such"]).contains("@no-such"));
}

#[test]
fn whatever_is_open_for_somebody_ends_and_the_log_says_who_ended_it() {
    let place = Place::set_up();
    token(&place, "ana");
    place.json(&["member", "link", "ana"]);
    let apps = || place.json(&["member", "apps", "ana"]).as_array().map(Vec::len);
    assert_eq!(place.json(&["member", "sessions", "ana", "--end", "all"])["ended"], 0);
    assert_eq!(apps(), Some(1), "apps stay");
    let ended = place.json(&["member", "sessions", "ana", "--end", "everything"]);
    assert_eq!(ended, json!({"name": "ana", "ended": "everything"}));
    assert_eq!(apps(), Some(0));
    let text = place.text(&["member", "sessions", "ana", "--end", "everything"]);
    assert!(text.contains("ana is signed out everywhere"), "{text}");
    assert!(place.fails(3, &["member", "sessions", "nobody", "--end", "everything"]).contains("nobody"));
    let log = place.json(&["audit", "list", "--action", "member"]);
    let line = |action: &str| log.as_array().and_then(|all| all.iter().find(|one| one["action"] == action));
    for (action, subject) in [("member.sessions_end", "ana"), ("member.session_end_of", "ana all")] {
        let line = line(action).unwrap_or_else(|| panic!("{action}: {log}"));
        assert_eq!((&line["by"], &line["subject"]), (&Value::Null, &json!(subject)), "{log}");
    }
    assert!(line("member.session_end").is_none(), "they did not do it themselves: {log}");
}
