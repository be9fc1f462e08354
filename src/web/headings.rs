//! Headings of a text below the headings of its page. What comes in is sanitised and stays so: only digits change.

/// The text with its highest heading at `first`, and the others as far below it as they were, down to `h6`.
pub fn below(html: &str, first: u8) -> String {
    let Some(highest) = headings(html).map(|(_, level)| level).min() else { return html.to_owned() };
    let mut shifted = html.as_bytes().to_vec();
    for (at, level) in headings(html) {
        shifted[at] = b'0' + (level - highest + first).min(6);
    }
    String::from_utf8(shifted).expect("one digit stands where another one stood")
}

/// Where the digits of heading tags stand, and which they are. The sanitiser writes these tags in one way only.
fn headings(html: &str) -> impl Iterator<Item = (usize, u8)> {
    let bytes = html.as_bytes();
    html.match_indices('<').filter_map(move |(at, _)| {
        let name = at + if bytes.get(at + 1) == Some(&b'/') { 2 } else { 1 };
        match bytes.get(name..name + 3) {
            Some([b'h', digit @ b'1'..=b'6', b'>']) => Some((name + 1, digit - b'0')),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_keep_their_order_below_the_page() {
        assert_eq!(below("<h1>a</h1><p>é</p><h2>b</h2>", 2), "<h2>a</h2><p>é</p><h3>b</h3>");
        assert_eq!(below("<h3>a</h3>", 2), "<h2>a</h2>");
        assert_eq!(below("<h1>a</h1><h6>b</h6>", 4), "<h4>a</h4><h6>b</h6>");
    }

    #[test]
    fn other_words_stay() {
        for text in ["", "<p>&lt;h1&gt;</p>", "<hr>", "<h7>", "<h1", "<"] {
            assert_eq!(below(text, 2), text);
        }
    }
}
