//! An answer that is handed on piece by piece, so that no film is in memory as a whole. How much of it is read and how
//! long it may stand still was said beforehand.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use reqwest::Response;

use super::{client_error::ClientError, guard::host_of};

/// An answer whose body is still to come. Whoever drops it ends the exchange.
#[derive(Debug)]
pub struct Streamed {
    /// The status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    response: Response,
    /// The most bytes that are read of the body, and how many of these are left.
    limit: usize,
    left: usize,
    /// How long nothing may come.
    idle: Duration,
}

impl Streamed {
    pub(super) fn new(response: Response, limit: usize, idle: Duration) -> Streamed {
        let (status, headers) = (response.status(), response.headers().clone());
        Streamed { status, headers, response, limit, left: limit, idle }
    }

    /// The next piece of the body; none at its end.
    ///
    /// # Errors
    /// `Timeout` when nothing comes for too long, `TooLarge` when what was agreed has been read and there is more, and
    /// whatever breaks on the way.
    pub async fn next(&mut self) -> Result<Option<Bytes>, ClientError> {
        let host = host_of(self.response.url());
        let Ok(piece) = tokio::time::timeout(self.idle, self.response.chunk()).await else {
            return Err(ClientError::Timeout { host });
        };
        let Some(mut piece) = piece.map_err(|error| ClientError::of_exchange(&host, &error))? else {
            return Ok(None);
        };
        if self.left == 0 && !piece.is_empty() {
            return Err(ClientError::TooLarge { host, limit: self.limit });
        }
        piece.truncate(self.left);
        self.left -= piece.len();
        Ok(Some(piece))
    }
}
