//! The only file that knows there are two databases: opening, transactions, and how a statement is run.

use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{FromRow, Postgres, Sqlite, Transaction};
use tokio::sync::broadcast;

use crate::domain::announcement::Announcement;
use crate::domain::ids::MemberId;

use super::announcements::{self, WAITING};

pub use super::error::{Error, Result};

/// One statement, as each of the two databases reads it.
#[derive(Debug)]
pub struct Sql {
    /// What it is called in the code.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL.
    pub postgres: &'static str,
}

/// Registers the statements of a file. One text serves both databases; where they differ, both stand side by side. A
/// text may hold parts that several files share: `"… WHERE NOT " [hides "$1", "p.account_id", "$2"] " ORDER BY …"`.
macro_rules! statements {
    ($($name:ident =
        $(sqlite $sqlite:literal $([$s_part:ident $($s_word:literal),+] $s_rest:literal)*
            postgres $postgres:literal $([$p_part:ident $($p_word:literal),+] $p_rest:literal)*)?
        $($both:literal $([$part:ident $($word:literal),+] $rest:literal)*)?;)+) => {
        $(static $name: $crate::store::database::Sql = $crate::store::database::Sql {
            name: stringify!($name),
            sqlite: concat!(
                $($sqlite, $($s_part!($($s_word),+), $s_rest,)*)? $($both, $($part!($($word),+), $rest,)*)?
            ),
            postgres: concat!(
                $($postgres, $($p_part!($($p_word),+), $p_rest,)*)? $($both, $($part!($($word),+), $rest,)*)?
            ),
        };)+
        /// Every statement of this file.
        pub(super) static ALL: &[&$crate::store::database::Sql] = &[$(&$name),+];
    };
}
pub(crate) use statements;

/// A value on its way into a statement.
#[derive(Clone, Debug)]
pub enum Value {
    /// A whole number, a time, an id.
    Int(Option<i64>),
    /// Text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
    /// Yes or no.
    Bool(bool),
}

macro_rules! from {
    ($($type:ty => |$v:ident| $body:expr;)+) => { $(impl From<$type> for Value { fn from($v: $type) -> Self { $body } })+ };
}
from! {
    i64 => |v| Self::Int(Some(v));
    Option<i64> => |v| Self::Int(v);
    bool => |v| Self::Bool(v);
    String => |v| Self::Text(Some(v));
    &str => |v| Self::Text(Some(v.to_owned()));
    &String => |v| Self::Text(Some(v.clone()));
    Option<String> => |v| Self::Text(v);
    Option<&str> => |v| Self::Text(v.map(str::to_owned));
    &Option<String> => |v| Self::Text(v.clone());
    Vec<u8> => |v| Self::Bytes(Some(v));
    &[u8] => |v| Self::Bytes(Some(v.to_vec()));
    Option<Vec<u8>> => |v| Self::Bytes(v);
    crate::domain::time::Time => |v| Self::Int(Some(v.0));
    Option<crate::domain::time::Time> => |v| Self::Int(v.map(|t| t.0));
    crate::domain::ids::AccountId => |v| Self::Int(Some(v.0));
    crate::domain::ids::CampaignId => |v| Self::Int(Some(v.0));
    crate::domain::ids::PostId => |v| Self::Int(Some(v.0));
    Option<crate::domain::ids::PostId> => |v| Self::Int(v.map(|id| id.0));
    crate::domain::ids::ActivityId => |v| Self::Int(Some(v.0));
    crate::domain::ids::MemberId => |v| Self::Int(Some(v.0));
    Option<crate::domain::ids::MemberId> => |v| Self::Int(v.map(|id| id.0));
    crate::domain::ids::AppId => |v| Self::Int(Some(v.0));
    Option<crate::domain::ids::AppId> => |v| Self::Int(v.map(|id| id.0));
    Option<crate::domain::ids::AccountId> => |v| Self::Int(v.map(|id| id.0));
    crate::domain::ids::RowId => |v| Self::Int(Some(v.0));
    &crate::domain::uri::Uri => |v| Self::Text(Some(v.as_str().to_owned()));
}

/// The values of a statement, in the order of `$1`, `$2`, …
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::store::database::Value::from($value)),*] };
}
pub(crate) use args;

macro_rules! bind {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                Value::Int(v) => query.bind(v),
                Value::Text(v) => query.bind(v),
                Value::Bytes(v) => query.bind(v),
                Value::Bool(v) => query.bind(v),
            };
        }
        query
    }};
}

/// A row that reads the same from both databases.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// Where a read can be made: on the store's readers, or inside a transaction.
pub trait Reads: Send {
    /// Every row.
    fn all<T: Row>(
        self,
        sql: &'static Sql,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Vec<T>>> + Send;
    /// The one row, if there is one.
    fn one<T: Row>(
        self,
        sql: &'static Sql,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Option<T>>> + Send;
}

/// The database, with its readers and its writer.
#[derive(Clone, Debug)]
pub enum Store {
    /// One file; one connection writes, several read.
    Sqlite {
        /// Readers; a write through them is an error.
        read: SqlitePool,
        /// The one writer.
        write: SqlitePool,
        /// Where commits are announced.
        told: broadcast::Sender<Announcement>,
        /// How many wait for the one writer.
        queue: Arc<AtomicUsize>,
    },
    /// A server; any number of nodes.
    Postgres(PgPool),
}

/// A place in the queue for the writer, given up when it is there or no longer waited for.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(queue: &'a AtomicUsize) -> Self {
        queue.fetch_add(1, Ordering::Relaxed);
        Self(queue)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// How often this process has changed what tokens open. It is one number for all stores of a process: one too many
/// only makes somebody ask the database again.
static CREDENTIAL_CHANGES: AtomicU64 = AtomicU64::new(0);

/// A number that is another one as soon as this process has changed what any token opens. Whoever keeps such an answer reads
/// this before asking the database, and keeps both.
pub fn credential_changes() -> u64 {
    CREDENTIAL_CHANGES.load(Ordering::SeqCst)
}

/// Every answer about a token that was kept until now is void.
pub(super) fn credentials_changed() {
    CREDENTIAL_CHANGES.fetch_add(1, Ordering::SeqCst);
}

/// A transaction. Dropped without [`Tx::commit`], it leaves nothing, and nothing of it is announced.
#[derive(Debug)]
pub struct Tx {
    open: Open,
    /// Whether it changes what tokens open.
    changes_credentials: bool,
    /// What is announced with the commit.
    told: Vec<Announcement>,
    /// How much of that was there at the last savepoint.
    told_before: usize,
}

#[derive(Debug)]
enum Open {
    /// On the writer of the file.
    Sqlite(Transaction<'static, Sqlite>, broadcast::Sender<Announcement>),
    /// On a connection of the pool.
    Postgres(Transaction<'static, Postgres>),
}

/// How the store is opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// Every commit reaches the disk before it is answered; `false` only on the operator's word.
    pub synchronous_full: bool,
    /// Readers of the file.
    pub readers: u32,
    /// Connections to the server.
    pub connections: u32,
}

/// Takes the lock to write at once.
const BEGIN: &str = "BEGIN IMMEDIATE";

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

impl Store {
    /// Opens the database, making an SQLite file where there is none; runs no migration.
    pub async fn open(opening: &Opening) -> Result<Self> {
        if opening.url.starts_with("postgres") {
            let options: PgConnectOptions = opening.url.parse()?;
            let pool = PgPoolOptions::new()
                .max_connections(opening.connections)
                .acquire_timeout(Duration::from_secs(10))
                .connect_with(options)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        let path = opening.url.strip_prefix("sqlite:").unwrap_or(&opening.url);
        let path = path.strip_prefix("//").unwrap_or(path);
        let file = SqliteConnectOptions::new()
            .filename(Path::new(path))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(if opening.synchronous_full {
                SqliteSynchronous::Full
            } else {
                SqliteSynchronous::Normal
            })
            .busy_timeout(Duration::from_secs(10))
            .foreign_keys(true)
            .statement_cache_capacity(300)
            .pragma("cache_size", "-8192")
            .pragma("mmap_size", "268435456")
            .pragma("wal_autocheckpoint", "4000")
            .pragma("secure_delete", "fast")
            .pragma("temp_store", "memory");
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(file.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(opening.readers.max(1))
            .acquire_timeout(Duration::from_secs(10))
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(file.read_only(true))
            .await?;
        Ok(Self::Sqlite { read, write, told: broadcast::Sender::new(WAITING), queue: Arc::default() })
    }

    /// Brings the schema up to date; refuses one that a later program has made.
    pub async fn migrate(&self) -> Result<()> {
        self.refuse_newer().await?;
        match self {
            Self::Sqlite { write, .. } => SQLITE.run(write).await?,
            Self::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }

    /// Numbers and names of the migrations: those this program has, and whether each has been run.
    pub async fn migrations(&self) -> Result<Vec<(i64, String, bool)>> {
        let done = self.migrations_done().await?;
        let known = match self {
            Self::Sqlite { .. } => &SQLITE,
            Self::Postgres(_) => &POSTGRES,
        };
        Ok(known.iter().map(|m| (m.version, m.description.to_string(), done.contains(&m.version))).collect())
    }

    async fn refuse_newer(&self) -> Result<()> {
        let known = SQLITE.iter().map(|m| m.version).max().unwrap_or(0);
        match self.migrations_done().await?.into_iter().max() {
            Some(found) if found > known => Err(Error::Newer { found, known }),
            _ => Ok(()),
        }
    }

    async fn migrations_done(&self) -> Result<Vec<i64>> {
        const EXISTS_SQLITE: &str = "SELECT count(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
        const EXISTS_POSTGRES: &str = "SELECT count(*) FROM information_schema.tables WHERE table_name = '_sqlx_migrations' AND table_schema = current_schema()";
        const DONE: &str = "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version";
        Ok(match self {
            Self::Sqlite { write, .. } => {
                let there: i64 = sqlx::query_scalar(EXISTS_SQLITE).fetch_one(write).await?;
                if there == 0 { Vec::new() } else { sqlx::query_scalar(DONE).fetch_all(write).await? }
            }
            Self::Postgres(pool) => {
                let there: i64 = sqlx::query_scalar(EXISTS_POSTGRES).fetch_one(pool).await?;
                if there == 0 { Vec::new() } else { sqlx::query_scalar(DONE).fetch_all(pool).await? }
            }
        })
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<Tx> {
        let open = match self {
            Self::Sqlite { write, told, queue, .. } => {
                let place = Place::take(queue);
                // A deferred transaction that reads first cannot be upgraded while another writes; this one need not be.
                let begun = match write.begin_with(BEGIN).await {
                    Err(sqlx::Error::InvalidSavePointStatement) => {
                        // When the disk is full, SQLite takes a transaction back by itself. The driver then believes for
                        // ever that one is open, and no other can begin (F8): the writer is opened anew.
                        let _ = write.acquire().await?.close().await;
                        write.begin_with(BEGIN).await?
                    }
                    begun => begun?,
                };
                drop(place);
                Open::Sqlite(begun, told.clone())
            }
            Self::Postgres(pool) => Open::Postgres(pool.begin().await?),
        };
        Ok(Tx { open, changes_credentials: false, told: Vec::new(), told_before: 0 })
    }

    /// Whether somebody waits for the writer. Whoever has much to write commits then what is done, and goes on behind them.
    pub fn is_awaited(&self) -> bool {
        match self {
            Self::Sqlite { queue, .. } => queue.load(Ordering::Relaxed) > 0,
            // Each transaction has a connection of its own.
            Self::Postgres(_) => false,
        }
    }

    /// Closes every connection, after what they are doing.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// Prepares a statement without running it; for the test that prepares them all.
    pub async fn prepare(&self, sql: &'static Sql) -> Result<()> {
        use sqlx::{Executor as _, SqlSafeStr as _};
        match self {
            Self::Sqlite { write, .. } => {
                write.acquire().await?.prepare(sql.sqlite.into_sql_str()).await?;
            }
            Self::Postgres(pool) => {
                pool.acquire().await?.prepare(sql.postgres.into_sql_str()).await?;
            }
        }
        Ok(())
    }

    /// Tables and columns of the schema with whether each may be null, in order; for the test that compares both. The index
    /// over the words of posts is a table in one of them and none in the other; it is left out by its name, and no more.
    pub async fn schema(&self) -> Result<Vec<(String, String, bool)>> {
        const OF_SQLITE: &str = "SELECT m.name, c.name, c.\"notnull\" = 0 FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_sqlx%' AND m.name NOT LIKE 'post\\_words\\_index%' ESCAPE '\\' ORDER BY m.name, c.name";
        const OF_POSTGRES: &str = "SELECT table_name::text, column_name::text, is_nullable = 'YES' FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_sqlx%' ORDER BY table_name COLLATE \"C\", column_name COLLATE \"C\"";
        Ok(match self {
            Self::Sqlite { read, .. } => sqlx::query_as(OF_SQLITE).fetch_all(read).await?,
            Self::Postgres(pool) => sqlx::query_as(OF_POSTGRES).fetch_all(pool).await?,
        })
    }
}

impl Reads for &Store {
    async fn all<T: Row>(self, sql: &'static Sql, values: Vec<Value>) -> Result<Vec<T>> {
        Ok(match self {
            Store::Sqlite { read, .. } => bind!(sqlx::query_as(sql.sqlite), values).fetch_all(read).await?,
            Store::Postgres(pool) => bind!(sqlx::query_as(sql.postgres), values).fetch_all(pool).await?,
        })
    }

    async fn one<T: Row>(self, sql: &'static Sql, values: Vec<Value>) -> Result<Option<T>> {
        Ok(match self {
            Store::Sqlite { read, .. } => {
                bind!(sqlx::query_as(sql.sqlite), values).fetch_optional(read).await?
            }
            Store::Postgres(pool) => bind!(sqlx::query_as(sql.postgres), values).fetch_optional(pool).await?,
        })
    }
}

impl Reads for &mut Tx {
    async fn all<T: Row>(self, sql: &'static Sql, values: Vec<Value>) -> Result<Vec<T>> {
        Ok(match &mut self.open {
            Open::Sqlite(tx, _) => bind!(sqlx::query_as(sql.sqlite), values).fetch_all(&mut **tx).await?,
            Open::Postgres(tx) => bind!(sqlx::query_as(sql.postgres), values).fetch_all(&mut **tx).await?,
        })
    }

    async fn one<T: Row>(self, sql: &'static Sql, values: Vec<Value>) -> Result<Option<T>> {
        Ok(match &mut self.open {
            Open::Sqlite(tx, _) => {
                bind!(sqlx::query_as(sql.sqlite), values).fetch_optional(&mut **tx).await?
            }
            Open::Postgres(tx) => {
                bind!(sqlx::query_as(sql.postgres), values).fetch_optional(&mut **tx).await?
            }
        })
    }
}

impl Tx {
    /// Runs a statement; how many rows it touched.
    pub async fn run(&mut self, sql: &'static Sql, values: Vec<Value>) -> Result<u64> {
        Ok(match &mut self.open {
            Open::Sqlite(tx, _) => {
                bind!(sqlx::query(sql.sqlite), values).execute(&mut **tx).await?.rows_affected()
            }
            Open::Postgres(tx) => {
                bind!(sqlx::query(sql.postgres), values).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Marks a point to come back to.
    pub async fn savepoint(&mut self) -> Result<()> {
        self.told_before = self.told.len();
        self.plain("SAVEPOINT item").await
    }

    /// Keeps what was done since the last point.
    pub async fn release(&mut self) -> Result<()> {
        self.plain("RELEASE SAVEPOINT item").await
    }

    /// Takes back what was done since the last point.
    pub async fn roll_back_to_savepoint(&mut self) -> Result<()> {
        self.told.truncate(self.told_before);
        self.plain("ROLLBACK TO SAVEPOINT item").await?;
        self.plain("RELEASE SAVEPOINT item").await
    }

    async fn plain(&mut self, sql: &'static str) -> Result<()> {
        match &mut self.open {
            Open::Sqlite(tx, _) => sqlx::query(sql).execute(&mut **tx).await.map(drop)?,
            Open::Postgres(tx) => sqlx::query(sql).execute(&mut **tx).await.map(drop)?,
        }
        Ok(())
    }

    /// Makes everything since [`Store::begin`] durable. After this answer, and only then, others may be told.
    pub async fn commit(mut self) -> Result<()> {
        let told = std::mem::take(&mut self.told);
        if matches!(self.open, Open::Postgres(_)) && !told.is_empty() {
            announcements::notify(&mut self, &told).await?;
        }
        let hub = match self.open {
            Open::Sqlite(tx, hub) => {
                tx.commit().await?;
                Some(hub)
            }
            Open::Postgres(tx) => {
                tx.commit().await?;
                None
            }
        };
        if self.changes_credentials {
            credentials_changed();
        }
        // Told last: whoever looks at their token because of this must not find an answer that was kept before.
        if let Some(hub) = hub {
            for one in told {
                // Nobody may be listening.
                let _ = hub.send(one);
            }
        }
        Ok(())
    }

    /// What the tokens of this member open (or of an app on its own) is not the same after this transaction. Said by the store
    /// itself, so that no verb can forget it: kept answers are void, and whoever listens with such a token looks again (A168).
    pub(super) fn changes_credentials(&mut self, of: Option<MemberId>) {
        self.changes_credentials = true;
        if let Some(member) = of {
            let told = Announcement::Credentials(member);
            if !self.told.contains(&told) {
                self.told.push(told);
            }
        }
    }

    /// Announces this to whoever listens, when the transaction commits and only then.
    pub fn announce(&mut self, what: Announcement) {
        self.told.push(what);
    }
}

/// A JSON column read into its type; a row that this program has not written is a fault, not a panic.
pub(super) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::Broken(e.to_string()))
}

/// A value written into its JSON column.
pub(super) fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("plain data always has a JSON form")
}
