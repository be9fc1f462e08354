//! `antiphon notice`: what the house tells its members, and nobody else.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::config::Config;
use crate::domain::cursor::Stretch;
use crate::domain::day::Day;
use crate::domain::ids::RowId;
use crate::domain::notice::{Notice, NoticePlan};
use crate::domain::text;
use crate::service::notices;

use super::failure::{Failure, Outcome};
use super::listing::{Listing, cut};
use super::open::House;
use super::print::{Printer, table_or};

/// What the house tells its members: that the server is away tonight, that a rule is new.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tell the members something. They read it in their apps and at their desk; nobody else does.
    Publish {
        /// What it says.
        #[command(flatten)]
        parts: Parts,
    },
    /// Say it differently. What is not given stays; whoever has read it is shown it again when the text is another.
    Change {
        /// Its number.
        id: RowId,
        /// What is new.
        #[command(flatten)]
        parts: Parts,
    },
    /// Take it down.
    Remove {
        /// Its number.
        id: RowId,
    },
    /// Show all of them, the newest first, those that are over as well.
    List(Listing),
}

/// What a notice says.
#[derive(Debug, Args)]
pub struct Parts {
    /// The text, in Markdown.
    #[arg(long, conflicts_with = "file")]
    text: Option<String>,
    /// A file with the text.
    #[arg(long)]
    file: Option<PathBuf>,
    /// The language of the text.
    #[arg(long)]
    lang: Option<String>,
    /// The first day of what it is about: 2026-12-01; "none" takes it away.
    #[arg(long, value_name = "DAY")]
    starts: Option<String>,
    /// The last day; members are shown it until that is over. "none" takes it away.
    #[arg(long, value_name = "DAY")]
    ends: Option<String>,
}

impl Parts {
    /// What is given here, in the place of what was there.
    fn onto(self, before: NoticePlan) -> Result<NoticePlan, Failure> {
        let source = match (self.text, self.file) {
            (Some(text), _) => text,
            (None, Some(file)) => std::fs::read_to_string(&file)
                .map_err(|e| Failure::failed(format!("{} cannot be read: {e}", file.display())))?,
            (None, None) => before.source,
        };
        let day = |given: Option<String>, before: Option<Day>| match given.as_deref() {
            None => Ok(before),
            Some("none") => Ok(None),
            Some(text) => Day::parse(text).map(Some).ok_or_else(|| {
                Failure::misused(format!("\"{text}\" is not a day; write it like 2026-12-01"))
            }),
        };
        Ok(NoticePlan {
            source,
            language: self.lang.unwrap_or(before.language),
            starts_on: day(self.starts, before.starts_on)?,
            ends_on: day(self.ends, before.ends_on)?,
        })
    }
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let house = House::open(config).await?;
    let done = Box::pin(act(command, &house, printer)).await;
    house.close().await;
    done
}

fn about(error: crate::service::Error, id: RowId) -> Failure {
    Failure::from(error).about(format!("notice {id}"))
}

async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    match command {
        Command::Publish { parts } => {
            let language = house.config.coalition.languages.first().map_or("en", String::as_str).to_owned();
            let empty = NoticePlan { source: String::new(), language, starts_on: None, ends_on: None };
            let new = notices::publish(&house.cx, None, parts.onto(empty)?).await?;
            printer.say(&format!("The members are told. It is notice {}.", new.id), &value(&new));
            Ok(())
        }
        Command::Change { id, parts } => {
            let before = notices::find(house, id).await.map_err(|e| about(e, id))?;
            let changed = notices::change(&house.cx, None, id, parts.onto(before.plan)?);
            let changed = changed.await.map_err(|e| about(e, id))?;
            printer.say(&format!("Notice {id} is changed."), &value(&changed));
            Ok(())
        }
        Command::Remove { id } => {
            notices::remove(&house.cx, None, id).await.map_err(|e| about(e, id))?;
            printer.say(&format!("Notice {id} is taken down."), &json!({ "id": id.to_string() }));
            Ok(())
        }
        Command::List(listing) => list(house, &listing, printer).await,
    }
}

fn value(notice: &Notice) -> Value {
    let plan = &notice.plan;
    json!({
        "id": notice.id.to_string(), "text": plan.source, "language": plan.language,
        "starts_on": plan.starts_on.map(|day| day.to_string()), "ends_on": plan.ends_on.map(|day| day.to_string()),
        "published_at": notice.published_at.rfc3339(), "changed_at": notice.changed_at.rfc3339(),
    })
}

async fn list(house: &House, listing: &Listing, printer: Printer) -> Outcome {
    let Stretch { rows: all, next } = notices::page(house, listing.below(i64::MAX)?, listing.most()).await?;
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let row = |one: &Notice| {
        let words = text::excerpt(&text::plain(&one.html), 60);
        vec![
            one.id.to_string(),
            one.published_at.day(),
            day(one.plan.starts_on),
            day(one.plan.ends_on),
            words,
        ]
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    let table = table_or(&["number", "told", "first day", "last day", "text"], &rows, "There is no notice.");
    let with_cursor = |one: &Notice| {
        let mut value = value(one);
        value["cursor"] = json!(one.id.to_string());
        value
    };
    printer.say(&cut(table, next), &all.iter().map(with_cursor).collect());
    Ok(())
}
