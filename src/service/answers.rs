//! What the coalition says and does about posts of others: answering one, as words or as a draft, and what it has passed on.

use std::collections::HashMap;

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::cursor::Stretch;
use crate::domain::draft::Proposal;
use crate::domain::ids::{MemberId, PostId};
use crate::domain::post::Post;
use crate::domain::statement::Draft;
use crate::domain::time::Time;
use crate::store::{posts as kept, reactions};

use super::posts::{self, Asked, NewPost};
use super::quorum::Leave;
use super::{Error, Result, accounts, statements};

/// The post at this address, if everybody may see it: only such are answered and passed on in public.
pub async fn open_post(cx: &Cx, address: &str) -> Result<Post> {
    let post = posts::look_up(cx, address).await?;
    if post.visibility.is_open() { Ok(post) } else { Err(Error::says("refusal-draft-answer-closed")) }
}

/// The coalition answers a post in public.
pub async fn publish(
    cx: &Cx,
    member: Option<MemberId>,
    words: Draft,
    to: &Post,
    leave: Leave<'_>,
) -> Result<Post> {
    let coalition = accounts::coalition(cx).await?;
    let new = NewPost { in_reply_to: Some(to.id), ..statements::checked(words)? };
    let asked = Asked { leave, ..Asked::default() };
    posts::write_once(cx, member, &coalition, new, asked).await
}

/// The same words as the beginning of a draft.
pub fn proposal(words: Draft, to: &Post) -> Proposal {
    Proposal { answers: Some(to.uri.as_str().to_owned()), ..Proposal::statement(words) }
}

/// Publishes a draft of an answer.
pub(super) async fn publish_draft(
    cx: &Cx,
    member: Option<MemberId>,
    proposal: &Proposal,
    address: &str,
    leave: Leave<'_>,
) -> Result<Post> {
    let to = Box::pin(open_post(cx, address)).await.map_err(|error| match error {
        Error::NotFound | Error::Gone => Error::says("refusal-draft-answer-gone"),
        other => other,
    })?;
    publish(cx, member, proposal.words(), &to, leave).await
}

/// A post that an account passed on.
#[derive(Clone, Debug)]
pub struct PassedOn {
    /// The number of the boost.
    pub id: i64,
    /// The post.
    pub post: Post,
    /// Whose it is.
    pub author: Account,
    /// When it was passed on.
    pub at: Time,
}

/// What an account passed on, and when, the newest first.
pub async fn passed_on(
    app: &App,
    account: &Account,
    below: i64,
    most: i64,
) -> Result<Stretch<PassedOn, i64>> {
    let boosts = reactions::boosts_by(&app.store, account.id, below, most + 1).await?;
    // Where the rest begins is known before a post that is gone is left out.
    let Stretch { rows: boosts, next } = Stretch::of(boosts, most, |(id, ..)| *id);
    let ids: Vec<i64> = boosts.iter().map(|(_, post, _)| post.0).collect();
    let posts = kept::find_many(&app.store, &ids).await?;
    let mut posts: HashMap<PostId, Post> = posts.into_iter().map(|post| (post.id, post)).collect();
    let authors: Vec<i64> = posts.values().map(|post| post.account.0).collect();
    let authors = accounts::find_many(app, &authors).await?;
    let mut found = Vec::with_capacity(boosts.len());
    for (id, post, at) in boosts {
        let Some(post) = posts.remove(&post) else { continue };
        let Some(author) = authors.get(&post.account.0).cloned() else { continue };
        found.push(PassedOn { id, post, author, at });
    }
    Ok(Stretch { rows: found, next })
}
