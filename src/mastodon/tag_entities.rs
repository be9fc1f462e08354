//! Hashtags as clients read them.

use serde::Serialize;

use crate::app::App;
use crate::domain::time::{DAY, SECOND, Time};
use crate::service::tags::{self, DayOfTag};

/// A day of a tag; clients read numbers as texts here.
#[derive(Debug, Serialize)]
pub struct UsesOfDay {
    day: String,
    uses: String,
    accounts: String,
}

impl From<&DayOfTag> for UsesOfDay {
    fn from(d: &DayOfTag) -> Self {
        Self {
            day: (d.day * DAY / SECOND).to_string(),
            uses: d.uses.to_string(),
            accounts: d.people.to_string(),
        }
    }
}

/// A hashtag.
#[derive(Debug, Serialize)]
pub struct Tag {
    id: String,
    name: String,
    url: String,
    history: Vec<UsesOfDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    following: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    featuring: Option<bool>,
}

impl Tag {
    /// The tag, and whether the one who asks shows it on their profile.
    pub fn of(app: &App, tag: &tags::Tag, featured: Option<&[tags::FeaturedTag]>) -> Self {
        Self {
            id: tag.name.clone(),
            name: tag.name.clone(),
            url: app.url(&format!("/tags/{}", tag.name)),
            history: tag.days.iter().map(UsesOfDay::from).collect(),
            following: tag.is_followed,
            featuring: featured.map(|all| all.iter().any(|f| f.tag == tag.name)),
        }
    }
}

/// A hashtag on a profile.
#[derive(Debug, Serialize)]
pub struct FeaturedTag {
    id: String,
    name: String,
    url: String,
    statuses_count: String,
    last_status_at: Option<String>,
}

impl FeaturedTag {
    /// The tag; its page is that of everybody, since profiles have none for a tag.
    pub fn of(app: &App, tag: &tags::FeaturedTag) -> Self {
        Self {
            id: tag.id.to_string(),
            name: tag.tag.clone(),
            url: app.url(&format!("/tags/{}", tag.tag)),
            statuses_count: tag.posts.to_string(),
            last_status_at: tag.last_post_at.map(Time::day),
        }
    }
}
