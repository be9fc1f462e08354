//! `antiphon emoji`: small pictures of this server that members use as letters.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::service::emoji;

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, table_or};

/// Small pictures that members use as letters.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Keep a picture under a name: PNG, GIF, WebP or JPEG, at most 256 KiB and 512 pixels on each side.
    Add {
        /// The name; members write it between colons.
        shortcode: String,
        /// The picture.
        file: PathBuf,
        /// What apps sort it under.
        #[arg(long)]
        category: Option<String>,
    },
    /// Show all of them.
    List,
    /// Take one away with its picture; texts that used it show its name from then on.
    Remove {
        /// The name.
        shortcode: String,
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
        Command::Add { shortcode, file, category } => {
            let bytes = std::fs::read(&file)
                .map_err(|e| Failure::failed(format!("{} cannot be read: {e}", file.display())))?;
            let new = emoji::add(house, &shortcode, &bytes, category.as_deref()).await?;
            let url = emoji::address(house, &new.file);
            let value = json!({ "shortcode": new.shortcode, "url": url, "category": new.category });
            printer.say(&format!(":{}: is here now.", new.shortcode), &value);
            Ok(())
        }
        Command::List => list(house, printer).await,
        Command::Remove { shortcode } => {
            let about = format!("emoji {shortcode}");
            emoji::remove(house, &shortcode).await.map_err(|e| Failure::from(e).about(about))?;
            printer.say(&format!(":{shortcode}: is gone."), &json!({ "shortcode": shortcode }));
            Ok(())
        }
    }
}

async fn list(house: &House, printer: Printer) -> Outcome {
    let all = emoji::list(house).await?;
    let rows: Vec<_> = all
        .iter()
        .map(|one| {
            vec![one.shortcode.clone(), one.category.clone().unwrap_or_default(), one.created_at.day()]
        })
        .collect();
    let value = all
        .iter()
        .map(|one| {
            let url = emoji::address(house, &one.file);
            json!({ "shortcode": one.shortcode, "category": one.category, "url": url, "created_at": one.created_at.rfc3339() })
        })
        .collect();
    printer.say(&table_or(&["name", "category", "since"], &rows, "There is no emoji."), &value);
    Ok(())
}
