//! Pictures on statements from the desk: through the form where one publishes alone, and through a draft, which keeps
//! them however long it is reviewed.

use antiphon::domain::time::DAY;
use antiphon::service::{drafts, media as by, members, statements as by_statements};
use antiphon::store::media as uploads;
use http::{Method, StatusCode};
use serde_json::Value;

use super::ground::{ONE, OTHER, WRITER, member, people, send, statements};
use super::profile::{send_sheet, send_with, with_pictures};
use crate::api::visitor::{Asks as _, Person, value_of};
use crate::campaigns::ground::{HANDLE, open, words};
use crate::support::databases;
use crate::support::lists;
use crate::support::pictures::{self, tells};
use crate::support::rig::Rig;

const NEW: &str = "/desk/statements/new";
const ALT: &str = "The dam, shut";

/// What is served at an address of ours, if it is there.
async fn served(rig: &Rig, address: &str) -> Option<Vec<u8>> {
    let path = &address[address.find("/media/").expect("an address of ours")..];
    let answer = rig.http.get(rig.url(path)).send().await.expect("an answer");
    let is_there = answer.status() == StatusCode::OK;
    if is_there { Some(answer.bytes().await.expect("bytes").to_vec()) } else { None }
}

async fn readers_see_it(rig: &Rig, author: &str, id: &str, address: &str) {
    let path = format!("/@{author}/{id}");
    rig.wait_for("the page shows the file", async || {
        let page = rig.ask(Method::GET, &path, &[], None).await.text;
        page.contains(ALT) && page.contains(&address[address.find("/media/").expect("ours")..])
    })
    .await;
    let bytes = served(rig, address).await.expect("it is served");
    assert!(!tells(&bytes), "what the picture tells of its maker is taken out");
}

#[tokio::test]
async fn a_statement_takes_described_pictures_and_an_edit_keeps_or_removes_them() {
    for database in databases::both() {
        let rig = Rig::on(database, &with_pictures()).await;
        let fan = rig.vic.actor("fan");
        let coalition = rig.coalition().await;
        rig.tell(&fan, &fan.activity("Follow", 1, coalition.uri.to_string().into())).await;
        rig.drain().await;
        member(&rig, ONE, "spokesperson").await;
        let one = Person::sign_in(&rig, ONE, "").await.0;
        let jpeg = pictures::telling_jpeg(300, 200);
        let mut fields =
            vec![("language", "en"), ("title", "Look"), ("text", "See."), ("do", "check"), ("files", "1")];
        let upload = [("upload_1", jpeg.as_slice())];
        let silent = send_sheet(&rig, &one, (NEW, NEW), &fields, &upload).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "what it shows must be said");
        assert!(silent.text.contains("Say what file 1 shows"), "{}", silent.text);
        let name = value_of(&silent.text, "file_1");
        // It was kept meanwhile, and need not be chosen again.
        fields.extend([("file_1", name.as_str()), ("alt_1", ALT)]);
        let looked = send_sheet(&rig, &one, (NEW, NEW), &fields, &[]).await;
        assert!(looked.status == StatusCode::OK && looked.text.contains(ALT), "{}", looked.text);
        assert!(statements(&rig).await.is_empty());
        assert_eq!(value_of(&looked.text, "file_1"), name);
        let once = value_of(&looked.text, "once");
        fields.retain(|field| field.0 != "do");
        fields.extend([("do", "publish"), ("once", &once)]);
        for _ in 0..2 {
            let done = send(&rig, &one, NEW, NEW, &fields).await;
            assert_eq!(done.location(), "/desk?done=published", "{}", done.text);
        }
        let post = statements(&rig).await.remove(0);
        let file = post.details.attachments[0].clone();
        assert_eq!((post.details.attachments.len(), file.description.as_deref()), (1, Some(ALT)));
        readers_see_it(&rig, &coalition.username, &post.id.to_string(), &file.url).await;
        let with_it = |all: Vec<Value>| {
            let shown = all.into_iter().map(|one| one["object"]["attachment"][0].clone());
            shown.filter(|one| one["url"] == file.url.as_str() && one["name"] == ALT).count()
        };
        rig.wait_for("it arrives with its picture", async || with_it(rig.vic.received("Create")) > 0).await;
        rig.delivered().await;
        assert_eq!((with_it(rig.vic.received("Create")), rig.vic.received("Create").len()), (1, 1));

        // Somebody else's upload is no file of this statement.
        let path = format!("/desk/statements/{}/edit", post.id);
        let shown = one.visit(&rig, &path).await.text;
        assert_eq!(value_of(&shown, "file_1"), name);
        let edit = async |version: i64, more: &[(&str, &str)]| {
            let to = format!("{path}?version={version}");
            let words = [("language", "en"), ("title", "Look"), ("text", "See it."), ("do", "check")];
            let fields = [&words[..], more].concat();
            let looked = send(&rig, &one, &path, &to, &fields).await;
            if looked.status != StatusCode::OK {
                return looked.status;
            }
            let once = value_of(&looked.text, "once");
            let mut fields = fields;
            fields.retain(|field| field.0 != "do");
            fields.extend([("do", "publish"), ("once", once.as_str())]);
            send(&rig, &one, &path, &to, &fields).await.status
        };
        let foreign = [("files", "1"), ("file_1", "7"), ("alt_1", "Not mine")];
        assert!(edit(1, &foreign).await.is_client_error());
        assert_eq!(statements(&rig).await[0].version, 1);
        let kept = [("files", "1"), ("file_1", name.as_str()), ("alt_1", ALT)];
        assert_eq!(edit(1, &kept).await, StatusCode::SEE_OTHER);
        assert_eq!(statements(&rig).await[0].details.attachments.len(), 1);
        let gone = [&kept[..], &[("gone_1", "1")]].concat();
        assert_eq!(edit(2, &gone).await, StatusCode::SEE_OTHER);
        assert!(statements(&rig).await[0].details.attachments.is_empty());
        assert!(served(&rig, &file.url).await.is_none(), "what no statement shows is removed");
        rig.delivered().await;
        let last = rig.vic.received("Update").pop().expect("followers are told");
        assert!(last["object"]["attachment"].as_array().is_none_or(Vec::is_empty), "{last}");
    }
}

#[tokio::test]
async fn a_draft_keeps_its_pictures_through_its_approvals_whoever_says_it_in_the_end() {
    for database in databases::both() {
        let rig = Rig::on(database, &with_pictures()).await;
        open(&rig, HANDLE).await;
        people(&rig).await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (writer, one) = (sign_in(WRITER).await, sign_in(ONE).await);
        let begin = async |title: &str| {
            let jpeg = pictures::telling_jpeg(300, 200);
            let fields = [
                ("language", "en"),
                ("title", title),
                ("text", "See."),
                ("campaign", HANDLE),
                ("campaign_speaks", "1"),
                ("files", "1"),
                ("alt_1", ALT),
            ];
            let files = [("upload_1", jpeg.as_slice())];
            let new = "/desk/drafts/new";
            let made = send_sheet(&rig, &writer, (new, new), &fields, &files).await;
            assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
            made.location().to_owned()
        };
        let record = async |path: &str| {
            let id = path.rsplit('/').next().expect("an id").parse().expect("a number");
            drafts::find(&rig.cx(), id).await.expect("a draft")
        };
        let (path, dropped) = (begin("Look").await, begin("Never mind").await);
        let digest = record(&path).await.digest;
        let url = record(&path).await.proposal.attachments[0].url.clone();
        let other_url = record(&dropped).await.proposal.attachments[0].url.clone();

        // The words for it are a part of what is approved.
        let edit = format!("{path}/edit");
        let form = writer.visit(&rig, &edit).await.text;
        let (revision, name) = (value_of(&form, "revision"), value_of(&form, "file_1"));
        let fields = [
            ("revision", revision.as_str()),
            ("language", "en"),
            ("title", "Look"),
            ("text", "See."),
            ("campaign", HANDLE),
            ("campaign_speaks", "1"),
            ("files", "1"),
            ("file_1", name.as_str()),
            ("alt_1", "The dam, shut again"),
        ];
        let saved = send(&rig, &writer, &edit, &edit, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        assert_ne!(record(&path).await.digest, digest);

        let act = async |who: &Person, path: &str, wish: &str| {
            let page = who.visit(&rig, path).await.text;
            let digest = value_of(&page, "digest");
            send(&rig, who, path, path, &[("digest", &digest), ("do", wish)]).await.status
        };
        assert_eq!(act(&writer, &path, "submit").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&writer, &dropped, "drop").await, StatusCode::SEE_OTHER);
        assert!(one.visit(&rig, &path).await.text.contains("The dam, shut again"), "reviewers see it");
        assert_eq!(act(&one, &path, "approve").await, StatusCode::SEE_OTHER);

        // Days go by. What hangs on nothing is removed; what a draft shows is not.
        rig.clock.advance(3 * DAY);
        by::tidy(&rig.cx()).await.expect("it tidies");
        assert!(served(&rig, &url).await.is_some());
        assert!(served(&rig, &other_url).await.is_none(), "a draft that was given up keeps nothing");

        // Their sessions have ended as well.
        let (one, other) = (sign_in(ONE).await, sign_in(OTHER).await);
        assert_eq!(act(&other, &path, "approve").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&one, &path, "publish_now").await, StatusCode::SEE_OTHER);
        let id = record(&path).await.post.expect("it is out").to_string();
        readers_see_it(&rig, HANDLE, &id, &url).await;
    }
}

#[tokio::test]
async fn where_several_must_approve_a_form_with_files_becomes_a_draft_that_keeps_them() {
    for database in databases::both() {
        let rig = Rig::on(database, &with_pictures()).await;
        let coalition = rig.coalition().await;
        let fan = rig.vic.actor("fan");
        rig.tell(&fan, &fan.activity("Follow", 1, coalition.uri.to_string().into())).await;
        rig.drain().await;
        let cx = rig.cx();
        let old = by_statements::publish(&cx, None, &coalition, words("Earlier")).await.expect("published");
        people(&rig).await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (writer, one) = (sign_in(WRITER).await, sign_in(ONE).await);
        let jpeg = pictures::telling_jpeg(300, 200);
        let files = [("upload_1", jpeg.as_slice())];
        let fields =
            [("language", "en"), ("title", "Look"), ("text", "See."), ("files", "1"), ("alt_1", ALT)];
        let publish = [&fields[..], &[("do", "publish"), ("once", "a-mark-of-twenty-letters")]].concat();

        // Whoever may not publish alone has no effect by this form, and their file is not kept.
        let refused = send_sheet(&rig, &writer, ("/desk", NEW), &publish, &files).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let later = rig.cx().now().plus(DAY);
        assert!(uploads::waiting_since(&rig.cx().store, later).await.expect("reads").is_empty());
        assert!(lists::drafts(&rig.cx(), None).await.expect("reads").is_empty());

        // Begun before several had to approve: a new statement, and a change of one that is public.
        let edit = format!("/desk/statements/{}/edit?version=1", old.id);
        let mut paths = Vec::new();
        for to in [NEW, edit.as_str()] {
            let made = send_sheet(&rig, &one, ("/desk", to), &publish, &files).await;
            assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
            paths.push(made.location().to_owned());
        }
        let now = statements(&rig).await;
        assert_eq!((now.len(), now[0].version, now[0].details.attachments.len()), (1, 1, 0));
        rig.clock.advance(3 * DAY);
        by::tidy(&rig.cx()).await.expect("it tidies");
        let (one, other) = (sign_in(ONE).await, sign_in(OTHER).await);
        for path in paths {
            let act = async |who: &Person, wish: &str| {
                let page = who.visit(&rig, &path).await.text;
                assert!(page.contains(ALT), "{page}");
                let digest = value_of(&page, "digest");
                send(&rig, who, &path, &path, &[("digest", &digest), ("do", wish)]).await.status
            };
            assert_eq!(act(&one, "submit").await, StatusCode::SEE_OTHER);
            assert_eq!(act(&one, "approve").await, StatusCode::SEE_OTHER);
            assert_eq!(act(&one, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(act(&other, "approve").await, StatusCode::SEE_OTHER);
            assert_eq!(act(&one, "publish_now").await, StatusCode::SEE_OTHER);
        }
        let now = statements(&rig).await;
        assert_eq!(now.len(), 2);
        rig.delivered().await;
        for post in now {
            let file = &post.details.attachments[0];
            readers_see_it(&rig, &coalition.username, &post.id.to_string(), &file.url).await;
            let kind = if post.id == old.id { "Update" } else { "Create" };
            let arrived = rig.vic.received(kind).into_iter().any(|told| {
                let shown = &told["object"]["attachment"][0];
                shown["url"] == file.url.as_str() && shown["name"] == ALT
            });
            assert!(arrived, "a {kind} with its picture");
        }
    }
}

#[tokio::test]
async fn what_was_typed_beside_a_file_survives_the_end_of_a_session() {
    let rig = Rig::on(databases::sqlite(), &with_pictures()).await;
    member(&rig, ONE, "spokesperson").await;
    let early = Person::sign_in(&rig, ONE, "").await.0;
    let csrf = value_of(&early.visit(&rig, NEW).await.text, "csrf");
    let jpeg = pictures::telling_jpeg(300, 200);
    let words = "The river is dry, and nobody says why.";
    let fields = [("language", "en"), ("text", words), ("do", "check"), ("files", "1"), ("returns", "1")];
    let files = [("upload_1", jpeg.as_slice())];

    // Signed in anew in another tab: the old form has no effect, and is kept.
    let later = Person::sign_in(&rig, ONE, "").await.0;
    let kept = send_with(&rig, &later.cookie, &csrf, NEW, &fields, &files).await;
    assert_eq!(kept.status, StatusCode::FORBIDDEN);
    assert!(kept.header("set-cookie").contains("kept="), "{}", kept.text);

    // Not signed in at all.
    let (_, secret) = early.cookie.split_once('=').expect("a value");
    members::sign_out(&rig.opened.app, secret).await.expect("it ends");
    let kept = send_with(&rig, &early.cookie, &csrf, NEW, &fields, &files).await;
    assert_eq!(kept.status, StatusCode::FORBIDDEN);
    let held = kept.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    let (person, led) = Person::sign_in(&rig, ONE, &held).await;
    assert_eq!(led, "/desk/kept");
    let back = Person { cookie: format!("{}; {held}", person.cookie) }.visit(&rig, &led).await.text;
    assert!(back.contains(words) && !back.contains("upload_1"), "{back}");
    assert!(statements(&rig).await.is_empty());

    // What a stranger sends is thrown away.
    let strange = send_with(&rig, "", "no-secret", NEW, &fields, &files).await;
    assert_eq!((strange.status, strange.header("set-cookie")), (StatusCode::FORBIDDEN, ""));
}
