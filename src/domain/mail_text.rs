//! What a mail says: a few plain parts, written as text and as HTML from one source, so that no word of anybody can be
//! markup in either.

use serde::{Deserialize, Serialize};

use super::language::Language;
use super::mail::MailAddress;
use super::text::{clean_line, escape};

/// The longest subject, in characters.
const LONGEST_SUBJECT: usize = 200;
/// The longest part, in characters.
const LONGEST_PART: usize = 50_000;

/// One part of a mail, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph; line breaks in it stay.
    Paragraph(String),
    /// Lines of a list.
    List(Vec<String>),
    /// Words and the address that they lead to, which stands on a line of its own.
    Link {
        /// What it leads to.
        words: String,
        /// Where.
        address: String,
    },
    /// What is said at the end: why somebody gets this mail, and how that ends.
    Note(String),
}

/// A mail on its way: everything but its envelope's sender, which the settings say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// To whom.
    pub to: MailAddress,
    /// The name that it comes from, instead of that of the settings.
    pub from_name: Option<String>,
    /// Where answers go, instead of to the sender.
    pub reply_to: Option<MailAddress>,
    /// The language of its words.
    pub language: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub parts: Vec<Part>,
    /// Where one click ends mails of this kind (RFC 8058).
    pub unsubscribe: Option<String>,
    /// A program wrote it, so nobody's absence is answered to it (RFC 3834).
    pub is_automatic: bool,
}

impl Parcel {
    /// The subject as it can stand in a header: one line, without control characters.
    pub fn subject(&self) -> String {
        clean_line(&self.subject, LONGEST_SUBJECT)
    }

    /// The name of the sender as it can stand in a header; none where it would be empty.
    pub fn from_name(&self) -> Option<String> {
        self.from_name
            .as_deref()
            .map(|name| clean_line(name, LONGEST_SUBJECT))
            .filter(|name| !name.is_empty())
    }

    /// The address of the one click, if it can stand in a header.
    pub fn unsubscribe(&self) -> Option<&str> {
        self.unsubscribe.as_deref().filter(|address| is_address(address))
    }

    /// The mail as plain text.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            let said = match part {
                Part::Heading(words) => {
                    let words = line(words);
                    let rule = "-".repeat(words.chars().count().min(60));
                    format!("{words}\n{rule}")
                }
                Part::Paragraph(words) => lines(words),
                Part::List(list) => {
                    list.iter().map(|one| format!("- {}", line(one))).collect::<Vec<_>>().join("\n")
                }
                Part::Link { words, address } if is_address(address) => format!("{}\n{address}", line(words)),
                Part::Link { words, .. } => line(words),
                // The mark before a signature: programs fold away what stands below it.
                Part::Note(words) => format!("-- \n{}", lines(words)),
            };
            text.push_str(&said);
            text.push_str("\n\n");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    /// The same mail as HTML: no style, no picture, no script, and no address but those of its links.
    pub fn html(&self) -> String {
        let language = Language::parse(&self.language);
        let (tag, direction) =
            language.as_ref().map_or(("en", "ltr"), |language| (language.tag(), language.direction()));
        let mut html = format!(
            "<!DOCTYPE html>\n<html lang=\"{tag}\" dir=\"{direction}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n",
            escape(&self.subject())
        );
        for part in &self.parts {
            let said = match part {
                Part::Heading(words) => format!("<h2>{}</h2>", escape(&line(words))),
                Part::Paragraph(words) => format!("<p>{}</p>", broken(words)),
                Part::List(list) => {
                    let items = list.iter().map(|one| format!("<li>{}</li>", escape(&line(one))));
                    format!("<ul>{}</ul>", items.collect::<String>())
                }
                Part::Link { words, address } if is_address(address) => {
                    let (words, address) = (escape(&line(words)), escape(address));
                    format!("<p>{words}<br><a href=\"{address}\" rel=\"noreferrer\">{address}</a></p>")
                }
                Part::Link { words, .. } => format!("<p>{}</p>", escape(&line(words))),
                Part::Note(words) => format!("<hr><p><small>{}</small></p>", broken(words)),
            };
            html.push_str(&said);
            html.push('\n');
        }
        html.push_str("</body>\n</html>\n");
        html
    }
}

/// Whether a mail may lead there: an address of the web, without anything that could end the header or the attribute.
fn is_address(address: &str) -> bool {
    (address.starts_with("https://") || address.starts_with("http://"))
        && address.len() <= 900
        && address.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\' | b'`'))
}

/// One line of the text. Unlike a name it keeps the joiners of U+200C and U+200D, without which words of some languages
/// are spelled wrong.
fn line(words: &str) -> String {
    let is_kept =
        |c: &char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let spaced = words.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.filter(is_kept).take(LONGEST_PART).collect::<String>().trim().to_owned()
}

/// Lines of a text, each made harmless; empty ones stay, so that paragraphs stay apart.
fn lines(words: &str) -> String {
    let words: String = words.chars().take(LONGEST_PART).collect();
    words.lines().map(line).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn broken(words: &str) -> String {
    lines(words).lines().map(escape).collect::<Vec<_>>().join("<br>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(parts: Vec<Part>) -> Parcel {
        Parcel {
            to: MailAddress::parse("ann@example.org").expect("an address"),
            from_name: None,
            reply_to: None,
            language: "ar".to_owned(),
            subject: "Clean\r\nBcc: b@example.org river".to_owned(),
            parts,
            unsubscribe: None,
            is_automatic: true,
        }
    }

    fn link(address: &str) -> Part {
        Part::Link { words: "Confirm".to_owned(), address: address.to_owned() }
    }

    #[test]
    fn both_forms_say_the_same() {
        let parcel = parcel(vec![
            Part::Heading("Clean River".to_owned()),
            Part::Paragraph("Hello.\nWe need you.".to_owned()),
            Part::List(vec!["one".to_owned(), "two".to_owned()]),
            link("https://a.example/confirm/abc?x=1&y=2"),
            Part::Note("You asked for this.".to_owned()),
        ]);
        assert_eq!(
            parcel.plain(),
            "Clean River\n-----------\n\nHello.\nWe need you.\n\n- one\n- two\n\nConfirm\nhttps://a.example/confirm/abc?x=1&y=2\n\n-- \nYou asked for this.\n"
        );
        let html = parcel.html();
        assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"), "{html}");
        assert!(html.contains("<p>Hello.<br>\nWe need you.</p>"), "{html}");
        assert!(html.contains("href=\"https://a.example/confirm/abc?x=1&amp;y=2\""), "{html}");
        assert_eq!(parcel.subject(), "Clean Bcc: b@example.org river");
    }

    /// The tags of some HTML, in their order.
    fn tags(html: &str) -> Vec<&str> {
        html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()).collect()
    }

    fn full_of(words: &str, address: &str) -> Parcel {
        let own = || words.to_owned();
        let mut parcel = parcel(vec![
            Part::Heading(own()),
            Part::Paragraph(own()),
            Part::List(vec![own()]),
            Part::Link { words: own(), address: "https://a.example/x".to_owned() },
            Part::Link { words: own(), address: address.to_owned() },
            Part::Note(own()),
        ]);
        parcel.subject = own();
        parcel.language = own();
        parcel
    }

    #[test]
    fn a122_no_word_of_anybody_is_markup_in_a_mail() {
        let harmless = full_of("word", "none").html();
        for payload in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "</p><svg onload=alert(1)>",
            "<a href=javascript:alert(1)>x</a>",
            "\"><meta http-equiv=refresh content=0>",
            "' onmouseover='alert(1)",
        ] {
            for address in
                [payload, &format!("https://a.example/\"{payload}"), "javascript:alert(1)", "data:x"]
            {
                let html = full_of(payload, address).html();
                assert_eq!(tags(&html), tags(&harmless), "{payload} {address}");
            }
        }
    }

    #[test]
    fn a177_no_word_of_anybody_is_a_header() {
        let mut parcel = full_of("a\r\nBcc: b@evil.test\u{85}x\u{2028}y\0z", "https://a.example/\r\nBcc: b");
        parcel.from_name = Some("Ann\nBcc: b@evil.test".to_owned());
        parcel.unsubscribe = Some("https://a.example/x>\r\nBcc: b@evil.test".to_owned());
        for text in [parcel.subject(), parcel.from_name().expect("a name")] {
            assert!(!text.chars().any(char::is_control), "{text:?}");
        }
        assert_eq!(parcel.unsubscribe(), None);
        parcel.unsubscribe = Some("https://a.example/x".to_owned());
        assert_eq!(parcel.unsubscribe(), Some("https://a.example/x"));
    }

    #[test]
    fn signs_that_other_scripts_need_stay_and_those_that_turn_lines_around_go() {
        let persian = "می\u{200c}خواهم";
        let parcel = parcel(vec![Part::Paragraph(format!("{persian}\u{202e}x"))]);
        assert_eq!(parcel.plain(), format!("{persian}x\n"));
    }
}
