//! Signing by a form, without an account: the form waits, a mail asks its owner, and only their answer counts. What they wrote
//! is sealed to a key whose private half is not here; links carry their own proof, and nothing of them is stored.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::ids::{CampaignId, RowId};
use crate::domain::mail::MailAddress;
use crate::domain::mail_queue::{Purpose, scaled};
use crate::domain::mail_text::Part;
use crate::domain::pledge::{self, CONFIRM_SPAN, Form, MOST_WAITING, Refusal, Shown, Signer};
use crate::keys;
use crate::store::group_commit::Failure;
use crate::store::pledges::{self, Waiting};
use crate::store::{self, Tx, campaigns as campaign_rows, mails as queue};
use crate::words::{Tongue, Words};

use super::mails::{self, NewMail};
use super::tickets::{Holds, PROOF, proof};
use super::{Error, Result, campaigns, pledge_export};

/// What the proof of a link is made for.
const LINK: &str = "pledge link";
/// Forms that one round of tidying forgets.
const MOST_FORGOTTEN: i64 = 10_000;

/// All that somebody wrote, as whoever holds the key reads it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The name.
    pub name: String,
    /// The address, as it was typed.
    pub mail: String,
    /// Where they are; may be empty.
    pub place: String,
    /// What they say; may be empty.
    pub comment: String,
    /// How they wanted their name shown.
    pub shown: String,
    /// The handle of the campaign.
    pub campaign: String,
}

/// What signs for one mailbox in one campaign.
type Mailbox = [u8; 32];

/// Where a link of ours leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// A form is confirmed.
    Confirm(RowId),
    /// A mailbox takes back all that it has signed. It names no row, so that the link of every mail takes back what counts
    /// now, and not only what that one mail was about.
    Erase(CampaignId, Mailbox),
}

/// The campaign of this handle, if people can sign it by a form.
pub async fn open(app: &App, handle: &str) -> Result<Campaign> {
    let campaign = campaigns::public(app, handle).await?.campaign;
    may_sign(app, &campaign).map_err(Error::refused)?;
    Ok(campaign)
}

/// Whether people can sign a campaign by a form at present.
pub fn may_sign(app: &App, campaign: &Campaign) -> std::result::Result<(), Refusal> {
    if !mails::is_on(app) {
        return Err(Refusal::NoMail);
    }
    pledge::is_open(campaign.state, campaign.plan.ends, app.now())
}

/// Somebody signs by a form. One mail goes to the address, with a link that confirms; until then nothing counts. Whoever has
/// signed is told so by mail and not on the page, so that nobody learns from us who has.
pub async fn ask(app: &App, campaign: &Campaign, form: &Form, tongue: Tongue) -> Result<()> {
    may_sign(app, campaign).map_err(Error::refused)?;
    let (now, scale) = (app.now(), app.config.federation.retry_scale);
    let sealed = pledge_export::sealing_key(app).await?.map(|key| {
        let all = Sealed {
            name: form.name.clone(),
            mail: form.mail.as_str().to_owned(),
            place: form.place.clone(),
            comment: form.comment.clone(),
            shown: form.shown.as_str().to_owned(),
            campaign: campaign.handle.clone(),
        };
        key.seal(&serde_json::to_vec(&all).expect("plain data always has a JSON form"))
    });
    let asked = Arc::new(Asked {
        waiting: Waiting {
            id: app.row_id(),
            campaign: campaign.id,
            signer: super::pledges::digest(app, campaign.id, Signer::Mail(&form.mail)),
            shown: form.shown,
            public_name: pledge::public_name(&form.name, form.shown),
            sealed,
            until: now.plus(scaled(CONFIRM_SPAN, scale)),
            now,
        },
        to: form.mail.clone(),
        name: campaign.plan.name.clone(),
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

/// What failed, as one of our own errors.
pub(super) fn known(failure: Failure) -> Error {
    match failure.downcast::<Error>() {
        Ok(error) => *error,
        Err(other) => match other.downcast::<store::Error>() {
            Ok(error) if matches!(*error, store::Error::Full) => Error::Busy,
            Ok(error) => Error::Store(*error),
            Err(_) => Error::Busy,
        },
    }
}

/// A form on its way to its row.
#[derive(Debug)]
struct Asked {
    waiting: Waiting,
    to: MailAddress,
    name: String,
    tongue: Tongue,
}

async fn keep(app: &App, tx: &mut Tx, asked: &Asked) -> Result<()> {
    let (waiting, words) = (&asked.waiting, Words::of(asked.tongue));
    let erase = Part::Link {
        words: words.say("pledge-mail-erase").to_owned(),
        address: app.url(&erase_path(app, waiting.campaign, &waiting.signer)),
    };
    let signed = pledges::signed_as(&mut *tx, waiting.campaign, &waiting.signer).await?;
    let (subject, parts) = match signed {
        Some(_) => (
            "pledge-mail-twice-subject",
            vec![Part::Paragraph(words.say_name("pledge-mail-twice", &asked.name)), erase],
        ),
        None => {
            if pledges::count_of_signer(&mut *tx, waiting.campaign, &waiting.signer).await? >= MOST_WAITING {
                return Ok(());
            }
            pledges::wait(tx, waiting).await?;
            // Only now is it known whose it is.
            let signed = [(waiting.id, Signer::Mail(&asked.to))];
            super::joint::note(app, tx, waiting.campaign, &signed).await?;
            let parts = vec![
                Part::Paragraph(words.say_name("pledge-mail-asked", &asked.name)),
                Part::Paragraph(shown_words(words, waiting)),
                Part::Link {
                    words: words.say("pledge-mail-confirm").to_owned(),
                    address: app.url(&confirm_path(app, waiting.id)),
                },
                erase,
                Part::Note(words.say("pledge-mail-not-you").to_owned()),
            ];
            ("pledge-mail-subject", parts)
        }
    };
    let subject = words.say_name(subject, &asked.name);
    let mut mail = NewMail::new(Purpose::Pledge, &asked.to, asked.tongue.tag(), subject, parts);
    mail.about = waiting.id.0;
    mails::write(app, tx, mail).await.map(drop)
}

fn shown_words(words: Words, waiting: &Waiting) -> String {
    match (&waiting.public_name, waiting.shown) {
        (Some(name), Shown::Name | Shown::Initials) => words.say_name("pledge-mail-shown", name),
        _ => words.say("pledge-mail-hidden").to_owned(),
    }
}

/// What a link leads to.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The name of the campaign.
    pub campaign: String,
    /// Its handle.
    pub handle: String,
}

/// Looks at a link, and changes nothing. None when it is too old, was used, or is none of ours.
pub async fn peek(app: &App, link: &str) -> Result<Option<Opened>> {
    let Some(Link::Confirm(id)) = read(app, link) else { return Ok(None) };
    match pledges::find(&app.store, id).await? {
        Some((campaign, Some(until))) if until > app.now() => opened(app, campaign).await,
        _ => Ok(None),
    }
}

async fn opened(app: &App, campaign: CampaignId) -> Result<Option<Opened>> {
    let found = campaign_rows::find(&app.store, campaign).await?;
    Ok(found.map(|campaign| Opened { campaign: campaign.plan.name, handle: campaign.handle }))
}

/// What became of a link that confirms.
#[derive(Clone, Debug)]
pub enum Confirmed {
    /// It counts. This is the path by which its owner erases it.
    Counts(Opened, String),
    /// The link is too old, was used, or is none of ours.
    Stale,
}

/// Somebody confirms. It counts if the campaign still gathers, and is refused with a sentence if not.
pub async fn confirm(app: &App, link: &str) -> Result<Confirmed> {
    let Some(Link::Confirm(id)) = read(app, link) else { return Ok(Confirmed::Stale) };
    let Some((campaign, _)) = pledges::find(&app.store, id).await? else { return Ok(Confirmed::Stale) };
    let mut tx = app.store.begin().await?;
    let present = campaign_rows::lock(&mut tx, campaign).await?.ok_or(Error::NotFound)?;
    let now = app.now();
    pledge::is_open(present.state, present.plan.ends, now).map_err(Error::refused)?;
    let Some(mailbox) = pledges::confirm(&mut tx, campaign, id, now).await? else {
        return Ok(Confirmed::Stale);
    };
    let opened = Opened { campaign: present.plan.name.clone(), handle: present.handle.clone() };
    super::pledges::settle(app, tx, present).await?;
    Ok(Confirmed::Counts(opened, erase_path(app, campaign, &mailbox)))
}

/// Whether a link is one that erases, so that its page has a button.
pub fn is_erase(app: &App, link: &str) -> bool {
    matches!(read(app, link), Some(Link::Erase(..)))
}

/// A signer takes it all back: nothing of it is kept. A link that leads to nothing is answered the same.
pub async fn erase(app: &App, link: &str) -> Result<()> {
    let Some(Link::Erase(campaign, mailbox)) = read(app, link) else { return Ok(()) };
    let mut tx = app.store.begin().await?;
    campaign_rows::lock(&mut tx, campaign).await?;
    for id in pledges::erase_by_signer(&mut tx, campaign, &mailbox).await? {
        queue::drop_about(&mut tx, Purpose::Pledge, id.0, app.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Erases what this mailbox has signed, for somebody who lost their mail and asks the house; whether there was anything.
pub async fn erase_of(app: &App, handle: &str, address: &MailAddress) -> Result<bool> {
    let campaign = campaigns::find(app, handle).await?.id;
    let signer = super::pledges::digest(app, campaign, Signer::Mail(address));
    let mut tx = app.store.begin().await?;
    campaign_rows::lock(&mut tx, campaign).await?.ok_or(Error::NotFound)?;
    let erased = pledges::erase_by_signer(&mut tx, campaign, &signer).await?;
    for id in &erased {
        queue::drop_about(&mut tx, Purpose::Pledge, id.0, app.now()).await?;
    }
    store::audit::write(&mut tx, app.row_id(), None, "pledge.erase", handle, app.now()).await?;
    tx.commit().await?;
    Ok(!erased.is_empty())
}

/// An address takes no mail: its form can never be confirmed, so it goes. What counts already stays.
pub(super) async fn bounced(tx: &mut Tx, about: i64) -> Result<()> {
    match pledges::find(&mut *tx, RowId(about)).await? {
        Some((_, Some(_))) => Ok(pledges::erase(tx, RowId(about)).await.map(drop)?),
        _ => Ok(()),
    }
}

/// Forgets forms that nobody has confirmed in time; how many.
pub async fn forget_late(app: &App) -> Result<u64> {
    let mut tx = app.store.begin().await?;
    let count = pledges::forget_late(&mut tx, app.now(), MOST_FORGOTTEN).await?;
    tx.commit().await?;
    Ok(count)
}

fn confirm_path(app: &App, id: RowId) -> String {
    path(app, "confirm", 1, &id.0.to_be_bytes())
}

fn erase_path(app: &App, campaign: CampaignId, mailbox: &Mailbox) -> String {
    path(app, "erase", 2, &[&campaign.0.to_be_bytes()[..], &mailbox[..]].concat())
}

fn path(app: &App, verb: &str, kind: u8, what: &[u8]) -> String {
    let mut bytes = vec![kind];
    bytes.extend_from_slice(what);
    bytes.extend_from_slice(&proof(app, LINK, &bytes));
    format!("/pledges/{verb}/{}", URL_SAFE_NO_PAD.encode(bytes))
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
            let (campaign, mailbox) = what.split_at_checked(8)?;
            Some(Link::Erase(CampaignId(number(campaign)?), mailbox.try_into().ok()?))
        }
        _ => None,
    }
}

/// A form that may have to wait because very many sign.
pub fn holds<'a>(handle: &'a str, mailbox: &'a str) -> Holds<'a> {
    Holds { purpose: "pledge ticket", form: [handle, mailbox] }
}
