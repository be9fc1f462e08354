//! Identifiers: 63-bit, ordered by time, unique per node. Nothing here reads a clock.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};

use super::time::Time;

/// 2024-01-01T00:00:00Z in unix milliseconds; ids count from here so that 41 bits last until 2093.
const EPOCH: i64 = 1_704_067_200_000;
const NODE_BITS: u32 = 6;
const SEQUENCE_BITS: u32 = 16;
/// Of ids that must stay exact as numbers of JSON: 41 + 6 + 6 bits are the 53 that a JavaScript number holds.
const SHORT_SEQUENCE_BITS: u32 = 6;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(
    /// An actor, ours or another server's.
    AccountId
);
id!(
    /// A text: a statement of ours, a reply of somebody else.
    PostId
);
id!(
    /// One activity that we sent.
    ActivityId
);
id!(
    /// A person who may sign in here.
    MemberId
);
id!(
    /// A program that people use to come here.
    AppId
);
id!(
    /// A campaign of ours.
    CampaignId
);
id!(
    /// An event of ours.
    EventId
);
id!(
    /// One row of anything that needs no type of its own.
    RowId
);

/// Gives out ids for one node.
///
/// An id is 41 bits of milliseconds, 6 bits of node and 16 bits of sequence (short ones: 6), so that ids sort by time,
/// and two nodes never give out the same one.
#[derive(Debug)]
pub struct IdSource {
    node: i64,
    sequence_bits: u32,
    /// Where the sequence of a millisecond begins.
    first: i64,
    /// Milliseconds and sequence of the last id given out.
    last: AtomicI64,
}

impl IdSource {
    /// A source for the node with this number (0 to 63).
    pub fn new(node: u8) -> Self {
        let node = i64::from(node & 63);
        Self { node, sequence_bits: SEQUENCE_BITS, first: 0, last: AtomicI64::new(0) }
    }

    /// A source of short ids, below 2^53.
    pub fn short(node: u8) -> Self {
        Self { sequence_bits: SHORT_SEQUENCE_BITS, ..Self::new(node) }
    }

    /// The same, with the sequence of each millisecond beginning here. Two processes on one node (the server, and a
    /// command beside it) that begin at random places do not give out the same ids within a millisecond.
    #[must_use]
    pub fn beginning_at(self, first: u16) -> Self {
        Self { first: i64::from(first) & ((1 << self.sequence_bits) - 1), ..self }
    }

    /// The next id; later calls give larger ids even when the clock steps back.
    pub fn next(&self, now: Time) -> i64 {
        let bits = self.sequence_bits;
        let wanted = ((now.0 - EPOCH).max(0) << bits) + self.first;
        let last = self
            .last
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(wanted.max(last + 1)))
            .expect("the closure always gives a value");
        let ticket = wanted.max(last + 1);
        let (millis, sequence) = (ticket >> bits, ticket & ((1 << bits) - 1));
        (millis << (NODE_BITS + bits)) | (self.node << bits) | sequence
    }
}

/// The smallest id that any node could have given out at this time; a bound for queries by time.
pub fn first_at(time: Time) -> i64 {
    (time.0 - EPOCH).max(0) << (NODE_BITS + SEQUENCE_BITS)
}

/// When an id was given out.
pub fn time_of(id: i64) -> Time {
    Time((id >> (NODE_BITS + SEQUENCE_BITS)) + EPOCH)
}

/// The smallest short id that any node could have given out at this time.
pub fn first_short_at(time: Time) -> i64 {
    (time.0 - EPOCH).max(0) << (NODE_BITS + SHORT_SEQUENCE_BITS)
}

/// When a short id was given out.
pub fn time_of_short(id: i64) -> Time {
    Time((id >> (NODE_BITS + SHORT_SEQUENCE_BITS)) + EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_steps_back() {
        let source = IdSource::new(3);
        let a = source.next(Time(EPOCH + 10_000));
        let b = source.next(Time(EPOCH + 9_000));
        let c = source.next(Time(EPOCH + 10_000));
        assert!(a < b && b < c);
    }

    #[test]
    fn nodes_never_meet() {
        let (one, two) = (IdSource::new(1), IdSource::new(2));
        let now = Time(EPOCH + 5);
        let ours: std::collections::HashSet<i64> = (0..1000).map(|_| one.next(now)).collect();
        assert!((0..1000).all(|_| !ours.contains(&two.next(now))));
    }

    #[test]
    fn short_ids_are_exact_as_numbers_of_json_and_sort_by_time() {
        let source = IdSource::short(63).beginning_at(u16::MAX);
        let last = Time(EPOCH + (1 << 41) - 2);
        assert!(source.next(last) < 1 << 53);
        let (one, two) = (IdSource::short(1), IdSource::short(2));
        let now = Time(EPOCH + 5);
        let ours: std::collections::BTreeSet<i64> = (0..1000).map(|_| one.next(now)).collect();
        assert_eq!(ours.len(), 1000);
        assert!((0..1000).all(|_| !ours.contains(&two.next(now))));
        let first = *ours.first().expect("one");
        assert_eq!(time_of_short(first), now);
        assert!(first_short_at(now) <= first && first < first_short_at(now.plus(1)));
    }

    #[test]
    fn two_processes_on_one_node_do_not_meet_within_a_millisecond() {
        let (server, command) = (IdSource::new(1).beginning_at(77), IdSource::new(1).beginning_at(40_000));
        let now = Time(EPOCH + 5);
        let ours: std::collections::HashSet<i64> = (0..1000).map(|_| server.next(now)).collect();
        assert!((0..1000).all(|_| !ours.contains(&command.next(now))));
        assert!(server.next(Time(EPOCH + 6)) > *ours.iter().max().expect("there are some"));
    }

    #[test]
    fn an_id_is_not_smaller_than_the_bound_of_its_time() {
        let now = Time(EPOCH + 123_456_789);
        let id = IdSource::new(0).next(now);
        assert!(id >= first_at(now) && id < first_at(Time(now.0 + 1)));
    }
}
