//! Which endpoints of the client API are here: read from the table of routes itself, so that the document cannot say
//! more or less than the server does.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::http::way_back::AUTHORIZE;

use super::routes;
use super::table::{Declared, Needs};

/// What clients call, graded by what breaks without it.
const ENDPOINTS: &str = include_str!("endpoints.txt");

/// An endpoint that clients know.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Endpoint {
    /// `must`: common screens of clients break without it; `should`: a feature of one fails softly; `could`: nobody
    /// notices; `own`: here, though no client we know asks for it.
    pub grade: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path.
    pub path: &'static str,
    /// Whether it is here.
    pub is_here: bool,
    /// Whether it answers, and never has anything to tell.
    pub is_always_empty: bool,
    /// The scope that a token needs for it.
    pub scope: Option<&'static str>,
}

/// Two paths are the same whatever their parts are called.
fn shape(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/")
}

fn scope(needs: Needs) -> Option<&'static str> {
    match needs {
        Needs::Nothing => None,
        Needs::App(scope) => scope,
        Needs::Visitor(scope) | Needs::Member(scope) => Some(scope),
    }
}

/// Every endpoint that clients know, then those that only we have.
pub fn endpoints() -> Vec<Endpoint> {
    let table = routes::table();
    let declared = table.declared();
    let find = |method: &str, path: &str| -> Option<&Declared> {
        declared.iter().find(|d| d.method == method && shape(d.path) == shape(path))
    };
    let mut known = BTreeSet::new();
    let mut found: Vec<Endpoint> = ENDPOINTS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut parts = line.split(' ');
            let (grade, method, path) = (parts.next()?, parts.next()?, parts.next()?);
            known.insert((method, shape(path)));
            let ours = find(method, path);
            let scope = ours.and_then(|ours| scope(ours.needs));
            // The page on which a person lets an app in is a page, and stands behind the web's door; a test asks it.
            let is_page = (method, path) == ("GET", AUTHORIZE);
            let is_always_empty = ours.is_some_and(|ours| ours.is_always_empty);
            Some(Endpoint { grade, method, path, is_here: is_page || ours.is_some(), is_always_empty, scope })
        })
        .collect();
    found.extend(declared.iter().filter(|d| !known.contains(&(d.method, shape(d.path)))).map(|d| Endpoint {
        grade: "own",
        method: d.method,
        path: d.path,
        is_here: true,
        is_always_empty: d.is_always_empty,
        scope: scope(d.needs),
    }));
    found
}

/// The document `docs/client-api.md`.
pub fn document() -> String {
    let all = endpoints();
    let mut text = String::from(
        "# The client API, endpoint by endpoint\n\n\
         Made from the table of routes by `antiphon client-api`; a test holds the two together. The grades: without a *must*\n\
         common screens of clients break, without a *should* a feature of one fails softly, a *could* nobody notices, *own* is\n\
         here though no client we know asks for it. What is not here answers 404 with a JSON error. *Always empty* answers as it\n\
         should, so that no client breaks, and never has anything to tell.\n\n",
    );
    for grade in ["must", "should", "could", "own"] {
        let of_grade: Vec<_> = all.iter().filter(|e| e.grade == grade).collect();
        let here = of_grade.iter().filter(|e| e.is_here).count();
        let _ = write!(text, "## {grade}: {here} of {}\n\n", of_grade.len());
        text.push_str("| method | path | here | scope |\n|---|---|---|---|\n");
        for e in of_grade {
            let here = match (e.is_here, e.is_always_empty) {
                (false, _) => "no",
                (true, false) => "yes",
                (true, true) => "always empty",
            };
            let scope = e.scope.unwrap_or_default();
            let _ = writeln!(text, "| {} | `{}` | {here} | {scope} |", e.method, e.path);
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_says_what_the_router_does() {
        let written = include_str!("../../docs/client-api.md");
        assert!(written == document(), "run `antiphon client-api > docs/client-api.md`");
    }

    #[test]
    fn a_path_is_known_whatever_its_parts_are_called() {
        assert_eq!(shape("/api/v1/lists/{list_id}/accounts"), shape("/api/v1/lists/{id}/accounts"));
        assert_ne!(shape("/api/v1/lists/{id}"), shape("/api/v1/lists/accounts"));
    }
}
