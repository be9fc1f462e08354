//! A statement between the form and the house: what was typed, what is wrong with it, and the draft it makes.

use std::collections::HashMap;

use crate::domain::correction::{Correction, SaidIn};
use crate::domain::language;
use crate::domain::post::Post;
use crate::domain::statement::{
    self, Draft, DraftText, LONGEST_TEXT, LONGEST_TITLE, MOST_LANGUAGES, Refusal,
};
use crate::domain::translation::{Review, TranslationState};
use crate::words::Words;

use super::desk::attached;
use super::views::desk::statement_form::{FileBlock, MOST_TRANSLATIONS, TextBlock};
use super::views::form::{Field, Hidden};
use super::views::language::Language;

/// Everything that a form sent, by the names of its fields.
pub type Sent = HashMap<String, String>;

/// What stands in the form.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The first language, then the others.
    pub blocks: Vec<TextBlock>,
    /// The warning before the text.
    pub warning: Field,
    /// What was wrong with the version before; only a correction has it.
    pub said: Option<Field>,
    /// Pictures and files; none where the form that was sent had no place for them.
    pub files: Option<Vec<FileBlock>>,
    /// What is wrong with the whole.
    pub general: Option<String>,
}

impl Typed {
    /// An empty form in the coalition's main language.
    pub fn empty(main: &str) -> Self {
        let mut block = TextBlock::empty(1);
        main.clone_into(&mut block.language.value);
        Self {
            blocks: vec![block],
            warning: Field::new("content_warning", ""),
            said: None,
            files: Some(FileBlock::all()),
            general: None,
        }
    }

    /// What a published statement says, as far as the form has room for it.
    pub fn of_post(post: &Post) -> Self {
        let blocks = post.texts.iter().take(1 + MOST_TRANSLATIONS).enumerate().map(|(index, text)| {
            let mut block = TextBlock::empty(index + 1);
            block.language.value = text.language.clone().unwrap_or_default();
            block.title.value = text.title.clone().unwrap_or_default();
            block.text.value = text.source.clone().unwrap_or_default();
            block.state = post.translation(text);
            block
        });
        let warning = Field::new("content_warning", post.warning.as_deref().unwrap_or_default());
        let files = Some(attached::places(&post.details.attachments));
        Self { blocks: blocks.collect(), warning, said: None, files, general: None }
    }

    /// The same as a correction, which says what was wrong.
    pub fn correcting(mut self, said: &str) -> Self {
        self.said = Some(Field::new("said", said));
        self
    }

    /// What a form sent. Lines end as they do here, whatever a browser makes of them.
    pub fn of_form(sent: &Sent) -> Self {
        let value = |name: &str| sent.get(name).map(|text| text.replace("\r\n", "\n")).unwrap_or_default();
        let blocks = (1..=1 + MOST_TRANSLATIONS).map(|position| {
            let mut block = TextBlock::empty(position);
            for field in [&mut block.language, &mut block.title, &mut block.text, &mut block.said] {
                field.value = value(&field.name);
            }
            let state = value(&format!("state_{position}"));
            let known = TranslationState::parse(&state);
            block.has_no_state = known.is_none() && !state.is_empty();
            block.state = known.unwrap_or(TranslationState::Draft);
            block.is_still_right = sent.contains_key(&format!("right_{position}"));
            block
        });
        Self {
            blocks: blocks.collect(),
            warning: Field::new("content_warning", &value("content_warning")),
            said: None,
            files: attached::of_form(sent),
            general: None,
        }
    }

    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        let wrong = |block: &TextBlock| {
            [&block.language, &block.title, &block.text].iter().any(|field| field.error.is_some())
        };
        self.general.is_some()
            || self.warning.error.is_some()
            || self.files.iter().flatten().any(FileBlock::is_wrong)
            || self.said.as_ref().is_some_and(|said| said.error.is_some())
            || self.blocks.iter().any(wrong)
    }

    /// The draft; where something is wrong, the fields say what.
    pub fn check(&mut self, words: Words) -> Option<Draft> {
        let mut texts: Vec<DraftText> = Vec::new();
        for (index, block) in self.blocks.iter_mut().enumerate() {
            let is_empty = block.title.value.trim().is_empty() && block.text.value.trim().is_empty();
            if index > 0 && is_empty {
                continue;
            }
            let Some(language) = language::Language::parse(&block.language.value) else {
                block.language.error = Some(words.say_count("write-fault-language", index + 1));
                continue;
            };
            let review = match (index, block.is_still_right) {
                // Of the main text there is nothing to say.
                (0, _) => Review::Unsaid,
                (_, true) => Review::StillRight,
                (_, false) => Review::Is(block.state),
            };
            let text = DraftText {
                language,
                title: block.title.value.clone(),
                source: block.text.value.clone(),
                review,
            };
            if block.has_no_state {
                self.general = Some(words.say("write-fault-state").to_owned());
            }
            if let Err(refusal) = statement::check(alone(text.clone())) {
                let refusal = match (refusal, index) {
                    (Refusal::Empty, 1..) => Refusal::EmptyIn(text.language.name().to_owned()),
                    (other, _) => other,
                };
                let field =
                    if matches!(refusal, Refusal::LongTitle(_)) { &mut block.title } else { &mut block.text };
                field.error = Some(sentence(words, &refusal));
            } else if texts.iter().any(|other| other.language == text.language) {
                block.language.error =
                    Some(sentence(words, &Refusal::Twice(text.language.name().to_owned())));
            }
            texts.push(text);
        }
        if self.warning.value.chars().count() > LONGEST_TITLE {
            self.warning.error = Some(words.say_count("write-fault-warning", LONGEST_TITLE));
        }
        if let Some(said) = self.said.as_mut().filter(|said| said.value.trim().is_empty()) {
            said.error = Some(words.say("write-fault-said").to_owned());
        }
        if self.is_wrong() {
            return None;
        }
        let warning = Some(self.warning.value.clone()).filter(|warning| !warning.trim().is_empty());
        Some(Draft { texts, warning, attachments: Vec::new() })
    }

    /// What a correction says was wrong in the languages of translations.
    pub fn said_in(&self) -> Vec<SaidIn> {
        let said = |block: &TextBlock| SaidIn {
            language: block.language.value.clone(),
            said: block.said.value.clone(),
        };
        self.blocks.iter().skip(1).filter(|block| !block.said.value.trim().is_empty()).map(said).collect()
    }

    /// What was wrong with the version before, if it is a correction.
    pub fn correction(&self) -> Option<Correction> {
        Some(Correction { said: self.said.as_ref()?.value.clone(), said_in: self.said_in() })
    }

    /// Everything that was typed, for a form that carries it along unseen.
    pub fn carried(&self) -> Vec<Hidden> {
        let said = self.blocks.iter().skip(1).filter(|block| block.is_begun()).flat_map(|block| {
            let field = |word: &str, value: &str| Hidden {
                name: format!("{word}_{}", block.position),
                value: value.to_owned(),
            };
            let right = block.is_still_right.then(|| field("right", "1"));
            let said = Some(field("said", &block.said.value)).filter(|said| !said.value.is_empty());
            [Some(field("state", block.state_word())), right, said].into_iter().flatten()
        });
        let fields = self.blocks.iter().flat_map(|block| [&block.language, &block.title, &block.text]);
        let typed = fields.chain([&self.warning]).chain(&self.said).filter(|field| !field.value.is_empty());
        let hidden = typed.map(|field| Hidden { name: field.name.clone(), value: field.value.clone() });
        hidden.chain(said).chain(self.files.iter().flat_map(|files| attached::carried(files))).collect()
    }

    /// The languages to choose from: the coalition's first, then all that have a name, then what was typed already.
    pub fn choices(&self, own: &[String]) -> Vec<Language> {
        let mut tags: Vec<&str> = own.iter().map(String::as_str).collect();
        let named = language::named().map(|(tag, _)| tag);
        let typed = self.blocks.iter().map(|block| block.language.value.as_str());
        for tag in named.chain(typed.filter(|tag| language::Language::parse(tag).is_some())) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags.into_iter().map(Language::of).collect()
    }
}

/// A refusal as the page says it.
fn sentence(words: Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => words.say("write-fault-empty").to_owned(),
        Refusal::EmptyIn(language) => words.say_name("write-fault-empty-in", language),
        Refusal::LongTitle(language) => words
            .say_with("write-fault-title")
            .name("name", language)
            .count("count", LONGEST_TITLE)
            .to_string(),
        Refusal::LongText(language) => {
            words.say_with("write-fault-text").name("name", language).count("count", LONGEST_TEXT).to_string()
        }
        Refusal::Twice(language) => words.say_name("write-fault-twice", language),
        Refusal::ManyLanguages => words.say_count("write-fault-languages", MOST_LANGUAGES),
        Refusal::Attachment(address) => words.say_name("write-fault-attachment", address),
    }
}

fn alone(text: DraftText) -> Draft {
    Draft { texts: vec![text], warning: None, attachments: Vec::new() }
}

/// What the form has no room for stays as it was: languages beyond those that it shows.
pub fn keep_the_rest(draft: &mut Draft, post: &Post) {
    for text in post.texts.iter().skip(1 + MOST_TRANSLATIONS) {
        let language = text.language.as_deref().and_then(language::Language::parse);
        if let (Some(language), Some(source)) = (language, &text.source)
            && !draft.texts.iter().any(|other| other.language == language)
        {
            let title = text.title.clone().unwrap_or_default();
            draft.texts.push(DraftText {
                language,
                title,
                source: source.clone(),
                review: Review::Is(post.translation(text)),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed::of_form(
            &fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        )
    }

    #[test]
    fn what_is_typed_becomes_a_draft() {
        let mut form = typed(&[
            ("language", "en"),
            ("title", "Water"),
            ("text", "One\r\nTwo"),
            ("language_3", "ar"),
            ("text_3", "ماء"),
            ("language_4", "es"),
            ("content_warning", " "),
        ]);
        let draft = form.check(Words::english()).expect("nothing is wrong");
        let texts: Vec<_> = draft.texts.iter().map(|t| (t.language.tag(), t.source.as_str())).collect();
        assert_eq!(texts, [("en", "One\nTwo"), ("ar", "ماء")]);
        assert_eq!(draft.warning, None);
    }

    #[test]
    fn each_slip_stands_at_its_field() {
        let long = "x".repeat(LONGEST_TITLE + 1);
        let mut form = typed(&[
            ("language", "en"),
            ("title", &long),
            ("text", "words"),
            ("language_2", "ar"),
            ("title_2", "عنوان"),
            ("text_3", "no language"),
            ("language_4", "en"),
            ("text_4", "again"),
            ("content_warning", &long),
        ]);
        assert_eq!(form.check(Words::english()), None);
        let errors = |index: usize| {
            let block = &form.blocks[index];
            [&block.language, &block.title, &block.text].map(|field| field.error.is_some())
        };
        assert_eq!(errors(0), [false, true, false]);
        assert_eq!(errors(1), [false, false, true]);
        assert_eq!(errors(2), [true, false, false]);
        assert_eq!(errors(3), [true, false, false]);
        assert!(form.warning.error.is_some());
        assert!(form.blocks[1].text.error.as_deref().is_some_and(|words| words.contains("العربية")));
    }

    #[test]
    fn an_empty_form_asks_for_the_text_and_carries_nothing() {
        let mut form = typed(&[("language", "en")]);
        assert_eq!(form.check(Words::english()), None);
        assert_eq!(form.blocks[0].text.error.as_deref(), Some("Write the text of the statement."));
        assert_eq!(form.carried().len(), 1);
    }

    #[test]
    fn the_coalitions_languages_come_first_and_once() {
        let choices =
            typed(&[("language", "gn"), ("language_2", "<b>")]).choices(&["tl".to_owned(), "en".to_owned()]);
        let tags: Vec<_> = choices.iter().map(|language| language.tag.as_str()).collect();
        assert_eq!(tags[..2], ["tl", "en"]);
        assert_eq!(tags.iter().filter(|tag| **tag == "en").count(), 1);
        assert_eq!(tags.last(), Some(&"gn"));
    }
}
