//! Calls and ideas at the desk: those that reached us, our own, and what was written below them.

use askama::Template;

use crate::web::views::exchange::CallView;
use crate::web::views::form::{Field, Problem};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Link, Moment, Page, Pager};
use crate::web::views::{filters, paths};

/// The calls at the desk, and the form for a new one.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/exchange.html", whitespace = "minimize")]
pub struct DeskExchangePage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// The mark that makes one form one call, however often it is sent.
    pub once: String,
    /// Calls that reached us and still ask: the path of the desk's page, and the call.
    pub open: (Vec<CallView>, Pager),
    /// Our own.
    pub own: (Vec<CallView>, Pager),
    /// Kinds: word, in words, whether it is chosen.
    pub kinds: Vec<(String, String, bool)>,
    /// Fields of work: word, in words, whether it is chosen.
    pub sectors: Vec<(String, String, bool)>,
    /// Languages that the text may be in.
    pub choices: Vec<Language>,
    /// The title.
    pub title: Field,
    /// The text.
    pub text: Field,
    /// The language of the text.
    pub language: Field,
    /// Languages in which an answer is understood.
    pub languages: Field,
    /// The last day.
    pub until: Field,
    /// Whether only followers and partners can read it.
    pub only_partners: bool,
    /// Whether it goes out at once; else others have to approve it.
    pub may_publish: bool,
    /// For those who approve it.
    pub note: Field,
}

impl DeskExchangePage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let fields = [&self.title, &self.text, &self.language, &self.languages, &self.until];
        let fields = fields.into_iter().chain(Some(&self.note).filter(|_| !self.may_publish));
        fields.into_iter().filter_map(Field::problem).collect()
    }
}

/// One call at the desk, with what was written below it.
#[expect(clippy::struct_excessive_bools, reason = "each shows one part of the page")]
#[derive(Clone, Debug, Template)]
#[template(path = "desk/exchange_call.html", whitespace = "minimize")]
pub struct DeskCallPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// The call.
    pub call: CallView,
    /// Its text: sanitised HTML.
    pub body_html: String,
    /// Where its forms post to.
    pub action: String,
    /// Whether it is ours.
    pub is_own: bool,
    /// Whether it can be answered.
    pub can_answer: bool,
    /// Whether it can be taken up.
    pub can_adopt: bool,
    /// What we have done about it so far.
    pub standing: StandingView,
    /// Whether what this person says goes out at once; else others have to approve it.
    pub may_publish: bool,
    /// Where a draft of other words for it is begun.
    pub change_path: String,
    /// States that it can come to: word, in words.
    pub next: Vec<(String, String)>,
    /// What was written below it, each below what it answers.
    pub messages: Vec<MessageView>,
    /// An answer, as it was typed.
    pub answer: Field,
    /// For those who approve it.
    pub note: Field,
    /// The handle of the campaign that takes it up.
    pub handle: Field,
    /// A word to whose idea it is.
    pub words: Field,
}

impl DeskCallPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let shown = |is_there: bool, field| Some(field).filter(|_| is_there && self.desk.may_draft);
        let below = self.messages.iter().map(|one| shown(one.can_answer, &one.answer));
        [
            shown(self.can_answer, &self.answer),
            shown(self.can_adopt, &self.handle),
            shown(self.can_adopt, &self.words),
        ]
        .into_iter()
        .chain(below)
        .flatten()
        .filter_map(Field::problem)
        .collect()
    }
}

/// What we have done about a call of others so far.
#[derive(Clone, Debug, Default)]
pub struct StandingView {
    /// Where our first answer stands.
    pub answered: Option<String>,
    /// The campaigns that the idea became here.
    pub campaigns: Vec<Link>,
    /// What waits for others to approve it: what comes of it, with its page; and its state.
    pub drafts: Vec<(Link, &'static str)>,
}

impl StandingView {
    /// Whether nothing was done yet.
    pub fn is_empty(&self) -> bool {
        self.answered.is_none() && self.campaigns.is_empty() && self.drafts.is_empty()
    }
}

/// A message below a call.
#[derive(Clone, Debug)]
pub struct MessageView {
    /// Its number.
    pub id: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Its language.
    pub language: Language,
    /// Its text: sanitised HTML.
    pub body_html: String,
    /// Only the two coalitions can read it.
    pub is_private: bool,
    /// It says that they took up the idea.
    pub is_adoption: bool,
    /// Whether it can be answered.
    pub can_answer: bool,
    /// An answer to it, as it was typed. Its name is the id of the field; each of these is sent as `answer`.
    pub answer: Field,
}
