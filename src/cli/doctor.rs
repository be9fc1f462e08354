//! `antiphon doctor`: looks for what is wrong, and says how to mend it. It mends nothing itself; where an instance is
//! set up, it opens it as every start does.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use crate::app::{self, Clock as _, SystemClock};
use crate::config::Config;
use crate::server;
use crate::service::doctor::{self, Finding};

use super::failure::{Failure, Outcome};
use super::health;
use super::print::{Printer, add};

/// Less free space than this will soon be none.
const LITTLE_SPACE: u64 = 1024 * 1024 * 1024;
/// Less free space than this is a danger to what is written.
const NO_SPACE: u64 = 100 * 1024 * 1024;

/// Runs the command.
pub async fn run(config: Config, printer: Printer) -> Outcome {
    let mut findings = vec![Finding::Well("the settings can be read".to_owned())];
    findings.extend(rig(&config));
    findings.extend(files(&config));
    findings.push(doctor::clock(SystemClock.now()));
    let may_open = database(&config, &mut findings).await;
    findings.push(running(&config).await);
    let public_url = &config.server.public_url;
    let is_private = doctor::is_private(public_url);
    if is_private {
        findings.push(Finding::Doubtful(
            format!("{} is an address of this machine alone: nobody else can follow, and it cannot be checked from outside", config.origin()),
            "set server.public_url to an https address before the first start, if others are to follow".to_owned(),
        ));
    } else {
        findings.push(doctor::name("the public host", public_url.host_str().unwrap_or_default()).await);
        if config.handle_domain() != config.authority() {
            findings.push(doctor::name("the handle domain", &config.handle_domain()).await);
        }
    }
    if may_open {
        Box::pin(inside(config, is_private, &mut findings)).await;
    }
    report(&findings, printer)
}

fn rig(config: &Config) -> Option<Finding> {
    config.federation.rig.then(|| {
        Finding::Broken(
            "THE TEST RIG IS ON: this server talks to private addresses and may be led into the network it stands in".to_owned(),
            "take `rig = true` and the rig's other switches out of [federation]".to_owned(),
        )
    })
}

/// The data directory, the key file, and the space on the disk.
fn files(config: &Config) -> Vec<Finding> {
    let directory = &config.server.data_dir;
    let mut findings = Vec::new();
    let shown = directory.display();
    let Ok(facts) = std::fs::metadata(directory) else {
        let what = format!("the data directory {shown} is not there yet");
        return vec![Finding::Doubtful(what, "the first `antiphon serve` makes it".to_owned())];
    };
    let mode = facts.permissions().mode();
    findings.push(if rustix::fs::access(directory, rustix::fs::Access::WRITE_OK).is_err() {
        Finding::Broken(
            format!("the data directory {shown} cannot be written"),
            format!("chown it to the user of the server: chown -R USER {shown}"),
        )
    } else if mode & 0o077 != 0 {
        Finding::Doubtful(
            format!("other users of this machine can look into {shown}"),
            format!("chmod 700 {shown}"),
        )
    } else {
        Finding::Well(format!("the data directory {shown} is ours alone"))
    });
    findings.extend(key_file(&config.server.key_file, config));
    if let Ok(disk) = rustix::fs::statvfs(directory) {
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        let what = format!("{} MB are free on the disk of {shown}", free / 1_000_000);
        let mend = "make room; with a full disk the server takes in nothing more".to_owned();
        findings.push(match free {
            ..NO_SPACE => Finding::Broken(what, mend),
            NO_SPACE..LITTLE_SPACE => Finding::Doubtful(what, mend),
            LITTLE_SPACE.. => Finding::Well(what),
        });
    }
    findings
}

fn key_file(path: &Path, config: &Config) -> Option<Finding> {
    let shown = path.display();
    match std::fs::metadata(path) {
        Ok(facts) if facts.permissions().mode() & 0o077 != 0 => Some(Finding::Broken(
            format!("the key file {shown} can be read by other users of this machine"),
            format!("chmod 600 {shown}"),
        )),
        Ok(_) => Some(Finding::Well(format!("the key file {shown} is ours alone"))),
        Err(_) if !app::has_database(config) => None,
        Err(_) if config.database_is_postgres() => Some(Finding::Doubtful(
            format!("there is no key file {shown}"),
            "if this database was used before, put the key file back from your backup".to_owned(),
        )),
        Err(_) => Some(Finding::Broken(
            format!("the key file {shown} is missing"),
            "put it back from your backup; without it the coalition's keys cannot be opened".to_owned(),
        )),
    }
}

/// Whether there is a database of ours, up to date, so that the rest can be asked without changing anything.
async fn database(config: &Config, findings: &mut Vec<Finding>) -> bool {
    let place = app::shown_url(config);
    let start = "the first `antiphon serve` makes the coalition".to_owned();
    if !app::has_database(config) {
        findings.push(Finding::Doubtful(format!("there is no database at {place} yet"), start));
        return false;
    }
    let migrations = match app::open_store(config).await {
        Ok(store) => {
            let migrations = store.migrations().await;
            store.close().await;
            migrations.map_err(|e| e.to_string())
        }
        Err(e) => Err(e.to_string()),
    };
    match migrations {
        Err(e) => {
            findings.push(Finding::Broken(
                format!("the database does not answer: {e}"),
                "see database.url, and whether the file or the server is there".to_owned(),
            ));
            return false;
        }
        Ok(all) if all.iter().any(|(_, _, done)| !done) => {
            let waiting = all.iter().filter(|(_, _, done)| !done).count();
            let what = format!("{waiting} migrations of {place} wait");
            findings.push(Finding::Doubtful(
                what,
                "the next `antiphon serve` runs them; or: antiphon db migrate".to_owned(),
            ));
            return false;
        }
        Ok(_) => findings.push(Finding::Well(format!("the schema of {place} is up to date"))),
    }
    match app::is_set_up(config).await {
        Ok(true) => true,
        Ok(false) => {
            findings.push(Finding::Doubtful(format!("there is no coalition in {place} yet"), start));
            false
        }
        Err(e) => {
            findings.push(Finding::Broken(e.to_string(), "see database.url".to_owned()));
            false
        }
    }
}

async fn running(config: &Config) -> Finding {
    let address = health::reachable(config.server.listen);
    match health::ask(address, "/readyz").await {
        Ok(()) => Finding::Well(format!("the server at {address} is ready")),
        Err(e) => Finding::Doubtful(e.to_string(), "if it should run, see its log".to_owned()),
    }
}

/// What only the opened instance can tell.
async fn inside(config: Config, is_private: bool, findings: &mut Vec<Finding>) {
    let opened = match server::open(config, Arc::new(SystemClock)).await {
        Ok(opened) => opened,
        Err(e) => {
            findings.push(Finding::Broken(e.to_string(), "the sentence before says how".to_owned()));
            return;
        }
    };
    let cx = opened.federation.to_request_data();
    findings.push(doctor::integrity(&opened.app).await);
    findings.push(doctor::films(&opened.app));
    match doctor::queues(&opened.app).await {
        Ok(found) => findings.extend(found),
        Err(e) => findings
            .push(Finding::Broken(format!("the queues cannot be read: {e}"), "antiphon db check".to_owned())),
    }
    match doctor::mail(&opened.app).await {
        Ok(found) => findings.extend(found),
        Err(e) => findings
            .push(Finding::Broken(format!("the mails cannot be read: {e}"), "antiphon db check".to_owned())),
    }
    // The rig reaches private addresses, so it can be asked there too.
    if !is_private || opened.app.config.federation.rig {
        findings.push(doctor::reachability(&cx).await);
        findings.push(doctor::discovery(&cx).await);
        // A queue that cannot be read was told of above.
        findings.extend(doctor::clocks_of_others(&cx).await.ok().flatten());
    }
    opened.app.store.close().await;
}

fn report(findings: &[Finding], printer: Printer) -> Outcome {
    let (mut lines, mut listed, mut broken) = (String::new(), Vec::new(), 0);
    for finding in findings {
        let (word, what, mend) = match finding {
            Finding::Well(what) => ("ok", what, None),
            Finding::Doubtful(what, mend) => ("warn", what, Some(mend)),
            Finding::Broken(what, mend) => {
                broken += 1;
                ("FAIL", what, Some(mend))
            }
        };
        add(&mut lines, format_args!("{word:4}  {what}"));
        if let Some(mend) = mend {
            add(&mut lines, format_args!("\n      -> {mend}"));
        }
        lines.push('\n');
        listed.push(json!({ "state": word.to_lowercase(), "what": what, "mend": mend }));
    }
    printer.say(&lines, &json!({ "well": broken == 0, "findings": listed }));
    match broken {
        0 => Ok(()),
        1 => Err(Failure::failed("one thing is broken; the line that begins with FAIL says how to mend it")),
        n => Err(Failure::failed(format!(
            "{n} things are broken; the lines that begin with FAIL say how to mend them"
        ))),
    }
}
