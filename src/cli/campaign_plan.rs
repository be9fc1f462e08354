//! What a campaign says, as it is given on the command line. What is not given stays as it is; a list that is given
//! takes the place of the whole list, and an empty word empties it.

use clap::Args;

use crate::domain::campaign::{DecisionMaker, Donation, Milestone, Plan};
use crate::domain::day::Day;
use crate::domain::sector::Sector;

use super::failure::Failure;
use super::statement_texts::read;

/// What a campaign says.
#[derive(Debug, Default, Args)]
pub struct Parts {
    /// Its name.
    #[arg(long)]
    pub name: Option<String>,
    /// What is to be reached, in one sentence.
    #[arg(long)]
    pub goal: Option<String>,
    /// A file with the text about it in Markdown; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub about: Option<String>,
    /// The language of these texts, such as en. Without it: the coalition's first.
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// A demand. Can be given again; together they take the place of all that were there.
    #[arg(long, value_name = "TEXT")]
    pub demand: Vec<String>,
    /// A decision-maker whom the campaign asks. Can be given again.
    #[arg(long, value_name = "NAME=OFFICE")]
    pub asks: Vec<String>,
    /// A sector, such as environment or housing. Can be given again.
    #[arg(long)]
    pub sector: Vec<String>,
    /// A free tag. Can be given again.
    #[arg(long)]
    pub tag: Vec<String>,
    /// A region: a country like HU, a part of one like HU-BU, or a number of the UN like 150. Can be given again.
    #[arg(long)]
    pub region: Vec<String>,
    /// A language that its people read and write. Can be given again.
    #[arg(long, value_name = "LANGUAGE")]
    pub reads: Vec<String>,
    /// The first day, as in 2026-12-01.
    #[arg(long, value_name = "DAY")]
    pub starts: Option<String>,
    /// The last day, as in 2027-06-30.
    #[arg(long, value_name = "DAY")]
    pub ends: Option<String>,
    /// A point on the way; with the day, or the number of supporters, that make it. A `+` before it: it is reached.
    /// Can be given again.
    #[arg(long, value_name = "[+]TEXT[=DAY|=NUMBER]")]
    pub milestone: Vec<String>,
    /// A link by which money can be given. Can be given again.
    #[arg(long, value_name = "URL[=NAME]")]
    pub donate: Vec<String>,
    /// A copy elsewhere that anybody can verify. Can be given again.
    #[arg(long, value_name = "URL")]
    pub mirror: Vec<String>,
}

impl Parts {
    /// Whether anything was given at all.
    pub fn are_given(&self) -> bool {
        let texts = [&self.name, &self.goal, &self.about, &self.lang, &self.starts, &self.ends];
        let lists = [
            &self.demand,
            &self.asks,
            &self.sector,
            &self.tag,
            &self.region,
            &self.reads,
            &self.milestone,
            &self.donate,
            &self.mirror,
        ];
        texts.iter().any(|text| text.is_some()) || lists.iter().any(|list| !list.is_empty())
    }

    /// What was given, read; it can be put into a plan.
    pub fn given(&self) -> Result<Given, Failure> {
        Ok(Given {
            name: self.name.clone(),
            goal: self.goal.clone(),
            about: self.about.as_deref().map(read).transpose()?,
            language: self.lang.clone(),
            demands: list(&self.demand, |text| Ok(text.to_owned()))?,
            addressed: list(&self.asks, |text| Ok(decision_maker(text)))?,
            sectors: list(&self.sector, sector)?,
            tags: list(&self.tag, |text| Ok(text.to_owned()))?,
            regions: list(&self.region, |text| Ok(text.to_owned()))?,
            languages: list(&self.reads, |text| Ok(text.to_owned()))?,
            starts: self.starts.as_deref().map(day_or_none).transpose()?,
            ends: self.ends.as_deref().map(day_or_none).transpose()?,
            milestones: list(&self.milestone, |text| Ok(milestone(text)))?,
            donations: list(&self.donate, |text| Ok(donation(text)))?,
            mirrors: list(&self.mirror, |text| Ok(text.to_owned()))?,
        })
    }
}

/// A day that was given, or the wish that there be none.
#[derive(Clone, Copy, Debug)]
enum Wanted {
    Day(Day),
    Nothing,
}

impl Wanted {
    fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Nothing => None,
        }
    }
}

/// What was given of a plan; `None` stays as it is.
#[derive(Debug)]
pub struct Given {
    name: Option<String>,
    goal: Option<String>,
    about: Option<String>,
    language: Option<String>,
    demands: Option<Vec<String>>,
    addressed: Option<Vec<DecisionMaker>>,
    sectors: Option<Vec<Sector>>,
    tags: Option<Vec<String>>,
    regions: Option<Vec<String>>,
    languages: Option<Vec<String>>,
    starts: Option<Wanted>,
    ends: Option<Wanted>,
    milestones: Option<Vec<Milestone>>,
    donations: Option<Vec<Donation>>,
    mirrors: Option<Vec<String>>,
}

impl Given {
    /// The plan with what was given in the place of what was there.
    pub fn onto(self, plan: Plan) -> Plan {
        Plan {
            name: self.name.unwrap_or(plan.name),
            goal: self.goal.unwrap_or(plan.goal),
            about: self.about.unwrap_or(plan.about),
            language: self.language.unwrap_or(plan.language),
            demands: self.demands.unwrap_or(plan.demands),
            addressed: self.addressed.unwrap_or(plan.addressed),
            sectors: self.sectors.unwrap_or(plan.sectors),
            tags: self.tags.unwrap_or(plan.tags),
            regions: self.regions.unwrap_or(plan.regions),
            languages: self.languages.unwrap_or(plan.languages),
            starts: self.starts.map_or(plan.starts, Wanted::day),
            ends: self.ends.map_or(plan.ends, Wanted::day),
            milestones: self.milestones.unwrap_or(plan.milestones),
            donations: self.donations.unwrap_or(plan.donations),
            mirrors: self.mirrors.unwrap_or(plan.mirrors),
            source: plan.source,
        }
    }
}

fn list<T>(given: &[String], read: impl Fn(&str) -> Result<T, Failure>) -> Result<Option<Vec<T>>, Failure> {
    match given {
        [] => Ok(None),
        [one] if one.is_empty() => Ok(Some(Vec::new())),
        some => some.iter().map(|text| read(text)).collect::<Result<_, _>>().map(Some),
    }
}

/// The text before the last `=`, and what is after it.
fn halves(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once('=') {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn decision_maker(text: &str) -> DecisionMaker {
    let (name, office) = halves(text);
    DecisionMaker { name: name.to_owned(), office: office.map(str::to_owned) }
}

fn sector(text: &str) -> Result<Sector, Failure> {
    Sector::parse(text).ok_or_else(|| {
        let known: Vec<&str> = Sector::ALL.iter().map(|sector| sector.as_str()).collect();
        Failure::misused(format!("there is no sector \"{text}\". There are: {}", known.join(", ")))
    })
}

fn day_or_none(text: &str) -> Result<Wanted, Failure> {
    if text.is_empty() {
        return Ok(Wanted::Nothing);
    }
    Day::parse(text)
        .map(Wanted::Day)
        .ok_or_else(|| Failure::misused(format!("\"{text}\" is not a day; write it like 2026-12-01")))
}

fn milestone(text: &str) -> Milestone {
    let (words, reached) = match text.strip_prefix('+') {
        Some(words) => (words, true),
        None => (text, false),
    };
    let whole = Milestone { words: words.to_owned(), reached, ..Milestone::default() };
    let (before, Some(after)) = halves(words) else { return whole };
    let (day, supporters) = (Day::parse(after), after.parse().ok());
    if day.is_none() && supporters.is_none() {
        return whole;
    }
    Milestone { words: before.to_owned(), day, supporters, reached }
}

/// An address may hold `=`: the name is after the last one that is followed by a blank or stands after the path.
fn donation(text: &str) -> Donation {
    match text.rsplit_once('=') {
        Some((href, name)) if !href.contains(['?', '&']) || name.contains(' ') => {
            Donation { name: name.to_owned(), href: href.to_owned() }
        }
        _ => Donation { name: String::new(), href: text.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_given_stays_and_an_empty_word_empties() {
        let before = Plan {
            name: "River".to_owned(),
            demands: vec!["a".to_owned()],
            tags: vec!["water".to_owned()],
            ends: Day::parse("2026-12-31"),
            ..Plan::default()
        };
        let parts = Parts {
            demand: vec!["b".to_owned(), "c".to_owned()],
            tag: vec![String::new()],
            ends: Some(String::new()),
            ..Parts::default()
        };
        let after = parts.given().expect("good").onto(before);
        assert_eq!(
            (after.name.as_str(), after.demands.as_slice()),
            ("River", ["b", "c"].map(str::to_owned).as_slice())
        );
        assert!(after.tags.is_empty() && after.ends.is_none());
        assert!(parts.are_given() && !Parts::default().are_given());
    }

    #[test]
    fn lines_with_two_halves() {
        let made = milestone("+A thousand of us=1000");
        assert_eq!(
            (made.words.as_str(), made.supporters, made.reached),
            ("A thousand of us", Some(1000), true)
        );
        assert_eq!(milestone("The vote=2026-12-01").day, Day::parse("2026-12-01"));
        assert_eq!(milestone("1+1=two").words, "1+1=two");
        assert_eq!(decision_maker("A. Minister=Environment").office.as_deref(), Some("Environment"));
        assert_eq!(donation("https://a.test/give=Give").name, "Give");
        assert_eq!(donation("https://a.test/?to=river").href, "https://a.test/?to=river");
        assert_eq!(donation("https://a.test/?to=river=By card").name, "By card");
        assert!(sector("Housing").is_err() && day_or_none("soon").is_err());
    }
}
