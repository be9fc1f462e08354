//! Posts and their versions. The SQL twin of `domain/visibility.rs` is `RELATION`.

use std::collections::HashMap;

use crate::domain::ids::{AccountId, PostId};
use crate::domain::post::{Details, Post, PostKind, Text};
use crate::domain::time::Time;
use crate::domain::uri::Uri;
use crate::domain::visibility::{Relation, Visibility};

use super::database::{Error, Reads, Result, Tx, args, from_json, statements, to_json};
use super::post_counts::{self, Counted};

statements! {
    FIND = "SELECT * FROM posts WHERE id = $1";
    FIND_BY_URI = "SELECT * FROM posts WHERE uri = $1";
    FIND_MANY =
        sqlite "SELECT * FROM posts WHERE id IN (SELECT value FROM json_each($1))"
        postgres "SELECT * FROM posts WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
    SAVE = "INSERT INTO posts (id, uri, account_id, kind, visibility, in_reply_to_id, in_reply_to_uri, texts, warning, sensitive, url, published_at, edited_at, version, details, object, likes, boosts, replies) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 0, 0) ON CONFLICT (uri) DO NOTHING";
    // What its author has deleted stays deleted, however late a copy comes.
    SAVE_RECEIVED = "INSERT INTO posts (id, uri, account_id, kind, visibility, in_reply_to_id, in_reply_to_uri, texts, warning, sensitive, url, published_at, edited_at, version, details, object, likes, boosts, replies) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, NULL, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM tombstones WHERE uri = $2 AND actor_uri = $16) ON CONFLICT (uri) DO NOTHING";
    KEEP_VERSION = "INSERT INTO versions (post_id, version, texts, warning, sensitive, details, object, created_at) SELECT id, version, texts, warning, sensitive, details, object, coalesce(edited_at, published_at) FROM posts WHERE id = $1 ON CONFLICT (post_id, version) DO NOTHING";
    EDIT = "UPDATE posts SET texts = $2, warning = $3, sensitive = $4, details = $5, edited_at = $6, version = version + 1, object = $7 WHERE id = $1";
    LOCK_VERSION =
        sqlite "SELECT version FROM posts WHERE id = $1"
        postgres "SELECT version FROM posts WHERE id = $1 FOR UPDATE";
    RETALLY = "UPDATE posts SET details = $2, object = $3 WHERE id = $1";
    OBJECT = "SELECT object FROM posts WHERE id = $1";
    VERSION_OBJECT = "SELECT object FROM versions WHERE post_id = $1 AND version = $2";
    DELETE = "DELETE FROM posts WHERE id = $1 RETURNING in_reply_to_id";
    VERSIONS = "SELECT version, texts, warning, sensitive, details, created_at FROM versions WHERE post_id = $1 ORDER BY version";
    ADDRESS = "INSERT INTO addressees (post_id, account_id) VALUES ($1, $2) ON CONFLICT (post_id, account_id) DO NOTHING";
    TAG = "INSERT INTO tags (tag, post_id) VALUES ($1, $2) ON CONFLICT (tag, post_id) DO NOTHING";
    UNTAG = "DELETE FROM tags WHERE post_id = $1";
    ADOPT = "UPDATE posts SET in_reply_to_id = $1 WHERE in_reply_to_uri = $2 AND in_reply_to_id IS NULL";
    REPLIES = "SELECT * FROM posts WHERE in_reply_to_id = $1 AND visibility IN ('public', 'unlisted') AND id > $2 ORDER BY id LIMIT $3";
    OF_ACCOUNT = "SELECT * FROM posts WHERE account_id = $1 AND visibility IN ('public', 'unlisted') AND id < $2 ORDER BY id DESC LIMIT $3";
    STATEMENTS = "SELECT * FROM posts WHERE account_id = $1 AND visibility = 'public' AND in_reply_to_uri IS NULL AND id < $2 ORDER BY id DESC LIMIT $3";
    COUNT_LOCAL = "SELECT count(*) FROM posts p JOIN accounts a ON a.id = p.account_id WHERE a.host IS NULL";
    COUNT_OPEN = "SELECT count(*) FROM posts WHERE account_id = $1 AND visibility IN ('public', 'unlisted')";
    RELATION = "SELECT EXISTS (SELECT 1 FROM follows WHERE follower_id = $3 AND target_id = $2 AND state = 'accepted'), EXISTS (SELECT 1 FROM addressees WHERE post_id = $1 AND account_id = $3), EXISTS (SELECT 1 FROM blocks WHERE blocker_id = $2 AND target_id = $3)";
    RELATIONS =
        sqlite "SELECT v.value, EXISTS (SELECT 1 FROM follows WHERE follower_id = v.value AND target_id = $2 AND state = 'accepted'), EXISTS (SELECT 1 FROM addressees WHERE post_id = $1 AND account_id = v.value), EXISTS (SELECT 1 FROM blocks WHERE blocker_id = $2 AND target_id = v.value) FROM json_each($3) v"
        postgres "SELECT v.id, EXISTS (SELECT 1 FROM follows WHERE follower_id = v.id AND target_id = $2 AND state = 'accepted'), EXISTS (SELECT 1 FROM addressees WHERE post_id = $1 AND account_id = v.id), EXISTS (SELECT 1 FROM blocks WHERE blocker_id = $2 AND target_id = v.id) FROM (SELECT value::bigint AS id FROM jsonb_array_elements_text($3::jsonb)) v";
    FOLLOWED_FROM = "SELECT EXISTS (SELECT 1 FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id = $1 AND f.state = 'accepted' AND a.host = $2)";
}

#[derive(sqlx::FromRow)]
pub(super) struct PostRow {
    pub(super) id: i64,
    uri: String,
    account_id: i64,
    kind: String,
    visibility: String,
    in_reply_to_id: Option<i64>,
    in_reply_to_uri: Option<String>,
    texts: String,
    warning: Option<String>,
    sensitive: bool,
    url: Option<String>,
    published_at: i64,
    edited_at: Option<i64>,
    version: i64,
    details: String,
}

impl TryFrom<PostRow> for Post {
    type Error = Error;

    fn try_from(row: PostRow) -> Result<Self> {
        let broken = |what: &str| Error::Broken(format!("post {} has {what}", row.id));
        let texts: Vec<Text> = from_json(&row.texts)?;
        if texts.is_empty() {
            return Err(broken("no text"));
        }
        Ok(Self {
            id: PostId(row.id),
            kind: PostKind::parse(&row.kind).ok_or_else(|| broken("a kind that is none"))?,
            uri: Uri::parse(&row.uri).map_err(|_| broken("a uri that is none"))?,
            account: AccountId(row.account_id),
            visibility: Visibility::parse(&row.visibility),
            in_reply_to: row.in_reply_to_id.map(PostId),
            in_reply_to_uri: row.in_reply_to_uri,
            texts,
            warning: row.warning,
            sensitive: row.sensitive,
            url: row.url,
            published_at: Time(row.published_at),
            edited_at: row.edited_at.map(Time),
            version: row.version,
            details: from_json::<Details>(&row.details)?,
        })
    }
}

pub(super) fn read_all(rows: Vec<PostRow>) -> Result<Vec<Post>> {
    rows.into_iter().map(Post::try_from).collect()
}

/// The post with this id.
pub async fn find(db: impl Reads, id: PostId) -> Result<Option<Post>> {
    db.one::<PostRow>(&FIND, args![id]).await?.map(Post::try_from).transpose()
}

/// The post with this id on the network.
pub async fn find_by_uri(db: impl Reads, uri: &str) -> Result<Option<Post>> {
    db.one::<PostRow>(&FIND_BY_URI, args![uri]).await?.map(Post::try_from).transpose()
}

/// The posts with these ids, in no order.
pub async fn find_many(db: impl Reads, ids: &[i64]) -> Result<Vec<Post>> {
    read_all(db.all(&FIND_MANY, args![to_json(&ids)]).await?)
}

/// Writes a new post; whether it is new. `object` is the exact JSON we send, for our own.
pub async fn save(tx: &mut Tx, p: &Post, object: Option<&str>) -> Result<bool> {
    let written = tx
        .run(
            &SAVE,
            args![
                p.id,
                &p.uri,
                p.account,
                p.kind.as_str(),
                p.visibility.as_str(),
                p.in_reply_to,
                &p.in_reply_to_uri,
                to_json(&p.texts),
                &p.warning,
                p.sensitive,
                &p.url,
                p.published_at,
                p.edited_at,
                p.version,
                to_json(&p.details),
                object
            ],
        )
        .await?;
    if written > 0 {
        super::search::keep(tx, p).await?;
    }
    Ok(written > 0)
}

/// Writes a post of somebody else, unless it is there, or was deleted by its author; whether it was written.
pub async fn save_received(tx: &mut Tx, p: &Post, author_uri: &Uri) -> Result<bool> {
    let written = tx
        .run(
            &SAVE_RECEIVED,
            args![
                p.id,
                &p.uri,
                p.account,
                p.kind.as_str(),
                p.visibility.as_str(),
                p.in_reply_to,
                &p.in_reply_to_uri,
                to_json(&p.texts),
                &p.warning,
                p.sensitive,
                &p.url,
                p.published_at,
                p.edited_at,
                p.version,
                to_json(&p.details),
                author_uri
            ],
        )
        .await?;
    if written > 0 {
        super::search::keep(tx, p).await?;
    }
    Ok(written > 0)
}

/// Keeps the present version and puts this one in its place.
pub async fn edit(tx: &mut Tx, p: &Post, object: Option<&str>) -> Result<()> {
    tx.run(&KEEP_VERSION, args![p.id]).await?;
    tx.run(
        &EDIT,
        args![p.id, to_json(&p.texts), &p.warning, p.sensitive, to_json(&p.details), p.edited_at, object],
    )
    .await?;
    super::search::keep(tx, p).await
}

/// The number of the present version, which stays so until the transaction ends.
pub async fn lock_version(tx: &mut Tx, id: PostId) -> Result<Option<i64>> {
    let row: Option<(i64,)> = (&mut *tx).one(&LOCK_VERSION, args![id]).await?;
    Ok(row.map(|(version,)| version))
}

/// Writes new counts of a poll without making a version.
pub async fn retally(tx: &mut Tx, id: PostId, details: &Details, object: Option<&str>) -> Result<()> {
    tx.run(&RETALLY, args![id, to_json(details), object]).await.map(drop)
}

/// The exact JSON of the present version as we sent it.
pub async fn object(db: impl Reads, id: PostId) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> = db.one(&OBJECT, args![id]).await?;
    Ok(row.and_then(|(object,)| object))
}

/// The exact JSON of an earlier version as we sent it.
pub async fn version_object(db: impl Reads, id: PostId, version: i64) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> = db.one(&VERSION_OBJECT, args![id, version]).await?;
    Ok(row.and_then(|(object,)| object))
}

/// Takes a post away with everything that hangs on it. `None`: it was gone; else what it answered, as it stood at the end.
pub async fn delete(tx: &mut Tx, id: PostId) -> Result<Option<Option<PostId>>> {
    let row: Option<(Option<i64>,)> = (&mut *tx).one(&DELETE, args![id]).await?;
    Ok(row.map(|(parent,)| parent.map(PostId)))
}

/// An earlier version of a post.
#[derive(Clone, Debug)]
pub struct VersionRecord {
    /// From 1.
    pub version: i64,
    /// Main language first.
    pub texts: Vec<Text>,
    /// Content warning.
    pub warning: Option<String>,
    /// Its media was hidden at first.
    pub sensitive: bool,
    /// Attachments, tags, poll.
    pub details: Details,
    /// When it was published.
    pub created_at: Time,
}

/// Earlier versions, oldest first.
pub async fn versions(db: impl Reads, id: PostId) -> Result<Vec<VersionRecord>> {
    let rows: Vec<(i64, String, Option<String>, bool, String, i64)> = db.all(&VERSIONS, args![id]).await?;
    rows.into_iter()
        .map(|(version, texts, warning, sensitive, details, at)| {
            Ok(VersionRecord {
                version,
                texts: from_json(&texts)?,
                warning,
                sensitive,
                details: from_json(&details)?,
                created_at: Time(at),
            })
        })
        .collect()
}

/// The post is addressed to this account by name.
pub async fn address(tx: &mut Tx, id: PostId, account: AccountId) -> Result<()> {
    tx.run(&ADDRESS, args![id, account]).await.map(drop)
}

/// Puts the post under these hashtags, and no others.
pub async fn retag(tx: &mut Tx, id: PostId, tags: &[String], is_new: bool) -> Result<()> {
    if !is_new {
        tx.run(&UNTAG, args![id]).await?;
    }
    for tag in tags {
        tx.run(&TAG, args![tag, id]).await?;
    }
    Ok(())
}

/// Answers to this post that came before it find their parent; the parent's count follows.
pub async fn adopt_replies(tx: &mut Tx, parent: PostId, uri: &Uri) -> Result<()> {
    match i64::try_from(tx.run(&ADOPT, args![parent, uri]).await?) {
        Ok(found) if found > 0 => post_counts::add(tx, Counted::Replies, parent, found).await,
        _ => Ok(()),
    }
}

/// Open answers after this id, oldest first.
pub async fn replies(db: impl Reads, parent: PostId, after: i64, limit: i64) -> Result<Vec<Post>> {
    read_all(db.all(&REPLIES, args![parent, after, limit]).await?)
}

/// Open posts of an account below this id, newest first.
pub async fn open_of_account(
    db: impl Reads,
    account: AccountId,
    below: i64,
    limit: i64,
) -> Result<Vec<Post>> {
    read_all(db.all(&OF_ACCOUNT, args![account, below, limit]).await?)
}

/// Public posts of an account that answer nobody, below this id, newest first: what its page lists.
pub async fn statements_of(db: impl Reads, account: AccountId, below: i64, limit: i64) -> Result<Vec<Post>> {
    read_all(db.all(&STATEMENTS, args![account, below, limit]).await?)
}

/// How many posts were written here.
pub async fn count_local(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_LOCAL, args![]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// How many open posts an account has.
pub async fn count_open(db: impl Reads, account: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_OPEN, args![account]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// What the one who looks is to the author of the post; the decision is `domain::visibility::may_see`.
pub async fn relation(db: impl Reads, post: &Post, viewer: AccountId) -> Result<Relation> {
    if post.account == viewer {
        return Ok(Relation { is_author: true, ..Relation::STRANGER });
    }
    let row: Option<(bool, bool, bool)> = db.one(&RELATION, args![post.id, post.account, viewer]).await?;
    let (follows, is_addressed, is_blocked) = row.unwrap_or((false, false, false));
    Ok(Relation { is_author: false, follows, is_addressed, is_blocked })
}

/// The same for many, none of whom is the author.
pub async fn relations(
    db: impl Reads,
    post: &Post,
    viewers: &[AccountId],
) -> Result<HashMap<AccountId, Relation>> {
    let viewers: Vec<i64> = viewers.iter().map(|viewer| viewer.0).collect();
    let rows: Vec<(i64, bool, bool, bool)> =
        db.all(&RELATIONS, args![post.id, post.account, to_json(&viewers)]).await?;
    let relation = |(viewer, follows, is_addressed, is_blocked)| {
        (AccountId(viewer), Relation { is_author: false, follows, is_addressed, is_blocked })
    };
    Ok(rows.into_iter().map(relation).collect())
}

/// Whether anybody at this host is an accepted follower of the account.
pub async fn is_followed_from(db: impl Reads, account: AccountId, host: &str) -> Result<bool> {
    let row: Option<(bool,)> = db.one(&FOLLOWED_FROM, args![account, host]).await?;
    Ok(row.is_some_and(|(yes,)| yes))
}
