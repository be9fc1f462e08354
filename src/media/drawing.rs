//! Draws our own pictures: an SVG that we wrote becomes a PNG. The letters come from two fonts inside the program, so that a
//! card looks the same on every machine. Files of strangers never come here; `worker` looks into those.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Node, Options, Tree};

/// The family that an SVG has to name.
pub const FAMILY: &str = "DejaVu Sans";

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [&include_bytes!("fonts/DejaVuSans.ttf")[..], include_bytes!("fonts/DejaVuSans-Bold.ttf")] {
        fonts.load_font_data(font.to_vec());
    }
    Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(fonts), ..Options::default() }
});

/// Why a picture could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawingError {
    /// The SVG is not one.
    #[error("the drawing is no SVG: {0}")]
    Unreadable(String),
    /// It has no size, or one that no memory is there for.
    #[error("the drawing cannot be drawn at {0} by {1} pixels")]
    Size(u32, u32),
    /// The picture could not be written.
    #[error("the drawing could not be written as PNG: {0}")]
    Encoding(String),
}

/// The SVG as PNG, with so many pixels as it has units.
pub fn png(svg: &str) -> Result<Vec<u8>, DrawingError> {
    let tree = read(svg)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| DrawingError::Size(size.width(), size.height()))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| DrawingError::Encoding(e.to_string()))
}

fn read(svg: &str) -> Result<Tree, DrawingError> {
    Tree::from_str(svg, &OPTIONS).map_err(|e| DrawingError::Unreadable(e.to_string()))
}

/// How wide a line is in bold letters of this size, in the same unit.
pub fn width(line: &str, size: u32, is_bold: bool) -> f32 {
    let weight = if is_bold { "bold" } else { "normal" };
    let line = escaped(line);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><text font-family=\"{FAMILY}\" font-size=\"{size}\" font-weight=\"{weight}\" xml:space=\"preserve\">{line}</text></svg>"
    );
    let Ok(tree) = read(&svg) else { return 0.0 };
    let measured = tree.root().children().iter().find_map(|node| match node {
        Node::Text(text) => Some(text.bounding_box().width()),
        _ => None,
    });
    measured.unwrap_or(0.0)
}

/// The text in lines no wider than this, broken between words; what is left over after the last line ends in `…`. A word that
/// is wider than a line is cut.
pub fn wrapped(text: &str, size: u32, is_bold: bool, widest: f32, most_lines: usize) -> Vec<String> {
    let fits = |line: &str| width(line, size, is_bold) <= widest;
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let is_last = lines.len() == most_lines;
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if is_last => {
                *line = cut(&format!("{line} {word}"), fits);
                return lines;
            }
            _ if fits(word) => lines.push(word.to_owned()),
            _ => {
                lines.push(cut(word, fits));
                if lines.len() == most_lines && words.peek().is_some() {
                    return lines;
                }
            }
        }
    }
    lines
}

/// As many letters of it as fit, and `…`.
fn cut(line: &str, fits: impl Fn(&str) -> bool) -> String {
    let letters: Vec<char> = line.chars().collect();
    let with = |count: usize| format!("{}…", letters[..count].iter().collect::<String>().trim_end());
    // The widest that fits is found by halving; each step measures once.
    let (mut least, mut most) = (0, letters.len());
    while least < most {
        let middle = (least + most).div_ceil(2);
        if fits(&with(middle)) { least = middle } else { most = middle - 1 }
    }
    with(least)
}

/// Text as it may stand in an SVG. What XML cannot carry is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(letter),
            _ => out.push(' '),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inside: &str) -> Vec<u8> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><rect width=\"40\" height=\"20\" fill=\"#fff\"/>{inside}</svg>"
        );
        let picture = image::load_from_memory(&png(&svg).expect("it is drawn")).expect("a picture");
        assert_eq!((picture.width(), picture.height()), (40, 20));
        picture.to_luma8().into_raw()
    }

    #[test]
    fn letters_of_our_scripts_leave_ink_and_do_not_depend_on_the_machine() {
        let blank = drawn("");
        let mut seen = Vec::new();
        for letter in ["A", "ñ", "Ж", "Ω", "ع", "ệ"] {
            let picture = drawn(&format!("<text x=\"4\" y=\"15\" font-size=\"14\">{letter}</text>"));
            assert_ne!(picture, blank, "{letter}");
            assert!(!seen.contains(&picture), "{letter} looks like another letter");
            seen.push(picture);
        }
    }

    #[test]
    fn lines_break_between_words_and_end_where_there_is_no_room() {
        let text = "Clean water for everybody who lives along the river and drinks from it";
        let lines = wrapped(text, 20, true, 300.0, 9);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 20, true) <= 300.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
        let short = wrapped(text, 20, true, 300.0, 2);
        assert_eq!((short.len(), short[1].ends_with('…')), (2, true), "{short:?}");
        assert!(width(&short[1], 20, true) <= 300.0);
        let endless = wrapped(&"x".repeat(500), 20, false, 300.0, 3);
        assert!(endless[0].ends_with('…') && width(&endless[0], 20, false) <= 300.0);
        assert!(wrapped("  ", 20, false, 300.0, 3).is_empty());
    }

    #[test]
    fn a_text_stays_a_text() {
        assert_eq!(escaped("<a href=\"x\">&'\u{0}\u{fffe}"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;  ");
        assert!(matches!(png("<svg"), Err(DrawingError::Unreadable(_))));
        // Nothing in a text can draw or fetch.
        let hostile = escaped("</text><image href=\"http://127.0.0.1/x\"/><text>");
        assert!(!drawn(&format!("<text>{hostile}</text>")).is_empty());
    }
}
