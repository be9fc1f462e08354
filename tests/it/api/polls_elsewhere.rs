//! Polls between servers: what other servers see of ours and send to them, and how our members vote in theirs.

use antiphon::domain::account::Account;
use antiphon::domain::notification::NotificationKind;
use antiphon::domain::post::{Poll, Post};
use antiphon::domain::time::{HOUR, MINUTE, Time};
use antiphon::service::{members, queue};
use antiphon::store::{self, follows};
use http::Method;
use serde_json::{Value, json};

use crate::support::databases::{self, Fresh};
use crate::support::peer::{Actor, PUBLIC};
use crate::support::rig::{Rig, Shape};

use super::visitor::Person;

/// A running server with a member who asks or votes, and a follower of hers elsewhere.
pub struct Street {
    pub rig: Rig,
    pub ann: Account,
    token: String,
    pub vera: Actor,
    pub mallory: Actor,
}

impl Street {
    pub async fn on(database: Fresh) -> Self {
        Self::beside(Rig::on(database, "").await).await
    }

    async fn beside(rig: Rig) -> Self {
        let app = &rig.opened.app;
        members::add(app, "ann", "member").await.expect("the name is free");
        let token = members::new_token(app, "ann", "test", "read write").await.expect("ann is there");
        let ann = store::accounts::find_local(&app.store, "ann").await.expect("reads").expect("ann is there");
        let (vera, mallory) = (rig.vic.actor("vera"), rig.evil.actor("mallory"));
        let street = Self { rig, ann, token, vera, mallory };
        street.is_followed_by(&street.vera).await;
        street
    }

    async fn is_followed_by(&self, actor: &Actor) -> Account {
        let cx = self.rig.cx();
        let uri = antiphon::domain::uri::Uri::parse(&actor.id).expect("an id");
        let account = antiphon::remote::resolve::actor(&cx, &uri).await.expect("the actor is fetched");
        let mut tx = cx.store.begin().await.expect("begins");
        let state = antiphon::domain::follow::FollowState::Accepted;
        follows::save(&mut tx, cx.row_id(), account.id, self.ann.id, state, "http://vic.test/f", cx.now())
            .await
            .expect("saves");
        tx.commit().await.expect("commits");
        account
    }

    async fn call(&self, path: &str, body: &Value) -> (u16, Value) {
        self.send(Method::POST, path, body).await
    }

    /// Ann sends a request; status and body of the answer.
    pub async fn send(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        self.send_as(&self.token, method, path, body).await
    }

    /// The same for the one with this token.
    pub async fn send_as(&self, token: &str, method: Method, path: &str, body: &Value) -> (u16, Value) {
        let request = self.rig.http.request(method, self.rig.url(path)).bearer_auth(token);
        let request = request.header("content-type", "application/json").body(body.to_string());
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        let body = serde_json::from_slice(&answer.bytes().await.expect("a body")).unwrap_or_default();
        (status, body)
    }

    /// Ann asks; the question has reached its first readers when this returns.
    async fn asks(&self, more: &Value, visibility: &str) -> Post {
        let mut poll = json!({"options": ["Leaflets", "Stewards <3"], "expires_in": 3_600});
        for (name, value) in more.as_object().expect("an object") {
            poll[name] = value.clone();
        }
        let status = json!({"status": "Who helps?", "poll": poll, "visibility": visibility});
        let (code, answer) = self.call("/api/v1/statuses", &status).await;
        assert_eq!(code, 200, "{answer}");
        self.rig.delivered().await;
        let uri = answer["uri"].as_str().expect("an id");
        self.rig.find_post(uri).await.expect("it is kept")
    }

    async fn poll_of(&self, post: &Post) -> Poll {
        let post = self.rig.find_post(post.uri.as_str()).await.expect("it is kept");
        post.details.poll.expect("it asks")
    }

    async fn counts(&self, post: &Post) -> (Vec<u64>, Option<u64>) {
        let poll = self.poll_of(post).await;
        (poll.options.iter().map(|option| option.votes).collect(), poll.voters)
    }

    fn vote_by(&self, actor: &Actor, number: u32, post: &Post, name: &str) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams", "type": "Create", "actor": actor.id,
            "id": format!("{}#votes/{number}/activity", actor.id), "to": self.ann.uri.as_str(),
            "object": {
                "id": format!("{}#votes/{number}", actor.id), "type": "Note", "name": name,
                "attributedTo": actor.id, "inReplyTo": post.uri.as_str(), "to": self.ann.uri.as_str(),
            },
        })
    }

    /// Updates of this post that the peers were sent.
    fn updates(&self) -> Vec<Value> {
        self.rig.vic.received("Update")
    }

    /// The polls' job has done what is due at this moment of the test's clock, and it was delivered.
    async fn job_is_done(&self) {
        let store = &self.rig.opened.app.store;
        self.rig
            .wait_for("nothing is due about polls", async || {
                let now = Time(self.rig.clock.now_ms());
                store::polls::due(store, now, 10).await.expect("reads").is_empty()
            })
            .await;
        self.rig.delivered().await;
    }

    async fn told(&self, kind: NotificationKind) -> usize {
        let all = store::notifications::list(&self.rig.opened.app.store, self.ann.id, i64::MAX, 1_000);
        all.await.expect("reads").into_iter().filter(|told| told.kind == kind).count()
    }
}

#[tokio::test]
async fn our_question_their_votes_and_the_counts_that_go_out() {
    for database in databases::both() {
        let street = Street::on(database).await;
        let post = street.asks(&json!({}), "public").await;
        let question = street.rig.vic.received("Create").remove(0)["object"].clone();
        assert_eq!((&question["type"], &question["votersCount"]), (&json!("Question"), &json!(0)));
        assert_eq!(question["oneOf"][1]["name"], "Stewards <3");
        assert_eq!(question["oneOf"][1]["replies"]["totalItems"], 0);
        assert!(question["endTime"].is_string() && question["proof"]["proofValue"].is_string(), "{question}");
        assert!(question.get("closed").is_none() && question.get("updated").is_none());

        street.rig.tell(&street.vera, &street.vote_by(&street.vera, 1, &post, "Stewards <3")).await;
        street.rig.tell(&street.mallory, &street.vote_by(&street.mallory, 1, &post, "Leaflets")).await;
        assert_eq!(street.counts(&post).await, (vec![1, 1], Some(2)));
        // A vote is no post, no answer, and nothing that anybody is told of.
        assert_eq!(street.rig.posts_by(&street.vera.id).await, 0);
        let answers = store::post_counts::find(&street.rig.opened.app.store, post.id).await.expect("reads");
        assert_eq!((answers.replies, street.told(NotificationKind::Mention).await), (0, 0));
        assert_eq!(street.updates().len(), 0, "not each vote by itself");

        street.rig.clock.advance(3 * MINUTE);
        street.job_is_done().await;
        let update = street.updates().pop().expect("the counts went out");
        assert_eq!(street.updates().len(), 1, "once for both votes");
        let told = &update["object"];
        assert_eq!(told["oneOf"][0]["replies"]["totalItems"], 1);
        assert_eq!((&told["votersCount"], &told["content"]), (&json!(2), &question["content"]));
        assert!(told.get("updated").is_none() && update.get("updated").is_none(), "it is no edit: {update}");
        assert!(told["proof"]["proofValue"].is_string() && told["proof"] != question["proof"]);
        assert!(!update.to_string().contains(&street.mallory.id), "nobody learns who voted");
        // Mallory follows nobody here: her server is told because she voted.
        assert_eq!(street.rig.evil.received("Update").len(), 1);
        let stored = street.rig.find_post(post.uri.as_str()).await.expect("it is kept");
        assert_eq!((stored.version, stored.edited_at), (1, None));

        street.rig.clock.advance(HOUR);
        street.job_is_done().await;
        let last = street.updates().pop().expect("the end went out");
        assert_eq!(street.updates().len(), 2);
        assert_eq!(last["object"]["closed"], question["endTime"]);
        assert_eq!(street.told(NotificationKind::Poll).await, 1, "ann is told of the end");
        street.rig.clock.advance(HOUR);
        street.job_is_done().await;
        assert_eq!((street.updates().len(), street.told(NotificationKind::Poll).await), (2, 1));
    }
}

#[tokio::test]
async fn a117_a118_a120_votes_that_do_not_count() {
    for database in databases::both() {
        let street = Street::on(database).await;
        let (vera, mallory) = (&street.vera, &street.mallory);
        let post = street.asks(&json!({}), "public").await;
        street.rig.tell(vera, &street.vote_by(vera, 1, &post, "Leaflets")).await;
        assert_eq!(street.counts(&post).await, (vec![1, 0], Some(1)));
        // Again, and for something else.
        street.rig.tell(vera, &street.vote_by(vera, 2, &post, "Leaflets")).await;
        street.rig.tell(vera, &street.vote_by(vera, 3, &post, "Stewards <3")).await;
        // For what nobody asked; not to the author; in the name of somebody else.
        street.rig.tell(mallory, &street.vote_by(mallory, 1, &post, "Cake")).await;
        let mut loud = street.vote_by(mallory, 2, &post, "Leaflets");
        loud["object"]["to"] = json!(PUBLIC);
        loud["to"] = json!(PUBLIC);
        street.rig.tell(mallory, &loud).await;
        let mut stolen = street.vote_by(mallory, 3, &post, "Stewards <3");
        stolen["object"]["attributedTo"] = json!(street.rig.vic.url("/users/victor"));
        street.rig.post(mallory, &stolen).await;
        street.rig.drain().await;
        // New counts for our poll, from somebody else.
        let mut forged = json!({
            "id": post.uri.as_str(), "type": "Question", "attributedTo": mallory.id, "content": "x", "to": [PUBLIC],
            "oneOf": [{"type": "Note", "name": "Leaflets", "replies": {"type": "Collection", "totalItems": 1_000_000}}],
        });
        street.rig.post(mallory, &mallory.activity("Update", 7, forged.clone())).await;
        forged["attributedTo"] = json!(street.ann.uri.as_str());
        street.rig.post(mallory, &mallory.activity("Update", 8, forged)).await;
        street.rig.drain().await;
        assert_eq!(street.counts(&post).await, (vec![1, 0], Some(1)));

        // Whoever is blocked; whoever may not see it; whoever comes too late.
        let blocked = store::accounts::find_by_uri(&street.rig.opened.app.store, &mallory.id).await;
        let blocked = blocked.expect("reads").expect("is known");
        let mut tx = street.rig.opened.app.store.begin().await.expect("begins");
        let (place, now) = (street.rig.cx().row_id(), street.rig.cx().now());
        store::blocks::save(&mut tx, place, street.ann.id, blocked.id, "http://sut.test/b", now)
            .await
            .expect("saves");
        tx.commit().await.expect("commits");
        street.rig.tell(mallory, &street.vote_by(mallory, 4, &post, "Leaflets")).await;
        let private = street.asks(&json!({}), "private").await;
        let stranger = street.rig.third.actor("sam");
        street.rig.tell(&stranger, &street.vote_by(&stranger, 1, &private, "Leaflets")).await;
        assert_eq!(street.counts(&private).await, (vec![0, 0], Some(0)));
        street.rig.tell(vera, &street.vote_by(vera, 9, &private, "Leaflets")).await;
        assert_eq!(street.counts(&private).await, (vec![1, 0], Some(1)), "vera follows, and may");
        street.rig.clock.advance(HOUR);
        street.rig.tell(&stranger, &street.vote_by(&stranger, 2, &post, "Leaflets")).await;
        assert_eq!(street.counts(&post).await, (vec![1, 0], Some(1)));
        assert!(street.rig.quarantined().await.iter().all(|why| why.contains("Update")), "nothing broke");
    }
}

#[tokio::test]
async fn several_options_come_one_by_one_or_together_and_hidden_counts_stay_hidden() {
    let street = Street::on(databases::sqlite()).await;
    let vera = &street.vera;
    let post = street.asks(&json!({"multiple": true, "hide_totals": true}), "public").await;
    let question = street.rig.vic.received("Create").remove(0)["object"].clone();
    assert!(question["anyOf"].is_array() && question.get("oneOf").is_none());
    let mut both = street.vote_by(vera, 1, &post, "Leaflets");
    let mut second = both["object"].clone();
    second["name"] = json!("Stewards <3");
    second["id"] = json!(format!("{}#votes/2", vera.id));
    both["object"] = json!([both["object"], second]);
    street.rig.tell(vera, &both).await;
    street.rig.tell(&street.mallory, &street.vote_by(&street.mallory, 1, &post, "Leaflets")).await;
    street.rig.tell(&street.mallory, &street.vote_by(&street.mallory, 2, &post, "Stewards <3")).await;
    assert_eq!(street.counts(&post).await, (vec![2, 2], Some(2)));
    street.rig.clock.advance(3 * MINUTE);
    street.job_is_done().await;
    let update = street.updates().pop().expect("how many voted went out");
    assert_eq!(update["object"]["votersCount"], 2);
    assert!(!update["object"]["anyOf"].to_string().contains("totalItems"), "{update}");
    street.rig.clock.advance(HOUR);
    street.job_is_done().await;
    let last = street.updates().pop().expect("the end went out");
    assert_eq!(last["object"]["anyOf"][1]["replies"]["totalItems"], 2);
}

/// A question of vera's.
fn question(vera: &Actor, votes: [u64; 2], end: Time) -> Value {
    let option = |name: &str, votes: u64| json!({"type": "Note", "name": name, "replies": {"type": "Collection", "totalItems": votes}});
    let mut question = vera.note(50, "<p>When?</p>");
    question["type"] = json!("Question");
    question["endTime"] = json!(end.rfc3339());
    question["votersCount"] = json!(votes[0] + votes[1]);
    question["oneOf"] = json!([option("Friday", votes[0]), option("Saturday <3", votes[1])]);
    question
}

#[tokio::test]
async fn our_member_votes_in_their_poll_and_only_its_author_is_told() {
    for database in databases::both() {
        let street = Street::on(database).await;
        let vera = &street.vera;
        street.rig.follows(&street.ann, vera).await;
        let end = Time(street.rig.clock.now_ms()).plus(HOUR);
        let asked = question(vera, [3, 2], end);
        street.rig.tell(vera, &vera.activity("Create", 50, asked.clone())).await;
        let uri = asked["id"].as_str().expect("an id");
        let post = street.rig.find_post(uri).await.expect("it is kept");
        assert_eq!(street.counts(&post).await, (vec![3, 2], Some(5)));

        let path = format!("/api/v1/polls/{}/votes", post.id);
        let (code, answer) = street.call(&path, &json!({"choices": [1]})).await;
        assert_eq!(
            (code, &answer["own_votes"], &answer["votes_count"]),
            (200, &json!([1]), &json!(6)),
            "{answer}"
        );
        let (code, _) = street.call(&path, &json!({"choices": [0]})).await;
        assert_eq!(code, 422);
        street.rig.delivered().await;
        let votes = street.rig.vic.received("Create");
        assert_eq!(votes.len(), 1, "one activity for one option");
        let (vote, object) = (&votes[0], &votes[0]["object"]);
        assert_eq!((&object["type"], &object["name"]), (&json!("Note"), &json!("Saturday <3")));
        assert_eq!((&object["inReplyTo"], &object["to"]), (&json!(uri), &json!([vera.id])));
        assert_eq!((&vote["to"], vote.get("cc"), object.get("content")), (&json!([vera.id]), None, None));
        let inbox = "/users/vera/inbox";
        assert!(street.rig.vic.seen().iter().any(|seen| seen.path == inbox && seen.body == *vote));
        for peer in [&street.rig.evil, &street.rig.third] {
            assert!(peer.received("Create").is_empty(), "nobody else is told");
        }
        let activity = vote["id"].as_str().expect("an id");
        let read = street.rig.http.get(activity).header("accept", "application/activity+json").send().await;
        assert_eq!(read.expect("an answer").status(), 404, "no public trace");

        // New counts are no edit; they come from the author alone.
        let mut counted = question(vera, [9, 4], end);
        street.rig.tell(vera, &vera.activity("Update", 51, counted.clone())).await;
        assert_eq!(street.counts(&post).await, (vec![9, 4], Some(13)));
        let stored = street.rig.find_post(uri).await.expect("it is kept");
        assert_eq!((stored.edited_at, stored.version), (None, 1));
        counted["votersCount"] = json!(1);
        street.rig.post(&street.mallory, &street.mallory.activity("Update", 9, counted)).await;
        street.rig.drain().await;
        assert_eq!(street.counts(&post).await.1, Some(13));

        street.rig.clock.advance(HOUR);
        street.job_is_done().await;
        assert_eq!(street.told(NotificationKind::Poll).await, 1, "ann voted, and is told of the end");
        assert!(street.updates().is_empty(), "it is not ours to tell");
    }
}

#[tokio::test]
async fn a67_their_edit_that_asks_something_else_forgets_our_votes_and_a_note_stays_a_note() {
    let street = Street::on(databases::sqlite()).await;
    let vera = &street.vera;
    street.rig.follows(&street.ann, vera).await;
    let end = Time(street.rig.clock.now_ms()).plus(HOUR);
    street.rig.tell(vera, &vera.activity("Create", 50, question(vera, [3, 2], end))).await;
    let uri = format!("{}/notes/50", vera.id);
    let post = street.rig.find_post(&uri).await.expect("it is kept");
    let path = format!("/api/v1/polls/{}/votes", post.id);
    assert_eq!(street.call(&path, &json!({"choices": [1]})).await.0, 200);
    let mut other = question(vera, [0, 0], end);
    other["oneOf"][1]["name"] = json!("Sunday");
    other["updated"] = json!("2026-11-23T12:30:00Z");
    street.rig.tell(vera, &vera.activity("Update", 52, other)).await;
    assert!(street.rig.find_post(&uri).await.expect("it is kept").edited_at.is_some());
    let (code, answer) = street.call(&path, &json!({"choices": [0]})).await;
    assert_eq!((code, &answer["own_votes"]), (200, &json!([0])), "{answer}");

    street.rig.tell(vera, &vera.create(60, "<p>No question</p>")).await;
    let mut turned = question(vera, [1_000_000, 0], end);
    turned["id"] = json!(format!("{}/notes/60", vera.id));
    turned["updated"] = json!("2026-11-23T12:30:00Z");
    street.rig.tell(vera, &vera.activity("Update", 61, turned)).await;
    let stored = street.rig.find_post(&format!("{}/notes/60", vera.id)).await.expect("it is kept");
    assert_eq!(stored.details.poll, None);
}

#[tokio::test]
async fn a119_a_crowd_of_one_server_is_counted_once_each_held_back_and_seen() {
    for database in databases::both() {
        let limits = "rate = true\nsender_activities = 30";
        let street = Street::beside(Rig::shaped(database, Shape { limits, ..Shape::default() }).await).await;
        let (rig, evil) = (&street.rig, &street.rig.evil);
        let post = street.asks(&json!({}), "public").await;
        // Fifty fresh actors, each with a name and a key id of its own.
        let crowd: Vec<Actor> = (0..50)
            .map(|n| {
                let id = evil.url(&format!("/users/crowd{n}"));
                let actor = Actor { key_id: format!("{id}#main-key"), id, key: street.mallory.key.clone() };
                evil.serve(&format!("/users/crowd{n}"), &evil.actor_document(&format!("crowd{n}"), &actor));
                actor
            })
            .collect();
        let mut taken = 0;
        for actor in &crowd {
            let status = rig.post(actor, &street.vote_by(actor, 1, &post, "Leaflets")).await.as_u16();
            assert!(matches!(status, 202 | 429), "{status}");
            taken += u64::from(status == 202);
        }
        rig.drain().await;
        assert_eq!((taken, street.counts(&post).await), (30, (vec![30, 0], Some(30))));
        // Another server is not held back with it, and whoever runs this one sees which it is.
        assert_eq!(rig.post(&street.vera, &street.vote_by(&street.vera, 1, &post, "Stewards <3")).await, 202);
        rig.drain().await;
        let held = queue::held_back(&rig.opened.app);
        assert_eq!((held.len(), held[0].host.as_str(), held[0].count), (1, evil.authority().as_str(), 20));
        let page = Person::new(rig, "ola", "owner").await.visit(rig, "/desk/queue").await.text;
        assert!(page.contains(&evil.authority()) && page.contains("Held back 20 times."), "{page}");

        // The others come later, each once however often it votes.
        rig.clock.advance(2 * MINUTE);
        for (number, actor) in (2..).zip(&crowd[25..]) {
            let status = rig.post(actor, &street.vote_by(actor, number, &post, "Leaflets")).await;
            assert_eq!(status, 202);
        }
        rig.drain().await;
        assert_eq!(street.counts(&post).await, (vec![50, 1], Some(51)), "fifty at most");
    }
}
