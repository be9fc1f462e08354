//! Whom mail is given to: encryption that is asked for is had or nothing is sent, and the password goes to nobody else.

use antiphon::service::mail_rounds;

use super::ground::{address, queue};
use crate::support::databases;
use crate::support::rig::{Rig, Shape};
use crate::support::smtp::Smtp;

/// A server whose relay is encrypted, and that trusts whoever signed the certificate if so.
async fn rig(relay: &Smtp, is_trusted: bool, more: &str) -> (Rig, tempfile::TempDir) {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("ca.pem");
    std::fs::write(&file, relay.authority.as_deref().unwrap_or_default()).expect("written");
    let ca = if is_trusted { format!("ca = \"{}\"\n", file.display()) } else { String::new() };
    let more = format!("{ca}{}{more}", relay.settings());
    (Rig::shaped(databases::sqlite(), Shape { more, ..Shape::default() }).await, directory)
}

const LOGIN: &str = "user = \"antiphon\"\npassword = \"open sesame\"\n";

#[tokio::test]
async fn mail_goes_encrypted_and_with_the_password() {
    let relay = Smtp::encrypted("localhost").await;
    let (rig, _directory) = rig(&relay, true, LOGIN).await;
    queue(&rig, "ann@a.example").await;
    relay.wait_for("ann@a.example", 1).await;
    assert_eq!(relay.logins()[0], "antiphon open sesame");
}

#[tokio::test]
async fn a_relay_that_is_not_trusted_gets_neither_password_nor_mail() {
    for relay in [Smtp::encrypted("localhost").await, Smtp::encrypted("other.test").await] {
        let is_signed = relay.authority.is_some();
        let (rig, _directory) = rig(&relay, false, LOGIN).await;
        let why = mail_rounds::probe(&rig.opened.app).await.expect_err("it is not trusted");
        assert!(is_signed && why.contains("could not be trusted"), "{why}");
        let refused = mail_rounds::test(&rig.opened.app, &address("ann@a.example")).await;
        assert!(refused.is_err());
        assert!(relay.seen().is_empty() && relay.logins().is_empty());
    }
}

#[tokio::test]
async fn a_relay_without_encryption_gets_nothing_where_encryption_is_asked_for() {
    let relay = Smtp::start().await;
    let settings = relay.settings().replace("\"none\"", "\"starttls\"") + LOGIN;
    let rig = Rig::on(databases::sqlite(), &settings).await;
    let why = mail_rounds::probe(&rig.opened.app).await.expect_err("it does not encrypt");
    assert!(why.contains("STARTTLS"), "{why}");
    assert!(relay.logins().is_empty());
}

#[tokio::test]
async fn a_wrong_password_is_told_in_words() {
    let relay = Smtp::start().await;
    let settings = relay.settings() + "user = \"antiphon\"\npassword = \"wrong\"\n";
    let rig = Rig::on(databases::sqlite(), &settings).await;
    let why = mail_rounds::probe(&rig.opened.app).await.expect_err("the password is wrong");
    assert!(why.contains("does not take our name and password (535 5.7.8)"), "{why}");
    assert!(!why.contains("wrong"), "{why}");
}
