//! Libraries and programs that Mastodon clients are made of, against the real program over real HTTP.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::interop::peers;
use crate::support::process::wait_for;
use crate::support::rig::free_port;

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

    /// A member with a token for everything.
    fn member(&self, name: &str) -> String {
        let run = |arguments: &[&str]| -> serde_json::Value {
            let output = antiphon(self.directory.path(), self.port)
                .args(arguments)
                .output()
                .expect("the program runs");
            assert!(output.status.success(), "{}", said(&output));
            serde_json::from_slice(&output.stdout).expect("JSON")
        };
        run(&["member", "add", name, "--role", "member", "--json"]);
        let token = run(&["member", "token", name, "--json"]);
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
async fn walk(program: &Path, script: &Path) {
    let house = House::start().await;
    let (ana, ben) = (house.member("ana"), house.member("ben"));
    let mut command = Command::new(program);
    command.arg(script).env("SERVER", house.url("")).env("ANA", ana).env("BEN", ben);
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
    walk(&folder.join(".venv/bin/python"), &folder.join("walk.py")).await;
}

#[tokio::test]
async fn masto_and_megalodon_find_everything_where_they_look() {
    let Some(folder) = peers::installed() else { return };
    walk(&peers::node(&folder), &folder.join("clients/walk.mjs")).await;
}
