//! What a draft says besides the words of a post: of an event, a call or a campaign. A campaign is shown old beside new.

use crate::domain::campaign_state::CampaignState;
use crate::domain::difference;
use crate::domain::draft::{CallMatter, DraftState, Proposal, Purpose};
use crate::service::drafts::Shown;
use crate::service::{campaign_drafts, events};
use crate::web::exchange::{kind_words, state_words};
use crate::web::views::desk::drafts::PlanChange;
use crate::web::views::paths;
use crate::words::Words;

use super::steps;

/// A part of a campaign that is longer is shown with what differs, and not twice. In bytes.
const LONG: usize = 600;

/// What is approved besides words: when and where, what for and until when. What it is about, and what is said of it.
pub(super) fn facts(words: Words, proposal: &Proposal) -> Vec<(&'static str, String)> {
    if let Some(matter) = &proposal.event {
        return events::facts(&matter.plan, words);
    }
    if let Some(matter) = &proposal.endorses {
        let mut facts = vec![
            (words.say("draft-endorses-whose"), matter.whose.clone()),
            (words.say("draft-endorses-where"), matter.object.clone()),
        ];
        if matter.version > 0 {
            facts.push((words.say("draft-endorses-version"), words.number(matter.version)));
        }
        return facts;
    }
    if let Some(matter) = &proposal.joins {
        return vec![
            (words.say("draft-joins-ours"), format!("@{}", matter.campaign)),
            (words.say("draft-joins-other"), format!("{} ({})", matter.name, matter.whose)),
            (words.say("draft-endorses-where"), matter.address.clone()),
        ];
    }
    if let Some(matter) = proposal.quorum {
        let numbers = words.say_with("draft-quorum-numbers");
        let numbers = numbers.count("from", i64::from(matter.from)).count("to", i64::from(matter.to));
        return vec![(words.say("draft-rules-number"), numbers.to_string())];
    }
    if let Some(matter) = &proposal.plan {
        return vec![match matter.step {
            Some(step) => (words.say("plan-steps"), steps::name(words, step.from, step.to).to_owned()),
            None => {
                let changed = campaign_drafts::changes(matter, None, words);
                let names: Vec<&str> = changed.iter().map(|(name, ..)| *name).collect();
                (words.say("draft-changes"), names.join(words.comma()))
            }
        }];
    }
    if let Some(matter) = &proposal.call_answer {
        let about =
            if matter.adopts { words.say("draft-tells-taken-up") } else { words.say("draft-answers-call") };
        return vec![
            (about, matter.title.clone()),
            (words.say("exchange-new-readers"), matter.whose.clone()),
        ];
    }
    if let Some(address) = &proposal.answers {
        return vec![(words.say("following-answers"), address.clone())];
    }
    let Some(CallMatter { call, only_partners, .. }) = &proposal.call else { return Vec::new() };
    let mut facts = vec![(words.say("exchange-new-kind"), kind_words(words, call.kind).to_owned())];
    if proposal.purpose == Purpose::CallSettling {
        facts.push((words.say("exchange-settle"), state_words(words, call.state).to_owned()));
        return facts;
    }
    if !call.sectors.is_empty() {
        let sectors: Vec<&str> = call.sectors.iter().map(|sector| words.sector(*sector)).collect();
        facts.push((words.say("exchange-new-sectors"), sectors.join(words.comma())));
    }
    if !call.languages.is_empty() {
        facts.push((words.say("exchange-new-languages"), call.languages.join(words.comma())));
    }
    if let Some(day) = call.last_day() {
        facts.push((words.say("exchange-new-until"), words.day(day)));
    }
    let readers =
        if *only_partners { words.say("exchange-new-partners") } else { words.say("exchange-new-everybody") };
    facts.push((words.say("exchange-new-readers"), readers.to_owned()));
    facts
}

/// Whether it brings a whole campaign out, so that nothing is compared.
pub(super) fn opens(proposal: &Proposal) -> bool {
    let step = proposal.plan.as_ref().and_then(|matter| matter.step);
    step.is_some_and(|step| step.from == CampaignState::Draft)
}

/// What a campaign says now and from then on, part by part. Of a long text only what differs is marked.
pub(super) fn changes(words: Words, shown: &Shown) -> Vec<PlanChange> {
    let Some(matter) = &shown.record.proposal.plan else { return Vec::new() };
    let present = shown.campaign.as_ref().filter(|_| shown.record.state.is_open());
    let changed = campaign_drafts::changes(matter, present, words).into_iter();
    changed
        .map(|(name, before, after)| {
            let is_long = !before.is_empty() && before.len().max(after.len()) > LONG;
            let pieces = if is_long { difference::between(&before, &after) } else { Vec::new() };
            PlanChange { name, before, after, pieces }
        })
        .collect()
}

/// Where what it is about can be read already.
pub(super) fn public_path(shown: &Shown) -> Option<String> {
    if let Some(campaign) = &shown.campaign {
        return campaign.state.is_public().then(|| format!("/@{}", campaign.handle));
    }
    let (record, proposal) = (&shown.record, &shown.record.proposal);
    if let Some(matter) = &proposal.call_answer {
        return Some(format!("{}/{}", paths::DESK_EXCHANGE, matter.call));
    }
    let is_there = record.state == DraftState::Published || !proposal.purpose.is_new();
    match (&proposal.event, &proposal.call, record.post) {
        (Some(matter), ..) if is_there => Some(format!("/events/{}", matter.id)),
        (None, Some(_), Some(post)) => Some(format!("{}/{post}", paths::DESK_EXCHANGE)),
        _ => None,
    }
}
