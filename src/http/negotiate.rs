//! What kind of answer a request wants (RFC 9110, 12.5.1).

use http::{HeaderMap, header};

/// The two kinds of answer that one address can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A page for people.
    Page,
    /// JSON for other servers.
    Activity,
}

/// The most entries of an `Accept` header that are looked at (A159).
const MOST_ENTRIES: usize = 32;

/// Reads the `Accept` header: a page, unless an ActivityPub type is asked for at least as much as HTML.
pub fn wanted(headers: &HeaderMap) -> Wanted {
    let (mut page, mut activity) = (0.0_f32, 0.0_f32);
    let values = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    for entry in values.flat_map(|value| value.split(',')).take(MOST_ENTRIES) {
        let mut parts = entry.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight = parts
            .find_map(|p| p.strip_prefix("q=").map(|q| q.parse::<f32>().unwrap_or(0.0)))
            .unwrap_or(1.0)
            .clamp(0.0, 1.0);
        match kind.as_str() {
            "text/html" | "application/xhtml+xml" | "text/*" => page = page.max(weight),
            "application/activity+json" | "application/ld+json" | "application/json" => {
                activity = activity.max(weight);
            }
            _ => {}
        }
    }
    if activity > 0.0 && activity >= page { Wanted::Activity } else { Wanted::Page }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(accept: &str) -> Wanted {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().expect("a header value"));
        wanted(&headers)
    }

    #[test]
    fn a180_every_accept_gets_a_defined_kind() {
        for accept in [
            "application/activity+json",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
            "text/html;q=0.1, application/activity+json",
            "application/activity+json, text/html",
        ] {
            assert_eq!(ask(accept), Wanted::Activity, "{accept}");
        }
        for accept in [
            "text/html",
            "*/*",
            "",
            ";;;,,,q=",
            "text/html, application/activity+json;q=0.5",
            "application/activity+json;q=0",
            "image/png",
        ] {
            assert_eq!(ask(accept), Wanted::Page, "{accept}");
        }
        assert_eq!(wanted(&HeaderMap::new()), Wanted::Page);
        assert_eq!(ask(&"x/y,".repeat(10_000)), Wanted::Page);
    }
}
