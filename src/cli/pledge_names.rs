//! `antiphon pledge names` and `hide-name`: what everybody reads of signers, and taking a name off.

use clap::Args;
use serde_json::json;

use crate::domain::ids::RowId;
use crate::service::{campaigns, pledge_names};

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, table_or};

/// Which names are shown.
#[derive(Debug, Args)]
pub struct Names {
    /// The handle of the campaign.
    campaign: String,
    /// Those that are older than this signature.
    #[arg(long, value_name = "ID", default_value_t = i64::MAX, hide_default_value = true)]
    before: i64,
}

/// Which name is taken off.
#[derive(Debug, Args)]
pub struct HideName {
    /// The handle of the campaign.
    campaign: String,
    /// The number of the signature, as `names` and `export` show it.
    id: i64,
}

/// Shows a page of names.
pub async fn list(house: &House, asked: &Names, printer: Printer) -> Outcome {
    let found = campaigns::find(house, &asked.campaign).await;
    let campaign = found.map_err(|e| Failure::from(e).about(format!("campaign @{}", asked.campaign)))?;
    let (names, next) = pledge_names::page(house, &campaign, asked.before).await?;
    let rows: Vec<_> = names.iter().map(|(id, name)| vec![id.to_string(), name.clone()]).collect();
    let more = next.map(|next| format!("\nThere are more: --before {next}")).unwrap_or_default();
    let words = format!("{}{more}", table_or(&["id", "name"], &rows, "Nobody's name is shown here."));
    let data: Vec<_> = names.iter().map(|(id, name)| json!({ "id": id.to_string(), "name": name })).collect();
    let next = next.map(|next| next.to_string());
    printer.say(&words, &json!({ "names": data, "next": next }));
    Ok(())
}

/// Takes a name off.
pub async fn hide(house: &House, asked: &HideName, printer: Printer) -> Outcome {
    let HideName { campaign, id } = asked;
    let hidden = pledge_names::hide(house, None, campaign, RowId(*id)).await;
    hidden.map_err(|e| Failure::from(e).about(format!("name {id} under campaign @{campaign}")))?;
    let words = "The name is shown no more; the signature counts as before.";
    printer.say(words, &json!({ "campaign": campaign, "id": id.to_string(), "hidden": true }));
    Ok(())
}
