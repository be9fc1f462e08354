//! Private keys: making, storing, loading and signing. They are never printed and leave only as PKCS#8.

use super::{Algorithm, KeyError, VerifyingKey};
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use std::fmt;
use std::sync::Arc;

/// A private key, parsed once. Clones share it.
///
/// Parsing costs more than half a signature, so a key is kept, not its bytes.
#[derive(Clone)]
pub struct SigningKey(Arc<Inner>);

struct Inner {
    pair: Pair,
    verifying: VerifyingKey,
}

enum Pair {
    Rsa(RsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl SigningKey {
    /// Makes a new key; RSA keys have 2048 bits, which every peer accepts. An RSA key takes a good part of a second.
    pub fn generate(algorithm: Algorithm) -> Self {
        let pair = match algorithm {
            Algorithm::Rsa => RsaKeyPair::generate(KeySize::Rsa2048).map(Pair::Rsa),
            Algorithm::Ed25519 => Ed25519KeyPair::generate().map(Pair::Ed25519),
        };
        Self::new(pair.expect("making a key fails only without memory or randomness"))
            .expect("a key made here meets the rules for keys")
    }

    /// Loads a key that [`Self::to_pkcs8`] wrote, or any unencrypted PKCS#8 DER of this kind.
    pub fn from_pkcs8(algorithm: Algorithm, der: &[u8]) -> Result<Self, KeyError> {
        let pair = match algorithm {
            Algorithm::Rsa => RsaKeyPair::from_pkcs8(der).map(Pair::Rsa),
            Algorithm::Ed25519 => Ed25519KeyPair::from_pkcs8(der).map(Pair::Ed25519),
        };
        Self::new(pair.map_err(|_| KeyError::BadPrivateKey)?)
    }

    /// The Ed25519 key of this seed (RFC 8032), the form in which FEP-8b32 and FEP-521a publish their test keys.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).expect("any 32 bytes are an Ed25519 seed");
        Self::new(Pair::Ed25519(pair)).expect("any seed has a public key")
    }

    /// The key as unencrypted PKCS#8 DER. Seal it before it is stored.
    pub fn to_pkcs8(&self) -> Vec<u8> {
        let reason = "a sound key can be written";
        match &self.0.pair {
            Pair::Rsa(pair) => pair.as_der().expect(reason).as_ref().to_vec(),
            Pair::Ed25519(pair) => pair.to_pkcs8v1().expect(reason).as_ref().to_vec(),
        }
    }

    /// Signs these bytes: RSASSA-PKCS1-v1_5 with SHA-256, or Ed25519. Both are deterministic.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.0.pair {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
                    .expect("a sound key signs any message");
                signature
            }
            Pair::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
        }
    }

    /// The kind of key.
    pub fn algorithm(&self) -> Algorithm {
        self.0.verifying.algorithm()
    }

    /// The public half.
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.0.verifying
    }

    fn new(pair: Pair) -> Result<Self, KeyError> {
        let verifying = match &pair {
            Pair::Rsa(pair) => VerifyingKey::from_rsa(pair.public_key().as_ref())?,
            Pair::Ed25519(pair) => VerifyingKey::from_ed25519(pair.public_key().as_ref())?,
        };
        Ok(Self(Arc::new(Inner { pair, verifying })))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SigningKey").field("public", &self.0.verifying).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_key_signs_as_before() {
        for algorithm in [Algorithm::Rsa, Algorithm::Ed25519] {
            let key = SigningKey::generate(algorithm);
            let signature = key.sign(b"message");
            let again = SigningKey::from_pkcs8(algorithm, &key.to_pkcs8()).expect("our own form is readable");
            assert_eq!(again.algorithm(), algorithm);
            assert_eq!(again.sign(b"message"), signature);
            assert!(again.verifying_key().verify(b"message", &signature));
            assert!(!again.verifying_key().verify(b"massage", &signature));
        }
    }

    #[test]
    fn a_key_of_the_other_kind_or_a_damaged_one_is_refused() {
        let der = SigningKey::generate(Algorithm::Ed25519).to_pkcs8();
        assert!(SigningKey::from_pkcs8(Algorithm::Rsa, &der).is_err());
        assert!(SigningKey::from_pkcs8(Algorithm::Ed25519, &der[..der.len() - 1]).is_err());
        assert!(SigningKey::from_pkcs8(Algorithm::Ed25519, b"").is_err());
    }

    /// The key pair of FEP-8b32 and FEP-521a.
    #[test]
    fn the_fep_test_key_has_its_published_public_key() {
        let secret = bs58::decode("3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq")
            .into_vec()
            .expect("the FEP writes base58");
        let seed = secret.strip_prefix(&[0x80, 0x26]).expect("the multicodec is ed25519-priv");
        let key = SigningKey::from_seed(seed.try_into().expect("a seed has 32 bytes"));
        let public = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        assert_eq!(key.verifying_key().to_multibase(), public);
        assert_eq!(VerifyingKey::from_multibase(public), Ok(key.verifying_key().clone()));
    }

    #[test]
    fn printing_a_key_shows_no_secret() {
        let key = SigningKey::from_seed(&[0x41; 32]);
        let shown = format!("{key:?}");
        assert!(!shown.contains("AAAA") && !shown.contains("41, ") && !shown.contains("4141"), "{shown}");
        assert!(shown.contains("Ed25519"));
    }
}
