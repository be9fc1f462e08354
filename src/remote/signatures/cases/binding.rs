//! What a signature has to bind: method, address, host and time. The body is in `proving`.

use super::request::*;
use crate::remote::signatures::SignatureError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;

#[test]
fn a17_an_uncovered_digest_is_refused() {
    let request = Request::post().cavage("(request-target) host date");
    assert_eq!(request.check(), Err(SignatureError::NotCovered("the digest of the body")));
    let request = Request::post().rfc9421(&["@method", "@target-uri", "digest"], &created());
    assert_eq!(request.check(), Err(SignatureError::NotCovered("the digest of the body")));
}

#[test]
fn a19_an_uncovered_target_is_refused() {
    let request = Request::post().cavage("host date digest");
    assert_eq!(request.check(), Err(SignatureError::NotCovered("the method and address")));
}

#[test]
fn a20_another_host_is_refused() {
    let request = Request::post().with("host", "third.test");
    assert_eq!(request.clone().cavage(ALL).check(), Err(SignatureError::ForeignHost));
    assert_eq!(request.rfc9421(&FULL, &created()).check(), Err(SignatureError::ForeignHost));
    let uncovered = Request::post().cavage("(request-target) date digest");
    assert_eq!(uncovered.check(), Err(SignatureError::NotCovered("the host")));
    let two = Request::post().and("host", "third.test").cavage(ALL);
    assert_eq!(two.check(), Err(SignatureError::FieldMissing));
}

#[test]
fn a21_an_undated_signature_is_refused() {
    let request = Request::post().cavage("(request-target) host digest");
    assert_eq!(request.check(), Err(SignatureError::NotCovered("the date")));
    let request = Request::post().rfc9421(&FULL, &format!(";keyid=\"{KEY_ID}\""));
    assert_eq!(request.check(), Err(SignatureError::NotCovered("the date")));
}

#[test]
fn a22_clocks_may_differ_only_so_far() {
    let dated = |ms: i64| Request::post().with("date", &date(NOW_MS + ms)).cavage(ALL).check();
    assert_eq!(dated(-3 * HOUR_MS), Err(SignatureError::TooOld));
    assert_eq!(dated(2 * HOUR_MS), Err(SignatureError::FromTheFuture));
    assert_eq!(dated(-4 * 60_000), Ok(()));
    assert_eq!(dated(4 * 60_000), Ok(()));
    let garbage = Request::post().with("date", "yesterday").cavage(ALL);
    assert_eq!(garbage.check(), Err(SignatureError::BadDate));

    let expired = (NOW_MS / 1000 - 1).to_string();
    let parameters = format!("algorithm=\"hs2019\",expires={expired}");
    for covered in [ALL.to_owned(), format!("{ALL} (expires)")] {
        let request = Request::post().cavage_with(&covered, &parameters, "", &expired);
        assert_eq!(request.check(), Err(SignatureError::Expired), "{covered}");
    }
    let created = |seconds: i64, more: &str| {
        let parameters = format!(";created={};keyid=\"{KEY_ID}\"{more}", NOW_MS / 1000 + seconds);
        Request::post().rfc9421(&FULL, &parameters).check()
    };
    assert_eq!(created(-3 * 3600, ""), Err(SignatureError::TooOld));
    assert_eq!(created(2 * 3600, ""), Err(SignatureError::FromTheFuture));
    assert_eq!(created(-240, ""), Ok(()));
    assert_eq!(created(0, &format!(";expires={expired}")), Err(SignatureError::Expired));
    assert_eq!(created(0, ";expires=\"never\""), Err(SignatureError::BadDate));
}

#[test]
fn a22_created_takes_the_place_of_date_only_with_newer_algorithms() {
    let covered = "(request-target) host (created) digest";
    let now = (NOW_MS / 1000).to_string();
    let signed = |algorithm: &str, created: &str| {
        let parameters = format!("algorithm=\"{algorithm}\",created={created}");
        Request { key: rsa(), ..Request::post() }.cavage_with(covered, &parameters, created, "").check()
    };
    assert_eq!(signed("hs2019", &now), Ok(()));
    assert_eq!(signed("rsa-sha256", &now), Err(SignatureError::UnsupportedAlgorithm));
    assert_eq!(signed("hs2019", "9"), Err(SignatureError::TooOld));
    assert_eq!(signed("hs2019", &"9".repeat(30)), Err(SignatureError::BadDate));
    let missing = Request::post().cavage(covered);
    assert_eq!(missing.check(), Err(SignatureError::BadDate));
}

#[test]
fn a23_a_signature_over_almost_nothing_is_refused() {
    for covered in ["", "date", "host date"] {
        let request = Request::post().cavage(covered);
        assert!(matches!(request.check(), Err(SignatureError::NotCovered(_))), "{covered}");
    }
    let signature = STANDARD.encode(ed25519().sign(format!("date: {}", date(NOW_MS)).as_bytes()));
    let request = Request::post().with("signature", &format!(r#"keyId="{KEY_ID}",signature="{signature}""#));
    assert!(matches!(request.check(), Err(SignatureError::NotCovered(_))));
}

#[test]
fn a29_a_signature_counts_for_one_address_only() {
    let others = ["@method", "@authority", "@path", "content-digest"];
    for mut request in [
        Request::post().cavage(ALL),
        Request::post().rfc9421(&FULL, &created()),
        Request::post().rfc9421(&others, &created()),
    ] {
        assert_eq!(request.check(), Ok(()));
        request.method = Method::PUT;
        assert_eq!(request.check(), Err(SignatureError::Invalid));
        request.method = Method::POST;
        for target in ["/users/bob/inbox", "/inbox?x=1", "/inbox/"] {
            request.target = target;
            assert!(request.check().is_err(), "{target}");
        }
    }
}

#[test]
fn a29_reading_requests_may_leave_the_query_out() {
    let covered = "(request-target) host date";
    let mut request = Request::get("/users/bob/outbox").cavage(covered);
    request.target = "/users/bob/outbox?page=1";
    assert_eq!(request.check(), Ok(()));
    request.target = "/users/eve/outbox?page=1";
    assert_eq!(request.check(), Err(SignatureError::Invalid));
    request.method = Method::HEAD;
    request.target = "/users/bob/outbox?page=1";
    assert_eq!(request.check(), Err(SignatureError::Invalid));
}

#[test]
fn a33_rfc9421_has_to_cover_method_address_and_body() {
    let signed = |covered: &[&str]| Request::post().rfc9421(covered, &created()).check();
    assert_eq!(signed(&FULL), Ok(()));
    assert_eq!(signed(&["@method", "@authority", "@path", "content-digest"]), Ok(()));
    for covered in [
        &["@method"][..],
        &["@target-uri", "content-digest"],
        &["@method", "@path", "content-digest"],
        &["@method", "@authority", "content-digest"],
        &["@method", "@target-uri"],
        &[],
    ] {
        assert!(matches!(signed(covered), Err(SignatureError::NotCovered(_))), "{covered:?}");
    }
    assert_eq!(
        signed(&["@method", "@method", "@target-uri", "content-digest"]),
        Err(SignatureError::Duplicate("a component"))
    );
    assert_eq!(signed(&["@status", "@target-uri"]), Err(SignatureError::UnsupportedComponent));
    assert_eq!(
        signed(&["@method", "@target-uri", "content-digest", "x-none"]),
        Err(SignatureError::FieldMissing)
    );
    let mut request = Request::get("/a").rfc9421(&["@method", "@authority", "@path"], &created());
    assert_eq!(request.check(), Ok(()));
    request.target = "/a?b";
    assert_eq!(request.check(), Err(SignatureError::NotCovered("the address")));
    for parameter in ["req", "sf", "bs", "tr", "key=\"a\""] {
        let input = format!("sig1=(\"@method\";{parameter} \"@target-uri\" \"content-digest\"){}", created());
        let request = Request::post().rfc9421(&FULL, &created()).with("signature-input", &input);
        assert_eq!(request.check(), Err(SignatureError::UnsupportedComponent), "{parameter}");
    }
}
