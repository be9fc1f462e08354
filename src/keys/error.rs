//! Why a key was not taken. No message carries key material.

use thiserror::Error;

/// Why bytes were refused as a key, or why a sealed secret stayed shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// The text is not PEM, not multibase, or far longer than any key.
    #[error("This text is not a key in a form we can read.")]
    Unreadable,
    /// The encoding is sound, but the key is of a kind we do not use (EC, DSA, X25519),
    /// or the key is worthless (an RSA exponent of 1).
    #[error("This key is not supported. Use RSA with 2048 to 4096 bits, or Ed25519.")]
    Unsupported,
    /// Shorter than 2048 bits can be broken; longer than 4096 bits costs us more than it costs the sender.
    #[error("An RSA key must have between 2048 and 4096 bits.")]
    RsaSize,
    /// The private key bytes do not form a whole and consistent key.
    #[error("The private key is damaged or of another kind.")]
    BadPrivateKey,
    /// The key-encryption key is not 32 bytes in base64.
    #[error("The key-encryption key must be 32 bytes, written in base64.")]
    BadEncryptionKey,
    /// Another key-encryption key, another purpose, or changed bytes.
    #[error("The sealed secret cannot be opened with this key-encryption key.")]
    CannotOpen,
    /// It is not the public half of a key for sealing.
    #[error("This is not a public key for sealing. It is one line that begins with age1.")]
    BadSealingKey,
    /// There is no private half of a key for sealing in it.
    #[error("There is no private key in this file. It has a line that begins with AGE-SECRET-KEY-1.")]
    BadOpeningKey,
}
