//! Which page is asked for, and the `Link` header to the next.

use axum::response::Response;
use http::{HeaderValue, header};
use url::form_urlencoded;

use crate::app::Cx;
use crate::service::lines::Window;

use super::error::Problem;
use super::params::Params;

/// Reads `max_id`, `since_id`, `min_id` and `limit`. A limit beyond the most is cut, not refused (A162).
pub fn window(params: &Params, usual: i64, most: i64) -> Result<Window, Problem> {
    let above = id_in(params, "min_id")?;
    let since = id_in(params, "since_id")?;
    Ok(Window {
        below: id_in(params, "max_id")?.unwrap_or(i64::MAX),
        above: above.or(since).unwrap_or(0),
        upwards: above.is_some(),
        limit: limit(params, usual, most),
    })
}

/// Reads `limit`, cut to the most.
pub fn limit(params: &Params, usual: i64, most: i64) -> i64 {
    match params.get("limit") {
        // Longer than a number can be, it is still a number that is too large.
        Some(text) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => {
            text.parse().unwrap_or(most).clamp(1, most)
        }
        _ => usual,
    }
}

fn id_in(params: &Params, name: &str) -> Result<Option<i64>, Problem> {
    match params.get(name) {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| Problem::unreadable(format!("{name} is not an id"))),
    }
}

/// The first and the last id of a list, for [`link`].
pub fn span(ids: &[i64]) -> Option<(i64, i64)> {
    ids.first().copied().zip(ids.last().copied())
}

/// Whether a page holds as much as was asked for, so that there may be another.
pub fn is_full(window: Window, size: usize) -> bool {
    i64::try_from(size).is_ok_and(|size| size >= window.limit)
}

/// A part of a path, with what has a meaning there written as `%..`.
pub fn segment(text: &str) -> String {
    let mut url = url::Url::parse("http://x/").expect("it is an address");
    url.path_segments_mut().expect("it has a path").clear().push(text);
    url.path().trim_start_matches('/').to_owned()
}

/// Puts the links to the pages before and after on an answer. `span` is the first and the last id of this page.
pub fn link(
    cx: &Cx,
    path: &str,
    params: &Params,
    span: Option<(i64, i64)>,
    is_full: bool,
    mut response: Response,
) -> Response {
    let Some((first, last)) = span else { return response };
    let url = |name: &str, id: i64| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let kept = params.pairs().filter(|(key, _)| !matches!(*key, "max_id" | "since_id" | "min_id"));
        query.extend_pairs(kept).append_pair(name, &id.to_string());
        cx.url(&format!("{path}?{}", query.finish()))
    };
    let mut links = Vec::new();
    if is_full {
        links.push(format!("<{}>; rel=\"next\"", url("max_id", last)));
    }
    links.push(format!("<{}>; rel=\"prev\"", url("min_id", first)));
    if let Ok(value) = HeaderValue::from_str(&links.join(", ")) {
        response.headers_mut().insert(header::LINK, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a162_a_page_is_cut_to_what_is_allowed() {
        let limit_of = |query: &str| window(&Params::of_query(Some(query)), 20, 40).expect("a window").limit;
        for (query, expected) in [
            ("", 20),
            ("limit=5", 5),
            ("limit=1000000000", 40),
            ("limit=99999999999999999999", 40),
            ("limit=0", 1),
            ("limit=-3", 20),
            ("limit=x", 20),
        ] {
            assert_eq!(limit_of(query), expected, "{query}");
        }
        assert!(window(&Params::of_query(Some("max_id=abc")), 20, 40).is_err());
        let w = window(&Params::of_query(Some("max_id=9&min_id=3&since_id=1")), 20, 40).expect("a window");
        assert_eq!((w.below, w.above, w.upwards), (9, 3, true));
    }
}
