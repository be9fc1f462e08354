//! The life of a campaign: unseen as a draft, readable once it is open, and told when it changes.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::keys::VerifyingKey;
use antiphon::service::campaigns::{self, Change};
use antiphon::service::members;
use antiphon::store::audit;
use antiphon::wire::proof;
use http::StatusCode;
use serde_json::json;

use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;

use super::ground::{HANDLE, actor_of, change, draft, follower, open, page, plan, read};

/// Every address at which somebody could look for a campaign.
fn doors(rig: &Rig) -> Vec<String> {
    let authority = format!("sut.test%3A{}", rig.port);
    let mut doors: Vec<String> = ["outbox", "followers", "following", "featured", "outbox?page=true"]
        .iter()
        .map(|part| format!("/actors/{HANDLE}/{part}"))
        .collect();
    doors.extend([
        format!("/actors/{HANDLE}"),
        format!("/@{HANDLE}"),
        format!("/@{HANDLE}/feed.atom"),
        format!("/campaigns/{HANDLE}"),
        format!("/campaigns/{HANDLE}/feed.atom"),
        format!("/.well-known/webfinger?resource=acct%3A{HANDLE}%40{authority}"),
        format!("/.well-known/webfinger?resource=http%3A%2F%2F{authority}%2F%40{HANDLE}"),
        format!("/api/v1/accounts/lookup?acct={HANDLE}"),
    ]);
    doors
}

#[tokio::test]
async fn a141_a_draft_is_nowhere_and_looks_like_what_is_not_there() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let before: Vec<_> = {
            let mut all = Vec::new();
            for door in doors(&rig) {
                all.push((read(&rig, &door).await, page(&rig, &door).await));
            }
            all
        };
        draft(&rig, HANDLE).await;
        for (door, nothing) in doors(&rig).iter().zip(&before) {
            let (json, html) = (read(&rig, door).await, page(&rig, door).await);
            assert_eq!(json.0, StatusCode::NOT_FOUND, "{door}");
            assert_eq!((&json, &html), (&nothing.0, &nothing.1), "{door}");
        }
        assert!(!page(&rig, "/").await.1.contains("Clean River"));
        // Nobody can follow it, and nobody who asks for its name learns that it is taken.
        let vera = rig.vic.actor("vera");
        let follow = vera.activity("Follow", 1, json!(actor_of(&rig, HANDLE)));
        assert_eq!(
            rig.post_to(&format!("/actors/{HANDLE}/inbox"), &vera, &follow).await,
            StatusCode::NOT_FOUND
        );
        rig.tell(&vera, &vera.activity("Follow", 2, json!(actor_of(&rig, HANDLE)))).await;
        assert!(rig.vic.received("Accept").is_empty());
        draft(&rig, "river2").await;
        members::add(&rig.opened.app, "river2", "member").await.expect("the name is free");
        let refused = campaigns::step(&rig.cx(), None, "river2", CampaignState::Gathering).await;
        assert!(refused.is_err_and(|e| e.to_string().contains("taken")));
        let still = campaigns::find(&rig.cx(), "river2").await.expect("it is there");
        assert_eq!((still.state, still.account), (CampaignState::Draft, None));
        assert_eq!(read(&rig, "/actors/river2").await.1["type"], "Person");
    }
}

#[tokio::test]
async fn an_open_campaign_is_a_group_with_keys_of_its_own_that_everybody_can_check() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        let id = actor_of(&rig, HANDLE);
        let (status, document) = read(&rig, &format!("/actors/{HANDLE}")).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!((&document["id"], &document["type"]), (&json!(id), &json!("Group")));
        assert_eq!(document["attributedTo"], actor_of(&rig, "coalition"));
        assert_eq!((&document["kind"], &document["state"]), (&json!("campaign"), &json!("gathering")));
        assert_eq!(document["goal"], plan().goal);
        assert_eq!(document["demands"], json!(plan().demands));
        assert_eq!(document["decisionMakers"][0]["office"], "Minister of Water");
        assert_eq!(document["sectors"], json!(["environment", "food"]));
        assert_eq!(document["mirrors"], json!(["https://mirror.test/river"]));
        assert_eq!(document["startTime"], "2026-01-01T00:00:00Z");
        assert_eq!(document["milestones"][0]["supporters"], 1_000);
        let attached = document["attachment"].as_array().expect("a list");
        assert_eq!(
            (attached[0]["name"].as_str(), attached[0]["value"].as_str()),
            (Some("State"), Some("Gathering support"))
        );
        let give = attached.last().expect("a link");
        assert_eq!(
            (&give["type"], &give["rel"], &give["href"]),
            (&json!("Link"), &json!("payment"), &json!("https://give.test/river"))
        );
        assert!(document["summary"].as_str().is_some_and(|s| s.contains("<li>Open the sluices</li>")));
        // Its keys are its own, and its proof holds for everybody who has them.
        let coalition = read(&rig, "/actors/coalition").await.1;
        assert_ne!(document["publicKey"]["publicKeyPem"], coalition["publicKey"]["publicKeyPem"]);
        let key = document["assertionMethod"][0]["publicKeyMultibase"].as_str().expect("a key");
        let key = VerifyingKey::from_multibase(key).expect("a key");
        let find = |method: &str| method.starts_with(&id).then(|| key.clone());
        assert_eq!(proof::verify(&document, find).expect("it holds").owner.as_str(), id);
        let mut forged = document.clone();
        forged["goal"] = json!("Dirty water");
        assert!(proof::verify(&forged, find).is_err());
        // By its handle, in any case and by its page.
        let host = format!("sut.test%3A{}", rig.port);
        for resource in [
            format!("acct%3A{HANDLE}%40{host}"),
            format!("acct%3AClean-River%40{host}"),
            format!("http%3A%2F%2F{host}%2F%40{HANDLE}"),
        ] {
            let (status, found) = read(&rig, &format!("/.well-known/webfinger?resource={resource}")).await;
            assert_eq!(status, StatusCode::OK, "{resource}");
            assert!(
                found["links"].as_array().expect("links").iter().any(|link| link["href"] == id),
                "{found}"
            );
        }
        let entity = read(&rig, &format!("/api/v1/accounts/lookup?acct={HANDLE}")).await.1;
        assert_eq!((&entity["group"], &entity["display_name"]), (&json!(true), &json!("Clean River")));
    }
}

#[tokio::test]
async fn the_lines_of_its_profile_are_in_its_own_language() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        for (language, lines) in [
            ("es", ["Estado", "A quién se pide", "Hasta", "Organiza"]),
            ("ar", ["الحالة", "الجهات المطالَبة", "حتى", "تنظّمها"]),
            ("hu", ["State", "Asked of", "Until", "Run by"]),
        ] {
            change(&rig, HANDLE, |plan| plan.language = language.to_owned()).await;
            let document = read(&rig, &format!("/actors/{HANDLE}")).await.1;
            let attached = document["attachment"].as_array().expect("a list");
            let names: Vec<&str> = attached.iter().take(4).filter_map(|line| line["name"].as_str()).collect();
            assert_eq!(names, lines, "{language}");
        }
    }
}

#[tokio::test]
async fn followers_are_told_what_changes_and_nobody_is_told_who_did_it() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        members::add(&rig.opened.app, "mary_smith", "editor").await.expect("a member");
        let mary = members::find(&rig.opened.app, "mary_smith").await.expect("she is there").id;
        open(&rig, HANDLE).await;
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        follower(&rig, &rig.third, "tom", "coalition", "/inbox").await;
        change(&rig, HANDLE, |plan| plan.goal = "Clean water for all".to_owned()).await;
        campaigns::step(&rig.cx(), Some(mary), HANDLE, CampaignState::Delivered).await.expect("a step");
        rig.delivered().await;
        let updates = rig.vic.received("Update");
        let newest = updates.last().expect("an update");
        assert_eq!(
            (&newest["actor"], &newest["object"]["state"]),
            (&json!(actor_of(&rig, HANDLE)), &json!("delivered"))
        );
        assert_eq!(newest["object"]["goal"], "Clean water for all");
        assert!(newest["proof"].is_object() && newest["object"]["proof"].is_object());
        assert_eq!(newest["object"]["attachment"][0]["value"], "Delivered to those who decide");
        assert!(rig.third.received("Update").is_empty(), "who does not follow it is not told");
        let document = read(&rig, &format!("/actors/{HANDLE}")).await.1;
        for text in [document.to_string(), serde_json::to_string(&updates).expect("text")] {
            assert!(!text.contains("mary_smith"), "{text}");
        }
        let log = audit::list(&rig.opened.app.store, 50).await.expect("a log");
        let line = log.iter().find(|l| l.action == "campaign.state" && l.member.is_some()).expect("a line");
        assert_eq!((line.member, line.subject.as_str()), (Some(mary), "clean-river gathering delivered"));
    }
}

#[tokio::test]
async fn a_step_out_of_order_is_refused_and_nothing_happens() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        draft(&rig, HANDLE).await;
        for to in [CampaignState::Draft, CampaignState::Won, CampaignState::Closed, CampaignState::Delivered]
        {
            assert!(campaigns::step(&cx, None, HANDLE, to).await.is_err(), "{to}");
        }
        assert_eq!(campaigns::find(&cx, HANDLE).await.expect("there").state, CampaignState::Draft);
        // What does not say what it wants cannot be opened.
        change(&rig, HANDLE, |plan| plan.demands.clear()).await;
        let refused = campaigns::step(&cx, None, HANDLE, CampaignState::Gathering).await;
        assert!(refused.is_err_and(|e| e.to_string().contains("at least one demand")));
        assert_eq!(read(&rig, &format!("/actors/{HANDLE}")).await.0, StatusCode::NOT_FOUND);
        change(&rig, HANDLE, |p| *p = plan()).await;
        campaigns::step(&cx, None, HANDLE, CampaignState::Gathering).await.expect("it opens");
        let emptied = campaigns::edit(
            &cx,
            None,
            HANDLE,
            Change {
                handle: None,
                plan: |mut plan: antiphon::domain::campaign::Plan| {
                    plan.goal.clear();
                    plan
                },
            },
        )
        .await;
        assert!(emptied.is_err(), "an open one keeps its goal");
        let renamed =
            campaigns::edit(&cx, None, HANDLE, Change { handle: Some("other".to_owned()), plan: |p| p })
                .await;
        assert!(renamed.is_err_and(|e| e.to_string().contains("fixed")));
        for to in [CampaignState::Delivered, CampaignState::Won, CampaignState::Closed] {
            campaigns::step(&cx, None, HANDLE, to).await.expect("a step");
        }
        assert!(
            campaigns::step(&cx, None, HANDLE, CampaignState::Gathering).await.is_err(),
            "closed is closed"
        );
        let steps = campaigns::show(&cx, HANDLE).await.expect("shown").steps;
        let words: Vec<&str> = steps.iter().map(|(state, _)| state.as_str()).collect();
        assert_eq!(words, ["gathering", "delivered", "won", "closed"]);
        assert!(campaigns::create(&cx, None, HANDLE, plan()).await.is_err(), "a name is given once");
        for name in ["coalition", "owner", "api", "A", "a b", "x-"] {
            assert!(campaigns::create(&cx, None, name, plan()).await.is_err(), "{name}");
        }
        assert_eq!(lists::campaigns(&cx).await.expect("a list").len(), 1);
    }
}

#[tokio::test]
async fn of_two_steps_at_once_one_is_taken() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        draft(&rig, HANDLE).await;
        let (one, other) = (rig.cx(), rig.cx());
        let (first, second) = tokio::join!(
            campaigns::step(&one, None, HANDLE, CampaignState::Gathering),
            campaigns::step(&other, None, HANDLE, CampaignState::Gathering)
        );
        assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|ok| **ok).count(), 1);
        let steps = campaigns::show(&rig.cx(), HANDLE).await.expect("shown").steps;
        assert_eq!(steps.len(), 1);
    }
}
