//! What we do with a domain. Asked before any byte goes to it or is taken from it.

/// What is decided about one domain and everything below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DomainRule {
    /// Nothing is taken from it, nothing is sent to it.
    Block,
    /// It is welcome even where only named domains are.
    Allow,
}

impl DomainRule {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Allow => "allow",
        }
    }

    /// Reads the word; an unknown one blocks.
    pub fn parse(text: &str) -> Self {
        if text == "allow" { Self::Allow } else { Self::Block }
    }
}

/// All rules about domains, and what holds where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DomainPolicy {
    rules: std::collections::HashMap<String, DomainRule>,
    allowlist_only: bool,
}

impl DomainPolicy {
    /// A policy of these rules; with `allowlist_only`, a domain without a rule is refused.
    pub fn new(rules: impl IntoIterator<Item = (String, DomainRule)>, allowlist_only: bool) -> Self {
        Self { rules: rules.into_iter().collect(), allowlist_only }
    }

    /// Whether we talk with this authority (`host` or `host:port`).
    ///
    /// The rule of the closest parent domain decides, whatever the port; so `evil.test` covers
    /// `sub.evil.test:8443` (A186), and an allowed subdomain of a blocked domain stays allowed.
    pub fn admits(&self, authority: &str) -> bool {
        let Some(domain) = super::handle::normal_domain(authority) else { return false };
        let host = without_port(&domain);
        let mut rest = host;
        loop {
            if let Some(rule) = self.rules.get(rest) {
                return *rule == DomainRule::Allow;
            }
            match rest.split_once('.') {
                Some((_, parent)) => rest = parent,
                None => return !self.allowlist_only,
            }
        }
    }
}

fn without_port(domain: &str) -> &str {
    match domain.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => domain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a186_a_block_covers_every_spelling_and_every_subdomain() {
        let rules = [
            ("evil.test".to_owned(), DomainRule::Block),
            ("good.evil.test".to_owned(), DomainRule::Allow),
            ("xn--bcher-kva.example".to_owned(), DomainRule::Block),
        ];
        let policy = DomainPolicy::new(rules, false);
        for host in
            ["evil.test", "EVIL.test", "evil.test.", "sub.evil.test", "evil.test:8443", "bücher.example"]
        {
            assert!(!policy.admits(host), "{host}");
        }
        for host in ["good.evil.test", "notevil.test", "vic.test"] {
            assert!(policy.admits(host), "{host}");
        }
    }

    #[test]
    fn where_only_named_domains_are_welcome() {
        let policy = DomainPolicy::new([("vic.test".to_owned(), DomainRule::Allow)], true);
        assert!(policy.admits("vic.test") && policy.admits("sub.vic.test"));
        assert!(!policy.admits("third.test"));
    }
}
