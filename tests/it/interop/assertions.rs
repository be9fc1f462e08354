//! The conformance tests of socialweb.coop, run against the coalition of a running server.

use std::process::Command;

use serde_json::Value;

use super::peers;
use crate::support::rig::Rig;

#[tokio::test]
async fn no_assertion_about_our_actor_fails() {
    let Some(folder) = peers::installed() else { return };
    let rig = Rig::start().await;
    let actor = rig.coalition().await.uri.as_str().to_owned();
    let mut command = Command::new(peers::node(&folder));
    command.arg(folder.join("activitypub-testing/run.mjs")).arg(&actor);
    // The server under test answers in this thread meanwhile.
    let output =
        tokio::task::spawn_blocking(move || command.output()).await.expect("ends").expect("node runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    for line in &lines {
        println!("{} {} {}", line["outcome"], line["name"], line["info"]);
    }
    let failed: Vec<&Value> = lines.iter().filter(|line| line["outcome"] == "failed").collect();
    assert!(failed.is_empty(), "{failed:#?}");
    // The other ten are about the client API of ActivityPub, and about documents that are no actors.
    assert!(lines.iter().filter(|line| line["outcome"] == "passed").count() >= 5, "{text}");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
