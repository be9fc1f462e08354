//! `antiphon domain`: which domains this server talks with. A running server goes by it within a second.

use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::domain::moderation::DomainRule;
use crate::service::domains;

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, table_or};

/// Which domains this server talks with.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Send nothing to a domain and everything below it, and take nothing from there.
    Block(Rule),
    /// Talk with a domain although a rule about a domain above it, or the settings, would forbid it.
    Allow(Rule),
    /// Take the rule about a domain away.
    Forget {
        /// The domain.
        domain: String,
    },
    /// Show every rule.
    List,
}

/// A rule about a domain.
#[derive(Debug, clap::Args)]
pub struct Rule {
    /// The domain; the rule holds for everything below it as well.
    domain: String,
    /// Why, for those who run this server.
    #[arg(long, default_value = "")]
    note: String,
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
        Command::Block(rule) => set(house, &rule, DomainRule::Block, printer).await,
        Command::Allow(rule) => set(house, &rule, DomainRule::Allow, printer).await,
        Command::Forget { domain } => {
            let rules = domains::list(house).await?;
            let given = domain.trim().trim_end_matches('.').to_lowercase();
            let domain = domains::forget(house, &domain).await.map_err(|e| {
                if rules.iter().any(|r| r.domain == given) { e.into() } else { Failure::not_found(e) }
            })?;
            printer.say(&format!("There is no rule about {domain} any more."), &json!({ "domain": domain }));
            Ok(())
        }
        Command::List => list(house, printer).await,
    }
}

async fn set(house: &House, rule: &Rule, what: DomainRule, printer: Printer) -> Outcome {
    let domain = domains::set(house, &rule.domain, what, &rule.note).await?;
    let lines = match what {
        DomainRule::Block => format!("{domain} is blocked; what waited for it is dropped."),
        DomainRule::Allow => format!("{domain} is allowed."),
    };
    printer.say(&lines, &json!({ "domain": domain, "rule": what.as_str(), "note": rule.note }));
    Ok(())
}

async fn list(house: &House, printer: Printer) -> Outcome {
    let rules = domains::list(house).await?;
    let rows: Vec<_> = rules
        .iter()
        .map(|r| vec![r.domain.clone(), r.rule.as_str().to_owned(), r.created_at.day(), r.note.clone()])
        .collect();
    let value = rules
        .iter()
        .map(|r| {
            let created_at = r.created_at.rfc3339();
            json!({ "domain": r.domain, "rule": r.rule.as_str(), "note": r.note, "created_at": created_at })
        })
        .collect();
    printer.say(&table_or(&["domain", "rule", "since", "note"], &rows, "There is no rule."), &value);
    Ok(())
}
