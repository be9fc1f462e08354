//! Pictures through the router: what is taken, what is left of it, who may attach it, and how it is served.

use std::path::Path;
use std::time::{Duration, Instant};

use antiphon::domain::media::IMAGE_PIXELS;
use antiphon::domain::poll::Wish;
use antiphon::domain::translation::Review;
use antiphon::media::{Fault, Refusal, Sandbox, Shape, Task};
use axum::body::Body;
use http::{HeaderMap, Method, StatusCode};
use image::{DynamicImage, GenericImageView as _};
use serde_json::{Value, json};

use super::{ALL, Answer, House, text};
use crate::support::databases;
use crate::support::pictures::{self, SECRET};

/// A file as it is served.
pub struct Served {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

/// A multipart body with one file and these fields.
pub fn form(field: &str, file_name: &str, file: &[u8], fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--b0und\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(
        format!("--b0und\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{file_name}\"\r\nContent-Type: image/png\r\n\r\n").bytes(),
    );
    body.extend(file);
    body.extend(b"\r\n--b0und--\r\n");
    body
}

impl House {
    pub(super) async fn sends(&self, method: Method, path: &str, token: &str, body: Vec<u8>) -> Answer {
        let request = self
            .request(method, path, Some(token))
            .header("content-type", "multipart/form-data; boundary=b0und")
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    pub(super) async fn uploads(&self, token: &str, file: &[u8], fields: &[(&str, &str)]) -> Answer {
        self.sends(Method::POST, "/api/v2/media", token, form("file", "p.png", file, fields)).await
    }

    /// Loads what an address of this server leads to.
    pub(super) async fn loads(&self, url: &str, headers: &[(&str, &str)]) -> Served {
        use tower::ServiceExt as _;
        let path = url.strip_prefix("http://localhost:8080").expect("an address of this server");
        let mut request = self.request(Method::GET, path, None);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("the body comes").to_vec();
        Served { status: parts.status, headers: parts.headers, bytes }
    }

    /// Every file below the folder of uploads.
    pub(super) fn files(&self) -> Vec<String> {
        fn below(folder: &Path, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() {
                    below(&entry.path(), found);
                } else {
                    found.push(entry.file_name().to_string_lossy().into_owned());
                }
            }
        }
        let mut found = Vec::new();
        below(&self.directory.path().join("media"), &mut found);
        found
    }
}

fn seen(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("what is served is a picture")
}

#[tokio::test]
async fn a142_uploads_are_written_anew_and_nothing_hidden_stays() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    for (kind, file, media_type) in [
        ("JPEG", pictures::telling_jpeg(64, 32), "image/jpeg"),
        ("PNG", pictures::telling_png(64, 32), "image/png"),
        ("WebP", pictures::telling_webp(64, 32), "image/jpeg"),
        ("GIF", pictures::telling_gif(64, 32), "image/gif"),
    ] {
        assert!(pictures::tells(&file), "{kind} has something to hide");
        let answer = house.uploads(&ann, &file, &[]).await;
        assert_eq!(answer.status, 200, "{kind}: {}", answer.body);
        for member in ["url", "preview_url"] {
            let served = house.loads(&text(&answer.body[member]), &[]).await;
            assert_eq!(served.status, 200, "{kind} {member}");
            assert!(!pictures::tells(&served.bytes), "{kind} {member} gives something away");
            if member == "url" {
                assert_eq!(served.headers["content-type"], media_type);
            }
        }
        let width = &answer.body["meta"]["original"]["width"];
        // The telephone was held upright: the picture is turned as its EXIF says, and then the EXIF is gone.
        assert_eq!(width, &json!(if kind == "JPEG" { 32 } else { 64 }), "{kind}: {}", answer.body);
    }
    let turned = house.uploads(&ann, &pictures::telling_jpeg(64, 32), &[]).await;
    let picture = seen(&house.loads(&text(&turned.body["url"]), &[]).await.bytes);
    let (top, bottom) = (picture.get_pixel(16, 8), picture.get_pixel(16, 56));
    assert!(top[0] > top[2] && bottom[2] > bottom[0], "the left side came to the top: {top:?} {bottom:?}");
}

#[tokio::test]
async fn a147_a_member_attaches_a_picture_that_is_theirs_and_everybody_gets_it() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let ann = house.member("ann", ALL).await;
        let fields = [("description", "A red <b>field</b>"), ("focus", "0.5,-0.25")];
        let upload = house.uploads(&ann, &pictures::plain_jpeg(1_600, 900), &fields).await;
        assert_eq!(upload.status, 200, "{}", upload.body);
        let media = &upload.body;
        assert_eq!((&media["type"], &media["description"]), (&json!("image"), &json!("A red <b>field</b>")));
        assert_eq!(
            media["meta"]["original"],
            json!({"width": 1600, "height": 900, "size": "1600x900", "aspect": 1600.0 / 900.0})
        );
        assert_eq!(media["meta"]["small"]["size"], "640x360");
        assert_eq!(media["meta"]["focus"], json!({"x": 0.5, "y": -0.25}));
        assert_eq!(media["blurhash"].as_str().map(str::len), Some(28), "4 by 3 parts");
        for member in ["remote_url", "preview_remote_url", "text_url"] {
            assert!(media.get(member).is_some_and(Value::is_null), "{member} is there, and null");
        }
        let id = text(&media["id"]);

        // Other words before it is attached; nobody else may see, change or use it (A147).
        let ben = house.member("ben", ALL).await;
        let path = format!("/api/v1/media/{id}");
        for (method, token) in [(Method::GET, &ben), (Method::PUT, &ben), (Method::DELETE, &ben)] {
            let answer =
                house.call(method.clone(), &path, Some(token), &json!({"description": "mine"})).await;
            assert_eq!(answer.status, 404, "{method}");
        }
        let stolen =
            house.post("/api/v1/statuses", &ben, &json!({"status": "mine", "media_ids": [id]})).await;
        assert_eq!(stolen.status, 422, "{}", stolen.body);
        let changed = house
            .call(Method::PUT, &path, Some(&ann), &json!({"description": "A field", "focus": "-1,1"}))
            .await;
        assert_eq!((changed.status, &changed.body["description"]), (StatusCode::OK, &json!("A field")));
        assert_eq!(house.get(&path, Some(&ann)).await.body["meta"]["focus"], json!({"x": -1.0, "y": 1.0}));

        // A status may be a picture alone. The same request again makes the same status, and no error.
        let body = json!({"status": "", "media_ids": [id], "sensitive": true});
        let mut made = Vec::new();
        for _ in 0..2 {
            let request = house
                .request(Method::POST, "/api/v1/statuses", Some(&ann))
                .header("content-type", "application/json")
                .header("idempotency-key", "once");
            let answer = house.send(request.body(Body::from(body.to_string())).expect("a request")).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            made.push(text(&answer.body["id"]));
        }
        assert_eq!(made[0], made[1]);
        let status = house.get(&format!("/api/v1/statuses/{}", made[0]), None).await.body;
        assert_eq!(status["media_attachments"][0]["id"], json!(id));
        assert_eq!(status["media_attachments"][0]["description"], "A field");
        assert_eq!(status["media_attachments"][0]["url"], media["url"]);

        // It hangs on this status now: not on another one, and it is no longer for sale.
        let again =
            house.post("/api/v1/statuses", &ann, &json!({"status": "again", "media_ids": [id]})).await;
        assert_eq!(again.status, 422, "{}", again.body);
        assert_eq!(house.get(&path, Some(&ann)).await.status, 404);
        assert_eq!(house.call(Method::DELETE, &path, Some(&ann), &json!({})).await.status, 422);

        // Deleting the status deletes its files, if that is wanted.
        assert_eq!(house.files().len(), 2);
        let wanted = json!({"delete_media": true});
        let gone =
            house.call(Method::DELETE, &format!("/api/v1/statuses/{}", made[0]), Some(&ann), &wanted).await;
        assert_eq!(gone.status, 200, "{}", gone.body);
        assert!(house.files().is_empty(), "{:?}", house.files());
        assert_eq!(house.loads(&text(&media["url"]), &[]).await.status, 404);
    }
}

#[tokio::test]
async fn the_limit_is_announced_and_held() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    for version in ["v1", "v2"] {
        let configuration =
            house.get(&format!("/api/{version}/instance"), None).await.body["configuration"].clone();
        assert_eq!(configuration["statuses"]["max_media_attachments"], 4);
        let media = &configuration["media_attachments"];
        assert_eq!(
            (&media["image_size_limit"], &media["image_matrix_limit"]),
            (&json!(16_777_216), &json!(40_000_000))
        );
        assert_eq!(media["supported_mime_types"][0], "image/jpeg");
    }
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(text(&house.uploads(&ann, &pictures::plain_png(8, 8), &[]).await.body["id"]));
    }
    let five = house.post("/api/v1/statuses", &ann, &json!({"status": "x", "media_ids": ids})).await;
    assert_eq!(five.status, 422, "{}", five.body);
    let four = house.post("/api/v1/statuses", &ann, &json!({"status": "x", "media_ids": ids[..4]})).await;
    let hung: Vec<String> =
        four.body["media_attachments"].as_array().expect("a list").iter().map(|m| text(&m["id"])).collect();
    assert_eq!(hung, ids[..4], "in the order that was asked for");
    let left = house.call(Method::DELETE, &format!("/api/v1/media/{}", ids[4]), Some(&ann), &json!({})).await;
    assert_eq!(left.status, 200, "{}", left.body);
    assert_eq!(house.files().len(), 8);
    let read_only = house.token("ann", "read write:statuses").await;
    assert_eq!(house.uploads(&read_only, &pictures::plain_png(8, 8), &[]).await.status, 403);
}

#[tokio::test]
async fn a60_a61_a143_a144_bombs_and_disguises_are_refused_and_leave_nothing() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    let jpeg = pictures::plain_jpeg(64, 64);
    let with = |bytes: &[u8]| [&jpeg[..], bytes].concat();
    let mut deceiver = pictures::plain_png(8, 8);
    deceiver.truncate(deceiver.len() - 20);
    for (what, file, words) in [
        ("a PNG of 65,535 by 65,535", pictures::bomb_png(65_535, 65_535), "too many pixels"),
        ("a PNG of 100 megapixels", pictures::bomb_png(10_000, 10_000), "too many pixels"),
        ("a small PNG without its pixels", pictures::bomb_png(5_000, 5_000), ""),
        ("a GIF of 1,200 frames", pictures::gif(2, 2, 1_200), "too many frames"),
        ("a JPEG that was cut off", jpeg[..jpeg.len() - 10].to_vec(), "incomplete"),
        ("half a JPEG", jpeg[..jpeg.len() / 2].to_vec(), "incomplete"),
        ("a PNG that was cut off", deceiver, "incomplete"),
        ("a JPEG and an archive", with(b"PK\x03\x04 evil.class"), "something else"),
        ("a JPEG and a page", with(b"<HTML><script>alert(1)</script>"), "something else"),
        ("a JPEG and a document", with(b"\n%PDF-1.7"), "something else"),
        ("an SVG", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(), "SVG"),
        ("a PDF", b"%PDF-1.7 ...".to_vec(), "PDF"),
        // A60: what claims to be somebody, from an address of this house.
        (
            "an actor",
            br#"{"@context":"https://www.w3.org/ns/activitystreams","type":"Person","id":"http://localhost:8080/media/x"}"#.to_vec(),
            "not a JPEG",
        ),
        // A61: what a browser would run.
        ("a page", b"<!doctype html><script>alert(1)</script>".to_vec(), "not a JPEG"),
        (
            "a page as XML",
            b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>".to_vec(),
            "not a JPEG",
        ),
        ("XML", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>".to_vec(), "not a JPEG"),
        ("a list of films", b"#EXTM3U\n#EXTINF:1\nfile:///etc/passwd\n".to_vec(), "not a JPEG"),
        (
            "a drawing that reads files",
            b"push graphic-context\nimage over 0,0 0,0 '/etc/passwd'".to_vec(),
            "not a JPEG",
        ),
        ("a film that is none", b"\0\0\0\x18ftypisom\0\0\0\0".to_vec(), "sound"),
        ("noise that begins like a JPEG", [&b"\xff\xd8\xff\xe0"[..], &[7; 5_000], b"\xff\xd9"].concat(), ""),
        ("too much", vec![0xff; 17 * 1024 * 1024], "too large"),
    ] {
        let begun = Instant::now();
        let answer = house.uploads(&ann, &file, &[]).await;
        assert_eq!(answer.status, 422, "{what}: {}", answer.body);
        let error = answer.body["error"].as_str().unwrap_or_default();
        assert!(error.contains(words) && !error.is_empty(), "{what}: {error}");
        assert!(begun.elapsed() < Duration::from_secs(100), "{what} took {:?}", begun.elapsed());
        assert!(house.files().is_empty(), "{what} left {:?}", house.files());
    }
    assert_eq!(house.post("/api/v2/media", &ann, &json!({"description": "no file"})).await.status, 422);
}

#[tokio::test]
async fn a146_the_name_of_a_file_is_never_used() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    for name in ["../../x", "a\0.png", &"n".repeat(5_000), "<img>.png", "/etc/passwd", ""] {
        let body = form("file", name, &pictures::plain_png(8, 8), &[]);
        let answer = house.sends(Method::POST, "/api/v1/media", &ann, body).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let url = text(&answer.body["url"]);
        let given = url.rsplit('/').next().expect("a name").to_owned();
        let (stem, ending) = given.split_once('.').expect("an ending");
        assert!(
            stem.len() == 40 && stem.bytes().all(|b| b.is_ascii_hexdigit()) && ending == "png",
            "{given}"
        );
        assert!(!answer.body.to_string().contains("img>"), "{}", answer.body);
    }
    for path in
        ["/media/..%2f..%2fantiphon.key", "/media/antiphon.key", "/media/%2e%2e/antiphon.key", "/media/"]
    {
        let served = house.loads(&format!("http://localhost:8080{path}"), &[]).await;
        assert_eq!(served.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a111_a184_files_are_served_shut_and_for_ever() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    let url = text(&house.uploads(&ann, &pictures::plain_png(300, 200), &[]).await.body["url"]);
    let whole = house.loads(&url, &[]).await;
    for (name, value) in [
        ("content-type", "image/png"),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("x-content-type-options", "nosniff"),
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("accept-ranges", "bytes"),
    ] {
        assert_eq!(whole.headers[name], value, "{name}");
    }
    let policy = whole.headers["content-security-policy"].to_str().expect("text");
    assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
    let tag = whole.headers["etag"].to_str().expect("text").to_owned();
    let same = house.loads(&url, &[("if-none-match", &tag)]).await;
    assert_eq!((same.status, same.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let part = house.loads(&url, &[("range", "bytes=10-19")]).await;
    assert_eq!((part.status, &part.bytes[..]), (StatusCode::PARTIAL_CONTENT, &whole.bytes[10..20]));
    assert_eq!(part.headers["content-range"], format!("bytes 10-19/{}", whole.bytes.len()));
    let last = house.loads(&url, &[("range", "bytes=-5")]).await;
    assert_eq!(&last.bytes[..], &whole.bytes[whole.bytes.len() - 5..]);
    assert_eq!(house.loads(&url, &[("range", "bytes=999999-")]).await.status, 416);
}

#[tokio::test]
async fn a148_a_decoder_that_crashes_or_hangs_costs_one_upload() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let script = |name: &str, text: &str| {
        use std::os::unix::fs::PermissionsExt as _;
        let path = folder.path().join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).expect("it is written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it may run");
        path
    };
    let task = Task { shape: Shape::Attached, most_pixels: IMAGE_PIXELS };
    for (name, text) in [("crash", "kill -SEGV $$"), ("hang", "exec sleep 60"), ("endless", "exec yes")] {
        let sandbox = Sandbox::new(Some(script(name, text))).with_patience(Duration::from_millis(700));
        let begun = Instant::now();
        let fault = sandbox.run(task, &pictures::plain_png(8, 8)).await.expect_err("nothing comes of it");
        assert!(matches!(fault, Fault::Refused(_)), "{name}: {fault}");
        assert!(begun.elapsed() < Duration::from_secs(8), "{name}");
    }
    // What the process says is not believed either: no kinds but ours, no lengths that do not fit.
    for said in [
        r#"printf '{"Made":{"main":{"bytes":4,"media_type":"text/html","size":{"width":1,"height":1}},"preview":null,"blurhash":"a"}}\nabcd'"#,
        r#"printf '{"Made":{"main":{"bytes":400,"media_type":"image/png","size":{"width":1,"height":1}},"preview":null,"blurhash":"a"}}\nabcd'"#,
        "echo nonsense",
        ":",
    ] {
        let sandbox = Sandbox::new(Some(script("liar", &format!("cat > /dev/null\n{said}"))));
        let fault = sandbox.run(task, &pictures::plain_png(8, 8)).await.expect_err("it is not believed");
        assert!(matches!(fault, Fault::Refused(Refusal::Broken)), "{said}: {fault}");
    }
    let fault = Sandbox::new(Some("/nowhere/at/all".into())).run(task, b"x").await.expect_err("no program");
    assert!(matches!(fault, Fault::Broken(_)), "{fault}");
}

#[tokio::test]
async fn words_and_pictures_of_a_status_change_with_an_edit() {
    use antiphon::domain::ids::{PostId, RowId};
    use antiphon::service::media::{self, Redescribed};
    use antiphon::service::posts::{self, NewPost, Source};
    for database in databases::both() {
        let house = House::open(&database).await;
        let ann = house.member("ann", ALL).await;
        let mut ids = Vec::new();
        for _ in 0..3 {
            ids.push(text(&house.uploads(&ann, &pictures::plain_png(8, 8), &[]).await.body["id"]));
        }
        let id = house.says(&ann, &json!({"status": "two", "media_ids": ids[..2]})).await;
        let path = format!("/api/v1/statuses/{id}");
        let first = house.get(&path, None).await.body["media_attachments"].clone();

        let cx = house.opened.federation.to_request_data();
        let post_id: PostId = id.parse().expect("an id");
        let post = posts::visible(&cx, post_id, None).await.expect("everybody sees it");
        let rows: Vec<RowId> = ids.iter().map(|id| RowId(id.parse().expect("a number"))).collect();
        let words = Redescribed { id: rows[1], description: Some("New words".to_owned()), focus: None };
        let chosen = media::rechosen(&cx, &post, &rows[1..], &[words]).await.expect("all are hers");
        let author = antiphon::service::accounts::local(&cx, "ann").await.expect("she is here");
        let source = Source {
            language: "en".to_owned(),
            title: None,
            markdown: "two".to_owned(),
            review: Review::Unsaid,
        };
        let new = NewPost {
            sources: vec![source],
            visibility: post.visibility,
            in_reply_to: None,
            warning: None,
            attachments: chosen,
            poll: Wish::Keep,
        };
        posts::edit(&cx, None, &author, post_id, new).await.expect("she may");

        let second = house.get(&path, None).await.body["media_attachments"].clone();
        assert_eq!((&second[0]["id"], &second[1]["id"]), (&json!(ids[1]), &json!(ids[2])));
        assert_eq!(second[0]["description"], "New words");
        // What was taken off the status is gone, for everybody.
        assert_eq!(house.loads(&text(&first[0]["url"]), &[]).await.status, 404);
        assert_eq!(house.loads(&text(&first[1]["url"]), &[]).await.status, 200);
        assert_eq!(house.files().len(), 4);
        // Nobody else's picture can be put in.
        let ben = house.member("ben", ALL).await;
        let other = text(&house.uploads(&ben, &pictures::plain_png(8, 8), &[]).await.body["id"]);
        let other = RowId(other.parse().expect("a number"));
        assert!(media::rechosen(&cx, &post, &[other], &[]).await.is_err());
    }
}

#[tokio::test]
async fn a_large_picture_is_made_smaller() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    let answer = house.uploads(&ann, &pictures::plain_jpeg(6_000, 4_000), &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let original = &answer.body["meta"]["original"];
    let pixels = original["width"].as_u64().unwrap_or(0) * original["height"].as_u64().unwrap_or(0);
    assert!((8_200_000..=8_294_400).contains(&pixels), "{original}");
    let picture = seen(&house.loads(&text(&answer.body["url"]), &[]).await.bytes);
    assert_eq!(Some(u64::from(picture.width())), original["width"].as_u64());
    assert!(!answer.body.to_string().contains(SECRET));
}
