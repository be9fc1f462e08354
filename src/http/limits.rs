//! How often somebody may knock. Counted in memory only, by a keyed hash that is forgotten at restart:
//! no address is ever stored.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::domain::time::Time;
use crate::keys;

use super::address::bucket;
use super::quotas::Quotas;

/// What is counted, each on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Questions that make us ask another server.
    LookUp,
    /// Tries to come in from one place.
    SignIn,
    /// Tries to come in under one name, whether somebody has it or not (A175).
    Name,
    /// Tries to come in, from everywhere together: each costs memory and time.
    Everybody,
    /// New members from one place.
    Join,
    /// Letters to decision-makers, from everywhere together.
    Writing,
    /// The same, of all whose mail one host keeps.
    WritingHost,
    /// Forms that ask for the newsletter, from everywhere together.
    Reading,
    /// The same, of all whose mail one host keeps.
    ReadingHost,
    /// Forms that sign a campaign, from everywhere together.
    Signing,
    /// The same, of all whose mail one host keeps.
    SigningHost,
    /// Forms that say who comes to an event, from everywhere together.
    Coming,
    /// The same, of all whose mail one host keeps.
    ComingHost,
    /// Apps that register themselves or fetch a token of their own.
    NewApp,
}

impl Counted {
    /// So many at once, and one more every so many milliseconds.
    fn allowance(self) -> (f64, f64) {
        match self {
            Self::LookUp => (10.0, 6_000.0),
            Self::SignIn => (10.0, 30_000.0),
            // A code of an authenticator is taken for a minute and a half; nobody guesses it in six tries.
            Self::Name => (5.0, 60_000.0),
            Self::Everybody => (100.0, 200.0),
            Self::Join => (5.0, 360_000.0),
            // Who comes when these are used up waits a moment and sends the form once more; nobody is turned away.
            Self::Signing | Self::Coming => (5_000.0, 5.0),
            Self::SigningHost | Self::ComingHost => (500.0, 200.0),
            Self::Writing | Self::Reading => (1_000.0, 50.0),
            Self::WritingHost | Self::ReadingHost => (200.0, 500.0),
            Self::NewApp => (30.0, 20_000.0),
        }
    }
}

/// What is left of an allowance, and since when.
type Left = Arc<Mutex<(f64, Time)>>;

/// Allowances by who and what.
#[derive(Clone)]
pub struct Limits {
    enabled: bool,
    secret: [u8; 32],
    left: moka::sync::Cache<[u8; 32], Left>,
    quotas: Quotas,
}

impl Limits {
    /// Fresh counts; with `enabled` false nothing is counted (test rig only).
    pub fn new(enabled: bool) -> Self {
        let left = moka::sync::Cache::builder()
            .max_capacity(50_000)
            .time_to_idle(Duration::from_secs(3_600))
            .build();
        Self { enabled, secret: keys::random_bytes(), left, quotas: Quotas::default() }
    }

    /// How much of the client API was used; none where nothing is counted.
    pub fn quotas(&self) -> Option<&Quotas> {
        self.enabled.then_some(&self.quotas)
    }

    /// Takes one from the allowance of an address; `Err` is the seconds until the next.
    pub fn take(&self, what: Counted, who: IpAddr, now: Time) -> Result<(), u64> {
        self.take_of(what, &bucket(who), now)
    }

    /// Takes one from each of these in turn. At the first that is used up it ends, so that whoever has used up their own takes
    /// nothing from what is everybody's.
    pub fn take_each(&self, each: &[(Counted, &[u8])], now: Time) -> Result<(), u64> {
        each.iter().try_for_each(|(what, who)| self.take_of(*what, who, now))
    }

    /// Takes one from the allowance of whoever these bytes name; `Err` is the seconds until the next.
    pub fn take_of(&self, what: Counted, who: &[u8], now: Time) -> Result<(), u64> {
        if !self.enabled {
            return Ok(());
        }
        let mut subject = who.to_vec();
        subject.push(what as u8);
        let place = keys::hmac_sha256(&self.secret, &subject);
        let (most, every) = what.allowance();
        let left = self.left.get_with(place, || Arc::new(Mutex::new((most, now))));
        let mut left = left.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        #[expect(clippy::cast_precision_loss, reason = "milliseconds between two requests fit an f64")]
        let waited = now.since(left.1).max(0) as f64;
        let now_left = (left.0 + waited / every).min(most);
        if now_left < 1.0 {
            *left = (now_left, now);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a few seconds, never negative"
            )]
            let wait = ((1.0 - now_left) * every / 1_000.0).ceil() as u64;
            return Err(wait.max(1));
        }
        *left = (now_left - 1.0, now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_ends_and_comes_back() {
        let limits = Limits::new(true);
        let who: IpAddr = "192.0.2.1".parse().expect("an address");
        let other: IpAddr = "192.0.2.2".parse().expect("an address");
        for _ in 0..10 {
            assert_eq!(limits.take(Counted::LookUp, who, Time(0)), Ok(()));
        }
        assert_eq!(limits.take(Counted::LookUp, who, Time(0)), Err(6));
        assert_eq!(limits.take(Counted::LookUp, other, Time(0)), Ok(()));
        assert_eq!(limits.take(Counted::SignIn, who, Time(0)), Ok(()));
        assert_eq!(limits.take(Counted::LookUp, who, Time(6_000)), Ok(()));
    }

    #[test]
    fn a_flood_from_one_mail_host_takes_nothing_from_the_others() {
        let limits = Limits::new(true);
        let sign =
            |host: &[u8]| limits.take_each(&[(Counted::SigningHost, host), (Counted::Signing, &[])], Time(0));
        let taken = (0..20_000).filter(|_| sign(b"flood.example").is_ok()).count();
        assert_eq!(taken, 500);
        let others = (0..4_500_u32).filter(|n| sign(&n.to_be_bytes()).is_ok()).count();
        assert_eq!(others, 4_500, "what is everybody's was left to them");
        assert!(sign(b"one.more.example").is_err(), "and has an end");
    }
}
