//! What other sites may show of a campaign: card, counter, badge, frame, feeds.

use antiphon::domain::campaign::Milestone;
use http::StatusCode;
use reqwest::Response;

use super::ground::{HANDLE, change, open, page, words};
use crate::support::rig::Rig;

async fn get(rig: &Rig, path: &str) -> Response {
    rig.http.get(rig.url(path)).send().await.expect("an answer")
}

/// Keeps a picture for people: `target/screens/card-*.png`.
fn keep(name: &str, bytes: &[u8]) {
    let screens = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../screens");
    std::fs::create_dir_all(&screens).expect("a folder");
    std::fs::write(screens.join(format!("{name}.png")), bytes).expect("a picture");
}

fn header(answer: &Response, name: &str) -> String {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_link_to_us_has_a_picture_that_we_drew() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let post = antiphon::service::campaign_voice::publish(
        &rig.cx(),
        None,
        HANDLE,
        antiphon::service::campaign_voice::Voice::Campaign,
        words("The river is ours"),
    )
    .await
    .expect("it is published");
    let mut seen = Vec::new();
    for path in [format!("/@{HANDLE}"), "/@coalition".to_owned(), format!("/@{HANDLE}/{}", post.id)] {
        let (status, text) = page(&rig, &path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let address = rig.url(&format!("{path}/card.png"));
        assert!(text.contains(&format!("property=\"og:image\" content=\"{address}\"")), "{path}");
        let answer = get(&rig, &format!("{path}/card.png")).await;
        assert_eq!(header(&answer, "content-type"), "image/png", "{path}");
        assert_eq!(header(&answer, "cross-origin-resource-policy"), "cross-origin");
        assert!(!header(&answer, "etag").is_empty());
        let bytes = answer.bytes().await.expect("a body");
        let picture = image::load_from_memory(&bytes).expect("a picture");
        assert_eq!((picture.width(), picture.height()), (1200, 630));
        assert!(!seen.contains(&bytes), "each has its own");
        keep(&format!("card-{}", seen.len()), &bytes);
        seen.push(bytes);
    }
    open(&rig, "nahr").await;
    change(&rig, "nahr", |plan| {
        plan.name = "نهر نظيف للقرى الثلاثين كلها على ضفافه".to_owned();
        plan.goal = "نطالب بماء نظيف".to_owned();
        plan.language = "ar".to_owned();
    })
    .await;
    let answer = get(&rig, "/@nahr/card.png").await;
    keep("card-arabic", &answer.bytes().await.expect("a body"));
    for path in ["/actor/card.png", "/@nobody/card.png", "/@coalition/1/card.png", "/@nobody/counter.svg"] {
        assert_eq!(get(&rig, path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let other = format!("/@coalition/{}/card.png", post.id);
    assert_eq!(get(&rig, &other).await.status(), StatusCode::NOT_FOUND, "it is not the coalition's");
}

#[tokio::test]
async fn a_draft_has_no_picture_and_no_counter() {
    let rig = Rig::start().await;
    super::ground::draft(&rig, HANDLE).await;
    for file in ["card.png", "counter.svg", "badge.svg", "embed", "share", "feed.json"] {
        assert_eq!(get(&rig, &format!("/@{HANDLE}/{file}")).await.status(), StatusCode::NOT_FOUND, "{file}");
    }
}

#[tokio::test]
async fn counter_and_badge_are_whole_pictures_whatever_the_name() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let hostile = "</text><script>alert(1)</script>\"'&\u{202e}\u{1}x";
    change(&rig, HANDLE, |plan| {
        plan.name = hostile.to_owned();
        plan.milestones =
            vec![Milestone { words: "Ten".to_owned(), supporters: Some(10), ..Milestone::default() }];
    })
    .await;
    for file in ["counter.svg", "badge.svg"] {
        let answer = get(&rig, &format!("/@{HANDLE}/{file}")).await;
        assert_eq!(header(&answer, "content-type"), "image/svg+xml");
        assert_eq!(header(&answer, "cross-origin-resource-policy"), "cross-origin");
        let text = answer.text().await.expect("a text");
        assert!(!text.contains("<script") && !text.contains('\u{202e}'), "{text}");
        antiphon::media::drawing::png(&text).expect("it is a picture");
    }
    let (_, share) = page(&rig, &format!("/@{HANDLE}/share")).await;
    assert!(!share.contains("<script") && share.contains("badge.svg"));
}

#[tokio::test]
async fn only_the_small_page_stands_in_a_frame_and_it_has_no_form() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let answer = get(&rig, &format!("/@{HANDLE}/embed")).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "x-frame-options"), "");
    let policy = header(&answer, "content-security-policy");
    assert!(policy.contains("frame-ancestors *") && policy.contains("form-action 'none'"), "{policy}");
    assert!(policy.contains("default-src 'none'") && header(&answer, "set-cookie").is_empty());
    let text = answer.text().await.expect("a text");
    assert!(!text.contains("<form") && !text.contains("<script"));
    assert!(text.contains(&rig.url(&format!("/@{HANDLE}"))));
    for path in [format!("/@{HANDLE}"), format!("/@{HANDLE}/share")] {
        let answer = get(&rig, &path).await;
        assert_eq!(header(&answer, "x-frame-options"), "DENY", "{path}");
        assert!(header(&answer, "content-security-policy").contains("frame-ancestors 'none'"));
    }
}

#[tokio::test]
async fn a_campaign_can_be_read_as_a_json_feed() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let voice = antiphon::service::campaign_voice::Voice::Campaign;
    antiphon::service::campaign_voice::publish(&rig.cx(), None, HANDLE, voice, words("The river is ours"))
        .await
        .expect("it is published");
    for path in [format!("/@{HANDLE}/feed.json"), format!("/campaigns/{HANDLE}/feed.json")] {
        let answer = get(&rig, &path).await;
        assert_eq!(header(&answer, "content-type"), "application/feed+json; charset=utf-8", "{path}");
        let feed: serde_json::Value =
            serde_json::from_str(&answer.text().await.expect("a text")).expect("JSON");
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(feed["items"][0]["title"], "The river is ours");
        assert_eq!(feed["feed_url"], rig.url(&format!("/@{HANDLE}/feed.json")));
    }
    assert_eq!(get(&rig, "/campaigns/coalition/feed.json").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_of_a_campaign_leads_to_its_events_their_calendar_and_what_others_may_show() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let (status, text) = page(&rig, &format!("/@{HANDLE}")).await;
    assert_eq!(status, StatusCode::OK);
    for room in ["events", "events.ics", "share"] {
        let path = format!("/@{HANDLE}/{room}");
        assert!(text.contains(&format!("<a href=\"{path}\"")), "{path} is linked");
        assert_eq!(get(&rig, &path).await.status(), StatusCode::OK, "{path}");
    }
}
