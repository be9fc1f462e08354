//! Signing from the fediverse: the question, the votes, what is told of them, and its end.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::day::Day;
use antiphon::domain::ids::{PostId, RowId};
use antiphon::domain::pledge::{Shown, Way};
use antiphon::domain::time::{DAY, MINUTE, Time};
use antiphon::service::{campaigns, pledge_polls};
use antiphon::store::pledges::Signed;
use antiphon::store::{self, audit, pledges};
use futures_util::future::join_all;
use http::StatusCode;
use serde_json::json;

use super::ground::{HIDDEN, NAMED, Square, question_of};
use crate::campaigns::ground::{HANDLE, change, draft, follower, open, page, read};
use crate::support::databases;
use crate::support::peer::PUBLIC;
use crate::support::rig::Rig;

#[tokio::test]
async fn a_campaign_that_opens_asks_and_whoever_finds_it_finds_the_question() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let outbox = read(rig, &format!("/actors/{HANDLE}/outbox?page=true")).await.1;
        let items = outbox["orderedItems"].as_array().expect("items");
        assert_eq!(items.len(), 1, "{outbox}");
        let question = &items[0]["object"];
        assert_eq!((&items[0]["type"], &question["type"]), (&json!("Create"), &json!("Question")));
        assert_eq!(
            (&question["oneOf"][0]["name"], &question["oneOf"][1]["name"]),
            (&json!(NAMED), &json!(HIDDEN))
        );
        assert_eq!(
            (&question["endTime"], &question["to"]),
            (&json!("2200-01-01T00:00:00Z"), &json!([PUBLIC]))
        );
        assert!(question["proof"]["proofValue"].is_string() && question.get("anyOf").is_none());
        let content = question["content"].as_str().expect("text");
        for mark in ["Sign: Clean River", "Clean water for thirty villages", "Your vote counts once"] {
            assert!(content.contains(mark), "{mark} in {content}");
        }
        let featured = read(rig, &format!("/actors/{HANDLE}/featured")).await.1;
        assert_eq!(featured["orderedItems"], json!([square.post.uri.as_str()]));
        let shown = page(rig, &format!("/@{HANDLE}")).await.1;
        assert!(shown.contains("Sign from Mastodon") && shown.contains(square.post.uri.as_str()));
        let said = campaigns::statements(&rig.opened.app, square.campaign.id, i64::MAX, 10).await;
        assert!(said.expect("a list").is_empty(), "it is no statement");
        let asked = rig.http.get(rig.url(&format!("/interact?uri={}", square.post.uri)));
        assert_eq!(asked.send().await.expect("an answer").status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn followers_get_the_question_as_any_post_when_a_campaign_gathers_again() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let (rig, cx) = (&square.rig, square.rig.cx());
        let vera = follower(rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        square.votes(&vera, 1, NAMED).await;
        campaigns::step(&cx, None, HANDLE, CampaignState::Delivered).await.expect("a step");
        square.job_is_done().await;
        campaigns::step(&cx, None, HANDLE, CampaignState::Gathering).await.expect("a step");
        let next = question_of(rig).await.expect("it asks again");
        assert_ne!(next.id, square.post.id);
        rig.delivered().await;
        let created = rig.vic.received("Create");
        assert_eq!(created.len(), 1);
        assert_eq!(created[0]["object"]["id"], json!(next.uri.as_str()));
        // Whoever has signed has signed: the new question counts them, and not a second time.
        let mut again = square.vote(&vera, 2, HIDDEN);
        again["object"]["inReplyTo"] = json!(next.uri.as_str());
        rig.tell(&vera, &again).await;
        assert_eq!((square.total().await.fediverse, square.chosen().await), (1, [1, 0]));
    }
}

#[tokio::test]
async fn votes_are_told_together_and_mark_no_edit_and_name_nobody() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let vera = follower(rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let (victor, mallory) = (rig.vic.actor("victor"), rig.evil.actor("mallory"));
        // The first look at a poll that was just asked.
        rig.clock.advance(15 * MINUTE);
        square.job_is_done().await;
        let before = square.updates().len();
        for (actor, option) in [(&vera, NAMED), (&victor, HIDDEN), (&mallory, HIDDEN)] {
            square.votes(actor, 1, option).await;
        }
        assert_eq!((square.total().await.fediverse, square.chosen().await), (3, [1, 2]));
        rig.clock.advance(14 * MINUTE);
        square.job_is_done().await;
        assert_eq!(square.updates().len(), before, "rarely");
        rig.clock.advance(2 * MINUTE);
        square.job_is_done().await;
        let update = square.updates().pop().expect("the counts went out");
        assert_eq!(square.updates().len(), before + 1, "once for all of them");
        let told = &update["object"];
        assert_eq!(
            (&told["oneOf"][0]["replies"]["totalItems"], &told["votersCount"]),
            (&json!(1), &json!(3))
        );
        assert!(told.get("updated").is_none() && told.get("closed").is_none(), "{told}");
        let text = update.to_string();
        assert!([&vera, &victor, &mallory].iter().all(|actor| !text.contains(&actor.id)), "{text}");
        assert!(rig.evil.received("Update").is_empty(), "who voted is not told: that would need to be known");
        let names = pledges::names(&rig.opened.app.store, square.campaign.id, i64::MAX, 10).await;
        let names: Vec<String> = names.expect("names").into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["vera"], "only who wants to be shown");
        for actor in [&vera, &victor, &mallory] {
            assert!(!square.says_who(actor).await, "no row says who voted");
        }
        rig.clock.advance(DAY);
        square.job_is_done().await;
        assert_eq!(square.updates().len(), before + 1, "nothing new, nothing told");
    }
}

#[tokio::test]
async fn the_poll_ends_with_the_campaign_and_its_last_count_is_told() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let vera = follower(rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        square.votes(&vera, 1, NAMED).await;
        campaigns::step(&rig.cx(), None, HANDLE, CampaignState::Won).await.expect("a step");
        square.job_is_done().await;
        let last = square.updates().pop().expect("the end went out");
        assert_eq!(last["object"]["oneOf"][0]["replies"]["totalItems"], 1);
        assert!(last["object"]["closed"].is_string() && last["object"].get("updated").is_none(), "{last}");
        assert!(square.told().await.closed_at.is_some());
        let told = square.updates().len();
        rig.clock.advance(DAY);
        square.job_is_done().await;
        assert_eq!(square.updates().len(), told, "once");
        assert_eq!(read(rig, &format!("/actors/{HANDLE}/featured")).await.1["orderedItems"], json!([]));
        rig.wait_for("the page offers no vote", async || {
            !page(rig, &format!("/@{HANDLE}")).await.1.contains("Sign from Mastodon")
        })
        .await;
    }
}

#[tokio::test]
async fn the_end_moves_with_the_last_day_and_comes_with_it() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        follower(rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let now = Time(rig.clock.now_ms());
        let tomorrow = Day::parse(now.plus(DAY).rfc3339().get(..10).expect("a day")).expect("a day");
        change(rig, HANDLE, |plan| plan.ends = Some(tomorrow)).await;
        square.job_is_done().await;
        let update = square.updates().pop().expect("the new end went out");
        let end = tomorrow.begins().plus(DAY);
        assert_eq!(update["object"]["endTime"], json!(end.rfc3339()));
        assert!(update["object"].get("updated").is_none(), "it is no edit");
        rig.clock.advance(end.0 - now.0);
        square.job_is_done().await;
        let last = square.updates().pop().expect("the end went out");
        assert_eq!(last["object"]["closed"], json!(end.rfc3339()));
        let late = rig.third.actor("sam");
        square.votes(&late, 1, NAMED).await;
        assert_eq!(square.total().await.all(), 0);
        // More days, and the campaign asks anew by itself.
        change(rig, HANDLE, |plan| plan.ends = None).await;
        square.job_is_done().await;
        let next = question_of(rig).await.expect("it asks again");
        assert_ne!(next.id, square.post.id);
        let ends = next.details.poll.and_then(|poll| poll.ends_at).expect("other servers want an end");
        assert!(Time(ends) > Time(rig.clock.now_ms()).plus(4 * 365 * DAY));
    }
}

#[tokio::test]
async fn votes_reach_a_milestone_once_and_followers_are_told() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let vera = follower(rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        change(rig, HANDLE, |plan| plan.milestones[0].supporters = Some(2)).await;
        square.job_is_done().await;
        let groups = || rig.vic.received("Update").iter().filter(|u| u["object"]["type"] == "Group").count();
        let before = groups();
        for (number, name) in [(1, "ann"), (2, "ben")] {
            square.votes(&rig.third.actor(name), number, HIDDEN).await;
        }
        square.votes(&vera, 3, NAMED).await;
        square.job_is_done().await;
        assert_eq!(groups(), before + 1);
        let log = audit::list(&rig.opened.app.store, 50).await.expect("a log");
        assert_eq!(log.iter().filter(|line| line.action == "campaign.milestone").count(), 1);
        let kept = campaigns::find(&rig.opened.app, HANDLE).await.expect("it is there");
        assert!(kept.plan.milestones[0].reached);
    }
}

#[tokio::test]
async fn many_votes_at_once_are_counted_exactly() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let actors: Vec<_> = (0..16).map(|number| rig.vic.actor(&format!("voter{number}"))).collect();
        let votes = actors.iter().enumerate().flat_map(|(number, actor)| {
            let option = if number % 4 == 0 { NAMED } else { HIDDEN };
            [(actor, square.vote(actor, 1, option)), (actor, square.vote(actor, 2, NAMED))]
        });
        let votes: Vec<_> = votes.collect();
        let answers = join_all(votes.iter().map(|(actor, vote)| rig.post(actor, vote))).await;
        // Two of one actor whom nobody knew wait for one answer of its server, however long that takes.
        assert!(answers.iter().all(|status| *status == StatusCode::ACCEPTED), "{answers:?}");
        rig.drain().await;
        let chosen = square.chosen().await;
        assert_eq!((square.total().await.fediverse, chosen.iter().sum::<u64>()), (16, 16), "{chosen:?}");
        assert!(rig.quarantined().await.is_empty());
    }
}

#[tokio::test]
async fn whoever_is_gone_has_signed_nothing_and_the_count_goes_down() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let rig = &square.rig;
        let (vera, victor) = (rig.vic.actor("vera"), rig.vic.actor("victor"));
        square.votes(&vera, 1, NAMED).await;
        square.votes(&victor, 1, HIDDEN).await;
        // Not by what somebody else says.
        rig.post(&victor, &victor.activity("Delete", 8, json!(vera.id))).await;
        rig.drain().await;
        assert_eq!(square.total().await.fediverse, 2);
        rig.tell(&vera, &vera.activity("Delete", 9, json!(vera.id))).await;
        assert_eq!((square.total().await.fediverse, square.chosen().await), (1, [0, 1]));
        let names = pledges::names(&rig.opened.app.store, square.campaign.id, i64::MAX, 10).await;
        assert!(names.expect("names").is_empty());
        // Who is suspended here has the same right.
        let kept = store::accounts::find_by_uri(&rig.opened.app.store, &victor.id).await.expect("reads");
        let kept = kept.expect("known");
        antiphon::service::suspensions::suspend(&rig.opened.app, None, kept.id).await.expect("suspended");
        rig.tell(&victor, &victor.activity("Delete", 10, json!(victor.id))).await;
        assert_eq!((square.total().await.all(), square.chosen().await), (0, [0, 0]));
        rig.clock.advance(15 * MINUTE);
        square.job_is_done().await;
        assert_eq!(square.told().await.voters, Some(0));
    }
}

#[tokio::test]
async fn a_campaign_that_gathers_without_a_poll_is_given_one_and_never_two() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let campaign = open(&rig, HANDLE).await;
        let first = question_of(&rig).await.expect("it asks");
        let store = &rig.opened.app.store;
        let cx = rig.cx();
        let same = pledge_polls::ask(&cx, None, HANDLE).await.expect("there is one");
        assert_eq!(same.post.id, first.id, "an open poll is kept");
        // It was withdrawn, as any post can be.
        let actor = antiphon::service::accounts::local(&cx, HANDLE).await.expect("an actor");
        antiphon::service::posts::delete(&cx, None, &actor, first.id).await.expect("deleted");
        assert!(question_of(&rig).await.is_none());
        let (one, other) =
            tokio::join!(pledge_polls::ask(&cx, None, HANDLE), pledge_polls::ask(&cx, None, HANDLE));
        let (one, other) = (one.expect("asked"), other.expect("asked"));
        assert_eq!(one.post.id, other.post.id);
        let questions = store::posts::open_of_account(store, actor.id, i64::MAX, 10).await.expect("reads");
        assert_eq!(questions.len(), 1);
        assert!(
            one.is_open
                && store::pledge_polls::of_campaign(store, campaign.id).await.expect("reads").is_some()
        );
        draft(&rig, "dry-river").await;
        assert!(pledge_polls::ask(&cx, None, "dry-river").await.is_err(), "a draft asks nothing");
        campaigns::step(&cx, None, HANDLE, CampaignState::Closed).await.expect("a step");
        assert!(pledge_polls::ask(&cx, None, HANDLE).await.is_err());
    }
}

#[tokio::test]
async fn a_poll_that_was_not_asked_with_the_step_is_asked_by_the_job() {
    for database in databases::both() {
        let square = Square::on(database).await;
        let (store, cx) = (&square.rig.opened.app.store, square.rig.cx());
        let actor = antiphon::service::accounts::local(&cx, HANDLE).await.expect("an actor");
        antiphon::service::posts::delete(&cx, None, &actor, square.post.id).await.expect("deleted");
        let mut tx = store.begin().await.expect("begins");
        store::pledge_polls::want(&mut tx, square.campaign.id, Time(square.rig.clock.now_ms()))
            .await
            .expect("wanted");
        tx.commit().await.expect("commits");
        square.job_is_done().await;
        assert!(question_of(&square.rig).await.is_some());
    }
}

#[tokio::test]
async fn the_rows_count_what_was_signed_before_and_what_is_erased() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (store, id) = (&rig.opened.app.store, open(&rig, HANDLE).await.id);
        let post = question_of(&rig).await.expect("it asks").id;
        let row = async || store::pledge_polls::of_post(store, post).await.expect("reads").expect("a poll");
        let sign = async |number: u8, way, shown| {
            let signed = Signed {
                id: RowId(i64::from(number)),
                campaign: id,
                signer: [number; 32],
                way,
                shown,
                public_name: None,
                now: Time(0),
            };
            let mut tx = store.begin().await.expect("begins");
            let is_new = pledges::sign(&mut tx, &signed).await.expect("signed");
            tx.commit().await.expect("commits");
            is_new
        };
        assert!(sign(1, Way::Member, Shown::Initials).await && sign(2, Way::Fediverse, Shown::Hidden).await);
        assert!(!sign(2, Way::Member, Shown::Name).await);
        assert_eq!(row().await.chosen, [1, 1]);
        assert_eq!(
            store::pledge_polls::chosen(store, id, &[2; 32]).await.expect("reads"),
            Some(Shown::Hidden)
        );
        assert_eq!(store::pledge_polls::chosen(store, id, &[3; 32]).await.expect("reads"), None);
        assert_eq!(pledges::signed_by(store, Way::Fediverse).await.expect("reads"), [id]);
        let mut tx = store.begin().await.expect("begins");
        assert_eq!(pledges::erase_by_signer(&mut tx, id, &[2; 32]).await.expect("erased").len(), 1);
        assert!(
            !store::pledge_polls::open(&mut tx, id, PostId(7), Time(1)).await.expect("asked"),
            "it is open"
        );
        store::pledge_polls::reach(&mut tx, id, Time(5)).await.expect("noted");
        assert!(store::pledge_polls::claim_reached(&mut tx, id).await.expect("claimed"));
        assert!(!store::pledge_polls::claim_reached(&mut tx, id).await.expect("claimed"));
        // Only a poll whose end was told makes room for another.
        store::pledge_polls::want(&mut tx, id, Time(9)).await.expect("wanted");
        assert!(store::pledge_polls::wanted(&mut tx, Time(9), 10).await.expect("reads").is_empty());
        store::pledge_polls::close(&mut tx, id, Time(8)).await.expect("closed");
        store::pledge_polls::want(&mut tx, id, Time(9)).await.expect("wanted");
        assert_eq!(store::pledge_polls::wanted(&mut tx, Time(9), 10).await.expect("reads"), [id]);
        assert!(store::pledge_polls::open(&mut tx, id, post, Time(10)).await.expect("asked"));
        tx.commit().await.expect("commits");
        assert_eq!(
            (row().await.chosen, row().await.opened_at),
            ([1, 0], Time(10)),
            "counted when it is asked"
        );
        assert!(pledges::signed_by(store, Way::Fediverse).await.expect("reads").is_empty());
    }
}
