//! Letters whose time has come: one by one, in office hours, and never faster than the cap of each decision-maker, however
//! long the server was away.

use crate::app::App;
use crate::domain::letter;
use crate::domain::mail_queue::{Purpose, scaled};
use crate::domain::mail_text::Part;
use crate::store::Tx;
use crate::store::letters::{self, LetterRecord, TargetRecord};
use crate::words::{Tongue, Words};

use super::Result;
use super::letter_targets::address;
use super::letters::{open, paragraphs};
use super::mails::{self, NewMail, Written as Put};

/// Letters to one decision-maker that a round looks at.
const BATCH: i64 = 200;

/// Hands over what is due.
pub async fn run(app: &App) -> Result<()> {
    if !mails::is_on(app) {
        return Ok(());
    }
    for id in letters::due_targets(&app.store, app.now()).await? {
        let Some(target) = letters::target(&app.store, id).await? else { continue };
        let mut tx = app.store.begin().await?;
        hand_over(app, &mut tx, &target).await?;
        tx.commit().await?;
        mails::wake(app);
    }
    Ok(())
}

/// The first goes if the office is open and the one before was long enough ago; the others get a time of their own.
async fn hand_over(app: &App, tx: &mut Tx, target: &TargetRecord) -> Result<()> {
    // What is due is read behind the lock, so that another node has not handed it over or planned it anew.
    let (_, mut last) = letters::lock_target(tx, target.id).await?;
    let now = app.now();
    for letter in letters::due(&mut *tx, target.id, now, BATCH).await? {
        let at = letter::plan(&target.hours, last, target.per_hour, now);
        if at > now {
            letters::replan(tx, letter.id, at).await?;
            last = Some(at);
        } else if letters::hand(tx, letter.id).await? {
            write(app, tx, target, &letter).await?;
            letters::set_last_handed(tx, target.id, now).await?;
            last = Some(now);
        }
    }
    Ok(())
}

async fn write(app: &App, tx: &mut Tx, target: &TargetRecord, letter: &LetterRecord) -> Result<()> {
    let (Some(written), Some(to)) = (open(app, letter), address(app, target)) else {
        tracing::error!(letter = %letter.id, "a letter cannot be opened with this key file");
        let state = letter::LetterState::Failed;
        return Ok(letters::settle(tx, letter.id, state, app.now()).await?);
    };
    let words = Words::of(Tongue::of_tag(&target.language).unwrap_or(Tongue::English));
    let mut parts = paragraphs(&letter::compose(&target.words, &written.name, &written.own_words));
    let note = words
        .say_with("letter-mail-note")
        .name("name", &written.name)
        .name("coalition", &app.config.coalition.name)
        .to_string();
    parts.push(Part::Note(note));
    let mut mail = NewMail::new(Purpose::Letter, &to, &target.language, target.subject.clone(), parts);
    mail.about = letter.id.0;
    mail.from_name = Some(written.name.clone());
    mail.reply_to = written.may_reply.then(|| written.address.clone());
    match mails::write(app, tx, mail).await? {
        Put::Queued(_) | Put::TooMany => Ok(()),
    }
}

/// Erases what nobody confirmed.
pub async fn tidy(app: &App) -> Result<()> {
    let lasts = scaled(letter::CONFIRM_WITHIN, app.config.federation.retry_scale);
    let mut tx = app.store.begin().await?;
    letters::forget_unconfirmed(&mut tx, app.now().plus(-lasts)).await?;
    Ok(tx.commit().await?)
}
