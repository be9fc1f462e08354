//! Campaigns, the steps they took, and which statements belong to which.

use crate::domain::campaign::{Campaign, Plan};
use crate::domain::campaign_state::CampaignState;
use crate::domain::ids::{AccountId, CampaignId, PostId};
use crate::domain::post::Post;
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, from_json, statements, to_json};
use super::posts::{PostRow, read_all};

statements! {
    FIND = "SELECT * FROM campaigns WHERE id = $1";
    FIND_BY_HANDLE = "SELECT * FROM campaigns WHERE handle = $1";
    OF_ACCOUNT = "SELECT * FROM campaigns WHERE account_id = $1";
    OF_POST = "SELECT c.* FROM campaign_posts p JOIN campaigns c ON c.id = p.campaign_id WHERE p.post_id = $1";
    LOCK =
        sqlite "SELECT * FROM campaigns WHERE id = $1"
        postgres "SELECT * FROM campaigns WHERE id = $1 FOR UPDATE";
    PAGE = "SELECT * FROM campaigns WHERE id < $1 AND ($2 = 0 OR state <> 'draft') ORDER BY id DESC LIMIT $3";
    UNFINISHED = "SELECT * FROM campaigns WHERE state IN ('draft', 'gathering', 'delivered', 'answered') ORDER BY id DESC";
    // Those that still ask for something come first.
    LIST_PUBLIC = "SELECT * FROM campaigns WHERE state <> 'draft' ORDER BY CASE WHEN state IN ('gathering', 'delivered', 'answered') THEN 0 ELSE 1 END, id DESC LIMIT $1";
    INSERT = "INSERT INTO campaigns (id, account_id, handle, state, plan, created_at, changed_at, state_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (handle) DO NOTHING";
    UPDATE = "UPDATE campaigns SET account_id = $2, handle = $3, state = $4, plan = $5, changed_at = $6, state_at = $7, quorum = $8 WHERE id = $1";
    // Whatever was public once has an account and has taken a step.
    DISCARD = "DELETE FROM campaigns WHERE id = $1 AND state = 'draft' AND account_id IS NULL AND NOT EXISTS (SELECT 1 FROM campaign_steps s WHERE s.campaign_id = campaigns.id)";
    TAKEN = "SELECT id FROM campaigns WHERE handle = $1 AND id <> $2";
    STEP = "INSERT INTO campaign_steps (campaign_id, number, state, created_at) SELECT CAST($1 AS BIGINT), count(*) + 1, CAST($2 AS TEXT), CAST($3 AS BIGINT) FROM campaign_steps WHERE campaign_id = $1";
    STEPS = "SELECT state, created_at FROM campaign_steps WHERE campaign_id = $1 ORDER BY number";
    ADD_POST = "INSERT INTO campaign_posts (post_id, campaign_id) VALUES ($1, $2) ON CONFLICT (post_id) DO NOTHING";
    STATEMENTS = "SELECT p.* FROM campaign_posts c JOIN posts p ON p.id = c.post_id WHERE c.campaign_id = $1 AND c.post_id < $2 AND p.visibility = 'public' ORDER BY c.post_id DESC LIMIT $3";
}

#[derive(sqlx::FromRow)]
struct CampaignRow {
    id: i64,
    account_id: Option<i64>,
    handle: String,
    state: String,
    plan: String,
    created_at: i64,
    changed_at: i64,
    state_at: i64,
    quorum: Option<i64>,
}

fn state(word: &str) -> Result<CampaignState> {
    CampaignState::parse(word)
        .ok_or_else(|| Error::Broken(format!("a campaign is {word}, which is no state")))
}

impl TryFrom<CampaignRow> for Campaign {
    type Error = Error;

    fn try_from(row: CampaignRow) -> Result<Self> {
        Ok(Self {
            id: CampaignId(row.id),
            account: row.account_id.map(AccountId),
            handle: row.handle,
            state: state(&row.state)?,
            plan: from_json::<Plan>(&row.plan)?,
            created_at: Time(row.created_at),
            changed_at: Time(row.changed_at),
            state_at: Time(row.state_at),
            quorum: row.quorum.and_then(|met| u32::try_from(met).ok()),
        })
    }
}

fn read(row: Option<CampaignRow>) -> Result<Option<Campaign>> {
    row.map(Campaign::try_from).transpose()
}

/// The campaign with this id.
pub async fn find(db: impl Reads, id: CampaignId) -> Result<Option<Campaign>> {
    read(db.one(&FIND, args![id]).await?)
}

/// The campaign of this handle, a draft as well.
pub async fn find_by_handle(db: impl Reads, handle: &str) -> Result<Option<Campaign>> {
    read(db.one(&FIND_BY_HANDLE, args![handle]).await?)
}

/// The campaign that this account is the actor of.
pub async fn of_account(db: impl Reads, account: AccountId) -> Result<Option<Campaign>> {
    read(db.one(&OF_ACCOUNT, args![account]).await?)
}

/// The campaign that a statement belongs to.
pub async fn of_post(db: impl Reads, post: PostId) -> Result<Option<Campaign>> {
    read(db.one(&OF_POST, args![post]).await?)
}

/// Takes the campaign, so that its changes come one after the other. It is read anew: what a caller knew may be old.
pub async fn lock(tx: &mut Tx, id: CampaignId) -> Result<Option<Campaign>> {
    read((&mut *tx).one(&LOCK, args![id]).await?)
}

/// Campaigns below this one, newest first: drafts too, or only those that everybody may know of.
pub async fn page(db: impl Reads, only_public: bool, below: i64, limit: i64) -> Result<Vec<Campaign>> {
    let rows: Vec<CampaignRow> = db.all(&PAGE, args![below, i64::from(only_public), limit]).await?;
    rows.into_iter().map(Campaign::try_from).collect()
}

/// Every draft and every campaign that runs, newest first.
pub async fn unfinished(db: impl Reads) -> Result<Vec<Campaign>> {
    let rows: Vec<CampaignRow> = db.all(&UNFINISHED, args![]).await?;
    rows.into_iter().map(Campaign::try_from).collect()
}

/// Campaigns that everybody may know of: those that run first, and of these the newest first.
pub async fn list_public(db: impl Reads, limit: i64) -> Result<Vec<Campaign>> {
    let rows: Vec<CampaignRow> = db.all(&LIST_PUBLIC, args![limit]).await?;
    rows.into_iter().map(Campaign::try_from).collect()
}

/// Writes a new campaign, unless another one has its handle; whether it was written.
pub async fn insert(tx: &mut Tx, c: &Campaign) -> Result<bool> {
    let values = args![
        c.id,
        c.account,
        &c.handle,
        c.state.as_str(),
        to_json(&c.plan),
        c.created_at,
        c.changed_at,
        c.state_at
    ];
    Ok(tx.run(&INSERT, values).await? > 0)
}

/// Writes what has changed of a campaign.
pub async fn update(tx: &mut Tx, c: &Campaign) -> Result<()> {
    let values = args![
        c.id,
        c.account,
        &c.handle,
        c.state.as_str(),
        to_json(&c.plan),
        c.changed_at,
        c.state_at,
        c.quorum.map(i64::from)
    ];
    tx.run(&UPDATE, values).await.map(drop)
}

/// Erases a campaign that was never public, with whatever hangs on it; whether it was one.
pub async fn discard(tx: &mut Tx, id: CampaignId) -> Result<bool> {
    Ok(tx.run(&DISCARD, args![id]).await? > 0)
}

/// Whether another campaign has this handle.
pub async fn is_taken(db: impl Reads, handle: &str, by_other_than: CampaignId) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&TAKEN, args![handle, by_other_than]).await?;
    Ok(row.is_some())
}

/// Notes the state that a campaign has come to.
pub async fn save_step(tx: &mut Tx, id: CampaignId, state: CampaignState, now: Time) -> Result<()> {
    tx.run(&STEP, args![id, state.as_str(), now]).await.map(drop)
}

/// The states that a campaign has been in since it opened, oldest first.
pub async fn steps(db: impl Reads, id: CampaignId) -> Result<Vec<(CampaignState, Time)>> {
    let rows: Vec<(String, i64)> = db.all(&STEPS, args![id]).await?;
    rows.into_iter().map(|(word, at)| Ok((state(&word)?, Time(at)))).collect()
}

/// Notes that a statement belongs to a campaign.
pub async fn add_post(tx: &mut Tx, campaign: CampaignId, post: PostId) -> Result<()> {
    tx.run(&ADD_POST, args![post, campaign]).await.map(drop)
}

/// Statements of a campaign below this id, newest first.
pub async fn statements_of(
    db: impl Reads,
    campaign: CampaignId,
    below: i64,
    limit: i64,
) -> Result<Vec<Post>> {
    let rows: Vec<PostRow> = db.all(&STATEMENTS, args![campaign, below, limit]).await?;
    read_all(rows)
}
