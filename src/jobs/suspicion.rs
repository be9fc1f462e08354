//! Whether an activity that was begun and never ended may be begun again (F31, F32).
//!
//! It may be what stops the server; far more often it was only there when somebody killed it. So it is begun again
//! alone, with a note, so that nobody else comes under suspicion if the server stops; then it rests, so that the
//! server does not stop again as soon as it is started. Only when that has happened several times it is set aside.

/// So many times an activity is begun alone.
const MOST: u32 = 5;
const BEGUN: &str = "begun alone, not ended: ";
const RESTED: &str = ", rested";

/// What is known against an activity; kept in the words noted in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspicion {
    /// How often it was begun alone and did not end.
    pub times: u32,
    /// It has rested since.
    is_rested: bool,
}

impl Default for Suspicion {
    fn default() -> Self {
        Self { times: 0, is_rested: true }
    }
}

/// What is next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Note this, and begin it alone.
    Begin(String),
    /// Note this, and look at it again later.
    Rest(String),
    /// Set it aside, with this reason.
    SetAside(String),
}

impl Suspicion {
    /// Reads what was noted; `None` when the words are about something else, as after a fetch that failed.
    pub fn read(noted: Option<&str>) -> Option<Self> {
        let Some(noted) = noted else { return Some(Self::default()) };
        let times = noted.strip_prefix(BEGUN)?;
        let (times, is_rested) = times.strip_suffix(RESTED).map_or((times, false), |times| (times, true));
        Some(Self { times: times.parse().ok()?, is_rested })
    }

    /// What is next for an activity that did not end.
    pub fn next(self) -> Step {
        let times = self.times;
        match (self.is_rested, times) {
            (_, MOST..) => Step::SetAside(format!("it was begun alone {times} times and never ended")),
            (false, _) => Step::Rest(format!("{BEGUN}{times}{RESTED}")),
            (true, _) => Step::Begin(format!("{BEGUN}{}", times + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f32_it_rests_between_tries_and_is_set_aside_after_the_last() {
        let (mut noted, mut begun) = (None::<String>, 0);
        loop {
            match Suspicion::read(noted.as_deref()).expect("our own words").next() {
                Step::Begin(word) => {
                    begun += 1;
                    let then = Suspicion::read(Some(&word)).expect("our own words").next();
                    assert!(!matches!(then, Step::Begin(_)), "not twice without a rest: {then:?}");
                    noted = Some(word);
                }
                Step::Rest(word) => noted = Some(word),
                Step::SetAside(why) => {
                    assert!(why.contains('5'), "{why}");
                    break;
                }
            }
        }
        assert_eq!(begun, MOST);
    }

    #[test]
    fn other_words_are_no_suspicion() {
        assert_eq!(Suspicion::read(Some("the server did not answer")), None);
        assert_eq!(Suspicion::read(Some("begun alone, not ended: soon")), None);
    }
}
