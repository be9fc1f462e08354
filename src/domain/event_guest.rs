//! A guest: somebody without an account who says by a form that they come to an event, alone or with others. What a form
//! must say, and whom its answer is counted under.

use super::event::{self, Answer};
use super::mail::{MailAddress, MailRefusal};
use super::time::DAY;

/// How many people one form can speak for, the one who writes it among them.
pub const MOST_PEOPLE: u8 = 10;
/// How long a form waits for its confirmation, in milliseconds.
pub const CONFIRM_SPAN: i64 = 2 * DAY;
/// So many forms of one mailbox may wait for one event; more write no mail, and whoever typed them is told the same.
pub const MOST_WAITING: i64 = 3;

/// What somebody typed into the form.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The e-mail address.
    pub mail: &'a str,
    /// The word of an answer.
    pub answer: &'a str,
    /// How many come.
    pub people: &'a str,
}

/// What a form says of those who come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// Whether they come.
    pub answer: Answer,
    /// How many they are: from 1 to [`MOST_PEOPLE`].
    pub people: u8,
}

/// A form that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The address that the confirmation goes to.
    pub mail: MailAddress,
    /// Who comes.
    pub party: Party,
}

/// Why a guest is not counted; each is a sentence for the guest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The address is none.
    #[error(transparent)]
    Mail(#[from] MailRefusal),
    /// Neither answer is chosen.
    #[error("Choose whether you come or may come.")]
    Answer,
    /// Nobody comes, or too many for one form.
    #[error("Say how many people come: a number from 1 to 10.")]
    People,
    /// Guests confirm by mail.
    #[error("This server sends no mail, so that nobody can answer here without an account.")]
    NoMail,
    /// The event takes no answers.
    #[error(transparent)]
    Event(#[from] event::Refusal),
}

/// Checks a form.
pub fn check(typed: Typed<'_>) -> Result<Form, Refusal> {
    let mail = MailAddress::parse(typed.mail)?;
    let people = typed.people.parse().ok().filter(|people| (1..=MOST_PEOPLE).contains(people));
    let people = people.ok_or(Refusal::People)?;
    let answer = Answer::parse(typed.answer).ok_or(Refusal::Answer)?;
    Ok(Form { mail, party: Party { answer, people } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed<'a>(mail: &'a str, answer: &'a str, people: &'a str) -> Result<Form, Refusal> {
        check(Typed { mail, answer, people })
    }

    #[test]
    fn a_form_says_who_comes_and_how_many() {
        let form = typed("ann@example.org", "maybe", "10").expect("a good form");
        assert_eq!(form.party, Party { answer: Answer::Maybe, people: 10 });
        assert_eq!(form.mail.as_str(), "ann@example.org");
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        for people in ["", "0", "11", "256", "-1", "1.5", "two", "1 ", "٣"] {
            assert_eq!(typed("ann@example.org", "yes", people), Err(Refusal::People), "{people:?}");
        }
        for answer in ["", "no", "Yes", "yes "] {
            assert_eq!(typed("ann@example.org", answer, "1"), Err(Refusal::Answer), "{answer:?}");
        }
        let broken = typed("ann@example.org\r\nBcc: all@example.org", "yes", "1");
        assert!(matches!(broken, Err(Refusal::Mail(_))), "{broken:?}");
    }
}
