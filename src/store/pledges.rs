//! Pledges and how many there are of them. Signers are keyed digests here, and what they wrote is sealed.

use crate::domain::ids::{CampaignId, RowId};
use crate::domain::pledge::{Shown, Way};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, statements};
use super::pledge_polls;

statements! {
    WAIT = "INSERT INTO pledges (id, campaign_id, signer, way, state, shown, public_name, sealed, confirm_digest, confirm_until, erase_digest, created_at) VALUES ($1, $2, $3, 'form', 'waiting', $4, $5, $6, $7, $8, $9, $10)";
    SIGN = "INSERT INTO pledges (id, campaign_id, signer, way, state, shown, public_name, created_at, confirmed_at) VALUES ($1, $2, $3, $4, 'confirmed', $5, $6, $7, $7) ON CONFLICT (campaign_id, signer) WHERE state = 'confirmed' DO NOTHING";
    CAMPAIGN_OF_CODE = "SELECT campaign_id FROM pledges WHERE confirm_digest = $1";
    CONFIRM = "UPDATE pledges SET state = 'confirmed', confirmed_at = $2, confirm_digest = NULL, confirm_until = NULL WHERE confirm_digest = $1 AND confirm_until > $2 AND state = 'waiting' AND NOT EXISTS (SELECT 1 FROM pledges o WHERE o.campaign_id = pledges.campaign_id AND o.signer = pledges.signer AND o.state = 'confirmed') RETURNING way, signer";
    FORGET_OTHERS = "DELETE FROM pledges WHERE campaign_id = $1 AND signer = $2 AND state = 'waiting'";
    ERASE_BY_CODE = "DELETE FROM pledges WHERE erase_digest = $1 RETURNING campaign_id, way, state, signer, shown";
    ERASE_BY_SIGNER = "DELETE FROM pledges WHERE campaign_id = $1 AND signer = $2 RETURNING campaign_id, way, state, signer, shown";
    FORGET_LATE = "DELETE FROM pledges WHERE state = 'waiting' AND confirm_until <= $1";
    HAS_SIGNED = "SELECT id FROM pledges WHERE campaign_id = $1 AND signer = $2 AND state = 'confirmed'";
    COUNT = "INSERT INTO pledge_counts (campaign_id, way, number) VALUES ($1, $2, 1) ON CONFLICT (campaign_id, way) DO UPDATE SET number = pledge_counts.number + 1";
    COUNT_LESS = "UPDATE pledge_counts SET number = number - 1 WHERE campaign_id = $1 AND way = $2";
    COUNTS = "SELECT way, number FROM pledge_counts WHERE campaign_id = $1 ORDER BY way";
    NAMES = "SELECT id, public_name FROM pledges WHERE campaign_id = $1 AND state = 'confirmed' AND public_name IS NOT NULL AND id < $2 ORDER BY id DESC LIMIT $3";
}

/// A form that waits for its confirmation.
#[derive(Clone, Debug)]
pub struct Waiting<'a> {
    /// Its row.
    pub id: RowId,
    /// What it is for.
    pub campaign: CampaignId,
    /// The keyed digest of the mailbox.
    pub signer: [u8; 32],
    /// How the name is shown.
    pub shown: Shown,
    /// What may be read of it.
    pub public_name: Option<&'a str>,
    /// All that they wrote, sealed.
    pub sealed: &'a [u8],
    /// The digest of the code in the mail.
    pub confirm: [u8; 32],
    /// When that code ends.
    pub until: Time,
    /// The digest of the code that erases.
    pub erase: [u8; 32],
    /// When it came.
    pub now: Time,
}

/// A pledge that counts at once.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// Its row.
    pub id: RowId,
    /// What it is for.
    pub campaign: CampaignId,
    /// The keyed digest of the actor.
    pub signer: [u8; 32],
    /// How it came.
    pub way: Way,
    /// How the name is shown.
    pub shown: Shown,
    /// What may be read of it.
    pub public_name: Option<&'a str>,
    /// When it came.
    pub now: Time,
}

fn way(word: &str) -> Result<Way> {
    Way::parse(word).ok_or_else(|| Error::Broken(format!("a pledge came by {word}, which is no way")))
}

/// Keeps a form until its mail is answered. It counts nothing.
pub async fn wait(tx: &mut Tx, w: &Waiting<'_>) -> Result<()> {
    let values = args![
        w.id,
        w.campaign,
        &w.signer[..],
        w.shown.as_str(),
        w.public_name,
        w.sealed,
        &w.confirm[..],
        w.until,
        &w.erase[..],
        w.now
    ];
    tx.run(&WAIT, values).await.map(drop)
}

/// Counts a pledge that needs no mail; whether it is new.
pub async fn sign(tx: &mut Tx, s: &Signed<'_>) -> Result<bool> {
    let values =
        args![s.id, s.campaign, &s.signer[..], s.way.as_str(), s.shown.as_str(), s.public_name, s.now];
    if tx.run(&SIGN, values).await? == 0 {
        return Ok(false);
    }
    tx.run(&COUNT, args![s.campaign, s.way.as_str()]).await?;
    if s.way != Way::Form {
        // Who signs without a form has voted, whichever way that came.
        pledge_polls::count(tx, s.campaign, s.shown, 1).await?;
        pledge_polls::plan_tally(tx, s.campaign, s.now).await?;
    }
    Ok(true)
}

/// The campaign of the form that waits under this code.
pub async fn campaign_of_code(db: impl Reads, confirm: &[u8; 32]) -> Result<Option<CampaignId>> {
    let row: Option<(i64,)> = db.one(&CAMPAIGN_OF_CODE, args![&confirm[..]]).await?;
    Ok(row.map(|(id,)| CampaignId(id)))
}

/// Counts the form that waits under this code; whether it counts now. One code counts once, in its time, and only for who
/// has not signed yet. Other forms of the same signer go. The caller has locked the campaign, so that two codes of one
/// signer come one after the other.
pub async fn confirm(tx: &mut Tx, campaign: CampaignId, confirm: &[u8; 32], now: Time) -> Result<bool> {
    let row: Option<(String, Vec<u8>)> = (&mut *tx).one(&CONFIRM, args![&confirm[..], now]).await?;
    let Some((by, signer)) = row else { return Ok(false) };
    tx.run(&FORGET_OTHERS, args![campaign, signer]).await?;
    tx.run(&COUNT, args![campaign, way(&by)?.as_str()]).await?;
    Ok(true)
}

type Erased = (i64, String, String, Vec<u8>, String);

async fn count_less(tx: &mut Tx, erased: Vec<Erased>) -> Result<bool> {
    let any = !erased.is_empty();
    for (campaign, by, state, _, shown) in erased {
        if state != "confirmed" {
            continue;
        }
        if by != Way::Form.as_str()
            && let Some(shown) = Shown::parse(&shown)
        {
            pledge_polls::count(tx, CampaignId(campaign), shown, -1).await?;
        }
        tx.run(&COUNT_LESS, args![campaign, by]).await?;
    }
    Ok(any)
}

/// Erases the pledge of this code, and every form of the same signer that waits; whether there was one.
pub async fn erase_by_code(tx: &mut Tx, erase: &[u8; 32]) -> Result<bool> {
    let erased: Vec<Erased> = (&mut *tx).all(&ERASE_BY_CODE, args![&erase[..]]).await?;
    for (campaign, _, _, signer, _) in &erased {
        tx.run(&FORGET_OTHERS, args![*campaign, signer.clone()]).await?;
    }
    count_less(tx, erased).await
}

/// Erases all that this signer has in a campaign; whether there was anything.
pub async fn erase_by_signer(tx: &mut Tx, campaign: CampaignId, signer: &[u8; 32]) -> Result<bool> {
    let erased = (&mut *tx).all(&ERASE_BY_SIGNER, args![campaign, &signer[..]]).await?;
    count_less(tx, erased).await
}

/// Forgets forms whose code has ended; how many.
pub async fn forget_late(tx: &mut Tx, now: Time) -> Result<u64> {
    tx.run(&FORGET_LATE, args![now]).await
}

/// Whether this signer counts for a campaign.
pub async fn has_signed(db: impl Reads, campaign: CampaignId, signer: &[u8; 32]) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&HAS_SIGNED, args![campaign, &signer[..]]).await?;
    Ok(row.is_some())
}

/// How many stand behind a campaign, by way.
pub async fn counts(db: impl Reads, campaign: CampaignId) -> Result<Vec<(Way, i64)>> {
    let rows: Vec<(String, i64)> = db.all(&COUNTS, args![campaign]).await?;
    rows.into_iter().map(|(by, number)| Ok((way(&by)?, number))).collect()
}

/// Names that may be read, below this row, newest first.
pub async fn names(
    db: impl Reads,
    campaign: CampaignId,
    below: i64,
    limit: i64,
) -> Result<Vec<(RowId, String)>> {
    let rows: Vec<(i64, String)> = db.all(&NAMES, args![campaign, below, limit]).await?;
    Ok(rows.into_iter().map(|(id, name)| (RowId(id), name)).collect())
}
