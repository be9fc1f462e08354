//! Links that several people share these days, as apps are told of them.

use antiphon::domain::moderation::DomainRule;
use antiphon::domain::preview::SPREAD;
use antiphon::domain::time::DAY;
use antiphon::service::{accounts, domains};
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

        // Who shared it in public, and nobody else; a page of it at a time.
        let of = async |url: &str, more: &str, token: Option<&str>| {
            let url: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
            let mut request = rig.http.get(rig.url(&format!("/api/v1/timelines/link?url={url}{more}")));
            if let Some(token) = token {
                request = request.bearer_auth(token);
            }
            let answer = request.send().await.expect("an answer");
            let next = answer.headers().get("link").map(|v| v.to_str().unwrap_or_default().to_owned());
            let status = answer.status().as_u16();
            (status, next.unwrap_or_default(), answer.json::<Value>().await.unwrap_or_default())
        };
        let names = |page: &Value| {
            let name = |status: &Value| status["account"]["username"].as_str().unwrap_or_default().to_owned();
            page.as_array().expect("a list").iter().map(name).collect::<Vec<_>>()
        };
        let dee = person(&rig, "dee").await;
        links_to(&rig, &dee, &river, "private").await;
        links_to(&rig, &dee, &river, "unlisted").await;
        let (status, _, page) = of(&river, "", None).await;
        assert_eq!((status, names(&page)), (200, ["cem", "ben", "ann", "ann"].map(str::to_owned).to_vec()));
        assert!(page.as_array().expect("a list").iter().all(|status| status["card"]["url"] == json!(river)));
        let (_, next, first) = of(&river, "&limit=2", None).await;
        assert_eq!(names(&first), ["cem", "ben"]);
        assert!(next.contains("url=http") && next.contains("max_id="), "{next}");
        let last = first[1]["id"].as_str().expect("an id");
        assert_eq!(names(&of(&river, &format!("&max_id={last}"), None).await.2), ["ann", "ann"]);
        assert_eq!(names(&of(&river, &format!("&min_id={last}"), None).await.2), ["cem"]);
        for no_trend in [&secret, &rig.evil.url("/alone"), &String::new()] {
            assert_eq!(of(no_trend, "", None).await.0, 404, "{no_trend}");
        }

        // What is counted is kept for minutes; whom we do not speak with is not shown all the same.
        domains::set(&rig.opened.app, "third.test", DomainRule::Block, "").await.expect("blocked");
        let found = links(&rig, "").await;
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
        assert_eq!((of(&dam, "", None).await.0, of(&river, "", None).await.0), (404, 200));

        // Whom a reader has blocked is not there for them.
        let ben = accounts::local(&rig.cx(), "ben").await.expect("he is here").id;
        let block = rig.url(&format!("/api/v1/accounts/{ben}/block"));
        let blocked = rig.http.post(block).bearer_auth(&dee.token).send().await.expect("an answer");
        assert_eq!(blocked.status().as_u16(), 200);
        let seen = names(&of(&river, "", Some(&dee.token)).await.2);
        assert_eq!(seen, ["cem", "ann", "ann"]);
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
