//! Who counts, how often, and when.

use antiphon::domain::account::Account;
use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::ids::{CampaignId, RowId};
use antiphon::domain::pledge::{Shown, Way};
use antiphon::domain::time::{HOUR, Time};
use antiphon::domain::uri::Uri;
use antiphon::service::pledges::{sign_as_member, total, withdraw};
use antiphon::service::{Error, campaigns};
use antiphon::store::pledges::{self, Waiting};
use antiphon::store::{Store, audit};

use crate::campaigns::ground::{HANDLE, change, follower, open};
use crate::support::databases;
use crate::support::rig::Rig;

async fn member(rig: &Rig, name: &str) -> Account {
    let mut account = rig.coalition().await;
    account.uri = Uri::parse(&rig.url(&format!("/actors/{name}"))).expect("an address");
    name.clone_into(&mut account.name);
    account
}

#[tokio::test]
async fn a_member_counts_once_and_can_take_it_back() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (app, id) = (&rig.opened.app, open(&rig, HANDLE).await.id);
        let ann = member(&rig, "ann").await;
        assert!(sign_as_member(app, &ann, id, Shown::Name).await.expect("signed"));
        assert!(!sign_as_member(app, &ann, id, Shown::Hidden).await.expect("known"), "twice counts once");
        assert_eq!(total(app, id).await.expect("a total").all(), 1);
        assert!(withdraw(app, &ann, id).await.expect("taken back"));
        assert!(!withdraw(app, &ann, id).await.expect("nothing there"));
        assert_eq!(total(app, id).await.expect("a total").all(), 0);
        assert!(pledges::names(&app.store, id, i64::MAX, 10).await.expect("names").is_empty());
    }
}

#[tokio::test]
async fn a_campaign_that_does_not_gather_counts_nothing() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (app, id) = (&rig.opened.app, open(&rig, HANDLE).await.id);
        campaigns::step(&rig.cx(), None, HANDLE, CampaignState::Delivered).await.expect("a step");
        let ann = member(&rig, "ann").await;
        let refused = sign_as_member(app, &ann, id, Shown::Name).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        assert_eq!(total(app, id).await.expect("a total").all(), 0);
    }
}

#[tokio::test]
async fn a_milestone_is_reached_once_and_followers_are_told() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (app, id) = (&rig.opened.app, open(&rig, HANDLE).await.id);
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        change(&rig, HANDLE, |plan| plan.milestones[0].supporters = Some(2)).await;
        rig.delivered().await;
        let before = rig.vic.received("Update").len();
        for name in ["ann", "ben", "cleo"] {
            let account = member(&rig, name).await;
            assert!(sign_as_member(app, &account, id, Shown::Hidden).await.expect("signed"));
        }
        rig.delivered().await;
        assert_eq!(rig.vic.received("Update").len(), before + 1);
        let log = audit::list(&app.store, 50).await.expect("a log");
        assert_eq!(log.iter().filter(|line| line.action == "campaign.milestone").count(), 1);
        assert!(campaigns::find(app, HANDLE).await.expect("it is there").plan.milestones[0].reached);
    }
}

async fn wait(store: &Store, campaign: CampaignId, number: i64, signer: u8, until: Time) {
    let waiting = Waiting {
        id: RowId(number),
        campaign,
        signer: [signer; 32],
        shown: Shown::Name,
        public_name: Some("Ann".to_owned()),
        sealed: Some(b"sealed".to_vec()),
        until,
        now: Time(0),
    };
    let mut tx = store.begin().await.expect("begins");
    pledges::wait(&mut tx, &waiting).await.expect("kept");
    tx.commit().await.expect("commits");
}

async fn confirm(store: &Store, campaign: CampaignId, number: i64, now: Time) -> bool {
    let mut tx = store.begin().await.expect("begins");
    let counts = pledges::confirm(&mut tx, campaign, RowId(number), now).await.expect("asked").is_some();
    tx.commit().await.expect("commits");
    counts
}

#[tokio::test]
async fn a_form_counts_when_it_is_confirmed_in_time_and_once_for_a_mailbox() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (store, id) = (&rig.opened.app.store, open(&rig, HANDLE).await.id);
        let until = Time(rig.clock.now_ms() + HOUR);
        let now = until.plus(-1);
        for (number, signer) in [(1, 1), (2, 1), (3, 2)] {
            wait(store, id, number, signer, until).await;
        }
        assert_eq!(pledges::count_of_signer(store, id, &[1; 32]).await.expect("counts"), 2);
        assert!(pledges::counts(store, id).await.expect("counts").is_empty(), "what waits counts nothing");
        assert!(pledges::names(store, id, i64::MAX, 10).await.expect("names").is_empty());
        assert!(pledges::export(store, id, 0, 10).await.expect("an export").is_empty());
        assert!(confirm(store, id, 1, now).await);
        assert!(!confirm(store, id, 1, now).await, "a link is used once");
        assert!(!confirm(store, id, 2, now).await, "the mailbox has signed");
        assert!(!confirm(store, id, 3, until).await, "its time is over");
        wait(store, id, 4, 1, until).await;
        assert!(!confirm(store, id, 4, now).await, "a new form of the same mailbox counts nothing");
        assert_eq!(pledges::counts(store, id).await.expect("counts"), [(Way::Form, 1)]);
        let exported = pledges::export(store, id, 0, 10).await.expect("an export");
        assert_eq!(exported.len(), 1);
        assert_eq!((exported[0].id, exported[0].sealed.as_deref()), (RowId(1), Some(&b"sealed"[..])));
        assert!(pledges::export(store, id, 1, 10).await.expect("an export").is_empty());

        let mut tx = store.begin().await.expect("begins");
        assert_eq!(pledges::forget_late(&mut tx, until, 10).await.expect("forgotten"), 2);
        assert!(pledges::erase(&mut tx, RowId(1)).await.expect("erased"));
        assert!(!pledges::erase(&mut tx, RowId(1)).await.expect("nothing there"));
        tx.commit().await.expect("commits");
        assert_eq!(pledges::counts(store, id).await.expect("counts"), [(Way::Form, 0)]);
        assert_eq!(pledges::signed_as(store, id, &[1; 32]).await.expect("asked"), None);
    }
}
