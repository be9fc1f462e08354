//! The picture that chats and other servers show beside a link to us: title, coalition, and how far a campaign has come. What
//! stands on it is said here; `card_layout` lays it out, and `media::drawing` draws it; nothing is fetched for it.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::account::{Account, ActorKind};
use crate::domain::ids::{EventId, PostId};
use crate::domain::text;
use crate::http::Doors;
use crate::service::events::Called;
use crate::service::{accounts, calls, campaigns, directory, events, statements};
use crate::words::Words;

pub use super::card_layout::SIZE;
use super::card_layout::{Facts, draw, open};
use super::event;
use super::frame;
use super::problem::Problem;
use super::progress;
use super::shelf::Shelf;
use super::views::language::Language;

/// The card of the coalition, of somebody here, or of a campaign.
pub async fn of_account(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let account = accounts::local(&cx, &name).await?;
        let facts = match account.kind {
            ActorKind::Application => return Err(Problem::not_found()),
            ActorKind::Group => campaign_facts(&cx, &name).await?,
            _ => account_facts(&cx, &account),
        };
        draw(&cx, &shelf, &facts).await
    };
    Ok(open(shelf.page(&format!("card {name}"), &headers, make).await?))
}

/// The card of a statement.
pub async fn of_statement(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path((name, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    let make = async || {
        let cx = doors.federation.to_request_data();
        let shown = statements::show(&cx, id).await?;
        if shown.author.username != name {
            return Err(Problem::not_found());
        }
        let main = shown.post.main_text();
        let plain = text::plain(&main.html);
        let title = main.title.clone().filter(|title| !title.trim().is_empty());
        let facts = Facts {
            above: shown.campaign.map_or_else(|| shown.author.name.clone(), |c| c.plan.name),
            // A warning stands for the text behind it.
            below: if shown.post.warning.is_some() || title.is_none() {
                Vec::new()
            } else {
                vec![plain.clone()]
            },
            title: shown.post.warning.clone().or(title).unwrap_or(plain),
            language: Language::of(main.language.as_deref().unwrap_or_default()),
            progress: None,
        };
        draw(&cx, &shelf, &facts).await
    };
    Ok(open(shelf.page(&format!("card {name} {id}"), &headers, make).await?))
}

/// The card of an event: who calls, what it is called, when and where. One that was called off says so.
pub async fn of_event(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id: EventId = id.parse().map_err(|_| Problem::not_found())?;
    let make = async || {
        let cx = doors.federation.to_request_data();
        let Called { event, by } = events::find(&cx, id).await?;
        let plan = &event.plan;
        let words = Words::of_first(std::slice::from_ref(&plan.language));
        let place = [&plan.place, &plan.address].into_iter().find(|place| !place.is_empty());
        let place = place.map_or("", String::as_str);
        let facts = Facts {
            above: by.name,
            title: event::title(&event, words),
            below: vec![events::when(plan, words), place.to_owned()],
            language: Language::of(&plan.language),
            progress: None,
        };
        draw(&cx, &shelf, &facts).await
    };
    Ok(open(shelf.page(&format!("card event {id}"), &headers, make).await?))
}

/// The card of the directory: whose it is, and how many coalitions and campaigns stand in it.
pub async fn of_directory(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let words = shelf.house;
        let (coalitions, campaigns) = directory::count_kinds(&cx).await?;
        let numbers = [
            words.say_count("directory-card-coalitions", coalitions),
            words.say_count("directory-card-campaigns", campaigns),
        ];
        let facts = house_facts(&cx, words, words.say("directory-title"), words.list(&numbers)).await?;
        draw(&cx, &shelf, &facts).await
    };
    Ok(open(shelf.page("card directory", &headers, make).await?))
}

/// The card of the exchange: whose it is, and how many calls still ask.
pub async fn of_exchange(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let words = shelf.house;
        let number = words.say_count("exchange-card-open", calls::count_open(&cx).await?);
        let facts = house_facts(&cx, words, words.say("exchange-title"), number).await?;
        draw(&cx, &shelf, &facts).await
    };
    Ok(open(shelf.page("card exchange", &headers, make).await?))
}

async fn house_facts(cx: &Cx, words: Words, title: &str, below: String) -> Result<Facts, Problem> {
    Ok(Facts {
        above: accounts::coalition(cx).await?.name,
        title: title.to_owned(),
        below: vec![below],
        language: Language::of(words.tag()),
        progress: None,
    })
}

fn account_facts(cx: &Cx, account: &Account) -> Facts {
    let main = cx.config.coalition.languages.first().map_or("en", String::as_str);
    Facts {
        above: frame::handle(cx, account),
        title: account.name.clone(),
        below: vec![text::plain(&account.summary)],
        language: Language::of(main),
        progress: None,
    }
}

async fn campaign_facts(cx: &Cx, handle: &str) -> Result<Facts, Problem> {
    let public = campaigns::public(cx, handle).await?;
    let progress = progress::of(cx, &public).await?;
    let has_ended = public.campaign.has_ended(cx.now());
    let plan = public.campaign.plan;
    let words = Words::of_first(std::slice::from_ref(&plan.language));
    let mut below = vec![plan.goal];
    below.extend(has_ended.then(|| words.say("campaign-state-ended").to_owned()));
    Ok(Facts {
        above: cx.config.coalition.name.clone(),
        title: plan.name,
        below,
        language: Language::of(&plan.language),
        progress: Some(progress).filter(|progress| progress.count > 0),
    })
}
