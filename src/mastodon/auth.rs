//! Who asks: the bearer token and its scopes. A token in the address is not taken, since addresses end up in logs.

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, header};

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, MemberId};
use crate::http::Doors;
use crate::service::{self, accounts, members};

use super::error::Problem;
use super::table::Needs;

/// A member who asks.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Who.
    pub member: MemberId,
    /// The actor they write as.
    pub account: AccountId,
    /// Their role.
    pub role: String,
}

impl Reader {
    /// Their actor.
    pub async fn account(&self, cx: &Cx) -> Result<Account, Problem> {
        Ok(accounts::find(cx, self.account).await?)
    }
}

/// The member who asks, where the route was declared for members.
pub struct Member(pub Reader);

/// The member who asks, or nobody in particular, where everybody may ask.
pub struct Visitor(pub Option<Reader>);

impl FromRequestParts<Doors> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, doors: &Doors) -> Result<Self, Problem> {
        let scope = match parts.extensions.get::<Needs>() {
            Some(Needs::Visitor(scope) | Needs::Member(scope)) => *scope,
            // A handler that asks who is there on a route that was not declared for it lets nobody in.
            Some(Needs::Nothing) | None => return Err(Problem::no_token()),
        };
        let cx = doors.federation.to_request_data();
        Ok(Self(of_headers(&cx, &parts.headers, scope).await?))
    }
}

impl FromRequestParts<Doors> for Member {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, doors: &Doors) -> Result<Self, Problem> {
        let Visitor(reader) = Visitor::from_request_parts(parts, doors).await?;
        reader.map(Self).ok_or_else(Problem::no_token)
    }
}

/// Who asks; a token that is sent has to be good and for this scope.
async fn of_headers(cx: &Cx, headers: &HeaderMap, scope: &str) -> Result<Option<Reader>, Problem> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let token = value
        .to_str()
        .ok()
        .and_then(|v| v.split_once(' '))
        .filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or_else(Problem::no_token)?;
    let (member, scopes) = match members::holder(cx, token).await {
        Ok(found) => found,
        Err(service::Error::NotFound) => return Err(Problem::no_token()),
        Err(e) => return Err(e.into()),
    };
    if !allows(&scopes, scope) {
        return Err(Problem::out_of_scope());
    }
    Ok(Some(Reader { member: member.id, account: member.account, role: member.role }))
}

/// Whether a token's scopes hold the wanted one: itself, what it is a part of, or the old name `follow`.
fn allows(scopes: &str, wanted: &str) -> bool {
    let whole = wanted.split(':').next().unwrap_or_default();
    let is_follow = matches!(
        wanted,
        "read:follows" | "write:follows" | "read:blocks" | "write:blocks" | "read:mutes" | "write:mutes"
    );
    scopes.split_whitespace().any(|scope| {
        scope == wanted
            || scope == whole
            || (scope == "follow" && is_follow)
            || (scope == "profile" && wanted == "read:me")
            || (scope == "read:accounts" && wanted == "read:me")
    })
}

#[cfg(test)]
mod tests {
    use super::allows;

    #[test]
    fn a_scope_holds_itself_and_its_parts_and_nothing_else() {
        for (has, wanted, yes) in [
            ("read write follow", "read:statuses", true),
            ("read:statuses", "read:statuses", true),
            ("read:statuses", "read:accounts", false),
            ("read", "write:statuses", false),
            ("write:statuses", "write", false),
            ("follow", "write:follows", true),
            ("follow", "write:statuses", false),
            ("profile", "read:me", true),
            ("profile", "read:accounts", false),
            ("read:accounts", "read:me", true),
            ("", "read:me", false),
            ("reader", "read:statuses", false),
        ] {
            assert_eq!(allows(has, wanted), yes, "{has} for {wanted}");
        }
    }
}
