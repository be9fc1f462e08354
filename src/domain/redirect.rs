//! Where a person is led back to after they have let an app in. An address is compared letter by letter (A164), so it
//! is kept and used exactly as the app wrote it.

use url::form_urlencoded;

/// In place of an address: show the code on a page, to be copied by hand.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// The longest address, in bytes.
pub const LONGEST: usize = 2_000;

/// Schemes that run or open something in the browser itself.
const DANGEROUS: [&str; 10] =
    ["javascript", "data", "vbscript", "file", "blob", "about", "filesystem", "view-source", "ws", "wss"];

/// Whether an app may be led back to here: any absolute address of a program or a site, without a fragment.
pub fn is_acceptable(address: &str) -> bool {
    if address == OUT_OF_BAND {
        return true;
    }
    let is_plain =
        |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'#');
    if address.len() > LONGEST || !address.bytes().all(is_plain) {
        return false;
    }
    let Some(scheme) = scheme(address) else { return false };
    let rest = &address[scheme.len() + 1..];
    if DANGEROUS.contains(&scheme.as_str()) || rest.is_empty() {
        return false;
    }
    if !is_web(&scheme) {
        return true;
    }
    let authority = rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?']).next());
    authority.is_some_and(|authority| !authority.is_empty() && !authority.contains('@'))
        && url::Url::parse(address).is_ok()
}

fn is_web(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}

/// The scheme in small letters (RFC 3986, 3.1).
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// The address with these names and values behind whatever query it has.
pub fn with(address: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    let joint = match address.split_once('?') {
        None => "?",
        Some((_, "")) => "",
        Some((_, held)) if held.ends_with('&') => "",
        Some(_) => "&",
    };
    // A plus is a space in forms only, and not every app reads its address as a form.
    format!("{address}{joint}{}", query.finish().replace('+', "%20"))
}

/// The site behind the address with its port, as people know it; none for a program on their device.
pub fn site(address: &str) -> Option<String> {
    scheme(address).filter(|scheme| is_web(scheme))?;
    let url = url::Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// What a page may lead on to, in the words of its content policy. Sites often lead on to another of their own, so any
/// safe site may be on the way.
pub fn policy_source(address: &str) -> String {
    match scheme(address) {
        Some(scheme) if scheme == "http" => {
            format!("https: http://{}", site(address).unwrap_or_else(|| "localhost".to_owned()))
        }
        Some(scheme) => format!("{scheme}:"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_real_apps_are_taken_and_dangerous_ones_are_not() {
        for good in [
            OUT_OF_BAND,
            "https://phanpy.social/",
            "https://elk.zone/api/x.test/oauth/https%3A%2F%2Felk.zone?a=b",
            "http://localhost:5173/callback",
            "oauth2redirect://com.keylesspalace.tusky/",
            "mastodon-android-auth://callback",
            "com.tapbots.Ivory.10217:/request_token",
        ] {
            assert!(is_acceptable(good), "{good}");
        }
        for bad in [
            "",
            "/callback",
            "callback",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "https:",
            "https:///x",
            "https://user@good.example/",
            "https://good.example/#fragment",
            "https://good.example/\r\nSet-Cookie: a=b",
            "https://good.example/a b",
            "1x://y",
        ] {
            assert!(!is_acceptable(bad), "{bad}");
        }
        assert!(!is_acceptable(&format!("https://x.example/{}", "a".repeat(LONGEST))));
    }

    #[test]
    fn what_is_added_leaves_the_address_as_it_was() {
        for (address, whole) in [
            ("app://back", "app://back?code=a&state=%26%20b"),
            ("https://x.test/?a=b", "https://x.test/?a=b&code=a&state=%26%20b"),
            ("https://x.test/?", "https://x.test/?code=a&state=%26%20b"),
            ("com.tapbots.Ivory.1:/t", "com.tapbots.Ivory.1:/t?code=a&state=%26%20b"),
        ] {
            assert_eq!(with(address, &[("code", "a"), ("state", "& b")]), whole);
        }
    }

    #[test]
    fn people_read_the_site_and_the_policy_names_it() {
        assert_eq!(site("https://phanpy.social/a").as_deref(), Some("phanpy.social"));
        assert_eq!(site("http://localhost:5173/").as_deref(), Some("localhost:5173"));
        assert_eq!(site("app://back"), None);
        assert_eq!(policy_source("https://phanpy.social/a"), "https:");
        assert_eq!(policy_source("http://localhost:5173/"), "https: http://localhost:5173");
        assert_eq!(policy_source("com.tapbots.Ivory.1:/t"), "com.tapbots.ivory.1:");
    }
}
