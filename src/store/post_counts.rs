//! How many answers, boosts, likes and quotes a post has. The numbers are kept beside the post and go up and down with the
//! rows that are really written or taken away, in the same transaction: counting a post's likes with each like would
//! cost more the more there are. `drift` and `mend` count everything anew, for those who doubt the numbers.

use crate::domain::ids::PostId;

use super::database::{Reads, Result, Sql, Store, Tx, args, statements, to_json};

statements! {
    COUNTS = "SELECT replies, boosts, likes, quotes FROM posts WHERE id = $1";
    ADD_REPLIES = "UPDATE posts SET replies = replies + $2 WHERE id = $1";
    ADD_BOOSTS = "UPDATE posts SET boosts = boosts + $2 WHERE id = $1";
    ADD_LIKES = "UPDATE posts SET likes = likes + $2 WHERE id = $1";
    ADD_QUOTES = "UPDATE posts SET quotes = quotes + $2 WHERE id = $1";
    TAKE_REPLIES =
        sqlite "UPDATE posts SET replies = replies - g.n FROM (SELECT value AS id, count(*) AS n FROM json_each($1) GROUP BY value) g WHERE posts.id = g.id"
        postgres "UPDATE posts SET replies = replies - g.n FROM (SELECT value::bigint AS id, count(*) AS n FROM jsonb_array_elements_text($1::jsonb) GROUP BY value) g WHERE posts.id = g.id";
    TAKE_BOOSTS =
        sqlite "UPDATE posts SET boosts = boosts - g.n FROM (SELECT value AS id, count(*) AS n FROM json_each($1) GROUP BY value) g WHERE posts.id = g.id"
        postgres "UPDATE posts SET boosts = boosts - g.n FROM (SELECT value::bigint AS id, count(*) AS n FROM jsonb_array_elements_text($1::jsonb) GROUP BY value) g WHERE posts.id = g.id";
    TAKE_LIKES =
        sqlite "UPDATE posts SET likes = likes - g.n FROM (SELECT value AS id, count(*) AS n FROM json_each($1) GROUP BY value) g WHERE posts.id = g.id"
        postgres "UPDATE posts SET likes = likes - g.n FROM (SELECT value::bigint AS id, count(*) AS n FROM jsonb_array_elements_text($1::jsonb) GROUP BY value) g WHERE posts.id = g.id";
    TAKE_QUOTES =
        sqlite "UPDATE posts SET quotes = quotes - g.n FROM (SELECT value AS id, count(*) AS n FROM json_each($1) GROUP BY value) g WHERE posts.id = g.id"
        postgres "UPDATE posts SET quotes = quotes - g.n FROM (SELECT value::bigint AS id, count(*) AS n FROM jsonb_array_elements_text($1::jsonb) GROUP BY value) g WHERE posts.id = g.id";
    DRIFT = "SELECT count(*) FROM posts p WHERE p.replies <> (SELECT count(*) FROM posts r WHERE r.in_reply_to_id = p.id) OR p.boosts <> (SELECT count(*) FROM boosts b WHERE b.post_id = p.id) OR p.likes <> (SELECT count(*) FROM likes l WHERE l.post_id = p.id) OR p.quotes <> (SELECT count(*) FROM quotings q WHERE q.quoted_id = p.id AND q.state = 'accepted')";
    // A like that comes while everything is counted must wait. SQLite has one writer, so there it waits already.
    STAND_STILL =
        sqlite "SELECT 1"
        postgres "LOCK TABLE posts, boosts, likes, quotings IN SHARE ROW EXCLUSIVE MODE";
    MEND = "UPDATE posts SET replies = (SELECT count(*) FROM posts r WHERE r.in_reply_to_id = posts.id), boosts = (SELECT count(*) FROM boosts b WHERE b.post_id = posts.id), likes = (SELECT count(*) FROM likes l WHERE l.post_id = posts.id), quotes = (SELECT count(*) FROM quotings q WHERE q.quoted_id = posts.id AND q.state = 'accepted') WHERE replies <> (SELECT count(*) FROM posts r WHERE r.in_reply_to_id = posts.id) OR boosts <> (SELECT count(*) FROM boosts b WHERE b.post_id = posts.id) OR likes <> (SELECT count(*) FROM likes l WHERE l.post_id = posts.id) OR quotes <> (SELECT count(*) FROM quotings q WHERE q.quoted_id = posts.id AND q.state = 'accepted')";
}

/// What is counted of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Answers that we have.
    Replies,
    /// Boosts that we know.
    Boosts,
    /// Likes that we know.
    Likes,
    /// Quotes to which its author has agreed.
    Quotes,
}

/// Answers, boosts, likes, quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// How many answers we know.
    pub replies: i64,
    /// How many boosts we know.
    pub boosts: i64,
    /// How many likes we know.
    pub likes: i64,
    /// How many quotes we know to which its author has agreed.
    pub quotes: i64,
}

/// Answers, boosts, likes, quotes of a post.
pub async fn find(db: impl Reads, id: PostId) -> Result<Counts> {
    Ok(db.one(&COUNTS, args![id]).await?.unwrap_or_default())
}

/// So many more of it, or less. Only for rows that were really written or taken away in this transaction.
pub async fn add(tx: &mut Tx, what: Counted, id: PostId, more: i64) -> Result<()> {
    let sql: &'static Sql = match what {
        Counted::Replies => &ADD_REPLIES,
        Counted::Boosts => &ADD_BOOSTS,
        Counted::Likes => &ADD_LIKES,
        Counted::Quotes => &ADD_QUOTES,
    };
    tx.run(sql, args![id, more]).await.map(drop)
}

/// One less for each of these posts; a post that stands here twice has two less.
pub async fn take(tx: &mut Tx, what: Counted, posts: &[i64]) -> Result<()> {
    if posts.is_empty() {
        return Ok(());
    }
    let sql: &'static Sql = match what {
        Counted::Replies => &TAKE_REPLIES,
        Counted::Boosts => &TAKE_BOOSTS,
        Counted::Likes => &TAKE_LIKES,
        Counted::Quotes => &TAKE_QUOTES,
    };
    tx.run(sql, args![to_json(&posts)]).await.map(drop)
}

/// How many posts have a number that is not what counting gives.
pub async fn drift(store: &Store) -> Result<i64> {
    let row: Option<(i64,)> = store.one(&DRIFT, args![]).await?;
    Ok(row.map_or(0, |(posts,)| posts))
}

/// Counts everything anew and puts right what is wrong; how many posts had a wrong number.
pub async fn mend(store: &Store) -> Result<u64> {
    let mut tx = store.begin().await?;
    tx.run(&STAND_STILL, args![]).await?;
    let mended = tx.run(&MEND, args![]).await?;
    tx.commit().await?;
    Ok(mended)
}
