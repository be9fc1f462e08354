//! The pages of events with the same five kinds of data.

use askama::Template;

use super::specimens::{Temper, card, coalition_name, page};
use crate::web::views::card::CardKind;
use crate::web::views::event::{EventPage, EventSummary, EventsPage};
use crate::web::views::page::Link;

/// The next few events as they stand on other pages.
pub fn coming(temper: Temper) -> Vec<EventSummary> {
    (0..temper.many(5)).map(|_| event(temper)).collect()
}

/// An event as it stands in a list.
fn event(temper: Temper) -> EventSummary {
    EventSummary {
        name: temper.line("March for the river"),
        language: temper.language(),
        path: "/events/7301".to_owned(),
        starts: "2026-12-05T14:00:00+01:00".to_owned(),
        when: temper.line("5 December 2026, 14:00 to 16:00 (Europe/Budapest)"),
        place: temper.line("Main Square"),
        is_cancelled: temper == Temper::Long,
    }
}

fn event_page(temper: Temper) -> EventPage {
    EventPage {
        page: page(temper),
        card: card(temper, CardKind::Website),
        by: Link { words: coalition_name(temper), target: "/@rivers".to_owned() },
        name: temper.line("March for the river"),
        language: temper.language(),
        is_cancelled: temper == Temper::Long,
        facts: (0..temper.many(2))
            .map(|index| (["When", "Where"][index], temper.line("Main Square, Vác")))
            .collect(),
        starts: "2026-12-05T14:00:00+01:00".to_owned(),
        about_html: temper.body(),
        yes_count: if temper == Temper::Empty { 0 } else { 1_204 },
        maybe_count: if temper == Temper::Empty { 0 } else { 17 },
        calendar_path: "/events/7301/event.ics".to_owned(),
        feed_path: "/events/7301/feed.atom".to_owned(),
        post_path: temper.option("/@rivers/7302".to_owned()),
    }
}

fn events_page(temper: Temper) -> EventsPage {
    EventsPage {
        page: page(temper),
        card: card(temper, CardKind::Website),
        name: coalition_name(temper),
        path: "/@rivers".to_owned(),
        calendar_path: "/@rivers/events.ics".to_owned(),
        feed_path: "/@rivers/events/feed.atom".to_owned(),
        events: (0..temper.many(3)).map(|_| event(temper)).collect(),
    }
}

/// Every page of events by name.
pub fn event_pages(temper: Temper) -> Vec<(String, askama::Result<String>)> {
    vec![
        ("event".to_owned(), event_page(temper).render()),
        ("events".to_owned(), events_page(temper).render()),
    ]
}
