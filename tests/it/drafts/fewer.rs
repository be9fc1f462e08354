//! Asking for fewer approvals, where two must approve: it takes as many as are asked for now, and so one session that is stolen
//! or forced does not open the gate for itself.

use antiphon::domain::draft::{DraftState, Purpose};
use antiphon::domain::quorum::Fault;
use antiphon::domain::refusal::Refusal;
use antiphon::service::drafts::{self, Aside, DraftRecord};
use antiphon::service::quorum_drafts::{self, Done};
use antiphon::service::{Error, draft_approvals, draft_publishing, members, quorum, staff, statements};
use antiphon::store::audit;
use antiphon::store::members::MemberRecord;
use http::StatusCode;

use super::ground::{ONE, OTHER, approve, in_review, member, people, proposal, send, tally};
use crate::api::visitor::{Person, value_of};
use crate::campaigns::ground::words;
use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;

async fn fewer(rig: &Rig, by: &MemberRecord, to: u32) -> DraftRecord {
    match quorum_drafts::set(&rig.cx(), Some(by), to, Aside::default()).await {
        Ok(Done::Draft(record)) => *record,
        other => panic!("it is no draft: {other:?}"),
    }
}

async fn needed(rig: &Rig) -> u32 {
    quorum::needed(&rig.cx()).await.expect("a number")
}

async fn publish(
    rig: &Rig,
    by: &MemberRecord,
    draft: &DraftRecord,
) -> antiphon::service::Result<DraftRecord> {
    Box::pin(draft_publishing::publish(&rig.cx(), Some(by), draft.id, &draft.digest)).await
}

fn is_refused<T>(done: &antiphon::service::Result<T>, key: &'static str) -> bool {
    matches!(done, Err(Error::Refused(why)) if *why == Refusal::new(key))
}

#[tokio::test]
async fn one_owner_alone_does_not_lower_the_number_and_two_lower_it_once() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let (writer, one, owner) = people(&rig).await;
        // A door that forgets to ask is refused at the gate, an owner and the command line alike.
        for by in [Some(&owner), None] {
            assert!(quorum::set(&cx, by, 1).await.is_err_and(|e| e.to_string().contains('2')));
        }
        for by in [&writer, &one] {
            let done = quorum_drafts::set(&cx, Some(by), 1, Aside::default()).await;
            assert!(is_refused(&done, "refusal-draft-owner-decides"), "{}", by.role);
        }
        assert!(quorum_drafts::set(&cx, Some(&owner), 0, Aside::default()).await.is_err());
        assert_eq!(
            (needed(&rig).await, lists::drafts(&cx, None).await.expect("a list").len()),
            (2, 0),
            "nothing came of it"
        );

        let draft = fewer(&rig, &owner, 1).await;
        assert_eq!((draft.state, draft.proposal.purpose), (DraftState::InReview, Purpose::Quorum));
        let matter = draft.proposal.quorum.expect("numbers");
        assert_eq!((matter.from, matter.to), (2, 1));
        assert_eq!(fewer(&rig, &owner, 1).await.id, draft.id, "asked twice it is one draft");
        assert!(publish(&rig, &owner, &draft).await.is_err());
        approve(&rig, &owner, &draft).await;
        assert!(publish(&rig, &owner, &draft).await.is_err(), "one of two is not enough");
        let coalition = rig.coalition().await;
        assert!(statements::publish(&cx, Some(owner.id), &coalition, words("Alone")).await.is_err());
        assert_eq!((needed(&rig).await, super::ground::statements(&rig).await.len()), (2, 0));

        approve(&rig, &one, &draft).await;
        let out = publish(&rig, &one, &draft).await.expect("it is lowered");
        assert_eq!((out.state, needed(&rig).await), (DraftState::Published, 1));
        assert!(publish(&rig, &one, &draft).await.is_err(), "once");
        let log = audit::list(&cx.store, 50).await.expect("a log");
        let lowered = |line: &audit::AuditRecord| line.action == "quorum.set" && line.subject == "quorum 1";
        assert_eq!(log.iter().filter(|line| lowered(line)).count(), 1);
        assert!(log.iter().any(|line| line.action == "draft.publish"));
        // More is one owner's word.
        let more = quorum_drafts::set(&cx, Some(&owner), 3, Aside::default()).await;
        assert!(matches!(more, Ok(Done::Now(number)) if *number == 3));
        assert_eq!(needed(&rig).await, 3);
        quorum::break_glass(&cx, None, 2).await.expect("in an emergency");
        let log = audit::list(&cx.store, 50).await.expect("a log");
        assert_eq!(needed(&rig).await, 2);
        assert_eq!(log.iter().filter(|line| line.action == "quorum.break_glass").count(), 1);
    }
}

#[tokio::test]
async fn what_was_approved_for_another_number_lowers_nothing() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (_, one, owner) = people(&rig).await;
        let third = member(&rig, "ngozi_w", "spokesperson").await;
        let draft = fewer(&rig, &owner, 1).await;
        approve(&rig, &owner, &draft).await;
        approve(&rig, &one, &draft).await;
        // Raised by an owner who has seen what is coming: these two are not three.
        quorum::set(&rig.cx(), Some(&owner), 3).await.expect("more");
        let done = publish(&rig, &one, &draft).await;
        assert!(done.is_err() && needed(&rig).await == 3);
        approve(&rig, &third, &draft).await;
        assert_eq!(tally(&rig, draft.id).await, (3, true));
        let done = publish(&rig, &one, &draft).await;
        assert!(is_refused(&done, "refusal-draft-quorum-changed"), "{done:?}");
        assert_eq!(needed(&rig).await, 3);
        let kept = drafts::find(&rig.cx(), draft.id).await.expect("it is there");
        assert_eq!(kept.state, DraftState::Approved, "nothing was taken");
    }
}

#[tokio::test]
async fn whoever_may_approve_only_since_then_does_not_approve_what_waits() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let (writer, one, owner) = people(&rig).await;
        let plain = member(&rig, "ngozi_w", "member").await;
        let draft = in_review(&rig, &writer, proposal("Waiting")).await;
        approve(&rig, &owner, &draft).await;
        rig.clock.advance(1_000);
        staff::set_role(&cx, &owner, &plain.username, "spokesperson").await.expect("a new role");
        let made = members::find(&cx, &plain.username).await.expect("there");
        let new = member(&rig, "tendai_x", "owner").await;
        // The owner signs in as somebody who could approve already.
        staff::link(&cx, &owner, ONE).await.expect("a link");
        for late in [&made, &new, &one] {
            let done = draft_approvals::approve(&cx, late, draft.id, &draft.digest).await;
            assert!(is_refused(&done, "refusal-draft-new-role"), "{}: {done:?}", late.username);
        }
        assert_eq!(tally(&rig, draft.id).await, (1, false));
        assert!(publish(&rig, &owner, &draft).await.is_err());
        assert_eq!(super::ground::statements(&rig).await.len(), 0);
        // What is written later they approve, and what they gave stays when they are let in again.
        let next = in_review(&rig, &writer, proposal("Later")).await;
        approve(&rig, &made, &next).await;
        rig.clock.advance(1_000);
        staff::link(&cx, &owner, &plain.username).await.expect("a link");
        assert_eq!(tally(&rig, next.id).await.0, 1);
        approve(&rig, &new, &next).await;
        publish(&rig, &new, &next).await.expect("it goes out");
        assert_eq!(super::ground::statements(&rig).await.len(), 1);
        let shown = drafts::show(&cx, draft.id).await.expect("there");
        assert!(shown.approvals.iter().all(|one| one.given.fault() != Some(Fault::NewRole)));
    }
}

#[tokio::test]
async fn the_desk_says_that_fewer_is_handed_in_and_shows_both_numbers() {
    let rig = Rig::start().await;
    people(&rig).await;
    let (owner, _) = Person::sign_in(&rig, OTHER, "").await;
    let (one, _) = Person::sign_in(&rig, ONE, "").await;
    let room = "/desk/drafts";
    assert!(owner.visit(&rig, room).await.text.contains("those who are asked now must approve"));
    let answer = send(&rig, &owner, room, room, &[("needed", "1")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = owner.visit(&rig, answer.location()).await.text;
    let all = lists::drafts(&rig.cx(), None).await.expect("a list");
    let path = format!("/desk/drafts/{}", all[0].id);
    for part in ["It is handed in as", &path, "Fewer approvals", "1 in place of 2"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!((all.len(), needed(&rig).await), (1, 2));
    let page = one.visit(&rig, &path).await.text;
    assert!(page.contains("Fewer approvals") && page.contains("1 in place of 2"), "{page}");
    let act = async |who: &Person, wish: &str| {
        let digest = value_of(&who.visit(&rig, &path).await.text, "digest");
        send(&rig, who, &path, &path, &[("digest", &digest), ("do", wish)]).await
    };
    act(&owner, "approve").await;
    act(&owner, "publish_now").await;
    assert_eq!(needed(&rig).await, 2);
    act(&one, "approve").await;
    act(&one, "publish_now").await;
    assert_eq!(needed(&rig).await, 1);
}
