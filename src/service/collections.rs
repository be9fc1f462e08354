//! What other servers read of an actor page by page: outbox, followers, following, pins, answers.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::PostId;
use crate::domain::post::Post;
use crate::store::{activities, follows, pins, posts};

use super::Result;

/// So many items on a page.
pub const PAGE: i64 = 20;

/// How many public posts and boosts the actor has made.
pub async fn outbox_size(app: &App, account: &Account) -> Result<i64> {
    Ok(activities::count_outbox(&app.store, account.id).await?)
}

/// A page of the outbox below this id: ids and exact JSON.
pub async fn outbox_page(app: &App, account: &Account, below: i64) -> Result<Vec<(i64, String)>> {
    Ok(activities::outbox(&app.store, account.id, below, PAGE).await?)
}

/// Followers and followed, in numbers.
pub async fn sizes(app: &App, account: &Account) -> Result<(i64, i64)> {
    Ok(follows::counts(&app.store, account.id).await?)
}

/// A page of followers below this id; only where their owner shows them.
pub async fn followers_page(app: &App, account: &Account, below: i64) -> Result<Vec<Account>> {
    Ok(follows::followers(&app.store, account.id, below, PAGE).await?)
}

/// A page of those the account follows below this id; only where their owner shows them.
pub async fn following_page(app: &App, account: &Account, below: i64) -> Result<Vec<Account>> {
    Ok(follows::following(&app.store, account.id, below, PAGE).await?)
}

/// Pinned posts, newest pin first.
pub async fn pinned(app: &App, account: &Account) -> Result<Vec<PostId>> {
    Ok(pins::list(&app.store, account.id, PAGE).await?)
}

/// Open answers to a post after this id, oldest first.
pub async fn replies_page(app: &App, post: PostId, after: i64) -> Result<Vec<Post>> {
    Ok(posts::replies(&app.store, post, after, PAGE).await?)
}

/// The exact JSON of a public activity of ours.
pub async fn activity(app: &App, uri: &str) -> Result<Option<String>> {
    Ok(activities::find_public(&app.store, uri).await?)
}

/// The accepted followers at a host, for the one who answers for that host (FEP-8fcf).
pub async fn followers_at(app: &App, account: &Account, host: &str) -> Result<Vec<String>> {
    Ok(follows::follower_uris_at(&app.store, account.id, host).await?)
}
