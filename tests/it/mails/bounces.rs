//! Mails that come back as a mail, after the relay had taken them.

use antiphon::domain::cursor::Cursor;
use antiphon::domain::letter::LetterState;
use antiphon::domain::mail_queue::{MailState, Purpose};
use antiphon::domain::mail_return::Fate;
use antiphon::service::{letter_targets, mail_returns, mails, newsletter};
use antiphon::store;

use super::ground::{count, queue, rig_with_relay, settled};
use super::letters::{MINISTER, Scene, always};
use super::newsletter::{readers, subscribe, told};
use crate::support::databases;
use crate::support::rig::Rig;
use crate::support::smtp::Caught;

/// A report as a mail server writes it, about this mail.
fn report(mail: &Caught, action: &str, status: &str, said: &str) -> Vec<u8> {
    let head = mail.raw.split("\r\n\r\n").next().expect("a head");
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: {}\r\nSubject: Undelivered Mail\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b/1\"\r\n\r\n--b/1\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\r\n--b/1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {}\r\nAction: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {said}\r\n\r\n--b/1\r\nContent-Type: text/rfc822-headers\r\n\r\n{head}\r\n\r\n--b/1--\r\n",
        mail.from, mail.to
    )
    .into_bytes()
}

async fn take(rig: &Rig, raw: &[u8]) -> Result<mail_returns::Taken, String> {
    mail_returns::take(&rig.opened.app, raw).await.map_err(|e| e.to_string())
}

#[tokio::test]
async fn a_letter_that_comes_back_is_marked_with_what_was_said_and_one_that_is_late_is_noted() {
    for database in databases::both() {
        let scene = Scene::new(database, always(), 600).await;
        let app = &scene.rig.opened.app;
        scene.confirmed("ann", "").await;
        scene.round().await;
        let letter = scene.relay.wait_for(MINISTER, 1).await;
        let back =
            async || mail_returns::of_target(app, scene.target, Cursor::START, 9).await.expect("a list").rows;
        assert!(back().await.is_empty());

        let late = report(&letter, "delayed", "4.4.1", "451 4.4.1 try later");
        let taken = take(&scene.rig, &late).await.expect("it is ours");
        assert_eq!((taken.purpose, taken.said.fate, taken.is_new), (Purpose::Letter, Fate::Delayed, true));
        assert_eq!(
            (scene.count(LetterState::Sent).await, count(&scene.rig, MailState::Refused).await),
            (1, 0)
        );
        let seen = back().await;
        assert!(seen[0].is_late() && seen[0].code == "4.4.1", "{seen:?}");

        let said = "550 5.1.1 no \u{1b}[31msuch\u{202e} user";
        let gone = report(&letter, "failed", "5.1.1", said);
        let taken = take(&scene.rig, &gone).await.expect("it is ours");
        assert_eq!((taken.said.fate, taken.is_new), (Fate::NoMailbox, true));
        assert_eq!((scene.count(LetterState::Refused).await, scene.count(LetterState::Sent).await), (1, 0));
        assert_eq!(count(&scene.rig, MailState::Refused).await, 1);
        let seen = back().await;
        assert_eq!((seen.len(), seen[0].code.as_str(), seen[0].is_late()), (1, "5.1.1", false));
        assert_eq!(seen[0].words, "550 5.1.1 no [31msuch user");
        // The same again, and a late word of before, change nothing.
        for again in [&gone, &late] {
            assert!(!take(&scene.rig, again).await.expect("it is known").is_new);
        }
        assert_eq!(back().await, seen);
        assert_eq!(letter_targets::overview(app).await.expect("a list")[0].count(LetterState::Refused), 1);
    }
}

#[tokio::test]
async fn a_report_that_is_forged_or_belongs_to_nothing_changes_nothing_and_says_so() {
    for database in databases::both() {
        let scene = Scene::new(database, always(), 600).await;
        scene.confirmed("ann", "").await;
        scene.round().await;
        let letter = scene.relay.wait_for(MINISTER, 1).await;
        let id = letter.header("message-id");
        let guessed = letter.raw.replace(&id, "<00112233445566778899aabbccddeeff@coalition.example>");
        let renumbered = letter.raw.replace(&id, &format!("<{}@coalition.example>", scene.target));
        let without = letter.raw.replace("Message-ID", "X-Id");
        for (raw, why) in [
            (guessed, "belongs to no mail"),
            (renumbered, "belongs to no mail"),
            (without, "belongs to no mail"),
        ] {
            let forged = Caught { raw, ..letter.clone() };
            let refused = take(&scene.rig, &report(&forged, "failed", "5.1.1", "550 x")).await;
            assert!(refused.as_ref().is_err_and(|e| e.contains(why)), "{refused:?}");
        }
        // An answer of the decision-maker is a mail like any other.
        let answer =
            format!("From: {MINISTER}\r\nIn-Reply-To: {id}\r\nSubject: Re: x\r\n\r\nStatus: 5.1.1\r\n");
        let refused = take(&scene.rig, answer.as_bytes()).await;
        assert!(refused.as_ref().is_err_and(|e| e.contains("no report")), "{refused:?}");
        let large = [report(&letter, "failed", "5.1.1", "550 x"), vec![b'x'; 1024 * 1024]].concat();
        assert!(take(&scene.rig, &large).await.is_err_and(|e| e.contains("larger than 1 MiB")));
        assert!(take(&scene.rig, b"").await.is_err());
        let delivered =
            take(&scene.rig, &report(&letter, "delivered", "2.0.0", "250 ok")).await.expect("ours");
        assert!(!delivered.is_new);
        assert_eq!(
            (scene.count(LetterState::Sent).await, count(&scene.rig, MailState::Refused).await),
            (1, 0)
        );
        let back = mail_returns::of_target(&scene.rig.opened.app, scene.target, Cursor::START, 9)
            .await
            .expect("a list")
            .rows;
        assert!(back.is_empty(), "{back:?}");
    }
}

#[tokio::test]
async fn a_reader_whose_mailbox_is_gone_is_forgotten_and_one_whose_mailbox_is_full_is_not() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        subscribe(&rig, &relay, "ann@example.org", "&rhythm=each").await;
        subscribe(&rig, &relay, "bob@example.org", "&rhythm=each").await;
        super::newsletter::publish(&rig, "Open the sluices").await;
        told(&rig).await;
        assert_eq!(readers(&rig).await, 2);
        let to_ann = relay.caught_for("ann@example.org").pop().expect("an issue");
        let to_bob = relay.caught_for("bob@example.org").pop().expect("an issue");
        let full =
            take(&rig, &report(&to_bob, "failed", "5.2.2", "552 5.2.2 mailbox full")).await.expect("ours");
        assert_eq!((full.purpose, full.said.fate), (Purpose::Newsletter, Fate::NotDelivered));
        assert_eq!(readers(&rig).await, 2, "there is somebody");
        take(&rig, &report(&to_ann, "failed", "5.1.1", "550 5.1.1 unknown")).await.expect("ours");
        assert_eq!(readers(&rig).await, 1);
        super::newsletter::publish(&rig, "The sluices are open").await;
        told(&rig).await;
        assert_eq!(relay.caught_for("bob@example.org").len(), 3);
        assert_eq!(relay.caught_for("ann@example.org").len(), 2, "nothing goes to who is forgotten");
        assert!(newsletter::overview(&rig.opened.app).await.is_ok());
    }
}

#[tokio::test]
async fn a_mail_is_found_by_its_mark_once_it_is_out_and_not_before() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        queue(&rig, "ann@example.org").await;
        settled(&rig).await;
        let mail = relay.wait_for("ann@example.org", 1).await;
        let id = mails::list(&rig.opened.app, true).await.expect("a list")[0].record.id;
        let mark = antiphon::domain::mail_return::mark(&mail.header("message-id")).expect("of our form");
        let found = store::mails::by_mark(&rig.opened.app.store, &mark).await.expect("reads").expect("found");
        assert_eq!((found.id, found.state), (id, MailState::Sent));
        let taken = take(&rig, &report(&mail, "failed", "5.1.1", "550 x")).await.expect("ours");
        assert_eq!((taken.id, taken.purpose, taken.is_new), (id, Purpose::Test, true));
        assert_eq!(count(&rig, MailState::Refused).await, 1);
        let listed = mails::list(&rig.opened.app, true).await.expect("a list");
        assert_eq!(listed[0].record.trouble.as_deref(), Some("5.1.1"));
    }
}
