//! An incoming signature: which scheme it is, what it claims, and whether a key confirms it.
//!
//! The schemes read their headers in `cavage` and `rfc9421`; the checks that both share stand here, once.

use super::base::Base;
use super::digest::DigestClaim;
use super::message::{Host, Message};
use super::{SignatureError, cavage, rfc9421};
use crate::keys::{Algorithm, VerifyingKey};
use http::{HeaderMap, Method};
use url::Url;

/// A signature that covers all it must, read before any key is known.
///
/// Whoever holds one knows nothing yet: fetch the key of [`Self::key_id`], then call [`Self::verify`].
#[derive(Clone, Debug)]
pub struct ParsedSignature {
    /// The address of the key, as the sender wrote it: always `http` or `https`.
    pub key_id: String,
    /// The algorithm that the header names, if it names one.
    pub(super) algorithm: Option<Algorithm>,
    pub(super) signature: Vec<u8>,
    pub(super) host: Host,
    /// Every covered date and creation time, in unix milliseconds.
    pub(super) moments: Vec<i64>,
    /// The signer's own limit, in unix milliseconds.
    pub(super) expires: Option<i64>,
    pub(super) digest: Option<DigestClaim>,
    pub(super) signed: SignedText,
}

/// The text that was signed.
#[derive(Clone, Debug)]
pub(super) enum SignedText {
    /// Known at once; one of these.
    AnyOf(Vec<String>),
    /// Complete once it is known by which of our origins we were addressed.
    ByOrigin(Base),
}

/// What the receiving side knows, against which a signature is held.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The origins we answer to, say `https://example.org` and an onion address. Paths in them are ignored.
    pub origins: &'a [Url],
    /// The body exactly as it arrived.
    pub body: &'a [u8],
    /// Now, in unix milliseconds.
    pub now_ms: i64,
    /// How far the sender's clock may differ.
    pub window: Window,
}

/// How old a signature may be, and how far ahead of us its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Milliseconds into the past.
    pub past_ms: i64,
    /// Milliseconds into the future.
    pub future_ms: i64,
}

impl Default for Window {
    /// One hour back, because deliveries wait in queues; ten minutes ahead, because clocks drift.
    fn default() -> Self {
        Self { past_ms: 3_600_000, future_ms: 600_000 }
    }
}

/// Reads the one signature of a request and checks that it covers what it must.
///
/// `target` is path and query exactly as received. A request that changes something must have signed its method and
/// target, its host, its time and the digest of its body; a reading request all of these but the digest. Two schemes
/// at once, anything twice, and anything oversized are errors.
pub fn parse(method: &Method, target: &str, headers: &HeaderMap) -> Result<ParsedSignature, SignatureError> {
    let message = Message::new(method, target, headers)?;
    match (message.count("signature-input") > 0, message.count("signature")) {
        (false, 0) => Err(SignatureError::Missing),
        (false, 1) => cavage::parse(message),
        (true, 1..) => rfc9421::parse(message),
        (true, 0) => Err(SignatureError::Malformed("the Signature header is missing")),
        (false, _) => Err(SignatureError::Ambiguous),
    }
}

impl ParsedSignature {
    /// Whether this key confirms the signature, and the request is for us, of now, and whole.
    ///
    /// The algorithm is that of the key; a header that names another one is refused.
    pub fn verify(&self, key: &VerifyingKey, expected: &Expected<'_>) -> Result<(), SignatureError> {
        let mut origins = expected.origins.iter().filter(|origin| self.host.is_of(origin)).peekable();
        if origins.peek().is_none() {
            return Err(SignatureError::ForeignHost);
        }
        self.check_times(expected.now_ms, expected.window)?;
        match &self.digest {
            Some(claim) if !claim.matches(expected.body) => return Err(SignatureError::DigestMismatch),
            None if !expected.body.is_empty() => return Err(SignatureError::NotCovered("the body")),
            _ => {}
        }
        if self.algorithm.is_some_and(|named| named != key.algorithm()) {
            return Err(SignatureError::WrongAlgorithm);
        }
        let confirms = |text: &str| key.verify(text.as_bytes(), &self.signature);
        let confirmed = match &self.signed {
            SignedText::AnyOf(texts) => texts.iter().any(|text| confirms(text)),
            SignedText::ByOrigin(base) => origins.any(|origin| confirms(&base.text(origin))),
        };
        if confirmed { Ok(()) } else { Err(SignatureError::Invalid) }
    }

    fn check_times(&self, now_ms: i64, window: Window) -> Result<(), SignatureError> {
        for moment in &self.moments {
            if now_ms.saturating_sub(*moment) > window.past_ms {
                return Err(SignatureError::TooOld);
            }
            if moment.saturating_sub(now_ms) > window.future_ms {
                return Err(SignatureError::FromTheFuture);
            }
        }
        match self.expires {
            Some(expires) if expires < now_ms => Err(SignatureError::Expired),
            _ => Ok(()),
        }
    }
}
