//! A mail relay: it speaks enough SMTP to take mail, keeps what it took, and refuses, falls silent or goes away as the test
//! tells it.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::process::wait_for;

/// A mail as it came in.
#[derive(Clone, Debug)]
pub struct Caught {
    /// The sender of the envelope.
    pub from: String,
    /// The recipient of the envelope.
    pub to: String,
    /// Every byte, dots undone.
    pub raw: String,
    /// Whether the relay said that it has taken it.
    pub is_taken: bool,
}

impl Caught {
    fn head_and_body(text: &str) -> (HashMap<String, String>, &str) {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let headers = head.lines().filter_map(|line| line.split_once(": "));
        (headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(), body)
    }

    /// Headers by their name in small letters, unfolded.
    pub fn headers(&self) -> HashMap<String, String> {
        Self::head_and_body(&self.raw).0
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> String {
        self.headers().remove(name).unwrap_or_default()
    }

    /// The subject, its encoded words read.
    pub fn subject(&self) -> String {
        encoded_words(&self.header("subject"))
    }

    fn body_of(&self, kind: &str) -> String {
        let (headers, body) = Self::head_and_body(&self.raw);
        let boundary =
            headers["content-type"].split("boundary=").nth(1).expect("a boundary").trim_matches('"');
        for part in body.split(&format!("--{boundary}")) {
            let (headers, body) = Self::head_and_body(part.trim_start_matches("\r\n"));
            if headers.get("content-type").is_some_and(|found| found.starts_with(kind)) {
                let encoding = headers.get("content-transfer-encoding").map_or("", String::as_str);
                return decoded(body.strip_suffix("\r\n").unwrap_or(body), encoding).replace("\r\n", "\n");
            }
        }
        panic!("no {kind} in {}", self.raw);
    }

    /// The plain text.
    pub fn plain(&self) -> String {
        self.body_of("text/plain")
    }

    /// The HTML.
    pub fn html(&self) -> String {
        self.body_of("text/html")
    }

    /// The first link of the plain text that goes on from this address.
    pub fn link(&self, start: &str) -> String {
        let text = self.plain();
        let found = text.split_whitespace().find(|word| word.starts_with(start));
        found.unwrap_or_else(|| panic!("no link {start} in: {text}")).to_owned()
    }
}

fn decoded(text: &str, encoding: &str) -> String {
    match encoding {
        "base64" => {
            let joined: String = text.split_whitespace().collect();
            String::from_utf8(STANDARD.decode(joined).expect("base64")).expect("UTF-8")
        }
        "quoted-printable" => quoted(&text.replace("=\r\n", ""), '='),
        _ => text.to_owned(),
    }
}

fn quoted(text: &str, mark: char) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        bytes.push(u8::from_str_radix(&rest[at + 1..at + 3], 16).expect("two digits"));
        rest = &rest[at + 3..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).expect("UTF-8")
}

/// RFC 2047, as far as the mails here use it.
fn encoded_words(text: &str) -> String {
    let text = text.replace("?= =?", "?==?");
    let (mut out, mut rest) = (String::new(), text.as_str());
    while let Some((before, word)) = rest.split_once("=?") {
        out.push_str(before);
        let mut parts = word.splitn(3, '?');
        let (_, kind, tail) = (parts.next(), parts.next().expect("a kind"), parts.next().expect("words"));
        let (word, after) = tail.split_once("?=").expect("an end");
        out.push_str(&match kind {
            "b" | "B" => decoded(word, "base64"),
            _ => quoted(&word.replace('_', " "), '='),
        });
        rest = after;
    }
    out + rest
}

#[derive(Default)]
struct Shared {
    caught: Mutex<Vec<Caught>>,
    /// What is said to a recipient, by the beginning of the address; everybody else is welcome.
    recipients: Mutex<HashMap<String, String>>,
    /// What is said instead of `250` after the text of a mail.
    texts: Mutex<Option<String>>,
    /// What is said to a sender instead of `250`.
    senders: Mutex<Option<String>>,
    /// Nothing is said after the text of a mail until this is over.
    is_silent: Mutex<bool>,
    speaks: Notify,
    /// The connection is cut after the text of the next mail.
    cuts: Mutex<bool>,
    connections: Mutex<u32>,
    logins: Mutex<Vec<String>>,
}

/// The relay.
pub struct Smtp {
    pub port: u16,
    shared: Arc<Shared>,
    tls: Option<TlsAcceptor>,
    /// The certificate of whoever signed ours, in PEM.
    pub authority: Option<String>,
    listening: Option<tokio::task::JoinHandle<()>>,
}

impl Smtp {
    /// A relay without encryption.
    pub async fn start() -> Self {
        Self::with(None).await
    }

    /// A relay that offers STARTTLS, with a certificate for this name.
    pub async fn encrypted(name: &str) -> Self {
        Self::with(Some(name)).await
    }

    async fn with(name: Option<&str>) -> Self {
        let (tls, authority) = name.map(certificate).unzip();
        let mut relay =
            Self { port: 0, shared: Arc::new(Shared::default()), tls, authority, listening: None };
        relay.up().await;
        relay
    }

    /// Settings that lead to it, for a site.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let (host, encryption) =
            if self.tls.is_some() { ("localhost", "starttls") } else { ("127.0.0.1", "none") };
        vec![
            ("MAIL__HOST", host.to_owned()),
            ("MAIL__PORT", self.port.to_string()),
            ("MAIL__ENCRYPTION", encryption.to_owned()),
            ("MAIL__FROM", "campaigns@coalition.example".to_owned()),
            ("MAIL__PER_MINUTE", "6000".to_owned()),
        ]
    }

    /// The same as lines of TOML.
    pub fn settings(&self) -> String {
        let line = |(name, value): (&str, String)| {
            let name = name.trim_start_matches("MAIL__").to_lowercase();
            let value = if value.parse::<u16>().is_ok() { value } else { format!("\"{value}\"") };
            format!("{name} = {value}\n")
        };
        format!("[mail]\n{}", self.variables().into_iter().map(line).collect::<String>())
    }

    /// Goes away: nobody listens, and every connection breaks.
    pub async fn down(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            // It has let go of the port only when it is gone.
            let _ = listening.await;
        }
    }

    /// Comes back, at the same place.
    pub async fn up(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.expect("the port is free");
        self.port = listener.local_addr().expect("an address").port();
        let (shared, tls) = (self.shared.clone(), self.tls.clone());
        self.listening = Some(tokio::spawn(async move {
            let mut open = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                *shared.connections.lock().expect("unharmed") += 1;
                let (shared, tls) = (shared.clone(), tls.clone());
                open.spawn(async move {
                    let mut stream = BufReader::new(stream);
                    let may_encrypt = tls.is_some();
                    if stream.write_all(b"220 relay.test ready\r\n").await.is_err() {
                        return;
                    }
                    if let Ok(true) = talk(&mut stream, &shared, may_encrypt).await
                        && let Some(tls) = tls
                        && let Ok(stream) = tls.accept(stream.into_inner()).await
                    {
                        let _ = talk(&mut BufReader::new(stream), &shared, false).await;
                    }
                });
            }
        }));
    }

    /// From now on this is said to recipients whose address begins so.
    pub fn answers(&self, start: &str, answer: &str) {
        self.shared.recipients.lock().expect("unharmed").insert(start.to_owned(), answer.to_owned());
    }

    /// Everybody is welcome again, and every text.
    pub fn welcomes_all(&self) {
        self.shared.recipients.lock().expect("unharmed").clear();
        *self.shared.texts.lock().expect("unharmed") = None;
        *self.shared.senders.lock().expect("unharmed") = None;
    }

    /// From now on this is said to every text.
    pub fn answers_texts(&self, answer: &str) {
        *self.shared.texts.lock().expect("unharmed") = Some(answer.to_owned());
    }

    /// From now on this is said to every sender.
    pub fn answers_senders(&self, answer: &str) {
        *self.shared.senders.lock().expect("unharmed") = Some(answer.to_owned());
    }

    /// From now on nothing is said after the text of a mail.
    pub fn falls_silent(&self) {
        *self.shared.is_silent.lock().expect("unharmed") = true;
    }

    /// Speaks again.
    pub fn speaks(&self) {
        *self.shared.is_silent.lock().expect("unharmed") = false;
        self.shared.speaks.notify_waiters();
    }

    /// After the text of the next mail the connection is cut, without a word.
    pub fn cuts_once(&self) {
        *self.shared.cuts.lock().expect("unharmed") = true;
    }

    /// Every mail that came in, whether or not it was said to be taken.
    pub fn seen(&self) -> Vec<Caught> {
        self.shared.caught.lock().expect("unharmed").clone()
    }

    /// The mails that the relay said it has taken.
    pub fn caught(&self) -> Vec<Caught> {
        self.seen().into_iter().filter(|mail| mail.is_taken).collect()
    }

    /// The mails that it has taken for an address.
    pub fn caught_for(&self, to: &str) -> Vec<Caught> {
        self.caught().into_iter().filter(|mail| mail.to == to).collect()
    }

    /// How often somebody has connected.
    pub fn connections(&self) -> u32 {
        *self.shared.connections.lock().expect("unharmed")
    }

    /// Names and passwords that were shown.
    pub fn logins(&self) -> Vec<String> {
        self.shared.logins.lock().expect("unharmed").clone()
    }

    /// Waits until so many mails were taken for an address; the last of them.
    pub async fn wait_for(&self, to: &str, count: usize) -> Caught {
        wait_for(Duration::from_secs(60), &format!("mail {count} to {to}"), async || {
            self.caught_for(to).len() >= count
        })
        .await;
        self.caught_for(to).pop().expect("there is one")
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        if let Some(listening) = &self.listening {
            listening.abort();
        }
    }
}

/// Talks until the other side leaves, or until it wants encryption: then `true`.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    shared: &Shared,
    may_encrypt: bool,
) -> io::Result<bool> {
    let (mut from, mut to) = (String::new(), None);
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(false);
        }
        let command = line.trim_end();
        let verb = command.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" if may_encrypt => "250-relay.test\r\n250 STARTTLS".to_owned(),
            "EHLO" => "250-relay.test\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME".to_owned(),
            "STARTTLS" if may_encrypt => {
                stream.write_all(b"220 go on\r\n").await?;
                return Ok(true);
            }
            "AUTH" => {
                let given =
                    STANDARD.decode(command.rsplit(' ').next().unwrap_or_default()).unwrap_or_default();
                let given = String::from_utf8_lossy(&given).replace('\0', " ").trim().to_owned();
                let is_right = given == "antiphon open sesame";
                shared.logins.lock().expect("unharmed").push(given);
                if is_right { "235 welcome" } else { "535 5.7.8 no" }.to_owned()
            }
            "MAIL" => {
                from = path(command);
                shared.senders.lock().expect("unharmed").clone().unwrap_or_else(|| "250 ok".to_owned())
            }
            "RCPT" => {
                let address = path(command);
                let known = shared.recipients.lock().expect("unharmed");
                let said = known.iter().find(|(start, _)| address.starts_with(start.as_str()));
                match said {
                    // As relays do it, with the address in the words.
                    Some((_, said)) => format!("{said} <{address}>: no"),
                    None => {
                        to = Some(address);
                        "250 ok".to_owned()
                    }
                }
            }
            "DATA" if to.is_some() => {
                stream.write_all(b"354 go on\r\n").await?;
                let raw = text(stream).await?;
                let said = shared.texts.lock().expect("unharmed").clone();
                let at = {
                    let mut caught = shared.caught.lock().expect("unharmed");
                    let to = to.take().unwrap_or_default();
                    caught.push(Caught { from: from.clone(), to, raw, is_taken: false });
                    caught.len() - 1
                };
                if std::mem::take(&mut *shared.cuts.lock().expect("unharmed")) {
                    return Ok(false);
                }
                loop {
                    let speaks = shared.speaks.notified();
                    if !*shared.is_silent.lock().expect("unharmed") {
                        break;
                    }
                    speaks.await;
                }
                if said.is_none() {
                    shared.caught.lock().expect("unharmed")[at].is_taken = true;
                }
                said.unwrap_or_else(|| "250 2.0.0 taken".to_owned())
            }
            "RSET" | "NOOP" => "250 ok".to_owned(),
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(false);
            }
            _ => "503 5.5.1 not now".to_owned(),
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        stream.flush().await?;
    }
}

/// The lines up to the one with a single dot.
async fn text<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<S>) -> io::Result<String> {
    let (mut text, mut line) = (String::new(), String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

fn path(command: &str) -> String {
    let start = command.split_once('<').map_or("", |(_, rest)| rest);
    start.split('>').next().unwrap_or_default().to_owned()
}

fn certificate(name: &str) -> (TlsAcceptor, String) {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority =
        CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("signed");
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
    let certificate = params.signed_by(&key, &authority).expect("signed");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .expect("a certificate");
    (TlsAcceptor::from(Arc::new(config)), authority.pem())
}
