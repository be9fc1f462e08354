//! The durable front of the inbox: one writer batches what waits, commits, then answers each.
//!
//! A 202 is sent only after the answer from here, so what was answered is on disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{mpsc, oneshot};

use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Store, args, statements, to_json};

statements! {
    TAKE_IN =
        sqlite "INSERT INTO inbox (id, activity_uri, actor_uri, kind, body, state, attempts, received_at, due_at, claimed_until) SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, 'pending', 0, j.value ->> 5, j.value ->> 5, 0 FROM json_each($1) j WHERE true ON CONFLICT (activity_uri) DO NOTHING"
        postgres "INSERT INTO inbox (id, activity_uri, actor_uri, kind, body, state, attempts, received_at, due_at, claimed_until) SELECT (j ->> 0)::bigint, j ->> 1, j ->> 2, j ->> 3, j ->> 4, 'pending', 0, (j ->> 5)::bigint, (j ->> 5)::bigint, 0 FROM jsonb_array_elements($1::jsonb) j ON CONFLICT (activity_uri) DO NOTHING";
    BACKLOG = "SELECT count(*) FROM inbox WHERE state = 'pending'";
}

/// The most activities of one commit.
const BATCH: usize = 256;
/// How many may wait for the writer; more are refused with 503.
const WAITING: usize = 4096;

/// An activity that has been verified, on its way to its row.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Our id of it.
    pub id: i64,
    /// Its id on the network.
    pub activity_uri: String,
    /// Who signed it.
    pub actor_uri: String,
    /// Its type.
    pub kind: String,
    /// The exact bytes, as text.
    pub body: String,
    /// When it came.
    pub received_at: Time,
}

/// Where arrivals are handed in.
#[derive(Clone, Debug)]
pub struct Intake {
    sender: mpsc::Sender<(Arrival, oneshot::Sender<Result<()>>)>,
    arrivals: Arc<AtomicU64>,
}

impl Intake {
    /// Starts the writer. It ends when every clone of this is gone and the queue is empty.
    pub fn start(store: Store) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(write_batches(store, receiver));
        Self { sender, arrivals: Arc::default() }
    }

    /// How many have been handed in since the start. Who reads it twice knows how large the crowd at the door is.
    pub fn arrivals(&self) -> u64 {
        self.arrivals.load(Ordering::Relaxed)
    }

    /// Writes an arrival; returns when it is on disk. One that is there already counts as written.
    ///
    /// # Errors
    /// [`Error::Full`] at once when too many wait; the database's own error otherwise.
    pub async fn take_in(&self, arrival: Arrival) -> Result<()> {
        let (answer, answered) = oneshot::channel();
        self.sender.try_send((arrival, answer)).map_err(|_| Error::Full)?;
        self.arrivals.fetch_add(1, Ordering::Relaxed);
        answered.await.map_err(|_| Error::Full)?
    }
}

async fn write_batches(store: Store, mut receiver: mpsc::Receiver<(Arrival, oneshot::Sender<Result<()>>)>) {
    let mut batch = Vec::with_capacity(BATCH);
    while receiver.recv_many(&mut batch, BATCH).await > 0 {
        let outcome = write(&store, &batch).await;
        if outcome.is_ok() || batch.len() == 1 {
            let mut outcome = Some(outcome);
            for (_, answer) in batch.drain(..) {
                // Whoever asked may have gone; the row is there all the same.
                let _ = answer.send(outcome.take().unwrap_or(Ok(())));
            }
            continue;
        }
        // One of them may be at fault: let each stand for itself.
        for (arrival, answer) in batch.drain(..) {
            let alone = [(arrival, answer)];
            let outcome = write(&store, &alone).await;
            let [(_, answer)] = alone;
            let _ = answer.send(outcome);
        }
    }
}

async fn write(store: &Store, batch: &[(Arrival, oneshot::Sender<Result<()>>)]) -> Result<()> {
    let rows: Vec<_> = batch
        .iter()
        .map(|(a, _)| (a.id, &a.activity_uri, &a.actor_uri, &a.kind, &a.body, a.received_at.0))
        .collect();
    let mut tx = store.begin().await?;
    tx.run(&TAKE_IN, args![to_json(&rows)]).await?;
    tx.commit().await
}

/// How many activities wait to be applied.
pub async fn backlog(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&BACKLOG, args![]).await?;
    Ok(row.map_or(0, |(n,)| n))
}
