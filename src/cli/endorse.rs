//! `antiphon endorse`: endorsements of what is ours, and ours of what is others'.

use std::io::{BufRead as _, IsTerminal as _};

use clap::Subcommand;
use serde_json::{Value, json};

use crate::config::Config;
use crate::domain::account::Account;
use crate::domain::endorsement::Side;
use crate::domain::ids::RowId;
use crate::service::endorsement_drafts::Done;
use crate::service::endorsements::{self, Entry};
use crate::service::quorum::Leave;
use crate::service::{endorsement_drafts, endorsing};

use super::campaign::Approval;
use super::draft_arguments::{acting, by};
use super::draft_print;
use super::failure::{Failure, Outcome};
use super::listing::{Listing, cut};
use super::open::House;
use super::print::{Printer, harmless, table_or};

/// Endorsements of what is ours, and ours of what is others'.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Endorse the present version of a statement or campaign of another coalition. Again after it has changed. It is shown
    /// first, and at a terminal asked about; what was signed is printed.
    Offer {
        /// Its address.
        address: String,
        /// The digest of the version that you have read: any other is not signed, and nothing is asked.
        #[arg(long)]
        digest: Option<String>,
        /// What is done where others have to approve.
        #[command(flatten)]
        approval: Approval,
    },
    /// Show endorsements, ours and others', with their numbers: what waits for a decision, then the newest.
    List(Listing),
    /// Take an endorsement that was offered to us: it is shown and counted.
    Accept {
        /// Its number.
        id: RowId,
    },
    /// Do not take it, or no longer show it.
    Decline {
        /// Its number.
        id: RowId,
    },
    /// Take back an endorsement of ours, or say no to an invitation.
    Withdraw {
        /// Its number.
        id: RowId,
    },
    /// Ask a partner to endorse a statement or campaign of ours.
    Invite {
        /// The address of the statement or campaign.
        address: String,
        /// The partner: @name@server.example
        partner: String,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let house = House::open(config).await?;
    let done = Box::pin(act(command, &house, printer)).await;
    house.close().await;
    done
}

async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    let cx = &house.cx;
    let about = |e: crate::service::Error, id: RowId| Failure::from(e).about(format!("endorsement {id}"));
    let (entry, words) = match command {
        Command::List(listing) => return list(house, &listing, printer).await,
        Command::Offer { address, digest, approval } => {
            return Box::pin(offer(house, &address, digest, &approval, printer)).await;
        }
        Command::Accept { id } => {
            (endorsements::accept(cx, None, id).await.map_err(|e| about(e, id))?, "Accepted")
        }
        Command::Decline { id } => {
            (endorsements::decline(cx, None, id).await.map_err(|e| about(e, id))?, "Declined")
        }
        Command::Withdraw { id } => {
            (endorsing::withdraw(cx, None, id).await.map_err(|e| about(e, id))?, "Withdrawn")
        }
        Command::Invite { address, partner } => {
            let entry = endorsements::invite(cx, None, &address, &partner).await?;
            let said =
                if entry.way.is_proven() { "Asked".to_owned() } else { noted(&endorsements::keyword(cx)) };
            printer.say(&format!("{said}: {} ({})", entry.title, entry.id), &value(&entry, None));
            return Ok(());
        }
    };
    printer.say(&format!("{words}: {} ({})", entry.title, entry.id), &value(&entry, None));
    Ok(())
}

fn noted(tag: &str) -> String {
    format!(
        "Nothing was sent, because their server does not know endorsements. Ask them in another way to reply with #{tag} or \
         to boost it, and accept it then"
    )
}

/// Signs what was shown and nothing else.
async fn offer(
    house: &House,
    address: &str,
    digest: Option<String>,
    approval: &Approval,
    printer: Printer,
) -> Outcome {
    let looked = endorsing::look(&house.cx, address).await?;
    let whose = format!("{} (@{})", looked.host.name, looked.host.acct());
    let mut lines = vec![format!("{}, of {whose}", looked.of.title), format!("Digest: {}", looked.of.digest)];
    lines.extend(looked.said.lines());
    let text = harmless(&lines.join("\n"));
    if digest.is_none() && printer.is_for_people() && std::io::stdin().is_terminal() {
        eprintln!("{text}\n\nEndorse this? Type yes:");
        let mut said = String::new();
        std::io::stdin().lock().read_line(&mut said).map_err(Failure::failed)?;
        if said.trim() != "yes" {
            return Err(Failure::failed("nothing was signed"));
        }
    }
    let digest = digest.unwrap_or_else(|| looked.of.digest.clone());
    let who = acting(house, &approval.who).await?;
    let done = if approval.break_glass {
        let member = by(who.as_ref()).map(|member| member.id);
        let given = endorsing::offer_by(&house.cx, member, address, &digest, Leave::BreakGlass).await?;
        Done::Now(Box::new(given))
    } else {
        endorsement_drafts::offer(&house.cx, by(who.as_ref()), address, &digest, approval.aside()).await?
    };
    let entry = match done {
        Done::Now(entry) => *entry,
        Done::Draft(record) => {
            draft_print::handed_in(&format!("{text}\n\nNothing is signed"), &record, printer);
            return Ok(());
        }
    };
    let mut value = value(&entry, Some(&looked.host.acct()));
    value["signed"] = json!(lines);
    let done = format!("Endorsed, and offered to its host: {} ({})", entry.title, entry.id);
    printer.say(&format!("{text}\n\n{done}"), &value);
    Ok(())
}

/// What waits for a decision, and then the rest a part at a time.
async fn list(house: &House, listing: &Listing, printer: Printer) -> Outcome {
    let below = listing.below(i64::MAX)?;
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    let mut put = |(entry, other): (Entry, Account), is_paged: bool| {
        let version = if entry.version > 0 { entry.version.to_string() } else { String::new() };
        rows.push(vec![
            entry.id.to_string(),
            entry.side.as_str().to_owned(),
            entry.state.to_string(),
            entry.way.as_str().to_owned(),
            other.acct(),
            version,
            entry.title.clone(),
        ]);
        let mut value = value(&entry, Some(&other.acct()));
        value["cursor"] = json!(is_paged.then(|| entry.id.to_string()));
        values.push(value);
    };
    if listing.is_first() {
        for side in [Side::Received, Side::Given] {
            endorsements::every_waiting(house, side).await?.into_iter().for_each(|one| put(one, false));
        }
    }
    let rest = endorsements::page_of_both(house, below, listing.most()).await?;
    rest.rows.into_iter().for_each(|one| put(one, true));
    let heads = ["number", "side", "state", "way", "with", "version", "title"];
    let none = if listing.is_first() { "There is no endorsement yet." } else { "There are no more." };
    printer.say(&cut(table_or(&heads, &rows, none), rest.next), &Value::Array(values));
    Ok(())
}

/// An endorsement for scripts.
fn value(entry: &Entry, with: Option<&str>) -> Value {
    json!({
        "id": entry.id.to_string(), "side": entry.side.as_str(), "state": entry.state.as_str(),
        "way": entry.way.as_str(), "proven": entry.way.is_proven(), "object": entry.object_uri, "title": entry.title,
        "uri": entry.uri, "digest": entry.digest, "version": entry.version, "with": with,
        "created_at": entry.created_at.rfc3339(),
    })
}
