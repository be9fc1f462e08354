//! Digests, message codes, random values and the comparison that leaks no timing. No keys of parties live here.

use aws_lc_rs::{constant_time, digest, hmac, rand};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt::Write;

use super::encoding::{read_multibase, write_multibase};
use super::error::KeyError;

/// The code of SHA-256 and its length, which stand before a digest in a multihash.
const SHA256_MULTIHASH: [u8; 2] = [0x12, 32];

/// The SHA-256 digest of these bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    digest::digest(&digest::SHA256, bytes).as_ref().try_into().expect("a SHA-256 digest has 32 bytes")
}

/// The SHA-256 digest of these bytes as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&sha256(bytes))
}

/// The SHA-512 digest of these bytes. Some peers add it to their body digest; then it has to match as well.
pub fn sha512(bytes: &[u8]) -> [u8; 64] {
    digest::digest(&digest::SHA512, bytes).as_ref().try_into().expect("a SHA-512 digest has 64 bytes")
}

/// The HMAC-SHA-256 of these bytes under this key (RFC 2104). Compare it with [`constant_time_eq`].
pub fn hmac_sha256(key: &[u8], bytes: &[u8]) -> [u8; 32] {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), bytes)
        .as_ref()
        .try_into()
        .expect("an HMAC-SHA-256 has 32 bytes")
}

/// `N` bytes from the system's cryptographic random source.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).expect("the system's random source answers, or nothing here is safe to run");
    bytes
}

/// A secret nobody can guess, 256 bits, as 43 characters that are safe in a URL, a cookie and a header.
pub fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// Whether two secrets are the same, in a time that depends on their length alone.
pub fn constant_time_eq(one: &[u8], other: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(one, other).is_ok()
}

/// These bytes in multibase (base58), as a signature is written where people or documents read it.
pub fn to_multibase(bytes: &[u8]) -> String {
    write_multibase(&[], bytes)
}

/// The bytes of a text in multibase (base58).
pub fn from_multibase(text: &str) -> Result<Vec<u8>, KeyError> {
    read_multibase(text)
}

/// The SHA-256 digest of these bytes as a multihash in multibase (base58), as `digestMultibase` writes it.
pub fn digest_multibase(bytes: &[u8]) -> String {
    write_multibase(&SHA256_MULTIHASH, &sha256(bytes))
}

/// These bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a string takes all that is written to it");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_match_the_published_values() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(hex(&sha512(b"abc")).starts_with("ddaf35a193617abacc417349ae204131"));
    }

    /// RFC 4231, test case 2.
    #[test]
    fn message_codes_match_the_published_value() {
        assert_eq!(
            hex(&hmac_sha256(b"Jefe", b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn tokens_differ_and_are_long() {
        let (one, other) = (random_token(), random_token());
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
    }

    #[test]
    fn comparison_sees_length_and_content() {
        assert!(constant_time_eq(b"same", b"same"));
        assert!(!constant_time_eq(b"same", b"sane"));
        assert!(!constant_time_eq(b"same", b"same "));
    }
}
