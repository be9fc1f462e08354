//! Muting, asking to follow, and what a follower wants of those they follow.

use http::Method;
use serde_json::{Value, json};

use super::super::support::databases;
use super::town::{Town, ids, text};

#[tokio::test]
async fn a_mute_hides_until_its_time_has_come_and_nobody_learns_of_it() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let (ann_id, ben_id) = (town.id_of(&ann).await, town.id_of(&ben).await);
        let vera = town.rig.vic.actor("vera");
        let vera_id = town.befriend(&ann, "ann", &vera, 1).await;
        town.act("follow", &ben_id, &ann).await;
        let host = town.rig.opened.app.config.handle_domain();
        town.says(&ben, &format!("BENS words for @ann@{host}")).await;
        town.rig.tell(&vera, &vera.create(10, "VERAS words")).await;
        let posted = || town.rig.vic.seen().iter().filter(|seen| seen.method == Method::POST).count();
        let sent = posted();

        let mute = format!("/api/v1/accounts/{ben_id}/mute");
        let relation = town.post(&mute, &ann, &json!({"duration": 3600})).await;
        assert_eq!(
            (&relation["muting"], &relation["muting_notifications"], &relation["following"]),
            (&json!(true), &json!(true), &json!(true))
        );
        assert!(relation["muting_expires_at"].is_string());
        town.act("mute", &vera_id, &ann).await;
        assert!(!town.home(&ann).await.contains("BENS") && !town.home(&ann).await.contains("VERAS"));
        assert!(town.told(&ann).await.iter().all(|(_, who)| who == "other"), "{:?}", town.told(&ann).await);
        let list = town.get("/api/v1/mutes", &ann).await;
        assert_eq!(list.as_array().map(Vec::len), Some(2));
        for muted in list.as_array().expect("a list") {
            assert_eq!(muted["mute_expires_at"].is_string(), muted["id"] == json!(ben_id), "{muted}");
        }
        // Whoever opens the page of somebody they mute has asked for it.
        let page = town.get(&format!("/api/v1/accounts/{ben_id}/statuses"), &ann).await;
        assert!(page.to_string().contains("BENS"));
        assert_eq!(town.relation(&ben, &ann_id).await["followed_by"], json!(true), "ben notices nothing");

        // Notifications alone can be left on.
        town.post(&mute, &ann, &json!({"duration": 3600, "notifications": false})).await;
        assert!(!town.home(&ann).await.contains("BENS"));
        let told = town.get("/api/v1/notifications?types[]=mention", &ann).await;
        assert!(told.to_string().contains("BENS words"), "{told}");
        town.post(&mute, &ann, &json!({"duration": 3600})).await;
        town.says(&ben, &format!("BENS unheard words for @ann@{host}")).await;

        town.rig.clock.advance(3_601_000);
        assert!(town.home(&ann).await.contains("BENS words"));
        assert!(!town.home(&ann).await.contains("VERAS"), "a mute without an end has none");
        assert_eq!(town.relation(&ann, &ben_id).await["muting"], json!(false));
        assert_eq!(ids(&town.get("/api/v1/mutes", &ann).await), [vera_id.as_str()]);
        let told = town.get("/api/v1/notifications?types[]=mention", &ann).await;
        assert!(!told.to_string().contains("unheard"), "what was not told then is not told now");
        assert_eq!(town.act("unmute", &vera_id, &ann).await["muting"], json!(false));
        assert!(town.home(&ann).await.contains("VERAS"));
        assert_eq!(posted(), sent, "nothing was sent");

        for (path, body) in [
            (mute.clone(), json!({"duration": "long"})),
            (format!("/api/v1/accounts/{ann_id}/mute"), json!({})),
        ] {
            assert_eq!(town.status(Method::POST, &path, &ann, &body).await, 422, "{path} {body}");
        }
        assert_eq!(town.get("/api/v1/mutes", &ann).await, json!([]));
        town.close().await;
    }
}

#[tokio::test]
async fn a_follower_gets_what_they_asked_for() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben, cleo) =
            (town.member("ann").await, town.member("ben").await, town.member("cleo").await);
        let ben_id = town.id_of(&ben).await;
        let path = format!("/api/v1/accounts/{ben_id}/follow");
        let plain = town.post(&path, &ann, &Value::Null).await;
        assert_eq!(
            (&plain["following"], &plain["showing_reblogs"], &plain["notifying"], &plain["languages"]),
            (&json!(true), &json!(true), &json!(false), &json!(null))
        );
        let by_cleo = town.says(&cleo, "CLEOS first").await;
        town.act_on_status("reblog", &by_cleo, &ben).await;
        assert!(town.home(&ann).await.contains("CLEOS first"));

        let wish = json!({"reblogs": false, "notify": true, "languages": ["de", "pt"]});
        town.post(&path, &ann, &wish).await;
        let relation = town.post(&path, &ann, &json!({})).await;
        assert_eq!(
            (&relation["showing_reblogs"], &relation["notifying"], &relation["languages"]),
            (&json!(false), &json!(true), &json!(["de", "pt"])),
            "what is not said stays"
        );
        let by_cleo = town.says(&cleo, "CLEOS second").await;
        town.act_on_status("reblog", &by_cleo, &ben).await;
        town.post("/api/v1/statuses", &ben, &json!({"status": "BEN speaks English", "language": "en"})).await;
        town.post("/api/v1/statuses", &ben, &json!({"status": "BEN spricht", "language": "de"})).await;
        let home = town.home(&ann).await;
        assert!(
            !home.contains("CLEOS second") && !home.contains("English") && home.contains("spricht"),
            "{home}"
        );
        let told = town.get("/api/v1/notifications?types[]=status", &ann).await;
        assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
        assert!(told[0]["status"]["content"].to_string().contains("spricht"));

        // Who goes on answering themself writes one text in parts; an answer to somebody else is half of a talk.
        let part = json!({"status": "BEN erster Teil", "language": "de"});
        let first = text(&town.post("/api/v1/statuses", &ben, &part).await["id"]);
        let part = json!({"status": "BEN zweiter Teil", "language": "de", "in_reply_to_id": first});
        town.post("/api/v1/statuses", &ben, &part).await;
        let answer = json!({"status": "BEN antwortet", "language": "de", "in_reply_to_id": by_cleo});
        town.post("/api/v1/statuses", &ben, &answer).await;
        let told = town.get("/api/v1/notifications?types[]=status", &ann).await.to_string();
        assert!(told.contains("erster Teil") && told.contains("zweiter Teil"), "{told}");
        assert!(!told.contains("antwortet"), "{told}");

        // They end with the follow.
        town.act("unfollow", &ben_id, &ann).await;
        let again = town.post(&path, &ann, &json!({})).await;
        assert_eq!((&again["showing_reblogs"], &again["notifying"]), (&json!(true), &json!(false)));
        assert_eq!(again["languages"], json!(null));
        town.close().await;
    }
}

#[tokio::test]
async fn a115_who_is_turned_away_and_asks_a_hundred_times_waits_once_and_is_heard_once() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let locked = json!({"locked": true});
        let path = "/api/v1/accounts/update_credentials";
        assert_eq!(town.status(Method::PATCH, path, &ann, &locked).await, 200);
        let mallory = town.rig.evil.actor("mallory");
        let id = town.meets(&ann, &mallory).await;
        let asks = |number: u32| mallory.activity("Follow", number, json!(town.uri("ann")));
        let requests = async || town.get("/api/v1/notifications?types[]=follow_request", &ann).await;
        town.rig.tell(&mallory, &asks(1)).await;
        assert_eq!(ids(&requests().await).len(), 1);
        town.post(&format!("/api/v1/follow_requests/{id}/reject"), &ann, &json!({})).await;
        for number in 2..102 {
            assert_eq!(town.rig.post(&mallory, &asks(number)).await, 202);
        }
        town.rig.drain().await;
        assert_eq!(ids(&town.get("/api/v1/follow_requests", &ann).await), std::slice::from_ref(&id));
        let told = requests().await;
        assert!(ids(&told).len() <= 1, "a hundred times asked is one line: {told}");
        assert_eq!(town.relation(&ann, &id).await["followed_by"], json!(false));
        town.close().await;
    }
}

#[tokio::test]
async fn a114_a_locked_account_lets_in_whom_it_wants_and_sends_out_again() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let locked = town
            .ask(Method::PATCH, "/api/v1/accounts/update_credentials", Some(&ann), &json!({"locked": true}))
            .await;
        assert_eq!(locked.status, 200);
        let (vera, mallory) = (town.rig.vic.actor("vera"), town.rig.evil.actor("mallory"));
        let (vera_id, mallory_id) = (town.meets(&ann, &vera).await, town.meets(&ann, &mallory).await);
        town.rig.tell(&vera, &vera.activity("Follow", 1, json!(town.uri("ann")))).await;
        for number in 1..4 {
            town.rig.tell(&mallory, &mallory.activity("Follow", number, json!(town.uri("ann")))).await;
        }
        let mut asked = ids(&town.get("/api/v1/follow_requests", &ann).await);
        asked.sort();
        let mut expected = vec![vera_id.clone(), mallory_id.clone()];
        expected.sort();
        assert_eq!(asked, expected, "asked again is asked once (A115)");
        assert_eq!(town.relation(&ann, &vera_id).await["requested_by"], json!(true));
        let own = town
            .ask(
                Method::POST,
                "/api/v1/statuses",
                Some(&ann),
                &json!({"status": "WAITING words", "visibility": "private"}),
            )
            .await;
        assert_eq!(own.status, 200);
        town.rig.delivered().await;
        assert!(town.rig.vic.received("Create").is_empty(), "who waits is sent nothing");

        let relation =
            town.post(&format!("/api/v1/follow_requests/{vera_id}/authorize"), &ann, &json!({})).await;
        assert_eq!((&relation["followed_by"], &relation["requested_by"]), (&json!(true), &json!(false)));
        let relation =
            town.post(&format!("/api/v1/follow_requests/{mallory_id}/reject"), &ann, &json!({})).await;
        assert_eq!((&relation["followed_by"], &relation["requested_by"]), (&json!(false), &json!(false)));
        town.rig.delivered().await;
        let accepted = town.rig.vic.received("Accept");
        assert_eq!(accepted.len(), 1);
        assert_eq!(accepted[0]["object"]["id"], json!(format!("{}/activities/1", vera.id)));
        assert_eq!((town.rig.evil.received("Accept").len(), town.rig.evil.received("Reject").len()), (0, 1));
        assert_eq!(town.get("/api/v1/follow_requests", &ann).await, json!([]));
        assert!(town.told(&ann).await.contains(&("follow".to_owned(), "vera".to_owned())));
        assert!(!town.told(&ann).await.iter().any(|(kind, _)| kind == "follow_request"));

        // What was decided cannot be decided again, and a follower is no request.
        for (id, verb) in [(&vera_id, "reject"), (&vera_id, "authorize"), (&mallory_id, "authorize")] {
            let path = format!("/api/v1/follow_requests/{id}/{verb}");
            assert_eq!(town.status(Method::POST, &path, &ann, &json!({})).await, 404, "{path}");
        }
        assert_eq!(town.relation(&ann, &vera_id).await["followed_by"], json!(true));

        let relation = town.act("remove_from_followers", &vera_id, &ann).await;
        assert_eq!(relation["followed_by"], json!(false));
        town.act("remove_from_followers", &vera_id, &ann).await;
        town.rig.delivered().await;
        let rejected = town.rig.vic.received("Reject");
        assert_eq!(rejected.len(), 1, "she is told once");
        assert_eq!(rejected[0]["object"]["id"], json!(format!("{}/activities/1", vera.id)));
        town.says(&ann, "LATER words").await;
        town.rig.delivered().await;
        assert!(town.rig.vic.received("Create").is_empty(), "nothing is delivered to her any more");
        town.close().await;
    }
}
