//! How far a campaign has come: its states, and the steps between them.
//!
//! ```text
//! draft ──▶ gathering ◀──▶ delivered ──▶ answered ──▶ won, lost, closed
//!               ▲ ▲             answered ─┘ (the answer was not enough)
//!               │ └──────────── lost        (another attempt)
//!               └─ from gathering and delivered also straight to answered, won, lost, closed
//! won, lost ──▶ closed, which nothing leaves
//! ```

use std::fmt;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::time::Time;

/// How far a campaign has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignState {
    /// Being written; nobody outside the house can know of it.
    Draft,
    /// Public: people are asked to support it.
    Gathering,
    /// The demands were handed over.
    Delivered,
    /// Those who were asked have answered.
    Answered,
    /// The demands are met.
    Won,
    /// The demands were refused for good.
    Lost,
    /// Over; it stays readable.
    Closed,
}

use CampaignState::{Answered, Closed, Delivered, Draft, Gathering, Lost, Won};

/// Why a campaign does not take a step; each is a sentence for the one who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepRefusal {
    /// It is there already.
    #[error("The campaign is {0} already.")]
    Already(CampaignState),
    /// What is public cannot be made unseen.
    #[error("A campaign that was open cannot be a draft again: others have seen it. Close it instead.")]
    NotSecretAgain,
    /// A draft can only be opened.
    #[error("A draft can only be opened: its next state is gathering.")]
    NotOpenYet,
    /// A closed campaign stays closed.
    #[error("The campaign is closed, and stays so. Start a new one.")]
    Over,
    /// This step is none of those that there are.
    #[error("A campaign that is {from} cannot be {to} next. It can be: {}.", words(from.next()))]
    NoSuchStep {
        /// Where it is.
        from: CampaignState,
        /// Where it was to go.
        to: CampaignState,
    },
    /// It would gather support after its end.
    #[error("The campaign ended on {0}. Set a later end before you gather support.")]
    Ended(Day),
}

impl CampaignState {
    /// Every state, in the order of a campaign's life.
    pub const ALL: [Self; 7] = [Draft, Gathering, Delivered, Answered, Won, Lost, Closed];

    /// The word that rows, documents and commands say.
    pub fn as_str(self) -> &'static str {
        match self {
            Draft => "draft",
            Gathering => "gathering",
            Delivered => "delivered",
            Answered => "answered",
            Won => "won",
            Lost => "lost",
            Closed => "closed",
        }
    }

    /// Reads the word; `None` when there is no such state.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// What it means, for readers.
    pub fn readable(self) -> &'static str {
        match self {
            Draft => "Draft",
            Gathering => "Gathering support",
            Delivered => "Delivered to those who decide",
            Answered => "Answered by those who decide",
            Won => "Won",
            Lost => "Lost",
            Closed => "Closed",
        }
    }

    /// The states that may follow.
    pub fn next(self) -> &'static [Self] {
        match self {
            Draft => &[Gathering],
            Gathering => &[Delivered, Answered, Won, Lost, Closed],
            Delivered => &[Gathering, Answered, Won, Lost, Closed],
            Answered => &[Gathering, Won, Lost, Closed],
            Won => &[Closed],
            Lost => &[Gathering, Closed],
            Closed => &[],
        }
    }

    /// Whether everybody may know of it.
    pub fn is_public(self) -> bool {
        self != Draft
    }

    /// Whether people are still asked for something.
    pub fn is_running(self) -> bool {
        matches!(self, Gathering | Delivered | Answered)
    }
}

impl fmt::Display for CampaignState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn words(states: &[CampaignState]) -> String {
    states.iter().map(|state| state.as_str()).collect::<Vec<_>>().join(", ")
}

/// Whether a campaign with this last day may go from one state to another now.
pub fn step(from: CampaignState, to: CampaignState, ends: Option<Day>, now: Time) -> Result<(), StepRefusal> {
    match (from, to) {
        _ if from == to => Err(StepRefusal::Already(from)),
        (Closed, _) => Err(StepRefusal::Over),
        (_, Draft) => Err(StepRefusal::NotSecretAgain),
        (Draft, _) if to != Gathering => Err(StepRefusal::NotOpenYet),
        _ if !from.next().contains(&to) => Err(StepRefusal::NoSuchStep { from, to }),
        (_, Gathering) => match ends {
            Some(day) if day.is_over_at(now) => Err(StepRefusal::Ended(day)),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every state against every other, by hand: what comes of the step.
    #[test]
    fn every_step_there_could_be() {
        let already = |state| Err(StepRefusal::Already(state));
        let (secret, unopened, over) =
            (Err(StepRefusal::NotSecretAgain), Err(StepRefusal::NotOpenYet), Err(StepRefusal::Over));
        let none = |from, to| Err(StepRefusal::NoSuchStep { from, to });
        let table = [
            (Draft, [already(Draft), Ok(()), unopened, unopened, unopened, unopened, unopened]),
            (Gathering, [secret, already(Gathering), Ok(()), Ok(()), Ok(()), Ok(()), Ok(())]),
            (Delivered, [secret, Ok(()), already(Delivered), Ok(()), Ok(()), Ok(()), Ok(())]),
            (
                Answered,
                [secret, Ok(()), none(Answered, Delivered), already(Answered), Ok(()), Ok(()), Ok(())],
            ),
            (
                Won,
                [
                    secret,
                    none(Won, Gathering),
                    none(Won, Delivered),
                    none(Won, Answered),
                    already(Won),
                    none(Won, Lost),
                    Ok(()),
                ],
            ),
            (
                Lost,
                [
                    secret,
                    Ok(()),
                    none(Lost, Delivered),
                    none(Lost, Answered),
                    none(Lost, Won),
                    already(Lost),
                    Ok(()),
                ],
            ),
            (Closed, [over, over, over, over, over, over, already(Closed)]),
        ];
        for (from, row) in table {
            for (to, expected) in CampaignState::ALL.into_iter().zip(row) {
                assert_eq!(step(from, to, None, Time(0)), expected, "{from} to {to}");
                assert_eq!(from.next().contains(&to), expected.is_ok(), "{from} to {to}");
            }
        }
    }

    #[test]
    fn support_is_not_gathered_after_the_end() {
        let day = Day::parse("2026-11-03").expect("a day");
        let (on, after) = (day.begins(), day.begins().plus(super::super::time::DAY));
        for from in [Draft, Delivered, Answered, Lost] {
            assert_eq!(step(from, Gathering, Some(day), on), Ok(()), "{from}");
            assert_eq!(step(from, Gathering, Some(day), after), Err(StepRefusal::Ended(day)), "{from}");
        }
        assert_eq!(step(Gathering, Delivered, Some(day), after), Ok(()), "the rest goes on");
    }

    #[test]
    fn words_and_states_are_the_same_and_refusals_are_sentences() {
        for state in CampaignState::ALL {
            assert_eq!(CampaignState::parse(state.as_str()), Some(state));
        }
        assert_eq!(CampaignState::parse("Draft"), None);
        assert_eq!(
            step(Won, Lost, None, Time(0)).expect_err("no step").to_string(),
            "A campaign that is won cannot be lost next. It can be: closed."
        );
    }
}
