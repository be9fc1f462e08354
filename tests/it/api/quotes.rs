//! Quotes of a member's posts by people elsewhere: who may make them, finding them, taking the consent back.

use antiphon::service::members;
use http::Method;
use serde_json::{Value, json};

use super::polls_elsewhere::Street;
use crate::support::databases;
use crate::support::peer::{Actor, Peer};

impl Street {
    /// Ann writes; the id here and the id on the network.
    async fn says(&self, visibility: &str) -> (String, String) {
        let status = json!({"status": "Clean water", "visibility": visibility});
        let (code, answer) = self.send(Method::POST, "/api/v1/statuses", &status).await;
        assert_eq!(code, 200, "{answer}");
        self.rig.delivered().await;
        let text = |name: &str| answer[name].as_str().expect("a text").to_owned();
        (text("id"), text("uri"))
    }

    /// Somebody asks to quote; the newest answer of ours that their server has, by its type.
    async fn is_asked(&self, by: &Actor, server: &Peer, number: u32, uri: &str, quote: &str) -> Value {
        let mut request = by.activity("QuoteRequest", number, json!(uri));
        request["instrument"] = json!(quote);
        self.rig.tell(by, &request).await;
        self.rig.delivered().await;
        let answers = ["Accept", "Reject"].map(|kind| server.received(kind));
        let mut answers = answers.iter().flatten();
        answers.find(|a| a["object"]["id"] == request["id"]).cloned().unwrap_or(Value::Null)
    }

    async fn sets(&self, id: &str, policy: &str) -> (u16, Value) {
        let path = format!("/api/v1/statuses/{id}/interaction_policy");
        let answer = self.send(Method::PUT, &path, &json!({"quote_approval_policy": policy})).await;
        self.rig.delivered().await;
        answer
    }

    async fn quotes_of(&self, id: &str) -> Vec<String> {
        let (code, answer) =
            self.send(Method::GET, &format!("/api/v1/statuses/{id}/quotes"), &json!({})).await;
        assert_eq!(code, 200, "{answer}");
        let list = answer.as_array().expect("a list");
        list.iter().map(|status| status["uri"].as_str().expect("an id").to_owned()).collect()
    }
}

/// A note of theirs that quotes.
fn quoting(by: &Actor, number: u32, uri: &str) -> Value {
    let mut note = by.note(number, "<p>Read this</p>");
    note["quote"] = json!(uri);
    note
}

#[tokio::test]
async fn an_author_finds_the_quotes_and_takes_a_consent_back_for_good() {
    for database in databases::both() {
        let street = Street::on(database).await;
        let (mallory, server) = (&street.mallory, &street.rig.evil);
        let (id, uri) = street.says("public").await;
        let note = quoting(mallory, 5, &uri);
        let quote = note["id"].as_str().expect("an id");
        let accepted = street.is_asked(mallory, server, 1, &uri, quote).await;
        assert_eq!(accepted["type"], "Accept", "{accepted}");
        let stamp = accepted["result"].as_str().expect("a stamp").to_owned();
        // Nobody here follows its author; it is kept because it quotes ann.
        street.rig.tell(mallory, &mallory.activity("Create", 2, note.clone())).await;
        street.rig.tell(mallory, &mallory.activity("Create", 3, quoting(mallory, 6, &uri))).await;
        assert_eq!(street.quotes_of(&id).await, [quote], "what was not agreed to is no quote");

        let app = &street.rig.opened.app;
        members::add(app, "ben", "member").await.expect("the name is free");
        let ben = members::new_token(app, "ben", "test", "read write").await.expect("ben is there");
        let kept = street.rig.find_post(quote).await.expect("it is kept");
        let revoke = format!("/api/v1/statuses/{id}/quotes/{}/revoke", kept.id);
        for (method, path) in [
            (Method::GET, format!("/api/v1/statuses/{id}/quotes")),
            (Method::POST, revoke.clone()),
            (Method::PUT, format!("/api/v1/statuses/{id}/interaction_policy")),
        ] {
            let policy = json!({"quote_approval_policy": "nobody"});
            assert_eq!(street.send_as(&ben, method, &path, &policy).await.0, 404, "{path} is ann's alone");
        }
        let read = async || {
            let request = street.rig.http.get(&stamp).header("accept", "application/activity+json");
            request.send().await.expect("an answer").status().as_u16()
        };
        assert_eq!(read().await, 200);

        let (code, status) = street.send(Method::POST, &revoke, &json!({})).await;
        assert_eq!((code, &status["uri"]), (200, &json!(quote)), "{status}");
        street.rig.delivered().await;
        let told = server.received("Delete");
        assert_eq!((told.len(), &told[0]["object"]["id"]), (1, &json!(stamp)), "{told:?}");
        assert!(street.rig.vic.received("Delete").is_empty(), "nobody else is told");
        assert_eq!(read().await, 404);
        assert!(street.quotes_of(&id).await.is_empty());
        assert_eq!(
            street.send(Method::POST, &revoke, &json!({})).await.0,
            404,
            "there is nothing left to take"
        );
        let again = street.is_asked(mallory, server, 9, &uri, quote).await;
        assert_eq!(again["type"], "Reject", "{again}");
    }
}

#[tokio::test]
async fn who_may_quote_is_up_to_the_author() {
    for database in databases::both() {
        let street = Street::on(database).await;
        let (vera, mallory) = (&street.vera, &street.mallory);
        let (vic, evil) = (&street.rig.vic, &street.rig.evil);
        let (id, uri) = street.says("public").await;
        let (code, shown) = street.sets(&id, "followers").await;
        assert_eq!((code, &shown["quote_approval"]["automatic"]), (200, &json!(["followers"])), "{shown}");
        assert_eq!(shown["edited_at"], Value::Null);
        let update = vic.received("Update").pop().expect("the follower's server is told");
        let followers = street.ann.followers.clone().expect("a collection");
        assert_eq!(
            update["object"]["interactionPolicy"]["canQuote"]["automaticApproval"],
            json!([followers])
        );
        assert!(update["object"].get("updated").is_none(), "it is no edit");

        let quote = |by: &Actor, n: u32| format!("{}/notes/{n}", by.id);
        assert_eq!(street.is_asked(vera, vic, 1, &uri, &quote(vera, 1)).await["type"], "Accept");
        assert_eq!(street.is_asked(mallory, evil, 1, &uri, &quote(mallory, 1)).await["type"], "Reject");
        let (_, shown) = street.sets(&id, "nobody").await;
        assert_eq!(shown["quote_approval"]["automatic"], json!([]));
        assert_eq!(street.is_asked(vera, vic, 2, &uri, &quote(vera, 2)).await["type"], "Reject");
        let (_, shown) = street.sets(&id, "public").await;
        assert_eq!(shown["quote_approval"]["automatic"], json!(["public"]));
        assert_eq!(street.is_asked(mallory, evil, 3, &uri, &quote(mallory, 3)).await["type"], "Accept");

        let sent = vic.received("Update").len();
        for (policy, code) in [("everybody", 422), ("", 422), ("public", 200)] {
            assert_eq!(street.sets(&id, policy).await.0, code, "{policy}");
        }
        assert_eq!(vic.received("Update").len(), sent, "where nothing changes nobody is told");

        // What is for followers is quoted by nobody, whatever was chosen.
        let (private, private_uri) = street.says("private").await;
        let (_, shown) = street.sets(&private, "public").await;
        assert_eq!(shown["quote_approval"]["automatic"], json!([]));
        assert_eq!(street.is_asked(vera, vic, 4, &private_uri, &quote(vera, 4)).await["type"], "Reject");
    }
}
