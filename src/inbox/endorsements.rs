//! Others endorse what is ours, ask us to endorse what is theirs, and answer our offers.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::uri::Uri;
use crate::service::{endorsement_offers, endorsing};
use crate::store::Tx;
use crate::wire::act::Reference;
use crate::wire::endorsement::Endorsement;
use crate::wire::proof::Verified;

use super::apply::{Applied, Failure};

/// Somebody endorses something of ours.
pub async fn offered(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    offer: &str,
    endorsement: &Endorsement,
    proof: Option<&Verified>,
) -> Result<Applied, Failure> {
    let Some(proof) = proof else { return Ok(Applied::Ignored("what it endorses is not ours")) };
    let proven = (&proof.owner, proof.created, proof.expires);
    Ok(match endorsement_offers::received(app, tx, by, offer, endorsement, proven).await? {
        None => Applied::Done,
        Some(why) => Applied::Ignored(why),
    })
}

/// Somebody asks us to endorse something of theirs.
pub async fn invited(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    invitation: &str,
    object: &Uri,
    to: &[String],
) -> Result<Applied, Failure> {
    if endorsing::invited(app, tx, by, invitation, object, to).await? {
        Ok(Applied::Done)
    } else {
        Ok(Applied::Ignored("it is not for us, or they ask too often"))
    }
}

/// A host answers an offer of ours; whether it was one.
pub async fn answered(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    reference: &Reference,
    takes_it: bool,
) -> Result<bool, Failure> {
    match reference.id.as_ref().filter(|id| app.is_ours(id)) {
        Some(id) => Ok(endorsing::answered(tx, app, by, id.as_str(), takes_it).await?),
        None => Ok(false),
    }
}
