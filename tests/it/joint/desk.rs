//! The desk: what waits, what is said before anybody agrees, and that only those who may speak for the house decide.

use antiphon::domain::account::ActorKind;
use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::joint::{JointState, Side};
use antiphon::domain::uri::Uri;
use antiphon::service::{accounts, campaigns, members};
use antiphon::store::joint::NewJoint;
use antiphon::store::{self, Store};
use http::StatusCode;

use crate::campaigns::ground::{HANDLE, plan};
use crate::support::lists;
use crate::web::house::House;

/// An invitation of a campaign elsewhere, as if it had come.
async fn invitation(house: &House) -> String {
    let app = &house.opened.app;
    let mut lead = accounts::coalition(app).await.expect("the coalition");
    lead.id = app.account_id();
    lead.uri = Uri::parse("https://north.example/actors/river").expect("an id");
    lead.kind = ActorKind::Group;
    (lead.username, lead.host) = ("river".to_owned(), Some("north.example".to_owned()));
    lead.url = Some("javascript:alert(1)".to_owned());
    let id = app.row_id();
    let new = NewJoint {
        id,
        side: Side::Partner,
        campaign: None,
        uri: "https://north.example/actors/river#joint-1",
        name: "<b>River</b> of the north",
        lead: lead.id,
        state: JointState::Invited,
        offer_uri: Some("https://north.example/activities/1"),
        secret: None,
        at: app.now(),
    };
    let store: &Store = &app.store;
    let mut tx = store.begin().await.expect("begins");
    store::accounts::save(&mut tx, &lead).await.expect("saved");
    store::joint::insert(&mut tx, &new).await.expect("saved");
    tx.commit().await.expect("commits");
    id.to_string()
}

#[tokio::test]
async fn an_invitation_is_answered_at_the_desk_by_those_who_speak_for_the_house() {
    let house = House::open().await;
    let owner = house.owner().await;
    let id = invitation(&house).await;
    let none = house.visit(&owner, "/desk/joint").await;
    assert!(none.body.contains("none does now") && !none.body.contains("value=\"accept\""), "{}", none.body);
    campaigns::create(&house.opened.app, None, HANDLE, plan()).await.expect("a draft");
    campaigns::step(&house.opened.federation.to_request_data(), None, HANDLE, CampaignState::Gathering)
        .await
        .expect("it opens");
    let state = async || lists::joint(&house.opened.app).await.expect("a list").remove(0).record.state;
    let desk = house.visit(&owner, "/desk/joint").await;
    assert_eq!(desk.status, StatusCode::OK, "{}", desk.body);
    assert!(
        desk.body.contains("&#60;b&#62;River&#60;/b&#62; of the north") && !desk.body.contains("javascript:")
    );
    assert!(desk.body.contains("No name, no address"), "what it means is said before");
    assert!(desk.body.contains("value=\"clean-river\""), "our own campaign can be chosen: {}", desk.body);

    members::add(&house.opened.app, "mo", "moderator").await.expect("a member");
    let mo = house.sign_in("mo").await;
    assert_eq!(house.visit(&mo, "/desk/joint").await.status, StatusCode::FORBIDDEN);
    for (browser, csrf) in [(&mo, mo.csrf.as_str()), (&owner, "x")] {
        let form = [("csrf", csrf), ("do", "accept"), ("id", &id), ("with", HANDLE)];
        assert_eq!(house.post(browser, "/desk/joint", &form, &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(state().await, JointState::Invited, "nothing happened");
    }
    let csrf = owner.csrf.as_str();
    for (form, status) in [
        (
            [("csrf", csrf), ("do", "accept"), ("id", &id), ("with", "no-such")],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        ([("csrf", csrf), ("do", "accept"), ("id", "17"), ("with", HANDLE)], StatusCode::NOT_FOUND),
        ([("csrf", csrf), ("do", "remove"), ("id", &id), ("with", "")], StatusCode::NOT_FOUND),
        ([("csrf", csrf), ("do", "leave"), ("id", &id), ("with", "")], StatusCode::UNPROCESSABLE_ENTITY),
        ([("csrf", csrf), ("do", "jump"), ("id", &id), ("with", "")], StatusCode::BAD_REQUEST),
    ] {
        let answer = house.post(&owner, "/desk/joint", &form, &[]).await;
        assert_eq!((answer.status, state().await), (status, JointState::Invited), "{form:?}");
    }
    let accept = [("csrf", csrf), ("do", "accept"), ("id", &id), ("with", HANDLE)];
    let done = house.post(&owner, "/desk/joint", &accept, &[]).await;
    assert_eq!(done.header("location"), "/desk/joint?done=1", "{}", done.body);
    assert_eq!(state().await, JointState::Joined);
    let leave = [("csrf", csrf), ("do", "leave"), ("id", &id)];
    let done = house.post(&owner, "/desk/joint", &leave, &[]).await;
    assert_eq!((done.status, state().await), (StatusCode::SEE_OTHER, JointState::Left));

    let invite = [("csrf", csrf), ("do", "invite"), ("campaign", HANDLE), ("partner", "<nobody>")];
    let wrong = house.post(&owner, "/desk/joint", &invite, &[]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"&#60;nobody&#62;\"") && wrong.body.contains("href=\"#partner\""));
    assert_eq!(lists::joint(&house.opened.app).await.expect("a list").len(), 1);
}
