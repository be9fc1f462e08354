//! Letters of people to decision-makers: writing one, confirming it from the writer's own mailbox, taking it back. When
//! they go is in `letter_rounds`; whom people can write to is in `letter_targets`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::ids::RowId;
use crate::domain::letter::{self, LONGEST_OWN_WORDS, LetterState};
use crate::domain::mail::MailAddress;
use crate::domain::mail_queue::{MailState, Purpose, scaled};
use crate::domain::mail_text::Part;
use crate::domain::time::Time;
use crate::keys;
use crate::store::Tx;
use crate::store::letter_versions::{self, VersionRecord};
use crate::store::letters::{self, LetterRecord, TargetRecord};
use crate::words::{Tongue, Words};

use super::letter_targets;
use super::mails::{self, NewMail};
use super::tickets::{Holds, PROOF, proof};
use super::{Error, Result};

/// What the proof of a link is for.
const LINK: &str = "letter link";

/// What a writer has written. It is kept sealed until the letter goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Their name, as the decision-maker will read it.
    pub name: String,
    /// Their address, which confirms the letter.
    pub address: MailAddress,
    /// What they add to the campaign's words; may be empty.
    pub own_words: String,
    /// The decision-maker sees their address and can answer them.
    pub may_reply: bool,
    /// The language in which the writer is written to.
    #[serde(default)]
    pub language: String,
}

/// A letter as its writer looks at it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// To whom.
    pub target: String,
    /// The version of the campaign's words that stands in it.
    pub version: VersionRecord,
    /// They are others than those that the mail showed.
    pub is_changed: bool,
    /// What the writer wrote.
    pub written: Written,
    /// The whole letter.
    pub text: String,
    /// When it goes; none before it is confirmed.
    pub due: Option<Time>,
}

/// What came of a writer's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// It goes to this person at this time.
    Planned(String, Time),
    /// The words are others than those that the writer was shown: they have to look first.
    Changed,
    /// The link is too old, was used, or is none.
    Stale,
}

/// Checks what a writer typed.
pub fn check(
    name: &str,
    address: MailAddress,
    own_words: &str,
    may_reply: bool,
) -> std::result::Result<Written, letter::Refusal> {
    Ok(Written {
        name: letter::line(name, "your name")?,
        address,
        own_words: letter::words(own_words, "your own words", LONGEST_OWN_WORDS)?,
        may_reply,
        language: String::new(),
    })
}

/// Somebody writes to a decision-maker. They get a mail with the whole letter in it; nothing goes before they confirm. Whoever
/// has written to them already is told so, by mail and not on the page.
pub async fn ask(app: &App, target: RowId, written: &Written, tongue: Tongue) -> Result<()> {
    mails::require(app)?;
    let open = letter_targets::open(app, target).await?;
    let (now, words) = (app.now(), Words::of(tongue));
    let written = &Written { language: tongue.tag().to_owned(), ..written.clone() };
    // A number for each decision-maker, so that nobody can be followed from one to the next.
    let digest = mails::lookup(app, &format!("letter {target}"), &written.address);
    let mut tx = app.store.begin().await?;
    let present = letters::find_by_digest(&mut tx, target, &digest).await?;
    let id = present.as_ref().map_or_else(|| app.row_id(), |present| present.id);
    let (sealed, version) = (seal(app, id, written), open.record.version);
    let is_over = present.as_ref().is_some_and(|present| present.state != LetterState::Asked);
    match &present {
        Some(_) => letters::ask_again(&mut tx, id, (&sealed, version), now).await?,
        None if !letters::save(&mut tx, id, target, &digest, (&sealed, version), now).await? => return Ok(()),
        None => {}
    }
    let name = open.record.name.clone();
    let parts = if is_over {
        vec![Part::Paragraph(words.say_name("letter-mail-twice", &name))]
    } else {
        let link = app.url(&format!("/letters/confirm/{}", token(app, id, now)));
        let mut parts = vec![
            Part::Paragraph(words.say_name("letter-mail-asked", &name)),
            Part::Link { words: words.say("letter-mail-confirm").to_owned(), address: link },
            Part::Heading(open.record.subject.clone()),
        ];
        parts.extend(paragraphs(&letter::compose(&open.record.words, &written.name, &written.own_words)));
        parts.push(Part::Paragraph(reply_words(words, written)));
        parts.push(Part::Note(words.say("letter-mail-not-you").to_owned()));
        parts
    };
    let subject = words.say_name("letter-mail-subject", &name);
    let mut mail = NewMail::new(Purpose::LetterCheck, &written.address, tongue.tag(), subject, parts);
    mail.about = id.0;
    mails::write(app, &mut tx, mail).await?;
    tx.commit().await?;
    mails::wake(app);
    Ok(())
}

/// What the writer consents to about their address, in words.
pub fn reply_words(words: Words, written: &Written) -> String {
    words.say(if written.may_reply { "letter-reply-yes" } else { "letter-reply-no" }).to_owned()
}

/// The paragraphs of a letter, as parts of a mail.
pub(super) fn paragraphs(text: &str) -> Vec<Part> {
    let all = text.split("\n\n").map(str::trim).filter(|one| !one.is_empty());
    all.map(|one| Part::Paragraph(one.to_owned())).collect()
}

/// Looks at the letter of a link, and changes nothing; none when it is too old, on its way or taken back.
pub async fn peek(app: &App, link: &str) -> Result<Option<Draft>> {
    let Some(found) = find(app, link).await? else { return Ok(None) };
    let Some(written) = open(app, &found) else { return Ok(None) };
    let is_planned = found.state == LetterState::Planned;
    let target = if is_planned {
        letters::target(&app.store, found.target).await?
    } else {
        taken(app, &found).await?
    };
    let Some(target) = target else { return Ok(None) };
    // What is confirmed stays what it was; what is not yet is what the campaign says now.
    let number = if is_planned { found.version } else { target.version };
    let Some(version) = letter_versions::find(&app.store, target.id, number).await? else { return Ok(None) };
    let text = letter::compose(&version.words, &written.name, &written.own_words);
    let is_changed = number != found.version;
    Ok(Some(Draft { target: target.name, version, is_changed, written, text, due: found.due_at }))
}

/// The writer confirms the letter with the words of the version that they were shown: it gets its time. `shown` is none where
/// they have seen the mail alone.
pub async fn confirm(app: &App, link: &str, shown: Option<i64>) -> Result<Confirmed> {
    let found = find(app, link).await?.filter(|letter| letter.state == LetterState::Asked);
    let Some(found) = found else { return Ok(Confirmed::Stale) };
    if taken(app, &found).await?.is_none() {
        return Ok(Confirmed::Stale);
    }
    let mut tx = app.store.begin().await?;
    let (last, _) = letters::lock_target(&mut tx, found.target).await?;
    let Some(target) = letters::target(&mut tx, found.target).await? else { return Ok(Confirmed::Stale) };
    if found.version < target.address_version {
        return Ok(Confirmed::Stale);
    }
    if target.version != shown.unwrap_or(found.version) {
        return Ok(Confirmed::Changed);
    }
    let due = letter::plan(&target.hours, last, target.per_hour, app.now());
    if !letters::plan(&mut tx, found.id, due, target.version, found.asked_at).await? {
        return Ok(Confirmed::Stale);
    }
    letters::set_last_due(&mut tx, target.id, due).await?;
    tx.commit().await?;
    Ok(Confirmed::Planned(target.name, due))
}

/// To whom a letter that is not confirmed yet can go; none where letters to them are not taken any more, or go elsewhere.
async fn taken(app: &App, letter: &LetterRecord) -> Result<Option<TargetRecord>> {
    match letter_targets::open(app, letter.target).await {
        Ok(open) => Ok(Some(open.record).filter(|target| letter.version >= target.address_version)),
        Err(Error::NotFound) => Ok(None),
        Err(e) => Err(e),
    }
}

/// The writer takes it back: nothing of it is kept. Whether there was one that is not on its way yet.
pub async fn withdraw(app: &App, link: &str) -> Result<bool> {
    let Some((id, _)) = read(app, link) else { return Ok(false) };
    let mut tx = app.store.begin().await?;
    let was_there = letters::withdraw(&mut tx, id).await?;
    tx.commit().await?;
    Ok(was_there)
}

/// What came of a letter in the outbox, in the transaction that ends it.
pub(super) async fn settled(app: &App, tx: &mut Tx, about: i64, state: MailState) -> Result<()> {
    let state = match state {
        MailState::Waiting => LetterState::Handed,
        MailState::Sent => LetterState::Sent,
        MailState::Refused => LetterState::Refused,
        MailState::Failed | MailState::Dropped => LetterState::Failed,
    };
    Ok(letters::settle(tx, RowId(about), state, app.now()).await?)
}

fn seal(app: &App, id: RowId, written: &Written) -> Vec<u8> {
    let plain = serde_json::to_vec(written).expect("plain data always has a JSON form");
    app.wrapping.seal(format!("letter:{id}").as_bytes(), &plain)
}

/// What a writer wrote; none once the letter is on its way.
pub(super) fn open(app: &App, letter: &LetterRecord) -> Option<Written> {
    let plain =
        app.wrapping.open(format!("letter:{}", letter.id).as_bytes(), letter.sealed.as_ref()?).ok()?;
    serde_json::from_slice(&plain).ok()
}

/// Whether a letter of this decision-maker may be taken.
pub(super) fn is_taken(target: &TargetRecord) -> bool {
    target.closed_at.is_none()
}

fn token(app: &App, id: RowId, at: Time) -> String {
    let mut bytes = [id.0.to_be_bytes(), at.0.to_be_bytes()].concat();
    let proof = proof(app, LINK, &bytes);
    bytes.extend_from_slice(&proof);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn read(app: &App, link: &str) -> Option<(RowId, Time)> {
    let bytes = URL_SAFE_NO_PAD.decode(link).ok().filter(|bytes| bytes.len() == 16 + PROOF)?;
    let (said, proven) = bytes.split_at(16);
    let is_ours = keys::constant_time_eq(&proof(app, LINK, said), proven);
    let number = |at: usize| said[at..at + 8].try_into().ok().map(i64::from_be_bytes);
    number(0).zip(number(8)).filter(|_| is_ours).map(|(id, at)| (RowId(id), Time(at)))
}

async fn find(app: &App, link: &str) -> Result<Option<LetterRecord>> {
    let Some((id, at)) = read(app, link) else { return Ok(None) };
    let lasts = scaled(letter::CONFIRM_WITHIN, app.config.federation.retry_scale);
    let found = letters::find(&app.store, id).await?;
    // Whoever wrote it anew confirms what they saw last. What is planned can be looked at and taken back until it goes.
    Ok(found.filter(|letter| letter.asked_at == at).filter(|letter| match letter.state {
        LetterState::Asked => app.now().since(at) <= lasts,
        state => state == LetterState::Planned,
    }))
}

/// A letter that may have to wait because very many write.
pub fn holds<'a>(target: &'a str, mailbox: &'a str) -> Holds<'a> {
    Holds { purpose: "letter ticket", form: [target, mailbox] }
}
