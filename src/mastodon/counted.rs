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

    /// Trending hashtags.
    pub async fn trending_tags(&self, cx: &Cx) -> service::Result<Arc<Vec<Tag>>> {
        kept(&self.tags, async || trends::hashtags(cx).await).await
    }

    /// Trending pages.
    pub async fn trending_links(&self, cx: &Cx) -> service::Result<Arc<Vec<Link>>> {
        kept(&self.links, async || trends::links(cx).await).await
    }

    /// Ids of trending posts. Who may see them is asked each time.
    pub async fn trending_posts(&self, cx: &Cx) -> service::Result<Arc<Vec<i64>>> {
        kept(&self.posts, async || trends::posts(cx).await).await
    }
}

/// What was counted a moment ago, or is counted now and kept.
async fn kept<T: Send + Sync + 'static>(
    counted: &Cache<(), Arc<Vec<T>>>,
    count: impl AsyncFnOnce() -> service::Result<Vec<T>>,
) -> service::Result<Arc<Vec<T>>> {
    if let Some(found) = counted.get(&()) {
        return Ok(found);
    }
    let found = Arc::new(count().await?);
    counted.insert((), found.clone());
    Ok(found)
}
