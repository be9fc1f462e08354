//! An event: people are called to a place, or to a meeting on the network, at a time. What it says, whether it can be published,
//! and how answers to it are counted.

use serde::{Deserialize, Serialize};

use super::ids::{AccountId, CampaignId, EventId, PostId};
use super::language::Language;
use super::text::clean_line;
use super::time::{DAY, Time};
use super::uri::Uri;
use super::zone::Zone;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;
/// The longest text about it, in characters of Markdown.
pub const LONGEST_ABOUT: usize = 10_000;
/// The longest name of a place, or address, in characters.
pub const LONGEST_PLACE: usize = 300;
/// The longest event: what lasts longer is a campaign.
pub const LONGEST: i64 = 60 * DAY;

/// What people write about an event. It is kept as JSON; what is missing there is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPlan {
    /// What it is called.
    pub name: String,
    /// What is going to happen, in Markdown.
    pub about: String,
    /// The language of these texts.
    pub language: String,
    /// When it begins.
    pub starts: Time,
    /// When it ends; where nobody knows, nothing is said of it.
    pub ends: Option<Time>,
    /// The zone in whose time it is announced.
    pub zone: Zone,
    /// The place: a hall, a square.
    pub place: String,
    /// Its address.
    pub address: String,
    /// Where it can be followed on the network.
    pub online: String,
}

/// Whether people are still called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventState {
    /// It takes place.
    Planned,
    /// It does not.
    Cancelled,
}

impl EventState {
    /// The word of rows and documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Planned, Self::Cancelled].into_iter().find(|state| state.as_str() == word)
    }
}

/// An event as we keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Our id of it.
    pub id: EventId,
    /// Who calls: the coalition, or a campaign.
    pub account: AccountId,
    /// The campaign that it belongs to.
    pub campaign: Option<CampaignId>,
    /// The readable post beside it.
    pub note: Option<PostId>,
    /// What people wrote about it.
    pub plan: EventPlan,
    /// Whether people are still called.
    pub state: EventState,
    /// When it was published.
    pub created_at: Time,
    /// When anything of it last changed.
    pub changed_at: Time,
}

/// What somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They come.
    Yes,
    /// They may come.
    Maybe,
}

impl Answer {
    /// The word of rows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Maybe => "maybe",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Yes, Self::Maybe].into_iter().find(|answer| answer.as_str() == word)
    }
}

/// How many answered. Who they are is kept by nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// They come.
    pub yes: u64,
    /// They may come.
    pub maybe: u64,
}

impl Answers {
    /// These and those.
    #[must_use]
    pub fn and(self, those: Self) -> Self {
        Self { yes: self.yes + those.yes, maybe: self.maybe + those.maybe }
    }
}

/// How many answered, by the way that they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnswersByWay {
    /// With an account, here or on another server.
    pub accounts: Answers,
    /// By the form, without an account; whoever they bring along is counted too.
    pub guests: Answers,
}

impl AnswersByWay {
    /// All of them.
    pub fn all(self) -> Answers {
        self.accounts.and(self.guests)
    }
}

/// Why an event cannot be published or answered; each is a sentence for whoever wanted it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has no name.
    #[error("Give the event a name.")]
    NoName,
    /// Nobody knows where to go.
    #[error("Say where it takes place: a place, an address, or a link for those who join from afar.")]
    Nowhere,
    /// A part is too long.
    #[error("Shorten {0} to {1} characters or fewer.")]
    Long(&'static str, usize),
    /// It ends before it begins.
    #[error("The event ends before it begins.")]
    Backwards,
    /// It lasts too long.
    #[error("An event can last 60 days at most. What lasts longer is a campaign.")]
    Endless,
    /// It is over before it is announced.
    #[error("The event has begun already. Choose a time that is still to come.")]
    Past,
    /// It is not a language tag.
    #[error("\"{0}\" is not a language; write en, es, pt-BR.")]
    Language(String),
    /// The link is none.
    #[error("The link for those who join from afar must begin with https:// or http://.")]
    Link,
    /// It was called off.
    #[error("The event was called off.")]
    Cancelled,
    /// It is over.
    #[error("The event is over.")]
    Over,
}

/// Cleans and checks what is to be published.
pub fn check(plan: EventPlan, now: Time) -> Result<EventPlan, Refusal> {
    let plan = check_changed(plan)?;
    if plan.starts <= now { Err(Refusal::Past) } else { Ok(plan) }
}

/// Cleans and checks what takes the place of something that was published: it may have begun by then.
pub fn check_changed(plan: EventPlan) -> Result<EventPlan, Refusal> {
    let line = |text: &str, what: &'static str, most: usize| {
        if text.trim().chars().count() > most {
            Err(Refusal::Long(what, most))
        } else {
            Ok(clean_line(text, most))
        }
    };
    let name = line(&plan.name, "the name", LONGEST_NAME)?;
    let place = line(&plan.place, "the place", LONGEST_PLACE)?;
    let address = line(&plan.address, "the address", LONGEST_PLACE)?;
    let online = plan.online.trim().to_owned();
    if name.is_empty() {
        return Err(Refusal::NoName);
    }
    if place.is_empty() && address.is_empty() && online.is_empty() {
        return Err(Refusal::Nowhere);
    }
    if plan.about.chars().count() > LONGEST_ABOUT {
        return Err(Refusal::Long("the text", LONGEST_ABOUT));
    }
    if !online.is_empty() && Uri::parse(&online).is_err() {
        return Err(Refusal::Link);
    }
    let language = Language::parse(&plan.language).ok_or(Refusal::Language(plan.language))?.tag().to_owned();
    if let Some(ends) = plan.ends {
        if ends <= plan.starts {
            return Err(Refusal::Backwards);
        }
        if ends.since(plan.starts) > LONGEST {
            return Err(Refusal::Endless);
        }
    }
    Ok(EventPlan { name, language, place, address, online, ..plan })
}

/// Whether an answer to it still counts. One without an end is over a day after it began.
pub fn may_answer(event: &Event, now: Time) -> Result<(), Refusal> {
    if event.state == EventState::Cancelled {
        return Err(Refusal::Cancelled);
    }
    if ends_at(&event.plan) <= now { Err(Refusal::Over) } else { Ok(()) }
}

/// When it is over. Programs need a time where people were not told one: a day after it began.
pub fn ends_at(plan: &EventPlan) -> Time {
    plan.ends.unwrap_or_else(|| plan.starts.plus(DAY))
}
