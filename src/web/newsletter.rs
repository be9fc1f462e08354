//! The newsletter for people without an account: asking, confirming, leaving. None of these forms needs a cookie, and no
//! answer tells whether an address is known here.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::{Extension, Form};
use http::StatusCode;
use serde::Deserialize;

use crate::app::Cx;
use crate::domain::mail::{MailAddress, MailRefusal};
use crate::http::Doors;
use crate::http::limits::Counted;
use crate::service::newsletter::{self, Wish};
use crate::service::newsletter_rounds::rhythm_of;
use crate::service::{Error, mails};

use super::draft::Sent;
use super::frame;
use super::held::Kind;
use super::problem::Problem;
use super::shelf::Shelf;
use super::views::form::{Field, Hidden};
use super::views::newsletter::{
    Answered, AnsweredPage, ConfirmPage, EndPage, NewsletterForm, NewsletterPage, WaitPage,
};

/// The fields of the form, by their names.
const FIELDS: [&str; 3] = ["newsletter-address", "rhythm", "campaign"];
const FORMS: Kind = Kind {
    fields: &FIELDS,
    ticket: "newsletter-ticket",
    by_host: Counted::ReadingHost,
    together: Counted::Reading,
};

/// What the form is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// The handle of a campaign; none for everything.
    campaign: Option<String>,
}

/// The form as it stands on other pages; none when no mail is sent.
pub fn form(doors_send: bool, campaign: Option<&str>) -> Option<NewsletterForm> {
    doors_send.then(|| NewsletterForm {
        address: Field::new("newsletter-address", ""),
        rhythm: String::new(),
        campaign: campaign.map(str::to_owned),
    })
}

/// The form on a page of its own.
pub async fn show(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let Some(form) = form(mails::is_on(&cx), wanted.campaign.as_deref()) else { return off(&shelf) };
    page(&cx, &shelf, form).await
}

async fn page(cx: &Cx, shelf: &Shelf, form: NewsletterForm) -> Result<Response, Problem> {
    let Some(name) = name_of(cx, form.campaign.as_deref()).await? else { return over(shelf) };
    let is_wrong = form.address.error.is_some();
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    frame::private(status, &NewsletterPage { page: frame::page(shelf), name, form })
}

/// Whose words they are; none where the campaign is over.
async fn name_of(cx: &Cx, handle: Option<&str>) -> Result<Option<String>, Problem> {
    match newsletter::of(cx, handle).await {
        Ok(campaign) => {
            Ok(Some(campaign.map_or_else(|| cx.config.coalition.name.clone(), |one| one.plan.name)))
        }
        Err(Error::Gone) => Ok(None),
        Err(e) => Err(e.into()),
    }
}

fn over(shelf: &Shelf) -> Result<Response, Problem> {
    answered(shelf, StatusCode::GONE, Answered::Over)
}

fn off(shelf: &Shelf) -> Result<Response, Problem> {
    answered(shelf, StatusCode::NOT_FOUND, Answered::Off)
}

fn answered(shelf: &Shelf, status: StatusCode, what: Answered) -> Result<Response, Problem> {
    frame::private(status, &AnsweredPage { page: frame::page(shelf), what })
}

/// Takes the form. Whoever asks is told the same, whether the address is known or new (A174).
pub async fn send(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let value = |name: &str| sent.get(name).map(|value| value.trim().to_owned()).unwrap_or_default();
    let campaign = Some(value("campaign")).filter(|handle| !handle.is_empty());
    let Some(mut form) = form(mails::is_on(&cx), campaign.as_deref()) else { return off(&shelf) };
    form.rhythm = value("rhythm");
    let address = match MailAddress::parse(&value("newsletter-address")) {
        Ok(address) => address,
        Err(refusal) => {
            let said = match refusal {
                MailRefusal::Empty => shelf.words.say("newsletter-address-empty"),
                _ => shelf.words.say("newsletter-address-wrong"),
            };
            form.address = Field::new("newsletter-address", &value("newsletter-address")).with_error(said);
            return page(&cx, &shelf, form).await;
        }
    };
    let wish = Wish {
        address: &address,
        campaign: campaign.as_deref(),
        rhythm: rhythm_of(&form.rhythm),
        tongue: shelf.words.tongue(),
    };
    let Some(name) = name_of(&cx, campaign.as_deref()).await? else { return over(&shelf) };
    let (about, mailbox) = (campaign.as_deref().unwrap_or_default(), address.canonical());
    let holds = newsletter::holds(about, &mailbox);
    if let Some(fields) = FORMS.held((&doors, &cx), holds, &address, &sent) {
        return hold(&shelf, name, fields);
    }
    match newsletter::ask(&cx, wish).await {
        Ok(()) => answered(&shelf, StatusCode::OK, Answered::Asked),
        Err(Error::Busy) => answered(&shelf, StatusCode::SERVICE_UNAVAILABLE, Answered::Full),
        Err(Error::Gone) => over(&shelf),
        Err(e) => Err(e.into()),
    }
}

fn hold(shelf: &Shelf, name: String, fields: Vec<Hidden>) -> Result<Response, Problem> {
    frame::private(StatusCode::TOO_MANY_REQUESTS, &WaitPage { page: frame::page(shelf), name, fields })
}

/// What a link of a mail confirms. Programs that look into mails follow links, so looking changes nothing.
pub async fn show_confirm(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let Some(opened) = newsletter::peek(&cx, &link).await? else {
        return answered(&shelf, StatusCode::GONE, Answered::Stale);
    };
    let name = opened.campaign.unwrap_or_else(|| cx.config.coalition.name.clone());
    frame::private(
        StatusCode::OK,
        &ConfirmPage { page: frame::page(&shelf), name, action: format!("/newsletter/confirm/{link}") },
    )
}

/// Confirms.
pub async fn confirm(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    match newsletter::confirm(&cx, &link).await? {
        Some(end_path) => answered(&shelf, StatusCode::OK, Answered::Confirmed(end_path)),
        None => answered(&shelf, StatusCode::GONE, Answered::Stale),
    }
}

/// The page with the button that ends it. It changes nothing, and is the same for readers and for those who left (RFC 8058
/// wants the address to take a POST).
pub async fn show_end(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    if !newsletter::is_end(&cx, &link) {
        return answered(&shelf, StatusCode::GONE, Answered::Stale);
    }
    let action = format!("/newsletter/end/{link}");
    frame::private(StatusCode::OK, &EndPage { page: frame::page(&shelf), action })
}

/// Ends it: by the button, or by the mail program of the reader, which has no cookie and follows no redirect.
pub async fn end(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    newsletter::end(&cx, &link).await?;
    answered(&shelf, StatusCode::OK, Answered::Ended)
}
