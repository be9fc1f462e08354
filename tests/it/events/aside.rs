//! Answers of somebody who is suspended here: they count no more at once, and count again when that is lifted.

use antiphon::domain::event::Answer;
use antiphon::service::{event_answers, members, suspensions};
use antiphon::store;
use serde_json::json;

use super::ground::{answers, call, path};
use crate::support::databases;
use crate::support::rig::Rig;

#[tokio::test]
async fn whoever_is_suspended_comes_to_nothing_and_is_counted_again_when_that_is_lifted() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let app = &rig.opened.app;
        let (first, second) = (call(&rig, None).await.event.id, call(&rig, None).await.event.id);
        let (vera, sam) = (rig.vic.actor("vera"), rig.third.actor("sam"));
        for (number, actor, kind, id) in
            [(1, &vera, "Join", first), (2, &vera, "TentativeJoin", second), (1, &sam, "Join", first)]
        {
            rig.tell(actor, &actor.activity(kind, number, json!(rig.url(&path(id))))).await;
        }
        let counted = async || (answers(&rig, first).await, answers(&rig, second).await);
        assert_eq!(counted().await, ((2, 0), (0, 1)));
        let known = store::accounts::find_by_uri(&app.store, &vera.id).await.expect("reads").expect("known");

        suspensions::suspend(app, None, known.id).await.expect("suspended");
        assert_eq!(counted().await, ((1, 0), (0, 0)), "the others go on to count");
        rig.tell(&vera, &vera.activity("Join", 3, json!(rig.url(&path(first))))).await;
        assert_eq!(counted().await, ((1, 0), (0, 0)), "another word of theirs changes nothing");

        suspensions::lift(app, None, known.id).await.expect("lifted");
        assert_eq!(counted().await, ((2, 0), (0, 1)));
        suspensions::suspend(app, None, known.id).await.expect("suspended");
        rig.tell(&vera, &vera.activity("Delete", 9, json!(vera.id))).await;
        suspensions::lift(app, None, known.id).await.expect("lifted");
        assert_eq!(counted().await, ((1, 0), (0, 0)), "what they erased meanwhile is erased");
    }
}

#[tokio::test]
async fn a_member_who_is_suspended_comes_to_nothing_and_is_counted_again() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let app = &rig.opened.app;
        let id = call(&rig, None).await.event.id;
        members::add(app, "mara", "member").await.expect("the name is free");
        event_answers::answer_of(app, "mara", id, Some(Answer::Yes)).await.expect("answers");
        members::suspend(app, "mara").await.expect("suspends");
        assert_eq!(answers(&rig, id).await, (0, 0));
        members::unsuspend(app, "mara").await.expect("lets back");
        assert_eq!(answers(&rig, id).await, (1, 0));
    }
}
