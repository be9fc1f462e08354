//! The part of a status that only an edit changes: texts, tags, media, poll. Counts, and what the reader has done, are
//! put beside it for each answer by `shelf`.

use serde::Serialize;

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::post::{Attachment, Post};
use crate::domain::text;
use crate::domain::time::Time;
use crate::domain::visibility::Visibility;
use crate::domain::{filter, search};
use crate::service::lines::Texts;

use super::entities::{Emoji, stamp};

#[derive(Serialize)]
struct Media<'a> {
    id: String,
    r#type: &'static str,
    url: &'a str,
    preview_url: Option<&'a str>,
    remote_url: Option<&'a str>,
    preview_remote_url: Option<&'a str>,
    text_url: Option<&'a str>,
    meta: Meta,
    description: Option<&'a str>,
    blurhash: Option<&'a str>,
}

/// Sizes are not known before a file has been looked at.
#[derive(Serialize)]
struct Meta {}

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

#[derive(Serialize)]
struct Choice<'a> {
    title: &'a str,
    votes_count: u64,
}

#[derive(Serialize)]
struct Poll<'a> {
    id: String,
    expires_at: Option<String>,
    expired: bool,
    multiple: bool,
    votes_count: u64,
    voters_count: Option<u64>,
    options: Vec<Choice<'a>>,
    emojis: [Emoji; 0],
    voted: bool,
    own_votes: [u8; 0],
}

/// How an entity that we never have is written: as null.
type Never = Option<()>;

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the entity has them")]
struct Body<'a> {
    in_reply_to_id: Option<String>,
    in_reply_to_account_id: Option<String>,
    sensitive: bool,
    spoiler_text: &'a str,
    visibility: &'static str,
    language: Option<&'a str>,
    edited_at: Option<String>,
    content: String,
    application: Never,
    media_attachments: Vec<Media<'a>>,
    mentions: Vec<Mention<'a>>,
    tags: Vec<Tag<'a>>,
    emojis: Vec<Emoji>,
    card: Never,
    poll: Option<Poll<'a>>,
    quote: Never,
    muted: bool,
    bookmarked: bool,
    pinned: bool,
}

#[derive(Serialize)]
struct Head<'a> {
    id: String,
    uri: &'a str,
    url: &'a str,
    created_at: String,
}

/// The rendered part of a status.
#[derive(Debug)]
pub struct StatusPart {
    /// The version it was rendered from.
    pub version: i64,
    /// The parent it was rendered with.
    pub in_reply_to: Option<i64>,
    /// Whether it stays right until the next version; a poll's votes come and go without one.
    pub may_stay: bool,
    /// `"id":…,"uri":…,"url":…,"created_at":…`
    pub head: Box<str>,
    /// Everything else, without the braces.
    pub body: Box<str>,
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
        };
        let body = Body {
            in_reply_to_id: post.in_reply_to.map(|id| id.to_string()),
            in_reply_to_account_id: texts.parent_author.map(|id| id.to_string()),
            sensitive: post.sensitive,
            spoiler_text: post.warning.as_deref().unwrap_or_default(),
            visibility: visibility(post.visibility),
            language: post.main_text().language.as_deref(),
            edited_at: post.edited_at.map(stamp),
            content: content(post),
            application: None,
            media_attachments: media(post),
            mentions: texts.named.iter().map(mention).collect(),
            tags: tags(app, post),
            emojis: emojis(post),
            card: None,
            poll: poll(app, post),
            quote: None,
            muted: false,
            bookmarked: false,
            pinned: false,
        };
        Self {
            version: post.version,
            in_reply_to: post.in_reply_to.map(|id| id.0),
            may_stay: post.details.poll.is_none(),
            head: members(&head),
            body: members(&body),
            words: filter::folded(&search::text_of(post)).into(),
        }
    }

    /// How much memory it takes.
    pub fn size(&self) -> usize {
        self.head.len() + self.body.len() + self.words.len() + 80
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
    match &main.title {
        Some(title) => format!("<p><strong>{}</strong></p>{}", text::escape(title), main.html),
        None => main.html.clone(),
    }
}

fn media(post: &Post) -> Vec<Media<'_>> {
    let named = |at: usize, file: &Attachment| {
        let kind = file.media_type.as_deref().unwrap_or_default().split('/').next().unwrap_or_default();
        let kind = match kind {
            "image" => "image",
            "video" => "video",
            "audio" => "audio",
            _ => "unknown",
        };
        (format!("{}{at:02}", post.id), kind)
    };
    post.details
        .attachments
        .iter()
        .enumerate()
        .map(|(at, file)| {
            let (id, kind) = named(at, file);
            Media {
                id,
                r#type: kind,
                url: &file.url,
                preview_url: (kind == "image").then_some(file.url.as_str()),
                remote_url: Some(&file.url),
                preview_remote_url: None,
                text_url: None,
                meta: Meta {},
                description: file.description.as_deref(),
                blurhash: None,
            }
        })
        .collect()
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

fn emojis(post: &Post) -> Vec<Emoji> {
    let one = |e: &crate::domain::post::Emoji| Emoji {
        shortcode: e.shortcode.clone(),
        url: e.url.clone(),
        static_url: e.url.clone(),
        visible_in_picker: false,
    };
    post.details.emoji.iter().map(one).collect()
}

fn poll<'a>(app: &App, post: &'a Post) -> Option<Poll<'a>> {
    let poll = post.details.poll.as_ref()?;
    Some(Poll {
        id: post.id.to_string(),
        expires_at: poll.ends_at.map(|at| stamp(Time(at))),
        expired: poll.ends_at.is_some_and(|at| Time(at) <= app.now()),
        multiple: poll.multiple,
        votes_count: poll.options.iter().map(|o| o.votes).sum(),
        voters_count: poll.voters,
        options: poll.options.iter().map(|o| Choice { title: &o.name, votes_count: o.votes }).collect(),
        emojis: [],
        voted: false,
        own_votes: [],
    })
}
