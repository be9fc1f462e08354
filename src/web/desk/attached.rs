//! Pictures and files in the forms of statements and drafts: the places for them, what was chosen, and what becomes of it.
//! A file is looked into and kept as soon as it comes, so that it need not be chosen again when something else is wrong.

use crate::app::Cx;
use crate::domain::ids::AccountId;
use crate::domain::media::{LONGEST_DESCRIPTION, MOST_ATTACHED, WordsFault, fault_of_words};
use crate::domain::post::Attachment;
use crate::service::{self, draft_files, media};

use crate::web::draft::Sent;
use crate::web::media::address;
use crate::web::problem::Problem;
use crate::web::views::desk::statement_form::FileBlock;
use crate::web::views::form::Hidden;

use super::entrance::AtDesk;
use super::sheet::Sheet;

/// The places with the files of a text, as far as there are places.
pub fn places(files: &[Attachment]) -> Vec<FileBlock> {
    let mut blocks = FileBlock::all();
    for (block, file) in blocks.iter_mut().zip(files) {
        fill(block, file);
    }
    blocks
}

fn fill(block: &mut FileBlock, file: &Attachment) {
    block.name = draft_files::name_of(file);
    let preview = file.picture.as_ref().and_then(|picture| picture.preview.as_ref());
    let preview = preview.filter(|_| file.upload.is_some());
    block.shown = preview.and_then(|preview| here(&preview.url)).map(str::to_owned);
    block.alt.value = file.description.clone().unwrap_or_default();
}

/// The path of a file of ours: by whichever name somebody came here, pictures come from there as well.
pub fn here(address: &str) -> Option<&str> {
    address.find(media::PATH).map(|at| &address[at..])
}

/// The places as a form sent them; none where it had no places.
pub fn of_form(sent: &Sent) -> Option<Vec<FileBlock>> {
    sent.get("files")?;
    let mut blocks = FileBlock::all();
    for block in &mut blocks {
        let value = |word: &str| sent.get(&format!("{word}_{}", block.position)).cloned().unwrap_or_default();
        if value("gone").is_empty() {
            (block.name, block.alt.value) = (value("file"), value("alt"));
        }
    }
    Some(blocks)
}

/// What a last look carries along unseen.
pub fn carried(blocks: &[FileBlock]) -> Vec<Hidden> {
    let hidden = |name: String, value: &str| Hidden { name, value: value.to_owned() };
    let mut all = vec![hidden("files".to_owned(), "1")];
    for block in blocks.iter().filter(|block| !block.name.is_empty()) {
        all.push(hidden(format!("file_{}", block.position), &block.name));
        all.push(hidden(block.alt.name.clone(), &block.alt.value));
    }
    all
}

/// Where each file is for who looks at it here, and what it shows.
pub fn shown(cx: &Cx, files: &[Attachment]) -> Vec<(String, String)> {
    let words = |file: &Attachment| file.description.clone().unwrap_or_default();
    files.iter().map(|file| (address(cx, file), words(file))).collect()
}

/// Takes what was chosen, and makes the files of the text of it; `present` are those that it has. Where something is
/// wrong the places say so, and there are none.
pub async fn take(
    at: &AtDesk,
    owner: AccountId,
    present: &[Attachment],
    sheet: &Sheet,
    blocks: Option<&mut Vec<FileBlock>>,
) -> Result<Option<Vec<Attachment>>, Problem> {
    let Some(blocks) = blocks else { return Ok(Some(present.to_vec())) };
    let mut files = Vec::new();
    for block in blocks.iter_mut() {
        match one(at, owner, present, sheet, block).await {
            Ok(file) => files.extend(file),
            Err(service::Error::Refused(why)) => {
                block.upload = block.upload.clone().with_refusal(at.words(), &why);
            }
            Err(error) => return Err(error.into()),
        }
    }
    if blocks.iter().any(FileBlock::is_wrong) {
        return Ok(None);
    }
    // What had no place stays.
    files.extend(present.iter().skip(MOST_ATTACHED).cloned());
    Ok(Some(files))
}

/// Whether a form whose files cannot be had was sent before, and its files hang on what it published then.
pub async fn was_sent(at: &AtDesk, mark: Option<&String>, files: Option<&Vec<Attachment>>) -> bool {
    match mark {
        Some(mark) if files.is_none() => at.shelf.published(mark).await.is_some(),
        _ => false,
    }
}

async fn one(
    at: &AtDesk,
    owner: AccountId,
    present: &[Attachment],
    sheet: &Sheet,
    block: &mut FileBlock,
) -> service::Result<Option<Attachment>> {
    let words = at.words();
    if let Some(bytes) = sheet.file(&block.upload.name).filter(|_| block.name.is_empty()) {
        let kept = Box::pin(media::upload(&at.cx, owner, bytes, None, None)).await?;
        let description = Some(block.alt.value.clone());
        fill(block, &Attachment { description, ..media::attachment(&at.cx, &kept) });
    }
    if block.name.is_empty() {
        return Ok(None);
    }
    let was_there = present.iter().any(|file| draft_files::name_of(file) == block.name);
    block.alt.error = fault_of_words(&block.alt.value, !was_there).map(|fault| match fault {
        WordsFault::Missing => words.say_count("write-fault-alt", block.position),
        WordsFault::Long => words.say_count("write-fault-alt-long", LONGEST_DESCRIPTION),
    });
    let file = draft_files::named(&at.cx, owner, present, &block.name, &block.alt.value).await?;
    fill(block, &file);
    Ok(Some(file))
}
