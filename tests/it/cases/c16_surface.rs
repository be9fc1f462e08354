//! Names, forwarded addresses and headers of our answers (A179, A181, A182, A184).

use std::net::IpAddr;

use antiphon::domain::time::Time;
use antiphon::http::address::{Peer, client_address};
use antiphon::http::limits::{Counted, Limits};
use http::HeaderMap;

use super::raw;
use crate::support::rig::Rig;

#[tokio::test]
async fn a179_we_answer_to_our_own_name_alone() {
    let rig = Rig::start().await;
    let ours = rig.url("").trim_start_matches("http://").to_owned();
    for request in [
        "GET /actor HTTP/1.1\r\nhost: evil.test\r\n".to_owned(),
        "GET /actor HTTP/1.1\r\n".to_owned(),
        format!("GET /actor HTTP/1.1\r\nhost: {ours}\r\nhost: evil.test\r\n"),
        format!("GET http://evil.test/actor HTTP/1.1\r\nhost: {ours}\r\n"),
        format!("GET /actor HTTP/1.1\r\nhost: {ours}@evil.test\r\n"),
        "GET /.well-known/nodeinfo HTTP/1.1\r\nhost: evil.test\r\nx-forwarded-host: evil.test\r\n".to_owned(),
    ] {
        let answer = raw(&rig, format!("{request}connection: close\r\n\r\n").as_bytes()).await;
        assert!(matches!(answer.get(9..12), Some("400" | "421")), "{request}: {answer}");
        assert!(!answer.contains("evil.test"), "{answer}");
    }
    let forwarded = format!(
        "GET /actor HTTP/1.1\r\nhost: {ours}\r\nx-forwarded-host: evil.test\r\nforwarded: host=evil.test\r\n"
    );
    let answer = raw(&rig, format!("{forwarded}connection: close\r\n\r\n").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200") && !answer.contains("evil.test"), "{answer}");
}

#[tokio::test]
async fn a181_a182_nobody_chooses_the_address_they_are_counted_by() {
    let rig = Rig::start().await;
    let config = &rig.opened.app.config;
    let limits = Limits::new(true);
    let take = |who: IpAddr| limits.take(Counted::LookUp, who, Time(0)).is_ok();
    let peer = Peer("203.0.113.5:4000".parse().expect("an address"));
    let mut taken = 0;
    for number in 0..50 {
        let mut headers = HeaderMap::new();
        for name in ["x-forwarded-for", "client-ip", "forwarded", "x-real-ip"] {
            headers.insert(name, format!("127.0.0.{number}").parse().expect("a value"));
        }
        taken += usize::from(take(client_address(config, peer, &headers)));
    }
    assert_eq!(taken, 10);
    let six =
        |number: u32| format!("2001:db8::{:x}:{:x}", number >> 8, number & 0xff).parse().expect("an address");
    assert_eq!((0..65_536).filter(|number| take(six(*number))).count(), 10);
    let local = "127.0.0.1".parse().expect("an address");
    assert_eq!((0..50).filter(|_| take(local)).count(), 10, "not even this machine is exempt");
}

#[tokio::test]
async fn a184_every_answer_carries_the_headers() {
    let rig = Rig::start().await;
    let get = async |path: &str| rig.http.get(rig.url(path)).send().await.expect("an answer");
    let mut answers = Vec::new();
    for path in [
        "/actor",
        "/actors/coalition/outbox",
        "/.well-known/webfinger",
        "/.well-known/host-meta",
        "/nodeinfo/2.1",
        "/nothing/here",
        "/posts/1/likes",
        "/healthz",
        "/actors/coalition/followers/synchronization",
    ] {
        answers.push((path, get(path).await));
    }
    answers.push(("post", rig.http.post(rig.url("/inbox")).body("{").send().await.expect("an answer")));
    answers.push(("method", rig.http.delete(rig.url("/actor")).send().await.expect("an answer")));
    for (path, answer) in answers {
        let headers = answer.headers().clone();
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(headers.get(name).map(|v| v.to_str().expect("text")), Some(value), "{path} {name}");
        }
        let policy = headers["content-security-policy"].to_str().expect("text");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe") && !policy.contains("script-src"));
        assert!(
            headers.contains_key("cross-origin-resource-policy")
                && headers.contains_key("permissions-policy")
        );
        assert!(!headers.contains_key("server") && !headers.contains_key("x-powered-by"));
        let body = answer.text().await.expect("a body");
        assert!(
            !body.contains("panicked") && !body.contains(".rs:") && !body.contains("SQL"),
            "{path}: {body}"
        );
    }
}
