//! Letters to decision-makers as the people of the house see them: whom people can write to, how many have, and what could
//! not be sent.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::campaign::Campaign;
use crate::domain::campaign_state::CampaignState;
use crate::domain::cursor::{Cursor, Stretch};
use crate::domain::ids::RowId;
use crate::domain::letter::{LetterState, OfficeHours, Part};
use crate::domain::refusal::Refusal;
use crate::service::campaigns;
use crate::service::letter_targets::{self, NewTarget, Overview};
use crate::service::mail_returns;

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::views::desk::audit::Choice;
use crate::web::views::desk::letters::{Back, BackLine, DeskLettersPage, LetterLook, TargetLine};
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::paths;

use super::entrance::AtDesk;

/// What the last action did, or who is to be changed.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<String>,
    change: Option<String>,
    /// Whose letters that came back go on.
    of: Option<String>,
    /// Of these: only those below this place.
    #[serde(default, deserialize_with = "older::place")]
    back: Option<Cursor>,
}

/// The fields of the form, in their order, with what they are about and what stands in them at first.
const FIELDS: [(&str, Part, &str); 11] = [
    ("campaign", Part::Campaign, ""),
    ("name", Part::Name, ""),
    ("address", Part::Address, ""),
    ("language", Part::Language, "en"),
    ("subject", Part::Subject, ""),
    ("words", Part::Words, ""),
    ("zone", Part::Zone, "UTC"),
    ("days", Part::Days, "1,2,3,4,5"),
    ("from", Part::Hours, "09:00"),
    ("until", Part::Hours, "17:00"),
    ("per_hour", Part::PerHour, "10"),
];

/// What stands in the form.
#[derive(Default)]
struct Typed {
    sent: Sent,
    faults: Vec<(Part, Refusal)>,
    /// How a letter looks, where somebody asked.
    preview: Option<LetterLook>,
    /// Who is changed; none for somebody new.
    changed: Option<String>,
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_publish()?;
    let notice = match wanted.done.as_deref() {
        Some("saved") => Some(at.words().say("letter-desk-saved").to_owned()),
        Some("closed") => Some(at.words().say("letter-desk-was-closed").to_owned()),
        _ => None,
    };
    let all = letter_targets::overview(&at.cx).await?;
    let typed = match &wanted.change {
        None => Typed::default(),
        Some(id) => {
            let target = all.iter().find(|one| one.record.id.to_string() == *id);
            let target = target.ok_or_else(Problem::not_found)?;
            Typed { sent: stored(target), changed: Some(target.record.name.clone()), ..Typed::default() }
        }
    };
    page(&at, (notice, &wanted), &all, typed).await
}

/// What is kept about somebody, as the form sends it.
fn stored(target: &Overview) -> Sent {
    let (record, hours) = (&target.record, &target.record.hours);
    let days: Vec<String> = hours.days.iter().map(u8::to_string).collect();
    [
        ("campaign", target.campaign.clone()),
        ("name", record.name.clone()),
        ("address", target.address.clone().unwrap_or_default()),
        ("language", record.language.clone()),
        ("subject", record.subject.clone()),
        ("words", record.words.clone()),
        ("zone", hours.zone.clone()),
        ("days", days.join(",")),
        ("from", OfficeHours::written(hours.from)),
        ("until", OfficeHours::written(hours.until)),
        ("per_hour", record.per_hour.to_string()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

async fn page(
    at: &AtDesk,
    (notice, wanted): (Option<String>, &Wanted),
    all: &[Overview],
    typed: Typed,
) -> Result<Response, Problem> {
    let words = at.words();
    let mut targets = Vec::new();
    let back_numbers = mail_returns::numbers(&at.cx).await?;
    for target in all {
        let id = target.record.id.to_string();
        let is_open = wanted.of.as_ref() == Some(&id);
        let here = wanted.back.filter(|_| is_open);
        let below = here.unwrap_or(Cursor::START);
        let Stretch { rows: back, next } =
            mail_returns::of_target(&at.cx, target.record.id, below, mail_returns::A_PAGE).await?;
        let anchor = format!("back-{id}");
        let kept = [("of", id.clone())];
        let count = back_numbers.get(&target.record.id).map_or(0, |number| frame::count(number.all()));
        let of = |state| target.count(state);
        let (refused, failed) = (of(LetterState::Refused), of(LetterState::Failed));
        let numbers = words
            .say_with("letter-desk-numbers")
            .count("sent", of(LetterState::Sent))
            .count("waiting", of(LetterState::Planned) + of(LetterState::Handed))
            .count("asked", of(LetterState::Asked))
            .to_string();
        let troubles = words
            .say_with("letter-desk-troubles")
            .count("refused", refused)
            .count("failed", failed)
            .to_string();
        targets.push(TargetLine {
            id,
            name: target.record.name.clone(),
            campaign: target.campaign.clone(),
            address: target.address.clone().unwrap_or_default(),
            numbers,
            troubles: Some(troubles).filter(|_| refused + failed > 0),
            back: Back {
                count,
                label: format!("{} ({})", words.say_count("letter-desk-back", count), target.record.name),
                is_open,
                lines: back.into_iter().map(back_line).collect(),
                pager: older::pager(paths::DESK_LETTERS, ("back", here), next, &kept, &anchor),
                anchor,
            },
            is_closed: target.record.closed_at.is_some(),
        });
    }
    let status = if typed.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut fields = FIELDS.iter().map(|(name, part, usual)| {
        let field = Field::new(name, typed.sent.get(*name).map_or(*usual, String::as_str));
        match typed.faults.iter().find(|(at, _)| at == part).filter(|_| *name != "until") {
            Some((_, why)) => field.with_refusal(words, why),
            None => field,
        }
    });
    let mut field = || fields.next().unwrap_or_default();
    let campaign = field();
    let now = at.cx.now();
    let choices = campaigns::unfinished(&at.cx).await?.into_iter();
    let choices = choices.filter(|one| one.state == CampaignState::Draft || !one.is_over(now));
    let choice = |one: Campaign| Choice {
        is_chosen: one.handle == campaign.value,
        words: format!("{} (@{})", one.plan.name, one.handle),
        value: one.handle,
    };
    let view = DeskLettersPage {
        page: at.page(),
        desk: at.desk(),
        notice,
        targets,
        changed: typed.changed,
        preview: typed.preview,
        campaigns: choices.map(choice).collect(),
        campaign,
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

fn back_line(back: mail_returns::Back) -> BackLine {
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
        at.shelf.clear();
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
            days: OfficeHours::days(&value("days")),
            // What is no time of day is refused with the hours.
            from: OfficeHours::minute(&value("from")).unwrap_or(u16::MAX),
            until: OfficeHours::minute(&value("until")).unwrap_or(u16::MAX),
        },
        per_hour: value("per_hour").parse().unwrap_or(0),
    };
    let (handle, changed) = (value("campaign"), Some(value("changed")).filter(|name| !name.is_empty()));
    let faults = letter_targets::faults(&at.cx, &handle, &new).await?;
    let preview = (value("do") == "look" && faults.is_empty()).then(|| LetterLook {
        language: Language::of(&new.language),
        subject: new.subject.clone(),
        paragraphs: new
            .preview(at.words().say("letter-desk-somebody"))
            .split("\n\n")
            .map(str::to_owned)
            .collect(),
    });
    if preview.is_some() || !faults.is_empty() {
        let all = letter_targets::overview(&at.cx).await?;
        return page(&at, (None, &Wanted::default()), &all, Typed { sent, faults, preview, changed }).await;
    }
    letter_targets::set(&at.cx, member, &handle, new).await?;
    // The page of the campaign leads to the form, with the words that stand here.
    at.shelf.clear();
    Ok(done("saved"))
}

fn done(what: &str) -> Response {
    frame::go_to(&format!("{}?done={what}", paths::DESK_LETTERS))
}
