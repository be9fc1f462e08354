//! `antiphon verify`: whether a copy of a statement, a campaign or an endorsement is genuine, wherever it was found.

use serde_json::json;

use crate::app::{self, Clock as _, SystemClock};
use crate::config::Config;
use crate::service::verification::{self, Finding, Verdict};

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, add};

/// Whether copies of signed documents are genuine.
///
/// Exit codes: 0 everything holds, 1 something does not hold, 2 misused, 3 something could not be said because a document
/// is missing.
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// Files, or addresses that begin with http:// or https://. Give the document, and the documents of the actors that
    /// signed it; with an endorsement also the statement.
    #[arg(required = true, value_name = "FILE-or-URL")]
    copies: Vec<String>,
    /// Ask nobody: what is missing stays missing.
    #[arg(long)]
    offline: bool,
}

/// Runs the command.
pub async fn run(verify: &Verify, config: Config, printer: Printer) -> Outcome {
    let (addresses, files): (Vec<&String>, Vec<&String>) =
        verify.copies.iter().partition(|one| one.starts_with("https://") || one.starts_with("http://"));
    if verify.offline && !addresses.is_empty() {
        return Err(Failure::misused("with --offline, give files and no addresses"));
    }
    let mut documents = Vec::new();
    for file in files {
        let text =
            std::fs::read(file).map_err(|e| Failure::misused(format!("{file} cannot be read: {e}")))?;
        documents.push(verification::read(&text).map_err(|e| Failure::misused(format!("{file}: {e}")))?);
    }
    // Addresses are asked with the guarded client of an instance; what is given as files needs none.
    let may_ask = !verify.offline && app::is_set_up(&config).await.unwrap_or(false);
    if !may_ask {
        if !addresses.is_empty() {
            return Err(Failure::failed(
                "addresses are asked with the settings of an instance, and there is none here. Save the documents as files, and give those.",
            ));
        }
        return say(&verification::check(&documents, SystemClock.now()), printer);
    }
    let house = House::open(config).await?;
    for address in addresses {
        match verification::fetch(&house.cx, address).await {
            Ok(document) => documents.push(document),
            Err(error) => {
                house.close().await;
                return Err(Failure::failed(format!("{address}: {error}")));
            }
        }
    }
    let found = verification::check_and_fetch(&house.cx, documents).await;
    house.close().await;
    say(&found, printer)
}

fn say(found: &[Finding], printer: Printer) -> Outcome {
    let mut lines = String::new();
    for finding in found {
        let word = match finding.verdict {
            Verdict::Holds => "holds",
            Verdict::Fails => "DOES NOT HOLD",
            Verdict::Unknown => "unknown",
        };
        add(&mut lines, format_args!("{word}: {}\n    {}\n", finding.words, finding.about));
    }
    let value = found
        .iter()
        .map(|finding| {
            let verdict = match finding.verdict {
                Verdict::Holds => "holds",
                Verdict::Fails => "fails",
                Verdict::Unknown => "unknown",
            };
            json!({ "about": finding.about, "verdict": verdict, "words": finding.words, "wanted": finding.wanted })
        })
        .collect();
    printer.say(lines.trim_end(), &value);
    if found.iter().any(|finding| finding.verdict == Verdict::Fails) {
        return Err(Failure::failed("something in these documents does not hold"));
    }
    if found.iter().any(|finding| finding.verdict == Verdict::Unknown) {
        return Err(Failure::not_found("a document is missing; give it as well"));
    }
    Ok(())
}
