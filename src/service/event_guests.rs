//! Coming to an event without an account: the form waits, a mail asks its owner, and only their answer counts. A mailbox
//! counts once, with what it confirmed last. No address is kept, so nobody is reminded of anything, and nobody can be listed.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::app::App;
use crate::domain::event::{self, Answer, Event};
use crate::domain::event_guest::{CONFIRM_SPAN, Form, MOST_WAITING, Party, Refusal};
use crate::domain::ids::{EventId, RowId};
use crate::domain::mail::MailAddress;
use crate::domain::mail_queue::{Purpose, scaled};
use crate::domain::mail_text::Part;
use crate::keys;
use crate::store::event_guests::{self, Guest, Waiting};
use crate::store::{self, Tx, events as rows, mails as queue};
use crate::words::{Tongue, Words};

use super::events::{self, Called};
use super::mails::{self, NewMail};
use super::pledge_forms::known;
use super::tickets::{Holds, PROOF, proof};
use super::{Error, Result};

/// Forms that one round of tidying forgets.
const MOST_FORGOTTEN: i64 = 10_000;
/// What the proof of a link is for.
const LINK: &str = "event guest link";

/// Whether people without an account can say at present that they come.
pub fn may_come(app: &App, event: &Event) -> std::result::Result<(), Refusal> {
    event::may_answer(event, app.now())?;
    if mails::is_on(app) { Ok(()) } else { Err(Refusal::NoMail) }
}

/// The event, if people without an account can say that they come.
pub async fn open(app: &App, id: EventId) -> Result<Called> {
    let called = events::find(app, id).await?;
    may_come(app, &called.event).map_err(Error::refused)?;
    Ok(called)
}

/// Somebody says by the form that they come. One mail goes to the address, with a link that confirms; until then nothing
/// counts. It is the same mail whether this mailbox has answered before or not, and the page says the same.
pub async fn ask(app: &App, event: &Event, form: &Form, tongue: Tongue) -> Result<()> {
    may_come(app, event).map_err(Error::refused)?;
    let now = app.now();
    let asked = Arc::new(Asked {
        waiting: Waiting {
            id: app.row_id(),
            event: event.id,
            guest: digest(app, event.id, &form.mail),
            party: form.party,
            until: now.plus(scaled(CONFIRM_SPAN, app.config.federation.retry_scale)),
            now,
        },
        to: form.mail.clone(),
        event: event.clone(),
        tongue,
    });
    let app_of_change = app.clone();
    let change: store::group_commit::Change = Box::new(move |tx| {
        let (app, asked) = (app_of_change.clone(), asked.clone());
        Box::pin(async move { Ok(keep(&app, tx, &asked).await?) })
    });
    app.group_commit.make(change).await.map_err(known)?;
    mails::wake(app);
    Ok(())
}

/// What a guest is found by. Each event has a key of its own, so that nobody can be followed from one to the next.
fn digest(app: &App, event: EventId, mail: &MailAddress) -> Guest {
    let key = app.wrapping.derive(&format!("guests of event {event}"));
    keys::hmac_sha256(&key, mail.canonical().as_bytes())
}

/// A form on its way to its row.
#[derive(Debug)]
struct Asked {
    waiting: Waiting,
    to: MailAddress,
    event: Event,
    tongue: Tongue,
}

async fn keep(app: &App, tx: &mut Tx, asked: &Asked) -> Result<()> {
    let Asked { waiting, to, event, tongue } = asked;
    if event_guests::count_waiting(&mut *tx, event.id, &waiting.guest).await? >= MOST_WAITING {
        return Ok(());
    }
    event_guests::wait(tx, waiting).await?;
    let (words, name) = (Words::of(*tongue), &event.plan.name);
    let link = |key, path: &str| Part::Link { words: words.say(key).to_owned(), address: app.url(path) };
    let facts = events::facts(&event.plan, words).into_iter().map(|(what, said)| format!("{what}: {said}"));
    let parts = vec![
        Part::Paragraph(words.say("guest-mail-asked").to_owned()),
        Part::Paragraph(said(words, name, waiting.party)),
        Part::List(facts.collect()),
        link("guest-mail-confirm", &confirm_path(app, waiting.id)),
        link("guest-mail-calendar", &calendar_path(event.id)),
        link("guest-mail-erase", &erase_path(app, event.id, &waiting.guest)),
        Part::Note(words.say("guest-mail-not-you").to_owned()),
    ];
    let subject = words.say_name("guest-mail-subject", name);
    let mut mail = NewMail::new(Purpose::Guest, to, tongue.tag(), subject, parts);
    mail.about = waiting.id.0;
    mails::write(app, tx, mail).await.map(drop)
}

/// What somebody has answered, as a sentence.
pub fn said(words: Words, name: &str, party: Party) -> String {
    let key = match party.answer {
        Answer::Yes => "guest-said-yes",
        Answer::Maybe => "guest-said-maybe",
    };
    words.say_with(key).name("name", name).count("count", u64::from(party.people)).to_string()
}

/// The path of an event's file for calendars.
pub fn calendar_path(id: EventId) -> String {
    format!("/events/{id}/event.ics")
}

/// What a link that confirms leads to.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The event.
    pub event: Event,
    /// Who comes.
    pub party: Party,
}

/// Looks at a link, and changes nothing. None when it is too old, was used, or is none of ours.
pub async fn peek(app: &App, link: &str) -> Result<Option<Opened>> {
    let Some(Link::Confirm(id)) = read(app, link) else { return Ok(None) };
    let Some((event, party)) = event_guests::waiting(&app.store, id, app.now()).await? else {
        return Ok(None);
    };
    Ok(rows::find(&app.store, event).await?.map(|event| Opened { event, party }))
}

/// What became of a link that confirms.
#[derive(Clone, Debug)]
pub enum Confirmed {
    /// They are counted. This is the path by which they take it back.
    Counts(Box<Event>, String),
    /// The link is too old, was used, or is none of ours.
    Stale,
}

/// Somebody confirms. They are counted if the event still takes answers, in the place of what they confirmed before, and
/// refused with a sentence if not.
pub async fn confirm(app: &App, link: &str) -> Result<Confirmed> {
    let Some(Link::Confirm(id)) = read(app, link) else { return Ok(Confirmed::Stale) };
    let now = app.now();
    let Some((event, _)) = event_guests::waiting(&app.store, id, now).await? else {
        return Ok(Confirmed::Stale);
    };
    let mut tx = app.store.begin().await?;
    let event = rows::lock(&mut tx, event).await?.ok_or(Error::NotFound)?;
    event::may_answer(&event, now).map_err(Error::refused)?;
    let Some(guest) = event_guests::confirm(&mut tx, id, now).await? else {
        return Ok(Confirmed::Stale);
    };
    tx.commit().await?;
    let erase_path = erase_path(app, event.id, &guest);
    Ok(Confirmed::Counts(Box::new(event), erase_path))
}

/// Whether a link is one that takes an answer back, so that its page has a button.
pub fn is_erase(app: &App, link: &str) -> bool {
    matches!(read(app, link), Some(Link::Erase(..)))
}

/// A guest takes everything back that they have said about an event: nothing of it is kept. A link that leads to nothing
/// is answered the same.
pub async fn erase(app: &App, link: &str) -> Result<()> {
    let Some(Link::Erase(event, guest)) = read(app, link) else { return Ok(()) };
    let mut tx = app.store.begin().await?;
    rows::lock(&mut tx, event).await?;
    for id in event_guests::erase(&mut tx, event, &guest).await? {
        queue::drop_about(&mut tx, Purpose::Guest, id.0, app.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// An address takes no mail: its form can never be confirmed, so it goes. What counts already stays.
pub(super) async fn bounced(tx: &mut Tx, about: i64) -> Result<()> {
    Ok(event_guests::erase_waiting(tx, RowId(about)).await?)
}

/// Forgets forms that nobody has confirmed in time; how many.
pub async fn forget_late(app: &App) -> Result<u64> {
    let mut tx = app.store.begin().await?;
    let count = event_guests::forget_late(&mut tx, app.now(), MOST_FORGOTTEN).await?;
    tx.commit().await?;
    Ok(count)
}

/// Where a link of ours leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// A form is confirmed.
    Confirm(RowId),
    /// A guest takes back what they have said. It names the guest and no row, so that the link of every mail takes back
    /// what counts now, and not only what that one mail was about.
    Erase(EventId, Guest),
}

fn confirm_path(app: &App, id: RowId) -> String {
    path(app, "confirm", 1, &id.0.to_be_bytes())
}

fn erase_path(app: &App, event: EventId, guest: &Guest) -> String {
    path(app, "erase", 2, &[&event.0.to_be_bytes()[..], &guest[..]].concat())
}

fn path(app: &App, verb: &str, kind: u8, what: &[u8]) -> String {
    let mut bytes = vec![kind];
    bytes.extend_from_slice(what);
    bytes.extend_from_slice(&proof(app, LINK, &bytes));
    format!("/events/{verb}/{}", URL_SAFE_NO_PAD.encode(bytes))
}

fn read(app: &App, link: &str) -> Option<Link> {
    let bytes = URL_SAFE_NO_PAD.decode(link).ok()?;
    let (said, proven) = bytes.split_at_checked(bytes.len().checked_sub(PROOF)?)?;
    if !keys::constant_time_eq(&proof(app, LINK, said), proven) {
        return None;
    }
    let (kind, what) = said.split_first()?;
    let number = |bytes: &[u8]| bytes.try_into().ok().map(i64::from_be_bytes);
    match kind {
        1 => number(what).map(|id| Link::Confirm(RowId(id))),
        2 => {
            let (event, guest) = what.split_at_checked(8)?;
            Some(Link::Erase(EventId(number(event)?), guest.try_into().ok()?))
        }
        _ => None,
    }
}

/// A form that may have to wait because very many came.
pub fn holds<'a>(event: &'a str, mailbox: &'a str) -> Holds<'a> {
    Holds { purpose: "event guest ticket", form: [event, mailbox] }
}
