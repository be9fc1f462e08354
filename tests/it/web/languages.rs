//! The reader's language: what decides it, what is kept of it, and what nobody can do with it.

use axum::http::StatusCode;

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
    // The statement keeps its own language whatever the page speaks.
    assert!(arabic.body.contains("<h1 lang=\"en\" dir=\"ltr\">"), "{}", arabic.body);
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
