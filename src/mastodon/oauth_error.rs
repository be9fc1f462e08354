//! Errors as OAuth names them (RFC 6749, 5.2): a name for programs and a sentence for whoever writes them.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::service::grants::GrantError;

use super::error::{self, Problem};

/// Why there is no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OauthError {
    /// An error with a name of its own.
    Named(StatusCode, &'static str, &'static str),
    /// Any other.
    Plain(Problem),
}

impl OauthError {
    /// Something that has to be there is not, or cannot be read.
    pub fn incomplete() -> Self {
        Self::Named(
            StatusCode::BAD_REQUEST,
            "invalid_request",
            "The request is missing a required parameter, or one of them cannot be read.",
        )
    }

    /// There are no such grants here; passwords are typed on our own pages only.
    pub fn unknown_grant() -> Self {
        Self::Named(
            StatusCode::BAD_REQUEST,
            "unsupported_grant_type",
            "The authorization grant type is not supported by the authorization server.",
        )
    }

    /// The app is unknown, or its secret is wrong.
    pub fn client() -> Self {
        Self::Named(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.",
        )
    }

    /// The token is another app's.
    pub fn not_your_token() -> Self {
        Self::Named(
            StatusCode::FORBIDDEN,
            "unauthorized_client",
            "You are not authorized to revoke this token",
        )
    }
}

impl From<GrantError> for OauthError {
    fn from(error: GrantError) -> Self {
        match error {
            GrantError::Client => Self::client(),
            GrantError::Code => Self::Named(
                StatusCode::BAD_REQUEST,
                "invalid_grant",
                "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.",
            ),
            GrantError::Scope => Self::Named(
                StatusCode::BAD_REQUEST,
                "invalid_scope",
                "The requested scope is invalid, unknown, or malformed.",
            ),
            GrantError::Service(e) => Self::Plain(e.into()),
        }
    }
}

impl From<crate::service::Error> for OauthError {
    fn from(error: crate::service::Error) -> Self {
        Self::Plain(error.into())
    }
}

impl From<Problem> for OauthError {
    fn from(problem: Problem) -> Self {
        Self::Plain(problem)
    }
}

impl IntoResponse for OauthError {
    fn into_response(self) -> Response {
        let (status, name, words) = match self {
            Self::Named(status, name, words) => (status, name, words),
            Self::Plain(problem) => return problem.into_response(),
        };
        let body = serde_json::json!({ "error": name, "error_description": words }).to_string();
        let mut response = error::json(body);
        *response.status_mut() = status;
        if status == StatusCode::UNAUTHORIZED {
            let basic = HeaderValue::from_static("Basic realm=\"apps\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, basic);
        }
        response
    }
}
