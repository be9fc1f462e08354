//! Sealing to a public key whose private half is elsewhere (age, <https://age-encryption.org/v1>). What is sealed here cannot
//! be opened here; whoever holds the private half opens it with us or with the ordinary `age` tool.

use std::fmt;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519::{Identity, Recipient};

use super::KeyError;

/// The public half: what is sealed to it only its owner can read.
#[derive(Clone, PartialEq, Eq)]
pub struct SealingKey(Recipient);

impl SealingKey {
    /// Reads the line that begins with `age1`; white space around it is ignored.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        Recipient::from_str(text.trim()).map(Self).map_err(|_| KeyError::BadSealingKey)
    }

    /// Seals some bytes, so that nobody here can read them back.
    pub fn seal(&self, plain: &[u8]) -> Vec<u8> {
        age::encrypt(&self.0, plain).expect("writing into memory cannot fail")
    }
}

impl fmt::Display for SealingKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SealingKey({self})")
    }
}

/// The private half. It is made and used where its holder is, and never kept by the server.
pub struct OpeningKey(Identity);

impl OpeningKey {
    /// Makes a new random one.
    pub fn generate() -> Self {
        Self(Identity::generate())
    }

    /// Reads a file of the `age` tool: the first line that begins with `AGE-SECRET-KEY-1`; comments are passed over.
    pub fn parse(file: &str) -> Result<Self, KeyError> {
        let line = file.lines().map(str::trim).find(|line| line.starts_with("AGE-SECRET-KEY-1"));
        let identity = line.and_then(|line| Identity::from_str(line).ok());
        identity.map(Self).ok_or(KeyError::BadOpeningKey)
    }

    /// The file as the `age` tool writes it. This is the secret itself.
    pub fn to_file(&self) -> String {
        format!("# public key: {}\n{}\n", self.public(), self.0.to_string().expose_secret())
    }

    /// The public half.
    pub fn public(&self) -> SealingKey {
        SealingKey(self.0.to_public())
    }

    /// Opens what was sealed to the public half. Changed bytes and other keys are an error.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        age::decrypt(&self.0, sealed).map_err(|_| KeyError::CannotOpen)
    }
}

impl fmt::Debug for OpeningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("OpeningKey").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_holder_of_the_private_half_can_open() {
        let key = OpeningKey::generate();
        let sealing = SealingKey::parse(&format!(" {}\n", key.public())).expect("our own form is readable");
        let sealed = sealing.seal(b"Ann Lee");
        assert_eq!(key.open(&sealed), Ok(b"Ann Lee".to_vec()));
        assert!(!sealed.windows(3).any(|part| part == b"Ann"));
        assert_ne!(sealing.seal(b"Ann Lee"), sealed, "each time it looks different");
        assert_eq!(OpeningKey::generate().open(&sealed), Err(KeyError::CannotOpen));
        let mut changed = sealed.clone();
        *changed.last_mut().expect("it has bytes") ^= 1;
        assert_eq!(key.open(&changed), Err(KeyError::CannotOpen));
    }

    #[test]
    fn a_key_file_is_read_again_and_is_shown_to_nobody() {
        let key = OpeningKey::generate();
        let again = OpeningKey::parse(&format!("# created: today\n{}", key.to_file())).expect("it is ours");
        assert_eq!(again.public(), key.public());
        assert_eq!(format!("{key:?}"), "OpeningKey { .. }");
        for text in ["", "# nothing", "AGE-SECRET-KEY-1", &key.public().to_string()] {
            assert_eq!(OpeningKey::parse(text).err(), Some(KeyError::BadOpeningKey), "{text}");
        }
        for text in ["", "age1", "ssh-ed25519 AAAA", &key.to_file()] {
            assert_eq!(SealingKey::parse(text).err(), Some(KeyError::BadSealingKey), "{text}");
        }
    }
}
