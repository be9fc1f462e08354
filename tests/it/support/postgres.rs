//! A PostgreSQL of the system's own binaries that lives as long as the tests do.

use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use std::{env, fs, io};

/// A running server in a directory of its own, reached by a socket in there.
pub struct TemporaryPostgres {
    directory: PathBuf,
    binaries: PathBuf,
    /// The server refuses to run as root; then it runs as this user and group.
    user: Option<(u32, u32)>,
    keeper: Option<Child>,
}

/// The server all tests share; `None` where the system has no PostgreSQL and `REQUIRE_PG` does not demand one.
pub fn shared() -> Option<&'static TemporaryPostgres> {
    static SERVER: OnceLock<Option<TemporaryPostgres>> = OnceLock::new();
    let server = SERVER.get_or_init(|| TemporaryPostgres::start().expect("a temporary PostgreSQL"));
    assert!(
        server.is_some() || env::var_os("REQUIRE_PG").is_none(),
        "REQUIRE_PG is set and no PostgreSQL is installed"
    );
    server.as_ref()
}

impl TemporaryPostgres {
    fn start() -> io::Result<Option<Self>> {
        let Some(binaries) = binaries() else { return Ok(None) };
        forget_the_dead();
        let is_root = fs::metadata("/proc/self")?.uid() == 0;
        let user = if is_root { find_user("postgres").or_else(|| find_user("nobody")) } else { None };
        // A socket's path must stay below 108 bytes, so the directory is short.
        let directory = env::temp_dir().join(format!("tpg-{}", std::process::id()));
        fs::create_dir_all(&directory)?;
        if let Some((uid, gid)) = user {
            chown(&directory, Some(uid), Some(gid))?;
        }
        let mut server = Self { directory, binaries, user, keeper: None };
        let made = server
            .command("initdb")
            .args(["-D", "data", "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
            .output()?;
        if !made.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&made.stderr).into_owned()));
        }
        server.keeper = Some(server.run()?);
        let begun = Instant::now();
        while !server.command("pg_isready").args(["-q", "-h"]).arg(&server.directory).status()?.success() {
            if begun.elapsed() > Duration::from_secs(60) {
                return Err(io::Error::other("PostgreSQL did not start within a minute"));
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        Ok(Some(server))
    }

    /// A shell that waits on our end of a pipe: when this process dies, however it dies, the server is stopped.
    fn run(&self) -> io::Result<Child> {
        let socket = format!("unix_socket_directories={}", self.directory.display());
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "\"$@\" & p=$!; cat >/dev/null; kill -INT $p; wait $p", "sh"])
            .arg(self.binaries.join("postgres"))
            .args(["-D", "data", "-c", "listen_addresses=", "-c", &socket])
            .args(["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300"])
            .current_dir(&self.directory)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(fs::File::create(self.directory.join("log"))?);
        if let Some((uid, gid)) = self.user {
            shell.uid(uid).gid(gid);
        }
        shell.spawn()
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.binaries.join(name));
        command.current_dir(&self.directory);
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        command
    }

    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://test@localhost/{database}?host={}", self.directory.display())
    }

    /// Makes a database of this name, as a copy of another.
    pub fn create(&self, database: &str, template: &str) {
        let statement = format!("CREATE DATABASE {database} TEMPLATE {template}");
        let made = self
            .command("psql")
            .args(["-qAt", "-U", "test", "-d", "postgres", "-c", &statement, "-h"])
            .arg(&self.directory)
            .output()
            .expect("psql runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
}

impl Drop for TemporaryPostgres {
    fn drop(&mut self) {
        if let Some(mut keeper) = self.keeper.take() {
            drop(keeper.stdin.take());
            let _ = keeper.wait();
        }
        let _ = fs::remove_dir_all(&self.directory);
    }
}

fn binaries() -> Option<PathBuf> {
    if let Some(directory) = env::var_os("TEST_PG_BIN") {
        return Some(directory.into());
    }
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, path)| path.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().map(|(_, path)| path)
}

fn find_user(name: &str) -> Option<(u32, u32)> {
    fs::read_to_string("/etc/passwd").ok()?.lines().find_map(|line| {
        let fields: Vec<&str> = line.split(':').collect();
        (fields.first() == Some(&name))
            .then(|| Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?)))?
    })
}

/// Directories of test runs that were killed.
fn forget_the_dead() {
    for entry in fs::read_dir(env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.strip_prefix("tpg-").and_then(|pid| pid.parse::<u32>().ok());
        if owner.is_some_and(|pid| !Path::new(&format!("/proc/{pid}")).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
