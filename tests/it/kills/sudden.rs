//! SIGKILL at any moment: what was answered is kept, what was published arrives (F1, F2, F3).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use antiphon::app::SystemClock;
use antiphon::service::{self, statements};
use antiphon::store::{self};

use crate::support::chance::{Chance, long};
use crate::support::databases::{self, Fresh};
use crate::support::process::{Site, wait_for};
use crate::support::receiver::Manner;

use super::load::{Authors, Followers, Load, draft, kill_often};

async fn inbox_under_kills(database: Fresh, posts: usize, kills: usize, seed: u64) {
    let mut chance = Chance::seeded(seed);
    let begun = Instant::now();
    let authors = Authors::start().await;
    let site = Site::new(database, &authors.hosts(), &[]);
    let opened = site.open(Arc::new(SystemClock)).await;
    let cx = opened.federation.to_request_data();
    let reader = service::accounts::coalition(&cx).await.expect("there is one");
    authors.followed_by(&cx, &reader).await;
    let load = Load::new(&site, authors.actors.clone(), posts);
    let senders = load.start(false);
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let progress = || load.ended.load(Ordering::SeqCst) as f64 / posts as f64;
    let server = kill_often(&site, kills, &mut chance, progress).await;
    senders.join_all().await;
    wait_for(Duration::from_mins(3), "everything is applied", async || {
        store::intake::backlog(&cx.store).await.expect("counts") == 0
    })
    .await;
    println!("{posts} posts in {:?}", begun.elapsed());
    let (status, took) = server.terminate(Duration::from_secs(12)).await;
    assert!(status.success(), "{status:?} after {took:?}");
    Box::pin(load.check(&opened, &reader)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_what_was_answered_survives_sigkill_on_sqlite() {
    let (posts, kills) = if long() { (10_000, 100) } else { (600, 8) };
    Box::pin(inbox_under_kills(databases::sqlite(), posts, kills, 20_261_123)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_what_was_answered_survives_sigkill_on_postgres() {
    let Some(database) = databases::postgres() else { return };
    let (posts, kills) = if long() { (10_000, 100) } else { (300, 3) };
    Box::pin(inbox_under_kills(database, posts, kills, 7)).await;
}

async fn outbox_under_kills(database: Fresh, number: usize, kills: usize, seed: u64) {
    let mut chance = Chance::seeded(seed);
    let followers = Followers::start(10).await;
    let site = Site::new(database, &followers.hosts(), &[]);
    let opened = site.open(Arc::new(SystemClock)).await;
    let cx = opened.federation.to_request_data();
    let coalition = service::accounts::coalition(&cx).await.expect("there is one");
    followers.follow(&cx, &coalition, 5).await;
    let done = AtomicUsize::new(0);
    let publishing = async {
        let mut published = Vec::new();
        for statement in 0..number {
            let post = Box::pin(statements::publish(&cx, None, &coalition, draft(statement))).await;
            published.push(post.expect("publishes").uri.as_str().to_owned());
            done.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        published
    };
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let killing =
        kill_often(&site, kills, &mut chance, || done.load(Ordering::SeqCst) as f64 / number as f64);
    let (published, server) = tokio::join!(publishing, killing);
    wait_for(Duration::from_mins(2), "everything is delivered", async || {
        store::deliveries::count_pending(&cx.store).await.expect("counts") == 0
    })
    .await;
    let (mut shown, mut repeats) = (0, 0);
    for receiver in &followers.receivers {
        let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let seen = receiver.taken();
        for delivery in seen.iter().filter(|d| d.kind == "Create") {
            ids.entry(delivery.object.clone()).or_default().insert(delivery.id.clone());
        }
        for statement in &published {
            let ids = ids.get(statement).map_or(0, BTreeSet::len);
            assert_eq!(ids, 1, "{statement} has {ids} activities at {}", receiver.name);
        }
        assert_eq!(ids.len(), published.len(), "{} shows something else", receiver.name);
        shown += ids.len();
        repeats += seen.len() - ids.len();
    }
    println!("{number} statements: {shown} of {} shown, {repeats} told twice", number * 10);
    assert_eq!(store::upkeep::check(&cx.store).await.expect("checks"), Vec::<String>::new());
    let (status, _) = server.terminate(Duration::from_secs(12)).await;
    assert!(status.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f2_what_was_published_arrives_despite_sigkill_on_sqlite() {
    let (statements, kills) = if long() { (5_000, 100) } else { (60, 6) };
    Box::pin(outbox_under_kills(databases::sqlite(), statements, kills, 42)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f2_what_was_published_arrives_despite_sigkill_on_postgres() {
    let Some(database) = databases::postgres() else { return };
    let (statements, kills) = if long() { (5_000, 100) } else { (30, 3) };
    Box::pin(outbox_under_kills(database, statements, kills, 43)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f3_a_delivery_whose_answer_was_lost_comes_again_with_the_same_id() {
    let mut chance = Chance::seeded(3);
    let followers = Followers::start(1).await;
    let site = Site::new(databases::sqlite(), &followers.hosts(), &[]);
    let opened = site.open(Arc::new(SystemClock)).await;
    let cx = opened.federation.to_request_data();
    let coalition = service::accounts::coalition(&cx).await.expect("there is one");
    followers.follow(&cx, &coalition, 1).await;
    let receiver = &followers.receivers[0];
    let mut server = site.serve().await;
    let mut statements_made = 0;
    for round in 0..6 {
        // First with the answer held back for certain, then with the kill somewhere around the answer.
        receiver.behave(if round < 2 {
            Manner::Late(Duration::from_secs(5))
        } else {
            Manner::Answer(202, "")
        });
        let before = receiver.seen().len();
        Box::pin(statements::publish(&cx, None, &coalition, draft(round))).await.expect("publishes");
        statements_made += 1;
        while receiver.seen().len() == before {
            tokio::time::sleep(Duration::from_micros(200)).await;
        }
        if round >= 2 {
            tokio::time::sleep(Duration::from_micros(chance.below(3_000))).await;
        }
        server.kill();
        receiver.behave(Manner::Answer(202, ""));
        server = site.serve().await;
        wait_for(Duration::from_secs(20), "it is delivered", async || {
            store::deliveries::count_pending(&cx.store).await.expect("counts") == 0
        })
        .await;
    }
    let seen = receiver.seen();
    let activities: BTreeSet<_> = seen.iter().map(|d| (&d.object, &d.id)).collect();
    let objects: BTreeSet<_> = seen.iter().map(|d| &d.object).collect();
    println!("{statements_made} statements, {} deliveries", seen.len());
    assert_eq!(objects.len(), statements_made);
    assert_eq!(activities.len(), statements_made, "the same statement came under two ids");
    assert!(seen.len() >= statements_made + 2, "what was held back came again");
}
