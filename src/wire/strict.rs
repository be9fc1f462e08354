//! Reading JSON that strangers send: one pass, with limits, before anything looks at its meaning.
//!
//! Nothing here knows what the members mean, but for those of JSON-LD that would let one document be
//! read in two ways.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Objects and arrays inside of one another, the outermost counted as one.
pub const DEEPEST: usize = 32;
/// Members of all objects of a document together.
pub const MOST_KEYS: usize = 10_000;
/// Items of all arrays of a document together.
pub const MOST_ITEMS: usize = 50_000;

/// Why a text is refused before it is understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonFault {
    /// Not JSON, not UTF-8, half a surrogate pair, or a number that no one can hold.
    #[error("this is not JSON")]
    NotJson,
    /// JSON, but a list or a word.
    #[error("the document is not a JSON object")]
    NotAnObject,
    /// One object says the same thing twice, so that two readers may see two documents.
    #[error("the member {0} stands twice in one object")]
    Twice(String),
    /// More than [`DEEPEST`] objects and arrays inside of one another.
    #[error("the document is nested deeper than {DEEPEST}")]
    TooDeep,
    /// More than [`MOST_KEYS`] members.
    #[error("the document has more than {MOST_KEYS} members")]
    TooManyKeys,
    /// More than [`MOST_ITEMS`] items.
    #[error("the document has more than {MOST_ITEMS} items")]
    TooManyItems,
    /// A JSON-LD keyword where its meaning would differ from what plain readers see (A40).
    #[error("the JSON-LD keyword {0} is not supported here")]
    LinkedData(&'static str),
}

/// Reads one JSON object.
///
/// Refused are: duplicate members at any level, deep nesting, too many members or items (A151), and
/// JSON-LD keywords that stand for `id` and `type` or carry a second document (A40).
pub fn read(bytes: &[u8]) -> Result<Value, JsonFault> {
    let limits = Limits::default();
    let mut source = serde_json::Deserializer::from_slice(bytes);
    let value = Node { limits: &limits, depth: 0 }
        .deserialize(&mut source)
        .and_then(|value| source.end().map(|()| value))
        .map_err(|_| limits.fault.take().unwrap_or(JsonFault::NotJson))?;
    if !value.is_object() {
        return Err(JsonFault::NotAnObject);
    }
    refuse_linked_data(&value)?;
    Ok(value)
}

/// Looks at the document, and at what it carries as `object`, however often that is repeated.
fn refuse_linked_data(value: &Value) -> Result<(), JsonFault> {
    match value {
        Value::Array(items) => items.iter().try_for_each(refuse_linked_data),
        Value::Object(members) => {
            for keyword in ["@graph", "@included", "@reverse", "@id", "@type"] {
                if members.contains_key(keyword) {
                    return Err(JsonFault::LinkedData(keyword));
                }
            }
            members.get("object").map_or(Ok(()), refuse_linked_data)
        }
        _ => Ok(()),
    }
}

/// What one document may still use up, and why it was refused.
#[derive(Default)]
struct Limits {
    keys: Cell<usize>,
    items: Cell<usize>,
    fault: RefCell<Option<JsonFault>>,
}

impl Limits {
    fn refuse<E: serde::de::Error>(&self, fault: JsonFault) -> E {
        self.fault.replace(Some(fault));
        E::custom("refused")
    }
}

/// One value of the document, so many containers deep.
#[derive(Clone, Copy)]
struct Node<'a> {
    limits: &'a Limits,
    depth: usize,
}

impl Node<'_> {
    fn inside<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == DEEPEST {
            return Err(self.limits.refuse(JsonFault::TooDeep));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        serde_json::Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| self.limits.refuse(JsonFault::NotJson))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut items = Vec::new();
        while let Some(item) = source.next_element_seed(inside)? {
            if self.limits.items.replace(self.limits.items.get() + 1) == MOST_ITEMS {
                return Err(self.limits.refuse(JsonFault::TooManyItems));
            }
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut members = Map::new();
        while let Some(key) = source.next_key::<String>()? {
            if self.limits.keys.replace(self.limits.keys.get() + 1) == MOST_KEYS {
                return Err(self.limits.refuse(JsonFault::TooManyKeys));
            }
            if members.contains_key(&key) {
                let shown = crate::domain::text::clean_line(&key, 64);
                return Err(self.limits.refuse(JsonFault::Twice(shown)));
            }
            let value = source.next_value_seed(inside)?;
            members.insert(key, value);
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a151_the_same_member_twice_at_any_level() {
        for text in [
            r#"{"actor":"a","id":"x","actor":"b"}"#,
            r#"{"object":{"tag":[{"a":1,"\u0061":2}]}}"#,
            r#"{"@context":{"x":{"y":1,"y":1}}}"#,
        ] {
            assert!(matches!(read(text.as_bytes()), Err(JsonFault::Twice(_))), "{text}");
        }
        assert!(read(br#"{"a":{"x":1},"b":{"x":1}}"#).is_ok());
    }

    #[test]
    fn a151_depth_members_and_items_have_limits() {
        let nested = |depth: usize| format!("{{\"a\":{}1{}}}", "[".repeat(depth - 1), "]".repeat(depth - 1));
        assert!(read(nested(DEEPEST).as_bytes()).is_ok());
        assert_eq!(read(nested(DEEPEST + 1).as_bytes()), Err(JsonFault::TooDeep));
        assert_eq!(read(nested(10_000).as_bytes()), Err(JsonFault::TooDeep));

        let wide = |count: usize| {
            let members: Vec<String> = (0..count).map(|n| format!("\"k{n}\":0")).collect();
            format!("{{{}}}", members.join(","))
        };
        assert!(read(wide(MOST_KEYS).as_bytes()).is_ok());
        assert_eq!(read(wide(MOST_KEYS + 1).as_bytes()), Err(JsonFault::TooManyKeys));

        let long = |count: usize| format!("{{\"a\":[0{}]}}", ",0".repeat(count - 1));
        assert!(read(long(MOST_ITEMS).as_bytes()).is_ok());
        assert_eq!(read(long(MOST_ITEMS + 1).as_bytes()), Err(JsonFault::TooManyItems));
    }

    #[test]
    fn a151_numbers_that_no_one_can_hold() {
        assert_eq!(read(br#"{"a":1e999999}"#), Err(JsonFault::NotJson));
        assert_eq!(read(br#"{"a":-1e999999}"#), Err(JsonFault::NotJson));
        assert_eq!(read(br#"{"a":NaN}"#), Err(JsonFault::NotJson));
        assert_eq!(read(br#"{"a":-71.184902}"#).expect("good")["a"], serde_json::json!(-71.184_902));
    }

    #[test]
    fn a128_broken_utf8_and_half_characters() {
        assert_eq!(read(b"{\"a\":\"\xff\"}"), Err(JsonFault::NotJson));
        assert_eq!(read(br#"{"a":"\ud800"}"#), Err(JsonFault::NotJson));
        assert_eq!(read(br#"{"a":"\ud83d\ude00"}"#).expect("good")["a"], "😀");
    }

    #[test]
    fn only_one_whole_object() {
        for text in ["[]", "1", "\"x\"", "null"] {
            assert_eq!(read(text.as_bytes()), Err(JsonFault::NotAnObject), "{text}");
        }
        for text in ["", "{", "{} {}", "{}x", "{'a':1}"] {
            assert_eq!(read(text.as_bytes()), Err(JsonFault::NotJson), "{text}");
        }
    }

    #[test]
    fn a40_linked_data_in_place_of_plain_members() {
        for text in [
            r#"{"@id":"https://a.test/1","type":"Create"}"#,
            r#"{"id":"https://a.test/1","@type":"Create"}"#,
            r#"{"@graph":[{"id":"https://a.test/1"}]}"#,
            r#"{"id":"https://a.test/1","@included":[]}"#,
            r#"{"id":"https://a.test/1","@reverse":{}}"#,
            r#"{"id":"https://a.test/1","object":{"@id":"https://b.test/1"}}"#,
            r#"{"id":"https://a.test/1","object":[{"object":{"@type":"Note"}}]}"#,
        ] {
            assert!(matches!(read(text.as_bytes()), Err(JsonFault::LinkedData(_))), "{text}");
        }
        let context = br#"{"@context":[{"x":{"@id":"as:x","@type":"@id"}}],"id":"https://a.test/1"}"#;
        assert!(read(context).is_ok());
    }
}
