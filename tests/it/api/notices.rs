//! What the house tells its members: read in apps and at the desk, reacted to, changed, taken down, heard in streams.

use antiphon::domain::day::Day;
use antiphon::domain::notice::NoticePlan;
use antiphon::service::{members, notices};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::streaming::{Socket, person, sse, until};
use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;
use crate::web::house::House as Pages;

fn plan(source: &str, ends: Option<&str>) -> NoticePlan {
    NoticePlan {
        source: source.to_owned(),
        language: "en".to_owned(),
        starts_on: None,
        ends_on: ends.and_then(Day::parse),
    }
}

async fn ask(rig: &Rig, method: &str, path: &str, token: &str) -> (u16, Value) {
    let method = method.parse().expect("a method");
    let asked = rig.http.request(method, rig.url(path)).bearer_auth(token);
    let answer = asked.send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn members_read_what_the_house_tells_and_react_to_it() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (ann, ben) = (person(&rig, "ann").await, person(&rig, "ben").await);
        let cx = rig.opened.federation.to_request_data();
        let now = cx.now();
        let host = cx.config.handle_domain().clone();
        let first =
            notices::publish(&cx, None, plan("The server is **away** tonight. #River", Some(&now.day())));
        let first = first.await.expect("told").id;
        let second = notices::publish(&cx, None, plan(&format!("Write to @ben@{host}"), None)).await;
        let second = second.expect("told").id;

        let (status, list) = ask(&rig, "GET", "/api/v1/announcements", &ann.token).await;
        assert_eq!((status, list.as_array().map(Vec::len)), (200, Some(2)), "{list}");
        let (new, old) = (&list[0], &list[1]);
        assert_eq!((&new["id"], &old["id"]), (&json!(second.to_string()), &json!(first.to_string())));
        assert!(old["content"].as_str().is_some_and(|html| html.contains("<strong>away</strong>")), "{old}");
        assert_eq!((&old["tags"][0]["name"], &old["all_day"]), (&json!("river"), &json!(true)));
        assert_eq!(old["ends_at"], json!(format!("{}T00:00:00.000Z", now.day())));
        assert_eq!(
            (&new["ends_at"], &new["all_day"], &new["read"]),
            (&Value::Null, &json!(false), &json!(false))
        );
        assert_eq!(new["mentions"][0]["acct"], json!("ben"), "{new}");

        // Read by one is not read by the other.
        let dismiss = format!("/api/v1/announcements/{second}/dismiss");
        assert_eq!(ask(&rig, "POST", &dismiss, &ann.token).await, (200, json!({})));
        assert_eq!(ask(&rig, "POST", &dismiss, &ann.token).await.0, 200, "twice is no error");
        let is_read = async |token: &str| {
            let (_, list) = ask(&rig, "GET", "/api/v1/announcements", token).await;
            list[0]["read"].clone()
        };
        assert_eq!((is_read(&ann.token).await, is_read(&ben.token).await), (json!(true), json!(false)));
        // Another text is shown again; other days are not.
        notices::change(&cx, None, second, plan(&format!("Write to @ben@{host}"), Some("2099-01-01")))
            .await
            .expect("changed");
        assert_eq!(is_read(&ann.token).await, json!(true));
        notices::change(&cx, None, second, plan("Write to nobody", None)).await.expect("changed");
        assert_eq!(is_read(&ann.token).await, json!(false));

        // Reactions: one for each member and sign, counted together, taken back once.
        let react = |id, name: &str| format!("/api/v1/announcements/{id}/reactions/{name}");
        let thumb = "%F0%9F%91%8D";
        for token in [&ann.token, &ann.token, &ben.token] {
            assert_eq!(ask(&rig, "PUT", &react(first, thumb), token).await, (200, json!({})));
        }
        let of = async |token: &str| {
            ask(&rig, "GET", "/api/v1/announcements", token).await.1[1]["reactions"].clone()
        };
        assert_eq!(of(&ann.token).await, json!([{"name": "👍", "count": 2, "me": true}]));
        assert_eq!(ask(&rig, "DELETE", &react(first, thumb), &ann.token).await.0, 200);
        assert_eq!(of(&ann.token).await, json!([{"name": "👍", "count": 1, "me": false}]));
        for bad in ["x", "%3Cb%3E", "unknown_name", "hello%20there"] {
            let (status, body) = ask(&rig, "PUT", &react(first, bad), &ann.token).await;
            assert_eq!((status, body["error"].is_string()), (422, true), "{bad} {body}");
        }
        for n in 0..7 {
            let sign = [
                "%F0%9F%8C%8A",
                "%F0%9F%8E%89",
                "%F0%9F%94%A5",
                "%E2%9C%85",
                "%F0%9F%91%8F",
                "%F0%9F%99%8F",
                "%F0%9F%92%A7",
            ][n];
            assert_eq!(ask(&rig, "PUT", &react(first, sign), &ann.token).await.0, 200);
        }
        assert_eq!(ask(&rig, "PUT", &react(first, "%F0%9F%9A%80"), &ben.token).await.0, 422, "a ninth kind");
        assert_eq!(
            ask(&rig, "PUT", &react(first, "%F0%9F%94%A5"), &ben.token).await.0,
            200,
            "one that is there"
        );

        // What is over, gone or was never there is answered alike, and changes nothing.
        rig.clock.advance(2 * antiphon::domain::time::DAY);
        notices::remove(&cx, None, second).await.expect("taken down");
        assert_eq!(ask(&rig, "GET", "/api/v1/announcements", &ann.token).await, (200, json!([])));
        for id in [first.to_string(), second.to_string(), "1".to_owned(), "x".to_owned()] {
            let path = format!("/api/v1/announcements/{id}/dismiss");
            assert_eq!(ask(&rig, "POST", &path, &ann.token).await.0, 404, "{id}");
            assert_eq!(
                ask(&rig, "PUT", &format!("/api/v1/announcements/{id}/reactions/{thumb}"), &ann.token)
                    .await
                    .0,
                404
            );
        }
        let open = rig.http.get(rig.url("/api/v1/announcements")).send().await.expect("an answer");
        assert_eq!(open.status(), 401, "strangers read nothing of it");
    }
}

#[tokio::test]
async fn whoever_listens_hears_what_the_house_tells() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (ann, ben) = (person(&rig, "ann").await, person(&rig, "ben").await);
        let cx = rig.opened.federation.to_request_data();
        let mut socket = Socket::open(&rig, &ann.token, "user").await;
        let mut events = sse(&rig, &ben, "/api/v1/streaming/user").await;
        until(&mut events, ":)\n").await;
        let id = notices::publish(&cx, None, plan("Hello", None)).await.expect("told").id;
        let (stream, name, told) = socket.event().await;
        assert_eq!(
            (stream, name.as_str(), &told["id"]),
            (json!(["user"]), "announcement", &json!(id.to_string()))
        );
        assert_eq!(told["content"], json!("<p>Hello</p>"));
        until(&mut events, "event: announcement\ndata: {").await;
        let path = format!("/api/v1/announcements/{id}/reactions/%F0%9F%91%8D");
        ask(&rig, "PUT", &path, &ben.token).await;
        let (_, name, told) = socket.event().await;
        let wanted = json!({"name": "👍", "count": 1, "announcement_id": id.to_string()});
        assert_eq!((name.as_str(), told), ("announcement.reaction", wanted.clone()));
        ask(&rig, "DELETE", &path, &ben.token).await;
        let (_, name, told) = socket.event().await;
        assert_eq!((name.as_str(), &told["count"]), ("announcement.reaction", &json!(0)));
        notices::remove(&cx, None, id).await.expect("taken down");
        let heard = socket.hears().await;
        assert_eq!(
            heard,
            Some(json!({"stream": ["user"], "event": "announcement.delete", "payload": id.to_string()}))
        );
        until(&mut events, &format!("event: announcement.delete\ndata: {id}\n\n")).await;
    }
}

#[tokio::test]
async fn a_notice_is_told_changed_read_and_taken_down_at_the_desk() {
    for database in databases::both() {
        let house = Pages::on(database).await;
        for (name, role) in [("mo", "moderator"), ("mia", "member")] {
            members::add(&house.opened.app, name, role).await.expect("a member");
        }
        let (mo, mia) = (house.sign_in("mo").await, house.sign_in("mia").await);
        let form = |text: &'static str, ends: &'static str, csrf: &str| {
            let csrf = csrf.to_owned();
            vec![
                ("text", text.to_owned()),
                ("language", "en".to_owned()),
                ("starts", String::new()),
                ("ends", ends.to_owned()),
                ("do", "publish".to_owned()),
                ("csrf", csrf),
            ]
        };
        let send = async |who, path: &str, form: Vec<(&str, String)>| {
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            house.post(who, path, &form, &[]).await
        };
        // Whoever may not, and whoever is led here by another site, tells nothing.
        let refused = send(&mia, "/desk/notices", form("Hello", "", &mia.csrf)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(
            send(&mo, "/desk/notices", form("Hello", "", "stranger")).await.status,
            StatusCode::FORBIDDEN
        );
        let wrong = send(&mo, "/desk/notices", form("Hello", "tomorrow", &mo.csrf)).await;
        assert!(
            wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("Write the day like")
        );
        assert!(wrong.body.contains("Hello"), "what was typed is still there");
        let empty = send(&mo, "/desk/notices", form(" ", "", &mo.csrf)).await;
        assert!(empty.body.contains("Write what you want to tell your members."), "{}", empty.body);
        assert!(lists::notices(&house.opened.app).await.expect("a list").is_empty());

        let told = send(&mo, "/desk/notices", form("We meet **today** <script>", "", &mo.csrf)).await;
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
        let id = lists::notices(&house.opened.app).await.expect("a list")[0].id;
        let desk = house.visit(&mia, "/desk").await.body;
        assert!(desk.contains("<strong>today</strong>") && !desk.contains("<script>"), "{desk}");
        let read = vec![("id", id.to_string()), ("csrf", mia.csrf.clone())];
        assert_eq!(send(&mia, "/desk/notices/read", read.clone()).await.status, StatusCode::SEE_OTHER);
        assert!(!house.visit(&mia, "/desk").await.body.contains("<strong>today</strong>"));
        assert!(
            house.visit(&mo, "/desk").await.body.contains("<strong>today</strong>"),
            "mo has not read it"
        );

        let path = format!("/desk/notices/{id}");
        assert!(house.visit(&mo, &path).await.body.contains("We meet **today** &#60;script&#62;"));
        assert_eq!(house.visit(&mia, &path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            send(&mo, &path, form("We meet **tomorrow**", "", &mo.csrf)).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(
            house.visit(&mia, "/desk").await.body.contains("<strong>tomorrow</strong>"),
            "it is shown again"
        );

        let remove =
            |csrf: &str| vec![("do", "remove".to_owned()), ("id", id.to_string()), ("csrf", csrf.to_owned())];
        assert_eq!(send(&mia, "/desk/notices", remove(&mia.csrf)).await.status, StatusCode::FORBIDDEN);
        assert_eq!(lists::notices(&house.opened.app).await.expect("a list").len(), 1);
        assert_eq!(send(&mo, "/desk/notices", remove(&mo.csrf)).await.status, StatusCode::SEE_OTHER);
        assert!(!house.visit(&mia, "/desk").await.body.contains("tomorrow"));
        assert_eq!(send(&mia, "/desk/notices/read", read).await.status, StatusCode::NOT_FOUND);
        let log = house.visit(&mo, "/desk/audit?what=notice").await.body;
        for said in ["told the members something", "changed the notice", "took the notice"] {
            assert!(log.contains(said), "{said}: {log}");
        }
    }
}
