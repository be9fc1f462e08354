//! Handing in events and calls at the desk, and what the desk and an app refuse.

use antiphon::domain::call::CallState;
use antiphon::domain::draft::{DraftState, Purpose};
use antiphon::service::calls::{self, Readers};
use antiphon::service::{draft_matters, events, quorum};
use http::{Method, StatusCode};

use super::ground::{ONE, OTHER, WRITER, member, people, send, statements};
use super::matters::call;
use crate::api::visitor::{Asks as _, BACK, Person, Program, value_of};
use crate::events::plan;
use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;

const EVENT: [(&str, &str); 9] = [
    ("name", "March for the river"),
    ("starts", "2199-12-05T14:00"),
    ("ends", "2199-12-05T16:00"),
    ("zone", "Europe/Budapest"),
    ("place", "Main Square"),
    ("address", ""),
    ("online", ""),
    ("about", "Bring <b>water</b>."),
    ("language", "en"),
];
const CALL: [(&str, &str); 5] = [
    ("kind", "mirror"),
    ("title", "Who has room?"),
    ("text", "We need room."),
    ("language", "en"),
    ("readers", "everybody"),
];

fn with<'a>(form: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [form, more].concat()
}

async fn act(rig: &Rig, who: &Person, path: &str, wish: &str) -> StatusCode {
    let digest = value_of(&who.visit(rig, path).await.text, "digest");
    send(rig, who, path, path, &[("digest", &digest), ("do", wish)]).await.status
}

#[tokio::test]
async fn an_event_is_handed_in_approved_by_two_and_published_at_the_desk() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        people(&rig).await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (writer, one, other) = (sign_in(WRITER).await, sign_in(ONE).await, sign_in(OTHER).await);
        let form = writer.visit(&rig, "/desk/events/new").await;
        assert!(
            form.text.contains("value=\"hand_in\"") && !form.text.contains("Publish and call"),
            "{}",
            form.text
        );
        let refused = send(&rig, &one, "/desk/events/new", "/desk/events/new", &EVENT).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Hand it in as a draft") && refused.text.contains("Main Square"));
        let editor = send(&rig, &writer, "/desk/events/new", "/desk/events/new", &EVENT).await;
        assert_eq!(editor.status, StatusCode::FORBIDDEN, "an editor does not publish");
        assert!(
            lists::events(&rig.cx()).await.expect("a list").is_empty() && statements(&rig).await.is_empty()
        );

        let fields = with(&EVENT, &[("do", "hand_in"), ("note", "Please read")]);
        let handed = send(&rig, &writer, "/desk/events/new", "/desk/events/new", &fields).await;
        assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text);
        let path = handed.location().to_owned();
        let list = one.visit(&rig, "/desk/drafts").await.text;
        for part in [">Event<", "March for the river", "Main Square", "Europe/Budapest"] {
            assert!(list.contains(part), "{part} is not in {list}");
        }
        let page = one.visit(&rig, &path).await.text;
        for part in ["14:00", "Main Square", "Please read", "Bring", "/events/", "In review"] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains("<b>water"), "{page}");

        // The form of the draft has what it says; a change voids what was approved.
        assert_eq!(act(&rig, &one, &path, "approve").await, StatusCode::SEE_OTHER);
        let edit = format!("{path}/edit");
        let shown = writer.visit(&rig, &edit).await.text;
        assert!(shown.contains("value=\"2199-12-05T14:00\"") && shown.contains("Main Square"), "{shown}");
        let revision = value_of(&shown, "revision");
        let mut fields = with(&EVENT, &[("revision", &revision)]);
        fields[4] = ("place", "Town Hall");
        assert_eq!(send(&rig, &writer, &edit, &edit, &fields).await.location(), path);
        let overtaken = send(&rig, &writer, &edit, &edit, &fields).await;
        assert_eq!(overtaken.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody else was faster");
        assert_eq!(act(&rig, &other, &path, "approve").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(lists::events(&rig.cx()).await.expect("a list").is_empty());
        assert_eq!(act(&rig, &one, &path, "approve").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::SEE_OTHER);
        let event = lists::events(&rig.cx()).await.expect("a list").remove(0);
        assert_eq!(event.plan.place, "Town Hall");

        // Calling it off is handed in as well.
        let cancel = format!("/desk/events/{}/cancel", event.id);
        let refused = send(&rig, &one, &cancel, &cancel, &[("do", "cancel")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Hand it in as a draft"), "{}", refused.text);
        let handed = send(&rig, &writer, &cancel, &cancel, &[("do", "hand_in")]).await;
        assert!(handed.location().starts_with("/desk/drafts/"), "{}", handed.text);
        let page = one.visit(&rig, handed.location()).await.text;
        assert!(page.contains("Calling an event off") && page.contains("was called off"), "{page}");
        let change = format!("/desk/events/{}/edit", event.id);
        let refused = send(&rig, &one, &change, &change, &EVENT).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let now = events::find(&rig.cx(), event.id).await.expect("there").event;
        assert_eq!((now.plan, now.state, now.changed_at), (event.plan, event.state, event.changed_at));
    }
}

#[tokio::test]
async fn a_call_is_handed_in_and_closed_at_the_desk() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        people(&rig).await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (writer, one, other) = (sign_in(WRITER).await, sign_in(ONE).await, sign_in(OTHER).await);
        let room = "/desk/exchange";
        let refused = send(&rig, &one, room, room, &with(&CALL, &[("do", "publish")])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Hand it in as a draft"), "{}", refused.text);
        let handed = send(&rig, &writer, room, room, &with(&CALL, &[("do", "hand_in")])).await;
        assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text);
        assert!(calls::own(&rig.cx()).await.expect("a list").is_empty());
        let path = handed.location().to_owned();
        let page = one.visit(&rig, &path).await.text;
        for part in ["Call or idea", "Hosting a mirror", "We need room.", "Everybody", "#Mirror"] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        for who in [&one, &other] {
            assert_eq!(act(&rig, who, &path, "approve").await, StatusCode::SEE_OTHER);
        }
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::SEE_OTHER);
        let own = calls::own(&rig.cx()).await.expect("a list").remove(0);
        let at = format!("{room}/{}", own.post.id);
        let direct = send(&rig, &one, &at, &at, &[("do", "settle"), ("state", "closed")]).await;
        assert_eq!(direct.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(direct.text.contains("Hand it in as a draft"), "{}", direct.text);
        let handed = send(&rig, &writer, &at, &at, &[("do", "hand_in"), ("state", "closed")]).await;
        let path = handed.location().to_owned();
        assert!(one.visit(&rig, &path).await.text.contains("Closed"));
        let open = calls::find(&rig.cx(), own.post.id).await.expect("there");
        assert_eq!(open.call.state, CallState::Open);
        for who in [&one, &other] {
            assert_eq!(act(&rig, who, &path, "approve").await, StatusCode::SEE_OTHER);
        }
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::SEE_OTHER);
        let closed = calls::find(&rig.cx(), own.post.id).await.expect("there");
        assert_eq!(closed.call.state, CallState::Closed);

        // Other words for a call begin in the form of drafts, without the tags that we add.
        let form = writer.visit(&rig, &format!("/desk/drafts/new?call={}", own.post.id)).await;
        assert!(form.text.contains("We need room.") && !form.text.contains("#Mirror"), "{}", form.text);
    }
}

#[tokio::test]
async fn where_one_is_enough_an_editor_hands_in_and_a_spokesperson_publishes_at_once() {
    let rig = Rig::start().await;
    member(&rig, WRITER, "editor").await;
    member(&rig, ONE, "spokesperson").await;
    let writer = Person::sign_in(&rig, WRITER, "").await.0;
    let one = Person::sign_in(&rig, ONE, "").await.0;
    let new = "/desk/events/new";
    assert!(one.visit(&rig, new).await.text.contains("Publish and call"));
    assert_eq!(send(&rig, &one, new, new, &EVENT).await.location(), "/desk/events");
    assert_eq!(lists::events(&rig.cx()).await.expect("a list").len(), 1);
    // The button is pressed twice, and somebody else has changed it since the form was opened.
    let page = one.visit(&rig, new).await.text;
    let marks = [("csrf", value_of(&page, "csrf")), ("once", value_of(&page, "once"))];
    let mut twice: Vec<(&str, &str)> = marks.iter().map(|(name, value)| (*name, value.as_str())).collect();
    twice.extend(EVENT);
    for _ in 0..2 {
        let done = rig.send_form(new, &twice, &[("cookie", &one.cookie)]).await;
        assert_eq!(done.location(), "/desk/events");
    }
    let events = lists::events(&rig.cx()).await.expect("a list");
    assert_eq!(events.len(), 2, "one more");
    let edit = format!("/desk/events/{}/edit", events[0].id);
    let old = value_of(&one.visit(&rig, &edit).await.text, "seen");
    let moved = with(&EVENT, &[("place", "Town Hall")]);
    assert_eq!(send(&rig, &one, &edit, &edit, &moved).await.location(), "/desk/events");
    let overtaken = send(&rig, &one, &edit, &edit, &with(&EVENT, &[("seen", &old)])).await;
    assert_eq!(overtaken.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", overtaken.text);
    assert!(overtaken.text.contains("Somebody else has just changed this event"), "{}", overtaken.text);
    events::cancel(&rig.cx(), None, events[0].id).await.expect("called off");
    let form = writer.visit(&rig, new).await.text;
    assert!(form.contains("value=\"hand_in\"") && !form.contains("Publish and call"), "{form}");
    let handed = send(&rig, &writer, new, new, &with(&EVENT, &[("do", "hand_in")])).await;
    let path = handed.location().to_owned();
    assert_eq!(lists::events(&rig.cx()).await.expect("a list").len(), 2, "an editor publishes nothing");
    assert_eq!(act(&rig, &writer, &path, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::SEE_OTHER);
    assert_eq!(lists::events(&rig.cx()).await.expect("a list").len(), 3);
    let nobody = Person::new(&rig, "plain_member", "member").await;
    for path in [new, "/desk/drafts/new?call=1"] {
        assert_eq!(nobody.visit(&rig, path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let forged = with(&EVENT, &[("do", "hand_in"), ("csrf", "x")]);
    let answer = rig.send_form(new, &forged, &[("cookie", &writer.cookie)]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(lists::drafts(&rig.cx(), None).await.expect("a list").len(), 1);
}

#[tokio::test]
async fn an_app_changes_neither_the_post_of_an_event_nor_a_call() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let event = events::call(&cx, None, None, plan(&rig)).await.expect("called").event;
        let matter = call(&rig).call.expect("a call");
        let words = crate::campaigns::ground::words("Who?");
        let post =
            calls::publish(&cx, None, words, &matter.call, Readers::Everybody).await.expect("published");
        let owner = Person::new(&rig, ONE, "owner").await;
        let app = Program::new(&rig, "read write", BACK).await;
        let token = app.token(&rig, &owner, "read write", 1).await;
        quorum::set(&cx, None, 2).await.expect("two must approve");
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        for (id, status, edit, delete) in [
            (event.note.expect("a post"), 422, "Change the event", "/cancel"),
            (post.id, 403, "kept as draft", "Write a withdrawal at the desk"),
        ] {
            let path = format!("/api/v1/statuses/{id}");
            let edited = rig.ask(Method::PUT, &path, &headers, Some("{\"status\":\"Changed\"}")).await;
            assert_eq!(edited.status, status, "{}", edited.text);
            assert!(edited.text.contains(edit), "{}", edited.text);
            let deleted = rig.ask(Method::DELETE, &path, &headers, None).await;
            assert_eq!(deleted.status, status, "{}", deleted.text);
            assert!(deleted.text.contains(delete), "{}", deleted.text);
        }
        let all = statements(&rig).await;
        assert!(all.len() == 2 && all.iter().all(|post| post.version == 1), "{all:?}");
        let kept = lists::drafts(&cx, Some(DraftState::InReview)).await.expect("a list");
        assert!(kept.len() == 1 && kept.iter().all(|draft| draft.proposal.purpose == Purpose::Edit));
        let _ = draft_matters::about_call(&cx, post.id).await.expect("it is as it was");
    }
}
