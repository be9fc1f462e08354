//! Markdown of our own made HTML: addresses, hashtags and handles become links, raw HTML stays text.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::text::{FOREIGN, escape, is_combining};

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

/// So many characters an address counts, however long it is.
pub const ADDRESS_COUNTS: usize = 23;

/// How long a text is for those who write it, in characters: an address counts the same whatever its length, and a
/// handle without its host, as clients of the Mastodon API count while somebody types.
pub fn length(source: &str) -> usize {
    let count = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.chars().count(),
        Piece::Address(_) => ADDRESS_COUNTS,
        Piece::Hashtag(tag) => 1 + tag.chars().count(),
        Piece::Handle(handle) => {
            let name = handle[1..].split('@').next().unwrap_or_default();
            1 + name.chars().count()
        }
    };
    pieces(source).into_iter().map(count).sum()
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
    fn addresses_and_hosts_count_as_clients_count_them() {
        let long = format!("https://a.test/{}", "x".repeat(300));
        for (source, counts) in [
            ("héllo", 5),
            (long.as_str(), 23),
            ("http://a.b", 23),
            (&format!("See [here]({long})."), 4 + 7 + 23 + 2),
            ("@vera@vic.test, #Wäter", 5 + 2 + 6),
            ("@ann and a@b.test", 17),
        ] {
            assert_eq!(length(source), counts, "{source}");
        }
    }
}
