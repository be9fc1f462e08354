//! The names that everybody reads under a campaign, and taking one off that should not stand there.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::ids::RowId;
use crate::service::{campaigns, pledge_names};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::views::desk::pledge_names::{PledgeName, PledgeNamesPage};
use crate::web::views::page::Pager;
use crate::web::views::paths;

use super::entrance::AtDesk;

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default, deserialize_with = "older::place")]
    before: Option<i64>,
    done: Option<String>,
}

/// Where the names of a campaign are.
pub fn path_of(handle: &str) -> String {
    format!("{}/{handle}/names", paths::DESK_PLEDGES)
}

/// A page of names.
pub async fn show(
    at: AtDesk,
    Path(handle): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    at.must_publish()?;
    let campaign = campaigns::find(&at.cx, &handle).await?;
    let (names, next) = pledge_names::page(&at.cx, &campaign, wanted.before.unwrap_or(i64::MAX)).await?;
    let path = path_of(&campaign.handle);
    let older = next.map(|next| format!("{path}?before={next}"));
    let view = PledgeNamesPage {
        page: at.page(),
        desk: at.desk(),
        notice: wanted.done.is_some().then(|| at.words().say("pledge-names-hidden")),
        campaign: campaign.plan.name.clone(),
        names: names.into_iter().map(|(id, name)| PledgeName { id: id.to_string(), name }).collect(),
        before: wanted.before.map(|before| before.to_string()).unwrap_or_default(),
        pager: Pager { newer: wanted.before.map(|_| path.clone()), older },
        path,
    };
    frame::private(StatusCode::OK, &view)
}

/// Takes a name off.
pub async fn send(
    at: AtDesk,
    Path(handle): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    at.must_own(sent.get("csrf"))?;
    let number = |name: &str| sent.get(name).and_then(|typed| typed.parse::<i64>().ok());
    let id = number("id").ok_or_else(Problem::not_found)?;
    pledge_names::hide(&at.cx, Some(at.session.member.id), &handle, RowId(id)).await?;
    at.shelf.clear();
    let before = number("before").map(|before| format!("&before={before}")).unwrap_or_default();
    Ok(frame::go_to(&format!("{}?done=hidden{before}", path_of(&handle))))
}
