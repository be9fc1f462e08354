//! Signed lists of partners: what is known of each, when it is asked for, whom it names.

use crate::domain::directory::EntryKind;
use crate::domain::ids::AccountId;
use crate::domain::peer_list::{Known, Peer};
use crate::domain::sector::Sector;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    BEGIN = "INSERT INTO peer_lists (account_id, sequence, failures, due_at) VALUES ($1, 0, 0, $2) ON CONFLICT (account_id) DO NOTHING";
    FORGET = "DELETE FROM peer_lists WHERE account_id = $1";
    FIND = "SELECT account_id, trusted_at, sequence, digest, etag, fetched_at, failures, trouble FROM peer_lists WHERE account_id = $1";
    LIST = "SELECT account_id, trusted_at, sequence, digest, etag, fetched_at, failures, trouble FROM peer_lists ORDER BY account_id LIMIT 1000";
    NEXT_DUE = "SELECT account_id, due_at FROM peer_lists WHERE due_at <= $1 ORDER BY due_at LIMIT 1";
    // The row is taken by moving its time; whoever finds another time there came too late.
    CLAIM = "UPDATE peer_lists SET due_at = $3 WHERE account_id = $1 AND due_at = $2";
    TRUST = "UPDATE peer_lists SET trusted_at = $2 WHERE account_id = $1";
    SEEN = "UPDATE peer_lists SET fetched_at = $2, failures = 0, trouble = NULL, due_at = $3 WHERE account_id = $1";
    TOOK = "UPDATE peer_lists SET sequence = $2, digest = $3, etag = $4 WHERE account_id = $1";
    FAILED = "UPDATE peer_lists SET failures = failures + 1, trouble = $2, due_at = $3 WHERE account_id = $1";
    DROP_NAMED = "DELETE FROM peer_candidates WHERE account_id = $1";
    NAME = "INSERT INTO peer_candidates (account_id, uri, kind, name, sectors) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, uri) DO NOTHING";
    // Whoever was met has an entry of their own, with what they say themselves.
    CANDIDATES = "SELECT c.uri, c.kind, c.name, c.sectors, c.account_id FROM peer_candidates c WHERE NOT EXISTS (SELECT 1 FROM accounts a JOIN directory_entries e ON e.account_id = a.id WHERE a.uri = c.uri) AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.uri = c.uri AND a.host IS NULL) ORDER BY c.name, c.uri LIMIT $1";
    NAMED_BY = "SELECT uri, kind, name, sectors, account_id FROM peer_candidates WHERE account_id = $1 ORDER BY uri LIMIT $2";
}

/// What is known of the list of a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRecord {
    /// Whose it is.
    pub account: AccountId,
    /// Since when those whom it names are asked by themselves.
    pub trusted_at: Option<Time>,
    /// The last one that was taken.
    pub known: Known,
    /// What its server said last about which version it is.
    pub etag: Option<String>,
    /// When it was last had.
    pub fetched_at: Option<Time>,
    /// How often in a row it could not be had or not be believed.
    pub failures: i64,
    /// Why.
    pub trouble: Option<String>,
}

type ListRow = (i64, Option<i64>, i64, Option<String>, Option<String>, Option<i64>, i64, Option<String>);

fn read((account, trusted, sequence, digest, etag, fetched, failures, trouble): ListRow) -> ListRecord {
    ListRecord {
        account: AccountId(account),
        trusted_at: trusted.map(Time),
        known: Known { sequence, digest },
        etag,
        fetched_at: fetched.map(Time),
        failures,
        trouble,
    }
}

/// Somebody whom a partner's list names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id on the network.
    pub uri: String,
    /// What the list says it is.
    pub kind: EntryKind,
    /// What the list calls it.
    pub name: String,
    /// Fields of work, as the list says.
    pub sectors: Vec<Sector>,
    /// Whose list.
    pub by: AccountId,
}

type NamedRow = (String, String, String, String, i64);

fn read_named((uri, kind, name, sectors, by): NamedRow) -> Result<Named> {
    Ok(Named {
        uri,
        kind: EntryKind::parse(&kind).unwrap_or(EntryKind::Coalition),
        name,
        sectors: from_json(&sectors)?,
        by: AccountId(by),
    })
}

/// From now on the list of this account is asked for.
pub async fn begin(tx: &mut Tx, account: AccountId, now: Time) -> Result<()> {
    tx.run(&BEGIN, args![account, now]).await.map(drop)
}

/// The list of this account is asked for no more, and whom it names is forgotten.
pub async fn forget(tx: &mut Tx, account: AccountId) -> Result<()> {
    tx.run(&FORGET, args![account]).await.map(drop)
}

/// What is known of the list of this account.
pub async fn find(db: impl Reads, account: AccountId) -> Result<Option<ListRecord>> {
    Ok(db.one::<ListRow>(&FIND, args![account]).await?.map(read))
}

/// Every list that is asked for.
pub async fn list(db: impl Reads) -> Result<Vec<ListRecord>> {
    Ok(db.all::<ListRow>(&LIST, args![]).await?.into_iter().map(read).collect())
}

/// A list that is due, and since when.
pub async fn next_due(db: impl Reads, now: Time) -> Result<Option<(AccountId, Time)>> {
    let row: Option<(i64, i64)> = db.one(&NEXT_DUE, args![now]).await?;
    Ok(row.map(|(account, due)| (AccountId(account), Time(due))))
}

/// Takes a list that is due; whether nobody was faster.
pub async fn claim(tx: &mut Tx, account: AccountId, due: Time, until: Time) -> Result<bool> {
    Ok(tx.run(&CLAIM, args![account, due, until]).await? > 0)
}

/// Those whom the list names are asked by themselves from now on, or no more; whether there is such a list.
pub async fn trust(tx: &mut Tx, account: AccountId, since: Option<Time>) -> Result<bool> {
    Ok(tx.run(&TRUST, args![account, since]).await? > 0)
}

/// The list was had and believed.
pub async fn seen(tx: &mut Tx, account: AccountId, now: Time, due: Time) -> Result<()> {
    tx.run(&SEEN, args![account, now, due]).await.map(drop)
}

/// A newer list takes the place of the one before.
pub async fn take(
    tx: &mut Tx,
    account: AccountId,
    known: &Known,
    etag: Option<&str>,
    peers: &[Peer],
) -> Result<()> {
    tx.run(&TOOK, args![account, known.sequence, &known.digest, etag]).await?;
    tx.run(&DROP_NAMED, args![account]).await?;
    for peer in peers {
        let values = args![account, &peer.uri, peer.kind.as_str(), &peer.name, to_json(&peer.sectors)];
        tx.run(&NAME, values).await?;
    }
    Ok(())
}

/// The list could not be had, or was not believed.
pub async fn fail(tx: &mut Tx, account: AccountId, why: &str, due: Time) -> Result<()> {
    tx.run(&FAILED, args![account, why, due]).await.map(drop)
}

/// Those whom partners name and whom nobody here has met.
pub async fn candidates(db: impl Reads, limit: i64) -> Result<Vec<Named>> {
    db.all::<NamedRow>(&CANDIDATES, args![limit]).await?.into_iter().map(read_named).collect()
}

/// Those whom one list names.
pub async fn named_by(db: impl Reads, account: AccountId, limit: i64) -> Result<Vec<Named>> {
    db.all::<NamedRow>(&NAMED_BY, args![account, limit]).await?.into_iter().map(read_named).collect()
}
