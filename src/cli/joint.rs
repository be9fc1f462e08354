//! `antiphon campaign join`: one campaign of several coalitions, each with its own page and its own signers, and one number.

use clap::Subcommand;
use serde_json::{Value, json};

use crate::domain::ids::RowId;
use crate::service::joint::{self, HouseRecord, JointRecord, Listed};

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, table_or};

/// One campaign of several coalitions.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Invite a coalition to stand beside a campaign of ours with one of its own. Our server puts the numbers together.
    Invite {
        /// The handle of our campaign.
        handle: String,
        /// The coalition: @name@server.example
        partner: String,
    },
    /// Show every joint campaign and invitation, with its number, and the houses in each.
    List,
    /// Take part in one that we are invited to. How many sign with us is then told to the one who leads; nobody's name is.
    Accept {
        /// Its number.
        id: RowId,
        /// The handle of our campaign that takes part.
        #[arg(long, value_name = "HANDLE")]
        campaign: String,
    },
    /// Take no part.
    Decline {
        /// Its number.
        id: RowId,
    },
    /// Take part no longer. Our signers stay ours.
    Leave {
        /// Its number.
        id: RowId,
    },
    /// Take a house out of one that we lead, or take its invitation back.
    Remove {
        /// The number of the house.
        house: RowId,
    },
}

/// Carries it out.
pub async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    let cx = &house.cx;
    let about = |e: crate::service::Error, id: RowId| Failure::from(e).about(format!("joint campaign {id}"));
    match command {
        Command::Invite { handle, partner } => {
            let invited = joint::invite(cx, None, &handle, &partner).await?;
            printer.say(&format!("Invited {} ({})", invited.name, invited.id), &house_value(&invited));
        }
        Command::Remove { house } => {
            let removed = joint::remove(cx, None, house).await.map_err(|e| about(e, house))?;
            printer.say(&format!("{} takes no part any more.", removed.name), &house_value(&removed));
        }
        Command::Accept { id, campaign } => {
            let record = joint::accept(cx, None, id, &campaign).await.map_err(|e| about(e, id))?;
            printer.say(&format!("Takes part: @{campaign} in \"{}\".", record.name), &value(&record));
        }
        Command::Decline { id } => {
            let record = joint::decline(cx, None, id).await.map_err(|e| about(e, id))?;
            printer.say(&format!("Declined: \"{}\".", record.name), &value(&record));
        }
        Command::Leave { id } => {
            let record = joint::leave(cx, None, id).await.map_err(|e| about(e, id))?;
            printer.say(&format!("Takes no part any more in \"{}\".", record.name), &value(&record));
        }
        Command::List => list(house, printer).await?,
    }
    Ok(())
}

async fn list(house: &House, printer: Printer) -> Outcome {
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    for one in joint::list(house).await? {
        let Listed { record, lead, handle, houses } = &one;
        rows.push(vec![
            record.id.to_string(),
            record.side.as_str().to_owned(),
            record.state.to_string(),
            handle.as_ref().map_or_else(String::new, |handle| format!("@{handle}")),
            lead.acct(),
            record.name.clone(),
        ]);
        for (house, account) in houses {
            rows.push(vec![
                format!("  {}", house.id),
                "house".to_owned(),
                house.state.to_string(),
                house.count.to_string(),
                account.as_ref().map_or_else(String::new, crate::domain::account::Account::acct),
                house.name.clone(),
            ]);
        }
        let mut value = value(record);
        value["lead"] = json!(lead.acct());
        value["campaign"] = json!(handle);
        value["houses"] = houses.iter().map(|(house, _)| house_value(house)).collect();
        values.push(value);
    }
    let heads = ["number", "side", "state", "campaign or signers", "with", "name"];
    printer.say(&table_or(&heads, &rows, "There is no joint campaign yet."), &Value::Array(values));
    Ok(())
}

/// A joint campaign for scripts.
fn value(record: &JointRecord) -> Value {
    json!({
        "id": record.id.to_string(), "side": record.side.as_str(), "state": record.state.as_str(), "uri": record.uri,
        "name": record.name, "elsewhere": record.elsewhere, "has_key": record.secret.is_some(),
    })
}

/// A house for scripts.
fn house_value(house: &HouseRecord) -> Value {
    json!({
        "id": house.id.to_string(), "state": house.state.as_str(), "name": house.name, "uri": house.actor_uri,
        "url": house.url, "count": house.count,
    })
}
