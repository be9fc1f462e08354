//! A letter goes with the words that its writer has seen and to the mailbox that stood there then, or it does not go. While it
//! waits its writer can look at it and take it back, and none goes for a campaign that is over.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::letter::LetterState;
use antiphon::domain::mail::MailAddress;
use antiphon::service::letter_targets::{self, NewTarget};
use antiphon::service::{campaigns, letter_rounds, mails};
use antiphon::store::letters;
use http::StatusCode;

use super::letters::{MINISTER, Scene, always};
use crate::support::databases;
use crate::support::heard::statements_of;

const OTHER: &str = "somebody@else.example";

impl Scene {
    async fn changed(&self, change: impl FnOnce(&mut NewTarget)) {
        let mut new = Self::new_target(always(), 600);
        change(&mut new);
        letter_targets::set(&self.rig.opened.app, None, "clean-river", new).await.expect("changed");
    }

    /// Writes, and does not confirm; the link of the mail.
    async fn asked(&self, name: &str) -> String {
        assert_eq!(self.write(name, "").await.0, StatusCode::OK);
        let mail = self.relay.wait_for(&format!("{name}@example.org"), 1).await;
        mail.link(&self.rig.url("/letters/confirm/"))
    }

    async fn waiting(&self) -> (i64, i64) {
        (self.count(LetterState::Asked).await, self.count(LetterState::Planned).await)
    }
}

fn otherwise(new: &mut NewTarget) {
    "Close the sluices".clone_into(&mut new.subject);
    "Dear Minister,\n\nplease close the sluices.\n\n[name]".clone_into(&mut new.words);
}

#[tokio::test]
async fn a_letter_goes_with_the_words_that_were_confirmed() {
    for database in databases::both() {
        let scene = Scene::new(database, always(), 600).await;
        scene.confirmed("ann", "").await;
        let link = scene.asked("bob").await;
        scene.changed(otherwise).await;
        scene.round().await;
        let letter = scene.relay.wait_for(MINISTER, 1).await;
        assert_eq!(letter.subject(), "Open the sluices");
        assert!(letter.plain().contains("please open the sluices.\n\nann"), "{}", letter.plain());

        // Who has not confirmed yet reads the new words, and confirms those or none.
        let (status, page) = scene.get(&link).await;
        assert!(status == StatusCode::OK && page.contains("has changed its words"), "{page}");
        assert!(page.contains("please close the sluices") && page.contains("Close the sluices"), "{page}");
        for before in ["do=send", "do=send&version=1"] {
            let (status, page) = scene.post(&link, before).await;
            assert!(status == StatusCode::CONFLICT && page.contains("please close the sluices"), "{page}");
        }
        assert_eq!(scene.waiting().await, (1, 0), "nothing is planned that nobody has seen");
        assert_eq!(scene.post(&link, "do=send&version=2").await.0, StatusCode::OK);
        scene.rig.clock.advance(10_000);
        scene.round().await;
        let letter = scene.relay.wait_for(MINISTER, 2).await;
        assert_eq!(letter.subject(), "Close the sluices");
        // The same once more is no other version.
        let link = scene.asked("cyd").await;
        scene.changed(otherwise).await;
        assert_eq!(scene.post(&link, "do=send").await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_was_written_for_one_mailbox_goes_to_no_other() {
    for database in databases::both() {
        let scene = Scene::new(database, always(), 600).await;
        scene.confirmed("ann", "").await;
        let link = scene.asked("bob").await;
        // Another spelling is no other mailbox.
        scene.changed(|new| new.address = "Minister@gov.example".to_owned()).await;
        assert!(scene.get(&link).await.1.contains("value=\"send\""));
        scene.changed(|new| new.address = OTHER.to_owned()).await;
        assert_eq!(scene.get(&link).await.0, StatusCode::GONE);
        assert_eq!(scene.post(&link, "do=send&version=2").await.0, StatusCode::GONE);
        scene.round().await;
        for mailbox in [OTHER, MINISTER] {
            assert!(scene.relay.caught_for(mailbox).is_empty(), "{mailbox}");
        }
        assert_eq!(scene.waiting().await, (0, 0), "nothing of them is kept");
        let told = scene.relay.wait_for("ann@example.org", 2).await;
        assert!(told.plain().contains("was not sent"), "{}", told.plain());
        assert_eq!(
            scene.relay.caught_for("bob@example.org").len(),
            1,
            "who had not confirmed is not written to"
        );
        // Whoever wants to can write anew.
        assert_eq!(scene.write("ann", "").await.0, StatusCode::OK);
        let mail = scene.relay.wait_for("ann@example.org", 3).await;
        let link = mail.link(&scene.rig.url("/letters/confirm/"));
        assert_eq!(scene.post(&link, "do=send").await.0, StatusCode::OK);
        // The place in time of the one that was erased is not given away again.
        scene.rig.clock.advance(10_000);
        scene.round().await;
        assert_eq!(scene.relay.wait_for(OTHER, 1).await.to, OTHER);
    }
}

#[tokio::test]
async fn a_letter_that_waits_can_be_read_and_taken_back_by_its_writer() {
    for database in databases::both() {
        let scene = Scene::new(database, always(), 600).await;
        let link = scene.asked("ann").await;
        let (_, answer) = scene.post(&link, "do=send").await;
        let path = link.strip_prefix(&scene.rig.url("")).expect("a path");
        assert!(answer.contains(&format!("href=\"{path}\"")), "the answer leads there: {answer}");
        let (status, page) = scene.get(&link).await;
        assert!(status == StatusCode::OK && page.contains("please open the sluices"), "{page}");
        assert!(page.contains("value=\"erase\"") && !page.contains("value=\"send\""), "{page}");
        // Also when no more are taken.
        letter_targets::close(&scene.rig.opened.app, None, scene.target).await.expect("closed");
        assert_eq!(scene.get(&link).await.0, StatusCode::OK);
        assert_eq!(scene.post(&link, "do=erase").await.0, StatusCode::OK);
        assert_eq!(scene.waiting().await, (0, 0));
        scene.round().await;
        assert!(scene.relay.caught_for(MINISTER).is_empty());
        assert_eq!(scene.get(&link).await.0, StatusCode::GONE);
        assert_eq!(scene.post(&link, "do=erase").await.0, StatusCode::GONE, "nothing was erased this time");
    }
}

#[tokio::test]
async fn no_letter_goes_for_a_campaign_that_is_over() {
    for database in databases::both() {
        let scene = Scene::new(database, always(), 600).await;
        let app = &scene.rig.opened.app;
        scene.confirmed("ann", "").await;
        let link = scene.asked("bob").await;
        let find = async |purpose: &str| {
            let ann = MailAddress::parse("ann@example.org").expect("an address");
            let digest = mails::lookup(app, purpose, &ann);
            letters::find_by_digest(&app.store, scene.target, &digest).await.expect("reads")
        };
        let purpose = format!("letter {}", scene.target);
        assert!(
            find(&purpose).await.is_some() && find("letter").await.is_none(),
            "a number for this one only"
        );
        campaigns::step(&scene.rig.cx(), None, "clean-river", CampaignState::Won).await.expect("won");
        assert_eq!(scene.get(&scene.url()).await.0, StatusCode::NOT_FOUND);
        assert_eq!(scene.write("cyd", "").await.0, StatusCode::NOT_FOUND);
        assert_eq!(scene.post(&link, "do=send").await.0, StatusCode::GONE);
        scene.round().await;
        assert!(scene.relay.caught_for(MINISTER).is_empty());
        assert_eq!(scene.waiting().await, (0, 0));
        assert!(scene.relay.wait_for("ann@example.org", 2).await.plain().contains("was not sent"));

        let (_, page) = scene.get(&scene.rig.url("/@clean-river?x")).await;
        assert!(!page.contains("/letters/") && !page.contains("newsletter-address"), "{page}");
        let newsletter = scene.rig.url("/newsletter");
        assert_eq!(scene.get(&format!("{newsletter}?campaign=clean-river")).await.0, StatusCode::GONE);
        let asked =
            scene.post(&newsletter, "newsletter-address=dan%40example.org&campaign=clean-river").await;
        assert_eq!(asked.0, StatusCode::GONE);
        assert!(scene.relay.caught_for("dan@example.org").is_empty());
    }
}

#[tokio::test]
async fn a_campaign_past_its_last_day_takes_no_letters_and_later_forgets_who_wrote() {
    for database in databases::both() {
        let scene = Scene::new(database, always(), 600).await;
        let app = &scene.rig.opened.app;
        scene.confirmed("ann", "").await;
        scene.round().await;
        scene.relay.wait_for(MINISTER, 1).await;
        scene.confirmed("bob", "").await;
        let today = app.now().day();
        let ends = antiphon::domain::day::Day::parse(&today).expect("a day");
        crate::campaigns::ground::change(&scene.rig, "clean-river", |plan| plan.ends = Some(ends)).await;
        assert_eq!(scene.get(&scene.url()).await.0, StatusCode::OK, "its last day is one of its days");
        scene.rig.clock.advance(86_400_000);
        assert_eq!(scene.get(&scene.url()).await.0, StatusCode::NOT_FOUND);
        letter_rounds::tidy(app).await.expect("tidy");
        assert_eq!(scene.waiting().await, (0, 0));
        let ann = MailAddress::parse("ann@example.org").expect("an address");
        let digest = mails::lookup(app, &format!("letter {}", scene.target), &ann);
        let found = async || letters::find_by_digest(&app.store, scene.target, &digest).await.expect("reads");
        // Ninety days are a thousandth here.
        scene.rig.clock.advance(100_000_000);
        letter_rounds::tidy(app).await.expect("tidy");
        assert!(found().await.is_none(), "who wrote is forgotten");
        assert_eq!(scene.count(LetterState::Sent).await, 1, "and the number stays");
    }
}

#[tokio::test]
async fn a_round_reads_a_campaign_no_oftener_for_many_letters() {
    // SQLite tells what it is asked on threads of its own, which nobody can listen to; the code is the same for both.
    let Some(database) = databases::postgres() else { return };
    {
        let scene = Scene::new(database, always(), 600).await;
        let app = &scene.rig.opened.app;
        let mut reads = Vec::new();
        for names in [vec!["ann"], vec!["bob", "cyd", "dee", "eve", "fay"]] {
            for name in &names {
                scene.confirmed(name, "").await;
            }
            scene.rig.clock.advance(60_000);
            assert_eq!(scene.count(LetterState::Planned).await, i64::try_from(names.len()).expect("few"));
            let (round, asked) = statements_of(letter_rounds::run(app)).await;
            round.expect("a round");
            reads.push(asked.iter().filter(|sql| sql.contains("FROM campaigns")).count());
            assert!(scene.count(LetterState::Planned).await < i64::try_from(names.len()).expect("few"));
        }
        // Once for the round, and once behind the lock of the one decision-maker.
        assert_eq!(reads, [2, 2]);
    }
}
