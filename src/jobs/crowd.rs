//! A crowd at the inbox's door. There is one writer: while activities are applied, those that arrive wait for it. Senders
//! wait for their answer and give up; what was answered waits on disk and loses nothing. So applying rests while many
//! arrive at once, but never for long: under a flood that does not end, both take turns.

use std::time::Duration;

/// How long one rest is.
pub const REST: Duration = Duration::from_millis(5);
/// So many arrivals within one rest are a crowd: a thousand in a second.
const MANY: u64 = 5;
/// So many rests in a row, a second of them; then what waits is applied whoever comes.
const MOST_RESTS: u32 = 200;

/// What applying knows of those who arrive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Crowd {
    seen: u64,
    rests: u32,
}

impl Crowd {
    /// Whether to rest once more before the next batch, when so many have arrived since the start.
    pub fn is_waited_for(&mut self, arrivals: u64) -> bool {
        let came = arrivals.saturating_sub(self.seen);
        self.seen = arrivals;
        let rests = came >= MANY && self.rests < MOST_RESTS;
        self.rests += u32::from(rests);
        rests
    }

    /// Everything has been applied: the next crowd is let in first again.
    pub fn is_over(&mut self) {
        self.rests = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_after_the_other_waits_for_nobody() {
        let mut crowd = Crowd::default();
        assert!((1..100).all(|arrivals| !crowd.is_waited_for(arrivals)));
    }

    #[test]
    fn a_crowd_is_let_in_first_and_for_a_second_at_most() {
        let mut crowd = Crowd::default();
        let rests = (1_u64..1_000).take_while(|n| crowd.is_waited_for(n * 20)).count();
        assert_eq!(rests, 200, "as many as are allowed, and then no more");
        assert!(!crowd.is_waited_for(1_000_000), "what waits is applied until nothing is left of it");
        crowd.is_over();
        assert!(crowd.is_waited_for(1_000_050), "the next crowd is let in first again");
        assert!(!crowd.is_waited_for(1_000_051), "and when it has passed, applying goes on");
    }
}
