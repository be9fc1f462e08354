//! The other rooms of the desk: people and roles, the audit log, queues, reports; who may enter, and what it does.

use antiphon::domain::cursor::Cursor;
use antiphon::domain::role::Role;
use antiphon::service::{audit, members, queue, reports, suspensions};
use axum::http::StatusCode;
use serde_json::json;

use crate::api::town::Town;
use crate::api::visitor::{Asks as _, Person};
use crate::support::databases;
use crate::support::rig::Rig;

use super::house::{Browser, House, value_of};

async fn join(house: &House, names: &[(&str, &str)]) {
    for (name, role) in names {
        members::add(&house.opened.app, name, role).await.expect("a member");
    }
}

async fn act(house: &House, who: &Browser, path: &str, form: &[(&str, &str)]) -> super::house::Answer {
    let mut form = form.to_vec();
    form.push(("csrf", who.csrf.as_str()));
    house.post(who, path, &form, &[]).await
}

async fn role_of(house: &House, name: &str) -> String {
    members::find(&house.opened.app, name).await.expect("there").role
}

async fn lines(house: &House, action: &str) -> Vec<audit::Line> {
    let wanted = audit::Wanted { by: audit::By::Anybody, action, below: i64::MAX, limit: 100 };
    audit::list(&house.opened.app, wanted).await.expect("a log")
}

#[tokio::test]
async fn each_room_is_in_the_navigation_of_those_who_may_enter_and_shut_for_the_others() {
    let house = House::open().await;
    join(&house, &[("mo", "moderator"), ("edda", "editor"), ("sam", "spokesperson"), ("mia", "member")])
        .await;
    let rooms: [(&str, &[&str]); 7] = [
        ("/desk/notices", &["owner", "mo"]),
        ("/desk/campaigns", &["owner", "edda", "sam"]),
        ("/desk/members", &["owner", "mo"]),
        ("/desk/people", &["owner", "mo"]),
        ("/desk/reports", &["owner", "mo"]),
        ("/desk/audit", &["owner", "mo"]),
        ("/desk/queue", &["owner"]),
    ];
    for name in ["owner", "mo", "edda", "sam", "mia"] {
        let who = house.sign_in(name).await;
        let desk = house.visit(&who, "/desk").await.body;
        for (path, admitted) in rooms {
            let may = admitted.contains(&name);
            assert_eq!(desk.contains(&format!("<a href=\"{path}\">")), may, "{name} {path}");
            let status = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(house.visit(&who, path).await.status, status, "{name} {path}");
        }
    }
    for (path, _) in rooms {
        assert_eq!(house.get(path).await.status, StatusCode::FORBIDDEN, "{path} without a session");
    }
}

#[tokio::test]
async fn an_owner_decides_about_people_and_a_moderator_about_members_alone() {
    for database in databases::both() {
        let house = House::on(database).await;
        join(&house, &[("mo", "moderator"), ("edda", "editor"), ("mia", "member")]).await;
        let (owner, mo, mia) = (house.owner().await, house.sign_in("mo").await, house.sign_in("mia").await);
        let list = house.visit(&owner, "/desk/people").await.body;
        assert!(list.contains("This is you") && list.contains("/desk/people/edda"), "{list}");
        assert!(!list.contains("/desk/people/owner"), "nobody decides about themself");
        let list = house.visit(&mo, "/desk/people").await.body;
        assert!(list.contains("/desk/people/mia") && !list.contains("/desk/people/edda"), "{list}");

        // A moderator: members, but not their roles, and nobody else.
        for (name, wish) in [("edda", "end"), ("owner", "link"), ("mia", "role"), ("edda", "role")] {
            let form = [("do", wish), ("role", "owner")];
            let answer = act(&house, &mo, &format!("/desk/people/{name}"), &form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{wish} {name}");
        }
        let answer = act(&house, &mo, "/desk/people/edda/suspend", &[("do", "go")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(
            (role_of(&house, "mia").await, role_of(&house, "edda").await),
            ("member".into(), "editor".into())
        );
        assert!(members::find(&house.opened.app, "edda").await.expect("there").suspended_at.is_none());
        assert!(lines(&house, "member.link").await.iter().all(|line| line.by.is_none()));

        let asked = house.visit(&mo, "/desk/people/mia/suspend").await.body;
        assert!(asked.contains("signed out everywhere at once"), "{asked}");
        assert_eq!(house.visit(&mia, "/desk").await.status, StatusCode::OK, "asking suspends nobody");
        let done = act(&house, &mo, "/desk/people/mia/suspend", &[("do", "go")]).await;
        assert_eq!(done.header("location"), "/desk/people/mia?done=suspend");
        assert_eq!(house.visit(&mia, "/desk").await.status, StatusCode::FORBIDDEN, "her session has ended");
        let page = house.visit(&mo, "/desk/people/mia").await.body;
        assert!(page.contains("Suspended since") && !page.contains("Make a sign-in link"), "{page}");
        let link = act(&house, &mo, "/desk/people/mia", &[("do", "link")]).await;
        assert!(
            link.status == StatusCode::UNPROCESSABLE_ENTITY && link.body.contains("Let them back in first")
        );
        act(&house, &mo, "/desk/people/mia", &[("do", "back")]).await;
        let made = act(&house, &mo, "/desk/people/mia", &[("do", "link")]).await;
        let at = made.body.find("https://sut.test/sign-in/").expect("a link, shown once");
        let path = &made.body[at + "https://sut.test".len()..];
        let path = path.split('<').next().expect("an end");
        assert!(house.get(path).await.body.contains("Sign in as member"));

        // An owner: everybody's role, and sessions.
        let done =
            act(&house, &owner, "/desk/people/edda", &[("do", "role"), ("role", "spokesperson")]).await;
        assert_eq!(done.header("location"), "/desk/people/edda?done=role", "{}", done.body);
        assert_eq!(role_of(&house, "edda").await, "spokesperson");
        let king = act(&house, &owner, "/desk/people/edda", &[("do", "role"), ("role", "king")]).await;
        assert_eq!(king.status, StatusCode::UNPROCESSABLE_ENTITY);
        let edda = house.sign_in("edda").await;
        act(&house, &owner, "/desk/people/edda", &[("do", "end")]).await;
        assert_eq!(house.visit(&edda, "/desk").await.status, StatusCode::FORBIDDEN);
        let own = act(&house, &owner, "/desk/people/owner", &[("do", "role"), ("role", "member")]).await;
        assert_eq!((own.status, role_of(&house, "owner").await), (StatusCode::FORBIDDEN, "owner".to_owned()));
        let log = lines(&house, "member").await;
        let by =
            |action: &str, by: &str| log.iter().any(|l| l.action == action && l.by.as_deref() == Some(by));
        assert!(
            by("member.suspend", "mo") && by("member.unsuspend", "mo") && by("member.role", "owner"),
            "{log:?}"
        );
        assert!(by("member.sessions_end", "owner") && by("member.link", "mo"), "{log:?}");
    }
}

#[tokio::test]
async fn two_owners_who_turn_each_other_out_leave_one() {
    for database in databases::both() {
        let house = House::on(database).await;
        join(&house, &[("ola", "owner")]).await;
        let (one, other) = (house.owner().await, house.sign_in("ola").await);
        let form = [("do", "role"), ("role", "member")];
        tokio::join!(
            act(&house, &one, "/desk/people/ola", &form),
            act(&house, &other, "/desk/people/owner", &form)
        );
        let all = members::list(&house.opened.app).await.expect("members");
        let owners = all.iter().filter(|m| Role::parse(&m.role) == Some(Role::Owner)).count();
        assert_eq!(owners, 1, "{all:?}");
    }
}

#[tokio::test]
async fn the_log_says_in_sentences_who_did_what_page_by_page() {
    for database in databases::both() {
        let house = House::on(database).await;
        join(&house, &[("mo", "moderator"), ("edda", "editor")]).await;
        let owner = house.owner().await;
        act(&house, &owner, "/desk/people/edda", &[("do", "role"), ("role", "spokesperson")]).await;
        for number in 0..60 {
            members::set_role(&house.opened.app, "edda", if number % 2 == 0 { "editor" } else { "member" })
                .await
                .expect("a role");
        }
        let mo = house.sign_in("mo").await;
        let first = house.visit(&mo, "/desk/audit").await.body;
        assert!(first.contains("made edda editor") && !first.contains("member.role"), "{first}");
        assert!(first.contains("The command line") && first.contains("Older lines"));
        assert_eq!(first.matches("<p class=\"meta\"><time").count(), 50, "{first}");
        let older = first.split("rel=\"next\"").next().and_then(|page| page.rsplit("href=\"").next());
        let older = older.and_then(|rest| rest.split('"').next()).expect("a path").replace("&#38;", "&");
        let second = house.visit(&mo, &older).await.body;
        assert!(second.contains("made edda spokesperson") && second.contains("The newest lines"), "{second}");
        let own = house.visit(&mo, "/desk/audit?by=owner&what=member").await.body;
        assert!(own.contains("made edda spokesperson") && !own.contains("made edda editor"), "{own}");
        assert!(house.visit(&mo, "/desk/audit?what=queue").await.body.contains("There is no such line."));
        for wrong in ["?by=nobody", "?what=%25", "?what=a.b.c"] {
            let answer = house.visit(&mo, &format!("/desk/audit{wrong}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }
}

/// What a person needs to send forms on a rig.
async fn worker(rig: &Rig, name: &str, role: &str) -> (Person, String) {
    let person = Person::new(rig, name, role).await;
    let csrf = value_of(&person.visit(rig, "/desk").await.text, "csrf");
    (person, csrf)
}

#[tokio::test]
async fn what_waits_is_seen_tried_now_and_dropped_after_a_question() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (owner, csrf) = worker(&rig, "ola", "owner").await;
        let coalition = rig.coalition().await;
        let vera = rig.vic.actor("vera");
        let follow = vera.activity("Follow", 1, json!(coalition.uri.as_str()));
        rig.tell(&vera, &follow).await;
        rig.delivered().await;
        assert!(owner.visit(&rig, "/desk/queue").await.text.contains("Nothing waits"));
        rig.vic.inboxes_answer(503, Vec::new());
        let draft = crate::campaigns::ground::words("It waits");
        antiphon::service::statements::publish(&rig.cx(), None, &coalition, draft).await.expect("published");
        let app = &rig.opened.app;
        let waiting = async || queue::depth(app).await.expect("counts").deliveries;
        rig.wait_for("it was tried", async || {
            queue::list(app, false).await.expect("lanes").iter().any(|lane| lane.failures > 0)
        })
        .await;
        let page = owner.visit(&rig, "/desk/queue").await.text;
        let host = queue::list(app, false).await.expect("lanes").remove(0).host;
        assert!(
            page.contains(&host) && page.contains("One delivery waits.") && page.contains("failed"),
            "{page}"
        );
        let headers = [("cookie", owner.cookie.as_str())];
        let retry = [("csrf", csrf.as_str()), ("host", host.as_str()), ("do", "retry")];
        let led = rig.send_form("/desk/queue", &retry, &headers).await;
        assert_eq!(led.location(), "/desk/queue?done=retried&count=1", "{}", led.text);

        let path = page.split("href=\"/desk/queue/drop?").nth(1).and_then(|rest| rest.split('"').next());
        let asked = owner.visit(&rig, &format!("/desk/queue/drop?{}", path.expect("a link"))).await.text;
        assert!(asked.contains("One delivery never reaches this server."), "{asked}");
        assert_eq!(waiting().await, 1, "asking drops nothing");
        let (mo, theirs) = worker(&rig, "mo", "moderator").await;
        let form = [("csrf", theirs.as_str()), ("host", host.as_str()), ("do", "go")];
        let refused = rig.send_form("/desk/queue/drop", &form, &[("cookie", &mo.cookie)]).await;
        assert_eq!((refused.status, waiting().await), (StatusCode::FORBIDDEN, 1));
        let form = [("csrf", csrf.as_str()), ("host", host.as_str()), ("do", "go")];
        let led = rig.send_form("/desk/queue/drop", &form, &headers).await;
        assert_eq!(led.location(), "/desk/queue?done=dropped&count=1", "{}", led.text);
        assert_eq!(waiting().await, 0);
        let none = [("csrf", csrf.as_str()), ("id", "17"), ("do", "requeue")];
        assert_eq!(rig.send_form("/desk/queue", &none, &headers).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a199_a_moderator_reads_what_was_reported_and_nothing_else_and_each_look_is_in_the_log() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let rig = &town.rig;
        let ann = town.member("ann").await;
        let (mo, csrf) = worker(rig, "mo", "moderator").await;
        let vera = rig.vic.actor("vera");
        let id = town.befriend(&ann, "ann", &vera, 1).await;
        rig.tell(&vera, &vera.create(10, "HER REPORTED WORDS")).await;
        rig.tell(&vera, &vera.create(11, "HER OTHER WORDS")).await;
        let post = rig.find_post(&format!("{}/notes/10", vera.id)).await.expect("it is kept");
        let body = json!({"account_id": id, "status_ids": [post.id.to_string()], "comment": "Mean"});
        town.post("/api/v1/reports", &ann, &body).await;

        let list = mo.visit(rig, "/desk/reports").await.text;
        assert!(!list.contains("REPORTED"), "the list shows no words of anybody");
        let path = list.split("href=\"/desk/reports/").nth(1).and_then(|rest| rest.split('"').next());
        let path = format!("/desk/reports/{}", path.expect("a report"));
        let looks = async || {
            let wanted =
                audit::Wanted { by: audit::By::Anybody, action: "report.look", below: i64::MAX, limit: 9 };
            audit::list(&rig.opened.app, wanted).await.expect("a log")
        };
        assert!(looks().await.is_empty());
        let page = mo.visit(rig, &path).await.text;
        assert!(
            page.contains("HER REPORTED WORDS") && page.contains("Mean") && !page.contains("OTHER WORDS")
        );
        assert_eq!(looks().await.first().and_then(|line| line.by.clone()).as_deref(), Some("mo"));
        let (eve, theirs) = worker(rig, "eve", "editor").await;
        assert_eq!(eve.visit(rig, &path).await.status, StatusCode::FORBIDDEN);
        let close = [("csrf", theirs.as_str()), ("do", "close"), ("note", "x")];
        assert_eq!(
            rig.send_form(&path, &close, &[("cookie", &eve.cookie)]).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            (looks().await.len(), reports::list_open(&rig.opened.app).await.expect("reads").len()),
            (1, 1)
        );

        // Suspended, she is not heard; let back, she is.
        let headers = [("cookie", mo.cookie.as_str())];
        let asked = mo.visit(rig, &format!("{path}/measure?what=suspend")).await.text;
        assert!(asked.contains("Suspend this account?") && asked.contains(&vera.id), "{asked}");
        assert!(suspensions::list(&rig.opened.app, Cursor::START, 9).await.expect("reads").rows.is_empty());
        let form = [("csrf", csrf.as_str()), ("what", "suspend"), ("do", "go")];
        let led = rig.send_form(&format!("{path}/measure"), &form, &headers).await;
        assert_eq!(led.location(), format!("{path}?done=suspend"), "{}", led.text);
        rig.tell(&vera, &vera.create(12, "NOT HEARD")).await;
        assert!(rig.find_post(&format!("{}/notes/12", vera.id)).await.is_none(), "A185");
        let relation = town.relation(&ann, &id).await;
        assert_eq!((&relation["following"], &relation["followed_by"]), (&json!(false), &json!(false)));
        let account = suspensions::list(&rig.opened.app, Cursor::START, 9)
            .await
            .expect("reads")
            .rows
            .remove(0)
            .id
            .to_string();
        let form = [("csrf", csrf.as_str()), ("account", account.as_str()), ("do", "lift")];
        assert_eq!(
            rig.send_form("/desk/reports", &form, &headers).await.location(),
            "/desk/reports?done=lift"
        );
        assert!(suspensions::list(&rig.opened.app, Cursor::START, 9).await.expect("reads").rows.is_empty());

        // Her whole domain, and back.
        let form = [("csrf", csrf.as_str()), ("what", "block"), ("do", "go")];
        rig.send_form(&format!("{path}/measure"), &form, &headers).await;
        let page = mo.visit(rig, "/desk/reports").await.text;
        assert!(page.contains("Block it no longer"), "{page}");
        let domain = value_of(&page, "domain");
        assert!(!rig.opened.app.domains.policy().admits(&domain));
        let form = [("csrf", csrf.as_str()), ("domain", domain.as_str()), ("do", "forget")];
        rig.send_form("/desk/reports", &form, &headers).await;
        assert!(rig.opened.app.domains.policy().admits(&domain));

        let long = "x".repeat(2_001);
        let form = [("csrf", csrf.as_str()), ("do", "close"), ("note", long.as_str())];
        assert_eq!(rig.send_form(&path, &form, &headers).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = [("csrf", csrf.as_str()), ("do", "close"), ("note", "Talked to her")];
        let led = rig.send_form(&path, &form, &headers).await;
        assert_eq!(led.location(), "/desk/reports?done=close", "{}", led.text);
        let list = mo.visit(rig, "/desk/reports").await.text;
        assert!(list.contains("There is no open report.") && list.contains("Talked to her"), "{list}");
        assert_eq!(rig.send_form(&path, &form, &headers).await.status, StatusCode::NOT_FOUND, "closed once");
        town.close().await;
    }
}
