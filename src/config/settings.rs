//! The settings as types, one struct a section of the file. Defaults and limits stand in `keys`, where the
//! documents take them from; here each field says what it means to the code that reads it.

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};

use serde::{Deserialize, Deserializer, de};
use url::Url;

use super::{Range, Secret};

/// Every setting of one server.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// How this process is reached and what it writes.
    pub server: Server,
    /// Where everything is kept.
    pub database: Database,
    /// The coalition that the first start creates.
    pub coalition: Coalition,
    /// Who may become a member.
    pub registration: Registration,
    /// How this server talks to others.
    pub federation: Federation,
    /// Pictures: where they are kept.
    pub media: Media,
    /// Mail to people without an account.
    pub mail: Mail,
    /// What one sender may cost us.
    pub limits: Limits,
    /// How long things are kept.
    pub retention: Retention,
}

/// `[server]`: how this process is reached and what it writes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// The address that people and servers use: scheme, host and port only. Default `http://localhost:8080`.
    pub public_url: Url,
    /// The local address that the server listens on. Default `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// The folder of the database, the keys and the media. Default `./antiphon-data`.
    pub data_dir: PathBuf,
    /// The file of the key that wraps all others. Default `antiphon.key` in `data_dir`.
    pub key_file: PathBuf,
    /// Reverse proxies whose `X-Forwarded-For` is believed. Default none.
    pub trusted_proxies: Vec<Range>,
    /// Worker threads; 0 means one a core. Default 0.
    pub workers: usize,
    /// Seconds that requests in progress get at a stop. Default 10.
    pub shutdown_seconds: u64,
    /// The onion address that pages announce. Default none.
    #[serde(deserialize_with = "empty_is_none")]
    pub onion: Option<Url>,
    /// The filter of the log, as `tracing` writes it. Default `info`.
    pub log: String,
    /// The form of the log's lines. Default text.
    pub log_format: LogFormat,
    /// The bearer token that opens `/metrics` to other machines. Default none: loopback only.
    #[serde(deserialize_with = "empty_is_none")]
    pub metrics_token: Option<Secret>,
}

/// The form of the log's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// `[database]`: where everything is kept.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite:FILE` or `postgres://…`; may hold a password. Default `antiphon.sqlite3` in the data folder.
    pub url: Secret,
    /// How hard `SQLite` makes sure that a commit is on the disk. Default full.
    pub synchronous: Synchronous,
    /// Connections that read from `SQLite`. Default 4.
    pub readers: u32,
    /// Connections to `PostgreSQL`. Default 16.
    pub connections: u32,
    /// The number of this node, 0 to 63, which keeps ids apart. Default 0.
    pub node: u8,
}

/// How hard `SQLite` makes sure that a commit is on the disk (`PRAGMA synchronous`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Synchronous {
    /// Flushed at every commit: what was accepted survives a power cut.
    Full,
    /// Flushed at checkpoints: a power cut may take the last commits.
    Normal,
}

/// `[coalition]`: the coalition that the first start creates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coalition {
    /// The name that people read. Default `Our coalition`.
    pub name: String,
    /// The name before the `@`: 1 to 30 of `a-z`, `0-9` and `_`. Default `coalition`.
    pub handle: String,
    /// The domain after the `@`, if it is not the host of the public address (FEP-2c59). Default none.
    #[serde(deserialize_with = "empty_is_none")]
    pub handle_domain: Option<String>,
    /// Language tags (BCP 47), the main one first. Default `en`.
    pub languages: Vec<String>,
    /// A few words about the coalition. Default empty.
    pub summary: String,
    /// The accent colour of the pages, `#rrggbb`. Default `#0b5c8a`.
    pub accent: String,
    /// The account name of the first owner. Default `owner`.
    pub owner: String,
    /// Whether the list of followers is public. Default no.
    pub show_followers: bool,
    /// The hashtag by which organisations on other servers endorse. Default one in the main language.
    pub endorse_keyword: String,
    /// Whose endorsements are taken without a decision of a person. Default nobody's.
    pub trusted_partners: Vec<String>,
}

/// `[registration]`: who may become a member.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// How one becomes a member. Default invite.
    pub mode: RegistrationMode,
    /// What members agree to, a sentence each, in the main language of the coalition. Default none.
    pub rules: Vec<String>,
}

/// How one becomes a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegistrationMode {
    /// Only with a link from a member who may invite.
    Invite,
    /// Anybody asks, a moderator decides.
    Approval,
    /// Anybody, at once.
    Open,
}

impl RegistrationMode {
    /// Whether a link is needed to become a member.
    pub fn is_invite(self) -> bool {
        self == Self::Invite
    }

    /// Whether somebody here decides about those who ask.
    pub fn is_approval(self) -> bool {
        self == Self::Approval
    }
}

/// `[federation]`: how this server talks to others. The fields marked "rig" are for tests on one machine.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the settings file")]
pub struct Federation {
    /// Whether anything is sent to or taken from other servers. Default yes.
    pub enabled: bool,
    /// Whether other servers must sign what they read from us. Default no.
    pub authorized_fetch: bool,
    /// Whether only servers on the allow list are spoken to. Default no.
    pub allowlist_only: bool,
    /// Whether the rig's switches may be used. Default no.
    pub rig: bool,
    /// Rig: names that resolve to a fixed address and port. Default none.
    pub hosts: BTreeMap<String, SocketAddr>,
    /// Rig: a PEM file of certificates that are trusted besides the system's. Default none.
    #[serde(deserialize_with = "empty_is_none")]
    pub ca: Option<PathBuf>,
    /// Rig: ranges that may be connected to although they are not public. Default none.
    pub allow_ranges: Vec<Range>,
    /// Rig: whether `http` addresses may be used. Default no.
    pub allow_http: bool,
    /// Rig: what every back-off and time to live is multiplied by, above 0 and up to 1. Default 1.
    pub retry_scale: f64,
    /// An address for complaints, added to the `User-Agent`. Default none.
    #[serde(deserialize_with = "empty_is_none")]
    pub user_agent_contact: Option<String>,
    /// The SOCKS proxy for onion hosts, `socks5h://HOST:PORT`; may hold a password. Default none.
    #[serde(deserialize_with = "empty_is_none")]
    pub socks: Option<Secret>,
    /// Deliveries to one host at the same time. Default 4.
    pub deliveries_per_host: usize,
    /// Deliveries to all hosts at the same time. Default 128.
    pub deliveries_total: usize,
    /// Days after which a delivery is given up. Default 7.
    pub give_up_days: u32,
    /// Days after which a silent host is no longer caught up with. Default 30.
    pub catch_up_days: u32,
    /// Seconds that one request may take in all. Default 20.
    pub request_timeout_seconds: u64,
    /// Seconds that one connection may take to open. Default 5.
    pub connect_timeout_seconds: u64,
    /// Documents that one received activity may make us fetch. Default 20.
    pub fetch_limit: u32,
}

/// `[media]`: where pictures are kept, and how long copies of others' stay.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Media {
    /// Which kind of store. Default a folder in `data_dir`.
    pub storage: Storage,
    /// S3: the bucket. Default none.
    #[serde(deserialize_with = "empty_is_none")]
    pub bucket: Option<String>,
    /// S3: the address of the store. Default Amazon's.
    #[serde(deserialize_with = "empty_is_none")]
    pub endpoint: Option<String>,
    /// S3: the region. Default `us-east-1`.
    pub region: String,
    /// S3: whether the bucket stands in the path. Default yes.
    pub path_style: bool,
    /// S3: the name of the key. Default none.
    #[serde(deserialize_with = "empty_is_none")]
    pub access_key: Option<String>,
    /// S3: the secret of the key. Default none.
    #[serde(deserialize_with = "empty_is_none")]
    pub secret_key: Option<Secret>,
    /// Days that copies of other servers' pictures are kept. Default 7.
    pub cache_days: u32,
    /// Megabytes that these copies may take. Default 1 024.
    pub cache_megabytes: u64,
    /// For whose posts the pages are asked that they link to. Default for those that everybody may see.
    pub link_cards: LinkCards,
    /// Whether films and sounds are taken. Default where `ffmpeg` is installed.
    pub films: Films,
    /// The largest of them, in megabytes. Default 64.
    pub film_megabytes: u32,
    /// The longest of them, in seconds. Default 300.
    pub film_seconds: u32,
    /// Rig: the program that looks into pictures. Default this one.
    #[serde(deserialize_with = "empty_is_none")]
    pub decoder: Option<PathBuf>,
}

/// Whether films and sounds are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Films {
    /// Where `ffmpeg` is installed.
    Auto,
    /// Not at all.
    Off,
}

impl Films {
    /// Whether they are taken where they can be drawn anew.
    pub fn are_taken(self) -> bool {
        self == Self::Auto
    }
}

/// For whose posts the pages are asked that they link to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkCards {
    /// For none.
    Off,
    /// For posts that everybody may see.
    Open,
    /// For posts to followers as well.
    Followers,
}

/// Where uploads are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Storage {
    /// Files in `data_dir`.
    Local,
    /// Objects in a bucket.
    S3,
}

/// `[mail]`: mail to people without an account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The relay that takes our mail. Default none: no mail is sent.
    #[serde(deserialize_with = "empty_is_none")]
    pub host: Option<String>,
    /// Its port; 0 for the usual one. Default 0.
    pub port: u16,
    /// How the way to it is encrypted. Default starttls.
    pub encryption: MailEncryption,
    /// The name it knows us by. Default none.
    #[serde(deserialize_with = "empty_is_none")]
    pub user: Option<String>,
    /// The password that goes with it. Default none.
    #[serde(deserialize_with = "empty_is_none")]
    pub password: Option<Secret>,
    /// The address that mail comes from. Default none; needed with `host`.
    #[serde(deserialize_with = "empty_is_none")]
    pub from: Option<String>,
    /// The name that stands with it. Default that of the coalition.
    #[serde(deserialize_with = "empty_is_none")]
    pub name: Option<String>,
    /// Mails in a minute, from all nodes together. Default 60.
    pub per_minute: u32,
}

/// How the way to the relay is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailEncryption {
    /// From the first command on after a greeting in the clear; without it nothing is sent.
    Starttls,
    /// From the first byte on.
    Tls,
    /// Not at all.
    None,
}

impl Mail {
    /// The port that is meant.
    pub fn port(&self) -> u16 {
        match (self.port, self.encryption) {
            (0, MailEncryption::Starttls) => 587,
            (0, MailEncryption::Tls) => 465,
            (0, MailEncryption::None) => 25,
            (port, _) => port,
        }
    }
}

/// `[limits]`: what one sender may cost us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Whether rates are limited. Default yes; no only in a rig.
    pub rate: bool,
    /// The largest activity that an inbox takes, in bytes. Default 262 144.
    pub inbox_bytes: usize,
    /// Received activities that may wait; beyond it the inbox answers 503. Default 100 000.
    pub queue: u64,
    /// Activities that one other server may send in a minute; 0 for any number. Default 3 000.
    pub sender_activities: u32,
    /// Requests of one token to the client API in five minutes; 0 for any number. Default 300.
    pub token_requests: u32,
    /// Requests without a token from one place in five minutes; 0 for any number. Default 7 500.
    pub address_requests: u32,
    /// Statuses and boosts that one token takes back in half an hour; 0 for any number. Default 30.
    pub token_deletions: u32,
    /// Files that one token uploads in half an hour; 0 for any number. Default 30.
    pub token_uploads: u32,
}

/// `[retention]`: how long things are kept, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Ids of received activities, against doubles. Default 30.
    pub seen_days: u32,
    /// The record of finished deliveries. Default 7.
    pub delivery_days: u32,
    /// Posts of other servers that nobody here touched. Default 30.
    pub remote_posts_days: u32,
}

/// TOML has no null: an optional setting is off when it is the empty text.
fn empty_is_none<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    T::deserialize(de::value::StringDeserializer::<D::Error>::new(text)).map(Some)
}
