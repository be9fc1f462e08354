//! A member signs at the desk and takes it back there; and by the command, for who cannot.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::service::audit::{By, Wanted};
use antiphon::service::{audit, campaigns, members, pledge_polls, pledges};
use antiphon::store;
use http::StatusCode;

use crate::campaigns::ground::{HANDLE, plan};
use crate::support::databases;
use crate::web::house::{Browser, House};

const ACCOUNT: &str = "/desk/account";
const PLEDGES: &str = "/desk/account/pledges";

async fn house() -> Vec<House> {
    let mut houses = Vec::new();
    for database in databases::both() {
        let house = House::with("", &format!("[database]\nurl = \"{}\"", database.url)).await;
        let cx = house.opened.federation.to_request_data();
        campaigns::create(&cx, None, HANDLE, plan()).await.expect("a draft");
        campaigns::step(&cx, None, HANDLE, CampaignState::Gathering).await.expect("it opens");
        members::add(&house.opened.app, "ann", "member").await.expect("the name is free");
        houses.push(house);
    }
    houses
}

async fn count(house: &House) -> (i64, [u64; 2]) {
    let app = &house.opened.app;
    let campaign = campaigns::find(app, HANDLE).await.expect("there");
    let total = pledges::total(app, campaign.id).await.expect("a total").all();
    let poll = pledge_polls::standing(app, &campaign).await.expect("reads").expect("a poll");
    (total, [poll.named, poll.hidden])
}

async fn press(house: &House, who: &Browser, what: &str, csrf: &str) -> (StatusCode, String) {
    let form = [("csrf", csrf), ("campaign", HANDLE), ("do", what)];
    let answer = house.post(who, PLEDGES, &form, &[]).await;
    (answer.status, answer.header("location").to_owned())
}

#[tokio::test]
async fn a_member_signs_at_the_desk_and_takes_it_back_and_signs_again() {
    for house in house().await {
        let app = &house.opened.app;
        let (ann, owner) = (house.sign_in("ann").await, house.owner().await);
        let shown = house.visit(&ann, ACCOUNT).await.body;
        assert!(shown.contains("You have signed no campaign") && shown.contains("Sign, without my name"));
        assert!(!shown.contains("Take it back"));
        let before = audit_rows(&house).await;
        let pressed = press(&house, &ann, "sign-hidden", &ann.csrf).await;
        assert_eq!(pressed, (StatusCode::SEE_OTHER, format!("{ACCOUNT}?done=signed")));
        assert_eq!(count(&house).await, (1, [0, 1]));
        let shown = house.visit(&ann, &format!("{ACCOUNT}?done=signed")).await.body;
        assert!(shown.contains("You are only counted.") && shown.contains("Take it back"), "{shown}");
        assert!(!shown.contains("Sign, with my name"), "it cannot be signed twice");
        // Nobody else sees it, and nobody takes it back for her.
        let others = house.visit(&owner, ACCOUNT).await.body;
        assert!(!others.contains("Take it back"));
        press(&house, &owner, "take-back", &owner.csrf).await;
        press(&house, &ann, "take-back", "wrong").await;
        press(&house, &ann, "take-back", "").await;
        press(&house, &Browser::default(), "take-back", &ann.csrf).await;
        assert_eq!(press(&house, &ann, "burn", &ann.csrf).await.0, StatusCode::BAD_REQUEST);
        assert_eq!(count(&house).await, (1, [0, 1]));

        let pressed = press(&house, &ann, "take-back", &ann.csrf).await;
        assert_eq!(pressed, (StatusCode::SEE_OTHER, format!("{ACCOUNT}?done=taken")));
        assert_eq!(count(&house).await, (0, [0, 0]), "at once");
        assert!(is_tally_planned(&house).await, "other servers hear of it");
        press(&house, &ann, "take-back", &ann.csrf).await;
        assert_eq!(count(&house).await, (0, [0, 0]), "once");
        let shown = house.visit(&ann, &format!("{ACCOUNT}?done=taken")).await.body;
        assert!(
            shown.contains("Your signature is taken back.") && !shown.contains("Take it back"),
            "{shown}"
        );

        press(&house, &ann, "sign-named", &ann.csrf).await;
        press(&house, &ann, "sign-hidden", &ann.csrf).await;
        assert_eq!(count(&house).await, (1, [1, 0]), "again, and once");
        assert_eq!(audit_rows(&house).await, before, "the log says nothing of who signs");
        // What is over cannot be signed, and can be taken back.
        let cx = house.opened.federation.to_request_data();
        campaigns::step(&cx, None, HANDLE, CampaignState::Closed).await.expect("a step");
        let refused = press(&house, &owner, "sign-named", &owner.csrf).await.0;
        assert!(refused.is_client_error(), "{refused}");
        press(&house, &ann, "take-back", &ann.csrf).await;
        let campaign = campaigns::find(app, HANDLE).await.expect("there");
        assert_eq!(pledges::total(app, campaign.id).await.expect("a total").all(), 0);
    }
}

async fn audit_rows(house: &House) -> usize {
    let all = audit::list(
        &house.opened.app,
        Wanted { by: By::Anybody, action: "pledge", below: i64::MAX, limit: 1_000 },
    )
    .await
    .expect("the log");
    all.len()
}

async fn is_tally_planned(house: &House) -> bool {
    let store = &house.opened.app.store;
    let later = house.opened.app.now().plus(store::pledge_polls::TALLIES_REST);
    !store::polls::due(store, later, 10).await.expect("reads").is_empty()
}
