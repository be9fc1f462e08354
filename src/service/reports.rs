//! Reports about people and posts of ours.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::cursor::{Cursor, Stretch};
use crate::domain::ids::{AccountId, MemberId, PostId, RowId};
use crate::domain::post::Post;
use crate::domain::refusal::Refusal;
use crate::domain::report::{LONGEST_COMMENT as LONGEST_COMMENT_HERE, MOST_A_DAY, MOST_POSTS};
use crate::domain::role::Role;
use crate::domain::text;
use crate::domain::time::DAY;
use crate::domain::visibility;
use crate::remote::keyring;
use crate::store::reports;
use crate::store::{Tx, accounts, audit as store_audit, members, posts};
use crate::wire::activity;

pub use crate::domain::report::Category;
pub use crate::store::reports::{KeptReport, ReportRecord};

use super::outbox::{self, Telling, To};
use super::{Error, Result, audit, surface};

/// The most things of one report that are looked at.
const MOST_OBJECTS: usize = 100;
/// The longest comment that is kept, in characters.
const LONGEST_COMMENT: usize = 5_000;

/// Somebody elsewhere reports things of ours. Posts the reporter may not see are left out, so that a report
/// cannot be used to have private posts read by others (A88).
pub async fn received(
    app: &App,
    tx: &mut Tx,
    from: &Account,
    objects: &[String],
    comment: &str,
) -> Result<bool> {
    let objects = &objects[..objects.len().min(MOST_OBJECTS)];
    let mut account: Option<AccountId> =
        accounts::local_among(&mut *tx, objects).await?.first().map(|a| a.id);
    let mut reported = Vec::new();
    for uri in objects.iter().filter(|uri| uri.starts_with(&app.url("/posts/"))) {
        let Some(post) = posts::find_by_uri(&mut *tx, uri).await? else { continue };
        let relation = posts::relation(&mut *tx, &post, from.id).await?;
        if visibility::may_see(post.visibility, relation) {
            account = account.or(Some(post.account));
            reported.push(post.id.0);
        }
    }
    if account.is_none() && reported.is_empty() {
        return Ok(false);
    }
    let report = ReportRecord {
        id: app.row_id(),
        from: from.id,
        account,
        posts: reported,
        comment: text::excerpt(comment, LONGEST_COMMENT),
        created_at: app.now(),
        category: Category::Other,
        rules: Vec::new(),
        forwarded_at: None,
    };
    keep(app, tx, &report).await?;
    Ok(true)
}

async fn keep(app: &App, tx: &mut Tx, report: &ReportRecord) -> Result<()> {
    reports::save(tx, report).await?;
    let moderators: Vec<AccountId> = members::list(&mut *tx)
        .await?
        .into_iter()
        .filter(|m| matches!(m.role.as_str(), "owner" | "moderator") && m.suspended_at.is_none())
        .map(|m| m.account)
        .collect();
    surface::report(app, tx, &moderators, report.from, report.id).await
}

/// What a member reports.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// Posts of the reported account.
    pub posts: Vec<PostId>,
    /// What the member says; plain text.
    pub comment: String,
    /// Why, in one word.
    pub category: Category,
    /// Ids of the rules that are said to be broken.
    pub rules: Vec<String>,
    /// Tell the server of the reported account as well.
    pub forward: bool,
}

/// A member reports somebody. What is forwarded goes out in the name of this server, never of the member. `None` when
/// the member has written too many reports today.
pub async fn write(cx: &Cx, from: &Account, about: &Account, new: NewReport) -> Result<Option<ReportRecord>> {
    if from.id == about.id {
        return Err(Error::says("refusal-directory-report-self"));
    }
    let mut uris = vec![about.uri.as_str().to_owned()];
    let mut reported = Vec::new();
    for id in new.posts.iter().take(MOST_POSTS) {
        // What the member may not see is the same as what is not there (A104).
        let post = posts::find(&cx.store, *id).await?.ok_or(Error::NotFound)?;
        let relation = posts::relation(&cx.store, &post, from.id).await?;
        if post.account != about.id || !visibility::may_see(post.visibility, relation) {
            return Err(Error::NotFound);
        }
        uris.push(post.uri.as_str().to_owned());
        reported.push(id.0);
    }
    let forward = new.forward && !about.is_local();
    let now = cx.now();
    let report = ReportRecord {
        id: cx.row_id(),
        from: from.id,
        account: Some(about.id),
        posts: reported,
        comment: text::excerpt(&without_controls(&new.comment), LONGEST_COMMENT_HERE),
        created_at: now,
        category: new.category,
        rules: new.rules,
        forwarded_at: forward.then_some(now),
    };
    let speaker = super::accounts::instance(cx).await?;
    let signer = keyring::for_requests(cx, speaker.id).await?;
    let mut tx = cx.store.begin().await?;
    if reports::count_from(&mut tx, from.id, now.plus(-DAY)).await? >= MOST_A_DAY {
        return Ok(None);
    }
    keep(cx, &mut tx, &report).await?;
    if forward {
        let id = cx.activity_id();
        let uri = outbox::activity_uri(cx, id);
        let body = activity::flag(&uri, speaker.uri.as_str(), &uris, &report.comment);
        let telling = Telling {
            id,
            uri,
            actor: speaker.id,
            kind: "Flag",
            object_uri: about.uri.as_str(),
            body: outbox::exact(&body),
            is_public: false,
            to: vec![To::Account(Box::new(about.clone()))],
        };
        outbox::tell(cx, &mut tx, &signer, telling).await?;
    }
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(Some(report))
}

fn without_controls(text: &str) -> String {
    text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// Reports that nobody has closed.
pub async fn list_open(app: &App) -> Result<Vec<ReportRecord>> {
    Ok(reports::list_open(&app.store, 1_000).await?)
}

/// The longest note of a moderator, in characters.
pub const LONGEST_NOTE: usize = 2_000;
/// So many reports that were closed are shown at once.
const A_PAGE: i64 = 50;

/// Reports that were closed, below this place, the latest first.
pub async fn list_closed(app: &App, below: Cursor) -> Result<Stretch<KeptReport, Cursor>> {
    let found = reports::list_closed(&app.store, below, A_PAGE + 1).await?;
    let place = |kept: &KeptReport| Cursor::new(kept.closed_at.unwrap_or(below.at), kept.report.id.0);
    Ok(Stretch::of(found, A_PAGE, place))
}

/// A report with what it is about.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The report, and how it ended.
    pub kept: KeptReport,
    /// Who reports; often a whole server.
    pub from: Option<Account>,
    /// Who is reported.
    pub about: Option<Account>,
    /// The reported posts that are still here, and no others.
    pub posts: Vec<Post>,
}

/// Opens a report. Its posts are read in the name of the moderator, whoever they were addressed to, and nothing beside
/// them; that somebody looked is in the log before they see anything (A199).
pub async fn look(app: &App, by: Option<MemberId>, id: RowId) -> Result<Shown> {
    let kept = reports::find(&app.store, id).await?.ok_or(Error::NotFound)?;
    audit::note(app, by, "report.look", &id.to_string()).await?;
    let about = match kept.report.account {
        Some(account) => accounts::find(&app.store, account).await?,
        None => None,
    };
    let mut posts = posts::find_many(&app.store, &kept.report.posts).await?;
    posts.sort_by_key(|post| post.id.0);
    Ok(Shown { from: accounts::find(&app.store, kept.report.from).await?, about, posts, kept })
}

/// Those of these reports that this account may read: none, unless it is that of somebody who moderates now.
pub async fn read_by(app: &App, reader: AccountId, ids: &[RowId]) -> Result<Vec<KeptReport>> {
    let member = if ids.is_empty() { None } else { members::of_account(&app.store, reader).await? };
    let role = member.filter(|m| m.suspended_at.is_none()).and_then(|m| Role::parse(&m.role));
    let mut found = Vec::new();
    if role.is_some_and(Role::may_moderate) {
        for id in ids {
            found.extend(reports::find(&app.store, *id).await?);
        }
    }
    Ok(found)
}

/// Closes a report, with a note for those who read it later. It cannot be opened again.
pub async fn close(app: &App, by: Option<MemberId>, id: RowId, note: &str) -> Result<()> {
    let note = without_controls(note);
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::refused(Refusal::new("refusal-directory-note").count("count", LONGEST_NOTE)));
    }
    let mut tx = app.store.begin().await?;
    if !reports::close(&mut tx, id, by, &note, app.now()).await? {
        return Err(Error::NotFound);
    }
    store_audit::write(&mut tx, app.row_id(), by, "report.close", &id.to_string(), app.now()).await?;
    Ok(tx.commit().await?)
}
