//! What has happened, on its way from the commit to whoever listens. With `SQLite` there is one process, and it goes by
//! memory; with `PostgreSQL` it goes by `NOTIFY` to every node, in the transaction itself. What is missed stays missed.

use sqlx::postgres::PgListener;
use tokio::sync::broadcast;

use crate::domain::announcement::Announcement;

use super::database::{Result, Store, Tx, args, credentials_changed, statements};

statements! {
    // For PostgreSQL; on the other it is only ever prepared.
    TELL = sqlite "SELECT $1" postgres "SELECT pg_notify('antiphon', $1)";
}

/// How many announcements wait for a process that is behind; older ones are lost to its listeners.
pub(super) const WAITING: usize = 4_096;
/// The longest text of one `NOTIFY`; the database's bound is 8,000 bytes.
const LONGEST: usize = 7_500;

/// Where announcements come in.
pub enum Announcements {
    /// From this process.
    Own(broadcast::Receiver<Announcement>),
    /// From every node.
    Nodes(Box<PgListener>),
}

impl Store {
    /// Every announcement from now on.
    pub async fn announcements(&self) -> Result<Announcements> {
        Ok(match self {
            Self::Sqlite { told, .. } => Announcements::Own(told.subscribe()),
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
            Self::Own(told) => loop {
                match told.recv().await {
                    Ok(one) => return Ok(Some(vec![one])),
                    Err(broadcast::error::RecvError::Lagged(missed)) => {
                        tracing::warn!(missed, "more happened than listeners could be told");
                    }
                    Err(broadcast::error::RecvError::Closed) => return Ok(None),
                }
            },
            Self::Nodes(listener) => {
                let told = listener.recv().await?;
                let all: Vec<Announcement> =
                    told.payload().lines().filter_map(Announcement::parse).collect();
                if all.iter().any(|one| matches!(one, Announcement::Credentials(_))) {
                    // Another node has changed them, or this one a moment ago.
                    credentials_changed();
                }
                Ok(Some(all))
            }
        }
    }
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
