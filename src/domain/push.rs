//! Waking a device: what its owner wants to be woken for, and what may stand in the words that are sent to it.

use super::notification::NotificationKind;
use super::text;
use super::time::HOUR;
use super::visibility::Visibility;

/// How long a push is tried, and how long the push service keeps it, in milliseconds. Later it is no news any more.
pub const LASTS: i64 = 48 * HOUR;
/// The longest body in characters; it is shown on a locked screen.
pub const LONGEST_BODY: usize = 140;
/// The longest title in characters.
const LONGEST_TITLE: usize = 100;
/// The longest address of a device in bytes. Those of the great push services have 200 to 400.
pub const LONGEST_ENDPOINT: usize = 2_048;

/// Everything that can be asked for, by its name in the client API. What this server never tells is kept as it was
/// asked for.
pub const ALERTS: [&str; 12] = [
    "mention",
    "status",
    "reblog",
    "follow",
    "follow_request",
    "favourite",
    "poll",
    "update",
    "quote",
    "quoted_update",
    "admin.sign_up",
    "admin.report",
];

/// Whose doings wake the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PushPolicy {
    /// Anybody's.
    #[default]
    All,
    /// Of those whom the account follows.
    Followed,
    /// Of those who follow the account.
    Follower,
    /// Nobody's.
    None,
}

impl PushPolicy {
    /// Every policy.
    pub const EVERY: [Self; 4] = [Self::All, Self::Followed, Self::Follower, Self::None];

    /// The word in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Followed => "followed",
            Self::Follower => "follower",
            Self::None => "none",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|policy| policy.as_str() == text)
    }
}

/// What the owner of a device wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PushWish {
    /// Names out of [`ALERTS`].
    pub alerts: Vec<String>,
    /// Whose doings.
    pub policy: PushPolicy,
    /// Words of posts that are not for everybody may be sent as well.
    pub private_text: bool,
}

/// How the account and the one who did something stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The account follows them.
    pub is_followed: bool,
    /// They follow the account.
    pub is_follower: bool,
}

/// The name of a kind in the client API; none for what clients have no word for.
pub fn alert_of(kind: NotificationKind) -> Option<&'static str> {
    Some(match kind {
        NotificationKind::Mention => "mention",
        NotificationKind::Post => "status",
        NotificationKind::Follow => "follow",
        NotificationKind::FollowRequest => "follow_request",
        NotificationKind::Like => "favourite",
        NotificationKind::Boost => "reblog",
        NotificationKind::Poll => "poll",
        NotificationKind::Quote => "quote",
        NotificationKind::Edit => "update",
        NotificationKind::QuotedEdit => "quoted_update",
        NotificationKind::Report => "admin.report",
        NotificationKind::Move => return None,
    })
}

/// Whether this wakes the device.
pub fn wakes(wish: &PushWish, kind: NotificationKind, standing: Standing) -> bool {
    let is_asked = alert_of(kind).is_some_and(|name| wish.alerts.iter().any(|alert| alert == name));
    is_asked
        && match wish.policy {
            PushPolicy::All => true,
            PushPolicy::Followed => standing.is_followed,
            PushPolicy::Follower => standing.is_follower,
            PushPolicy::None => false,
        }
}

/// Whether it may wake a device that saves its battery: somebody speaks to its owner.
pub fn is_urgent(kind: NotificationKind) -> bool {
    kind == NotificationKind::Mention
}

/// A post as far as its words may be shown.
#[derive(Clone, Copy, Debug)]
pub struct PushedPost<'a> {
    /// Who may see it.
    pub visibility: Visibility,
    /// What stands before it as a warning.
    pub warning: Option<&'a str>,
    /// Its text as HTML.
    pub html: &'a str,
}

/// Title and body. The body holds words of a post only if everybody may read it, or the owner of the device asked for
/// more; a warning stands for what it warns of.
pub fn words(
    wish: &PushWish,
    kind: NotificationKind,
    name: &str,
    post: Option<PushedPost<'_>>,
) -> (String, String) {
    let title = match kind {
        NotificationKind::Mention => format!("{name} mentioned you"),
        NotificationKind::Post => format!("{name} just posted"),
        NotificationKind::Follow => format!("{name} follows you"),
        NotificationKind::FollowRequest => format!("{name} asks to follow you"),
        NotificationKind::Like => format!("{name} likes your post"),
        NotificationKind::Boost => format!("{name} boosted your post"),
        NotificationKind::Move => format!("{name} has moved"),
        NotificationKind::Poll => format!("A poll by {name} has ended"),
        NotificationKind::Quote => format!("{name} quoted your post"),
        NotificationKind::Edit => format!("{name} edited a post you boosted"),
        NotificationKind::QuotedEdit => format!("{name} edited a post you quoted"),
        NotificationKind::Report => format!("{name} reported something"),
    };
    let body = post.filter(|post| wish.private_text || is_open(post.visibility)).map(|post| {
        let warning = post.warning.filter(|warning| !warning.trim().is_empty());
        let said = warning.map_or_else(|| text::plain(post.html), str::to_owned);
        text::clean_line(&said, LONGEST_BODY)
    });
    (text::clean_line(&title, LONGEST_TITLE), body.unwrap_or_default())
}

/// Everybody may read it.
fn is_open(visibility: Visibility) -> bool {
    matches!(visibility, Visibility::Public | Visibility::Unlisted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(alerts: &[&str], policy: PushPolicy) -> PushWish {
        let alerts = alerts.iter().map(|&name| name.to_owned()).collect();
        PushWish { alerts, policy, private_text: false }
    }

    #[test]
    fn only_what_was_asked_for_by_whom_it_was_asked_for_wakes() {
        let stranger = Standing::default();
        let followed = Standing { is_followed: true, ..stranger };
        let follower = Standing { is_follower: true, ..stranger };
        for (policy, by_stranger, by_followed, by_follower) in [
            (PushPolicy::All, true, true, true),
            (PushPolicy::Followed, false, true, false),
            (PushPolicy::Follower, false, false, true),
            (PushPolicy::None, false, false, false),
        ] {
            let wish = wish(&["mention"], policy);
            let by = |standing| wakes(&wish, NotificationKind::Mention, standing);
            assert_eq!((by(stranger), by(followed), by(follower)), (by_stranger, by_followed, by_follower));
            assert!(!wakes(&wish, NotificationKind::Like, followed));
            assert_eq!(PushPolicy::parse(policy.as_str()), Some(policy));
        }
        for kind in NotificationKind::ALL {
            let name = alert_of(kind);
            assert_eq!(name.is_none(), kind == NotificationKind::Move);
            let name = name.unwrap_or("move");
            assert_eq!(wakes(&wish(&[name], PushPolicy::All), kind, stranger), ALERTS.contains(&name));
        }
    }

    #[test]
    fn a108_words_of_posts_that_are_not_for_everybody_stay_here() {
        for visibility in
            [Visibility::Public, Visibility::Unlisted, Visibility::Followers, Visibility::Direct]
        {
            let post = PushedPost { visibility, warning: None, html: "<p>SECRET &amp; more</p>" };
            let said = |private_text| {
                let wish = PushWish { private_text, ..PushWish::default() };
                words(&wish, NotificationKind::Mention, "Ann", Some(post))
            };
            let open = matches!(visibility, Visibility::Public | Visibility::Unlisted);
            assert_eq!(said(false).1, if open { "SECRET & more" } else { "" }, "{visibility:?}");
            assert_eq!(said(true).1, "SECRET & more");
            assert_eq!(said(false).0, "Ann mentioned you");
        }
    }

    #[test]
    fn a_warning_stands_for_what_it_warns_of_and_nothing_is_long() {
        let long = "x".repeat(500);
        let html = format!("<p>{long}</p>");
        let post = PushedPost { visibility: Visibility::Public, warning: Some("spiders"), html: &html };
        let wish = PushWish::default();
        assert_eq!(words(&wish, NotificationKind::Like, &long, Some(post)).1, "spiders");
        let (title, body) =
            words(&wish, NotificationKind::Like, &long, Some(PushedPost { warning: None, ..post }));
        assert!(title.chars().count() <= 100 && body.chars().count() <= LONGEST_BODY, "{title} {body}");
        assert_eq!(words(&wish, NotificationKind::Follow, "Ann", None).1, "");
    }
}
