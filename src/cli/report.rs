//! `antiphon report`: what was reported, and what is done about it. Each look is in the audit log.

use clap::Subcommand;
use serde_json::{Value, json};

use crate::config::Config;
use crate::domain::cursor::{Cursor, Stretch};
use crate::domain::ids::{AccountId, RowId};
use crate::service::reports::{self, ReportRecord};
use crate::service::suspensions;

use super::failure::{Failure, Outcome};
use super::listing::{Listing, cut};
use super::open::House;
use super::print::{Printer, add, table_or};

/// What was reported, and what is done about it.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the reports that nobody has closed.
    List,
    /// Show one report with the reported posts. That somebody looked is in the audit log.
    Show {
        /// Its number.
        id: RowId,
    },
    /// Close a report.
    Close {
        /// Its number.
        id: RowId,
        /// What was decided and why, for those who read it later.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Suspend the account of another server that a report is about: nothing it sends has an effect here any more.
    Suspend {
        /// The number of the report.
        id: RowId,
    },
    /// Show the accounts of other servers that are suspended here.
    Suspended(Listing),
    /// Let a suspended account of another server be heard again.
    Lift {
        /// Its number in `antiphon report suspended`.
        account: AccountId,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let house = House::open(config).await?;
    let done = Box::pin(act(command, &house, printer)).await;
    house.close().await;
    done
}

fn about(error: crate::service::Error, id: RowId) -> Failure {
    Failure::from(error).about(format!("open report {id}"))
}

async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    match command {
        Command::List => list(house, printer).await,
        Command::Show { id } => show(house, id, printer).await,
        Command::Close { id, note } => {
            reports::close(house, None, id, &note).await.map_err(|e| about(e, id))?;
            printer.say(&format!("Report {id} is closed."), &json!({ "id": id.to_string(), "closed": true }));
            Ok(())
        }
        Command::Suspend { id } => {
            let shown = reports::look(house, None, id).await.map_err(|e| about(e, id))?;
            let account = shown.about.ok_or_else(|| Failure::not_found("the report is about no account"))?;
            let account = suspensions::suspend(house, None, account.id).await?;
            let lines = format!("{} is suspended here.", account.uri.as_str());
            printer.say(&lines, &json!({ "account": account.id.to_string(), "uri": account.uri.as_str() }));
            Ok(())
        }
        Command::Suspended(listing) => {
            let below = listing.below(Cursor::START)?;
            let Stretch { rows: all, next } = suspensions::list(house, below, listing.most()).await?;
            let rows: Vec<_> =
                all.iter().map(|one| vec![one.id.to_string(), one.uri.as_str().to_owned()]).collect();
            let value = all
                .iter()
                .map(|one| {
                    let cursor = suspensions::place(one).to_string();
                    json!({ "account": one.id.to_string(), "uri": one.uri.as_str(), "cursor": cursor })
                })
                .collect();
            let none = if listing.is_first() { "Nobody is suspended." } else { "There are no more." };
            printer.say(&cut(table_or(&["number", "address"], &rows, none), next), &value);
            Ok(())
        }
        Command::Lift { account } => {
            let lifted = suspensions::lift(house, None, account)
                .await
                .map_err(|e| Failure::from(e).about(format!("account {account}")))?;
            let lines = format!("{} is heard again.", lifted.uri.as_str());
            printer.say(&lines, &json!({ "account": account.to_string(), "uri": lifted.uri.as_str() }));
            Ok(())
        }
    }
}

fn value(report: &ReportRecord) -> Value {
    json!({
        "id": report.id.to_string(), "category": report.category.as_str(), "at": report.created_at.rfc3339(),
        "posts": report.posts.len(),
    })
}

async fn list(house: &House, printer: Printer) -> Outcome {
    let open = reports::list_open(house).await?;
    let row = |r: &ReportRecord| {
        vec![
            r.id.to_string(),
            r.category.as_str().to_owned(),
            r.created_at.readable(),
            r.posts.len().to_string(),
        ]
    };
    let rows: Vec<_> = open.iter().map(row).collect();
    let lines = table_or(&["number", "why", "when", "posts"], &rows, "There is no open report.");
    printer.say(&lines, &open.iter().map(value).collect());
    Ok(())
}

async fn show(house: &House, id: RowId, printer: Printer) -> Outcome {
    let shown = reports::look(house, None, id).await.map_err(|e| about(e, id))?;
    let report = &shown.kept.report;
    let name = |account: &Option<crate::domain::account::Account>| {
        account.as_ref().map(|account| account.uri.as_str().to_owned())
    };
    let (from, whom) = (name(&shown.from), name(&shown.about));
    let mut lines = format!("Report {id}, {}\n", report.category.as_str());
    add(&mut lines, format_args!("  by: {}\n", from.as_deref().unwrap_or("somebody who is gone")));
    add(&mut lines, format_args!("  about: {}\n", whom.as_deref().unwrap_or("nobody who is here")));
    add(&mut lines, format_args!("  {}\n", report.comment));
    for post in &shown.posts {
        add(&mut lines, format_args!("  {}  {}\n", post.published_at.day(), post.main_text().html));
    }
    let mut value = value(report);
    value["from"] = json!(from);
    value["about"] = json!(whom);
    value["comment"] = json!(report.comment);
    value["closed_at"] = json!(shown.kept.closed_at.map(crate::domain::time::Time::rfc3339));
    value["note"] = json!(shown.kept.note);
    value["reported"] = shown
        .posts
        .iter()
        .map(|post| json!({ "uri": post.uri.as_str(), "html": post.main_text().html }))
        .collect();
    printer.say(&lines, &value);
    Ok(())
}
