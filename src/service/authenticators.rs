//! The second thing that somebody proves themself with: codes of an authenticator, and ten recovery codes for the day
//! when it is lost.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::refusal::Refusal;
use crate::domain::time::{SECOND, Time};
use crate::keys;
use crate::store::credentials::{self, Credentials};
use crate::store::{Tx, audit};

use super::members::Session;
use super::{Error, Result, members};

/// So many recovery codes are made at a time.
const CODES: usize = 10;

/// What a code has proved, to be spent together with what it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// They have no authenticator, so none was asked for.
    NotNeeded,
    /// The code of this step.
    Step(i64),
    /// The recovery code with this digest.
    Recovery([u8; 32]),
}

/// How things stand with a member's authenticator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Whether they have one.
    pub is_on: bool,
    /// Recovery codes that are left.
    pub codes_left: i64,
}

/// The name under which a secret is sealed: one that is moved to another row cannot be opened.
fn context(member: MemberId) -> Vec<u8> {
    format!("second factor of {member}").into_bytes()
}

/// What the code proves; `None` when it proves nothing. The same questions are asked whoever it is (A174).
pub async fn prove(app: &App, known: Option<&Credentials>, code: &str) -> Result<Option<Proof>> {
    let member = known.map_or(MemberId(0), Credentials::member);
    let digest = digest_of(code);
    let is_recovery = credentials::has_code(&app.store, member, &digest).await?;
    let Some((known, sealed)) = known.and_then(|k| k.second_factor.as_ref().map(|sealed| (k, sealed))) else {
        return Ok(Some(Proof::NotNeeded));
    };
    let secret =
        app.wrapping.open(&context(member), sealed).map_err(|_| Error::says("refusal-people-key-file"))?;
    Ok(match step_of(&secret, code, app.now()).filter(|step| Some(*step) > known.last_step) {
        Some(step) => Some(Proof::Step(step)),
        None => is_recovery.then_some(Proof::Recovery(digest)),
    })
}

/// The step that this code belongs to: the present one or a neighbour, since clocks differ.
fn step_of(secret: &[u8], code: &str, now: Time) -> Option<i64> {
    let code: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
    let present = keys::step_at(now.0 / SECOND);
    [present, present - 1, present + 1]
        .into_iter()
        .find(|step| keys::constant_time_eq(keys::code_of_step(secret, *step).as_bytes(), code.as_bytes()))
}

fn digest_of(code: &str) -> [u8; 32] {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    keys::sha256(code.to_ascii_uppercase().as_bytes())
}

/// Uses up what the code has proved; `false` when another request was faster.
pub async fn spend(app: &App, tx: &mut Tx, member: MemberId, proof: &Proof) -> Result<bool> {
    match proof {
        Proof::NotNeeded => Ok(true),
        Proof::Step(step) => Ok(credentials::take_step(tx, member, *step).await?),
        Proof::Recovery(digest) => {
            let taken = credentials::take_code(tx, member, digest).await?;
            if taken {
                audit::write(tx, app.row_id(), Some(member), "member.recovery_code", "", app.now()).await?;
            }
            Ok(taken)
        }
    }
}

/// How things stand.
pub async fn state(app: &App, member: MemberId) -> Result<State> {
    let known = credentials::of(&app.store, member).await?.ok_or(Error::NotFound)?;
    let codes_left = credentials::count_codes(&app.store, member).await?;
    Ok(State { is_on: known.second_factor.is_some(), codes_left })
}

/// The address that authenticators read: who, where, and the secret.
pub fn address(app: &App, username: &str, secret: &str) -> String {
    let issuer: String =
        url::form_urlencoded::byte_serialize(app.config.handle_domain().as_bytes()).collect();
    format!(
        "otpauth://totp/{issuer}:{username}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30"
    )
}

/// A secret that was offered to somebody who had proved who they are. Nothing is kept of it here: it is sealed for the
/// session that it was made for, and comes back with the form.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The secret, as it is typed.
    pub secret: String,
    /// The same for the form.
    pub sealed: String,
}

/// The name under which an offer is sealed: it is good in the session with this secret only.
fn offer_context(own: &str) -> Vec<u8> {
    format!("authenticator offered to {}", keys::sha256_hex(own.as_bytes())).into_bytes()
}

/// A new secret for the session with the secret `own`.
pub fn offer(app: &App, own: &str) -> Offer {
    let secret = keys::random_authenticator_secret();
    let sealed = app.wrapping.seal(&offer_context(own), secret.as_bytes());
    Offer { secret, sealed: URL_SAFE_NO_PAD.encode(sealed) }
}

/// The offer that came back with a form; one that was not made for this session is none.
pub fn take_back(app: &App, own: &str, sealed: &str) -> Result<Offer> {
    let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| Error::NotFound)?;
    let plain = app.wrapping.open(&offer_context(own), &bytes).map_err(|_| Error::NotFound)?;
    let secret = String::from_utf8(plain).map_err(|_| Error::NotFound)?;
    Ok(Offer { secret, sealed: sealed.to_owned() })
}

/// Turns the authenticator on that holds the offered secret, if the code proves it: ten recovery codes, which are shown
/// once. Whatever was open for them elsewhere ends (A168).
pub async fn turn_on(
    app: &App,
    session: &Session,
    own: &str,
    offer: &Offer,
    code: &str,
) -> Result<Vec<String>> {
    let member = session.member.id;
    let plain = keys::from_base32(&offer.secret).ok_or(Error::NotFound)?;
    let step = step_of(&plain, code, app.now()).ok_or_else(|| Error::says("refusal-people-code-wrong"))?;
    let (codes, digests) = new_codes();
    let sealed = app.wrapping.seal(&context(member), &plain);
    let keep = keys::sha256(own.as_bytes());
    let mut tx = app.store.begin().await?;
    credentials::set_second_factor(&mut tx, member, Some((sealed, step))).await?;
    credentials::replace_codes(&mut tx, member, &digests).await?;
    credentials::end_what_was_open(&mut tx, member, Some(&keep), app.now()).await?;
    audit::write(&mut tx, app.row_id(), Some(member), "member.totp_on", "", app.now()).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Makes ten other recovery codes; the earlier ones open nothing any more.
pub async fn renew_codes(app: &App, member: MemberId) -> Result<Vec<String>> {
    if !state(app, member).await?.is_on {
        return Err(Error::says("refusal-people-no-recovery"));
    }
    let (codes, digests) = new_codes();
    let mut tx = app.store.begin().await?;
    credentials::replace_codes(&mut tx, member, &digests).await?;
    audit::write(&mut tx, app.row_id(), Some(member), "member.recovery_codes", "", app.now()).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Turns the authenticator off, with its recovery codes; `by` is none for the command line.
pub async fn turn_off(app: &App, by: Option<MemberId>, username: &str) -> Result<()> {
    let member = members::find(app, username).await?;
    if !state(app, member.id).await?.is_on {
        return Err(Error::refused(Refusal::new("refusal-people-no-authenticator").name("name", username)));
    }
    let mut tx = app.store.begin().await?;
    credentials::set_second_factor(&mut tx, member.id, None).await?;
    credentials::replace_codes(&mut tx, member.id, &[]).await?;
    audit::write(&mut tx, app.row_id(), by, "member.totp_off", username, app.now()).await?;
    Ok(tx.commit().await?)
}

/// Codes as people read them, in fours, and their digests.
fn new_codes() -> (Vec<String>, Vec<[u8; 32]>) {
    let readable = |code: &str| {
        let fours: Vec<&str> = (0..4).filter_map(|at| code.get(at * 4..at * 4 + 4)).collect();
        fours.join("-").to_ascii_lowercase()
    };
    let codes: Vec<String> = (0..CODES).map(|_| readable(&keys::random_recovery_code())).collect();
    let digests = codes.iter().map(|code| digest_of(code)).collect();
    (codes, digests)
}
