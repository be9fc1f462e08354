//! Markers: how far the member has read.

use axum::body::Bytes;
use axum::extract::RawQuery;
use axum::response::Response;
use http::HeaderMap;
use serde::Serialize;
use std::collections::BTreeMap;

use crate::http::Context;
use crate::service::markers::{self, TIMELINES};

use super::auth::Member;
use super::entities::stamp;
use super::error::{self, Answer, Problem};
use super::params::Params;
use super::table::{Needs, Table};

/// The routes about markers.
pub fn routes(table: Table) -> Table {
    table.get("/api/v1/markers", Needs::Member("read:statuses"), show).post(
        "/api/v1/markers",
        Needs::Member("write:statuses"),
        save,
    )
}

#[derive(Serialize)]
struct Marker {
    last_read_id: String,
    version: i64,
    updated_at: String,
}

fn answer(found: &[markers::Marker]) -> Response {
    let named: BTreeMap<&str, Marker> = found
        .iter()
        .map(|m| {
            let marker = Marker {
                last_read_id: m.last_read_id.to_string(),
                version: m.version,
                updated_at: stamp(m.updated_at),
            };
            (m.timeline.as_str(), marker)
        })
        .collect();
    error::entity(&named)
}

/// The markers of the timelines that are asked for.
pub async fn show(Context(cx): Context, RawQuery(query): RawQuery, Member(reader): Member) -> Answer {
    let params = Params::of_query(query.as_deref());
    let mut found = markers::list(&cx, reader.account).await?;
    found.retain(|marker| params.all("timeline").any(|wanted| wanted == marker.timeline));
    Ok(answer(&found))
}

/// Moves markers.
pub async fn save(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let mut moved = Vec::new();
    for timeline in TIMELINES {
        match params.get(&format!("{timeline}[last_read_id]")) {
            None | Some("") => {}
            Some(id) => {
                let id: i64 = id.parse().map_err(|_| Problem::refused("last_read_id is not an id"))?;
                moved.push((timeline, id));
            }
        }
    }
    Ok(answer(&markers::save(&cx, reader.account, &moved).await?))
}
