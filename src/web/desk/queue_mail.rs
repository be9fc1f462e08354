//! Mails in trouble, in the room of the queues: how many wait, which failed and why; trying them again, and taking one out.
//! To whom they go is shown to nobody.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::ids::RowId;
use crate::domain::mail_queue::{MailState, Purpose};
use crate::service::mails::{self, Listed};
use crate::words::Words;

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::ask::AskPage;
use crate::web::views::desk::queue::{MailLine, Mails};
use crate::web::views::form::Hidden;
use crate::web::views::paths;

use super::entrance::AtDesk;
use super::queue;

/// So many mails stand on the page.
const MOST_MAILS: usize = 100;

/// Mails for the page of the queues.
pub async fn mails(at: &AtDesk) -> Result<Mails, Problem> {
    let (numbers, listed) = (mails::numbers(&at.cx).await?, mails::list(&at.cx, false).await?);
    let failed = numbers.of(MailState::Failed);
    let shown = listed.len().min(MOST_MAILS);
    Ok(Mails {
        is_on: mails::is_on(&at.cx),
        waiting: frame::count(numbers.of(MailState::Waiting)),
        failed: frame::count(failed),
        relay: numbers.trouble.map(|(why, since)| (why, frame::moment(since))),
        lines: listed[..shown].iter().map(|one| line(at.words(), one)).collect(),
        more: u64::try_from(listed.len() - shown).unwrap_or(0),
    })
}

fn line(words: Words, one: &Listed) -> MailLine {
    let mail = &one.record;
    MailLine {
        id: mail.id.to_string(),
        purpose: purpose(words, mail.purpose).to_owned(),
        written: frame::moment(mail.created_at),
        next_try: (mail.state == MailState::Waiting).then(|| frame::moment(mail.due_at)),
        tries: frame::count(mail.attempts),
        answer: mail.trouble.clone().unwrap_or_default(),
        drop_path: format!("{}?id={}", paths::QUEUE_MAIL, mail.id),
    }
}

fn purpose(words: Words, purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Pledge => words.say("queue-mail-pledge"),
        Purpose::Guest => words.say("queue-mail-guest"),
        Purpose::Subscription => words.say("queue-mail-subscription"),
        Purpose::LetterCheck => words.say("queue-mail-letter-check"),
        Purpose::Letter => words.say("queue-mail-letter"),
        Purpose::Newsletter => words.say("queue-mail-newsletter"),
        Purpose::Test => words.say("queue-mail-test"),
    }
}

/// Which mail is meant.
#[derive(Debug, Deserialize)]
pub struct Which {
    id: String,
}

fn id_of(id: &str) -> Result<RowId, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

/// Asks whether to drop a mail.
pub async fn ask(at: AtDesk, Query(which): Query<Which>) -> Result<Response, Problem> {
    at.must_operate()?;
    let words = at.words();
    let id = id_of(&which.id)?;
    let listed = mails::list(&at.cx, false).await?;
    let Some(mail) = listed.into_iter().find(|one| one.record.id == id) else {
        return queue::page(&at, Some(words.say("queue-mail-gone").to_owned()), None).await;
    };
    frame::private(
        StatusCode::OK,
        &AskPage {
            page: at.page(),
            desk: at.desk(),
            title: words.say("queue-mail-drop-title").to_owned(),
            about: purpose(words, mail.record.purpose).to_owned(),
            consequences: vec![
                words.say("queue-mail-drop-now").to_owned(),
                words.say("queue-mail-drop-why").to_owned(),
            ],
            action: paths::QUEUE_MAIL.to_owned(),
            carried: vec![Hidden { name: "id".to_owned(), value: id.to_string() }],
            button: words.say("queue-drop-go").to_owned(),
            is_danger: true,
            back: format!("{}#mails", paths::QUEUE),
            back_words: words.say("queue-keep").to_owned(),
        },
    )
}

/// Tries one mail again or all of them, or drops one.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_operate()?;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let by = Some(at.session.member.id);
    match value("do") {
        "retry" => {
            let count = mails::retry_by(&at.cx, by, Some(id_of(value("id"))?)).await?;
            Ok(frame::go_to(&format!("{}?done=mailed&count={count}", paths::QUEUE)))
        }
        "retry_all" => {
            let count = mails::retry_by(&at.cx, by, None).await?;
            Ok(frame::go_to(&format!("{}?done=mailed&count={count}", paths::QUEUE)))
        }
        "go" => {
            mails::drop_one_by(&at.cx, by, id_of(value("id"))?).await?;
            Ok(frame::go_to(&format!("{}?done=unmailed", paths::QUEUE)))
        }
        _ => Err(Problem::new(StatusCode::BAD_REQUEST)),
    }
}
