//! Ten thousand people who listen and hear nothing: what a WebSocket that waits costs in memory, and that a post still
//! reaches them all. And what a client waits for while a post of somebody else goes out to many hosts.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use antiphon::keys::{Algorithm, SigningKey};
use antiphon::service::members;
use base64::Engine as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::child::House;
use super::http::Connection;
use super::report::{Report, percentile};
use super::{seed, sink};

/// How many are opened at once.
const AT_ONCE: usize = 100;
/// How long they idle before memory is read; shorter than the time to the first ping, which nobody here would answer.
const IDLE: Duration = Duration::from_secs(15);
/// How many one member opens; the server lets nobody open more than fifty.
const OF_ONE: usize = 50;
/// How many posts are measured while the fan-out runs.
const POSTS: usize = 300;

/// Opens a WebSocket that listens to what is said here in public.
async fn listen(house: &House, token: &str) -> std::io::Result<TcpStream> {
    let mut stream = TcpStream::connect(house.address).await?;
    let key = base64::engine::general_purpose::STANDARD.encode(antiphon::keys::random_bytes::<16>());
    let request = format!(
        "GET /api/v1/streaming?stream=public:local HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: {key}\r\n\r\n",
        house.authority()
    );
    stream.write_all(request.as_bytes()).await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut head).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
    if head.starts_with(b"HTTP/1.1 101") { Ok(stream) } else { Err(std::io::Error::other("it was refused")) }
}

/// The files that this process may have open; each listener is one here and one there.
fn raise_file_limit() -> u64 {
    let mut limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    limit.current = limit.maximum;
    let _ = rustix::process::setrlimit(rustix::process::Resource::Nofile, limit);
    rustix::process::getrlimit(rustix::process::Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// With so many listeners.
pub async fn run(report: &mut Report, wanted: usize) {
    let files = usize::try_from(raise_file_limit()).unwrap_or(usize::MAX);
    let count = wanted.min(files.saturating_sub(200));
    if count < wanted {
        report.skip(
            "idle WebSockets",
            &format!("only {count} of {wanted}: this system lets a process open {files} files"),
        );
    }
    let house = House::new(&[]);
    let opened = house.open().await;
    let member = seed::member(&opened).await;
    let mut tokens = Vec::new();
    for number in 0..count.div_ceil(OF_ONE) {
        let name = format!("listener{number}");
        members::add(&opened.app, &name, "member").await.expect("the name is free");
        tokens.push(members::new_token(&opened.app, &name, "bench", "read").await.expect("a token"));
    }
    opened.app.store.close().await;
    drop(opened);
    let (server, _) = house.start().await;
    let mut first = Connection::open(house.address).await.expect("the server listens");
    let asked = house.get("/api/v1/timelines/home", &format!("authorization: Bearer {}\r\n", member.token));
    assert_eq!(first.send(&asked).await.expect("an answer").status, 200);
    let (before, cpu) = (server.memory("VmRSS"), server.cpu_ms());
    let begun = Instant::now();
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let some = (all.len()..count.min(all.len() + AT_ONCE)).map(|n| listen(&house, &tokens[n / OF_ONE]));
        for opened in futures_util::future::join_all(some).await {
            all.push(opened.expect("the server lets them in"));
        }
    }
    let name = |what: &str| format!("{count} idle WebSockets: {what}");
    report.row(&name("opened"), count as f64 / begun.elapsed().as_secs_f64(), "/s");
    report.row(&name("CPU for each"), (server.cpu_ms() - cpu) / count as f64, "ms");
    tokio::time::sleep(IDLE).await;
    report.row(&name("memory, more than before"), server.memory("VmRSS") - before, "MiB");
    report.row(&name("memory of its own"), server.memory("RssAnon"), "MiB");

    // One post, heard by all: from the request to the last of them.
    for stream in &all {
        // Whatever came meanwhile is read first.
        let mut scrap = [0; 4_096];
        while stream.try_read(&mut scrap).is_ok_and(|read| read > 0) {}
    }
    // The server has closed the first connection meanwhile, which said nothing for so long.
    let mut first = Connection::open(house.address).await.expect("the server listens");
    let begun = Instant::now();
    let answer = first.send(&posting(&house, &member.token, 0, "public")).await.expect("an answer");
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    let heard = all.into_iter().map(|mut stream| async move {
        let mut scrap = [0; 4_096];
        let read = tokio::time::timeout(Duration::from_secs(60), stream.read(&mut scrap)).await;
        matches!(read, Ok(Ok(read)) if read > 0).then(|| begun.elapsed().as_secs_f64() * 1_000.0)
    });
    let mut millis: Vec<f64> = futures_util::future::join_all(heard).await.into_iter().flatten().collect();
    millis.sort_by(f64::total_cmp);
    report.row(&name("a post, heard by 99 of 100"), percentile(&millis, 99), "ms");
    report.row(&name("a post, not heard by"), (count - millis.len()) as f64, "listeners");
}

fn posting(house: &House, token: &str, number: usize, visibility: &str) -> Vec<u8> {
    let body = format!("status=While+it+goes+out,+number+{number}&visibility={visibility}");
    format!(
        "POST /api/v1/statuses HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        house.authority(),
        body.len()
    )
    .into_bytes()
}

/// What an API post takes while another goes out to so many hosts.
pub async fn posting_meanwhile(report: &mut Report, followers: usize) {
    let (alive_at, arrivals) = sink::open().await;
    let hosts: Vec<(String, SocketAddr)> = (0..followers).map(|n| (seed::host(n), alive_at)).collect();
    let house = House::new(&hosts);
    let opened = house.open().await;
    let member = seed::member(&opened).await;
    seed::people(&opened.app, &member.account, followers, &SigningKey::generate(Algorithm::Rsa), true).await;
    opened.app.store.close().await;
    drop(opened);
    let (server, _) = house.start().await;
    let mut connection = Connection::open(house.address).await.expect("the server listens");
    let (mut during, mut alone, mut number) = (Vec::new(), Vec::new(), 0);
    let mut cpu = 0.0;
    while during.len() < POSTS && number < POSTS * 4 {
        arrivals.lock().expect("sound").clear();
        let wide = posting(&house, &member.token, number, "public");
        let begun_cpu = server.cpu_ms();
        assert_eq!(connection.send(&wide).await.expect("an answer").status, 200);
        let begun = Instant::now();
        while arrivals.lock().expect("sound").len() < followers && begun.elapsed() < Duration::from_secs(30) {
            let asked = Instant::now();
            let answer =
                connection.send(&posting(&house, &member.token, number, "direct")).await.expect("an answer");
            assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
            during.push(asked.elapsed().as_secs_f64() * 1_000.0);
            number += 1;
        }
        cpu += server.cpu_ms() - begun_cpu;
        let asked = Instant::now();
        let answer =
            connection.send(&posting(&house, &member.token, number, "direct")).await.expect("an answer");
        assert_eq!(answer.status, 200);
        alone.push(asked.elapsed().as_secs_f64() * 1_000.0);
        number += 1;
    }
    during.sort_by(f64::total_cmp);
    alone.sort_by(f64::total_cmp);
    let name = |what: &str| format!("API post while one goes out to {followers} hosts: {what}");
    report.row(&name("half of them"), percentile(&during, 50), "ms");
    report.row(&name("99 of 100"), percentile(&during, 99), "ms");
    report.row(&name("measured"), during.len() as f64, "posts");
    report.row(&name("and when none does, half of them"), percentile(&alone, 50), "ms");
    report.row(&name("CPU, fan-out included"), cpu / number.max(1) as f64, "ms");
}
