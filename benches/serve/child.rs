//! The server under test as a process of its own, with its settings, and what the system says it uses.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use antiphon::app::SystemClock;
use antiphon::config::{Config, Overrides};
use antiphon::server::{self, Opened};

use super::http::Connection;

/// A folder with settings, in which a server can be opened here (to fill it) or run as a process.
pub struct House {
    directory: tempfile::TempDir,
    /// Where the server listens.
    pub address: SocketAddr,
}

impl House {
    /// New settings; `hosts` are names and where they are.
    pub fn new(hosts: &[(String, SocketAddr)]) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .expect("a free port")
            .port();
        let hosts: Vec<String> = hosts.iter().map(|(name, at)| format!("\"{name}\" = \"{at}\"")).collect();
        let text = format!(
            "[server]\npublic_url = \"http://sut.test:{port}\"\nlisten = \"127.0.0.1:{port}\"\ndata_dir = \"{}\"\nlog = \"error\"\n\
             [limits]\nrate = false\n\
             [federation]\nrig = true\nallow_http = true\nallow_ranges = [\"127.0.0.0/8\"]\nhosts = {{ {} }}\n",
            directory.path().display(),
            hosts.join(", ")
        );
        std::fs::write(directory.path().join("antiphon.toml"), text).expect("the settings can be written");
        Self { address: SocketAddr::from(([127, 0, 0, 1], port)), directory }
    }

    /// The same with a mail relay that nobody listens at: what is written waits.
    pub fn with_mail(self) -> Self {
        let file = self.settings();
        let text = std::fs::read_to_string(&file).expect("the settings are there");
        let mail =
            "[mail]\nhost = \"127.0.0.1\"\nport = 9\nfrom = \"bench@sut.test\"\nencryption = \"none\"\n";
        std::fs::write(file, text + mail).expect("the settings can be written");
        self
    }

    fn settings(&self) -> PathBuf {
        self.directory.path().join("antiphon.toml")
    }

    /// What requests call the server.
    pub fn authority(&self) -> String {
        format!("sut.test:{}", self.address.port())
    }

    /// Opens the server here, without serving.
    pub async fn open(&self) -> Opened {
        let config = Config::load(Some(&self.settings()), std::iter::empty(), &Overrides::default())
            .expect("good settings");
        server::open(config, Arc::new(SystemClock)).await.expect("it opens")
    }

    /// A whole GET request.
    pub fn get(&self, path: &str, more: &str) -> Vec<u8> {
        format!("GET {path} HTTP/1.1\r\nhost: {}\r\n{more}\r\n", self.authority()).into_bytes()
    }

    /// Runs the server; it is ready when this returns, and this is how long that took.
    pub async fn start(&self) -> (Server, Duration) {
        let begun = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_antiphon"))
            .arg("serve")
            .arg("--config")
            .arg(self.settings())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        let server = Server { child };
        let ready = self.get("/readyz", "");
        loop {
            if let Ok(mut connection) = Connection::open(self.address).await
                && connection.send(&ready).await.is_ok_and(|answer| answer.status == 200)
            {
                return (server, begun.elapsed());
            }
            assert!(begun.elapsed() < Duration::from_secs(120), "the server does not become ready");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

/// The running process; ended when dropped.
pub struct Server {
    child: Child,
}

impl Server {
    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap_or_default()
    }

    /// CPU time of all its threads so far, in milliseconds; the system counts in hundredths of a second.
    pub fn cpu_ms(&self) -> f64 {
        let stat = self.read("stat");
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        let ticks = |at: usize| {
            after_name.split_whitespace().nth(at).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0)
        };
        (ticks(11) + ticks(12)) * 10.0
    }

    /// Memory in MiB: now (`VmRSS`), or the most so far (`VmHWM`).
    pub fn memory(&self, which: &str) -> f64 {
        let status = self.read("status");
        let line = status.lines().find(|line| line.starts_with(which)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
