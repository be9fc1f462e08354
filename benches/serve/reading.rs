//! Reading: the home timeline, an actor, the public page, how fast the server starts and how much memory it holds.

use std::sync::Arc;
use std::time::{Duration, Instant};

use antiphon::keys::{Algorithm, SigningKey};

use super::child::{House, Server};
use super::http::{self, Connection};
use super::report::{Report, percentile};
use super::{seed, size};

const CLIENTS: usize = 16;
const AUTHORS: usize = 20;

/// An empty server: start and memory.
pub async fn idle(report: &mut Report) {
    let house = House::new(&[]);
    house.open().await.app.store.close().await;
    let (server, took) = house.start().await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    report.row("empty: start to ready", took.as_secs_f64() * 1_000.0, "ms");
    report.row("empty: memory", server.memory("VmRSS"), "MiB");
    report.row("empty: memory of its own", server.memory("RssAnon"), "MiB");
}

/// With so many statuses in the member's home, and 100,000 deliveries that wait.
pub async fn run(report: &mut Report, statuses: usize) {
    let house = House::new(&[]);
    let opened = house.open().await;
    let member = seed::member(&opened).await;
    let key = SigningKey::generate(Algorithm::Rsa);
    let authors = seed::people(&opened.app, &member.account, AUTHORS, &key, false).await;
    seed::statuses(&opened.app, member.account.id, &authors, statuses).await;
    seed::waiting(&opened.app, &member.account, 100_000).await;
    opened.app.store.close().await;
    drop(opened);

    let (server, took) = house.start().await;
    let name = |what: &str| format!("{statuses} statuses, 100000 deliveries: {what}");
    report.row(&name("start to ready"), took.as_secs_f64() * 1_000.0, "ms");

    let token = format!("authorization: Bearer {}\r\n", member.token);
    let first = vec![house.get("/api/v1/timelines/home?limit=20", &token)];
    measure(report, &house, &server, &name("home, first page"), first).await;
    let pages = deep_pages(&house, &token, 2_000).await;
    measure(report, &house, &server, &name("home, page after page"), pages).await;
    let accept = "accept: application/activity+json\r\n";
    for (what, path, more) in [
        ("actor JSON", "/actors/coalition", accept),
        ("server's actor JSON", "/actor", accept),
        ("public page", "/@coalition", "accept: text/html\r\n"),
    ] {
        measure(report, &house, &server, &name(what), vec![house.get(path, more)]).await;
    }
    report.row(&name("peak memory, the mapped database file included"), server.memory("VmHWM"), "MiB");
    report.row(&name("memory of its own at the end"), server.memory("RssAnon"), "MiB");
}

/// Sends these in turn for some seconds; only what is answered with success counts.
pub async fn measure(
    report: &mut Report,
    house: &House,
    server: &Server,
    name: &str,
    requests: Vec<Vec<u8>>,
) {
    let mut connection = Connection::open(house.address).await.expect("the server listens");
    let answer = connection.send(&requests[0]).await.expect("an answer");
    if answer.status != 200 {
        report.skip(name, &format!("not measured: it answers {}", answer.status));
        return;
    }
    let requests = Arc::new(requests);
    let seconds = Duration::from_secs(size("BENCH_SECONDS", 4) as u64);
    http::load(house.address, requests.clone(), CLIENTS, Some(Instant::now() + seconds / 4)).await;
    let cpu = server.cpu_ms();
    let load = http::load(house.address, requests, CLIENTS, Some(Instant::now() + seconds)).await;
    let cpu = server.cpu_ms() - cpu;
    report.row(name, load.good as f64 / load.took.as_secs_f64(), "/s");
    report.row(&format!("{name}: CPU"), cpu / load.good.max(1) as f64, "ms");
    report.row(&format!("{name}: 99 of 100"), percentile(&load.millis, 99), "ms");
    if load.bad > 0 {
        report.row(&format!("{name}: refused"), load.bad as f64, "answers");
    }
}

/// Requests for pages all the way down, so that nothing rendered before helps much.
async fn deep_pages(house: &House, token: &str, count: usize) -> Vec<Vec<u8>> {
    let mut connection = Connection::open(house.address).await.expect("the server listens");
    let mut requests = Vec::new();
    let mut below = String::new();
    for _ in 0..count {
        let request = house.get(&format!("/api/v1/timelines/home?limit=20{below}"), token);
        let answer = connection.send(&request).await.expect("an answer");
        let page: Vec<serde_json::Value> = serde_json::from_slice(&answer.body).unwrap_or_default();
        let Some(last) = page.last().and_then(|status| status["id"].as_str()) else { break };
        below = format!("&max_id={last}");
        requests.push(request);
    }
    requests
}
