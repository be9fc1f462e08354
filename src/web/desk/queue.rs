//! Queue health: what waits for which server, and what was set aside. For owners. Mails are in `queue_mail`.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use url::form_urlencoded;

use crate::domain::ids::RowId;
use crate::domain::time::Time;
use crate::service::queue::{self, Lane};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::views::desk::ask::AskPage;
use crate::web::views::desk::queue::{HeldBackLine, LaneLine, QueuePage, SetAside};
use crate::web::views::form::Hidden;
use crate::web::views::paths;

use super::entrance::AtDesk;
use super::queue_mail;

/// So many servers stand on the page.
const MOST_LANES: usize = 100;

/// What the last action did, and to how many.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<Done>,
    count: Option<u32>,
    /// Of what was set aside: only what stands below this number.
    #[serde(default, deserialize_with = "older::place")]
    aside: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Done {
    Retried,
    Dropped,
    Requeued,
    /// Mails are tried again.
    Mailed,
    /// A mail was dropped.
    Unmailed,
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_operate()?;
    let words = at.words();
    let count = wanted.count.unwrap_or_default();
    let notice = wanted.done.map(|done| match done {
        Done::Retried => words.say_count("queue-retried", count),
        Done::Dropped => words.say_count("queue-dropped", count),
        Done::Requeued => words.say("queue-requeued").to_owned(),
        Done::Mailed => words.say_count("queue-mails-retried", count),
        Done::Unmailed => words.say("queue-mail-dropped").to_owned(),
    });
    page(&at, notice, wanted.aside).await
}

/// The page, with what is to be said first, and where what was set aside goes on.
pub async fn page(at: &AtDesk, notice: Option<String>, below: Option<i64>) -> Result<Response, Problem> {
    let (depth, lanes) = (queue::depth(&at.cx).await?, queue::list(&at.cx, false).await?);
    let oldest = queue::oldest(&at.cx).await?;
    let since = |host: &str| oldest.iter().find(|(known, _)| known == host).map(|(_, at)| frame::moment(*at));
    let first = oldest.iter().map(|(_, at)| *at).min_by_key(|at| at.0);
    let aside = queue::quarantined(&at.cx, below.unwrap_or(i64::MAX), queue::A_PAGE).await?;
    let shown = lanes.len().min(MOST_LANES);
    frame::private(
        StatusCode::OK,
        &QueuePage {
            page: at.page(),
            desk: at.desk(),
            notice,
            deliveries: frame::count(depth.deliveries),
            inbox: frame::count(depth.inbox),
            oldest: first.map(frame::moment),
            lanes: lanes[..shown].iter().map(|lane| line(lane, since(&lane.host))).collect(),
            more_lanes: u64::try_from(lanes.len() - shown).unwrap_or(0),
            held_back: queue::held_back(&at.cx)
                .into_iter()
                .take(MOST_LANES)
                .map(|one| HeldBackLine { host: one.host, count: one.count, last: frame::moment(one.last) })
                .collect(),
            aside: frame::count(queue::count_quarantined(&at.cx).await?),
            pager: older::pager(paths::QUEUE, ("aside", below), aside.next, &[], "aside"),
            set_aside: aside
                .rows
                .into_iter()
                .map(|one| SetAside {
                    id: one.id.to_string(),
                    kind: one.kind,
                    actor: one.actor_uri,
                    reason: one.reason.unwrap_or_default(),
                    received: frame::moment(Time(one.received_at)),
                })
                .collect(),
            mails: queue_mail::mails(at).await?,
        },
    )
}

fn line(lane: &Lane, oldest: Option<crate::web::views::page::Moment>) -> LaneLine {
    let moment = |at: Option<i64>| at.map(|at| frame::moment(Time(at)));
    LaneLine {
        host: lane.host.clone(),
        waiting: frame::count(lane.waiting),
        failures: frame::count(lane.failures),
        oldest,
        next_try: moment(lane.due_at.filter(|_| lane.waiting > 0)),
        last_success: moment(lane.last_success_at),
        error: lane.last_error.clone().filter(|_| lane.failures > 0).unwrap_or_default(),
        drop_path: format!("{}/drop?{}", paths::QUEUE, host_query(&lane.host)),
    }
}

fn host_query(host: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("host", host).finish()
}

/// Which server is meant.
#[derive(Debug, Deserialize)]
pub struct Which {
    host: String,
}

/// Asks whether to drop what waits for a server.
pub async fn ask(at: AtDesk, Query(which): Query<Which>) -> Result<Response, Problem> {
    at.must_operate()?;
    let words = at.words();
    let lanes = queue::list(&at.cx, false).await?;
    let lane = lanes.into_iter().find(|lane| lane.host == which.host && lane.waiting > 0);
    let Some(lane) = lane else {
        return page(&at, Some(words.say_name("queue-nothing", &which.host)), None).await;
    };
    frame::private(
        StatusCode::OK,
        &AskPage {
            page: at.page(),
            desk: at.desk(),
            title: words.say("queue-drop-title").to_owned(),
            about: lane.host.clone(),
            consequences: vec![
                words.say_count("queue-drop-count", lane.waiting),
                words.say("queue-drop-why").to_owned(),
            ],
            action: format!("{}/drop", paths::QUEUE),
            carried: vec![Hidden { name: "host".to_owned(), value: lane.host }],
            button: words.say("queue-drop-go").to_owned(),
            is_danger: true,
            back: paths::QUEUE.to_owned(),
            back_words: words.say("queue-keep").to_owned(),
        },
    )
}

/// Drops it.
pub async fn drop(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_operate()?;
    if sent.get("do").map(String::as_str) != Some("go") {
        return Err(Problem::new(StatusCode::BAD_REQUEST));
    }
    let host = sent.get("host").map(String::as_str).unwrap_or_default();
    let rows = queue::drop_host_by(&at.cx, Some(at.session.member.id), host).await?;
    Ok(frame::go_to(&format!("{}?done=dropped&count={rows}", paths::QUEUE)))
}

/// Tries a server again, or something that was set aside.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_operate()?;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let by = Some(at.session.member.id);
    match value("do") {
        "retry" => {
            let rows = queue::retry_by(&at.cx, by, value("host")).await?;
            Ok(frame::go_to(&format!("{}?done=retried&count={rows}", paths::QUEUE)))
        }
        "requeue" => {
            let id: RowId = value("id").parse().map_err(|_| Problem::not_found())?;
            queue::retry_quarantined_by(&at.cx, by, id).await?;
            Ok(frame::go_to(&format!("{}?done=requeued", paths::QUEUE)))
        }
        _ => Err(Problem::new(StatusCode::BAD_REQUEST)),
    }
}
