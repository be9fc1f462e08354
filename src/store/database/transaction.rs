//! A transaction on either database: what it runs, and what is announced when it commits.

use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::{Postgres, Sqlite, Transaction};
use tokio::sync::broadcast;

use super::Result;
use super::statement::{Reads, Row, Sql, Value, bind};
use crate::domain::announcement::Announcement;
use crate::domain::ids::MemberId;
use crate::store::announcements;

/// How often this process has changed what tokens open. It is one number for all stores of a process: one too many
/// only makes somebody ask the database again.
static CREDENTIAL_CHANGES: AtomicU64 = AtomicU64::new(0);

/// A number that is another one as soon as this process has changed what any token opens. Whoever keeps such an answer reads
/// this before asking the database, and keeps both.
pub fn credential_changes() -> u64 {
    CREDENTIAL_CHANGES.load(Ordering::SeqCst)
}

/// Every answer about a token that was kept until now is void.
pub(in crate::store) fn credentials_changed() {
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
pub(super) enum Open {
    /// On the writer of the file.
    Sqlite(Transaction<'static, Sqlite>, broadcast::Sender<Announcement>),
    /// On a connection of the pool.
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// A transaction that was just begun.
    pub(super) fn begun(open: Open) -> Self {
        Self { open, changes_credentials: false, told: Vec::new(), told_before: 0 }
    }

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
    pub(in crate::store) fn changes_credentials(&mut self, of: Option<MemberId>) {
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
