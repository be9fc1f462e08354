//! The words of somebody else's object: languages, titles, warnings, and what is not a text made one.
//!
//! All HTML that leaves this file has passed `domain::text`.

use std::collections::HashMap;

use serde_json::Value;

use super::members::{clip, line, list, page, text, time};
use crate::domain::language::Language;
use crate::domain::post::{PostKind, Text};
use crate::domain::text::{clean, clean_line, escape, excerpt, markdown, plain};

/// The longest text of somebody else, in bytes, before it is cleaned.
const LONGEST_CONTENT: usize = 100_000;
/// All languages of one text together, in bytes: cleaning costs time, and twenty long texts cost twenty times.
const LONGEST_TOGETHER: usize = 300_000;
/// The most languages of one text.
const MOST_LANGUAGES: usize = 20;
/// The longest title and content warning, in characters.
const LONGEST_LINE: usize = 500;
/// The longest name of a place, in characters.
const LONGEST_PLACE: usize = 300;

/// The texts of an object, main language first; never empty.
///
/// A Note or a Question shows its content, and its `name` only when it has no content. Anything else
/// shows its title, its content and a link to its page, an event also when and where it takes place.
pub fn texts(object: &Value, kind: PostKind) -> Vec<Text> {
    let written = written(object, kind);
    if matches!(kind, PostKind::Note | PostKind::Question) {
        return written
            .into_iter()
            .map(|(language, html)| Text { language, title: None, source: None, html })
            .collect();
    }
    let (before, after) = (facts_of_event(object, kind), link_to_page(object));
    written
        .into_iter()
        .map(|(language, html)| Text {
            title: title(object, language.as_deref()),
            language,
            source: None,
            html: format!("{before}{html}{after}"),
        })
        .collect()
}

/// What warns of the text: the `summary` of a Note or a Question. For other types it is an abstract,
/// and a warning only where the author says that the object is sensitive.
pub fn warning(object: &Value, kind: PostKind) -> Option<String> {
    if !matches!(kind, PostKind::Note | PostKind::Question) && !super::members::is_true(object, "sensitive") {
        return None;
    }
    let summary = text(object, "summary").or_else(|| first_of_map(object, "summaryMap"))?;
    let warning = clean_line(&plain(clip(summary, 20_000)), LONGEST_LINE);
    (!warning.is_empty()).then_some(warning)
}

/// Where an event takes place, in one line.
pub fn place(object: &Value) -> Option<String> {
    let location = list(object, "location").first()?;
    let mut parts = Vec::new();
    parts.extend(location.as_str().or_else(|| text(location, "name")));
    match location.get("address") {
        Some(Value::String(address)) => parts.push(address),
        Some(address) => {
            let lines = ["streetAddress", "postalCode", "addressLocality", "addressCountry"];
            parts.extend(lines.iter().filter_map(|part| text(address, part)));
        }
        None => parts.extend(text(location, "url")),
    }
    let parts: Vec<String> = parts.into_iter().map(|part| clean_line(part, LONGEST_PLACE)).collect();
    let place = clean_line(&parts.join(", "), LONGEST_PLACE);
    (!place.is_empty()).then_some(place)
}

/// Language and clean HTML, main language first; never empty.
fn written(object: &Value, kind: PostKind) -> Vec<(Option<String>, String)> {
    let content = text(object, "content").filter(|content| !content.trim().is_empty());
    let mut found: Vec<(Option<String>, &str)> = Vec::new();
    let translations = object.get("contentMap").and_then(Value::as_object);
    // What can be endorsed has the line about its endorsers in `content` alone. It is no other text, and no new version.
    let is_endorsable = object.get("endorsements").is_some();
    let repeats = |text: &str| {
        content.is_some_and(|content| content == text || (is_endorsable && content.starts_with(text)))
    };
    let mut together = 0;
    for (tag, translation) in translations.into_iter().flatten().take(MOST_LANGUAGES) {
        let Some(translation) = translation.as_str().filter(|text| !text.trim().is_empty()) else { continue };
        let entry = (known_language(tag), translation);
        let known = entry.0.is_some() && found.iter().any(|(language, _)| *language == entry.0);
        if known || together + translation.len() > LONGEST_TOGETHER {
            continue;
        }
        together += translation.len();
        // The entry that repeats `content` tells the main language.
        let is_main = repeats(translation) && !found.first().is_some_and(|(_, text)| repeats(text));
        found.insert(if is_main { 0 } else { found.len() }, entry);
    }
    if let Some(content) = content
        && found.first().is_none_or(|(_, first)| !repeats(first))
    {
        found.insert(0, (language_of(object), content));
    }
    if found.is_empty() {
        return vec![(language_of(object), without_content(object, kind))];
    }
    let media_type = text(object, "mediaType").unwrap_or("text/html");
    found.into_iter().map(|(language, text)| (language, html_of(text, media_type))).collect()
}

/// What is shown of an object without content: an abstract, or for a short text its name.
fn without_content(object: &Value, kind: PostKind) -> String {
    match kind {
        PostKind::Note | PostKind::Question => {
            text(object, "name").map(|name| html_of(name, "text/plain")).unwrap_or_default()
        }
        _ => text(object, "summary").map(|summary| html_of(summary, "text/html")).unwrap_or_default(),
    }
}

fn html_of(text: &str, media_type: &str) -> String {
    let text = clip(text, LONGEST_CONTENT);
    match media_type.split(';').next().unwrap_or_default().trim() {
        "text/plain" => paragraphs(text),
        "text/markdown" => markdown(text, &HashMap::new(), "").html,
        _ => clean(text),
    }
}

/// Plain text as HTML: a blank line parts paragraphs, a line break stays one.
fn paragraphs(text: &str) -> String {
    let mut html = String::new();
    for part in text.replace("\r\n", "\n").split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
        html.push_str("<p>");
        html.push_str(&escape(part).replace('\n', "<br>"));
        html.push_str("</p>");
    }
    html
}

fn title(object: &Value, language: Option<&str>) -> Option<String> {
    let translated = language.and_then(|tag| text(object.get("nameMap")?, tag));
    let name = translated.or_else(|| text(object, "name")).or_else(|| first_of_map(object, "nameMap"))?;
    let title = clean_line(&plain(clip(name, 20_000)), LONGEST_LINE);
    (!title.is_empty()).then_some(title)
}

fn first_of_map<'a>(object: &'a Value, member: &str) -> Option<&'a str> {
    object.get(member)?.as_object()?.values().find_map(Value::as_str)
}

/// The language that the object itself names: `"en"`, or `{"identifier": "en"}`.
fn language_of(object: &Value) -> Option<String> {
    let language = object.get("language")?;
    let tag = language.as_str().or_else(|| text(language, "identifier"))?;
    known_language(tag)
}

/// A well-formed tag that says something; `und` says that nobody knows.
fn known_language(tag: &str) -> Option<String> {
    Language::parse(tag).map(|language| language.tag().to_owned()).filter(|tag| tag != "und")
}

fn facts_of_event(object: &Value, kind: PostKind) -> String {
    if kind != PostKind::Event {
        return String::new();
    }
    let starts = time(object, "startTime").map(crate::domain::time::Time::readable);
    let ends = time(object, "endTime").map(crate::domain::time::Time::readable);
    let when = match (starts, ends) {
        (Some(starts), Some(ends)) if starts != ends => Some(format!("{starts} – {ends}")),
        (starts, ends) => starts.or(ends),
    };
    let facts: Vec<String> = when.into_iter().chain(place(object)).map(|fact| escape(&fact)).collect();
    if facts.is_empty() { String::new() } else { format!("<p>{}</p>", facts.join("<br>")) }
}

fn link_to_page(object: &Value) -> String {
    let Some(page) = page(object).or_else(|| line(object, "id", crate::domain::uri::LONGEST)) else {
        return String::new();
    };
    // The cleaner gives the link the attributes that every foreign link has.
    let shown = excerpt(&page, 80);
    clean(&format!("<p><a href=\"{}\">{}</a></p>", escape(&page), escape(&shown)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn html(object: &Value, kind: PostKind) -> String {
        texts(object, kind).remove(0).html
    }

    #[test]
    fn the_line_about_endorsers_is_no_other_text() {
        let statement = json!({"content": "<p>Hola</p><p>Endorsed by: North</p>", "endorsements": "https://a.test/e",
            "contentMap": {"en": "<p>Hello</p>", "es": "<p>Hola</p>"}});
        let read = texts(&statement, PostKind::Note);
        let shown: Vec<_> = read.iter().map(|t| (t.language.as_deref(), t.html.as_str())).collect();
        assert_eq!(shown, [(Some("es"), "<p>Hola</p>"), (Some("en"), "<p>Hello</p>")]);
        let mut other = statement;
        other.as_object_mut().expect("an object").remove("endorsements");
        assert!(
            texts(&other, PostKind::Note)[0].html.contains("Endorsed by"),
            "only for what can be endorsed"
        );
    }

    #[test]
    fn the_main_language_comes_first() {
        let object = json!({"content": "<p>Hola</p>",
            "contentMap": {"en": "<p>Hello</p>", "es": "<p>Hola</p>", "x!": "<p>?</p>", "fr": 3}});
        let languages: Vec<_> =
            texts(&object, PostKind::Note).into_iter().map(|text| text.language).collect();
        assert_eq!(languages, [Some("es".to_owned()), Some("en".to_owned()), None]);

        let unlike =
            json!({"content": "<p>Bonjour</p>", "contentMap": {"en": "<p>Hello</p>"}, "language": "fr"});
        let found = texts(&unlike, PostKind::Note);
        assert_eq!((found[0].language.as_deref(), found[0].html.as_str()), (Some("fr"), "<p>Bonjour</p>"));
        assert_eq!(found[1].language.as_deref(), Some("en"));

        let only_map = json!({"contentMap": {"ar": "<p>مرحبا</p>"}});
        assert_eq!(texts(&only_map, PostKind::Note)[0].language.as_deref(), Some("ar"));
    }

    #[test]
    fn a152_languages_have_a_limit_together() {
        let long = "x".repeat(LONGEST_TOGETHER / 3);
        let tags = ["aa", "bb", "cc", "dd", "ee"];
        let map: serde_json::Map<String, Value> =
            tags.iter().map(|tag| ((*tag).to_owned(), json!(format!("{tag}{long}")[..long.len()]))).collect();
        assert_eq!(texts(&json!({ "contentMap": map }), PostKind::Note).len(), 3);
    }

    #[test]
    fn plain_text_and_markdown_become_html() {
        let plain = json!({"content": "a <b>\n\nc\nd", "mediaType": "text/plain"});
        assert_eq!(html(&plain, PostKind::Note), "<p>a &lt;b&gt;</p><p>c<br>d</p>");
        let marked = json!({"content": "**a** <script>x</script>", "mediaType": "text/markdown"});
        let html = html(&marked, PostKind::Note);
        assert!(html.contains("<strong>a</strong>") && !html.contains("<script"), "{html}");
    }

    #[test]
    fn a121_foreign_html_is_cleaned_in_every_language_and_warning() {
        let object = json!({"content": "<p onclick=x>a<script>b</script></p>", "summary": "<img src=x onerror=y>CW",
            "contentMap": {"en": "<iframe src=https://evil.test></iframe><p>c</p>"}});
        for text in texts(&object, PostKind::Note) {
            assert!(
                !text.html.contains("script")
                    && !text.html.contains("iframe")
                    && !text.html.contains("onclick")
            );
        }
        assert_eq!(warning(&object, PostKind::Note).as_deref(), Some("CW"));
        assert_eq!(warning(&object, PostKind::Article), None);
    }

    #[test]
    fn an_object_without_content_still_says_something() {
        assert_eq!(html(&json!({"name": "A <b>"}), PostKind::Note), "<p>A &lt;b&gt;</p>");
        assert_eq!(html(&json!({}), PostKind::Note), "");
        let page = json!({"name": "Title", "summary": "<p>Lead</p>", "url": "https://a.test/p"});
        let text = texts(&page, PostKind::Article).remove(0);
        assert_eq!(text.title.as_deref(), Some("Title"));
        assert!(text.html.starts_with("<p>Lead</p><p><a href=\"https://a.test/p\""), "{}", text.html);
    }

    #[test]
    fn an_event_says_when_and_where() {
        let event = json!({"name": "March", "startTime": "2026-12-01T10:00:00+01:00", "endTime": "2026-12-01T12:00:00Z",
            "location": {"name": "Square", "address": {"streetAddress": "1 <i>", "addressLocality": "Town"}},
            "content": "<p>Come.</p>"});
        let html = html(&event, PostKind::Event);
        assert!(html.starts_with("<p>1 December 2026, 09:00 UTC – 1 December 2026, 12:00 UTC<br>Square, 1 &lt;i&gt;, Town</p><p>Come.</p>"), "{html}");
    }
}
