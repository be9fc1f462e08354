//! What a statement says, as it is given on the command line: texts from files, languages, attachments. Files of this
//! machine are brought in by `statement_files`.

use std::io::Read as _;
use std::path::Path;

use clap::Args;

use crate::domain::correction::SaidIn;
use crate::domain::language::Language;
use crate::domain::post::{Attachment, Post};
use crate::domain::statement::{Draft, DraftText};
use crate::domain::translation::{Review, TranslationState};
use crate::service::quorum::Leave;

use super::failure::Failure;

/// A file that is longer than any statement may be.
const LONGEST_FILE: u64 = 1024 * 1024;

/// What a statement says.
#[derive(Debug, Args)]
pub struct Texts {
    /// A file with the text in Markdown; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub file: Option<String>,
    /// The language of the text, such as en. Without it: the coalition's first.
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// The title.
    #[arg(long)]
    pub title: Option<String>,
    /// The same in another language: es:FILE:TITLE. Can be given again for each language.
    #[arg(long, value_name = "LANGUAGE:FILE:TITLE")]
    pub also: Vec<String>,
    /// How far the translation into a language is: es:machine, es:draft or es:reviewed. Without it: as far as it was; a new
    /// one is reviewed, because whoever publishes it answers for it, and in a draft it is a draft. Where the original
    /// changes and it does not, it is a draft at most. Can be given again.
    #[arg(long, value_name = "LANGUAGE:STATE")]
    pub also_state: Vec<String>,
    /// The translation into this language was read beside the original as that is now, and is right. Can be given again.
    #[arg(long, value_name = "LANGUAGE")]
    pub still_right: Vec<String>,
    /// A warning that stands before the text.
    #[arg(long, value_name = "TEXT")]
    pub warning: Option<String>,
    /// A picture or another file by its https address; what is after the last `=` describes it for those who do
    /// not see it. Can be given again.
    #[arg(long, value_name = "URL=DESCRIPTION")]
    pub attach: Vec<String>,
    /// A picture or another file of this machine, kept by the server: river.jpg=DESCRIPTION. In the place of the file
    /// there can be the number of one that was brought before. Can be given again.
    #[arg(long, value_name = "FILE=DESCRIPTION")]
    pub attach_file: Vec<String>,
    /// Take away every picture and file that was there.
    #[arg(long, conflicts_with_all = ["attach", "attach_file"])]
    pub no_attach: bool,
    /// What became of the files of this machine.
    #[arg(skip)]
    pub brought: Vec<Attachment>,
    /// Say it without the approvals that the coalition asks for, in an emergency. The audit log tells it.
    #[arg(long)]
    pub break_glass: bool,
}

/// A text that was given, and what of it.
struct Given {
    language: Language,
    title: Option<String>,
    source: Option<String>,
}

impl Texts {
    /// The draft of a new statement.
    pub fn draft(&self, main_language: &str) -> Result<Draft, Failure> {
        if self.file.is_none() {
            return Err(Failure::misused(
                "say where the text is: --file text.md, or --file - for standard input",
            ));
        }
        let texts = self.given(main_language)?;
        let mut texts: Vec<DraftText> = texts
            .into_iter()
            .map(|t| DraftText {
                language: t.language,
                title: t.title.unwrap_or_default(),
                source: t.source.unwrap_or_default(),
                review: Review::Unsaid,
            })
            .collect();
        self.reviewed(&mut texts)?;
        Ok(Draft { texts, warning: self.warning.clone(), attachments: self.attachments()? })
    }

    /// By whose leave it is said.
    pub fn leave(&self) -> Leave<'static> {
        if self.break_glass { Leave::BreakGlass } else { Leave::Usual }
    }

    /// The draft of a new version: what was given in the place of what is there, the rest as it is.
    pub fn edit(&self, post: &Post, without: &[String], main_language: &str) -> Result<Draft, Failure> {
        let texts = post
            .texts
            .iter()
            .map(|text| DraftText {
                language: language(text.language.as_deref().unwrap_or(main_language))
                    .unwrap_or_else(|_| undetermined()),
                title: text.title.clone().unwrap_or_default(),
                source: text.source.clone().unwrap_or_default(),
                review: Review::Unsaid,
            })
            .collect();
        let present =
            Draft { texts, warning: post.warning.clone(), attachments: post.details.attachments.clone() };
        self.onto(present, without, main_language)
    }

    /// What was given in the place of what is there, the rest as it is.
    pub fn onto(&self, present: Draft, without: &[String], main_language: &str) -> Result<Draft, Failure> {
        let Draft { mut texts, warning, attachments } = present;
        for text in &mut texts {
            // Of what stays as it is nothing is said: it stands where it stood.
            text.review = Review::Unsaid;
        }
        let main = texts.first().map_or_else(|| main_language.to_owned(), |t| t.language.tag().to_owned());
        for given in self.given(&main)? {
            match texts.iter_mut().find(|t| t.language == given.language) {
                Some(there) => {
                    there.source = given.source.unwrap_or_else(|| there.source.clone());
                    there.title = given.title.unwrap_or_else(|| there.title.clone());
                }
                None => texts.push(DraftText {
                    language: given.language,
                    title: given.title.unwrap_or_default(),
                    source: given.source.unwrap_or_default(),
                    review: Review::Unsaid,
                }),
            }
        }
        for tag in without {
            let gone = language(tag)?;
            let before = texts.len();
            texts.retain(|t| t.language != gone);
            if texts.len() == before {
                return Err(Failure::misused(format!("the statement has no text in {}", gone.name())));
            }
        }
        self.reviewed(&mut texts)?;
        let is_kept = self.attach.is_empty() && self.brought.is_empty() && !self.no_attach;
        let attachments = if is_kept { attachments } else { self.attachments()? };
        Ok(Draft { texts, warning: self.warning.clone().or(warning), attachments })
    }

    /// Puts into the texts what was said of their translations.
    fn reviewed(&self, texts: &mut [DraftText]) -> Result<(), Failure> {
        let states = self.also_state.iter().map(|given| {
            let read = given.split_once(':').and_then(|(tag, word)| Some((tag, TranslationState::parse(word)?)));
            let (tag, state) = read.ok_or_else(|| {
                Failure::misused(format!(
                    "--also-state is LANGUAGE:STATE with machine, draft or reviewed, as in es:machine, not \"{given}\""
                ))
            })?;
            Ok::<_, Failure>((language(tag)?, Review::Is(state)))
        });
        let right = self.still_right.iter().map(|tag| Ok((language(tag)?, Review::StillRight)));
        for said in states.chain(right) {
            let (language, review) = said?;
            let text = texts.iter_mut().find(|text| text.language == language);
            let text = text.ok_or_else(|| {
                Failure::misused(format!("the statement has no text in {}", language.name()))
            })?;
            text.review = review;
        }
        Ok(())
    }

    fn given(&self, main_language: &str) -> Result<Vec<Given>, Failure> {
        let mut texts = Vec::new();
        if self.file.is_some() || self.title.is_some() {
            texts.push(Given {
                language: language(self.lang.as_deref().unwrap_or(main_language))?,
                title: self.title.clone(),
                source: self.file.as_deref().map(read).transpose()?,
            });
        }
        for also in &self.also {
            let mut parts = also.splitn(3, ':');
            let (Some(tag), Some(file)) = (parts.next(), parts.next()) else {
                return Err(Failure::misused(format!(
                    "--also is LANGUAGE:FILE:TITLE, as in es:texto.md:Título, not \"{also}\""
                )));
            };
            texts.push(Given {
                language: language(tag)?,
                title: parts.next().map(str::to_owned),
                source: Some(read(file)?),
            });
        }
        Ok(texts)
    }

    fn attachments(&self) -> Result<Vec<Attachment>, Failure> {
        let by_address: Result<Vec<Attachment>, Failure> = self
            .attach
            .iter()
            .map(|given| {
                let (url, description) = given.rsplit_once('=').ok_or_else(|| {
                    Failure::misused(format!(
                        "--attach is URL=DESCRIPTION; describe what {given} shows for those who do not see it"
                    ))
                })?;
                let description = Some(description.trim().to_owned()).filter(|d| !d.is_empty());
                Ok(Attachment {
                    url: url.to_owned(),
                    media_type: media_type(url).map(str::to_owned),
                    description,
                    ..Attachment::default()
                })
            })
            .collect();
        Ok([by_address?, self.brought.clone()].concat())
    }
}

fn language(tag: &str) -> Result<Language, Failure> {
    Language::parse(tag)
        .ok_or_else(|| Failure::misused(format!("\"{tag}\" is not a language tag; write en, es, pt-BR")))
}

fn undetermined() -> Language {
    Language::parse("und").expect("three letters are a tag")
}

/// What was wrong, in the languages of translations: es:TEXT.
pub fn said_in(given: &[String]) -> Result<Vec<SaidIn>, Failure> {
    let read = |one: &String| {
        let (tag, said) = one.split_once(':').ok_or_else(|| {
            Failure::misused(format!("--said-in is LANGUAGE:TEXT, as in es:Eran treinta., not \"{one}\""))
        })?;
        Ok(SaidIn { language: language(tag)?.tag().to_owned(), said: said.to_owned() })
    };
    given.iter().map(read).collect()
}

/// The text of a file, or of standard input.
pub fn read(file: &str) -> Result<String, Failure> {
    let mut text = String::new();
    let outcome = if file == "-" {
        std::io::stdin().lock().take(LONGEST_FILE).read_to_string(&mut text)
    } else {
        std::fs::File::open(Path::new(file)).and_then(|f| f.take(LONGEST_FILE).read_to_string(&mut text))
    };
    outcome.map_err(|e| Failure::misused(format!("cannot read the text from {file}: {e}")))?;
    Ok(text)
}

/// What kind of file an address leads to, as far as its ending tells; others show a picture only if they are told.
fn media_type(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    Some(match path.rsplit('.').next()?.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" | "oga" => "audio/ogg",
        "pdf" => "application/pdf",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(attach: &[&str], also: &[&str]) -> Texts {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        Texts {
            file: None,
            lang: None,
            title: None,
            also: owned(also),
            also_state: Vec::new(),
            still_right: Vec::new(),
            warning: None,
            attach: owned(attach),
            attach_file: Vec::new(),
            no_attach: false,
            brought: Vec::new(),
            break_glass: false,
        }
    }

    #[test]
    fn an_attachment_has_an_address_that_may_hold_equals_signs() {
        let made = texts(&["https://a.example/b.PNG?x=1=A river"], &[]).attachments().expect("it is good");
        assert_eq!(made[0].url, "https://a.example/b.PNG?x=1");
        assert_eq!(made[0].description.as_deref(), Some("A river"));
        assert_eq!(made[0].media_type.as_deref(), Some("image/png"));
        assert!(texts(&["https://a.example/b.png"], &[]).attachments().is_err());
    }

    #[test]
    fn what_is_said_of_a_translation_needs_the_translation_and_a_state() {
        let said = |also_state: &[&str], still_right: &[&str]| {
            let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
            let all =
                Texts { also_state: owned(also_state), still_right: owned(still_right), ..texts(&[], &[]) };
            let text = |tag: &str| DraftText {
                language: Language::parse(tag).expect("a tag"),
                title: String::new(),
                source: "x".to_owned(),
                review: Review::Unsaid,
            };
            let mut there = vec![text("en"), text("es")];
            all.reviewed(&mut there).map(|()| there[1].review)
        };
        assert_eq!(said(&["es:machine"], &[]).ok(), Some(Review::Is(TranslationState::Machine)));
        assert_eq!(said(&[], &["es"]).ok(), Some(Review::StillRight));
        for (states, right) in
            [(["es:perfect"], None), (["es"], None), (["fr:draft"], None), (["es:draft"], Some("fr"))]
        {
            let right: Vec<&str> = right.into_iter().collect();
            assert!(said(&states, &right).is_err(), "{states:?} {right:?}");
        }
    }

    #[test]
    fn another_language_needs_its_file() {
        for faulty in ["es", "english:-:x", "es:/nowhere/text.md:Título"] {
            assert!(texts(&[], &[faulty]).given("en").is_err(), "{faulty}");
        }
    }
}
