//! What we told other servers, as the exact bytes.

use crate::domain::ids::{AccountId, ActivityId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO activities (id, uri, account_id, kind, object_uri, body, is_public, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    FIND_PUBLIC = "SELECT body FROM activities WHERE uri = $1 AND is_public";
    BODY = "SELECT body FROM activities WHERE id = $1";
    OUTBOX = "SELECT id, body FROM activities WHERE account_id = $1 AND is_public AND kind IN ('Create', 'Announce') AND id < $2 ORDER BY id DESC LIMIT $3";
    COUNT_OUTBOX = "SELECT count(*) FROM activities WHERE account_id = $1 AND is_public AND kind IN ('Create', 'Announce')";
    ANY_ABOUT = "SELECT id FROM activities WHERE object_uri = $1 LIMIT 1";
    HIDE_ONE = "UPDATE activities SET is_public = $2 WHERE uri = $1";
    HIDE = "UPDATE activities SET is_public = $2 WHERE object_uri = $1 AND kind IN ('Create', 'Update', 'Announce')";
}

/// An activity of ours.
#[derive(Clone, Debug)]
pub struct ActivityRecord {
    /// Our id of it.
    pub id: ActivityId,
    /// Its id on the network.
    pub uri: String,
    /// Who does it.
    pub account: AccountId,
    /// Its type.
    pub kind: &'static str,
    /// What it is about; deliveries about the same object keep their order.
    pub object_uri: String,
    /// The exact JSON.
    pub body: String,
    /// Everybody may read it at its id.
    pub is_public: bool,
    /// When.
    pub created_at: Time,
}

/// Whether anybody was ever told of this object.
pub async fn any_about(db: impl Reads, object: &str) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&ANY_ABOUT, args![object]).await?;
    Ok(row.is_some())
}

/// Writes an activity.
pub async fn save(tx: &mut Tx, a: &ActivityRecord) -> Result<()> {
    tx.run(&SAVE, args![a.id, &a.uri, a.account, a.kind, &a.object_uri, &a.body, a.is_public, a.created_at])
        .await
        .map(drop)
}

/// The exact JSON of an activity that everybody may read.
pub async fn find_public(db: impl Reads, uri: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db.one(&FIND_PUBLIC, args![uri]).await?;
    Ok(row.map(|(body,)| body))
}

/// The exact JSON of an activity.
pub async fn body(db: impl Reads, id: ActivityId) -> Result<Option<String>> {
    let row: Option<(String,)> = db.one(&BODY, args![id]).await?;
    Ok(row.map(|(body,)| body))
}

/// Public posts and boosts of an actor below this id, newest first, as their exact JSON.
pub async fn outbox(
    db: impl Reads,
    account: AccountId,
    below: i64,
    limit: i64,
) -> Result<Vec<(i64, String)>> {
    db.all(&OUTBOX, args![account, below, limit]).await
}

/// How many public posts and boosts an actor has made.
pub async fn count_outbox(db: impl Reads, account: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_OUTBOX, args![account]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// What was taken back can no longer be read here.
pub async fn hide(tx: &mut Tx, uri: &str) -> Result<()> {
    tx.run(&HIDE_ONE, args![uri, false]).await.map(drop)
}

/// What was said about an object that is now deleted can no longer be read here.
pub async fn hide_about(tx: &mut Tx, object_uri: &str) -> Result<()> {
    tx.run(&HIDE, args![object_uri, false]).await.map(drop)
}
