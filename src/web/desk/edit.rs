//! Changing a statement that is public: its form, the last look, the new version.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::ids::PostId;
use crate::domain::post::Post;
use crate::service::{accounts, campaigns, quorum, statements};

use crate::web::draft::{Sent, Typed, keep_the_rest};
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::paths;

use super::entrance::AtDesk;
use super::forms::{self, Do, Place};
use super::home::Done;

/// Which version the form was made from.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Base {
    version: Option<i64>,
}

/// The statement of the coalition or of a campaign with this id, and who said it; everybody else's is not found. Refuses
/// those who may not speak as its author.
pub async fn own(at: &AtDesk, id: &str) -> Result<(Account, Post), Problem> {
    let (author, post, is_of_campaign) = said_here(at, id).await?;
    if is_of_campaign { at.must_campaign() } else { at.must_publish() }?;
    Ok((author, post))
}

/// The same for everybody at the desk, to be looked at; and whether a campaign said it.
pub async fn said_here(at: &AtDesk, id: &str) -> Result<(Account, Post, bool), Problem> {
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    let shown = statements::show(&at.cx, id).await?;
    if shown.author.id == accounts::coalition(&at.cx).await?.id {
        return Ok((shown.author, shown.post, false));
    }
    let campaign = campaigns::with_account(&at.cx, shown.author.id).await?;
    campaign.map(|_| (shown.author, shown.post, true)).ok_or_else(Problem::not_found)
}

fn place(post: &Post) -> Place {
    Place {
        action: format!("{}/statements/{}/edit?version={}", paths::DESK, post.id, post.version),
        published: Some(frame::moment(post.published_at)),
    }
}

/// The form with what the statement says now.
pub async fn filled(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
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
    at.must_be_own(sent.get("csrf"))?;
    let (author, post) = own(&at, &id).await?;
    let mut typed = Typed::of_form(&sent);
    let wish = Do::of(&sent);
    if wish == Do::Change {
        return forms::form(&at, place(&post), typed);
    }
    let Some(mut draft) = typed.check(at.words()) else { return forms::form(&at, place(&post), typed) };
    keep_the_rest(&mut draft, &post);
    let mark = forms::once(&at, &sent).filter(|_| wish == Do::Publish);
    let is_old = base.version != Some(post.version);
    let Some(mark) = mark else {
        if is_old {
            typed.general = Some(at.words().say("write-changed-meanwhile").to_owned());
            return forms::form(&at, place(&post), typed);
        }
        return forms::confirm_from(&at, place(&post), &typed, draft, &[author]).await;
    };
    let publish = async || {
        // Asked in here, so that the same form sent twice does not meet its own change.
        if is_old {
            return Err(Problem::new(http::StatusCode::CONFLICT));
        }
        let member = Some(at.session.member.id);
        Ok(statements::edit(&at.cx, member, &author, post.id, draft).await?.id)
    };
    match at.shelf.publish_once(&mark, publish).await {
        Ok(_) => {
            at.shelf.clear();
            Ok(frame::go_to(&Done::Changed.path()))
        }
        Err(problem) if problem == Problem::new(http::StatusCode::CONFLICT) => {
            typed.general = Some(at.words().say("write-changed-meanwhile").to_owned());
            forms::form(&at, place(&post), typed)
        }
        Err(problem) => Err(problem),
    }
}
