//! Streaming against a running server: what is heard, by whom, and when a connection ends.

use std::time::Duration;

use antiphon::domain::account::Account;
use antiphon::domain::ids::PostId;
use antiphon::domain::notification::{Policy, Treatment};
use antiphon::domain::poll::Wish;
use antiphon::domain::translation::Review;
use antiphon::domain::visibility::Visibility;
use antiphon::server;
use antiphon::service::posts::{self, NewPost, Source};
use antiphon::service::{members, surface};
use antiphon::store;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::support::databases;
use crate::support::rig::{Rig, Shape, free_port};

use super::{ALL, text};

/// Nothing takes longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A client's end of a WebSocket.
pub(super) struct Socket {
    stream: WebSocketStream<TcpStream>,
    protocol: Option<String>,
}

impl Socket {
    /// Opens one at this port; the status where the server refuses.
    pub async fn at(
        rig: &Rig,
        port: u16,
        query: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, u16> {
        let url = format!("ws://sut.test:{}/api/v1/streaming{query}", rig.port);
        let mut request = url.into_client_request().expect("an address");
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().expect("a header value"));
        }
        let stream = TcpStream::connect(("127.0.0.1", port)).await.expect("connects");
        match client_async(request, stream).await {
            Ok((stream, response)) => {
                let protocol = response.headers().get("sec-websocket-protocol");
                let protocol = protocol.map(|p| p.to_str().expect("a text").to_owned());
                Ok(Self { stream, protocol })
            }
            Err(tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(e) => panic!("{e}"),
        }
    }

    pub async fn open(rig: &Rig, token: &str, stream: &str) -> Self {
        let query = format!("?access_token={token}&stream={stream}");
        Self::at(rig, rig.port, &query, &[]).await.expect("the server lets us in")
    }

    pub async fn say(&mut self, message: Value) {
        self.stream.send(Message::text(message.to_string())).await.expect("is sent");
    }

    /// The next text; `None` when the connection ends.
    pub async fn hears(&mut self) -> Option<Value> {
        loop {
            let next = tokio::time::timeout(PATIENCE, self.stream.next()).await.expect("something is heard");
            match next {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).expect("JSON")),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// The next event: its stream, its name, and its payload read.
    pub async fn event(&mut self) -> (Value, String, Value) {
        let frame = self.hears().await.expect("the connection goes on");
        let payload = text(&frame["payload"]);
        let payload = serde_json::from_str(&payload).unwrap_or(Value::String(payload));
        (frame["stream"].clone(), text(&frame["event"]), payload)
    }

    /// Says these, and waits until the server has heard them: it answers in order what makes no sense to it.
    pub async fn says_all(&mut self, messages: &[Value]) {
        for message in messages {
            self.say(message.clone()).await;
        }
        self.say(json!({"type": "subscribe", "stream": "nonsense"})).await;
        let answer = self.hears().await.expect("an answer");
        assert_eq!(answer, json!({"error": "Unknown channel requested", "status": 400}));
    }
}

/// Somebody who lives on the server.
pub(super) struct Person {
    pub token: String,
    pub account: Account,
}

pub(super) async fn person(rig: &Rig, name: &str) -> Person {
    let member = members::add(&rig.opened.app, name, "member").await.expect("the name is free");
    let token = members::new_token(&rig.opened.app, name, "test", ALL).await.expect("the member is there");
    let account = store::accounts::find(&rig.opened.app.store, member.account).await.expect("reads");
    Person { token, account: account.expect("is there") }
}

pub(super) async fn call(rig: &Rig, by: &Person, path: &str, body: Value) -> Value {
    let request = rig.http.post(rig.url(path)).bearer_auth(&by.token);
    let answer = request.header("content-type", "application/json").body(body.to_string()).send().await;
    let answer = answer.expect("an answer");
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    serde_json::from_str(&answer.text().await.expect("a body")).expect("JSON")
}

pub(super) async fn says(rig: &Rig, by: &Person, status: Value) -> String {
    text(&call(rig, by, "/api/v1/statuses", status).await["id"])
}

pub(super) async fn follow(rig: &Rig, by: &Person, whom: &Person) {
    call(rig, by, &format!("/api/v1/accounts/{}/follow", whom.account.id), json!({})).await;
}

pub(super) fn subscribe(stream: &str) -> Value {
    json!({"type": "subscribe", "stream": stream})
}

#[tokio::test]
async fn one_socket_carries_many_streams_and_every_kind_of_event() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (ann, ben, eve) =
            (person(&rig, "ann").await, person(&rig, "ben").await, person(&rig, "eve").await);
        follow(&rig, &ann, &ben).await;
        let mut socket = Socket::open(&rig, &ann.token, "user").await;
        let first = says(&rig, &ben, json!({"status": "one"})).await;
        let (stream, name, status) = socket.event().await;
        assert_eq!((&stream, name.as_str()), (&json!(["user"]), "update"));
        assert_eq!((&status["id"], &status["account"]["acct"]), (&json!(first), &json!("ben")), "{status}");
        assert_eq!(status["content"], json!("<p>one</p>"));

        socket
            .says_all(&[
                json!({"type": "subscribe", "stream": "hashtag", "tag": "River"}),
                subscribe("public:local"),
                subscribe("public:remote"),
                subscribe("public:local:media"),
            ])
            .await;
        let second = says(&rig, &ben, json!({"status": "two #river"})).await;
        let mut streams = Vec::new();
        for _ in 0..3 {
            let (stream, name, status) = socket.event().await;
            assert_eq!((name.as_str(), &status["id"]), ("update", &json!(second)));
            streams.push(stream.to_string());
        }
        streams.sort();
        assert_eq!(streams, [r#"["hashtag","River"]"#, r#"["public:local"]"#, r#"["user"]"#]);
        socket
            .says_all(&[
                json!({"type": "unsubscribe", "stream": "hashtag", "tag": "River"}),
                json!({"type": "unsubscribe", "stream": "public:local"}),
            ])
            .await;

        // A new version, a boost of somebody's whom ann does not follow, a like, and the end of it.
        let source = Source {
            language: "en".to_owned(),
            title: None,
            markdown: "two, again".to_owned(),
            review: Review::Unsaid,
        };
        let new = NewPost {
            sources: vec![source],
            visibility: Visibility::Public,
            in_reply_to: None,
            warning: None,
            attachments: Vec::new(),
            poll: Wish::Keep,
        };
        let id = PostId(second.parse().expect("an id"));
        posts::edit(&rig.cx(), None, &ben.account, id, new).await.expect("is edited");
        let (_, name, status) = socket.event().await;
        assert_eq!(
            (name.as_str(), &status["id"], &status["content"]),
            ("status.update", &json!(second), &json!("<p>two, again</p>"))
        );
        let words = says(&rig, &eve, json!({"status": "three"})).await;
        call(&rig, &ben, &format!("/api/v1/statuses/{words}/reblog"), json!({})).await;
        let (_, name, status) = socket.event().await;
        assert_eq!((name.as_str(), &status["reblog"]["id"]), ("update", &json!(words)), "{status}");
        call(&rig, &ben, &format!("/api/v1/statuses/{words}/unreblog"), json!({})).await;
        let frame = socket.hears().await.expect("an event");
        assert_eq!(frame, json!({"stream": ["user"], "event": "delete", "payload": status["id"]}));
        let own = says(&rig, &ann, json!({"status": "mine"})).await;
        assert_eq!(socket.event().await.2["id"], json!(own));
        call(&rig, &eve, &format!("/api/v1/statuses/{own}/favourite"), json!({})).await;
        let (_, name, told) = socket.event().await;
        assert_eq!(
            (name.as_str(), &told["type"], &told["status"]["id"]),
            ("notification", &json!("favourite"), &json!(own)),
            "{told}"
        );
        posts::delete(&rig.cx(), None, &ben.account, id).await.expect("is deleted");
        let frame = socket.hears().await.expect("an event");
        assert_eq!(frame, json!({"stream": ["user"], "event": "delete", "payload": second}));
    }
}

#[tokio::test]
async fn a_stream_marks_what_the_filters_of_its_listener_find() {
    let rig = Rig::on(databases::sqlite(), "").await;
    let (ann, ben) = (person(&rig, "ann").await, person(&rig, "ben").await);
    follow(&rig, &ann, &ben).await;
    for place in ["home", "public"] {
        let body = json!({"title": place, "context": [place], "keywords_attributes": [{"keyword": "dam"}]});
        call(&rig, &ann, "/api/v2/filters", body).await;
    }
    let mut home = Socket::open(&rig, &ann.token, "user").await;
    let mut public = Socket::open(&rig, &ann.token, "public").await;
    let mut author = Socket::open(&rig, &ben.token, "public").await;
    says(&rig, &ben, json!({"status": "The dam"})).await;
    for (socket, expected) in [(&mut home, Some("home")), (&mut public, Some("public")), (&mut author, None)]
    {
        let (_, name, status) = socket.event().await;
        assert_eq!(name, "update");
        let titles: Vec<&str> = status["filtered"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|found| found["filter"]["title"].as_str())
            .collect();
        assert_eq!(titles, expected.into_iter().collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a93_a109_a_stream_shows_nobody_more_than_a_page_would() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (ann, ben, eve) =
            (person(&rig, "ann").await, person(&rig, "ben").await, person(&rig, "eve").await);
        follow(&rig, &ben, &ann).await;
        let mut of_ben = Socket::open(&rig, &ben.token, "user").await;
        of_ben.says_all(&[subscribe("direct")]).await;
        let mut of_eve = Socket::open(&rig, &eve.token, "user").await;
        let tag = json!({"type": "subscribe", "stream": "hashtag", "tag": "river"});
        let all = [subscribe("public"), subscribe("direct"), subscribe("user:notification"), tag];
        of_eve.says_all(&all).await;

        let private = says(&rig, &ann, json!({"status": "SECRET #river", "visibility": "private"})).await;
        let name = format!("@ben@{}", rig.opened.app.config.handle_domain());
        let words = format!("SECRET {name} #river");
        let direct = says(&rig, &ann, json!({"status": words, "visibility": "direct"})).await;
        says(&rig, &ann, json!({"status": "quiet #river", "visibility": "unlisted"})).await;
        let open = says(&rig, &ann, json!({"status": "open"})).await;
        assert_eq!(of_ben.event().await.2["id"], json!(private));
        // Who follows the author has what they are told at home as well, as in Mastodon.
        let heard = [of_ben.event().await, of_ben.event().await, of_ben.event().await];
        let conversation = heard.iter().find(|(_, name, _)| name == "conversation").expect("it is heard");
        assert_eq!(conversation.0, json!(["direct"]));
        assert_eq!(conversation.2["last_status"]["id"], json!(direct));
        assert!(heard.iter().any(|(_, name, told)| name == "notification" && told["status"]["id"] == direct));
        assert!(heard.iter().any(|(_, name, told)| name == "update" && told["id"] == direct));
        let (stream, _, post) = of_eve.event().await;
        assert_eq!((stream, &post["id"]), (json!(["public"]), &json!(open)), "the first that eve hears");

        // What ann takes back of these is no news for eve either.
        for id in [&private, &direct] {
            let id = PostId(id.parse().expect("an id"));
            posts::delete(&rig.cx(), None, &ann.account, id).await.expect("is deleted");
        }
        // What waits in the quarantine is not streamed.
        let quarantine = Policy { not_following: Treatment::Filter, ..Policy::default() };
        surface::choose(&rig.cx(), eve.account.id, &quarantine).await.expect("is chosen");
        let name = format!("@eve@{}", rig.opened.app.config.handle_domain());
        says(&rig, &ben, json!({"status": format!("{name} hey"), "visibility": "unlisted"})).await;
        // Whoever is blocked is not heard, by any stream.
        let cx = rig.cx();
        let mut tx = cx.store.begin().await.expect("begins");
        let uri = "http://sut.test/blocks/1";
        store::blocks::save(&mut tx, cx.row_id(), eve.account.id, ann.account.id, uri, cx.now())
            .await
            .expect("saves");
        tx.commit().await.expect("commits");
        says(&rig, &ann, json!({"status": "unheard #river"})).await;
        // An answer to somebody else's post is in nobody's public stream, one of another server's is.
        says(&rig, &ben, json!({"status": "yes", "in_reply_to_id": open})).await;
        let vera = rig.vic.actor("vera");
        rig.follows(&rig.coalition().await, &vera).await;
        let mut create = vera.create(1, "<p>from afar</p>");
        create["object"].as_object_mut().expect("an object").remove("published");
        rig.tell(&vera, &create).await;
        let (stream, _, post) = of_eve.event().await;
        assert_eq!((stream, &post["content"]), (json!(["public"]), &json!("<p>from afar</p>")));
        assert_eq!(text(&post["account"]["acct"]).split('@').next(), Some("vera"));
    }
}

#[tokio::test]
async fn a169_a_token_is_taken_from_three_places_and_asked_for_its_scope() {
    let rig = Rig::start().await;
    let ann = person(&rig, "ann").await;
    let few = members::new_token(&rig.opened.app, "ann", "few", "read:notifications").await.expect("a token");
    let none = members::new_token(&rig.opened.app, "ann", "none", "write").await.expect("a token");
    let bearer = format!("Bearer {}", ann.token);
    let at = async |query: &str, headers: &[(&'static str, &str)]| {
        Socket::at(&rig, rig.port, query, headers).await
    };
    assert!(at("", &[("authorization", &bearer)]).await.is_ok());
    assert!(at(&format!("?access_token={}", ann.token), &[]).await.is_ok());
    let by_protocol = at("", &[("sec-websocket-protocol", &ann.token)]).await.expect("is let in");
    assert_eq!(
        by_protocol.protocol.as_deref(),
        Some(ann.token.as_str()),
        "it is echoed, or browsers hang up"
    );
    assert_eq!(at("", &[]).await.err(), Some(401));
    assert_eq!(at("?access_token=nonsense", &[]).await.err(), Some(401));
    assert_eq!(at(&format!("?access_token={none}"), &[]).await.err(), Some(403));

    let mut socket = at(&format!("?access_token={few}&stream=user"), &[]).await.expect("is let in");
    let refused = socket.hears().await.expect("an answer");
    assert_eq!(refused["status"], json!(403), "{refused}");
    socket.says_all(&[subscribe("user:notification")]).await;
    for (message, status) in [
        (json!({"type": "subscribe", "stream": "hashtag"}), 400),
        (json!({"type": "subscribe", "stream": "hashtag", "tag": ""}), 400),
        (json!({"type": "subscribe", "stream": "public"}), 403),
        (json!({"type": "sing"}), 400),
        (json!([]), 400),
    ] {
        socket.say(message.clone()).await;
        assert_eq!(socket.hears().await.expect("an answer")["status"], json!(status), "{message}");
    }
    // A plain request is told what is spoken here, and who may not know is told nothing.
    let path = rig.url("/api/v1/streaming");
    let plain = rig.http.get(&path).bearer_auth(&ann.token).send().await.expect("an answer");
    assert_eq!(plain.status().as_u16(), 400);
    assert_eq!(rig.http.get(&path).send().await.expect("an answer").status().as_u16(), 401);
    // Far more than any message holds ends the connection, and nothing else.
    socket.say(json!({"type": "x".repeat(100_000)})).await;
    assert_eq!(socket.hears().await, None);
    assert!(at("", &[("authorization", &bearer)]).await.is_ok());
}

#[tokio::test]
async fn a168_a_suspended_member_hears_nothing_more_at_once() {
    for database in databases::both() {
        // No sign of life is due while this test runs: it is the suspension that ends the connections.
        let shape = Shape { retry_scale: 1.0, ..Shape::default() };
        let mut rig = Rig::shaped(database, shape).await;
        let (ann, ben) = (person(&rig, "ann").await, person(&rig, "ben").await);
        let mut of_ann = Socket::open(&rig, &ann.token, "public").await;
        let mut of_ben = Socket::open(&rig, &ben.token, "public").await;
        let mut events = sse(&rig, &ann, "/api/v1/streaming/public").await;
        assert_eq!(events.chunk().await.expect("reads").as_deref(), Some(&b":)\n"[..]));
        members::suspend(&rig.opened.app, "ann").await.expect("ann is there");
        assert_eq!(of_ann.hears().await, None);
        assert_eq!(events.chunk().await.expect("reads"), None);
        let query = format!("?access_token={}", ann.token);
        assert_eq!(Socket::at(&rig, rig.port, &query, &[]).await.err(), Some(401));
        says(&rig, &ben, json!({"status": "still here"})).await;
        assert_eq!(of_ben.event().await.2["content"], json!("<p>still here</p>"));
        // The server stops although somebody listens.
        let running = rig.running.take().expect("it runs");
        running.stop(&rig.opened.app).await;
        assert_eq!(of_ben.hears().await, None);
    }
}

#[tokio::test]
async fn a168_a_token_that_another_process_revoked_ends_with_the_next_sign_of_life() {
    let rig = Rig::start().await;
    let ann = person(&rig, "ann").await;
    let mut socket = Socket::open(&rig, &ann.token, "user").await;
    let cx = rig.cx();
    let member = members::find(&cx, "ann").await.expect("ann is there").id;
    let mut tx = cx.store.begin().await.expect("begins");
    store::members::suspend(&mut tx, member, cx.now()).await.expect("is written");
    tx.commit().await.expect("commits");
    assert_eq!(socket.hears().await, None);
}

pub(super) async fn sse(rig: &Rig, by: &Person, path: &str) -> reqwest::Response {
    let answer = rig.http.get(rig.url(path)).bearer_auth(&by.token).send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 200, "{path}");
    assert_eq!(answer.headers()["content-type"], "text/event-stream", "{path}");
    answer
}

/// Reads until this was sent.
pub(super) async fn until(events: &mut reqwest::Response, wanted: &str) -> String {
    let mut all = String::new();
    while !all.contains(wanted) {
        let part = tokio::time::timeout(PATIENCE, events.chunk()).await.expect("something is sent");
        all.push_str(&String::from_utf8_lossy(&part.expect("reads").expect("it goes on")));
    }
    all
}

#[tokio::test]
async fn events_are_sent_over_http_with_signs_of_life() {
    let rig = Rig::start().await;
    let ann = person(&rig, "ann").await;
    let health = rig.http.get(rig.url("/api/v1/streaming/health")).send().await.expect("an answer");
    assert_eq!((health.status().as_u16(), health.text().await.expect("a body").as_str()), (200, "OK"));
    for path in [
        "user",
        "user/notification",
        "public",
        "public?only_media=true",
        "public/local",
        "public/remote",
        "hashtag?tag=river",
        "hashtag/local?tag=river",
        "direct",
    ] {
        let path = format!("/api/v1/streaming/{path}");
        let mut events = sse(&rig, &ann, &path).await;
        let begun = until(&mut events, ":thump\n").await;
        assert!(begun.starts_with(":)\n:thump\n"), "{path}: {begun}");
        assert_eq!(rig.http.get(rig.url(&path)).send().await.expect("an answer").status().as_u16(), 401);
    }
    for (path, status) in [("hashtag", 400), ("hashtag?tag=", 400), ("list?list=1", 404), ("nothing", 404)] {
        let url = rig.url(&format!("/api/v1/streaming/{path}"));
        let answer = rig.http.get(url).bearer_auth(&ann.token).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), status, "{path}");
    }
    let mut events = sse(&rig, &ann, "/api/v1/streaming/hashtag?tag=river").await;
    until(&mut events, ":)\n").await;
    let id = says(&rig, &ann, json!({"status": "to the #River"})).await;
    let heard = until(&mut events, "\n\n").await;
    let event = heard.split("event: update\ndata: ").nth(1).expect("an event");
    let status: Value = serde_json::from_str(event.lines().next().expect("a line")).expect("JSON");
    assert_eq!(status["id"], json!(id));
    let post = PostId(id.parse().expect("an id"));
    posts::delete(&rig.cx(), None, &ann.account, post).await.expect("is deleted");
    until(&mut events, &format!("event: delete\ndata: {id}\n\n")).await;
    let instance = rig.http.get(rig.url("/api/v2/instance")).send().await.expect("an answer");
    let instance: Value = instance.json().await.expect("JSON");
    let address = format!("ws://sut.test:{}", rig.port);
    assert_eq!(instance["configuration"]["urls"]["streaming"], json!(address));
}

#[tokio::test]
async fn what_happens_on_one_node_is_heard_on_the_other() {
    let Some(database) = databases::postgres() else { return };
    let rig = Rig::on(database, "").await;
    let ann = person(&rig, "ann").await;
    let mut config = rig.opened.app.config.clone();
    config.database.node = 1;
    config.server.listen = std::net::SocketAddr::from(([127, 0, 0, 1], free_port()));
    let port = config.server.listen.port();
    let second = server::open(config, rig.clock.clone()).await.expect("the second node opens");
    let running = server::start(&second).await.expect("the second node starts");
    let query = format!("?access_token={}&stream=user", ann.token);
    let mut socket = Socket::at(&rig, port, &query, &[]).await.expect("is let in");
    let id = says(&rig, &ann, json!({"status": "heard everywhere"})).await;
    assert_eq!(socket.event().await.2["id"], json!(id));
    members::suspend(&rig.opened.app, "ann").await.expect("ann is there");
    assert_eq!(socket.hears().await, None, "a suspension on one node ends what is open on the other");
    running.stop(&second.app).await;
}

/// A list of somebody's with this person in it, whom they follow.
async fn list_of(rig: &Rig, by: &Person, whom: &Person) -> String {
    follow(rig, by, whom).await;
    let list = text(&call(rig, by, "/api/v1/lists", json!({"title": "Some"})).await["id"]);
    let people = json!({"account_ids": [whom.account.id.to_string()]});
    call(rig, by, &format!("/api/v1/lists/{list}/accounts"), people).await;
    list
}

#[tokio::test]
async fn a_list_is_heard_by_its_owner_and_a173_by_nobody_else() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (ann, ben, eve) =
            (person(&rig, "ann").await, person(&rig, "ben").await, person(&rig, "eve").await);
        let list = list_of(&rig, &ann, &ben).await;
        let ask = |kind: &str| json!({"type": kind, "stream": "list", "list": list});
        let mut of_eve = Socket::open(&rig, &eve.token, "user").await;
        let wrong = [
            (ask("subscribe"), 404),
            (json!({"type": "subscribe", "stream": "list", "list": "x"}), 404),
            (json!({"type": "subscribe", "stream": "list"}), 400),
        ];
        for (message, status) in wrong {
            of_eve.say(message).await;
            assert_eq!(of_eve.hears().await.expect("an answer")["status"], json!(status));
        }
        let of_list = rig.url(&format!("/api/v1/streaming/list?list={list}"));
        let strange = rig.http.get(&of_list).bearer_auth(&eve.token).send().await.expect("an answer");
        assert_eq!(strange.status().as_u16(), 404);

        let mut socket = Socket::open(&rig, &ann.token, "").await;
        socket.says_all(&[ask("subscribe")]).await;
        let mut events = sse(&rig, &ann, &format!("/api/v1/streaming/list?list={list}")).await;
        until(&mut events, ":)").await;
        let theirs = says(&rig, &eve, json!({"status": "not in the list"})).await;
        let first = says(&rig, &ben, json!({"status": "one", "visibility": "private"})).await;
        let (stream, name, status) = socket.event().await;
        assert_eq!((stream, name.as_str()), (json!(["list", list]), "update"));
        assert_eq!(status["id"], json!(first), "and not {theirs}");
        assert!(until(&mut events, "\n\n").await.contains(&first));
        call(&rig, &ben, &format!("/api/v1/statuses/{theirs}/reblog"), json!({})).await;
        let (_, name, status) = socket.event().await;
        assert_eq!((name.as_str(), &status["reblog"]["id"]), ("update", &json!(theirs)), "{status}");
        call(&rig, &ben, &format!("/api/v1/statuses/{theirs}/unreblog"), json!({})).await;
        let frame = socket.hears().await.expect("an event");
        assert_eq!(frame, json!({"stream": ["list", list], "event": "delete", "payload": status["id"]}));
        let source = Source {
            language: "en".to_owned(),
            title: None,
            markdown: "one, again".to_owned(),
            review: Review::Unsaid,
        };
        let new = NewPost {
            sources: vec![source],
            visibility: Visibility::Followers,
            in_reply_to: None,
            warning: None,
            attachments: Vec::new(),
            poll: Wish::Keep,
        };
        let id = PostId(first.parse().expect("an id"));
        posts::edit(&rig.cx(), None, &ben.account, id, new).await.expect("is edited");
        let (_, name, status) = socket.event().await;
        assert_eq!((name.as_str(), &status["content"]), ("status.update", &json!("<p>one, again</p>")));
        posts::delete(&rig.cx(), None, &ben.account, id).await.expect("is deleted");
        let frame = socket.hears().await.expect("an event");
        assert_eq!(frame, json!({"stream": ["list", list], "event": "delete", "payload": first}));

        // Whom she mutes she does not hear, and what she left she does not hear either.
        call(&rig, &ann, &format!("/api/v1/accounts/{}/mute", ben.account.id), json!({})).await;
        socket.says_all(&[subscribe("user")]).await;
        says(&rig, &ben, json!({"status": "muted"})).await;
        let own = says(&rig, &ann, json!({"status": "mine"})).await;
        let (stream, _, status) = socket.event().await;
        assert_eq!((stream, &status["id"]), (json!(["user"]), &json!(own)), "in neither stream");
        socket.says_all(&[json!({"type": "unsubscribe", "stream": "user"})]).await;
        call(&rig, &ann, &format!("/api/v1/accounts/{}/unmute", ben.account.id), json!({})).await;
        let heard = says(&rig, &ben, json!({"status": "heard"})).await;
        assert_eq!(socket.event().await.2["id"], json!(heard));
        socket.says_all(&[ask("unsubscribe"), subscribe("user")]).await;
        let unheard = says(&rig, &ben, json!({"status": "unheard"})).await;
        // When her own post is heard, everything about the one before has been told.
        let own = says(&rig, &ann, json!({"status": "mine"})).await;
        for id in [&unheard, &own] {
            let (stream, _, status) = socket.event().await;
            assert_eq!((stream, &status["id"]), (json!(["user"]), &json!(id)));
        }
        socket.says_all(&[json!({"type": "unsubscribe", "stream": "user"}), ask("subscribe")]).await;
        let last = says(&rig, &ben, json!({"status": "last"})).await;
        assert_eq!(socket.event().await.2["id"], json!(last));
        // For eve nothing of it was ever sent.
        let own = says(&rig, &eve, json!({"status": "mine"})).await;
        let (stream, _, status) = of_eve.event().await;
        assert_eq!((stream, &status["id"]), (json!(["user"]), &json!(theirs)), "{own}");
    }
}

#[tokio::test]
async fn a_list_that_is_filled_on_one_node_is_heard_on_the_other() {
    let Some(database) = databases::postgres() else { return };
    let rig = Rig::on(database, "").await;
    let (ann, ben) = (person(&rig, "ann").await, person(&rig, "ben").await);
    let list = list_of(&rig, &ann, &ben).await;
    let mut config = rig.opened.app.config.clone();
    config.database.node = 1;
    let port = free_port();
    config.server.listen = ([127, 0, 0, 1], port).into();
    let second = server::open(config, rig.clock.clone()).await.expect("the second node opens");
    let running = server::start(&second).await.expect("the second node starts");
    let query = format!("?access_token={}&stream=list&list={list}", ann.token);
    let mut socket = Socket::at(&rig, port, &query, &[]).await.expect("the second node lets us in");
    socket.says_all(&[]).await;
    let post = says(&rig, &ben, json!({"status": "from afar"})).await;
    let (stream, _, status) = socket.event().await;
    assert_eq!((stream, &status["id"]), (json!(["list", list]), &json!(post)));
    running.stop(&second.app).await;
}
