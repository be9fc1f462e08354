//! Links that several people share these days, as apps are told of them.

use antiphon::domain::moderation::DomainRule;
use antiphon::domain::preview::SPREAD;
use antiphon::domain::time::DAY;
use antiphon::service::domains;
use antiphon::store::previews;
use serde_json::{Value, json};

use super::streaming::{Person, person, says};
use crate::support::databases;
use crate::support::rig::Rig;

async fn links(rig: &Rig, query: &str) -> Value {
    let address = rig.url(&format!("/api/v1/trends/links{query}"));
    rig.http.get(address).send().await.expect("an answer").json().await.expect("JSON")
}

async fn links_to(rig: &Rig, who: &Person, url: &str, visibility: &str) -> i64 {
    let words = json!({"status": format!("Read {url}"), "visibility": visibility});
    says(rig, who, words).await.parse().expect("an id")
}

#[tokio::test]
async fn a_link_trends_when_several_people_share_it_in_public() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        rig.vic.serve_as("/river", "text/html", "<title>The river</title>");
        rig.vic.serve_as("/secret", "text/html", "<title>SECRET</title>");
        rig.third.serve_as("/dam", "text/html", "<title>The dam</title>");
        let (river, secret, dam) = (rig.vic.url("/river"), rig.vic.url("/secret"), rig.third.url("/dam"));
        let mut posts = Vec::new();
        for name in ["ann", "ben", "cem"] {
            let who = person(&rig, name).await;
            posts.push(links_to(&rig, &who, &river, "public").await);
            posts.push(links_to(&rig, &who, &dam, "public").await);
            // Shared by as many, and by nobody in public.
            links_to(&rig, &who, &secret, "private").await;
            if name == "ann" {
                for _ in 0..3 {
                    posts.push(links_to(&rig, &who, &rig.evil.url("/alone"), "public").await);
                }
                posts.push(links_to(&rig, &who, &river, "public").await);
            }
        }
        rig.evil.serve_as("/alone", "text/html", "<title>Alone</title>");
        rig.clock.advance(SPREAD);
        let store = &rig.opened.app.store;
        rig.wait_for("the pages are asked", async || {
            let found = previews::of_posts(store, &posts).await.expect("reads");
            found.len() == posts.len() && found.values().all(|preview| !preview.is_awaited)
        })
        .await;

        let found = links(&rig, "").await;
        let titles: Vec<&str> =
            found.as_array().expect("a list").iter().filter_map(|link| link["title"].as_str()).collect();
        assert_eq!(titles, ["The river", "The dam"], "{found}");
        let first = &found[0];
        assert_eq!((&first["url"], &first["type"]), (&json!(river), &json!("link")));
        let history = first["history"].as_array().expect("days");
        assert_eq!(history.len(), 7);
        let sum = |what: &str| {
            let number = |day: &Value| day[what].as_str().expect("a text").parse::<i64>().expect("a number");
            history.iter().map(number).sum::<i64>()
        };
        assert_eq!(sum("uses"), 4);
        assert!(sum("accounts") >= 3, "{first}");
        assert_eq!(links(&rig, "?limit=1&offset=1").await[0]["title"], "The dam");

        // What is counted is kept for minutes; whom we do not speak with is not shown all the same.
        domains::set(&rig.opened.app, "third.test", DomainRule::Block, "").await.expect("blocked");
        let found = links(&rig, "").await;
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    }
}

#[tokio::test]
async fn what_was_shared_last_week_trends_no_more() {
    let rig = Rig::start().await;
    rig.vic.serve_as("/river", "text/html", "<title>The river</title>");
    for name in ["ann", "ben", "cem"] {
        let who = person(&rig, name).await;
        links_to(&rig, &who, &rig.vic.url("/river"), "public").await;
    }
    rig.clock.advance(SPREAD);
    let asked = async || rig.vic.reads_of("/river") == 1;
    rig.wait_for("the page is asked", asked).await;
    rig.clock.advance(4 * DAY);
    assert_eq!(links(&rig, "").await, json!([]));
}
