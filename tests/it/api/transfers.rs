//! What members take along and bring here as files: exact forms, lines that fail, overwriting, refusals, and a process
//! that is stopped in the middle.

use std::sync::Arc;

use antiphon::app::Clock as _;
use antiphon::config::{Config, Secret};
use antiphon::http::Doors;
use antiphon::http::limits::Limits;
use antiphon::server;
use antiphon::service::imports;
use antiphon::store::imports as rows;
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};

use super::super::support::databases;
use super::super::support::rig::TestClock;
use super::media::form;
use super::town::{Town, ids, text};
use super::{ALL, House};

const IMPORT: &str = "/api/v1/import";

impl Town {
    async fn export(&self, token: &str, kind: &str) -> (HeaderMap, String) {
        let path = self.rig.url(&format!("/api/v1/exports/{kind}.csv"));
        let request = self.rig.http.get(path).header("authorization", format!("Bearer {token}"));
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{kind}");
        (answer.headers().clone(), answer.text().await.expect("a text"))
    }

    async fn send_file(&self, token: &str, fields: &[(&str, &str)], file: &[u8]) -> (StatusCode, Value) {
        let request =
            self.rig.http.post(self.rig.url(IMPORT)).header("authorization", format!("Bearer {token}"));
        let body = form("data", "file.csv", file, fields);
        let answer = request.header("content-type", "multipart/form-data; boundary=b0und").body(body);
        let answer = answer.send().await.expect("an answer");
        let status = answer.status();
        let body = answer.text().await.expect("a text");
        (status, serde_json::from_str(&body).unwrap_or(Value::Null))
    }

    /// Brings a file along and waits until all of it is worked off, moving the clock so far at each look.
    async fn brings(&self, token: &str, fields: &[(&str, &str)], file: &str, step: i64) -> Value {
        let (status, answer) = self.send_file(token, fields, file.as_bytes()).await;
        assert_eq!((status, &answer["status"]), (StatusCode::ACCEPTED, &json!("accepted")), "{answer}");
        let mut looks = 0;
        self.rig
            .wait_for("the file is worked off", async || {
                // A line that met a busy machine is tried again a minute or more later.
                looks += 1;
                self.rig.clock.advance(if looks < 50 { step } else { step.max(10_000) });
                imports::work_off(&self.rig.opened.federation).await.expect("it can");
                self.get(IMPORT, token).await[0]["finished_at"].is_string()
            })
            .await;
        let newest = self.get(IMPORT, token).await[0].clone();
        assert_eq!(newest["id"], answer["id"]);
        newest
    }
}

#[tokio::test]
async fn whom_somebody_follows_goes_along_with_what_they_want_of_them() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben, cleo) =
            (town.member("ann").await, town.member("ben").await, town.member("cleo").await);
        let (ann_id, ben_id) = (town.id_of(&ann).await, town.id_of(&ben).await);
        let vera = town.rig.vic.actor("vera");
        let vera_id = town.befriend(&ann, "ann", &vera, 1).await;
        let wish = json!({"reblogs": false, "notify": true, "languages": ["de", "pt"]});
        town.post(&format!("/api/v1/accounts/{vera_id}/follow"), &ann, &wish).await;
        town.act("follow", &ben_id, &ann).await;
        town.act("follow", &ann_id, &ben).await;
        let here = town.rig.opened.app.config.handle_domain();
        let there = town.rig.vic.authority();

        let (headers, file) = town.export(&ann, "following").await;
        assert_eq!(
            file,
            format!(
                "Account address,Show boosts,Notify on new posts,Languages\nben@{here},true,false,\nvera@{there},false,true,\"de, pt\"\n"
            )
        );
        assert_eq!(headers["content-type"], "text/csv; charset=utf-8");
        assert_eq!(headers["content-disposition"], "attachment; filename=\"following_accounts.csv\"");
        let (_, followers) = town.export(&ann, "followers").await;
        assert_eq!(followers, format!("Account address\nben@{here}\nvera@{there}\n"));
        let stats = town.get("/api/v1/exports/stats", &ann).await;
        assert_eq!((&stats["following_count"], &stats["followers_count"]), (&json!(2), &json!(2)));

        let done = town.brings(&cleo, &[("type", "following"), ("mode", "merge")], &file, 200).await;
        assert_eq!(
            (&done["type"], &done["total_count"], &done["done_count"], &done["failures"]),
            (&json!("following"), &json!(2), &json!(2), &json!([]))
        );
        town.rig.delivered().await;
        let asked = town.rig.vic.received("Follow");
        assert_eq!(asked.iter().filter(|follow| follow["actor"] == json!(town.uri("cleo"))).count(), 1);
        assert_eq!(town.relation(&cleo, &ben_id).await["following"], json!(true));
        let relation = town.relation(&cleo, &vera_id).await;
        assert_eq!(
            (
                &relation["requested"],
                &relation["showing_reblogs"],
                &relation["notifying"],
                &relation["languages"]
            ),
            (&json!(true), &json!(false), &json!(true), &json!(["de", "pt"]))
        );
        assert_eq!(town.get(IMPORT, &ben).await, json!([]), "nobody else learns of it");

        // Brought again, it changes nothing.
        let again = town.brings(&cleo, &[("type", "following")], &file, 200).await;
        assert_eq!(again["done_count"], json!(2));
        town.rig.delivered().await;
        assert_eq!(town.rig.vic.received("Follow").len(), asked.len());
        town.close().await;
    }
}

#[tokio::test]
async fn a_line_that_fails_stops_no_other_and_is_shown() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let (vera, last) = (town.rig.vic.actor("vera"), town.rig.third.actor("last"));
        let (here, there) = (town.rig.opened.app.config.handle_domain(), town.rig.vic.authority());
        let third = town.rig.third.authority();
        let file = format!(
            "Account address\nnobody@{there}\nno handle at all\nann@{here}\nghost@{here}\n@vera@{there}\nx@down.test\nlast@{third}\n"
        );
        let done = town.brings(&ann, &[("type", "following")], &file, 300_000).await;
        assert_eq!(
            (&done["total_count"], &done["done_count"], &done["failed_count"]),
            (&json!(7), &json!(2), &json!(5))
        );
        let failed: Vec<(i64, String)> = done["failures"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|line| (line["line"].as_i64().expect("a number"), text(&line["subject"])))
            .collect();
        let expected = [
            (1, format!("nobody@{there}")),
            (2, "no handle at all".to_owned()),
            (3, format!("ann@{here}")),
            (4, format!("ghost@{here}")),
            (6, "x@down.test".to_owned()),
        ];
        assert_eq!(failed, expected);
        assert!(
            done["failures"].as_array().expect("a list").iter().all(|line| !text(&line["error"]).is_empty())
        );
        for actor in [&vera, &last] {
            let id = town.meets(&ann, actor).await;
            assert_eq!(town.relation(&ann, &id).await["requested"], json!(true), "{}", actor.id);
        }
        town.close().await;
    }
}

#[tokio::test]
async fn blocks_mutes_domains_lists_and_bookmarks_go_along() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben, cleo) =
            (town.member("ann").await, town.member("ben").await, town.member("cleo").await);
        let (mallory, vera) = (town.rig.evil.actor("mallory"), town.rig.vic.actor("vera"));
        let (mallory_id, vera_id) = (town.meets(&ann, &mallory).await, town.meets(&ann, &vera).await);
        let ben_id = town.id_of(&ben).await;
        town.act("follow", &ben_id, &ann).await;
        town.act("block", &mallory_id, &ann).await;
        let quiet = json!({"notifications": false});
        town.post(&format!("/api/v1/accounts/{vera_id}/mute"), &ann, &quiet).await;
        town.post("/api/v1/domain_blocks", &ann, &json!({"domain": "bad.test"})).await;
        let list = town.post("/api/v1/lists", &ann, &json!({"title": "=1+1 friends"})).await;
        let list_path = format!("/api/v1/lists/{}/accounts", text(&list["id"]));
        town.post(&list_path, &ann, &json!({"account_ids": [ben_id]})).await;
        let open = town.says(&ben, "OPEN words").await;
        let closed = json!({"status": "CLOSED words", "visibility": "private"});
        let closed = text(&town.post("/api/v1/statuses", &ben, &closed).await["id"]);
        for id in [&open, &closed] {
            town.act_on_status("bookmark", id, &ann).await;
        }

        let here = town.rig.opened.app.config.handle_domain();
        let (there, evil) = (town.rig.vic.authority(), town.rig.evil.authority());
        let post = |id: &str| town.rig.url(&format!("/posts/{id}"));
        // Bookmarks first: by the lists cleo comes to follow ben.
        let expected = [
            ("bookmarks", format!("{}\n{}\n", post(&closed), post(&open))),
            ("blocks", format!("mallory@{evil}\n")),
            ("mutes", format!("Account address,Hide notifications\nvera@{there},false\n")),
            ("domain_blocks", "#domain\nbad.test\n".to_owned()),
            ("lists", format!("'=1+1 friends,ben@{here}\n")),
        ];
        for (kind, file) in &expected {
            assert_eq!(&town.export(&ann, kind).await.1, file, "{kind}");
        }
        for (kind, file) in &expected {
            let done = town.brings(&cleo, &[("type", kind)], file, 200).await;
            // What only followers may see stays hidden from whoever brings its address (A95).
            let failed = i32::from(*kind == "bookmarks");
            assert_eq!(done["failed_count"], json!(failed), "{kind}: {done}");
        }
        assert_eq!(town.relation(&cleo, &mallory_id).await["blocking"], json!(true));
        let muted = town.relation(&cleo, &vera_id).await;
        assert_eq!((&muted["muting"], &muted["muting_notifications"]), (&json!(true), &json!(false)));
        assert_eq!(town.get("/api/v1/domain_blocks", &cleo).await, json!(["bad.test"]));
        let lists = town.get("/api/v1/lists", &cleo).await;
        assert_eq!((lists.as_array().map(Vec::len), &lists[0]["title"]), (Some(1), &json!("=1+1 friends")));
        let in_it = town.get(&format!("/api/v1/lists/{}/accounts", text(&lists[0]["id"])), &cleo).await;
        assert_eq!(ids(&in_it), [ben_id]);
        let kept = town.get("/api/v1/bookmarks", &cleo).await;
        assert_eq!(ids(&kept), [open]);
        assert!(!town.get(IMPORT, &cleo).await.to_string().contains("CLOSED"));
        town.close().await;
    }
}

#[tokio::test]
async fn overwriting_takes_away_what_the_file_does_not_name() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben, cleo) =
            (town.member("ann").await, town.member("ben").await, town.member("cleo").await);
        let (ben_id, cleo_id) = (town.id_of(&ben).await, town.id_of(&cleo).await);
        let vera = town.rig.vic.actor("vera");
        let vera_id = town.befriend(&ann, "ann", &vera, 1).await;
        town.act("follow", &ben_id, &ann).await;
        let here = town.rig.opened.app.config.handle_domain();
        let there = town.rig.vic.authority();

        // A name in other letters is the same name, and what cannot be done does not empty the rest.
        let file = format!("Account address\nVera@{}\ncleo@{here}\nghost@{here}\n", there.to_uppercase());
        let merged = town.brings(&ann, &[("type", "following"), ("mode", "merge")], &file, 200).await;
        assert_eq!(merged["total_count"], json!(3));
        assert_eq!(
            town.relation(&ann, &ben_id).await["following"],
            json!(true),
            "merged, nothing is taken away"
        );
        let done = town.brings(&ann, &[("type", "following"), ("mode", "overwrite")], &file, 20_000).await;
        assert_eq!((&done["mode"], &done["total_count"]), (&json!("overwrite"), &json!(4)), "{done}");
        assert_eq!(town.relation(&ann, &ben_id).await["following"], json!(false));
        assert_eq!(town.relation(&ann, &cleo_id).await["following"], json!(true));
        assert_eq!(town.relation(&ann, &vera_id).await["following"], json!(true), "{done}");
        town.rig.delivered().await;
        assert_eq!(town.rig.vic.received("Undo").len(), 0);
        town.close().await;
    }
}

#[tokio::test]
async fn what_is_no_file_of_ours_is_refused_in_words() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let ben_id = town.id_of(&ben).await;
        town.act("follow", &ben_id, &ann).await;
        let here = town.rig.opened.app.config.handle_domain();
        let good = format!("ben@{here}\n").into_bytes();
        let large = vec![b'a'; 3 * 1024 * 1024];
        let many = (0..20_001).map(|n| format!("n{n}@vic.test")).collect::<Vec<_>>().join("\n");
        for (fields, file) in [
            (vec![("type", "following"), ("mode", "overwrite")], b"".to_vec()),
            (vec![("type", "following"), ("mode", "overwrite")], b"Account address,Show boosts\n".to_vec()),
            (vec![("type", "following")], b"\x89PNG\r\n\x1a\n\0\0".to_vec()),
            (vec![("type", "following")], large),
            (vec![("type", "following")], many.into_bytes()),
            (vec![("type", "followers")], good.clone()),
            (vec![("type", "everything")], good.clone()),
            (vec![("mode", "merge")], good.clone()),
            (vec![("type", "blocks"), ("mode", "twice")], good.clone()),
        ] {
            let (status, answer) = town.send_file(&ann, &fields, &file).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}: {answer}");
            assert!(!text(&answer["error"]).is_empty());
        }
        let narrow = town.token("ann", "read write:follows").await;
        assert_eq!(town.send_file(&narrow, &[("type", "following")], &good).await.0, StatusCode::FORBIDDEN);
        assert_eq!(
            town.send_file("nothing", &[("type", "following")], &good).await.0,
            StatusCode::UNAUTHORIZED
        );
        assert_eq!(town.get(IMPORT, &ann).await, json!([]));
        assert_eq!(town.relation(&ann, &ben_id).await["following"], json!(true));
        let writer = town.token("ann", "write").await;
        for kind in ["following", "followers", "lists", "blocks", "mutes", "domain_blocks", "bookmarks"] {
            let path = format!("/api/v1/exports/{kind}.csv");
            assert_eq!(town.status(Method::GET, &path, &writer, &Value::Null).await, 403, "{kind}");
            assert_eq!(town.ask(Method::GET, &path, None, &Value::Null).await.status, 401, "{kind}");
        }
        town.close().await;
    }
}

#[tokio::test]
async fn a_stopped_process_goes_on_where_it_was() {
    for database in databases::both() {
        let clock = TestClock::start();
        let open = async |directory: tempfile::TempDir| {
            let mut config = Config::default();
            config.server.data_dir = directory.path().to_owned();
            config.server.key_file = directory.path().join("antiphon.key");
            config.database.url = Secret::new(database.url.clone());
            let opened = server::open(config.clone(), Arc::clone(&clock) as _).await.expect("it opens");
            let doors = Doors { federation: opened.federation.clone(), limits: Limits::new(false) };
            House { opened, router: server::router(doors), config, directory }
        };
        let house = open(tempfile::tempdir().expect("a directory")).await;
        let ann = house.member("ann", ALL).await;
        for name in ["ben", "cleo", "dora"] {
            house.member(name, ALL).await;
        }
        let here = house.opened.app.config.handle_domain();
        let file = format!("ben@{here}\ncleo@{here}\ndora@{here}\n");
        let body = form("data", "f.csv", file.as_bytes(), &[("type", "following")]);
        assert_eq!(house.sends(Method::POST, IMPORT, &ann, body).await.status, StatusCode::ACCEPTED);

        // The pace is bounded: at first only the first line is due.
        assert_eq!(imports::work_off(&house.opened.federation).await.expect("it can"), 1);
        clock.advance(10_000);
        // Somebody begins the second line and is stopped; nobody else takes it meanwhile.
        let store = &house.opened.app.store;
        let due = rows::due(store, clock.now(), 10).await.expect("reads");
        assert_eq!(due.iter().map(|row| row.place).collect::<Vec<_>>(), [2, 3]);
        let mut tx = store.begin().await.expect("begins");
        assert!(rows::put_off(&mut tx, &due[0], clock.now().plus(120_000), false).await.expect("writes"));
        assert!(
            !rows::put_off(&mut tx, &due[0], clock.now(), false).await.expect("writes"),
            "one alone has it"
        );
        tx.commit().await.expect("commits");

        house.opened.app.store.close().await;
        let house = open(house.directory).await;
        assert_eq!(imports::work_off(&house.opened.federation).await.expect("it can"), 1);
        let progress = house.get(IMPORT, Some(&ann)).await.body[0].clone();
        assert_eq!((&progress["done_count"], &progress["finished_at"]), (&json!(2), &Value::Null));
        clock.advance(121_000);
        assert_eq!(imports::work_off(&house.opened.federation).await.expect("it can"), 1);
        let progress = house.get(IMPORT, Some(&ann)).await.body[0].clone();
        assert_eq!((&progress["done_count"], progress["finished_at"].is_string()), (&json!(3), true));
        let own = house.get("/api/v1/accounts/verify_credentials", Some(&ann)).await.body;
        assert_eq!(own["following_count"], json!(3));

        // A week later nothing of it is left.
        clock.advance(8 * 24 * 3_600_000);
        imports::tidy(&house.opened.app).await.expect("it can");
        assert_eq!(house.get(IMPORT, Some(&ann)).await.body, json!([]));
        house.opened.app.store.close().await;
    }
}
