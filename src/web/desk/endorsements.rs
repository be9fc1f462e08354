//! Endorsements at the desk: what others offer and ask, what we have offered and asked, and the decisions about them.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::cursor::Stretch;
use crate::domain::endorsement::{EndorsementState, Side};
use crate::domain::ids::RowId;
use crate::domain::refusal::Refusal;
use crate::service::drafts::Aside;
use crate::service::endorsement_drafts::{self, Done};
use crate::service::endorsements::{Entry, Listed};
use crate::service::endorsing::{self, Looked};
use crate::service::{self, endorsements, quorum};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::headings;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::views::desk::endorsements::{Button, EndorseLookPage, EndorsementLine, EndorsementsPage};
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::page::{Pager, Waiting};
use crate::web::views::paths;

use super::drafts;
use super::entrance::AtDesk;

/// What the address says of an invitation that could not be sent.
const PLAIN: &str = "plain";

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<String>,
    /// Of what others offer: only those above this number.
    #[serde(default, deserialize_with = "older::place")]
    offers: Option<i64>,
    /// Of what others endorse: only those below this number.
    #[serde(default, deserialize_with = "older::place")]
    received: Option<i64>,
    /// Of what others ask of us: only those above this number.
    #[serde(default, deserialize_with = "older::place")]
    wishes: Option<i64>,
    /// Of what we endorse: only those below this number.
    #[serde(default, deserialize_with = "older::place")]
    given: Option<i64>,
}

impl Wanted {
    /// What waits on this side, and the rest: how their places are called, and where they are.
    fn of(&self, side: Side) -> [(&'static str, Option<i64>); 2] {
        match side {
            Side::Received => [("offers", self.offers), ("received", self.received)],
            Side::Given => [("wishes", self.wishes), ("given", self.given)],
        }
    }

    /// The other places, so that a link moves one list alone.
    fn without(&self, name: &str) -> Vec<(&'static str, String)> {
        let all = [self.of(Side::Received), self.of(Side::Given)];
        let others = all.into_iter().flatten().filter(|(one, _)| *one != name);
        others.map(|(one, place)| older::kept(one, place)).collect()
    }
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_publish()?;
    page(&at, &wanted, [Field::new("address", ""), Field::new("object", ""), Field::new("partner", "")]).await
}

async fn page(at: &AtDesk, wanted: &Wanted, fields: [Field; 3]) -> Result<Response, Problem> {
    let is_wrong = fields.iter().any(|field| field.error.is_some());
    let [address, object, partner] = fields;
    let view = EndorsementsPage {
        page: at.page(),
        desk: at.desk(),
        notice: wanted.done.as_deref().map(|done| done_in_words(at, done)),
        offers: waiting(at, wanted, Side::Received).await?,
        received: list(at, wanted, Side::Received).await?,
        wishes: waiting(at, wanted, Side::Given).await?,
        given: list(at, wanted, Side::Given).await?,
        address,
        object,
        partner,
    };
    frame::private(if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}

fn done_in_words(at: &AtDesk, done: &str) -> String {
    if done == PLAIN {
        let tag = endorsements::keyword(&at.cx);
        at.words().say_with("endorsement-done-plain").name("tag", tag).to_string()
    } else {
        at.words().say("endorsement-done").to_owned()
    }
}

/// What waits for a decision of one side, a page of it.
async fn waiting(at: &AtDesk, wanted: &Wanted, side: Side) -> Result<Waiting<EndorsementLine>, Problem> {
    let [(name, here), _] = wanted.of(side);
    let count = endorsements::count_waiting(&at.cx, side).await?;
    let found = endorsements::waiting(&at.cx, side, here.unwrap_or(0), endorsements::A_PAGE).await?;
    let found = Stretch { next: found.next, rows: lines(at, side, found.rows).await? };
    let words = at.words();
    let heading = match side {
        Side::Received => words.say("endorsement-received"),
        Side::Given => words.say("endorsement-given"),
    };
    let place = (paths::ENDORSEMENTS, heading, name);
    Ok(older::waiting(words, place, here, count, found, &wanted.without(name)))
}

/// The others of one side, a page of them.
async fn list(at: &AtDesk, wanted: &Wanted, side: Side) -> Result<(Vec<EndorsementLine>, Pager), Problem> {
    let [_, (name, below)] = wanted.of(side);
    let Stretch { rows, next } =
        endorsements::page(&at.cx, side, below.unwrap_or(i64::MAX), endorsements::A_PAGE).await?;
    let pager = older::pager(paths::ENDORSEMENTS, (name, below), next, &wanted.without(name), name);
    Ok((lines(at, side, rows).await?, pager))
}

async fn lines(at: &AtDesk, side: Side, found: Vec<Listed>) -> Result<Vec<EndorsementLine>, Problem> {
    let mut lines = Vec::with_capacity(found.len());
    for (entry, other) in found {
        let is_outdated = side == Side::Given && endorsing::is_outdated(&at.cx, &entry).await?;
        lines.push(line(at, &entry, &other, is_outdated));
    }
    Ok(lines)
}

fn line(at: &AtDesk, entry: &Entry, other: &Account, is_outdated: bool) -> EndorsementLine {
    let words = at.words();
    let button = |word, label: &str, is_danger| Button { word, label: label.to_owned(), is_danger };
    let mut buttons = Vec::new();
    match (entry.side, entry.state) {
        (Side::Received, EndorsementState::Offered) => {
            buttons.push(button("accept", words.say("endorsement-accept"), false));
            buttons.push(button("decline", words.say("endorsement-decline"), true));
        }
        (Side::Received, EndorsementState::Accepted) => {
            buttons.push(button("decline", words.say("endorsement-remove"), true));
        }
        (Side::Given, EndorsementState::Asked) => {
            buttons.push(button("renew", words.say("endorsement-endorse"), false));
            buttons.push(button("withdraw", words.say("endorsement-decline"), true));
        }
        (Side::Given, EndorsementState::Offered | EndorsementState::Accepted) => {
            if is_outdated {
                buttons.push(button("renew", words.say("endorsement-renew"), false));
            }
            buttons.push(button("withdraw", words.say("endorsement-withdraw"), true));
        }
        _ => {}
    }
    EndorsementLine {
        id: entry.id.to_string(),
        who: format!("{} (@{})", other.name, other.acct()),
        title: entry.title.clone(),
        address: entry.object_uri.clone(),
        state: match entry.state {
            EndorsementState::Asked => words.say("endorsement-state-asked"),
            EndorsementState::Offered => words.say("endorsement-state-offered"),
            EndorsementState::Accepted => words.say("endorsement-state-accepted"),
            EndorsementState::Declined => words.say("endorsement-state-declined"),
            EndorsementState::Withdrawn => words.say("endorsement-state-withdrawn"),
            EndorsementState::Replaced => words.say("endorsement-state-replaced"),
        }
        .to_owned(),
        is_proven: (entry.state != EndorsementState::Asked).then_some(entry.way.is_proven()),
        is_outdated,
        since: frame::moment(entry.created_at),
        buttons,
    }
}

fn is_changed(why: &Refusal) -> bool {
    *why == Refusal::new(endorsing::CHANGED_SINCE)
}

/// What would be signed: the words as they are served now, whose they are, and the digest that the signature is bound to.
async fn look(at: &AtDesk, address: &str, looked: &Looked, has_changed: bool) -> Result<Response, Problem> {
    let Looked { of, said, host, .. } = looked;
    let status = if has_changed { StatusCode::CONFLICT } else { StatusCode::OK };
    let texts = said.texts.iter().map(|(tag, html)| (Language::of(tag), headings::below(html, 4)));
    frame::private(
        status,
        &EndorseLookPage {
            page: at.page(),
            desk: at.desk(),
            has_changed,
            must_approve: quorum::is_shared(&at.cx).await?,
            title: of.title.clone(),
            who: format!("{} (@{})", host.name, host.acct()),
            address: address.to_owned(),
            version: u64::try_from(of.version).ok().filter(|version| *version > 0),
            digest: of.digest.clone(),
            warning: said.warning.clone(),
            texts: texts.collect(),
            files: said.files.clone(),
            goal: said.goal.clone(),
            demands: said.demands.clone(),
            addressed: said.addressed.clone(),
            donations: said.donations.clone(),
        },
    )
}

/// Signs what was looked at, or hands it in for others to approve; what has changed since is shown again.
async fn sign(at: &AtDesk, address: String, digest: &str) -> Result<Response, Problem> {
    let by = Some(&at.session.member);
    match endorsement_drafts::offer(&at.cx, by, &address, digest, Aside::default()).await {
        Ok(Done::Now(_)) => {
            at.shelf.clear();
            Ok(frame::go_to(&format!("{}?done=1", paths::ENDORSEMENTS)))
        }
        Ok(Done::Draft(record)) => Ok(frame::go_to(&drafts::path_of(record.id))),
        Err(service::Error::Refused(why)) if is_changed(&why) => {
            let looked = endorsing::look(&at.cx, &address).await?;
            look(at, &address, &looked, true).await
        }
        Err(service::Error::Refused(why)) => {
            let address = Field::new("address", &address).with_refusal(at.words(), &why);
            page(at, &Wanted::default(), [address, Field::new("object", ""), Field::new("partner", "")]).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A decision, an offer of ours, or an invitation.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_own(sent.get("csrf"))?;
    let value = |name: &str| sent.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let member = Some(at.session.member.id);
    if value("do") == "sign" {
        return sign(&at, value("address"), &value("digest")).await;
    }
    let id = || value("id").parse::<RowId>().map_err(|_| Problem::not_found());
    let cx = &at.cx;
    let address = value("address");
    let done = match value("do").as_str() {
        // What is endorsed is looked at first; only what was looked at is signed.
        "renew" | "offer" => match endorsing::look(cx, &address).await {
            Ok(looked) => return look(&at, &address, &looked, false).await,
            Err(error) => Err(error),
        },
        "accept" => endorsements::accept(cx, member, id()?).await,
        "decline" => endorsements::decline(cx, member, id()?).await,
        "withdraw" => endorsing::withdraw(cx, member, id()?).await,
        "invite" => endorsements::invite(cx, member, &value("object"), &value("partner")).await,
        _ => return Err(Problem::new(StatusCode::BAD_REQUEST)),
    };
    match done {
        Ok(entry) => {
            at.shelf.clear();
            let is_plain = entry.state == EndorsementState::Asked && !entry.way.is_proven();
            let done = if is_plain { PLAIN } else { "1" };
            Ok(frame::go_to(&format!("{}?done={done}", paths::ENDORSEMENTS)))
        }
        Err(service::Error::Refused(why)) => {
            let [mut address, object, mut partner] =
                ["address", "object", "partner"].map(|name| Field::new(name, &value(name)));
            if value("do") == "invite" {
                partner = partner.with_refusal(at.words(), &why);
            } else {
                address = address.with_refusal(at.words(), &why);
            }
            page(&at, &Wanted::default(), [address, object, partner]).await
        }
        Err(error) => Err(error.into()),
    }
}
