//! The first start: keys, the instance actor, the coalition and its owner. Later starts check that all is still there.

use crate::app::App;
use crate::domain::account::{Account, ActorKind, Profile};
use crate::domain::ids::AccountId;
use crate::domain::text;
use crate::domain::uri::Uri;
use crate::keys::{Algorithm, SigningKey};
use crate::remote::keyring;
use crate::store::keys::{KeyRecord, Purpose};
use crate::store::members::MemberRecord;
use crate::store::{Tx, accounts, keys, members, meta};

use super::{Error, Result};

/// What the first start has made.
#[derive(Clone, Debug)]
pub struct FirstStart {
    /// A path that signs the owner in, once.
    pub owner_link: String,
}

/// Makes what is not there; refuses a database that belongs to another address.
pub async fn ensure(app: &App) -> Result<Option<FirstStart>> {
    match meta::find(&app.store, "public_url").await? {
        Some(url) if url == app.config.origin() => {
            let instance = super::accounts::instance(app).await?;
            // Opens one key: a database from elsewhere with another key file is found out now, not at the first delivery.
            keyring::for_requests(app, instance.id).await?;
            super::accounts::follow_settings(app).await?;
            keyring::for_push(app).await?;
            Ok(None)
        }
        Some(url) => Err(Error::refused(format!(
            "this database belongs to {url}, and the settings say {}. Other servers know its actors by the old address: set server.public_url back to {url}, or start with an empty data directory.",
            app.config.origin()
        ))),
        None => {
            let first = first_start(app).await?;
            keyring::for_push(app).await?;
            Ok(Some(first))
        }
    }
}

async fn first_start(app: &App) -> Result<FirstStart> {
    let settings = &app.config.coalition;
    let made = [
        new_local(app, ActorKind::Application, &instance_name(app), "Antiphon", "")?,
        new_local(app, ActorKind::Organization, &settings.handle, &settings.name, &settings.summary)?,
        new_local(app, ActorKind::Person, &settings.owner, &settings.owner, "")?,
    ];
    let mut tx = app.store.begin().await?;
    for account in &made {
        save_with_keys(app, &mut tx, account).await?;
    }
    let [_, _, owner] = &made;
    let member = MemberRecord {
        id: crate::domain::ids::MemberId(app.next_id()),
        account: owner.id,
        username: owner.username.clone(),
        role: "owner".to_owned(),
        created_at: app.now(),
        suspended_at: None,
    };
    members::save(&mut tx, &member, member.created_at).await?;
    let owner_link = super::members::new_link(app, &mut tx, member.id).await?;
    meta::save(&mut tx, "public_url", &app.config.origin()).await?;
    tx.commit().await?;
    Ok(FirstStart { owner_link })
}

/// The name of the instance actor: its host, so that its handle is `host@host`.
fn instance_name(app: &App) -> String {
    app.config.authority().split(':').next().unwrap_or("instance").to_owned()
}

/// An account that lives here, with the addresses that follow from its name.
pub fn new_local(app: &App, kind: ActorKind, username: &str, name: &str, about: &str) -> Result<Account> {
    let path = match kind {
        ActorKind::Application => "/actor".to_owned(),
        _ => format!("/actors/{username}"),
    };
    let id = app.url(&path);
    let now = app.now();
    Ok(Account {
        id: AccountId(app.next_id()),
        uri: Uri::parse(&id).map_err(Error::quoted)?,
        kind,
        username: username.to_owned(),
        host: None,
        name: text::clean_line(name, 200),
        summary: text::markdown(about, &std::collections::HashMap::new(), &app.url("/tags/")).html,
        url: Some(match kind {
            ActorKind::Application => app.url("/"),
            _ => app.url(&format!("/@{username}")),
        }),
        inbox: format!("{id}/inbox"),
        shared_inbox: Some(app.url("/inbox")),
        followers: Some(format!("{id}/followers")),
        following: Some(format!("{id}/following")),
        outbox: Some(format!("{id}/outbox")),
        featured: Some(format!("{id}/featured")),
        locked: false,
        discoverable: kind == ActorKind::Organization,
        profile: Profile::default(),
        created_at: now,
        fetched_at: now,
        gone_at: None,
        suspended_at: None,
    })
}

/// Writes a new local account with an RSA key for requests and an Ed25519 key for proofs.
pub async fn save_with_keys(app: &App, tx: &mut Tx, account: &Account) -> Result<()> {
    save_with(app, tx, account, &new_keys(app, account)).await
}

/// The two keys of a new local account. Making them takes a good part of a second, so it is done before a transaction
/// where others wait for one.
pub fn new_keys(app: &App, account: &Account) -> Vec<KeyRecord> {
    let kinds = [
        (Purpose::Signature, Algorithm::Rsa, "main-key"),
        (Purpose::Proof, Algorithm::Ed25519, "ed25519-key"),
    ];
    let make = |(purpose, algorithm, fragment): (Purpose, Algorithm, &str)| {
        let key = SigningKey::generate(algorithm);
        let uri = format!("{}#{fragment}", account.uri);
        let plain = key.to_pkcs8();
        KeyRecord {
            id: app.row_id(),
            account: account.id,
            purpose,
            algorithm: algorithm.as_str().to_owned(),
            public: key.verifying_key().spki_der().to_vec(),
            secret: Some(app.wrapping.seal(&keyring::sealing_context(&uri), &plain)),
            uri,
            retired_at: None,
        }
    };
    kinds.into_iter().map(make).collect()
}

/// Writes a new local account with keys that were made for it.
pub async fn save_with(app: &App, tx: &mut Tx, account: &Account, keys_of_it: &[KeyRecord]) -> Result<()> {
    // A row that is there keeps its number: then somebody else was faster, and whose name it is does not change.
    if accounts::save(tx, account).await? != Some(account.id) {
        return Err(Error::refused(format!("the name {} is taken", account.username)));
    }
    for record in keys_of_it {
        keys::save(tx, record, app.now()).await?;
    }
    Ok(())
}
