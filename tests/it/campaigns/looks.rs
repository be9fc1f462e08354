//! The public pages around a campaign: what they say first, who may keep them, and how they look. The pictures are for
//! people: `target/screens/campaign-*.png`, made by a headless Chromium where there is one.

use std::path::PathBuf;
use std::process::Command;

use antiphon::domain::campaign::Plan;
use antiphon::domain::campaign_state::CampaignState;
use antiphon::service::campaign_voice::{self, Voice};
use antiphon::service::campaigns;
use http::StatusCode;

use crate::support::databases;
use crate::support::rig::Rig;

use super::ground::{HANDLE, change, draft, open, page, plan, read, words};

#[tokio::test]
async fn the_page_says_what_is_asked_of_whom_by_whom_and_what_to_do() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        open(&rig, HANDLE).await;
        let own = campaign_voice::publish(&cx, None, HANDLE, Voice::Campaign, words("In our own name"))
            .await
            .expect("published");
        let theirs = campaign_voice::publish(&cx, None, HANDLE, Voice::Coalition, words("Together"))
            .await
            .expect("published");
        campaign_voice::pin(&cx, None, HANDLE, own.id).await.expect("pinned");
        let (status, html) = page(&rig, "/@clean-river").await;
        assert_eq!(status, StatusCode::OK, "{html}");
        let mut rest = html.as_str();
        for mark in [
            "Campaign by",
            "Clean River</h1>",
            "Gathering support",
            "Clean water for thirty villages",
            "Open the sluices",
            "A. Minister",
            "@clean-river@",
            "In our own name",
            "<strong>dry</strong>",
            "A thousand of us",
            "Together",
            "https://give.test/river",
            "https://mirror.test/river",
        ] {
            let at = rest.find(mark).unwrap_or_else(|| panic!("{mark} in its place in {html}"));
            rest = &rest[at..];
        }
        assert!(html.len() < 30 * 1024 && !html.contains("<script"));
        // Each statement leads to the page of whoever said it.
        for (post, name) in [(&own, HANDLE), (&theirs, "coalition")] {
            let path = format!("/@{name}/{}", post.id);
            assert!(html.contains(&format!("href=\"{path}\"")), "{path}");
            let (status, statement) = page(&rig, &path).await;
            assert_eq!(status, StatusCode::OK);
            assert!(statement.contains("href=\"/@clean-river\""), "it leads to the campaign");
        }
        let (status, feed) = page(&rig, "/@clean-river/feed.atom").await;
        assert_eq!((status, feed.matches("<entry>").count()), (StatusCode::OK, 2));
        assert!(feed.contains(&format!("/@coalition/{}", theirs.id)));
        assert_eq!(page(&rig, "/campaigns/clean-river/feed.atom").await.1, feed);
        assert!(
            page(&rig, "/").await.1.contains("href=\"/@clean-river\""),
            "it stands on the coalition's page"
        );
        for other in ["/campaigns/coalition", "/campaigns/owner", "/campaigns/nobody"] {
            assert_eq!(page(&rig, other).await.0, StatusCode::NOT_FOUND, "{other}");
            assert_eq!(read(&rig, other).await.0, StatusCode::NOT_FOUND, "{other}");
        }
    }
}

#[tokio::test]
async fn a180_page_and_document_share_an_address_and_are_kept_apart() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    for path in ["/@clean-river", "/actors/clean-river", "/campaigns/clean-river"] {
        for (accept, kind) in [
            ("text/html", "text/html; charset=utf-8"),
            ("application/activity+json", "application/activity+json; charset=utf-8"),
        ] {
            let answer = rig.http.get(rig.url(path)).header("accept", accept).send().await.expect("answers");
            assert_eq!(answer.headers()["content-type"], kind, "{path}");
            assert_eq!(answer.headers()["vary"], "Accept, Signature", "{path}");
        }
        let first = rig.http.get(rig.url(path)).header("accept", "text/html").send().await.expect("answers");
        assert_eq!(first.headers()["cache-control"], "public, max-age=60");
        let tag = first.headers()["etag"].clone();
        let request = rig.http.get(rig.url(path)).header("accept", "text/html").header("if-none-match", tag);
        assert_eq!(request.send().await.expect("answers").status(), StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn a122_hostile_words_in_every_field_stay_words() {
    let rig = Rig::start().await;
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)> \"'>]]>\u{202e}&amp;";
    open(&rig, HANDLE).await;
    change(&rig, HANDLE, |plan: &mut Plan| {
        plan.name = hostile.to_owned();
        plan.goal = hostile.to_owned();
        plan.about = format!("{} [a](javascript:alert(1))", hostile.replace('\u{202e}', ""));
        plan.demands = vec![hostile.to_owned()];
        plan.addressed[0].name = hostile.to_owned();
        plan.addressed[0].office = Some(hostile.to_owned());
        plan.milestones[0].words = hostile.to_owned();
        plan.donations[0].name = hostile.to_owned();
    })
    .await;
    for path in ["/@clean-river", "/", "/@clean-river/feed.atom"] {
        let (status, text) = page(&rig, path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        for tag in text.split('<').skip(1) {
            let name = tag.trim_start_matches('/').split([' ', '>', '/']).next().unwrap_or_default();
            assert!(!["script", "img", "iframe"].contains(&name), "{path}: <{tag}");
            assert!(
                !tag.split('>').next().unwrap_or_default().contains("href=\"javascript"),
                "{path}: <{tag}"
            );
        }
        assert!(!text.contains('\u{202e}'), "{path}");
    }
    // What Mastodon shows of it: the summary and the lines of the profile.
    let document = read(&rig, "/actors/clean-river").await.1;
    let shown = [&document["summary"], &document["attachment"][1]["value"]];
    for html in shown.iter().map(|value| value.as_str().expect("a text")) {
        assert!(
            !html.contains("<script") && !html.contains("<img") && !html.contains("href=\"javascript"),
            "{html}"
        );
    }
}

/// A plan in Arabic.
fn arabic() -> Plan {
    Plan {
        name: "نهر نظيف".to_owned(),
        goal: "ماء نظيف لثلاثين قرية قبل نهاية الصيف".to_owned(),
        about: "يحبس السدّ فوق وادينا الماء الذي تشربه ثلاثون قرية.".to_owned(),
        language: "ar".to_owned(),
        demands: vec!["فتح البوابات".to_owned(), "نشر القياسات كلها".to_owned()],
        ..plan()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_it_looks() {
    let Some(chromium) = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
        .iter()
        .map(PathBuf::from)
        .find(|path| path.exists())
    else {
        println!("left out: no Chromium is installed");
        return;
    };
    let rig = Rig::start().await;
    let cx = rig.cx();
    open(&rig, HANDLE).await;
    campaigns::create(&cx, None, "nahr", arabic()).await.expect("a draft");
    campaigns::step(&cx, None, "nahr", CampaignState::Gathering).await.expect("it opens");
    draft(&rig, "hidden").await;
    for title in ["The ministry has answered", "A thousand of us"] {
        let said = campaign_voice::publish(&cx, None, HANDLE, Voice::Campaign, words(title)).await;
        campaign_voice::pin(&cx, None, HANDLE, said.expect("published").id).await.expect("pinned");
    }
    campaigns::step(&cx, None, HANDLE, CampaignState::Delivered).await.expect("a step");
    let screens = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../screens");
    std::fs::create_dir_all(&screens).expect("a folder");
    let profile = tempfile::tempdir().expect("a folder");
    for (path, name) in [("/@clean-river", "campaign"), ("/@nahr", "campaign-arabic"), ("/", "campaign-list")]
    {
        for (width, device) in [(390, "phone"), (1280, "desktop")] {
            for (scheme, light) in [(0, "dark"), (1, "light")] {
                let picture = screens.join(format!("{name}-{device}-{light}.png"));
                let _ = std::fs::remove_file(&picture);
                let mut command = Command::new(&chromium);
                command
                    .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=en"])
                    .arg("--host-resolver-rules=MAP sut.test 127.0.0.1")
                    .arg(format!("--user-data-dir={}", profile.path().display()))
                    .arg(format!("--window-size={width},2600"))
                    .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
                    .arg(format!("--screenshot={}", picture.display()))
                    .arg(rig.url(path));
                let output = tokio::task::spawn_blocking(move || command.output());
                let output = output.await.expect("it is waited for").expect("Chromium runs");
                let made = std::fs::read(&picture).unwrap_or_default();
                assert!(
                    made.starts_with(b"\x89PNG") && made.len() > 10_000,
                    "{}: {}",
                    picture.display(),
                    String::from_utf8_lossy(&output.stderr)
                );
            }
        }
    }
}
