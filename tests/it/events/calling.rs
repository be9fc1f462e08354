//! Events: who is told of them and how, how answers are counted, and what calendars and readers get.

use antiphon::domain::event::EventPlan;
use antiphon::domain::ids::EventId;
use antiphon::domain::time::{DAY, HOUR};
use antiphon::service::events::{self, Called};
use http::StatusCode;
use serde_json::{Value, json};

use super::ground::{answers, call, path, plan};
use crate::campaigns::ground::{HANDLE, follower, open, page, read};
use crate::support::databases;
use crate::support::lists;
use crate::support::peer::Actor;
use crate::support::rig::Rig;

async fn say(rig: &Rig, actor: &Actor, kind: &str, number: u32, id: EventId) {
    rig.tell(actor, &actor.activity(kind, number, json!(rig.url(&path(id))))).await;
}

#[tokio::test]
async fn people_get_a_post_and_programs_that_gather_events_get_the_event() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let relay = rig.third.actor("relay");
        let mut document = rig.third.actor_document("relay", &relay);
        document["type"] = json!("Application");
        rig.third.serve("/users/relay", &document);
        let follow = relay.activity("Follow", 1, json!(rig.url(&format!("/actors/{HANDLE}"))));
        rig.tell(&relay, &follow).await;
        let Called { event, .. } = call(&rig, Some(HANDLE)).await;
        rig.delivered().await;
        let kinds = |peer: &crate::support::peer::Peer| -> Vec<String> {
            let all = peer.received("Create").into_iter();
            all.map(|create| create["object"]["type"].as_str().unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(kinds(&rig.vic), ["Note"], "a person reads it once");
        let mut gathered = kinds(&rig.third);
        gathered.sort();
        assert_eq!(gathered, ["Event", "Note"]);
        let note = &rig.vic.received("Create")[0]["object"];
        let text = note["content"].as_str().expect("a text");
        for part in [
            "March for the river",
            "Main Square",
            "Europe/Budapest",
            &path(event.id),
            "<strong>water</strong>",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        let (status, document) = read(&rig, &path(event.id)).await;
        assert_eq!(
            (status, &document["type"], &document["timezone"]),
            (StatusCode::OK, &json!("Event"), &json!("Europe/Budapest"))
        );
        assert_eq!(document["proof"]["cryptosuite"], "eddsa-jcs-2022");
        assert_eq!(document["attributedTo"], rig.url(&format!("/actors/{HANDLE}")));

        let mut moved = event.plan.clone();
        moved.place = "Town Hall".to_owned();
        events::change(&rig.cx(), None, event.id, moved).await.expect("it changes");
        events::cancel(&rig.cx(), None, event.id).await.expect("it is called off");
        rig.delivered().await;
        let (_, document) = read(&rig, &path(event.id)).await;
        assert_eq!(
            (&document["eventStatus"], &document["location"]["name"]),
            (&json!("CANCELLED"), &json!("Town Hall"))
        );
        let updates = rig.vic.received("Update");
        let last = updates.iter().rfind(|update| update["object"]["type"] == "Note").expect("an edit");
        assert!(last["object"]["content"].as_str().expect("a text").contains("called off"));
        let again = events::change(&rig.cx(), None, event.id, plan(&rig)).await;
        assert!(again.is_err(), "what was called off stays so");
    }
}

#[tokio::test]
async fn answers_are_counted_once_for_each_and_nobody_is_listed() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let Called { event, .. } = call(&rig, None).await;
        let (vera, victor) = (rig.vic.actor("vera"), rig.vic.actor("victor"));
        say(&rig, &vera, "Join", 1, event.id).await;
        say(&rig, &vera, "Join", 2, event.id).await;
        say(&rig, &victor, "TentativeJoin", 1, event.id).await;
        assert_eq!(answers(&rig, event.id).await, (1, 1));
        rig.wait_for("both are welcomed", async || rig.vic.received("Accept").len() >= 2).await;
        let (_, html) = page(&rig, &path(event.id)).await;
        assert!(html.contains("1 person has said that they come"), "{html}");
        assert!(!html.contains("vera") && !html.contains("victor"));
        say(&rig, &vera, "Leave", 3, event.id).await;
        let undo = json!({"id": format!("{}/join/1", victor.id), "type": "Join", "actor": victor.id, "object": rig.url(&path(event.id))});
        rig.tell(&victor, &victor.activity("Undo", 4, undo)).await;
        assert_eq!(answers(&rig, event.id).await, (0, 0));
        // An event that is not there, one that is over, and one that was called off count nothing.
        let mallory = rig.evil.actor("mallory");
        say(&rig, &mallory, "Join", 1, EventId(1)).await;
        events::cancel(&rig.cx(), None, event.id).await.expect("it is called off");
        say(&rig, &mallory, "Join", 2, event.id).await;
        let other = call(&rig, None).await.event;
        rig.clock.advance(8 * DAY);
        say(&rig, &mallory, "Join", 3, other.id).await;
        assert_eq!((answers(&rig, event.id).await, answers(&rig, other.id).await), ((0, 0), (0, 0)));
    }
}

#[tokio::test]
async fn an_event_that_makes_no_sense_is_called_to_nobody() {
    let rig = Rig::start().await;
    let good = plan(&rig);
    let now = rig.cx().now();
    for (what, broken) in [
        ("no name", EventPlan { name: " ".to_owned(), ..good.clone() }),
        ("nowhere", EventPlan { place: String::new(), address: String::new(), ..good.clone() }),
        ("past", EventPlan { starts: now.plus(-HOUR), ends: None, ..good.clone() }),
        ("backwards", EventPlan { ends: Some(now), ..good.clone() }),
        ("endless", EventPlan { ends: Some(now.plus(100 * DAY)), ..good.clone() }),
        ("link", EventPlan { online: "javascript:alert(1)".to_owned(), ..good.clone() }),
        ("language", EventPlan { language: "no such".to_owned(), ..good.clone() }),
    ] {
        assert!(events::call(&rig.cx(), None, None, broken).await.is_err(), "{what}");
    }
    assert!(lists::events(&rig.opened.app).await.expect("lists").is_empty());
    assert_eq!(rig.posts_by(rig.coalition().await.uri.as_str()).await, 0, "no post stands beside it");
}

#[tokio::test]
async fn calendars_and_readers_get_it_whatever_stands_in_it() {
    let rig = Rig::start().await;
    let mut hostile = plan(&rig);
    hostile.name = "March <script>alert(1)</script>".to_owned();
    hostile.about = "<img src=x onerror=alert(1)> END:VCALENDAR".to_owned();
    hostile.place = "Square\r\nEND:VEVENT *bold* [x](javascript:alert(1))".to_owned();
    let Called { event, .. } = events::call(&rig.cx(), None, None, hostile).await.expect("it is called");
    let (status, html) = page(&rig, &path(event.id)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!html.contains("<script>alert") && !html.contains("onerror=alert(1)>"), "{html}");
    let (_, list) = page(&rig, "/@coalition/events").await;
    assert!(list.contains(&path(event.id)) && !list.contains("<script>alert"));
    for file in [format!("{}/event.ics", path(event.id)), "/@coalition/events.ics".to_owned()] {
        let answer = rig.http.get(rig.url(&file)).send().await.expect("an answer");
        assert_eq!(answer.headers()["content-type"], "text/calendar; charset=utf-8");
        let text = answer.text().await.expect("a text");
        let lines = |word: &str| text.split("\r\n").filter(|line| *line == word).count();
        assert_eq!((lines("BEGIN:VEVENT"), lines("END:VEVENT"), lines("END:VCALENDAR")), (1, 1, 1), "{text}");
    }
    for nothing in ["/events/1", "/events/x", "/events/1/event.ics", "/@nobody/events", "/actor/events.ics"] {
        assert_eq!(page(&rig, nothing).await.0, StatusCode::NOT_FOUND, "{nothing}");
    }
    let note = &read(&rig, &format!("/posts/{}", event.note.expect("a post"))).await.1;
    let content = note["content"].as_str().expect("a text");
    assert!(!content.contains("<a href=\"javascript") && !content.contains("<em>bold"), "{content}");
    let _: &Value = note;
}
