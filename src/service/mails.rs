//! The outbox of mail: writing one in the transaction of its cause, and what the operator does with those that wait. The
//! only code that puts mail into the queue; who sends it is in `mail_rounds`.

use crate::app::App;
use crate::domain::ids::{MemberId, RowId};
use crate::domain::mail::MailAddress;
use crate::domain::mail_queue::{FLOOD_SPAN, MOST_TO_ONE, MOST_WAITING, MailState, Purpose, scaled};
use crate::domain::mail_return::{MARK, Mark};
use crate::domain::mail_text::{Parcel, Part};
use crate::domain::time::Time;
use crate::keys;
use crate::store::mails::{self, MailRecord, Queued};
use crate::store::{Tx, audit};

use super::{Error, Result};

/// The most rows that one list shows.
const LONGEST_LIST: i64 = 1_000;
/// The most mails that are tried again by one word of the operator.
const MOST_RETRIED: i64 = 100_000;

/// A mail that is to be written.
#[derive(Clone, Debug)]
pub struct NewMail {
    /// What it is for.
    pub purpose: Purpose,
    /// The row that it is about, which is told when it is over; 0 for none.
    pub about: i64,
    /// To whom.
    pub to: MailAddress,
    /// The language of its words.
    pub language: String,
    /// What it is about, one line.
    pub subject: String,
    /// What it says.
    pub parts: Vec<Part>,
    /// The name that it comes from, instead of that of the settings.
    pub from_name: Option<String>,
    /// Where answers go, instead of to the sender; only with their consent.
    pub reply_to: Option<MailAddress>,
    /// The address where one click ends mails of this kind (RFC 8058).
    pub unsubscribe: Option<String>,
    /// Not before this time.
    pub not_before: Option<Time>,
}

impl NewMail {
    /// A mail with what every mail has; the rest is set where it is needed.
    pub fn new(
        purpose: Purpose,
        to: &MailAddress,
        language: &str,
        subject: String,
        parts: Vec<Part>,
    ) -> Self {
        Self {
            purpose,
            about: 0,
            to: to.clone(),
            language: language.to_owned(),
            subject,
            parts,
            from_name: None,
            reply_to: None,
            unsubscribe: None,
            not_before: None,
        }
    }

    /// What of it travels.
    pub(super) fn parcel(self) -> Parcel {
        Parcel {
            to: self.to,
            from_name: self.from_name,
            reply_to: self.reply_to,
            language: self.language,
            subject: self.subject,
            parts: self.parts,
            unsubscribe: self.unsubscribe,
            is_automatic: self.purpose != Purpose::Letter,
        }
    }
}

/// What became of a mail that was to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It waits for the relay.
    Queued(RowId),
    /// This recipient got so many in a day that they get no more. Whoever asked is told the same as always.
    TooMany,
}

/// Whether this server sends mail at all. What needs mail is offered only then.
pub fn is_on(app: &App) -> bool {
    app.relay.is_some()
}

/// Refuses when this server sends no mail.
pub fn require(app: &App) -> Result<()> {
    if is_on(app) { Ok(()) } else { Err(Error::says("refusal-form-no-mail")) }
}

/// The digest under which an address is looked up for one purpose: all spellings of one mailbox have the same, and digests
/// of two purposes cannot be laid side by side.
pub fn lookup(app: &App, purpose: &str, address: &MailAddress) -> [u8; 32] {
    let key = app.wrapping.derive(&format!("mail address {purpose}"));
    keys::hmac_sha256(&key, address.canonical().as_bytes())
}

/// Puts a mail into the queue, in the transaction of its cause. After the commit, [`wake`] sends it at once.
pub(super) async fn write(app: &App, tx: &mut Tx, mail: NewMail) -> Result<Written> {
    require(app)?;
    let (now, purpose) = (app.now(), mail.purpose);
    let recipient = lookup(app, "queue", &mail.to);
    if purpose.is_asked_for_by_anybody() {
        let since = now.plus(-scaled(FLOOD_SPAN, app.config.federation.retry_scale));
        if mails::count_to(&mut *tx, &recipient, since, purpose.rank()).await? >= MOST_TO_ONE {
            return Ok(Written::TooMany);
        }
        // Counting goes no further than the bound, and the bound is far.
        if mails::count_waiting(&mut *tx, purpose.rank(), MOST_WAITING).await? >= MOST_WAITING {
            return Err(Error::Busy);
        }
    }
    let id = app.row_id();
    let due_at = mail.not_before.map_or(now, |at| at.max(now));
    let lasts = scaled(purpose.lasts(), app.config.federation.retry_scale);
    let queued = Queued {
        id,
        purpose,
        about: mail.about,
        recipient,
        parcel: seal(app, id, &mail.parcel()),
        mark: mark(app, id),
        due_at,
        ends_at: due_at.plus(lasts),
    };
    mails::save(tx, &queued, now).await?;
    Ok(Written::Queued(id))
}

/// A mail by which an operator sees whether mail goes out.
pub(super) fn test_mail(app: &App, to: &MailAddress) -> NewMail {
    let (host, name) = (app.config.authority(), &app.config.coalition.name);
    let parts = vec![
        Part::Paragraph(format!(
            "This is a test mail from {name}. If you can read it, mail from there reaches you."
        )),
        Part::Note(format!("Somebody who runs {host} typed your address to try it. It was not kept.")),
    ];
    NewMail::new(Purpose::Test, to, "en", format!("A test from {host}"), parts)
}

/// Queues a test mail like any other, for the running server to send.
pub async fn queue_test(app: &App, to: &MailAddress) -> Result<Written> {
    let mut tx = app.store.begin().await?;
    let written = write(app, &mut tx, test_mail(app, to)).await?;
    tx.commit().await?;
    wake(app);
    Ok(written)
}

/// Sends what was written at once; called after the commit.
pub(super) fn wake(app: &App) {
    app.wake.mails.notify_one();
}

/// Names a mail on its way, and in a report about it: the same at every try. Nobody learns our ids from it, and nobody can
/// name a mail that they have not seen.
pub(super) fn mark(app: &App, id: RowId) -> Mark {
    let digest = keys::hmac_sha256(&app.wrapping.derive("mail message id"), &id.0.to_be_bytes());
    let mut mark = [0; MARK];
    mark.copy_from_slice(&digest[..MARK]);
    mark
}

fn seal(app: &App, id: RowId, parcel: &Parcel) -> Vec<u8> {
    let plain = serde_json::to_vec(parcel).expect("plain data always has a JSON form");
    app.wrapping.seal(context(id).as_bytes(), &plain)
}

/// The mail of a row; `None` when it cannot be opened, as after the key file was lost.
pub(super) fn open(app: &App, id: RowId, sealed: &[u8]) -> Option<Parcel> {
    let plain = app.wrapping.open(context(id).as_bytes(), sealed).ok()?;
    serde_json::from_slice(&plain).ok()
}

fn context(id: RowId) -> String {
    format!("mail:{id}")
}

/// Tells whoever a mail was about how it ended, in the transaction that ends it.
pub(super) async fn settled(
    app: &App,
    tx: &mut Tx,
    purpose: Purpose,
    about: i64,
    state: MailState,
) -> Result<()> {
    match (purpose, state) {
        (Purpose::Newsletter | Purpose::Subscription, MailState::Refused) => {
            super::newsletter::bounced(app, tx, about).await
        }
        (Purpose::Pledge, MailState::Refused) => super::pledge_forms::bounced(tx, about).await,
        (Purpose::Guest, MailState::Refused) => super::event_guests::bounced(tx, about).await,
        (Purpose::Letter, state) => super::letters::settled(app, tx, about, state).await,
        _ => Ok(()),
    }
}

/// A mail as its operator sees it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its row.
    pub record: MailRecord,
    /// The first letter of the address and its domain; none once the mail is over.
    pub to: Option<String>,
}

/// The outbox in numbers.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// How many mails of each purpose are in each state.
    pub counts: Vec<(Purpose, MailState, i64)>,
    /// What is wrong with the relay, and since when.
    pub trouble: Option<(String, Time)>,
}

impl Numbers {
    /// How many are in this state.
    pub fn of(&self, state: MailState) -> i64 {
        self.counts.iter().filter(|(_, at, _)| *at == state).map(|(_, _, count)| count).sum()
    }
}

/// How many mails there are in each state.
pub async fn numbers(app: &App) -> Result<Numbers> {
    Ok(Numbers {
        counts: mails::numbers(&app.store).await?,
        trouble: mails::relay_trouble(&app.store).await?,
    })
}

/// Mails in trouble, newest first; with `all`, every mail that is still known.
pub async fn list(app: &App, all: bool) -> Result<Vec<Listed>> {
    let records = mails::list(&app.store, all, LONGEST_LIST).await?;
    let listed = records.into_iter().map(|record| {
        let parcel = record.parcel.as_ref().and_then(|sealed| open(app, record.id, sealed));
        Listed { to: parcel.map(|parcel| parcel.to.veiled()), record }
    });
    Ok(listed.collect())
}

/// Tries one mail now, also one that failed; without an id, all that failed or wait for another try. How many.
pub async fn retry(app: &App, id: Option<RowId>) -> Result<u64> {
    retry_by(app, None, id).await
}

/// The same, by a member of the house.
pub async fn retry_by(app: &App, by: Option<MemberId>, id: Option<RowId>) -> Result<u64> {
    let now = app.now();
    let ids = match id {
        Some(id) => vec![id],
        None => mails::to_retry(&app.store, now, MOST_RETRIED).await?,
    };
    let (mut tx, mut count) = (app.store.begin().await?, 0);
    for id in ids {
        if let Some((purpose, about)) = mails::retry(&mut tx, id, now).await? {
            settled(app, &mut tx, purpose, about, MailState::Waiting).await?;
            count += 1;
        }
    }
    if id.is_some() && count == 0 {
        return Err(Error::NotFound);
    }
    audit::write(&mut tx, app.row_id(), by, "mail.retry", &count.to_string(), now).await?;
    tx.commit().await?;
    wake(app);
    Ok(count)
}

/// Takes one mail out of the queue. What is on its way this moment is not stopped.
pub async fn drop_one(app: &App, id: RowId) -> Result<()> {
    drop_one_by(app, None, id).await
}

/// The same, by a member of the house.
pub async fn drop_one_by(app: &App, by: Option<MemberId>, id: RowId) -> Result<()> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let Some((purpose, about)) = mails::drop_one(&mut tx, id, now).await? else {
        return Err(Error::NotFound);
    };
    settled(app, &mut tx, purpose, about, MailState::Dropped).await?;
    audit::write(&mut tx, app.row_id(), by, "mail.drop", &id.to_string(), now).await?;
    Ok(tx.commit().await?)
}
