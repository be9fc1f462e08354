//! A small, strict reader of the markup our templates write: every element closed, every attribute quoted. It is no
//! HTML parser; it refuses what a browser would forgive.

use std::collections::HashMap;

/// An element in document order.
#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub attributes: HashMap<String, String>,
    /// The text of the element and everything in it, entities decoded.
    pub text: String,
    /// Positions of the elements it stands in, outermost first.
    pub ancestors: Vec<usize>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// Which elements may stand without an end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Html,
    Xml,
}

const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];

/// All elements of a document, or what is wrong with it.
pub fn read(document: &str, dialect: Dialect) -> Result<Vec<Element>, String> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = document;
    while let Some(start) = rest.find('<') {
        let text = decoded(&rest[..start])?;
        for index in &open {
            elements[*index].text.push_str(&text);
        }
        rest = &rest[start..];
        let end = tag_end(rest)?;
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if tag.starts_with(['!', '?']) {
            if !elements.is_empty() {
                return Err(format!("declaration inside the document: {tag}"));
            }
        } else if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().ok_or_else(|| format!("</{name}> closes nothing"))?;
            if elements[closed].name != name {
                return Err(format!("</{name}> closes <{}>", elements[closed].name));
            }
        } else {
            let is_closed = tag.ends_with('/');
            let (name, attributes) = parts(tag.trim_end_matches('/'))?;
            if open.is_empty() && !elements.is_empty() {
                return Err(format!("a second root: {name}"));
            }
            let is_void = dialect == Dialect::Html && VOID.contains(&name.as_str());
            elements.push(Element { name, attributes, text: String::new(), ancestors: open.clone() });
            if !is_closed && !is_void {
                open.push(elements.len() - 1);
            }
        }
    }
    if !open.is_empty() || !rest.trim().is_empty() || elements.is_empty() {
        return Err(format!("the document does not end: {:?}", rest.trim()));
    }
    Ok(elements)
}

/// Where the tag ends that begins here; `>` inside quotes does not count.
fn tag_end(rest: &str) -> Result<usize, String> {
    let mut quote = None;
    for (index, letter) in rest.char_indices() {
        match (quote, letter) {
            (None, '>') => return Ok(index),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    Err("a tag does not end".to_owned())
}

fn parts(tag: &str) -> Result<(String, HashMap<String, String>), String> {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    if name.is_empty() || !name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == ':') {
        return Err(format!("not a tag: <{tag}>"));
    }
    let mut attributes = HashMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Ok((name.to_owned(), attributes));
        }
        let length = rest.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(rest.len());
        let key = &rest[..length];
        if !key.chars().all(|letter| letter.is_ascii_alphanumeric() || "-:".contains(letter)) {
            return Err(format!("not an attribute: {key} in <{tag}>"));
        }
        rest = &rest[length..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (inside, after) = quoted.split_once('"').ok_or_else(|| format!("open quote in <{tag}>"))?;
            if inside.contains('<') {
                return Err(format!("a bare < in <{tag}>"));
            }
            value = decoded(inside)?;
            rest = after;
        } else if rest.starts_with('=') {
            return Err(format!("an attribute without quotes in <{tag}>"));
        }
        if attributes.insert(key.to_owned(), value).is_some() {
            return Err(format!("{key} twice in <{tag}>"));
        }
    }
}

/// Text with its entities decoded; a bare `&` is an error.
fn decoded(text: &str) -> Result<String, String> {
    let mut pieces = text.split('&');
    let mut decoded = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (entity, after) = piece.split_once(';').ok_or_else(|| format!("a bare & in {text:?}"))?;
        let letter = match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "nbsp" => '\u{a0}',
            number => number
                .strip_prefix('#')
                .and_then(|number| number.parse().ok())
                .and_then(char::from_u32)
                .ok_or_else(|| format!("unknown entity {entity}"))?,
        };
        decoded.push(letter);
        decoded.push_str(after);
    }
    Ok(decoded)
}

#[test]
fn the_reader_refuses_what_is_broken() {
    let wrong = [
        "",
        "<p>",
        "<p></b></p>",
        "<p class=a></p>",
        "<p a=\"1\" a=\"2\"></p>",
        "<p>a & b</p>",
        "<p></p><p></p>",
        "<p title=\"<b>\"></p>",
        "text",
        "<p><!-- --></p>",
    ];
    for document in wrong {
        assert!(read(document, Dialect::Html).is_err(), "{document:?}");
    }
    assert!(read("<p><br>x</p>", Dialect::Html).is_ok());
    assert!(read("<p><br>x</p>", Dialect::Xml).is_err());
}

#[test]
fn the_reader_gives_text_and_place() {
    let elements =
        read("<!doctype html><p lang=\"de\">a <b>&#60;b&#62;</b></p>", Dialect::Html).expect("reads");
    assert_eq!(elements[0].text, "a <b>");
    assert_eq!(elements[0].attribute("lang"), Some("de"));
    assert_eq!(elements[1].ancestors, [0]);
}
