//! The pictures beside links to events, the directory and the exchange, and the coming events on other pages.

use std::path::PathBuf;

use antiphon::domain::event::EventPlan;
use antiphon::domain::zone::Zone;
use antiphon::service::{accounts, directory, events};
use http::StatusCode;

use crate::campaigns::ground::{HANDLE, open, page};
use crate::events::plan;
use crate::support::databases;
use crate::support::rig::Rig;

/// Keeps a picture for people: `target/screens/card-NAME.png`.
fn keep(name: &str, bytes: &[u8]) {
    let screens = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../screens");
    std::fs::create_dir_all(&screens).expect("a folder");
    std::fs::write(screens.join(format!("card-{name}.png")), bytes).expect("a picture");
}

async fn card(rig: &Rig, path: &str, name: &str) -> Vec<u8> {
    let answer = rig.http.get(rig.url(&format!("{path}/card.png"))).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    assert_eq!(answer.headers()["content-type"], "image/png", "{path}");
    assert_eq!(answer.headers()["cross-origin-resource-policy"], "cross-origin");
    assert!(answer.headers().contains_key("etag"));
    let bytes = answer.bytes().await.expect("a body").to_vec();
    let picture = image::load_from_memory(&bytes).expect("a picture");
    assert_eq!((picture.width(), picture.height()), (1200, 630), "{path}");
    keep(name, &bytes);
    bytes
}

fn arabic(rig: &Rig) -> EventPlan {
    EventPlan {
        name: "مسيرة من أجل النهر والقرى الثلاثين على ضفافه كلها".to_owned(),
        language: "ar".to_owned(),
        zone: Zone::parse("Asia/Beirut").expect("a zone"),
        place: "ساحة الشهداء".to_owned(),
        address: String::new(),
        ..plan(rig)
    }
}

#[tokio::test]
async fn a_link_to_an_event_or_a_list_has_a_picture_that_we_drew() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let campaign = open(&rig, HANDLE).await;
        let march = events::call(&cx, None, Some(HANDLE), plan(&rig)).await.expect("called").event.id;
        let other = events::call(&cx, None, None, arabic(&rig)).await.expect("called").event.id;
        let off = events::call(&cx, None, Some(HANDLE), plan(&rig)).await.expect("called").event.id;
        events::cancel(&cx, None, off).await.expect("called off");
        let mut seen = vec![
            card(&rig, &format!("/events/{march}"), "event").await,
            card(&rig, &format!("/events/{other}"), "event-arabic").await,
            card(&rig, &format!("/events/{off}"), "event-off").await,
            card(&rig, "/directory", "directory-empty").await,
            card(&rig, "/exchange", "exchange").await,
        ];
        let actor = accounts::find(&cx, campaign.account.expect("an actor")).await.expect("a campaign");
        directory::ask(&cx, None, &actor).await.expect("listed");
        directory::ask(&cx, None, &rig.coalition().await).await.expect("listed");
        assert_eq!(directory::count_kinds(&cx).await.expect("counts"), (1, 1));
        let before = seen[3].clone();
        rig.wait_for("the numbers have changed", async || {
            card(&rig, "/directory", "directory").await != before
        })
        .await;
        seen.push(card(&rig, "/directory", "directory").await);
        for (at, one) in seen.iter().enumerate() {
            assert!(!seen[..at].contains(one), "each has its own: {at}");
        }
        for (path, title) in [
            (format!("/events/{march}"), "March for the river"),
            (format!("/events/{off}"), "Called off: March for the river"),
            ("/directory".to_owned(), "Coalitions and campaigns"),
            ("/exchange".to_owned(), "Calls and ideas"),
        ] {
            let (status, html) = page(&rig, &path).await;
            assert_eq!(status, StatusCode::OK);
            for (property, content) in [
                ("og:image", rig.url(&format!("{path}/card.png")).as_str()),
                ("og:image:width", "1200"),
                ("og:image:height", "630"),
                ("og:image:alt", title),
                ("og:title", title),
            ] {
                let line = format!("property=\"{property}\" content=\"{content}\"");
                assert!(html.contains(&line), "{line} is not in {html}");
            }
        }
        for nothing in ["/events/1/card.png", "/events/x/card.png"] {
            assert_eq!(page(&rig, nothing).await.0, StatusCode::NOT_FOUND, "{nothing}");
        }
    }
}

#[tokio::test]
async fn the_next_five_events_stand_on_the_page_of_the_house_and_of_the_campaign() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        open(&rig, HANDLE).await;
        open(&rig, "clean-air").await;
        let mut paths = Vec::new();
        for number in 0..6 {
            let plan = EventPlan {
                name: format!("Vigil {number}"),
                starts: plan(&rig).starts.plus(-1_000 * number),
                ..plan(&rig)
            };
            let event = events::call(&cx, None, Some(HANDLE), plan).await.expect("called").event;
            paths.push(format!("href=\"/events/{}\"", event.id));
        }
        let march =
            events::call(&cx, None, None, EventPlan { starts: plan(&rig).starts.plus(-9_000), ..plan(&rig) });
        let march = format!("href=\"/events/{}\"", march.await.expect("called").event.id);
        // The campaign's own six without the last one; of the whole house the five that come first.
        for (path, shown, hidden, all) in [
            ("/@clean-river", &paths[1..], vec![&paths[0], &march], "/@clean-river/events"),
            (
                "/",
                &[&paths[2..], std::slice::from_ref(&march)].concat()[..],
                vec![&paths[0], &paths[1]],
                "/@coalition/events",
            ),
        ] {
            let (_, html) = page(&rig, path).await;
            for event in shown {
                assert!(html.contains(event), "{path}: {event}");
            }
            for event in hidden {
                assert!(!html.contains(event.as_str()), "{path}: {event}");
            }
            assert!(html.contains("<h2 id=\"events\">Coming events</h2>"), "{path}");
            assert!(html.contains(&format!("<a href=\"{all}\">All events</a>")), "{path}");
            assert!(html.contains("Main Square") && html.contains("Europe/Budapest"), "{path}");
            assert!(html.len() < 30 * 1024 && !html.contains("<script"), "{path}: {}", html.len());
        }
        let (_, html) = page(&rig, "/@clean-air").await;
        assert!(!html.contains("Coming events"), "who calls to nothing has no such part");
        let (_, html) = page(&rig, "/@owner").await;
        assert!(!html.contains("Coming events"), "it is not a person who calls");
    }
}
