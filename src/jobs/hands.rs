//! The hands that deliver. Signing for hundreds of hosts takes the whole machine for a moment; whoever posts or reads
//! meanwhile must not stand in one line with that. So deliveries have threads of their own, which the system serves
//! after the others. They hardly touch the database: nobody waits for anything that they
//! hold.

use tokio::runtime::{Builder, Handle, Runtime};

/// How far the system puts them behind (`nice`): with both at work, ten parts in a hundred are theirs.
const BEHIND: i32 = 10;

/// Threads for deliveries. They end when this is dropped, which must not be before the store is closed: connections to the
/// database that were opened here live here.
#[derive(Debug)]
pub struct Hands(Option<Runtime>);

impl Hands {
    /// So many threads.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn new(threads: usize) -> std::io::Result<Self> {
        Builder::new_multi_thread()
            .worker_threads(threads)
            .thread_name("delivers")
            .on_thread_start(|| {
                // Without it they deliver all the same, only less considerately.
                if let Err(e) = stand_behind() {
                    tracing::debug!(error = %e, "deliveries stand in one line with requests");
                }
            })
            .enable_all()
            .build()
            .map(|runtime| Self(Some(runtime)))
    }

    /// Where to begin something on them.
    ///
    /// # Panics
    /// Never: they are there until dropped.
    pub fn handle(&self) -> &Handle {
        self.0.as_ref().expect("they are there until dropped").handle()
    }
}

/// Of this thread alone, whatever the system calls it; the rest of the program stays where the operator has put it.
fn stand_behind() -> rustix::io::Result<()> {
    let nice = rustix::process::getpriority_process(None)?;
    rustix::process::setpriority_process(None, nice + BEHIND)
}

impl Drop for Hands {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            // What is still under way was told to end before, and is not waited for a second time.
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn they_stand_behind_those_who_answer() {
        let hands = Hands::new(1).expect("a thread");
        let theirs = hands.handle().spawn(async { rustix::process::getpriority_process(None) });
        let theirs = theirs.await.expect("it ends").expect("the system tells");
        let ours = rustix::process::getpriority_process(None).expect("the system tells");
        assert_eq!(theirs, (ours + BEHIND).min(19), "the system knows nothing behind 19");
    }
}
