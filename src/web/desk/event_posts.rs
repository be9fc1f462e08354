//! Posts that belong to an event, wherever the desk lists statements: they are changed and taken back with their event alone.

use axum::response::Response;

use crate::domain::event::EventState;
use crate::domain::ids::PostId;
use crate::service::events;

use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::paths;

use super::entrance::AtDesk;

/// Where something is changed, and where it is taken back; none for those who may not.
pub type Changes = Option<(String, String)>;

/// The event whose readable half this post is, with the pages where it is changed and called off: for those who may, and as
/// long as it takes place. What is said of an event is changed with it.
pub async fn of_post(at: &AtDesk, post: PostId) -> Result<Option<(EventState, Changes)>, Problem> {
    let Some(event) = events::of_note(&at.cx, post).await? else { return Ok(None) };
    let at_event = |what: &str| format!("{}/{}/{what}", paths::EVENTS, event.id);
    let may_change = at.session.may_campaign() && event.state == EventState::Planned;
    Ok(Some((event.state, may_change.then(|| (at_event("edit"), at_event("cancel"))))))
}

/// Leads from the pages where the post beside an event would be changed or taken back to those of the event.
pub async fn instead(at: &AtDesk, post: PostId, calls_off: bool) -> Result<Option<Response>, Problem> {
    let Some((_, Some((edit, cancel)))) = of_post(at, post).await? else { return Ok(None) };
    Ok(Some(frame::go_to(if calls_off { &cancel } else { &edit })))
}
