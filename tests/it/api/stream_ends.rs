//! When a stream ends because its token opens nothing any more: at once, by the announcement of the change, for every way
//! that a token ends. No sign of life is due while these tests run, so that nothing else can close a connection.

use antiphon::domain::time::SECOND;
use antiphon::keys;
use antiphon::server;
use antiphon::service::{authenticators, members, passwords, sessions, tokens};
use antiphon::store::database::Opening;
use antiphon::store::{self, Store};
use http::Method;

use crate::support::databases::{self, Fresh};
use crate::support::rig::{Rig, Shape, free_port};

use super::ALL;
use super::streaming::{Socket, person, sse};
use super::visitor::{Asks as _, BACK, Person as Visitor, Program};

/// A server whose connections show no sign of life for longer than any test takes.
async fn quiet(database: Fresh) -> Rig {
    Rig::shaped(database, Shape { retry_scale: 1_000.0, ..Shape::default() }).await
}

/// Ends what is open for a member in one of the ways that exist; `token` is one of theirs that was made by hand.
async fn end_by(rig: &Rig, way: &str, name: &str) {
    let app = &rig.opened.app;
    match way {
        "one token" => {
            let listed = tokens::list(app, name).await.expect("a list");
            let found = listed.iter().find(|one| one.token.name == "test").expect("it is there");
            assert_eq!(tokens::end(app, name, Some(&found.mark)).await.expect("it ends"), 1);
        }
        "all tokens" => assert!(tokens::end(app, name, None).await.expect("they end") > 0),
        "password" => passwords::set(app, None, name, "three rivers meet", None).await.expect("is set"),
        "reset" => drop(passwords::reset(app, name).await.expect("a link")),
        "authenticator" => {
            let link = members::link_for(app, name).await.expect("a link");
            let secret = link.rsplit('/').next().expect("a secret");
            let own = members::sign_in(app, secret).await.expect("is let in");
            let session = members::by_session(app, &own).await.expect("reads").expect("is in");
            let offer = authenticators::offer(app, &own);
            let plain = keys::from_base32(&offer.secret).expect("it is base 32");
            let code = keys::code_of_step(&plain, keys::step_at(app.now().0 / SECOND));
            authenticators::turn_on(app, &session, &own, &offer, &code).await.expect("is turned on");
        }
        "sessions" => sessions::end_all_of(app, None, name).await.expect("they end"),
        _ => members::suspend(app, name).await.expect("is suspended"),
    }
}

const WAYS: [&str; 7] =
    ["one token", "all tokens", "password", "reset", "authenticator", "sessions", "suspension"];

#[tokio::test]
async fn a168_whatever_ends_a_token_ends_its_streams_at_once() {
    for database in databases::both() {
        let rig = quiet(database).await;
        let ben = person(&rig, "ben").await;
        let mut of_ben = Socket::open(&rig, &ben.token, "user").await;
        for (n, way) in WAYS.iter().enumerate() {
            let name = format!("ann{n}");
            let ann = person(&rig, &name).await;
            let other = members::new_token(&rig.opened.app, &name, "other", ALL).await.expect("a token");
            let mut socket = Socket::open(&rig, &ann.token, "user").await;
            let mut second = Socket::open(&rig, &other, "public").await;
            let mut events = sse(&rig, &ann, "/api/v1/streaming/user").await;
            assert_eq!(events.chunk().await.expect("reads").as_deref(), Some(&b":)\n"[..]), "{way}");
            end_by(&rig, way, &name).await;
            assert_eq!(socket.hears().await, None, "{way}");
            assert_eq!(events.chunk().await.expect("reads"), None, "{way}");
            let query = format!("?access_token={}", ann.token);
            assert_eq!(Socket::at(&rig, rig.port, &query, &[]).await.err(), Some(401), "{way}");
            if *way == "one token" {
                // The other one is as good as before.
                second.says_all(&[]).await;
            } else {
                assert_eq!(second.hears().await, None, "{way}");
            }
        }
        of_ben.says_all(&[]).await;
    }
}

#[tokio::test]
async fn a165_a168_a_token_that_its_app_gives_back_or_whose_code_comes_twice_ends_its_streams() {
    for database in databases::both() {
        let rig = quiet(database).await;
        let app = Program::new(&rig, "read write", BACK).await;
        let ann = Visitor::new(&rig, "ann", "member").await;
        let secret = ("client_secret", app.secret.as_str());

        let given = app.token(&rig, &ann, "read", 0).await;
        let kept = app.token(&rig, &ann, "read", 0).await;
        let (mut of_given, mut of_kept) =
            (Socket::open(&rig, &given, "user").await, Socket::open(&rig, &kept, "user").await);
        let fields = [("client_id", app.id.as_str()), secret, ("token", given.as_str())];
        let answer = rig.send_form("/oauth/revoke", &fields, &[]).await;
        assert_eq!(answer.status.as_u16(), 200, "{}", answer.text);
        assert_eq!(of_given.hears().await, None);
        of_kept.says_all(&[]).await;

        let code = app.code(&rig, &ann, &[("scope", "read")]).await;
        let first = super::visitor::token_of(&app.fetch(&rig, &code, &[secret]).await);
        let mut of_first = Socket::open(&rig, &first, "user").await;
        assert_eq!(app.fetch(&rig, &code, &[secret]).await.status.as_u16(), 400);
        assert_eq!(of_first.hears().await, None);
        of_kept.says_all(&[]).await;

        // Whoever has no right to end a token ends no stream either.
        let other = Program::new(&rig, "read", BACK).await;
        let fields =
            [("client_id", other.id.as_str()), ("client_secret", &other.secret), ("token", kept.as_str())];
        assert_eq!(rig.send_form("/oauth/revoke", &fields, &[]).await.status.as_u16(), 403);
        of_kept.says_all(&[]).await;
    }
}

#[tokio::test]
async fn a168_a_token_that_ends_on_one_node_opens_nothing_on_the_other() {
    let Some(database) = databases::postgres() else { return };
    let rig = quiet(database).await;
    let mut config = rig.opened.app.config.clone();
    config.database.node = 1;
    let port = free_port();
    config.server.listen = ([127, 0, 0, 1], port).into();
    let second = server::open(config, rig.clock.clone()).await.expect("the second node opens");
    let running = server::start(&second).await.expect("the second node starts");
    for (n, way) in WAYS.iter().enumerate() {
        let name = format!("ann{n}");
        let ann = person(&rig, &name).await;
        let query = format!("?access_token={}&stream=user", ann.token);
        let mut socket = Socket::at(&rig, port, &query, &[]).await.expect("is let in");
        end_by(&rig, way, &name).await;
        assert_eq!(socket.hears().await, None, "{way}");
        assert_eq!(Socket::at(&rig, port, &query, &[]).await.err(), Some(401), "{way}");
    }
    running.stop(&second.app).await;
    let answer = rig.ask(Method::GET, "/api/v1/streaming/health", &[], None).await;
    assert_eq!(answer.status.as_u16(), 200);
}

#[tokio::test]
async fn a168_a_token_that_a_command_ends_beside_the_server_ends_its_streams() {
    // PostgreSQL tells every process; with SQLite the server has to see for itself that another one has written.
    let rig = quiet(databases::sqlite()).await;
    let (ann, ben) = (person(&rig, "ann").await, person(&rig, "ben").await);
    let mut of_ann = Socket::open(&rig, &ann.token, "user").await;
    let mut of_ben = Socket::open(&rig, &ben.token, "user").await;
    let app = &rig.opened.app;
    let url = app.config.database.url.as_str().to_owned();
    let member = members::find(app, "ann").await.expect("ann is there").id;
    let beside = Store::open(&Opening { url, synchronous_full: false, readers: 1, connections: 1 }).await;
    let beside = beside.expect("the same file opens");
    let mut tx = beside.begin().await.expect("begins");
    store::members::end_all(&mut tx, member, None, app.now()).await.expect("is written");
    tx.commit().await.expect("commits");
    assert_eq!(of_ann.hears().await, None);
    let query = format!("?access_token={}", ann.token);
    assert_eq!(Socket::at(&rig, rig.port, &query, &[]).await.err(), Some(401));
    of_ben.says_all(&[]).await;
    beside.close().await;
}
