//! Posts reach the homes, lists and conversations of people here.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::announcement::Announcement;
use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::list::{self, Answers};
use crate::domain::notification::NotificationKind;
use crate::domain::post::Post;
use crate::domain::time::HOUR;
use crate::domain::visibility::{self, Visibility};
use crate::store::lists::List;
use crate::store::notifications as kept;
use crate::store::{
    Tx, accounts, conversations, follows, hidden, lists, posts, quotings, reactions, tags, timelines, wishes,
};

use super::notifications::notify;
use crate::service::Result;

/// A new post reaches the homes of the author's followers here (given, for whoever asks has looked them up),
/// and those it is addressed to.
///
/// An answer to somebody reaches only homes that follow both, so that half a conversation fills nobody's home. A direct post
/// reaches the author's home and those of followers whom it names, as it does in Mastodon.
pub async fn post(
    app: &App,
    tx: &mut Tx,
    post: &Post,
    author: &Account,
    followers: Vec<AccountId>,
    parent: Option<&Post>,
    addressed: &[Account],
) -> Result<()> {
    tx.announce(Announcement::Posted(post.id));
    let is_direct = post.visibility == Visibility::Direct;
    let mut homes = followers;
    if is_direct {
        // Of those who follow, it is for those who are named.
        homes.retain(|home| addressed.iter().any(|account| account.id == *home));
    }
    let answers_others = match parent {
        Some(parent) => parent.account != author.id,
        None => post.in_reply_to_uri.is_some(),
    };
    if let Some(parent) = parent.filter(|_| answers_others) {
        let mut both = Vec::new();
        for home in homes {
            if home == parent.account || follows::is_accepted(&mut *tx, home, parent.account).await? {
                both.push(home);
            }
        }
        homes = both;
    } else if answers_others {
        // It answers a post we do not have: nobody here can follow that conversation.
        homes.clear();
    }
    let (unwanted, told) = choosy(tx, post, author).await?;
    homes.retain(|home| !unwanted.contains(home));
    if is_direct {
        // Whoever is named is told that already. Lists and hashtags are for what more people read.
        for list in lists::with_person(&mut *tx, author.id).await?.iter().filter(|list| list.is_exclusive) {
            homes.retain(|home| *home != list.owner);
        }
    } else {
        // An author who goes on answering themself writes one text in parts.
        for home in told.iter().filter(|home| !answers_others && homes.contains(home)) {
            notify(app, tx, *home, NotificationKind::Post, author.id, Some(post.id)).await?;
        }
        read_in_lists(tx, author.id, &mut homes, post, None, parent).await?;
    }
    if post.visibility == Visibility::Public {
        let by_tag = tags::followers_of_any(&mut *tx, &post.details.hashtags, author.id).await?;
        homes.extend(by_tag);
    }
    if author.is_local() {
        homes.push(author.id);
    }
    timelines::enter(tx, &homes, post.id.0, post.id, None).await?;
    if is_direct {
        converse(app, tx, post, author, parent, addressed).await?;
    }
    named(app, tx, post, author, addressed).await
}

/// A post, new or edited, names these accounts for the first time.
pub async fn named(
    app: &App,
    tx: &mut Tx,
    post: &Post,
    author: &Account,
    accounts: &[Account],
) -> Result<()> {
    for account in accounts.iter().filter(|a| a.is_local() && a.id != author.id) {
        notify(app, tx, account.id, NotificationKind::Mention, author.id, Some(post.id)).await?;
    }
    Ok(())
}

/// Followers who do not want a post in its language, and those who want to be told of every post.
async fn choosy(tx: &mut Tx, post: &Post, author: &Account) -> Result<(Vec<AccountId>, Vec<AccountId>)> {
    let (mut unwanted, mut told) = (Vec::new(), Vec::new());
    for (follower, wishes) in wishes::about(&mut *tx, author.id).await? {
        if !wishes.want(post.main_text().language.as_deref()) {
            unwanted.push(follower);
        } else if wishes.notify {
            told.push(follower);
        }
    }
    Ok((unwanted, told))
}

/// A boost reaches the homes of the booster and of their followers here, and the author is told.
pub async fn boost(
    app: &App,
    tx: &mut Tx,
    boost: RowId,
    post: &Post,
    booster: &Account,
    author_is_local: bool,
) -> Result<()> {
    let mut homes = follows::local_followers(&mut *tx, booster.id).await?;
    let choosy = wishes::about(&mut *tx, booster.id).await?;
    let unwanted = |home: &AccountId| choosy.iter().any(|(id, wishes)| id == home && !wishes.boosts);
    homes.retain(|home| *home != post.account && !unwanted(home));
    read_in_lists(tx, booster.id, &mut homes, post, Some(boost), None).await?;
    if booster.is_local() {
        // As with what they write themselves.
        homes.push(booster.id);
    }
    timelines::enter(tx, &homes, boost.0, post.id, Some(boost.0)).await?;
    tx.announce(Announcement::Boosted { boost, post: post.id });
    if author_is_local && booster.id != post.account {
        notify(app, tx, post.account, NotificationKind::Boost, booster.id, Some(post.id)).await?;
    }
    Ok(())
}

/// A boost is about to be taken back: whoever shows it shows it no longer. To apps a boost is a status of its own.
pub async fn unboost(tx: &mut Tx, boost: RowId) -> Result<()> {
    let (homes, held) =
        (timelines::boost_holders(&mut *tx, boost).await?, lists::boost_holders(&mut *tx, boost).await?);
    let shown = PostId(boost.0);
    if !homes.is_empty() {
        for one in Announcement::deleted(shown, false, &homes) {
            tx.announce(one);
        }
    }
    for one in Announcement::unlisted(shown, &held) {
        tx.announce(one);
    }
    Ok(())
}

/// A post has a new version: whoever shows it changes what they show.
pub fn edited(tx: &mut Tx, post: &Post) {
    tx.announce(Announcement::Edited(post.id));
}

/// Its author has changed what a post says: those here who carried it further may want to look again.
pub async fn rewritten(app: &App, tx: &mut Tx, post: &Post) -> Result<()> {
    edited(tx, post);
    for account in reactions::members_who_boost(&mut *tx, post.id).await? {
        changed(app, tx, account, NotificationKind::Edit, post, post.id).await?;
    }
    for (quoting, account) in quotings::made_here(&mut *tx, post.id).await? {
        changed(app, tx, account, NotificationKind::QuotedEdit, post, quoting).await?;
    }
    Ok(())
}

/// Tells somebody of a new version of a post they may (still) see. The newest takes the place of the one before, but
/// not within the hour: an author who edits without end wakes nobody each time.
async fn changed(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    kind: NotificationKind,
    post: &Post,
    shown: PostId,
) -> Result<()> {
    let relation = posts::relation(&mut *tx, post, account).await?;
    if account == post.account || !visibility::may_see(post.visibility, relation) {
        return Ok(());
    }
    let subject = kept::subject(kind, post.account, Some(shown));
    kept::remove_old(tx, account, &subject, app.now().plus(-HOUR)).await?;
    notify(app, tx, account, kind, post.account, Some(shown)).await
}

/// A post is about to be taken away: whoever shows it has to know, and afterwards no row tells who that was.
pub async fn deleting(tx: &mut Tx, post: &Post) -> Result<()> {
    let homes = timelines::holders(&mut *tx, post.id).await?;
    for one in Announcement::deleted(post.id, post.visibility == Visibility::Public, &homes) {
        tx.announce(one);
    }
    for one in Announcement::unlisted(post.id, &lists::holders(&mut *tx, post.id).await?) {
        tx.announce(one);
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
    for one in Announcement::listed(post.id, boost, &entered) {
        tx.announce(one);
    }
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
        if account.id != author.id && hidden::is_refused(&mut *tx, account.id, author.id).await? {
            continue;
        }
        let others: Vec<AccountId> = people.iter().copied().filter(|id| *id != account.id).collect();
        let (parent, is_own) = (parent.map(|p| p.id), account.id == author.id);
        conversations::add(tx, app.row_id(), account.id, &others, post.id, parent, is_own).await?;
    }
    Ok(())
}

/// Everything by an author leaves somebody's home.
pub async fn leave(tx: &mut Tx, home: AccountId, author: AccountId) -> Result<()> {
    Ok(timelines::leave(tx, home, author).await?)
}
