//! A draft: a statement, a change of one or a withdrawal in the making, until it is published or dropped.
//!
//! | from \ event | submit | send back | change | quorum met | quorum lost | schedule | unschedule | publish | drop |
//! |---|---|---|---|---|---|---|---|---|---|
//! | writing | in review | | writing | | | | | | dropped |
//! | in review | | writing | in review | approved | in review | | | | dropped |
//! | approved | | writing | in review | approved | in review | scheduled | | published | dropped |
//! | scheduled | | writing | in review | scheduled | in review | scheduled | approved | published | dropped |
//!
//! What is published or dropped stays as it is. What the words of a statement are is decided in `statement`.

use std::fmt;

use serde::{Deserialize, Serialize};

pub use super::call_answer::CallAnswerMatter;
use super::campaign_matter::{CampaignMatter, CampaignStep};
use super::correction::{self, Correction, SaidIn};
use super::draft_matter;
pub use super::draft_matter::{CallMatter, EndorsementMatter, EventMatter, Purpose};
use super::joint_matter::JointMatter;
use super::language::Language;
use super::post::{Attachment, Post};
use super::quorum_matter::QuorumMatter;
use super::statement::{self, DraftText};
use super::text::clean_line;
use super::translation::{Review, TranslationState};

/// Where a draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DraftState {
    /// Somebody writes it.
    Writing,
    /// Others read it, and may approve it.
    InReview,
    /// Enough have approved it.
    Approved,
    /// It is approved, and goes out at its time.
    Scheduled,
    /// It is out.
    Published,
    /// It will not go out.
    Dropped,
}

use DraftState::{Approved, Dropped, InReview, Published, Scheduled, Writing};

/// What happens to a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Its writers ask for a review.
    Submit,
    /// A reviewer wants it changed.
    SendBack,
    /// Its words change.
    Change,
    /// Enough approvals are there.
    QuorumMet,
    /// An approval is missing again.
    QuorumLost,
    /// It gets a time.
    Schedule,
    /// It loses its time.
    Unschedule,
    /// It goes out.
    Publish,
    /// It is given up.
    Drop,
}

impl DraftState {
    /// Every state, in the order in which a list shows them.
    pub const ALL: [Self; 6] = [InReview, Approved, Scheduled, Writing, Published, Dropped];

    /// The word that rows, pages and commands say.
    pub fn as_str(self) -> &'static str {
        match self {
            Writing => "writing",
            InReview => "in_review",
            Approved => "approved",
            Scheduled => "scheduled",
            Published => "published",
            Dropped => "dropped",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether anything can still happen to it.
    pub fn is_open(self) -> bool {
        !matches!(self, Published | Dropped)
    }

    /// Where this leads.
    pub fn after(self, event: Event) -> Result<Self, Refusal> {
        Ok(match (self, event) {
            (Writing, Event::Submit)
            | (InReview | Approved | Scheduled, Event::Change | Event::QuorumLost) => InReview,
            (Writing, Event::Change) | (InReview | Approved | Scheduled, Event::SendBack) => Writing,
            (InReview | Approved, Event::QuorumMet) | (Scheduled, Event::Unschedule) => Approved,
            (Approved | Scheduled, Event::Schedule) | (Scheduled, Event::QuorumMet) => Scheduled,
            (Approved | Scheduled, Event::Publish) => Published,
            (Writing | InReview | Approved | Scheduled, Event::Drop) => Dropped,
            _ => return Err(Refusal::Step(self, event)),
        })
    }
}

impl fmt::Display for DraftState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == InReview { "in review" } else { self.as_str() })
    }
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftVoice {
    /// The coalition.
    Coalition,
    /// The campaign it is for.
    Campaign,
}

/// The version of a statement that a draft takes the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// The statement.
    pub post: i64,
    /// Its version.
    pub version: i64,
}

/// The text in one language, and how far its translation has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedText {
    /// Language tag.
    pub language: String,
    /// The title, plain; may be empty.
    pub title: String,
    /// Markdown.
    pub source: String,
    /// Where its translation stands; the main language is its own.
    pub state: TranslationState,
    /// Whoever changes the draft says in this very change that it is right beside the original as that is now. Never kept.
    #[serde(skip)]
    pub is_still_right: bool,
}

impl ProposedText {
    /// A text as it was given. A translation of which nothing is said is a draft: others may be asked to read it.
    pub fn given(text: DraftText, is_main: bool) -> Self {
        let state = match text.review {
            _ if is_main => TranslationState::Reviewed,
            Review::Unsaid => TranslationState::Draft,
            Review::Is(state) => state,
            Review::StillRight => TranslationState::Reviewed,
        };
        Self {
            language: text.language.tag().to_owned(),
            title: text.title,
            source: text.source,
            state,
            is_still_right: text.review == Review::StillRight,
        }
    }
}

/// Everything that is approved: change one letter of it and no approval counts any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What comes of it.
    pub purpose: Purpose,
    /// What it takes the place of; none for a new statement.
    pub replaces: Option<Replaced>,
    /// Who says it.
    pub voice: DraftVoice,
    /// The handle of the campaign it is for.
    pub campaign: Option<String>,
    /// Main language first; a withdrawal has none.
    pub texts: Vec<ProposedText>,
    /// Shown before the text.
    pub warning: Option<String>,
    /// Files by address.
    pub attachments: Vec<Attachment>,
    /// What was wrong, or why it is withdrawn: one sentence for the public.
    pub said: Option<String>,
    /// What was wrong, in the languages of translations where it was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said_in: Vec<SaidIn>,
    /// The address of the post that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// The event that people are called to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventMatter>,
    /// What makes the words a call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallMatter>,
    /// What a campaign will say, or the step that it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<CampaignMatter>,
    /// What the coalition puts its name to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endorses: Option<Box<EndorsementMatter>>,
    /// The campaigns that it makes one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joins: Option<Box<JointMatter>>,
    /// Which call it answers, and who alone reads that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_answer: Option<CallAnswerMatter>,
    /// How many have to approve from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<QuorumMatter>,
}

impl Proposal {
    /// A new statement of the coalition with these words.
    pub fn statement(words: statement::Draft) -> Self {
        let texts = words.texts.into_iter().enumerate();
        Self {
            purpose: Purpose::Statement,
            replaces: None,
            voice: DraftVoice::Coalition,
            campaign: None,
            texts: texts.map(|(place, text)| ProposedText::given(text, place == 0)).collect(),
            warning: words.warning,
            attachments: words.attachments,
            said: None,
            said_in: Vec::new(),
            answers: None,
            event: None,
            call: None,
            plan: None,
            endorses: None,
            joins: None,
            call_answer: None,
            quorum: None,
        }
    }

    /// What a published statement says, as the beginning of a change to it.
    pub fn of_post(post: &Post, purpose: Purpose, voice: DraftVoice, campaign: Option<String>) -> Self {
        let text = |t: &super::post::Text| {
            let language = t.language.clone().unwrap_or_else(|| "und".to_owned());
            ProposedText {
                state: post.translation(t),
                title: t.title.clone().unwrap_or_default(),
                source: t.source.clone().unwrap_or_default(),
                is_still_right: false,
                language,
            }
        };
        let says = purpose.has_words();
        Self {
            purpose,
            replaces: Some(Replaced { post: post.id.0, version: post.version }),
            voice,
            campaign,
            texts: if says { post.texts.iter().map(text).collect() } else { Vec::new() },
            warning: post.warning.clone().filter(|_| says),
            attachments: if says { post.details.attachments.clone() } else { Vec::new() },
            said: None,
            said_in: Vec::new(),
            answers: None,
            event: None,
            call: None,
            plan: None,
            endorses: None,
            joins: None,
            call_answer: None,
            quorum: None,
        }
    }

    /// A change of a draft changes what it says, and not which event or call it is about.
    pub fn stays_about(&mut self, begun: &Self) {
        self.replaces = begun.replaces;
        self.answers.clone_from(&begun.answers);
        self.call_answer.clone_from(&begun.call_answer);
        if let (Some(event), Some(begun)) = (&mut self.event, &begun.event) {
            (event.id, event.seen) = (begun.id, begun.seen);
            if self.purpose == Purpose::EventCancellation {
                event.plan = begun.plan.clone();
            }
        }
        if let (Some(call), Some(begun)) = (&mut self.call, &begun.call)
            && self.purpose != Purpose::Call
        {
            (call.call.kind, call.call.state) = (begun.call.kind, begun.call.state);
            (call.only_partners, call.title) = (begun.only_partners, begun.title.clone());
        }
        if let Some(begun) = &begun.endorses
            && self.endorses.as_ref().is_none_or(|now| now.object != begun.object)
        {
            self.endorses = Some(begun.clone());
        }
        if begun.quorum.is_some() {
            self.quorum = begun.quorum;
        }
        if begun.joins.is_some() {
            self.joins.clone_from(&begun.joins);
        }
        if let (Some(plan), Some(begun)) = (&mut self.plan, &begun.plan) {
            plan.id = begun.id;
            plan.step = plan.step.zip(begun.step).map(|(now, step)| CampaignStep { from: now.from, ..step });
        }
    }

    /// The words as a statement has them.
    pub fn words(&self) -> statement::Draft {
        let text = |t: &ProposedText| DraftText {
            language: Language::parse(&t.language).unwrap_or_else(Language::undetermined),
            title: t.title.clone(),
            source: t.source.clone(),
            review: Review::approved(t.state),
        };
        statement::Draft {
            texts: self.texts.iter().map(text).collect(),
            warning: self.warning.clone(),
            attachments: self.attachments.clone(),
        }
    }

    /// What was wrong with the version that it takes the place of.
    pub fn correction(&self) -> Option<Correction> {
        let said = self.said.clone().filter(|_| self.purpose == Purpose::Correction)?;
        Some(Correction { said, said_in: self.said_in.clone() })
    }

    /// The title in the main language, or what else tells drafts apart.
    pub fn heading(&self) -> &str {
        let first = self.texts.first();
        match first.map(|t| t.title.as_str()).filter(|title| !title.is_empty()) {
            Some(title) => title,
            None => match (&self.event, &self.call, &self.plan) {
                (Some(event), ..) => &event.plan.name,
                (None, Some(call), _) => &call.title,
                (None, None, Some(campaign)) => &campaign.plan.name,
                (None, None, None) => {
                    let endorsed = self.endorses.as_ref().map(|matter| matter.title.as_str());
                    let joined = self.joins.as_ref().map(|matter| matter.name.as_str());
                    let answered = self.call_answer.as_ref().map(|matter| matter.title.as_str());
                    endorsed.or(joined).or(answered).or(self.said.as_deref()).unwrap_or_default()
                }
            },
        }
    }
}

/// Why something cannot be done with a draft; each is a sentence for the one who tried.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The step is not open.
    #[error("The draft is {0}: that cannot be done with it now.")]
    Step(DraftState, Event),
    /// The words are not those of a statement.
    #[error(transparent)]
    Words(#[from] statement::Refusal),
    /// A correction or withdrawal that does not say why.
    #[error("Say in one sentence what was wrong, or why it is withdrawn. Readers see it.")]
    Unsaid,
    /// The campaign speaks, and there is none.
    #[error("Choose the campaign that says it.")]
    NoCampaign,
    /// A change of nothing.
    #[error("Say which statement it changes.")]
    NoStatement,
    /// The event or call is none.
    #[error(transparent)]
    Matter(#[from] draft_matter::Refusal),
}

/// The longest sentence that says what was wrong, or why something is withdrawn, in characters.
const LONGEST_REASON: usize = 500;

/// What was wrong, or why something is withdrawn, as readers see it: one line. `None` where nothing is said.
pub fn reason(typed: &str) -> Option<String> {
    Some(clean_line(typed, LONGEST_REASON)).filter(|reason| !reason.is_empty())
}

/// Puts a proposal in order, or says what is missing. What is only being written may be checked late: `is_whole` asks
/// for everything that a publication needs.
pub fn check(mut proposal: Proposal, is_whole: bool) -> Result<Proposal, Refusal> {
    proposal.said = proposal.said.as_deref().and_then(reason);
    if let Some(first) = proposal.texts.first_mut() {
        first.state = TranslationState::Reviewed;
    }
    let must_say = matches!(proposal.purpose, Purpose::Correction | Purpose::Withdrawal);
    if !must_say {
        proposal.said = None;
    }
    let has_sentence = proposal.purpose == Purpose::Correction && proposal.said.is_some();
    proposal.said_in = if has_sentence { correction::tidy(proposal.said_in) } else { Vec::new() };
    // What is said in no language of its texts is read by nobody.
    let translations: Vec<&str> = proposal.texts.iter().skip(1).map(|text| text.language.as_str()).collect();
    proposal.said_in.retain(|one| translations.contains(&one.language.as_str()));
    if proposal.answers.is_some() {
        // An answer is the coalition's own, and stands in the thread of another.
        (proposal.voice, proposal.campaign) = (DraftVoice::Coalition, None);
    }
    if proposal.voice == DraftVoice::Campaign && proposal.campaign.is_none() {
        return Err(Refusal::NoCampaign);
    }
    // An event and a campaign have versions of their own.
    let purpose = proposal.purpose;
    let is_post = !purpose.is_new() && !purpose.is_event() && !purpose.is_campaign();
    if is_post != proposal.replaces.is_some() {
        return Err(Refusal::NoStatement);
    }
    draft_matter::check(&mut proposal)?;
    if is_whole && must_say && proposal.said.is_none() {
        return Err(Refusal::Unsaid);
    }
    if !proposal.purpose.has_words() {
        proposal.texts.clear();
        proposal.attachments.clear();
        proposal.warning = None;
        return Ok(proposal);
    }
    let words = match statement::check(proposal.words()) {
        Ok(words) => words,
        // A page that is still empty may be kept; one that is too long, or says something twice, may not.
        Err(statement::Refusal::Empty | statement::Refusal::EmptyIn(_)) if !is_whole => return Ok(proposal),
        Err(refusal) => return Err(refusal.into()),
    };
    for (text, checked) in proposal.texts.iter_mut().zip(words.texts) {
        text.title = checked.title;
    }
    proposal.warning = words.warning;
    Ok(proposal)
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
