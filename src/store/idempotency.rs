//! Which post came of which `Idempotency-Key`, so that a repeated request writes nothing twice.

use crate::domain::ids::{MemberId, PostId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    FIND = "SELECT post_id FROM idempotency_keys WHERE member_id = $1 AND key = $2";
    SAVE = "INSERT INTO idempotency_keys (member_id, key, post_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (member_id, key) DO NOTHING";
}

/// The post that this member's request with this key has made.
pub async fn find(db: impl Reads, member: MemberId, key: &str) -> Result<Option<PostId>> {
    let row: Option<(i64,)> = db.one(&FIND, args![member, key]).await?;
    Ok(row.map(|(id,)| PostId(id)))
}

/// Notes what came of the key; `false` when another request with it was first.
pub async fn save(tx: &mut Tx, member: MemberId, key: &str, post: PostId, now: Time) -> Result<bool> {
    Ok(tx.run(&SAVE, args![member, key, post, now]).await? > 0)
}
