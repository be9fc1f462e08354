//! What is typed, made into what is shown: Markdown of every language as HTML, with the people and tags that it names.

use std::collections::HashMap;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::handle::Handle;
use crate::domain::post::{Details, Mention, Text};
use crate::domain::text::{self, Known};
use crate::remote::resolve;
use crate::store::accounts;

use super::posts::Source;
use super::{Error, Result};

/// The most handles that one text may name.
const MOST_MENTIONS: usize = 50;

/// Markdown of every language made HTML, with what the texts name: hashtags, people.
pub(super) async fn render(cx: &Cx, sources: &[Source]) -> Result<(Vec<Text>, Details, Vec<Account>)> {
    let mut known: HashMap<String, Known> = HashMap::new();
    let mut named = Vec::new();
    for handle in sources.iter().flat_map(|s| text::handles_in(&s.markdown)).take(MOST_MENTIONS) {
        let Some(account) = find_handle(cx, &handle).await else { continue };
        let url = account.url.clone().unwrap_or_else(|| account.uri.as_str().to_owned());
        known.insert(handle, Known { uri: account.uri.as_str().to_owned(), url });
        if !named.iter().any(|a: &Account| a.id == account.id) {
            named.push(account);
        }
    }
    let (mut texts, mut details) = (Vec::new(), Details::default());
    for source in sources {
        let rendered = text::markdown(&source.markdown, &known, &cx.url("/tags/"));
        for tag in rendered.hashtags {
            if !details.hashtags.contains(&tag) {
                details.hashtags.push(tag);
            }
        }
        for (name, target) in rendered.mentions {
            if !details.mentions.iter().any(|m| m.uri == target.uri) {
                // On the network a name without a server would be somebody else's.
                let whole = if name[1..].contains('@') {
                    name
                } else {
                    format!("{name}@{}", cx.config.handle_domain())
                };
                details.mentions.push(Mention { uri: target.uri, name: whole });
            }
        }
        texts.push(Text {
            language: Some(source.language.clone()),
            title: source.title.clone().filter(|t| !t.is_empty()),
            source: Some(source.markdown.clone()),
            html: rendered.html,
        });
    }
    if texts.is_empty() {
        return Err(Error::refused(crate::domain::statement::Refusal::Empty));
    }
    Ok((texts, details, named))
}

/// The account of a handle: here, known, or asked for. One that cannot be found stays plain text.
async fn find_handle(cx: &Cx, text: &str) -> Option<Account> {
    if let Some(name) = text.strip_prefix('@').filter(|name| !name.contains('@')) {
        return accounts::find_local(&cx.store, &name.to_lowercase()).await.ok()?;
    }
    let handle = Handle::parse(text)?;
    if handle.domain == cx.config.handle_domain() || handle.domain == cx.config.authority() {
        return accounts::find_local(&cx.store, &handle.name).await.ok()?;
    }
    match accounts::find_remote(&cx.store, &handle.domain, &handle.name).await.ok()? {
        Some(account) => Some(account),
        None => resolve::handle(cx, &handle).await.ok(),
    }
}
