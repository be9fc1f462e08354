//! How a number is written. Digits are those of this line, 0 to 9, in every language: Arabic readers know both kinds, and
//! the same page carries addresses, dates and codes that have no other.

use super::tongue::Tongue;

/// What stands between groups of three digits, and how many digits a number needs to be grouped at all.
fn grouping(tongue: Tongue) -> (char, usize) {
    match tongue {
        Tongue::English | Tongue::Arabic | Tongue::Tagalog => (',', 4),
        // A narrow space that does not break the line; four digits stay together in Spanish (Ortografía, RAE 2010).
        Tongue::Spanish => ('\u{202f}', 5),
        Tongue::French => ('\u{202f}', 4),
        Tongue::Portuguese => ('.', 4),
    }
}

/// The number as people read it.
pub(super) fn written(number: i64, tongue: Tongue) -> String {
    let digits = number.unsigned_abs().to_string();
    let (mark, least) = grouping(tongue);
    let mut text = String::with_capacity(digits.len() + digits.len());
    if number < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() >= least && (digits.len() - index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_as_each_language_does() {
        for (tongue, small, large) in [
            (Tongue::English, "1,204", "1,234,567"),
            (Tongue::Spanish, "1204", "1\u{202f}234\u{202f}567"),
            (Tongue::French, "1\u{202f}204", "1\u{202f}234\u{202f}567"),
            (Tongue::Arabic, "1,204", "1,234,567"),
            (Tongue::Portuguese, "1.204", "1.234.567"),
            (Tongue::Tagalog, "1,204", "1,234,567"),
        ] {
            assert_eq!((written(1204, tongue).as_str(), written(1_234_567, tongue).as_str()), (small, large));
            assert_eq!(written(0, tongue), "0");
            assert_eq!(written(412, tongue), "412");
            assert!(written(i64::MIN, tongue).starts_with("-9"));
        }
    }
}
