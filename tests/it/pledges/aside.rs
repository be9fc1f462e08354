//! Pledges of somebody who is suspended here: they count no more at once, and count again when that is lifted.

use antiphon::domain::audit;
use antiphon::domain::campaign::Milestone;
use antiphon::domain::pledge::{Shown, Way};
use antiphon::service::{campaigns, members, pledges, suspensions};
use antiphon::store;

use super::ground::{HIDDEN, NAMED, Square};
use crate::campaigns::ground::{HANDLE, change};
use crate::support::databases;
use crate::support::peer::Actor;

async fn account_of(square: &Square, actor: &Actor) -> antiphon::domain::account::Account {
    let store = &square.rig.opened.app.store;
    store::accounts::find_by_uri(store, &actor.id).await.expect("reads").expect("known")
}

/// How many rows there are under the campaign, and names that anybody can read.
async fn kept(square: &Square) -> (usize, Vec<String>) {
    let (app, id) = (&square.rig.opened.app, square.campaign.id);
    let exported = store::pledges::export(&app.store, id, 0, 100).await.expect("an export").len();
    (exported, pledges::names(app, id, 10).await.expect("names"))
}

#[tokio::test]
async fn whoever_is_suspended_counts_no_more_and_counts_again_when_that_is_lifted() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let (rig, app) = (&square.rig, &square.rig.opened.app);
        let (vera, sam) = (rig.vic.actor("vera"), rig.third.actor("sam"));
        square.votes(&vera, 1, NAMED).await;
        square.votes(&sam, 1, HIDDEN).await;
        square.job_is_done().await;
        assert_eq!((square.total().await.fediverse, square.chosen().await), (2, [1, 1]));
        assert_eq!(kept(&square).await, (2, vec!["vera".to_owned()]));
        let id = account_of(&square, &vera).await.id;

        suspensions::suspend(app, None, id).await.expect("suspended");
        assert_eq!((square.total().await.all(), square.chosen().await), (1, [0, 1]));
        assert_eq!(kept(&square).await, (1, vec![]), "neither exported nor shown");
        rig.clock.advance(store::pledge_polls::TALLIES_REST);
        square.job_is_done().await;
        assert_eq!(square.told().await.voters, Some(1), "the tally goes out");
        // Another vote of theirs changes nothing, and neither does the same word twice.
        square.votes(&vera, 2, HIDDEN).await;
        assert!(suspensions::suspend(app, None, id).await.is_err());
        assert_eq!((square.total().await.all(), square.chosen().await), (1, [0, 1]));

        suspensions::lift(app, None, id).await.expect("lifted");
        assert_eq!((square.total().await.all(), square.chosen().await), (2, [1, 1]));
        assert_eq!(kept(&square).await, (2, vec!["vera".to_owned()]));
        assert!(suspensions::lift(app, None, id).await.is_err());
        assert_eq!(square.total().await.all(), 2, "once");
        square.votes(&vera, 3, HIDDEN).await;
        assert_eq!((square.total().await.all(), square.chosen().await), (2, [1, 1]), "they have signed");
    }
}

#[tokio::test]
async fn what_a_suspended_actor_erases_is_erased_and_not_counted_off_twice() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let (rig, app) = (&square.rig, &square.rig.opened.app);
        let vera = rig.vic.actor("vera");
        square.votes(&vera, 1, NAMED).await;
        let id = account_of(&square, &vera).await.id;
        suspensions::suspend(app, None, id).await.expect("suspended");
        assert_eq!(square.total().await.all(), 0);
        // She is the only one who signed from elsewhere, and is not counted: her pledge is found nevertheless.
        rig.tell(&vera, &vera.activity("Delete", 9, serde_json::json!(vera.id))).await;
        suspensions::lift(app, None, id).await.expect("lifted");
        assert_eq!((square.total().await.all(), square.chosen().await), (0, [0, 0]));
        let left = store::pledges::signed_by(&app.store, Way::Fediverse).await.expect("reads");
        assert!(left.is_empty(), "nothing of it stays: {left:?}");
    }
}

#[tokio::test]
async fn a_member_who_is_suspended_counts_no_more_and_counts_again() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let (rig, app) = (&square.rig, &square.rig.opened.app);
        for name in ["ann", "ben"] {
            members::add(app, name, "member").await.expect("the name is free");
            let account = store::accounts::find_local(&app.store, name).await.expect("reads").expect("there");
            pledges::sign_as_member(app, &account, square.campaign.id, Shown::Name).await.expect("signed");
        }
        members::suspend(app, "ann").await.expect("suspended");
        members::suspend(app, "ann").await.expect("suspended twice");
        assert_eq!((square.total().await.members, square.chosen().await), (1, [1, 0]));
        assert_eq!(kept(&square).await, (1, vec!["ben".to_owned()]));
        // With a milestone in reach, coming back passes it.
        let two = Milestone { words: "Two".to_owned(), supporters: Some(2), ..Milestone::default() };
        change(rig, HANDLE, |plan| plan.milestones.push(two)).await;
        members::unsuspend(app, "ann").await.expect("back");
        assert_eq!((square.total().await.members, square.chosen().await), (2, [2, 0]));
        square.job_is_done().await;
        let plan = campaigns::find(app, HANDLE).await.expect("there").plan;
        assert!(plan.milestones.iter().any(|one| one.supporters == Some(2) && one.reached), "{plan:?}");
        // A member whose pledge is set aside can have it erased by whoever runs the house.
        members::suspend(app, "ben").await.expect("suspended");
        assert!(pledges::withdraw_of(app, "ben", HANDLE).await.expect("erased"));
        assert!(!pledges::withdraw_of(app, "ben", HANDLE).await.expect("there is nothing any more"));
        members::unsuspend(app, "ben").await.expect("back");
        assert_eq!((square.total().await.members, square.chosen().await), (1, [1, 0]));
        let (key, said) = audit::sentence("pledge.withdraw", HANDLE);
        assert_eq!(
            (key, said.len()),
            ("audit-pledge-withdraw", 1),
            "the log says which campaign, and not who"
        );
    }
}
