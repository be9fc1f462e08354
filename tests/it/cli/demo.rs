//! The demonstration, as people run it: what each of the three saw, what a proof says before and after an edit, and that
//! nothing of others is touched.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;

use crate::support::databases;
use crate::support::rig::client;

use super::{Place, Server};

/// Each looks for free ports from the same one on, so that they run one after the other.
static TURN: Mutex<()> = Mutex::new(());

fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was told of somebody doing something.
fn event<'a>(story: &'a Value, who: &str, did: &str) -> &'a Value {
    let all = story["events"].as_array().expect("events");
    let found =
        all.iter().find(|e| e["who"] == who && e["did"].as_str().is_some_and(|text| text.starts_with(did)));
    found.unwrap_or_else(|| panic!("{who} {did}: {story:#}"))
}

#[test]
fn the_demonstration_tells_what_each_saw() {
    let _turn = turn();
    let place = Place::empty();
    let story = place.json(&["demo", "--once"]);
    assert_eq!(story["instances"].as_array().map(Vec::len), Some(3));
    let published = event(&story, "River Coalition", "published");
    assert_eq!(event(&story, "Housing Now", "saw at home")["post"], published["post"]);
    let boosted = event(&story, "Women's Rights Network", "saw at home");
    assert_eq!(boosted["post"], published["post"]);
    assert!(
        boosted["note"].as_str().expect("a note").contains("boosted by @housing@housing.localhost"),
        "{boosted}"
    );
    let answer = event(&story, "Housing Now", "answered");
    assert_eq!(event(&story, "River Coalition", "read the answer")["post"], answer["post"]);
    // A second run has its own directory, and what belongs to others is left alone.
    let place_of_others = Place::empty();
    place_of_others.write("letters.txt", "mine");
    let sentence = place_of_others.fails(1, &["demo", "--once", "--data-dir", "."]);
    assert!(sentence.contains("something else"), "{sentence}");
    assert_eq!(place_of_others.files().len(), 1);
}

#[test]
fn the_demonstration_shows_signatures_and_a_proof_that_an_edit_voids() {
    let _turn = turn();
    let place = Place::empty();
    let database = databases::postgres();
    let mut arguments = vec!["demo", "--once"];
    arguments.extend(database.as_ref().map(|one| ["--postgres", one.url.as_str()]).into_iter().flatten());
    let story = place.json(&arguments);
    let voted = event(&story, "Members of all three", "signed");
    assert_eq!(voted["text"], "3 stand behind it then");
    let visitor = event(&story, "Vera Visitor", "signed by the form");
    assert_eq!(visitor["text"], "4 stand behind it now", "one counts who confirmed by the link of a mail");

    let steps =
        ["put its name to the statement", "had its name on other words", "put its name to the new words"];
    let steps = steps.map(|did| event(&story, "Housing Now", did));
    let holds = steps.map(|step| step["holds"].as_bool().expect("a verdict"));
    assert_eq!(holds, [true, false, true], "{story:#}");
    assert_eq!(steps.map(|step| step["endorsements"].as_i64()), [Some(1), Some(0), Some(1)]);
    assert!(steps[1]["found"].to_string().contains("it endorses another version"), "{story:#}");
    assert_eq!(steps[0]["proof"], steps[1]["proof"], "the same proof, and other words");
    assert_ne!(steps[1]["proof"], steps[2]["proof"], "the new words have a proof of their own");

    let databases: Vec<&Value> =
        story["instances"].as_array().expect("three").iter().map(|one| &one["database"]).collect();
    let second = if database.is_some() { "PostgreSQL" } else { "SQLite" };
    assert_eq!(databases, ["SQLite", second, "SQLite"]);
    if let Some(database) = database {
        // What is there stays as it is.
        let sentence = place.fails(1, &["demo", "--once", "--postgres", &database.url]);
        assert!(sentence.contains("already") && sentence.contains("Nothing was changed"), "{sentence}");
    }
    let sentence = place.fails(2, &["demo", "--once", "--postgres", "sqlite:here"]);
    assert!(sentence.contains("postgres://"), "{sentence}");
}

/// Lines as they come.
fn lines(from: impl Read + Send + 'static) -> Receiver<String> {
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        // Whoever listens no more has heard enough; what comes is read all the same, so that nobody waits for us.
        BufReader::new(from).lines().map_while(Result::ok).for_each(|line| drop(tell.send(line)));
    });
    told
}

/// Waits for a line with these words.
fn heard(told: &Receiver<String>, words: &str) -> String {
    loop {
        let line = told.recv_timeout(Duration::from_secs(120));
        let line = line.unwrap_or_else(|e| panic!("waited in vain for \"{words}\": {e}"));
        if line.contains(words) {
            return line;
        }
    }
}

#[test]
fn the_demonstration_stays_open_and_shows_the_mail_that_comes() {
    let _turn = turn();
    let place = Place::empty();
    let child = place.command(&["demo"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut server = Server { child: child.expect("it runs"), listen: String::new() };
    let said = lines(server.child.stdout.take().expect("a pipe"));
    let told = lines(server.child.stderr.take().expect("a pipe"));
    let page = heard(&said, "  page ");
    let page = url::Url::parse(page.trim().trim_start_matches("page").trim()).expect("an address");
    heard(&told, "stay up to be looked at");

    let (host, port) = (page.host_str().expect("a host"), page.port().expect("a port"));
    let form = "pledge-name=Ann&pledge-mail=ann%40visitor.example&pledge-shown=hidden&pledge-consent=1&pledge-website=";
    let request = client(port)
        .post(format!("http://127.0.0.1:{port}/@clean-river/sign"))
        .header("host", format!("{host}:{port}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let status = runtime.block_on(request.send()).expect("an answer").status();
    assert!(status.is_success(), "{status}");
    heard(&told, "ann@visitor.example");
    assert!(heard(&told, "http").contains("/pledges/confirm/"), "the mail is shown with its link");

    let pid = server.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill runs").success());
    assert!(server.child.wait().expect("it ends").success(), "Ctrl-C ends it well");
}
