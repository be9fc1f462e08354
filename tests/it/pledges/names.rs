//! A name that should not stand on a campaign's page: the house takes it off, and its pledge goes on to count.

use antiphon::domain::ids::RowId;
use antiphon::domain::pledge::{Shown, Way};
use antiphon::service::{campaigns, pledge_names};
use antiphon::store::audit;
use antiphon::store::pledges::{self, Signed};
use http::StatusCode;

use super::forms::Scene;
use super::ground::{HIDDEN, NAMED, Square};
use crate::api::visitor::{Asks as _, Person};
use crate::campaigns::ground::HANDLE;
use crate::support::databases;
use crate::web::house::value_of;

const NAMES: &str = "/desk/pledges/clean-river/names";
const INSULT: &str = "Mayor Rat";

#[tokio::test]
async fn an_insult_is_taken_off_at_the_desk_and_the_signature_counts() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let rig = &scene.rig;
        for (name, mailbox) in [("Mayor+Rat", "rat"), ("Ann+Lee", "ann")] {
            assert_eq!(scene.sign(name, &format!("{mailbox}%40example.org"), "").await.0, StatusCode::OK);
            let mail = scene.relay.wait_for(&format!("{mailbox}@example.org"), 1).await;
            assert_eq!(scene.post(&scene.link(&mail, "confirm"), "").await.0, StatusCode::OK);
        }
        scene.page_says(INSULT).await;
        let owner = Person::new(rig, "ola", "owner").await;
        let room = owner.visit(rig, "/desk/pledges").await.text;
        assert!(room.contains(&format!("href=\"{NAMES}\"")), "{room}");
        let page = owner.visit(rig, NAMES).await.text;
        let (newer, older) = (page.find("Ann Lee"), page.find(INSULT));
        assert!(newer.is_some() && older.is_some() && newer < older, "newest first: {page}");
        let campaign = campaigns::find(&rig.opened.app, HANDLE).await.expect("it is there");
        let names =
            async || pledge_names::page(&rig.opened.app, &campaign, i64::MAX).await.expect("a page").0;
        let id = names().await.iter().find(|(_, name)| name == INSULT).expect("it is shown").0.to_string();

        // Whoever does not speak for the coalition neither looks nor hides, and a form of another page does nothing.
        let member = Person::new(rig, "mo", "member").await;
        assert_eq!(member.visit(rig, NAMES).await.status, StatusCode::FORBIDDEN);
        let theirs = value_of(&member.visit(rig, "/desk/account").await.text, "csrf");
        let csrf = value_of(&page, "csrf");
        for (who, secret) in [(&member, theirs.as_str()), (&owner, "forged")] {
            let form = [("csrf", secret), ("id", id.as_str())];
            let refused = rig.send_form(NAMES, &form, &[("cookie", &who.cookie)]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(names().await.len(), 2, "nothing is hidden");

        let form = [("csrf", csrf.as_str()), ("id", id.as_str())];
        let headers = [("cookie", owner.cookie.as_str())];
        let led = rig.send_form(NAMES, &form, &headers).await;
        assert_eq!(led.location(), format!("{NAMES}?done=hidden"), "{}", led.text);
        // The page goes stale at once, and not after a while.
        let (_, public) = scene.get(&rig.url(&format!("/@{HANDLE}"))).await;
        assert!(!public.contains(INSULT) && public.contains("Ann Lee"), "{public}");
        assert!(public.contains("2 people stand behind"), "{public}");
        assert_eq!((scene.counted().await, names().await.len()), (2, 1));
        let page = owner.visit(rig, led.location()).await.text;
        assert!(page.contains("The name is shown no more.") && !page.contains(INSULT), "{page}");
        assert_eq!(rig.send_form(NAMES, &form, &headers).await.status, StatusCode::NOT_FOUND, "it is done");
        let log = audit::list(&rig.opened.app.store, 50).await.expect("a log");
        let lines: Vec<_> = log.iter().filter(|line| line.action == "pledge.hide_name").collect();
        assert!(lines.len() == 1 && lines[0].subject == HANDLE && lines[0].member.is_some(), "{lines:?}");
        let elsewhere =
            pledge_names::hide(&rig.opened.app, None, "no-such-campaign", names().await[0].0).await;
        assert!(elsewhere.is_err() && names().await.len() == 1);
    }
}

#[tokio::test]
async fn a_vote_whose_name_is_hidden_moves_in_the_tally_and_can_still_be_taken_off() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let (rig, app) = (&square.rig, &square.rig.opened.app);
        let (vera, sam) = (rig.vic.actor("vera"), rig.third.actor("sam"));
        square.votes(&vera, 1, NAMED).await;
        square.votes(&sam, 1, HIDDEN).await;
        assert_eq!(square.chosen().await, [1, 1]);
        let (shown, next) = pledge_names::page(app, &square.campaign, i64::MAX).await.expect("a page");
        assert_eq!((shown.len(), shown[0].1.as_str(), next), (1, "vera", None));
        let id = shown[0].0;
        assert!(pledge_names::hide(app, None, HANDLE, RowId(id.0 + 1)).await.is_err(), "another row");
        pledge_names::hide(app, None, HANDLE, id).await.expect("hidden");
        assert!(pledge_names::hide(app, None, HANDLE, id).await.is_err(), "once");
        assert_eq!((square.total().await.fediverse, square.chosen().await), (2, [0, 2]));
        // What is taken off later is taken off where it stands now.
        rig.tell(&vera, &vera.activity("Delete", 9, serde_json::json!(vera.id))).await;
        assert_eq!((square.total().await.fediverse, square.chosen().await), (1, [0, 1]));
    }
}

#[tokio::test]
async fn names_are_looked_through_page_by_page_and_none_twice() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let app = &square.rig.opened.app;
        let most = usize::try_from(pledge_names::A_PAGE).expect("a small number");
        let mut tx = app.store.begin().await.expect("begins");
        for number in 0..=most {
            let signed = Signed {
                id: app.row_id(),
                campaign: square.campaign.id,
                signer: [u8::try_from(number).expect("it is small"); 32],
                way: Way::Fediverse,
                shown: Shown::Name,
                public_name: Some("Ann Lee"),
                now: app.now(),
            };
            assert!(pledges::sign(&mut tx, &signed).await.expect("signed"));
        }
        tx.commit().await.expect("commits");
        let (first, next) = pledge_names::page(app, &square.campaign, i64::MAX).await.expect("a page");
        assert_eq!(first.len(), most);
        let next = next.expect("there is more");
        let (second, end) = pledge_names::page(app, &square.campaign, next).await.expect("a page");
        assert_eq!((second.len(), end), (1, None));
        assert!(first.iter().all(|(id, _)| *id > second[0].0), "newest first, and none twice");
    }
}
