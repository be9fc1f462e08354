//! `antiphon event`: calling people to a place, changing and calling off, and how many come.

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::config::Config;
use crate::domain::cursor::Cursor;
use crate::domain::draft::Purpose;
use crate::domain::event::{Answer, Answers, Event, EventPlan};
use crate::domain::ids::EventId;
use crate::domain::time::Time;
use crate::domain::zone::{WallTime, Zone};
use crate::service::{draft_matters, event_answers, events};
use crate::words::Words;

use super::draft_matter::HandIn;
use super::failure::{Failure, Outcome};
use super::listing::{Listing, cut};
use super::open::House;
use super::print::{Printer, table_or};

/// Events that people are called to.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Call people to an event. Everybody who follows is told, and it cannot be called back, only called off.
    Call {
        /// The campaign that calls; the coalition, where none is given.
        #[arg(long, value_name = "HANDLE")]
        campaign: Option<String>,
        /// What it says.
        #[command(flatten)]
        parts: Box<Parts>,
        /// Whether others approve it first.
        #[command(flatten)]
        hand_in: HandIn,
    },
    /// Change an event. What is not given stays; those who were told hear of it.
    Change {
        /// Its number.
        id: EventId,
        /// What is new.
        #[command(flatten)]
        parts: Box<Parts>,
        /// Whether others approve it first.
        #[command(flatten)]
        hand_in: HandIn,
    },
    /// Call an event off. It stays readable.
    Cancel {
        /// Its number.
        id: EventId,
        /// Do it without asking.
        #[arg(long)]
        yes: bool,
        /// Whether others approve it first.
        #[command(flatten)]
        hand_in: HandIn,
    },
    /// Answer to an event for a member who cannot do it themself. Who answered is kept nowhere that anybody could read.
    Answer {
        /// Its number.
        id: EventId,
        /// The member's name.
        #[arg(long)]
        member: String,
        /// Whether they come; "no" takes an answer back.
        #[arg(value_name = "yes|maybe|no")]
        answer: Said,
    },
    /// Show events: those to come, the next one first, then those that are over, the last one first.
    List(Listing),
    /// Show one, with how many come.
    Show {
        /// Its number.
        id: EventId,
    },
}

/// What a member answers.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Said {
    /// They come.
    Yes,
    /// They may come.
    Maybe,
    /// They do not.
    No,
}

/// What an event says.
#[derive(Debug, Args)]
pub struct Parts {
    /// What it is called.
    #[arg(long)]
    name: Option<String>,
    /// When it begins, by the clock of the place: 2026-12-05T14:00
    #[arg(long, value_name = "TIME")]
    starts: Option<String>,
    /// When it ends; "none" takes it away.
    #[arg(long, value_name = "TIME")]
    ends: Option<String>,
    /// The time zone of the place: Europe/Budapest
    #[arg(long)]
    zone: Option<String>,
    /// The place.
    #[arg(long)]
    place: Option<String>,
    /// Its address.
    #[arg(long)]
    address: Option<String>,
    /// A link for those who join from afar.
    #[arg(long, value_name = "URL")]
    online: Option<String>,
    /// What is going to happen, in Markdown.
    #[arg(long)]
    about: Option<String>,
    /// The language of these texts.
    #[arg(long)]
    lang: Option<String>,
}

impl Parts {
    /// What is given here, in the place of what was there.
    pub(super) fn onto(self, before: Option<EventPlan>, main_language: &str) -> Result<EventPlan, Failure> {
        let zone = match (&self.zone, &before) {
            (Some(name), _) => Zone::parse(name).ok_or_else(|| {
                Failure::misused(format!("there is no time zone \"{name}\"; write it like Europe/Budapest"))
            })?,
            (None, Some(before)) => before.zone,
            (None, None) => Zone::UTC,
        };
        let moment = |text: &str| -> Result<Time, Failure> {
            WallTime::parse(text).map(|wall| zone.moment(wall)).ok_or_else(|| {
                Failure::misused(format!("\"{text}\" is not a time; write it like 2026-12-05T14:00"))
            })
        };
        let starts = match (&self.starts, &before) {
            (Some(text), _) => moment(text)?,
            // The clock on the wall stays when only the zone is put right.
            (None, Some(before)) => zone.moment(before.zone.wall(before.starts)),
            (None, None) => {
                return Err(Failure::misused("say when it begins, as in --starts 2026-12-05T14:00"));
            }
        };
        let ends = match (self.ends.as_deref(), &before) {
            (Some("none"), _) | (None, None) => None,
            (Some(text), _) => Some(moment(text)?),
            (None, Some(before)) => before.ends.map(|ends| zone.moment(before.zone.wall(ends))),
        };
        let kept = |given: Option<String>, part: fn(&EventPlan) -> &String| {
            given.or_else(|| before.as_ref().map(|plan| part(plan).clone())).unwrap_or_default()
        };
        let language = kept(self.lang, |plan| &plan.language);
        Ok(EventPlan {
            name: kept(self.name, |plan| &plan.name),
            about: kept(self.about, |plan| &plan.about),
            language: if language.is_empty() { main_language.to_owned() } else { language },
            place: kept(self.place, |plan| &plan.place),
            address: kept(self.address, |plan| &plan.address),
            online: kept(self.online, |plan| &plan.online),
            starts,
            ends,
            zone,
        })
    }
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let house = House::open(config).await?;
    let done = Box::pin(act(command, &house, printer)).await;
    house.close().await;
    done
}

async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    let main_language = house.config.coalition.languages.first().map_or("en", String::as_str);
    match command {
        Command::Call { campaign, parts, hand_in } => {
            let plan = parts.onto(None, main_language)?;
            if hand_in.draft {
                let proposal = draft_matters::new_event(house, campaign.as_deref(), plan);
                return hand_in.send(house, proposal, printer).await;
            }
            let called = Box::pin(events::call(&house.cx, None, campaign.as_deref(), plan)).await?;
            let address = events::uri(house, called.event.id);
            printer.say(
                &format!("Called to \"{}\": {address}", called.event.plan.name),
                &value(house, &called.event),
            );
            Ok(())
        }
        Command::Change { id, parts, hand_in } => {
            let before = events::find(house, id).await?.event.plan;
            let plan = parts.onto(Some(before), main_language)?;
            if hand_in.draft {
                let mut proposal = draft_matters::about_event(house, id, Purpose::EventChange).await?;
                if let Some(matter) = &mut proposal.event {
                    matter.plan = plan;
                }
                return hand_in.send(house, proposal, printer).await;
            }
            let called = Box::pin(events::change(&house.cx, None, id, plan)).await?;
            printer.say(&format!("Changed \"{}\".", called.event.plan.name), &value(house, &called.event));
            Ok(())
        }
        Command::Cancel { id, yes, hand_in } => {
            if hand_in.draft {
                let proposal = draft_matters::about_event(house, id, Purpose::EventCancellation).await?;
                return hand_in.send(house, proposal, printer).await;
            }
            if !yes {
                return Err(Failure::misused("calling off is told to everybody; add --yes"));
            }
            let called = Box::pin(events::cancel(&house.cx, None, id)).await?;
            printer.say(&format!("Called off \"{}\".", called.event.plan.name), &value(house, &called.event));
            Ok(())
        }
        Command::Answer { id, member, answer } => {
            let (answer, done) = match answer {
                Said::Yes => (Some(Answer::Yes), "comes"),
                Said::Maybe => (Some(Answer::Maybe), "may come"),
                Said::No => (None, "does not come, and nothing of an answer is kept"),
            };
            let answers = event_answers::answer_of(house, &member, id, answer).await?;
            let words = format!("{member} {done}. {}", in_words(answers));
            printer.say(&words, &json!({ "answers": numbers(answers) }));
            Ok(())
        }
        Command::List(listing) => list(house, &listing, printer).await,
        Command::Show { id } => {
            let event = events::find(house, id).await?.event;
            let answers = event_answers::answers_by_way(house, id).await?;
            let mut lines = vec![event.plan.name.clone()];
            lines.extend(
                events::facts(&event.plan, Words::english())
                    .iter()
                    .map(|(name, text)| format!("{name}: {text}")),
            );
            lines.push(in_words(answers.all()));
            lines.push(format!("With an account, here or elsewhere: {}", in_words(answers.accounts)));
            lines.push(format!("By the form, with whoever they bring along: {}", in_words(answers.guests)));
            lines.push(events::uri(house, id));
            let mut shown = value(house, &event);
            shown["answers"] = numbers(answers.all());
            shown["answers"]["accounts"] = numbers(answers.accounts);
            shown["answers"]["guests"] = numbers(answers.guests);
            printer.say(&lines.join("\n"), &shown);
            Ok(())
        }
    }
}

/// What is to come, and a part of what is over.
async fn list(house: &House, listing: &Listing, printer: Printer) -> Outcome {
    let below = listing.below(Cursor::START)?;
    let coming = if listing.is_first() { events::coming_at_desk(house).await? } else { Vec::new() };
    let past = events::past(house, below, listing.most()).await?;
    let row = |event: &Event| {
        let when = events::when(&event.plan, Words::english());
        vec![event.id.to_string(), event.plan.name.clone(), when, event.state.as_str().to_owned()]
    };
    let rows: Vec<Vec<String>> = coming.iter().chain(&past.rows).map(row).collect();
    let with_cursor = |event: &Event, cursor: Option<Cursor>| {
        let mut value = value(house, event);
        value["cursor"] = json!(cursor.map(|cursor| cursor.to_string()));
        value
    };
    let place = |event: &Event| Cursor::new(event.plan.starts, event.id.0);
    let values = coming.iter().map(|event| with_cursor(event, None));
    let values = values.chain(past.rows.iter().map(|event| with_cursor(event, Some(place(event)))));
    let none = "There is no event yet. Call people to one with: antiphon event call";
    let lines = table_or(&["Number", "Name", "When", "State"], &rows, none);
    printer.say(&cut(lines, past.next), &values.collect());
    Ok(())
}

fn in_words(answers: Answers) -> String {
    format!("They come: {}. They may come: {}.", answers.yes, answers.maybe)
}

fn numbers(answers: Answers) -> Value {
    json!({"yes": answers.yes, "maybe": answers.maybe})
}

fn value(house: &House, event: &Event) -> Value {
    let plan = &event.plan;
    json!({
        "id": event.id.to_string(), "url": events::uri(house, event.id), "state": event.state.as_str(),
        "name": plan.name, "about": plan.about, "language": plan.language,
        "starts": plan.zone.rfc3339(plan.starts), "ends": plan.ends.map(|ends| plan.zone.rfc3339(ends)),
        "zone": plan.zone.name(), "place": plan.place, "address": plan.address, "online": plan.online,
    })
}
