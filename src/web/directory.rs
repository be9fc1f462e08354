//! The public page of the directory, filled.

use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::campaign_state::CampaignState;
use crate::domain::cursor::Stretch;
use crate::domain::directory::{self as rules, EntryKind, Filter};
use crate::domain::sector::Sector;
use crate::domain::time::Time;
use crate::http::Doors;
use crate::service::directory::{self, Shown};
use crate::service::{accounts, copies};
use crate::words::Words;

use super::interact::ENTRY;
use super::older;
use super::problem::Problem;
use super::shelf::{Kept, Shelf};
use super::views::card::{Card, CardKind};
use super::views::directory::{Choice, DirectoryPage, EntryView};
use super::views::language::Language;
use super::views::page::Pager;
use super::views::paths;
use super::{feed, frame};

/// So many entries stand on one page.
const PAGE: i64 = 20;
/// So many words of a kind can be chosen from.
const MOST_WORDS: usize = 30;

/// What is wanted of the directory, as its address says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    sector: String,
    region: String,
    language: String,
    state: String,
    /// Only what stands below the entry of this account.
    #[serde(deserialize_with = "older::place")]
    pub before: Option<i64>,
}

impl Wanted {
    /// The address of this page with another word of one kind; the same word again takes it away.
    fn with(&self, facet: &str, word: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let parts = [
            (rules::SECTOR, &self.sector),
            (rules::REGION, &self.region),
            (rules::LANGUAGE, &self.language),
            (rules::STATE, &self.state),
        ];
        for (name, value) in parts {
            let value = match (name == facet, value.eq_ignore_ascii_case(word)) {
                (true, true) => "",
                (true, false) => word,
                (false, _) => value,
            };
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        at(paths::DIRECTORY, &query.finish())
    }

    /// This path with the words that are wanted.
    pub fn address(&self, path: &str) -> String {
        let here = self.with("", "");
        at(path, here.split_once('?').map_or("", |(_, query)| query))
    }

    /// What the words look for; none where one of them is no word of the directory.
    pub fn filter(&self) -> Option<Filter> {
        Filter::read(&self.sector, &self.region, &self.language, &self.state)
    }

    fn chosen(&self, facet: &str) -> &str {
        match facet {
            rules::SECTOR => &self.sector,
            rules::REGION => &self.region,
            rules::LANGUAGE => &self.language,
            _ => &self.state,
        }
    }
}

fn at(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The page.
pub async fn show(
    doors: &Doors,
    shelf: &Shelf,
    wanted: &Wanted,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let filter = wanted.filter().ok_or_else(Problem::not_found)?;
    let key = format!("directory {filter:?} {}", wanted.before.unwrap_or(i64::MAX));
    let make = async || {
        let cx = doors.federation.to_request_data();
        make(&cx, shelf, wanted, &filter).await
    };
    shelf.page(&key, headers, make).await
}

async fn make(cx: &Cx, shelf: &Shelf, wanted: &Wanted, filter: &Filter) -> Result<Kept, Problem> {
    let below = wanted.before.unwrap_or(i64::MAX);
    let Stretch { rows: list, next } = directory::page(cx, filter, below, PAGE).await?;
    let here = wanted.with("", "");
    let joint = if here.contains('?') { '&' } else { '?' };
    let pager = Pager {
        newer: wanted.before.map(|_| here.clone()),
        older: next.map(|last| format!("{here}{joint}before={last}")),
    };
    let (total, words) = directory::overview(cx).await?;
    let mut choices = Vec::new();
    for facet in [rules::SECTOR, rules::REGION, rules::LANGUAGE, rules::STATE] {
        let found = words.iter().filter(|word| word.facet == facet).take(MOST_WORDS);
        let found: Vec<Choice> = found
            .map(|word| Choice {
                words: readable(shelf.words, facet, &word.word),
                count: Some(frame::count(word.count)),
                path: wanted.with(facet, &word.word),
                is_chosen: wanted.chosen(facet).eq_ignore_ascii_case(&word.word),
            })
            .collect();
        if !found.is_empty() {
            choices.push((heading(shelf.words, facet).to_owned(), found));
        }
    }
    let coalition = accounts::coalition(cx).await?;
    let card = Card {
        kind: CardKind::Website,
        title: shelf.words.say("directory-title").to_owned(),
        description: shelf.words.say_name("directory-lead", &coalition.name),
        address: cx.url(&here),
        creator: frame::handle(cx, &coalition),
        activity_address: Some(cx.url(paths::DIRECTORY)),
        feeds: vec![feed::links(
            cx,
            shelf.words.say("directory-title"),
            paths::DIRECTORY,
            here.split_once('?').map_or("", |(_, query)| query),
        )],
        picture_address: Some(cx.url(&format!("{}/card.png", paths::DIRECTORY))),
        translations: Vec::new(),
    };
    let page = DirectoryPage {
        page: frame::page(shelf),
        card,
        coalition: coalition.name.clone(),
        total: frame::count(total),
        entries: list.iter().map(|one| entry(cx, shelf.words, one)).collect(),
        choices,
        is_filtered: *filter != Filter::default(),
        feed_path: wanted.address(&format!("{}/feed.atom", paths::DIRECTORY)),
        collection: (total > 0).then(|| format!("{}/collections/1", coalition.uri)),
        pager,
    };
    frame::kept(StatusCode::OK, &page)
}

fn heading(words: Words, facet: &str) -> &'static str {
    match facet {
        rules::SECTOR => words.say("directory-by-sector"),
        rules::REGION => words.say("directory-by-region"),
        rules::LANGUAGE => words.say("directory-by-language"),
        _ => words.say("directory-by-state"),
    }
}

/// A word of the directory as people read it.
fn readable(words: Words, facet: &str, word: &str) -> String {
    match facet {
        rules::SECTOR => {
            Sector::parse(word).map_or_else(|| word.to_owned(), |sector| words.sector(sector).to_owned())
        }
        rules::LANGUAGE => Language::of(word).name,
        rules::STATE => CampaignState::parse(word)
            .map_or_else(|| word.to_owned(), |state| words.campaign_state(state).to_owned()),
        _ => word.to_owned(),
    }
}

/// What an entry is, in words.
pub fn kind(words: Words, kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Coalition => words.say("directory-coalition"),
        EntryKind::Campaign => words.say("directory-campaign"),
    }
}

/// What is said of an entry besides its name and its goal, line by line.
pub fn entry_words(words: Words, one: &Shown, now: Time) -> Vec<String> {
    let Shown { entry, facts, .. } = one;
    let mut first = vec![kind(words, entry.kind).to_owned()];
    first.extend(state_of(words, facts, now));
    let sectors: Vec<String> = facts.sectors.iter().map(|sector| words.sector(*sector).to_owned()).collect();
    let languages: Vec<String> = facts.languages.iter().map(|tag| Language::of(tag).name).collect();
    let named = |key: &'static str, list: &[String]| format!("{} {}", words.say(key), words.list(list));
    let mut lines = vec![words.list(&first), words.list(&sectors)];
    if !facts.regions.is_empty() {
        lines.push(named("directory-regions", &facts.regions));
    }
    if !languages.is_empty() {
        lines.push(named("directory-languages", &languages));
    }
    lines
}

/// How far a campaign has come; that it has ended, where nobody has taken the next step.
fn state_of(words: Words, facts: &rules::Facts, now: Time) -> Option<String> {
    if facts.has_ended(now) {
        return Some(words.say("campaign-state-ended").to_owned());
    }
    facts.state.as_deref().map(|state| readable(words, rules::STATE, state))
}

/// `@name@host` of anybody.
pub fn handle(cx: &Cx, account: &Account) -> String {
    if account.is_local() { frame::handle(cx, account) } else { format!("@{}", account.acct()) }
}

fn entry(cx: &Cx, words: Words, one: &Shown) -> EntryView {
    let Shown { entry, account, facts } = one;
    let target = if account.is_local() {
        frame::path_of(account)
    } else {
        account.url.clone().unwrap_or_else(|| account.uri.as_str().to_owned())
    };
    let name = if account.is_local() { account.username.clone() } else { format!("{ENTRY}{}", account.id) };
    // A picture of another server is fetched by us: no reader's address reaches it.
    let logo = account.profile.avatar.as_deref().map(|avatar| {
        if account.is_local() {
            avatar.strip_prefix(&cx.config.origin()).unwrap_or(avatar).to_owned()
        } else {
            copies::path(cx, avatar)
        }
    });
    EntryView {
        name: account.name.clone(),
        handle: handle(cx, account),
        kind: kind(words, entry.kind).to_owned(),
        state: state_of(words, facts, cx.now()),
        goal: facts.goal.clone(),
        sectors: facts.sectors.iter().map(|sector| words.sector(*sector).to_owned()).collect(),
        regions: facts.regions.clone(),
        languages: facts.languages.iter().map(|tag| Language::of(tag)).collect(),
        target,
        follow_path: format!(
            "{}?{}",
            paths::FOLLOW,
            url::form_urlencoded::Serializer::new(String::new()).append_pair("name", &name).finish()
        ),
        logo: logo.filter(|logo| logo.starts_with("/media/")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_chosen_leads_back_to_where_it_is_not() {
        let wanted = Wanted { sector: "housing".to_owned(), region: "HU".to_owned(), ..Wanted::default() };
        assert_eq!(wanted.with(rules::SECTOR, "housing"), "/directory?region=HU");
        assert_eq!(wanted.with(rules::LANGUAGE, "es"), "/directory?sector=housing&region=HU&language=es");
        assert_eq!(wanted.with("", ""), "/directory?sector=housing&region=HU");
        assert_eq!(Wanted::default().with(rules::STATE, "a&b=c"), "/directory?state=a%26b%3Dc");
    }
}
