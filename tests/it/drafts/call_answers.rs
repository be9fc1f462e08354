//! Answering a call of another coalition and taking up its idea, where two must approve what is said in our name.

use antiphon::domain::draft::{DraftState, Purpose};
use antiphon::domain::post::Post;
use antiphon::domain::visibility::Visibility;
use antiphon::service::drafts::{Aside, DraftRecord};
use antiphon::service::quorum::Leave;
use antiphon::service::{call_answers, calls, campaigns, draft_matters, posts};
use http::StatusCode;
use serde_json::{Value, json};

use super::ground::{ONE, OTHER, WRITER, member, people, send, statements};
use crate::api::visitor::{Asks as _, Person, value_of};
use crate::directory::exchange::call_of;
use crate::directory::ground::{Partner, house, listed};
use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;

/// A call of a partner that only followers and partners can read, as it is kept here.
async fn partners_call(rig: &Rig, vera: &Partner, number: u32, need: &str) -> Post {
    let mut call = call_of(&vera.actor, number, need);
    call["to"] = json!([format!("{}/followers", vera.actor.id)]);
    call["cc"] = json!([]);
    rig.tell(&vera.actor, &vera.actor.activity("Create", number, call.clone())).await;
    let kept = rig.find_post(call["id"].as_str().expect("an id")).await.expect("it is kept");
    assert_eq!(kept.visibility, Visibility::Followers);
    kept
}

fn path_of(call: &Post) -> String {
    format!("/desk/exchange/{}", call.id)
}

/// What the server of `vic` has got below this post.
fn answers(rig: &Rig, to: &Post) -> Vec<Value> {
    let mut all = rig.vic.received("Create");
    all.retain(|create| create["object"]["inReplyTo"] == to.uri.as_str());
    all
}

async fn kept(rig: &Rig) -> Vec<DraftRecord> {
    lists::drafts(&rig.cx(), None).await.expect("a list")
}

async fn act(rig: &Rig, who: &Person, path: &str, wish: &str) -> StatusCode {
    let digest = value_of(&who.visit(rig, path).await.text, "digest");
    send(rig, who, path, path, &[("digest", &digest), ("do", wish)]).await.status
}

/// Both approve it, and one lets it go out.
async fn let_out(rig: &Rig, (one, other): (&Person, &Person), path: &str) {
    for who in [one, other] {
        assert_eq!(act(rig, who, path, "approve").await, StatusCode::SEE_OTHER);
    }
    assert_eq!(act(rig, one, path, "publish_now").await, StatusCode::SEE_OTHER);
    rig.delivered().await;
}

#[tokio::test]
async fn what_is_typed_at_a_call_becomes_a_draft_that_one_coalition_will_read() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        people(&rig).await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let eve = listed(&rig, &rig.evil, "eve", &json!({"peers": null})).await;
        let call = partners_call(&rig, &vera, 1, "translation").await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (writer, one, other) = (sign_in(WRITER).await, sign_in(ONE).await, sign_in(OTHER).await);
        let at = path_of(&call);
        let page = one.visit(&rig, &at).await.text;
        for part in ["Who translates?", "nobody answers alone", "Hand in for approval", "name=\"answer\""] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains("Send in private") && !page.contains("What we have done"), "{page}");

        // What is refused comes back as it was typed.
        let long = "no ".repeat(20_000);
        for words in ["", long.as_str()] {
            let form = [("do", "answer"), ("answer", words), ("note", "For Xiomara")];
            let refused = send(&rig, &one, &at, &at, &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains("For Xiomara") && refused.text.contains(words.trim()));
        }
        assert!(kept(&rig).await.is_empty());

        // Pressed twice at once it is one draft, and its page is where one lands.
        let words = "We *do*, says @eve@evil.test.";
        let form = [("do", "answer"), ("answer", words), ("note", "Please read")];
        let (first, second) =
            tokio::join!(send(&rig, &writer, &at, &at, &form), send(&rig, &writer, &at, &at, &form));
        let path = first.location().to_owned();
        assert!(path.starts_with("/desk/drafts/") && second.location() == path, "{}", second.text);
        assert_eq!(send(&rig, &one, &at, &at, &form).await.location(), path, "there is one already");
        let record = kept(&rig).await.remove(0);
        assert_eq!(kept(&rig).await.len(), 1);
        assert_eq!((record.state, record.proposal.purpose), (DraftState::InReview, Purpose::CallAnswer));
        let page = one.visit(&rig, &path).await.text;
        for part in ["Answer to a call", "Who translates?", "@vera@vic.test", "Please read", &at] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        let page = other.visit(&rig, &at).await.text;
        assert!(page.contains("Waiting for approval") && page.contains(&path), "{page}");

        // One alone puts nothing on the wire.
        assert_eq!(act(&rig, &one, &path, "approve").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
        rig.delivered().await;
        assert!(
            answers(&rig, &call).is_empty()
                && calls::thread(&rig.cx(), call.id).await.expect("a thread").1.is_empty()
        );
        assert_eq!(act(&rig, &other, &path, "approve").await, StatusCode::SEE_OTHER);
        let last = one.visit(&rig, &format!("{path}?look=last")).await.text;
        assert!(last.contains("gets this. It cannot be called back"), "{last}");
        assert!(!last.contains("It appears on the public page"), "{last}");
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::SEE_OTHER);
        rig.delivered().await;
        let sent = answers(&rig, &call);
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0]["to"], json!([vera.actor.id]), "to her, and not to whom the words name");
        assert!(sent[0].get("cc").is_none_or(|cc| cc == &json!([])), "{}", sent[0]);
        assert!(!sent[0]["object"]["tag"].to_string().contains(&eve.actor.id), "{}", sent[0]);
        let of_eve = rig.evil.received("Create");
        assert!(of_eve.iter().all(|create| create["object"]["inReplyTo"] != call.uri.as_str()), "{of_eve:?}");
        let post = kept(&rig).await.remove(0).post.expect("it is out");
        assert!(posts::visible(&rig.cx(), post, None).await.is_err(), "nobody else reads it");
        assert!(statements(&rig).await.is_empty());

        // The page says so, and the same words are not sent again.
        let page = writer.visit(&rig, &at).await.text;
        assert!(page.contains("We have answered this call") && page.contains(&format!("#message-{post}")));
        assert!(!page.contains("Waiting for approval"), "{page}");
        let again = send(&rig, &one, &at, &at, &form).await;
        assert_eq!(again.location(), format!("{at}?done=there"));
        assert!(one.visit(&rig, again.location()).await.text.contains("You had sent just that already"));
        rig.delivered().await;
        assert_eq!((kept(&rig).await.len(), answers(&rig, &call).len()), (1, 1));
    }
}

#[tokio::test]
async fn a_message_below_a_call_is_answered_by_a_draft_and_a_closed_call_by_none() {
    let rig = Rig::on(databases::sqlite(), "").await;
    people(&rig).await;
    let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
    let us = house(&rig).await;
    let call = partners_call(&rig, &vera, 1, "translation").await;
    let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
    let (one, other) = (sign_in(ONE).await, sign_in(OTHER).await);
    let at = path_of(&call);
    let handed = send(&rig, &one, &at, &at, &[("do", "answer"), ("answer", "We do.")]).await;
    let early = handed.location().to_owned();
    let mut message = vera.actor.note(40, "<p>Two pages only.</p>");
    message["to"] = json!([us.uri.as_str()]);
    message["cc"] = json!([]);
    message["inReplyTo"] = json!(call.uri.as_str());
    rig.tell(&vera.actor, &vera.actor.activity("Create", 40, message)).await;
    let (_, messages) = calls::thread(&rig.cx(), call.id).await.expect("a thread");
    let below = messages[0].post.clone();
    let to = below.id.to_string();
    let form = [("do", "answer"), ("to", to.as_str()), ("answer", "Then by Friday.")];

    // Her call ends: what waits to answer it is not sent, and what is typed is not lost. Her message can be answered.
    let mut closed = call_of(&vera.actor, 1, "translation");
    closed["to"] = json!([format!("{}/followers", vera.actor.id)]);
    closed["cc"] = json!([]);
    closed["state"] = json!("closed");
    rig.tell(&vera.actor, &vera.actor.activity("Update", 9, closed)).await;
    for who in [&one, &other] {
        assert_eq!(act(&rig, who, &early, "approve").await, StatusCode::SEE_OTHER);
    }
    assert_eq!(act(&rig, &one, &early, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
    let late = send(&rig, &one, &at, &at, &[("do", "answer"), ("answer", "We all do.")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text.contains("takes no answers any more") && late.text.contains("We all do."));
    let empty = send(&rig, &one, &at, &at, &[("do", "answer"), ("to", &to), ("answer", " ")]).await;
    assert!(empty.text.contains(&format!("href=\"#answer-{to}\"")), "{}", empty.text);
    let handed = send(&rig, &one, &at, &at, &form).await;
    let_out(&rig, (&one, &other), handed.location()).await;
    assert!(answers(&rig, &call).is_empty());
    let sent = answers(&rig, &below);
    assert_eq!((sent.len(), &sent[0]["to"]), (1, &json!([vera.actor.id])));
    assert!(!one.visit(&rig, &at).await.text.contains("We have answered this call"));
}

#[tokio::test]
async fn an_idea_is_taken_up_at_once_and_its_source_hears_of_it_when_two_have_approved() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        people(&rig).await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let idea = partners_call(&rig, &vera, 1, "idea").await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (one, other) = (sign_in(ONE).await, sign_in(OTHER).await);
        let at = path_of(&idea);
        let page = one.visit(&rig, &at).await.text;
        assert!(page.contains("becomes a draft as well") && page.contains("name=\"words\""), "{page}");
        let form = [("do", "adopt"), ("handle", "our-boat"), ("words", "We **thank** you.")];
        let (first, second) =
            tokio::join!(send(&rig, &one, &at, &at, &form), send(&rig, &one, &at, &at, &form));
        let mut told = [first.location(), second.location()];
        told.sort_unstable();
        assert_eq!(told, [format!("{at}?done=adopted"), format!("{at}?done=taken")]);
        let campaign = campaigns::find(&rig.cx(), "our-boat").await.expect("it is written");
        assert_eq!(campaign.plan.source.expect("a source").by, "vera");
        let waiting = kept(&rig).await;
        assert_eq!(waiting.len(), 1, "{waiting:?}");
        let path = format!("/desk/drafts/{}", waiting[0].id);
        let page = one.visit(&rig, &at).await.text;
        for part in ["We have taken up this idea", "/desk/campaigns/our-boat", &path] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert_eq!(act(&rig, &one, &path, "approve").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
        rig.delivered().await;
        assert!(answers(&rig, &idea).is_empty(), "one alone tells nobody");

        // Of a campaign that is not there nobody is told; of one that is, once.
        campaigns::discard(&rig.cx(), None, "our-boat").await.expect("given up");
        assert_eq!(act(&rig, &other, &path, "approve").await, StatusCode::SEE_OTHER);
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::UNPROCESSABLE_ENTITY);
        let again = send(&rig, &other, &at, &at, &form).await;
        assert_eq!(again.location(), format!("{at}?done=adopted"));
        assert_eq!(act(&rig, &one, &path, "publish_now").await, StatusCode::SEE_OTHER);
        rig.delivered().await;
        let sent = answers(&rig, &idea);
        assert_eq!((sent.len(), &sent[0]["object"]["adopts"]), (1, &json!(idea.uri.as_str())));
        assert_eq!(sent[0]["to"], json!([vera.actor.id]));
        assert_eq!(send(&rig, &one, &at, &at, &form).await.location(), format!("{at}?done=taken"));
        rig.delivered().await;
        assert_eq!((kept(&rig).await.len(), answers(&rig, &idea).len()), (1, 1));
    }
}

#[tokio::test]
async fn where_one_is_enough_an_answer_goes_out_once_and_an_editor_hands_in() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        member(&rig, WRITER, "editor").await;
        member(&rig, ONE, "spokesperson").await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let call = partners_call(&rig, &vera, 1, "translation").await;
        let writer = Person::sign_in(&rig, WRITER, "").await.0;
        let one = Person::sign_in(&rig, ONE, "").await.0;
        let at = path_of(&call);
        let form = [("do", "answer"), ("answer", "We do.")];
        let (first, second) =
            tokio::join!(send(&rig, &one, &at, &at, &form), send(&rig, &one, &at, &at, &form));
        assert!(first.location().starts_with(&at) && second.location().starts_with(&at), "{}", second.text);
        let third = send(&rig, &one, &at, &at, &form).await;
        assert_eq!(third.location(), format!("{at}?done=there"));
        rig.delivered().await;
        assert_eq!(answers(&rig, &call).len(), 1);
        let handed = send(&rig, &writer, &at, &at, &[("do", "answer"), ("answer", "I do.")]).await;
        assert!(handed.location().starts_with("/desk/drafts/"), "{}", handed.text);
        rig.delivered().await;
        assert_eq!(answers(&rig, &call).len(), 1, "an editor sends nothing");
        let plain = Person::new(&rig, "plain_member", "member").await;
        let forged = [("csrf", "x"), ("do", "answer"), ("answer", "I do.")];
        for who in [&plain, &writer] {
            let refused = rig.send_form(&at, &forged, &[("cookie", &who.cookie)]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(kept(&rig).await.len(), 1);
    }
}

/// Her document with another name, as everybody is told of it.
async fn rename(rig: &Rig, vera: &Partner, name: &str) {
    vera.serve(&rig.vic, "vera", &json!({"peers": null, "name": name}));
    let mut document = rig.vic.actor_document("vera", &vera.actor);
    (document["type"], document["name"]) = (json!("Organization"), json!(name));
    rig.tell(&vera.actor, &vera.actor.activity("Update", 77, document)).await;
    assert_eq!(vera.account(rig).await.name, name);
}

#[tokio::test]
async fn an_answer_goes_to_the_one_it_was_written_for_whatever_they_call_themselves_by_then() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        people(&rig).await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let call = partners_call(&rig, &vera, 1, "translation").await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (one, other) = (sign_in(ONE).await, sign_in(OTHER).await);
        let at = path_of(&call);
        let form = [("do", "answer"), ("answer", "We do.")];
        let handed = send(&rig, &one, &at, &at, &form).await;
        let path = handed.location().to_owned();
        rename(&rig, &vera, "The river (@eve@evil.test)").await;
        assert_eq!(send(&rig, &other, &at, &at, &form).await.location(), path, "it is the same answer");
        let_out(&rig, (&one, &other), &path).await;
        let sent = answers(&rig, &call);
        assert_eq!((sent.len(), &sent[0]["to"]), (1, &json!([vera.actor.id])));
    }
}

#[tokio::test]
async fn what_was_deleted_can_be_said_again_and_is_said_once() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        member(&rig, ONE, "spokesperson").await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let call = partners_call(&rig, &vera, 1, "translation").await;
        let one = Person::sign_in(&rig, ONE, "").await.0;
        let at = path_of(&call);
        let form = [("do", "answer"), ("answer", "We do.")];
        let coalition = rig.coalition().await;
        for turn in 1..4 {
            let (first, second) =
                tokio::join!(send(&rig, &one, &at, &at, &form), send(&rig, &one, &at, &at, &form));
            for answer in [first, second] {
                assert!(answer.location().starts_with(&at), "{turn}: {} {}", answer.status, answer.text);
            }
            rig.delivered().await;
            assert_eq!(answers(&rig, &call).len(), turn);
            let (_, messages) = calls::thread(&rig.cx(), call.id).await.expect("a thread");
            let [said] = &messages[..] else { panic!("{turn}: {} messages", messages.len()) };
            posts::delete(&rig.cx(), None, &coalition, said.post.id).await.expect("deleted");
        }
    }
}

#[tokio::test]
async fn two_commands_at_once_hand_in_and_answer_once() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let call = partners_call(&rig, &vera, 1, "translation").await;
        let cx = rig.cx();
        // Both have looked and found nothing before either writes.
        let answer = async || {
            let words = crate::campaigns::ground::words("");
            call_answers::answer_by(&cx, None, call.id, words, Leave::Usual).await.expect("sent").id
        };
        let (first, second) = tokio::join!(answer(), answer());
        assert_eq!(first, second);
        rig.delivered().await;
        assert_eq!(answers(&rig, &call).len(), 1);

        let people = people(&rig).await;
        let matter = super::matters::call(&rig);
        let hand_in = async || {
            let handed = draft_matters::hand_in(&cx, None, matter.clone(), Aside::default()).await;
            handed.expect("handed in").id
        };
        let (first, second) = tokio::join!(hand_in(), hand_in());
        assert_eq!((first, kept(&rig).await.len()), (second, 1));
        assert_eq!(hand_in().await, first, "and later it is still there");
        let theirs = draft_matters::hand_in(&cx, Some(&people.1), matter.clone(), Aside::default()).await;
        assert_ne!(theirs.expect("handed in").id, first, "what a member hands in is theirs");
    }
}
