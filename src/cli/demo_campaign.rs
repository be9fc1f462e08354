//! The second act of the demonstration: a campaign is opened, followed, signed across the three by vote, and by a visitor who
//! has only a mailbox.

use serde_json::{Value, json};

use crate::domain::account::Account;
use crate::domain::campaign::{Campaign, DecisionMaker, Milestone, Plan};
use crate::domain::campaign_state::CampaignState;
use crate::domain::follow::FollowState;
use crate::domain::mail::MailAddress;
use crate::domain::pledge::{Form, Shown};
use crate::domain::post::Post;
use crate::domain::sector::Sector;
use crate::service::pledge_forms::{self, Confirmed};
use crate::service::{accounts, campaigns, follows, members, pledge_polls, pledges, polls, posts};
use crate::words::Tongue;

use super::demo_house::House;
use super::demo_mail::Mailbox;
use super::failure::Failure;
use super::print::add;
use super::progress::Progress;

/// The handle of the campaign.
const HANDLE: &str = "clean-river";
/// Who signs where: a member of each coalition.
const SIGNERS: [&str; 3] = ["rosa", "hugo", "wanda"];
/// Who signs without an account: a name and a mailbox.
const VISITOR: (&str, &str) = ("Vera Visitor", "vera@visitor.example");

/// What has happened, as it is told.
pub struct Act {
    campaign: Campaign,
    page: String,
    poll: Post,
    voted: i64,
    signed: i64,
    erase: String,
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
            words: "Four of us".to_owned(),
            supporters: Some(4),
            ..Milestone::default()
        }],
        ..Plan::default()
    }
}

/// Lets the three stand together behind a campaign.
pub async fn play(houses: &[House], mailbox: &Mailbox, progress: &Progress) -> Result<Act, Failure> {
    let [river, _, women] = houses else { return Err(Failure::failed("the cast is not complete")) };
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

    progress.say("Members of all three sign by voting, each at home.");
    for (house, name) in houses.iter().zip(SIGNERS) {
        let signer = member(house, name).await?;
        let question = posts::look_up(&house.cx, poll.uri.as_str()).await?;
        polls::vote(&house.cx, &signer, question.id, &[0]).await?;
    }
    let wanted = i64::try_from(SIGNERS.len()).unwrap_or(i64::MAX);
    let voted = river
        .wait("everybody is counted", || async {
            let total = pledges::total(&river.cx, campaign.id).await?.all();
            Ok(Some(total).filter(|total| *total >= wanted))
        })
        .await?;
    progress.step();

    progress.say("A visitor signs by the form and confirms by the mail.");
    let erase = visit(river, mailbox).await?;
    let signed = pledges::total(&river.cx, campaign.id).await?.all();
    progress.step();
    let page = river.cx.url(&format!("/@{HANDLE}"));
    Ok(Act { campaign, page, poll, voted, signed, erase })
}

/// Somebody without an account signs, opens the mail that comes, and follows its link; where they could take it back.
async fn visit(river: &House, mailbox: &Mailbox) -> Result<String, Failure> {
    let (name, mail) = VISITOR;
    let form = Form {
        name: name.to_owned(),
        mail: MailAddress::parse(mail).expect("it is an address"),
        shown: Shown::Name,
        place: String::new(),
        comment: String::new(),
    };
    let campaign = pledge_forms::open(&river.cx, HANDLE).await?;
    pledge_forms::ask(&river.cx, &campaign, &form, Tongue::English).await?;
    let start = river.cx.url("/pledges/confirm/");
    let link = river.wait("the mail comes", || async { Ok(mailbox.link(mail, &start)) }).await?;
    match pledge_forms::confirm(&river.cx, link.trim_start_matches(&start)).await? {
        Confirmed::Counts(_, erase) => Ok(river.cx.url(&erase)),
        Confirmed::Stale => Err(Failure::failed(format!("the link of the mail does not confirm: {link}"))),
    }
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
        ("River Coalition", "opened a campaign", plan.name.clone(), act.page.clone()),
        ("Members of all three", "signed", format!("{} stand behind it then", act.voted), address(&act.poll)),
        (
            VISITOR.0,
            "signed by the form and confirmed by the mail",
            format!("{} stand behind it now", act.signed),
            act.page.clone(),
        ),
        (VISITOR.0, "can take it back", "by the link of the mail".to_owned(), act.erase.clone()),
    ];
    for (who, did, what, link) in told {
        add(lines, format_args!("\n{who} {did}\n  {what}\n  {link}\n"));
        events.push(json!({ "who": who, "did": did, "text": what, "url": link }));
    }
}
