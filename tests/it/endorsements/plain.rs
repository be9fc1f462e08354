//! Organisations on servers that know no endorsements: a reply with the keyword, a boost; confirmed here, shown as unproven.

use antiphon::domain::endorsement::Way;
use antiphon::service::endorsements;
use serde_json::json;

use crate::campaigns::ground::page;
use crate::support::rig::Rig;

use super::ground::{received, shown, statement, waiting};

#[tokio::test]
async fn a_reply_with_the_keyword_is_confirmed_and_shown_as_unproven() {
    let rig = Rig::start().await;
    let post = statement(&rig).await;
    let vera = rig.vic.actor("vera");
    let mut reply = vera.note(1, "<p>We stand with you #endorse</p>");
    reply["inReplyTo"] = json!(post.uri.as_str());
    rig.tell(&vera, &vera.activity("Create", 1, reply.clone())).await;
    assert!(received(&rig).await.is_empty(), "the word alone is no tag");
    reply["id"] = json!(format!("{}/notes/2", vera.id));
    reply["tag"] = json!([{"type": "Hashtag", "name": "#Endorse", "href": rig.vic.url("/tags/endorse")}]);
    rig.tell(&vera, &vera.activity("Create", 2, reply.clone())).await;
    let candidate = waiting(&rig).await;
    assert_eq!(candidate.way, Way::Reply);
    assert!(shown(&rig, &post).await.is_empty());
    endorsements::accept(&rig.cx(), None, candidate.id).await.expect("accepted");
    rig.delivered().await;
    assert!(rig.vic.received("Accept").is_empty() && rig.vic.received("Add").is_empty());
    let (_, html) = page(&rig, &format!("/@coalition/{}", post.id)).await;
    assert!(html.contains("without a signature"), "{html}");

    // Whoever deletes the reply takes it back.
    rig.tell(&vera, &vera.activity("Delete", 3, reply["id"].clone())).await;
    assert!(!shown(&rig, &post).await[0].counts);
}

#[tokio::test]
async fn a_boost_of_just_anybody_is_no_endorsement() {
    let rig = Rig::start().await;
    let post = statement(&rig).await;
    let (tom, vera) = (rig.third.actor("tom"), rig.vic.actor("vera"));
    rig.follows(&rig.coalition().await, &vera).await;
    let boost = |actor: &crate::support::peer::Actor| {
        let mut announce = actor.activity("Announce", 1, json!(post.uri.as_str()));
        announce["to"] = json!([crate::support::peer::PUBLIC]);
        announce
    };
    rig.tell(&tom, &boost(&tom)).await;
    assert!(received(&rig).await.is_empty());
    rig.tell(&vera, &boost(&vera)).await;
    let candidate = waiting(&rig).await;
    assert_eq!(candidate.way, Way::Boost);
    endorsements::accept(&rig.cx(), None, candidate.id).await.expect("accepted");
    assert!(shown(&rig, &post).await[0].counts);
    rig.tell(&vera, &vera.activity("Undo", 2, boost(&vera))).await;
    assert!(!shown(&rig, &post).await[0].counts);
}
