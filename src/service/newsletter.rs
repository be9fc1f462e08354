//! Readers of the newsletter: asking, confirming, leaving. Nobody needs an account, and nobody learns here who reads. What
//! they are sent is in `newsletter_rounds`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::cursor::{self, Cursor, Stretch};
use crate::domain::ids::RowId;
use crate::domain::mail::MailAddress;
use crate::domain::mail_queue::Purpose;
use crate::domain::mail_text::Part;
use crate::domain::newsletter::{self, Rhythm};
use crate::domain::time::Time;
use crate::keys;
use crate::store::issues::{self, IssueRecord};
use crate::store::mails as queue;
use crate::store::subscribers::{self, NewSubscriber, ReaderCount, Subscriber};
use crate::store::{campaigns as campaign_rows, posts};
use crate::words::{Tongue, Words};

use super::mails::{self, NewMail};
use super::tickets::{Holds, PROOF, proof};
use super::{Error, Result, campaigns};

/// So many statements are shown at once.
pub const A_PAGE: i64 = 20;
/// What the proof of a link is for.
const LINK: &str = "newsletter link";

/// What somebody asks for.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    /// Where the mails go.
    pub address: &'a MailAddress,
    /// The handle of the campaign whose statements they read; none for all.
    pub campaign: Option<&'a str>,
    /// How often.
    pub rhythm: Rhythm,
    /// The language of the words around the statements.
    pub tongue: Tongue,
}

/// What a link asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    /// To read so often from now on; asked at that time.
    Confirm(Rhythm, Time),
    /// To get no more mails.
    End,
}

/// The campaign whose newsletter is wanted; none for everything. One that is over sends none any more: gone.
pub async fn of(app: &App, handle: Option<&str>) -> Result<Option<Campaign>> {
    let Some(handle) = handle else { return Ok(None) };
    let campaign = campaigns::public(app, handle).await?.campaign;
    if campaign.is_over(app.now()) { Err(Error::Gone) } else { Ok(Some(campaign)) }
}

/// A form that may have to wait because very many ask.
pub fn holds<'a>(campaign: &'a str, mailbox: &'a str) -> Holds<'a> {
    Holds { purpose: "newsletter ticket", form: [campaign, mailbox] }
}

/// Somebody asks for the newsletter. Whether they read it already or not, what follows is the same: one mail to that address,
/// with a link that confirms. Until then nothing changes.
pub async fn ask(app: &App, wish: Wish<'_>) -> Result<()> {
    mails::require(app)?;
    let campaign = of(app, wish.campaign).await?;
    let scope = campaign.as_ref().map_or(0, |campaign| campaign.id.0);
    let (now, digest) = (app.now(), mails::lookup(app, "newsletter", wish.address));
    let mut tx = app.store.begin().await?;
    let present = subscribers::find_by_digest(&mut tx, &digest, scope).await?;
    let id = present.as_ref().map_or_else(|| app.row_id(), |present| present.id);
    let address = seal(app, id, wish.address);
    let (language, rhythm) = (wish.tongue.tag(), wish.rhythm);
    let new = NewSubscriber { id, digest, scope, address: &address, language, rhythm };
    // Who reads already is written to where they read, whatever spelling was typed.
    let to = match present.as_ref().filter(|present| present.confirmed_at.is_some()) {
        Some(reader) => open(app, reader)?,
        None => wish.address.clone(),
    };
    match &present {
        Some(_) => subscribers::ask_again(&mut tx, &new, now).await?,
        // The same form twice at once: the other has written the mail.
        None if !subscribers::save(&mut tx, &new, now).await? => return Ok(()),
        None => {}
    }
    let words = Words::of(wish.tongue);
    let name = campaign.as_ref().map_or(&app.config.coalition.name, |campaign| &campaign.plan.name);
    let link = app.url(&format!("/newsletter/confirm/{}", token(app, id, Ask::Confirm(rhythm, now))));
    let how_often = match rhythm {
        Rhythm::Each => words.say("newsletter-mail-each"),
        Rhythm::Weekly => words.say("newsletter-mail-weekly"),
    };
    let parts = vec![
        Part::Paragraph(words.say_name("newsletter-mail-asked", name)),
        Part::Paragraph(how_often.to_owned()),
        Part::Link { words: words.say("newsletter-mail-confirm").to_owned(), address: link },
        Part::Note(words.say("newsletter-mail-not-you").to_owned()),
    ];
    let subject = words.say_name("newsletter-mail-subject", name);
    let mut mail = NewMail::new(Purpose::Subscription, &to, language, subject, parts);
    mail.about = id.0;
    mails::write(app, &mut tx, mail).await?;
    tx.commit().await?;
    mails::wake(app);
    Ok(())
}

/// What a link leads to.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The campaign whose statements are meant; none for all.
    pub campaign: Option<String>,
    /// How often, where the link confirms.
    pub rhythm: Option<Rhythm>,
}

/// Looks at a link that confirms, and changes nothing. None when it is too old, was used up by leaving, or is none of ours.
pub async fn peek(app: &App, link: &str) -> Result<Option<Opened>> {
    let Some((subscriber, Ask::Confirm(rhythm, at))) = find(app, link).await? else { return Ok(None) };
    if !newsletter::may_confirm(at, app.now(), app.config.federation.retry_scale) {
        return Ok(None);
    }
    let campaign = match subscriber.scope {
        0 => None,
        scope => campaign_rows::find(&app.store, crate::domain::ids::CampaignId(scope))
            .await?
            .map(|campaign| campaign.plan.name),
    };
    Ok(Some(Opened { campaign, rhythm: Some(rhythm) }))
}

/// Somebody confirms; the path by which they leave again. None as for [`peek`].
pub async fn confirm(app: &App, link: &str) -> Result<Option<String>> {
    let Some((subscriber, Ask::Confirm(rhythm, at))) = find(app, link).await? else { return Ok(None) };
    let (now, scale) = (app.now(), app.config.federation.retry_scale);
    if !newsletter::may_confirm(at, now, scale) {
        return Ok(None);
    }
    let mut tx = app.store.begin().await?;
    let next = newsletter::week_end(now, scale);
    let is_there = subscribers::confirm(&mut tx, subscriber.id, rhythm, next, now).await?;
    tx.commit().await?;
    Ok(is_there.then(|| end_path(app, subscriber.id)))
}

/// Somebody leaves: nothing of them is kept, and what waited for them is not sent. A link that leads to nobody is answered
/// the same.
pub async fn end(app: &App, link: &str) -> Result<()> {
    let Some((subscriber, Ask::End)) = find(app, link).await? else { return Ok(()) };
    let mut tx = app.store.begin().await?;
    forget(app, &mut tx, subscriber.id).await?;
    Ok(tx.commit().await?)
}

/// Whether a link is one that ends something, so that its page has a button.
pub fn is_end(app: &App, link: &str) -> bool {
    matches!(read(app, link), Some((_, Ask::End)))
}

async fn forget(app: &App, tx: &mut crate::store::Tx, id: RowId) -> Result<()> {
    subscribers::remove(tx, id).await?;
    for purpose in [Purpose::Newsletter, Purpose::Subscription] {
        queue::drop_about(tx, purpose, id.0, app.now()).await?;
    }
    Ok(())
}

/// An address takes no mail: its reader is forgotten, as they can neither read nor leave.
pub(super) async fn bounced(app: &App, tx: &mut crate::store::Tx, about: i64) -> Result<()> {
    forget(app, tx, RowId(about)).await
}

/// The path by which a reader leaves.
pub(super) fn end_path(app: &App, id: RowId) -> String {
    format!("/newsletter/end/{}", token(app, id, Ask::End))
}

fn seal(app: &App, id: RowId, address: &MailAddress) -> Vec<u8> {
    app.wrapping.seal(format!("subscriber:{id}").as_bytes(), address.as_str().as_bytes())
}

/// The address of a reader.
pub(super) fn open(app: &App, reader: &Subscriber) -> Result<MailAddress> {
    let plain = app.wrapping.open(format!("subscriber:{}", reader.id).as_bytes(), &reader.address).ok();
    let text = plain.and_then(|plain| String::from_utf8(plain).ok());
    let address = text.and_then(|text| MailAddress::parse(&text).ok());
    address.ok_or_else(|| Error::refused("a reader's address cannot be opened with this key file"))
}

/// A link holds what it asks for and a proof that we wrote it; nothing of it is stored.
fn token(app: &App, id: RowId, ask: Ask) -> String {
    let (kind, at) = match ask {
        Ask::Confirm(Rhythm::Each, at) => (1, at.0),
        Ask::Confirm(Rhythm::Weekly, at) => (2, at.0),
        Ask::End => (3, 0),
    };
    let mut bytes = vec![kind];
    bytes.extend_from_slice(&id.0.to_be_bytes());
    bytes.extend_from_slice(&at.to_be_bytes());
    bytes.extend_from_slice(&proof(app, LINK, &bytes));
    URL_SAFE_NO_PAD.encode(bytes)
}

fn read(app: &App, link: &str) -> Option<(RowId, Ask)> {
    let bytes = URL_SAFE_NO_PAD.decode(link).ok().filter(|bytes| bytes.len() == 17 + PROOF)?;
    let (said, proven) = bytes.split_at(17);
    if !keys::constant_time_eq(&proof(app, LINK, said), proven) {
        return None;
    }
    let id = RowId(i64::from_be_bytes(said[1..9].try_into().ok()?));
    let at = Time(i64::from_be_bytes(said[9..17].try_into().ok()?));
    let ask = match said[0] {
        1 => Ask::Confirm(Rhythm::Each, at),
        2 => Ask::Confirm(Rhythm::Weekly, at),
        3 => Ask::End,
        _ => return None,
    };
    Some((id, ask))
}

async fn find(app: &App, link: &str) -> Result<Option<(Subscriber, Ask)>> {
    let Some((id, ask)) = read(app, link) else { return Ok(None) };
    Ok(subscribers::find(&app.store, id).await?.map(|subscriber| (subscriber, ask)))
}

/// The newsletter as the people of the house see it: numbers, and no names.
#[derive(Clone, Debug)]
pub struct Overview {
    /// How many readers there are of each kind, with the handle of the campaign; none for all.
    pub readers: Vec<(Option<String>, ReaderCount)>,
    /// The outbox.
    pub mails: mails::Numbers,
}

/// Numbers for the desk and the command line.
pub async fn overview(app: &App) -> Result<Overview> {
    let mut readers = Vec::new();
    for count in subscribers::counts(&app.store).await? {
        let campaign = campaign_rows::find(&app.store, crate::domain::ids::CampaignId(count.scope)).await?;
        readers.push((campaign.map(|campaign| campaign.handle), count));
    }
    Ok(Overview { readers, mails: mails::numbers(app).await? })
}

/// Statements below this place with their titles and how far their telling has come, the newest first.
pub async fn told(app: &App, below: Cursor, most: i64) -> Result<Stretch<(String, IssueRecord), Cursor>> {
    let most = most.clamp(1, cursor::MOST);
    let mut told = Vec::new();
    for issue in issues::page(&app.store, below, most + 1).await? {
        let post = posts::find(&app.store, issue.post).await?;
        let title = post.and_then(|post| post.main_text().title.clone()).unwrap_or_default();
        told.push((title, issue));
    }
    Ok(Stretch::of(told, most, |(_, issue)| Cursor::new(issue.created_at, issue.post.0)))
}
