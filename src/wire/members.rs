//! How single members of a document are read: ids, lists, links, times. One place for every spelling
//! that other servers use (a string, an object with an `id`, a list of either).

use std::collections::HashSet;

use serde_json::Value;

use super::fault::Fault;
use crate::domain::audience::is_public;
use crate::domain::text::clean_line;
use crate::domain::time::Time;
use crate::domain::uri::Uri;

/// The most addresses kept of `to` and of `cc` (A152).
pub const MOST_ADDRESSES: usize = 500;

/// The member when it is a string.
pub fn text<'a>(value: &'a Value, member: &str) -> Option<&'a str> {
    value.get(member)?.as_str()
}

/// The member as a list: nothing, one or many.
pub fn list<'a>(value: &'a Value, member: &str) -> &'a [Value] {
    match value.get(member) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(items)) => items,
        Some(one) => std::slice::from_ref(one),
    }
}

/// The type as one plain string; of several the first one.
pub fn kind(value: &Value) -> Option<&str> {
    list(value, "type").iter().find_map(Value::as_str)
}

/// The id of what is either named by a string or carried along as an object.
pub fn id_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(id) => Some(id),
        Value::Object(_) => text(value, "id"),
        _ => None,
    }
}

/// The id in this member; of several the first one. `None` when there is none or it is no http(s) URL.
pub fn uri(value: &Value, member: &str) -> Option<Uri> {
    Uri::parse(id_of(list(value, member).first()?)?).ok()
}

/// The id in this member, which has to be there; of several the first one.
pub fn required_uri(value: &Value, member: &'static str) -> Result<Uri, Fault> {
    let id = list(value, member).first().and_then(id_of).ok_or(Fault::Missing(member))?;
    Uri::parse(id).map_err(|fault| Fault::NoId(member, fault))
}

/// The ids in this member, each once, at most [`MOST_ADDRESSES`] and the spellings of "everybody".
pub fn addresses(value: &Value, member: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for address in list(value, member).iter().filter_map(id_of) {
        let wanted = is_public(address) || (found.len() < MOST_ADDRESSES && Uri::parse(address).is_ok());
        if wanted && seen.insert(address) {
            found.push(address.to_owned());
        }
    }
    found
}

/// A time (RFC 3339).
pub fn time(value: &Value, member: &str) -> Option<Time> {
    text(value, member).and_then(Time::parse)
}

/// A count; negative and broken ones are none. Kept far below what a database column holds.
pub fn count(value: &Value, member: &str) -> Option<u64> {
    value.get(member)?.as_u64().map(|number| number.min(1_000_000_000_000))
}

/// Whether the member says `true`.
pub fn is_true(value: &Value, member: &str) -> bool {
    value.get(member).and_then(Value::as_bool).unwrap_or(false)
}

/// One link of a document: an address and its media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// An http(s) URL.
    pub href: &'a str,
    /// What is there, where the document says so.
    pub media_type: Option<&'a str>,
}

/// The links in this member: strings, `Link` objects, media objects with a `url` of their own.
/// Addresses that are not http(s) are left out (A123).
pub fn links<'a>(value: &'a Value, member: &str) -> Vec<Link<'a>> {
    let mut found = Vec::new();
    for item in list(value, member).iter().take(100) {
        let media_type = text(item, "mediaType").filter(|media| is_media_type(media));
        let targets = match item {
            Value::String(href) => vec![href.as_str()],
            Value::Object(_) => match text(item, "href") {
                Some(href) => vec![href],
                None => list(item, "url").iter().filter_map(Value::as_str).take(1).collect(),
            },
            _ => Vec::new(),
        };
        let good = targets.into_iter().filter(|href| Uri::parse(href).is_ok());
        found.extend(good.map(|href| Link { href, media_type }));
    }
    found
}

/// The page for people behind `url`: the first link that is HTML or does not say what it is.
pub fn page(value: &Value) -> Option<String> {
    let links = links(value, "url");
    let is_page = |link: &&Link<'_>| link.media_type.is_none_or(|media| media.starts_with("text/html"));
    links.iter().find(is_page).map(|link| link.href.to_owned())
}

/// Whether a text looks like a media type.
pub fn is_media_type(text: &str) -> bool {
    text.len() <= 100
        && text.contains('/')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"/.+-;=_ ".contains(&b))
}

/// A line that somebody else chose; `None` when nothing is left of it.
pub fn line(value: &Value, member: &str, most: usize) -> Option<String> {
    text(value, member).map(|text| clean_line(text, most)).filter(|line| !line.is_empty())
}

/// At most so many bytes of a text, cut between characters.
pub fn clip(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ids_in_every_spelling() {
        let id = "https://a.test/1";
        for value in [json!({ "x": id }), json!({"x": {"id": id, "type": "Note"}}), json!({"x": [id, "y"]})] {
            assert_eq!(uri(&value, "x").expect("an id").as_str(), id);
        }
        for value in
            [json!({"x": 1}), json!({"x": "1"}), json!({"x": {"id": 1}}), json!({"x": []}), json!({})]
        {
            assert_eq!(uri(&value, "x"), None, "{value}");
            assert!(required_uri(&value, "x").is_err(), "{value}");
        }
    }

    #[test]
    fn a152_addresses_are_clipped_but_everybody_is_not_lost() {
        let mut to: Vec<String> = (0..10_000).map(|n| format!("https://a.test/{n}")).collect();
        to.push("as:Public".to_owned());
        to.push("https://a.test/0".to_owned());
        let found = addresses(&json!({ "to": to }), "to");
        assert_eq!(found.len(), MOST_ADDRESSES + 1);
        assert_eq!(found.last().map(String::as_str), Some("as:Public"));
    }

    #[test]
    fn a123_links_lead_to_http_only() {
        let value = json!({"url": [
            "javascript:alert(1)", " https://x.test/", {"type": "Link", "href": "data:text/html,x"},
            {"type": "Link", "mediaType": "video/mp4", "href": "https://a.test/v.mp4"},
            {"type": "Link", "mediaType": "text/html", "href": "https://a.test/watch"}
        ]});
        assert_eq!(page(&value).as_deref(), Some("https://a.test/watch"));
        assert_eq!(links(&value, "url").len(), 2);
        assert_eq!(page(&json!({"url": "\u{1}https://x.test/"})), None);
        assert_eq!(page(&json!({"url": "https://a.test/p"})).as_deref(), Some("https://a.test/p"));
    }
}
