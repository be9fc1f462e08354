//! Other servers that are dead, silent, slow, or come back after a while.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use antiphon::app::Clock as _;
use antiphon::domain::delivery::DeliveryState;
use antiphon::domain::post::Post;
use antiphon::domain::time::{DAY, MINUTE, SECOND};
use antiphon::server::{self};
use antiphon::service::queue;
use antiphon::service::statements::{self};
use antiphon::store::deliveries::{self, Ending};
use antiphon::store::lanes;
use antiphon::store::upkeep::{self, Horizon};
use http::StatusCode;

use crate::support::databases::{self};
use crate::support::peer::Peer;
use crate::support::process::{Site, follower, wait_for};
use crate::support::receiver::{Manner, Receiver};

use super::house::{House, REAL_TIMES, SOON, kinds, post, receivers};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f19_f20_f21_dead_and_silent_servers_cost_the_others_nothing() {
    let mut all = receivers(13).await;
    all[0].go_down().await;
    all[1].behave(Manner::Silent);
    all[2].behave(Manner::Drip);
    let house = House::on(databases::sqlite(), &all, REAL_TIMES).await;
    let mut posts = Vec::new();
    for n in 0..20 {
        posts.push(house.publish(&format!("statement {n}")).await);
    }
    let begun = Instant::now();
    wait_for(SOON, "the living have everything", async || all[3..].iter().all(|r| r.taken().len() == 20))
        .await;
    println!("10 live servers had 20 statements after {:?}", begun.elapsed());
    assert!(begun.elapsed() < Duration::from_secs(5), "sooner than any request to the silent ones ends");
    wait_for(SOON, "the dead lane is parked", async || house.lane(&all[0]).await.parked_until.is_some())
        .await;
    let dead = house.lane(&all[0]).await;
    // Four requests were out together; that is one failure, and it waits for the first of the delays.
    assert_eq!(dead.failures, 1, "{dead:?}");
    assert!(dead.parked_until.is_some_and(|until| until < house.clock.now().0 + 40 * SECOND), "{dead:?}");
    assert_eq!(dead.waiting, 20);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(house.lane(&all[0]).await.failures, dead.failures, "it is not tried before its time");
    // Newly queued work does not wake it either.
    posts.push(house.publish("one more").await);
    wait_for(SOON, "the living have it", async || all[3..].iter().all(|r| r.taken().len() == 21)).await;
    assert_eq!(house.lane(&all[0]).await.failures, dead.failures);
    assert!(all[1].connections() <= 4 && all[2].connections() <= 4, "a few requests hang, not all");
    let outcome = house.outcome(&posts[0]).await;
    assert_eq!((outcome.delivered, outcome.waiting, outcome.refused), (10, 3, 0));
    // The next probe is one request alone.
    house.clock.advance(MINUTE);
    house.opened.app.wake.lanes.notify_one();
    wait_for(SOON, "it is probed", async || house.lane(&all[0]).await.failures > dead.failures).await;
    assert_eq!(house.lane(&all[0]).await.failures, dead.failures + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f21_a_request_to_a_silent_server_ends() {
    let all = receivers(2).await;
    all[0].behave(Manner::Silent);
    all[1].behave(Manner::Drip);
    let house = House::on(
        databases::sqlite(),
        &all,
        &[("FEDERATION__REQUEST_TIMEOUT_SECONDS", "1"), ("FEDERATION__CONNECT_TIMEOUT_SECONDS", "1")],
    )
    .await;
    let post = house.publish("patience").await;
    house
        .wait(0, "both were given up", async || {
            let troubles = house.outcome(&post).await.troubles;
            troubles.len() == 2 && troubles.iter().all(|t| t.attempts > 0 && t.last_error.is_some())
        })
        .await;
    for receiver in &all {
        receiver.behave(Manner::Answer(202, ""));
    }
    house.wait(50, "both have it", async || house.outcome(&post).await.delivered == 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f23_an_answer_counts_by_its_status_even_when_the_line_is_cut() {
    let all = receivers(1).await;
    all[0].behave(Manner::Cut);
    let house = House::start(&all).await;
    let post = house.publish("cut").await;
    wait_for(SOON, "it was sent", async || !all[0].seen().is_empty()).await;
    all[0].behave(Manner::Answer(202, ""));
    house.wait(50, "it is delivered", async || house.pending().await == 0).await;
    assert_eq!(house.outcome(&post).await.delivered, 1);
    let ids: BTreeSet<String> = all[0].seen().into_iter().map(|d| d.id).collect();
    assert_eq!(ids.len(), 1, "whatever came twice came under one id");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f24_after_an_outage_everything_comes_in_order_and_no_outdated_edit() {
    let all = receivers(1).await;
    for failing in
        [Manner::Answer(500, ""), Manner::Answer(401, ""), Manner::Answer(429, "retry-after: 1\r\n")]
    {
        let house = House::on(
            databases::sqlite(),
            &all,
            &[("FEDERATION__REQUEST_TIMEOUT_SECONDS", "2"), ("FEDERATION__CONNECT_TIMEOUT_SECONDS", "2")],
        )
        .await;
        let before = all[0].taken_once().len();
        all[0].behave(failing.clone());
        let kept = house.publish("kept").await;
        let gone = house.publish("gone").await;
        let seen = all[0].seen().len();
        house.wait(1, "it was tried", async || all[0].seen().len() > seen).await;
        all[0].behave(Manner::Silent);
        house.edit(&kept, "kept, first edit").await;
        house.edit(&kept, "kept, second edit").await;
        house.edit(&gone, "gone, edited").await;
        Box::pin(statements::withdraw(&house.cx(), None, &house.coalition, gone.id))
            .await
            .expect("withdraws");
        all[0].behave(Manner::Answer(202, ""));
        // What fell into the silence ends with its request.
        wait_for(Duration::from_secs(40), "the queue is empty", async || {
            house.clock.advance(5);
            house.pending().await == 0
        })
        .await;
        let taken = all[0].taken_once().split_off(before);
        let of = |post: &Post| -> Vec<String> {
            taken.iter().filter(|d| d.object == post.uri.as_str()).map(|d| d.kind.clone()).collect()
        };
        assert_eq!(of(&kept), ["Create", "Update"], "{failing:?}");
        let farewell = of(&gone);
        assert_eq!(farewell.first().map(String::as_str), Some("Create"), "{failing:?}");
        assert_eq!(farewell.last().map(String::as_str), Some("Delete"), "{failing:?}");
        assert!(!farewell.contains(&"Update".to_owned()), "an edit of what is deleted: {farewell:?}");
        let last = taken.iter().rfind(|d| d.kind == "Update").expect("an edit");
        assert!(last.body["object"]["content"].as_str().is_some_and(|c| c.contains("second edit")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_object_whose_first_word_was_refused_with_401_is_not_overtaken_by_its_second() {
    let all = receivers(1).await;
    let _house = with_an_edit_in_the_same_run(&all, Manner::Answer(401, "")).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(all[0].seen().iter().all(|d| d.kind == "Create"), "{:?}", all[0].seen());
}

/// A house that has queued a post and an edit of it before its lanes run, so that one run has both; the receiver that
/// behaves like that has seen the first.
async fn with_an_edit_in_the_same_run(receiver: &[Receiver], manner: Manner) -> (House, Post) {
    receiver[0].behave(manner);
    let house = House::on(databases::sqlite(), receiver, REAL_TIMES).await;
    let House { site, opened, running, clock, coalition } = house;
    running.expect("it runs").stop(&opened.app).await;
    let opened = site.open(clock.clone()).await;
    let mut house = House { site, opened, running: None, clock, coalition };
    let post = house.publish("first").await;
    house.edit(&post, "second").await;
    house.running = Some(server::start(&house.opened).await.expect("starts"));
    wait_for(SOON, "the first is out", async || !receiver[0].seen().is_empty()).await;
    (house, post)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_that_was_read_before_the_post_was_withdrawn_is_not_sent_any_more() {
    let all = receivers(1).await;
    let (house, post) = with_an_edit_in_the_same_run(&all, Manner::Held).await;
    Box::pin(statements::withdraw(&house.cx(), None, &house.coalition, post.id)).await.expect("withdraws");
    all[0].behave(Manner::Answer(202, ""));
    house.wait(0, "all is told", async || house.pending().await == 0).await;
    assert_eq!(kinds(&all[0]), ["Create", "Delete"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_dropped_while_a_server_takes_its_time_is_not_sent_any_more() {
    let all = receivers(1).await;
    let (house, _) = with_an_edit_in_the_same_run(&all, Manner::Held).await;
    let dropped = queue::drop_host(&house.opened.app, &all[0].authority()).await.expect("drops");
    assert!(dropped > 0, "the edit waited");
    // Nothing waits in the lane, and its host has never answered; but it is at work.
    let now = house.clock.now();
    let horizon = Horizon { seen: now.plus(-DAY), deliveries: now.plus(-DAY), now };
    upkeep::tidy(&house.opened.app.store, horizon).await.expect("it tidies up");
    all[0].behave(Manner::Answer(202, ""));
    let noted = async || house.lane(&all[0]).await.last_success_at.is_some();
    house.wait(0, "the run has ended", noted).await;
    assert_eq!(kinds(&all[0]), ["Create"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f25_a_server_that_was_given_up_gets_the_newest_when_it_shows_life() {
    for failing in [None, Some(Manner::Answer(503, ""))] {
        let mut all = receivers(1).await;
        let peer = Peer::start("vic.test").await;
        let vera = peer.actor("vera");
        let hosts = [all[0].host(), ("vic.test", peer.address.port())];
        let house = House::at(Site::new(databases::sqlite(), &hosts, REAL_TIMES)).await;
        follower(&house.cx(), &house.coalition, &all[0].authority(), "fay").await;
        match failing.clone() {
            Some(manner) => all[0].behave(manner),
            None => all[0].go_down().await,
        }
        let kept = house.publish("kept").await;
        house.edit(&kept, "kept, edited").await;
        let gone = house.publish("gone").await;
        let many: Vec<Post> = [house.publish("third").await, house.publish("fourth").await].into();
        // The clock leaps only when no try is out, and stands still while one is: else its claim would end under it.
        let (store, host) = (&house.opened.app.store, all[0].authority());
        let noted = async || lanes::is_in_trouble(store, &host).await.expect("reads");
        house.wait(0, "the lane is in trouble", noted).await;
        house.clock.advance(7 * DAY);
        house.wait(0, "all is given up", async || house.pending().await == 0).await;
        let outcome = house.outcome(&many[1]).await;
        assert_eq!((outcome.delivered, outcome.waiting, outcome.refused), (0, 0, 1));
        assert_eq!(outcome.troubles[0].state, "expired");
        assert!(outcome.troubles[0].last_error.is_some(), "the author is told why");
        Box::pin(statements::withdraw(&house.cx(), None, &house.coalition, gone.id))
            .await
            .expect("withdraws");
        house.edit(&kept, "kept, edited again").await;
        house.clock.advance(7 * DAY);
        house.wait(0, "that is given up too", async || house.pending().await == 0).await;

        if failing.is_none() {
            all[0].come_up().await;
        }
        all[0].behave(Manner::Answer(202, ""));
        house.clock.advance(5 * DAY);
        // It is somebody of that server who speaks to us; here the host of the lane is named directly.
        queue::sign_of_life(&house.opened.app, &all[0].authority()).await.expect("revives");
        house.wait(5, "it is told", async || house.pending().await == 0).await;
        let taken = all[0].taken_once();
        let of = |post: &Post| -> Vec<&str> {
            taken.iter().filter(|d| d.object == post.uri.as_str()).map(|d| d.kind.as_str()).collect()
        };
        assert_eq!(of(&kept), ["Create", "Update"], "{failing:?}");
        assert_eq!(of(&gone), ["Delete"], "{failing:?}");
        assert!(many.iter().all(|post| of(post) == ["Create"]), "{failing:?}");
        let update = taken.iter().find(|d| d.kind == "Update").expect("an edit");
        assert!(update.body["object"]["content"].as_str().is_some_and(|c| c.contains("edited again")));
        drop((vera, house));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_try_that_fails_late_does_not_end_what_was_begun_anew_meanwhile() {
    for database in databases::both() {
        let all = receivers(1).await;
        all[0].behave(Manner::Answer(503, ""));
        let house = House::on(database, &all, REAL_TIMES).await;
        house.publish("missed").await;
        let (store, host) = (&house.opened.app.store, all[0].authority());
        let noted = async || lanes::is_in_trouble(store, &host).await.expect("reads");
        house.wait(0, "the lane is in trouble", noted).await;
        // A run has read it, and while its try is out the delivery is given up, and its host shows life.
        let far = house.clock.now().plus(DAY);
        let read = async || deliveries::of_lanes(store, &[&host], far, 1).await.expect("reads").pop();
        let before = read().await.expect("it waits");
        let mut tx = store.begin().await.expect("begins");
        deliveries::expire(&mut tx, &host, far, far, "no answer").await.expect("gives up");
        tx.commit().await.expect("commits");
        assert_eq!(house.pending().await, 0);
        house.clock.advance(SECOND);
        queue::sign_of_life(&house.opened.app, &host).await.expect("revives");
        let anew = read().await.expect("it waits again");
        for (due, waiting) in [(before, 1), (anew, 0)] {
            let ending = Ending {
                activity_id: due.activity_id,
                inbox: due.inbox,
                since: due.created_at,
                state: DeliveryState::Expired,
                status: Some(503),
                error: Some("no answer".to_owned()),
            };
            let mut tx = store.begin().await.expect("begins");
            deliveries::finish(&mut tx, &[ending], far).await.expect("writes");
            tx.commit().await.expect("commits");
            assert_eq!(house.pending().await, waiting, "only the last try of what it is now ends it");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p4_a_parked_server_that_speaks_to_us_is_told_at_once() {
    let peer = Peer::start("vic.test").await;
    let vera = peer.actor("vera");
    peer.inboxes_answer(503, Vec::new());
    let house =
        House::at(Site::new(databases::sqlite(), &[("vic.test", peer.address.port())], REAL_TIMES)).await;
    follower(&house.cx(), &house.coalition, &peer.authority(), "fay").await;
    house.publish("waiting").await;
    house
        .wait(10 * SECOND, "its lane is parked", async || {
            let lanes = queue::list(&house.opened.app, true).await.expect("reads");
            lanes
                .iter()
                .any(|l| l.parked_until.is_some_and(|until| until > house.clock.now().0 + 10 * MINUTE))
        })
        .await;
    peer.inboxes_answer(202, Vec::new());
    let before = peer.received("Create").len();
    assert_eq!(post(&house, &vera, 1).await, StatusCode::ACCEPTED);
    wait_for(SOON, "it is told", async || house.pending().await == 0).await;
    assert_eq!(peer.received("Create").len(), before + 1);
}

#[tokio::test]
async fn a_failure_is_known_whoever_has_the_lane_meanwhile() {
    for database in databases::both() {
        let all = receivers(1).await;
        let house = House::on(database, &all, &[]).await;
        house.publish("taken").await;
        wait_for(SOON, "it is delivered", async || house.pending().await == 0).await;
        let (store, host) = (&house.opened.app.store, all[0].authority());
        assert!(!lanes::is_in_trouble(store, &host).await.expect("reads"));
        // A try that took longer than its claim comes back with a failure.
        let now = house.clock.now();
        let mut tx = store.begin().await.expect("begins");
        lanes::release_failed(&mut tx, &host, now.plus(-DAY), 1, None, now, "no answer")
            .await
            .expect("writes");
        tx.commit().await.expect("commits");
        assert!(lanes::is_in_trouble(store, &host).await.expect("reads"));
        // It is no more than that: the lane is open, and the next delivery that arrives ends the trouble.
        house.publish("taken as well").await;
        wait_for(SOON, "it is delivered", async || house.pending().await == 0).await;
        assert!(!lanes::is_in_trouble(store, &host).await.expect("reads"));
    }
}
