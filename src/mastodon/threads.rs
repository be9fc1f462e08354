//! A status in its thread.

use axum::Extension;
use axum::extract::Path;

use crate::domain::filter::Context as Place;
use crate::http::Context;
use crate::service::{lines, threads};

use super::auth::Visitor;
use super::error::{self, Answer};
use super::shelf::Shelf;
use super::statuses::id_of;
use super::table::{Needs, Table};

/// The route about threads.
pub fn routes(table: Table) -> Table {
    table.get("/api/v1/statuses/{id}/context", Needs::Visitor("read:statuses"), context)
}

/// What stands above and below a status, as far as the one who asks may see it.
pub async fn context(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Visitor(reader): Visitor,
) -> Answer {
    let viewer = reader.map(|r| r.account);
    // Some clients open the thread of a boost by the boost's own id.
    let line = lines::one_of_both(&cx, viewer, id_of(&id)?).await?;
    let thread = threads::around(&cx, viewer, line.post).await?;
    let above = shelf.statuses(&cx, &thread.above, Some(Place::Thread)).await?;
    let below = shelf.statuses(&cx, &thread.below, Some(Place::Thread)).await?;
    Ok(error::json(format!("{{\"ancestors\":{above},\"descendants\":{below}}}")))
}
