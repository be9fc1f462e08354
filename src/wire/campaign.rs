//! What a campaign's actor document says beyond that of any actor: AS2's own terms where there are some, ours
//! (`https://antiphon.invalid/ns#`) for the rest.

use serde_json::{Value, json};

use super::actor_out::drop_empty;
use super::context;
use crate::domain::campaign::{Campaign, DecisionMaker, Donation, Milestone};
use crate::domain::time::{DAY, SECOND};
use crate::words::Words;

/// Adds what the campaign says to the document of its actor.
pub fn describe(document: &mut Value, campaign: &Campaign, tag_base: &str) {
    let plan = &campaign.plan;
    document["@context"] = context::campaign();
    document["kind"] = json!("campaign");
    document["state"] = json!(campaign.state.as_str());
    document["goal"] = json!(plan.goal);
    document["demands"] = json!(plan.demands);
    document["decisionMakers"] = plan.addressed.iter().map(decision_maker).collect();
    document["sectors"] = plan.sectors.iter().map(|sector| json!(sector.as_str())).collect();
    document["regions"] = json!(plan.regions);
    document["languages"] = json!(plan.languages);
    document["milestones"] = plan.milestones.iter().map(milestone).collect();
    document["mirrors"] = json!(plan.mirrors);
    document["endorsements"] = json!(document["id"].as_str().map(|id| format!("{id}/endorsements")));
    document["startTime"] = json!(plan.starts.map(|day| day.begins().rfc3339()));
    // The last day is one of the campaign's days: it ends with it, and not before it.
    document["endTime"] = json!(plan.ends.map(|day| day.begins().plus(DAY - SECOND).rfc3339()));
    document["quorum"] = json!(campaign.quorum.map(|met| json!({"met": met})));
    document["inspiredBy"] = json!(
        plan.source.as_ref().map(|source| json!({"type": "Link", "name": source.title, "href": source.href}))
    );
    document["tag"] = plan
        .tags
        .iter()
        .map(|tag| json!({"type": "Hashtag", "href": format!("{tag_base}{tag}"), "name": format!("#{tag}")}))
        .collect();
    // What has no name of its own is named in the language of everything else that the campaign says.
    let words = Words::of_first(std::slice::from_ref(&plan.language));
    // Labelled lines first: some peers look at the first few only.
    if let (Some(Value::Array(there)), more) = (document.get_mut("attachment"), &plan.donations) {
        there.extend(more.iter().map(|one| donation(one, words)));
    } else if !plan.donations.is_empty() {
        document["attachment"] = plan.donations.iter().map(|one| donation(one, words)).collect();
    }
    drop_empty(document);
}

fn decision_maker(one: &DecisionMaker) -> Value {
    let mut object = json!({"name": one.name, "office": one.office});
    drop_empty(&mut object);
    object
}

fn milestone(one: &Milestone) -> Value {
    let mut object = json!({
        "name": one.words, "day": one.day.map(|day| day.to_string()), "supporters": one.supporters,
        "reached": one.reached,
    });
    drop_empty(&mut object);
    object
}

/// A link of FEP-0ea0.
fn donation(one: &Donation, words: Words) -> Value {
    let name = if one.name.is_empty() { words.say("campaign-donate") } else { &one.name };
    json!({"type": "Link", "rel": "payment", "name": name, "href": one.href})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::ActorKind;
    use crate::domain::campaign::Plan;
    use crate::domain::campaign_state::CampaignState;
    use crate::domain::day::Day;
    use crate::domain::ids::{AccountId, CampaignId};
    use crate::domain::sector::Sector;
    use crate::domain::time::Time;
    use crate::wire::ActorDocument;
    use crate::wire::actor_out::{self, ActorKeysOut, Links, tests::account};

    fn campaign() -> Campaign {
        Campaign {
            id: CampaignId(1),
            account: Some(AccountId(1)),
            handle: "clean-river".to_owned(),
            state: CampaignState::Gathering,
            plan: Plan {
                name: "Clean River".to_owned(),
                goal: "Clean water".to_owned(),
                demands: vec!["Open the sluices".to_owned()],
                addressed: vec![DecisionMaker { name: "A. Minister".to_owned(), office: None }],
                sectors: vec![Sector::Environment],
                tags: vec!["water".to_owned()],
                ends: Day::parse("2026-12-31"),
                milestones: vec![Milestone { words: "A thousand".to_owned(), ..Milestone::default() }],
                donations: vec![Donation { name: String::new(), href: "https://a.test/give".to_owned() }],
                mirrors: vec!["https://mirror.test/river".to_owned()],
                ..Plan::default()
            },
            created_at: Time(0),
            changed_at: Time(0),
            state_at: Time(0),
            quorum: None,
        }
    }

    fn written() -> Value {
        written_of(&campaign())
    }

    fn written_of(campaign: &Campaign) -> Value {
        let group = account(ActorKind::Group);
        let links = Links { campaign: Some(campaign), tag_base: "https://us.test/tags/", ..Links::default() };
        let keys = ActorKeysOut { main: ("k".to_owned(), "p".to_owned()), assertion: None };
        actor_out::document(&group, &keys, &links)
    }

    #[test]
    fn a_link_without_a_name_is_named_in_the_language_of_the_campaign() {
        for (language, name) in
            [("es", "Donar"), ("pt-BR", "Doar"), ("fr", "Faire un don"), ("hu", "Donate"), ("", "Donate")]
        {
            let mut campaign = campaign();
            campaign.plan.language = language.to_owned();
            assert_eq!(written_of(&campaign)["attachment"][1]["name"], name, "{language}");
        }
    }

    #[test]
    fn a_campaign_is_an_actor_that_says_more() {
        let document = written();
        let read = ActorDocument::read(&document).expect("an actor");
        assert_eq!((read.kind, read.profile.fields.len()), (ActorKind::Group, 1), "links are no lines");
        assert_eq!((&document["kind"], &document["state"]), (&json!("campaign"), &json!("gathering")));
        assert_eq!(document["attachment"][1]["rel"], "payment");
        assert_eq!(document["attachment"][1]["name"], "Donate");
        assert_eq!(document["endTime"], "2026-12-31T23:59:59Z");
        assert!(document.get("startTime").is_none());
        assert_eq!(document["sectors"], json!(["environment"]));
        assert!(document["type"].is_string());
    }

    #[test]
    fn it_says_how_many_had_to_approve_and_an_endorsement_does_not_depend_on_that() {
        let group = account(ActorKind::Group);
        let with = |quorum| {
            let campaign = Campaign { quorum, ..campaign() };
            let links = Links { campaign: Some(&campaign), ..Links::default() };
            let keys = ActorKeysOut { main: ("k".to_owned(), "p".to_owned()), assertion: None };
            actor_out::document(&group, &keys, &links)
        };
        let (alone, together) = (with(None), with(Some(2)));
        assert!(alone.get("quorum").is_none());
        assert_eq!(together["quorum"], json!({"met": 2}));
        let digest = crate::wire::endorsement::digest;
        assert!(digest(&alone).is_some() && digest(&alone) == digest(&together));
    }

    #[test]
    fn every_term_of_it_is_defined_inline_under_a_name_nobody_can_own() {
        let document = written();
        let terms = &document["@context"][3];
        assert_eq!(terms["antiphon"], "https://antiphon.invalid/ns#");
        let ours = ["kind", "state", "goal", "demands", "decisionMakers", "sectors", "regions", "languages"];
        for term in ours.iter().chain(&[
            "quorum",
            "met",
            "milestones",
            "mirrors",
            "office",
            "day",
            "supporters",
            "reached",
        ]) {
            let id = terms[term].as_str().or_else(|| terms[term]["@id"].as_str()).expect(term);
            assert!(id.starts_with("antiphon:"), "{term}");
        }
        let nested = [&document["milestones"][0], &document["decisionMakers"][0], &document["attachment"][1]];
        for member in nested.iter().flat_map(|one| one.as_object().expect("an object").keys()) {
            let of_as2 = ["name", "type", "rel", "href"].contains(&member.as_str());
            assert!(of_as2 || terms.get(member).is_some(), "{member}");
        }
    }
}
