//! Where two must approve, there is no other way out.

use antiphon::domain::draft::{DraftState, DraftVoice};
use antiphon::service::quorum::{self, Leave};
use antiphon::service::{drafts, statements as said};
use antiphon::store::audit;
use http::{Method, StatusCode};
use serde_json::json;

use super::ground::{ONE, WRITER, people, send, statements};
use crate::api::visitor::{Asks as _, BACK, Person, Program};
use crate::campaigns::ground::{HANDLE, open, words};
use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;

#[tokio::test]
async fn what_an_app_writes_for_the_house_becomes_a_draft_in_review() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let campaign = open(&rig, HANDLE).await;
        // The plan was made while one alone could publish.
        let owner = Person::new(&rig, ONE, "owner").await;
        let app = Program::new(&rig, "read write", BACK).await;
        let token = app.token(&rig, &owner, "read write", 1).await;
        let acting = rig.get(crate::api::visitor::OWN, &token).await.json()["username"].clone();
        let first = rig.send_json("/api/v1/statuses", Some(&token), &json!({"status": "Before"})).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.text);
        let due = cx.now().plus(600_000).rfc3339();
        let plan = json!({"status": "Planned", "scheduled_at": due});
        assert_eq!(rig.send_json("/api/v1/statuses", Some(&token), &plan).await.status, StatusCode::OK);
        quorum::set(&cx, None, 2).await.expect("two must approve");

        let before = lists::drafts(&cx, None).await.expect("a list").len();
        for (status, drafted) in [
            (json!({"status": "Alone"}), true),
            (json!({"status": "Alone"}), false),
            (json!({"status": "Later", "scheduled_at": due}), true),
            (json!({"status": "Hidden", "visibility": "unlisted"}), false),
            (json!({"status": "Answer", "in_reply_to_id": first.json()["id"]}), false),
        ] {
            let count = lists::drafts(&cx, Some(DraftState::InReview)).await.expect("a list").len();
            let answer = rig.send_json("/api/v1/statuses", Some(&token), &status).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{status}: {}", answer.text);
            assert!(answer.text.contains("publishes with 2 approvals"), "{}", answer.text);
            let now = lists::drafts(&cx, Some(DraftState::InReview)).await.expect("a list").len();
            assert_eq!(now - count, usize::from(drafted), "{status}");
        }
        let id = first.json()["id"].as_str().expect("an id").to_owned();
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let path = format!("/api/v1/statuses/{id}");
        let edited = rig.ask(Method::PUT, &path, &headers, Some("{\"status\":\"Changed\"}")).await;
        assert_eq!(edited.status, StatusCode::FORBIDDEN, "{}", edited.text);
        let deleted = rig.ask(Method::DELETE, &path, &headers, None).await;
        assert_eq!(deleted.status, StatusCode::FORBIDDEN, "{}", deleted.text);
        assert_eq!(lists::drafts(&cx, None).await.expect("a list").len() - before, 3);
        assert!(lists::drafts(&cx, None).await.expect("a list").iter().all(|d| d.author.is_some()));

        // What was planned before does not slip through either.
        rig.clock.advance(700_000);
        antiphon::service::scheduled::publish_due(&cx).await.expect("a look");
        let account = campaign.account.expect("an actor");
        let actor = if acting == HANDLE { account } else { rig.coalition().await.id };
        let actor = antiphon::service::accounts::find(&cx, actor).await.expect("there");
        let all = said::list(&cx, &actor, i64::MAX, 10).await.expect("a list");
        assert_eq!(all.len(), 1);
        assert!(all[0].main_text().html.contains("Before") && all[0].version == 1);
    }
}

#[tokio::test]
async fn the_desk_and_the_verbs_refuse_and_broken_glass_is_in_the_log() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let coalition = rig.coalition().await;
        let first = said::publish(&cx, None, &coalition, words("Before")).await.expect("published");
        open(&rig, HANDLE).await;
        let (_, one, _) = people(&rig).await;
        let browser = Person::sign_in(&rig, ONE, "").await.0;
        let mark = "a-mark-of-more-than-twenty";
        let form =
            [("language", "en"), ("title", "Alone"), ("text", "Words"), ("once", mark), ("do", "publish")];
        let answer = send(&rig, &browser, "/desk", "/desk/statements/new", &form).await;
        assert!(answer.location().starts_with("/desk/drafts/"), "{} {}", answer.status, answer.text);
        let edit = format!("/desk/statements/{}/edit?version=1", first.id);
        // The same in a campaign, as the coalition and as the campaign itself.
        for (speaker, chosen) in [("coalition", ""), ("campaign", "&campaign_speaks=1")] {
            let path = format!("/desk/campaigns/{HANDLE}/statements/new?as={speaker}");
            let led = browser.visit(&rig, &path).await;
            assert_eq!(led.location(), format!("/desk/drafts/new?campaign={HANDLE}{chosen}"), "{}", led.text);
            let form_of_it = browser.visit(&rig, led.location()).await.text;
            assert!(form_of_it.contains(&format!("value=\"{HANDLE}\" selected")), "{form_of_it}");
            let answer = send(&rig, &browser, "/desk", &path, &form).await;
            let draft = answer.location().rsplit('/').next().expect("an id").parse().expect("a draft");
            let record = drafts::find(&cx, draft).await.expect("it waits");
            assert_eq!(record.proposal.campaign.as_deref(), Some(HANDLE));
            assert_eq!(record.proposal.voice == DraftVoice::Campaign, speaker == "campaign");
            assert_eq!(record.proposal.texts[0].source, "Words");
        }
        // What was typed waits as a draft; nothing of it is public.
        let answer = send(&rig, &browser, "/desk", &edit, &form).await;
        assert!(answer.location().starts_with("/desk/drafts/"), "{} {}", answer.status, answer.text);
        let withdraw = format!("/desk/statements/{}/withdraw", first.id);
        let answer = send(&rig, &browser, "/desk", &withdraw, &[("do", "withdraw")]).await;
        assert!(!answer.status.is_redirection(), "{}", answer.status);
        assert!(said::publish(&cx, Some(one.id), &coalition, words("Alone")).await.is_err());
        assert!(said::edit(&cx, None, &coalition, first.id, words("Alone")).await.is_err());
        assert!(said::withdraw(&cx, None, &coalition, first.id).await.is_err());
        let all = statements(&rig).await;
        assert_eq!((all.len(), all[0].version, all[0].main_text().title.as_deref()), (1, 1, Some("Before")));

        said::publish_by(&cx, None, &coalition, words("Now"), Leave::BreakGlass).await.expect("published");
        assert_eq!(statements(&rig).await.len(), 2);
        let log = audit::list(&cx.store, 50).await.expect("a log");
        assert_eq!(log.iter().filter(|line| line.action == "quorum.break_glass").count(), 1);
        // A person speaks for themself as before.
        let own = antiphon::service::accounts::local(&cx, ONE).await.expect("there");
        said::publish(&cx, Some(one.id), &own, words("My own")).await.expect("published");
    }
}

#[tokio::test]
async fn only_an_owner_sets_how_many_must_approve() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (writer, one, other) = people(&rig).await;
        for member in [&writer, &one] {
            assert!(quorum::set(&rig.cx(), Some(member), 1).await.is_err(), "{}", member.role);
            let browser = Person::sign_in(&rig, &member.username, "").await.0;
            let answer = send(&rig, &browser, "/desk", "/desk/drafts", &[("needed", "1")]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
        for number in [0, 10] {
            assert!(quorum::set(&rig.cx(), Some(&other), number).await.is_err(), "{number}");
        }
        assert_eq!(quorum::needed(&rig.cx()).await.expect("a number"), 2);
        let browser = Person::sign_in(&rig, &other.username, "").await.0;
        let answer = send(&rig, &browser, "/desk/drafts", "/desk/drafts", &[("needed", "3")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert_eq!(quorum::needed(&rig.cx()).await.expect("a number"), 3);
        assert_eq!(WRITER, writer.username);
    }
}
