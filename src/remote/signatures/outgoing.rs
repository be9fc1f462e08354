//! What both schemes need to sign an outgoing request: its host, its date, header values. No scheme lives here.

use super::SignatureError;
use super::message::authority;
use chrono::DateTime;
use http::{HeaderMap, HeaderValue, header};
use url::Url;

/// What every body of ours is: `ActivityStreams` JSON.
pub(super) const CONTENT_TYPE: HeaderValue = HeaderValue::from_static("application/activity+json");

/// The Host and Date headers of a request to this address.
pub(super) fn first_headers(url: &Url, now_ms: i64) -> Result<HeaderMap, SignatureError> {
    let date = DateTime::from_timestamp_millis(now_ms).ok_or(SignatureError::CannotSign)?;
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(header::HOST, value(authority(url)?)?);
    headers.insert(header::DATE, value(date.format("%a, %d %b %Y %H:%M:%S GMT").to_string())?);
    Ok(headers)
}

/// Path and query as the request line will have them.
pub(super) fn target(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

/// A header value that we made; it holds whatever text an address can hold.
pub(super) fn value(text: String) -> Result<HeaderValue, SignatureError> {
    HeaderValue::try_from(text).map_err(|_| SignatureError::CannotSign)
}

/// A key id that can stand between quotes in a header.
pub(super) fn quotable(key_id: &str) -> Result<&str, SignatureError> {
    let sound = key_id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\');
    sound.then_some(key_id).ok_or(SignatureError::CannotSign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_and_date_are_what_peers_expect() {
        let url = Url::parse("https://a.test:8443/inbox?x=1#f").expect("an address");
        let headers = first_headers(&url, 1_618_884_475_999).expect("an address has a host");
        assert_eq!(headers[header::HOST], "a.test:8443");
        assert_eq!(headers[header::DATE], "Tue, 20 Apr 2021 02:07:55 GMT");
        assert_eq!(target(&url), "/inbox?x=1");
        let plain = first_headers(&Url::parse("https://a.test:443").expect("an address"), 0).expect("a host");
        assert_eq!(plain[header::HOST], "a.test");
        assert_eq!(plain[header::DATE], "Thu, 01 Jan 1970 00:00:00 GMT");
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let url = Url::parse("mailto:a@a.test").expect("an address");
        assert_eq!(first_headers(&url, 0), Err(SignatureError::CannotSign));
        for key_id in ["https://a.test/\"", "a\\", "a\nb", "é"] {
            assert_eq!(quotable(key_id), Err(SignatureError::CannotSign));
        }
    }
}
