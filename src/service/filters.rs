//! Filters of a member: making them, and what they find in the posts that the member reads.

use std::sync::Arc;

use crate::app::App;
use crate::domain::announcement::Announcement;
use crate::domain::filter::{self, Action, Context, Filter, Found, Keyword, Named};
use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::text;
use crate::domain::time::Time;
use crate::store::{Tx, filters};

use super::{Error, Result, lines};

/// The most filters of one member, the most words of one filter, the most posts that one names.
const MOST: usize = 100;
const MOST_KEYWORDS: usize = 200;
const MOST_POSTS: usize = 500;
/// The longest title and the longest keyword, in characters.
const LONGEST: usize = 255;

/// What is said of a filter; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Its title.
    pub title: Option<String>,
    /// Where it holds.
    pub contexts: Option<Vec<Context>>,
    /// What is done.
    pub action: Option<Action>,
    /// When it ends; `Some(None)` is never.
    pub expires_at: Option<Option<Time>>,
    /// Words to add, change or take away.
    pub keywords: Vec<SaidKeyword>,
}

/// What is said of a word.
#[derive(Clone, Debug, Default)]
pub struct SaidKeyword {
    /// Which, when it is there already.
    pub id: Option<RowId>,
    /// The word.
    pub keyword: Option<String>,
    /// Whether it must stand by itself.
    pub whole_word: Option<bool>,
    /// It is to be taken away.
    pub is_removed: bool,
}

/// Every filter of a member. They are kept for a moment, since every page that the member reads asks for them; another
/// node that did not hear of a change shows it ten seconds late.
pub async fn list(app: &App, owner: AccountId) -> Result<Arc<Vec<Filter>>> {
    if let Some(kept) = app.filters.get(&owner.0) {
        return Ok(kept);
    }
    let found = Arc::new(filters::all_of(&app.store, owner).await?);
    app.filters.insert(owner.0, found.clone());
    Ok(found)
}

/// A filter of its owner; somebody else's is not found (A173).
pub async fn find(app: &App, owner: AccountId, id: RowId) -> Result<Filter> {
    let all = filters::all_of(&app.store, owner).await?;
    all.into_iter().find(|f| f.id == id).ok_or(Error::NotFound)
}

fn line(typed: &str, what: &str) -> Result<String> {
    let line = text::clean_line(typed, LONGEST);
    if line.is_empty() {
        return Err(Error::refused(format!("Validation failed: {what} can't be blank")));
    }
    Ok(line)
}

fn apply(f: &mut Filter, said: &Said) -> Result<()> {
    if let Some(title) = &said.title {
        f.title = line(title, "Title")?;
    }
    if let Some(contexts) = &said.contexts {
        f.contexts.clone_from(contexts);
    }
    if f.contexts.is_empty() {
        return Err(Error::refused("Validation failed: Context None or invalid context supplied"));
    }
    f.action = said.action.unwrap_or(f.action);
    f.expires_at = said.expires_at.unwrap_or(f.expires_at);
    Ok(())
}

fn new_keyword(app: &App, said: &SaidKeyword) -> Result<Keyword> {
    Ok(Keyword {
        id: app.row_id(),
        keyword: line(said.keyword.as_deref().unwrap_or_default(), "Keyword")?,
        whole_word: said.whole_word.unwrap_or(true),
    })
}

/// Makes a filter.
pub async fn create(app: &App, owner: AccountId, said: Said) -> Result<Filter> {
    let mut f = Filter {
        id: app.row_id(),
        title: String::new(),
        contexts: Vec::new(),
        action: Action::default(),
        expires_at: None,
        keywords: Vec::new(),
        posts: Vec::new(),
    };
    line(said.title.as_deref().unwrap_or_default(), "Title")?;
    apply(&mut f, &said)?;
    for keyword in said.keywords.iter().filter(|k| !k.is_removed) {
        f.keywords.push(new_keyword(app, keyword)?);
    }
    enough(&f)?;
    let mut tx = app.store.begin().await?;
    if filters::all_within(&mut tx, owner).await?.len() >= MOST {
        return Err(Error::refused(format!("Validation failed: There can be {MOST} filters at most")));
    }
    filters::create(&mut tx, owner, &f, app.now()).await?;
    keep(app, tx, owner).await?;
    Ok(f)
}

/// Keeps what was changed about the filters of this owner. Whoever shows posts to them, here or on another node, is told.
async fn keep(app: &App, mut tx: Tx, owner: AccountId) -> Result<()> {
    tx.announce(Announcement::Filters(owner));
    tx.commit().await?;
    app.filters.invalidate(&owner.0);
    Ok(())
}

fn enough(f: &Filter) -> Result<()> {
    if f.keywords.len() > MOST_KEYWORDS || f.posts.len() > MOST_POSTS {
        return Err(Error::refused(format!(
            "Validation failed: A filter can have {MOST_KEYWORDS} keywords and {MOST_POSTS} statuses at most"
        )));
    }
    Ok(())
}

/// Changes a filter.
pub async fn change(app: &App, owner: AccountId, id: RowId, said: Said) -> Result<Filter> {
    let mut tx = app.store.begin().await?;
    let of_owner = filters::all_within(&mut tx, owner).await?;
    let mut f = of_owner.into_iter().find(|f| f.id == id).ok_or(Error::NotFound)?;
    apply(&mut f, &said)?;
    filters::change(&mut tx, owner, &f).await?;
    for word in &said.keywords {
        let Some(keyword_id) = word.id else {
            if !word.is_removed {
                let keyword = new_keyword(app, word)?;
                filters::add_keyword(&mut tx, id, &keyword).await?;
                f.keywords.push(keyword);
            }
            continue;
        };
        let at = f.keywords.iter().position(|k| k.id == keyword_id).ok_or(Error::NotFound)?;
        if word.is_removed {
            filters::remove_keyword(&mut tx, id, keyword_id).await?;
            f.keywords.remove(at);
        } else {
            change_one(&mut f.keywords[at], word)?;
            filters::change_keyword(&mut tx, id, &f.keywords[at]).await?;
        }
    }
    enough(&f)?;
    keep(app, tx, owner).await?;
    Ok(f)
}

fn change_one(keyword: &mut Keyword, said: &SaidKeyword) -> Result<()> {
    if let Some(typed) = &said.keyword {
        keyword.keyword = line(typed, "Keyword")?;
    }
    keyword.whole_word = said.whole_word.unwrap_or(keyword.whole_word);
    Ok(())
}

/// Takes a filter away.
pub async fn delete(app: &App, owner: AccountId, id: RowId) -> Result<()> {
    let mut tx = app.store.begin().await?;
    if !filters::delete(&mut tx, owner, id).await? {
        return Err(Error::NotFound);
    }
    keep(app, tx, owner).await?;
    Ok(())
}

/// A word of any filter of its owner, with the filter.
pub async fn find_keyword(app: &App, owner: AccountId, id: RowId) -> Result<(Filter, Keyword)> {
    for f in filters::all_of(&app.store, owner).await? {
        if let Some(keyword) = f.keywords.iter().find(|k| k.id == id).cloned() {
            return Ok((f, keyword));
        }
    }
    Err(Error::NotFound)
}

/// Adds a word to a filter.
pub async fn add_keyword(app: &App, owner: AccountId, filter: RowId, said: SaidKeyword) -> Result<Keyword> {
    let said =
        Said { keywords: vec![SaidKeyword { id: None, is_removed: false, ..said }], ..Said::default() };
    let changed = change(app, owner, filter, said).await?;
    changed.keywords.into_iter().next_back().ok_or(Error::NotFound)
}

/// Changes a word.
pub async fn change_keyword(app: &App, owner: AccountId, id: RowId, said: SaidKeyword) -> Result<Keyword> {
    let (filter, _) = find_keyword(app, owner, id).await?;
    let keywords = vec![SaidKeyword { id: Some(id), is_removed: false, ..said }];
    let changed = change(app, owner, filter.id, Said { keywords, ..Said::default() }).await?;
    changed.keywords.into_iter().find(|k| k.id == id).ok_or(Error::NotFound)
}

/// Takes a word away.
pub async fn remove_keyword(app: &App, owner: AccountId, id: RowId) -> Result<()> {
    let (filter, _) = find_keyword(app, owner, id).await?;
    let keywords = vec![SaidKeyword { id: Some(id), is_removed: true, ..SaidKeyword::default() }];
    change(app, owner, filter.id, Said { keywords, ..Said::default() }).await.map(drop)
}

/// Changes a word, and what is said of its filter where the word is all of it; with the filter. Clients of the first version of
/// the API know a word and nothing above it.
pub async fn change_alone(
    app: &App,
    owner: AccountId,
    id: RowId,
    said: Said,
    word: SaidKeyword,
) -> Result<(Filter, Keyword)> {
    let (present, _) = find_keyword(app, owner, id).await?;
    let keywords = vec![SaidKeyword { id: Some(id), is_removed: false, ..word }];
    let said = if present.keywords.len() == 1 {
        Said { keywords, ..said }
    } else if changes_all(&present, &said) {
        return Err(Error::refused(
            "Validation failed: This filter has several words; change where it holds, what it does and when it ends in an app that shows them together. Nothing was changed.",
        ));
    } else {
        Said { keywords, ..Said::default() }
    };
    let changed = change(app, owner, present.id, said).await?;
    let word = changed.keywords.iter().find(|k| k.id == id).cloned().ok_or(Error::NotFound)?;
    Ok((changed, word))
}

/// Whether this says of a filter what would hold for all of its words, and does not hold now.
fn changes_all(present: &Filter, said: &Said) -> bool {
    said.contexts.as_ref().is_some_and(|contexts| *contexts != present.contexts)
        || said.action.is_some_and(|action| action != present.action)
        || said.expires_at.is_some_and(|end| end != present.expires_at)
}

/// Takes a word away, and with the last one its filter, unless that names posts as well.
pub async fn remove_alone(app: &App, owner: AccountId, id: RowId) -> Result<()> {
    let (filter, _) = find_keyword(app, owner, id).await?;
    if filter.keywords.len() == 1 && filter.posts.is_empty() {
        return delete(app, owner, filter.id).await;
    }
    remove_keyword(app, owner, id).await
}

/// A filter names a post that its owner may see.
pub async fn add_post(app: &App, owner: AccountId, filter: RowId, post: PostId) -> Result<Named> {
    let mut f = find(app, owner, filter).await?;
    lines::one(app, Some(owner), post).await?;
    if let Some(named) = f.posts.iter().find(|named| named.post == post) {
        return Ok(*named);
    }
    let named = Named { id: app.row_id(), post };
    f.posts.push(named);
    enough(&f)?;
    let mut tx = app.store.begin().await?;
    filters::add_post(&mut tx, filter, named.id, post).await?;
    keep(app, tx, owner).await?;
    Ok(named)
}

/// A post that any filter of its owner names, by the id of the naming, with the filter.
pub async fn find_post(app: &App, owner: AccountId, id: RowId) -> Result<(Filter, Named)> {
    for f in filters::all_of(&app.store, owner).await? {
        if let Some(named) = f.posts.iter().find(|named| named.id == id).copied() {
            return Ok((f, named));
        }
    }
    Err(Error::NotFound)
}

/// A filter names a post no longer.
pub async fn remove_post(app: &App, owner: AccountId, id: RowId) -> Result<()> {
    let (filter, _) = find_post(app, owner, id).await?;
    let mut tx = app.store.begin().await?;
    filters::remove_post(&mut tx, filter.id, id).await?;
    keep(app, tx, owner).await?;
    Ok(())
}

/// The filters through which somebody reads a page. Nobody's finds nothing.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    reader: Option<AccountId>,
    place: Option<Context>,
    filters: Option<Arc<Vec<Filter>>>,
    now: Time,
}

/// The sieve of this reader at this place; with no place, of all of them, as single posts are read anywhere.
pub async fn sieve(app: &App, reader: Option<AccountId>, place: Option<Context>) -> Result<Sieve> {
    let Some(owner) = reader else { return Ok(Sieve::default()) };
    let filters = list(app, owner).await?;
    Ok(Sieve { reader, place, filters: (!filters.is_empty()).then_some(filters), now: app.now() })
}

impl Sieve {
    /// What is found in a post with this text (made by [`filter::folded`]). Nobody's own words are filtered.
    pub fn look(&self, post: PostId, author: AccountId, text: &str) -> Vec<Found<'_>> {
        let Some(filters) = &self.filters else { return Vec::new() };
        if self.reader == Some(author) {
            return Vec::new();
        }
        filters
            .iter()
            .filter(|f| self.place.is_none_or(|place| f.contexts.contains(&place)))
            .filter_map(|f| filter::look(f, post, text, self.now))
            .collect()
    }
}
