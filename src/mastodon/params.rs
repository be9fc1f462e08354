//! What clients send: query, form, JSON and multipart, all read into the same list of names and values, since every
//! client sends every request in another of these ways. Files in a multipart body are noted by name only.

use std::collections::HashSet;

use http::{HeaderMap, header};
use url::form_urlencoded;

use crate::http::multipart::{self, Part};

use super::error::Problem;

/// Names and values in the order they came; nested ones as `outer[inner]`, repeated ones as `name[]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    pairs: Vec<(String, String)>,
    /// Lists without members, which only JSON can say: who sends one wants what it stands for to be empty.
    emptied: Vec<String>,
}

/// The most values of one request.
const MOST: usize = 1_000;

impl Params {
    /// Reads the part of the address after the `?`.
    pub fn of_query(query: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        Self { pairs: pairs.into_owned().take(MOST).collect(), emptied: Vec::new() }
    }

    /// Reads what was sent in the address and in the body, since clients use either for the same request. What the
    /// body names counts, and nothing of that name in the address.
    pub fn of_request(query: Option<&str>, headers: &HeaderMap, body: &[u8]) -> Result<Self, Problem> {
        let mut all = Self::of_query(query);
        let sent = Self::of_body(headers, body)?;
        let named: HashSet<&str> = sent.names().map(root_of).collect();
        all.pairs.retain(|(name, _)| !named.contains(root_of(name)));
        all.pairs.extend(sent.pairs);
        all.emptied = sent.emptied;
        Ok(all)
    }

    /// Reads a body as its `Content-Type` says; without one it is a form, as some clients forget it. Handlers read with
    /// [`Self::of_request`], but for those who are sent a password: none belongs into an address, which is written down
    /// by whoever stands between.
    pub fn of_body(headers: &HeaderMap, body: &[u8]) -> Result<Self, Problem> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let main = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let mut all = Self::default();
        match main.as_str() {
            "application/json" if body.is_empty() => {}
            "application/json" => {
                let value: serde_json::Value =
                    serde_json::from_slice(body).map_err(|_| Problem::unreadable("The body is not JSON"))?;
                // Some clients send `null` where there is nothing to say.
                if !value.is_object() && !value.is_null() {
                    return Err(Problem::unreadable("The body is not a JSON object"));
                }
                all.flatten("", &value);
            }
            "multipart/form-data" => {
                let parts = multipart::parts(kind, body)
                    .ok_or_else(|| Problem::unreadable("The body has no boundary"))?;
                let text = |part: Part<'_>| {
                    let value = if part.is_file { "".into() } else { String::from_utf8_lossy(part.content) };
                    (part.name, value.into_owned())
                };
                all.pairs = parts.into_iter().map(text).collect();
            }
            _ => all.pairs = form_urlencoded::parse(body).into_owned().take(MOST).collect(),
        }
        Ok(all)
    }

    fn flatten(&mut self, name: &str, value: &serde_json::Value) {
        use serde_json::Value;
        let inner = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}[{key}]") };
        match value {
            _ if self.pairs.len() + self.emptied.len() >= MOST => {}
            Value::Null => {}
            Value::Object(members) => {
                members.iter().for_each(|(key, value)| self.flatten(&inner(key), value));
            }
            Value::Array(items) if items.is_empty() => self.emptied.push(name.to_owned()),
            Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| {
                // Members of one object stay together only when its place is named.
                let name = if value.is_object() { inner(&at.to_string()) } else { inner("") };
                self.flatten(&name, value);
            }),
            Value::String(text) => self.pairs.push((name.to_owned(), text.clone())),
            Value::Bool(_) | Value::Number(_) => self.pairs.push((name.to_owned(), value.to_string())),
        }
    }

    /// The value of this name; the last one when there are several.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every value of `name` and `name[]`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(key, _)| key.strip_suffix("[]").unwrap_or(key) == name)
            .map(|(_, value)| value.as_str())
    }

    /// What was sent as a list of objects: `name[0][key]`, or `name[][key]`, where a key that comes again begins the next.
    pub fn objects(&self, name: &str) -> Vec<Vec<(&str, &str)>> {
        let mut found: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
        for (whole, value) in self.pairs() {
            let Some((place, key)) = whole
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('['))
                .and_then(|rest| rest.strip_suffix(']'))
                .and_then(|rest| rest.split_once("]["))
            else {
                continue;
            };
            let same = found.iter_mut().rev().find(|(other, members)| {
                *other == place && (!place.is_empty() || members.iter().all(|(known, _)| *known != key))
            });
            match same {
                Some((_, members)) => members.push((key, value)),
                None => found.push((place, vec![(key, value)])),
            }
        }
        found.into_iter().map(|(_, members)| members).collect()
    }

    /// Whether anything of this name was sent: itself, a part of it, or an empty list.
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|key| root_of(key) == name)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(name, _)| name).chain(&self.emptied).map(String::as_str)
    }

    /// Yes or no, in the ways that clients write it.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.get(name).map(is_yes)
    }

    /// Everything, for a link that repeats it.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// `poll` of `poll[options][]`.
fn root_of(name: &str) -> &str {
    name.split('[').next().unwrap_or_default()
}

/// Whether a value that was sent means yes.
pub fn is_yes(value: &str) -> bool {
    !matches!(value, "" | "0" | "false" | "f" | "off" | "F" | "FALSE" | "False")
}

/// The file of this name in a multipart body; one without a byte is none.
pub fn file<'b>(headers: &HeaderMap, body: &'b [u8], name: &str) -> Option<&'b [u8]> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let found = multipart::parts(kind, body)?.into_iter().find(|part| part.is_file && part.name == name)?;
    Some(found.content).filter(|content| !content.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(kind: &str, body: &str) -> Params {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, kind.parse().expect("a value"));
        Params::of_body(&headers, body.as_bytes()).expect("it can be read")
    }

    #[test]
    fn the_same_request_in_every_way_of_writing_it() {
        let multipart = "--x\r\nContent-Disposition: form-data; name=\"status\"\r\n\r\nhé & you\r\n--x\r\nContent-Disposition: form-data; name=\"media_ids[]\"\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data; name=\"sensitive\"\r\n\r\ntrue\r\n--x--\r\n";
        for params in [
            body(
                "application/json",
                r#"{"status": "hé & you", "media_ids": [1], "sensitive": true, "poll": null}"#,
            ),
            body("application/x-www-form-urlencoded", "status=h%C3%A9+%26+you&media_ids[]=1&sensitive=1"),
            body("multipart/form-data; boundary=x", multipart),
        ] {
            assert_eq!(params.get("status"), Some("hé & you"), "{params:?}");
            assert_eq!(params.all("media_ids").collect::<Vec<_>>(), ["1"]);
            assert_eq!(params.flag("sensitive"), Some(true));
            assert!(!params.has("poll"));
        }
    }

    #[test]
    fn lists_of_objects_in_every_way_of_writing_them() {
        for params in [
            body("application/json", r#"{"k": [{"id": 1, "word": "a"}, {"word": "b"}, {"id": 3}]}"#),
            body("application/x-www-form-urlencoded", "k[0][id]=1&k[0][word]=a&k[1][word]=b&k[2][id]=3"),
        ] {
            let expected = [vec![("id", "1"), ("word", "a")], vec![("word", "b")], vec![("id", "3")]];
            assert_eq!(params.objects("k"), expected, "{params:?}");
        }
        let form = body("application/x-www-form-urlencoded", "k[][word]=a&k[][id]=1&k[][word]=b&x[][word]=c");
        assert_eq!(form.objects("k"), [vec![("word", "a"), ("id", "1")], vec![("word", "b")]]);
    }

    #[test]
    fn what_is_no_request_is_refused_and_never_breaks() {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, "application/json".parse().expect("a value"));
        for text in ["{", "[]", "1", "\"x\""] {
            assert!(Params::of_body(&headers, text.as_bytes()).is_err(), "{text}");
        }
        for text in ["--x", "--x\r\n\r\n", "--x\r\n\r\n--x", "--x\r\n\r\n\r\n--x", "x", ""] {
            assert_eq!(body("multipart/form-data; boundary=x", text), Params::default(), "{text}");
        }
        assert_eq!(
            Params::of_query(Some("id[]=1&id[]=2&id=3")).all("id").collect::<Vec<_>>(),
            ["1", "2", "3"]
        );
    }

    #[test]
    fn an_empty_list_was_sent_and_what_the_body_names_counts() {
        let params = body("application/json", r#"{"media_ids": [], "status": "x", "poll": null}"#);
        assert!(params.has("media_ids") && !params.has("poll") && params.all("media_ids").next().is_none());
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, "application/json".parse().expect("a value"));
        let query = Some("choices[]=0&choices[]=2&notify=true&id[]=1");
        let both =
            Params::of_request(query, &headers, br#"{"choices": [1], "id": []}"#).expect("it can be read");
        assert_eq!(both.all("choices").collect::<Vec<_>>(), ["1"]);
        assert_eq!((both.flag("notify"), both.all("id").next()), (Some(true), None));
        assert_eq!(body("application/json", "null"), Params::default());
    }
}
