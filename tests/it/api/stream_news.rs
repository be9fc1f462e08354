//! What is told beside posts: conversations, and filters that are others now.

use serde_json::{Value, json};

use super::streaming::{Socket, call, follow, person, says, sse, until};
use super::text;
use crate::support::databases;
use crate::support::rig::Rig;

#[tokio::test]
async fn direct_posts_are_heard_as_conversations_of_each_who_takes_part() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (ann, ben, eve) =
            (person(&rig, "ann").await, person(&rig, "ben").await, person(&rig, "eve").await);
        let mut of_ann = Socket::open(&rig, &ann.token, "direct").await;
        let mut of_ben = Socket::open(&rig, &ben.token, "direct").await;
        let mut of_eve = Socket::open(&rig, &eve.token, "direct").await;
        let mut events = sse(&rig, &ben, "/api/v1/streaming/direct").await;
        until(&mut events, ":)\n").await;
        let words = format!("@ben@{} SECRET", rig.opened.app.config.handle_domain());
        let first = says(&rig, &ann, json!({"status": words, "visibility": "direct"})).await;
        let mut kept = Vec::new();
        for (socket, is_unread, other) in [(&mut of_ann, false, &ben), (&mut of_ben, true, &ann)] {
            let (stream, name, told) = socket.event().await;
            assert_eq!((stream, name.as_str()), (json!(["direct"]), "conversation"), "{told}");
            assert_eq!((&told["unread"], &told["last_status"]["id"]), (&json!(is_unread), &json!(first)));
            assert_eq!(told["accounts"].as_array().map(Vec::len), Some(1), "{told}");
            assert_eq!(told["accounts"][0]["id"], json!(other.account.id.to_string()));
            kept.push(told["id"].clone());
        }
        assert_ne!(kept[0], kept[1], "each has their own");
        let heard = until(&mut events, "\n\n").await;
        let data = heard.split("event: conversation\ndata: ").nth(1).expect("an event");
        let told: Value = serde_json::from_str(data.lines().next().expect("a line")).expect("JSON");
        assert_eq!((&told["id"], &told["last_status"]["id"]), (&kept[1], &json!(first)));
        // It is the one that the list of conversations has, and an answer goes on with it.
        let url = rig.url("/api/v1/conversations");
        let listed = rig.http.get(url).bearer_auth(&ben.token).send().await.expect("an answer");
        assert_eq!(listed.json::<Value>().await.expect("JSON")[0], told);
        let words = format!("@ann@{} yes", rig.opened.app.config.handle_domain());
        let answer = json!({"status": words, "visibility": "direct", "in_reply_to_id": first});
        let second = says(&rig, &ben, answer).await;
        let (_, _, told) = of_ann.event().await;
        assert_eq!((&told["id"], &told["unread"]), (&kept[0], &json!(true)), "{told}");
        assert_eq!(told["last_status"]["id"], json!(second));
        assert_eq!(of_ben.event().await.2["id"], kept[1]);
        // Whom somebody hides opens no conversation that they hear of; and who is not in one hears of none.
        call(&rig, &ben, &format!("/api/v1/accounts/{}/mute", ann.account.id), json!({})).await;
        let words = format!("@ben@{} once more", rig.opened.app.config.handle_domain());
        says(&rig, &ann, json!({"status": words, "visibility": "direct"})).await;
        assert_eq!(of_ann.event().await.1, "conversation");
        let host = rig.opened.app.config.handle_domain();
        let words = format!("@ben@{host} @eve@{host} hello");
        let last = says(&rig, &ben, json!({"status": words, "visibility": "direct"})).await;
        for socket in [&mut of_ben, &mut of_eve] {
            let (_, name, told) = socket.event().await;
            assert_eq!((name.as_str(), &told["last_status"]["id"]), ("conversation", &json!(last)), "{told}");
        }
    }
}

#[tokio::test]
async fn whoever_listens_to_home_is_told_that_their_filters_are_others_now() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (ann, ben) = (person(&rig, "ann").await, person(&rig, "ben").await);
        follow(&rig, &ann, &ben).await;
        let mut socket = Socket::open(&rig, &ann.token, "user").await;
        let mut of_ben = Socket::open(&rig, &ben.token, "user").await;
        let mut events = sse(&rig, &ann, "/api/v1/streaming/user").await;
        until(&mut events, ":)\n").await;
        let changed = json!({"stream": ["user"], "event": "filters_changed"});
        let body = json!({"title": "dams", "context": ["home"], "keywords_attributes": [{"keyword": "dam"}]});
        let filter = text(&call(&rig, &ann, "/api/v2/filters", body).await["id"]);
        assert_eq!(socket.hears().await, Some(changed.clone()));
        until(&mut events, "event: filters_changed\ndata: \n\n").await;
        // What comes from now on is looked at with them.
        let post = says(&rig, &ben, json!({"status": "The dam"})).await;
        let (_, _, status) = socket.event().await;
        assert_eq!((&status["id"], &status["filtered"][0]["filter"]["id"]), (&json!(post), &json!(filter)));
        let word = json!({"keyword": "lake"});
        call(&rig, &ann, &format!("/api/v2/filters/{filter}/keywords"), word).await;
        assert_eq!(socket.hears().await, Some(changed.clone()));
        call(&rig, &ann, &format!("/api/v2/filters/{filter}/statuses"), json!({"status_id": post})).await;
        assert_eq!(socket.hears().await, Some(changed.clone()));
        let url = rig.url(&format!("/api/v2/filters/{filter}"));
        let gone = rig.http.delete(url).bearer_auth(&ann.token).send().await.expect("an answer");
        assert!(gone.status().is_success());
        assert_eq!(socket.hears().await, Some(changed));
        // Nobody else hears of it.
        let (_, name, status) = of_ben.event().await;
        assert_eq!((name.as_str(), &status["id"]), ("update", &json!(post)));
        let own = says(&rig, &ben, json!({"status": "mine"})).await;
        assert_eq!(of_ben.event().await.2["id"], json!(own));
    }
}

#[tokio::test]
async fn whoever_lets_somebody_in_hears_that_what_waited_is_among_the_rest() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (ann, ben) = (person(&rig, "ann").await, person(&rig, "ben").await);
        let policy = json!({"for_not_following": "filter"});
        let url = rig.url("/api/v2/notifications/policy");
        let chosen = rig.http.patch(url).bearer_auth(&ann.token).header("content-type", "application/json");
        let chosen = chosen.body(policy.to_string()).send().await.expect("an answer");
        assert!(chosen.status().is_success());
        let words = format!("@ann@{} hey", rig.opened.app.config.handle_domain());
        says(&rig, &ben, json!({"status": words})).await;
        let mut home = Socket::open(&rig, &ann.token, "user").await;
        let mut told = Socket::open(&rig, &ann.token, "user:notification").await;
        let url = rig.url("/api/v1/notifications/requests");
        let waits = rig.http.get(url).bearer_auth(&ann.token).send().await.expect("an answer");
        let waits = text(&waits.json::<Value>().await.expect("JSON")[0]["id"]);
        // Where nobody is let in, nothing is told.
        let nobody = json!({"id": ["1"]});
        call(&rig, &ann, "/api/v1/notifications/requests/accept", nobody).await;
        call(&rig, &ann, &format!("/api/v1/notifications/requests/{waits}/accept"), json!({})).await;
        let merged =
            |stream: &str| json!({"stream": [stream], "event": "notifications_merged", "payload": "1"});
        assert_eq!(home.hears().await, Some(merged("user")));
        assert_eq!(told.hears().await, Some(merged("user:notification")));
        // And once.
        let own = says(&rig, &ann, json!({"status": "mine"})).await;
        assert_eq!(home.event().await.2["id"], json!(own));
    }
}
