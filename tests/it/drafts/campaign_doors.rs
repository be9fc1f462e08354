//! Every door by which somebody can change a campaign, where two must approve: the desk and an app. Commands are in `cli`.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::draft::{DraftState, Purpose};
use antiphon::service::{accounts, campaigns, quorum};
use http::{Method, StatusCode};

use super::ground::{ONE, OTHER, WRITER, people, send};
use crate::api::visitor::{Asks as _, BACK, OWN, Person, Program, value_of};
use crate::campaigns::ground::{HANDLE, actor_of, follower, open, page};
use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;

const PAGE: &str = "/desk/campaigns/clean-river";
const FORM: [(&str, &str); 14] = [
    ("handle", HANDLE),
    ("name", "Clean River"),
    ("language", "en"),
    ("goal", "Clean water for thirty villages"),
    ("demand_1", "Open the sluices"),
    ("asked_1", "A. Minister"),
    ("about", "The river is **dry**."),
    ("starts", "2026-01-01"),
    ("ends", "2199-12-31"),
    ("sector_environment", "1"),
    ("regions", "HU"),
    ("reads_en", "1"),
    ("donation_1", "Give"),
    ("link_1", "https://thief.test/give"),
];

async fn act(rig: &Rig, who: &Person, path: &str, wish: &str) -> StatusCode {
    let digest = value_of(&who.visit(rig, path).await.text, "digest");
    send(rig, who, path, path, &[("digest", &digest), ("do", wish)]).await.status
}

async fn updates(rig: &Rig) -> usize {
    rig.delivered().await;
    let of_it = |update: &&serde_json::Value| update["object"]["id"] == actor_of(rig, HANDLE);
    rig.vic.received("Update").iter().filter(of_it).count()
}

#[tokio::test]
async fn the_form_of_the_desk_hands_a_change_in_and_shows_old_and_new() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let before = open(&rig, HANDLE).await;
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        people(&rig).await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (writer, one, other) = (sign_in(WRITER).await, sign_in(ONE).await, sign_in(OTHER).await);
        let edit = format!("{PAGE}/edit");
        let base = value_of(&writer.visit(&rig, &edit).await.text, "base");
        let form = |wish: &'static str, base: &str| {
            let mut form: Vec<(&str, String)> = FORM.map(|(name, value)| (name, value.to_owned())).to_vec();
            form.extend([("base", base.to_owned()), ("do", wish.to_owned())]);
            form
        };
        let told = updates(&rig).await;
        let post = async |who: &Person, path: &str, wish: &'static str, base: &str| {
            let form = form(wish, base);
            let fields: Vec<(&str, &str)> =
                form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            send(&rig, who, path, path, &fields).await
        };
        let looked = post(&writer, &edit, "check", &base).await;
        assert!(looked.text.contains("Hand in for approval") && !looked.text.contains("Publish the change"));
        let handed = post(&writer, &edit, "save", &base).await;
        assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text);
        let path = handed.location().to_owned();
        assert!(path.starts_with("/desk/drafts/"), "{path}");
        let now = campaigns::find(&rig.cx(), HANDLE).await.expect("there");
        assert_eq!((now, updates(&rig).await), (before.clone(), told));

        let shown = one.visit(&rig, &path).await.text;
        for part in [
            "https://give.test/river",
            "https://thief.test/give",
            "Publish the measurements",
            "Change of a campaign",
        ] {
            assert!(shown.contains(part), "{part} is not in {shown}");
        }
        assert!(!shown.contains("has changed since this draft was begun"));
        let list = one.visit(&rig, "/desk/drafts").await.text;
        assert!(list.contains("Ways to give money") && list.contains("Clean River"), "{list}");

        // Its form has what the draft says; another word voids what was approved.
        assert_eq!(act(&rig, &one, &path, "approve").await, StatusCode::SEE_OTHER);
        let change = format!("{path}/edit");
        let filled = writer.visit(&rig, &change).await.text;
        assert!(filled.contains("https://thief.test/give"), "{filled}");
        let revision = value_of(&filled, "base");
        let mut again = form("save", &revision);
        "https://good.test/give".clone_into(&mut again[13].1);
        let fields: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(send(&rig, &writer, &change, &change, &fields).await.location(), path);
        let late = send(&rig, &writer, &change, &change, &fields).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody else was faster");
        assert_eq!(act(&rig, &other, &path, "approve").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
        let now = campaigns::find(&rig.cx(), HANDLE).await.expect("there");
        assert_eq!((now, updates(&rig).await), (before, told));

        assert_eq!(act(&rig, &one, &path, "approve").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::SEE_OTHER);
        let html = page(&rig, &format!("/@{HANDLE}")).await.1;
        assert!(html.contains("https://good.test/give") && !html.contains("thief.test"), "{html}");
        assert_eq!(updates(&rig).await, told + 1);
    }
}

#[tokio::test]
async fn a_step_at_the_desk_is_handed_in_and_a_draft_that_was_overtaken_is_renewed_there() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        people(&rig).await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (one, other) = (sign_in(ONE).await, sign_in(OTHER).await);
        let state = async || campaigns::find(&rig.cx(), HANDLE).await.expect("there").state;
        let ask = async |to: &str, from: &str| {
            let asked = format!("{PAGE}/step?to={to}");
            let shown = one.visit(&rig, &asked).await.text;
            assert!(shown.contains("Hand in for approval"), "{shown}");
            let fields = [("to", to), ("from", from), ("do", "go")];
            let handed = send(&rig, &one, &asked, &format!("{PAGE}/step"), &fields).await;
            assert!(handed.location().starts_with("/desk/drafts/"), "{} {}", handed.status, handed.text);
            handed.location().to_owned()
        };
        let won = ask("won", "gathering").await;
        let delivered = ask("delivered", "gathering").await;
        assert_eq!(state().await, CampaignState::Gathering);
        for path in [&won, &delivered] {
            assert_eq!(act(&rig, &one, path, "approve").await, StatusCode::SEE_OTHER);
            assert_eq!(act(&rig, &one, path, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(state().await, CampaignState::Gathering);
        for path in [&won, &delivered] {
            assert_eq!(act(&rig, &other, path, "approve").await, StatusCode::SEE_OTHER);
        }
        assert_eq!(act(&rig, &one, &delivered, "publish_now").await, StatusCode::SEE_OTHER);
        assert_eq!(state().await, CampaignState::Delivered);
        let shown = one.visit(&rig, &won).await.text;
        assert!(shown.contains("has changed since this draft was begun"), "{shown}");
        assert!(shown.contains("value=\"renew\"") && !shown.contains("value=\"publish\""), "{shown}");
        assert_eq!(act(&rig, &one, &won, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(act(&rig, &one, &won, "renew").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&rig, &one, &won, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(state().await, CampaignState::Delivered);
        for who in [&one, &other] {
            assert_eq!(act(&rig, who, &won, "approve").await, StatusCode::SEE_OTHER);
        }
        assert_eq!(act(&rig, &one, &won, "publish_now").await, StatusCode::SEE_OTHER);
        assert_eq!(state().await, CampaignState::Won);
        let made = lists::drafts(&rig.cx(), Some(DraftState::Published)).await.expect("a list");
        assert!(made.len() == 2 && made.iter().all(|draft| draft.proposal.purpose == Purpose::CampaignStep));
    }
}

#[tokio::test]
async fn an_app_changes_neither_the_words_nor_the_pictures_of_a_campaign() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let editor = Person::new(&rig, "eve_editor", "editor").await;
        let app = Program::new(&rig, "read write", BACK).await;
        let token = app.token(&rig, &editor, "read write", 1).await;
        assert_eq!(rig.get(OWN, &token).await.json()["username"], HANDLE);
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let change = "/api/v1/accounts/update_credentials";
        quorum::set(&rig.cx(), None, 2).await.expect("two must approve");
        let told = updates(&rig).await;
        let before = accounts::local(&rig.cx(), HANDLE).await.expect("there");
        let fields = "{\"fields_attributes\":[{\"name\":\"Give\",\"value\":\"https://thief.test/\"}]}";
        for body in ["{\"display_name\":\"Mine\"}", "{\"note\":\"https://thief.test/\"}", fields] {
            let answer = rig.ask(Method::PATCH, change, &headers, Some(body)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", answer.text);
        }
        for path in ["/api/v1/profile/avatar", "/api/v1/profile/header"] {
            let answer = rig.ask(Method::DELETE, path, &headers, None).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.text);
            assert!(answer.text.contains("only an owner"), "{}", answer.text);
        }
        let member = antiphon::service::members::find(&rig.cx(), "eve_editor").await.expect("there").id;
        let picture = Some(Some(rig.url("/media/qr.png")));
        let wish = accounts::ProfileChange { header: picture, by: Some(member), ..Default::default() };
        assert!(accounts::change_profile(&rig.cx(), &before, wish).await.is_err());
        let now = accounts::local(&rig.cx(), HANDLE).await.expect("there");
        assert_eq!((now, updates(&rig).await), (before, told));
        // Where one is enough it is as it was.
        quorum::break_glass(&rig.cx(), None, 1).await.expect("one is enough");
        let answer = rig.ask(Method::DELETE, "/api/v1/profile/avatar", &headers, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }
}
