//! `@name@host`: how people write an account.

/// An account as people write it: a name and the domain it is known under.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Handle {
    /// The name before the domain.
    pub name: String,
    /// The domain, lower-case, with a port only on test machines.
    pub domain: String,
}

impl Handle {
    /// Reads `@name@host`, `name@host` or `acct:name@host`; `None` when it is none of them.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("acct:").unwrap_or(text);
        let text = text.strip_prefix('@').unwrap_or(text);
        let (name, domain) = text.split_once('@')?;
        let domain = normal_domain(domain)?;
        let good = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '~' | '!');
        (!name.is_empty() && name.len() <= 256 && name.chars().all(good))
            .then(|| Self { name: name.to_owned(), domain })
    }
}

/// A domain in its one spelling: lower-case A-labels, no trailing dot; `None` when it is no domain.
pub fn normal_domain(text: &str) -> Option<String> {
    if text.is_empty() || text.len() > 253 || text.contains(['/', '@', '?', '#', '\\', ' ', '%']) {
        return None;
    }
    let url = url::Url::parse(&format!("https://{text}/")).ok()?;
    let host = super::uri::host_of(&url);
    if host.is_empty() {
        return None;
    }
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host,
    })
}

/// Names that no account may have here, because a page, a door or a deception stands there.
const RESERVED: &[&str] = &[
    "admin",
    "administrator",
    "moderator",
    "root",
    "system",
    "support",
    "help",
    "security",
    "abuse",
    "postmaster",
    "webmaster",
    "hostmaster",
    "api",
    "oauth",
    "inbox",
    "outbox",
    "actor",
    "actors",
    "desk",
    "join",
    "about",
    "assets",
    "media",
    "well-known",
    "nodeinfo",
    "relay",
    "everyone",
    "here",
];

/// Names that no account may have here.
pub fn reserved() -> impl Iterator<Item = &'static str> {
    RESERVED.iter().copied()
}

/// Whether a name may be given to a local account: `[a-z0-9_]`, 1 to 30 characters, not reserved.
pub fn is_local_name(name: &str) -> bool {
    (1..=30).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !RESERVED.contains(&name)
}

/// Whether a name may be given to a campaign: as for an account, and with `-` inside it.
pub fn is_campaign_name(name: &str) -> bool {
    let parts: Vec<&str> = name.split('-').collect();
    name.len() <= 30
        && !RESERVED.contains(&name)
        && name != "campaigns"
        && parts.iter().all(|part| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_in_every_spelling() {
        for text in ["@vera@VIC.test", "vera@vic.test.", "acct:vera@vic.test", " @vera@vic.test "] {
            let handle = Handle::parse(text).expect(text);
            assert_eq!((handle.name.as_str(), handle.domain.as_str()), ("vera", "vic.test"));
        }
        assert_eq!(Handle::parse("a@localhost:8081").expect("a handle").domain, "localhost:8081");
        for text in ["", "vera", "@", "@@", "a@b/c", "a b@c", "<x>@c", "a@b@c", "a@127.0.0.1%2f"] {
            assert_eq!(Handle::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a134_names_nobody_may_take() {
        for name in
            ["Admin", "admin", "аdmin", "alice ", "alice%00", ".well-known", "inbox", "api", "", "a-b"]
        {
            assert!(!is_local_name(name), "{name}");
        }
        assert!(is_local_name("clean_river2"));
    }

    #[test]
    fn a134_names_no_campaign_may_have() {
        for name in ["", "-", "-a", "a-", "a--b", "A", "api", "well-known", "ñ", "a b", "a.b", "a@b", "../x"]
        {
            assert!(!is_campaign_name(name), "{name}");
        }
        assert!(!is_campaign_name(&"a".repeat(31)) && is_campaign_name(&"a".repeat(30)));
        assert!(is_campaign_name("clean-river") && is_campaign_name("water_2030"));
    }
}
