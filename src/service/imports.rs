//! What members bring along from another server: a file is taken whole, and its lines are worked off one by one. Each
//! may fail without the others, each may be done twice without harm, and all of them survive a stop.

use futures_util::StreamExt as _;

use crate::app::{App, Cx, Federation};
use crate::domain::account::Account;
use crate::domain::follow::FollowState;
use crate::domain::ids::{AccountId, MemberId, RowId};
use crate::domain::language::Language;
use crate::domain::relocation;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::domain::transfer::{self, Entry, Kind};
use crate::store::imports::{self, NewImport};
use crate::store::{accounts as account_rows, audit, members, posts as post_rows};

use super::follows::WishesChange;
use super::{
    Error, Result, accounts, blocks, bookmarks, domain_blocks, exports, follows, lists, mutes, posts,
};

pub use crate::store::imports::{Failed, Progress, Row};

/// The most files of one member that are not worked off.
const MOST_OPEN: i64 = 5;
/// Between two lines of a file, in milliseconds: others' servers and our own have other work as well.
const PACE: i64 = 100;
/// So many lines of all files are worked off in one go.
const BATCH: i64 = 20;
/// So many of them at a time, so that one slow server does not stop the rest.
const AT_ONCE: usize = 4;
/// A line that was begun and not ended, because the process was stopped, is begun again after this time.
const CLAIM: i64 = 2 * MINUTE;
/// When a line is tried again whose server does not answer.
const AGAIN: [i64; 3] = [MINUTE, 10 * MINUTE, HOUR];
/// What somebody brought along is forgotten so long after it was worked off.
const KEPT: i64 = 7 * DAY;
/// The newest files that are shown.
const SHOWN: i64 = 20;
/// The most lines that are shown of those that could not be done.
pub const SHOWN_FAILURES: i64 = 1_000;

/// Takes a file. With `overwrites`, what it does not name is taken away after all that it names is done.
pub async fn begin(
    app: &App,
    member: MemberId,
    account: &Account,
    (kind, overwrites): (Kind, bool),
    file: &[u8],
) -> Result<RowId> {
    if kind == Kind::Followers {
        return Err(Error::says("refusal-account-no-followers"));
    }
    relocation::may_act(account).map_err(Error::refused)?;
    let entries = transfer::read(kind, file).map_err(Error::refused)?;
    let mut gone = Vec::new();
    if overwrites {
        let named: std::collections::HashSet<_> = entries.iter().map(Entry::key).collect();
        let present = exports::entries(app, account, kind).await?;
        gone = present.into_iter().filter(|entry| !named.contains(&entry.key())).collect();
    }
    let new = NewImport { id: app.row_id(), account: account.id, member, kind, overwrites };
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if imports::count_open(&mut tx, account.id).await? >= MOST_OPEN {
        return Err(Error::says("refusal-account-files-waiting"));
    }
    imports::create(&mut tx, new, now).await?;
    imports::add(&mut tx, new.id, &entries, (1, false), (now, PACE)).await?;
    let after = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    let later = now.plus(after.saturating_mul(PACE));
    imports::add(&mut tx, new.id, &gone, (after + 1, true), (later, PACE)).await?;
    audit::write(&mut tx, app.row_id(), Some(member), "member.import", kind.as_str(), now).await?;
    tx.commit().await?;
    Ok(new.id)
}

/// The newest files of an account, and how far each is worked off.
pub async fn list(app: &App, account: AccountId) -> Result<Vec<Progress>> {
    Ok(imports::of_account(&app.store, account, SHOWN).await?)
}

/// Lines of one of those files that could not be done.
pub async fn failures(app: &App, import: &Progress) -> Result<Vec<Failed>> {
    Ok(imports::failures(&app.store, import.id, SHOWN_FAILURES).await?)
}

/// Forgets what was worked off long ago: nobody needs it, and it could be seized.
pub async fn tidy(app: &App) -> Result<()> {
    let mut tx = app.store.begin().await?;
    imports::forget(&mut tx, app.now().plus(-KEPT)).await?;
    Ok(tx.commit().await?)
}

/// Works off what is due; how many lines that were. Any number of nodes may do it.
pub async fn work_off(federation: &Federation) -> Result<usize> {
    let cx = federation.to_request_data();
    let due = imports::due(&cx.store, cx.now(), BATCH).await?;
    let many = due.len();
    let line = async |row: Row| {
        // A context of its own, since each may cause only so many fetches.
        if let Err(error) = Box::pin(one(&federation.to_request_data(), &row)).await {
            tracing::warn!(import = %row.import, place = row.place, %error, "a line was not worked off");
        }
    };
    futures_util::stream::iter(due).map(line).buffer_unordered(AT_ONCE).count().await;
    Ok(many)
}

/// One line: claimed, done, and marked. Stopped in between, it is done again.
async fn one(cx: &Cx, row: &Row) -> Result<()> {
    let until = cx.now().plus(CLAIM);
    let mut tx = cx.store.begin().await?;
    let is_ours = imports::put_off(&mut tx, row, until, false).await?;
    tx.commit().await?;
    if !is_ours {
        return Ok(());
    }
    let claimed = Row { due_at: until, ..row.clone() };
    let outcome = match carry_out(cx, row).await {
        Ok(outcome) => outcome,
        Err(Error::Refused(why)) => Outcome::Never(why.to_string()),
        Err(Error::Remote(error)) if error.is_passing() => {
            Outcome::Again("its server could not be reached".to_owned())
        }
        Err(Error::Remote(_) | Error::NotFound | Error::Gone) => {
            Outcome::Never("it could not be found".to_owned())
        }
        // Our own trouble is no fault of the line: it stays claimed, and is begun again.
        Err(error) => return Err(error),
    };
    let wait = usize::try_from(row.tries).ok().and_then(|tries| AGAIN.get(tries));
    let now = cx.now();
    let mut tx = cx.store.begin().await?;
    match (outcome, wait) {
        (Outcome::Done(about), _) => imports::done(&mut tx, row, None, about, now).await?,
        (Outcome::NotYet, _) => {
            imports::put_off(&mut tx, &claimed, now.plus(MINUTE), false).await?;
        }
        (Outcome::Again(_), Some(wait)) => {
            imports::put_off(&mut tx, &claimed, now.plus(*wait), true).await?;
        }
        (Outcome::Again(words) | Outcome::Never(words), _) => {
            imports::done(&mut tx, row, Some(&words), None, now).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// How a line ends.
enum Outcome {
    /// Done; the account it was about.
    Done(Option<AccountId>),
    /// Others have to be done before.
    NotYet,
    /// It may succeed later; why not now.
    Again(String),
    /// It cannot be done, and why.
    Never(String),
}

async fn carry_out(cx: &Cx, row: &Row) -> Result<Outcome> {
    let account = account_rows::find(&cx.store, row.account).await?.ok_or(Error::NotFound)?;
    if !account.is_active() || !members::is_active(&cx.store, row.member).await? {
        return Err(Error::refused("you may not do this here any more"));
    }
    if row.removes {
        return take_away(cx, row, &account).await;
    }
    let entry = &row.entry;
    match row.kind {
        Kind::DomainBlocks => {
            domain_blocks::block(cx, &account, &entry.subject).await?;
            return Ok(Outcome::Done(None));
        }
        Kind::Bookmarks => {
            let found = posts::look_up(cx, &entry.subject).await?;
            let post = posts::visible(cx, found.id, Some(&account)).await?;
            bookmarks::keep(cx, account.id, &post).await?;
            return Ok(Outcome::Done(None));
        }
        _ => {}
    }
    let target = accounts::look_up(cx, &entry.subject).await?;
    match row.kind {
        Kind::Following => follows::follow_with(cx, &account, &target, wishes(entry)).await?,
        Kind::Blocks => blocks::block(cx, &account, &target).await?,
        Kind::Mutes => {
            mutes::mute(cx, &account, &target, entry.notifications.unwrap_or(true), None).await?;
        }
        Kind::Lists => return put_into_list(cx, &account, &target, entry).await,
        Kind::Followers | Kind::DomainBlocks | Kind::Bookmarks => {}
    }
    Ok(Outcome::Done(Some(target.id)))
}

fn wishes(entry: &Entry) -> WishesChange {
    let tags = |tags: &Vec<String>| {
        tags.iter().filter_map(|tag| Language::parse(tag)).map(|l| l.tag().to_owned()).collect()
    };
    WishesChange { boosts: entry.boosts, notify: entry.notify, languages: entry.languages.as_ref().map(tags) }
}

/// Only whom somebody follows can be in a list of theirs.
async fn put_into_list(cx: &Cx, account: &Account, target: &Account, entry: &Entry) -> Result<Outcome> {
    let state = match follows::state(cx, account, target).await? {
        Some(state) => state,
        None => follows::follow(cx, account, target).await?,
    };
    if state != FollowState::Accepted {
        return Ok(Outcome::Again("they have not let you follow them yet".to_owned()));
    }
    let title = entry.list.clone().unwrap_or_default();
    let known = lists::list(cx, account.id).await?.into_iter().find(|list| list.title == title);
    let list = match known {
        Some(list) => list,
        None => {
            lists::create(cx, account.id, lists::Said { title: Some(title), ..lists::Said::default() })
                .await?
        }
    };
    if !lists::holding(cx, account.id, target.id).await?.iter().any(|held| held.id == list.id) {
        lists::add(cx, account.id, list.id, &[target.id]).await?;
    }
    Ok(Outcome::Done(Some(target.id)))
}

/// Takes away what the file does not name, once everything that it names is done: a name in it may turn out to be
/// somebody whom we knew by another.
async fn take_away(cx: &Cx, row: &Row, account: &Account) -> Result<Outcome> {
    if imports::any_addition_open(&cx.store, row.import).await? {
        return Ok(Outcome::NotYet);
    }
    let id = row.entry.id.unwrap_or_default();
    match row.kind {
        Kind::DomainBlocks => domain_blocks::unblock(cx, account, &row.entry.subject).await?,
        Kind::Bookmarks => {
            if let Some(post) = post_rows::find(&cx.store, crate::domain::ids::PostId(id)).await? {
                bookmarks::forget(cx, account.id, &post).await?;
            }
        }
        _ => {
            let Some(target) = account_rows::find(&cx.store, AccountId(id)).await? else {
                return Ok(Outcome::Done(None));
            };
            let is_named = imports::names(&cx.store, row.import, target.id).await?;
            match row.kind {
                Kind::Following if !is_named => follows::unfollow(cx, account, &target).await?,
                Kind::Blocks if !is_named => blocks::unblock(cx, account, &target).await?,
                Kind::Mutes if !is_named => mutes::unmute(cx, account, &target).await?,
                Kind::Lists => {
                    for list in lists::list(cx, account.id).await? {
                        if Some(&list.title) == row.entry.list.as_ref() {
                            lists::remove(cx, account.id, list.id, &[target.id]).await?;
                        }
                    }
                }
                _ => {}
            }
        }
    }
    Ok(Outcome::Done(None))
}
