//! Answering to an event on its page: members with one tap, everybody else by a form that a mail confirms. The forms of
//! guests need no cookie, none asks who somebody is by their network address, and no answer tells whether an address has
//! answered before.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::{Extension, Form as Posted};
use http::StatusCode;

use crate::app::Cx;
use crate::domain::event::{Answer, Event};
use crate::domain::event_guest::{self, Form, MOST_PEOPLE, Refusal, Typed};
use crate::domain::ids::EventId;
use crate::http::Doors;
use crate::http::limits::Counted;
use crate::service::event_guests::{self, Confirmed};
use crate::service::{Error, accounts, event_answers};
use crate::words::Words;

use super::desk::entrance::AtDesk;
use super::draft::Sent;
use super::frame;
use super::held::Kind;
use super::problem::Problem;
use super::shelf::Shelf;
use super::views::form::{Field, Hidden};
use super::views::guest::{
    GuestAnswer, GuestAnswerPage, GuestConfirmPage, GuestErasePage, GuestForm, GuestPage, GuestWaitPage,
};
use super::views::paths;

/// The fields of the form, by their names.
const FIELDS: [&str; 3] = ["guest-mail", "guest-answer", "guest-people"];
/// A field that people do not see. Programs fill it.
const TRAP: &str = "guest-website";
const FORMS: Kind =
    Kind { fields: &FIELDS, ticket: "guest-ticket", by_host: Counted::ComingHost, together: Counted::Coming };

fn id_of(id: &str) -> Result<EventId, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

fn path_of(id: EventId) -> String {
    format!("/events/{id}")
}

/// A member answers, or takes the answer back. Whoever presses twice is told the same as the first time.
pub async fn answer(
    at: AtDesk,
    Path(id): Path<String>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    let id = id_of(&id)?;
    let answer = match sent.get("do").map(String::as_str).unwrap_or_default() {
        "no" => None,
        word => Some(Answer::parse(word).ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST))?),
    };
    let own = accounts::find(&at.cx, at.session.member.account).await?;
    match event_answers::answer(&at.cx, &own, id, answer).await {
        // Their own page is made anew each time; everybody else's may be a moment old, and a crowd that answers must not empty
        // the shelf of every page. If it is over, or was called off, the page says so.
        Ok(_) | Err(Error::Refused(_)) => {}
        Err(e) => return Err(e.into()),
    }
    let is_from_account = sent.contains_key("from-account");
    Ok(frame::go_to(&if is_from_account { format!("{}?done=answer", paths::ACCOUNT) } else { path_of(id) }))
}

/// The form for the page of an event; none where people without an account cannot answer.
pub fn form(cx: &Cx, event: &Event) -> Option<GuestForm> {
    event_guests::may_come(cx, event).is_ok().then(|| filled(event.id, &Sent::new()))
}

fn filled(id: EventId, sent: &Sent) -> GuestForm {
    let [mail, answer, people] =
        FIELDS.map(|name| Field::new(name, sent.get(name).map_or("", |value| value.trim())));
    let action = format!("{}/come", path_of(id));
    GuestForm { action, mail, answer, people, most_people: MOST_PEOPLE }
}

/// The form on a page of its own.
pub async fn show(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    match event_guests::open(&cx, id_of(&id)?).await {
        Ok(called) => page(&shelf, &called.event, filled(called.event.id, &Sent::new())),
        Err(Error::Refused(_)) => over(&shelf),
        Err(e) => Err(e.into()),
    }
}

fn page(shelf: &Shelf, event: &Event, form: GuestForm) -> Result<Response, Problem> {
    let is_wrong = !form.problems().is_empty();
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (page, name) = (frame::page(shelf), event.plan.name.clone());
    frame::private(status, &GuestPage { page, event: name, event_path: path_of(event.id), form })
}

fn tell(shelf: &Shelf, status: StatusCode, what: GuestAnswer) -> Result<Response, Problem> {
    frame::private(status, &GuestAnswerPage { page: frame::page(shelf), what })
}

fn over(shelf: &Shelf) -> Result<Response, Problem> {
    tell(shelf, StatusCode::CONFLICT, GuestAnswer::Over)
}

/// Takes the form. Whoever asks is told the same, whether the address has answered or not (A174).
pub async fn send(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let event = match event_guests::open(&cx, id_of(&id)?).await {
        Ok(called) => called.event,
        Err(Error::Refused(_)) => return over(&shelf),
        Err(e) => return Err(e.into()),
    };
    // Whatever fills the field that nobody sees is told what everybody is told.
    if sent.get(TRAP).is_some_and(|value| !value.is_empty()) {
        return tell(&shelf, StatusCode::OK, GuestAnswer::Asked);
    }
    let [mail, answer, people] = FIELDS.map(|name| sent.get(name).map_or("", |value| value.trim()));
    let form = match event_guest::check(Typed { mail, answer, people }) {
        Ok(form) => form,
        Err(refusal) => return page(&shelf, &event, refused(shelf.words, filled(event.id, &sent), &refusal)),
    };
    let (number, mailbox) = (event.id.to_string(), form.mail.canonical());
    let holds = event_guests::holds(&number, &mailbox);
    if let Some(fields) = FORMS.held((&doors, &cx), holds, &form.mail, &sent) {
        return hold(&shelf, &event, fields);
    }
    ask(&cx, &shelf, &event, &form).await
}

async fn ask(cx: &Cx, shelf: &Shelf, event: &Event, form: &Form) -> Result<Response, Problem> {
    match event_guests::ask(cx, event, form, shelf.words.tongue()).await {
        Ok(()) => tell(shelf, StatusCode::OK, GuestAnswer::Asked),
        Err(Error::Busy) => tell(shelf, StatusCode::SERVICE_UNAVAILABLE, GuestAnswer::Full),
        Err(Error::Refused(_)) => over(shelf),
        Err(e) => Err(e.into()),
    }
}

fn hold(shelf: &Shelf, event: &Event, fields: Vec<Hidden>) -> Result<Response, Problem> {
    frame::private(
        StatusCode::TOO_MANY_REQUESTS,
        &GuestWaitPage {
            page: frame::page(shelf),
            event: event.plan.name.clone(),
            action: format!("{}/come", path_of(event.id)),
            fields,
        },
    )
}

fn refused(words: Words, mut form: GuestForm, refusal: &Refusal) -> GuestForm {
    match refusal {
        Refusal::Mail(_) => form.mail = form.mail.with_error(words.say("pledge-mail-wrong")),
        Refusal::People => form.people = form.people.with_error(words.say("guest-people-wrong")),
        _ => form.answer = form.answer.with_error(words.say("guest-answer-missing")),
    }
    form
}

/// What a link of a mail confirms. Programs that look into mails follow links, so looking changes nothing.
pub async fn show_confirm(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let Some(opened) = event_guests::peek(&cx, &link).await? else {
        return tell(&shelf, StatusCode::GONE, GuestAnswer::Stale);
    };
    let said = event_guests::said(shelf.words, &opened.event.plan.name, opened.party);
    let action = format!("/events/confirm/{link}");
    frame::private(StatusCode::OK, &GuestConfirmPage { page: frame::page(&shelf), said, action })
}

/// Confirms.
pub async fn confirm(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    match event_guests::confirm(&cx, &link).await {
        Ok(Confirmed::Counts(event, erase_path)) => {
            let what = GuestAnswer::Counts {
                event: event.plan.name,
                event_path: path_of(event.id),
                calendar_path: event_guests::calendar_path(event.id),
                erase_path,
            };
            tell(&shelf, StatusCode::OK, what)
        }
        Ok(Confirmed::Stale) => tell(&shelf, StatusCode::GONE, GuestAnswer::Stale),
        Err(Error::Refused(_)) => over(&shelf),
        Err(e) => Err(e.into()),
    }
}

/// The page with the button that takes an answer back. It changes nothing, and is the same whether there is one or not.
pub async fn show_erase(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    if !event_guests::is_erase(&cx, &link) {
        return tell(&shelf, StatusCode::GONE, GuestAnswer::Stale);
    }
    let action = format!("/events/erase/{link}");
    frame::private(StatusCode::OK, &GuestErasePage { page: frame::page(&shelf), action })
}

/// Takes an answer back.
pub async fn erase(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    event_guests::erase(&cx, &link).await?;
    tell(&shelf, StatusCode::OK, GuestAnswer::Erased)
}
