//! What a request or a job may reach: config, store, client, clock, keys that are open, and who to wake.

use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use activitypub_federation::config::{Data, FederationConfig, UrlVerifier};
use tokio::sync::Notify;

use crate::client::{HostPolicy, Outgoing, Relay, RequestSigner, Rests};
use crate::config::{Config, Films};
use crate::domain::allowance::Allowance;
use crate::domain::filter::Filter;
use crate::domain::ids::{AccountId, ActivityId, IdSource, PostId, RowId};
use crate::domain::moderation::DomainPolicy;
use crate::domain::time::Time;
use crate::domain::uri::Uri;
use crate::keys::{KeyEncryptionKey, PushKey, SigningKey, VerifyingKey};
use crate::live::Live;
use crate::media::{FileError, Files, Passing, Sandbox, Studio};
use crate::store::database::Opening;
use crate::store::group_commit::GroupCommit;
use crate::store::intake::Intake;
use crate::store::tokens::HolderRecord;
use crate::store::{self, Store};

/// How many nodes the end of a claim tells apart.
pub const CLAIM_NODES: i64 = 64;

/// The context of a request or a job: [`App`], and a count of what it has fetched.
pub type Cx = Data<App>;
/// Makes a [`Cx`] for each request and job.
pub type Federation = FederationConfig<App>;

/// Tells the time. Everything takes it from here, so that tests can set it.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Time;
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else asks")]
    fn now(&self) -> Time {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Time(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// Why the server cannot start; each is a sentence that says how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The data directory cannot be made or written.
    #[error(
        "cannot write to the data directory {path}: {why}. Choose another with --data-dir, or give this user the right to write there."
    )]
    DataDir {
        /// Which.
        path: String,
        /// What the system says.
        why: std::io::Error,
    },
    /// There is a database, but not the key that its secrets are sealed with.
    #[error(
        "the database {database} is there, but its key file {key_file} is missing. Put the key file back from your backup; without it the coalition's keys cannot be opened. Nothing was changed."
    )]
    KeyMissing {
        /// The database.
        database: String,
        /// Where the key should be.
        key_file: String,
    },
    /// The key file is not a key.
    #[error(
        "the key file {0} does not hold a key. Put the right file back from your backup. Nothing was changed."
    )]
    KeyBroken(String),
    /// The key file cannot be read.
    #[error("cannot read the key file {path}: {why}")]
    KeyUnreadable {
        /// Which.
        path: String,
        /// What the system says.
        why: std::io::Error,
    },
    /// A new key cannot be kept.
    #[error(
        "cannot write the key file {path}: {why}. Make room on the disk, choose another place with server.key_file, or give this user the right to write there."
    )]
    KeyUnwritable {
        /// Which.
        path: String,
        /// What the system says.
        why: std::io::Error,
    },
    /// Others on this machine can read the key.
    #[error("the key file {0} can be read by other users of this machine. Close it with: chmod 600 {0}")]
    KeyOpen(String),
    /// The database.
    #[error("cannot open the database {url}: {}", why.in_full())]
    Store {
        /// Which, without its password.
        url: String,
        /// What it says.
        why: store::Error,
    },
    /// The HTTP client.
    #[error("cannot set up what leaves this server: {0}")]
    Client(#[from] crate::client::ClientError),
    /// The store of files.
    #[error("cannot set up the store of files: {0}")]
    Files(#[from] FileError),
    /// The federation library.
    #[error("cannot set up federation: {0}")]
    Federation(String),
}

/// Rules about domains, shared between everything that sends and takes.
#[derive(Debug, Default)]
pub struct Domains(RwLock<Arc<DomainPolicy>>);

impl Domains {
    /// The rules in force.
    pub fn policy(&self) -> Arc<DomainPolicy> {
        self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Puts other rules in force.
    pub fn replace(&self, policy: DomainPolicy) {
        *self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(policy);
    }
}

impl HostPolicy for Domains {
    fn admits(&self, host: &str) -> bool {
        self.policy().admits(host)
    }
}

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
    fn open(config: &Config) -> Result<Self, FileError> {
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
pub struct App(Arc<Shared>);

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
    ids: IdSource,
    short_ids: IdSource,
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
    /// Opens the data directory, the key file and the database, making what is not there yet.
    pub async fn open(config: Config, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        let database_is_new = make_data_dir(&config)?;
        // A file is looked for before the database is opened, because opening makes it.
        let (wrapping, store) = if config.database_is_postgres() {
            let store = open_store(&config).await?;
            let holds_nothing = holds_nothing(&store)
                .await
                .map_err(|why| OpenError::Store { url: shown_url(&config), why })?;
            (open_key_file(&config, holds_nothing)?, store)
        } else {
            (open_key_file(&config, database_is_new)?, open_store(&config).await?)
        };
        store.migrate().await.map_err(|why| OpenError::Store { url: shown_url(&config), why })?;
        let media = Media::open(&config)?;
        let domains = Arc::new(Domains::default());
        let client = Outgoing::new(&config, domains.clone())?;
        let relay = Relay::new(&config)?;
        let first = u16::from_le_bytes(crate::keys::random_bytes::<2>());
        let ids = IdSource::new(config.database.node).beginning_at(first);
        let short_ids = IdSource::short(config.database.node).beginning_at(first);
        let ten_minutes = std::time::Duration::from_secs(600);
        let minutes = |n: u64| config.scaled(std::time::Duration::from_secs(n * 60));
        Ok(Self(Arc::new(Shared {
            intake: Intake::start(store.clone()),
            group_commit: GroupCommit::new(store.clone()),
            signers: moka::sync::Cache::builder().max_capacity(1_000).build(),
            signer_rows: moka::sync::Cache::builder().max_capacity(1_000).time_to_live(ten_minutes).build(),
            actor_texts: moka::sync::Cache::builder()
                .max_capacity(1_000)
                .time_to_live(config.scaled(std::time::Duration::from_secs(2)))
                .build(),
            filters: moka::sync::Cache::builder()
                .max_capacity(10_000)
                .time_to_live(std::time::Duration::from_secs(10))
                .build(),
            // Another process may end a token as well; a client is heard half a second longer at most (A168 allows a second).
            holders: moka::sync::Cache::builder()
                .max_capacity(10_000)
                .time_to_live(std::time::Duration::from_millis(500))
                .build(),
            known_keys: moka::sync::Cache::builder().max_capacity(20_000).time_to_live(ten_minutes).build(),
            // Never shorter than a fetch can take, in the rig as well: whoever comes while one is on its way would find that
            // the actor was asked a moment ago, and no answer yet.
            flights: moka::sync::Cache::builder()
                .max_capacity(10_000)
                .time_to_idle(config.request_timeout().max(std::time::Duration::from_secs(15)) * 4)
                .build(),
            greeted: moka::sync::Cache::builder().max_capacity(20_000).time_to_live(minutes(1)).build(),
            senders: moka::sync::Cache::builder()
                .max_capacity(20_000)
                .time_to_idle(std::time::Duration::from_secs(3_600))
                .build(),
            rested: Rests::new(minutes(5)),
            backlog: std::sync::atomic::AtomicI64::new(0),
            push_key: std::sync::OnceLock::new(),
            fetch_signer: std::sync::OnceLock::new(),
            wake: Wake::default(),
            live: Arc::default(),
            config,
            store,
            client,
            relay,
            media,
            clock,
            wrapping,
            domains,
            ids,
            short_ids,
        })))
    }

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

/// Asked by the library before every fetch.
#[derive(Clone)]
struct DomainVerifier(Arc<Domains>);

#[async_trait::async_trait]
impl UrlVerifier for DomainVerifier {
    async fn verify(&self, url: &url::Url) -> Result<(), activitypub_federation::error::Error> {
        if self.0.policy().admits(&crate::domain::uri::host_of(url)) {
            Ok(())
        } else {
            Err(activitypub_federation::error::Error::UrlVerificationError("this domain is blocked here"))
        }
    }
}

/// Opens the database without running migrations.
pub async fn open_store(config: &Config) -> Result<Store, OpenError> {
    let opening = Opening {
        url: config.database.url.as_str().to_owned(),
        synchronous_full: config.database.synchronous == crate::config::Synchronous::Full,
        readers: config.database.readers,
        connections: config.database.connections,
    };
    Store::open(&opening).await.map_err(|why| OpenError::Store { url: shown_url(config), why })
}

/// Whether no instance lives in the database yet; asked before the migrations, which may have to be run first.
async fn holds_nothing(store: &Store) -> store::Result<bool> {
    let is_migrated = store.migrations().await?.iter().any(|(_, _, done)| *done);
    Ok(!is_migrated || store::meta::find(store, "public_url").await?.is_none())
}

/// The database's address as people may read it: without user and password.
pub fn shown_url(config: &Config) -> String {
    let url = config.database.url.as_str();
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://{rest}"),
        _ => url.to_owned(),
    }
}

/// Makes the data directory; whether there is no database yet, as far as files tell.
fn make_data_dir(config: &Config) -> Result<bool, OpenError> {
    use std::os::unix::fs::DirBuilderExt as _;
    let path = &config.server.data_dir;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|why| OpenError::DataDir { path: path.display().to_string(), why })?;
    Ok(database_file(config).is_none_or(|file| !Path::new(file).exists()))
}

fn database_file(config: &Config) -> Option<&str> {
    let path = config.database.url.as_str().strip_prefix("sqlite:")?;
    Some(path.strip_prefix("//").unwrap_or(path))
}

/// Reads the key-encryption key, or makes it together with a new database. Never over an existing one (F43).
fn open_key_file(config: &Config, database_is_new: bool) -> Result<KeyEncryptionKey, OpenError> {
    use std::io::Write as _;
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
    let path = &config.server.key_file;
    let shown = path.display().to_string();
    let unreadable = |why| OpenError::KeyUnreadable { path: shown.clone(), why };
    match std::fs::metadata(path) {
        Ok(facts) => {
            if facts.permissions().mode() & 0o077 != 0 {
                return Err(OpenError::KeyOpen(shown));
            }
            let text = std::fs::read_to_string(path).map_err(unreadable)?;
            KeyEncryptionKey::from_base64(text.trim()).map_err(|_| OpenError::KeyBroken(shown))
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            if !database_is_new {
                let database = database_file(config).map_or_else(|| shown_url(config), str::to_owned);
                return Err(OpenError::KeyMissing { database, key_file: shown });
            }
            let key = KeyEncryptionKey::generate();
            let unwritable = |why| OpenError::KeyUnwritable { path: shown.clone(), why };
            let mut file = std::fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(path)
                .map_err(unwritable)?;
            writeln!(file, "{}", key.to_base64()).and_then(|()| file.sync_all()).map_err(|why| {
                // Half a key would be taken for a broken one at the next start.
                let _ = std::fs::remove_file(path);
                unwritable(why)
            })?;
            Ok(key)
        }
        Err(why) => Err(unreadable(why)),
    }
}

/// Whether a first start has made an instance in this database; looks only, and makes nothing.
pub async fn is_set_up(config: &Config) -> Result<bool, OpenError> {
    if !has_database(config) {
        return Ok(false);
    }
    let store = open_store(config).await?;
    let look = async {
        if store.migrations().await?.iter().all(|(_, _, done)| !done) {
            return Ok(false);
        }
        Ok(store::meta::find(&store, "public_url").await?.is_some())
    };
    let found = look.await.map_err(|why| OpenError::Store { url: shown_url(config), why });
    store.close().await;
    found
}

/// Whether there is a database to open: a file that is there, or the address of a server.
pub fn has_database(config: &Config) -> bool {
    database_file(config).is_none_or(|file| Path::new(file).exists())
}
