//! How a server comes up: its data directory, its key file and its database, and what stands in the way of each.

use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::{App, Clock, Domains, Media, Shared, Wake};
use crate::client::{ClientError, Outgoing, Relay, Rests};
use crate::config::{Config, Synchronous};
use crate::domain::ids::IdSource;
use crate::keys::KeyEncryptionKey;
use crate::media::FileError;
use crate::store::database::Opening;
use crate::store::group_commit::GroupCommit;
use crate::store::intake::Intake;
use crate::store::{self, Store};

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
    Client(#[from] ClientError),
    /// The store of files.
    #[error("cannot set up the store of files: {0}")]
    Files(#[from] FileError),
    /// The federation library.
    #[error("cannot set up federation: {0}")]
    Federation(String),
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
        let ten_minutes = Duration::from_secs(600);
        let minutes = |n: u64| config.scaled(Duration::from_secs(n * 60));
        Ok(Self(Arc::new(Shared {
            intake: Intake::start(store.clone()),
            group_commit: GroupCommit::new(store.clone()),
            signers: moka::sync::Cache::builder().max_capacity(1_000).build(),
            signer_rows: moka::sync::Cache::builder().max_capacity(1_000).time_to_live(ten_minutes).build(),
            actor_texts: moka::sync::Cache::builder()
                .max_capacity(1_000)
                .time_to_live(config.scaled(Duration::from_secs(2)))
                .build(),
            filters: moka::sync::Cache::builder()
                .max_capacity(10_000)
                .time_to_live(Duration::from_secs(10))
                .build(),
            // Another process may end a token as well; a client is heard half a second longer at most (A168 allows a second).
            holders: moka::sync::Cache::builder()
                .max_capacity(10_000)
                .time_to_live(Duration::from_millis(500))
                .build(),
            known_keys: moka::sync::Cache::builder().max_capacity(20_000).time_to_live(ten_minutes).build(),
            // Never shorter than a fetch can take, in the rig as well: whoever comes while one is on its way would find that
            // the actor was asked a moment ago, and no answer yet.
            flights: moka::sync::Cache::builder()
                .max_capacity(10_000)
                .time_to_idle(config.request_timeout().max(Duration::from_secs(15)) * 4)
                .build(),
            greeted: moka::sync::Cache::builder().max_capacity(20_000).time_to_live(minutes(1)).build(),
            senders: moka::sync::Cache::builder()
                .max_capacity(20_000)
                .time_to_idle(Duration::from_secs(3_600))
                .build(),
            rested: Rests::new(minutes(5)),
            backlog: std::sync::atomic::AtomicI64::new(0),
            push_key: OnceLock::new(),
            fetch_signer: OnceLock::new(),
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
}

/// Opens the database without running migrations.
pub async fn open_store(config: &Config) -> Result<Store, OpenError> {
    let opening = Opening {
        url: config.database.url.as_str().to_owned(),
        synchronous_full: config.database.synchronous == Synchronous::Full,
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
