//! Files of texts that are written at the desk: which of them a form names, and how drafts keep theirs until they go out.

use crate::app::App;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::media::LONGEST_DESCRIPTION;
use crate::domain::post::Attachment;
use crate::domain::text::clean_line;
use crate::store::drafts::DraftRecord;
use crate::store::{Tx, media as uploads};

use super::{Result, media};

/// How a form names a file: an upload by its number, another by its address.
pub fn name_of(file: &Attachment) -> String {
    file.upload.map_or_else(|| file.url.clone(), |id| id.to_string())
}

/// The file of this name with these words: one that the text has already, or an upload of this account that hangs on
/// nothing yet.
pub async fn named(
    app: &App,
    owner: AccountId,
    present: &[Attachment],
    name: &str,
    words: &str,
) -> Result<Attachment> {
    let mut file = match present.iter().find(|file| name_of(file) == name) {
        Some(file) => file.clone(),
        None => {
            let id = name.parse().map(RowId).map_err(|_| super::Error::NotFound)?;
            media::chosen(app, owner, &[id]).await?.pop().ok_or(super::Error::NotFound)?
        }
    };
    file.description = Some(clean_line(words, LONGEST_DESCRIPTION)).filter(|words| !words.is_empty());
    Ok(file)
}

/// A draft keeps what its words show now, and nothing else.
pub(super) async fn keep(tx: &mut Tx, record: &DraftRecord) -> Result<()> {
    uploads::free_of_draft(tx, record.id).await?;
    for id in record.proposal.attachments.iter().filter_map(|file| file.upload) {
        uploads::keep_for_draft(tx, RowId(id), record.id).await?;
    }
    Ok(())
}

/// A draft that is given up keeps nothing.
pub(super) async fn free(tx: &mut Tx, draft: RowId) -> Result<()> {
    Ok(uploads::free_of_draft(tx, draft).await?)
}

/// Whoever says it in the end has its files: until then it could become the words of the coalition or of a campaign.
pub(super) async fn hand_over(tx: &mut Tx, draft: RowId, author: AccountId) -> Result<()> {
    Ok(uploads::hand_over(tx, draft, author).await?)
}
