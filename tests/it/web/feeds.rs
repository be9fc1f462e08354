//! Feeds of statements, events, the directory and calls: valid in both forms, fresh, and silent about what is not public.

use std::collections::HashSet;

use antiphon::domain::call::{Call, CallKind, CallState};
use antiphon::domain::event::EventPlan;
use antiphon::domain::language::Language;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::time::{DAY, Time};
use antiphon::domain::translation::Review;
use antiphon::domain::translation::{TranslationState, Unreviewed};
use antiphon::service::calls::{self, Readers};
use antiphon::service::drafts::Aside;
use antiphon::service::{draft_matters, events, statements};
use http::StatusCode;
use resvg::usvg::roxmltree::{Document, Node};
use serde_json::{Value, json};

use super::house::{House, STATEMENT, value_of};
use crate::campaigns::ground::{HANDLE, draft, open};
use crate::directory::ground::{listed, page};
use crate::events::plan;
use crate::support::databases;
use crate::support::rig::Rig;

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// What a reader makes of a feed, whichever form it has.
#[derive(Debug)]
struct Feed {
    title: String,
    own: String,
    older: Option<String>,
    is_complete: bool,
    entries: Vec<Entry>,
}

#[derive(Debug, PartialEq, Eq)]
struct Entry {
    id: String,
    title: String,
    address: String,
    updated: String,
    words: String,
}

impl Feed {
    fn titles(&self) -> Vec<&str> {
        self.entries.iter().map(|entry| entry.title.as_str()).collect()
    }
}

/// The text of the one child of this name.
fn one<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    let found: Vec<_> = node.children().filter(|child| child.has_tag_name((ATOM, name))).collect();
    assert_eq!(found.len(), 1, "{name} in {:?}", node.tag_name());
    found[0].text().unwrap_or_default()
}

fn link(node: Node<'_, '_>, rel: &str) -> Option<String> {
    let links = node.children().filter(|child| child.has_tag_name((ATOM, "link")));
    let mut found = links.filter(|link| link.attribute("rel") == Some(rel));
    let address = found.next()?.attribute("href").expect("an address").to_owned();
    assert!(found.next().is_none() && address.starts_with("http"), "{rel} {address}");
    Some(address)
}

/// Reads Atom as RFC 4287 wants it.
fn atom(text: &str) -> Feed {
    let document = Document::parse(text).unwrap_or_else(|why| panic!("{why}: {text}"));
    let root = document.root_element();
    assert!(root.has_tag_name((ATOM, "feed")), "{text}");
    let mut ids = HashSet::from([one(root, "id").to_owned()]);
    let time = |node| Time::parse(one(node, "updated")).expect("a time");
    let updated = time(root);
    assert!(!one(root, "title").is_empty());
    for author in root.descendants().filter(|node| node.has_tag_name((ATOM, "author"))) {
        assert!(!one(author, "name").is_empty() && one(author, "uri").starts_with("http"), "{text}");
    }
    assert!(root.children().any(|child| child.has_tag_name((ATOM, "author"))), "a feed has an author");
    let mut entries = Vec::new();
    for entry in root.children().filter(|child| child.has_tag_name((ATOM, "entry"))) {
        assert!(ids.insert(one(entry, "id").to_owned()), "an id stands once: {text}");
        assert!(time(entry) <= updated, "nothing in a feed is newer than the feed: {text}");
        assert!(Time::parse(one(entry, "published")).expect("a time") <= time(entry));
        let words = entry
            .children()
            .find(|child| child.has_tag_name((ATOM, "content")) || child.has_tag_name((ATOM, "summary")));
        for link in entry.children().filter(|child| child.has_tag_name((ATOM, "link"))) {
            assert_ne!(link.attribute("hreflang"), Some(""), "no language is not a language");
        }
        entries.push(Entry {
            id: one(entry, "id").to_owned(),
            title: one(entry, "title").to_owned(),
            address: link(entry, "alternate").expect("a page"),
            updated: one(entry, "updated").to_owned(),
            words: words.and_then(|words| words.text()).unwrap_or_default().to_owned(),
        });
    }
    let complete = ("http://purl.org/syndication/history/1.0", "complete");
    Feed {
        title: one(root, "title").to_owned(),
        own: link(root, "self").expect("its own address"),
        older: link(root, "next"),
        is_complete: root.children().any(|child| child.has_tag_name(complete)),
        entries,
    }
}

/// Reads a JSON feed as jsonfeed.org wants it.
fn json_feed(text: &str) -> Feed {
    let feed: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    assert!(feed["authors"][0]["url"].as_str().is_some_and(|url| url.starts_with("http")), "{text}");
    let entry = |item: &Value| {
        assert!(item.get("content_html").is_some() != item.get("content_text").is_some(), "{item}");
        assert!(Time::parse(item["date_published"].as_str().expect("a time")).is_some());
        Entry {
            id: word(&item["id"]),
            title: word(&item["title"]),
            address: word(&item["url"]),
            updated: word(&item["date_modified"]),
            words: word(item.get("content_html").unwrap_or(&item["content_text"])),
        }
    };
    Feed {
        title: word(&feed["title"]),
        own: word(&feed["feed_url"]),
        older: feed["next_url"].as_str().map(str::to_owned),
        is_complete: false,
        entries: feed["items"].as_array().expect("items").iter().map(entry).collect(),
    }
}

/// The feed below this path in both forms, which say the same, can be kept, and are not sent again to who has them.
async fn feed_with(rig: &Rig, path: &str, query: &str) -> Feed {
    let mut forms = Vec::new();
    for (file, kind) in [("feed.atom", "application/atom+xml"), ("feed.json", "application/feed+json")] {
        let address = rig.url(&format!("{path}/{file}{query}"));
        let answer = rig.http.get(&address).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{address}");
        assert_eq!(answer.headers()["content-type"], format!("{kind}; charset=utf-8"), "{address}");
        assert_eq!(answer.headers()["cache-control"], "public, max-age=60");
        let tag = answer.headers()["etag"].clone();
        let text = answer.text().await.expect("a text");
        let again = rig.http.get(&address).header("if-none-match", tag).send().await.expect("an answer");
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{address}");
        let feed = if file == "feed.atom" { atom(&text) } else { json_feed(&text) };
        assert_eq!(feed.own, address, "it says where it is");
        // In Atom everything stands as text; in JSON a title is plain, and what is shown as HTML is not.
        let is_harmless = |feed: &Feed| feed.entries.iter().all(|entry| !entry.words.contains("<script"));
        assert!(is_harmless(&feed) && (file == "feed.json" || !text.contains("<script")), "{text}");
        forms.push(feed);
    }
    let (json, atom) = (forms.pop().expect("JSON"), forms.pop().expect("Atom"));
    assert_eq!((&atom.title, &atom.entries), (&json.title, &json.entries), "both forms say the same");
    atom
}

async fn feed(rig: &Rig, path: &str) -> Feed {
    feed_with(rig, path, "").await
}

/// Whether both forms have these entries by now. Each is made anew for itself, a moment after what it shows has changed.
async fn both_have(rig: &Rig, path: &str, titles: &[&str]) -> bool {
    for (file, read) in [("feed.atom", atom as fn(&str) -> Feed), ("feed.json", json_feed)] {
        let answer = rig.http.get(rig.url(&format!("{path}/{file}"))).send().await.expect("an answer");
        if read(&answer.text().await.expect("a text")).titles() != titles {
            return false;
        }
    }
    true
}

async fn status(rig: &Rig, path: &str) -> StatusCode {
    rig.http.get(rig.url(path)).send().await.expect("an answer").status()
}

fn text(tag: &str, title: &str, source: &str) -> DraftText {
    let language = Language::parse(tag).expect("a tag");
    DraftText { language, title: title.to_owned(), source: source.to_owned(), review: Review::Unsaid }
}

fn words(texts: Vec<DraftText>) -> Draft {
    Draft { texts, warning: None, attachments: Vec::new() }
}

#[tokio::test]
async fn a_statement_tells_its_versions_what_they_put_right_and_its_translations() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (cx, coalition) = (rig.cx(), rig.coalition().await);
        let english = |title: &str| text("en", title, "Three villages & <b>one</b> river.");
        let arabic = text("ar", "الماء حق", "ثلاث قرى.");
        let post = statements::publish(&cx, None, &coalition, words(vec![english("Open the dam")]));
        let id = post.await.expect("published").id;
        let both = words(vec![english("Open the dam"), arabic.clone()]);
        statements::edit(&cx, None, &coalition, id, both).await.expect("translated");
        let righted = words(vec![english("Open both dams"), arabic]);
        let leave = antiphon::service::quorum::Leave::Usual;
        statements::correct(&cx, None, &coalition, id, righted, "There are two.".into(), leave)
            .await
            .expect("corrected");
        // An answer stands on no page of ours, and in no feed.
        let vera = rig.vic.actor("vera");
        let mut answer = vera.note(1, "<p>An answer from afar</p>");
        answer["inReplyTo"] = json!(rig.url(&format!("/posts/{id}")));
        rig.tell(&vera, &vera.activity("Create", 1, answer)).await;

        let path = format!("/@coalition/{id}");
        let feed = feed(&rig, &path).await;
        assert_eq!(feed.titles(), ["Correction: Open both dams", "الماء حق", "Open the dam"]);
        assert!(feed.is_complete && feed.title.ends_with("Open both dams"), "{feed:?}");
        let uri = rig.url(&format!("/posts/{id}/versions"));
        let ids: Vec<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, [&format!("{uri}/3"), &format!("{uri}/2?lang=ar"), &format!("{uri}/1")]);
        assert!(feed.entries[0].words.starts_with("<p><em>Correction: There are two."), "{feed:?}");
        assert_eq!(feed.entries[0].address, rig.url(&path));
        assert_eq!(feed.entries[1].address, rig.url(&format!("{path}?lang=ar")));
        assert_eq!(feed.entries[2].address, rig.url(&format!("{path}/versions#version-1")));
        assert!(!format!("{feed:?}").contains("from afar"));
        for nothing in [
            format!("/@owner/{id}/feed.atom"),
            "/@coalition/1/feed.json".to_owned(),
            "/@coalition/x/feed.atom".to_owned(),
        ] {
            assert_eq!(status(&rig, &nothing).await, StatusCode::NOT_FOUND, "{nothing}");
        }
    }
}

#[tokio::test]
async fn behind_a_warning_stands_no_word_of_the_text_and_a_machine_says_that_it_is_one() {
    let rig = Rig::start().await;
    let (cx, coalition) = (rig.cx(), rig.coalition().await);
    let mut warned = words(vec![text("en", "What we saw", "The secret part.")]);
    warned.warning = Some("Violence".to_owned());
    let post = statements::publish(&cx, None, &coalition, warned).await.expect("published");
    let seen = feed(&rig, &format!("/@coalition/{}", post.id)).await;
    assert_eq!((seen.titles(), seen.entries[0].words.as_str()), (vec!["What we saw"], "Violence"));
    assert!(!format!("{seen:?}").contains("secret"));

    let translated = words(vec![text("en", "Water", "Water."), text("es", "Agua", "Agua.")]);
    let asked = antiphon::service::statements::publish(&cx, None, &coalition, translated);
    let mut post = asked.await.expect("published");
    post.details.unreviewed =
        vec![Unreviewed { language: "es".to_owned(), state: TranslationState::Machine }];
    let mut tx = rig.opened.app.store.begin().await.expect("begins");
    antiphon::store::posts::retally(&mut tx, post.id, &post.details, None).await.expect("kept");
    tx.commit().await.expect("commits");
    let seen = feed(&rig, &format!("/@coalition/{}", post.id)).await;
    assert_eq!(seen.titles(), ["Water", "Agua"]);
    assert!(!seen.entries[0].words.contains("<em>"), "{seen:?}");
    assert!(seen.entries[1].words.starts_with("<p><em>"), "its readers know first: {seen:?}");
}

/// Every place that tells of a statement to those who have not opened it: what was hidden is hidden there, too.
#[tokio::test]
async fn a_warned_text_without_a_title_shows_its_warning_wherever_it_is_told_of() {
    let rig = Rig::start().await;
    let (cx, coalition) = (rig.cx(), rig.coalition().await);
    let mut said = Vec::new();
    for (warning, source) in [
        ("Violence", "The secret part."),
        ("Violence", "Another secret, which is much longer than the other one."),
        ("Death", "The secret part."),
    ] {
        let mut warned = words(vec![text("en", "", source)]);
        warned.warning = Some(warning.to_owned());
        said.push((warning, statements::publish(&cx, None, &coalition, warned).await.expect("published")));
    }
    // The feed of the house is read in both forms: `feed` holds that they say the same.
    let seen = feed(&rig, "/@coalition").await;
    assert_eq!(seen.titles(), ["Death", "Violence", "Violence"]);
    assert!(!format!("{seen:?}").contains("secret"), "{seen:?}");
    let read = async |path: &str| {
        rig.http.get(rig.url(path)).send().await.expect("an answer").text().await.expect("text")
    };
    let home = read("/").await;
    assert!(home.contains("Violence") && !home.contains("secret"), "{home}");
    let mut pictures = Vec::new();
    for (warning, post) in said {
        let page = format!("/@coalition/{}", post.id);
        let seen = feed(&rig, &page).await;
        assert_eq!((seen.titles(), seen.entries[0].words.as_str()), (vec![warning], warning));
        assert!(!format!("{seen:?}").contains("secret"), "{seen:?}");
        let shown = read(&page).await;
        let (head, _) = shown.split_once("</head>").expect("a head");
        assert!(head.contains(warning) && !head.contains("secret"), "{head}");
        let picture = rig.http.get(rig.url(&format!("{page}/card.png"))).send().await.expect("an answer");
        assert_eq!(picture.status(), StatusCode::OK);
        pictures.push(picture.bytes().await.expect("a picture"));
    }
    assert_eq!(pictures[0], pictures[1], "nothing of the text is in the picture");
    assert_ne!(pictures[0], pictures[2], "and the warning is");
}

#[tokio::test]
async fn a_feed_is_old_at_once_when_its_statement_changes_and_gone_when_that_is_withdrawn() {
    let house = House::open().await;
    let owner = house.owner().await;
    let path = house.publish(&owner, STATEMENT).await;
    let id = path.rsplit('/').next().expect("an id");
    let address = format!("{path}/feed.atom");
    let first = house.get(&address).await;
    assert_eq!(atom(&first.body).titles(), ["Open the dam", "افتحوا السد"]);
    let mut form: Vec<(&str, &str)> = STATEMENT.to_vec();
    form[1] = ("title", "Open both dams");
    let edit = format!("/desk/statements/{id}/edit?version=1");
    form.extend([("csrf", owner.csrf.as_str()), ("do", "check")]);
    let looked = house.post(&owner, &edit, &form, &[]).await;
    let once = value_of(&looked.body, "once");
    form.pop();
    form.extend([("do", "publish"), ("once", once.as_str())]);
    let done = house.post(&owner, &edit, &form, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let tag = first.header("etag").to_owned();
    let second = house.get_with(&address, &[("if-none-match", &tag)]).await;
    assert_eq!(second.status, StatusCode::OK, "it has changed");
    let titles = atom(&second.body);
    assert_eq!(titles.titles(), ["New version: Open both dams", "Open the dam", "افتحوا السد"]);
    let withdraw = [("csrf", owner.csrf.as_str()), ("do", "withdraw")];
    let done = house.post(&owner, &format!("/desk/statements/{id}/withdraw"), &withdraw, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    for file in ["feed.atom", "feed.json"] {
        let gone = house.get(&format!("{path}/{file}")).await;
        assert_eq!(gone.status, StatusCode::GONE, "{file}");
        assert!(!gone.body.contains("dam") && !gone.body.contains("Water"), "{}", gone.body);
    }
}

fn named(rig: &Rig, name: &str) -> EventPlan {
    EventPlan { name: name.to_owned(), ..plan(rig) }
}

#[tokio::test]
async fn events_are_followed_all_at_once_by_who_calls_and_one_by_one() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        open(&rig, HANDLE).await;
        let march = events::call(&cx, None, None, named(&rig, "March <script>alert(1)</script>"));
        let march = march.await.expect("called").event;
        let vigil = events::call(&cx, None, Some(HANDLE), named(&rig, "Vigil")).await.expect("called").event;
        let off = events::call(&cx, None, None, named(&rig, "Picnic")).await.expect("called").event;
        let mut moved = vigil.plan.clone();
        moved.place = "Town Hall".to_owned();
        events::change(&cx, None, vigil.id, moved).await.expect("changed");
        events::cancel(&cx, None, off.id).await.expect("called off");
        // What is in the making is nobody's business.
        let next = draft_matters::new_event(&cx, Some(HANDLE), named(&rig, "A secret meeting"));
        draft_matters::hand_in(&cx, None, next, Aside::default()).await.expect("handed in");

        let all = feed(&rig, "/events").await;
        let march_title = "March <script>alert(1)</script>";
        assert_eq!(all.titles(), ["Called off: Picnic", "Vigil", march_title], "what is new stands first");
        assert!(all.is_complete && all.entries[0].words.contains("This event was called off."), "{all:?}");
        assert_eq!(all.entries[1].id, rig.url(&format!("/events/{}", vigil.id)));
        assert!(all.entries[1].words.contains("Town Hall") && all.entries[1].words.contains("Budapest"));
        assert_eq!(feed(&rig, "/@coalition/events").await.titles(), all.titles(), "as its page has it");
        assert_eq!(feed(&rig, &format!("/@{HANDLE}/events")).await.titles(), ["Vigil"]);

        let vigil_feed = feed(&rig, &format!("/events/{}", vigil.id)).await;
        assert_eq!(vigil_feed.titles(), ["Vigil", "Vigil"], "as it is, and as it was called to");
        assert!(vigil_feed.entries[0].words.contains("Town Hall"));
        assert!(vigil_feed.entries[1].words.contains("Main Square") && vigil_feed.is_complete);
        assert!(vigil_feed.entries[0].updated > vigil_feed.entries[1].updated);
        assert_eq!(vigil_feed.entries[0].id, all.entries[1].id, "an event has one id everywhere");

        // With its post goes what is known of earlier words; the event stays.
        let note = vigil.note.expect("a post");
        let vigil_path = format!("/events/{}", vigil.id);
        let mut tx = rig.opened.app.store.begin().await.expect("begins");
        antiphon::store::posts::delete(&mut tx, note).await.expect("it goes");
        tx.commit().await.expect("commits");
        rig.wait_for("the feed is made anew", async || both_have(&rig, &vigil_path, &["Vigil"]).await).await;
        for nothing in [
            "/events/1/feed.atom",
            "/events/x/feed.json",
            "/@nobody/events/feed.atom",
            "/@owner/events/feed.atom",
        ] {
            assert_eq!(status(&rig, nothing).await, StatusCode::NOT_FOUND, "{nothing}");
        }
        // What is over is not to come.
        rig.clock.advance(8 * DAY);
        rig.wait_for("it is over", async || both_have(&rig, "/events", &[]).await).await;
        assert_eq!(status(&rig, &format!("/events/{}/feed.atom", march.id)).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_directory_is_followed_by_its_words_and_shows_who_agrees_as_long_as_they_do() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        // Met first and listed last: it stands first in the feed.
        let campaign = open(&rig, HANDLE).await;
        draft(&rig, "hidden").await;
        let hostile = json!({
            "name": "Vera <script>alert(1)</script>", "url": "javascript:alert(1)", "peers": null,
        });
        let vera = listed(&rig, &rig.vic, "vera", &hostile).await;
        let tom = json!({"name": "Tom", "sectors": ["environment"], "regions": ["PH"], "peers": null});
        let tom = listed(&rig, &rig.third, "tom", &tom).await;
        let actor = antiphon::service::accounts::find(&cx, campaign.account.expect("an actor")).await;
        antiphon::service::directory::ask(&cx, None, &actor.expect("a campaign")).await.expect("listed");

        let all = feed(&rig, "/directory").await;
        let hostile_title = "Vera <script>alert(1)</script>";
        assert_eq!(all.titles(), ["Clean River", "Tom", hostile_title]);
        assert_eq!((&all.entries[1].id, &all.older), (&tom.actor.id, &None));
        assert!(!format!("{all:?}").contains("javascript:"), "an address that runs is no address");
        assert!(all.entries[0].words.contains("Clean water for thirty villages"), "{all:?}");
        for (query, found) in [
            ("?sector=environment", vec!["Clean River", "Tom"]),
            ("?region=hu-bu", vec![hostile_title]),
            ("?sector=environment&region=PH", vec!["Tom"]),
            ("?state=won", vec![]),
        ] {
            // The feed says the words by which it is found as the page writes them.
            let address = rig.url(&format!("/directory/feed.json{query}"));
            let text = rig.http.get(address).send().await.expect("an answer").text().await.expect("a text");
            assert_eq!(json_feed(&text).titles(), found, "{query}");
            let page = rig.http.get(rig.url(&format!("/directory{query}"))).header("accept", "text/html");
            let page = page.send().await.expect("an answer").text().await.expect("a text");
            let way = format!("href=\"/directory/feed.atom{}\"", query.replace('&', "&#38;"));
            assert!(page.contains(&way), "{way} is not in {page}");
        }
        let entry = antiphon::service::directory::find(&cx, tom.account(&rig).await.id).await;
        let entry = entry.expect("reads").expect("an entry");
        let below = format!("?below={}-{}", entry.state_at.0, entry.account);
        assert_eq!(feed_with(&rig, "/directory", &below).await.titles(), [hostile_title], "the next page");
        for wrong in ["?below=x", "?below=1", "?sector=king", "?region=%3Cb%3E"] {
            let path = format!("/directory/feed.atom{wrong}");
            assert_eq!(status(&rig, &path).await, StatusCode::NOT_FOUND, "{wrong}");
        }
        // Vera takes her consent back, and Tom blocks us.
        let stone = json!({"id": vera.stamp(1), "type": "Tombstone"});
        rig.tell(&vera.actor, &vera.actor.activity("Delete", 9, stone)).await;
        let us = rig.coalition().await;
        rig.tell(&tom.actor, &tom.actor.activity("Block", 20, json!(us.uri.as_str()))).await;
        rig.wait_for("they are not shown any more", async || {
            both_have(&rig, "/directory", &["Clean River"]).await
        })
        .await;
    }
}

#[tokio::test]
async fn a_directory_of_many_is_followed_page_by_page() {
    let rig = Rig::start().await;
    for number in 0..22 {
        let campaign = open(&rig, &format!("river-{number}")).await;
        let actor = antiphon::service::accounts::find(&rig.cx(), campaign.account.expect("an actor")).await;
        antiphon::service::directory::ask(&rig.cx(), None, &actor.expect("one")).await.expect("listed");
    }
    let first = feed(&rig, "/directory").await;
    let older = first.older.expect("an older page");
    let query = older.split_once('?').expect("a query").1;
    let second = feed_with(&rig, "/directory", &format!("?{query}")).await;
    assert_eq!((first.entries.len(), second.entries.len(), second.older), (20, 2, None));
    let ids: HashSet<&str> = first.entries.iter().chain(&second.entries).map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), 22, "nobody stands there twice, and nobody is missing");
}

/// Whoever is shown no more, because their domain is blocked since, takes the way to the others with them from no page.
#[tokio::test]
async fn a_page_of_the_directory_leads_on_although_somebody_on_it_is_blocked_since() {
    let rig = Rig::start().await;
    for number in 0..20 {
        let campaign = open(&rig, &format!("river-{number}")).await;
        let actor = antiphon::service::accounts::find(&rig.cx(), campaign.account.expect("an actor")).await;
        antiphon::service::directory::ask(&rig.cx(), None, &actor.expect("one")).await.expect("listed");
    }
    rig.clock.advance(1);
    listed(&rig, &rig.vic, "vera", &serde_json::json!({"peers": null})).await;
    let rule = antiphon::domain::moderation::DomainRule::Block;
    antiphon::service::domains::set(&rig.opened.app, "vic.test", rule, "").await.expect("blocked");
    let first = feed(&rig, "/directory").await;
    assert_eq!(first.entries.len(), 19, "they are shown no more");
    let query = first.older.as_deref().and_then(|older| older.split_once('?')).expect("it leads on").1;
    let second = feed_with(&rig, "/directory", &format!("?{query}")).await;
    assert_eq!((second.entries.len(), second.older), (1, None), "nobody is lost");
    assert!(page(&rig, "/directory").await.1.contains("rel=\"next\""), "nor from the page");
}

async fn call_out(rig: &Rig, kind: CallKind, title: &str, readers: Readers) -> antiphon::domain::post::Post {
    let call = Call {
        kind,
        state: CallState::Open,
        sectors: Vec::new(),
        languages: vec!["en".to_owned()],
        until: Some(rig.clock.now_ms() + 30 * DAY),
        adopted: 0,
    };
    let draft = words(vec![text("en", title, "We need *room*.")]);
    calls::publish(&rig.cx(), None, draft, &call, readers).await.expect("published")
}

#[tokio::test]
async fn calls_that_everybody_may_read_are_followed_until_they_are_settled() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let mut theirs = vera.actor.note(1, "<p><strong>Who translates?</strong></p><p>Two pages.</p>");
        theirs["kind"] = json!("call");
        theirs["need"] = json!("translation");
        rig.tell(&vera.actor, &vera.actor.activity("Create", 1, theirs)).await;
        let mirror = call_out(&rig, CallKind::Mirror, "Who has a mirror?", Readers::Everybody).await;
        call_out(&rig, CallKind::Funds, "For partners only", Readers::Partners).await;
        let all = feed(&rig, "/exchange").await;
        assert_eq!(all.titles(), ["Who has a mirror?", "Who translates?"]);
        assert_eq!(all.entries[0].id, mirror.uri.as_str());
        assert!(
            all.entries[0].words.contains("Hosting a mirror") && all.entries[1].words.contains("Two pages")
        );
        assert_eq!(feed_with(&rig, "/exchange", "?kind=mirror").await.titles(), ["Who has a mirror?"]);
        assert!(feed_with(&rig, "/exchange", "?kind=funds").await.entries.is_empty());
        assert_eq!(status(&rig, "/exchange/feed.atom?kind=king").await, StatusCode::NOT_FOUND);
        calls::settle(&rig.cx(), None, mirror.id, CallState::Closed).await.expect("closed");
        rig.wait_for("it asks no more", async || both_have(&rig, "/exchange", &["Who translates?"]).await)
            .await;
        assert_eq!(feed(&rig, "/exchange").await.titles(), ["Who translates?"]);
    }
}

/// The addresses that a page names as feeds, and the paths that it offers to read along.
fn feeds_of(page: &str) -> (Vec<String>, usize) {
    let named = |kind: &str| {
        let mark = format!("rel=\"alternate\" type=\"{kind}\"");
        let links = page.split("<link ").filter(|link| link.starts_with(&mark));
        let address = |link: &str| {
            let address = link.split("href=\"").nth(1)?.split('"').next()?;
            Some(address.replace("&#38;", "&"))
        };
        links.filter_map(address).collect::<Vec<_>>()
    };
    let mut all = named("application/atom+xml");
    all.extend(named("application/feed+json"));
    (all, page.matches("feed.atom\" type=\"application/atom+xml\">").count())
}

#[tokio::test]
async fn each_page_that_has_a_feed_names_it_in_both_forms_and_leads_to_it() {
    let rig = Rig::start().await;
    let cx = rig.cx();
    open(&rig, HANDLE).await;
    let coalition = rig.coalition().await;
    let post = statements::publish(&cx, None, &coalition, words(vec![text("en", "Open it", "Now.")]));
    let post = post.await.expect("published").id;
    let event = events::call(&cx, None, None, plan(&rig)).await.expect("called").event.id;
    for (page, feeds, offered) in [
        ("/".to_owned(), vec!["/@coalition"], 0),
        (format!("/@{HANDLE}"), vec!["/@clean-river"], 0),
        (format!("/@coalition/{post}"), vec!["/@coalition", "/@coalition/{post}"], 1),
        (format!("/events/{event}"), vec!["/events/{event}", "/@coalition/events"], 1),
        ("/@coalition/events".to_owned(), vec!["/@coalition/events"], 1),
        (format!("/@{HANDLE}/events"), vec!["/@clean-river/events"], 1),
        ("/directory".to_owned(), vec!["/directory"], 1),
        ("/exchange".to_owned(), vec!["/exchange"], 1),
    ] {
        let answer = rig.http.get(rig.url(&page)).header("accept", "text/html").send().await;
        let html = answer.expect("an answer").text().await.expect("a text");
        assert!(html.len() < 30 * 1024 && !html.contains("<script"), "{page}");
        let (found, links) = feeds_of(&html);
        let path =
            |path: &str| path.replace("{post}", &post.to_string()).replace("{event}", &event.to_string());
        let expected: Vec<String> = ["feed.atom", "feed.json"]
            .iter()
            .flat_map(|file| feeds.iter().map(move |feed| (feed, file)))
            .map(|(feed, file)| rig.url(&format!("{}/{file}", path(feed))))
            .collect();
        assert_eq!((&found, links), (&expected, offered), "{page}");
        for address in found {
            let answer = rig.http.get(&address).send().await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::OK, "{address}");
        }
    }
}
