//! Which domains we talk with.

use crate::app::App;
use crate::domain::handle::normal_domain;
use crate::domain::ids::MemberId;
use crate::domain::moderation::{DomainPolicy, DomainRule};
use crate::domain::refusal::Refusal;
use crate::store::domain_rules::{self, RuleRecord};
use crate::store::{audit, deliveries, lanes};

use super::{Error, Result, endorsers};

/// Every rule.
pub async fn list(app: &App) -> Result<Vec<RuleRecord>> {
    Ok(domain_rules::list(&app.store).await?)
}

/// Sets the rule of a domain and everything below it. What still waits for a blocked domain is dropped (A106).
pub async fn set(app: &App, domain: &str, rule: DomainRule, note: &str) -> Result<String> {
    set_by(app, None, domain, rule, note).await
}

/// The same, by a member of the house.
pub async fn set_by(
    app: &App,
    by: Option<MemberId>,
    domain: &str,
    rule: DomainRule,
    note: &str,
) -> Result<String> {
    let domain = named(domain)?;
    if rule == DomainRule::Block && app.config.authority().split(':').next() == Some(domain.as_str()) {
        return Err(Error::says("refusal-directory-own-domain"));
    }
    let mut tx = app.store.begin().await?;
    domain_rules::save(&mut tx, &domain, rule, note, app.now()).await?;
    let action = format!("domain.{}", rule.as_str());
    audit::write(&mut tx, app.row_id(), by, &action, &domain, app.now()).await?;
    tx.commit().await?;
    reload(app).await?;
    drop_refused(app).await?;
    endorsers::refresh_from(app, &domain).await?;
    Ok(domain)
}

/// Takes the rule of a domain away.
pub async fn forget(app: &App, domain: &str) -> Result<String> {
    forget_by(app, None, domain).await
}

/// The same, by a member of the house.
pub async fn forget_by(app: &App, by: Option<MemberId>, domain: &str) -> Result<String> {
    let domain = named(domain)?;
    let mut tx = app.store.begin().await?;
    if !domain_rules::remove(&mut tx, &domain).await? {
        return Err(Error::refused(Refusal::new("refusal-directory-no-rule").name("name", &domain)));
    }
    audit::write(&mut tx, app.row_id(), by, "domain.forget", &domain, app.now()).await?;
    tx.commit().await?;
    reload(app).await?;
    endorsers::refresh_from(app, &domain).await?;
    Ok(domain)
}

/// Reads the rules anew; another process may have changed them.
pub async fn reload(app: &App) -> Result<()> {
    let rules = domain_rules::list(&app.store).await?;
    let policy = DomainPolicy::new(
        rules.into_iter().map(|r| (r.domain, r.rule)),
        app.config.federation.allowlist_only,
    );
    if *app.domains.policy() != policy {
        app.domains.replace(policy);
    }
    Ok(())
}

/// What waits for hosts that the policy no longer admits is dropped.
async fn drop_refused(app: &App) -> Result<()> {
    let policy = app.domains.policy();
    for lane in lanes::list(&app.store, false, i64::MAX).await? {
        if lane.waiting > 0 && !policy.admits(&lane.host) {
            let mut tx = app.store.begin().await?;
            deliveries::drop_host(&mut tx, &lane.host, app.now(), "this domain is blocked here").await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

fn named(domain: &str) -> Result<String> {
    let normal = normal_domain(domain.trim())
        .ok_or_else(|| Error::refused(Refusal::new("refusal-form-domain").name("name", domain)))?;
    // A rule holds for every port.
    Ok(normal.split(':').next().unwrap_or_default().to_owned())
}
