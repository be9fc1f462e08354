//! How much of the client API one token, or one place, may use in a stretch of time. Every answer says how much is left.
//!
//! Counted in memory, in many small tables each behind a lock of its own, by a keyed hash that ends with the process: no
//! address and no token is kept. A stretch begins for everybody at the same moment, so that its end is known without
//! looking back.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::Config;
use crate::domain::time::{MINUTE, Time};

use super::address::bucket;

/// How many tables there are.
const TABLES: usize = 64;
/// The most entries of one table: a million in all, some 40 MB when somebody has a whole network to ask from.
const MOST: usize = 16_384;

/// For so many stretches a good token is known.
const REMEMBERED: i64 = 12;

/// What is counted, each on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// Any request with a good token.
    Request,
    /// Any request without one.
    Visit,
    /// A status deleted, a boost taken back.
    Deletion,
    /// A file uploaded.
    Upload,
}

impl Use {
    /// How long a stretch lasts, in milliseconds.
    pub fn lasts(self) -> i64 {
        match self {
            Self::Request | Self::Visit => 5 * MINUTE,
            Self::Deletion | Self::Upload => 30 * MINUTE,
        }
    }

    /// How many there may be in one stretch; 0 for any number (Mastodon's `rack_attack` has the same numbers).
    fn most(self, config: &Config) -> u32 {
        let limits = &config.limits;
        match self {
            Self::Request => limits.token_requests,
            Self::Visit => limits.address_requests,
            Self::Deletion => limits.token_deletions,
            Self::Upload => limits.token_uploads,
        }
    }
}

/// How it stands with one of them after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How many there may be.
    pub most: u32,
    /// How many are left.
    pub left: u32,
    /// When the next stretch begins.
    pub until: Time,
    /// This one was too many.
    pub is_spent: bool,
}

/// The stretch that is counted, and how many there were in it.
#[derive(Clone, Copy, Debug)]
struct Count {
    stretch: i64,
    used: u32,
}

/// Counts by what and whom.
#[derive(Clone, Debug)]
pub struct Quotas {
    keyed: RandomState,
    tables: Arc<[Mutex<HashMap<u64, Count>>; TABLES]>,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            keyed: RandomState::new(),
            tables: Arc::new(std::array::from_fn(|_| Mutex::new(HashMap::new()))),
        }
    }
}

impl Quotas {
    /// The name that a token is counted by.
    pub fn of_token(&self, token: &[u8]) -> u64 {
        self.keyed.hash_one((0_u8, token))
    }

    /// The name that a place is counted by.
    pub fn of_address(&self, address: IpAddr) -> u64 {
        self.keyed.hash_one((1_u8, bucket(address)))
    }

    /// Whether this token was counted within the last hour; it is counted only after it has proved good.
    pub fn knows(&self, token: u64, now: Time) -> bool {
        let place = self.keyed.hash_one((Use::Request, token));
        let stretch = now.0.div_euclid(Use::Request.lasts());
        let table = self.table(place).lock().unwrap_or_else(PoisonError::into_inner);
        table.get(&place).is_some_and(|count| (0..REMEMBERED).contains(&(stretch - count.stretch)))
    }

    /// Counts one more; `None` where the settings allow any number.
    pub fn take(&self, config: &Config, what: Use, who: u64, now: Time) -> Option<Standing> {
        let most = what.most(config);
        // Requests are counted in any case, so that a good token is known.
        if most == 0 && what != Use::Request {
            return None;
        }
        let place = self.keyed.hash_one((what, who));
        let stretch = now.0.div_euclid(what.lasts());
        let used = {
            let mut table = self.table(place).lock().unwrap_or_else(PoisonError::into_inner);
            if table.len() >= MOST && !table.contains_key(&place) {
                make_room(&mut table, now);
            }
            let count = table.entry(place).or_insert(Count { stretch, used: 0 });
            if count.stretch != stretch {
                *count = Count { stretch, used: 0 };
            }
            count.used = count.used.saturating_add(1);
            count.used
        };
        let until = Time((stretch + 1).saturating_mul(what.lasts()));
        (most > 0).then(|| Standing { most, left: most.saturating_sub(used), until, is_spent: used > most })
    }

    fn table(&self, place: u64) -> &Mutex<HashMap<u64, Count>> {
        let at = usize::try_from(place % TABLES as u64).unwrap_or(0);
        &self.tables[at]
    }
}

/// Throws away counts of stretches that are over, whichever length they had. Where that is not enough, all go: whoever
/// asks from a million places is not stopped by counting them.
fn make_room(table: &mut HashMap<u64, Count>, now: Time) {
    let present = [Use::Request, Use::Deletion].map(|what| now.0.div_euclid(what.lasts()));
    table.retain(|_, count| present.contains(&count.stretch));
    if table.len() >= MOST {
        table.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(most: u32) -> Config {
        let mut config = Config::default();
        config.limits.token_requests = most;
        config
    }

    #[test]
    fn a_stretch_ends_for_everybody_at_the_same_moment() {
        let (quotas, config) = (Quotas::default(), config(2));
        let (ann, ben) = (quotas.of_token(b"ann"), quotas.of_token(b"ben"));
        let now = Time(7 * MINUTE);
        let take = |who, now| quotas.take(&config, Use::Request, who, now).expect("it is counted");
        assert!(!quotas.knows(ann, now));
        let first = take(ann, now);
        assert_eq!(first, Standing { most: 2, left: 1, until: Time(10 * MINUTE), is_spent: false });
        assert!(quotas.knows(ann, now) && !quotas.knows(ben, now));
        assert_eq!((take(ann, now).left, take(ann, now).is_spent, take(ben, now).left), (0, true, 1));
        assert!(quotas.knows(ann, Time(10 * MINUTE)) && !quotas.knows(ann, Time(66 * MINUTE)));
        assert_eq!(take(ann, Time(10 * MINUTE)).left, 1);
    }

    #[test]
    fn any_number_where_the_setting_is_zero() {
        let (quotas, config) = (Quotas::default(), config(0));
        let ann = quotas.of_token(b"ann");
        assert_eq!(quotas.take(&config, Use::Request, ann, Time(0)), None);
        assert!(quotas.knows(ann, Time(0)), "its requests are still not those of a visitor");
    }

    #[test]
    fn a182_one_name_for_a_whole_network() {
        let quotas = Quotas::default();
        let of = |text: &str| quotas.of_address(text.parse().expect("an address"));
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }

    #[test]
    fn a_table_does_not_grow_without_end() {
        let half = |n: u64| Count { stretch: if n.is_multiple_of(2) { 12 } else { 9 }, used: 1 };
        let full = || -> HashMap<u64, Count> { (0..MOST as u64).map(|n| (n, half(n))).collect() };
        let mut table = full();
        make_room(&mut table, Time(60 * MINUTE));
        assert_eq!(table.len(), MOST / 2, "what is over goes");
        let mut table: HashMap<u64, Count> = full().into_keys().map(|n| (n, half(0))).collect();
        make_room(&mut table, Time(60 * MINUTE));
        assert!(table.is_empty(), "and everything where nothing is over");
    }
}
