//! What the signed-in person stands behind: signing with one tap, and taking it back; and what they come to. It stands on
//! the page of their own account; nobody else is shown it.

use axum::Form;
use axum::response::Response;
use http::StatusCode;

use crate::domain::account::Account;
use crate::domain::pledge::Shown;
use crate::service::{accounts, campaigns, event_answers, pledges};

use crate::web::draft::Sent;
use crate::web::event::summary;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::account::{AnsweredEvent, OpenCampaign, SignedCampaign};
use crate::web::views::language::Language;
use crate::web::views::paths;

use super::entrance::AtDesk;

/// What they stand behind, and what they could.
pub async fn lines(at: &AtDesk) -> Result<(Vec<SignedCampaign>, Vec<OpenCampaign>), Problem> {
    let own = own_account(at).await?;
    let signed = pledges::own(&at.cx, &own).await?.into_iter().map(|(campaign, shown)| SignedCampaign {
        path: format!("/@{}", campaign.handle),
        language: Language::of(&campaign.plan.language),
        name: campaign.plan.name,
        shown,
        handle: campaign.handle,
    });
    let open = pledges::to_sign(&at.cx, &own).await?.into_iter().map(|campaign| OpenCampaign {
        path: format!("/@{}", campaign.handle),
        language: Language::of(&campaign.plan.language),
        name: campaign.plan.name,
        goal: campaign.plan.goal,
        handle: campaign.handle,
    });
    Ok((signed.collect(), open.collect()))
}

/// Events that they have answered to.
pub async fn events(at: &AtDesk) -> Result<Vec<AnsweredEvent>, Problem> {
    let own = own_account(at).await?;
    let answered = event_answers::own(&at.cx, &own).await?.into_iter().map(|(event, answer)| AnsweredEvent {
        action: format!("/events/{}/answer", event.id),
        event: summary(&event, at.words()),
        answer,
    });
    Ok(answered.collect())
}

async fn own_account(at: &AtDesk) -> Result<Account, Problem> {
    Ok(accounts::find(&at.cx, at.session.member.account).await?)
}

/// Signs, or takes back: on their own account, or on the page of the campaign. Whoever presses twice is told the same as the
/// first time.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let campaign = campaigns::find(&at.cx, value("campaign")).await?;
    let own = own_account(&at).await?;
    let shown = match value("do") {
        "take-back" => None,
        "sign-named" => Some(Shown::Name),
        "sign-hidden" => Some(Shown::Hidden),
        "sign" => Some(Shown::parse(value("shown")).ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST))?),
        _ => return Err(Problem::new(StatusCode::BAD_REQUEST)),
    };
    match shown {
        None => pledges::withdraw(&at.cx, &own, campaign.id).await?,
        Some(shown) => pledges::sign_as_member(&at.cx, &own, campaign.id, shown).await?,
    };
    // Their own page is made anew each time; everybody else's may be a moment old, and a crowd that signs must not empty the
    // shelf of every page.
    if sent.contains_key("from-campaign") {
        return Ok(frame::go_to(&format!("/@{}", campaign.handle)));
    }
    let done = if shown.is_some() { "signed" } else { "taken" };
    Ok(frame::go_to(&format!("{}?done={done}", paths::ACCOUNT)))
}
