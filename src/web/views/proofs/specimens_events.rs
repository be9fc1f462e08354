//! The pages of events and of answering to them with ordinary, empty, very long, hostile and Arabic data.

use askama::Template as _;

use crate::domain::event::{Answer, Answers};
use crate::web::views::card::CardKind;
use crate::web::views::desk::events::{DeskEvent, DeskEventsPage};
use crate::web::views::event::{EventPage, EventSummary, EventsPage, OwnAnswer};
use crate::web::views::form::{Field, Hidden};
use crate::web::views::guest::{
    GuestAnswer, GuestAnswerPage, GuestConfirmPage, GuestErasePage, GuestForm, GuestPage, GuestWaitPage,
};
use crate::web::views::page::{Link, Pager};

use super::specimens::{Temper, card, page};
use super::specimens_desk::desk;

fn name(temper: Temper) -> String {
    temper.name("March for the river", "مسيرة من أجل النهر")
}

/// An event in a list.
pub fn summary(temper: Temper) -> EventSummary {
    EventSummary {
        name: name(temper),
        language: temper.language(),
        path: "/events/1".to_owned(),
        starts: "2026-12-05T14:00:00+01:00".to_owned(),
        when: temper.line("5 December 2026, 14:00 to 16:00 (Europe/Budapest)"),
        place: temper.line("Main Square"),
        is_cancelled: temper == Temper::Long,
    }
}

/// The next few events as they stand on other pages.
pub fn coming(temper: Temper) -> Vec<EventSummary> {
    (0..temper.many(5)).map(|_| summary(temper)).collect()
}

fn form(temper: Temper, is_wrong: bool) -> GuestForm {
    let field = |name: &str, value: &str| {
        let field = Field::new(name, &temper.line(value));
        if is_wrong { field.with_error("Say how many people come: a number from 1 to 10") } else { field }
    };
    GuestForm {
        action: "/events/1/come".to_owned(),
        mail: field("guest-mail", "ann@example.org"),
        answer: field("guest-answer", "maybe"),
        people: field("guest-people", "3"),
        most_people: 10,
    }
}

fn own(temper: Temper, answer: Option<Answer>) -> OwnAnswer {
    OwnAnswer { action: "/events/1/answer".to_owned(), csrf: temper.line("secret"), answer }
}

fn event(temper: Temper, is_open: bool, own: Option<OwnAnswer>) -> EventPage {
    EventPage {
        page: page(temper),
        card: card(temper, CardKind::Website),
        by: Link {
            words: temper.name("River Coalition", "تحالف النهر"), target: "/@rivers".to_owned()
        },
        name: name(temper),
        language: temper.language(),
        is_cancelled: temper == Temper::Long,
        facts: vec![(temper.words().say("event-when"), temper.line("5 December 2026, 14:00"))],
        starts: "2026-12-05T14:00:00+01:00".to_owned(),
        about_html: temper.body(),
        yes_count: 1_234,
        maybe_count: if temper == Temper::Empty { 0 } else { 17 },
        is_open,
        guest: own.is_none().then(|| form(temper, false)),
        own,
        calendar_path: "/events/1/event.ics".to_owned(),
        feed_path: "/events/1/feed.atom".to_owned(),
        post_path: temper.option("/@rivers/7301".to_owned()),
    }
}

fn at_desk(temper: Temper) -> DeskEventsPage {
    let answers = |yes, maybe| Answers { yes, maybe };
    let event = |index: usize| DeskEvent {
        event: summary(temper),
        all: answers(1_234, 17),
        accounts: answers(1_000, 0),
        guests: if index == 0 { answers(234, 17) } else { Answers::default() },
        edit_path: temper.option("/desk/events/1/edit".to_owned()),
        cancel_path: temper.option("/desk/events/1/cancel".to_owned()),
    };
    DeskEventsPage {
        page: page(temper),
        desk: desk(temper),
        coming: (0..temper.many(2)).map(event).collect(),
        past: (0..temper.many(1)).map(event).collect(),
        pager: Pager {
            newer: temper.option("/desk/events#past".to_owned()),
            older: temper.option("/desk/events?before=1790000000000.7#past".to_owned()),
        },
    }
}

/// Every page of events that everybody may see, and the list of the desk.
pub fn event_pages(temper: Temper) -> Vec<(String, String)> {
    let guest = |is_wrong| GuestPage {
        page: page(temper),
        event: name(temper),
        event_path: "/events/1".to_owned(),
        form: form(temper, is_wrong),
    };
    let list = EventsPage {
        page: page(temper),
        card: card(temper, CardKind::Website),
        name: temper.name("River Coalition", "تحالف النهر"),
        path: "/@rivers".to_owned(),
        calendar_path: "/@rivers/events.ics".to_owned(),
        feed_path: "/@rivers/events/feed.atom".to_owned(),
        events: (0..temper.many(2)).map(|_| summary(temper)).collect(),
    };
    let wait = GuestWaitPage {
        page: page(temper),
        event: name(temper),
        action: "/events/1/come".to_owned(),
        fields: vec![Hidden { name: "guest-mail".to_owned(), value: temper.line("ann@example.org") }],
    };
    let confirm = GuestConfirmPage {
        page: page(temper),
        said: temper.line("3 people come to “March for the river”."),
        action: "/events/confirm/abc".to_owned(),
    };
    let answered = |what| GuestAnswerPage { page: page(temper), what };
    let counts = GuestAnswer::Counts {
        event: name(temper),
        event_path: "/events/1".to_owned(),
        calendar_path: "/events/1/event.ics".to_owned(),
        erase_path: "/events/erase/abc".to_owned(),
    };
    let pages = [
        ("event", event(temper, true, None).render()),
        ("event_over", event(temper, false, None).render()),
        ("event_own", event(temper, true, Some(own(temper, None))).render()),
        ("event_own_yes", event(temper, true, Some(own(temper, Some(Answer::Yes)))).render()),
        ("event_own_over", event(temper, false, Some(own(temper, Some(Answer::Maybe)))).render()),
        ("events", list.render()),
        ("desk_events", at_desk(temper).render()),
        ("guest", guest(false).render()),
        ("guest_errors", guest(true).render()),
        ("guest_wait", wait.render()),
        ("guest_confirm", confirm.render()),
        (
            "guest_erase",
            GuestErasePage { page: page(temper), action: "/events/erase/abc".to_owned() }.render(),
        ),
        ("guest_asked", answered(GuestAnswer::Asked).render()),
        ("guest_counts", answered(counts).render()),
        ("guest_erased", answered(GuestAnswer::Erased).render()),
        ("guest_stale", answered(GuestAnswer::Stale).render()),
        ("guest_over", answered(GuestAnswer::Over).render()),
        ("guest_full", answered(GuestAnswer::Full).render()),
    ];
    pages.into_iter().map(|(name, page)| (name.to_owned(), page.expect("it renders"))).collect()
}
