//! Everybody else's inboxes: one port that takes every delivery for whatever name it came under.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// When a delivery of a `Create` came, and to which host.
pub type Arrivals = Arc<Mutex<Vec<(String, Instant)>>>;

/// Listens; notes each `Create`.
pub async fn open() -> (SocketAddr, Arrivals) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let arrivals = Arrivals::default();
    let noted = arrivals.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(take(stream, noted.clone()));
        }
    });
    (address, arrivals)
}

/// Listens and never answers: a host behind a firewall that swallows packets.
pub async fn silent() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    address
}

async fn take(mut stream: TcpStream, arrivals: Arrivals) -> Option<()> {
    let _ = stream.set_nodelay(true);
    let mut buffer = Vec::new();
    loop {
        let head = loop {
            if let Some(at) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
                break at + 4;
            }
            if stream.read_buf(&mut buffer).await.ok()? == 0 {
                return None;
            }
        };
        let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
        let part = |name: &str| text.split(name).nth(1).and_then(|rest| rest.lines().next()).map(str::trim);
        let length: usize = part("\r\ncontent-length:").and_then(|n| n.parse().ok()).unwrap_or(0);
        let host = part("\r\nhost:").unwrap_or_default().to_owned();
        while buffer.len() < head + length {
            if stream.read_buf(&mut buffer).await.ok()? == 0 {
                return None;
            }
        }
        let is_create = buffer[head..head + length].windows(15).any(|w| w == b"\"type\":\"Create\"");
        if is_create {
            arrivals.lock().expect("nobody breaks while holding it").push((host, Instant::now()));
        }
        buffer.drain(..head + length);
        stream.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n").await.ok()?;
    }
}
