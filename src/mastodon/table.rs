//! The table of routes: each is declared with what a token must be allowed to do. A route without a declaration cannot
//! be written, and handlers learn who asks from the declaration alone.

use axum::extract::Extension;
use axum::handler::Handler;
use axum::routing::{MethodRouter, delete, get, patch, post, put};
use axum::{Router, routing};

use crate::http::Doors;

/// What a request needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing; a token that is sent is not looked at.
    Nothing,
    /// Nothing, but a token that is sent must be good and hold the scope.
    Visitor(&'static str),
    /// A member's token with the scope.
    Member(&'static str),
    /// Any good token, a member's or an app's own, with the scope if there is one.
    App(Option<&'static str>),
}

/// A route as it was declared.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with `{names}` for its parts.
    pub path: &'static str,
    /// What it needs.
    pub needs: Needs,
    /// Clients have to be answered, and there is never anything to tell them.
    pub is_always_empty: bool,
}

/// Routes while they are declared.
#[derive(Default)]
#[must_use]
pub struct Table {
    router: Router<Doors>,
    declared: Vec<Declared>,
}

impl Table {
    fn add(
        mut self,
        (method, path): (&'static str, &'static str),
        needs: Needs,
        route: MethodRouter<Doors>,
    ) -> Self {
        let route = route.layer(Extension(needs));
        // Mastodon answers with and without a slash at the end, and libraries of clients send one.
        self.router = self.router.route(&format!("{path}/"), route.clone()).route(path, route);
        self.declared.push(Declared { method, path, needs, is_always_empty: false });
        self
    }

    /// Declares a route for `GET` (and `HEAD`).
    pub fn get<T: 'static>(self, path: &'static str, needs: Needs, handler: impl Handler<T, Doors>) -> Self {
        self.add(("GET", path), needs, get(handler))
    }

    /// Declares a route for `POST`.
    pub fn post<T: 'static>(self, path: &'static str, needs: Needs, handler: impl Handler<T, Doors>) -> Self {
        self.add(("POST", path), needs, post(handler))
    }

    /// Declares a route for `PUT`. `PATCH` leads there as well, as it does in Mastodon, and clients send either.
    pub fn put<T: 'static>(self, path: &'static str, needs: Needs, handler: impl Handler<T, Doors>) -> Self {
        self.add(("PUT", path), needs, put(handler.clone()).patch(handler))
    }

    /// Declares a route for `PATCH`; `PUT` leads there as well.
    pub fn patch<T: 'static>(
        self,
        path: &'static str,
        needs: Needs,
        handler: impl Handler<T, Doors>,
    ) -> Self {
        self.add(("PATCH", path), needs, patch(handler.clone()).put(handler))
    }

    /// Declares a route for `DELETE`.
    pub fn delete<T: 'static>(
        self,
        path: &'static str,
        needs: Needs,
        handler: impl Handler<T, Doors>,
    ) -> Self {
        self.add(("DELETE", path), needs, delete(handler))
    }

    /// The route that was declared last has never anything to tell.
    pub fn always_empty(mut self) -> Self {
        self.declared.last_mut().expect("a route was declared").is_always_empty = true;
        self
    }

    /// Declares the routes of one file.
    pub fn with(self, routes: fn(Self) -> Self) -> Self {
        routes(self)
    }

    /// Everything that was declared, in order.
    pub fn declared(&self) -> &[Declared] {
        &self.declared
    }

    /// The router of everything that was declared.
    pub fn into_router(self) -> routing::Router<Doors> {
        self.router
    }
}
