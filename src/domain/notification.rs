//! What a local actor is told, what waits until it has decided, and what is shown as one.

use std::fmt;

use super::ids::{PostId, RowId, first_short_at, time_of_short};
use super::time::{DAY, HOUR, Time};

/// Why somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotificationKind {
    /// Somebody names them in a post.
    Mention,
    /// Somebody of whose every post they want to be told has written one.
    Post,
    /// Somebody follows them.
    Follow,
    /// Somebody asks to follow them.
    FollowRequest,
    /// Somebody likes their post.
    Like,
    /// Somebody boosts their post.
    Boost,
    /// Somebody has moved, and they follow them to the new place.
    Move,
    /// A poll they voted in, or their own, has ended.
    Poll,
    /// Somebody quotes their post.
    Quote,
    /// Somebody has edited a post that they boosted.
    Edit,
    /// Somebody has edited a post that they quoted.
    QuotedEdit,
    /// Somebody reports an account or a post (for moderators).
    Report,
}

impl NotificationKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Mention,
        Self::Post,
        Self::Follow,
        Self::FollowRequest,
        Self::Like,
        Self::Boost,
        Self::Move,
        Self::Poll,
        Self::Quote,
        Self::Edit,
        Self::QuotedEdit,
        Self::Report,
    ];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Post => "post",
            Self::Follow => "follow",
            Self::FollowRequest => "follow_request",
            Self::Like => "like",
            Self::Boost => "boost",
            Self::Move => "move",
            Self::Poll => "poll",
            Self::Quote => "quote",
            Self::Edit => "edit",
            Self::QuotedEdit => "quoted_edit",
            Self::Report => "report",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What becomes of a notification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Treatment {
    /// It is told.
    #[default]
    Accept,
    /// It waits until the one who is told has decided about its sender.
    Filter,
    /// It is not kept.
    Drop,
}

impl Treatment {
    /// The word in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Filter => "filter",
            Self::Drop => "drop",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Accept, Self::Filter, Self::Drop].into_iter().find(|t| t.as_str() == text)
    }
}

/// What an account wants of people it does not know. Without a choice of its own everything is told, for a supporter who
/// writes for the first time is who a coalition waits for; only senders that the moderators have limited wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// From those it does not follow.
    pub not_following: Treatment,
    /// From those who do not follow it, or have for less than three days.
    pub not_followers: Treatment,
    /// From accounts first seen within the last thirty days.
    pub new_accounts: Treatment,
    /// Direct posts that answer nothing it wrote.
    pub private_mentions: Treatment,
    /// From those whom the moderators have limited.
    pub limited_accounts: Treatment,
}

impl Default for Policy {
    fn default() -> Self {
        let told = Treatment::Accept;
        Self {
            not_following: told,
            not_followers: told,
            new_accounts: told,
            private_mentions: told,
            limited_accounts: Treatment::Filter,
        }
    }
}

/// A follower counts as one after this time: a crowd that follows and writes in the same hour is a crowd.
pub const FOLLOWER_AFTER: i64 = 3 * DAY;
/// An account is new for this time after it was first seen here.
pub const NEW_FOR: i64 = 30 * DAY;

/// What is known of a sender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent fact about two people")]
pub struct Sender {
    /// The one who is told has let them in.
    pub is_permitted: bool,
    /// The one who is told follows them.
    pub is_followed: bool,
    /// They have followed the one who is told for long enough.
    pub is_follower: bool,
    /// They were first seen a short time ago.
    pub is_new: bool,
    /// It is a direct post that answers nothing the one who is told wrote.
    pub is_unasked_direct: bool,
    /// The moderators have limited them.
    pub is_limited: bool,
}

/// Decides about a notification. What no stranger can cause is always told, and so is everything by somebody who was
/// let in, or whom the account follows and has not singled out otherwise.
pub fn treat(policy: &Policy, kind: NotificationKind, sender: Sender) -> Treatment {
    use NotificationKind as Kind;
    if sender.is_permitted
        || matches!(kind, Kind::Move | Kind::Poll | Kind::Edit | Kind::QuotedEdit | Kind::Report)
    {
        return Treatment::Accept;
    }
    let is_stranger = !sender.is_followed;
    [
        (is_stranger, policy.not_following),
        (is_stranger && !sender.is_follower, policy.not_followers),
        (is_stranger && sender.is_new, policy.new_accounts),
        (is_stranger && sender.is_unasked_direct, policy.private_mentions),
        (is_stranger && sender.is_limited, policy.limited_accounts),
    ]
    .into_iter()
    .filter_map(|(applies, treatment)| applies.then_some(treatment))
    .max()
    .unwrap_or_default()
}

/// What is shown as one: likes or boosts of a post, or follows, within the same half day; or a single notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupKey {
    /// By itself.
    Single(RowId),
    /// With others.
    Many {
        /// Of which kind.
        kind: NotificationKind,
        /// About which post.
        post: Option<PostId>,
        /// The half day, counted from 1970.
        half_day: i64,
    },
}

const HALF_DAY: i64 = 12 * HOUR;

impl GroupKey {
    /// The kinds that can be shown as one.
    pub const KINDS: [NotificationKind; 3] =
        [NotificationKind::Like, NotificationKind::Boost, NotificationKind::Follow];

    /// The group of a notification, if these kinds are to be grouped.
    pub fn of(id: RowId, kind: NotificationKind, post: Option<PostId>, grouped: &[NotificationKind]) -> Self {
        if grouped.contains(&kind) && Self::KINDS.contains(&kind) {
            Self::Many { kind, post, half_day: time_of_short(id.0).0 / HALF_DAY }
        } else {
            Self::Single(id)
        }
    }

    /// The ids that notifications of the group have: from the first, up to and without the second.
    pub fn span(&self) -> (i64, i64) {
        match self {
            Self::Single(id) => (id.0, id.0.saturating_add(1)),
            Self::Many { half_day, .. } => {
                let at = |n: i64| first_short_at(Time(n.saturating_mul(HALF_DAY)));
                (at(*half_day), at(half_day.saturating_add(1)))
            }
        }
    }

    /// Reads a key.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(id) = text.strip_prefix("ungrouped-") {
            return id.parse().ok().map(Self::Single);
        }
        let mut words = text.split('-');
        let kind = NotificationKind::parse(words.next()?).filter(|kind| Self::KINDS.contains(kind))?;
        let post = match words.next()? {
            "" => None,
            id => Some(id.parse().ok()?),
        };
        let half_day = words.next()?.parse().ok().filter(|n| (0..1 << 20).contains(n))?;
        words.next().is_none().then_some(Self::Many { kind, post, half_day })
    }
}

impl fmt::Display for GroupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single(id) => write!(f, "ungrouped-{id}"),
            Self::Many { kind, post, half_day } => {
                let post = post.map(|id| id.to_string()).unwrap_or_default();
                write!(f, "{}-{post}-{half_day}", kind.as_str())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use NotificationKind as Kind;
    use Treatment::{Accept, Drop, Filter};

    #[test]
    fn each_wish_concerns_its_own_senders() {
        let open = Policy { limited_accounts: Accept, ..Policy::default() };
        let stranger =
            Sender { is_unasked_direct: true, is_new: true, is_limited: true, ..Sender::default() };
        let follower = Sender { is_follower: true, ..Sender::default() };
        let followed = Sender { is_followed: true, ..stranger };
        let permitted = Sender { is_permitted: true, ..stranger };
        for (policy, expected_of_follower) in [
            (Policy { not_following: Filter, ..open }, Filter),
            (Policy { not_followers: Filter, ..open }, Accept),
            (Policy { new_accounts: Filter, ..open }, Accept),
            (Policy { private_mentions: Filter, ..open }, Accept),
            (Policy { limited_accounts: Filter, ..open }, Accept),
        ] {
            assert_eq!(treat(&policy, Kind::Mention, stranger), Filter, "{policy:?}");
            assert_eq!(treat(&policy, Kind::Mention, follower), expected_of_follower, "{policy:?}");
            assert_eq!(treat(&policy, Kind::Mention, followed), Accept, "{policy:?}");
            assert_eq!(treat(&policy, Kind::Mention, permitted), Accept, "{policy:?}");
            assert_eq!(treat(&policy, Kind::Report, stranger), Accept, "{policy:?}");
        }
        assert_eq!(treat(&open, Kind::Like, stranger), Accept);
        let strict = Policy { not_followers: Filter, new_accounts: Drop, ..open };
        assert_eq!(treat(&strict, Kind::Like, stranger), Drop, "the hardest word holds");
    }

    #[test]
    fn a_group_holds_its_own_and_its_key_is_read_back() {
        let at = |time: i64| RowId(first_short_at(Time(time)));
        let noon = 1_790_000_000_000 / HALF_DAY * HALF_DAY;
        let key = |time: i64| GroupKey::of(at(time), Kind::Like, Some(PostId(7)), &GroupKey::KINDS);
        assert_eq!(key(noon), key(noon + HALF_DAY - 1));
        assert_ne!(key(noon), key(noon + HALF_DAY));
        let (first, end) = key(noon + 5).span();
        assert!(first <= at(noon).0 && at(noon + HALF_DAY - 1).0 < end && end <= at(noon + HALF_DAY).0);
        let single = GroupKey::of(RowId(3), Kind::Mention, Some(PostId(7)), &GroupKey::KINDS);
        let follow = GroupKey::of(at(noon), Kind::Follow, None, &GroupKey::KINDS);
        assert_eq!(GroupKey::of(at(noon), Kind::Follow, None, &[]), GroupKey::Single(at(noon)));
        for key in [key(noon), single, follow] {
            assert_eq!(GroupKey::parse(&key.to_string()), Some(key));
        }
        for strange in
            ["", "ungrouped-x", "like", "like-1", "like-1-2-3", "mention-1-2", "like-x-1", "like-1--1"]
        {
            assert_eq!(GroupKey::parse(strange), None, "{strange}");
        }
    }
}
