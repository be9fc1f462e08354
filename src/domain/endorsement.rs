//! An endorsement: another organisation's assent to one version of a statement or campaign.
//!
//! ```text
//! asked ──────▶ replaced (by an offer), declined, withdrawn
//! offered ────▶ accepted, declined, withdrawn, replaced
//! accepted ───▶ declined, withdrawn, replaced (by one of a later version)
//! ```

use std::fmt;

use super::time::{DAY, MINUTE, Time};

/// How old the proof of an offer may be: as long as a delivery is tried.
const OLDEST: i64 = 7 * DAY;
/// How far the clock of another server may be ahead.
const AHEAD: i64 = 5 * MINUTE;
/// So many endorsers stand in the text of a statement by name; the others are counted.
pub const MOST_NAMED: usize = 5;
/// The longest keyword, in characters.
pub const LONGEST_KEYWORD: usize = 30;

/// On which side of it we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Somebody endorses something of ours.
    Received,
    /// We endorse something of somebody else.
    Given,
}

impl Side {
    /// The word in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Given => "given",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Received, Self::Given].into_iter().find(|side| side.as_str() == word)
    }

    /// The state in which one of this side waits for a decision of the house.
    pub fn waits(self) -> EndorsementState {
        match self {
            Self::Received => EndorsementState::Offered,
            Self::Given => EndorsementState::Asked,
        }
    }
}

/// How somebody said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// With a document that anybody can check.
    Proof,
    /// With a reply that has the keyword in it. Nothing proves it but their own server.
    Reply,
    /// By passing it on. The same holds.
    Boost,
}

impl Way {
    /// The word in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proof => "proof",
            Self::Reply => "reply",
            Self::Boost => "boost",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Proof, Self::Reply, Self::Boost].into_iter().find(|way| way.as_str() == word)
    }

    /// Whether anybody can check it.
    pub fn is_proven(self) -> bool {
        self == Self::Proof
    }
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndorsementState {
    /// The host has asked for it.
    Asked,
    /// It waits for the host's decision.
    Offered,
    /// The host has taken it.
    Accepted,
    /// The host has not taken it, or no longer shows it.
    Declined,
    /// The endorser has taken it back.
    Withdrawn,
    /// The same endorser has endorsed a later version.
    Replaced,
}

impl EndorsementState {
    const ALL: [Self; 6] =
        [Self::Asked, Self::Offered, Self::Accepted, Self::Declined, Self::Withdrawn, Self::Replaced];

    /// The word in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether this step can be taken from here.
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Asked => matches!(next, Self::Declined | Self::Withdrawn | Self::Replaced),
            Self::Offered => {
                matches!(next, Self::Accepted | Self::Declined | Self::Withdrawn | Self::Replaced)
            }
            Self::Accepted => matches!(next, Self::Declined | Self::Withdrawn | Self::Replaced),
            // An end: what was declined or taken back does not come to life by being sent once more.
            Self::Declined | Self::Withdrawn | Self::Replaced => false,
        }
    }
}

impl fmt::Display for EndorsementState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why an offer is not even shown to the people of the house; each is a sentence for the log and for the one who offers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// What is offered was said by somebody else than the one who offers it.
    #[error("the endorsement is not by the actor who offers it")]
    SomebodyElse,
    /// The text has changed, or it is not the text that was endorsed.
    #[error("the endorsement is of another version of the text")]
    OtherVersion,
    /// The proof was made long ago.
    #[error("the proof of the endorsement is too old")]
    Stale,
    /// The proof says that it was made later than now.
    #[error("the proof of the endorsement is dated in the future")]
    Future,
    /// The proof says that it no longer holds.
    #[error("the proof of the endorsement has ended")]
    Ended,
    /// An author does not endorse itself.
    #[error("an organisation cannot endorse its own words")]
    Own,
}

/// An offer as it is judged: nothing in it is believed before its proof was checked.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// The author of what is endorsed.
    pub author: &'a str,
    /// Who offers it.
    pub actor: &'a str,
    /// Whose proof it has.
    pub prover: &'a str,
    /// The digest it is bound to.
    pub digest: &'a str,
    /// The digest of the present version.
    pub present: &'a str,
    /// When the proof was made.
    pub proven_at: Time,
    /// When it ends, where it says so.
    pub ends_at: Option<Time>,
}

/// Whether an offer may be shown to the people of the house.
pub fn judge(offer: &Judged<'_>, now: Time) -> Result<(), Refusal> {
    if offer.prover != offer.actor {
        return Err(Refusal::SomebodyElse);
    }
    if offer.actor == offer.author {
        return Err(Refusal::Own);
    }
    if offer.proven_at > now.plus(AHEAD) {
        return Err(Refusal::Future);
    }
    if offer.proven_at.plus(OLDEST) < now {
        return Err(Refusal::Stale);
    }
    if offer.ends_at.is_some_and(|end| end <= now) {
        return Err(Refusal::Ended);
    }
    if offer.digest != offer.present {
        return Err(Refusal::OtherVersion);
    }
    Ok(())
}

/// Whether these hashtags say that their author endorses what they answer.
pub fn has_keyword(hashtags: &[String], keyword: &str) -> bool {
    let wanted = keyword.trim().trim_start_matches('#').to_lowercase();
    !wanted.is_empty() && hashtags.iter().any(|tag| tag.to_lowercase() == wanted)
}

/// The keyword in the main language of a coalition, where it chose none.
pub fn usual_keyword(language: &str) -> &'static str {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "es" => "respaldamos",
        "fr" => "soutien",
        "ar" => "نؤيد",
        "pt" => "apoiamos",
        "tl" | "fil" => "suportado",
        _ => "endorse",
    }
}

/// The line about the endorsers that follows the text of a statement where other servers show it, as HTML; none where
/// there is nobody. Names are plain text of strangers.
pub fn line(names: &[String], words: &str, and_more: impl FnOnce(i64) -> String) -> Option<String> {
    let shown: Vec<String> = names.iter().take(MOST_NAMED).map(|name| super::text::escape(name)).collect();
    if shown.is_empty() {
        return None;
    }
    let more = i64::try_from(names.len().saturating_sub(MOST_NAMED)).unwrap_or(i64::MAX);
    let rest = if more > 0 { format!(" {}", super::text::escape(&and_more(more))) } else { String::new() };
    Some(format!("<p>{} {}{rest}</p>", super::text::escape(words), shown.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::HOUR;

    const NOW: Time = Time(1_790_000_000_000);

    fn good() -> Judged<'static> {
        Judged {
            author: "https://host.test/actors/c",
            actor: "https://p.test/actors/p",
            prover: "https://p.test/actors/p",
            digest: "zA",
            present: "zA",
            proven_at: NOW.plus(-HOUR),
            ends_at: None,
        }
    }

    #[test]
    fn an_offer_that_may_be_shown() {
        assert_eq!(judge(&good(), NOW), Ok(()));
        assert_eq!(judge(&Judged { ends_at: Some(NOW.plus(1)), ..good() }, NOW), Ok(()));
    }

    #[test]
    fn offers_that_may_not() {
        for (offer, why) in [
            (Judged { prover: "https://third.test/u", ..good() }, Refusal::SomebodyElse),
            (Judged { author: "https://p.test/actors/p", ..good() }, Refusal::Own),
            (Judged { proven_at: NOW.plus(HOUR), ..good() }, Refusal::Future),
            (Judged { proven_at: NOW.plus(-8 * DAY), ..good() }, Refusal::Stale),
            (Judged { ends_at: Some(NOW), ..good() }, Refusal::Ended),
            (Judged { digest: "zB", ..good() }, Refusal::OtherVersion),
        ] {
            assert_eq!(judge(&offer, NOW), Err(why));
        }
    }

    #[test]
    fn what_has_ended_does_not_come_to_life() {
        use EndorsementState::{Accepted, Asked, Declined, Offered, Replaced, Withdrawn};
        for ended in [Declined, Withdrawn, Replaced] {
            for next in EndorsementState::ALL {
                assert!(!ended.may_become(next), "{ended} {next}");
            }
        }
        assert!(Asked.may_become(Replaced) && Offered.may_become(Accepted) && Accepted.may_become(Withdrawn));
        assert!(!Asked.may_become(Accepted) && !Accepted.may_become(Offered));
        for state in EndorsementState::ALL {
            assert_eq!(EndorsementState::parse(state.as_str()), Some(state));
        }
    }

    #[test]
    fn the_keyword_is_a_hashtag_of_its_own() {
        let tags = ["River".to_owned(), "Endorse".to_owned()];
        assert!(has_keyword(&tags, "#endorse") && has_keyword(&tags, "endorse"));
        assert!(!has_keyword(&["endorsement".to_owned()], "endorse") && !has_keyword(&tags, " # "));
        assert_eq!((usual_keyword("es-MX"), usual_keyword("hu")), ("respaldamos", "endorse"));
    }

    #[test]
    fn the_line_names_a_few_and_counts_the_rest() {
        let more = |number: i64| format!("and {number} more");
        assert_eq!(line(&[], "Endorsed by:", more), None);
        let names: Vec<String> = ["<b>A</b>", "B", "C", "D", "E", "F", "G"].map(str::to_owned).to_vec();
        assert_eq!(
            line(&names, "Endorsed by:", more).expect("a line"),
            "<p>Endorsed by: &lt;b&gt;A&lt;/b&gt;, B, C, D, E and 2 more</p>"
        );
    }
}
