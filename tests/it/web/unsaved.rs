//! Unsaved work survives a lost session, comes back to its author alone, and publishes nothing (decision 0013).

use antiphon::domain::time::HOUR;
use antiphon::service::members;
use axum::http::StatusCode;

use crate::support::databases;

use super::house::{Answer, Browser, House, STATEMENT, value_of};

const NEW: &str = "/desk/statements/new";
const WORDS: &str = "The river is **dry**. #Water";

/// The form as a page of ours would send it.
async fn send(house: &House, who: &Browser, button: &str, more: &[(&str, &str)]) -> Answer {
    let mut form = STATEMENT.to_vec();
    form.extend([("csrf", who.csrf.as_str()), ("returns", "1"), ("do", button)]);
    form.extend([("once", "a-mark-of-more-than-twenty")]);
    house.post(who, NEW, &form, more).await
}

async fn end_session(house: &House, who: &Browser) {
    let cookie = who.cookie.as_deref().expect("a cookie");
    let (_, secret) = cookie.split_once('=').expect("a value");
    members::sign_out(&house.opened.app, secret).await.expect("it ends");
}

/// What the answer keeps in the browser: `name=value`.
fn kept(answer: &Answer) -> Option<String> {
    let cookie = answer.headers.get_all("set-cookie").iter().find_map(|value| {
        let text = value.to_str().ok()?;
        text.starts_with("__Host-kept=").then(|| text.split(';').next().unwrap_or_default().to_owned())
    });
    cookie.filter(|cookie| cookie != "__Host-kept=")
}

/// Signs in with what the browser held; where that leads.
async fn sign_in_with(house: &House, name: &str, held: &str) -> (Browser, String) {
    let link = members::link_for(&house.opened.app, name).await.expect("a link");
    let shown = house.get(&link).await;
    let csrf = value_of(&shown.body, "csrf");
    let browser = Browser { cookie: Some(held.to_owned()), csrf: String::new() };
    let entered = house.post(&browser, &link, &[("csrf", &csrf)], &[]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
    let session = entered.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    let mut browser = Browser { cookie: Some(format!("{session}; {held}")), csrf: String::new() };
    browser.csrf = value_of(&house.visit(&browser, "/desk").await.body, "csrf");
    (browser, entered.header("location").to_owned())
}

#[tokio::test]
async fn a_form_that_comes_after_its_session_ended_comes_back_filled() {
    for database in databases::both() {
        let house = House::on(database).await;
        let owner = house.owner().await;
        end_session(&house, &owner).await;
        let answer = send(&house, &owner, "publish", &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("Nothing is lost, and nothing was published"), "{}", answer.body);
        assert!(!answer.body.contains("dry"), "whoever sits there now reads nothing");
        let cookie = kept(&answer).expect("the browser keeps a token");
        for attribute in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(answer.header("set-cookie").contains(attribute), "{attribute}");
        }
        assert!(house.list().await.is_empty());

        let (again, led) = sign_in_with(&house, "owner", &cookie).await;
        assert_eq!(led, "/desk/kept");
        let page = house.visit(&again, &led).await.body;
        assert!(
            page.contains("Your unsaved work") && page.contains(WORDS) && page.contains("افتحوا السد"),
            "{page}"
        );
        assert!(!page.contains("a-mark-of-more-than-twenty"), "the mark of the last look does not come back");
        assert!(page.contains(&format!("action=\"{NEW}\"")));
        // The button of that page, as it stands.
        let mut form = STATEMENT.to_vec();
        form.extend([("csrf", again.csrf.as_str()), ("returns", "1"), ("do", "change")]);
        let filled = house.post(&again, NEW, &form, &[]).await;
        assert_eq!(filled.status, StatusCode::OK);
        assert!(
            filled.body.contains("value=\"Open the dam\"") && filled.body.contains(WORDS),
            "{}",
            filled.body
        );
        assert!(
            filled.header("set-cookie").contains("__Host-kept=;"),
            "it is in the form again, and kept no more"
        );
        assert_eq!(house.visit(&again, "/desk/kept").await.header("location"), "/desk");
        assert!(house.list().await.is_empty(), "nothing was published on the way");
    }
}

#[tokio::test]
async fn nobody_else_gets_it_and_the_database_does_not_hold_it_in_clear() {
    let house = House::open().await;
    let owner = house.owner().await;
    members::add(&house.opened.app, "edda", "spokesperson").await.expect("a member");
    end_session(&house, &owner).await;
    let cookie = kept(&send(&house, &owner, "check", &[]).await).expect("a token");
    let disk = house.on_disk();
    let holds = |words: &str| disk.windows(words.len()).any(|part| part == words.as_bytes());
    assert!(
        !holds("river is **dry**") && !holds("Open the dam"),
        "A188: nothing of it is on the disk in clear"
    );
    assert!(!holds(cookie.split('=').nth(1).expect("a value")), "nor the token that opens it");

    // Somebody else signs in with the same browser.
    let (other, _) = sign_in_with(&house, "edda", &cookie).await;
    let page = house.visit(&other, "/desk/kept").await;
    assert_eq!((page.status, page.header("location")), (StatusCode::SEE_OTHER, "/desk"));
    // And their forms with the secret of the first are no forms of theirs.
    let foreign = Browser { cookie: other.cookie.clone(), csrf: owner.csrf.clone() };
    let answer = send(&house, &foreign, "publish", &[]).await;
    assert!(answer.status == StatusCode::FORBIDDEN && kept(&answer).is_none());
    assert!(house.list().await.is_empty());
    // It is still there for its author, and no longer than it should be.
    let (mine, _) = sign_in_with(&house, "owner", &cookie).await;
    assert_eq!(house.visit(&mine, "/desk/kept").await.status, StatusCode::OK);
    house.clock.advance(12 * HOUR);
    assert_eq!(house.visit(&mine, "/desk/kept").await.header("location"), "/desk");
}

#[tokio::test]
async fn a171_what_strangers_send_is_not_kept() {
    let house = House::open().await;
    let owner = house.owner().await;
    end_session(&house, &owner).await;
    let stranger = Browser { cookie: owner.cookie.clone(), csrf: "made-up".to_owned() };
    for (who, more) in [
        (&stranger, vec![]),
        (&owner, vec![("origin", "https://evil.test")]),
        (&owner, vec![("sec-fetch-site", "cross-site")]),
        (&Browser::default(), vec![]),
    ] {
        let answer = send(&house, who, "publish", &more).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{more:?}");
        assert!(kept(&answer).is_none() && !answer.body.contains("Nothing is lost"), "{more:?}");
    }
    // A password typed into a form that comes too late is not kept either.
    let form = [
        ("csrf", owner.csrf.as_str()),
        ("password", "four rivers and a dam"),
        ("current", "the old one of mine"),
        ("note", "kept"),
    ];
    let answer = house.post(&owner, "/desk/account/password", &form, &[]).await;
    let cookie = kept(&answer).expect("the rest is kept");
    let (mine, led) = sign_in_with(&house, "owner", &cookie).await;
    let page = house.visit(&mine, &led).await.body;
    assert!(page.contains(">kept</pre>") && page.contains("open the form anew"), "{page}");
    assert!(!page.contains("four rivers") && !page.contains("the old one"), "{page}");
    let gone = [("csrf", mine.csrf.as_str()), ("do", "forget")];
    let gone = house.post(&mine, "/desk/kept", &gone, &[]).await;
    assert_eq!(gone.header("location"), "/desk");
    assert_eq!(house.visit(&mine, "/desk/kept").await.header("location"), "/desk", "thrown away");
}

#[tokio::test]
async fn a_form_of_an_earlier_session_of_the_same_person_is_kept_as_well() {
    let house = House::open().await;
    let first = house.owner().await;
    end_session(&house, &first).await;
    let second = house.owner().await;
    // The page was opened in the first session, and is sent in the second.
    let stale = Browser { cookie: second.cookie.clone(), csrf: first.csrf.clone() };
    let answer = send(&house, &stale, "publish", &[]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("Go on with it"), "{}", answer.body);
    assert!(house.list().await.is_empty());
    let held =
        format!("{}; {}", second.cookie.as_deref().expect("a session"), kept(&answer).expect("a token"));
    let browser = Browser { cookie: Some(held), csrf: second.csrf.clone() };
    assert!(house.visit(&browser, "/desk/kept").await.body.contains(WORDS));
}
