//! Which text says why a file is not taken.

use crate::domain::refusal::Refusal;
use crate::media;

/// The text for it.
pub(super) fn of_file(why: media::Refusal) -> Refusal {
    use media::Refusal as Why;
    match why {
        Why::UnknownKind => Refusal::new("refusal-media-unknown-kind"),
        Why::Svg => Refusal::new("refusal-media-svg"),
        Why::Pdf => Refusal::new("refusal-media-pdf"),
        Why::HeicOrAvif => Refusal::new("refusal-media-heic"),
        Why::FilmOrSound => Refusal::new("refusal-media-film-or-sound"),
        Why::TooLong(most) => Refusal::new("refusal-media-too-long").count("count", most),
        Why::FilmTooLarge => Refusal::new("refusal-media-film-large"),
        Why::FilmBroken => Refusal::new("refusal-media-film-broken"),
        Why::FilmTooCostly => Refusal::new("refusal-media-film-costly"),
        Why::Truncated => Refusal::new("refusal-media-truncated"),
        Why::Polyglot => Refusal::new("refusal-media-polyglot"),
        Why::TooManyPixels(most) => Refusal::new("refusal-media-many-pixels").count("count", most),
        Why::TooManyFrames => Refusal::new("refusal-media-many-frames"),
        Why::Broken => Refusal::new("refusal-account-picture-broken"),
        Why::TooCostly => Refusal::new("refusal-media-costly"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_english_is_what_programs_are_told() {
        use media::Refusal as Why;
        let all = [
            Why::UnknownKind,
            Why::Svg,
            Why::Pdf,
            Why::HeicOrAvif,
            Why::FilmOrSound,
            Why::TooLong(1_200),
            Why::FilmTooLarge,
            Why::FilmBroken,
            Why::FilmTooCostly,
            Why::Truncated,
            Why::Polyglot,
            Why::TooManyPixels(40),
            Why::TooManyFrames,
            Why::Broken,
            Why::TooCostly,
        ];
        for why in all {
            assert_eq!(of_file(why).to_string(), why.to_string());
        }
    }
}
