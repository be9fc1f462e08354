//! Finding people, lists of them, and what a member keeps about them.

use antiphon::domain::account::Account;
use antiphon::store::accounts;
use http::Method;
use serde_json::{Value, json};

use super::super::support::databases;
use super::town::{Town, ids, text};

/// From now on this member wants to be found.
async fn discoverable(town: &Town, name: &str) {
    let app = &town.rig.opened.app;
    let account = accounts::find_local(&app.store, name).await.expect("reads").expect("the member");
    let mut tx = app.store.begin().await.expect("begins");
    accounts::save(&mut tx, &Account { discoverable: true, ..account }).await.expect("saves");
    tx.commit().await.expect("commits");
}

#[tokio::test]
async fn people_are_found_by_handle_and_by_name() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let ben_id = town.id_of(&ben).await;
        let vera = town.rig.vic.actor("vera");
        let handle = format!("vera@{}", town.rig.vic.authority());
        let search = |query: &str| format!("/api/v1/accounts/search?{query}");

        let nobody = town.get(&search(&format!("q={handle}")), &ann).await;
        assert_eq!(nobody, json!([]), "nobody is asked unless that is wanted");
        let lookup = format!("/api/v1/accounts/lookup?acct={handle}");
        assert_eq!(town.status(Method::GET, &lookup, &ann, &Value::Null).await, 404);
        assert!(town.rig.vic.seen().is_empty());
        let found = town.get(&search(&format!("q=@{handle}&resolve=true&limit=1")), &ann).await;
        let vera_id = text(&found[0]["id"]);
        assert_eq!(found[0]["uri"], json!(vera.id));
        assert_eq!(town.get(&lookup, &ann).await["id"], json!(vera_id));
        for name in ["ben", "@ben", &format!("ben@{}", town.rig.opened.app.config.handle_domain())] {
            let found = town
                .ask(Method::GET, &format!("/api/v1/accounts/lookup?acct={name}"), None, &Value::Null)
                .await;
            assert_eq!(found.body["id"], json!(ben_id), "{name}");
        }
        for none in ["", "nobody", "a%00b", "nobody@nowhere.test"] {
            let path = format!("/api/v1/accounts/lookup?acct={none}");
            assert_eq!(town.status(Method::GET, &path, &ann, &Value::Null).await, 404, "{none}");
        }

        // By the beginning of a name only those who want to be found, and those one follows.
        assert_eq!(ids(&town.get(&search("q=VER"), &ann).await), [vera_id.as_str()]);
        assert_eq!(town.get(&search("q=be"), &ann).await, json!([]));
        assert_eq!(
            ids(&town.get(&search("q=ben"), &ann).await),
            [ben_id.as_str()],
            "the whole name is an address"
        );
        town.act("follow", &ben_id, &ann).await;
        assert_eq!(ids(&town.get(&search("q=be&following=true"), &ann).await), [ben_id.as_str()]);
        assert_eq!(town.get(&search("q=ver&following=true"), &ann).await, json!([]));
        for nothing in ["q=", "q=%25", "q=_", "q=%00", "q=ben&offset=1", "q=x!"] {
            assert_eq!(town.get(&search(nothing), &ann).await, json!([]), "{nothing}");
        }
        town.act("block", &vera_id, &ann).await;
        assert_eq!(town.get(&search("q=ver"), &ann).await, json!([]), "who is blocked is not offered");

        let path = format!("/api/v1/accounts?id[]={vera_id}&id[]=1&id[]={ben_id}&id[]={ben_id}&id[]=x");
        assert_eq!(ids(&town.get(&path, &ann).await), [vera_id, ben_id]);
        town.close().await;
    }
}

#[tokio::test]
async fn a96_who_follows_whom_is_shown_where_that_is_wanted_and_nowhere_else() {
    for shown in [false, true] {
        for database in databases::both() {
            let town = Town::on(database, &format!("[coalition]\nshow_followers = {shown}\n")).await;
            let (ann, ben, cleo) =
                (town.member("ann").await, town.member("ben").await, town.member("cleo").await);
            let (ann_id, ben_id, cleo_id) =
                (town.id_of(&ann).await, town.id_of(&ben).await, town.id_of(&cleo).await);
            town.act("follow", &ann_id, &ben).await;
            town.act("follow", &ben_id, &cleo).await;
            let (followers, following) = (
                format!("/api/v1/accounts/{ann_id}/followers"),
                format!("/api/v1/accounts/{ben_id}/following"),
            );
            let others: Vec<String> = if shown { vec![ben_id.clone()] } else { Vec::new() };
            assert_eq!(
                ids(&town.get(&followers, &ann).await),
                [ben_id.as_str()],
                "one's own are always shown"
            );
            assert_eq!(ids(&town.get(&followers, &cleo).await), others);
            let stranger = town.ask(Method::GET, &followers, None, &Value::Null).await;
            assert_eq!((stranger.status.as_u16(), ids(&stranger.body)), (200, others));
            let others: Vec<String> = if shown { vec![ann_id.clone()] } else { Vec::new() };
            assert_eq!(ids(&town.get(&following, &ben).await), [ann_id.as_str()]);
            assert_eq!(ids(&town.get(&following, &cleo).await), others);

            let familiar = format!("/api/v1/accounts/familiar_followers?id[]={ann_id}&id[]={cleo_id}");
            let familiar = town.get(&familiar, &cleo).await;
            assert_eq!(ids(&familiar), [ann_id.clone(), cleo_id.clone()]);
            let others: Vec<String> = if shown { vec![ben_id.clone()] } else { Vec::new() };
            assert_eq!(ids(&familiar[0]["accounts"]), others);
            assert_eq!(familiar[1]["accounts"], json!([]));

            town.act("block", &cleo_id, &ann).await;
            assert_eq!(town.get(&followers, &cleo).await, json!([]), "who is blocked is shown nothing");
            town.close().await;
        }
    }
}

#[tokio::test]
async fn members_are_suggested_who_want_to_be_found() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben, cleo) =
            (town.member("ann").await, town.member("ben").await, town.member("cleo").await);
        let (ben_id, cleo_id) = (town.id_of(&ben).await, town.id_of(&cleo).await);
        town.member("shy").await;
        let coalition = town.rig.coalition().await.id.to_string();
        town.act("follow", &coalition, &ann).await;
        assert_eq!(town.get("/api/v2/suggestions", &ann).await, json!([]));
        discoverable(&town, "ben").await;
        discoverable(&town, "cleo").await;
        discoverable(&town, "ann").await;
        let all = town.get("/api/v2/suggestions", &ann).await;
        let named: Vec<String> =
            all.as_array().expect("a list").iter().map(|s| text(&s["account"]["id"])).collect();
        assert_eq!(named, [ben_id.clone(), cleo_id.clone()]);
        assert!(all[0]["sources"].is_array() && all[0]["source"].is_string());
        let ann_id = town.id_of(&ann).await;
        let directory = "/api/v1/directory?order=new&local=true";
        assert_eq!(
            ids(&town.ask(Method::GET, directory, None, &Value::Null).await.body),
            [cleo_id.clone(), ben_id.clone(), ann_id.clone(), coalition.clone()]
        );
        town.says(&ben, "Here").await;
        assert_eq!(
            ids(&town.get("/api/v1/directory?limit=1", &ann).await),
            [ben_id.as_str()],
            "who wrote last"
        );
        assert_eq!(ids(&town.get(&format!("{directory}&offset=3"), &ann).await), [coalition]);

        town.act("mute", &cleo_id, &ann).await;
        town.act("follow", &ben_id, &ann).await;
        assert_eq!(town.get("/api/v1/suggestions", &ann).await, json!([]));
        assert!(!ids(&town.get(directory, &ann).await).contains(&cleo_id));
        town.act("block", &ann_id, &ben).await;
        assert_eq!(town.get("/api/v1/suggestions", &ann).await, json!([]), "who blocks her is not suggested");
        town.close().await;
    }
}

#[tokio::test]
async fn notes_are_for_their_writer_and_recommendations_for_all() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let (ann_id, ben_id) = (town.id_of(&ann).await, town.id_of(&ben).await);
        let path = format!("/api/v1/accounts/{ben_id}/note");
        let noted = town.post(&path, &ann, &json!({"comment": "MET at the\nriver\u{0}"})).await;
        assert_eq!(noted["note"], json!("MET at the\nriver"));
        assert_eq!(town.relation(&ann, &ben_id).await["note"], json!("MET at the\nriver"));
        assert_eq!(town.relation(&ben, &ann_id).await["note"], json!(""));
        let long = json!({"comment": "x".repeat(2_001)});
        assert_eq!(town.status(Method::POST, &path, &ann, &long).await, 422);
        assert_eq!(town.relation(&ann, &ben_id).await["note"], json!("MET at the\nriver"));
        assert_eq!(town.post(&path, &ann, &json!({"comment": ""})).await["note"], json!(""));

        let endorse = format!("/api/v1/accounts/{ben_id}/endorse");
        assert_eq!(town.status(Method::POST, &endorse, &ann, &json!({})).await, 422, "one follows first");
        assert_eq!(town.get("/api/v1/endorsements", &ann).await, json!([]));
        town.act("follow", &ben_id, &ann).await;
        assert_eq!(town.act("pin", &ben_id, &ann).await["endorsed"], json!(true));
        assert_eq!(town.act("endorse", &ben_id, &ann).await["endorsed"], json!(true));
        assert_eq!(ids(&town.get("/api/v1/endorsements", &ann).await), [ben_id.as_str()]);
        let shown = format!("/api/v1/accounts/{ann_id}/endorsements");
        assert_eq!(ids(&town.ask(Method::GET, &shown, None, &Value::Null).await.body), [ben_id.as_str()]);
        assert_eq!(town.act("unpin", &ben_id, &ann).await["endorsed"], json!(false));
        town.act("endorse", &ben_id, &ann).await;
        town.act("unfollow", &ben_id, &ann).await;
        assert_eq!(town.get(&shown, &ben).await, json!([]), "it ends with the follow");
        town.close().await;
    }
}

/// Every route between people, and the scope that opens it.
const ROUTES: [(Method, &str, &str); 29] = [
    (Method::GET, "/api/v1/accounts/familiar_followers", "read:follows"),
    (Method::GET, "/api/v1/accounts/search", "read:accounts"),
    (Method::GET, "/api/v1/blocks", "read:blocks"),
    (Method::GET, "/api/v1/mutes", "read:mutes"),
    (Method::GET, "/api/v1/domain_blocks", "read:blocks"),
    (Method::POST, "/api/v1/domain_blocks", "write:blocks"),
    (Method::DELETE, "/api/v1/domain_blocks", "write:blocks"),
    (Method::GET, "/api/v1/follow_requests", "read:follows"),
    (Method::POST, "/api/v1/follow_requests/1/authorize", "write:follows"),
    (Method::POST, "/api/v1/follow_requests/1/reject", "write:follows"),
    (Method::GET, "/api/v1/suggestions", "read:accounts"),
    (Method::GET, "/api/v2/suggestions", "read:accounts"),
    (Method::GET, "/api/v1/endorsements", "read:accounts"),
    (Method::POST, "/api/v1/reports", "write:reports"),
    (Method::POST, "/api/v1/accounts/1/follow", "write:follows"),
    (Method::POST, "/api/v1/accounts/1/unfollow", "write:follows"),
    (Method::POST, "/api/v1/accounts/1/remove_from_followers", "write:follows"),
    (Method::POST, "/api/v1/accounts/1/block", "write:blocks"),
    (Method::POST, "/api/v1/accounts/1/unblock", "write:blocks"),
    (Method::POST, "/api/v1/accounts/1/mute", "write:mutes"),
    (Method::POST, "/api/v1/accounts/1/unmute", "write:mutes"),
    (Method::POST, "/api/v1/accounts/1/note", "write:accounts"),
    (Method::POST, "/api/v1/accounts/1/endorse", "write:accounts"),
    (Method::POST, "/api/v1/accounts/1/unendorse", "write:accounts"),
    (Method::POST, "/api/v1/accounts/1/pin", "write:accounts"),
    (Method::POST, "/api/v1/accounts/1/unpin", "write:accounts"),
    (Method::GET, "/api/v1/accounts/1/followers", "read:accounts"),
    (Method::GET, "/api/v1/accounts/1/following", "read:accounts"),
    (Method::GET, "/api/v1/accounts/1/endorsements", "read:accounts"),
];

#[tokio::test]
async fn a166_each_route_between_people_needs_its_scope() {
    let town = Town::on(databases::sqlite(), "").await;
    town.member("ann").await;
    for (method, path, scope) in &ROUTES {
        let good = town.token("ann", scope).await;
        let answer = town.status(method.clone(), path, &good, &json!({})).await;
        assert!(matches!(answer, 200 | 404 | 422), "{method} {path} with {scope}: {answer}");
        for other in ["read:statuses write:statuses", "push", ""] {
            let token = town.token("ann", other).await;
            assert_eq!(town.status(method.clone(), path, &token, &json!({})).await, 403, "{path} {other:?}");
        }
        let nobody = town.ask(method.clone(), path, None, &json!({})).await;
        let is_open =
            path.ends_with("/followers") || path.ends_with("/following") || path.contains("/1/endorsements");
        assert_eq!(nobody.status.as_u16(), if is_open { 404 } else { 401 }, "{method} {path}");
        assert!(nobody.body["error"].is_string());
    }
    town.close().await;
}
