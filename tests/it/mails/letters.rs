//! Letters to decision-makers, as a supporter without an account writes one: on a page, confirmed from their own mailbox, sent
//! in office hours, one by one.

use antiphon::domain::campaign::{DecisionMaker, Plan};
use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::ids::RowId;
use antiphon::domain::letter::{LetterState, OfficeHours};
use antiphon::domain::mail_queue::MailState;
use antiphon::service::letter_targets::{self, NewTarget};
use antiphon::service::{campaigns, letter_rounds};
use http::StatusCode;

use super::ground::{count, rig_with_relay, settled};
use crate::support::databases::{self, Fresh};
use crate::support::rig::Rig;
use crate::support::smtp::{Caught, Smtp};

pub const MINISTER: &str = "minister@gov.example";

pub struct Scene {
    pub rig: Rig,
    pub relay: Smtp,
    pub target: RowId,
}

impl Scene {
    pub async fn new(database: Fresh, hours: OfficeHours, per_hour: u32) -> Self {
        let (rig, relay) = rig_with_relay(database).await;
        let plan = Plan {
            name: "Clean River".to_owned(),
            goal: "Clean water".to_owned(),
            language: "en".to_owned(),
            demands: vec!["Open the sluices".to_owned()],
            addressed: vec![DecisionMaker { name: "A. Minister".to_owned(), office: None }],
            ..Plan::default()
        };
        campaigns::create(&rig.cx(), None, "clean-river", plan).await.expect("a draft");
        campaigns::step(&rig.cx(), None, "clean-river", CampaignState::Gathering).await.expect("open");
        let new = Self::new_target(hours, per_hour);
        let target = letter_targets::set(&rig.opened.app, None, "clean-river", new).await.expect("kept");
        Self { rig, relay, target }
    }

    pub fn new_target(hours: OfficeHours, per_hour: u32) -> NewTarget {
        NewTarget {
            name: "A. Minister".to_owned(),
            address: MINISTER.to_owned(),
            language: "en".to_owned(),
            subject: "Open the sluices".to_owned(),
            words: "Dear Minister,\n\nplease open the sluices.\n\n[name]".to_owned(),
            hours,
            per_hour,
        }
    }

    pub fn url(&self) -> String {
        self.rig.url(&format!("/letters/{}", self.target))
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

    pub async fn write(&self, name: &str, more: &str) -> (StatusCode, String) {
        let body = format!("name={name}&address={name}%40example.org&consent=1{more}");
        self.post(&self.url(), &body).await
    }

    /// Writes and confirms.
    pub async fn confirmed(&self, name: &str, more: &str) -> Caught {
        assert_eq!(self.write(name, more).await.0, StatusCode::OK);
        let mail = self.relay.wait_for(&format!("{name}@example.org"), 1).await;
        let (status, page) = self.post(&mail.link(&self.rig.url("/letters/confirm/")), "do=send").await;
        assert_eq!(status, StatusCode::OK, "{page}");
        mail
    }

    pub async fn count(&self, state: LetterState) -> i64 {
        letter_targets::overview(&self.rig.opened.app).await.expect("numbers")[0].count(state)
    }

    pub async fn round(&self) {
        letter_rounds::run(&self.rig.opened.app).await.expect("a round");
        settled(&self.rig).await;
    }
}

pub fn always() -> OfficeHours {
    OfficeHours { zone: "UTC".to_owned(), days: vec![1, 2, 3, 4, 5, 6, 7], from: 0, until: 1_440 }
}

#[tokio::test]
async fn a_supporter_writes_confirms_and_the_letter_arrives_once() {
    for database in databases::both() {
        let scene = Scene::new(database, always(), 600).await;
        let (_, campaign) = scene.get(&scene.rig.url("/@clean-river")).await;
        assert!(campaign.contains(&format!("/letters/{}", scene.target)), "{campaign}");
        assert_eq!(scene.write("ann", "&own_words=I+live+there.&may_reply=1").await.0, StatusCode::OK);
        let mail = scene.relay.wait_for("ann@example.org", 1).await;
        let plain = mail.plain();
        // What is sent is what was shown, and what becomes of the address is said.
        for words in
            ["I live there.", "please open the sluices.", "Open the sluices", "so that you can be answered"]
        {
            assert!(plain.contains(words), "{words}: {plain}");
        }
        assert_eq!(scene.count(LetterState::Planned).await, 0, "nothing goes before it is confirmed");
        let link = mail.link(&scene.rig.url("/letters/confirm/"));
        let (status, page) = scene.get(&link).await;
        assert!(
            status == StatusCode::OK && page.contains("I live there.") && page.contains("value=\"send\""),
            "{page}"
        );
        scene.round().await;
        assert!(scene.relay.caught_for(MINISTER).is_empty(), "looking confirms nothing");
        assert_eq!(scene.post(&link, "do=send").await.0, StatusCode::OK);
        scene.round().await;
        let letter = scene.relay.wait_for(MINISTER, 1).await;
        assert_eq!(
            (letter.subject(), letter.header("reply-to")),
            ("Open the sluices".to_owned(), "ann@example.org".to_owned())
        );
        assert_eq!(letter.header("from"), "\"ann\" <campaigns@coalition.example>".replace('"', ""));
        assert_eq!(letter.header("auto-submitted"), "", "a person wrote it");
        assert!(
            letter
                .plain()
                .starts_with("I live there.\n\nDear Minister,\n\nplease open the sluices.\n\nann\n"),
            "{}",
            letter.plain()
        );
        assert_eq!(scene.count(LetterState::Sent).await, 1);
        // A second letter of the same person is not taken, whatever the spelling; the page tells nobody.
        assert_eq!(scene.post(&link, "do=send").await.0, StatusCode::GONE);
        let again = scene.post(&scene.url(), "name=ann&address=ANN%2Bx%40example.org&consent=1").await;
        let first = scene.write("bob", "").await;
        assert_eq!(again, first);
        let told = scene.relay.wait_for("ANN+x@example.org", 1).await;
        assert!(
            told.plain().contains("already") && !told.plain().contains("/letters/confirm/"),
            "{}",
            told.plain()
        );
        scene.round().await;
        assert_eq!(scene.relay.caught_for(MINISTER).len(), 1);
        let (_, campaign) = scene.get(&scene.rig.url("/@clean-river?x")).await;
        assert!(!campaign.contains(MINISTER), "the address stays in the house");
    }
}

#[tokio::test]
async fn the_address_of_the_writer_goes_along_only_with_their_word() {
    let scene = Scene::new(databases::sqlite(), always(), 600).await;
    scene.confirmed("wombat", "").await;
    scene.round().await;
    let letter = scene.relay.wait_for(MINISTER, 1).await;
    assert!(!letter.raw.contains("wombat@example.org"), "{}", letter.raw);
    assert_eq!(letter.header("reply-to"), "");
}

#[tokio::test]
async fn letters_wait_for_the_office_and_go_one_by_one() {
    for database in databases::both() {
        // The office is closed today and tomorrow, whatever day the test runs.
        let scene = Scene::new(database, always(), 2).await;
        let today = scene.rig.opened.app.now().0.div_euclid(86_400_000) + 3;
        let days: Vec<u8> =
            (2..6).map(|ahead| u8::try_from((today + ahead).rem_euclid(7)).expect("a day") + 1).collect();
        let hours = OfficeHours { days: days.clone(), from: 9 * 60, until: 17 * 60, ..always() };
        letter_targets::set(&scene.rig.opened.app, None, "clean-river", Scene::new_target(hours.clone(), 2))
            .await
            .expect("changed");
        for name in ["ann", "bob", "cyd"] {
            scene.confirmed(name, "").await;
        }
        scene.round().await;
        assert_eq!((scene.relay.caught_for(MINISTER).len(), scene.count(LetterState::Planned).await), (0, 3));
        // The server was away until late in the morning of the first day: still one at a time.
        let opens = hours.next_open(scene.rig.opened.app.now());
        scene.rig.clock.advance(opens.since(scene.rig.opened.app.now()) + 2 * 3_600_000);
        scene.round().await;
        assert_eq!(scene.relay.wait_for(MINISTER, 1).await.to, MINISTER);
        assert_eq!(scene.relay.caught_for(MINISTER).len(), 1);
        for expected in 2..=3 {
            scene.rig.clock.advance(20 * 60_000);
            scene.round().await;
            assert_eq!(scene.relay.caught_for(MINISTER).len(), expected - 1, "half an hour lies between two");
            scene.rig.clock.advance(11 * 60_000);
            scene.round().await;
            assert_eq!(scene.relay.caught_for(MINISTER).len(), expected);
        }
    }
}

#[tokio::test]
async fn a_mailbox_that_takes_no_letters_is_seen_at_the_desk() {
    for database in databases::both() {
        let scene = Scene::new(database, always(), 600).await;
        scene.relay.answers(MINISTER, "550 5.1.1");
        scene.confirmed("ann", "").await;
        scene.round().await;
        assert_eq!((scene.count(LetterState::Refused).await, scene.count(LetterState::Sent).await), (1, 0));
        assert_eq!(count(&scene.rig, MailState::Refused).await, 1);
    }
}

#[tokio::test]
async fn what_is_not_meant_is_erased_and_what_is_wrong_is_shown_again() {
    for database in databases::both() {
        let scene = Scene::new(database, always(), 600).await;
        assert_eq!(scene.write("ann", "").await.0, StatusCode::OK);
        let mail = scene.relay.wait_for("ann@example.org", 1).await;
        let link = mail.link(&scene.rig.url("/letters/confirm/"));
        assert_eq!(scene.post(&link, "do=erase").await.0, StatusCode::OK);
        assert_eq!(scene.post(&link, "do=send").await.0, StatusCode::GONE);
        assert_eq!(scene.count(LetterState::Asked).await, 0);
        for (body, words) in [
            ("name=ann&address=ann%40example.org", "Say that you want it to be sent"),
            ("name=&address=ann%40example.org&consent=1", "Write your name"),
            ("name=ann&address=ann%25x%40example.org&consent=1", "not an e-mail address"),
            ("name=ann&address=ann%40example.org%0ABcc:x&consent=1", "not an e-mail address"),
        ] {
            let (status, page) = scene.post(&scene.url(), body).await;
            assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains(words), "{body}: {page}");
        }
        assert_eq!(scene.count(LetterState::Asked).await, 0);
        // Unconfirmed letters are erased in time; in the rig, times are a thousandth.
        scene.write("bob", "").await;
        scene.rig.clock.advance(3 * 86_400);
        scene.rig.clock.advance(200_000);
        letter_rounds::tidy(&scene.rig.opened.app).await.expect("tidy");
        assert_eq!(scene.count(LetterState::Asked).await, 0);
        letter_targets::close(&scene.rig.opened.app, None, scene.target).await.expect("closed");
        assert_eq!(scene.get(&scene.url()).await.0, StatusCode::NOT_FOUND);
        assert_eq!(scene.get(&scene.rig.url("/letters/confirm/AAAA")).await.0, StatusCode::GONE);
    }
}

#[tokio::test]
async fn a_campaign_lets_people_write_only_to_those_whom_it_addresses() {
    let scene = Scene::new(databases::sqlite(), always(), 600).await;
    let app = &scene.rig.opened.app;
    let stranger = NewTarget { name: "Somebody".to_owned(), ..Scene::new_target(always(), 1) };
    let refused = letter_targets::set(app, None, "clean-river", stranger).await;
    assert!(refused.is_err_and(|e| e.to_string().contains("A. Minister")));
    let zone = OfficeHours { zone: "Mars/Base".to_owned(), ..always() };
    for wrong in [
        NewTarget { address: "a@b\r\nBcc: c@d.example".to_owned(), ..Scene::new_target(always(), 1) },
        NewTarget { words: " ".to_owned(), ..Scene::new_target(always(), 1) },
        Scene::new_target(zone, 1),
        Scene::new_target(always(), 0),
    ] {
        assert!(letter_targets::set(app, None, "clean-river", wrong).await.is_err());
    }
    assert_eq!(letter_targets::overview(app).await.expect("a list").len(), 1);
}
