//! The directory: coalitions and campaigns that we show our readers, and who shows ours. Nobody stands in it whose
//! consent we do not have, and nobody shows ours without our own.

use serde::{Deserialize, Serialize};

use super::campaign::{Plan, region};
use super::campaign_state::CampaignState;
use super::day::Day;
use super::language::Language;
use super::sector::Sector;
use super::time::Time;

/// The most sectors, regions, languages and mirrors of one entry, of each kind.
pub const MOST_OF_A_KIND: usize = 20;
/// The most actors of one collection that Mastodon takes (FEP-7aa9).
pub const PER_COLLECTION: i64 = 25;
/// The most requests of one actor that wait for an answer of ours or were answered, for each of our actors.
pub const MOST_REQUESTS_OF_ONE: i64 = 10;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// The organisation behind a server.
    Coalition,
    /// A campaign.
    Campaign,
}

impl EntryKind {
    /// The word of rows and documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Coalition => "coalition",
            Self::Campaign => "campaign",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Coalition, Self::Campaign].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What an actor says about itself for directories. What it says wrongly is left out, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// What it is; none for actors that stand in no directory.
    pub kind: Option<EntryKind>,
    /// Its server answers when it is asked for consent (FEP-7aa9).
    pub can_be_asked: bool,
    /// How far a campaign has come.
    pub state: Option<String>,
    /// The last day of a campaign.
    pub ends: Option<Day>,
    /// What a campaign wants to reach; plain text.
    pub goal: String,
    /// Fields of work.
    pub sectors: Vec<Sector>,
    /// Codes of regions.
    pub regions: Vec<String>,
    /// Language tags.
    pub languages: Vec<String>,
    /// Copies elsewhere.
    pub mirrors: Vec<String>,
    /// Where its signed list of partners is; of its own origin.
    pub peers: Option<String>,
}

impl Facts {
    /// What a campaign of ours says about itself.
    pub fn of_plan(plan: &Plan, state: CampaignState) -> Self {
        Self {
            kind: Some(EntryKind::Campaign),
            can_be_asked: true,
            state: Some(state.as_str().to_owned()),
            ends: plan.ends,
            goal: plan.goal.clone(),
            sectors: plan.sectors.clone(),
            regions: plan.regions.clone(),
            languages: plan.languages.clone(),
            mirrors: plan.mirrors.clone(),
            peers: None,
        }
    }

    /// Whether a campaign still gathers although its last day is past: nobody can sign it.
    pub fn has_ended(&self, now: Time) -> bool {
        self.state.as_deref() == Some(CampaignState::Gathering.as_str())
            && self.ends.is_some_and(|day| day.is_over_at(now))
    }

    /// The words by which it can be found: which kind of word, and the word.
    pub fn words(&self) -> Vec<(&'static str, String)> {
        let mut words: Vec<(&'static str, String)> = Vec::new();
        let mut add = |facet: &'static str, word: &str| {
            if !words.iter().any(|(f, w)| *f == facet && w == word) {
                words.push((facet, word.to_owned()));
            }
        };
        self.sectors.iter().take(MOST_OF_A_KIND).for_each(|sector| add(SECTOR, sector.as_str()));
        for code in self.regions.iter().take(MOST_OF_A_KIND) {
            add(REGION, code);
            // Whoever looks for a country finds its parts.
            if let Some((country, _)) = code.split_once('-') {
                add(REGION, country);
            }
        }
        self.languages.iter().take(MOST_OF_A_KIND).for_each(|tag| add(LANGUAGE, tag));
        self.state.iter().for_each(|state| add(STATE, state));
        words
    }
}

/// The kinds of words by which entries are found.
pub const SECTOR: &str = "sector";
/// A region.
pub const REGION: &str = "region";
/// A language.
pub const LANGUAGE: &str = "language";
/// How far a campaign has come.
pub const STATE: &str = "state";

/// What a reader looks for; what is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A field of work.
    pub sector: Option<Sector>,
    /// A region.
    pub region: Option<String>,
    /// A language.
    pub language: Option<String>,
    /// How far a campaign has come.
    pub state: Option<CampaignState>,
}

impl Filter {
    /// Reads what stands in an address; `None` when a word there means nothing.
    pub fn read(sector: &str, region_code: &str, language: &str, state: &str) -> Option<Self> {
        let sought = Self {
            sector: Sector::parse(sector),
            region: region(region_code).ok(),
            language: Language::parse(language).map(|tag| tag.tag().to_owned()),
            state: CampaignState::parse(state).filter(|state| state.is_public()),
        };
        // A word that is there has to mean something.
        let is_read = |text: &str, is_there: bool| text.is_empty() || is_there;
        let all = is_read(sector, sought.sector.is_some())
            && is_read(region_code, sought.region.is_some())
            && is_read(language, sought.language.is_some())
            && is_read(state, sought.state.is_some());
        all.then_some(sought)
    }
}

/// How far an entry has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// Known here, and not asked.
    Candidate,
    /// We asked, and nobody answered yet.
    Asked,
    /// We asked and they agreed: it stands in the directory.
    Listed,
    /// They said no.
    Declined,
    /// They agreed once, and took it back.
    Withdrawn,
}

impl EntryState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Candidate, Self::Asked, Self::Listed, Self::Declined, Self::Withdrawn];

    /// The word of rows and commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Asked => "asked",
            Self::Listed => "listed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word; what is not known is not listed.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == word).unwrap_or(Self::Candidate)
    }
}

/// What happens to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The desk asks for consent.
    Ask,
    /// They agree.
    Agree,
    /// They say no, or take their consent back.
    Refuse,
    /// The desk takes it out.
    Remove,
}

/// What an entry becomes; `None` where the step means nothing and nothing is written.
pub fn step(state: EntryState, step: Step) -> Option<EntryState> {
    match (state, step) {
        (EntryState::Listed, Step::Ask) => None,
        (_, Step::Ask) => Some(EntryState::Asked),
        // Nobody can agree to what was not asked, or was asked no more.
        (EntryState::Asked, Step::Agree) => Some(EntryState::Listed),
        (EntryState::Asked, Step::Refuse) => Some(EntryState::Declined),
        (EntryState::Listed, Step::Refuse) => Some(EntryState::Withdrawn),
        (EntryState::Asked | EntryState::Listed, Step::Remove) => Some(EntryState::Candidate),
        _ => None,
    }
}

/// Why somebody cannot be asked; each is a sentence for the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is neither a coalition nor a campaign.
    #[error("Only coalitions and campaigns stand in the directory.")]
    NoEntry,
    /// It does not want to be found.
    #[error("They do not want to be found in directories, so they are not asked.")]
    NotDiscoverable,
    /// Its server would not understand the question.
    #[error("Their server cannot answer such a request yet. Write to them, and ask again when it can.")]
    CannotBeAsked,
    /// It is gone, moved or suspended.
    #[error("They are gone, or have moved.")]
    Gone,
    /// It is listed already.
    #[error("They are listed already.")]
    Listed,
}

/// Whether an actor of another server may be asked for consent.
pub fn may_ask(facts: &Facts, is_discoverable: bool, is_here: bool) -> Result<EntryKind, Refusal> {
    if !is_here {
        return Err(Refusal::Gone);
    }
    let kind = facts.kind.ok_or(Refusal::NoEntry)?;
    if !is_discoverable {
        return Err(Refusal::NotDiscoverable);
    }
    if facts.can_be_asked { Ok(kind) } else { Err(Refusal::CannotBeAsked) }
}

/// What is known of somebody who wants to show one of ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent fact about two actors")]
pub struct Asker {
    /// The house lets others show it at all.
    pub house_is_open: bool,
    /// The coalition follows them.
    pub is_followed: bool,
    /// They stand in our directory.
    pub is_listed: bool,
    /// They are blocked here, or block us.
    pub is_refused: bool,
    /// They asked for so much that nothing more is kept.
    pub asks_too_often: bool,
}

/// What becomes of a request to show one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They get a stamp.
    Accept,
    /// Somebody at the desk decides.
    Wait,
    /// No.
    Reject,
}

/// Answers a request to show one of ours: those whom we follow or show ourselves may, others wait for the desk.
pub fn answer(asker: Asker) -> Answer {
    match asker {
        Asker { is_refused: true, .. }
        | Asker { house_is_open: false, .. }
        | Asker { asks_too_often: true, .. } => Answer::Reject,
        Asker { is_followed: true, .. } | Asker { is_listed: true, .. } => Answer::Accept,
        _ => Answer::Wait,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_listed_who_was_not_asked_and_did_not_agree() {
        for state in EntryState::ALL {
            assert_eq!(EntryState::parse(state.as_str()), state);
            let agreed = step(state, Step::Agree);
            assert_eq!(agreed.is_some(), state == EntryState::Asked, "{state:?}");
            for other in [Step::Ask, Step::Refuse, Step::Remove] {
                assert_ne!(step(state, other), Some(EntryState::Listed), "{state:?} {other:?}");
            }
        }
        assert_eq!(step(EntryState::Listed, Step::Refuse), Some(EntryState::Withdrawn));
        assert_eq!(step(EntryState::Withdrawn, Step::Ask), Some(EntryState::Asked));
        assert_eq!(EntryState::parse("king"), EntryState::Candidate);
    }

    #[test]
    fn who_is_asked() {
        let facts = Facts { kind: Some(EntryKind::Coalition), can_be_asked: true, ..Facts::default() };
        assert_eq!(may_ask(&facts, true, true), Ok(EntryKind::Coalition));
        assert_eq!(may_ask(&facts, false, true), Err(Refusal::NotDiscoverable));
        assert_eq!(may_ask(&facts, true, false), Err(Refusal::Gone));
        let mute = Facts { can_be_asked: false, ..facts.clone() };
        assert_eq!(may_ask(&mute, true, true), Err(Refusal::CannotBeAsked));
        assert_eq!(may_ask(&Facts { kind: None, ..facts }, true, true), Err(Refusal::NoEntry));
    }

    #[test]
    fn strangers_wait_and_the_refused_get_nothing() {
        let open = Asker { house_is_open: true, ..Asker::default() };
        assert_eq!(answer(open), Answer::Wait);
        assert_eq!(answer(Asker { is_followed: true, ..open }), Answer::Accept);
        assert_eq!(answer(Asker { is_listed: true, ..open }), Answer::Accept);
        assert_eq!(answer(Asker { is_followed: true, is_refused: true, ..open }), Answer::Reject);
        assert_eq!(answer(Asker { is_followed: true, house_is_open: false, ..open }), Answer::Reject);
        assert_eq!(answer(Asker { asks_too_often: true, ..open }), Answer::Reject);
    }

    #[test]
    fn a_country_finds_its_parts_and_a_broken_word_finds_nothing() {
        let facts = Facts {
            sectors: vec![Sector::Housing],
            regions: vec!["HU-BU".to_owned(), "HU".to_owned()],
            languages: vec!["hu".to_owned()],
            state: Some("gathering".to_owned()),
            ..Facts::default()
        };
        let words = facts.words();
        assert_eq!(words.len(), 5, "{words:?}");
        assert!(words.contains(&(REGION, "HU".to_owned())));
        let filter = Filter::read("housing", "hu-bu", "hu", "gathering").expect("words that mean something");
        assert_eq!(filter.region.as_deref(), Some("HU-BU"));
        assert_eq!(Filter::read("", "", "", ""), Some(Filter::default()));
        for (sector, region, state) in [("king", "", ""), ("", "<b>", ""), ("", "", "draft"), ("", "", "x")] {
            assert_eq!(Filter::read(sector, region, "", state), None);
        }
    }
}
