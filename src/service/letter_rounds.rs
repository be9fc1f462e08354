//! Letters whose time has come: one by one, in office hours, and never faster than the cap of each decision-maker, however
//! long the server was away. What cannot go any more is erased, and its writers are told.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::ids::CampaignId;
use crate::domain::letter;
use crate::domain::letter::LetterState;
use crate::domain::mail_queue::{Purpose, scaled};
use crate::domain::mail_text::Part;
use crate::store::letters::{self, LetterRecord, Plan, TargetRecord};
use crate::store::{Reads, Tx, campaigns, letter_versions};
use crate::words::{Tongue, Words};

use super::letter_targets::address;
use super::letters::{open, paragraphs};
use super::mails::{self, NewMail, Written as Put};
use super::{Error, Result};

/// Letters to one decision-maker that a round looks at.
const BATCH: i64 = 200;

/// Hands over what is due, and erases what cannot go any more. A campaign is read once for the round, and once more behind the
/// lock of each decision-maker to whom anything goes, however many letters that is.
pub async fn run(app: &App) -> Result<()> {
    if !mails::is_on(app) {
        return Ok(());
    }
    let mut over = Over::default();
    for plan in letters::plans(&app.store).await? {
        if end_what_is_over(app, &mut over, &plan).await? || plan.first_due.is_none_or(|due| due > app.now())
        {
            continue;
        }
        let mut tx = app.store.begin().await?;
        hand_over(app, &mut tx, &plan).await?;
        tx.commit().await?;
        mails::wake(app);
    }
    Ok(())
}

/// The first version of which letters still go: none goes when the campaign is over, nor what was written for another address.
async fn first_that_goes(app: &App, tx: &mut Tx, target: &TargetRecord) -> Result<i64> {
    let is_over = is_over(app, &mut *tx, target.campaign).await?;
    Ok(if is_over { i64::MAX } else { target.address_version })
}

/// Which campaigns are over, as far as a round has asked: a campaign asks many, and is read once.
#[derive(Default)]
struct Over {
    known: HashMap<i64, bool>,
}

impl Over {
    async fn is(&mut self, app: &App, id: CampaignId) -> Result<bool> {
        if let Some(is_over) = self.known.get(&id.0) {
            return Ok(*is_over);
        }
        let is_over = is_over(app, &app.store, id).await?;
        self.known.insert(id.0, is_over);
        Ok(is_over)
    }
}

/// Reads it whatever a round knows: behind a lock, what was read before it counts no more.
async fn is_over(app: &App, db: impl Reads, id: CampaignId) -> Result<bool> {
    let campaign = campaigns::find(db, id).await?;
    Ok(campaign.is_none_or(|campaign| campaign.is_over(app.now())))
}

/// Erases letters that go nowhere, and tells writers who had confirmed theirs. Whether there are any.
async fn end_what_is_over(app: &App, over: &mut Over, plan: &Plan) -> Result<bool> {
    // Where no letter waits there is nothing to ask.
    let Some(oldest) = plan.oldest else { return Ok(false) };
    if oldest >= plan.address_version && !over.is(app, plan.campaign).await? {
        return Ok(false);
    }
    let mut tx = app.store.begin().await?;
    letters::lock_target(&mut tx, plan.target).await?;
    let Some(target) = letters::target(&mut tx, plan.target).await? else { return Ok(true) };
    let goes = first_that_goes(app, &mut tx, &target).await?;
    for letter in letters::waiting_below(&mut tx, target.id, goes, BATCH).await? {
        if letters::withdraw(&mut tx, letter.id).await? && letter.state == LetterState::Planned {
            tell_ended(app, &mut tx, &target, &letter).await?;
        }
    }
    tx.commit().await?;
    mails::wake(app);
    Ok(true)
}

/// The writer is told that their letter does not go. Where no mail can be written, erasing it matters more.
async fn tell_ended(app: &App, tx: &mut Tx, target: &TargetRecord, letter: &LetterRecord) -> Result<()> {
    let Some(written) = open(app, letter).filter(|_| mails::is_on(app)) else { return Ok(()) };
    let tongue = Tongue::of_tag(&written.language).unwrap_or(Tongue::English);
    let words = Words::of(tongue);
    let subject = words.say_name("letter-mail-subject", &target.name);
    let parts = vec![
        Part::Paragraph(words.say_name("letter-mail-not-sent", &target.name)),
        Part::Note(words.say("letter-erased").to_owned()),
    ];
    let mail = NewMail::new(Purpose::LetterCheck, &written.address, tongue.tag(), subject, parts);
    match mails::write(app, tx, mail).await {
        Ok(_) | Err(Error::Busy) => Ok(()),
        Err(e) => Err(e),
    }
}

/// The first goes if the office is open and the one before was long enough ago; the others get a time of their own.
async fn hand_over(app: &App, tx: &mut Tx, plan: &Plan) -> Result<()> {
    // What is due is read behind the lock, so that another node has not handed it over or planned it anew, and nobody at the
    // desk has changed where letters go.
    let (_, mut last) = letters::lock_target(tx, plan.target).await?;
    let Some(target) = letters::target(&mut *tx, plan.target).await? else { return Ok(()) };
    let goes = first_that_goes(app, tx, &target).await?;
    let now = app.now();
    for letter in letters::due(&mut *tx, target.id, now, BATCH).await? {
        let at = letter::plan(&target.hours, last, target.per_hour, now);
        if letter.version < goes {
            // The next round erases it.
        } else if at > now {
            letters::replan(tx, letter.id, at).await?;
            last = Some(at);
        } else if letters::hand(tx, letter.id).await? {
            write(app, tx, &target, &letter).await?;
            letters::set_last_handed(tx, target.id, now).await?;
            last = Some(now);
        }
    }
    Ok(())
}

/// Puts a letter into the outbox, with the words that its writer confirmed.
async fn write(app: &App, tx: &mut Tx, target: &TargetRecord, letter: &LetterRecord) -> Result<()> {
    let version = letter_versions::find(&mut *tx, target.id, letter.version).await?;
    let (Some(written), Some(to), Some(said)) = (open(app, letter), address(app, target), version) else {
        tracing::error!(letter = %letter.id, "a letter cannot be opened with this key file");
        return Ok(letters::settle(tx, letter.id, LetterState::Failed, app.now()).await?);
    };
    let words = Words::of(Tongue::of_tag(&said.language).unwrap_or(Tongue::English));
    let mut parts = paragraphs(&letter::compose(&said.words, &written.name, &written.own_words));
    let note = words
        .say_with("letter-mail-note")
        .name("name", &written.name)
        .name("coalition", &app.config.coalition.name)
        .to_string();
    parts.push(Part::Note(note));
    let mut mail = NewMail::new(Purpose::Letter, &to, &said.language, said.subject, parts);
    mail.about = letter.id.0;
    mail.from_name = Some(written.name.clone());
    mail.reply_to = written.may_reply.then(|| written.address.clone());
    match mails::write(app, tx, mail).await? {
        Put::Queued(_) | Put::TooMany => Ok(()),
    }
}

/// Erases what nobody confirmed and what goes nowhere; some time after a campaign, nobody knows any more who wrote in it.
pub async fn tidy(app: &App) -> Result<()> {
    let (now, scale) = (app.now(), app.config.federation.retry_scale);
    let mut tx = app.store.begin().await?;
    letters::forget_unconfirmed(&mut tx, now.plus(-scaled(letter::CONFIRM_WITHIN, scale))).await?;
    tx.commit().await?;
    let mut over = Over::default();
    for plan in letters::plans(&app.store).await? {
        if end_what_is_over(app, &mut over, &plan).await? {
            continue;
        }
        let campaign = campaigns::find(&app.store, plan.campaign).await?;
        let since = campaign.and_then(|campaign| campaign.over_since(now));
        if since.is_some_and(|since| now.since(since) > scaled(letter::REMEMBER, scale)) {
            let mut tx = app.store.begin().await?;
            letters::forget_writers(&mut tx, plan.target).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
