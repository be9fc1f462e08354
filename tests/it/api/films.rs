//! Films and sounds through the router: what is taken, that nothing of the file as it came is left, and what is refused.
//! The files are made by `ffmpeg`, which the server needs as well.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use antiphon::config::Films;
use antiphon::service::films;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::media::form;
use super::{ALL, Answer, House, text};
use crate::support::databases;
use crate::support::pictures::{self, SECRET};

/// A folder for the files of a test; none where there is no `ffmpeg` to make them, which is said aloud.
fn workshop() -> Option<tempfile::TempDir> {
    if !Path::new("/usr/bin/ffmpeg").exists() {
        println!("left out: ffmpeg is not installed");
        return None;
    }
    Some(tempfile::tempdir().expect("a temporary directory"))
}

/// Makes a file with these arguments; its bytes.
fn made(folder: &Path, name: &str, arguments: &[&str]) -> Vec<u8> {
    let path: PathBuf = folder.join(name);
    let output = Command::new("/usr/bin/ffmpeg")
        .args(["-nostdin", "-v", "error", "-y"])
        .args(arguments)
        .arg(&path)
        .stdin(Stdio::null())
        .output()
        .expect("ffmpeg runs");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(path).expect("it was made")
}

const PICTURE: [&str; 4] = ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=24:duration=2"];
const SOUND: [&str; 4] = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"];

/// A film as a telephone makes it: with a place, a maker, chapters, words on each stream, words between the pictures, a
/// second sound and, behind everything, XMP in a box of its own.
fn telling_film(folder: &Path) -> Vec<u8> {
    let chapters = folder.join("chapters.txt");
    let words = format!(
        ";FFMETADATA1\ntitle={SECRET}\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle={SECRET} at home\n"
    );
    std::fs::write(&chapters, words).expect("it is written");
    let chapters = chapters.display().to_string();
    let between = format!("h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+{SECRET}");
    let place = format!("location=+52.5200+013.4050/ {SECRET}");
    let apple = format!("com.apple.quicktime.location.ISO6709={SECRET}");
    let (make, handler, comment) =
        (format!("make={SECRET}"), format!("handler_name={SECRET}"), format!("comment={SECRET}"));
    let mut arguments: Vec<&str> = [PICTURE, SOUND, SOUND].concat();
    arguments.extend(["-i", &chapters, "-map", "0:v", "-map", "1:a", "-map", "2:a", "-map_metadata", "3"]);
    arguments.extend(["-map_chapters", "3", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"]);
    arguments.extend(["-bsf:v", &between, "-metadata", &place, "-metadata", &apple, "-metadata", &make]);
    arguments.extend(["-metadata", &comment, "-metadata:s:v", &handler, "-metadata:s:a", &handler]);
    arguments.extend(["-movflags", "+use_metadata_tags", "-shortest"]);
    let mut film = made(folder, "telling.mp4", &arguments);
    let xmp = format!("<x:xmpmeta><exif:GPSLatitude>{SECRET}</exif:GPSLatitude></x:xmpmeta>");
    film.extend(u32::try_from(24 + xmp.len()).expect("short").to_be_bytes());
    film.extend(b"uuid\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac");
    film.extend(xmp.bytes());
    film
}

/// How often the secret stands in these bytes.
fn secrets(bytes: &[u8]) -> usize {
    bytes.windows(SECRET.len()).filter(|window| *window == SECRET.as_bytes()).count()
}

impl House {
    async fn sends_film(&self, token: &str, file: &[u8]) -> Answer {
        let body = form("file", "a.mp4", file, &[("description", "What is to be seen")]);
        self.sends(Method::POST, "/api/v2/media", token, body).await
    }

    /// What lies in the folder of films that wait.
    fn lying(&self) -> usize {
        std::fs::read_dir(self.directory.path().join("films")).map_or(0, Iterator::count)
    }
}

#[tokio::test]
async fn a142_a193_a_film_is_drawn_anew_and_nothing_of_the_old_one_stays() {
    let Some(workshop) = workshop() else { return };
    let film = telling_film(workshop.path());
    assert!(secrets(&film) >= 8, "there is something to hide in every corner: {}", secrets(&film));
    for database in databases::both() {
        let house = House::open(&database).await;
        let ann = house.member("ann", ALL).await;
        let sent = house.sends_film(&ann, &film).await;
        assert_eq!(sent.status, StatusCode::ACCEPTED, "{}", sent.body);
        assert_eq!((&sent.body["type"], &sent.body["url"]), (&json!("video"), &Value::Null));
        let (id, path) = (text(&sent.body["id"]), format!("/api/v1/media/{}", text(&sent.body["id"])));
        assert_eq!(house.get(&path, Some(&ann)).await.status, StatusCode::PARTIAL_CONTENT);
        let early = house.post("/api/v1/statuses", &ann, &json!({"status": "x", "media_ids": [id]})).await;
        assert_eq!(early.status, 422, "{}", early.body);
        assert!(text(&early.body["error"]).contains("not finished processing"), "{}", early.body);
        assert!(house.files().is_empty(), "nobody can load it as it came");
        assert_eq!(house.lying(), 1);

        films::work_off(&house.opened.app).await.expect("it is drawn");
        assert_eq!(house.lying(), 0, "the file as it came is gone");
        let ready = house.get(&path, Some(&ann)).await;
        assert_eq!(ready.status, StatusCode::OK, "{}", ready.body);
        let media = &ready.body;
        assert_eq!(media["meta"]["original"]["width"], json!(320), "{media}");
        let lasts = media["meta"]["duration"].as_f64().expect("a length");
        assert!((1.9..=2.2).contains(&lasts), "{media}");
        assert!(media["blurhash"].as_str().is_some_and(|hash| hash.len() > 6), "{media}");
        let served = house.loads(&text(&media["url"]), &[]).await;
        assert_eq!(served.headers["content-type"], "video/mp4");
        let still = house.loads(&text(&media["preview_url"]), &[]).await;
        assert!(image::load_from_memory(&still.bytes).is_ok(), "the still is a picture");
        for (what, bytes) in [("film", &served.bytes), ("still", &still.bytes)] {
            assert_eq!(secrets(bytes), 0, "the {what} gives something away");
            for mark in [&b"xmpmeta"[..], b"com.apple", b"Lavf", b"ISO6709"] {
                assert!(
                    !bytes.windows(mark.len()).any(|w| w == mark),
                    "{what}: {}",
                    String::from_utf8_lossy(mark)
                );
            }
        }
        let part = house.loads(&text(&media["url"]), &[("range", "bytes=0-9")]).await;
        assert_eq!(
            (part.status, part.bytes.len()),
            (StatusCode::PARTIAL_CONTENT, 10),
            "players ask for parts"
        );

        let status = house.says(&ann, &json!({"status": "See", "media_ids": [id]})).await;
        let shown = house.get(&format!("/api/v1/statuses/{status}"), None).await.body;
        assert_eq!(shown["media_attachments"][0]["type"], json!("video"));
        assert_eq!(shown["media_attachments"][0]["url"], media["url"]);
        // Deleted to be written anew, it is the same film at another address.
        let path = |status: &str| format!("/api/v1/statuses/{status}");
        let gone = house.call(Method::DELETE, &path(&status), Some(&ann), &json!({})).await;
        assert_eq!(gone.status, 200);
        let kept = &gone.body["media_attachments"][0];
        assert_eq!((&kept["id"], &kept["meta"]), (&json!(id), &shown["media_attachments"][0]["meta"]));
        assert_eq!(house.loads(&text(&media["url"]), &[]).await.status, 404);
        assert_eq!(house.loads(&text(&kept["url"]), &[]).await.status, 200);
        let status = house.says(&ann, &json!({"status": "See", "media_ids": [id]})).await;
        let wanted = json!({"delete_media": true});
        let gone = house.call(Method::DELETE, &path(&status), Some(&ann), &wanted).await;
        assert_eq!(gone.status, 200);
        assert!(house.files().is_empty(), "{:?}", house.files());
    }
}

#[tokio::test]
async fn a142_a_sound_comes_out_without_its_cover_and_its_words() {
    let Some(workshop) = workshop() else { return };
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    let cover = workshop.path().join("cover.jpg");
    std::fs::write(&cover, pictures::telling_jpeg(64, 64)).expect("it is written");
    let cover = cover.display().to_string();
    let (title, by) = (format!("title={SECRET}"), format!("artist={SECRET}"));
    let mut arguments: Vec<&str> = SOUND.to_vec();
    arguments.extend(["-i", &cover, "-map", "0:a", "-map", "1:v", "-c:a", "libmp3lame", "-c:v", "copy"]);
    arguments.extend(["-metadata", &title, "-metadata", &by, "-disposition:v", "attached_pic"]);
    let song = made(workshop.path(), "song.mp3", &arguments);
    assert!(secrets(&song) >= 3, "{}", secrets(&song));
    let plain = |name: &str, more: &[&str]| made(workshop.path(), name, &[&SOUND[..], more].concat());
    for (name, file) in [
        ("song.mp3", song),
        ("a.ogg", plain("a.ogg", &["-c:a", "libopus", "-metadata", &title])),
        ("a.flac", plain("a.flac", &["-metadata", &title])),
        ("a.wav", plain("a.wav", &["-metadata", &title])),
    ] {
        let sent = house.sends_film(&ann, &file).await;
        assert_eq!(sent.status, StatusCode::ACCEPTED, "{name}: {}", sent.body);
        films::work_off(&house.opened.app).await.expect("it is made anew");
        let media = house.get(&format!("/api/v1/media/{}", text(&sent.body["id"])), Some(&ann)).await.body;
        assert_eq!(
            (&media["type"], &media["preview_url"]),
            (&json!("audio"), &Value::Null),
            "{name}: {media}"
        );
        let served = house.loads(&text(&media["url"]), &[]).await;
        assert_eq!(served.headers["content-type"], "audio/mp4");
        assert_eq!(secrets(&served.bytes), 0, "{name}");
        assert!(!pictures::tells(&served.bytes), "{name}");
    }
}

#[tokio::test]
async fn a143_a144_a148_films_that_are_none_are_refused_and_leave_nothing() {
    let Some(workshop) = workshop() else { return };
    let directory = tempfile::tempdir().expect("a temporary directory");
    let database = databases::sqlite();
    let mut config = House::open(&database).await.config.clone();
    config.server.data_dir = directory.path().to_owned();
    config.server.key_file = directory.path().join("antiphon.key");
    let other = databases::sqlite();
    config.database.url = antiphon::config::Secret::new(other.url.clone());
    config.media.film_seconds = 1;
    config.media.film_megabytes = 20;
    let house = House::reopen(config, directory).await;
    let ann = house.member("ann", ALL).await;
    let film = telling_film(workshop.path());
    let short = ["-t", "0.5", "-c:v", "libx264", "-preset", "ultrafast"];
    let good = made(workshop.path(), "short.mp4", &[&PICTURE[..], &short].concat());
    let huge = [
        "-f",
        "lavfi",
        "-i",
        "color=size=4200x2400:rate=5:duration=0.4",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
    ];
    let huge = made(workshop.path(), "huge.mp4", &huge);
    let list = b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n".to_vec();
    let disguised = [&b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"[..], &list].concat();
    for (what, file, words) in [
        ("a film that is too long", film, "too long"),
        ("a film with too many pixels", huge, "too many pixels"),
        ("half a film", good[..good.len() / 2].to_vec(), ""),
        ("a list of other files", list, "not a JPEG"),
        ("a list that says it is a film", disguised, "broken"),
        ("noise that begins like a film", [&b"\x1a\x45\xdf\xa3"[..], &[7; 5_000]].concat(), "broken"),
        ("noise that begins like a song", [&b"ID3\x04\0\0\0\0\0\0"[..], &[0; 5_000]].concat(), "broken"),
        ("a PDF", b"%PDF-1.7 ...".to_vec(), "PDF"),
        ("a HEIC picture", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1".to_vec(), "HEIC"),
        ("too much", [&b"\0\0\0\x18ftypmp42"[..], &vec![0; 21 * 1024 * 1024]].concat(), "too large"),
    ] {
        let answer = house.sends_film(&ann, &file).await;
        assert_eq!(answer.status, 422, "{what}: {}", answer.body);
        assert!(text(&answer.body["error"]).contains(words), "{what}: {}", answer.body);
        assert_eq!((house.lying(), house.files().len()), (0, 0), "{what} left something");
    }
    // What looks whole and breaks on the way is told to whoever asks for it.
    let mut torn = good.clone();
    let data = torn.windows(4).position(|w| w == b"mdat").expect("it has its data") + 4;
    let end = torn.len();
    torn[data..end.min(data + 20_000)].fill(0xa5);
    let sent = house.sends_film(&ann, &torn).await;
    if sent.status == StatusCode::ACCEPTED {
        films::work_off(&house.opened.app).await.expect("it goes on");
        let told = house.get(&format!("/api/v1/media/{}", text(&sent.body["id"])), Some(&ann)).await;
        assert!(matches!(told.status.as_u16(), 200 | 422), "{}", told.body);
    } else {
        assert_eq!(sent.status, 422, "{}", sent.body);
    }
    assert_eq!(house.lying(), 0);
    // The server goes on.
    assert_eq!(house.sends_film(&ann, &good).await.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn where_films_are_not_taken_that_is_said_and_offered_to_nobody() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let types = |answer: &Answer| answer.body["configuration"]["media_attachments"].clone();
    let offered = types(&house.get("/api/v2/instance", None).await);
    let takes = house.opened.app.media.studio.is_some();
    assert_eq!(offered["supported_mime_types"].to_string().contains("video/mp4"), takes);
    assert_eq!(offered["video_size_limit"] != json!(0), takes);
    let (mut config, directory) = (house.config.clone(), tempfile::tempdir().expect("a folder"));
    config.media.films = Films::Off;
    let other = databases::sqlite();
    config.server.data_dir = directory.path().to_owned();
    config.server.key_file = directory.path().join("antiphon.key");
    config.database.url = antiphon::config::Secret::new(other.url.clone());
    let without = House::reopen(config, directory).await;
    let offered = types(&without.get("/api/v2/instance", None).await);
    assert!(!offered["supported_mime_types"].to_string().contains("video"), "{offered}");
    assert_eq!(offered["video_size_limit"], json!(0));
    let ann = without.member("ann", ALL).await;
    let answer = without.sends_film(&ann, b"\0\0\0\x18ftypisom\0\0\0\0").await;
    assert_eq!(answer.status, 422);
    assert!(text(&answer.body["error"]).contains("Films and sounds are not taken"), "{}", answer.body);
    assert_eq!(without.lying(), 0);
}

/// The cage itself: a program in it that wants more than it may.
#[test]
fn nothing_in_the_cage_reads_writes_or_calls_beyond_its_folder() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let outside = tempfile::tempdir().expect("a temporary directory");
    let secret = outside.path().join("antiphon.key");
    std::fs::write(&secret, SECRET).expect("it is written");
    let caged = |program: &str, arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_antiphon"))
            .args(["become-caged", "5"])
            .arg(folder.path())
            .arg(program)
            .args(arguments)
            .env_clear()
            .output()
            .expect("it starts");
        (output.status, String::from_utf8_lossy(&output.stdout).into_owned())
    };
    std::fs::write(folder.path().join("inside"), "mine").expect("it is written");
    let (status, said) = caged("/usr/bin/cat", &["inside"]);
    assert!(status.success() && said == "mine", "what it is given it reads: {status} {said}");
    let key = secret.display().to_string();
    for other in [key.as_str(), "/etc/passwd", "/proc/self/environ"] {
        let (status, said) = caged("/usr/bin/cat", &[other]);
        assert!(!status.success() && said.is_empty(), "{other}: {said}");
    }
    let into = outside.path().join("written").display().to_string();
    let (status, _) = caged("/usr/bin/cp", &["inside", &into]);
    assert!(!status.success() && !outside.path().join("written").exists(), "it writes nowhere else");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("it can");
    let port = listener.local_addr().expect("an address").port();
    let call = format!("exec 3<>/dev/tcp/127.0.0.1/{port}");
    let (status, _) = caged("/usr/bin/bash", &["-c", &call]);
    assert!(!status.success() && listener.accept().is_err(), "it calls nobody");
    let (status, said) = caged("/usr/bin/bash", &["-c", "/usr/bin/cat inside; echo went on"]);
    assert!(!said.contains("mine"), "it starts no other process: {status} {said}");
}
