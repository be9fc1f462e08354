//! The life of a mail between us and the relay, and how fast mails go.
//!
//! ```text
//! waiting -> sent | refused | failed | dropped
//! waiting -> waiting (later)             failed -> waiting (by hand)
//! ```

use super::time::{DAY, HOUR, MINUTE, Time};

/// Mails that a recipient gets of one kind of asking, such as confirmations, within [`FLOOD_SPAN`]. Whoever types somebody
/// else's address again and again reaches them no more often than that.
pub const MOST_TO_ONE: i64 = 10;
/// The span that [`MOST_TO_ONE`] counts in.
pub const FLOOD_SPAN: i64 = DAY;
/// Confirmations that may wait. When so many wait, forms ask to come again later instead of taking what they cannot keep.
pub const MOST_WAITING: i64 = 100_000;

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailState {
    /// Waits for its time.
    Waiting,
    /// The relay took it.
    Sent,
    /// The relay said that it cannot be delivered to this address, for good.
    Refused,
    /// It could not be sent in its time, or the relay does not take its text.
    Failed,
    /// Somebody here took it out of the queue.
    Dropped,
}

impl MailState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Sent, Self::Refused, Self::Failed, Self::Dropped];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A signer confirms a pledge.
    Pledge,
    /// A guest confirms that they come to an event.
    Guest,
    /// A reader confirms the newsletter.
    Subscription,
    /// A writer confirms a letter.
    LetterCheck,
    /// A letter to a decision-maker.
    Letter,
    /// An issue of the newsletter.
    Newsletter,
    /// An operator tries whether mail goes out.
    Test,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 7] = [
        Self::Pledge,
        Self::Guest,
        Self::Subscription,
        Self::LetterCheck,
        Self::Letter,
        Self::Newsletter,
        Self::Test,
    ];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pledge => "pledge",
            Self::Guest => "guest",
            Self::Subscription => "subscription",
            Self::LetterCheck => "letter_check",
            Self::Letter => "letter",
            Self::Newsletter => "newsletter",
            Self::Test => "test",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == text)
    }

    /// Who goes first when many wait: those who sit before their screen, then letters, then the newsletter.
    pub fn rank(self) -> i64 {
        match self {
            Self::Pledge | Self::Guest | Self::Subscription | Self::LetterCheck | Self::Test => 0,
            Self::Letter => 1,
            Self::Newsletter => 2,
        }
    }

    /// Whether a stranger can make us send it to an address that may not be theirs.
    pub fn is_asked_for_by_anybody(self) -> bool {
        self.rank() == 0
    }

    /// How long it is tried, in milliseconds. A confirmation that comes two days late confirms nothing any more.
    pub fn lasts(self) -> i64 {
        match self {
            Self::Pledge | Self::Guest | Self::Subscription | Self::LetterCheck | Self::Test => 2 * DAY,
            Self::Letter | Self::Newsletter => 5 * DAY,
        }
    }
}

/// What came of one try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The relay took it.
    Taken,
    /// There is no such recipient, or they take no mail (5yz about the recipient).
    Refused,
    /// The text is not taken (5yz about what the mail says); that tells nothing about its recipient.
    Rejected,
    /// Not now (4yz about this mail, or the connection broke in the middle of it).
    Later,
}

/// What is next for a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is over.
    Final(MailState),
    /// It is tried again at this time.
    Again(Time),
}

/// Decides what is next after a try. `jitter` is between 0 and 1, `scale` shortens every wait in a test rig.
pub fn after(attempts: u32, answer: Answer, ends: Time, scale: f64, jitter: f64, now: Time) -> Next {
    match answer {
        Answer::Taken => return Next::Final(MailState::Sent),
        Answer::Refused => return Next::Final(MailState::Refused),
        Answer::Rejected => return Next::Final(MailState::Failed),
        Answer::Later => {}
    }
    let wait = match attempts {
        0 | 1 => MINUTE,
        // Many receivers turn a stranger's first try away and take the second, some minutes later.
        2 => 5 * MINUTE,
        3 => 15 * MINUTE,
        4 => HOUR,
        5 => 3 * HOUR,
        _ => 6 * HOUR,
    };
    let again = now.plus(scaled(wait, scale * (1.0 + 0.2 * jitter.clamp(0.0, 1.0))));
    if again > ends { Next::Final(MailState::Failed) } else { Next::Again(again) }
}

/// A time as a test rig counts it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "waits are far below 2^52 ms"
)]
pub fn scaled(millis: i64, scale: f64) -> i64 {
    (millis as f64 * scale) as i64
}

/// How many of the wanted mails may go now, and from when on the next may. `free_at` is what the last answer said;
/// `per_minute` is the cap. Between mails the time is even, so that a relay that counts by the second is content too.
pub fn pace(free_at: Time, now: Time, per_minute: u32, wanted: u32) -> (u32, Time) {
    let gap = (MINUTE / i64::from(per_minute.max(1))).max(1);
    // What was not used in the last seconds may be used up at once; what is planned far ahead was planned by a clock that
    // was wrong then.
    let credit = gap.max(2_000);
    let is_wrong = free_at.since(now) > MINUTE.max(gap) * 2;
    let from = if is_wrong { now } else { Time(free_at.0.max(now.0 - credit)) };
    if from > now {
        return (0, from);
    }
    let fits = u32::try_from(now.since(from) / gap + 1).unwrap_or(u32::MAX).min(wanted);
    (fits, from.plus(gap * i64::from(fits)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for state in MailState::ALL {
            assert_eq!(MailState::parse(state.as_str()), Some(state));
        }
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::parse(purpose.as_str()), Some(purpose));
        }
        assert_eq!((MailState::parse(""), Purpose::parse("x")), (None, None));
    }

    #[test]
    fn a_mail_is_tried_until_its_time_is_over() {
        let (now, ends) = (Time(0), Time(2 * DAY));
        assert_eq!(after(1, Answer::Taken, ends, 1.0, 0.0, now), Next::Final(MailState::Sent));
        assert_eq!(after(1, Answer::Refused, ends, 1.0, 0.0, now), Next::Final(MailState::Refused));
        assert_eq!(after(1, Answer::Rejected, ends, 1.0, 0.0, now), Next::Final(MailState::Failed));
        let (mut at, mut tries) = (now, 0);
        loop {
            tries += 1;
            match after(tries, Answer::Later, ends, 1.0, 1.0, at) {
                Next::Again(later) => {
                    assert!(later > at && later <= ends);
                    at = later;
                }
                last @ Next::Final(_) => {
                    assert_eq!(last, Next::Final(MailState::Failed));
                    break;
                }
            }
        }
        assert!((8..20).contains(&tries), "{tries}");
        assert_eq!(after(1, Answer::Later, ends, 0.001, 0.0, now), Next::Again(Time(60)));
    }

    #[test]
    fn mails_go_at_the_pace_of_the_settings() {
        // One a second; after a rest, three at once.
        let (mut now, mut free, mut sent) = (Time(1_000_000), Time(0), 0);
        for _ in 0..60_000 {
            let (fits, next) = pace(free, now, 60, 20);
            sent += fits;
            free = next;
            now = now.plus(1);
        }
        assert!((60..=63).contains(&sent), "{sent}");
        assert_eq!(pace(Time(0), Time(1_000_000), 60, 20).0, 3);
        assert_eq!(pace(Time(0), Time(1_000_000), 6_000, 20).0, 20);
        assert_eq!(pace(Time(0), Time(1_000_000), 1, 20).0, 2);
    }

    #[test]
    fn f12_a_clock_that_was_ahead_does_not_stop_the_mail() {
        assert_eq!(pace(Time(1_000_000).plus(DAY), Time(1_000_000), 60, 5), (1, Time(1_001_000)));
        assert_eq!(pace(Time(1_000_500), Time(1_000_000), 60, 5), (0, Time(1_000_500)));
    }
}
