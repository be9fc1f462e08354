//! What hangs on somebody else's object: mentions, hashtags, emoji, files, options, quotes; counted,
//! checked and clipped.

use std::collections::HashSet;

use serde_json::Value;

use super::incoming_text::place;
use super::members::{count, id_of, is_media_type, kind, line, links, list, text, time, uri};
use crate::domain::media::{Focus, Picture, Size};
use crate::domain::passage::guessed;
use crate::domain::post::{Attachment, Details, Emoji, Mention, Poll, PollOption, PostKind};
use crate::domain::text::clean_line;
use crate::domain::uri::Uri;

/// The most people named in one text.
pub const MOST_MENTIONS: usize = 50;
/// The most hashtags of one text.
pub const MOST_HASHTAGS: usize = 100;
/// The most custom emoji of one text.
pub const MOST_EMOJI: usize = 50;
/// The most files of one text.
pub const MOST_ATTACHMENTS: usize = 16;
/// The most options of a question.
pub const MOST_OPTIONS: usize = 20;
/// The longest option, in characters.
pub const LONGEST_OPTION: usize = 1000;
/// The longest description of a file, in characters.
const LONGEST_DESCRIPTION: usize = 1500;

/// Reads all that hangs on an object of this kind.
pub fn details(object: &Value, kind: PostKind) -> Details {
    Details {
        endorsers: Vec::new(),
        endorsed_at: None,
        attachments: attachments(object, kind),
        mentions: mentions(object),
        hashtags: hashtags(object),
        emoji: emoji(object),
        poll: if kind == PostKind::Question { poll(object) } else { None },
        quote: quote(object),
        call: super::call::read(object),
        adopts: uri(object, "adopts").map(|idea| idea.as_str().to_owned()),
        starts_at: if kind == PostKind::Event { time(object, "startTime").map(|at| at.0) } else { None },
        place: if kind == PostKind::Event { place(object) } else { None },
        ..Details::default()
    }
}

/// Custom emoji of an object or an actor (FEP-9098). A name with anything but letters, digits and `_`
/// is no name (A130), nor is one that begins like the inner names of a script.
pub fn emoji(object: &Value) -> Vec<Emoji> {
    let mut seen = HashSet::new();
    let emoji = tags(object, "Emoji").filter_map(|tag| {
        let shortcode = text(tag, "name")?.trim_matches(':');
        let url = links(tag, "icon").first()?.href.to_owned();
        let good = is_shortcode(shortcode) && seen.insert(shortcode);
        good.then(|| Emoji { shortcode: shortcode.to_owned(), url })
    });
    emoji.take(MOST_EMOJI).collect()
}

fn is_shortcode(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !name.starts_with("__")
}

fn tags<'a>(object: &'a Value, wanted: &'a str) -> impl Iterator<Item = &'a Value> {
    list(object, "tag").iter().filter(move |tag| kind(tag) == Some(wanted))
}

fn mentions(object: &Value) -> Vec<Mention> {
    let mut seen = HashSet::new();
    let mentions = tags(object, "Mention").filter_map(|tag| {
        let uri = text(tag, "href").filter(|href| Uri::parse(href).is_ok() && seen.insert(*href))?;
        let name = line(tag, "name", 300).unwrap_or_else(|| uri.to_owned());
        Some(Mention { uri: uri.to_owned(), name })
    });
    mentions.take(MOST_MENTIONS).collect()
}

fn hashtags(object: &Value) -> Vec<String> {
    let mut seen = HashSet::new();
    let hashtags = tags(object, "Hashtag").filter_map(|tag| {
        let name = text(tag, "name")?.trim().trim_start_matches('#').to_lowercase();
        // Scripts join letters with marks that are no letters, so only what can never be one is refused.
        let is_letter =
            |c: char| !c.is_whitespace() && (!c.is_ascii() || c.is_ascii_alphanumeric() || c == '_');
        let good = !name.is_empty()
            && name.chars().count() <= 100
            && name.chars().all(is_letter)
            && clean_line(&name, 100) == name;
        (good && seen.insert(name.clone())).then_some(name)
    });
    hashtags.take(MOST_HASHTAGS).collect()
}

fn attachments(object: &Value, post_kind: PostKind) -> Vec<Attachment> {
    let mut found: Vec<Attachment> = Vec::new();
    let mut add = |attachment: Attachment| {
        let known = found.iter().any(|one| one.url == attachment.url);
        if !known && found.len() < MOST_ATTACHMENTS {
            found.push(attachment);
        }
    };
    // A picture, a film or a recording is its own first file.
    if post_kind == PostKind::Other {
        let is_media =
            |media: &str| ["image/", "video/", "audio/"].iter().any(|kind| media.starts_with(kind));
        let file = links(object, "url").into_iter().find(|link| link.media_type.is_some_and(is_media));
        if let Some(link) = file {
            let description = line(object, "name", LONGEST_DESCRIPTION);
            let media_type = link.media_type.map(str::to_owned);
            let picture = still(object).map(|still| Picture { still: Some(still), ..Picture::default() });
            add(Attachment { url: link.href.to_owned(), media_type, description, picture, upload: None });
        }
    }
    // Articles carry their picture in `image`.
    let lead = if post_kind == PostKind::Note { &[] } else { list(object, "image") };
    for item in lead.iter().chain(list(object, "attachment").iter()).take(MOST_ATTACHMENTS * 4) {
        if let Some(attachment) = attachment(item) {
            add(attachment);
        }
    }
    found
}

fn attachment(item: &Value) -> Option<Attachment> {
    if !matches!(kind(item), Some("Document" | "Image" | "Video" | "Audio" | "Link" | "Page" | "Note")) {
        return None;
    }
    let (link, own) = match text(item, "href") {
        Some(href) => (Uri::parse(href).is_ok().then(|| (href.to_owned(), None)), item),
        None => {
            (links(item, "url").first().map(|l| (l.href.to_owned(), l.media_type.map(str::to_owned))), item)
        }
    };
    let (url, media_of_link) = link?;
    let said = text(own, "mediaType").filter(|media| is_media_type(media)).map(str::to_owned);
    // Lemmy says that it is an `Image`, and no more.
    let guessed = || guessed(kind(item).unwrap_or_default(), &url).map(str::to_owned);
    let media_type = said.or(media_of_link).or_else(guessed);
    let description =
        line(item, "summary", LONGEST_DESCRIPTION).or_else(|| line(item, "name", LONGEST_DESCRIPTION));
    Some(Attachment { media_type, url, description, picture: picture(item), upload: None })
}

/// What the sender says about a picture; nothing depends on its being true.
fn picture(item: &Value) -> Option<Picture> {
    let side = |member| count(item, member).and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0);
    let point = list(item, "focalPoint");
    let coordinate = |at: usize| point.get(at).and_then(Value::as_f64);
    let short = |member: &str| {
        text(item, member)
            .filter(|t| (1..=200).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_graphic()))
            .map(str::to_owned)
    };
    let picture = Picture {
        size: side("width").zip(side("height")).map(|(width, height)| Size { width, height }),
        preview: None,
        blurhash: short("blurhash"),
        focus: coordinate(0).zip(coordinate(1)).and_then(|(x, y)| Focus::of_point(x, y)),
        digest: short("digestMultibase"),
        duration: None,
        still: still(item),
    };
    (picture != Picture::default()).then_some(picture)
}

/// The still picture of a film or sound.
fn still(item: &Value) -> Option<String> {
    links(item, "icon").first().map(|icon| icon.href.to_owned())
}

fn poll(object: &Value) -> Option<Poll> {
    let multiple = !list(object, "anyOf").is_empty();
    let items = list(object, if multiple { "anyOf" } else { "oneOf" });
    let options: Vec<PollOption> = items
        .iter()
        .filter_map(|item| {
            let name = line(item, "name", LONGEST_OPTION)?;
            let votes = item.get("replies").and_then(|replies| count(replies, "totalItems")).unwrap_or(0);
            Some(PollOption { name, votes })
        })
        .take(MOST_OPTIONS)
        .collect();
    let ends_at = time(object, "endTime").or_else(|| time(object, "closed")).map(|at| at.0);
    let closed_at = time(object, "closed").map(|at| at.0);
    (!options.is_empty()).then(|| Poll {
        options,
        multiple,
        ends_at,
        voters: count(object, "votersCount"),
        hides_totals: false,
        closed_at,
    })
}

/// The id of a quoted post in any of the ways it is written (FEP-044f, FEP-e232, older ones).
fn quote(object: &Value) -> Option<String> {
    let members = ["quote", "quoteUrl", "quoteUri", "_misskey_quote"];
    let named = members.iter().filter_map(|member| list(object, member).first().and_then(id_of));
    let linked = tags(object, "Link").filter_map(|tag| {
        let is_quote = |rel: &Value| rel.as_str().is_some_and(|rel| rel.ends_with("quote"));
        list(tag, "rel").iter().any(is_quote).then(|| text(tag, "href"))?
    });
    named.chain(linked).find(|id| Uri::parse(id).is_ok()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a130_names_of_emoji() {
        let emoji = |name: &str| json!({"type": "Emoji", "name": name, "icon": {"type": "Image", "url": "https://a.test/e.png"}});
        let object = json!({"tag": [emoji(":blob_1:"), emoji("\"><img src=x>"), emoji(":__proto__:"),
            emoji(&"x".repeat(10_000)), emoji(":blob_1:"),
            {"type": "Emoji", "name": ":js:", "icon": {"url": "javascript:alert(1)"}}]});
        let found = super::emoji(&object);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].shortcode.as_str(), found[0].url.as_str()), ("blob_1", "https://a.test/e.png"));
    }

    #[test]
    fn a152_everything_is_counted() {
        let many = |kind: &str| -> Vec<Value> {
            let tag =
                |n| json!({"type": kind, "name": format!("#x{n}"), "href": format!("https://a.test/{n}")});
            (0..500).map(tag).collect()
        };
        let mut tag = many("Mention");
        tag.extend(many("Hashtag"));
        let files: Vec<Value> =
            (0..1000).map(|n| json!({"type": "Document", "url": format!("https://a.test/f{n}")})).collect();
        let options: Vec<Value> = (0..100).map(|n| json!({"name": format!("o{n}")})).collect();
        let found = details(&json!({"tag": tag, "attachment": files, "oneOf": options}), PostKind::Question);
        assert_eq!(found.mentions.len(), MOST_MENTIONS);
        assert_eq!(found.hashtags.len(), MOST_HASHTAGS);
        assert_eq!(found.attachments.len(), MOST_ATTACHMENTS);
        assert_eq!(found.poll.expect("a poll").options.len(), MOST_OPTIONS);
    }

    #[test]
    fn a122_a123_hashtags_and_files() {
        let object = json!({
            "tag": [{"type": "Hashtag", "name": "#CleanRiver"}, {"type": "Hashtag", "name": "cleanriver"},
                {"type": "Hashtag", "name": "#<script>"}, {"type": "Hashtag", "name": "#हिन्दी"}, {"type": "Hashtag"}],
            "attachment": [{"type": "Document", "url": "javascript:alert(1)"},
                {"type": "Image", "mediaType": "image/png", "url": [{"type": "Link", "href": "https://a.test/i"}],
                 "summary": "A bridge", "name": "x"},
                {"type": "PropertyValue", "name": "a", "value": "b"},
                {"type": "Link", "href": "https://a.test/page", "mediaType": "<b>"}]});
        let found = details(&object, PostKind::Note);
        assert_eq!(found.hashtags, ["cleanriver", "हिन्दी"]);
        assert_eq!(found.attachments.len(), 2);
        assert_eq!(found.attachments[0].description.as_deref(), Some("A bridge"));
        assert_eq!(found.attachments[0].media_type.as_deref(), Some("image/png"));
        assert_eq!(found.attachments[1].media_type, None);
    }

    #[test]
    fn a_file_that_says_little_is_guessed_and_a_film_keeps_its_still() {
        let object = json!({"attachment": [{"type": "Image", "url": "https://a.test/pictrs/1"},
            {"type": "Link", "href": "https://a.test/x.webm"},
            {"type": "Document", "mediaType": "video/mp4", "url": "https://a.test/f",
             "icon": {"type": "Image", "url": "https://a.test/still.png"}},
            {"type": "Document", "mediaType": "video/mp4", "url": "https://a.test/g", "icon": "javascript:alert(1)"}]});
        let found = details(&object, PostKind::Note).attachments;
        let types: Vec<_> = found.iter().filter_map(|file| file.media_type.as_deref()).collect();
        assert_eq!(types, ["image/jpeg", "video/webm", "video/mp4", "video/mp4"]);
        let still = |at: usize| found[at].picture.as_ref().and_then(|picture| picture.still.as_deref());
        assert_eq!((still(0), still(2), still(3)), (None, Some("https://a.test/still.png"), None));
    }

    #[test]
    fn quotes_in_every_spelling() {
        let id = "https://a.test/1";
        for object in [
            json!({ "quote": id }),
            json!({"quoteUrl": id}),
            json!({"quoteUri": id, "quote": null}),
            json!({"_misskey_quote": id}),
            json!({"tag": {"type": "Link", "href": id, "rel": "https://misskey-hub.net/ns#_misskey_quote"}}),
        ] {
            assert_eq!(details(&object, PostKind::Note).quote.as_deref(), Some(id), "{object}");
        }
        assert_eq!(details(&json!({"quote": "1"}), PostKind::Note).quote, None);
    }
}
