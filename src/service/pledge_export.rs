//! The key that signatures are sealed to, and taking them out. The server knows the public half alone: what it hands out can
//! be read only where the private half is.

use serde::Serialize;

use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::ids::MemberId;
use crate::keys::{OpeningKey, SealingKey};
use crate::store::pledges::{self, Exported};
use crate::store::{audit, meta};

use super::pledge_forms::Sealed;
use super::{Error, Result, campaigns};

/// The name of the fact that holds the public key.
const KEY: &str = "pledge sealing key";
/// Pledges of one page of an export.
const PAGE: i64 = 1_000;

/// The public key that signatures are sealed to; none as long as nobody has said one. Then nothing of what signers write is
/// kept but the name that they want shown.
pub async fn sealing_key(app: &App) -> Result<Option<SealingKey>> {
    let known = meta::find(&app.store, KEY).await?;
    Ok(known.and_then(|text| SealingKey::parse(&text).ok()))
}

/// Says which public key signatures are sealed to from now on. Those before stay sealed to the one of their time.
pub async fn set_sealing_key(app: &App, member: Option<MemberId>, text: &str) -> Result<SealingKey> {
    let key = SealingKey::parse(text).map_err(|_| Error::says("refusal-pledge-key"))?;
    let written = key.to_string();
    let mut tx = app.store.begin().await?;
    meta::save(&mut tx, KEY, &written).await?;
    audit::write(&mut tx, app.row_id(), member, "pledge.key", &written, app.now()).await?;
    tx.commit().await?;
    Ok(key)
}

/// A pledge as a line of the export.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Its number.
    pub id: String,
    /// How it came: `form`, `fediverse`, `member`.
    pub way: &'static str,
    /// Since when it counts.
    pub confirmed_at: String,
    /// How the name is shown.
    pub shown: String,
    /// What everybody may read of it.
    pub public_name: Option<String>,
    /// What they wrote, sealed with age, in base64; none where they wrote nothing.
    pub sealed: Option<String>,
}

/// A page of an export and where the next begins; none where it was the last.
pub type Page = (Vec<Line>, Option<i64>);

/// Pledges of a campaign above this row, oldest first. Each page costs the same, however many there are.
pub async fn page(app: &App, campaign: &Campaign, above: i64) -> Result<Page> {
    let found = pledges::export(&app.store, campaign.id, above, PAGE).await?;
    let is_last = i64::try_from(found.len()).unwrap_or(PAGE) < PAGE;
    let next = found.last().map(|last| last.id.0).filter(|_| !is_last);
    Ok((found.into_iter().map(line).collect(), next))
}

/// Notes that somebody takes the sealed signatures of a campaign out.
pub async fn note(app: &App, member: Option<MemberId>, handle: &str) -> Result<Campaign> {
    let campaign = campaigns::find(app, handle).await?;
    let mut tx = app.store.begin().await?;
    audit::write(&mut tx, app.row_id(), member, "pledge.export", handle, app.now()).await?;
    tx.commit().await?;
    Ok(campaign)
}

fn line(pledge: Exported) -> Line {
    use base64::Engine as _;
    Line {
        id: pledge.id.to_string(),
        way: pledge.way.as_str(),
        confirmed_at: pledge.confirmed_at.rfc3339(),
        shown: pledge.shown,
        public_name: pledge.public_name,
        sealed: pledge.sealed.map(|bytes| base64::engine::general_purpose::STANDARD.encode(bytes)),
    }
}

/// Opens one sealed signature. This is done where the private key is, which is never the server.
pub fn open(key: &OpeningKey, sealed: &str) -> Result<Sealed> {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(sealed.trim());
    let bytes = bytes.map_err(|_| Error::refused("What is sealed is not base64."))?;
    let plain = key.open(&bytes).map_err(|_| Error::refused("This key does not open it."))?;
    serde_json::from_slice(&plain).map_err(|_| Error::refused("What was sealed is no signature of ours."))
}
