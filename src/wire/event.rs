//! The document of an event (FEP-8a8e). Where it takes place is said in `summary` as well: servers that show nothing but the
//! name and the first lines of an event then tell their readers where to go.

use serde_json::{Value, json};

use super::actor_out::drop_empty;
use super::context;
use crate::domain::audience::PUBLIC;
use crate::domain::event::{Event, EventState, ends_at};

/// What a document of an event is made of besides the event.
#[derive(Clone, Copy, Debug)]
pub struct EventOut<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its page.
    pub page: &'a str,
    /// Who calls.
    pub actor: &'a str,
    /// The collection of those who follow the caller.
    pub followers: Option<&'a str>,
    /// The text about it, sanitised HTML.
    pub about_html: &'a str,
    /// When and where, sanitised HTML in the language of the event.
    pub summary_html: &'a str,
    /// The readable post beside it.
    pub note: Option<&'a str>,
    /// How many approvals it met; who gave them is told to nobody.
    pub quorum: Option<u32>,
}

/// The document.
pub fn document(event: &Event, out: &EventOut<'_>) -> Value {
    let plan = &event.plan;
    let mut object = json!({
        "@context": context::event(),
        "id": out.id,
        "type": "Event",
        "attributedTo": out.actor,
        "organizers": [out.actor],
        "to": [PUBLIC],
        "cc": out.followers.map(|followers| json!([followers])),
        "name": plan.name,
        "summary": out.summary_html,
        "content": (!out.about_html.is_empty()).then_some(out.about_html),
        "contentMap": (!out.about_html.is_empty()).then(|| json!({&plan.language: out.about_html})),
        "startTime": plan.zone.rfc3339(plan.starts),
        // A program has to know when to forget it; people are told only what somebody said.
        "endTime": plan.zone.rfc3339(ends_at(plan)),
        "displayEndTime": plan.ends.is_some(),
        "timezone": plan.zone.name(),
        "eventStatus": match event.state {
            EventState::Planned => "CONFIRMED",
            EventState::Cancelled => "CANCELLED",
        },
        "joinMode": "free",
        "location": locations(event),
        "url": out.page,
        "published": event.created_at.rfc3339(),
        "updated": (event.changed_at > event.created_at).then(|| event.changed_at.rfc3339()),
        "quorum": out.quorum.map(|met| json!({"met": met})),
        "preview": out.note.map(|note| json!({"type": "Link", "href": note})),
    });
    drop_empty(&mut object);
    object
}

fn locations(event: &Event) -> Value {
    let plan = &event.plan;
    let mut all = Vec::new();
    if !plan.place.is_empty() || !plan.address.is_empty() {
        let mut place = json!({
            "type": "Place",
            "name": if plan.place.is_empty() { &plan.address } else { &plan.place },
            "address": plan.address,
        });
        drop_empty(&mut place);
        all.push(place);
    }
    if !plan.online.is_empty() {
        all.push(json!({"type": "VirtualLocation", "url": plan.online}));
    }
    match all.len() {
        1 => all.remove(0),
        _ => Value::Array(all),
    }
}

/// Somebody may come: the answer to their `Join`.
pub fn accept_join(id: &str, actor: &str, join: &str, by: &str) -> Value {
    json!({
        "@context": context::plain(), "id": id, "type": "Accept", "actor": actor,
        "object": {"id": join, "type": "Join", "actor": by}, "to": [by],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::EventPlan;
    use crate::domain::ids::{AccountId, EventId};
    use crate::domain::time::Time;
    use crate::domain::zone::{WallTime, Zone};

    fn event(ends: Option<&str>) -> Event {
        let zone = Zone::parse("Europe/Budapest").expect("a zone");
        let at = |text: &str| zone.moment(WallTime::parse(text).expect("a time"));
        Event {
            id: EventId(1),
            account: AccountId(1),
            campaign: None,
            note: None,
            plan: EventPlan {
                name: "March".to_owned(),
                about: String::new(),
                language: "en".to_owned(),
                starts: at("2026-12-05T14:00"),
                ends: ends.map(at),
                zone,
                place: "Main Square".to_owned(),
                address: String::new(),
                online: "https://meet.test/march".to_owned(),
            },
            state: EventState::Planned,
            created_at: Time(0),
            changed_at: Time(0),
        }
    }

    const OUT: EventOut<'static> = EventOut {
        id: "https://us.test/events/1",
        page: "https://us.test/events/1",
        actor: "https://us.test/actors/river",
        followers: None,
        about_html: "",
        summary_html: "<p>Saturday</p>",
        note: None,
        quorum: Some(2),
    };

    #[test]
    fn it_says_when_by_the_clock_of_the_place() {
        let document = document(&event(Some("2026-12-05T16:30")), &OUT);
        assert_eq!(document["startTime"], "2026-12-05T14:00:00+01:00");
        assert_eq!(
            (&document["endTime"], &document["timezone"]),
            (&json!("2026-12-05T16:30:00+01:00"), &json!("Europe/Budapest"))
        );
        assert_eq!((&document["displayEndTime"], &document["type"]), (&json!(true), &json!("Event")));
        assert_eq!(document["location"][0]["name"], "Main Square");
        assert_eq!(document["location"][1]["url"], "https://meet.test/march");
        assert!(document.get("updated").is_none() && document.get("content").is_none());
    }

    #[test]
    fn an_end_that_nobody_told_is_not_shown() {
        let document = document(&event(None), &OUT);
        assert_eq!(
            (&document["displayEndTime"], &document["endTime"]),
            (&json!(false), &json!("2026-12-06T14:00:00+01:00"))
        );
    }

    #[test]
    fn every_term_of_it_is_defined() {
        let document = document(&event(None), &OUT);
        let terms = &document["@context"][2];
        let of_as2 = [
            "@context",
            "id",
            "type",
            "attributedTo",
            "to",
            "cc",
            "name",
            "summary",
            "content",
            "contentMap",
            "startTime",
            "endTime",
            "location",
            "url",
            "published",
            "updated",
            "preview",
        ];
        for term in document.as_object().expect("an object").keys() {
            assert!(of_as2.contains(&term.as_str()) || terms.get(term).is_some(), "{term}");
        }
        assert_eq!(document["quorum"], json!({"met": 2}));
        for term in ["address", "VirtualLocation", "met"] {
            assert!(terms.get(term).is_some(), "{term}");
        }
    }
}
