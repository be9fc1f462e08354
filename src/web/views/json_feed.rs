//! The JSON feed (jsonfeed.org, version 1.1): the same as the Atom feed, for readers that would rather read JSON.

use serde::Serialize;

use super::feed::{AtomFeed, FeedAuthor, FeedEntry};
use crate::words::tidied;

const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// A page of the feed.
#[derive(Clone, Debug, Serialize)]
pub struct JsonFeed {
    version: &'static str,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    icon: String,
    authors: Vec<Author>,
    items: Vec<Item>,
}

#[derive(Clone, Debug, Serialize)]
struct Author {
    name: String,
    url: String,
}

impl Author {
    fn of(author: FeedAuthor) -> Self {
        Self { name: tidied(&author.name), url: author.address }
    }
}

#[derive(Clone, Debug, Serialize)]
struct Item {
    id: String,
    url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    /// With a content warning the feed carries the warning and not the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    /// An item has to have a text; the warning is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<String>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    language: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author>,
}

impl JsonFeed {
    /// The same page as JSON.
    pub fn of(feed: AtomFeed) -> Self {
        Self {
            version: VERSION,
            description: tidied(&feed.subtitle),
            authors: vec![Author::of(feed.author)],
            title: tidied(&feed.title),
            home_page_url: feed.page_address,
            feed_url: feed.self_address,
            next_url: feed.older_address,
            icon: feed.icon_address,
            items: feed.entries.into_iter().map(Item::of).collect(),
        }
    }
}

impl Item {
    fn of(entry: FeedEntry) -> Self {
        let warning = entry.content_warning.as_deref().map(tidied);
        Self {
            id: entry.id,
            url: entry.address,
            title: tidied(&entry.title),
            content_html: warning.is_none().then_some(entry.body_html),
            summary: warning.clone(),
            content_text: warning,
            date_published: entry.published,
            date_modified: entry.updated,
            language: entry.language.tag,
            tags: entry.tags.iter().map(|tag| tidied(tag)).collect(),
            authors: entry.author.into_iter().map(Author::of).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::views::language::Language;

    fn entry(content_warning: Option<&str>) -> FeedEntry {
        FeedEntry {
            id: "https://a.test/posts/1".to_owned(),
            title: "Clean\u{202e} river".to_owned(),
            language: Language::of("en"),
            address: "https://a.test/@a/1".to_owned(),
            published: "2026-11-23T10:00:00Z".to_owned(),
            updated: "2026-11-24T10:00:00Z".to_owned(),
            body_html: "<p>Words</p>".to_owned(),
            content_warning: content_warning.map(str::to_owned),
            tags: vec!["water".to_owned()],
            author: None,
        }
    }

    #[test]
    fn a_warning_stands_in_the_place_of_the_text() {
        let plain = serde_json::to_value(Item::of(entry(None))).expect("JSON");
        assert_eq!(
            (&plain["content_html"], &plain["title"]),
            (&"<p>Words</p>".into(), &"Clean river".into())
        );
        let warned = serde_json::to_value(Item::of(entry(Some("War")))).expect("JSON");
        assert_eq!((&warned["content_text"], &warned["summary"]), (&"War".into(), &"War".into()));
        assert!(warned.get("content_html").is_none() && !warned.to_string().contains("Words"));
    }
}
