//! One post to many hosts, some of them dead: half of the dead refuse the connection, half take it and never answer.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use antiphon::keys::{Algorithm, SigningKey};

use super::child::House;
use super::http::Connection;
use super::report::{Report, percentile};
use super::{seed, sink};

const POSTS: usize = 5;

/// Measures with so many followers, each on a host of their own, the last `dead` of them dead.
pub async fn run(report: &mut Report, followers: usize, dead: usize) {
    let (alive_at, arrivals) = sink::open().await;
    let silent_at = sink::silent().await;
    // Bound and closed again: nobody listens there.
    let refusing_at =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port");
    let live = followers - dead;
    let hosts: Vec<(String, SocketAddr)> = (0..followers)
        .map(|n| {
            (
                seed::host(n),
                if n < live {
                    alive_at
                } else if n % 2 == 0 {
                    silent_at
                } else {
                    refusing_at
                },
            )
        })
        .collect();
    let house = House::new(&hosts);
    let opened = house.open().await;
    let member = seed::member(&opened).await;
    seed::people(&opened.app, &member.account, followers, &SigningKey::generate(Algorithm::Rsa), true).await;
    opened.app.store.close().await;
    drop(opened);

    let (server, _) = house.start().await;
    let mut connection = Connection::open(house.address).await.expect("the server listens");
    let (mut lasts, mut ninety_nines, mut cpus, mut answers, mut missing) =
        (vec![], vec![], vec![], vec![], 0);
    for number in 0..POSTS {
        tokio::time::sleep(Duration::from_millis(500)).await;
        arrivals.lock().expect("sound").clear();
        let body = format!("status=Hello+followers,+this+is+number+{number}");
        let request = format!(
            "POST /api/v1/statuses HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            house.authority(),
            member.token,
            body.len()
        );
        let (cpu, begun) = (server.cpu_ms(), Instant::now());
        let answer = connection.send(request.as_bytes()).await.expect("an answer");
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        answers.push(begun.elapsed().as_secs_f64() * 1_000.0);
        while arrivals.lock().expect("sound").len() < live && begun.elapsed() < Duration::from_secs(30) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        let mut first: HashMap<String, Instant> = HashMap::new();
        for (host, at) in arrivals.lock().expect("sound").iter() {
            first.entry(host.clone()).or_insert(*at);
        }
        let mut millis: Vec<f64> =
            first.values().map(|at| at.duration_since(begun).as_secs_f64() * 1_000.0).collect();
        millis.sort_by(f64::total_cmp);
        missing += live - millis.len();
        lasts.push(millis.last().copied().unwrap_or(0.0));
        ninety_nines.push(percentile(&millis, 99));
        cpus.push((server.cpu_ms() - cpu) / millis.len().max(1) as f64);
    }
    let name = |what: &str| format!("fan-out, {live} live and {dead} dead hosts: {what}");
    let middle = |figures: &mut Vec<f64>| {
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    // The first post is the one that finds out who is dead; the later ones know.
    report.row(&name("first post, 99 of 100"), ninety_nines[0], "ms");
    report.row(&name("slowest post, last"), lasts.iter().copied().fold(0.0, f64::max), "ms");
    report.row(&name("answer to author"), middle(&mut answers), "ms");
    let last = middle(&mut lasts);
    report.row(&name("rate"), live as f64 * 1_000.0 / last.max(1.0), "/s");
    report.row(&name("99 of 100"), middle(&mut ninety_nines), "ms");
    report.row(&name("last"), last, "ms");
    report.row(&name("CPU for each"), middle(&mut cpus), "ms");
    report.row(&name("did not arrive"), missing as f64, "posts");
}
