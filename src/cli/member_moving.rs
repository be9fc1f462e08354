//! `antiphon member alias`, `move`, `export`, `import` and `imports`: what members take along and bring here, and where
//! they go.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;

use crate::domain::account::Account;
use crate::domain::ids::MemberId;
use crate::domain::time::Time;
use crate::domain::transfer::{Kind, MOST_BYTES};
use crate::service::{accounts, exports, imports, members, relocations};

use super::failure::{Failure, Outcome};
use super::member::missing;
use super::open::House;
use super::print::{Printer, add, table_or};

/// Going elsewhere and coming from there.
#[derive(Debug, Subcommand)]
pub enum Moving {
    /// Name other accounts as somebody's own, in the place of those named before. Needed there before they move here.
    Alias {
        /// Their name here.
        name: String,
        /// Addresses like @name@server.example; none takes all of them away.
        others: Vec<String>,
    },
    /// Move somebody to another account, which has to name this one among its aliases. Their followers are told to
    /// follow them there, and this account writes no more.
    Move {
        /// Their name here.
        name: String,
        /// Where to, like @name@server.example.
        target: String,
    },
    /// Print what somebody takes along as a file that other servers read.
    Export {
        /// Their name here.
        name: String,
        /// following, followers, lists, blocks, mutes, `domain_blocks` or bookmarks.
        kind: String,
    },
    /// Take a file that somebody brings from another server. It is worked off while `antiphon serve` runs.
    Import {
        /// Their name here.
        name: String,
        /// following, lists, blocks, mutes, `domain_blocks` or bookmarks.
        kind: String,
        /// The file.
        file: PathBuf,
        /// Take away what the file does not name.
        #[arg(long)]
        overwrite: bool,
    },
    /// Show how far somebody's files are worked off, and what could not be done.
    Imports {
        /// Their name here.
        name: String,
    },
}

/// Runs one of them.
pub async fn run(house: &House, what: Moving, printer: Printer) -> Outcome {
    match what {
        Moving::Alias { name, others } => alias(house, &name, &others, printer).await,
        Moving::Move { name, target } => relocate(house, &name, &target, printer).await,
        Moving::Export { name, kind } => export(house, &name, &kind, printer).await,
        Moving::Import { name, kind, file, overwrite } => {
            import(house, &name, (&kind, overwrite), &file, printer).await
        }
        Moving::Imports { name } => progress(house, &name, printer).await,
    }
}

async fn who(house: &House, name: &str) -> Result<(MemberId, Account), Failure> {
    let member = members::find(house, name).await.map_err(|e| missing(e, name))?;
    Ok((member.id, accounts::find(house, member.account).await?))
}

fn kind_of(text: &str) -> Result<Kind, Failure> {
    Kind::parse(text).ok_or_else(|| {
        let all = Kind::ALL.map(Kind::as_str).join(", ");
        Failure::misused(format!("there is no kind \"{text}\". Kinds are: {all}"))
    })
}

async fn alias(house: &House, name: &str, others: &[String], printer: Printer) -> Outcome {
    let (_, account) = who(house, name).await?;
    let changed = relocations::set_aliases(&house.cx, None, &account, others).await?;
    let aliases = &changed.profile.also_known_as;
    let lines = if aliases.is_empty() {
        format!("{name} has no aliases.")
    } else {
        format!("{name} is also {}.", aliases.join(", "))
    };
    printer.say(&lines, &json!({ "name": name, "also_known_as": aliases }));
    Ok(())
}

async fn relocate(house: &House, name: &str, target: &str, printer: Printer) -> Outcome {
    let (_, account) = who(house, name).await?;
    let changed = relocations::leave(&house.cx, None, &account, target).await?;
    let place = changed.profile.moved_to.unwrap_or_default();
    printer.say(
        &format!("{name} has moved to {place}. Their followers are told."),
        &json!({ "name": name, "moved_to": place }),
    );
    Ok(())
}

async fn export(house: &House, name: &str, kind: &str, printer: Printer) -> Outcome {
    let kind = kind_of(kind)?;
    let (_, account) = who(house, name).await?;
    let file = exports::file(house, &account, kind).await?;
    printer.say(&file, &json!({ "name": name, "kind": kind.as_str(), "file": file }));
    Ok(())
}

async fn import(
    house: &House,
    name: &str,
    (kind, overwrite): (&str, bool),
    file: &Path,
    printer: Printer,
) -> Outcome {
    let kind = kind_of(kind)?;
    let (member, account) = who(house, name).await?;
    let unreadable = |e| Failure::failed(format!("{} cannot be read: {e}", file.display()));
    let size = std::fs::metadata(file).map_err(unreadable)?.len();
    if usize::try_from(size).is_ok_and(|size| size > MOST_BYTES) {
        return Err(Failure::failed(format!("{} is larger than {MOST_BYTES} bytes", file.display())));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    let id = imports::begin(house, member, &account, (kind, overwrite), &bytes).await?;
    printer.say(
        &format!("The file is taken. See how far it is: antiphon member imports {name}"),
        &json!({ "name": name, "kind": kind.as_str(), "id": id.to_string() }),
    );
    Ok(())
}

async fn progress(house: &House, name: &str, printer: Printer) -> Outcome {
    let (_, account) = who(house, name).await?;
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    let mut failures = String::new();
    for import in imports::list(house, account.id).await? {
        let failed = imports::failures(house, &import).await?;
        rows.push(vec![
            import.created_at.readable(),
            import.kind.as_str().to_owned(),
            format!("{} of {}", import.done, import.total),
            import.failed.to_string(),
            import
                .finished_at
                .map_or_else(|| "at work".to_owned(), |at| format!("finished {}", at.readable())),
        ]);
        let lines: Vec<_> = failed
            .iter()
            .map(|f| json!({ "line": f.place, "subject": f.entry.subject, "error": f.why }))
            .collect();
        for line in &failed {
            let (kind, subject) = (import.kind.as_str(), &line.entry.subject);
            add(&mut failures, format_args!("\n{kind} {subject}: {}", line.why));
        }
        values.push(json!({
            "id": import.id.to_string(), "kind": import.kind.as_str(), "overwrite": import.overwrites,
            "created_at": import.created_at.rfc3339(), "finished_at": import.finished_at.map(Time::rfc3339),
            "total": import.total, "done": import.done, "failed": import.failed, "failures": lines,
        }));
    }
    let table = table_or(&["came", "kind", "done", "failed", ""], &rows, "Nothing was brought along.");
    printer.say(&format!("{}{failures}", table.trim_end()), &json!(values));
    Ok(())
}
