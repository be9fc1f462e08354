//! What an endorsement would be bound to, as people read it before they sign. Everything in it is a stranger's: texts are
//! sanitised, everything else is plain and short.

use serde_json::Value;

use super::endorsement::main_text;
use super::members::{clip, list, text};
use crate::domain::text::{clean, clean_line, plain};

/// The longest text that is shown of one language, in bytes.
const LONGEST: usize = 100_000;
/// The longest line, in characters.
const LINE: usize = 1_000;
/// The most lines of one kind.
const MOST: usize = 50;

/// The words, files and demands that the digest of a version covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The warning before a statement.
    pub warning: Option<String>,
    /// Each language with its text as sanitised HTML, the main one first; none for a campaign.
    pub texts: Vec<(String, String)>,
    /// Where each file of a statement is, and what it shows.
    pub files: Vec<(String, String)>,
    /// The goal of a campaign; empty for a statement.
    pub goal: String,
    /// What a campaign demands.
    pub demands: Vec<String>,
    /// Whom it asks.
    pub addressed: Vec<String>,
}

impl Said {
    /// Reads it from the document of a statement or campaign.
    pub fn read(document: &Value) -> Self {
        let line = |value: &Value, member: &str| clean_line(text(value, member).unwrap_or_default(), LINE);
        let mut texts: Vec<(String, String)> = document
            .get("contentMap")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter_map(|(tag, html)| Some((clean_line(tag, 20), clean(clip(html.as_str()?, LONGEST)))))
            .take(MOST)
            .collect();
        let main = main_text(document).map(|main| clean(clip(main, LONGEST)));
        texts.sort_by_key(|(_, html)| Some(html) != main.as_ref());
        let address = |file: &Value| ["url", "href"].map(|member| line(file, member)).concat();
        let demands = list(document, "demands").iter().filter_map(Value::as_str);
        let addressed = list(document, "decisionMakers").iter().take(MOST);
        Self {
            warning: text(document, "summary")
                .map(|said| clean_line(&plain(said), LINE))
                .filter(|w| !w.is_empty()),
            texts,
            files: list(document, "attachment")
                .iter()
                .map(|file| (address(file), line(file, "name")))
                .filter(|(address, _)| !address.is_empty())
                .take(MOST)
                .collect(),
            goal: line(document, "goal"),
            demands: demands.map(|one| clean_line(one, LINE)).take(MOST).collect(),
            addressed: addressed.map(|one| line(one, "name")).filter(|name| !name.is_empty()).collect(),
        }
    }

    /// The same as lines of plain text, for those who work at a command line.
    pub fn lines(&self) -> Vec<String> {
        let texts = self.texts.iter().map(|(tag, html)| format!("[{tag}] {}", plain(html).trim()));
        let files = self.files.iter().map(|(address, words)| format!("{address} {words}"));
        let goal = Some(self.goal.clone()).filter(|goal| !goal.is_empty());
        let demands = self.demands.iter().map(|demand| format!("- {demand}"));
        let own = self.warning.clone().into_iter().chain(texts).chain(files);
        own.chain(goal).chain(demands).chain(self.addressed.iter().cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn everything_that_is_signed_is_read_and_nothing_of_it_runs() {
        let statement = json!({
            "type": "Note", "summary": "<b>Blood</b>", "content": "<p>Río</p><p>Endorsed by</p>",
            "contentMap": {"en": "<p>River<script>x()</script></p>", "es": "<p>Río</p>"},
            "attachment": [{"type": "Image", "url": "https://a.test/1.png", "name": "A river"}, {"type": "Link"}],
        });
        let said = Said::read(&statement);
        assert_eq!(
            said.texts[0],
            ("es".to_owned(), "<p>Río</p>".to_owned()),
            "the main language comes first"
        );
        assert!(said.texts[1].1.contains("River") && !said.texts[1].1.contains("script"), "{said:?}");
        assert_eq!(said.warning.as_deref(), Some("Blood"));
        assert_eq!(said.files, [("https://a.test/1.png".to_owned(), "A river".to_owned())]);
        let campaign = json!({"type": "Group", "kind": "campaign", "goal": "Clean water",
            "demands": ["Open the sluices"], "decisionMakers": [{"name": "A. Minister"}]});
        assert_eq!(Said::read(&campaign).lines(), ["Clean water", "- Open the sluices", "A. Minister"]);
    }
}
