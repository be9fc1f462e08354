//! Long lists of commands: how many rows at once, from where on, and what is said where a list was cut.

use std::fmt::Display;

use clap::Args;
use serde_json::Value;

use super::print::{Printer, add, table_or};

/// Which part of a long list is wanted.
#[derive(Clone, Debug, Args)]
pub struct Listing<P: Clone + std::str::FromStr + Send + Sync + 'static>
where
    P::Err: std::error::Error + Send + Sync + 'static,
{
    /// So many rows at once. What can still change or waits for a decision is shown whole, whatever stands here.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub limit: u16,
    /// Only what stands below this place: the `cursor` that --json shows of the last row.
    #[arg(long, value_name = "CURSOR", value_parser = parse::<P>)]
    pub before: Option<P>,
}

fn parse<P: std::str::FromStr>(text: &str) -> Result<P, P::Err> {
    text.parse()
}
