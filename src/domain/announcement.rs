//! What has just happened, in ids only: enough for whoever is listening to look at the rows themselves. It is told
//! after the commit, and between nodes as one line of text, which everybody who may look into the database can read.

use super::ids::{AccountId, MemberId, PostId, RowId};

/// The most accounts or lists that one announcement names, so that its line stays short.
const MOST_NAMED: usize = 300;

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
    /// A post came into lists, itself or by a boost.
    Listed {
        /// The post.
        post: PostId,
        /// The boost that brought it.
        boost: Option<RowId>,
        /// The lists.
        lists: Vec<RowId>,
    },
    /// A post is gone from lists. No row tells any more which those were, so that they are named.
    Unlisted {
        /// The post.
        post: PostId,
        /// The lists.
        lists: Vec<RowId>,
    },
    /// Somebody was told something.
    Notified {
        /// Who.
        account: AccountId,
        /// The notification.
        id: RowId,
    },
    /// What waited for an account's decision is among what it was told.
    Admitted(AccountId),
    /// What a member's tokens open has changed.
    Credentials(MemberId),
    /// An account's filters are others now.
    Filters(AccountId),
    /// The house tells its members something, or says it differently.
    Noticed(RowId),
    /// What the house told is taken down.
    Unnoticed(RowId),
    /// Members react to a notice with this sign in another number.
    NoticeReaction {
        /// The notice.
        notice: RowId,
        /// The sign: no space is in it.
        name: String,
    },
    /// Another process has written something, and nobody knows what.
    Elsewhere,
}

impl Announcement {
    /// A post is gone: as many announcements as it takes to name everybody.
    pub fn deleted(post: PostId, is_public: bool, homes: &[AccountId]) -> Vec<Self> {
        let one = |homes: &[AccountId]| Self::Deleted { post, is_public, homes: homes.to_vec() };
        if homes.is_empty() {
            return vec![one(&[])];
        }
        homes.chunks(MOST_NAMED).map(one).collect()
    }

    /// A post came into lists: as many announcements as it takes to name them all.
    pub fn listed(post: PostId, boost: Option<RowId>, lists: &[RowId]) -> Vec<Self> {
        lists.chunks(MOST_NAMED).map(|lists| Self::Listed { post, boost, lists: lists.to_vec() }).collect()
    }

    /// A post is gone from lists: as many announcements as it takes to name them all.
    pub fn unlisted(post: PostId, lists: &[RowId]) -> Vec<Self> {
        lists.chunks(MOST_NAMED).map(|lists| Self::Unlisted { post, lists: lists.to_vec() }).collect()
    }

    /// The line that is sent between nodes.
    pub fn line(&self) -> String {
        match self {
            Self::Posted(post) => format!("posted {post}"),
            Self::Boosted { boost, post } => format!("boosted {boost} {post}"),
            Self::Edited(post) => format!("edited {post}"),
            Self::Deleted { post, is_public, homes } => {
                format!("deleted {post} {} {}", i32::from(*is_public), joined(homes))
            }
            // No boost has the id 0.
            Self::Listed { post, boost, lists } => {
                format!("listed {post} {} {}", boost.map_or(0, |boost| boost.0), joined(lists))
            }
            Self::Unlisted { post, lists } => format!("unlisted {post} {}", joined(lists)),
            Self::Notified { account, id } => format!("notified {account} {id}"),
            Self::Admitted(account) => format!("admitted {account}"),
            Self::Credentials(member) => format!("credentials {member}"),
            Self::Filters(account) => format!("filters {account}"),
            Self::Noticed(notice) => format!("noticed {notice}"),
            Self::Unnoticed(notice) => format!("unnoticed {notice}"),
            Self::NoticeReaction { notice, name } => format!("notice-reaction {notice} {name}"),
            Self::Elsewhere => "elsewhere".to_owned(),
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
                Self::Deleted {
                    post,
                    is_public,
                    homes: split(words.next())?.into_iter().map(AccountId).collect(),
                }
            }
            "listed" => {
                let (post, boost) = (PostId(id()?), Some(RowId(id()?)).filter(|boost| boost.0 != 0));
                Self::Listed { post, boost, lists: split(words.next())?.into_iter().map(RowId).collect() }
            }
            "unlisted" => Self::Unlisted {
                post: PostId(id()?),
                lists: split(words.next())?.into_iter().map(RowId).collect(),
            },
            "notified" => Self::Notified { account: AccountId(id()?), id: RowId(id()?) },
            "admitted" => Self::Admitted(AccountId(id()?)),
            "credentials" => Self::Credentials(MemberId(id()?)),
            "filters" => Self::Filters(AccountId(id()?)),
            "noticed" => Self::Noticed(RowId(id()?)),
            "unnoticed" => Self::Unnoticed(RowId(id()?)),
            "notice-reaction" => {
                Self::NoticeReaction { notice: RowId(id()?), name: words.next()?.to_owned() }
            }
            "elsewhere" => Self::Elsewhere,
            _ => return None,
        })
    }
}

fn joined(ids: &[impl ToString]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// Ids with commas between them; `None` when one is none.
fn split(word: Option<&str>) -> Option<Vec<i64>> {
    word.unwrap_or_default().split(',').filter(|id| !id.is_empty()).map(|id| id.parse().ok()).collect()
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
            Announcement::Admitted(AccountId(4)),
            Announcement::Credentials(MemberId(6)),
            Announcement::Filters(AccountId(4)),
            Announcement::Noticed(RowId(7)),
            Announcement::Unnoticed(RowId(7)),
            Announcement::NoticeReaction { notice: RowId(7), name: "👍".to_owned() },
            Announcement::Elsewhere,
        ];
        all.extend(Announcement::deleted(PostId(1), true, &[]));
        all.extend(Announcement::listed(PostId(1), None, &[RowId(9), RowId(10)]));
        all.extend(Announcement::listed(PostId(1), Some(RowId(2)), &[RowId(9)]));
        all.extend(Announcement::unlisted(PostId(1), &[RowId(9)]));
        all.extend(Announcement::deleted(PostId(1), false, &[AccountId(7), AccountId(8)]));
        for one in all {
            assert_eq!(Announcement::parse(&one.line()), Some(one));
        }
        for strange in [
            "",
            "posted",
            "posted x",
            "deleted 1 1 x",
            "listed 1 0 x",
            "listed 1",
            "notice-reaction 1",
            "sung 1",
        ] {
            assert_eq!(Announcement::parse(strange), None, "{strange}");
        }
    }

    #[test]
    fn a_line_stays_below_what_a_notify_can_carry() {
        let homes: Vec<AccountId> = (0..1_000).map(|n| AccountId(i64::MAX - n)).collect();
        let all = Announcement::deleted(PostId(i64::MAX), true, &homes);
        assert_eq!(all.len(), 4);
        assert!(all.iter().all(|one| one.line().len() < 7_000));
        let lists: Vec<RowId> = (0..1_000).map(|n| RowId(i64::MAX - n)).collect();
        let all = Announcement::listed(PostId(i64::MAX), Some(RowId(i64::MAX)), &lists);
        assert!(all.len() == 4 && all.iter().all(|one| one.line().len() < 7_000));
        assert!(Announcement::listed(PostId(1), None, &[]).is_empty());
    }
}
