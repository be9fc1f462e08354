//! The database as the store holds it: opened, read from, and written through transactions.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use tokio::sync::broadcast;

use super::Result;
use super::statement::{Reads, Row, Sql, Value, bind};
use super::transaction::{Open, Tx};
use crate::domain::announcement::Announcement;
use crate::store::announcements::WAITING;

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
        Ok(Tx::begun(open))
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
