//! What a member is here, and whom that lets them bring in. What is written is decided by the verbs themselves.

use std::fmt;

/// What a member is here, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Reads, writes and follows for themself.
    Member,
    /// Looks after the house, and says who comes in.
    Moderator,
    /// Writes drafts for the coalition.
    Editor,
    /// Publishes for the coalition.
    Spokesperson,
    /// Everything.
    Owner,
}

impl Role {
    /// Every role, from the least to the most.
    pub const ALL: [Self; 5] = [Self::Member, Self::Moderator, Self::Editor, Self::Spokesperson, Self::Owner];

    /// The word that rows, pages and commands say.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Editor => "editor",
            Self::Spokesperson => "spokesperson",
            Self::Owner => "owner",
        }
    }

    /// Reads the word; `None` when there is no such role.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Whether they run campaigns: write and publish for them.
    pub fn may_campaign(self) -> bool {
        matches!(self, Self::Editor | Self::Spokesperson | Self::Owner)
    }

    /// Whether they write drafts for the coalition and its campaigns.
    pub fn may_draft(self) -> bool {
        self.may_campaign()
    }

    /// Whether they approve drafts, and publish what is approved.
    pub fn may_approve(self) -> bool {
        matches!(self, Self::Spokesperson | Self::Owner)
    }

    /// Whether they say yes or no to those who ask to become members.
    pub fn may_admit(self) -> bool {
        matches!(self, Self::Moderator | Self::Owner)
    }

    /// Whether they read the audit log, and what others have reported.
    pub fn may_moderate(self) -> bool {
        matches!(self, Self::Moderator | Self::Owner)
    }

    /// Whether they look after the machine: what waits to be delivered, and what was set aside.
    pub fn may_operate(self) -> bool {
        self == Self::Owner
    }

    /// Whether they may suspend somebody who is this, let them back in, end their sessions and help them to sign in.
    /// Only an owner says what others are, and nobody decides about their equals but an owner.
    pub fn may_manage(self, other: Self) -> bool {
        match self {
            Self::Owner => true,
            Self::Moderator => other == Self::Member,
            _ => false,
        }
    }

    /// Whether they may hand out a link that makes somebody this. Nobody but an owner gives more than membership:
    /// a link is a role that has left the house.
    pub fn may_invite_as(self, other: Self) -> bool {
        match self {
            Self::Owner => true,
            Self::Moderator => other == Self::Member,
            _ => false,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Role::{self, Editor, Member, Moderator, Owner, Spokesperson};

    #[test]
    fn words_and_roles_are_the_same() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert_eq!(Role::parse("king"), None);
        assert_eq!(Role::parse("Owner"), None);
    }

    #[test]
    fn nobody_brings_in_somebody_above_themself() {
        for (who, whom, yes) in [
            (Owner, Owner, true),
            (Owner, Member, true),
            (Moderator, Member, true),
            (Moderator, Moderator, false),
            (Moderator, Owner, false),
            (Editor, Member, false),
            (Spokesperson, Editor, false),
            (Member, Member, false),
        ] {
            assert_eq!(who.may_invite_as(whom), yes, "{who} invites {whom}");
        }
        for role in Role::ALL {
            assert_eq!(role.may_moderate(), [Moderator, Owner].contains(&role), "{role}");
            assert_eq!(role.may_operate(), role == Owner, "{role}");
            for other in Role::ALL {
                let yes = role == Owner || (role == Moderator && other == Member);
                assert_eq!(role.may_manage(other), yes, "{role} manages {other}");
            }
        }
        assert!(Moderator.may_admit() && Owner.may_admit());
        assert!(!Member.may_admit() && !Editor.may_admit() && !Spokesperson.may_admit());
    }
}
