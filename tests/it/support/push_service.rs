//! A push service with its devices: it takes messages, checks who signed them, and opens them as a device would.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{self, ECDH_P256, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey as Verifying};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A message as it came in.
#[derive(Clone, Debug)]
pub struct Message {
    pub path: String,
    /// By name in small letters.
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
}

#[derive(Default)]
struct Shared {
    answer: Mutex<(u16, &'static str)>,
    seen: Mutex<Vec<Message>>,
}

pub struct PushService {
    pub port: u16,
    shared: Arc<Shared>,
    listening: tokio::task::JoinHandle<()>,
}

impl PushService {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared::default());
        *shared.answer.lock().expect("unharmed") = (201, "");
        let heard = shared.clone();
        let listening = tokio::spawn(async move {
            let mut open = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                open.spawn(hear(stream, heard.clone()));
            }
        });
        Self { port, shared, listening }
    }

    /// From now on it answers this, with these header lines.
    pub fn answers(&self, status: u16, more: &'static str) {
        *self.shared.answer.lock().expect("unharmed") = (status, more);
    }

    pub fn url(&self, device: &str) -> String {
        format!("http://push.test:{}/p/{device}", self.port)
    }

    /// What came in for a device, whatever was answered.
    pub fn seen(&self, device: &str) -> Vec<Message> {
        let path = format!("/p/{device}");
        let seen = self.shared.seen.lock().expect("unharmed");
        seen.iter().filter(|message| message.path == path).cloned().collect()
    }
}

impl Drop for PushService {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn hear(mut stream: TcpStream, shared: Arc<Shared>) -> Option<()> {
    let (mut bytes, mut piece) = (Vec::new(), vec![0; 16 * 1024]);
    let message = loop {
        let n = stream.read(&mut piece).await.ok().filter(|n| *n > 0)?;
        bytes.extend_from_slice(&piece[..n]);
        if let Some(message) = read(&bytes) {
            break message;
        }
    };
    let (status, more) = *shared.answer.lock().expect("unharmed");
    shared.seen.lock().expect("unharmed").push(message);
    let answer = format!("HTTP/1.1 {status} Said\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await.ok()?;
    stream.shutdown().await.ok()
}

fn read(bytes: &[u8]) -> Option<Message> {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length: usize = headers.get("content-length").and_then(|l| l.parse().ok()).unwrap_or(0);
    let body = bytes[end + 4..].to_vec();
    (body.len() >= length).then_some(Message { path, headers, body })
}

/// A device with its keys.
pub struct Device {
    private: PrivateKey,
    public: Vec<u8>,
    pub auth: [u8; 16],
}

impl Device {
    pub fn new(auth: u8) -> Self {
        let private = PrivateKey::generate(&ECDH_P256).expect("a key");
        let public = private.compute_public_key().expect("a point").as_ref().to_vec();
        Self { private, public, auth: [auth; 16] }
    }

    pub fn public(&self) -> &[u8] {
        &self.public
    }

    /// What a client sends about it.
    pub fn keys(&self) -> Value {
        json!({"p256dh": URL_SAFE_NO_PAD.encode(&self.public), "auth": URL_SAFE_NO_PAD.encode(self.auth)})
    }

    /// Opens a message in either form.
    pub fn open(&self, message: &Message) -> Value {
        let text = match message.headers["content-encoding"].as_str() {
            "aes128gcm" => self.open_standard(&message.body),
            "aesgcm" => self.open_draft(message),
            other => panic!("{other}"),
        };
        serde_json::from_slice(&text).expect("JSON")
    }

    fn open_standard(&self, body: &[u8]) -> Vec<u8> {
        let (salt, rest) = body.split_at(16);
        assert_eq!(&rest[..5], [0, 0, 16, 0, 65], "records of 4096 bytes, and a point");
        let (theirs, sealed) = rest[5..].split_at(65);
        let info = [b"WebPush: info\0".as_slice(), &self.public, theirs].concat();
        let secret: [u8; 32] = derive(&self.auth, &self.agree(theirs), &info);
        let key = derive(salt, &secret, b"Content-Encoding: aes128gcm\0");
        let mut text = open(key, derive(salt, &secret, b"Content-Encoding: nonce\0"), sealed);
        assert_eq!(text.pop(), Some(2), "the mark of the last record");
        text
    }

    fn open_draft(&self, message: &Message) -> Vec<u8> {
        let salt = bytes(message.headers["encryption"].strip_prefix("salt=").expect("a salt"));
        let theirs = bytes(part(&message.headers["crypto-key"], "dh="));
        let secret: [u8; 32] = derive(&self.auth, &self.agree(&theirs), b"Content-Encoding: auth\0");
        let info = |name: &str| {
            let start = format!("Content-Encoding: {name}\0P-256\0");
            [start.as_bytes(), &[0, 65], &self.public, &[0, 65], &theirs].concat()
        };
        let key = derive(&salt, &secret, &info("aesgcm"));
        let text = open(key, derive(&salt, &secret, &info("nonce")), &message.body);
        assert_eq!(&text[..2], [0, 0], "no padding");
        text[2..].to_vec()
    }

    fn agree(&self, theirs: &[u8]) -> Vec<u8> {
        let theirs = UnparsedPublicKey::new(&ECDH_P256, theirs);
        agreement::agree(&self.private, theirs, (), |secret| Ok(secret.to_vec())).expect("a secret")
    }
}

/// Checks the signature of a message and gives its claims.
pub fn claims(message: &Message, server_key: &str) -> Value {
    let authorization = &message.headers["authorization"];
    let token = match message.headers["content-encoding"].as_str() {
        "aes128gcm" => {
            let (token, key) = authorization.split_once(", k=").expect("a key");
            assert_eq!(key, server_key);
            token.strip_prefix("vapid t=").expect("a token")
        }
        _ => {
            assert_eq!(part(&message.headers["crypto-key"], "p256ecdsa="), server_key);
            authorization.strip_prefix("WebPush ").expect("a token")
        }
    };
    let (signed, signature) = token.rsplit_once('.').expect("three parts");
    Verifying::new(&ECDSA_P256_SHA256_FIXED, bytes(server_key))
        .verify(signed.as_bytes(), &bytes(signature))
        .expect("a good signature");
    let (head, claims) = signed.split_once('.').expect("three parts");
    let head: Value = serde_json::from_slice(&bytes(head)).expect("JSON");
    assert_eq!(head, json!({"typ": "JWT", "alg": "ES256"}));
    serde_json::from_slice(&bytes(claims)).expect("JSON")
}

fn part<'a>(header: &'a str, name: &str) -> &'a str {
    header.split(';').find_map(|part| part.strip_prefix(name)).expect("the header has this part")
}

fn bytes(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).expect("base64url")
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    let prk = Salt::new(HKDF_SHA256, salt).extract(secret);
    prk.expand(&[info], Length(N)).expect("short").fill(&mut out).expect("short");
    out
}

fn open(key: [u8; 16], nonce: [u8; 12], sealed: &[u8]) -> Vec<u8> {
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).expect("a key"));
    let mut text = sealed.to_vec();
    let nonce = Nonce::assume_unique_for_key(nonce);
    key.open_in_place(nonce, Aad::empty(), &mut text).expect("it is for this device").to_vec()
}
