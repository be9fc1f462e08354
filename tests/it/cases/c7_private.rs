//! What is not for everybody is read by nobody else, by no route (A93 to A96, A102).

use std::collections::BTreeMap;

use antiphon::domain::visibility::Visibility;
use antiphon::federation::objects;
use axum::response::IntoResponse as _;
use http::{HeaderMap, HeaderValue, header};
use serde_json::json;

use super::Scene;
use crate::support::peer::Actor;

const MARK: &str = "zanzibar-marker";

/// The head of an answer, save when it was given: each header with its value.
fn head_of(headers: &HeaderMap) -> BTreeMap<String, Vec<String>> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let names = headers.keys().filter(|name| *name != header::DATE);
    names.map(|name| (name.to_string(), headers.get_all(name).iter().map(text).collect())).collect()
}

/// Status and body of an answer, as one who signs reads it, or nobody.
async fn read(scene: &Scene, path: &str, reader: Option<&Actor>) -> (u16, String) {
    let (status, _, body) = read_all(scene, path, reader).await;
    (status, body)
}

/// The same with its head.
async fn read_all(
    scene: &Scene,
    path: &str,
    reader: Option<&Actor>,
) -> (u16, BTreeMap<String, Vec<String>>, String) {
    let rig = &scene.rig;
    let headers = reader.map_or_else(HeaderMap::new, |r| r.sign_get(&rig.url(path), rig.clock.now_ms()));
    // The page of a post is another door's; its document is asked for directly.
    if let Some(id) = path.strip_prefix("/posts/").filter(|id| !id.contains('/')) {
        let answer = objects::document(&rig.cx(), id, path, &headers).await;
        let answer = answer.into_response();
        let (status, head) = (answer.status().as_u16(), head_of(answer.headers()));
        let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        return (status, head, String::from_utf8_lossy(&body).into_owned());
    }
    let answer = rig.http.get(rig.url(path)).headers(headers).send().await.expect("an answer");
    let (status, head) = (answer.status().as_u16(), head_of(answer.headers()));
    (status, head, answer.text().await.expect("a body"))
}

#[tokio::test]
async fn a93_a94_a95_a102_a_private_post_is_like_one_that_does_not_exist() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, mallory, .. } = &scene;
    rig.tell(vera, &vera.activity("Follow", 1, json!(coalition.uri.as_str()))).await;
    let followers = scene.writes(MARK, Visibility::Followers).await;
    let direct = scene.writes(MARK, Visibility::Direct).await;
    let readers = [None, Some(mallory), Some(vera)];
    for (post, admits_vera) in [(&followers, true), (&direct, false)] {
        let id = post.id;
        for path in [
            format!("/posts/{id}"),
            format!("/posts/{id}/replies"),
            format!("/posts/{id}/likes"),
            format!("/posts/{id}/shares"),
            format!("/posts/{id}/versions/1"),
            format!("/posts/{id}/quotes/1"),
        ] {
            let nothing = path.replace(&id.to_string(), "123456789");
            for (place, reader) in readers.iter().enumerate() {
                let (status, head, body) = read_all(&scene, &path, *reader).await;
                let is_let_in =
                    place == 2 && admits_vera && !path.contains("versions") && !path.contains("quotes");
                if is_let_in {
                    assert_eq!(status, 200, "{path}");
                    assert!(!body.contains("\"bto\"") && !body.contains("\"bcc\""), "{body}");
                } else {
                    assert_eq!(status, 404, "{path} {place}");
                    assert!(head.contains_key("content-type"), "{path}: {head:?}");
                    let of_nothing = read_all(&scene, &nothing, *reader).await;
                    assert_eq!((status, head, body), of_nothing, "{path}");
                }
            }
        }
    }
    for path in
        ["/actors/coalition/outbox", "/actors/coalition/outbox?page=true", "/actors/coalition/featured"]
    {
        for reader in readers {
            let (status, body) = read(&scene, path, reader).await;
            assert_eq!(status, 200, "{path}");
            assert!(!body.contains(MARK), "{path}");
        }
    }
    rig.delivered().await;
    for seen in [rig.vic.seen(), rig.evil.seen(), rig.third.seen()].concat() {
        let body = seen.body.to_string();
        assert!(!body.contains("\"bto\"") && !body.contains("\"bcc\""), "{body}");
    }
    assert!(rig.evil.seen().iter().all(|seen| !seen.body.to_string().contains(MARK)));
    // Activities about them are found by nobody either.
    for create in rig.vic.received("Create") {
        let id = create["id"].as_str().expect("an id").to_owned();
        let path = id.strip_prefix(&rig.url("")).expect("ours").to_owned();
        assert_eq!(read(&scene, &path, None).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn a96_who_follows_is_nobody_elses_business() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, mallory, .. } = &scene;
    rig.tell(vera, &vera.activity("Follow", 1, json!(coalition.uri.as_str()))).await;
    for collection in ["followers", "following"] {
        for query in ["", "?page=true", "?page=true&before=9999999999"] {
            for reader in [None, Some(mallory)] {
                let path = format!("/actors/coalition/{collection}{query}");
                let (status, body) = read(&scene, &path, reader).await;
                assert_eq!(status, 200);
                assert!(!body.contains(&vera.id), "{path}: {body}");
            }
        }
    }
    let path = "/actors/coalition/followers/synchronization";
    assert_eq!(read(&scene, path, None).await.0, 401);
    assert!(!read(&scene, path, Some(mallory)).await.1.contains(&vera.id));
    assert!(read(&scene, path, Some(vera)).await.1.contains(&vera.id));
}

#[tokio::test]
async fn a103_a_private_answer_is_not_among_the_open_ones() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, mallory, .. } = &scene;
    let post = scene.writes("open words", Visibility::Public).await;
    let mut note = vera.note(7, MARK);
    (note["to"], note["cc"]) = (json!([coalition.uri.as_str()]), json!([]));
    note["inReplyTo"] = json!(post.uri.as_str());
    rig.tell(vera, &vera.activity("Create", 7, note)).await;
    let kept =
        rig.find_post(&format!("{}/notes/7", vera.id)).await.expect("it is addressed to the coalition");
    for path in [
        format!("/posts/{}", post.id),
        format!("/posts/{}/replies", post.id),
        format!("/posts/{}/replies?page=true", post.id),
        format!("/api/v1/statuses/{}/context", post.id),
    ] {
        for reader in [None, Some(mallory)] {
            let (status, body) = read(&scene, &path, reader).await;
            assert_eq!(status, 200, "{path}");
            assert!(!body.contains(MARK) && !body.contains(kept.uri.as_str()), "{path}: {body}");
        }
    }
}

/// What is open is given to everybody alike, whoever signs: when a post is boosted, thousands of servers that are not known
/// here ask for it within seconds, and asking each of them for a key would be answered with thousands of requests of ours.
#[tokio::test]
async fn what_is_open_may_be_kept_and_asks_nobody_for_a_key() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, .. } = &scene;
    rig.tell(vera, &vera.activity("Follow", 1, json!(coalition.uri.as_str()))).await;
    let open = scene.writes("open words", Visibility::Public).await;
    let closed = scene.writes(MARK, Visibility::Followers).await;
    let stranger = rig.third.actor("stranger");
    for path in [
        format!("/posts/{}", open.id),
        format!("/posts/{}/endorsements", open.id),
        "/actors/coalition/featured".to_owned(),
        "/actor".to_owned(),
    ] {
        let (status, head, body) = read_all(&scene, &path, Some(&stranger)).await;
        assert_eq!(status, 200, "{path}");
        assert_eq!(head["cache-control"], ["public, max-age=60"], "{path}");
        assert_eq!(head["vary"], ["Accept, Signature"], "{path}");
        assert_eq!((status, head, body), read_all(&scene, &path, None).await, "{path}: to nobody the same");
    }
    assert_eq!(rig.third.reads_of("/users/stranger"), 0, "nobody asked whose signature it is");

    let mut headers = HeaderMap::new();
    let path = format!("/posts/{}", open.id);
    let (_, head, _) = read_all(&scene, &path, None).await;
    headers.insert(header::IF_NONE_MATCH, HeaderValue::from_str(&head["etag"][0]).expect("a tag"));
    let id = open.id.to_string();
    let again = objects::document(&rig.cx(), &id, &path, &headers).await.into_response();
    assert_eq!(again.status(), http::StatusCode::NOT_MODIFIED);

    let (status, head, body) = read_all(&scene, &format!("/posts/{}", closed.id), Some(vera)).await;
    assert!(status == 200 && body.contains(MARK), "{body}");
    assert!(
        !head.contains_key("cache-control") && !head.contains_key("etag"),
        "nobody between keeps it: {head:?}"
    );
}
