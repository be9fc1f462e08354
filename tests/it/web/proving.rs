//! Proving who one is: passwords, authenticators, recovery codes, sessions; and what ends when they change.

use antiphon::keys;
use antiphon::service::{authenticators, members, passwords, sessions};
use axum::http::StatusCode;

use super::entry::shown;
use super::house::{Answer, Browser, House, value_of};

const GOOD: &str = "two rivers meet";
const FROM_ANYWHERE: &str = "trusted_proxies = [\"198.51.100.7\"]";

/// Tries to sign in with name, password and code.
pub async fn enter(house: &House, name: &str, password: &str, code: &str) -> Answer {
    enter_from(house, name, password, code, "203.0.113.1").await
}

async fn enter_from(house: &House, name: &str, password: &str, code: &str, from: &str) -> Answer {
    let browser = shown(house, "/sign-in").await;
    let form = [("csrf", browser.csrf.as_str()), ("name", name), ("password", password), ("code", code)];
    house.post(&browser, "/sign-in", &form, &[("x-forwarded-for", from)]).await
}

/// The browser of an answer that began a session.
async fn entered(house: &House, answer: &Answer) -> Browser {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let cookie = answer.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    let mut browser = Browser { cookie: Some(cookie), csrf: String::new() };
    browser.csrf = value_of(&house.visit(&browser, "/desk").await.body, "csrf");
    browser
}

async fn with_password(house: &House, name: &str) {
    members::add(&house.opened.app, name, "member").await.expect("a member");
    passwords::set(&house.opened.app, None, name, GOOD, None).await.expect("a password");
}

/// The six digits that an authenticator shows so many steps from now.
fn code(house: &House, secret: &str, later: i64) -> String {
    let secret = keys::from_base32(secret).expect("a secret");
    keys::code_of_step(&secret, keys::step_at(house.clock.now_ms() / 1_000) + later)
}

async fn is_in(house: &House, browser: &Browser) -> bool {
    house.visit(browser, "/desk").await.status == StatusCode::OK
}

async fn opens(house: &House, token: &str) -> bool {
    let bearer = format!("Bearer {token}");
    let answer = house.get_with("/api/v1/accounts/verify_credentials", &[("authorization", &bearer)]).await;
    answer.status == StatusCode::OK
}

#[tokio::test]
async fn a170_name_and_password_open_a_session_of_its_own() {
    let house = House::open().await;
    with_password(&house, "ana").await;
    let answer = enter(&house, "ana", GOOD, "").await;
    assert_eq!(answer.header("location"), "/desk");
    for attribute in ["__Host-session=", "Path=/", "HttpOnly", "Secure", "SameSite=Lax"] {
        assert!(answer.header("set-cookie").contains(attribute), "{attribute}");
    }
    let first = entered(&house, &answer).await;
    // A later sign-in in the same browser ends the earlier session.
    let form_of = shown(&house, "/sign-in").await;
    let both = format!("{}; {}", first.cookie.clone().expect("a cookie"), form_of.cookie.expect("a cookie"));
    let browser = Browser { cookie: Some(both), csrf: form_of.csrf };
    let form = [("csrf", browser.csrf.as_str()), ("name", "ana"), ("password", GOOD)];
    let second = entered(&house, &house.post(&browser, "/sign-in", &form, &[]).await).await;
    assert!(!is_in(&house, &first).await && is_in(&house, &second).await);
}

#[tokio::test]
async fn a174_every_wrong_try_gets_the_same_answer() {
    let house = House::with(FROM_ANYWHERE, "").await;
    for name in ["ana", "gone", "two"] {
        with_password(&house, name).await;
    }
    members::add(&house.opened.app, "bare", "member").await.expect("a member without a password");
    let two = entered(&house, &enter(&house, "two", GOOD, "").await).await;
    turn_on(&house, &two, GOOD).await;
    members::suspend(&house.opened.app, "gone").await.expect("suspended");
    let mut seen = Vec::new();
    for (at, (name, password, code)) in [
        ("nobody", GOOD, ""),
        ("ana", "wrong password", ""),
        ("ana", "", ""),
        ("bare", "", ""),
        ("gone", GOOD, ""),
        ("two", GOOD, ""),
        ("two", GOOD, "000000"),
        ("two", "wrong password", "000000"),
        ("", "", ""),
        ("owner", GOOD, ""),
    ]
    .into_iter()
    .enumerate()
    {
        let answer = enter_from(&house, name, password, code, &format!("203.0.113.{at}")).await;
        assert!(!answer.header("set-cookie").contains("session="), "{name}");
        let (before, after) = answer.body.split_once("name=\"name\"").expect("the field of the name");
        let after = after.replacen(&format!("value=\"{name}\""), "value=\"NAME\"", 1);
        let body = format!("{before}name=\"name\"{after}");
        let secret = value_of(&body, "csrf");
        seen.push((answer.status, body.replace(&secret, "SECRET")));
    }
    assert_eq!(seen[0].0, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen[0].1.contains("do not fit together") && !seen[0].1.contains(GOOD));
    for other in &seen {
        assert_eq!(other, &seen[0]);
    }
}

#[tokio::test]
async fn a175_tries_for_one_name_run_out_wherever_they_come_from_and_come_back() {
    let house = House::with(FROM_ANYWHERE, "").await;
    with_password(&house, "ana").await;
    with_password(&house, "ben").await;
    for name in ["ana", "nobody"] {
        for at in 0..20 {
            let answer = enter_from(&house, name, "a guess", "", &format!("203.0.113.{at}")).await;
            let expected = if at < 5 { 422 } else { 429 };
            assert_eq!(answer.status.as_u16(), expected, "{name} {at}");
            if at >= 5 {
                let wait: u64 = answer.header("retry-after").parse().expect("seconds");
                assert!((1..=60).contains(&wait));
            }
        }
    }
    // The right password does not help now either, a link does, and nobody else is kept out.
    assert_eq!(enter_from(&house, "ANA", GOOD, "", "192.0.2.1").await.status.as_u16(), 429);
    assert!(is_in(&house, &house.sign_in("ana").await).await);
    assert_eq!(enter_from(&house, "ben", GOOD, "", "192.0.2.1").await.status.as_u16(), 303);
    house.clock.advance(60_000);
    assert_eq!(enter_from(&house, "ana", GOOD, "", "192.0.2.1").await.status.as_u16(), 303);
}

#[tokio::test]
async fn a175_all_tries_together_have_an_end_too() {
    let house = House::with(FROM_ANYWHERE, "").await;
    let browser = shown(&house, "/sign-in").await;
    let mut answers = Vec::new();
    for at in 0..110 {
        let name = format!("name{at}");
        let form = [("csrf", browser.csrf.as_str()), ("name", name.as_str()), ("password", "")];
        let from = format!("198.18.{at}.1");
        answers.push(
            house.post(&browser, "/sign-in", &form, &[("x-forwarded-for", &from)]).await.status.as_u16(),
        );
    }
    assert!(answers[..100].iter().all(|status| *status == 422));
    assert!(answers.contains(&429), "a flood from everywhere is slowed as well");
}

/// Sets an authenticator up at the desk: its secret, and the recovery codes.
async fn turn_on(house: &House, browser: &Browser, password: &str) -> (String, Vec<String>) {
    let path = "/desk/account/authenticator";
    let begin = [("csrf", browser.csrf.as_str()), ("do", "begin"), ("proof", password)];
    let page = house.post(browser, path, &begin, &[]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let secret = page.body.split("?secret=").nth(1).expect("an address").split('&').next().expect("an end");
    assert!(page.body.contains("otpauth://totp/sut.test:"), "{}", page.body);
    let secret = secret[..32].to_owned();
    let offer = value_of(&page.body, "offer");
    let confirm = |code| {
        [("csrf", browser.csrf.as_str()), ("do", "confirm"), ("offer", offer.as_str()), ("code", code)]
    };
    let right = code(house, &secret, 0);
    let wrong = if right == "123456" { "654321" } else { "123456" };
    let refused = house.post(browser, path, &confirm(wrong), &[]).await;
    assert!(refused.status.as_u16() == 422 && refused.body.contains("The code does not fit"));
    let done = house.post(browser, path, &confirm(&right), &[]).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let codes: Vec<String> = done
        .body
        .split("<code dir=\"ltr\">")
        .skip(1)
        .map(|rest| rest.split('<').next().expect("an end").to_owned())
        .collect();
    assert_eq!(codes.len(), 10);
    (secret, codes)
}

#[tokio::test]
async fn a175_a_second_step_is_asked_for_and_no_code_works_twice() {
    let house = House::with(FROM_ANYWHERE, "").await;
    with_password(&house, "ana").await;
    let ana = entered(&house, &enter(&house, "ana", GOOD, "").await).await;
    let (secret, codes) = turn_on(&house, &ana, GOOD).await;
    assert!(house.visit(&ana, "/desk/account").await.body.contains("10 recovery codes are left"));

    let used = code(&house, &secret, 0);
    let next = code(&house, &secret, 1);
    for (with, status) in [("", 422), (used.as_str(), 422), (next.as_str(), 303)] {
        assert_eq!(enter(&house, "ana", GOOD, with).await.status.as_u16(), status, "{with}");
    }
    // A minute later there is another try, and the code would still be taken if it were new.
    for (with, status) in [(next.as_str(), 422), (codes[3].as_str(), 303)] {
        house.clock.advance(60_000);
        assert_eq!(enter(&house, "ana", GOOD, with).await.status.as_u16(), status, "{with}");
    }
    house.clock.advance(600_000);
    for (password, with, status) in [
        (GOOD, codes[3].as_str(), 422),
        ("another", codes[4].as_str(), 422),
        (GOOD, &code(&house, &secret, -3), 422),
        (GOOD, &codes[4].to_ascii_uppercase().replace('-', " "), 303),
        (GOOD, &code(&house, &secret, 0), 303),
    ] {
        assert_eq!(enter(&house, "ana", password, with).await.status.as_u16(), status, "{with}");
    }
    assert!(house.visit(&ana, "/desk/account").await.body.contains("8 recovery codes are left"));

    house.clock.advance(600_000);
    let path = "/desk/account/authenticator";
    let off = |proof| [("csrf", ana.csrf.as_str()), ("do", "off"), ("proof", proof)];
    let refused = house.post(&ana, path, &off("a guess"), &[]).await;
    assert!(refused.status.as_u16() == 422 && refused.body.contains("not your password"));
    let begin = [("csrf", ana.csrf.as_str()), ("do", "confirm"), ("offer", "made-by-hand"), ("code", "1")];
    assert_eq!(house.post(&ana, path, &begin, &[]).await.status, StatusCode::FORBIDDEN);
    let renewed = house.post(&ana, path, &[("csrf", &ana.csrf), ("do", "codes"), ("proof", GOOD)], &[]).await;
    assert!(renewed.body.contains("Your recovery codes") && !renewed.body.contains(&codes[7]));
    assert_eq!(enter(&house, "ana", GOOD, &codes[7]).await.status.as_u16(), 422, "the earlier ones are void");
    assert_eq!(house.post(&ana, path, &off(GOOD), &[]).await.header("location"), "/desk/account?done=off");
    assert_eq!(enter(&house, "ana", GOOD, "").await.status.as_u16(), 303);
}

#[tokio::test]
async fn a168_what_was_open_ends_when_what_opened_it_changes() {
    let house = House::with(FROM_ANYWHERE, "").await;
    for way in ["change", "stdin", "reset", "totp", "suspend"] {
        house.clock.advance(600_000);
        with_password(&house, way).await;
        let app = &house.opened.app;
        let old = entered(&house, &enter(&house, way, GOOD, "").await).await;
        let here = entered(&house, &enter(&house, way, GOOD, "").await).await;
        let token = members::new_token(app, way, "test", "read").await.expect("a token");
        let link = members::link_for(app, way).await.expect("a link");
        assert!(is_in(&house, &old).await && opens(&house, &token).await);
        let form =
            |current| [("csrf", here.csrf.as_str()), ("current", current), ("password", "three rivers meet")];
        match way {
            "change" => {
                let refused = house.post(&here, "/desk/account/password", &form("a guess"), &[]).await;
                assert!(refused.status.as_u16() == 422 && refused.body.contains("not your password"));
                assert!(is_in(&house, &old).await, "nothing happened");
                let done = house.post(&here, "/desk/account/password", &form(GOOD), &[]).await;
                assert_eq!(done.header("location"), "/desk/account?done=password");
                house.clock.advance(600_000);
                assert_eq!(enter(&house, way, GOOD, "").await.status.as_u16(), 422);
                assert_eq!(enter(&house, way, "three rivers meet", "").await.status.as_u16(), 303);
            }
            "stdin" => passwords::set(app, None, way, "three rivers meet", None).await.expect("set"),
            "reset" => {
                let fresh = passwords::reset(app, way).await.expect("a link");
                assert_eq!(enter(&house, way, GOOD, "").await.status.as_u16(), 422);
                assert!(house.get(&fresh).await.body.contains("Sign in as member"));
            }
            "totp" => drop(turn_on(&house, &here, GOOD).await),
            _ => members::suspend(app, way).await.expect("suspended"),
        }
        assert!(!is_in(&house, &old).await && !opens(&house, &token).await, "{way}");
        assert_ne!(house.get(&link).await.status, StatusCode::OK, "{way}: the link is void");
        let stays = matches!(way, "change" | "totp");
        assert_eq!(is_in(&house, &here).await, stays, "{way}: the session that did it");
    }
    members::unsuspend(&house.opened.app, "suspend").await.expect("back");
    assert_eq!(enter_from(&house, "suspend", GOOD, "", "192.0.2.9").await.status.as_u16(), 303);
}

#[tokio::test]
async fn who_came_by_link_chooses_a_password_without_the_old_one() {
    let house = House::with(FROM_ANYWHERE, "").await;
    with_password(&house, "ana").await;
    let ana = house.sign_in("ana").await;
    assert!(!house.visit(&ana, "/desk/account").await.body.contains("Your present password"));
    let form = [("csrf", ana.csrf.as_str()), ("password", "three rivers meet")];
    let done = house.post(&ana, "/desk/account/password", &form, &[]).await;
    assert_eq!(done.header("location"), "/desk/account?done=password");
    let by_password = entered(&house, &enter(&house, "ana", "three rivers meet", "").await).await;
    let page = house.visit(&by_password, "/desk/account").await.body;
    assert!(page.contains("Your present password") && page.contains("Sign out everywhere else"));
    let short = [("csrf", ana.csrf.as_str()), ("password", "short")];
    let short = house.post(&ana, "/desk/account/password", &short, &[]).await;
    assert!(short.status.as_u16() == 422 && short.body.contains("8 characters or more"));
}

#[tokio::test]
async fn a173_sessions_are_seen_and_ended_by_their_member_only() {
    let house = House::open().await;
    members::add(&house.opened.app, "ana", "member").await.expect("a member");
    let (one, two, owner) = (house.sign_in("ana").await, house.sign_in("ana").await, house.owner().await);
    let ana = members::find(&house.opened.app, "ana").await.expect("there").id;
    let page = house.visit(&one, "/desk/account").await.body;
    assert!(page.contains("This device.") && page.contains("nothing about the device or the place"));
    for word in ["198.51.100.7", "203.0.113", "Mozilla"] {
        assert!(!page.contains(word), "{word}");
    }
    let marks = sessions::list(&house.opened.app, ana, None).await.expect("a list");
    let form = |who: &Browser, mark: &str| {
        [("csrf".to_owned(), who.csrf.clone()), ("end".to_owned(), mark.to_owned())]
    };
    let send = async |who: &Browser, mark: &str| {
        let form = form(who, mark);
        let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        house.post(who, "/desk/account/sessions", &form, &[]).await.status
    };
    for mark in &marks {
        assert_eq!(send(&owner, &mark.mark).await, StatusCode::NOT_FOUND);
    }
    assert!(is_in(&house, &one).await && is_in(&house, &two).await);
    assert_eq!(send(&one, "others").await, StatusCode::SEE_OTHER);
    assert!(is_in(&house, &one).await && !is_in(&house, &two).await && is_in(&house, &owner).await);
}

#[tokio::test]
async fn nothing_that_opens_anything_lies_in_the_database() {
    let house = House::with(FROM_ANYWHERE, "").await;
    with_password(&house, "ana").await;
    let answer = enter(&house, "ana", GOOD, "").await;
    let session = answer.header("set-cookie").split(['=', ';']).nth(1).expect("a secret").to_owned();
    let ana = entered(&house, &answer).await;
    let (secret, codes) = turn_on(&house, &ana, GOOD).await;
    let wanted = antiphon::service::invitations::NewInvitation {
        role: antiphon::domain::role::Role::Member,
        uses: 1,
        lasts: antiphon::domain::time::DAY,
    };
    let (link, _) =
        antiphon::service::invitations::make(&house.opened.app, None, wanted).await.expect("a link");
    let disk = house.on_disk();
    let holds = |text: &[u8]| disk.windows(text.len()).any(|window| window == text);
    assert!(holds(b"$argon2id$v=19$m=19456,t=2,p=1$"), "the test sees the rows");
    let plain = keys::from_base32(&secret).expect("a secret");
    let link = link.rsplit('/').next().expect("a secret");
    for hidden in
        [GOOD, &session, &secret, &codes[0], &codes[0].to_uppercase().replace('-', ""), link, "203.0.113.1"]
    {
        assert!(!holds(hidden.as_bytes()), "{hidden}");
    }
    assert!(!holds(&plain));
    assert!(
        authenticators::state(
            &house.opened.app,
            members::find(&house.opened.app, "ana").await.expect("there").id
        )
        .await
        .expect("a state")
        .is_on
    );
}
