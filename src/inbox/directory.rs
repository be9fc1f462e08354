//! Others ask to show ours, answer what we asked, and take their consent back.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::uri::Uri;
use crate::service::consent;
use crate::store::{Tx, accounts};

use super::apply::{Applied, Failure};

/// Somebody asks to show one of ours in a collection of theirs.
pub async fn requested(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    id: &str,
    object: &Uri,
    collection: &Uri,
) -> Result<Applied, Failure> {
    let target = accounts::find_by_uri(&mut *tx, object.as_str()).await?;
    let Some(target) = target.filter(|target| target.is_local() && target.is_active()) else {
        return Ok(Applied::Ignored("nobody by that id lives here"));
    };
    if consent::requested(app, tx, by, &target, id, collection.as_str()).await? {
        Ok(Applied::Done)
    } else {
        Ok(Applied::Ignored(
            "it is no coalition and no campaign, or the request was taken back before it came",
        ))
    }
}
