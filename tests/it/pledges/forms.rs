//! Signing as a visitor without an account does it: on the page, confirmed from their own mailbox, erased by their own link.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::day::Day;
use antiphon::domain::mail_queue::MailState;
use antiphon::domain::pledge::CONFIRM_SPAN;
use antiphon::domain::time::{DAY, Time};
use antiphon::service::pledges::total;
use antiphon::service::{campaigns, pledge_forms, pledge_names};
use antiphon::store::audit;
use http::StatusCode;

use crate::campaigns::ground::{HANDLE, change, open};
use crate::mails::ground::{count, rig_with_relay, settled};
use crate::support::databases::{self, Fresh};
use crate::support::rig::Rig;
use crate::support::smtp::{Caught, Smtp};

/// A server with a campaign that gathers, and its relay.
pub struct Scene {
    pub rig: Rig,
    pub relay: Smtp,
}

impl Scene {
    pub async fn new(database: Fresh) -> Self {
        let (rig, relay) = rig_with_relay(database).await;
        open(&rig, HANDLE).await;
        Self { rig, relay }
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

    /// Sends the form.
    pub async fn sign(&self, name: &str, mail: &str, more: &str) -> (StatusCode, String) {
        let shown = if more.contains("pledge-shown") { "" } else { "&pledge-shown=name" };
        let body = format!("pledge-name={name}&pledge-mail={mail}{shown}&pledge-consent=1{more}");
        self.post(&self.rig.url(&format!("/@{HANDLE}/sign")), &body).await
    }

    /// The link in a mail.
    pub fn link(&self, mail: &Caught, verb: &str) -> String {
        mail.link(&self.rig.url(&format!("/pledges/{verb}/")))
    }

    /// Signs and confirms.
    pub async fn signed(&self, name: &str, more: &str) -> Caught {
        let mailbox = format!("{name}@example.org");
        assert_eq!(self.sign(name, &mailbox.replace('@', "%40"), more).await.0, StatusCode::OK);
        let mail = self.relay.wait_for(&mailbox, 1).await;
        assert_eq!(self.post(&self.link(&mail, "confirm"), "").await.0, StatusCode::OK);
        mail
    }

    pub async fn counted(&self) -> i64 {
        let id = campaigns::find(&self.rig.opened.app, HANDLE).await.expect("it is there").id;
        total(&self.rig.opened.app, id).await.expect("a total").all()
    }

    /// Waits until the public page says this; pages are kept for a moment.
    pub async fn page_says(&self, what: &str) {
        let url = self.rig.url(&format!("/@{HANDLE}"));
        self.rig.wait_for(what, async || self.get(&url).await.1.contains(what)).await;
    }
}

#[tokio::test]
async fn a_visitor_signs_by_the_form_and_counts_when_they_open_the_link_of_the_mail() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let (_, page) = scene.get(&scene.rig.url(&format!("/@{HANDLE}"))).await;
        assert!(
            page.contains("action=\"/@clean-river/sign\"") && page.contains("0 people stand behind"),
            "{page}"
        );
        let (status, page) = scene.sign("Ann+Lee", "ann%40example.org", "&pledge-comment=We+drink+it").await;
        assert!(status == StatusCode::OK && page.contains("Look into your mailbox"), "{page}");
        let mail = scene.relay.wait_for("ann@example.org", 1).await;
        assert!(mail.plain().contains("Others will see: Ann Lee"), "{}", mail.plain());
        assert_eq!(scene.counted().await, 0, "nothing counts before it is confirmed");

        // Programs that look into mails open links; that alone changes nothing.
        let link = scene.link(&mail, "confirm");
        let (status, page) = scene.get(&link).await;
        assert!(status == StatusCode::OK && page.contains("Yes, count me"), "{page}");
        assert_eq!(scene.counted().await, 0);
        let (status, page) = scene.post(&link, "").await;
        assert!(status == StatusCode::OK && page.contains("Thank you"), "{page}");
        assert_eq!(scene.counted().await, 1);
        scene.page_says("1 person stands behind").await;
        scene.page_says("<bdi>Ann Lee</bdi>").await;
        let again = scene.post(&link, "").await;
        assert!(again.0 == StatusCode::GONE && again.1.contains("used already"), "{again:?}");
        assert_eq!(scene.counted().await, 1, "a link counts once");
    }
}

#[tokio::test]
async fn one_mailbox_counts_once_however_it_is_spelled_and_learns_that_by_mail_only() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        assert_eq!(scene.sign("Ann", "annlee%40gmail.com", "").await.0, StatusCode::OK);
        let first = scene.relay.wait_for("annlee@gmail.com", 1).await;
        scene.post(&scene.link(&first, "confirm"), "").await;
        let unknown = scene.sign("Ben", "ben%40example.org", "").await;
        let known = scene.sign("Ann", "Ann.Lee%2Briver%40googlemail.com", "&pledge-shown=hidden").await;
        assert_eq!(known.0, unknown.0);
        assert_eq!(known.1, unknown.1, "the page tells nobody who has signed");
        let mail = scene.relay.wait_for("Ann.Lee+river@googlemail.com", 1).await;
        assert!(
            mail.plain().contains("already") && !mail.plain().contains("/pledges/confirm/"),
            "{}",
            mail.plain()
        );
        assert_eq!(scene.counted().await, 1);
        assert!(mail.subject().contains("signed already"), "nobody is asked to confirm: {}", mail.subject());
        // The link in it erases what counts.
        assert_eq!(scene.post(&scene.link(&mail, "erase"), "").await.0, StatusCode::OK);
        assert_eq!(scene.counted().await, 0);
    }
}

#[tokio::test]
async fn a_signer_erases_everything_by_their_own_link() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let mail = scene.signed("ann", "").await;
        scene.signed("ben", "").await;
        let link = scene.link(&mail, "erase");
        let (status, page) = scene.get(&link).await;
        assert!(status == StatusCode::OK && page.contains("Erase my signature"), "{page}");
        assert_eq!(scene.counted().await, 2, "looking erases nothing");
        assert_eq!(scene.post(&link, "").await.0, StatusCode::OK);
        assert_eq!(scene.counted().await, 1);
        assert_eq!(scene.post(&link, "").await.0, StatusCode::OK, "and is told the same again");
        assert_eq!(scene.counted().await, 1);
        // Erased before it counted: it can count no more.
        assert_eq!(scene.sign("cleo", "cleo%40example.org", "").await.0, StatusCode::OK);
        let mail = scene.relay.wait_for("cleo@example.org", 1).await;
        scene.post(&scene.link(&mail, "erase"), "").await;
        assert_eq!(scene.post(&scene.link(&mail, "confirm"), "").await.0, StatusCode::GONE);
        assert_eq!(scene.counted().await, 1);
        // Who erased may sign anew.
        assert_eq!(scene.sign("ann", "ann%40example.org", "").await.0, StatusCode::OK);
        let mail = scene.relay.wait_for("ann@example.org", 2).await;
        scene.post(&scene.link(&mail, "confirm"), "").await;
        assert_eq!(scene.counted().await, 2);
    }
}

#[tokio::test]
async fn the_link_of_each_mail_erases_what_counts_now() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        assert_eq!(scene.sign("Zoe", "zoe%40example.org", "").await.0, StatusCode::OK);
        assert_eq!(scene.sign("Zoe", "ZOE%40example.org", "").await.0, StatusCode::OK);
        let first = scene.relay.wait_for("zoe@example.org", 1).await;
        let second = scene.relay.wait_for("ZOE@example.org", 1).await;
        scene.post(&scene.link(&first, "confirm"), "").await;
        scene.page_says("<bdi>Zoe</bdi>").await;
        let (_, said) = scene.post(&scene.link(&second, "erase"), "").await;
        assert!(said.contains("is erased"), "{said}");
        assert_eq!(scene.counted().await, 0);
        let app = &scene.rig.opened.app;
        let campaign = campaigns::find(app, HANDLE).await.expect("it is there");
        let (names, _) = pledge_names::page(app, &campaign, i64::MAX).await.expect("reads");
        assert!(names.is_empty(), "{names:?}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_is_kept() {
    let scene = Scene::new(databases::sqlite()).await;
    let long = "x".repeat(501);
    let long = format!("&pledge-comment={long}");
    for (name, mail, more, said) in [
        ("", "ann%40example.org", "", "Write your name"),
        ("Ann", "", "", "This is not an e-mail address"),
        ("Ann", "ann", "", "This is not an e-mail address"),
        ("Ann", "ann%40example.org%0ABcc:all%40example.org", "", "This is not an e-mail address"),
        ("Ann", "ann%40example.org", "&pledge-shown=all", "Choose what others may see"),
        ("Ann", "ann%40example.org", "&pledge-consent=", "Tick that you agree"),
        ("Ann", "ann%40example.org", long.as_str(), "Shorten it to 500"),
    ] {
        let body = format!("pledge-name={name}&pledge-mail={mail}&pledge-shown=name&pledge-consent=1{more}");
        // The last of two fields of one name is the one that counts.
        let (status, page) = scene.post(&scene.rig.url(&format!("/@{HANDLE}/sign")), &body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{said}: {page}");
        assert!(page.contains(said), "{said}: {page}");
    }
    settled(&scene.rig).await;
    assert!(scene.relay.caught().is_empty(), "and no mail is written");
}

#[tokio::test]
async fn a_line_break_in_a_name_makes_no_header_of_the_mail() {
    let scene = Scene::new(databases::sqlite()).await;
    let name = "Ann%0D%0ABcc:+all%40example.org%0D%0A%0D%0A<b>bold</b>";
    assert_eq!(scene.sign(name, "ann%40example.org", "").await.0, StatusCode::OK);
    let mail = scene.relay.wait_for("ann@example.org", 1).await;
    let head = mail.raw.split("\r\n\r\n").next().expect("a head").to_owned();
    assert!(!head.to_ascii_lowercase().contains("bcc"), "{head}");
    assert_eq!(scene.relay.caught().len(), 1);
    scene.post(&scene.link(&mail, "confirm"), "").await;
    scene.page_says("&#60;b&#62;").await;
    let (_, page) = scene.get(&scene.rig.url(&format!("/@{HANDLE}"))).await;
    assert!(!page.contains("<b>bold"), "{page}");
}

#[tokio::test]
async fn nobody_signs_what_does_not_gather_and_nothing_counts_after_the_end() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        assert_eq!(scene.sign("ann", "ann%40example.org", "").await.0, StatusCode::OK);
        let early = scene.relay.wait_for("ann@example.org", 1).await;
        let cx = scene.rig.cx();
        let yesterday = Time(scene.rig.clock.now_ms() - 3 * DAY).rfc3339()[..10].to_owned();
        change(&scene.rig, HANDLE, |plan| plan.ends = Day::parse(&yesterday)).await;
        let (status, page) = scene.post(&scene.link(&early, "confirm"), "").await;
        assert!(status == StatusCode::CONFLICT && page.contains("Nothing was counted"), "{status} {page}");
        let (status, _) = scene.sign("ben", "ben%40example.org", "").await;
        assert_eq!(status, StatusCode::CONFLICT);
        change(&scene.rig, HANDLE, |plan| plan.ends = None).await;
        campaigns::step(&cx, None, HANDLE, CampaignState::Delivered).await.expect("a step");
        let (status, _) = scene.sign("cleo", "cleo%40example.org", "").await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!(scene.get(&scene.rig.url("/@no-such-thing/sign")).await.0, StatusCode::NOT_FOUND);
        assert_eq!(scene.counted().await, 0);
        assert_eq!(scene.relay.caught().len(), 1);
    }
}

#[tokio::test]
async fn forged_and_damaged_links_do_nothing() {
    let scene = Scene::new(databases::sqlite()).await;
    let mail = scene.signed("ann", "").await;
    assert_eq!(scene.sign("ben", "ben%40example.org", "").await.0, StatusCode::OK);
    let other = scene.relay.wait_for("ben@example.org", 1).await;
    let erase = scene.link(&mail, "erase");
    let code = erase.rsplit('/').next().expect("a code");
    let confirm = scene.link(&other, "confirm");
    let wrong = confirm.rsplit('/').next().expect("a code");
    for code in ["", "AAAA", &code[..code.len() - 2], &format!("{code}A"), wrong] {
        let (status, _) = scene.get(&scene.rig.url(&format!("/pledges/erase/{code}"))).await;
        assert_ne!(status, StatusCode::OK, "{code}");
        scene.post(&scene.rig.url(&format!("/pledges/erase/{code}")), "").await;
    }
    assert_eq!(scene.counted().await, 1, "nothing is erased");
    let (status, _) = scene.post(&scene.rig.url(&format!("/pledges/confirm/{code}")), "").await;
    assert_eq!(status, StatusCode::GONE, "a link that erases does not confirm");
}

#[tokio::test]
async fn a_form_that_nobody_confirms_is_erased() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        assert_eq!(scene.sign("ann", "ann%40example.org", "").await.0, StatusCode::OK);
        let mail = scene.relay.wait_for("ann@example.org", 1).await;
        let app = &scene.rig.opened.app;
        assert_eq!(pledge_forms::forget_late(app).await.expect("tidied"), 0);
        scene.rig.clock.advance(CONFIRM_SPAN + 1);
        assert_eq!(scene.post(&scene.link(&mail, "confirm"), "").await.0, StatusCode::GONE);
        assert_eq!(pledge_forms::forget_late(app).await.expect("tidied"), 1);
        assert_eq!(scene.counted().await, 0);
    }
}

#[tokio::test]
async fn an_address_that_takes_no_mail_leaves_nothing_behind() {
    let scene = Scene::new(databases::sqlite()).await;
    scene.relay.answers("ann@", "550 5.1.1");
    assert_eq!(scene.sign("ann", "ann%40example.org", "").await.0, StatusCode::OK);
    settled(&scene.rig).await;
    assert_eq!(count(&scene.rig, MailState::Refused).await, 1);
    scene.rig.clock.advance(CONFIRM_SPAN + 1);
    assert_eq!(
        pledge_forms::forget_late(&scene.rig.opened.app).await.expect("tidied"),
        0,
        "it is gone already"
    );
}

#[tokio::test]
async fn where_no_mail_is_sent_there_is_no_form() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let page = rig.http.get(rig.url(&format!("/@{HANDLE}"))).send().await.expect("an answer");
    assert!(!page.text().await.expect("a page").contains("/sign\""));
    let answer = rig.http.get(rig.url(&format!("/@{HANDLE}/sign"))).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_lost_the_mail_is_erased_by_the_house_and_the_log_has_no_address() {
    let scene = Scene::new(databases::sqlite()).await;
    scene.signed("ann", "").await;
    let app = &scene.rig.opened.app;
    let address = crate::mails::ground::address("anna@example.org");
    assert!(!pledge_forms::erase_of(app, HANDLE, &address).await.expect("asked"), "another mailbox there");
    let address = crate::mails::ground::address("Ann+x@EXAMPLE.org");
    let erased = pledge_forms::erase_of(app, HANDLE, &address).await.expect("asked");
    assert_eq!(scene.counted().await, i64::from(!erased));
    assert!(erased);
    let log = audit::list(&app.store, 50).await.expect("a log");
    assert!(log.iter().any(|line| line.action == "pledge.erase"));
    assert!(log.iter().all(|line| !line.subject.to_ascii_lowercase().contains("example.org")));
}
