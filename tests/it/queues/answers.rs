//! What other servers answer, and what follows from it.

use std::time::Duration;

use antiphon::app::Clock as _;
use antiphon::domain::moderation::DomainRule;
use antiphon::domain::time::{HOUR, MINUTE, SECOND};
use antiphon::service::domains;

use crate::support::databases::{self};
use crate::support::process::wait_for;
use crate::support::receiver::Manner;

use super::house::{House, REAL_TIMES, SOON, kinds, receivers};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f26_a_pause_that_was_asked_for_is_kept_and_holds_nobody_else_up() {
    let all = receivers(2).await;
    all[0].behave(Manner::Answer(429, "retry-after: 3600\r\n"));
    let house = House::on(databases::sqlite(), &all, REAL_TIMES).await;
    let begun = house.clock.now();
    house.publish("first").await;
    wait_for(SOON, "it is parked", async || house.lane(&all[0]).await.parked_until.is_some()).await;
    all[0].behave(Manner::Answer(202, ""));
    house.publish("second").await;
    wait_for(SOON, "the other has both", async || all[1].taken_once().len() == 2).await;
    let until_pause_ends = HOUR - 5 * SECOND - house.clock.now().since(begun);
    house.clock.advance(until_pause_ends);
    house.opened.app.wake.lanes.notify_one();
    tokio::time::sleep(Duration::from_millis(1_300)).await;
    assert_eq!(all[0].seen().len(), 1, "nothing before the hour is over");
    house.clock.advance(10 * SECOND);
    house.wait(1_000, "it has both", async || all[0].taken_once().len() == 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn final_answers_are_final_and_the_author_reads_why() {
    let all = receivers(4).await;
    for (receiver, status) in all.iter().zip([404, 410, 401, 202]) {
        receiver.behave(Manner::Answer(status, ""));
    }
    let house = House::start(&all).await;
    let post = house.publish("answers").await;
    house.wait(20, "the queue is empty", async || house.pending().await == 0).await;
    let outcome = house.outcome(&post).await;
    assert_eq!((outcome.delivered, outcome.waiting, outcome.refused), (1, 0, 3));
    let mut states: Vec<_> =
        outcome.troubles.iter().map(|t| (t.state.as_str(), t.last_status, t.attempts)).collect();
    states.sort_unstable();
    assert_eq!(states, [("gone", Some(404), 1), ("gone", Some(410), 1), ("rejected", Some(401), 3)]);
    assert!(
        outcome.troubles.iter().all(|t| t.last_error.as_deref().is_some_and(|e| e.starts_with("answered 4")))
    );
    // Three tries, each in both schemes.
    assert_eq!(all[2].seen().len(), 6);
    assert_eq!(all[2].seen().iter().filter(|d| d.is_new_signature).count(), 3);
    // An inbox that is gone is not told of edits.
    house.edit(&post, "answers, edited").await;
    house.wait(20, "the queue is empty", async || house.pending().await == 0).await;
    assert_eq!(kinds(&all[3]), ["Create", "Update"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_wants_the_new_signatures_is_remembered() {
    let all = receivers(1).await;
    all[0].behave(Manner::NewSignatures);
    let house = House::start(&all).await;
    house.publish("first").await;
    house.wait(5, "it is delivered", async || house.pending().await == 0).await;
    assert_eq!(all[0].seen().iter().map(|d| d.is_new_signature).collect::<Vec<_>>(), [false, true]);
    house
        .wait(0, "it is remembered", async || house.lane(&all[0]).await.scheme.as_deref() == Some("rfc9421"))
        .await;
    house.publish("second").await;
    house.wait(5, "it is delivered", async || house.pending().await == 0).await;
    assert_eq!(all[0].seen().iter().map(|d| d.is_new_signature).collect::<Vec<_>>(), [false, true, true]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a106_what_waits_for_a_domain_is_dropped_when_it_is_blocked() {
    let all = receivers(2).await;
    for receiver in &all {
        receiver.behave(Manner::Answer(503, ""));
    }
    let house = House::on(databases::sqlite(), &all, REAL_TIMES).await;
    let post = house.publish("blocked").await;
    wait_for(SOON, "both were tried", async || all.iter().all(|r| !r.seen().is_empty())).await;
    Box::pin(domains::set(&house.opened.app, "r0.test", DomainRule::Block, "")).await.expect("blocks");
    wait_for(SOON, "it is dropped", async || house.outcome(&post).await.refused == 1).await;
    let outcome = house.outcome(&post).await;
    assert_eq!((outcome.waiting, outcome.troubles[0].state.as_str()), (1, "dropped"));
    assert!(outcome.troubles[0].last_error.as_deref().is_some_and(|e| e.contains("blocked")));
    for receiver in &all {
        receiver.behave(Manner::Answer(202, ""));
    }
    house.publish("after the block").await;
    house.wait(MINUTE, "the other has both", async || all[1].taken_once().len() == 2).await;
    assert_eq!(all[0].taken().len(), 0, "nothing goes to a blocked domain");
    wait_for(SOON, "nothing waits", async || house.pending().await == 0).await;
}
