//! Pages that a profile links to: when they are asked whether they link back, and what follows from the answer.
//!
//! planned --(links back)--> verified, and asked again after a week; --(does not)--> unverified, and asked again when the
//! profile is saved again. A verified page that is away is asked a few times before it stops being verified.

use url::Url;

use super::time::{DAY, HOUR, MINUTE, Time};

/// The most bytes of a page that are read; a link that stands behind them does not count.
pub const PAGE_BYTES: usize = 512 * 1024;
/// A verified page is asked again after this time: whoever held it then may hold it no longer.
pub const HOLDS: i64 = 7 * DAY;
/// Nobody makes us ask the same page again sooner than this by saving a profile over and over.
pub const PAUSE: i64 = 10 * MINUTE;
/// How often a page is asked that does not answer.
pub const MOST_ATTEMPTS: i64 = 4;

/// What a page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It links back to exactly the page of the profile.
    LinksBack,
    /// It answered, or will never answer, and does not link back.
    Silent,
    /// It did not answer, and may the next time.
    Failed,
}

/// How a page stands after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Since when it is verified.
    pub verified_at: Option<Time>,
    /// When it is asked next.
    pub due: Option<Time>,
    /// How often it has failed since it last answered.
    pub attempts: i64,
}

/// What follows from an answer to the `attempts`-th question, for a page that was verified then or not.
pub fn judge(verified_at: Option<Time>, attempts: i64, answer: Answer, now: Time) -> Standing {
    match answer {
        Answer::LinksBack => {
            Standing { verified_at: verified_at.or(Some(now)), due: Some(now.plus(HOLDS)), attempts: 0 }
        }
        Answer::Failed if attempts < MOST_ATTEMPTS => {
            let wait = match attempts {
                ..=1 => 10 * MINUTE,
                2 => HOUR,
                _ => DAY,
            };
            Standing { verified_at, due: Some(now.plus(wait)), attempts }
        }
        Answer::Silent | Answer::Failed => Standing { verified_at: None, due: None, attempts: 0 },
    }
}

/// The page that a line of a profile links to, if it is one to be asked: the whole line is its address. Onion services
/// and test rigs may do without encryption, which the client decides that asks.
pub fn page_of(value: &str, ours: &str) -> Option<Url> {
    let mut url = Url::parse(value.trim()).ok()?;
    url.set_fragment(None);
    let authority = match (url.host_str()?, url.port()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_owned(),
    };
    let good = matches!(url.scheme(), "https" | "http")
        && url.username().is_empty()
        && url.password().is_none()
        && authority != ours;
    good.then_some(url)
}

/// Whether a link of a page leads to exactly this page of ours: neither to something below it, nor to another that begins
/// the same, nor with anything added.
pub fn leads_to(href: &str, profile: &str) -> bool {
    match (Url::parse(href.trim()), Url::parse(profile)) {
        (Ok(there), Ok(ours)) => there == ours,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verified_page_holds_until_it_says_otherwise_or_stays_away() {
        let now = Time(1_000_000);
        let held = judge(None, 1, Answer::LinksBack, now);
        assert_eq!(held, Standing { verified_at: Some(now), due: Some(now.plus(HOLDS)), attempts: 0 });
        let later = now.plus(HOLDS);
        assert_eq!(judge(Some(now), 1, Answer::LinksBack, later).verified_at, Some(now), "since when");
        let gone = Standing { verified_at: None, due: None, attempts: 0 };
        assert_eq!(judge(Some(now), 1, Answer::Silent, later), gone);
        for (attempts, wait) in [(1, 10 * MINUTE), (2, HOUR), (3, DAY)] {
            let away = judge(Some(now), attempts, Answer::Failed, later);
            assert_eq!(away, Standing { verified_at: Some(now), due: Some(later.plus(wait)), attempts });
        }
        assert_eq!(judge(Some(now), MOST_ATTEMPTS, Answer::Failed, later), gone);
    }

    #[test]
    fn only_whole_addresses_elsewhere_are_asked() {
        let page = |value: &str| page_of(value, "us.test:8080").map(String::from);
        assert_eq!(page("https://a.test/me#top").as_deref(), Some("https://a.test/me"));
        for value in [
            "a.test",
            "see https://a.test/",
            "https://u:p@a.test/",
            "javascript:alert(1)",
            "mailto:a@a.test",
            "http://us.test:8080/@ann",
            "",
        ] {
            assert_eq!(page(value), None, "{value}");
        }
    }

    #[test]
    fn a125_only_the_page_itself_is_a_link_back() {
        let ours = "https://us.test/@ann";
        for (href, wanted) in [
            ("https://us.test/@ann", true),
            (" https://US.test:443/@ann\n", true),
            ("https://us.test/@anna", false),
            ("https://us.test/@an", false),
            ("https://us.test/@ann/", false),
            ("https://us.test/@ann/1", false),
            ("https://us.test/@Ann", false),
            ("https://us.test/@ann?x", false),
            ("https://us.test/@ann#x", false),
            ("http://us.test/@ann", false),
            ("https://us.test.evil.test/@ann", false),
            ("https://evil.test/?https://us.test/@ann", false),
            ("https://us.test/@ben", false),
            ("/@ann", false),
            ("", false),
        ] {
            assert_eq!(leads_to(href, ours), wanted, "{href}");
        }
    }
}
