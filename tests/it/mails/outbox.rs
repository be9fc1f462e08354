//! What is queued goes out once; what cannot go out is tried again, or ends where its operator sees it.

use antiphon::domain::mail_queue::{MOST_TO_ONE, MailState};
use antiphon::service::mails::{self, Written};
use antiphon::store;

use super::ground::{address, count, queue, rig_with_relay, settled};
use crate::support::databases;
use crate::support::rig::Rig;

#[tokio::test]
async fn a_mail_is_delivered_once_and_its_address_is_not_kept() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        queue(&rig, "Ann.Smith+x@büro.example").await;
        settled(&rig).await;
        let mail = relay.wait_for("Ann.Smith+x@xn--bro-hoa.example", 1).await;
        assert_eq!(relay.seen().len(), 1);
        assert_eq!(mail.from, "campaigns@coalition.example");
        assert_eq!(mail.header("from"), "\"Our coalition\" <campaigns@coalition.example>");
        assert_eq!(mail.header("to"), mail.to);
        assert!(mail.plain().contains("This is a test mail from Our coalition."), "{}", mail.raw);
        assert!(mail.html().contains("<p>This is a test mail"), "{}", mail.raw);
        // Nothing tells of the machine it came from.
        assert_eq!(mail.subject(), format!("A test from {}", rig.opened.app.config.authority()));
        let mut headers = mail.headers();
        headers.remove("subject");
        let headers = format!("{headers:?}").to_lowercase();
        for word in ["received", "127.0.0.1", "sut.test", "x-mailer", "user-agent", "localhost"] {
            assert!(!headers.contains(word), "{word}: {}", mail.raw);
        }
        let listed = mails::list(&rig.opened.app, true).await.expect("a list");
        assert_eq!((listed.len(), listed[0].record.state), (1, MailState::Sent));
        assert_eq!((&listed[0].record.parcel, &listed[0].to), (&None, &None), "address and words are gone");
    }
}

#[tokio::test]
async fn a187_no_address_stands_in_the_database_while_a_mail_waits() {
    let (rig, mut relay) = rig_with_relay(databases::sqlite()).await;
    relay.down().await;
    queue(&rig, "wombat@example.org").await;
    let listed = mails::list(&rig.opened.app, true).await.expect("a list");
    assert_eq!(listed[0].to.as_deref(), Some("w…@example.org"));
    let sealed = listed[0].record.parcel.clone().expect("it waits");
    for word in ["wombat", "example.org", "test mail"] {
        assert!(!sealed.windows(word.len()).any(|bytes| bytes == word.as_bytes()), "{word}");
    }
    let url = rig.opened.app.config.database.url.as_str().to_owned();
    let file = url.strip_prefix("sqlite:").expect("a file");
    for ending in ["", "-wal"] {
        let bytes = std::fs::read(format!("{file}{ending}")).unwrap_or_default();
        assert!(!bytes.windows(6).any(|bytes| bytes == b"wombat"), "{ending}");
    }
}

#[tokio::test]
async fn what_is_refused_for_good_ends_and_what_is_refused_for_now_is_tried_again() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        relay.answers("gone@", "550 5.1.1");
        relay.answers("full@", "452 4.2.2");
        relay.answers("rule@", "554 5.7.1");
        for to in ["gone@a.example", "full@a.example", "rule@a.example", "well@a.example"] {
            queue(&rig, to).await;
        }
        relay.wait_for("well@a.example", 1).await;
        rig.wait_for("every answer is noted", async || {
            let listed = mails::list(&rig.opened.app, true).await.expect("a list");
            let is_noted = |one: &&mails::Listed| one.record.trouble.is_some() || one.to.is_none();
            listed.iter().filter(is_noted).count() == 4
        })
        .await;
        assert_eq!(count(&rig, MailState::Refused).await, 1);
        assert_eq!(count(&rig, MailState::Waiting).await, 2, "a rule or a full mailbox is not the end");
        let listed = mails::list(&rig.opened.app, true).await.expect("a list");
        let trouble: Vec<_> = listed.iter().filter_map(|one| one.record.trouble.as_deref()).collect();
        // The relay repeats the address; what is kept is the code.
        assert_eq!(trouble, ["554 5.7.1", "452 4.2.2", "550 5.1.1"]);
        relay.welcomes_all();
        settled(&rig).await;
        assert_eq!((count(&rig, MailState::Sent).await, count(&rig, MailState::Failed).await), (3, 0));
        assert_eq!(relay.caught_for("gone@a.example").len(), 0);
        assert_eq!(relay.caught_for("full@a.example").len(), 1);
    }
}

#[tokio::test]
async fn what_cannot_be_sent_in_its_time_fails_visibly_and_is_tried_again_by_hand() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        relay.answers("full@", "452 4.2.2");
        queue(&rig, "full@a.example").await;
        rig.wait_for("it is given up", async || {
            rig.clock.advance(1_000);
            rig.opened.app.wake.mails.notify_one();
            count(&rig, MailState::Failed).await == 1
        })
        .await;
        let failed = mails::list(&rig.opened.app, false).await.expect("a list");
        assert_eq!(failed[0].record.state, MailState::Failed);
        assert!(failed[0].record.attempts >= 5, "{:?}", failed[0].record);
        relay.welcomes_all();
        assert_eq!(mails::retry(&rig.opened.app, Some(failed[0].record.id)).await.expect("tried"), 1);
        settled(&rig).await;
        assert_eq!(relay.caught_for("full@a.example").len(), 1);
        assert!(mails::retry(&rig.opened.app, Some(failed[0].record.id)).await.is_err(), "it was sent");
        assert!(mails::drop_one(&rig.opened.app, failed[0].record.id).await.is_err());
    }
}

#[tokio::test]
async fn what_the_relay_has_against_the_text_or_us_is_not_held_against_the_recipient() {
    let (rig, relay) = rig_with_relay(databases::sqlite()).await;
    relay.answers_texts("554 5.7.1 spam");
    queue(&rig, "ann@a.example").await;
    rig.wait_for("it fails", async || count(&rig, MailState::Failed).await == 1).await;
    assert_eq!(count(&rig, MailState::Refused).await, 0);
    relay.welcomes_all();
    relay.answers_senders("550 5.7.1 not you");
    queue(&rig, "bob@a.example").await;
    rig.wait_for("the trouble is noted", async || {
        mails::numbers(&rig.opened.app).await.expect("numbers").trouble.is_some()
    })
    .await;
    let (why, _) = mails::numbers(&rig.opened.app).await.expect("numbers").trouble.expect("a sentence");
    assert!(why.contains("127.0.0.1") && why.contains("550 5.7.1") && !why.contains("bob"), "{why}");
    let waiting = mails::list(&rig.opened.app, true).await.expect("a list");
    assert_eq!((waiting[0].record.state, waiting[0].record.attempts), (MailState::Waiting, 0));
    relay.welcomes_all();
    settled(&rig).await;
    relay.wait_for("bob@a.example", 1).await;
    assert_eq!(mails::numbers(&rig.opened.app).await.expect("numbers").trouble, None);
}

#[tokio::test]
async fn while_the_relay_is_away_mail_waits_and_loses_no_try() {
    for database in databases::both() {
        let (rig, mut relay) = rig_with_relay(database).await;
        relay.down().await;
        for n in 0..5 {
            queue(&rig, &format!("a{n}@a.example")).await;
        }
        rig.wait_for("the trouble is noted", async || {
            mails::numbers(&rig.opened.app).await.expect("numbers").trouble.is_some()
        })
        .await;
        for one in mails::list(&rig.opened.app, true).await.expect("a list") {
            assert_eq!((one.record.state, one.record.attempts), (MailState::Waiting, 0));
        }
        relay.up().await;
        settled(&rig).await;
        assert_eq!((relay.seen().len(), relay.caught().len()), (5, 5));
        let before = relay.connections();
        queue(&rig, "b@a.example").await;
        relay.wait_for("b@a.example", 1).await;
        assert!(relay.connections() <= before + 1);
    }
}

#[tokio::test]
async fn a_connection_that_is_cut_in_the_middle_sends_the_mail_again_under_the_same_name() {
    let (rig, relay) = rig_with_relay(databases::sqlite()).await;
    relay.cuts_once();
    queue(&rig, "ann@a.example").await;
    queue(&rig, "bob@a.example").await;
    settled(&rig).await;
    let names: Vec<_> = relay
        .seen()
        .iter()
        .filter(|mail| mail.to == "ann@a.example")
        .map(|mail| mail.header("message-id"))
        .collect();
    assert_eq!(names.len(), 2);
    assert_eq!(names[0], names[1], "whoever gets both sees that they are one");
    assert_eq!(relay.caught_for("bob@a.example").len(), 1);
    assert_ne!(relay.caught_for("bob@a.example")[0].header("message-id"), names[0]);
}

#[tokio::test]
async fn nobody_can_make_us_write_to_one_mailbox_without_end() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        for n in 0..MOST_TO_ONE {
            // However it is spelled.
            let written = queue(&rig, &format!("Vic.Tim+{n}@gmail.com")).await;
            assert!(matches!(written, Written::Queued(_)));
        }
        assert_eq!(queue(&rig, "victim@googlemail.com").await, Written::TooMany);
        assert!(matches!(queue(&rig, "other@gmail.com").await, Written::Queued(_)));
        settled(&rig).await;
        assert_eq!(relay.seen().len(), usize::try_from(MOST_TO_ONE).expect("few") + 1);
    }
}

#[tokio::test]
async fn a_mail_that_is_dropped_is_not_sent() {
    for database in databases::both() {
        let (rig, mut relay) = rig_with_relay(database).await;
        relay.down().await;
        let Written::Queued(id) = queue(&rig, "ann@a.example").await else { panic!("it is queued") };
        mails::drop_one(&rig.opened.app, id).await.expect("it is dropped");
        queue(&rig, "bob@a.example").await;
        relay.up().await;
        settled(&rig).await;
        relay.wait_for("bob@a.example", 1).await;
        assert_eq!(relay.seen().len(), 1);
        assert_eq!(count(&rig, MailState::Dropped).await, 1);
        // Over is over, and is forgotten in time.
        let mut tx = rig.opened.app.store.begin().await.expect("begins");
        let later = rig.opened.app.now().plus(1);
        assert_eq!(store::mails::forget_older(&mut tx, later).await.expect("forgets"), 2);
        tx.commit().await.expect("commits");
    }
}

#[tokio::test]
async fn without_a_relay_nothing_is_queued_and_the_sentence_says_why() {
    let rig = Rig::start().await;
    let refused = mails::queue_test(&rig.opened.app, &address("ann@a.example")).await;
    assert!(refused.is_err_and(|e| e.to_string().contains("sends no mail")));
    assert!(mails::list(&rig.opened.app, true).await.expect("a list").is_empty());
}
