//! What follows from the settings: addresses, names, and times as this server counts them.

use std::time::Duration;

use super::{Config, LinkCards, Server};

impl Server {
    /// How many threads answer: what the settings say, or one a core.
    pub fn threads(&self) -> usize {
        match self.workers {
            0 => std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
            workers => workers,
        }
    }
}

impl Config {
    /// Scheme, host and port of the public address without a trailing slash, as in `https://example.org`.
    pub fn origin(&self) -> String {
        self.server.public_url.origin().ascii_serialization()
    }

    /// Host of the public address, with the port if it is not the scheme's own, as in `localhost:8080`.
    pub fn authority(&self) -> String {
        let url = &self.server.public_url;
        let host = url.host_str().unwrap_or_default();
        url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// What stands after the `@` of every account here.
    pub fn handle_domain(&self) -> String {
        self.coalition.handle_domain.clone().unwrap_or_else(|| self.authority())
    }

    /// The name that mail comes from.
    pub fn mail_name(&self) -> &str {
        self.mail.name.as_deref().unwrap_or(&self.coalition.name)
    }

    /// Whether the database is `PostgreSQL` rather than `SQLite`.
    pub fn database_is_postgres(&self) -> bool {
        let url = self.database.url.as_str();
        url.starts_with("postgres://") || url.starts_with("postgresql://")
    }

    /// How long requests in progress may take at a stop.
    pub fn shutdown_timeout(&self) -> Duration {
        Duration::from_secs(self.server.shutdown_seconds)
    }

    /// How long one outgoing request may take in all.
    pub fn request_timeout(&self) -> Duration {
        Duration::from_secs(self.federation.request_timeout_seconds)
    }

    /// How long one outgoing connection may take to open.
    pub fn connect_timeout(&self) -> Duration {
        Duration::from_secs(self.federation.connect_timeout_seconds)
    }

    /// After how long a delivery is given up.
    pub fn give_up_after(&self) -> Duration {
        self.scaled(days(self.federation.give_up_days))
    }

    /// After how long a silent host is no longer caught up with.
    pub fn catch_up_for(&self) -> Duration {
        self.scaled(days(self.federation.catch_up_days))
    }

    /// How long the ids of received activities are kept.
    pub fn keep_seen(&self) -> Duration {
        self.scaled(days(self.retention.seen_days))
    }

    /// How long the record of finished deliveries is kept.
    pub fn keep_deliveries(&self) -> Duration {
        self.scaled(days(self.retention.delivery_days))
    }

    /// How long posts of other servers are kept that nobody here touched.
    pub fn keep_remote_posts(&self) -> Duration {
        self.scaled(days(self.retention.remote_posts_days))
    }

    /// Whether pages are asked that posts link to: those that everybody may see, and those to followers.
    pub fn asks_pages(&self) -> (bool, bool) {
        (self.media.link_cards != LinkCards::Off, self.media.link_cards == LinkCards::Followers)
    }

    /// How long copies of other servers' pictures are kept.
    pub fn keep_cached_media(&self) -> Duration {
        self.scaled(days(self.media.cache_days))
    }

    /// A back-off or time to live as this server counts it: shortened in a test rig, else unchanged.
    pub fn scaled(&self, time: Duration) -> Duration {
        time.mul_f64(self.federation.retry_scale)
    }
}

fn days(count: u32) -> Duration {
    Duration::from_secs(u64::from(count) * 24 * 60 * 60)
}
