//! Other houses invite us to a joint campaign, answer our invitation, and tell their numbers.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::joint::JointAct;
use crate::service::joint_answers;
use crate::store::Tx;
use crate::wire::Reference;

use super::apply::{Applied, Failure};

/// Something about a joint campaign; `campaign` is the one that a house takes part with.
pub async fn said(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    id: &str,
    act: &JointAct,
    campaign: Option<&Account>,
) -> Result<Applied, Failure> {
    let ignored = match act {
        JointAct::Offered { joint, name, to, published } => {
            joint_answers::offered(app, tx, by, id, (joint, name, *published), to).await?
        }
        JointAct::Accepted { offer, key, .. } => match campaign {
            Some(campaign) => joint_answers::accepted(app, tx, by, id, (offer, key), campaign).await?,
            None => Some("what it answers is not ours"),
        },
        JointAct::Told { joint, tally } => joint_answers::told(app, tx, by, joint, tally).await?,
    };
    Ok(ignored.map_or(Applied::Done, Applied::Ignored))
}

/// They say no to an invitation of ours; whether it was one.
pub async fn declined(app: &App, tx: &mut Tx, by: &Account, object: &Reference) -> Result<bool, Failure> {
    match object.id.as_ref().filter(|id| app.is_ours(id)) {
        Some(id) => Ok(joint_answers::declined(app, tx, by, id.as_str()).await?),
        None => Ok(false),
    }
}

/// They take their answer back; whether it was one.
pub async fn left(app: &App, tx: &mut Tx, by: &Account, object: &Reference) -> Result<bool, Failure> {
    match &object.id {
        Some(id) => Ok(joint_answers::left(app, tx, by, id.as_str()).await?),
        None => Ok(false),
    }
}
