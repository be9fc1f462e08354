//! Who hears of what has just happened, and what each of them may see of it. The row is read anew for every listener,
//! so that a stream shows nobody more than a page would.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::announcement::Announcement;
use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::post::Post;
use crate::domain::time::HOUR;
use crate::domain::visibility::{self, Visibility};
use crate::live::{News, Origin, Topic};
use crate::store::lines::Line;
use crate::store::{accounts, hidden, lines, lists, notices, posts, timelines};

use super::Result;

/// A post older than this was fetched, not just written: it enters nobody's public stream.
const FRESH: i64 = 6 * HOUR;

/// Tells whoever is listening here.
pub async fn spread(app: &App, what: &Announcement) -> Result<()> {
    if let Announcement::Filters(owner) = what {
        // Each node keeps them for a moment.
        app.filters.invalidate(&owner.0);
    }
    if app.live.is_empty() {
        return Ok(());
    }
    match what {
        Announcement::Posted(id) => {
            let mut topics = homes_with(app, *id, Some(id.0)).await?;
            topics.extend(wide_topics(app, *id, true).await?);
            app.live.announce(&topics, News::Post(*id));
        }
        Announcement::Boosted { boost, post } => {
            let topics = homes_with(app, *post, Some(boost.0)).await?;
            app.live.announce(&topics, News::Boost { boost: *boost, post: *post });
        }
        Announcement::Edited(id) => {
            let mut topics = homes_with(app, *id, None).await?;
            topics.extend(wide_topics(app, *id, false).await?);
            topics.extend(lists_with(app, *id).await?);
            app.live.announce(&topics, News::Edit(*id));
        }
        Announcement::Deleted { post, is_public, homes } => {
            let mut topics: Vec<Topic> = homes.iter().map(|home| Topic::User(*home)).collect();
            topics.extend(homes.iter().map(|home| Topic::Direct(*home)));
            if *is_public {
                for media in [false, true] {
                    let all = [Origin::All, Origin::Local, Origin::Remote];
                    topics.extend(all.map(|origin| Topic::Public { origin, media }));
                }
                topics.extend(app.live.tags());
            }
            app.live.announce(&topics, News::Deletion(*post));
        }
        Announcement::Listed { post, boost, lists } => {
            let topics: Vec<Topic> = lists.iter().map(|list| Topic::List(*list)).collect();
            let news = boost.map_or(News::Post(*post), |boost| News::Boost { boost, post: *post });
            app.live.announce(&topics, news);
        }
        Announcement::Unlisted { post, lists } => {
            let topics: Vec<Topic> = lists.iter().map(|list| Topic::List(*list)).collect();
            app.live.announce(&topics, News::Deletion(*post));
        }
        Announcement::Notified { account, id } => {
            let topics = [Topic::User(*account), Topic::Notifications(*account)];
            app.live.announce(&topics, News::Notification(*id));
        }
        Announcement::Admitted(account) => {
            let topics = [Topic::User(*account), Topic::Notifications(*account)];
            app.live.announce(&topics, News::Admitted);
        }
        Announcement::Credentials(member) => app.live.look_again(*member),
        Announcement::Elsewhere => app.live.all_look_again(),
        Announcement::Filters(owner) => app.live.announce(&[Topic::User(*owner)], News::Filters),
        Announcement::Noticed(notice) => app.live.announce(&everybody(app), News::Notice(*notice)),
        Announcement::Unnoticed(notice) => app.live.announce(&everybody(app), News::NoticeGone(*notice)),
        Announcement::NoticeReaction { notice, name } => {
            // The same for everybody who listens, so that it is counted once.
            let count = notices::count_reaction(&app.store, *notice, name).await?;
            let news = News::NoticeReaction { notice: *notice, name: name.as_str().into(), count };
            app.live.announce(&everybody(app), news);
        }
    }
    Ok(())
}

/// Every home that somebody listens to.
fn everybody(app: &App) -> Vec<Topic> {
    app.live.homes().into_iter().map(Topic::User).collect()
}

/// Homes that somebody listens to and that hold the post.
async fn homes_with(app: &App, post: PostId, entry: Option<i64>) -> Result<Vec<Topic>> {
    let listening = app.live.homes();
    if listening.is_empty() {
        return Ok(Vec::new());
    }
    let held = timelines::held_by(&app.store, post, entry, &listening).await?;
    Ok(held.into_iter().map(Topic::User).collect())
}

/// Lists that somebody listens to and that hold the post.
async fn lists_with(app: &App, post: PostId) -> Result<Vec<Topic>> {
    let listening = app.live.lists();
    if listening.is_empty() {
        return Ok(Vec::new());
    }
    let held = lists::holders(&app.store, post).await?;
    Ok(held.into_iter().filter(|list| listening.contains(list)).map(Topic::List).collect())
}

/// Streams beyond the homes that a post belongs to.
async fn wide_topics(app: &App, id: PostId, is_new: bool) -> Result<Vec<Topic>> {
    let Some(post) = posts::find(&app.store, id).await? else { return Ok(Vec::new()) };
    let Some(author) = accounts::find(&app.store, post.account).await? else { return Ok(Vec::new()) };
    match post.visibility {
        Visibility::Public if is_new && app.now().since(post.published_at) > FRESH => Ok(Vec::new()),
        Visibility::Public => {
            let parent_author = match post.in_reply_to {
                Some(parent) => posts::find(&app.store, parent).await?.map(|parent| parent.account),
                None => None,
            };
            Ok(public_topics(&post, &author, parent_author))
        }
        Visibility::Direct => {
            let named = timelines::holders(&app.store, id).await?;
            // Its author's home holds it as a rule; told twice, they would hear it twice.
            let author = author.is_local().then_some(author.id).filter(|author| !named.contains(author));
            Ok(named.into_iter().chain(author).map(Topic::Direct).collect())
        }
        Visibility::Unlisted | Visibility::Followers => Ok(Vec::new()),
    }
}

/// Hashtags of a public post, and everybody's streams unless it answers somebody else.
fn public_topics(post: &Post, author: &Account, parent_author: Option<AccountId>) -> Vec<Topic> {
    let mut topics = Vec::new();
    for tag in &post.details.hashtags {
        topics.push(Topic::Tag { tag: tag.clone(), local: false });
        if author.is_local() {
            topics.push(Topic::Tag { tag: tag.clone(), local: true });
        }
    }
    if post.in_reply_to_uri.is_some() && parent_author != Some(author.id) {
        return topics;
    }
    let origin = if author.is_local() { Origin::Local } else { Origin::Remote };
    for origin in [Origin::All, origin] {
        topics.push(Topic::Public { origin, media: false });
        if !post.details.attachments.is_empty() {
            topics.push(Topic::Public { origin, media: true });
        }
    }
    topics
}

/// The line of a post (or of a boost of it) for this listener; `None` for what they may not see or do not want.
pub async fn line(app: &App, viewer: AccountId, post: PostId, boost: Option<RowId>) -> Result<Option<Line>> {
    let found = match boost {
        Some(boost) => lines::of_boost(&app.store, Some(viewer), boost, post).await?,
        None => lines::of_posts(&app.store, Some(viewer), &[post.0]).await?.pop(),
    };
    let Some(line) = found.filter(|line| visibility::may_see(line.visibility, line.relation)) else {
        return Ok(None);
    };
    let people = [Some(line.author), line.boost.as_ref().map(|b| b.account)];
    let people: Vec<i64> = people.into_iter().flatten().filter(|by| *by != viewer).map(|by| by.0).collect();
    let is_unwanted = !hidden::among(&app.store, viewer, &people, app.now()).await?.is_empty();
    Ok(Some(line).filter(|_| !is_unwanted))
}
