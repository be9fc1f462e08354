//! What becomes of one statement: its versions, what they put right, its translations. Its page shows no answers, and neither
//! does its feed.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;

use super::form::{Form, Head};
use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::history::{self, News, Step, Version};
use crate::domain::ids::PostId;
use crate::domain::post::Post;
use crate::domain::text::{self, escape};
use crate::domain::time::Time;
use crate::domain::translation::correction_line;
use crate::http::Doors;
use crate::service::statements::{self, Shown};
use crate::web::pages::statement_path;
use crate::web::problem::Problem;
use crate::web::shelf::Shelf;
use crate::web::statement::{path_in, withdrawn};
use crate::web::views::feed::{AtomFeed, FeedEntry};
use crate::web::views::language::Language;
use crate::words::Words;

/// The most changes of one feed; the oldest are left out first.
const MOST: usize = 50;

/// The feed of a statement; where it was withdrawn, the mark that stays of it.
pub async fn of_statement(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path((name, id)): Path<(String, String)>,
    form: Form,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    let make = async || {
        let cx = doors.federation.to_request_data();
        match statements::show(&cx, id).await {
            Ok(shown) if shown.author.username == name => form.write(feed(&cx, shelf.house, &shown, form)),
            Ok(_) => Err(Problem::not_found()),
            Err(error) => withdrawn(&cx, &shelf, id, error).await,
        }
    };
    shelf.page(&format!("{} {name} {id}", form.file()), &headers, make).await
}

fn feed(cx: &Cx, words: Words, shown: &Shown, form: Form) -> AtomFeed {
    let (post, author) = (&shown.post, &shown.author);
    let page = statement_path(author, post);
    let mut entries = entries(cx, author, post, &history::steps(&versions(shown)));
    let is_complete = entries.len() <= MOST;
    entries.truncate(MOST);
    let head = Head {
        path: &format!("{page}/{}", form.file()),
        title: words.say_name("feed-changes-of", title_of(post)),
        by: author,
        page,
        began: post.published_at,
    };
    AtomFeed { is_complete, ..head.with(cx, words, entries) }
}

/// The title of a post, or its first words; of one with a warning the warning.
pub fn title_of(post: &Post) -> String {
    let main = post.main_text();
    let title = main.title.clone().filter(|title| !title.trim().is_empty());
    let first_words = || text::excerpt(&text::plain(&main.html), 80);
    title.or_else(|| post.warning.clone()).unwrap_or_else(first_words)
}

/// Every version, the oldest first, the present one last.
pub fn versions(shown: &Shown) -> Vec<Version<'_>> {
    let post = &shown.post;
    let earlier = shown.versions.iter().map(|one| Version {
        number: one.version,
        at: one.created_at,
        texts: &one.texts,
        warning: one.warning.as_deref(),
        details: &one.details,
    });
    let present = Version {
        number: post.version,
        at: post.edited_at.unwrap_or(post.published_at),
        texts: &post.texts,
        warning: post.warning.as_deref(),
        details: &post.details,
    };
    earlier.chain([present]).collect()
}

/// An entry for each change, with its time.
pub fn entries(cx: &Cx, author: &Account, post: &Post, steps: &[Step<'_>]) -> Vec<(Time, FeedEntry)> {
    steps.iter().map(|step| (step.version.at, entry(cx, author, post, step))).collect()
}

fn entry(cx: &Cx, author: &Account, post: &Post, step: &Step<'_>) -> FeedEntry {
    let Step { version, news, text } = step;
    let tag = text.language.as_deref().unwrap_or_default();
    let language = Language::of(tag);
    let words = Words::of_first(&[tag.to_owned()]);
    let path = statement_path(author, post);
    let signed = format!("{}/versions/{}", post.uri.as_str(), version.number);
    let is_translation = *news == News::Translated;
    FeedEntry {
        id: if is_translation { format!("{signed}?lang={tag}") } else { signed },
        title: title(words, step),
        address: cx.url(&match news {
            News::Translated => path_in(&path, post, &language),
            _ if version.number == post.version => path,
            _ => format!("{path}/versions#version-{}", version.number),
        }),
        language,
        published: version.at.rfc3339(),
        updated: version.at.rfc3339(),
        author: None,
        body_html: reviewed(words, step)
            + &correction_line(
                version.details.correction_in(text.language.as_deref(), !is_translation),
                text.language.as_deref(),
            )
            + &text.html
            + &version.details.quote_line(),
        content_warning: version.warning.map(str::to_owned),
        tags: version.details.hashtags.clone(),
    }
}

/// A title in the language of the text; behind a warning stands none of its words.
fn title(words: Words, step: &Step<'_>) -> String {
    let own = step.text.title.clone().filter(|title| !title.trim().is_empty());
    let first_words = || match step.version.warning {
        Some(warning) => warning.to_owned(),
        None => text::excerpt(&text::plain(&step.text.html), 80),
    };
    let title = own.unwrap_or_else(first_words);
    match step.news {
        News::Published | News::Translated => title,
        News::Changed => words.say_name("feed-changed", title),
        News::Corrected => words.say_name("feed-corrected", title),
    }
}

/// What readers of a translation should know first.
fn reviewed(words: Words, step: &Step<'_>) -> String {
    let said = words.unreviewed(history::state_of(step.text, step.version.details));
    said.map(|said| format!("<p><em>{}</em></p>", escape(said))).unwrap_or_default()
}
