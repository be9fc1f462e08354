//! The small pictures of this server that clients offer as letters.

use http::{HeaderValue, header};

use crate::app::App;
use crate::domain::emoji::LocalEmoji;
use crate::http::Context;
use crate::service::emoji;

use super::entities::Emoji;
use super::error::{self, Answer};
use super::table::{Needs, Table};

/// The routes about custom emoji.
pub fn routes(table: Table) -> Table {
    table.get("/api/v1/custom_emojis", Needs::Nothing, list)
}

fn entity(app: &App, one: LocalEmoji) -> Emoji {
    Emoji {
        url: emoji::address(app, &one.file),
        static_url: emoji::address(app, &one.still),
        shortcode: one.shortcode,
        visible_in_picker: true,
        category: one.category,
    }
}

/// All of them. They change seldom and every client asks for them when it starts.
pub async fn list(Context(cx): Context) -> Answer {
    let all: Vec<Emoji> = emoji::list(&cx).await?.into_iter().map(|one| entity(&cx, one)).collect();
    let mut response = error::json(serde_json::to_string(&all).expect("plain data always has a JSON form"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Ok(response)
}
