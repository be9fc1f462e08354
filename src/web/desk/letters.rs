//! Letters to decision-makers as the people of the house see them: whom people can write to, how many have, and what could
//! not be sent.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::ids::RowId;
use crate::domain::letter::{LetterState, OfficeHours};
use crate::service;
use crate::service::letter_targets::{self, NewTarget};
use crate::service::mail_returns::{self, Back};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::letters::{BackLine, DeskLettersPage, TargetLine};
use crate::web::views::form::Field;
use crate::web::views::paths;

use super::entrance::AtDesk;

/// What the last action did.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<String>,
}

/// The fields of the form, in their order, with what stands in them at first.
const FIELDS: [(&str, &str); 11] = [
    ("campaign", ""),
    ("name", ""),
    ("address", ""),
    ("language", "en"),
    ("subject", ""),
    ("words", ""),
    ("zone", "UTC"),
    ("days", "1,2,3,4,5"),
    ("from", "09:00"),
    ("until", "17:00"),
    ("per_hour", "10"),
];

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_publish()?;
    let notice = match wanted.done.as_deref() {
        Some("saved") => Some(at.words().say("letter-desk-saved").to_owned()),
        Some("closed") => Some(at.words().say("letter-desk-was-closed").to_owned()),
        _ => None,
    };
    page(&at, notice, None, &Sent::default()).await
}

async fn page(
    at: &AtDesk,
    notice: Option<String>,
    error: Option<String>,
    sent: &Sent,
) -> Result<Response, Problem> {
    let words = at.words();
    let mut targets = Vec::new();
    for target in letter_targets::overview(&at.cx).await? {
        let back = mail_returns::of_target(&at.cx, target.record.id).await?;
        let count = |state| target.count(state);
        let (refused, failed) = (count(LetterState::Refused), count(LetterState::Failed));
        let numbers = words
            .say_with("letter-desk-numbers")
            .count("sent", count(LetterState::Sent))
            .count("waiting", count(LetterState::Planned) + count(LetterState::Handed))
            .count("asked", count(LetterState::Asked))
            .to_string();
        let troubles = words
            .say_with("letter-desk-troubles")
            .count("refused", refused)
            .count("failed", failed)
            .to_string();
        targets.push(TargetLine {
            id: target.record.id.to_string(),
            name: target.record.name.clone(),
            campaign: target.campaign.clone(),
            address: target.address.clone().unwrap_or_default(),
            numbers,
            troubles: Some(troubles).filter(|_| refused + failed > 0),
            back: back.into_iter().map(back_line).collect(),
            is_closed: target.record.closed_at.is_some(),
        });
    }
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut fields =
        FIELDS.iter().map(|(name, usual)| Field::new(name, sent.get(*name).map_or(*usual, String::as_str)));
    let mut field = || fields.next().unwrap_or_default();
    let view = DeskLettersPage {
        page: at.page(),
        desk: at.desk(),
        notice,
        error,
        targets,
        campaign: field(),
        name: field(),
        address: field(),
        language: field(),
        subject: field(),
        words: field(),
        zone: field(),
        days: field(),
        from: field(),
        until: field(),
        per_hour: field(),
    };
    frame::private(status, &view)
}

fn back_line(back: Back) -> BackLine {
    BackLine { is_late: back.is_late(), at: frame::moment(back.at), code: back.code, words: back.words }
}

/// Lets people write to somebody, or no longer.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_own(sent.get("csrf"))?;
    let value = |name: &str| sent.get(name).map(|value| value.trim().to_owned()).unwrap_or_default();
    let member = Some(at.session.member.id);
    if value("do") == "close" {
        let id: RowId = value("id").parse().map_err(|_| Problem::not_found())?;
        letter_targets::close(&at.cx, member, id).await?;
        return Ok(done("closed"));
    }
    let new = NewTarget {
        name: value("name"),
        address: value("address"),
        language: value("language"),
        subject: value("subject"),
        words: value("words"),
        hours: OfficeHours {
            zone: value("zone"),
            days: value("days").split(',').filter_map(|day| day.trim().parse().ok()).collect(),
            // What is no time of day is refused with the hours.
            from: OfficeHours::minute(&value("from")).unwrap_or(u16::MAX),
            until: OfficeHours::minute(&value("until")).unwrap_or(u16::MAX),
        },
        per_hour: value("per_hour").parse().unwrap_or(0),
    };
    match letter_targets::set(&at.cx, member, &value("campaign"), new).await {
        Ok(_) => Ok(done("saved")),
        Err(service::Error::Refused(why)) => page(&at, None, Some(at.words().refusal(&why)), &sent).await,
        Err(error) => Err(error.into()),
    }
}

fn done(what: &str) -> Response {
    frame::go_to(&format!("{}?done={what}", paths::DESK_LETTERS))
}
