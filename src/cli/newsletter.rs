//! `antiphon newsletter`: how many read it, and what was sent.

use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::domain::cursor::Cursor;
use crate::service::{mails, newsletter};

use super::failure::Outcome;
use super::listing::{Listing, cut};
use super::open::House;
use super::print::{Printer, table_or};

/// The newsletter for people without an account.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Show how many read it, what was sent, and what could not be.
    Show(Listing),
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let house = House::open(config).await?;
    let done = match command {
        Command::Show(listing) => show(&house, &listing, printer).await,
    };
    house.close().await;
    done
}

async fn show(house: &House, listing: &Listing, printer: Printer) -> Outcome {
    let told = newsletter::told(house, listing.below(Cursor::START)?, listing.most()).await?;
    let overview = newsletter::overview(house).await?;
    let word = |is_confirmed: bool| if is_confirmed { "confirmed" } else { "not confirmed" };
    let readers: Vec<Vec<String>> = overview
        .readers
        .iter()
        .map(|(campaign, count)| {
            let of = campaign.clone().unwrap_or_else(|| "everything".to_owned());
            vec![
                of,
                count.rhythm.as_str().to_owned(),
                word(count.is_confirmed).to_owned(),
                count.count.to_string(),
            ]
        })
        .collect();
    let issues: Vec<Vec<String>> = told
        .rows
        .iter()
        .map(|(title, issue)| {
            let state = if issue.done_at.is_some() { "written" } else { "on the way" };
            let published = issue.created_at.readable();
            vec![
                issue.post.to_string(),
                title.clone(),
                published,
                issue.written.to_string(),
                state.to_owned(),
            ]
        })
        .collect();
    let mut lines = if mails::is_on(house) {
        String::new()
    } else {
        "No mail is sent: no relay is named under [mail] in the settings.\n".to_owned()
    };
    lines.push_str(&table_or(&["of", "how often", "state", "readers"], &readers, "Nobody reads it yet."));
    lines.push('\n');
    let heads = ["statement", "title", "published", "mails", "state"];
    lines.push_str(&cut(table_or(&heads, &issues, "No statement was sent yet."), told.next));
    let readers: Vec<_> = overview
        .readers
        .iter()
        .map(|(campaign, count)| {
            json!({
                "campaign": campaign, "rhythm": count.rhythm.as_str(), "confirmed": count.is_confirmed,
                "count": count.count,
            })
        })
        .collect();
    let issues: Vec<_> = told
        .rows
        .iter()
        .map(|(title, issue)| {
            json!({
                "statement": issue.post.to_string(), "title": title, "published_at": issue.created_at.rfc3339(),
                "mails": issue.written, "done": issue.done_at.is_some(),
                "cursor": Cursor::new(issue.created_at, issue.post.0).to_string(),
            })
        })
        .collect();
    printer.say(&lines, &json!({ "on": mails::is_on(house), "readers": readers, "statements": issues }));
    Ok(())
}
