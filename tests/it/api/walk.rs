//! Every viewer against every kind of post through every route: the walk takes the routes from the router's own list.

use std::collections::BTreeMap;

use antiphon::domain::follow::FollowState;
use antiphon::domain::time::Time;
use antiphon::mastodon::routes;
use antiphon::service::{accounts, members};
use antiphon::store::follows;
use http::Method;
use serde_json::{Value, json};

use crate::support::databases;
use crate::support::rig::Rig;

use super::ALL;
use super::visitor::{Answer, Asks as _, BACK, Person, Program};
use super::walk_doors::{self, Door};
use super::walk_rules::{self, BY_ID, Rule};

/// Those who look, besides nobody and an app without a member: the author, a follower, a stranger, somebody mentioned, one
/// whom the author blocks, one who blocks the author, one who mutes the author, one who followed once, a moderator.
const MEMBERS: [&str; 9] = ["ann", "fay", "sam", "men", "bob", "ken", "mut", "old", "mod"];

/// Posts by name, and who may see them; `all` is everybody but `bob`, whom ann blocks and who is shown nothing of hers.
const POSTS: [(&str, &[&str]); 14] = [
    ("open", &["all"]),
    ("unlisted", &["all"]),
    ("private", &["ann", "fay", "mut"]),
    ("poll", &["ann", "fay", "mut"]),
    ("edited", &["ann", "fay", "mut"]),
    ("direct", &["ann", "men"]),
    ("for_bob", &["ann"]),
    ("answer", &["ann", "fay"]),
    ("asked", &["fay", "sam"]),
    ("planned", &["ann"]),
    ("gone", &[]),
    ("theirs", &["all", "bob"]),
    ("far", &["fay"]),
    ("far_direct", &["men"]),
];

fn may(viewer: &str, post: &str) -> bool {
    let (_, who) = POSTS.iter().find(|(name, _)| *name == post).expect("a post of the table");
    who.contains(&viewer) || (who.contains(&"all") && viewer != "bob")
}

/// The secret word in a post.
fn word(post: &str) -> String {
    format!("zq{}qz", post.replace('_', ""))
}

/// The server with its people and their posts.
struct Town {
    rig: Rig,
    /// Tokens by viewer; nobody has none.
    tokens: BTreeMap<&'static str, String>,
    /// Ids of posts by name.
    posts: BTreeMap<&'static str, String>,
    /// Ids of authors.
    authors: Vec<String>,
    poll: String,
    list: String,
    /// Notifications of everybody: their ids, their groups, and who waits.
    told: Vec<String>,
    groups: Vec<String>,
    requests: Vec<String>,
    /// Ids of activities that other servers were told.
    activities: Vec<String>,
    /// An owner at the desk.
    olga: Person,
}

impl Town {
    async fn say(rig: &Rig, token: &str, status: &Value) -> Value {
        let answer = rig.send_json("/api/v1/statuses", Some(token), status).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    #[expect(clippy::too_many_lines, reason = "the town is built once, in order")]
    async fn build(rig: Rig) -> Self {
        let mut tokens = BTreeMap::new();
        for name in MEMBERS {
            let role = if name == "mod" { "moderator" } else { "member" };
            members::add(&rig.opened.app, name, role).await.expect("the name is free");
            let token = members::new_token(&rig.opened.app, name, "t", ALL).await.expect("a token");
            tokens.insert(name, token);
        }
        let mary = Person::new(&rig, "mary", "spokesperson").await;
        let program = Program::new(&rig, "read write follow", BACK).await;
        tokens.insert("coalition", program.token(&rig, &mary, "read write follow", 1).await);
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", &program.id),
            ("client_secret", &program.secret),
            ("scope", "read"),
        ];
        let app = rig.send_form("/oauth/token", &form, &[]).await.json();
        tokens.insert("app", app["access_token"].as_str().expect("a token").to_owned());

        let verb = async |who: &str, path: String| {
            let answer = rig.send_json(&path, Some(&tokens[who]), &json!({})).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.text);
            answer.json()
        };
        let mut ids = BTreeMap::new();
        for name in ["ann", "fay"] {
            let own = rig.get("/api/v1/accounts/verify_credentials", &tokens[name]).await.json();
            ids.insert(name, own["id"].as_str().expect("an id").to_owned());
        }
        for name in ["fay", "mut", "old", "bob"] {
            verb(name, format!("/api/v1/accounts/{}/follow", ids["ann"])).await;
        }
        let list = rig.send_json("/api/v1/lists", Some(&tokens["fay"]), &json!({"title": "l"})).await.json();
        let list = list["id"].as_str().expect("an id").to_owned();
        let body = json!({"account_ids": [ids["ann"]]});
        rig.send_json(&format!("/api/v1/lists/{list}/accounts"), Some(&tokens["fay"]), &body).await;

        // Somebody elsewhere follows ann, so that what she writes for followers leaves the house.
        let alice = rig.vic.actor("alice");
        let of = async |name: &str| accounts::local(&rig.cx(), name).await.expect("they live here");
        let (ann, fay, men) = (of("ann").await, of("fay").await, of("men").await);
        let theirs = rig.follows(&fay, &alice).await;
        let mut tx = rig.opened.app.store.begin().await.expect("begins");
        let now = rig.cx().now();
        follows::save(
            &mut tx,
            rig.cx().row_id(),
            theirs.id,
            ann.id,
            FollowState::Accepted,
            "https://vic.test/f",
            now,
        )
        .await
        .expect("saves");
        tx.commit().await.expect("commits");
        // Whoever sam does not follow waits for his decision.
        let policy = json!({"for_not_following": "filter"}).to_string();
        let bearer = format!("Bearer {}", tokens["sam"]);
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let chosen = rig.ask(Method::PATCH, "/api/v2/notifications/policy", &headers, Some(&policy)).await;
        assert_eq!(chosen.status, 200, "{}", chosen.text);

        let mut posts = BTreeMap::new();
        let mut poll = String::new();
        let host = rig.opened.app.config.handle_domain();
        let due = Time(rig.clock.now_ms() + 3_600_000).rfc3339();
        for (name, mut status) in [
            ("open", json!({"status": "#river", "visibility": "public"})),
            ("unlisted", json!({"status": "#river", "visibility": "unlisted"})),
            (
                "private",
                json!({"status": "#river", "visibility": "private", "spoiler_text": word("private")}),
            ),
            (
                "poll",
                json!({"status": "", "visibility": "private", "poll": {"options": [word("poll"), "no"], "expires_in": 3600}}),
            ),
            ("edited", json!({"status": "", "visibility": "private"})),
            ("direct", json!({"status": "@men #river", "visibility": "direct"})),
            ("for_bob", json!({"status": "@bob", "visibility": "direct"})),
            ("planned", json!({"status": "", "visibility": "public", "scheduled_at": due})),
            ("gone", json!({"status": "@fay #river", "visibility": "public"})),
        ] {
            let start = status["status"].as_str().expect("text");
            let start = ["@men", "@bob", "@fay"]
                .iter()
                .fold(start.to_owned(), |start, name| start.replace(name, &format!("{name}@{host}")));
            status["status"] = json!(format!("{start} {}", word(name)));
            let said = Self::say(&rig, &tokens["ann"], &status).await;
            posts.insert(name, said["id"].as_str().expect("an id").to_owned());
            if name == "poll" {
                said["poll"]["id"].as_str().expect("an id").clone_into(&mut poll);
            }
        }
        let answer = json!({"status": format!("@ann@{host} {}", word("answer")), "visibility": "direct", "in_reply_to_id": posts["private"]});
        let answer = Self::say(&rig, &tokens["fay"], &answer).await;
        posts.insert("answer", answer["id"].as_str().expect("an id").to_owned());
        let asked = json!({"status": format!("@sam@{host} {}", word("asked")), "visibility": "direct"});
        let asked = Self::say(&rig, &tokens["fay"], &asked).await;
        posts.insert("asked", asked["id"].as_str().expect("an id").to_owned());
        for who in ["fay", "old", "bob"] {
            for post in ["private", "edited", "open", "gone"] {
                for act in ["favourite", "bookmark"] {
                    verb(who, format!("/api/v1/statuses/{}/{act}", posts[post])).await;
                }
            }
        }
        verb("fay", format!("/api/v1/statuses/{}/reblog", posts["open"])).await;
        verb("ann", format!("/api/v1/statuses/{}/pin", posts["private"])).await;
        let body = json!({"status": format!("Second {}", word("edited"))}).to_string();
        let headers = [("authorization", format!("Bearer {}", tokens["ann"]))];
        let headers = [(headers[0].0, headers[0].1.as_str()), ("content-type", "application/json")];
        let path = format!("/api/v1/statuses/{}", posts["edited"]);
        assert_eq!(rig.ask(Method::PUT, &path, &headers, Some(&body)).await.status, 200);
        let path = format!("/api/v1/statuses/{}", posts["gone"]);
        assert_eq!(rig.ask(Method::DELETE, &path, &headers, None).await.status, 200);

        // What comes from elsewhere.
        for (number, name, to) in [
            (1, "theirs", "https://www.w3.org/ns/activitystreams#Public".to_owned()),
            (2, "far", format!("{}/followers", alice.id)),
            (3, "far_direct", men.uri.as_str().to_owned()),
        ] {
            let mut note = alice.note(number, &word(name));
            (note["to"], note["cc"]) = (json!([to]), json!([]));
            rig.tell(&alice, &alice.activity("Create", number, note)).await;
            let kept = rig.find_post(&format!("{}/notes/{number}", alice.id)).await.expect("it was kept");
            posts.insert(name, kept.id.to_string());
        }
        // Relations that end, or begin, after all this was read and kept.
        verb("old", format!("/api/v1/accounts/{}/unfollow", ids["ann"])).await;
        verb("mut", format!("/api/v1/accounts/{}/mute", ids["ann"])).await;
        verb("ken", format!("/api/v1/accounts/{}/block", ids["ann"])).await;
        let own = rig.get("/api/v1/accounts/verify_credentials", &tokens["bob"]).await.json();
        verb("ann", format!("/api/v1/accounts/{}/block", own["id"].as_str().expect("an id"))).await;
        let authors = vec![ids["ann"].clone(), ids["fay"].clone(), theirs.id.to_string()];
        let olga = Person::new(&rig, "olga", "owner").await;
        let mut town = Self {
            rig,
            tokens,
            posts,
            authors,
            poll,
            list,
            told: Vec::new(),
            groups: Vec::new(),
            requests: Vec::new(),
            activities: Vec::new(),
            olga,
        };
        town.listen().await;
        town
    }

    /// Learns what everybody was told here, and other servers.
    async fn listen(&mut self) {
        let get = Method::GET;
        for who in MEMBERS {
            let told =
                self.ask(&get, "/api/v1/notifications?limit=80&include_filtered=true", who).await.json();
            for one in told.as_array().expect("a list") {
                self.told.push(one["id"].as_str().expect("an id").to_owned());
                self.groups.push(one["group_key"].as_str().expect("a key").to_owned());
            }
            let waiting = self.ask(&get, "/api/v1/notifications/requests", who).await.json();
            let ids =
                waiting.as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("an id"));
            self.requests.extend(ids.map(str::to_owned));
        }
        self.groups.sort();
        self.groups.dedup();
        self.rig.delivered().await;
        for kind in ["Create", "Update", "Delete", "Announce"] {
            for activity in self.rig.vic.received(kind) {
                let id = activity["id"].as_str().expect("an id");
                // Deletions are named after what is gone.
                if let Some((_, id)) = id.split_once("/activities/") {
                    self.activities.push(id.to_owned());
                }
            }
        }
        assert!(!self.told.is_empty() && !self.requests.is_empty() && !self.activities.is_empty());
    }

    async fn ask(&self, method: &Method, path: &str, viewer: &str) -> Answer {
        let bearer = self.tokens.get(viewer).map(|token| format!("Bearer {token}"));
        let mut headers: Vec<(&str, &str)> = bearer.iter().map(|b| ("authorization", b.as_str())).collect();
        headers.push(("content-type", "application/json"));
        let body = (*method != Method::GET).then_some("{}");
        let answer = self.rig.ask(method.clone(), path, &headers, body).await;
        assert!(answer.status.as_u16() < 500, "{method} {path} as {viewer}");
        answer
    }

    /// A path with everything that its marks stand for.
    fn filled(&self, path: &str) -> Vec<String> {
        let words: Vec<String> = POSTS.iter().map(|(name, _)| word(name)).collect();
        let ids: Vec<String> = self.posts.values().cloned().collect();
        let names = ["ann", "fay", "coalition"].map(str::to_owned).to_vec();
        let here = self.rig.url("").replace(':', "%3A").replace('/', "%2F");
        let marks = [
            ("{post}", &ids),
            ("{who}", &self.authors),
            ("{word}", &words),
            ("{name}", &names),
            ("{told}", &self.told),
            ("{group}", &self.groups),
            ("{request}", &self.requests),
            ("{activity}", &self.activities),
        ];
        let path = path.replace("{poll}", &self.poll).replace("{list}", &self.list).replace("{here}", &here);
        let mut paths = vec![path];
        for (mark, values) in marks {
            if paths[0].contains(mark) {
                paths = paths.iter().flat_map(|p| values.iter().map(move |v| p.replace(mark, v))).collect();
            }
        }
        paths
    }

    fn viewers(&self) -> Vec<&'static str> {
        ["nobody"].into_iter().chain(self.tokens.keys().copied()).collect()
    }
}

/// What of it the viewer may not see.
fn leaks(viewer: &str, answer: &Answer) -> Vec<&'static str> {
    let told = |post: &str| answer.text.contains(&word(post));
    POSTS.iter().map(|(post, _)| *post).filter(|post| told(post) && !may(viewer, post)).collect()
}

async fn walk(town: &Town) -> Vec<String> {
    let mut wrong = Vec::new();
    for route in routes::table().declared() {
        let name = format!("{} {}", route.method, route.path);
        let Some(rule) = walk_rules::of(route.method, route.path) else {
            wrong.push(format!(
                "{name} has no rule: say in tests/it/api/walk_rules.rs which posts it shows, or why none"
            ));
            continue;
        };
        let method: Method = route.method.parse().expect("a method");
        let (paths, expected): (Vec<String>, &[(&str, &str)]) = match &rule {
            Rule::Lists(paths, expected) => {
                (paths.iter().flat_map(|path| town.filled(path)).collect(), expected)
            }
            Rule::OfPost(expected) => {
                (town.filled(&route.path.replace("{id}", "{post}").replace("{quoting}", "1")), expected)
            }
            Rule::Nothing(why) if route.method == "GET" && !why.is_empty() => {
                let marks = if route.path.contains("/accounts/{id}") { "{who}" } else { "{post}" };
                let path = route.path.replace("{id}", marks).replace("{name}", "river");
                (town.filled(&path.replace("{group_key}", "{group}")), &[])
            }
            Rule::Nothing(_) | Rule::Streams => continue,
        };
        for viewer in town.viewers() {
            let mut all = String::new();
            for path in &paths {
                if let Rule::OfPost(_) = rule {
                    let id = path.split('/').nth(4).expect("an id");
                    let post =
                        town.posts.iter().find(|(_, of)| *of == id).map(|(name, _)| *name).expect("ours");
                    // Only those who may not see it try to change anything.
                    if method != Method::GET && may(viewer, post) {
                        continue;
                    }
                    let answer = town.ask(&method, path, viewer).await;
                    if !may(viewer, post) && answer.status.is_success() {
                        wrong.push(format!("{name} answers {viewer} {} about {post}", answer.status));
                    }
                    wrong.extend(
                        leaks(viewer, &answer).iter().map(|post| format!("{name} shows {viewer} {post}")),
                    );
                    all.push_str(&answer.text);
                    continue;
                }
                let answer = town.ask(&method, path, viewer).await;
                wrong.extend(
                    leaks(viewer, &answer).iter().map(|post| format!("{path} shows {viewer} {post}")),
                );
                if matches!(rule, Rule::Nothing(_))
                    && POSTS.iter().any(|(post, _)| answer.text.contains(&word(post)))
                {
                    wrong.push(format!("{path} shows {viewer} a post, and its rule says that it shows none"));
                }
                all.push_str(&answer.text);
            }
            for (_, post) in expected.iter().filter(|(who, _)| *who == viewer) {
                if !all.contains(&word(post)) {
                    wrong.push(format!("{name} hides {post} from {viewer}"));
                }
            }
        }
    }
    wrong
}

/// Every page and document besides, for somebody without an account and for an owner at the desk (A93, A107).
async fn walk_the_doors(town: &Town) -> Vec<String> {
    let mut wrong = Vec::new();
    for path in walk_doors::declared() {
        let Some(door) = walk_doors::of(&path) else {
            wrong.push(format!(
                "{path} has no rule: say in tests/it/api/walk_doors.rs which posts it shows, or why none"
            ));
            continue;
        };
        let (ways, expected, why) = match door {
            Door::Shows(ways, expected) => (ways, expected, None),
            Door::Quiet(why, ways) => (ways, &[][..], Some(why)),
        };
        let own = town.filled(&walk_doors::marked(&path));
        let mut all = String::new();
        for way in own.into_iter().chain(ways.iter().flat_map(|way| town.filled(way))) {
            let asked =
                [("nobody", "accept", "text/html"), ("nobody", "accept", "application/activity+json")];
            for (viewer, header, value) in asked.into_iter().chain([("olga", "cookie", &*town.olga.cookie)]) {
                let answer = town.rig.ask(Method::GET, &way, &[(header, value)], None).await;
                let shown = leaks(viewer, &answer);
                wrong.extend(shown.iter().map(|post| format!("{way} ({value}) shows {viewer} {post}")));
                if let Some(why) = why
                    && POSTS.iter().any(|(post, _)| answer.text.contains(&word(post)))
                {
                    wrong.push(format!("{way} shows {viewer} a post, and its rule says: {why}"));
                }
                if viewer == "nobody" {
                    all.push_str(&answer.text);
                }
            }
        }
        let hidden = expected.iter().filter(|post| !all.contains(&word(post)));
        wrong.extend(hidden.map(|post| format!("{path} hides {post}")));
    }
    wrong
}

#[test]
fn a_door_without_a_rule_is_noticed() {
    assert!(walk_doors::of("/@{name}/secrets").is_none() && walk_doors::of("/posts/{id}/secrets").is_none());
    let declared = walk_doors::declared();
    for known in
        ["/", "/activities/{id}", "/posts/{id}", "/@{name}/feed.json", "/desk/drafts/{id}", "/metrics"]
    {
        assert!(declared.iter().any(|path| path == known), "{known} was not read");
    }
    assert_eq!(walk_doors::marked("/@{name}/{id}/versions"), "/@{name}/{post}/versions");
    assert_eq!(walk_doors::marked("/actors/{name}/collections/{page}"), "/actors/{name}/collections/1");
}

#[tokio::test]
async fn a93_a107_every_route_shows_every_viewer_what_they_may_see_and_nothing_else() {
    assert!(BY_ID.iter().all(|(viewer, post)| may(viewer, post)), "the tables agree");
    for database in databases::both() {
        let town = Box::pin(Town::build(Rig::on(database, "").await)).await;
        let mut wrong = walk(&town).await;
        wrong.extend(walk_the_doors(&town).await);
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
