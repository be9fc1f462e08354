//! How far a member has read, so that their next client goes on from there.

use crate::app::App;
use crate::domain::ids::AccountId;
use crate::store::markers;

pub use crate::store::markers::Marker;

use super::Result;

/// The timelines that have a marker.
pub const TIMELINES: [&str; 2] = ["home", "notifications"];

/// Every marker of a member.
pub async fn list(app: &App, account: AccountId) -> Result<Vec<Marker>> {
    Ok(markers::all_of(&app.store, account).await?)
}

/// Moves markers; names that are none of [`TIMELINES`] are passed over. The answer holds those that were moved.
pub async fn save(app: &App, account: AccountId, moved: &[(&str, i64)]) -> Result<Vec<Marker>> {
    let mut tx = app.store.begin().await?;
    for (timeline, id) in moved.iter().filter(|(timeline, _)| TIMELINES.contains(timeline)) {
        markers::save(&mut tx, account, timeline, *id, app.now()).await?;
    }
    let mut all = markers::all_of(&mut tx, account).await?;
    tx.commit().await?;
    all.retain(|marker| moved.iter().any(|(timeline, _)| *timeline == marker.timeline));
    Ok(all)
}
