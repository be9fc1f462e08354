//! Who hears that a post was edited: those here who boosted it, and those who quoted it; and how often it was quoted.

use antiphon::domain::time::HOUR;
use http::Method;
use serde_json::{Value, json};

use super::town::Town;
use super::{ids, text};
use crate::support::databases;

const STATUSES: &str = "/api/v1/statuses";

impl Town {
    async fn quotes(&self, token: &str, id: &str) -> String {
        let quote = json!({"status": "Read this", "quoted_status_id": id});
        text(&self.post(STATUSES, token, &quote).await["id"])
    }

    async fn rewrites(&self, token: &str, id: &str, words: &str) {
        let reply =
            self.ask(Method::PUT, &format!("{STATUSES}/{id}"), Some(token), &json!({"status": words})).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
    }

    async fn told_as(&self, token: &str, kind: &str) -> Value {
        self.get(&format!("/api/v1/notifications?types[]={kind}"), token).await
    }

    async fn quotes_count(&self, token: &str, id: &str) -> Value {
        self.get(&format!("{STATUSES}/{id}"), token).await["quotes_count"].clone()
    }
}

#[tokio::test]
async fn whoever_carried_a_post_further_is_told_that_it_was_edited() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben, fay, cat) = (
            town.member("ann").await,
            town.member("ben").await,
            town.member("fay").await,
            town.member("cat").await,
        );
        let id = town.says(&ann, "Clean water").await;
        let quote = town.quotes(&ben, &id).await;
        assert_ne!(town.quotes(&ann, &id).await, quote, "her own");
        town.post(&format!("{STATUSES}/{id}/reblog"), &fay, &json!({})).await;
        town.post(&format!("{STATUSES}/{id}/favourite"), &cat, &json!({})).await;
        let taken_back = town.quotes(&cat, &id).await;
        town.post(&format!("{STATUSES}/{id}/quotes/{taken_back}/revoke"), &ann, &json!({})).await;

        town.rewrites(&ann, &id, "Clean water for all").await;
        let told = town.told_as(&ben, "quoted_update").await;
        assert_eq!(ids(&told).len(), 1, "{told}");
        // As in Mastodon: the quote is shown, and in it what is quoted.
        let shown = &told[0]["status"];
        assert_eq!(
            (&told[0]["type"], &told[0]["account"]["username"], &shown["id"]),
            (&json!("quoted_update"), &json!("ann"), &json!(quote))
        );
        assert!(text(&shown["quote"]["quoted_status"]["content"]).contains("for all"));
        let told = town.told_as(&fay, "update").await;
        assert_eq!(
            (ids(&told).len(), &told[0]["type"], &told[0]["status"]["id"], &told[0]["account"]["username"]),
            (1, &json!("update"), &json!(id), &json!("ann"))
        );
        let grouped = town.get("/api/v2/notifications?types[]=quoted_update", &ben).await;
        let group = &grouped["notification_groups"][0];
        assert_eq!((&group["type"], &group["status_id"]), (&json!("quoted_update"), &json!(quote)));
        for (who, token) in [("the author", &ann), ("whose quote was taken back, and who likes it", &cat)] {
            for kind in ["update", "quoted_update"] {
                assert_eq!(town.told_as(token, kind).await, json!([]), "{who}: {kind}");
            }
        }

        // Edited again in the same hour it wakes nobody; later the newest takes the place of the one before.
        let first = ids(&town.told_as(&ben, "quoted_update").await);
        town.rewrites(&ann, &id, "Clean water for all!").await;
        assert_eq!(ids(&town.told_as(&ben, "quoted_update").await), first);
        town.rig.clock.advance(HOUR + 1);
        town.rewrites(&ann, &id, "Clean water for all, now").await;
        let later = ids(&town.told_as(&ben, "quoted_update").await);
        assert!(later.len() == 1 && later != first, "{later:?}");

        // What is no new version is no news: who may quote it, and likes.
        let seen = ids(&town.told_as(&ben, "quoted_update").await);
        town.rig.clock.advance(HOUR + 1);
        let policy = json!({"quote_approval_policy": "followers"});
        let path = format!("{STATUSES}/{id}/interaction_policy");
        assert_eq!(town.status(Method::PUT, &path, &ann, &policy).await, 200);
        assert_eq!(ids(&town.told_as(&ben, "quoted_update").await), seen);

        // Whoever may not see it any longer hears nothing of it.
        let ben_id = town.id_of(&ben).await;
        town.act("block", &ben_id, &ann).await;
        town.rewrites(&ann, &id, "Unseen").await;
        assert_eq!(ids(&town.told_as(&ben, "quoted_update").await), seen);
    }
}

#[tokio::test]
async fn an_edit_elsewhere_is_told_as_well() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let vera = town.rig.vic.actor("vera");
        let vera_id = town.meets(&ann, &vera).await;
        town.act("follow", &vera_id, &ann).await;
        town.rig.delivered().await;
        let follow = town.rig.vic.received("Follow").pop().expect("she is asked");
        town.rig.tell(&vera, &vera.activity("Accept", 1, follow)).await;
        let mut note = vera.note(2, "<p>first</p>");
        town.rig.tell(&vera, &vera.activity("Create", 2, note.clone())).await;
        let kept =
            town.rig.find_post(note["id"].as_str().expect("an id")).await.expect("it is kept").id.to_string();
        town.post(&format!("{STATUSES}/{kept}/reblog"), &ann, &json!({})).await;
        note["content"] = json!("<p>second</p>");
        note["updated"] = json!("2030-01-01T00:00:00Z");
        town.rig.tell(&vera, &vera.activity("Update", 3, note)).await;
        let told = town.told_as(&ann, "update").await;
        assert_eq!((ids(&told).len(), &told[0]["status"]["id"]), (1, &json!(kept)), "{told}");
    }
}

#[tokio::test]
async fn a_status_says_how_often_it_is_quoted_with_consent() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let id = town.says(&ann, "Clean water").await;
        assert_eq!(town.quotes_count(&ben, &id).await, json!(0));
        let first = town.quotes(&ben, &id).await;
        let second = town.quotes(&ben, &id).await;
        let third = town.quotes(&ann, &id).await;
        assert_eq!(town.quotes_count(&ben, &id).await, json!(3));
        let home = town.get("/api/v1/timelines/home", &ann).await;
        let counted = home.as_array().expect("a list").iter().find(|s| s["id"] == json!(id));
        assert_eq!(counted.expect("it is there")["quotes_count"], json!(3), "in lists as well");
        let shown = town.get(&format!("{STATUSES}/{third}"), &ben).await;
        assert_eq!(
            (&shown["quotes_count"], &shown["quote"]["quoted_status"]["quotes_count"]),
            (&json!(0), &json!(3))
        );
        town.post(&format!("{STATUSES}/{id}/quotes/{first}/revoke"), &ann, &json!({})).await;
        assert_eq!(town.quotes_count(&ben, &id).await, json!(2));
        assert_eq!(town.status(Method::DELETE, &format!("{STATUSES}/{second}"), &ben, &json!({})).await, 200);
        assert_eq!(town.quotes_count(&ben, &id).await, json!(1));
        assert_eq!(town.status(Method::DELETE, &format!("{STATUSES}/{first}"), &ben, &json!({})).await, 200);
        assert_eq!(town.quotes_count(&ben, &id).await, json!(1), "what was revoked is not taken off twice");
        // A quote that its author elsewhere has not agreed to counts nowhere.
        let vera = town.rig.vic.actor("vera");
        let vera_id = town.meets(&ann, &vera).await;
        town.act("follow", &vera_id, &ann).await;
        town.rig.delivered().await;
        let follow = town.rig.vic.received("Follow").pop().expect("she is asked");
        town.rig.tell(&vera, &vera.activity("Accept", 1, follow)).await;
        let mut note = vera.note(2, "<p>theirs</p>");
        note["interactionPolicy"] =
            json!({"canQuote": {"automaticApproval": "https://www.w3.org/ns/activitystreams#Public"}});
        town.rig.tell(&vera, &vera.activity("Create", 2, note.clone())).await;
        let theirs =
            town.rig.find_post(note["id"].as_str().expect("an id")).await.expect("it is kept").id.to_string();
        town.quotes(&ann, &theirs).await;
        assert_eq!(town.quotes_count(&ann, &theirs).await, json!(0));
        town.rig.delivered().await;
        let request = town.rig.vic.received("QuoteRequest").pop().expect("she is asked");
        let mut accept = vera.activity("Accept", 3, request);
        accept["result"] = json!(format!("{}/stamps/1", vera.id));
        town.rig.tell(&vera, &accept).await;
        assert_eq!(town.quotes_count(&ann, &theirs).await, json!(1));
    }
}
