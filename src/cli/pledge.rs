//! `antiphon pledge`: how many signed, the key that signatures are sealed to, and taking them out. What a
//! member signs is in `pledge_member`.

use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::domain::cursor::Stretch;
use crate::domain::mail::MailAddress;
use crate::keys::OpeningKey;
use crate::service::{campaigns, pledge_export, pledge_forms, pledges};

use super::failure::{Failure, Outcome};
use super::listing::{Listing, cut};
use super::open::House;
use super::print::{Printer, table_or};
use super::{pledge_member, pledge_names};

/// Signatures of people under campaigns.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show how many stand behind each campaign.
    List(Listing),
    /// The key that signatures are sealed to.
    #[command(subcommand)]
    Key(Key),
    /// Write the signatures of a campaign to standard output, a line of JSON each. What people wrote stays sealed.
    Export {
        /// The handle of the campaign.
        campaign: String,
    },
    /// Open an export with the private key and write a table (CSV) to standard output. It needs no server: do it where
    /// the private key is.
    Read {
        /// The file with the private key.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// The file that `export` wrote.
        export: PathBuf,
    },
    /// Sign a campaign as the holder of a token. Nobody signs for somebody else.
    Sign(pledge_member::Sign),
    /// Take back what a member signed with their account, for somebody who cannot do it at the desk.
    Withdraw(pledge_member::Withdraw),
    /// Show the names that everybody reads under a campaign, the newest first, each with its number.
    Names(pledge_names::Names),
    /// Take a name off that should not be read under a campaign. The signature goes on to count.
    HideName(pledge_names::HideName),
    /// Erase what an e-mail address has signed, for somebody who has lost the mail with the link.
    Erase {
        /// The handle of the campaign.
        campaign: String,
        /// The address, however it is spelled.
        mail: String,
    },
}

/// The key that signatures are sealed to.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Show the public key.
    Show,
    /// Make a pair of keys and write it to a new file. Do this on another machine than the server.
    New {
        /// The file; it must not be there yet.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Seal signatures to this public key from now on.
    Set {
        /// One line that begins with `age1`.
        key: String,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    match command {
        Command::Key(Key::New { out }) => new_key(&out, printer),
        Command::Read { key, export } => read(&key, &export),
        command => {
            let house = House::open(config).await?;
            let done = act(command, &house, printer).await;
            house.close().await;
            done
        }
    }
}

async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    match command {
        Command::List(listing) => list(house, &listing, printer).await,
        Command::Key(Key::Set { key }) => {
            let key = pledge_export::set_sealing_key(house, None, &key).await?;
            let words = format!(
                "Signatures are sealed to {key} from now on. Earlier ones stay sealed to the key of their time."
            );
            printer.say(&words, &json!({ "key": key.to_string() }));
            Ok(())
        }
        Command::Key(_) => {
            let key = pledge_export::sealing_key(house).await?.map(|key| key.to_string());
            let words = key.clone().unwrap_or_else(|| {
                "There is no key yet. Until there is one, nothing of what signers write is kept but the name that they want shown. Make one on another machine with: antiphon pledge key new --out FILE".to_owned()
            });
            printer.say(&words, &json!({ "key": key }));
            Ok(())
        }
        Command::Export { campaign } => export(house, &campaign).await,
        Command::Sign(sign) => pledge_member::sign(house, &sign, printer).await,
        Command::Names(names) => pledge_names::list(house, &names, printer).await,
        Command::HideName(hide) => pledge_names::hide(house, &hide, printer).await,
        Command::Withdraw(withdraw) => pledge_member::withdraw(house, &withdraw, printer).await,
        Command::Erase { campaign, mail } => {
            let address = MailAddress::parse(&mail).map_err(Failure::misused)?;
            let was_there = pledge_forms::erase_of(house, &campaign, &address).await?;
            let words = if was_there {
                format!("What this address had signed under {campaign} is erased.")
            } else {
                format!("This address has signed nothing under {campaign}. Nothing was changed.")
            };
            printer.say(&words, &json!({ "erased": was_there }));
            Ok(())
        }
        Command::Read { .. } => unreachable!("it needs no server and was done before one was opened"),
    }
}

async fn list(house: &House, listing: &Listing, printer: Printer) -> Outcome {
    let below = listing.below(i64::MAX)?;
    let Stretch { rows: found, next } = campaigns::page_of_public(house, below, listing.most()).await?;
    let mut rows = Vec::new();
    let mut data = Vec::new();
    for campaign in &found {
        let total = pledges::total(house, campaign.id).await?;
        let all = if total.is_about() { format!("about {}", total.all()) } else { total.all().to_string() };
        let numbers = [total.form, total.fediverse, total.members, total.elsewhere];
        rows.push([campaign.handle.clone(), all].into_iter().chain(numbers.map(|n| n.to_string())).collect());
        data.push(json!({
            "campaign": campaign.handle, "all": total.all(), "is_about": total.is_about(), "form": total.form, "fediverse": total.fediverse,
            "members": total.members, "elsewhere": total.elsewhere, "cursor": campaign.id.to_string(),
        }));
    }
    let heads = ["campaign", "all", "by form", "fediverse", "members", "at partners"];
    let none = if listing.is_first() {
        "There is no campaign that anybody could sign yet."
    } else {
        "There are no more."
    };
    printer.say(&cut(table_or(&heads, &rows, none), next), &json!(data));
    Ok(())
}

async fn export(house: &House, handle: &str) -> Outcome {
    let campaign = pledge_export::note(house, None, handle).await?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut above = 0;
    loop {
        let (lines, next) = pledge_export::page(house, &campaign, above).await?;
        for line in &lines {
            serde_json::to_writer(&mut out, line).map_err(Failure::failed)?;
            writeln!(out).map_err(Failure::failed)?;
        }
        match next {
            Some(next) => above = next,
            None => return out.flush().map_err(Failure::failed),
        }
    }
}

fn new_key(out: &Path, printer: Printer) -> Outcome {
    use std::os::unix::fs::OpenOptionsExt as _;
    let key = OpeningKey::generate();
    let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(out);
    let written = file.and_then(|mut file| file.write_all(key.to_file().as_bytes()));
    written.map_err(|e| Failure::failed(format!("The key cannot be written to {}: {e}.", out.display())))?;
    let words = format!(
        "The private key is in {}. Keep it away from the server, and a copy in a second place: without it nobody can read the signatures.\nGive the server the public key: antiphon pledge key set {}",
        out.display(),
        key.public()
    );
    printer.say(&words, &json!({ "file": out.display().to_string(), "key": key.public().to_string() }));
    Ok(())
}

fn read(key: &Path, export: &Path) -> Outcome {
    let unreadable = |path: &Path, e: &dyn std::fmt::Display| {
        Failure::failed(format!("{} cannot be read: {e}.", path.display()))
    };
    let text = std::fs::read_to_string(key).map_err(|e| unreadable(key, &e))?;
    let opening = OpeningKey::parse(&text).map_err(Failure::misused)?;
    let file = std::fs::File::open(export).map_err(|e| unreadable(export, &e))?;
    let mut table = csv::Writer::from_writer(std::io::stdout().lock());
    let heads = ["confirmed_at", "way", "shown", "name", "mail", "place", "comment"];
    table.write_record(heads).map_err(Failure::failed)?;
    let mut shut = 0_u64;
    for (place, line) in std::io::BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|e| unreadable(export, &e))?;
        let pledge: serde_json::Value = serde_json::from_str(&line)
            .map_err(|e| unreadable(export, &format!("line {}: {e}", place + 1)))?;
        let text = |name: &str| pledge[name].as_str().unwrap_or_default().to_owned();
        let opened = match pledge["sealed"].as_str() {
            Some(sealed) => pledge_export::open(&opening, sealed).inspect_err(|_| shut += 1).ok(),
            None => None,
        };
        let known = opened.map(|all| [all.name, all.mail, all.place, all.comment]);
        let known =
            known.unwrap_or_else(|| [text("public_name"), String::new(), String::new(), String::new()]);
        let cells = [text("confirmed_at"), text("way"), text("shown")].into_iter().chain(known);
        table.write_record(cells.map(|cell| unharmful(&cell))).map_err(Failure::failed)?;
    }
    table.flush().map_err(Failure::failed)?;
    if shut > 0 {
        return Err(Failure::failed(format!(
            "{shut} signatures are sealed to another key and could not be opened; the rest is in the table."
        )));
    }
    Ok(())
}

/// What programs for tables would run as a formula is kept from being one.
fn unharmful(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula() {
        for (cell, wanted) in [("=1+1", "'=1+1"), ("@cmd", "'@cmd"), ("Ann", "Ann"), ("", "")] {
            assert_eq!(unharmful(cell), wanted);
        }
    }
}
