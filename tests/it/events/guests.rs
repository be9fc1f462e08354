//! Coming to an event as a visitor without an account does it: by the form on the page, confirmed from their own mailbox,
//! changed by another form, taken back by their own link.

use antiphon::domain::ids::EventId;
use antiphon::service::{event_answers, events};
use http::StatusCode;
use serde_json::json;

use super::ground::{answers, call, path, plan};
use crate::campaigns::ground::page;
use crate::mails::ground::{rig_with_relay, settled};
use crate::support::databases::{self, Fresh};
use crate::support::rig::Rig;
use crate::support::smtp::{Caught, Smtp};

/// A server with an event to come, and its relay.
pub struct Scene {
    pub rig: Rig,
    pub relay: Smtp,
    pub id: EventId,
}

impl Scene {
    pub async fn new(database: Fresh) -> Self {
        let (rig, relay) = rig_with_relay(database).await;
        let id = call(&rig, None).await.event.id;
        Self { rig, relay, id }
    }

    pub async fn post(&self, url: &str, body: &str) -> (StatusCode, String) {
        let request = self.rig.http.post(url).header("content-type", "application/x-www-form-urlencoded");
        let answer = request.body(body.to_owned()).send().await.expect("an answer");
        (answer.status(), answer.text().await.expect("a page"))
    }

    pub async fn get(&self, url: &str) -> (StatusCode, String) {
        let answer = self.rig.http.get(url).send().await.expect("an answer");
        (answer.status(), answer.text().await.expect("a page"))
    }

    /// Where the form posts to.
    pub fn form(&self) -> String {
        self.rig.url(&format!("{}/come", path(self.id)))
    }

    /// Sends the form.
    pub async fn come(&self, mail: &str, answer: &str, people: &str) -> (StatusCode, String) {
        let body = format!("guest-mail={mail}&guest-answer={answer}&guest-people={people}");
        self.post(&self.form(), &body).await
    }

    /// The link in a mail.
    pub fn link(&self, mail: &Caught, verb: &str) -> String {
        mail.link(&self.rig.url(&format!("/events/{verb}/")))
    }

    /// Sends the form and confirms; how many mails this mailbox has got by then.
    pub async fn comes(&self, name: &str, answer: &str, people: &str, mails: usize) -> Caught {
        let mailbox = format!("{name}@example.org");
        let sent = self.come(&mailbox.replace('@', "%40"), answer, people).await;
        assert_eq!(sent.0, StatusCode::OK, "{}", sent.1);
        let mail = self.relay.wait_for(&mailbox, mails).await;
        let (status, page) = self.post(&self.link(&mail, "confirm"), "").await;
        assert_eq!(status, StatusCode::OK, "{page}");
        mail
    }

    pub async fn answers(&self) -> (u64, u64) {
        answers(&self.rig, self.id).await
    }
}

#[tokio::test]
async fn a_visitor_says_how_many_come_and_counts_when_they_open_the_link_of_the_mail() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let (_, html) = page(&scene.rig, &path(scene.id)).await;
        assert!(html.contains(&format!("action=\"{}/come\"", path(scene.id))), "{html}");
        assert!(!html.contains("name=\"csrf\""), "who reads it is nobody");
        let (status, html) = scene.come("ann%40example.org", "yes", "3").await;
        assert!(status == StatusCode::OK && html.contains("Look into your mailbox"), "{html}");
        let mail = scene.relay.wait_for("ann@example.org", 1).await;
        let text = mail.plain();
        for part in ["3 people come to “March for the river”", "Main Square", "Europe/Budapest"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        let (_, calendar) =
            scene.get(&mail.link(&scene.rig.url(&format!("{}/event.ics", path(scene.id))))).await;
        assert!(calendar.contains("BEGIN:VEVENT"), "{calendar}");
        assert_eq!(scene.answers().await, (0, 0), "nothing counts before it is confirmed");

        // Programs that look into mails open links; that alone changes nothing.
        let link = scene.link(&mail, "confirm");
        let (status, html) = scene.get(&link).await;
        assert!(status == StatusCode::OK && html.contains("3 people come to"), "{html}");
        assert_eq!(scene.answers().await, (0, 0));
        let (status, html) = scene.post(&link, "").await;
        assert!(status == StatusCode::OK && html.contains("Thank you"), "{html}");
        assert_eq!(scene.answers().await, (3, 0));
        let again = scene.post(&link, "").await;
        assert!(again.0 == StatusCode::GONE && again.1.contains("used already"), "{again:?}");
        assert_eq!(scene.answers().await, (3, 0), "a link counts once");
        scene.comes("ben", "maybe", "1", 1).await;
        let vera = scene.rig.vic.actor("vera");
        scene.rig.tell(&vera, &vera.activity("Join", 1, json!(scene.rig.url(&path(scene.id))))).await;
        let by_way = event_answers::answers_by_way(&scene.rig.opened.app, scene.id).await.expect("counts");
        let numbers = |answers: antiphon::domain::event::Answers| (answers.yes, answers.maybe);
        assert_eq!((numbers(by_way.accounts), numbers(by_way.guests)), ((1, 0), (3, 1)));
        let what = "4 people have said that they come. 1 more may come.";
        let shown = async || page(&scene.rig, &path(scene.id)).await.1.contains(what);
        scene.rig.wait_for(what, shown).await;
    }
}

#[tokio::test]
async fn one_mailbox_counts_once_however_it_is_spelled_with_what_it_confirmed_last() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        assert_eq!(scene.come("annlee%40gmail.com", "yes", "2").await.0, StatusCode::OK);
        let first = scene.relay.wait_for("annlee@gmail.com", 1).await;
        scene.post(&scene.link(&first, "confirm"), "").await;
        assert_eq!(scene.answers().await, (2, 0));
        let unknown = scene.come("ben%40example.org", "maybe", "5").await;
        let known = scene.come("Ann.Lee%2Briver%40googlemail.com", "maybe", "5").await;
        assert_eq!((known.0, &known.1), (unknown.0, &unknown.1), "the page tells nobody who has answered");
        assert_eq!(scene.answers().await, (2, 0), "what is not confirmed changes nothing");
        let second = scene.relay.wait_for("Ann.Lee+river@googlemail.com", 1).await;
        scene.post(&scene.link(&second, "confirm"), "").await;
        assert_eq!(scene.answers().await, (0, 5), "it takes the place of the first");
        // The link of the first mail takes back what counts now.
        assert_eq!(scene.post(&scene.link(&first, "erase"), "").await.0, StatusCode::OK);
        assert_eq!(scene.answers().await, (0, 0));
    }
}

#[tokio::test]
async fn a_form_in_the_name_of_another_changes_nothing_of_theirs() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        scene.comes("ann", "yes", "4", 1).await;
        assert_eq!(scene.come("ann%40example.org", "maybe", "1").await.0, StatusCode::OK);
        assert_eq!(scene.come("ann%40example.org", "maybe", "2").await.0, StatusCode::OK);
        settled(&scene.rig).await;
        assert_eq!(scene.answers().await, (4, 0));
        // Another event is another matter, and its links are links of its own.
        let other = call(&scene.rig, None).await.event.id;
        let body = "guest-mail=ann%40example.org&guest-answer=yes&guest-people=1";
        let sent = scene.post(&scene.rig.url(&format!("{}/come", path(other))), body).await;
        assert_eq!(sent.0, StatusCode::OK);
        let mail = scene.relay.wait_for("ann@example.org", 4).await;
        scene.post(&scene.link(&mail, "confirm"), "").await;
        assert_eq!((scene.answers().await, answers(&scene.rig, other).await), ((4, 0), (1, 0)));
        scene.post(&scene.link(&mail, "erase"), "").await;
        assert_eq!((scene.answers().await, answers(&scene.rig, other).await), ((4, 0), (0, 0)));
    }
}

#[tokio::test]
async fn a_guest_takes_back_by_their_own_link_before_and_after_it_counts() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let mail = scene.comes("ann", "yes", "2", 1).await;
        scene.comes("ben", "yes", "1", 1).await;
        let link = scene.link(&mail, "erase");
        let (status, html) = scene.get(&link).await;
        assert!(status == StatusCode::OK && html.contains("Take my answer back"), "{html}");
        assert_eq!(scene.answers().await, (3, 0), "looking takes nothing back");
        for _ in 0..2 {
            assert_eq!(scene.post(&link, "").await.0, StatusCode::OK, "and is told the same again");
            assert_eq!(scene.answers().await, (1, 0));
        }
        assert_eq!(scene.come("cleo%40example.org", "yes", "9").await.0, StatusCode::OK);
        let mail = scene.relay.wait_for("cleo@example.org", 1).await;
        scene.post(&scene.link(&mail, "erase"), "").await;
        assert_eq!(scene.post(&scene.link(&mail, "confirm"), "").await.0, StatusCode::GONE);
        assert_eq!(scene.answers().await, (1, 0));
        scene.comes("ann", "maybe", "1", 2).await;
        assert_eq!(scene.answers().await, (1, 1), "who took it back may come anew");
    }
}

#[tokio::test]
async fn forged_and_damaged_links_do_nothing() {
    let scene = Scene::new(databases::sqlite()).await;
    let mail = scene.comes("ann", "yes", "2", 1).await;
    assert_eq!(scene.come("ben%40example.org", "yes", "1").await.0, StatusCode::OK);
    let other = scene.relay.wait_for("ben@example.org", 1).await;
    let (erase, confirm) = (scene.link(&mail, "erase"), scene.link(&other, "confirm"));
    let code = erase.rsplit('/').next().expect("a code");
    let wrong = confirm.rsplit('/').next().expect("a code");
    for code in ["", "AAAA", &"A".repeat(76), &code[..code.len() - 2], &format!("{code}A"), wrong] {
        let (status, _) = scene.get(&scene.rig.url(&format!("/events/erase/{code}"))).await;
        assert_ne!(status, StatusCode::OK, "{code}");
        scene.post(&scene.rig.url(&format!("/events/erase/{code}")), "").await;
    }
    for code in ["AAAA", code, &wrong[..wrong.len() - 2]] {
        let (status, _) = scene.post(&scene.rig.url(&format!("/events/confirm/{code}")), "").await;
        assert_eq!(status, StatusCode::GONE, "{code}");
    }
    assert_eq!(scene.answers().await, (2, 0), "nothing is counted and nothing taken back");
    assert_eq!(scene.post(&confirm, "").await.0, StatusCode::OK, "the whole link still works");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_no_mail_is_written() {
    let scene = Scene::new(databases::sqlite()).await;
    for (mail, answer, people, said) in [
        ("", "yes", "1", "This is not an e-mail address"),
        ("ann", "yes", "1", "This is not an e-mail address"),
        ("ann%40example.org%0D%0ABcc:all%40example.org", "yes", "1", "This is not an e-mail address"),
        ("ann%40example.org", "yes", "0", "a number from 1 to 10"),
        ("ann%40example.org", "yes", "11", "a number from 1 to 10"),
        ("ann%40example.org", "yes", "many", "a number from 1 to 10"),
        ("ann%40example.org", "no", "1", "Choose whether you come"),
    ] {
        let (status, html) = scene.come(mail, answer, people).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{said}: {html}");
        assert!(html.contains(said), "{said}: {html}");
    }
    settled(&scene.rig).await;
    assert!(scene.relay.caught().is_empty());
    for nothing in ["/events/1/come", "/events/x/come"] {
        let (status, _) = scene.post(&scene.rig.url(nothing), "guest-mail=ann%40example.org").await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn a_line_break_in_the_name_of_an_event_makes_no_header_of_the_mail() {
    let scene = Scene::new(databases::sqlite()).await;
    let mut hostile = plan(&scene.rig);
    hostile.place = "Square\r\n\r\n<b>bold</b> Bcc: all@example.org".to_owned();
    hostile.name = "March\r\nBcc: all@example.org\r\n\r\n<b>bold</b>".to_owned();
    let id = events::call(&scene.rig.cx(), None, None, hostile).await.expect("it is called").event.id;
    let scene = Scene { id, ..scene };
    assert_eq!(scene.come("ann%40example.org", "yes", "1").await.0, StatusCode::OK);
    let mail = scene.relay.wait_for("ann@example.org", 1).await;
    let head = mail.raw.split("\r\n\r\n").next().expect("a head").to_ascii_lowercase();
    assert!(!head.lines().any(|line| line.starts_with("bcc")), "{head}");
    assert!(!mail.html().contains("<b>bold"), "{}", mail.html());
    assert_eq!(scene.relay.caught().len(), 1);
}
