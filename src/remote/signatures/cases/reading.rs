//! What is refused while it is read: nothing, two things at once, too much, and broken bytes.

use super::request::*;
use crate::remote::signatures::{SignatureError, parse};
use http::{HeaderName, HeaderValue};

#[test]
fn a16_unsigned_requests_are_refused() {
    assert_eq!(Request::post().check(), Err(SignatureError::Missing));
}

#[test]
fn a33_only_the_first_label_counts() {
    let request = Request::post().rfc9421(&FULL, &created());
    let (input, signature) = (request.value("signature-input"), request.value("signature"));
    let other = "sig0=(\"@method\");created=1;keyid=\"https://evil.test/\"";
    let after = request.clone().with("signature-input", &format!("{input}, {other}"));
    assert_eq!(after.with("signature", &format!("sig0=:AAAA:, {signature}")).check(), Ok(()));
    let before = request.with("signature-input", &format!("{other}, {input}"));
    assert!(before.with("signature", &format!("sig0=:AAAA:, {signature}")).check().is_err());
}

#[test]
fn a34_two_schemes_are_refused_whichever_is_valid() {
    let cavage = Request::post().cavage(ALL);
    let both = Request::post().rfc9421(&FULL, &created()).and("signature", &cavage.value("signature"));
    assert_eq!(both.check(), Err(SignatureError::Ambiguous));
    let input_only = cavage.clone().with("signature-input", &both.value("signature-input"));
    assert_eq!(input_only.check(), Err(SignatureError::Ambiguous));
    let twice = cavage.clone().and("signature", &cavage.value("signature"));
    assert_eq!(twice.check(), Err(SignatureError::Ambiguous));
    let authorized =
        cavage.clone().with("authorization", &format!("Signature {}", cavage.value("signature")));
    assert_eq!(authorized.check(), Err(SignatureError::Ambiguous));
    assert_eq!(cavage.with("authorization", "Bearer x").check(), Ok(()));
}

#[test]
fn a35_oversized_and_broken_headers_are_refused() {
    let with = |field: &str| Request::post().with("signature", field).check();
    assert_eq!(with(&format!(r#"keyId="{}""#, "x".repeat(64 * 1024))), Err(SignatureError::TooLarge));
    let parameters: Vec<String> = (0..200).map(|number| format!("p{number}=\"x\"")).collect();
    assert_eq!(with(&parameters.join(",")), Err(SignatureError::TooLarge));
    assert!(matches!(with(&format!(r#"keyId="{KEY_ID}"#)), Err(SignatureError::Malformed(_))));
    let input = format!("sig1=({})", "\"a\" ".repeat(2100));
    let request = Request::post().rfc9421(&FULL, &created());
    assert_eq!(request.clone().with("signature-input", &input).check(), Err(SignatureError::TooLarge));
    let request = request.with("signature-input", "sig1=(\"@method");
    assert!(matches!(request.check(), Err(SignatureError::Malformed(_))));
    let covered = format!("{ALL}{}", " host".repeat(2));
    assert_eq!(Request::post().cavage(&covered).check(), Err(SignatureError::Duplicate("a header field")));
}

#[test]
fn a06_key_ids_are_addresses() {
    let request = Request::post().cavage(ALL);
    let field = request.value("signature").replace(KEY_ID, "acct:vera@vic.test");
    assert_eq!(request.with("signature", &field).check(), Err(SignatureError::BadKeyId));
    let request = Request::post().rfc9421(&FULL, &format!(";created={}", NOW_MS / 1000));
    assert_eq!(request.check(), Err(SignatureError::BadKeyId));
}

#[test]
fn targets_that_could_forge_lines_are_refused() {
    for target in ["", "inbox", "https://sut.test/inbox", "/a\nhost: b", "/a b", "/é"] {
        let request = Request { target, ..Request::post().cavage(ALL) };
        assert!(matches!(request.check(), Err(SignatureError::Malformed(_))), "{target}");
    }
}

/// Thousands of damaged headers: each is read or refused, none brings the server down.
#[test]
fn a35_no_bytes_make_the_reader_panic() {
    // A linear congruential generator (Knuth's MMIX constants), so that a failure can be repeated.
    let mut state: u64 = 42;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits fit") % bound
    };
    let spice = b"\"\\:;,=()?*@ \t-.%09azAZ\x80\xff";
    let names = ["signature", "signature-input", "digest", "content-digest", "date", "host"];
    let seeds = [Request::post().cavage(ALL), Request::post().rfc9421(&FULL, &created())];
    let (mut read, mut refused) = (0, 0);
    for round in 0..6000 {
        let mut request = seeds[round % 2].clone();
        for _ in 0..=below(3) {
            let name = names[below(names.len())];
            let mut bytes = request.headers.get(name).map_or(vec![], |value| value.as_bytes().to_vec());
            let place = below(bytes.len() + 1);
            match below(5) {
                0 => bytes.insert(place, spice[below(spice.len())]),
                1 => bytes.truncate(place),
                2 => drop(bytes.drain(..place)),
                3 => bytes.extend_from_within(place..),
                _ => bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= 1 << below(8)),
            }
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                request.headers.insert(HeaderName::from_static(name), value);
            }
        }
        match parse(&request.method, request.target, &request.headers) {
            Ok(_) => read += 1,
            Err(_) => refused += 1,
        }
        let _answer = request.check();
    }
    assert!(read > 100 && refused > 1000, "{read} read, {refused} refused");
}
