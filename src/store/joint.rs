//! Joint campaigns, the houses in them, and where our own pledges fall in the sketch.

use crate::domain::ids::{AccountId, CampaignId, RowId};
use crate::domain::joint::{House, JointState, Side};
use crate::domain::sketch::Sketch;
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Store, Tx, args, statements};

statements! {
    INSERT = "INSERT INTO joint_campaigns (id, side, campaign_id, uri, name, lead_id, state, offer_uri, offered_at, secret, sequence, elsewhere, drawn, due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, $9, $9) ON CONFLICT (uri) DO NOTHING";
    FIND = "SELECT * FROM joint_campaigns WHERE id = $1";
    LOCK =
        sqlite "SELECT * FROM joint_campaigns WHERE id = $1"
        postgres "SELECT * FROM joint_campaigns WHERE id = $1 FOR UPDATE";
    BY_URI = "SELECT * FROM joint_campaigns WHERE uri = $1";
    BY_OFFER = "SELECT * FROM joint_campaigns WHERE side = 'partner' AND offer_uri = $1";
    OF_CAMPAIGN = "SELECT * FROM joint_campaigns WHERE campaign_id = $1 AND state = 'joined'";
    LEAD_OF = "SELECT * FROM joint_campaigns WHERE campaign_id = $1 AND side = 'lead'";
    // What waits the longest stands first: whoever comes later in a crowd hides nobody.
    INVITED = "SELECT * FROM joint_campaigns WHERE state = 'invited' AND id > $1 ORDER BY id LIMIT $2";
    COUNT_INVITED = "SELECT count(*) FROM joint_campaigns WHERE state = 'invited'";
    JOINED = "SELECT * FROM joint_campaigns WHERE state = 'joined' ORDER BY id DESC";
    ENDED = "SELECT * FROM joint_campaigns WHERE side = $1 AND state IN ('declined', 'left') AND id < $2 ORDER BY id DESC LIMIT $3";
    INVITED_BY = "SELECT count(*) FROM joint_campaigns j JOIN accounts a ON a.id = j.lead_id WHERE j.state = 'invited' AND a.host = $1";
    INVITE_AGAIN = "UPDATE joint_campaigns SET state = 'invited', name = $2, offer_uri = $3, offered_at = $4, campaign_id = NULL, opening = NULL, secret = NULL, accept_uri = NULL, elsewhere = 0, drawn = 0, scale = NULL, sketch = NULL, told = NULL, placed = 0 WHERE id = $1";
    JOIN = "UPDATE joint_campaigns SET state = 'joined', campaign_id = $2, accept_uri = $3, opening = $4, due_at = $5, regrouped_at = $5 WHERE id = $1";
    REOPEN = "UPDATE joint_campaigns SET state = 'joined', due_at = $2, regrouped_at = $2 WHERE id = $1";
    END = "UPDATE joint_campaigns SET state = $2, opening = NULL, secret = CASE WHEN side = 'lead' THEN secret ELSE NULL END, elsewhere = 0, drawn = 0, scale = NULL, sketch = NULL, told = NULL, placed = 0, regrouped_at = CASE WHEN campaign_id IS NULL THEN NULL ELSE CAST($3 AS BIGINT) END, due_at = $3 WHERE id = $1";
    FORGET_SLOTS = "DELETE FROM joint_slots WHERE joint_id = $1";
    FORGET_HOUSES = "DELETE FROM joint_houses WHERE joint_id = $1";
    // The key shows that the lead knows us: a number that overtook our answer was not believed, and is told once more.
    TAKE_KEY = "UPDATE joint_campaigns SET secret = $2, opening = NULL, told = NULL, due_at = $3 WHERE id = $1";
    TAKE_TALLY = "UPDATE joint_campaigns SET sequence = $2, elsewhere = $3 WHERE id = $1";
    SAVE_ELSEWHERE = "UPDATE joint_campaigns SET elsewhere = $2 WHERE id = $1";
    SAVE_SKETCH = "UPDATE joint_campaigns SET drawn = $2, scale = $3, sketch = $4 WHERE id = $1";
    SAVE_TOLD = "UPDATE joint_campaigns SET told = $2, due_at = $3 WHERE id = $1";
    REGROUP = "UPDATE joint_campaigns SET regrouped_at = $2, due_at = $2 WHERE id = $1";
    REGROUPED = "UPDATE joint_campaigns SET regrouped_at = NULL WHERE id = $1";
    DUE = "SELECT id FROM joint_campaigns WHERE (state = 'joined' OR regrouped_at IS NOT NULL) AND due_at <= $1 ORDER BY due_at LIMIT $2";
    INVITE_HOUSE = "INSERT INTO joint_houses (id, joint_id, account_id, name, state, offer_uri, count, sequence, created_at) VALUES ($1, $2, $3, $4, 'invited', $5, 0, 0, $6) ON CONFLICT (joint_id, account_id) WHERE account_id IS NOT NULL DO UPDATE SET state = 'invited', offer_uri = excluded.offer_uri, accept_uri = NULL, name = excluded.name, decided_at = NULL, count = 0, scale = NULL, sketch = NULL";
    ADD_HOUSE = "INSERT INTO joint_houses (id, joint_id, actor_uri, name, url, state, count, sequence, created_at) VALUES ($1, $2, $3, $4, $5, 'joined', $6, 0, $7)";
    HOUSES = "SELECT * FROM joint_houses WHERE joint_id = $1 ORDER BY id";
    HOUSE = "SELECT * FROM joint_houses WHERE id = $1";
    HOUSE_OF = "SELECT * FROM joint_houses WHERE joint_id = $1 AND account_id = $2";
    HOUSE_BY_OFFER = "SELECT * FROM joint_houses WHERE offer_uri = $1";
    HOUSE_BY_ACCEPT = "SELECT * FROM joint_houses WHERE accept_uri = $1 AND account_id = $2";
    HOUSE_JOINS = "UPDATE joint_houses SET state = 'joined', actor_uri = $2, name = $3, url = $4, accept_uri = $5, decided_at = $6 WHERE id = $1";
    HOUSE_ENDS = "UPDATE joint_houses SET state = $2, count = 0, scale = NULL, sketch = NULL, decided_at = $3 WHERE id = $1";
    HOUSE_TELLS = "UPDATE joint_houses SET count = $2, scale = $3, sketch = $4, sequence = $5 WHERE id = $1";
}

/// A joint campaign as we keep it.
#[derive(Clone, Debug)]
pub struct JointRecord {
    /// Our id of it.
    pub id: RowId,
    /// On which side we are.
    pub side: Side,
    /// Our campaign in it.
    pub campaign: Option<CampaignId>,
    /// Its id on the network.
    pub uri: String,
    /// What the lead's campaign is called.
    pub name: String,
    /// The account of the lead's campaign.
    pub lead: AccountId,
    /// How far it has come.
    pub state: JointState,
    /// The invitation that we have.
    pub offer_uri: Option<String>,
    /// When that was made.
    pub offered_at: Time,
    /// Our answer.
    pub accept_uri: Option<String>,
    /// What opens the key that has not come yet; wrapped.
    pub opening: Option<Vec<u8>>,
    /// The key; wrapped.
    pub secret: Option<Vec<u8>>,
    /// The number of the lead's last tally.
    pub sequence: Time,
    /// How many signed at the other houses and not here.
    pub elsewhere: i64,
    /// How many pledges that count have a place.
    pub placed: i64,
    /// From how many our sketch was drawn; none was drawn where it is 0.
    pub drawn: i64,
    /// Our sketch.
    pub sketch: Option<Sketch>,
    /// The digest of what was told last.
    pub told: Option<String>,
    /// When there may be something to tell.
    pub due_at: Time,
    /// Since when our campaign's followers have not heard who takes part.
    pub regrouped_at: Option<Time>,
    /// When it began here.
    pub created_at: Time,
}

/// Another house as we keep it.
#[derive(Clone, Debug)]
pub struct HouseRecord {
    /// Our id of it.
    pub id: RowId,
    /// The joint campaign.
    pub joint: RowId,
    /// The coalition that was invited; none at a partner.
    pub account: Option<AccountId>,
    /// Its campaign.
    pub actor_uri: Option<String>,
    /// What that is called; of one who is only invited, what the coalition is called.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
    /// How far it has come.
    pub state: JointState,
    /// The invitation.
    pub offer_uri: Option<String>,
    /// Its answer.
    pub accept_uri: Option<String>,
    /// How many signed there.
    pub count: i64,
    /// Those of them who can be compared.
    pub sketch: Option<Sketch>,
    /// The number of its last tally.
    pub sequence: Time,
    /// When it joined, declined or left.
    pub decided_at: Option<Time>,
}

#[derive(sqlx::FromRow)]
struct JointRow {
    id: i64,
    side: String,
    campaign_id: Option<i64>,
    uri: String,
    name: String,
    lead_id: i64,
    state: String,
    offer_uri: Option<String>,
    offered_at: i64,
    accept_uri: Option<String>,
    opening: Option<Vec<u8>>,
    secret: Option<Vec<u8>>,
    sequence: i64,
    elsewhere: i64,
    placed: i64,
    drawn: i64,
    scale: Option<i64>,
    sketch: Option<Vec<u8>>,
    told: Option<String>,
    due_at: i64,
    regrouped_at: Option<i64>,
    created_at: i64,
}

#[derive(sqlx::FromRow)]
struct HouseRow {
    id: i64,
    joint_id: i64,
    account_id: Option<i64>,
    actor_uri: Option<String>,
    name: String,
    url: Option<String>,
    state: String,
    offer_uri: Option<String>,
    accept_uri: Option<String>,
    count: i64,
    scale: Option<i64>,
    sketch: Option<Vec<u8>>,
    sequence: i64,
    decided_at: Option<i64>,
}

fn broken(what: impl std::fmt::Display) -> Error {
    Error::Broken(format!("in a joint campaign: {what}"))
}

fn state(word: &str) -> Result<JointState> {
    JointState::parse(word).ok_or_else(|| broken(format!("{word} is no state")))
}

fn sketch(scale: Option<i64>, bytes: Option<Vec<u8>>) -> Result<Option<Sketch>> {
    let Some((scale, bytes)) = scale.zip(bytes) else { return Ok(None) };
    Sketch::read(scale, bytes).map(Some).map_err(broken)
}

impl TryFrom<JointRow> for JointRecord {
    type Error = Error;

    fn try_from(row: JointRow) -> Result<Self> {
        Ok(Self {
            id: RowId(row.id),
            side: Side::parse(&row.side).ok_or_else(|| broken("it has no side"))?,
            campaign: row.campaign_id.map(CampaignId),
            uri: row.uri,
            name: row.name,
            lead: AccountId(row.lead_id),
            state: state(&row.state)?,
            offer_uri: row.offer_uri,
            offered_at: Time(row.offered_at),
            accept_uri: row.accept_uri,
            opening: row.opening,
            secret: row.secret,
            sequence: Time(row.sequence),
            elsewhere: row.elsewhere,
            placed: row.placed,
            drawn: row.drawn,
            sketch: sketch(row.scale, row.sketch)?,
            told: row.told,
            due_at: Time(row.due_at),
            regrouped_at: row.regrouped_at.map(Time),
            created_at: Time(row.created_at),
        })
    }
}

impl TryFrom<HouseRow> for HouseRecord {
    type Error = Error;

    fn try_from(row: HouseRow) -> Result<Self> {
        Ok(Self {
            id: RowId(row.id),
            joint: RowId(row.joint_id),
            account: row.account_id.map(AccountId),
            actor_uri: row.actor_uri,
            name: row.name,
            url: row.url,
            state: state(&row.state)?,
            offer_uri: row.offer_uri,
            accept_uri: row.accept_uri,
            count: row.count,
            sketch: sketch(row.scale, row.sketch)?,
            sequence: Time(row.sequence),
            decided_at: row.decided_at.map(Time),
        })
    }
}

fn joint(row: Option<JointRow>) -> Result<Option<JointRecord>> {
    row.map(JointRecord::try_from).transpose()
}

fn read_all(rows: Vec<JointRow>) -> Result<Vec<JointRecord>> {
    rows.into_iter().map(JointRecord::try_from).collect()
}

fn house(row: Option<HouseRow>) -> Result<Option<HouseRecord>> {
    row.map(HouseRecord::try_from).transpose()
}

/// A joint campaign that begins.
#[derive(Clone, Debug)]
pub struct NewJoint<'a> {
    /// Our id of it.
    pub id: RowId,
    /// On which side we are.
    pub side: Side,
    /// Our campaign; none for an invitation.
    pub campaign: Option<CampaignId>,
    /// Its id on the network.
    pub uri: &'a str,
    /// What the lead's campaign is called.
    pub name: &'a str,
    /// The account of the lead's campaign.
    pub lead: AccountId,
    /// How far it has come.
    pub state: JointState,
    /// The invitation, for a partner.
    pub offer_uri: Option<&'a str>,
    /// The key, for the lead; wrapped.
    pub secret: Option<Vec<u8>>,
    /// When it begins; of an invitation, when that was made.
    pub at: Time,
}

/// Writes a new one; whether it is new.
pub async fn insert(tx: &mut Tx, j: &NewJoint<'_>) -> Result<bool> {
    let campaign = j.campaign.map(|id| id.0);
    let values = args![
        j.id,
        j.side.as_str(),
        campaign,
        j.uri,
        j.name,
        j.lead,
        j.state.as_str(),
        j.offer_uri,
        j.at,
        j.secret.clone()
    ];
    Ok(tx.run(&INSERT, values).await? > 0)
}

/// The one with our id.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<JointRecord>> {
    joint(db.one(&FIND, args![id]).await?)
}

/// Takes it, so that two changes come one after the other.
pub async fn lock(tx: &mut Tx, id: RowId) -> Result<Option<JointRecord>> {
    joint((&mut *tx).one(&LOCK, args![id]).await?)
}

/// The one with this id on the network.
pub async fn by_uri(db: impl Reads, uri: &str) -> Result<Option<JointRecord>> {
    joint(db.one(&BY_URI, args![uri]).await?)
}

/// The one that this invitation is for.
pub async fn by_offer(db: impl Reads, offer: &str) -> Result<Option<JointRecord>> {
    joint(db.one(&BY_OFFER, args![offer]).await?)
}

/// The one that a campaign of ours takes part in.
pub async fn of_campaign(db: impl Reads, campaign: CampaignId) -> Result<Option<JointRecord>> {
    joint(db.one(&OF_CAMPAIGN, args![campaign]).await?)
}

/// The one that a campaign of ours leads, whether anybody is in it or not.
pub async fn lead_of(db: impl Reads, campaign: CampaignId) -> Result<Option<JointRecord>> {
    joint(db.one(&LEAD_OF, args![campaign]).await?)
}

/// Invitations that wait for an answer above this row, the oldest first.
pub async fn invited(db: impl Reads, above: i64, limit: i64) -> Result<Vec<JointRecord>> {
    read_all(db.all(&INVITED, args![above, limit]).await?)
}

/// How many invitations wait for an answer.
pub async fn count_invited(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_INVITED, args![]).await?;
    Ok(row.map_or(0, |(number,)| number))
}

/// Every one that a campaign of ours is in, the newest first.
pub async fn joined(db: impl Reads) -> Result<Vec<JointRecord>> {
    read_all(db.all(&JOINED, args![]).await?)
}

/// Those of one side that have ended below this row, the newest first.
pub async fn ended(db: impl Reads, side: Side, below: i64, limit: i64) -> Result<Vec<JointRecord>> {
    read_all(db.all(&ENDED, args![side.as_str(), below, limit]).await?)
}

/// The same of both sides together.
pub async fn ended_of_both(db: &Store, below: i64, limit: i64) -> Result<Vec<JointRecord>> {
    // Each side has its index; one statement over both would sort them all.
    let mut all = ended(db, Side::Lead, below, limit).await?;
    all.extend(ended(db, Side::Partner, below, limit).await?);
    all.sort_by_key(|one| std::cmp::Reverse(one.id.0));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// How many invitations from this host wait for an answer.
pub async fn count_invited_by(db: impl Reads, host: &str) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&INVITED_BY, args![host]).await?;
    Ok(row.map_or(0, |(number,)| number))
}

/// A new invitation after an end.
pub async fn invite_again(tx: &mut Tx, id: RowId, name: &str, offer: &str, at: Time) -> Result<()> {
    tx.run(&INVITE_AGAIN, args![id, name, offer, at]).await.map(drop)
}

/// A campaign of ours takes part from now on.
pub async fn join(
    tx: &mut Tx,
    id: RowId,
    campaign: CampaignId,
    accept: &str,
    opening: Vec<u8>,
    now: Time,
) -> Result<()> {
    tx.run(&JOIN, args![id, campaign, accept, opening, now]).await.map(drop)
}

/// The lead goes on with it after it had ended.
pub async fn reopen(tx: &mut Tx, id: RowId, now: Time) -> Result<()> {
    tx.run(&REOPEN, args![id, now]).await.map(drop)
}

/// It ends here: nothing of what was compared stays.
pub async fn end(tx: &mut Tx, id: RowId, state: JointState, now: Time) -> Result<()> {
    tx.run(&END, args![id, state.as_str(), now]).await?;
    tx.run(&FORGET_SLOTS, args![id]).await?;
    tx.run(&FORGET_HOUSES, args![id]).await.map(drop)
}

/// The key has come; our number is told anew.
pub async fn take_key(tx: &mut Tx, id: RowId, wrapped: Vec<u8>, now: Time) -> Result<()> {
    tx.run(&TAKE_KEY, args![id, wrapped, now]).await.map(drop)
}

/// The lead has told its number and the houses.
pub async fn take_tally(
    tx: &mut Tx,
    id: RowId,
    sequence: Time,
    elsewhere: i64,
    houses: &[(RowId, &House)],
    now: Time,
) -> Result<()> {
    tx.run(&TAKE_TALLY, args![id, sequence, elsewhere]).await?;
    tx.run(&FORGET_HOUSES, args![id]).await?;
    for (row, house) in houses {
        let values = args![*row, id, &house.uri, &house.name, &house.url, house.count, now];
        tx.run(&ADD_HOUSE, values).await?;
    }
    Ok(())
}

/// Keeps how many signed at the other houses.
pub async fn save_elsewhere(tx: &mut Tx, id: RowId, elsewhere: i64) -> Result<()> {
    tx.run(&SAVE_ELSEWHERE, args![id, elsewhere]).await.map(drop)
}

/// Keeps our own sketch.
pub async fn save_sketch(tx: &mut Tx, id: RowId, drawn: i64, sketch: Option<&Sketch>) -> Result<()> {
    let (scale, bytes) = (sketch.map(Sketch::scale), sketch.map(|s| s.bytes().to_vec()));
    tx.run(&SAVE_SKETCH, args![id, drawn, scale, bytes]).await.map(drop)
}

/// Keeps what was told, and when there may be something new.
pub async fn save_told(tx: &mut Tx, id: RowId, told: &str, due: Time) -> Result<()> {
    tx.run(&SAVE_TOLD, args![id, told, due]).await.map(drop)
}

/// Who takes part has changed: it is told soon.
pub async fn regroup(tx: &mut Tx, id: RowId, now: Time) -> Result<()> {
    tx.run(&REGROUP, args![id, now]).await.map(drop)
}

/// Our campaign's followers have heard who takes part.
pub async fn regrouped(tx: &mut Tx, id: RowId) -> Result<()> {
    tx.run(&REGROUPED, args![id]).await.map(drop)
}

/// Those that may have something to tell.
pub async fn due(db: impl Reads, now: Time, limit: i64) -> Result<Vec<RowId>> {
    let rows: Vec<(i64,)> = db.all(&DUE, args![now, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| RowId(id)).collect())
}

/// Invites a coalition, for the first time or again.
pub async fn invite_house(
    tx: &mut Tx,
    id: RowId,
    joint: RowId,
    coalition: AccountId,
    name: &str,
    offer: &str,
    now: Time,
) -> Result<()> {
    tx.run(&INVITE_HOUSE, args![id, joint, coalition, name, offer, now]).await.map(drop)
}

/// Every other house, in the order in which they came.
pub async fn houses(db: impl Reads, joint: RowId) -> Result<Vec<HouseRecord>> {
    let rows: Vec<HouseRow> = db.all(&HOUSES, args![joint]).await?;
    rows.into_iter().map(HouseRecord::try_from).collect()
}

/// The house with this number.
pub async fn find_house(db: impl Reads, id: RowId) -> Result<Option<HouseRecord>> {
    house(db.one(&HOUSE, args![id]).await?)
}

/// The house of this coalition.
pub async fn house_of(db: impl Reads, joint: RowId, coalition: AccountId) -> Result<Option<HouseRecord>> {
    house(db.one(&HOUSE_OF, args![joint, coalition]).await?)
}

/// The house that this invitation of ours was for.
pub async fn house_by_offer(db: impl Reads, offer: &str) -> Result<Option<HouseRecord>> {
    house(db.one(&HOUSE_BY_OFFER, args![offer]).await?)
}

/// The house of this coalition that joined with this answer.
pub async fn house_by_accept(
    db: impl Reads,
    accept: &str,
    coalition: AccountId,
) -> Result<Option<HouseRecord>> {
    house(db.one(&HOUSE_BY_ACCEPT, args![accept, coalition]).await?)
}

/// A house takes part.
pub async fn house_joins(tx: &mut Tx, id: RowId, house: &House, accept: &str, now: Time) -> Result<()> {
    let values = args![id, &house.uri, &house.name, &house.url, accept, now];
    tx.run(&HOUSE_JOINS, values).await.map(drop)
}

/// A house declines, or is no longer part; its number goes.
pub async fn house_ends(tx: &mut Tx, id: RowId, state: JointState, now: Time) -> Result<()> {
    tx.run(&HOUSE_ENDS, args![id, state.as_str(), now]).await.map(drop)
}

/// A house tells its number.
pub async fn house_tells(
    tx: &mut Tx,
    id: RowId,
    count: i64,
    sketch: Option<&Sketch>,
    sequence: Time,
) -> Result<()> {
    let (scale, bytes) = (sketch.map(Sketch::scale), sketch.map(|s| s.bytes().to_vec()));
    tx.run(&HOUSE_TELLS, args![id, count, scale, bytes, sequence]).await.map(drop)
}
