//! Who wants to show one of ours in a collection, what we said, and the stamps we gave (FEP-7aa9).

use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO directory_requests (id, account_id, by_id, collection_uri, request_uri, state, created_at, state_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (account_id, by_id, collection_uri) DO UPDATE SET request_uri = excluded.request_uri, state = excluded.state, state_at = excluded.state_at RETURNING id";
    FIND = "SELECT id, account_id, by_id, collection_uri, request_uri, state, created_at FROM directory_requests WHERE id = $1";
    FIND_FOR = "SELECT id, account_id, by_id, collection_uri, request_uri, state, created_at FROM directory_requests WHERE account_id = $1 AND by_id = $2 AND collection_uri = $3";
    // What waits the longest stands first: whoever comes later in a crowd hides nobody.
    WAITING = "SELECT r.id, r.account_id, r.by_id, r.collection_uri, r.request_uri, r.state, r.created_at FROM directory_requests r WHERE r.state = 'waiting' AND (SELECT a.suspended_at IS NULL FROM accounts a WHERE a.id = r.by_id) AND r.id > $1 ORDER BY r.id LIMIT $2";
    COUNT_WAITING = "SELECT count(*) FROM directory_requests r WHERE r.state = 'waiting' AND (SELECT a.suspended_at IS NULL FROM accounts a WHERE a.id = r.by_id)";
    GRANTED = "SELECT r.id, r.account_id, r.by_id, r.collection_uri, r.request_uri, r.state, r.created_at FROM directory_requests r WHERE r.state = 'accepted' AND (SELECT a.suspended_at IS NULL FROM accounts a WHERE a.id = r.by_id) AND r.id < $1 ORDER BY r.id DESC LIMIT $2";
    COUNT_BY = "SELECT count(*) FROM directory_requests WHERE account_id = $1 AND by_id = $2";
    SET = "UPDATE directory_requests SET state = $2, state_at = $3 WHERE id = $1 AND state = $4";
    // What the desk has refused stays refused, whatever the asker takes back.
    FORGET = "DELETE FROM directory_requests WHERE by_id = $1 AND request_uri = $2 AND state IN ('waiting', 'accepted')";
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// Somebody at the desk decides.
    Waiting,
    /// They have a stamp.
    Accepted,
    /// They were told no.
    Declined,
    /// They had a stamp, and it was taken back.
    Revoked,
}

impl RequestState {
    /// The word of the row.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Revoked => "revoked",
        }
    }

    fn parse(word: &str) -> Self {
        match word {
            "waiting" => Self::Waiting,
            "accepted" => Self::Accepted,
            "revoked" => Self::Revoked,
            _ => Self::Declined,
        }
    }
}

/// A request to show one of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number, which is that of its stamp.
    pub id: RowId,
    /// Whom of ours.
    pub account: AccountId,
    /// Who asks.
    pub by: AccountId,
    /// Where they want to show them.
    pub collection_uri: String,
    /// The id of their request.
    pub request_uri: String,
    /// What became of it.
    pub state: RequestState,
    /// When it came.
    pub created_at: Time,
}

type RequestRow = (i64, i64, i64, String, String, String, i64);

fn read((id, account, by, collection_uri, request_uri, state, created_at): RequestRow) -> Request {
    Request {
        id: RowId(id),
        account: AccountId(account),
        by: AccountId(by),
        collection_uri,
        request_uri,
        state: RequestState::parse(&state),
        created_at: Time(created_at),
    }
}

/// Writes a request; asked again for the same collection, the first number holds.
pub async fn save(tx: &mut Tx, request: &Request) -> Result<RowId> {
    let values = args![
        request.id,
        request.account,
        request.by,
        &request.collection_uri,
        &request.request_uri,
        request.state.as_str(),
        request.created_at
    ];
    let row: Option<(i64,)> = (&mut *tx).one(&SAVE, values).await?;
    Ok(row.map_or(request.id, |(id,)| RowId(id)))
}

/// The request of this number.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<Request>> {
    Ok(db.one::<RequestRow>(&FIND, args![id]).await?.map(read))
}

/// The request of this actor to show this one of ours in this collection.
pub async fn find_for(
    db: impl Reads,
    account: AccountId,
    by: AccountId,
    collection: &str,
) -> Result<Option<Request>> {
    Ok(db.one::<RequestRow>(&FIND_FOR, args![account, by, collection]).await?.map(read))
}

/// Requests that wait for the desk above this number, the oldest first.
pub async fn waiting(db: impl Reads, above: i64, limit: i64) -> Result<Vec<Request>> {
    Ok(db.all::<RequestRow>(&WAITING, args![above, limit]).await?.into_iter().map(read).collect())
}

/// How many requests wait for the desk.
pub async fn count_waiting(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_WAITING, args![]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Requests that were granted, below this number, the newest first.
pub async fn granted(db: impl Reads, below: i64, limit: i64) -> Result<Vec<Request>> {
    Ok(db.all::<RequestRow>(&GRANTED, args![below, limit]).await?.into_iter().map(read).collect())
}

/// How many collections this actor asked for, for this one of ours.
pub async fn count_by(db: impl Reads, account: AccountId, by: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_BY, args![account, by]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Writes what became of a request that was in this state; whether it was.
pub async fn set(tx: &mut Tx, id: RowId, from: RequestState, to: RequestState, now: Time) -> Result<bool> {
    Ok(tx.run(&SET, args![id, to.as_str(), now, from.as_str()]).await? > 0)
}

/// Whoever asked takes the request back; whether there was one.
pub async fn forget(tx: &mut Tx, by: AccountId, request: &str) -> Result<bool> {
    Ok(tx.run(&FORGET, args![by, request]).await? > 0)
}
