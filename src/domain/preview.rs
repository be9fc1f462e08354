//! The card of a web page that a post links to: which link of a post has one, when the page is asked, what is kept.
//!
//! waiting --(read)--> shown, --(nothing to show, or asked in vain)--> bare. Linked again a day later, either is asked
//! anew; what is shown stays until there is something newer.

use serde::{Deserialize, Serialize};
use url::Url;

use super::post::Post;
use super::text::unescape;
use super::time::{DAY, HOUR, MINUTE, SECOND, Time};
use super::uri::host_of;
use super::visibility::Visibility;

/// The longest address of a page that is asked, in bytes.
pub const LONGEST_URL: usize = 2_000;
/// The most bytes of a page that are read: its head stands in front.
pub const PAGE_BYTES: usize = 512 * 1024;
/// Pages are asked within this time after they were linked, each at a moment of its own: a link that thousands of
/// servers hear of in the same second is not asked by all of them at once.
pub const SPREAD: i64 = MINUTE;
/// Never sooner than this after they were linked.
pub const SOONEST: i64 = SECOND;
/// Between two pages of one host.
pub const HOST_PAUSE: i64 = 2 * SECOND;
/// A host whose pages would have to wait longer than this is not asked for more.
pub const LONGEST_QUEUE: i64 = HOUR;
/// After this time a page that is linked again is asked again.
pub const FRESH: i64 = DAY;
/// What nobody has linked for so long is thrown away, unless a post of ours links to it.
pub const LASTS: i64 = 30 * DAY;
/// How often a page is asked that does not answer.
pub const MOST_ATTEMPTS: i64 = 3;

/// Where a preview stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewState {
    /// The page was not read yet.
    Waiting,
    /// It has a card.
    Shown,
    /// It has none.
    Bare,
}

impl PreviewState {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Shown => "shown",
            Self::Bare => "bare",
        }
    }

    /// Reads the word; an unknown one shows nothing.
    pub fn parse(text: &str) -> Self {
        match text {
            "waiting" => Self::Waiting,
            "shown" => Self::Shown,
            _ => Self::Bare,
        }
    }
}

/// The picture of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardImage {
    /// Where it is.
    pub url: String,
    /// Words for those who cannot see it.
    pub description: String,
    /// Its size as the page says; 0 where it does not.
    pub width: u32,
    /// The same from top to bottom.
    pub height: u32,
}

/// What a page says of itself: plain words and addresses only, whatever stood in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Where the page is.
    pub url: String,
    /// Its title; never empty.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Language tag.
    pub language: Option<String>,
    /// Who publishes it.
    pub provider: String,
    /// Who wrote it, as it says. Nobody has confirmed that.
    pub author: String,
    /// Their page.
    pub author_url: String,
    /// Its picture.
    pub image: Option<CardImage>,
    /// When it was published, as it says (unix milliseconds).
    pub published_at: Option<i64>,
}

/// Whether a page may be asked because a post of this visibility links to it; `open` and `followers` say what the
/// settings allow. A message to named people never makes us ask: its link can be meant for them alone (an invitation, a
/// document behind a secret address), and whoever runs that page would learn that it was passed on, when and where.
pub fn may_ask(visibility: Visibility, open: bool, followers: bool) -> bool {
    match visibility {
        Visibility::Public | Visibility::Unlisted => open,
        Visibility::Followers => open && followers,
        Visibility::Direct => false,
    }
}

/// The address whose card stands below a post: the first link in its main text that names nobody, is no hashtag, does
/// not lead to us (`ours` is our authority), and is not the quoted post (`quoted` are its addresses).
pub fn link_of(post: &Post, ours: &str, quoted: &[&str]) -> Option<Url> {
    let html = &post.main_text().html;
    let mentions = &post.details.mentions;
    let is_named = |href: &str| mentions.iter().any(|one| one.uri == href) || quoted.contains(&href);
    links(html).filter(|link| !link.leads_to_a_name()).find_map(|link| {
        let href = unescape(link.href);
        if is_named(&href) {
            return None;
        }
        let mut url = Url::parse(&href).ok()?;
        url.set_fragment(None);
        let authority = url.port().map_or_else(|| host_of(&url), |port| format!("{}:{port}", host_of(&url)));
        let good = matches!(url.scheme(), "http" | "https")
            && url.as_str().len() <= LONGEST_URL
            && url.username().is_empty()
            && url.password().is_none()
            && authority != ours;
        good.then_some(url)
    })
}

/// A link in HTML that was cleaned before.
struct Link<'a> {
    href: &'a str,
    classes: &'a str,
    shown: &'a str,
}

impl Link<'_> {
    /// Whether it is a mention or a hashtag: by its class, or by how it begins, for servers that give none.
    fn leads_to_a_name(&self) -> bool {
        let mut is_in_tag = false;
        let first = self.shown.chars().find(|c| match c {
            '<' | '>' => {
                is_in_tag = *c == '<';
                false
            }
            c => !is_in_tag && !c.is_whitespace(),
        });
        self.classes.split_ascii_whitespace().any(|class| matches!(class, "mention" | "hashtag"))
            || matches!(first, Some('@' | '#'))
    }
}

fn links(html: &str) -> impl Iterator<Item = Link<'_>> {
    html.match_indices("<a ").filter_map(|(at, tag)| {
        let mut rest = &html[at + tag.len()..];
        let (mut href, mut classes) = (None, "");
        // Whatever cleaned it has written every value between double quotes.
        while !rest.trim_start().starts_with('>') {
            let (name, after) = rest.trim_start().split_once("=\"")?;
            let (value, after) = after.split_once('"')?;
            match name {
                "href" => href = Some(value),
                "class" => classes = value,
                _ => {}
            }
            rest = after;
        }
        let shown = rest.split("</a>").next().unwrap_or_default();
        Some(Link { href: href?, classes, shown })
    })
}

/// When a page is asked that is linked now: at a moment of its own (`jitter` from 0 to 1), and after all others of its
/// host (`last_of_host`); `None` when that host has enough to do.
pub fn first_ask(now: Time, jitter: f64, last_of_host: Option<Time>) -> Option<Time> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a part of a minute, in milliseconds"
    )]
    let wait = (jitter.clamp(0.0, 1.0) * (SPREAD - SOONEST) as f64) as i64;
    let due = now.plus(SOONEST + wait);
    let due = last_of_host.map_or(due, |last| due.max(last.plus(HOST_PAUSE)));
    (due.since(now) <= LONGEST_QUEUE).then_some(due)
}

/// Whether a page that was read then is asked again when it is linked now. A clock that was set back is no reason.
pub fn is_stale(fetched_at: Option<Time>, now: Time) -> bool {
    fetched_at.is_some_and(|at| now.since(at) > FRESH)
}

/// What came of asking a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It has a card.
    Read(Box<Card>),
    /// It answered, or will never answer, and there is nothing to show.
    Nothing,
    /// It did not answer, and may the next time.
    Failed,
}

/// After how many milliseconds it is asked again that failed so many times; `None`: never.
pub fn next_ask(attempts: i64) -> Option<i64> {
    match attempts {
        MOST_ATTEMPTS.. => None,
        2 => Some(HOUR),
        _ => Some(10 * MINUTE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{AccountId, PostId};
    use crate::domain::post::{Details, Mention, PostKind, Text};
    use crate::domain::text::clean;
    use crate::domain::uri::Uri;

    fn post(html: &str) -> Post {
        Post {
            id: PostId(1),
            uri: Uri::parse("https://vic.test/1").expect("an id"),
            account: AccountId(1),
            kind: PostKind::Note,
            visibility: Visibility::Public,
            in_reply_to: None,
            in_reply_to_uri: None,
            texts: vec![Text { language: None, title: None, source: None, html: clean(html) }],
            warning: None,
            sensitive: false,
            url: None,
            published_at: Time(0),
            edited_at: None,
            version: 1,
            details: Details {
                mentions: vec![Mention { uri: "https://a.test/u/ann".to_owned(), name: "@ann".to_owned() }],
                ..Details::default()
            },
        }
    }

    fn found(html: &str) -> Option<String> {
        link_of(&post(html), "us.test:8080", &["https://q.test/1"]).map(|url| url.as_str().to_owned())
    }

    #[test]
    fn the_first_link_that_leads_to_a_page() {
        for (html, wanted) in [
            (
                "<p>See <a href=\"https://a.test/x?a=1&amp;b=2#part\">a.test</a></p>",
                Some("https://a.test/x?a=1&b=2"),
            ),
            (
                "<a class=\"mention u-url\" href=\"https://a.test/@b\">b</a> <a href=\"https://b.test/\">b</a>",
                Some("https://b.test/"),
            ),
            ("<a href=\"https://a.test/@b\"><span> @b</span></a>", None),
            ("<a href=\"https://a.test/tags/b\">#<span>b</span></a>", None),
            ("<a href=\"https://a.test/t\" class=\"hashtag\">b</a>", None),
            ("<a href=\"https://a.test/u/ann\">Ann</a>", None),
            ("RE: <a href=\"https://q.test/1\">q.test/1</a>", None),
            ("<a href=\"http://us.test:8080/@x/1\">here</a>", None),
            ("<a href=\"https://u:p@a.test/\">x</a>", None),
            ("<a href=\"javascript:alert(1)\">x</a> <a>y</a>", None),
            ("<a href=\"https://a.test/?q='>&quot;<x\">x</a>", Some("https://a.test/?q=%27%3E%22%3Cx")),
            ("no link, <b>a</b> < b", None),
        ] {
            assert_eq!(found(html).as_deref(), wanted, "{html}");
        }
        assert_eq!(found(&format!("<a href=\"https://a.test/{}\">x</a>", "x".repeat(LONGEST_URL))), None);
    }

    #[test]
    fn a_message_to_named_people_asks_nobody() {
        for (visibility, open, followers, wanted) in [
            (Visibility::Public, true, false, true),
            (Visibility::Unlisted, true, false, true),
            (Visibility::Public, false, false, false),
            (Visibility::Followers, true, false, false),
            (Visibility::Followers, true, true, true),
            (Visibility::Direct, true, true, false),
        ] {
            assert_eq!(may_ask(visibility, open, followers), wanted, "{visibility:?}");
        }
    }

    #[test]
    fn pages_are_asked_one_after_the_other_and_not_without_end() {
        let now = Time(1_000_000);
        assert_eq!(first_ask(now, 0.0, None), Some(now.plus(SOONEST)));
        assert_eq!(first_ask(now, 1.0, None), Some(now.plus(SPREAD)));
        assert_eq!(first_ask(now, 0.0, Some(now.plus(SPREAD))), Some(now.plus(SPREAD + HOST_PAUSE)));
        assert_eq!(first_ask(now, 0.5, Some(now.plus(LONGEST_QUEUE))), None);
        assert!(is_stale(Some(Time(0)), Time(FRESH + 1)) && !is_stale(Some(Time(9)), Time(0)));
        assert!(!is_stale(None, Time(FRESH + 1)));
        assert_eq!((next_ask(1), next_ask(2), next_ask(3)), (Some(10 * MINUTE), Some(HOUR), None));
    }
}
