//! The audit log: who did what and when, for owners and moderators.

use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use url::form_urlencoded;

use crate::domain::audit::{self as actions, NOUNS};
use crate::domain::campaign_state::CampaignState;
use crate::service::audit::{self, By, Line, Wanted};
use crate::service::{self, members};
use crate::words::Words;

use crate::web::frame;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::views::desk::audit::{AuditLine, AuditPage, Choice};
use crate::web::views::page::Pager;
use crate::web::views::paths;

use super::entrance::AtDesk;

/// So many lines stand on a page.
const A_PAGE: i64 = 50;
/// What the form sends for the command line; no member can have this name.
const COMMAND_LINE: &str = "-";

/// Which part of the log is wanted.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    by: String,
    #[serde(default)]
    what: String,
    #[serde(default, deserialize_with = "older::place")]
    before: Option<i64>,
}

/// A page of the log.
pub async fn show(at: AtDesk, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    at.must_moderate()?;
    let words = at.words();
    let everybody = members::list(&at.cx).await?;
    let by = match asked.by.as_str() {
        "" => By::Anybody,
        COMMAND_LINE => By::CommandLine,
        name => {
            let member = everybody.iter().find(|member| member.username == name);
            By::Member(member.ok_or_else(Problem::not_found)?.id)
        }
    };
    let below = asked.before.unwrap_or(i64::MAX);
    let wanted = Wanted { by, action: &asked.what, below, limit: A_PAGE + 1 };
    let mut lines = match audit::list(&at.cx, wanted).await {
        Err(service::Error::Refused(_)) => return Err(Problem::not_found()),
        other => other?,
    };
    let has_more = lines.len() > usize::try_from(A_PAGE).unwrap_or(usize::MAX);
    lines.truncate(usize::try_from(A_PAGE).unwrap_or(usize::MAX));
    let older = lines.last().filter(|_| has_more).map(|line| place(&asked, Some(line.id.0)));
    let mut people = vec![
        choice("", words.say("audit-anybody"), &asked.by),
        choice(COMMAND_LINE, words.say("audit-command-line"), &asked.by),
    ];
    people.extend(everybody.iter().map(|member| choice(&member.username, &member.username, &asked.by)));
    let mut nouns = vec![choice("", words.say("audit-everything"), &asked.what)];
    nouns.extend(NOUNS.iter().map(|noun| choice(noun, noun_named(words, noun), &asked.what)));
    frame::private(
        StatusCode::OK,
        &AuditPage {
            page: at.page(),
            desk: at.desk(),
            people,
            nouns,
            lines: lines.iter().map(|line| shown(words, line)).collect(),
            // Towards today there may be any number of pages; the first is what people go back to.
            pager: Pager { newer: asked.before.map(|_| place(&asked, None)), older },
        },
    )
}

fn choice(value: &str, words: &str, chosen: &str) -> Choice {
    Choice { value: value.to_owned(), words: words.to_owned(), is_chosen: value == chosen }
}

fn place(asked: &Asked, before: Option<i64>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("by", &asked.by).append_pair("what", &asked.what);
    if let Some(before) = before {
        query.append_pair("before", &before.to_string());
    }
    format!("{}?{}", paths::AUDIT, query.finish())
}

fn noun_named(words: Words, noun: &str) -> &'static str {
    match noun {
        "account" => words.say("audit-noun-account"),
        "app" => words.say("audit-noun-app"),
        "call" => words.say("audit-noun-call"),
        "campaign" => words.say("audit-noun-campaign"),
        "coalition" => words.say("audit-noun-coalition"),
        "directory" => words.say("audit-noun-directory"),
        "draft" => words.say("audit-noun-draft"),
        "endorsement" => words.say("audit-noun-endorsement"),
        "event" => words.say("audit-noun-event"),
        "joint" => words.say("audit-noun-joint"),
        "letter" => words.say("audit-noun-letter"),
        "domain" => words.say("audit-noun-domain"),
        "mail" => words.say("audit-noun-mail"),
        "notice" => words.say("audit-noun-notice"),
        "member" => words.say("audit-noun-member"),
        "pledge" => words.say("audit-noun-pledge"),
        "post" => words.say("audit-noun-post"),
        "queue" => words.say("audit-noun-queue"),
        "quorum" => words.say("audit-noun-quorum"),
        _ => words.say("audit-noun-report"),
    }
}

fn shown(words: Words, line: &Line) -> AuditLine {
    AuditLine {
        by: line.by.clone().or_else(|| joined(line)),
        what: sentence(words, &line.action, &line.subject),
        at: frame::moment(line.at),
    }
}

/// Whoever joins by themself did it themself, although nobody was signed in yet.
fn joined(line: &Line) -> Option<String> {
    let name = line.subject.split(' ').next().filter(|_| line.action == "member.join");
    name.map(str::to_owned)
}

/// What was done, as a sentence without its subject.
pub fn sentence(words: Words, action: &str, subject: &str) -> String {
    let (key, parts) = actions::sentence(action, subject);
    let mut said = words.say_with(key);
    for (name, text) in parts {
        said = match name {
            "role" => said.name(name, words.role_named(&text)),
            "state" | "before" => match CampaignState::parse(&text) {
                Some(state) => said.name(name, words.campaign_state(state)),
                None => said.name(name, text),
            },
            "how" if text == "password" => said.name(name, words.say("audit-how-password")),
            "how" => said.name(name, words.say("audit-how-link")),
            _ => said.name(name, text),
        };
    }
    said.to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::words::Tongue;

    /// Every action that the verbs write: what stands in quotes in their files and reads like one.
    fn written() -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/service");
        let files = fs::read_dir(&folder).expect("the folder can be read");
        let paths = files.map(|file| file.expect("an entry").path()).filter(|path| path.is_file());
        let texts = paths.map(|path| fs::read_to_string(path).expect("it can be read"));
        let mut found = BTreeSet::new();
        for text in texts {
            let quoted = text.split('"').filter(|part| part.contains('.') && !part.starts_with('.'));
            found.extend(quoted.filter(|word| actions::pattern(word).is_some()).map(str::to_owned));
        }
        assert!(found.len() > 80 && found.contains("letter.target"), "the verbs are read: {found:?}");
        found
    }

    #[test]
    fn every_action_that_is_written_has_a_sentence_and_can_be_looked_for() {
        let words = Words::of(Tongue::English);
        let all = written();
        let has_none = |action: &&String| actions::sentence(action, "").0 == "audit-other";
        let without: Vec<&String> = all.iter().filter(has_none).collect();
        assert!(without.is_empty(), "no sentence in audit.ftl: {without:?}");
        for action in &all {
            let said = sentence(words, action, "one two three four five");
            assert!(!said.contains(action.as_str()) && !said.contains('{'), "{action}: {said}");
        }
    }

    #[test]
    fn every_noun_has_a_name_of_its_own() {
        let words = Words::of(Tongue::English);
        let names: BTreeSet<_> = NOUNS.iter().map(|noun| noun_named(words, noun)).collect();
        assert_eq!(names.len(), NOUNS.len(), "{names:?}");
    }
}
