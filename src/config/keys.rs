//! The one table of settings: every section and key with kind, default, unit and meaning. The parser, the example
//! file and the documents are made from it. Nothing is read or checked here.

/// One section of the settings file.
#[derive(Debug)]
pub struct Section {
    /// The name between the brackets.
    pub name: &'static str,
    /// What it is about.
    pub meaning: &'static str,
}

/// One setting.
#[derive(Debug)]
pub struct Key {
    /// The section it stands in.
    pub section: &'static str,
    /// Its name in the file; in the environment `ANTIPHON__SECTION__NAME`.
    pub name: &'static str,
    /// What a value may be.
    pub kind: Kind,
    /// The default, as TOML; `""` where a setting is off or derived.
    pub default: &'static str,
    /// The unit or form of the value.
    pub unit: &'static str,
    /// What it does, in sentences.
    pub meaning: &'static str,
    /// A value to show where the default is empty, as TOML.
    pub example: Option<&'static str>,
    /// Whether the value must not be repeated in a message.
    pub secret: bool,
    /// Whether it is refused outside a test rig.
    pub rig: bool,
}

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Any text; its meaning is checked later.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Switch,
    /// A whole number within these bounds.
    Number {
        /// The least value.
        least: i64,
        /// The greatest value.
        most: i64,
    },
    /// A number above 0 and up to 1.
    Fraction,
    /// A list of texts.
    List,
    /// Names with a text each.
    Table,
}

impl Key {
    /// A value that shows how it is written, as TOML.
    pub fn sample(&self) -> &'static str {
        self.example.unwrap_or(self.default)
    }

    /// The environment variable that sets it.
    pub fn variable(&self) -> String {
        format!("ANTIPHON__{}__{}", self.section, self.name).to_ascii_uppercase()
    }

    const fn like(mut self, example: &'static str) -> Key {
        self.example = Some(example);
        self
    }

    const fn secret(mut self) -> Key {
        self.secret = true;
        self
    }

    const fn rig(mut self) -> Key {
        self.rig = true;
        self
    }
}

const fn key(
    section: &'static str,
    name: &'static str,
    kind: Kind,
    default: &'static str,
    unit: &'static str,
    meaning: &'static str,
) -> Key {
    Key { section, name, kind, default, unit, meaning, example: None, secret: false, rig: false }
}

const fn number(least: i64, most: i64) -> Kind {
    Kind::Number { least, most }
}

/// The sections, in the order of the example file.
pub const SECTIONS: &[Section] = &[
    Section { name: "server", meaning: "How this process is reached and what it writes." },
    Section { name: "database", meaning: "Where everything is kept." },
    Section {
        name: "coalition",
        meaning: "The coalition that the first start creates. Its people change name and summary at the desk, by command or with an app; until they do, each start takes them from here.",
    },
    Section { name: "registration", meaning: "Who may become a member." },
    Section { name: "federation", meaning: "How this server talks to others." },
    Section { name: "media", meaning: "Pictures: where they are kept, and how long copies of others' stay." },
    Section {
        name: "mail",
        meaning: "Mail to people without an account: confirmations, newsletters, letters. Off until a host is named.",
    },
    Section { name: "limits", meaning: "What one sender may cost this server." },
    Section { name: "retention", meaning: "How long things are kept." },
];

use Kind::{Choice, Fraction, List, Switch, Table, Text};

/// Every setting, section by section.
#[rustfmt::skip]
pub const KEYS: &[Key] = &[
    key("server", "public_url", Text, r#""http://localhost:8080""#, "address",
        "The address that people and other servers use: scheme, host and port, nothing behind. It is part of every \
         name that this server gives out, so choose it before the first start. It must be https, except for \
         localhost and onion hosts.").like(r#""https://coalition.example""#),
    key("server", "listen", Text, r#""127.0.0.1:8080""#, "address and port",
        "The local address that the server listens on, behind the reverse proxy that holds the certificate."),
    key("server", "data_dir", Text, r#""./antiphon-data""#, "folder",
        "The folder of the database, the keys and the media. It is made at the first start."),
    key("server", "key_file", Text, r#""""#, "file",
        "The key that wraps all other keys. Empty: antiphon.key in data_dir. Put it outside the data folder, \
         so that a copy of that folder alone opens nothing.").like(r#""/etc/antiphon/antiphon.key""#),
    key("server", "trusted_proxies", List, "[]", "addresses or ranges",
        "Reverse proxies whose X-Forwarded-For is believed. Nobody else's is.").like(r#"["127.0.0.1", "10.0.0.0/8"]"#),
    key("server", "workers", number(0, 1024), "0", "threads",
        "Worker threads. 0: one for each core."),
    key("server", "shutdown_seconds", number(1, 300), "10", "seconds",
        "How long requests in progress may take when the server stops."),
    key("server", "onion", Text, r#""""#, "address",
        "The onion address of this server, announced to Tor Browser in the Onion-Location header. Empty: none.")
        .like(r#""http://abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwx.onion""#),
    key("server", "log", Text, r#""info""#, "filter",
        "What is logged: error, warn, info, debug or trace, also for one module alone. No level logs contents, \
         addresses of visitors or tokens.").like(r#""info,antiphon::jobs=debug""#),
    key("server", "log_format", Choice(&["text", "json"]), r#""text""#, "text or json",
        "Lines for people, or one JSON object a line."),
    key("server", "metrics_token", Text, r#""""#, "token",
        "The bearer token that opens /metrics to other machines. Empty: /metrics answers this machine only.")
        .like(r#""a long random text""#).secret(),

    key("database", "url", Text, r#""""#, "address",
        "sqlite:FILE, or postgres://USER:PASSWORD@HOST/NAME. Empty: the file antiphon.sqlite3 in data_dir.")
        .like(r#""postgres://antiphon@localhost/antiphon""#).secret(),
    key("database", "synchronous", Choice(&["full", "normal"]), r#""full""#, "full or normal",
        "SQLite only. full: what was accepted survives a power cut. normal: the last moments before a power cut \
         may be lost."),
    key("database", "readers", number(1, 64), "4", "connections",
        "SQLite only. Connections that read while one writes."),
    key("database", "connections", number(2, 500), "16", "connections",
        "PostgreSQL only. Connections that this node opens at most."),
    key("database", "node", number(0, 63), "0", "number from 0 to 63",
        "The number of this node. Nodes that share a PostgreSQL database need different numbers. Commands take 63 \
         for themselves."),

    key("coalition", "name", Text, r#""Our coalition""#, "text",
        "The name that people read."),
    key("coalition", "handle", Text, r#""coalition""#, "1 to 30 of a-z, 0-9 and _",
        "The name before the @. Other servers remember it, so choose it before the first start."),
    key("coalition", "handle_domain", Text, r#""""#, "domain",
        "The domain after the @, if it is not the host of public_url. That domain must then pass \
         /.well-known/webfinger on to this server. Empty: the host of public_url.").like(r#""coalition.example""#),
    key("coalition", "languages", List, r#"["en"]"#, "language tags",
        "The languages of the coalition, the main one first."),
    key("coalition", "summary", Text, r#""""#, "text",
        "A few words about the coalition.").like(r#""We defend the river.""#),
    key("coalition", "accent", Text, r##""#0b5c8a""##, "colour, #rrggbb",
        "The accent colour of the pages."),
    key("coalition", "owner", Text, r#""owner""#, "1 to 30 of a-z, 0-9 and _",
        "The account name of the first owner, for whom the first start prints a one-time link."),
    key("coalition", "show_followers", Switch, "false", "true or false",
        "Whether everybody may see who follows the coalition and its campaigns."),
    key("coalition", "endorse_keyword", Text, r#""""#, "hashtag",
        "Organisations on servers without endorsements endorse a statement by answering it with this hashtag; \
         the desk confirms it. Empty: a word in the main language, as #endorse.").like(r##""#endorse""##),
    key("coalition", "trusted_partners", List, "[]", "handles",
        "Partners whose signed endorsements are taken at once, without a decision at the desk.")
        .like(r#"["@partner@partner.example"]"#),

    key("registration", "mode", Choice(&["invite", "approval", "open"]), r#""invite""#, "invite, approval or open",
        "invite: only with a link from a member who may invite. approval: anybody asks, a moderator decides. \
         open: anybody, at once."),
    key("registration", "rules", List, "[]", "sentences",
        "The rules that members agree to, in the main language. The form for joining and apps show them; reports name \
         them by their place in this list, so add new ones at the end.")
        .like(r#"["Treat others with respect.", "Publish nobody's name without asking."]"#),

    key("federation", "enabled", Switch, "true", "true or false",
        "Whether this server talks to others at all."),
    key("federation", "authorized_fetch", Switch, "false", "true or false",
        "Whether other servers must sign what they read. It keeps blocked servers out, and some that cannot sign."),
    key("federation", "allowlist_only", Switch, "false", "true or false",
        "Whether only servers on the allow list are spoken to."),
    key("federation", "user_agent_contact", Text, r#""""#, "text",
        "An address for complaints, shown to every server that this one calls. Empty: none.")
        .like(r#""admin@coalition.example""#),
    key("federation", "socks", Text, r#""""#, "address",
        "The Tor proxy through which onion hosts are reached, and only those. Empty: they are not reached.")
        .like(r#""socks5h://127.0.0.1:9050""#).secret(),
    key("federation", "deliveries_per_host", number(1, 64), "4", "deliveries",
        "Deliveries to one host at the same time."),
    key("federation", "deliveries_total", number(1, 4096), "128", "deliveries",
        "Deliveries to all hosts at the same time."),
    key("federation", "give_up_days", number(1, 30), "7", "days",
        "How long a delivery is tried again. Then its author sees that it failed."),
    key("federation", "catch_up_days", number(0, 365), "30", "days",
        "How long a host may be silent and still get what it missed when it comes back."),
    key("federation", "request_timeout_seconds", number(1, 30), "20", "seconds",
        "How long one request to another server may take in all."),
    key("federation", "connect_timeout_seconds", number(1, 30), "5", "seconds",
        "How long one connection to another server may take to open."),
    key("federation", "fetch_limit", number(1, 100), "20", "documents",
        "Documents that one received activity may make this server fetch."),
    key("federation", "rig", Switch, "false", "true or false",
        "Turns on the test rig. The keys below are refused without it. Never use it on a server that others can reach."),
    key("federation", "hosts", Table, "{}", "names with address and port",
        "Names that lead to a fixed address and port instead of asking DNS. A port written in a URL goes before the \
         port given here. The address must lie in allow_ranges.")
        .like(r#"{ "a.test" = "127.0.1.2:8443" }"#).rig(),
    key("federation", "ca", Text, r#""""#, "PEM file",
        "Certificates that are trusted besides those of the system. Empty: none.").like(r#""rig-ca.pem""#).rig(),
    key("federation", "allow_ranges", List, "[]", "addresses or ranges",
        "Addresses that may be called although they are not public.").like(r#"["127.0.1.0/24"]"#).rig(),
    key("federation", "allow_http", Switch, "false", "true or false",
        "Whether other servers may be called without encryption.").rig(),
    key("federation", "retry_scale", Fraction, "1.0", "factor above 0, up to 1",
        "Every back-off and time to live is multiplied by it.").like("0.01").rig(),

    key("media", "storage", Choice(&["local", "s3"]), r#""local""#, "local or s3",
        "local: uploads are files in data_dir. s3: they are objects in a bucket of any store that speaks S3; readers \
         still get them from this server."),
    key("media", "bucket", Text, r#""""#, "name",
        "s3 only. The bucket; it must be there.").like(r#""antiphon""#),
    key("media", "endpoint", Text, r#""""#, "address",
        "s3 only. Where the store is. Empty: Amazon's own.").like(r#""https://objects.example""#),
    key("media", "region", Text, r#""us-east-1""#, "name",
        "s3 only. The region of the bucket; stores that have none take any."),
    key("media", "path_style", Switch, "true", "true or false",
        "s3 only. Whether the bucket stands in the path of an address and not in its host name."),
    key("media", "access_key", Text, r#""""#, "text",
        "s3 only. The name of the key that may read, write and delete in the bucket.").like(r#""antiphon""#),
    key("media", "secret_key", Text, r#""""#, "text",
        "s3 only. The secret of that key.").like(r#""a long random text""#).secret(),
    key("media", "cache_days", number(1, 365), "7", "days",
        "How long copies of other servers' pictures are kept for readers here."),
    key("media", "cache_megabytes", number(1, 10_000_000), "1024", "megabytes",
        "How much these copies may take on the disk; the oldest go first."),
    key("media", "link_cards", Choice(&["off", "open", "followers"]), r#""open""#, "off, open or followers",
        "Whether this server reads the pages that posts link to, to show a title and a picture. open: those of posts \
         that everybody may see. followers: also those of posts to followers; whoever runs the page then learns that \
         it was passed on. Links in direct messages are never followed. off also leaves links of profiles unverified."),
    key("media", "films", Choice(&["auto", "off"]), r#""auto""#, "auto or off",
        "auto: films and sounds are taken where ffmpeg is installed, in /usr/bin or /usr/local/bin, and the kernel has \
         Landlock; each is drawn anew by ffmpeg, in a process that sees nothing else. off: none are taken."),
    key("media", "film_megabytes", number(1, 512), "64", "megabytes",
        "The largest film or sound that is taken. It is in memory while it is uploaded. Of films of other servers as much passes \
         to a reader at once."),
    key("media", "film_seconds", number(1, 3_600), "300", "seconds",
        "The longest film or sound that is taken. Drawing a film anew takes a processor for about as long as it lasts."),
    key("media", "decoder", Text, r#""""#, "program",
        "The program that looks into pictures. Empty: this one.").like(r#""/bin/false""#).rig(),

    key("mail", "host", Text, r#""""#, "host",
        "The relay that takes this server's mail: your provider's, or the one on this machine. Empty: no mail is sent, \
         and whatever needs mail is not offered.").like(r#""smtp.provider.example""#),
    key("mail", "port", number(0, 65_535), "0", "port",
        "The port of the relay. 0: the usual one, 587 with starttls, 465 with tls, 25 with none."),
    key("mail", "encryption", Choice(&["starttls", "tls", "none"]), r#""starttls""#, "starttls, tls or none",
        "How the way to the relay is encrypted. none: only to this machine, or to a name without a dot such as that of \
         a container beside it."),
    key("mail", "user", Text, r#""""#, "text",
        "The name that the relay knows this server by. Empty: it asks for none.").like(r#""antiphon""#),
    key("mail", "password", Text, r#""""#, "text",
        "The password that goes with it.").like(r#""a long random text""#).secret(),
    key("mail", "from", Text, r#""""#, "address",
        "The address that mail comes from, and that refusals come back to; hand these to `antiphon letter bounce` (docs/returned-mail.md). It must be given with host.")
        .like(r#""campaigns@coalition.example""#),
    key("mail", "name", Text, r#""""#, "text",
        "The name that stands with that address. Empty: the name of the coalition.").like(r#""Our coalition""#),
    key("mail", "per_minute", number(1, 6_000), "60", "mails",
        "How many mails go to the relay in a minute, from all nodes together. Ask your provider what it allows."),

    key("limits", "rate", Switch, "true", "true or false",
        "Whether rates are limited. It may be false only in a test rig.").rig(),
    key("limits", "inbox_bytes", number(16_384, 1_048_576), "262144", "bytes",
        "The largest activity that is taken from another server."),
    key("limits", "queue", number(100, 10_000_000), "100000", "activities",
        "Received activities that may wait. When so many wait, other servers are asked to come again later."),
    key("limits", "sender_activities", number(0, 1_000_000), "3000", "activities",
        "Activities that are taken from one other server in a minute; beyond it that server is asked to come again later. 0: any number."),
    key("limits", "token_requests", number(0, 1_000_000), "300", "requests",
        "Requests that one app of one member makes in five minutes. 0: any number."),
    key("limits", "address_requests", number(0, 1_000_000), "7500", "requests",
        "Requests to the client API from one address, without a member's token, in five minutes. 0: any number."),
    key("limits", "token_deletions", number(0, 1_000_000), "30", "requests",
        "Statuses deleted and boosts taken back by one app of one member in half an hour. 0: any number."),
    key("limits", "token_uploads", number(0, 1_000_000), "30", "files",
        "Files that one app of one member uploads in half an hour. 0: any number."),

    key("retention", "seen_days", number(1, 90), "30", "days",
        "The ids of received activities, so that none takes effect twice."),
    key("retention", "delivery_days", number(1, 7), "7", "days",
        "The record of finished deliveries: host and outcome, no contents."),
    key("retention", "remote_posts_days", number(1, 3650), "30", "days",
        "Posts of other servers that nobody here touched."),
];

/// The key of this name, if there is one.
pub fn find(section: &str, name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.section == section && key.name == name)
}

/// The keys of one section.
pub fn of(section: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.section == section)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_stands_once_in_a_known_section() {
        for key in KEYS {
            assert!(SECTIONS.iter().any(|section| section.name == key.section), "{}", key.section);
            assert_eq!(of(key.section).filter(|other| other.name == key.name).count(), 1, "{}", key.name);
        }
        for section in SECTIONS {
            assert!(of(section.name).count() > 0, "{}", section.name);
        }
    }

    #[test]
    fn variables_follow_the_names() {
        let key = find("server", "public_url").unwrap();
        assert_eq!(key.variable(), "ANTIPHON__SERVER__PUBLIC_URL");
    }
}
