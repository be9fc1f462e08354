//! The second act of the demonstration: a campaign is opened, co-signed, followed and signed across the three.

use serde_json::{Value, json};

use crate::domain::account::Account;
use crate::domain::campaign::{Campaign, DecisionMaker, Milestone, Plan};
use crate::domain::campaign_state::CampaignState;
use crate::domain::endorsement::{EndorsementState, Side};
use crate::domain::follow::FollowState;
use crate::domain::post::Post;
use crate::domain::sector::Sector;
use crate::service::{
    accounts, campaigns, endorsements, endorsing, follows, members, pledge_polls, pledges, polls, posts,
};

use super::demo_house::House;
use super::failure::Failure;
use super::print::add;
use super::progress::Progress;

/// The handle of the campaign.
const HANDLE: &str = "clean-river";
/// Who signs where: a member of each coalition.
const SIGNERS: [&str; 3] = ["rosa", "hugo", "wanda"];

/// What has happened, as it is told.
pub struct Act {
    campaign: Campaign,
    page: String,
    poll: Post,
    endorsed: Post,
    endorser: String,
    signed: i64,
}

fn plan() -> Plan {
    Plan {
        name: "Clean River".to_owned(),
        goal: "The upper dam gets no permit".to_owned(),
        about: "Thirty villages drink from this river. **The dam would dry it out.**".to_owned(),
        language: "en".to_owned(),
        demands: vec!["Refuse the permit".to_owned(), "Publish every measurement".to_owned()],
        addressed: vec![DecisionMaker {
            name: "The Minister of Water".to_owned(),
            office: Some("decides on 12 May".to_owned()),
        }],
        sectors: vec![Sector::Environment, Sector::Housing],
        languages: vec!["en".to_owned(), "es".to_owned()],
        milestones: vec![Milestone {
            words: "Three of us".to_owned(),
            supporters: Some(3),
            ..Milestone::default()
        }],
        ..Plan::default()
    }
}

/// Lets the three stand together behind a campaign.
pub async fn play(houses: &[House], statement: &Post, progress: &Progress) -> Result<Act, Failure> {
    let [river, housing, women] = houses else { return Err(Failure::failed("the cast is not complete")) };
    progress.say("River opens a campaign; Women's Rights follow it.");
    campaigns::create(&river.cx, None, HANDLE, plan()).await?;
    let campaign = campaigns::step(&river.cx, None, HANDLE, CampaignState::Gathering).await?;
    let poll = river
        .wait("the campaign asks who signs", || async {
            Ok(pledge_polls::standing(&river.cx, &campaign).await?.map(|standing| standing.post))
        })
        .await?;
    let group = format!("@{HANDLE}@{}", river.cx.config.handle_domain());
    let target = accounts::look_up(&women.cx, &group).await?;
    follows::follow(&women.cx, &women.coalition, &target).await?;
    women
        .wait("the campaign is followed", || async {
            let state = follows::state(&women.cx, &women.coalition, &target).await?;
            Ok(state.filter(|state| *state == FollowState::Accepted))
        })
        .await?;
    progress.step();

    progress.say("Housing puts its name to the statement, and River shows it.");
    endorsing::offer(&housing.cx, None, statement.uri.as_str()).await?;
    let offered = river
        .wait("the endorsement is offered", || async {
            let all = endorsements::list(&river.cx, Side::Received).await?;
            Ok(all.into_iter().find(|(entry, _)| entry.state == EndorsementState::Offered))
        })
        .await?;
    endorsements::accept(&river.cx, None, offered.0.id).await?;
    progress.step();

    progress.say("Members of all three sign by voting, each at home.");
    for (house, name) in houses.iter().zip(SIGNERS) {
        let signer = member(house, name).await?;
        let question = posts::look_up(&house.cx, poll.uri.as_str()).await?;
        polls::vote(&house.cx, &signer, question.id, &[0]).await?;
    }
    let wanted = i64::try_from(SIGNERS.len()).unwrap_or(i64::MAX);
    let signed = river
        .wait("everybody is counted", || async {
            let total = pledges::total(&river.cx, campaign.id).await?.all();
            Ok(Some(total).filter(|total| *total >= wanted))
        })
        .await?;
    progress.step();
    let page = river.cx.url(&format!("/@{HANDLE}"));
    let endorser = housing.coalition.name.clone();
    Ok(Act { campaign, page, poll, endorsed: statement.clone(), endorser, signed })
}

async fn member(house: &House, name: &str) -> Result<Account, Failure> {
    members::add(&house.cx, name, "member").await?;
    Ok(accounts::local(&house.cx, name).await?)
}

/// Tells it, for people and for programs.
pub fn tell(act: &Act, lines: &mut String, events: &mut Vec<Value>) {
    let address = |post: &Post| post.url.clone().unwrap_or_else(|| post.uri.to_string());
    let plan = &act.campaign.plan;
    let told = [
        ("River Coalition".to_owned(), "opened a campaign", plan.name.clone(), act.page.clone()),
        (
            act.endorser.clone(),
            "put its name to the statement",
            "with a proof that anybody can check".to_owned(),
            format!("{}/endorsements", act.endorsed.uri),
        ),
        (
            "Members of all three".to_owned(),
            "signed",
            format!("{} stand behind it now", act.signed),
            address(&act.poll),
        ),
    ];
    for (who, did, what, link) in told {
        add(lines, format_args!("\n{who} {did}\n  {what}\n  {link}\n"));
        events.push(json!({ "who": who, "did": did, "text": what, "url": link }));
    }
}
