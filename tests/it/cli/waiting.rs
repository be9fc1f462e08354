//! `antiphon coalition waiting`: what waits at the desk, for anybody or for one member.

use std::process::Command;
use std::sync::Arc;

use antiphon::app::SystemClock;
use antiphon::domain::draft::Proposal;
use antiphon::service::drafts::{self, Aside};
use antiphon::service::members;
use serde_json::{Value, json};

use crate::campaigns::ground::words;
use crate::support::databases;
use crate::support::process::Site;

fn told(site: &Site, arguments: &[&str]) -> (Option<i32>, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_antiphon"));
    command.arg("--config").arg(site.directory.path().join("antiphon.toml"));
    let output = command.arg("--json").args(["coalition", "waiting"]).args(arguments).output();
    let output = output.expect("the binary runs");
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or(Value::Null))
}

#[tokio::test]
async fn what_waits_is_told_for_anybody_and_for_one_member() {
    for database in databases::both() {
        let site = Site::new(database, &[], &[]);
        let opened = site.open(Arc::new(SystemClock)).await;
        let cx = opened.federation.to_request_data();
        let writer = members::add(&cx, "edda", "editor").await.expect("a member");
        members::add(&cx, "sam", "spokesperson").await.expect("a member");
        let proposal = Proposal::statement(words("The river"));
        let draft = drafts::create(&cx, Some(&writer), proposal, Aside::default()).await.expect("a draft");
        drafts::submit(&cx, Some(&writer), draft.id).await.expect("in review");
        opened.app.store.close().await;

        let one = json!([{"what": "reviews", "count": 1, "or_more": false}]);
        assert_eq!(told(&site, &[]), (Some(0), one.clone()));
        assert_eq!(told(&site, &["--member", "sam"]), (Some(0), one));
        assert_eq!(told(&site, &["--member", "edda"]), (Some(0), json!([])), "she approves nothing");
        assert_eq!(told(&site, &["--member", "nobody"]).0, Some(3));
    }
}
