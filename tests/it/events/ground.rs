//! What the tests of events stand on: an event to come, and how many answered to it.

use antiphon::domain::event::EventPlan;
use antiphon::domain::ids::EventId;
use antiphon::domain::time::{DAY, HOUR, Time};
use antiphon::domain::zone::Zone;
use antiphon::service::event_answers;
use antiphon::service::events::{self, Called};

use crate::support::rig::Rig;

pub fn plan(rig: &Rig) -> EventPlan {
    plan_at(rig.cx().now())
}

/// An event of the week after this time.
pub fn plan_at(now: Time) -> EventPlan {
    EventPlan {
        name: "March for the river".to_owned(),
        about: "Bring **water**.".to_owned(),
        language: "en".to_owned(),
        starts: now.plus(7 * DAY),
        ends: Some(now.plus(7 * DAY + 2 * HOUR)),
        zone: Zone::parse("Europe/Budapest").expect("a zone"),
        place: "Main Square".to_owned(),
        address: "1 Main Square, Vác".to_owned(),
        online: String::new(),
    }
}

pub async fn call(rig: &Rig, campaign: Option<&str>) -> Called {
    events::call(&rig.cx(), None, campaign, plan(rig)).await.expect("it is called")
}

pub fn path(id: EventId) -> String {
    format!("/events/{id}")
}

pub async fn answers(rig: &Rig, id: EventId) -> (u64, u64) {
    let answers = event_answers::answers(&rig.opened.app, id).await.expect("counts");
    (answers.yes, answers.maybe)
}
