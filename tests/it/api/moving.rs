//! Moving: naming other accounts as one's own, leaving for one of them, and people from elsewhere who come here.

use antiphon::service::passwords;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::support::databases;
use super::super::support::peer::{Actor, Peer};
use super::super::support::rig::Rig;
use super::town::{Reply, Town, ids, text};
use super::visitor::{Asks as _, BACK, Person, Program};

const PASSWORD: &str = "a quiet river at night";
const ALIAS: &str = "/api/v1/accounts/alias";
const MOVE: &str = "/api/v1/accounts/move";

impl Town {
    /// Gives a member a password, which ends their tokens; a new one.
    async fn with_password(&self, name: &str) -> String {
        passwords::set(&self.rig.opened.app, None, name, PASSWORD, None).await.expect("a good password");
        self.token(name, "read write follow").await
    }

    async fn asks_to_move(&self, token: &str, password: &str, target: &str) -> Reply {
        let body = json!({"password": password, "moved_to_uri": target});
        self.ask(Method::POST, MOVE, Some(token), &body).await
    }

    async fn actor(&self, name: &str) -> Value {
        let path = format!("/actors/{name}");
        let request = self.rig.http.get(self.rig.url(&path)).header("accept", "application/activity+json");
        let answer = request.send().await.expect("an answer").text().await.expect("a body");
        serde_json::from_str(&answer).expect("JSON")
    }
}

/// The actor's document names this id among its own from now on.
fn known_as(peer: &Peer, name: &str, actor: &Actor, alias: &str) {
    let mut document = peer.actor_document(name, actor);
    document["alsoKnownAs"] = json!([alias]);
    peer.serve(&format!("/users/{name}"), &document);
}

fn go(actor: &Actor, number: u32, target: &str) -> Value {
    let mut activity = actor.activity("Move", number, json!(actor.id));
    activity["target"] = json!(target);
    activity
}

#[tokio::test]
async fn aliases_are_looked_up_published_and_told() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let (vera, third) = (town.rig.vic.actor("vera"), town.rig.third.actor("ann"));
        town.rig.tell(&vera, &vera.activity("Follow", 1, json!(town.uri("ann")))).await;
        let handle = format!("@ann@{}", town.rig.third.authority());
        let named = town.post(ALIAS, &ann, &json!({"also_known_as_uris": [vera.id, handle, third.id]})).await;
        let expected = json!([vera.id, third.id]);
        assert_eq!(named["source"]["also_known_as_uris"], expected, "{named}");
        assert_eq!(town.actor("ann").await["alsoKnownAs"], expected);
        town.rig.delivered().await;
        let told = town.rig.vic.received("Update");
        assert_eq!(told.last().map(|update| &update["object"]["alsoKnownAs"]), Some(&expected), "{told:?}");

        // What cannot be an alias changes nothing.
        let many: Vec<String> = (0..11).map(|n| town.rig.vic.url(&format!("/users/v{n}"))).collect();
        let local = town.uri("ann");
        for wrong in
            [json!([local]), json!([town.rig.evil.url("/users/nobody")]), json!(["ann at home"]), json!(many)]
        {
            let reply =
                town.ask(Method::POST, ALIAS, Some(&ann), &json!({"also_known_as_uris": wrong})).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}: {}", reply.body);
            assert!(reply.body["error"].is_string());
        }
        assert_eq!(town.actor("ann").await["alsoKnownAs"], expected);
        let reader = town.token("ann", "read").await;
        assert_eq!(town.status(Method::POST, ALIAS, &reader, &json!({})).await, 403);
        assert_eq!(town.ask(Method::POST, ALIAS, None, &json!({})).await.status, 401);

        // Named again they are not asked again, and none is none.
        let asked = town.rig.vic.seen().len();
        town.post(ALIAS, &ann, &json!({"also_known_as_uris": [vera.id]})).await;
        town.rig.delivered().await;
        assert_eq!(town.rig.vic.reads_of("/users/vera"), 1);
        assert!(town.rig.vic.seen().len() > asked, "its followers are told");
        let none = town.post(ALIAS, &ann, &json!({"also_known_as_uris": []})).await;
        assert_eq!(none["source"]["also_known_as_uris"], json!([]));
        assert_eq!(town.actor("ann").await.get("alsoKnownAs"), None);
        town.close().await;
    }
}

#[tokio::test]
async fn a_member_leaves_and_followers_go_along() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let (ann_id, ben_id) = (town.id_of(&ann).await, town.id_of(&ben).await);
        let vera = town.rig.vic.actor("vera");
        town.rig.tell(&vera, &vera.activity("Follow", 1, json!(town.uri("ann")))).await;
        let wish = json!({"reblogs": false, "notify": true});
        town.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &wish).await;
        let by_ben = town.says(&ben, "BENS words").await;
        let asks = json!({"status": "Which?", "poll": {"options": ["One", "Two"], "expires_in": 3600}});
        let poll = text(&town.post("/api/v1/statuses", &ben, &asks).await["poll"]["id"]);
        let new = town.rig.third.actor("ann");
        known_as(&town.rig.third, "ann", &new, &town.uri("ann"));
        let ann = town.with_password("ann").await;

        assert_eq!(town.asks_to_move(&ann, PASSWORD, &new.id).await.status, StatusCode::ACCEPTED);
        town.rig.delivered().await;
        let told: Vec<Value> = town.rig.vic.seen().into_iter().map(|seen| seen.body).collect();
        let place = |kind: &str| told.iter().rposition(|body| body["type"] == kind).expect("it came");
        let (update, moved) = (&told[place("Update")], &told[place("Move")]);
        assert_eq!(update["object"]["movedTo"], json!(new.id), "{update}");
        assert_eq!(
            (&moved["actor"], &moved["object"], &moved["target"]),
            (&json!(town.uri("ann")), &json!(town.uri("ann")), &json!(new.id))
        );
        assert!(moved["proof"].is_object() && moved["id"].is_string(), "{moved}");
        assert_eq!(town.actor("ann").await["movedTo"], json!(new.id));

        // Whoever followed them here asks the new one, and wants what they wanted.
        let asked = town.rig.third.received("Follow");
        assert_eq!(asked.len(), 1, "{asked:?}");
        assert_eq!((&asked[0]["actor"], &asked[0]["object"]), (&json!(town.uri("ben")), &json!(new.id)));
        assert_eq!(town.relation(&ben, &ann_id).await["following"], json!(false));
        let new_id = town.meets(&ben, &new).await;
        let relation = town.relation(&ben, &new_id).await;
        assert_eq!(
            (&relation["requested"], &relation["showing_reblogs"], &relation["notifying"]),
            (&json!(true), &json!(false), &json!(true))
        );
        let shown = town.get(&format!("/api/v1/accounts/{ann_id}"), &ben).await;
        assert_eq!(
            (&shown["moved"]["id"], &shown["moved"]["uri"]),
            (&json!(new_id), &json!(new.id)),
            "{shown}"
        );
        let own = town.get("/api/v1/accounts/verify_credentials", &ann).await;
        assert_eq!(own["moved"]["id"], json!(new_id));

        // The old place is left: nothing new comes of it, and nobody new comes to it.
        for (path, body) in [
            ("/api/v1/statuses".to_owned(), json!({"status": "STILL here"})),
            (format!("/api/v1/statuses/{by_ben}/reblog"), json!({})),
            (format!("/api/v1/accounts/{ben_id}/follow"), json!({})),
            (format!("/api/v1/polls/{poll}/votes"), json!({"choices": [0]})),
        ] {
            let reply = town.ask(Method::POST, &path, Some(&ann), &body).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", reply.body);
            assert!(text(&reply.body["error"]).contains(&new.id), "{}", reply.body);
        }
        let follow = format!("/api/v1/accounts/{ann_id}/follow");
        assert_eq!(town.status(Method::POST, &follow, &ben, &json!({})).await, 422);
        town.rig
            .tell(&vera, &vera.activity("Undo", 2, vera.activity("Follow", 1, json!(town.uri("ann")))))
            .await;
        town.rig.tell(&vera, &vera.activity("Follow", 3, json!(town.uri("ann")))).await;
        town.rig.delivered().await;
        assert_eq!(town.rig.vic.received("Reject").len(), 1);
        let page = town.get(&format!("/api/v1/accounts/{ann_id}/statuses"), &ben).await;
        assert_eq!(ids(&page), Vec::<String>::new());
        assert_eq!(town.relation(&ann, &ben_id).await["following"], json!(false));

        // A move is not repeated at once.
        let again = town.asks_to_move(&ann, PASSWORD, &new.id).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(town.rig.vic.received("Move").len(), 1);
        town.close().await;
    }
}

#[tokio::test]
async fn a_move_needs_the_password_and_the_word_of_the_new_place() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let vera = town.rig.vic.actor("vera");
        town.rig.tell(&vera, &vera.activity("Follow", 1, json!(town.uri("ann")))).await;
        let (silent, gone_on) = (town.rig.third.actor("silent"), town.rig.third.actor("gone"));
        let mut document = town.rig.third.actor_document("gone", &gone_on);
        document["alsoKnownAs"] = json!([town.uri("ann")]);
        document["movedTo"] = json!(vera.id);
        town.rig.third.serve("/users/gone", &document);
        let good = town.rig.third.actor("good");
        known_as(&town.rig.third, "good", &good, &town.uri("ann"));
        assert_eq!(town.asks_to_move(&ann, PASSWORD, &good.id).await.status, 422, "there is no password yet");
        let ann = town.with_password("ann").await;
        let cases = [
            ("wrong", good.id.clone(), 403),
            ("", good.id.clone(), 422),
            (PASSWORD, String::new(), 422),
            (PASSWORD, silent.id.clone(), 422),
            (PASSWORD, gone_on.id.clone(), 422),
            (PASSWORD, town.uri("ann"), 422),
            (PASSWORD, town.uri("ben"), 422),
            (PASSWORD, town.rig.evil.url("/users/nobody"), 422),
            (PASSWORD, "nowhere".to_owned(), 422),
        ];
        for (password, target, status) in cases {
            let reply = town.asks_to_move(&ann, password, &target).await;
            assert_eq!(reply.status.as_u16(), status, "{password} {target}: {}", reply.body);
            assert!(reply.body["error"].is_string());
        }
        let reader = town.token("ann", "read write:statuses").await;
        assert_eq!(town.asks_to_move(&reader, PASSWORD, &good.id).await.status, 403);
        town.rig.delivered().await;
        assert_eq!(town.rig.vic.received("Move").len() + town.rig.vic.received("Update").len(), 0);
        assert_eq!(town.actor("ann").await.get("movedTo"), None);
        town.says(&ann, "STILL here").await;

        // The profile of the one they move to is read anew.
        town.rig.clock.advance(1_000);
        known_as(&town.rig.third, "silent", &silent, &town.uri("ann"));
        assert_eq!(town.asks_to_move(&ann, PASSWORD, &silent.id).await.status, StatusCode::ACCEPTED);

        // To somebody on this same server it is the same.
        let (ben_id, cleo) = (town.id_of(&ben).await, town.member("cleo").await);
        town.act("follow", &ben_id, &cleo).await;
        let new_ben = town.member("benjamin").await;
        town.post(ALIAS, &new_ben, &json!({"also_known_as_uris": [town.uri("ben")]})).await;
        let ben = town.with_password("ben").await;
        assert_eq!(town.asks_to_move(&ben, PASSWORD, &town.uri("benjamin")).await.status, 202);
        let new_id = town.id_of(&new_ben).await;
        assert_eq!(town.relation(&cleo, &new_id).await["following"], json!(true));
        assert_eq!(town.told(&new_ben).await, [("follow".to_owned(), "cleo".to_owned())]);
        town.close().await;
    }
}

#[tokio::test]
async fn a84_a85_whoever_comes_here_brings_followers_and_blocks_along() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben, cleo, dora) = (
            town.member("ann").await,
            town.member("ben").await,
            town.member("cleo").await,
            town.member("dora").await,
        );
        let ann_id = town.id_of(&ann).await;
        let vera = town.rig.vic.actor("vera");
        let vera_id = town.befriend(&ben, "ben", &vera, 1).await;
        town.act("block", &vera_id, &cleo).await;
        town.act("mute", &vera_id, &dora).await;

        town.rig.tell(&vera, &go(&vera, 10, &town.uri("ann"))).await;
        assert_eq!(town.relation(&ben, &vera_id).await["following"], json!(true), "ann has not said so");
        assert_eq!(town.relation(&cleo, &ann_id).await["blocking"], json!(false));

        town.post(ALIAS, &ann, &json!({"also_known_as_uris": [vera.id]})).await;
        town.rig.tell(&vera, &go(&vera, 11, &town.uri("ann"))).await;
        let relation = town.relation(&ben, &ann_id).await;
        assert_eq!(relation["following"], json!(true));
        assert_eq!(town.relation(&ben, &vera_id).await["following"], json!(false));
        assert_eq!(town.told(&ann).await, [("follow".to_owned(), "ben".to_owned())]);
        assert_eq!(town.relation(&cleo, &ann_id).await["blocking"], json!(true), "a block goes along");
        assert_eq!(town.relation(&dora, &ann_id).await["muting"], json!(true), "a mute goes along");
        let shown = town.get(&format!("/api/v1/accounts/{vera_id}"), &ben).await;
        assert_eq!(shown["moved"]["id"], json!(ann_id));

        // A second move within the week moves nobody.
        town.act("follow", &vera_id, &ben).await;
        let third = town.rig.third.actor("vera");
        known_as(&town.rig.third, "vera", &third, &vera.id);
        town.rig.tell(&vera, &go(&vera, 12, &third.id)).await;
        assert_eq!(town.rig.third.received("Follow").len(), 0);
        town.close().await;
    }
}

#[tokio::test]
async fn a84_a_profile_that_only_claims_to_have_moved_is_not_believed() {
    let town = Town::on(databases::sqlite(), "").await;
    let ann = town.member("ann").await;
    let (vera, mallory) = (town.rig.vic.actor("vera"), town.rig.evil.actor("mallory"));
    town.meets(&ann, &vera).await;
    let mut document = town.rig.evil.actor_document("mallory", &mallory);
    document["movedTo"] = json!(vera.id);
    town.rig.evil.serve("/users/mallory", &document);
    let mallory_id = town.meets(&ann, &mallory).await;
    let shown = town.get(&format!("/api/v1/accounts/{mallory_id}"), &ann).await;
    assert_eq!(shown.get("moved"), None, "{shown}");
    town.close().await;
}

#[tokio::test]
async fn an_app_that_acts_as_the_coalition_says_nothing_about_where_it_is() {
    let rig = Rig::on(databases::sqlite(), "").await;
    let mary = Person::new(&rig, "mary_smith", "spokesperson").await;
    let app = Program::new(&rig, "read write", BACK).await;
    let token = app.token(&rig, &mary, "read write", 1).await;
    let vera = rig.vic.actor("vera");
    for (path, body) in [
        (ALIAS, json!({"also_known_as_uris": [vera.id]})),
        (MOVE, json!({"password": PASSWORD, "moved_to_uri": vera.id})),
    ] {
        let reply = rig.send_json(path, Some(&token), &body).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}: {}", reply.text);
    }
    let coalition = rig.coalition().await;
    assert!(coalition.profile.also_known_as.is_empty() && coalition.profile.moved_to.is_none());
    assert_eq!(rig.vic.reads_of("/users/vera"), 0);
}
