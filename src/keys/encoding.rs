//! The text forms of a public key: PEM (RFC 7468) and multibase (FEP-521a). No cryptography happens here.

use super::KeyError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// No key we accept is longer than this; longer text is refused before it is decoded.
const LONGEST_PEM: usize = 4096;
/// The base58 decoder takes quadratic time. An RSA key of 4096 bits has about 720 characters.
const LONGEST_MULTIBASE: usize = 800;
const LINE: usize = 64;

/// The label and the bytes of a text that holds exactly one PEM block.
pub(super) fn read_pem(text: &str) -> Result<(&str, Vec<u8>), KeyError> {
    if text.len() > LONGEST_PEM {
        return Err(KeyError::Unreadable);
    }
    let (label, body) = pem_block(text.trim()).ok_or(KeyError::Unreadable)?;
    let body: String = body.chars().filter(|letter| !letter.is_ascii_whitespace()).collect();
    let bytes = STANDARD.decode(body).map_err(|_| KeyError::Unreadable)?;
    Ok((label, bytes))
}

/// One PEM block with lines of 64 characters and a line break at the end.
pub(super) fn write_pem(label: &str, bytes: &[u8]) -> String {
    let body = STANDARD.encode(bytes);
    let mut text = format!("-----BEGIN {label}-----\n");
    let mut rest = body.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text.push_str("-----END ");
    text.push_str(label);
    text.push_str("-----\n");
    text
}

/// The bytes behind a base58btc multibase text, multicodec prefix included.
pub(super) fn read_multibase(text: &str) -> Result<Vec<u8>, KeyError> {
    let body =
        text.strip_prefix('z').filter(|body| body.len() <= LONGEST_MULTIBASE).ok_or(KeyError::Unreadable)?;
    bs58::decode(body).into_vec().map_err(|_| KeyError::Unreadable)
}

/// A multicodec prefix and a key as base58btc multibase text.
pub(super) fn write_multibase(prefix: &[u8], key: &[u8]) -> String {
    let bytes = [prefix, key].concat();
    format!("z{}", bs58::encode(bytes).into_string())
}

fn pem_block(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.strip_prefix("-----BEGIN ")?.split_once("-----")?;
    let (body, end) = rest.split_once("-----END ")?;
    (end.strip_suffix("-----")? == label).then_some((label, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pem_survives_the_round_trip_and_foreign_line_breaks() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = write_pem("PUBLIC KEY", &bytes);
        assert!(text.lines().all(|line| line.len() <= 64));
        assert_eq!(read_pem(&text), Ok(("PUBLIC KEY", bytes.clone())));
        let windows = format!("\r\n{}", text.replace('\n', "\r\n"));
        assert_eq!(read_pem(&windows), Ok(("PUBLIC KEY", bytes)));
    }

    #[test]
    fn texts_that_are_not_one_block_are_refused() {
        let good = write_pem("PUBLIC KEY", &[1, 2, 3]);
        let other_end = good.replace("END PUBLIC", "END PRIVATE");
        let no_base64 = good.replace("AQID", "A*ID");
        let two = format!("{good}{good}");
        let long = write_pem("PUBLIC KEY", &[7; 4096]);
        for text in ["", "-----BEGIN ", "-----BEGIN X-----", "AQID", &other_end, &no_base64, &two, &long] {
            assert_eq!(read_pem(text), Err(KeyError::Unreadable), "{text}");
        }
    }

    #[test]
    fn multibase_other_than_base58_is_refused() {
        for text in ["", "z0", "u7QE", "zé", &format!("z{}", "2".repeat(900))] {
            assert_eq!(read_multibase(text), Err(KeyError::Unreadable), "{text}");
        }
    }
}
