//! What is not asked again for a while: ids and hosts that were asked a moment ago, or in vain.

use crate::domain::time::Time;

/// What is left alone for a while, by the server's own clock. The least recently used give way, so that nobody can
/// fill the memory with names, nor keep new ones out.
#[derive(Clone, Debug)]
pub struct Rests {
    begun: moka::sync::Cache<String, Time>,
    lasts: i64,
}

impl Rests {
    /// Rests that last so long.
    pub fn new(lasts: std::time::Duration) -> Self {
        let lru = moka::policy::EvictionPolicy::lru();
        Self {
            begun: moka::sync::Cache::builder().max_capacity(20_000).eviction_policy(lru).build(),
            lasts: i64::try_from(lasts.as_millis()).unwrap_or(i64::MAX),
        }
    }

    /// From now on it rests.
    pub fn begin(&self, what: &str, now: Time) {
        self.begun.insert(what.to_owned(), now);
    }

    /// Whether it still rests.
    pub fn holds(&self, what: &str, now: Time) -> bool {
        // A clock that was set back must not make a rest longer.
        self.begun.get(what).is_some_and(|begun| (0..self.lasts).contains(&now.since(begun)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a31_a_rest_ends_by_the_clock_it_was_begun_with() {
        let rests = Rests::new(std::time::Duration::from_secs(300));
        assert!(!rests.holds("a", Time(1_000)));
        rests.begin("a", Time(1_000));
        assert!(rests.holds("a", Time(1_000)) && rests.holds("a", Time(300_999)));
        assert!(!rests.holds("a", Time(301_000)) && !rests.holds("b", Time(1_000)));
        assert!(!rests.holds("a", Time(999)), "a clock that was set back frees everybody");
    }
}
