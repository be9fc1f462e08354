//! A campaign: what is asked, of whom, by when, and what belongs to it. How far it has come is in `campaign_state`.

use serde::{Deserialize, Serialize};

use super::campaign_state::CampaignState;
use super::day::Day;
use super::ids::{AccountId, CampaignId};
use super::language::Language;
use super::sector::Sector;
use super::text::clean_line;
use super::time::{DAY, Time};
use super::uri::Uri;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;
/// The longest goal, demand or milestone, in characters.
pub const LONGEST_LINE: usize = 300;
/// The longest text about it, in characters of Markdown.
pub const LONGEST_ABOUT: usize = 10_000;
/// The longest name or office of a decision-maker, the longest name of a donation link, in characters.
pub const LONGEST_LABEL: usize = 120;
/// The longest tag, in characters.
pub const LONGEST_TAG: usize = 50;
/// The most demands.
pub const MOST_DEMANDS: usize = 20;
/// The most decision-makers.
pub const MOST_ADDRESSED: usize = 50;
/// The most milestones.
pub const MOST_MILESTONES: usize = 20;
/// The most tags, regions, languages, donation links and mirrors, of each kind.
pub const MOST_OF_THE_REST: usize = 20;

/// Somebody who can grant what is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionMaker {
    /// Who.
    pub name: String,
    /// What makes them the one to ask: "Minister of the Environment".
    pub office: Option<String>,
}

/// A point on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Milestone {
    /// What will have happened.
    pub words: String,
    /// By when, or when it was.
    pub day: Option<Day>,
    /// How many supporters make it.
    pub supporters: Option<u32>,
    /// Whether it is reached.
    pub reached: bool,
}

/// Where money can be given (FEP-0ea0). Mirrors carry it along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Donation {
    /// What the link is called.
    pub name: String,
    /// Where it leads.
    pub href: String,
}

/// Where the idea of a campaign comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What the idea is called.
    pub title: String,
    /// Whose it was.
    pub by: String,
    /// Where it can be read.
    pub href: String,
}

/// Everything that people write about a campaign. It is kept as JSON; what is missing there is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The name.
    pub name: String,
    /// What is to be reached, in one sentence.
    pub goal: String,
    /// Why, in Markdown.
    pub about: String,
    /// The language of these texts.
    pub language: String,
    /// What is demanded, one line each.
    pub demands: Vec<String>,
    /// Of whom.
    pub addressed: Vec<DecisionMaker>,
    /// What it is about.
    pub sectors: Vec<Sector>,
    /// Further words for what it is about, without `#`.
    pub tags: Vec<String>,
    /// Where: ISO 3166 codes (`HU`, `HU-BU`), or UN M49 numbers for larger parts of the world (`150`).
    pub regions: Vec<String>,
    /// Languages that its people read and write.
    pub languages: Vec<String>,
    /// The first day.
    pub starts: Option<Day>,
    /// The last day.
    pub ends: Option<Day>,
    /// Points on the way.
    pub milestones: Vec<Milestone>,
    /// Where money can be given.
    pub donations: Vec<Donation>,
    /// Copies elsewhere that anybody can verify.
    pub mirrors: Vec<String>,
    /// The idea that it takes up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A campaign as we keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Our id of it.
    pub id: CampaignId,
    /// Its actor; none for a draft, so that no door can show one.
    pub account: Option<AccountId>,
    /// The name before the host. It is fixed when the campaign opens.
    pub handle: String,
    /// How far it has come.
    pub state: CampaignState,
    /// What people wrote about it.
    pub plan: Plan,
    /// When it was written first.
    pub created_at: Time,
    /// When anything of it last changed.
    pub changed_at: Time,
    /// Since when it is in this state.
    pub state_at: Time,
    /// How many had to approve what it says now and its state, and did; none where one person decided alone.
    pub quorum: Option<u32>,
}

impl Campaign {
    /// Whether its last day is past while it still gathers: nobody can sign it, and it waits for its next step.
    pub fn has_ended(&self, now: Time) -> bool {
        self.state == CampaignState::Gathering && self.plan.ends.is_some_and(|day| day.is_over_at(now))
    }

    /// Since when people are asked for nothing any more: it has an end that is past, or came to one. None while it runs.
    pub fn over_since(&self, now: Time) -> Option<Time> {
        let last = self.plan.ends.filter(|day| day.is_over_at(now)).map(|day| day.begins().plus(DAY));
        if self.state.is_running() {
            return last;
        }
        Some(last.map_or(self.state_at, |last| last.min(self.state_at)))
    }

    /// Whether people are asked for nothing any more.
    pub fn is_over(&self, now: Time) -> bool {
        self.over_since(now).is_some()
    }
}

/// Why a plan cannot be kept, or not be published; each is a sentence for its author.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has no name.
    #[error("Give the campaign a name.")]
    NoName,
    /// It has no goal, and is to be public.
    #[error("Say in one sentence what the campaign wants to reach. Without a goal it cannot be opened.")]
    NoGoal,
    /// It demands nothing, and is to be public.
    #[error("Write at least one demand. Without one the campaign cannot be opened.")]
    NoDemand,
    /// It is addressed to nobody, and is to be public.
    #[error("Say at least one decision-maker whom the campaign asks. Without one it cannot be opened.")]
    Unaddressed,
    /// A part is too long.
    #[error("Shorten {0} to {1} characters or fewer.")]
    Long(&'static str, usize),
    /// A part is empty.
    #[error("One of the {0} is empty. Write it, or take it out.")]
    Blank(&'static str),
    /// There are too many of something.
    #[error("A campaign can have {1} {0} at most.")]
    Many(&'static str, usize),
    /// It is not a language tag.
    #[error("\"{0}\" is not a language; write en, es, pt-BR.")]
    Language(String),
    /// It is not a region.
    #[error(
        "\"{0}\" is not a region; write a country like HU, a part of one like HU-BU, or a number of the UN like 150."
    )]
    Region(String),
    /// It is not a tag.
    #[error("\"{0}\" is not a tag; use letters, digits and _ without spaces.")]
    Tag(String),
    /// It would end before it begins.
    #[error("The campaign would end on {1}, before it begins on {0}.")]
    Dates(Day, Day),
    /// It is not an address that a donation link may have.
    #[error("\"{0}\" cannot be a donation link. It begins with https:, payto:, bitcoin: or monero:.")]
    Donation(String),
    /// It is not an address that the source of an idea may have.
    #[error("\"{0}\" cannot be the place of an idea. It begins with https://.")]
    Source(String),
    /// It is not an address that a mirror may have.
    #[error("\"{0}\" cannot be a mirror. It begins with https://, or with http:// on an onion address.")]
    Mirror(String),
}

/// Checks what people wrote and puts its lines in order: control characters, bidirectional overrides and the like go,
/// and what stands there twice stands there once.
pub fn check(mut plan: Plan) -> Result<Plan, Refusal> {
    plan.name = line(&plan.name, "the name", LONGEST_NAME)?;
    if plan.name.is_empty() {
        return Err(Refusal::NoName);
    }
    plan.goal = line(&plan.goal, "the goal", LONGEST_LINE)?;
    if plan.about.chars().count() > LONGEST_ABOUT {
        return Err(Refusal::Long("the text about the campaign", LONGEST_ABOUT));
    }
    plan.language = language(&plan.language)?;
    few(&plan.demands, "demands", MOST_DEMANDS)?;
    for demand in &mut plan.demands {
        *demand = written(demand, "demands", LONGEST_LINE)?;
    }
    few(&plan.addressed, "decision-makers", MOST_ADDRESSED)?;
    for one in &mut plan.addressed {
        one.name = written(&one.name, "decision-makers", LONGEST_LABEL)?;
        one.office = match &one.office {
            Some(office) => Some(line(office, "the office of a decision-maker", LONGEST_LABEL)?),
            None => None,
        }
        .filter(|office| !office.is_empty());
    }
    few(&plan.milestones, "milestones", MOST_MILESTONES)?;
    for one in &mut plan.milestones {
        one.words = written(&one.words, "milestones", LONGEST_LINE)?;
    }
    plan.tags = each(&plan.tags, "tags", tag)?;
    plan.regions = each(&plan.regions, "regions", region)?;
    plan.languages = each(&plan.languages, "languages", language)?;
    plan.mirrors = each(&plan.mirrors, "mirrors", mirror)?;
    few(&plan.donations, "donation links", MOST_OF_THE_REST)?;
    for one in &mut plan.donations {
        one.name = line(&one.name, "the name of a donation link", LONGEST_LABEL)?;
        one.href = donation(&one.href)?;
    }
    if let Some(source) = &mut plan.source {
        source.title = line(&source.title, "the name of the idea", LONGEST_LINE)?;
        source.by = line(&source.by, "whose idea it was", LONGEST_LINE)?;
        source.href = match Uri::parse(&source.href) {
            Ok(uri) => uri.as_str().to_owned(),
            Err(_) => return Err(Refusal::Source(shown(&source.href))),
        };
    }
    let mut sectors = Vec::new();
    for sector in plan.sectors {
        if !sectors.contains(&sector) {
            sectors.push(sector);
        }
    }
    plan.sectors = sectors;
    match (plan.starts, plan.ends) {
        (Some(starts), Some(ends)) if ends < starts => Err(Refusal::Dates(starts, ends)),
        _ => Ok(plan),
    }
}

/// Whether a plan says enough to be public: what is asked, and of whom.
pub fn check_public(plan: &Plan) -> Result<(), Refusal> {
    if plan.goal.is_empty() {
        return Err(Refusal::NoGoal);
    }
    if plan.demands.is_empty() {
        return Err(Refusal::NoDemand);
    }
    if plan.addressed.is_empty() {
        return Err(Refusal::Unaddressed);
    }
    Ok(())
}

fn line(text: &str, what: &'static str, most: usize) -> Result<String, Refusal> {
    let cleaned = clean_line(text, most + 1);
    if cleaned.chars().count() > most { Err(Refusal::Long(what, most)) } else { Ok(cleaned) }
}

fn written(text: &str, what: &'static str, most: usize) -> Result<String, Refusal> {
    let cleaned = line(text, what, most)?;
    if cleaned.is_empty() { Err(Refusal::Blank(what)) } else { Ok(cleaned) }
}

fn few<T>(list: &[T], what: &'static str, most: usize) -> Result<(), Refusal> {
    if list.len() > most { Err(Refusal::Many(what, most)) } else { Ok(()) }
}

fn each(
    list: &[String],
    what: &'static str,
    read: impl Fn(&str) -> Result<String, Refusal>,
) -> Result<Vec<String>, Refusal> {
    few(list, what, MOST_OF_THE_REST)?;
    let mut found = Vec::new();
    for text in list {
        let one = read(text)?;
        if !found.contains(&one) {
            found.push(one);
        }
    }
    Ok(found)
}

fn shown(text: &str) -> String {
    clean_line(text, LONGEST_LABEL)
}

fn language(text: &str) -> Result<String, Refusal> {
    let found = Language::parse(text).ok_or_else(|| Refusal::Language(shown(text)))?;
    Ok(found.tag().to_owned())
}

/// Reads the code of a region.
pub fn region(text: &str) -> Result<String, Refusal> {
    let wanted = text.trim().to_ascii_uppercase();
    let is_number = wanted.len() == 3 && wanted.bytes().all(|b| b.is_ascii_digit());
    let (country, part) = wanted.split_once('-').unwrap_or((&wanted, "0"));
    let is_place = country.len() == 2
        && country.bytes().all(|b| b.is_ascii_uppercase())
        && (1..=3).contains(&part.len())
        && part.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_number || is_place { Ok(wanted) } else { Err(Refusal::Region(shown(text))) }
}

fn tag(text: &str) -> Result<String, Refusal> {
    let wanted = text.trim().trim_start_matches('#').to_lowercase();
    let is_tag = !wanted.is_empty()
        && wanted.chars().count() <= LONGEST_TAG
        && wanted.chars().all(|c| c.is_alphanumeric() || c == '_')
        && wanted.chars().any(char::is_alphabetic);
    if is_tag { Ok(wanted) } else { Err(Refusal::Tag(shown(text))) }
}

/// A donation link opens a page or a wallet; nothing that runs (A123).
fn donation(text: &str) -> Result<String, Refusal> {
    let refused = || Refusal::Donation(shown(text));
    let wanted = text.trim();
    let is_plain = wanted.len() <= super::uri::LONGEST
        && wanted.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\'));
    let (scheme, rest) = wanted.split_once(':').ok_or_else(refused)?;
    let good = match scheme {
        "https" => Uri::parse(wanted).is_ok(),
        "payto" | "bitcoin" | "monero" => !rest.is_empty(),
        _ => false,
    };
    if is_plain && good { Ok(wanted.to_owned()) } else { Err(refused()) }
}

fn mirror(text: &str) -> Result<String, Refusal> {
    let refused = || Refusal::Mirror(shown(text));
    let uri = Uri::parse(text.trim()).map_err(|_| refused())?;
    let is_onion = uri.host().rsplit('.').next() == Some("onion");
    if uri.as_str().starts_with("https://") || is_onion {
        Ok(uri.as_str().to_owned())
    } else {
        Err(refused())
    }
}

#[cfg(test)]
#[path = "campaign_tests.rs"]
mod tests;
