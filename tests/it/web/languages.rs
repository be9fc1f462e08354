//! The reader's language: what decides it, what is kept of it, and what nobody can do with it.

use axum::http::StatusCode;

use antiphon::service::draft_publishing;

use crate::drafts::ground::{approved, people, proposal, statements};
use crate::support::rig::Rig;

use super::house::{Browser, House, PAGE, STATEMENT};

/// The language and the direction that a page says it has.
fn told(body: &str) -> (&str, &str) {
    let tag = body.split_once("<html ").and_then(|(_, rest)| rest.split_once('>')).expect("a page").0;
    let value = |name: &str| tag.split_once(name).and_then(|(_, rest)| rest.split('"').next());
    (value("lang=\"").expect("a language"), value("dir=\"").expect("a direction"))
}

async fn read(house: &House, path: &str, language: &str, cookie: &str) -> super::house::Answer {
    house.get_with(path, &[("accept", PAGE), ("accept-language", language), ("cookie", cookie)]).await
}

#[tokio::test]
async fn a_page_speaks_the_language_of_its_reader() {
    let house = House::open().await;
    for (language, cookie, expected) in [
        ("", "", ("en", "ltr")),
        ("ar-EG,en;q=0.5", "", ("ar", "rtl")),
        ("fil", "", ("tl", "ltr")),
        ("de,sv", "", ("en", "ltr")),
        ("es", "lang=fr", ("fr", "ltr")),
        ("es", "lang=xx", ("es", "ltr")),
        ("es", "a=b; lang=pt; c=d", ("pt", "ltr")),
    ] {
        for path in ["/", "/follow", "/nothing/here", "/sign-in", "/desk"] {
            let answer = read(&house, path, language, cookie).await;
            assert_eq!(told(&answer.body), expected, "{path} {language} {cookie}");
            let vary: Vec<_> =
                answer.headers.get_all("vary").iter().filter_map(|v| v.to_str().ok()).collect();
            let vary = vary.join(", ");
            assert!(vary.contains("Accept-Language") && vary.contains("Cookie"), "{path}: {vary}");
        }
    }
}

#[tokio::test]
async fn a_coalition_that_writes_in_arabic_first_answers_in_arabic() {
    let house = House::in_languages("[\"ar\", \"en\"]").await;
    let house_of = |answer: &super::house::Answer| told(&answer.body).0.to_owned();
    assert_eq!(house_of(&house.get("/").await), "ar");
    assert_eq!(house_of(&read(&house, "/", "en", "").await), "en");
}

#[tokio::test]
async fn the_same_page_is_kept_once_for_each_language() {
    let house = House::open().await;
    let owner = house.owner().await;
    let path = house.publish(&owner, STATEMENT).await;
    let english = read(&house, &path, "en", "").await;
    let arabic = read(&house, &path, "ar", "").await;
    assert_ne!(english.header("etag"), arabic.header("etag"));
    assert_eq!(english.body, read(&house, &path, "en", "").await.body);
    // Who has the English page and now wants the Arabic one gets it.
    let known = [("accept", PAGE), ("accept-language", "ar"), ("if-none-match", english.header("etag"))];
    assert_eq!(house.get_with(&path, &known).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_reader_gets_the_reviewed_translation_in_their_language_and_the_way_to_the_original() {
    let house = House::open().await;
    let owner = house.owner().await;
    let path = house.publish(&owner, STATEMENT).await;
    let shown = |answer: &super::house::Answer| {
        let start = answer.body.split_once("<h1 lang=\"").expect("a title").1;
        start.split('"').next().expect("a tag").to_owned()
    };
    for (language, cookie, expected) in [
        ("ar-EG,en;q=0.5", "", "ar"),
        // What is not there is passed over; what is dearer wins, though the interface does not speak it.
        ("de,fr;q=0.9,ar;q=0.8,en;q=0.2", "", "ar"),
        ("en,ar;q=0.9", "", "en"),
        ("en", "lang=ar", "ar"),
        ("fr", "", "en"),
        ("", "", "en"),
    ] {
        let answer = read(&house, &path, language, cookie).await;
        assert_eq!(shown(&answer), expected, "{language} {cookie}");
        let has_way = answer.body.contains(&format!("<a href=\"{path}?lang=en\">"));
        assert_eq!(has_way, expected == "ar", "{}", answer.body);
    }
    // What the address names is stronger than the reader, and the way to the original leads there.
    assert_eq!(shown(&read(&house, &format!("{path}?lang=en"), "ar", "lang=ar").await), "en");
    assert_eq!(shown(&read(&house, &format!("{path}?lang=ar"), "en", "").await), "ar");
}

#[tokio::test]
async fn a_translation_that_nobody_reviewed_is_shown_to_those_alone_who_ask_for_it() {
    let rig = Rig::start().await;
    let people = people(&rig).await;
    let draft = approved(&rig, &people, proposal("Dam")).await;
    let cx = rig.cx();
    let done = draft_publishing::publish(&cx, Some(&people.1), draft.id, &draft.digest);
    Box::pin(done).await.expect("published");
    let path = format!("/@coalition/{}", statements(&rig).await[0].id);
    let read = async |path: &str| {
        let request = rig.http.get(rig.url(path)).header("accept-language", "es");
        request.send().await.expect("an answer").text().await.expect("a page")
    };
    let usual = read(&path).await;
    assert!(usual.contains("<h1 lang=\"en\"") && !usual.contains("El río"), "{usual}");
    let asked = read(&format!("{path}?lang=es")).await;
    assert!(asked.contains("<h1 lang=\"es\"") && asked.contains("Una máquina hizo"), "{asked}");
    assert!(asked.contains("Esto es una traducción"), "{asked}");
}

#[tokio::test]
async fn a_choice_is_kept_as_a_tag_and_leads_back() {
    let house = House::open().await;
    let choose = async |tag: &str, referer: &str, site: &str| {
        let path = format!("/language/{tag}");
        house.get_with(&path, &[("accept", PAGE), ("referer", referer), ("sec-fetch-site", site)]).await
    };
    let chosen = choose("ar", "https://sut.test/follow?name=river", "same-origin").await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    assert_eq!(chosen.header("location"), "/follow?name=river");
    let cookie = chosen.header("set-cookie");
    assert!(cookie.starts_with("lang=ar; Path=/;"), "{cookie}");
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Max-Age=31536000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    for tag in ["de", "AR", "ar-EG", "%0d%0aset-cookie:%20a=b"] {
        let answer = choose(tag, "https://sut.test/", "same-origin").await;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::NOT_FOUND, ""), "{tag}");
    }
}

#[tokio::test]
async fn a183_a_choice_of_language_leads_nobody_to_another_site() {
    let house = House::open().await;
    for referer in [
        "https://evil.test/",
        "https://sut.test.evil.test/",
        "https://sut.test@evil.test/",
        "https://sut.test//evil.test/",
        "https://sut.test/\\evil.test",
        "https://sut.test:8080/",
        "javascript:alert(1)",
        "",
    ] {
        let answer = house.get_with("/language/es", &[("accept", PAGE), ("referer", referer)]).await;
        assert_eq!(answer.header("location"), "/", "{referer}");
    }
    // Another site sends somebody here: they are on our first page, and nothing is chosen for them.
    let sent = [("accept", PAGE), ("sec-fetch-site", "cross-site"), ("referer", "https://evil.test/")];
    let answer = house.get_with("/language/es", &sent).await;
    assert_eq!((answer.header("location"), answer.header("set-cookie")), ("/", ""));
}

#[tokio::test]
async fn words_of_the_desk_follow_the_reader() {
    let house = House::open().await;
    let owner = house.owner().await;
    let cookie = format!("{}; lang=es", owner.cookie.clone().expect("signed in"));
    let reader = Browser { cookie: Some(cookie), ..owner };
    let desk = house.visit(&reader, "/desk").await;
    assert!(desk.body.contains("Escribir un comunicado"), "{}", desk.body);
    let form = [("csrf", reader.csrf.as_str()), ("others", "not an address")];
    let refused = house.post(&reader, "/desk/moving/alias", &form, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Hay un problema"), "{}", refused.body);
    // The answer to a form has no address of its own: no language is offered there.
    assert!(!refused.body.contains("/language/"), "{}", refused.body);
}
