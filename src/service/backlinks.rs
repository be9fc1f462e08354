//! Links of profiles that are verified: a page that a member names is asked whether it names their profile back. Noted
//! in the transaction of the profile; a job asks, spread out in time, through the guarded client.

use std::time::Duration;

use url::Url;

use crate::app::App;
use crate::client::{Budget, ClientError};
use crate::domain::account::{Account, Field};
use crate::domain::backlink::{self, Answer, HOLDS, PAGE_BYTES, PAUSE, Standing};
use crate::domain::preview::{LONGEST_QUEUE, first_ask};
use crate::domain::text;
use crate::domain::time::{MINUTE, Time};
use crate::domain::uri::host_of;
use crate::store::backlinks::{self, Backlink, Claimed};
use crate::store::{Tx, accounts};
use crate::wire::backlink as wire;

use super::Result;

/// How long asking a page may take, redirects and body included.
const ASKING_TIME: Duration = Duration::from_secs(8);
/// A claim that is not given back by then belongs to a process that died.
const CLAIM: i64 = MINUTE;
/// What is taken for a page.
const KINDS: &[&str] = &["text/html", "application/xhtml+xml"];

/// The page that a line of a profile here links to; what is shown as plain text vouches for nobody.
fn page_of(app: &App, field: &Field) -> Option<Url> {
    if !field.value.starts_with("<a ") {
        return None;
    }
    backlink::page_of(&text::plain(&field.value), &app.config.authority())
}

/// Puts into each line of a profile since when it is verified. A changed line is another page, and begins anew.
fn mark(app: &App, account: &mut Account, known: &[Backlink]) {
    for field in &mut account.profile.fields {
        let page = page_of(app, field);
        let known = page.and_then(|page| known.iter().find(|one| one.url == page.as_str()));
        field.verified_at = known.and_then(|one| one.verified_at);
    }
}

/// The lines of a profile were saved: pages that are new are going to be asked, those that were not found to link back
/// once more, and those that are no longer named are forgotten. The profile is marked with what is known.
pub(super) async fn follow(app: &App, tx: &mut Tx, account: &mut Account) -> Result<()> {
    let (open, _) = app.config.asks_pages();
    let mut pages: Vec<Url> = account.profile.fields.iter().filter_map(|field| page_of(app, field)).collect();
    pages.retain(|page| open && app.domains.policy().admits(&host_of(page)));
    let mut known = backlinks::of_account(&mut *tx, account.id).await?;
    for old in known.iter().filter(|one| pages.iter().all(|page| page.as_str() != one.url)) {
        backlinks::remove(tx, old.id).await?;
    }
    known.retain(|one| pages.iter().any(|page| page.as_str() == one.url));
    mark(app, account, &known);
    let now = app.now();
    for page in pages {
        let host = host_of(&page);
        match known.iter().find(|one| one.url == page.as_str()) {
            None => {
                let due = turn(app, tx, &host, now).await?;
                backlinks::save(tx, app.row_id(), account.id, (page.as_str(), &host), due).await?;
            }
            Some(one) if one.due.is_none() && one.asked_at.is_none_or(|at| now.since(at) >= PAUSE) => {
                let due = turn(app, tx, &host, now).await?;
                backlinks::plan(tx, one.id, due).await?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// When a page of this host is asked; where the host has enough to do, when that is over.
async fn turn(app: &App, tx: &mut Tx, host: &str, now: Time) -> Result<Time> {
    let last = backlinks::last_of_host(&mut *tx, host, now.plus(2 * LONGEST_QUEUE)).await?;
    Ok(first_ask(now, app.jitter(), last).unwrap_or(now.plus(2 * LONGEST_QUEUE)))
}

/// A page that was taken to be asked.
#[derive(Clone, Debug)]
pub struct Due {
    page: Claimed,
    claim: Time,
}

/// Takes up to so many pages that are due, one of each host.
pub async fn claim(app: &App, limit: usize) -> Result<Vec<Due>> {
    let now = app.now();
    if backlinks::next_due(&app.store, now).await?.is_none_or(|due| due > now) {
        return Ok(Vec::new());
    }
    let claim = app.claim_end(CLAIM);
    let mut tx = app.store.begin().await?;
    let claimed = backlinks::claim(&mut tx, now, claim, i64::try_from(limit).unwrap_or(1)).await?;
    tx.commit().await?;
    Ok(claimed.into_iter().map(|page| Due { page, claim }).collect())
}

/// Asks a page, and shows in the profile what came of it.
pub async fn ask(app: &App, due: Due) -> Result<()> {
    let Due { page, claim } = due;
    let account = accounts::find(&app.store, page.account).await?.filter(Account::is_active);
    let profile = account.and_then(|account| account.url);
    let answer = match (profile, app.config.asks_pages()) {
        (Some(profile), (true, _)) => fetch(app, &page.url, &profile).await,
        _ => Answer::Silent,
    };
    let now = app.now();
    let mut standing = backlink::judge(page.verified_at, page.attempts, answer, now);
    spread(app, &mut standing, now);
    let mut tx = app.store.begin().await?;
    if !backlinks::set(&mut tx, page.id, claim, standing, now).await? {
        return Ok(());
    }
    if standing.verified_at != page.verified_at
        && let Some(mut account) = accounts::find(&mut tx, page.account).await?
    {
        let known = backlinks::of_account(&mut tx, account.id).await?;
        mark(app, &mut account, &known);
        // What is rendered from the account is kept by this time. Other servers need not hear of it: each judges itself.
        account.fetched_at = now.max(account.fetched_at.plus(1));
        accounts::save(&mut tx, &account).await?;
        tx.commit().await?;
        app.actor_texts.invalidate(&account.username);
        return Ok(());
    }
    Ok(tx.commit().await?)
}

/// Waits are shortened in a test rig. What was verified in the same hour is not asked again in the same minute.
fn spread(app: &App, standing: &mut Standing, now: Time) {
    let Some(due) = standing.due else { return };
    let wait = Duration::from_millis(due.since(now).unsigned_abs());
    let wait = if standing.attempts == 0 {
        Duration::from_millis(HOLDS.unsigned_abs()).mul_f64(1.0 + app.jitter().clamp(0.0, 1.0) / 7.0)
    } else {
        app.config.scaled(wait)
    };
    standing.due = Some(now.plus(i64::try_from(wait.as_millis()).unwrap_or(HOLDS)));
}

async fn fetch(app: &App, address: &str, profile: &str) -> Answer {
    let Ok(url) = Url::parse(address) else { return Answer::Silent };
    let budget = Budget { bytes: PAGE_BYTES, time: ASKING_TIME, ..app.client.document_budget() };
    let fetched = match app.client.get_beginning(&url, "text/html", KINDS, budget).await {
        Ok(fetched) => fetched,
        Err(e) if e.is_our_refusal() => return Answer::Silent,
        Err(ClientError::Redirect { .. } | ClientError::TooLarge { .. }) => return Answer::Silent,
        Err(_) => return Answer::Failed,
    };
    match fetched.status.as_u16() {
        200 => {}
        408 | 425 | 429 | 500.. => return Answer::Failed,
        _ => return Answer::Silent,
    }
    // What another site says, to which this one sends us on, says nothing about this one.
    let stays = fetched.final_url.origin() == url.origin();
    let kind = fetched.content_type.unwrap_or_default();
    if stays && wire::links_back(&fetched.body, &kind, profile) { Answer::LinksBack } else { Answer::Silent }
}
