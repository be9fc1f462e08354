//! The first page of the desk: every statement, and what became of it.

use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::event::EventState;
use crate::domain::post::Post;
use crate::service::statements::Outcome;
use crate::service::{accounts, quorum, statements};

use crate::web::frame;
use crate::web::older;
use crate::web::pages::{Part, listed, statement_path};
use crate::web::problem::Problem;
use crate::web::views::desk::delivery::DeliveryCounts;
use crate::web::views::desk::home::{DeskHomePage, DeskStatement, StatementState};
use crate::web::views::language::Language;
use crate::web::views::paths;
use crate::words::Words;

use super::edit::correct_path;
use super::entrance::AtDesk;
use super::{event_posts, notices, waiting};

/// What the last action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    /// A statement was published.
    Published,
    /// A statement was changed.
    Changed,
    /// A statement was corrected.
    Corrected,
    /// A statement was withdrawn.
    Withdrawn,
}

impl Done {
    /// Where to go after it.
    pub fn path(self) -> String {
        let word = match self {
            Self::Published => "published",
            Self::Changed => "changed",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
        };
        format!("{}?done={word}", paths::DESK)
    }

    /// What it did, with the servers it goes to.
    fn words(self, words: Words, servers: i64) -> String {
        let what = match self {
            Self::Published => "desk-done-published",
            Self::Changed => "desk-done-changed",
            Self::Corrected => "desk-done-corrected",
            Self::Withdrawn => "desk-done-withdrawn",
        };
        format!("{} {}", words.say(what), words.say_count("desk-on-its-way", servers))
    }
}

/// What is wanted of the first page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default, deserialize_with = "older::place")]
    before: Option<i64>,
    done: Option<Done>,
}

/// The first page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let coalition = accounts::coalition(&at.cx).await?;
    let part = Part { before: wanted.before };
    let (posts, pager) = listed(&at.cx, &coalition, part, paths::DESK).await?;
    let (servers, followers) = statements::reach(&at.cx, &coalition).await?;
    let mut list = Vec::with_capacity(posts.len());
    let needed = quorum::needed(&at.cx).await?;
    for post in &posts {
        list.push(listing(&at, &coalition, post, needed).await?);
    }
    frame::private(
        StatusCode::OK,
        &DeskHomePage {
            page: at.page(),
            desk: at.desk(),
            notice: wanted.done.map(|done| done.words(at.words(), servers)),
            notices: notices::unread(&at).await?,
            waiting: waiting::lines(&at.waiting, at.words()),
            begin: begin(&at, needed),
            follower_count: frame::count(followers),
            server_count: frame::count(servers),
            statements: list,
            pager,
        },
    )
}

/// Where they write: at once, or a draft where several must approve or they may write nothing else.
fn begin(at: &AtDesk, needed: u32) -> Option<(&'static str, &'static str)> {
    if needed < 2 && at.session.may_publish() {
        return Some((paths::NEW_STATEMENT, at.words().say("desk-write")));
    }
    at.session.may_campaign().then(|| (paths::NEW_DRAFT, at.words().say("draft-begin")))
}

async fn listing(
    desk: &AtDesk,
    coalition: &Account,
    post: &Post,
    needed: u32,
) -> Result<DeskStatement, Problem> {
    let (main, may_write) = (post.main_text(), desk.session.may_publish());
    let at = |what: &str| format!("{}/statements/{}/{what}", paths::DESK, post.id);
    let event = event_posts::of_post(desk, post.id).await?;
    let is_cancelled = event.as_ref().is_some_and(|(state, _)| *state == EventState::Cancelled);
    let event_changes = event.as_ref().and_then(|(_, changes)| changes.clone());
    let is_alone = event.is_none();
    let outcome = statements::outcome(&desk.cx, post.uri.as_str(), 0).await?;
    Ok(DeskStatement {
        title: main.title.clone().unwrap_or_default(),
        language: Language::of(main.language.as_deref().unwrap_or_default()),
        path: statement_path(coalition, post),
        state: match post.edited_at {
            Some(edited) => StatementState::Edited(frame::moment(edited)),
            None => StatementState::Published(frame::moment(post.published_at)),
        },
        edit_path: (may_write && is_alone).then(|| at("edit")),
        correct_path: correct_path(desk, needed, post.id, false).filter(|_| is_alone),
        withdraw_path: (may_write && (is_alone || is_cancelled)).then(|| at("withdraw")),
        event_changes,
        delivery_path: Some(at("delivery")),
        deliveries: Some(counts(&outcome)),
    })
}

/// The numbers of an outcome.
pub fn counts(outcome: &Outcome) -> DeliveryCounts {
    DeliveryCounts {
        delivered: frame::count(outcome.delivered),
        waiting: frame::count(outcome.waiting),
        refused: frame::count(outcome.refused),
    }
}
