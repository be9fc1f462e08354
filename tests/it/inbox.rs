//! What other servers tell us, and what it does here.

use http::StatusCode;
use serde_json::json;

use crate::support::databases;
use crate::support::rig::Rig;
use antiphon::domain::translation::Review;

#[tokio::test]
async fn a_note_of_somebody_we_follow_reaches_home() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = rig.vic.actor("vera");
        let coalition = rig.coalition().await;
        rig.follows(&coalition, &vera).await;
        rig.tell(&vera, &vera.create(1, "<p>hello</p>")).await;
        let post = rig.find_post(&format!("{}/notes/1", vera.id)).await.expect("it is kept");
        assert_eq!(post.main_text().html, "<p>hello</p>");
        let home =
            antiphon::store::timelines::home(&rig.opened.app.store, coalition.id, i64::MAX, 0, 20).await;
        assert_eq!(home.expect("reads").iter().map(|e| e.post).collect::<Vec<_>>(), [post.id]);
    }
}

#[tokio::test]
async fn a_follow_is_answered_and_a_statement_arrives() {
    let rig = Rig::start().await;
    let vera = rig.vic.actor("vera");
    let coalition = rig.coalition().await;
    rig.tell(&vera, &vera.activity("Follow", 1, json!(coalition.uri.as_str()))).await;
    rig.delivered().await;
    let accepts = rig.vic.received("Accept");
    assert_eq!(accepts.len(), 1, "{:?}", rig.vic.seen());
    assert_eq!(accepts[0]["object"]["actor"], vera.id);
    let cx = rig.cx();
    let draft = antiphon::domain::statement::Draft {
        texts: vec![antiphon::domain::statement::DraftText {
            language: antiphon::domain::language::Language::parse("en").expect("a tag"),
            title: "Clean river".to_owned(),
            source: "We demand **clean water**.".to_owned(),
            review: Review::Unsaid,
        }],
        warning: None,
        attachments: Vec::new(),
    };
    antiphon::service::statements::publish(&cx, None, &coalition, draft).await.expect("publishes");
    rig.delivered().await;
    let creates = rig.vic.received("Create");
    assert_eq!(creates.len(), 1);
    assert!(creates[0]["object"]["content"].as_str().expect("text").contains("<strong>clean water</strong>"));
}

#[tokio::test]
async fn a16_what_is_not_signed_is_refused() {
    let rig = Rig::start().await;
    let vera = rig.vic.actor("vera");
    rig.follows(&rig.coalition().await, &vera).await;
    let body = crate::support::peer::bytes(&vera.create(1, "unsigned"));
    assert_eq!(rig.post_raw("/inbox", http::HeaderMap::new(), body.clone()).await, StatusCode::UNAUTHORIZED);
    assert_eq!(
        rig.post_raw("/actors/coalition/inbox", http::HeaderMap::new(), body).await,
        StatusCode::UNAUTHORIZED
    );
    rig.drain().await;
    assert_eq!(rig.posts_by(&vera.id).await, 0);
}
