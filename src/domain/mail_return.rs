//! A mail that came back after the relay had taken it: what a report about it means (RFC 3464, with the codes of RFC 3463),
//! and what of its words may be kept. Reading the report out of its mail is `client`'s matter.

use super::text::clean_line;

/// The largest report that is read. The mails that we send are far smaller, and a report has little more than one of them.
pub const LARGEST_REPORT: usize = 1024 * 1024;
/// The most that is kept of what a mail server said, in characters.
pub const LONGEST_SAID: usize = 300;
/// Bytes of what a mail of ours is named by.
pub const MARK: usize = 16;

/// What names one of our mails in its Message-ID: a keyed digest, so that nobody can name a mail they have not seen.
pub type Mark = [u8; MARK];

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There is no such mailbox, or it takes no mail from anybody.
    NoMailbox,
    /// It was not delivered: the mailbox is full, its server takes no such mail, or could not be reached in days. That tells
    /// nothing about whether somebody reads there.
    NotDelivered,
    /// It is still tried.
    Delayed,
    /// It has arrived, or was passed on.
    Delivered,
}

impl Fate {
    /// The word for scripts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoMailbox => "no-mailbox",
            Self::NotDelivered => "not-delivered",
            Self::Delayed => "delayed",
            Self::Delivered => "delivered",
        }
    }
}

/// What a report says of one recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
    pub action: String,
    /// A code like `5.1.1`, perhaps with words behind it.
    pub status: String,
    /// What the other mail server said.
    pub diagnostic: String,
}

/// A report, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The mails of ours that it may be about; of other ids nothing is kept.
    pub marks: Vec<Mark>,
    /// What it says of each recipient.
    pub fields: Vec<Field>,
}

/// What is kept of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What became of the mail.
    pub fate: Fate,
    /// The code, like `5.1.1`.
    pub code: String,
    /// What the other mail server said, cleaned and cut.
    pub words: String,
}

/// Why a mail is no report of any use; each is a sentence for whoever reads the log of the mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is too large.
    #[error("The mail is larger than 1 MiB, so it was not read. Nothing was changed.")]
    Large,
    /// It is another mail.
    #[error(
        "This is no report about a mail that came back (multipart/report with a delivery-status, RFC 3464). Nothing was changed."
    )]
    NoReport,
    /// It does not say what became of the mail.
    #[error("The report does not say what became of the mail. Nothing was changed.")]
    Silent,
}

/// Our mark in an id like `<0123…@coalition.example>`; none for an id that is not of our form.
pub fn mark(id: &str) -> Option<Mark> {
    let id = id.trim().trim_start_matches('<').trim_end_matches('>');
    let (name, _) = id.split_once('@')?;
    if name.len() != 2 * MARK || !name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut mark = [0; MARK];
    for (byte, at) in mark.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(&name[at..at + 2], 16).ok()?;
    }
    Some(mark)
}

/// What a report says in all. Our mails have one recipient; where a report has several lines, as after a list, the worst counts.
pub fn judge(report: &Report) -> Result<Said, Refusal> {
    let order = [Fate::NoMailbox, Fate::NotDelivered, Fate::Delayed, Fate::Delivered];
    let all: Vec<Said> = report.fields.iter().filter_map(said).collect();
    let worst = order.iter().find_map(|fate| all.iter().find(|said| said.fate == *fate));
    worst.cloned().ok_or(Refusal::Silent)
}

fn said(field: &Field) -> Option<Said> {
    let stated = code(&field.status);
    let quoted = code(&field.diagnostic);
    // A gateway that knows no code says 5.0.0; what it quotes is better.
    let code = match (&stated, &quoted) {
        (Some(stated), Some(quoted)) if stated.ends_with(".0.0") => quoted.clone(),
        (Some(stated), _) => stated.clone(),
        (None, Some(quoted)) => quoted.clone(),
        (None, None) => String::new(),
    };
    let fate = match field.action.trim().to_ascii_lowercase().as_str() {
        "failed" if is_no_mailbox(&code) => Fate::NoMailbox,
        "failed" => Fate::NotDelivered,
        "delayed" => Fate::Delayed,
        "delivered" | "relayed" | "expanded" => Fate::Delivered,
        _ => return None,
    };
    let words = field.diagnostic.split_once(';').map_or(&*field.diagnostic, |(_, words)| words);
    Some(Said { fate, code, words: clean_line(words, LONGEST_SAID) })
}

/// Whether a code says that nobody reads there. A full mailbox, a mail that is too large and one that is taken for spam do not;
/// neither does what was given up after days (4.x.x).
fn is_no_mailbox(code: &str) -> bool {
    let mut parts = code.split('.');
    let (class, subject, detail) = (parts.next(), parts.next(), parts.next());
    match (class, subject, detail) {
        // 5.1.7 and 5.1.8 are about the sender; 5.1.5 says that it is valid.
        (Some("5"), Some("1"), Some(detail)) => !matches!(detail, "5" | "7" | "8"),
        // A mailbox that is closed; no such host; how some large providers say that there is nobody.
        (Some("5"), Some("2"), Some("1"))
        | (Some("5"), Some("4"), Some("1" | "4"))
        | (Some("5"), Some("0" | "5"), Some("0")) => true,
        _ => false,
    }
}

/// The first code like `5.1.1` in a text; of a text with only a number like `550`, the code that says no more than it.
fn code(text: &str) -> Option<String> {
    let words = || text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '#' | ';' | ':' | ','));
    let enhanced = words().map(|word| word.split('-').next_back().unwrap_or(word)).find(|word| is_code(word));
    let basic = || {
        let found = words().map(|word| word.split('-').next().unwrap_or(word));
        found.filter(|word| word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit())).find_map(|word| {
            matches!(word.as_bytes().first(), Some(b'2' | b'4' | b'5')).then(|| format!("{}.0.0", &word[..1]))
        })
    };
    enhanced.map(str::to_owned).or_else(basic)
}

fn is_code(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    let is_number = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number) && matches!(parts[0], "2" | "4" | "5")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(action: &str, status: &str, diagnostic: &str) -> Field {
        Field { action: action.into(), status: status.into(), diagnostic: diagnostic.into() }
    }

    fn judged(field: Field) -> Result<(Fate, String), Refusal> {
        judge(&Report { marks: Vec::new(), fields: vec![field] }).map(|said| (said.fate, said.code))
    }

    #[test]
    fn a_mailbox_that_is_not_there_is_told_from_one_that_takes_nothing_now() {
        use Fate::{Delayed, Delivered, NoMailbox, NotDelivered};
        for (action, status, diagnostic, fate, code) in [
            (
                "failed",
                "5.1.1",
                "smtp; 550 5.1.1 <a@b>: Recipient address rejected: unknown",
                NoMailbox,
                "5.1.1",
            ),
            ("Failed", "5.1.10", "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound", NoMailbox, "5.1.10"),
            ("failed", "5.0.0", "smtp; 550-5.1.1 The account does not exist", NoMailbox, "5.1.1"),
            ("failed", "5.0.0", "smtp; 550 no such user", NoMailbox, "5.0.0"),
            ("failed", "", "550 no such user", NoMailbox, "5.0.0"),
            ("failed", "5.4.4", "X-Postfix; Host or domain name not found", NoMailbox, "5.4.4"),
            ("failed", "5.2.1", "", NoMailbox, "5.2.1"),
            ("failed", "5.2.2", "smtp; 552 5.2.2 Mailbox full", NotDelivered, "5.2.2"),
            ("failed", "5.7.1", "smtp; 550 5.7.1 looks like spam", NotDelivered, "5.7.1"),
            ("failed", "5.1.8", "smtp; 550 5.1.8 sender domain not found", NotDelivered, "5.1.8"),
            ("failed", "4.4.1 (timed out)", "", NotDelivered, "4.4.1"),
            ("failed", "", "", NotDelivered, ""),
            ("delayed", "4.4.1", "", Delayed, "4.4.1"),
            ("relayed", "2.0.0", "", Delivered, "2.0.0"),
        ] {
            assert_eq!(
                judged(field(action, status, diagnostic)),
                Ok((fate, code.to_owned())),
                "{status} {diagnostic}"
            );
        }
        assert_eq!(judged(field("celebrated", "5.1.1", "")), Err(Refusal::Silent));
        assert_eq!(judge(&Report::default()), Err(Refusal::Silent));
    }

    #[test]
    fn of_several_recipients_the_worst_counts() {
        let fields = vec![
            field("delivered", "2.0.0", ""),
            field("failed", "5.1.1", ""),
            field("delayed", "4.0.0", ""),
        ];
        let said = judge(&Report { marks: Vec::new(), fields }).expect("a fate");
        assert_eq!((said.fate, said.code.as_str()), (Fate::NoMailbox, "5.1.1"));
    }

    #[test]
    fn what_a_server_said_is_cleaned_and_cut() {
        let diagnostic = format!("smtp; 550 \u{1b}[2Jno\u{202e} such\r\n  user\0 {}", "x".repeat(5_000));
        let said = judge(&Report { marks: Vec::new(), fields: vec![field("failed", "5.1.1", &diagnostic)] });
        let words = said.expect("a fate").words;
        assert!(
            words.starts_with("550 [2Jno such user x") && words.chars().count() <= LONGEST_SAID,
            "{words}"
        );
        assert!(words.chars().all(|c| !c.is_control() && c != '\u{202e}'));
    }

    #[test]
    fn only_an_id_of_our_form_has_a_mark() {
        let ours = "<00112233445566778899aabbccddeeff@coalition.example>";
        let mark_of = mark(ours).expect("ours");
        assert_eq!((mark_of[0], mark_of[1], mark_of[15]), (0, 0x11, 0xff));
        assert_eq!(mark("00112233445566778899aabbccddeeff@elsewhere"), Some(mark_of));
        for other in [
            "",
            "<x@y>",
            "<00112233445566778899aabbccddeeff>",
            "<00112233445566778899AABBCCDDEEFF@a>",
            "<00112233445566778899aabbccddeeff0@a>",
            "<0011223344556677889é9aabbccddee@a>",
        ] {
            assert_eq!(mark(other), None, "{other}");
        }
    }
}
