//! Puts the doors on one router, starts the jobs, serves, and stops them well.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use http::StatusCode;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tower::Service as _;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::app::{App, Clock, Federation, OpenError, shown_url};
use crate::config::Config;
use crate::http::address::Peer;
use crate::http::cors::{self, Reach, Reaches};
use crate::http::limits::Limits;
use crate::http::{Doors, headers, health as probes};
use crate::jobs::hands::Hands;
use crate::remote::keyring;
use crate::remote::signer::FetchSigner;
use crate::service::setup::{self, FirstStart};
use crate::service::{accounts, domains, health};
use crate::{federation, jobs, mastodon};

/// A request has this long, its body included.
const LONGEST_REQUEST: Duration = Duration::from_secs(60);
/// A client has this long to send its headers, and may idle this long between requests (A158).
const LONGEST_HEADERS: Duration = Duration::from_secs(15);
/// All headers together.
const HEADER_BYTES: usize = 64 * 1024;

/// Why the server does not run; each is a sentence.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The system gives no threads.
    #[error("the system gives no threads to deliver with: {0}")]
    Threads(std::io::Error),
    /// What is there does not fit the settings.
    #[error(transparent)]
    Setup(#[from] crate::service::Error),
    /// The address is taken or not ours.
    #[error(
        "cannot listen on {address}: {why}. Stop what listens there, or choose another address with --listen."
    )]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system says.
        why: std::io::Error,
    },
}

/// A server that is open and not yet serving.
pub struct Opened {
    /// Everything that is shared.
    pub app: App,
    /// Makes a context for each request and job.
    pub federation: Federation,
    /// What the first start has made, if this is the first.
    pub first: Option<FirstStart>,
}

/// Opens data directory, keys and database, and makes a coalition where there is none.
pub async fn open(config: Config, clock: Arc<dyn Clock>) -> Result<Opened, ServeError> {
    let signer = Arc::new(FetchSigner::new(clock.clone()));
    let app = App::open(config, clock).await?;
    let first = setup::ensure(&app).await.map_err(|error| told(&app, error))?;
    let instance = accounts::instance(&app).await?;
    let key = keyring::for_requests(&app, instance.id).await.map_err(crate::service::Error::from)?;
    signer.arm(key);
    domains::reload(&app).await?;
    let federation = app.federation(signer).await?;
    Ok(Opened { app, federation, first })
}

/// Reading went well, and writing may not: whoever starts it hears which database, and what helps.
fn told(app: &App, error: crate::service::Error) -> ServeError {
    match error {
        crate::service::Error::Store(why) => {
            ServeError::Open(OpenError::Store { url: shown_url(&app.config), why })
        }
        error => ServeError::Setup(error),
    }
}

/// A server that serves.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
    serving: tokio::task::JoinHandle<()>,
    /// Let go last, after the store is closed.
    _hands: Hands,
}

impl Running {
    /// Ends what was begun and closes the database, all within the time the settings give (P7).
    pub async fn stop(self, app: &App) {
        let _ = self.stop.send(true);
        let patience = app.config.shutdown_timeout();
        if tokio::time::timeout(patience.mul_f32(0.8), self.serving).await.is_err() {
            tracing::warn!(
                "not everything ended in time; what was accepted is on disk and goes on at the next start"
            );
        }
        let _ = tokio::time::timeout(patience.mul_f32(0.1), app.store.close()).await;
    }
}

/// Listens, starts the jobs and serves until stopped.
pub async fn start(opened: &Opened) -> Result<Running, ServeError> {
    let Opened { app, federation, .. } = opened;
    raise_file_limit();
    let address = app.config.server.listen;
    let listener = TcpListener::bind(address).await.map_err(|why| ServeError::Listen { address, why })?;
    let address = listener.local_addr().unwrap_or(address);
    health::free_claims(app).await.map_err(|error| told(app, error))?;
    let announcements = app.store.announcements().await.map_err(crate::service::Error::from)?;
    let hands = Hands::new(app.config.server.threads()).map_err(ServeError::Threads)?;
    let (stop, stopped) = watch::channel(false);
    let inbox = tokio::spawn(jobs::inbox::run(federation.clone(), stopped.clone()));
    let deliveries =
        tokio::spawn(jobs::deliveries::run(app.clone(), hands.handle().clone(), stopped.clone()));
    let scheduled = tokio::spawn(jobs::scheduled::run(federation.clone(), stopped.clone()));
    let films = tokio::spawn(jobs::films::run(app.clone(), stopped.clone()));
    let imports = tokio::spawn(jobs::imports::run(federation.clone(), stopped.clone()));
    let joint = tokio::spawn(jobs::joint::run(app.clone(), stopped.clone()));
    let upkeep = tokio::spawn(jobs::upkeep::run(app.clone(), stopped.clone()));
    let polls = tokio::spawn(jobs::polls::run(federation.clone(), stopped.clone()));
    let peer_lists = tokio::spawn(jobs::peer_lists::run(federation.clone(), stopped.clone()));
    let previews = tokio::spawn(jobs::previews::run(app.clone(), stopped.clone()));
    let backlinks = tokio::spawn(jobs::backlinks::run(app.clone(), stopped.clone()));
    let numbers = tokio::spawn(jobs::profile_numbers::run(federation.clone(), stopped.clone()));
    let pushes = tokio::spawn(jobs::pushes::run(app.clone(), stopped.clone()));
    let mails = tokio::spawn(jobs::mails::run(app.clone(), stopped.clone()));
    let letters = tokio::spawn(jobs::letters::run(app.clone(), stopped.clone()));
    let newsletter = tokio::spawn(jobs::newsletter::run(app.clone(), stopped.clone()));
    let streams = tokio::spawn(jobs::streams::run(app.clone(), announcements, stopped.clone()));
    let doors = Doors { federation: federation.clone(), limits: Limits::new(app.config.limits.rate) };
    let serving = tokio::spawn(async move {
        let app: &App = &doors.federation;
        let app = app.clone();
        serve(listener, router(doors), stopped, &app).await;
        for job in [
            inbox, deliveries, scheduled, films, imports, upkeep, polls, previews, pushes, mails, letters,
            newsletter, streams, peer_lists, backlinks, joint, numbers,
        ] {
            let _ = job.await;
        }
    });
    Ok(Running { address, stop, serving, _hands: hands })
}

/// Every route of every door.
pub fn router(doors: Doors) -> Router {
    let inbox_bytes = doors.federation.config.limits.inbox_bytes;
    let routes = Router::new()
        .merge(federation::routes(inbox_bytes))
        .merge(mastodon::routes(&doors))
        .merge(crate::doors::routes(&doors))
        .route("/healthz", get(async || "alive\n"))
        .route("/readyz", get(probes::ready))
        .route("/metrics", get(probes::metrics));
    guarded(routes, doors, LONGEST_REQUEST)
}

/// These routes with everything that stands around them: a request has `longest`, its body included.
pub fn guarded(routes: Router<Doors>, doors: Doors, longest: Duration) -> Router {
    routes
        .layer(CatchPanicLayer::custom(|_| broken()))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, longest))
        .layer(axum::middleware::from_fn_with_state(doors.clone(), headers::guard))
        // Around all of these, since each of them may be the one that answers.
        .layer(axum::middleware::from_fn_with_state(reach as Reaches, cors::open))
        .with_state(doors)
}

/// For whom an address is.
fn reach(path: &str) -> Option<Reach> {
    if mastodon::is_for_apps(path) {
        Some(Reach::Apps)
    } else {
        federation::discovery::is_here(path).then_some(Reach::Documents)
    }
}

fn broken() -> Response {
    tracing::error!("a request broke its handler");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something broke here. It was noted; nothing you sent was lost.\n")
        .into_response()
}

/// Takes connections until stopped; then lets those that are at work end.
async fn serve(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>, app: &App) {
    // Every connection holds the one end; the other is told when the last of them is gone.
    let (at_work, mut all_ended) = mpsc::channel::<()>(1);
    let mut protocol = hyper::server::conn::http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_HEADERS)
        .max_buf_size(HEADER_BYTES)
        .max_headers(100);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopped.changed() => break,
        };
        let (stream, peer) = match accepted {
            Ok(connection) => connection,
            Err(e) => {
                // Out of file descriptors, mostly: spinning would not make any free.
                tracing::warn!(error = %e, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = tower::service_fn(move |mut request: Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            router.clone().call(request)
        });
        let connection = protocol.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let (at_work, mut stopped) = (at_work.clone(), stopped.clone());
        tokio::spawn(async move {
            let mut connection = std::pin::pin!(connection.with_upgrades());
            // How a connection ends is the client's affair.
            tokio::select! {
                _ = &mut connection => {}
                () = told_to_stop(&mut stopped) => {
                    connection.as_mut().graceful_shutdown();
                    let _ = connection.await;
                }
            }
            drop(at_work);
        });
    }
    drop((listener, at_work));
    // Streams have no end of their own, and films that pass end too late.
    app.live.close();
    app.media.passing.end();
    let _ = all_ended.recv().await;
}

async fn told_to_stop(stopped: &mut watch::Receiver<bool>) {
    // Without anybody to tell it, the server is gone already.
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// One connection for each follower's host: the usual 1,024 files are too few for a large fan-out.
fn raise_file_limit() {
    let mut limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    limit.current = limit.maximum;
    if rustix::process::setrlimit(rustix::process::Resource::Nofile, limit).is_err() {
        tracing::debug!("the limit of open files stays as it is");
    }
}
