//! The smallest HTTP client that can load a server: whole requests as bytes, answers read by their length.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A connection that stays open.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    /// Sends a whole request and reads its answer.
    pub async fn send(&mut self, request: &[u8]) -> std::io::Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(at) = self.buffer.windows(4).position(|w| w == b"\r\n\r\n") {
                break at + 4;
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_ascii_lowercase();
        let status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let length = text
            .split("content-length:")
            .nth(1)
            .and_then(|rest| rest.lines().next()?.trim().parse().ok())
            .unwrap_or(0);
        while self.buffer.len() < head + length {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(Answer { status, body: self.buffer[head..head + length].to_vec() })
    }
}

/// What a run of requests gave.
#[derive(Default)]
pub struct Load {
    /// Answers with a status from 200 to 299.
    pub good: usize,
    /// Every other answer.
    pub bad: usize,
    /// How long each took, in milliseconds, sorted.
    pub millis: Vec<f64>,
    /// From the first request to the last answer.
    pub took: Duration,
}

/// Sends each of these once, so many at a time; or, with `until`, again and again until that moment.
pub async fn load(
    address: SocketAddr,
    requests: Arc<Vec<Vec<u8>>>,
    at_once: usize,
    until: Option<Instant>,
) -> Load {
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..at_once {
        let (next, requests) = (next.clone(), requests.clone());
        tasks.push(tokio::spawn(async move {
            let mut load = Load::default();
            let mut connection = Connection::open(address).await.expect("the server listens");
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let request = match until {
                    Some(until) if Instant::now() < until => &requests[at % requests.len()],
                    None if at < requests.len() => &requests[at],
                    _ => return load,
                };
                let begun = Instant::now();
                match connection.send(request).await {
                    Ok(answer) if (200..300).contains(&answer.status) => load.good += 1,
                    Ok(_) => load.bad += 1,
                    Err(_) => {
                        load.bad += 1;
                        connection = Connection::open(address).await.expect("the server listens");
                    }
                }
                load.millis.push(begun.elapsed().as_secs_f64() * 1_000.0);
            }
        }));
    }
    let mut all = Load::default();
    for task in tasks {
        let one = task.await.expect("a client does not break");
        all.good += one.good;
        all.bad += one.bad;
        all.millis.extend(one.millis);
    }
    all.took = start.elapsed();
    all.millis.sort_by(f64::total_cmp);
    all
}
