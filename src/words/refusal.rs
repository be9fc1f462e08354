//! Refusals in words. On a page they speak its language; commands, the client API and the log get the English sentence,
//! which [`std::fmt::Display`] says.

use std::fmt;

use super::book::Book;
use super::say::{Sentence, Words};
use super::tongue::Tongue;
use crate::domain::draft::DraftState;
use crate::domain::draft_failure::Failure;
use crate::domain::endorsement::EndorsementState;
use crate::domain::joint::JointState;
use crate::domain::refusal::{Part, Refusal};

/// Words of ours that stand in refusals, in English, and the texts that have them in every language.
const TERMS: &[(&str, &str)] = &[
    ("the name", "refusal-term-name"),
    ("the goal", "refusal-term-goal"),
    ("the text about the campaign", "refusal-term-about-campaign"),
    ("demands", "refusal-term-demands"),
    ("decision-makers", "refusal-term-decision-makers"),
    ("the office of a decision-maker", "refusal-term-office"),
    ("milestones", "refusal-term-milestones"),
    ("tags", "refusal-term-tags"),
    ("regions", "refusal-term-regions"),
    ("languages", "refusal-term-languages"),
    ("sectors", "refusal-term-sectors"),
    ("mirrors", "refusal-term-mirrors"),
    ("donation links", "refusal-term-donation-links"),
    ("the name of a donation link", "refusal-term-donation-name"),
    ("the name of the idea", "refusal-term-idea-name"),
    ("whose idea it was", "refusal-term-idea-by"),
    ("the place", "refusal-term-place"),
    ("the address", "refusal-term-address"),
    ("the text", "refusal-term-text"),
    ("your name", "refusal-term-your-name"),
    ("the comment", "refusal-term-comment"),
    ("your own words", "refusal-term-own-words"),
    ("the name of the decision-maker", "refusal-term-maker-name"),
    ("the text of the letter", "refusal-term-letter-text"),
    ("the subject of the letter", "refusal-term-letter-subject"),
    ("it is a vote, and votes are no posts", "refusal-term-is-vote"),
    ("nobody here follows its author", "refusal-term-nobody-follows"),
    ("this id belongs to somebody else's post", "refusal-term-foreign-id"),
    ("its author has deleted it", "refusal-term-deleted"),
    ("only its author can change it", "refusal-term-only-author"),
];

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&Words::english().refusal(self))
    }
}

impl Words {
    /// Why something is refused, in this language.
    pub fn refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::English(words) => words.clone(),
            Refusal::Said { key, arguments } => {
                let start = self.say_with(key);
                let put =
                    |sentence, (argument, part): &(&'static str, Part)| self.put(sentence, argument, part);
                arguments.iter().fold(start, put).to_string()
            }
        }
    }

    /// Why a draft did not go out, in this language; `None` where it was said in English only, or by a text of an older version.
    pub fn failure(self, failure: &Failure) -> Option<&'static str> {
        Book::open(self.tongue()).ready(failure.code.as_deref()?)
    }

    /// English sentences are those of the commands: numbers and days as they are typed, states by their words there.
    fn put(self, sentence: Sentence, argument: &'static str, part: &Part) -> Sentence {
        let is_english = self.tongue() == Tongue::English;
        match part {
            Part::Name(name) => sentence.name(argument, name),
            Part::Count(count) if is_english => sentence.bare_count(argument, *count),
            Part::Count(count) => sentence.count(argument, *count),
            Part::Term(english) => sentence.text(argument, self.term(english)),
            Part::Day(day) if is_english => sentence.text(argument, day),
            Part::Day(day) => sentence.text(argument, self.day(*day)),
            Part::Campaign(state) if is_english => sentence.text(argument, state),
            Part::Campaign(state) => sentence.text(argument, self.campaign_state(*state)),
            Part::Campaigns(states) => {
                let word = |state| {
                    if is_english {
                        ToString::to_string(state)
                    } else {
                        self.campaign_state(*state).to_owned()
                    }
                };
                sentence.text(argument, self.list(&states.iter().map(word).collect::<Vec<_>>()))
            }
            Part::Draft(state) if is_english => sentence.text(argument, state),
            Part::Draft(state) => sentence.text(argument, self.draft_state(*state)),
            Part::Endorsement(state) if is_english => sentence.text(argument, state),
            Part::Endorsement(state) => sentence.text(argument, self.endorsement_state(*state)),
            Part::Joint(state) if is_english => sentence.text(argument, state),
            Part::Joint(state) => sentence.text(argument, self.joint_state(*state)),
            Part::Role(role) => sentence.text(argument, self.role(*role)),
        }
    }

    fn draft_state(self, state: DraftState) -> &'static str {
        self.say(match state {
            DraftState::Writing => "draft-state-writing",
            DraftState::InReview => "draft-state-review",
            DraftState::Approved => "draft-state-approved",
            DraftState::Scheduled => "draft-state-scheduled",
            DraftState::Published => "draft-state-published",
            DraftState::Dropped => "draft-state-dropped",
        })
    }

    fn endorsement_state(self, state: EndorsementState) -> &'static str {
        self.say(match state {
            EndorsementState::Asked => "endorsement-state-asked",
            EndorsementState::Offered => "endorsement-state-offered",
            EndorsementState::Accepted => "endorsement-state-accepted",
            EndorsementState::Declined => "endorsement-state-declined",
            EndorsementState::Withdrawn => "endorsement-state-withdrawn",
            EndorsementState::Replaced => "endorsement-state-replaced",
        })
    }

    fn joint_state(self, state: JointState) -> &'static str {
        self.say(match state {
            JointState::Invited => "joint-state-invited",
            JointState::Joined => "joint-state-joined",
            JointState::Declined => "joint-state-declined",
            JointState::Left => "joint-state-left",
        })
    }

    /// What a text speaks of, by its English form.
    fn term(self, english: &'static str) -> &'static str {
        let term = TERMS.iter().find(|(form, _)| *form == english);
        debug_assert!(term.is_some(), "\"{english}\" is no term that is translated");
        term.map_or(english, |(_, key)| self.say(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign_state::{CampaignState, StepRefusal};
    use crate::domain::draft::Event;
    use crate::domain::mail::MailRefusal;
    use crate::domain::relocation::HasMoved;
    use crate::domain::{
        call, campaign, day::Day, directory, draft, draft_matter, event, event_guest, letter, pledge,
        role::Role, statement, transfer,
    };

    /// The texts say in English what the domain says itself, and something else in every other language.
    fn same(all: impl IntoIterator<Item = impl ToString + Into<Refusal>>) {
        for one in all {
            let english = one.to_string();
            let refusal: Refusal = one.into();
            assert_eq!(refusal.to_string(), english);
            for tongue in Tongue::ALL.into_iter().filter(|tongue| *tongue != Tongue::English) {
                let own = Words::of(tongue).refusal(&refusal);
                assert!(own != english && !own.contains(['{', '}']), "{}: {own}", tongue.tag());
            }
        }
    }

    #[test]
    fn statements_and_drafts_are_refused_in_the_words_of_the_domain() {
        use statement::Refusal as Why;
        let words = || {
            vec![
                Why::Empty,
                Why::EmptyIn("Filipino".to_owned()),
                Why::LongTitle("Filipino".to_owned()),
                Why::LongText("Filipino".to_owned()),
                Why::Twice("Filipino".to_owned()),
                Why::ManyLanguages,
                Why::Attachment("ftp://a".to_owned()),
            ]
        };
        same(words());
        same(words().into_iter().map(draft::Refusal::Words));
        same(DraftState::ALL.map(|state| draft::Refusal::Step(state, Event::Change)));
        same([draft::Refusal::Unsaid, draft::Refusal::NoCampaign, draft::Refusal::NoStatement]);
        same([draft_matter::Refusal::Event, draft_matter::Refusal::Call, draft_matter::Refusal::Campaign]);
        same([draft_matter::Refusal::Endorsement, draft_matter::Refusal::Answer]);
        same([draft::Refusal::Matter(draft_matter::Refusal::Plan(event::Refusal::Over))]);
        same([draft::Refusal::Matter(draft_matter::Refusal::Asks(call::Refusal::Over))]);
    }

    #[test]
    fn campaigns_are_refused_in_the_words_of_the_domain() {
        use campaign::Refusal as Why;
        let day = || Day::parse("2026-12-01").expect("a day");
        let word = || "a b".to_owned();
        same([Why::NoName, Why::NoGoal, Why::NoDemand, Why::Unaddressed, Why::Dates(day(), day())]);
        same([Why::Language(word()), Why::Region(word()), Why::Tag(word()), Why::Donation(word())]);
        same([Why::Source(word()), Why::Mirror(word())]);
        for (what, _) in TERMS {
            same([Why::Long(what, 10_000), Why::Blank(what), Why::Many(what, 20)]);
        }
        for from in CampaignState::ALL {
            same([StepRefusal::Already(from), StepRefusal::NoSuchStep { from, to: CampaignState::Won }]);
        }
        same([StepRefusal::NotSecretAgain, StepRefusal::NotOpenYet, StepRefusal::Over]);
        same([StepRefusal::Ended(day())]);
    }

    #[test]
    fn events_calls_and_letters_are_refused_in_the_words_of_the_domain() {
        use call::Refusal as Call;
        use event::Refusal as Why;
        use event_guest::Refusal as Guest;
        use letter::Refusal as Letter;
        same([Why::NoName, Why::Nowhere, Why::Long("the place", 300), Why::Backwards, Why::Endless]);
        same([Why::Past, Why::Language("x".to_owned()), Why::Link, Why::Cancelled, Why::Over]);
        same([Guest::Answer, Guest::People, Guest::NoMail, Guest::Event(Why::Over)]);
        same([Call::Past, Call::Many("sectors", 20), Call::Language("x".to_owned()), Call::Over]);
        same([Call::Closed, Call::NoIdea]);
        same([Letter::Zone("x".to_owned()), Letter::Days, Letter::Hours]);
        same([Letter::Blank("your name"), Letter::Long("your own words", 1_500)]);
    }

    #[test]
    fn signing_moving_and_listing_are_refused_in_the_words_of_the_domain() {
        use directory::Refusal as Entry;
        use pledge::Refusal as Pledge;
        use transfer::Refusal as File;
        let mail = [MailRefusal::Empty, MailRefusal::Form, MailRefusal::Long, MailRefusal::Signs];
        same(mail.into_iter().map(pledge::Refusal::Mail));
        same(mail);
        same([MailRefusal::Domain]);
        same([Pledge::NoName, Pledge::Long("the comment", 500), Pledge::Shown, Pledge::Consent]);
        same([Pledge::NotGathering, Pledge::Over, Pledge::NoMail, Pledge::Option]);
        same([HasMoved("https://new.example/@me".to_owned())]);
        same([Entry::NoEntry, Entry::NotDiscoverable, Entry::CannotBeAsked, Entry::Gone, Entry::Listed]);
        same([File::Empty, File::NotText, File::TooManyRows, File::TooLarge]);
    }

    #[test]
    fn what_stands_in_a_refusal_is_in_the_language_of_its_reader() {
        let spanish = Words::of(Tongue::Spanish);
        let refusal = Refusal::new("refusal-endorsement-already").with("state", EndorsementState::Declined);
        assert_eq!(refusal.to_string(), "This endorsement is declined already.");
        assert_eq!(spanish.refusal(&refusal), "Este apoyo ya está así: Rechazado.");
        let refusal = Refusal::new("refusal-joint-not-waiting").with("state", JointState::Left);
        assert_eq!(spanish.refusal(&refusal), "Esta invitación no espera respuesta: Ya no participa.");
        let refusal = Refusal::new("refusal-role-invite").with("role", Role::Owner);
        assert_eq!(refusal.to_string(), "Your role does not let you invite a new owner.");
        let refusal = Refusal::from(campaign::Refusal::Long("the goal", 300));
        assert_eq!(spanish.refusal(&refusal), "Acorta esto a 300 caracteres o menos: meta.");
        // A name in another script does not turn the Arabic sentence around it.
        let refusal = Refusal::new("refusal-form-name-taken").name("name", "river");
        assert_eq!(Words::of(Tongue::Arabic).refusal(&refusal), "الاسم \u{2068}river\u{2069} مستعمل.");
    }

    #[test]
    fn words_of_others_stay_as_they_are() {
        let refusal = Refusal::from("south.example answered 418");
        assert!(refusal.is_english());
        assert_eq!(Words::of(Tongue::Arabic).refusal(&refusal), "south.example answered 418");
    }

    #[test]
    fn every_term_is_said_in_english_as_the_domain_calls_it() {
        for (english, key) in TERMS {
            assert_eq!(Words::english().say(key), *english);
        }
    }
}
