//! Changing a statement that is public: its form, the last look, the new version.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::ids::PostId;
use crate::domain::post::Post;
use crate::service::{accounts, quorum, statements};

use crate::web::draft::{Sent, Typed, keep_the_rest};
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::paths;

use super::entrance::AtDesk;
use super::forms::{self, Do, Place};
use super::home::Done;

const CHANGED_MEANWHILE: &str = "Somebody else changed this statement since you opened it. Look at the present version first: what you send now takes its place.";

/// Which version the form was made from.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Base {
    version: Option<i64>,
}

/// The coalition's statement with this id; everybody else's is not found.
pub async fn own(at: &AtDesk, id: &str) -> Result<(Account, Post), Problem> {
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    let coalition = accounts::coalition(&at.cx).await?;
    let post = statements::show(&at.cx, id).await?.post;
    if post.account == coalition.id { Ok((coalition, post)) } else { Err(Problem::not_found()) }
}

fn place(post: &Post) -> Place {
    Place {
        action: format!("{}/statements/{}/edit?version={}", paths::DESK, post.id, post.version),
        published: Some(frame::moment(post.published_at)),
    }
}

/// The form with what the statement says now.
pub async fn filled(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    at.must_publish()?;
    let (_, post) = own(&at, &id).await?;
    if quorum::needed(&at.cx).await? >= 2 {
        return Ok(frame::go_to(&format!("{}/new?edits={}", paths::DRAFTS, post.id)));
    }
    forms::form(&at, place(&post), Typed::of_post(&post))
}

/// What was sent: shown for a last look, published as the next version, or shown again to be changed.
pub async fn send(
    at: AtDesk,
    Path(id): Path<String>,
    Query(base): Query<Base>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    at.must_own(sent.get("csrf"))?;
    let (coalition, post) = own(&at, &id).await?;
    let mut typed = Typed::of_form(&sent);
    let wish = Do::of(&sent);
    if wish == Do::Change {
        return forms::form(&at, place(&post), typed);
    }
    let Some(mut draft) = typed.check() else { return forms::form(&at, place(&post), typed) };
    keep_the_rest(&mut draft, &post);
    let mark = forms::once(&at, &sent).filter(|_| wish == Do::Publish);
    let is_old = base.version != Some(post.version);
    let Some(mark) = mark else {
        if is_old {
            typed.general = Some(CHANGED_MEANWHILE.to_owned());
            return forms::form(&at, place(&post), typed);
        }
        return forms::confirm(&at, place(&post), &typed, draft).await;
    };
    let publish = async || {
        // Asked in here, so that the same form sent twice does not meet its own change.
        if is_old {
            return Err(Problem::new(http::StatusCode::CONFLICT));
        }
        let member = Some(at.session.member.id);
        Ok(statements::edit(&at.cx, member, &coalition, post.id, draft).await?.id)
    };
    match at.shelf.publish_once(&mark, publish).await {
        Ok(_) => {
            at.shelf.clear();
            Ok(frame::go_to(&Done::Changed.path()))
        }
        Err(problem) if problem == Problem::new(http::StatusCode::CONFLICT) => {
            typed.general = Some(CHANGED_MEANWHILE.to_owned());
            forms::form(&at, place(&post), typed)
        }
        Err(problem) => Err(problem),
    }
}
