//! `antiphon coalition` towards others: what was passed on, and campaigns that follow.

use std::process::{Command, Output};
use std::sync::Arc;

use antiphon::app::SystemClock;
use antiphon::domain::campaign_state::CampaignState;
use antiphon::service::{accounts, campaigns, follows, members};
use serde_json::{Value, json};

use crate::campaigns::ground::plan;
use crate::support::databases;
use crate::support::process::Site;

use super::Place;

fn run(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_antiphon"));
    command.arg("--config").arg(site.directory.path().join("antiphon.toml")).args(arguments);
    command.output().expect("the binary runs")
}

fn told(site: &Site, arguments: &[&str]) -> Value {
    let output = run(site, &[&["--json"], arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", super::errors(&output));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{arguments:?}: {e}"))
}

#[tokio::test]
async fn a_campaign_that_follows_somebody_by_an_app_can_end_it_here() {
    for database in databases::both() {
        let site = Site::new(database, &[], &[]);
        let opened = site.open(Arc::new(SystemClock)).await;
        let cx = opened.federation.to_request_data();
        campaigns::create(&cx, None, "clean-river", plan()).await.expect("a draft");
        campaigns::step(&cx, None, "clean-river", CampaignState::Gathering).await.expect("it opens");
        let member = members::add(&cx, "ann", "member").await.expect("a member");
        let ann = accounts::find(&cx, member.account).await.expect("an account");
        let actor = campaigns::public(&cx, "clean-river").await.expect("it is public").actor;
        follows::follow(&cx, &actor, &ann).await.expect("it follows");
        opened.app.store.close().await;

        let (following, as_campaign) = (["coalition", "following"], ["--campaign", "clean-river"]);
        let unfollow = ["coalition", "unfollow", ann.uri.as_str()];
        assert_eq!(told(&site, &following), json!([]), "it is not the coalition who follows");
        let before = told(&site, &[&following[..], &as_campaign[..]].concat());
        assert_eq!(before[0]["id"], ann.uri.as_str(), "{before}");
        assert_eq!(run(&site, &unfollow).status.code(), Some(3), "the coalition follows nobody");
        let other = [&unfollow[..], &["--campaign", "other"]].concat();
        assert!(super::errors(&run(&site, &other)).contains("no campaign @other here"));
        assert_eq!(told(&site, &[&following[..], &as_campaign[..]].concat()), before, "nothing was changed");
        let done = run(&site, &[&unfollow[..], &as_campaign[..]].concat());
        let text = String::from_utf8_lossy(&done.stdout);
        assert!(text.contains("The campaign @clean-river does not follow @ann any more."), "{text}");
        assert_eq!(told(&site, &[&following[..], &as_campaign[..]].concat()), json!([]));
        let again = run(&site, &[&unfollow[..], &as_campaign[..]].concat());
        assert_eq!(again.status.code(), Some(3));
    }
}

#[test]
fn what_was_passed_on_is_listed_and_taken_back() {
    let place = Place::set_up();
    assert!(place.text(&["coalition", "boosts"]).contains("The coalition has passed nothing on."));
    place.write("text.md", "Words about the river.");
    let url = place.json(&["statement", "publish", "--file", "text.md"])["url"].clone();
    let url = url.as_str().expect("an address");
    place.json(&["coalition", "boost", url]);
    let listed = place.json(&["coalition", "boosts"]);
    assert_eq!((listed.as_array().map(Vec::len), &listed[0]["url"]), (Some(1), &json!(url)), "{listed}");
    let text = place.text(&["coalition", "boosts"]);
    assert!(text.contains("Words about the river."), "{text}");
    let post = listed[0]["post"].as_str().expect("an address");
    place.json(&["coalition", "unboost", post]);
    assert_eq!(place.json(&["coalition", "boosts"]), json!([]));
}

#[test]
fn where_two_have_to_approve_nothing_is_answered_alone() {
    let place = Place::set_up();
    place.write("text.md", "Words.");
    let url = place.json(&["statement", "publish", "--file", "text.md"])["url"].clone();
    let url = url.as_str().expect("an address");
    place.json(&["draft", "quorum", "2"]);
    place.fails(1, &["coalition", "reply", url, "--text", "Alone."]);
    let answers = || {
        place.json(&["statement", "show", url.rsplit('/').next().expect("a number")])["counts"]["answers"]
            .clone()
    };
    assert_eq!(answers(), 0);
    let draft = place.json(&["draft", "new", "--answers", url, "--file", "text.md"]);
    assert_eq!(draft["state"], "writing", "{draft}");
    place.json(&["draft", "quorum", "1", "--break-glass"]);
    assert!(place.text(&["coalition", "reply", url, "--text", "Now."]).starts_with("Answered: "));
    assert_eq!(answers(), 1);
}
