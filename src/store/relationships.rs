//! What one account is to many others, in one statement.

use crate::domain::follow::{FollowState, Wishes};
use crate::domain::ids::AccountId;
use crate::domain::mute::Mute;
use crate::domain::time::Time;

use super::database::{Reads, Result, args, statements, to_json};
use super::wishes;

statements! {
    OF_MANY =
        sqlite "SELECT a.id, f.state, b.state, EXISTS (SELECT 1 FROM blocks WHERE blocker_id = $1 AND target_id = a.id), coalesce(w.boosts, TRUE), coalesce(w.notify, FALSE), coalesce(w.languages, '[]'), m.notifications, m.expires_at, EXISTS (SELECT 1 FROM domain_blocks d WHERE d.account_id = $1 AND ('.' || a.host || ':') LIKE ('%.' || d.domain || ':%')), EXISTS (SELECT 1 FROM recommendations r WHERE r.account_id = $1 AND r.target_id = a.id), coalesce(n.note, '') FROM accounts a LEFT JOIN follows f ON f.follower_id = $1 AND f.target_id = a.id LEFT JOIN follows b ON b.follower_id = a.id AND b.target_id = $1 LEFT JOIN follow_wishes w ON w.follower_id = $1 AND w.target_id = a.id LEFT JOIN mutes m ON m.account_id = $1 AND m.target_id = a.id AND (m.expires_at IS NULL OR m.expires_at > $3) LEFT JOIN notes n ON n.account_id = $1 AND n.target_id = a.id WHERE a.id IN (SELECT value FROM json_each($2))"
        postgres "SELECT a.id, f.state, b.state, EXISTS (SELECT 1 FROM blocks WHERE blocker_id = $1 AND target_id = a.id), coalesce(w.boosts, TRUE), coalesce(w.notify, FALSE), coalesce(w.languages, '[]'), m.notifications, m.expires_at, EXISTS (SELECT 1 FROM domain_blocks d WHERE d.account_id = $1 AND ('.' || a.host || ':') LIKE ('%.' || d.domain || ':%')), EXISTS (SELECT 1 FROM recommendations r WHERE r.account_id = $1 AND r.target_id = a.id), coalesce(n.note, '') FROM accounts a LEFT JOIN follows f ON f.follower_id = $1 AND f.target_id = a.id LEFT JOIN follows b ON b.follower_id = a.id AND b.target_id = $1 LEFT JOIN follow_wishes w ON w.follower_id = $1 AND w.target_id = a.id LEFT JOIN mutes m ON m.account_id = $1 AND m.target_id = a.id AND (m.expires_at IS NULL OR m.expires_at > $3) LEFT JOIN notes n ON n.account_id = $1 AND n.target_id = a.id WHERE a.id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))";
}

/// What somebody is to another account, and it to them. That they are blocked is never told (A87).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// The other account.
    pub id: AccountId,
    /// They follow it, or have asked to.
    pub follows: Option<FollowState>,
    /// It follows them, or has asked to.
    pub followed_by: Option<FollowState>,
    /// They block it.
    pub blocks: bool,
    /// What they want of it as its follower.
    pub wishes: Wishes,
    /// They mute it now.
    pub mute: Option<Mute>,
    /// They block the domain it lives at.
    pub blocks_domain: bool,
    /// They recommend it on their profile.
    pub recommends: bool,
    /// What they note about it.
    pub note: String,
}

type Row = (
    i64,
    Option<String>,
    Option<String>,
    bool,
    bool,
    bool,
    String,
    Option<bool>,
    Option<i64>,
    bool,
    bool,
    String,
);

/// The relationships of an account to those of these ids that exist, in the order of the ids.
pub async fn of_many(db: impl Reads, viewer: AccountId, ids: &[i64], now: Time) -> Result<Vec<Relationship>> {
    let rows: Vec<Row> = db.all(&OF_MANY, args![viewer, to_json(&ids), now]).await?;
    let state = |text: Option<String>| text.map(|text| FollowState::parse(&text));
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let mute = |notifications| Mute { notifications, expires_at: row.8.map(Time) };
        found.push(Relationship {
            id: AccountId(row.0),
            follows: state(row.1),
            followed_by: state(row.2),
            blocks: row.3,
            wishes: wishes::read(row.4, row.5, &row.6)?,
            mute: row.7.map(mute),
            blocks_domain: row.9,
            recommends: row.10,
            note: row.11,
        });
    }
    found.sort_by_key(|r| ids.iter().position(|id| *id == r.id.0));
    Ok(found)
}
