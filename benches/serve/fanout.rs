//! One post to many hosts, some of them dead: half of the dead refuse the connection, half take it and never answer.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use antiphon::keys::{Algorithm, SigningKey};

use super::child::{House, Server};
use super::http::Connection;
use super::report::{Report, percentile};
use super::{seed, sink};

/// Posts of each server; the first one finds out who is dead, the later ones know.
const POSTS: usize = 7;

/// A server whose author has followers on so many hosts.
struct Voice {
    house: House,
    server: Server,
    connection: Connection,
    token: String,
    arrivals: sink::Arrivals,
    live: usize,
    dead: usize,
    figures: Figures,
}

/// What was seen of each post.
#[derive(Default)]
struct Figures {
    lasts: Vec<f64>,
    ninety_nines: Vec<f64>,
    cpus: Vec<f64>,
    answers: Vec<f64>,
    missing: usize,
}

/// One server whose followers all live.
pub async fn run(report: &mut Report, followers: usize) {
    let mut voice = Voice::with(followers, 0).await;
    for number in 0..POSTS {
        voice.post(number).await;
    }
    voice.tell(report);
}

/// Two servers with the same living followers, one with dead hosts beside them. They take turns, so that whatever else the
/// machine does strikes both.
pub async fn beside_dead(report: &mut Report, live: usize, dead: usize) {
    let mut without = Voice::with(live, 0).await;
    let mut with = Voice::with(live, dead).await;
    for number in 0..POSTS {
        without.post(number).await;
        with.post(number).await;
    }
    let (alone, beside) = (without.tell(report), with.tell(report));
    report.row("fan-out: what dead hosts add to 99 of 100", (beside / alone - 1.0) * 100.0, "%");
}

impl Voice {
    async fn with(live: usize, dead: usize) -> Self {
        let (alive_at, arrivals) = sink::open().await;
        let silent_at = sink::silent().await;
        // Bound and closed again: nobody listens there.
        let refusing_at =
            std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port");
        let place = |n: usize| match (n < live, n % 2) {
            (true, _) => alive_at,
            (false, 0) => silent_at,
            (false, _) => refusing_at,
        };
        let hosts: Vec<(String, SocketAddr)> = (0..live + dead).map(|n| (seed::host(n), place(n))).collect();
        let house = House::new(&hosts);
        let opened = house.open().await;
        let member = seed::member(&opened).await;
        let key = SigningKey::generate(Algorithm::Rsa);
        seed::people(&opened.app, &member.account, live + dead, &key, true).await;
        opened.app.store.close().await;
        drop(opened);
        let (server, _) = house.start().await;
        let connection = Connection::open(house.address).await.expect("the server listens");
        let (token, figures) = (member.token, Figures::default());
        Self { house, server, connection, token, arrivals, live, dead, figures }
    }

    /// The author posts; over when every living host has it.
    async fn post(&mut self, number: usize) {
        tokio::time::sleep(Duration::from_millis(500)).await;
        self.arrivals.lock().expect("sound").clear();
        let body = format!("status=Hello+followers,+this+is+number+{number}");
        let request = format!(
            "POST /api/v1/statuses HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.house.authority(),
            self.token,
            body.len()
        );
        let (cpu, begun) = (self.server.cpu_ms(), Instant::now());
        let answer = self.connection.send(request.as_bytes()).await.expect("an answer");
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        self.figures.answers.push(begun.elapsed().as_secs_f64() * 1_000.0);
        let arrived = || self.arrivals.lock().expect("sound").len();
        while arrived() < self.live && begun.elapsed() < Duration::from_secs(30) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        let mut first: HashMap<String, Instant> = HashMap::new();
        for (host, at) in self.arrivals.lock().expect("sound").iter() {
            first.entry(host.clone()).or_insert(*at);
        }
        let mut millis: Vec<f64> =
            first.values().map(|at| at.duration_since(begun).as_secs_f64() * 1_000.0).collect();
        millis.sort_by(f64::total_cmp);
        self.figures.missing += self.live - millis.len();
        self.figures.lasts.push(millis.last().copied().unwrap_or(0.0));
        self.figures.ninety_nines.push(percentile(&millis, 99));
        self.figures.cpus.push((self.server.cpu_ms() - cpu) / millis.len().max(1) as f64);
    }

    /// The middle of the posts' 99 of 100, in milliseconds, after everything is in the table.
    fn tell(mut self, report: &mut Report) -> f64 {
        let (live, dead) = (self.live, self.dead);
        let name = |what: &str| format!("fan-out, {live} live and {dead} dead hosts: {what}");
        let figures = &mut self.figures;
        report.row(&name("first post, 99 of 100"), figures.ninety_nines[0], "ms");
        report.row(&name("slowest post, last"), figures.lasts.iter().copied().fold(0.0, f64::max), "ms");
        report.row(&name("answer to author"), middle(&mut figures.answers), "ms");
        let last = middle(&mut figures.lasts);
        report.row(&name("rate"), live as f64 * 1_000.0 / last.max(1.0), "/s");
        let ninety_nine = middle(&mut figures.ninety_nines);
        report.row(&name("99 of 100"), ninety_nine, "ms");
        report.row(&name("last"), last, "ms");
        report.row(&name("CPU for each"), middle(&mut figures.cpus), "ms");
        report.row(&name("did not arrive"), figures.missing as f64, "posts");
        ninety_nine
    }
}

fn middle(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
