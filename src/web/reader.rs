//! The reader's language: found out for each request before its handler runs, and chosen at the foot of each page. A
//! handler finds the shelf turned to its reader (`shelf.words`), so that no page has to ask.

use axum::extract::{Path, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, Method, header};

use crate::http::{Doors, language, session};
use crate::words::Words;

use super::frame;
use super::problem::Problem;
use super::shelf::Shelf;

/// What a page depends on besides its address.
const READER: HeaderValue = HeaderValue::from_static("Accept-Language, Cookie");

/// Hands the shelf on, turned to the reader.
pub async fn turn(State(shelf): State<Shelf>, mut request: Request, next: Next) -> Response {
    let words = language::wanted(request.headers()).map_or(shelf.house, Words::of);
    // The answer to a form has no address of its own that one could come back to in another language.
    let has_address = matches!(*request.method(), Method::GET | Method::HEAD);
    request.extensions_mut().insert(shelf.turned_to(words, has_address));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("text/html")) {
        headers.append(header::VARY, READER);
    }
    response
}

/// Keeps the choice of a language and leads back to the page that it was made on.
pub async fn choose(
    State(doors): State<Doors>,
    Path(tag): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let tongue = language::of_ours(&tag).ok_or_else(Problem::not_found)?;
    // Another site can lead a reader here; it does not choose their language.
    if !session::is_same_site(&cx, &headers) {
        return Ok(frame::go_to("/"));
    }
    let mut response = frame::go_to(&language::page_before(&cx, &headers));
    response.headers_mut().insert(header::SET_COOKIE, language::keep(&cx, tongue));
    Ok(response)
}
