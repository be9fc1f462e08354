//! Members quote: each other, themselves, people elsewhere; who is asked, who is told, and what is shown.

use antiphon::domain::audience::PUBLIC;
use antiphon::store;
use http::Method;
use serde_json::{Value, json};

use super::polls_elsewhere::Street;
use super::{ALL, House, ids, text};
use crate::support::databases;
use crate::support::peer::{Actor, Peer};

const STATUSES: &str = "/api/v1/statuses";

fn quoting(id: &str, visibility: &str) -> Value {
    json!({"status": "Read this", "quoted_status_id": id, "visibility": visibility})
}

impl House {
    async fn shows(&self, id: &str, token: &str) -> Value {
        let answer = self.get(&format!("{STATUSES}/{id}"), Some(token)).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body
    }

    async fn count_of(&self, token: &str) -> usize {
        let me = self.id_of(token).await;
        let list = self.get(&format!("/api/v1/accounts/{me}/statuses?limit=40"), Some(token)).await.body;
        list.as_array().expect("a list").len()
    }
}

#[tokio::test]
async fn members_quote_each_other_with_a_stamp_until_it_is_taken_back() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let open = house.says(&ann, &json!({"status": "Clean water"})).await;
        let seen = house.shows(&open, &ben).await;
        assert_eq!(
            (&seen["quote"], &seen["quote_approval"]["current_user"]),
            (&Value::Null, &json!("automatic"))
        );

        let answer = house.post(STATUSES, &ben, &quoting(&open, "public")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let (quote, id) = (&answer.body["quote"], text(&answer.body["id"]));
        assert_eq!((&quote["state"], &quote["quoted_status"]["id"]), (&json!("accepted"), &json!(open)));
        assert_eq!(quote["quoted_status"]["quote"], Value::Null);
        assert!(!text(&answer.body["content"]).contains("RE:"), "a client shows the quote itself");
        let told = house.get("/api/v1/notifications?types[]=quote", Some(&ann)).await.body;
        assert_eq!(
            (ids(&told).len(), &told[0]["type"], &told[0]["status"]["id"]),
            (1, &json!("quote"), &json!(id))
        );

        let served = house
            .loads(&format!("http://localhost:8080/posts/{id}"), &[("accept", "application/activity+json")])
            .await;
        let object: Value = serde_json::from_slice(&served.bytes).expect("an object");
        let quoted_uri = text(&seen["uri"]);
        assert_eq!((&object["quote"], &object["_misskey_quote"]), (&json!(quoted_uri), &json!(quoted_uri)));
        assert!(
            text(&object["content"]).ends_with("</a></p>")
                && text(&object["content"]).contains("quote-inline")
        );
        let stamp = text(&object["quoteAuthorization"]);
        let read = async || house.loads(&stamp, &[("accept", "application/activity+json")]).await;
        let stamped: Value = serde_json::from_slice(&read().await.bytes).expect("a stamp");
        assert_eq!(
            (&stamped["interactingObject"], &stamped["interactionTarget"]),
            (&object["id"], &json!(quoted_uri))
        );

        // Anonymous readers see the quote; a quote of the quote tells the inner one by its id.
        let seen = house.get(&format!("{STATUSES}/{id}"), None).await.body;
        assert_eq!(seen["quote"]["quoted_status"]["id"], json!(open));
        let outer = house.says(&ann, &quoting(&id, "public")).await;
        let outer = house.shows(&outer, &ben).await;
        let inner = json!({"state": "accepted", "quoted_status_id": open});
        assert_eq!(outer["quote"]["quoted_status"]["quote"], inner);

        let edit = json!({"status": "Read this again"});
        let edited = house.call(Method::PUT, &format!("{STATUSES}/{id}"), Some(&ben), &edit).await;
        assert_eq!((&edited.body["quote"]["state"], edited.status.as_u16()), (&json!("accepted"), 200));

        let revoke = format!("{STATUSES}/{open}/quotes/{id}/revoke");
        let revoked = house.post(&revoke, &ann, &json!({})).await;
        assert_eq!(revoked.status, 200, "{}", revoked.body);
        let seen = house.shows(&id, &ben).await;
        assert_eq!(seen["quote"], json!({"state": "revoked", "quoted_status": null}));
        assert_eq!(read().await.status, 404);
        let served = house
            .loads(&format!("http://localhost:8080/posts/{id}"), &[("accept", "application/activity+json")])
            .await;
        let object: Value = serde_json::from_slice(&served.bytes).expect("an object");
        assert_eq!((&object["quote"], object.get("quoteAuthorization")), (&json!(quoted_uri), None));
    }
}

#[tokio::test]
async fn what_may_not_be_quoted_is_refused_and_nothing_is_written() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, fay, bob) =
            (house.member("ann", ALL).await, house.member("fay", ALL).await, house.member("bob", ALL).await);
        let ann_id = house.id_of(&ann).await;
        house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &fay, &json!({})).await;
        let nobody = house.says(&ann, &json!({"status": "Mine", "quote_approval_policy": "nobody"})).await;
        let followers =
            house.says(&ann, &json!({"status": "Ours", "quote_approval_policy": "followers"})).await;
        let private = house.says(&ann, &json!({"status": "weir-at-dawn", "visibility": "private"})).await;
        let open = house.says(&ann, &json!({"status": "Open"})).await;
        for (who, token, id, visibility, status) in [
            ("nobody may", &fay, &nobody, "public", 422),
            ("followers only", &bob, &followers, "public", 422),
            ("a follower sees and may not carry further", &fay, &private, "private", 422),
            ("a stranger sees nothing", &bob, &private, "public", 404),
            ("the author, to more people", &ann, &private, "unlisted", 422),
        ] {
            let before = house.count_of(token).await;
            let answer = house.post(STATUSES, token, &quoting(id, visibility)).await;
            assert_eq!(answer.status, status, "{who}: {}", answer.body);
            assert!(!answer.body.to_string().contains("weir-at-dawn"));
            assert_eq!(house.count_of(token).await, before, "{who}");
        }
        let poll = json!({"status": "x", "quoted_status_id": open, "poll": {"options": ["a", "b"], "expires_in": 3_600}});
        assert_eq!(house.post(STATUSES, &bob, &poll).await.status, 422);
        assert_eq!(house.post(STATUSES, &bob, &quoting("x", "public")).await.status, 404);
        let told = house.get("/api/v1/notifications?types[]=quote", Some(&ann)).await.body;
        assert_eq!(told, json!([]));
        for (token, id, visibility) in
            [(&ann, &nobody, "public"), (&fay, &followers, "public"), (&ann, &private, "private")]
        {
            let answer = house.post(STATUSES, token, &quoting(id, visibility)).await;
            assert_eq!((answer.status.as_u16(), &answer.body["quote"]["state"]), (200, &json!("accepted")));
        }
    }
}

#[tokio::test]
async fn a_quote_shows_no_more_than_its_reader_may_see() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let private = house.says(&ann, &json!({"status": "weir-at-dawn", "visibility": "private"})).await;
        let said = json!({"status": "@ben look", "quoted_status_id": private, "visibility": "direct"});
        let direct = house.says(&ann, &said).await;
        let seen = house.shows(&direct, &ben).await;
        assert_eq!(seen["quote"], json!({"state": "unauthorized", "quoted_status": null}));
        assert!(!seen.to_string().contains("weir-at-dawn"));
        assert_eq!(house.shows(&direct, &ann).await["quote"]["state"], "accepted");

        let open = house.says(&ann, &json!({"status": "Open"})).await;
        let quote = house.says(&ben, &quoting(&open, "public")).await;
        let deleted = house.call(Method::DELETE, &format!("{STATUSES}/{open}"), Some(&ann), &json!({})).await;
        assert_eq!(deleted.status, 200);
        assert_eq!(
            house.shows(&quote, &ben).await["quote"],
            json!({"state": "deleted", "quoted_status": null})
        );
    }
}

#[tokio::test]
async fn a_planned_status_keeps_what_it_quotes_and_a_form_says_it_as_well() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let open = house.says(&ann, &json!({"status": "Open"})).await;
        let mut wish = quoting(&open, "public");
        wish["scheduled_at"] = json!("2099-01-01T12:00:00Z");
        wish["quote_approval_policy"] = json!("followers");
        let planned = house.post(STATUSES, &ben, &wish).await;
        assert_eq!(planned.status, 200, "{}", planned.body);
        let params = &planned.body["params"];
        assert_eq!(
            (&params["quoted_status_id"], &params["quote_approval_policy"]),
            (&json!(open), &json!("followers"))
        );

        let mut made = Vec::new();
        for _ in 0..2 {
            let request = house
                .request(Method::POST, STATUSES, Some(&ben))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("idempotency-key", "quote-once");
            let body = format!("status=Look&quoted_status_id={open}");
            let answer = house.send(request.body(body.into()).expect("a request")).await;
            assert_eq!((answer.status.as_u16(), &answer.body["quote"]["state"]), (200, &json!("accepted")));
            made.push(text(&answer.body["id"]));
        }
        assert_eq!(made[0], made[1], "the same key quotes once");
        let told = house.get("/api/v1/notifications?types[]=quote", Some(&ann)).await.body;
        assert_eq!(ids(&told).len(), 1);
    }
}

impl Street {
    /// Mallory writes to ann, with this said of quotes; the id here and the id on the network.
    async fn hears(&self, number: u32, can_quote: Option<Value>) -> (String, String) {
        let mut note = self.mallory.note(number, "<p>The dam breaks</p>");
        note["cc"] = json!([self.ann.uri.as_str()]);
        if let Some(can) = can_quote {
            note["interactionPolicy"] = json!({"canQuote": can});
        }
        self.rig.tell(&self.mallory, &self.mallory.activity("Create", number, note.clone())).await;
        let uri = text(&note["id"]);
        (self.rig.find_post(&uri).await.expect("it is kept").id.to_string(), uri)
    }

    /// Ann quotes; the status.
    async fn quotes(&self, id: &str) -> Value {
        let (code, status) = self.send(Method::POST, STATUSES, &quoting(id, "public")).await;
        assert_eq!(code, 200, "{status}");
        self.rig.delivered().await;
        status
    }

    async fn quote_in(&self, id: &str) -> Value {
        let (code, status) = self.send(Method::GET, &format!("{STATUSES}/{id}"), &json!({})).await;
        assert_eq!(code, 200, "{status}");
        status["quote"].clone()
    }

    /// Somebody answers a request; what was to be sent because of it has arrived when this returns.
    async fn is_answered(&self, by: &Actor, number: u32, kind: &str, request: &Value, stamp: Option<&str>) {
        let mut answer = by.activity(kind, number, json!(request["id"]));
        if let Some(stamp) = stamp {
            answer["result"] = json!(stamp);
        }
        self.rig.tell(by, &answer).await;
        self.rig.delivered().await;
    }
}

fn only(peer: &Peer, kind: &str) -> Value {
    let mut received = peer.received(kind);
    assert_eq!(received.len(), 1, "{kind}: {received:?}");
    received.remove(0)
}

#[tokio::test]
async fn an_author_elsewhere_is_asked_and_only_their_own_answer_counts() {
    for database in databases::both() {
        let street = Street::on(database).await;
        let (vera, mallory, vic, evil) = (&street.vera, &street.mallory, &street.rig.vic, &street.rig.evil);
        let (quoted, uri) = street.hears(1, Some(json!({"automaticApproval": [PUBLIC]}))).await;
        let status = street.quotes(&quoted).await;
        let (id, pending) = (text(&status["id"]), json!({"state": "pending", "quoted_status": null}));
        assert_eq!(status["quote"], pending);
        let request = only(evil, "QuoteRequest");
        assert_eq!((&request["object"], &request["actor"]), (&json!(uri), &json!(street.ann.uri.as_str())));
        assert_eq!(
            (&request["instrument"]["id"], &request["instrument"]["quote"]),
            (&status["uri"], &json!(uri))
        );
        assert!(vic.received("QuoteRequest").is_empty(), "nobody else is asked");
        assert!(only(vic, "Create")["object"].get("quoteAuthorization").is_none());

        // Somebody else, a stamp of somebody else's server, no stamp, a request that is none: nothing changes.
        let stamp = format!("{}/stamps/1", mallory.id);
        street.is_answered(vera, 11, "Accept", &request, Some(&format!("{}/stamps/1", vera.id))).await;
        street.is_answered(vera, 12, "Accept", &request, Some(&stamp)).await;
        street.is_answered(vera, 13, "Reject", &request, None).await;
        street.is_answered(mallory, 14, "Accept", &request, Some(&format!("{}/stamps/1", vera.id))).await;
        street.is_answered(mallory, 15, "Accept", &request, None).await;
        let strange = json!({"id": format!("{}x", text(&request["id"]))});
        street.is_answered(mallory, 16, "Accept", &strange, Some(&stamp)).await;
        assert_eq!(street.quote_in(&id).await, pending);
        assert!(vic.received("Update").is_empty(), "nobody was told anything");

        street.is_answered(mallory, 17, "Accept", &request, Some(&stamp)).await;
        let shown = street.quote_in(&id).await;
        assert_eq!((&shown["state"], &shown["quoted_status"]["id"]), (&json!("accepted"), &json!(quoted)));
        let update = only(vic, "Update");
        assert_eq!(
            (&update["object"]["id"], &update["object"]["quoteAuthorization"]),
            (&status["uri"], &json!(stamp))
        );

        // The stamp is deleted: by somebody else without effect, by its author for good.
        street.rig.tell(vera, &vera.activity("Delete", 18, json!(format!("{}/stamps/1", vera.id)))).await;
        assert_eq!(street.quote_in(&id).await["state"], "accepted");
        street.rig.tell(mallory, &mallory.activity("Delete", 19, json!(stamp))).await;
        street.rig.delivered().await;
        let revoked = json!({"state": "revoked", "quoted_status": null});
        assert_eq!(street.quote_in(&id).await, revoked);
        let last = vic.received("Update").pop().expect("they are told");
        assert!(last["object"].get("quoteAuthorization").is_none(), "{last}");
        street.is_answered(mallory, 20, "Accept", &request, Some(&stamp)).await;
        assert_eq!(street.quote_in(&id).await, revoked, "a late copy brings nothing back");
    }
}

#[tokio::test]
async fn a_no_from_elsewhere_is_heard_before_and_after() {
    for database in databases::both() {
        let street = Street::on(database).await;
        let (mallory, evil) = (&street.mallory, &street.rig.evil);
        // Said beforehand: nothing is written, nobody is asked.
        let (closed, _) = street.hears(1, Some(json!({"automaticApproval": [mallory.id]}))).await;
        let posts = street.rig.posts_by(street.ann.uri.as_str()).await;
        let (code, answer) = street.send(Method::POST, STATUSES, &quoting(&closed, "public")).await;
        assert_eq!(code, 422, "{answer}");
        street.rig.delivered().await;
        assert!(evil.received("QuoteRequest").is_empty());
        assert_eq!(street.rig.posts_by(street.ann.uri.as_str()).await, posts);

        // Nothing said: asked, and it waits; then refused.
        let (silent, _) = street.hears(2, None).await;
        let status = street.quotes(&silent).await;
        let id = text(&status["id"]);
        assert_eq!(status["quote"]["state"], "pending");
        let request = only(evil, "QuoteRequest");
        street.is_answered(mallory, 11, "Reject", &request, None).await;
        assert_eq!(street.quote_in(&id).await, json!({"state": "rejected", "quoted_status": null}));
        let app = &street.rig.opened.app;
        let post = street.rig.find_post(&text(&status["uri"])).await.expect("it is kept");
        let kept = store::quotings::of_post(&app.store, post.id).await.expect("reads").expect("it quotes");
        assert_eq!((kept.stamp, post.details.quote_stamp), (None, None));
    }
}

#[tokio::test]
async fn a_form_of_several_parts_quotes_as_well() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let open = house.says(&ann, &json!({"status": "Clean water"})).await;
        let part = |name: &str, value: &str| {
            format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let send = async |parts: &[(&str, &str)], kind: &str, body: Option<String>| {
            let parts: String = parts.iter().map(|(name, value)| part(name, value)).collect();
            let body = body.unwrap_or_else(|| format!("{parts}--b--\r\n"));
            let request = house.request(Method::POST, STATUSES, Some(&ben)).header("content-type", kind);
            house.send(request.body(axum::body::Body::from(body)).expect("a request")).await
        };
        let kind = "multipart/form-data; boundary=b";
        let parts = [
            ("status", "Read this"),
            ("quoted_status_id", open.as_str()),
            ("quote_approval_policy", "nobody"),
        ];
        let answer = send(&parts, kind, None).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let quote = &answer.body["quote"];
        assert_eq!((&quote["state"], &quote["quoted_status"]["id"]), (&json!("accepted"), &json!(open)));
        assert_eq!(answer.body["quote_approval"]["automatic"], json!([]));
        // A quote needs no words of its own.
        let wordless = send(&[("status", ""), ("quoted_status_id", &open)], kind, None).await;
        let plain = house.post(STATUSES, &ben, &json!({"status": "", "quoted_status_id": open})).await;
        assert_eq!(wordless.status, plain.status, "{} {}", wordless.body, plain.body);
        let form = format!("status=Read+this&quoted_status_id={open}");
        let answer = send(&[], "application/x-www-form-urlencoded", Some(form)).await;
        assert_eq!((answer.status.as_u16(), &answer.body["quote"]["state"]), (200, &json!("accepted")));
        let count = house.get(&format!("{STATUSES}/{open}"), Some(&ben)).await.body["quotes_count"].clone();
        let before = house.count_of(&ben).await;
        assert_eq!(json!(before), count, "each of them quotes");
        let answer = send(&[("status", "x"), ("quoted_status_id", "0")], kind, None).await;
        assert_eq!(
            (answer.status.as_u16(), house.count_of(&ben).await),
            (404, before),
            "and nothing is written"
        );
    }
}
