//! The page on which somebody takes along, brings and moves: without a script, and only from their own forms.

use antiphon::domain::time::DAY;
use antiphon::service::{accounts, follows, imports, members, passwords};
use axum::body::Body;
use axum::http::{Request, StatusCode};

use super::house::{Answer, Browser, HOST, House, PAGE};

const PASSWORD: &str = "a quiet river at night";

async fn send_file(house: &House, browser: &Browser, csrf: &str, file: &str) -> Answer {
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = format!(
        "{}{}--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n\r\n{file}\r\n--b--\r\n",
        part("csrf", csrf),
        part("kind", "following"),
    );
    let request = Request::post("/desk/moving/import")
        .header("host", HOST)
        .header("accept", PAGE)
        .header("content-type", "multipart/form-data; boundary=b")
        .header("cookie", browser.cookie.clone().unwrap_or_default());
    house.send(request.body(Body::from(body)).expect("a request")).await
}

#[tokio::test]
async fn a_member_brings_a_file_and_takes_one_along() {
    let house = House::open().await;
    for name in ["ana", "ben"] {
        members::add(&house.opened.app, name, "member").await.expect("the name is free");
    }
    let browser = house.sign_in("ana").await;
    let page = house.visit(&browser, "/desk/moving").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Choose a password first") && !page.body.contains("<script"));

    // A form from elsewhere brings nothing (A171), and a file without lines is refused in words.
    assert_eq!(send_file(&house, &browser, "guess", "ben@sut.test\n").await.status, StatusCode::FORBIDDEN);
    let empty = send_file(&house, &browser, &browser.csrf, "Account address\n").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("There is nothing in this file."), "{}", empty.body);
    let taken = send_file(&house, &browser, &browser.csrf, "ben@sut.test\nghost@sut.test\n").await;
    assert_eq!((taken.status, taken.header("location")), (StatusCode::SEE_OTHER, "/desk/moving?done=import"));
    for _ in 0..2 {
        imports::work_off(&house.opened.federation).await.expect("it can");
        house.clock.advance(DAY);
    }
    let page = house.visit(&browser, "/desk/moving?done=import").await;
    assert!(page.body.contains("1 of 2 done") && page.body.contains("ghost@sut.test"), "{}", page.body);

    let file = house.visit(&browser, "/desk/moving/files/following").await;
    assert_eq!(
        file.body,
        "Account address,Show boosts,Notify on new posts,Languages\nben@sut.test,true,false,\n"
    );
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"following_accounts.csv\"");
    assert_eq!(house.visit(&browser, "/desk/moving/files/passwords").await.status, StatusCode::NOT_FOUND);
    let nobody = house.get("/desk/moving/files/following").await;
    assert_eq!(nobody.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_member_moves_by_the_form_and_only_with_the_password() {
    let house = House::open().await;
    let app = &house.opened.app;
    for name in ["ana", "anabel", "ben"] {
        members::add(app, name, "member").await.expect("the name is free");
    }
    passwords::set(app, None, "ana", PASSWORD, None).await.expect("a good password");
    let (old, new) = (house.sign_in("ana").await, house.sign_in("anabel").await);
    let cx = house.opened.federation.to_request_data();
    let (ana, ben) = (
        accounts::local(app, "ana").await.expect("she is"),
        accounts::local(app, "ben").await.expect("he is"),
    );
    follows::follow(&cx, &ben, &ana).await.expect("he can");
    let go = async |target: &str, password: &str, csrf: &str| {
        let form = [("csrf", csrf), ("target", target), ("password", password)];
        house.post(&old, "/desk/moving/move", &form, &[]).await
    };
    assert_eq!(go("@anabel@sut.test", PASSWORD, "guess").await.status, StatusCode::FORBIDDEN);
    assert!(go("@anabel@sut.test", "wrong", &old.csrf).await.body.contains("This is not your password."));
    let unknown = go("@anabel@sut.test", PASSWORD, &old.csrf).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.body.contains("does not name this account"), "{}", unknown.body);

    let named = [("csrf", new.csrf.as_str()), ("others", "@ana@sut.test\r\n")];
    let saved = house.post(&new, "/desk/moving/alias", &named, &[]).await;
    assert_eq!(saved.header("location"), "/desk/moving?done=alias", "{}", saved.body);
    let moved = go("@anabel@sut.test", PASSWORD, &old.csrf).await;
    assert_eq!(moved.header("location"), "/desk/moving?done=move", "{}", moved.body);
    let page = house.visit(&old, "/desk/moving?done=move").await;
    assert!(page.body.contains("/actors/anabel") && page.body.contains("writes no more"), "{}", page.body);
    let anabel = accounts::local(app, "anabel").await.expect("she is");
    assert!(follows::state(app, &ben, &anabel).await.expect("reads").is_some());
    assert!(follows::state(app, &ben, &ana).await.expect("reads").is_none());
}
