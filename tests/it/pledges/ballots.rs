//! Votes that come by the thousand are counted together, with the same outcome as one by one.

use antiphon::domain::account::Account;
use antiphon::domain::uri::Uri;
use antiphon::inbox::apply::{self, Ready};
use antiphon::inbox::ballots;
use antiphon::inbox::gather::Gathered;
use antiphon::remote::resolve;
use antiphon::store::blocks;
use serde_json::{Value, json};

use super::ground::{HIDDEN, NAMED, Square};
use crate::support::databases;
use crate::support::peer::Actor;

/// An activity as it stands in the inbox once its sender is known.
async fn ready(square: &Square, actor: &Actor, activity: &Value) -> Ready {
    let uri = Uri::parse(&actor.id).expect("an address");
    let account: Account = resolve::actor(&square.rig.cx(), &uri).await.expect("its server answers");
    let incoming = apply::read(&activity.to_string()).expect("it can be read");
    Ready { incoming, account, gathered: Gathered::default() }
}

#[tokio::test]
async fn a_crowd_is_counted_as_if_each_had_come_alone() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let (rig, app) = (&square.rig, &square.rig.opened.app);
        let voters: Vec<Actor> = (0..9).map(|number| rig.vic.actor(&format!("voter{number}"))).collect();
        let (mallory, muriel, nora) =
            (rig.evil.actor("mallory"), rig.evil.actor("muriel"), rig.vic.actor("nora"));
        let mut crowd = Vec::new();
        for (number, voter) in voters.iter().enumerate() {
            let option = if number % 3 == 0 { NAMED } else { HIDDEN };
            crowd.push(ready(&square, voter, &square.vote(voter, 1, option)).await);
        }
        // Twice in one crowd, with another choice: the first counts.
        crowd.push(ready(&square, &voters[0], &square.vote(&voters[0], 2, HIDDEN)).await);
        // An option that there is not; a vote that is sent to somebody else; two whom we block; a second look at one that counts.
        crowd.push(ready(&square, &nora, &square.vote(&nora, 1, "Neither")).await);
        let mut astray = square.vote(&nora, 2, NAMED);
        astray["object"]["to"] = json!("https://third.test/users/x");
        crowd.push(ready(&square, &nora, &astray).await);
        for actor in [&mallory, &muriel] {
            crowd.push(ready(&square, actor, &square.vote(actor, 1, NAMED)).await);
        }
        let mut tx = app.store.begin().await.expect("begins");
        let of_campaign = square.campaign.account.expect("an actor");
        for (blocker, ready) in [(of_campaign, &crowd[12]), (rig.coalition().await.id, &crowd[13])] {
            let (blocked, now) = (ready.account.id, app.now());
            blocks::save(&mut tx, app.row_id(), blocker, blocked, "http://sut.test/b", now)
                .await
                .expect("is blocked");
        }
        tx.commit().await.expect("commits");
        // Whoever was counted alone before is not counted with the crowd.
        square.votes(&voters[1], 3, NAMED).await;
        assert_eq!(square.chosen().await, [1, 0]);

        let question = ballots::question(&crowd[0]).expect("it is a vote").clone();
        assert_eq!(question, square.post.uri);
        assert_eq!(ballots::run(&question, crowd.iter()), crowd.len());
        for _ in 0..2 {
            let mut tx = app.store.begin().await.expect("begins");
            let applied = ballots::apply(app, &mut tx, &question, crowd.iter()).await;
            assert_eq!(applied, Ok(true));
            tx.commit().await.expect("commits");
            // Three of nine chose to be named, and one more had come before the crowd.
            assert_eq!(square.chosen().await, [4, 5]);
            assert_eq!(square.total().await.fediverse, 9);
        }
    }
}

#[tokio::test]
async fn only_votes_in_one_poll_by_people_who_are_heard_stand_together() {
    let square = Square::on(databases::sqlite()).await;
    let rig = &square.rig;
    let (vera, victor) = (rig.vic.actor("vera"), rig.vic.actor("victor"));
    let first = ready(&square, &vera, &square.vote(&vera, 1, NAMED)).await;
    let mut second = ready(&square, &victor, &square.vote(&victor, 1, NAMED)).await;
    let note = square.vote(&victor, 2, NAMED);
    let mut words = note.clone();
    words["object"]["content"] = json!("<p>words</p>");
    words["object"].as_object_mut().expect("an object").remove("name");
    let mut other = note;
    other["object"]["inReplyTo"] = json!("http://sut.test/notes/1");
    let question = square.post.uri.clone();
    let gone = ready(&square, &vera, &vera.activity("Delete", 9, json!(vera.id))).await;
    for stranger in [words, other] {
        let stranger = ready(&square, &victor, &stranger).await;
        assert_eq!(ballots::run(&question, [&first, &stranger, &second].into_iter()), 1);
    }
    assert_eq!(ballots::run(&question, [&first, &gone, &second].into_iter()), 1);
    assert_eq!(ballots::run(&question, [&first, &second].into_iter()), 2);
    second.account.suspended_at = Some(antiphon::domain::time::Time(1));
    assert_eq!(ballots::run(&question, [&first, &second].into_iter()), 1);
    // In any other poll each is counted alone.
    let mut tx = rig.opened.app.store.begin().await.expect("begins");
    let elsewhere = Uri::parse("http://sut.test/notes/1").expect("an address");
    assert_eq!(ballots::apply(&rig.opened.app, &mut tx, &elsewhere, [&first].into_iter()).await, Ok(false));
}
