//! Sign, verify, digest, seal bytes: the only code that touches key material. No I/O, no clock.
//!
//! This is also where the program's randomness lives: every other module takes random values from here or as a
//! parameter. What a key is used for (HTTP signatures, proofs, cookies) is decided by the caller.

mod algorithm;
mod bytes;
mod encoding;
mod error;
mod handover;
mod one_time;
mod passwords;
mod push;
mod sealing;
mod signing;
mod verifying;
mod wrapping;

pub use algorithm::Algorithm;
pub use bytes::{
    constant_time_eq, digest_multibase, from_multibase, hex, hmac_sha256, random_bytes, random_token, sha256,
    sha256_hex, sha512, to_multibase,
};
pub use error::KeyError;
pub use handover::{HandoverKey, seal_to};
pub use one_time::{
    code_of_step, from_base32, random_authenticator_secret, random_recovery_code, step_at, to_base32,
};
pub use passwords::{digest_password, is_password};
pub use push::{DeviceKeys, DraftMessage, LONGEST_PUSH, PushKey, seal_draft_push, seal_push};
pub use sealing::{OpeningKey, SealingKey};
pub use signing::SigningKey;
pub use verifying::VerifyingKey;
pub use wrapping::KeyEncryptionKey;
