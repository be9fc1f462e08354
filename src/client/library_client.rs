//! The client that the federation library fetches with: the guarded client, with signatures, and with answers
//! trimmed to what the library judges well. The library itself looks at no status, follows whatever `Location` it
//! finds and knows three spellings of the content type; here is where that is made safe.

use std::sync::Arc;

use http::{Extensions, HeaderName, HeaderValue, Method, StatusCode, header};
use reqwest::{Body, Request, Response, ResponseBuilderExt};
use reqwest_middleware::{ClientWithMiddleware, Middleware, Next};
use url::Url;

use super::{
    answer::{read_body, redirect_target},
    client_error::ClientError,
    guard::{Route, host_of},
    media_type,
    outgoing::{DOCUMENT_BYTES, Outgoing, within},
};

/// The two ways to sign a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureScheme {
    /// draft-cavage-http-signatures-12, which every server reads.
    Cavage,
    /// RFC 9421, which the newest demand.
    Rfc9421,
}

/// Signs what this server reads, with the key of its instance actor.
pub trait RequestSigner: Send + Sync {
    /// The headers that sign a request without a body to this URL, `Host` included if it is signed; `None` if this
    /// signer does not sign such a request.
    fn headers(
        &self,
        method: &Method,
        url: &Url,
        scheme: SignatureScheme,
    ) -> Option<Vec<(HeaderName, HeaderValue)>>;
}

impl Outgoing {
    /// The client for the federation library (`FederationConfig::client`).
    pub fn middleware_client(&self, signer: Arc<dyn RequestSigner>) -> ClientWithMiddleware {
        let layer = LibraryLayer { outgoing: self.clone(), signer };
        reqwest_middleware::ClientBuilder::new(self.unguarded()).with(layer).build()
    }

    /// Signs in the old way first, and in the new way if the host did not take that; a host that has shown to want the new
    /// way is asked in that way first for a day.
    pub(super) async fn exchange_signed(
        &self,
        request: Request,
        route: Route,
        signer: &dyn RequestSigner,
    ) -> Result<Response, ClientError> {
        let mut last = None;
        let host = host_of(request.url());
        let mut order = [SignatureScheme::Cavage, SignatureScheme::Rfc9421];
        if self.modern().contains_key(&host) {
            order.reverse();
        }
        for scheme in order {
            let Some(headers) = signer.headers(request.method(), request.url(), scheme) else {
                continue;
            };
            let mut signed = Request::new(request.method().clone(), request.url().clone());
            *signed.headers_mut() = request.headers().clone();
            for (name, value) in headers {
                signed.headers_mut().insert(name, value);
            }
            let response = self.exchange(signed, route).await?;
            if !matches!(response.status().as_u16(), 400 | 401 | 403) {
                self.learn(host, scheme, last.is_some());
                return Ok(response);
            }
            last = Some(response);
        }
        match last {
            Some(response) => Ok(response),
            None => self.exchange(request, route).await,
        }
    }

    /// A read was answered in this way, after it was not in the other: so is the next one asked first.
    fn learn(&self, host: String, scheme: SignatureScheme, other_failed: bool) {
        match scheme {
            _ if !other_failed => {}
            SignatureScheme::Cavage => self.modern().invalidate(&host),
            SignatureScheme::Rfc9421 => self.modern().insert(host, ()),
        }
    }
}

/// The error of this client inside an error of the library, if that is what went wrong.
pub fn client_error(error: &reqwest_middleware::Error) -> Option<&ClientError> {
    match error {
        reqwest_middleware::Error::Middleware(inner) => inner.downcast_ref(),
        reqwest_middleware::Error::Reqwest(_) => None,
    }
}

/// The spelling of the content type that the library knows for sure.
const ACTIVITY_JSON: &str = "application/activity+json";

struct LibraryLayer {
    outgoing: Outgoing,
    signer: Arc<dyn RequestSigner>,
}

#[async_trait::async_trait]
impl Middleware for LibraryLayer {
    /// Never calls `next`: only the guarded client knows which connection a request may take.
    async fn handle(
        &self,
        request: Request,
        _extensions: &mut Extensions,
        _next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let url = request.url().clone();
        within(self.outgoing.time(), &url, self.answer(request))
            .await
            .map_err(reqwest_middleware::Error::middleware)
    }
}

impl LibraryLayer {
    async fn answer(&self, request: Request) -> Result<Response, ClientError> {
        let route = self.outgoing.guard().check(request.url())?;
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        let response = if reads && !request.headers().contains_key("signature") {
            self.outgoing.exchange_signed(request, route, &*self.signer).await?
        } else {
            self.outgoing.exchange(request, route).await?
        };
        if reads { self.trim(response).await } else { rebuild(response, None, true).await }
    }

    /// Lets through documents, tombstones and safe redirects; everything else is an error.
    async fn trim(&self, response: Response) -> Result<Response, ClientError> {
        if let Some(target) = redirect_target(&response)? {
            self.outgoing.guard().check_redirect(response.url(), &target)?;
            // The library reads the second redirect in a row as a document, so none has a body.
            return rebuild(response, Some(&target), false).await;
        }
        let status = response.status();
        if !status.is_success() && status != StatusCode::GONE {
            return Err(ClientError::Status { host: host_of(response.url()), status: status.as_u16() });
        }
        rebuild(response, None, true).await
    }
}

/// The same answer with its body read within the limit, with a `Location` only where it is wanted, and with the
/// `ActivityPub` content type in the one spelling that the library knows for sure.
async fn rebuild(
    response: Response,
    location: Option<&Url>,
    with_body: bool,
) -> Result<Response, ClientError> {
    let (status, url, mut headers) = (response.status(), response.url().clone(), response.headers().clone());
    let body = if with_body { read_body(response, DOCUMENT_BYTES).await? } else { bytes::Bytes::new() };
    for name in [header::LOCATION, header::CONTENT_LENGTH, header::TRANSFER_ENCODING] {
        headers.remove(name);
    }
    if let Some(target) = location {
        let target =
            HeaderValue::from_str(target.as_str()).expect("a parsed URL is ASCII without control characters");
        headers.insert(header::LOCATION, target);
    }
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let is_activity = match (types.next().and_then(|value| value.to_str().ok()), types.next()) {
        (Some(only), None) => media_type::is_activity(only),
        _ => false,
    };
    if is_activity {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(ACTIVITY_JSON));
    } else if headers.get_all(header::CONTENT_TYPE).iter().count() > 1 {
        // Two types contradict each other, and the library would believe the first.
        headers.remove(header::CONTENT_TYPE);
    }
    let mut rebuilt =
        http::Response::builder().url(url).body(Body::from(body)).expect("an empty head is valid");
    *rebuilt.status_mut() = status;
    *rebuilt.headers_mut() = headers;
    Ok(Response::from(rebuilt))
}
