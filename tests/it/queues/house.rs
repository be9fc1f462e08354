//! A server in this process whose clock the test moves, with followers on servers that do as they are told.

use std::sync::Arc;
use std::time::Duration;

use antiphon::app::{Clock as _, Cx};
use antiphon::domain::account::Account;
use antiphon::domain::post::Post;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::translation::Review;
use antiphon::server::{self, Opened, Running};
use antiphon::service::statements::{self, Outcome};
use antiphon::service::{self, queue};
use antiphon::store::{self, lanes};
use http::StatusCode;

use crate::support::databases::{self, Fresh};
use crate::support::peer::{Actor, bytes};
use crate::support::process::{Site, follower, wait_for};
use crate::support::receiver::Receiver;
use crate::support::rig::{TestClock, client};

/// Enough for anything that waits a second between two looks.
pub const SOON: Duration = Duration::from_secs(60);

/// A server in this process, whose clock the test moves, with followers on these servers.
pub struct House {
    pub site: Site,
    pub opened: Opened,
    pub running: Option<Running>,
    pub clock: Arc<TestClock>,
    pub coalition: Account,
}

impl House {
    pub async fn start(receivers: &[Receiver]) -> Self {
        Self::on(databases::sqlite(), receivers, &[]).await
    }

    pub async fn on(database: Fresh, receivers: &[Receiver], variables: &[(&str, &str)]) -> Self {
        let hosts: Vec<_> = receivers.iter().map(Receiver::host).collect();
        let house = Self::at(Site::new(database, &hosts, variables)).await;
        for receiver in receivers {
            follower(&house.cx(), &house.coalition, &receiver.authority(), "fay").await;
        }
        house
    }

    pub async fn at(site: Site) -> Self {
        let clock = TestClock::start();
        let opened = site.open(clock.clone()).await;
        let running = Some(server::start(&opened).await.expect("it starts"));
        let coalition = service::accounts::coalition(&opened.app).await.expect("there is one");
        Self { site, opened, running, clock, coalition }
    }

    pub fn cx(&self) -> Cx {
        self.opened.federation.to_request_data()
    }

    pub async fn publish(&self, title: &str) -> Post {
        Box::pin(statements::publish(&self.cx(), None, &self.coalition, draft(title)))
            .await
            .expect("publishes")
    }

    pub async fn edit(&self, post: &Post, title: &str) {
        Box::pin(statements::edit(&self.cx(), None, &self.coalition, post.id, draft(title)))
            .await
            .expect("edits");
    }

    pub async fn outcome(&self, post: &Post) -> Outcome {
        statements::outcome(&self.opened.app, post.uri.as_str(), 20).await.expect("reads")
    }

    pub async fn lane(&self, receiver: &Receiver) -> lanes::LaneRecord {
        let all = queue::list(&self.opened.app, true).await.expect("reads");
        all.into_iter().find(|lane| lane.host == receiver.authority()).expect("there is a lane")
    }

    pub async fn pending(&self) -> i64 {
        store::deliveries::count_pending(&self.opened.app.store).await.expect("counts")
    }

    /// Waits until it is so, while the clock goes on by so many milliseconds at each look.
    pub async fn wait(&self, step: i64, what: &str, mut so: impl AsyncFnMut() -> bool) {
        wait_for(SOON, what, async || {
            self.clock.advance(step);
            // A wait in real time was planned by the old time.
            self.opened.app.wake.lanes.notify_one();
            so().await
        })
        .await;
    }
}

pub fn draft(title: &str) -> Draft {
    Draft {
        texts: vec![DraftText {
            language: antiphon::domain::language::Language::parse("en").expect("a tag"),
            title: title.to_owned(),
            source: format!("About {title}."),
            review: Review::Unsaid,
        }],
        warning: None,
        attachments: Vec::new(),
    }
}

pub async fn receivers(number: usize) -> Vec<Receiver> {
    let mut all = Vec::new();
    for n in 0..number {
        all.push(Receiver::start(&format!("r{n}.test")).await);
    }
    all
}

pub fn kinds(receiver: &Receiver) -> Vec<String> {
    receiver.taken().into_iter().map(|d| d.kind).collect()
}

/// Settings with which back-offs last as long as they do outside of tests.
pub const REAL_TIMES: &[(&str, &str)] = &[("FEDERATION__RETRY_SCALE", "1.0")];

pub async fn post(house: &House, actor: &Actor, number: u32) -> StatusCode {
    let (status, _) = post_with(house, actor, number).await;
    status
}

pub async fn post_with(house: &House, actor: &Actor, number: u32) -> (StatusCode, http::HeaderMap) {
    let (url, body) = (house.site.url("/inbox"), bytes(&actor.create(number, "<p>hello</p>")));
    let headers = actor.sign(&url, &body, house.clock.now().0);
    let answer =
        client(house.site.port).post(url).headers(headers).body(body).send().await.expect("an answer");
    (answer.status(), answer.headers().clone())
}

/// A file system of a few megabytes, unmounted at the end.
pub struct SmallDisk(pub std::path::PathBuf);

impl SmallDisk {
    pub fn mount(path: &std::path::Path, megabytes: u32) -> Option<Self> {
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
