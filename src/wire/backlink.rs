//! Whether a web page links to somebody with `rel="me"`: only a link counts that a browser would show as one. What
//! stands in a comment, a script, a template or a text field was perhaps written by a guest of that page (A125).

use std::cell::Cell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::page_text::decode;
use crate::domain::backlink::leads_to;

/// The page is given to the reader in pieces of so many bytes, until the link is found.
const PIECE: usize = 8 * 1024;

/// Whether the page links to exactly this page of ours.
pub fn links_back(body: &[u8], content_type: &str, profile: &str) -> bool {
    let Some(text) = decode(body, content_type) else { return false };
    let reader = Reader { profile, ..Reader::default() };
    let tokenizer = Tokenizer::new(reader, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = text.as_str();
    while !rest.is_empty() && !tokenizer.sink.is_found.get() {
        let mut end = rest.len().min(PIECE);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        input.push_back(StrTendril::from_slice(&rest[..end]));
        rest = &rest[end..];
        let _ = tokenizer.feed(&input);
    }
    // Whatever is begun and not ended where the page was cut off is no link.
    tokenizer.sink.is_found.get()
}

/// Looks at the tags of a page one by one.
#[derive(Default)]
struct Reader<'a> {
    profile: &'a str,
    is_found: Cell<bool>,
    /// How deep in templates: their content is not shown.
    templates: Cell<u32>,
    /// How deep in drawings and formulas: their text can look like tags.
    foreign: Cell<u32>,
}

impl TokenSink for Reader<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.begin(&tag),
            Token::TagToken(tag) => {
                let depth = match &*tag.name {
                    "template" => &self.templates,
                    "svg" | "math" => &self.foreign,
                    _ => return TokenSinkResult::Continue,
                };
                depth.set(depth.get().saturating_sub(1));
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.foreign.get() > 0
    }
}

impl Reader<'_> {
    fn begin(&self, tag: &Tag) -> TokenSinkResult<()> {
        match &*tag.name {
            "template" => self.templates.set(self.templates.get().saturating_add(1)),
            "svg" | "math" if !tag.self_closing => self.foreign.set(self.foreign.get().saturating_add(1)),
            "a" | "link" if self.templates.get() == 0 && self.foreign.get() == 0 && self.is_back(tag) => {
                self.is_found.set(true);
            }
            "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
            "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "noscript" | "xmp" | "iframe" | "noembed" | "noframes" => {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "plaintext" => return TokenSinkResult::Plaintext,
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn is_back(&self, tag: &Tag) -> bool {
        let attribute =
            |name: &str| tag.attrs.iter().find(|one| &*one.name.local == name).map(|one| &*one.value);
        attribute("rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case("me")))
            && attribute("href").is_some_and(|href| leads_to(href, self.profile))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://us.test/@ann";

    fn links(page: &str) -> bool {
        links_back(page.as_bytes(), "text/html; charset=utf-8", OURS)
    }

    #[test]
    fn a_link_that_is_shown_counts() {
        for page in [
            "<a rel=me href=\"https://us.test/@ann\">me</a>",
            "<head><link href='https://us.test/@ann' rel='alternate ME'></head>",
            "<p>x<A HREF=https://us.test/@ann REL=\"nofollow me\">y",
            "<template>x</template><svg><path/></svg><a rel=me href=https://us.test/@ann>y</a>",
            "<svg/><math/><a rel=me href=https://us.test/@ann>y</a>",
            "<title>x</title><script>1</script><a rel=me href=https://us.test/&#64;ann>y</a>",
        ] {
            assert!(links(page), "{page}");
        }
    }

    #[test]
    fn a125_a_link_that_nobody_sees_does_not() {
        let back = "<a rel=me href=\"https://us.test/@ann\">me</a>";
        for page in [
            "<a href=\"https://us.test/@ann\">me</a>".to_owned(),
            "<a rel=home href=\"https://us.test/@ann\">me</a>".to_owned(),
            "<a rel=me href=\"https://us.test/@anna\">me</a>".to_owned(),
            "<a rel=me href=\"/@ann\">me</a>".to_owned(),
            "<a rel=me data-href=\"https://us.test/@ann\">me</a>".to_owned(),
            "<a rel=\"some meal\" href=\"https://us.test/@ann\">me</a>".to_owned(),
            format!("<!-- {back} -->"),
            format!("<!-- {back}"),
            format!("<script>document.write('{back}')</script>"),
            format!("<style>{back}</style>"),
            format!("<template><div>{back}</div></template>"),
            format!("<template><template></template>{back}</template>"),
            format!("<textarea>{back}</textarea>"),
            format!("<title>{back}</title>"),
            format!("<noscript>{back}</noscript>"),
            format!("<iframe>{back}</iframe>"),
            format!("<svg><![CDATA[>{back}]]></svg>"),
            format!("<svg>{back}</svg>"),
            format!("<plaintext>{back}"),
            format!("<img alt='{back}'>"),
            "https://us.test/@ann rel=me".to_owned(),
            "<a rel=me href=\"https://us.test/@ann\"".to_owned(),
        ] {
            assert!(!links(&page), "{page}");
        }
    }
}
