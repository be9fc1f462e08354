//! Who asks: the bearer token and its scopes. A token in the address is not taken, since addresses end up in logs.

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, header};

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, AppId, MemberId};
use crate::domain::scope;
use crate::http::Doors;
use crate::service::tokens::{self, Holder};
use crate::service::{self, accounts};

use super::error::Problem;
use super::quota;
use super::table::Needs;

/// A member who asks.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Who.
    pub member: MemberId,
    /// The actor they write as: their own, or the coalition's if they let this app act as it.
    pub account: AccountId,
    /// Their role.
    pub role: String,
    /// The app they use; none for a token made by hand.
    pub app: Option<AppId>,
    /// What their token may be used for.
    pub scopes: String,
    /// Whether the actor is another than their own.
    acts_for_another: bool,
}

impl Reader {
    /// The actor they write as.
    pub async fn account(&self, cx: &Cx) -> Result<Account, Problem> {
        Ok(accounts::find(cx, self.account).await?)
    }

    /// Whether they write as themselves, and not as the coalition.
    pub fn is_themself(&self) -> bool {
        !self.acts_for_another
    }

    fn of(holder: Holder) -> Option<Self> {
        let acting = holder.acting?;
        Some(Self {
            acts_for_another: acting.account != acting.member.account,
            member: acting.member.id,
            account: acting.account,
            role: acting.member.role,
            app: holder.app,
            scopes: holder.scopes,
        })
    }
}

/// The member who asks, where the route was declared for members.
pub struct Member(pub Reader);

/// The member who asks, or nobody in particular, where everybody may ask.
pub struct Visitor(pub Option<Reader>);

/// Whoever holds the token, a member by an app or an app on its own, where the route was declared for apps.
pub struct Bearer(pub Holder);

/// The scope that the route was declared with. A handler that asks who is there on a route that was not declared for it
/// lets nobody in.
fn declared(parts: &Parts) -> Result<&'static str, Problem> {
    match parts.extensions.get::<Needs>() {
        Some(Needs::Visitor(scope) | Needs::Member(scope)) => Ok(*scope),
        Some(Needs::Nothing | Needs::App(_)) | None => Err(Problem::no_token()),
    }
}

impl FromRequestParts<Doors> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, doors: &Doors) -> Result<Self, Problem> {
        let scope = declared(parts)?;
        let cx = doors.federation.to_request_data();
        let holder = of_headers(&cx, parts, Some(scope)).await?;
        Ok(Self(holder.and_then(Reader::of)))
    }
}

impl FromRequestParts<Doors> for Member {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, doors: &Doors) -> Result<Self, Problem> {
        let scope = declared(parts)?;
        let cx = doors.federation.to_request_data();
        let holder = of_headers(&cx, parts, Some(scope)).await?.ok_or_else(Problem::no_token)?;
        let reader = Reader::of(holder).ok_or_else(Problem::no_person)?;
        if reader.acts_for_another && !parts.method.is_safe() {
            // The wire will show only the coalition, so the house itself keeps who it was.
            let what = format!("{} {} as {}", parts.method, parts.uri.path(), reader.account);
            tokens::note_act(&cx, reader.member, &what).await?;
        }
        Ok(Self(reader))
    }
}

impl FromRequestParts<Doors> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, doors: &Doors) -> Result<Self, Problem> {
        let Some(Needs::App(scope)) = parts.extensions.get::<Needs>().copied() else {
            return Err(Problem::no_token());
        };
        let cx = doors.federation.to_request_data();
        of_headers(&cx, parts, scope).await?.map(Self).ok_or_else(Problem::no_token)
    }
}

/// Who asks; a token that is sent has to be good and for this scope.
async fn of_headers(cx: &Cx, parts: &Parts, scope: Option<&str>) -> Result<Option<Holder>, Problem> {
    if !parts.headers.contains_key(header::AUTHORIZATION) {
        return Ok(None);
    }
    let token = bearer(&parts.headers).ok_or_else(Problem::no_token)?;
    let holder = match tokens::holder(cx, token).await {
        Ok(found) => found,
        Err(service::Error::NotFound) => return Err(Problem::no_token()),
        Err(e) => return Err(e.into()),
    };
    quota::proved_good(parts);
    if scope.is_some_and(|scope| !scope::holds(&holder.scopes, scope)) {
        return Err(Problem::out_of_scope());
    }
    Ok(Some(holder))
}

/// The token in these headers, good or not.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (kind, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    kind.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
