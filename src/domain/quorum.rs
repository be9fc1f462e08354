//! How many have to approve before something is published, and which approvals count.
//!
//! With one, a spokesperson publishes alone. From two on, so many different people must have approved, and one of them at
//! least has written none of it: two people who write together do not approve each other's words.

use super::ids::MemberId;
use super::refusal::Refusal;

/// The most approvals that a coalition may ask for.
pub const MOST: u32 = 9;

/// An approval as it was found, with everything that decides whether it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one reason not to count, and each has its test")]
pub struct Given {
    /// Who gave it.
    pub member: MemberId,
    /// It is for the present words of this draft.
    pub is_present: bool,
    /// The signature is that of a key of this member, over this digest.
    pub is_genuine: bool,
    /// The member may sign in, and may publish.
    pub may_approve: bool,
    /// They could approve already when these words were written, or approved them in a time in which they could before.
    pub had_role: bool,
    /// They took it back.
    pub is_withdrawn: bool,
}

impl Given {
    /// Why it does not count; none if it does.
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Self { is_withdrawn: true, .. } => Some(Fault::Withdrawn),
            Self { is_present: false, .. } => Some(Fault::OtherWords),
            Self { is_genuine: false, .. } => Some(Fault::NotSigned),
            Self { may_approve: false, .. } => Some(Fault::MayNot),
            Self { had_role: false, .. } => Some(Fault::NewRole),
            _ => None,
        }
    }
}

/// Why an approval does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Taken back.
    Withdrawn,
    /// For another draft, or for words that have changed since.
    OtherWords,
    /// No signature of this member over these words.
    NotSigned,
    /// Their account is suspended, or their role has changed.
    MayNot,
    /// They may approve only since these words were written.
    NewRole,
}

impl Fault {
    /// The reason in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Withdrawn => "taken back",
            Self::OtherWords => "for other words",
            Self::NotSigned => "the signature does not verify",
            Self::MayNot => "may not approve any more",
            Self::NewRole => "may approve only since this was written",
        }
    }
}

/// What approvals come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many people have approved.
    pub met: u32,
    /// How many must.
    pub needed: u32,
    /// One of those who approved has written none of it, or nobody has to.
    pub has_other: bool,
}

impl Tally {
    /// Whether it may be published.
    pub fn is_met(&self) -> bool {
        self.met >= self.needed && self.has_other
    }

    /// What is missing, for the one who wants to publish.
    pub fn missing(&self) -> Option<Refusal> {
        if self.met < self.needed {
            let needed = Refusal::new("refusal-draft-approvals").count("needed", self.needed);
            return Some(needed.count("count", self.met));
        }
        (!self.has_other).then(|| Refusal::new("refusal-draft-all-writers"))
    }
}

/// Counts people, not rows: whoever approves twice counts once.
pub fn tally(given: &[Given], writers: &[MemberId], needed: u32) -> Tally {
    let mut people: Vec<MemberId> = given.iter().filter(|g| g.fault().is_none()).map(|g| g.member).collect();
    people.sort_unstable();
    people.dedup();
    Tally {
        met: u32::try_from(people.len()).unwrap_or(u32::MAX),
        needed,
        has_other: needed < 2 || people.iter().any(|member| !writers.contains(member)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Given = Given {
        member: MemberId(1),
        is_present: true,
        is_genuine: true,
        may_approve: true,
        had_role: true,
        is_withdrawn: false,
    };

    fn by(member: i64) -> Given {
        Given { member: MemberId(member), ..GOOD }
    }

    #[test]
    fn people_are_counted_and_writers_do_not_approve_each_other() {
        let writers = [MemberId(1), MemberId(2)];
        for (given, needed, met, is_met) in [
            (vec![by(1)], 1, 1, true),
            (vec![], 1, 0, false),
            (vec![by(1), by(1)], 2, 1, false),
            (vec![by(1), by(2)], 2, 2, false),
            (vec![by(1), by(3)], 2, 2, true),
            (vec![by(3), by(4)], 2, 2, true),
            (vec![by(3), by(4)], 3, 2, false),
        ] {
            let tally = tally(&given, &writers, needed);
            assert_eq!((tally.met, tally.is_met()), (met, is_met), "{given:?} of {needed}");
            assert_eq!(tally.missing().is_none(), is_met);
        }
    }

    #[test]
    fn what_is_wrong_with_an_approval_is_told_and_it_counts_nothing() {
        for (bad, fault) in [
            (Given { is_present: false, ..GOOD }, Fault::OtherWords),
            (Given { is_genuine: false, ..GOOD }, Fault::NotSigned),
            (Given { may_approve: false, ..GOOD }, Fault::MayNot),
            (Given { had_role: false, ..GOOD }, Fault::NewRole),
            (Given { is_withdrawn: true, ..GOOD }, Fault::Withdrawn),
        ] {
            assert_eq!(bad.fault(), Some(fault));
            assert_eq!(tally(&[bad], &[], 1).met, 0);
        }
    }
}
