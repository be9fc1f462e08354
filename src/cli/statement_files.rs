//! Pictures and files of this machine that a statement or a draft shows: looked into, kept by the server, and hung on the
//! words, like those that are chosen at the desk.

use std::path::Path;

use crate::domain::ids::AccountId;
use crate::domain::media::{LONGEST_DESCRIPTION, MOST_ATTACHED, Progress, WordsFault, fault_of_words};
use crate::domain::post::Attachment;
use crate::service::{draft_files, media};

use super::failure::{Failure, Outcome};
use super::open::House;
use super::statement_texts::Texts;

impl Texts {
    /// Brings the files of this machine in, as uploads of this account, which says the words.
    pub async fn bring(&mut self, house: &House, owner: AccountId) -> Outcome {
        if self.attach.len() + self.attach_file.len() > MOST_ATTACHED {
            return Err(Failure::misused(format!("a text can have {MOST_ATTACHED} files at most")));
        }
        // What is wrong with the words of one is said before another is kept.
        let given: Vec<_> = self.attach_file.iter().map(|given| split(given)).collect::<Result<_, _>>()?;
        for (file, description) in given {
            let name = match number(file) {
                Some(number) => number,
                None => Box::pin(keep(house, owner, file, description)).await?,
            };
            let brought = draft_files::named(house, owner, &[], &name, description).await;
            let brought: Attachment = brought.map_err(|e| Failure::from(e).about(format!("file {name}")))?;
            self.brought.push(brought);
        }
        Ok(())
    }
}

/// The file, and what it shows for those who do not see it.
fn split(given: &str) -> Result<(&str, &str), Failure> {
    let (file, description) = given.rsplit_once('=').unwrap_or((given, ""));
    match fault_of_words(description, true) {
        None => Ok((file, description.trim())),
        Some(WordsFault::Missing) => Err(Failure::misused(format!(
            "--attach-file is FILE=DESCRIPTION; describe what {file} shows for those who do not see it"
        ))),
        Some(WordsFault::Long) => Err(Failure::misused(format!(
            "what {file} shows can be described in {LONGEST_DESCRIPTION} characters at most"
        ))),
    }
}

/// The number of a file that was brought before; none for the name of a file that is here.
fn number(file: &str) -> Option<String> {
    let is_number = !file.is_empty() && file.bytes().all(|b| b.is_ascii_digit());
    (is_number && !Path::new(file).exists()).then(|| file.to_owned())
}

/// Looks into a file and keeps it: its number.
async fn keep(house: &House, owner: AccountId, file: &str, description: &str) -> Result<String, Failure> {
    let bytes =
        std::fs::read(file).map_err(|e| Failure::misused(format!("the file {file} cannot be read: {e}")))?;
    let kept = Box::pin(media::upload(house, owner, &bytes, None, None)).await?;
    match kept.progress {
        Progress::Waiting => Err(Failure::failed(format!(
            "the running server draws {file} anew first. Say it again in a moment, with --attach-file \"{}={description}\"",
            kept.id
        ))),
        _ => Ok(kept.id.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_with_what_it_shows() {
        assert_eq!(split("a=b.png= The river ").expect("it is good"), ("a=b.png", "The river"));
        for faulty in ["b.png", "b.png=", "b.png=  "] {
            assert!(split(faulty).is_err(), "{faulty}");
        }
        assert!(split(&format!("b.png={}", "x".repeat(LONGEST_DESCRIPTION + 1))).is_err());
    }

    #[test]
    fn a_number_is_a_file_that_was_brought_before() {
        assert_eq!(number("17").as_deref(), Some("17"));
        assert_eq!(number(""), None);
        assert_eq!(number("17.png"), None);
    }
}
