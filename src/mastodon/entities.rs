//! Entities as clients read them. Every documented key is there, empty where there is nothing: strict clients refuse an
//! entity that lacks one.

use serde::Serialize;

use crate::app::App;
use crate::domain::account::{self, ActorKind};
use crate::domain::follow::FollowState;
use crate::domain::text;
use crate::domain::time::Time;
use crate::service::lines::Numbers;
use crate::service::preferences::Preferences;
use crate::service::{copies, follows};

use super::status_parts::visibility;
use super::{pictures, quotes, status_parts};

/// A moment with milliseconds: some clients parse nothing else.
pub fn stamp(time: Time) -> String {
    let text = time.rfc3339();
    if text.contains('.') { text } else { text.replace('Z', ".000Z") }
}

/// A labelled line of a profile.
#[derive(Debug, Serialize)]
pub struct Field {
    name: String,
    value: String,
    verified_at: Option<String>,
}

/// An account.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the entity has them")]
pub struct Account {
    id: String,
    username: String,
    acct: String,
    display_name: String,
    note: String,
    url: String,
    uri: String,
    avatar: String,
    avatar_static: String,
    avatar_description: String,
    header: String,
    header_static: String,
    header_description: String,
    locked: bool,
    bot: bool,
    group: bool,
    discoverable: bool,
    indexable: bool,
    noindex: bool,
    hide_collections: Option<bool>,
    created_at: String,
    last_status_at: Option<String>,
    statuses_count: i64,
    followers_count: i64,
    following_count: i64,
    emojis: Vec<Emoji>,
    fields: Vec<Field>,
    roles: Vec<Role>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    suspended: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<Box<Account>>,
}

/// Where a picture of an account is: our own, our copy of theirs, or the one that stands in for it.
fn picture(app: &App, account: &account::Account, url: Option<&str>, missing: &str) -> String {
    match url {
        Some(url) if account.is_local() => url.to_owned(),
        Some(url) => app.url(&copies::path(app, url)),
        None => app.url(missing),
    }
}

impl Account {
    /// The account with its numbers.
    pub fn of(app: &App, a: &account::Account, numbers: Numbers) -> Self {
        let avatar = picture(app, a, a.profile.avatar.as_deref(), pictures::AVATAR);
        let header = picture(app, a, a.profile.header.as_deref(), pictures::HEADER);
        Self {
            id: a.id.to_string(),
            username: a.username.clone(),
            acct: a.acct(),
            display_name: a.name.clone(),
            note: a.summary.clone(),
            url: a.url.clone().unwrap_or_else(|| a.uri.as_str().to_owned()),
            uri: a.uri.as_str().to_owned(),
            avatar_static: avatar.clone(),
            avatar,
            avatar_description: String::new(),
            header_static: header.clone(),
            header,
            header_description: String::new(),
            locked: a.locked,
            bot: matches!(a.kind, ActorKind::Application | ActorKind::Service),
            group: a.kind == ActorKind::Group,
            discoverable: a.discoverable,
            indexable: a.profile.indexable,
            noindex: !a.discoverable,
            hide_collections: a.is_local().then(|| !a.shows_collections(app.config.coalition.show_followers)),
            created_at: stamp(a.created_at),
            last_status_at: numbers.last_post_at.map(Time::day),
            statuses_count: numbers.posts,
            followers_count: numbers.followers,
            following_count: numbers.following,
            emojis: a.profile.emoji.iter().map(|e| status_parts::emoji(app, e)).collect(),
            fields: fields(a),
            roles: Vec::new(),
            suspended: a.suspended_at.is_some(),
            moved: None,
        }
    }

    /// The same account, with where it is now if it has moved.
    #[must_use]
    pub fn moved_to(mut self, new: Option<Self>) -> Self {
        self.moved = new.map(Box::new);
        self
    }
}

fn fields(a: &account::Account) -> Vec<Field> {
    let field = |f: &account::Field| Field {
        name: f.name.clone(),
        value: f.value.clone(),
        verified_at: f.verified_at.map(stamp),
    };
    a.profile.fields.iter().map(field).collect()
}

/// What a member may do; no client is shown more than the name.
#[derive(Debug, Serialize)]
pub struct Role {
    id: String,
    name: String,
    color: String,
    permissions: String,
    highlighted: bool,
}

/// What only the member themselves sees of their account.
#[derive(Debug, Serialize)]
pub struct Source {
    privacy: &'static str,
    quote_policy: &'static str,
    sensitive: bool,
    language: String,
    note: String,
    fields: Vec<Field>,
    follow_requests_count: i64,
    also_known_as_uris: Vec<String>,
    indexable: bool,
    discoverable: bool,
    hide_collections: Option<bool>,
}

/// The member's own account.
#[derive(Debug, Serialize)]
pub struct OwnAccount {
    #[serde(flatten)]
    account: Account,
    source: Source,
    role: Role,
}

impl OwnAccount {
    /// The account as its member sees it.
    pub fn of(
        app: &App,
        a: &account::Account,
        numbers: Numbers,
        role: &str,
        usual: Preferences,
        requests: i64,
        moved: Option<Account>,
    ) -> Self {
        let first = || app.config.coalition.languages.first().cloned().unwrap_or_default();
        let typed = |f: &account::Field| Field {
            name: f.name.clone(),
            value: text::plain(&f.value),
            verified_at: f.verified_at.map(stamp),
        };
        Self {
            account: Account::of(app, a, numbers).moved_to(moved),
            source: Source {
                privacy: visibility(usual.visibility),
                quote_policy: quotes::word_of(usual.quoters),
                sensitive: usual.sensitive,
                language: usual.language.unwrap_or_else(first),
                note: a.profile.note.clone().unwrap_or_else(|| text::plain(&a.summary)),
                fields: a.profile.fields.iter().map(typed).collect(),
                follow_requests_count: requests,
                also_known_as_uris: a.profile.also_known_as.clone(),
                indexable: a.profile.indexable,
                discoverable: a.discoverable,
                hide_collections: Some(!a.shows_collections(app.config.coalition.show_followers)),
            },
            role: Role {
                id: "0".to_owned(),
                name: role.to_owned(),
                color: String::new(),
                permissions: "0".to_owned(),
                highlighted: false,
            },
        }
    }
}

/// What the member is to another account.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the entity has them")]
pub struct Relationship {
    id: String,
    following: bool,
    showing_reblogs: bool,
    notifying: bool,
    languages: Option<Vec<String>>,
    followed_by: bool,
    blocking: bool,
    blocked_by: bool,
    muting: bool,
    muting_notifications: bool,
    muting_expires_at: Option<String>,
    requested: bool,
    requested_by: bool,
    domain_blocking: bool,
    endorsed: bool,
    note: String,
}

impl From<&follows::Relationship> for Relationship {
    fn from(r: &follows::Relationship) -> Self {
        let following = r.follows == Some(FollowState::Accepted);
        Self {
            id: r.id.to_string(),
            following,
            showing_reblogs: r.follows.is_some() && r.wishes.boosts,
            notifying: r.follows.is_some() && r.wishes.notify,
            // Whoever chose none wants all, and strict clients want that written as null.
            languages: Some(r.wishes.languages.clone()).filter(|tags| !tags.is_empty()),
            followed_by: r.followed_by == Some(FollowState::Accepted),
            blocking: r.blocks,
            // Nobody is told that they are blocked (A87).
            blocked_by: false,
            muting: r.mute.is_some(),
            muting_notifications: r.mute.is_some_and(|mute| mute.notifications),
            muting_expires_at: r.mute.and_then(|mute| mute.expires_at).map(stamp),
            requested: r.follows == Some(FollowState::Requested),
            requested_by: r.followed_by == Some(FollowState::Requested),
            domain_blocking: r.blocks_domain,
            endorsed: r.recommends,
            note: r.note.clone(),
        }
    }
}

/// A small picture used as a letter.
#[derive(Debug, Serialize)]
pub struct Emoji {
    /// Its name without colons.
    pub shortcode: String,
    /// Where it is.
    pub url: String,
    /// Where it is, without movement.
    pub static_url: String,
    /// Whether it is offered.
    pub visible_in_picker: bool,
    /// What it is sorted under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_has_milliseconds() {
        assert_eq!(stamp(Time(1_700_000_000_000)), "2023-11-14T22:13:20.000Z");
        assert_eq!(stamp(Time(1_700_000_000_007)), "2023-11-14T22:13:20.007Z");
    }
}
