//! Two coalitions on their own servers, one on SQLite and one on PostgreSQL, with everybody killed after every step.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::databases::{self, Fresh};
use crate::support::rig::{free_port, settings};

/// The real program with its own data; it runs from [`House::start`] to [`House::kill`].
pub struct House {
    name: &'static str,
    port: u16,
    directory: tempfile::TempDir,
    child: Option<Child>,
    _database: Fresh,
}

impl House {
    pub fn new(name: &'static str, port: u16, database: Fresh, hosts: &[(&str, u16)]) -> Self {
        Self::with(name, port, database, hosts, "")
    }

    /// With further settings (TOML).
    pub fn with(name: &'static str, port: u16, database: Fresh, hosts: &[(&str, u16)], more: &str) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let text = settings(name, port, directory.path(), &database.url, hosts, more);
        std::fs::write(directory.path().join("antiphon.toml"), text).expect("the settings are written");
        Self { name, port, directory, child: None, _database: database }
    }

    pub fn handle(&self) -> String {
        format!("@coalition@{}:{}", self.name, self.port)
    }

    /// Its name with its port, as addresses have it.
    pub fn authority(&self) -> String {
        format!("{}:{}", self.name, self.port)
    }

    /// The id of its coalition.
    pub fn actor(&self) -> String {
        format!("http://{}:{}/actors/coalition", self.name, self.port)
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_antiphon"));
        command.arg("--config").arg(self.path().join("antiphon.toml")).args(arguments).stdin(Stdio::null());
        command
    }

    /// Starts the server and waits until it is ready.
    pub fn start(&mut self) {
        let log =
            std::fs::File::options().create(true).append(true).open(self.path().join("log")).expect("a log");
        let mut command = self.command(&["serve"]);
        self.child = Some(command.stdout(Stdio::null()).stderr(log).spawn().expect("it starts"));
        let begun = Instant::now();
        while !self.command(&["health"]).output().expect("the program runs").status.success() {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "{} does not answer: {}",
                self.name,
                self.log()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it is killed");
            child.wait().expect("it is gone");
        }
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.path().join("log")).unwrap_or_default()
    }

    /// Runs a command that succeeds; what it says as JSON.
    pub fn tell(&self, arguments: &[&str]) -> Value {
        let output = self.command(&[&["--json"], arguments].concat()).output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{arguments:?}: {said} {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_str(&said).unwrap_or_else(|e| panic!("{arguments:?}: {e}: {said}"))
    }

    pub fn publish(&self, title: &str, text: &str) -> String {
        let said = self.tell(&["statement", "publish", "--title", title, "--file", &self.file(text)]);
        said["id"].as_str().expect("an id").to_owned()
    }

    pub fn file(&self, text: &str) -> String {
        let file = self.path().join("text.md");
        std::fs::write(&file, text).expect("a file");
        file.display().to_string()
    }

    /// Writes a campaign and opens it; what is said of the opening, which is a draft where two must approve.
    pub fn open_campaign(&self, handle: &str) -> Value {
        let plan =
            ["--name", "Water", "--goal", "Clean water", "--demand", "Open it", "--asks", "A. Minister"];
        self.tell(&[&["campaign", "create", handle][..], &plan[..]].concat());
        self.tell(&["campaign", "state", handle, "gathering"])
    }

    /// How often these words stand in what the coalition reads.
    pub fn reads(&self, words: &str) -> usize {
        let home = self.tell(&["coalition", "home"]);
        let lines = home.as_array().expect("a list");
        lines.iter().filter(|line| line["text"].as_str().is_some_and(|text| text.contains(words))).count()
    }

    fn followers(&self) -> i64 {
        self.tell(&["coalition", "followers"])["count"].as_i64().expect("a number")
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Kills both at once, wherever they are in their work, and starts them again.
pub fn kill_both(north: &mut House, south: &mut House) {
    north.kill();
    south.kill();
    north.start();
    south.start();
}

pub fn until(what: &str, houses: &[&House], so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !so() {
        let logs: Vec<String> = houses.iter().map(|house| house.log()).collect();
        assert!(
            begun.elapsed() < Duration::from_secs(90),
            "waited in vain: {what}\n{}",
            logs.join("\n---\n")
        );
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn statements_cross_between_two_databases_while_everybody_is_killed() {
    let Some(database) = databases::postgres() else {
        println!("left out: no PostgreSQL is installed");
        return;
    };
    let (ours, theirs) = (free_port(), free_port());
    let hosts = [("north.test", ours), ("south.test", theirs)];
    let mut north = House::new("north.test", ours, databases::sqlite(), &hosts);
    let mut south = House::new("south.test", theirs, database, &hosts);
    north.start();
    south.start();

    north.tell(&["coalition", "follow", &south.handle()]);
    kill_both(&mut north, &mut south);
    until("north follows south", &[&north, &south], || south.followers() == 1);
    south.tell(&["coalition", "follow", &north.handle()]);
    kill_both(&mut north, &mut south);
    until("south follows north", &[&north, &south], || north.followers() == 1);

    north.publish("River", "The river is *ours*.");
    kill_both(&mut north, &mut south);
    until("the river reaches south", &[&north, &south], || south.reads("The river is ours.") == 1);

    // Nobody is there to take it, and the one who tells it dies before anybody is.
    north.kill();
    let bridge = south.publish("Bridge", "The bridge is closed.");
    south.kill();
    south.start();
    north.start();
    until("the bridge reaches north", &[&north, &south], || north.reads("The bridge is closed.") == 1);

    south.tell(&["statement", "edit", &bridge, "--file", &south.file("The bridge is open.")]);
    kill_both(&mut north, &mut south);
    until("the edit reaches north", &[&north, &south], || north.reads("The bridge is open.") == 1);
    assert_eq!(north.reads("The bridge is closed."), 0);

    south.tell(&["statement", "withdraw", &bridge, "--yes"]);
    kill_both(&mut north, &mut south);
    until("the withdrawal reaches north", &[&north, &south], || north.reads("The bridge") == 0);
    assert_eq!(south.reads("The river is ours."), 1);
    for house in [&north, &south] {
        assert_eq!(house.followers(), 1);
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}
