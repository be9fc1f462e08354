//! The real program as a process of its own, to be killed, stopped and started again on the same data.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use antiphon::app::{Clock, Cx};
use antiphon::config::{Config, Overrides};
use antiphon::domain::account::{Account, ActorKind, Profile};
use antiphon::domain::follow::FollowState;
use antiphon::domain::uri::Uri;
use antiphon::server::{self, Opened};
use antiphon::store::{accounts, follows};

use super::databases::Fresh;
use super::rig::{self, free_port};

/// Settings, data directory and database of one server, whether it runs or not.
pub struct Site {
    pub port: u16,
    pub directory: tempfile::TempDir,
    variables: Vec<(String, String)>,
    _database: Fresh,
}

impl Site {
    /// A site on this database that knows these hosts; `variables` are further settings
    /// (`ANTIPHON__SECTION__KEY` without the first word).
    pub fn new(database: Fresh, hosts: &[(&str, u16)], variables: &[(&str, &str)]) -> Self {
        let port = free_port();
        let directory = tempfile::tempdir().expect("a temporary directory");
        let mut all = vec![("sut.test", port)];
        all.extend_from_slice(hosts);
        let text = rig::settings("sut.test", port, directory.path(), &database.url, &all, "");
        std::fs::write(directory.path().join("antiphon.toml"), text).expect("the settings are written");
        let variables = variables
            .iter()
            .map(|(name, value)| (format!("ANTIPHON__{name}"), (*value).to_owned()))
            .collect();
        Self { port, directory, variables, _database: database }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://sut.test:{}{path}", self.port)
    }

    pub fn key_file(&self) -> PathBuf {
        self.directory.path().join("antiphon.key")
    }

    pub fn config(&self) -> Config {
        let file = self.directory.path().join("antiphon.toml");
        Config::load(Some(&file), self.variables.iter().cloned(), &Overrides::default())
            .expect("good settings")
    }

    /// Opens everything in this process, without serving and without jobs.
    pub async fn open(&self, clock: Arc<dyn Clock>) -> Opened {
        Box::pin(server::open(self.config(), clock)).await.expect("the site opens")
    }

    /// Starts the program.
    pub fn spawn(&self) -> Process {
        let log = self.directory.path().join("stderr.log");
        let stderr = File::options().create(true).append(true).open(&log).expect("a log");
        let child = Command::new(env!("CARGO_BIN_EXE_antiphon"))
            .arg("serve")
            .arg("--config")
            .arg(self.directory.path().join("antiphon.toml"))
            .envs(self.variables.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(stderr)
            .spawn()
            .expect("the program starts");
        Process { child, log, port: self.port, begun: Instant::now() }
    }

    /// Starts the program and waits until it answers.
    pub async fn serve(&self) -> Process {
        let mut process = self.spawn();
        process.ready().await;
        process
    }
}

/// A running program; killed when it is dropped.
pub struct Process {
    child: Child,
    log: PathBuf,
    port: u16,
    begun: Instant,
}

impl Process {
    /// Waits until it answers; how long that took.
    pub async fn ready(&mut self) -> Duration {
        let address = format!("http://127.0.0.1:{}/healthz", self.port);
        let client = rig::client(self.port);
        loop {
            if let Ok(answer) =
                client.get(&address).header("host", format!("sut.test:{}", self.port)).send().await
                && answer.status().is_success()
            {
                return self.begun.elapsed();
            }
            let ended = self.child.try_wait().expect("asks for the child");
            let late = self.begun.elapsed() > Duration::from_secs(20);
            assert!(ended.is_none() && !late, "it does not answer ({ended:?}):\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// What it has written to its standard error, in all its lives.
    pub fn log(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(60)..].join("\n")
    }

    /// SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().expect("kills");
        self.child.wait().expect("waits");
    }

    /// SIGTERM; how it ended and how long that took. After this time it is a failure.
    pub async fn terminate(mut self, limit: Duration) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        let sent =
            Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status().expect("kill runs");
        assert!(sent.success());
        let status = self.ended(limit).await;
        (status, begun.elapsed())
    }

    /// Waits for its end.
    pub async fn ended(&mut self, limit: Duration) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("asks for the child") {
                return status;
            }
            assert!(begun.elapsed() < limit, "still running after {limit:?}:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Makes an account of another server that follows this one, with a shared inbox at `/inbox` of its authority.
pub async fn follower(cx: &Cx, of: &Account, authority: &str, name: &str) -> Account {
    let id = format!("http://{authority}/users/{name}");
    let now = cx.now();
    let account = Account {
        id: cx.account_id(),
        uri: Uri::parse(&id).expect("an id"),
        kind: ActorKind::Person,
        username: name.to_owned(),
        host: Some(authority.to_owned()),
        name: name.to_owned(),
        summary: String::new(),
        url: None,
        inbox: format!("{id}/inbox"),
        shared_inbox: Some(format!("http://{authority}/inbox")),
        followers: None,
        following: None,
        outbox: None,
        featured: None,
        locked: false,
        discoverable: false,
        profile: Profile::default(),
        created_at: now,
        fetched_at: now,
        gone_at: None,
        suspended_at: None,
    };
    let mut tx = cx.store.begin().await.expect("begins");
    accounts::save(&mut tx, &account).await.expect("saves");
    follows::save(
        &mut tx,
        cx.row_id(),
        account.id,
        of.id,
        FollowState::Accepted,
        &format!("{id}/follow"),
        now,
    )
    .await
    .expect("saves");
    tx.commit().await.expect("commits");
    account
}

/// Looks again and again until it is so.
pub async fn wait_for(limit: Duration, what: &str, mut so: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !so().await {
        assert!(begun.elapsed() < limit, "waited {limit:?} in vain: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
