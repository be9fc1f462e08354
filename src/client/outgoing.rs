//! The one HTTP client of this server. Every outgoing byte passes it, so that no caller can forget the guard, the
//! limits or the deadline. What is asked, and what an answer means, is decided elsewhere.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use reqwest::{Certificate, Client, ClientBuilder, Proxy, Request, Response, redirect::Policy};
use url::Url;

use super::{
    answer::{self, Answer, Fetched},
    client_error::ClientError,
    guard::{Guard, HostPolicy, Route, host_of},
    library_client::RequestSigner,
    resolver::GuardedResolver,
    streamed::Streamed,
};
use crate::config::Config;

/// How long an idle connection is kept. Deliveries to one host follow each other closely, and a fan-out to thousands
/// of hosts must not leave thousands of sockets behind.
const IDLE_TIME: Duration = Duration::from_secs(5);

/// The most redirects that one fetch follows.
const REDIRECTS: usize = 3;

/// The most bytes that are taken of one document, after decompression.
pub const DOCUMENT_BYTES: usize = 1024 * 1024;

/// What one fetch may cost.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    /// The largest body in bytes, after decompression.
    pub bytes: usize,
    /// How long everything may take, redirects and body included.
    pub time: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
}

/// How much of a body is wanted.
#[derive(Debug, Clone, Copy)]
enum Reading {
    /// All of it; one that is too large is an error.
    Whole,
    /// What fits, of these media types.
    Beginning(&'static [&'static str]),
}

/// The guarded client. A clone shares the connections.
#[derive(Clone)]
pub struct Outgoing {
    shared: Arc<Shared>,
}

struct Shared {
    direct: Client,
    onion: Option<Client>,
    guard: Guard,
    time: Duration,
    /// Hosts that took a signed read in the new way and not in the old one, for a day.
    modern: moka::sync::Cache<String, ()>,
}

/// How long it is believed that a host wants the new signatures.
const BELIEVED: Duration = Duration::from_secs(24 * 60 * 60);

impl Outgoing {
    /// Builds the client from the settings, with the moderators' decisions about hosts.
    ///
    /// # Errors
    /// `ClientError::Setup` if the rig's certificates or the system's cannot be read.
    pub fn new(config: &Config, policy: Arc<dyn HostPolicy>) -> Result<Outgoing, ClientError> {
        let guard = Guard::new(config, policy);
        let resolver = GuardedResolver::new(config.federation.hosts.clone(), guard.allowed().clone());
        let direct = build(builder(config)?.dns_resolver(resolver))?;
        let onion = match &config.federation.socks {
            None => None,
            Some(address) => {
                let proxy = Proxy::all(address.as_str())
                    .map_err(|_| setup("the address of the Tor proxy cannot be understood"))?;
                // `socks5h` leaves the lookup of names to Tor, so the resolver has nothing to do here.
                Some(build(builder(config)?.proxy(proxy))?)
            }
        };
        let modern =
            moka::sync::Cache::builder().max_capacity(10_000).time_to_live(config.scaled(BELIEVED)).build();
        let time = config.request_timeout();
        Ok(Outgoing { shared: Arc::new(Shared { direct, onion, guard, time, modern }) })
    }

    /// Hosts that took a signed read in the new way only, a while ago.
    pub(super) fn modern(&self) -> &moka::sync::Cache<String, ()> {
        &self.shared.modern
    }

    /// What a document may cost: 1 MiB, the time of the settings, three redirects.
    pub fn document_budget(&self) -> Budget {
        Budget { bytes: DOCUMENT_BYTES, time: self.shared.time, redirects: REDIRECTS }
    }

    /// Fetches a URL without a signature, following redirects by hand. A status other than success is the caller's
    /// to judge.
    ///
    /// # Errors
    /// A refusal of the guard, a fault on the way, or a spent budget.
    pub async fn get(&self, url: &Url, accept: &'static str, budget: Budget) -> Result<Fetched, ClientError> {
        within(budget.time, url, self.follow(url, accept, None, budget, Reading::Whole, None)).await
    }

    /// The same with a signature on each step, for hosts that show their documents to nobody else (authorized fetch).
    ///
    /// # Errors
    /// As those of `get`.
    pub async fn get_signed(
        &self,
        url: &Url,
        accept: &'static str,
        budget: Budget,
        signer: &dyn RequestSigner,
    ) -> Result<Fetched, ClientError> {
        within(budget.time, url, self.follow(url, accept, None, budget, Reading::Whole, Some(signer))).await
    }

    /// The same without a signature, unless the host still has what the caller has under this `ETag`: then the status is 304, the body empty.
    ///
    /// # Errors
    /// As those of `get`.
    pub async fn get_if_changed(
        &self,
        url: &Url,
        accept: &'static str,
        etag: Option<&str>,
        budget: Budget,
    ) -> Result<Fetched, ClientError> {
        let known = etag.and_then(|etag| HeaderValue::from_str(etag).ok());
        within(budget.time, url, self.follow(url, accept, known, budget, Reading::Whole, None)).await
    }

    /// The same, but of a body that is larger only the beginning is read, and of a media type that is not among `kinds`
    /// nothing: the body is then empty.
    ///
    /// # Errors
    /// As those of `get`; a large body is none.
    pub async fn get_beginning(
        &self,
        url: &Url,
        accept: &'static str,
        kinds: &'static [&'static str],
        budget: Budget,
    ) -> Result<Fetched, ClientError> {
        within(budget.time, url, self.follow(url, accept, None, budget, Reading::Beginning(kinds), None))
            .await
    }

    /// The same with these headers, and the body is left to be read piece by piece: no more of it than the budget's bytes,
    /// and no piece later than `idle` after the one before. The budget's time is for the way to the body.
    ///
    /// # Errors
    /// As those of `get`; how large the body is turns out while it is read.
    pub async fn get_streamed(
        &self,
        url: &Url,
        headers: HeaderMap,
        budget: Budget,
        idle: Duration,
    ) -> Result<Streamed, ClientError> {
        let response = within(budget.time, url, self.arrive(url, headers, budget.redirects, None)).await?;
        Ok(Streamed::new(response, budget.bytes, idle))
    }

    async fn follow(
        &self,
        url: &Url,
        accept: &'static str,
        known: Option<HeaderValue>,
        budget: Budget,
        reading: Reading,
        signer: Option<&dyn RequestSigner>,
    ) -> Result<Fetched, ClientError> {
        let known = known.map(|known| (header::IF_NONE_MATCH, known));
        let accept = (header::ACCEPT, HeaderValue::from_static(accept));
        let headers = std::iter::once(accept).chain(known).collect();
        let response = self.arrive(url, headers, budget.redirects, signer).await?;
        match reading {
            Reading::Whole => Fetched::read(response, budget.bytes).await,
            Reading::Beginning(kinds) => Fetched::read_beginning(response, kinds, budget.bytes).await,
        }
    }

    /// The answer at the end of all redirects, its body unread.
    async fn arrive(
        &self,
        url: &Url,
        headers: HeaderMap,
        redirects: usize,
        signer: Option<&dyn RequestSigner>,
    ) -> Result<Response, ClientError> {
        let mut route = self.guard().check(url)?;
        let mut url = url.clone();
        url.set_fragment(None);
        let mut visited = Vec::new();
        loop {
            let mut request = Request::new(Method::GET, url.clone());
            *request.headers_mut() = headers.clone();
            let response = match signer {
                Some(signer) => self.exchange_signed(request, route, signer).await?,
                None => self.exchange(request, route).await?,
            };
            let Some(target) = answer::redirect_target(&response)? else {
                return Ok(response);
            };
            visited.push(url);
            let from = visited.last().expect("it was pushed on the line above");
            let refuse =
                |reason: &str| Err(ClientError::Redirect { host: host_of(from), reason: reason.to_owned() });
            if visited.len() > redirects {
                return refuse("it sends us on too often");
            }
            if visited.contains(&target) {
                return refuse("it sends us in a circle");
            }
            route = self.guard().check_redirect(from, &target)?;
            url = target;
        }
    }

    /// Posts a body that the caller has signed in `headers`. No redirect is followed, because the signature is made
    /// for this host and path alone.
    ///
    /// # Errors
    /// A refusal of the guard, or no status before the deadline. Every status is an `Answer`.
    pub async fn post(&self, url: &Url, headers: HeaderMap, body: Bytes) -> Result<Answer, ClientError> {
        let route = self.guard().check(url)?;
        let mut request = Request::new(Method::POST, url.clone());
        *request.headers_mut() = headers;
        *request.body_mut() = Some(body.into());
        let response = within(self.shared.time, url, self.exchange(request, route)).await?;
        Ok(Answer::read(response).await)
    }

    /// Sends one request that the guard has passed, and makes sure that an allowed address answered.
    pub(super) async fn exchange(&self, request: Request, route: Route) -> Result<Response, ClientError> {
        let host = host_of(request.url());
        let client = match route {
            Route::Direct => &self.shared.direct,
            Route::Onion => self.shared.onion.as_ref().ok_or_else(|| setup("there is no Tor proxy"))?,
        };
        let response =
            client.execute(request).await.map_err(|error| ClientError::of_exchange(&host, &error))?;
        // The proxy's own address is loopback as a rule, and set by the operator.
        let connected = response.remote_addr();
        if route == Route::Direct && !connected.is_some_and(|peer| self.guard().allowed().admits(peer.ip())) {
            let reason = "the connection leads to an address that is not public".to_owned();
            return Err(ClientError::Refused { host, reason });
        }
        Ok(response)
    }

    /// The rules for URLs.
    pub fn guard(&self) -> &Guard {
        &self.shared.guard
    }

    /// How long one exchange may take in all.
    pub(super) fn time(&self) -> Duration {
        self.shared.time
    }

    /// The client without the guard, for a wrapper that adds the guard again.
    pub(super) fn unguarded(&self) -> Client {
        self.shared.direct.clone()
    }
}

/// Whether a status is one of the five redirects that name a new place.
pub(super) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Runs an exchange against one deadline, so that a slow drip of bytes cannot hold a worker.
pub(super) async fn within<T>(
    time: Duration,
    url: &Url,
    exchange: impl Future<Output = Result<T, ClientError>>,
) -> Result<T, ClientError> {
    tokio::time::timeout(time, exchange)
        .await
        .unwrap_or_else(|_| Err(ClientError::Timeout { host: host_of(url) }))
}

/// What both clients have in common: nobody else decides where a request goes, and idle connections go soon.
#[expect(clippy::disallowed_methods, reason = "this is the guarded client that the lint leads to")]
fn builder(config: &Config) -> Result<ClientBuilder, ClientError> {
    let contact = config.federation.user_agent_contact.as_deref();
    let contact = contact.map(|contact| format!("; {contact}")).unwrap_or_default();
    let agent = format!("Antiphon/{} (+{}{contact})", env!("CARGO_PKG_VERSION"), config.origin());
    let builder = Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .referer(false)
        .user_agent(agent)
        .connect_timeout(config.connect_timeout())
        .pool_idle_timeout(IDLE_TIME)
        .pool_max_idle_per_host(config.federation.deliveries_per_host);
    match &config.federation.ca {
        None => Ok(builder),
        Some(file) => {
            let pem = std::fs::read(file)
                .map_err(|error| setup(&format!("the file {} cannot be read ({error})", file.display())))?;
            let certificates = Certificate::from_pem_bundle(&pem).map_err(|_| {
                setup(&format!("the file {} holds no certificates in PEM form", file.display()))
            })?;
            Ok(builder.tls_certs_merge(certificates))
        }
    }
}

fn build(builder: ClientBuilder) -> Result<Client, ClientError> {
    builder.build().map_err(|_| {
        setup("the system's list of certificate authorities cannot be read; install the package ca-certificates")
    })
}

fn setup(reason: &str) -> ClientError {
    ClientError::Setup { reason: reason.to_owned() }
}
