//! A request as signatures see it: its parts by name, each readable or refused. Nothing is verified here.

use super::SignatureError;
use http::{HeaderMap, HeaderValue, Method, header};
use url::Url;

/// Longer key ids are refused; the same bound holds for ids of objects.
const LONGEST_KEY_ID: usize = 2000;
/// All signature headers together. A cavage signature with RSA-4096 has about 1 KiB.
const LONGEST_SIGNATURE: usize = 8 * 1024;

/// The parts of an incoming request that a signature can cover.
#[derive(Clone, Copy)]
pub(super) struct Message<'a> {
    pub(super) method: &'a Method,
    /// Path and query exactly as they stood in the request line.
    pub(super) target: &'a str,
    headers: &'a HeaderMap,
}

impl<'a> Message<'a> {
    /// Takes a request whose target is a path in printable ASCII: a line break in it would forge lines of the
    /// signed text.
    pub(super) fn new(
        method: &'a Method,
        target: &'a str,
        headers: &'a HeaderMap,
    ) -> Result<Self, SignatureError> {
        if !target.starts_with('/') || !target.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(SignatureError::Malformed("the request target is not a plain path"));
        }
        let signature = headers.get_all("signature").iter();
        let length: usize = signature.chain(headers.get_all("signature-input")).map(HeaderValue::len).sum();
        if length > LONGEST_SIGNATURE {
            return Err(SignatureError::TooLarge);
        }
        Ok(Self { method, target, headers })
    }

    /// The path without the query.
    pub(super) fn path(&self) -> &'a str {
        self.target.split_once('?').map_or(self.target, |(path, _)| path)
    }

    /// The query without its question mark.
    pub(super) fn query(&self) -> Option<&'a str> {
        self.target.split_once('?').map(|(_, query)| query)
    }

    /// Whether this method only reads. Any other method must bind a body, be it empty.
    pub(super) fn only_reads(&self) -> bool {
        matches!(*self.method, Method::GET | Method::HEAD)
    }

    /// How many header fields of this name there are.
    pub(super) fn count(&self, name: &str) -> usize {
        self.headers.get_all(name).iter().count()
    }

    /// All fields of this name, trimmed and joined with a comma, as both schemes want them.
    pub(super) fn field(&self, name: &str) -> Result<String, SignatureError> {
        let mut joined: Option<String> = None;
        for value in self.headers.get_all(name) {
            let value = value.to_str().map_err(|_| SignatureError::FieldMissing)?.trim();
            match &mut joined {
                None => joined = Some(value.to_owned()),
                Some(text) => {
                    text.push_str(", ");
                    text.push_str(value);
                }
            }
        }
        joined.ok_or(SignatureError::FieldMissing)
    }

    /// The one Host header.
    pub(super) fn host(&self) -> Result<Host, SignatureError> {
        if self.count(header::HOST.as_str()) != 1 {
            return Err(SignatureError::FieldMissing);
        }
        Host::parse(&self.field(header::HOST.as_str())?)
    }
}

/// A host name, and a port if one was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Host {
    name: String,
    port: Option<u16>,
}

impl Host {
    /// Reads the value of a Host header.
    pub(super) fn parse(text: &str) -> Result<Self, SignatureError> {
        let malformed = SignatureError::Malformed("the Host header is not a host");
        let authority: http::uri::Authority = text.parse().map_err(|_| malformed)?;
        if text.contains('@') || authority.host().is_empty() {
            return Err(malformed);
        }
        let port = authority.port_u16();
        if port.is_none() && authority.as_str() != authority.host() {
            return Err(malformed);
        }
        Ok(Self { name: authority.host().to_ascii_lowercase(), port })
    }

    /// Whether this host is the one of an origin, whose default port may be named or left out.
    pub(super) fn is_of(&self, origin: &Url) -> bool {
        origin.host_str() == Some(self.name.as_str())
            && (self.port == origin.port_or_known_default()
                || (self.port.is_none() && origin.port().is_none()))
    }
}

/// The authority of an address as it stands in a Host header: the default port is left out.
pub(super) fn authority(url: &Url) -> Result<String, SignatureError> {
    let host = url.host_str().ok_or(SignatureError::CannotSign)?;
    Ok(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// A key id that is an address of the web without user and password, or an error.
pub(super) fn checked_key_id(text: &str) -> Result<String, SignatureError> {
    if text.len() > LONGEST_KEY_ID {
        return Err(SignatureError::BadKeyId);
    }
    let url = Url::parse(text).map_err(|_| SignatureError::BadKeyId)?;
    let plain = url.has_host() && url.username().is_empty() && url.password().is_none();
    if plain && matches!(url.scheme(), "http" | "https") {
        Ok(text.to_owned())
    } else {
        Err(SignatureError::BadKeyId)
    }
}

/// The unix milliseconds of an HTTP date (RFC 9110, section 5.6.7; the form with the weekday and GMT).
pub(super) fn parse_date(text: &str) -> Result<i64, SignatureError> {
    chrono::DateTime::parse_from_rfc2822(text)
        .map(|date| date.timestamp_millis())
        .map_err(|_| SignatureError::BadDate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_compare_without_case_and_default_port() {
        let of = |host: &str, origin: &str| {
            Host::parse(host).expect("a host").is_of(&Url::parse(origin).expect("an origin"))
        };
        assert!(of("a.test", "https://a.test"));
        assert!(of("A.TEST:443", "https://a.test/"));
        assert!(of("a.test:8443", "https://a.test:8443"));
        assert!(of("[::1]:8080", "http://[::1]:8080"));
        assert!(!of("a.test", "https://a.test:8443"));
        assert!(!of("a.test:80", "https://a.test"));
        assert!(!of("a.test.evil.test", "https://a.test"));
        for text in ["", "u@a.test", "u@a.test:443", "a.test/x", "a.test:", "a.test:99999", "a test", ":80"] {
            assert!(Host::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn key_ids_are_addresses_of_the_web() {
        for text in ["https://a.test/users/a#main-key", "http://a.test/users/a/main-key"] {
            assert_eq!(checked_key_id(text).as_deref(), Ok(text));
        }
        let long = format!("https://a.test/{}", "x".repeat(2000));
        for text in
            ["", "acct:vera@vic.test", "main-key", "https://u:p@a.test/", "ftp://a.test/", "data:,x", &long]
        {
            assert_eq!(checked_key_id(text), Err(SignatureError::BadKeyId), "{text}");
        }
    }

    #[test]
    fn dates_are_read_or_refused() {
        assert_eq!(parse_date("Tue, 20 Apr 2021 02:07:55 GMT"), Ok(1_618_884_475_000));
        for text in
            ["", "now", "1618884475", "Mon, 20 Apr 2021 02:07:55 GMT", "Tue, 99 Apr 2021 02:07:55 GMT"]
        {
            assert_eq!(parse_date(text), Err(SignatureError::BadDate), "{text}");
        }
    }
}
