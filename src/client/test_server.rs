//! For tests of this floor: servers on loopback that answer by script, and settings of a rig.

use std::{
    net::{SocketAddr, TcpListener as StdListener},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
};

use super::guard::HostPolicy;
use crate::config::{Config, Overrides};

/// A policy for tests.
pub enum Admits {
    /// Every host.
    All,
    /// Every host but this one.
    AllBut(&'static str),
}

impl HostPolicy for Admits {
    fn admits(&self, host: &str) -> bool {
        match self {
            Admits::All => true,
            Admits::AllBut(blocked) => host != *blocked,
        }
    }
}

/// Settings from pairs such as `("FEDERATION__RIG", "true")`.
pub fn settings(pairs: &[(&str, &str)]) -> Config {
    let pairs = pairs.iter().map(|(name, text)| (format!("ANTIPHON__{name}"), (*text).to_owned()));
    Config::load(None, pairs, &Overrides::default()).unwrap()
}

/// A rig that may call `127.0.0.1`, and no other loopback address, without encryption.
pub fn rig(more: &[(&str, &str)]) -> Config {
    let mut pairs = vec![
        ("SERVER__PUBLIC_URL", "https://home.example"),
        ("FEDERATION__RIG", "true"),
        ("FEDERATION__ALLOW_HTTP", "true"),
        ("FEDERATION__ALLOW_RANGES", "127.0.0.1"),
    ];
    pairs.extend_from_slice(more);
    settings(&pairs)
}

/// What a server sends after a request.
pub enum Reply {
    /// These bytes, then the end of the connection.
    Once(Vec<u8>),
    /// These bytes, then the others again and again until the caller leaves.
    Endless(Vec<u8>, Vec<u8>),
    /// These bytes, then one more every few milliseconds until the caller leaves.
    Drip(Vec<u8>),
    /// These bytes, then the next request on the same connection.
    Keep(Vec<u8>),
}

/// An answer with this status line, header lines and body.
pub fn reply(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let mut bytes = head(status, headers);
    let end = format!("Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    bytes.extend_from_slice(end.as_bytes());
    bytes.extend_from_slice(body);
    Reply::Once(bytes)
}

/// The first lines of an answer, without the empty line at the end.
pub fn head(status: &str, headers: &[&str]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status}\r\n");
    for line in headers {
        text.push_str(line);
        text.push_str("\r\n");
    }
    text.into_bytes()
}

/// A server that answers by script and remembers what it was asked.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Listens on a free port of `127.0.0.1`; the script gets the head of each request.
    pub async fn start(script: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, script) = (listener.local_addr().unwrap(), Arc::new(script));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = requests.clone();
        let connections = Arc::new(AtomicUsize::new(0));
        let count = connections.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                let (script, seen) = (script.clone(), seen.clone());
                tokio::spawn(async move { serve(stream, &*script, &seen).await });
            }
        });
        Server { address, requests, connections }
    }

    /// A URL of this server by address.
    pub fn url(&self, path: &str) -> url::Url {
        format!("http://{}{path}", self.address).parse().unwrap()
    }

    /// How often somebody connected so far.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The heads of the requests so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// Serves one connection: one request, one reply.
pub async fn serve<S: AsyncRead + AsyncWrite + Unpin + Send>(
    mut stream: S,
    script: &(dyn Fn(&str) -> Reply + Send + Sync),
    seen: &Mutex<Vec<String>>,
) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(count) if count > 0 => request.extend_from_slice(&buffer[..count]),
            _ => return,
        }
    }
    let text = String::from_utf8_lossy(&request).into_owned();
    seen.lock().unwrap().push(text.clone());
    // The caller may hang up at any time, which ends the connection and nothing else.
    let _ = match script(&text) {
        Reply::Once(bytes) => {
            let _ = stream.write_all(&bytes).await;
            stream.shutdown().await
        }
        Reply::Endless(first, again) => {
            let mut result = stream.write_all(&first).await;
            while result.is_ok() {
                result = stream.write_all(&again).await;
                tokio::task::yield_now().await;
            }
            result
        }
        Reply::Drip(bytes) => {
            let mut pause = tokio::time::interval(std::time::Duration::from_millis(5));
            let mut result = stream.write_all(&bytes).await;
            while result.is_ok() {
                pause.tick().await;
                result = stream.write_all(b"1").await;
            }
            result
        }
        Reply::Keep(bytes) => {
            let _ = stream.write_all(&bytes).await;
            return Box::pin(serve(stream, script, seen)).await;
        }
    };
}

/// A listener that must never be called.
pub struct Canary(StdListener);

impl Canary {
    /// Listens on a free port of this address.
    pub fn at(address: &str) -> Canary {
        let listener = StdListener::bind((address, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        Canary(listener)
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.0.local_addr().unwrap().port()
    }

    /// Whether nobody has connected so far.
    pub fn is_silent(&self) -> bool {
        self.0.accept().is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock)
    }
}
