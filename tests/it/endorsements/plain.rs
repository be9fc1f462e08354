//! Organisations on servers that know no endorsements: a reply with the keyword, a boost; confirmed here, shown as unproven.

use antiphon::domain::endorsement::{EndorsementState, Way};
use antiphon::domain::post::Post;
use antiphon::service::campaign_voice::{self, Voice};
use antiphon::service::endorsements;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::api::visitor::Person;
use crate::campaigns::ground::{HANDLE, actor_of, open, page, words};
use crate::drafts::ground::send;
use crate::support::databases;
use crate::support::peer::{Actor, PUBLIC};
use crate::support::rig::Rig;

use super::ground::{received, shown, statement, waiting};

fn boost(actor: &Actor, number: u32, post: &Post) -> Value {
    let mut announce = actor.activity("Announce", number, json!(post.uri.as_str()));
    announce["to"] = json!([PUBLIC]);
    announce
}

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
    rig.tell(&tom, &boost(&tom, 1, &post)).await;
    assert!(received(&rig).await.is_empty());
    rig.tell(&vera, &boost(&vera, 1, &post)).await;
    let candidate = waiting(&rig).await;
    assert_eq!(candidate.way, Way::Boost);
    endorsements::accept(&rig.cx(), None, candidate.id).await.expect("accepted");
    assert!(shown(&rig, &post).await[0].counts);
    rig.tell(&vera, &vera.activity("Undo", 2, boost(&vera, 1, &post))).await;
    assert!(!shown(&rig, &post).await[0].counts);
}

#[tokio::test]
async fn whom_the_coalition_follows_endorses_what_a_campaign_says_by_a_boost() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let cx = rig.cx();
    let said = campaign_voice::publish(&cx, None, HANDLE, Voice::Campaign, words("The river"));
    let post = Box::pin(said).await.expect("published");
    let (tom, vera) = (rig.third.actor("tom"), rig.vic.actor("vera"));
    rig.follows(&rig.coalition().await, &vera).await;
    rig.tell(&tom, &boost(&tom, 1, &post)).await;
    assert!(received(&rig).await.is_empty(), "nobody follows him");
    rig.tell(&vera, &boost(&vera, 1, &post)).await;
    let candidate = waiting(&rig).await;
    assert_eq!((candidate.way, candidate.object_uri.as_str()), (Way::Boost, post.uri.as_str()));
}

#[tokio::test]
async fn whoever_was_asked_is_heard_though_their_server_knows_no_endorsements() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let post = statement(&rig).await;
        let (tom, vera) = (rig.third.actor("tom"), rig.vic.actor("vera"));
        let name = |peer: &crate::support::peer::Peer, name: &str| format!("@{name}@{}", peer.authority());
        let asked = endorsements::invite(&rig.cx(), None, post.uri.as_str(), &name(&rig.vic, "vera")).await;
        let asked = asked.expect("asked");
        assert_eq!((asked.state, asked.way), (EndorsementState::Asked, Way::Reply));
        let again = endorsements::invite(&rig.cx(), None, post.uri.as_str(), &name(&rig.vic, "vera")).await;
        assert!(again.is_err(), "once is enough");
        rig.delivered().await;
        assert!(rig.vic.received("Invite").is_empty(), "their server would not understand it");
        rig.tell(&tom, &boost(&tom, 1, &post)).await;
        assert_eq!(received(&rig).await.len(), 1, "he was not asked");
        rig.tell(&vera, &boost(&vera, 1, &post)).await;
        assert_eq!(waiting(&rig).await.way, Way::Boost);
        assert_eq!(received(&rig).await.len(), 1, "what was asked has its answer");

        // The desk says what is to be done instead.
        let owner = Person::new(&rig, "ona", "owner").await;
        let room = "/desk/endorsements";
        let before = owner.visit(&rig, room).await.text;
        assert!(before.contains("Said on their own server"), "what vera has said: {before}");
        let other = name(&rig.third, "tom");
        let form = [("do", "invite"), ("object", post.uri.as_str()), ("partner", other.as_str())];
        let done = send(&rig, &owner, room, room, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let told = owner.visit(&rig, done.location()).await.text;
        assert!(told.contains("nothing was sent") && told.contains("#endorse"), "{told}");
        assert_eq!(told.matches("Said on their own server").count(), 1, "tom has said nothing yet: {told}");
        rig.delivered().await;
        assert!(rig.third.received("Invite").is_empty());
        rig.tell(&tom, &boost(&tom, 2, &post)).await;

        // Nobody there could boost a campaign.
        open(&rig, HANDLE).await;
        let campaign = actor_of(&rig, HANDLE);
        let refused = endorsements::invite(&rig.cx(), None, &campaign, &name(&rig.third, "tom")).await;
        assert!(refused.is_err_and(|why| why.to_string().contains("cannot endorse a campaign")));
        assert_eq!(received(&rig).await.len(), 2);
    }
}
