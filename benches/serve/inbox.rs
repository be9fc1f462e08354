//! What other servers tell us: signed `Create`s of authors whom a member follows, until all are at home.

use std::sync::Arc;
use std::time::{Duration, Instant};

use antiphon::keys::{Algorithm, SigningKey, sha256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::child::House;
use super::http::{self, Connection};
use super::report::{Report, percentile};
use super::seed;

const AUTHORS: usize = 20;
const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// Measures with so many requests in flight.
pub async fn run(report: &mut Report, count: usize, at_once: usize) {
    let house = House::new(&[]);
    let key = SigningKey::generate(Algorithm::Rsa);
    let opened = house.open().await;
    let member = seed::member(&opened).await;
    let authors = seed::people(&opened.app, &member.account, AUTHORS, &key, false).await;
    opened.app.store.close().await;
    drop(opened);

    let authority = house.authority();
    let requests: Vec<Vec<u8>> =
        (0..count).map(|n| create(&key, authors[n % AUTHORS].uri.as_str(), &authority, n)).collect();
    let requests = Arc::new(requests);
    let (server, _) = house.start().await;
    let (cpu, begun) = (server.cpu_ms(), Instant::now());
    let load = http::load(house.address, requests, at_once, None).await;
    wait_until_applied(&house).await;
    let settled = begun.elapsed();
    let cpu = server.cpu_ms() - cpu;

    let name = |what: &str| format!("inbox, {at_once} in flight: {what}");
    let n = load.good.max(1) as f64;
    report.row(&name("answered 202"), load.good as f64 / load.took.as_secs_f64(), "/s");
    report.row(&name("answer, median"), percentile(&load.millis, 50), "ms");
    report.row(&name("answer, 99 of 100"), percentile(&load.millis, 99), "ms");
    report.row(&name("applied"), load.good as f64 / settled.as_secs_f64(), "/s");
    report.row(&name("CPU for each"), cpu / n, "ms");
    report.row(&name("peak memory"), server.memory("VmHWM"), "MiB");
    report.row(&name("refused"), load.bad as f64, "answers");
    let visible = at_home(&house, &member.token).await;
    report.row(&name("accepted and not at home"), load.good as f64 - visible as f64, "posts");
}

fn create(key: &SigningKey, actor: &str, authority: &str, number: usize) -> Vec<u8> {
    let id = format!("{actor}/notes/{number}");
    let published = now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let body = json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": format!("{id}/activity"), "type": "Create", "actor": actor,
        "to": [PUBLIC], "cc": [format!("{actor}/followers")],
        "object": {
            "id": id, "type": "Note", "attributedTo": actor, "to": [PUBLIC], "cc": [format!("{actor}/followers")],
            "published": published,
            "content": format!("<p>load item {number} and a few more words to make it look like a post</p>"),
        },
    });
    signed(key, actor, authority, &body.to_string())
}

/// A whole POST to the shared inbox, signed in the older scheme as most servers do.
pub fn signed(key: &SigningKey, actor: &str, authority: &str, body: &str) -> Vec<u8> {
    let digest = STANDARD.encode(sha256(body.as_bytes()));
    let date = now().format("%a, %d %b %Y %H:%M:%S GMT");
    let text =
        format!("(request-target): post /inbox\nhost: {authority}\ndate: {date}\ndigest: SHA-256={digest}");
    let signature = STANDARD.encode(key.sign(text.as_bytes()));
    format!(
        "POST /inbox HTTP/1.1\r\nhost: {authority}\r\ndate: {date}\r\ndigest: SHA-256={digest}\r\ncontent-type: application/activity+json\r\nsignature: keyId=\"{actor}#main-key\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date digest\",signature=\"{signature}\"\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn now() -> chrono::DateTime<chrono::Utc> {
    use antiphon::app::{Clock as _, SystemClock};
    let since = u64::try_from(SystemClock.now().0).expect("the clock is after 1970");
    chrono::DateTime::from(std::time::UNIX_EPOCH + Duration::from_millis(since))
}

/// Asks the server how much waits until nothing does.
pub async fn wait_until_applied(house: &House) {
    let request = house.get("/metrics", "");
    let mut connection = Connection::open(house.address).await.expect("the server listens");
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(120) {
        let answer = connection.send(&request).await.expect("the server answers");
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        if text.lines().any(|line| line == "antiphon_inbox_waiting 0") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

/// How many statuses the member's home holds, page by page.
async fn at_home(house: &House, token: &str) -> usize {
    let mut connection = Connection::open(house.address).await.expect("the server listens");
    let (mut seen, mut below) = (0, String::new());
    loop {
        let path = format!("/api/v1/timelines/home?limit=40{below}");
        let answer = connection
            .send(&house.get(&path, &format!("authorization: Bearer {token}\r\n")))
            .await
            .expect("an answer");
        let page: Vec<serde_json::Value> = serde_json::from_slice(&answer.body).unwrap_or_default();
        let Some(last) = page.last().and_then(|status| status["id"].as_str()) else { return seen };
        seen += page.len();
        below = format!("&max_id={last}");
    }
}
