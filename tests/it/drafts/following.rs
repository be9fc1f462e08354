//! What the coalition does towards others from the desk: following, passing on, answering, and taking each back.

use antiphon::domain::draft::DraftState;
use antiphon::service::{drafts, follows, posts};
use http::StatusCode;
use serde_json::Value;

use super::ground::{ONE, OTHER, WRITER, member, people, send};
use crate::api::visitor::{Answer, Asks as _, Person, value_of};
use crate::support::databases;
use crate::support::lists;
use crate::support::peer::Actor;
use crate::support::rig::Rig;

const PATH: &str = "/desk/following";

/// Waits until the server of `vic` has got an activity of this kind about this object.
async fn told(rig: &Rig, kind: &str, is_it: impl Fn(&Value) -> bool) {
    rig.wait_for(kind, async || rig.vic.received(kind).iter().any(&is_it)).await;
}

async fn does(rig: &Rig, who: &Person, fields: &[(&str, &str)]) -> Answer {
    send(rig, who, PATH, PATH, fields).await
}

/// A note of somebody elsewhere that this server knows; its id.
pub fn note(rig: &Rig, author: &Actor, number: u32) -> String {
    let note = author.note(number, "<p>The river is ours</p>");
    let id = note["id"].as_str().expect("an id").to_owned();
    let path = id.split_once("vic.test").expect("theirs").1;
    let path = &path[path.find('/').expect("a path")..];
    rig.vic.serve(path, &note);
    id
}

#[tokio::test]
async fn the_coalition_follows_passes_on_and_answers_from_the_desk() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        member(&rig, ONE, "spokesperson").await;
        let one = Person::sign_in(&rig, ONE, "").await.0;
        let vera = rig.vic.actor("vera");
        let coalition = rig.coalition().await;

        // Following: asked, agreed, and no longer.
        let nobody = does(&rig, &one, &[("do", "follow"), ("whom", "nobody at all")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nobody.text.contains("value=\"nobody at all\""), "{}", nobody.text);
        let asked = does(&rig, &one, &[("do", "follow"), ("whom", &vera.id)]).await;
        assert_eq!(asked.location(), "/desk/following?done=asked", "{}", asked.text);
        told(&rig, "Follow", |follow| follow["object"] == vera.id.as_str()).await;
        assert!(one.visit(&rig, PATH).await.text.contains("Asked, not answered yet"));
        let follow = rig.vic.received("Follow").remove(0);
        rig.tell(&vera, &vera.activity("Accept", 1, follow)).await;
        let page = one.visit(&rig, PATH).await.text;
        assert!(page.contains("@vera@vic.test") && !page.contains("Asked, not answered yet"), "{page}");
        let gone = [("do", "unfollow"), ("follower", coalition.username.as_str()), ("uri", vera.id.as_str())];
        assert_eq!(does(&rig, &one, &gone).await.location(), "/desk/following?done=unfollowed");
        told(&rig, "Undo", |undo| undo["object"]["type"] == "Follow").await;
        let target = antiphon::service::accounts::known(&rig.cx(), &vera.id).await.expect("reads");
        let target = target.expect("she is known");
        assert_eq!(follows::state(&rig.cx(), &coalition, &target).await.expect("reads"), None);

        // Passing on, and taking it back.
        let id = note(&rig, &vera, 1);
        let done = does(&rig, &one, &[("do", "boost"), ("boost", &id)]).await;
        assert_eq!(done.location(), "/desk/following?done=boosted", "{}", done.text);
        told(&rig, "Announce", |announce| announce["object"] == id.as_str()).await;
        let page = one.visit(&rig, PATH).await.text;
        assert!(page.contains("The river is ours") && page.contains("value=\"unboost\""), "{page}");
        let done = does(&rig, &one, &[("do", "unboost"), ("uri", &id)]).await;
        assert_eq!(done.location(), "/desk/following?done=unboosted", "{}", done.text);
        told(&rig, "Undo", |undo| undo["object"]["type"] == "Announce").await;
        assert!(!one.visit(&rig, PATH).await.text.contains("value=\"unboost\""));

        // Answering: once, however often the form is sent.
        let once = value_of(&one.visit(&rig, PATH).await.text, "once");
        let mut form = vec![("do", "answer"), ("answer", id.as_str()), ("language", "en"), ("once", &once)];
        let empty = does(&rig, &one, &form).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text.contains("Write the answer."), "{}", empty.text);
        form.push(("text", "It is **yours** as well."));
        for _ in 0..2 {
            let done = does(&rig, &one, &form).await;
            assert_eq!(done.location(), "/desk/following?done=answered", "{}", done.text);
        }
        told(&rig, "Create", |create| create["object"]["inReplyTo"] == id.as_str()).await;
        rig.delivered().await;
        assert_eq!(rig.vic.received("Create").len(), 1);
    }
}

#[tokio::test]
async fn where_two_must_approve_an_answer_is_a_draft_and_an_editor_follows_nobody() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        people(&rig).await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (writer, one, other) = (sign_in(WRITER).await, sign_in(ONE).await, sign_in(OTHER).await);
        let vera = rig.vic.actor("vera");
        let id = note(&rig, &vera, 1);
        let page = writer.visit(&rig, PATH).await.text;
        assert!(page.contains("value=\"hand_in\"") && !page.contains("value=\"follow\""), "{page}");
        for form in
            [[("do", "follow"), ("whom", vera.id.as_str())], [("do", "boost"), ("boost", id.as_str())]]
        {
            assert_eq!(does(&rig, &writer, &form).await.status, StatusCode::FORBIDDEN);
        }
        let words = [("answer", id.as_str()), ("language", "en"), ("text", "It is yours as well.")];
        let alone = [&words[..], &[("do", "answer"), ("once", "a-mark-of-twenty-letters")]].concat();
        let refused = does(&rig, &one, &alone).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody answers alone");
        assert!(refused.text.contains("It is yours as well."), "{}", refused.text);
        let kept = does(&rig, &writer, &[&words[..], &[("do", "hand_in")]].concat()).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
        let path = kept.location().to_owned();
        let draft = path.rsplit('/').next().expect("an id").parse().expect("a number");
        let record = drafts::find(&rig.cx(), draft).await.expect("a draft");
        assert_eq!(
            (record.state, record.proposal.answers.as_deref()),
            (DraftState::InReview, Some(id.as_str()))
        );
        let act = async |who: &Person, wish: &str| {
            let page = who.visit(&rig, &path).await.text;
            assert!(page.contains(&id), "reviewers see what it answers: {page}");
            let digest = value_of(&page, "digest");
            send(&rig, who, &path, &path, &[("digest", &digest), ("do", wish)]).await.status
        };
        assert_eq!(act(&one, "approve").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&one, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(act(&other, "approve").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&one, "publish_now").await, StatusCode::SEE_OTHER);
        told(&rig, "Create", |create| create["object"]["inReplyTo"] == id.as_str()).await;
        let record = drafts::find(&rig.cx(), draft).await.expect("a draft");
        let post = posts::visible(&rig.cx(), record.post.expect("it is out"), None).await.expect("public");
        assert_eq!(post.in_reply_to_uri.as_deref(), Some(id.as_str()));
    }
}

#[tokio::test]
async fn an_answer_that_was_written_when_the_session_had_ended_comes_back_to_its_author() {
    let rig = Rig::on(databases::sqlite(), "").await;
    people(&rig).await;
    let id = note(&rig, &rig.vic.actor("vera"), 1);
    let early = Person::sign_in(&rig, WRITER, "").await.0;
    let csrf = value_of(&early.visit(&rig, PATH).await.text, "csrf");
    let later = Person::sign_in(&rig, WRITER, "").await.0;
    let words = "It is yours as well, all thirty villages say.";
    let typed = [("answer", id.as_str()), ("language", "en"), ("text", words), ("returns", "1")];
    let form = [&[("csrf", csrf.as_str()), ("do", "hand_in")], &typed[..]].concat();
    let kept = rig.send_form(PATH, &form, &[("cookie", &later.cookie)]).await;
    assert_eq!(kept.status, StatusCode::FORBIDDEN);
    assert!(lists::drafts(&rig.cx(), None).await.expect("reads").is_empty());
    let held = kept.header("set-cookie").split(';').next().expect("a cookie");
    let back = Person { cookie: format!("{}; {held}", later.cookie) };
    let page = back.visit(&rig, "/desk/kept").await.text;
    assert!(page.contains(words) && page.contains("value=\"change\""), "{page}");
    let shown = does(&rig, &back, &[&[("do", "change")], &typed[..]].concat()).await;
    assert!(shown.status == StatusCode::OK && shown.text.contains(words), "{}", shown.text);
    assert!(shown.text.contains(&format!("value=\"{id}\"")), "{}", shown.text);
    assert!(lists::drafts(&rig.cx(), None).await.expect("reads").is_empty());
}
