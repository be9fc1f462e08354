//! How far the translations of a post of ours have come, as whoever writes or changes it says, and as the change itself
//! decides. Whether those that nobody has reviewed go to other servers is the coalition's decision, kept in `quorum`.

use crate::app::App;
use crate::domain::correction::{self, SaidIn};
use crate::domain::post::{Details, Post};
use crate::domain::translation::{self, TranslationState, Unreviewed, Words};

use super::posts::Source;
use super::{Error, Result, quorum};

/// The main text takes the place of the translation in its language: an app may say that it is in another language.
pub(super) fn one_a_language(sources: &mut Vec<Source>) {
    let Some(main) = sources.first().map(|source| source.language.clone()) else { return };
    let mut place = 0;
    sources.retain(|source| {
        place += 1;
        place == 1 || source.language != main
    });
}

/// Where each text stands after this change of a post, with the sentences of a correction if it is one; none is there before
/// a new one. Refuses a main text that nobody has read.
pub(super) fn states(
    before: Option<&Post>,
    sources: &[Source],
    corrected: Option<&[SaidIn]>,
) -> Result<Vec<TranslationState>> {
    let stood: Vec<(Words<'_>, TranslationState)> = before
        .iter()
        .flat_map(|post| post.texts.iter().map(|text| (text.words(), post.translation(text))))
        .collect();
    let now: Vec<_> = sources.iter().map(|source| (words(source), source.review)).collect();
    let is_silent =
        |language: &str| corrected.is_some_and(|said_in| correction::find(said_in, language).is_none());
    translation::after(&stood, &now, is_silent).map_err(Error::refused)
}

/// Puts that into the details, and whether what nobody has reviewed goes to other servers.
pub(super) async fn settle(
    app: &App,
    before: Option<&Post>,
    sources: &[Source],
    details: &mut Details,
) -> Result<()> {
    let corrected = details.correction.as_ref().map(|_| details.corrections.as_slice());
    let states = states(before, sources, corrected)?;
    details.unreviewed = sources
        .iter()
        .zip(states)
        .filter(|(_, state)| *state != TranslationState::Reviewed)
        .map(|(source, state)| Unreviewed { language: source.language.clone(), state })
        .collect();
    details.sends_unreviewed = quorum::sends_unreviewed(app).await?;
    Ok(())
}

fn words(source: &Source) -> Words<'_> {
    Words {
        language: &source.language,
        title: source.title.as_deref().unwrap_or_default(),
        source: &source.markdown,
    }
}
