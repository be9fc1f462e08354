//! Which addresses apps use, and the questions that browsers ask for them before they send a request. What stands on every
//! answer for apps is in `http::cors`.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{Method, StatusCode};

use super::pictures;

/// Whether apps use this address: all of `/api`, what apps ask of OAuth, and what they read about this server. Where a person
/// answers an app is a page of ours, and no other site may read it.
pub fn is_for_apps(path: &str) -> bool {
    let path = path.trim_end_matches('/');
    path == "/api"
        || path.starts_with("/api/")
        || path.starts_with("/oauth/") && path != "/oauth/authorize"
        || matches!(path, "/health" | "/.well-known/oauth-authorization-server")
        || pictures::is_at(path)
}

/// Answers the question whether a page of another site may send this.
pub async fn preflight(request: Request, next: Next) -> Response {
    if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_of_this_door_is_for_apps_and_no_page_is() {
        for route in crate::mastodon::routes::table().declared() {
            assert!(is_for_apps(route.path), "{}", route.path);
        }
        assert!(is_for_apps("/api") && is_for_apps("/api/") && is_for_apps("/oauth/token/"));
        for page in ["/", "/apiary", "/oauth/authorize", "/oauth/authorize/", "/desk/account", "/@ann"] {
            assert!(!is_for_apps(page), "{page}");
        }
    }
}
