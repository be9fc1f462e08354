//! Being one campaign with others, where two must approve: both pages name both campaigns, so it is the coalition speaking.

use antiphon::domain::draft::{DraftState, Purpose};
use antiphon::domain::joint::JointState;
use antiphon::domain::refusal::Refusal;
use antiphon::service::drafts::{self, Aside, DraftRecord};
use antiphon::service::joint_drafts::{self, Done};
use antiphon::service::{Error, draft_publishing, joint};
use antiphon::store::audit;
use antiphon::store::members::MemberRecord;
use http::StatusCode;
use serde_json::json;

use super::ground::{ONE, OTHER, WRITER, approve, people, send, tally};
use crate::api::visitor::{Person, value_of};
use crate::campaigns::ground::{HANDLE, open};
use crate::joint::ground::{Partner, handle, house, listed, talk};
use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;

fn kept<T: std::fmt::Debug>(done: antiphon::service::Result<Done<T>>) -> DraftRecord {
    match done {
        Ok(Done::Draft(record)) => *record,
        other => panic!("it is no draft: {other:?}"),
    }
}

async fn publish(
    rig: &Rig,
    by: &MemberRecord,
    draft: &DraftRecord,
) -> antiphon::service::Result<DraftRecord> {
    Box::pin(draft_publishing::publish(&rig.cx(), Some(by), draft.id, &draft.digest)).await
}

#[tokio::test]
async fn one_alone_takes_part_nowhere_and_two_take_part_once() {
    for database in databases::both() {
        let (lead, rig) = (Rig::start().await, Rig::on(database, "").await);
        open(&lead, HANDLE).await;
        open(&rig, HANDLE).await;
        joint::invite(&lead.cx(), None, HANDLE, &handle(&rig)).await.expect("invited");
        talk(&[&lead, &rig]).await;
        let people = people(&rig).await;
        let (cx, id) = (rig.cx(), listed(&rig).await.record.id);
        let is_waiting = async || {
            talk(&[&rig, &lead]).await;
            listed(&rig).await.record.state == JointState::Invited
                && house(&lead).await.state == JointState::Invited
        };
        // A door that forgets to ask is refused at the gate.
        let alone = joint::accept(&cx, Some(people.2.id), id, HANDLE).await;
        assert!(alone.is_err_and(|e| e.to_string().contains('2')));
        assert!(is_waiting().await);

        let ask = async || {
            kept(Box::pin(joint_drafts::accept(&cx, Some(&people.0), id, HANDLE, Aside::default())).await)
        };
        let record = ask().await;
        assert_eq!((record.state, record.proposal.purpose), (DraftState::InReview, Purpose::JointJoining));
        let matter = record.proposal.joins.clone().expect("what is joined");
        assert_eq!((matter.campaign.as_str(), matter.invitation), (HANDLE, Some(id.0)));
        assert_eq!(matter.address, crate::campaigns::ground::actor_of(&lead, HANDLE));
        assert_eq!(ask().await.id, record.id, "asked twice it is one draft");
        approve(&rig, &people.1, &record).await;
        assert_eq!(tally(&rig, record.id).await, (1, false));
        assert!(publish(&rig, &people.1, &record).await.is_err(), "one of two is not enough");
        assert!(is_waiting().await);

        approve(&rig, &people.2, &record).await;
        let out = publish(&rig, &people.1, &record).await.expect("it takes part");
        assert_eq!(out.state, DraftState::Published);
        assert!(publish(&rig, &people.1, &record).await.is_err(), "once");
        talk(&[&rig, &lead]).await;
        assert_eq!(house(&lead).await.state, JointState::Joined);
        let log = audit::list(&rig.opened.app.store, 50).await.expect("a log");
        for action in ["draft.create", "draft.approve", "draft.publish", "joint.accept"] {
            assert!(log.iter().any(|line| line.action == action), "{action}");
        }
        // To take part no longer one person is enough.
        joint::leave(&cx, Some(people.1.id), id).await.expect("left");
        talk(&[&rig, &lead]).await;
        assert_eq!(house(&lead).await.state, JointState::Left);
    }
}

#[tokio::test]
async fn one_alone_invites_nobody_and_a_name_that_is_another_s_by_now_is_not_invited() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let _partner = Partner::at(&rig.vic, "north");
    let people = people(&rig).await;
    let (cx, name) = (rig.cx(), format!("@north@{}", rig.vic.authority()));
    let is_silent = async || {
        rig.delivered().await;
        rig.vic.received("Offer").is_empty() && lists::joint(&cx).await.expect("a list").is_empty()
    };
    let alone = joint::invite(&cx, Some(people.2.id), HANDLE, &name).await;
    assert!(alone.is_err_and(|e| e.to_string().contains('2')));
    assert!(is_silent().await);
    let nobody = joint_drafts::invite(&cx, Some(&people.0), HANDLE, "@nobody", Aside::default()).await;
    assert!(nobody.is_err() && lists::drafts(&cx, None).await.expect("a list").is_empty());

    let ask =
        async || kept(joint_drafts::invite(&cx, Some(&people.0), HANDLE, &name, Aside::default()).await);
    let record = ask().await;
    assert_eq!(record.proposal.purpose, Purpose::JointInvitation);
    approve(&rig, &people.1, &record).await;
    assert!(publish(&rig, &people.1, &record).await.is_err());
    assert!(is_silent().await);
    approve(&rig, &people.2, &record).await;
    publish(&rig, &people.1, &record).await.expect("invited");
    rig.delivered().await;
    let offers = rig.vic.received("Offer");
    assert_eq!(offers.len(), 1);
    let seen = format!("{offers:?} {:?}", rig.vic.seen());
    for name in [WRITER, ONE, OTHER] {
        assert!(!seen.contains(name), "{name} is on the wire");
    }

    // A draft for the same name, which now leads to another account: nobody approved that one.
    let mut other = record.proposal.clone();
    other.joins.as_mut().expect("whom").address = format!("http://{}/users/before", rig.vic.authority());
    let other = drafts::create(&cx, Some(&people.0), other, Aside::default()).await.expect("a draft");
    let other = drafts::submit(&cx, Some(&people.0), other.id).await.expect("in review");
    approve(&rig, &people.1, &other).await;
    approve(&rig, &people.2, &other).await;
    let why = publish(&rig, &people.1, &other).await;
    let expected = Refusal::new("refusal-joint-other").name("name", &name);
    assert!(matches!(why, Err(Error::Refused(why)) if why == expected));
    rig.delivered().await;
    assert_eq!(rig.vic.received("Offer").len(), 1);
}

#[tokio::test]
async fn the_desk_hands_in_who_stands_beside_whom() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let _partner = Partner::at(&rig.vic, "north");
    people(&rig).await;
    let (one, _) = Person::sign_in(&rig, ONE, "").await;
    let (other, _) = Person::sign_in(&rig, OTHER, "").await;
    let (room, name) = ("/desk/joint", format!("@north@{}", rig.vic.authority()));
    let before = one.visit(&rig, room).await.text;
    assert!(before.contains("Others must approve") && before.contains("Hand it in for approval"), "{before}");
    let form = [("do", "invite"), ("campaign", HANDLE), ("partner", name.as_str())];
    let handed = send(&rig, &one, room, room, &form).await;
    assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text);
    let all = lists::drafts(&rig.cx(), None).await.expect("a list");
    let path = format!("/desk/drafts/{}", all[0].id);
    let page = other.visit(&rig, &path).await.text;
    for part in ["Invitation to a joint campaign", &format!("@{HANDLE}"), &name, "Together with"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let act = async |who: &Person, wish: &str| {
        let digest = value_of(&who.visit(&rig, &path).await.text, "digest");
        send(&rig, who, &path, &path, &[("digest", &digest), ("do", wish)]).await
    };
    act(&one, "approve").await;
    rig.delivered().await;
    assert_eq!(json!(rig.vic.received("Offer")), json!([]));
    act(&other, "approve").await;
    let done = act(&other, "publish_now").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    rig.delivered().await;
    assert_eq!(rig.vic.received("Offer").len(), 1);
    let room = other.visit(&rig, room).await.text;
    assert!(room.contains("Invited") && room.contains(&name), "{room}");
}
