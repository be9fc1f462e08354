//! The real program and a real relay: killed, stopped, started again, and several of them on one queue.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use antiphon::app::SystemClock;
use antiphon::server::Opened;
use antiphon::service::mails;

use super::ground::address;
use crate::support::databases;
use crate::support::process::{Site, wait_for};
use crate::support::smtp::Smtp;

const SOON: Duration = Duration::from_secs(60);

fn site(database: databases::Fresh, relay: &Smtp, more: &[(&str, &str)]) -> Site {
    let variables = relay.variables();
    let mut all: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend_from_slice(more);
    Site::new(database, &[], &all)
}

async fn queue(opened: &Opened, to: &str) {
    mails::queue_test(&opened.app, &address(to)).await.expect("it is queued");
}

#[tokio::test]
async fn a_server_that_is_killed_in_the_middle_of_a_mail_sends_it_after_the_next_start() {
    for database in databases::both() {
        let relay = Smtp::start().await;
        let site = site(database, &relay, &[]);
        let opened = site.open(Arc::new(SystemClock)).await;
        relay.falls_silent();
        let process = site.serve().await;
        queue(&opened, "ann@a.example").await;
        queue(&opened, "bob@a.example").await;
        wait_for(SOON, "the relay holds the mail", async || relay.seen().len() == 1).await;
        process.kill();
        relay.speaks();
        let _process = site.serve().await;
        relay.wait_for("bob@a.example", 1).await;
        wait_for(SOON, "both went", async || relay.caught_for("ann@a.example").len() >= 2).await;
        // What the relay has taken without being able to say so comes again, under the same name.
        let names: Vec<_> = relay.seen().iter().map(|m| (m.to.clone(), m.header("message-id"))).collect();
        let of_ann: Vec<_> = names.iter().filter(|(to, _)| to == "ann@a.example").collect();
        assert_eq!((of_ann.len(), &of_ann[0].1), (2, &of_ann[1].1));
        assert_eq!(relay.caught_for("bob@a.example").len(), 1, "what was not begun is sent once");
        opened.app.store.close().await;
    }
}

#[tokio::test]
async fn many_kills_lose_no_mail_and_double_only_what_was_on_its_way() {
    let relay = Smtp::start().await;
    // Slow enough that each life sends some of them only.
    let site = site(databases::sqlite(), &relay, &[("MAIL__PER_MINUTE", "3000")]);
    let opened = site.open(Arc::new(SystemClock)).await;
    for n in 0..120 {
        queue(&opened, &format!("a{n}@a.example")).await;
    }
    let mut lives = 0;
    while relay.caught().len() < 100 {
        let process = site.serve().await;
        lives += 1;
        let before = relay.caught().len();
        wait_for(SOON, "some went", async || relay.caught().len() >= before + 20).await;
        process.kill();
    }
    let _process = site.serve().await;
    let sent = || {
        let mut by_recipient: HashMap<String, usize> = HashMap::new();
        for mail in relay.caught() {
            *by_recipient.entry(mail.to).or_default() += 1;
        }
        by_recipient
    };
    wait_for(SOON, "all went", async || sent().len() == 120).await;
    let doubled = sent().values().filter(|count| **count > 1).count();
    assert!(doubled <= lives, "{doubled} were sent twice in {lives} lives");
    opened.app.store.close().await;
}

#[tokio::test]
async fn two_nodes_on_one_queue_send_each_mail_once_and_keep_the_pace_together() {
    let Some(database) = databases::postgres() else { return };
    let url = database.url.clone();
    let relay = Smtp::start().await;
    let pace = ("MAIL__PER_MINUTE", "1200");
    let one = site(database, &relay, &[pace]);
    let opened = one.open(Arc::new(SystemClock)).await;
    let other = site(databases::Fresh::existing(url), &relay, &[pace, ("DATABASE__NODE", "1")]);
    // Both are the same house: the same key, and the same name.
    std::fs::copy(one.key_file(), other.key_file()).expect("the key is copied");
    let file = |site: &Site| site.directory.path().join("antiphon.toml");
    let settings = std::fs::read_to_string(file(&other)).expect("settings");
    let name = format!("public_url = \"http://sut.test:{}\"", other.port);
    let settings = settings.replace(&name, &format!("public_url = \"http://sut.test:{}\"", one.port));
    std::fs::write(file(&other), settings).expect("settings");
    for n in 0..60 {
        queue(&opened, &format!("a{n}@a.example")).await;
    }
    let begun = std::time::Instant::now();
    let (_first, _second) = (one.serve().await, other.spawn());
    wait_for(SOON, "all went", async || relay.caught().len() >= 60).await;
    // Twenty a second: sixty take three seconds less the two that a rest is worth.
    assert!(begun.elapsed() >= Duration::from_millis(900), "{:?}", begun.elapsed());
    wait_for(SOON, "all are settled", async || {
        let numbers = mails::numbers(&opened.app).await.expect("numbers");
        numbers.of(antiphon::domain::mail_queue::MailState::Sent) == 60
    })
    .await;
    assert_eq!(relay.caught().len(), 60);
    opened.app.store.close().await;
}
