//! Others answer to events of ours (FEP-8a8e).

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::event::Answer;
use crate::domain::uri::Uri;
use crate::service::event_answers;
use crate::store::Tx;

use super::apply::{Applied, Failure};

/// Somebody comes, or may come.
pub async fn join(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    id: &str,
    object: &Uri,
    is_maybe: bool,
) -> Result<Applied, Failure> {
    let answer = if is_maybe { Answer::Maybe } else { Answer::Yes };
    Ok(match event_answers::joined(app, tx, by, id, object, answer).await? {
        None => Applied::Done,
        Some(why) => Applied::Ignored(why),
    })
}

/// Somebody does not come after all.
pub async fn leave(app: &App, tx: &mut Tx, by: &Account, object: &Uri) -> Result<Applied, Failure> {
    Ok(match event_answers::left(app, tx, by, object).await? {
        None => Applied::Done,
        Some(why) => Applied::Ignored(why),
    })
}
