//! The part of structured field values (RFC 8941) that signatures and digests need: dictionaries, inner lists, items.
//!
//! Strict and bounded: no recursion, no decimals, nothing twice. What the values mean is decided by the callers.

use super::SignatureError;
use super::reader::Reader;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write;

/// A value without parameters. Decimals do not occur in signatures and are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    /// At most 15 digits.
    Integer(i64),
    /// A quoted string of printable ASCII.
    Text(String),
    /// A bare word.
    Token(String),
    /// Base64 between colons.
    Bytes(Vec<u8>),
    /// `?0`, `?1`, or a key that stands alone.
    Boolean(bool),
}

/// Keys and values after an item or a list, in the order in which they came.
pub(super) type Parameters = Vec<(String, Bare)>;

/// A value with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) value: Bare,
    pub(super) parameters: Parameters,
}

/// What a key of a dictionary stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Member {
    /// One value.
    Item(Item),
    /// Values in parentheses, with the parameters of the whole list.
    List(Vec<Item>, Parameters),
}

const MOST_MEMBERS: usize = 16;

/// Reads a whole dictionary. A key that comes twice is refused, although RFC 8941 would let the last one win.
pub(super) fn parse_dictionary(text: &str) -> Result<Vec<(String, Member)>, SignatureError> {
    let mut reader = Reader { rest: text.trim_matches(' ').as_bytes() };
    let mut members: Vec<(String, Member)> = Vec::new();
    while !reader.rest.is_empty() {
        if members.len() == MOST_MEMBERS {
            return Err(SignatureError::TooLarge);
        }
        let key = reader.key()?;
        if members.iter().any(|(known, _)| *known == key) {
            return Err(SignatureError::Duplicate("a label"));
        }
        members.push((key, reader.member()?));
        reader.skip(b" \t");
        if reader.rest.is_empty() {
            break;
        }
        reader.expect(b',', "a comma is missing")?;
        reader.skip(b" \t");
        if reader.rest.is_empty() {
            return Err(SignatureError::Malformed("it ends with a comma"));
        }
    }
    Ok(members)
}

/// Writes an inner list in its one canonical form (RFC 8941, section 4.1.1.1).
pub(super) fn write_list(items: &[Item], parameters: &Parameters) -> String {
    let mut text = String::from("(");
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            text.push(' ');
        }
        write_bare(&mut text, &item.value);
        write_parameters(&mut text, &item.parameters);
    }
    text.push(')');
    write_parameters(&mut text, parameters);
    text
}

fn write_parameters(text: &mut String, parameters: &Parameters) {
    for (key, value) in parameters {
        text.push(';');
        text.push_str(key);
        if *value != Bare::Boolean(true) {
            text.push('=');
            write_bare(text, value);
        }
    }
}

fn write_bare(text: &mut String, value: &Bare) {
    match value {
        Bare::Integer(number) => write!(text, "{number}"),
        Bare::Text(inner) => {
            let inner = inner.replace('\\', "\\\\").replace('"', "\\\"");
            write!(text, "\"{inner}\"")
        }
        Bare::Token(word) => write!(text, "{word}"),
        Bare::Bytes(bytes) => write!(text, ":{}:", STANDARD.encode(bytes)),
        Bare::Boolean(truth) => write!(text, "?{}", u8::from(*truth)),
    }
    .expect("a string takes all that is written to it");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str) -> String {
        match &parse_dictionary(text).expect("sound")[..] {
            [(_, Member::List(items, parameters))] => write_list(items, parameters),
            other => panic!("not one list: {other:?}"),
        }
    }

    #[test]
    fn lists_are_rewritten_in_canonical_form() {
        let canonical = r#"("@method" "date";bs);created=1618884473;keyid="a\"b\\c";t=*x/y;b=:AQI=:;f=?0;g"#;
        assert_eq!(rewritten(&format!("sig={canonical}")), canonical);
        assert_eq!(
            rewritten(r#"sig=(  "a"   "b" ); created=007;b=:AQI:;g=?1"#),
            r#"("a" "b");created=7;b=:AQI=:;g"#
        );
        assert_eq!(rewritten("sig=();n=-5"), "();n=-5");
    }

    #[test]
    fn dictionaries_keep_their_order() {
        let members = parse_dictionary("b=:AQI=: ,\ta;x=1, c=tok").expect("sound");
        let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b", "a", "c"]);
        let bytes = Item { value: Bare::Bytes(vec![1, 2]), parameters: vec![] };
        assert_eq!(members[0].1, Member::Item(bytes));
        assert_eq!(parse_dictionary(""), Ok(vec![]));
    }

    #[test]
    fn broken_texts_are_errors() {
        for text in [
            ",",
            "a,",
            "a,,b",
            "a b",
            "A=1",
            "a=",
            "a=(",
            "a=(\"x\"",
            "a=(\"x\"\"y\")",
            "a=((1))",
            "a=\"",
            "a=\"x\\",
            "a=\"\\n\"",
            "a=\"é\"",
            "a=:A",
            "a=:*:",
            "a=?2",
            "a=?",
            "a=-",
            "a=1.5",
            "a=1234567890123456",
            "a;=1",
            "a=1;b;b",
            "a=1, a=2",
            "a=@1",
            "é",
        ] {
            assert!(parse_dictionary(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a35_more_than_anybody_needs_is_refused() {
        let many = |part: &str, count: usize| vec![part; count].join(" ");
        assert_eq!(parse_dictionary(&format!("a=({})", many("1", 33))), Err(SignatureError::TooLarge));
        let members: Vec<String> = (0..17).map(|number| format!("k{number}")).collect();
        assert_eq!(parse_dictionary(&members.join(",")), Err(SignatureError::TooLarge));
        assert_eq!(parse_dictionary(&format!("a;{}", members.join(";"))), Err(SignatureError::TooLarge));
    }
}
