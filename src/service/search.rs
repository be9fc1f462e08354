//! Looking for people, posts and hashtags among what whoever asks may see; for an address, also on its own server.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::handle::Handle;
use crate::domain::ids::{AccountId, PostId};
use crate::domain::search::{From, Question};
use crate::domain::text;
use crate::domain::uri::{self, Uri};
use crate::store::search::{self, Part, Wanted};
use crate::store::{accounts as account_rows, posts as post_rows};

use super::lines::{self, Line};
use super::tags::{self, Tag};
use super::{Error, Result, accounts, posts};

/// The longest question, in characters; what is longer is cut (A162).
pub const LONGEST: usize = 300;

/// Which part of what is found is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// At most so many of each kind.
    pub limit: i64,
    /// After so many.
    pub offset: i64,
    /// Other servers may be asked for an address that is not known here.
    pub resolve: bool,
    /// Only people whom the one who asks follows.
    pub only_followed: bool,
    /// Only posts of this account.
    pub author: Option<AccountId>,
    /// Only posts below this id.
    pub below: i64,
    /// Only posts above this id.
    pub above: i64,
}

/// What an address leads to.
#[derive(Clone, Debug)]
pub enum Address {
    /// Somebody.
    Person(Box<Account>),
    /// A post that whoever asks may see.
    Post(Box<Line>),
    /// Nothing that can be shown.
    Nothing,
}

/// Whether a call only failed to find something.
fn is_miss(error: &Error) -> bool {
    matches!(error, Error::NotFound | Error::Gone | Error::Refused(_) | Error::Remote(_))
}

fn found<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(thing) => Ok(Some(thing)),
        Err(e) if is_miss(&e) => Ok(None),
        Err(e) => Err(e),
    }
}

/// A post that is known here by this address: by its id, or as the page of one of ours.
async fn known_post(app: &App, address: &Uri) -> Result<Option<PostId>> {
    if let Some(post) = post_rows::find_by_uri(&app.store, address.as_str()).await? {
        return Ok(Some(post.id));
    }
    if !app.is_ours(address) {
        return Ok(None);
    }
    // The address of its page ends as its id does.
    Ok(address.without_fragment().rsplit('/').next().and_then(|last| last.parse().ok()))
}

/// What a question that is an address or a handle leads to; `None` when it is neither.
pub async fn address(cx: &Cx, viewer: AccountId, typed: &str, resolve: bool) -> Result<Option<Address>> {
    if typed.len() > uri::LONGEST {
        return Ok(Some(Address::Nothing));
    }
    let Ok(address) = Uri::parse(typed) else {
        if Handle::parse(typed).is_none() {
            return Ok(None);
        }
        let known = accounts::known(cx, typed).await?;
        let person = match known {
            None if resolve => found(accounts::look_up(cx, typed).await)?,
            known => known,
        };
        // What is not known whole may be the beginning of what is.
        return Ok(person.map(|a| Address::Person(Box::new(a))));
    };
    if let Some(account) = accounts::known(cx, typed).await? {
        return Ok(Some(Address::Person(Box::new(account))));
    }
    let mut post = known_post(cx, &address).await?;
    if post.is_none() && resolve && !cx.is_ours(&address) {
        if let Some(account) = found(accounts::look_up(cx, typed).await)? {
            return Ok(Some(Address::Person(Box::new(account))));
        }
        post = found(posts::look_up(cx, typed).await)?.map(|post| post.id);
    }
    let Some(post) = post else { return Ok(Some(Address::Nothing)) };
    let line = found(lines::one(cx, Some(viewer), post).await)?;
    Ok(Some(line.map_or(Address::Nothing, |line| Address::Post(Box::new(line)))))
}

/// People whose handle or name begins like this.
pub async fn people(app: &App, viewer: AccountId, typed: &str, asked: Asked) -> Result<Vec<i64>> {
    let typed = typed.trim().trim_start_matches('@').to_lowercase();
    let (name, host) = typed.split_once('@').unwrap_or((&typed, ""));
    if name.is_empty() {
        return Ok(Vec::new());
    }
    let here = app.config.handle_domain();
    let wanted = Wanted { name, host, here: &here, only_followed: asked.only_followed };
    Ok(search::people(&app.store, viewer, &wanted, asked.limit, asked.offset).await?)
}

/// Hashtags that begin like this.
pub async fn hashtags(app: &App, viewer: AccountId, typed: &str, asked: Asked) -> Result<Vec<Tag>> {
    let Some(beginning) = text::hashtag_name(typed) else { return Ok(Vec::new()) };
    let names = search::tags(&app.store, &beginning, asked.limit, asked.offset).await?;
    tags::described(app, Some(viewer), &names).await
}

/// Posts that answer a question, newest first.
pub async fn texts(app: &App, viewer: AccountId, typed: &str, asked: Asked) -> Result<Vec<Line>> {
    let question = Question::parse(typed);
    let mut author = asked.author;
    match &question.from {
        None => {}
        Some(From::Me) => author = Some(viewer),
        Some(From::Handle(handle)) => match by_handle(app, handle).await? {
            Some(account) => author = Some(account.id),
            None => return Ok(Vec::new()),
        },
    }
    let part = Part { below: asked.below, above: asked.above, limit: asked.limit, offset: asked.offset };
    let ids = search::posts(&app.store, viewer, &question, author, part).await?;
    lines::of_posts(app, Some(viewer), &ids).await
}

async fn by_handle(app: &App, handle: &str) -> Result<Option<Account>> {
    if handle.contains('@') {
        return accounts::known(app, &format!("@{handle}")).await;
    }
    Ok(account_rows::find_local(&app.store, handle).await?)
}
