//! The public page of a campaign, filled.

use std::collections::HashMap;

use axum::response::Response;
use http::StatusCode;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::campaign::{self, Campaign};
use crate::domain::post::Post;
use crate::domain::text;
use crate::service::campaigns::{self, Shown};
use crate::service::members::Session;
use crate::service::{accounts, mails, pledge_polls, posts};
use crate::words::Words;

use super::pages::{Part, listed, statement_path, summary};
use super::problem::Problem;
use super::shelf::{Kept, Shelf};
use super::views::campaign::{CampaignPage, CampaignSummary, Milestone, Step, Way};
use super::views::card::{Card, CardKind};
use super::views::coalition::StatementSummary;
use super::views::language::Language;
use super::views::page::Link;
use super::{endorsers, event, feed, frame, headings, joint, leaflet, letters, newsletter, pledge, progress};

/// The page of the campaign of this handle, as everybody reads it.
pub async fn make(cx: &Cx, shelf: &Shelf, handle: &str, part: Part) -> Result<Kept, Problem> {
    frame::kept(StatusCode::OK, &filled(cx, shelf, handle, part, None).await?)
}

/// The same for a member who is signed in, which nobody keeps: they sign with one tap.
pub async fn private(
    cx: &Cx,
    shelf: &Shelf,
    handle: &str,
    part: Part,
    session: &Session,
) -> Result<Response, Problem> {
    let page = filled(cx, shelf, handle, part, Some(session)).await?;
    frame::private(StatusCode::OK, &page)
}

async fn filled(
    cx: &Cx,
    shelf: &Shelf,
    handle: &str,
    part: Part,
    session: Option<&Session>,
) -> Result<CampaignPage, Problem> {
    let shown = campaigns::show(cx, handle).await?;
    let (campaign, actor) = (&shown.public.campaign, &shown.public.actor);
    let plan = &campaign.plan;
    let path = frame::path_of(actor);
    let (list, pager) = listed(cx, actor, part, &path).await?;
    let mut statements = summaries_of(cx, actor, &list).await?;
    let mut key_statement = Vec::new();
    if let Some(key) = shown.key_statement.filter(|_| part.before.is_none()) {
        statements = statements
            .into_iter()
            .zip(&list)
            .filter(|(_, post)| post.id != key)
            .map(|(shown, _)| shown)
            .collect();
        key_statement = summaries_of(cx, actor, &[posts::visible(cx, key, None).await?]).await?;
    }
    let (letter_targets, letter_count) = letters::of_campaign(cx, campaign).await?;
    let standing = pledge::standing(cx, campaign, progress::of(cx, &shown.public).await?).await?;
    let own = match session {
        Some(session) => Some(pledge::own(cx, campaign, session).await?),
        None => None,
    };
    let pledge = if own.is_none() { pledge::form(cx, campaign).await? } else { None };
    let events = match part.before {
        None => event::next(cx, shelf.words, actor).await?,
        Some(_) => Vec::new(),
    };
    let card = card(cx, &shown, part);
    Ok(CampaignPage {
        page: frame::page(shelf),
        coalition: cx.config.coalition.name.clone(),
        name: plan.name.clone(),
        handle: frame::handle(cx, actor),
        account_name: Some(actor.username.clone()),
        state: shelf.words.campaign_now(campaign, cx.now()).to_owned(),
        language: Language::of(&plan.language),
        goal: plan.goal.clone(),
        demands: plan.demands.clone(),
        addressed: plan.addressed.iter().map(|one| (one.name.clone(), one.office.clone())).collect(),
        about_html: headings::below(&shown.about_html, 3),
        starts: plan.starts.map(|day| shelf.words.day(day)),
        ends: plan.ends.map(|day| shelf.words.day(day)),
        has_ended: campaign.has_ended(cx.now()),
        follower_count: frame::count(accounts::numbers(cx, actor).await?.followers),
        together: joint::of_campaign(cx, campaign.id).await?,
        endorsers: endorsers::shown(cx, actor.uri.as_str(), &shown.endorsers),
        milestones: plan.milestones.iter().map(|one| milestone(shelf.words, one)).collect(),
        steps: shown
            .steps
            .iter()
            .map(|(state, at)| Step {
                state: shelf.words.campaign_state(state).to_owned(),
                since: frame::moment(*at),
            })
            .collect(),
        sectors: plan.sectors.iter().map(|sector| shelf.words.sector(sector).to_owned()).collect(),
        tags: plan
            .tags
            .iter()
            .map(|tag| Link { words: tag.clone(), target: format!("/tags/{tag}") })
            .collect(),
        regions: plan.regions.clone(),
        languages: plan.languages.iter().map(|tag| Language::of(tag)).collect(),
        donations: plan
            .donations
            .iter()
            .map(|one| Way { words: name_of(shelf.words, one), target: one.href.clone() })
            .collect(),
        mirrors: plan
            .mirrors
            .iter()
            .map(|mirror| Way { words: mirror.clone(), target: mirror.clone() })
            .collect(),
        inspired: plan.source.as_ref().map(|source| {
            (source.by.clone(), Way { words: source.title.clone(), target: source.href.clone() })
        }),
        poll: pledge_polls::standing(cx, campaign)
            .await?
            .filter(|poll| poll.is_open)
            .map(|poll| (statement_path(actor, &poll.post), poll.post.uri.as_str().to_owned())),
        feed_path: format!("{path}/feed.atom"),
        events,
        events_path: format!("{path}/events"),
        letter_targets,
        letter_count,
        standing,
        pledge,
        own,
        newsletter: newsletter::form(mails::is_on(cx) && !campaign.is_over(cx.now()), Some(handle)),
        key_statement,
        statements,
        pager,
        qr_svg: leaflet::qr_svg(shelf.words, &card.address),
        card,
    })
}

fn name_of(words: Words, donation: &campaign::Donation) -> String {
    if donation.name.is_empty() { words.say("campaign-donate").to_owned() } else { donation.name.clone() }
}

fn milestone(words: Words, one: &campaign::Milestone) -> Milestone {
    Milestone {
        words: one.words.clone(),
        day: one.day.map(|day| words.day(day)),
        supporters: one.supporters,
        reached: one.reached,
    }
}

/// Statements of a campaign, each with the page of whoever said it.
async fn summaries_of(cx: &Cx, actor: &Account, list: &[Post]) -> Result<Vec<StatementSummary>, Problem> {
    let others: Vec<i64> = list.iter().map(|post| post.account.0).filter(|id| *id != actor.id.0).collect();
    let authors: HashMap<i64, Account> = accounts::find_many(cx, &others).await?;
    Ok(list.iter().map(|post| summary(authors.get(&post.account.0).unwrap_or(actor), post)).collect())
}

fn card(cx: &Cx, shown: &Shown, part: Part) -> Card {
    let (plan, actor) = (&shown.public.campaign.plan, &shown.public.actor);
    let path = frame::path_of(actor);
    let page = part.before.map_or_else(|| path.clone(), |before| format!("{path}?before={before}"));
    Card {
        kind: CardKind::Website,
        title: plan.name.clone(),
        description: text::excerpt(&plan.goal, 240),
        address: cx.url(&page),
        creator: frame::handle(cx, actor),
        activity_address: Some(actor.uri.as_str().to_owned()),
        feeds: vec![feed::links(cx, &plan.name, &path, "")],
        picture_address: Some(cx.url(&format!("{path}/card.png"))),
        translations: Vec::new(),
    }
}

/// The campaigns that stand on the coalition's page.
pub async fn summaries(cx: &Cx, words: Words) -> Result<Vec<CampaignSummary>, Problem> {
    let all = campaigns::list_public(cx).await?;
    let summary = |campaign: &Campaign| CampaignSummary {
        name: campaign.plan.name.clone(),
        goal: campaign.plan.goal.clone(),
        language: Language::of(&campaign.plan.language),
        state: words.campaign_now(campaign, cx.now()).to_owned(),
        path: format!("/@{}", campaign.handle),
    };
    Ok(all.iter().map(summary).collect())
}
