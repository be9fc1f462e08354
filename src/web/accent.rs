//! The one colour a coalition chooses, made readable before any page uses it: contrast by WCAG 2.2 and the tiny
//! stylesheet that carries the colour. No other colour is decided here; those stand in `style.css`.

use super::assets::hashed_path;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };
const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };

/// The colour of a coalition that chose none; `style.css` starts with the same one.
pub const DEFAULT_ACCENT: Colour = Colour { red: 0x0b, green: 0x5a, blue: 0x6b };

/// The lowest contrast of ordinary text (WCAG 2.2, 1.4.3).
pub const READABLE: f64 = 4.5;
/// The lowest contrast for readers who ask for more (WCAG 2.2, 1.4.6).
pub const STRONG: f64 = 7.0;

/// The two grounds of the light scheme: page and panel. A test holds them to `style.css`.
const LIGHT_GROUNDS: [Colour; 2] = [WHITE, Colour { red: 0xf1, green: 0xf4, blue: 0xf3 }];
/// The two grounds of the dark scheme.
const DARK_GROUNDS: [Colour; 2] =
    [Colour { red: 0x14, green: 0x18, blue: 0x1a }, Colour { red: 0x1f, green: 0x25, blue: 0x28 }];

/// How many steps lie between a colour and plain black or white.
const STEPS: u32 = 64;

impl Colour {
    /// Reads `#rrggbb` or `#rgb`, with or without the `#`. Anything else is none.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim();
        let digits = digits.strip_prefix('#').unwrap_or(digits);
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = match digits.len() {
            6 => number.to_be_bytes(),
            3 => [0, nibble(number >> 8) * 17, nibble(number >> 4) * 17, nibble(number) * 17],
            _ => return None,
        };
        Some(Self { red, green, blue })
    }

    /// The colour as `#rrggbb`.
    pub fn to_hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// Relative luminance, 0 for black to 1 for white (WCAG 2.2, "relative luminance").
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// This colour, `step` of `STEPS` on its way to `goal`.
    fn towards(self, goal: Self, step: u32) -> Self {
        let mix = |from: u8, to: u8| {
            let mixed = (u32::from(from) * (STEPS - step) + u32::from(to) * step) / STEPS;
            u8::try_from(mixed).expect("a mean of two bytes is a byte")
        };
        Self {
            red: mix(self.red, goal.red),
            green: mix(self.green, goal.green),
            blue: mix(self.blue, goal.blue),
        }
    }
}

fn nibble(number: u32) -> u8 {
    u8::try_from(number & 0xf).expect("four bits fit a byte")
}

/// Contrast of two colours, 1 to 21, whichever stands on the other (WCAG 2.2, "contrast ratio").
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The nearest shade on the way to `goal` that reaches `wanted` against every ground.
fn readable(chosen: Colour, goal: Colour, grounds: &[Colour], wanted: f64) -> Colour {
    (0..=STEPS)
        .map(|step| chosen.towards(goal, step))
        .find(|shade| grounds.iter().all(|ground| contrast(*shade, *ground) >= wanted))
        .unwrap_or(goal)
}

/// The shade for light pages; white text stands on it, and it stands on both light grounds.
pub fn light_shade(chosen: Colour, wanted: f64) -> Colour {
    readable(chosen, BLACK, &LIGHT_GROUNDS, wanted)
}

/// The shade for dark pages; the dark ground's colour stands on it, and it stands on both dark grounds.
pub fn dark_shade(chosen: Colour, wanted: f64) -> Colour {
    readable(chosen, WHITE, &DARK_GROUNDS, wanted)
}

/// The stylesheet that carries a coalition's colour. A colour that cannot be read as one becomes the default, so
/// nothing a person types reaches the sheet as it is.
pub fn accent_css(hex: &str) -> String {
    let chosen = Colour::parse(hex).unwrap_or(DEFAULT_ACCENT);
    let pair = |accent: Colour, on: Colour| {
        format!(":root{{--accent:{};--on-accent:{}}}", accent.to_hex(), on.to_hex())
    };
    let light = pair(light_shade(chosen, READABLE), WHITE);
    let dark = pair(dark_shade(chosen, READABLE), DARK_GROUNDS[0]);
    let light_strong = pair(light_shade(chosen, STRONG), WHITE);
    let dark_strong = pair(dark_shade(chosen, STRONG), DARK_GROUNDS[0]);
    format!(
        "@media screen{{{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{{dark}}}\n\
         @media screen and (prefers-contrast:more){{{light_strong}}}\n\
         @media screen and (prefers-contrast:more) and (prefers-color-scheme:dark){{{dark_strong}}}\n"
    )
}

/// The path under which `accent_css(hex)` is served for ever: the name changes with the content.
pub fn accent_path(hex: &str) -> String {
    hashed_path("accent", "css", accent_css(hex).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(hex: &str) -> Colour {
        Colour::parse(hex).expect("a test colour")
    }

    #[test]
    fn contrast_agrees_with_known_values() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 0.001);
        assert!((contrast(WHITE, WHITE) - 1.0).abs() < 0.001);
        // The well-known edge: #767676 just passes on white, #777777 just fails.
        assert!(contrast(colour("#767676"), WHITE) >= READABLE);
        assert!(contrast(colour("#777777"), WHITE) < READABLE);
    }

    #[test]
    fn colours_are_read_or_refused() {
        assert_eq!(colour("#fa0").to_hex(), "#ffaa00");
        assert_eq!(colour(" 0B5A6B ").to_hex(), "#0b5a6b");
        for wrong in
            ["", "#", "#12", "#12345", "#1234567", "red", "#ggg", "+12345", "#é1", "}body{", "0x1234"]
        {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_choice_becomes_readable_in_both_schemes() {
        let channels = (0..=255_u8).step_by(51);
        let all = channels.clone().flat_map(|red| {
            let channels = channels.clone();
            channels
                .clone()
                .flat_map(move |green| channels.clone().map(move |blue| Colour { red, green, blue }))
        });
        for chosen in all {
            for wanted in [READABLE, STRONG] {
                let (light, dark) = (light_shade(chosen, wanted), dark_shade(chosen, wanted));
                for ground in LIGHT_GROUNDS {
                    assert!(contrast(light, ground) >= wanted, "{chosen:?} on light");
                }
                for ground in DARK_GROUNDS {
                    assert!(contrast(dark, ground) >= wanted, "{chosen:?} on dark");
                }
                assert!(contrast(WHITE, light) >= wanted && contrast(DARK_GROUNDS[0], dark) >= wanted);
            }
        }
    }

    #[test]
    fn a_readable_choice_is_kept() {
        assert_eq!(light_shade(DEFAULT_ACCENT, READABLE), DEFAULT_ACCENT);
        assert!(accent_css("#0b5a6b").contains("--accent:#0b5a6b"));
        assert_ne!(light_shade(colour("#ffdd00"), READABLE), colour("#ffdd00"));
    }

    #[test]
    fn a_hostile_choice_cannot_write_css() {
        let hostile = accent_css("#fff}body{background:url(https://evil.test)");
        assert_eq!(hostile, accent_css(&DEFAULT_ACCENT.to_hex()));
    }

    #[test]
    fn the_path_follows_the_content() {
        assert_ne!(accent_path("#111111"), accent_path("#0b5a6b"));
        assert!(accent_path("#111").starts_with("/assets/accent."));
    }

    /// Reads `--name:#hex` of one scheme from the stylesheet's palette.
    fn palette(scheme: &str, name: &str) -> Colour {
        let sheet = include_str!("style.css");
        let start = sheet.find(scheme).expect("the scheme's heading stands in the sheet");
        let rest = &sheet[start..];
        let rest = &rest[rest.find(&format!("--{name}:")).expect("the name stands in the palette")..];
        let value = rest.split_once(':').expect("a declaration").1;
        colour(value.split_once(';').expect("its end").0)
    }

    #[test]
    fn the_palette_of_the_sheet_is_readable_and_its_grounds_are_ours() {
        for (scheme, grounds) in [("/* light */", LIGHT_GROUNDS), ("/* dark */", DARK_GROUNDS)] {
            assert_eq!([palette(scheme, "ground"), palette(scheme, "surface")], grounds);
            for ground in grounds {
                for name in ["text", "quiet", "accent", "danger", "good"] {
                    assert!(contrast(palette(scheme, name), ground) >= READABLE, "{scheme} {name}");
                }
                assert!(contrast(palette(scheme, "edge"), ground) >= 3.0, "{scheme} edge of controls");
            }
            for name in ["accent", "danger"] {
                let on = palette(scheme, &format!("on-{name}"));
                assert!(contrast(on, palette(scheme, name)) >= READABLE, "{scheme} text on {name}");
            }
            assert!(contrast(palette(scheme, "on-focus"), palette(scheme, "focus")) >= STRONG);
        }
        assert_eq!(palette("/* light */", "accent"), DEFAULT_ACCENT);
    }
}
