//! What a draft asks of a campaign: that it says something else, or that it takes a step. It is bound to what the campaign said
//! when the draft was begun, so that nobody's change is undone by one that was approved without knowing of it.

use serde::{Deserialize, Serialize};

use super::campaign::{Campaign, Milestone, Plan};
use super::campaign_state::CampaignState;

/// A step that a campaign is to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignStep {
    /// The state that its writers saw.
    pub from: CampaignState,
    /// The state that follows.
    pub to: CampaignState,
}

/// The campaign of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignMatter {
    /// Its id.
    pub id: i64,
    /// What it said when this was begun, or renewed.
    pub seen: Plan,
    /// What it will say. For a step: the same.
    pub plan: Plan,
    /// The step that it is to take; none where its words change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<CampaignStep>,
}

impl CampaignMatter {
    /// Other words for a campaign.
    pub fn saying(campaign: &Campaign, plan: Plan) -> Self {
        Self { id: campaign.id.0, seen: campaign.plan.clone(), plan, step: None }
    }

    /// A step of a campaign.
    pub fn stepping(campaign: &Campaign, to: CampaignState) -> Self {
        let step = Some(CampaignStep { from: campaign.state, to });
        Self { step, ..Self::saying(campaign, campaign.plan.clone()) }
    }

    /// Whether the campaign is another than its writers saw. Whoever opens a campaign brings out all that it says; of the other
    /// steps only the state counts that they are taken from.
    pub fn is_overtaken(&self, present: &Campaign) -> bool {
        let is_other = present.id.0 != self.id;
        let says_other = !says_the_same(&present.plan, &self.seen);
        is_other
            || match self.step {
                None => !present.state.is_public() || says_other,
                Some(step) => present.state != step.from || (step.from == CampaignState::Draft && says_other),
            }
    }

    /// What the campaign will say, seen from what it says now. Milestones that supporters have reached meanwhile stay reached.
    pub fn onto(&self, present: &Plan) -> Plan {
        let mut plan = self.plan.clone();
        for one in &mut plan.milestones {
            let reached_in =
                |plan: &Plan| plan.milestones.iter().any(|known| same(known, one) && known.reached);
            one.reached |= one.supporters.is_some() && reached_in(present) && !reached_in(&self.seen);
        }
        plan
    }

    /// The same wish, begun anew from what the campaign says now: what this changes stays changed, and everything else is as it
    /// stands there now.
    #[must_use]
    pub fn renewed(&self, present: &Campaign) -> Self {
        match self.step {
            Some(step) => Self::stepping(present, step.to),
            None => Self::saying(present, merged(&self.seen, &self.onto(&present.plan), &present.plan)),
        }
    }
}

/// One point on the way, reached or not.
fn same(one: &Milestone, other: &Milestone) -> bool {
    (&one.words, one.day, one.supporters) == (&other.words, other.day, other.supporters)
}

/// Whether two plans say the same, but for milestones that supporters reach by signing: nobody of the house changes those.
fn says_the_same(one: &Plan, other: &Plan) -> bool {
    let of_people = |plan: &Plan| {
        let mut plan = plan.clone();
        for milestone in plan.milestones.iter_mut().filter(|one| one.supporters.is_some()) {
            milestone.reached = false;
        }
        plan
    };
    of_people(one) == of_people(other)
}

/// Part by part: the new one where it differs from the old, else the present one.
fn merged(old: &Plan, new: &Plan, present: &Plan) -> Plan {
    fn part<T: Clone + PartialEq>(old: &T, new: &T, present: &T) -> T {
        if old == new { present.clone() } else { new.clone() }
    }
    Plan {
        name: part(&old.name, &new.name, &present.name),
        goal: part(&old.goal, &new.goal, &present.goal),
        about: part(&old.about, &new.about, &present.about),
        language: part(&old.language, &new.language, &present.language),
        demands: part(&old.demands, &new.demands, &present.demands),
        addressed: part(&old.addressed, &new.addressed, &present.addressed),
        sectors: part(&old.sectors, &new.sectors, &present.sectors),
        tags: part(&old.tags, &new.tags, &present.tags),
        regions: part(&old.regions, &new.regions, &present.regions),
        languages: part(&old.languages, &new.languages, &present.languages),
        starts: part(&old.starts, &new.starts, &present.starts),
        ends: part(&old.ends, &new.ends, &present.ends),
        milestones: part(&old.milestones, &new.milestones, &present.milestones),
        donations: part(&old.donations, &new.donations, &present.donations),
        mirrors: part(&old.mirrors, &new.mirrors, &present.mirrors),
        source: part(&old.source, &new.source, &present.source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::Donation;
    use crate::domain::ids::CampaignId;
    use crate::domain::time::Time;

    fn milestone(supporters: Option<u32>, reached: bool) -> Milestone {
        Milestone { words: "Many".to_owned(), day: None, supporters, reached }
    }

    fn plan(goal: &str, href: &str) -> Plan {
        Plan {
            name: "River".to_owned(),
            goal: goal.to_owned(),
            donations: vec![Donation { name: String::new(), href: href.to_owned() }],
            milestones: vec![milestone(Some(10), false), milestone(None, false)],
            ..Plan::default()
        }
    }

    fn campaign(state: CampaignState, plan: Plan) -> Campaign {
        Campaign {
            id: CampaignId(7),
            account: None,
            handle: "river".to_owned(),
            state,
            plan,
            created_at: Time(0),
            changed_at: Time(0),
            state_at: Time(0),
            quorum: None,
        }
    }

    #[test]
    fn a_change_is_overtaken_by_every_other_one_and_not_by_those_who_sign() {
        let begun = campaign(CampaignState::Gathering, plan("Water", "https://a.test/give"));
        let matter = CampaignMatter::saying(&begun, plan("Water", "https://b.test/give"));
        assert!(!matter.is_overtaken(&begun));
        let mut signed = begun.clone();
        signed.plan.milestones[0].reached = true;
        signed.changed_at = Time(5);
        assert!(!matter.is_overtaken(&signed), "supporters have reached it");
        assert!(matter.onto(&signed.plan).milestones[0].reached, "and it stays so");
        assert!(!matter.onto(&begun.plan).milestones[0].reached);
        let mut by_hand = begun.clone();
        by_hand.plan.milestones[1].reached = true;
        let other = campaign(CampaignState::Gathering, plan("Clean water", "https://a.test/give"));
        let another = Campaign { id: CampaignId(8), ..begun.clone() };
        let unopened = Campaign { state: CampaignState::Draft, ..begun.clone() };
        for present in [by_hand, other, another, unopened] {
            assert!(matter.is_overtaken(&present), "{present:?}");
        }
        let delivered = Campaign { state: CampaignState::Delivered, ..begun };
        assert!(!matter.is_overtaken(&delivered), "how far it has come is not what it says");
    }

    #[test]
    fn opening_is_bound_to_every_word_and_another_step_to_its_state() {
        let draft = campaign(CampaignState::Draft, plan("Water", "https://a.test/give"));
        let changed = Campaign { plan: plan("Wine", "https://a.test/give"), ..draft.clone() };
        let opening = CampaignMatter::stepping(&draft, CampaignState::Gathering);
        assert!(!opening.is_overtaken(&draft) && opening.is_overtaken(&changed));
        let open = Campaign { state: CampaignState::Gathering, ..draft };
        assert!(opening.is_overtaken(&open), "it is open already");
        let won = CampaignMatter::stepping(&open, CampaignState::Won);
        assert!(!won.is_overtaken(&Campaign { plan: plan("Wine", "https://a.test/give"), ..open.clone() }));
        assert!(won.is_overtaken(&Campaign { state: CampaignState::Lost, ..open.clone() }));
        let again = won.renewed(&Campaign { state: CampaignState::Delivered, ..open });
        let from = CampaignState::Delivered;
        assert_eq!(again.step, Some(CampaignStep { from, to: CampaignState::Won }));
    }

    #[test]
    fn what_is_renewed_keeps_its_own_change_and_undoes_no_other() {
        let begun = campaign(CampaignState::Gathering, plan("Water", "https://a.test/give"));
        let matter = CampaignMatter::saying(&begun, plan("Water", "https://b.test/give"));
        let mut present = campaign(CampaignState::Gathering, plan("Clean water", "https://a.test/give"));
        present.plan.milestones[0].reached = true;
        let renewed = matter.renewed(&present);
        assert!(!renewed.is_overtaken(&present));
        assert_eq!(renewed.seen, present.plan);
        let mut expected = plan("Clean water", "https://b.test/give");
        expected.milestones[0].reached = true;
        assert_eq!(renewed.plan, expected);
        let kept = serde_json::to_string(&renewed).expect("JSON");
        assert_eq!(serde_json::from_str::<CampaignMatter>(&kept).expect("read"), renewed);
    }
}
