//! Whether a `Content-Type` says `ActivityPub`. What the body says is read elsewhere.

/// The token that makes JSON-LD an `ActivityPub` document (`ActivityPub` 3.2).
const PROFILE: &str = "https://www.w3.org/ns/activitystreams";

/// Whether the type is `application/activity+json`, or `application/ld+json` with the `ActivityStreams` profile.
/// Anything else could be a file that somebody uploaded to another server (GHSA-jhrq-qvrm-qr36).
pub fn is_activity(content_type: &str) -> bool {
    let mut parts = split_outside_quotes(content_type).into_iter();
    let essence = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/activity+json" => true,
        "application/ld+json" => parts.any(|parameter| {
            parameter.split_once('=').is_some_and(|(name, value)| {
                name.trim().eq_ignore_ascii_case("profile")
                    && value.trim().trim_matches('"').split_ascii_whitespace().any(|token| token == PROFILE)
            })
        }),
        _ => false,
    }
}

/// The parts between semicolons, where a semicolon inside quotes does not count (RFC 9110 5.6.6).
fn split_outside_quotes(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_of_activitypub_are_known_in_every_spelling() {
        for good in [
            "application/activity+json",
            "Application/Activity+JSON",
            "application/activity+json; charset=utf-8",
            "application/activity+json;charset=UTF-8 ; x=\"a;b\"",
            r#"application/ld+json; profile="https://www.w3.org/ns/activitystreams""#,
            r#"application/ld+json;profile="https://www.w3.org/ns/activitystreams";charset=utf-8"#,
            r#"application/ld+json; charset=utf-8; Profile="https://www.w3.org/ns/activitystreams https://w3id.org/x""#,
            "application/ld+json; profile=https://www.w3.org/ns/activitystreams",
        ] {
            assert!(is_activity(good), "{good}");
        }
    }

    #[test]
    fn other_types_are_not_activitypub() {
        for faulty in [
            "",
            "application/json",
            "text/html",
            "text/plain",
            "application/ld+json",
            r#"application/ld+json; profile="https://www.w3.org/ns/activitystreams2""#,
            r#"application/ld+json; profile="https://w3id.org/x""#,
            r#"application/ld+json; x="; profile=https://www.w3.org/ns/activitystreams""#,
            r#"text/html; profile="https://www.w3.org/ns/activitystreams""#,
            "application/activity+jsonx",
            "x, application/activity+json",
        ] {
            assert!(!is_activity(faulty), "{faulty}");
        }
    }
}
