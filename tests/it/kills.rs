//! Killing and stopping the real program: what was answered is kept, what was published arrives.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use antiphon::app::{Clock as _, Cx, SystemClock};
use antiphon::domain::account::Account;
use antiphon::domain::follow::FollowState;
use antiphon::domain::language::Language;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::uri::Uri;
use antiphon::server::Opened;
use antiphon::service::{self, statements};
use antiphon::store::{self, follows};
use http::StatusCode;

use crate::support::chance::{Chance, long};
use crate::support::databases::{self, Fresh};
use crate::support::peer::{Actor, Peer, bytes};
use crate::support::process::{Process, Site, follower, wait_for};
use crate::support::receiver::{Manner, Receiver};
use crate::support::rig::client;

/// Senders that work at the same time.
const SENDERS: usize = 16;

/// What became of a post, as its sender knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// Answered with 202.
    Taken,
    /// Answered with something else.
    Refused(StatusCode),
    /// Sent, and no answer came.
    Unanswered,
}

/// Posts of many actors on their way to one inbox, and the journal of what was answered.
struct Load {
    url: String,
    http: reqwest::Client,
    actors: Vec<Actor>,
    most: usize,
    next: AtomicUsize,
    ended: AtomicUsize,
    journal: Mutex<BTreeMap<usize, Told>>,
}

impl Load {
    fn new(site: &Site, actors: Vec<Actor>, most: usize) -> Arc<Self> {
        Arc::new(Self {
            url: site.url("/inbox"),
            http: client(site.port),
            actors,
            most,
            next: AtomicUsize::new(0),
            ended: AtomicUsize::new(0),
            journal: Mutex::default(),
        })
    }

    fn author(&self, number: usize) -> &Actor {
        &self.actors[number % self.actors.len()]
    }

    fn uri(&self, number: usize) -> String {
        format!("{}/notes/{number}", self.author(number).id)
    }

    /// Sends until everything is sent, or, when told to stop, until the server refuses connections.
    async fn run(self: Arc<Self>, until_refused: bool) {
        loop {
            let number = self.next.fetch_add(1, Ordering::SeqCst);
            if number >= self.most {
                return;
            }
            let author = self.author(number);
            let body =
                bytes(&author.create(u32::try_from(number).expect("fits"), &format!("<p>{number}</p>")));
            loop {
                let headers = author.sign(&self.url, &body, SystemClock.now().0);
                let sent = self.http.post(&self.url).headers(headers).body(body.clone());
                let told = match sent.timeout(Duration::from_secs(20)).send().await {
                    Ok(answer) if answer.status() == StatusCode::ACCEPTED => Told::Taken,
                    Ok(answer) => Told::Refused(answer.status()),
                    Err(e) if e.is_connect() && until_refused => return,
                    Err(e) if e.is_connect() => {
                        tokio::time::sleep(Duration::from_millis(10)).await;
                        continue;
                    }
                    Err(_) => Told::Unanswered,
                };
                self.journal.lock().expect("no panic").insert(number, told);
                // Every other one is told again, as real servers do.
                if told == Told::Taken || number.is_multiple_of(2) || until_refused {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            self.ended.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn start(self: &Arc<Self>, until_refused: bool) -> tokio::task::JoinSet<()> {
        (0..SENDERS).map(|_| self.clone().run(until_refused)).collect()
    }

    fn count(&self, wanted: impl Fn(Told) -> bool) -> usize {
        self.journal.lock().expect("no panic").values().filter(|told| wanted(**told)).count()
    }

    /// Compares the journal with what the server keeps.
    async fn check(&self, opened: &Opened, reader: &Account) {
        let store = &opened.app.store;
        let quarantined = store::inbox::list_quarantined(store, 100).await.expect("reads");
        assert!(quarantined.is_empty(), "{quarantined:?}");
        assert_eq!(store::upkeep::check(store).await.expect("checks"), Vec::<String>::new());
        let home = store::timelines::home(store, reader.id, i64::MAX, 0, 1_000_000).await.expect("reads");
        let mut times = BTreeMap::new();
        for entry in &home {
            *times.entry(entry.post.0).or_insert(0) += 1;
        }
        let (mut kept, mut lost) = (0, Vec::new());
        let journal = self.journal.lock().expect("no panic").clone();
        for number in 0..self.most {
            let post = store::posts::find_by_uri(store, &self.uri(number)).await.expect("reads");
            let entries = post.as_ref().map_or(0, |post| times.get(&post.id.0).copied().unwrap_or(0));
            kept += usize::from(post.is_some());
            match journal.get(&number) {
                Some(Told::Taken) if post.is_none() || entries != 1 => lost.push((number, entries)),
                Some(Told::Taken | Told::Unanswered) => {
                    assert!(entries <= 1, "{number} is there {entries} times")
                }
                Some(Told::Refused(_)) | None => assert!(post.is_none(), "{number} was refused and is there"),
            }
        }
        println!(
            "{} answered 202, {} without answer, {} refused; {kept} kept, {} home entries",
            self.count(|t| t == Told::Taken),
            self.count(|t| t == Told::Unanswered),
            self.count(|t| matches!(t, Told::Refused(_))),
            home.len()
        );
        assert_eq!(home.len(), kept, "each post once in the home timeline");
        assert!(lost.is_empty(), "answered with 202 and not there exactly once: {lost:?}");
    }
}

/// Twenty actors on four servers, all followed by the coalition.
struct Authors {
    peers: Vec<Peer>,
    actors: Vec<Actor>,
}

impl Authors {
    async fn start() -> Self {
        let mut peers = Vec::new();
        for number in 0..4 {
            peers.push(Peer::start(&format!("p{number}.test")).await);
        }
        let actors = (0..20).map(|n| peers[n % 4].actor(&format!("a{n}"))).collect();
        Self { peers, actors }
    }

    fn hosts(&self) -> Vec<(&str, u16)> {
        self.peers.iter().map(|p| (p.name.as_str(), p.address.port())).collect()
    }

    async fn followed_by(&self, cx: &Cx, reader: &Account) {
        for actor in &self.actors {
            let uri = Uri::parse(&actor.id).expect("an id");
            let account = Box::pin(antiphon::remote::resolve::actor(cx, &uri)).await.expect("fetched");
            let mut tx = cx.store.begin().await.expect("begins");
            follows::save(
                &mut tx,
                reader.id,
                account.id,
                FollowState::Accepted,
                "http://sut.test/f",
                cx.now(),
            )
            .await
            .expect("saves");
            tx.commit().await.expect("commits");
        }
    }
}

/// Kills the server so often, spread over the work by `progress`, and starts it again each time.
async fn kill_often(site: &Site, kills: usize, chance: &mut Chance, progress: impl Fn() -> f64) -> Process {
    let mut server = site.serve().await;
    let mut slowest = Duration::ZERO;
    for kill in 1..=kills {
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let goal = kill as f64 / (kills + 1) as f64;
        wait_for(Duration::from_mins(2), "the work goes on", async || progress() >= goal).await;
        chance.pause(60).await;
        server.kill();
        server = site.spawn();
        slowest = slowest.max(server.ready().await);
    }
    println!("{kills} kills; the slowest start took {slowest:?}");
    server
}

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

fn draft(number: usize) -> Draft {
    Draft {
        texts: vec![DraftText {
            language: Language::parse("en").expect("a tag"),
            title: format!("Statement {number}"),
            source: format!("We demand **{number}** things."),
        }],
        warning: None,
        attachments: Vec::new(),
    }
}

/// Ten servers with fifty followers of the coalition.
struct Followers {
    receivers: Vec<Receiver>,
}

impl Followers {
    async fn start(hosts: usize) -> Self {
        let mut receivers = Vec::new();
        for number in 0..hosts {
            receivers.push(Receiver::start(&format!("r{number}.test")).await);
        }
        Self { receivers }
    }

    fn hosts(&self) -> Vec<(&str, u16)> {
        self.receivers.iter().map(Receiver::host).collect()
    }

    async fn follow(&self, cx: &Cx, coalition: &Account, each: usize) {
        for receiver in &self.receivers {
            for number in 0..each {
                follower(cx, coalition, &receiver.authority(), &format!("f{number}")).await;
            }
        }
    }
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f39_a_stop_under_load_ends_in_time_and_loses_nothing() {
    for database in databases::both() {
        let authors = Authors::start().await;
        let followers = Followers::start(2).await;
        let mut hosts = authors.hosts();
        hosts.extend(followers.hosts());
        let site = Site::new(database, &hosts, &[]);
        let opened = site.open(Arc::new(SystemClock)).await;
        let cx = opened.federation.to_request_data();
        let coalition = service::accounts::coalition(&cx).await.expect("there is one");
        authors.followed_by(&cx, &coalition).await;
        followers.follow(&cx, &coalition, 2).await;
        // One server that never answers, so that something hangs when the stop comes.
        followers.receivers[0].behave(Manner::Silent);
        let mut server = site.spawn();
        println!("ready after {:?}", server.ready().await);
        let load = Load::new(&site, authors.actors.clone(), 100_000);
        let senders = load.start(true);
        for number in 0..20 {
            Box::pin(statements::publish(&cx, None, &coalition, draft(number))).await.expect("publishes");
        }
        wait_for(Duration::from_secs(20), "it is at work", async || {
            load.count(|t| t == Told::Taken) > 50
                && !followers.receivers[0].seen().is_empty()
                && !followers.receivers[1].seen().is_empty()
        })
        .await;
        let (status, took) = server.terminate(Duration::from_secs(30)).await;
        println!("stopped after {took:?}");
        senders.join_all().await;
        assert!(status.success(), "{status:?}");
        assert!(took < Duration::from_secs(10), "it took {took:?}");
        assert_eq!(load.count(|t| matches!(t, Told::Refused(_))), 0);
        // A request whose connection was cut must not have been taken.
        let journal = load.journal.lock().expect("no panic").clone();
        for (number, told) in &journal {
            let activity = format!("{}/activities/{number}", load.author(*number).id);
            let is_there = store::inbox::is_seen(&cx.store, &activity).await.expect("reads");
            assert_eq!(is_there, *told == Told::Taken, "{number}: {told:?}");
        }
        followers.receivers[0].behave(Manner::Answer(202, ""));
        let server = site.serve().await;
        wait_for(Duration::from_secs(70), "the queues are empty", async || {
            store::deliveries::count_pending(&cx.store).await.expect("counts") == 0
                && store::intake::backlog(&cx.store).await.expect("counts") == 0
        })
        .await;
        for receiver in &followers.receivers {
            let objects: BTreeSet<_> = receiver.taken().into_iter().map(|d| d.object).collect();
            assert_eq!(objects.len(), 20, "{}", receiver.name);
        }
        drop(server);
        let most = load.next.load(Ordering::SeqCst).min(load.most);
        let missing = (0..most).filter(|n| journal.get(n) == Some(&Told::Taken)).count();
        let kept =
            store::timelines::home(&cx.store, coalition.id, i64::MAX, 0, 1_000_000).await.expect("reads");
        assert!(kept.len() >= missing, "{} of {missing}", kept.len());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f43_without_its_key_the_server_does_not_start_and_makes_no_new_one() {
    for database in databases::both() {
        let site = Site::new(database, &[], &[]);
        site.serve().await.terminate(Duration::from_secs(12)).await;
        let key = std::fs::read(site.key_file()).expect("there is a key");
        let refuse = async |wanted: &str| {
            let mut process = site.spawn();
            let status = process.ended(Duration::from_secs(20)).await;
            assert!(!status.success());
            let log = process.log();
            assert!(
                log.lines().last().is_some_and(|l| l.contains(wanted)),
                "not {wanted:?} at the end of\n{log}"
            );
        };
        std::fs::remove_file(site.key_file()).expect("removes");
        refuse("is missing").await;
        assert!(!site.key_file().exists(), "a new key was made over an existing database");

        let write = |bytes: &[u8], mode: u32| {
            std::fs::write(site.key_file(), bytes).expect("writes");
            std::fs::set_permissions(site.key_file(), std::fs::Permissions::from_mode(mode)).expect("sets");
        };
        write(b"nonsense", 0o600);
        refuse("does not hold a key").await;
        let other = antiphon::keys::KeyEncryptionKey::generate().to_base64();
        write(other.as_bytes(), 0o600);
        refuse("key").await;
        write(&key, 0o644);
        refuse("chmod 600").await;
        write(&key, 0o600);
        site.serve().await.terminate(Duration::from_secs(12)).await;
    }
}
