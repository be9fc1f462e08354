//! `antiphon campaign join`: one campaign of several coalitions, each with its own page and its own signers, and one number.

use clap::Subcommand;
use serde_json::{Value, json};

use crate::domain::cursor::Stretch;
use crate::domain::ids::RowId;
use crate::service::joint::{self, HouseRecord, JointRecord, Listed};
use crate::service::joint_drafts::{self, Done};
use crate::service::quorum::Leave;

use super::campaign::Approval;
use super::draft_arguments::{acting, by};
use super::draft_print;
use super::failure::{Failure, Outcome};
use super::listing::{Listing, cut};
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
        #[command(flatten)]
        approval: Approval,
    },
    /// Show joint campaigns with their numbers, and the houses in each: invitations that wait and those that go on, whole, then
    /// those that have ended.
    List(Listing),
    /// Take part in one that we are invited to. How many sign with us is then told to the one who leads; nobody's name is.
    Accept {
        /// Its number.
        id: RowId,
        /// The handle of our campaign that takes part.
        #[arg(long, value_name = "HANDLE")]
        campaign: String,
        #[command(flatten)]
        approval: Approval,
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
        Command::Invite { handle, partner, approval } => {
            let who = acting(house, &approval.who).await?;
            let done = if approval.break_glass {
                let found = joint::invitable(cx, &handle, &partner).await?;
                Done::Now(Box::new(
                    joint::invite_by(cx, by(who.as_ref()).map(|member| member.id), found, Leave::BreakGlass)
                        .await?,
                ))
            } else {
                joint_drafts::invite(cx, by(who.as_ref()), &handle, &partner, approval.aside()).await?
            };
            match done {
                Done::Now(invited) => {
                    let said = format!("Invited {} ({})", invited.name, invited.id);
                    printer.say(&said, &house_value(&invited));
                }
                Done::Draft(record) => draft_print::handed_in("Nobody is told", &record, printer),
            }
        }
        Command::Remove { house } => {
            let removed = joint::remove(cx, None, house).await.map_err(|e| about(e, house))?;
            printer.say(&format!("{} takes no part any more.", removed.name), &house_value(&removed));
        }
        Command::Accept { id, campaign, approval } => {
            let who = acting(house, &approval.who).await?;
            let by = by(who.as_ref());
            let done = if approval.break_glass {
                let joined =
                    joint::accept_by(cx, by.map(|member| member.id), id, &campaign, Leave::BreakGlass).await;
                joined.map(|record| Done::Now(Box::new(record)))
            } else {
                Box::pin(joint_drafts::accept(cx, by, id, &campaign, approval.aside())).await
            };
            match done.map_err(|e| about(e, id))? {
                Done::Now(record) => {
                    let said = format!("Takes part: @{campaign} in \"{}\".", record.name);
                    printer.say(&said, &value(&record));
                }
                Done::Draft(record) => draft_print::handed_in("Nobody is told", &record, printer),
            }
        }
        Command::Decline { id } => {
            let record = joint::decline(cx, None, id).await.map_err(|e| about(e, id))?;
            printer.say(&format!("Declined: \"{}\".", record.name), &value(&record));
        }
        Command::Leave { id } => {
            let record = joint::leave(cx, None, id).await.map_err(|e| about(e, id))?;
            printer.say(&format!("Takes no part any more in \"{}\".", record.name), &value(&record));
        }
        Command::List(listing) => list(house, &listing, printer).await?,
    }
    Ok(())
}

async fn list(house: &House, listing: &Listing, printer: Printer) -> Outcome {
    let below = listing.below(i64::MAX)?;
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    let first = if listing.is_first() { joint::standing(house).await? } else { Vec::new() };
    let Stretch { rows: ended, next } = joint::ended(house, None, below, listing.most()).await?;
    let first = first.iter().map(|one| (one, false));
    for (one, is_paged) in first.chain(ended.iter().map(|one| (one, true))) {
        let Listed { record, lead, handle, houses } = one;
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
        value["cursor"] = json!(is_paged.then(|| record.id.to_string()));
        values.push(value);
    }
    let heads = ["number", "side", "state", "campaign or signers", "with", "name"];
    let none = if listing.is_first() { "There is no joint campaign yet." } else { "There are no more." };
    printer.say(&cut(table_or(&heads, &rows, none), next), &Value::Array(values));
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
