//! What takes long to count and may be some minutes old: how much there is on this server, and what trends.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use crate::app::Cx;
use crate::service::tags::Tag;
use crate::service::trends::Link;
use crate::service::{self, accounts, trends};

/// How long a count is good.
const GOOD: Duration = Duration::from_secs(300);

/// How much there is on this server.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// Actors that live here.
    pub people: i64,
    /// Public texts written here.
    pub posts: i64,
    /// Servers that we know anybody of. Which they are is told to members only.
    pub domains: i64,
}

/// Counts of the last minutes.
#[derive(Clone)]
pub struct Counted {
    usage: Cache<(), Usage>,
    tags: Cache<(), Arc<Vec<Tag>>>,
    posts: Cache<(), Arc<Vec<i64>>>,
    links: Cache<(), Arc<Vec<Link>>>,
}

impl Counted {
    /// Nothing counted yet.
    pub(super) fn new() -> Self {
        Self {
            usage: Cache::builder().max_capacity(1).time_to_live(GOOD).build(),
            tags: Cache::builder().max_capacity(1).time_to_live(GOOD).build(),
            posts: Cache::builder().max_capacity(1).time_to_live(GOOD).build(),
            links: Cache::builder().max_capacity(1).time_to_live(GOOD).build(),
        }
    }

    /// How much there is here; counting goes through every post.
    pub async fn usage(&self, cx: &Cx) -> service::Result<Usage> {
        if let Some(usage) = self.usage.get(&()) {
            return Ok(usage);
        }
        let (people, posts) = accounts::usage(cx).await?;
        let usage = Usage { people, posts, domains: trends::count_peers(cx).await? };
        self.usage.insert((), usage);
        Ok(usage)
    }

    /// Trending hashtags that were counted a moment ago.
    pub fn trending_tags(&self) -> Option<Arc<Vec<Tag>>> {
        self.tags.get(&())
    }

    /// Keeps trending hashtags for a moment.
    pub fn keep_trending_tags(&self, found: Vec<Tag>) -> Arc<Vec<Tag>> {
        let found = Arc::new(found);
        self.tags.insert((), found.clone());
        found
    }

    /// Trending pages that were counted a moment ago.
    pub fn trending_links(&self) -> Option<Arc<Vec<Link>>> {
        self.links.get(&())
    }

    /// Keeps trending pages for a moment.
    pub fn keep_trending_links(&self, found: Vec<Link>) -> Arc<Vec<Link>> {
        let found = Arc::new(found);
        self.links.insert((), found.clone());
        found
    }

    /// Ids of trending posts that were counted a moment ago.
    pub fn trending_posts(&self) -> Option<Arc<Vec<i64>>> {
        self.posts.get(&())
    }

    /// Keeps ids of trending posts for a moment. Who may see them is asked each time.
    pub fn keep_trending_posts(&self, found: Vec<i64>) -> Arc<Vec<i64>> {
        let found = Arc::new(found);
        self.posts.insert((), found.clone());
        found
    }
}
