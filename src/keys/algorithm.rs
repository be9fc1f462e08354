//! The names of the kinds of key. What they do is in `signing` and `verifying`.

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
