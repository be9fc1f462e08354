//! The polls in which campaigns are signed: which post asks, and how many chose what. Votes themselves are rows of `pledges`.

use crate::domain::ids::{CampaignId, PostId};
use crate::domain::pledge::{self, Shown};
use crate::domain::time::{MINUTE, Time};

use super::database::{Reads, Result, Tx, args, statements, to_json};

statements! {
    // A poll that was closed, and whose end was told, makes room for the next.
    WANT = "INSERT INTO pledge_polls (campaign_id, wanted_at) VALUES ($1, $2) ON CONFLICT (campaign_id) DO UPDATE SET post_id = NULL, wanted_at = excluded.wanted_at, opened_at = NULL, closed_at = NULL WHERE pledge_polls.closed_at IS NOT NULL";
    WANTED = "SELECT campaign_id FROM pledge_polls WHERE wanted_at <= $1 ORDER BY wanted_at LIMIT $2";
    UNWANT = "DELETE FROM pledge_polls WHERE campaign_id = $1 AND post_id IS NULL";
    // Members may have signed before it was asked.
    OPEN = "UPDATE pledge_polls SET post_id = $2, opened_at = $3, wanted_at = NULL, named = (SELECT count(*) FROM pledges p WHERE p.campaign_id = $1 AND p.state = 'confirmed' AND p.aside_at IS NULL AND p.way <> 'form' AND p.shown <> 'hidden'), hidden = (SELECT count(*) FROM pledges p WHERE p.campaign_id = $1 AND p.state = 'confirmed' AND p.aside_at IS NULL AND p.way <> 'form' AND p.shown = 'hidden') WHERE campaign_id = $1 AND post_id IS NULL AND wanted_at IS NOT NULL";
    OF_POST = "SELECT campaign_id, post_id, opened_at, closed_at, named, hidden FROM pledge_polls WHERE post_id = $1";
    OF_CAMPAIGN = "SELECT campaign_id, post_id, opened_at, closed_at, named, hidden FROM pledge_polls WHERE campaign_id = $1 AND post_id IS NOT NULL";
    AMONG =
        sqlite "SELECT campaign_id, post_id, opened_at, closed_at, named, hidden FROM pledge_polls WHERE post_id IN (SELECT value FROM json_each($1))"
        postgres "SELECT campaign_id, post_id, opened_at, closed_at, named, hidden FROM pledge_polls WHERE post_id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
    COUNT = "UPDATE pledge_polls SET named = named + $2, hidden = hidden + $3 WHERE campaign_id = $1 AND post_id IS NOT NULL";
    TELL = "UPDATE polls SET tell_at = $2 WHERE post_id = (SELECT p.post_id FROM pledge_polls p WHERE p.campaign_id = $1) AND tell_at IS NULL";
    // What was told to have ended stays so.
    END = "UPDATE polls SET end_at = $2 WHERE post_id = (SELECT p.post_id FROM pledge_polls p WHERE p.campaign_id = $1) AND end_at IS NOT NULL";
    TELL_NOW = "UPDATE polls SET tell_at = $2 WHERE post_id = (SELECT p.post_id FROM pledge_polls p WHERE p.campaign_id = $1) AND end_at IS NOT NULL";
    CLOSE = "UPDATE pledge_polls SET closed_at = $2 WHERE campaign_id = $1 AND closed_at IS NULL";
    REACH = "UPDATE pledge_polls SET reached_at = $2 WHERE campaign_id = $1 AND reached_at IS NULL";
    REACHED = "SELECT campaign_id FROM pledge_polls WHERE reached_at <= $1 ORDER BY reached_at LIMIT $2";
    CLAIM_REACHED = "UPDATE pledge_polls SET reached_at = NULL WHERE campaign_id = $1 AND reached_at IS NOT NULL";
    CHOSEN = "SELECT shown FROM pledges WHERE campaign_id = $1 AND signer = $2 AND state = 'confirmed' AND aside_at IS NULL";
}

/// Votes are told this long after the first that nobody elsewhere knows of. A campaign lasts for months, and each telling
/// goes to every server that follows it.
pub const TALLIES_REST: i64 = 15 * MINUTE;

/// A poll that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PledgePoll {
    /// What is signed.
    pub campaign: CampaignId,
    /// The question.
    pub post: PostId,
    /// When it was asked.
    pub opened_at: Time,
    /// When its end was told.
    pub closed_at: Option<Time>,
    /// How many have chosen each option, in the order of the options.
    pub chosen: [u64; 2],
}

type Row = (i64, i64, i64, Option<i64>, i64, i64);

fn read((campaign, post, opened_at, closed_at, named, hidden): Row) -> PledgePoll {
    let number = |n: i64| u64::try_from(n).unwrap_or(0);
    PledgePoll {
        campaign: CampaignId(campaign),
        post: PostId(post),
        opened_at: Time(opened_at),
        closed_at: closed_at.map(Time),
        chosen: [number(named), number(hidden)],
    }
}

/// The campaign wants a poll; the job asks it from this time on, unless somebody has done so. One that has an open poll
/// keeps it.
pub async fn want(tx: &mut Tx, campaign: CampaignId, at: Time) -> Result<()> {
    tx.run(&WANT, args![campaign, at]).await.map(drop)
}

/// Campaigns that have waited for their poll, longest first.
pub async fn wanted(db: impl Reads, now: Time, limit: i64) -> Result<Vec<CampaignId>> {
    let rows: Vec<(i64,)> = db.all(&WANTED, args![now, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| CampaignId(id)).collect())
}

/// A poll that was not asked is not wanted any more.
pub async fn unwant(tx: &mut Tx, campaign: CampaignId) -> Result<()> {
    tx.run(&UNWANT, args![campaign]).await.map(drop)
}

/// The wanted poll is this post; `false` when another was first.
pub async fn open(tx: &mut Tx, campaign: CampaignId, post: PostId, now: Time) -> Result<bool> {
    Ok(tx.run(&OPEN, args![campaign, post, now]).await? > 0)
}

/// The poll that this post asks, if it is one.
pub async fn of_post(db: impl Reads, post: PostId) -> Result<Option<PledgePoll>> {
    let row: Option<Row> = db.one(&OF_POST, args![post]).await?;
    Ok(row.map(read))
}

/// The poll of this campaign, open or closed.
pub async fn of_campaign(db: impl Reads, campaign: CampaignId) -> Result<Option<PledgePoll>> {
    let row: Option<Row> = db.one(&OF_CAMPAIGN, args![campaign]).await?;
    Ok(row.map(read))
}

/// Those of these posts that are polls of campaigns.
pub async fn among(db: impl Reads, posts: &[i64]) -> Result<Vec<PledgePoll>> {
    let rows: Vec<Row> = db.all(&AMONG, args![to_json(&posts)]).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// So many more have chosen each of these, or less.
pub async fn count(
    tx: &mut Tx,
    campaign: CampaignId,
    chosen: impl IntoIterator<Item = Shown>,
    more: i64,
) -> Result<()> {
    let mut options = [0, 0];
    for shown in chosen {
        options[pledge::place(shown)] += more;
    }
    let [named, hidden] = options;
    tx.run(&COUNT, args![campaign, named, hidden]).await.map(drop)
}

/// There are votes that nobody elsewhere knows of.
pub async fn plan_tally(tx: &mut Tx, campaign: CampaignId, now: Time) -> Result<()> {
    tx.run(&TELL, args![campaign, now.plus(TALLIES_REST)]).await.map(drop)
}

/// It ends then.
pub async fn end_at(tx: &mut Tx, campaign: CampaignId, at: Time) -> Result<()> {
    tx.run(&END, args![campaign, at]).await.map(drop)
}

/// What it looks like is told without waiting, unless it has ended.
pub async fn tell_now(tx: &mut Tx, campaign: CampaignId, now: Time) -> Result<()> {
    tx.run(&TELL_NOW, args![campaign, now]).await.map(drop)
}

/// Its end is told.
pub async fn close(tx: &mut Tx, campaign: CampaignId, now: Time) -> Result<()> {
    tx.run(&CLOSE, args![campaign, now]).await.map(drop)
}

/// Votes have reached a milestone.
pub async fn reach(tx: &mut Tx, campaign: CampaignId, now: Time) -> Result<()> {
    tx.run(&REACH, args![campaign, now]).await.map(drop)
}

/// Campaigns whose votes have reached a milestone that is not marked.
pub async fn reached(db: impl Reads, now: Time, limit: i64) -> Result<Vec<CampaignId>> {
    let rows: Vec<(i64,)> = db.all(&REACHED, args![now, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| CampaignId(id)).collect())
}

/// Takes it on to mark the milestones; `false` when another has.
pub async fn claim_reached(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    Ok(tx.run(&CLAIM_REACHED, args![campaign]).await? > 0)
}

/// How the pledge of this signer is shown; `None` for who has not signed.
pub async fn chosen(db: impl Reads, campaign: CampaignId, signer: &[u8; 32]) -> Result<Option<Shown>> {
    let row: Option<(String,)> = db.one(&CHOSEN, args![campaign, &signer[..]]).await?;
    Ok(row.and_then(|(word,)| Shown::parse(&word)))
}
