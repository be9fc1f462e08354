//! Who is told here: home timelines and notifications. Nobody else writes these.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::announcement::Announcement;
use crate::domain::ids::{AccountId, PostId, RowId, time_of};
use crate::domain::list::{self, Answers};
use crate::domain::notification::{self, GroupKey, NEW_FOR, NotificationKind, Policy, Treatment};
use crate::domain::post::Post;
use crate::domain::time::{HOUR, Time};
use crate::domain::visibility::{self, Visibility};
use crate::store::lists::List;
use crate::store::notifications::{self, NotificationRecord};
use crate::store::{
    Tx, accounts, conversations, follows, hidden, lists, notification_requests as requests, posts, pushes,
    quotings, reactions, tags, threads, timelines, wishes,
};

use super::{Error, Result};

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
    tx.announce(Announcement::Posted(post.id));
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
        let (unwanted, told) = choosy(tx, post, author).await?;
        let kept = |home: &AccountId| !unwanted.contains(home);
        homes.retain(kept);
        for home in told.iter().filter(|home| parent.is_none() && homes.contains(home)) {
            notify(app, tx, *home, NotificationKind::Post, author.id, Some(post.id)).await?;
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
    let subject = notifications::subject(kind, post.account, Some(shown));
    notifications::remove_old(tx, account, &subject, app.now().plus(-HOUR)).await?;
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

/// A poll has ended: those here who voted are told, and its author.
pub async fn poll_ended(app: &App, tx: &mut Tx, post: &Post, told: &[AccountId]) -> Result<()> {
    for account in told {
        notify(app, tx, *account, NotificationKind::Poll, post.account, Some(post.id)).await?;
    }
    Ok(())
}

/// Somebody quotes a post of this account; what it is shown is the quote, or its own post while the quote is not here.
pub async fn quote(app: &App, tx: &mut Tx, account: AccountId, shown: PostId, by: AccountId) -> Result<()> {
    notify(app, tx, account, NotificationKind::Quote, by, Some(shown)).await
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

/// Everything by an author leaves somebody's home.
pub async fn leave(tx: &mut Tx, home: AccountId, author: AccountId) -> Result<()> {
    Ok(timelines::leave(tx, home, author).await?)
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

/// The account has seen one of its notifications and wants it no longer.
pub async fn dismiss(app: &App, account: AccountId, id: RowId) -> Result<()> {
    let mut tx = app.store.begin().await?;
    if !notifications::dismiss(&mut tx, account, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// The account has seen what is shown as one, and wants it no longer.
pub async fn dismiss_group(app: &App, account: AccountId, key: &GroupKey) -> Result<()> {
    let mut tx = app.store.begin().await?;
    notifications::dismiss_group(&mut tx, account, key).await?;
    Ok(tx.commit().await?)
}

/// The account wants none of its notifications any longer.
pub async fn clear(app: &App, account: AccountId) -> Result<()> {
    let mut tx = app.store.begin().await?;
    notifications::clear(&mut tx, account).await?;
    Ok(tx.commit().await?)
}

async fn notify(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    kind: NotificationKind,
    from: AccountId,
    post: Option<PostId>,
) -> Result<()> {
    // Whoever is blocked or muted, themselves or with their whole domain, cannot make themselves heard (A105).
    if hidden::is_unheard(&mut *tx, account, from, app.now()).await? {
        return Ok(());
    }
    // Whoever has muted a thread hears nothing of it, whoever answers, likes or boosts there.
    if let Some(post) = post
        && !threads::muted_among(&mut *tx, account, &[post.0]).await?.is_empty()
    {
        return Ok(());
    }
    let now = app.now();
    let held_at = match treatment(tx, account, kind, from, post, now).await? {
        Treatment::Accept => None,
        Treatment::Filter => Some(now),
        Treatment::Drop => return Ok(()),
    };
    let record = NotificationRecord { id: app.row_id(), account, kind, from, post, created_at: now };
    if !notifications::save(tx, &record, held_at).await? {
        return Ok(());
    }
    match held_at {
        None => {
            tx.announce(Announcement::Notified { account, id: record.id });
            pushes::queue(tx, account, record.id, now).await?;
        }
        Some(_) => requests::ask(tx, app.row_id(), account, from, post, now).await?,
    }
    Ok(())
}

/// What the one who is told wants of this sender.
async fn treatment(
    tx: &mut Tx,
    account: AccountId,
    kind: NotificationKind,
    from: AccountId,
    post: Option<PostId>,
    now: Time,
) -> Result<Treatment> {
    let chosen = requests::policy(&mut *tx, account).await?;
    let Some(policy) = chosen else { return Ok(Treatment::Accept) };
    let mut sender = requests::sender(&mut *tx, account, from, post, now).await?;
    // Accounts get their id when they are first seen here; what they say of their age themselves is no evidence.
    sender.is_new = now.since(time_of(from.0)) < NEW_FOR;
    Ok(notification::treat(&policy, kind, sender))
}

/// The account chooses what it wants of people it does not know. What waits already goes on waiting.
pub async fn choose(app: &App, account: AccountId, policy: &Policy) -> Result<()> {
    let mut tx = app.store.begin().await?;
    requests::save_policy(&mut tx, account, policy).await?;
    Ok(tx.commit().await?)
}

/// The account lets these senders in: what waits is told, and what comes is told from now on.
pub async fn admit(app: &App, account: AccountId, ids: &[RowId]) -> Result<usize> {
    let mut tx = app.store.begin().await?;
    let mut done = 0;
    for id in ids {
        let Some(from) = requests::end(&mut tx, account, *id).await? else { continue };
        requests::permit(&mut tx, account, from, app.now()).await?;
        requests::release(&mut tx, account, from).await?;
        done += 1;
    }
    tx.commit().await?;
    Ok(done)
}

/// The account does not want to hear what waits of these senders. What they do later waits again.
pub async fn turn_away(app: &App, account: AccountId, ids: &[RowId]) -> Result<usize> {
    let mut tx = app.store.begin().await?;
    let mut done = 0;
    for id in ids {
        let Some(from) = requests::end(&mut tx, account, *id).await? else { continue };
        requests::throw_away(&mut tx, account, from).await?;
        done += 1;
    }
    tx.commit().await?;
    Ok(done)
}
