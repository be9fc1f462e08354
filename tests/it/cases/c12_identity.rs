//! Handles belong to the domain that they name: no other is asked, and none is lent (A137 to A140).

use antiphon::domain::account::Account;
use antiphon::domain::handle::Handle;
use antiphon::domain::uri::Uri;
use antiphon::remote::{Result, resolve};
use antiphon::store::accounts;
use serde_json::{Value, json};

use crate::support::peer::Peer;
use crate::support::rig::Rig;

fn finger_path(name: &str, peer: &Peer) -> String {
    format!("/.well-known/webfinger?resource=acct%3A{name}%40{}", peer.authority().replace(':', "%3A"))
}

fn jrd(subject: &str, href: &str) -> String {
    let link = json!({"rel": "self", "type": "application/activity+json", "href": href});
    json!({"subject": subject, "links": [link]}).to_string()
}

async fn find(rig: &Rig, name: &str, peer: &Peer) -> Result<Account> {
    let handle = Handle::parse(&format!("@{name}@{}", peer.authority())).expect("a handle");
    resolve::handle(&rig.cx(), &handle).await
}

async fn known(rig: &Rig, id: &str) -> Option<Account> {
    accounts::find_by_uri(&rig.opened.app.store, id).await.expect("reads")
}

/// What another server's actor says of its own handle (FEP-2c59).
fn claims(document: &mut Value, handle: &str) {
    document["webfinger"] = json!(handle);
}

#[tokio::test]
async fn a137_only_the_domain_of_a_handle_is_asked_for_it() {
    let rig = Rig::start().await;
    let (vera, mallory) = (rig.vic.actor("vera"), rig.evil.actor("mallory"));
    // Evil says of itself that vera of vic is mallory.
    let asked =
        format!("/.well-known/webfinger?resource=acct%3Avera%40{}", rig.vic.authority().replace(':', "%3A"));
    let subject = format!("acct:vera@{}", rig.vic.authority());
    rig.evil.serve_as(&asked, "application/jrd+json", &jrd(&subject, &mallory.id));
    let found = find(&rig, "vera", &rig.vic).await.expect("vic knows her");
    assert_eq!(found.uri.as_str(), vera.id);
    assert!(rig.evil.seen().is_empty(), "{:?}", rig.evil.seen());
    assert!(known(&rig, &mallory.id).await.is_none());
}

#[tokio::test]
async fn a138_a_handle_that_its_domain_does_not_confirm_is_not_worn() {
    let rig = Rig::start().await;
    rig.vic.actor("vera");
    let mallory = rig.evil.actor("mallory");
    let mut document = rig.evil.actor_document("mallory", &mallory);
    claims(&mut document, &format!("vera@{}", rig.vic.authority()));
    rig.evil.serve("/users/mallory", &document);
    let found = resolve::actor(&rig.cx(), &Uri::parse(&mallory.id).expect("an id")).await.expect("is read");
    assert_eq!(found.acct(), format!("mallory@{}", rig.evil.authority()));
}

#[tokio::test]
async fn a139_a_handle_that_the_actor_does_not_claim_is_not_put_upon_it() {
    let rig = Rig::start().await;
    let mallory = rig.evil.actor("mallory");
    let subject = format!("acct:vera@{}", rig.vic.authority());
    rig.vic.serve_as(&finger_path("vera", &rig.vic), "application/jrd+json", &jrd(&subject, &mallory.id));
    if let Ok(found) = find(&rig, "vera", &rig.vic).await {
        assert_eq!(found.acct(), format!("mallory@{}", rig.evil.authority()));
    }
    let store = &rig.opened.app.store;
    assert!(
        accounts::find_remote(store, &rig.vic.authority(), "vera").await.expect("reads").is_none(),
        "nobody is vera of vic"
    );
}

#[tokio::test]
async fn a140_answers_that_are_none_resolve_nobody() {
    let rig = Rig::start().await;
    let vera = rig.vic.actor("vera");
    let good = jrd(&format!("acct:vera@{}", rig.vic.authority()), &vera.id);
    let path = finger_path("vera", &rig.vic);
    let padded = format!("{{\"pad\":\"{}\",{}", "x".repeat(10 << 20), &good[1..]);
    let entity =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><XRD>&b;</XRD>";
    for (what, media_type, body) in [
        ("a page", "text/html", good.as_str()),
        ("XML with entities", "application/xrd+xml", entity),
        ("XML that calls itself JSON", "application/jrd+json", entity),
        ("ten megabytes", "application/jrd+json", padded.as_str()),
        ("no type", "", good.as_str()),
        (
            "another person's page",
            "application/jrd+json",
            &jrd("acct:other@third.test", "https://third.test/@other"),
        ),
    ] {
        rig.vic.serve_as(&path, media_type, body);
        let found = find(&rig, "vera", &rig.vic).await;
        assert!(found.is_err(), "{what}: {:?}", found.map(|account| account.acct()));
        assert!(known(&rig, &vera.id).await.is_none(), "{what}");
    }
    // Sent on and on: three steps are the most.
    rig.vic.redirect(&path, 302, &rig.vic.url("/1"));
    for step in 1..5 {
        rig.vic.redirect(&format!("/{step}"), 302, &rig.vic.url(&format!("/{}", step + 1)));
    }
    rig.vic.serve_as("/5", "application/jrd+json", &good);
    assert!(find(&rig, "vera", &rig.vic).await.is_err());
    assert_eq!(rig.vic.reads_of("/5"), 0);
    // The honest answer is still taken: nothing of all that has shut the door.
    rig.vic.serve_as(&path, "application/jrd+json", &good);
    assert_eq!(find(&rig, "vera", &rig.vic).await.expect("is found").uri.as_str(), vera.id);
}
