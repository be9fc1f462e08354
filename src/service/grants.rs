//! Letting an app in: a person says yes and as whom, the app fetches its token, and gives it back.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::grant::{ClientApp, Wish, code_lasts};
use crate::domain::ids::{AccountId, MemberId};
use crate::domain::scope;
use crate::domain::time::Time;
use crate::keys;
use crate::store::codes::{self, CodeRecord};
use crate::store::tokens::{self, NewToken};
use crate::store::{Tx, audit};

use super::apps::Proven;
use super::members::Session;
use super::{Error, Result, accounts, campaigns};

/// A token, told once.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The token.
    pub token: String,
    /// What it may be used for.
    pub scopes: String,
    /// When it was made.
    pub created_at: Time,
}

/// Why an app is given no token.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    /// It is not who it says, or has not shown it.
    #[error("the app is unknown, or did not prove itself")]
    Client,
    /// The code is wrong, used, too old, or was given to somebody else, or the proof that goes with it is wrong.
    #[error("the code cannot be used")]
    Code,
    /// It asks for more than it may.
    #[error("the app may not have these scopes")]
    Scope,
    /// We could not.
    #[error(transparent)]
    Service(#[from] Error),
}

/// What the verbs of an app return.
pub type Granted<T> = std::result::Result<T, GrantError>;

impl From<crate::store::Error> for GrantError {
    fn from(error: crate::store::Error) -> Self {
        Self::Service(error.into())
    }
}

/// Whom a person may let an app act as: themself first, then the coalition and the campaigns, as far as their role allows
/// it.
pub async fn actors(app: &App, session: &Session) -> Result<Vec<Account>> {
    let mut found = vec![accounts::find(app, session.member.account).await?];
    if session.may_publish() {
        found.push(accounts::coalition(app).await?);
    }
    if session.may_campaign() {
        found.extend(campaigns::speaking(app).await?);
    }
    Ok(found)
}

/// A person lets an app act as this actor: the code for the app, of which only the digest is kept.
pub async fn allow(
    app: &App,
    session: &Session,
    client: &ClientApp,
    wish: &Wish,
    acts_as: AccountId,
) -> Result<String> {
    let actors = actors(app, session).await?;
    let actor = actors.iter().find(|actor| actor.id == acts_as).ok_or(Error::NotFound)?;
    let code = keys::random_token();
    let now = app.now();
    let record = CodeRecord {
        app: client.id,
        member: session.member.id,
        account: actor.id,
        redirect_uri: wish.redirect_uri.clone(),
        scopes: wish.scopes.clone(),
        challenge: wish.challenge.map(|digest| digest.to_vec()),
        created_at: now,
        expires_at: now.plus(code_lasts(&wish.redirect_uri)),
        used_at: None,
    };
    let mut tx = app.store.begin().await?;
    codes::save(&mut tx, &keys::sha256(code.as_bytes()), &record).await?;
    let subject = format!("{} as {} for {}", client.name, actor.username, wish.scopes);
    audit::write(&mut tx, app.row_id(), Some(session.member.id), "app.allow", &subject, now).await?;
    tx.commit().await?;
    Ok(code)
}

/// What an app brings to fetch its token.
#[derive(Clone, Copy, Debug)]
pub struct Fetch<'a> {
    /// The code.
    pub code: &'a str,
    /// Where the code was sent.
    pub redirect_uri: &'a str,
    /// The secret behind the challenge.
    pub verifier: Option<&'a str>,
}

/// The token for a code. A code is used once: a second use ends the tokens that were made from it, since one of the two
/// who hold it is a thief (A165). An app proves itself by its secret, by the verifier, or by both.
pub async fn exchange(app: &App, proven: &Proven, fetch: Fetch<'_>) -> Granted<Issued> {
    let digest = keys::sha256(fetch.code.as_bytes());
    let now = app.now();
    let found = codes::find(&app.store, &digest).await?.ok_or(GrantError::Code)?;
    if found.app != proven.client.id {
        return Err(GrantError::Code);
    }
    if found.used_at.is_some() {
        return Err(used_again(app, &digest, now).await?);
    }
    if !proven.by_secret && found.challenge.is_none() {
        return Err(GrantError::Client);
    }
    if found.redirect_uri != fetch.redirect_uri || found.expires_at <= now {
        return Err(GrantError::Code);
    }
    let is_verified = match (&found.challenge, fetch.verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            keys::constant_time_eq(challenge, &keys::sha256(verifier.as_bytes()))
        }
        // A verifier without a challenge means that somebody took the challenge off on its way here.
        _ => false,
    };
    if !is_verified {
        return Err(GrantError::Code);
    }
    let mut tx = app.store.begin().await?;
    if !codes::use_up(&mut tx, &digest, now).await? {
        drop(tx);
        return Err(used_again(app, &digest, now).await?);
    }
    let token = NewToken {
        digest: &[],
        member: Some(found.member),
        app: Some(found.app),
        account: Some(found.account),
        code: Some(&digest),
        name: &proven.client.name,
        scopes: &found.scopes,
    };
    let issued = issue(&mut tx, token, now).await?;
    tx.commit().await?;
    Ok(issued)
}

async fn used_again(app: &App, code: &[u8], now: Time) -> Result<GrantError> {
    let mut tx = app.store.begin().await?;
    tokens::revoke_of_code(&mut tx, code, now).await?;
    tx.commit().await?;
    Ok(GrantError::Code)
}

/// A token for the app on its own, which opens nothing of anybody's.
pub async fn for_app(app: &App, proven: &Proven, asked: Option<&str>) -> Granted<Issued> {
    if !proven.by_secret {
        return Err(GrantError::Client);
    }
    let scopes = scope::granted(&proven.client.scopes, asked).ok_or(GrantError::Scope)?;
    let token = NewToken {
        digest: &[],
        member: None,
        app: Some(proven.client.id),
        account: None,
        code: None,
        name: &proven.client.name,
        scopes: &scopes,
    };
    let mut tx = app.store.begin().await?;
    let issued = issue(&mut tx, token, app.now()).await?;
    tx.commit().await?;
    Ok(issued)
}

/// A token for somebody who has just become a member in this app: what the app itself may do, they may do with it.
pub async fn for_new_member(app: &App, client: &ClientApp, member: MemberId, scopes: &str) -> Result<Issued> {
    let token = NewToken {
        digest: &[],
        member: Some(member),
        app: Some(client.id),
        account: None,
        code: None,
        name: &client.name,
        scopes,
    };
    let mut tx = app.store.begin().await?;
    let issued = issue(&mut tx, token, app.now()).await?;
    audit::write(&mut tx, app.row_id(), Some(member), "app.sign_up", &client.name, app.now()).await?;
    tx.commit().await?;
    Ok(issued)
}

async fn issue(tx: &mut Tx, token: NewToken<'_>, now: Time) -> Result<Issued> {
    let secret = keys::random_token();
    let digest = keys::sha256(secret.as_bytes());
    tokens::save(tx, NewToken { digest: &digest, ..token }, now).await?;
    Ok(Issued { token: secret, scopes: token.scopes.to_owned(), created_at: now })
}

/// Ends a token at its app's wish. An unknown token is no error; one of another app is left alone.
pub async fn revoke(app: &App, proven: Option<&Proven>, token: &str) -> Granted<()> {
    let digest = keys::sha256(token.as_bytes());
    let Some(issuer) = tokens::issuer(&app.store, &digest).await? else { return Ok(()) };
    if issuer.is_none() || issuer != proven.map(|proven| proven.client.id) {
        return Err(GrantError::Client);
    }
    let mut tx = app.store.begin().await?;
    tokens::revoke(&mut tx, &digest, app.now()).await?;
    Ok(tx.commit().await?)
}
