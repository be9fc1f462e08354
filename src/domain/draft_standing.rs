//! What a change of a draft makes of its translations. What is approved says exactly how far each has come, so it is decided
//! when the draft is changed and not when it goes out.

use super::correction::{self, SaidIn};
use super::draft::{Proposal, ProposedText, Purpose};
use super::translation::{self, Review, TranslationState, Unread, Words};

impl ProposedText {
    fn words(&self) -> Words<'_> {
        Words { language: &self.language, title: &self.title, source: &self.source }
    }
}

impl Proposal {
    /// The proposal with the state of each text as this change of `before` leaves it. Refuses a main text that nobody has
    /// read.
    pub fn settled(
        mut self,
        before: &[ProposedText],
        (said, said_in): (Option<&str>, &[SaidIn]),
    ) -> Result<Self, Unread> {
        // A sentence that stood in the draft before has been seen by whoever called a translation reviewed since.
        let is_silent = |language: &str| {
            self.said.is_some()
                && self.purpose == Purpose::Correction
                && correction::find(&self.said_in, language).is_none()
                && (self.said.as_deref() != said || correction::find(said_in, language).is_some())
        };
        let stood: Vec<(Words<'_>, TranslationState)> =
            before.iter().map(|text| (text.words(), text.state)).collect();
        let said = |(place, text): (usize, &ProposedText)| match (place, text.is_still_right) {
            // The main text always says that it is reviewed; whether it was is seen from what it was.
            (0, false) => Review::Unsaid,
            (_, true) => Review::StillRight,
            (_, false) => Review::Is(text.state),
        };
        let now: Vec<_> = self.texts.iter().enumerate().map(|one| (one.1.words(), said(one))).collect();
        let states = translation::after(&stood, &now, is_silent)?;
        for (text, state) in self.texts.iter_mut().zip(states) {
            (text.state, text.is_still_right) = (state, false);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::statement;

    fn proposal(texts: &[(&str, &str, TranslationState)]) -> Proposal {
        let nothing = statement::Draft { texts: Vec::new(), warning: None, attachments: Vec::new() };
        let text = |&(language, source, state): &(&str, &str, TranslationState)| ProposedText {
            language: language.to_owned(),
            title: String::new(),
            source: source.to_owned(),
            state,
            is_still_right: false,
        };
        let texts = texts.iter().map(text).collect();
        Proposal { purpose: Purpose::Edit, texts, ..Proposal::statement(nothing) }
    }

    #[test]
    fn a_change_of_a_draft_leaves_no_old_translation_reviewed() {
        use TranslationState::{Draft, Machine, Reviewed};
        let before =
            proposal(&[("en", "River", Reviewed), ("es", "Río", Machine), ("fr", "Fleuve", Reviewed)]);
        let changed = [("en", "Rivers", Reviewed), ("es", "Río", Reviewed), ("fr", "Fleuve", Reviewed)];
        let states = |proposal: Proposal| {
            let settled = proposal.settled(&before.texts, (None, &[])).expect("its main text was read");
            settled.texts.into_iter().map(|text| (text.state, text.is_still_right)).collect::<Vec<_>>()
        };
        assert_eq!(states(proposal(&changed)), [(Reviewed, false), (Draft, false), (Draft, false)]);
        let mut right = proposal(&changed);
        right.texts[2].is_still_right = true;
        assert_eq!(states(right), [(Reviewed, false), (Draft, false), (Reviewed, false)]);
        // In a correction its sentence is said in each language, or the translation is not finished.
        let corrects = |said_in: &[&str]| {
            let said = |language: &&str| SaidIn { language: (*language).to_owned(), said: "No.".to_owned() };
            Proposal {
                purpose: Purpose::Correction,
                said: Some("No.".to_owned()),
                said_in: said_in.iter().map(said).collect(),
                ..before.clone()
            }
        };
        assert_eq!(states(corrects(&["fr"]))[2], (Reviewed, false));
        assert_eq!(states(corrects(&[]))[2], (Draft, false));
        let seen = corrects(&[]).settled(&before.texts, (Some("No."), &[])).expect("its main text was read");
        assert_eq!(seen.texts[2].state, Reviewed, "whoever reviewed it has seen that");
        // The check of a proposal calls every main text reviewed; that is no review.
        let unread = proposal(&[("es", "Río", Reviewed)]);
        assert_eq!(unread.settled(&before.texts, (None, &[])), Err(Unread("Español".to_owned())));
    }
}
