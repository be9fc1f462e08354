//! Events at the desk: calling people, changing, calling off, and how many come.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;

use crate::domain::event::{EventPlan, EventState};
use crate::domain::ids::EventId;
use crate::domain::time::Time;
use crate::domain::zone::{WallTime, Zone};
use crate::service::events::{self, Called};
use crate::service::{self, accounts, campaigns};

use crate::web::draft::Sent;
use crate::web::event::summary;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::events::{CancelEventPage, DeskEvent, DeskEventsPage, EventFormPage};
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::page::Link;
use crate::web::views::paths;

use super::entrance::AtDesk;

/// The fields of the form, in their order.
const FIELDS: [&str; 9] =
    ["name", "starts", "ends", "zone", "place", "address", "online", "about", "language"];

/// Every event.
pub async fn show(at: AtDesk) -> Result<Response, Problem> {
    let mut list = Vec::new();
    for event in events::list(&at.cx).await? {
        let answers = events::answers(&at.cx, event.id).await?;
        let may_change = at.session.may_publish() && event.state == EventState::Planned;
        let path = |what: &str| format!("{}/{}/{what}", paths::EVENTS, event.id);
        list.push(DeskEvent {
            event: summary(&event, at.words()),
            yes_count: answers.yes,
            maybe_count: answers.maybe,
            edit_path: may_change.then(|| path("edit")),
            cancel_path: may_change.then(|| path("cancel")),
        });
    }
    let page = DeskEventsPage { page: at.page(), desk: at.desk(), events: list };
    frame::private(StatusCode::OK, &page)
}

/// An empty form.
pub async fn empty(at: AtDesk) -> Result<Response, Problem> {
    at.must_publish()?;
    let main = at.cx.config.coalition.languages.first().map_or("en", String::as_str).to_owned();
    let fields = FIELDS.map(|name| match name {
        "language" => Field::new(name, &main),
        "zone" => Field::new(name, "UTC"),
        name => Field::new(name, ""),
    });
    form(&at, paths::NEW_EVENT, None, fields.to_vec(), String::new(), None).await
}

/// Calls people to it.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_own(sent.get("csrf"))?;
    let campaign = sent.get("campaign").cloned().unwrap_or_default();
    let plan = match read(&sent) {
        Ok(plan) => plan,
        Err(fields) => return form(&at, paths::NEW_EVENT, None, fields, campaign, None).await,
    };
    let by = Some(campaign.as_str()).filter(|handle| !handle.is_empty());
    match Box::pin(events::call(&at.cx, Some(at.session.member.id), by, plan)).await {
        Ok(_) => {}
        Err(service::Error::Refused(why)) => {
            return form(&at, paths::NEW_EVENT, None, typed(&sent), campaign, Some(why)).await;
        }
        Err(e) => return Err(e.into()),
    }
    at.shelf.clear();
    Ok(frame::go_to(paths::EVENTS))
}

/// The form, filled with what is there.
pub async fn filled(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    at.must_publish()?;
    let Called { event, .. } = found(&at, &id).await?;
    let plan = &event.plan;
    let wall = |time: Time| plan.zone.wall(time).to_string();
    let fields = FIELDS.map(|name| {
        let value = match name {
            "name" => plan.name.clone(),
            "starts" => wall(plan.starts),
            "ends" => plan.ends.map(wall).unwrap_or_default(),
            "zone" => plan.zone.name().to_owned(),
            "place" => plan.place.clone(),
            "address" => plan.address.clone(),
            "online" => plan.online.clone(),
            "about" => plan.about.clone(),
            _ => plan.language.clone(),
        };
        Field::new(name, &value)
    });
    form(&at, &edit_path(event.id), Some(event.id), fields.to_vec(), String::new(), None).await
}

/// Changes it.
pub async fn change(at: AtDesk, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_own(sent.get("csrf"))?;
    let Called { event, .. } = found(&at, &id).await?;
    let action = edit_path(event.id);
    let plan = match read(&sent) {
        Ok(plan) => plan,
        Err(fields) => return form(&at, &action, Some(event.id), fields, String::new(), None).await,
    };
    match Box::pin(events::change(&at.cx, Some(at.session.member.id), event.id, plan)).await {
        Ok(_) => {}
        Err(service::Error::Refused(why)) => {
            return form(&at, &action, Some(event.id), typed(&sent), String::new(), Some(why)).await;
        }
        Err(e) => return Err(e.into()),
    }
    at.shelf.clear();
    Ok(frame::go_to(paths::EVENTS))
}

/// Asks whether to call it off.
pub async fn ask(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    at.must_publish()?;
    let Called { event, by } = found(&at, &id).await?;
    let servers = events::reach(&at.cx, by.id).await?;
    let page = CancelEventPage {
        page: at.page(),
        desk: at.desk(),
        action: format!("{}/{}/cancel", paths::EVENTS, event.id),
        event: summary(&event, at.words()),
        server_count: frame::count(servers),
    };
    frame::private(StatusCode::OK, &page)
}

/// Calls it off.
pub async fn cancel(at: AtDesk, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_own(sent.get("csrf"))?;
    if sent.get("do").map(String::as_str) != Some("cancel") {
        return Err(Problem::new(StatusCode::BAD_REQUEST));
    }
    let Called { event, .. } = found(&at, &id).await?;
    Box::pin(events::cancel(&at.cx, Some(at.session.member.id), event.id)).await?;
    at.shelf.clear();
    Ok(frame::go_to(paths::EVENTS))
}

async fn found(at: &AtDesk, id: &str) -> Result<Called, Problem> {
    let id: EventId = id.parse().map_err(|_| Problem::not_found())?;
    Ok(events::find(&at.cx, id).await?)
}

fn edit_path(id: EventId) -> String {
    format!("{}/{id}/edit", paths::EVENTS)
}

fn typed(sent: &Sent) -> Vec<Field> {
    FIELDS.map(|name| Field::new(name, sent.get(name).map_or("", String::as_str))).to_vec()
}

/// What was typed as a plan; where something cannot be read, the fields with what is wrong. What a plan must be is decided
/// in `domain`.
fn read(sent: &Sent) -> Result<EventPlan, Vec<Field>> {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    let mut fields = typed(sent);
    let mut wrong = |name: &str, why: &str| {
        if let Some(field) = fields.iter_mut().find(|field| field.name == name) {
            field.error = Some(why.to_owned());
        }
    };
    let zone = Zone::parse(&text("zone"));
    if zone.is_none() {
        wrong("zone", "There is no such time zone. Write it like Europe/Budapest.");
    }
    let starts = WallTime::parse(&text("starts"));
    if starts.is_none() {
        wrong("starts", "Write the day and the time when it begins, like 2026-12-05T14:00.");
    }
    let ends = Some(text("ends")).filter(|ends| !ends.trim().is_empty());
    let ends_at = ends.as_deref().map(WallTime::parse);
    if ends_at == Some(None) {
        wrong("ends", "Write the day and the time when it ends, like 2026-12-05T16:00, or leave it empty.");
    }
    match (zone, starts, ends_at) {
        (Some(zone), Some(starts), None | Some(Some(_))) => Ok(EventPlan {
            name: text("name"),
            about: text("about"),
            language: text("language"),
            starts: zone.moment(starts),
            ends: ends_at.flatten().map(|ends| zone.moment(ends)),
            zone,
            place: text("place"),
            address: text("address"),
            online: text("online"),
        }),
        _ => Err(fields),
    }
}

async fn form(
    at: &AtDesk,
    action: &str,
    editing: Option<EventId>,
    fields: Vec<Field>,
    campaign: String,
    general: Option<String>,
) -> Result<Response, Problem> {
    let is_wrong = general.is_some() || fields.iter().any(|field| field.error.is_some());
    let campaigns = campaigns::speaking(&at.cx).await?;
    let coalition = accounts::coalition(&at.cx).await?;
    let servers = events::reach(&at.cx, coalition.id).await?;
    let languages = at.cx.config.coalition.languages.iter().map(|tag| Language::of(tag)).collect();
    let mut fields = fields.into_iter();
    let mut next = || fields.next().unwrap_or_default();
    let page = EventFormPage {
        page: at.page(),
        desk: at.desk(),
        action: action.to_owned(),
        is_edit: editing.is_some(),
        campaigns: campaigns
            .into_iter()
            .map(|account| Link { words: account.name, target: account.username })
            .collect(),
        campaign,
        name: next(),
        starts: next(),
        ends: next(),
        zone: next(),
        place: next(),
        address: next(),
        online: next(),
        about: next(),
        language: next(),
        languages,
        server_count: frame::count(servers),
        general_error: general,
    };
    frame::private(if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
