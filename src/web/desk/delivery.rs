//! What became of a statement on other servers, in plain words.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;

use crate::domain::delivery::DeliveryState;
use crate::domain::time::Time;
use crate::service::statements;

use crate::web::frame;
use crate::web::pages::statement_path;
use crate::web::problem::Problem;
use crate::web::views::desk::delivery::{DeliveryPage, UndeliveredHost};
use crate::web::views::paths;

use super::edit::said_here;
use super::entrance::AtDesk;
use super::home::counts;

/// So many servers stand on the page.
const MOST_HOSTS: i64 = 100;

/// The outcome of one statement.
pub async fn show(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    let (author, post, _) = said_here(&at, &id).await?;
    let outcome = statements::outcome(&at.cx, post.uri.as_str(), MOST_HOSTS).await?;
    let mut hosts = Vec::new();
    for trouble in &outcome.troubles {
        let Some(state) = DeliveryState::parse(&trouble.state) else { continue };
        if state == DeliveryState::Superseded {
            continue;
        }
        hosts.push(UndeliveredHost {
            host: trouble.host.clone(),
            next_try: (state == DeliveryState::Pending).then(|| frame::moment(Time(trouble.due_at))),
            reason: reason(state, trouble.attempts, trouble.last_status),
            attempts: u32::try_from(trouble.attempts).unwrap_or(u32::MAX),
        });
    }
    let counts = counts(&outcome);
    let shown = u64::try_from(hosts.len()).unwrap_or(0);
    frame::private(
        StatusCode::OK,
        &DeliveryPage {
            page: at.page(),
            desk: at.desk(),
            title: post.main_text().title.clone().unwrap_or_default(),
            statement_path: statement_path(&author, &post),
            path: format!("{}/statements/{id}/delivery", paths::DESK),
            counted: frame::moment(at.cx.now()),
            counts,
            more_hosts: (counts.waiting + counts.refused).saturating_sub(shown),
            hosts,
        },
    )
}

/// Why a server does not have it.
fn reason(state: DeliveryState, attempts: i64, status: Option<i64>) -> String {
    let words = match (state, status) {
        (DeliveryState::Gone, _) => "The mailbox there no longer exists",
        (DeliveryState::Expired, _) => "It was not reached for 7 days",
        (DeliveryState::Dropped, _) => "It was taken off the list here",
        (DeliveryState::Pending, None) if attempts == 0 => "Its turn has not come yet",
        (_, None) => "It could not be reached",
        (_, Some(401 | 403)) => "It does not accept messages from this coalition",
        (_, Some(413)) => "The statement is too long for it",
        (_, Some(429)) => "It asked us to wait",
        (_, Some(500..)) => "It has a fault of its own",
        (_, Some(_)) => "It refused the statement",
    };
    match status {
        Some(status) if state != DeliveryState::Dropped => format!("{words}, answer {status}"),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_plain_words() {
        assert_eq!(reason(DeliveryState::Pending, 0, None), "Its turn has not come yet");
        assert_eq!(reason(DeliveryState::Pending, 3, None), "It could not be reached");
        assert_eq!(reason(DeliveryState::Pending, 3, Some(503)), "It has a fault of its own, answer 503");
        assert_eq!(
            reason(DeliveryState::Gone, 1, Some(410)),
            "The mailbox there no longer exists, answer 410"
        );
        assert_eq!(reason(DeliveryState::Dropped, 1, Some(500)), "It was taken off the list here");
    }
}
