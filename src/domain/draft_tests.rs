//! The table of the state machine, and what a proposal must have.

use super::*;
use crate::domain::translation::Review;

fn words(title: &str, source: &str) -> statement::Draft {
    let language = Language::parse("en").expect("a tag");
    let text =
        DraftText { language, title: title.to_owned(), source: source.to_owned(), review: Review::Unsaid };
    statement::Draft { texts: vec![text], warning: None, attachments: Vec::new() }
}

#[test]
fn each_event_leads_where_the_table_says_and_nowhere_else() {
    use Event::{Change, Drop, Publish, QuorumLost, QuorumMet, Schedule, SendBack, Submit, Unschedule};
    let events = [Submit, SendBack, Change, QuorumMet, QuorumLost, Schedule, Unschedule, Publish, Drop];
    let none = [None; 9];
    for (from, to) in [
        (Writing, [Some(InReview), None, Some(Writing), None, None, None, None, None, Some(Dropped)]),
        (
            InReview,
            [
                None,
                Some(Writing),
                Some(InReview),
                Some(Approved),
                Some(InReview),
                None,
                None,
                None,
                Some(Dropped),
            ],
        ),
        (
            Approved,
            [
                None,
                Some(Writing),
                Some(InReview),
                Some(Approved),
                Some(InReview),
                Some(Scheduled),
                None,
                Some(Published),
                Some(Dropped),
            ],
        ),
        (
            Scheduled,
            [
                None,
                Some(Writing),
                Some(InReview),
                Some(Scheduled),
                Some(InReview),
                Some(Scheduled),
                Some(Approved),
                Some(Published),
                Some(Dropped),
            ],
        ),
        (Published, none),
        (Dropped, none),
    ] {
        for (event, to) in events.into_iter().zip(to) {
            assert_eq!(from.after(event).ok(), to, "{from} {event:?}");
        }
    }
}

#[test]
fn nothing_that_was_not_approved_is_published() {
    for state in DraftState::ALL {
        let may = state.after(Event::Publish).is_ok();
        assert_eq!(may, matches!(state, Approved | Scheduled), "{state}");
        assert_eq!(DraftState::parse(state.as_str()), Some(state));
    }
}

#[test]
fn a_correction_says_what_was_wrong_and_a_withdrawal_why() {
    for purpose in [Purpose::Correction, Purpose::Withdrawal] {
        let mut proposal = Proposal::statement(words("Title", "Words"));
        proposal.purpose = purpose;
        proposal.replaces = Some(Replaced { post: 1, version: 1 });
        assert_eq!(check(proposal.clone(), true), Err(Refusal::Unsaid));
        assert!(check(proposal.clone(), false).is_ok(), "it can be said later");
        proposal.said = Some("  The number was\u{202e} wrong.\n".to_owned());
        let checked = check(proposal, true).expect("it is whole");
        assert_eq!(checked.said.as_deref(), Some("The number was wrong."));
        assert_eq!(checked.texts.is_empty(), purpose == Purpose::Withdrawal);
    }
    let mut plain = Proposal::statement(words("Title", "Words"));
    plain.said = Some("Hidden".to_owned());
    assert_eq!(check(plain, true).expect("it is whole").said, None, "a statement has nothing to put right");
}

#[test]
fn what_is_kept_may_be_empty_and_what_is_published_may_not() {
    let empty = Proposal::statement(words("Title", " "));
    assert!(check(empty.clone(), false).is_ok());
    assert_eq!(check(empty, true), Err(Refusal::Words(statement::Refusal::Empty)));
    let long = Proposal::statement(words(&"x".repeat(201), "Words"));
    assert!(check(long, false).is_err());
    let mut voiceless = Proposal::statement(words("Title", "Words"));
    voiceless.voice = DraftVoice::Campaign;
    assert_eq!(check(voiceless, false), Err(Refusal::NoCampaign));
    let mut nothing = Proposal::statement(words("Title", "Words"));
    nothing.purpose = Purpose::Edit;
    assert_eq!(check(nothing, false), Err(Refusal::NoStatement));
}
