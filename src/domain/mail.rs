//! A mail address, checked once: whoever holds a [`MailAddress`] can write it into an envelope or a header without
//! another look. Which spellings reach one mailbox is decided here too.

use serde::{Deserialize, Serialize};
use url::Host;

/// The longest part before the `@`, in bytes (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;
/// The longest domain, in bytes.
const LONGEST_DOMAIN: usize = 253;
/// The longest address, in bytes: a path of 256 with its angle brackets (RFC 5321, 4.5.3.1.3).
pub const LONGEST_ADDRESS: usize = 254;

/// Signs that the part before the `@` may hold besides letters and digits: those of RFC 5321 without `%`, `!` and `|`,
/// in which old mailers read a way to another machine or a program (A177).
const SIGNS: &[u8] = b"#$&'*+-/=?^_`{}~.";

/// Providers that give one mailbox several domains, or pass over signs in its name: domains, the one that stands for
/// all, and the signs that do not count. Only what the providers themselves publish is here.
const PROVIDERS: &[(&[&str], &str, &[char])] = &[
    (&["gmail.com", "googlemail.com"], "gmail.com", &['.']),
    (&["proton.me", "protonmail.com", "pm.me"], "proton.me", &['.', '-', '_']),
    (&["icloud.com", "me.com", "mac.com"], "icloud.com", &[]),
    (&["yandex.ru", "yandex.com", "yandex.by", "yandex.kz", "ya.ru"], "yandex.ru", &['.', '-']),
];

/// An address that mail can be sent to: ASCII, without quotes, spaces and line breaks, the domain as it stands in DNS.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailAddress {
    text: String,
    at: usize,
}

/// Why a text is no address that mail can be sent to; each is a sentence for the one who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailRefusal {
    /// There is nothing.
    #[error("Write your e-mail address.")]
    Empty,
    /// It is not of the form `name@domain`.
    #[error("This is not an e-mail address. It looks like name@example.org.")]
    Form,
    /// It is too long.
    #[error("This e-mail address is too long.")]
    Long,
    /// Its name holds signs that mail servers read differently.
    #[error(
        "This e-mail address has signs in it that not every mail server understands. Please use another one."
    )]
    Signs,
    /// Its domain cannot be one.
    #[error("What stands behind the @ is not the name of a mail server.")]
    Domain,
}

impl MailAddress {
    /// Reads what somebody typed; white space around it is passed over. The part before the `@` stays as it is, in capitals
    /// or not; a domain in other scripts becomes its form in DNS (`xn--…`).
    pub fn parse(typed: &str) -> Result<Self, MailRefusal> {
        let typed = typed.trim_matches([' ', '\t']);
        if typed.is_empty() {
            return Err(MailRefusal::Empty);
        }
        // Four bytes a letter, for domains in other scripts; anything longer is not looked at.
        if typed.len() > LONGEST_ADDRESS * 4 {
            return Err(MailRefusal::Long);
        }
        let (local, domain) = typed.split_once('@').ok_or(MailRefusal::Form)?;
        if local.is_empty() || domain.is_empty() || domain.contains('@') {
            return Err(MailRefusal::Form);
        }
        check_local(local)?;
        let domain = read_domain(domain)?;
        let text = format!("{local}@{domain}");
        if text.len() > LONGEST_ADDRESS {
            return Err(MailRefusal::Long);
        }
        Ok(Self { at: local.len(), text })
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        &self.text[..self.at]
    }

    /// What stands behind it, in small letters, as in DNS.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }

    /// The form under which one person is counted once: small letters, no sub-address (`ann+river@…` is `ann@…`), and what
    /// the great providers treat as one mailbox is one. It is for comparing and looking up alone; mail goes to the address
    /// as it was typed.
    ///
    /// RFC 5321 lets servers tell capitals apart and use `+` as a letter like any other. None of note does; whoever runs
    /// one is counted once for two mailboxes, which harms nobody but a forger.
    pub fn canonical(&self) -> String {
        let local = self.local().to_ascii_lowercase();
        // An address that begins with `+` has no sub-address.
        let local = match local.split_once('+') {
            Some((name, _)) if !name.is_empty() => name,
            _ => local.as_str(),
        };
        let Some((_, domain, passed_over)) =
            PROVIDERS.iter().find(|(domains, _, _)| domains.contains(&self.domain()))
        else {
            return format!("{local}@{}", self.domain());
        };
        format!("{}@{domain}", local.replace(*passed_over, ""))
    }

    /// The address as the desk and the command line show it: enough to find somebody who asks, too little for a list.
    pub fn veiled(&self) -> String {
        let first: String = self.local().chars().take(1).collect();
        format!("{first}…@{}", self.domain())
    }
}

impl std::fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What is logged by mistake names nobody.
        f.write_str("MailAddress(hidden)")
    }
}

impl TryFrom<String> for MailAddress {
    type Error = MailRefusal;

    fn try_from(text: String) -> Result<Self, MailRefusal> {
        Self::parse(&text)
    }
}

impl From<MailAddress> for String {
    fn from(address: MailAddress) -> Self {
        address.text
    }
}

fn check_local(local: &str) -> Result<(), MailRefusal> {
    if local.len() > LONGEST_LOCAL {
        return Err(MailRefusal::Long);
    }
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || SIGNS.contains(&byte);
    // A dash in front could be taken for an option of a program, and dots stand between words only.
    let is_odd = local.starts_with(['.', '-']) || local.ends_with('.') || local.contains("..");
    if is_odd || !local.bytes().all(fits) { Err(MailRefusal::Signs) } else { Ok(()) }
}

fn read_domain(typed: &str) -> Result<String, MailRefusal> {
    // The reader of hosts would decode this first.
    if typed.contains('%') {
        return Err(MailRefusal::Domain);
    }
    let Ok(Host::Domain(domain)) = Host::parse(typed) else { return Err(MailRefusal::Domain) };
    if domain.len() > LONGEST_DOMAIN {
        return Err(MailRefusal::Long);
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let has_ending = domain
        .rsplit_once('.')
        .is_some_and(|(_, last)| last.len() > 1 && last.bytes().any(|b| b.is_ascii_lowercase()));
    if has_ending && domain.split('.').all(is_label) { Ok(domain) } else { Err(MailRefusal::Domain) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<String, MailRefusal> {
        MailAddress::parse(typed).map(|address| address.as_str().to_owned())
    }

    #[test]
    fn a177_an_address_is_taken_as_it_is_or_refused() {
        let long = "a".repeat(LONGEST_LOCAL);
        let label = "b".repeat(63);
        let long_domain = format!("{label}.{label}.{label}.example");
        for (typed, taken) in [
            ("ann@example.org", "ann@example.org"),
            ("  ann@example.org\t", "ann@example.org"),
            ("Ann.Smith+river@EXAMPLE.org", "Ann.Smith+river@example.org"),
            ("o'neil_{x}~#$&*/=?^`@a-b.example", "o'neil_{x}~#$&*/=?^`@a-b.example"),
            ("ann@büro.example", "ann@xn--bro-hoa.example"),
            ("ann@пример.рф", "ann@xn--e1afmkfd.xn--p1ai"),
            ("ann@ｅｘａｍｐｌｅ.org", "ann@example.org"),
            (&format!("{long}@example.org"), &format!("{long}@example.org")),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(taken), "{typed}");
        }
        for (typed, refusal) in [
            ("", MailRefusal::Empty),
            (" ", MailRefusal::Empty),
            ("ann", MailRefusal::Form),
            ("@example.org", MailRefusal::Form),
            ("ann@", MailRefusal::Form),
            ("ann@b@example.org", MailRefusal::Form),
            ("ann＠example.org", MailRefusal::Form),
            ("ann%evil.test@example.org", MailRefusal::Signs),
            ("evil.test!ann@example.org", MailRefusal::Signs),
            ("|sh@example.org", MailRefusal::Signs),
            ("ann,bob@example.org", MailRefusal::Signs),
            ("ann;bob@example.org", MailRefusal::Signs),
            ("\"ann\"@example.org", MailRefusal::Signs),
            ("\"ann bob\"@example.org", MailRefusal::Signs),
            ("ann bob@example.org", MailRefusal::Signs),
            ("Ann <ann@example.org>", MailRefusal::Signs),
            ("<ann@example.org>", MailRefusal::Signs),
            ("(a)ann@example.org", MailRefusal::Signs),
            ("ann\\@example.org", MailRefusal::Signs),
            ("ann\0@example.org", MailRefusal::Signs),
            ("ann\r\nbcc: b@example.org", MailRefusal::Signs),
            ("\r\nann@example.org", MailRefusal::Signs),
            ("änn@example.org", MailRefusal::Signs),
            (".ann@example.org", MailRefusal::Signs),
            ("ann.@example.org", MailRefusal::Signs),
            ("a..n@example.org", MailRefusal::Signs),
            ("-f@example.org", MailRefusal::Signs),
            ("ann@example.org\r\nBcc:b", MailRefusal::Domain),
            ("ann@example.org\n", MailRefusal::Domain),
            ("ann@example.org,bob", MailRefusal::Domain),
            ("ann@example", MailRefusal::Domain),
            ("ann@localhost", MailRefusal::Domain),
            ("ann@127.0.0.1", MailRefusal::Domain),
            ("ann@[127.0.0.1]", MailRefusal::Domain),
            ("ann@[::1]", MailRefusal::Domain),
            ("ann@0x7f.1", MailRefusal::Domain),
            ("ann@example.1", MailRefusal::Domain),
            ("ann@example.o", MailRefusal::Domain),
            ("ann@ex%61mple.org", MailRefusal::Domain),
            ("ann@-a.example", MailRefusal::Domain),
            ("ann@a-.example", MailRefusal::Domain),
            ("ann@a_b.example", MailRefusal::Domain),
            ("ann@a..example", MailRefusal::Domain),
            ("ann@.example", MailRefusal::Domain),
            ("ann@example.org.", MailRefusal::Domain),
            ("ann@example.org:25", MailRefusal::Domain),
            ("ann@example.org/a", MailRefusal::Domain),
            ("ann@exa mple.org", MailRefusal::Domain),
            (&format!("{long}a@example.org"), MailRefusal::Long),
            (&format!("a@{label}.{label}.{label}.{label}.example"), MailRefusal::Long),
            (&format!("{long}@{long_domain}"), MailRefusal::Long),
            (&format!("{}@example.org", "a".repeat(400)), MailRefusal::Long),
            (&"a".repeat(100_000), MailRefusal::Long),
        ] {
            assert_eq!(read(typed), Err(refusal), "{typed:?}");
        }
    }

    #[test]
    fn nothing_that_is_taken_can_break_out_of_a_header_or_a_command() {
        for sign in (0..=0x2ff_u32).filter_map(char::from_u32) {
            for typed in [format!("a{sign}b@example.org"), format!("ann@ex{sign}ample.org")] {
                if let Ok(address) = MailAddress::parse(&typed) {
                    let text = address.as_str();
                    assert!(text.bytes().all(|b| b.is_ascii_graphic()), "{typed:?}");
                    assert!(!text.contains(['<', '>', '"', ',', ';', '\\', '(', ')', '%', '!']), "{typed:?}");
                    assert_eq!(text.matches('@').count(), 1, "{typed:?}");
                }
            }
        }
    }

    #[test]
    fn one_mailbox_is_one_however_it_is_spelled() {
        let canonical = |typed: &str| MailAddress::parse(typed).map(|address| address.canonical());
        for (typed, one) in [
            ("Ann@Example.ORG", "ann@example.org"),
            ("ann+river@example.org", "ann@example.org"),
            ("ann+a+b@example.org", "ann@example.org"),
            ("+ann@example.org", "+ann@example.org"),
            // Dots count everywhere but at those who say that they do not.
            ("a.nn@example.org", "a.nn@example.org"),
            ("A.n.n+x@googlemail.com", "ann@gmail.com"),
            ("a.n_n-x@pm.me", "annx@proton.me"),
            ("a.nn@me.com", "a.nn@icloud.com"),
            ("a-n.n@ya.ru", "ann@yandex.ru"),
            ("ann@notgmail.com", "ann@notgmail.com"),
            ("ann@büro.example", "ann@xn--bro-hoa.example"),
        ] {
            assert_eq!(canonical(typed).as_deref(), Ok(one), "{typed}");
        }
    }

    #[test]
    fn an_address_is_not_shown_by_mistake() {
        let address = MailAddress::parse("ann@example.org").expect("an address");
        assert!(!format!("{address:?}").contains("ann"));
        assert_eq!(address.veiled(), "a…@example.org");
        let kept = serde_json::to_string(&address).expect("a text");
        assert_eq!(kept, "\"ann@example.org\"");
        assert_eq!(serde_json::from_str::<MailAddress>(&kept).ok(), Some(address));
        assert!(serde_json::from_str::<MailAddress>("\"ann\\r\\n@example.org\"").is_err());
    }
}
