//! Streaming: one WebSocket for many streams, and server-sent events for one each. Browsers can put a token neither on a
//! WebSocket nor on an `EventSource` by header, so that here, and nowhere else, it may come in the address or as the
//! name of a protocol.

use std::time::Duration;

use axum::body::Body;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts as _, Request, State};
use axum::response::IntoResponse as _;
use bytes::Bytes;
use futures_util::stream;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::{Deserialize, Serialize};

use crate::http::Doors;

use super::error::{Answer, Problem};
use super::params::Params;
use super::shelf::Shelf;
use super::stream_names::Asked;
use super::stream_session::{Event, Session, Step};
use super::table::{Needs, Table};

/// The routes about streaming.
pub fn routes(table: Table) -> Table {
    let table = table
        .get("/api/v1/streaming", Needs::Member("read"), socket)
        .get("/api/v1/streaming/health", Needs::Nothing, async || "OK")
        .get("/api/v1/streaming/user/notification", Needs::Member("read:notifications"), events);
    [
        "/api/v1/streaming/user",
        "/api/v1/streaming/public",
        "/api/v1/streaming/public/local",
        "/api/v1/streaming/public/remote",
        "/api/v1/streaming/hashtag",
        "/api/v1/streaming/hashtag/local",
        "/api/v1/streaming/direct",
        "/api/v1/streaming/list",
    ]
    .into_iter()
    .fold(table, |table, path| table.get(path, Needs::Member("read:statuses"), events))
}

/// How often a connection shows that it is alive.
const SOCKET_BEAT: Duration = Duration::from_secs(30);
const EVENTS_BEAT: Duration = Duration::from_secs(15);
/// A client that takes nothing for so long is given up.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a socket keeps for reading and for writing, in bytes: listeners say little, and ten thousand of them have to fit.
const BUFFER: usize = 4 * 1024;
/// The longest message that a client may send.
const LONGEST: usize = 4 * 1024;

fn offered(parts: &Parts) -> Option<&str> {
    parts.headers.get(header::SEC_WEBSOCKET_PROTOCOL).and_then(|value| value.to_str().ok())
}

/// The token, wherever it was put, as the header that every other route reads.
fn credentials(parts: &Parts, query: &Params) -> Result<HeaderMap, Problem> {
    let mut headers = HeaderMap::new();
    if let Some(value) = parts.headers.get(header::AUTHORIZATION) {
        headers.insert(header::AUTHORIZATION, value.clone());
        return Ok(headers);
    }
    let token = query.get("access_token").or_else(|| offered(parts)?.split(',').next().map(str::trim));
    let token = token.filter(|token| !token.is_empty()).ok_or_else(Problem::no_token)?;
    let value = HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| Problem::no_token())?;
    headers.insert(header::AUTHORIZATION, value);
    Ok(headers)
}

async fn open(parts: &Parts, doors: &Doors, query: &Params, beat: Duration) -> Result<Session, Problem> {
    let shelf = parts.extensions.get::<Shelf>().cloned().unwrap_or_default();
    Session::open(doors.clone(), shelf, credentials(parts, query)?, beat).await
}

/// One stream as server-sent events.
pub async fn events(State(doors): State<Doors>, request: Request) -> Answer {
    let (parts, _) = request.into_parts();
    let query = Params::of_query(parts.uri.query());
    let path = parts.uri.path().trim_start_matches("/api/v1/streaming/");
    let mut name = path.replace('/', ":");
    if name.starts_with("public") && query.flag("only_media") == Some(true) {
        name.push_str(":media");
    }
    let mut session = open(&parts, &doors, &query, EVENTS_BEAT).await?;
    session.subscribe(&Asked { name: &name, tag: query.get("tag"), list: query.get("list") }).await?;
    let hello = stream::once(async { Ok::<_, std::convert::Infallible>(Bytes::from_static(b":)\n")) });
    let news = stream::unfold(session, |mut session| async move {
        loop {
            let signal = session.signal().await;
            let text = match session.step(signal).await {
                Step::Send(event) => {
                    // Without a line of data, even an empty one, browsers pass an event over.
                    let payload = event.payload.as_deref().unwrap_or_default();
                    Bytes::from(format!("event: {}\ndata: {payload}\n\n", event.name))
                }
                Step::Beat => Bytes::from_static(b":thump\n"),
                Step::Wait => continue,
                Step::End => return None,
            };
            return Some((Ok(text), session));
        }
    });
    let body = Body::from_stream(futures_util::StreamExt::chain(hello, news));
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "private, no-store"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, body).into_response())
}

/// Many streams over one WebSocket.
pub async fn socket(State(doors): State<Doors>, request: Request) -> Answer {
    let (mut parts, _) = request.into_parts();
    let query = Params::of_query(parts.uri.query());
    let mut session = open(&parts, &doors, &query, SOCKET_BEAT).await?;
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &doors)
        .await
        .map_err(|_| Problem::unreadable("This address speaks WebSocket"))?;
    // A browser hangs up unless it is told that one of its protocols was chosen.
    let protocol = offered(&parts).and_then(|all| all.split(',').next()).map(|one| one.trim().to_owned());
    let mut first = None;
    if let Some(name) = query.get("stream").filter(|name| !name.is_empty()) {
        first =
            session.subscribe(&Asked { name, tag: query.get("tag"), list: query.get("list") }).await.err();
    }
    Ok(upgrade
        .protocols(protocol)
        .max_message_size(LONGEST)
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER)
        .max_frame_size(LONGEST)
        .on_upgrade(move |socket| serve(socket, session, first))
        .into_response())
}

async fn serve(mut socket: WebSocket, mut session: Session, first: Option<Problem>) {
    if let Some(problem) = first
        && !send(&mut socket, Message::text(problem.frame())).await
    {
        return;
    }
    loop {
        let message = tokio::select! {
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => match answer(&mut session, &text).await {
                    Ok(()) => continue,
                    Err(problem) => Message::text(problem.frame()),
                },
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                // Pongs, and pings that were answered already.
                Some(Ok(_)) => continue,
            },
            signal = session.signal() => match session.step(signal).await {
                Step::Send(event) => Message::text(frame(&event)),
                Step::Beat => Message::Ping(Bytes::new()),
                Step::Wait => continue,
                Step::End => break,
            },
        };
        if !send(&mut socket, message).await {
            return;
        }
    }
    send(&mut socket, Message::Close(None)).await;
}

/// Whether it was taken in time.
async fn send(socket: &mut WebSocket, message: Message) -> bool {
    matches!(tokio::time::timeout(PATIENCE, socket.send(message)).await, Ok(Ok(())))
}

/// What a client says.
#[derive(Deserialize)]
struct Said {
    r#type: String,
    #[serde(default)]
    stream: String,
    tag: Option<String>,
    list: Option<Id>,
}

/// An id as clients write it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

async fn answer(session: &mut Session, text: &str) -> Result<(), Problem> {
    let said: Said =
        serde_json::from_str(text).map_err(|_| Problem::unreadable("The message is not understood"))?;
    let list = said.list.map(|id| match id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    });
    let asked = Asked { name: &said.stream, tag: said.tag.as_deref(), list: list.as_deref() };
    match said.r#type.as_str() {
        "subscribe" => Box::pin(session.subscribe(&asked)).await,
        "unsubscribe" => session.unsubscribe(&asked),
        _ => Err(Problem::unreadable("Unknown message type")),
    }
}

/// An event as the text of a WebSocket message; its payload is JSON inside JSON.
#[derive(Serialize)]
struct Frame<'a> {
    stream: &'a [String],
    event: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<&'a str>,
}

fn frame(event: &Event) -> String {
    let frame = Frame { stream: &event.stream, event: event.name, payload: event.payload.as_deref() };
    serde_json::to_string(&frame).expect("plain data always has a JSON form")
}

/// Where clients find this.
pub fn address(app: &crate::app::App) -> String {
    app.config.origin().replacen("http", "ws", 1)
}
