//! What waits at the desk for somebody to decide, and whom each of it is shown to. How much there is, is counted elsewhere.

use super::role::Role;

/// So many are counted of each kind; from here on there are this many or more.
pub const MOST: i64 = 50;

/// What waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Drafts in review that this person has not approved.
    Reviews,
    /// Drafts that enough have approved, and nobody has published or given a time.
    Approved,
    /// Endorsements that others offer for what is ours.
    Offers,
    /// What others ask us to endorse.
    Requests,
    /// Joint campaigns that others invite us to.
    Invitations,
    /// Who wants to show us in their directory.
    Listings,
    /// Answers to our calls that we have not answered.
    Answers,
    /// Decision-makers from whom letters come back.
    Returns,
    /// People who ask to become members.
    Applicants,
    /// Reports that nobody has closed.
    Reports,
    /// Mails that were given up.
    Mails,
    /// Messages of other servers that were set aside.
    Aside,
}

impl Waiting {
    /// Each of them, in the order of lists.
    pub const ALL: [Self; 12] = [
        Self::Reviews,
        Self::Approved,
        Self::Offers,
        Self::Requests,
        Self::Invitations,
        Self::Listings,
        Self::Answers,
        Self::Returns,
        Self::Applicants,
        Self::Reports,
        Self::Mails,
        Self::Aside,
    ];

    /// The word that commands say.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reviews => "reviews",
            Self::Approved => "approved",
            Self::Offers => "endorsement_offers",
            Self::Requests => "endorsement_requests",
            Self::Invitations => "joint_invitations",
            Self::Listings => "directory_requests",
            Self::Answers => "call_answers",
            Self::Returns => "returned_letters",
            Self::Applicants => "applicants",
            Self::Reports => "reports",
            Self::Mails => "failed_mails",
            Self::Aside => "set_aside",
        }
    }

    /// Whether it waits for this role: they may enter its room, and decide there.
    pub fn admits(self, role: Role) -> bool {
        match self {
            Self::Reviews
            | Self::Approved
            | Self::Offers
            | Self::Requests
            | Self::Invitations
            | Self::Listings
            | Self::Returns => role.may_approve(),
            Self::Answers => role.may_draft(),
            Self::Applicants => role.may_admit(),
            Self::Reports => role.may_moderate(),
            Self::Mails | Self::Aside => role.may_operate(),
        }
    }
}

/// How much of one kind waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Of which.
    pub what: Waiting,
    /// How many, at least one and at most `MOST`.
    pub count: i64,
}

/// What of these numbers waits for this role: nothing that it may not act on, and nothing of which there is none.
pub fn of_role(role: Role, counts: impl IntoIterator<Item = (Waiting, i64)>) -> Vec<Amount> {
    let waits = |(what, count): (Waiting, i64)| Amount { what, count: count.min(MOST) };
    counts.into_iter().map(waits).filter(|one| one.count > 0 && one.what.admits(role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_waits_for_those_who_cannot_act_on_it() {
        use Waiting::{Answers, Applicants, Aside, Mails, Reports};
        let all = |role| {
            let found = of_role(role, Waiting::ALL.map(|what| (what, 1)));
            found.into_iter().map(|one| one.what).collect::<Vec<_>>()
        };
        assert_eq!(all(Role::Member), []);
        assert_eq!(all(Role::Moderator), [Applicants, Reports]);
        assert_eq!(all(Role::Editor), [Answers]);
        assert_eq!(all(Role::Owner), Waiting::ALL);
        let speaks = all(Role::Spokesperson);
        assert_eq!(speaks.len(), 8);
        assert!([Applicants, Reports, Mails, Aside].iter().all(|what| !speaks.contains(what)));
    }

    #[test]
    fn none_is_not_told_and_many_are_not_counted_to_the_end() {
        let counts = [(Waiting::Reports, 0), (Waiting::Mails, 1), (Waiting::Aside, 70)];
        let found: Vec<i64> = of_role(Role::Owner, counts).iter().map(|one| one.count).collect();
        assert_eq!(found, [1, MOST]);
    }
}
