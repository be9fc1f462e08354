//! Waking devices: what a device is told, by whom, what never leaves the house, and what goes with a token.

use std::sync::Arc;
use std::time::Duration;

use antiphon::app::SystemClock;
use antiphon::domain::time::{HOUR, SECOND};
use antiphon::service::{accounts, members, tokens};
use antiphon::store::{push_subscriptions, pushes};
use serde_json::{Value, json};

use super::text;
use super::visitor::{BACK, Person, Program};
use crate::campaigns::ground::{HANDLE, open};
use crate::support::databases::{self, Fresh};
use crate::support::process::{Site, wait_for};
use crate::support::push_service::{Device, PushService, claims};
use crate::support::rig::{Rig, Shape, client};

const SCOPES: &str = "read write follow push";
const PATH: &str = "/api/v1/push/subscription";

/// A server, and a push service that its devices are at.
struct Scene {
    rig: Rig,
    service: PushService,
    ann: String,
    ben: String,
}

impl Scene {
    async fn new(database: Fresh) -> Self {
        let service = PushService::start().await;
        let names = vec![("push.test".to_owned(), format!("127.0.0.1:{}", service.port))];
        let rig = Rig::shaped(database, Shape { names, ..Shape::default() }).await;
        let ann = Self::member(&rig, "ann").await;
        let ben = Self::member(&rig, "ben").await;
        Self { rig, service, ann, ben }
    }

    async fn member(rig: &Rig, name: &str) -> String {
        members::add(&rig.opened.app, name, "member").await.expect("the name is free");
        members::new_token(&rig.opened.app, name, "test", SCOPES).await.expect("they are there")
    }

    async fn ask(&self, method: &str, path: &str, token: &str, body: Option<Value>) -> (u16, Value) {
        let method = method.parse().expect("a method");
        let mut request = self.rig.http.request(method, self.rig.url(path)).bearer_auth(token);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.expect("a body")).unwrap_or_default())
    }

    /// A device of this token that is woken by mentions, likes and follows.
    async fn subscribes(&self, token: &str, name: &str, more: Value) -> Device {
        let device = Device::new(7);
        let mut body = json!({
            "subscription": {"endpoint": self.service.url(name), "keys": device.keys(), "standard": true},
            "data": {"alerts": {"mention": true, "favourite": true, "follow": true}, "policy": "all"},
        });
        for (key, value) in more.as_object().expect("an object") {
            body["data"][key] = value.clone();
        }
        let (status, answer) = self.ask("POST", PATH, token, Some(body)).await;
        assert_eq!(status, 200, "{answer}");
        device
    }

    async fn says(&self, token: &str, words: &str, visibility: &str) -> String {
        let status = json!({"status": words, "visibility": visibility});
        let (status, answer) = self.ask("POST", "/api/v1/statuses", token, Some(status)).await;
        assert_eq!(status, 200, "{answer}");
        text(&answer["id"])
    }

    fn handle(&self, name: &str) -> String {
        format!("@{name}@{}", self.rig.opened.app.config.handle_domain())
    }

    async fn waiting(&self) -> i64 {
        pushes::count(&self.rig.opened.app.store).await.expect("counts")
    }

    /// Waits until nothing waits for any device; time goes on meanwhile.
    async fn sent(&self) {
        self.rig
            .wait_for("everything is sent", async || {
                self.rig.clock.advance(20);
                self.waiting().await == 0
            })
            .await;
    }

    async fn has_device(&self, token: &str) -> bool {
        let digest = antiphon::keys::sha256(token.as_bytes());
        push_subscriptions::find(&self.rig.opened.app.store, &digest).await.expect("reads").is_some()
    }
}

#[tokio::test]
async fn a_device_is_told_what_happened_in_the_encoding_it_reads() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let (rig, service) = (&scene.rig, &scene.service);
        let (_, instance) = scene.ask("GET", "/api/v2/instance", &scene.ann, None).await;
        let server_key = text(&instance["configuration"]["vapid"]["public_key"]);
        assert_eq!(scene.ask("GET", PATH, &scene.ann, None).await.0, 404);
        let new = scene.subscribes(&scene.ann, "new", json!({})).await;
        let (_, shown) = scene.ask("GET", PATH, &scene.ann, None).await;
        let id = shown["id"].as_i64().expect("clients read a number");
        assert!((1..1 << 31).contains(&id), "and keep it in 32 bits: {id}");
        assert_eq!(
            (&shown["endpoint"], &shown["standard"], &shown["policy"], &shown["server_key"]),
            (&json!(service.url("new")), &json!(true), &json!("all"), &json!(server_key))
        );
        assert_eq!(shown["alerts"].as_object().map(serde_json::Map::len), Some(12));
        assert_eq!((&shown["alerts"]["mention"], &shown["alerts"]["poll"]), (&json!(true), &json!(false)));

        // An older app of hers says it as a form, and knows the draft only.
        let other = members::new_token(&rig.opened.app, "ann", "old", SCOPES).await.expect("a token");
        let old = Device::new(9);
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("subscription[endpoint]", &service.url("old"))
            .append_pair("subscription[keys][p256dh]", old.keys()["p256dh"].as_str().expect("a text"))
            .append_pair("subscription[keys][auth]", old.keys()["auth"].as_str().expect("a text"))
            .append_pair("data[alerts][mention]", "1")
            .finish();
        let request = rig.http.post(rig.url(PATH)).bearer_auth(&other);
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(form);
        let answer: Value = request.send().await.expect("an answer").json().await.expect("JSON");
        assert_eq!((&answer["standard"], &answer["policy"]), (&json!(false), &json!("all")), "{answer}");

        scene.says(&scene.ben, &format!("{} Come & see", scene.handle("ann")), "public").await;
        scene.sent().await;
        let (_, list) = scene.ask("GET", "/api/v1/notifications", &scene.ann, None).await;
        for (name, device) in [("new", &new), ("old", &old)] {
            let seen = service.seen(name);
            assert_eq!(seen.len(), 1, "{name}");
            let told = device.open(&seen[0]);
            let id = told["notification_id"].as_i64().expect("a number, as apps read it");
            assert_eq!(list[0]["id"], id.to_string(), "{told}");
            assert_eq!(told["notification_type"], "mention");
            assert_eq!((&told["access_token"], &told["preferred_locale"]), (&json!(""), &json!("en")));
            assert_eq!(told["title"], "ben mentioned you");
            assert!(text(&told["body"]).ends_with("Come & see"), "{told}");
            assert!(text(&told["icon"]).starts_with(&rig.url("/")), "{told}");
            let headers = &seen[0].headers;
            let ttl: i64 = headers["ttl"].parse().expect("seconds");
            assert!(ttl > 0 && ttl * 1_000 <= 48 * HOUR);
            assert_eq!((headers["urgency"].as_str(), headers["topic"].len()), ("high", 32));
            let claims = claims(&seen[0], &server_key);
            assert_eq!(claims["aud"], format!("http://push.test:{}", service.port));
            let ahead = claims["exp"].as_i64().expect("seconds") - rig.clock.now_ms() / 1_000;
            assert!(ahead > 0 && ahead <= 24 * 3_600, "{ahead}");
            assert_eq!(format!("{}/", text(&claims["sub"])), rig.url("/"));
        }
    }
}

#[tokio::test]
async fn a_subscription_is_changed_replaced_and_ended() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        scene.subscribes(&scene.ann, "first", json!({})).await;
        let change = json!({"data": {"alerts": {"favourite": true}, "policy": "followed"}});
        let (status, changed) = scene.ask("PUT", PATH, &scene.ann, Some(change)).await;
        assert_eq!((status, &changed["policy"]), (200, &json!("followed")));
        assert_eq!(
            (&changed["alerts"]["favourite"], &changed["alerts"]["mention"]),
            (&json!(true), &json!(false))
        );
        let bad = json!({"data": {"policy": "nobody"}});
        assert_eq!(scene.ask("PUT", PATH, &scene.ann, Some(bad)).await.0, 422);
        assert_eq!(scene.ask("GET", PATH, &scene.ann, None).await.1, changed);
        let second = scene.subscribes(&scene.ann, "second", json!({})).await;
        let (_, replaced) = scene.ask("GET", PATH, &scene.ann, None).await;
        assert_ne!(replaced["id"], changed["id"]);
        scene.says(&scene.ben, &scene.handle("ann"), "public").await;
        scene.sent().await;
        assert_eq!((scene.service.seen("first").len(), scene.service.seen("second").len()), (0, 1));
        assert_eq!(second.open(&scene.service.seen("second")[0])["notification_type"], "mention");
        // A multipart body, as some apps send every request.
        let part = |name: &str, value: &str| {
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let third = Device::new(3);
        let body = [
            part("subscription[endpoint]", &scene.service.url("third")),
            part("subscription[keys][p256dh]", third.keys()["p256dh"].as_str().expect("a text")),
            part("subscription[keys][auth]", third.keys()["auth"].as_str().expect("a text")),
            "--x--\r\n".to_owned(),
        ];
        let request = scene.rig.http.post(scene.rig.url(PATH)).bearer_auth(&scene.ann);
        let request = request.header("content-type", "multipart/form-data; boundary=x").body(body.concat());
        assert_eq!(request.send().await.expect("an answer").status(), 200);
        assert_eq!(scene.ask("DELETE", PATH, &scene.ann, None).await, (200, json!({})));
        assert_eq!(scene.ask("DELETE", PATH, &scene.ann, None).await.0, 200, "and once more");
        assert_eq!(scene.ask("PUT", PATH, &scene.ann, Some(json!({}))).await.0, 404);
        assert!(!scene.has_device(&scene.ann).await);
        scene.says(&scene.ben, &format!("{} again", scene.handle("ann")), "public").await;
        assert_eq!(scene.waiting().await, 0);
    }
}

#[tokio::test]
async fn a108_words_of_private_posts_are_sent_only_to_whoever_asked_for_them() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let device = scene.subscribes(&scene.ann, "quiet", json!({})).await;
        let other = members::new_token(&scene.rig.opened.app, "ann", "b", SCOPES).await.expect("a token");
        let open = scene.subscribes(&other, "open", json!({"private_text": true})).await;
        for visibility in ["direct", "private", "unlisted"] {
            scene.says(&scene.ben, &format!("{} SECRET", scene.handle("ann")), visibility).await;
            scene.sent().await;
        }
        let bodies = |device: &Device, name: &str| -> Vec<bool> {
            let seen = scene.service.seen(name);
            seen.iter().map(|message| device.open(message).to_string().contains("SECRET")).collect()
        };
        // Whoever does not follow ben cannot see what he says to his followers, unless he names them.
        assert_eq!(bodies(&device, "quiet"), [false, false, true]);
        assert_eq!(bodies(&open, "open"), [true, true, true]);
    }
}

#[tokio::test]
async fn a105_alerts_policy_blocks_and_quarantine_decide_who_wakes() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        scene.subscribes(&scene.ann, "all", json!({})).await;
        let other = members::new_token(&scene.rig.opened.app, "ann", "b", SCOPES).await.expect("a token");
        scene.subscribes(&other, "followed", json!({"policy": "followed"})).await;
        let mine = scene.says(&scene.ann, "mine", "public").await;
        // Nobody asked for boosts; and ann does not follow ben.
        scene.ask("POST", &format!("/api/v1/statuses/{mine}/reblog"), &scene.ben, None).await;
        scene.ask("POST", &format!("/api/v1/statuses/{mine}/favourite"), &scene.ben, None).await;
        scene.sent().await;
        let count = |name: &str| scene.service.seen(name).len();
        assert_eq!((count("all"), count("followed")), (1, 0));
        let ben = accounts::local(&scene.rig.cx(), "ben").await.expect("he is here").id;
        let (status, _) =
            scene.ask("POST", &format!("/api/v1/accounts/{ben}/follow"), &scene.ann, None).await;
        assert_eq!(status, 200);
        scene.says(&scene.ben, &format!("{} two", scene.handle("ann")), "public").await;
        scene.sent().await;
        assert_eq!((count("all"), count("followed")), (2, 1));
        // What waits in the quarantine wakes nobody.
        let policy = json!({"for_not_following": "filter"});
        assert_eq!(scene.ask("PATCH", "/api/v2/notifications/policy", &scene.ann, Some(policy)).await.0, 200);
        let eve = Scene::member(&scene.rig, "eve").await;
        scene.says(&eve, &format!("{} three", scene.handle("ann")), "public").await;
        assert_eq!(scene.waiting().await, 0);
        // Somebody who is blocked between the telling and the sending is not heard.
        scene.service.answers(503, "retry-after: 3600\r\n");
        scene.says(&scene.ben, &format!("{} four", scene.handle("ann")), "public").await;
        scene.rig.wait_for("it was tried", async || count("all") == 3 && count("followed") == 2).await;
        scene.ask("POST", &format!("/api/v1/accounts/{ben}/block"), &scene.ann, None).await;
        scene.service.answers(201, "");
        scene.sent().await;
        assert_eq!((count("all"), count("followed")), (3, 2));
    }
}

#[tokio::test]
async fn f26_a_push_service_in_trouble_is_tried_again_and_one_that_is_gone_is_not() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let device = scene.subscribes(&scene.ann, "a", json!({})).await;
        let seen = || scene.service.seen("a");
        scene.service.answers(429, "retry-after: 3600\r\n");
        scene.says(&scene.ben, &format!("{} one", scene.handle("ann")), "public").await;
        scene.says(&scene.ben, &format!("{} two", scene.handle("ann")), "public").await;
        scene.rig.wait_for("it was tried", async || seen().len() == 1).await;
        scene.service.answers(201, "");
        let asked = scene.rig.clock.now_ms();
        scene
            .rig
            .wait_for("it comes again", async || {
                scene.rig.clock.advance(100);
                seen().len() >= 2
            })
            .await;
        assert!(scene.rig.clock.now_ms() - asked >= 3_000, "the pause that it asked for is kept, scaled");
        scene.sent().await;
        let bodies: Vec<String> = seen().iter().map(|m| text(&device.open(m)["body"])).collect();
        assert_eq!(bodies.len(), 3, "{bodies:?}");
        assert!(bodies[1].ends_with("one") && bodies[2].ends_with("two"), "in order: {bodies:?}");
        assert_eq!(seen()[0].headers["topic"], seen()[1].headers["topic"], "the same news");
        assert_ne!(seen()[1].headers["topic"], seen()[2].headers["topic"]);

        // What is refused is given up, and the device stays.
        scene.service.answers(400, "");
        scene.says(&scene.ben, &format!("{} three", scene.handle("ann")), "public").await;
        scene.sent().await;
        assert_eq!(seen().len(), 4);
        assert!(scene.has_device(&scene.ann).await);
        // After 48 hours it is no news any more.
        scene.service.answers(503, "");
        scene.says(&scene.ben, &format!("{} four", scene.handle("ann")), "public").await;
        scene.rig.wait_for("it was tried", async || seen().len() == 5).await;
        scene.rig.clock.advance(48 * HOUR / 1_000 + SECOND);
        scene.sent().await;
        assert_eq!(seen().len(), 5);
        assert!(scene.has_device(&scene.ann).await);
        scene.service.answers(410, "");
        scene.says(&scene.ben, &format!("{} five", scene.handle("ann")), "public").await;
        scene.sent().await;
        assert!(!scene.has_device(&scene.ann).await);
        assert_eq!(scene.ask("GET", PATH, &scene.ann, None).await.0, 404);
    }
}

#[tokio::test]
async fn a51_what_is_no_device_is_refused_and_nothing_is_kept() {
    let scene = Scene::new(databases::sqlite()).await;
    let good = Device::new(1);
    let url = scene.service.url("x");
    let keys = good.keys();
    let (point, auth) = (text(&keys["p256dh"]), text(&keys["auth"]));
    let off_the_curve = format!("{}AAAA", &point[..point.len() - 4]);
    let long = format!("{url}?{}", "x".repeat(3_000));
    for (endpoint, point, auth) in [
        ("", point.as_str(), auth.as_str()),
        ("push.test/p/x", &point, &auth),
        ("ftp://push.test/p/x", &point, &auth),
        ("javascript:alert(1)", &point, &auth),
        ("https://user:pw@push.test/", &point, &auth),
        ("http://10.0.0.1/latest", &point, &auth),
        ("http://[::1]/", &point, &auth),
        ("http://169.254.169.254/latest/meta-data", &point, &auth),
        (&long, &point, &auth),
        (&url, "", &auth),
        (&url, "AAAA", &auth),
        (&url, &off_the_curve, &auth),
        (&url, &point, ""),
        (&url, &point, "AAAA"),
        (&url, &point, &point),
    ] {
        let subscription = json!({"endpoint": endpoint, "keys": {"p256dh": point, "auth": auth}});
        let body = json!({"subscription": subscription, "data": {"alerts": {"mention": true}}});
        let (status, answer) = scene.ask("POST", PATH, &scene.ann, Some(body)).await;
        assert_eq!(status, 422, "{endpoint} {point} {auth}: {answer}");
        assert!(answer["error"].is_string() && !scene.has_device(&scene.ann).await);
    }
    assert_eq!(scene.ask("POST", PATH, &scene.ann, None).await.0, 422);
    let app = &scene.rig.opened.app;
    let read_only = members::new_token(app, "ann", "r", "read write").await.expect("a token");
    for method in ["POST", "GET", "PUT", "DELETE"] {
        assert_eq!(scene.ask(method, PATH, &read_only, Some(json!({}))).await.0, 403, "{method}");
        assert_eq!(scene.ask(method, PATH, "nonsense", Some(json!({}))).await.0, 401, "{method}");
    }
}

#[tokio::test]
async fn a168_a_device_goes_with_its_token_and_a173_nobody_reaches_that_of_another() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let app = &scene.rig.opened.app;
        let other = members::new_token(app, "ann", "second", SCOPES).await.expect("a token");
        scene.subscribes(&scene.ann, "a", json!({})).await;
        scene.subscribes(&scene.ben, "b", json!({})).await;
        // Another token of the same person has none, and ends none.
        assert_eq!(scene.ask("GET", PATH, &other, None).await.0, 404);
        assert_eq!(scene.ask("DELETE", PATH, &other, None).await.0, 200);
        assert!(scene.has_device(&scene.ann).await && scene.has_device(&scene.ben).await);
        // What waits when the token ends is not sent.
        scene.service.answers(503, "retry-after: 3600\r\n");
        scene.says(&other, &format!("{} hello", scene.handle("ben")), "public").await;
        scene.rig.wait_for("it was tried", async || scene.service.seen("b").len() == 1).await;
        tokens::end(app, "ben", None).await.expect("it ends");
        assert!(!scene.has_device(&scene.ben).await);
        assert_eq!(scene.waiting().await, 0);
        assert!(scene.has_device(&scene.ann).await, "and nobody else's");
        members::suspend(app, "ann").await.expect("she is there");
        assert!(!scene.has_device(&scene.ann).await);
        members::unsuspend(app, "ann").await.expect("she is there");
        assert!(!scene.has_device(&scene.ann).await, "what ended stays ended");
        scene.service.answers(201, "");
        scene.rig.clock.advance(HOUR);
        assert_eq!((scene.service.seen("a").len(), scene.service.seen("b").len()), (0, 1));
    }
}

#[tokio::test]
async fn a188_neither_token_nor_device_lies_in_the_database_in_clear() {
    let database = databases::sqlite();
    let file = database.url.trim_start_matches("sqlite:").to_owned();
    let scene = Scene::new(database).await;
    let device = scene.subscribes(&scene.ann, "canary-device", json!({})).await;
    let endpoint = scene.service.url("canary-device");
    let secrets = [scene.ann.as_bytes(), device.public(), &device.auth, endpoint.as_bytes()];
    for end in ["", "-wal"] {
        let bytes = std::fs::read(format!("{file}{end}")).expect("the database is a file");
        for secret in secrets {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{end}");
        }
    }
}

#[tokio::test]
async fn f2_a_killed_server_goes_on_with_what_waits_and_with_the_same_key() {
    for database in databases::both() {
        let service = PushService::start().await;
        let site = Site::new(database, &[("push.test", service.port)], &[]);
        let opened = site.open(Arc::new(SystemClock)).await;
        let app = &opened.app;
        for name in ["ann", "ben"] {
            members::add(app, name, "member").await.expect("the name is free");
        }
        let ann = members::new_token(app, "ann", "test", SCOPES).await.expect("a token");
        let ben = members::new_token(app, "ben", "test", SCOPES).await.expect("a token");
        let http = client(site.port);
        let ask = async |path: &str, token: &str, body: Value| {
            let request = http.post(site.url(path)).bearer_auth(token);
            let request = request.header("content-type", "application/json").body(body.to_string());
            let answer = request.send().await.expect("an answer");
            assert_eq!(answer.status(), 200, "{path}");
            answer.json::<Value>().await.expect("JSON")
        };
        let server = site.serve().await;
        let device = Device::new(5);
        let subscription = json!({"endpoint": service.url("d"), "keys": device.keys(), "standard": true});
        let body = json!({"subscription": subscription, "data": {"alerts": {"favourite": true}}});
        let subscribed = ask(PATH, &ann, body).await;
        service.answers(503, "");
        let status = ask("/api/v1/statuses", &ann, json!({"status": "mine"})).await;
        ask(&format!("/api/v1/statuses/{}/favourite", text(&status["id"])), &ben, json!({})).await;
        wait_for(Duration::from_secs(20), "it was tried", async || !service.seen("d").is_empty()).await;
        server.kill();
        assert_eq!(pushes::count(&app.store).await.expect("counts"), 1);
        service.answers(201, "");
        let before = service.seen("d").len();
        let server = site.serve().await;
        wait_for(Duration::from_secs(30), "it is sent", async || {
            pushes::count(&app.store).await.expect("counts") == 0
        })
        .await;
        let seen = service.seen("d");
        assert_eq!(seen.len(), before + 1);
        assert_eq!(device.open(&seen[before])["notification_type"], "favourite");
        claims(&seen[before], &text(&subscribed["server_key"]));
        server.kill();
    }
}

#[tokio::test]
async fn an_editor_is_woken_as_the_campaign_and_no_longer_when_the_role_ends() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let rig = &scene.rig;
        open(rig, HANDLE).await;
        let eve = Person::new(rig, "eve", "editor").await;
        let program = Program::new(rig, SCOPES, BACK).await;
        let token = program.token(rig, &eve, SCOPES, 1).await;
        scene.subscribes(&token, "river", json!({})).await;
        let like = async |words: &str| {
            let post = scene.says(&token, words, "public").await;
            scene.ask("POST", &format!("/api/v1/statuses/{post}/favourite"), &scene.ben, None).await;
        };
        for n in 1..=2 {
            like("The dam opens").await;
            scene.sent().await;
            assert_eq!(scene.service.seen("river").len(), n);
            assert!(scene.has_device(&token).await, "what was sent ends nothing");
        }
        // What is on its way when the role ends is not sent any more.
        scene.service.answers(503, "retry-after: 3600\r\n");
        like("The dam closes").await;
        rig.wait_for("it was tried", async || scene.service.seen("river").len() == 3).await;
        members::set_role(&rig.opened.app, "eve", "member").await.expect("a role");
        scene.service.answers(201, "");
        scene.sent().await;
        let tried = scene.service.seen("river").len();
        assert!(!scene.has_device(&token).await);
        members::set_role(&rig.opened.app, "eve", "editor").await.expect("a role");
        like("The dam opens again").await;
        scene.sent().await;
        assert_eq!(scene.service.seen("river").len(), tried);
    }
}
