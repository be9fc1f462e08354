//! Pictures of ours that stand where there is none. Clients break on an empty address, and most of them draw no SVG.

use std::sync::LazyLock;

use crate::media::drawing;

/// Where the picture of an account without one is.
pub const AVATAR: &str = "/avatars/missing.png";
/// Where the banner of an account without one is.
pub const HEADER: &str = "/headers/missing.png";
/// Where the still picture of a film is of which there is none.
pub const FILM: &str = "/stills/film.png";

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandIn {
    /// The picture of an account.
    Avatar,
    /// The banner of an account.
    Header,
    /// The still picture of a film.
    Film,
    /// A picture that cannot be had now.
    Picture,
}

const EVERY: [StandIn; 4] = [StandIn::Avatar, StandIn::Header, StandIn::Film, StandIn::Picture];

/// Each is drawn once, when the first of them is asked for.
static DRAWN: LazyLock<[Vec<u8>; 4]> =
    LazyLock::new(|| EVERY.map(|one| drawing::png(one.svg()).expect("what we wrote can be drawn")));

impl StandIn {
    /// The drawing.
    pub fn svg(self) -> &'static str {
        match self {
            Self::Avatar => {
                r##"<svg xmlns="http://www.w3.org/2000/svg" width="384" height="384" viewBox="0 0 96 96"><path fill="#c9d1d6" d="M0 0h96v96H0z"/><circle cx="48" cy="38" r="17" fill="#5b6b75"/><path fill="#5b6b75" d="M14 96a34 30 0 0 1 68 0z"/></svg>"##
            }
            Self::Header => {
                r##"<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200" viewBox="0 0 600 200"><path fill="#c9d1d6" d="M0 0h600v200H0z"/></svg>"##
            }
            Self::Film => {
                r##"<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360"><path fill="#5b6b75" d="M0 0h640v360H0z"/><circle cx="320" cy="180" r="56" fill="none" stroke="#c9d1d6" stroke-width="8"/><path fill="#c9d1d6" d="M302 150l50 30-50 30z"/></svg>"##
            }
            Self::Picture => {
                r##"<svg xmlns="http://www.w3.org/2000/svg" width="384" height="384" viewBox="0 0 96 96"><path fill="#c9d1d6" d="M0 0h96v96H0z"/><path fill="none" stroke="#5b6b75" stroke-width="4" d="M24 30h48v36H24zM24 60l16-14 10 9 8-6 14 12"/></svg>"##
            }
        }
    }

    /// The same as PNG.
    pub fn png(self) -> &'static [u8] {
        &DRAWN[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_drawn_and_none_is_another() {
        for one in EVERY {
            assert!(one.png().starts_with(b"\x89PNG\r\n\x1a\n"), "{one:?}");
            assert_eq!(EVERY.iter().filter(|other| other.png() == one.png()).count(), 1, "{one:?}");
        }
    }
}
