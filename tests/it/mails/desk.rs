//! Mails in trouble in the room of the queues: what an owner sees of them, trying them again, taking one out.

use antiphon::domain::mail_queue::MailState;
use antiphon::service::{audit, mails};
use axum::http::StatusCode;

use super::ground::{count, queue, rig_with_relay, settled};
use crate::api::visitor::{Asks as _, Person};
use crate::support::databases;
use crate::support::rig::Rig;
use crate::web::house::value_of;

const ROOM: &str = "/desk/queue";
const MAIL: &str = "/desk/queue/mail";

async fn worker(rig: &Rig, name: &str, role: &str) -> (Person, String) {
    let person = Person::new(rig, name, role).await;
    let csrf = value_of(&person.visit(rig, "/desk").await.text, "csrf");
    (person, csrf)
}

/// Two mails that were given up, the newest first.
async fn failed(rig: &Rig) -> Vec<String> {
    for to in ["first.reader@a.example", "second.reader@b.example"] {
        queue(rig, to).await;
    }
    rig.wait_for("they are given up", async || {
        rig.clock.advance(1_000);
        rig.opened.app.wake.mails.notify_one();
        count(rig, MailState::Failed).await == 2
    })
    .await;
    let listed = mails::list(&rig.opened.app, false).await.expect("a list");
    listed.iter().map(|one| one.record.id.to_string()).collect()
}

#[tokio::test]
async fn an_owner_sees_which_mails_failed_and_why_and_tries_or_drops_them() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        let (owner, csrf) = worker(&rig, "ola", "owner").await;
        let page = owner.visit(&rig, ROOM).await.text;
        assert!(page.contains("No mail is in trouble.") && !page.contains("names no relay"), "{page}");
        for name in ["first.", "second."] {
            relay.answers(name, "452 4.2.2");
        }
        let ids = failed(&rig).await;
        let page = owner.visit(&rig, ROOM).await.text;
        for words in
            ["<dt>Mails that failed</dt><dd>2</dd>", "Test of the relay", "452 4.2.2", "Try all of them now"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        for address in ["first.reader", "a.example", "f…", "second.reader", "b.example"] {
            assert!(!page.contains(address), "{address}: {page}");
        }

        let path = format!("{MAIL}?id={}", ids[0]);
        assert!(page.contains(&format!("href=\"{path}\"")), "{page}");
        let asked = owner.visit(&rig, &path).await.text;
        assert!(asked.contains("Drop this mail?") && asked.contains("It is never sent."), "{asked}");
        assert_eq!(count(&rig, MailState::Failed).await, 2, "asking drops nothing");
        let (mo, theirs) = worker(&rig, "mo", "moderator").await;
        for wish in ["go", "retry", "retry_all"] {
            let form = [("csrf", theirs.as_str()), ("id", ids[0].as_str()), ("do", wish)];
            let refused = rig.send_form(MAIL, &form, &[("cookie", &mo.cookie)]).await;
            assert_eq!(
                (refused.status, count(&rig, MailState::Failed).await),
                (StatusCode::FORBIDDEN, 2),
                "{wish}"
            );
        }
        assert_eq!(mo.visit(&rig, &path).await.status, StatusCode::FORBIDDEN);

        let headers = [("cookie", owner.cookie.as_str())];
        let form = [("csrf", csrf.as_str()), ("id", ids[0].as_str()), ("do", "go")];
        let led = rig.send_form(MAIL, &form, &headers).await;
        assert_eq!(led.location(), "/desk/queue?done=unmailed", "{}", led.text);
        assert_eq!((count(&rig, MailState::Dropped).await, count(&rig, MailState::Failed).await), (1, 1));
        assert_eq!(rig.send_form(MAIL, &form, &headers).await.status, StatusCode::NOT_FOUND, "it is over");
        assert!(owner.visit(&rig, &path).await.text.contains("This mail is in trouble no more."));

        relay.welcomes_all();
        let form = [("csrf", csrf.as_str()), ("id", ids[1].as_str()), ("do", "retry")];
        let led = rig.send_form(MAIL, &form, &headers).await;
        assert_eq!(led.location(), "/desk/queue?done=mailed&count=1", "{}", led.text);
        assert!(owner.visit(&rig, led.location()).await.text.contains("One mail is tried now."));
        settled(&rig).await;
        assert_eq!(
            (relay.caught_for("first.reader@a.example").len(), count(&rig, MailState::Sent).await),
            (1, 1)
        );
        assert_eq!(relay.caught_for("second.reader@b.example").len(), 0, "what was dropped is not sent");

        let log = owner.visit(&rig, "/desk/audit?what=mail").await.text;
        for words in [format!("took mail {} out of the queue", ids[0]), "tried mails again".to_owned()] {
            assert!(log.contains(&words), "{words}: {log}");
        }
        let wanted = audit::Wanted { by: audit::By::Anybody, action: "mail", below: i64::MAX, limit: 10 };
        let lines = audit::list(&rig.opened.app, wanted).await.expect("a log");
        assert!(lines.iter().all(|line| line.by.as_deref() == Some("ola")), "{lines:?}");
    }
}

#[tokio::test]
async fn all_mails_in_trouble_are_tried_at_once_and_without_a_relay_the_room_says_so() {
    let (rig, relay) = rig_with_relay(databases::sqlite()).await;
    let (owner, csrf) = worker(&rig, "ola", "owner").await;
    for name in ["first.", "second."] {
        relay.answers(name, "452 4.2.2");
    }
    failed(&rig).await;
    relay.welcomes_all();
    let headers = [("cookie", owner.cookie.as_str())];
    let form = [("csrf", csrf.as_str()), ("do", "retry_all")];
    let led = rig.send_form(MAIL, &form, &headers).await;
    assert_eq!(led.location(), "/desk/queue?done=mailed&count=2", "{}", led.text);
    settled(&rig).await;
    assert_eq!(count(&rig, MailState::Sent).await, 2);

    let rig = Rig::start().await;
    let (owner, _) = worker(&rig, "ola", "owner").await;
    assert!(owner.visit(&rig, ROOM).await.text.contains("No mail is sent: the settings name no relay."));
}
