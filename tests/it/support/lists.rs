//! Whole lists of the desk, which shows some of them a page at a time: tests look at everything that is there.

use antiphon::app::App;
use antiphon::domain::campaign::Campaign;
use antiphon::domain::cursor::{Cursor, MOST};
use antiphon::domain::draft::DraftState;
use antiphon::domain::event::Event;
use antiphon::domain::notice::Notice;
use antiphon::service::drafts::DraftRecord;
use antiphon::service::joint::Listed;
use antiphon::service::{self, Result};

/// Drafts in this state, or all: the open ones, then the others.
pub async fn drafts(app: &App, state: Option<DraftState>) -> Result<Vec<DraftRecord>> {
    let mut all = service::drafts::open(app, state).await?;
    all.extend(service::drafts::closed(app, state, Cursor::START, MOST).await?.rows);
    Ok(all)
}

/// Every event: those to come, then those that are over.
pub async fn events(app: &App) -> Result<Vec<Event>> {
    let mut all = service::events::coming_at_desk(app).await?;
    all.extend(service::events::past(app, Cursor::START, MOST).await?.rows);
    Ok(all)
}

/// Every joint campaign: invitations that wait, those that go on, then those that have ended.
pub async fn joint(app: &App) -> Result<Vec<Listed>> {
    let mut all = service::joint::standing(app).await?;
    all.extend(service::joint::ended(app, None, i64::MAX, MOST).await?.rows);
    Ok(all)
}

/// Every campaign, drafts too, the newest first.
pub async fn campaigns(app: &App) -> Result<Vec<Campaign>> {
    Ok(service::campaigns::page(app, i64::MAX, MOST).await?.rows)
}

/// Every notice, the newest first.
pub async fn notices(app: &App) -> Result<Vec<Notice>> {
    Ok(service::notices::page(app, i64::MAX, MOST).await?.rows)
}
