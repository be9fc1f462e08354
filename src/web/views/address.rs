//! Which addresses of others may stand in a link. Addresses this server makes itself need no check.

/// The address, if a click on it can do no more than open a page: `http`, `https`, or a path on this server. Everything
/// else (`javascript:`, `data:`, `//host`, hidden control characters) is none, and the page shows text without a link.
pub fn web_address(address: &str) -> Option<&str> {
    if address.chars().any(|letter| letter.is_control() || letter.is_whitespace()) {
        return None;
    }
    let has_scheme = |scheme: &str| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && address.len() > scheme.len()
    };
    let is_own_path = address.starts_with('/') && !address[1..].starts_with(['/', '\\']);
    (has_scheme("https://") || has_scheme("http://") || is_own_path).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_own_paths_are_links() {
        for good in ["https://a.test/x?y=1#z", "HTTP://a.test", "/media/1.pdf", "/"] {
            assert_eq!(web_address(good), Some(good));
        }
    }

    #[test]
    fn everything_that_runs_or_misleads_is_not() {
        let wrong = [
            "",
            "javascript:alert(1)",
            "jAvAsCrIpT:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<b>",
            " https://a.test",
            "\u{1}https://a.test",
            "//evil.test",
            "/\\evil.test",
            "vbscript:x",
            "https://",
            "mailto:a@b.test",
            "ftp://a.test",
            "é",
        ];
        for address in wrong {
            assert_eq!(web_address(address), None, "{address:?}");
        }
    }
}
