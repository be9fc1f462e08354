//! Web pages as strangers wrote them: what their heads say of them, read without building a tree, and brought down to
//! plain words and addresses. No HTML of a page is ever shown to anybody, no embed of it loaded (A126).

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use serde_json::Value;
use url::Url;

use super::page_text::decode;
use crate::domain::language::Language;
use crate::domain::preview::{Card, CardImage, LONGEST_URL};
use crate::domain::text::{clean_line, excerpt, plain};
use crate::domain::time::Time;

/// The longest texts of a card, in characters.
const LONGEST_TITLE: usize = 300;
const LONGEST_DESCRIPTION: usize = 500;
const LONGEST_NAME: usize = 100;
const LONGEST_IMAGE_DESCRIPTION: usize = 1_500;
/// The longest text that is looked at to make one of these, in bytes.
const LONGEST_RAW: usize = 8 * 1024;
/// The most bytes of one description in JSON-LD, and how many are looked at.
const LONGEST_DATA: usize = 64 * 1024;
const MOST_DATA: usize = 4;
/// The most names of a head that are kept.
const MOST_NAMES: usize = 200;
/// The largest side of a picture that is believed, in pixels.
const LARGEST_SIDE: u32 = 20_000;
/// The page is given to the reader in pieces of so many bytes, until its head is over.
const PIECE: usize = 8 * 1024;

/// The card of the page that came from this address; `None` where it has no title, or cannot be read.
pub fn read(body: &[u8], content_type: &str, url: &Url) -> Option<Card> {
    let text = decode(body, content_type)?;
    let head = Head::read(&text);
    let data = head.data.iter().find_map(|text| described(&serde_json::from_str(text).ok()?));
    let data = data.unwrap_or_default();
    let first = |names: &[&str]| names.iter().find_map(|name| head.names.get(*name)).map(String::as_str);
    let title = [first(&["og:title", "twitter:title"]), data.title.as_deref(), Some(head.title.as_str())]
        .into_iter()
        .flatten()
        .map(|title| words(title, LONGEST_TITLE))
        .find(|title| !title.is_empty())?;
    let description = first(&["og:description", "twitter:description", "description"]);
    let author = first(&["author", "article:author"]).filter(|author| !author.contains("://"));
    let author_url = first(&["article:author"]).or(data.author_url.as_deref());
    let published = first(&["article:published_time"]).or(data.published_at.as_deref());
    let language = first(&["og:locale"]).map(|locale| locale.replace('_', "-"));
    let language = head.language.clone().or(language).or(data.language.clone());
    let provider = first(&["og:site_name"]).or(data.publisher.as_deref());
    Some(Card {
        url: canonical(url, head.canonical.as_deref().or_else(|| first(&["og:url"]))),
        title,
        description: words(
            description.or(data.description.as_deref()).unwrap_or_default(),
            LONGEST_DESCRIPTION,
        ),
        language: language.as_deref().and_then(Language::parse).map(|language| language.tag().to_owned()),
        provider: words(provider.unwrap_or_default(), LONGEST_NAME),
        author: words(data.author.as_deref().or(author).unwrap_or_default(), LONGEST_NAME),
        author_url: author_url.and_then(|at| address(url, at)).unwrap_or_default(),
        image: image(&head, data.image.as_deref(), url),
        published_at: published.and_then(Time::parse).map(|at| at.0),
    })
}

/// One line of plain words: no tags, no control characters, clipped.
fn words(text: &str, most: usize) -> String {
    let mut end = text.len().min(LONGEST_RAW);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // What was escaped twice is a tag after the first time.
    let text = plain(&plain(&text[..end]));
    excerpt(&clean_line(&text, most * 2), most)
}

/// An address that a page names, in full; http(s) only.
fn address(base: &Url, text: &str) -> Option<String> {
    let url = base.join(text.trim()).ok()?;
    let good = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= LONGEST_URL;
    good.then(|| url.into())
}

/// Where the page says it is, if that is on the same host: it may not send readers elsewhere.
fn canonical(url: &Url, claimed: Option<&str>) -> String {
    let claimed = claimed.and_then(|text| address(url, text)).and_then(|text| Url::parse(&text).ok());
    let mut best = claimed.filter(|other| other.origin() == url.origin()).unwrap_or_else(|| url.clone());
    best.set_fragment(None);
    best.into()
}

fn image(head: &Head, of_data: Option<&str>, url: &Url) -> Option<CardImage> {
    let named = |name: &str| head.names.get(name).map(String::as_str);
    let names = ["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"];
    let at = names.into_iter().find_map(named).or(of_data)?;
    let at = address(url, at)?;
    let side = |name: &str| {
        named(name).and_then(|text| text.trim().parse().ok()).filter(|side| *side <= LARGEST_SIDE)
    };
    let size = side("og:image:width").zip(side("og:image:height"));
    let description = named("og:image:alt").or_else(|| named("twitter:image:alt")).unwrap_or_default();
    let (width, height) = size.unwrap_or_default();
    Some(CardImage { url: at, description: words(description, LONGEST_IMAGE_DESCRIPTION), width, height })
}

/// What a description in JSON-LD says, as far as it is wanted.
#[derive(Debug, Default)]
struct Described {
    title: Option<String>,
    description: Option<String>,
    language: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    author_url: Option<String>,
    image: Option<String>,
    published_at: Option<String>,
}

/// The first thing in it that has a headline. No context is looked up: the words are taken as they stand.
fn described(value: &Value) -> Option<Described> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    match value {
        Value::Array(items) => items.iter().take(20).find_map(described),
        Value::Object(members) if members.contains_key("headline") => {
            let author = first_of(&value["author"]);
            let image = first_of(&value["image"]);
            Some(Described {
                title: text(&value["headline"]),
                description: text(&value["description"]),
                language: text(&value["inLanguage"]),
                publisher: text(&first_of(&value["publisher"])["name"]),
                author: text(&author["name"]).or_else(|| text(author)),
                author_url: text(&author["url"]),
                image: text(&image["url"]).or_else(|| text(image)),
                published_at: text(&value["datePublished"]),
            })
        }
        Value::Object(members) => members.get("@graph").and_then(described),
        _ => None,
    }
}

fn first_of(value: &Value) -> &Value {
    match value {
        Value::Array(items) => items.first().unwrap_or(&Value::Null),
        other => other,
    }
}

/// What stands in the head of a page.
#[derive(Debug, Default)]
struct Head {
    title: String,
    language: Option<String>,
    canonical: Option<String>,
    names: HashMap<String, String>,
    data: Vec<String>,
}

impl Head {
    fn read(text: &str) -> Self {
        let tokenizer = Tokenizer::new(Reader::default(), html5ever::tokenizer::TokenizerOpts::default());
        let input = BufferQueue::default();
        let mut rest = text;
        while !rest.is_empty() && !tokenizer.sink.is_over.get() {
            let mut end = rest.len().min(PIECE);
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            input.push_back(StrTendril::from_slice(&rest[..end]));
            rest = &rest[end..];
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        tokenizer.sink.head.into_inner()
    }
}

/// Where the text goes that comes next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Nothing,
    Title,
    Data,
}

/// Takes the parts of a page one by one.
#[derive(Default)]
struct Reader {
    head: RefCell<Head>,
    inside: Cell<Inside>,
    is_over: Cell<bool>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if self.is_over.get() {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.begin(&tag),
            Token::TagToken(tag) => self.end_of(&tag.name),
            Token::CharacterTokens(text) => self.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reader {
    fn begin(&self, tag: &Tag) -> TokenSinkResult<()> {
        let mut head = self.head.borrow_mut();
        let attribute = |name: &str| {
            tag.attrs.iter().find(|one| &*one.name.local == name).map(|one| one.value.trim().to_owned())
        };
        match &*tag.name {
            "html" => head.language = attribute("lang"),
            "body" => self.is_over.set(true),
            "meta" => {
                let name = attribute("property").or_else(|| attribute("name"));
                if let (Some(name), Some(content)) = (name, attribute("content"))
                    && head.names.len() < MOST_NAMES
                    && name.len() <= 64
                    && content.len() <= LONGEST_RAW
                    && !content.is_empty()
                {
                    // What stands first counts: a page may repeat a name for further pictures.
                    head.names.entry(name.to_ascii_lowercase()).or_insert(content);
                }
            }
            "link" => {
                let is_canonical = attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                if is_canonical && head.canonical.is_none() {
                    head.canonical = attribute("href").filter(|href| !href.is_empty());
                }
            }
            "title" => {
                self.inside.set(if head.title.is_empty() { Inside::Title } else { Inside::Nothing });
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "script" => {
                let kind = attribute("type").unwrap_or_default();
                if kind.eq_ignore_ascii_case("application/ld+json") && head.data.len() < MOST_DATA {
                    head.data.push(String::new());
                    self.inside.set(Inside::Data);
                }
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            "style" | "noscript" => return TokenSinkResult::RawData(RawKind::Rawtext),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn end_of(&self, name: &str) {
        self.inside.set(Inside::Nothing);
        if name == "head" {
            self.is_over.set(true);
        }
    }

    fn text(&self, text: &str) {
        let mut head = self.head.borrow_mut();
        let (place, most) = match self.inside.get() {
            Inside::Nothing => return,
            Inside::Title => (Some(&mut head.title), LONGEST_RAW),
            Inside::Data => (head.data.last_mut(), LONGEST_DATA),
        };
        if let Some(place) = place.filter(|place| place.len() + text.len() <= most) {
            place.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(page: &str) -> Option<Card> {
        let url = Url::parse("https://news.test/a/b?c=d#e").expect("an address");
        read(page.as_bytes(), "text/html; charset=utf-8", &url)
    }

    #[test]
    fn what_a_page_says_of_itself() {
        let found = card(
            "<!DOCTYPE html><html lang=\"es\"><head><title>Not this</title>\
             <meta property=\"og:title\" content=\"R\u{ed}o &amp; mar\"><meta property='og:title' content='second'>\
             <meta name=\"description\" content=\"Not this\"><meta property=\"og:description\" content=\"Two\n lines\">\
             <meta property=\"og:site_name\" content=\"The News\"><meta property=\"og:image\" content=\"/i.png\">\
             <meta property=\"og:image:width\" content=\"640\"><meta property=\"og:image:height\" content=\"480\">\
             <meta property=\"og:image:alt\" content=\"A river\"><meta name=author content=\"Ann\">\
             <meta property=\"article:published_time\" content=\"2026-11-23T19:34:00Z\">\
             <link rel=canonical href=\"/a/b\"></head><body><meta property=\"og:title\" content=\"late\">",
        );
        let wanted = Card {
            url: "https://news.test/a/b".to_owned(),
            title: "R\u{ed}o & mar".to_owned(),
            description: "Two lines".to_owned(),
            language: Some("es".to_owned()),
            provider: "The News".to_owned(),
            author: "Ann".to_owned(),
            author_url: String::new(),
            image: Some(CardImage {
                url: "https://news.test/i.png".to_owned(),
                description: "A river".to_owned(),
                width: 640,
                height: 480,
            }),
            published_at: Time::parse("2026-11-23T19:34:00Z").map(|at| at.0),
        };
        assert_eq!(found, Some(wanted));
    }

    #[test]
    fn json_ld_fills_what_is_missing() {
        let found = card(
            r#"<title>  </title><script>"<title>no</title>"</script><script type="application/ld+json">{"@context": "https://schema.org",
            "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "Clean river",
            "description": "At last", "datePublished": "2026-11-23T19:34:00+01:00", "inLanguage": "en",
            "author": [{"@type": "Person", "name": "Ann", "url": "/people/ann"}, {"name": "Ben"}],
            "publisher": {"name": "The News"}, "image": ["https://cdn.test/i.png"]}]}</script>"#,
        )
        .expect("a card");
        assert_eq!((found.title.as_str(), found.description.as_str()), ("Clean river", "At last"));
        assert_eq!(
            (found.author.as_str(), found.author_url.as_str()),
            ("Ann", "https://news.test/people/ann")
        );
        assert_eq!((found.provider.as_str(), found.language.as_deref()), ("The News", Some("en")));
        assert_eq!(found.image.map(|image| image.url).as_deref(), Some("https://cdn.test/i.png"));
        assert_eq!(found.url, "https://news.test/a/b?c=d");
        assert!(found.published_at.is_some());
    }

    #[test]
    fn a126_nothing_of_a_page_is_markup_or_leads_astray() {
        let found = card(
            "<title>&lt;script&gt;alert(1)&lt;/script&gt;<b>Bold</b> &amp;lt;img src=x onerror=alert(1)&amp;gt; end</title>\
             <meta property=og:description content='<iframe src=//evil.test></iframe>a\u{202e}b&#0;c'>\
             <meta property=og:site_name content='<svg onload=alert(1)>News'>\
             <meta property=og:image content='javascript:alert(1)'><meta property=article:author content='data:text/html,x'>\
             <meta property=og:url content='https://bank.test/'><meta property=og:video content='https://evil.test/v'>",
        )
        .expect("a card");
        for text in [&found.title, &found.description, &found.provider, &found.author] {
            assert!(!text.contains('<') && !text.contains('>') && !text.contains('\u{202e}'), "{text}");
        }
        assert!(found.title.ends_with("end") && found.title.contains("Bold"), "{}", found.title);
        assert_eq!((found.image, found.author_url.as_str()), (None, ""));
        assert_eq!(found.url, "https://news.test/a/b?c=d");
    }

    #[test]
    fn hostile_pages_end_early_and_small() {
        let long = card(&format!(
            "<title>{}</title><meta name=description content=\"{}\">",
            "x".repeat(7_000),
            "y ".repeat(3_000)
        ))
        .expect("a card");
        assert!(long.title.chars().count() <= LONGEST_TITLE);
        assert!(long.description.chars().count() <= LONGEST_DESCRIPTION);
        for page in [
            String::new(),
            "<title></title>".to_owned(),
            "<title>".to_owned(),
            "\0\0\0".to_owned(),
            "<meta property=og:title content=".to_owned(),
            "<!--".repeat(100_000),
            "<div>".repeat(100_000),
            format!("<meta {}>", "a=b ".repeat(100_000)),
            format!("<script type=application/ld+json>{}", "[".repeat(60_000)),
            format!("<script type=application/ld+json>{{\"headline\":{}</script>", "{\"a\":".repeat(5_000)),
            "<body><title>late</title>".to_owned(),
        ] {
            assert_eq!(card(&page), None, "{}", &page[..page.len().min(80)]);
        }
        let many: Vec<String> = (0..10_000).map(|n| format!("<meta name=n{n} content=x>")).collect();
        assert_eq!(Head::read(&many.concat()).names.len(), MOST_NAMES);
    }
}
