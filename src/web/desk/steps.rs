//! The steps of a campaign, each asked about with what it does before it is taken.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::campaign::{self, Campaign};
use crate::domain::campaign_state::{self, CampaignState};
use crate::domain::refusal::Refusal;
use crate::service::campaign_drafts::{self, Done};
use crate::service::drafts::Aside;
use crate::service::{self, accounts, campaigns, statements};
use crate::words::Words;

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::ask::AskPage;
use crate::web::views::form::Hidden;

use super::campaigns::path_of;
use super::drafts;
use super::entrance::AtDesk;

/// Which step is meant.
#[derive(Debug, Deserialize)]
pub struct Which {
    to: String,
}

/// What the button of a step says.
pub fn name(words: Words, from: CampaignState, to: CampaignState) -> &'static str {
    match (from, to) {
        (CampaignState::Draft, _) => words.say("plan-step-open"),
        (_, CampaignState::Gathering | CampaignState::Draft) => words.say("plan-step-gather-again"),
        (_, CampaignState::Delivered) => words.say("plan-step-delivered"),
        (_, CampaignState::Answered) => words.say("plan-step-answered"),
        (_, CampaignState::Won) => words.say("plan-step-won"),
        (_, CampaignState::Lost) => words.say("plan-step-lost"),
        (_, CampaignState::Closed) => words.say("plan-step-closed"),
    }
}

/// What a step does, the most important first.
async fn consequences(at: &AtDesk, campaign: &Campaign, to: CampaignState) -> Result<Vec<String>, Problem> {
    let words = at.words();
    if campaign.state == CampaignState::Draft {
        let address = format!("@{}@{}", campaign.handle, at.cx.config.handle_domain());
        return Ok(vec![
            words.say("plan-open-public").to_owned(),
            words.say_name("plan-open-handle", address),
            words.say("plan-open-after").to_owned(),
        ]);
    }
    let servers = match campaign.account {
        Some(account) => statements::reach(&at.cx, &accounts::find(&at.cx, account).await?).await?.0,
        None => 0,
    };
    let mut said = vec![match servers {
        0 => words.say("plan-goes-nowhere").to_owned(),
        _ => words.say_count("plan-goes-to", servers),
    }];
    said.push(match to {
        CampaignState::Closed => words.say("plan-close-for-good").to_owned(),
        _ => words.say("plan-step-stays").to_owned(),
    });
    Ok(said)
}

/// Asks before a step; says why where it cannot be taken yet.
pub async fn ask(
    at: AtDesk,
    Path(handle): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    at.must_campaign()?;
    let campaign = campaigns::find(&at.cx, &handle).await?;
    let to = CampaignState::parse(&which.to).ok_or_else(Problem::not_found)?;
    let refusal = campaign_state::step(campaign.state, to, campaign.plan.ends, at.cx.now())
        .map_err(Refusal::from)
        .and_then(|()| campaign::check_public(&campaign.plan).map_err(Refusal::from))
        .err();
    match refusal {
        Some(why) => refused(&at, &campaign, at.words().refusal(&why)),
        None => question(&at, &campaign, to).await,
    }
}

async fn question(at: &AtDesk, campaign: &Campaign, to: CampaignState) -> Result<Response, Problem> {
    let words = at.words();
    let hands_in = campaign_drafts::must_approve_step(&at.cx).await?;
    let mut said = consequences(at, campaign, to).await?;
    if hands_in {
        said.insert(0, words.say("draft-hand-in-hint").to_owned());
    }
    let button = if hands_in { words.say("draft-hand-in") } else { name(words, campaign.state, to) };
    frame::private(
        StatusCode::OK,
        &AskPage {
            page: at.page(),
            desk: at.desk(),
            title: words.say_name("plan-step-title", name(words, campaign.state, to)),
            about: campaign.plan.name.clone(),
            consequences: said,
            action: format!("{}/step", path_of(&campaign.handle)),
            carried: vec![
                Hidden { name: "to".to_owned(), value: to.as_str().to_owned() },
                Hidden { name: "from".to_owned(), value: campaign.state.as_str().to_owned() },
            ],
            button: button.to_owned(),
            is_danger: to == CampaignState::Closed,
            back: path_of(&campaign.handle),
            back_words: words.say("plan-step-keep").to_owned(),
        },
    )
}

/// Why a step cannot be taken, with the way to mend it.
fn refused(at: &AtDesk, campaign: &Campaign, why: String) -> Result<Response, Problem> {
    let words = at.words();
    frame::private(
        StatusCode::UNPROCESSABLE_ENTITY,
        &AskPage {
            page: at.page(),
            desk: at.desk(),
            title: words.say("plan-step-not-yet").to_owned(),
            about: campaign.plan.name.clone(),
            consequences: vec![why],
            action: format!("{}/edit", path_of(&campaign.handle)),
            carried: Vec::new(),
            button: String::new(),
            is_danger: false,
            back: format!("{}/edit", path_of(&campaign.handle)),
            back_words: words.say("plan-edit").to_owned(),
        },
    )
}

/// Takes a step.
pub async fn take(
    at: AtDesk,
    Path(handle): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_campaign()?;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    if value("do") != "go" {
        return Err(Problem::new(StatusCode::BAD_REQUEST));
    }
    let to = CampaignState::parse(value("to")).ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST))?;
    let campaign = campaigns::find(&at.cx, &handle).await?;
    let done = || Ok(frame::go_to(&format!("{}?done=step", path_of(&handle))));
    if campaign.state == to && value("from") != to.as_str() {
        // Sent twice, it is taken once.
        return done();
    }
    if campaign.state.as_str() != value("from") {
        return refused(&at, &campaign, at.words().say("plan-step-meanwhile").to_owned());
    }
    let by = Some(&at.session.member);
    match campaign_drafts::step(&at.cx, by, &handle, to, Aside::default()).await {
        Ok(Done::Now(_)) => {
            at.shelf.clear();
            done()
        }
        Ok(Done::Draft(record)) => Ok(frame::go_to(&drafts::path_of(record.id))),
        Err(service::Error::Refused(why)) => refused(&at, &campaign, at.words().refusal(&why)),
        Err(error) => Err(error.into()),
    }
}
