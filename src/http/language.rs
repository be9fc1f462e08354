//! The language that a reader chose on our pages, or that their browser asks for. The cookie holds a tag and nothing
//! else, so that it tells nobody apart.

use http::{HeaderMap, HeaderValue, header};

use crate::app::Cx;
use crate::domain::language;
use crate::words::Tongue;

use super::session;

const COOKIE: &str = "lang";
/// So many languages of a reader count; each list of them is a page of its own in memory.
const MOST_LIKED: usize = 4;
/// A year, in seconds.
const LASTS: u32 = 31_536_000;

/// The language that this reader wants; none if they want one that we do not speak, or say nothing.
pub fn wanted(headers: &HeaderMap) -> Option<Tongue> {
    // Only what we set ourselves is a choice, so the tag has to be one of ours as it is written.
    let chosen = session::cookie(headers, COOKIE).and_then(|tag| of_ours(&tag));
    chosen.or_else(|| Tongue::wanted(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?))
}

/// The languages that this reader wants to read texts in, the dearest first, named as by `domain::language::primary`: the one
/// that they chose here, and those of their browser, whether we speak them or not.
pub fn liked(headers: &HeaderMap) -> Vec<String> {
    let chosen = session::cookie(headers, COOKIE).and_then(|tag| of_ours(&tag));
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut liked = language::liked(header.unwrap_or_default());
    if let Some(tongue) = chosen {
        liked.retain(|tag| tag != tongue.tag());
        liked.insert(0, tongue.tag().to_owned());
    }
    liked.truncate(MOST_LIKED);
    liked
}

/// The language with exactly this tag.
pub fn of_ours(tag: &str) -> Option<Tongue> {
    Tongue::ALL.into_iter().find(|tongue| tongue.tag() == tag)
}

/// The header that keeps a choice.
pub fn keep(cx: &Cx, tongue: Tongue) -> HeaderValue {
    let secure = if session::is_safe(cx) { "; Secure" } else { "" };
    let text = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={LASTS}{secure}", tongue.tag());
    HeaderValue::from_str(&text).expect("a tag is made of letters that a header may hold")
}

/// The page of ours that the reader came from, as a path; the first page where that is not told, or where it was
/// somebody else's (A183).
pub fn page_before(cx: &Cx, headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let onion = cx.config.server.onion.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned());
    let origins = [Some(cx.config.origin()), onion];
    let path = origins.into_iter().flatten().find_map(|origin| referer?.strip_prefix(&origin));
    path.filter(|path| is_own_path(path)).unwrap_or("/").to_owned()
}

/// Whether a browser cannot understand this as anything but a path on this server.
fn is_own_path(path: &str) -> bool {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    plain && path.starts_with('/') && !path[1..].starts_with('/') && path.len() <= 2_048
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(cookie: &str, accept: &str) -> Option<Tongue> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookie.parse().expect("a value"));
        headers.insert(header::ACCEPT_LANGUAGE, accept.parse().expect("a value"));
        wanted(&headers)
    }

    #[test]
    fn a_choice_outweighs_the_browser_and_nonsense_outweighs_nothing() {
        assert_eq!(asked("a=b; lang=ar", "es"), Some(Tongue::Arabic));
        for nonsense in ["", "lang=", "lang=de", "lang=AR", "lang=ar-EG", "lang=<b>", "lang2=ar"] {
            assert_eq!(asked(nonsense, "es"), Some(Tongue::Spanish), "{nonsense}");
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("de, es, ar;q=0.5"));
        assert_eq!(liked(&headers), ["de", "es", "ar"]);
        headers.insert(header::COOKIE, HeaderValue::from_static("lang=ar"));
        assert_eq!(liked(&headers), ["ar", "de", "es"]);
        assert!(liked(&HeaderMap::new()).is_empty());
        assert_eq!(asked("", "de"), None);
        assert_eq!(wanted(&HeaderMap::new()), None);
    }

    #[test]
    fn a183_only_paths_of_ours_are_gone_back_to() {
        for good in ["/", "/@coalition/12?lang=ar", "/follow?name=a%20b"] {
            assert!(is_own_path(good), "{good}");
        }
        let long = format!("/{}", "a".repeat(3_000));
        for wrong in [
            "",
            "//evil.test",
            "/\\evil.test",
            ".evil.test/",
            "@evil.test/",
            ":80/",
            "/a\\b",
            "/a b",
            "/é",
            &long,
        ] {
            assert!(!is_own_path(wrong), "{wrong}");
        }
    }
}
