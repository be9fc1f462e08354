//! Every verb of the desk is in the command line. The routes of the desk are read from the code that declares them, and so
//! are the words of the buttons that each of them knows; each has a command here that `antiphon` really takes, or a reason
//! why there is none. What the commands do is in the other files of this folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use antiphon::cli::Arguments;
use clap::Parser as _;

use super::verbs_table::{TABLE, Way};

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web").join(path)
}

fn files(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(source(folder)).expect("the folder can be read");
    entries.map(|entry| read(&entry.expect("an entry").path())).collect()
}

/// What stands between this and the next double quote, each time.
fn quoted<'a>(text: &'a str, before: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split_once('"')).map(|(word, _)| word).collect()
}

/// Every word that a button of the desk sends.
fn buttons() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for template in files("templates/desk") {
        for value in quoted(&template, "name=\"do\" value=\"") {
            // A value that depends on something has its words between the parts of the template's language.
            let parts: Vec<&str> =
                value.split("%}").map(|part| part.split('{').next().unwrap_or("")).collect();
            words.extend(parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
        }
    }
    for code in files("desk") {
        words.extend(quoted(&code, "button(\"").into_iter().map(str::to_owned));
    }
    assert!(words.contains("settle") && words.contains("renew") && words.len() > 50, "{words:?}");
    words
}

/// Every text in quotes that is not the name of a field.
fn written(body: &str) -> Vec<String> {
    let parts: Vec<&str> = body.split('"').collect();
    let is_field = |before: &str| ["value(", "get(", "sent, "].iter().any(|end| before.ends_with(end));
    let texts = parts.windows(2).step_by(2).filter(|pair| !is_field(pair[0]));
    texts.map(|pair| pair[1].to_owned()).collect()
}

/// A route that takes forms: its path, and the words of buttons that its function knows.
struct Taken {
    path: String,
    words: BTreeSet<String>,
}

/// Every route of the desk that takes forms.
fn routes() -> Vec<Taken> {
    let (declared, buttons) = (read(&source("routes.rs")), buttons());
    let mut found = Vec::new();
    for call in declared.split(".route(").skip(1) {
        let Some((path, rest)) = call.trim_start().strip_prefix('"').and_then(|call| call.split_once('"'))
        else {
            panic!("a route without a path: {call}");
        };
        if !path.starts_with("/desk") {
            continue;
        }
        for method in ["put(", "patch(", "delete(", "any("] {
            assert!(!rest.contains(method), "{path}: forms of the desk are sent with POST");
        }
        let Some(handler) = rest.split("post(").nth(1).and_then(|rest| rest.split(')').next()) else {
            continue;
        };
        let parts: Vec<&str> = handler.split("::").collect();
        let [_, module, function] = parts[..] else { panic!("{path}: {handler}") };
        let code = read(&source(&format!("desk/{module}.rs")));
        let body = code.split(&format!("pub async fn {function}(")).nth(1);
        let body = body.and_then(|body| body.split("\n}\n").next());
        let body = body.unwrap_or_else(|| panic!("{path}: there is no function {handler}"));
        let words: BTreeSet<String> =
            written(body).into_iter().filter(|word| buttons.contains(word)).collect();
        found.push(Taken { path: path.to_owned(), words });
    }
    assert!(found.len() > 40, "the routes of the desk are read");
    let queue = found.iter().find(|route| route.path == "/desk/queue").expect("the room of the queues");
    assert_eq!(queue.words, ["requeue", "retry"].map(str::to_owned).into(), "verbs are read, and no fields");
    found
}

#[test]
fn every_verb_of_the_desk_has_a_command_or_a_reason() {
    let routes = routes();
    for route in &routes {
        let rows: Vec<_> = TABLE.iter().filter(|row| row.0 == route.path).collect();
        assert!(
            !rows.is_empty(),
            "{} is in the desk and not in the command line; see verbs_table",
            route.path
        );
        for word in &route.words {
            assert!(
                rows.iter().any(|row| row.1.split(' ').any(|known| known == word)),
                "{} knows \"{word}\", and the command line does not; see verbs_table",
                route.path
            );
        }
    }
    for (path, words, _) in TABLE {
        assert!(routes.iter().any(|route| route.path == *path), "{path} {words} is in the desk no more");
    }
}

#[test]
fn every_command_of_the_table_is_taken_with_json() {
    for (path, words, way) in TABLE {
        match way {
            Way::Command(line) => {
                let typed = ["antiphon", "--json"].into_iter().chain(line.split(' '));
                let parsed = Arguments::try_parse_from(typed);
                let parsed = parsed.unwrap_or_else(|why| panic!("{path} {words}: {line}: {why}"));
                assert!(parsed.json, "{line}");
            }
            Way::None(why) => assert!(why.split(' ').count() > 3, "{path} {words}: a reason is a sentence"),
        }
    }
    let unknown = Arguments::try_parse_from(["antiphon", "queue", "forget-everything"]);
    assert!(unknown.is_err(), "what is no command is seen");
}
