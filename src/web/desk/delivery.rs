//! What became of a statement on other servers, in plain words.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;

use crate::domain::delivery::DeliveryState;
use crate::domain::time::Time;
use crate::service::{quorum, statements};

use crate::web::frame;
use crate::web::pages::statement_path;
use crate::web::problem::Problem;
use crate::web::views::desk::delivery::{DeliveryPage, UndeliveredHost};
use crate::web::views::paths;
use crate::words::Words;

use super::edit::{correct_path, said_here};
use super::entrance::AtDesk;
use super::event_posts;
use super::home::counts;

/// So many servers stand on the page.
const MOST_HOSTS: i64 = 100;

/// The outcome of one statement.
pub async fn show(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    let (author, post, is_of_campaign) = said_here(&at, &id).await?;
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
            reason: reason(at.words(), state, trouble.attempts, trouble.last_status),
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
            correct_path: match event_posts::of_post(&at, post.id).await? {
                Some(_) => None,
                None => correct_path(&at, quorum::needed(&at.cx).await?, post.id, is_of_campaign),
            },
            path: format!("{}/statements/{id}/delivery", paths::DESK),
            counted: frame::moment(at.cx.now()),
            counts,
            more_hosts: (counts.waiting + counts.refused).saturating_sub(shown),
            hosts,
        },
    )
}

/// Why a server does not have it.
fn reason(words: Words, state: DeliveryState, attempts: i64, status: Option<i64>) -> String {
    let why = words.say(match (state, status) {
        (DeliveryState::Gone, _) => "delivery-why-gone",
        (DeliveryState::Expired, _) => "delivery-why-expired",
        (DeliveryState::Dropped, _) => "delivery-why-dropped",
        (DeliveryState::Pending, None) if attempts == 0 => "delivery-why-not-yet",
        (_, None) => "delivery-why-unreached",
        (_, Some(401 | 403)) => "delivery-why-not-accepted",
        (_, Some(413)) => "delivery-why-too-long",
        (_, Some(429)) => "delivery-why-wait",
        (_, Some(500..)) => "delivery-why-fault",
        (_, Some(_)) => "delivery-why-refused",
    });
    match status {
        Some(status) if state != DeliveryState::Dropped => {
            words.say_with("delivery-answer").text("why", why).text("status", status).to_string()
        }
        _ => why.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_plain_words() {
        let reason = |state, attempts, status| super::reason(Words::english(), state, attempts, status);
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
