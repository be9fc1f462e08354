//! How the coalition looks to others: its name, its text, its pictures and its labelled lines.

use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::media::{AVATAR, HEADER, Size};
use crate::service::accounts::{LONGEST_NOTE, MOST_FIELDS, ProfileChange};
use crate::service::{self, accounts, media};

use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::profile::{ProfilePage, ProfilePicture};
use crate::web::views::form::Field;
use crate::web::views::paths;

use super::attached::here;
use super::entrance::AtDesk;
use super::sheet::Sheet;

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<String>,
}

/// What stands in the form.
struct Typed {
    name: Field,
    note: Field,
    avatar: Field,
    header: Field,
    lines: Vec<(Field, Field)>,
    general: Option<String>,
}

impl Typed {
    fn of(name: &str, note: &str, line: impl Fn(usize) -> (String, String)) -> Self {
        let lines = (0..MOST_FIELDS).map(|index| {
            let (label, value) = line(index);
            let named = |word: &str, value: &str| Field::new(&format!("{word}_{}", index + 1), value);
            (named("label", &label), named("value", &value))
        });
        Self {
            name: Field::new("name", name),
            note: Field::new("note", note),
            avatar: Field::new("avatar", ""),
            header: Field::new("header", ""),
            lines: lines.collect(),
            general: None,
        }
    }

    fn is_wrong(&self) -> bool {
        let fields = [&self.name, &self.note, &self.avatar, &self.header];
        self.general.is_some() || fields.iter().any(|field| field.error.is_some())
    }
}

/// The form with what the profile says now.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_publish()?;
    let coalition = accounts::coalition(&at.cx).await?;
    let note = accounts::coalition_note(&at.cx, &coalition).await?;
    let lines: Vec<_> = coalition.profile.fields.iter().map(accounts::typed_line).collect();
    let typed = Typed::of(&coalition.name, &note, |index| lines.get(index).cloned().unwrap_or_default());
    page(&at, &coalition, wanted.done.is_some(), typed)
}

fn page(at: &AtDesk, coalition: &Account, is_done: bool, typed: Typed) -> Result<Response, Problem> {
    let status = if typed.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let picture = |field: Field, shown: Option<&String>| ProfilePicture {
        field,
        shown: shown.and_then(|address| here(address)).map(str::to_owned),
    };
    let view = ProfilePage {
        page: at.page(),
        desk: at.desk(),
        is_done,
        public_path: format!("/@{}", coalition.username),
        name: typed.name,
        note: typed.note,
        avatar: picture(typed.avatar, coalition.profile.avatar.as_ref()),
        header: picture(typed.header, coalition.profile.header.as_ref()),
        lines: typed.lines,
        general: typed.general,
    };
    frame::private(status, &view)
}

/// Changes the profile; everybody who follows is told.
pub async fn send(at: AtDesk, sheet: Sheet) -> Result<Response, Problem> {
    at.must_own(sheet.sent.get("csrf"))?;
    let coalition = accounts::coalition(&at.cx).await?;
    let value = |name: &str| sheet.sent.get(name).map(|text| text.replace("\r\n", "\n")).unwrap_or_default();
    let line = |index: usize| {
        let typed = |word: &str| value(&format!("{word}_{}", index + 1)).trim().to_owned();
        (typed("label"), typed("value"))
    };
    let mut typed = Typed::of(&value("name"), &value("note"), line);
    // What was typed when the session had ended comes back to its author.
    if value("do") == "change" {
        return page(&at, &coalition, false, typed);
    }
    let words = at.words();
    if typed.name.value.trim().is_empty() {
        typed.name.error = Some(words.say("profile-fault-name").to_owned());
    }
    if typed.note.value.chars().count() > LONGEST_NOTE {
        typed.note.error = Some(words.say_count("profile-fault-note", LONGEST_NOTE));
    }
    if typed.is_wrong() {
        return page(&at, &coalition, false, typed);
    }
    let avatar = picture(&at, &sheet, &mut typed.avatar, AVATAR).await?;
    let header = picture(&at, &sheet, &mut typed.header, HEADER).await?;
    if typed.is_wrong() {
        return page(&at, &coalition, false, typed);
    }
    let lines = (0..MOST_FIELDS).map(line).filter(|(label, value)| !label.is_empty() && !value.is_empty());
    let change = ProfileChange {
        name: Some(value("name")),
        note: Some(value("note")),
        fields: Some(lines.collect()),
        avatar,
        header,
        by: Some(at.session.member.id),
        ..ProfileChange::default()
    };
    match Box::pin(accounts::change_profile(&at.cx, &coalition, change)).await {
        Ok(_) => {
            at.shelf.clear();
            Ok(frame::go_to(&format!("{}?done=1", paths::PROFILE)))
        }
        Err(service::Error::Refused(why)) => {
            typed.general = Some(at.words().refusal(&why));
            page(&at, &coalition, false, typed)
        }
        Err(error) => Err(error.into()),
    }
}

/// What becomes of a picture: a new one, none, or the one that is there. What is no picture is said at its field.
async fn picture(
    at: &AtDesk,
    sheet: &Sheet,
    field: &mut Field,
    size: Size,
) -> Result<Option<Option<String>>, Problem> {
    let Some(file) = sheet.file(&field.name) else {
        return Ok(sheet.sent.contains_key(&format!("{}_gone", field.name)).then_some(None));
    };
    match Box::pin(media::keep_cut(&at.cx, file, size)).await {
        Ok(address) => Ok(Some(Some(address))),
        Err(service::Error::Refused(why)) => {
            *field = Field::new(&field.name, "").with_refusal(at.words(), &why);
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}
