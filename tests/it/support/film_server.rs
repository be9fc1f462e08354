//! A remote server that has films, down to the bytes: it gives parts or does not, sends without end, falls silent, and
//! sees when the one who asked goes away.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use antiphon::domain::byte_range::ByteRange;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What a path answers with.
#[derive(Clone)]
pub enum Film {
    /// These bytes of this media type, whole or in the part that is asked for.
    Parts(&'static str, Vec<u8>),
    /// The same, always whole.
    Whole(&'static str, Vec<u8>),
    /// These header lines, then these bytes, then silence until the other side leaves.
    Stalls(String, Vec<u8>),
    /// These header lines, then these bytes and many more, until the other side leaves.
    Endless(String, Vec<u8>),
    /// This status, these header lines and nothing else.
    Bare(u16, String),
}

#[derive(Default)]
struct Shared {
    films: Mutex<std::collections::HashMap<String, Film>>,
    heads: Mutex<Vec<String>>,
    open: AtomicUsize,
}

pub struct FilmServer {
    pub name: String,
    pub address: SocketAddr,
    shared: Arc<Shared>,
    listening: tokio::task::JoinHandle<()>,
}

/// Counts a connection for as long as it is there.
struct Open(Arc<Shared>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl FilmServer {
    pub async fn start(name: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        let listening = tokio::spawn(listen(listener, shared.clone()));
        Self { name: name.to_owned(), address, shared, listening }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}:{}{path}", self.name, self.address.port())
    }

    pub fn has(&self, path: &str, film: Film) {
        self.shared.films.lock().expect("no test panicked here").insert(path.to_owned(), film);
    }

    /// The heads of the requests so far, in lower case.
    pub fn heads(&self) -> Vec<String> {
        self.shared.heads.lock().expect("no test panicked here").clone()
    }

    /// How many connections are open.
    pub fn open(&self) -> usize {
        self.shared.open.load(Ordering::SeqCst)
    }
}

impl Drop for FilmServer {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    let mut all = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        shared.open.fetch_add(1, Ordering::SeqCst);
        let open = Open(shared.clone());
        all.spawn(async move { serve(stream, &open.0).await });
        while all.try_join_next().is_some() {}
    }
}

async fn serve(mut stream: TcpStream, shared: &Shared) -> Option<()> {
    let head = read(&mut stream).await?;
    shared.heads.lock().expect("no test panicked here").push(head.clone());
    let path = head.split(' ').nth(1)?.to_owned();
    let film = shared.films.lock().expect("no test panicked here").get(&path).cloned();
    let range = head.lines().find_map(|line| line.strip_prefix("range: ")).and_then(ByteRange::parse);
    match film {
        Some(Film::Parts(kind, bytes)) => match range.map(|range| range.within(bytes.len() as u64)) {
            None => whole(&mut stream, kind, &bytes).await,
            Some(None) => {
                let more = format!("content-range: bytes */{}", bytes.len());
                say(&mut stream, 416, &[&more, "content-length: 0"], b"").await
            }
            Some(Some((first, last))) => {
                let place = format!("content-range: bytes {first}-{last}/{}", bytes.len());
                let part = &bytes[usize::try_from(first).ok()?..=usize::try_from(last).ok()?];
                let (kind, length) =
                    (format!("content-type: {kind}"), format!("content-length: {}", part.len()));
                say(&mut stream, 206, &[&kind, &length, &place], part).await
            }
        },
        Some(Film::Whole(kind, bytes)) => whole(&mut stream, kind, &bytes).await,
        Some(Film::Stalls(lines, bytes)) => {
            say(&mut stream, 200, &[&lines], &bytes).await?;
            // The other side has nothing to say: this ends when it leaves.
            stream.read(&mut [0; 1]).await.ok().map(|_| ())
        }
        Some(Film::Endless(lines, bytes)) => {
            say(&mut stream, 200, &[&lines], &bytes).await?;
            let more = vec![7; 16 * 1024];
            loop {
                stream.write_all(&more).await.ok()?;
                tokio::task::yield_now().await;
            }
        }
        Some(Film::Bare(status, lines)) => {
            say(&mut stream, status, &[&lines, "content-length: 0"], b"").await
        }
        None => say(&mut stream, 404, &["content-length: 0"], b"").await,
    }
}

async fn whole(stream: &mut TcpStream, kind: &str, bytes: &[u8]) -> Option<()> {
    let (kind, length) = (format!("content-type: {kind}"), format!("content-length: {}", bytes.len()));
    say(stream, 200, &[&kind, &length], bytes).await
}

/// Everything that another server might say besides, so that none of it can be missed when it comes through.
const NOISE: &str = "set-cookie: seen=1\r\nx-theirs: 1\r\netag: \"theirs\"\r\nlink: <http://films.test/x>; rel=preload\r\n\
                     content-disposition: attachment; filename=\"x.html\"\r\ncontent-security-policy: default-src *\r\n\
                     refresh: 0; url=http://films.test/\r\nreport-to: {}\r\ncache-control: public\r\n";

async fn say(stream: &mut TcpStream, status: u16, lines: &[&str], body: &[u8]) -> Option<()> {
    let lines =
        lines.iter().filter(|line| !line.is_empty()).fold(String::new(), |all, line| all + line + "\r\n");
    let head = format!("HTTP/1.1 {status} Said\r\nconnection: close\r\n{NOISE}{lines}\r\n");
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(body).await.ok()
}

async fn read(stream: &mut TcpStream) -> Option<String> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    while !bytes.windows(4).any(|w| w == b"\r\n\r\n") {
        match stream.read(&mut piece).await {
            Ok(0) | Err(_) => return None,
            Ok(n) => bytes.extend_from_slice(&piece[..n]),
        }
    }
    Some(String::from_utf8_lossy(&bytes).to_lowercase())
}
