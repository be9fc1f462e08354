//! Libraries and programs that Mastodon clients are made of, against the real program over real HTTP.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::interop::peers;
use crate::support::pictures::plain_png;
use crate::support::process::wait_for;
use crate::support::rig::free_port;

const PASSWORD: &str = "río Ñuble 1974, three rivers";

/// The program as an operator starts it, with two members.
struct House {
    directory: tempfile::TempDir,
    port: u16,
    child: Child,
}

impl House {
    async fn start() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let port = free_port();
        let child = antiphon(directory.path(), port)
            .arg("serve")
            .env("ANTIPHON__REGISTRATION__MODE", "open")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let house = Self { directory, port, child };
        wait_for(Duration::from_secs(20), "it answers", async || {
            tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok()
        })
        .await;
        house
    }

    fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    /// What a command of the program prints.
    fn says(&self, arguments: &[&str]) -> serde_json::Value {
        let mut command = antiphon(self.directory.path(), self.port);
        let output = command.args(arguments).output().expect("the program runs");
        assert!(output.status.success(), "{}", said(&output));
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// Gives a member a password, as an operator does.
    fn password(&self, name: &str, password: &str) {
        let mut child = antiphon(self.directory.path(), self.port)
            .args(["member", "password", name, "--stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut input = child.stdin.take().expect("it is piped");
        std::io::Write::write_all(&mut input, format!("{password}\n").as_bytes()).expect("it reads");
        drop(input);
        assert!(child.wait().expect("it ends").success());
    }

    /// A small picture that members use as a letter.
    fn emoji(&self, name: &str) {
        let file = self.directory.path().join("emoji.png");
        std::fs::write(&file, plain_png(16, 16)).expect("it is written");
        self.says(&["emoji", "add", name, file.to_str().expect("a path"), "--json"]);
    }

    /// A member with a token for everything.
    fn member(&self, name: &str) -> String {
        self.says(&["member", "add", name, "--role", "member", "--json"]);
        self.token(name)
    }

    /// A token of a member's, which a later change of their password would end.
    fn token(&self, name: &str) -> String {
        let token = self.says(&["member", "token", name, "--json"]);
        token["token"].as_str().expect("a token").to_owned()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn antiphon(directory: &Path, port: u16) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_antiphon"));
    command
        .arg("--public-url")
        .arg(format!("http://localhost:{port}"))
        .arg("--listen")
        .arg(format!("127.0.0.1:{port}"))
        .arg("--data-dir")
        .arg(directory)
        .current_dir(directory);
    command
}

fn said(output: &Output) -> String {
    format!("{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Runs a walk with the tokens of two members of a new server; all its steps have to succeed.
async fn walk(program: &Path, script: Option<&Path>) {
    let house = House::start().await;
    house.member("ana");
    house.password("ana", PASSWORD);
    let (ana, ben) = (house.token("ana"), house.member("ben"));
    house.says(&[
        "notice",
        "publish",
        "--text",
        "Hello @ana, we speak of #river",
        "--ends",
        "2099-01-01",
        "--json",
    ]);
    house.emoji("wave");
    let mut command = Command::new(program);
    command
        .args(script)
        .env("SERVER", house.url(""))
        .env("ANA", ana)
        .env("BEN", ben)
        .env("PASSWORD", PASSWORD);
    let output = tokio::task::spawn_blocking(move || command.output())
        .await
        .expect("it ends")
        .expect("the walk starts");
    assert!(output.status.success(), "{}", said(&output));
}

#[tokio::test]
async fn mastodon_py_finds_everything_where_it_looks() {
    let Some(folder) = peers::installed() else { return };
    let folder = folder.join("clients");
    walk(&folder.join(".venv/bin/python"), Some(&folder.join("walk.py"))).await;
}

#[tokio::test]
async fn a_client_that_decodes_strictly_reads_every_entity() {
    let Some(folder) = peers::installed() else { return };
    walk(&folder.join("megalodon/target/debug/decode"), None).await;
}

#[tokio::test]
async fn toot_logs_in_through_the_pages_and_finds_everything_where_it_looks() {
    let Some(folder) = peers::installed() else { return };
    let folder = folder.join("clients");
    walk(&folder.join(".venv/bin/python"), Some(&folder.join("walk_toot.py"))).await;
}

#[tokio::test]
async fn masto_and_megalodon_find_everything_where_they_look() {
    let Some(folder) = peers::installed() else { return };
    walk(&peers::node(&folder), Some(&folder.join("clients/walk.mjs"))).await;
}
