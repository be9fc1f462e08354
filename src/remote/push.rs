//! Hands one message to one push service: sealed for the device, signed with our own key, and reports what came back.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::Serialize;
use url::Url;

use crate::app::App;
use crate::domain::delivery::Answer;
use crate::domain::ids::RowId;
use crate::domain::time::HOUR;
use crate::keys::{self, DeviceKeys, LONGEST_PUSH, PushKey};

use super::keyring;
use super::{Error, Result};

/// How long a signature holds; push services take a day at most (RFC 8292, 2).
const SIGNED_FOR: i64 = 12 * HOUR;
/// Bytes of a point, and of a point with the secret.
const POINT: usize = 65;
const KEYS: usize = POINT + 16;

/// A device as it was told to us: where its push service takes messages, and what they are sealed with.
#[derive(Clone, Debug)]
pub struct Device {
    /// Where. Whoever knows it can wake the device.
    pub endpoint: Url,
    /// What only the device can open.
    pub keys: DeviceKeys,
}

impl Device {
    /// The device as it is stored. It opens in this row only.
    pub fn seal(&self, app: &App, row: RowId) -> Vec<u8> {
        let plain = [self.keys.public(), self.keys.auth(), self.endpoint.as_str().as_bytes()].concat();
        app.wrapping.seal(&context(row), &plain)
    }

    /// The device of a row.
    pub fn open(app: &App, row: RowId, sealed: &[u8]) -> Result<Self> {
        let broken =
            || Error::Store(crate::store::Error::Broken(format!("push subscription {row} is broken")));
        let plain = app.wrapping.open(&context(row), sealed).map_err(|_| broken())?;
        let (public, rest) = plain.split_at_checked(POINT).ok_or_else(broken)?;
        let (auth, endpoint) = rest.split_at_checked(KEYS - POINT).ok_or_else(broken)?;
        let endpoint = std::str::from_utf8(endpoint).ok().and_then(|text| Url::parse(text).ok());
        Ok(Self {
            endpoint: endpoint.ok_or_else(broken)?,
            keys: DeviceKeys::new(public, auth).map_err(|_| broken())?,
        })
    }
}

fn context(row: RowId) -> Vec<u8> {
    format!("antiphon push device {row}").into_bytes()
}

/// What a device reads, with the names that Mastodon gives it.
#[derive(Clone, Debug, Serialize)]
pub struct Payload {
    /// Always empty: tokens exist here as digests only.
    pub access_token: &'static str,
    /// The language of title and body.
    pub preferred_locale: &'static str,
    /// Decimal digits.
    pub notification_id: i64,
    /// Its name in the client API.
    pub notification_type: &'static str,
    /// Where the picture of the one who did it is.
    pub icon: String,
    /// What has happened.
    pub title: String,
    /// The beginning of a post, or nothing.
    pub body: String,
}

/// How a message is to be handled on its way.
#[derive(Clone, Debug)]
pub struct Handling {
    /// The device reads RFC 8291 and not the draft.
    pub is_standard: bool,
    /// It may wake a device that saves its battery.
    pub is_urgent: bool,
    /// Milliseconds that the push service keeps it for a device that is away.
    pub lasts: i64,
    /// A message of the same topic takes the place of one that still waits: a repeated one is shown once.
    pub topic: String,
}

/// A topic of a push service: 32 letters that tell nothing (RFC 8030, 5.4).
pub fn topic(subscription: RowId, notification: RowId) -> String {
    let digest = keys::sha256(format!("push {subscription} {notification}").as_bytes());
    URL_SAFE_NO_PAD.encode(&digest[..24])
}

/// Sends a message; the words say what went wrong and name no address.
pub async fn send(
    app: &App,
    device: &Device,
    mut payload: Payload,
    handling: &Handling,
) -> Result<(Answer, Option<String>)> {
    let key = keyring::for_push(app).await?;
    let mut text = serde_json::to_vec(&payload).expect("plain data always has a JSON form");
    if text.len() > LONGEST_PUSH {
        // Everything else is short.
        payload.icon.clear();
        text = serde_json::to_vec(&payload).expect("plain data always has a JSON form");
    }
    let signed = token(&key, app, &device.endpoint);
    let Some((headers, body)) = message(device, &key, &signed, &text, handling) else {
        return Ok((Answer::Forbidden, Some("the message cannot be sealed".to_owned())));
    };
    Ok(match app.client.post(&device.endpoint, headers, Bytes::from(body)).await {
        Ok(answer) => {
            let status = answer.status.as_u16();
            let error = (!answer.status.is_success()).then(|| format!("answered {status}"));
            (Answer::Status(status, answer.retry_after), error)
        }
        Err(e) if e.is_our_refusal() => (Answer::Forbidden, Some(e.to_string())),
        Err(e) => (Answer::Unreachable, Some(e.to_string())),
    })
}

/// Headers and body; none where the text is too long.
fn message(
    device: &Device,
    key: &PushKey,
    signed: &str,
    text: &[u8],
    handling: &Handling,
) -> Option<(HeaderMap, Vec<u8>)> {
    let public = URL_SAFE_NO_PAD.encode(key.public());
    let mut headers = HeaderMap::new();
    let mut set = |name: &'static str, value: &str| {
        let value = HeaderValue::from_str(value).ok()?;
        headers.insert(HeaderName::from_static(name), value);
        Some(())
    };
    set("ttl", &(handling.lasts / 1_000).max(0).to_string())?;
    set("urgency", if handling.is_urgent { "high" } else { "normal" })?;
    set("topic", &handling.topic)?;
    set("content-type", "application/octet-stream")?;
    let body = if handling.is_standard {
        set("content-encoding", "aes128gcm")?;
        set("authorization", &format!("vapid t={signed}, k={public}"))?;
        keys::seal_push(&device.keys, text).ok()?
    } else {
        let sealed = keys::seal_draft_push(&device.keys, text).ok()?;
        let own = URL_SAFE_NO_PAD.encode(&sealed.public);
        set("content-encoding", "aesgcm")?;
        set("encryption", &format!("salt={}", URL_SAFE_NO_PAD.encode(sealed.salt)))?;
        set("crypto-key", &format!("dh={own};p256ecdsa={public}"))?;
        set("authorization", &format!("WebPush {signed}"))?;
        sealed.body
    };
    // It opens a device's door: it has no place in a log.
    if let Some(value) = headers.get_mut(header::AUTHORIZATION) {
        value.set_sensitive(true);
    }
    Some((headers, body))
}

#[derive(Serialize)]
struct Claims<'a> {
    aud: &'a str,
    exp: i64,
    sub: &'a str,
}

/// Says to this push service, and to no other, who we are (RFC 8292).
fn token(key: &PushKey, app: &App, endpoint: &Url) -> String {
    let audience = endpoint.origin().ascii_serialization();
    let origin = app.config.origin();
    let claims = Claims { aud: &audience, exp: app.now().plus(SIGNED_FOR).0 / 1_000, sub: &origin };
    let claims = serde_json::to_vec(&claims).expect("plain data always has a JSON form");
    let head = URL_SAFE_NO_PAD.encode(br#"{"typ":"JWT","alg":"ES256"}"#);
    let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims));
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes())))
}
