//! Devices that want to be woken: one of each token. A device is told to us in the request that makes it; where it is
//! and its keys are kept sealed, and the token is kept as its digest only.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use url::Url;

use crate::app::App;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::push::{LONGEST_ENDPOINT, PushPolicy, PushWish};
use crate::keys::{self, DeviceKeys};
use crate::remote::keyring;
use crate::remote::push::Device;
use crate::store::push_subscriptions::{self, PushSubscription};

use super::{Error, Result};

/// A device as a client tells it.
#[derive(Clone, Debug)]
pub struct NewDevice<'a> {
    /// Where its push service takes messages.
    pub endpoint: &'a str,
    /// A point of P-256 in base64.
    pub p256dh: &'a str,
    /// A secret of 16 bytes in base64.
    pub auth: &'a str,
    /// It reads RFC 8291 and not the draft.
    pub is_standard: bool,
    /// What wakes it.
    pub wish: PushWish,
}

/// A device as its owner sees it.
#[derive(Clone, Debug)]
pub struct Subscribed {
    /// Its id.
    pub id: RowId,
    /// Where its push service takes messages.
    pub endpoint: String,
    /// It reads RFC 8291 and not the draft.
    pub is_standard: bool,
    /// What wakes it.
    pub wish: PushWish,
    /// What we show to push services.
    pub server_key: String,
}

/// What changes; what is not named stays.
#[derive(Clone, Debug, Default)]
pub struct WishChange {
    /// What wakes it.
    pub alerts: Option<Vec<String>>,
    /// Whose doings.
    pub policy: Option<PushPolicy>,
    /// Whether words of posts that are not for everybody may be sent.
    pub private_text: Option<bool>,
}

/// The public half of the key that this server shows to push services, in base64url.
pub async fn server_key(app: &App) -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(keyring::for_push(app).await?.public()))
}

/// The device of this token is woken from now on, in the place of the one before.
pub async fn subscribe(
    app: &App,
    token: &str,
    account: AccountId,
    new: &NewDevice<'_>,
) -> Result<Subscribed> {
    let device = read(app, new)?;
    let id = app.row_id();
    let subscription = PushSubscription {
        id,
        account,
        device: device.seal(app, id),
        is_standard: new.is_standard,
        wish: new.wish.clone(),
    };
    let mut tx = app.store.begin().await?;
    push_subscriptions::replace(&mut tx, &digest(token), &subscription, app.now()).await?;
    tx.commit().await?;
    find(app, token).await
}

/// The device of this token.
pub async fn find(app: &App, token: &str) -> Result<Subscribed> {
    let found = push_subscriptions::find(&app.store, &digest(token)).await?.ok_or(Error::NotFound)?;
    let device = Device::open(app, found.id, &found.device)?;
    Ok(Subscribed {
        id: found.id,
        endpoint: device.endpoint.into(),
        is_standard: found.is_standard,
        wish: found.wish,
        server_key: server_key(app).await?,
    })
}

/// The device of this token is woken by something else from now on.
pub async fn change(app: &App, token: &str, change: WishChange) -> Result<Subscribed> {
    let mut tx = app.store.begin().await?;
    let found = push_subscriptions::find(&mut tx, &digest(token)).await?.ok_or(Error::NotFound)?;
    let wish = PushWish {
        alerts: change.alerts.unwrap_or(found.wish.alerts),
        policy: change.policy.unwrap_or(found.wish.policy),
        private_text: change.private_text.unwrap_or(found.wish.private_text),
    };
    push_subscriptions::change(&mut tx, &digest(token), &wish).await?;
    tx.commit().await?;
    find(app, token).await
}

/// The device of this token is woken no longer.
pub async fn unsubscribe(app: &App, token: &str) -> Result<()> {
    let mut tx = app.store.begin().await?;
    push_subscriptions::remove(&mut tx, &digest(token)).await?;
    Ok(tx.commit().await?)
}

fn digest(token: &str) -> [u8; 32] {
    keys::sha256(token.as_bytes())
}

fn read(app: &App, new: &NewDevice<'_>) -> Result<Device> {
    let refused = || Error::refused("The endpoint is not an address that messages can be sent to");
    if new.endpoint.len() > LONGEST_ENDPOINT {
        return Err(refused());
    }
    let endpoint = Url::parse(new.endpoint).map_err(|_| refused())?;
    // Messages need encryption on their way, to a public address of a host that is not blocked here.
    app.client.guard().check(&endpoint).map_err(|_| refused())?;
    let keys = bytes(new.p256dh).zip(bytes(new.auth));
    let keys = keys.and_then(|(public, auth)| DeviceKeys::new(&public, &auth).ok());
    let keys = keys.ok_or_else(|| Error::refused("The keys are not a point of P-256 and 16 bytes"))?;
    Ok(Device { endpoint, keys })
}

/// Reads base64 of either alphabet, with or without padding.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let text = text.trim().trim_end_matches('=').replace('+', "-").replace('/', "_");
    URL_SAFE_NO_PAD.decode(text).ok()
}
