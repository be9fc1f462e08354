//! Headers that stand on every answer, errors included (security.md 5.5), and the door-keeper that puts them there.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};

use super::address;
use super::context::Doors;

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// Where the forms of a page may lead on to besides our own pages: put by its handler into the answer, in the words of
/// the policy. Only the page where an app is let in needs it, since its answer leads back to the app.
#[derive(Clone, Debug)]
pub struct MayLeadTo(pub String);

/// Other sites may show this page inside one of theirs: put by its handler into the answer. Such a page has no form, asks nobody
/// who they are, and is the same for everybody, so that nothing can be stolen with it.
#[derive(Clone, Copy, Debug)]
pub struct MayBeFramed;

/// The policy with what the forms of this page may lead on to.
fn policy(leads_to: Option<MayLeadTo>, may_be_framed: bool) -> HeaderValue {
    if may_be_framed {
        let framed = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *");
        return HeaderValue::from_str(&framed.replace("form-action 'self'", "form-action 'none'"))
            .unwrap_or(HeaderValue::from_static(POLICY));
    }
    let wider = leads_to.map(|MayLeadTo(source)| {
        POLICY.replace("form-action 'self'", &format!("form-action 'self' {source}"))
    });
    wider.and_then(|policy| HeaderValue::from_str(&policy).ok()).unwrap_or(HeaderValue::from_static(POLICY))
}

/// No honest request has more bytes of headers (A159).
const MOST_HEADER_BYTES: usize = 32 * 1024;

fn are_too_large(headers: &http::HeaderMap) -> bool {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>() > MOST_HEADER_BYTES
}

/// Answers that other sites may use: what federation is made of.
fn is_open(kind: Option<&HeaderValue>) -> bool {
    kind.and_then(|k| k.to_str().ok()).is_some_and(|k| k.contains("json") || k.contains("xml"))
}

/// Turns away what is not addressed to us, and puts the headers on what comes back.
pub async fn guard(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let config = &doors.federation.config;
    let path = request.uri().path().to_owned();
    let is_probe = matches!(path.as_str(), "/healthz" | "/readyz" | "/metrics");
    let mut response = if are_too_large(request.headers()) {
        (StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large.\n").into_response()
    } else if is_probe || address::is_for_us(config, request.headers(), request.uri()) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "This server answers to another name.\n").into_response()
    };
    let may_be_framed = response.extensions_mut().remove::<MayBeFramed>().is_some();
    let policy = policy(response.extensions_mut().remove(), may_be_framed);
    let headers = response.headers_mut();
    let open = may_be_framed || is_open(headers.get(header::CONTENT_TYPE));
    // Files of members have a stricter policy, and are for other sites as well.
    let resource_policy = if open { "cross-origin" } else { "same-origin" };
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static(resource_policy)),
    ] {
        headers.entry(name).or_insert(value);
    }
    let mut put = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "no-referrer");
    if !may_be_framed {
        put(header::X_FRAME_OPTIONS, "DENY");
    }
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    );
    if config.server.public_url.scheme() == "https" {
        put(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    if let Some(onion) = &config.server.onion {
        let place = format!("{}{path}", onion.as_str().trim_end_matches('/'));
        if let Ok(value) = HeaderValue::from_str(&place) {
            headers.insert(HeaderName::from_static("onion-location"), value);
        }
    }
    response
}
