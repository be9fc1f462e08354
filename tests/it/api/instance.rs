//! What this server says of itself: who may join and by which rules, and that it keeps what its version promises.

use antiphon::domain::role::Role;
use antiphon::domain::time::DAY;
use antiphon::mastodon::coverage;
use antiphon::service::accounts;
use antiphon::service::invitations::{self, NewInvitation};
use http::Method;
use serde_json::{Value, json};

use super::visitor::Asks as _;
use super::{ALL, House, text};
use crate::support::databases;
use crate::support::rig::Rig;

const RULES: &str = "rules = [\"Treat others with respect.\", \"  Name <nobody> & never.  \"]";

async fn read(rig: &Rig, path: &str) -> Value {
    let answer = rig.ask(Method::GET, path, &[], None).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    answer.json()
}

#[tokio::test]
async fn every_door_says_who_may_join_and_by_which_rules() {
    for (mode, is_open, is_read_first) in
        [("invite", false, false), ("approval", true, true), ("open", true, false)]
    {
        let settings = format!("[registration]\nmode = \"{mode}\"\n{RULES}");
        let rig = Rig::on(databases::sqlite(), &settings).await;
        let (old, new) = (read(&rig, "/api/v1/instance").await, read(&rig, "/api/v2/instance").await);
        assert_eq!(
            (&old["registrations"], &old["approval_required"]),
            (&json!(is_open), &json!(is_read_first)),
            "{mode}"
        );
        let told = &new["registrations"];
        assert_eq!(
            (&told["enabled"], &told["approval_required"]),
            (&json!(is_open), &json!(is_read_first)),
            "{mode}"
        );
        for version in ["2.0", "2.1"] {
            let node = read(&rig, &format!("/nodeinfo/{version}")).await;
            assert_eq!(node["openRegistrations"], json!(is_open), "{mode} {version}");
            assert_eq!(node["metadata"]["upstream"]["name"], json!("mastodon"));
            assert_eq!(node["software"]["name"], json!("antiphon"));
        }

        let rules = read(&rig, "/api/v1/instance/rules").await;
        assert_eq!(
            rules,
            json!([
                {"id": "1", "text": "Treat others with respect.", "hint": "", "translations": {}},
                {"id": "2", "text": "Name <nobody> & never.", "hint": "", "translations": {}},
            ])
        );
        assert_eq!((&old["rules"], &new["rules"]), (&rules, &rules));
        // Whoever joins in a browser reads them as well, with an invitation or without.
        let wanted = NewInvitation { role: Role::Member, uses: 1, lasts: DAY };
        let link = invitations::make(&rig.opened.app, None, wanted).await.expect("a link").0;
        let invited = link.find("/join/").map(|at| link[at..].to_owned()).expect("a link to the form");
        let doors = [Some(invited), is_open.then(|| "/join".to_owned())];
        for door in doors.into_iter().flatten() {
            let page = rig.ask(Method::GET, &door, &[], None).await;
            assert_eq!(page.status, 200, "{mode} {door}");
            assert!(
                page.text.contains("Treat others with respect.")
                    && page.text.contains("Name &#60;nobody&#62; &#38; never."),
                "{mode} {door}: {}",
                page.text
            );
        }
    }
}

#[tokio::test]
async fn a_house_without_rules_shows_none_and_counts_the_servers_it_knows() {
    let rig = Rig::on(databases::sqlite(), "[registration]\nmode = \"open\"").await;
    // Counted once and kept for a while: somebody from elsewhere is here before anybody asks.
    let coalition = accounts::coalition(&rig.cx()).await.expect("the coalition is here");
    rig.follows(&coalition, &rig.vic.actor("alice")).await;
    let old = read(&rig, "/api/v1/instance").await;
    assert_eq!((&old["rules"], &old["stats"]["domain_count"]), (&json!([]), &json!(1)));
    assert_eq!(read(&rig, "/api/v1/instance/rules").await, json!([]));
    let page = rig.ask(Method::GET, "/join", &[], None).await;
    assert!(page.status == 200 && !page.text.contains("<h2>The rules of this coalition"), "{}", page.text);
}

#[tokio::test]
async fn what_the_version_promises_is_here() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    for path in ["/api/v1/instance", "/api/v2/instance"] {
        let told = house.get(path, None).await.body;
        assert!(text(&told["version"]).starts_with("4.5.0 (compatible; Antiphon "), "{told}");
    }
    let told = house.get("/api/v2/instance", None).await.body;
    assert_eq!(told["api_versions"], json!({"mastodon": 7}));
    // What each level added, by what apps ask for once they read the number.
    let promised: &[(u32, &str, &str)] = &[
        (2, "GET", "/api/v2/notifications"),
        (2, "GET", "/api/v2/notifications/{group_key}"),
        (2, "GET", "/api/v2/notifications/{group_key}/accounts"),
        (2, "POST", "/api/v2/notifications/{group_key}/dismiss"),
        (2, "GET", "/api/v2/notifications/unread_count"),
        (2, "GET", "/api/v2/notifications/policy"),
        (2, "PATCH", "/api/v2/notifications/policy"),
        (2, "GET", "/api/v1/notifications/requests"),
        (2, "POST", "/api/v1/notifications/requests/{id}/accept"),
        (2, "POST", "/api/v1/notifications/requests/{id}/dismiss"),
        (4, "POST", "/api/v1/push/subscription"),
        (5, "DELETE", "/api/v1/media/{id}"),
        (6, "GET", "/api/v1/accounts/{id}/endorsements"),
        (6, "POST", "/api/v1/accounts/{id}/endorse"),
        (6, "POST", "/api/v1/accounts/{id}/unendorse"),
        (6, "GET", "/api/v1/accounts/{id}/featured_tags"),
        (6, "POST", "/api/v1/tags/{id}/feature"),
        (6, "POST", "/api/v1/tags/{id}/unfeature"),
        (7, "GET", "/api/v1/statuses/{id}/quotes"),
        (7, "POST", "/api/v1/statuses/{id}/quotes/{quoting_status_id}/revoke"),
        (7, "PUT", "/api/v1/statuses/{id}/interaction_policy"),
    ];
    let here = coverage::endpoints();
    for (level, method, path) in promised {
        let found = here.iter().find(|e| e.method == *method && e.path == *path);
        assert!(found.is_some_and(|e| e.is_here), "level {level} promises {method} {path}");
    }
    let metadata = house.get("/.well-known/oauth-authorization-server", None).await.body;
    assert_eq!(metadata["code_challenge_methods_supported"], json!(["S256"]), "level 3 promises PKCE");
}

#[tokio::test]
async fn the_document_of_endpoints_says_what_the_server_answers() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    for endpoint in coverage::endpoints() {
        let parts = endpoint.path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
        let path = parts.collect::<Vec<_>>().join("/");
        let (name, method) = (format!("{} {}", endpoint.method, endpoint.path), endpoint.method.parse());
        let method: Method = method.expect("a method");
        if !endpoint.is_here {
            let answer = house.call(method, &path, Some(&ann), &json!({})).await;
            assert_eq!((answer.status.as_u16(), answer.body["error"].is_string()), (404, true), "{name}");
        } else if endpoint.is_always_empty && endpoint.method == "GET" {
            let answer = house.get(&path, Some(&ann)).await;
            assert_eq!(answer.status, 200, "{name}");
            assert!([json!([]), json!({})].contains(&answer.body), "{name}: {}", answer.body);
        } else if endpoint.method == "GET" && !endpoint.path.contains('{') && !path.contains("streaming") {
            let answer = house.get(&path, Some(&ann)).await;
            // Of nobody in particular, of no subscription yet and of a link that nobody shares there is nothing to find.
            let finds_nothing = ["/push/subscription", "/accounts/lookup", "/timelines/link"]
                .iter()
                .any(|end| path.ends_with(end));
            let is_missing = answer.status == 404 && !finds_nothing;
            assert!(!is_missing && answer.status != 405, "{name}: {}", answer.status);
        }
    }
    // It is a page, behind another door than the others.
    for path in ["/oauth/authorize", "/oauth/authorize/"] {
        let here = house.get(path, None).await;
        assert!(![404, 405].contains(&here.status.as_u16()), "{path}: {}", here.status);
    }
}

#[tokio::test]
async fn who_may_quote_is_remembered_for_the_next_status() {
    const UPDATE: &str = "/api/v1/accounts/update_credentials";
    for database in databases::both() {
        let house = House::open(&database).await;
        let ann = house.member("ann", ALL).await;
        let usual = async || {
            let own = house.get("/api/v1/accounts/verify_credentials", Some(&ann)).await.body;
            let preferences = house.get("/api/v1/preferences", Some(&ann)).await.body;
            assert_eq!(own["source"]["quote_policy"], preferences["posting:default:quote_policy"]);
            text(&own["source"]["quote_policy"])
        };
        let policy = async |id: &str| {
            let status = house.get(&format!("/api/v1/statuses/{id}"), Some(&ann)).await.body;
            status["quote_approval"]["automatic"].clone()
        };
        assert_eq!(usual().await, "public");
        let before = house.says(&ann, &json!({"status": "Before"})).await;
        let wish = |word: &str| json!({"source": {"quote_policy": word}});
        let refused = house.call(Method::PATCH, UPDATE, Some(&ann), &wish("friends")).await;
        assert_eq!((refused.status.as_u16(), usual().await.as_str()), (422, "public"));
        let changed = house.call(Method::PATCH, UPDATE, Some(&ann), &wish("followers")).await;
        assert_eq!(changed.body["source"]["quote_policy"], json!("followers"), "{}", changed.body);
        // What else is chosen later leaves it alone.
        let other = json!({"source": {"privacy": "unlisted"}});
        house.call(Method::PATCH, UPDATE, Some(&ann), &other).await;
        assert_eq!(usual().await, "followers");

        let usually = house.says(&ann, &json!({"status": "As always"})).await;
        let said = json!({"status": "Not mine", "quote_approval_policy": "nobody"});
        let said = house.says(&ann, &said).await;
        assert_eq!(policy(&before).await, json!(["public"]), "what was written stays");
        assert_eq!((policy(&usually).await, policy(&said).await), (json!(["followers"]), json!([])));
        // An edit says it anew, or leaves it.
        let edit = async |id: &str, body: Value| {
            house.call(Method::PUT, &format!("/api/v1/statuses/{id}"), Some(&ann), &body).await
        };
        edit(&said, json!({"status": "Not mine, still"})).await;
        assert_eq!(policy(&said).await, json!([]));
        let edited = edit(&said, json!({"status": "Yours", "quote_approval_policy": "public"})).await;
        assert_eq!(edited.body["quote_approval"]["automatic"], json!(["public"]), "{}", edited.body);
        assert_eq!(policy(&said).await, json!(["public"]));
        let wrong = edit(&said, json!({"status": "Mine", "quote_approval_policy": "x"})).await;
        let kept = house.get(&format!("/api/v1/statuses/{said}/source"), Some(&ann)).await.body;
        assert_eq!((wrong.status.as_u16(), &kept["text"]), (422, &json!("Yours")));
        house.opened.app.store.close().await;
    }
}
