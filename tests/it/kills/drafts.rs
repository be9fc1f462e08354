//! SIGKILL between and during the approvals of drafts and their publication: an approval that was answered counts, and
//! what is published is published once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use antiphon::app::{Cx, SystemClock};
use antiphon::domain::call::{Call, CallKind, CallState};
use antiphon::domain::draft::{DraftState, Proposal, Purpose};
use antiphon::domain::event::EventPlan;
use antiphon::domain::time::DAY;
use antiphon::domain::zone::Zone;
use antiphon::service::calls::{self, Readers};
use antiphon::service::drafts::{Aside, DraftRecord};
use antiphon::service::{self, draft_matters, draft_publishing, drafts, events, members, quorum, statements};
use antiphon::store::{self, audit};
use http::StatusCode;

use crate::api::visitor::{query, value_of};
use crate::support::chance::{Chance, long};
use crate::support::databases::{self, Fresh};
use crate::support::lists;
use crate::support::process::{Site, wait_for};
use crate::support::rig::client;

use super::load::{Followers, draft as words, kill_often};

const WHO: [&str; 2] = ["oluwaseun_z", "xiomara_k"];

/// Somebody at a browser of their own.
struct Browser {
    http: reqwest::Client,
    cookie: String,
    csrf: String,
}

impl Browser {
    async fn sign_in(site: &Site, cx: &Cx, name: &str) -> Self {
        let http = client(site.port);
        let link = members::link_for(cx, name).await.expect("a link");
        let url = site.url(&link);
        let page = http.get(&url).send().await.expect("an answer").text().await.expect("text");
        let body = query(&[("csrf", &value_of(&page, "csrf"))]);
        let form = ("content-type", "application/x-www-form-urlencoded");
        let entered = http.post(&url).header(form.0, form.1).body(body).send().await.expect("an answer");
        let cookie = entered.headers()["set-cookie"].to_str().expect("text");
        let cookie = cookie.split(';').next().expect("a cookie").to_owned();
        let desk = http.get(site.url("/desk/drafts/new")).header("cookie", &cookie).send().await;
        let desk = desk.expect("an answer").text().await.expect("text");
        Self { http, csrf: value_of(&desk, "csrf"), cookie }
    }

    /// Presses a button of a draft, again and again until there is an answer.
    async fn press(&self, site: &Site, draft: &DraftRecord, wish: &str) -> StatusCode {
        let body = query(&[("csrf", &self.csrf), ("digest", &draft.digest), ("do", wish)]);
        loop {
            let request = self
                .http
                .post(site.url(&format!("/desk/drafts/{}", draft.id)))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("cookie", &self.cookie)
                .body(body.clone());
            if let Ok(answer) = request.timeout(Duration::from_secs(20)).send().await {
                return answer.status();
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

fn proposal(cx: &Cx, number: usize) -> Proposal {
    match number % 3 {
        0 => Proposal::statement(words(number)),
        1 => {
            let plan = EventPlan {
                name: format!("March {number}"),
                about: String::new(),
                language: "en".to_owned(),
                starts: cx.now().plus(7 * DAY),
                ends: None,
                zone: Zone::UTC,
                place: "Main Square".to_owned(),
                address: String::new(),
                online: String::new(),
            };
            draft_matters::new_event(cx, None, plan)
        }
        _ => {
            let call = Call {
                kind: CallKind::Mirror,
                state: CallState::Open,
                sectors: Vec::new(),
                languages: Vec::new(),
                until: None,
                adopted: 0,
            };
            draft_matters::new_call(words(number), call, Readers::Everybody)
        }
    }
}

async fn drafts_under_kills(database: Fresh, number: usize, kills: usize, seed: u64) {
    let mut chance = Chance::seeded(seed);
    let followers = Followers::start(3).await;
    let site = Site::new(database, &followers.hosts(), &[]);
    let opened = site.open(Arc::new(SystemClock)).await;
    let cx = opened.federation.to_request_data();
    let coalition = service::accounts::coalition(&cx).await.expect("there is one");
    followers.follow(&cx, &coalition, 2).await;
    quorum::set(&cx, None, 2).await.expect("two must approve");
    let writer = members::add(&cx, "wilhelmina_q", "editor").await.expect("free");
    let one = members::add(&cx, WHO[0], "spokesperson").await.expect("free");
    members::add(&cx, WHO[1], "owner").await.expect("free");
    let mut all = Vec::new();
    for index in 0..number {
        let handed = draft_matters::hand_in(&cx, Some(&writer), proposal(&cx, index), Aside::default()).await;
        all.push(handed.expect("in review"));
    }
    let server = site.serve().await;
    let browsers = [Browser::sign_in(&site, &cx, WHO[0]).await, Browser::sign_in(&site, &cx, WHO[1]).await];
    server.kill();

    let done = AtomicUsize::new(0);
    let working = async {
        for (index, draft) in all.iter().enumerate() {
            for browser in &browsers {
                let answer = browser.press(&site, draft, "approve").await;
                assert_eq!(answer, StatusCode::SEE_OTHER, "an approval of draft {index}");
                // What was answered is there, whatever happens to the server.
                let kept = store::draft_approvals::of_draft(&cx.store, draft.id).await.expect("reads");
                assert!(kept.iter().all(|one| one.digest == draft.digest && !one.is_withdrawn()));
                done.fetch_add(1, Ordering::SeqCst);
            }
            if index % 2 == 0 {
                // Two press at once; whoever is second hears that it is out.
                let (first, second) = tokio::join!(
                    browsers[0].press(&site, draft, "publish_now"),
                    browsers[1].press(&site, draft, "publish_now")
                );
                assert_eq!((first, second), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER), "{index}");
            } else {
                let soon = cx.now().plus(300);
                draft_publishing::schedule(&cx, Some(&one), draft.id, &draft.digest, soon)
                    .await
                    .expect("planned");
            }
            done.fetch_add(1, Ordering::SeqCst);
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let progress = || done.load(Ordering::SeqCst) as f64 / (3 * number) as f64;
    let (server, ()) = tokio::join!(kill_often(&site, kills, &mut chance, progress), working);
    wait_for(Duration::from_mins(3), "everything is out and delivered", async || {
        let open = lists::drafts(&cx, None).await.expect("a list");
        open.iter().all(|draft| draft.state == DraftState::Published)
            && store::deliveries::count_pending(&cx.store).await.expect("counts") == 0
    })
    .await;
    check(&cx, &all, &followers).await;
    let (status, _) = server.terminate(Duration::from_secs(12)).await;
    assert!(status.success());
}

async fn check(cx: &Cx, all: &[DraftRecord], followers: &Followers) {
    let log = audit::list(&cx.store, 100_000).await.expect("a log");
    let mut posts = BTreeSet::new();
    for draft in all {
        let shown = drafts::show(cx, draft.id).await.expect("there");
        let counted = shown.approvals.iter().filter(|one| one.given.fault().is_none()).count();
        assert_eq!((counted, shown.approvals.len()), (2, 2), "an approval is lost or doubled");
        for who in WHO {
            assert!(shown.approvals.iter().any(|one| one.name == who && one.digest == draft.digest));
        }
        let mark = format!("{} {}", draft.id, draft.digest);
        let times = log.iter().filter(|l| l.action == "draft.publish" && l.subject.starts_with(&mark));
        assert_eq!(times.count(), 1, "a draft is published once");
        posts.insert(shown.record.post.expect("something came of it").0);
    }
    let coalition = service::accounts::coalition(cx).await.expect("there is one");
    let said = statements::list(cx, &coalition, i64::MAX, 100_000).await.expect("a list");
    assert_eq!((said.len(), posts.len()), (all.len(), all.len()), "one post of each draft");
    let is = |purpose: Purpose| all.iter().filter(|draft| draft.proposal.purpose == purpose).count();
    let called: BTreeSet<_> =
        all.iter().filter_map(|d| d.proposal.event.as_ref()).map(|matter| matter.id).collect();
    for id in &called {
        let event = events::find(cx, antiphon::domain::ids::EventId(*id)).await.expect("it is there").event;
        assert!(event.note.is_some_and(|note| posts.contains(&note.0)), "no event without its post");
    }
    assert_eq!(called.len(), is(Purpose::Event));
    assert_eq!(calls::own(cx).await.expect("a list").len().min(100), is(Purpose::Call).min(100));
    for receiver in &followers.receivers {
        let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for delivery in receiver.taken().into_iter().filter(|delivery| delivery.kind == "Create") {
            ids.entry(delivery.object).or_default().insert(delivery.id);
        }
        assert_eq!(ids.len(), all.len(), "{}", receiver.name);
        assert!(ids.values().all(|ids| ids.len() == 1), "something was told under two ids: {ids:?}");
    }
    assert_eq!(store::upkeep::check(&cx.store).await.expect("checks"), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn approvals_and_publications_of_drafts_survive_sigkill_on_sqlite() {
    let (number, kills) = if long() { (400, 80) } else { (12, 5) };
    Box::pin(drafts_under_kills(databases::sqlite(), number, kills, 20_261_128)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn approvals_and_publications_of_drafts_survive_sigkill_on_postgres() {
    let Some(database) = databases::postgres() else { return };
    let (number, kills) = if long() { (400, 80) } else { (9, 3) };
    Box::pin(drafts_under_kills(database, number, kills, 28)).await;
}
