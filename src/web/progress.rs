//! How many stand behind a campaign, and how far it is to the next point on its way. Pages, cards, counters and frames show the
//! same numbers, so they are worked out here.

use crate::app::Cx;
use crate::domain::campaign::Campaign;
use crate::service::campaign_voice::Public;
use crate::service::pledges;
use crate::words::Words;

use super::frame;
use super::problem::Problem;

/// How far a campaign has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many stand behind it.
    pub count: u64,
    /// Whether that is an estimate, as that of several coalitions together is.
    pub is_about: bool,
    /// The next number that is a point on its way; the last one where all are passed; none where it has none.
    pub goal: Option<u64>,
}

impl Progress {
    /// The progress of a campaign that so many stand behind, or about so many.
    pub fn new(campaign: &Campaign, count: u64, is_about: bool) -> Self {
        let mut numbers: Vec<u64> =
            campaign.plan.milestones.iter().filter_map(|one| one.supporters).map(u64::from).collect();
        numbers.sort_unstable();
        let goal = numbers.iter().find(|number| **number > count).or(numbers.last()).copied();
        Self { count, is_about, goal }
    }

    /// The number as people write it, with a word before it where it is an estimate.
    pub fn number(self, words: Words) -> String {
        let number = words.number(self.count);
        if self.is_about { words.say_with("share-about").name("number", number).to_string() } else { number }
    }

    /// How much of the way to the goal is done, from 0 to 100.
    pub fn percent(self) -> Option<u64> {
        self.goal.filter(|goal| *goal > 0).map(|goal| (self.count.saturating_mul(100) / goal).min(100))
    }
}

/// How far this campaign has come.
pub async fn of(cx: &Cx, public: &Public) -> Result<Progress, Problem> {
    let total = pledges::total(cx, public.campaign.id).await?;
    Ok(Progress::new(&public.campaign, frame::count(total.all()), total.is_about()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{Milestone, Plan};
    use crate::domain::campaign_state::CampaignState;
    use crate::domain::ids::CampaignId;
    use crate::domain::time::Time;

    #[test]
    fn the_goal_is_the_next_number_on_the_way() {
        let mut campaign = Campaign {
            id: CampaignId(1),
            account: None,
            handle: String::new(),
            state: CampaignState::Draft,
            plan: Plan::default(),
            created_at: Time(0),
            changed_at: Time(0),
            state_at: Time(0),
            quorum: None,
        };
        let alone = Progress { count: 5, is_about: false, goal: None };
        assert_eq!(Progress::new(&campaign, 5, false), alone);
        assert_eq!((alone.percent(), alone.number(Words::english())), (None, "5".to_owned()));
        assert_eq!(Progress { is_about: true, ..alone }.number(Words::english()), "about 5");
        for supporters in [Some(1_000), None, Some(100)] {
            campaign.plan.milestones.push(Milestone { supporters, ..Milestone::default() });
        }
        for (count, goal, percent) in [(0, 100, 0), (99, 100, 99), (100, 1_000, 10), (5_000, 1_000, 100)] {
            let progress = Progress::new(&campaign, count, true);
            assert_eq!((progress.goal, progress.percent()), (Some(goal), Some(percent)), "{count}");
        }
    }
}
