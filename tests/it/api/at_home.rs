//! Direct posts at home: with their author and with followers whom they name, and with nobody else.

use http::Method;
use serde_json::json;

use super::super::support::databases;
use super::streaming::{Socket, follow, person, says};
use super::town::{Town, ids, text};
use crate::support::rig::Rig;

#[tokio::test]
async fn a_direct_post_is_at_home_with_its_author_and_with_followers_whom_it_names() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben, cleo, dora) = (
            town.member("ann").await,
            town.member("ben").await,
            town.member("cleo").await,
            town.member("dora").await,
        );
        let ann_id = town.id_of(&ann).await;
        // Ben and dora follow ann; cleo does not, and dora is not named.
        for token in [&ben, &dora] {
            town.act("follow", &ann_id, token).await;
        }
        let vera = town.rig.vic.actor("vera");
        town.befriend(&ben, "ben", &vera, 1).await;
        let host = town.rig.opened.app.config.handle_domain();
        let direct = async |token: &str, words: String| {
            let body = json!({"status": words, "visibility": "direct"});
            text(&town.post("/api/v1/statuses", token, &body).await["id"])
        };
        let first = direct(&ann, format!("@ben@{host} @cleo@{host} PSST")).await;
        let mut far = vera.note(10, "VERAS words");
        far["to"] = json!([town.uri("ben"), town.uri("cleo")]);
        far["cc"] = json!([]);
        town.rig.tell(&vera, &vera.activity("Create", 10, far)).await;
        for (token, psst, veras) in
            [(&ann, true, false), (&ben, true, true), (&cleo, false, false), (&dora, false, false)]
        {
            let home = town.home(token).await;
            assert_eq!((home.contains("PSST"), home.contains("VERAS")), (psst, veras), "{home}");
        }
        for (token, talks) in [(&ann, 1), (&ben, 2), (&cleo, 2), (&dora, 0)] {
            assert_eq!(ids(&town.get("/api/v1/conversations", token).await).len(), talks);
        }
        // It goes into no list, and who reads its author in an exclusive one reads it in the conversation alone.
        let list = json!({"title": "Ann", "exclusive": true});
        let list = text(&town.post("/api/v1/lists", &ben, &list).await["id"]);
        let members = json!({"account_ids": [ann_id]});
        town.post(&format!("/api/v1/lists/{list}/accounts"), &ben, &members).await;
        direct(&ann, format!("@ben@{host} LATER")).await;
        assert!(!town.home(&ben).await.contains("LATER"));
        let listed = town.get(&format!("/api/v1/timelines/list/{list}"), &ben).await.to_string();
        assert!(!listed.contains("LATER") && !listed.contains("PSST"), "{listed}");
        // Deleted, it is gone everywhere.
        let path = format!("/api/v1/statuses/{first}");
        assert_eq!(town.status(Method::DELETE, &path, &ann, &json!({})).await, 200);
        assert!(!town.home(&ben).await.contains("PSST") && !town.home(&ann).await.contains("PSST"));
        town.close().await;
    }
}

#[tokio::test]
async fn a_direct_post_is_heard_where_it_is_at_home() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (ann, ben, eve) =
            (person(&rig, "ann").await, person(&rig, "ben").await, person(&rig, "eve").await);
        follow(&rig, &ben, &ann).await;
        follow(&rig, &eve, &ann).await;
        let mut of_ann = Socket::open(&rig, &ann.token, "user").await;
        let mut of_eve = Socket::open(&rig, &eve.token, "user").await;
        let mut of_ben = Socket::open(&rig, &ben.token, "user").await;
        let words = format!("@ben@{} psst", rig.opened.app.config.handle_domain());
        let post = says(&rig, &ann, json!({"status": words, "visibility": "direct"})).await;
        let (_, name, told) = of_ann.event().await;
        assert_eq!((name.as_str(), &told["id"]), ("update", &json!(post)), "{told}");
        let mut names = Vec::new();
        for _ in 0..2 {
            names.push(of_ben.event().await.1);
        }
        names.sort();
        assert_eq!(names, ["notification", "update"]);
        // Who is not named hears the next open words first.
        let open = says(&rig, &ann, json!({"status": "open"})).await;
        assert_eq!(of_eve.event().await.2["id"], json!(open));
    }
}
