//! Endorsements of what is ours, and ours of what is others'.

use crate::domain::endorsement::{EndorsementState, Side, Way};
use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, statements};

statements! {
    INSERT = "INSERT INTO endorsements (id, side, object_uri, title, account_id, host_id, way, state, uri, offer_uri, digest, version, document, created_at, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (side, uri) DO NOTHING";
    FIND = "SELECT * FROM endorsements WHERE id = $1";
    LOCK =
        sqlite "SELECT * FROM endorsements WHERE id = $1"
        postgres "SELECT * FROM endorsements WHERE id = $1 FOR UPDATE";
    BY_URI = "SELECT * FROM endorsements WHERE side = $1 AND uri = $2";
    BY_OFFER = "SELECT * FROM endorsements WHERE side = 'given' AND offer_uri = $1";
    OF_OBJECT = "SELECT * FROM endorsements WHERE side = 'received' AND object_uri = $1 AND decided_at IS NOT NULL AND state IN ('accepted', 'withdrawn') ORDER BY id LIMIT $2";
    OPEN_BETWEEN = "SELECT * FROM endorsements WHERE side = $1 AND account_id = $2 AND object_uri = $3 AND state IN ('asked', 'offered', 'accepted') ORDER BY id DESC LIMIT 20";
    // What waits the longest stands first: whoever comes later in a crowd hides nobody.
    IN_STATE = "SELECT * FROM endorsements WHERE side = $1 AND state = $2 AND id > $3 ORDER BY id LIMIT $4";
    COUNT_IN_STATE = "SELECT count(*) FROM endorsements WHERE side = $1 AND state = $2";
    // Without what waits for a decision of the house, in the words of its index: whatever waits is not even passed over.
    PAGE = "SELECT * FROM endorsements WHERE side = $1 AND id < $2 AND state <> 'replaced' AND NOT (side = 'received' AND state = 'offered') AND NOT (side = 'given' AND state = 'asked') ORDER BY id DESC LIMIT $3";
    // The same of both sides.
    PAGE_OF_BOTH = "SELECT * FROM endorsements WHERE id < $1 AND state <> 'replaced' AND NOT (side = 'received' AND state = 'offered') AND NOT (side = 'given' AND state = 'asked') ORDER BY id DESC LIMIT $2";
    STEP = "UPDATE endorsements SET state = $2, decided_at = CASE WHEN $2 = 'accepted' THEN $3 ELSE decided_at END, withdrawn_at = CASE WHEN $2 IN ('withdrawn', 'declined') THEN $3 ELSE withdrawn_at END WHERE id = $1";
    SEEN = "UPDATE endorsements SET seen_digest = $3 WHERE side = 'given' AND object_uri = $1 AND host_id = $2 AND state IN ('offered', 'accepted')";
    OBJECTS_BY = "SELECT DISTINCT object_uri FROM endorsements WHERE side = 'received' AND account_id = $1 AND state = 'accepted' ORDER BY object_uri";
    ACCEPTED_FROM = "SELECT DISTINCT e.object_uri, a.uri FROM endorsements e JOIN accounts a ON a.id = e.account_id WHERE e.side = 'received' AND e.state = 'accepted' AND a.host IS NOT NULL ORDER BY e.object_uri, a.uri";
    // Few proofs say when they end; whether it has come is read in the document itself.
    THAT_END = "SELECT DISTINCT object_uri FROM endorsements WHERE side = 'received' AND state = 'accepted' AND document LIKE '%\"expires\"%' ORDER BY object_uri";
    PASS_ON = "UPDATE endorsements SET passed_on_uri = $2 WHERE id = $1";
    PASSED_ON = "SELECT passed_on_uri FROM endorsements WHERE id = $1";
    ASKED = "SELECT count(*) FROM endorsements WHERE side = 'given' AND state = 'asked' AND host_id = $1";
    WAITING = "SELECT count(*) FROM endorsements WHERE side = 'received' AND state = 'offered' AND account_id = $1";
}

/// An endorsement as we keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndorsementRecord {
    /// Our id of it.
    pub id: RowId,
    /// On which side we are.
    pub side: Side,
    /// The id of the statement or campaign.
    pub object_uri: String,
    /// What it is called.
    pub title: String,
    /// Who endorses.
    pub account: AccountId,
    /// Whose the statement or campaign is.
    pub host: AccountId,
    /// How it was said.
    pub way: Way,
    /// How far it has come.
    pub state: EndorsementState,
    /// The id of the document, the reply, the boost or the invitation.
    pub uri: String,
    /// The activity that offered it.
    pub offer_uri: Option<String>,
    /// The digest of the version it is bound to.
    pub digest: String,
    /// The number of that version; 0 where versions have none.
    pub version: i64,
    /// The signed document in its exact text.
    pub document: Option<String>,
    /// When it came, or was made.
    pub created_at: Time,
    /// When it was accepted.
    pub decided_at: Option<Time>,
    /// When it was withdrawn or declined.
    pub withdrawn_at: Option<Time>,
    /// Of one of ours: the digest of what was endorsed as its owner showed it last; none where we heard of no change.
    pub seen_digest: Option<String>,
}

#[derive(sqlx::FromRow)]
struct EndorsementRow {
    id: i64,
    side: String,
    object_uri: String,
    title: String,
    account_id: i64,
    host_id: i64,
    way: String,
    state: String,
    uri: String,
    offer_uri: Option<String>,
    digest: String,
    version: i64,
    document: Option<String>,
    created_at: i64,
    decided_at: Option<i64>,
    withdrawn_at: Option<i64>,
    seen_digest: Option<String>,
}

impl TryFrom<EndorsementRow> for EndorsementRecord {
    type Error = Error;

    fn try_from(row: EndorsementRow) -> Result<Self> {
        let broken =
            |what: &str| Error::Broken(format!("the {what} of an endorsement is no word that is known"));
        Ok(Self {
            id: RowId(row.id),
            side: Side::parse(&row.side).ok_or_else(|| broken("side"))?,
            object_uri: row.object_uri,
            title: row.title,
            account: AccountId(row.account_id),
            host: AccountId(row.host_id),
            way: Way::parse(&row.way).ok_or_else(|| broken("way"))?,
            state: EndorsementState::parse(&row.state).ok_or_else(|| broken("state"))?,
            uri: row.uri,
            offer_uri: row.offer_uri,
            digest: row.digest,
            version: row.version,
            document: row.document,
            created_at: Time(row.created_at),
            decided_at: row.decided_at.map(Time),
            withdrawn_at: row.withdrawn_at.map(Time),
            seen_digest: row.seen_digest,
        })
    }
}

fn read(row: Option<EndorsementRow>) -> Result<Option<EndorsementRecord>> {
    row.map(EndorsementRecord::try_from).transpose()
}

fn read_all(rows: Vec<EndorsementRow>) -> Result<Vec<EndorsementRecord>> {
    rows.into_iter().map(EndorsementRecord::try_from).collect()
}

/// Writes a new one; whether it is new: the same id on the network comes once.
pub async fn insert(tx: &mut Tx, e: &EndorsementRecord) -> Result<bool> {
    let values = args![
        e.id,
        e.side.as_str(),
        &e.object_uri,
        &e.title,
        e.account,
        e.host,
        e.way.as_str(),
        e.state.as_str(),
        &e.uri,
        &e.offer_uri,
        &e.digest,
        e.version,
        &e.document,
        e.created_at,
        e.decided_at
    ];
    Ok(tx.run(&INSERT, values).await? > 0)
}

/// The one with our id.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<EndorsementRecord>> {
    read(db.one(&FIND, args![id]).await?)
}

/// Takes it, so that two decisions about it come one after the other.
pub async fn lock(tx: &mut Tx, id: RowId) -> Result<Option<EndorsementRecord>> {
    read((&mut *tx).one(&LOCK, args![id]).await?)
}

/// The one with this id on the network.
pub async fn by_uri(db: impl Reads, side: Side, uri: &str) -> Result<Option<EndorsementRecord>> {
    read(db.one(&BY_URI, args![side.as_str(), uri]).await?)
}

/// The one of ours that this activity of ours offered.
pub async fn by_offer(db: impl Reads, offer: &str) -> Result<Option<EndorsementRecord>> {
    read(db.one(&BY_OFFER, args![offer]).await?)
}

/// What was once accepted about something of ours, and not replaced or declined since; oldest first.
pub async fn of_object(db: impl Reads, object: &str, limit: i64) -> Result<Vec<EndorsementRecord>> {
    read_all(db.all(&OF_OBJECT, args![object, limit]).await?)
}

/// What is asked, offered or accepted between an endorser and an object; newest first.
pub async fn open_between(
    db: impl Reads,
    side: Side,
    endorser: AccountId,
    object: &str,
) -> Result<Vec<EndorsementRecord>> {
    read_all(db.all(&OPEN_BETWEEN, args![side.as_str(), endorser, object]).await?)
}

/// Those of one side in this state above this row, the oldest first.
pub async fn in_state(
    db: impl Reads,
    side: Side,
    state: EndorsementState,
    above: i64,
    limit: i64,
) -> Result<Vec<EndorsementRecord>> {
    read_all(db.all(&IN_STATE, args![side.as_str(), state.as_str(), above, limit]).await?)
}

/// How many of one side are in this state.
pub async fn count_in_state(db: impl Reads, side: Side, state: EndorsementState) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_IN_STATE, args![side.as_str(), state.as_str()]).await?;
    Ok(row.map_or(0, |(number,)| number))
}

/// Those of one side below this row that wait for no decision of the house and that no later one replaced, the newest first.
pub async fn page(db: impl Reads, side: Side, below: i64, limit: i64) -> Result<Vec<EndorsementRecord>> {
    read_all(db.all(&PAGE, args![side.as_str(), below, limit]).await?)
}

/// Those of both sides below this row that wait for no decision of the house, the newest first.
pub async fn page_of_both(db: impl Reads, below: i64, limit: i64) -> Result<Vec<EndorsementRecord>> {
    read_all(db.all(&PAGE_OF_BOTH, args![below, limit]).await?)
}

/// Writes a step.
pub async fn step(tx: &mut Tx, id: RowId, state: EndorsementState, now: Time) -> Result<()> {
    tx.run(&STEP, args![id, state.as_str(), now]).await.map(drop)
}

/// The owner of something that we endorsed has shown a version with this digest.
pub async fn seen(tx: &mut Tx, object: &str, owner: AccountId, digest: &str) -> Result<()> {
    tx.run(&SEEN, args![object, owner, digest]).await.map(drop)
}

/// What of ours this account has endorsed, and it was accepted.
pub async fn objects_by(db: impl Reads, endorser: AccountId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.all(&OBJECTS_BY, args![endorser]).await?;
    Ok(rows.into_iter().map(|(uri,)| uri).collect())
}

/// What of ours was endorsed by accounts of other servers, each with the endorser's id on the network.
pub async fn accepted_from(db: impl Reads) -> Result<Vec<(String, String)>> {
    db.all(&ACCEPTED_FROM, args![]).await
}

/// What of ours was endorsed with a proof that says when it ends.
pub async fn objects_that_end(db: impl Reads) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.all(&THAT_END, args![]).await?;
    Ok(rows.into_iter().map(|(uri,)| uri).collect())
}

/// Notes which statement of the endorsed campaign we pass on for the sake of this endorsement.
pub async fn pass_on(tx: &mut Tx, id: RowId, statement: &str) -> Result<()> {
    tx.run(&PASS_ON, args![id, statement]).await.map(drop)
}

/// The statement that we pass on for the sake of this endorsement.
pub async fn passed_on(db: impl Reads, id: RowId) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> = db.one(&PASSED_ON, args![id]).await?;
    Ok(row.and_then(|(statement,)| statement))
}

/// How many invitations of a host wait for our answer.
pub async fn count_asked(db: impl Reads, host: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&ASKED, args![host]).await?;
    Ok(row.map_or(0, |(number,)| number))
}

/// How many offers of an account wait for a decision.
pub async fn count_waiting(db: impl Reads, endorser: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&WAITING, args![endorser]).await?;
    Ok(row.map_or(0, |(number,)| number))
}
