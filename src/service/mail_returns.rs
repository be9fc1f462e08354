//! Mails that came back after the relay had taken them: the operator's mail server hands the report to `antiphon letter
//! bounce`, and what it is about is told. A report names one of our mails by a keyed digest that only its recipient and the
//! servers on its way have seen; whoever forges one can end no more than what was sent to themselves.

use std::collections::HashMap;

use crate::app::App;
use crate::client::read_report;
use crate::domain::cursor::{self, Cursor, Stretch};
use crate::domain::ids::RowId;
use crate::domain::letter::LetterState;
use crate::domain::mail_queue::{MailState, Purpose};
use crate::domain::mail_return::{Fate, Said, judge};
use crate::domain::time::Time;
use crate::store::letters::Returned;
use crate::store::mails::{self, ReturnedMail};
use crate::store::{Tx, letters};

use super::{Error, Result, mails as outbox};

/// So many letters of one decision-maker the desk is shown at once.
pub const A_PAGE: i64 = 20;

/// What came of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The mail.
    pub id: RowId,
    /// What it was for.
    pub purpose: Purpose,
    /// What the report says.
    pub said: Said,
    /// Whether it changed anything: a mail comes back once, and one that is delayed is still on its way.
    pub is_new: bool,
}

/// Takes a report in, as it came. What is none, or belongs to no mail of ours, changes nothing.
pub async fn take(app: &App, raw: &[u8]) -> Result<Taken> {
    let report = read_report(raw).map_err(Error::quoted)?;
    let said = judge(&report).map_err(Error::quoted)?;
    let mut tx = app.store.begin().await?;
    let mut found = None;
    for mark in &report.marks {
        found = mails::by_mark(&mut tx, mark).await?;
        if found.is_some() {
            break;
        }
    }
    let Some(mail) = found else {
        return Err(Error::refused(
            "The report belongs to no mail that went out from here within the last days. Nothing was changed.",
        ));
    };
    // What is over in another way stays so, and what the relay has not taken cannot have come back.
    let is_new = mail.state == MailState::Sent && note(app, &mut tx, &mail, &said).await?;
    tx.commit().await?;
    tracing::info!(id = %mail.id, purpose = mail.purpose.as_str(), fate = said.fate.as_str(), code = said.code, "a mail came back");
    Ok(Taken { id: mail.id, purpose: mail.purpose, said, is_new })
}

async fn note(app: &App, tx: &mut Tx, mail: &ReturnedMail, said: &Said) -> Result<bool> {
    let now = app.now();
    let state = match said.fate {
        Fate::NoMailbox => Some(MailState::Refused),
        Fate::NotDelivered => Some(MailState::Failed),
        Fate::Delayed => None,
        Fate::Delivered => return Ok(false),
    };
    if let Some(state) = state {
        if !mails::came_back(tx, mail.id, state, &said.code, now).await? {
            return Ok(false);
        }
        outbox::settled(app, tx, mail.purpose, mail.about, state).await?;
    }
    if mail.purpose == Purpose::Letter {
        letters::came_back(tx, RowId(mail.about), &said.code, &said.words, now).await?;
    }
    Ok(state.is_some() || mail.purpose == Purpose::Letter)
}

/// A letter that came back or is late, as the people of the house see it. Whose it was stands nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// Its row.
    pub id: RowId,
    /// Where it stands: sent, where it is only late.
    pub state: LetterState,
    /// When we heard of it.
    pub at: Time,
    /// The code, like `5.1.1`; empty where none was given.
    pub code: String,
    /// What the other mail server said.
    pub words: String,
}

impl Back {
    /// Where it stands in the list.
    pub fn place(&self) -> Cursor {
        Cursor::new(self.at, self.id.0)
    }

    /// Whether it is still tried.
    pub fn is_late(&self) -> bool {
        self.state == LetterState::Sent
    }
}

/// Letters to this decision-maker that came back or are late below this place, the latest first.
pub async fn of_target(app: &App, target: RowId, below: Cursor, most: i64) -> Result<Stretch<Back, Cursor>> {
    let most = most.clamp(1, cursor::MOST);
    let found = letters::returned(&app.store, target, below, most + 1).await?;
    let back = |Returned { id, state, at, code, words }| Back { id, state, at, code, words };
    Ok(Stretch::of(found.into_iter().map(back).collect(), most, Back::place))
}

/// How many letters to a decision-maker came back, and how many are late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// They came back.
    pub returned: i64,
    /// They are still tried.
    pub late: i64,
}

impl Number {
    /// Both together.
    pub fn all(self) -> i64 {
        self.returned + self.late
    }
}

/// How many there are of each decision-maker who has any.
pub async fn numbers(app: &App) -> Result<HashMap<RowId, Number>> {
    let all = letters::count_returned(&app.store).await?;
    let number = |(target, all, late)| (target, Number { returned: all - late, late });
    Ok(all.into_iter().map(number).collect())
}
