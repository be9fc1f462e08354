//! Sending: one connection to the relay, some mails over it, and after each what came of it. A mail is marked as sent in
//! the moment the relay took it; only a crash within that moment sends it twice, under one Message-ID.

use crate::app::App;
use crate::client::{Handed, LONGEST_MAIL, Relay, RelaySession, Stamp};
use crate::domain::ids::RowId;
use crate::domain::mail::MailAddress;
use crate::domain::mail_queue::{self, Answer, MailState, Next};
use crate::domain::time::{MINUTE, SECOND, Time};
use crate::keys;
use crate::store::mails::{self, Claimed};

use super::{Error, Result, mails as outbox};

/// A claim that is not given back by then belongs to a process that died.
const CLAIM: i64 = 5 * MINUTE - 10_000;
/// Mails that one round takes.
const MOST: u32 = 50;
/// An idle connection is kept this long.
const IDLE: i64 = 5 * SECOND;

/// What a round has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// Nothing was due.
    Idle,
    /// So many were handed over, and more may be sent from this time on.
    Sent(u32, Time),
    /// The relay cannot be used; the sentence says why.
    Trouble(String),
}

/// The connection to the relay, kept for a moment in case more is sent.
#[derive(Default)]
pub struct Line(Option<(RelaySession, Time)>);

impl Line {
    /// A connection that the relay still listens on.
    async fn take(&mut self, relay: &Relay) -> std::result::Result<RelaySession, String> {
        if let Some((mut session, _)) = self.0.take()
            && session.is_answering().await
        {
            return Ok(session);
        }
        relay.connect().await.map_err(|e| e.to_string())
    }

    fn keep(&mut self, session: RelaySession, now: Time) {
        self.0 = Some(session).filter(RelaySession::is_open).map(|session| (session, now));
    }

    /// Takes leave of the relay, if nothing was sent for a moment.
    async fn rest(&mut self, now: Time) {
        if self.0.as_ref().is_some_and(|(_, used)| now.since(*used) > IDLE) {
            self.end().await;
        }
    }

    /// Takes leave of the relay.
    pub async fn end(&mut self) {
        if let Some((session, _)) = self.0.take() {
            session.end().await;
        }
    }
}

/// Sends what is due, as much as the pace allows. `is_stopping` is asked between two mails.
pub async fn run(app: &App, line: &mut Line, is_stopping: impl Fn() -> bool) -> Result<Round> {
    let Some(relay) = &app.relay else { return Ok(Round::Idle) };
    let now = app.now();
    if !mails::is_due(&app.store, now).await? {
        line.rest(now).await;
        return Ok(Round::Idle);
    }
    let free_at = mails::free_at(&app.store).await?;
    if let (0, free_at) = mail_queue::pace(free_at, now, app.config.mail.per_minute, 1) {
        return Ok(Round::Sent(0, free_at));
    }
    // The relay is asked first: while it is away, nothing is claimed and no mail loses a try.
    let mut session = match line.take(relay).await {
        Ok(session) => session,
        Err(why) => return trouble(app, why).await,
    };
    let claim = app.claim_end(CLAIM);
    let (claimed, free_at) = claim_some(app, claim).await?;
    let mut sent = 0;
    let mut waiting = claimed.into_iter();
    let mut broken = None;
    for mail in waiting.by_ref() {
        // What does not fit into the claim any more, another node may have taken by then.
        let is_late = claim.since(app.now()) < i64::try_from(LONGEST_MAIL.as_millis()).unwrap_or(CLAIM);
        if is_late || is_stopping() || !session.is_open() {
            give_back(app, [mail], claim).await?;
            break;
        }
        match attempt(app, &mut session, &mail).await {
            Ok(handed) => settle(app, &mail, claim, handed).await?,
            Err(e) => {
                give_back(app, [mail], claim).await?;
                broken = Some(e);
                break;
            }
        }
        sent += 1;
    }
    give_back(app, waiting, claim).await?;
    match broken {
        Some(why) => trouble(app, why).await,
        None => {
            line.keep(session, app.now());
            Ok(Round::Sent(sent, free_at))
        }
    }
}

/// Takes what the pace allows, and notes that the relay is well.
async fn claim_some(app: &App, claim: Time) -> Result<(Vec<Claimed>, Time)> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let free_at = mails::lock_relay(&mut tx).await?;
    let (fits, _) = mail_queue::pace(free_at, now, app.config.mail.per_minute, MOST);
    let claimed = if fits == 0 { Vec::new() } else { mails::claim(&mut tx, now, claim, fits).await? };
    // Only what was really taken uses up the pace.
    let taken = u32::try_from(claimed.len()).unwrap_or(fits);
    let (_, free_at) = mail_queue::pace(free_at, now, app.config.mail.per_minute, taken);
    mails::set_free(&mut tx, free_at).await?;
    mails::set_trouble(&mut tx, None, now).await?;
    tx.commit().await?;
    Ok((claimed, free_at))
}

async fn attempt(
    app: &App,
    session: &mut RelaySession,
    mail: &Claimed,
) -> std::result::Result<Handed, String> {
    let Some(parcel) = outbox::open(app, mail.id, &mail.parcel) else {
        let trouble = "it cannot be opened with this key file".to_owned();
        return Ok(Handed { answer: Answer::Rejected, trouble });
    };
    let token = token(app, mail.id);
    session.send(&parcel, Stamp { token: &token, at: app.now().0 }).await.map_err(|e| e.to_string())
}

fn token(app: &App, id: RowId) -> String {
    keys::hex(&outbox::mark(app, id))
}

async fn settle(app: &App, mail: &Claimed, claim: Time, handed: Handed) -> Result<()> {
    let now = app.now();
    let scale = app.config.federation.retry_scale;
    let next = mail_queue::after(mail.attempts, handed.answer, mail.ends_at, scale, app.jitter(), now);
    let mut tx = app.store.begin().await?;
    match next {
        Next::Again(at) => mails::again(&mut tx, mail.id, claim, at, &handed.trouble).await?,
        Next::Final(state) => {
            let trouble = Some(handed.trouble.as_str()).filter(|words| !words.is_empty());
            if mails::end(&mut tx, mail.id, claim, state, trouble, now).await? {
                outbox::settled(app, &mut tx, mail.purpose, mail.about, state).await?;
            }
            if state != MailState::Sent {
                tracing::info!(id = %mail.id, purpose = mail.purpose.as_str(), state = state.as_str(), trouble = handed.trouble, "a mail was not sent");
            }
        }
    }
    Ok(tx.commit().await?)
}

async fn give_back(app: &App, some: impl IntoIterator<Item = Claimed>, claim: Time) -> Result<()> {
    let mut some = some.into_iter().peekable();
    if some.peek().is_none() {
        return Ok(());
    }
    let mut tx = app.store.begin().await?;
    for mail in some {
        mails::give_back(&mut tx, mail.id, claim).await?;
    }
    Ok(tx.commit().await?)
}

async fn trouble(app: &App, sentence: String) -> Result<Round> {
    let mut tx = app.store.begin().await?;
    mails::lock_relay(&mut tx).await?;
    mails::set_trouble(&mut tx, Some(&sentence), app.now()).await?;
    tx.commit().await?;
    Ok(Round::Trouble(sentence))
}

/// Sends a mail past the queue, so that the operator sees at once what the relay says to it.
pub async fn test(app: &App, to: &MailAddress) -> Result<Handed> {
    outbox::require(app)?;
    let relay = relay(app)?;
    let parcel = outbox::test_mail(app, to).parcel();
    let mut session = relay.connect().await.map_err(Error::quoted)?;
    let token = token(app, app.row_id());
    let handed =
        session.send(&parcel, Stamp { token: &token, at: app.now().0 }).await.map_err(Error::quoted)?;
    session.end().await;
    Ok(handed)
}

/// Whether the relay lets us in; what it said otherwise.
pub async fn probe(app: &App) -> std::result::Result<(), String> {
    let relay = relay(app).map_err(|e| e.to_string())?;
    let mut session = relay.connect().await.map_err(|e| e.to_string())?;
    let is_answering = session.is_answering().await;
    session.end().await;
    if is_answering {
        Ok(())
    } else {
        Err(format!("The mail relay {} let us in and fell silent.", relay.host()))
    }
}

fn relay(app: &App) -> Result<&Relay> {
    app.relay.as_ref().ok_or(Error::NotFound)
}
