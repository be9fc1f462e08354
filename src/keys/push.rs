//! Web Push: the key pair that a server shows to push services (VAPID, RFC 8292), and sealing a message for one device
//! (RFC 8291 over RFC 8188, and the draft before it that many apps still speak).

use super::{KeyError, bytes::random_bytes};
use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{self, ECDH_P256, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use std::fmt;
use std::sync::Arc;

/// Bytes of a point of P-256, uncompressed.
const POINT: usize = 65;
/// Bytes of the secret that a device gives us along with its key.
const AUTH: usize = 16;
/// The record size that stands in the header. A message is one record.
const RECORD: u32 = 4096;
/// The longest text that one message holds: push services take 4,096 bytes, header, end mark and tag included.
pub const LONGEST_PUSH: usize = 4096 - (16 + 4 + 1 + POINT) - 1 - 16;

/// The key pair with which this server signs what it says to push services (ES256). Clones share it.
#[derive(Clone)]
pub struct PushKey(Arc<EcdsaKeyPair>);

impl PushKey {
    /// Makes a new key.
    pub fn generate() -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
            .expect("making a key fails only without memory or randomness");
        Self(Arc::new(pair))
    }

    /// Loads a key that [`Self::to_pkcs8`] wrote.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der);
        pair.map(|pair| Self(Arc::new(pair))).map_err(|_| KeyError::BadPrivateKey)
    }

    /// The key as unencrypted PKCS#8 DER. Seal it before it is stored.
    pub fn to_pkcs8(&self) -> Vec<u8> {
        self.0.to_pkcs8v1().expect("a sound key can be written").as_ref().to_vec()
    }

    /// The public half: an uncompressed point of 65 bytes.
    pub fn public(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    /// Signs these bytes as a JWT wants it (RFC 7518, 3.4): 64 bytes.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature = self.0.sign(&SystemRandom::new(), message);
        signature.expect("a sound key signs any message").as_ref().to_vec()
    }
}

impl fmt::Debug for PushKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PushKey").finish_non_exhaustive()
    }
}

/// What a device gave us so that only it can read a message: a point of P-256 and a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceKeys {
    public: [u8; POINT],
    auth: [u8; AUTH],
}

impl DeviceKeys {
    /// Takes a point that lies on the curve, uncompressed, and a secret of 16 bytes.
    pub fn new(public: &[u8], auth: &[u8]) -> Result<Self, KeyError> {
        let public: [u8; POINT] = public.try_into().map_err(|_| KeyError::Unreadable)?;
        let auth = auth.try_into().map_err(|_| KeyError::Unreadable)?;
        let keys = Self { public, auth };
        // Agreeing on a secret is what finds out whether the point lies on the curve.
        keys.agree(&ephemeral())?;
        Ok(keys)
    }

    /// The point.
    pub fn public(&self) -> &[u8] {
        &self.public
    }

    /// The secret.
    pub fn auth(&self) -> &[u8] {
        &self.auth
    }

    fn agree(&self, own: &PrivateKey) -> Result<[u8; 32], KeyError> {
        if self.public[0] != 4 {
            return Err(KeyError::Unreadable);
        }
        let theirs = UnparsedPublicKey::new(&ECDH_P256, &self.public);
        agreement::agree(own, theirs, KeyError::Unreadable, |secret| {
            secret.try_into().map_err(|_| KeyError::Unreadable)
        })
    }
}

impl fmt::Debug for DeviceKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DeviceKeys").finish_non_exhaustive()
    }
}

/// A message in the form of the draft: the body alone does not tell how to open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftMessage {
    /// The body.
    pub body: Vec<u8>,
    /// Goes into the header `Encryption`.
    pub salt: [u8; 16],
    /// Our point; goes into the header `Crypto-Key`.
    pub public: Vec<u8>,
}

/// Seals a text for a device as RFC 8291 has it (`aes128gcm`). A text longer than [`LONGEST_PUSH`] is an error.
pub fn seal_push(device: &DeviceKeys, text: &[u8]) -> Result<Vec<u8>, KeyError> {
    seal_standard(device, text, &ephemeral(), random_bytes())
}

/// Seals a text for a device as the fourth draft had it (`aesgcm`). A text longer than [`LONGEST_PUSH`] is an error.
pub fn seal_draft_push(device: &DeviceKeys, text: &[u8]) -> Result<DraftMessage, KeyError> {
    seal_draft(device, text, &ephemeral(), random_bytes())
}

fn seal_standard(
    device: &DeviceKeys,
    text: &[u8],
    own: &PrivateKey,
    salt: [u8; 16],
) -> Result<Vec<u8>, KeyError> {
    let public = point_of(own);
    let info = [b"WebPush: info\0".as_slice(), &device.public, &public].concat();
    let secret: [u8; 32] = derive(&device.auth, &device.agree(own)?, &info);
    let key = derive(&salt, &secret, b"Content-Encoding: aes128gcm\0");
    let nonce = derive(&salt, &secret, b"Content-Encoding: nonce\0");
    // The mark of the last record stands behind the text.
    let sealed = seal(key, nonce, [fitting(text)?, &[2]].concat());
    let mut body = salt.to_vec();
    body.extend_from_slice(&RECORD.to_be_bytes());
    body.push(u8::try_from(public.len()).map_err(|_| KeyError::Unreadable)?);
    body.extend_from_slice(&public);
    body.extend_from_slice(&sealed);
    Ok(body)
}

fn seal_draft(
    device: &DeviceKeys,
    text: &[u8],
    own: &PrivateKey,
    salt: [u8; 16],
) -> Result<DraftMessage, KeyError> {
    let public = point_of(own);
    let secret: [u8; 32] = derive(&device.auth, &device.agree(own)?, b"Content-Encoding: auth\0");
    let info = |name: &str| {
        let start = format!("Content-Encoding: {name}\0P-256\0");
        [start.as_bytes(), &[0, 65], &device.public, &[0, 65], &public].concat()
    };
    let key = derive(&salt, &secret, &info("aesgcm"));
    let nonce = derive(&salt, &secret, &info("nonce"));
    // The length of the padding stands before the text: there is none.
    let body = seal(key, nonce, [&[0, 0], fitting(text)?].concat());
    Ok(DraftMessage { body, salt, public })
}

fn fitting(text: &[u8]) -> Result<&[u8], KeyError> {
    if text.len() > LONGEST_PUSH { Err(KeyError::Unreadable) } else { Ok(text) }
}

fn ephemeral() -> PrivateKey {
    PrivateKey::generate(&ECDH_P256).expect("making a key fails only without memory or randomness")
}

fn point_of(own: &PrivateKey) -> Vec<u8> {
    own.compute_public_key().expect("a sound key has a public half").as_ref().to_vec()
}

fn seal(key: [u8; 16], nonce: [u8; 12], mut text: Vec<u8>) -> Vec<u8> {
    let key = UnboundKey::new(&AES_128_GCM, &key).expect("an AES-128 key has 16 bytes");
    LessSafeKey::new(key)
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut text)
        .expect("a message is far below the cipher's limit of 64 GiB");
    text
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// HKDF with SHA-256 (RFC 5869).
fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    Salt::new(HKDF_SHA256, salt)
        .extract(secret)
        .expand(&[info], Length(N))
        .and_then(|okm| okm.fill(&mut out))
        .expect("a few bytes can always be derived");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey as Verifying};
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).expect("the documents write base64url")
    }

    fn private(text: &str) -> PrivateKey {
        PrivateKey::from_private_key(&ECDH_P256, &bytes(text)).expect("a private key")
    }

    fn salt(text: &str) -> [u8; 16] {
        bytes(text).try_into().expect("a salt has 16 bytes")
    }

    /// RFC 8291, section 5 and appendix A.
    #[test]
    fn the_vector_of_rfc_8291_comes_out_byte_by_byte() {
        let device = DeviceKeys::new(
            &bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            &bytes("BTBZMqHH6r4Tts7J_aSIgg"),
        )
        .expect("a device");
        let sealed = seal_standard(
            &device,
            b"When I grow up, I want to be a watermelon",
            &private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
            salt("DGv6ra1nlYgDCS1FRnbzlw"),
        );
        let wanted = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(sealed.map(|sealed| URL_SAFE_NO_PAD.encode(sealed)), Ok(wanted.to_owned()));
    }

    /// draft-ietf-webpush-encryption-04, section 5.
    #[test]
    fn the_vector_of_the_draft_comes_out_byte_by_byte() {
        let device = DeviceKeys::new(
            &bytes("BCEkBjzL8Z3C-oi2Q7oE5t2Np-p7osjGLg93qUP0wvqRT21EEWyf0cQDQcakQMqz4hQKYOQ3il2nNZct4HgAUQU"),
            &bytes("R29vIGdvbyBnJyBqb29iIQ"),
        )
        .expect("a device");
        let own = private("nCScek-QpEjmOOlT-rQ38nZzvdPlqa00Zy0i6m2OJvY");
        let sealed = seal_draft(&device, b"I am the walrus", &own, salt("lngarbyKfMoi9Z75xYXmkg"))
            .expect("it is sealed");
        assert_eq!(URL_SAFE_NO_PAD.encode(sealed.body), "6nqAQUME8hNqw5J3kl8cpVVJylXKYqZOeseZG8UueKpA");
        let public =
            "BNoRDbb84JGm8g5Z5CFxurSqsXWJ11ItfXEWYVLE85Y7CYkDjXsIEc4aqxYaQ1G8BqkXCJ6DPpDrWtdWj_mugHU";
        assert_eq!(URL_SAFE_NO_PAD.encode(sealed.public), public);
    }

    #[test]
    fn what_is_no_device_is_refused() {
        let good = point_of(&ephemeral());
        assert!(DeviceKeys::new(&good, &[7; 16]).is_ok());
        let mut off_the_curve = good.clone();
        off_the_curve[64] ^= 1;
        let mut other_form = good.clone();
        other_form[0] = 6;
        for point in [&off_the_curve, &other_form, &good[..64].to_vec(), &vec![0; 65], &Vec::new()] {
            assert!(DeviceKeys::new(point, &[7; 16]).is_err(), "{point:?}");
        }
        for auth in [&[7; 15][..], &[7; 17], &[]] {
            assert!(DeviceKeys::new(&good, auth).is_err());
        }
    }

    #[test]
    fn a_message_fits_into_what_push_services_take() {
        let device = DeviceKeys::new(&point_of(&ephemeral()), &[7; 16]).expect("a device");
        assert_eq!(seal_push(&device, &[b'x'; LONGEST_PUSH]).map(|body| body.len()), Ok(4096));
        assert!(seal_push(&device, &[b'x'; LONGEST_PUSH + 1]).is_err());
        assert!(seal_draft_push(&device, &[b'x'; LONGEST_PUSH + 1]).is_err());
        assert_ne!(seal_push(&device, b"x"), seal_push(&device, b"x"), "each has a key of its own");
    }

    #[test]
    fn a_stored_key_signs_and_shows_no_secret() {
        let key = PushKey::generate();
        let again = PushKey::from_pkcs8(&key.to_pkcs8()).expect("our own form is readable");
        assert_eq!((again.public(), again.public().len()), (key.public(), POINT));
        let signature = again.sign(b"message");
        assert_eq!(signature.len(), 64);
        let verifying = Verifying::new(&ECDSA_P256_SHA256_FIXED, key.public());
        assert!(verifying.verify(b"message", &signature).is_ok());
        assert!(PushKey::from_pkcs8(b"").is_err());
        assert_eq!(format!("{key:?}"), "PushKey { .. }");
    }
}
