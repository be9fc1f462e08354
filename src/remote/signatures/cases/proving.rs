//! What proves a request: the key, its algorithm, the signature and the digest of the body.

use super::request::*;
use crate::keys::{SigningKey, hmac_sha256, sha256};
use crate::remote::signatures::{BodyDigest, SignatureError, parse, sign_cavage, sign_rfc9421};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use url::Url;

#[test]
fn what_we_send_we_accept_in_both_dialects_and_with_both_kinds_of_key() {
    let url = Url::parse("https://sut.test/users/bob/inbox?page=1").expect("an address");
    let digest = BodyDigest::of(BODY);
    for key in [rsa(), ed25519()] {
        for (method, body, bytes) in [(Method::POST, Some(&digest), BODY), (Method::GET, None, &b""[..])] {
            for sign in [sign_cavage, sign_rfc9421] {
                let headers = sign(&key, KEY_ID, &method, &url, body, NOW_MS).expect("the request fits");
                let request = Request {
                    key: key.clone(),
                    method: method.clone(),
                    target: "/users/bob/inbox?page=1",
                    headers,
                    body: bytes.to_vec(),
                };
                assert_eq!(request.check(), Ok(()), "{:?}", request.headers);
                let parsed =
                    parse(&method, request.target, &request.headers).expect("our own form is readable");
                assert_eq!(parsed.key_id, KEY_ID);
                let other = SigningKey::generate(key.algorithm());
                assert_eq!(request.check_with(other.verifying_key()), Err(SignatureError::Invalid));
            }
        }
    }
}

#[test]
fn a18_a_changed_body_is_refused() {
    for mut request in [Request::post().cavage(ALL), Request::post().rfc9421(&FULL, &created())] {
        assert_eq!(request.check(), Ok(()));
        request.body[0] ^= 1;
        assert_eq!(request.check(), Err(SignatureError::DigestMismatch));
    }
    let mut request = Request::get("/users/bob").cavage("(request-target) host date");
    assert_eq!(request.check(), Ok(()));
    request.body = BODY.to_vec();
    assert_eq!(request.check(), Err(SignatureError::NotCovered("the body")));
}

#[test]
fn a24_the_key_decides_the_algorithm() {
    let request = Request { key: rsa(), ..Request::post() };
    let text = request.cavage_text(ALL, "", "");
    let mac = STANDARD.encode(hmac_sha256(rsa().verifying_key().to_pem().as_bytes(), text.as_bytes()));
    let forged = format!(r#"keyId="{KEY_ID}",algorithm="hmac-sha256",headers="{ALL}",signature="{mac}""#);
    assert_eq!(request.clone().with("signature", &forged).check(), Err(SignatureError::UnsupportedAlgorithm));

    let named = |request: &Request, name: &str| {
        request.clone().cavage_with(ALL, &format!("algorithm=\"{name}\""), "", "").check()
    };
    for name in ["none", "", "rsa-sha1", "hmac-sha256", "rsa-sha512", "ecdsa-sha256"] {
        assert_eq!(named(&request, name), Err(SignatureError::UnsupportedAlgorithm), "{name}");
    }
    assert_eq!(named(&request, "rsa-sha256"), Ok(()));
    assert_eq!(named(&request, "hs2019"), Ok(()));
    assert_eq!(named(&request, "ed25519"), Err(SignatureError::WrongAlgorithm));
    assert_eq!(named(&Request::post(), "ed25519"), Ok(()));
    assert_eq!(named(&Request::post(), "rsa-sha256"), Err(SignatureError::WrongAlgorithm));

    let named = |name: &str| Request::post().rfc9421(&FULL, &format!("{};alg={name}", created())).check();
    assert_eq!(named("\"ed25519\""), Ok(()));
    assert_eq!(named("\"rsa-v1_5-sha256\""), Err(SignatureError::WrongAlgorithm));
    for name in ["\"hmac-sha256\"", "\"none\"", "ed25519", "\"rsa-pss-sha512\""] {
        assert_eq!(named(name), Err(SignatureError::UnsupportedAlgorithm), "{name}");
    }
}

#[test]
fn a25_every_digest_has_to_match() {
    let good = STANDARD.encode(sha256(BODY));
    let bad = STANDARD.encode(sha256(b"other"));
    let digest = |value: &str| Request::post().with("digest", value).cavage(ALL).check();
    assert_eq!(digest("MD5=Sd/dVLAcvNLSq16eXua5uQ=="), Err(SignatureError::NoKnownDigest));
    assert_eq!(digest(&format!("SHA-256={good},SHA-256={bad}")), Err(SignatureError::DigestMismatch));
    for (one, other) in [(&good, &bad), (&bad, &good)] {
        let request = Request::post().with("digest", &format!("SHA-256={one}"));
        let request = request.and("digest", &format!("SHA-256={other}")).cavage(ALL);
        assert_eq!(request.check(), Err(SignatureError::DigestMismatch));
    }
    let request = Request::post().with("content-digest", &format!("sha-256=:{bad}:"));
    assert_eq!(request.rfc9421(&FULL, &created()).check(), Err(SignatureError::DigestMismatch));
    let request = Request::post().with("content-digest", "md5=:AAAA:").rfc9421(&FULL, &created());
    assert_eq!(request.check(), Err(SignatureError::NoKnownDigest));
}

#[test]
fn a26_junk_signatures_are_refused() {
    for key in [rsa(), ed25519()] {
        let junk = |signature: &str| {
            let field = format!(r#"keyId="{KEY_ID}",headers="{ALL}",signature="{signature}""#);
            Request { key: key.clone(), ..Request::post() }.with("signature", &field).check()
        };
        assert_eq!(junk("AAAA"), Err(SignatureError::Invalid));
        assert_eq!(junk(&STANDARD.encode([1; 64])), Err(SignatureError::Invalid));
        assert_eq!(junk(&STANDARD.encode([1; 256])), Err(SignatureError::Invalid));
        assert!(matches!(junk("***"), Err(SignatureError::Malformed(_))));
        assert!(matches!(junk(""), Err(SignatureError::Malformed(_))));
        assert_eq!(junk(&"A".repeat(1 << 20)), Err(SignatureError::TooLarge));
    }
    for field in ["sig1=::", "sig1", "sig1=\"x\"", "sig2=:AAAA:", "sig1=(:AAAA:)"] {
        let request = Request::post().rfc9421(&FULL, &created()).with("signature", field);
        assert!(matches!(request.check(), Err(SignatureError::Malformed(_))), "{field}");
    }
}
