//! Our own texts as objects: statements, replies, pledges, and what is left of a deleted one.

use serde_json::{Map, Value, json};

use super::actor_out::{drop_empty, emoji_tag};
use super::{context, quote};
use crate::domain::audience::PUBLIC;
use crate::domain::media::Focus;
use crate::domain::post::{Attachment, Poll, Post, Text};
use crate::domain::text::escape;
use crate::domain::time::Time;
use crate::domain::translation::correction_line;

/// Who may quote a text without asking (FEP-044f).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotePolicy<'a> {
    /// Everybody.
    Anyone,
    /// The members of this collection.
    Followers(&'a str),
    /// Only its author.
    Nobody,
}

/// A text of ours with everything that its object says beyond it.
#[derive(Clone, Copy, Debug)]
pub struct NoteOut<'a> {
    /// The text.
    pub post: &'a Post,
    /// The id of its author.
    pub author: &'a str,
    /// First line of addressees.
    pub to: &'a [String],
    /// Second line of addressees.
    pub cc: &'a [String],
    /// The campaign it belongs to (FEP-1b12).
    pub audience: Option<&'a str>,
    /// The collection of its thread or campaign (FEP-7888); always a plain string.
    pub context: Option<&'a str>,
    /// The collection of its answers.
    pub replies: Option<&'a str>,
    /// The collection of its likes.
    pub likes: Option<&'a str>,
    /// The collection of its boosts.
    pub shares: Option<&'a str>,
    /// The collection of its endorsements; only a statement has one.
    pub endorsements: Option<&'a str>,
    /// The line about its endorsers, as HTML. It follows the text in `content` alone, which most peers show; what
    /// endorsements are bound to is `contentMap`.
    pub endorsed: Option<&'a str>,
    /// It is a statement: a text with numbered versions.
    pub is_statement: bool,
    /// Who may quote it.
    pub quotes: QuotePolicy<'a>,
    /// What stands before the name of a hashtag in its address, with a slash at the end.
    pub tag_base: &'a str,
}

/// The object of a text: a `Note`, or a `Question` when it has options.
///
/// The title stands in bold inside the content, because peers show neither `name` nor, without
/// folding the text, `summary`.
pub fn object(out: &NoteOut<'_>) -> Value {
    let post = out.post;
    let anyone = || json!({"automaticApproval": [PUBLIC]});
    let quoting = match out.quotes {
        QuotePolicy::Anyone => anyone(),
        QuotePolicy::Followers(collection) => json!({"automaticApproval": [collection]}),
        // A policy without anybody in it reads like no policy.
        QuotePolicy::Nobody => json!({"automaticApproval": [out.author]}),
    };
    let mut object = json!({
        "@context": context::post(),
        "id": post.uri.as_str(),
        "type": if post.details.poll.is_some() { "Question" } else { "Note" },
        "attributedTo": out.author,
        "to": out.to,
        "cc": out.cc,
        "audience": out.audience,
        "published": post.published_at.rfc3339(),
        "updated": post.edited_at.max(post.details.endorsed_at.map(Time)).map(Time::rfc3339),
        "inReplyTo": post.in_reply_to_uri,
        "context": out.context,
        "url": post.url,
        "summary": post.warning,
        "sensitive": post.sensitive,
        "content": format!("{}{}", content(post, post.main_text()), out.endorsed.unwrap_or_default()),
        "contentMap": content_map(post),
        "source": post.main_text().source.as_ref().map(|source| json!({"content": source, "mediaType": "text/markdown"})),
        "tag": tags(out),
        "attachment": post.details.attachments.iter().map(attachment).collect::<Vec<_>>(),
        "replies": out.replies,
        "likes": out.likes,
        "shares": out.shares,
        "interactionPolicy": {"canQuote": quoting, "canReply": anyone(), "canLike": anyone(), "canAnnounce": anyone()},
        "kind": out.is_statement.then_some("statement"),
        "version": out.is_statement.then_some(post.version),
        "endorsements": out.endorsements,
        "correction": post.details.correction,
        // That so many have approved it, and never who.
        "quorum": post.details.quorum.map(|met| json!({"met": met})),
    });
    quote::describe(&mut object, post);
    if let Some(call) = &post.details.call {
        super::call::describe(&mut object, call);
    }
    if let Some(idea) = &post.details.adopts {
        object["adopts"] = json!(idea);
    }
    if let Some(poll) = &post.details.poll {
        add_options(&mut object, poll);
    }
    drop_empty(&mut object);
    object
}

/// What stands at the address of a deleted object, with the reason where one was given in public.
pub fn tombstone(uri: &str, deleted: Time, reason: Option<&str>) -> Value {
    let mut stone = json!({
        "@context": context::tombstone(), "id": uri, "type": "Tombstone", "deleted": deleted.rfc3339(),
        "reason": reason,
    });
    drop_empty(&mut stone);
    stone
}

fn content(post: &Post, text: &Text) -> String {
    let correction = correction_line(post.correction(text), text.language.as_deref());
    let quoted = post.details.quote_line();
    match text.title.as_deref().filter(|title| !title.is_empty()) {
        Some(title) => format!("{correction}<p><strong>{}</strong></p>{}{quoted}", escape(title), text.html),
        None => format!("{correction}{}{quoted}", text.html),
    }
}

/// The text in each language, main language first: some peers take the first key as the language. The main text is always
/// there, so that `content` and its first entry are the same.
fn content_map(post: &Post) -> Option<Map<String, Value>> {
    post.main_text().language.as_ref()?;
    let entry = |text: &Text| Some((text.language.clone()?, Value::String(content(post, text))));
    // There is one text in a language, and the main one is it.
    let translations = post
        .texts
        .iter()
        .skip(1)
        .filter(|text| text.language != post.main_text().language && post.goes_out(text));
    Some([post.main_text()].into_iter().chain(translations).filter_map(entry).collect())
}

fn tags(out: &NoteOut<'_>) -> Vec<Value> {
    let details = &out.post.details;
    let mentions =
        details.mentions.iter().map(|one| json!({"type": "Mention", "href": one.uri, "name": one.name}));
    let hashtags = details.hashtags.iter().map(
        |tag| json!({"type": "Hashtag", "href": format!("{}{tag}", out.tag_base), "name": format!("#{tag}")}),
    );
    let emoji = details.emoji.iter().map(emoji_tag);
    mentions.chain(hashtags).chain(emoji).chain(quote::tag(out.post)).collect()
}

fn attachment(one: &Attachment) -> Value {
    let media_type = one.media_type.as_deref();
    let mut object = match media_type {
        Some("text/html") => json!({"type": "Link", "href": one.url}),
        // What is kept here goes out as Mastodon sends it; some peers look at nothing else.
        _ if one.upload.is_some() => json!({"type": "Document", "url": one.url}),
        Some(media) if media.starts_with("image/") => json!({"type": "Image", "url": one.url}),
        _ => json!({"type": "Document", "url": one.url}),
    };
    object["mediaType"] = json!(media_type);
    object["name"] = json!(one.description);
    if let Some(picture) = &one.picture {
        object["width"] = json!(picture.size.map(|size| size.width));
        object["height"] = json!(picture.size.map(|size| size.height));
        object["blurhash"] = json!(picture.blurhash);
        object["focalPoint"] = json!(picture.focus.map(Focus::point));
        object["digestMultibase"] = json!(picture.digest);
        object["duration"] = json!(picture.duration.map(duration));
    }
    drop_empty(&mut object);
    object
}

/// Milliseconds as XML Schema writes a length of time.
fn duration(milliseconds: i64) -> String {
    format!("PT{}.{:03}S", milliseconds / 1_000, milliseconds % 1_000)
}

fn add_options(object: &mut Value, poll: &Poll) {
    let options: Vec<Value> = poll
        .options
        .iter()
        .map(|option| {
            let mut object = json!({"type": "Note", "name": option.name});
            // What is hidden here until the end must not be read elsewhere before.
            if !poll.hides_totals || poll.closed_at.is_some() {
                object["replies"] = json!({"type": "Collection", "totalItems": option.votes});
            }
            object
        })
        .collect();
    object[if poll.multiple { "anyOf" } else { "oneOf" }] = json!(options);
    object["endTime"] = json!(poll.ends_at.map(|at| Time(at).rfc3339()));
    object["closed"] = json!(poll.closed_at.map(|at| Time(at).rfc3339()));
    object["votersCount"] = json!(poll.voters);
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::correction::SaidIn;
    use crate::domain::ids::{AccountId, PostId};
    use crate::domain::media::{Picture, Size};
    use crate::domain::post::{Details, Mention, PollOption, PostKind};
    use crate::domain::quote::{Offer, Quoters};
    use crate::domain::translation::{TranslationState, Unreviewed};
    use crate::domain::uri::Uri;
    use crate::domain::visibility::Visibility;
    use crate::wire::incoming_post::read_fetched;

    pub const AUTHOR: &str = "https://us.test/actors/coalition";

    fn text(language: &str, title: &str, html: &str) -> Text {
        Text {
            language: Some(language.to_owned()),
            title: Some(title.to_owned()),
            source: Some("*x*".to_owned()),
            html: html.to_owned(),
        }
    }

    pub fn post() -> Post {
        Post {
            id: PostId(5),
            uri: Uri::parse("https://us.test/statements/5").expect("an id"),
            account: AccountId(1),
            kind: PostKind::Note,
            visibility: Visibility::Public,
            in_reply_to: None,
            in_reply_to_uri: None,
            texts: vec![
                text("es", "Río <limpio>", "<p>Ahora.</p>"),
                text("en", "Clean river", "<p>Now.</p>"),
            ],
            warning: None,
            sensitive: false,
            url: Some("https://us.test/s/5".to_owned()),
            published_at: Time(1_790_000_000_000),
            edited_at: None,
            version: 2,
            details: Details {
                mentions: vec![Mention {
                    uri: "https://us.test/actors/river".to_owned(),
                    name: "@river@us.test".to_owned(),
                }],
                hashtags: vec!["cleanriver".to_owned()],
                attachments: vec![Attachment {
                    url: "https://us.test/media/1.png".to_owned(),
                    media_type: Some("image/png".to_owned()),
                    description: Some("A bridge".to_owned()),
                    picture: Some(Picture {
                        size: Some(Size { width: 640, height: 480 }),
                        preview: None,
                        blurhash: Some("LEHV6nWB2yk8pyo0adR*.7kCMdnj".to_owned()),
                        focus: Some(Focus { x: 2_500, y: -10_000 }),
                        digest: Some("zQmdigest".to_owned()),
                        duration: None,
                        still: None,
                    }),
                    upload: None,
                }],
                ..Details::default()
            },
        }
    }

    pub fn out<'a>(post: &'a Post, to: &'a [String]) -> NoteOut<'a> {
        NoteOut {
            post,
            author: AUTHOR,
            to,
            cc: &[],
            audience: Some("https://us.test/actors/river"),
            context: Some("https://us.test/actors/river/thread"),
            replies: Some("https://us.test/statements/5/replies"),
            likes: None,
            shares: None,
            endorsements: Some("https://us.test/statements/5/endorsements"),
            endorsed: None,
            is_statement: true,
            quotes: QuotePolicy::Anyone,
            tag_base: "https://us.test/tags/",
        }
    }

    #[test]
    fn a_statement_as_peers_want_it() {
        let (post, to) = (post(), [PUBLIC.to_owned()]);
        let object = object(&out(&post, &to));
        assert_eq!(object["type"], "Note");
        assert_eq!(object["content"], "<p><strong>Río &lt;limpio&gt;</strong></p><p>Ahora.</p>");
        assert!(object.get("summary").is_none() && object.get("name").is_none());
        assert!(object["context"].is_string() && object["replies"].is_string());
        assert_eq!(object["interactionPolicy"]["canQuote"]["automaticApproval"][0], PUBLIC);
        assert_eq!((&object["kind"], &object["version"]), (&json!("statement"), &json!(2)));
        assert_eq!(
            object["tag"][1],
            json!({"type": "Hashtag", "href": "https://us.test/tags/cleanriver", "name": "#cleanriver"})
        );
        // The order must survive writing, because the first language is the one that is shown.
        let written = object.to_string();
        let map = &written[written.find("\"contentMap\"").expect("a map")..];
        assert!(map.find("\"es\"").expect("es") < map.find("\"en\"").expect("en"), "{map}");
        for (member, value) in object.as_object().expect("an object") {
            assert!(!value.is_null(), "{member}");
        }
    }

    #[test]
    fn what_we_write_we_read_back() {
        let (post, to) = (post(), [PUBLIC.to_owned()]);
        let read = read_fetched(&object(&out(&post, &to))).expect("a post");
        assert_eq!((&read.uri, read.author.as_str(), read.to.as_slice()), (&post.uri, AUTHOR, &to[..]));
        assert_eq!(
            read.texts.iter().map(|text| text.language.as_deref()).collect::<Vec<_>>(),
            [Some("es"), Some("en")]
        );
        assert_eq!(read.texts[1].html, "<p><strong>Clean river</strong></p><p>Now.</p>");
        assert_eq!(read.details, Details { offer: Some(Offer::of(Quoters::Anyone)), ..post.details });
        assert_eq!((read.published_at, read.updated_at, read.url), (Some(post.published_at), None, post.url));
    }

    #[test]
    fn a_correction_stands_at_the_head_and_only_reviewed_translations_go_out() {
        let mut post = post();
        post.details.correction = Some("It was <90> villages.".to_owned());
        post.details.quorum = Some(2);
        post.details.unreviewed =
            vec![Unreviewed { language: "en".to_owned(), state: TranslationState::Machine }];
        let object = object(&out(&post, &[]));
        let content = object["content"].as_str().expect("content");
        assert!(content.starts_with("<p><em>Corrección: It was &lt;90&gt; villages.</em></p><p><strong>"));
        assert_eq!(object["correction"], "It was <90> villages.");
        assert_eq!(object["quorum"], json!({"met": 2}));
        assert!(object["contentMap"].get("es").is_some() && object["contentMap"].get("en").is_none());
        post.details.sends_unreviewed = true;
        let english =
            |post: &Post| super::object(&out(post, &[]))["contentMap"]["en"].as_str().map(str::to_owned);
        assert_eq!(english(&post).as_deref(), Some("<p><strong>Clean river</strong></p><p>Now.</p>"));
        let said = "It was <ninety> villages.".to_owned();
        post.details.corrections = vec![SaidIn { language: "en".to_owned(), said }];
        let begin = "<p><em>Correction: It was &lt;ninety&gt; villages.</em></p><p><strong>";
        assert!(english(&post).is_some_and(|english| english.starts_with(begin)));
    }

    #[test]
    fn the_main_text_is_always_there_and_once() {
        let mut post = post();
        let unread =
            |language: &str| Unreviewed { language: language.to_owned(), state: TranslationState::Machine };
        // As a version before this rule may have left it.
        post.details.unreviewed = vec![unread("es"), unread("en")];
        let twin = Text { html: "<p>Otra</p>".to_owned(), ..post.texts[0].clone() };
        post.texts.push(twin);
        let object = object(&out(&post, &[]));
        let map = object["contentMap"].as_object().expect("a map");
        assert_eq!(map.keys().collect::<Vec<_>>(), ["es"]);
        assert_eq!(map["es"], object["content"]);
    }

    #[test]
    fn a_quote_is_said_in_every_spelling() {
        let mut post = post();
        post.details.quote = Some("https://b.test/n/1".to_owned());
        post.details.quote_url = Some("https://b.test/@bob/1?a=1&b=2".to_owned());
        let waiting = object(&out(&post, &[]));
        assert!(waiting.get("quoteAuthorization").is_none());
        post.details.quote_stamp = Some("https://b.test/stamps/1".to_owned());
        let object = object(&out(&post, &[]));
        for member in ["quote", "quoteUri", "_misskey_quote"] {
            assert_eq!(object[member], "https://b.test/n/1", "{member}");
        }
        assert_eq!(object["quoteAuthorization"], "https://b.test/stamps/1");
        let link = object["tag"].as_array().and_then(|tags| tags.last()).expect("a link");
        assert_eq!((&link["type"], &link["href"]), (&json!("Link"), &json!("https://b.test/n/1")));
        for content in [&object["content"], &object["contentMap"]["en"]] {
            let page = "https://b.test/@bob/1?a=1&amp;b=2";
            let line = format!(
                "<p class=\"quote-inline\">RE: <a href=\"{page}\" rel=\"nofollow noopener noreferrer\">{page}</a></p>"
            );
            assert!(content.as_str().is_some_and(|text| text.ends_with(&line)), "{content}");
        }
        let read = read_fetched(&object).expect("a post");
        assert_eq!(read.details.quote.as_deref(), Some("https://b.test/n/1"));
    }

    #[test]
    fn a_film_says_how_long_it_lasts() {
        let picture = Picture { duration: Some(62_005), ..Picture::default() };
        let film = Attachment {
            url: "https://us.test/media/1.mp4".to_owned(),
            media_type: Some("video/mp4".to_owned()),
            picture: Some(picture),
            upload: Some(1),
            ..Attachment::default()
        };
        let object = attachment(&film);
        assert_eq!((&object["type"], &object["duration"]), (&json!("Document"), &json!("PT62.005S")));
    }

    #[test]
    fn a_question_keeps_its_options() {
        let mut post = post();
        let option = |name: &str, votes| PollOption { name: name.to_owned(), votes };
        post.kind = PostKind::Question;
        post.details.poll = Some(Poll {
            options: vec![option("I pledge", 3), option("Not yet", 1)],
            multiple: false,
            ends_at: Some(1_800_000_000_000),
            voters: Some(4),
            hides_totals: false,
            closed_at: None,
        });
        let written = object(&out(&post, &[]));
        assert_eq!((&written["type"], &written["votersCount"]), (&json!("Question"), &json!(4)));
        assert!(written.get("closed").is_none());
        assert_eq!(read_fetched(&written).expect("a post").details.poll, post.details.poll);

        let poll = post.details.poll.as_mut().expect("a poll");
        poll.hides_totals = true;
        let hidden = object(&out(&post, &[]));
        assert!(!hidden["oneOf"].to_string().contains("totalItems"), "{hidden}");
        post.details.poll.as_mut().expect("a poll").closed_at = Some(1_800_000_000_000);
        let closed = object(&out(&post, &[]));
        assert_eq!(closed["oneOf"][0]["replies"]["totalItems"], 3);
        assert_eq!(closed["closed"], closed["endTime"]);
    }

    #[test]
    fn quoting_refused_and_a_warning() {
        let mut post = post();
        post.warning = Some("Violence".to_owned());
        let quiet = NoteOut { quotes: QuotePolicy::Nobody, is_statement: false, ..out(&post, &[]) };
        let object = object(&quiet);
        assert_eq!(object["interactionPolicy"]["canQuote"]["automaticApproval"], json!([AUTHOR]));
        assert_eq!(object["summary"], "Violence");
        assert!(object.get("kind").is_none() && object.get("version").is_none());
    }

    #[test]
    fn a_tombstone_says_when() {
        let stone = tombstone("https://us.test/statements/5", Time(0), None);
        assert!(stone.get("reason").is_none());
        let told = tombstone("https://us.test/statements/5", Time(0), Some("The number was wrong."));
        assert_eq!(told["reason"], "The number was wrong.");
        assert_eq!(
            (&stone["type"], &stone["deleted"]),
            (&json!("Tombstone"), &json!("1970-01-01T00:00:00Z"))
        );
        assert!(read_fetched(&stone).is_err());
    }
}
