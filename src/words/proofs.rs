//! Tests that hold the texts and the code to each other. Nothing here is part of the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::rich::TAGS;
use super::sources;
use super::tongue::Tongue;

/// A text as its file has it: name and everything up to the next one.
fn texts(tongue: Tongue) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (noun, file) in sources::of(tongue) {
        let mut key = String::new();
        for line in file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let (name, text) = line.split_once('=').expect("a text has a name");
                name.trim().clone_into(&mut key);
                assert!(key.starts_with(&format!("{noun}-")), "{noun}.ftl: {key} begins with another noun");
                let twice = found.insert(key.clone(), text.to_owned());
                assert_eq!(twice, None, "{}/{noun}.ftl: {key} stands there twice", tongue.tag());
            } else {
                let text: &mut String = found.get_mut(&key).expect("a line belongs to a text");
                text.push('\n');
                text.push_str(line);
            }
        }
    }
    found
}

/// What a text is given: `$count`, `$name`.
fn arguments(text: &str) -> BTreeSet<String> {
    let is_part = |c: &char| c.is_ascii_alphanumeric() || *c == '-' || *c == '_';
    text.split('$').skip(1).map(|rest| rest.chars().take_while(is_part).collect()).collect()
}

/// The tags in a text that are markup, in the order of their names. Plural forms repeat them, so each counts once.
fn tags(text: &str) -> BTreeSet<&'static str> {
    TAGS.into_iter().filter(|tag| text.contains(tag)).collect()
}

fn is_waiting(key: &str) -> bool {
    sources::waiting().iter().any(|noun| key.strip_prefix(noun).is_some_and(|rest| rest.starts_with('-')))
}

/// Every source file and template, without the tests at its foot.
fn code() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
        entries.sort();
        for path in entries {
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                walk(&path, found);
            } else if !name.contains("proofs")
                && [".rs", ".html", ".xml", ".txt"].iter().any(|end| name.ends_with(end))
            {
                let text = fs::read_to_string(&path).expect("it can be read");
                let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
                found.push((name, code));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.retain(|(name, _)| !name.ends_with("src/words/mod.rs"));
    found
}

/// The literals that follow this opening of a call.
fn literals<'a>(code: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    code.split(opening).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
}

#[test]
fn every_text_that_the_code_names_is_there_and_takes_what_it_is_given() {
    let english = texts(Tongue::English);
    let mut wrong = Vec::new();
    // The commands speak English, and say it themselves.
    for (file, code) in code().into_iter().filter(|(file, _)| !file.contains("/src/cli/")) {
        for opening in
            [".say(", ".say_count(", ".say_name(", ".say_with(", ".rich(", "Error::says(", "Refusal::new("]
        {
            for key in literals(&code, opening) {
                let Some(text) = english.get(key) else {
                    wrong.push(format!("{file}: there is no text {key}"));
                    continue;
                };
                let takes: Vec<String> = arguments(text).into_iter().collect();
                let is_right = match opening {
                    ".say(" | "Error::says(" => takes.is_empty(),
                    ".say_count(" => takes == ["count"],
                    ".say_name(" => takes == ["name"],
                    _ => true,
                };
                if !is_right {
                    wrong.push(format!("{file}: {opening}\"{key}\") does not give {takes:?}"));
                }
                if opening != ".rich(" && !tags(text).is_empty() {
                    wrong.push(format!("{file}: {key} has markup; only `rich` shows it"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What a refusal is given in the code behind its name: `.name("who", …).count("count", …)`.
fn given(mut code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    while let Some(call) = code.trim_start().strip_prefix('.') {
        let Some((name, rest)) = call.split_once('(') else { break };
        if !["name", "count", "term", "with"].contains(&name) {
            break;
        }
        let argument = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
        found.extend(argument.map(str::to_owned));
        let mut depth = 1_usize;
        let end = rest.find(|c: char| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        code = end.map_or("", |end| &rest[end + 1..]);
    }
    found
}

#[test]
fn every_refusal_is_given_what_its_text_takes() {
    let english = texts(Tongue::English);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (file, code) in code() {
        for rest in code.split("Refusal::new(").skip(1) {
            let Some(rest) = rest.trim_start().strip_prefix('"') else { continue };
            let Some((key, rest)) = rest.split_once('"') else { continue };
            let Some(rest) = rest.trim_start().strip_prefix(')') else { continue };
            let Some(text) = english.get(key) else { continue };
            seen += 1;
            let given = given(rest);
            // The first of two stands alone where the second is put in below.
            if given != arguments(text) && key != "refusal-draft-approvals" {
                wrong.push(format!("{file}: {key} takes {:?} and is given {given:?}", arguments(text)));
            }
        }
    }
    assert!(seen > 100, "the test sees the refusals");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Refusals that stay English, by the files that say them, how many there are, and who hears them.
const ENGLISH_ONLY: &[(&str, usize, &str)] = &[
    ("accounts.rs", 1, "the start of the program"),
    ("apps.rs", 4, "the client API, in words that clients know"),
    ("audit.rs", 1, "commands; the page answers that there is nothing"),
    ("copies.rs", 2, "the log"),
    ("doctor.rs", 1, "the command `doctor`"),
    ("domain_blocks.rs", 1, "the client API"),
    ("emoji.rs", 5, "commands"),
    ("endorsements.rs", 1, "the log"),
    ("filters.rs", 5, "the client API, in words that clients know"),
    ("imports.rs", 1, "kept beside a line of a file; the page marks it as English"),
    ("joint.rs", 1, "a fault of our own key file, for the log"),
    ("joint_answers.rs", 2, "a fault of keys, for the log"),
    ("lists.rs", 3, "the client API, in words that clients know"),
    ("mail_returns.rs", 3, "the command that a mail server calls"),
    ("mail_rounds.rs", 2, "the relay's own words"),
    ("media.rs", 3, "the client API, in words that clients know"),
    ("newsletter.rs", 1, "a fault of our own key file, for the log"),
    ("passages.rs", 1, "the log; who asks for a film hears that there is none"),
    ("peer_lists.rs", 12, "kept beside a partner's list, in the words of whoever found the fault"),
    ("people.rs", 2, "the client API"),
    ("pins.rs", 3, "the client API, in words that clients know"),
    ("pledge_export.rs", 3, "the command that opens what was sealed"),
    ("pledge_votes.rs", 2, "the client API: polls"),
    ("polls.rs", 1, "the client API: polls"),
    ("posts.rs", 2, "the client API: polls"),
    ("push.rs", 2, "the client API"),
    ("quoting.rs", 4, "the client API, in words that clients know"),
    ("registration.rs", 1, "faults that the form says field by field"),
    ("revisions.rs", 1, "the client API: polls"),
    ("scheduled.rs", 3, "the client API, and the log"),
    ("setup.rs", 3, "the start of the program"),
    ("tags.rs", 3, "the client API"),
    ("verification.rs", 2, "the command `verify`"),
];

#[test]
fn no_refusal_that_a_page_may_show_is_english_only() {
    let mut found = BTreeMap::<String, usize>::new();
    for (file, code) in code().into_iter().filter(|(file, _)| file.contains("/src/service/")) {
        let name = file.rsplit("/src/service/").next().unwrap_or_default().to_owned();
        let calls = code.split("Error::refused(").skip(1).map(str::trim_start);
        let plain = calls.filter(|rest| rest.starts_with('"') || rest.starts_with("format!(")).count();
        let quoted = code.matches("Error::quoted").count();
        if plain + quoted > 0 {
            found.insert(name, plain + quoted);
        }
    }
    let allowed: BTreeMap<String, usize> =
        ENGLISH_ONLY.iter().map(|(file, count, _)| ((*file).to_owned(), *count)).collect();
    assert_eq!(found, allowed, "say it with a text of `words` (`Error::says`, `Refusal::new`)");
}

#[test]
fn every_text_is_used() {
    let all: String = code().into_iter().map(|(_, code)| code).collect();
    let unused: Vec<String> =
        texts(Tongue::English).into_keys().filter(|key| !all.contains(&format!("\"{key}\""))).collect();
    assert!(unused.is_empty(), "nothing shows {unused:?}");
}

#[test]
fn every_language_has_every_text_with_the_same_arguments_and_markup() {
    let english = texts(Tongue::English);
    let mut wrong = Vec::new();
    for tongue in Tongue::ALL {
        let own = texts(tongue);
        for (key, text) in english.iter().filter(|(key, _)| !is_waiting(key)) {
            match own.get(key) {
                None => wrong.push(format!("{}: {key} is missing", tongue.tag())),
                Some(other) if arguments(other) != arguments(text) => {
                    wrong.push(format!(
                        "{}: {key} takes {:?}, in English {:?}",
                        tongue.tag(),
                        arguments(other),
                        arguments(text)
                    ));
                }
                Some(other) if tags(other) != tags(text) => {
                    wrong.push(format!("{}: {key} has other markup than in English", tongue.tag()));
                }
                Some(_) => {}
            }
        }
        let more = own.keys().filter(|key| !english.contains_key(*key));
        wrong.extend(more.map(|key| format!("{}: {key} is not there in English", tongue.tag())));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn markup_is_of_the_few_kinds_that_are_known() {
    for tongue in Tongue::ALL {
        for (key, text) in texts(tongue) {
            let mut rest = text.replace("->", "");
            for tag in TAGS {
                rest = rest.replace(tag, "");
            }
            // What is left over of `<` would be shown as a letter.
            assert!(!rest.contains(['<', '>', '&']), "{}: {key}: {rest}", tongue.tag());
        }
    }
}

#[test]
fn every_form_of_every_text_can_be_shown() {
    for tongue in Tongue::ALL {
        let book = super::book::Book::open(tongue);
        for (key, text) in texts(tongue) {
            for count in [0, 1, 2, 3, 11, 100, 1_000_000] {
                let mut given = fluent_bundle::FluentArgs::new();
                for argument in arguments(&text) {
                    let is_number = text.contains(&format!("{{ ${argument} ->"));
                    let value: fluent_bundle::FluentValue<'_> =
                        if is_number { count.into() } else { "x".into() };
                    given.set(argument, value);
                }
                let shown = book.filled(&key, &given).unwrap_or_default();
                assert!(!shown.trim().is_empty(), "{}: {key} for {count}", tongue.tag());
                // A brace that is meant to be seen is written as a text of its own.
                let shown = if text.contains("{\"{") { shown.replace(['{', '}'], "") } else { shown };
                assert!(!shown.contains(['{', '}', '$']), "{}: {key} for {count}: {shown}", tongue.tag());
            }
        }
    }
}
