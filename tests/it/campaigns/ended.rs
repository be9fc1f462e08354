//! A campaign whose last day is past: everybody reads that it has ended, and the house that it waits for a step.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::day::Day;
use antiphon::domain::time::{DAY, Time};
use antiphon::service::campaigns;
use serde_json::Value;

use super::ground::{HANDLE, actor_of, change, follower, open, page, read};
use crate::api::visitor::Person;
use crate::support::databases;
use crate::support::rig::Rig;

/// The lines of the profile, as other servers are told.
fn lines(actor: &Value) -> Vec<(&str, &str)> {
    let all = actor["attachment"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(|line| Some((line["name"].as_str()?, line["value"].as_str()?))).collect()
}

#[tokio::test]
async fn page_profile_and_desk_say_that_a_campaign_has_ended() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let now = Time(rig.clock.now_ms());
        let last = Day::parse(&now.plus(DAY).rfc3339()[..10]).expect("a day");
        change(&rig, HANDLE, |plan| plan.ends = Some(last)).await;
        let owner = Person::new(&rig, "ola", "owner").await;
        let path = format!("/@{HANDLE}");
        rig.wait_for("the last day is read", async || page(&rig, &path).await.1.contains("Until")).await;
        let (_, before) = page(&rig, &path).await;
        assert!(before.contains("Gathering support") && !before.contains("Ended on"), "{before}");
        assert!(!owner.visit(&rig, "/desk/campaigns").await.text.contains("Has ended"));

        rig.clock.advance(last.begins().plus(DAY).0 - now.0);
        // Nobody touches it: the page is rendered anew by itself, and the job tells the others.
        rig.wait_for("the page says that it has ended", async || {
            let (_, now) = page(&rig, &path).await;
            now.contains("Ended on") && now.contains("Signatures are closed") && !now.contains("Until")
        })
        .await;
        assert!(page(&rig, "/").await.1.contains("Signatures are closed"), "the list of the coalition");
        rig.wait_for("its followers are told", async || {
            let told = rig.vic.received("Update");
            told.iter().any(|update| {
                let said = lines(&update["object"]);
                said.contains(&("State", "Signatures are closed"))
                    && said.iter().any(|line| line.0 == "Ended on")
            })
        })
        .await;
        let (_, actor) = read(&rig, actor_of(&rig, HANDLE).strip_prefix(&rig.url("")).expect("ours")).await;
        assert!(lines(&actor).contains(&("State", "Signatures are closed")), "{actor}");
        let desk = owner.visit(&rig, "/desk/campaigns").await.text;
        assert!(desk.contains("Has ended: take a step"), "{desk}");

        campaigns::step(&rig.cx(), None, HANDLE, CampaignState::Delivered).await.expect("a step");
        assert!(!owner.visit(&rig, "/desk/campaigns").await.text.contains("Has ended"));
        rig.wait_for("the page has its state again", async || {
            page(&rig, &path).await.1.contains("Delivered to those who decide")
        })
        .await;
    }
}
