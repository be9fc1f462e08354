//! Cards of web pages that posts link to. A link is noted in the transaction of its post; a job asks the page, once for
//! all posts that link to it, and keeps what it says of itself.

use std::collections::HashMap;
use std::time::Duration;

use url::Url;

use crate::app::App;
use crate::client::{Budget, ClientError};
use crate::domain::post::Post;
use crate::domain::preview::{self, Asked, LASTS, PAGE_BYTES};
use crate::domain::time::{MINUTE, Time};
use crate::domain::uri::host_of;
use crate::store::previews::{self, Claimed, Preview};
use crate::store::{Tx, posts};
use crate::wire::page;

use super::Result;

/// How long asking a page may take, redirects and body included.
const ASKING_TIME: Duration = Duration::from_secs(8);
/// A claim that is not given back by then belongs to a process that died.
const CLAIM: i64 = MINUTE;
/// What is taken for a page.
const KINDS: &[&str] = &["text/html", "application/xhtml+xml"];

/// Decides anew which card stands below a post that was just written or edited.
pub(super) async fn link(app: &App, tx: &mut Tx, post: &Post) -> Result<()> {
    let wanted = wanted(app, tx, post).await?;
    if post.version > 1 {
        let present = previews::url_of(&mut *tx, post.id).await?;
        if present.as_deref() == wanted.as_ref().map(Url::as_str) {
            return Ok(());
        }
        previews::unlink(tx, post.id).await?;
    }
    match wanted {
        Some(url) => note(app, tx, post, &url).await,
        None => Ok(()),
    }
}

/// The page that a post links to, if it may be asked.
async fn wanted(app: &App, tx: &mut Tx, post: &Post) -> Result<Option<Url>> {
    let (open, followers) = app.config.asks_pages();
    if !preview::may_ask(post.visibility, open, followers) || !post.main_text().html.contains("<a ") {
        return Ok(None);
    }
    let mut quoted: Vec<String> = post.details.quote.iter().cloned().collect();
    if let Some(uri) = &post.details.quote {
        let known = posts::find_by_uri(&mut *tx, uri).await?;
        quoted.extend(known.and_then(|known| known.url));
    }
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    let found = preview::link_of(post, &app.config.authority(), &quoted);
    Ok(found.filter(|url| app.domains.policy().admits(&host_of(url))))
}

async fn note(app: &App, tx: &mut Tx, post: &Post, url: &Url) -> Result<()> {
    let now = app.now();
    let expires = now.plus(LASTS);
    if let Some(known) = previews::find(&mut *tx, url.as_str()).await? {
        // Written only once a day: a page that everybody links to is no place to meet.
        if expires.since(known.expires_at) > preview::FRESH {
            previews::keep(tx, known.id, expires).await?;
        }
        if !known.is_planned
            && preview::is_stale(known.fetched_at, now)
            && let Some(due) = first_ask(app, tx, url, now).await?
        {
            previews::plan(tx, known.id, due).await?;
        }
        return Ok(previews::link(tx, post.id, known.id).await?);
    }
    let Some(due) = first_ask(app, tx, url, now).await? else { return Ok(()) };
    let mut id = app.row_id();
    if !previews::save(tx, id, (url.as_str(), &host_of(url)), due, expires).await? {
        // Another post linked to it in the same moment.
        let Some(known) = previews::find(&mut *tx, url.as_str()).await? else { return Ok(()) };
        id = known.id;
    }
    Ok(previews::link(tx, post.id, id).await?)
}

async fn first_ask(app: &App, tx: &mut Tx, url: &Url, now: Time) -> Result<Option<Time>> {
    let last = previews::last_of_host(&mut *tx, &host_of(url)).await?;
    Ok(preview::first_ask(now, app.jitter(), last))
}

/// The pages that these posts show, by id of the post; without those of domains that are blocked by now.
pub async fn of_posts(app: &App, ids: &[i64]) -> Result<HashMap<i64, Preview>> {
    let mut found = previews::of_posts(&app.store, ids).await?;
    if !found.is_empty() {
        let policy = app.domains.policy();
        found.retain(|_, preview| policy.admits(&preview.host));
    }
    Ok(found)
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
    if previews::next_due(&app.store, now).await?.is_none_or(|due| due > now) {
        return Ok(Vec::new());
    }
    let claim = app.claim_end(CLAIM);
    let mut tx = app.store.begin().await?;
    let claimed = previews::claim(&mut tx, now, claim, i64::try_from(limit).unwrap_or(1)).await?;
    tx.commit().await?;
    Ok(claimed.into_iter().map(|page| Due { page, claim }).collect())
}

/// Asks a page and keeps what came of it.
pub async fn ask(app: &App, due: Due) -> Result<()> {
    let Due { page, claim } = due;
    // One that was begun so often and never ended stops us, perhaps.
    let asked =
        if page.attempts > preview::MOST_ATTEMPTS { Asked::Nothing } else { fetch(app, &page.url).await };
    let now = app.now();
    let mut tx = app.store.begin().await?;
    match asked {
        Asked::Read(card) => previews::show(&mut tx, page.id, claim, &card, now).await?,
        Asked::Nothing => previews::give_up(&mut tx, page.id, claim, now, false).await?,
        Asked::Failed => match preview::next_ask(page.attempts) {
            Some(wait) => {
                let wait = app.config.scaled(Duration::from_millis(wait.unsigned_abs()));
                let due = now.plus(i64::try_from(wait.as_millis()).unwrap_or(CLAIM));
                previews::again(&mut tx, page.id, claim, now, due).await?;
            }
            None => previews::give_up(&mut tx, page.id, claim, now, true).await?,
        },
    }
    Ok(tx.commit().await?)
}

async fn fetch(app: &App, address: &str) -> Asked {
    let Ok(url) = Url::parse(address) else { return Asked::Nothing };
    let budget = Budget { bytes: PAGE_BYTES, time: ASKING_TIME, ..app.client.document_budget() };
    let fetched = match app.client.get_beginning(&url, "text/html", KINDS, budget).await {
        Ok(fetched) => fetched,
        Err(e) if e.is_our_refusal() => return Asked::Nothing,
        Err(ClientError::Redirect { .. } | ClientError::TooLarge { .. }) => return Asked::Nothing,
        Err(_) => return Asked::Failed,
    };
    match fetched.status.as_u16() {
        200 => {}
        408 | 425 | 429 | 500.. => return Asked::Failed,
        _ => return Asked::Nothing,
    }
    let kind = fetched.content_type.unwrap_or_default();
    page::read(&fetched.body, &kind, &fetched.final_url)
        .map_or(Asked::Nothing, |card| Asked::Read(Box::new(card)))
}
