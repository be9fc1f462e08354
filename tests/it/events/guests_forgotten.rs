//! When nothing counts any more, and what is forgotten: after the end, after calling off, after two days without an answer,
//! after an address took no mail. Without mail there is no form at all.

use antiphon::domain::event_guest::CONFIRM_SPAN;
use antiphon::domain::mail_queue::MailState;
use antiphon::domain::time::{DAY, HOUR, MINUTE};
use antiphon::service::{event_answers, event_guests, events};
use http::StatusCode;
use serde_json::json;

use super::ground::{answers, call, path};
use super::guests::Scene;
use crate::campaigns::ground::page;
use crate::mails::ground::{count, settled};
use crate::support::databases;
use crate::support::rig::Rig;

#[tokio::test]
async fn nothing_counts_after_the_end_and_the_answers_are_forgotten_a_month_later() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        scene.comes("ann", "yes", "2", 1).await;
        // A minute before the end; a link lasts longer than what is left.
        scene.rig.clock.advance(7 * DAY + 2 * HOUR - MINUTE);
        assert_eq!(scene.come("ben%40example.org", "yes", "1").await.0, StatusCode::OK);
        let late = scene.relay.wait_for("ben@example.org", 1).await;
        scene.rig.clock.advance(3 * MINUTE / 2);
        let (status, html) = scene.post(&scene.link(&late, "confirm"), "").await;
        assert!(status == StatusCode::CONFLICT && html.contains("Nothing was counted"), "{status} {html}");
        assert_eq!(scene.come("cleo%40example.org", "yes", "1").await.0, StatusCode::CONFLICT);
        assert_eq!(scene.get(&scene.form()).await.0, StatusCode::CONFLICT);
        let gone = async || !page(&scene.rig, &path(scene.id)).await.1.contains("/come\"");
        scene.rig.wait_for("the form is gone", gone).await;
        assert_eq!(scene.answers().await, (2, 0));
        let app = &scene.rig.opened.app;
        assert_eq!(event_answers::tidy(app).await.expect("tidied"), 0);
        scene.rig.clock.advance(30 * DAY);
        assert!(event_answers::tidy(app).await.expect("tidied") > 0);
        assert_eq!(scene.answers().await, (0, 0));
    }
}

#[tokio::test]
async fn what_was_called_off_takes_no_answer_mails_nobody_and_lets_everybody_take_back() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let ann = scene.comes("ann", "yes", "2", 1).await;
        assert_eq!(scene.come("ben%40example.org", "yes", "1").await.0, StatusCode::OK);
        let late = scene.relay.wait_for("ben@example.org", 1).await;
        let mails = scene.relay.caught().len();
        events::cancel(&scene.rig.cx(), None, scene.id).await.expect("it is called off");
        assert_eq!(scene.post(&scene.link(&late, "confirm"), "").await.0, StatusCode::CONFLICT);
        assert_eq!(scene.come("cleo%40example.org", "yes", "1").await.0, StatusCode::CONFLICT);
        let told = async || {
            let html = page(&scene.rig, &path(scene.id)).await.1;
            html.contains("This event was called off.") && !html.contains("/come\"")
        };
        scene.rig.wait_for("the page says so", told).await;
        settled(&scene.rig).await;
        assert_eq!((scene.answers().await, scene.relay.caught().len()), ((2, 0), mails));
        scene.post(&scene.link(&ann, "erase"), "").await;
        assert_eq!(scene.answers().await, (0, 0));
    }
}

#[tokio::test]
async fn a_form_that_nobody_confirms_is_erased() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        scene.comes("ann", "yes", "1", 1).await;
        assert_eq!(scene.come("ben%40example.org", "yes", "1").await.0, StatusCode::OK);
        let mail = scene.relay.wait_for("ben@example.org", 1).await;
        let app = &scene.rig.opened.app;
        assert_eq!(event_guests::forget_late(app).await.expect("tidied"), 0);
        scene.rig.clock.advance(CONFIRM_SPAN + 1);
        assert_eq!(scene.get(&scene.link(&mail, "confirm")).await.0, StatusCode::GONE);
        assert_eq!(scene.post(&scene.link(&mail, "confirm"), "").await.0, StatusCode::GONE);
        assert_eq!(event_guests::forget_late(app).await.expect("tidied"), 1);
        assert_eq!(scene.answers().await, (1, 0), "what counts stays");
    }
}

#[tokio::test]
async fn an_address_that_takes_no_mail_leaves_nothing_behind() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        scene.relay.answers("ann@", "550 5.1.1");
        assert_eq!(scene.come("ann%40example.org", "yes", "1").await.0, StatusCode::OK);
        settled(&scene.rig).await;
        assert_eq!(count(&scene.rig, MailState::Refused).await, 1);
        scene.rig.clock.advance(CONFIRM_SPAN + 1);
        let late = event_guests::forget_late(&scene.rig.opened.app).await.expect("tidied");
        assert_eq!(late, 0, "it is gone already");
    }
}

#[tokio::test]
async fn where_no_mail_is_sent_there_is_no_form_and_the_page_says_how_else() {
    let rig = Rig::start().await;
    let id = call(&rig, None).await.event.id;
    let (_, html) = page(&rig, &path(id)).await;
    assert!(!html.contains("/come\"") && html.contains("Mobilizon") && html.contains("/sign-in"), "{html}");
    let url = rig.url(&format!("{}/come", path(id)));
    assert_eq!(rig.http.get(&url).send().await.expect("an answer").status(), StatusCode::CONFLICT);
    let sent = rig.http.post(&url).header("content-type", "application/x-www-form-urlencoded");
    let sent = sent.body("guest-mail=ann%40example.org&guest-answer=yes&guest-people=1").send().await;
    assert_eq!(sent.expect("an answer").status(), StatusCode::CONFLICT);
    assert_eq!(answers(&rig, id).await, (0, 0));
}

#[tokio::test]
async fn who_is_gone_comes_to_nothing_any_more() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let id = call(&rig, None).await.event.id;
        let (vera, victor) = (rig.vic.actor("vera"), rig.vic.actor("victor"));
        for actor in [&vera, &victor] {
            rig.tell(actor, &actor.activity("Join", 1, json!(rig.url(&path(id))))).await;
        }
        assert_eq!(answers(&rig, id).await, (2, 0));
        rig.tell(&vera, &vera.activity("Delete", 2, json!(vera.id))).await;
        assert_eq!(answers(&rig, id).await, (1, 0));
    }
}
