//! What is used much these days, and how busy this server is. Only public posts count, and of other servers' people only
//! those who let themselves be found.

use crate::app::App;
use crate::domain::ids::{RowId, first_at};
use crate::domain::moderation::DomainRule;
use crate::domain::preview::Card;
use crate::domain::time::{DAY, Time};
use crate::keys;
use crate::store::{domain_rules, trends};

use super::Result;
use super::tags::{self, DayOfTag, Tag};

/// Fewer people than this make no trend: two friends are none.
const FEWEST_PEOPLE: i64 = 3;
/// Fewer likes and boosts than this make no trend.
const FEWEST_REACTIONS: i64 = 3;
/// How far back a trend reaches.
const DAYS: i64 = 3;
/// The most of each kind.
const MOST: i64 = 40;
/// The most servers that are named.
const MOST_PEERS: i64 = 50_000;
/// How many weeks of activity are told.
const WEEKS: i64 = 12;
const WEEK: i64 = 7 * DAY;

fn from(app: &App) -> i64 {
    first_at(app.now().plus(-DAYS * DAY))
}

/// Hashtags of the last days, with their days, as nobody in particular sees them.
pub async fn hashtags(app: &App) -> Result<Vec<Tag>> {
    let names = trends::tags(&app.store, from(app), FEWEST_PEOPLE, MOST).await?;
    tags::described(app, None, &names).await
}

/// A page that several people link to these days.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its row.
    pub id: RowId,
    /// Its host.
    pub host: String,
    /// What it says of itself.
    pub card: Card,
    /// The last days, today first.
    pub days: Vec<DayOfTag>,
}

/// Pages that were linked to in the last days, with their days. A page without a card is none that can be shown.
pub async fn links(app: &App) -> Result<Vec<Link>> {
    let mut links = Vec::new();
    let since = first_at(app.now().plus(-tags::DAYS * DAY));
    for link in trends::links(&app.store, from(app), FEWEST_PEOPLE, MOST).await? {
        let days = tags::filled(app, &trends::link_days(&app.store, link.id, since).await?);
        links.push(Link { id: link.id, host: link.host, card: link.card, days });
    }
    Ok(links)
}

/// Whether a page may be shown by now: its domain may have been blocked since it was counted.
pub fn is_shown(app: &App, link: &Link) -> bool {
    app.domains.policy().admits(&link.host)
}

/// Ids of the posts of the last days that were liked and boosted most.
pub async fn posts(app: &App) -> Result<Vec<i64>> {
    Ok(trends::posts(&app.store, from(app), FEWEST_REACTIONS, MOST).await?)
}

/// A week of this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// When it began.
    pub begins_at: Time,
    /// Open posts written here.
    pub posts: i64,
    /// Members who came.
    pub members: i64,
}

/// The last weeks, this one first.
pub async fn weeks(app: &App) -> Result<Vec<Week>> {
    // The first of 1970 was a Thursday; weeks begin on Monday.
    let monday = Time((app.now().0 - 4 * DAY).div_euclid(WEEK) * WEEK + 4 * DAY);
    let since = monday.plus(-(WEEKS - 1) * WEEK);
    let posts = trends::posts_by_week(&app.store, since, first_at(since)).await?;
    let members = trends::members_by_week(&app.store, since).await?;
    let at = |rows: &[(i64, i64)], week: i64| rows.iter().find(|(w, _)| *w == week).map_or(0, |(_, n)| *n);
    Ok((0..WEEKS)
        .rev()
        .map(|week| Week {
            begins_at: since.plus(week * WEEK),
            posts: at(&posts, week),
            members: at(&members, week),
        })
        .collect())
}

/// Names of servers that we know anybody of.
pub async fn peers(app: &App) -> Result<Vec<String>> {
    Ok(trends::peers(&app.store, MOST_PEERS).await?)
}

/// How many other servers we know anybody of.
pub async fn count_peers(app: &App) -> Result<i64> {
    Ok(trends::count_peers(&app.store).await?)
}

/// Domains that this server does not talk with, each with its SHA-256 in hexadecimal.
pub async fn blocked_domains(app: &App) -> Result<Vec<(String, String)>> {
    let rules = domain_rules::list(&app.store).await?;
    let blocked = rules.into_iter().filter(|r| r.rule == DomainRule::Block);
    Ok(blocked.map(|r| (r.domain.clone(), keys::sha256_hex(r.domain.as_bytes()))).collect())
}
