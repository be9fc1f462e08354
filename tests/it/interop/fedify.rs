//! A campaign's whole life between our server and Fedify, each step seen on both sides by what it did there.

use antiphon::app::Cx;
use antiphon::domain::account::Account;
use antiphon::domain::follow::FollowState;
use antiphon::domain::ids::PostId;
use antiphon::domain::language::Language;
use antiphon::domain::notification::NotificationKind;
use antiphon::domain::poll::Wish;
use antiphon::domain::post::Post;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::translation::Review;
use antiphon::domain::visibility::Visibility;
use antiphon::service::posts::{NewPost, Source};
use antiphon::service::{accounts, follows, posts, reactions, statements};
use antiphon::store;
use http::StatusCode;
use serde_json::{Value, json};

use super::hill::Hill;
use super::peers;
use crate::support::databases;
use crate::support::rig::{Rig, Shape};

#[tokio::test]
async fn fedify_that_knocks_with_rfc_9421_first() {
    Box::pin(live(&["--first-knock", "rfc9421"], "", Some("rfc9421"))).await;
}

#[tokio::test]
async fn fedify_that_knocks_with_cavage_first() {
    Box::pin(live(&["--first-knock", "cavage"], "", Some("cavage"))).await;
}

#[tokio::test]
async fn fedify_that_answers_only_signed_requests() {
    Box::pin(live(&["--secure"], "", None)).await;
}

#[tokio::test]
async fn fedify_while_we_answer_only_signed_requests() {
    Box::pin(live(&[], "authorized_fetch = true", None)).await;
}

async fn live(arguments: &[&str], more: &str, knock: Option<&str>) {
    let Some(folder) = peers::installed() else { return };
    let hill = Hill::start(&folder, arguments).await;
    let names = vec![("hill.test".to_owned(), format!("127.0.0.1:{}", hill.port))];
    let rig =
        Rig::shaped(databases::sqlite(), Shape { names, more: more.to_owned(), ..Shape::default() }).await;
    let story = Story { coalition: rig.coalition().await, cx: rig.cx(), hill, rig };
    let closed = !more.is_empty();
    story.found_by_handle().await;
    story.followed().await;
    let statement = story.statement_arrives(closed).await;
    story.edit_arrives(statement.id).await;
    story.reactions_arrive_and_are_undone(&statement).await;
    let alice = story.follow_back().await;
    story.their_post_lives_and_dies(&alice).await;
    story.private_word_stays_private(closed).await;
    story.both_schemes_of_ours_verify(&alice).await;
    story.withdrawn(&statement, closed).await;
    story.unfollowed(&alice).await;
    if let Some(scheme) = knock {
        let sent = story.hill.ask("sent", &[("method", "POST")]).await;
        let first = sent.as_array().and_then(|all| all.first()).cloned().unwrap_or_default();
        assert_eq!((&first["signature"], &first["status"]), (&json!(scheme), &json!(202)), "{first}");
    }
    assert_eq!(story.rig.quarantined().await, Vec::<String>::new());
    assert_eq!(story.hill.ask("failures", &[]).await, json!([]));
}

struct Story {
    rig: Rig,
    hill: Hill,
    coalition: Account,
    cx: Cx,
}

fn draft(english: &str, spanish: &str) -> Draft {
    let text = |language: &str, title: &str, source: &str| DraftText {
        language: Language::parse(language).expect("a tag"),
        title: title.to_owned(),
        source: source.to_owned(),
        review: Review::Unsaid,
    };
    Draft {
        texts: vec![text("en", "Clean river", english), text("es", "Río limpio", spanish)],
        warning: None,
        attachments: Vec::new(),
    }
}

/// The four verdicts that matter: the request is signed by the actor, and its documents carry proofs that hold.
fn assert_proven(message: &Value) {
    assert_eq!(message["status"], 202);
    assert_eq!(message["httpSignature"]["result"], "verified", "{:#}", message["httpSignature"]);
    assert_eq!(message["httpSignature"]["owner"], message["actor"]);
    assert_eq!(message["activityProof"]["result"], "verified", "{:#}", message["activityProof"]);
    assert_eq!(message["activityProof"]["controller"], message["actor"]);
}

fn assert_object_proven(message: &Value) {
    assert_eq!(message["objectProof"]["result"], "verified", "{:#}", message["objectProof"]);
    assert_eq!(message["objectProof"]["controller"], message["actor"]);
    assert_eq!(message["objectProof"]["context"], "own");
}

impl Story {
    fn us(&self) -> &str {
        self.coalition.uri.as_str()
    }

    fn our_handle(&self) -> String {
        format!("@{}@sut.test:{}", self.coalition.username, self.rig.port)
    }

    async fn post(&self, uri: &str) -> Post {
        self.rig.wait_for(&format!("{uri} is here"), async || self.rig.find_post(uri).await.is_some()).await;
        self.rig.find_post(uri).await.expect("it is here")
    }

    async fn counts(&self, post: PostId) -> (i64, i64, i64) {
        let counts = posts::counts(&self.cx, post).await.expect("counts");
        (counts.replies, counts.likes, counts.boosts)
    }

    async fn told_of(&self, kind: NotificationKind, post: Option<PostId>) -> usize {
        let all = store::notifications::list(&self.cx.store, self.coalition.id, i64::MAX, 100)
            .await
            .expect("reads");
        all.iter().filter(|n| n.kind == kind && (post.is_none() || n.post == post)).count()
    }

    async fn get(&self, url: &str) -> (StatusCode, Value) {
        let request = self.rig.http.get(url).header("accept", "application/activity+json");
        let answer = request.send().await.expect("an answer");
        let status = answer.status();
        (status, serde_json::from_str(&answer.text().await.expect("text")).unwrap_or_default())
    }

    async fn found_by_handle(&self) {
        let found = self.hill.ask("lookup", &[("handle", &self.our_handle())]).await;
        assert_eq!(found["id"], self.us());
        assert_eq!((&found["type"], &found["isActor"]), (&json!("Organization"), &json!(true)));
        assert_eq!(found["handle"], self.our_handle());
        assert_eq!(found["inbox"], self.coalition.inbox);
        assert_eq!(found["sharedInbox"], self.rig.url("/inbox"));
        let info = self.hill.ask("nodeinfo", &[("origin", &self.rig.url(""))]).await;
        assert_eq!(info["software"]["name"], "antiphon");
    }

    async fn followed(&self) {
        self.hill.tell("follow", json!({"handle": self.our_handle()})).await;
        self.hill.until("following", |all| *all == json!([{"id": self.us(), "accepted": true}])).await;
        let alice = accounts::look_up(&self.cx, &self.hill.alice).await.expect("she is known");
        let follow = store::follows::find(&self.cx.store, alice.id, self.coalition.id).await.expect("reads");
        assert_eq!(follow.map(|(state, _)| state), Some(FollowState::Accepted));
        assert_eq!(self.told_of(NotificationKind::Follow, None).await, 1);
        let accept = self.hill.message("Accept", |_| true).await;
        assert_eq!(accept["httpSignature"]["result"], "verified", "{:#}", accept["httpSignature"]);
    }

    async fn statement_arrives(&self, closed: bool) -> Post {
        let words = draft("We demand **clean water**.", "Exigimos **agua limpia**.");
        let post = statements::publish(&self.cx, None, &self.coalition, words).await.expect("publishes");
        let create = self.hill.message("Create", |m| m["object"] == post.uri.as_str()).await;
        assert_proven(&create);
        assert_object_proven(&create);
        assert!(create["content"].as_str().expect("text").contains("<strong>clean water</strong>"));
        assert!(create["raw"]["object"]["contentMap"]["es"].as_str().expect("text").contains("agua limpia"));
        println!(
            "Fedify on our Create: {} {} {}",
            create["httpSignature"], create["activityProof"], create["objectProof"]
        );
        let read = self.hill.ask("lookup", &[("uri", post.uri.as_str())]).await;
        assert_eq!(read["proof"]["result"], "verified", "{:#}", read["proof"]);
        let (status, object) = self.get(post.uri.as_str()).await;
        if closed {
            assert_eq!((status, object.get("content")), (StatusCode::UNAUTHORIZED, None));
        } else {
            assert_eq!((status, &object["content"]), (StatusCode::OK, &create["content"]));
        }
        post
    }

    async fn edit_arrives(&self, id: PostId) {
        let words = draft("We demand clean water **now**.", "Exigimos agua limpia **ya**.");
        let post = statements::edit(&self.cx, None, &self.coalition, id, words).await.expect("edits");
        let update = self.hill.message("Update", |m| m["object"] == post.uri.as_str()).await;
        assert_proven(&update);
        assert_object_proven(&update);
        assert_eq!(update["raw"]["object"]["updated"], post.edited_at.expect("edited").rfc3339());
        assert!(update["content"].as_str().expect("text").contains("<strong>now</strong>"));
        assert_eq!(post.version, 2);
    }

    async fn reactions_arrive_and_are_undone(&self, statement: &Post) {
        let uri = statement.uri.as_str();
        let reply =
            self.hill.make("reply", json!({"inReplyTo": uri, "content": "<p>We stand with you</p>"})).await;
        let kept = self.post(&reply).await;
        assert_eq!(kept.in_reply_to, Some(statement.id));
        let like = self.hill.make("like", json!({"object": uri})).await;
        let boost = self.hill.make("announce", json!({"object": uri})).await;
        self.rig.wait_for("one of each", async || self.counts(statement.id).await == (1, 1, 1)).await;
        assert_eq!(self.told_of(NotificationKind::Mention, Some(kept.id)).await, 1);
        assert_eq!(self.told_of(NotificationKind::Like, Some(statement.id)).await, 1);
        assert_eq!(self.told_of(NotificationKind::Boost, Some(statement.id)).await, 1);
        let replies = self.hill.ask("collection", &[("uri", &format!("{uri}/replies"))]).await;
        assert_eq!((&replies["totalItems"], &replies["items"]), (&json!(1), &json!([reply])));
        self.hill.tell("undo", json!({"activity": like})).await;
        self.hill.tell("undo", json!({"activity": boost})).await;
        self.rig.wait_for("both are undone", async || self.counts(statement.id).await == (1, 0, 0)).await;
        assert_eq!(self.told_of(NotificationKind::Like, Some(statement.id)).await, 0);
        assert_eq!(self.told_of(NotificationKind::Boost, Some(statement.id)).await, 0);
    }

    async fn follow_back(&self) -> Account {
        let alice = accounts::look_up(&self.cx, &self.hill.handle).await.expect("she is found");
        assert_eq!(alice.uri.as_str(), self.hill.alice);
        follows::follow(&self.cx, &self.coalition, &alice).await.expect("asks");
        self.rig
            .wait_for("she accepts", async || {
                let follow =
                    store::follows::find(&self.cx.store, self.coalition.id, alice.id).await.expect("reads");
                matches!(follow, Some((FollowState::Accepted, _)))
            })
            .await;
        self.hill.until("followers", |all| *all == json!([self.us()])).await;
        alice
    }

    async fn their_post_lives_and_dies(&self, alice: &Account) {
        let uri = self.hill.make("post", json!({"content": "<p>The bridge is open</p>"})).await;
        let post = self.post(&uri).await;
        assert_eq!((post.account, post.main_text().html.as_str()), (alice.id, "<p>The bridge is open</p>"));
        let home =
            store::timelines::home(&self.cx.store, self.coalition.id, i64::MAX, 0, 20).await.expect("reads");
        assert!(home.iter().any(|entry| entry.post == post.id));

        reactions::like(&self.cx, &self.coalition, &post).await.expect("likes");
        reactions::boost(&self.cx, &self.coalition, &post).await.expect("boosts");
        let answer = NewPost {
            sources: vec![Source {
                language: "en".to_owned(),
                title: None,
                markdown: "Thank *you*".to_owned(),
                review: Review::Unsaid,
            }],
            visibility: Visibility::Public,
            in_reply_to: Some(post.id),
            warning: None,
            attachments: Vec::new(),
            poll: Wish::Keep,
        };
        let answer = posts::write(&self.cx, None, &self.coalition, answer).await.expect("writes");
        let like = self.hill.message("Like", |m| m["object"] == uri).await;
        assert_eq!(like["httpSignature"]["result"], "verified", "{:#}", like["httpSignature"]);
        assert_proven(&self.hill.message("Announce", |m| m["object"] == uri).await);
        let reply = self.hill.message("Create", |m| m["object"] == answer.uri.as_str()).await;
        assert_proven(&reply);
        assert_object_proven(&reply);
        assert_eq!(reply["raw"]["object"]["inReplyTo"], uri);
        assert!(reply["raw"]["object"]["tag"].to_string().contains(&self.hill.alice));

        self.hill.tell("edit", json!({"object": uri, "content": "<p>The bridge is closed</p>"})).await;
        self.rig
            .wait_for("the edit is here", async || {
                self.rig
                    .find_post(&uri)
                    .await
                    .is_some_and(|p| p.main_text().html == "<p>The bridge is closed</p>")
            })
            .await;
        let edited = self.post(&uri).await;
        assert!(edited.edited_at.is_some() && edited.version == 2);
        self.hill.tell("delete", json!({"object": uri})).await;
        self.rig.wait_for("it is gone", async || self.rig.find_post(&uri).await.is_none()).await;
    }

    async fn private_word_stays_private(&self, closed: bool) {
        let word = "the safe house is blue";
        let uri = self.hill.make("post", json!({"content": word, "to": self.us()})).await;
        let post = self.post(&uri).await;
        assert_eq!(post.visibility, Visibility::Direct);
        assert_eq!(self.told_of(NotificationKind::Mention, Some(post.id)).await, 1);
        let public = store::timelines::public(&self.cx.store, i64::MAX, 100).await.expect("reads");
        assert!(public.iter().all(|p| p.id != post.id));
        for path in [
            format!("/posts/{}", post.id),
            format!("/posts/{}/replies", post.id),
            format!("/actors/{}/outbox?page=true", self.coalition.username),
            format!("/actors/{}/featured", self.coalition.username),
            format!("/@{}/{}", self.coalition.username, post.id),
            format!("/actors/{}", self.coalition.username),
        ] {
            let (status, body) = self.get(&self.rig.url(&path)).await;
            assert!(!body.to_string().contains(word), "{path} {status}");
            let about_it = path.contains(&post.id.to_string());
            assert!(!about_it || matches!(status.as_u16(), 401 | 404), "{path} {status}");
            assert!(!closed || !status.is_success(), "{path} {status}");
        }
    }

    /// Whatever a server wants: the same parcel, signed in each of our two schemes.
    async fn both_schemes_of_ours_verify(&self, alice: &Account) {
        use antiphon::client::SignatureScheme::{Cavage, Rfc9421};
        let signer =
            antiphon::remote::keyring::for_requests(&self.cx, self.coalition.id).await.expect("a key");
        for (scheme, name) in [(Cavage, "cavage"), (Rfc9421, "rfc9421")] {
            let id = self.rig.url(&format!("/activities/{name}"));
            let like = antiphon::wire::activity::like(
                &id,
                self.us(),
                &self.hill.alice,
                std::slice::from_ref(&self.hill.alice),
            );
            let parcel = antiphon::remote::deliver::Parcel::new(like.to_string());
            let inbox = alice.best_inbox();
            let outcome = antiphon::remote::deliver::deliver(&self.cx, &parcel, &signer, inbox, scheme).await;
            assert_eq!((outcome.status, outcome.learned), (Some(202), None), "{outcome:?}");
            let seen = self.hill.message("Like", |m| m["id"] == id).await;
            assert_eq!(
                (&seen["httpSignature"]["result"], &seen["httpSignature"]["scheme"]),
                (&json!("verified"), &json!(name))
            );
        }
    }

    async fn withdrawn(&self, statement: &Post, closed: bool) {
        statements::withdraw(&self.cx, None, &self.coalition, statement.id).await.expect("withdraws");
        let uri = statement.uri.as_str();
        let delete = self.hill.message("Delete", |m| m["object"] == uri).await;
        assert_proven(&delete);
        assert_eq!(delete["objectType"], "Tombstone");
        let (status, body) = self.get(uri).await;
        if closed {
            assert_eq!(status, StatusCode::UNAUTHORIZED);
        } else {
            assert_eq!((status, &body["type"]), (StatusCode::GONE, &json!("Tombstone")));
        }
    }

    async fn unfollowed(&self, alice: &Account) {
        self.hill.tell("unfollow", json!({"uri": self.us()})).await;
        self.rig
            .wait_for("she has left", async || {
                store::follows::find(&self.cx.store, alice.id, self.coalition.id)
                    .await
                    .expect("reads")
                    .is_none()
            })
            .await;
        follows::unfollow(&self.cx, &self.coalition, alice).await.expect("unfollows");
        self.hill.until("followers", |all| *all == json!([])).await;
    }
}
