//! Publishing a call or an idea, changing it, and saying how far it has come.

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::call::{self, Call, CallState};
use crate::domain::ids::{MemberId, PostId};
use crate::domain::poll::Wish;
use crate::domain::post::{Post, Text};
use crate::domain::statement::Draft;
use crate::domain::translation::Review;
use crate::domain::visibility::Visibility;

use super::calls::{Readers, Shown, find};
use super::posts::{Asked, NewPost, Source};
use super::quorum::Leave;
use super::{Error, Result, statements};

/// Publishes a call of the coalition.
pub async fn publish(
    cx: &Cx,
    member: Option<MemberId>,
    draft: Draft,
    call: &Call,
    readers: Readers,
) -> Result<Post> {
    publish_by(cx, member, draft, call, readers, Leave::Usual).await
}

/// The same, by this leave.
pub async fn publish_by(
    cx: &Cx,
    member: Option<MemberId>,
    draft: Draft,
    call: &Call,
    readers: Readers,
    leave: Leave<'_>,
) -> Result<Post> {
    call::check(call, cx.now()).map_err(Error::refused)?;
    let house = super::accounts::coalition(cx).await?;
    let mut new = statements::checked(tagged(draft, call))?;
    new.visibility = match readers {
        Readers::Everybody => Visibility::Public,
        Readers::Partners => Visibility::Followers,
    };
    let asked = Asked { call: Some(call), leave, ..Asked::default() };
    super::posts::write_once(cx, member, &house, new, asked).await
}

/// Changes the words of a call of ours, and what it asks for. What it is for stays, and who can read it.
pub async fn change(
    cx: &Cx,
    member: Option<MemberId>,
    id: PostId,
    draft: Draft,
    call: &Call,
) -> Result<Shown> {
    Box::pin(change_by(cx, member, id, draft, call, Leave::Usual)).await
}

/// The same, by this leave.
pub async fn change_by(
    cx: &Cx,
    member: Option<MemberId>,
    id: PostId,
    draft: Draft,
    call: &Call,
    leave: Leave<'_>,
) -> Result<Shown> {
    call::check(call, cx.now()).map_err(Error::refused)?;
    let (house, shown) = ours(cx, id).await?;
    let call =
        Call { kind: shown.call.kind, state: shown.call.state, adopted: shown.call.adopted, ..call.clone() };
    let mut new = statements::checked(tagged(draft, &call))?;
    new.visibility = shown.post.visibility;
    let asked = Asked { call: Some(&call), sensitive: shown.post.sensitive, leave, ..Asked::default() };
    super::posts::edit_as(cx, member, &house, id, new, asked).await?;
    find(cx, id).await
}

/// Says that a call of ours was answered, is closed, or asks again. Everybody who was told of it is told.
pub async fn settle(cx: &Cx, member: Option<MemberId>, id: PostId, to: CallState) -> Result<Shown> {
    settle_by(cx, member, id, to, Leave::Usual).await
}

/// The same, by this leave.
pub async fn settle_by(
    cx: &Cx,
    member: Option<MemberId>,
    id: PostId,
    to: CallState,
    leave: Leave<'_>,
) -> Result<Shown> {
    let (house, shown) = ours(cx, id).await?;
    let changed = call::settle(&shown.call, to).map_err(Error::refused)?;
    let post = &shown.post;
    let source = |text: &Text| Source {
        language: text.language.clone().unwrap_or_else(|| "en".to_owned()),
        title: text.title.clone(),
        markdown: text.source.clone().unwrap_or_default(),
        review: Review::Unsaid,
    };
    let new = NewPost {
        sources: post.texts.iter().map(source).collect(),
        visibility: post.visibility,
        in_reply_to: None,
        warning: post.warning.clone(),
        attachments: post.details.attachments.clone(),
        poll: Wish::Keep,
    };
    let asked = Asked { call: Some(&changed), sensitive: post.sensitive, leave, ..Asked::default() };
    super::posts::edit_as(cx, member, &house, id, new, asked).await?;
    find(cx, id).await
}

/// A call of the coalition.
pub(super) async fn ours(cx: &crate::app::App, id: PostId) -> Result<(Account, Shown)> {
    let house = super::accounts::coalition(cx).await?;
    let shown = find(cx, id).await?;
    if shown.author.id == house.id { Ok((house, shown)) } else { Err(Error::NotFound) }
}

/// The words as they go out: for those whose servers know no calls, tags say what it is for.
pub(super) fn tagged(mut draft: Draft, call: &Call) -> Draft {
    let tags = hashtags(call);
    for text in &mut draft.texts {
        if !text.source.trim().is_empty() {
            text.source = format!("{}\n\n{tags}", text.source.trim_end());
        }
    }
    draft
}

/// The words as they were typed.
pub(super) fn untagged<'a>(source: &'a str, call: &Call) -> &'a str {
    source.trim_end().strip_suffix(&hashtags(call)).map_or(source, str::trim_end)
}

/// What a call is for, for those whose servers know no calls.
fn hashtags(call: &Call) -> String {
    let camel = |word: &str| {
        let capital = |part: &str| {
            let mut letters = part.chars();
            letters
                .next()
                .map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
        };
        word.split('-').map(capital).collect::<String>()
    };
    let mut tags = vec![format!("#{}", call.kind.hashtag())];
    tags.extend(call.sectors.iter().map(|sector| format!("#{}", camel(sector.as_str()))));
    tags.join(" ")
}
