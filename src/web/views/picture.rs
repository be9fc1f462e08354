//! Pictures that we draw ourselves, as SVG: the preview card, and the counter and the badge that other sites show.

use askama::Template;

use super::filters;
use super::language::Direction;

/// A preview card.
#[derive(Clone, Debug, Template)]
#[template(path = "preview_card.svg", escape = "xml")]
pub struct CardPicture {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The family of the letters.
    pub family: &'static str,
    /// The coalition's colour as `#rrggbb`; white can be read on it.
    pub accent: String,
    /// From which side lines begin: a line that runs from right to left is hung up at its right end.
    pub direction: Direction,
    /// Where the coloured edge stands: at the side where lines begin.
    pub edge_x: u32,
    /// What is written.
    pub lines: Vec<TextLine>,
    /// How far a campaign has come.
    pub bar: Option<Bar>,
}

/// A line of a picture.
#[derive(Clone, Debug)]
pub struct TextLine {
    /// Where it begins.
    pub x: f32,
    /// Its base line.
    pub y: f32,
    /// What it says.
    pub words: String,
    /// Pixels.
    pub size: u32,
    /// Whether it is bold.
    pub is_bold: bool,
    /// Whether it stands back.
    pub is_quiet: bool,
}

/// A bar that is filled as far as a campaign has come.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Its left end.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// How long it is.
    pub width: f32,
    /// The left end of the filled part.
    pub filled_x: f32,
    /// How long the filled part is.
    pub filled: f32,
}

/// A number with a name, for other sites to show. Its letters are the reader's own.
#[derive(Clone, Debug, Template)]
#[template(path = "counter.svg", escape = "xml")]
pub struct Counter {
    /// What a screen reader says of it.
    pub label: String,
    /// The campaign.
    pub name: String,
    /// The number, as people write it.
    pub number: String,
    /// How large its letters are.
    pub number_size: u32,
    /// What is counted, and towards which goal.
    pub words: String,
    /// How much of 260 units is filled.
    pub filled: Option<u64>,
    /// The coalition's colour as `#rrggbb`.
    pub accent: String,
    /// `ltr` or `rtl`.
    pub direction: Direction,
}

/// The same on one line, as wide as its words.
#[derive(Clone, Debug, Template)]
#[template(path = "badge.svg", escape = "xml")]
pub struct Badge {
    /// What a screen reader says of it.
    pub label: String,
    /// The campaign.
    pub name: String,
    /// The number, as people write it.
    pub number: String,
    /// How wide the name is with its margin.
    pub name_width: u32,
    /// How wide the number is with its margin.
    pub number_width: u32,
    /// The coalition's colour as `#rrggbb`.
    pub accent: String,
}

impl Badge {
    /// The whole width.
    pub fn width(&self) -> u32 {
        self.name_width + self.number_width
    }

    /// Where the name is centred.
    pub fn name_x(&self) -> u32 {
        self.name_width / 2
    }

    /// Where the number is centred.
    pub fn number_x(&self) -> u32 {
        self.name_width + self.number_width / 2
    }
}
