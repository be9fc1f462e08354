//! Lists of people, who is in them, and the entries of their timelines. Entries are written and taken out by
//! `service/surface` only.

use crate::domain::account::Account;
use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::list::RepliesPolicy;
use crate::domain::time::Time;

use super::accounts::AccountRow;
use super::database::{Error, Reads, Result, Tx, args, statements, to_json};

statements! {
    CREATE = "INSERT INTO lists (id, account_id, title, replies_policy, exclusive, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    CHANGE = "UPDATE lists SET title = $3, replies_policy = $4, exclusive = $5 WHERE id = $1 AND account_id = $2";
    DELETE = "DELETE FROM lists WHERE id = $1 AND account_id = $2";
    FIND = "SELECT id, account_id, title, replies_policy, exclusive FROM lists WHERE id = $1 AND account_id = $2";
    OF_OWNER = "SELECT id, account_id, title, replies_policy, exclusive FROM lists WHERE account_id = $1 ORDER BY id";
    COUNT = "SELECT count(*) FROM lists WHERE account_id = $1";
    HOLDING = "SELECT l.id, l.account_id, l.title, l.replies_policy, l.exclusive FROM list_accounts m JOIN lists l ON l.id = m.list_id WHERE m.owner_id = $1 AND m.account_id = $2 ORDER BY l.id";
    WITH_PERSON = "SELECT l.id, l.account_id, l.title, l.replies_policy, l.exclusive FROM list_accounts m JOIN lists l ON l.id = m.list_id WHERE m.account_id = $1 ORDER BY l.id";
    // Nobody whom the owner does not follow, nor anybody twice.
    ADD = "INSERT INTO list_accounts (list_id, owner_id, account_id) SELECT $1, follower_id, target_id FROM follows WHERE follower_id = $2 AND target_id = $3 AND state = 'accepted' ON CONFLICT (list_id, account_id) DO NOTHING";
    REMOVE = "DELETE FROM list_accounts WHERE list_id = $1 AND account_id = $2";
    PEOPLE = "SELECT a.* FROM list_accounts m JOIN accounts a ON a.id = m.account_id WHERE m.list_id = $1 AND m.account_id < $2 AND m.account_id > $3 ORDER BY m.account_id DESC LIMIT $4";
    PEOPLE_UP = "SELECT a.* FROM list_accounts m JOIN accounts a ON a.id = m.account_id WHERE m.list_id = $1 AND m.account_id < $2 AND m.account_id > $3 ORDER BY m.account_id LIMIT $4";
    IS_IN = "SELECT list_id FROM list_accounts WHERE list_id = $1 AND account_id = $2";
    ENTER =
        sqlite "INSERT INTO list_entries (list_id, entry_id, post_id, boost_id) SELECT value, $2, $3, $4 FROM json_each($1) WHERE true ON CONFLICT (list_id, entry_id) DO NOTHING"
        postgres "INSERT INTO list_entries (list_id, entry_id, post_id, boost_id) SELECT value::bigint, $2, $3, $4 FROM jsonb_array_elements_text($1::jsonb) ON CONFLICT (list_id, entry_id) DO NOTHING";
    BOOST_HOLDERS = "SELECT list_id FROM list_entries WHERE boost_id = $1";
    HOLDERS = "SELECT DISTINCT list_id FROM list_entries WHERE post_id = $1 ORDER BY list_id";
    FILL = "INSERT INTO list_entries (list_id, entry_id, post_id, boost_id) SELECT $1, p.id, p.id, CAST(NULL AS BIGINT) FROM posts p WHERE p.account_id = $2 AND p.visibility <> 'direct' AND p.in_reply_to_uri IS NULL ORDER BY p.id DESC LIMIT $3 ON CONFLICT (list_id, entry_id) DO NOTHING";
    EMPTY = "DELETE FROM list_entries WHERE list_id = $1 AND ((boost_id IS NULL AND post_id IN (SELECT id FROM posts WHERE account_id = $2)) OR boost_id IN (SELECT id FROM boosts WHERE account_id = $2))";
    // A boost of somebody who stays does not go with its author.
    LEAVE_HOME = "DELETE FROM home WHERE account_id = $1 AND ((boost_id IS NULL AND post_id IN (SELECT id FROM posts WHERE account_id = $2)) OR boost_id IN (SELECT id FROM boosts WHERE account_id = $2))";
}

/// How many earlier posts of somebody come into a list with them.
const EARLIER: i64 = 40;

#[derive(sqlx::FromRow)]
struct ListRow {
    id: i64,
    account_id: i64,
    title: String,
    replies_policy: String,
    exclusive: bool,
}

/// A list of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its id.
    pub id: RowId,
    /// Whose it is; nobody else knows of it.
    pub owner: AccountId,
    /// What they call it.
    pub title: String,
    /// Which answers come into it.
    pub replies: RepliesPolicy,
    /// Its people's posts are read here and not at home.
    pub is_exclusive: bool,
}

impl TryFrom<ListRow> for List {
    type Error = Error;

    fn try_from(row: ListRow) -> Result<Self> {
        Ok(Self {
            replies: RepliesPolicy::parse(&row.replies_policy)
                .ok_or_else(|| Error::Broken(format!("list {} has a policy that is none", row.id)))?,
            id: RowId(row.id),
            owner: AccountId(row.account_id),
            title: row.title,
            is_exclusive: row.exclusive,
        })
    }
}

fn read_all(rows: Vec<ListRow>) -> Result<Vec<List>> {
    rows.into_iter().map(List::try_from).collect()
}

/// Writes a new list.
pub async fn create(tx: &mut Tx, list: &List, now: Time) -> Result<()> {
    let values = args![list.id, list.owner, &list.title, list.replies.as_str(), list.is_exclusive, now];
    tx.run(&CREATE, values).await.map(drop)
}

/// Changes a list of its owner.
pub async fn change(tx: &mut Tx, list: &List) -> Result<()> {
    let values = args![list.id, list.owner, &list.title, list.replies.as_str(), list.is_exclusive];
    tx.run(&CHANGE, values).await.map(drop)
}

/// Takes a list away; whether its owner had it.
pub async fn delete(tx: &mut Tx, owner: AccountId, id: RowId) -> Result<bool> {
    Ok(tx.run(&DELETE, args![id, owner]).await? > 0)
}

/// The list with this id, if it is this owner's.
pub async fn find(db: impl Reads, owner: AccountId, id: RowId) -> Result<Option<List>> {
    db.one::<ListRow>(&FIND, args![id, owner]).await?.map(List::try_from).transpose()
}

/// Every list of an owner, oldest first.
pub async fn of_owner(db: impl Reads, owner: AccountId) -> Result<Vec<List>> {
    read_all(db.all(&OF_OWNER, args![owner]).await?)
}

/// How many lists an owner has.
pub async fn count(db: impl Reads, owner: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT, args![owner]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// The lists of an owner that this account is in.
pub async fn holding(db: impl Reads, owner: AccountId, person: AccountId) -> Result<Vec<List>> {
    read_all(db.all(&HOLDING, args![owner, person]).await?)
}

/// Every list of anybody here that this account is in.
pub async fn with_person(db: impl Reads, person: AccountId) -> Result<Vec<List>> {
    read_all(db.all(&WITH_PERSON, args![person]).await?)
}

/// Puts somebody into a list; whether they are new in it. Nothing is done for somebody whom the owner does not follow.
pub async fn add(tx: &mut Tx, list: &List, person: AccountId) -> Result<bool> {
    Ok(tx.run(&ADD, args![list.id, list.owner, person]).await? > 0)
}

/// Takes somebody out of a list.
pub async fn remove(tx: &mut Tx, list: RowId, person: AccountId) -> Result<()> {
    tx.run(&REMOVE, args![list, person]).await.map(drop)
}

/// Puts somebody's latest posts into a list.
pub async fn fill(tx: &mut Tx, list: RowId, person: AccountId) -> Result<()> {
    tx.run(&FILL, args![list, person, EARLIER]).await.map(drop)
}

/// Takes everything out of a list that came into it by somebody.
pub async fn empty(tx: &mut Tx, list: RowId, person: AccountId) -> Result<()> {
    tx.run(&EMPTY, args![list, person]).await.map(drop)
}

/// Takes what came by somebody out of a home timeline, as it is read in an exclusive list.
pub async fn leave_home(tx: &mut Tx, owner: AccountId, person: AccountId) -> Result<()> {
    tx.run(&LEAVE_HOME, args![owner, person]).await.map(drop)
}

/// People of a list in this window of account ids, newest id first.
pub async fn people(db: impl Reads, list: RowId, w: super::lines::Window) -> Result<Vec<Account>> {
    let sql = if w.upwards { &PEOPLE_UP } else { &PEOPLE };
    let rows: Vec<AccountRow> = db.all(sql, args![list, w.below, w.above, w.limit]).await?;
    let mut found: Vec<Account> = rows.into_iter().map(Account::try_from).collect::<Result<_>>()?;
    found.sort_unstable_by_key(|a| std::cmp::Reverse(a.id));
    Ok(found)
}

/// Whether somebody is in a list.
pub async fn is_in(db: impl Reads, list: RowId, person: AccountId) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&IS_IN, args![list, person]).await?;
    Ok(row.is_some())
}

/// Puts a post (or a boost of it) into these lists.
pub async fn enter(tx: &mut Tx, lists: &[RowId], entry: i64, post: PostId, boost: Option<i64>) -> Result<()> {
    if lists.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = lists.iter().map(|id| id.0).collect();
    tx.run(&ENTER, args![to_json(&ids), entry, post, boost]).await.map(drop)
}

/// The lists that show this boost.
pub async fn boost_holders(db: impl Reads, boost: RowId) -> Result<Vec<RowId>> {
    let rows: Vec<(i64,)> = db.all(&BOOST_HOLDERS, args![boost]).await?;
    Ok(rows.into_iter().map(|(id,)| RowId(id)).collect())
}

/// The lists that a post stands in, itself or by a boost.
pub async fn holders(db: impl Reads, post: PostId) -> Result<Vec<RowId>> {
    let rows: Vec<(i64,)> = db.all(&HOLDERS, args![post]).await?;
    Ok(rows.into_iter().map(|(id,)| RowId(id)).collect())
}
