//! A mail in the form that travels: headers and two bodies that say the same (RFC 5322, 2045, 2046). It names the sender
//! of the settings and nothing of this machine.

use std::time::SystemTime;

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use crate::domain::language::Language;
use crate::domain::mail::MailAddress;
use crate::domain::mail_text::Parcel;

use super::relay::address;

/// Whom mail comes from.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The address.
    pub address: MailAddress,
    /// The name.
    pub name: String,
}

/// Writes the mail; `None` when it cannot be one.
pub fn write(parcel: &Parcel, sender: &Sender, token: &str, at: SystemTime) -> Option<Vec<u8>> {
    let name = parcel.from_name().unwrap_or_else(|| sender.name.clone());
    let mut message = Message::builder()
        .from(Mailbox::new(Some(name), address(&sender.address)))
        .to(Mailbox::new(None, address(&parcel.to)))
        .subject(parcel.subject())
        .message_id(Some(format!("<{token}@{}>", sender.address.domain())))
        .date(at);
    if let Some(reply_to) = &parcel.reply_to {
        message = message.reply_to(Mailbox::new(None, address(reply_to)));
    }
    if let Some(language) = Language::parse(&parcel.language) {
        message = message.raw_header(header("Content-Language", language.tag()));
    }
    if parcel.is_automatic {
        message = message.raw_header(header("Auto-Submitted", "auto-generated"));
    }
    if let Some(unsubscribe) = parcel.unsubscribe() {
        message = message
            .raw_header(header("List-Unsubscribe", &format!("<{unsubscribe}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let plain = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(parcel.plain());
    let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(parcel.html());
    let bodies = MultiPart::alternative().boundary(format!("={token}=")).singlepart(plain).singlepart(html);
    message.multipart(bodies).ok().map(|message| message.formatted())
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mail_text::Part;
    use std::time::Duration;

    fn sender() -> Sender {
        Sender {
            address: MailAddress::parse("river@coalition.example").expect("an address"),
            name: "Río, \"Libre\" <x>".to_owned(),
        }
    }

    fn parcel() -> Parcel {
        Parcel {
            to: MailAddress::parse("ann@example.org").expect("an address"),
            from_name: None,
            reply_to: None,
            language: "es".to_owned(),
            subject: "Firma: agua limpia para todas, una línea que es tan larga que no cabe en una sola"
                .to_owned(),
            parts: vec![Part::Paragraph(format!("Hola.\n.\n{}", "palabra ".repeat(300)))],
            unsubscribe: None,
            is_automatic: true,
        }
    }

    fn written(parcel: &Parcel) -> String {
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000);
        String::from_utf8(write(parcel, &sender(), "abc123", at).expect("a mail")).expect("it is ASCII")
    }

    fn headers(text: &str) -> Vec<(String, String)> {
        let head = text.split("\r\n\r\n").next().expect("a head").replace("\r\n ", " ");
        head.lines()
            .map(|line| line.split_once(": ").expect("a header"))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    #[test]
    fn a_mail_says_who_to_whom_and_nothing_of_this_machine() {
        let text = written(&parcel());
        assert!(text.is_ascii());
        assert!(text.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])));
        let headers = headers(&text);
        let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
        let mut wanted = [
            "From",
            "To",
            "Subject",
            "Message-ID",
            "Date",
            "Content-Language",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type",
        ];
        let mut found = names.clone();
        found.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(found, wanted);
        let value = |name: &str| headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
        assert_eq!(value("To"), Some("ann@example.org"));
        assert_eq!(value("Message-ID"), Some("<abc123@coalition.example>"));
        assert_eq!(value("Date"), Some("Wed, 18 Nov 2026 11:06:40 +0000"));
        assert!(value("From").is_some_and(|from| from.ends_with("<river@coalition.example>")), "{headers:?}");
    }

    #[test]
    fn one_click_ends_what_comes_again_and_again() {
        let address = format!("https://coalition.example/newsletter/end/{}", "a".repeat(80));
        let list = Parcel { unsubscribe: Some(address.clone()), ..parcel() };
        let text = written(&list);
        assert!(text.replace("\r\n ", " ").contains(&format!("List-Unsubscribe: <{address}>\r\n")), "{text}");
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
    }

    #[test]
    fn a177_what_people_write_adds_no_header() {
        let hostile = "x\r\nBcc: b@evil.test\r\n\r\n<script>";
        let parcel = Parcel {
            from_name: Some(hostile.to_owned()),
            subject: hostile.to_owned(),
            language: hostile.to_owned(),
            unsubscribe: Some(format!("https://a.example/{hostile}")),
            reply_to: MailAddress::parse("ann@example.org").ok(),
            ..parcel()
        };
        let headers = headers(&written(&parcel));
        assert!(headers.iter().all(|(name, _)| !name.eq_ignore_ascii_case("bcc")), "{headers:?}");
        assert!(headers.iter().all(|(name, _)| !name.starts_with("List-")), "{headers:?}");
    }
}
