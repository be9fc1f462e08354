//! Words of others, made fit to stand in a line of ours. Nothing is escaped here.

/// How many combining marks in a row a reader can still tell apart.
const MOST_MARKS: usize = 4;

/// A name or title without what could turn or break the line around it: control characters, direction overrides and
/// zero-width characters go, piles of combining marks are cut. Single joiners stay, because Persian words and many
/// emoji need them.
pub fn tidied(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut marks = 0;
    for letter in text.chars() {
        let letter =
            if matches!(letter, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}') { ' ' } else { letter };
        if letter.is_control() || is_hidden(letter) {
            continue;
        }
        let joins = matches!(letter, '\u{200c}' | '\u{200d}');
        if joins && kept.ends_with(['\u{200c}', '\u{200d}']) {
            continue;
        }
        marks = if is_combining(letter) { marks + 1 } else { 0 };
        if marks <= MOST_MARKS {
            kept.push(letter);
        }
    }
    kept
}

/// Direction controls, zero-width characters and tags (Unicode UAX 9, table 4; UTS 39).
fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The blocks of marks that are piled up for show; the vowel signs of living scripts are not among them.
fn is_combining(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_overrides_and_zero_width_piles_go() {
        assert_eq!(tidied("a\u{202e}b\u{2066}c\u{0}\u{200b}d\ne"), "abcd e");
        assert_eq!(tidied(&"\u{200d}".repeat(1000)), "\u{200d}");
        let piled = format!("z{}", "\u{301}".repeat(500));
        assert_eq!(tidied(&piled).chars().count(), 1 + MOST_MARKS);
    }

    #[test]
    fn living_scripts_stay_as_they_are() {
        for word in ["می\u{200c}خواهم", "نُشِرَ", "Ålesund", "👩\u{200d}🌾", "हिन्दी", "Việt Nam"]
        {
            assert_eq!(tidied(word), word);
        }
    }
}
