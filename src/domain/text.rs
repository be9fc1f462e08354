//! Text on its way to a page: Markdown made HTML, foreign HTML made safe, names made harmless.
//!
//! Nothing unsafe leaves this file, whatever comes in; pages escape everything else by themselves.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

/// The longest foreign HTML we look at as HTML (bytes); longer text is kept as plain text, clipped.
const LONGEST_HTML: usize = 100_000;
/// More tags than any honest text has; above this only the words are kept (A127).
const MOST_TAGS: usize = 4_000;

static FOREIGN: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "span",
            "a",
            "b",
            "strong",
            "i",
            "em",
            "u",
            "s",
            "del",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ruby",
            "rt",
            "rp",
            "sup",
            "sub",
        ]))
        .clean_content_tags(HashSet::from(["script", "style", "template", "iframe", "object", "svg", "math"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "lang", "dir", "translate"])),
            ("span", HashSet::from(["lang", "dir", "translate"])),
            ("p", HashSet::from(["lang", "dir"])),
            ("blockquote", HashSet::from(["lang", "dir"])),
            ("ol", HashSet::from(["start", "reversed"])),
            ("li", HashSet::from(["value"])),
        ]))
        .allowed_classes(HashMap::from([
            ("a", HashSet::from(["mention", "hashtag", "u-url"])),
            ("span", HashSet::from(["h-card"])),
        ]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

static NOTHING: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder.clean_content_tags(HashSet::from([
        "script", "style", "template", "iframe", "object", "svg", "math",
    ]));
    builder
});

/// Foreign HTML made safe: a short list of elements, http(s) links only, no style, no script, no media;
/// a link that shows another host than it leads to says so (A121 to A129).
pub fn clean(html: &str) -> String {
    let mut end = html.len().min(LONGEST_HTML);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let html = &html[..end];
    if html.bytes().filter(|b| *b == b'<').count() > MOST_TAGS {
        return escape(&words_of(html));
    }
    mark_deceptive_links(&FOREIGN.clean(html).to_string())
}

/// The words of some HTML, without any markup.
pub fn plain(html: &str) -> String {
    if html.bytes().filter(|b| *b == b'<').count() > MOST_TAGS {
        return words_of(html);
    }
    let spaced =
        html.replace("</p>", "</p> ").replace("<br>", " ").replace("<br/>", " ").replace("<br />", " ");
    let text = unescape(&NOTHING.clean(&spaced).to_string());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most so many characters, cut at a word where one is near.
pub fn excerpt(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    let cut = match cut.rfind(' ') {
        Some(at) if at * 3 > cut.len() * 2 => &cut[..at],
        _ => cut.as_str(),
    };
    format!("{}…", cut.trim_end())
}

/// A name or a title that somebody else chose: one line, without control, bidi and zero-width
/// characters, with at most three combining marks in a row, clipped (A133).
pub fn clean_line(text: &str, most: usize) -> String {
    let mut line = String::new();
    let (mut marks, mut count) = (0, 0);
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c.is_control() || is_invisible(c) {
            continue;
        }
        if is_combining(c) {
            marks += 1;
            if marks > 3 {
                continue;
            }
        } else {
            marks = 0;
        }
        if count == most {
            break;
        }
        count += 1;
        line.push(c);
    }
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Zero-width and direction-changing characters. The joiners of Persian, Indic scripts and emoji
/// (U+200C, U+200D) are needed there, but a name can do without a pile of them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{180e}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Text made safe to stand in HTML, and in XML.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => {}
            c => out.push(c),
        }
    }
    out
}

pub(super) fn unescape(text: &str) -> String {
    text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// A scanner without a tree, for text that is too hostile to be given one.
fn words_of(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                out.push(' ');
            }
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    unescape(&out).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes the true host behind a link whose text shows another one (A124).
fn mark_deceptive_links(clean: &str) -> String {
    let mut out = String::with_capacity(clean.len());
    let mut rest = clean;
    while let Some(start) = rest.find("<a ") {
        let Some(close) = rest[start..].find("</a>").map(|at| start + at) else { break };
        let link = &rest[start..close];
        out.push_str(&rest[..close]);
        out.push_str("</a>");
        if let Some(host) = hidden_host(link) {
            out.push_str(" [");
            out.push_str(&escape(&host));
            out.push(']');
        }
        rest = &rest[close + "</a>".len()..];
    }
    out.push_str(rest);
    out
}

/// The host a link leads to, when its text names another one.
fn hidden_host(link: &str) -> Option<String> {
    let href = unescape(link.split("href=\"").nth(1)?.split('"').next()?);
    let target = url::Url::parse(&href).ok()?;
    let host = super::uri::host_of(&target);
    // Without blanks between elements: what stands together on the page is one word.
    let shown = NOTHING.clean(link.split_once('>')?.1).to_string();
    let shown = unescape(&shown);
    let first = shown.split_whitespace().next()?;
    let bare = first.strip_prefix("https://").or_else(|| first.strip_prefix("http://"));
    let named = match bare {
        Some(rest) => rest.split(['/', '?', '#', '…']).next()?,
        None if first.contains('.') && !first.contains('@') && !first.starts_with('#') => {
            let candidate = first.split('/').next()?;
            let top = candidate.rsplit('.').next()?;
            if top.len() < 2 || !top.bytes().all(|b| b.is_ascii_alphabetic()) {
                return None;
            }
            candidate
        }
        None => return None,
    };
    let named = super::handle::normal_domain(named)?;
    let (named, host) = (named.trim_start_matches("www."), host.trim_start_matches("www."));
    let same = named.split(':').next() == Some(host);
    (!same).then(|| host.to_owned())
}

/// Where a handle in a text leads: the page of an actor, and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The actor's id.
    pub uri: String,
    /// Its page for people.
    pub url: String,
}

/// A text of our own, rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Safe HTML.
    pub html: String,
    /// Hashtags in order of appearance, lower-case, without `#`, each once.
    pub hashtags: Vec<String>,
    /// Handles that were found among the known ones, as written, with where they lead.
    pub mentions: Vec<(String, Known)>,
}

/// Handles (`@name@host`, and `@name` of people here) in a Markdown text, outside of code.
pub fn handles_in(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_code = false;
    for event in Parser::new_ext(source, OPTIONS) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code => {
                for piece in pieces(&text) {
                    if let Piece::Handle(handle) = piece
                        && !found.iter().any(|f| f == handle)
                    {
                        found.push(handle.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    found
}

const OPTIONS: Options = Options::ENABLE_STRIKETHROUGH;

/// Markdown made HTML: bare addresses, hashtags and known handles become links, raw HTML stays text.
pub fn markdown(source: &str, known: &HashMap<String, Known>, tag_base: &str) -> Rendered {
    let mut rendered = Rendered::default();
    let mut events: Vec<Event<'_>> = Vec::new();
    let (mut in_link, mut in_code) = (0, false);
    for event in Parser::new_ext(source, OPTIONS) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => events.push(Event::Text(html)),
            Event::Start(Tag::Image { dest_url, .. }) => {
                // Media travel as attachments; an image in the text becomes a link to it.
                in_link += 1;
                events.push(Event::Start(link(&dest_url)));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                events.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                events.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Start(tag @ Tag::Link { .. }) => {
                in_link += 1;
                events.push(Event::Start(tag));
            }
            Event::End(TagEnd::Image | TagEnd::Link) => {
                in_link -= 1;
                events.push(Event::End(TagEnd::Link));
            }
            Event::Text(text) if in_link == 0 && !in_code => {
                link_pieces(&text, known, tag_base, &mut rendered, &mut events);
            }
            Event::SoftBreak => events.push(Event::HardBreak),
            other => events.push(other),
        }
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    FOREIGN.clean(&html).to_string().trim().clone_into(&mut rendered.html);
    rendered
}

fn link(target: &str) -> Tag<'static> {
    Tag::Link {
        link_type: LinkType::Inline,
        dest_url: CowStr::from(target.to_owned()),
        title: CowStr::Borrowed(""),
        id: CowStr::Borrowed(""),
    }
}

fn link_pieces(
    text: &str,
    known: &HashMap<String, Known>,
    tag_base: &str,
    rendered: &mut Rendered,
    events: &mut Vec<Event<'_>>,
) {
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => events.push(Event::Text(CowStr::from(words.to_owned()))),
            Piece::Address(address) => {
                events.push(Event::Start(link(address)));
                events.push(Event::Text(CowStr::from(address.to_owned())));
                events.push(Event::End(TagEnd::Link));
            }
            Piece::Hashtag(tag) => {
                let folded = tag.to_lowercase();
                let markup = format!(
                    "<a href=\"{}{}\" class=\"mention hashtag\" rel=\"tag\">#{}</a>",
                    escape(tag_base),
                    escape(&folded),
                    escape(tag)
                );
                if !rendered.hashtags.contains(&folded) {
                    rendered.hashtags.push(folded);
                }
                events.push(Event::InlineHtml(CowStr::from(markup)));
            }
            Piece::Handle(handle) => match known.get(handle) {
                Some(target) => {
                    let markup = format!(
                        "<span class=\"h-card\"><a href=\"{}\" class=\"u-url mention\">{}</a></span>",
                        escape(&target.url),
                        escape(handle)
                    );
                    if !rendered.mentions.iter().any(|(_, k)| k.uri == target.uri) {
                        rendered.mentions.push((handle.to_owned(), target.clone()));
                    }
                    events.push(Event::InlineHtml(CowStr::from(markup)));
                }
                None => events.push(Event::Text(CowStr::from(handle.to_owned()))),
            },
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Address(&'a str),
    Hashtag(&'a str),
    Handle(&'a str),
}

/// Cuts a text into words, addresses, hashtags and handles, in one pass over its characters (A136).
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut plain_from, mut at) = (0, 0);
    let mut before = ' ';
    while at < text.len() {
        let rest = &text[at..];
        let c = rest.chars().next().expect("at stands on a character");
        let boundary = !before.is_alphanumeric() && !matches!(before, '/' | '&' | '@' | '_');
        let piece = match c {
            '#' if boundary => hashtag(rest),
            '@' if boundary => handle(rest),
            'h' if boundary && (rest.starts_with("https://") || rest.starts_with("http://")) => address(rest),
            _ => None,
        };
        match piece {
            Some((piece, length)) => {
                if plain_from < at {
                    found.push(Piece::Words(&text[plain_from..at]));
                }
                found.push(piece);
                at += length;
                plain_from = at;
                before = ' ';
            }
            None => {
                at += c.len_utf8();
                before = c;
            }
        }
    }
    if plain_from < text.len() {
        found.push(Piece::Words(&text[plain_from..]));
    }
    found
}

/// The name of a hashtag as it is kept, from what somebody typed, with or without `#`; `None` for what cannot be one.
pub fn hashtag_name(typed: &str) -> Option<String> {
    let typed = format!("#{}", typed.trim().trim_start_matches('#'));
    match hashtag(&typed) {
        Some((Piece::Hashtag(tag), length)) if length == typed.len() => Some(tag.to_lowercase()),
        _ => None,
    }
}

fn hashtag(rest: &str) -> Option<(Piece<'_>, usize)> {
    let end = rest[1..]
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || is_combining(c)))
        .map_or(rest.len(), |at| at + 1);
    let tag = &rest[1..end];
    let good =
        !tag.is_empty() && tag.chars().count() <= 100 && tag.chars().any(|c| !c.is_numeric() && c != '_');
    good.then_some((Piece::Hashtag(tag), end))
}

fn handle(rest: &str) -> Option<(Piece<'_>, usize)> {
    let is_outside = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let name_end = rest[1..].find(is_outside).map_or(rest.len(), |at| at + 1);
    if !rest[name_end..].starts_with('@') {
        // Clients write people of this server without its name.
        let name = rest[..name_end].trim_end_matches(['.', '-']);
        return (name.len() > 1).then_some((Piece::Handle(name), name.len()));
    }
    let host = &rest[name_end + 1..];
    let host_end =
        host.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.' | ':'))).unwrap_or(host.len());
    let host = host[..host_end].trim_end_matches(['.', ':', '-']);
    let end = name_end + 1 + host.len();
    super::handle::Handle::parse(&rest[..end])?;
    Some((Piece::Handle(&rest[..end]), end))
}

fn address(rest: &str) -> Option<(Piece<'_>, usize)> {
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|'))
        .unwrap_or(rest.len());
    let mut address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    while address.ends_with(')') && address.matches('(').count() < address.matches(')').count() {
        address = &address[..address.len() - 1];
    }
    url::Url::parse(address).ok()?.host_str()?;
    Some((Piece::Address(address), address.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a121_foreign_html_comes_out_harmless() {
        for bad in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>",
            "<style>*{}</style>",
            "<iframe src=//evil></iframe>",
            "<object data=x></object>",
            "<form action=x><input></form>",
            "<base href=//evil>",
            "<meta http-equiv=refresh content=0>",
            "<a href=javascript:alert(1)>x</a>",
            "<a href=\"jAvAsCrIpT&colon;alert(1)\">x</a>",
            "<a href=data:text/html,x>x</a>",
            "<a href=\"vbscript:x\">x</a>",
            "<p style=\"position:fixed\" id=x onclick=x>x</p>",
        ] {
            let out = clean(bad).to_lowercase();
            for sign in [
                "<script", "<img", "<svg", "<math", "<style", "<iframe", "<object", "<form", "<base",
                "<meta", "script:", "data:", "onerror", "onload", "style=", "id=", "onclick",
            ] {
                assert!(!out.contains(sign), "{bad} gave {out}");
            }
        }
    }

    #[test]
    fn a124_a_link_cannot_show_one_host_and_lead_to_another() {
        let out = clean("<a href=\"https://evil.test/x\">https://bank.test</a>");
        assert!(out.ends_with("</a> [evil.test]"), "{out}");
        let honest = clean(
            "<a href=\"https://bank.test/x\">https://bank.test/x</a> <a href=\"https://a.test\">our page</a>",
        );
        assert!(!honest.contains('['), "{honest}");
        let hidden =
            clean("<a href=\"https://evil.test/\"><span class=\"invisible\">https://</span>bank.test</a>");
        assert!(!hidden.contains("invisible") && hidden.contains("[evil.test]"), "{hidden}");
    }

    #[test]
    fn a127_deep_and_wide_trees_end_as_words() {
        let deep = format!("{}x{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
        assert!(clean(&deep).len() < 100);
        assert!(clean(&"<a href=https://a.test>x</a>".repeat(40_000)).len() <= LONGEST_HTML);
    }

    #[test]
    fn a129_only_known_classes_survive() {
        let out = clean(
            "<a class=\"mention evil\" href=\"https://a.test/\">@a</a><span class=\"x h-card\">y</span>",
        );
        assert!(
            out.contains("class=\"mention\"") && out.contains("class=\"h-card\"") && !out.contains("evil")
        );
    }

    #[test]
    fn a133_names_keep_the_page_in_order() {
        assert_eq!(clean_line("a\u{202e}b\u{2066}c\n d\u{200d}\u{200d}", 50), "abc d");
        let zalgo = format!("a{}", "\u{301}".repeat(500));
        assert_eq!(clean_line(&zalgo, 50).chars().count(), 4);
        assert_eq!(clean_line(&"x".repeat(600), 500).len(), 500);
    }

    #[test]
    fn our_own_markdown() {
        let known = HashMap::from([(
            "@vera@vic.test".to_owned(),
            Known { uri: "https://vic.test/u/vera".to_owned(), url: "https://vic.test/@vera".to_owned() },
        )]);
        let out = markdown(
            "**Now**: #CleanRiver with @vera@vic.test and @nobody@x.test. See https://a.test/x(y). <script>no</script>\n\n`#code @vera@vic.test`",
            &known,
            "https://us.test/tags/",
        );
        assert_eq!(out.hashtags, ["cleanriver"]);
        assert_eq!(out.mentions.len(), 1);
        assert!(
            out.html.contains("<strong>Now</strong>")
                && out.html.contains("href=\"https://us.test/tags/cleanriver\"")
        );
        assert!(out.html.contains("href=\"https://a.test/x(y)\"") && !out.html.contains("<script"));
        assert!(out.html.contains("<code>#code @vera@vic.test</code>"), "{}", out.html);
        assert_eq!(handles_in("hi @vera@vic.test, `@x@y.test` @vera@vic.test"), ["@vera@vic.test"]);
        assert_eq!(handles_in("hi @ana. (@ben) a@b.test @ @- `@cleo` @dora"), ["@ana", "@ben", "@dora"]);
    }

    #[test]
    fn a136_long_hostile_text_takes_one_pass() {
        for unit in ["a.", "-", "#", "@a", "@a@", "http://", "a@b.c "] {
            let text = unit.repeat(100_000 / unit.len());
            assert!(!pieces(&text).is_empty());
        }
    }

    #[test]
    fn words_and_excerpts() {
        assert_eq!(plain("<p>a &amp; b</p><p>c<br>d <b>e</b></p>"), "a & b c d e");
        assert_eq!(excerpt("one two three four", 10), "one two…");
        assert_eq!(excerpt("short", 10), "short");
    }
}
