//! Long lists without script: the place that an address names, and the links to the neighbouring pages. What stands there is
//! read by the verbs.

use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize as _, Deserializer};
use url::form_urlencoded;

use crate::domain::cursor::Stretch;
use crate::web::views::page::{Pager, Waiting};
use crate::words::Words;

/// Reads a place in a list from an address. One that cannot be read is as good as none: the list is shown from its beginning.
pub fn place<'de, D: Deserializer<'de>, P: FromStr>(from: D) -> Result<Option<P>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.and_then(|typed| typed.parse().ok()))
}

/// The links below a list of `path`, whose place stands in the query under `name`. Whatever else the reader has chosen stays,
/// and they come back to the part of the page that has this anchor.
pub fn pager<P: Display>(
    path: &str,
    (name, here): (&str, Option<P>),
    next: Option<P>,
    kept: &[(&str, String)],
    anchor: &str,
) -> Pager {
    let to = |place: Option<P>| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(kept.iter().filter(|(_, value)| !value.is_empty()));
        if let Some(place) = place {
            query.append_pair(name, &place.to_string());
        }
        let query = query.finish();
        let joint = if query.is_empty() { "" } else { "?" };
        format!("{path}{joint}{query}#{anchor}")
    };
    Pager { newer: here.map(|_| to(None)), older: next.map(|next| to(Some(next))) }
}

/// A page of what waits for a decision under this heading, with the links to its neighbours. Its place stands in the query under
/// the name of its anchor.
pub fn waiting<T>(
    words: Words,
    (path, heading, anchor): (&str, &str, &'static str),
    here: Option<i64>,
    count: i64,
    lines: Stretch<T, i64>,
    kept: &[(&str, String)],
) -> Waiting<T> {
    Waiting {
        count: u64::try_from(count).unwrap_or(0),
        anchor,
        label: format!("{heading}: {}", words.say("room-waiting-pages")),
        pager: pager(path, (anchor, here), lines.next, kept, anchor),
        lines: lines.rows,
    }
}

/// A place as another link keeps it; nothing at the beginning.
pub fn kept<P: Display>(name: &str, place: Option<P>) -> (&str, String) {
    (name, place.map(|place| place.to_string()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use axum::extract::Query;

    use super::*;
    use crate::domain::cursor::Cursor;

    #[derive(serde::Deserialize)]
    struct Wanted {
        #[serde(default, deserialize_with = "place")]
        before: Option<Cursor>,
    }

    #[test]
    fn a_broken_place_is_the_beginning() {
        let read = |query: &str| {
            let address = format!("/list?{query}").parse().expect("an address");
            let Query(wanted) = Query::<Wanted>::try_from_uri(&address).expect("it is read");
            wanted.before
        };
        assert_eq!(read("before=7.9").map(|place| place.to_string()), Some("7.9".to_owned()));
        for broken in ["", "before=", "before=x", "before=7", "before=1.2.3", "other=1"] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }

    #[test]
    fn links_keep_what_was_chosen() {
        let kept = [kept("given", Some(4)), kept("none", None::<i64>), ("by", "a b".to_owned())];
        let pager = pager("/desk/x", ("received", None), Some(9), &kept, "received");
        assert_eq!(pager.newer, None);
        assert_eq!(pager.older.as_deref(), Some("/desk/x?given=4&by=a+b&received=9#received"));
        let last = super::pager("/desk/x", ("before", Some(9)), None, &[], "past");
        assert_eq!((last.newer.as_deref(), last.older), (Some("/desk/x#past"), None));
    }
}
