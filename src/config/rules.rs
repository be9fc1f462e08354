//! Which values mean something, and which go together. The kinds and bounds of single values stand in `keys`.

use url::{Host, Url};

use super::{
    Config, ConfigError, Mail, MailEncryption, Storage,
    error::Place,
    keys::{KEYS, find},
};

/// The most rules of the house, and the longest, in characters.
const MOST_RULES: usize = 50;
const LONGEST_RULE: usize = 300;

/// Where a key was written.
type Places<'a> = dyn Fn(&'static str, &'static str) -> Place + 'a;

/// Refuses the first setting that cannot be meant.
pub fn check(config: &Config, places: &Places<'_>) -> Result<(), ConfigError> {
    check_rig(config, places)?;
    for (section, name, fault) in [
        ("server", "public_url", public_url(config)),
        (
            "server",
            "data_dir",
            config.server.data_dir.as_os_str().is_empty().then(|| "must not be empty".to_owned()),
        ),
        ("server", "onion", config.server.onion.as_ref().and_then(onion)),
        ("database", "url", database(config)),
        (
            "coalition",
            "name",
            config.coalition.name.trim().is_empty().then(|| "must not be empty".to_owned()),
        ),
        ("coalition", "handle", handle(&config.coalition.handle)),
        ("coalition", "handle_domain", config.coalition.handle_domain.as_deref().and_then(domain)),
        ("coalition", "languages", languages(&config.coalition.languages)),
        ("coalition", "accent", colour(&config.coalition.accent)),
        ("coalition", "owner", handle(&config.coalition.owner)),
        ("registration", "rules", sentences(&config.registration.rules)),
        ("federation", "hosts", config.federation.hosts.keys().find_map(|name| domain(name))),
        (
            "federation",
            "user_agent_contact",
            config.federation.user_agent_contact.as_deref().and_then(contact),
        ),
        ("media", "bucket", bucket(config)),
        ("media", "endpoint", config.media.endpoint.as_deref().and_then(endpoint)),
        ("mail", "host", config.mail.host.as_deref().and_then(relay)),
        ("mail", "encryption", mail_encryption(&config.mail)),
        ("mail", "user", config.mail.user.as_deref().and_then(plain_line)),
        ("mail", "password", mail_password(&config.mail)),
        ("mail", "from", mail_from(&config.mail)),
        ("mail", "name", config.mail.name.as_deref().and_then(plain_line)),
        ("federation", "socks", config.federation.socks.as_ref().and_then(|socks| proxy(socks.as_str()))),
    ] {
        if let Some(fault) = fault {
            let key = find(section, name).expect("the rules name keys of the table");
            return Err(ConfigError::value(places(section, name), key, fault));
        }
    }
    if config.coalition.owner == config.coalition.handle {
        let fault = "is also the handle of the coalition; give the owner another name".to_owned();
        return Err(conflict(places, "coalition", "owner", fault));
    }
    if config.federation.connect_timeout_seconds > config.federation.request_timeout_seconds {
        let fault =
            "is longer than request_timeout_seconds, of which it is a part; make it shorter".to_owned();
        return Err(conflict(places, "federation", "connect_timeout_seconds", fault));
    }
    Ok(())
}

fn conflict(places: &Places<'_>, section: &'static str, name: &'static str, fault: String) -> ConfigError {
    ConfigError::Conflict { place: places(section, name), section, name, fault }
}

/// Outside a rig every switch of the rig has to stand at its default.
fn check_rig(config: &Config, places: &Places<'_>) -> Result<(), ConfigError> {
    if config.federation.rig {
        return Ok(());
    }
    let federation = &config.federation;
    for key in KEYS.iter().filter(|key| key.rig) {
        let used = match key.name {
            "hosts" => !federation.hosts.is_empty(),
            "ca" => federation.ca.is_some(),
            "allow_ranges" => !federation.allow_ranges.is_empty(),
            "allow_http" => federation.allow_http,
            "retry_scale" => federation.retry_scale < 1.0,
            "rate" => !config.limits.rate,
            "decoder" => config.media.decoder.is_some(),
            // A switch that nobody taught this list is refused wherever it is written.
            _ => places(key.section, key.name) != Place::Default,
        };
        if used {
            let fault = "is a switch of the test rig; remove it, or set `rig = true` under [federation] on a machine \
                         that nobody else can reach"
                .to_owned();
            return Err(conflict(places, key.section, key.name, fault));
        }
    }
    Ok(())
}

fn public_url(config: &Config) -> Option<String> {
    let url = &config.server.public_url;
    let Some(host) = url.host() else {
        return Some("must name a host".to_owned());
    };
    if !matches!(url.scheme(), "http" | "https") {
        return Some(format!("must begin with https://, not {}:", url.scheme()));
    }
    if !is_bare(url) {
        return Some(
            "must hold scheme, host and port only, without path, question mark, # or user name".to_owned(),
        );
    }
    let may_be_plain = config.federation.rig
        || match host {
            Host::Domain(name) => {
                name == "localhost" || has_ending(name, "localhost") || has_ending(name, "onion")
            }
            _ => false,
        };
    (url.scheme() == "http" && !may_be_plain)
        .then(|| "must begin with https://; http is for localhost and onion hosts only".to_owned())
}

/// Whether the address is scheme, host and port, and nothing else.
fn is_bare(url: &Url) -> bool {
    url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

/// Whether the name has this last label. The URL parser has made it lower case.
fn has_ending(name: &str, last: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(before, label)| !before.is_empty() && label == last)
}

fn onion(url: &Url) -> Option<String> {
    let is_onion = url.host_str().is_some_and(|host| has_ending(host, "onion"));
    let sound = is_onion && is_bare(url) && matches!(url.scheme(), "http" | "https");
    (!sound).then(|| format!("must be http:// and a name that ends in .onion, not `{url}`"))
}

fn database(config: &Config) -> Option<String> {
    let url = config.database.url.as_str();
    let sound =
        config.database_is_postgres() || url.strip_prefix("sqlite:").is_some_and(|file| !file.is_empty());
    (!sound).then(|| "must begin with sqlite: or postgres://".to_owned())
}

fn handle(text: &str) -> Option<String> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let sound = (1..=30).contains(&text.len()) && text.bytes().all(fits);
    (!sound).then(|| format!("must be 1 to 30 of a-z, 0-9 and _, not `{text}`"))
}

/// A bucket needs a name, and a key that opens it: none is looked for elsewhere.
fn bucket(config: &Config) -> Option<String> {
    let media = &config.media;
    let is_whole = media.bucket.is_some() && media.access_key.is_some() && media.secret_key.is_some();
    (media.storage == Storage::S3 && !is_whole)
        .then(|| "must be given together with access_key and secret_key when storage is s3".to_owned())
}

fn endpoint(text: &str) -> Option<String> {
    let parsed = Url::parse(text).ok();
    let sound =
        parsed.is_some_and(|url| url.has_host() && matches!(url.scheme(), "http" | "https") && is_bare(&url));
    (!sound).then(|| "must be https:// or http:// with a host, perhaps a port, and nothing else".to_owned())
}

/// The host of the relay: a name or an address, without a port.
fn relay(host: &str) -> Option<String> {
    let bracketed = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
    let same = Host::parse(&bracketed).is_ok_and(|parsed| parsed.to_string() == bracketed);
    (!same).then(|| "must be a name in small letters or an address, without a port".to_owned())
}

/// Whether nobody else's wires lie between this machine and the relay.
fn is_near(host: &str) -> bool {
    match host.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => !host.contains('.') || has_ending(host, "localhost"),
    }
}

fn mail_encryption(mail: &Mail) -> Option<String> {
    let is_far = mail.host.as_deref().is_some_and(|host| !is_near(host));
    (mail.encryption == MailEncryption::None && is_far).then(|| {
        "can be none only when the relay is this machine or a name without a dot; use starttls or tls"
            .to_owned()
    })
}

fn mail_password(mail: &Mail) -> Option<String> {
    (mail.user.is_some() != mail.password.is_some())
        .then(|| "must be given together with user, or both be left out".to_owned())
}

/// The whole check of an address is the domain's; here only what nobody can mean.
fn mail_from(mail: &Mail) -> Option<String> {
    let Some(from) = &mail.from else {
        return mail
            .host
            .is_some()
            .then(|| "must be given with host: the address that mail comes from".to_owned());
    };
    let sound = from
        .split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'))
        && from.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>()[],;:\\\"".contains(&byte));
    (!sound).then(|| "must be one address such as campaigns@coalition.example, without a name".to_owned())
}

fn plain_line(text: &str) -> Option<String> {
    text.chars().any(char::is_control).then(|| "must be one line".to_owned())
}

/// A host name in the form that the URL parser gives it, perhaps with a port.
fn domain(text: &str) -> Option<String> {
    let parsed = Url::parse(&format!("https://{text}/")).ok();
    let same = parsed.is_some_and(|url| {
        let host = url.host_str().unwrap_or_default();
        let with_port = url.port().map(|port| format!("{host}:{port}"));
        matches!(url.host(), Some(Host::Domain(_))) && with_port.as_deref().unwrap_or(host) == text
    });
    (!same).then(|| format!("must be a domain in small letters (foreign scripts as xn--…), not `{text}`"))
}

fn languages(tags: &[String]) -> Option<String> {
    let sound = |tag: &String| {
        let mut parts = tag.split('-');
        parts.next().is_some_and(|part| {
            (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
        }) && parts
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    match tags.iter().find(|tag| !sound(tag)) {
        Some(tag) => Some(format!("holds `{tag}`, which is not a language tag")),
        None => tags.is_empty().then(|| "must name at least one language".to_owned()),
    }
}

/// Clients show rules one under the other, and cut what is longer.
fn sentences(rules: &[String]) -> Option<String> {
    if rules.len() > MOST_RULES {
        return Some(format!("holds {} rules; {MOST_RULES} are the most", rules.len()));
    }
    rules.iter().find_map(|rule| match rule.trim() {
        "" => Some("holds an empty rule; remove it".to_owned()),
        rule if rule.chars().count() > LONGEST_RULE => {
            Some(format!("holds a rule of more than {LONGEST_RULE} characters; make two of it"))
        }
        rule => plain_line(rule),
    })
}

fn colour(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#').unwrap_or_default();
    let sound = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    (!sound).then(|| format!("must be # and six hexadecimal digits, not `{text}`"))
}

/// The contact stands inside a header, between round brackets.
fn contact(text: &str) -> Option<String> {
    let fits = |c: char| (c.is_ascii_graphic() || c == ' ') && !matches!(c, '(' | ')' | '\\');
    (!text.chars().all(fits))
        .then(|| "must be plain ASCII letters without brackets or backslashes".to_owned())
}

fn proxy(text: &str) -> Option<String> {
    let parsed = Url::parse(text).ok();
    let sound = parsed.is_some_and(|url| {
        url.scheme() == "socks5h" && url.has_host() && url.port().is_some() && matches!(url.path(), "" | "/")
    });
    (!sound).then(|| {
        "must be socks5h:// with host and port, so that Tor and not this machine looks names up".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Overrides;

    fn load(pairs: &[(&str, &str)]) -> Result<Config, String> {
        let pairs = pairs.iter().map(|(name, text)| (format!("ANTIPHON__{name}"), (*text).to_owned()));
        Config::load(None, pairs, &Overrides::default()).map_err(|error| error.to_string())
    }

    #[test]
    fn each_switch_of_the_rig_needs_the_rig() {
        let switches = [
            ("FEDERATION__HOSTS", "{ 'a.test' = '127.0.1.2:8443' }", "federation.hosts"),
            ("FEDERATION__CA", "ca.pem", "federation.ca"),
            ("FEDERATION__ALLOW_RANGES", "127.0.1.0/24", "federation.allow_ranges"),
            ("FEDERATION__ALLOW_HTTP", "true", "federation.allow_http"),
            ("FEDERATION__RETRY_SCALE", "0.01", "federation.retry_scale"),
            ("LIMITS__RATE", "false", "limits.rate"),
            ("MEDIA__DECODER", "/bin/false", "media.decoder"),
        ];
        assert_eq!(KEYS.iter().filter(|key| key.rig).count(), switches.len());
        for (name, text, shown) in switches {
            let refused = load(&[(name, text)]).unwrap_err();
            assert!(refused.contains(shown) && refused.contains("rig = true"), "{refused}");
            load(&[(name, text), ("FEDERATION__RIG", "true")]).unwrap();
        }
    }

    #[test]
    fn the_public_address_is_https_scheme_host_and_port() {
        for good in [
            "https://coalition.example",
            "https://coalition.example:8443/",
            "http://localhost:8080",
            "http://a.localhost:8080",
            "http://abc.onion",
        ] {
            load(&[("SERVER__PUBLIC_URL", good)]).unwrap();
        }
        for faulty in [
            "http://coalition.example",
            "http://localhost.example",
            "http://notlocalhost",
            "http://onion",
            "http://127.0.0.1:8080",
            "https://coalition.example/path",
            "https://coalition.example/?a",
            "https://coalition.example/#a",
            "https://me@coalition.example",
            "ftp://coalition.example",
            "file:///tmp",
            "coalition.example",
            "",
        ] {
            let refused = load(&[("SERVER__PUBLIC_URL", faulty)]).unwrap_err();
            assert!(refused.contains("server.public_url"), "{faulty}: {refused}");
        }
        load(&[("SERVER__PUBLIC_URL", "http://a.test:8080"), ("FEDERATION__RIG", "true")]).unwrap();
    }

    #[test]
    fn the_parts_of_the_public_address() {
        let config = load(&[("SERVER__PUBLIC_URL", "https://Coalition.example:443/")]).unwrap();
        assert_eq!(config.origin(), "https://coalition.example");
        assert_eq!(config.authority(), "coalition.example");
        let config = load(&[
            ("SERVER__PUBLIC_URL", "https://social.coalition.example:8443"),
            ("COALITION__HANDLE_DOMAIN", "coalition.example"),
        ])
        .unwrap();
        assert_eq!(config.origin(), "https://social.coalition.example:8443");
        assert_eq!(config.authority(), "social.coalition.example:8443");
        assert_eq!(config.handle_domain(), "coalition.example");
    }

    #[test]
    fn values_that_mean_nothing_are_refused_by_name() {
        let many = "a".repeat(31);
        for (name, text, shown) in [
            ("COALITION__HANDLE", "Our Coalition", "coalition.handle"),
            ("COALITION__HANDLE", "", "coalition.handle"),
            ("COALITION__HANDLE", &many, "coalition.handle"),
            ("COALITION__HANDLE", "owner", "coalition.owner"),
            ("COALITION__OWNER", "ann-marie", "coalition.owner"),
            ("COALITION__NAME", " ", "coalition.name"),
            ("COALITION__ACCENT", "red", "coalition.accent"),
            ("COALITION__ACCENT", "#12345", "coalition.accent"),
            ("COALITION__ACCENT", "#12345g", "coalition.accent"),
            ("COALITION__LANGUAGES", "", "coalition.languages"),
            ("COALITION__LANGUAGES", "en,english!", "coalition.languages"),
            ("COALITION__HANDLE_DOMAIN", "https://a.example", "coalition.handle_domain"),
            ("COALITION__HANDLE_DOMAIN", "A.example", "coalition.handle_domain"),
            ("COALITION__HANDLE_DOMAIN", "a.example/b", "coalition.handle_domain"),
            ("COALITION__HANDLE_DOMAIN", "10.0.0.1", "coalition.handle_domain"),
            ("SERVER__ONION", "http://a.example", "server.onion"),
            ("SERVER__ONION", "http://a.onion/path", "server.onion"),
            ("SERVER__DATA_DIR", "", "server.data_dir"),
            ("DATABASE__URL", "mysql://a", "database.url"),
            ("DATABASE__URL", "sqlite:", "database.url"),
            ("MEDIA__STORAGE", "s3", "media.bucket"),
            ("MEDIA__ENDPOINT", "objects.example", "media.endpoint"),
            ("MEDIA__ENDPOINT", "https://objects.example/bucket", "media.endpoint"),
            ("MAIL__HOST", "smtp.example:25", "mail.host"),
            ("MAIL__HOST", "Smtp.example", "mail.host"),
            ("MAIL__HOST", "smtp.example", "mail.from"),
            ("MAIL__FROM", "a@b@c.example", "mail.from"),
            ("MAIL__FROM", "Ann <ann@c.example>", "mail.from"),
            ("MAIL__FROM", "ann", "mail.from"),
            ("MAIL__USER", "antiphon", "mail.password"),
            ("MAIL__PASSWORD", "wombat", "mail.password"),
            ("MAIL__NAME", "a\r\nBcc: b@c.example", "mail.name"),
            ("FEDERATION__SOCKS", "socks5://127.0.0.1:9050", "federation.socks"),
            ("FEDERATION__SOCKS", "socks5h://127.0.0.1", "federation.socks"),
            ("FEDERATION__USER_AGENT_CONTACT", "a)b", "federation.user_agent_contact"),
            ("FEDERATION__CONNECT_TIMEOUT_SECONDS", "25", "federation.connect_timeout_seconds"),
        ] {
            let refused = load(&[(name, text)]).unwrap_err();
            assert!(refused.contains(shown), "{name}={text}: {refused}");
        }
    }

    #[test]
    fn mail_goes_unencrypted_only_where_nobody_else_can_listen() {
        let with = |host: &'static str, encryption: &'static str| {
            load(&[("MAIL__HOST", host), ("MAIL__FROM", "a@b.example"), ("MAIL__ENCRYPTION", encryption)])
        };
        for near in ["localhost", "mail.localhost", "127.0.0.1", "127.8.0.1", "::1", "postfix"] {
            assert_eq!(with(near, "none").unwrap().mail.port(), 25, "{near}");
        }
        for far in ["smtp.example", "10.0.0.1", "2001:db8::1", "localhost.example"] {
            let refused = with(far, "none").unwrap_err();
            assert!(refused.contains("mail.encryption"), "{far}: {refused}");
        }
        assert_eq!(with("smtp.example", "starttls").unwrap().mail.port(), 587);
        assert_eq!(with("smtp.example", "tls").unwrap().mail.port(), 465);
        let named = load(&[("MAIL__HOST", "mx"), ("MAIL__FROM", "a@b.example"), ("MAIL__PORT", "2525")]);
        assert_eq!(named.unwrap().mail.port(), 2_525);
        assert_eq!(load(&[]).unwrap().mail.host, None);
    }

    #[test]
    fn an_empty_optional_setting_is_off() {
        let names = ["SERVER__ONION", "SERVER__METRICS_TOKEN", "FEDERATION__CA", "COALITION__HANDLE_DOMAIN"];
        assert_eq!(load(&names.map(|name| (name, ""))).unwrap(), Config::default());
    }
}
