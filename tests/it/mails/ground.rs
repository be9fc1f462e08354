//! A server with a mail relay beside it.

use antiphon::domain::language::Language;
use antiphon::domain::mail::MailAddress;
use antiphon::domain::mail_queue::MailState;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::translation::Review;
use antiphon::service::mails::{self, Written};

use crate::support::databases::Fresh;
use crate::support::rig::Rig;
use crate::support::smtp::Smtp;

pub fn address(text: &str) -> MailAddress {
    MailAddress::parse(text).expect("an address")
}

/// The server, on this database, and its relay.
pub async fn rig_with_relay(database: Fresh) -> (Rig, Smtp) {
    let relay = Smtp::start().await;
    (Rig::on(database, &relay.settings()).await, relay)
}

/// Queues a test mail.
pub async fn queue(rig: &Rig, to: &str) -> Written {
    mails::queue_test(&rig.opened.app, &address(to)).await.expect("it is queued")
}

/// How many mails are in this state.
pub async fn count(rig: &Rig, state: MailState) -> i64 {
    mails::numbers(&rig.opened.app).await.expect("numbers").of(state)
}

/// Waits until no mail waits any more; time goes on meanwhile.
pub async fn settled(rig: &Rig) {
    rig.wait_for("every mail is settled", async || {
        rig.clock.advance(20);
        rig.opened.app.wake.mails.notify_one();
        count(rig, MailState::Waiting).await == 0
    })
    .await;
}

/// A statement with this title.
pub fn draft(title: &str) -> Draft {
    let language = Language::parse("en").expect("a tag");
    let source = "We ask for **clean water**, and we are many.".to_owned();
    Draft {
        texts: vec![DraftText { language, title: title.to_owned(), source, review: Review::Unsaid }],
        warning: None,
        attachments: Vec::new(),
    }
}
