//! What has happened, on its way from the commit to whoever listens. With `SQLite` one process serves, and it goes by
//! memory; of what a command writes beside it, it sees only that something was written. With `PostgreSQL` it goes by `NOTIFY`
//! to every node, in the transaction itself. What is missed stays missed.

use std::time::Duration;

use sqlx::postgres::PgListener;
use sqlx::sqlite::SqlitePool;
use tokio::sync::broadcast;
use tokio::time::{Interval, MissedTickBehavior};

use crate::domain::announcement::Announcement;

use super::database::{Result, Store, Tx, args, credentials_changed, statements};

statements! {
    // For PostgreSQL; on the other it is only ever prepared.
    TELL = sqlite "SELECT $1" postgres "SELECT pg_notify('antiphon', $1)";
}

/// How many announcements wait for a process that is behind; older ones are lost to its listeners.
pub(super) const WAITING: usize = 4_096;
/// How often to look whether another process has written: a token that a command ends is dead within a second (A168).
const LOOK: Duration = Duration::from_millis(400);
/// The longest text of one `NOTIFY`; the database's bound is 8,000 bytes.
const LONGEST: usize = 7_500;

/// Where announcements come in.
pub enum Announcements {
    /// From this process, with a look every moment whether another one, a command mostly, has written to the same file.
    Own {
        /// What this one tells.
        told: broadcast::Receiver<Announcement>,
        /// Its only writer.
        writer: SqlitePool,
        /// What the writer said at the last look.
        seen: i64,
        /// When to look.
        look: Interval,
    },
    /// From every node.
    Nodes(Box<PgListener>),
}

impl Store {
    /// Every announcement from now on.
    pub async fn announcements(&self) -> Result<Announcements> {
        Ok(match self {
            Self::Sqlite { told, write, .. } => {
                let mut look = tokio::time::interval(LOOK);
                look.set_missed_tick_behavior(MissedTickBehavior::Delay);
                let told = told.subscribe();
                Announcements::Own {
                    told,
                    writer: write.clone(),
                    seen: written_by_others(write).await?,
                    look,
                }
            }
            Self::Postgres(pool) => {
                let mut listener = PgListener::connect_with(pool).await?;
                listener.listen("antiphon").await?;
                Announcements::Nodes(Box::new(listener))
            }
        })
    }
}

impl Announcements {
    /// What was announced next; `None` when there will be nothing more.
    pub async fn next(&mut self) -> Result<Option<Vec<Announcement>>> {
        match self {
            Self::Own { told, writer, seen, look } => loop {
                let heard = tokio::select! {
                    heard = told.recv() => heard,
                    _ = look.tick() => {
                        // A look that fails says nothing, and what this process tells goes on being heard.
                        let written = written_by_others(writer).await.unwrap_or(*seen);
                        if std::mem::replace(seen, written) == written {
                            continue;
                        }
                        // What it wrote is not told; it may have ended a token.
                        credentials_changed();
                        return Ok(Some(vec![Announcement::Elsewhere]));
                    }
                };
                match heard {
                    Ok(one) => return Ok(Some(vec![one])),
                    Err(broadcast::error::RecvError::Lagged(missed)) => {
                        tracing::warn!(missed, "more happened than listeners could be told");
                    }
                    Err(broadcast::error::RecvError::Closed) => return Ok(None),
                }
            },
            Self::Nodes(listener) => {
                let told = listener.recv().await?;
                let all: Vec<Announcement> = told.payload().lines().filter_map(Announcement::parse).collect();
                if all.iter().any(|one| matches!(one, Announcement::Credentials(_))) {
                    // Another node has changed them, or this one a moment ago.
                    credentials_changed();
                }
                Ok(Some(all))
            }
        }
    }
}

/// A number that is another one as soon as somebody else has written to the file. For this connection, what it writes
/// itself does not count, and it is the only one of this process that writes.
async fn written_by_others(writer: &SqlitePool) -> Result<i64> {
    Ok(sqlx::query_scalar("PRAGMA data_version").fetch_one(writer).await?)
}

/// Tells every node, when the transaction commits and only then.
pub(super) async fn notify(tx: &mut Tx, told: &[Announcement]) -> Result<()> {
    let mut text = String::new();
    for line in told.iter().map(Announcement::line) {
        if !text.is_empty() && text.len() + line.len() >= LONGEST {
            tx.run(&TELL, args![std::mem::take(&mut text)]).await?;
        }
        text.push_str(&line);
        text.push('\n');
    }
    tx.run(&TELL, args![text]).await.map(drop)
}
