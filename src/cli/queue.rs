//! `antiphon queue`: what waits to be delivered, host by host, and what came in and was set aside.

use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::domain::cursor::Stretch;
use crate::domain::ids::RowId;
use crate::domain::time::Time;
use crate::service::queue;

use super::failure::{Failure, Outcome};
use super::listing::{Listing, cut};
use super::open::House;
use super::print::{Printer, count, table, table_or};

/// What waits to be delivered, and what was set aside.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the hosts that something waits for, and those in trouble.
    List {
        /// Every host that was ever written to.
        #[arg(long)]
        all: bool,
    },
    /// Try everything that waits for a host now.
    Retry {
        /// The host, with its port if the list shows one.
        host: String,
    },
    /// Drop everything that waits for a host.
    Drop {
        /// The host, with its port if the list shows one.
        host: String,
        /// Really drop it: it cannot be called back.
        #[arg(long)]
        yes: bool,
    },
    /// Show what came in and was set aside because it could not be applied.
    Quarantine(Listing),
    /// Try one that was set aside again.
    Requeue {
        /// Its number in the list.
        id: RowId,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let house = House::open(config).await?;
    let done = act(command, &house, printer).await;
    house.close().await;
    done
}

async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    match command {
        Command::List { all } => list(house, all, printer).await,
        Command::Retry { host } => {
            let rows = some(queue::retry(house, &host).await?, &host)?;
            let lines = format!("{} for {host} tried now.", count(rows, "delivery is", "deliveries are"));
            printer.say(&lines, &json!({ "host": host, "deliveries": rows }));
            Ok(())
        }
        Command::Drop { host, yes: false } => Err(Failure::misused(format!(
            "this drops everything that waits for {host}, and it cannot be called back. Say it again with --yes."
        ))),
        Command::Drop { host, yes: true } => {
            let rows = some(queue::drop_host(house, &host).await?, &host)?;
            let lines = format!("{} for {host} dropped.", count(rows, "delivery is", "deliveries are"));
            printer.say(&lines, &json!({ "host": host, "deliveries": rows }));
            Ok(())
        }
        Command::Quarantine(listing) => quarantine(house, &listing, printer).await,
        Command::Requeue { id } => {
            queue::retry_quarantined(house, id)
                .await
                .map_err(|e| Failure::from(e).about(format!("activity {id} that was set aside")))?;
            printer.say(&format!("{id} is tried again."), &json!({ "id": id.to_string() }));
            Ok(())
        }
    }
}

fn some(rows: u64, host: &str) -> Result<i64, Failure> {
    match i64::try_from(rows) {
        Ok(0) => Err(Failure::not_found(format!(
            "nothing waits for {host}; `antiphon queue list` shows the hosts"
        ))),
        rows => Ok(rows.unwrap_or(i64::MAX)),
    }
}

async fn list(house: &House, all: bool, printer: Printer) -> Outcome {
    let (lanes, depth) = (queue::list(house, all).await?, queue::depth(house).await?);
    let moment = |at: Option<i64>| at.map(|at| Time(at).rfc3339());
    let now = house.now();
    let rows: Vec<_> = lanes
        .iter()
        .map(|l| {
            let parked = l.parked_until.filter(|until| *until > now.0);
            let state = match (parked, l.failures) {
                (Some(until), _) => format!("parked until {}", Time(until).readable()),
                (None, 0) => "well".to_owned(),
                (None, failures) => count(failures, "failure", "failures"),
            };
            let success = l.last_success_at.map_or_else(|| "never".to_owned(), |at| Time(at).readable());
            let error = if l.failures > 0 { l.last_error.clone().unwrap_or_default() } else { String::new() };
            vec![l.host.clone(), l.waiting.to_string(), state, success, error]
        })
        .collect();
    let hosts: Vec<_> = lanes
        .iter()
        .map(|l| {
            json!({
                "host": l.host, "waiting": l.waiting, "failures": l.failures, "due_at": moment(l.due_at),
                "parked_until": moment(l.parked_until), "last_success_at": moment(l.last_success_at),
                "last_failure_at": moment(l.last_failure_at), "last_error": l.last_error, "signature": l.scheme,
            })
        })
        .collect();
    let mut lines = format!(
        "{}; {} to be applied.\n",
        count(depth.deliveries, "delivery waits", "deliveries wait"),
        count(depth.inbox, "activity waits", "activities wait")
    );
    if !rows.is_empty() {
        lines.push_str(&table(&["host", "waiting", "state", "last success", "last error"], &rows));
    }
    printer.say(&lines, &json!({ "deliveries": depth.deliveries, "inbox": depth.inbox, "hosts": hosts }));
    Ok(())
}

async fn quarantine(house: &House, listing: &Listing, printer: Printer) -> Outcome {
    let below = listing.below(i64::MAX)?;
    let Stretch { rows: found, next } = queue::quarantined(house, below, listing.most()).await?;
    let rows: Vec<_> = found
        .iter()
        .map(|q| {
            let reason = q.reason.clone().unwrap_or_default();
            vec![
                q.id.to_string(),
                q.kind.clone(),
                q.actor_uri.clone(),
                Time(q.received_at).readable(),
                reason,
            ]
        })
        .collect();
    let value = found
        .iter()
        .map(|q| {
            json!({
                "id": q.id.to_string(), "activity": q.activity_uri, "actor": q.actor_uri, "type": q.kind,
                "attempts": q.attempts, "received_at": Time(q.received_at).rfc3339(), "reason": q.reason,
                "cursor": q.id.to_string(),
            })
        })
        .collect();
    let none = if listing.is_first() { "Nothing was set aside." } else { "There are no more." };
    let lines = table_or(&["id", "type", "from", "received", "reason"], &rows, none);
    printer.say(&cut(lines, next), &value);
    Ok(())
}
