//! A campaign between the form and the house: what was typed, what is wrong with it, and the plan it makes. Lists are
//! rows of the form; what stands in no row is not there.

use crate::domain::campaign::{
    self, DecisionMaker, Donation, MOST_ADDRESSED, MOST_DEMANDS, MOST_MILESTONES, MOST_OF_THE_REST,
    Milestone, Plan,
};
use crate::domain::day::Day;
use crate::domain::language;
use crate::domain::sector::Sector;

use crate::web::draft::Sent;
use crate::web::views::form::{Field, Hidden};
use crate::words::Words;

/// So many empty rows a list of a new campaign has, and so many come with each "more".
const ROWS: usize = 3;

/// One row of a list: its fields.
pub type Row<const N: usize> = [Field; N];

/// The names of the fields of each list, and the most rows.
const DEMAND: ([&str; 1], usize) = (["demand"], MOST_DEMANDS);
const ADDRESSED: ([&str; 2], usize) = (["asked", "office"], MOST_ADDRESSED);
const MILESTONE: ([&str; 4], usize) = (["milestone", "day", "supporters", "reached"], MOST_MILESTONES);
const DONATION: ([&str; 2], usize) = (["donation", "link"], MOST_OF_THE_REST);
const MIRROR: ([&str; 1], usize) = (["mirror"], MOST_OF_THE_REST);

/// What stands in the form.
#[derive(Clone, Debug)]
pub struct PlanTyped {
    /// The name before the host.
    pub handle: Field,
    /// The name.
    pub name: Field,
    /// What is to be reached.
    pub goal: Field,
    /// Why.
    pub about: Field,
    /// The language of the texts.
    pub language: Field,
    /// The first day.
    pub starts: Field,
    /// The last day.
    pub ends: Field,
    /// Tags in a line.
    pub tags: Field,
    /// Regions in a line.
    pub regions: Field,
    /// What is demanded.
    pub demands: Vec<Row<1>>,
    /// Of whom: name, office.
    pub addressed: Vec<Row<2>>,
    /// Points on the way: words, day, supporters, whether it is reached.
    pub milestones: Vec<Row<4>>,
    /// Where money can be given: name, address.
    pub donations: Vec<Row<2>>,
    /// Copies elsewhere.
    pub mirrors: Vec<Row<1>>,
    /// The sectors that are picked.
    pub sectors: Vec<Sector>,
    /// The languages that are picked.
    pub reads: Vec<String>,
    /// What is wrong with the whole.
    pub general: Option<String>,
}

fn blank<const N: usize>(names: [&str; N], number: usize) -> Row<N> {
    names.map(|name| Field::new(&format!("{name}_{number}"), ""))
}

fn is_blank<const N: usize>(row: &Row<N>) -> bool {
    row.iter().all(|field| field.value.trim().is_empty())
}

/// Rows with these values, and some to write more into.
fn rows<const N: usize>((names, most): ([&str; N], usize), values: Vec<[String; N]>) -> Vec<Row<N>> {
    let many = values.len();
    let mut rows: Vec<Row<N>> = Vec::with_capacity(many + ROWS);
    for (at, value) in values.into_iter().enumerate() {
        let mut row = blank(names, at + 1);
        for (field, text) in row.iter_mut().zip(value) {
            field.value = text;
        }
        rows.push(row);
    }
    grow(&mut rows, (names, most), if many == 0 { ROWS } else { 1 });
    rows
}

fn grow<const N: usize>(rows: &mut Vec<Row<N>>, (names, most): ([&str; N], usize), by: usize) {
    for _ in 0..by {
        if rows.len() < most {
            rows.push(blank(names, rows.len() + 1));
        }
    }
}

/// The rows that a form sent: as many as there were, with one to write into at the end.
fn sent_rows<const N: usize>(sent: &Sent, (names, most): ([&str; N], usize)) -> Vec<Row<N>> {
    let is_sent = |number: &usize| names.iter().any(|name| sent.contains_key(&format!("{name}_{number}")));
    let many = (1..=most).rev().find(is_sent).unwrap_or(0);
    let value = |name: &str, number: usize| value_of(sent, &format!("{name}_{number}"));
    let values = (1..=many).map(|number| names.map(|name| value(name, number))).collect();
    let mut rows = rows((names, most), values);
    // The spare row that came back empty is enough.
    if rows.len() > 1 && rows.len() > many && is_blank(&rows[many.saturating_sub(1)]) && many > 0 {
        rows.truncate(many);
    }
    rows
}

fn value_of(sent: &Sent, name: &str) -> String {
    sent.get(name).map(|text| text.replace("\r\n", "\n")).unwrap_or_default()
}

/// What is wrong with a plan that has only this in it.
fn fault(tongue: Words, part: impl FnOnce(&mut Plan)) -> Option<String> {
    let mut plan = Plan { name: "x".to_owned(), language: "en".to_owned(), ..Plan::default() };
    part(&mut plan);
    campaign::check(plan).err().map(|refusal| tongue.refusal(&refusal.into()))
}

fn words_of(line: &str) -> Vec<String> {
    let parts = line.split([',', ';', ' ', '\n', '،']);
    parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn day(tongue: Words, field: &mut Field) -> Option<Day> {
    let text = field.value.trim();
    if text.is_empty() {
        return None;
    }
    let day = Day::parse(text);
    if day.is_none() {
        field.error = Some(tongue.say("refusal-form-day").to_owned());
    }
    day
}

impl PlanTyped {
    /// An empty form in the coalition's main language.
    pub fn empty(main: &str) -> Self {
        Self::of_plan("", &Plan { language: main.to_owned(), ..Plan::default() })
    }

    /// What a campaign says.
    pub fn of_plan(handle: &str, plan: &Plan) -> Self {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let one = |list: &[String]| list.iter().map(|text| [text.clone()]).collect();
        Self {
            handle: Field::new("handle", handle),
            name: Field::new("name", &plan.name),
            goal: Field::new("goal", &plan.goal),
            about: Field::new("about", &plan.about),
            language: Field::new("language", &plan.language),
            starts: Field::new("starts", &day(plan.starts)),
            ends: Field::new("ends", &day(plan.ends)),
            tags: Field::new("tags", &plan.tags.join(", ")),
            regions: Field::new("regions", &plan.regions.join(", ")),
            demands: rows(DEMAND, one(&plan.demands)),
            addressed: rows(
                ADDRESSED,
                plan.addressed
                    .iter()
                    .map(|one| [one.name.clone(), one.office.clone().unwrap_or_default()])
                    .collect(),
            ),
            milestones: rows(
                MILESTONE,
                plan.milestones
                    .iter()
                    .map(|one| {
                        let supporters = one.supporters.map(|many| many.to_string()).unwrap_or_default();
                        let reached = if one.reached { "1" } else { "" };
                        [one.words.clone(), day(one.day), supporters, reached.to_owned()]
                    })
                    .collect(),
            ),
            donations: rows(
                DONATION,
                plan.donations.iter().map(|one| [one.name.clone(), one.href.clone()]).collect(),
            ),
            mirrors: rows(MIRROR, one(&plan.mirrors)),
            sectors: plan.sectors.clone(),
            reads: plan.languages.clone(),
            general: None,
        }
    }

    /// What a form sent.
    pub fn of_form(sent: &Sent) -> Self {
        let field = |name: &str| Field::new(name, &value_of(sent, name));
        let picked = |name: &str| sent.get(name).is_some_and(|value| !value.is_empty());
        let reads = sent.keys().filter_map(|name| name.strip_prefix("reads_"));
        let mut reads: Vec<String> =
            reads.filter(|tag| picked(&format!("reads_{tag}"))).map(str::to_owned).collect();
        reads.sort();
        let sectors = Sector::ALL.iter().copied();
        Self {
            handle: field("handle"),
            name: field("name"),
            goal: field("goal"),
            about: field("about"),
            language: field("language"),
            starts: field("starts"),
            ends: field("ends"),
            tags: field("tags"),
            regions: field("regions"),
            demands: sent_rows(sent, DEMAND),
            addressed: sent_rows(sent, ADDRESSED),
            milestones: sent_rows(sent, MILESTONE),
            donations: sent_rows(sent, DONATION),
            mirrors: sent_rows(sent, MIRROR),
            sectors: sectors.filter(|sector| picked(&format!("sector_{}", sector.as_str()))).collect(),
            reads,
            general: None,
        }
    }

    /// Adds empty rows to the list of this name; whether there is such a list.
    pub fn more(&mut self, list: &str) -> bool {
        match list {
            "demand" => grow(&mut self.demands, DEMAND, ROWS),
            "asked" => grow(&mut self.addressed, ADDRESSED, ROWS),
            "milestone" => grow(&mut self.milestones, MILESTONE, ROWS),
            "donation" => grow(&mut self.donations, DONATION, ROWS),
            "mirror" => grow(&mut self.mirrors, MIRROR, ROWS),
            _ => return false,
        }
        true
    }

    /// Every field, in the order of the form.
    pub fn fields(&self) -> Vec<&Field> {
        let mut all = vec![&self.handle, &self.name, &self.goal, &self.language];
        all.extend(self.demands.iter().flatten());
        all.extend(self.addressed.iter().flatten());
        all.push(&self.about);
        all.extend([&self.starts, &self.ends]);
        all.extend(self.milestones.iter().flatten());
        all.extend([&self.tags, &self.regions]);
        all.extend(self.donations.iter().flatten());
        all.extend(self.mirrors.iter().flatten());
        all
    }

    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        self.general.is_some() || self.fields().iter().any(|field| field.error.is_some())
    }

    /// The plan; where something is wrong, the fields say what in this language.
    pub fn check(&mut self, tongue: Words) -> Option<Plan> {
        let mut plan = Plan {
            name: self.name.value.clone(),
            goal: self.goal.value.clone(),
            about: self.about.value.clone(),
            language: self.language.value.clone(),
            sectors: self.sectors.clone(),
            languages: self.reads.clone(),
            tags: words_of(&self.tags.value),
            regions: words_of(&self.regions.value),
            starts: day(tongue, &mut self.starts),
            ends: day(tongue, &mut self.ends),
            ..Plan::default()
        };
        let (name, goal, about) = (plan.name.clone(), plan.goal.clone(), plan.about.clone());
        self.name.error = fault(tongue, |plan| plan.name = name);
        self.goal.error = fault(tongue, |plan| plan.goal = goal);
        self.about.error = fault(tongue, |plan| plan.about = about);
        self.language.error = fault(tongue, |one| one.language.clone_from(&plan.language));
        self.tags.error = fault(tongue, |one| one.tags.clone_from(&plan.tags));
        self.regions.error = fault(tongue, |one| one.regions.clone_from(&plan.regions));
        self.lists(tongue, &mut plan);
        if self.is_wrong() {
            return None;
        }
        match campaign::check(plan) {
            Ok(plan) => Some(plan),
            Err(refusal) => {
                self.general = Some(tongue.refusal(&refusal.into()));
                None
            }
        }
    }

    /// Reads the rows into the plan.
    fn lists(&mut self, tongue: Words, plan: &mut Plan) {
        for [demand] in self.demands.iter_mut().filter(|row| !is_blank(row)) {
            let text = demand.value.clone();
            demand.error = fault(tongue, |one| one.demands = vec![text.clone()]);
            plan.demands.push(text);
        }
        for [name, office] in self.addressed.iter_mut().filter(|row| !is_blank(row)) {
            let office = Some(office.value.clone()).filter(|office| !office.trim().is_empty());
            let asked = DecisionMaker { name: name.value.clone(), office };
            name.error = fault(tongue, |one| one.addressed = vec![asked.clone()]);
            plan.addressed.push(asked);
        }
        for [words, on, supporters, reached] in self.milestones.iter_mut().filter(|row| !is_blank(row)) {
            let many = supporters.value.trim().replace([' ', ','], "");
            let many = if many.is_empty() { None } else { Some(many.parse::<u32>()) };
            if matches!(many, Some(Err(_))) {
                supporters.error = Some(tongue.say("refusal-form-supporters").to_owned());
            }
            let milestone = Milestone {
                words: words.value.clone(),
                day: day(tongue, on),
                supporters: many.and_then(Result::ok),
                reached: !reached.value.is_empty(),
            };
            words.error = fault(tongue, |one| one.milestones = vec![milestone.clone()]);
            plan.milestones.push(milestone);
        }
        for [name, href] in self.donations.iter_mut().filter(|row| !is_blank(row)) {
            let donation = Donation { name: name.value.clone(), href: href.value.clone() };
            href.error = fault(tongue, |one| one.donations = vec![donation.clone()]);
            plan.donations.push(donation);
        }
        for [mirror] in self.mirrors.iter_mut().filter(|row| !is_blank(row)) {
            let text = mirror.value.clone();
            mirror.error = fault(tongue, |one| one.mirrors = vec![text.clone()]);
            plan.mirrors.push(text);
        }
    }

    /// Everything that was typed, for a form that carries it along unseen.
    pub fn carried(&self) -> Vec<Hidden> {
        let hidden = |name: String, value: &str| Hidden { name, value: value.to_owned() };
        let typed = self.fields().into_iter().filter(|field| !field.value.is_empty());
        let mut all: Vec<Hidden> = typed.map(|field| hidden(field.name.clone(), &field.value)).collect();
        all.extend(self.sectors.iter().map(|sector| hidden(format!("sector_{}", sector.as_str()), "1")));
        all.extend(self.reads.iter().map(|tag| hidden(format!("reads_{tag}"), "1")));
        all
    }

    /// The languages to choose from: the coalition's first, then all that have a name, then what was typed already.
    pub fn choices(&self, own: &[String]) -> Vec<String> {
        let mut tags: Vec<String> = own.to_vec();
        let named = language::named().map(|(tag, _)| tag.to_owned());
        let typed = self.reads.iter().chain([&self.language.value]);
        let typed = typed.filter(|tag| language::Language::parse(tag).is_some()).cloned();
        for tag in named.chain(typed) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }
}

#[cfg(test)]
#[path = "plan_typed_tests.rs"]
mod tests;
