//! `antiphon audit`: who did what, and when. The log never leaves this server.

use std::collections::BTreeMap;

use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::domain::audit as actions;
use crate::service::audit::{self, By, Wanted};
use crate::service::members;
use crate::words::Words;

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, table_or};

/// Who did what, and when.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the log, the newest lines first.
    List {
        /// Only what this member did; `-` for the command line.
        #[arg(long, value_name = "NAME")]
        member: Option<String>,
        /// Only one action, such as campaign.state, or everything of a noun, such as campaign.
        #[arg(long, default_value = "")]
        action: String,
        /// Only lines below this number.
        #[arg(long, value_name = "NUMBER")]
        before: Option<i64>,
        /// So many lines at most.
        #[arg(long, default_value_t = 50)]
        limit: i64,
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
    let Command::List { member, action, before, limit } = command;
    let by = match member.as_deref() {
        None => By::Anybody,
        Some("-") => By::CommandLine,
        Some(name) => {
            let found = members::find(house, name).await;
            By::Member(found.map_err(|e| Failure::from(e).about(format!("member {name}")))?.id)
        }
    };
    let wanted = Wanted { by, action: &action, below: before.unwrap_or(i64::MAX), limit };
    let lines = audit::list(house, wanted).await?;
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let by = line.by.clone().unwrap_or_else(|| "-".to_owned());
            vec![line.at.readable(), by, sentence(&line.action, &line.subject)]
        })
        .collect();
    let value = lines
        .iter()
        .map(|line| {
            json!({
                "id": line.id.to_string(), "at": line.at.rfc3339(), "by": line.by, "action": line.action,
                "subject": line.subject, "parts": parts(&line.action, &line.subject),
            })
        })
        .collect();
    printer.say(&table_or(&["when", "who", "what"], &rows, "There is no such line."), &value);
    Ok(())
}

/// The words of the subject by their names: of an approval the draft, the digest, the key and the signature.
fn parts(action: &str, subject: &str) -> BTreeMap<&'static str, String> {
    actions::sentence(action, subject).1.into_iter().filter(|(name, _)| *name != "action").collect()
}

fn sentence(action: &str, subject: &str) -> String {
    let (key, parts) = actions::sentence(action, subject);
    let said = Words::english().say_with(key);
    parts.into_iter().fold(said, |said, (name, text)| said.name(name, text)).to_string()
}
