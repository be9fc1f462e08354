//! Checking signed documents, whoever serves them: read, find what is missing, say what holds.

use url::Url;

use crate::app::Cx;
use crate::domain::time::Time;
use crate::remote::proofs;
pub use crate::wire::verification::{Finding, Verdict};
use crate::wire::{Json, strict, verification};

use super::{Error, Result};

/// How often documents that are missing are asked for: a statement names its author, and that is all.
const ROUNDS: usize = 3;

/// Reads a document that somebody has as text.
pub fn read(text: &[u8]) -> Result<Json> {
    strict::read(text).map_err(Error::quoted)
}

/// What can be said of these documents without asking anybody.
pub fn check(documents: &[Json], now: Time) -> Vec<Finding> {
    verification::check(documents, now)
}

/// A document from wherever a copy of it is.
pub async fn fetch(cx: &Cx, address: &str) -> Result<Json> {
    let url = Url::parse(address).map_err(|_| Error::refused(format!("\"{address}\" is not an address")))?;
    Ok(proofs::copy(cx, &url).await?)
}

/// The same as [`check`], after asking for the documents that are missing at the addresses they have.
pub async fn check_and_fetch(cx: &Cx, mut documents: Vec<Json>) -> Vec<Finding> {
    let mut found = check(&documents, cx.now());
    let mut asked: Vec<String> = Vec::new();
    let mut why: Vec<(String, String)> = Vec::new();
    for _ in 0..ROUNDS {
        let mut news = false;
        for wanted in found.iter().filter_map(|finding| finding.wanted.clone()).collect::<Vec<_>>() {
            if asked.contains(&wanted) {
                continue;
            }
            asked.push(wanted.clone());
            match fetch(cx, &wanted).await {
                Ok(document) => {
                    documents.push(document);
                    news = true;
                }
                Err(error) => why.push((wanted, error.to_string())),
            }
        }
        if !news {
            break;
        }
        found = check(&documents, cx.now());
    }
    // Whoever still misses a document hears why it could not be had.
    for finding in &mut found {
        if let Some((_, error)) = why.iter().find(|(wanted, _)| finding.wanted.as_ref() == Some(wanted)) {
            finding.words = format!("{}; {error}", finding.words);
        }
    }
    found
}
