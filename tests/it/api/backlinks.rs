//! Links of profiles that are verified: a page is asked once in its own time, and has to name exactly this profile (A125).

use antiphon::domain::backlink::{HOLDS, PAGE_BYTES, PAUSE};
use antiphon::domain::preview::{HOST_PAUSE, SPREAD};
use antiphon::store::{accounts, backlinks};
use http::Method;
use serde_json::{Value, json};

use super::text;
use super::town::Town;
use crate::support::databases;

impl Town {
    /// A member saves lines of their profile; the lines as everybody sees them then.
    async fn puts(&self, token: &str, lines: &[(&str, &str)]) -> Value {
        let lines: Vec<Value> =
            lines.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        let change = json!({"fields_attributes": lines});
        let path = "/api/v1/accounts/update_credentials";
        let reply = self.ask(Method::PATCH, path, Some(token), &change).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.body["fields"].clone()
    }

    async fn lines(&self, token: &str) -> Value {
        let id = self.id_of(token).await;
        self.get(&format!("/api/v1/accounts/{id}"), token).await["fields"].clone()
    }

    /// Time passes until every page that is due has been asked.
    async fn asked(&self, name: &str, pages: usize) {
        let pages = i64::try_from(pages).expect("few");
        self.rig.clock.advance(SPREAD + pages * HOST_PAUSE);
        let store = &self.rig.opened.app.store;
        let account = accounts::find_local(store, name).await.expect("reads").expect("they are here");
        let now = antiphon::domain::time::Time(self.rig.clock.now_ms());
        self.rig
            .wait_for("the pages are asked", async || {
                let found = backlinks::of_account(store, account.id).await.expect("reads");
                found.iter().all(|one| one.asked_at.is_some() && one.due.is_none_or(|due| due > now))
            })
            .await;
    }
}

#[tokio::test]
async fn a_page_that_links_back_is_shown_as_verified_until_it_does_no_longer() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let me = text(&town.get("/api/v1/accounts/verify_credentials", &ann).await["url"]);
        let back = format!("<!DOCTYPE html><title>Ann</title><p><a href=\"{me}\" rel=\"nofollow me\">Me</a>");
        let vic = &town.rig.vic;
        vic.serve_as("/ann", "text/html; charset=utf-8", &back);
        let page = vic.url("/ann");
        let told = vic.seen().len();
        let lines = town.puts(&ann, &[("Web", &page), ("Job", "River keeper")]).await;
        assert_eq!((&lines[0]["verified_at"], &lines[1]["verified_at"]), (&Value::Null, &Value::Null));
        assert_eq!(vic.seen().len(), told, "not at once");
        town.asked("ann", 1).await;
        assert_eq!(vic.reads_of("/ann"), 1);
        let lines = town.lines(&ann).await;
        let since = text(&lines[0]["verified_at"]);
        assert!(since.ends_with('Z') && lines[1]["verified_at"].is_null(), "{lines}");
        let own = town.get("/api/v1/accounts/verify_credentials", &ann).await;
        assert_eq!(own["source"]["fields"][0], json!({"name": "Web", "value": page, "verified_at": since}));

        // The public page and what other servers read.
        let read = async |path: &str, accept: &str| {
            let request = town.rig.http.get(town.rig.url(path)).header("accept", accept);
            request.send().await.expect("an answer").text().await.expect("a body")
        };
        town.rig
            .wait_for("the page says so", async || {
                read("/@ann", "text/html").await.contains("Confirmed by that page")
            })
            .await;
        let html = read("/@ann", "text/html").await;
        assert!(
            html.contains(&format!("<a href=\"{page}\" rel=\"me nofollow noopener noreferrer\">")),
            "{html}"
        );
        assert_eq!(html.matches("Confirmed by that page").count(), 1, "the other line is not");
        let actor = read("/actors/ann", "application/activity+json").await;
        let actor: Value = serde_json::from_str(&actor).expect("an actor");
        let shown = lines[0]["value"].clone();
        assert_eq!(
            actor["attachment"][0],
            json!({"type": "PropertyValue", "name": "Web", "value": shown}),
            "each server judges itself"
        );

        // What is saved once more stays, and is not asked again; another line does not touch it.
        town.puts(&ann, &[("Site", &page), ("Job", "Retired")]).await;
        assert_eq!(text(&town.lines(&ann).await[0]["verified_at"]), since);
        let later = town.rig.clock.now_ms();
        town.asked("ann", 1).await;
        assert_eq!((vic.reads_of("/ann"), later < town.rig.clock.now_ms()), (1, true));

        // After a week the page says something else.
        vic.serve_as("/ann", "text/html", "<p>This domain is for sale");
        town.rig.clock.advance(HOLDS + HOLDS / 7);
        town.asked("ann", 1).await;
        assert_eq!(vic.reads_of("/ann"), 2);
        assert_eq!(town.lines(&ann).await[0]["verified_at"], Value::Null);

        // It is put right, and the same profile saved once more; not without end.
        vic.serve_as("/ann", "text/html", &back);
        town.rig.clock.advance(PAUSE);
        for _ in 0..3 {
            town.puts(&ann, &[("Site", &page), ("Job", "Retired")]).await;
        }
        town.asked("ann", 1).await;
        assert_eq!(vic.reads_of("/ann"), 3);
        assert!(town.lines(&ann).await[0]["verified_at"].is_string());

        // Another address begins anew, even on the same site.
        vic.serve_as("/other", "text/html", "<p>Somebody else");
        let lines = town.puts(&ann, &[("Site", &vic.url("/other"))]).await;
        assert_eq!(lines[0]["verified_at"], Value::Null, "at once");
        town.asked("ann", 1).await;
        assert_eq!((vic.reads_of("/other"), &town.lines(&ann).await[0]["verified_at"]), (1, &Value::Null));
    }
}

#[tokio::test]
async fn a125_pages_that_do_not_name_the_profile_themselves_verify_nothing() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, anna) = (town.member("ann").await, town.member("anna").await);
        let me = town.rig.url("/@ann");
        let back = |to: &str| format!("<a rel=me href=\"{to}\">me</a>");
        let (vic, evil, third) = (&town.rig.vic, &town.rig.evil, &town.rig.third);
        third.serve_as("/real", "text/html", &back(&me));
        evil.redirect("/sends-on", 302, &third.url("/real"));
        evil.serve_as(
            "/comment",
            "text/html",
            &format!("<!-- {} --><script>'{}'</script>", back(&me), back(&me)),
        );
        let large = format!("<p>{}</p>{}", "x".repeat(PAGE_BYTES), back(&me));
        vic.serve_as("/large", "text/html", &large);
        vic.serve_as("/plain", "text/plain", &back(&me));
        // A page that names ann is none of anna's, whose address begins the same.
        vic.serve_as("/anna", "text/html", &back(&me));
        let pages = [evil.url("/sends-on"), evil.url("/comment"), vic.url("/large"), vic.url("/plain")];
        let lines: Vec<(&str, &str)> = pages.iter().map(|page| ("Web", page.as_str())).collect();
        town.puts(&ann, &lines).await;
        let inner = "http://10.1.2.3/me";
        let pages = [vic.url("/anna"), inner.to_owned(), third.url("/real")];
        let lines: Vec<(&str, &str)> = pages.iter().map(|page| ("Web", page.as_str())).collect();
        town.puts(&anna, &lines).await;
        town.asked("ann", 8).await;
        town.asked("anna", 8).await;
        for token in [&ann, &anna] {
            let lines = town.lines(token).await;
            for line in lines.as_array().expect("a list") {
                assert_eq!(line["verified_at"], Value::Null, "{line}");
            }
        }
        assert_eq!((vic.reads_of("/large"), evil.reads_of("/comment"), vic.reads_of("/anna")), (1, 1, 1));
        // The same page verifies the one whom it names.
        town.rig.clock.advance(PAUSE);
        town.puts(&ann, &[("Web", &third.url("/real"))]).await;
        town.asked("ann", 1).await;
        assert!(town.lines(&ann).await[0]["verified_at"].is_string());
    }
}
