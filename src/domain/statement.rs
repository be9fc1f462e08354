//! A statement: a public text of the coalition, in one or more languages, with numbered versions.

use super::language::Language;
use super::text::clean_line;
use super::translation::Review;

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 200;
/// The longest text in one language, in characters.
pub const LONGEST_TEXT: usize = 50_000;
/// The most languages of one statement.
pub const MOST_LANGUAGES: usize = 20;

/// The text in one language as its author typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftText {
    /// What language it is in.
    pub language: Language,
    /// The title; plain text, may be empty.
    pub title: String,
    /// The text in Markdown.
    pub source: String,
    /// What its author says of the translation; of the main text there is nothing to say.
    pub review: Review,
}

/// A statement before it is published, or an edit of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Main language first.
    pub texts: Vec<DraftText>,
    /// Shown instead of the text until the reader opens it; plain text.
    pub warning: Option<String>,
    /// Files by address, with a description each.
    pub attachments: Vec<super::post::Attachment>,
}

/// Why a draft cannot be published; each is a sentence for its author.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no text at all.
    #[error("Write the text of the statement.")]
    Empty,
    /// A language has a title and no text.
    #[error("Write the text in {0}, or take that language out.")]
    EmptyIn(String),
    /// A title is too long.
    #[error("Shorten the title in {0} to {LONGEST_TITLE} characters or fewer.")]
    LongTitle(String),
    /// A text is too long.
    #[error("Shorten the text in {0} to {LONGEST_TEXT} characters or fewer.")]
    LongText(String),
    /// Two texts are in the same language.
    #[error("There are two texts in {0}. Keep one of them.")]
    Twice(String),
    /// Too many languages.
    #[error("A statement can have {MOST_LANGUAGES} languages at most.")]
    ManyLanguages,
    /// An attachment is no https address.
    #[error("The attachment {0} is not an https address.")]
    Attachment(String),
}

/// Checks a draft and puts its titles in order.
pub fn check(mut draft: Draft) -> Result<Draft, Refusal> {
    if draft.texts.iter().all(|t| t.source.trim().is_empty()) {
        return Err(Refusal::Empty);
    }
    if draft.texts.len() > MOST_LANGUAGES {
        return Err(Refusal::ManyLanguages);
    }
    let mut seen = Vec::new();
    for text in &mut draft.texts {
        let name = text.language.name().to_owned();
        if text.title.chars().count() > LONGEST_TITLE {
            return Err(Refusal::LongTitle(name));
        }
        if text.source.trim().is_empty() {
            return Err(Refusal::EmptyIn(name));
        }
        if text.source.chars().count() > LONGEST_TEXT {
            return Err(Refusal::LongText(name));
        }
        if seen.contains(&text.language) {
            return Err(Refusal::Twice(name));
        }
        text.title = clean_line(&text.title, LONGEST_TITLE);
        seen.push(text.language.clone());
    }
    // A file that is kept here is at whichever address this server has, an onion service's too.
    for attachment in draft.attachments.iter().filter(|attachment| attachment.upload.is_none()) {
        if !attachment.url.starts_with("https://") || super::uri::Uri::parse(&attachment.url).is_err() {
            return Err(Refusal::Attachment(attachment.url.clone()));
        }
    }
    draft.warning = draft.warning.map(|w| clean_line(&w, LONGEST_TITLE)).filter(|w| !w.is_empty());
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(language: &str, title: &str, source: &str) -> DraftText {
        DraftText {
            language: Language::parse(language).expect("a tag"),
            title: title.to_owned(),
            source: source.to_owned(),
            review: Review::Unsaid,
        }
    }

    fn draft(texts: Vec<DraftText>) -> Draft {
        Draft { texts, warning: None, attachments: Vec::new() }
    }

    #[test]
    fn a_draft_that_can_be_published() {
        let good = check(draft(vec![text("en", " Clean\u{202e} river ", "Now."), text("es", "", "Ahora.")]));
        assert_eq!(good.expect("good").texts[0].title, "Clean river");
    }

    #[test]
    fn files_of_others_need_https_and_our_own_do_not() {
        let with = |url: &str, upload: Option<i64>| {
            let file = crate::domain::post::Attachment { url: url.to_owned(), upload, ..Default::default() };
            check(Draft { attachments: vec![file], ..draft(vec![text("en", "", "x")]) })
        };
        let (onion, other) = ("http://river.onion/media/1.png", "https://files.example/1.png");
        assert!(with(onion, Some(7)).is_ok() && with(other, None).is_ok());
        assert_eq!(with(onion, None), Err(Refusal::Attachment(onion.to_owned())));
    }

    #[test]
    fn a_draft_that_cannot() {
        assert_eq!(check(draft(vec![text("en", "Title", "  ")])), Err(Refusal::Empty));
        assert_eq!(
            check(draft(vec![text("en", "", "x"), text("es", "y", "")])),
            Err(Refusal::EmptyIn("Español".to_owned()))
        );
        assert_eq!(
            check(draft(vec![text("en", "", "x"), text("en", "", "y")])),
            Err(Refusal::Twice("English".to_owned()))
        );
        assert_eq!(
            check(draft(vec![text("en", &"x".repeat(201), "y")])),
            Err(Refusal::LongTitle("English".to_owned()))
        );
    }
}
