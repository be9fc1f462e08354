//! What a local actor is told.

/// Why somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Somebody reports an account or a post (for moderators).
    Report,
}

impl NotificationKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Mention,
        Self::Post,
        Self::Follow,
        Self::FollowRequest,
        Self::Like,
        Self::Boost,
        Self::Move,
        Self::Poll,
        Self::Quote,
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
            Self::Report => "report",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}
