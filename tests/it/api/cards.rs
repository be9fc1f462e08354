//! Cards of links: what readers see, who is asked and how often, and what a hostile page can do: nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use antiphon::domain::ids::PostId;
use antiphon::domain::moderation::DomainRule;
use antiphon::domain::preview::{HOST_PAUSE, LASTS, SPREAD};
use antiphon::domain::translation::Review;
use antiphon::domain::visibility::Visibility;
use antiphon::service::posts::{self, NewPost, Source};
use antiphon::service::{accounts, domains, members};
use antiphon::store::upkeep::{self, Horizon};
use antiphon::store::{self, previews};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::{ALL, text};
use crate::support::databases::{self, Fresh};
use crate::support::rig::{Rig, Shape};

const PAGE: &str = "<!DOCTYPE html><html lang=en><head><title>River</title>\
    <meta property=\"og:title\" content=\"The river &amp; us\"><meta property=\"og:description\" content=\"It is ours.\">\
    <meta property=\"og:site_name\" content=\"The News\"><meta property=\"og:image\" content=\"/river.png\">\
    <meta property=\"og:image:width\" content=\"640\"><meta property=\"og:image:height\" content=\"480\">\
    <meta property=\"og:image:alt\" content=\"A river\"><meta name=author content=\"Ann Author\">\
    <meta name=\"fediverse:creator\" content=\"@ann@sut.test\">\
    <meta property=\"article:published_time\" content=\"2026-11-23T19:34:00Z\"></head><body>x</body></html>";

struct Scene {
    rig: Rig,
    ann: String,
}

impl Scene {
    async fn new(database: Fresh, more: &str) -> Self {
        Self::shaped(database, Shape { more: more.to_owned(), ..Shape::default() }).await
    }

    async fn shaped(database: Fresh, shape: Shape) -> Self {
        let rig = Rig::shaped(database, shape).await;
        members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
        let ann = members::new_token(&rig.opened.app, "ann", "test", ALL).await.expect("she is there");
        Self { rig, ann }
    }

    /// Writes a status and gives its id.
    async fn says(&self, words: &str, visibility: &str) -> String {
        let body = json!({"status": words, "visibility": visibility}).to_string();
        let request = self.rig.http.post(self.rig.url("/api/v1/statuses")).bearer_auth(&self.ann);
        let request = request.header("content-type", "application/json").body(body);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 200);
        text(&answer.json::<Value>().await.expect("JSON")["id"])
    }

    async fn shows(&self, id: &str) -> Value {
        let request =
            self.rig.http.get(self.rig.url(&format!("/api/v1/statuses/{id}"))).bearer_auth(&self.ann);
        request.send().await.expect("an answer").json().await.expect("JSON")
    }

    async fn card(&self, id: &str) -> Value {
        self.shows(id).await["card"].clone()
    }

    /// Waits until what these posts link to was asked, whatever came of it; each has to be going to be.
    async fn decided(&self, posts: &[String]) {
        // Pages of one host are asked one after the other: the last of them later than any would be alone.
        let pages = i64::try_from(posts.len()).expect("a few");
        self.rig.clock.advance(SPREAD + pages * HOST_PAUSE);
        self.settled(posts).await;
    }

    /// Waits until nothing is being asked for these posts.
    async fn settled(&self, posts: &[String]) {
        let ids: Vec<i64> = posts.iter().map(|id| id.parse().expect("a number")).collect();
        let store = &self.rig.opened.app.store;
        self.rig
            .wait_for("the pages are asked", async || {
                let found = previews::of_posts(store, &ids).await.expect("reads");
                found.len() == ids.len() && found.values().all(|preview| !preview.is_awaited)
            })
            .await;
    }

    /// Whether the post is going to show a card of anything.
    async fn has_row(&self, id: &str) -> bool {
        let id = PostId(id.parse().expect("a number"));
        previews::url_of(&self.rig.opened.app.store, id).await.expect("reads").is_some()
    }

    async fn edits(&self, id: &str, words: &str) {
        let cx = self.rig.cx();
        let ann = accounts::local(&cx, "ann").await.expect("she is here");
        let source = Source {
            language: "en".to_owned(),
            title: None,
            markdown: words.to_owned(),
            review: Review::Unsaid,
        };
        let new = NewPost {
            sources: vec![source],
            visibility: Visibility::Public,
            in_reply_to: None,
            warning: None,
            attachments: Vec::new(),
            poll: antiphon::domain::poll::Wish::Without,
        };
        posts::edit(&cx, None, &ann, id.parse().expect("an id"), new).await.expect("it is edited");
    }
}

#[tokio::test]
async fn a_link_gets_one_card_for_all_posts() {
    for database in databases::both() {
        let scene = Scene::new(database, "").await;
        let rig = &scene.rig;
        rig.vic.serve_as("/page", "text/html; charset=utf-8", PAGE);
        let url = rig.vic.url("/page");
        let first = scene.says(&format!("See {url} now"), "public").await;
        assert_eq!(scene.card(&first).await, Value::Null);
        assert_eq!(rig.vic.reads_of("/page"), 0, "not at once: a boosted link is no stampede");

        // Somebody else links to it as well, before it was asked.
        let vera = rig.vic.actor("vera");
        let ann = accounts::local(&rig.cx(), "ann").await.expect("she is here");
        rig.follows(&ann, &vera).await;
        rig.tell(&vera, &vera.create(1, &format!("<p><a href=\"{url}#part\">{url}</a></p>"))).await;
        let theirs = rig.find_post(&format!("{}/notes/1", vera.id)).await.expect("it is kept").id.to_string();
        scene.decided(&[first.clone(), theirs.clone()]).await;
        assert_eq!(rig.vic.reads_of("/page"), 1);
        let request = rig.vic.seen().into_iter().find(|seen| seen.path == "/page").expect("it was read");
        assert!(!request.headers.contains_key("cookie") && !request.headers.contains_key("referer"));
        assert!(!request.headers.contains_key("signature"), "nobody signs for a page");
        for id in [&first, &theirs] {
            let card = scene.card(id).await;
            let image = text(&card["image"]);
            assert!(image.starts_with(&rig.url("/media/copies/")), "readers load it from us: {image}");
            let wanted = json!({
                "url": url, "title": "The river & us", "description": "It is ours.", "language": "en",
                "type": "link", "author_name": "Ann Author", "author_url": "",
                "authors": [{"name": "Ann Author", "url": "", "account": null}],
                "provider_name": "The News", "provider_url": "", "html": "", "width": 640, "height": 480,
                "image": image, "image_description": "A river", "embed_url": "", "blurhash": null,
                "published_at": "2026-11-23T19:34:00.000Z",
            });
            assert_eq!(card, wanted);
        }
        assert_eq!(rig.vic.reads_of("/river.png"), 0, "a picture is fetched when somebody looks");

        // It is shown at once from now on, and nobody is asked again.
        let second = scene.says(&format!("Again: {url}"), "unlisted").await;
        assert_eq!(scene.card(&second).await["title"], "The river & us");
        // An edit decides anew.
        scene.edits(&first, "No link any more").await;
        assert_eq!(scene.card(&first).await, Value::Null);
        scene.edits(&first, &format!("There it is: {url}")).await;
        assert_eq!(scene.card(&first).await["url"], json!(url));
        rig.vic.serve_as("/other", "text/html", "<title>Other</title>");
        scene.edits(&first, &format!("Better: {}", rig.vic.url("/other"))).await;
        scene.decided(std::slice::from_ref(&first)).await;
        assert_eq!(scene.card(&first).await["title"], "Other");
        assert_eq!((rig.vic.reads_of("/page"), rig.vic.reads_of("/other")), (1, 1));
    }
}

#[tokio::test]
async fn what_nobody_links_to_any_more_is_thrown_away() {
    for database in databases::both() {
        let scene = Scene::new(database, "").await;
        let rig = &scene.rig;
        let store = &rig.opened.app.store;
        for path in ["/ours", "/theirs"] {
            rig.vic.serve_as(path, "text/html", "<title>A page</title>");
        }
        let ours = scene.says(&rig.vic.url("/ours"), "public").await;
        let vera = rig.vic.actor("vera");
        let ann = accounts::local(&rig.cx(), "ann").await.expect("she is here");
        rig.follows(&ann, &vera).await;
        let url = rig.vic.url("/theirs");
        rig.tell(&vera, &vera.create(1, &format!("<a href=\"{url}\">x</a>"))).await;
        let theirs = rig.find_post(&format!("{}/notes/1", vera.id)).await.expect("it is kept").id.to_string();
        scene.decided(&[ours.clone(), theirs.clone()]).await;

        let tidy = async || {
            let now = antiphon::app::Clock::now(&*rig.clock);
            let long_ago = now.plus(-365 * antiphon::domain::time::DAY);
            let horizon = Horizon { seen: long_ago, deliveries: long_ago, now };
            upkeep::tidy(store, horizon).await.expect("it tidies up");
        };
        tidy().await;
        assert!(previews::find(store, &url).await.expect("reads").is_some(), "its time is not over");
        rig.clock.advance(LASTS);
        tidy().await;
        assert_eq!(previews::find(store, &url).await.expect("reads"), None);
        assert!(!scene.has_row(&theirs).await);
        assert_eq!(scene.card(&ours).await["title"], "A page", "what stands below our words stays");
        scene.edits(&ours, "No link").await;
        tidy().await;
        assert_eq!(previews::find(store, &rig.vic.url("/ours")).await.expect("reads"), None);
    }
}

#[tokio::test]
async fn links_in_private_posts_ask_nobody() {
    for (more, followers) in [("", false), ("[media]\nlink_cards = \"followers\"\n", true)] {
        let scene = Scene::new(databases::sqlite(), more).await;
        let rig = &scene.rig;
        for path in ["/direct", "/followers", "/open"] {
            rig.vic.serve_as(path, "text/html", "<title>Secret</title>");
        }
        let direct = scene.says(&rig.vic.url("/direct"), "direct").await;
        let private = scene.says(&rig.vic.url("/followers"), "private").await;
        let open = scene.says(&rig.vic.url("/open"), "public").await;
        assert_eq!((scene.has_row(&direct).await, scene.has_row(&private).await), (false, followers));
        let asked = if followers { vec![open, private] } else { vec![open] };
        scene.decided(&asked).await;
        assert_eq!(rig.vic.reads_of("/direct"), 0);
        assert_eq!(rig.vic.reads_of("/followers"), usize::from(followers));
        assert_eq!(scene.card(&direct).await, Value::Null);
    }
    let scene = Scene::new(databases::sqlite(), "[media]\nlink_cards = \"off\"\n").await;
    let open = scene.says(&scene.rig.vic.url("/open"), "public").await;
    assert!(!scene.has_row(&open).await);
}

#[tokio::test]
async fn names_blocked_domains_and_our_own_pages_have_no_card() {
    let scene = Scene::new(databases::sqlite(), "").await;
    let rig = &scene.rig;
    domains::set(&rig.opened.app, "evil.test", DomainRule::Block, "").await.expect("it is blocked");
    let vera = rig.vic.actor("vera");
    let words = [
        format!("#river and @vera@{}", rig.vic.authority()),
        format!("Read {}", rig.evil.url("/page")),
        format!("Read {}", rig.url("/@ann")),
        "Read ftp://vic.test/file and `http://vic.test/code`".to_owned(),
    ];
    for words in words {
        let id = scene.says(&words, "public").await;
        assert!(!scene.has_row(&id).await, "{words}");
    }
    // A quote is shown as one, by its id as by its page.
    let ann = accounts::local(&rig.cx(), "ann").await.expect("she is here");
    rig.follows(&ann, &vera).await;
    let mut quoted = vera.create(1, "<p>Quoted</p>");
    quoted["object"]["url"] = json!(rig.vic.url("/@vera/1"));
    rig.tell(&vera, &quoted).await;
    for (number, link) in [(2, format!("{}/notes/1", vera.id)), (3, rig.vic.url("/@vera/1"))] {
        let mut quote = vera.create(number, &format!("<p>RE: <a href=\"{link}\">{link}</a></p>"));
        quote["object"]["quote"] = json!(format!("{}/notes/1", vera.id));
        rig.tell(&vera, &quote).await;
        let post = rig.find_post(&format!("{}/notes/{number}", vera.id)).await.expect("it is kept");
        assert!(!scene.has_row(&post.id.to_string()).await, "{link}");
    }
    assert!(rig.evil.seen().is_empty());
}

/// A server down to the bytes, with the most requests it had at the same time.
struct Raw {
    port: u16,
    most_at_once: Arc<AtomicUsize>,
    written: Arc<AtomicUsize>,
    serving: tokio::task::JoinHandle<()>,
}

impl Raw {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (now, most, written) =
            (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (most_at_once, all_written) = (most.clone(), written.clone());
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (now, most, written) = (now.clone(), most.clone(), written.clone());
                tokio::spawn(async move {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    let _ = answer(stream, &written).await;
                    now.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { port, most_at_once, written: all_written, serving }
    }

    /// Several names lead here, so that pages need not wait for each other.
    fn names(&self) -> Vec<(String, String)> {
        (0..12).map(|n| (format!("raw{n}.test"), format!("127.0.0.1:{}", self.port))).collect()
    }

    fn url(&self, name: usize, path: &str) -> String {
        format!("http://raw{name}.test:{}{path}", self.port)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Answers as the path says.
async fn answer(mut stream: TcpStream, written: &AtomicUsize) -> std::io::Result<()> {
    let mut head = vec![0; 4_096];
    let length = stream.read(&mut head).await?;
    let head = String::from_utf8_lossy(&head[..length]).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default();
    let (kind, more, body): (&str, &str, Vec<u8>) = match path {
        "/bomb" => ("text/html", "content-encoding: gzip\r\n", bomb()),
        "/broken-gzip" => ("text/html", "content-encoding: gzip\r\n", b"\x1f\x8b\x08\x00nonsense".to_vec()),
        "/latin" => ("text/html; charset=iso-8859-1", "", b"<title>r\xedo</title>".to_vec()),
        "/unknown-charset" => ("text/html; charset=x-no-such", "", b"<title>\xff\xfe\x83</title>".to_vec()),
        "/markup" => (
            "text/html",
            "",
            b"<title>&lt;script&gt;alert(1)&lt;/script&gt;Safe</title><meta property=og:description content='<img src=x onerror=alert(1)>words'><link rel=alternate type=application/json+oembed href=/oembed>".to_vec(),
        ),
        "/script" => ("application/javascript", "", b"<title>Not a page</title>".to_vec()),
        "/endless" | "/film" => {
            let kind = if path == "/film" { "video/mp4" } else { "text/html" };
            let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\n\r\n<title>Endless</title>");
            stream.write_all(head.as_bytes()).await?;
            let piece = vec![b' '; 64 * 1024];
            // Until the other side has had enough; what it did not take is not counted.
            loop {
                stream.write_all(&piece).await?;
                written.fetch_add(piece.len(), Ordering::SeqCst);
            }
        }
        _ => ("text/html", "", b"<title>Slow</title>".to_vec()),
    };
    if path.starts_with("/slow") {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    }
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\n{more}content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body).await?;
    stream.shutdown().await
}

/// A title, and behind it 200 megabytes of the same letter in a few hundred kilobytes: gzip with the fixed code of
/// RFC 1951, where 13 bits repeat a letter 258 times.
fn bomb() -> Vec<u8> {
    let mut bits: Vec<bool> = vec![true, true, false];
    let mut write = |code: u32, length: u32| bits.extend((0..length).rev().map(|at| code >> at & 1 == 1));
    for letter in b"<title>Bomb</title> " {
        write(0x30 + u32::from(*letter), 8);
    }
    for _ in 0..800_000 {
        write(0b1100_0101, 8);
        write(0, 5);
    }
    write(0, 7);
    let packed = bits
        .chunks(8)
        .map(|byte| byte.iter().enumerate().fold(0_u8, |sum, (at, bit)| sum | u8::from(*bit) << at));
    b"\x1f\x8b\x08\0\0\0\0\0\0\xff".iter().copied().chain(packed).collect()
}

#[tokio::test]
async fn a126_a_hostile_page_can_do_nothing() {
    let raw = Raw::start().await;
    let shape = Shape { names: raw.names(), ..Shape::default() };
    let scene = Scene::shaped(databases::sqlite(), shape).await;
    let cases = [
        ("/bomb", Some("Bomb")),
        ("/broken-gzip", None),
        ("/latin", Some("río")),
        ("/unknown-charset", None),
        ("/markup", Some("Safe")),
        ("/script", None),
        ("/endless", Some("Endless")),
        ("/film", None),
    ];
    let mut posts = Vec::new();
    for (name, (path, _)) in cases.iter().enumerate() {
        posts.push(scene.says(&raw.url(name, path), "public").await);
    }
    scene.decided(&posts).await;
    for (post, (path, title)) in posts.iter().zip(cases) {
        let card = scene.card(post).await;
        assert_eq!(card["title"].as_str(), title, "{path}: {card}");
        if title.is_some() {
            assert_eq!(
                (&card["type"], &card["html"], &card["embed_url"]),
                (&json!("link"), &json!(""), &json!(""))
            );
            assert!(!card.to_string().contains('<'), "{card}");
        }
    }
    let written = raw.written.load(Ordering::SeqCst);
    assert!(written < 32 * 1024 * 1024, "{written} bytes were taken of what has no end");
}

#[tokio::test]
async fn one_page_of_a_host_at_a_time() {
    let raw = Raw::start().await;
    let scene = Scene::shaped(databases::sqlite(), Shape { names: raw.names(), ..Shape::default() }).await;
    let mut posts = Vec::new();
    for n in 0..3 {
        posts.push(scene.says(&raw.url(0, &format!("/slow/{n}")), "public").await);
    }
    scene.decided(&posts).await;
    assert_eq!(raw.most_at_once.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a45_no_card_leads_into_the_house() {
    let canary = TcpListener::bind("127.0.0.2:0").await.expect("loopback is a whole network");
    let port = canary.local_addr().expect("an address").port();
    let touched = Arc::new(AtomicUsize::new(0));
    let count = touched.clone();
    let listening = tokio::spawn(async move {
        while canary.accept().await.is_ok() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    let shape = Shape { ranges: "[\"127.0.0.1/32\"]", ..Shape::default() };
    let scene = Scene::shaped(databases::sqlite(), shape).await;
    let rig = &scene.rig;
    let inner = format!("http://127.0.0.2:{port}/admin");
    rig.vic.redirect("/go", 302, &inner);
    rig.third.redirect("/twice", 307, &rig.vic.url("/go"));
    rig.evil.serve_as("/refresh", "text/html", &format!("<meta http-equiv=refresh content='0;url={inner}'>"));
    let links = [
        inner.clone(),
        format!("http://2130706434:{port}/"),
        rig.vic.url("/go"),
        rig.third.url("/twice"),
        rig.evil.url("/refresh"),
    ];
    let mut posts = Vec::new();
    for link in &links {
        let id = scene.says(&format!("[look]({link})"), "public").await;
        assert!(scene.has_row(&id).await, "{link}");
        posts.push(id);
    }
    let sixth = scene.says(&format!("[look](http://[::ffff:127.0.0.2]:{port}/)"), "public").await;
    assert!(!scene.has_row(&sixth).await);
    scene.decided(&posts).await;
    for (post, link) in posts.iter().zip(&links) {
        assert_eq!(scene.card(post).await, Value::Null, "{link}");
    }
    assert_eq!((rig.vic.reads_of("/go"), rig.evil.reads_of("/refresh")), (2, 1), "they were asked");
    assert_eq!(touched.load(Ordering::SeqCst), 0, "nobody knocked inside");
    listening.abort();
    store::upkeep::is_readable(&rig.opened.app.store).await.expect("it still answers");
}

#[tokio::test]
async fn a_page_that_is_away_is_asked_a_few_times() {
    let scene = Scene::new(databases::sqlite(), "").await;
    let rig = &scene.rig;
    rig.vic.fail("/page", 503);
    let id = scene.says(&rig.vic.url("/page"), "public").await;
    scene.decided(std::slice::from_ref(&id)).await;
    for asked in 2..=3 {
        rig.clock.advance(antiphon::domain::time::HOUR);
        rig.wait_for("it is asked again", async || rig.vic.reads_of("/page") == asked).await;
        // What came of it is on disk before the clock goes on, or the next question would come later than the clock.
        scene.settled(std::slice::from_ref(&id)).await;
    }
    let store = &rig.opened.app.store;
    rig.wait_for("it is given up", async || {
        !previews::find(store, &rig.vic.url("/page")).await.expect("reads").expect("it is known").is_planned
    })
    .await;
    assert_eq!(scene.card(&id).await, Value::Null);
    // Linked again a day later, it gets another chance; meanwhile what was shown would have stayed.
    rig.vic.serve_as("/page", "text/html", "<title>Back</title>");
    rig.clock.advance(2 * antiphon::domain::time::DAY);
    let again = scene.says(&rig.vic.url("/page"), "public").await;
    rig.clock.advance(SPREAD);
    rig.wait_for("it is asked", async || rig.vic.reads_of("/page") == 4).await;
    rig.wait_for("its card is shown", async || scene.card(&again).await["title"] == "Back").await;
}
