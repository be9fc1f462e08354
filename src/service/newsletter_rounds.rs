//! What readers of the newsletter are sent: a mail for each statement, or one at the end of a week. Mails are written into
//! the outbox some at a time, and how far that has come is written with them: after a crash it goes on where it was.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::account::{Account, ActorKind};
use crate::domain::ids::PostId;
use crate::domain::mail_queue::{Purpose, scaled};
use crate::domain::mail_text::Part;
use crate::domain::newsletter::{self, GRACE, MOST_IN_DIGEST, MOST_WAITING, Rhythm};
use crate::domain::post::{Post, Text};
use crate::domain::text;
use crate::domain::time::Time;
use crate::domain::visibility::Visibility;
use crate::store::subscribers::{self, Subscriber};
use crate::store::{Tx, campaigns, issues, mails as queue, posts};
use crate::words::{Tongue, Words};

use super::Result;
use super::campaign_voice::Public;
use super::mails::{self, NewMail};
use super::newsletter::{end_path, open};

/// So many readers are written to in one transaction.
const BATCH: i64 = 200;
/// The first words of a statement, in characters.
const EXCERPT: usize = 600;
/// The same in a digest.
const SHORT_EXCERPT: usize = 200;

/// Notes, in the transaction that publishes it, that readers are told of a statement of the coalition or of a campaign.
pub(super) async fn announce(
    app: &App,
    tx: &mut Tx,
    author: &Account,
    campaign: Option<&Public>,
    post: &Post,
) -> Result<()> {
    let is_ours = author.kind == ActorKind::Group || author.username == app.config.coalition.handle;
    let is_said_to_all = post.visibility == Visibility::Public && post.in_reply_to_uri.is_none();
    if !mails::is_on(app) || !is_ours || !is_said_to_all {
        return Ok(());
    }
    let scope = match campaign {
        Some(public) => public.campaign.id.0,
        None => campaigns::of_account(&mut *tx, author.id).await?.map_or(0, |campaign| campaign.id.0),
    };
    let now = app.now();
    let due = now.plus(scaled(GRACE, app.config.federation.retry_scale));
    Ok(issues::save(tx, post.id, scope, due, now).await?)
}

/// Writes some of the mails that are due; whether there is more to do at once.
pub async fn run(app: &App) -> Result<bool> {
    if !mails::is_on(app) {
        return Ok(false);
    }
    // The outbox is kept short: whoever leaves today gets nothing that was written yesterday.
    let rank = Purpose::Newsletter.rank();
    if queue::count_waiting(&app.store, rank, MOST_WAITING).await? >= MOST_WAITING {
        return Ok(false);
    }
    let now = app.now();
    let of_statements = match issues::next(&app.store, now).await? {
        Some(post) => tell_each(app, post).await?,
        None => false,
    };
    Ok(tell_weekly(app, now).await? || of_statements)
}

async fn tell_each(app: &App, id: PostId) -> Result<bool> {
    let mut tx = app.store.begin().await?;
    let Some((scope, reached)) = issues::lock(&mut tx, id).await? else { return Ok(true) };
    let post = posts::find(&mut tx, id).await?.filter(|post| post.visibility == Visibility::Public);
    let readers = match &post {
        Some(_) => subscribers::next_for_each(&mut tx, reached, scope, BATCH).await?,
        // It was withdrawn in time.
        None => Vec::new(),
    };
    for reader in &readers {
        if let Some(post) = &post {
            write(app, &mut tx, reader, &statement(app, reader, post)).await?;
        }
    }
    let count = i64::try_from(readers.len()).unwrap_or(BATCH);
    if let Some(last) = readers.last() {
        issues::go_on(&mut tx, id, last.id.0, count).await?;
    }
    if count < BATCH {
        issues::end(&mut tx, id, app.now()).await?;
    }
    tx.commit().await?;
    mails::wake(app);
    Ok(true)
}

async fn tell_weekly(app: &App, now: Time) -> Result<bool> {
    if subscribers::next_weekly(&app.store, now).await?.is_none() {
        return Ok(false);
    }
    let scale = app.config.federation.retry_scale;
    let week = scaled(newsletter::WEEK, scale).max(1);
    let mut tx = app.store.begin().await?;
    let readers = subscribers::take_weekly(&mut tx, now, newsletter::week_end(now, scale), BATCH).await?;
    let mut weeks: HashMap<i64, Vec<(Post, i64)>> = HashMap::new();
    for (reader, end) in readers {
        if let std::collections::hash_map::Entry::Vacant(e) = weeks.entry(end.0) {
            let said = said_between(&mut tx, end.plus(-week), end).await?;
            e.insert(said);
        }
        let said: Vec<&Post> = weeks[&end.0]
            .iter()
            .filter(|(_, scope)| reader.scope == 0 || *scope == reader.scope)
            .map(|(post, _)| post)
            .collect();
        // Nothing was said, so there is nothing to send.
        if !said.is_empty() {
            write(app, &mut tx, &reader, &digest(app, &reader, &said)).await?;
        }
    }
    tx.commit().await?;
    mails::wake(app);
    Ok(true)
}

async fn said_between(tx: &mut Tx, from: Time, to: Time) -> Result<Vec<(Post, i64)>> {
    let told = issues::between(&mut *tx, from, to, MOST_IN_DIGEST).await?;
    let ids: Vec<i64> = told.iter().map(|(id, _)| id.0).collect();
    let mut found: HashMap<PostId, Post> =
        posts::find_many(&mut *tx, &ids).await?.into_iter().map(|post| (post.id, post)).collect();
    let said = told.into_iter().filter_map(|(id, scope)| Some((found.remove(&id)?, scope)));
    Ok(said.filter(|(post, _)| post.visibility == Visibility::Public).collect())
}

/// A mail to a reader: its subject and what it says, before the words about leaving.
struct Issue {
    subject: String,
    parts: Vec<Part>,
}

async fn write(app: &App, tx: &mut Tx, reader: &Subscriber, issue: &Issue) -> Result<()> {
    let Ok(to) = open(app, reader) else {
        tracing::error!(reader = %reader.id, "a reader's address cannot be opened with this key file");
        return Ok(());
    };
    let words = words_of(reader);
    let end = app.url(&end_path(app, reader.id));
    let mut parts = issue.parts.clone();
    parts.push(Part::Link { words: words.say("newsletter-mail-end").to_owned(), address: end.clone() });
    parts.push(Part::Note(words.say_name("newsletter-mail-why", &app.config.coalition.name)));
    let mut mail = NewMail::new(Purpose::Newsletter, &to, &reader.language, issue.subject.clone(), parts);
    mail.about = reader.id.0;
    mail.unsubscribe = Some(end);
    mails::write(app, tx, mail).await.map(drop)
}

fn words_of(reader: &Subscriber) -> Words {
    Words::of(Tongue::of_tag(&reader.language).unwrap_or(Tongue::English))
}

/// The text in the reader's language if it goes out, a reviewed one first; otherwise the main one.
fn text_for<'a>(post: &'a Post, reader: &Subscriber) -> &'a Text {
    let wanted = Tongue::of_tag(&reader.language);
    let fits = |tag: &str| wanted.is_some() && Tongue::of_tag(tag) == wanted;
    let goes_out = |text: &&Text| text.language.as_deref().is_some_and(fits) && post.goes_out(text);
    post.reviewed_text(fits).or_else(|| post.texts.iter().find(goes_out)).unwrap_or_else(|| post.main_text())
}

fn statement(app: &App, reader: &Subscriber, post: &Post) -> Issue {
    let (words, said) = (words_of(reader), text_for(post, reader));
    let title = words.title(said.title.as_deref().unwrap_or_default());
    let shown = shown(app, reader, post, EXCERPT);
    Issue { subject: title.clone(), parts: [vec![Part::Heading(title)], shown].concat() }
}

fn digest(app: &App, reader: &Subscriber, said: &[&Post]) -> Issue {
    let words = words_of(reader);
    let mut parts = Vec::new();
    for post in said {
        let title = text_for(post, reader).title.clone().unwrap_or_default();
        parts.push(Part::Heading(words.title(&title)));
        parts.extend(shown(app, reader, post, SHORT_EXCERPT));
    }
    let subject = words
        .say_with("newsletter-mail-week")
        .name("name", &app.config.coalition.name)
        .count("count", said.len())
        .to_string();
    Issue { subject, parts }
}

/// The first words of a statement, or its warning in their place, and where it is.
fn shown(app: &App, reader: &Subscriber, post: &Post, most: usize) -> Vec<Part> {
    let (words, said) = (words_of(reader), text_for(post, reader));
    let excerpt = match &post.warning {
        Some(warning) => words.say_name("newsletter-mail-warning", warning),
        None => text::excerpt(&text::plain(&said.html), most),
    };
    let address = post.url.clone().unwrap_or_else(|| app.url(&format!("/posts/{}", post.id)));
    let mut parts = Vec::new();
    parts.extend(words.unreviewed(post.state_of(said)).map(|said| Part::Paragraph(said.to_owned())));
    parts.push(Part::Paragraph(excerpt));
    parts.push(Part::Link { words: words.say("newsletter-mail-read").to_owned(), address });
    parts
}

/// Forgets what is too old to be told of, and those who asked and never confirmed.
pub async fn tidy(app: &App) -> Result<()> {
    let (now, scale) = (app.now(), app.config.federation.retry_scale);
    let mut tx = app.store.begin().await?;
    let before = now.plus(-scaled(newsletter::CONFIRM_WITHIN, scale));
    subscribers::forget_unconfirmed(&mut tx, before).await?;
    issues::forget_older(&mut tx, now.plus(-4 * scaled(newsletter::WEEK, scale))).await?;
    Ok(tx.commit().await?)
}

/// Which rhythm a word means; each statement where it means none.
pub fn rhythm_of(word: &str) -> Rhythm {
    Rhythm::parse(word).unwrap_or_default()
}
