//! The letters room of the desk: nothing that was typed is lost, what is wrong is said where it stands, and what is there can
//! be changed after a look.

use antiphon::domain::campaign::DecisionMaker;
use antiphon::domain::campaign_state::CampaignState;
use antiphon::service::{campaigns, letter_targets};
use http::StatusCode;

use crate::campaigns::ground::{HANDLE, plan};
use crate::support::smtp::Smtp;
use crate::web::house::{House, value_of};

const ROOM: &str = "/desk/letters";

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let relay = Smtp::start().await;
    let house = House::with("", &relay.settings()).await;
    let cx = house.opened.federation.to_request_data();
    let mut plan = plan();
    plan.addressed = vec![DecisionMaker { name: "A. Minister".to_owned(), office: None }];
    campaigns::create(&cx, None, HANDLE, plan).await.expect("a draft");
    campaigns::step(&cx, None, HANDLE, CampaignState::Gathering).await.expect("it opens");
    let owner = house.owner().await;
    let empty = house.visit(&owner, ROOM).await;
    assert!(empty.body.contains(&format!("<option value=\"{HANDLE}\">")), "one is chosen: {}", empty.body);

    let good = [
        ("csrf", owner.csrf.as_str()),
        ("do", "save"),
        ("campaign", HANDLE),
        ("name", "A. Minister"),
        ("address", "minister@gov.example"),
        ("language", "en"),
        ("subject", "Open the sluices"),
        ("words", "Dear Minister,\n\nplease open them.\n\n[name]"),
        ("zone", "Europe/Budapest"),
        ("days", "1,3"),
        ("from", "08:30"),
        ("until", "16:00"),
        ("per_hour", "7"),
    ];
    let with =
        |name: &str, value: &'static str| good.map(|(key, old)| (key, if key == name { value } else { old }));
    let count = async || letter_targets::overview(&house.opened.app).await.expect("a list").len();
    for (name, value, field) in [
        ("campaign", "no-such", "campaign"),
        ("name", "Somebody", "name"),
        ("address", "minister", "address"),
        ("days", "1,Tuesday", "days"),
        ("from", "late", "from"),
        ("zone", "Mars/Base", "zone"),
        ("per_hour", "many", "per_hour"),
        ("subject", "", "subject"),
    ] {
        let said = house.post(&owner, ROOM, &with(name, value), &[]).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", said.body);
        assert!(said.body.contains(&format!("id=\"{field}-error\"")), "{name}: {}", said.body);
        assert!(said.body.contains("please open them."), "{name}: what was typed stays");
        assert_eq!(count().await, 0, "{name}");
    }
    let look = house.post(&owner, ROOM, &with("do", "look"), &[]).await;
    assert!(look.status == StatusCode::OK && look.body.contains("Name of the writer"), "{}", look.body);
    assert_eq!(count().await, 0, "looking keeps nothing");
    let saved = house.post(&owner, ROOM, &good, &[]).await;
    assert_eq!((saved.status, count().await), (StatusCode::SEE_OTHER, 1), "{}", saved.body);

    // What is there is changed from what is there.
    let list = house.visit(&owner, ROOM).await;
    let id = value_of(&list.body, "id");
    let form = house.visit(&owner, &format!("{ROOM}?change={id}")).await;
    for stored in
        ["minister@gov.example", "value=\"1,3\"", "value=\"08:30\"", "value=\"7\"", "please open them."]
    {
        assert!(form.body.contains(stored), "{stored}: {}", form.body);
    }
    assert!(form.body.contains(&format!("<option value=\"{HANDLE}\" selected>")), "{}", form.body);
    assert_eq!(house.visit(&owner, &format!("{ROOM}?change=1")).await.status, StatusCode::NOT_FOUND);
}
