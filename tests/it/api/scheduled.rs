//! Statuses that are written later: planned, moved, taken away, and written once, whoever else writes and whatever stops.

use antiphon::app::Clock;
use antiphon::service::scheduled;

use super::*;
use crate::support::rig::TestClock;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A house whose clock the test moves; its jobs do not run by themselves.
async fn house(database: &Fresh, clock: &Arc<TestClock>, directory: tempfile::TempDir) -> House {
    let mut config = Config::default();
    config.server.data_dir = directory.path().to_owned();
    config.server.key_file = directory.path().join("antiphon.key");
    config.database.url = Secret::new(database.url.clone());
    let opened = server::open(config.clone(), clock.clone()).await.expect("it opens");
    let doors = Doors { federation: opened.federation.clone(), limits: Limits::new(false) };
    House { opened, router: server::router(doors), config, directory }
}

fn directory() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary directory")
}

fn in_minutes(clock: &TestClock, minutes: i64) -> String {
    clock.now().plus(minutes * MINUTE).rfc3339()
}

async fn publish(house: &House) -> usize {
    scheduled::publish_due(&house.opened.federation.to_request_data()).await.expect("it can")
}

async fn written(house: &House, token: &str) -> usize {
    let me = house.id_of(token).await;
    let list = house.get(&format!("/api/v1/accounts/{me}/statuses?limit=40"), Some(token)).await.body;
    list.as_array().expect("a list").len()
}

#[tokio::test]
async fn a_planned_status_is_written_when_it_is_due_and_after_a_restart() {
    for database in databases::both() {
        let clock = TestClock::start();
        let before = house(&database, &clock, directory()).await;
        let (ann, eve) = (before.member("ann", ALL).await, before.member("eve", ALL).await);
        let parent = before.says(&eve, &json!({"status": "A question"})).await;
        let due = in_minutes(&clock, 10);
        let planned = before
            .post(
                "/api/v1/statuses",
                &ann,
                &json!({"status": "Later *today*", "scheduled_at": due, "visibility": "unlisted", "spoiler_text": "x",
                    "in_reply_to_id": parent, "language": "ka", "media_ids": []}),
            )
            .await;
        assert_eq!(planned.status, 200, "{}", planned.body);
        let id = text(&planned.body["id"]);
        assert_eq!(
            (&planned.body["params"]["text"], &planned.body["params"]["visibility"]),
            (&json!("Later *today*"), &json!("unlisted"))
        );
        assert!(text(&planned.body["scheduled_at"]).contains('.'), "clients parse milliseconds");
        assert_eq!(planned.body["media_attachments"], json!([]));
        assert_eq!(ids(&before.get("/api/v1/scheduled_statuses", Some(&ann)).await.body), [id.as_str()]);
        let path = format!("/api/v1/scheduled_statuses/{id}");
        assert_eq!(before.get(&path, Some(&ann)).await.body, planned.body);
        // Nobody else knows of it.
        assert_eq!(before.get("/api/v1/scheduled_statuses", Some(&eve)).await.body, json!([]));
        assert_eq!(before.get(&path, Some(&eve)).await.status, 404);
        let later = json!({"scheduled_at": in_minutes(&clock, 30)});
        assert_eq!(before.call(Method::PUT, &path, Some(&eve), &later).await.status, 404);
        assert_eq!(before.call(Method::DELETE, &path, Some(&eve), &json!({})).await.status, 404);

        assert_eq!(before.call(Method::PUT, &path, Some(&ann), &later).await.status, 200);
        clock.advance(20 * MINUTE);
        assert_eq!((publish(&before).await, written(&before, &ann).await), (0, 0), "it was moved");
        before.opened.app.store.close().await;
        let House { directory, .. } = before;
        let after = house(&database, &clock, directory).await;
        clock.advance(11 * MINUTE);
        assert_eq!((publish(&after).await, publish(&after).await, written(&after, &ann).await), (1, 0, 1));
        assert_eq!(after.get("/api/v1/scheduled_statuses", Some(&ann)).await.body, json!([]));
        assert_eq!(after.get(&path, Some(&ann)).await.status, 404);
        let home = after.get("/api/v1/timelines/home", Some(&ann)).await.body;
        let status = &home[0];
        assert_eq!(
            (&status["visibility"], &status["spoiler_text"], &status["language"], &status["in_reply_to_id"]),
            (&json!("unlisted"), &json!("x"), &json!("ka"), &json!(parent)),
            "{status}"
        );
        after.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn two_nodes_that_find_the_same_plan_write_it_once() {
    for database in databases::both() {
        let clock = TestClock::start();
        let one = house(&database, &clock, directory()).await;
        let ann = one.member("ann", ALL).await;
        // The other node has the same key, as two nodes of one coalition have.
        let second = directory();
        std::fs::copy(&one.config.server.key_file, second.path().join("antiphon.key"))
            .expect("the key is there");
        let other = house(&database, &clock, second).await;
        for n in 0..8 {
            let plan = json!({"status": format!("{n}"), "scheduled_at": in_minutes(&clock, 6)});
            assert_eq!(one.post("/api/v1/statuses", &ann, &plan).await.status, 200);
        }
        clock.advance(7 * MINUTE);
        let (by_one, by_other) = tokio::join!(publish(&one), publish(&other));
        assert_eq!((by_one + by_other, written(&one, &ann).await), (8, 8));
        assert_eq!(one.get("/api/v1/scheduled_statuses", Some(&ann)).await.body, json!([]));
        one.opened.app.store.close().await;
        other.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn stopped_anywhere_a_plan_is_either_a_plan_or_a_status() {
    let database = databases::sqlite();
    let clock = TestClock::start();
    let house = house(&database, &clock, directory()).await;
    let ann = house.member("ann", ALL).await;
    for n in 0..5 {
        let plan = json!({"status": format!("{n}"), "scheduled_at": in_minutes(&clock, 6)});
        assert_eq!(house.post("/api/v1/statuses", &ann, &plan).await.status, 200);
    }
    clock.advance(7 * MINUTE);
    let cx = house.opened.federation.to_request_data();
    // Dropped after ever more steps, wherever that is: in the middle of a transaction as well.
    for steps in 0..60 {
        let mut publishing = Box::pin(scheduled::publish_due(&cx));
        for _ in 0..steps {
            if futures_util::poll!(publishing.as_mut()).is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(publishing);
        // There is one writer: once it can be had again, what was begun has been committed or taken back.
        drop(house.opened.app.store.begin().await.expect("begins"));
        let plans = house.get("/api/v1/scheduled_statuses", Some(&ann)).await.body;
        let plans = plans.as_array().expect("a list").len();
        assert_eq!(plans + written(&house, &ann).await, 5, "after {steps} steps");
    }
    publish(&house).await;
    assert_eq!(written(&house, &ann).await, 5);
}

#[tokio::test]
async fn what_cannot_be_planned_is_refused_and_what_cannot_be_published_stays_to_be_seen() {
    let database = databases::sqlite();
    let clock = TestClock::start();
    let house = house(&database, &clock, directory()).await;
    let (ann, eve) = (house.member("ann", ALL).await, house.member("eve", ALL).await);
    let private = house.says(&eve, &json!({"status": "SECRET", "visibility": "private"})).await;
    let fine = in_minutes(&clock, 60);
    for (plan, status) in [
        (json!({"status": "x", "scheduled_at": in_minutes(&clock, 4)}), 422),
        (json!({"status": "x", "scheduled_at": "2001-01-01T00:00:00Z"}), 422),
        (json!({"status": "x", "scheduled_at": "tomorrow"}), 422),
        (json!({"status": " ", "scheduled_at": fine}), 422),
        (json!({"status": "x", "visibility": "all", "scheduled_at": fine}), 422),
        (json!({"status": "x", "in_reply_to_id": private, "scheduled_at": fine}), 404),
    ] {
        let answer = house.post("/api/v1/statuses", &ann, &plan).await;
        assert_eq!(answer.status.as_u16(), status, "{plan}: {}", answer.body);
    }
    assert_eq!(house.get("/api/v1/scheduled_statuses", Some(&ann)).await.body, json!([]));

    // One key is one plan.
    let keyed = async || {
        let request = house
            .request(Method::POST, "/api/v1/statuses", Some(&ann))
            .header("content-type", "application/json")
            .header("idempotency-key", "k");
        let body = json!({"status": "Once", "scheduled_at": fine}).to_string();
        house.send(request.body(Body::from(body)).expect("a request")).await
    };
    let first = keyed().await;
    assert_eq!((first.status, keyed().await.body), (StatusCode::OK, first.body.clone()));
    let path = format!("/api/v1/scheduled_statuses/{}", text(&first.body["id"]));
    assert_eq!(house.call(Method::DELETE, &path, Some(&ann), &json!({})).await.status, 200);
    assert_eq!(house.get(&path, Some(&ann)).await.status, 404);
    assert_eq!(keyed().await.status, StatusCode::GONE, "what was taken away does not come back");

    // Its parent is deleted meanwhile: it is not published as something else, and it is not lost.
    let parent = house.says(&eve, &json!({"status": "A question"})).await;
    let plan = json!({"status": "An answer", "in_reply_to_id": parent, "scheduled_at": fine});
    let id = text(&house.post("/api/v1/statuses", &ann, &plan).await.body["id"]);
    house.call(Method::DELETE, &format!("/api/v1/statuses/{parent}"), Some(&eve), &json!({})).await;
    clock.advance(61 * MINUTE);
    assert_eq!((publish(&house).await, publish(&house).await, written(&house, &ann).await), (0, 0, 0));
    assert_eq!(ids(&house.get("/api/v1/scheduled_statuses", Some(&ann)).await.body), [id.as_str()]);
    house.call(Method::DELETE, &format!("/api/v1/scheduled_statuses/{id}"), Some(&ann), &json!({})).await;

    // Whoever is suspended publishes nothing any more.
    let plan = json!({"status": "Too late", "scheduled_at": in_minutes(&clock, 10)});
    assert_eq!(house.post("/api/v1/statuses", &eve, &plan).await.status, 200);
    let eves = house.id_of(&eve).await;
    members::suspend(&house.opened.app, "eve").await.expect("eve is there");
    clock.advance(11 * MINUTE);
    assert_eq!(publish(&house).await, 0);
    assert_eq!(house.get(&format!("/api/v1/accounts/{eves}/statuses"), Some(&ann)).await.body, json!([]));
}

#[tokio::test]
async fn a_day_takes_twenty_five_plans_and_everything_three_hundred() {
    let database = databases::sqlite();
    let clock = TestClock::start();
    let house = house(&database, &clock, directory()).await;
    let ann = house.member("ann", ALL).await;
    let tomorrow = (clock.now().0 / DAY + 1) * DAY;
    let plan = async |at: i64| {
        let at = antiphon::domain::time::Time(at).rfc3339();
        house
            .post("/api/v1/statuses", &ann, &json!({"status": "x", "scheduled_at": at}))
            .await
            .status
            .as_u16()
    };
    for day in 1..=12 {
        for n in 0..25 {
            assert_eq!(plan(tomorrow + day * DAY + n).await, 200, "{n} of day {day}");
        }
        if day == 1 {
            assert_eq!(plan(tomorrow + 2 * DAY - 1).await, 422, "the day is full");
        }
    }
    assert_eq!(plan(tomorrow + 13 * DAY).await, 422, "three hundred wait");
    let page = house.get("/api/v1/scheduled_statuses?limit=1000", Some(&ann)).await;
    assert_eq!(ids(&page.body).len(), 40);
    assert!(page.headers["link"].to_str().expect("a text").contains("rel=\"next\""));
}
