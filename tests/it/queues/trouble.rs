//! Trouble of our own: clocks, full inboxes and disks, nodes that stop.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use antiphon::app::Clock as _;
use antiphon::domain::time::{DAY, HOUR, MINUTE, SECOND};
use antiphon::server::{self};
use antiphon::service::queue;
use antiphon::service::statements::{self};
use antiphon::store::{self, lanes};
use http::StatusCode;

use crate::support::databases::{self, Fresh};
use crate::support::peer::{Peer, bytes};
use crate::support::process::{Site, follower, wait_for};
use crate::support::receiver::{Manner, Receiver};
use crate::support::rig::client;

use super::house::{House, REAL_TIMES, SOON, SmallDisk, draft, post, post_with, receivers};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f12_a_clock_that_jumps_loses_nothing_and_starts_no_storm() {
    for jump in [HOUR, -HOUR, 25 * HOUR, -25 * HOUR, 3_650 * DAY] {
        let all = receivers(2).await;
        all[0].behave(Manner::Answer(503, ""));
        let house = House::on(databases::sqlite(), &all, REAL_TIMES).await;
        let first = house.publish("before").await;
        wait_for(SOON, "it was tried", async || !all[0].seen().is_empty()).await;
        house.clock.advance(jump);
        let second = house.publish("during").await;
        // A claim may end by the jump while its request is out: then something comes twice, with one id.
        let ids = |r: &Receiver| r.taken().into_iter().map(|d| d.id).collect::<BTreeSet<_>>().len();
        wait_for(SOON, "the healthy one has it", async || ids(&all[1]) == 2).await;
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let tries = all[0].seen().len();
        assert!(tries <= 8, "a storm of {tries} tries after {jump}");
        house.clock.advance(-jump);
        all[0].behave(Manner::Answer(202, ""));
        // Planned delays of the first tries are minutes; none waits for the hours that were not.
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        house.clock.advance(12 * MINUTE);
        for _ in 0..3 {
            // Somebody gives up after ten years and is heard of again.
            queue::sign_of_life(&house.opened.app, &all[0].authority()).await.expect("revives");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        house.wait(SECOND, "it has both", async || ids(&all[0]) == 2).await;
        let objects: BTreeSet<_> = all[0].taken().into_iter().map(|d| d.object).collect();
        assert_eq!(objects, [first, second].iter().map(|p| p.uri.as_str().to_owned()).collect(), "{jump}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f12_what_was_planned_by_a_wrong_clock_does_not_wait_for_it() {
    let all = receivers(1).await;
    all[0].behave(Manner::Answer(429, "retry-after: 60\r\n"));
    let house = House::on(databases::sqlite(), &all, REAL_TIMES).await;
    house.clock.advance(25 * HOUR);
    house.publish("planned").await;
    wait_for(SOON, "it is parked", async || house.lane(&all[0]).await.parked_until.is_some()).await;
    // So that the upkeep has seen the wrong time.
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    all[0].behave(Manner::Answer(202, ""));
    house.clock.advance(-25 * HOUR);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    house.clock.advance(2 * MINUTE);
    wait_for(Duration::from_secs(60), "it is delivered", async || house.pending().await == 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f29_a_full_inbox_says_so_and_loses_nothing() {
    let peer = Peer::start("vic.test").await;
    let vera = peer.actor("vera");
    let site =
        Site::new(databases::sqlite(), &[("vic.test", peer.address.port())], &[("LIMITS__QUEUE", "100")]);
    let house = House::at(site).await;
    assert_eq!(post(&house, &vera, 1).await, StatusCode::ACCEPTED);
    house.opened.app.backlog.store(100, std::sync::atomic::Ordering::Relaxed);
    let (status, headers) = post_with(&house, &vera, 2).await;
    // The upkeep counts every second, so that the bound may just have been lifted again.
    if status != StatusCode::ACCEPTED {
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(headers.contains_key("retry-after"));
        let activity = format!("{}/activities/2", vera.id);
        assert!(!store::inbox::is_seen(&house.opened.app.store, &activity).await.expect("reads"));
    }
    wait_for(SOON, "it takes again", async || post(&house, &vera, 2).await == StatusCode::ACCEPTED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f14_f15_two_nodes_share_the_work_and_one_takes_over() {
    let Some(database) = databases::postgres() else { return };
    let all = receivers(6).await;
    let (url, mut first) = (database.url.clone(), House::on(database, &all, &[]).await);
    // The second node: the same database, address and keys, another number and another port to listen on.
    let file = first.site.directory.path().join("second.toml");
    let text = std::fs::read_to_string(first.site.directory.path().join("antiphon.toml")).expect("settings");
    let port = crate::support::rig::free_port();
    let listen = format!("listen = \"127.0.0.1:{}\"", first.site.port);
    let text = text
        .replace(&listen, &format!("listen = \"127.0.0.1:{port}\""))
        .replace("[database]\n", "[database]\nnode = 1\n");
    assert!(text.contains(&url));
    std::fs::write(&file, text).expect("writes");
    let config = antiphon::config::Config::load(
        Some(&file),
        std::iter::empty(),
        &antiphon::config::Overrides::default(),
    )
    .expect("good settings");
    let second = Box::pin(server::open(config, first.clock.clone())).await.expect("opens");
    let running = server::start(&second).await.expect("starts");
    for n in 0..20 {
        first.publish(&format!("shared {n}")).await;
    }
    wait_for(SOON, "all is delivered", async || first.pending().await == 0).await;
    for receiver in &all {
        assert_eq!(receiver.taken().len(), 20, "each once at {}", receiver.name);
    }
    // The second node dies with claims in its hands.
    running.stop(&second.app).await;
    first.running.take().expect("it runs").stop(&first.opened.app).await;
    first.opened = first.site.open(first.clock.clone()).await;
    first.publish("taken over").await;
    let app = first.opened.app.clone();
    let of_the_second = app.claim_end(MINUTE).plus(1);
    let mut tx = app.store.begin().await.expect("begins");
    let claimed = lanes::claim(&mut tx, first.clock.now(), of_the_second, 100).await.expect("claims");
    tx.commit().await.expect("commits");
    assert_eq!(claimed.len(), all.len());
    let running = server::start(&first.opened).await.expect("starts");
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!(all.iter().all(|r| r.taken().len() == 20), "another node's claims are respected until they end");
    first.clock.advance(MINUTE + SECOND);
    wait_for(SOON, "the other takes over", async || first.pending().await == 0).await;
    running.stop(&app).await;
    assert!(all.iter().all(|r| r.taken().len() == 21));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_ends_after_a_minute_and_a_node_frees_its_own_at_the_start() {
    for database in databases::both() {
        let all = receivers(1).await;
        all[0].behave(Manner::Answer(503, ""));
        let mut house = House::on(database, &all, &[]).await;
        house.publish("held").await;
        wait_for(SOON, "it was tried", async || !all[0].seen().is_empty()).await;
        house.running.take().expect("runs").stop(&house.opened.app).await;
        let reopened = house.site.open(house.clock.clone()).await;
        house.clock.advance(DAY);
        let mut tx = reopened.app.store.begin().await.expect("begins");
        let end = reopened.app.claim_end(MINUTE);
        let lanes = lanes::claim(&mut tx, house.clock.now(), end, 10).await.expect("claims");
        tx.commit().await.expect("commits");
        assert_eq!(lanes.len(), 1, "it is in the hands of a process that dies now");
        all[0].behave(Manner::Answer(202, ""));
        let running = server::start(&reopened).await.expect("starts");
        wait_for(Duration::from_secs(60), "it is delivered at once", async || {
            store::deliveries::count_pending(&reopened.app.store).await.expect("counts") == 0
        })
        .await;
        running.stop(&reopened.app).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f8_a_full_disk_refuses_writes_answers_reads_and_heals_by_itself() {
    let place = tempfile::tempdir().expect("a temporary directory");
    let Some(disk) = SmallDisk::mount(&place.path().join("small"), 8) else { return };
    let url = format!("sqlite:{}", disk.0.join("test.sqlite3").display());
    let peer = Peer::start("vic.test").await;
    let vera = peer.actor("vera");
    let all = receivers(1).await;
    let hosts = [("vic.test", peer.address.port()), all[0].host()];
    let house = House::at(Site::new(Fresh::existing(url), &hosts, &[])).await;
    follower(&house.cx(), &house.coalition, &all[0].authority(), "fay").await;
    // Somebody here follows vera: what has no effect leaves no row, and could not be looked for afterwards.
    let uri = antiphon::domain::uri::Uri::parse(&vera.id).expect("an id");
    let known = antiphon::remote::resolve::actor(&house.cx(), &uri).await.expect("the actor is fetched");
    let mut tx = house.opened.app.store.begin().await.expect("begins");
    let accepted = antiphon::domain::follow::FollowState::Accepted;
    store::follows::save(
        &mut tx,
        house.opened.app.row_id(),
        house.coalition.id,
        known.id,
        accepted,
        "http://sut.test/f",
        house.opened.app.now(),
    )
    .await
    .expect("saves");
    tx.commit().await.expect("commits");
    let before = house.publish("before").await;
    let mut acknowledged = Vec::new();
    assert_eq!(post(&house, &vera, 0).await, StatusCode::ACCEPTED);
    acknowledged.push(0);
    // Everything that is left.
    let filler = disk.0.join("filler");
    let mut file = std::fs::File::create(&filler).expect("creates");
    while std::io::Write::write_all(&mut file, &[0; 4_096]).is_ok() {}
    drop(file);
    let mut refused = 0;
    for number in 1..200 {
        let (status, headers) = post_with(&house, &vera, number).await;
        if status == StatusCode::ACCEPTED {
            acknowledged.push(number);
        } else {
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{number}");
            assert!(headers.contains_key("retry-after"));
            refused += 1;
        }
        if refused > 5 {
            break;
        }
    }
    assert!(refused > 0, "the disk was never full");
    let published = Box::pin(statements::publish(&house.cx(), None, &house.coalition, draft("full"))).await;
    assert!(published.as_ref().is_err_and(antiphon::service::Error::is_passing), "{published:?}");
    let http = client(house.site.port);
    let begun = Instant::now();
    let read = http
        .get(format!("{}/versions/1", before.uri))
        .header("accept", "application/activity+json")
        .send()
        .await
        .expect("an answer");
    assert_eq!(read.status(), StatusCode::OK, "reads go on");
    println!("{refused} refused; a read took {:?}", begun.elapsed());
    let ready = http.get(house.site.url("/readyz")).send().await.expect("an answer");
    // A row that fits into pages the file already has can still be written, so a full disk is no proof of "not ready".
    assert!(matches!(ready.status(), StatusCode::SERVICE_UNAVAILABLE | StatusCode::OK), "{}", ready.status());
    std::fs::remove_file(&filler).expect("removes");
    house.publish("after").await;
    assert_eq!(post(&house, &vera, 1_000).await, StatusCode::ACCEPTED);
    acknowledged.push(1_000);
    // What was claimed while the disk was full is free again when its claim ends.
    house
        .wait(SECOND, "both queues are empty", async || {
            house.pending().await == 0
                && store::intake::backlog(&house.opened.app.store).await.expect("counts") == 0
        })
        .await;
    assert_eq!(all[0].taken().iter().map(|d| &d.object).collect::<BTreeSet<_>>().len(), 2);
    for number in acknowledged {
        let activity = format!("{}/activities/{number}", vera.id);
        assert!(store::inbox::is_seen(&house.opened.app.store, &activity).await.expect("reads"), "{number}");
    }
    assert_eq!(store::upkeep::check(&house.opened.app.store).await.expect("checks"), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_servers_hold_nobody_up_and_bring_nothing_under_suspicion() {
    let peer = Peer::start("vic.test").await;
    let vera = peer.actor("vera");
    let slow = Receiver::start("slow.test").await;
    slow.behave(Manner::Silent);
    let hosts = [("vic.test", peer.address.port()), slow.host()];
    let site = Site::new(
        databases::sqlite(),
        &hosts,
        &[("FEDERATION__REQUEST_TIMEOUT_SECONDS", "2"), ("FEDERATION__CONNECT_TIMEOUT_SECONDS", "1")],
    );
    let house = House::at(site).await;
    let cx = house.cx();
    let uri = antiphon::domain::uri::Uri::parse(&vera.id).expect("an id");
    let account = Box::pin(antiphon::remote::resolve::actor(&cx, &uri)).await.expect("fetched");
    let mut tx = cx.store.begin().await.expect("begins");
    let accepted = antiphon::domain::follow::FollowState::Accepted;
    store::follows::save(
        &mut tx,
        cx.row_id(),
        house.coalition.id,
        account.id,
        accepted,
        "http://sut.test/f",
        cx.now(),
    )
    .await
    .expect("saves");
    tx.commit().await.expect("commits");
    // More boosts of posts on a silent server than may wait for it at once.
    let (url, http) = (house.site.url("/inbox"), client(house.site.port));
    for number in 0..700 {
        let object = serde_json::json!(format!("http://{}/notes/{number}", slow.authority()));
        let body = bytes(&vera.activity("Announce", number, object));
        let headers = vera.sign(&url, &body, house.clock.now().0);
        let answer = http.post(&url).headers(headers).body(body).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
    }
    // While they hang, what needs no network is applied at once.
    assert_eq!(post(&house, &vera, 9_999).await, StatusCode::ACCEPTED);
    let note = format!("{}/notes/9999", vera.id);
    wait_for(Duration::from_secs(60), "it is applied", async || {
        store::posts::find_by_uri(&house.opened.app.store, &note).await.expect("reads").is_some()
    })
    .await;
    // Those that found no place were put back, and none is under suspicion although claims would have ended.
    house.clock.advance(2 * MINUTE + SECOND);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    house.clock.advance(2 * MINUTE + SECOND);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let quarantined =
        store::inbox::list_quarantined(&house.opened.app.store, i64::MAX, 10).await.expect("reads");
    assert!(quarantined.is_empty(), "{quarantined:?}");
}

/// Whoever has much to write gives the writer away when this says so; it must not say so of somebody who has gone.
#[tokio::test]
async fn the_writer_of_a_file_knows_whether_somebody_waits_for_it() {
    let store = databases::sqlite().migrated().await;
    let first = store.begin().await.expect("nobody else writes");
    assert!(!store.is_awaited(), "whoever has the writer does not wait");
    let others = store.clone();
    let second = tokio::spawn(async move { others.begin().await });
    wait_for(SOON, "somebody waits", async || store.is_awaited()).await;
    second.abort();
    assert!(second.await.is_err(), "it was given up");
    assert!(!store.is_awaited(), "whoever has gone waits no more");
    let others = store.clone();
    let third = tokio::spawn(async move { others.begin().await });
    wait_for(SOON, "somebody waits again", async || store.is_awaited()).await;
    drop(first);
    let third = third.await.expect("it ends").expect("its turn has come");
    assert!(!store.is_awaited(), "and has the writer now");
    drop(third);
}
