//! Digests of bodies: the `Digest` header (RFC 3230) and `Content-Digest` (RFC 9530). Signatures live elsewhere.

use super::SignatureError;
use super::structured::{self, Bare, Member};
use crate::keys::{sha256, sha512};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;

/// An honest sender gives one or two digests.
const MOST_DIGESTS: usize = 8;

/// The digest of an outgoing body, computed once and shared by the requests to all inboxes.
#[derive(Clone, Debug)]
pub struct BodyDigest {
    digest: HeaderValue,
    content_digest: HeaderValue,
}

impl BodyDigest {
    /// Digests this body with SHA-256.
    pub fn of(body: &[u8]) -> Self {
        let sum = STANDARD.encode(sha256(body));
        let header = |text: String| HeaderValue::try_from(text).expect("base64 fits into a header");
        Self { digest: header(format!("SHA-256={sum}")), content_digest: header(format!("sha-256=:{sum}:")) }
    }

    /// The value of the `Digest` header (draft-cavage peers).
    pub fn digest(&self) -> &HeaderValue {
        &self.digest
    }

    /// The value of the `Content-Digest` header (RFC 9421 peers).
    pub fn content_digest(&self) -> &HeaderValue {
        &self.content_digest
    }
}

/// What a signed digest header claims about the body that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DigestClaim(Vec<Sum>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Sum {
    Sha256(Vec<u8>),
    Sha512(Vec<u8>),
}

impl DigestClaim {
    /// Reads all `Digest` header fields, joined by commas.
    pub(super) fn from_digest(joined: &str) -> Result<Self, SignatureError> {
        let mut sums = Vec::new();
        for part in joined.split(',') {
            let (name, value) = part.trim().split_once('=').ok_or(SignatureError::BadDigest)?;
            let make = match name.to_ascii_lowercase().as_str() {
                "sha-256" => Sum::Sha256,
                "sha-512" => Sum::Sha512,
                _ => continue,
            };
            sums.push(make(STANDARD.decode(value).map_err(|_| SignatureError::BadDigest)?));
        }
        Self::new(sums)
    }

    /// Reads all `Content-Digest` header fields, joined by commas.
    pub(super) fn from_content_digest(joined: &str) -> Result<Self, SignatureError> {
        let mut sums = Vec::new();
        for (name, member) in structured::parse_dictionary(joined)? {
            let make = match name.as_str() {
                "sha-256" => Sum::Sha256,
                "sha-512" => Sum::Sha512,
                _ => continue,
            };
            let Member::Item(item) = member else { return Err(SignatureError::BadDigest) };
            let Bare::Bytes(bytes) = item.value else { return Err(SignatureError::BadDigest) };
            sums.push(make(bytes));
        }
        Self::new(sums)
    }

    /// Whether every digest of a known kind is that of this body. One that fails condemns the others.
    pub(super) fn matches(&self, body: &[u8]) -> bool {
        self.0.iter().all(|sum| match sum {
            Sum::Sha256(bytes) => bytes[..] == sha256(body),
            Sum::Sha512(bytes) => bytes[..] == sha512(body),
        })
    }

    fn new(sums: Vec<Sum>) -> Result<Self, SignatureError> {
        match sums.len() {
            0 => Err(SignatureError::NoKnownDigest),
            1..=MOST_DIGESTS => Ok(Self(sums)),
            _ => Err(SignatureError::TooLarge),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body and digests of RFC 9421, appendix B.2, and of draft-cavage-12, appendix C.
    const BODY: &[u8] = br#"{"hello": "world"}"#;
    const SHA256: &str = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";
    const SHA512: &str =
        "WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==";

    #[test]
    fn our_digests_are_the_published_ones_and_are_read_back() {
        let digest = BodyDigest::of(BODY);
        assert_eq!(digest.digest(), &format!("SHA-256={SHA256}"));
        assert_eq!(digest.content_digest(), &format!("sha-256=:{SHA256}:"));
        for text in [format!("SHA-256={SHA256}"), format!("sha-512={SHA512}, sha-256={SHA256},MD5=x")] {
            assert!(DigestClaim::from_digest(&text).expect("sound").matches(BODY), "{text}");
        }
        let both = format!("sha-256=:{SHA256}:, unknown=1, sha-512=:{SHA512}:");
        let claim = DigestClaim::from_content_digest(&both).expect("sound");
        assert!(claim.matches(BODY));
        assert!(!claim.matches(b"{}"));
    }

    #[test]
    fn a25_one_wrong_digest_condemns_the_others() {
        let wrong = STANDARD.encode([7; 32]);
        for text in [
            format!("SHA-256={wrong},SHA-512={SHA512}"),
            format!("SHA-256={SHA256},SHA-256={wrong}"),
            format!("SHA-512={wrong},SHA-256={SHA256}"),
            "SHA-256=".to_owned(),
        ] {
            assert!(!DigestClaim::from_digest(&text).expect("readable").matches(BODY), "{text}");
        }
        let text = format!("sha-256=:{wrong}:, sha-512=:{SHA512}:");
        assert!(!DigestClaim::from_content_digest(&text).expect("readable").matches(BODY));
    }

    #[test]
    fn a25_weak_or_unreadable_digests_are_refused() {
        for text in ["MD5=Sd/dVLAcvNLSq16eXua5uQ==", "unixsum=30637, SHA=x"] {
            assert_eq!(DigestClaim::from_digest(text), Err(SignatureError::NoKnownDigest));
        }
        for text in ["", "SHA-256", "SHA-256=*", &format!("SHA-256={SHA256},")] {
            assert_eq!(DigestClaim::from_digest(text), Err(SignatureError::BadDigest), "{text}");
        }
        assert_eq!(DigestClaim::from_content_digest("md5=:AAAA:"), Err(SignatureError::NoKnownDigest));
        for text in
            ["sha-256=AAAA", "sha-256", "sha-256=(:AAAA:)", "sha-256=:AAAA:, sha-256=:AAAA:", "SHA-256=:AA:"]
        {
            assert!(DigestClaim::from_content_digest(text).is_err(), "{text}");
        }
        let many = vec![format!("sha-256={SHA256}"); 9].join(",");
        assert_eq!(DigestClaim::from_digest(&many), Err(SignatureError::TooLarge));
    }
}
