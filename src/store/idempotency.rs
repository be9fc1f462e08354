//! Which post came of which `Idempotency-Key`, so that a repeated request writes nothing twice. What is asked on the command
//! line is nobody's, and has keys of its own.

use crate::domain::ids::{MemberId, PostId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    FIND = "SELECT post_id FROM idempotency_keys WHERE member_id = $1 AND key = $2";
    FIND_OF_HOUSE = "SELECT post_id FROM house_keys WHERE key = $1";
    SAVE = "INSERT INTO idempotency_keys (member_id, key, post_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (member_id, key) DO NOTHING";
    SAVE_OF_HOUSE = "INSERT INTO house_keys (key, post_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING";
}

/// The post that this member's request with this key has made; without a member, the command line's.
pub async fn find(db: impl Reads, member: Option<MemberId>, key: &str) -> Result<Option<PostId>> {
    let row: Option<(i64,)> = match member {
        Some(member) => db.one(&FIND, args![member, key]).await?,
        None => db.one(&FIND_OF_HOUSE, args![key]).await?,
    };
    Ok(row.map(|(id,)| PostId(id)))
}

/// Notes what came of the key; `false` when another request with it was first.
pub async fn save(tx: &mut Tx, member: Option<MemberId>, key: &str, post: PostId, now: Time) -> Result<bool> {
    let rows = match member {
        Some(member) => tx.run(&SAVE, args![member, key, post, now]).await?,
        None => tx.run(&SAVE_OF_HOUSE, args![key, post, now]).await?,
    };
    Ok(rows > 0)
}
