//! Changing and correcting a statement that is public: its form, the last look, the new version.

use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::correction::Correction;
use crate::domain::draft::{Proposal, Purpose};
use crate::domain::ids::PostId;
use crate::domain::post::Post;
use crate::domain::statement;
use crate::service::drafts::{self, Aside};
use crate::service::quorum::{self, Leave};
use crate::service::{accounts, campaigns, statements};

use crate::web::draft::{Typed, keep_the_rest};
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::paths;

use super::attached;
use super::drafts::path_of;
use super::entrance::AtDesk;
use super::event_posts;
use super::forms::{self, Do, Place};
use super::home::Done;
use super::sheet::Sheet;

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

/// Whether a form changes a statement, or corrects it and says what was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Change,
    Correction,
}

impl Kind {
    fn purpose(self) -> Purpose {
        match self {
            Self::Change => Purpose::Edit,
            Self::Correction => Purpose::Correction,
        }
    }

    fn place(self, post: &Post) -> Place {
        let word = if self == Self::Correction { "correct" } else { "edit" };
        Place {
            action: format!("{}/statements/{}/{word}?version={}", paths::DESK, post.id, post.version),
            published: Some(frame::moment(post.published_at)),
        }
    }

    fn typed(self, typed: Typed, said: &str) -> Typed {
        if self == Self::Correction { typed.correcting(said) } else { typed }
    }
}

/// Where whoever is at the desk corrects a statement: in a form where one may publish alone, in a draft where several
/// must approve. None for those who may do neither.
pub fn correct_path(at: &AtDesk, needed: u32, post: PostId, is_of_campaign: bool) -> Option<String> {
    if needed >= 2 {
        return at.session.may_campaign().then(|| format!("{}/new?corrects={post}", paths::DRAFTS));
    }
    let may = if is_of_campaign { at.session.may_campaign() } else { at.session.may_publish() };
    may.then(|| format!("{}/statements/{post}/correct", paths::DESK))
}

/// The form with what the statement says now.
pub async fn filled(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    let (_, post) = own(&at, &id).await?;
    if let Some(instead) = event_posts::instead(&at, post.id, false).await? {
        return Ok(instead);
    }
    if quorum::needed(&at.cx).await? >= 2 {
        return Ok(frame::go_to(&format!("{}/new?edits={}", paths::DRAFTS, post.id)));
    }
    forms::form(&at, Kind::Change.place(&post), Typed::of_post(&post))
}

/// The form that also asks what was wrong.
pub async fn correct(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    let needed = quorum::needed(&at.cx).await?;
    let (_, post, is_of_campaign) = said_here(&at, &id).await?;
    if let Some(instead) = event_posts::instead(&at, post.id, false).await? {
        return Ok(instead);
    }
    match correct_path(&at, needed, post.id, is_of_campaign) {
        Some(path) if needed >= 2 => Ok(frame::go_to(&path)),
        Some(_) => forms::form(&at, Kind::Correction.place(&post), Typed::of_post(&post).correcting("")),
        None => Err(Problem::forbidden()),
    }
}

/// A change that was sent.
pub async fn send(
    at: AtDesk,
    Path(id): Path<String>,
    Query(base): Query<Base>,
    sheet: Sheet,
) -> Result<Response, Problem> {
    Box::pin(take(&at, &id, base, &sheet, Kind::Change)).await
}

/// A correction that was sent.
pub async fn send_correction(
    at: AtDesk,
    Path(id): Path<String>,
    Query(base): Query<Base>,
    sheet: Sheet,
) -> Result<Response, Problem> {
    Box::pin(take(&at, &id, base, &sheet, Kind::Correction)).await
}

/// What was sent: shown for a last look, published as the next version, or shown again to be changed.
async fn take(at: &AtDesk, id: &str, base: Base, sheet: &Sheet, kind: Kind) -> Result<Response, Problem> {
    let sent = &sheet.sent;
    at.must_be_own(sent.get("csrf"))?;
    let (author, post) = own(at, id).await?;
    let said = sent.get("said").map(String::as_str).unwrap_or_default();
    let mut typed = kind.typed(Typed::of_form(sent), said);
    let wish = Do::of(sent);
    let present = &post.details.attachments;
    let files = attached::take(at, author.id, present, sheet, typed.files.as_mut()).await?;
    if wish == Do::Change {
        return forms::form(at, kind.place(&post), typed);
    }
    let Some(mut draft) = typed.check(at.words()) else { return forms::form(at, kind.place(&post), typed) };
    keep_the_rest(&mut draft, &post);
    draft.attachments = files.unwrap_or_default();
    let is_old = base.version != Some(post.version);
    if quorum::needed(&at.cx).await? >= 2 {
        if is_old {
            // A draft is made from what is public now: what somebody else has changed meanwhile would be taken back unseen.
            typed.general = Some(at.words().say("write-changed-meanwhile").to_owned());
            return forms::form(at, kind.place(&post), typed);
        }
        return hand_in(at, &post, draft, typed.correction(), kind).await;
    }
    let mark = forms::once(at, sent).filter(|_| wish == Do::Publish);
    let Some(mark) = mark else {
        if is_old {
            typed.general = Some(at.words().say("write-changed-meanwhile").to_owned());
            return forms::form(at, kind.place(&post), typed);
        }
        return forms::confirm_from(at, kind.place(&post), &typed, draft, (&[author], Some(&post))).await;
    };
    let publish = async || {
        // Asked in here, so that the same form sent twice does not meet its own change.
        if is_old {
            return Err(Problem::new(http::StatusCode::CONFLICT));
        }
        let member = Some(at.session.member.id);
        let done = match kind {
            Kind::Change => statements::edit(&at.cx, member, &author, post.id, draft).await?,
            Kind::Correction => {
                let leave = Leave::Usual;
                let said = typed.correction().unwrap_or_default();
                Box::pin(statements::correct(&at.cx, member, &author, post.id, draft, said, leave)).await?
            }
        };
        Ok(done.id)
    };
    match at.shelf.publish_once(&mark, publish).await {
        Ok(_) => {
            at.shelf.clear();
            Ok(frame::go_to(&if kind == Kind::Correction { Done::Corrected } else { Done::Changed }.path()))
        }
        Err(problem) if problem == Problem::new(http::StatusCode::CONFLICT) => {
            typed.general = Some(at.words().say("write-changed-meanwhile").to_owned());
            forms::form(at, kind.place(&post), typed)
        }
        Err(problem) => Err(problem),
    }
}

/// Begun before several had to approve: what was typed is not lost.
async fn hand_in(
    at: &AtDesk,
    post: &Post,
    words: statement::Draft,
    correction: Option<Correction>,
    kind: Kind,
) -> Result<Response, Problem> {
    let begun = drafts::about(&at.cx, post.id, kind.purpose()).await?;
    let new = Proposal::statement(words);
    let Correction { said, said_in } = correction.unwrap_or_default();
    let said = Some(said).filter(|said| !said.is_empty());
    let proposal = Proposal {
        texts: new.texts,
        warning: new.warning,
        attachments: new.attachments,
        said,
        said_in,
        ..begun
    };
    let kept = drafts::create(&at.cx, Some(&at.session.member), proposal, Aside::default()).await?;
    Ok(frame::go_to(&path_of(kept.id)))
}
