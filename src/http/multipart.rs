//! Bodies of several parts, as forms with files send them. What is broken has fewer parts, and never breaks us.

/// The most parts of one body.
const MOST: usize = 1_000;

/// One part of a multipart body. The name a file had at home is not looked at (A146).
#[derive(Clone, Debug)]
pub struct Part<'b> {
    /// The name of the field.
    pub name: String,
    /// Whether it is a file.
    pub is_file: bool,
    /// Its bytes.
    pub content: &'b [u8],
}

/// The parts of a body with this `Content-Type`; `None` where it names no boundary.
pub fn parts<'b>(content_type: &str, body: &'b [u8]) -> Option<Vec<Part<'b>>> {
    Some(parts_between(boundary(content_type)?, body))
}

fn boundary(kind: &str) -> Option<&str> {
    let after = kind.split("boundary=").nth(1)?;
    Some(after.split(';').next().unwrap_or(after).trim_matches(['"', ' '])).filter(|b| !b.is_empty())
}

fn parts_between<'b>(boundary: &str, body: &'b [u8]) -> Vec<Part<'b>> {
    let mark = format!("--{boundary}").into_bytes();
    let end_mark = format!("\r\n--{boundary}").into_bytes();
    let mut found = Vec::new();
    let Some(first) = find(body, &mark) else { return found };
    let mut rest = &body[first + mark.len()..];
    while let Some(head_end) = find(rest, b"\r\n\r\n") {
        let head = String::from_utf8_lossy(&rest[..head_end]);
        let content = &rest[head_end + 4..];
        // A body that was cut off has a part that goes on to its end.
        let end = find(content, &end_mark).unwrap_or(content.len());
        if let Some(name) = head.split(" name=\"").nth(1).and_then(|name| name.split('"').next()) {
            let (name, is_file) = (name.to_owned(), head.contains("filename"));
            found.push(Part { name, is_file, content: &content[..end] });
        }
        if found.len() == MOST || end == content.len() {
            break;
        }
        rest = &content[end + end_mark.len()..];
    }
    found
}

/// Where a part begins. Files are large: most places are passed over by their first byte alone.
fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    let (first, mut from) = (*part.first()?, 0);
    loop {
        from += text.get(from..)?.iter().position(|byte| *byte == first)?;
        if text[from..].starts_with(part) {
            return Some(from);
        }
        from += 1;
    }
}
