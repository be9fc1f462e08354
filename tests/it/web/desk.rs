//! Signing in and working at the desk, and who may not.

use antiphon::service::members;
use axum::http::StatusCode;

use super::house::{Browser, House, STATEMENT, value_of};

#[tokio::test]
async fn a_statement_goes_from_the_form_to_readers_in_every_language() {
    let house = House::open().await;
    let owner = house.owner().await;
    let empty = house.get("/").await;
    assert!(empty.body.contains("There is no statement here yet."));
    let path = house.publish(&owner, STATEMENT).await;
    assert!(house.get("/").await.body.contains("Open the dam"), "publishing renews the pages");
    let page = house.get(&path).await.body;
    assert!(page.contains("<h1 lang=\"en\" dir=\"ltr\">Open the dam</h1>"), "{page}");
    assert!(page.contains("<h2>Water</h2>") && page.contains("<strong>dry</strong>"));
    assert!(page.contains("How to check a copy") && page.contains(">z6Mk"), "it carries its proof");
    assert!(!page.contains("owner"), "nobody reads who wrote it");
    let arabic = house.get(&format!("{path}?lang=ar")).await.body;
    assert!(arabic.contains("<h1 lang=\"ar\" dir=\"rtl\">افتحوا السد</h1>"));
    assert!(arabic.contains(&format!("rel=\"canonical\" href=\"https://sut.test{path}?lang=ar\"")));
    assert!(house.get(&format!("{path}?lang=xx")).await.body.contains("<h1 lang=\"en\""));
    assert!(page.len() < 30_000);
    let id = path.rsplit('/').next().expect("an id");
    let copy = house.get(&format!("/posts/{id}/versions/1")).await.body;
    assert!(
        page.contains(&antiphon::keys::sha256_hex(copy.as_bytes())),
        "the digest is that of the signed copy"
    );
}

#[tokio::test]
async fn a_form_sent_twice_publishes_once_and_one_never_looked_at_not_at_all() {
    let house = House::open().await;
    let owner = house.owner().await;
    let mut form =
        vec![("csrf", owner.csrf.as_str()), ("language", "en"), ("text", "Once."), ("do", "publish")];
    let unseen = house.post(&owner, "/desk/statements/new", &form, &[]).await;
    assert!(unseen.body.contains("Check before you publish") && house.list().await.is_empty());
    let once = value_of(&unseen.body, "once");
    form.push(("once", &once));
    let (one, other) = tokio::join!(
        house.post(&owner, "/desk/statements/new", &form, &[]),
        house.post(&owner, "/desk/statements/new", &form, &[])
    );
    assert_eq!((one.status, other.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(house.list().await.len(), 1);
}

#[tokio::test]
async fn a_form_with_errors_keeps_what_was_typed() {
    let house = House::open().await;
    let owner = house.owner().await;
    let form = [
        ("csrf", owner.csrf.as_str()),
        ("language", "en"),
        ("title", "Kept <words>"),
        ("text", " "),
        ("do", "check"),
    ];
    let answer = house.post(&owner, "/desk/statements/new", &form, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("There is a problem") && answer.body.contains("href=\"#text\""));
    assert!(answer.body.contains("value=\"Kept &#60;words&#62;\""), "{}", answer.body);
    let back = [("csrf", owner.csrf.as_str()), ("title", "Kept"), ("text", "words"), ("do", "change")];
    let answer = house.post(&owner, "/desk/statements/new", &back, &[]).await;
    assert!(answer.status == StatusCode::OK && answer.body.contains("value=\"Kept\""));
    let large = "x".repeat(600 * 1024);
    let answer = house.post(&owner, "/desk/statements/new", &[("text", &large)], &[]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("That was too large"));
}

#[tokio::test]
async fn an_edit_makes_a_version_and_a_withdrawal_leaves_its_mark() {
    let house = House::open().await;
    let owner = house.owner().await;
    let path = house.publish(&owner, STATEMENT).await;
    let id = path.rsplit('/').next().expect("an id");
    let edit = format!("/desk/statements/{id}/edit");
    let filled = house.visit(&owner, &edit).await.body;
    assert!(filled.contains("value=\"Open the dam\"") && filled.contains(&format!("{edit}?version=1")));
    let mut form = vec![
        ("csrf", owner.csrf.as_str()),
        ("language", "en"),
        ("title", "Open both dams"),
        ("text", "Now."),
    ];
    form.push(("do", "check"));
    let looked = house.post(&owner, &format!("{edit}?version=1"), &form, &[]).await;
    let once = value_of(&looked.body, "once");
    form.pop();
    form.extend([("do", "publish"), ("once", once.as_str())]);
    for _ in 0..2 {
        let done = house.post(&owner, &format!("{edit}?version=1"), &form, &[]).await;
        assert_eq!(done.header("location"), "/desk?done=changed", "{}", done.body);
    }
    let stale = house
        .post(
            &owner,
            &format!("{edit}?version=1"),
            &[form.as_slice(), &[("once", "another-mark-of-twenty")]].concat(),
            &[],
        )
        .await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.body.contains("Somebody else changed this statement"));
    assert_eq!(house.list().await[0].version, 2);
    let versions = house.get(&format!("{path}/versions")).await.body;
    assert!(
        versions.contains("Open both dams")
            && versions.contains("Open the dam")
            && versions.contains("Version 2")
    );
    let desk = house.visit(&owner, "/desk?done=changed").await.body;
    assert!(desk.contains("The change is published.") && desk.contains("No other server to deliver to"));
    let outcome = house.visit(&owner, &format!("/desk/statements/{id}/delivery")).await;
    assert!(outcome.status == StatusCode::OK && outcome.body.contains("There was no other server"));

    let withdraw = format!("/desk/statements/{id}/withdraw");
    assert!(house.visit(&owner, &withdraw).await.body.contains("Withdraw this statement?"));
    assert_eq!(house.get(&path).await.status, StatusCode::OK, "looking withdraws nothing");
    let done = house.post(&owner, &withdraw, &[("csrf", &owner.csrf), ("do", "withdraw")], &[]).await;
    assert_eq!(done.header("location"), "/desk?done=withdrawn");
    for gone in [path.clone(), format!("/posts/{id}"), format!("{path}/versions")] {
        let gone = house.get(&gone).await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert!(gone.body.contains("This statement was withdrawn"));
    }
    let json = house.get_with(&path, &[("accept", "application/activity+json")]).await;
    assert!(json.status == StatusCode::GONE && json.body.contains("Tombstone"));
}

#[tokio::test]
async fn a171_a_form_that_is_not_our_own_does_nothing() {
    let house = House::open().await;
    let owner = house.owner().await;
    let path = house.publish(&owner, STATEMENT).await;
    let id = path.rsplit('/').next().expect("an id");
    let other = house.owner().await;
    let before = house.contents().await;
    let forms = [
        "/desk/statements/new".to_owned(),
        format!("/desk/statements/{id}/edit?version=1"),
        format!("/desk/statements/{id}/withdraw"),
        "/sign-out".to_owned(),
    ];
    let own = [("origin", "https://sut.test"), ("sec-fetch-site", "same-origin")];
    for form in &forms {
        let wish = if form.ends_with("withdraw") { "withdraw" } else { "publish" };
        let mark = "a-mark-of-more-than-twenty";
        let fields =
            |csrf| [("csrf", csrf), ("language", "en"), ("text", "Evil."), ("once", mark), ("do", wish)];
        for (who, csrf, headers) in [
            (&owner, "", own),
            (&owner, other.csrf.as_str(), own),
            (
                &owner,
                owner.csrf.as_str(),
                [("origin", "https://evil.test"), ("sec-fetch-site", "same-origin")],
            ),
            (&owner, owner.csrf.as_str(), [("origin", "https://sut.test"), ("sec-fetch-site", "cross-site")]),
            (&Browser::default(), owner.csrf.as_str(), own),
        ] {
            let answer = house.post(who, form, &fields(csrf), &headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{form}");
        }
    }
    assert_eq!(house.contents().await, before);
    assert_eq!(house.visit(&owner, "/desk").await.status, StatusCode::OK, "still signed in");
}

#[tokio::test]
async fn only_those_who_speak_for_the_coalition_publish() {
    let house = House::open().await;
    members::add(&house.opened.app, "edda", "editor").await.expect("a member");
    let owner = house.owner().await;
    let path = house.publish(&owner, STATEMENT).await;
    let id = path.rsplit('/').next().expect("an id");
    let editor = house.sign_in("edda").await;
    let desk = house.visit(&editor, "/desk").await;
    assert!(
        desk.status == StatusCode::OK
            && !desk.body.contains("/edit")
            && !desk.body.contains("Write a statement")
    );
    for path in [
        "/desk/statements/new".to_owned(),
        format!("/desk/statements/{id}/edit"),
        format!("/desk/statements/{id}/withdraw"),
    ] {
        assert_eq!(house.visit(&editor, &path).await.status, StatusCode::FORBIDDEN, "{path}");
        let form = [("csrf", editor.csrf.as_str()), ("text", "x"), ("do", "withdraw")];
        assert_eq!(house.post(&editor, &path, &form, &[]).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(house.list().await.len(), 1);
    members::suspend(&house.opened.app, "edda").await.expect("suspended");
    assert_eq!(house.visit(&editor, "/desk").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a197_a_sign_in_link_works_once_and_looking_does_not_use_it() {
    let house = House::open().await;
    let link = members::link_for(&house.opened.app, "owner").await.expect("a link");
    let nobody = Browser::default();
    let mut csrf = String::new();
    for _ in 0..2 {
        let shown = house.get(&link).await;
        assert!(shown.body.contains("Sign in as owner") && shown.header("cache-control") == "no-store");
        csrf = value_of(&shown.body, "csrf");
    }
    let foreign = house.post(&nobody, &link, &[("csrf", "x")], &[]).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let foreign = house.post(&nobody, &link, &[("csrf", &csrf)], &[("origin", "https://evil.test")]).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let entered = house.post(&nobody, &link, &[("csrf", &csrf)], &[]).await;
    let cookie = entered.header("set-cookie");
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    for attribute in ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    let again = house.post(&nobody, &link, &[("csrf", &csrf)], &[]).await;
    assert!(again.status == StatusCode::GONE && again.body.contains("already used"));
    assert_eq!(again.header("set-cookie"), "");
    assert!(house.get(&link).await.body.contains("already used"));
    assert_eq!(house.get("/sign-in/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a170_a_session_ends_on_the_server_when_it_is_left_or_renewed() {
    let house = House::open().await;
    let first = house.owner().await;
    let link = members::link_for(&house.opened.app, "owner").await.expect("a link");
    let csrf = value_of(&house.get(&link).await.body, "csrf");
    let entered = house.post(&first, &link, &[("csrf", &csrf)], &[]).await;
    assert!(!entered.header("set-cookie").contains(first.cookie.as_deref().expect("a cookie")));
    assert_eq!(house.visit(&first, "/desk").await.status, StatusCode::FORBIDDEN, "the earlier session ended");
    let second = house.owner().await;
    let left = house.post(&second, "/sign-out", &[("csrf", &second.csrf)], &[]).await;
    assert!(left.body.contains("You are signed out") && left.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(house.visit(&second, "/desk").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a171_no_visit_changes_anything() {
    let house = House::open().await;
    let owner = house.owner().await;
    let path = house.publish(&owner, STATEMENT).await;
    let before = house.contents().await;
    let (mut waiting, mut seen) =
        (vec!["/".to_owned(), "/desk".to_owned(), format!("{path}/versions")], Vec::new());
    while let Some(path) = waiting.pop() {
        if seen.contains(&path) {
            continue;
        }
        let answer = house.visit(&owner, &path).await;
        assert!(answer.status.as_u16() < 400, "{path} is a link that leads nowhere: {}", answer.status);
        for link in answer.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.replace("&#38;", "&").replace("https://sut.test/", "/");
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if link.starts_with('/') {
                waiting.push(link);
            }
        }
        seen.push(path);
    }
    assert!(seen.iter().any(|path| path.ends_with("/withdraw")) && seen.len() > 12, "{seen:?}");
    assert_eq!(house.contents().await, before);
}
