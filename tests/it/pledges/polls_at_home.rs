//! The poll of a campaign as those who live here meet it: in an app, at the desk, by command.

use antiphon::domain::pledge::Shown;
use antiphon::domain::translation::Review;
use antiphon::service::campaigns::Asked;
use antiphon::service::pledges::{sign_as_member, withdraw};
use antiphon::service::quorum::Leave;
use antiphon::service::{campaigns, members, pledge_polls, quorum};
use antiphon::store;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::ground::{HIDDEN, Square, question_of};
use crate::campaigns::ground::{HANDLE, draft};
use crate::support::databases;
use crate::support::rig::Rig;

async fn call(rig: &Rig, token: &str, method: Method, path: &str, body: &Value) -> (u16, Value) {
    let request = rig.http.request(method, rig.url(path)).bearer_auth(token);
    let request = request.header("content-type", "application/json").body(body.to_string());
    let answer = request.send().await.expect("an answer");
    let status = answer.status().as_u16();
    (status, serde_json::from_slice(&answer.bytes().await.expect("a body")).unwrap_or_default())
}

#[tokio::test]
async fn a_member_signs_with_one_tap_and_sees_it_and_takes_it_back() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let (rig, app) = (&square.rig, &square.rig.opened.app);
        members::add(app, "ann", "member").await.expect("the name is free");
        let token = members::new_token(app, "ann", "test", "read write").await.expect("ann is there");
        let ann = store::accounts::find_local(&app.store, "ann").await.expect("reads").expect("ann is there");
        let path = format!("/api/v1/polls/{}", square.post.id);
        let read = async || call(rig, &token, Method::GET, &path, &json!({})).await.1;
        let vote = async |choices: Value| {
            call(rig, &token, Method::POST, &format!("{path}/votes"), &json!({"choices": choices})).await
        };
        let before = read().await;
        assert_eq!((&before["voted"], &before["expired"]), (&json!(false), &json!(false)), "{before}");
        for choices in [json!([]), json!([2]), json!([0, 1])] {
            assert_eq!(vote(choices.clone()).await.0, 422, "{choices}");
        }
        assert_eq!(square.total().await.all(), 0);
        let (status, answer) = vote(json!([1])).await;
        assert_eq!(status, 200, "{answer}");
        assert_eq!((&answer["voted"], &answer["own_votes"]), (&json!(true), &json!([1])));
        assert_eq!((&answer["votes_count"], &answer["options"][1]["votes_count"]), (&json!(1), &json!(1)));
        assert_eq!(vote(json!([0])).await.0, 422, "once");
        assert!(
            !sign_as_member(app, &ann, square.campaign.id, Shown::Name).await.expect("known"),
            "at the desk as well"
        );
        assert_eq!((square.total().await.members, square.chosen().await), (1, [0, 1]));
        assert!(store::polls::chosen(&app.store, square.post.id, ann.id).await.expect("reads").is_empty());
        // In a list of statuses it reads the same.
        let status =
            call(rig, &token, Method::GET, &format!("/api/v1/statuses/{}", square.post.id), &json!({}))
                .await
                .1;
        assert_eq!(
            (&status["poll"]["own_votes"], &status["poll"]["voters_count"]),
            (&json!([1]), &json!(1)),
            "{status}"
        );
        assert!(withdraw(app, &ann, square.campaign.id).await.expect("taken back"));
        let after = read().await;
        assert_eq!(
            (&after["voted"], &after["own_votes"], &after["votes_count"]),
            (&json!(false), &json!([]), &json!(0))
        );
        // Signed at the desk it is voted in the app.
        assert!(sign_as_member(app, &ann, square.campaign.id, Shown::Initials).await.expect("signed"));
        assert_eq!(read().await["own_votes"], json!([0]));
        // Who does not sign in sees counts, and nobody's vote.
        let public = rig.http.get(rig.url(&path)).send().await.expect("an answer");
        let public: Value = public.json().await.expect("JSON");
        assert_eq!((&public["voted"], &public["votes_count"]), (&json!(false), &json!(1)), "{public}");
        campaigns::step(&rig.cx(), None, HANDLE, antiphon::domain::campaign_state::CampaignState::Closed)
            .await
            .expect("a step");
        members::add(app, "ben", "member").await.expect("the name is free");
        let ben = members::new_token(app, "ben", "test", "read write").await.expect("ben is there");
        let late = call(rig, &ben, Method::POST, &format!("{path}/votes"), &json!({"choices": [0]})).await;
        assert_eq!((late.0, square.total().await.all()), (422, 1), "{}", late.1);
    }
}

#[tokio::test]
async fn what_was_signed_cannot_be_made_to_say_something_else() {
    let square = Square::on(databases::sqlite()).await;
    let rig = &square.rig;
    square.votes(&rig.vic.actor("vera"), 1, HIDDEN).await;
    let cx = rig.cx();
    let actor = antiphon::service::accounts::local(&cx, HANDLE).await.expect("an actor");
    for poll in [
        antiphon::domain::poll::Wish::Without,
        antiphon::domain::poll::Wish::Ask(antiphon::domain::poll::NewPoll {
            options: vec!["Pay".to_owned(), "Pay more".to_owned()],
            lasts: 600,
            multiple: false,
            hides_totals: false,
        }),
    ] {
        let new = antiphon::service::posts::NewPost {
            sources: vec![antiphon::service::posts::Source {
                language: "en".to_owned(),
                title: Some("Other words".to_owned()),
                markdown: format!("{poll:?}").replace(['"', '{', '}'], ""),
                review: Review::Unsaid,
            }],
            visibility: antiphon::domain::visibility::Visibility::Public,
            in_reply_to: None,
            warning: None,
            attachments: Vec::new(),
            poll,
        };
        antiphon::service::posts::edit(&cx, None, &actor, square.post.id, new)
            .await
            .expect("words may change");
        let told = square.told().await;
        assert_eq!(told.options[1].name, HIDDEN);
        assert_eq!((told.options[1].votes, told.voters, square.chosen().await), (1, Some(1), [0, 1]));
    }
}

#[tokio::test]
async fn the_poll_needs_no_approvals_and_the_gate_stays_shut_for_everything_else() {
    let rig = Rig::on(databases::sqlite(), "").await;
    let cx = rig.cx();
    quorum::set(&cx, None, 2).await.expect("two must approve");
    draft(&rig, HANDLE).await;
    let asked = Asked { leave: Leave::BreakGlass, matter: None };
    let gathering = antiphon::domain::campaign_state::CampaignState::Gathering;
    campaigns::step_by(&cx, None, HANDLE, gathering, asked).await.expect("it opens");
    assert!(question_of(&rig).await.is_some());
    let actor = antiphon::service::accounts::local(&cx, HANDLE).await.expect("an actor");
    let words = crate::campaigns::ground::words("Alone");
    let refused = antiphon::service::statements::publish(&cx, None, &actor, words).await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn the_desk_offers_the_poll_where_there_is_none() {
    for database in databases::both() {
        let house = crate::web::house::House::on(database).await;
        let cx = house.opened.federation.to_request_data();
        campaigns::create(&cx, None, HANDLE, crate::campaigns::ground::plan()).await.expect("a draft");
        campaigns::step(&cx, None, HANDLE, antiphon::domain::campaign_state::CampaignState::Gathering)
            .await
            .expect("it opens");
        let owner = house.owner().await;
        let path = format!("/desk/campaigns/{HANDLE}");
        let shown = house.visit(&owner, &path).await;
        assert!(shown.body.contains("Nobody has signed in the poll yet."), "{}", shown.body);
        assert!(!shown.body.contains("Publish the poll"), "there is one");
        let campaign = campaigns::find(&cx, HANDLE).await.expect("there");
        let poll = pledge_polls::standing(&cx, &campaign).await.expect("reads").expect("a poll");
        let actor = antiphon::service::accounts::local(&cx, HANDLE).await.expect("an actor");
        antiphon::service::posts::delete(&cx, None, &actor, poll.post.id).await.expect("deleted");
        let shown = house.visit(&owner, &path).await;
        assert!(shown.body.contains("Publish the poll"), "{}", shown.body);
        let form = [("csrf", "wrong"), ("do", "poll")];
        assert_ne!(house.post(&owner, &path, &form, &[]).await.status, StatusCode::SEE_OTHER);
        assert!(pledge_polls::standing(&cx, &campaign).await.expect("reads").is_none());
        let form = [("csrf", owner.csrf.as_str()), ("do", "poll")];
        let asked = house.post(&owner, &path, &form, &[]).await;
        assert_eq!(asked.header("location"), format!("{path}?done=asked"), "{}", asked.body);
        assert!(
            pledge_polls::standing(&cx, &campaign).await.expect("reads").is_some_and(|poll| poll.is_open)
        );
    }
}
