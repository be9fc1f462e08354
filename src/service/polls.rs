//! Polls: voting in them here and elsewhere, telling how they stand, ending them. How they are asked is in `posts`.

use std::collections::HashMap;

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, PostId};
use crate::domain::poll::{self, Revised, Voter};
use crate::domain::post::{IncomingPost, Post};
use crate::domain::relocation;
use crate::domain::time::Time;
use crate::domain::uri::Uri;
use crate::domain::visibility;
use crate::store::{self, Tx, accounts, polls, posts};
use crate::wire::vote::{self, VoteOut};

use super::outbox::{self, Telling, To};
pub use super::pledge_votes::Ballot;
use super::posts::Signers;
use super::{Error, Result, pledge_polls, pledge_votes, surface};

/// So many polls are looked at in one go.
const AT_ONCE: i64 = 100;

/// A post that asks something, and what the one who looks has chosen.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The post, with its poll.
    pub post: Post,
    /// Places of the options that were chosen, from 0.
    pub chosen: Vec<usize>,
}

/// The poll of this post, for somebody who may see it.
pub async fn show(app: &App, viewer: Option<&Account>, id: PostId) -> Result<Shown> {
    let mut post = super::posts::visible(app, id, viewer).await?;
    if post.details.poll.is_none() {
        return Err(Error::NotFound);
    }
    if let Some(chosen) = pledge_votes::show(app, viewer, &mut post).await? {
        return Ok(Shown { post, chosen });
    }
    let chosen = match viewer {
        Some(viewer) => polls::chosen(&app.store, id, viewer.id).await?,
        None => Vec::new(),
    };
    Ok(Shown { post, chosen })
}

/// What a reader is shown of a poll beside its post.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What they have chosen.
    pub chosen: Vec<usize>,
    /// Newer counts than those that stand with the post.
    pub counts: Option<[u64; 2]>,
}

/// What this reader is shown of these polls, by id of the post.
pub async fn readings(app: &App, viewer: Option<AccountId>, ids: &[i64]) -> Result<HashMap<i64, Reading>> {
    let mut readings: HashMap<i64, Reading> = HashMap::new();
    if let Some(viewer) = viewer {
        for (post, chosen) in polls::chosen_in(&app.store, viewer, ids).await? {
            readings.insert(post, Reading { chosen, counts: None });
        }
    }
    for (post, (counts, chosen)) in pledge_votes::shown_in(app, viewer, ids).await? {
        readings.insert(post, Reading { chosen, counts: Some(counts) });
    }
    Ok(readings)
}

/// A member votes: the whole ballot at once, or nothing of it.
pub async fn vote(cx: &Cx, by: &Account, id: PostId, choices: &[usize]) -> Result<Shown> {
    relocation::may_act(by).map_err(Error::refused)?;
    let seen = show(cx, Some(by), id).await?.post;
    if let Some(row) = pledge_polls::of_post(&cx.store, &seen).await? {
        return pledge_votes::vote(cx, by, &row, seen, choices).await;
    }
    let author = accounts::find(&cx.store, seen.account).await?.ok_or(Error::NotFound)?;
    let signers = Signers::of(cx, by).await?;
    let now = cx.now();
    let mut tx = cx.store.begin().await?;
    if !author.is_local() {
        polls::know(&mut tx, id, seen.details.poll.as_ref().and_then(|p| p.ends_at).map(Time)).await?;
    }
    let mut post = locked(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let poll = post.details.poll.as_mut().ok_or(Error::NotFound)?;
    let earlier = polls::chosen(&mut tx, id, by.id).await?;
    let voter = Voter { is_author: by.id == author.id, earlier: &earlier };
    let chosen = poll::ballot(poll, voter, choices, now).map_err(Error::quoted)?;
    for choice in &chosen {
        polls::vote(&mut tx, id, by.id, *choice, now).await?;
    }
    poll::count_in(poll, &earlier, &chosen);
    polls::write_counts(&mut tx, id, &post.details).await?;
    if author.is_local() {
        polls::plan_tally(&mut tx, id, now).await?;
    } else {
        for choice in &chosen {
            tell_vote(cx, &mut tx, &signers, by, &author, &post, *choice).await?;
        }
    }
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(Shown { post, chosen })
}

/// The author of a question elsewhere, and nobody else, is told one choice.
async fn tell_vote(
    cx: &Cx,
    tx: &mut Tx,
    signers: &Signers,
    by: &Account,
    author: &Account,
    post: &Post,
    choice: usize,
) -> Result<()> {
    let Some(option) = post.details.poll.as_ref().and_then(|poll| poll.options.get(choice)) else {
        return Ok(());
    };
    let id = cx.activity_id();
    let uri = outbox::activity_uri(cx, id);
    let vote_uri = format!("{}#votes/{}", by.uri, cx.row_id());
    let body = vote::create(&VoteOut {
        activity: &uri,
        id: &vote_uri,
        voter: by.uri.as_str(),
        author: author.uri.as_str(),
        question: post.uri.as_str(),
        option: &option.name,
    });
    let telling = Telling {
        id,
        uri: uri.clone(),
        actor: by.id,
        // Not kept for good, as what is published is: it is thrown away with the likes and follows.
        kind: "Vote",
        object_uri: &vote_uri,
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Alone(Box::new(author.clone()))],
    };
    outbox::tell(cx, tx, &signers.requests, telling).await
}

/// What became of a vote from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// It counts.
    Counted,
    /// It does not; why.
    Ignored(&'static str),
    /// It was for a campaign. Whether it counts or not, nothing may say who voted.
    Secret,
}

/// Somebody elsewhere votes in a poll of ours. It leaves no trace but the sum.
pub async fn received(app: &App, tx: &mut Tx, by: &Account, incoming: &IncomingPost) -> Result<Received> {
    let Some(question) = &incoming.in_reply_to else { return Ok(Received::Ignored("it is no vote")) };
    let Some(seen) = posts::find_by_uri(&mut *tx, question.as_str()).await? else {
        return Ok(Received::Ignored("it is a vote, and there is no such poll here"));
    };
    let Some(author) = accounts::find(&mut *tx, seen.account).await?.filter(Account::is_local) else {
        return Ok(Received::Ignored("votes in other servers' polls are theirs to count"));
    };
    if let Some(row) = pledge_polls::of_post(&mut *tx, &seen).await? {
        pledge_votes::received(app, tx, (&row, &author, &seen), &[(by, incoming)]).await?;
        return Ok(Received::Secret);
    }
    Ok(match count(app, tx, by, (&author, &seen), incoming).await? {
        None => Received::Counted,
        Some(why) => Received::Ignored(why),
    })
}

/// Many vote in one poll. Where it is the poll of a campaign they are counted together, and the answer is yes, whether they
/// count or not; else nothing is done: in any other poll each is counted alone.
pub async fn received_together(
    app: &App,
    tx: &mut Tx,
    question: &Uri,
    ballots: &[Ballot<'_>],
) -> Result<bool> {
    let Some(seen) = posts::find_by_uri(&mut *tx, question.as_str()).await? else { return Ok(false) };
    let Some(row) = pledge_polls::of_post(&mut *tx, &seen).await? else { return Ok(false) };
    let Some(author) = accounts::find(&mut *tx, seen.account).await?.filter(Account::is_local) else {
        return Ok(false);
    };
    pledge_votes::received(app, tx, (&row, &author, &seen), ballots).await?;
    Ok(true)
}

/// `None` when the vote counts, else why it does not.
async fn count(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    (author, seen): (&Account, &Post),
    incoming: &IncomingPost,
) -> Result<Option<&'static str>> {
    let Some(name) = &incoming.vote else { return Ok(Some("it is no vote")) };
    if !incoming.to.iter().chain(&incoming.cc).any(|to| to == author.uri.as_str()) {
        return Ok(Some("a vote is addressed to the author of the poll"));
    }
    let relation = posts::relation(&mut *tx, seen, by.id).await?;
    if !visibility::may_see(seen.visibility, relation) {
        return Ok(Some("they may not see the poll"));
    }
    let Some(mut post) = locked(tx, seen.id).await? else {
        return Ok(Some("there is no poll in this post"));
    };
    let Some(poll) = &mut post.details.poll else {
        return Ok(Some("there is no poll in this post"));
    };
    let now = app.now();
    let earlier = polls::chosen(&mut *tx, post.id, by.id).await?;
    let voter = Voter { is_author: by.id == author.id, earlier: &earlier };
    let choice = match poll::vote(poll, voter, name, now) {
        Ok(choice) => choice,
        // Sent twice it is the same vote.
        Err(poll::Refusal::Twice) => return Ok(Some("they have voted before")),
        Err(_) => return Ok(Some("the poll has ended, or has no such option")),
    };
    polls::vote(tx, post.id, by.id, choice, now).await?;
    poll::count_in(poll, &earlier, &[choice]);
    polls::write_counts(tx, post.id, &post.details).await?;
    polls::plan_tally(tx, post.id, now).await?;
    Ok(None)
}

/// The post as it is now, while nobody else votes in it or changes its poll; `None` when it asks nothing.
async fn locked(tx: &mut Tx, id: PostId) -> Result<Option<Post>> {
    if !polls::lock(tx, id).await? {
        return Ok(None);
    }
    Ok(posts::find(&mut *tx, id).await?)
}

/// Counts the votes anew, which votes themselves do not: each adds to the sums. What is counted is what is kept here,
/// never what anybody says (A117).
async fn recount(tx: &mut Tx, post: &mut Post) -> Result<()> {
    if pledge_votes::recount(tx, post).await? {
        return Ok(());
    }
    let (counts, voters) = polls::count(tx, post.id).await?;
    if let Some(poll) = &mut post.details.poll {
        poll::tally(poll, &counts, voters);
        polls::write_counts(tx, post.id, &post.details).await?;
    }
    Ok(())
}

/// Begins the edit of a post of ours: from here to the end of the transaction nobody votes in it.
pub(super) async fn begin_edit(tx: &mut Tx, id: PostId, revised: &Revised) -> Result<()> {
    polls::lock(tx, id).await?;
    if revised.poll.is_none() {
        polls::remove(tx, id).await?;
    } else if revised.resets {
        polls::reset(tx, id).await?;
    }
    Ok(())
}

/// A post of ours was written or edited: its poll is kept in mind until its end, and its votes are counted, since
/// some may have come while it was edited.
pub(super) async fn keep(tx: &mut Tx, post: &mut Post) -> Result<()> {
    let Some(poll) = &post.details.poll else { return Ok(()) };
    // What has ended was told once.
    let (ends_at, is_closed) = (poll.ends_at, poll.closed_at.is_some());
    polls::save(tx, post.id, ends_at.filter(|_| !is_closed).map(Time)).await?;
    if is_closed { Ok(()) } else { recount(tx, post).await }
}

/// A post of somebody else that is about to change: with a poll, it is read again while nobody here votes in it.
pub(super) async fn hold(tx: &mut Tx, post: Post) -> Result<Post> {
    if post.details.poll.is_none() {
        return Ok(post);
    }
    let id = post.id;
    Ok(locked(tx, id).await?.unwrap_or(post))
}

/// Somebody else's poll has changed: what was voted here counts only for the same question.
pub(super) async fn changed_elsewhere(tx: &mut Tx, before: &Post, after: &Post) -> Result<()> {
    let (Some(old), new) = (&before.details.poll, &after.details.poll) else { return Ok(()) };
    match new {
        Some(new) => {
            if !poll::asks_the_same(old, new) {
                polls::reset(tx, after.id).await?;
            }
            if old.ends_at != new.ends_at {
                polls::move_end(tx, after.id, new.ends_at.map(Time)).await?;
            }
        }
        None => polls::remove(tx, after.id).await?,
    }
    Ok(())
}

/// Tells the counts of polls where votes came in, and ends those whose time has come. One that cannot be done holds up
/// no other; it is tried again the next time.
pub async fn do_what_is_due(app: &App) -> Result<()> {
    let mut outcome = Ok(());
    for id in polls::due(&app.store, app.now(), AT_ONCE).await? {
        if let Err(e) = settle(app, id).await {
            outcome = Err(e);
        }
    }
    outcome
}

async fn settle(app: &App, id: PostId) -> Result<()> {
    if let Some(row) = store::pledge_polls::of_post(&app.store, id).await? {
        return pledge_polls::settle(app, &row).await;
    }
    // It may have been deleted a moment ago.
    let Some(seen) = posts::find(&app.store, id).await? else { return Ok(()) };
    let Some(author) = accounts::find(&app.store, seen.account).await? else { return Ok(()) };
    let signers = if author.is_local() { Some(Signers::of(app, &author).await?) } else { None };
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let Some(mut post) = locked(&mut tx, seen.id).await? else { return Ok(()) };
    // The mark that it is done, and what is told of it, are one transaction: nobody is told twice, or never.
    let has_ended = polls::claim_end(&mut tx, post.id, now).await?;
    if !has_ended && !polls::claim_tally(&mut tx, post.id, now).await? {
        return Ok(());
    }
    if has_ended {
        let mut told = polls::local_voters(&mut tx, post.id).await?;
        if author.is_local() {
            told.push(author.id);
        }
        surface::poll_ended(app, &mut tx, &post, &told).await?;
    }
    if let Some(signers) = &signers {
        if let Some(poll) = post.details.poll.as_mut().filter(|_| has_ended) {
            poll.closed_at = Some(poll.ends_at.unwrap_or(now.0));
        }
        recount(&mut tx, &mut post).await?;
        outbox::tell_refreshed(app, &mut tx, signers, &author, &post).await?;
    }
    tx.commit().await?;
    app.wake.lanes.notify_one();
    Ok(())
}
