//! Who may quote a post of ours (FEP-044f).

use serde::{Deserialize, Serialize};

use super::visibility::{Relation, Visibility};

/// Whose quotes the author agrees to without being asked each time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quoters {
    /// Everybody's.
    #[default]
    Anyone,
    /// Those of followers.
    Followers,
    /// Nobody's but the author's own.
    Nobody,
}

/// What holds for a post: what not everybody may see, nobody may carry further, whatever its author has chosen.
pub fn policy(visibility: Visibility, chosen: Quoters) -> Quoters {
    if visibility.is_open() { chosen } else { Quoters::Nobody }
}

/// Whether somebody may quote a post of this visibility and this choice.
pub fn may_quote(visibility: Visibility, chosen: Quoters, relation: Relation) -> bool {
    if relation.is_author {
        return true;
    }
    !relation.is_blocked
        && match policy(visibility, chosen) {
            Quoters::Anyone => true,
            Quoters::Followers => relation.follows,
            Quoters::Nobody => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_against_every_reader() {
        let stranger = Relation::STRANGER;
        let follower = Relation { follows: true, ..stranger };
        let blocked = Relation { is_blocked: true, ..follower };
        let author = Relation { is_author: true, ..stranger };
        let all = [Quoters::Anyone, Quoters::Followers, Quoters::Nobody];
        for (who, expected) in [
            (stranger, [true, false, false]),
            (follower, [true, true, false]),
            (blocked, [false, false, false]),
            (author, [true, true, true]),
        ] {
            for visibility in [Visibility::Public, Visibility::Unlisted] {
                assert_eq!(all.map(|chosen| may_quote(visibility, chosen, who)), expected, "{who:?}");
            }
            for visibility in [Visibility::Followers, Visibility::Direct] {
                let yes = who.is_author;
                assert_eq!(all.map(|chosen| may_quote(visibility, chosen, who)), [yes; 3], "{who:?}");
            }
        }
    }
}
