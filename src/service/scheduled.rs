//! Posts that are to be written later: planning them, and writing them when they are due.

use serde::{Deserialize, Serialize};

use crate::app::{App, Cx};
use crate::domain::ids::{AccountId, MemberId, PostId, RowId};
use crate::domain::poll::{self, NewPoll, Wish};
use crate::domain::post::Attachment;
use crate::domain::quote::Quoters;
use crate::domain::scheduled::{admit, day_of};
use crate::domain::time::Time;
use crate::domain::translation::Review;
use crate::domain::visibility::Visibility;
use crate::store::scheduled::{self, ScheduledRecord};
use crate::store::{Tx, accounts, idempotency};

use super::lines::Window;
use super::media;
use super::posts::{self, Asked, NewPost, Source};
use super::{Error, Result};

/// So many are written before others have their turn.
const BATCH: i64 = 20;

/// What is to be written, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Languages, titles, texts as they were typed; the main one first.
    pub texts: Vec<(String, Option<String>, String)>,
    /// Who may see it.
    visibility: String,
    /// What it answers.
    in_reply_to: Option<i64>,
    /// Content warning, plain.
    pub warning: Option<String>,
    /// Its media should be hidden at first.
    pub sensitive: bool,
    /// The files that hang on it.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// What it asks; the poll is open from the moment the post is written.
    #[serde(default)]
    pub poll: Option<NewPoll>,
    /// What it quotes.
    #[serde(default)]
    quote: Option<i64>,
    /// Who may quote it.
    #[serde(default)]
    pub quoters: Quoters,
}

impl Planned {
    /// What is to be kept of a post that is to be written.
    pub fn of(new: NewPost, sensitive: bool) -> Self {
        Self {
            texts: new.sources.into_iter().map(|s| (s.language, s.title, s.markdown)).collect(),
            visibility: new.visibility.as_str().to_owned(),
            in_reply_to: new.in_reply_to.map(|id| id.0),
            warning: new.warning,
            sensitive,
            attachments: new.attachments,
            poll: match new.poll {
                Wish::Ask(poll) => Some(poll),
                Wish::Keep | Wish::Without => None,
            },
            quote: None,
            quoters: Quoters::default(),
        }
    }

    /// The same with what it quotes, and who may quote it.
    #[must_use]
    pub fn with_quotes(mut self, quote: Option<PostId>, quoters: Quoters) -> Self {
        (self.quote, self.quoters) = (quote.map(|id| id.0), quoters);
        self
    }

    /// What it quotes.
    pub fn quote(&self) -> Option<PostId> {
        self.quote.map(PostId)
    }

    /// Who may see it.
    pub fn visibility(&self) -> Visibility {
        Visibility::parse(&self.visibility)
    }

    /// What it answers.
    pub fn in_reply_to(&self) -> Option<PostId> {
        self.in_reply_to.map(PostId)
    }

    fn into_post(self) -> NewPost {
        let (visibility, in_reply_to) = (self.visibility(), self.in_reply_to());
        let source =
            |(language, title, markdown)| Source { language, title, markdown, review: Review::Unsaid };
        NewPost {
            sources: self.texts.into_iter().map(source).collect(),
            visibility,
            in_reply_to,
            warning: self.warning,
            attachments: self.attachments,
            poll: self.poll.map_or(Wish::Keep, Wish::Ask),
        }
    }
}

/// A post that is to be written later.
#[derive(Clone, Debug)]
pub struct Scheduled {
    /// Its id.
    pub id: RowId,
    /// What.
    pub wish: Planned,
    /// When.
    pub due_at: Time,
}

fn read(record: &ScheduledRecord) -> Result<Scheduled> {
    let broken =
        |_| crate::store::Error::Broken(format!("what is scheduled as {} cannot be read", record.id));
    let wish = serde_json::from_str(&record.wish).map_err(broken)?;
    Ok(Scheduled { id: record.id, wish, due_at: record.due_at })
}

/// Plans a post. The same key from the same member plans it once.
pub async fn plan(
    app: &App,
    member: MemberId,
    account: AccountId,
    wish: Planned,
    due_at: Time,
    key: Option<&str>,
) -> Result<Scheduled> {
    if let Some(earlier) = planned_by(app, member, account, key).await? {
        return Ok(earlier);
    }
    if let Some(poll) = &wish.poll {
        poll::open(poll, due_at).map_err(Error::quoted)?;
    }
    let uploads: Vec<RowId> = wish.attachments.iter().filter_map(|a| a.upload.map(RowId)).collect();
    let record = ScheduledRecord {
        id: app.row_id(),
        account,
        member,
        wish: serde_json::to_string(&wish).expect("plain data always has a JSON form"),
        due_at,
    };
    let mut tx = app.store.begin().await?;
    check(app, &mut tx, account, due_at, record.id).await?;
    if let Some(key) = key
        && !idempotency::save(
            &mut tx,
            Some(member),
            &posts::key_of(account, key),
            PostId(record.id.0),
            app.now(),
        )
        .await?
    {
        drop(tx);
        return planned_by(app, member, account, Some(key)).await?.ok_or(Error::Gone);
    }
    scheduled::save(&mut tx, &record, app.now()).await?;
    for upload in uploads {
        media::set_aside(&mut tx, upload, account, record.id).await?;
    }
    tx.commit().await?;
    read(&record)
}

/// What this key has planned before; published or taken away meanwhile, it is not planned again.
pub async fn planned_by(
    app: &App,
    member: MemberId,
    account: AccountId,
    key: Option<&str>,
) -> Result<Option<Scheduled>> {
    let Some(key) = key else { return Ok(None) };
    match idempotency::find(&app.store, Some(member), &posts::key_of(account, key)).await? {
        Some(id) => match find(app, account, RowId(id.0)).await {
            Err(Error::NotFound) => Err(Error::Gone),
            found => found.map(Some),
        },
        None => Ok(None),
    }
}

async fn check(app: &App, tx: &mut Tx, account: AccountId, due_at: Time, but: RowId) -> Result<()> {
    let (from, until) = day_of(due_at);
    let (waiting, on_that_day) = scheduled::count(&mut *tx, account, from, until, but).await?;
    admit(app.now(), due_at, waiting, on_that_day).map_err(Error::quoted)
}

/// A part of what an account has planned, newest first.
pub async fn page(app: &App, account: AccountId, window: Window) -> Result<Vec<Scheduled>> {
    scheduled::page(&app.store, account, window).await?.iter().map(read).collect()
}

/// The one with this id, of this account.
pub async fn find(app: &App, account: AccountId, id: RowId) -> Result<Scheduled> {
    let found = scheduled::find(&app.store, id).await?.filter(|s| s.account == account);
    read(&found.ok_or(Error::NotFound)?)
}

/// Plans it for another time.
pub async fn reschedule(app: &App, account: AccountId, id: RowId, due_at: Time) -> Result<Scheduled> {
    find(app, account, id).await?;
    let mut tx = app.store.begin().await?;
    check(app, &mut tx, account, due_at, id).await?;
    // Published a moment ago, it is no longer there to be moved.
    if !scheduled::reschedule(&mut tx, id, due_at).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    find(app, account, id).await
}

/// Takes it away.
pub async fn cancel(app: &App, account: AccountId, id: RowId) -> Result<()> {
    find(app, account, id).await?;
    let mut tx = app.store.begin().await?;
    if !scheduled::remove(&mut tx, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Writes what is due; how many posts were written. Each goes from the plan in the transaction that writes the post,
/// so that it is written once, however many nodes try and wherever one of them is stopped.
pub async fn publish_due(cx: &Cx) -> Result<usize> {
    let mut written = 0;
    for record in scheduled::due(&cx.store, cx.now(), BATCH).await? {
        match publish(cx, &record).await {
            Ok(()) => written += 1,
            // Another node was first, or it was taken away.
            Err(Error::Gone) => {}
            Err(e) if e.is_passing() => return Err(e),
            Err(e) => {
                tracing::warn!(scheduled = %record.id, error = %e, "what was scheduled cannot be published");
                let mut tx = cx.store.begin().await?;
                scheduled::fail(&mut tx, record.id, cx.now()).await?;
                tx.commit().await?;
            }
        }
    }
    Ok(written)
}

async fn publish(cx: &Cx, record: &ScheduledRecord) -> Result<()> {
    let author = accounts::find(&cx.store, record.account).await?.ok_or(Error::NotFound)?;
    let may_write = crate::store::members::is_active(&cx.store, record.member).await?;
    if !author.is_active() || !may_write {
        return Err(Error::refused("its author may not write here any more"));
    }
    let wish = read(record)?.wish;
    let asked = Asked {
        sensitive: wish.sensitive,
        scheduled: Some(record.id),
        quote: wish.quote(),
        quoters: wish.quoters,
        ..Asked::default()
    };
    posts::write_once(cx, Some(record.member), &author, wish.into_post(), asked).await?;
    Ok(())
}
