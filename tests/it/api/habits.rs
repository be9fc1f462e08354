//! Habits of real apps, which no documentation tells of: parameters in the address, `PUT` and `PATCH` for the same, what is
//! left out once it is empty, deleting to write anew.

use antiphon::mastodon::routes;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{ALL, House, ids, text};
use crate::support::{databases, pictures};

#[tokio::test]
async fn parameters_may_stand_in_the_address_or_in_the_body() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let ann_id = house.id_of(&ann).await;
        let send = async |method: Method, path: &str, token: &str| {
            let request = house.request(method, path, Some(token)).body(axum::body::Body::empty());
            let answer = house.send(request.expect("a request")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
            answer.body
        };
        let said = send(Method::POST, "/api/v1/statuses?status=Hello+you&visibility=unlisted", &ann).await;
        assert_eq!((&said["content"], &said["visibility"]), (&json!("<p>Hello you</p>"), &json!("unlisted")));
        let path = format!("/api/v1/accounts/{ann_id}/follow?reblogs=false&notify=true");
        let follows = send(Method::POST, &path, &ben).await;
        assert_eq!((&follows["showing_reblogs"], &follows["notifying"]), (&json!(false), &json!(true)));
        let poll = json!({"status": "Which?", "poll": {"options": ["a", "b"], "expires_in": 3_600}});
        let poll = house.says(&ann, &poll).await;
        let voted = send(Method::POST, &format!("/api/v1/polls/{poll}/votes?choices[]=1"), &ben).await;
        assert_eq!(voted["own_votes"], json!([1]));
        let path = format!("/api/v1/reports?account_id={ann_id}&comment=Rude&status_ids[]={poll}");
        let reported = send(Method::POST, &path, &ben).await;
        assert_eq!((&reported["comment"], &reported["status_ids"]), (&json!("Rude"), &json!([poll])));
        let path = "/api/v1/accounts/update_credentials?display_name=Ann+of+the+river";
        assert_eq!(send(Method::PATCH, path, &ann).await["display_name"], "Ann of the river");
        let path = "/api/v2/notifications/policy?for_not_following=filter";
        assert_eq!(send(Method::PUT, path, &ann).await["for_not_following"], "filter");
        house.says(&ben, &json!({"status": format!("@ann@{} hey", house.config.handle_domain())})).await;
        let waits = ids(&house.get("/api/v1/notifications/requests", Some(&ann)).await.body);
        send(Method::POST, &format!("/api/v1/notifications/requests/accept?id[]={}", waits[0]), &ann).await;
        assert_eq!(house.get("/api/v1/notifications/requests", Some(&ann)).await.body, json!([]));
        // What the body names counts.
        let body = json!({"status": "From the body"});
        let both = house.post("/api/v1/statuses?status=From+the+address", &ann, &body).await;
        assert_eq!(both.body["content"], json!("<p>From the body</p>"));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn an_app_that_writes_everything_into_addresses_gets_in_and_out_again() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let send = async |path: &str| {
        let request = house.request(Method::POST, path, None).body(axum::body::Body::empty());
        house.send(request.expect("a request")).await
    };
    let app = send("/api/v1/apps?client_name=Ice&redirect_uris=app%3A%2F%2Fback&scopes=read").await.body;
    let (id, secret) = (text(&app["client_id"]), text(&app["client_secret"]));
    let names = format!("client_id={id}&client_secret={secret}");
    let token = send(&format!("/oauth/token?grant_type=client_credentials&{names}")).await;
    let token = text(&token.body["access_token"]);
    let verify = "/api/v1/apps/verify_credentials";
    assert_eq!(house.get(verify, Some(&token)).await.body["name"], "Ice");
    assert_eq!(send(&format!("/oauth/revoke?{names}&token={token}")).await.status, StatusCode::OK);
    assert_eq!(house.get(verify, Some(&token)).await.status, StatusCode::UNAUTHORIZED);
    let wrong = format!("/oauth/token?grant_type=client_credentials&client_id={id}&client_secret=x");
    assert_eq!(send(&wrong).await.status, StatusCode::UNAUTHORIZED);
}

/// A new route that reads its body alone fails this, unless it is sent a password.
#[test]
fn only_what_is_sent_a_password_reads_its_body_alone() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/mastodon");
    let files = std::fs::read_dir(folder).expect("the door is there").flatten();
    let mut alone: Vec<String> = files
        .filter(|file| {
            let text = std::fs::read_to_string(file.path()).unwrap_or_default();
            let (code, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
            code.contains("Params::of_body(")
        })
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect();
    alone.sort();
    assert_eq!(alone, ["relocations.rs", "sign_up.rs"]);
}

#[tokio::test]
async fn whatever_can_be_changed_is_changed_by_put_and_by_patch() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", "read write follow push").await;
    let table = routes::table();
    let updates = table.declared().iter().filter(|route| matches!(route.method, "PUT" | "PATCH"));
    let mut tried = 0;
    for route in updates {
        let path: String = route
            .path
            .split('/')
            .map(|part| if part.starts_with('{') { "1" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let [put, patch] = [Method::PUT, Method::PATCH].map(|method| (method, path.clone()));
        let mut answers = Vec::new();
        for (method, path) in [put, patch] {
            answers.push(house.call(method, &path, Some(&ann), &json!({})).await.status);
            assert_eq!(house.call(Method::PUT, &path, None, &json!({})).await.status, 401, "{path}");
        }
        assert_eq!(answers[0], answers[1], "{path}");
        assert_ne!(answers[0], StatusCode::METHOD_NOT_ALLOWED, "{path}");
        tried += 1;
    }
    assert!(tried >= 8, "{tried}");
}

#[tokio::test]
async fn an_edit_takes_away_what_it_does_not_name() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let ann = house.member("ann", ALL).await;
        let upload = async || {
            text(
                &house.uploads(&ann, &pictures::plain_png(8, 8), &[("description", "A dam")]).await.body["id"],
            )
        };
        let put = async |id: &str, body: Value| {
            house.call(Method::PUT, &format!("/api/v1/statuses/{id}"), Some(&ann), &body).await
        };
        for without in [json!({"status": "Bare"}), json!({"status": "Bare", "media_ids": []})] {
            let (one, two) = (upload().await, upload().await);
            let new = json!({"status": "Look", "spoiler_text": "Careful", "media_ids": [one, two]});
            let id = house.says(&ann, &new).await;
            // One of the two stays, with other words.
            let body = json!({"status": "Look", "spoiler_text": "Careful", "media_ids": [two],
                "media_attributes": [{"id": two, "description": "The dam"}]});
            let edited = put(&id, body).await.body;
            assert_eq!(edited["media_attachments"].as_array().map(Vec::len), Some(1), "{edited}");
            assert_eq!(edited["media_attachments"][0]["description"], "The dam");
            assert_eq!(edited["spoiler_text"], "Careful");
            assert_eq!(house.files().len(), 2);
            let bare = put(&id, without).await.body;
            assert_eq!(
                (&bare["media_attachments"], &bare["spoiler_text"], &bare["sensitive"]),
                (&json!([]), &json!(""), &json!(false)),
                "{bare}"
            );
            assert!(house.files().is_empty(), "{:?}", house.files());
        }
        // Nothing at all may not be left of a status.
        let picture = upload().await;
        let id = house.says(&ann, &json!({"status": "", "media_ids": [picture]})).await;
        assert_eq!(put(&id, json!({})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(put(&id, json!({"status": " "})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(house.files().len(), 2, "what was refused took nothing away");

        // The same in other places: lines of a profile, languages of a follow.
        let change = "/api/v1/accounts/update_credentials";
        let lines = json!({"fields_attributes": [{"name": "Site", "value": "river.test"}]});
        let changed = house.call(Method::PATCH, change, Some(&ann), &lines).await.body;
        assert_eq!(changed["fields"].as_array().map(Vec::len), Some(1), "{changed}");
        let kept = house.call(Method::PATCH, change, Some(&ann), &json!({"note": "Hi"})).await.body;
        assert_eq!(kept["fields"].as_array().map(Vec::len), Some(1), "{kept}");
        let none =
            house.call(Method::PATCH, change, Some(&ann), &json!({"fields_attributes": []})).await.body;
        assert_eq!(none["fields"], json!([]));
        let ben = house.member("ben", ALL).await;
        let follow = format!("/api/v1/accounts/{}/follow", house.id_of(&ben).await);
        let one = house.post(&follow, &ann, &json!({"languages": ["es"]})).await.body;
        assert_eq!(one["languages"], json!(["es"]));
        let every = house.post(&follow, &ann, &json!({"languages": []})).await.body;
        assert!(every["languages"].as_array().is_none_or(Vec::is_empty), "{every}");
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn what_is_deleted_to_be_written_anew_keeps_its_files_for_its_author_alone() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let file = pictures::plain_png(8, 8);
        let upload = house.uploads(&ann, &file, &[("description", "A dam")]).await.body;
        let new = json!({"status": "One *two*", "spoiler_text": "Careful", "visibility": "private",
            "media_ids": [upload["id"]]});
        let id = house.says(&ann, &new).await;
        let delete = async |id: &str, query: &str| {
            let path = format!("/api/v1/statuses/{id}{query}");
            house.call(Method::DELETE, &path, Some(&ann), &Value::Null).await
        };
        let gone = delete(&id, "").await;
        assert_eq!(gone.status, StatusCode::OK, "{}", gone.body);
        assert_eq!(
            (&gone.body["text"], &gone.body["spoiler_text"], &gone.body["poll"]),
            (&json!("One *two*"), &json!("Careful"), &Value::Null)
        );
        let kept = &gone.body["media_attachments"][0];
        assert_eq!((&kept["id"], &kept["description"]), (&upload["id"], &json!("A dam")));
        // Whoever saw the status knows the old addresses.
        for member in ["url", "preview_url"] {
            assert_eq!(house.loads(&text(&upload[member]), &[]).await.status, 404, "{member}");
            assert_eq!(house.loads(&text(&kept[member]), &[]).await.status, 200, "{member}");
        }
        assert_eq!(house.files().len(), 2);
        let waiting = format!("/api/v1/media/{}", text(&kept["id"]));
        assert_eq!(house.get(&waiting, Some(&ann)).await.body["url"], kept["url"]);
        assert_eq!(house.get(&waiting, Some(&ben)).await.status, 404);
        let again = house.says(&ann, &json!({"status": "Three", "media_ids": [kept["id"]]})).await;
        let shown = house.get(&format!("/api/v1/statuses/{again}"), None).await.body;
        assert_eq!(shown["media_attachments"][0]["url"], kept["url"]);
        // Who says so loses the files at once.
        let gone = delete(&again, "?delete_media=true").await;
        assert_eq!(gone.status, StatusCode::OK, "{}", gone.body);
        assert!(house.files().is_empty(), "{:?}", house.files());
        assert_eq!(house.get(&waiting, Some(&ann)).await.status, 404);

        let poll = json!({"status": "Which?", "poll": {"options": ["a", "b"], "expires_in": 3_600}});
        let gone = delete(&house.says(&ann, &poll).await, "").await.body;
        assert_eq!((&gone["poll"]["options"][1]["title"], &gone["text"]), (&json!("b"), &json!("Which?")));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn what_counts_as_long_is_what_apps_count() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    let says = async |status: String, warning: &str| {
        let body = json!({"status": status, "spoiler_text": warning});
        let answer = house.post("/api/v1/statuses", &ann, &body).await;
        (answer.status.as_u16(), answer.body)
    };
    let link = format!("https://a.test/{}", "x".repeat(200));
    let words = "y".repeat(4_976);
    assert_eq!(says(format!("{words} {link}"), "").await.0, 200, "4976, a space, 23 for the link");
    assert_eq!(says(format!("{words}y {link}"), "").await.0, 422);
    assert_eq!(says(format!("{words} {link}"), "!").await.0, 422, "the warning counts");
    let handle = format!("@vera@{}.test", "long".repeat(12));
    assert_eq!(says(format!("{} {handle}", "y".repeat(4_994)), "").await.0, 200);
    assert_eq!(says(format!("{} {handle}", "y".repeat(4_995)), "").await.0, 422);
    assert_eq!(says(format!("{link} ").repeat(150), "").await.0, 422, "links are not endless");
    // A warning before nothing is the text.
    let (status, said) = says(String::new(), "Only this").await;
    assert_eq!(status, 200, "{said}");
    assert_eq!(
        (&said["content"], &said["spoiler_text"], &said["sensitive"]),
        (&json!("<p>Only this</p>"), &json!(""), &json!(false))
    );
    assert_eq!(says(String::new(), " ").await.0, 422);
}

#[tokio::test]
async fn what_was_read_is_no_longer_counted_as_unread() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let ann = house.member("ann", ALL).await;
        let mut posts = Vec::new();
        for n in 0..2 {
            posts.push(house.says(&ann, &json!({"status": format!("Number {n}")})).await);
        }
        for name in ["ben", "cem", "eve"] {
            let who = house.member(name, ALL).await;
            for post in &posts {
                house.post(&format!("/api/v1/statuses/{post}/favourite"), &who, &json!({})).await;
            }
        }
        let count = async |version: &str, query: &str| {
            let path = format!("/api/{version}/notifications/unread_count{query}");
            house.get(&path, Some(&ann)).await.body["count"].clone()
        };
        let both = async || (count("v1", "").await, count("v2", "").await);
        assert_eq!(both().await, (json!(6), json!(2)));
        let told = ids(&house.get("/api/v1/notifications", Some(&ann)).await.body);
        for (read, unread) in [
            (&told[3], (json!(3), json!(2))),
            (&told[1], (json!(1), json!(1))),
            (&told[0], (json!(0), json!(0))),
        ] {
            let marker = json!({"notifications": {"last_read_id": read}});
            assert_eq!(house.post("/api/v1/markers", &ann, &marker).await.status, StatusCode::OK);
            assert_eq!(both().await, unread);
        }
        // What another timeline has been read to says nothing of this one.
        let marker = json!({"notifications": {"last_read_id": told[3]}, "home": {"last_read_id": told[0]}});
        house.post("/api/v1/markers", &ann, &marker).await;
        assert_eq!(both().await, (json!(3), json!(2)));
        assert_eq!((count("v1", "?limit=2").await, count("v2", "?limit=1").await), (json!(2), json!(1)));
        assert_eq!(count("v1", "?limit=99999999999999999999").await, json!(3));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn who_has_no_picture_has_one_that_apps_can_draw() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    let me = house.get("/api/v1/accounts/verify_credentials", Some(&ann)).await.body;
    for member in ["avatar", "avatar_static", "header", "header_static"] {
        let served = house.loads(&text(&me[member]), &[]).await;
        assert_eq!(
            (served.status, &served.headers["content-type"]),
            (StatusCode::OK, &"image/png".parse().expect("a value"))
        );
        assert!(image::load_from_memory(&served.bytes).is_ok(), "{member}");
        assert_eq!(served.headers["cache-control"], "public, max-age=2592000");
    }
    for earlier in ["/avatars/missing.svg", "/headers/missing.svg"] {
        assert_eq!(house.get(earlier, None).await.headers["content-type"], "image/svg+xml");
    }
}
