//! The newsletter as the people of the house see it: numbers, and nobody's address.

use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::cursor::Cursor;
use crate::domain::mail_queue::{MailState, Purpose};
use crate::domain::newsletter::Rhythm;
use crate::service::newsletter;

use crate::web::frame;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::views::desk::newsletter::{DeskNewsletterPage, IssueLine, ReaderLine};
use crate::web::views::paths;

use super::entrance::AtDesk;

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// Of what was sent: only what stands below this place.
    #[serde(default, deserialize_with = "older::place")]
    before: Option<Cursor>,
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_publish()?;
    let told = newsletter::told(&at.cx, wanted.before.unwrap_or(Cursor::START), newsletter::A_PAGE).await?;
    let (overview, words) = (newsletter::overview(&at.cx).await?, at.words());
    let mut readers: Vec<ReaderLine> = Vec::new();
    for (campaign, count) in &overview.readers {
        let of = campaign.clone().unwrap_or_else(|| words.say("newsletter-desk-all").to_owned());
        let rhythm = match count.rhythm {
            Rhythm::Each => words.say("newsletter-each"),
            Rhythm::Weekly => words.say("newsletter-weekly"),
        };
        let at =
            readers.iter().position(|line| line.of == of && line.rhythm == rhythm).unwrap_or_else(|| {
                readers.push(ReaderLine {
                    of: of.clone(),
                    rhythm: rhythm.to_owned(),
                    confirmed: 0,
                    unconfirmed: 0,
                });
                readers.len() - 1
            });
        if count.is_confirmed {
            readers[at].confirmed += frame::count(count.count);
        } else {
            readers[at].unconfirmed += frame::count(count.count);
        }
    }
    let of = |state: MailState| {
        let counts = overview.mails.counts.iter();
        let own = counts.filter(|(purpose, at, _)| *purpose == Purpose::Newsletter && *at == state);
        frame::count(own.map(|(_, _, count)| count).sum())
    };
    let page = DeskNewsletterPage {
        page: at.page(),
        desk: at.desk(),
        readers,
        issues: told
            .rows
            .iter()
            .map(|(title, issue)| IssueLine {
                title: title.clone(),
                path: format!("/posts/{}", issue.post),
                published: frame::moment(issue.created_at),
                written: frame::count(issue.written),
                is_done: issue.done_at.is_some(),
            })
            .collect(),
        pager: older::pager(paths::DESK_NEWSLETTER, ("before", wanted.before), told.next, &[], "sent"),
        waiting: of(MailState::Waiting),
        delivered: of(MailState::Sent),
        refused: of(MailState::Refused),
        failed: of(MailState::Failed),
        trouble: overview.mails.trouble.as_ref().map(|(why, since)| {
            words.say_with("newsletter-desk-trouble").time("since", *since).name("why", why).to_string()
        }),
    };
    frame::private(StatusCode::OK, &page)
}
