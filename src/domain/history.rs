//! What happened to a text that was published: each version tells what is new in it, so that whoever follows the text reads
//! the changes and not the same words again.

use super::post::{Details, Text};
use super::time::Time;
use super::translation::TranslationState;

/// A version as everybody could read it.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// Counted from 1.
    pub number: i64,
    /// When it was published.
    pub at: Time,
    /// Main language first.
    pub texts: &'a [Text],
    /// Content warning.
    pub warning: Option<&'a str>,
    /// Its other parts.
    pub details: &'a Details,
}

/// What is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The text itself.
    Published,
    /// The text says something else.
    Changed,
    /// The text puts right what the version before said.
    Corrected,
    /// It can be read in one more language, or otherwise in one.
    Translated,
}

/// A change, with the words that it brought.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The version that brought it.
    pub version: Version<'a>,
    /// What is new.
    pub news: News,
    /// The words.
    pub text: &'a Text,
}

/// Everything that happened, newest first; in one version the main language first. `versions` begin with the oldest.
pub fn steps<'a>(versions: &[Version<'a>]) -> Vec<Step<'a>> {
    let mut all = Vec::new();
    for (at, version) in versions.iter().enumerate().rev() {
        let before = at.checked_sub(1).map(|at| &versions[at]);
        let Some((main, others)) = version.texts.split_first() else { continue };
        let translated: Vec<Step<'a>> = others
            .iter()
            .filter(|text| before.is_none_or(|before| is_new(text, version, before)))
            .map(|text| Step { version: *version, news: News::Translated, text })
            .collect();
        // A version that brings translations alone says nothing new in its main language.
        let news = match before {
            None => Some(News::Published),
            Some(_) if version.details.correction.is_some() => Some(News::Corrected),
            Some(before) if !reads_like(main, version, before) || translated.is_empty() => {
                Some(News::Changed)
            }
            Some(_) => None,
        };
        all.extend(news.map(|news| Step { version: *version, news, text: main }));
        all.extend(translated);
    }
    all
}

fn reads_like(main: &Text, version: &Version<'_>, before: &Version<'_>) -> bool {
    version.warning == before.warning && before.texts.first().is_some_and(|old| says_the_same(main, old))
}

fn is_new(text: &Text, version: &Version<'_>, before: &Version<'_>) -> bool {
    let old = before.texts.iter().find(|old| old.language == text.language);
    let state = |version: &Version<'_>| state_of(text, version.details);
    old.is_none_or(|old| !says_the_same(text, old)) || state(version) > state(before)
}

/// Where this text stands as a translation.
pub fn state_of(text: &Text, details: &Details) -> TranslationState {
    details.translation(text.language.as_deref().unwrap_or_default())
}

fn says_the_same(text: &Text, old: &Text) -> bool {
    (&text.language, &text.title, &text.html) == (&old.language, &old.title, &old.html)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::translation::Unreviewed;

    fn text(language: &str, words: &str) -> Text {
        Text { language: Some(language.to_owned()), title: None, source: None, html: words.to_owned() }
    }

    fn of(versions: &[(Vec<Text>, Details)]) -> Vec<(i64, News, String)> {
        let versions: Vec<Version<'_>> = versions
            .iter()
            .zip(1..)
            .map(|((texts, details), number)| Version {
                number,
                at: Time(number),
                texts,
                warning: None,
                details,
            })
            .collect();
        let steps = steps(&versions).into_iter();
        steps.map(|one| (one.version.number, one.news, one.text.html.clone())).collect()
    }

    #[test]
    fn each_version_tells_what_is_new_in_it() {
        let said =
            |correction: &str| Details { correction: Some(correction.to_owned()), ..Details::default() };
        let machine = Details {
            unreviewed: vec![Unreviewed { language: "ar".to_owned(), state: TranslationState::Machine }],
            ..Details::default()
        };
        let found = of(&[
            (vec![text("en", "one"), text("es", "uno")], Details::default()),
            (vec![text("en", "one"), text("es", "uno"), text("ar", "a")], machine),
            (vec![text("en", "one"), text("es", "uno"), text("ar", "a")], Details::default()),
            (vec![text("en", "two"), text("es", "dos"), text("ar", "a")], said("It was two.")),
            (vec![text("en", "two"), text("es", "dos"), text("ar", "b")], Details::default()),
            (vec![text("en", "two"), text("es", "dos"), text("ar", "b")], Details::default()),
        ]);
        let expected = [
            (6, News::Changed, "two"),
            (5, News::Translated, "b"),
            (4, News::Corrected, "two"),
            (4, News::Translated, "dos"),
            (3, News::Translated, "a"),
            (2, News::Translated, "a"),
            (1, News::Published, "one"),
            (1, News::Translated, "uno"),
        ];
        assert_eq!(found, expected.map(|(number, news, words)| (number, news, words.to_owned())));
    }

    #[test]
    fn another_warning_is_a_change_and_nothing_is_no_news() {
        assert!(of(&[]).is_empty());
        assert!(of(&[(Vec::new(), Details::default())]).is_empty());
        let (texts, details) = (vec![text("en", "one"), text("es", "uno")], Details::default());
        let changed = [text("en", "one"), text("es", "una")];
        let version =
            |number, texts, warning| Version { number, at: Time(1), texts, warning, details: &details };
        let versions = [version(1, &texts[..], None), version(2, &changed[..], Some("War"))];
        let news: Vec<News> = steps(&versions).iter().map(|one| one.news).collect();
        assert_eq!(news, [News::Changed, News::Translated, News::Published, News::Translated]);
    }
}
