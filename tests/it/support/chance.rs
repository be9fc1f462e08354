//! Numbers that look random and are the same again for the same seed.

/// A linear congruential generator (Knuth's constants).
pub struct Chance(u64);

impl Chance {
    /// From `ANTIPHON_SEED`, or this one; it is printed, so that a failing run can be repeated.
    pub fn seeded(default: u64) -> Self {
        let seed = std::env::var("ANTIPHON_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(default);
        println!("seed {seed} (repeat with ANTIPHON_SEED={seed})");
        Self(seed)
    }

    /// A number below this one.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound.max(1)
    }

    /// Waits for up to so many milliseconds.
    pub async fn pause(&mut self, most: u64) {
        tokio::time::sleep(std::time::Duration::from_millis(self.below(most))).await;
    }
}

/// Whether the long form of a test was asked for (`ANTIPHON_LONG=1`).
pub fn long() -> bool {
    std::env::var_os("ANTIPHON_LONG").is_some_and(|v| v == "1")
}
