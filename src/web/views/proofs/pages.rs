//! What every page promises, whatever data it is given.

use std::collections::HashSet;

use askama::Template;

use super::markup::{Dialect, Element, read};
use super::specimens::{self, ARABIC_TITLE, HOSTILE, TEMPERS, Temper, public_pages};
use super::specimens_apps::app_pages;
use super::specimens_desk::{self, desk_pages};
use super::specimens_directory::directory_pages;
use super::specimens_drafts::draft_pages;
use super::specimens_events::event_pages;
use super::specimens_letters::letter_pages;
use super::specimens_members::member_pages;
use super::specimens_newsletter::newsletter_pages;
use super::specimens_pledges::pledge_pages;
use super::specimens_rooms::room_pages;
use crate::web::assets;
use crate::words::tidied;

const MOST_BYTES: usize = 30 * 1024;

/// Every page by name.
pub fn all_pages(temper: Temper) -> Vec<(String, String)> {
    let mut pages = public_pages(temper);
    pages.extend(desk_pages(temper));
    pages.extend(app_pages(temper));
    pages.extend(draft_pages(temper));
    pages.extend(member_pages(temper));
    pages.extend(directory_pages(temper));
    pages.extend(event_pages(temper));
    pages.extend(letter_pages(temper));
    pages.extend(newsletter_pages(temper));
    pages.extend(pledge_pages(temper));
    pages.extend(room_pages(temper));
    pages
}

/// Every page with every kind of data, read strictly.
fn each_page(check: impl Fn(&str, Temper, &str, &[Element])) {
    for temper in TEMPERS {
        for (name, html) in all_pages(temper) {
            let elements = read(&html, Dialect::Html)
                .unwrap_or_else(|wrong| panic!("{name} {temper:?}: {wrong}\n{html}"));
            check(&format!("{name} {temper:?}"), temper, &html, &elements);
        }
    }
}

/// Whether a path leads to a file of ours, a copy that we keep, or a picture that we draw.
fn is_here(path: &str) -> bool {
    path.starts_with("/media/") || path.ends_with("/badge.svg") || path.ends_with("/counter.svg")
}

fn named<'a>(elements: &'a [Element], name: &'a str) -> impl Iterator<Item = &'a Element> {
    elements.iter().filter(move |element| element.name == name)
}

#[test]
fn nothing_runs_and_nothing_is_styled_inline() {
    each_page(|page, _, html, elements| {
        assert!(!html.to_ascii_lowercase().contains("<script"), "{page}");
        for element in elements {
            assert!(
                !["script", "style", "iframe", "object", "embed", "base"].contains(&&*element.name),
                "{page}"
            );
            if element.name == "img" {
                let source = element.attributes.iter().find(|(name, _)| *name == "src");
                // Pictures come from here and from nowhere else.
                assert!(source.is_some_and(|(_, path)| is_here(path)), "{page}");
            }
            for (name, value) in &element.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{page}: {name}");
                assert!(
                    !value.trim_start().to_ascii_lowercase().starts_with("javascript:") || name == "value",
                    "{page}"
                );
            }
        }
    });
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    each_page(|page, _, _, elements| {
        for element in elements {
            if element.name == "img" {
                // A picture is one that we serve, and says what it shows.
                assert!(element.attribute("src").is_some_and(is_here), "{page}");
                assert!(element.attribute("alt").is_some(), "{page}");
            } else {
                assert_eq!(element.attribute("src"), None, "{page}");
            }
            for name in ["srcset", "poster", "background", "data", "ping", "formaction"] {
                assert_eq!(element.attribute(name), None, "{page}: {name}");
            }
            let loads = matches!(element.attribute("rel"), Some("stylesheet" | "icon"));
            if element.name == "link" && loads {
                assert!(element.attribute("href").is_some_and(|href| href.starts_with("/assets/")), "{page}");
            }
            assert!(element.attribute("http-equiv").is_none(), "{page}");
            if element.name == "form" {
                assert!(element.attribute("action").is_some_and(|action| action.starts_with('/')), "{page}");
            }
        }
        assert!(
            named(elements, "link").any(|link| link.attribute("href") == Some(assets::style().path.as_str()))
        );
        let referrer = named(elements, "meta").find(|meta| meta.attribute("name") == Some("referrer"));
        assert_eq!(referrer.and_then(|meta| meta.attribute("content")), Some("no-referrer"), "{page}");
    });
}

#[test]
fn every_page_has_its_landmarks_and_one_heading() {
    each_page(|page, _, _, elements| {
        assert_eq!(named(elements, "h1").count(), 1, "{page}");
        for name in ["main", "title", "footer"] {
            assert_eq!(named(elements, name).count(), 1, "{page}: {name}");
        }
        let skip = named(elements, "a").next().expect("a first link");
        assert_eq!(skip.attribute("href"), Some("#main"), "{page}");
        for heading in elements.iter().filter(|element| ["h1", "h2", "h3"].contains(&&*element.name)) {
            assert!(!heading.text.trim().is_empty(), "{page}: empty {}", heading.name);
        }
        for nav in named(elements, "nav") {
            assert!(nav.attribute("aria-label").is_some(), "{page}");
        }
    });
}

#[test]
fn every_field_has_a_label_and_every_reference_an_end() {
    each_page(|page, _, _, elements| {
        let ids: Vec<&str> = elements.iter().filter_map(|element| element.attribute("id")).collect();
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{page}: an id twice in {ids:?}");
        let labels: HashSet<&str> =
            named(elements, "label").filter_map(|label| label.attribute("for")).collect();
        for field in
            elements.iter().filter(|element| ["input", "select", "textarea"].contains(&&*element.name))
        {
            if field.attribute("type") != Some("hidden") {
                assert!(labels.contains(field.attribute("id").expect("an id")), "{page}: {field:?}");
            }
        }
        for element in elements {
            for name in ["aria-describedby", "aria-labelledby", "for"] {
                for id in element.attribute(name).unwrap_or_default().split_whitespace() {
                    assert!(known.contains(id), "{page}: {name} leads to no {id}");
                }
            }
            if let Some(fragment) = element.attribute("href").and_then(|href| href.strip_prefix('#')) {
                assert!(known.contains(fragment), "{page}: #{fragment}");
            }
            if ["a", "button", "summary"].contains(&&*element.name) {
                assert!(!element.text.trim().is_empty(), "{page}: an empty {}", element.name);
            }
        }
        for fieldset in elements.iter().filter(|element| element.name == "legend") {
            assert!(!fieldset.text.trim().is_empty(), "{page}");
        }
    });
}

#[test]
fn language_and_direction_are_told() {
    each_page(|page, temper, _, elements| {
        let html = &elements[0];
        let wanted = if temper == Temper::Arabic { ("ar", "rtl") } else { ("en", "ltr") };
        assert_eq!(
            (html.attribute("lang"), html.attribute("dir")),
            (Some(wanted.0), Some(wanted.1)),
            "{page}"
        );
        for words in elements.iter().filter(|element| element.attribute("class") == Some("words")) {
            let right_to_left = words.attribute("lang") == Some("ar");
            assert_eq!(words.attribute("dir"), Some(if right_to_left { "rtl" } else { "ltr" }), "{page}");
        }
    });
}

#[test]
fn an_arabic_statement_on_an_english_page_keeps_both_directions() {
    let mut view = specimens::statement(Temper::Arabic, None);
    view.page = specimens::page(Temper::Ordinary);
    let elements = read(&view.render().expect("renders"), Dialect::Html).expect("reads");
    assert_eq!(elements[0].attribute("dir"), Some("ltr"));
    let heading = named(&elements, "h1").next().expect("a heading");
    assert_eq!((heading.attribute("lang"), heading.attribute("dir")), (Some("ar"), Some("rtl")));
    assert_eq!(heading.text, ARABIC_TITLE);
}

#[test]
fn ordinary_pages_are_small() {
    for temper in [Temper::Ordinary, Temper::Arabic, Temper::Empty] {
        for (name, html) in all_pages(temper) {
            assert!(html.len() <= MOST_BYTES, "{name} {temper:?}: {} bytes", html.len());
        }
    }
}

#[test]
fn hostile_words_are_shown_as_words() {
    let html = specimens::statement(Temper::Hostile, Some(HOSTILE.to_owned())).render().expect("renders");
    let elements = read(&html, Dialect::Html).expect("reads");
    let heading = named(&elements, "h1").next().expect("a heading");
    assert_eq!(heading.text, tidied(HOSTILE));
    assert!(heading.text.contains("<script>"), "the words are there, as words");
    let title = named(&elements, "title").next().expect("a title");
    assert!(title.text.starts_with(&tidied(HOSTILE)));
    for turned in ['\u{202e}', '\u{0}'] {
        assert!(!html.contains(turned), "{turned:?} could turn or break the page");
    }
    assert!(html.contains("PDF, 340 KB") && !html.contains("javascript:"), "a link that runs is no link");
}

#[test]
fn a_link_of_another_server_that_runs_is_not_offered() {
    for (name, html) in public_pages(Temper::Hostile) {
        if name.ends_with("_result") {
            assert!(html.contains("gave us no page") && !html.contains("javascript:"), "{name}");
        }
    }
}

#[test]
fn forms_keep_what_was_typed_and_say_what_is_wrong() {
    let form = specimens_desk::form(Temper::Ordinary, true);
    let html = form.render().expect("renders");
    let elements = read(&html, Dialect::Html).expect("reads");
    let summary = elements.iter().find(|element| element.attribute("id") == Some("error-summary"));
    let summary = summary.expect("a summary");
    assert!(summary.attribute("tabindex") == Some("-1") && summary.attributes.contains_key("autofocus"));
    for problem in form.problems() {
        assert!(summary.text.contains(problem.message), "{problem:?}");
    }
    assert_eq!(form.problems().len(), 9);
    let text = named(&elements, "textarea").next().expect("a text field");
    // A browser drops the first line break in a textarea; the template gives one of its own.
    assert_eq!(text.text, format!("\n{}", form.main.text.value));
    let title =
        elements.iter().find(|element| element.attribute("id") == Some("title")).expect("a title field");
    assert_eq!(title.attribute("value"), Some("Water is a right"));
    assert_eq!(title.attribute("aria-describedby"), Some("title-hint title-error"));
    assert_eq!(title.attribute("aria-invalid"), Some("true"));
    let open = named(&elements, "details").filter(|details| details.attributes.contains_key("open")).count();
    assert_eq!(open, 3, "the language and the two files that were begun are open, the others are not");
    let chosen: Vec<_> =
        named(&elements, "option").filter(|option| option.attributes.contains_key("selected")).collect();
    assert_eq!(
        chosen.iter().filter_map(|option| option.attribute("value")).collect::<Vec<_>>(),
        ["en", "ar", "draft", "draft", "draft", "draft"],
        "the languages, and a translation counts as a draft until somebody says more"
    );
}

#[test]
fn desk_forms_carry_the_secret_and_public_ones_do_not() {
    each_page(|page, temper, _, elements| {
        for (index, form) in elements.iter().enumerate().filter(|(_, element)| element.name == "form") {
            let has_secret = elements.iter().any(|element| {
                element.ancestors.contains(&index) && element.attribute("name") == Some("csrf")
            });
            // People without an account have no session whose secret a form could carry.
            let action = form.attribute("action").unwrap_or_default();
            let is_anonymous = ["/newsletter", "/letters", "/pledges", "/events/confirm", "/events/erase"]
                .iter()
                .any(|path| action.starts_with(path))
                || ["/sign", "/come"].iter().any(|path| action.ends_with(path));
            let is_posted = form.attribute("method") == Some("post");
            assert_eq!(has_secret, is_posted && !is_anonymous, "{page} {temper:?} {action}");
        }
    });
}

#[test]
fn previews_tell_what_the_page_is() {
    let html = specimens::statement(Temper::Ordinary, None).render().expect("renders");
    let elements = read(&html, Dialect::Html).expect("reads");
    let meta = |key: &str| {
        let found = named(&elements, "meta")
            .find(|meta| meta.attribute("property").or(meta.attribute("name")) == Some(key));
        found.and_then(|meta| meta.attribute("content")).unwrap_or_else(|| panic!("no {key}")).to_owned()
    };
    assert_eq!(meta("og:type"), "article");
    assert_eq!(meta("og:url"), "https://rivers.example/s/7301?lang=en&v=2");
    assert_eq!(meta("og:site_name"), "Rivers Without Borders");
    assert_eq!(meta("article:published_time"), "2026-03-03T14:05:00Z");
    assert_eq!(meta("fediverse:creator"), "@rivers@rivers.example");
    assert!(meta("og:title").starts_with("Water") && meta("og:description").starts_with("The dam"));
    let types: Vec<_> = named(&elements, "link").filter_map(|link| link.attribute("type")).collect();
    assert!(types.contains(&"application/activity+json") && types.contains(&"application/atom+xml"));
    assert!(named(&elements, "link").any(|link| link.attribute("rel") == Some("canonical")));
}

#[test]
fn public_pages_speak_plainly() {
    for (name, html) in public_pages(Temper::Ordinary) {
        let elements = read(&html, Dialect::Html).expect("reads");
        let words = named(&elements, "body").next().expect("a body").text.to_lowercase();
        for jargon in ["webfinger", "activitypub", "actor", "inbox", "json-ld", "federat", "instance", "csrf"]
        {
            assert!(!words.contains(jargon), "{name} says {jargon}");
        }
    }
}

#[test]
fn the_feed_is_well_formed_and_keeps_what_is_behind_a_warning() {
    for temper in TEMPERS {
        let xml = specimens::feed(temper).render().expect("renders");
        let elements = read(&xml, Dialect::Xml).unwrap_or_else(|wrong| panic!("{temper:?}: {wrong}\n{xml}"));
        assert!(xml.starts_with("<?xml") && elements[0].name == "feed");
        assert!(!xml.contains(['\u{0}', '\u{b}', '\u{202e}']), "{temper:?}");
        assert_eq!(named(&elements, "entry").count(), temper.many(3));
        for name in ["id", "title", "updated"] {
            let count =
                elements.iter().filter(|element| element.name == name && element.ancestors == [0]).count();
            assert_eq!(count, 1, "{name}");
        }
        assert_eq!(named(&elements, "content").count(), temper.many(2));
        assert_eq!(named(&elements, "summary").count(), temper.many(1));
    }
    let ordinary = specimens::feed(Temper::Ordinary).render().expect("renders");
    let elements = read(&ordinary, Dialect::Xml).expect("reads");
    let content = named(&elements, "content").next().expect("a content");
    assert_eq!(content.text, Temper::Ordinary.body(), "a feed reader gets the same markup back");
}

/// With `ANTIPHON_SCREENS` set to a directory, writes every page there with its sheets, so that people can look.
#[test]
fn pages_can_be_looked_at() {
    let Some(folder) = std::env::var_os("ANTIPHON_SCREENS").map(std::path::PathBuf::from) else { return };
    let write = |path: &str, content: &[u8]| {
        let path = folder.join(path.trim_start_matches('/'));
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(path, content).expect("the file can be written");
    };
    for asset in [assets::style(), assets::icon()] {
        write(&asset.path, asset.bytes);
    }
    let accent = "#7a1f4b";
    write(&crate::web::accent::accent_path(accent), crate::web::accent::accent_css(accent).as_bytes());
    for temper in TEMPERS {
        let feed = specimens::feed(temper).render().expect("renders");
        write(&format!("{temper:?}_feed.xml").to_lowercase(), feed.as_bytes());
        for (name, html) in all_pages(temper) {
            let file = format!("{temper:?}_{name}.html").to_lowercase();
            write(&file, html.replace("\"/assets/", "\"assets/").as_bytes());
        }
    }
}
