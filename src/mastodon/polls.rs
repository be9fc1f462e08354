//! Polls: what they look like to a reader, one by itself, and voting.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;
use serde::Serialize;

use crate::app::{App, Cx};
use crate::domain::ids::{AccountId, PostId};
use crate::domain::poll::{self, NewPoll, Wish};
use crate::domain::post::{PollOption, Post};
use crate::domain::time::Time;
use crate::http::Context;
use crate::service::polls::{self, Reading, Shown};
use crate::service::{self};

use super::auth::{Member, Visitor};
use super::entities::{Emoji, stamp};
use super::error::{self, Answer, Problem};
use super::params::Params;
use super::status_parts;
use super::table::{Needs, Table};

/// The routes about polls. A poll has the id of its status.
pub fn routes(table: Table) -> Table {
    table.get("/api/v1/polls/{id}", Needs::Visitor("read:statuses"), show).post(
        "/api/v1/polls/{id}/votes",
        Needs::Member("write:statuses"),
        vote,
    )
}

#[derive(Serialize)]
struct Choice<'a> {
    title: &'a str,
    votes_count: Option<u64>,
}

#[derive(Serialize)]
struct Poll<'a> {
    id: String,
    expires_at: Option<String>,
    expired: bool,
    multiple: bool,
    votes_count: u64,
    voters_count: Option<u64>,
    options: Vec<Choice<'a>>,
    emojis: Vec<Emoji>,
    voted: bool,
    own_votes: &'a [usize],
}

/// The poll of a post as this reader sees it; `None` for a post that asks nothing.
fn entity(app: &App, viewer: Option<AccountId>, post: &Post, reading: &Reading) -> Option<String> {
    let poll = post.details.poll.as_ref()?;
    let (chosen, counts) = (reading.chosen.as_slice(), reading.counts.as_ref());
    let votes =
        |at: usize, option: &PollOption| counts.and_then(|c| c.get(at)).copied().unwrap_or(option.votes);
    let options = || poll.options.iter().enumerate();
    let now = app.now();
    let shows_totals = poll::shows_totals(poll, now);
    let is_named = |e: &&crate::domain::post::Emoji| {
        let name = format!(":{}:", e.shortcode);
        poll.options.iter().any(|option| option.name.contains(&name))
    };
    let entity = Poll {
        id: post.id.to_string(),
        expires_at: poll.ends_at.map(|at| stamp(Time(at))),
        expired: poll::is_over(poll, now),
        multiple: poll.multiple,
        votes_count: options().fold(0, |sum: u64, (at, option)| sum.saturating_add(votes(at, option))),
        voters_count: counts.map_or(poll.voters, |counts| Some(counts.iter().sum())),
        options: options()
            .map(|(at, option)| Choice {
                title: &option.name,
                votes_count: shows_totals.then_some(votes(at, option)),
            })
            .collect(),
        emojis: post.details.emoji.iter().filter(is_named).map(|e| status_parts::emoji(app, e)).collect(),
        // Nobody votes in their own poll: clients then show the result and no form.
        voted: !chosen.is_empty() || viewer == Some(post.account),
        own_votes: chosen,
    };
    Some(serde_json::to_string(&entity).expect("plain data always has a JSON form"))
}

/// The polls of these posts as this reader sees them, by id of the post.
pub async fn entities(
    cx: &Cx,
    viewer: Option<AccountId>,
    posts: impl Iterator<Item = &Post>,
) -> service::Result<HashMap<i64, String>> {
    let asking: Vec<&Post> = posts.filter(|post| post.details.poll.is_some()).collect();
    let ids: Vec<i64> = asking.iter().map(|post| post.id.0).collect();
    let readings = if ids.is_empty() { HashMap::new() } else { polls::readings(cx, viewer, &ids).await? };
    let unread = Reading::default();
    let rendered = asking.into_iter().filter_map(|post| {
        let reading = readings.get(&post.id.0).unwrap_or(&unread);
        Some((post.id.0, entity(cx, viewer, post, reading)?))
    });
    Ok(rendered.collect())
}

/// What a client that writes or edits a status wants its poll to be. Who edits sends the poll with everything else.
pub fn wish(params: &Params) -> Result<Wish, Problem> {
    if !params.has("poll") {
        return Ok(Wish::Without);
    }
    let lasts = params.get("poll[expires_in]").unwrap_or_default().trim();
    let lasts = lasts.parse().map_err(|_| {
        Problem::refused(
            "Validation failed: poll[expires_in] has to say for how many seconds the poll is open",
        )
    })?;
    Ok(Wish::Ask(NewPoll {
        options: params.all("poll[options]").map(str::to_owned).collect(),
        lasts,
        multiple: params.flag("poll[multiple]").unwrap_or(false),
        hides_totals: params.flag("poll[hide_totals]").unwrap_or(false),
    }))
}

fn id_of(text: &str) -> Result<PostId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

fn answer(cx: &Cx, viewer: Option<AccountId>, shown: &Shown) -> Answer {
    let reading = Reading { chosen: shown.chosen.clone(), counts: None };
    let entity = entity(cx, viewer, &shown.post, &reading).ok_or_else(Problem::not_found)?;
    Ok(error::json(entity))
}

/// A poll, for those who may see its status.
pub async fn show(Context(cx): Context, Path(id): Path<String>, Visitor(reader): Visitor) -> Answer {
    let account = match &reader {
        Some(reader) => Some(reader.account(&cx).await?),
        None => None,
    };
    let shown = polls::show(&cx, account.as_ref(), id_of(&id)?).await?;
    answer(&cx, reader.map(|r| r.account), &shown)
}

/// Votes; the answer is the poll with the vote counted.
pub async fn vote(
    Context(cx): Context,
    Path(id): Path<String>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let id = id_of(&id)?;
    let choices: Result<Vec<usize>, _> = params.all("choices").map(|c| c.trim().parse()).collect();
    let choices = choices.map_err(|_| Problem::refused(poll::Refusal::NoSuchOption.to_string()))?;
    let account = reader.account(&cx).await?;
    let shown = polls::vote(&cx, &account, id, &choices).await?;
    answer(&cx, Some(account.id), &shown)
}
