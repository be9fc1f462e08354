//! What comes back from another server, read within limits. What it means is decided by whoever asked.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use chrono::DateTime;
use http::{HeaderMap, StatusCode, header};
use reqwest::Response;
use url::Url;

use super::{client_error::ClientError, guard::host_of, outgoing::is_redirect};

/// How much of the answer to a delivery is read: enough for an error text, and to keep the connection.
const ANSWER_BYTES: usize = 4 * 1024;

/// How long that may take. The status is known by then, so it is not worth waiting for.
const ANSWER_TIME: Duration = Duration::from_secs(1);

/// A document that was fetched.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The status of the last answer.
    pub status: StatusCode,
    /// Where it came from, after redirects.
    pub final_url: Url,
    /// Its `Content-Type` as sent.
    pub content_type: Option<String>,
    /// All its headers.
    pub headers: HeaderMap,
    /// Its body, decompressed.
    pub body: Bytes,
}

/// What a host said to a delivery.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// After how many seconds the host wants to be asked again (`Retry-After`, RFC 9110 10.2.3).
    pub retry_after: Option<u64>,
    /// The beginning of what it said, as one line; empty for a success.
    pub text: String,
}

impl Fetched {
    pub(super) async fn read(response: Response, limit: usize) -> Result<Fetched, ClientError> {
        let status = response.status();
        let final_url = response.url().clone();
        let headers = response.headers().clone();
        let content_type =
            headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let body = read_body(response, limit).await?;
        Ok(Fetched { status, final_url, content_type, headers, body })
    }

    /// Reads what fits, if its media type is among these.
    pub(super) async fn read_beginning(
        mut response: Response,
        kinds: &[&str],
        limit: usize,
    ) -> Result<Fetched, ClientError> {
        let status = response.status();
        let final_url = response.url().clone();
        let headers = response.headers().clone();
        let content_type =
            headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let essence = content_type.as_deref().and_then(|value| value.split(';').next()).unwrap_or_default();
        let is_wanted = kinds.iter().any(|kind| essence.trim().eq_ignore_ascii_case(kind));
        let mut body = BytesMut::new();
        if is_wanted {
            let host = host_of(&final_url);
            // The rest is never read: the connection is given up with the answer.
            while body.len() < limit
                && let Some(chunk) =
                    response.chunk().await.map_err(|error| ClientError::of_exchange(&host, &error))?
            {
                body.extend_from_slice(&chunk[..chunk.len().min(limit - body.len())]);
            }
        }
        Ok(Fetched { status, final_url, content_type, headers, body: body.freeze() })
    }
}

impl Answer {
    /// The status decides; a body that breaks off or drips changes nothing.
    pub(super) async fn read(mut response: Response) -> Answer {
        let status = response.status();
        let retry_after = retry_after(response.headers());
        let mut body = BytesMut::new();
        let reading = async {
            while let Ok(Some(chunk)) = response.chunk().await {
                let room = ANSWER_BYTES - body.len();
                if chunk.len() > room {
                    body.extend_from_slice(&chunk[..room]);
                    break;
                }
                body.extend_from_slice(&chunk);
            }
        };
        // What was read before the time was up is kept.
        let _ = tokio::time::timeout(ANSWER_TIME, reading).await;
        let text = if status.is_success() { String::new() } else { one_line(&body) };
        Answer { status, retry_after, text }
    }
}

/// The whole body, if it is no larger than the limit after decompression.
pub(super) async fn read_body(mut response: Response, limit: usize) -> Result<Bytes, ClientError> {
    let host = host_of(response.url());
    let too_large = |host: &String| ClientError::TooLarge { host: host.clone(), limit };
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(too_large(&host));
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| ClientError::of_exchange(&host, &error))? {
        if body.len() + chunk.len() > limit {
            return Err(too_large(&host));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Where a redirect leads, without a fragment; `None` if the answer is no redirect.
pub(super) fn redirect_target(response: &Response) -> Result<Option<Url>, ClientError> {
    if !is_redirect(response.status()) {
        return Ok(None);
    }
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    let target = location.and_then(|location| response.url().join(location).ok());
    match target {
        Some(mut target) => {
            target.set_fragment(None);
            Ok(Some(target))
        }
        None => Err(ClientError::Redirect {
            host: host_of(response.url()),
            reason: "it sends us on without saying where to".to_owned(),
        }),
    }
}

/// The wait that the host asks for. A date is measured against the answer's own `Date`, so that no clock but the
/// host's is involved.
fn retry_after(headers: &HeaderMap) -> Option<u64> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let wanted = text(header::RETRY_AFTER)?;
    if let Ok(seconds) = wanted.parse::<u64>() {
        return Some(seconds);
    }
    let until = DateTime::parse_from_rfc2822(wanted).ok()?;
    let now = DateTime::parse_from_rfc2822(text(header::DATE)?).ok()?;
    u64::try_from((until - now).num_seconds().max(0)).ok()
}

/// Bytes of a stranger as one line that is safe in a log.
fn one_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(header::HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), http::HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_wait_is_read_from_seconds_and_from_dates() {
        let now = (header::DATE, "Sun, 06 Nov 1994 08:49:37 GMT");
        let later = (header::RETRY_AFTER, "Sun, 06 Nov 1994 09:49:37 GMT");
        let earlier = (header::RETRY_AFTER, "Sun, 06 Nov 1994 07:49:37 GMT");
        assert_eq!(retry_after(&headers(&[(header::RETRY_AFTER, " 120 ")])), Some(120));
        assert_eq!(retry_after(&headers(&[now.clone(), later.clone()])), Some(3600));
        assert_eq!(retry_after(&headers(&[now.clone(), earlier])), Some(0));
        assert_eq!(retry_after(&headers(&[later])), None);
        assert_eq!(retry_after(&headers(&[(header::RETRY_AFTER, "-5"), now])), None);
        assert_eq!(retry_after(&headers(&[])), None);
    }

    #[test]
    fn a_strangers_text_becomes_one_line() {
        assert_eq!(one_line(b"no\r\n\tsuch\x1b[2J user\xff\n"), "no such [2J user\u{fffd}");
    }
}
