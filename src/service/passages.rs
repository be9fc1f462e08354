//! Films and sounds of other servers for readers here: they pass through us while somebody watches. Nothing of them is
//! kept or drawn anew (decision 0030), and no reader's address reaches another server.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, Stream};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use tokio::sync::mpsc;
use url::Url;

use crate::app::{App, Cx};
use crate::client::{Budget, ClientError, Streamed};
use crate::domain::byte_range::{ByteRange, Part, whole_of_none};
use crate::domain::passage::media_type;
use crate::keys;
use crate::media::{Leave, reader_of};

use super::{Error, Result, sealed_addresses};

/// Where films pass, before their seals.
pub const PATH: &str = "/media/passed/";
/// What their seals are for.
const SEALED_FOR: &str = "passages of media";
/// How long one of them may take in all. A player that is cut off asks for the rest.
const LONGEST: Duration = Duration::from_secs(10 * 60);
/// So many bytes tell which format a file is of.
const BEGINNING: usize = 12;
/// How many pieces wait for a slow reader.
const PIECES: usize = 2;

/// Where readers here find the film that is at this address.
pub fn path(app: &App, address: &str) -> String {
    format!("{PATH}{}", sealed_addresses::write(app, SEALED_FOR, address))
}

/// What the other server gave.
#[derive(Debug)]
pub enum Passage {
    /// The film, or the part of it that was wanted.
    Open {
        /// What it is.
        media_type: &'static str,
        /// Which part; none is all of it.
        part: Option<Part>,
        /// How many bytes are to come, where that is known.
        length: Option<u64>,
        /// Its bytes; what breaks off ends with an error.
        pieces: Pieces,
    },
    /// Nothing, since what was wanted lies behind its end; so long it is.
    Beyond(u64),
}

/// Opens the way for the film that an address of ours names.
pub async fn open(cx: &Cx, sealed: &str, encoded: &str, wanted: Option<ByteRange>) -> Result<Passage> {
    let address = sealed_addresses::read(cx, SEALED_FOR, sealed, encoded)?;
    let url = Url::parse(&address).map_err(|_| Error::NotFound)?;
    let rest = format!("film:{}", keys::sha256_hex(address.as_bytes()));
    if cx.rested.holds(&rest, cx.now()) {
        return Err(Error::refused("the film could not be had a while ago"));
    }
    let leave = cx.media.passing.begin(url.host_str().unwrap_or_default()).ok_or(Error::Busy)?;
    let most = cx.config.media.film_megabytes as usize * 1024 * 1024;
    let wanted = wanted.map(|wanted| wanted.shortened(most as u64));
    let idle = cx.config.request_timeout();
    let begun = begin(cx, &url, wanted, most, idle).await.inspect_err(|fault| {
        // A film that is not to be had is not asked for again by the next reader.
        if !matches!(fault, Fault::Policy | Fault::Range) {
            cx.rested.begin(&rest, cx.now());
        }
    });
    Ok(match begun? {
        Begun::Beyond(length) => Passage::Beyond(length),
        Begun::Here { media_type, part, length, beginning, source } => {
            let pieces = pass(Way { beginning, source: *source, left: length, idle }, leave);
            Passage::Open { media_type, part, length, pieces }
        }
    })
}

/// Why nothing passes.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("{0}")]
    Client(String),
    /// Nobody was asked, and the moderators may change it at any time.
    #[error("this server does not talk to the one that has the film")]
    Policy,
    #[error("the other server does not give the film")]
    Status,
    #[error("what the other server gives is neither film nor sound")]
    Kind,
    /// Another part may still be had.
    #[error("the other server gives another part than the one that was wanted")]
    Range,
}

impl From<ClientError> for Fault {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Policy { .. } => Self::Policy,
            other => Self::Client(other.to_string()),
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::refused(fault.to_string())
    }
}

/// What came, as far as its beginning.
enum Begun {
    Here {
        media_type: &'static str,
        part: Option<Part>,
        length: Option<u64>,
        beginning: VecDeque<Bytes>,
        source: Box<Streamed>,
    },
    Beyond(u64),
}

async fn begin(
    cx: &Cx,
    url: &Url,
    wanted: Option<ByteRange>,
    most: usize,
    idle: Duration,
) -> std::result::Result<Begun, Fault> {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("video/*, audio/*"));
    // A part of something compressed is a part of nothing.
    headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    if let Some(Ok(range)) = wanted.map(|wanted| HeaderValue::from_str(&wanted.to_string())) {
        headers.insert(header::RANGE, range);
    }
    let budget = Budget { bytes: most, ..cx.client.document_budget() };
    let mut source = Box::pin(cx.client.get_streamed(url, headers, budget, idle)).await?;
    let part = match (source.status, wanted) {
        (StatusCode::OK, _) => None,
        (StatusCode::PARTIAL_CONTENT, Some(wanted)) => {
            let part = said(&source, header::CONTENT_RANGE).and_then(Part::parse);
            Some(part.filter(|part| wanted.admits(*part)).ok_or(Fault::Range)?)
        }
        (StatusCode::RANGE_NOT_SATISFIABLE, Some(_)) => {
            let length = said(&source, header::CONTENT_RANGE).and_then(whole_of_none);
            return length.map(Begun::Beyond).ok_or(Fault::Range);
        }
        _ => return Err(Fault::Status),
    };
    let media_type = said(&source, header::CONTENT_TYPE).and_then(media_type).ok_or(Fault::Kind)?;
    let length = said(&source, header::CONTENT_LENGTH).and_then(|length| length.parse().ok());
    let length = match part {
        Some(part) if length.is_some_and(|length| length != part.length()) => return Err(Fault::Range),
        Some(part) => Some(part.length()),
        None => length,
    };
    let mut beginning = VecDeque::new();
    if part.is_none_or(|part| part.first == 0 && part.length() >= BEGINNING as u64) {
        let reading = tokio::time::timeout(idle, read_beginning(&mut source, &mut beginning)).await;
        // Whatever it calls itself: players look into a file as well, and follow a playlist by themselves.
        if !reading.map_err(|_| Fault::Status)?? {
            return Err(Fault::Kind);
        }
    }
    Ok(Begun::Here { media_type, part, length, beginning, source: Box::new(source) })
}

fn said(source: &Streamed, name: HeaderName) -> Option<&str> {
    source.headers.get(name)?.to_str().ok()
}

/// Reads until the format shows; whether it is one of a film or a sound.
async fn read_beginning(
    source: &mut Streamed,
    beginning: &mut VecDeque<Bytes>,
) -> std::result::Result<bool, Fault> {
    let mut first = BytesMut::new();
    while first.len() < BEGINNING {
        let Some(piece) = source.next().await? else { break };
        first.extend_from_slice(&piece[..piece.len().min(BEGINNING - first.len())]);
        beginning.push_back(piece);
    }
    Ok(reader_of(&first).is_some())
}

/// The bytes of a film on their way, as a reader takes them.
#[derive(Debug)]
pub struct Pieces(mpsc::Receiver<Step>);

#[derive(Debug)]
enum Step {
    Piece(Bytes),
    /// All of it has passed. What ends without this was cut off.
    End,
}

impl Pieces {
    /// The same for an answer.
    pub fn into_stream(self) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        stream::unfold(Some(self.0), |steps| async move {
            let mut steps = steps?;
            match steps.recv().await {
                Some(Step::Piece(piece)) => Some((Ok(piece), Some(steps))),
                Some(Step::End) => None,
                None => Some((Err(io::ErrorKind::UnexpectedEof.into()), None)),
            }
        })
    }
}

/// What passes, and how much of it is still to come where that is known.
struct Way {
    beginning: VecDeque<Bytes>,
    source: Streamed,
    left: Option<u64>,
    idle: Duration,
}

/// Lets it pass, in a task of its own: a reader who does not read must not hold a place for longer than a server that
/// does not send, and an answer's body is not asked before its reader is.
fn pass(mut way: Way, mut leave: Leave) -> Pieces {
    let (steps, taken) = mpsc::channel(PIECES);
    tokio::spawn(async move {
        let reader = steps.clone();
        tokio::select! {
            () = way.walk(steps) => {}
            () = reader.closed() => {}
            () = tokio::time::sleep(LONGEST) => {}
            () = leave.is_withdrawn() => {}
        }
    });
    Pieces(taken)
}

impl Way {
    async fn walk(&mut self, steps: mpsc::Sender<Step>) {
        while let Some(step) = self.step().await {
            let is_last = matches!(step, Step::End);
            if steps.send_timeout(step, self.idle).await.is_err() || is_last {
                return;
            }
        }
    }

    /// None when it breaks off.
    async fn step(&mut self) -> Option<Step> {
        if self.left == Some(0) {
            return Some(Step::End);
        }
        let piece = match self.beginning.pop_front() {
            Some(piece) => Some(piece),
            // The other server's fault is seen by the reader, as an answer that breaks off.
            None => self.source.next().await.ok()?,
        };
        let Some(mut piece) = piece else {
            return self.left.is_none().then_some(Step::End);
        };
        if let Some(left) = &mut self.left {
            piece.truncate(usize::try_from(*left).unwrap_or(usize::MAX));
            *left -= piece.len() as u64;
        }
        Some(Step::Piece(piece))
    }
}
