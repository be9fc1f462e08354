//! The queues when other servers, clocks, disks and nodes fail: what is delivered, when, and what is said about it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use antiphon::app::{Clock as _, Cx};
use antiphon::domain::account::Account;
use antiphon::domain::moderation::DomainRule;
use antiphon::domain::post::Post;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::time::{DAY, HOUR, MINUTE, SECOND};
use antiphon::server::{self, Opened, Running};
use antiphon::service::statements::{self, Outcome};
use antiphon::service::{self, domains, queue};
use antiphon::store::{self, lanes};
use http::StatusCode;

use crate::support::databases::{self, Fresh};
use crate::support::peer::{Actor, Peer, bytes};
use crate::support::process::{Site, follower, wait_for};
use crate::support::receiver::{Manner, Receiver};
use crate::support::rig::{TestClock, client};

/// Enough for anything that waits a second between two looks.
const SOON: Duration = Duration::from_secs(15);

/// A server in this process, whose clock the test moves, with followers on these servers.
struct House {
    site: Site,
    opened: Opened,
    running: Option<Running>,
    clock: Arc<TestClock>,
    coalition: Account,
}

impl House {
    async fn start(receivers: &[Receiver]) -> Self {
        Self::on(databases::sqlite(), receivers, &[]).await
    }

    async fn on(database: Fresh, receivers: &[Receiver], variables: &[(&str, &str)]) -> Self {
        let hosts: Vec<_> = receivers.iter().map(Receiver::host).collect();
        let house = Self::at(Site::new(database, &hosts, variables)).await;
        for receiver in receivers {
            follower(&house.cx(), &house.coalition, &receiver.authority(), "fay").await;
        }
        house
    }

    async fn at(site: Site) -> Self {
        let clock = TestClock::start();
        let opened = site.open(clock.clone()).await;
        let running = Some(server::start(&opened).await.expect("it starts"));
        let coalition = service::accounts::coalition(&opened.app).await.expect("there is one");
        Self { site, opened, running, clock, coalition }
    }

    fn cx(&self) -> Cx {
        self.opened.federation.to_request_data()
    }

    async fn publish(&self, title: &str) -> Post {
        Box::pin(statements::publish(&self.cx(), None, &self.coalition, draft(title)))
            .await
            .expect("publishes")
    }

    async fn edit(&self, post: &Post, title: &str) {
        Box::pin(statements::edit(&self.cx(), None, &self.coalition, post.id, draft(title)))
            .await
            .expect("edits");
    }

    async fn outcome(&self, post: &Post) -> Outcome {
        statements::outcome(&self.opened.app, post.uri.as_str(), 20).await.expect("reads")
    }

    async fn lane(&self, receiver: &Receiver) -> lanes::LaneRecord {
        let all = queue::list(&self.opened.app, true).await.expect("reads");
        all.into_iter().find(|lane| lane.host == receiver.authority()).expect("there is a lane")
    }

    async fn pending(&self) -> i64 {
        store::deliveries::count_pending(&self.opened.app.store).await.expect("counts")
    }

    /// Waits until it is so, while the clock goes on by so many milliseconds at each look.
    async fn wait(&self, step: i64, what: &str, mut so: impl AsyncFnMut() -> bool) {
        wait_for(SOON, what, async || {
            self.clock.advance(step);
            // A wait in real time was planned by the old time.
            self.opened.app.wake.lanes.notify_one();
            so().await
        })
        .await;
    }
}

fn draft(title: &str) -> Draft {
    Draft {
        texts: vec![DraftText {
            language: antiphon::domain::language::Language::parse("en").expect("a tag"),
            title: title.to_owned(),
            source: format!("About {title}."),
        }],
        warning: None,
        attachments: Vec::new(),
    }
}

async fn receivers(number: usize) -> Vec<Receiver> {
    let mut all = Vec::new();
    for n in 0..number {
        all.push(Receiver::start(&format!("r{n}.test")).await);
    }
    all
}

fn kinds(receiver: &Receiver) -> Vec<String> {
    receiver.taken().into_iter().map(|d| d.kind).collect()
}

/// Settings with which back-offs last as long as they do outside of tests.
const REAL_TIMES: &[(&str, &str)] = &[("FEDERATION__RETRY_SCALE", "1.0")];

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
    // Those that were under way at the first try, and no more until its time comes.
    assert!((1..=4).contains(&dead.failures), "{dead:?}");
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
        let house = House::start(&all).await;
        let before = all[0].taken().len();
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
        let taken = all[0].taken().split_off(before);
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
    all[0].behave(Manner::Answer(401, ""));
    let house = House::on(databases::sqlite(), &all, REAL_TIMES).await;
    // Both wait before the lane runs, so that one run has both.
    let mut running = house.running;
    running.take().expect("it runs").stop(&house.opened.app).await;
    let house = House { running: None, ..House::at(house.site).await };
    let post = house.publish("first").await;
    house.edit(&post, "second").await;
    wait_for(SOON, "the first was refused", async || !all[0].seen().is_empty()).await;
    house
        .wait(0, "it is put off", async || {
            house.outcome(&post).await.waiting == 1 && house.lane(&all[0]).await.due_at.is_some()
        })
        .await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(all[0].seen().iter().all(|d| d.kind == "Create"), "{:?}", all[0].seen());
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
        // Seven days of probes, hour by hour.
        house.wait(4 * HOUR, "all is given up", async || house.pending().await == 0).await;
        let outcome = house.outcome(&many[1]).await;
        assert_eq!((outcome.delivered, outcome.waiting, outcome.refused), (0, 0, 1));
        assert_eq!(outcome.troubles[0].state, "expired");
        assert!(outcome.troubles[0].last_error.is_some(), "the author is told why");
        Box::pin(statements::withdraw(&house.cx(), None, &house.coalition, gone.id))
            .await
            .expect("withdraws");
        house.edit(&kept, "kept, edited again").await;
        house.wait(4 * HOUR, "that is given up too", async || house.pending().await == 0).await;

        if failing.is_none() {
            all[0].come_up().await;
        }
        all[0].behave(Manner::Answer(202, ""));
        house.clock.advance(5 * DAY);
        // It is somebody of that server who speaks to us; here the host of the lane is named directly.
        queue::sign_of_life(&house.opened.app, &all[0].authority()).await.expect("revives");
        house.wait(5, "it is told", async || house.pending().await == 0).await;
        let taken = all[0].taken();
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

async fn post(house: &House, actor: &Actor, number: u32) -> StatusCode {
    let (status, _) = post_with(house, actor, number).await;
    status
}

async fn post_with(house: &House, actor: &Actor, number: u32) -> (StatusCode, http::HeaderMap) {
    let (url, body) = (house.site.url("/inbox"), bytes(&actor.create(number, "<p>hello</p>")));
    let headers = actor.sign(&url, &body, house.clock.now().0);
    let answer =
        client(house.site.port).post(url).headers(headers).body(body).send().await.expect("an answer");
    (answer.status(), answer.headers().clone())
}

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
    wait_for(SOON, "the other has both", async || all[1].taken().len() == 2).await;
    let until_pause_ends = HOUR - 5 * SECOND - house.clock.now().since(begun);
    house.clock.advance(until_pause_ends);
    house.opened.app.wake.lanes.notify_one();
    tokio::time::sleep(Duration::from_millis(1_300)).await;
    assert_eq!(all[0].seen().len(), 1, "nothing before the hour is over");
    house.clock.advance(10 * SECOND);
    house.wait(1_000, "it has both", async || all[0].taken().len() == 2).await;
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
    house.wait(MINUTE, "the other has both", async || all[1].taken().len() == 2).await;
    assert_eq!(all[0].taken().len(), 0, "nothing goes to a blocked domain");
    wait_for(SOON, "nothing waits", async || house.pending().await == 0).await;
}

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
        wait_for(SOON, "the healthy one has it", async || all[1].taken().len() == 2).await;
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
        house.wait(SECOND, "it has both", async || all[0].taken().len() >= 2).await;
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
    wait_for(Duration::from_secs(5), "it is delivered", async || house.pending().await == 0).await;
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
    let (url, first) = (database.url.clone(), House::on(database, &all, &[]).await);
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
    // One node is gone with a claim in its hands.
    running.stop(&second.app).await;
    let mut tx = first.opened.app.store.begin().await.expect("begins");
    let late = first.publish("taken over");
    let (claimed, _) = tokio::join!(
        async {
            let claim = first.clock.now().plus(MINUTE);
            let lanes = lanes::claim(&mut tx, first.clock.now(), claim, 100).await.expect("claims");
            tx.commit().await.expect("commits");
            lanes.len()
        },
        late
    );
    println!("{claimed} lanes were in the hands of the dead node");
    first.clock.advance(MINUTE + SECOND);
    wait_for(SOON, "the other takes over", async || first.pending().await == 0).await;
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
        wait_for(Duration::from_secs(5), "it is delivered at once", async || {
            store::deliveries::count_pending(&reopened.app.store).await.expect("counts") == 0
        })
        .await;
        running.stop(&reopened.app).await;
    }
}

/// A file system of a few megabytes, unmounted at the end.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn mount(path: &std::path::Path, megabytes: u32) -> Option<Self> {
        std::fs::create_dir_all(path).expect("makes the place");
        let size = format!("size={megabytes}m,mode=0700");
        let mounted = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(path)
            .output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self(path.to_owned())),
            Ok(output) => {
                println!("skipped: cannot mount ({})", String::from_utf8_lossy(&output.stderr).trim());
                None
            }
            Err(e) => {
                println!("skipped: cannot mount ({e})");
                None
            }
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg("-l").arg(&self.0).status();
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
    assert_eq!(ready.status(), StatusCode::SERVICE_UNAVAILABLE);
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
async fn slow_servers_bring_no_honest_activity_under_suspicion() {
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
    store::follows::save(&mut tx, house.coalition.id, account.id, accepted, "http://sut.test/f", cx.now())
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
    wait_for(Duration::from_secs(5), "it is applied", async || {
        store::posts::find_by_uri(&house.opened.app.store, &note).await.expect("reads").is_some()
    })
    .await;
    // Those that found no place were put back, and none is under suspicion although claims would have ended.
    house.clock.advance(2 * MINUTE + SECOND);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    house.clock.advance(2 * MINUTE + SECOND);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let quarantined = store::inbox::list_quarantined(&house.opened.app.store, 10).await.expect("reads");
    assert!(quarantined.is_empty(), "{quarantined:?}");
}
