//! A campaign that is signed from the fediverse: signed votes of strangers, each counted once and kept as a digest.

use std::sync::Arc;
use std::time::Instant;

use antiphon::domain::account::Account;
use antiphon::keys::{Algorithm, SigningKey};
use antiphon::service::{pledge_polls, pledges};
use antiphon::store::accounts;
use serde_json::json;

use super::child::House;
use super::inbox::{signed, wait_until_applied};
use super::pledges::open;
use super::report::{Report, percentile};
use super::{http, seed};

/// Votes that are under way at once.
const AT_ONCE: usize = 64;
/// What most of them choose.
const CHOICE: &str = "I sign, without my name";

/// So many people vote once each.
pub async fn run(report: &mut Report, count: usize) {
    let house = House::new(&[]);
    let opened = house.open().await;
    let campaign = open(&opened).await;
    let app = &opened.app;
    let standing = pledge_polls::standing(app, &campaign).await.expect("reads").expect("it has its poll");
    let actor = accounts::find(&app.store, campaign.account.expect("an actor")).await.expect("reads");
    let actor = actor.expect("the actor is there");
    let key = SigningKey::generate(Algorithm::Rsa);
    let voters = seed::people(app, &actor, count, &key, true).await;
    opened.app.store.close().await;
    drop(opened);

    let authority = house.authority();
    let vote = |voter: &Account| {
        let by = voter.uri.as_str();
        let body = json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{by}#votes/1/activity"), "type": "Create", "actor": by, "to": actor.uri.as_str(),
            "object": {
                "id": format!("{by}#votes/1"), "type": "Note", "attributedTo": by, "to": actor.uri.as_str(),
                "name": CHOICE, "inReplyTo": standing.post.uri.as_str(),
            },
        });
        signed(&key, by, &authority, &body.to_string())
    };
    let requests: Arc<Vec<Vec<u8>>> = Arc::new(voters.iter().map(vote).collect());
    let (server, _) = house.start().await;
    let (cpu, begun) = (server.cpu_ms(), Instant::now());
    let load = http::load(house.address, requests, AT_ONCE, None).await;
    wait_until_applied(&house).await;
    let settled = begun.elapsed();
    let cpu = server.cpu_ms() - cpu;
    drop(server);
    let opened = house.open().await;
    let counted = pledges::total(&opened.app, campaign.id).await.expect("a total").all();
    opened.app.store.close().await;

    report.row("votes: answered 202", load.good as f64 / load.took.as_secs_f64(), "/s");
    report.row("votes: answer, 99 of 100", percentile(&load.millis, 99), "ms");
    report.row("votes: counted", counted as f64 / settled.as_secs_f64(), "/s");
    report.row("votes: CPU for each", cpu / load.good.max(1) as f64, "ms");
    report.row("votes: accepted and not counted", load.good as f64 - counted as f64, "votes");
}
