//! Becoming a member: by invitation, by asking, and who says so.

use antiphon::domain::role::Role;
use antiphon::domain::time::DAY;
use antiphon::service::invitations::{self, NewInvitation};
use antiphon::service::{members, registration};
use axum::http::StatusCode;

use super::house::{Answer, Browser, House, value_of};

const APPROVAL: &str = "[registration]\nmode = \"approval\"";

/// A browser that has been shown the form at this path.
pub async fn shown(house: &House, path: &str) -> Browser {
    let page = house.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    let cookie = page.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    Browser { cookie: Some(cookie), csrf: value_of(&page.body, "csrf") }
}

/// Sends the form for becoming a member.
async fn join(house: &House, path: &str, name: &str, more: &[(&str, &str)]) -> Answer {
    let browser = shown(house, path).await;
    let mut form = vec![
        ("csrf", browser.csrf.as_str()),
        ("username", name),
        ("password", "two rivers meet"),
        ("agreement", "1"),
    ];
    form.extend_from_slice(more);
    house.post(&browser, path, &form, &[]).await
}

async fn invitation(house: &House, role: Role, uses: i64) -> String {
    let wanted = NewInvitation { role, uses, lasts: 7 * DAY };
    invitations::make(&house.opened.app, None, wanted).await.expect("a link").0
}

async fn names(house: &House) -> Vec<(String, String)> {
    let all = members::list(&house.opened.app).await.expect("members");
    all.into_iter().map(|member| (member.username, member.role)).collect()
}

#[tokio::test]
async fn an_invitation_makes_as_many_members_as_it_says_and_looking_makes_none() {
    let house = House::open().await;
    let link = invitation(&house, Role::Editor, 2).await;
    for _ in 0..3 {
        assert!(house.get(&link).await.body.contains("Become editor of"));
    }
    for name in ["ana", "ben"] {
        // What the form does not ask for is not looked at (A178).
        let joined = join(&house, &link, name, &[("role", "owner"), ("admin", "1")]).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
        assert_eq!(joined.header("location"), "/desk/account");
        let cookie = joined.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let browser = Browser { cookie: Some(cookie), csrf: String::new() };
        assert!(house.visit(&browser, "/desk/account").await.body.contains(name));
        assert!(names(&house).await.contains(&(name.to_owned(), "editor".to_owned())));
    }
    let late = house.get(&link).await;
    assert!(late.status == StatusCode::GONE && late.body.contains("This invitation cannot be used"));
    assert_eq!(names(&house).await.len(), 3);
    assert_eq!(house.get("/join/nothing").await.status, StatusCode::GONE);
    let closed = house.get("/join").await;
    assert!(closed.status == StatusCode::FORBIDDEN && closed.body.contains("You need an invitation"));
}

#[tokio::test]
async fn an_invitation_that_is_old_or_taken_back_makes_nobody() {
    let house = House::open().await;
    let (old, back) = (invitation(&house, Role::Member, 5).await, invitation(&house, Role::Member, 5).await);
    let at_hand = shown(&house, &back).await;
    let newest = invitations::list(&house.opened.app).await.expect("links")[0].id;
    invitations::revoke(&house.opened.app, None, newest).await.expect("taken back");
    let form = [
        ("csrf", at_hand.csrf.as_str()),
        ("username", "eve"),
        ("password", "two rivers meet"),
        ("agreement", "1"),
    ];
    assert_eq!(house.post(&at_hand, &back, &form, &[]).await.status, StatusCode::GONE);
    house.clock.advance(8 * DAY);
    assert_eq!(house.get(&old).await.status, StatusCode::GONE);
    assert_eq!(names(&house).await.len(), 1);
    // What a member handed out ends with them.
    members::add(&house.opened.app, "mo", "moderator").await.expect("a member");
    let mo = members::find(&house.opened.app, "mo").await.expect("there");
    let wanted = NewInvitation { role: Role::Member, uses: 9, lasts: DAY };
    let (link, _) = invitations::make(&house.opened.app, Some(&mo), wanted).await.expect("a link");
    assert_eq!(house.get(&link).await.status, StatusCode::OK);
    members::suspend(&house.opened.app, "mo").await.expect("suspended");
    assert_eq!(house.get(&link).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a134_what_cannot_be_is_said_at_its_field_and_makes_nobody() {
    let house =
        House::with("", "[registration]\nmode = \"open\"\n[limits]\nrate = false\n[federation]\nrig = true")
            .await;
    members::add(&house.opened.app, "max", "moderator").await.expect("a member");
    for (name, words) in [
        ("Admin", "small letters"),
        ("\u{430}dmin", "small letters"),
        ("alice ", "small letters"),
        ("admin", "somebody in charge"),
        ("inbox", "somebody in charge"),
        ("owner", "somebody in charge"),
        ("river", "is taken"),
        ("r1ver", "is taken"),
        ("max", "is taken"),
        ("m_ax", "is taken"),
        ("", "Enter the name"),
    ] {
        let answer = join(&house, "/join", name, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(answer.body.contains(words) && answer.body.contains("href=\"#username\""), "{name}");
        assert!(!answer.body.contains("two rivers meet"), "a password is never sent back");
    }
    let browser = shown(&house, "/join").await;
    let form = [("csrf", browser.csrf.as_str()), ("username", "ana"), ("password", "password")];
    let answer = house.post(&browser, "/join", &form, &[]).await;
    assert!(answer.body.contains("among the first") && answer.body.contains("Agree to the rules"));
    assert_eq!(names(&house).await.len(), 2);
    assert_eq!(join(&house, "/join", "ana", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(names(&house).await.contains(&("ana".to_owned(), "member".to_owned())));
}

#[tokio::test]
async fn who_asks_is_nobody_before_a_moderator_says_yes() {
    let house = House::with("", APPROVAL).await;
    members::add(&house.opened.app, "mo", "moderator").await.expect("a member");
    members::add(&house.opened.app, "bob", "spokesperson").await.expect("a member");
    for name in ["ana", "eve"] {
        let asked = join(&house, "/join", name, &[("reason", "I live <there>")]).await;
        assert!(asked.status == StatusCode::OK && asked.body.contains("We have your request"));
        assert_eq!(asked.header("set-cookie"), "");
        assert_eq!(house.get(&format!("/@{name}")).await.status, StatusCode::NOT_FOUND);
    }
    assert!(join(&house, "/join", "ana", &[]).await.body.contains("is taken"));
    assert_eq!(super::proving::enter(&house, "ana", "two rivers meet", "").await.status.as_u16(), 422);

    let (mo, bob) = (house.sign_in("mo").await, house.sign_in("bob").await);
    assert_eq!(house.visit(&bob, "/desk/members").await.status, StatusCode::FORBIDDEN);
    let yes = |csrf| [("csrf", csrf), ("do", "approve"), ("name", "ana")];
    let refused = house.post(&bob, "/desk/members", &yes(&bob.csrf), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let foreign = house.post(&mo, "/desk/members", &yes(&bob.csrf), &[]).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert_eq!(registration::waiting(&house.opened.app).await.expect("a list").len(), 2);

    let page = house.visit(&mo, "/desk/members").await.body;
    assert!(page.contains("I live &#60;there&#62;") && page.contains("eve"));
    let done = house.post(&mo, "/desk/members", &yes(&mo.csrf), &[]).await;
    assert_eq!(done.header("location"), "/desk/members?done=approved");
    let no = [("csrf", mo.csrf.as_str()), ("do", "reject"), ("name", "eve")];
    assert_eq!(
        house.post(&mo, "/desk/members", &no, &[]).await.header("location"),
        "/desk/members?done=rejected"
    );
    assert_eq!(house.post(&mo, "/desk/members", &no, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(registration::waiting(&house.opened.app).await.expect("a list").is_empty());
    assert!(names(&house).await.contains(&("ana".to_owned(), "member".to_owned())));
    assert!(!names(&house).await.iter().any(|(name, _)| name == "eve"));
    assert_eq!(
        super::proving::enter(&house, "@Ana@sut.test", "two rivers meet", "").await.status.as_u16(),
        303
    );
    assert_eq!(join(&house, "/join", "eve", &[]).await.status, StatusCode::OK, "the name is free again");
}

fn form<'a>(csrf: &'a str, role: &'a str) -> [(&'a str, &'a str); 5] {
    [("csrf", csrf), ("do", "invite"), ("role", role), ("uses", "2"), ("days", "3")]
}

#[tokio::test]
async fn a178_nobody_hands_out_more_than_they_may() {
    let house = House::open().await;
    for (name, role) in [("mo", "moderator"), ("edda", "editor"), ("ana", "member")] {
        members::add(&house.opened.app, name, role).await.expect("a member");
    }
    for (name, role) in
        [("mo", "owner"), ("mo", "moderator"), ("mo", "king"), ("edda", "member"), ("ana", "member")]
    {
        house.clock.advance(600_000);
        let browser = house.sign_in(name).await;
        let answer = house.post(&browser, "/desk/members", &form(&browser.csrf, role), &[]).await;
        assert!(matches!(answer.status.as_u16(), 400 | 403), "{name} {role}: {}", answer.status);
    }
    assert!(invitations::list(&house.opened.app).await.expect("a list").is_empty());
    let mo = house.sign_in("mo").await;
    let made = house.post(&mo, "/desk/members", &form(&mo.csrf, "member"), &[]).await;
    assert!(made.body.contains("https://sut.test/join/") && made.body.contains("shown only now"));
    assert!(!house.visit(&mo, "/desk/members").await.body.contains("sut.test/join/"), "only once");
    let wrong =
        [("csrf", mo.csrf.as_str()), ("do", "invite"), ("role", "member"), ("uses", "x"), ("days", "0")];
    let wrong = house.post(&mo, "/desk/members", &wrong, &[]).await;
    assert!(wrong.status.as_u16() == 422 && wrong.body.contains("There is a problem"));
    let id = invitations::list(&house.opened.app).await.expect("a list")[0].id.to_string();
    let revoke = [("csrf", mo.csrf.as_str()), ("do", "revoke"), ("id", id.as_str())];
    assert_eq!(house.post(&mo, "/desk/members", &revoke, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(invitations::list(&house.opened.app).await.expect("a list")[0].revoked_at.is_some());
}

#[tokio::test]
async fn a171_no_other_site_joins_or_signs_in_for_somebody() {
    let house = House::with("", "[registration]\nmode = \"open\"").await;
    let own = [("origin", "https://sut.test"), ("sec-fetch-site", "same-origin")];
    let (one, other) = (shown(&house, "/join").await, shown(&house, "/join").await);
    for path in ["/join", "/sign-in"] {
        for (browser, csrf, headers) in [
            (&one, "", own),
            (&one, other.csrf.as_str(), own),
            (&Browser::default(), one.csrf.as_str(), own),
            (&one, one.csrf.as_str(), [("origin", "https://evil.test"), ("sec-fetch-site", "same-origin")]),
            (&one, one.csrf.as_str(), [("origin", "null"), ("sec-fetch-site", "cross-site")]),
        ] {
            let form = [
                ("csrf", csrf),
                ("username", "eve"),
                ("name", "owner"),
                ("password", "two rivers meet"),
                ("agreement", "1"),
            ];
            let answer = house.post(browser, path, &form, &headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(answer.header("set-cookie"), "");
        }
    }
    assert_eq!(names(&house).await.len(), 1);
}
