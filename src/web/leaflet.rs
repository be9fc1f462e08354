//! The QR code on the printed leaflet: an address as one SVG path, drawn here and never fetched.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::words::Words;

/// Modules of white that a reader needs around the code (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;

/// The address as an `svg` element; none for an address that is longer than a code can hold.
pub fn qr_svg(words: Words, address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET_ZONE;
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1H{0}z", x + QUIET_ZONE, y + QUIET_ZONE);
            }
            x += run.max(1);
        }
    }
    // Words of ours, which hold nothing that would end an attribute (`words::proofs`).
    let label = words.say("statement-qr");
    Some(format!(
        "<svg viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{label}\" \
         shape-rendering=\"crispEdges\"><path d=\"M0 0h{side}v{side}H0z\" fill=\"#fff\"/><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules that the path blackens, read back from its own commands.
    fn modules(svg: &str) -> std::collections::HashSet<(usize, usize)> {
        let path = svg.rsplit("d=\"").next().and_then(|rest| rest.split('"').next()).expect("a path");
        let mut found = std::collections::HashSet::new();
        for piece in path.split('M').skip(1) {
            let (start, rest) = piece.split_once('h').expect("a run");
            let (x, y) = start.split_once(' ').expect("a place");
            let (x, y): (usize, usize) = (x.parse().expect("x"), y.parse().expect("y"));
            let run: usize = rest.split('v').next().and_then(|n| n.parse().ok()).expect("a length");
            found.extend((x..x + run).map(|x| (x, y)));
        }
        found
    }

    #[test]
    fn every_dark_module_is_drawn_and_no_other() {
        let address = "https://sut.test/@coalition/123456789012345678";
        let code = QrCode::with_error_correction_level(address, EcLevel::M).expect("fits");
        let drawn = modules(&qr_svg(Words::english(), address).expect("fits"));
        let wanted: std::collections::HashSet<_> = (0..code.width())
            .flat_map(|y| (0..code.width()).map(move |x| (x, y)))
            .filter(|place| code[*place] == Color::Dark)
            .map(|(x, y)| (x + QUIET_ZONE, y + QUIET_ZONE))
            .collect();
        assert_eq!(drawn, wanted);
    }

    #[test]
    fn it_is_small_and_a_boundless_address_has_none() {
        assert!(
            qr_svg(Words::english(), "https://sut.test/@coalition/123456789012345678").expect("fits").len()
                < 6_000
        );
        assert_eq!(qr_svg(Words::english(), &"a".repeat(10_000)), None);
    }
}
