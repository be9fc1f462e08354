//! Handing a secret to another server, so that nobody reads it on the way and it lies open in nobody's queue: X25519 with a
//! key pair made for this one secret, then AES-256-GCM.

use super::{KeyEncryptionKey, KeyError, hmac_sha256};
use aws_lc_rs::agreement::{self, PrivateKey, UnparsedPublicKey, X25519};
use aws_lc_rs::encoding::{AsBigEndian, Curve25519SeedBin};
use std::fmt;

/// Bytes of a public key.
const PUBLIC: usize = 32;
/// What the derived key is for.
const PURPOSE: &[u8] = b"antiphon handover 1";

/// A pair whose public half the other server seals to.
pub struct HandoverKey(PrivateKey);

impl HandoverKey {
    /// Makes a new pair.
    pub fn generate() -> Self {
        Self(PrivateKey::generate(&X25519).expect("making a key fails only without memory or randomness"))
    }

    /// Loads a pair that [`Self::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        PrivateKey::from_private_key(&X25519, bytes).map(Self).map_err(|_| KeyError::BadPrivateKey)
    }

    /// The private half. Seal it before it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        let seed: Curve25519SeedBin<'_> = self.0.as_be_bytes().expect("a sound key can be written");
        seed.as_ref().to_vec()
    }

    /// The public half.
    pub fn public(&self) -> [u8; PUBLIC] {
        let public = self.0.compute_public_key().expect("a sound key has a public half");
        public.as_ref().try_into().expect("a public key of X25519 has 32 bytes")
    }

    /// Opens what [`seal_to`] sealed to the public half under the same context.
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        let (theirs, body) = sealed.split_first_chunk::<PUBLIC>().ok_or(KeyError::CannotOpen)?;
        let key = self.agree(theirs, theirs, &self.public())?;
        key.open(context, body)
    }

    fn agree(&self, with: &[u8], sender: &[u8], receiver: &[u8]) -> Result<KeyEncryptionKey, KeyError> {
        let peer = UnparsedPublicKey::new(&X25519, with);
        agreement::agree(&self.0, peer, KeyError::CannotOpen, |shared| {
            Ok(KeyEncryptionKey::new(hmac_sha256(shared, &[PURPOSE, sender, receiver].concat())))
        })
    }
}

impl fmt::Debug for HandoverKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HandoverKey").finish_non_exhaustive()
    }
}

/// Seals a secret to somebody's public half: only they can open it, and we no longer can.
pub fn seal_to(public: &[u8; PUBLIC], context: &[u8], plain: &[u8]) -> Result<Vec<u8>, KeyError> {
    let once = HandoverKey::generate();
    let key = once.agree(public, &once.public(), public)?;
    Ok([&once.public()[..], &key.seal(context, plain)].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_holder_of_the_private_half_opens_it_and_only_whole() {
        let ours = HandoverKey::from_bytes(&HandoverKey::generate().to_bytes()).expect("our own form");
        let sealed = seal_to(&ours.public(), b"river", b"secret").expect("a sound key");
        assert_eq!(ours.open(b"river", &sealed), Ok(b"secret".to_vec()));
        assert_eq!(ours.open(b"sea", &sealed), Err(KeyError::CannotOpen));
        assert_eq!(HandoverKey::generate().open(b"river", &sealed), Err(KeyError::CannotOpen));
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(ours.open(b"river", &changed).is_err(), "{place}");
            assert!(ours.open(b"river", &sealed[..place]).is_err(), "{place}");
        }
        assert_ne!(seal_to(&ours.public(), b"river", b"secret"), Ok(sealed), "each time it looks different");
    }

    #[test]
    fn a_key_that_gives_no_secret_is_refused() {
        assert!(seal_to(&[0; 32], b"", b"secret").is_err());
        assert!(HandoverKey::from_bytes(&[1; 31]).is_err());
        assert_eq!(format!("{:?}", HandoverKey::generate()), "HandoverKey { .. }");
    }
}
