//! Calling people to an event, telling when that changes, calling it off. The event and the readable post beside it are
//! written in one transaction, so that there is never one without the other, and a draft that is published is both.

use std::fmt::Write as _;

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::event::{self, Event, EventPlan, EventState};
use crate::domain::ids::{EventId, MemberId};
use crate::domain::language::Language;
use crate::domain::post::Post;
use crate::domain::statement::{Draft, DraftText};
use crate::domain::text::escape;
use crate::domain::time::Time;
use crate::domain::translation::Review;
use crate::domain::visibility::Visibility;
use crate::store::{Tx, audit, deliveries, events};
use crate::wire::event::{self as document, EventOut};
use crate::wire::{Json, activity};
use crate::words::Words;

use super::events::{Called, about, facts, find, uri};
use super::outbox::{self, Telling, To};
use super::posts::{Asked, Signers};
use super::quorum::{self, Leave};
use super::{Error, Result, statements};

/// What somebody hears whose draft was overtaken.
const CHANGED_SINCE: &str = "refusal-draft-event-changed";
/// What somebody hears who changes an event that somebody else has just changed.
const MEANWHILE: &str = "refusal-event-meanwhile";

/// Calls people to an event, as the coalition or as a campaign.
pub async fn call(
    cx: &Cx,
    member: Option<MemberId>,
    campaign: Option<&str>,
    plan: EventPlan,
) -> Result<Called> {
    call_by(cx, member, campaign, EventId(cx.next_id()), plan, Leave::Usual).await
}

/// The same with this id, by this leave.
pub async fn call_by(
    cx: &Cx,
    member: Option<MemberId>,
    campaign: Option<&str>,
    id: EventId,
    plan: EventPlan,
    leave: Leave<'_>,
) -> Result<Called> {
    let plan = event::check(plan, cx.now()).map_err(Error::refused)?;
    let words = words(cx, id, &plan, EventState::Planned)?;
    let (by, campaign) = match campaign {
        Some(handle) => {
            let public = super::campaigns::public(cx, handle).await?;
            (public.actor, Some(public.campaign.id))
        }
        None => (super::accounts::coalition(cx).await?, None),
    };
    let now = cx.now();
    let mut event = Event {
        id,
        account: by.id,
        campaign,
        note: None,
        plan,
        state: EventState::Planned,
        created_at: now,
        changed_at: now,
    };
    let beside = Beside { event: &event, by: &by, seen: None, action: "event.call", member, leave };
    let asked = Asked { leave, event: Some(&beside), ..Asked::default() };
    let note = super::posts::write_once(cx, member, &by, statements::checked(words)?, asked).await?;
    event.note = Some(note.id);
    Ok(Called { event, by })
}

/// Changes an event; those who were told hear of it.
pub async fn change(cx: &Cx, member: Option<MemberId>, id: EventId, plan: EventPlan) -> Result<Called> {
    change_by(cx, member, id, None, plan, Leave::Usual).await
}

/// The same, by this leave, if the event last changed at that time.
pub async fn change_by(
    cx: &Cx,
    member: Option<MemberId>,
    id: EventId,
    seen: Option<Time>,
    plan: EventPlan,
    leave: Leave<'_>,
) -> Result<Called> {
    let plan = event::check_changed(plan).map_err(Error::refused)?;
    let change = Change { action: "event.change", plan: Some(plan), state: EventState::Planned };
    Box::pin(revise(cx, member, (id, seen), change, leave)).await
}

/// Calls an event off. It stays readable, so that nobody waits at a place where nothing happens.
pub async fn cancel(cx: &Cx, member: Option<MemberId>, id: EventId) -> Result<Called> {
    cancel_by(cx, member, id, None, Leave::Usual).await
}

/// The same, by this leave, if the event last changed at that time.
pub async fn cancel_by(
    cx: &Cx,
    member: Option<MemberId>,
    id: EventId,
    seen: Option<Time>,
    leave: Leave<'_>,
) -> Result<Called> {
    let change = Change { action: "event.cancel", plan: None, state: EventState::Cancelled };
    Box::pin(revise(cx, member, (id, seen), change, leave)).await
}

/// What becomes of an event.
struct Change {
    action: &'static str,
    plan: Option<EventPlan>,
    state: EventState,
}

async fn revise(
    cx: &Cx,
    member: Option<MemberId>,
    (id, known): (EventId, Option<Time>),
    change: Change,
    leave: Leave<'_>,
) -> Result<Called> {
    let Called { event: seen, by } = find(cx, id).await?;
    if seen.state == EventState::Cancelled {
        return Err(Error::refused(event::Refusal::Cancelled));
    }
    if known.is_some_and(|known| known != seen.changed_at) {
        let is_drafted = !matches!(leave, Leave::Usual);
        return Err(Error::says(if is_drafted { CHANGED_SINCE } else { MEANWHILE }));
    }
    let mut event = seen.clone();
    event.plan = change.plan.unwrap_or(event.plan);
    event.state = change.state;
    if event == seen {
        // A draft that changes nothing must not wait for ever as if it had been published.
        return if leave.is_draft() {
            Err(Error::says("refusal-form-nothing-new"))
        } else {
            Ok(Called { event, by })
        };
    }
    event.changed_at = cx.now().max(seen.changed_at.plus(1));
    let (before, now) = (words(cx, id, &seen.plan, seen.state)?, words(cx, id, &event.plan, event.state)?);
    let told = (change.action, member, leave);
    if let Some(note) = seen.note.filter(|_| now != before) {
        let beside = Beside::again(&event, &seen, &by, told);
        let asked = Asked { leave, event: Some(&beside), ..Asked::default() };
        match super::posts::edit_as(cx, member, &by, note, statements::checked(now.clone())?, asked).await {
            Ok(_) => return Ok(Called { event, by }),
            // The post is gone; the event is told all the same.
            Err(Error::NotFound) => event.note = None,
            Err(e) => return Err(e),
        }
    }
    if event.note.is_none() && event.state == EventState::Cancelled {
        // Whoever has read the post that is gone reads a new one: nobody is to stand at a place where nothing happens.
        let beside = Beside::again(&event, &seen, &by, told);
        let asked = Asked { leave, event: Some(&beside), ..Asked::default() };
        let note = super::posts::write_once(cx, member, &by, statements::checked(now)?, asked).await?;
        event.note = Some(note.id);
        return Ok(Called { event, by });
    }
    let beside = Beside::again(&event, &seen, &by, told);
    let mut tx = cx.store.begin().await?;
    quorum::admit(cx, &mut tx, member, &by, leave, event.note).await?;
    beside.keep(cx, &mut tx, None).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(Called { event, by })
}

/// An event that is written in the transaction of the readable post beside it.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    event: &'a Event,
    by: &'a Account,
    /// What it was before, if it was there.
    seen: Option<&'a Event>,
    action: &'static str,
    member: Option<MemberId>,
    leave: Leave<'a>,
}

impl<'a> Beside<'a> {
    /// An event that was there before, as it is from now on.
    fn again(
        event: &'a Event,
        seen: &'a Event,
        by: &'a Account,
        (action, member, leave): (&'static str, Option<MemberId>, Leave<'a>),
    ) -> Self {
        Self { event, by, seen: Some(seen), action, member, leave }
    }

    /// Writes the event with its document, and tells the programs that gather events.
    pub(super) async fn keep(&self, app: &App, tx: &mut Tx, note: Option<&Post>) -> Result<()> {
        if let Some(seen) = self.seen {
            let present = events::lock(tx, seen.id).await?.ok_or(Error::NotFound)?;
            if present.changed_at != seen.changed_at {
                return Err(Error::says(MEANWHILE));
            }
        }
        let note_id = note.map(|note| note.id).or(self.event.note);
        let event = Event { note: note_id, ..self.event.clone() };
        let signers = Signers::of(app, self.by).await?;
        let uri = uri(app, event.id);
        let object = document::document(
            &event,
            &EventOut {
                id: &uri,
                page: &uri,
                actor: self.by.uri.as_str(),
                followers: self.by.followers.as_deref(),
                about_html: &about(app, &event.plan),
                summary_html: &facts_html(&event.plan),
                note: note_id.map(|id| app.url(&format!("/posts/{id}"))).as_deref(),
                quorum: self.leave.quorum(),
            },
        );
        let object: Json = signers.proven(app, Visibility::Public, object)?;
        events::save(tx, &event, &outbox::exact(&object)).await?;
        self.tell(app, tx, &signers, &uri, &object).await?;
        let (name, at) = (&event.plan.name, event.changed_at);
        Ok(audit::write(tx, app.row_id(), self.member, self.action, name, at).await?)
    }

    async fn tell(&self, app: &App, tx: &mut Tx, signers: &Signers, uri: &str, object: &Json) -> Result<()> {
        let id = app.activity_id();
        let activity_uri = outbox::activity_uri(app, id);
        let (kind, make): (_, fn(&str, &Json) -> Json) = match self.seen {
            None => ("Create", activity::create),
            Some(_) => ("Update", activity::update),
        };
        let activity = signers.proven(app, Visibility::Public, make(&activity_uri, object))?;
        let mut to = vec![To::GatherersOf(self.by.id)];
        if self.seen.is_some() {
            deliveries::supersede(tx, uri, id, app.now()).await?;
            to.push(To::Former);
        }
        let telling = Telling {
            id,
            uri: activity_uri,
            actor: self.by.id,
            kind,
            object_uri: uri,
            body: outbox::exact(&activity),
            is_public: true,
            to,
        };
        outbox::tell(app, tx, &signers.requests, telling).await
    }
}

fn facts_html(plan: &EventPlan) -> String {
    let words = Words::of_first(std::slice::from_ref(&plan.language));
    let lines = facts(plan, words);
    let lines = lines.iter().map(|(name, value)| format!("{}: {}", escape(name), escape(value)));
    format!("<p>{}</p>", lines.collect::<Vec<_>>().join("<br>"))
}

/// The readable post beside an event.
pub fn words(app: &App, id: EventId, plan: &EventPlan, state: EventState) -> Result<Draft> {
    let words = Words::of_first(std::slice::from_ref(&plan.language));
    let language = Language::parse(&plan.language).ok_or_else(|| Error::says("refusal-event-no-language"))?;
    let mut source = String::new();
    if state == EventState::Cancelled {
        source = format!("**{}**\n\n", words.say("event-cancelled"));
    }
    for (name, value) in facts(plan, words) {
        let _ = writeln!(source, "**{name}:** {}  ", markdown_safe(&value));
    }
    if !plan.about.trim().is_empty() {
        let _ = writeln!(source, "\n{}", plan.about.trim());
    }
    // Mastodon knows no answers to events. Whoever reads the post there is led to the page where they can answer.
    let _ = match state {
        EventState::Planned => writeln!(source, "\n{} {}", words.say("event-note-answer"), uri(app, id)),
        EventState::Cancelled => writeln!(source, "\n{}", uri(app, id)),
    };
    let text = DraftText { language, title: plan.name.clone(), source, review: Review::Unsaid };
    Ok(Draft { texts: vec![text], warning: None, attachments: Vec::new() })
}

/// A line that stays what it is in Markdown.
fn markdown_safe(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for letter in line.chars() {
        // An address on the network stays one; everything else loses its meaning.
        if matches!(letter, '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '#' | '|' | '!') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
