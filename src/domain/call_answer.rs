//! What an answer to a call is about while it is a draft. Who reads it stands in what is approved: nobody but the one who is
//! answered, whatever the call's own readers are. So no answer becomes public on its way through a draft.

use serde::{Deserialize, Serialize};

use super::account::Account;
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
    /// The id of the actor who gets the answer, and nobody else. Drafts from before it was kept have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub actor: String,
    /// What they were called when the answer was written: their name, and `@name@host`.
    pub whose: String,
    /// It says that the idea was taken up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub adopts: bool,
}

impl CallAnswerMatter {
    /// Whether this is the one who gets the answer, whatever they call themselves by now.
    pub fn is_for(&self, whom: &Account) -> bool {
        match self.actor.as_str() {
            // Only the end is of the account; the name before it is their own to choose.
            "" => self.whose.ends_with(&handle(whom)),
            actor => actor == whom.uri.as_str(),
        }
    }
}

/// Whether a draft that was begun before says just this to the same one, whatever they were called then.
pub fn is_same(begun: &Proposal, now: &Proposal, whom: &Account) -> bool {
    let (Some(known), Some(matter)) = (&begun.call_answer, &now.call_answer) else { return false };
    let (actor, whose) = (known.actor.clone(), known.whose.clone());
    let named_alike = CallAnswerMatter { actor, whose, ..matter.clone() };
    known.is_for(whom) && *begun == Proposal { call_answer: Some(named_alike), ..now.clone() }
}

/// Who gets an answer, in words: their name, and `@name@host`.
pub fn called(whom: &Account) -> String {
    format!("{}{}", whom.name, handle(whom))
}

fn handle(whom: &Account) -> String {
    format!(" (@{})", whom.acct())
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
    use crate::domain::account::{ActorKind, Profile};
    use crate::domain::draft;
    use crate::domain::draft_matter::Refusal;
    use crate::domain::ids::AccountId;
    use crate::domain::language::Language;
    use crate::domain::statement::{Draft, DraftText};
    use crate::domain::time::Time;
    use crate::domain::translation::Review;
    use crate::domain::uri::Uri;

    fn whom(name: &str, username: &str) -> Account {
        let uri = Uri::parse(&format!("https://vic.test/users/{username}")).expect("an id");
        Account {
            id: AccountId(1),
            inbox: format!("{}/inbox", uri.as_str()),
            uri,
            kind: ActorKind::Organization,
            username: username.to_owned(),
            host: Some("vic.test".to_owned()),
            name: name.to_owned(),
            summary: String::new(),
            url: None,
            shared_inbox: None,
            followers: None,
            following: None,
            outbox: None,
            featured: None,
            locked: false,
            discoverable: false,
            profile: Profile::default(),
            created_at: Time(0),
            fetched_at: Time(0),
            gone_at: None,
            suspended_at: None,
        }
    }

    #[test]
    fn an_answer_is_for_an_account_and_not_for_a_name() {
        let (vera, thief) = (whom("The river", "vera"), whom("Vera (@vera@vic.test)", "thief"));
        let now = answer();
        let mut old = answer();
        if let Some(matter) = &mut old.call_answer {
            matter.actor.clear();
        }
        for begun in [&now, &old] {
            let matter = begun.call_answer.as_ref().expect("an answer");
            assert!(matter.is_for(&vera) && !matter.is_for(&thief), "{matter:?}");
            let mut renamed = answer();
            if let Some(matter) = &mut renamed.call_answer {
                matter.whose = called(&vera);
            }
            assert!(is_same(begun, &renamed, &vera) && !is_same(begun, &renamed, &thief));
            renamed.texts[0].source = "We do not.".to_owned();
            assert!(!is_same(begun, &renamed, &vera), "other words are another answer");
        }
        let kept = serde_json::to_string(&old).expect("JSON");
        assert!(!kept.contains("\"actor\""), "what was kept before is kept as it was: {kept}");
        assert_eq!(serde_json::from_str::<Proposal>(&kept).expect("read"), old);
    }

    fn answer() -> Proposal {
        let language = Language::parse("en").expect("a tag");
        let text =
            DraftText { language, title: String::new(), source: "We do.".to_owned(), review: Review::Unsaid };
        let words = Draft { texts: vec![text], warning: None, attachments: Vec::new() };
        let matter = CallAnswerMatter {
            call: 7,
            title: "Who translates?".to_owned(),
            actor: "https://vic.test/users/vera".to_owned(),
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
