//! Every command, run as the people who run the server run it: the binary, its output, its exit status.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};

use crate::support::databases;

mod campaign_poll;
mod demo;
mod drafts;
mod event_answer;
mod following;
mod letter_bounce;
mod members;
mod pledge_withdraw;
mod queue_rows;
mod signing;
mod start;
mod statement_files;
mod verbs;
mod verbs_table;
mod waiting;

/// A directory with an instance in it.
struct Place {
    directory: tempfile::TempDir,
}

/// A server that runs; killed at the end, should it still be there.
struct Server {
    child: Child,
    listen: String,
}

impl Server {
    /// Asks it to stop, and waits until it has: a server that ends well leaves nothing to be recovered.
    fn stop(mut self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs").success());
        assert!(self.child.wait().expect("it ends").success(), "it stops well");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Place {
    fn empty() -> Self {
        Self { directory: tempfile::tempdir().expect("a directory") }
    }

    /// With a coalition in it, and no server that runs.
    fn set_up() -> Self {
        let place = Self::empty();
        place.serve().stop();
        place
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_antiphon"));
        command.current_dir(self.path()).args(arguments).stdin(Stdio::null());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ANTIPHON__")) {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the binary runs")
    }

    /// Runs a command that succeeds; what it printed.
    fn text(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", errors(&output));
        String::from_utf8(output.stdout).expect("text")
    }

    /// The same with `--json`.
    fn json(&self, arguments: &[&str]) -> Value {
        let text = self.text(&[&["--json"], arguments].concat());
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{arguments:?}: {e}: {text}"))
    }

    /// Runs a command that fails with this status; the sentence it gave.
    fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let sentence = errors(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {sentence}");
        assert!(!sentence.contains("panicked") && !sentence.contains("Error {"), "{sentence}");
        sentence
    }

    /// The same for a command that reads this from its standard input.
    fn fails_with_input(&self, code: i32, arguments: &[&str], input: &[u8]) -> String {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        // It may have read enough before the end.
        let _ = child.stdin.take().expect("a pipe").write_all(input);
        let output = child.wait_with_output().expect("it ends");
        let sentence = errors(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {sentence}");
        sentence
    }

    /// Starts the server on any free port and waits until it listens.
    fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    /// The same with further arguments.
    fn serve_with(&self, arguments: &[&str]) -> Server {
        let mut child = self
            .command(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let listen = lines
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once("listens on ")?.1.trim_end_matches('.').to_owned()))
            .expect("it says where it listens");
        Server { child, listen }
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).expect("a file");
    }

    /// Every file below the directory with its content, to see that nothing was changed.
    fn files(&self) -> Vec<(std::path::PathBuf, Vec<u8>)> {
        let (mut found, mut folders) = (Vec::new(), vec![self.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let content = std::fs::read(&path).expect("a file");
                    found.push((path, content));
                }
            }
        }
        found.sort();
        found
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_statement_is_published_listed_edited_and_withdrawn_beside_a_running_server() {
    let place = Place::empty();
    let _server = place.serve();
    place.write("en.md", "We ask for **clean water**.");
    place.write("es.md", "Pedimos *agua limpia*.");
    let published = place.json(&[
        "statement",
        "publish",
        "--file",
        "en.md",
        "--lang",
        "en",
        "--title",
        "Clean water",
        "--also",
        "es:es.md:Agua limpia",
        "--warning",
        "Floods",
        "--attach",
        "https://a.example/river.jpg=The river",
    ]);
    let id = published["id"].as_str().expect("an id").to_owned();
    assert_eq!(published["languages"], serde_json::json!(["en", "es"]));
    assert_eq!(published["url"], format!("http://localhost:8080/@coalition/{id}"));

    let listed = place.json(&["statement", "list"]);
    assert_eq!(listed.as_array().expect("a list").len(), 1);
    assert_eq!(listed[0]["title"], "Clean water");
    assert!(place.text(&["statement", "list"]).contains("Clean water"));
    assert_eq!(place.json(&["statement", "outcome", &id])["delivered"], 0);
    assert!(place.text(&["statement", "outcome", &id]).contains("delivered 0, waiting 0, refused 0"));

    // What is not given stays: the title, the other language, the warning, the attachment.
    let mut edit = place.command(&["--json", "statement", "edit", &id, "--file", "-"]);
    let mut child = edit.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("a pipe").write_all(b"We ask for clean water, now.").expect("it reads");
    assert!(child.wait_with_output().expect("it ends").status.success());
    let shown = place.json(&["statement", "show", &id]);
    assert_eq!(shown["version"], 2);
    assert_eq!(shown["texts"][0]["source"], "We ask for clean water, now.");
    assert_eq!(shown["texts"][0]["title"], "Clean water");
    assert_eq!(shown["texts"][1]["title"], "Agua limpia");
    assert_eq!(shown["warning"], "Floods");
    assert_eq!(shown["attachments"][0]["url"], "https://a.example/river.jpg");
    assert_eq!(shown["earlier_versions"][0]["texts"][0]["source"], "We ask for **clean water**.");
    let unchanged = place.json(&["statement", "edit", &id, "--title", "Clean water"]);
    assert_eq!(unchanged["version"], 2, "the same again is no new version");

    assert!(place.fails(2, &["statement", "withdraw", &id]).contains("--yes"));
    assert_eq!(place.json(&["statement", "list"])[0]["version"], 2, "without --yes nothing happens");
    place.text(&["statement", "withdraw", &id, "--yes"]);
    assert!(place.fails(3, &["statement", "show", &id]).contains("was withdrawn on"));
    assert!(place.fails(3, &["statement", "edit", &id, "--title", "x"]).contains("was withdrawn on"));
    assert_eq!(place.json(&["statement", "list"]), serde_json::json!([]));
    assert_eq!(place.json(&["statement", "outcome", &id])["waiting"], 0);
}

#[test]
fn what_cannot_be_published_is_refused_and_leaves_nothing() {
    let place = Place::set_up();
    place.write("empty.md", " \n");
    place.write("text.md", "Words.");
    assert!(place.fails(2, &["statement", "publish", "--title", "x"]).contains("--file"));
    assert!(place.fails(2, &["statement", "publish", "--file", "nowhere.md"]).contains("nowhere.md"));
    assert!(
        place
            .fails(2, &["statement", "publish", "--file", "text.md", "--lang", "english!"])
            .contains("language")
    );
    assert!(place.fails(1, &["statement", "publish", "--file", "empty.md"]).contains("Write the text"));
    let plain = ["statement", "publish", "--file", "text.md", "--attach", "http://a.example/b.png=x"];
    assert!(place.fails(1, &plain).contains("https"));
    assert_eq!(place.json(&["statement", "list"]), serde_json::json!([]));
    assert!(place.fails(3, &["statement", "show", "17"]).contains("there is no statement 17 here"));
    place.fails(2, &["statement", "show", "x"]);
}

#[test]
fn members_come_change_and_go() {
    let place = Place::set_up();
    place.text(&["member", "add", "vera", "--role", "editor"]);
    assert!(place.fails(1, &["member", "add", "vera"]).contains("taken"));
    assert!(place.fails(1, &["member", "add", "Vera!"]).contains("cannot be a name"));
    assert!(place.fails(1, &["member", "add", "max", "--role", "king"]).contains("Roles are"));
    place.text(&["member", "role", "vera", "moderator"]);
    let roles: Vec<_> = place.json(&["member", "list"]).as_array().expect("a list").clone();
    let vera = roles.iter().find(|m| m["name"] == "vera").expect("she is there");
    assert_eq!((roles.len(), vera["role"].as_str()), (2, Some("moderator")));

    let token = place.json(&["member", "token", "vera", "--scopes", "read write"]);
    assert!(token["token"].as_str().expect("a token").len() > 30);
    let apps = place.json(&["member", "apps", "vera"]);
    assert_eq!((&apps[0]["scopes"], &apps[0]["acts_as"]), (&json!("read write"), &json!("vera")), "{apps}");
    let mark = apps[0]["mark"].as_str().expect("a mark").to_owned();
    assert!(place.fails(3, &["member", "revoke", "vera", "0000000000"]).contains("vera"));
    assert!(place.fails(2, &["member", "revoke", "vera"]).contains("required"));
    assert_eq!(place.json(&["member", "revoke", "vera", &mark])["revoked"], 1);
    assert_eq!(place.json(&["member", "apps", "vera"]), json!([]));
    assert_eq!(place.json(&["member", "revoke", "vera", "--all"])["revoked"], 0);
    assert!(place.fails(2, &["member", "token", "vera", "--scopes", "everything"]).contains("everything"));
    assert!(place.fails(3, &["member", "token", "nobody"]).contains("member nobody"));
    let link = place.text(&["member", "link", "vera"]);
    assert!(link.starts_with("http://localhost:8080/sign-in/"), "{link}");

    place.text(&["member", "suspend", "vera"]);
    assert!(place.fails(1, &["member", "link", "vera"]).contains("suspended"));
    assert!(place.text(&["member", "list"]).contains("suspended"));
}

#[test]
fn domains_are_blocked_allowed_and_forgotten() {
    let place = Place::set_up();
    place.text(&["domain", "block", "Evil.example", "--note", "spam"]);
    place.text(&["domain", "allow", "good.evil.example"]);
    let listed = place.json(&["domain", "list"]);
    assert_eq!(listed[0]["domain"], "evil.example");
    assert_eq!((listed[0]["rule"].as_str(), listed[0]["note"].as_str()), (Some("block"), Some("spam")));
    assert_eq!(listed[1]["rule"], "allow");
    assert!(place.text(&["domain", "list"]).contains("spam"));
    place.fails(1, &["domain", "block", "not a domain"]);
    place.fails(1, &["domain", "block", "localhost"]);
    place.text(&["domain", "forget", "evil.example"]);
    place.fails(3, &["domain", "forget", "evil.example"]);
    assert_eq!(place.json(&["domain", "list"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn the_queue_and_the_coalition_are_shown() {
    let place = Place::set_up();
    let queue = place.json(&["queue", "list", "--all"]);
    assert_eq!((&queue["deliveries"], &queue["inbox"]), (&Value::from(0), &Value::from(0)));
    assert!(place.text(&["queue", "list"]).contains("0 deliveries wait"));
    assert!(place.fails(3, &["queue", "retry", "a.example"]).contains("nothing waits"));
    assert!(place.fails(2, &["queue", "drop", "a.example"]).contains("--yes"));
    assert_eq!(place.json(&["queue", "quarantine"]), serde_json::json!([]));
    place.fails(3, &["queue", "requeue", "17"]);
    assert_eq!(place.json(&["coalition", "show"])["handle"], "@coalition@localhost:8080");
    assert_eq!(place.json(&["coalition", "followers", "--show"])["count"], 0);
    assert_eq!(place.json(&["coalition", "home"]), serde_json::json!([]));
    place.fails(1, &["coalition", "follow", "no address"]);
    place.fails(3, &["coalition", "boost", "http://localhost:8080/@coalition/17"]);
    // Outside a rig nobody is led to private addresses.
    place.fails(1, &["coalition", "follow", "@somebody@127.0.0.1:9"]);
}

#[test]
fn a_local_answer_and_boost_by_the_address_of_the_page() {
    let place = Place::set_up();
    place.write("text.md", "Words.");
    let url = place.json(&["statement", "publish", "--file", "text.md"])["url"]
        .as_str()
        .expect("an address")
        .to_owned();
    place.text(&["coalition", "boost", &url]);
    let answer = place.json(&["coalition", "reply", &url, "--text", "And more words."]);
    assert!(answer["in_reply_to"].as_str().expect("an id").contains("/posts/"));
    let id = url.rsplit('/').next().expect("it ends with a number");
    let counts = place.json(&["statement", "show", id])["counts"].clone();
    assert_eq!(counts, serde_json::json!({ "answers": 1, "boosts": 1, "likes": 0 }));
    // The statement, the answer, and the own boost.
    assert_eq!(place.json(&["coalition", "home"]).as_array().map(Vec::len), Some(3));
}

#[test]
fn the_database_is_looked_at_and_copied() {
    let place = Place::set_up();
    let status = place.json(&["db", "status"]);
    assert_eq!((status["kind"].as_str(), status["up_to_date"].as_bool()), (Some("SQLite"), Some(true)));
    assert!(place.text(&["db", "status"]).contains("done"));
    assert_eq!(place.json(&["db", "check"])["whole"], true);
    assert!(place.text(&["db", "migrate"]).contains("up to date"));
    place.fails(2, &["db", "copy", "--to", "sqlite:other.sqlite3"]);

    let Some(postgres) = databases::postgres() else { return };
    place.write("text.md", "Words. #one");
    let url = place.json(&["statement", "publish", "--file", "text.md"])["url"]
        .as_str()
        .expect("an address")
        .to_owned();
    place.text(&["coalition", "reply", &url, "--text", "An answer."]);
    place.text(&["coalition", "boost", &url]);
    let copied = place.json(&["db", "copy", "--to", &postgres.url]);
    assert_eq!(
        (&copied["tables"]["posts"], &copied["tables"]["accounts"]),
        (&Value::from(2), &Value::from(3))
    );
    let moved = |arguments: &[&str]| {
        let output =
            place.command(arguments).env("ANTIPHON__DATABASE__URL", &postgres.url).output().expect("it runs");
        assert!(output.status.success(), "{}", errors(&output));
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")
    };
    assert_eq!(moved(&["--json", "statement", "list"]), place.json(&["statement", "list"]));
    assert_eq!(moved(&["--json", "coalition", "home"]), place.json(&["coalition", "home"]));
    let id = url.rsplit('/').next().expect("it ends with a number");
    assert_eq!(moved(&["--json", "statement", "show", id]), place.json(&["statement", "show", id]));
    // The keys open there as well: what is written there can be signed.
    moved(&["--json", "coalition", "reply", &url, "--text", "From the copy."]);
    assert!(place.fails(1, &["db", "copy", "--to", &postgres.url]).contains("not empty"));
}

#[test]
fn health_is_the_answer_of_the_running_server() {
    let place = Place::empty();
    let mut server = place.serve();
    assert_eq!(place.json(&["health", "--listen", &server.listen])["ready"], true);
    let everywhere = server.listen.replace("127.0.0.1", "0.0.0.0");
    place.text(&["health", "--listen", &everywhere]);
    server.child.kill().expect("it is there");
    server.child.wait().expect("it ends");
    assert!(place.fails(1, &["health", "--listen", &server.listen]).contains("no server answers"));
}

#[test]
fn the_doctor_finds_what_is_wrong_and_changes_nothing() {
    let place = Place::empty();
    let fresh = place.text(&["doctor"]);
    assert!(fresh.contains("there is no database") && !fresh.contains("FAIL"), "{fresh}");
    assert!(place.files().is_empty(), "a look makes nothing");

    drop(place.serve());
    let well = place.json(&["doctor"]);
    assert_eq!(well["well"], true, "{well:#}");
    let text = place.text(&["doctor"]);
    for words in ["the database is whole", "schema", "is an address of this machine alone", "deliveries wait"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }

    let key = place.path().join("antiphon-data/antiphon.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).expect("the file is ours");
    let output = place.run(&["doctor"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("FAIL") && said.contains("chmod 600"), "{said}");

    let rigged =
        place.command(&["doctor"]).env("ANTIPHON__FEDERATION__RIG", "true").output().expect("it runs");
    assert!(String::from_utf8_lossy(&rigged.stdout).contains("THE TEST RIG IS ON"));
}

#[test]
fn nothing_is_made_where_nothing_was_set_up() {
    let place = Place::empty();
    for arguments in [
        &["statement", "list"][..],
        &["coalition", "show"],
        &["member", "list"],
        &["domain", "list"],
        &["queue", "list"],
        &["db", "status"],
        &["db", "migrate"],
    ] {
        assert!(place.fails(1, arguments).contains("Start `antiphon serve` first"), "{arguments:?}");
    }
    assert!(place.files().is_empty());
}

#[test]
fn f40_broken_settings_are_refused_with_their_place() {
    let place = Place::set_up();
    place.write("antiphon.toml", "[server]\nlistn = 'x'\n");
    let before = place.files();
    let sentence = place.fails(2, &["serve", "--config", "antiphon.toml"]);
    assert!(sentence.contains("line 2") && sentence.contains("`listen`"), "{sentence}");
    assert!(place.files() == before, "nothing was changed");
}

#[test]
fn f41_a_directory_that_cannot_be_written_is_named() {
    let place = Place::empty();
    // A file in the way stops everybody, even root, whom permissions do not stop.
    place.write("occupied", "mine");
    let sentence = place.fails(1, &["serve", "--data-dir", "occupied"]);
    assert!(
        sentence.contains("cannot write to the data directory occupied") && sentence.contains("--data-dir"),
        "{sentence}"
    );
    assert_eq!(std::fs::read_to_string(place.path().join("occupied")).expect("still there"), "mine");
}

#[test]
fn f42_a_port_in_use_is_named() {
    let place = Place::empty();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("it has one").to_string();
    let sentence = place.fails(1, &["serve", "--listen", &address]);
    assert!(
        sentence.contains(&format!("cannot listen on {address}")) && sentence.contains("--listen"),
        "{sentence}"
    );
}

#[test]
fn f43_a_missing_key_file_is_never_replaced() {
    let place = Place::set_up();
    let key = place.path().join("antiphon-data/antiphon.key");
    std::fs::rename(&key, place.path().join("kept.key")).expect("the file is there");
    let before = place.files();
    for arguments in [&["serve", "--listen", "127.0.0.1:0"][..], &["statement", "list"]] {
        let sentence = place.fails(1, arguments);
        assert!(sentence.contains("antiphon.key is missing"), "{sentence}");
    }
    assert!(!key.exists());
    let content = |files: Vec<(std::path::PathBuf, Vec<u8>)>| {
        files.into_iter().find(|(path, _)| path.ends_with("antiphon.sqlite3")).map(|(_, content)| content)
    };
    assert!(content(place.files()) == content(before), "the database is as it was");
}

#[test]
fn exit_codes_stand_in_the_help() {
    let place = Place::empty();
    let help = place.text(&["help"]);
    for words in ["Exit codes", "0  done", "1  failed", "2  misused", "3  there is nothing"] {
        assert!(help.contains(words), "{help}");
    }
    place.fails(2, &["statement", "shout"]);
}
