//! Lists of posts as their readers may see them: home, an account's posts, single ones. A list comes as lines; the texts
//! behind them are asked for with [`texts`] where they are needed.

use std::collections::{HashMap, HashSet};

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::post::Post;
use crate::domain::visibility::{self, Relation};
use crate::store::lines::{Depth, Wanted};
use crate::store::{accounts, blocks, follows, hidden, lines, posts, reactions};

pub use crate::store::lines::{BoostLine, Line, Numbers, Place, Window};
pub use crate::store::previews::Preview;

use super::{Error, Result, previews};

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
    /// Of these lines, those that the viewer may see and wants to.
    pub(super) async fn of(app: &App, viewer: Option<AccountId>, lines: Vec<Line>) -> Result<Self> {
        let mut page = Self::open(lines);
        page.lines = wanted(app, viewer, page.lines).await?;
        Ok(page)
    }

    /// The page over these places, in their order as a list, of which these lines were found.
    pub(super) fn at(places: &[Place], lines: Vec<Line>) -> Self {
        let ids = || places.iter().map(|(id, ..)| *id);
        let size = i64::try_from(places.len()).unwrap_or(i64::MAX);
        Self { span: ids().max().zip(ids().min()), size, ..Self::open(lines) }
    }

    /// Of these lines, those that the viewer may see.
    fn open(lines: Vec<Line>) -> Self {
        let span = lines.first().zip(lines.last()).map(|(first, last)| (first.id, last.id));
        let size = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        Self { lines: lines.into_iter().filter(may_see).collect(), span, size }
    }
}

/// Of these lines, those that the viewer may see, without what comes from people whom they do not want to see. Every
/// list of posts goes through here; a post that is asked for by name does not ([`asked_for`]).
async fn wanted(app: &App, viewer: Option<AccountId>, mut lines: Vec<Line>) -> Result<Vec<Line>> {
    lines.retain(may_see);
    let Some(viewer) = viewer else { return Ok(lines) };
    let authors = lines.iter().map(|line| line.author.0);
    let boosters = lines.iter().filter_map(|line| line.boost.as_ref()).map(|boost| boost.account.0);
    let people: HashSet<i64> = authors.chain(boosters).filter(|id| *id != viewer.0).collect();
    let people: Vec<i64> = people.into_iter().collect();
    let hidden = hidden::among(&app.store, viewer, &people, app.now()).await?;
    if !hidden.is_empty() {
        let is_hidden = |line: &Line| {
            hidden.contains(&line.author) || line.boost.as_ref().is_some_and(|b| hidden.contains(&b.account))
        };
        lines.retain(|line| !is_hidden(line));
    }
    Ok(lines)
}

fn may_see(line: &Line) -> bool {
    visibility::may_see(line.visibility, line.relation)
}

/// A page of a home timeline.
pub async fn home(app: &App, owner: AccountId, window: Window) -> Result<Page> {
    Page::of(app, Some(owner), lines::home(&app.store, owner, window).await?).await
}

/// Which of an account's posts are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kinds<'a> {
    /// Posts that answer nobody else only.
    pub no_replies: bool,
    /// Own posts only.
    pub no_boosts: bool,
    /// Own posts with something attached only.
    pub only_media: bool,
    /// Own posts under this hashtag only (lower-case, without `#`); empty for all.
    pub tag: &'a str,
}

/// A page of an account's posts and boosts.
pub async fn of_account(
    app: &App,
    viewer: Option<AccountId>,
    account: AccountId,
    kinds: Kinds<'_>,
    window: Window,
) -> Result<Page> {
    let depth = match viewer {
        Some(viewer) if viewer == account => Depth::All,
        Some(viewer) if follows::is_accepted(&app.store, viewer, account).await? => Depth::Followers,
        _ => Depth::Open,
    };
    let wanted = Wanted {
        depth,
        no_replies: kinds.no_replies,
        no_boosts: kinds.no_boosts,
        only_media: kinds.only_media,
        tag: kinds.tag,
    };
    let found = lines::of_account(&app.store, viewer, account, wanted, window).await?;
    let is_hidden = match viewer {
        Some(viewer) => hidden::among(&app.store, viewer, &[account.0], app.now()).await?.contains(&account),
        None => false,
    };
    // Whoever opens the page of somebody they hide has asked for it.
    if is_hidden {
        return Ok(Page::open(found));
    }
    Page::of(app, viewer, found).await
}

/// The line of a post; "may not see" is the same answer as "is not" (A95).
pub async fn one(app: &App, viewer: Option<AccountId>, post: PostId) -> Result<Line> {
    asked_for(app, viewer, &[post.0]).await?.pop().ok_or(Error::NotFound)
}

/// The line of an account's own boost of a post.
pub async fn boost_of(app: &App, by: AccountId, post: PostId) -> Result<Line> {
    let boost = reactions::boost_of(&app.store, by, post).await?.ok_or(Error::NotFound)?.id;
    lines::of_boost(&app.store, Some(by), boost, post).await?.filter(may_see).ok_or(Error::NotFound)
}

/// The line of what has this id, a post or a boost of one.
pub async fn one_of_both(app: &App, viewer: Option<AccountId>, id: PostId) -> Result<Line> {
    match one(app, viewer, id).await {
        Err(Error::NotFound) => {}
        found => return found,
    }
    let boost = RowId(id.0);
    let (post, _) = reactions::boosted_by(&app.store, boost).await?.ok_or(Error::NotFound)?;
    let line = lines::of_boost(&app.store, viewer, boost, post).await?.filter(may_see);
    let line = line.ok_or(Error::NotFound)?;
    if may_see_boost(app, viewer, &line).await? { Ok(line) } else { Err(Error::NotFound) }
}

/// Whether the reader may know of the boost that brought this line: one for followers is not even there for others (A95).
async fn may_see_boost(app: &App, viewer: Option<AccountId>, line: &Line) -> Result<bool> {
    let Some(boost) = &line.boost else { return Ok(true) };
    let relation = match viewer {
        Some(viewer) => Relation {
            is_author: viewer == boost.account,
            follows: follows::is_accepted(&app.store, viewer, boost.account).await?,
            is_addressed: false,
            is_blocked: blocks::exists(&app.store, boost.account, viewer).await?,
        },
        None => Relation::STRANGER,
    };
    Ok(visibility::may_see(boost.visibility, relation))
}

/// A page of what an account likes, as far as it may still see it; its ids are those of likes.
pub async fn liked(app: &App, account: AccountId, window: Window) -> Result<Page> {
    let places = reactions::liked(&app.store, account, window).await?;
    Ok(Page::at(&places, lines::at_places(&app.store, Some(account), &places).await?))
}

/// Lines of those of these posts that the reader may see, without what people wrote whom they do not want to see: for
/// lists of what others wrote.
pub async fn of_posts(app: &App, viewer: Option<AccountId>, posts: &[i64]) -> Result<Vec<Line>> {
    wanted(app, viewer, lines::of_posts(&app.store, viewer, posts).await?).await
}

/// Lines of those of these posts that the reader may see: for posts that they ask for by name, keep for themselves, or
/// have been told of.
pub async fn asked_for(app: &App, viewer: Option<AccountId>, posts: &[i64]) -> Result<Vec<Line>> {
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
    /// The page it links to.
    pub preview: Option<Preview>,
}

/// The texts of these posts, in no order. Whoever asks has the lines, and with them the right to see.
pub async fn texts(app: &App, ids: &[i64]) -> Result<Vec<Texts>> {
    let found = posts::find_many(&app.store, ids).await?;
    let parents: Vec<i64> = found.iter().filter_map(|p| p.in_reply_to).map(|id| id.0).collect();
    let parents =
        if parents.is_empty() { HashMap::new() } else { lines::authors(&app.store, &parents).await? };
    let uris: Vec<String> = found.iter().flat_map(|p| &p.details.mentions).map(|m| m.uri.clone()).collect();
    let named = accounts::known_among(&app.store, &uris).await?;
    let mut shown = previews::of_posts(app, ids).await?;
    Ok(found
        .into_iter()
        .map(|post| {
            let names = |a: &&Account| post.details.mentions.iter().any(|m| m.uri == a.uri.as_str());
            Texts {
                parent_author: post.in_reply_to.and_then(|id| parents.get(&id.0).copied()),
                named: named.iter().filter(names).cloned().collect(),
                preview: shown.remove(&post.id.0),
                post,
            }
        })
        .collect())
}

/// What is counted of these accounts, by id.
pub async fn numbers(app: &App, ids: &[i64]) -> Result<HashMap<i64, Numbers>> {
    Ok(lines::numbers(&app.store, ids).await?)
}
