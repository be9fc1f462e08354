//! Joint campaigns at the desk: invitations that wait for us, those that we lead, and inviting others.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::campaign_state::CampaignState;
use crate::domain::cursor::Stretch;
use crate::domain::ids::RowId;
use crate::domain::joint::{JointState, Side};
use crate::service::drafts::Aside;
use crate::service::joint::{self, HouseRecord, Listed};
use crate::service::joint_drafts::{self, Done};
use crate::service::{self, campaigns, quorum};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::views::desk::joint::{CampaignChoice, JointHouse, JointLine, JointPage};
use crate::web::views::form::Field;
use crate::web::views::page::{Pager, Waiting};
use crate::web::views::paths;

use super::drafts;
use super::entrance::AtDesk;

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<String>,
    /// Of invitations that wait: only those above this number.
    #[serde(default, deserialize_with = "older::place")]
    waiting: Option<i64>,
    /// Of those of others that have ended: only those below this number.
    #[serde(default, deserialize_with = "older::place")]
    others: Option<i64>,
    /// The same of ours.
    #[serde(default, deserialize_with = "older::place")]
    led: Option<i64>,
}

impl Wanted {
    /// The other places, so that a link moves one list alone.
    fn without(&self, name: &str) -> Vec<(&'static str, String)> {
        let all = [("waiting", self.waiting), ("others", self.others), ("led", self.led)];
        let others = all.into_iter().filter(|(one, _)| *one != name);
        others.map(|(one, place)| older::kept(one, place)).collect()
    }
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_publish()?;
    page(&at, &wanted, [Field::new("campaign", ""), Field::new("partner", "")]).await
}

/// A page of the invitations that wait.
async fn waiting(at: &AtDesk, wanted: &Wanted) -> Result<Waiting<JointLine>, Problem> {
    let (words, here) = (at.words(), wanted.waiting);
    let count = joint::count_invited(&at.cx).await?;
    let lines = joint::invited(&at.cx, here.unwrap_or(0), joint::A_PAGE).await?.map(|one| line(at, &one));
    let place = (paths::JOINT, words.say("joint-others"), "waiting");
    Ok(older::waiting(words, place, here, count, lines, &wanted.without("waiting")))
}

/// Those of one side that ours take part in, whole, and a page of those that have ended.
async fn list(
    at: &AtDesk,
    wanted: &Wanted,
    joined: &[Listed],
    side: Side,
) -> Result<(Vec<JointLine>, Pager), Problem> {
    let (name, here) = match side {
        Side::Partner => ("others", wanted.others),
        Side::Lead => ("led", wanted.led),
    };
    let below = here.unwrap_or(i64::MAX);
    let Stretch { rows, next } = joint::ended(&at.cx, Some(side), below, joint::A_PAGE).await?;
    let joined = joined.iter().filter(|one| one.record.side == side);
    let lines = joined.chain(&rows).map(|one| line(at, one)).collect();
    Ok((lines, older::pager(paths::JOINT, (name, here), next, &wanted.without(name), name)))
}

async fn page(at: &AtDesk, wanted: &Wanted, fields: [Field; 2]) -> Result<Response, Problem> {
    let is_wrong = fields.iter().any(|field| field.error.is_some());
    let [campaign, partner] = fields;
    let joined = joint::joined(&at.cx).await?;
    let gathering = campaigns::unfinished(&at.cx).await?;
    let gathering = gathering.into_iter().filter(|one| one.state == CampaignState::Gathering);
    let view = JointPage {
        page: at.page(),
        desk: at.desk(),
        is_done: wanted.done.is_some(),
        must_approve: quorum::is_shared(&at.cx).await?,
        waiting: waiting(at, wanted).await?,
        led: list(at, wanted, &joined, Side::Lead).await?,
        others: list(at, wanted, &joined, Side::Partner).await?,
        campaigns: gathering.map(|one| CampaignChoice { handle: one.handle, name: one.plan.name }).collect(),
        campaign,
        partner,
    };
    frame::private(if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}

fn state(at: &AtDesk, state: JointState) -> String {
    match state {
        JointState::Invited => at.words().say("joint-state-invited"),
        JointState::Joined => at.words().say("joint-state-joined"),
        JointState::Declined => at.words().say("joint-state-declined"),
        JointState::Left => at.words().say("joint-state-left"),
    }
    .to_owned()
}

fn line(at: &AtDesk, one: &Listed) -> JointLine {
    let Listed { record, lead, houses, .. } = one;
    let is_partner = record.side == Side::Partner;
    JointLine {
        id: record.id.to_string(),
        name: if is_partner { record.name.clone() } else { lead.name.clone() },
        who: format!("@{}", lead.acct()),
        address: lead.url.clone().unwrap_or_else(|| lead.uri.as_str().to_owned()),
        state: state(at, record.state),
        is_invitation: is_partner && record.state == JointState::Invited,
        may_leave: is_partner && record.state == JointState::Joined,
        houses: houses
            .iter()
            .map(|(house, account)| JointHouse {
                id: house.id.to_string(),
                name: house.name.clone(),
                who: account.as_ref().map(|account| format!("@{}", account.acct())),
                state: state(at, house.state),
                count: (house.state == JointState::Joined).then(|| frame::count(house.count)),
                remove: remove(at, house).filter(|_| !is_partner),
            })
            .collect(),
    }
}

fn remove(at: &AtDesk, house: &HouseRecord) -> Option<String> {
    match house.state {
        JointState::Invited => Some(at.words().say("joint-take-back").to_owned()),
        JointState::Joined => Some(at.words().say("joint-remove").to_owned()),
        JointState::Declined | JointState::Left => None,
    }
}

/// Where others read what they have to approve first; none where it is done.
fn draft<T>(done: Done<T>) -> Option<String> {
    match done {
        Done::Now(_) => None,
        Done::Draft(record) => Some(drafts::path_of(record.id)),
    }
}

/// An invitation of ours, or a decision.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_own(sent.get("csrf"))?;
    let value = |name: &str| sent.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let by = Some(&at.session.member);
    let member = by.map(|member| member.id);
    let id = || value("id").parse::<RowId>().map_err(|_| Problem::not_found());
    let cx = &at.cx;
    let done = match value("do").as_str() {
        "invite" => {
            let (handle, partner) = (value("campaign"), value("partner"));
            joint_drafts::invite(cx, by, &handle, &partner, Aside::default()).await.map(draft)
        }
        "remove" => joint::remove(cx, member, id()?).await.map(|_| None),
        "accept" => {
            Box::pin(joint_drafts::accept(cx, by, id()?, &value("with"), Aside::default())).await.map(draft)
        }
        "decline" => joint::decline(cx, member, id()?).await.map(|_| None),
        "leave" => joint::leave(cx, member, id()?).await.map(|_| None),
        _ => return Err(Problem::new(StatusCode::BAD_REQUEST)),
    };
    match done {
        Ok(Some(path)) => Ok(frame::go_to(&path)),
        Ok(None) => {
            at.shelf.clear();
            Ok(frame::go_to(&format!("{}?done=1", paths::JOINT)))
        }
        Err(service::Error::Refused(why)) => {
            let (campaign, partner) = (value("campaign"), value("partner"));
            let fields = [
                Field::new("campaign", &campaign),
                Field::new("partner", &partner).with_refusal(at.words(), &why),
            ];
            page(&at, &Wanted::default(), fields).await
        }
        Err(error) => Err(error.into()),
    }
}
