//! `hill.test`: a server on Fedify in a process of its own, and what a test asks of it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::peers;

/// The running program. It ends when its standard input closes.
pub struct Hill {
    child: Child,
    address: String,
    http: reqwest::Client,
    pub port: u16,
    /// The id of its only person, alice.
    pub alice: String,
    /// How others write her.
    pub handle: String,
}

impl Hill {
    /// Starts it with further arguments.
    #[expect(clippy::disallowed_methods, reason = "the tests are the other side")]
    pub async fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(peers::node(folder))
            .arg(folder.join("fedify/peer.mjs"))
            .args(["--name", "hill.test"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node runs");
        let mut line = String::new();
        let output = child.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut line).expect("it says that it is ready");
        let address = line.trim().strip_prefix("ready ").expect("it is ready").to_owned();
        let port = address.rsplit(':').next().and_then(|p| p.parse().ok()).expect("a port");
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let mut hill = Self { child, address, http, port, alice: String::new(), handle: String::new() };
        let alice = hill.ask("actor", &[]).await;
        alice["id"].as_str().expect("an id").clone_into(&mut hill.alice);
        alice["handle"].as_str().expect("a handle").clone_into(&mut hill.handle);
        hill
    }

    /// Asks a question; the answer has to be good.
    pub async fn ask(&self, question: &str, fields: &[(&str, &str)]) -> Value {
        let mut url = url::Url::parse(&format!("{}/control/{question}", self.address)).expect("an address");
        url.query_pairs_mut().extend_pairs(fields);
        let answer = self.http.get(url).send().await.expect("an answer");
        self.good(question, answer).await
    }

    /// Tells it to do something; it has to succeed.
    pub async fn tell(&self, verb: &str, fields: Value) -> Value {
        let url = format!("{}/control/{verb}", self.address);
        let answer = self.http.post(url).body(fields.to_string()).send().await.expect("an answer");
        self.good(verb, answer).await
    }

    async fn good(&self, what: &str, answer: reqwest::Response) -> Value {
        let status = answer.status();
        let text = answer.text().await.expect("a body");
        if !status.is_success() {
            let sent =
                self.http.get(format!("{}/control/sent", self.address)).send().await.expect("an answer");
            panic!("{what}: {status} {text} after {}", sent.text().await.expect("a body"));
        }
        serde_json::from_str(&text).expect("JSON")
    }

    /// The id of what a verb has made.
    pub async fn make(&self, verb: &str, fields: Value) -> String {
        self.tell(verb, fields).await["id"].as_str().expect("an id").to_owned()
    }

    /// Waits for a message of this type that its listener has processed.
    pub async fn message(&self, kind: &str, holds: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let all = self.ask("received", &[("type", kind)]).await;
            let found = all.as_array().expect("a list").iter().find(|m| m["processed"] == true && holds(m));
            if let Some(found) = found {
                return found.clone();
            }
            if begun.elapsed() > Duration::from_secs(60) {
                let failures = self.ask("failures", &[]).await;
                panic!("no such {kind} came: {all:#} {failures:#}");
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Waits until the answer to a question holds.
    pub async fn until(&self, question: &str, holds: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let answer = self.ask(question, &[]).await;
            if holds(&answer) {
                return answer;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{question} stays {answer:#}");
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }
}

impl Drop for Hill {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
