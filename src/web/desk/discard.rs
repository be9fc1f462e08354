//! Throwing away a campaign that was never public. It asks first.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;

use crate::domain::campaign_state::CampaignState;
use crate::service::campaigns;

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::ask::AskPage;
use crate::web::views::paths;

use super::campaigns::path_of;
use super::entrance::AtDesk;

/// Where a campaign is thrown away; none for one that is public.
pub fn path_for(handle: &str, state: CampaignState) -> Option<String> {
    (!state.is_public()).then(|| format!("{}/discard", path_of(handle)))
}

/// Asks before it.
pub async fn ask(at: AtDesk, Path(handle): Path<String>) -> Result<Response, Problem> {
    at.must_campaign()?;
    let campaign = campaigns::find(&at.cx, &handle).await?;
    let action = path_for(&campaign.handle, campaign.state).ok_or_else(Problem::not_found)?;
    let words = at.words();
    frame::private(
        StatusCode::OK,
        &AskPage {
            page: at.page(),
            desk: at.desk(),
            title: words.say("plan-discard-title").to_owned(),
            about: campaign.plan.name.clone(),
            consequences: vec![
                words.say("plan-discard-gone").to_owned(),
                words.say_name("plan-discard-handle", format!("@{}", campaign.handle)),
            ],
            action,
            carried: Vec::new(),
            button: words.say("plan-discard").to_owned(),
            is_danger: true,
            back: path_of(&campaign.handle),
            back_words: words.say("plan-step-keep").to_owned(),
        },
    )
}

/// Throws it away.
pub async fn send(
    at: AtDesk,
    Path(handle): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_campaign()?;
    if sent.get("do").map(String::as_str) != Some("go") {
        return Err(Problem::new(StatusCode::BAD_REQUEST));
    }
    campaigns::discard(&at.cx, Some(at.session.member.id), &handle).await?;
    Ok(frame::go_to(paths::CAMPAIGNS))
}
