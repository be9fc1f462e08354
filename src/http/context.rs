//! What a handler is given: the context of its request.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;

use crate::app::{Cx, Federation};

use super::limits::Limits;

/// What every door is built on.
#[derive(Clone)]
pub struct Doors {
    /// Makes a context for each request.
    pub federation: Federation,
    /// How often somebody may knock.
    pub limits: Limits,
}

/// The context of one request.
pub struct Context(pub Cx);

impl<S> FromRequestParts<S> for Context
where
    Doors: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(_parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self(Doors::from_ref(state).federation.to_request_data()))
    }
}
