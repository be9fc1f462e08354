//! Taking a statement back, after a last look.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;

use crate::service::quorum::{self, Leave};
use crate::service::statements;

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::pages::statement_path;
use crate::web::problem::Problem;
use crate::web::views::desk::withdraw::WithdrawPage;
use crate::web::views::language::Language;
use crate::web::views::paths;

use super::edit::own;
use super::entrance::AtDesk;
use super::event_posts;
use super::home::Done;

/// Asks whether to withdraw it.
pub async fn ask(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    let (author, post) = own(&at, &id).await?;
    if let Some(instead) = event_posts::instead(&at, post.id, true).await? {
        return Ok(instead);
    }
    if quorum::needed(&at.cx).await? >= 2 {
        return Ok(frame::go_to(&format!("{}/new?withdraws={}", paths::DRAFTS, post.id)));
    }
    let (servers, _) = statements::reach(&at.cx, &author).await?;
    let main = post.main_text();
    frame::private(
        StatusCode::OK,
        &WithdrawPage {
            page: at.page(),
            desk: at.desk(),
            action: format!("{}/statements/{}/withdraw", paths::DESK, post.id),
            title: main.title.clone().unwrap_or_default(),
            language: Language::of(main.language.as_deref().unwrap_or_default()),
            published: frame::moment(post.published_at),
            statement_path: statement_path(&author, &post),
            server_count: frame::count(servers),
        },
    )
}

/// Withdraws it.
pub async fn send(at: AtDesk, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    if sent.get("do").map(String::as_str) != Some("withdraw") {
        return Err(Problem::new(StatusCode::BAD_REQUEST));
    }
    let (author, post) = own(&at, &id).await?;
    let (member, reason) = (Some(at.session.member.id), sent.get("reason").map(String::as_str));
    statements::withdraw_by(&at.cx, member, &author, post.id, reason, Leave::Usual).await?;
    at.shelf.clear();
    Ok(frame::go_to(&Done::Withdrawn.path()))
}
