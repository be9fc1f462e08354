//! `antiphon letter`: whom people can write to, how many have, and what could not be sent.

use std::io::Read as _;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use crate::config::Config;
use crate::domain::cursor::{Cursor, Stretch};
use crate::domain::ids::RowId;
use crate::domain::letter::{LetterState, OfficeHours};
use crate::domain::mail_return::LARGEST_REPORT;
use crate::service::letter_targets::{self, NewTarget};
use crate::service::mail_returns::{self, Back};

use super::failure::{Failure, Outcome};
use super::listing::{Listing, cut};
use super::open::House;
use super::print::{Printer, table_or};

/// Letters of people to decision-makers.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show whom people can write to, how many letters there are, and what could not be sent.
    List,
    /// Show which letters to a decision-maker came back or are late, and what their mail server said.
    Show {
        /// The number of the decision-maker in the list.
        id: RowId,
        /// Which part of them.
        #[command(flatten)]
        listing: Listing,
    },
    /// Take in a mail about one of ours that came back: the whole mail on standard input, as a mail server hands it on. A
    /// letter is marked, and a reader whose mailbox is not there is forgotten.
    Bounce,
    /// Let people write to a decision-maker of a campaign, or change how.
    Set(Box<Set>),
    /// Take no more letters to a decision-maker; those that were confirmed still go.
    Close {
        /// The number in the list.
        id: RowId,
    },
}

/// A decision-maker who can be written to.
#[derive(Debug, Args)]
pub struct Set {
    /// The handle of the campaign.
    campaign: String,
    /// The name by which the campaign addresses them.
    name: String,
    /// Their e-mail address. It is kept sealed.
    #[arg(long)]
    address: String,
    /// What the letter is about.
    #[arg(long)]
    subject: String,
    /// A file with the text; `[name]` in it stands for the name of the writer.
    #[arg(long, value_name = "FILE")]
    text: PathBuf,
    /// The language of the letter.
    #[arg(long, default_value = "en")]
    language: String,
    /// Their time zone.
    #[arg(long, default_value = "UTC")]
    zone: String,
    /// Their working days, from 1, Monday, to 7.
    #[arg(long, value_delimiter = ',', default_value = "1,2,3,4,5")]
    days: Vec<u8>,
    /// When their office opens.
    #[arg(long, default_value = "09:00")]
    from: String,
    /// When it closes.
    #[arg(long, default_value = "17:00")]
    until: String,
    /// How many letters go to them in an hour.
    #[arg(long, default_value_t = 10)]
    per_hour: u32,
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
        Command::List => list(house, printer).await,
        Command::Show { id, listing } => show(house, id, &listing, printer).await,
        Command::Bounce => bounce(house, printer).await,
        Command::Set(set) => save(house, *set, printer).await,
        Command::Close { id } => {
            let closed = letter_targets::close(house, None, id).await;
            closed.map_err(|e| Failure::from(e).about(format!("decision-maker {id} who takes letters")))?;
            printer.say(
                "No more letters are taken. Those that were confirmed still go.",
                &json!({ "id": id.to_string() }),
            );
            Ok(())
        }
    }
}

async fn bounce(house: &House, printer: Printer) -> Outcome {
    let mut raw = Vec::new();
    let most = u64::try_from(LARGEST_REPORT).unwrap_or(u64::MAX) + 1;
    std::io::stdin().lock().take(most).read_to_end(&mut raw).map_err(Failure::failed)?;
    let taken = mail_returns::take(house, &raw).await?;
    let (fate, code) = (taken.said.fate.as_str(), &taken.said.code);
    let what = format!("the {} mail {}", taken.purpose.as_str(), taken.id);
    let words = if taken.is_new {
        format!("About {what}: {fate} {code}. It is noted.")
    } else {
        format!(
            "About {what}: {fate} {code}. Nothing was changed: it was known, or there is nothing to change."
        )
    };
    let value = json!({
        "mail": taken.id.to_string(), "purpose": taken.purpose.as_str(), "fate": fate, "code": code,
        "words": taken.said.words, "is_new": taken.is_new,
    });
    printer.say(&words, &value);
    Ok(())
}

async fn show(house: &House, id: RowId, listing: &Listing, printer: Printer) -> Outcome {
    let below = listing.below(Cursor::START)?;
    let all = letter_targets::overview(house).await?;
    let target = all.iter().find(|target| target.record.id == id);
    let target = target.ok_or_else(|| Failure::not_found(format!("there is no decision-maker {id} here")))?;
    let Stretch { rows: back, next } = mail_returns::of_target(house, id, below, listing.most()).await?;
    let state = |one: &Back| if one.is_late() { "late" } else { one.state.as_str() };
    let rows: Vec<Vec<String>> = back
        .iter()
        .map(|one| {
            let words = [one.id.to_string(), state(one).to_owned(), one.at.rfc3339()];
            words.into_iter().chain([one.code.clone(), one.words.clone()]).collect()
        })
        .collect();
    let letters: Vec<serde_json::Value> = back
        .iter()
        .map(|one| {
            json!({
                "id": one.id.to_string(), "state": state(one), "at": one.at.rfc3339(), "code": one.code,
                "words": one.words, "cursor": one.place().to_string(),
            })
        })
        .collect();
    let value = json!({
        "id": id.to_string(), "campaign": target.campaign, "name": target.record.name, "back": letters,
    });
    let none = if listing.is_first() {
        format!("No letter to {} came back, and none is late.", target.record.name)
    } else {
        "There are no more.".to_owned()
    };
    let heads = ["letter", "state", "heard at", "code", "what their server said"];
    printer.say(&cut(table_or(&heads, &rows, &none), next), &value);
    Ok(())
}

async fn save(house: &House, set: Set, printer: Printer) -> Outcome {
    let words = std::fs::read_to_string(&set.text)
        .map_err(|e| Failure::failed(format!("the file {} cannot be read: {e}", set.text.display())))?;
    let minute = |text: &str| {
        OfficeHours::minute(text)
            .ok_or_else(|| Failure::misused(format!("{text} is not a time of day like 09:00")))
    };
    let new = NewTarget {
        name: set.name.clone(),
        address: set.address,
        language: set.language,
        subject: set.subject,
        words,
        hours: OfficeHours {
            zone: set.zone,
            days: set.days,
            from: minute(&set.from)?,
            until: minute(&set.until)?,
        },
        per_hour: set.per_hour,
    };
    let saved = letter_targets::set(house, None, &set.campaign, new).await;
    let id = saved.map_err(|e| Failure::from(e).about(format!("campaign {}", set.campaign)))?;
    let value = json!({ "id": id.to_string(), "path": format!("/letters/{id}") });
    printer.say(
        &format!("People can write to {} at {}.", set.name, house.url(&format!("/letters/{id}"))),
        &value,
    );
    Ok(())
}

async fn list(house: &House, printer: Printer) -> Outcome {
    let all = letter_targets::overview(house).await?;
    let numbers = mail_returns::numbers(house).await?;
    let back: Vec<mail_returns::Number> =
        all.iter().map(|target| numbers.get(&target.record.id).copied().unwrap_or_default()).collect();
    let rows: Vec<Vec<String>> = all
        .iter()
        .zip(&back)
        .map(|(target, back)| {
            let mut row = vec![
                target.record.id.to_string(),
                target.campaign.clone(),
                target.record.name.clone(),
                target.address.clone().unwrap_or_default(),
            ];
            row.extend(LetterState::ALL.map(|state| target.count(state).to_string()));
            row.extend([back.returned.to_string(), back.late.to_string()]);
            row.push(if target.record.closed_at.is_some() { "closed" } else { "" }.to_owned());
            row
        })
        .collect();
    let mut heads = vec!["id", "campaign", "name", "address"];
    heads.extend(LetterState::ALL.map(LetterState::as_str));
    heads.extend(["came back", "late", ""]);
    let value = all
        .iter()
        .zip(&back)
        .map(|(target, back)| {
            let counts: serde_json::Map<String, serde_json::Value> = LetterState::ALL
                .iter()
                .map(|state| (state.as_str().to_owned(), json!(target.count(*state))))
                .collect();
            json!({
                "id": target.record.id.to_string(), "campaign": target.campaign, "name": target.record.name,
                "address": target.address, "hours": target.record.hours, "per_hour": target.record.per_hour,
                "closed": target.record.closed_at.is_some(), "letters": counts,
                "came_back": back.returned, "late": back.late,
            })
        })
        .collect();
    printer.say(&table_or(&heads, &rows, "Nobody can be written to yet."), &value);
    Ok(())
}
