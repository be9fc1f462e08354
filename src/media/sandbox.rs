//! Starts the confined process for one file, and ends it when it takes too long. One at a time: a picture can take a
//! few hundred megabytes while it is open, and the machine may have no more.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;
use tokio::sync::Semaphore;

use super::task::{self, Made, Refusal, Task};

/// How long one file may take in all.
// What is built for development computes several times slower.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 120 } else { 20 });
/// No answer is larger.
const MOST_BYTES: u64 = 96 * 1024 * 1024;
/// How many may wait for their turn; whoever comes after them is asked to come again.
const MOST_WAITING: usize = 8;

/// Why nothing came of a file.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It is not taken.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Too many wait.
    #[error("too many pictures are being read")]
    Busy,
    /// The process could not be started or confined.
    #[error("the process that reads pictures does not work: {0}")]
    Broken(String),
}

/// Where files are looked into.
#[derive(Debug)]
pub struct Sandbox {
    program: PathBuf,
    turn: Semaphore,
    waiting: Semaphore,
    longest: Duration,
}

impl Sandbox {
    /// The program that is started: normally this one, as it runs, even after its file was replaced.
    pub fn new(program: Option<PathBuf>) -> Self {
        let own = || PathBuf::from("/proc/self/exe");
        Self {
            program: program.unwrap_or_else(own),
            turn: Semaphore::new(1),
            waiting: Semaphore::new(MOST_WAITING),
            longest: LONGEST,
        }
    }

    /// The same with another patience, for tests of it.
    #[must_use]
    pub fn with_patience(self, longest: Duration) -> Self {
        Self { longest, ..self }
    }

    /// The process as it is started for a file.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .arg(WORD)
            .env_clear()
            // The allocator takes memory as it is needed. Taken beforehand in one piece, it would pass the limit at once, and
            // whatever was given back meanwhile could not be had again: a picture now and then would be refused as too costly.
            .env("MIMALLOC_ARENA_EAGER_COMMIT", "0")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        command
    }

    /// Has a file looked into.
    pub async fn run(&self, task: Task, file: &[u8]) -> Result<Made, Fault> {
        let _place = self.waiting.try_acquire().map_err(|_| Fault::Busy)?;
        let _turn = self.turn.acquire().await.map_err(|_| Fault::Busy)?;
        match tokio::time::timeout(self.longest, self.talk(task, file)).await {
            Ok(done) => done,
            // Dropping the process has ended it.
            Err(_) => Err(Refusal::TooCostly.into()),
        }
    }

    async fn talk(&self, task: Task, file: &[u8]) -> Result<Made, Fault> {
        let broken = |e: std::io::Error| Fault::Broken(e.to_string());
        let mut child = self.command().spawn().map_err(broken)?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Fault::Broken("it has no pipes".to_owned()));
        };
        let mut head = serde_json::to_vec(&task).expect("plain data always has a JSON form");
        head.push(b'\n');
        let give = async {
            // It may end before it has read everything, which its answer or its status explains.
            let _ = input.write_all(&head).await;
            let _ = input.write_all(file).await;
            drop(input);
        };
        let mut answer = Vec::new();
        let mut output = output.take(MOST_BYTES);
        let ((), read) = tokio::join!(give, output.read_to_end(&mut answer));
        read.map_err(broken)?;
        let status = child.wait().await.map_err(broken)?;
        if status.success() {
            return Ok(task::read(&answer).ok_or(Refusal::Broken)??);
        }
        // One status says that it could not be confined; every other end is the file's doing (A148).
        match status.code() {
            Some(code) if code == i32::from(NOT_CONFINED) => {
                Err(Fault::Broken("it cannot be confined on this system".to_owned()))
            }
            _ => Err(Refusal::TooCostly.into()),
        }
    }
}

/// The word that the program is started with.
const WORD: &str = "look-into-file";
/// The exit status of a process that could not confine itself or saw no task.
pub const NOT_CONFINED: u8 = 70;
