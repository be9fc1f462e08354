//! Pledges and how many there are of them. Signers are keyed digests here, and what they wrote is sealed.

use crate::domain::ids::{CampaignId, RowId};
use crate::domain::pledge::{Shown, Way};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, statements, to_json};
use super::{joint_slots, pledge_polls};

statements! {
    WAIT = "INSERT INTO pledges (id, campaign_id, signer, way, state, shown, public_name, sealed, confirm_until, created_at) VALUES ($1, $2, $3, 'form', 'waiting', $4, $5, $6, $7, $8)";
    // In the order of the list: who is in it twice counts by the first.
    SIGN =
        sqlite "INSERT INTO pledges (id, campaign_id, signer, way, state, shown, public_name, created_at, confirmed_at) SELECT j.value ->> 0, $2, unhex(j.value ->> 1), j.value ->> 2, 'confirmed', j.value ->> 3, j.value ->> 4, $3, $3 FROM json_each($1) j WHERE true ORDER BY j.key ON CONFLICT (campaign_id, signer) WHERE state = 'confirmed' DO NOTHING RETURNING id"
        postgres "INSERT INTO pledges (id, campaign_id, signer, way, state, shown, public_name, created_at, confirmed_at) SELECT (j.value ->> 0)::bigint, $2::bigint, decode(j.value ->> 1, 'hex'), j.value ->> 2, 'confirmed', j.value ->> 3, j.value ->> 4, $3::bigint, $3::bigint FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY j(value, place) ORDER BY j.place ON CONFLICT (campaign_id, signer) WHERE state = 'confirmed' DO NOTHING RETURNING id";
    FIND = "SELECT campaign_id, state, confirm_until FROM pledges WHERE id = $1";
    CONFIRM = "UPDATE pledges SET state = 'confirmed', confirmed_at = $2, confirm_until = NULL WHERE id = $1 AND confirm_until > $2 AND state = 'waiting' AND NOT EXISTS (SELECT 1 FROM pledges o WHERE o.campaign_id = pledges.campaign_id AND o.signer = pledges.signer AND o.state = 'confirmed') RETURNING way, signer";
    FORGET_OTHERS = "DELETE FROM pledges WHERE campaign_id = $1 AND signer = $2 AND state = 'waiting'";
    ERASE = "DELETE FROM pledges WHERE id = $1 RETURNING id, campaign_id, way, state, shown, aside_at";
    ERASE_BY_SIGNER = "DELETE FROM pledges WHERE campaign_id = $1 AND signer = $2 RETURNING id, campaign_id, way, state, shown, aside_at";
    SET_ASIDE = "UPDATE pledges SET aside_at = $3 WHERE campaign_id = $1 AND signer = $2 AND state = 'confirmed' AND aside_at IS NULL RETURNING id, way, shown";
    COUNT_AGAIN = "UPDATE pledges SET aside_at = NULL WHERE campaign_id = $1 AND signer = $2 AND state = 'confirmed' AND aside_at IS NOT NULL RETURNING id, way, shown";
    // A campaign whose only signers are set aside is among them.
    SIGNED_BY = "SELECT c.campaign_id FROM pledge_counts c WHERE c.way = $1 AND (c.number > 0 OR EXISTS (SELECT 1 FROM pledges p WHERE p.campaign_id = c.campaign_id AND p.aside_at IS NOT NULL)) ORDER BY c.campaign_id";
    FORGET_LATE = "DELETE FROM pledges WHERE id IN (SELECT id FROM pledges WHERE state = 'waiting' AND confirm_until <= $1 ORDER BY confirm_until LIMIT $2) AND state = 'waiting'";
    SIGNED_AS = "SELECT id FROM pledges WHERE campaign_id = $1 AND signer = $2 AND state = 'confirmed'";
    COUNT_OF_SIGNER = "SELECT count(*) FROM (SELECT id FROM pledges WHERE campaign_id = $1 AND signer = $2 AND state = 'waiting' LIMIT 10) w";
    COUNT = "INSERT INTO pledge_counts (campaign_id, way, number) VALUES ($1, $2, $3) ON CONFLICT (campaign_id, way) DO UPDATE SET number = pledge_counts.number + excluded.number";
    COUNT_LESS = "UPDATE pledge_counts SET number = number - 1 WHERE campaign_id = $1 AND way = $2";
    COUNTS = "SELECT way, number FROM pledge_counts WHERE campaign_id = $1 ORDER BY way";
    NAMES = "SELECT id, public_name FROM pledges WHERE campaign_id = $1 AND state = 'confirmed' AND public_name IS NOT NULL AND aside_at IS NULL AND id < $2 ORDER BY id DESC LIMIT $3";
    // What its signer chose of a name that can be read is the name, or its first letters.
    HIDE_NAME = "UPDATE pledges SET shown = 'hidden', public_name = NULL WHERE id = $1 AND campaign_id = $2 AND state = 'confirmed' AND public_name IS NOT NULL AND aside_at IS NULL RETURNING way";
    EXPORT = "SELECT id, way, shown, public_name, sealed, confirmed_at FROM pledges WHERE campaign_id = $1 AND state = 'confirmed' AND aside_at IS NULL AND id > $2 ORDER BY id LIMIT $3";
}

/// A form that waits for its confirmation.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its row.
    pub id: RowId,
    /// What it is for.
    pub campaign: CampaignId,
    /// The keyed digest of the mailbox.
    pub signer: [u8; 32],
    /// How the name is shown.
    pub shown: Shown,
    /// What may be read of it.
    pub public_name: Option<String>,
    /// All that they wrote, sealed; none where there is no key to seal it to.
    pub sealed: Option<Vec<u8>>,
    /// Until when it can be confirmed.
    pub until: Time,
    /// When it came.
    pub now: Time,
}

/// A pledge as its export has it. Who it is of stands only in what is sealed.
#[derive(Clone, Debug)]
pub struct Exported {
    /// Its row.
    pub id: RowId,
    /// How it came.
    pub way: Way,
    /// How the name is shown.
    pub shown: String,
    /// What may be read of it.
    pub public_name: Option<String>,
    /// All that they wrote, sealed.
    pub sealed: Option<Vec<u8>>,
    /// Since when it counts.
    pub confirmed_at: Time,
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
pub async fn wait(tx: &mut Tx, w: &Waiting) -> Result<()> {
    let values = args![
        w.id,
        w.campaign,
        &w.signer[..],
        w.shown.as_str(),
        w.public_name.as_deref(),
        w.sealed.clone(),
        w.until,
        w.now
    ];
    tx.run(&WAIT, values).await.map(drop)
}

/// Counts a pledge that needs no mail; whether it is new.
pub async fn sign(tx: &mut Tx, s: &Signed<'_>) -> Result<bool> {
    Ok(!sign_all(tx, std::slice::from_ref(s)).await?.is_empty())
}

/// The same for many, all for one campaign and by one way; the rows of those that are new. Who stands in the list twice, or
/// has signed before, counts once.
pub async fn sign_all(tx: &mut Tx, all: &[Signed<'_>]) -> Result<Vec<RowId>> {
    let Some(&Signed { campaign, way, now, .. }) = all.first() else { return Ok(Vec::new()) };
    let rows: Vec<_> =
        all.iter().map(|s| (s.id.0, hex(&s.signer), way.as_str(), s.shown.as_str(), s.public_name)).collect();
    let new: Vec<(i64,)> = (&mut *tx).all(&SIGN, args![to_json(&rows), campaign, now]).await?;
    let new: Vec<RowId> = new.into_iter().map(|(id,)| RowId(id)).collect();
    if new.is_empty() {
        return Ok(new);
    }
    count_more(tx, campaign, way.as_str(), new.len()).await?;
    if way != Way::Form {
        // Who signs without a form has voted, whichever way that came.
        let shown = all.iter().filter(|s| new.contains(&s.id)).map(|s| s.shown);
        pledge_polls::count(tx, campaign, shown, 1).await?;
        pledge_polls::plan_tally(tx, campaign, now).await?;
    }
    Ok(new)
}

async fn count_more(tx: &mut Tx, campaign: CampaignId, way: &str, more: usize) -> Result<()> {
    let more = i64::try_from(more).unwrap_or(i64::MAX);
    tx.run(&COUNT, args![campaign, way, more]).await.map(drop)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The campaign of a pledge, and until when it can be confirmed; none for one that counts already.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<(CampaignId, Option<Time>)>> {
    let row: Option<(i64, String, Option<i64>)> = db.one(&FIND, args![id]).await?;
    Ok(row.map(|(campaign, _, until)| (CampaignId(campaign), until.map(Time))))
}

/// Counts a form that waits; who has signed by it, if it counts now. It counts once, in its time, and only for who has not signed yet.
/// Other forms of the same signer go. The caller has locked the campaign, so that two forms of one signer come one after
/// the other.
pub async fn confirm(tx: &mut Tx, campaign: CampaignId, id: RowId, now: Time) -> Result<Option<[u8; 32]>> {
    let row: Option<(String, Vec<u8>)> = (&mut *tx).one(&CONFIRM, args![id, now]).await?;
    let Some((by, signer)) = row else { return Ok(None) };
    let signer: [u8; 32] = signer.try_into().map_err(|_| Error::Broken("a signer's digest".to_owned()))?;
    tx.run(&FORGET_OTHERS, args![campaign, &signer[..]]).await?;
    count_more(tx, campaign, way(&by)?.as_str(), 1).await?;
    joint_slots::place_counts(tx, id).await?;
    Ok(Some(signer))
}

type Erased = (i64, i64, String, String, String, Option<i64>);

async fn count_less(tx: &mut Tx, erased: Vec<Erased>) -> Result<Vec<RowId>> {
    let mut ids = Vec::new();
    for (id, campaign, by, state, shown, aside_at) in erased {
        if state == "confirmed" && aside_at.is_none() {
            take_off(tx, CampaignId(campaign), &by, &shown).await?;
        }
        ids.push(RowId(id));
    }
    Ok(ids)
}

/// One pledge less: in the count of its way, and in the poll where it came by a vote.
async fn take_off(tx: &mut Tx, campaign: CampaignId, by: &str, shown: &str) -> Result<()> {
    if by != Way::Form.as_str()
        && let Some(shown) = Shown::parse(shown)
    {
        pledge_polls::count(tx, campaign, [shown], -1).await?;
    }
    tx.run(&COUNT_LESS, args![campaign, by]).await.map(drop)
}

/// What this signer has in a campaign is kept and counts no more; whether it did.
pub async fn set_aside(tx: &mut Tx, campaign: CampaignId, signer: &[u8; 32], now: Time) -> Result<bool> {
    let values = args![campaign, &signer[..], now];
    let row: Option<(i64, String, String)> = (&mut *tx).one(&SET_ASIDE, values).await?;
    let Some((id, by, shown)) = row else { return Ok(false) };
    take_off(tx, campaign, &by, &shown).await?;
    joint_slots::place_counts_no_more(tx, RowId(id)).await?;
    Ok(true)
}

/// What was set aside counts again; whether there was anything.
pub async fn count_again(tx: &mut Tx, campaign: CampaignId, signer: &[u8; 32]) -> Result<bool> {
    let row: Option<(i64, String, String)> =
        (&mut *tx).one(&COUNT_AGAIN, args![campaign, &signer[..]]).await?;
    let Some((id, by, shown)) = row else { return Ok(false) };
    count_more(tx, campaign, &by, 1).await?;
    if by != Way::Form.as_str()
        && let Some(shown) = Shown::parse(&shown)
    {
        pledge_polls::count(tx, campaign, [shown], 1).await?;
    }
    joint_slots::place_counts(tx, RowId(id)).await?;
    Ok(true)
}

/// Campaigns that people have signed by this way, counted or set aside.
pub async fn signed_by(db: impl Reads, way: Way) -> Result<Vec<CampaignId>> {
    let rows: Vec<(i64,)> = db.all(&SIGNED_BY, args![way.as_str()]).await?;
    Ok(rows.into_iter().map(|(id,)| CampaignId(id)).collect())
}

/// Erases one pledge; whether there was one.
pub async fn erase(tx: &mut Tx, id: RowId) -> Result<bool> {
    joint_slots::place_goes(tx, id).await?;
    let erased = (&mut *tx).all(&ERASE, args![id]).await?;
    Ok(!count_less(tx, erased).await?.is_empty())
}

/// Erases all that this signer has in a campaign, what counts and every form that waits; what there was.
pub async fn erase_by_signer(tx: &mut Tx, campaign: CampaignId, signer: &[u8; 32]) -> Result<Vec<RowId>> {
    if let Some(id) = signed_as(&mut *tx, campaign, signer).await? {
        joint_slots::place_goes(tx, id).await?;
    }
    let erased = (&mut *tx).all(&ERASE_BY_SIGNER, args![campaign, &signer[..]]).await?;
    count_less(tx, erased).await
}

/// Forgets some forms whose time to confirm has ended; how many.
pub async fn forget_late(tx: &mut Tx, now: Time, limit: i64) -> Result<u64> {
    tx.run(&FORGET_LATE, args![now, limit]).await
}

/// The pledge by which this signer counts for a campaign.
pub async fn signed_as(db: impl Reads, campaign: CampaignId, signer: &[u8; 32]) -> Result<Option<RowId>> {
    let row: Option<(i64,)> = db.one(&SIGNED_AS, args![campaign, &signer[..]]).await?;
    Ok(row.map(|(id,)| RowId(id)))
}

/// How many forms of this signer wait; counted no further than ten.
pub async fn count_of_signer(db: impl Reads, campaign: CampaignId, signer: &[u8; 32]) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_OF_SIGNER, args![campaign, &signer[..]]).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// How many stand behind a campaign, by way.
pub async fn counts(db: impl Reads, campaign: CampaignId) -> Result<Vec<(Way, i64)>> {
    let rows: Vec<(String, i64)> = db.all(&COUNTS, args![campaign]).await?;
    rows.into_iter().map(|(by, number)| Ok((way(&by)?, number))).collect()
}

/// How many stand behind a campaign here, by whatever way.
pub async fn counted(db: impl Reads, campaign: CampaignId) -> Result<i64> {
    Ok(counts(db, campaign).await?.into_iter().map(|(_, number)| number).sum())
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

/// A name can be read no more, and its pledge goes on to count; whether it could be read. The tally of the poll says what
/// is shown, so that a pledge is taken off later where it stands.
pub async fn hide_name(tx: &mut Tx, campaign: CampaignId, id: RowId) -> Result<bool> {
    let row: Option<(String,)> = (&mut *tx).one(&HIDE_NAME, args![id, campaign]).await?;
    let Some((by,)) = row else { return Ok(false) };
    if way(&by)? != Way::Form {
        pledge_polls::count(tx, campaign, [Shown::Name], -1).await?;
        pledge_polls::count(tx, campaign, [Shown::Hidden], 1).await?;
    }
    Ok(true)
}

type ExportRow = (i64, String, String, Option<String>, Option<Vec<u8>>, i64);

/// Pledges that count, above this row, oldest first.
pub async fn export(db: impl Reads, campaign: CampaignId, above: i64, limit: i64) -> Result<Vec<Exported>> {
    let rows: Vec<ExportRow> = db.all(&EXPORT, args![campaign, above, limit]).await?;
    let exported = |(id, by, shown, public_name, sealed, at): ExportRow| {
        let confirmed_at = Time(at);
        Ok(Exported { id: RowId(id), way: way(&by)?, shown, public_name, sealed, confirmed_at })
    };
    rows.into_iter().map(exported).collect()
}
