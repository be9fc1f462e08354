//! Text on its way to a page: foreign HTML made safe, names made harmless. Our own Markdown is in `markdown`.
//!
//! Nothing unsafe leaves this file, whatever comes in; pages escape everything else by themselves.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub use super::markdown::{Known, Rendered, handles_in, hashtag_name, markdown};

/// The longest foreign HTML we look at as HTML (bytes); longer text is kept as plain text, clipped.
const LONGEST_HTML: usize = 100_000;
/// More tags than any honest text has; above this only the words are kept (A127).
const MOST_TAGS: usize = 4_000;

/// Elements that are taken out together with the words in them.
const SWALLOWED: [&str; 7] = ["script", "style", "template", "iframe", "object", "svg", "math"];

pub(super) static FOREIGN: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
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
        .clean_content_tags(HashSet::from(SWALLOWED))
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

/// Whether [`clean`] leaves every word of this HTML: it is not clipped, and no element goes together with what is in it.
/// Another server may show such words, so nobody signs what they are left out of.
pub fn is_shown_whole(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    html.len() <= LONGEST_HTML && !SWALLOWED.iter().any(|tag| lower.contains(&format!("<{tag}")))
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

pub(super) fn is_combining(c: char) -> bool {
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
    fn words_and_excerpts() {
        assert_eq!(plain("<p>a &amp; b</p><p>c<br>d <b>e</b></p>"), "a & b c d e");
        assert_eq!(excerpt("one two three four", 10), "one two…");
        assert_eq!(excerpt("short", 10), "short");
    }
}
