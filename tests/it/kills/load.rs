//! What keeps the server at work while it is killed: posts with a journal of the answers, followers, statements.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use antiphon::app::{Clock as _, Cx, SystemClock};
use antiphon::domain::account::Account;
use antiphon::domain::follow::FollowState;
use antiphon::domain::language::Language;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::translation::Review;
use antiphon::domain::uri::Uri;
use antiphon::server::Opened;
use antiphon::store::{self, follows};
use http::StatusCode;

use crate::support::chance::Chance;
use crate::support::peer::{Actor, Peer, bytes};
use crate::support::process::{Process, Site, follower, wait_for};
use crate::support::receiver::Receiver;
use crate::support::rig::client;

/// Senders that work at the same time.
pub const SENDERS: usize = 16;

/// What became of a post, as its sender knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Answered with 202.
    Taken,
    /// Answered with something else.
    Refused(StatusCode),
    /// Sent, and no answer came.
    Unanswered,
}

/// Posts of many actors on their way to one inbox, and the journal of what was answered.
pub struct Load {
    pub url: String,
    pub http: reqwest::Client,
    pub actors: Vec<Actor>,
    pub most: usize,
    pub next: AtomicUsize,
    pub ended: AtomicUsize,
    pub journal: Mutex<BTreeMap<usize, Told>>,
}

impl Load {
    pub fn new(site: &Site, actors: Vec<Actor>, most: usize) -> Arc<Self> {
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

    pub fn author(&self, number: usize) -> &Actor {
        &self.actors[number % self.actors.len()]
    }

    pub fn uri(&self, number: usize) -> String {
        format!("{}/notes/{number}", self.author(number).id)
    }

    /// Sends until everything is sent, or, when told to stop, until the server refuses connections.
    pub async fn run(self: Arc<Self>, until_refused: bool) {
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

    pub fn start(self: &Arc<Self>, until_refused: bool) -> tokio::task::JoinSet<()> {
        (0..SENDERS).map(|_| self.clone().run(until_refused)).collect()
    }

    pub fn count(&self, wanted: impl Fn(Told) -> bool) -> usize {
        self.journal.lock().expect("no panic").values().filter(|told| wanted(**told)).count()
    }

    /// Compares the journal with what the server keeps.
    pub async fn check(&self, opened: &Opened, reader: &Account) {
        let store = &opened.app.store;
        let quarantined = store::inbox::list_quarantined(store, i64::MAX, 100).await.expect("reads");
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
                    assert!(entries <= 1, "{number} is there {entries} times");
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
pub struct Authors {
    pub peers: Vec<Peer>,
    pub actors: Vec<Actor>,
}

impl Authors {
    pub async fn start() -> Self {
        let mut peers = Vec::new();
        for number in 0..4 {
            peers.push(Peer::start(&format!("p{number}.test")).await);
        }
        let actors = (0..20).map(|n| peers[n % 4].actor(&format!("a{n}"))).collect();
        Self { peers, actors }
    }

    pub fn hosts(&self) -> Vec<(&str, u16)> {
        self.peers.iter().map(|p| (p.name.as_str(), p.address.port())).collect()
    }

    pub async fn followed_by(&self, cx: &Cx, reader: &Account) {
        for actor in &self.actors {
            let uri = Uri::parse(&actor.id).expect("an id");
            let account = Box::pin(antiphon::remote::resolve::actor(cx, &uri)).await.expect("fetched");
            let mut tx = cx.store.begin().await.expect("begins");
            follows::save(
                &mut tx,
                cx.row_id(),
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
pub async fn kill_often(
    site: &Site,
    kills: usize,
    chance: &mut Chance,
    progress: impl Fn() -> f64,
) -> Process {
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

pub fn draft(number: usize) -> Draft {
    Draft {
        texts: vec![DraftText {
            language: Language::parse("en").expect("a tag"),
            title: format!("Statement {number}"),
            source: format!("We demand **{number}** things."),
            review: Review::Unsaid,
        }],
        warning: None,
        attachments: Vec::new(),
    }
}

/// Ten servers with fifty followers of the coalition.
pub struct Followers {
    pub receivers: Vec<Receiver>,
}

impl Followers {
    pub async fn start(hosts: usize) -> Self {
        let mut receivers = Vec::new();
        for number in 0..hosts {
            receivers.push(Receiver::start(&format!("r{number}.test")).await);
        }
        Self { receivers }
    }

    pub fn hosts(&self) -> Vec<(&str, u16)> {
        self.receivers.iter().map(Receiver::host).collect()
    }

    pub async fn follow(&self, cx: &Cx, coalition: &Account, each: usize) {
        for receiver in &self.receivers {
            for number in 0..each {
                follower(cx, coalition, &receiver.authority(), &format!("f{number}")).await;
            }
        }
    }
}
