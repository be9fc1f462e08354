//! The part of a status that only an edit changes: texts, tags, media. Counts, the poll, and what the reader has done,
//! are put beside it for each answer by `shelf`.

use serde::Serialize;

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::post::{Attachment, Post};
use crate::domain::quote::{self, Offer, Quoters};
use crate::domain::text;
use crate::domain::translation::correction_line;
use crate::domain::visibility::Visibility;
use crate::domain::{filter, search};
use crate::service::lines::Texts;
use crate::service::{copies, media};

use super::card_entities::PreviewCard;
use super::entities::{Emoji, stamp};
use super::media_entities::MediaAttachment;

#[derive(Serialize)]
struct Mention<'a> {
    id: String,
    username: &'a str,
    url: &'a str,
    acct: String,
}

#[derive(Serialize)]
struct Tag<'a> {
    name: &'a str,
    url: String,
}

/// Who may quote it; what that means for the reader is put beside it.
#[derive(Serialize)]
struct QuoteApproval {
    automatic: Vec<&'static str>,
    manual: Vec<&'static str>,
}

/// How an entity that we never have is written: as null.
type Never = Option<()>;

#[derive(Serialize)]
struct Body<'a> {
    in_reply_to_id: Option<String>,
    in_reply_to_account_id: Option<String>,
    sensitive: bool,
    spoiler_text: &'a str,
    language: Option<&'a str>,
    edited_at: Option<String>,
    content: String,
    application: Never,
    media_attachments: Vec<MediaAttachment>,
    mentions: Vec<Mention<'a>>,
    tags: Vec<Tag<'a>>,
    emojis: Vec<Emoji>,
    card: Option<PreviewCard<'a>>,
}

#[derive(Serialize)]
struct Head<'a> {
    id: String,
    uri: &'a str,
    url: &'a str,
    created_at: String,
    visibility: &'static str,
}

/// The rendered part of a status.
#[derive(Debug)]
pub struct StatusPart {
    /// The version it was rendered from.
    pub version: i64,
    /// The parent it was rendered with.
    pub in_reply_to: Option<i64>,
    /// Whether it can be shown as it is; with a poll, or a card that comes within a moment, the post is read anew, since
    /// votes and cards come without a new version.
    pub may_stay: bool,
    /// `"id":…,"uri":…,"url":…,"created_at":…,"visibility":…`, which a boost has of its own.
    pub head: Box<str>,
    /// Everything else, without the braces.
    pub body: Box<str>,
    /// Whether it quotes.
    pub quotes: bool,
    /// What its author says of quotes, as far as it is known.
    pub offer: Option<Offer>,
    /// The same in the words of the API: `"automatic":…,"manual":…`
    pub approval: Box<str>,
    /// What its readers' filters look through.
    pub words: Box<str>,
}

impl StatusPart {
    /// Renders a post.
    pub fn of(app: &App, texts: &Texts) -> Self {
        let post = &texts.post;
        let head = Head {
            id: post.id.to_string(),
            uri: post.uri.as_str(),
            url: post.url.as_deref().unwrap_or(post.uri.as_str()),
            created_at: stamp(post.published_at),
            visibility: visibility(post.visibility),
        };
        let body = Body {
            in_reply_to_id: post.in_reply_to.map(|id| id.to_string()),
            in_reply_to_account_id: texts.parent_author.map(|id| id.to_string()),
            sensitive: post.sensitive,
            spoiler_text: post.warning.as_deref().unwrap_or_default(),
            language: post.main_text().language.as_deref(),
            edited_at: post.edited_at.map(stamp),
            content: content(post),
            application: None,
            media_attachments: attachments(app, post),
            mentions: texts.named.iter().map(mention).collect(),
            tags: tags(app, post),
            emojis: emojis(app, post),
            card: texts.preview.as_ref().and_then(|p| p.card.as_ref()).map(|card| PreviewCard::of(app, card)),
        };
        Self {
            version: post.version,
            in_reply_to: post.in_reply_to.map(|id| id.0),
            may_stay: post.details.poll.is_none() && !texts.preview.as_ref().is_some_and(|p| p.is_awaited),
            head: members(&head),
            body: members(&body),
            quotes: post.details.quote.is_some(),
            offer: offer(app, post),
            approval: members(&quote_approval(app, post)),
            words: filter::folded(&search::text_of(post)).into(),
        }
    }

    /// How much memory it takes.
    pub fn size(&self) -> usize {
        self.head.len() + self.body.len() + self.words.len() + self.approval.len() + 104
    }
}

/// The members of a JSON object without its braces.
fn members(value: &impl Serialize) -> Box<str> {
    let text = serde_json::to_string(value).expect("plain data always has a JSON form");
    text[1..text.len() - 1].into()
}

/// The word that clients use.
pub fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Followers => "private",
        other => other.as_str(),
    }
}

/// The text with its title, which clients have no place for.
fn content(post: &Post) -> String {
    let main = post.main_text();
    let correction = correction_line(post.details.correction.as_deref(), main.language.as_deref());
    match &main.title {
        Some(title) => format!("{correction}<p><strong>{}</strong></p>{}", text::escape(title), main.html),
        None => format!("{correction}{}", main.html),
    }
}

fn attachments(app: &App, post: &Post) -> Vec<MediaAttachment> {
    // A file elsewhere has no id of ours; it gets one that no other has.
    let id = |at: usize, file: &Attachment| {
        file.upload.map_or_else(|| format!("{}{at:02}", post.id), |id| id.to_string())
    };
    let files = post.details.attachments.iter().enumerate();
    files.map(|(at, file)| MediaAttachment::of(app, id(at, file), file)).collect()
}

fn mention(account: &Account) -> Mention<'_> {
    Mention {
        id: account.id.to_string(),
        username: &account.username,
        url: account.url.as_deref().unwrap_or(account.uri.as_str()),
        acct: account.acct(),
    }
}

fn tags<'a>(app: &App, post: &'a Post) -> Vec<Tag<'a>> {
    post.details.hashtags.iter().map(|name| Tag { name, url: app.url(&format!("/tags/{name}")) }).collect()
}

fn offer(app: &App, post: &Post) -> Option<Offer> {
    if app.is_ours(&post.uri) {
        Some(Offer::of(quote::policy(post.visibility, post.details.quoters)))
    } else {
        post.details.offer
    }
}

fn quote_approval(app: &App, post: &Post) -> QuoteApproval {
    let words = |quoters| match quoters {
        Quoters::Anyone => vec!["public"],
        Quoters::Followers => vec!["followers"],
        Quoters::Nobody => Vec::new(),
    };
    match offer(app, post) {
        Some(Offer { automatic, manual, others }) => {
            let mut manual = words(manual);
            manual.extend(others.then_some("unsupported_policy"));
            QuoteApproval { automatic: words(automatic), manual }
        }
        // What another server's author has chosen is not known here.
        None => QuoteApproval { automatic: vec!["unsupported_policy"], manual: Vec::new() },
    }
}

fn emojis(app: &App, post: &Post) -> Vec<Emoji> {
    post.details.emoji.iter().map(|e| emoji(app, e)).collect()
}

/// A small picture of somebody's text: a file of ours, or our copy of theirs.
pub fn emoji(app: &App, e: &crate::domain::post::Emoji) -> Emoji {
    let (url, static_url) = match e.url.strip_prefix(&app.url(media::PATH)) {
        Some(_) => (e.url.clone(), media::still_of(&e.url)),
        None => {
            let url = app.url(&copies::path(app, &e.url));
            (url.clone(), url)
        }
    };
    Emoji { shortcode: e.shortcode.clone(), url, static_url, visible_in_picker: false, category: None }
}
