//! A remote inbox down to the bytes: it answers, falls silent, cuts the line, goes away and comes back, as told.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How it behaves.
#[derive(Clone, Debug)]
pub enum Manner {
    /// Answers with this status and these header lines.
    Answer(u16, &'static str),
    /// Takes the request and never says a word.
    Silent,
    /// Sends one byte a second.
    Drip,
    /// Answers 202 after this time.
    Late(Duration),
    /// Takes the request, and answers 202 when it is told to behave in another way.
    Held,
    /// Answers 202 with half of a promised body and cuts the line.
    Cut,
    /// Answers 202 to signatures of RFC 9421, and 401 to all others.
    NewSignatures,
}

/// A delivery as it came in.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The id of the activity.
    pub id: String,
    pub kind: String,
    /// The id of its object.
    pub object: String,
    pub body: Value,
    pub is_new_signature: bool,
    /// Whether it was answered with 202.
    pub is_taken: bool,
}

struct Shared {
    manner: watch::Sender<Manner>,
    seen: Mutex<Vec<Delivery>>,
    connections: AtomicUsize,
}

pub struct Receiver {
    pub name: String,
    pub address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<tokio::task::JoinHandle<()>>,
}

impl Receiver {
    pub async fn start(name: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            manner: watch::Sender::new(Manner::Answer(202, "")),
            seen: Mutex::new(Vec::new()),
            connections: AtomicUsize::new(0),
        });
        let listening = Some(tokio::spawn(listen(listener, shared.clone())));
        Self { name: name.to_owned(), address, shared, listening }
    }

    pub fn authority(&self) -> String {
        format!("{}:{}", self.name, self.address.port())
    }

    /// What the settings of the server under test need to find it.
    pub fn host(&self) -> (&str, u16) {
        (&self.name, self.address.port())
    }

    pub fn behave(&self, manner: Manner) {
        self.shared.manner.send_replace(manner);
    }

    /// From now on connections are refused.
    pub async fn go_down(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            let _ = listening.await;
        }
    }

    /// Back at the same address.
    pub async fn come_up(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("the port is still ours");
        self.listening = Some(tokio::spawn(listen(listener, self.shared.clone())));
    }

    /// Every delivery that came in, in order, whatever was answered.
    pub fn seen(&self) -> Vec<Delivery> {
        self.shared.seen.lock().expect("no test panicked here").clone()
    }

    /// Deliveries that were answered with 202.
    pub fn taken(&self) -> Vec<Delivery> {
        self.seen().into_iter().filter(|d| d.is_taken).collect()
    }

    /// Deliveries that were answered with 202, each activity once. Delivery is at least once: a run whose claim the
    /// leaping clock ended may still be out when the next begins, and a receiver knows the second by its id.
    pub fn taken_once(&self) -> Vec<Delivery> {
        let mut known = std::collections::HashSet::new();
        self.taken().into_iter().filter(|d| known.insert(d.id.clone())).collect()
    }

    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        if let Some(listening) = &self.listening {
            listening.abort();
        }
    }
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    let mut open = tokio::task::JoinSet::new();
    // The connections are in the set: they end together with the listener.
    while let Ok((stream, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::SeqCst);
        open.spawn(hear(stream, shared.clone()));
        while open.try_join_next().is_some() {}
    }
}

async fn hear(mut stream: TcpStream, shared: Arc<Shared>) -> Option<()> {
    let (head, body) = read(&mut stream).await?;
    let mut told = shared.manner.subscribe();
    let manner = told.borrow_and_update().clone();
    let is_new_signature = head.contains("signature-input:");
    let (status, more) = match manner {
        Manner::Answer(status, more) => (status, more),
        Manner::NewSignatures if !is_new_signature => (401, ""),
        _ => (202, ""),
    };
    let is_taken = status == 202 && !matches!(manner, Manner::Silent | Manner::Drip);
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let object = body["object"]["id"].as_str().or(body["object"].as_str()).unwrap_or_default().to_owned();
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    let delivery = Delivery { id: text("id"), kind: text("type"), object, is_new_signature, is_taken, body };
    shared.seen.lock().expect("no test panicked here").push(delivery);
    match manner {
        Manner::Silent => std::future::pending().await,
        Manner::Drip => {
            for byte in b"HTTP/1.1 202 Accepted\r\nx-slow: 0123456789012345678901234567890123456789\r\n\r\n" {
                stream.write_all(&[*byte]).await.ok()?;
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
        Manner::Cut => {
            stream.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 1000\r\n\r\nhalf").await.ok()?;
            stream.set_zero_linger().ok()?;
            return Some(());
        }
        Manner::Held => told.changed().await.ok()?,
        Manner::Late(wait) => tokio::time::sleep(wait).await,
        Manner::Answer(..) | Manner::NewSignatures => {}
    }
    let answer = format!("HTTP/1.1 {status} Said\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await.ok()?;
    stream.shutdown().await.ok()
}

/// The head in lower case, and the body.
async fn read(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let (mut bytes, mut piece) = (Vec::new(), vec![0; 16 * 1024]);
    loop {
        if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head
                .lines()
                .find_map(|l| l.strip_prefix("content-length:")?.trim().parse().ok())
                .unwrap_or(0);
            let body = &bytes[end + 4..];
            if body.len() >= length {
                return Some((head, body.to_vec()));
            }
        }
        match stream.read(&mut piece).await {
            Ok(0) | Err(_) => return None,
            Ok(n) => bytes.extend_from_slice(&piece[..n]),
        }
    }
}
