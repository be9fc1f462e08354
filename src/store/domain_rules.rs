//! Which domains we talk with.

use crate::domain::moderation::DomainRule;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    LIST = "SELECT domain, rule, note, created_at FROM domain_rules ORDER BY domain";
    SAVE = "INSERT INTO domain_rules (domain, rule, note, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (domain) DO UPDATE SET rule = excluded.rule, note = excluded.note";
    REMOVE = "DELETE FROM domain_rules WHERE domain = $1";
}

/// A rule with its reason.
#[derive(Clone, Debug)]
pub struct RuleRecord {
    /// The domain and everything below it.
    pub domain: String,
    /// What is decided.
    pub rule: DomainRule,
    /// Why, for those who run the server.
    pub note: String,
    /// Since when.
    pub created_at: Time,
}

/// Every rule.
pub async fn list(db: impl Reads) -> Result<Vec<RuleRecord>> {
    let rows: Vec<(String, String, String, i64)> = db.all(&LIST, args![]).await?;
    Ok(rows
        .into_iter()
        .map(|(domain, rule, note, at)| RuleRecord {
            domain,
            rule: DomainRule::parse(&rule),
            note,
            created_at: Time(at),
        })
        .collect())
}

/// Writes a rule.
pub async fn save(tx: &mut Tx, domain: &str, rule: DomainRule, note: &str, now: Time) -> Result<()> {
    tx.run(&SAVE, args![domain, rule.as_str(), note, now]).await.map(drop)
}

/// Takes a rule away; whether there was one.
pub async fn remove(tx: &mut Tx, domain: &str) -> Result<bool> {
    Ok(tx.run(&REMOVE, args![domain]).await? > 0)
}
