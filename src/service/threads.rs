//! What stands above and below a post, and threads that somebody here wants to hear nothing of.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::ids::{AccountId, PostId};
use crate::domain::post::Post;
use crate::domain::thread;
use crate::store::threads::{self, DEEPEST};

use super::lines::{self, Line};
use super::{Result, posts};

/// How many posts a member is shown above and below each.
const FOR_MEMBERS: usize = 4_096;
/// How many anybody else is shown above and below.
const FOR_STRANGERS: (usize, usize) = (40, 60);

/// A post's surroundings, as far as the one who looks may see them.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    /// What it answers, from the beginning of the thread down.
    pub above: Vec<Line>,
    /// Its answers and theirs, each below what it answers.
    pub below: Vec<Line>,
}

/// The surroundings of a post that the one who looks may see.
pub async fn around(app: &App, viewer: Option<AccountId>, post: PostId) -> Result<Thread> {
    lines::one(app, viewer, post).await?;
    let (most_above, most_below) = if viewer.is_some() { (FOR_MEMBERS, FOR_MEMBERS) } else { FOR_STRANGERS };
    let size = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut above = threads::above(&app.store, post, size(most_above)).await?;
    above.reverse();
    let below = threads::below(&app.store, post, size(most_below), viewer.is_none()).await?;
    let below = thread::in_order(post.0, &below);
    Ok(Thread { above: visible(app, viewer, &above).await?, below: visible(app, viewer, &below).await? })
}

/// The lines of those of these posts that the one who looks may see, in this order.
async fn visible(app: &App, viewer: Option<AccountId>, order: &[i64]) -> Result<Vec<Line>> {
    let found = lines::of_posts(app, viewer, order).await?;
    let mut found: HashMap<i64, Line> = found.into_iter().map(|line| (line.post.0, line)).collect();
    Ok(order.iter().filter_map(|id| found.remove(id)).collect())
}

/// The account wants to hear nothing more of the thread that this post stands in.
pub async fn mute(app: &App, account: AccountId, post: &Post) -> Result<()> {
    let root = threads::above(&app.store, post.id, DEEPEST).await?.last().copied().unwrap_or(post.id.0);
    let mut tx = app.store.begin().await?;
    threads::mute(&mut tx, account, PostId(root), app.now()).await?;
    Ok(tx.commit().await?)
}

/// The account wants to hear of that thread again.
pub async fn unmute(app: &App, account: AccountId, post: &Post) -> Result<()> {
    // A thread may have grown upwards since it was muted: the mute can hang on any post above.
    let mut whole = threads::above(&app.store, post.id, DEEPEST).await?;
    whole.push(post.id.0);
    let mut tx = app.store.begin().await?;
    threads::unmute(&mut tx, account, &whole).await?;
    Ok(tx.commit().await?)
}

/// A post with all its versions.
#[derive(Clone, Debug)]
pub struct History {
    /// The present one.
    pub post: Post,
    /// The earlier ones, oldest first.
    pub earlier: Vec<crate::store::posts::VersionRecord>,
}

/// All versions of a post that the one who looks may see.
pub async fn history(
    app: &App,
    viewer: Option<&crate::domain::account::Account>,
    post: PostId,
) -> Result<History> {
    let post = posts::visible(app, post, viewer).await?;
    let earlier = crate::store::posts::versions(&app.store, post.id).await?;
    Ok(History { post, earlier })
}
