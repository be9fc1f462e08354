//! The house rules that a compiler does not check: which floor may name which, where a library may be used, how long
//! a file may grow and what it may be called. It reads the text of `src/`; what the code does is no matter of this
//! test. Where it finds a fault, the code moves; the tables change only together with `ARCHITECTURE.md`.

use std::fs;
use std::path::Path;

/// Every module from the ground up, and the modules of ours that it may name. Each names only earlier ones, so there
/// can be no circle. A floor whose folder is not there yet stands empty.
const FLOORS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("words", &["domain"]),
    ("config", &[]),
    ("keys", &[]),
    ("client", &["config", "domain"]),
    ("media", &["config", "domain"]),
    ("store", &["config", "domain"]),
    ("wire", &["domain", "keys", "words"]),
    ("live", &["domain"]),
    ("app", &["client", "media", "store", "live", "config", "domain", "keys"]),
    ("remote", &["app", "client", "store", "wire", "domain", "config", "keys"]),
    ("service", &["remote", "app", "client", "media", "store", "wire", "live", "domain", "keys", "words"]),
    ("inbox", &["service", "remote", "app", "store", "wire", "domain", "keys"]),
    ("lifeboat", &["service", "remote", "app", "store", "domain", "keys"]),
    ("http", &["service", "app", "domain", "keys", "config", "words"]),
    ("federation", &["inbox", "http", "service", "app", "wire", "domain"]),
    ("mastodon", &["http", "service", "app", "live", "domain"]),
    ("web", &["http", "service", "app", "media", "live", "domain", "keys", "words"]),
    ("jobs", &["inbox", "lifeboat", "service", "remote", "app", "store", "domain"]),
    // Addresses that answer with a page or with JSON, whichever is asked for.
    ("doors", &["federation", "web", "http"]),
    (
        "server",
        &[
            "doors",
            "federation",
            "mastodon",
            "web",
            "jobs",
            "http",
            "service",
            "app",
            "remote",
            "config",
            "client",
        ],
    ),
    (
        "cli",
        &["server", "lifeboat", "remote", "service", "app", "media", "config", "domain", "keys", "words"],
    ),
    ("main", &["cli"]),
];

/// Single files that may name one module more.
const DOORS_IN_WALLS: &[(&str, &str)] = &[
    // Migrating and copying a database is about the database itself; no service stands between.
    ("cli/database.rs", "store"),
    // Prints the table of routes, which is the door itself.
    ("cli/client_api.rs", "mastodon"),
];

/// Libraries that only these modules may name.
const WALLS: &[(&str, &[&str])] = &[
    ("sqlx", &["store"]),
    // `client` is the HTTP client that the library fetches with, so it speaks the library's types.
    ("activitypub_federation", &["client", "app", "remote", "inbox", "federation"]),
    ("axum", &["http", "federation", "mastodon", "web", "doors", "server"]),
    ("reqwest", &["client", "app"]),
    ("reqwest_middleware", &["client", "app"]),
    // The way to the mail relay.
    ("lettre", &["client"]),
    // Reads mails of strangers: reports about mails that came back.
    ("mail_parser", &["client"]),
    ("chrono_tz", &["domain"]),
    ("clap", &["cli", "main"]),
    ("aws_lc_rs", &["keys"]),
    ("rsa", &["keys"]),
    ("image", &["media"]),
    ("blurhash", &["media"]),
    ("resvg", &["media"]),
    ("object_store", &["media"]),
    ("seccompiler", &["media"]),
    ("landlock", &["media"]),
    ("libc", &["media"]),
    ("argon2", &["keys"]),
    ("html5ever", &["wire"]),
    ("fluent_bundle", &["words"]),
    ("unic_langid", &["words"]),
];

/// Modules that know no loose JSON: what they hold has a type.
const TYPED: &[&str] = &["domain", "service"];
/// The names of loose JSON in `serde_json`.
const LOOSE: &[&str] = &["Value", "Map", "json"];

/// Where somebody's timelines, conversations and notifications are written: functions of `store` that nobody but
/// `service/surface` calls, so that whoever reads a verb sees who will hear of it.
const TELLING: &[(&str, &[&str])] = &[
    ("timelines", &["enter", "leave"]),
    ("lists", &["enter", "fill", "empty", "leave_home"]),
    ("conversations", &["add"]),
    ("notifications", &["save", "remove", "remove_old", "dismiss", "dismiss_group", "clear"]),
    ("notification_requests", &["ask", "release", "throw_away"]),
    ("pushes", &["queue"]),
];

/// Lines of a file, its unit tests not counted.
const LONGEST_FILE: usize = 600;

/// Names that say nothing; a file is called after the thing it does.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "common", "manager", "misc"];

/// What has no place in a `mod.rs`, which is the map of its folder.
const SUBSTANCE: &[&str] =
    &["fn", "struct", "enum", "union", "trait", "impl", "impl<", "type", "const", "static", "macro_rules!"];

#[test]
fn every_file_keeps_the_rules_of_the_house() {
    let sources = sources();
    assert!(sources.len() > 20, "the test sees the sources");
    let faults: Vec<String> = sources.iter().flat_map(Source::faults).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_module_stands_on_a_floor() {
    for source in sources().iter().filter(|source| source.path != "lib.rs") {
        assert!(allowed_for(source.module()).is_some(), "{}: put its module into the table", source.path);
    }
}

#[test]
fn a_floor_names_only_floors_below_it() {
    for (at, (module, allowed)) in FLOORS.iter().enumerate() {
        for name in *allowed {
            assert!(FLOORS[..at].iter().any(|(below, _)| below == name), "`{module}` may not name `{name}`");
        }
    }
}

#[test]
fn what_only_surface_may_call_is_there() {
    for (module, names) in TELLING {
        let path = format!("{}/src/store/{module}.rs", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(&path).expect("the file is there");
        for name in *names {
            assert!(text.contains(&format!("pub async fn {name}(")), "{module}::{name}");
        }
    }
}

#[test]
fn a_planted_fault_is_found() {
    for (path, line, expected) in [
        ("domain/post.rs", "use crate::store::posts;", "may not name `store`"),
        ("store/posts.rs", "use crate::{domain::post::{Post, Reply}, service};", "may not name `service`"),
        ("store/posts.rs", "    let cx: &crate::app::Cx = cx;", "may not name `app`"),
        ("web/desk.rs", "use crate::{\n    http::auth,\n    store::posts,\n};", "may not name `store`"),
        ("cli/members.rs", "use crate::store::members;", "may not name `store`"),
        ("main.rs", "use antiphon::server;", "may not name `server`"),
        ("service/posts.rs", "use super::super::store::posts;", "climbs out"),
        ("service/mod.rs", "pub use super::store::posts;", "climbs out"),
        ("live.rs", "use super::store;", "climbs out"),
        ("service/posts.rs", "#[derive(sqlx::FromRow)]", "`sqlx` stays in"),
        ("domain/post.rs", "use rsa as r;", "`rsa` stays in"),
        ("service/posts.rs", "use reqwest;", "`reqwest` stays in"),
        ("service/mails.rs", "use lettre::Message;", "`lettre` stays in"),
        ("domain/mail.rs", "fn f(a: lettre::Address) {}", "`lettre` stays in"),
        ("service/mail_returns.rs", "use mail_parser::Message;", "`mail_parser` stays in"),
        ("service/posts.rs", "fn f(v: &serde_json::Value) {}", "`serde_json::Value`"),
        ("domain/post.rs", "use serde_json::{from_str, json};", "`serde_json::json`"),
        ("service/lists.rs", "lists::leave_home(&mut tx, owner, person).await?;", "service/surface only"),
        (
            "service/posts.rs",
            "use crate::store::notifications as kept;\nkept::save(tx, &n).await?;",
            "service/surface only",
        ),
        ("inbox/posts.rs", "crate::store::timelines::enter(tx, homes).await?;", "service/surface only"),
        ("service/posts.rs", "#[allow(dead_code)]", "#[expect("),
        ("store/mod.rs", "pub async fn find() {}", "`fn` has no place"),
        ("store/helpers.rs", "", "says nothing"),
        ("common/names.rs", "", "says nothing"),
        ("store/posts.rs", &"let a = 1;\n".repeat(LONGEST_FILE), "split it"),
    ] {
        let faults = Source::new(path, &format!("//! A file.\n{line}\n")).faults();
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{path}, {line}: {faults:?}");
    }
    assert!(Source::new("store/posts.rs", "use std::fmt;").faults()[0].contains("//!"));
}

#[test]
fn what_is_no_fault_is_left_alone() {
    for (path, lines) in [
        (
            "store/posts.rs",
            "// `crate::service` decides who may see it.\nuse crate::{domain::post, store::database};",
        ),
        ("store/posts.rs", "mod tests {\n    use super::super::database;\n}"),
        ("remote/signatures/cavage.rs", "use super::super::resolve;"),
        ("cli/database.rs", "use crate::store::Store;"),
        (
            "client/tls.rs",
            "use rustls::crypto::aws_lc_rs;\nlet p = rustls::crypto::aws_lc_rs::default_provider();",
        ),
        ("service/posts.rs", "let text = serde_json::to_string(&post);"),
        ("service/surface/lists.rs", "lists::fill(tx, list, person).await?;"),
        ("service/posts.rs", "peer_lists::fill(tx).await?;\n// lists::fill(tx) is for surface"),
        ("mastodon/notifications.rs", "notifications::clear(&cx, reader).await?;"),
        ("store/mod.rs", "pub mod posts;\n\npub use posts::{\n    constants,\n    fn_names,\n};"),
        (
            "store/posts.rs",
            &format!("\n#[cfg(test)]\nmod tests {{\n{}}}", "let a = 1;\n".repeat(LONGEST_FILE)),
        ),
        ("main.rs", "fn main() {\n    antiphon::cli::run();\n}"),
    ] {
        let faults = Source::new(path, &format!("//! A file.\n{lines}\n")).faults();
        assert!(faults.is_empty(), "{path}: {faults:?}");
    }
}

/// One file of `src/`.
struct Source {
    /// Below `src/`, with `/` between.
    path: String,
    /// As it is written.
    text: String,
    /// Without comments, so that a sentence may name any floor.
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let code = text.lines().map(without_comment).collect::<Vec<_>>().join("\n");
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }

    /// The top-level module that the file belongs to.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().expect("splitting gives at least one part");
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Every rule that the file breaks, as a sentence that begins with its name.
    fn faults(&self) -> Vec<String> {
        let mut faults = self.forbidden_modules();
        faults.extend(self.forbidden_libraries());
        faults.extend(self.telling_elsewhere());
        faults.extend(self.climbing_paths());
        faults.extend(self.faults_of_form());
        faults.iter().map(|fault| format!("src/{}: {fault}", self.path)).collect()
    }

    fn forbidden_modules(&self) -> Vec<String> {
        let (module, allowed) = (self.module(), allowed_for(self.module()).unwrap_or_default());
        // The binary sees the library as another crate.
        let root = if module == "main" { "antiphon" } else { "crate" };
        named_under(&self.code, root)
            .filter(|name| name != module && FLOORS.iter().any(|(floor, _)| floor == name))
            .filter(|name| !allowed.contains(&name.as_str()) && !DOORS_IN_WALLS.contains(&(&self.path, name)))
            .map(|name| format!("`{module}` may not name `{name}`"))
            .collect()
    }

    fn forbidden_libraries(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (library, homes) in WALLS {
            if !homes.contains(&self.module()) && uses(&self.code, library) {
                faults.push(format!("`{library}` stays in {}", homes.join(", ")));
            }
        }
        if TYPED.contains(&self.module()) {
            let loose = named_under(&self.code, "serde_json").filter(|name| LOOSE.contains(&name.as_str()));
            faults.extend(
                loose.map(|name| format!("`serde_json::{name}`: give it a type, or move it to `wire`")),
            );
        }
        faults
    }

    /// What is written into somebody's timelines beside `service/surface`. Only `service` and what stands above `store`
    /// beside it can name these functions; doors have verbs of the same names in `service`.
    fn telling_elsewhere(&self) -> Vec<String> {
        let sees_store = allowed_for(self.module()).is_some_and(|allowed| allowed.contains(&"store"));
        if !sees_store || self.path.starts_with("service/surface/") {
            return Vec::new();
        }
        let before = self.code.find("mod tests {").map_or(self.code.as_str(), |at| &self.code[..at]);
        let mut faults = Vec::new();
        for (module, names) in TELLING {
            let renamed = format!("{module} as ");
            let aliases =
                before.match_indices(&renamed).map(|(at, _)| first_word(&before[at + renamed.len()..]));
            for called in std::iter::once((*module).to_owned()).chain(aliases) {
                let calls = names.iter().map(|name| format!("{called}::{name}("));
                let found = calls.filter(|call| is_called(before, call));
                faults.extend(found.map(|call| format!("`{call})` is called in service/surface only")));
            }
        }
        faults
    }

    /// A relative path that climbs to the top hides from the table which floor it names.
    fn climbing_paths(&self) -> Vec<String> {
        let depth_of_file = self.path.trim_end_matches("/mod.rs").split('/').count();
        let (before, tests) = self.code.split_at(self.code.find("mod tests {").unwrap_or(self.code.len()));
        let climbs = |code: &str, depth: usize| {
            let top = "super::".repeat(depth);
            code.contains(&top).then(|| format!("`{top}` climbs out of the module; write `crate::`"))
        };
        climbs(before, depth_of_file).into_iter().chain(climbs(tests, depth_of_file + 1)).collect()
    }

    fn faults_of_form(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if !self.text.starts_with("//! ") {
            faults.push("open it with `//!`: what lives here, and what must not".to_owned());
        }
        if self.code.contains("#[allow(") || self.code.contains("#![allow(") {
            faults.push("write #[expect(lint, reason = \"…\")] instead of #[allow(…)]".to_owned());
        }
        for part in self.path.trim_end_matches(".rs").split('/').filter(|part| EMPTY_NAMES.contains(part)) {
            faults.push(format!("`{part}` says nothing; name the thing it does"));
        }
        let lines =
            self.text.split("\n#[cfg(test)]\nmod tests {").next().map_or(0, |text| text.lines().count());
        if lines > LONGEST_FILE {
            faults.push(format!("{lines} lines; split it by what it talks about"));
        }
        if self.path.ends_with("mod.rs") {
            for word in self.code.lines().filter_map(keyword).filter(|word| SUBSTANCE.contains(word)) {
                faults.push(format!("`{word}` has no place in a mod.rs, which is the map of its folder"));
            }
        }
        faults
    }
}

fn allowed_for(module: &str) -> Option<&'static [&'static str]> {
    FLOORS.iter().find(|(floor, _)| *floor == module).map(|(_, allowed)| *allowed)
}

/// The line up to its comment. Addresses in texts keep their `//`, since no space stands before it.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap_or(line) }
}

/// The word that says what an item is, at the left margin; continued lines and items inside others have none.
fn keyword(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub") || *word == "async");
    words.next().filter(|_| !line.starts_with(' '))
}

/// Where the crate is named as the first part of a path; what follows the name.
fn mentions<'a>(code: &'a str, root: &'a str) -> impl Iterator<Item = &'a str> {
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.match_indices(root)
        .filter(move |(at, _)| !code[..*at].ends_with(inside))
        .map(move |(at, _)| &code[at + root.len()..])
}

/// Whether code has this call, by whatever longer path.
fn is_called(code: &str, call: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(call).any(|(at, _)| !code[..at].ends_with(inside))
}

/// Whether code names the crate: `sqlx::…`, `use sqlx;`, `use sqlx as s;`.
fn uses(code: &str, library: &str) -> bool {
    mentions(code, library).any(|rest| rest.starts_with("::"))
        || [format!("use {library};"), format!("use {library} as ")].iter().any(|line| code.contains(line))
}

/// `crate::a::b` names `a`; `crate::{a::{b, c}, d}` names `a` and `d`.
fn named_under<'a>(code: &'a str, root: &'a str) -> impl Iterator<Item = String> {
    mentions(code, root).filter_map(|rest| rest.strip_prefix("::")).flat_map(|rest| {
        match rest.strip_prefix('{') {
            Some(group) => members(group),
            None => vec![first_word(rest)],
        }
    })
}

/// The first words of the members of a group, up to the brace that closes it.
fn members(group: &str) -> Vec<String> {
    let (mut names, mut depth, mut expected) = (Vec::new(), 0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => expected = true,
            c if expected && !c.is_whitespace() => {
                names.push(first_word(&group[at..]));
                expected = false;
            }
            _ => {}
        }
    }
    names
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Every Rust file of `src/`, in order.
fn sources() -> Vec<Source> {
    let root = Path::new("src");
    let (mut folders, mut sources) = (vec![root.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the sources can be read") {
            let path = entry.expect("an entry of it too").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below =
                    path.strip_prefix(root).expect("the path begins with the root").display().to_string();
                let text = fs::read_to_string(&path).expect("a source is text");
                sources.push(Source::new(&below, &text));
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources
}
