//! What commands make of a draft: other words, a translation, another plan of an event; and how `event` and `exchange` hand
//! one in where others have to approve.

use clap::Args;

use crate::domain::draft::{Proposal, ProposedText};
use crate::domain::translation::{Review, TranslationState};
use crate::service::draft_matters;
use crate::service::drafts::Aside;

use super::draft_arguments::{Who, acting, by};
use super::draft_print;
use super::event::Parts;
use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::Printer;
use super::statement_texts;

/// Whether it is handed in for others to approve.
#[derive(Debug, Args)]
pub struct HandIn {
    /// Hand it in as a draft that others approve, in place of publishing it.
    #[arg(long)]
    pub draft: bool,
    /// For those who approve it.
    #[arg(long, value_name = "TEXT", default_value = "", requires = "draft")]
    note: String,
    /// Who does it.
    #[command(flatten)]
    who: Who,
}

impl HandIn {
    /// Hands it in, and says what became of it.
    pub async fn send(&self, house: &House, proposal: Proposal, printer: Printer) -> Outcome {
        let who = acting(house, &self.who).await?;
        let aside = Aside { note: self.note.clone(), wished_at: None };
        let record = draft_matters::hand_in(house, by(who.as_ref()), proposal, aside).await?;
        printer.say(&draft_print::line(&record), &draft_print::summary(&record));
        Ok(())
    }
}

/// The draft of an event with what is new.
pub fn replanned(mut proposal: Proposal, parts: Parts, main_language: &str) -> Result<Proposal, Failure> {
    let matter = proposal.event.as_mut().ok_or_else(|| Failure::misused("that is no draft of an event"))?;
    matter.plan = parts.onto(Some(matter.plan.clone()), main_language)?;
    Ok(proposal)
}

/// The same proposal with other words; a translation that has not changed stays as far as it was.
pub fn with_words(mut proposal: Proposal, words: crate::domain::statement::Draft) -> Proposal {
    let known = std::mem::take(&mut proposal.texts);
    let text = |t: crate::domain::statement::DraftText| {
        let before = known.iter().find(|before| before.language == t.language.tag());
        let state = before.filter(|_| t.review == Review::Unsaid).map(|before| before.state);
        let given = ProposedText::given(t, false);
        ProposedText { state: state.unwrap_or(given.state), ..given }
    };
    proposal.texts = words.texts.into_iter().map(text).collect();
    proposal.warning = words.warning;
    proposal.attachments = words.attachments;
    proposal
}

/// A translation put into a proposal, or how far it has come.
pub fn translated(
    mut proposal: Proposal,
    lang: &str,
    file: Option<String>,
    title: Option<String>,
    state: &str,
) -> Result<Proposal, Failure> {
    let language = crate::domain::language::Language::parse(lang)
        .ok_or_else(|| Failure::misused(format!("\"{lang}\" is not a language tag; write en, es, pt-BR")))?;
    let state = TranslationState::parse(state)
        .ok_or_else(|| Failure::misused("a translation is machine, draft or reviewed"))?;
    let source = file.as_deref().map(statement_texts::read).transpose()?;
    match proposal.texts.iter_mut().find(|t| t.language == language.tag()) {
        Some(text) => {
            text.state = state;
            text.is_still_right = state == TranslationState::Reviewed;
            text.source = source.unwrap_or_else(|| text.source.clone());
            text.title = title.unwrap_or_else(|| text.title.clone());
        }
        None => proposal.texts.push(ProposedText {
            language: language.tag().to_owned(),
            title: title.unwrap_or_default(),
            source: source.ok_or_else(|| Failure::misused("say where the text is: --file text.md"))?,
            state,
            is_still_right: false,
        }),
    }
    Ok(proposal)
}
