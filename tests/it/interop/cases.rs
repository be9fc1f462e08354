//! Signed requests of every kind, good and bad, for whoever judges them.

use antiphon::keys::{SigningKey, sha256, sha512};
use antiphon::remote::signatures::{self, BodyDigest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::json;
use url::Url;

pub const ACTOR: &str = "https://vic.test/users/vera";
const MINUTE: i64 = 60_000;

/// What we accept and the library does not, each with the reason why that is right.
pub const ONLY_OURS: [(&str, &str); 6] = [
    ("as we sign with RFC 9421", "the library knows draft-cavage only"),
    ("names in capitals", "names of header fields have no case; the library keeps the one of the list"),
    ("spaces after commas", "RFC 9110 allows them between parameters, and some proxies add them"),
    ("signed with Ed25519", "the library knows RSA only"),
    ("SHA-512", "RFC 3230 names it, and it is no weaker; the library knows SHA-256 only"),
    ("SHA-256 and SHA-512", "both are right; the library holds each against SHA-256"),
];

/// What the library accepts and we do not, each with the reason.
pub const ONLY_THEIRS: [(&str, &str); 7] = [
    ("without the target", "a signature without method and address could be used for another inbox"),
    ("without the host", "it could be used on another server"),
    ("without the date", "it would count for ever"),
    ("eleven minutes ahead", "clocks drift by less; a date far ahead makes a signature count longer"),
    ("created in half an hour", "the same"),
    ("rsa-sha512 by name", "the name does not fit the signature"),
    ("ed25519 by name only", "the name does not fit the key"),
];

/// A request with the key that its sender lists.
pub struct Case {
    pub name: &'static str,
    pub target: &'static str,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    pub key: SigningKey,
}

/// How one request differs from the usual one.
#[derive(Clone)]
struct Draft {
    name: &'static str,
    covered: &'static str,
    algorithm: Option<&'static str>,
    /// Milliseconds from now to the date.
    age: i64,
    digest: Option<String>,
    /// Between the parameters of the Signature header.
    comma: &'static str,
    /// Further parameters, with the comma before them.
    more: String,
    created: Option<i64>,
    expires: Option<i64>,
    /// Headers put in place of the signed ones afterwards.
    forged: Vec<(&'static str, String)>,
    target: &'static str,
    arrives_at: &'static str,
    body: Option<&'static [u8]>,
    key: Option<SigningKey>,
}

const USUAL: &str = "(request-target) host date digest";

fn body() -> Vec<u8> {
    let note =
        json!({"id": "https://vic.test/notes/1", "type": "Note", "attributedTo": ACTOR, "content": "hello"});
    json!({"id": "https://vic.test/creates/1", "type": "Create", "actor": ACTOR, "object": note})
        .to_string()
        .into_bytes()
}

fn sha256_of(bytes: &[u8]) -> String {
    format!("SHA-256={}", STANDARD.encode(sha256(bytes)))
}

fn draft(name: &'static str) -> Draft {
    Draft {
        name,
        covered: USUAL,
        algorithm: Some("rsa-sha256"),
        age: 0,
        digest: Some(sha256_of(&body())),
        comma: ",",
        more: String::new(),
        created: None,
        expires: None,
        forged: Vec::new(),
        target: "/inbox",
        arrives_at: "/inbox",
        body: None,
        key: None,
    }
}

/// All of them, of this moment.
pub fn all(key: &SigningKey, now: i64) -> Vec<Case> {
    let mut drafts = header_sets();
    drafts.extend(dates(now));
    drafts.extend(digests());
    drafts.extend(algorithms());
    drafts.extend(forgeries());
    let mut cases: Vec<Case> = drafts.into_iter().map(|draft| draft.sign(key, now)).collect();
    let url = Url::parse("https://sut.test/inbox").expect("an address");
    let digest = BodyDigest::of(&body());
    let key_id = format!("{ACTOR}#main-key");
    let cavage =
        signatures::sign_cavage(key, &key_id, &Method::POST, &url, Some(&digest), now).expect("signs");
    let rfc9421 =
        signatures::sign_rfc9421(key, &key_id, &Method::POST, &url, Some(&digest), now).expect("signs");
    for (name, headers) in [("as we sign with cavage", cavage), ("as we sign with RFC 9421", rfc9421)] {
        cases.push(Case { name, target: "/inbox", headers, body: body(), key: key.clone() });
    }
    cases
}

fn header_sets() -> Vec<Draft> {
    let covering = |name: &'static str, covered: &'static str| Draft { covered, ..draft(name) };
    vec![
        draft("usual"),
        covering("with the content type", "(request-target) host date digest content-type"),
        covering("in another order", "digest date host (request-target)"),
        covering("with the user agent", "(request-target) host date digest user-agent"),
        covering("names in capitals", "(request-target) Host Date Digest"),
        covering("without the target", "host date digest"),
        covering("without the host", "(request-target) date digest"),
        covering("without the date", "(request-target) host digest"),
        covering("without the digest", "(request-target) host date"),
        covering("only the date", "date"),
        covering("a header that is not there", "(request-target) host date digest x-missing"),
        covering("a header twice", "(request-target) host date digest date"),
        Draft { comma: ", ", ..draft("spaces after commas") },
        Draft { more: ",nonce=\"1\"".to_owned(), ..draft("a parameter nobody knows") },
        Draft { target: "/inbox?a=1", arrives_at: "/inbox?a=1", ..draft("with a query") },
        Draft { target: "/inbox", arrives_at: "/inbox?a=1", ..draft("a query that was not signed") },
    ]
}

fn dates(now: i64) -> Vec<Draft> {
    let dated = |name: &'static str, age: i64| Draft { age, ..draft(name) };
    let created = "(request-target) (created) host digest";
    let both = "(request-target) (created) (expires) host digest";
    let stamped = |name: &'static str, covered: &'static str, created: i64, expires: Option<i64>| Draft {
        covered,
        algorithm: Some("hs2019"),
        created: Some(now / 1_000 + created * 60),
        expires: expires.map(|minutes| now / 1_000 + minutes * 60),
        ..draft(name)
    };
    vec![
        dated("half an hour old", -30 * MINUTE),
        dated("59 minutes old", -59 * MINUTE),
        dated("61 minutes old", -61 * MINUTE),
        dated("a day old", -24 * 60 * MINUTE),
        dated("five minutes ahead", 5 * MINUTE),
        dated("eleven minutes ahead", 11 * MINUTE),
        stamped("created now", created, 0, None),
        stamped("created and expires", both, 0, Some(10)),
        stamped("expired", both, -20, Some(-10)),
        stamped("created two hours ago", both, -120, Some(10)),
        stamped("created in half an hour", both, 30, Some(60)),
        Draft { forged: vec![("date", "yesterday".to_owned())], ..draft("a date that is none") },
    ]
}

fn digests() -> Vec<Draft> {
    let digested = |name: &'static str, digest: String| Draft { digest: Some(digest), ..draft(name) };
    let right = sha256_of(&body());
    let long = format!("SHA-512={}", STANDARD.encode(sha512(&body())));
    vec![
        digested("digest named in small letters", right.replace("SHA", "sha")),
        digested("SHA-512", long.clone()),
        digested("SHA-256 and SHA-512", format!("{right},{long}")),
        digested("digest of other bytes", sha256_of(b"other")),
        digested("a right and a wrong digest", format!("{right},{}", sha256_of(b"other"))),
        digested("an empty digest", String::new()),
        digested("MD5", "MD5=XrY7u+Ae7tCTyyK7j1rNww==".to_owned()),
    ]
}

fn algorithms() -> Vec<Draft> {
    let named = |name: &'static str, algorithm: Option<&'static str>| Draft { algorithm, ..draft(name) };
    let other = SigningKey::from_seed(&[3; 32]);
    vec![
        named("no algorithm", None),
        named("hs2019", Some("hs2019")),
        named("rsa-sha512 by name", Some("rsa-sha512")),
        named("ed25519 by name only", Some("ed25519")),
        named("rsa-sha256 in capitals", Some("RSA-SHA256")),
        Draft { key: Some(other), algorithm: Some("hs2019"), ..draft("signed with Ed25519") },
    ]
}

fn forgeries() -> Vec<Draft> {
    let forged = |name: &'static str, header: &'static str, value: &str| Draft {
        forged: vec![(header, value.to_owned())],
        ..draft(name)
    };
    vec![
        Draft {
            body: Some(b"{\"id\":\"https://vic.test/x\",\"actor\":\"https://vic.test/users/vera\"}"),
            ..draft("another body")
        },
        Draft { arrives_at: "/actors/coalition/inbox", ..draft("another target") },
        forged("another host", "host", "evil.test"),
        forged("another date", "date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        forged("another content type, not signed", "content-type", "application/json"),
        forged("no signature", "signature", "keyId=\"https://vic.test/users/vera#main-key\""),
        forged(
            "a signature that is no base64",
            "signature",
            "keyId=\"https://vic.test/users/vera#main-key\",headers=\"(request-target) host date digest\",signature=\"???\"",
        ),
    ]
}

impl Draft {
    fn sign(self, usual: &SigningKey, now: i64) -> Case {
        let key = self.key.clone().unwrap_or_else(|| usual.clone());
        let date = chrono::DateTime::from_timestamp_millis(now + self.age).expect("a time");
        let mut headers: Vec<(&str, String)> = vec![
            ("host", "sut.test".to_owned()),
            ("date", date.format("%a, %d %b %Y %H:%M:%S GMT").to_string()),
            ("content-type", "application/activity+json".to_owned()),
            ("user-agent", "vic".to_owned()),
        ];
        headers.extend(self.digest.clone().map(|digest| ("digest", digest)));
        let line = |name: &str| {
            let name = name.to_ascii_lowercase();
            let value = match name.as_str() {
                "(request-target)" => format!("post {}", self.target),
                "(created)" => self.created.expect("it has one").to_string(),
                "(expires)" => self.expires.expect("it has one").to_string(),
                _ => headers
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, v)| v.clone())
                    .unwrap_or_default(),
            };
            format!("{name}: {value}")
        };
        let text: Vec<String> = self.covered.split(' ').map(line).collect();
        let signature = STANDARD.encode(key.sign(text.join("\n").as_bytes()));
        let mut parts = vec![format!("keyId=\"{ACTOR}#main-key\"")];
        parts.extend(self.algorithm.map(|algorithm| format!("algorithm=\"{algorithm}\"")));
        parts.extend(self.created.map(|created| format!("created={created}")));
        parts.extend(self.expires.map(|expires| format!("expires={expires}")));
        parts.push(format!("headers=\"{}\"", self.covered));
        parts.push(format!("signature=\"{signature}\""));
        headers.push(("signature", format!("{}{}", parts.join(self.comma), self.more)));
        let mut map = HeaderMap::new();
        for (name, value) in headers.into_iter().chain(self.forged) {
            map.insert(HeaderName::from_static(name), HeaderValue::try_from(value).expect("a value"));
        }
        let body = self.body.map_or_else(body, <[u8]>::to_vec);
        Case { name: self.name, target: self.arrives_at, headers: map, body, key }
    }
}
