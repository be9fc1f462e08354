//! Filters of members, with their words and the posts they name.

use crate::domain::filter::{Action, Context, Filter, Keyword, Named};
use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    CREATE = "INSERT INTO filters (id, account_id, title, contexts, action, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    CHANGE = "UPDATE filters SET title = $3, contexts = $4, action = $5, expires_at = $6 WHERE id = $1 AND account_id = $2";
    DELETE = "DELETE FROM filters WHERE id = $1 AND account_id = $2";
    ALL_OF = "SELECT id, title, contexts, action, expires_at FROM filters WHERE account_id = $1 ORDER BY id";
    KEYWORDS = "SELECT k.id, k.filter_id, k.keyword, k.whole_word FROM filters f JOIN filter_keywords k ON k.filter_id = f.id WHERE f.account_id = $1 ORDER BY k.id";
    POSTS = "SELECT n.id, n.filter_id, n.post_id FROM filters f JOIN filter_posts n ON n.filter_id = f.id WHERE f.account_id = $1 ORDER BY n.id";
    ADD_KEYWORD = "INSERT INTO filter_keywords (id, filter_id, keyword, whole_word) VALUES ($1, $2, $3, $4)";
    CHANGE_KEYWORD = "UPDATE filter_keywords SET keyword = $3, whole_word = $4 WHERE id = $1 AND filter_id = $2";
    REMOVE_KEYWORD = "DELETE FROM filter_keywords WHERE id = $1 AND filter_id = $2";
    ADD_POST = "INSERT INTO filter_posts (id, filter_id, post_id) VALUES ($1, $2, $3) ON CONFLICT (filter_id, post_id) DO NOTHING";
    REMOVE_POST = "DELETE FROM filter_posts WHERE id = $1 AND filter_id = $2";
}

#[derive(sqlx::FromRow)]
struct FilterRow {
    id: i64,
    title: String,
    contexts: String,
    action: String,
    expires_at: Option<i64>,
}

impl TryFrom<FilterRow> for Filter {
    type Error = Error;

    fn try_from(row: FilterRow) -> Result<Self> {
        let words: Vec<String> = from_json(&row.contexts)?;
        Ok(Self {
            id: RowId(row.id),
            title: row.title,
            contexts: words.iter().filter_map(|word| Context::parse(word)).collect(),
            action: Action::parse(&row.action)
                .ok_or_else(|| Error::Broken(format!("filter {} has an action that is none", row.id)))?,
            expires_at: row.expires_at.map(Time),
            keywords: Vec::new(),
            posts: Vec::new(),
        })
    }
}

fn contexts(filter: &Filter) -> String {
    to_json(&filter.contexts.iter().map(|context| context.as_str()).collect::<Vec<_>>())
}

/// Writes a new filter with its words.
pub async fn create(tx: &mut Tx, owner: AccountId, f: &Filter, now: Time) -> Result<()> {
    let values = args![f.id, owner, &f.title, contexts(f), f.action.as_str(), f.expires_at, now];
    tx.run(&CREATE, values).await?;
    for keyword in &f.keywords {
        add_keyword(tx, f.id, keyword).await?;
    }
    Ok(())
}

/// Changes what a filter is; its words and posts stay.
pub async fn change(tx: &mut Tx, owner: AccountId, f: &Filter) -> Result<()> {
    let values = args![f.id, owner, &f.title, contexts(f), f.action.as_str(), f.expires_at];
    tx.run(&CHANGE, values).await.map(drop)
}

/// Takes a filter away; whether its owner had it.
pub async fn delete(tx: &mut Tx, owner: AccountId, id: RowId) -> Result<bool> {
    Ok(tx.run(&DELETE, args![id, owner]).await? > 0)
}

/// Filters with what belongs to each.
fn assembled(
    rows: Vec<FilterRow>,
    keywords: Vec<(i64, i64, String, bool)>,
    posts: Vec<(i64, i64, i64)>,
) -> Result<Vec<Filter>> {
    let mut filters: Vec<Filter> = rows.into_iter().map(Filter::try_from).collect::<Result<_>>()?;
    for (id, filter, keyword, whole_word) in keywords {
        if let Some(filter) = filters.iter_mut().find(|f| f.id.0 == filter) {
            filter.keywords.push(Keyword { id: RowId(id), keyword, whole_word });
        }
    }
    for (id, filter, post) in posts {
        if let Some(filter) = filters.iter_mut().find(|f| f.id.0 == filter) {
            filter.posts.push(Named { id: RowId(id), post: PostId(post) });
        }
    }
    Ok(filters)
}

/// Every filter of an owner, oldest first.
pub async fn all_of(store: &super::Store, owner: AccountId) -> Result<Vec<Filter>> {
    let rows: Vec<FilterRow> = store.all(&ALL_OF, args![owner]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let keywords = store.all(&KEYWORDS, args![owner]).await?;
    assembled(rows, keywords, store.all(&POSTS, args![owner]).await?)
}

/// Every filter of an owner, oldest first, as the transaction sees them.
pub async fn all_within(tx: &mut Tx, owner: AccountId) -> Result<Vec<Filter>> {
    let rows: Vec<FilterRow> = tx.all(&ALL_OF, args![owner]).await?;
    let keywords = tx.all(&KEYWORDS, args![owner]).await?;
    assembled(rows, keywords, tx.all(&POSTS, args![owner]).await?)
}

/// Adds a word to a filter.
pub async fn add_keyword(tx: &mut Tx, filter: RowId, k: &Keyword) -> Result<()> {
    tx.run(&ADD_KEYWORD, args![k.id, filter, &k.keyword, k.whole_word]).await.map(drop)
}

/// Changes a word of a filter; whether the filter has it.
pub async fn change_keyword(tx: &mut Tx, filter: RowId, k: &Keyword) -> Result<bool> {
    Ok(tx.run(&CHANGE_KEYWORD, args![k.id, filter, &k.keyword, k.whole_word]).await? > 0)
}

/// Takes a word out of a filter; whether the filter had it.
pub async fn remove_keyword(tx: &mut Tx, filter: RowId, id: RowId) -> Result<bool> {
    Ok(tx.run(&REMOVE_KEYWORD, args![id, filter]).await? > 0)
}

/// The filter names a post; doing it twice changes nothing.
pub async fn add_post(tx: &mut Tx, filter: RowId, id: RowId, post: PostId) -> Result<()> {
    tx.run(&ADD_POST, args![id, filter, post]).await.map(drop)
}

/// The filter names a post no longer.
pub async fn remove_post(tx: &mut Tx, filter: RowId, id: RowId) -> Result<()> {
    tx.run(&REMOVE_POST, args![id, filter]).await.map(drop)
}
