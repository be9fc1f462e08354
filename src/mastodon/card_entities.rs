//! The card of a web page, as clients read it. It is always of the type `link`: no HTML of another site, and no player of
//! it, is ever put into anybody's client (A126).

use serde::Serialize;

use crate::app::App;
use crate::domain::preview::Card;
use crate::domain::time::Time;
use crate::service::copies;

use super::entities::stamp;

/// Who wrote the page, as it says.
#[derive(Debug, Serialize)]
struct Author<'a> {
    name: &'a str,
    url: &'a str,
    /// Always null: a page may name any account as its author, and nobody here has agreed to be named by it.
    account: Option<()>,
}

/// The card.
#[derive(Debug, Serialize)]
pub struct PreviewCard<'a> {
    url: &'a str,
    title: &'a str,
    description: &'a str,
    language: Option<&'a str>,
    r#type: &'static str,
    author_name: &'a str,
    author_url: &'a str,
    authors: Vec<Author<'a>>,
    provider_name: &'a str,
    provider_url: &'static str,
    html: &'static str,
    width: u32,
    height: u32,
    image: Option<String>,
    image_description: &'a str,
    embed_url: &'static str,
    blurhash: Option<&'static str>,
    published_at: Option<String>,
}

impl<'a> PreviewCard<'a> {
    /// The card with its picture by way of our copy of it.
    pub fn of(app: &App, card: &'a Card) -> Self {
        let image = card.image.as_ref();
        let has_author = !card.author.is_empty();
        let author = Author { name: &card.author, url: &card.author_url, account: None };
        Self {
            url: &card.url,
            title: &card.title,
            description: &card.description,
            language: card.language.as_deref(),
            r#type: "link",
            author_name: &card.author,
            author_url: &card.author_url,
            authors: has_author.then_some(author).into_iter().collect(),
            provider_name: &card.provider,
            provider_url: "",
            html: "",
            width: image.map_or(0, |image| image.width),
            height: image.map_or(0, |image| image.height),
            image: image.map(|image| app.url(&copies::path(app, &image.url))),
            image_description: image.map_or("", |image| &image.description),
            embed_url: "",
            blurhash: None,
            published_at: card.published_at.map(|at| stamp(Time(at))),
        }
    }
}
