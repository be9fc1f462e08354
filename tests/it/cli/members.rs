//! `antiphon member …` for passwords, invitations, sessions.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::json;

use super::Place;

#[test]
fn invitations_are_made_listed_and_taken_back() {
    let place = Place::set_up();
    let made = place.json(&["member", "invite", "--role", "editor", "--uses", "5", "--expires", "7d"]);
    assert_eq!((&made["role"], &made["uses"]), (&json!("editor"), &json!(5)), "{made}");
    let link = made["link"].as_str().expect("a link");
    assert!(link.starts_with("http://localhost:8080/join/"), "{link}");
    let id = made["id"].as_str().expect("a number");
    let all = place.json(&["member", "invite", "list"]);
    assert_eq!((&all[0]["id"], &all[0]["state"], &all[0]["used"]), (&json!(id), &json!("open"), &json!(0)));
    assert!(!all.to_string().contains(link), "the link is shown once");
    place.text(&["member", "invite", "revoke", id]);
    assert_eq!(place.json(&["member", "invite", "list"])[0]["state"], "taken back");
    assert!(place.fails(3, &["member", "invite", "revoke", id]).contains("could still be used"));
    assert!(place.fails(2, &["member", "invite", "--role", "king"]).contains("Roles are"));
    assert!(place.fails(2, &["member", "invite", "--expires", "soon"]).contains("12h, 7d or 4w"));
    assert!(place.fails(1, &["member", "invite", "--uses", "0"]).contains("1 to 1000"));
    assert!(place.fails(1, &["member", "invite", "--expires", "100d"]).contains("90 days"));
    assert!(place.text(&["member", "waiting"]).contains("Nobody waits"));
    assert!(place.fails(3, &["member", "approve", "ana"]).contains("ana waiting"));
    assert!(place.fails(3, &["member", "reject", "ana"]).contains("ana waiting"));
}

#[test]
fn the_audit_log_is_read_by_person_and_action() {
    let place = Place::set_up();
    place.text(&["member", "add", "ana", "--role", "editor"]);
    place.text(&["member", "role", "ana", "owner"]);
    let text = place.text(&["audit", "list"]);
    assert!(text.contains("made ana owner") && text.contains("added ana"), "{text}");
    let all = place.json(&["audit", "list", "--member", "-", "--action", "member"]);
    assert_eq!(
        (&all[0]["action"], &all[0]["subject"]),
        (&json!("member.role"), &json!("ana owner")),
        "{all}"
    );
    assert!(all[0]["by"].is_null() && all[0]["at"].is_string(), "{all}");
    let older =
        place.json(&["audit", "list", "--before", all[0]["id"].as_str().expect("a number"), "--limit", "1"]);
    assert_eq!(older[0]["action"], "member.add", "{older}");
    assert_eq!(place.json(&["audit", "list", "--member", "ana"]), json!([]));
    assert!(place.fails(3, &["audit", "list", "--member", "nobody"]).contains("member nobody"));
    assert!(place.fails(1, &["audit", "list", "--action", "%"]).contains("is not an action"));
}

#[test]
fn reports_and_suspensions_are_reached_from_the_command_line() {
    let place = Place::set_up();
    assert!(place.text(&["report", "list"]).contains("There is no open report."));
    assert_eq!(place.json(&["report", "suspended"]), json!([]));
    for missing in [["report", "show", "7"], ["report", "close", "7"], ["report", "suspend", "7"]] {
        assert!(place.fails(3, &missing).contains("report 7"), "{missing:?}");
    }
    assert!(place.fails(3, &["report", "lift", "7"]).contains("account 7"));
}

#[test]
fn passwords_sessions_and_suspension() {
    let place = Place::set_up();
    place.text(&["member", "add", "ana"]);
    let set = |password: &str| {
        let mut child = place
            .command(&["member", "password", "ana", "--stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        child.stdin.take().expect("a pipe").write_all(format!("{password}\n").as_bytes()).expect("written");
        child.wait_with_output().expect("it ends")
    };
    let done = set("two rivers meet");
    assert!(done.status.success() && !String::from_utf8_lossy(&done.stdout).contains("rivers"));
    let refused = set("short");
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("too short"));
    let reset = place.text(&["member", "password", "ana"]);
    assert!(reset.starts_with("http://localhost:8080/sign-in/"), "{reset}");
    assert!(place.fails(3, &["member", "password", "nobody"]).contains("member nobody"));
    assert!(place.fails(1, &["member", "totp", "off", "ana"]).contains("no authenticator"));
    assert!(place.text(&["member", "sessions", "ana"]).contains("nowhere"));
    assert_eq!(place.json(&["member", "sessions", "ana", "--end", "all"])["ended"], 0);
    assert!(place.fails(3, &["member", "sessions", "ana", "--end", "0000"]).contains("session 0000"));
    place.text(&["member", "suspend", "ana"]);
    assert!(place.fails(1, &["member", "password", "ana"]).contains("suspended"));
    place.text(&["member", "unsuspend", "ana"]);
    assert!(place.fails(1, &["member", "unsuspend", "ana"]).contains("not suspended"));
    place.text(&["member", "password", "ana"]);
}

#[test]
fn what_a_member_takes_along_and_brings() {
    let place = Place::set_up();
    for name in ["ana", "ben"] {
        place.text(&["member", "add", name]);
    }
    let header = "Account address,Show boosts,Notify on new posts,Languages";
    assert_eq!(place.text(&["member", "export", "ana", "following"]).trim_end(), header);
    assert!(place.fails(2, &["member", "export", "ana", "secrets"]).contains("bookmarks"));
    assert!(place.fails(3, &["member", "export", "nobody", "mutes"]).contains("member nobody"));

    let file = place.directory.path().join("following.csv");
    let path = file.to_str().expect("text");
    std::fs::write(&file, "ben@localhost:8080\n").expect("written");
    let taken = place.json(&["member", "import", "ana", "following", path]);
    assert_eq!(taken["kind"], "following", "{taken}");
    let all = place.json(&["member", "imports", "ana"]);
    assert_eq!((&all[0]["id"], &all[0]["total"], &all[0]["done"]), (&taken["id"], &json!(1), &json!(0)));
    assert!(place.text(&["member", "imports", "ben"]).contains("Nothing was brought"));
    std::fs::write(&file, "").expect("written");
    assert!(place.fails(1, &["member", "import", "ana", "blocks", path]).contains("nothing in this file"));
    assert!(place.fails(1, &["member", "import", "ana", "followers", path]).contains("cannot be brought"));

    let (ana, ben) = ("@ana@localhost:8080", "@ben@localhost:8080");
    assert!(place.fails(1, &["member", "move", "ana", ben]).contains("does not name this account"));
    let named = place.json(&["member", "alias", "ben", ana]);
    assert_eq!(named["also_known_as"], json!(["http://localhost:8080/actors/ana"]), "{named}");
    let moved = place.json(&["member", "move", "ana", ben]);
    assert_eq!(moved["moved_to"], "http://localhost:8080/actors/ben", "{moved}");
    assert!(place.fails(1, &["member", "move", "ana", ben]).contains("seven days"));
    assert_eq!(place.json(&["member", "alias", "ben"])["also_known_as"], json!([]));
}
