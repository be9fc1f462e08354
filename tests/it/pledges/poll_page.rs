//! The page of a post that asks something: what can be chosen, how many chose it, and how to vote.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::service::{campaigns, members};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::ground::{HIDDEN, NAMED, Square};
use crate::campaigns::ground::{HANDLE, page};
use crate::support::databases;
use crate::support::rig::Rig;

#[tokio::test]
async fn the_post_in_which_a_campaign_is_signed_shows_its_options_its_counts_and_the_way() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let path = format!("/@{HANDLE}/{}", square.post.id);
        let shown = page(rig, &path).await;
        assert_eq!(shown.0, StatusCode::OK);
        for words in [
            NAMED,
            HIDDEN,
            "Nobody has voted yet.",
            "Open until",
            "Vote from your own server",
            square.post.uri.as_str(),
            "signs the campaign <a href=\"/@clean-river\">",
        ] {
            assert!(shown.1.contains(words), "{words}: {}", shown.1);
        }
        square.votes(&rig.vic.actor("vera"), 1, HIDDEN).await;
        square.votes(&rig.vic.actor("victor"), 1, HIDDEN).await;
        square.votes(&rig.third.actor("sam"), 1, NAMED).await;
        // At once, and not when other servers are told.
        rig.wait_for("the counts are shown", async || {
            let (_, html) = page(rig, &path).await;
            html.contains("3 people have voted.")
                && html.contains("2 votes, 67 %")
                && html.contains("1 vote, 33 %")
        })
        .await;
        campaigns::step(&rig.cx(), None, HANDLE, CampaignState::Closed).await.expect("a step");
        square.job_is_done().await;
        rig.wait_for("it has ended", async || {
            let (_, html) = page(rig, &path).await;
            html.contains("It ended")
                && !html.contains("Vote from your own server")
                && html.contains("2 votes, 67 %")
        })
        .await;
    }
}

async fn ask(rig: &Rig, token: &str, hides: bool) -> String {
    let poll = json!({"options": ["Yes", "No"], "expires_in": 600, "multiple": true, "hide_totals": hides});
    let request = rig.http.request(Method::POST, rig.url("/api/v1/statuses")).bearer_auth(token);
    let body = json!({"status": "Shall we?", "poll": poll}).to_string();
    let answer =
        request.header("content-type", "application/json").body(body).send().await.expect("an answer");
    let status: Value = answer.json().await.expect("JSON");
    status["id"].as_str().unwrap_or_else(|| panic!("{status}")).to_owned()
}

#[tokio::test]
async fn what_a_poll_hides_until_its_end_its_page_hides_as_well() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let app = &rig.opened.app;
        let mut tokens = Vec::new();
        for name in ["ann", "ben"] {
            members::add(app, name, "member").await.expect("the name is free");
            tokens.push(members::new_token(app, name, "test", "read write").await.expect("a token"));
        }
        for hides in [false, true] {
            let id = ask(&rig, &tokens[0], hides).await;
            let vote = rig.http.post(rig.url(&format!("/api/v1/polls/{id}/votes"))).bearer_auth(&tokens[1]);
            let vote = vote.header("content-type", "application/json").body("{\"choices\": [1]}");
            assert_eq!(vote.send().await.expect("an answer").status(), StatusCode::OK);
            let path = format!("/@ann/{id}");
            let (_, html) = page(&rig, &path).await;
            for words in ["Yes", "No", "You can choose more than one.", "1 person has voted."] {
                assert!(html.contains(words), "{words}: {html}");
            }
            assert!(!html.contains("signs the campaign"));
            assert_eq!(html.contains("1 vote, 100 %"), !hides, "{html}");
            assert_eq!(html.contains("What they chose is shown at the end."), hides);
            assert_eq!(
                html.matches("<progress").count(),
                if hides { 0 } else { 2 },
                "no bar tells it either"
            );
            rig.clock.advance(700_000);
            rig.wait_for("the end shows all", async || {
                let (_, html) = page(&rig, &path).await;
                html.contains("1 vote, 100 %")
                    && html.contains("It ended")
                    && !html.contains("Vote from your own")
            })
            .await;
        }
    }
}
