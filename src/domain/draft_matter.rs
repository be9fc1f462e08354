//! What comes of a draft, and what it is about when it is more than words: an event that people are called to, a call to
//! other coalitions, or a campaign (`campaign_matter`). It stands in what is approved, so that no hour, no place and no kind changes after somebody has approved it.

use serde::{Deserialize, Serialize};

use super::call::{self, Call};
use super::call_answer;
use super::campaign;
use super::draft::Proposal;
use super::event::{self, EventPlan};
use super::time::Time;

/// What comes of a draft when it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A new statement.
    Statement,
    /// A new version of a statement.
    Edit,
    /// A new version, which says what was wrong.
    Correction,
    /// The statement is taken back.
    Withdrawal,
    /// People are called to an event.
    Event,
    /// An event changes.
    EventChange,
    /// An event is called off.
    EventCancellation,
    /// A call to other coalitions, or an idea.
    Call,
    /// Its words change, or what it asks for.
    CallChange,
    /// It was answered, is closed, or asks again.
    CallSettling,
    /// A campaign says something else.
    CampaignChange,
    /// A campaign opens, or takes another step.
    CampaignStep,
    /// The coalition puts its name to what another one says.
    Endorsement,
    /// Another coalition is invited to stand beside a campaign of ours.
    JointInvitation,
    /// A campaign of ours takes part where another leads.
    JointJoining,
    /// A call of another coalition, or a message below one, is answered in private.
    CallAnswer,
    /// Fewer have to approve from then on.
    Quorum,
}

impl Purpose {
    /// Each of them.
    pub const ALL: [Self; 17] = [
        Self::Statement,
        Self::Edit,
        Self::Correction,
        Self::Withdrawal,
        Self::Event,
        Self::EventChange,
        Self::EventCancellation,
        Self::Call,
        Self::CallChange,
        Self::CallSettling,
        Self::CampaignChange,
        Self::CampaignStep,
        Self::Endorsement,
        Self::JointInvitation,
        Self::JointJoining,
        Self::CallAnswer,
        Self::Quorum,
    ];

    /// The word that pages and commands say.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Edit => "edit",
            Self::Correction => "correction",
            Self::Withdrawal => "withdrawal",
            Self::Event => "event",
            Self::EventChange => "event_change",
            Self::EventCancellation => "event_cancellation",
            Self::Call => "call",
            Self::CallChange => "call_change",
            Self::CallSettling => "call_settling",
            Self::CampaignChange => "campaign_change",
            Self::CampaignStep => "campaign_step",
            Self::Endorsement => "endorsement",
            Self::JointInvitation => "joint_invitation",
            Self::JointJoining => "joint_joining",
            Self::CallAnswer => "call_answer",
            Self::Quorum => "quorum",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == word)
    }

    /// Whether it is about an event.
    pub fn is_event(self) -> bool {
        matches!(self, Self::Event | Self::EventChange | Self::EventCancellation)
    }

    /// Whether it is about a call or an idea of ours.
    pub fn is_call(self) -> bool {
        matches!(self, Self::Call | Self::CallChange | Self::CallSettling)
    }

    /// Whether it is about a campaign itself.
    pub fn is_campaign(self) -> bool {
        matches!(self, Self::CampaignChange | Self::CampaignStep)
    }

    /// Whether it makes one campaign of several.
    pub fn is_joint(self) -> bool {
        matches!(self, Self::JointInvitation | Self::JointJoining)
    }

    /// Whether it begins something; everything else changes what is public already.
    pub fn is_new(self) -> bool {
        self.is_joint()
            || matches!(
                self,
                Self::Statement
                    | Self::Event
                    | Self::Call
                    | Self::Endorsement
                    | Self::CallAnswer
                    | Self::Quorum
            )
    }

    /// Whether it has words of its own. An event and a campaign have them in their plans.
    pub fn has_words(self) -> bool {
        !self.is_event()
            && !self.is_campaign()
            && !self.is_joint()
            && !matches!(self, Self::Withdrawal | Self::CallSettling | Self::Endorsement | Self::Quorum)
    }
}

/// The event of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventMatter {
    /// Its id. A new event has one from the beginning: its address stands in the words that are approved.
    pub id: i64,
    /// What it will say. When it is called off: what it says.
    pub plan: EventPlan,
    /// When the event that it changes had last changed, as its writers saw it; none for a new one.
    pub seen: Option<Time>,
}

/// The call of a draft; its words are those of the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallMatter {
    /// What makes it a call. How often an idea was taken up is nothing to approve, and is not kept here.
    pub call: Call,
    /// Only followers and partners can read it.
    pub only_partners: bool,
    /// The title of the call that is settled, for those who approve that; else its words have one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// What a draft puts the coalition's name to: the words of another one, as they were read when it was begun, and the digest
/// that the endorsement is bound to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndorsementMatter {
    /// The id of the statement or campaign.
    pub object: String,
    /// What it is called.
    pub title: String,
    /// Whose it is: their name, and `@name@host`.
    pub whose: String,
    /// The digest of its version.
    pub digest: String,
    /// The number of that version; 0 where versions have none.
    pub version: i64,
    /// Everything that it says in that version, as plain text.
    pub said: Vec<String>,
}

/// Why the matter of a draft is none; each is a sentence for the one who tried.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A draft of an event without one, or the other way round.
    #[error("Say which event it is about, and of nothing else.")]
    Event,
    /// A draft of a call without one, or the other way round.
    #[error("Say which call it is about, and of nothing else.")]
    Call,
    /// A draft about a campaign without one, or the other way round.
    #[error("Say which campaign it is about, and of nothing else.")]
    Campaign,
    /// An endorsement of nothing, or a draft of something else that endorses.
    #[error("Say what is endorsed, and nothing else.")]
    Endorsement,
    /// An invitation or a joining of nobody, or a draft of something else that has one.
    #[error("Say which campaign of ours stands beside whose, and nothing else.")]
    Joint,
    /// An answer to no call, or a draft of something else that answers one.
    #[error("Say which call it answers, and nothing else.")]
    Answer,
    /// Fewer approvals without numbers, or a draft of something else that has them.
    #[error("Say how many must approve, fewer than now, and nothing else.")]
    Quorum,
    /// The campaign would say what none can say.
    #[error(transparent)]
    Says(#[from] campaign::Refusal),
    /// The event is none.
    #[error(transparent)]
    Plan(#[from] event::Refusal),
    /// The call is none.
    #[error(transparent)]
    Asks(#[from] call::Refusal),
}

/// Puts the matter in order, or says what is wrong. Whether its time is still to come is asked when it goes out.
pub fn check(proposal: &mut Proposal) -> Result<(), Refusal> {
    let purpose = proposal.purpose;
    let is_unnamed = proposal.campaign.is_none();
    if purpose.is_event() != proposal.event.is_some() {
        return Err(Refusal::Event);
    }
    if purpose.is_call() != proposal.call.is_some() {
        return Err(Refusal::Call);
    }
    if purpose.is_campaign() != proposal.plan.is_some() {
        return Err(Refusal::Campaign);
    }
    if (purpose == Purpose::Endorsement) != proposal.endorses.is_some() {
        return Err(Refusal::Endorsement);
    }
    if !call_answer::is_whole(proposal) {
        return Err(Refusal::Answer);
    }
    if let Some(matter) = &proposal.endorses
        && (matter.object.is_empty() || matter.digest.is_empty() || !is_unnamed)
    {
        return Err(Refusal::Endorsement);
    }
    if purpose.is_joint() != proposal.joins.is_some() {
        return Err(Refusal::Joint);
    }
    if let Some(matter) = &proposal.joins
        && (!matter.is_whole(purpose == Purpose::JointInvitation) || !is_unnamed)
    {
        return Err(Refusal::Joint);
    }
    if (purpose == Purpose::Quorum) != proposal.quorum.is_some() {
        return Err(Refusal::Quorum);
    }
    if proposal.quorum.is_some_and(|matter| !matter.is_whole() || !is_unnamed) {
        return Err(Refusal::Quorum);
    }
    if let Some(matter) = &mut proposal.plan {
        let is_step = purpose == Purpose::CampaignStep;
        if is_step != matter.step.is_some() || (is_step && matter.plan != matter.seen) || is_unnamed {
            return Err(Refusal::Campaign);
        }
        matter.plan = campaign::check(matter.plan.clone())?;
        campaign::check_public(&matter.plan)?;
    }
    if let Some(matter) = &mut proposal.event {
        if (purpose == Purpose::Event) != matter.seen.is_none() {
            return Err(Refusal::Event);
        }
        matter.plan = event::check_changed(matter.plan.clone())?;
    }
    if let Some(matter) = &mut proposal.call {
        matter.call.adopted = 0;
        if purpose != Purpose::CallSettling {
            matter.title.clear();
        }
        call::check_changed(&matter.call)?;
    }
    Ok(())
}

/// Asks of what is about to be kept or to go out whether its time is still to come.
pub fn check_time(proposal: &Proposal, now: Time) -> Result<(), Refusal> {
    match (proposal.purpose, &proposal.event, &proposal.call) {
        (Purpose::Event, Some(matter), _) => event::check(matter.plan.clone(), now).map(drop)?,
        (Purpose::Call | Purpose::CallChange, _, Some(matter)) => call::check(&matter.call, now)?,
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::call::{CallKind, CallState};
    use crate::domain::draft::{self, Replaced};
    use crate::domain::joint_matter::JointMatter;
    use crate::domain::language::Language;
    use crate::domain::quorum_matter::QuorumMatter;
    use crate::domain::statement::{Draft, DraftText};
    use crate::domain::translation::Review;
    use crate::domain::zone::Zone;

    fn plan(name: &str) -> EventPlan {
        EventPlan {
            name: name.to_owned(),
            about: "Bring water.".to_owned(),
            language: "en".to_owned(),
            starts: Time(1_000),
            ends: None,
            zone: Zone::UTC,
            place: "Main Square".to_owned(),
            address: String::new(),
            online: String::new(),
        }
    }

    fn words() -> Draft {
        let language = Language::parse("en").expect("a tag");
        let text = DraftText {
            language,
            title: "Who?".to_owned(),
            source: "Words".to_owned(),
            review: Review::Unsaid,
        };
        Draft { texts: vec![text], warning: None, attachments: Vec::new() }
    }

    fn event(purpose: Purpose, seen: Option<Time>, name: &str) -> Proposal {
        let mut proposal = Proposal::statement(words());
        (proposal.purpose, proposal.event) = (purpose, Some(EventMatter { id: 7, plan: plan(name), seen }));
        proposal
    }

    fn call(purpose: Purpose) -> Proposal {
        let mut proposal = Proposal::statement(words());
        let call = Call {
            kind: CallKind::Idea,
            state: CallState::Open,
            sectors: Vec::new(),
            languages: Vec::new(),
            until: Some(1_000),
            adopted: 3,
        };
        (proposal.purpose, proposal.call) =
            (purpose, Some(CallMatter { call, only_partners: false, title: String::new() }));
        proposal
    }

    #[test]
    fn an_event_has_a_plan_and_no_other_words() {
        let whole = draft::check(event(Purpose::Event, None, " March\u{202e} "), true).expect("it is whole");
        assert_eq!((whole.heading(), whole.texts.len()), ("March", 0));
        assert!(draft::check(event(Purpose::Event, None, " "), false).is_err(), "no name");
        assert!(
            draft::check(event(Purpose::Event, Some(Time(1)), "March"), false).is_err(),
            "a new one was seen"
        );
        assert!(draft::check(event(Purpose::EventChange, None, "March"), false).is_err(), "nobody saw it");
        assert!(draft::check(event(Purpose::EventCancellation, Some(Time(1)), "March"), true).is_ok());
        let mut nothing = event(Purpose::Event, None, "March");
        nothing.event = None;
        assert_eq!(draft::check(nothing, false), Err(draft::Refusal::Matter(Refusal::Event)));
        let smuggled = event(Purpose::Statement, None, "March");
        assert_eq!(draft::check(smuggled, true), Err(draft::Refusal::Matter(Refusal::Event)));
    }

    #[test]
    fn a_call_has_words_and_what_it_asks_for() {
        let whole = draft::check(call(Purpose::Call), true).expect("it is whole");
        assert_eq!(
            (whole.heading(), whole.call.as_ref().map(|matter| matter.call.adopted)),
            ("Who?", Some(0))
        );
        assert_eq!(draft::check(call(Purpose::CallChange), false), Err(draft::Refusal::NoStatement));
        let mut settling = call(Purpose::CallSettling);
        settling.replaces = Some(Replaced { post: 1, version: 1 });
        assert!(draft::check(settling, true).expect("it is whole").texts.is_empty());
        let smuggled = call(Purpose::Statement);
        assert_eq!(draft::check(smuggled, true), Err(draft::Refusal::Matter(Refusal::Call)));
    }

    #[test]
    fn an_endorsement_is_of_one_version_and_the_coalition_gives_it() {
        let matter = EndorsementMatter {
            object: "https://north.test/posts/1".to_owned(),
            title: "The river".to_owned(),
            whose: "North (@coalition@north.test)".to_owned(),
            digest: "zA".to_owned(),
            version: 2,
            said: vec!["The river is ours.".to_owned()],
        };
        let of = |matter: Option<EndorsementMatter>| {
            let nothing = Draft { texts: Vec::new(), warning: None, attachments: Vec::new() };
            let purpose = Purpose::Endorsement;
            Proposal { purpose, endorses: matter.map(Box::new), ..Proposal::statement(nothing) }
        };
        let whole = draft::check(of(Some(matter.clone())), true).expect("it is whole");
        assert_eq!((whole.heading(), whole.texts.len()), ("The river", 0));
        let unbound = EndorsementMatter { digest: String::new(), ..matter.clone() };
        let by_campaign = Proposal { campaign: Some("river".to_owned()), ..of(Some(matter.clone())) };
        let smuggled = Proposal { purpose: Purpose::Statement, ..of(Some(matter.clone())) };
        for wrong in [of(None), of(Some(unbound)), by_campaign, smuggled] {
            let why = draft::check(wrong, false);
            assert_eq!(why, Err(draft::Refusal::Matter(Refusal::Endorsement)));
        }
        let mut changed = of(Some(EndorsementMatter { object: "https://thief.test/1".to_owned(), ..matter }));
        changed.stays_about(&whole);
        assert_eq!(changed.endorses, whole.endorses, "another one is another draft");
    }

    #[test]
    fn one_campaign_of_several_is_of_one_of_ours_and_one_other() {
        let matter = JointMatter {
            campaign: "river".to_owned(),
            invitation: None,
            name: "North".to_owned(),
            address: "https://north.test/actors/north".to_owned(),
            whose: "@north@north.test".to_owned(),
        };
        let of = |purpose: Purpose, matter: Option<JointMatter>| {
            let nothing = Draft { texts: Vec::new(), warning: None, attachments: Vec::new() };
            Proposal { purpose, joins: matter.map(Box::new), ..Proposal::statement(nothing) }
        };
        let joining = JointMatter { invitation: Some(7), ..matter.clone() };
        for (purpose, matter) in [(Purpose::JointInvitation, &matter), (Purpose::JointJoining, &joining)] {
            let whole = draft::check(of(purpose, Some(matter.clone())), true).expect("it is whole");
            assert_eq!(whole.heading(), "North");
            let other = JointMatter { address: "https://thief.test/1".to_owned(), ..matter.clone() };
            let mut changed = of(purpose, Some(other));
            changed.stays_about(&whole);
            assert_eq!(changed.joins, whole.joins, "another one is another draft");
        }
        let by_campaign = Proposal {
            campaign: Some("river".to_owned()),
            ..of(Purpose::JointInvitation, Some(matter.clone()))
        };
        for wrong in [
            of(Purpose::JointInvitation, None),
            of(Purpose::JointInvitation, Some(joining)),
            of(Purpose::JointJoining, Some(matter.clone())),
            of(Purpose::Statement, Some(matter)),
            by_campaign,
        ] {
            assert_eq!(draft::check(wrong, false), Err(draft::Refusal::Matter(Refusal::Joint)));
        }
    }

    #[test]
    fn fewer_approvals_are_fewer_than_now_and_nothing_else_is_in_the_draft() {
        let of = |purpose: Purpose, numbers: Option<(u32, u32)>| {
            let nothing = Draft { texts: Vec::new(), warning: None, attachments: Vec::new() };
            let quorum = numbers.map(|(from, to)| QuorumMatter { from, to });
            Proposal { purpose, quorum, ..Proposal::statement(nothing) }
        };
        let whole = draft::check(of(Purpose::Quorum, Some((3, 1))), true).expect("it is whole");
        let mut changed = of(Purpose::Quorum, Some((3, 2)));
        changed.stays_about(&whole);
        assert_eq!(changed.quorum, whole.quorum, "another number is another draft");
        let by_campaign =
            Proposal { campaign: Some("river".to_owned()), ..of(Purpose::Quorum, Some((3, 1))) };
        for wrong in [
            of(Purpose::Quorum, None),
            of(Purpose::Quorum, Some((2, 2))),
            of(Purpose::Quorum, Some((2, 3))),
            of(Purpose::Quorum, Some((2, 0))),
            of(Purpose::Quorum, Some((10, 2))),
            of(Purpose::Statement, Some((2, 1))),
            by_campaign,
        ] {
            assert_eq!(draft::check(wrong, false), Err(draft::Refusal::Matter(Refusal::Quorum)));
        }
    }

    #[test]
    fn what_is_over_is_not_announced_and_may_be_changed() {
        for (proposal, at, is_good) in [
            (event(Purpose::Event, None, "March"), 999, true),
            (event(Purpose::Event, None, "March"), 1_000, false),
            (event(Purpose::EventChange, Some(Time(1)), "March"), 1_000, true),
            (event(Purpose::EventCancellation, Some(Time(1)), "March"), 1_000, true),
            (call(Purpose::Call), 999, true),
            (call(Purpose::Call), 1_000, false),
            (call(Purpose::CallSettling), 1_000, true),
        ] {
            assert_eq!(check_time(&proposal, Time(at)).is_ok(), is_good, "{:?} at {at}", proposal.purpose);
        }
    }

    #[test]
    fn every_purpose_has_its_word_and_old_drafts_can_be_read() {
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::parse(purpose.as_str()), Some(purpose));
            let json = serde_json::to_string(&purpose).expect("a word");
            assert_eq!(json, format!("\"{}\"", purpose.as_str()));
        }
        let plain = serde_json::to_string(&Proposal::statement(words())).expect("JSON");
        assert!(!plain.contains("\"event\"") && !plain.contains("\"call\""), "{plain}");
        let read: Proposal = serde_json::from_str(&plain).expect("it is what was kept before");
        assert_eq!((read.event, read.call), (None, None));
        let proposal = event(Purpose::Event, None, "March");
        let kept = serde_json::to_string(&proposal).expect("JSON");
        assert_eq!(serde_json::from_str::<Proposal>(&kept).expect("read"), proposal);
    }
}
