//! What an answer to a call is about while it is a draft. Who reads it stands in what is approved: nobody but the one who is
//! answered, whatever the call's own readers are. So no answer becomes public on its way through a draft.

use serde::{Deserialize, Serialize};

use super::draft::Proposal;
use super::draft_matter::Purpose;
use super::post::Post;

/// What an answer is about. The address of what it answers, the call or a message below it, is the draft's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallAnswerMatter {
    /// The id of the call here.
    pub call: i64,
    /// What the call is called.
    pub title: String,
    /// Who gets the answer, and nobody else: their name, and `@name@host`.
    pub whose: String,
    /// It says that the idea was taken up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub adopts: bool,
}

/// Whether a draft is an answer with everything that one needs, or nothing of it.
pub fn is_whole(proposal: &Proposal) -> bool {
    match (&proposal.call_answer, proposal.purpose) {
        (Some(matter), Purpose::CallAnswer) => {
            !matter.whose.is_empty() && proposal.answers.is_some() && proposal.campaign.is_none()
        }
        (None, purpose) => purpose != Purpose::CallAnswer,
        (Some(_), _) => false,
    }
}

/// Whether a message says just these words, as they were typed.
pub fn says(message: &Post, words: &str) -> bool {
    message.main_text().source.as_deref().is_some_and(|source| source.trim() == words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::draft;
    use crate::domain::draft_matter::Refusal;
    use crate::domain::language::Language;
    use crate::domain::statement::{Draft, DraftText};
    use crate::domain::translation::Review;

    fn answer() -> Proposal {
        let language = Language::parse("en").expect("a tag");
        let text =
            DraftText { language, title: String::new(), source: "We do.".to_owned(), review: Review::Unsaid };
        let words = Draft { texts: vec![text], warning: None, attachments: Vec::new() };
        let matter = CallAnswerMatter {
            call: 7,
            title: "Who translates?".to_owned(),
            whose: "Vera (@vera@vic.test)".to_owned(),
            adopts: false,
        };
        Proposal {
            purpose: Purpose::CallAnswer,
            answers: Some("https://vic.test/notes/1".to_owned()),
            call_answer: Some(matter),
            ..Proposal::statement(words)
        }
    }

    #[test]
    fn an_answer_says_to_whom_it_goes_and_is_nothing_else() {
        let whole = draft::check(answer(), true).expect("it is whole");
        assert_eq!(whole.heading(), "Who translates?");
        let public = Proposal { purpose: Purpose::Statement, ..answer() };
        let unaddressed = Proposal { answers: None, ..answer() };
        let nobodys = Proposal { call_answer: None, ..answer() };
        for wrong in [public, unaddressed, nobodys] {
            assert_eq!(draft::check(wrong, false), Err(draft::Refusal::Matter(Refusal::Answer)));
        }
    }

    #[test]
    fn a_change_of_the_draft_changes_neither_whom_it_goes_to_nor_what_it_answers() {
        let begun = answer();
        let mut changed = answer();
        changed.answers = Some("https://thief.test/1".to_owned());
        if let Some(matter) = &mut changed.call_answer {
            (matter.whose, matter.adopts) = ("Thief".to_owned(), true);
        }
        changed.stays_about(&begun);
        assert_eq!(changed, begun);
        let mut emptied = Proposal { call_answer: None, ..answer() };
        emptied.stays_about(&begun);
        assert_eq!(emptied, begun);
    }
}
