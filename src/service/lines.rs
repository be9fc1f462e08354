//! Lists of posts as their readers may see them: home, an account's posts, single ones. A list comes as lines; the texts
//! behind them are asked for with [`texts`] where they are needed.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, PostId};
use crate::domain::post::Post;
use crate::domain::visibility;
use crate::store::lines::{Depth, Wanted};
use crate::store::{accounts, follows, lines, posts, reactions};

pub use crate::store::lines::{BoostLine, Line, Numbers, Window};

use super::{Error, Result};

/// A page of a list.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Newest first.
    pub lines: Vec<Line>,
    /// The first and the last id that the page went over, what the reader may not see included: where the next begins.
    pub span: Option<(i64, i64)>,
    /// How many lines the page went over, what the reader may not see included.
    pub size: i64,
}

impl Page {
    /// What the reader may see of a page that was read.
    pub(super) fn of(lines: Vec<Line>) -> Self {
        let span = lines.first().zip(lines.last()).map(|(first, last)| (first.id, last.id));
        let size = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        Self { lines: lines.into_iter().filter(may_see).collect(), span, size }
    }
}

fn may_see(line: &Line) -> bool {
    visibility::may_see(line.visibility, line.relation)
}

/// A page of a home timeline.
pub async fn home(app: &App, owner: AccountId, window: Window) -> Result<Page> {
    Ok(Page::of(lines::home(&app.store, owner, window).await?))
}

/// Which of an account's posts are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kinds {
    /// Posts that answer nobody only.
    pub no_replies: bool,
    /// Own posts only.
    pub no_boosts: bool,
}

/// A page of an account's posts and boosts.
pub async fn of_account(
    app: &App,
    viewer: Option<AccountId>,
    account: AccountId,
    kinds: Kinds,
    window: Window,
) -> Result<Page> {
    let depth = match viewer {
        Some(viewer) if viewer == account => Depth::All,
        Some(viewer) if follows::is_accepted(&app.store, viewer, account).await? => Depth::Followers,
        _ => Depth::Open,
    };
    let wanted = Wanted { depth, no_replies: kinds.no_replies, no_boosts: kinds.no_boosts };
    Ok(Page::of(lines::of_account(&app.store, viewer, account, wanted, window).await?))
}

/// The line of a post; "may not see" is the same answer as "is not" (A95).
pub async fn one(app: &App, viewer: Option<AccountId>, post: PostId) -> Result<Line> {
    of_posts(app, viewer, &[post.0]).await?.pop().ok_or(Error::NotFound)
}

/// The line of an account's own boost of a post.
pub async fn boost_of(app: &App, by: AccountId, post: PostId) -> Result<Line> {
    let (boost, _) = reactions::boost_of(&app.store, by, post).await?.ok_or(Error::NotFound)?;
    lines::of_boost(&app.store, by, boost, post).await?.filter(may_see).ok_or(Error::NotFound)
}

/// Lines of those of these posts that the reader may see.
pub async fn of_posts(app: &App, viewer: Option<AccountId>, posts: &[i64]) -> Result<Vec<Line>> {
    Ok(lines::of_posts(&app.store, viewer, posts).await?.into_iter().filter(may_see).collect())
}

/// A post with the accounts that its page names.
#[derive(Clone, Debug)]
pub struct Texts {
    /// The post.
    pub post: Post,
    /// Who wrote the post it answers.
    pub parent_author: Option<AccountId>,
    /// Those it names whom we know.
    pub named: Vec<Account>,
}

/// The texts of these posts, in no order. Whoever asks has the lines, and with them the right to see.
pub async fn texts(app: &App, ids: &[i64]) -> Result<Vec<Texts>> {
    let found = posts::find_many(&app.store, ids).await?;
    let parents: Vec<i64> = found.iter().filter_map(|p| p.in_reply_to).map(|id| id.0).collect();
    let parents =
        if parents.is_empty() { HashMap::new() } else { lines::authors(&app.store, &parents).await? };
    let uris: Vec<String> = found.iter().flat_map(|p| &p.details.mentions).map(|m| m.uri.clone()).collect();
    let named = accounts::known_among(&app.store, &uris).await?;
    Ok(found
        .into_iter()
        .map(|post| {
            let names = |a: &&Account| post.details.mentions.iter().any(|m| m.uri == a.uri.as_str());
            Texts {
                parent_author: post.in_reply_to.and_then(|id| parents.get(&id.0).copied()),
                named: named.iter().filter(names).cloned().collect(),
                post,
            }
        })
        .collect())
}

/// What is counted of these accounts, by id.
pub async fn numbers(app: &App, ids: &[i64]) -> Result<HashMap<i64, Numbers>> {
    Ok(lines::numbers(&app.store, ids).await?)
}
