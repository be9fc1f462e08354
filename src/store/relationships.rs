//! What one account is to many others, in one statement.

use crate::domain::follow::FollowState;
use crate::domain::ids::AccountId;

use super::database::{Reads, Result, args, statements, to_json};

statements! {
    OF_MANY =
        sqlite "SELECT a.id, (SELECT state FROM follows WHERE follower_id = $1 AND target_id = a.id), (SELECT state FROM follows WHERE follower_id = a.id AND target_id = $1), EXISTS (SELECT 1 FROM blocks WHERE blocker_id = $1 AND target_id = a.id) FROM accounts a WHERE a.id IN (SELECT value FROM json_each($2))"
        postgres "SELECT a.id, (SELECT state FROM follows WHERE follower_id = $1 AND target_id = a.id), (SELECT state FROM follows WHERE follower_id = a.id AND target_id = $1), EXISTS (SELECT 1 FROM blocks WHERE blocker_id = $1 AND target_id = a.id) FROM accounts a WHERE a.id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))";
}

/// What somebody is to another account, and it to them. That they are blocked is never told (A87).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// The other account.
    pub id: AccountId,
    /// They follow it, or have asked to.
    pub follows: Option<FollowState>,
    /// It follows them, or has asked to.
    pub followed_by: Option<FollowState>,
    /// They block it.
    pub blocks: bool,
}

/// The relationships of an account to those of these ids that exist, in the order of the ids.
pub async fn of_many(db: impl Reads, viewer: AccountId, ids: &[i64]) -> Result<Vec<Relationship>> {
    let rows: Vec<(i64, Option<String>, Option<String>, bool)> =
        db.all(&OF_MANY, args![viewer, to_json(&ids)]).await?;
    let state = |text: Option<String>| text.map(|text| FollowState::parse(&text));
    let mut found: Vec<Relationship> = rows
        .into_iter()
        .map(|(id, follows, followed_by, blocks)| Relationship {
            id: AccountId(id),
            follows: state(follows),
            followed_by: state(followed_by),
            blocks,
        })
        .collect();
    found.sort_by_key(|r| ids.iter().position(|id| *id == r.id.0));
    Ok(found)
}
