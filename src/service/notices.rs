//! What the house tells its members. It stays in the house: no other server is told, and no visitor reads it.

use std::collections::HashSet;

use crate::app::{App, Cx};
use crate::domain::announcement::Announcement;
use crate::domain::cursor::{self, Stretch};
use crate::domain::emoji::{LocalEmoji, is_shortcode};
use crate::domain::ids::{MemberId, RowId};
use crate::domain::notice::{self, Names, Notice, NoticePlan, Refusal};
use crate::domain::post::Emoji;
use crate::domain::translation::Review;
use crate::store::{Tx, audit, notices};

pub use crate::store::notices::Reaction;

use super::posts::Source;
use super::{Error, Result, emoji, renderings};

/// So many are shown at once at the desk.
pub const A_PAGE: i64 = 20;
/// The most notices of one list.
const MOST: i64 = 100;

/// A notice as a member sees it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The notice.
    pub notice: Notice,
    /// Whether they have read it.
    pub is_read: bool,
    /// How members react.
    pub reactions: Vec<Reaction>,
    /// The emoji of this server that it uses.
    pub emoji: Vec<Emoji>,
    /// The emoji of this server that members react with.
    pub signs: Vec<LocalEmoji>,
}

async fn render(cx: &Cx, plan: &NoticePlan) -> Result<(String, Names)> {
    let source = Source {
        language: plan.language.clone(),
        title: None,
        markdown: plan.source.clone(),
        review: Review::Unsaid,
    };
    let (texts, details, _) = renderings::render(cx, &[source]).await?;
    let html = texts.into_iter().next().map(|text| text.html).unwrap_or_default();
    Ok((html, Names { hashtags: details.hashtags, mentions: details.mentions }))
}

async fn note(cx: &Cx, tx: &mut Tx, by: Option<MemberId>, action: &str, id: RowId) -> Result<()> {
    Ok(audit::write(tx, cx.row_id(), by, action, &id.to_string(), cx.now()).await?)
}

/// Tells it to everybody who is a member.
pub async fn publish(cx: &Cx, by: Option<MemberId>, plan: NoticePlan) -> Result<Notice> {
    let now = cx.now();
    let plan = notice::check(plan, now).map_err(Error::refused)?;
    let (html, names) = render(cx, &plan).await?;
    let new = Notice { id: cx.row_id(), plan, html, names, published_at: now, changed_at: now };
    let mut tx = cx.store.begin().await?;
    notices::save(&mut tx, &new).await?;
    note(cx, &mut tx, by, "notice.publish", new.id).await?;
    tx.announce(Announcement::Noticed(new.id));
    tx.commit().await?;
    Ok(new)
}

/// Says it differently. Whoever has read it is asked to read it again.
pub async fn change(cx: &Cx, by: Option<MemberId>, id: RowId, plan: NoticePlan) -> Result<Notice> {
    let before = find(cx, id).await?;
    let now = cx.now();
    let plan = notice::check(plan, now).map_err(Error::refused)?;
    let (html, names) = render(cx, &plan).await?;
    let says_else = html != before.html;
    let changed = Notice { plan, html, names, changed_at: now, ..before };
    let mut tx = cx.store.begin().await?;
    if !notices::change(&mut tx, &changed).await? {
        return Err(Error::NotFound);
    }
    if says_else {
        notices::read_no_more(&mut tx, id).await?;
    }
    note(cx, &mut tx, by, "notice.change", id).await?;
    tx.announce(Announcement::Noticed(id));
    tx.commit().await?;
    Ok(changed)
}

/// Takes it down, with who has read it and how they reacted.
pub async fn remove(cx: &Cx, by: Option<MemberId>, id: RowId) -> Result<()> {
    let mut tx = cx.store.begin().await?;
    if !notices::remove(&mut tx, id).await? {
        return Err(Error::NotFound);
    }
    note(cx, &mut tx, by, "notice.remove", id).await?;
    tx.announce(Announcement::Unnoticed(id));
    tx.commit().await?;
    Ok(())
}

/// Those below this number, those that are over as well, the newest first.
pub async fn page(app: &App, below: i64, most: i64) -> Result<Stretch<Notice, i64>> {
    let most = most.clamp(1, cursor::MOST);
    let found = notices::list(&app.store, below, most + 1).await?;
    Ok(Stretch::of(found, most, |notice| notice.id.0))
}

/// One of them.
pub async fn find(app: &App, id: RowId) -> Result<Notice> {
    notices::find(&app.store, id).await?.ok_or(Error::NotFound)
}

/// Those that are not over, as this member sees them, the newest first.
pub async fn current(app: &App, member: MemberId) -> Result<Vec<Shown>> {
    let all = notices::current(&app.store, app.now(), MOST).await?;
    shown(app, all, member).await
}

/// Those that are not over and that this member has not read, the newest first.
pub async fn unread(app: &App, member: MemberId) -> Result<Vec<Notice>> {
    Ok(notices::unread(&app.store, member, app.now(), MOST).await?)
}

/// One that is not over, as this member sees it.
pub async fn show(app: &App, member: MemberId, id: RowId) -> Result<Shown> {
    let one = current_one(app, id).await?;
    shown(app, vec![one], member).await?.pop().ok_or(Error::NotFound)
}

async fn shown(app: &App, all: Vec<Notice>, member: MemberId) -> Result<Vec<Shown>> {
    let read: HashSet<RowId> = notices::read_by(&app.store, member).await?.into_iter().collect();
    let ids: Vec<i64> = all.iter().map(|notice| notice.id.0).collect();
    let mut reactions = notices::reactions(&app.store, &ids, member).await?;
    let names = reactions.values().flatten().map(|one| one.name.clone()).filter(|name| is_shortcode(name));
    let signs = emoji::called(app, &names.collect::<Vec<_>>()).await?;
    let mut found = Vec::with_capacity(all.len());
    for notice in all {
        let reactions = reactions.remove(&notice.id).unwrap_or_default();
        let is_used = |one: &&LocalEmoji| reactions.iter().any(|reaction| reaction.name == one.shortcode);
        found.push(Shown {
            emoji: emoji::of_html(app, &notice.html).await?,
            signs: signs.iter().filter(is_used).cloned().collect(),
            is_read: read.contains(&notice.id),
            notice,
            reactions,
        });
    }
    Ok(found)
}

async fn current_one(app: &App, id: RowId) -> Result<Notice> {
    let found = find(app, id).await?;
    let is_over = notice::ends_at(&found.plan).is_some_and(|ends| ends <= app.now());
    if is_over { Err(Error::NotFound) } else { Ok(found) }
}

/// A member has read it.
pub async fn dismiss(app: &App, member: MemberId, id: RowId) -> Result<()> {
    current_one(app, id).await?;
    let mut tx = app.store.begin().await?;
    notices::read(&mut tx, id, member).await?;
    tx.commit().await?;
    Ok(())
}

/// A member reacts with an emoji, or with one of this server by its name.
pub async fn react(app: &App, member: MemberId, id: RowId, name: &str) -> Result<()> {
    current_one(app, id).await?;
    let named = is_shortcode(name) && !emoji::called(app, &[name.to_owned()]).await?.is_empty();
    if !named && !notice::is_sign(name) {
        return Err(Error::refused(Refusal::NoSign));
    }
    let mut tx = app.store.begin().await?;
    let there = notices::reactions(&mut tx, &[id.0], member).await?.remove(&id).unwrap_or_default();
    notice::may_react(name, there.iter().map(|one| one.name.as_str())).map_err(Error::refused)?;
    if notices::react(&mut tx, id, name, member, app.now()).await? {
        tx.announce(Announcement::NoticeReaction { notice: id, name: name.to_owned() });
    }
    tx.commit().await?;
    Ok(())
}

/// A member takes a reaction back. Doing so twice is no error, but there must be the notice.
pub async fn unreact(app: &App, member: MemberId, id: RowId, name: &str) -> Result<()> {
    current_one(app, id).await?;
    let mut tx = app.store.begin().await?;
    if notices::unreact(&mut tx, id, name, member).await? {
        tx.announce(Announcement::NoticeReaction { notice: id, name: name.to_owned() });
    }
    tx.commit().await?;
    Ok(())
}
