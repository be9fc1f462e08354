//! The 262 objects of fediverse-pasture: every one is answered well, and what people can read of it is shown.

use std::collections::BTreeMap;
use std::process::Command;

use antiphon::domain::post::Post;
use http::StatusCode;
use serde_json::Value;

use super::peers;
use crate::support::rig::Rig;

/// What became of one example.
#[derive(Debug)]
enum Fate {
    /// It is here, with its text.
    Kept(Box<Post>),
    /// It was taken with 202, and set aside or left alone.
    Ignored(String),
    /// It was answered with this status.
    Refused(StatusCode),
}

/// Examples that are not kept, each with the reason. Everything else has to be.
const NOT_KEPT: [(&str, u64, &str); 8] = [
    ("necessary_properties", 1, "an object without an id cannot be found again, edited or deleted"),
    ("necessary_properties", 3, "nobody says that they wrote it"),
    ("necessary_properties", 4, "an object without a type may be anything"),
    ("object_types", 7, "a Place is no text of anybody"),
    ("object_types", 8, "a Profile describes somebody; it is no text of theirs"),
    ("object_types", 9, "a Relationship connects others; it is no text"),
    ("object_types", 10, "a Tombstone says that there is nothing any more"),
    ("object_types", 13, "an object without a type may be anything"),
];

/// Kept examples of which no text is left: a script, and a picture inside the text, which would be fetched from
/// elsewhere by whoever reads.
const NOTHING_TO_READ: [(&str, u64); 2] = [("html_tags", 26), ("html_tags", 27)];

/// Parts of kept examples that are not shown, each with the reason.
const NOT_SHOWN: [(&str, u64, &str); 8] = [
    ("attachments", 5, "only addresses of the web are offered to click on"),
    ("attachments", 8, "a text of a person is no file; it may be said by its own activity"),
    ("attachments", 9, "a recipe is no file"),
    ("hashtags", 2, "a hyphen ends a hashtag, here as with Mastodon"),
    ("hashtags", 3, "a hashtag has no space in it"),
    ("hashtags", 4, "nor brackets: its address here would be another one"),
    ("image_attachments", 11, "a file without a type may be anything"),
    ("image_attachments", 16, "a picture that is its own address is in no place"),
];

#[tokio::test]
async fn every_object_is_answered_well_and_what_can_be_read_is_shown() {
    let Some(folder) = peers::installed() else { return };
    let exported = Command::new(folder.join("pasture/.venv/bin/python"))
        .arg(folder.join("pasture/export.py"))
        .output()
        .expect("python runs");
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let text = String::from_utf8(exported.stdout).expect("text");

    let rig = Rig::start().await;
    let vera = rig.vic.actor("vera");
    let coalition = rig.coalition().await;
    rig.follows(&coalition, &vera).await;
    let text = text
        .replace("{ACTOR}", &vera.id)
        .replace("{ORIGIN}", rig.vic.url("").trim_end_matches('/'))
        .replace("{RECIPIENT}", coalition.uri.as_str())
        .replace("{PUBLISHED}", "2026-11-23T12:00:00Z");
    let examples: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(examples.len(), 262);

    let mut answers = Vec::new();
    for example in &examples {
        let status = rig.post(&vera, &example["activity"]).await;
        assert!(status == StatusCode::ACCEPTED || status.is_client_error(), "{status} {example}");
        answers.push(status);
    }
    rig.drain().await;
    let set_aside = rig.quarantined().await;

    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lacking = Vec::new();
    for (example, status) in examples.iter().zip(answers) {
        let name = format!("{} {}", example["input"].as_str().expect("a name"), example["index"]);
        let is = |input: &str, index: u64| example["input"] == input && example["index"] == index;
        let reason =
            NOT_KEPT.iter().find(|(input, index, _)| is(input, *index)).map(|(_, _, reason)| *reason);
        match (fate(&rig, example, status, &set_aside).await, reason) {
            (Fate::Kept(post), None) => {
                *counts.entry("kept").or_default() += 1;
                let nothing = NOTHING_TO_READ.iter().any(|(input, index)| is(input, *index));
                assert_eq!(post.main_text().html.is_empty(), nothing, "{name} {post:?}");
                for text in &post.texts {
                    assert!(
                        !text.html.contains("<script") && !text.html.contains("<img"),
                        "{name}: {text:?}"
                    );
                }
                let missing = missing(&post, example);
                let is_left_out = NOT_SHOWN.iter().any(|(input, index, _)| is(input, *index));
                if is_left_out == missing.is_empty() {
                    lacking.push(format!("{name}: {missing:?}"));
                }
            }
            (Fate::Ignored(why), Some(reason)) => {
                *counts.entry("ignored").or_default() += 1;
                println!("ignored {name}: {reason} ({why})");
            }
            (Fate::Refused(status), Some(reason)) => {
                *counts.entry("refused").or_default() += 1;
                println!("refused {name}: {reason} ({status})");
            }
            (fate, reason) => {
                panic!("{name}: {fate:?}, where {reason:?} was expected: {}", example["example"])
            }
        }
    }
    println!("fediverse-pasture: {counts:?}");
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
    assert_eq!(counts, BTreeMap::from([("kept", 254), ("ignored", 8)]));
}

/// What is missing of an example that is kept: a text that can be read, its title, its warning, files, hashtags, people.
fn missing(post: &Post, example: &Value) -> Vec<String> {
    let object = &example["object"];
    let mut missing = Vec::new();
    let shown: String = post
        .texts
        .iter()
        .flat_map(|text| [text.title.as_deref().unwrap_or_default(), &text.html])
        .chain(post.warning.as_deref())
        .map(readable)
        .collect();
    let maps = ["contentMap", "nameMap", "summaryMap"].map(|name| object[name].as_object());
    let said = maps.into_iter().flatten().flat_map(|map| map.values());
    // A Note has no title. The summary of anything else is an abstract, for where there is nothing more.
    let is_note = one_or_more(&object["type"]).contains(&&Value::from("Note"));
    let title = if is_note { &Value::Null } else { &object["name"] };
    let summary = if is_note || object["content"].is_null() { &object["summary"] } else { &Value::Null };
    for text in said.chain([&object["content"], title, summary]) {
        let wanted = readable(text.as_str().unwrap_or_default());
        if !shown.contains(&wanted) {
            missing.push(format!("the text {wanted:?} in {shown:?}"));
        }
    }
    for file in one_or_more(&object["attachment"]) {
        let places =
            [&file["url"], &file["url"]["href"], &file["href"], &file["url"][0]["href"], &file["url"][0]];
        let is_there = |place: &&Value| {
            place.as_str().is_some_and(|url| {
                post.details.attachments.iter().any(|file| file.url == url)
                    || post.main_text().html.contains(url)
            })
        };
        if !places.iter().any(is_there) {
            missing.push(format!("the file {file}"));
        }
    }
    for tag in one_or_more(&object["tag"]) {
        let name = tag["name"].as_str().unwrap_or_default().trim_start_matches('#').to_lowercase();
        let is_there = match tag["type"].as_str() {
            Some("Hashtag") => post.details.hashtags.contains(&name),
            Some("Mention") => post.details.mentions.iter().any(|one| tag["href"] == one.uri.as_str()),
            _ => true,
        };
        if !is_there {
            missing
                .push(format!("the tag {tag} among {:?} {:?}", post.details.hashtags, post.details.mentions));
        }
    }
    missing
}

/// The letters of a text, without its markup and its spaces, and without what no reader ever sees.
fn readable(html: &str) -> String {
    ammonia::Builder::empty().clean(html).to_string().chars().filter(|c| !c.is_whitespace()).collect()
}

fn one_or_more(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    }
}

async fn fate(rig: &Rig, example: &Value, status: StatusCode, set_aside: &[String]) -> Fate {
    if status != StatusCode::ACCEPTED {
        return Fate::Refused(status);
    }
    let id = example["object"]["id"].as_str().unwrap_or_default();
    if let Some(post) = rig.find_post(id).await {
        return Fate::Kept(Box::new(post));
    }
    let about = example["activity"]["id"].as_str().unwrap_or_default();
    let reason = set_aside.iter().find(|line| line.contains(&format!("{about}:")));
    Fate::Ignored(reason.cloned().unwrap_or_else(|| "nothing of it is to be shown".to_owned()))
}
