//! The pages: filters as plain links, hostile names as words, and a desk that only those use who may.

use antiphon::domain::directory::EntryState;
use antiphon::service::{directory, members};
use http::StatusCode;
use serde_json::json;

use crate::support::rig::Rig;
use crate::web::house::{House, value_of};

use super::ground::{listed, page};

#[tokio::test]
async fn entries_are_found_by_their_words_and_nothing_of_them_runs() {
    let rig = Rig::start().await;
    let hostile = json!({
        "name": "<script>alert(1)</script>", "url": "javascript:alert(1)", "sectors": ["housing", "<b>"],
        "icon": {"type": "Image", "url": rig.vic.url("/logo.png")},
    });
    listed(&rig, &rig.vic, "vera", &hostile).await;
    listed(
        &rig,
        &rig.third,
        "tom",
        &json!({"name": "Tom of the river", "sectors": ["environment"], "regions": ["PH"]}),
    )
    .await;
    let (status, all) = page(&rig, "/directory").await;
    assert_eq!(status, StatusCode::OK);
    assert!(all.contains("Tom of the river") && all.contains("&#60;script&#62;"), "{all}");
    assert!(!all.contains("<script") && !all.contains("javascript:"));
    assert!(!all.contains(&rig.vic.url("/logo.png")) && all.contains("src=\"/media/copies/"), "by our proxy");
    for (query, tom, vera) in [
        ("sector=environment", true, false),
        ("sector=housing", false, true),
        ("region=HU", false, true),
        ("region=hu-bu", false, true),
        ("region=PH&language=hu", true, false),
        ("state=won", false, false),
    ] {
        let (status, found) = page(&rig, &format!("/directory?{query}")).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(found.contains("Tom of the river"), tom, "{query}");
        assert_eq!(found.contains("&#60;script&#62;"), vera, "{query}");
    }
    for query in ["sector=king", "region=%3Cb%3E", "state=draft"] {
        assert_eq!(page(&rig, &format!("/directory?{query}")).await.0, StatusCode::NOT_FOUND, "{query}");
    }
    // The way to a reader's own server leads to those who agreed, and to nobody else.
    let entry = all.split("name=entry%3A").nth(1).expect("a way").split('"').next().expect("a number");
    assert_eq!(page(&rig, &format!("/follow?name=entry%3A{entry}")).await.0, StatusCode::OK);
    let us = super::ground::house(&rig).await;
    assert_eq!(page(&rig, "/follow?name=entry%3A1").await.0, StatusCode::NOT_FOUND);
    assert_eq!(page(&rig, &format!("/follow?name=entry%3A{}", us.id)).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_desk_shows_our_own_and_only_who_may_publish_changes_anything() {
    let house = House::open().await;
    let app = &house.opened.app;
    let owner = house.owner().await;
    let desk = house.visit(&owner, "/desk/directory").await;
    assert_eq!(desk.status, StatusCode::OK, "{}", desk.body);
    assert!(desk.body.contains("Clean River") && desk.body.contains("Not asked"));
    let us = antiphon::service::accounts::coalition(app).await.expect("the coalition");
    let ask = [("csrf", owner.csrf.as_str()), ("do", "ask"), ("who", us.uri.as_str())];

    members::add(app, "mo", "moderator").await.expect("a member");
    let mo = house.sign_in("mo").await;
    let theirs = [("csrf", mo.csrf.as_str()), ("do", "ask"), ("who", us.uri.as_str())];
    assert_eq!(house.post(&mo, "/desk/directory", &theirs, &[]).await.status, StatusCode::FORBIDDEN);
    let forged = [("csrf", "x"), ("do", "ask"), ("who", us.uri.as_str())];
    assert_eq!(house.post(&owner, "/desk/directory", &forged, &[]).await.status, StatusCode::FORBIDDEN);
    assert!(directory::find(app, us.id).await.expect("reads").is_none(), "nothing happened");

    let done = house.post(&owner, "/desk/directory", &ask, &[]).await;
    assert_eq!(done.header("location"), "/desk/directory?done=listed", "{}", done.body);
    let entry = directory::find(app, us.id).await.expect("reads").expect("an entry");
    assert_eq!(entry.state, EntryState::Listed);
    assert!(house.get("/directory").await.body.contains("Clean River"));
    let words = [
        ("csrf", owner.csrf.as_str()),
        ("do", "describe"),
        ("sector-food", "1"),
        ("regions", "HU, HU-BU"),
        ("languages", "en ar"),
    ];
    let done = house.post(&owner, "/desk/directory", &words, &[]).await;
    assert_eq!(done.header("location"), "/desk/directory?done=changed", "{}", done.body);
    assert!(house.get("/directory?sector=food&region=HU&language=ar").await.body.contains("/@river"));
    let wrong =
        [("csrf", owner.csrf.as_str()), ("do", "describe"), ("regions", "Hungary"), ("languages", "en")];
    let answer = house.post(&owner, "/desk/directory", &wrong, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("value=\"Hungary\"") && answer.body.contains("href=\"#regions\""));
    let nobody = [("csrf", owner.csrf.as_str()), ("do", "ask"), ("who", "nobody at all")];
    let answer = house.post(&owner, "/desk/directory", &nobody, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    let remove = [("csrf", owner.csrf.as_str()), ("do", "remove"), ("who", us.uri.as_str())];
    house.post(&owner, "/desk/directory", &remove, &[]).await;
    assert!(!house.get("/directory").await.body.contains("class=\"actions\""));
}

#[tokio::test]
async fn a_call_goes_from_the_form_to_the_page_and_is_closed() {
    let house = House::open().await;
    let owner = house.owner().await;
    let mut form = vec![
        ("csrf", owner.csrf.as_str()),
        ("do", "publish"),
        ("kind", "translation"),
        ("title", "Who reads <Hungarian>?"),
        ("text", "Two pages."),
        ("language", "en"),
        ("languages", "hu, en"),
        ("sector-housing", "1"),
        ("readers", "everybody"),
        ("until", "yesterday"),
    ];
    let wrong = house.post(&owner, "/desk/exchange", &form, &[]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"yesterday\"") && wrong.body.contains("href=\"#until\""));
    form.pop();
    let unmarked = house.post(&owner, "/desk/exchange", &form, &[]).await;
    assert_eq!(unmarked.status, StatusCode::UNPROCESSABLE_ENTITY, "a form of ours has a mark");
    let once = value_of(&wrong.body, "once");
    form.push(("once", &once));
    let done = house.post(&owner, "/desk/exchange", &form, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let again = house.post(&owner, "/desk/exchange", &form, &[]).await;
    assert_eq!(again.header("location"), done.header("location"), "pressed twice, it is published once");
    let own = antiphon::service::calls::own(&house.opened.federation.to_request_data()).await;
    assert_eq!(own.expect("a list").len(), 1);
    let path = done.header("location").split('?').next().expect("a path").to_owned();
    let (public, desk) = (house.get("/exchange").await, house.visit(&owner, &path).await);
    assert!(public.body.contains("Who reads &#60;Hungarian&#62;?"), "{}", public.body);
    assert_eq!(desk.status, StatusCode::OK);
    assert!(desk.body.contains("There is no message yet."));
    let id = path.rsplit('/').next().expect("an id");
    assert_eq!(house.visit(&owner, "/desk/exchange/17").await.status, StatusCode::NOT_FOUND);
    members::add(&house.opened.app, "mo", "moderator").await.expect("a member");
    let mo = house.sign_in("mo").await;
    let theirs = [("csrf", mo.csrf.as_str()), ("do", "settle"), ("state", "closed")];
    assert_eq!(house.post(&mo, &path, &theirs, &[]).await.status, StatusCode::FORBIDDEN);
    assert!(house.get("/exchange").await.body.contains("Hungarian"));
    let settle = [("csrf", owner.csrf.as_str()), ("do", "settle"), ("state", "closed")];
    let done = house.post(&owner, &path, &settle, &[]).await;
    assert_eq!(done.header("location"), format!("/desk/exchange/{id}?done=settled"), "{}", done.body);
    assert!(!house.get("/exchange").await.body.contains("Hungarian"));
}
