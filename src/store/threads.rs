//! Threads: what stands above and below a post, and which of them somebody wants to hear nothing of. Who may see what
//! is found here is asked afterwards, of `lines`.

use std::collections::HashSet;

use crate::domain::ids::{AccountId, PostId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements, to_json};

statements! {
    // A post can claim to answer what answers it: such a ring ends where it began, because UNION keeps each post once.
    ABOVE = "WITH RECURSIVE up (id, parent, steps) AS (SELECT p.id, p.in_reply_to_id, 0 FROM posts p WHERE p.id = $1 UNION ALL SELECT p.id, p.in_reply_to_id, up.steps + 1 FROM up JOIN posts p ON p.id = up.parent WHERE up.steps < $2 AND up.parent <> $1) SELECT id FROM up WHERE steps > 0 ORDER BY steps";
    BELOW = "WITH RECURSIVE down (id) AS (SELECT id FROM posts WHERE in_reply_to_id = $1 UNION SELECT p.id FROM down JOIN posts p ON p.in_reply_to_id = down.id WHERE p.id <> $1) SELECT p.id, p.in_reply_to_id FROM down JOIN posts p ON p.id = down.id WHERE ($3 = 0 OR p.visibility IN ('public', 'unlisted')) LIMIT $2";
    MUTE = "INSERT INTO thread_mutes (account_id, post_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (account_id, post_id) DO NOTHING";
    UNMUTE =
        sqlite "DELETE FROM thread_mutes WHERE account_id = $1 AND post_id IN (SELECT value FROM json_each($2))"
        postgres "DELETE FROM thread_mutes WHERE account_id = $1 AND post_id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))";
    MUTED_AMONG =
        sqlite "WITH RECURSIVE up (start, id, steps) AS (SELECT value, value, 0 FROM json_each($2) WHERE EXISTS (SELECT 1 FROM thread_mutes WHERE account_id = $1) UNION ALL SELECT up.start, p.in_reply_to_id, up.steps + 1 FROM up JOIN posts p ON p.id = up.id WHERE p.in_reply_to_id IS NOT NULL AND up.steps < $3) SELECT DISTINCT up.start FROM up JOIN thread_mutes m ON m.account_id = $1 AND m.post_id = up.id"
        postgres "WITH RECURSIVE up (start, id, steps) AS (SELECT value::bigint, value::bigint, 0 FROM jsonb_array_elements_text($2::jsonb) WHERE EXISTS (SELECT 1 FROM thread_mutes WHERE account_id = $1) UNION ALL SELECT up.start, p.in_reply_to_id, up.steps + 1 FROM up JOIN posts p ON p.id = up.id WHERE p.in_reply_to_id IS NOT NULL AND up.steps < $3) SELECT DISTINCT up.start FROM up JOIN thread_mutes m ON m.account_id = $1 AND m.post_id = up.id";
}

/// How far up a thread is followed.
pub const DEEPEST: i64 = 4_096;

/// The posts that this one answers, the nearest first, at most so many.
pub async fn above(db: impl Reads, post: PostId, most: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db.all(&ABOVE, args![post, most]).await?;
    // Whatever ring there is above, each post stands there once.
    let mut seen = HashSet::new();
    Ok(rows.into_iter().map(|(id,)| id).filter(|id| seen.insert(*id)).collect())
}

/// Everything that answers this post and its answers, each with what it answers, at most so many. With `only_open`
/// what strangers may not see is left out.
pub async fn below(
    db: impl Reads,
    post: PostId,
    most: i64,
    only_open: bool,
) -> Result<Vec<(i64, Option<i64>)>> {
    db.all(&BELOW, args![post, most, i64::from(only_open)]).await
}

/// The account wants to hear nothing of what stands below this post.
pub async fn mute(tx: &mut Tx, account: AccountId, post: PostId, now: Time) -> Result<()> {
    tx.run(&MUTE, args![account, post, now]).await.map(drop)
}

/// The account wants to hear of all of these again.
pub async fn unmute(tx: &mut Tx, account: AccountId, posts: &[i64]) -> Result<()> {
    tx.run(&UNMUTE, args![account, to_json(&posts)]).await.map(drop)
}

/// Those of these posts that stand in a thread which the account has muted.
pub async fn muted_among(db: impl Reads, account: AccountId, posts: &[i64]) -> Result<HashSet<i64>> {
    let rows: Vec<(i64,)> = db.all(&MUTED_AMONG, args![account, to_json(&posts), DEEPEST]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
