//! The files every page loads: one stylesheet and one icon, named by their content so that they can be cached for
//! ever. The coalition's colour is in `accent`; nothing here reads a disk or answers a request.

use std::sync::LazyLock;

/// What a door must send with an asset: its name never serves other bytes.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// A file that belongs to the program.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served, with a hash of its bytes: `/assets/style.1a2b3c4d.css`.
    pub path: String,
    /// Its media type, as the `Content-Type` header wants it.
    pub content_type: &'static str,
    /// The file itself.
    pub bytes: &'static [u8],
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let bytes = include_bytes!("style.css");
    Asset { path: hashed_path("style", "css", bytes), content_type: "text/css; charset=utf-8", bytes }
});

static ICON: LazyLock<Asset> = LazyLock::new(|| {
    let bytes = include_bytes!("icon.svg");
    Asset { path: hashed_path("icon", "svg", bytes), content_type: "image/svg+xml", bytes }
});

/// The stylesheet of every page.
pub fn style() -> &'static Asset {
    &STYLE
}

/// The icon in a browser's tab.
pub fn icon() -> &'static Asset {
    &ICON
}

/// The asset that is served at a path, if there is one.
pub fn find(path: &str) -> Option<&'static Asset> {
    [style(), icon()].into_iter().find(|asset| asset.path == path)
}

/// `/assets/{name}.{hash of the bytes}.{extension}`.
pub fn hashed_path(name: &str, extension: &str, bytes: &[u8]) -> String {
    format!("/assets/{name}.{:08x}.{extension}", fingerprint(bytes))
}

/// FNV-1a with 32 bits: it only has to change when the bytes do, nobody trusts it.
fn fingerprint(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_fnv_1a() {
        assert_eq!(fingerprint(b""), 0x811c_9dc5);
        assert_eq!(fingerprint(b"a"), 0xe40c_292c);
        assert_eq!(fingerprint(b"foobar"), 0xbf9c_f968);
    }

    #[test]
    fn an_asset_is_found_by_its_full_name_only() {
        let path = &style().path;
        assert!(path.starts_with("/assets/style.") && path.len() == "/assets/style.12345678.css".len());
        assert_eq!(find(path).map(|asset| asset.bytes), Some(style().bytes));
        assert_eq!(find(&icon().path).map(|asset| asset.content_type), Some("image/svg+xml"));
        assert!(find("/assets/style.00000000.css").is_none());
    }

    #[test]
    fn the_stylesheet_loads_nothing_and_knows_no_left_or_right() {
        let sheet = include_str!("style.css");
        for word in ["url(", "@import", "@font-face", "http:", "https:", "!important", "expression("] {
            assert!(!sheet.contains(word), "{word}");
        }
        for physical in ["left:", "right:", "align:left", "align:right", "float:"] {
            assert!(!sheet.contains(physical), "{physical} would need a second sheet for right-to-left");
        }
        assert!(sheet.len() <= 16 * 1024, "{} bytes", sheet.len());
    }

    #[test]
    fn the_icon_runs_nothing() {
        let icon = include_str!("icon.svg");
        for word in ["<script", "style=", "href", "onload"] {
            assert!(!icon.contains(word), "{word}");
        }
    }
}
