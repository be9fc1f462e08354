//! Campaigns at the desk: the list, and the page of one with what was said in it and what became of it.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::campaign::Campaign;
use crate::domain::campaign_state::CampaignState;
use crate::domain::cursor::Stretch;
use crate::domain::ids::PostId;
use crate::domain::pledge;
use crate::domain::post::Post;
use crate::service::{accounts, campaign_voice, campaigns, pledge_polls, quorum, statements};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::older;
use crate::web::pages::statement_path;
use crate::web::problem::Problem;
use crate::web::views::desk::campaigns::{CampaignLine, CampaignsPage, DeskCampaignPage, SaidLine};
use crate::web::views::language::Language;
use crate::web::views::page::Pager;
use crate::web::views::paths;

use super::edit::correct_path;
use super::entrance::AtDesk;
use super::event_posts;
use super::home::counts;

/// So many statements stand on the page of a campaign.
const MOST_SAID: i64 = 50;

/// What the last action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    /// It was saved.
    Saved,
    /// It took a step.
    Step,
    /// A statement was published in it.
    Published,
    /// Another statement stands at its head.
    Pinned,
    /// Its poll was asked.
    Asked,
}

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<Done>,
    /// Only what was said before the post with this id.
    #[serde(default, deserialize_with = "older::place")]
    before: Option<i64>,
}

/// The page of a campaign at the desk.
pub fn path_of(handle: &str) -> String {
    // A handle is made of letters that need no escaping in a path.
    format!("{}/{handle}", paths::CAMPAIGNS)
}

async fn line(at: &AtDesk, campaign: &Campaign) -> Result<CampaignLine, Problem> {
    let followers = match campaign.account {
        Some(account) => {
            let actor = accounts::find(&at.cx, account).await?;
            Some(frame::count(accounts::numbers(&at.cx, &actor).await?.followers))
        }
        None => None,
    };
    Ok(CampaignLine {
        path: path_of(&campaign.handle),
        name: campaign.plan.name.clone(),
        language: Language::of(&campaign.plan.language),
        handle: format!("@{}", campaign.handle),
        state: at.words().campaign_state(campaign.state).to_owned(),
        has_ended: campaign.has_ended(at.cx.now()),
        followers,
        changed: frame::moment(campaign.changed_at),
    })
}

/// Where the list begins.
#[derive(Debug, Default, Deserialize)]
pub struct Beginning {
    /// Only campaigns below this number.
    #[serde(default, deserialize_with = "older::place")]
    before: Option<i64>,
}

/// A page of the campaigns.
pub async fn show(at: AtDesk, Query(Beginning { before }): Query<Beginning>) -> Result<Response, Problem> {
    at.must_campaign()?;
    let Stretch { rows, next } =
        campaigns::page(&at.cx, before.unwrap_or(i64::MAX), campaigns::A_PAGE).await?;
    let mut lines = Vec::with_capacity(rows.len());
    for campaign in rows {
        lines.push(line(&at, &campaign).await?);
    }
    let pager = older::pager(paths::CAMPAIGNS, ("before", before), next, &[], "campaigns");
    frame::private(
        StatusCode::OK,
        &CampaignsPage { page: at.page(), desk: at.desk(), campaigns: lines, pager },
    )
}

/// One campaign.
pub async fn one(
    at: AtDesk,
    Path(handle): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    at.must_campaign()?;
    let campaign = campaigns::find(&at.cx, &handle).await?;
    let words = at.words();
    let actor = match campaign.account {
        Some(account) => Some(accounts::find(&at.cx, account).await?),
        None => None,
    };
    let (servers, (said, pager), past) = match &actor {
        Some(actor) => {
            let (servers, _) = statements::reach(&at.cx, actor).await?;
            let shown = campaigns::show(&at.cx, &handle).await?;
            let said = said(&at, &campaign, (actor, shown.key_statement), wanted.before).await?;
            (servers, said, shown.steps)
        }
        None => (0, (Vec::new(), Pager { newer: None, older: None }), Vec::new()),
    };
    let step = |to: CampaignState| {
        let path = format!("{}/step?to={to}", path_of(&handle));
        (super::steps::name(words, campaign.state, to).to_owned(), path)
    };
    let write = |voice: &str| format!("{}/statements/new?as={voice}", path_of(&handle));
    let may_speak = actor.is_some() && campaign.state != CampaignState::Closed;
    let reached = campaign.plan.milestones.iter().filter(|one| one.reached).count();
    let poll = pledge_polls::standing(&at.cx, &campaign).await?;
    let gathers = pledge::is_open(campaign.state, campaign.plan.ends, at.cx.now()).is_ok();
    let view = DeskCampaignPage {
        page: at.page(),
        desk: at.desk(),
        notice: wanted.done.map(|done| {
            let said = match done {
                Done::Saved => words.say("plan-done-saved"),
                Done::Step => words.say("plan-done-step"),
                Done::Published => words.say("plan-done-published"),
                Done::Pinned => words.say("plan-done-pinned"),
                Done::Asked => words.say("poll-desk-asked"),
            };
            said.to_owned()
        }),
        line: line(&at, &campaign).await?,
        goal: campaign.plan.goal.clone(),
        public_path: actor.as_ref().map(frame::path_of),
        servers: frame::count(servers),
        milestones: (reached, campaign.plan.milestones.len()),
        steps: campaign.state.next().iter().map(|to| step(*to)).collect(),
        discard: super::discard::path_for(&handle, campaign.state),
        may_ask: gathers && poll.as_ref().is_none_or(|poll| !poll.is_open),
        poll: actor
            .as_ref()
            .zip(poll)
            .map(|(actor, poll)| (statement_path(actor, &poll.post), poll.named + poll.hidden, poll.is_open)),
        past: past
            .into_iter()
            .map(|(state, since)| (words.campaign_state(state).to_owned(), frame::moment(since)))
            .collect(),
        write: (
            (may_speak && at.session.may_publish()).then(|| write("coalition")),
            may_speak.then(|| write("campaign")),
        ),
        said,
        pager,
    };
    frame::private(StatusCode::OK, &view)
}

async fn said(
    at: &AtDesk,
    campaign: &Campaign,
    (actor, key): (&Account, Option<PostId>),
    before: Option<i64>,
) -> Result<(Vec<SaidLine>, Pager), Problem> {
    let coalition = accounts::coalition(&at.cx).await?;
    let needed = quorum::needed(&at.cx).await?;
    let mut lines = Vec::new();
    let below = before.unwrap_or(i64::MAX);
    // One more than a page has, so that it is known whether there is another page.
    let mut found = campaigns::statements(&at.cx, campaign.id, below, MOST_SAID + 1).await?;
    let most = usize::try_from(MOST_SAID).unwrap_or(usize::MAX);
    let has_more = found.len() > most;
    found.truncate(most);
    let path = path_of(&campaign.handle);
    let older = found.last().filter(|_| has_more).map(|post| format!("{path}?before={}", post.id));
    for post in found {
        let by_campaign = post.account == actor.id;
        let author = if by_campaign { actor } else { &coalition };
        let may_change = by_campaign || at.session.may_publish();
        let correct = correct_path(at, needed, post.id, by_campaign);
        let event = event_posts::of_post(at, post.id).await?;
        let line = said_line(&at.cx, author, &post, (by_campaign, may_change, key)).await?;
        lines.push(match event {
            // What is said of an event changes with it.
            Some((_, event_changes)) => SaidLine { changes: None, event_changes, ..line },
            None => SaidLine { correct, ..line },
        });
    }
    Ok((lines, Pager { newer: before.map(|_| path), older }))
}

async fn said_line(
    cx: &Cx,
    author: &Account,
    post: &Post,
    (by_campaign, may_change, key): (bool, bool, Option<PostId>),
) -> Result<SaidLine, Problem> {
    let main = post.main_text();
    let at = |what: &str| format!("{}/statements/{}/{what}", paths::DESK, post.id);
    Ok(SaidLine {
        id: post.id.to_string(),
        title: main.title.clone().unwrap_or_default(),
        language: Language::of(main.language.as_deref().unwrap_or_default()),
        path: statement_path(author, post),
        by_campaign,
        at: frame::moment(post.published_at),
        is_key: key == Some(post.id),
        deliveries: counts(&statements::outcome(cx, post.uri.as_str(), 0).await?),
        delivery_path: at("delivery"),
        correct: None,
        event_changes: None,
        changes: may_change.then(|| (at("edit"), at("withdraw"))),
    })
}

/// Puts a statement at the head of a campaign, or asks its poll.
pub async fn send(
    at: AtDesk,
    Path(handle): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_campaign()?;
    let done = match sent.get("do").map(String::as_str) {
        Some("pin") => pin(&at, &handle, &sent).await?,
        Some("poll") => {
            pledge_polls::ask(&at.cx, Some(at.session.member.id), &handle).await?;
            "asked"
        }
        _ => return Err(Problem::new(StatusCode::BAD_REQUEST)),
    };
    at.shelf.clear();
    Ok(frame::go_to(&format!("{}?done={done}", path_of(&handle))))
}

async fn pin(at: &AtDesk, handle: &str, sent: &Sent) -> Result<&'static str, Problem> {
    let id = sent.get("statement").map(String::as_str).unwrap_or_default();
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    campaign_voice::pin(&at.cx, Some(at.session.member.id), handle, id).await?;
    Ok("pinned")
}
