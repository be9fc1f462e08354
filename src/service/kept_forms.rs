//! Unsaved work: a form that came after its session had ended is kept for whoever had it open, and comes back to them
//! after they have signed in (decision 0013). Nobody else can read it: what was typed is sealed with a key that is made
//! of a token, the token is in the browser's cookie alone, and only the member whose form it was is shown it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::time::{DAY, HOUR, Time};
use crate::keys::{self, KeyEncryptionKey};
use crate::store::kept_forms;

use super::{Error, Result};

/// So long a form is kept: whoever has no password has to get a link from somebody first.
pub const LASTS: i64 = 12 * HOUR;
/// So many forms of one member are kept; the oldest go. Nobody fills the disk with forms.
const MOST: i64 = 5;
/// A page that was open for longer than this is not believed any more: as long as a session, and once more.
const OLDEST: i64 = 28 * DAY;

/// The secret that forms of a session carry. It says whose form it was, to us alone, so that a form can be told from a
/// stranger's when its session is no more.
pub fn secret(app: &App, member: MemberId) -> String {
    let mut plain = member.0.to_be_bytes().to_vec();
    plain.extend(app.now().0.to_be_bytes());
    URL_SAFE_NO_PAD.encode(app.wrapping.seal(FORM, &plain))
}

const FORM: &[u8] = b"secret of forms";

/// Whose form this secret was given to, if we gave it and not too long ago.
pub fn owner(app: &App, secret: &str) -> Option<MemberId> {
    let sealed = URL_SAFE_NO_PAD.decode(secret).ok()?;
    let plain = app.wrapping.open(FORM, &sealed).ok()?;
    let (member, at) = plain.split_at_checked(8)?;
    let member = i64::from_be_bytes(member.try_into().ok()?);
    let at = i64::from_be_bytes(at.try_into().ok()?);
    (app.now().since(Time(at)) < OLDEST).then_some(MemberId(member))
}

/// A form as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Where it was sent: a path of ours, with its query.
    pub path: String,
    /// What was typed, without what is secret in it.
    pub fields: Vec<(String, String)>,
}

/// A form that is kept, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The form.
    pub form: Form,
    /// When it came.
    pub at: Time,
}

/// The key that is made of a token. Neither the database nor the key file has it.
fn key(token: &str) -> KeyEncryptionKey {
    let bytes = keys::hmac_sha256(token.as_bytes(), b"key of a kept form");
    KeyEncryptionKey::from_base64(&STANDARD.encode(bytes)).expect("a digest has the length of a key")
}

fn context(member: MemberId) -> Vec<u8> {
    format!("form of member {member}").into_bytes()
}

/// Keeps a form for a member: the token for their browser.
pub async fn keep(app: &App, member: MemberId, form: &Form) -> Result<String> {
    let token = keys::random_token();
    let plain = serde_json::to_vec(form).expect("texts can be written as JSON");
    let sealed = key(&token).seal(&context(member), &plain);
    let (digest, now) = (keys::sha256(token.as_bytes()), app.now());
    let mut tx = app.store.begin().await?;
    kept_forms::save(&mut tx, &digest, member, &sealed, (now, now.plus(LASTS)), MOST).await?;
    tx.commit().await?;
    Ok(token)
}

/// What is kept for this member under this token. Looking changes nothing.
pub async fn find(app: &App, member: MemberId, token: &str) -> Result<Kept> {
    let digest = keys::sha256(token.as_bytes());
    let found = kept_forms::find(&app.store, &digest, member, app.now()).await?;
    let (sealed, at) = found.ok_or(Error::NotFound)?;
    let plain = key(token).open(&context(member), &sealed).map_err(|_| Error::NotFound)?;
    Ok(Kept { form: serde_json::from_slice(&plain).map_err(|_| Error::NotFound)?, at })
}

/// Forgets what is kept under this token.
pub async fn forget(app: &App, member: MemberId, token: &str) -> Result<()> {
    let mut tx = app.store.begin().await?;
    kept_forms::remove(&mut tx, &keys::sha256(token.as_bytes()), member).await?;
    Ok(tx.commit().await?)
}
