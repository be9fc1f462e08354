//! Events and calls where two must approve: only a draft brings them out, and nothing but what was approved.

use antiphon::domain::call::{Call, CallKind, CallState};
use antiphon::domain::draft::{DraftState, Proposal, Purpose};
use antiphon::domain::event::{EventPlan, EventState};
use antiphon::domain::sector::Sector;
use antiphon::domain::time::{DAY, HOUR};
use antiphon::domain::zone::Zone;
use antiphon::service::calls::{self, Readers};
use antiphon::service::drafts::{self, Aside, DraftRecord, Saved};
use antiphon::service::{
    draft_approvals, draft_matters, draft_publishing, events, members, quorum, statements as said,
};
use antiphon::store::members::MemberRecord;
use serde_json::json;

use super::ground::{ONE, OTHER, WRITER, approve, approved, in_review, people, statements, tally};
use crate::api::visitor::{Asks as _, Person};
use crate::campaigns::ground::{HANDLE, follower, open, page, read, words};
use crate::events::plan;
use crate::support::databases;
use crate::support::lists;
use crate::support::peer::Peer;
use crate::support::rig::Rig;

pub fn call(rig: &Rig) -> Proposal {
    let call = Call {
        kind: CallKind::Mirror,
        state: CallState::Open,
        sectors: vec![Sector::DigitalRights],
        languages: vec!["en".to_owned()],
        until: Some(rig.clock.now_ms() + 30 * DAY),
        adopted: 0,
    };
    draft_matters::new_call(words("Who has a mirror?"), call, Readers::Everybody)
}

/// Another server with a reader of the coalition and a relay that gathers events.
async fn others(rig: &Rig) {
    let name = rig.coalition().await.username;
    follower(rig, &rig.vic, "vera", &name, "/inbox").await;
    let relay = rig.third.actor("relay");
    let mut document = rig.third.actor_document("relay", &relay);
    document["type"] = json!("Application");
    rig.third.serve("/users/relay", &document);
    rig.tell(&relay, &relay.activity("Follow", 1, json!(rig.url(&format!("/actors/{name}"))))).await;
}

fn told(peer: &Peer, kind: &str) -> Vec<String> {
    let kinds = peer.received(kind).into_iter();
    kinds.map(|one| one["object"]["type"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn publish(
    rig: &Rig,
    by: &MemberRecord,
    draft: &DraftRecord,
) -> antiphon::service::Result<DraftRecord> {
    Box::pin(draft_publishing::publish(&rig.cx(), Some(by), draft.id, &draft.digest)).await
}

async fn is_silent(rig: &Rig) -> bool {
    lists::events(&rig.cx()).await.expect("a list").is_empty()
        && calls::own(&rig.cx()).await.expect("a list").is_empty()
        && statements(rig).await.is_empty()
        && [&rig.vic, &rig.third].iter().all(|peer| peer.received("Create").is_empty())
}

#[tokio::test]
async fn one_approval_of_an_event_tells_nobody_and_two_call_people_once() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        others(&rig).await;
        let draft = in_review(&rig, &people.0, draft_matters::new_event(&rig.cx(), None, plan(&rig))).await;
        approve(&rig, &people.1, &draft).await;
        approve(&rig, &people.1, &draft).await;
        assert_eq!(tally(&rig, draft.id).await, (1, false), "the same person twice is one");
        let early = publish(&rig, &people.1, &draft).await;
        rig.delivered().await;
        assert!(early.is_err() && is_silent(&rig).await);

        let other = in_review(&rig, &people.0, draft_matters::new_event(&rig.cx(), None, plan(&rig))).await;
        let moved = draft_approvals::approve(&rig.cx(), &people.2, draft.id, &other.digest).await;
        assert!(moved.is_err(), "an approval of another draft");
        assert_eq!(tally(&rig, draft.id).await, (1, false));

        assert_eq!(approve(&rig, &people.2, &draft).await.state, DraftState::Approved);
        members::suspend(&rig.cx(), OTHER).await.expect("suspended");
        let lost = publish(&rig, &people.1, &draft).await;
        assert!(lost.is_err() && is_silent(&rig).await, "who is suspended has approved nothing");
        members::unsuspend(&rig.cx(), OTHER).await.expect("back");

        publish(&rig, &people.1, &draft).await.expect("published");
        assert!(publish(&rig, &people.1, &draft).await.is_err(), "once");
        rig.delivered().await;
        let list = lists::events(&rig.cx()).await.expect("a list");
        assert_eq!((list.len(), statements(&rig).await.len()), (1, 1));
        assert_eq!(list[0].id.0, draft.proposal.event.as_ref().expect("an event").id);
        assert_eq!(told(&rig.vic, "Create"), ["Note"]);
        let mut gathered = told(&rig.third, "Create");
        gathered.sort();
        assert_eq!(gathered, ["Event", "Note"]);
        let (_, document) = read(&rig, &format!("/events/{}", list[0].id)).await;
        let note = &statements(&rig).await[0];
        assert_eq!((&document["quorum"]["met"], note.details.quorum), (&json!(2), Some(2)));
        let (_, html) = page(&rig, &format!("/events/{}", list[0].id)).await;
        let seen = format!("{document} {html} {:?} {:?}", rig.vic.seen(), rig.third.seen());
        for name in [WRITER, ONE, OTHER] {
            assert!(!seen.contains(name), "{name} is on the wire");
        }
    }
}

#[tokio::test]
async fn another_hour_or_place_voids_every_approval_of_an_event() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        let first = plan(&rig);
        let draft = approved(&rig, &people, draft_matters::new_event(&rig.cx(), None, first.clone())).await;
        let mut known = draft.clone();
        for changed in [
            EventPlan { starts: first.starts.plus(60_000), ..first.clone() },
            EventPlan { place: "Town Hall".to_owned(), ..first.clone() },
            EventPlan { zone: Zone::UTC, ..first.clone() },
            first.clone(),
        ] {
            let mut proposal = known.proposal.clone();
            let matter = proposal.event.as_mut().expect("an event");
            // Which event it is about cannot be changed; that is kept as it was begun.
            (matter.plan, matter.id) = (changed.clone(), 1);
            let by = Some(&people.0);
            let saved =
                drafts::save(&rig.cx(), by, known.id, known.revision, proposal, Aside::default()).await;
            let Ok(Saved::Kept(now)) = saved else { panic!("{saved:?}") };
            let matter = now.proposal.event.as_ref().expect("an event");
            assert_eq!((matter.id, &matter.plan), (draft.proposal.event.as_ref().expect("one").id, &changed));
            assert_eq!((now.state, tally(&rig, draft.id).await), (DraftState::InReview, (0, false)));
            let old = draft_approvals::approve(&rig.cx(), &people.1, draft.id, &known.digest).await;
            assert!(old.is_err(), "an approval of an earlier revision");
            approve(&rig, &people.1, &now).await;
            approve(&rig, &people.2, &now).await;
            assert!(publish(&rig, &people.1, &known).await.is_err() && is_silent(&rig).await);
            known = *now;
        }
    }
}

#[tokio::test]
async fn an_event_of_a_campaign_changes_and_is_called_off_by_drafts_and_an_overtaken_one_does_nothing() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        let people = people(&rig).await;
        let cx = rig.cx();
        let new = draft_matters::new_event(&cx, Some(HANDLE), plan(&rig));
        let draft = approved(&rig, &people, new).await;
        publish(&rig, &people.1, &draft).await.expect("published");
        let id = lists::events(&cx).await.expect("a list")[0].id;
        let begin = async |purpose: Purpose, place: &str| {
            let mut proposal = draft_matters::about_event(&cx, id, purpose).await.expect("there");
            if let Some(matter) = proposal.event.as_mut().filter(|_| purpose == Purpose::EventChange) {
                place.clone_into(&mut matter.plan.place);
            }
            approved(&rig, &people, proposal).await
        };
        let change = begin(Purpose::EventChange, "Town Hall").await;
        let overtaken = begin(Purpose::EventChange, "River bank").await;
        let late = begin(Purpose::EventCancellation, "").await;
        publish(&rig, &people.1, &change).await.expect("published");
        for draft in [&overtaken, &late] {
            let refused = publish(&rig, &people.1, draft).await;
            assert!(refused.is_err_and(|why| why.to_string().contains("has changed since")));
            assert_eq!(drafts::find(&cx, draft.id).await.expect("there").state, DraftState::Approved);
        }
        let called = events::find(&cx, id).await.expect("there");
        assert_eq!(
            (called.event.plan.place.as_str(), called.event.state),
            ("Town Hall", EventState::Planned)
        );
        let cancellation = begin(Purpose::EventCancellation, "").await;
        publish(&rig, &people.1, &cancellation).await.expect("published");
        let (_, document) = read(&rig, &format!("/events/{id}")).await;
        assert_eq!((&document["eventStatus"], &document["quorum"]["met"]), (&json!("CANCELLED"), &json!(2)));
        let posts = said::list(&cx, &called.by, i64::MAX, 10).await.expect("a list");
        let note = posts.iter().find(|post| Some(post.id) == called.event.note).expect("the post beside it");
        assert!(note.main_text().html.contains("called off") && note.version == 3, "{:?}", note.main_text());
    }
}

#[tokio::test]
async fn a_call_is_published_changed_and_closed_by_drafts() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        others(&rig).await;
        let cx = rig.cx();
        let draft = in_review(&rig, &people.0, call(&rig)).await;
        approve(&rig, &people.1, &draft).await;
        assert!(publish(&rig, &people.1, &draft).await.is_err() && is_silent(&rig).await);
        // Another kind is something else to approve.
        let mut proposal = draft.proposal.clone();
        proposal.call.as_mut().expect("a call").call.kind = CallKind::Funds;
        let saved =
            drafts::save(&cx, Some(&people.0), draft.id, draft.revision, proposal, Aside::default()).await;
        let Ok(Saved::Kept(draft)) = saved else { panic!("{saved:?}") };
        assert_eq!(tally(&rig, draft.id).await, (0, false));
        approve(&rig, &people.1, &draft).await;
        approve(&rig, &people.2, &draft).await;
        publish(&rig, &people.1, &draft).await.expect("published");
        rig.delivered().await;
        let own = calls::own(&cx).await.expect("a list");
        assert_eq!((own.len(), own[0].call.kind, own[0].post.details.quorum), (1, CallKind::Funds, Some(2)));
        let id = own[0].post.id;
        let sent = rig.vic.received("Create").pop().expect("a call");
        assert_eq!(sent["object"]["need"], "funds");

        let mut change = draft_matters::about_call(&cx, id).await.expect("there");
        assert!(!change.texts[0].source.contains('#'), "the tags are ours: {}", change.texts[0].source);
        change.texts[0].source.push_str(" Until spring.");
        publish(&rig, &people.1, &approved(&rig, &people, change).await).await.expect("changed");
        let now = calls::find(&cx, id).await.expect("there");
        let text = now.post.main_text().source.clone().expect("a source");
        assert!(text.contains("Until spring.") && text.matches("#Funds").count() == 1, "{text}");

        let closing = draft_matters::settling(&cx, id, CallState::Closed).await.expect("there");
        let closing = in_review(&rig, &people.0, closing).await;
        approve(&rig, &people.1, &closing).await;
        assert!(publish(&rig, &people.1, &closing).await.is_err());
        assert_eq!(calls::find(&cx, id).await.expect("there").call.state, CallState::Open);
        approve(&rig, &people.2, &closing).await;
        publish(&rig, &people.1, &closing).await.expect("closed");
        rig.delivered().await;
        assert_eq!(calls::find(&cx, id).await.expect("there").call.state, CallState::Closed);
        let update = rig.vic.received("Update").pop().expect("an update");
        assert_eq!(update["object"]["state"], "closed");
        let seen = format!("{:?}", rig.vic.seen());
        assert!([WRITER, ONE, OTHER].iter().all(|name| !seen.contains(name)), "a name is on the wire");
    }
}

#[tokio::test]
async fn the_verbs_refuse_what_nobody_approved_also_where_the_post_of_an_event_is_gone() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let event = events::call(&cx, None, None, plan(&rig)).await.expect("called").event;
        let gone = events::call(&cx, None, None, plan(&rig)).await.expect("called").event;
        // As it was left by a version that took the post back alone.
        let mut tx = rig.opened.app.store.begin().await.expect("begins");
        let took = antiphon::store::posts::delete(&mut tx, gone.note.expect("a post")).await;
        took.expect("it goes");
        tx.commit().await.expect("commits");
        let Proposal { call: Some(matter), .. } = call(&rig) else { panic!("a call") };
        let post = calls::publish(&cx, None, words("Who?"), &matter.call, Readers::Everybody).await;
        let post = post.expect("published").id;
        quorum::set(&cx, None, 2).await.expect("two must approve");
        // The words of the post beside it stay the same, letter by letter.
        let split = EventPlan {
            place: "Main Square, 1 Main Square, Vác".to_owned(),
            address: String::new(),
            ..plan(&rig)
        };
        let split = EventPlan { starts: event.plan.starts, ends: event.plan.ends, ..split };
        let moved = EventPlan { place: "Town Hall".to_owned(), ..event.plan.clone() };
        let mut why = vec![
            events::call(&cx, None, None, plan(&rig)).await.map(drop),
            events::change(&cx, None, event.id, moved.clone()).await.map(drop),
            events::change(&cx, None, event.id, split).await.map(drop),
            events::change(&cx, None, gone.id, moved).await.map(drop),
            events::cancel(&cx, None, event.id).await.map(drop),
            events::cancel(&cx, None, gone.id).await.map(drop),
            calls::settle(&cx, None, post, CallState::Closed).await.map(drop),
        ];
        let again = calls::publish(&cx, None, words("Who?"), &matter.call, Readers::Everybody).await;
        why.push(again.map(drop));
        for (number, done) in why.into_iter().enumerate() {
            let sentence = done.expect_err("it is refused").to_string();
            assert!(sentence.contains("Hand it in as a draft"), "{number}: {sentence}");
        }
        let all = lists::events(&cx).await.expect("a list");
        let before = [(gone.id, &gone.plan), (event.id, &event.plan)];
        assert_eq!(all.len(), 2);
        for (id, plan) in before {
            let found = all.iter().find(|one| one.id == id).expect("it is there");
            assert_eq!((&found.plan, found.state), (plan, EventState::Planned));
        }
        assert_eq!(calls::own(&cx).await.expect("a list").len(), 1);
        assert_eq!(calls::find(&cx, post).await.expect("there").call.state, CallState::Open);
        assert_eq!(statements(&rig).await.iter().filter(|post| post.version > 1).count(), 0);

        // Approved, also the event whose post is gone is called off.
        let people = (
            super::ground::member(&rig, WRITER, "editor").await,
            super::ground::member(&rig, ONE, "spokesperson").await,
            super::ground::member(&rig, OTHER, "owner").await,
        );
        let off = draft_matters::about_event(&cx, gone.id, Purpose::EventCancellation).await.expect("there");
        publish(&rig, &people.1, &approved(&rig, &people, off).await).await.expect("called off");
        assert_eq!(events::find(&cx, gone.id).await.expect("there").event.state, EventState::Cancelled);
    }
}

#[tokio::test]
async fn an_event_that_has_begun_is_not_announced_at_its_planned_time() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        let cx = rig.cx();
        let draft = approved(&rig, &people, draft_matters::new_event(&cx, None, plan(&rig))).await;
        let at = cx.now().plus(8 * DAY);
        draft_publishing::schedule(&cx, Some(&people.1), draft.id, &draft.digest, at).await.expect("planned");
        rig.clock.advance(8 * DAY + HOUR);
        draft_publishing::publish_due(&cx).await.expect("a look");
        rig.wait_for("it is stopped", async || {
            drafts::find(&rig.cx(), draft.id).await.is_ok_and(|d| d.state == DraftState::InReview)
        })
        .await;
        let stopped = drafts::find(&cx, draft.id).await.expect("there");
        assert!(stopped.failure.is_some_and(|why| why.english.contains("has begun already")));
        assert!(is_silent(&rig).await);
        // Whoever looks why reads it in their own language.
        let (one, _) = Person::sign_in(&rig, ONE, "").await;
        for (lang, why) in [
            ("en", "has begun already"),
            ("es", "El acto ya ha empezado. Elige un momento que aún no haya llegado."),
        ] {
            let headers = [("cookie", one.cookie.as_str()), ("accept-language", lang)];
            let page =
                rig.ask(http::Method::GET, &format!("/desk/drafts/{}", draft.id), &headers, None).await.text;
            assert!(page.contains(why), "{why} is not in {page}");
        }
    }
}
