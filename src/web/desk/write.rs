//! Writing a new statement: the form, the last look, publishing.

use axum::response::Response;

use crate::domain::draft::Proposal;
use crate::service::drafts::{self, Aside};
use crate::service::{accounts, quorum, statements};

use crate::web::draft::Typed;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::paths;

use super::attached;
use super::drafts::path_of;
use super::entrance::AtDesk;
use super::forms::{self, Do, Place};
use super::home::Done;
use super::sheet::Sheet;

fn place() -> Place {
    Place { action: paths::NEW_STATEMENT.to_owned(), published: None }
}

/// The empty form.
pub async fn empty(at: AtDesk) -> Result<Response, Problem> {
    at.must_publish()?;
    if quorum::needed(&at.cx).await? >= 2 {
        return Ok(frame::go_to(&format!("{}/new", paths::DRAFTS)));
    }
    let main = at.cx.config.coalition.languages.first().cloned().unwrap_or_default();
    forms::form(&at, place(), Typed::empty(&main))
}

/// What was sent: shown for a last look, published, or shown again to be changed.
pub async fn send(at: AtDesk, sheet: Sheet) -> Result<Response, Problem> {
    let sent = &sheet.sent;
    at.must_own(sent.get("csrf"))?;
    let mut typed = Typed::of_form(sent);
    let wish = Do::of(sent);
    let coalition = accounts::coalition(&at.cx).await?;
    let files = attached::take(&at, coalition.id, &[], &sheet, typed.files.as_mut()).await?;
    if wish == Do::Change {
        return forms::form(&at, place(), typed);
    }
    let mark = forms::once(&at, sent).filter(|_| wish == Do::Publish);
    if attached::was_sent(&at, mark.as_ref(), files.as_ref()).await {
        return Ok(frame::go_to(&Done::Published.path()));
    }
    let Some(mut draft) = typed.check(at.words()) else { return forms::form(&at, place(), typed) };
    draft.attachments = files.unwrap_or_default();
    if quorum::needed(&at.cx).await? >= 2 {
        // Begun before several had to approve: what was typed is not lost.
        let member = Some(&at.session.member);
        let kept = drafts::create(&at.cx, member, Proposal::statement(draft), Aside::default()).await?;
        return Ok(frame::go_to(&path_of(kept.id)));
    }
    let Some(mark) = mark else { return forms::confirm(&at, place(), &typed, draft).await };
    let publish = async || {
        let post = statements::publish(&at.cx, Some(at.session.member.id), &coalition, draft).await?;
        Ok(post.id)
    };
    at.shelf.publish_once(&mark, publish).await?;
    at.shelf.clear();
    Ok(frame::go_to(&Done::Published.path()))
}
