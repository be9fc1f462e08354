//! Who may see a post. Every way of reading a post asks here, or the SQL twin in `store/posts.rs`.

/// Who a post is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// Everybody, and lists of everybody's posts.
    Public,
    /// Everybody who has the address.
    Unlisted,
    /// Followers of the author, and those who are named.
    Followers,
    /// Only those who are named.
    Direct,
}

impl Visibility {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unlisted => "unlisted",
            Self::Followers => "followers",
            Self::Direct => "direct",
        }
    }

    /// Reads the word; an unknown one is the narrowest.
    pub fn parse(text: &str) -> Self {
        match text {
            "public" => Self::Public,
            "unlisted" => Self::Unlisted,
            "followers" | "private" => Self::Followers,
            _ => Self::Direct,
        }
    }

    /// Whether somebody who is nobody to the author may see it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Public | Self::Unlisted)
    }
}

/// What the one who looks is to the author of a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent fact about two people")]
pub struct Relation {
    /// It is the author.
    pub is_author: bool,
    /// An accepted follower; a requested follow is none (A112, A113).
    pub follows: bool,
    /// Addressed in `to` or `cc`; a mention in the text alone is not (A101).
    pub is_addressed: bool,
    /// The author blocks the one who looks.
    pub is_blocked: bool,
}

impl Relation {
    /// Somebody without any relation: an anonymous reader.
    pub const STRANGER: Self =
        Self { is_author: false, follows: false, is_addressed: false, is_blocked: false };
}

/// Whether the one who looks may see the post. "May not" must look like "does not exist".
pub fn may_see(visibility: Visibility, relation: Relation) -> bool {
    if relation.is_author {
        return true;
    }
    if relation.is_blocked {
        return false;
    }
    match visibility {
        Visibility::Public | Visibility::Unlisted => true,
        Visibility::Followers => relation.follows || relation.is_addressed,
        Visibility::Direct => relation.is_addressed,
    }
}

/// Who may see a boost of a post, if it can be boosted: what everybody may see as far as the one who boosts wants, an own
/// post for followers for these alone (A97), nothing else.
pub fn of_boost(post: Visibility, wanted: Visibility, is_own: bool) -> Option<Visibility> {
    match post {
        Visibility::Public | Visibility::Unlisted => Some(wanted),
        Visibility::Followers if is_own => Some(Visibility::Followers),
        Visibility::Followers | Visibility::Direct => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a97_a_boost_carries_a_post_no_further_than_it_may_be_seen() {
        use Visibility::{Direct, Followers, Public, Unlisted};
        for (post, wanted, is_own, expected) in [
            (Public, Public, false, Some(Public)),
            (Public, Followers, false, Some(Followers)),
            (Unlisted, Unlisted, true, Some(Unlisted)),
            (Followers, Public, true, Some(Followers)),
            (Followers, Followers, false, None),
            (Direct, Followers, true, None),
        ] {
            assert_eq!(of_boost(post, wanted, is_own), expected, "{post:?} {wanted:?} {is_own}");
        }
    }

    /// Every viewer against every kind of post, by hand.
    #[test]
    fn every_viewer_against_every_post() {
        let stranger = Relation::STRANGER;
        let author = Relation { is_author: true, ..stranger };
        let follower = Relation { follows: true, ..stranger };
        let addressed = Relation { is_addressed: true, ..stranger };
        let blocked = Relation { is_blocked: true, follows: true, is_addressed: true, ..stranger };
        let all = [Visibility::Public, Visibility::Unlisted, Visibility::Followers, Visibility::Direct];
        for (who, expected) in [
            (stranger, [true, true, false, false]),
            (author, [true, true, true, true]),
            (follower, [true, true, true, false]),
            (addressed, [true, true, true, true]),
            (blocked, [false, false, false, false]),
        ] {
            assert_eq!(all.map(|v| may_see(v, who)), expected, "{who:?}");
        }
    }
}
