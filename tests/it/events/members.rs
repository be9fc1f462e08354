//! Members answer on the page of an event with one tap, see what they answered on their own account, and take it back.

use antiphon::domain::event::Answers;
use antiphon::domain::ids::EventId;
use antiphon::domain::time::DAY;
use antiphon::service::{event_answers, events, members};
use antiphon::store::audit;
use http::StatusCode;

use super::ground::{path, plan_at};
use crate::support::databases::{self, Fresh};
use crate::web::house::{Answer, Browser, House, value_of};

struct Scene {
    house: House,
    id: EventId,
    owner: Browser,
}

impl Scene {
    async fn new(database: Fresh) -> Self {
        let house = House::on(database).await;
        let cx = house.opened.federation.to_request_data();
        let id = events::call(&cx, None, None, plan_at(cx.now())).await.expect("it is called").event.id;
        let owner = house.owner().await;
        Self { house, id, owner }
    }

    async fn page(&self) -> Answer {
        self.house.visit(&self.owner, &path(self.id)).await
    }

    async fn press(&self, who: &Browser, fields: &[(&str, &str)]) -> Answer {
        self.house.post(who, &format!("{}/answer", path(self.id)), fields, &[]).await
    }

    async fn say(&self, answer: &str) -> Answer {
        self.press(&self.owner, &[("csrf", &self.owner.csrf), ("do", answer)]).await
    }

    async fn answers(&self) -> (u64, u64) {
        let Answers { yes, maybe } =
            event_answers::answers(&self.house.opened.app, self.id).await.expect("counts");
        (yes, maybe)
    }
}

#[tokio::test]
async fn a_member_answers_on_the_page_with_one_tap_and_is_one_however_often() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let page = scene.page().await;
        assert!(page.body.contains("You have not answered yet."), "{}", page.body);
        assert_eq!(page.header("cache-control"), "no-store", "it is for one reader");
        assert_eq!(value_of(&page.body, "csrf"), scene.owner.csrf);
        for (answer, counted, said) in [
            ("yes", (1, 0), "You have said that you come."),
            ("yes", (1, 0), "You have said that you come."),
            ("maybe", (0, 1), "You have said that you may come."),
            ("no", (0, 0), "You have not answered yet."),
            ("no", (0, 0), "You have not answered yet."),
            ("yes", (1, 0), "You have said that you come."),
        ] {
            let done = scene.say(answer).await;
            let place = (done.status, done.header("location"));
            assert_eq!(place, (StatusCode::SEE_OTHER, path(scene.id).as_str()), "{answer}");
            assert_eq!(scene.answers().await, counted, "{answer}");
            let page = scene.page().await.body;
            assert!(page.contains(said), "{answer}: {page}");
        }
        members::add(&scene.house.opened.app, "ann", "member").await.expect("a member");
        let ann = scene.house.sign_in("ann").await;
        assert!(scene.house.visit(&ann, &path(scene.id)).await.body.contains("You have not answered yet."));
        scene.press(&ann, &[("csrf", &ann.csrf), ("do", "yes")]).await;
        assert_eq!(scene.answers().await, (2, 0));
    }
}

#[tokio::test]
async fn what_a_visitor_reads_is_the_same_for_all_and_holds_no_secret() {
    let scene = Scene::new(databases::sqlite()).await;
    scene.say("yes").await;
    scene.page().await;
    let page = scene.house.get(&path(scene.id)).await;
    assert_eq!(page.header("cache-control"), "public, max-age=60");
    assert!(
        page.headers.get_all("vary").iter().any(|vary| vary.to_str().is_ok_and(|v| v.contains("Cookie")))
    );
    for word in ["csrf", &scene.owner.csrf, "You have said"] {
        assert!(!page.body.contains(word), "{word}: {}", page.body);
    }
    assert!(page.body.contains("1 person has said that they come"), "{}", page.body);
}

#[tokio::test]
async fn a_form_of_another_site_or_of_nobody_answers_nothing() {
    let scene = Scene::new(databases::sqlite()).await;
    let csrf = scene.owner.csrf.as_str();
    let url = format!("{}/answer", path(scene.id));
    for (who, csrf, more) in [
        (&scene.owner, "", vec![]),
        (&scene.owner, "wrong", vec![]),
        (&scene.owner, csrf, vec![("origin", "https://evil.test")]),
        (&scene.owner, csrf, vec![("sec-fetch-site", "cross-site")]),
        (&Browser::default(), csrf, vec![]),
    ] {
        let answer = scene.house.post(who, &url, &[("csrf", csrf), ("do", "yes")], &more).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{csrf} {more:?}");
        assert_eq!(scene.answers().await, (0, 0), "{csrf} {more:?}");
    }
    let strange = scene.say("perhaps").await;
    assert_eq!((strange.status, scene.answers().await), (StatusCode::BAD_REQUEST, (0, 0)));
    let form = [("csrf", csrf), ("do", "yes")];
    for nothing in ["/events/1/answer", "/events/x/answer"] {
        let answer = scene.house.post(&scene.owner, nothing, &form, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn the_own_account_shows_what_somebody_comes_to_and_takes_it_back() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let account = async || scene.house.visit(&scene.owner, "/desk/account").await.body;
        assert!(account().await.contains("You have answered to no event"));
        scene.say("maybe").await;
        let page = account().await;
        for part in ["March for the river", "You have said that you may come.", &path(scene.id)] {
            assert!(page.contains(part), "{part}: {page}");
        }
        members::add(&scene.house.opened.app, "ann", "member").await.expect("a member");
        let ann = scene.house.sign_in("ann").await;
        let other = scene.house.visit(&ann, "/desk/account").await.body;
        assert!(other.contains("You have answered to no event"), "nobody else is shown it: {other}");
        let form = [("csrf", scene.owner.csrf.as_str()), ("from-account", "1"), ("do", "no")];
        let done = scene.press(&scene.owner, &form).await;
        assert_eq!(done.header("location"), "/desk/account?done=answer");
        assert_eq!(scene.answers().await, (0, 0));
        let page = scene.house.visit(&scene.owner, done.header("location")).await.body;
        assert!(page.contains("Your answer is taken back"), "{page}");
    }
}

#[tokio::test]
async fn what_is_over_or_called_off_takes_no_answer_but_lets_go_of_one() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        scene.say("yes").await;
        events::cancel(&scene.house.opened.federation.to_request_data(), None, scene.id)
            .await
            .expect("it is called off");
        scene.say("maybe").await;
        assert_eq!(scene.answers().await, (1, 0));
        let page = scene.page().await.body;
        assert!(!page.contains("value=\"maybe\"") && page.contains("value=\"no\""), "{page}");
        scene.house.clock.advance(8 * DAY);
        let owner = scene.house.owner().await;
        scene.press(&owner, &[("csrf", &owner.csrf), ("do", "no")]).await;
        assert_eq!(scene.answers().await, (0, 0));
        scene.press(&owner, &[("csrf", &owner.csrf), ("do", "yes")]).await;
        assert_eq!(scene.answers().await, (0, 0));
    }
}

#[tokio::test]
async fn the_desk_shows_numbers_by_their_way_and_the_log_names_nobody() {
    let scene = Scene::new(databases::sqlite()).await;
    let app = &scene.house.opened.app;
    event_answers::answer_of(app, "owner", scene.id, Some(antiphon::domain::event::Answer::Yes))
        .await
        .expect("yes");
    assert_eq!(scene.answers().await, (1, 0));
    let desk = scene.house.visit(&scene.owner, "/desk/events").await.body;
    assert!(desk.contains("1 person has said that they come") && !desk.contains("By the form:"), "{desk}");
    assert!(event_answers::answer_of(app, "nobody", scene.id, None).await.is_err());
    let log = audit::list(&app.store, 50).await.expect("a log");
    let lines: Vec<_> = log.iter().filter(|line| line.action == "event.answer").collect();
    assert_eq!((lines.len(), lines[0].subject.as_str()), (1, "March for the river"));
    assert_eq!(lines[0].member, None);
}
