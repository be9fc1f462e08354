//! The post beside an event: it is changed and taken back with its event, and by no other way; if it is gone all the same, the
//! event is called off in a new one.

use antiphon::domain::draft::Purpose;
use antiphon::domain::event::EventState;
use antiphon::domain::post::Post;
use antiphon::service::events::{self, Called};
use antiphon::service::quorum::Leave;
use antiphon::service::{draft_matters, drafts, posts, quorum, statements};
use antiphon::store;
use http::{Method, StatusCode};
use serde_json::json;

use super::ground::{call, path};
use crate::api::visitor::{Asks as _, BACK, Person, Program};
use crate::campaigns::ground::{HANDLE, open, words};
use crate::drafts::ground::member;
use crate::support::databases;
use crate::support::rig::Rig;

async fn note(rig: &Rig, called: &Called) -> Post {
    let id = called.event.note.expect("a post");
    posts::visible(&rig.cx(), id, None).await.expect("it is there")
}

async fn state(rig: &Rig, called: &Called) -> EventState {
    events::find(&rig.cx(), called.event.id).await.expect("there").event.state
}

#[tokio::test]
async fn an_events_post_is_neither_edited_nor_corrected_nor_taken_back_by_itself() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        open(&rig, HANDLE).await;
        for campaign in [None, Some(HANDLE)] {
            let called = call(&rig, campaign).await;
            let before = note(&rig, &called).await;
            let (by, id) = (&called.by, before.id);
            let edit = statements::edit(&cx, None, by, id, words("Other")).await.expect_err("refused");
            let said = "What was wrong".into();
            let correct =
                statements::correct(&cx, None, by, id, words("Other"), said, Leave::BreakGlass).await;
            for refused in [edit.to_string(), correct.expect_err("refused").to_string()] {
                assert!(refused.contains(&format!("/desk/events/{}/edit", called.event.id)), "{refused}");
            }
            let withdraw = Box::pin(statements::withdraw(&cx, None, by, id)).await.expect_err("refused");
            let withdraw = withdraw.to_string();
            assert!(withdraw.contains(&format!("/desk/events/{}/cancel", called.event.id)), "{withdraw}");
            for purpose in [Purpose::Edit, Purpose::Correction, Purpose::Withdrawal] {
                assert!(drafts::about(&cx, id, purpose).await.is_err(), "{purpose:?}");
            }
            assert_eq!(note(&rig, &called).await, before, "nothing has changed");

            // Called off, it says so; then it may go.
            events::cancel(&cx, None, called.event.id).await.expect("it is called off");
            assert!(note(&rig, &called).await.main_text().html.contains("called off"));
            assert!(statements::edit(&cx, None, by, id, words("Other")).await.is_err(), "never edited");
            Box::pin(statements::withdraw(&cx, None, by, id)).await.expect("withdrawn");
            assert_eq!(state(&rig, &called).await, EventState::Cancelled, "the event stays");
        }
    }
}

#[tokio::test]
async fn an_app_of_the_coalition_is_told_where_an_events_post_is_changed() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let owner = Person::new(&rig, "ola", "owner").await;
        let app = Program::new(&rig, "read write", BACK).await;
        let token = app.token(&rig, &owner, "read write", 1).await;
        let called = call(&rig, None).await;
        let before = note(&rig, &called).await;
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let address = format!("/api/v1/statuses/{}", before.id);
        for needed in [1, 2] {
            quorum::set(&rig.cx(), None, needed).await.expect("a number");
            let edited = rig.ask(Method::PUT, &address, &headers, Some("{\"status\":\"Changed\"}")).await;
            assert!(edited.status.is_client_error(), "{}", edited.text);
            assert!(edited.text.contains(&format!("{}/edit", called.event.id)), "{}", edited.text);
            let deleted = rig.ask(Method::DELETE, &address, &headers, None).await;
            assert!(deleted.status.is_client_error(), "{}", deleted.text);
            assert!(deleted.text.contains(&format!("{}/cancel", called.event.id)), "{}", deleted.text);
            assert_eq!(note(&rig, &called).await, before, "nothing has changed");
        }
        assert!(crate::support::lists::drafts(&rig.cx(), None).await.expect("a list").is_empty());
    }
}

#[tokio::test]
async fn the_desk_leads_from_an_events_post_to_its_event() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        let owner = Person::new(&rig, "ola", "owner").await;
        for (campaign, list) in
            [(None, "/desk".to_owned()), (Some(HANDLE), format!("/desk/campaigns/{HANDLE}"))]
        {
            let called = call(&rig, campaign).await;
            let id = note(&rig, &called).await.id;
            let (at, event) = (format!("/desk/statements/{id}"), format!("/desk{}", path(called.event.id)));
            let page = owner.visit(&rig, &list).await.text;
            for what in ["edit", "cancel"] {
                assert!(page.contains(&format!("href=\"{event}/{what}\"")), "{list}: {page}");
            }
            for what in ["edit", "correct", "withdraw"] {
                assert!(!page.contains(&format!("href=\"{at}/{what}\"")), "{list} {what}");
                let led = owner.visit(&rig, &format!("{at}/{what}")).await;
                let to = if what == "withdraw" { "cancel" } else { "edit" };
                assert_eq!((led.status, led.location()), (StatusCode::SEE_OTHER, &*format!("{event}/{to}")));
            }
            let form = [("do", "withdraw")];
            let sent =
                crate::drafts::ground::send(&rig, &owner, &list, &format!("{at}/withdraw"), &form).await;
            assert!(sent.status.is_client_error(), "{}", sent.text);
            assert_eq!(state(&rig, &called).await, EventState::Planned);
            note(&rig, &called).await;
        }
    }
}

#[tokio::test]
async fn an_event_without_its_post_is_called_off_in_a_new_one() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let vera = rig.vic.actor("vera");
        let follow = vera.activity("Follow", 1, json!(rig.coalition().await.uri.as_str()));
        rig.tell(&vera, &follow).await;
        for by_draft in [false, true] {
            let called = call(&rig, None).await;
            // As it was left by a version that took the post back alone.
            let mut tx = rig.opened.app.store.begin().await.expect("begins");
            store::posts::delete(&mut tx, called.event.note.expect("a post")).await.expect("it goes");
            tx.commit().await.expect("commits");
            let alone = events::find(&cx, called.event.id).await.expect("there").event;
            assert_eq!((alone.note, alone.state), (None, EventState::Planned));
            if by_draft {
                let one = member(&rig, "sam", "spokesperson").await;
                let proposal = draft_matters::about_event(&cx, alone.id, Purpose::EventCancellation).await;
                let draft = draft_matters::hand_in(
                    &cx,
                    Some(&one),
                    proposal.expect("there"),
                    drafts::Aside::default(),
                );
                let draft = draft.await.expect("in review");
                let approve = antiphon::service::draft_approvals::approve;
                approve(&cx, &one, draft.id, &draft.digest).await.expect("approved");
                let publish =
                    antiphon::service::draft_publishing::publish(&cx, Some(&one), draft.id, &draft.digest);
                Box::pin(publish).await.expect("it goes out");
            } else {
                events::cancel(&cx, None, alone.id).await.expect("it is called off");
            }
            rig.delivered().await;
            let event = events::find(&cx, alone.id).await.expect("there").event;
            assert_eq!(event.state, EventState::Cancelled);
            let new = posts::visible(&cx, event.note.expect("a new post"), None).await.expect("there");
            assert!(new.main_text().html.contains("called off"), "{}", new.main_text().html);
            let told = rig.vic.received("Create");
            assert!(
                told.iter().any(|create| create["object"]["id"] == new.uri.as_str()),
                "followers read it"
            );
        }
    }
}
