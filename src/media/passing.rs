//! How many films and sounds of other servers pass through this one at once. What passes is the affair of `service`.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// The most that pass at once. Each is a connection to the other server and one to the reader, with a few pieces of 16 KiB
/// in memory between them, so it is the line that bounds them: thirty-two films of 3 Mbit/s fill one of 100 Mbit/s.
const MOST: usize = 32;
/// The most of one host: a server that drips its films must not keep those of all others from passing.
const MOST_OF_ONE: usize = 16;

/// Who is passing through.
#[derive(Debug)]
pub struct Passing {
    all: Arc<Semaphore>,
    of_host: moka::sync::Cache<String, Arc<Semaphore>>,
    ended: watch::Sender<bool>,
}

/// The leave to pass, until it is dropped.
#[derive(Debug)]
pub struct Leave {
    _of_all: OwnedSemaphorePermit,
    _of_host: OwnedSemaphorePermit,
    ended: watch::Receiver<bool>,
}

impl Default for Passing {
    fn default() -> Self {
        Self {
            all: Arc::new(Semaphore::new(MOST)),
            // Far more hosts than can pass at once, so that no count is forgotten while it is needed.
            of_host: moka::sync::Cache::builder().max_capacity(10_000).build(),
            ended: watch::Sender::new(false),
        }
    }
}

impl Passing {
    /// Leave for a film of this host; none while too many pass, or when the server stops.
    pub fn begin(&self, host: &str) -> Option<Leave> {
        let of_host = self.of_host.get_with(host.to_owned(), || Arc::new(Semaphore::new(MOST_OF_ONE)));
        let of_host = of_host.try_acquire_owned().ok()?;
        let of_all = self.all.clone().try_acquire_owned().ok()?;
        Some(Leave { _of_all: of_all, _of_host: of_host, ended: self.ended.subscribe() })
    }

    /// Ends all of them, and lets none begin: the server stops.
    pub fn end(&self) {
        self.all.close();
        self.ended.send_replace(true);
    }
}

impl Leave {
    /// Returns when the server stops.
    pub async fn is_withdrawn(&mut self) {
        // Without anybody to tell it, the server is gone already.
        let _ = self.ended.wait_for(|ended| *ended).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_host_leaves_room_for_the_others() {
        let passing = Passing::default();
        let leaves: Vec<_> = (0..MOST_OF_ONE).map_while(|_| passing.begin("slow.test")).collect();
        assert_eq!(leaves.len(), MOST_OF_ONE);
        assert!(passing.begin("slow.test").is_none());
        let others: Vec<_> = (0..MOST).map_while(|n| passing.begin(&format!("{n}.test"))).collect();
        assert_eq!(others.len(), MOST - MOST_OF_ONE);
        drop(leaves);
        assert!(passing.begin("slow.test").is_some());
        passing.end();
        assert!(passing.begin("slow.test").is_none(), "none begins when the server stops");
    }
}
