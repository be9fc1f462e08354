//! A member signs at the desk and takes it back there; and by the command, for who cannot.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::service::audit::{By, Wanted};
use antiphon::service::{audit, campaigns, members, pledge_polls, pledges};
use antiphon::store;
use http::StatusCode;

use crate::campaigns::ground::{HANDLE, plan};
use crate::support::databases;
use crate::web::house::{Browser, House, value_of};

const ACCOUNT: &str = "/desk/account";
const PLEDGES: &str = "/desk/account/pledges";

async fn house() -> Vec<House> {
    let mut houses = Vec::new();
    for database in databases::both() {
        let house = House::on(database).await;
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

#[tokio::test]
async fn a_member_signs_on_the_page_of_the_campaign_and_a_visitor_reads_what_everybody_reads() {
    for house in house().await {
        let ann = house.sign_in("ann").await;
        let page = format!("/@{HANDLE}");
        let press = async |what: &str, shown: &str| {
            let form = [
                ("csrf", ann.csrf.as_str()),
                ("campaign", HANDLE),
                ("from-campaign", "1"),
                ("do", what),
                ("shown", shown),
            ];
            let answer = house.post(&ann, PLEDGES, &form, &[]).await;
            (answer.status, answer.header("location").to_owned())
        };
        let before = house.get(&page).await;
        for path in [page.clone(), format!("/campaigns/{HANDLE}")] {
            let own = house.visit(&ann, &path).await;
            assert_eq!(own.header("cache-control"), "no-store", "{path}: it is for one reader");
            assert!(own.headers.get("etag").is_none(), "{path}");
            assert_eq!(value_of(&own.body, "csrf"), ann.csrf);
            assert!(own.body.contains("one tap is enough"), "{path}: {}", own.body);
            assert!(!own.body.contains("pledge-mail"), "a member needs no form: {}", own.body);
        }
        for (what, shown, counted, said) in [
            ("sign", "initials", 1, "The first letters of your name are shown."),
            ("sign", "name", 1, "The first letters of your name are shown."),
            ("take-back", "", 0, "one tap is enough"),
            ("take-back", "", 0, "one tap is enough"),
            ("sign", "hidden", 1, "You are only counted."),
        ] {
            assert_eq!(press(what, shown).await, (StatusCode::SEE_OTHER, page.clone()), "{what} {shown}");
            assert_eq!(count(&house).await.0, counted, "{what} {shown}");
            let own = house.visit(&ann, &page).await.body;
            assert!(own.contains(said), "{what} {shown}: {own}");
        }
        assert_eq!(press("sign", "loudly").await.0, StatusCode::BAD_REQUEST);

        // The page that everybody reads may be kept by everybody, has no part of hers, and her cookie never made it.
        for path in [page.clone(), format!("/campaigns/{HANDLE}")] {
            let open = house.get(&path).await;
            assert_eq!(open.header("cache-control"), "public, max-age=60", "{path}");
            assert!(!open.header("etag").is_empty(), "{path}");
            for word in ["csrf", &ann.csrf, "You have signed this", "Take it back", "one tap is enough"] {
                assert!(!open.body.contains(word), "{path}: {word}");
            }
            let known = open.header("etag").to_owned();
            let again = house.get_with(&path, &[("if-none-match", &known)]).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        }
        assert_eq!(before.header("vary"), house.get(&page).await.header("vary"));

        // What is over is refused with the reason, in words that people read.
        let cx = house.opened.federation.to_request_data();
        campaigns::step(&cx, None, HANDLE, CampaignState::Closed).await.expect("a step");
        let owner = house.owner().await;
        let form = [("csrf", owner.csrf.as_str()), ("campaign", HANDLE), ("do", "sign"), ("shown", "hidden")];
        let refused = house.post(&owner, PLEDGES, &form, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("This campaign gathers no signatures at present"), "{}", refused.body);
        let own = house.visit(&owner, &page).await.body;
        assert!(!own.contains("one tap is enough") && !own.contains("value=\"sign\""), "{own}");
        assert!(house.visit(&ann, &page).await.body.contains("Take it back"));
        assert_eq!(count(&house).await.0, 1);
    }
}
