//! What has been rendered before, kept as text: a status is written once and read often. Each part carries the mark of
//! what it was rendered from, and the database tells the present mark with every line, so that nothing stale is shown
//! and nothing has to be taken off the shelf by whoever changes something. Only the numbers of an account (followers,
//! posts) may be a minute old in lists.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::filter::Context as Place;
use crate::domain::ids::PostId;
use crate::domain::quote::{self, Hope};
use crate::service::filters::{self, Sieve};
use crate::service::lines::{self, BoostLine, Line, Numbers};
use crate::service::quoting::{self, Shown};
use crate::service::{self, accounts, relocations};

use super::counted::Counted;
use super::status_parts::{self, StatusPart};
use super::{entities, filter_entities, polls};

/// Bytes of rendered statuses, and of accounts.
const STATUS_BYTES: u64 = 8 * 1024 * 1024;
const ACCOUNT_BYTES: u64 = 2 * 1024 * 1024;

/// An account as text, and when it was last changed.
#[derive(Debug)]
struct AccountPart {
    fetched_at: i64,
    json: Box<str>,
}

/// Rendered parts, shared by all requests of this process.
#[derive(Clone)]
pub struct Shelf {
    statuses: Cache<i64, Arc<StatusPart>>,
    accounts: Cache<i64, Arc<AccountPart>>,
    /// Beside them, what was counted.
    pub counted: Counted,
}

impl Default for Shelf {
    fn default() -> Self {
        Self::new()
    }
}

impl Shelf {
    /// An empty shelf.
    pub fn new() -> Self {
        let bytes = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            statuses: Cache::builder()
                .max_capacity(STATUS_BYTES)
                .weigher(move |_, part: &Arc<StatusPart>| bytes(part.size()))
                // Somebody named in a text may become known later.
                .time_to_live(Duration::from_secs(600))
                .build(),
            accounts: Cache::builder()
                .max_capacity(ACCOUNT_BYTES)
                .weigher(move |_, part: &Arc<AccountPart>| bytes(part.json.len() + 64))
                .time_to_live(Duration::from_secs(60))
                .build(),
            counted: Counted::new(),
        }
    }

    /// These lines as a JSON array of statuses, each with what its reader's filters find in it at this place; with no
    /// place, all of them, as what is read by itself may be shown anywhere.
    pub async fn statuses(&self, cx: &Cx, lines: &[Line], place: Option<Place>) -> service::Result<String> {
        let sieve = &sieve_of(cx, lines, place).await?;
        let parts = self.parts(cx, lines, sieve).await?;
        let mut out = String::with_capacity(lines.len() * 2_600 + 2);
        out.push('[');
        for line in lines {
            let before = out.len();
            if before > 1 {
                out.push(',');
            }
            if !parts.write(&mut out, line, sieve) {
                // Deleted while we were looking.
                out.truncate(before);
            }
        }
        out.push(']');
        Ok(out)
    }

    /// One line as a status with what its reader's filters find in it at this place; with no place, all of them.
    pub async fn status(&self, cx: &Cx, line: &Line, place: Option<Place>) -> service::Result<String> {
        let lines = std::slice::from_ref(line);
        let sieve = &sieve_of(cx, lines, place).await?;
        let parts = self.parts(cx, lines, sieve).await?;
        let mut out = String::new();
        if parts.write(&mut out, line, sieve) { Ok(out) } else { Err(service::Error::NotFound) }
    }

    /// One account with its present numbers.
    pub async fn account(&self, cx: &Cx, account: &Account) -> service::Result<String> {
        Ok(self
            .render_accounts(cx, std::slice::from_ref(account))
            .await?
            .remove(&account.id.0)
            .map_or_else(String::new, |p| p.json.to_string()))
    }

    /// Accounts by id, as text; numbers may be a minute old.
    pub async fn accounts(&self, cx: &Cx, ids: &[i64]) -> service::Result<HashMap<i64, String>> {
        let mut found = accounts::find_many(cx, ids).await?;
        let mut parts = HashMap::new();
        for id in ids {
            let Some(account) = found.get(id) else { continue };
            if let Some(part) = self.accounts.get(id).filter(|part| part.fetched_at == account.fetched_at.0) {
                parts.insert(*id, part.json.to_string());
                found.remove(id);
            }
        }
        let missing: Vec<Account> = found.into_values().collect();
        if !missing.is_empty() {
            let rendered = self.render_accounts(cx, &missing).await?;
            parts.extend(rendered.into_iter().map(|(id, part)| (id, part.json.to_string())));
        }
        Ok(parts)
    }

    /// Something about a post has changed that makes no new version. Other processes may show it ten minutes longer.
    pub fn forget(&self, post: PostId) {
        self.statuses.invalidate(&post.0);
    }

    /// Accounts by id as a JSON array, in the order of the ids.
    pub async fn accounts_in_order(&self, cx: &Cx, ids: &[i64]) -> service::Result<String> {
        let mut found = self.accounts(cx, ids).await?;
        let listed: Vec<String> = ids.iter().filter_map(|id| found.remove(id)).collect();
        Ok(format!("[{}]", listed.join(",")))
    }

    /// Everything that these lines are made of, with what they quote.
    async fn parts(&self, cx: &Cx, lines: &[Line], sieve: &Sieve) -> service::Result<Parts> {
        let mut parts = self.plain_parts(cx, lines).await?;
        // Every line of a list is for the same reader.
        let viewer = lines.first().and_then(|line| line.viewer);
        let quoting = parts.quoting();
        if quoting.is_empty() {
            return Ok(parts);
        }
        let shown = quoting::shown(cx, viewer, &quoting).await?;
        let quoted: Vec<Line> = shown.values().filter_map(|one| one.line.clone()).collect();
        let mut inner = self.plain_parts(cx, &quoted).await?;
        let nested = inner.quoting();
        if !nested.is_empty() {
            // A quote within a quote is told by its id.
            let found = quoting::shown(cx, viewer, &nested).await?;
            inner.quotes = found.into_iter().map(|(id, one)| (id, shallow(&one))).collect();
        }
        parts.quotes = shown.into_iter().map(|(id, one)| (id, inner.quote(&one, sieve))).collect();
        Ok(parts)
    }

    /// Everything that these lines are made of, but for what they quote: from the shelf, and what is missing from the
    /// database.
    async fn plain_parts(&self, cx: &Cx, lines: &[Line]) -> service::Result<Parts> {
        let mut parts = Parts::default();
        let (mut posts, mut people) = (Vec::new(), Vec::new());
        for line in lines {
            if let Entry::Vacant(place) = parts.statuses.entry(line.post.0)
                && !posts.contains(&line.post.0)
            {
                let is_fresh = |part: &Arc<StatusPart>| {
                    part.version == line.version && part.in_reply_to == line.in_reply_to.map(|id| id.0)
                };
                match self.statuses.get(&line.post.0).filter(is_fresh) {
                    Some(part) => drop(place.insert(part)),
                    None => posts.push(line.post.0),
                }
            }
            let booster = line.boost.as_ref().map(|b| (b.account.0, b.fetched_at.0));
            for (account, fetched_at) in
                [(line.author.0, line.author_fetched_at.0)].into_iter().chain(booster)
            {
                if parts.accounts.contains_key(&account) || people.contains(&account) {
                    continue;
                }
                match self.accounts.get(&account).filter(|part| part.fetched_at == fetched_at) {
                    Some(part) => drop(parts.accounts.insert(account, part)),
                    None => people.push(account),
                }
            }
        }
        if !posts.is_empty() {
            let found = lines::texts(cx, &posts).await?;
            // Every line of a list is for the same reader.
            let viewer = lines.first().and_then(|line| line.viewer);
            parts.polls = polls::entities(cx, viewer, found.iter().map(|texts| &texts.post)).await?;
            for texts in found {
                let part = Arc::new(StatusPart::of(cx, &texts));
                if part.may_stay {
                    self.statuses.insert(texts.post.id.0, part.clone());
                }
                parts.statuses.insert(texts.post.id.0, part);
            }
        }
        if !people.is_empty() {
            let found: Vec<Account> = accounts::find_many(cx, &people).await?.into_values().collect();
            parts.accounts.extend(self.render_accounts(cx, &found).await?);
        }
        Ok(parts)
    }

    async fn render_accounts(
        &self,
        cx: &Cx,
        found: &[Account],
    ) -> service::Result<HashMap<i64, Arc<AccountPart>>> {
        let ids: Vec<i64> = found.iter().map(|a| a.id.0).collect();
        let mut moved = relocations::new_places(cx, found).await?;
        let everybody: Vec<i64> = ids.iter().copied().chain(moved.values().map(|new| new.id.0)).collect();
        let numbers = lines::numbers(cx, &everybody).await?;
        let entity = |account: &Account| {
            let counted = numbers.get(&account.id.0).copied().unwrap_or_else(Numbers::default);
            entities::Account::of(cx, account, counted)
        };
        let mut parts = HashMap::new();
        for account in found {
            let new = moved.remove(&account.id.0).map(|new| entity(&new));
            let entity = entity(account).moved_to(new);
            let json = serde_json::to_string(&entity).expect("plain data always has a JSON form").into();
            let part = Arc::new(AccountPart { fetched_at: account.fetched_at.0, json });
            self.accounts.insert(account.id.0, part.clone());
            parts.insert(account.id.0, part);
        }
        Ok(parts)
    }
}

#[derive(Default)]
struct Parts {
    statuses: HashMap<i64, Arc<StatusPart>>,
    accounts: HashMap<i64, Arc<AccountPart>>,
    polls: HashMap<i64, String>,
    /// What they quote, as JSON.
    quotes: HashMap<i64, String>,
}

/// The filters of whoever reads these lines: every line of a list is for the same reader, and says for whom.
async fn sieve_of(cx: &Cx, lines: &[Line], place: Option<Place>) -> service::Result<Sieve> {
    filters::sieve(cx, lines.first().and_then(|line| line.viewer), place).await
}

/// A quote within a quote.
fn shallow(shown: &Shown) -> String {
    let id = shown.line.as_ref().map_or_else(|| "null".to_owned(), |line| format!("\"{}\"", line.post));
    format!("{{\"state\":\"{}\",\"quoted_status_id\":{id}}}", shown.state)
}

impl Parts {
    /// Which of them quote.
    fn quoting(&self) -> Vec<i64> {
        self.statuses.iter().filter(|(_, part)| part.quotes).map(|(id, _)| *id).collect()
    }

    /// A quote with the status that is quoted.
    fn quote(&self, shown: &Shown, sieve: &Sieve) -> String {
        let mut status = String::new();
        let is_whole = shown.line.as_ref().is_some_and(|line| self.write(&mut status, line, sieve));
        // Deleted while we were looking, it is shown as that.
        let state = if shown.line.is_some() && !is_whole { "deleted" } else { shown.state };
        let status = if is_whole { status.as_str() } else { "null" };
        format!("{{\"state\":\"{state}\",\"quoted_status\":{status}}}")
    }

    /// Writes a line as a status, as a boost of one when it came by a boost; whether all its parts were there.
    fn write(&self, out: &mut String, line: &Line, sieve: &Sieve) -> bool {
        let (Some(status), Some(author)) =
            (self.statuses.get(&line.post.0), self.accounts.get(&line.author.0))
        else {
            return false;
        };
        let poll = self.polls.get(&line.post.0).map(String::as_str);
        let filtered =
            filter_entities::results(&sieve.look(line.post, line.author, &status.words), line.post);
        let quote = self.quotes.get(&line.post.0).map(String::as_str);
        let shown = Written { part: status, poll, quote, line, filtered: &filtered };
        let Some(boost) = &line.boost else {
            write_status(out, &status.head, shown, author, None);
            return true;
        };
        let Some(booster) = self.accounts.get(&boost.account.0) else { return false };
        write_status(out, &head_of(boost), shown, booster, Some(author));
        true
    }
}

fn head_of(boost: &BoostLine) -> String {
    let uri = serde_json::to_string(&boost.uri).expect("a text always has a JSON form");
    format!(
        "\"id\":\"{}\",\"uri\":{uri},\"url\":{uri},\"created_at\":\"{}\",\"visibility\":\"{}\"",
        boost.id,
        entities::stamp(boost.created_at),
        status_parts::visibility(boost.visibility)
    )
}

/// What is written of a status besides its authors.
#[derive(Clone, Copy)]
struct Written<'a> {
    part: &'a StatusPart,
    poll: Option<&'a str>,
    quote: Option<&'a str>,
    line: &'a Line,
    /// What its reader's filters find in it, as JSON.
    filtered: &'a str,
}

fn write_status(
    out: &mut String,
    head: &str,
    Written { part, poll, quote, line, filtered }: Written<'_>,
    by: &AccountPart,
    boosted: Option<&AccountPart>,
) {
    out.push('{');
    out.push_str(head);
    out.push(',');
    out.push_str(&part.body);
    out.push_str(",\"poll\":");
    out.push_str(poll.unwrap_or("null"));
    out.push_str(",\"quote\":");
    out.push_str(quote.unwrap_or("null"));
    let hope = match line.viewer {
        Some(_) => quote::hope(line.visibility, part.offer, line.relation, None),
        None => Hope::Denied,
    };
    let _ = write!(out, ",\"quote_approval\":{{{},\"current_user\":\"{}\"}}", part.approval, hope.as_str());
    let counts = line.counts;
    let _ = write!(
        out,
        ",\"replies_count\":{},\"reblogs_count\":{},\"favourites_count\":{},\"quotes_count\":{},\"favourited\":{},\"reblogged\":{},\"bookmarked\":{},\"pinned\":{},\"muted\":{},\"filtered\":{filtered},\"account\":",
        counts.replies,
        counts.boosts,
        counts.likes,
        counts.quotes,
        line.is_liked,
        line.is_boosted,
        line.is_bookmarked,
        line.is_pinned,
        line.is_muted
    );
    out.push_str(&by.json);
    out.push_str(",\"reblog\":");
    match boosted {
        Some(author) => {
            let inner = Written { part, poll, quote, line, filtered };
            write_status(out, &part.head, inner, author, None);
        }
        None => out.push_str("null"),
    }
    out.push('}');
}
