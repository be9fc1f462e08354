//! The two pages that writing and changing share: the form, and the last look at it.

use axum::response::Response;
use http::StatusCode;

use crate::domain::account::Account;
use crate::domain::correction;
use crate::domain::ids::PostId;
use crate::domain::post::Post;
use crate::domain::statement::Draft;
use crate::domain::translation::correction_line;
use crate::keys;
use crate::service::{self, accounts, statements};

use crate::web::draft::{Sent, Typed};
use crate::web::problem::Problem;
use crate::web::views::desk::confirm::{ConfirmPage, Preview};
use crate::web::views::desk::statement_form::{FileBlock, StatementFormPage};
use crate::web::views::form::Hidden;
use crate::web::views::language::Language;
use crate::web::views::page::Moment;
use crate::web::{frame, headings};

use super::attached;
use super::entrance::AtDesk;

/// The name of the field that makes one form one publication, however often it is sent.
const ONCE: &str = "once";

/// What a button of the form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Do {
    /// Show how it will look.
    Check,
    /// Publish.
    Publish,
    /// Back to the form.
    Change,
}

impl Do {
    /// Reads the button. What is not known only shows the form again.
    pub fn of(sent: &Sent) -> Self {
        match sent.get("do").map(String::as_str) {
            Some("check") => Self::Check,
            Some("publish") => Self::Publish,
            _ => Self::Change,
        }
    }
}

/// Where a form posts to, and since when its statement is public.
pub struct Place {
    /// The path.
    pub action: String,
    /// When it was published; none for a new one.
    pub published: Option<Moment>,
}

/// The form, with what was typed and what is wrong with it.
pub fn form(at: &AtDesk, place: Place, typed: Typed) -> Result<Response, Problem> {
    let status = if typed.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let languages = typed.choices(&at.cx.config.coalition.languages);
    let Typed { blocks, warning, said, files, general } = typed;
    let mut blocks = blocks.into_iter();
    let main = blocks.next().ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST))?;
    frame::private(
        status,
        &StatementFormPage {
            page: at.page(),
            desk: at.desk(),
            action: place.action,
            editing: place.published,
            may_keep_draft: false,
            languages,
            main,
            content_warning: warning,
            said,
            files: files.unwrap_or_else(FileBlock::all),
            translations: blocks.collect(),
            general_error: general,
        },
    )
}

/// The last look: how it will read, and how far it goes.
pub async fn confirm(at: &AtDesk, place: Place, typed: &Typed, draft: Draft) -> Result<Response, Problem> {
    let coalition = accounts::coalition(&at.cx).await?;
    confirm_from(at, place, typed, draft, (&[coalition], None)).await
}

/// The same for words that the followers of all these get, in the place of what is public now, if anything is.
pub async fn confirm_from(
    at: &AtDesk,
    place: Place,
    typed: &Typed,
    draft: Draft,
    (speakers, before): (&[Account], Option<&Post>),
) -> Result<Response, Problem> {
    let (servers, followers) = statements::reach_of(&at.cx, speakers).await?;
    let correction = typed.correction();
    let said_in =
        |language: &str| correction.as_ref().and_then(|said| correction::find(&said.said_in, language));
    let (content_warning, files) = (draft.warning.clone(), attached::shown(&at.cx, &draft.attachments));
    let previews = match statements::preview(&at.cx, draft, before, correction.as_ref()).await {
        Ok(previews) => previews,
        Err(service::Error::Refused(why)) => {
            return form(at, place, Typed { general: Some(at.words().refusal(&why)), ..typed.clone() });
        }
        Err(error) => return Err(error.into()),
    };
    let previews = previews.into_iter().map(|preview| Preview {
        state: preview.state,
        is_older: preview.is_older,
        language: Language::of(&preview.language),
        title: preview.title,
        body_html: correction_line(said_in(&preview.language), Some(&preview.language))
            + &headings::below(&preview.html, 4),
    });
    let mut carried = typed.carried();
    carried.push(Hidden { name: ONCE.to_owned(), value: keys::random_token() });
    frame::private(
        StatusCode::OK,
        &ConfirmPage {
            page: at.page(),
            desk: at.desk(),
            action: place.action,
            carried,
            is_edit: place.published.is_some(),
            server_count: frame::count(servers),
            follower_count: frame::count(followers),
            content_warning,
            files,
            said: typed.said.as_ref().map(|said| said.value.trim().to_owned()),
            previews: previews.collect(),
        },
    )
}

/// The mark of the last look. A form without one was never looked at, so it is not published.
pub fn once<'a>(at: &AtDesk, sent: &'a Sent) -> Option<String> {
    let mark: &'a str = sent.get(ONCE).map(String::as_str).filter(|mark| (20..=64).contains(&mark.len()))?;
    // Bound to the member, so that nobody can spend another one's mark.
    Some(format!("{} {mark}", at.session.member.id))
}

/// Publishes what a form with this mark holds, once, however often it is sent. What is refused comes back, so that the form
/// can be shown again and say why.
pub async fn publish_once<M: Future<Output = service::Result<PostId>>>(
    at: &AtDesk,
    mark: &str,
    publish: impl FnOnce() -> M,
) -> Result<service::Result<PostId>, Problem> {
    let mut refused = None;
    let published = at.shelf.publish_once(mark, async || match publish().await {
        Ok(post) => Ok(post),
        Err(service::Error::Refused(why)) => {
            refused = Some(why);
            Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    });
    match published.await {
        Ok(post) => Ok(Ok(post)),
        Err(problem) => refused.map(|why| Err(service::Error::Refused(why))).ok_or(problem),
    }
}
