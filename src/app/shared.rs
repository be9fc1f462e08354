//! Everything that is shared by requests and jobs, and what they ask of it.

use std::path::PathBuf;
use std::sync::Arc;

use activitypub_federation::config::{Data, FederationConfig};
use tokio::sync::Notify;

use super::domains::DomainVerifier;
use super::{Clock, Domains, OpenError};
use crate::client::{Outgoing, Relay, RequestSigner, Rests};
use crate::config::{Config, Films};
use crate::domain::allowance::Allowance;
use crate::domain::filter::Filter;
use crate::domain::ids::{AccountId, ActivityId, IdSource, PostId, RowId};
use crate::domain::time::Time;
use crate::domain::uri::Uri;
use crate::keys::{KeyEncryptionKey, PushKey, SigningKey, VerifyingKey};
use crate::live::Live;
use crate::media::{FileError, Files, Passing, Sandbox, Studio};
use crate::store::Store;
use crate::store::group_commit::GroupCommit;
use crate::store::intake::Intake;
use crate::store::tokens::HolderRecord;

/// How many nodes the end of a claim tells apart.
pub const CLAIM_NODES: i64 = 64;

/// The context of a request or a job: [`App`], and a count of what it has fetched.
pub type Cx = Data<App>;
/// Makes a [`Cx`] for each request and job.
pub type Federation = FederationConfig<App>;

/// Whom to wake when there is work; polling is the fallback.
#[derive(Debug, Default)]
pub struct Wake {
    /// The inbox has something to apply.
    pub inbox: Notify,
    /// A lane has something to deliver.
    pub lanes: Notify,
    /// A mail waits.
    pub mails: Notify,
    /// A film or sound is to be drawn anew.
    pub films: Notify,
}

/// Where pictures, films and sounds are looked into and kept.
#[derive(Debug)]
pub struct Media {
    /// Looks into pictures.
    pub sandbox: Sandbox,
    /// Looks into films and sounds, where they are taken.
    pub studio: Option<Studio>,
    /// The folder in which they lie until they are drawn anew.
    pub films: PathBuf,
    /// What was uploaded here.
    pub uploads: Files,
    /// Copies of what is elsewhere.
    pub copies: Files,
    /// Films and sounds that are elsewhere and pass through here.
    pub passing: Passing,
}

impl Media {
    /// Opens the places that the settings name.
    pub(super) fn open(config: &Config) -> Result<Self, FileError> {
        let studio = match config.media.films {
            Films::Off => None,
            Films::Auto => Studio::find(config.media.decoder.clone(), config.media.film_seconds),
        };
        Ok(Self {
            sandbox: Sandbox::new(config.media.decoder.clone()),
            studio,
            films: config.server.data_dir.join("films"),
            uploads: Files::new(config, "media")?,
            copies: Files::new(config, "media-copies")?,
            passing: Passing::default(),
        })
    }
}

/// A private key that is open, with its id on the network and its row.
#[derive(Clone, Debug)]
pub struct Signer {
    /// Its row; what a delivery names.
    pub row: RowId,
    /// Its id on the network.
    pub uri: String,
    /// The key.
    pub key: SigningKey,
}

/// A verifying key with its owner, as the signature check needs it.
#[derive(Clone, Debug)]
pub struct KnownKey {
    /// Whose key it is.
    pub owner: Uri,
    /// The key, parsed.
    pub key: VerifyingKey,
}

/// Everything that is shared. Cloning it is cheap.
#[derive(Clone)]
pub struct App(pub(super) Arc<Shared>);

/// What [`App`] leads to.
pub struct Shared {
    /// Every setting.
    pub config: Config,
    /// The database.
    pub store: Store,
    /// The durable front of the inbox.
    pub intake: Intake,
    /// Where changes are handed in that many ask for at once.
    pub group_commit: GroupCommit,
    /// The one way bytes leave this server.
    pub client: Outgoing,
    /// Signs what is fetched, as the instance actor; none before [`App::federation`].
    pub fetch_signer: std::sync::OnceLock<Arc<dyn RequestSigner>>,
    /// Where mail goes; none when no mail is sent.
    pub relay: Option<Relay>,
    /// Where pictures are looked into and kept.
    pub media: Media,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Opens and seals private keys.
    pub wrapping: KeyEncryptionKey,
    /// Rules about domains.
    pub domains: Arc<Domains>,
    /// Whom to wake.
    pub wake: Wake,
    /// Who is listening now.
    pub live: Arc<Live>,
    /// Private keys that are open, by their row.
    pub signers: moka::sync::Cache<i64, Signer>,
    /// What is shown to push services, once it is open.
    pub push_key: std::sync::OnceLock<PushKey>,
    /// Which row signs for an account, by account and purpose.
    pub signer_rows: moka::sync::Cache<(i64, bool), i64>,
    /// Keys of other servers' actors, by their id on the network.
    pub known_keys: moka::sync::Cache<String, KnownKey>,
    /// Documents of actors that live here, by name, as their exact text.
    pub actor_texts: moka::sync::Cache<String, Arc<str>>,
    /// Filters of members who read a moment ago; whoever changes one takes it out.
    pub filters: moka::sync::Cache<i64, Arc<Vec<Filter>>>,
    /// Whom tokens that were used a moment ago belong to, by their digest, each with the count of changes it was read at.
    pub holders: moka::sync::Cache<[u8; 32], (u64, HolderRecord)>,
    /// Ids that could not be fetched, or were fetched anew a moment ago; not asked again until the entry ends.
    pub rested: Rests,
    /// Hosts whose lane was looked at a moment ago because they spoke to us.
    pub greeted: moka::sync::Cache<String, ()>,
    /// What other servers may still send in this minute, by host, for those that sent something of late.
    pub senders: moka::sync::Cache<String, Arc<std::sync::Mutex<Allowance>>>,
    /// Ids that are being fetched right now; whoever wants one as well waits for the answer.
    pub flights: moka::sync::Cache<String, Arc<tokio::sync::Mutex<()>>>,
    /// How many activities wait to be applied, counted every second.
    pub backlog: std::sync::atomic::AtomicI64,
    pub(super) ids: IdSource,
    pub(super) short_ids: IdSource,
}

impl std::ops::Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("origin", &self.config.origin()).finish_non_exhaustive()
    }
}

impl App {
    /// Makes the context factory. `signer` signs what is fetched, by the library and by us.
    pub async fn federation(&self, signer: Arc<dyn RequestSigner>) -> Result<Federation, OpenError> {
        // Made twice means started twice, and then the first signer is as good.
        let _ = self.fetch_signer.set(signer.clone());
        let settings = &self.config.federation;
        FederationConfig::builder()
            .domain(self.config.authority())
            .app_data(self.clone())
            .client(self.client.middleware_client(signer))
            .http_fetch_limit(settings.fetch_limit)
            .request_timeout(self.config.request_timeout())
            .url_verifier(Box::new(DomainVerifier(self.domains.clone())))
            // The library's own checks would refuse loopback names and ports; in the rig our client's guard stands alone.
            .debug(settings.rig)
            .allow_http_urls(settings.allow_http)
            .build()
            .await
            .map_err(|e| OpenError::Federation(e.to_string()))
    }

    /// The present moment.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// A number from 0 to 1, so that those who wait do not all come back at once.
    pub fn jitter(&self) -> f64 {
        f64::from(u16::from_le_bytes(crate::keys::random_bytes::<2>())) / f64::from(u16::MAX)
    }

    /// A new id; larger than every one this node gave out before.
    pub fn next_id(&self) -> i64 {
        self.ids.next(self.now())
    }

    /// When a claim on work ends that is made now. The last six bits name the node, so that a node that was killed
    /// finds its own claims at its next start and does not wait for their end.
    pub fn claim_end(&self, lasts: i64) -> Time {
        Time(((self.now().0 + lasts) | (CLAIM_NODES - 1)) + 1 + i64::from(self.config.database.node))
    }

    /// A new id of a row.
    pub fn row_id(&self) -> RowId {
        RowId(self.next_id())
    }

    /// A new id of a notification. Apps get it as a number in some places, so it stays below 2^53.
    pub fn notification_id(&self) -> RowId {
        RowId(self.short_ids.next(self.now()))
    }

    /// A new id of an account.
    pub fn account_id(&self) -> AccountId {
        AccountId(self.next_id())
    }

    /// A new id of a post.
    pub fn post_id(&self) -> PostId {
        PostId(self.next_id())
    }

    /// A new id of an activity.
    pub fn activity_id(&self) -> ActivityId {
        ActivityId(self.next_id())
    }

    /// Whether more waits to be applied than the settings allow: then nothing more is taken (P6).
    pub fn is_overfull(&self) -> bool {
        let bound = i64::try_from(self.config.limits.queue).unwrap_or(i64::MAX);
        self.backlog.load(std::sync::atomic::Ordering::Relaxed) >= bound
    }

    /// An address of ours: the origin and this path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.config.origin())
    }

    /// Whether this id is one of ours.
    pub fn is_ours(&self, uri: &Uri) -> bool {
        uri.authority() == self.config.authority()
    }
}
