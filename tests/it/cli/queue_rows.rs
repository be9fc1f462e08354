//! `antiphon queue` and `statement outcome` where something waits, was refused, or was set aside.

use std::process::{Command, Output};
use std::sync::Arc;

use antiphon::app::SystemClock;
use antiphon::domain::ids::RowId;
use antiphon::service::statements;
use antiphon::store::inbox;
use antiphon::store::intake::Arrival;
use serde_json::{Value, json};

use crate::queues::house::draft;
use crate::support::databases;
use crate::support::process::{Site, follower};

/// Runs a command on the site; its exit status and what it printed.
fn run(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_antiphon"));
    command.arg("--json").arg("--config").arg(site.directory.path().join("antiphon.toml")).args(arguments);
    command.output().expect("the binary runs")
}

fn told(site: &Site, arguments: &[&str]) -> Value {
    let output = run(site, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", super::errors(&output));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{arguments:?}: {e}"))
}

#[tokio::test]
async fn what_waits_is_listed_tried_and_dropped_host_by_host() {
    for database in databases::both() {
        let site = Site::new(database, &[("a.test", 9), ("b.test", 9)], &[]);
        let opened = site.open(Arc::new(SystemClock)).await;
        let cx = opened.federation.to_request_data();
        let coalition = antiphon::service::accounts::coalition(&cx).await.expect("it is there");
        for (host, name) in [("a.test", "ann"), ("b.test", "ben")] {
            follower(&cx, &coalition, host, name).await;
        }
        let post = statements::publish(&cx, None, &coalition, draft("rivers")).await.expect("published");
        opened.app.store.close().await;

        let list = told(&site, &["queue", "list"]);
        assert_eq!(list["deliveries"], 2, "{list}");
        let outcome = told(&site, &["statement", "outcome", &post.id.to_string()]);
        assert_eq!((&outcome["waiting"], &outcome["delivered"]), (&json!(2), &json!(0)), "{outcome}");
        assert_eq!(told(&site, &["queue", "retry", "a.test"])["deliveries"], 1);
        assert_eq!(run(&site, &["queue", "drop", "a.test"]).status.code(), Some(2), "only with --yes");
        assert_eq!(told(&site, &["queue", "list"])["deliveries"], 2, "nothing was dropped");
        assert_eq!(told(&site, &["queue", "drop", "a.test", "--yes"])["deliveries"], 1);
        let list = told(&site, &["queue", "list"]);
        assert_eq!(list["deliveries"], 1, "{list}");
        assert!(!list.to_string().contains("a.test") && list.to_string().contains("b.test"), "{list}");
        assert_eq!(run(&site, &["queue", "drop", "a.test", "--yes"]).status.code(), Some(3), "it is gone");
    }
}

#[tokio::test]
async fn what_was_set_aside_is_shown_with_its_reason_and_tried_again_once() {
    for database in databases::both() {
        let site = Site::new(database, &[], &[]);
        let opened = site.open(Arc::new(SystemClock)).await;
        let app = &opened.app;
        let arrival = Arrival {
            id: app.row_id().0,
            activity_uri: "https://evil.test/1".to_owned(),
            actor_uri: "https://evil.test/mallory".to_owned(),
            kind: "Create".to_owned(),
            body: "{}".to_owned(),
            received_at: app.now(),
        };
        let id = RowId(arrival.id);
        app.intake.take_in(arrival).await.expect("it is on disk");
        let mut tx = app.store.begin().await.expect("begins");
        inbox::quarantine(&mut tx, id, "it cannot be read").await.expect("set aside");
        tx.commit().await.expect("commits");
        app.store.close().await;

        let aside = told(&site, &["queue", "quarantine"]);
        let text = aside.to_string();
        assert_eq!(aside.as_array().map(Vec::len), Some(1), "{text}");
        for word in ["https://evil.test/1", "https://evil.test/mallory", "it cannot be read"] {
            assert!(text.contains(word), "{word}: {text}");
        }
        told(&site, &["queue", "requeue", &id.to_string()]);
        assert_eq!(told(&site, &["queue", "quarantine"]), json!([]));
        assert_eq!(told(&site, &["queue", "list"])["inbox"], 1, "it waits to be applied");
        assert_eq!(run(&site, &["queue", "requeue", &id.to_string()]).status.code(), Some(3));
    }
}
