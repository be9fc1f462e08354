//! Codes of an authenticator (TOTP, RFC 6238 over RFC 4226: SHA-1, 30 seconds, six digits, as every authenticator
//! understands it), and the letters that secrets are typed in (base32, RFC 4648).

use aws_lc_rs::hmac;

use super::bytes::random_bytes;

/// So many seconds one code lasts.
const STEP_SECONDS: i64 = 30;
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A secret for an authenticator: 160 bits, as 32 letters and digits.
pub fn random_authenticator_secret() -> String {
    to_base32(&random_bytes::<20>())
}

/// A code that is used once: 80 bits, as 16 letters and digits.
pub fn random_recovery_code() -> String {
    to_base32(&random_bytes::<10>())
}

/// The step at this moment, in seconds since 1970.
pub fn step_at(seconds: i64) -> i64 {
    seconds.div_euclid(STEP_SECONDS)
}

/// The six digits of a step.
pub fn code_of_step(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    // RFC 4226, 5.3: the last four bits say where the number stands; its first bit is left out.
    let at = usize::from(tag[tag.len() - 1] & 0x0f);
    let number = u32::from_be_bytes([tag[at], tag[at + 1], tag[at + 2], tag[at + 3]]) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

/// Bytes as letters and digits, five bits each; the input has a multiple of five bytes or is filled up with zeros.
pub fn to_base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    for five in bytes.chunks(5) {
        let mut block = [0; 8];
        block[3..3 + five.len()].copy_from_slice(five);
        let bits = u64::from_be_bytes(block);
        for place in 0..(five.len() * 8).div_ceil(5) {
            let letter = (bits >> (35 - 5 * place)) & 0x1f;
            text.push(char::from(LETTERS[usize::try_from(letter).unwrap_or_default()]));
        }
    }
    text
}

/// Letters and digits as bytes, in small letters or with spaces and dashes as well; `None` when there is another sign.
pub fn from_base32(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for sign in text.bytes().filter(|sign| !matches!(sign, b' ' | b'-' | b'=')) {
        let sign = sign.to_ascii_uppercase();
        let value = LETTERS.iter().position(|letter| *letter == sign)?;
        bits = (bits << 5) | u32::try_from(value).unwrap_or_default();
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap_or_default());
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the last six of its eight digits.
    #[test]
    fn codes_match_the_published_values() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_of_step(secret, step_at(seconds)), code, "{seconds}");
        }
    }

    /// RFC 4648, section 10, without the padding.
    #[test]
    fn letters_match_the_published_values() {
        for (plain, letters) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
        ] {
            assert_eq!(to_base32(plain.as_bytes()), letters);
            assert_eq!(from_base32(letters).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(from_base32("mzxw-6ytb ").as_deref(), Some(b"fooba".as_slice()));
        assert_eq!(from_base32("MZXW1"), None);
        let secret = random_authenticator_secret();
        assert_eq!(secret.len(), 32);
        assert_eq!(from_base32(&secret).map(|bytes| bytes.len()), Some(20));
        assert_eq!(random_recovery_code().len(), 16);
    }
}
