//! `antiphon coalition profile`: how the coalition looks to others.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::domain::media::{AVATAR, HEADER, Size};
use crate::service::accounts::{self, LONGEST_NOTE, MOST_FIELDS, ProfileChange};
use crate::service::media;

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, add};
use super::statement_texts::read;

/// What is new; the rest stays as it is.
#[derive(Debug, Args)]
pub struct Change {
    /// The name.
    #[arg(long)]
    name: Option<String>,
    /// A file with the text about the coalition in Markdown; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    summary: Option<String>,
    /// The logo: PNG, JPEG, GIF or WebP. It is cut to fit.
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// Take the logo away.
    #[arg(long, conflicts_with = "logo")]
    no_logo: bool,
    /// The wide picture at the top.
    #[arg(long, value_name = "FILE")]
    header: Option<PathBuf>,
    /// Take the wide picture away.
    #[arg(long, conflicts_with = "header")]
    no_header: bool,
    /// A labelled line. Can be given again; all lines that were there are replaced.
    #[arg(long, value_name = "LABEL=VALUE")]
    line: Vec<String>,
    /// Take all labelled lines away.
    #[arg(long, conflicts_with = "line")]
    no_lines: bool,
}

impl Change {
    fn is_empty(&self) -> bool {
        let says_nothing = self.name.is_none() && self.summary.is_none() && self.line.is_empty();
        let shows_nothing = self.logo.is_none() && self.header.is_none();
        says_nothing && shows_nothing && !self.no_logo && !self.no_header && !self.no_lines
    }

    fn lines(&self) -> Result<Option<Vec<(String, String)>>, Failure> {
        if self.line.is_empty() {
            return Ok(self.no_lines.then(Vec::new));
        }
        if self.line.len() > MOST_FIELDS {
            return Err(Failure::misused(format!("a profile can have {MOST_FIELDS} lines at most")));
        }
        let split = |line: &String| match line.split_once('=') {
            Some((label, value)) if !label.trim().is_empty() && !value.trim().is_empty() => {
                Ok((label.trim().to_owned(), value.trim().to_owned()))
            }
            _ => Err(Failure::misused(format!("--line is LABEL=VALUE, not \"{line}\""))),
        };
        self.line.iter().map(split).collect::<Result<_, _>>().map(Some)
    }
}

/// Shows the profile, or changes it.
pub async fn run(house: &House, given: Change, printer: Printer) -> Outcome {
    let mut now = house.coalition.clone();
    let is_change = !given.is_empty();
    if is_change {
        let note = given.summary.as_deref().map(read).transpose()?;
        if given.name.as_ref().is_some_and(|name| name.trim().is_empty()) {
            return Err(Failure::misused("the name cannot be empty"));
        }
        if note.as_ref().is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
            return Err(Failure::misused(format!("the text can have {LONGEST_NOTE} characters at most")));
        }
        let fields = given.lines()?;
        let change = ProfileChange {
            name: given.name,
            note,
            fields,
            avatar: picture(house, given.logo.as_deref(), given.no_logo, AVATAR).await?,
            header: picture(house, given.header.as_deref(), given.no_header, HEADER).await?,
            ..ProfileChange::default()
        };
        now = Box::pin(accounts::change_profile(house, &now, change)).await?;
    }
    let note = accounts::coalition_note(house, &now).await?;
    let typed: Vec<_> = now.profile.fields.iter().map(accounts::typed_line).collect();
    let mut lines = if is_change { "The profile is changed.\n".to_owned() } else { String::new() };
    add(&mut lines, format_args!("{}\n\n{}\n", now.name, note.trim_end()));
    for (label, value) in &typed {
        add(&mut lines, format_args!("\n{label}: {value}"));
    }
    for (what, picture) in [("Logo", &now.profile.avatar), ("Wide picture", &now.profile.header)] {
        if let Some(address) = picture {
            add(&mut lines, format_args!("\n{what}: {address}"));
        }
    }
    printer.say(
        &lines,
        &json!({
            "name": now.name, "summary": note, "html": now.summary, "logo": now.profile.avatar,
            "header": now.profile.header,
            "lines": typed.iter().map(|(label, value)| json!({ "label": label, "value": value })).collect::<Vec<_>>(),
        }),
    );
    Ok(())
}

/// The new picture, none, or the one that is there.
async fn picture(
    house: &House,
    file: Option<&Path>,
    is_gone: bool,
    size: Size,
) -> Result<Option<Option<String>>, Failure> {
    let Some(file) = file else { return Ok(is_gone.then_some(None)) };
    let bytes = std::fs::read(file)
        .map_err(|e| Failure::misused(format!("{} cannot be read: {e}", file.display())))?;
    let kept = Box::pin(media::keep_cut(house, &bytes, size)).await;
    Ok(Some(Some(kept.map_err(|e| Failure::from(e).about(file.display().to_string()))?)))
}
