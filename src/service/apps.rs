//! Programs that people use to come here: they register themselves, and prove later that they are who they were.

use crate::app::App;
use crate::domain::grant::ClientApp;
use crate::domain::ids::AppId;
use crate::domain::{redirect, scope, text};
use crate::keys;
use crate::store::apps;

use super::{Error, Result};

/// The longest name, in characters; it stands on the page where people decide.
const LONGEST_NAME: usize = 60;
/// The most addresses one app may be led back to.
const MOST_ADDRESSES: usize = 10;

/// What an app says of itself.
#[derive(Clone, Debug, Default)]
pub struct NewApp {
    /// Its name.
    pub name: String,
    /// Where people can read about it.
    pub website: Option<String>,
    /// Where it may be led back to, unchecked.
    pub redirect_uris: Vec<String>,
    /// What it may ask for, unchecked; none for the usual.
    pub scopes: Option<String>,
}

/// Keeps a new app. The answer holds its secret, of which only the digest is kept.
pub async fn register(app: &App, new: NewApp) -> Result<(ClientApp, String)> {
    let name = text::clean_line(&new.name, LONGEST_NAME);
    if name.trim().is_empty() {
        return Err(Error::refused("Validation failed: Application name can't be blank"));
    }
    if new.redirect_uris.is_empty() {
        return Err(Error::refused("Validation failed: Redirect URI can't be blank"));
    }
    if new.redirect_uris.len() > MOST_ADDRESSES
        || !new.redirect_uris.iter().all(|uri| redirect::is_acceptable(uri))
    {
        return Err(Error::refused("Validation failed: Redirect URI must be an absolute URI"));
    }
    let scopes = scope::parse(new.scopes.as_deref().unwrap_or_default())
        .ok_or_else(|| Error::refused("Validation failed: Scopes doesn't match configured on the server."))?;
    let client = ClientApp {
        id: AppId(app.next_id()),
        client_id: keys::random_token(),
        name,
        website: new.website.filter(|site| site.len() <= redirect::LONGEST && redirect::site(site).is_some()),
        redirect_uris: new.redirect_uris,
        scopes: if scopes.is_empty() { scope::USUAL.to_owned() } else { scopes },
        created_at: app.now(),
    };
    let secret = keys::random_token();
    let mut tx = app.store.begin().await?;
    apps::save(&mut tx, &client, &keys::sha256(secret.as_bytes())).await?;
    tx.commit().await?;
    Ok((client, secret))
}

/// The app that knows itself by this id.
pub async fn find(app: &App, client_id: &str) -> Result<Option<ClientApp>> {
    Ok(apps::find(&app.store, client_id).await?.map(|(client, _)| client))
}

/// The app with this id of ours.
pub async fn by_id(app: &App, id: AppId) -> Result<ClientApp> {
    apps::by_id(&app.store, id).await?.ok_or(Error::NotFound)
}

/// How an app said who it is.
#[derive(Clone, Debug)]
pub struct Proven {
    /// Which app.
    pub client: ClientApp,
    /// Whether it named its secret; otherwise it is only known what it calls itself.
    pub by_secret: bool,
}

/// Who an app is; none for an unknown id and for a wrong secret.
pub async fn prove(app: &App, client_id: &str, secret: Option<&str>) -> Result<Option<Proven>> {
    let Some((client, digest)) = apps::find(&app.store, client_id).await? else { return Ok(None) };
    Ok(match secret {
        None => Some(Proven { client, by_secret: false }),
        Some(secret) => keys::constant_time_eq(&digest, &keys::sha256(secret.as_bytes()))
            .then_some(Proven { client, by_secret: true }),
    })
}
