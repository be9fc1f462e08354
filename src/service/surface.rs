//! Who is told here: home timelines and notifications. Nobody else writes these.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::list::{self, Answers};
use crate::domain::notification::NotificationKind;
use crate::domain::post::Post;
use crate::domain::visibility::Visibility;
use crate::store::lists::List;
use crate::store::notifications::{self, NotificationRecord};
use crate::store::{Tx, accounts, blocks, conversations, follows, lists, tags, timelines};

use super::Result;

/// A new post reaches the homes of the author's followers here (given, for whoever asks has looked them up),
/// and those it is addressed to.
///
/// An answer to somebody reaches only homes that follow both, so that half a conversation fills nobody's home.
pub async fn post(
    app: &App,
    tx: &mut Tx,
    post: &Post,
    author: &Account,
    followers: Vec<AccountId>,
    parent: Option<&Post>,
    addressed: &[Account],
) -> Result<()> {
    if post.visibility != Visibility::Direct {
        let mut homes = followers;
        if let Some(parent) = parent.filter(|p| p.account != author.id) {
            let mut both = Vec::new();
            for home in homes {
                if home == parent.account || follows::is_accepted(&mut *tx, home, parent.account).await? {
                    both.push(home);
                }
            }
            homes = both;
        } else if parent.is_none() && post.in_reply_to_uri.is_some() {
            // It answers a post we do not have: nobody here can follow that conversation.
            homes.clear();
        }
        read_in_lists(tx, author.id, &mut homes, post, None, parent).await?;
        if post.visibility == Visibility::Public {
            let by_tag = tags::followers_of_any(&mut *tx, &post.details.hashtags, author.id).await?;
            homes.extend(by_tag);
        }
        if author.is_local() {
            homes.push(author.id);
        }
        timelines::enter(tx, &homes, post.id.0, post.id, None).await?;
    }
    if post.visibility == Visibility::Direct {
        converse(app, tx, post, author, parent, addressed).await?;
    }
    for account in addressed.iter().filter(|a| a.is_local() && a.id != author.id) {
        notify(app, tx, account.id, NotificationKind::Mention, author.id, Some(post.id)).await?;
    }
    Ok(())
}

/// A boost reaches the homes of the booster's followers here, and the author is told.
pub async fn boost(
    app: &App,
    tx: &mut Tx,
    boost: RowId,
    post: &Post,
    booster: &Account,
    author_is_local: bool,
) -> Result<()> {
    let mut homes = follows::local_followers(&mut *tx, booster.id).await?;
    homes.retain(|home| *home != post.account);
    read_in_lists(tx, booster.id, &mut homes, post, Some(boost), None).await?;
    timelines::enter(tx, &homes, boost.0, post.id, Some(boost.0)).await?;
    if author_is_local && booster.id != post.account {
        notify(app, tx, post.account, NotificationKind::Boost, booster.id, Some(post.id)).await?;
    }
    Ok(())
}

/// A post (or a boost of it) by somebody reaches the lists they are in; homes whose owner reads them in an exclusive
/// list are passed over.
async fn read_in_lists(
    tx: &mut Tx,
    by: AccountId,
    homes: &mut Vec<AccountId>,
    post: &Post,
    boost: Option<RowId>,
    parent: Option<&Post>,
) -> Result<()> {
    let mut entered = Vec::new();
    for list in lists::with_person(&mut *tx, by).await? {
        if list.is_exclusive {
            homes.retain(|home| *home != list.owner);
        }
        let answers = match parent {
            _ if boost.is_some() || post.in_reply_to_uri.is_none() => Answers::Nobody,
            // It answers a post that we do not have.
            None => Answers::Others,
            Some(parent) if parent.account == by => Answers::Nobody,
            Some(parent) => answered(tx, &list, parent.account).await?,
        };
        if list::takes(list.replies, answers) {
            entered.push(list.id);
        }
    }
    let entry = boost.map_or(post.id.0, |boost| boost.0);
    Ok(lists::enter(tx, &entered, entry, post.id, boost.map(|boost| boost.0)).await?)
}

/// Who somebody is that is answered, seen from a list.
async fn answered(tx: &mut Tx, list: &List, whom: AccountId) -> Result<Answers> {
    if whom == list.owner {
        return Ok(Answers::Owner);
    }
    if lists::is_in(&mut *tx, list.id, whom).await? {
        return Ok(Answers::Listed);
    }
    let is_followed = follows::is_accepted(&mut *tx, list.owner, whom).await?;
    Ok(if is_followed { Answers::Followed } else { Answers::Others })
}

/// A direct post reaches the conversation of each of its people here, unless they block its author.
async fn converse(
    app: &App,
    tx: &mut Tx,
    post: &Post,
    author: &Account,
    parent: Option<&Post>,
    addressed: &[Account],
) -> Result<()> {
    let named: Vec<String> = post.details.mentions.iter().map(|m| m.uri.clone()).collect();
    let mut people: Vec<AccountId> = vec![author.id];
    people.extend(addressed.iter().map(|a| a.id));
    people.extend(accounts::known_among(&mut *tx, &named).await?.iter().map(|a| a.id));
    people.sort_unstable();
    people.dedup();
    let here = addressed.iter().chain([author]).filter(|a| a.is_local());
    for account in here {
        if account.id != author.id && blocks::exists(&mut *tx, account.id, author.id).await? {
            continue;
        }
        let others: Vec<AccountId> = people.iter().copied().filter(|id| *id != account.id).collect();
        let (parent, is_own) = (parent.map(|p| p.id), account.id == author.id);
        conversations::add(tx, app.row_id(), account.id, &others, post.id, parent, is_own).await?;
    }
    Ok(())
}

/// A like: the author is told.
pub async fn like(app: &App, tx: &mut Tx, post: &Post, by: AccountId) -> Result<()> {
    if by == post.account {
        return Ok(());
    }
    notify(app, tx, post.account, NotificationKind::Like, by, Some(post.id)).await
}

/// Somebody follows, or asks to.
pub async fn follow(
    app: &App,
    tx: &mut Tx,
    target: AccountId,
    by: AccountId,
    is_request: bool,
) -> Result<()> {
    let kind = if is_request { NotificationKind::FollowRequest } else { NotificationKind::Follow };
    notify(app, tx, target, kind, by, None).await
}

/// Somebody quotes a post.
pub async fn quote(app: &App, tx: &mut Tx, post: &Post, by: AccountId) -> Result<()> {
    notify(app, tx, post.account, NotificationKind::Quote, by, Some(post.id)).await
}

/// Somebody whom the account follows has moved.
pub async fn moved(app: &App, tx: &mut Tx, follower: AccountId, to: AccountId) -> Result<()> {
    notify(app, tx, follower, NotificationKind::Move, to, None).await
}

/// A report came in: the moderators are told.
pub async fn report(app: &App, tx: &mut Tx, moderators: &[AccountId], by: AccountId) -> Result<()> {
    for moderator in moderators {
        notify(app, tx, *moderator, NotificationKind::Report, by, None).await?;
    }
    Ok(())
}

/// What was told is taken back: the like, the boost, the follow is undone.
pub async fn retract(
    tx: &mut Tx,
    account: AccountId,
    kind: NotificationKind,
    by: AccountId,
    post: Option<PostId>,
) -> Result<()> {
    Ok(notifications::remove(tx, account, &notifications::subject(kind, by, post)).await?)
}

async fn notify(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    kind: NotificationKind,
    from: AccountId,
    post: Option<PostId>,
) -> Result<()> {
    // Whoever is blocked cannot make themselves heard (A105).
    if blocks::exists(&mut *tx, account, from).await? {
        return Ok(());
    }
    let record = NotificationRecord { id: app.row_id(), account, kind, from, post, created_at: app.now() };
    notifications::save(tx, &record).await?;
    Ok(())
}
