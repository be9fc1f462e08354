//! What has just happened, in ids only: enough for whoever is listening to look at the rows themselves. It is told
//! after the commit, and between nodes as one line of text, which everybody who may look into the database can read.

use super::ids::{AccountId, MemberId, PostId, RowId};

/// The most accounts that one announcement names, so that its line stays short.
const MOST_HOMES: usize = 300;

/// One thing that has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// A post is here.
    Posted(PostId),
    /// A post was boosted.
    Boosted {
        /// The boost.
        boost: RowId,
        /// What was boosted.
        post: PostId,
    },
    /// A post has a new version.
    Edited(PostId),
    /// A post is gone. No row tells any more who had it, so that they are named.
    Deleted {
        /// Its id.
        post: PostId,
        /// It stood in everybody's lists.
        is_public: bool,
        /// Accounts here whose home it stood in, or whom it was addressed to.
        homes: Vec<AccountId>,
    },
    /// Somebody was told something.
    Notified {
        /// Who.
        account: AccountId,
        /// The notification.
        id: RowId,
    },
    /// What a member's tokens open has changed.
    Credentials(MemberId),
}

impl Announcement {
    /// A post is gone: as many announcements as it takes to name everybody.
    pub fn deleted(post: PostId, is_public: bool, homes: &[AccountId]) -> Vec<Self> {
        let one = |homes: &[AccountId]| Self::Deleted { post, is_public, homes: homes.to_vec() };
        if homes.is_empty() {
            return vec![one(&[])];
        }
        homes.chunks(MOST_HOMES).map(one).collect()
    }

    /// The line that is sent between nodes.
    pub fn line(&self) -> String {
        match self {
            Self::Posted(post) => format!("posted {post}"),
            Self::Boosted { boost, post } => format!("boosted {boost} {post}"),
            Self::Edited(post) => format!("edited {post}"),
            Self::Deleted { post, is_public, homes } => {
                let homes: Vec<String> = homes.iter().map(ToString::to_string).collect();
                format!("deleted {post} {} {}", i32::from(*is_public), homes.join(","))
            }
            Self::Notified { account, id } => format!("notified {account} {id}"),
            Self::Credentials(member) => format!("credentials {member}"),
        }
    }

    /// Reads a line; `None` for what a newer node may say and this one does not know.
    pub fn parse(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let kind = words.next()?;
        let mut id = || words.next()?.parse::<i64>().ok();
        Some(match kind {
            "posted" => Self::Posted(PostId(id()?)),
            "boosted" => Self::Boosted { boost: RowId(id()?), post: PostId(id()?) },
            "edited" => Self::Edited(PostId(id()?)),
            "deleted" => {
                let (post, is_public) = (PostId(id()?), id()? > 0);
                let homes = words.next().unwrap_or_default().split(',').filter(|home| !home.is_empty());
                let homes = homes.map(|home| home.parse().ok()).collect::<Option<Vec<AccountId>>>()?;
                Self::Deleted { post, is_public, homes }
            }
            "notified" => Self::Notified { account: AccountId(id()?), id: RowId(id()?) },
            "credentials" => Self::Credentials(MemberId(id()?)),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut all = vec![
            Announcement::Posted(PostId(1)),
            Announcement::Boosted { boost: RowId(2), post: PostId(1) },
            Announcement::Edited(PostId(1)),
            Announcement::Notified { account: AccountId(4), id: RowId(5) },
            Announcement::Credentials(MemberId(6)),
        ];
        all.extend(Announcement::deleted(PostId(1), true, &[]));
        all.extend(Announcement::deleted(PostId(1), false, &[AccountId(7), AccountId(8)]));
        for one in all {
            assert_eq!(Announcement::parse(&one.line()), Some(one));
        }
        for strange in ["", "posted", "posted x", "deleted 1 1 x", "sung 1"] {
            assert_eq!(Announcement::parse(strange), None, "{strange}");
        }
    }

    #[test]
    fn a_line_stays_below_what_a_notify_can_carry() {
        let homes: Vec<AccountId> = (0..1_000).map(|n| AccountId(i64::MAX - n)).collect();
        let all = Announcement::deleted(PostId(i64::MAX), true, &homes);
        assert_eq!(all.len(), 4);
        assert!(all.iter().all(|one| one.line().len() < 7_000));
    }
}
