//! Public keys: reading what others publish, writing what we publish, checking signatures. Secrets live elsewhere.

use super::encoding::{read_multibase, read_pem, write_multibase, write_pem};
use super::{KeyError, sha256_hex};
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::signature::{ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaSubjectPublicKey};
use std::fmt;
use std::sync::Arc;

/// The kinds of key we sign with and accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256: what every server of the fediverse verifies.
    Rsa,
    /// Ed25519 (RFC 8032): integrity proofs, and RFC 9421 where a peer supports it.
    Ed25519,
}

impl Algorithm {
    /// The name in columns, settings and log fields.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
        }
    }

    /// The reverse of [`Self::as_str`].
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "rsa" => Some(Self::Rsa),
            "ed25519" => Some(Self::Ed25519),
            _ => None,
        }
    }
}

/// A public key, checked and parsed once. Clones share it.
#[derive(Clone)]
pub struct VerifyingKey(Arc<Inner>);

struct Inner {
    algorithm: Algorithm,
    parsed: ParsedPublicKey,
    /// Raw 32 bytes for Ed25519, `RSAPublicKey` (RFC 8017) for RSA.
    bare: Box<[u8]>,
    spki: Box<[u8]>,
}

const SHORTEST_RSA_BITS: usize = 2048;
const LONGEST_RSA_BITS: usize = 4096;
/// Everything of an Ed25519 `SubjectPublicKeyInfo` (RFC 8410) that stands before the 32 bytes of the key.
const ED25519_SPKI_PREFIX: [u8; 12] =
    [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// The multicodec `ed25519-pub` (0xed) as a varint.
const ED25519_MULTICODEC: [u8; 2] = [0xed, 0x01];
/// The multicodec `rsa-pub` (0x1205) as a varint.
const RSA_MULTICODEC: [u8; 2] = [0x85, 0x24];

impl VerifyingKey {
    /// Reads an actor's `publicKeyPem`: `PUBLIC KEY` (SPKI) of either kind, or `RSA PUBLIC KEY` (PKCS#1).
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        match read_pem(text)? {
            ("PUBLIC KEY", der) => Self::from_spki_der(&der),
            ("RSA PUBLIC KEY", der) => Self::from_rsa(&der),
            _ => Err(KeyError::Unsupported),
        }
    }

    /// Reads a DER `SubjectPublicKeyInfo` (RFC 5280).
    pub fn from_spki_der(der: &[u8]) -> Result<Self, KeyError> {
        match der.strip_prefix(&ED25519_SPKI_PREFIX) {
            Some(bare) => Self::from_ed25519(bare),
            None => Self::from_rsa(der),
        }
    }

    /// Reads a `publicKeyMultibase` (FEP-521a): base58btc with the multicodec of Ed25519 or RSA.
    pub fn from_multibase(text: &str) -> Result<Self, KeyError> {
        let bytes = read_multibase(text)?;
        if let Some(bare) = bytes.strip_prefix(&ED25519_MULTICODEC) {
            Self::from_ed25519(bare)
        } else if let Some(der) = bytes.strip_prefix(&RSA_MULTICODEC) {
            Self::from_rsa(der)
        } else {
            Err(KeyError::Unsupported)
        }
    }

    /// The kind of key, which alone decides how a signature is verified.
    pub fn algorithm(&self) -> Algorithm {
        self.0.algorithm
    }

    /// The key as DER `SubjectPublicKeyInfo`.
    pub fn spki_der(&self) -> &[u8] {
        &self.0.spki
    }

    /// The key as `publicKeyPem` publishes it.
    pub fn to_pem(&self) -> String {
        write_pem("PUBLIC KEY", &self.0.spki)
    }

    /// The key as `publicKeyMultibase` publishes it.
    pub fn to_multibase(&self) -> String {
        let prefix = match self.0.algorithm {
            Algorithm::Rsa => RSA_MULTICODEC,
            Algorithm::Ed25519 => ED25519_MULTICODEC,
        };
        write_multibase(&prefix, &self.0.bare)
    }

    /// Whether this key made this signature over these bytes.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.parsed.verify_sig(message, signature).is_ok()
    }

    pub(super) fn from_ed25519(bare: &[u8]) -> Result<Self, KeyError> {
        if bare.len() != 32 {
            return Err(KeyError::Unreadable);
        }
        let parsed = ParsedPublicKey::new(&ED25519, bare).map_err(|_| KeyError::Unreadable)?;
        Ok(Self(Arc::new(Inner {
            algorithm: Algorithm::Ed25519,
            parsed,
            bare: bare.into(),
            spki: [&ED25519_SPKI_PREFIX, bare].concat().into(),
        })))
    }

    /// Reads an RSA key from PKCS#1 or SPKI. It is encoded anew, so that one key has one form only.
    pub(super) fn from_rsa(der: &[u8]) -> Result<Self, KeyError> {
        let key = RsaSubjectPublicKey::from_der(der).map_err(|_| KeyError::Unsupported)?;
        check_rsa(&key)?;
        let parsed = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.as_ref())
            .map_err(|_| KeyError::Unsupported)?;
        let spki = key.as_der().map_err(|_| KeyError::Unsupported)?;
        Ok(Self(Arc::new(Inner {
            algorithm: Algorithm::Rsa,
            parsed,
            bare: key.as_ref().into(),
            spki: spki.as_ref().into(),
        })))
    }
}

impl PartialEq for VerifyingKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.spki == other.0.spki
    }
}

impl Eq for VerifyingKey {}

impl fmt::Debug for VerifyingKey {
    /// A public key is no secret, but its digest is enough to tell two apart in a log.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("VerifyingKey")
            .field("algorithm", &self.0.algorithm)
            .field("sha256", &sha256_hex(&self.0.spki))
            .finish()
    }
}

fn check_rsa(key: &RsaSubjectPublicKey) -> Result<(), KeyError> {
    let (modulus, exponent) = (key.modulus(), key.exponent());
    let modulus = modulus.big_endian_without_leading_zero();
    let bits = modulus.len() * 8 - modulus.first().map_or(0, |byte| byte.leading_zeros() as usize);
    if !(SHORTEST_RSA_BITS..=LONGEST_RSA_BITS).contains(&bits) {
        return Err(KeyError::RsaSize);
    }
    match exponent.big_endian_without_leading_zero() {
        [1] => Err(KeyError::RsaExponent),
        [.., last] if last % 2 == 1 => Ok(()),
        _ => Err(KeyError::RsaExponent),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SigningKey, random_bytes};
    use super::*;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

    /// `test-key-rsa` of RFC 9421, appendix B.1.1.
    const PKCS1: &str = "-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAhAKYdtoeoy8zcAcR874L8cnZxKzAGwd7v36APp7Pv6Q2jdsPBRrw
WEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsdJKFq
MGmXCQvEG7YemcxDTRPxAleIAgYYRjTSd/QBwVW9OwNFhekro3RtlinV0a75jfZg
kne/YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rUPRcKIlE0P
uKxI4T+HIaFpv8+rdV6eUgOrB2xeI1dSFFn/nnv5OoZJEIB+VmuKn3DCUcCZSFlQ
PSXSfBDiUGhwOw76WuSSsf1D4b/vLoJ10wIDAQAB
-----END RSA PUBLIC KEY-----";

    /// A PKCS#1 public key with a random odd modulus of this many bits.
    fn rsa_der(bits: usize, exponent: &[u8]) -> Vec<u8> {
        let mut modulus: Vec<u8> = random_bytes::<2048>()[..bits / 8].to_vec();
        modulus[0] |= 0x80;
        *modulus.last_mut().expect("a modulus has bytes") |= 1;
        let body = [der(0x02, &[&[0], &modulus[..]].concat()), der(0x02, exponent)].concat();
        der(0x30, &body)
    }

    fn der(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).expect("test keys are short").to_be_bytes();
        let head =
            if content.len() < 128 { vec![tag, length[1]] } else { vec![tag, 0x82, length[0], length[1]] };
        [head, content.to_vec()].concat()
    }

    #[test]
    fn both_pem_forms_of_one_rsa_key_are_the_same_key() {
        let key = VerifyingKey::from_pem(PKCS1).expect("the RFC's key is sound");
        assert_eq!(key.algorithm(), Algorithm::Rsa);
        assert!(key.to_pem().starts_with(
            "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAhAKYdtoeoy8zcAcR874L\n"
        ));
        assert_eq!(VerifyingKey::from_pem(&key.to_pem()), Ok(key.clone()));
        assert_eq!(VerifyingKey::from_multibase(&key.to_multibase()), Ok(key));
    }

    #[test]
    fn ed25519_keys_survive_every_form() {
        let key = SigningKey::generate(Algorithm::Ed25519).verifying_key().clone();
        assert!(key.to_multibase().starts_with("z6Mk"));
        assert_eq!(VerifyingKey::from_pem(&key.to_pem()), Ok(key.clone()));
        assert_eq!(VerifyingKey::from_spki_der(key.spki_der()), Ok(key.clone()));
        assert_eq!(VerifyingKey::from_multibase(&key.to_multibase()), Ok(key));
    }

    #[test]
    fn a27_weak_and_oversized_rsa_keys_are_refused() {
        let common: &[u8] = &[1, 0, 1];
        assert!(VerifyingKey::from_rsa(&rsa_der(2048, common)).is_ok());
        assert!(VerifyingKey::from_rsa(&rsa_der(4096, common)).is_ok());
        for bits in [512, 1024, 2040, 4104, 8192, 16384] {
            let pem = write_pem("RSA PUBLIC KEY", &rsa_der(bits, common));
            assert!(VerifyingKey::from_pem(&pem).is_err(), "{bits} bits");
        }
        for exponent in [&[0][..], &[1], &[2], &[1, 0, 0], &[0x81]] {
            assert!(VerifyingKey::from_rsa(&rsa_der(2048, exponent)).is_err(), "{exponent:?}");
        }
    }

    #[test]
    fn a26_other_kinds_and_junk_are_errors() {
        let elliptic = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key can be made");
        let elliptic = elliptic.public_key().as_der().expect("a key can be written");
        let pem = write_pem("PUBLIC KEY", elliptic.as_ref());
        assert_eq!(VerifyingKey::from_pem(&pem), Err(KeyError::Unsupported));
        assert_eq!(VerifyingKey::from_pem(&write_pem("CERTIFICATE", &[0x30, 0])), Err(KeyError::Unsupported));

        let good = VerifyingKey::from_pem(PKCS1).expect("the RFC's key is sound");
        for length in 0..good.spki_der().len() {
            assert!(VerifyingKey::from_spki_der(&good.spki_der()[..length]).is_err(), "{length} bytes");
        }
        assert!(VerifyingKey::from_spki_der(&ED25519_SPKI_PREFIX).is_err());
        assert_eq!(VerifyingKey::from_multibase("z6LS"), Err(KeyError::Unsupported));
    }

    #[test]
    fn a26_signatures_of_any_length_are_only_wrong() {
        let rsa = VerifyingKey::from_pem(PKCS1).expect("the RFC's key is sound");
        let ed25519 = SigningKey::generate(Algorithm::Ed25519).verifying_key().clone();
        for length in [0, 1, 63, 64, 65, 255, 256, 257, 1 << 20] {
            assert!(!rsa.verify(b"message", &vec![0x5a; length]));
            assert!(!ed25519.verify(b"message", &vec![0x5a; length]));
        }
    }
}
