//! One coalition of the demonstration: its settings, its server, and waiting until something has come to it.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::app::{self, Cx, SystemClock};
use crate::config::{Config, MailEncryption, Overrides, Secret};
use crate::domain::account::Account;
use crate::server::{self, Opened, Running};
use crate::service::accounts;

use super::failure::Failure;

/// The first port that is tried.
const FIRST_PORT: u16 = 8081;
/// Something between three servers on one machine that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is looked whether something has come.
const LOOK: Duration = Duration::from_millis(50);

/// Who takes part: a handle, a name, a few words, an accent colour.
pub const CAST: [(&str, &str, &str, &str); 3] = [
    ("river", "River Coalition", "Clean water for the valley.", "#0b5c8a"),
    ("housing", "Housing Now", "Homes that nobody is put out of.", "#8a3b0b"),
    ("women", "Women's Rights Network", "Equal rights, everywhere.", "#6a1b7a"),
];

/// Who of them keeps its data on PostgreSQL, where there is one: it puts its name to what another says.
const ON_POSTGRES: usize = 1;

/// What the coalitions stand on.
#[derive(Debug)]
pub struct Ground {
    /// A port for each.
    pub ports: Vec<u16>,
    /// Where their data goes.
    pub directory: PathBuf,
    /// The port of the mailbox that takes all mail.
    pub mail: u16,
    /// The address of an empty PostgreSQL database for one of them.
    pub postgres: Option<Secret>,
}

/// One coalition, running.
pub struct House {
    /// The context of what it does.
    pub cx: Cx,
    /// The coalition itself.
    pub coalition: Account,
    /// A link that signs its owner in, once.
    pub owner_link: String,
    opened: Opened,
    running: Running,
}

impl House {
    /// Starts one coalition of the cast, which knows where the others are.
    pub async fn start(who: usize, ground: &Ground) -> Result<Self, Failure> {
        let config = settings(who, ground)?;
        if app::is_set_up(&config).await? {
            return Err(Failure::failed(
                "there is a coalition in that database already. Give the address of an empty one. Nothing was changed.",
            ));
        }
        let opened = server::open(config, Arc::new(SystemClock)).await?;
        let running = server::start(&opened).await?;
        let coalition = accounts::coalition(&opened.app).await?;
        let link = opened.first.as_ref().map(|first| opened.app.url(&first.owner_link)).unwrap_or_default();
        Ok(Self { cx: opened.federation.to_request_data(), coalition, owner_link: link, opened, running })
    }

    /// How people write its address.
    pub fn handle(&self) -> String {
        format!("@{}@{}", self.coalition.username, self.cx.config.handle_domain())
    }

    /// The address of its page.
    pub fn page(&self) -> String {
        self.cx.url(&format!("/@{}", self.coalition.username))
    }

    /// Where it keeps its data, in a word.
    pub fn database(&self) -> &'static str {
        if self.cx.config.database_is_postgres() { "PostgreSQL" } else { "SQLite" }
    }

    /// Looks again and again until there is what is waited for.
    pub async fn wait<T, F>(&self, what: &str, mut look: impl FnMut() -> F) -> Result<T, Failure>
    where
        F: Future<Output = crate::service::Result<Option<T>>>,
    {
        let waiting = async {
            let mut pulse = tokio::time::interval(LOOK);
            loop {
                pulse.tick().await;
                if let Some(found) = look().await? {
                    return Ok::<T, Failure>(found);
                }
            }
        };
        tokio::time::timeout(PATIENCE, waiting).await.unwrap_or_else(|_| {
            Err(Failure::failed(format!(
                "{} waited {} seconds in vain: {what}",
                self.coalition.name,
                PATIENCE.as_secs()
            )))
        })
    }

    /// Stops its server well.
    pub async fn stop(self) {
        self.running.stop(&self.opened.app).await;
    }
}

fn settings(who: usize, ground: &Ground) -> Result<Config, Failure> {
    let Ground { ports, directory, mail, postgres } = ground;
    let (handle, name, summary, accent) = CAST[who];
    let hosts: BTreeMap<String, SocketAddr> = CAST
        .iter()
        .zip(ports)
        .map(|((other, ..), port)| {
            (format!("{other}.localhost"), SocketAddr::from((Ipv4Addr::LOCALHOST, *port)))
        })
        .collect();
    let port = ports[who];
    let overrides = Overrides {
        public_url: Some(format!("http://{handle}.localhost:{port}")),
        listen: Some(format!("127.0.0.1:{port}")),
        data_dir: Some(directory.join(handle)),
    };
    let mut config = Config::load(None, std::iter::empty(), &overrides)?;
    name.clone_into(&mut config.coalition.name);
    handle.clone_into(&mut config.coalition.handle);
    summary.clone_into(&mut config.coalition.summary);
    accent.clone_into(&mut config.coalition.accent);
    config.coalition.languages = vec!["en".to_owned(), "es".to_owned()];
    config.federation.rig = true;
    config.federation.allow_http = true;
    config.federation.allow_ranges = vec!["127.0.0.0/8".parse().expect("it is a range")];
    config.federation.hosts = hosts;
    if let Some(url) = postgres.as_ref().filter(|_| who == ON_POSTGRES) {
        config.database.url = url.clone();
    }
    config.mail.host = Some(Ipv4Addr::LOCALHOST.to_string());
    config.mail.port = *mail;
    config.mail.encryption = MailEncryption::None;
    config.mail.from = Some(format!("{handle}@{handle}.example"));
    config.limits.rate = false;
    config.server.shutdown_seconds = 3;
    "error".clone_into(&mut config.server.log);
    Ok(config)
}

/// As many free ports as there are coalitions.
pub fn free_ports() -> Result<Vec<u16>, Failure> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let ports: Vec<u16> = (FIRST_PORT..u16::MAX).filter(is_free).take(CAST.len()).collect();
    if ports.len() < CAST.len() {
        return Err(Failure::failed(format!("there are no {} free ports from {FIRST_PORT} on", CAST.len())));
    }
    Ok(ports)
}
