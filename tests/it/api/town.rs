//! A running server with members who ask it over HTTP, among the remote servers of the rig.

use antiphon::service::members;
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};

use super::super::support::databases::Fresh;
use super::super::support::peer::Actor;
use super::super::support::rig::Rig;

/// The server and everybody around it.
pub struct Town {
    pub rig: Rig,
}

/// An answer, read.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Town {
    pub async fn on(database: Fresh, more: &str) -> Self {
        Self { rig: Rig::on(database, more).await }
    }

    /// A member with a token for everything.
    pub async fn member(&self, name: &str) -> String {
        members::add(&self.rig.opened.app, name, "member").await.expect("the name is free");
        self.token(name, "read write follow").await
    }

    pub async fn token(&self, name: &str, scopes: &str) -> String {
        members::new_token(&self.rig.opened.app, name, "test", scopes).await.expect("the member is there")
    }

    pub async fn ask(&self, method: Method, path: &str, token: Option<&str>, body: &Value) -> Reply {
        let path = path.strip_prefix(&self.rig.url("")).unwrap_or(path);
        let mut request = self.rig.http.request(method, self.rig.url(path));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if !body.is_null() {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let answer = request.send().await.expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        let text = answer.text().await.expect("a body");
        Reply { status, headers, body: serde_json::from_str(&text).unwrap_or(Value::Null) }
    }

    pub async fn get(&self, path: &str, token: &str) -> Value {
        let reply = self.ask(Method::GET, path, Some(token), &Value::Null).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.body);
        reply.body
    }

    /// A request that has to succeed.
    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Value {
        let reply = self.ask(Method::POST, path, Some(token), body).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.body);
        reply.body
    }

    /// How a request ends.
    pub async fn status(&self, method: Method, path: &str, token: &str, body: &Value) -> u16 {
        self.ask(method, path, Some(token), body).await.status.as_u16()
    }

    /// Asks for something to be done to an account.
    pub async fn act(&self, verb: &str, id: &str, token: &str) -> Value {
        self.post(&format!("/api/v1/accounts/{id}/{verb}"), token, &json!({})).await
    }

    pub async fn says(&self, token: &str, status: &str) -> String {
        text(&self.post("/api/v1/statuses", token, &json!({"status": status})).await["id"])
    }

    pub async fn id_of(&self, token: &str) -> String {
        text(&self.get("/api/v1/accounts/verify_credentials", token).await["id"])
    }

    /// The id here of somebody elsewhere, who is fetched when unknown.
    pub async fn meets(&self, token: &str, actor: &Actor) -> String {
        let path = format!("/api/v1/accounts/search?resolve=true&q={}", actor.id);
        text(&self.get(&path, token).await[0]["id"])
    }

    /// What a member is to an account.
    pub async fn relation(&self, token: &str, id: &str) -> Value {
        self.get(&format!("/api/v1/accounts/relationships?id[]={id}"), token).await[0].clone()
    }

    /// The text of everything in a member's home.
    pub async fn home(&self, token: &str) -> String {
        self.get("/api/v1/timelines/home", token).await.to_string()
    }

    /// What a member was told of: kind and handle.
    pub async fn told(&self, token: &str) -> Vec<(String, String)> {
        let list = self.get("/api/v1/notifications", token).await;
        let list = list.as_array().expect("a list").iter();
        list.map(|n| (text(&n["type"]), text(&n["account"]["username"]))).collect()
    }

    pub fn uri(&self, name: &str) -> String {
        self.rig.url(&format!("/actors/{name}"))
    }

    /// Stops the server, which ends its connections before the database is thrown away.
    pub async fn close(mut self) {
        let running = self.rig.running.take().expect("it runs until now");
        running.stop(&self.rig.opened.app).await;
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

pub fn ids(list: &Value) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|item| text(&item["id"])).collect()
}

impl Town {
    /// A member likes or boosts a status.
    pub async fn act_on_status(&self, verb: &str, id: &str, token: &str) {
        self.post(&format!("/api/v1/statuses/{id}/{verb}"), token, &json!({})).await;
    }

    /// A member and somebody elsewhere follow each other, by activities that really went both ways; the id here of the
    /// one elsewhere. `number` keeps their activities apart.
    pub async fn befriend(&self, token: &str, name: &str, actor: &Actor, number: u32) -> String {
        let id = self.meets(token, actor).await;
        assert_eq!(self.act("follow", &id, token).await["requested"], json!(true));
        self.rig.delivered().await;
        let peers = [&self.rig.vic, &self.rig.evil, &self.rig.third];
        let peer = peers.into_iter().find(|peer| actor.id.starts_with(&peer.url("/"))).expect("their server");
        let uri = self.uri(name);
        let asked = peer.received("Follow").into_iter().rfind(|f| f["actor"] == json!(uri)).expect("it came");
        self.rig.tell(actor, &actor.activity("Accept", 1_000 + number, asked)).await;
        self.rig.tell(actor, &actor.activity("Follow", 2_000 + number, json!(uri))).await;
        self.rig.delivered().await;
        let relation = self.relation(token, &id).await;
        assert_eq!((&relation["following"], &relation["followed_by"]), (&json!(true), &json!(true)));
        id
    }
}
