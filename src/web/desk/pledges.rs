//! Signatures as the people of the house see them: numbers, and the sealed file that only the holder of a key can read.

use axum::Form;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use http::{StatusCode, header};
use serde::Deserialize;

use crate::domain::campaign::Campaign;
use crate::domain::cursor::Stretch;
use crate::service::pledge_export::{self, Line};
use crate::service::{self, campaigns, pledges};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::progress::Progress;
use crate::web::views::desk::pledges::{DeskPledgesPage, PledgeLine};
use crate::web::views::form::Field;
use crate::web::views::paths;

use super::entrance::AtDesk;
use super::pledge_names;

/// The name of the field with the key.
const KEY: &str = "pledge-key";

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<String>,
    /// Only campaigns below this number.
    #[serde(default, deserialize_with = "older::place")]
    before: Option<i64>,
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let notice = wanted.done.is_some().then(|| at.words().say("pledge-desk-key-saved"));
    page(&at, notice, Field::new(KEY, ""), wanted.before).await
}

async fn page(
    at: &AtDesk,
    notice: Option<&'static str>,
    field: Field,
    before: Option<i64>,
) -> Result<Response, Problem> {
    at.must_publish()?;
    let mut lines = Vec::new();
    let below = before.unwrap_or(i64::MAX);
    let Stretch { rows, next } = campaigns::page_of_public(&at.cx, below, campaigns::A_PAGE).await?;
    for campaign in rows {
        let total = pledges::total(&at.cx, campaign.id).await?;
        let path = format!("{}/{}", paths::CAMPAIGNS, campaign.handle);
        lines.push(PledgeLine {
            name: campaign.plan.name.clone(),
            path,
            export_path: format!("{}/{}", paths::DESK_PLEDGES, campaign.handle),
            names_path: pledge_names::path_of(&campaign.handle),
            all: Progress { count: frame::count(total.all()), is_about: total.is_about(), goal: None }
                .number(at.words()),
            form: frame::count(total.form),
            fediverse: frame::count(total.fediverse),
            members: frame::count(total.members),
            elsewhere: frame::count(total.elsewhere),
        });
    }
    let status = if field.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = DeskPledgesPage {
        page: at.page(),
        desk: at.desk(),
        notice,
        campaigns: lines,
        pager: older::pager(paths::DESK_PLEDGES, ("before", before), next, &[], "signatures"),
        key: pledge_export::sealing_key(&at.cx).await?.map(|key| key.to_string()),
        next_key: at.role().may_operate().then_some(field),
    };
    frame::private(status, &view)
}

/// Says which key signatures are sealed to.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_own(sent.get("csrf"))?;
    at.must_operate()?;
    let typed = sent.get(KEY).map_or("", |value| value.trim());
    match pledge_export::set_sealing_key(&at.cx, Some(at.session.member.id), typed).await {
        Ok(_) => Ok(frame::go_to(&format!("{}?done=key", paths::DESK_PLEDGES))),
        Err(service::Error::Refused(why)) => {
            page(&at, None, Field::new(KEY, typed).with_refusal(at.words(), &why), None).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The sealed signatures of a campaign, a line of JSON each. They are read and sent a page at a time, however many there are.
pub async fn export(at: AtDesk, Path(handle): Path<String>) -> Result<Response, Problem> {
    at.must_publish()?;
    let campaign = pledge_export::note(&at.cx, Some(at.session.member.id), &handle).await?;
    let app = crate::app::App::clone(&at.cx);
    let pages = stream::unfold(Some((app, campaign, 0)), |state| async move {
        let (app, campaign, above) = state?;
        Some(match next(&app, &campaign, above).await {
            Ok((bytes, next)) => (Ok(bytes), next.map(|above| (app, campaign, above))),
            // The connection ends in the middle, so that nobody takes a part for the whole.
            Err(error) => (Err(error), None),
        })
    });
    let headers = [
        (header::CONTENT_TYPE, "application/x-ndjson".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{handle}-signatures.jsonl\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(pages)).into_response())
}

async fn next(
    app: &crate::app::App,
    campaign: &Campaign,
    above: i64,
) -> Result<(Bytes, Option<i64>), service::Error> {
    let (lines, next) = pledge_export::page(app, campaign, above).await?;
    Ok((Bytes::from(lines.iter().map(written).collect::<String>()), next))
}

fn written(line: &Line) -> String {
    let mut text = serde_json::to_string(line).expect("plain data always has a JSON form");
    text.push('\n');
    text
}
