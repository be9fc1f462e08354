//! Events at the desk: calling people, changing, calling off, and how many come.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::cursor::{Cursor, Stretch};
use crate::domain::draft::{DraftVoice, Proposal, Purpose};
use crate::domain::event::{Event, EventPlan, EventState};
use crate::domain::ids::EventId;
use crate::domain::time::Time;
use crate::domain::zone::{WallTime, Zone};
use crate::keys;
use crate::service::drafts::{self, Aside, DraftRecord, Saved};
use crate::service::event_answers;
use crate::service::events::{self, Called};
use crate::service::quorum::Leave;
use crate::service::{self, accounts, campaigns, draft_matters};
use crate::words::Words;

use crate::web::draft::Sent;
use crate::web::event::summary;
use crate::web::frame;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::views::desk::events::{CancelEventPage, DeskEvent, DeskEventsPage, EventFormPage};
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::page::Link;
use crate::web::views::paths;

use super::drafts::path_of;
use super::entrance::AtDesk;
use super::forms::{once, publish_once};

/// The fields of the form, in their order.
const FIELDS: [&str; 9] =
    ["name", "starts", "ends", "zone", "place", "address", "online", "about", "language"];

/// What is wanted of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Listed {
    /// Of what is over: only what began before this place.
    #[serde(default, deserialize_with = "older::place")]
    before: Option<Cursor>,
}

/// Every event to come, the next one first, and a page of those that are over.
pub async fn show(at: AtDesk, Query(wanted): Query<Listed>) -> Result<Response, Problem> {
    let coming = lines(&at, events::coming_at_desk(&at.cx).await?).await?;
    let below = wanted.before.unwrap_or(Cursor::START);
    let Stretch { rows, next } = events::past(&at.cx, below, events::A_PAGE).await?;
    let page = DeskEventsPage {
        page: at.page(),
        desk: at.desk(),
        coming,
        past: lines(&at, rows).await?,
        pager: older::pager(paths::EVENTS, ("before", wanted.before), next, &[], "past"),
    };
    frame::private(StatusCode::OK, &page)
}

async fn lines(at: &AtDesk, events: Vec<Event>) -> Result<Vec<DeskEvent>, Problem> {
    let mut list = Vec::with_capacity(events.len());
    for event in events {
        let answers = event_answers::answers_by_way(&at.cx, event.id).await?;
        let may_change = at.session.may_campaign() && event.state == EventState::Planned;
        let path = |what: &str| format!("{}/{}/{what}", paths::EVENTS, event.id);
        list.push(DeskEvent {
            event: summary(&event, at.words()),
            all: answers.all(),
            accounts: answers.accounts,
            guests: answers.guests,
            edit_path: may_change.then(|| path("edit")),
            cancel_path: may_change.then(|| path("cancel")),
        });
    }
    Ok(list)
}

/// An empty form.
pub async fn empty(at: AtDesk) -> Result<Response, Problem> {
    at.must_draft()?;
    let main = at.cx.config.coalition.languages.first().map_or("en", String::as_str).to_owned();
    let fields = FIELDS.map(|name| match name {
        "language" => Field::new(name, &main),
        "zone" => Field::new(name, "UTC"),
        name => Field::new(name, ""),
    });
    form(&at, Place::new(paths::NEW_EVENT), fields.to_vec(), None).await
}

/// Calls people to it, or hands it in for others to approve.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let hands_in = at.must_bring_out(sent.get("csrf"), sent.get("do"))?;
    let campaign = sent.get("campaign").cloned().unwrap_or_default();
    let place = Place { campaign: campaign.clone(), note: note_of(&sent), ..Place::new(paths::NEW_EVENT) };
    let plan = match read(at.words(), &sent) {
        Ok(plan) => plan,
        Err(fields) => return form(&at, place, fields, None).await,
    };
    let by = Some(campaign.as_str()).filter(|handle| !handle.is_empty());
    let done = if hands_in {
        hand_in(&at, draft_matters::new_event(&at.cx, by, plan), &sent).await
    } else {
        let Some(mark) = once(&at, &sent) else { return form(&at, place, typed(&sent), None).await };
        let call = async || {
            let called = Box::pin(events::call(&at.cx, Some(at.session.member.id), by, plan)).await?;
            called.event.note.ok_or(service::Error::NotFound)
        };
        publish_once(&at, &mark, call).await?.map(|_| paths::EVENTS.to_owned())
    };
    end(&at, done, place, &sent).await
}

fn note_of(sent: &Sent) -> String {
    sent.get("note").cloned().unwrap_or_default()
}

/// Hands a draft in; the path of its page.
async fn hand_in(at: &AtDesk, proposal: Proposal, sent: &Sent) -> service::Result<String> {
    let aside = Aside { note: note_of(sent), wished_at: None };
    let record = draft_matters::hand_in(&at.cx, Some(&at.session.member), proposal, aside).await?;
    Ok(path_of(record.id))
}

/// Goes where it is shown, or back to the form with what is wrong.
async fn end(
    at: &AtDesk,
    done: service::Result<String>,
    place: Place,
    sent: &Sent,
) -> Result<Response, Problem> {
    match done {
        Ok(path) => {
            at.shelf.clear();
            Ok(frame::go_to(&path))
        }
        Err(service::Error::Refused(why)) => {
            form(at, place, typed(sent), Some(at.words().refusal(&why))).await
        }
        Err(e) => Err(e.into()),
    }
}

/// The form, filled with what is there.
pub async fn filled(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    at.must_draft()?;
    let Called { event, .. } = found(&at, &id).await?;
    form(&at, Place::of(&event), fields_of(&event.plan).to_vec(), None).await
}

fn fields_of(plan: &EventPlan) -> [Field; 9] {
    let wall = |time: Time| plan.zone.wall(time).to_string();
    FIELDS.map(|name| {
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
    })
}

/// Changes it, or hands the change in for others to approve.
pub async fn change(at: AtDesk, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let hands_in = at.must_bring_out(sent.get("csrf"), sent.get("do"))?;
    let Called { event, .. } = found(&at, &id).await?;
    let place = Place { note: note_of(&sent), ..Place::of(&event) };
    let plan = match read(at.words(), &sent) {
        Ok(plan) => plan,
        Err(fields) => return form(&at, place, fields, None).await,
    };
    let done = if hands_in {
        let mut proposal = draft_matters::about_event(&at.cx, event.id, Purpose::EventChange).await?;
        if let Some(matter) = &mut proposal.event {
            matter.plan = plan;
        }
        hand_in(&at, proposal, &sent).await
    } else {
        // Of two who change it at once, the second is shown that there was a first.
        let seen = sent.get("seen").and_then(|at| at.parse().ok()).map(Time);
        let by = Some(at.session.member.id);
        let changed = Box::pin(events::change_by(&at.cx, by, event.id, seen, plan, Leave::Usual)).await;
        changed.map(|_| paths::EVENTS.to_owned())
    };
    end(&at, done, place, &sent).await
}

/// The form with what the draft of an event says now.
pub(super) async fn draft(at: &AtDesk, record: &DraftRecord, plan: &EventPlan) -> Result<Response, Problem> {
    let place = Place { note: record.note.clone(), ..Place::of_draft(record) };
    form(at, place, fields_of(plan).to_vec(), None).await
}

/// Keeps what was changed in the draft of an event. Whatever was approved must be approved anew.
pub(super) async fn save_draft(at: &AtDesk, record: DraftRecord, sent: &Sent) -> Result<Response, Problem> {
    let campaign = sent.get("campaign").cloned();
    let place = Place { note: note_of(sent), ..Place::of_draft(&record) };
    let plan = match read(at.words(), sent) {
        Ok(plan) => plan,
        Err(fields) => return form(at, place, fields, None).await,
    };
    let mut proposal = record.proposal.clone();
    if let Some(matter) = &mut proposal.event {
        matter.plan = plan;
    }
    if let Some(handle) = campaign.filter(|_| proposal.purpose == Purpose::Event) {
        proposal.voice = if handle.is_empty() { DraftVoice::Coalition } else { DraftVoice::Campaign };
        proposal.campaign = Some(handle).filter(|handle| !handle.is_empty());
    }
    let aside = Aside { note: note_of(sent), wished_at: record.wished_at };
    let revision = sent.get("revision").and_then(|number| number.parse().ok()).unwrap_or(0);
    let by = Some(&at.session.member);
    match drafts::save(&at.cx, by, record.id, revision, proposal, aside).await {
        Ok(Saved::Kept(_)) => Ok(frame::go_to(&path_of(record.id))),
        Ok(Saved::Overtaken(theirs)) => {
            let place = Place { note: note_of(sent), ..Place::of_draft(&theirs) };
            form(at, place, typed(sent), Some(at.words().say("draft-overtaken").to_owned())).await
        }
        Err(service::Error::Refused(why)) => {
            form(at, place, typed(sent), Some(at.words().refusal(&why))).await
        }
        Err(e) => Err(e.into()),
    }
}

/// Asks whether to call it off.
pub async fn ask(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    at.must_draft()?;
    cancel_form(&at, &id, None).await
}

async fn cancel_form(at: &AtDesk, id: &str, problem: Option<String>) -> Result<Response, Problem> {
    let Called { event, by } = found(at, id).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let servers = events::reach(&at.cx, by.id).await?;
    let page = CancelEventPage {
        page: at.page(),
        desk: at.desk(),
        action: format!("{}/{}/cancel", paths::EVENTS, event.id),
        event: summary(&event, at.words()),
        server_count: frame::count(servers),
        may_publish: at.ways().await?.publish,
        problem,
    };
    frame::private(status, &page)
}

/// Calls it off, or hands that in for others to approve.
pub async fn cancel(at: AtDesk, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let hands_in = at.must_bring_out(sent.get("csrf"), sent.get("do"))?;
    let Called { event, .. } = found(&at, &id).await?;
    let done = if hands_in {
        let proposal = draft_matters::about_event(&at.cx, event.id, Purpose::EventCancellation).await?;
        hand_in(&at, proposal, &sent).await
    } else if sent.get("do").map(String::as_str) == Some("cancel") {
        let cancelled = Box::pin(events::cancel(&at.cx, Some(at.session.member.id), event.id)).await;
        cancelled.map(|_| paths::EVENTS.to_owned())
    } else {
        return Err(Problem::new(StatusCode::BAD_REQUEST));
    };
    match done {
        Ok(path) => {
            at.shelf.clear();
            Ok(frame::go_to(&path))
        }
        Err(service::Error::Refused(why)) => cancel_form(&at, &id, Some(at.words().refusal(&why))).await,
        Err(e) => Err(e.into()),
    }
}

async fn found(at: &AtDesk, id: &str) -> Result<Called, Problem> {
    let id: EventId = id.parse().map_err(|_| Problem::not_found())?;
    Ok(events::find(&at.cx, id).await?)
}

/// Which form it is.
struct Place {
    action: String,
    is_edit: bool,
    /// The revision of the draft that is changed; none where there is no draft yet.
    revision: Option<i64>,
    /// When the event that is changed last changed.
    seen: Option<Time>,
    campaign: String,
    note: String,
}

impl Place {
    fn new(action: &str) -> Self {
        let action = action.to_owned();
        let (campaign, note) = (String::new(), String::new());
        Self { action, is_edit: false, revision: None, seen: None, campaign, note }
    }

    fn of(event: &Event) -> Self {
        let action = format!("{}/{}/edit", paths::EVENTS, event.id);
        Self { is_edit: true, seen: Some(event.changed_at), ..Self::new(&action) }
    }

    fn of_draft(record: &DraftRecord) -> Self {
        Self {
            is_edit: record.proposal.purpose != Purpose::Event,
            revision: Some(record.revision),
            campaign: record.proposal.campaign.clone().unwrap_or_default(),
            ..Self::new(&format!("{}/edit", path_of(record.id)))
        }
    }
}

fn typed(sent: &Sent) -> Vec<Field> {
    FIELDS.map(|name| Field::new(name, sent.get(name).map_or("", String::as_str))).to_vec()
}

/// What was typed as a plan; where something cannot be read, the fields with what is wrong. What a plan must be is decided
/// in `domain`.
fn read(words: Words, sent: &Sent) -> Result<EventPlan, Vec<Field>> {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    let mut fields = typed(sent);
    let mut wrong = |name: &str, why: &str| {
        if let Some(field) = fields.iter_mut().find(|field| field.name == name) {
            field.error = Some(why.to_owned());
        }
    };
    let zone = Zone::parse(&text("zone"));
    if zone.is_none() {
        wrong("zone", words.say("event-form-no-zone"));
    }
    let starts = WallTime::parse(&text("starts"));
    if starts.is_none() {
        wrong("starts", words.say("event-form-no-start"));
    }
    let ends = Some(text("ends")).filter(|ends| !ends.trim().is_empty());
    let ends_at = ends.as_deref().map(WallTime::parse);
    if ends_at == Some(None) {
        wrong("ends", words.say("event-form-no-end"));
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
    place: Place,
    fields: Vec<Field>,
    general: Option<String>,
) -> Result<Response, Problem> {
    let is_wrong = general.is_some() || fields.iter().any(|field| field.error.is_some());
    let campaigns = campaigns::speaking(&at.cx).await?;
    let coalition = accounts::coalition(&at.cx).await?;
    let caller = campaigns.iter().find(|one| one.username == place.campaign).unwrap_or(&coalition);
    let servers = events::reach(&at.cx, caller.id).await?;
    let languages = at.cx.config.coalition.languages.iter().map(|tag| Language::of(tag)).collect();
    let ways = at.ways().await?;
    let mut fields = fields.into_iter();
    let mut next = || fields.next().unwrap_or_default();
    let page = EventFormPage {
        page: at.page(),
        desk: at.desk(),
        action: place.action,
        is_edit: place.is_edit,
        may_publish: ways.publish,
        revision: place.revision,
        seen: place.seen.map(|at| at.0),
        once: keys::random_token(),
        note: Field::new("note", &place.note),
        campaigns: campaigns
            .into_iter()
            .map(|account| Link { words: account.name, target: account.username })
            .collect(),
        campaign: place.campaign,
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
