//! The newsletter, as a visitor without account and cookie reads it: asked for on a page, confirmed from the mail, ended by
//! one click. Of A176 the part about new passwords concerns nobody here: members have no mail address, and a password is
//! set anew by whoever runs the server.

use std::sync::Arc;
use std::time::Duration;

use antiphon::app::SystemClock;
use antiphon::domain::campaign::{DecisionMaker, Plan};
use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::mail_queue::MailState;
use antiphon::domain::newsletter::{CONFIRM_WITHIN, week_end};
use antiphon::domain::translation::TranslationState;
use antiphon::service::campaign_voice::{self, Voice};
use antiphon::service::{campaigns, draft_publishing, newsletter, newsletter_rounds, quorum, statements};
use antiphon::store;
use http::StatusCode;

use super::ground::{count, draft, rig_with_relay, settled};
use crate::drafts::ground::{approved, people, proposal};
use crate::support::databases;
use crate::support::process::{Site, wait_for};
use crate::support::rig::{Rig, client};
use crate::support::smtp::{Caught, Smtp};

const FORM: &str = "application/x-www-form-urlencoded";

async fn post(rig: &Rig, url: &str, body: &str) -> (StatusCode, String) {
    // No cookie, no origin: as another site, a mail program or a browser at its safest sends it.
    let request = rig.http.post(url).header("content-type", FORM).body(body.to_owned());
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.text().await.expect("a page"))
}

async fn get(rig: &Rig, url: &str) -> (StatusCode, String) {
    let answer = rig.http.get(url).send().await.expect("an answer");
    (answer.status(), answer.text().await.expect("a page"))
}

async fn ask(rig: &Rig, body: &str) -> (StatusCode, String) {
    post(rig, &rig.url("/newsletter"), body).await
}

/// Asks and confirms; the mail that asked for the confirmation.
pub async fn subscribe(rig: &Rig, relay: &Smtp, to: &str, more: &str) -> Caught {
    let before = relay.caught_for(to).len();
    let address: String = url::form_urlencoded::byte_serialize(to.as_bytes()).collect();
    let (status, _) = ask(rig, &format!("newsletter-address={address}{more}")).await;
    assert_eq!(status, StatusCode::OK);
    let mail = relay.wait_for(to, before + 1).await;
    let (status, page) = post(rig, &mail.link(&rig.url("/newsletter/confirm/")), "").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    mail
}

pub async fn publish(rig: &Rig, title: &str) {
    let coalition = rig.coalition().await;
    Box::pin(statements::publish(&rig.cx(), None, &coalition, draft(title))).await.expect("published");
}

/// Lets time go on until nothing of the newsletter is left to do.
pub async fn told(rig: &Rig) {
    rig.clock.advance(1_000);
    while newsletter_rounds::run(&rig.opened.app).await.expect("a round") {}
    settled(rig).await;
}

pub async fn readers(rig: &Rig) -> i64 {
    let overview = newsletter::overview(&rig.opened.app).await.expect("numbers");
    overview.readers.iter().map(|(_, count)| count.count).sum()
}

#[tokio::test]
async fn a_visitor_subscribes_confirms_reads_and_leaves_with_one_click() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        let (_, home) = get(&rig, &rig.url("/")).await;
        assert!(home.contains("action=\"/newsletter\""), "the form stands on the coalition's page");
        let (status, page) = ask(&rig, "newsletter-address=ann%2Briver%40example.org&rhythm=each").await;
        assert!(status == StatusCode::OK && page.contains("Look into your mailbox"), "{page}");
        let mail = relay.wait_for("ann+river@example.org", 1).await;
        assert_eq!(mail.subject(), "Our coalition: please confirm");
        assert_eq!(mail.header("list-unsubscribe"), "", "there is nothing to end yet");
        let link = mail.link(&rig.url("/newsletter/confirm/"));
        // Before they confirm, nothing is sent; a program that looks at the link changes nothing.
        publish(&rig, "Too early").await;
        told(&rig).await;
        let (status, page) = get(&rig, &link).await;
        assert!(status == StatusCode::OK && page.contains("<button>"), "{page}");
        publish(&rig, "Still too early").await;
        told(&rig).await;
        assert_eq!(relay.seen().len(), 1);
        let (status, _) = post(&rig, &link, "").await;
        assert_eq!(status, StatusCode::OK);
        publish(&rig, "Water is a right").await;
        told(&rig).await;
        let issue = relay.wait_for("ann+river@example.org", 2).await;
        assert_eq!(issue.subject(), "Water is a right");
        let (plain, html) = (issue.plain(), issue.html());
        assert!(plain.contains("Water is a right") && plain.contains(&rig.url("/@coalition/")), "{plain}");
        for word in ["<img", "<script", "<style", "<link", "utm_", "?"] {
            assert!(!html.contains(word), "{word}: {html}");
        }
        // RFC 8058: the address is in the header, and one POST without anything else ends it.
        assert_eq!(issue.header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
        let header = issue.header("list-unsubscribe");
        let end = header.trim_matches(['<', '>']);
        assert!(plain.contains(end), "{plain}");
        let (status, page) = get(&rig, end).await;
        assert!(status == StatusCode::OK && page.contains("<button>"), "{page}");
        assert_eq!(readers(&rig).await, 1, "looking ends nothing");
        let (status, _) = post(&rig, end, "List-Unsubscribe=One-Click").await;
        assert_eq!((status, readers(&rig).await), (StatusCode::OK, 0), "nothing of them is kept");
        publish(&rig, "Nobody reads this").await;
        told(&rig).await;
        assert_eq!(relay.seen().len(), 2);
        // Once more, and by the link that confirmed: nothing comes back.
        assert_eq!(post(&rig, end, "List-Unsubscribe=One-Click").await.0, StatusCode::OK);
        assert_eq!(post(&rig, &link, "").await.0, StatusCode::GONE);
        assert_eq!(readers(&rig).await, 0);
    }
}

#[tokio::test]
async fn a174_the_answer_is_the_same_for_a_known_and_an_unknown_address() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        subscribe(&rig, &relay, "ann@example.org", "").await;
        let (known, unknown) = (
            ask(&rig, "newsletter-address=Ann%2Bx%40example.org").await,
            ask(&rig, "newsletter-address=bob%40example.org").await,
        );
        assert_eq!(known, unknown);
        let again = ask(&rig, "newsletter-address=ANN%40example.org&rhythm=weekly").await;
        assert_eq!(again, unknown);
        settled(&rig).await;
        // Somebody who types the address of a reader changes nothing but makes one mail, which says the same as any.
        let to_reader = relay.caught_for("ann@example.org");
        assert_eq!(to_reader.len(), 3);
        assert!(to_reader.iter().all(|mail| mail.subject() == to_reader[0].subject()));
        let overview = newsletter::overview(&rig.opened.app).await.expect("numbers");
        let confirmed: Vec<_> = overview.readers.iter().filter(|(_, count)| count.is_confirmed).collect();
        assert_eq!((confirmed.len(), confirmed[0].1.count), (1, 1));
        assert_eq!(confirmed[0].1.rhythm.as_str(), "each");
        // The reader themself changes how often, with that link.
        let link = to_reader[2].link(&rig.url("/newsletter/confirm/"));
        assert_eq!(post(&rig, &link, "").await.0, StatusCode::OK);
        let overview = newsletter::overview(&rig.opened.app).await.expect("numbers");
        assert!(
            overview.readers.iter().any(|(_, count)| count.is_confirmed && count.rhythm.as_str() == "weekly")
        );
    }
}

#[tokio::test]
async fn a177_what_is_no_address_is_shown_again_and_gets_no_mail() {
    let (rig, relay) = rig_with_relay(databases::sqlite()).await;
    for typed in [
        "",
        "ann",
        "ann%25evil.test%40example.org",
        "ann%40example.org%0D%0ABcc%3A+b%40evil.test",
        "%22ann%22%40a.example",
        "%3Cscript%3E",
    ] {
        let (status, page) = ask(&rig, &format!("newsletter-address={typed}")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(page.contains("aria-invalid") && !page.contains("<script>"), "{page}");
    }
    assert_eq!((readers(&rig).await, count(&rig, MailState::Waiting).await), (0, 0));
    assert!(relay.seen().is_empty());
    for forged in ["/newsletter/confirm/AAAA", "/newsletter/end/AAAA"] {
        assert_eq!(get(&rig, &rig.url(forged)).await.0, StatusCode::GONE, "{forged}");
    }
    assert_eq!(ask(&rig, "newsletter-address=a%40b.example&campaign=none").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_does_not_confirm_in_time_is_erased() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        ask(&rig, "newsletter-address=ann%40example.org").await;
        let mail = relay.wait_for("ann@example.org", 1).await;
        // In the rig, times are a thousandth.
        rig.clock.advance(CONFIRM_WITHIN / 1_000 + 1_000);
        let link = mail.link(&rig.url("/newsletter/confirm/"));
        assert_eq!(post(&rig, &link, "").await.0, StatusCode::GONE);
        newsletter_rounds::tidy(&rig.opened.app).await.expect("tidy");
        assert_eq!(readers(&rig).await, 0);
    }
}

#[tokio::test]
async fn a_mailbox_that_takes_no_mail_is_forgotten() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        subscribe(&rig, &relay, "ann@example.org", "").await;
        subscribe(&rig, &relay, "bob@example.org", "").await;
        relay.answers("ann@", "550 5.1.1");
        publish(&rig, "One").await;
        told(&rig).await;
        assert_eq!((readers(&rig).await, count(&rig, MailState::Refused).await), (1, 1));
        assert_eq!(relay.wait_for("bob@example.org", 2).await.subject(), "One");
    }
}

#[tokio::test]
pub async fn readers_of_a_campaign_get_what_is_said_in_it_and_readers_of_a_week_one_mail() {
    for database in databases::both() {
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
        // A week begins, so that none ends in the middle of what follows.
        let now = rig.opened.app.now();
        rig.clock.advance(week_end(now, 0.001).since(now) + 1_000);
        subscribe(&rig, &relay, "river@example.org", "&campaign=clean-river").await;
        subscribe(&rig, &relay, "all@example.org", "").await;
        subscribe(&rig, &relay, "both@example.org", "&campaign=clean-river").await;
        subscribe(&rig, &relay, "both@example.org", "").await;
        subscribe(&rig, &relay, "week@example.org", "&rhythm=weekly").await;
        publish(&rig, "Of the house").await;
        Box::pin(campaign_voice::publish(
            &rig.cx(),
            None,
            "clean-river",
            Voice::Campaign,
            draft("Of the river"),
        ))
        .await
        .expect("published");
        told(&rig).await;
        let subjects = |to: &str| {
            let all = relay.caught_for(to);
            all.iter().map(Caught::subject).filter(|subject| subject.starts_with("Of")).collect::<Vec<_>>()
        };
        assert_eq!(subjects("river@example.org"), ["Of the river"]);
        assert_eq!(subjects("all@example.org").len(), 2);
        assert_eq!(subjects("both@example.org").len(), 2, "what they read twice over comes once");
        assert_eq!(relay.caught_for("week@example.org").len(), 1);
        // A week of the rig is ten minutes.
        rig.clock.advance(605_000);
        told(&rig).await;
        let digest = relay.wait_for("week@example.org", 2).await;
        assert_eq!(digest.subject(), "Our coalition: 2 statements this week");
        assert!(digest.plain().contains("Of the house") && digest.plain().contains("Of the river"));
        rig.clock.advance(605_000);
        told(&rig).await;
        assert_eq!(relay.caught_for("week@example.org").len(), 2, "a week without words is without mail");
    }
}

#[tokio::test]
async fn a_translation_that_nobody_reviewed_is_sent_only_where_the_coalition_allows_it_and_says_what_it_is() {
    let (rig, relay) = rig_with_relay(databases::sqlite()).await;
    let people = people(&rig).await;
    // The language of a reader is that of the page on which they asked.
    let ask = async |to: &str, more: &str| {
        let body = format!("newsletter-address={to}{more}");
        let request = rig.http.post(rig.url("/newsletter")).header("content-type", FORM);
        let answer = request.header("accept-language", "es").body(body).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        let mail = relay.wait_for(to, 1).await;
        post(&rig, &mail.link(&rig.url("/newsletter/confirm/")), "").await;
    };
    let now = rig.opened.app.now();
    rig.clock.advance(week_end(now, 0.001).since(now) + 1_000);
    ask("each@example.org", "").await;
    ask("week@example.org", "&rhythm=weekly").await;
    let publish = async |proposal| {
        let draft = approved(&rig, &people, proposal).await;
        let cx = rig.cx();
        let done = draft_publishing::publish(&cx, Some(&people.1), draft.id, &draft.digest);
        Box::pin(done).await.expect("published");
        told(&rig).await;
        relay.caught_for("each@example.org").pop().expect("an issue")
    };
    let notice = "Una máquina hizo esta traducción";
    let kept = Box::pin(publish(proposal("Dam"))).await;
    assert_eq!(kept.subject(), "Dam");
    assert!(!kept.plain().contains("El río") && !kept.plain().contains(notice), "{}", kept.plain());

    let mut read = proposal("Dam");
    read.texts[1].state = TranslationState::Reviewed;
    let reviewed = Box::pin(publish(read)).await;
    assert_eq!(reviewed.subject(), "Río");
    assert!(
        reviewed.plain().contains("El río") && !reviewed.plain().contains(notice),
        "{}",
        reviewed.plain()
    );

    quorum::set_sends_unreviewed(&rig.cx(), None, true).await.expect("allowed");
    let sent = Box::pin(publish(proposal("Dam"))).await.plain();
    let (before, _) = sent.split_once("El río").expect("the translation");
    assert!(before.contains(notice), "its readers know first: {sent}");
    rig.clock.advance(605_000);
    told(&rig).await;
    let digest = relay.wait_for("week@example.org", 2).await.plain();
    assert_eq!((digest.matches("El río").count(), digest.matches(notice).count()), (2, 1), "{digest}");
}

#[tokio::test]
async fn a_statement_that_is_withdrawn_at_once_is_not_sent() {
    let (rig, relay) = rig_with_relay(databases::sqlite()).await;
    subscribe(&rig, &relay, "ann@example.org", "").await;
    let coalition = rig.coalition().await;
    let post =
        Box::pin(statements::publish(&rig.cx(), None, &coalition, draft("A slip"))).await.expect("published");
    statements::withdraw(&rig.cx(), None, &coalition, post.id).await.expect("withdrawn");
    told(&rig).await;
    assert_eq!(relay.caught_for("ann@example.org").len(), 1);
}

#[tokio::test]
async fn without_a_relay_there_is_no_form_and_the_page_says_so() {
    let rig = Rig::start().await;
    let (_, home) = get(&rig, &rig.url("/")).await;
    assert!(!home.contains("action=\"/newsletter\""));
    let (status, page) = ask(&rig, "newsletter-address=ann%40example.org").await;
    assert!(status == StatusCode::NOT_FOUND && page.contains("sends no mail"), "{page}");
}

#[tokio::test]
async fn a_newsletter_that_is_killed_in_the_middle_goes_on_where_it_was() {
    const READERS: usize = 450;
    let relay = Smtp::start().await;
    let variables = relay.variables();
    let variables: Vec<(&str, &str)> =
        variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let site = Site::new(databases::sqlite(), &[], &variables);
    let opened = site.open(Arc::new(SystemClock)).await;
    let process = site.serve().await;
    let http = client(site.port);
    for n in 0..READERS {
        let body = format!("newsletter-address=a{n}%40example.org");
        let request = http.post(site.url("/newsletter")).header("content-type", FORM).body(body);
        assert_eq!(request.send().await.expect("an answer").status(), StatusCode::OK);
    }
    wait_for(Duration::from_secs(120), "all were asked", async || relay.caught().len() >= READERS).await;
    for mail in relay.caught() {
        let link = mail.link(&site.url("/newsletter/confirm/"));
        assert_eq!(http.post(link).send().await.expect("an answer").status(), StatusCode::OK);
    }
    let cx = opened.federation.to_request_data();
    let coalition = antiphon::service::accounts::coalition(&opened.app).await.expect("there is one");
    Box::pin(statements::publish(&cx, None, &coalition, draft("To all"))).await.expect("published");
    let issues = || relay.caught().iter().filter(|mail| mail.subject() == "To all").count();
    wait_for(Duration::from_secs(60), "some were told", async || issues() >= 60).await;
    process.kill();
    let _process = site.serve().await;
    let told = || {
        let mut by_reader = std::collections::HashMap::<String, usize>::new();
        for mail in relay.caught().into_iter().filter(|mail| mail.subject() == "To all") {
            *by_reader.entry(mail.to).or_default() += 1;
        }
        by_reader
    };
    wait_for(Duration::from_secs(120), "all were told", async || told().len() >= READERS).await;
    let waiting = store::mails::count_all_waiting(&opened.app.store);
    assert!(waiting.await.expect("counts") < 10);
    // Each has one; the one that was on its way when the program was killed may have come twice.
    let by_reader = told();
    assert!(by_reader.values().filter(|count| **count > 1).count() <= 1, "{by_reader:?}");
    opened.app.store.close().await;
}

#[tokio::test]
async fn a176_a_link_leads_to_us_whoever_the_request_says_we_are() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        let forged =
            [("x-forwarded-host", "evil.test"), ("forwarded", "host=evil.test"), ("x-host", "evil.test")];
        for (number, (name, value)) in (1..).zip(forged) {
            let request =
                rig.http.post(rig.url("/newsletter")).header("content-type", FORM).header(name, value);
            let answer =
                request.body("newsletter-address=ann%40example.org").send().await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::OK);
            let mail = relay.wait_for("ann@example.org", number).await;
            assert!(mail.plain().contains(&rig.url("/newsletter/confirm/")), "{name}");
            assert!(!mail.plain().contains("evil.test") && !mail.html().contains("evil.test"), "{name}");
        }
        // Of somebody else's name nothing is taken at all.
        let request =
            rig.http.post(rig.url("/newsletter")).header("content-type", FORM).header("host", "evil.test");
        let answer = request.body("newsletter-address=eve%40example.org").send().await.expect("an answer");
        assert!(answer.status().is_client_error(), "{}", answer.status());
        settled(&rig).await;
        assert!(relay.caught_for("eve@example.org").is_empty());

        // The link is bound to its mailbox: it makes a reader of nobody else, whatever is sent along; and ends with it.
        let link = relay.caught_for("ann@example.org")[0].link(&rig.url("/newsletter/confirm/"));
        let (status, _) = post(&rig, &link, "newsletter-address=mallory%40evil.test").await;
        assert_eq!((status, readers(&rig).await), (StatusCode::OK, 1));
        publish(&rig, "Water is a right").await;
        told(&rig).await;
        let issue = relay.wait_for("ann@example.org", 4).await;
        assert!(relay.caught_for("mallory@evil.test").is_empty());
        let end = issue.header("list-unsubscribe");
        assert_eq!(
            post(&rig, end.trim_matches(['<', '>']), "List-Unsubscribe=One-Click").await.0,
            StatusCode::OK
        );
        assert_eq!(post(&rig, &link, "").await.0, StatusCode::GONE, "it is used up");
        assert_eq!(readers(&rig).await, 0);
    }
}
