//! Actors: rows of ours, and copies of others'.

use crate::domain::account::{Account, ActorKind, Profile};
use crate::domain::cursor::Cursor;
use crate::domain::ids::AccountId;
use crate::domain::search;
use crate::domain::time::Time;
use crate::domain::uri::Uri;

use super::database::{Error, Reads, Result, Tx, args, from_json, statements, to_json};
use super::post_counts::{self, Counted};

statements! {
    FIND = "SELECT * FROM accounts WHERE id = $1";
    // What refers to an account waits for nothing: only whoever takes it as well does.
    LOCK =
        sqlite "SELECT id FROM accounts WHERE id = $1"
        postgres "SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE";
    FIND_BY_URI = "SELECT * FROM accounts WHERE uri = $1";
    FIND_LOCAL = "SELECT * FROM accounts WHERE host IS NULL AND username = $1";
    FIND_REMOTE = "SELECT * FROM accounts WHERE host = $1 AND username = $2 ORDER BY id DESC LIMIT 1";
    FIND_MANY =
        sqlite "SELECT * FROM accounts WHERE id IN (SELECT value FROM json_each($1))"
        postgres "SELECT * FROM accounts WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
    LOCAL_AMONG =
        sqlite "SELECT * FROM accounts WHERE host IS NULL AND uri IN (SELECT value FROM json_each($1))"
        postgres "SELECT * FROM accounts WHERE host IS NULL AND uri IN (SELECT jsonb_array_elements_text($1::jsonb))";
    KNOWN_AMONG =
        sqlite "SELECT * FROM accounts WHERE uri IN (SELECT value FROM json_each($1))"
        postgres "SELECT * FROM accounts WHERE uri IN (SELECT jsonb_array_elements_text($1::jsonb))";
    LIST_LOCAL = "SELECT * FROM accounts WHERE host IS NULL ORDER BY id";
    FORGET_WORDS =
        sqlite "DELETE FROM account_words WHERE account_id = $1 AND word NOT IN (SELECT value FROM json_each($2))"
        postgres "DELETE FROM account_words WHERE account_id = $1 AND word NOT IN (SELECT jsonb_array_elements_text($2::jsonb))";
    KEEP_WORDS =
        sqlite "INSERT INTO account_words (word, account_id) SELECT value, $1 FROM json_each($2) WHERE true ON CONFLICT (word, account_id) DO NOTHING"
        postgres "INSERT INTO account_words (word, account_id) SELECT value, $1 FROM jsonb_array_elements_text($2::jsonb) ON CONFLICT (word, account_id) DO NOTHING";
    SAVE = "INSERT INTO accounts (id, uri, kind, username, host, name, summary, url, inbox, shared_inbox, followers, following, outbox, featured, delivery_inbox, delivery_host, locked, discoverable, profile, created_at, fetched_at, gone_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, NULL) ON CONFLICT (uri) DO UPDATE SET kind = excluded.kind, username = excluded.username, name = excluded.name, summary = excluded.summary, url = excluded.url, inbox = excluded.inbox, shared_inbox = excluded.shared_inbox, followers = excluded.followers, following = excluded.following, outbox = excluded.outbox, featured = excluded.featured, delivery_inbox = excluded.delivery_inbox, delivery_host = excluded.delivery_host, locked = excluded.locked, discoverable = excluded.discoverable, profile = excluded.profile, fetched_at = excluded.fetched_at, gone_at = NULL WHERE (accounts.host IS NULL) = (excluded.host IS NULL) RETURNING id";
    MARK_GONE = "UPDATE accounts SET gone_at = $2 WHERE id = $1 AND gone_at IS NULL";
    SUSPEND = "UPDATE accounts SET suspended_at = $2 WHERE id = $1 AND host IS NOT NULL AND suspended_at IS NULL";
    LET_BACK = "UPDATE accounts SET suspended_at = NULL WHERE id = $1 AND host IS NOT NULL AND suspended_at IS NOT NULL";
    SUSPENDED = "SELECT * FROM accounts WHERE host IS NOT NULL AND suspended_at IS NOT NULL AND (suspended_at, id) < ($1, $2) ORDER BY suspended_at DESC, id DESC LIMIT $3";
    FORGET_QUOTES = "DELETE FROM quotings WHERE post_id IN (SELECT id FROM posts WHERE account_id = $1) RETURNING CASE WHEN state = 'accepted' THEN quoted_id END";
    FORGET_POSTS = "DELETE FROM posts WHERE account_id = $1 RETURNING in_reply_to_id";
    FORGET_BOOSTS = "DELETE FROM boosts WHERE account_id = $1 RETURNING post_id";
    FORGET_LIKES = "DELETE FROM likes WHERE account_id = $1 RETURNING post_id";
    FORGET_FOLLOWS = "DELETE FROM follows WHERE follower_id = $1 OR target_id = $1";
    MARK_MOVED = "UPDATE accounts SET moved_at = $2, profile = $3 WHERE id = $1";
    CLAIM_MOVE = "UPDATE accounts SET moved_at = $2 WHERE id = $1 AND (moved_at IS NULL OR moved_at <= $3)";
    MOVED_AT = "SELECT moved_at FROM accounts WHERE id = $1";
    COUNT_PEOPLE = "SELECT count(*) FROM accounts WHERE host IS NULL AND kind = 'Person'";
    ANY_REMOTE = "SELECT id FROM accounts WHERE host IS NOT NULL LIMIT 1";
}

#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    id: i64,
    uri: String,
    kind: String,
    username: String,
    host: Option<String>,
    name: String,
    summary: String,
    url: Option<String>,
    inbox: String,
    shared_inbox: Option<String>,
    followers: Option<String>,
    following: Option<String>,
    outbox: Option<String>,
    featured: Option<String>,
    locked: bool,
    discoverable: bool,
    profile: String,
    created_at: i64,
    fetched_at: i64,
    gone_at: Option<i64>,
    suspended_at: Option<i64>,
}

impl TryFrom<AccountRow> for Account {
    type Error = Error;

    fn try_from(row: AccountRow) -> Result<Self> {
        let broken = |what: &str| Error::Broken(format!("account {} has a {what}", row.id));
        Ok(Self {
            id: AccountId(row.id),
            kind: ActorKind::parse(&row.kind).ok_or_else(|| broken("kind that is none"))?,
            profile: from_json::<Profile>(&row.profile)?,
            uri: Uri::parse(&row.uri).map_err(|_| broken("uri that is none"))?,
            username: row.username,
            host: row.host,
            name: row.name,
            summary: row.summary,
            url: row.url,
            inbox: row.inbox,
            shared_inbox: row.shared_inbox,
            followers: row.followers,
            following: row.following,
            outbox: row.outbox,
            featured: row.featured,
            locked: row.locked,
            discoverable: row.discoverable,
            created_at: Time(row.created_at),
            fetched_at: Time(row.fetched_at),
            gone_at: row.gone_at.map(Time),
            suspended_at: row.suspended_at.map(Time),
        })
    }
}

fn read(row: Option<AccountRow>) -> Result<Option<Account>> {
    row.map(Account::try_from).transpose()
}

fn read_all(rows: Vec<AccountRow>) -> Result<Vec<Account>> {
    rows.into_iter().map(Account::try_from).collect()
}

/// The account with this id.
pub async fn find(db: impl Reads, id: AccountId) -> Result<Option<Account>> {
    read(db.one(&FIND, args![id]).await?)
}

/// The accounts with these ids, in no order.
pub async fn find_many(db: impl Reads, ids: &[i64]) -> Result<Vec<Account>> {
    read_all(db.all(&FIND_MANY, args![to_json(&ids)]).await?)
}

/// Takes the account, so that those who do one thing in its name come one after the other.
pub async fn lock(tx: &mut Tx, id: AccountId) -> Result<()> {
    let _: Vec<(i64,)> = (&mut *tx).all(&LOCK, args![id]).await?;
    Ok(())
}

/// The account with this id on the network.
pub async fn find_by_uri(db: impl Reads, uri: &str) -> Result<Option<Account>> {
    read(db.one(&FIND_BY_URI, args![uri]).await?)
}

/// The account of this name that lives here.
pub async fn find_local(db: impl Reads, username: &str) -> Result<Option<Account>> {
    read(db.one(&FIND_LOCAL, args![username]).await?)
}

/// The newest copy of the account with this name at this host.
pub async fn find_remote(db: impl Reads, host: &str, username: &str) -> Result<Option<Account>> {
    read(db.one(&FIND_REMOTE, args![host, username]).await?)
}

/// Those of these ids that live here.
pub async fn local_among(db: impl Reads, uris: &[String]) -> Result<Vec<Account>> {
    if uris.is_empty() {
        return Ok(Vec::new());
    }
    read_all(db.all(&LOCAL_AMONG, args![to_json(&uris)]).await?)
}

/// Those of these ids that we know.
pub async fn known_among(db: impl Reads, uris: &[String]) -> Result<Vec<Account>> {
    if uris.is_empty() {
        return Ok(Vec::new());
    }
    read_all(db.all(&KNOWN_AMONG, args![to_json(&uris)]).await?)
}

/// Everybody who lives here.
pub async fn list_local(db: impl Reads) -> Result<Vec<Account>> {
    read_all(db.all(&LIST_LOCAL, args![]).await?)
}

/// Writes an account, by its id on the network. A remote document never overwrites a local actor, nor the
/// other way round: then nothing is written, and the answer is `None`.
pub async fn save(tx: &mut Tx, a: &Account) -> Result<Option<AccountId>> {
    let delivery_inbox = a.best_inbox().to_owned();
    let delivery_host = Uri::parse(&delivery_inbox).map(|uri| uri.authority()).unwrap_or_default();
    let row: Option<(i64,)> = (&mut *tx)
        .one(
            &SAVE,
            args![
                a.id,
                &a.uri,
                a.kind.as_str(),
                &a.username,
                &a.host,
                &a.name,
                &a.summary,
                &a.url,
                &a.inbox,
                &a.shared_inbox,
                &a.followers,
                &a.following,
                &a.outbox,
                &a.featured,
                delivery_inbox,
                delivery_host,
                a.locked,
                a.discoverable,
                to_json(&a.profile),
                a.created_at,
                a.fetched_at
            ],
        )
        .await?;
    let Some((id,)) = row else { return Ok(None) };
    let words = to_json(&search::beginnings(&a.username, &a.name));
    tx.run(&FORGET_WORDS, args![id, &words]).await?;
    tx.run(&KEEP_WORDS, args![id, &words]).await?;
    Ok(Some(AccountId(id)))
}

/// Notes that the account's server says it is gone. Our copy stays: whoever holds a seized domain must not
/// be able to erase a partner here.
pub async fn mark_gone(tx: &mut Tx, id: AccountId, now: Time) -> Result<()> {
    tx.run(&MARK_GONE, args![id, now]).await.map(drop)
}

/// Somebody of another server is neither heard nor told from now on; `false` when that was so already.
pub async fn suspend(tx: &mut Tx, id: AccountId, now: Time) -> Result<bool> {
    Ok(tx.run(&SUSPEND, args![id, now]).await? > 0)
}

/// Somebody of another server is heard again; `false` when they were all the time.
pub async fn let_back(tx: &mut Tx, id: AccountId) -> Result<bool> {
    Ok(tx.run(&LET_BACK, args![id]).await? > 0)
}

/// Everybody of other servers who is suspended here below this place, the latest first.
pub async fn suspended(db: impl Reads, below: Cursor, limit: i64) -> Result<Vec<Account>> {
    read_all(db.all(&SUSPENDED, args![below.at, below.id, limit]).await?)
}

/// Takes away everything the account wrote and did here; the posts of others count so much less.
pub async fn forget_works(tx: &mut Tx, id: AccountId) -> Result<()> {
    for (sql, what) in [
        (&FORGET_QUOTES, Counted::Quotes),
        (&FORGET_POSTS, Counted::Replies),
        (&FORGET_BOOSTS, Counted::Boosts),
        (&FORGET_LIKES, Counted::Likes),
    ] {
        // The rows that went say what is to be taken off: more may have come since they could have been counted.
        let gone: Vec<(Option<i64>,)> = (&mut *tx).all(sql, args![id]).await?;
        let of: Vec<i64> = gone.into_iter().filter_map(|(post,)| post).collect();
        post_counts::take(tx, what, &of).await?;
    }
    tx.run(&FORGET_FOLLOWS, args![id]).await.map(drop)
}

/// Notes that the account has moved.
pub async fn mark_moved(tx: &mut Tx, id: AccountId, profile: &Profile, now: Time) -> Result<()> {
    tx.run(&MARK_MOVED, args![id, now, to_json(profile)]).await.map(drop)
}

/// Notes that the account moves now, unless it has moved after `since`; whether it may. Of two moves at once only one may.
pub async fn claim_move(tx: &mut Tx, id: AccountId, since: Time, now: Time) -> Result<bool> {
    Ok(tx.run(&CLAIM_MOVE, args![id, now, since]).await? > 0)
}

/// When the account last moved.
pub async fn moved_at(db: impl Reads, id: AccountId) -> Result<Option<Time>> {
    let row: Option<(Option<i64>,)> = db.one(&MOVED_AT, args![id]).await?;
    Ok(row.and_then(|(at,)| at).map(Time))
}

/// How many people have an account here.
pub async fn count_people(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_PEOPLE, args![]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Whether any other server has ever been met.
pub async fn any_remote(db: impl Reads) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&ANY_REMOTE, args![]).await?;
    Ok(row.is_some())
}
