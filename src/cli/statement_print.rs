//! What `antiphon statement` prints: lists, texts and versions, and how far a statement has come.

use serde_json::{Value, json};

use crate::domain::history;
use crate::domain::ids::PostId;
use crate::domain::post::{Post, Text};
use crate::domain::text::{excerpt, plain};
use crate::domain::time::Time;
use crate::domain::translation::TranslationState;
use crate::service::statements::{self, Outcome as Spread};

use super::failure::Outcome;
use super::open::House;
use super::print::{Printer, add, count, table, table_or};
use super::statement::find;

/// What was done with a statement, and to how many servers it goes.
pub async fn told(house: &House, post: &Post, done: &str, printer: Printer) -> Outcome {
    let spread = statements::outcome(house, post.uri.as_str(), 0).await?;
    let lines = format!(
        "{done} statement {}: {}\nIt goes to {}. How far it has come: antiphon statement outcome {}",
        post.id,
        post.url.as_deref().unwrap_or_default(),
        count(spread.delivered + spread.waiting + spread.refused, "server", "servers"),
        post.id
    );
    let mut value = summary(post);
    value["deliveries"] = numbers(&spread);
    printer.say(&lines, &value);
    Ok(())
}

/// Statements, the newest first.
pub async fn list(house: &House, limit: i64, printer: Printer) -> Outcome {
    let posts = statements::list(house, &house.coalition, i64::MAX, limit.clamp(1, 10_000)).await?;
    let rows: Vec<_> = posts
        .iter()
        .map(|post| {
            let languages: Vec<&str> = post.texts.iter().filter_map(|t| t.language.as_deref()).collect();
            let version = post.version.to_string();
            vec![
                post.id.to_string(),
                post.published_at.day(),
                version,
                languages.join(" "),
                heading(post.main_text()),
            ]
        })
        .collect();
    let lines =
        table_or(&["id", "published", "version", "languages", "title"], &rows, "There is no statement yet.");
    printer.say(&lines, &posts.iter().map(summary).collect());
    Ok(())
}

/// One statement with its texts and versions.
pub async fn show(house: &House, id: PostId, printer: Printer) -> Outcome {
    let shown = find(house, id).await?;
    let post = &shown.post;
    let mut lines =
        format!("{}\nPublished {}", post.url.as_deref().unwrap_or_default(), post.published_at.readable());
    if let Some(at) = post.edited_at {
        add(&mut lines, format_args!(", version {} of {}", post.version, at.readable()));
    }
    add(
        &mut lines,
        format_args!(
            "\n{}, {}, {}\n",
            count(shown.counts.replies, "answer", "answers"),
            count(shown.counts.boosts, "boost", "boosts"),
            count(shown.counts.likes, "like", "likes")
        ),
    );
    if let Some(said) = &post.details.correction {
        add(&mut lines, format_args!("Correction: {said}\n"));
    }
    if let Some(warning) = &post.warning {
        add(&mut lines, format_args!("Warning: {warning}\n"));
    }
    lines.push_str(&written(&post.texts, |text| post.translation(text)));
    for file in &post.details.attachments {
        add(
            &mut lines,
            format_args!("\n{}  {}\n", file.url, file.description.as_deref().unwrap_or_default()),
        );
    }
    for earlier in &shown.versions {
        add(
            &mut lines,
            format_args!(
                "\nVersion {} of {}\n{}",
                earlier.version,
                earlier.created_at.readable(),
                written(&earlier.texts, |text| history::state_of(text, &earlier.details))
            ),
        );
    }
    let mut value = summary(post);
    value["counts"] = json!({ "answers": shown.counts.replies, "boosts": shown.counts.boosts, "likes": shown.counts.likes });
    value["texts"] = texts(&post.texts, |text| post.translation(text));
    value["correction"] = json!(post.details.correction);
    value["attachments"] = post
        .details
        .attachments
        .iter()
        .map(|a| json!({ "url": a.url, "description": a.description }))
        .collect();
    value["earlier_versions"] = shown
        .versions
        .iter()
        .map(|v| {
            let created_at = v.created_at.rfc3339();
            let texts = texts(&v.texts, |text| history::state_of(text, &v.details));
            json!({ "version": v.version, "created_at": created_at, "warning": v.warning, "texts": texts })
        })
        .collect();
    printer.say(&lines, &value);
    Ok(())
}

/// To whom the newest version was delivered, and to whom not, and why.
pub async fn outcome(house: &House, id: PostId, printer: Printer) -> Outcome {
    if statements::withdrawn_at(house, id).await?.is_none() {
        find(house, id).await?;
    }
    let spread = statements::outcome(house, &uri_of(house, id), 10_000).await?;
    let mut lines =
        format!("delivered {}, waiting {}, refused {}\n", spread.delivered, spread.waiting, spread.refused);
    let rows: Vec<_> = spread
        .troubles
        .iter()
        .map(|t| {
            let next =
                if t.state == "pending" { Time(t.due_at).readable() } else { "not any more".to_owned() };
            let why = t.last_error.clone().unwrap_or_default();
            vec![t.host.clone(), t.state.clone(), t.attempts.to_string(), next, why]
        })
        .collect();
    if !rows.is_empty() {
        lines.push_str(&table(&["host", "state", "tries", "tried again", "why"], &rows));
    }
    let mut value = numbers(&spread);
    value["troubles"] = spread
        .troubles
        .iter()
        .map(|t| {
            json!({
                "host": t.host, "inbox": t.inbox, "state": t.state, "attempts": t.attempts,
                "due_at": (t.state == "pending").then(|| Time(t.due_at).rfc3339()),
                "last_status": t.last_status, "last_error": t.last_error,
            })
        })
        .collect();
    printer.say(&lines, &value);
    Ok(())
}

/// A statement was taken back.
pub async fn withdrawn(house: &House, id: PostId, printer: Printer) -> Outcome {
    let spread = statements::outcome(house, &uri_of(house, id), 0).await?;
    let lines = format!(
        "Statement {id} is withdrawn; {} to be told.",
        count(spread.waiting, "server is", "servers are")
    );
    let value = json!({ "id": id.to_string(), "withdrawn": true, "deliveries": numbers(&spread) });
    printer.say(&lines, &value);
    Ok(())
}

fn uri_of(house: &House, id: PostId) -> String {
    house.url(&format!("/posts/{id}"))
}

fn numbers(spread: &Spread) -> Value {
    json!({ "delivered": spread.delivered, "waiting": spread.waiting, "refused": spread.refused })
}

fn summary(post: &Post) -> Value {
    json!({
        "id": post.id.to_string(), "uri": post.uri.as_str(), "url": post.url, "version": post.version,
        "published_at": post.published_at.rfc3339(), "edited_at": post.edited_at.map(Time::rfc3339),
        "languages": post.texts.iter().map(|t| t.language.clone()).collect::<Vec<_>>(),
        "title": post.main_text().title, "warning": post.warning,
    })
}

fn texts(texts: &[Text], state: impl Fn(&Text) -> TranslationState) -> Value {
    texts
        .iter()
        .map(|t| {
            let state = state(t).as_str();
            json!({ "language": t.language, "title": t.title, "source": t.source, "html": t.html, "state": state })
        })
        .collect()
}

/// The title, or the first words where there is none.
fn heading(text: &Text) -> String {
    match text.title.as_deref().filter(|title| !title.is_empty()) {
        Some(title) => title.to_owned(),
        None => excerpt(&plain(&text.html), 60),
    }
}

fn written(texts: &[Text], state: impl Fn(&Text) -> TranslationState) -> String {
    let mut lines = String::new();
    for text in texts {
        let source = text.source.clone().unwrap_or_else(|| plain(&text.html));
        let title = text.title.as_deref().unwrap_or_default();
        add(
            &mut lines,
            format_args!(
                "\n[{}{}] {title}\n{}\n",
                text.language.as_deref().unwrap_or("und"),
                match state(text) {
                    TranslationState::Reviewed => "",
                    TranslationState::Draft => ", draft",
                    TranslationState::Machine => ", made by a machine",
                },
                source.trim_end()
            ),
        );
    }
    lines
}
