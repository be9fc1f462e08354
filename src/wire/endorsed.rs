//! What an endorsement would be bound to, as people read it before they sign. Everything in it is a stranger's: texts are
//! sanitised, everything else is plain and short.

use serde_json::Value;

use super::endorsement::{donations, main_text};
use super::members::{kind, list, text};
use crate::domain::account::ActorKind;
use crate::domain::text::{clean, clean_line, is_shown_whole, plain};

/// The longest line, in characters.
const LINE: usize = 1_000;
/// The longest words that say what a file shows, in characters.
const LONGEST_DESCRIPTION: usize = 5_000;
/// The longest language tag, in characters (RFC 5646, section 4.4.1).
const LONGEST_TAG: usize = 35;
/// The most lines of one kind.
const MOST: usize = 50;

/// The words, files and demands that the digest of a version covers, all of them and whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The warning before a statement.
    pub warning: Option<String>,
    /// Each language with its text as sanitised HTML, the main one first; of a campaign what its profile says.
    pub texts: Vec<(String, String)>,
    /// Where each file of a statement is, and what it shows.
    pub files: Vec<(String, String)>,
    /// The goal of a campaign; empty for a statement.
    pub goal: String,
    /// What a campaign demands.
    pub demands: Vec<String>,
    /// Whom it asks, with their office.
    pub addressed: Vec<String>,
    /// Where a campaign asks for donations, and what each link is called.
    pub donations: Vec<(String, String)>,
}

impl Said {
    /// Reads it from the document of a statement or campaign. `None` where something that the digest covers cannot be shown
    /// whole: nobody puts their name to words that they were not shown.
    pub fn read(document: &Value) -> Option<Self> {
        if kind(document) == Some(ActorKind::Group.as_str()) {
            Self::of_a_campaign(document)
        } else {
            Self::of_a_statement(document)
        }
    }

    fn of_a_statement(document: &Value) -> Option<Self> {
        let mut texts = few(document.get("contentMap")?.as_object()?.iter())?
            .map(|(tag, html)| Some((line(tag, LONGEST_TAG)?, whole(html.as_str()?)?)))
            .collect::<Option<Vec<_>>>()?;
        let main = main_text(document).map(clean);
        texts.sort_by_key(|(_, html)| Some(html) != main.as_ref());
        let files = few(list(document, "attachment").iter())?.map(link).collect::<Option<Vec<_>>>()?;
        let warning = optional(document, "summary").filter(|said| is_shown_whole(said))?;
        let warning = line(&plain(warning), LINE)?;
        Some(Self { warning: Some(warning).filter(|w| !w.is_empty()), texts, files, ..Self::default() })
    }

    fn of_a_campaign(document: &Value) -> Option<Self> {
        let language = list(document, "languages").first().and_then(Value::as_str).unwrap_or_default();
        let about = whole(optional(document, "summary")?)?;
        // The name stands above everything else, as the title.
        line(text(document, "name")?, LINE)?;
        Some(Self {
            texts: Some((line(language, LONGEST_TAG)?, about))
                .filter(|(_, html)| !html.is_empty())
                .into_iter()
                .collect(),
            goal: line(optional(document, "goal")?, LINE)?,
            demands: few(list(document, "demands").iter())?
                .map(|one| line(one.as_str()?, LINE))
                .collect::<Option<_>>()?,
            addressed: few(list(document, "decisionMakers").iter())?.map(addressed).collect::<Option<_>>()?,
            donations: few(donations(document))?.map(link).collect::<Option<_>>()?,
            ..Self::default()
        })
    }

    /// The same as lines of plain text, for those who work at a command line.
    pub fn lines(&self) -> Vec<String> {
        let texts = self.texts.iter().map(|(tag, html)| format!("[{tag}] {}", plain(html).trim()));
        let files = self.files.iter().map(|(address, words)| format!("{address} {words}"));
        let goal = Some(self.goal.clone()).filter(|goal| !goal.is_empty());
        let demands = self.demands.iter().map(|demand| format!("- {demand}"));
        let own = self.warning.clone().into_iter().chain(texts).chain(files);
        let donations = self.donations.iter().map(|(address, name)| format!("{address} {name}"));
        own.chain(goal).chain(demands).chain(self.addressed.iter().cloned()).chain(donations).collect()
    }
}

/// The same, if there are not too many of them.
fn few<I: Iterator + Clone>(items: I) -> Option<I> {
    (items.clone().count() <= MOST).then_some(items)
}

/// A text as sanitised HTML, if no word of it is lost.
fn whole(html: &str) -> Option<String> {
    is_shown_whole(html).then(|| clean(html))
}

/// One line, if it need not be clipped.
fn line(value: &str, most: usize) -> Option<String> {
    (value.chars().count() <= most).then(|| clean_line(value, most))
}

/// A text that may be missing, which says as much as an empty one; `None` where something else stands in its place.
fn optional<'a>(value: &'a Value, member: &str) -> Option<&'a str> {
    match value.get(member) {
        None | Some(Value::Null) => Some(""),
        Some(there) => there.as_str(),
    }
}

/// Where something is, and what is said of it.
fn link(one: &Value) -> Option<(String, String)> {
    let address = match (optional(one, "url")?, optional(one, "href")?) {
        (url, "") => url,
        ("", href) => href,
        (url, href) => Some(url).filter(|url| *url == href)?,
    };
    let name = line(optional(one, "name")?, LONGEST_DESCRIPTION)?;
    Some((line(address, LINE)?, name)).filter(|(address, _)| !address.is_empty())
}

/// Somebody who is asked, with their office.
fn addressed(one: &Value) -> Option<String> {
    let name = line(optional(one, "name")?, LINE)?;
    let office = line(optional(one, "office")?, LINE)?;
    match (name.is_empty(), office.is_empty()) {
        (true, true) => None,
        (false, false) => Some(format!("{name}, {office}")),
        _ => Some(name + &office),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn statement() -> Value {
        json!({
            "type": "Note", "summary": "<b>Blood</b>", "content": "<p>Río</p><p>Endorsed by</p>",
            "contentMap": {"en": "<p onclick=x>River</p>", "es": "<p>Río</p>"},
            "attachment": [{"type": "Image", "url": "https://a.test/1.png", "name": "A river"}],
        })
    }

    fn campaign() -> Value {
        json!({"type": "Group", "kind": "campaign", "name": "River", "goal": "Clean water",
            "summary": "<p>Peaceful work.</p>", "languages": ["en"],
            "demands": ["Open the sluices"], "decisionMakers": [{"name": "A. Minister", "office": "Waters"}],
            "attachment": [{"type": "PropertyValue", "name": "State", "value": "Open"},
                {"type": "Link", "rel": "payment", "href": "https://a.test/give", "name": "Give"}]})
    }

    #[test]
    fn everything_that_is_signed_is_read_and_nothing_of_it_runs() {
        let said = Said::read(&statement()).expect("all of it");
        assert_eq!(
            said.texts[0],
            ("es".to_owned(), "<p>Río</p>".to_owned()),
            "the main language comes first"
        );
        assert_eq!(said.texts[1].1, "<p>River</p>");
        assert_eq!(said.warning.as_deref(), Some("Blood"));
        assert_eq!(said.files, [("https://a.test/1.png".to_owned(), "A river".to_owned())]);
        let lines = ["[en] Peaceful work.", "Clean water", "- Open the sluices", "A. Minister, Waters"];
        let said = Said::read(&campaign()).expect("all of it").lines();
        assert_eq!(said, [&lines[..], &["https://a.test/give Give"]].concat());
    }

    #[test]
    fn nobody_signs_what_they_cannot_be_shown() {
        let tail = "<p>DEATH TO THE MINISTER</p>";
        let long = |most: usize| json!("x".repeat(most + 1));
        for (member, value) in [
            ("contentMap", json!({"en": format!("<p>Water.</p>{}{tail}", " ".repeat(101_000))})),
            ("contentMap", json!({"en": format!("<p>Water.</p><SVG>{tail}</SVG>")})),
            ("contentMap", json!({"en": "<p>Water.</p>", "es": {"a": "b"}})),
            ("contentMap", (0..=MOST).map(|n| (format!("l{n}"), json!("<p>W</p>"))).collect()),
            ("summary", long(LINE)),
            ("summary", json!(["Blood"])),
            ("attachment", json!([{"type": "Image", "url": [{"href": "https://a.test/1"}]}])),
            (
                "attachment",
                json!([{"type": "Image", "url": "https://a.test/1", "name": long(LONGEST_DESCRIPTION)}]),
            ),
            ("attachment", json!([{"type": "Image", "name": "nowhere"}])),
        ] {
            let mut other = statement();
            other[member] = value;
            assert_eq!(Said::read(&other), None, "{member}: {:.80}", other[member].to_string());
        }
        for (member, value) in [
            ("name", long(LINE)),
            ("goal", long(LINE)),
            ("summary", json!(format!("{}{tail}", " ".repeat(101_000)))),
            ("demands", json!(["Water", {"name": "Death"}])),
            ("demands", json!([long(LINE)])),
            ("decisionMakers", json!([{"title": "Minister"}])),
            ("decisionMakers", json!([{"name": "A", "office": long(LINE)}])),
            ("attachment", json!([{"rel": "payment", "name": "Give"}])),
        ] {
            let mut other = campaign();
            other[member] = value;
            assert_eq!(Said::read(&other), None, "{member}: {:.80}", other[member].to_string());
        }
    }
}
