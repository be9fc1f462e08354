//! A request that the cases put together, sign and tamper with. It signs with code of its own, apart from the code
//! under test.

use crate::keys::{Algorithm, SigningKey, VerifyingKey, sha256};
use crate::remote::signatures::{Expected, SignatureError, Window, parse};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::DateTime;
use http::{HeaderMap, HeaderValue, Method};
use std::sync::OnceLock;
use url::Url;

/// Now, for every test here.
pub(super) const NOW_MS: i64 = 1_800_000_000_000;
pub(super) const HOUR_MS: i64 = 3_600_000;
pub(super) const KEY_ID: &str = "https://vic.test/users/vera#main-key";
pub(super) const BODY: &[u8] = br#"{"type":"Create"}"#;
pub(super) const ALL: &str = "(request-target) host date digest";

pub(super) fn rsa() -> SigningKey {
    static KEY: OnceLock<SigningKey> = OnceLock::new();
    KEY.get_or_init(|| SigningKey::generate(Algorithm::Rsa)).clone()
}

pub(super) fn ed25519() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

pub(super) fn date(ms: i64) -> String {
    DateTime::from_timestamp_millis(ms).expect("a date").format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// A request that is being put together, signed and tampered with.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) key: SigningKey,
    pub(super) method: Method,
    pub(super) target: &'static str,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Request {
    pub(super) fn post() -> Self {
        let request = Self {
            key: ed25519(),
            method: Method::POST,
            target: "/inbox",
            headers: HeaderMap::new(),
            body: BODY.to_vec(),
        };
        let sum = STANDARD.encode(sha256(BODY));
        request
            .with("host", "sut.test")
            .with("date", &date(NOW_MS))
            .with("digest", &format!("SHA-256={sum}"))
            .with("content-digest", &format!("sha-256=:{sum}:"))
    }

    pub(super) fn get(target: &'static str) -> Self {
        let mut request = Self::post();
        (request.method, request.target, request.body) = (Method::GET, target, vec![]);
        request.headers.remove("digest");
        request.headers.remove("content-digest");
        request
    }

    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, HeaderValue::try_from(value).expect("a header value"));
        self
    }

    pub(super) fn and(mut self, name: &'static str, value: &str) -> Self {
        self.headers.append(name, HeaderValue::try_from(value).expect("a header value"));
        self
    }

    pub(super) fn value(&self, name: &str) -> String {
        let values: Vec<&str> =
            self.headers.get_all(name).iter().map(|value| value.to_str().expect("ASCII")).collect();
        values.join(", ")
    }

    /// The text that draft-cavage signs, built apart from the code under test.
    pub(super) fn cavage_text(&self, covered: &str, created: &str, expires: &str) -> String {
        let line = |name: &str| match name {
            "(request-target)" => format!("{name}: {} {}", self.method.as_str().to_lowercase(), self.target),
            "(created)" => format!("{name}: {created}"),
            "(expires)" => format!("{name}: {expires}"),
            _ => format!("{name}: {}", self.value(name)),
        };
        covered.split_whitespace().map(line).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn cavage(self, covered: &str) -> Self {
        self.cavage_with(covered, "algorithm=\"hs2019\"", "", "")
    }

    pub(super) fn cavage_with(self, covered: &str, parameters: &str, created: &str, expires: &str) -> Self {
        let signature =
            STANDARD.encode(self.key.sign(self.cavage_text(covered, created, expires).as_bytes()));
        self.with(
            "signature",
            &format!(r#"keyId="{KEY_ID}",{parameters},headers="{covered}",signature="{signature}""#),
        )
    }

    /// Signs with RFC 9421 over these components, again apart from the code under test.
    pub(super) fn rfc9421(self, covered: &[&str], parameters: &str) -> Self {
        let value = |name: &&str| match *name {
            "@method" => self.method.to_string(),
            "@target-uri" => format!("https://sut.test{}", self.target),
            "@authority" => "sut.test".to_owned(),
            "@path" => self.target.split('?').next().unwrap_or_default().to_owned(),
            _ => self.value(name),
        };
        let lines: Vec<String> =
            covered.iter().map(|name| format!("\"{name}\": {}\n", value(name))).collect();
        let names: Vec<String> = covered.iter().map(|name| format!("\"{name}\"")).collect();
        let input = format!("({}){parameters}", names.join(" "));
        let text = format!("{}\"@signature-params\": {input}", lines.concat());
        let signature = STANDARD.encode(self.key.sign(text.as_bytes()));
        self.with("signature-input", &format!("sig1={input}"))
            .with("signature", &format!("sig1=:{signature}:"))
    }

    pub(super) fn check(&self) -> Result<(), SignatureError> {
        self.check_with(self.key.verifying_key())
    }

    pub(super) fn check_with(&self, key: &VerifyingKey) -> Result<(), SignatureError> {
        let origins = [
            Url::parse("http://choir.onion").expect("an origin"),
            Url::parse("https://sut.test").expect("an origin"),
        ];
        let expected =
            Expected { origins: &origins, body: &self.body, now_ms: NOW_MS, window: Window::default() };
        parse(&self.method, self.target, &self.headers)?.verify(key, &expected)
    }
}

pub(super) fn created() -> String {
    format!(";created={};keyid=\"{KEY_ID}\"", NOW_MS / 1000)
}

pub(super) const FULL: [&str; 3] = ["@method", "@target-uri", "content-digest"];
