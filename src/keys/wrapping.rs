//! The key that wraps other secrets before they are stored. Where it is kept is the configuration's matter.

use super::{KeyError, hmac_sha256, random_bytes};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;
use std::sync::Arc;

/// An AES-256-GCM key that seals private keys and addresses at rest. Clones share it.
///
/// It may live outside the data directory: then a copied disk opens nothing.
#[derive(Clone)]
pub struct KeyEncryptionKey(Arc<Inner>);

struct Inner {
    bytes: [u8; 32],
    cipher: LessSafeKey,
}

impl KeyEncryptionKey {
    /// Makes a new random key.
    pub fn generate() -> Self {
        Self::new(random_bytes())
    }

    /// Reads the 44 characters that [`Self::to_base64`] wrote; white space around them is ignored.
    pub fn from_base64(text: &str) -> Result<Self, KeyError> {
        let bytes = STANDARD.decode(text.trim()).map_err(|_| KeyError::BadEncryptionKey)?;
        Ok(Self::new(bytes.try_into().map_err(|_| KeyError::BadEncryptionKey)?))
    }

    /// The key in base64. This is the secret itself: write it to a file that only the server reads.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.0.bytes)
    }

    /// Seals a secret: a random nonce of 12 bytes, the cipher text, a tag of 16 bytes.
    ///
    /// `context` says what the secret is for (say, `"key:42"`). It is not stored, and only the same context opens the
    /// secret again, so that a sealed value moved to another row stays shut. One key seals up to 2^32 values.
    pub fn seal(&self, context: &[u8], plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = random_bytes();
        let mut body = plain.to_vec();
        self.0
            .cipher
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut body)
            .expect("values in memory are far below the cipher's limit of 64 GiB");
        [&nonce[..], &body].concat()
    }

    /// Opens what [`Self::seal`] sealed under the same context. Changed bytes and other keys are an error.
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        let (nonce, body) = sealed.split_at_checked(NONCE_LEN).ok_or(KeyError::CannotOpen)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| KeyError::CannotOpen)?;
        let mut body = body.to_vec();
        let plain = self
            .0
            .cipher
            .open_in_place(nonce, Aad::from(context), &mut body)
            .map_err(|_| KeyError::CannotOpen)?;
        Ok(plain.to_vec())
    }

    /// A secret of its own for one purpose: the same for everybody who holds this key, and no way back to it.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        hmac_sha256(&self.0.bytes, purpose.as_bytes())
    }

    pub(super) fn new(bytes: [u8; 32]) -> Self {
        let key = UnboundKey::new(&AES_256_GCM, &bytes).expect("an AES-256 key has 32 bytes");
        Self(Arc::new(Inner { bytes, cipher: LessSafeKey::new(key) }))
    }
}

impl fmt::Debug for KeyEncryptionKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("KeyEncryptionKey").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_stored_key_and_the_same_context() {
        let key = KeyEncryptionKey::generate();
        let sealed = key.seal(b"key:1", b"secret");
        let again = KeyEncryptionKey::from_base64(&format!(" {}\n", key.to_base64()))
            .expect("our own form is readable");
        assert_eq!(again.open(b"key:1", &sealed), Ok(b"secret".to_vec()));
        assert_eq!(again.open(b"key:2", &sealed), Err(KeyError::CannotOpen));
        assert_ne!(key.seal(b"key:1", b"secret"), sealed, "the nonce differs each time");
    }

    #[test]
    fn every_changed_or_missing_byte_keeps_it_shut() {
        let key = KeyEncryptionKey::generate();
        let sealed = key.seal(b"", b"secret");
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(key.open(b"", &changed), Err(KeyError::CannotOpen));
            assert_eq!(key.open(b"", &sealed[..place]), Err(KeyError::CannotOpen));
        }
        assert_eq!(KeyEncryptionKey::generate().open(b"", &sealed), Err(KeyError::CannotOpen));
    }

    #[test]
    fn text_that_is_no_key_is_refused_and_printing_shows_none() {
        for text in ["", "AAAA", "not base64", &STANDARD.encode([0; 33])] {
            assert_eq!(KeyEncryptionKey::from_base64(text).err(), Some(KeyError::BadEncryptionKey));
        }
        assert_eq!(format!("{:?}", KeyEncryptionKey::generate()), "KeyEncryptionKey { .. }");
    }
}
