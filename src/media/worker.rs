//! The other end of the pipe: the program started once more, confined, for one file. Its first line says what is
//! wanted, the rest is the file.

use std::io::{Read as _, Write as _};

use super::{confinement, picture, task};

/// No file is larger, whatever comes through the pipe.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Reads one task and one file, writes one answer. `Err` says why nothing could be answered.
pub fn work() -> Result<(), String> {
    confinement::confine()?;
    let mut given = Vec::new();
    std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut given).map_err(|e| e.to_string())?;
    let end = given.iter().position(|byte| *byte == b'\n').ok_or("no task came")?;
    let task: task::Task = serde_json::from_slice(&given[..end]).map_err(|e| e.to_string())?;
    let answer = picture::make(&given[end + 1..], &task);
    drop(given);
    let mut out = std::io::stdout().lock();
    out.write_all(&task::write(&answer)).and_then(|()| out.flush()).map_err(|e| e.to_string())
}
