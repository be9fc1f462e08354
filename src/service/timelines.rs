//! What an account here reads: its home timeline, with the people in it.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::post::Post;
use crate::store::{accounts, hidden, posts, timelines};

use super::Result;

/// A line of a home timeline, with everything that is shown of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place; pages go on below it.
    pub id: i64,
    /// The post.
    pub post: Post,
    /// Who wrote it.
    pub author: Account,
    /// Who boosted it, when it came by a boost.
    pub booster: Option<Account>,
}

/// Entries of an account's home below one place and above another, newest first.
pub async fn home(app: &App, account: &Account, below: i64, above: i64, limit: i64) -> Result<Vec<Entry>> {
    let lines = timelines::home(&app.store, account.id, below, above, limit).await?;
    let ids: Vec<i64> = lines.iter().map(|line| line.post.0).collect();
    let posts: HashMap<i64, Post> =
        posts::find_many(&app.store, &ids).await?.into_iter().map(|post| (post.id.0, post)).collect();
    let boosters = lines.iter().filter_map(|line| line.booster).map(|id| id.0);
    let people: Vec<i64> = posts.values().map(|post| post.account.0).chain(boosters).collect();
    let hidden = hidden::among(&app.store, account.id, &people, app.now()).await?;
    let people: HashMap<i64, Account> = accounts::find_many(&app.store, &people)
        .await?
        .into_iter()
        .filter(|account| !hidden.contains(&account.id))
        .map(|account| (account.id.0, account))
        .collect();
    // What was deleted between the reads is left out, like people whom the account does not want to see.
    Ok(lines
        .into_iter()
        .filter_map(|line| {
            let post = posts.get(&line.post.0)?.clone();
            let author = people.get(&post.account.0)?.clone();
            let booster = match line.booster {
                Some(id) => Some(people.get(&id.0)?.clone()),
                None => None,
            };
            Some(Entry { id: line.id, post, author, booster })
        })
        .collect())
}
