//! What clients ask first: who this server is and what it can do. It names only what is there.

use axum::Extension;
use serde_json::json;

use crate::app::{App, Cx};
use crate::domain::markdown::ADDRESS_COUNTS;
use crate::domain::media::{
    FILM_FRAMES, FILM_PIXELS, FILMS_TAKEN, IMAGE_BYTES, IMAGE_PIXELS, LONGEST_DESCRIPTION, MOST_ATTACHED,
    TAKEN,
};
use crate::domain::poll;
use crate::domain::text;
use crate::http::Context;
use crate::service::{accounts, films, pins, push, tags};

use super::about;
use super::error::{self, Answer};
use super::pictures;
use super::profile::MOST_FIELDS;
use super::shelf::Shelf;
use super::statuses::LONGEST;
use super::streaming;
use super::table::{Needs, Table};

/// The routes about the server itself.
pub fn routes(table: Table) -> Table {
    table.get("/api/v1/instance", Needs::Nothing, version_1).get(
        "/api/v2/instance",
        Needs::Nothing,
        version_2,
    )
}

/// Clients read the number in front and offer what that Mastodon had: 4.5 brought quotes with a policy, before it 4.4
/// featured accounts and hashtags, and 4.3 groups of notifications. 4.6, which brought collections, is not here.
fn version() -> String {
    format!("4.5.0 (compatible; Antiphon {})", env!("CARGO_PKG_VERSION"))
}

/// What clients take for granted: 2 is groups of notifications, their policy and requests, 3 PKCE, 4 pushes as the RFCs
/// say, 5 and 6 featured accounts and hashtags, 7 quotes with a policy for each status and one that is usual.
const API_VERSION: u32 = 7;

/// Limits that strict clients want to see, for what is not there as well.
fn configuration(app: &App, push_key: &str) -> serde_json::Value {
    let takes_films = app.media.studio.is_some();
    let films_taken = if takes_films { &FILMS_TAKEN[..] } else { &[] };
    let media_types: Vec<&str> = TAKEN.iter().chain(films_taken).copied().collect();
    json!({
        "urls": { "streaming": streaming::address(app) },
        "vapid": { "public_key": push_key },
        "accounts": { "max_featured_tags": tags::MOST_FEATURED, "max_pinned_statuses": pins::MOST, "max_profile_fields": MOST_FIELDS },
        "statuses": { "max_characters": LONGEST, "max_media_attachments": MOST_ATTACHED, "characters_reserved_per_url": ADDRESS_COUNTS },
        "media_attachments": {
            "supported_mime_types": media_types,
            "description_limit": LONGEST_DESCRIPTION,
            "image_size_limit": IMAGE_BYTES,
            "image_matrix_limit": IMAGE_PIXELS,
            "video_size_limit": if takes_films { films::most_bytes(app) } else { 0 },
            "video_frame_rate_limit": if takes_films { FILM_FRAMES } else { 0 },
            "video_matrix_limit": if takes_films { FILM_PIXELS } else { 0 }
        },
        "polls": {
            "max_options": poll::MOST_OPTIONS,
            "max_characters_per_option": poll::LONGEST_OPTION,
            "min_expiration": poll::SHORTEST,
            "max_expiration": poll::LONGEST
        },
        "translation": { "enabled": false },
        "limited_federation": false
    })
}

/// The coalition's account as JSON, to be put into a larger one.
async fn contact(cx: &Cx, shelf: &Shelf) -> Result<serde_json::Value, super::error::Problem> {
    let coalition = accounts::coalition(cx).await?;
    Ok(serde_json::from_str(&shelf.account(cx, &coalition).await?).unwrap_or_default())
}

/// The newer form.
pub async fn version_2(Context(cx): Context, Extension(shelf): Extension<Shelf>) -> Answer {
    let settings = &cx.config.coalition;
    let usage = shelf.counted.usage(&cx).await?;
    let mode = cx.config.registration.mode;
    let body = json!({
        "domain": cx.config.authority(),
        "title": settings.name,
        "version": version(),
        "source_url": env!("CARGO_PKG_REPOSITORY"),
        "description": text::plain(&settings.summary),
        "usage": { "users": { "active_month": usage.people } },
        "thumbnail": { "url": cx.url(pictures::HEADER) },
        "icon": [],
        "languages": settings.languages,
        "configuration": configuration(&cx, &push::server_key(&cx).await?),
        "registrations": {
            "enabled": !mode.is_invite(),
            "approval_required": mode.is_approval(),
            "reason_required": false,
            "min_age": null,
            "message": null,
            "url": null
        },
        "api_versions": { "mastodon": API_VERSION },
        "contact": { "email": "", "account": contact(&cx, &shelf).await? },
        "rules": about::rules_of(&cx)
    });
    Ok(error::json(body.to_string()))
}

/// The older form.
pub async fn version_1(Context(cx): Context, Extension(shelf): Extension<Shelf>) -> Answer {
    let settings = &cx.config.coalition;
    let usage = shelf.counted.usage(&cx).await?;
    let mode = cx.config.registration.mode;
    let body = json!({
        "uri": cx.config.authority(),
        "title": settings.name,
        "short_description": text::plain(&settings.summary),
        "description": text::plain(&settings.summary),
        "email": "",
        "version": version(),
        "urls": { "streaming_api": streaming::address(&cx) },
        "stats": { "user_count": usage.people, "status_count": usage.posts, "domain_count": usage.domains },
        "thumbnail": cx.url(pictures::HEADER),
        "languages": settings.languages,
        "registrations": !mode.is_invite(),
        "approval_required": mode.is_approval(),
        "invites_enabled": false,
        "configuration": configuration(&cx, &push::server_key(&cx).await?),
        "contact_account": contact(&cx, &shelf).await?,
        "rules": about::rules_of(&cx)
    });
    Ok(error::json(body.to_string()))
}
