//! Ids of things on the network, and what it means that two of them have the same origin (FEP-fe34).

use std::fmt;

use url::Url;

/// The longest id we keep; longer ones are refused, never cut.
pub const LONGEST: usize = 2000;

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UriFault {
    /// Longer than [`LONGEST`] bytes.
    #[error("the id is longer than {LONGEST} bytes")]
    TooLong,
    /// Not an absolute `https` or `http` URL with a host.
    #[error("the id is not an http(s) URL")]
    NotHttp,
    /// It holds a user name or a password.
    #[error("the id holds a user name or password")]
    Userinfo,
}

/// An absolute http(s) URL that names an actor, an object or an activity.
///
/// Two ids are equal when their bytes are equal; nothing is normalised, because another server's
/// spelling of its own ids is the only right one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uri(String);

/// Scheme, host and port: what has to agree before one id may speak for another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Uri {
    /// Reads an id.
    pub fn parse(text: &str) -> Result<Self, UriFault> {
        if text.len() > LONGEST {
            return Err(UriFault::TooLong);
        }
        let url = Url::parse(text).map_err(|_| UriFault::NotHttp)?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
            return Err(UriFault::NotHttp);
        }
        // The parser forgives leading blanks and control characters; an id that needs forgiving is none.
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(UriFault::NotHttp);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(UriFault::Userinfo);
        }
        Ok(Self(text.to_owned()))
    }

    /// The id as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as a parsed URL.
    pub fn url(&self) -> Url {
        Url::parse(&self.0).expect("it was parsed when it was made")
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> Origin {
        let url = self.url();
        Origin {
            scheme: url.scheme().to_owned(),
            host: host_of(&url),
            port: url.port_or_known_default().unwrap_or(0),
        }
    }

    /// Host and, where it is not the scheme's own, port: `vic.test`, `localhost:8081`.
    pub fn authority(&self) -> String {
        let url = self.url();
        match url.port() {
            Some(port) => format!("{}:{port}", host_of(&url)),
            None => host_of(&url),
        }
    }

    /// The host alone, lower-case, without a trailing dot.
    pub fn host(&self) -> String {
        host_of(&self.url())
    }

    /// Whether both ids have one scheme, host and port.
    pub fn same_origin(&self, other: &Self) -> bool {
        self.origin() == other.origin()
    }

    /// The id up to its fragment.
    pub fn without_fragment(&self) -> &str {
        self.0.split('#').next().unwrap_or_default()
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Uri {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The host of a URL as one spelling: the parser has made it lower-case A-labels, the trailing dot goes here.
pub fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        Uri::parse(text).expect("an id")
    }

    #[test]
    fn a13_a14_scheme_and_port_are_part_of_the_origin() {
        assert!(!uri("http://vic.test/a").same_origin(&uri("https://vic.test/b")));
        assert!(!uri("https://vic.test:8443/a").same_origin(&uri("https://vic.test/b")));
        assert!(uri("https://vic.test:443/a").same_origin(&uri("https://vic.test/b")));
    }

    #[test]
    fn a131_one_host_in_every_spelling() {
        for text in ["https://VIC.test/a", "https://vic.test./a", "https://vic.test/a"] {
            assert!(uri(text).same_origin(&uri("https://vic.test/b")), "{text}");
        }
        assert_eq!(uri("https://bücher.example/").host(), "xn--bcher-kva.example");
    }

    #[test]
    fn what_is_no_id() {
        for text in [
            "",
            "alice",
            "1",
            "acct:a@b",
            "file:///etc/passwd",
            "https://",
            "javascript:alert(1)",
            " https://a/",
        ] {
            assert_eq!(Uri::parse(text), Err(UriFault::NotHttp), "{text}");
        }
        assert_eq!(Uri::parse("https://user:pw@evil.test/"), Err(UriFault::Userinfo));
        assert_eq!(Uri::parse(&format!("https://a.test/{}", "x".repeat(2000))), Err(UriFault::TooLong));
    }
}
