//! `antiphon health`: asks the running server, over the address it listens on, whether it is alive and ready.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::config::Config;

use super::failure::{Failure, Outcome};
use super::print::Printer;

/// A server that takes longer is not well.
const PATIENCE: Duration = Duration::from_secs(4);
/// No honest answer is longer.
const LONGEST_ANSWER: u64 = 16 * 1024;

/// Runs the command.
pub async fn run(config: &Config, printer: Printer) -> Outcome {
    let address = reachable(config.server.listen);
    ask(address, "/healthz").await?;
    ask(address, "/readyz").await?;
    printer.say("alive and ready", &json!({ "alive": true, "ready": true, "address": address.to_string() }));
    Ok(())
}

/// Asks a running server one of its two questions; an answer other than 200 is a failure that tells it.
pub async fn ask(address: SocketAddr, path: &str) -> Outcome {
    let answer = match tokio::time::timeout(PATIENCE, get(address, path)).await {
        Ok(answer) => answer,
        Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "no answer in time")),
    };
    match answer {
        Ok((200, _)) => Ok(()),
        Ok((status, words)) => Err(Failure::failed(format!(
            "the server at {address} answers {status} to {path}: {}",
            words.trim()
        ))),
        Err(e) => Err(Failure::failed(format!(
            "no server answers at {address}: {e}. Start it with `antiphon serve`."
        ))),
    }
}

/// Where this machine reaches a server that listens there.
pub fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

async fn get(address: SocketAddr, path: &str) -> io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(LONGEST_ANSWER).read_to_end(&mut answer).await?;
    read(&answer)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "what answers there speaks no HTTP"))
}

/// Status and body of an answer.
fn read(answer: &[u8]) -> Option<(u16, String)> {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
    Some((status, body.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_and_nonsense_is_not() {
        let answer = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 3\r\n\r\nno\n";
        assert_eq!(read(answer), Some((503, "no\n".to_owned())));
        for nonsense in [&b""[..], b"SSH-2.0\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 x\r\n\r\n"] {
            assert_eq!(read(nonsense), None);
        }
    }

    #[test]
    fn a_server_that_listens_everywhere_is_asked_here() {
        for (listen, asked) in
            [("0.0.0.0:80", "127.0.0.1:80"), ("[::]:80", "[::1]:80"), ("10.0.0.1:1", "10.0.0.1:1")]
        {
            assert_eq!(reachable(listen.parse().expect("an address")).to_string(), asked);
        }
    }
}
