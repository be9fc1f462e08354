//! The slow digest of passwords: argon2id (RFC 9106) in PHC form, so that its cost can rise later. It takes tens of
//! milliseconds and 19 MiB; the caller sees to it that not many run at once.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::bytes::{constant_time_eq, random_bytes};

/// 19 MiB, two passes, one lane: OWASP's first choice, and what a machine with 512 MB can spare.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const DIGEST_BYTES: usize = 32;

/// The digest of a password with a salt of its own: `$argon2id$v=19$m=…,t=…,p=…$salt$digest`.
pub fn digest_password(password: &str) -> String {
    let salt: [u8; 16] = random_bytes();
    let digest = argon2id((MEMORY_KIB, PASSES, LANES), &salt, password.as_bytes())
        .expect("these costs are within the bounds of argon2");
    format!(
        "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(digest)
    )
}

/// Whether this is the password of the digest. Without a digest the answer is no, after the same work: how long it
/// takes must not tell whether somebody exists (A174).
pub fn is_password(digest: Option<&str>, password: &str) -> bool {
    compare(digest, |costs, salt| argon2id(costs, salt, password.as_bytes()))
}

/// Compares what the work finds with the digest; the work is done whether there is a digest or not.
fn compare(digest: Option<&str>, work: impl FnOnce(Costs, &[u8]) -> Option<[u8; DIGEST_BYTES]>) -> bool {
    let read = digest.and_then(read);
    let is_known = read.is_some();
    let (costs, salt, expected) =
        read.unwrap_or(((MEMORY_KIB, PASSES, LANES), vec![0; 16], vec![0; DIGEST_BYTES]));
    let found = work(costs, &salt);
    is_known && found.is_some_and(|found| constant_time_eq(&found, &expected))
}

type Costs = (u32, u32, u32);

fn argon2id((memory, passes, lanes): Costs, salt: &[u8], password: &[u8]) -> Option<[u8; DIGEST_BYTES]> {
    let params = Params::new(memory, passes, lanes, Some(DIGEST_BYTES)).ok()?;
    let mut digest = [0; DIGEST_BYTES];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(password, salt, &mut digest).ok()?;
    Some(digest)
}

fn read(text: &str) -> Option<(Costs, Vec<u8>, Vec<u8>)> {
    let mut parts = text.strip_prefix("$argon2id$v=19$")?.split('$');
    let (costs, salt, digest) = (parts.next()?, parts.next()?, parts.next()?);
    let mut numbers = costs.split(',').zip(["m=", "t=", "p="]).map(|(cost, name)| cost.strip_prefix(name));
    let mut number = || numbers.next()??.parse::<u32>().ok();
    let costs = (number()?, number()?, number()?);
    Some((costs, STANDARD_NO_PAD.decode(salt).ok()?, STANDARD_NO_PAD.decode(digest).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let digest = digest_password("río Ñuble 1974");
        assert!(digest.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && !digest.contains("Ñuble"));
        assert!(is_password(Some(&digest), "río Ñuble 1974"));
        assert!(!is_password(Some(&digest), "rio Nuble 1974") && !is_password(Some(&digest), ""));
        assert_ne!(digest, digest_password("río Ñuble 1974"), "each has its own salt");
    }

    /// Made by the reference implementation: `echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32`.
    #[test]
    fn a_digest_of_other_costs_can_still_be_read() {
        let known = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(is_password(Some(known), "password") && !is_password(Some(known), "Password"));
    }

    #[test]
    fn what_is_no_digest_opens_nothing() {
        for text in ["", "password", "$argon2id$v=19$", "$argon2id$v=19$m=1,t=0,p=0$AA$AA", "$2b$10$x"] {
            assert!(!is_password(Some(text), "password"), "{text}");
        }
        assert!(!is_password(None, "") && !is_password(None, "password"));
    }

    #[test]
    fn a174_nobody_costs_as_much_as_somebody() {
        let digest = digest_password("something");
        for digest in [Some(digest.as_str()), None, Some("no digest")] {
            let mut done = Vec::new();
            let is_it = compare(digest, |costs, salt| {
                done.push((costs, salt.len()));
                Some([0; DIGEST_BYTES])
            });
            // Even work that finds what stands in for a digest opens nothing.
            assert!(!is_it, "{digest:?}");
            assert_eq!(done, [((MEMORY_KIB, PASSES, LANES), 16)], "{digest:?}");
        }
    }
}
