//! Group commit for small changes that many ask for at once: whoever comes while one commit is on its way to the disk shares
//! the next. Each is answered after the commit that holds it, so that durable costs little more than not durable.

use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

use super::database::{Error, Store, Tx};

/// Why a change was not made. Whoever handed it in knows its own kinds again.
pub type Failure = Box<dyn StdError + Send + Sync>;
/// One change, as part of a transaction. It may be asked twice: when another of the same batch fails, each stands alone.
pub type Change =
    Box<dyn for<'a> Fn(&'a mut Tx) -> BoxFuture<'a, std::result::Result<(), Failure>> + Send + Sync>;

/// The most changes of one commit.
const BATCH: usize = 256;
/// How many may wait; more are refused at once.
const WAITING: usize = 4096;

type Waiting = (Change, oneshot::Sender<std::result::Result<(), Failure>>);

/// Where changes are handed in.
#[derive(Clone)]
pub struct GroupCommit(Arc<Inner>);

struct Inner {
    store: Store,
    waiting: Mutex<Vec<Waiting>>,
    /// Whoever holds it writes.
    pen: tokio::sync::Mutex<()>,
}

impl std::fmt::Debug for GroupCommit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GroupCommit").finish_non_exhaustive()
    }
}

impl GroupCommit {
    /// For this store.
    pub fn new(store: Store) -> Self {
        Self(Arc::new(Inner { store, waiting: Mutex::default(), pen: tokio::sync::Mutex::default() }))
    }

    /// Makes a change; returns when it is on disk. It is made even if whoever asked does not wait for the answer.
    ///
    /// # Errors
    /// [`Error::Full`] at once when too many wait; what the change itself or the database says otherwise.
    pub async fn make(&self, change: Change) -> std::result::Result<(), Failure> {
        let (answer, answered) = oneshot::channel();
        {
            let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            if waiting.len() >= WAITING {
                return Err(Error::Full.into());
            }
            waiting.push((change, answer));
        }
        let this = self.clone();
        tokio::spawn(async move { this.write().await });
        answered.await.map_err(|_| Error::Full)?
    }

    /// Writes what waits by now; nothing, if somebody else has taken it along.
    async fn write(&self) {
        let _pen = self.0.pen.lock().await;
        let batch: Vec<Waiting> = {
            let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let count = waiting.len().min(BATCH);
            waiting.drain(..count).collect()
        };
        if batch.is_empty() {
            return;
        }
        let together = self.commit(&batch).await;
        if together.is_ok() || batch.len() == 1 {
            let mut outcome = Some(together);
            for (_, answer) in batch {
                // Whoever asked may have gone; the row is there all the same.
                let _ = answer.send(outcome.take().unwrap_or(Ok(())));
            }
            return;
        }
        for one in batch {
            let alone = [one];
            let outcome = self.commit(&alone).await;
            let [(_, answer)] = alone;
            let _ = answer.send(outcome);
        }
    }

    async fn commit(&self, batch: &[Waiting]) -> std::result::Result<(), Failure> {
        let mut tx = self.0.store.begin().await?;
        for (change, _) in batch {
            change(&mut tx).await?;
        }
        Ok(tx.commit().await?)
    }
}
