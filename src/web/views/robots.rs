//! What robots are asked to do.

use askama::Template;

use super::paths;

/// `robots.txt` (RFC 9309).
#[derive(Clone, Debug, Template)]
#[template(path = "robots.txt")]
pub struct Robots {
    /// Whether the coalition wants to be found by search engines.
    pub may_index: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_is_never_offered_to_robots() {
        let open = Robots { may_index: true }.render().expect("renders");
        assert!(open.contains("User-agent: *\n") && open.contains("Disallow: /desk\n"), "{open}");
        assert!(!open.contains("Disallow: /\n"));
        let closed = Robots { may_index: false }.render().expect("renders");
        assert_eq!(closed, "User-agent: *\nDisallow: /\n");
    }
}
