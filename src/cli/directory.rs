//! `antiphon directory`: coalitions and campaigns that we show, who shows ours, and the lists that partners exchange.

use clap::Subcommand;
use serde_json::{Value, json};

use crate::config::Config;
use crate::domain::account::Account;
use crate::domain::directory::{EntryKind, EntryState};
use crate::domain::ids::RowId;
use crate::domain::sector::Sector;
use crate::service::accounts;
use crate::service::consent::{self, Asked};
use crate::service::directory::{self, OwnWords, Shown};
use crate::service::peer_lists::{self, Looked};

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, add, count, table_or};

/// The largest file that is read.
const LONGEST_FILE: u64 = 1024 * 1024;

/// Coalitions and campaigns that we show, and who shows ours.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show every entry, requests that wait for an answer, and whom partners name.
    List,
    /// Ask a coalition or campaign whether it may be shown here; one of ours is shown at once.
    Ask {
        /// Its handle or address, as in @coalition@example.org.
        who: String,
    },
    /// Let somebody who asked show one of ours.
    Accept {
        /// The number of the request.
        request: RowId,
    },
    /// Say no to a request, or take back what was allowed.
    Decline {
        /// The number of the request.
        request: RowId,
    },
    /// Take an entry out of the directory. Nobody there has to agree.
    Remove {
        /// Its handle or address.
        who: String,
    },
    /// Let others ask to show ours, or nobody.
    Open {
        /// `yes` or `no`. With `no`, everything that was allowed is taken back.
        answer: Yes,
    },
    /// Say what the coalition works on, where, and in which languages. What is given takes the place of what was there.
    Describe {
        /// A sector, such as environment or housing. Can be given again.
        #[arg(long)]
        sector: Vec<String>,
        /// A region: a country like HU, a part of one like HU-BU, or a number of the UN like 150. Can be given again.
        #[arg(long)]
        region: Vec<String>,
        /// A language. Can be given again. Without it: those of the settings.
        #[arg(long)]
        language: Vec<String>,
    },
    /// Ask those whom the list of a partner names, without anybody at the desk, or no more.
    Trust {
        /// The partner's handle or address.
        who: String,
        /// No more.
        #[arg(long)]
        no: bool,
    },
    /// Ask a partner for its list now.
    Look {
        /// The partner's handle or address.
        who: String,
    },
    /// Write our signed list of partners, for those who cannot be reached by network.
    Export {
        /// The file; `-` writes to standard output.
        file: String,
    },
    /// Read the signed list of a partner from a file. It names candidates, and lists nobody.
    Import {
        /// The file.
        file: String,
    },
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Yes {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let house = House::open(config).await?;
    let done = Box::pin(act(command, &house, printer)).await;
    house.close().await;
    done
}

async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    match command {
        Command::List => list(house, printer).await,
        Command::Ask { who } => {
            let (account, entry) =
                directory::ask_for(&house.cx, None, &who).await.map_err(|e| about(e, &who))?;
            let lines = match entry.state {
                EntryState::Listed => format!("{} stands in the directory.", handle(house, &account)),
                _ => format!("Asked {}. They are shown when they agree.", handle(house, &account)),
            };
            printer.say(&lines, &json!({"uri": account.uri.as_str(), "state": entry.state.as_str()}));
            Ok(())
        }
        Command::Accept { request } => {
            let asked =
                consent::decide(&house.cx, None, request, true).await.map_err(|e| number(e, request))?;
            let lines = format!("{} may show {}.", handle(house, &asked.by), handle(house, &asked.target));
            printer.say(&lines, &json!({"request": request.to_string(), "state": "accepted"}));
            Ok(())
        }
        Command::Decline { request } => {
            let (asked, state) = match consent::decide(&house.cx, None, request, false).await {
                Ok(asked) => (asked, "declined"),
                Err(crate::service::Error::NotFound) => {
                    let revoked = consent::revoke(&house.cx, None, request).await;
                    (revoked.map_err(|e| number(e, request))?, "revoked")
                }
                Err(e) => return Err(e.into()),
            };
            let lines =
                format!("{} may not show {}.", handle(house, &asked.by), handle(house, &asked.target));
            printer.say(&lines, &json!({"request": request.to_string(), "state": state}));
            Ok(())
        }
        Command::Remove { who } => {
            let account = known(house, &who).await?;
            directory::remove(&house.cx, None, &account).await.map_err(|e| about(e, &who))?;
            let lines = format!("{} stands in the directory no more.", handle(house, &account));
            printer.say(&lines, &json!({"uri": account.uri.as_str(), "state": "candidate"}));
            Ok(())
        }
        Command::Open { answer } => {
            directory::set_open(&house.cx, None, answer == Yes::Yes).await?;
            let lines = match answer {
                Yes::Yes => "Others may ask to show ours.",
                Yes::No => "Nobody may show ours any more; everything that was allowed is taken back.",
            };
            printer.say(lines, &json!({"open": answer == Yes::Yes}));
            Ok(())
        }
        Command::Describe { sector, region, language } => {
            let words = OwnWords { sectors: sector, regions: region, languages: language };
            directory::describe_own(&house.cx, None, words).await?;
            let house_now = accounts::coalition(house).await?;
            let facts = directory::facts_of(house, &house_now).await?;
            let value = json!({"sectors": words_of(&facts.sectors), "regions": facts.regions, "languages": facts.languages});
            printer.say("Changed what the coalition says about itself.", &value);
            Ok(())
        }
        Command::Trust { who, no } => {
            let account = known(house, &who).await?;
            peer_lists::trust(&house.cx, None, &account, !no).await.map_err(|e| about(e, &who))?;
            let lines = if no {
                format!("Whom {} lists is asked by nobody but the desk.", handle(house, &account))
            } else {
                format!("Whom {} lists is asked at once. Each decides for itself.", handle(house, &account))
            };
            printer.say(&lines, &json!({"uri": account.uri.as_str(), "trusted": !no}));
            Ok(())
        }
        Command::Look { who } => {
            let account = known(house, &who).await?;
            let looked = peer_lists::look(house, &account).await.map_err(|e| about(e, &who))?;
            say_looked(house, printer, &account, looked);
            Ok(())
        }
        Command::Export { file } => export(house, printer, &file).await,
        Command::Import { file } => {
            let facts = std::fs::metadata(&file)
                .map_err(|e| Failure::failed(format!("the file {file} cannot be read: {e}")))?;
            if facts.len() > LONGEST_FILE {
                return Err(Failure::failed(format!("the file {file} is too large for a list of partners")));
            }
            let text = std::fs::read(&file)
                .map_err(|e| Failure::failed(format!("the file {file} cannot be read: {e}")))?;
            let (account, looked) = peer_lists::import(house, None, &text).await?;
            say_looked(house, printer, &account, looked);
            Ok(())
        }
    }
}

fn about(error: crate::service::Error, who: &str) -> Failure {
    Failure::from(error).about(format!("entry of {who} in the directory"))
}

fn number(error: crate::service::Error, request: RowId) -> Failure {
    Failure::from(error).about(format!("request {request} that waits"))
}

fn handle(house: &House, account: &Account) -> String {
    match &account.host {
        Some(_) => format!("@{}", account.acct()),
        None => format!("@{}@{}", account.username, house.config.handle_domain()),
    }
}

async fn known(house: &House, who: &str) -> Result<Account, Failure> {
    let found = accounts::known(house, who).await?;
    found.ok_or_else(|| Failure::not_found(format!("{who} is not known here")))
}

fn say_looked(house: &House, printer: Printer, account: &Account, looked: Looked) {
    let (lines, named) = match looked {
        Looked::News(named) => {
            let named_words = count(i64::try_from(named).unwrap_or(i64::MAX), "partner", "partners");
            (format!("The list of {} names {named_words}.", handle(house, account)), Some(named))
        }
        Looked::Same => (format!("The list of {} says nothing new.", handle(house, account)), None),
    };
    printer.say(&lines, &json!({"uri": account.uri.as_str(), "news": named.is_some(), "named": named}));
}

async fn export(house: &House, printer: Printer, file: &str) -> Outcome {
    let text = peer_lists::document(house).await?;
    if file == "-" {
        let value: Value =
            serde_json::from_str(&text).map_err(|e| Failure::failed(format!("the list is broken: {e}")))?;
        printer.say(&text, &value);
        return Ok(());
    }
    std::fs::write(file, text.as_bytes())
        .map_err(|e| Failure::failed(format!("the file {file} cannot be written: {e}")))?;
    printer.say(&format!("Wrote our list of partners to {file}."), &json!({ "file": file }));
    Ok(())
}

async fn list(house: &House, printer: Printer) -> Outcome {
    let entries = directory::every(house).await?;
    let requests = consent::list(house).await?;
    let (partners, named) = peer_lists::overview(house).await?;
    let row = |one: &Shown| {
        let kind = one.entry.kind.as_str().to_owned();
        vec![handle(house, &one.account), kind, one.entry.state.as_str().to_owned(), one.account.name.clone()]
    };
    let rows: Vec<_> = entries.iter().map(row).collect();
    let none = "Nobody is known yet. Ask somebody: antiphon directory ask @coalition@example.org";
    let mut lines = table_or(&["handle", "kind", "state", "name"], &rows, none);
    for one in &requests {
        let word = one.request.state.as_str();
        let (by, target) = (handle(house, &one.by), handle(house, &one.target));
        add(&mut lines, format_args!("\nrequest {}: {by} shows {target} ({word})", one.request.id));
    }
    for one in &named {
        add(&mut lines, format_args!("\nnamed by a partner: {} ({})", one.uri, one.name));
    }
    let value = json!({
        "open": directory::is_open(house).await?,
        "entries": entries.iter().map(entry).collect::<Vec<_>>(),
        "requests": requests.iter().map(asked).collect::<Vec<_>>(),
        "lists": partners.iter().map(|one| json!({
            "uri": one.account.uri.as_str(), "trusted": one.list.trusted_at.is_some(), "sequence": one.list.known.sequence,
            "fetched_at": one.list.fetched_at.map(crate::domain::time::Time::rfc3339),
            "failures": one.list.failures, "trouble": one.list.trouble,
        })).collect::<Vec<_>>(),
        "named": named.iter().map(|one| json!({
            "uri": one.uri, "kind": one.kind.as_str(), "name": one.name, "sectors": words_of(&one.sectors),
        })).collect::<Vec<_>>(),
    });
    printer.say(&lines, &value);
    Ok(())
}

fn words_of(sectors: &[Sector]) -> Vec<&'static str> {
    sectors.iter().map(|sector| sector.as_str()).collect()
}

fn entry(one: &Shown) -> Value {
    json!({
        "uri": one.account.uri.as_str(), "name": one.account.name, "kind": EntryKind::as_str(one.entry.kind),
        "state": one.entry.state.as_str(), "since": one.entry.state_at.rfc3339(), "stamp": one.entry.stamp_uri,
        "sectors": words_of(&one.facts.sectors), "regions": one.facts.regions, "languages": one.facts.languages,
        "campaign_state": one.facts.state,
    })
}

fn asked(one: &Asked) -> Value {
    json!({
        "id": one.request.id.to_string(), "by": one.by.uri.as_str(), "target": one.target.uri.as_str(),
        "collection": one.request.collection_uri, "state": one.request.state.as_str(),
    })
}
