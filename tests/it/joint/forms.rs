//! Who signs by the form has a place in the sketch as well: kept while it waits, counted when it is confirmed, erased with it.

use antiphon::domain::pledge::Shown;
use antiphon::service::{members, pledges};
use antiphon::store;
use http::StatusCode;

use crate::campaigns::ground::{HANDLE, open};
use crate::mails::ground::rig_with_relay;
use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;

use super::ground::{Partner, joined, total};

async fn post(rig: &Rig, url: &str, body: &str) -> StatusCode {
    let request = rig.http.post(url).header("content-type", "application/x-www-form-urlencoded");
    request.body(body.to_owned()).send().await.expect("an answer").status()
}

#[tokio::test]
async fn a_form_has_its_place_when_it_is_confirmed_and_none_when_it_is_erased() {
    for database in databases::both() {
        let (rig, relay) = rig_with_relay(database).await;
        let id = open(&rig, HANDLE).await.id;
        let partner = Partner::at(&rig.vic, "north");
        joined(&rig, &rig.vic, &partner, "north").await;
        let record = lists::joint(&rig.opened.app).await.expect("a list").remove(0).record;
        let placed = async || {
            let store = &rig.opened.app.store;
            let places = store::joint_slots::places(store, record.id, 1).await.expect("reads").len();
            let kept = store::joint::find(store, record.id).await.expect("reads").expect("there").placed;
            assert_eq!(usize::try_from(kept).expect("small"), places, "the number is that of the rows");
            places
        };
        let form = "pledge-name=Ann&pledge-mail=ann%40example.org&pledge-shown=hidden&pledge-consent=1";
        assert_eq!(post(&rig, &rig.url(&format!("/@{HANDLE}/sign")), form).await, StatusCode::OK);
        let mail = relay.wait_for("ann@example.org", 1).await;
        assert_eq!(placed().await, 0, "what waits is in no sketch");
        post(&rig, &mail.link(&rig.url("/pledges/confirm/")), "").await;
        assert_eq!((placed().await, total(&rig, id).await), (1, 1));
        // A member who is suspended meanwhile, comes back, and takes it back.
        let app = &rig.opened.app;
        members::add(app, "ben", "member").await.expect("the name is free");
        let ben = store::accounts::find_local(&app.store, "ben").await.expect("reads").expect("there");
        pledges::sign_as_member(app, &ben, id, Shown::Hidden).await.expect("signed");
        assert_eq!((placed().await, total(&rig, id).await), (2, 2));
        members::suspend(app, "ben").await.expect("suspended");
        assert_eq!((placed().await, total(&rig, id).await), (1, 1));
        members::unsuspend(app, "ben").await.expect("back");
        assert_eq!((placed().await, total(&rig, id).await), (2, 2));
        pledges::withdraw(app, &ben, id).await.expect("taken back");
        assert_eq!((placed().await, total(&rig, id).await), (1, 1));
        post(&rig, &mail.link(&rig.url("/pledges/erase/")), "").await;
        assert_eq!((placed().await, total(&rig, id).await), (0, 0));
    }
}
