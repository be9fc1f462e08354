//! Names that look like others are shown as what they are, and borrow nothing (A132).

use antiphon::domain::backlink::PAUSE;
use antiphon::domain::moderation::DomainRule;
use antiphon::domain::preview::{HOST_PAUSE, SPREAD};
use antiphon::service::{domains, members};
use antiphon::store::{accounts, backlinks};
use http::Method;
use serde_json::{Value, json};

use crate::support::databases;
use crate::support::peer::Peer;
use crate::support::rig::{Rig, Shape};

/// `vi-s-.test` with a Cyrillic letter in the place of the Latin c: as it is typed, and as it stands in DNS.
const TYPED: &str = "vi\u{441}.test";
const TWIN: &str = "xn--vi-pmc.test";

#[tokio::test]
async fn a132_a_look_alike_is_another_server_and_looks_like_one() {
    for database in databases::both() {
        let twin = Peer::start(TWIN).await;
        let names = vec![(TWIN.to_owned(), twin.address.to_string())];
        let rig = Rig::shaped(database, Shape { names, ..Shape::default() }).await;
        let app = &rig.opened.app;
        members::add(app, "ann", "member").await.expect("the name is free");
        let ann = members::new_token(app, "ann", "test", "read write follow").await.expect("she is there");
        let ask = async |method: Method, path: &str, body: Option<Value>| {
            let mut request = rig.http.request(method, rig.url(path)).bearer_auth(&ann);
            if let Some(body) = body {
                request = request.header("content-type", "application/json").body(body.to_string());
            }
            let answer = request.send().await.expect("an answer");
            assert_eq!(answer.status(), 200, "{path}");
            answer.json::<Value>().await.expect("JSON")
        };
        let (real, false_one) = (rig.vic.actor("vera"), twin.actor("vera"));
        let found = async |q: &str| {
            let q: String = url::form_urlencoded::byte_serialize(q.as_bytes()).collect();
            ask(Method::GET, &format!("/api/v2/search?resolve=true&type=accounts&q={q}"), None).await["accounts"][0].clone()
        };
        let shown = found(&real.id).await;
        assert_eq!(shown["acct"], json!(format!("vera@{}", rig.vic.authority())));
        // By its address in both spellings; typed as a handle it leads nowhere else either.
        let typed_id = false_one.id.replace(TWIN, TYPED);
        for address in [&false_one.id, &typed_id] {
            let other = found(address).await;
            assert_eq!(other["acct"], json!(format!("vera@{}", twin.authority())), "{address}");
            assert_ne!(other["id"], shown["id"], "{address}");
            for member in ["acct", "url", "uri"] {
                assert!(!other[member].to_string().contains(TYPED), "{other}");
            }
        }
        let port = twin.address.port();
        for handle in [format!("vera@{TYPED}:{port}"), format!("@vera@{TYPED}:{port}")] {
            assert_ne!(found(&handle).await["id"], shown["id"], "{handle}");
        }

        // What is decided about one of them says nothing about the other.
        domains::set(app, &rig.vic.authority(), DomainRule::Block, "").await.expect("is set");
        let policy = app.domains.policy();
        assert!(!policy.admits("vic.test") && policy.admits(TWIN));

        // A page that links back verifies itself and no page that looks like it.
        domains::forget(app, &rig.vic.authority()).await.expect("is forgotten");
        let back = format!("<a rel=me href=\"{}\">me</a>", rig.url("/@ann"));
        rig.vic.serve_as("/ann", "text/html", &back);
        twin.serve_as("/ann", "text/html", "<p>Ann");
        let lines = [rig.vic.url("/ann"), twin.url("/ann"), twin.url("/ann").replace(TWIN, TYPED)];
        let lines: Vec<Value> = lines.iter().map(|page| json!({"name": "Web", "value": page})).collect();
        let change = json!({"fields_attributes": lines});
        ask(Method::PATCH, "/api/v1/accounts/update_credentials", Some(change)).await;
        rig.clock.advance(SPREAD + 4 * HOST_PAUSE + PAUSE);
        let account = accounts::find_local(&app.store, "ann").await.expect("reads").expect("she is here");
        rig.wait_for("the pages are asked", async || {
            let known = backlinks::of_account(&app.store, account.id).await.expect("reads");
            !known.is_empty() && known.iter().all(|one| one.asked_at.is_some())
        })
        .await;
        let own = ask(Method::GET, "/api/v1/accounts/verify_credentials", None).await;
        let verified: Vec<bool> = own["fields"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|line| line["verified_at"].is_string())
            .collect();
        assert_eq!(verified, [true, false, false], "{}", own["fields"]);
        for line in own["fields"].as_array().expect("a list") {
            assert!(!line["value"].to_string().contains(&format!("href=\\\"http://{TYPED}")), "{line}");
        }
    }
}
