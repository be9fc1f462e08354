//! What documents of other servers are understood as: one test for each file in `tests/fixtures`.

use serde_json::Value;

use super::discovery::Intent;
use super::incoming_post::read_fetched;
use super::webfinger::{Template, self_link};
use super::{Act, ActorDocument, incoming, strict};
use crate::domain::account::ActorKind;
use crate::domain::audience::{PUBLIC, visibility};
use crate::domain::post::{IncomingPost, PostKind};
use crate::domain::uri::Uri;
use crate::domain::visibility::Visibility;

macro_rules! fixture {
    ($name:literal) => {
        document(include_str!(concat!("../../tests/fixtures/", $name, ".json")))
    };
}

fn document(text: &str) -> Value {
    strict::read(text.as_bytes()).expect("the fixture is in order")
}

fn act(activity: &Value) -> Act {
    incoming::read(activity).expect("the fixture is understood").act
}

fn created(activity: &Value) -> Vec<IncomingPost> {
    match act(activity) {
        Act::Create { posts } => posts,
        other => panic!("{other:?}"),
    }
}

fn uri(text: &str) -> Uri {
    Uri::parse(text).expect("an id")
}

#[test]
fn mastodon_actor() {
    let actor = ActorDocument::read(&fixture!("mastodon-actor")).expect("an actor");
    assert_eq!(
        (actor.kind, actor.username.as_str(), actor.name.as_str()),
        (ActorKind::Person, "vera", "Vera :verified:")
    );
    assert_eq!(actor.shared_inbox.as_deref(), Some("https://mastodon.test/inbox"));
    assert_eq!(actor.profile.avatar.as_deref(), Some("https://files.mastodon.test/avatars/1.jpg"));
    assert_eq!((actor.locked, actor.discoverable, actor.keys.len()), (false, true, 1));
    assert_eq!(actor.profile.fields[0].name, "Site");
    assert!(!actor.summary.contains("invisible") && actor.summary.contains("vera.test"), "{}", actor.summary);
}

#[test]
fn mastodon_create_note() {
    let post = created(&fixture!("mastodon-create-note")).remove(0);
    assert_eq!(
        (post.kind, post.warning.as_deref(), post.sensitive),
        (PostKind::Note, Some("river, photo"), true)
    );
    assert_eq!(post.in_reply_to, Some(uri("https://us.test/statements/5")));
    assert_eq!((post.texts.len(), post.texts[0].language.as_deref()), (1, Some("en")));
    assert!(post.texts[0].html.contains("class=\"u-url mention\""));
    assert_eq!(post.details.mentions[0].uri, "https://us.test/actors/river");
    assert_eq!(post.details.hashtags, ["cleanriver"]);
    assert_eq!(post.details.attachments[0].description.as_deref(), Some("Foam on the water"));
    let followers = Some("https://mastodon.test/users/vera/followers");
    assert_eq!(visibility(&post.to, &post.cc, followers), Visibility::Public);
}

#[test]
fn mastodon_vote_and_question() {
    let vote = created(&fixture!("mastodon-vote")).remove(0);
    assert_eq!(
        (vote.vote.as_deref(), vote.in_reply_to),
        (Some("I pledge"), Some(uri("https://us.test/pledges/1")))
    );

    let question = read_fetched(&fixture!("mastodon-question")).expect("a post");
    let poll = question.details.poll.expect("a poll");
    assert_eq!((question.kind, poll.multiple, poll.voters), (PostKind::Question, false, Some(5)));
    assert_eq!((poll.options[0].name.as_str(), poll.options[0].votes), ("Friday", 3));
    assert_eq!((question.vote, question.warning), (None, None));
    assert!(poll.ends_at.is_some());
}

#[test]
fn mastodon_delete_flag_and_quote() {
    assert_eq!(
        act(&fixture!("mastodon-delete")),
        Act::Delete { object: uri("https://mastodon.test/users/vera/statuses/113") }
    );
    let Act::Flag { objects, content } = act(&fixture!("mastodon-flag")) else { panic!("a report") };
    assert_eq!((objects.len(), content.as_str()), (2, "spam & abuse"));
    let request = Act::QuoteRequest {
        object: uri("https://us.test/statements/5"),
        instrument: uri("https://mastodon.test/users/vera/statuses/130"),
    };
    assert_eq!(act(&fixture!("mastodon-quote-request")), request);
}

#[test]
fn mastodon_webfinger() {
    let answer = fixture!("mastodon-webfinger");
    assert_eq!(self_link(&answer), Some(uri("https://mastodon.test/users/vera")));
    for intent in [Intent::Follow, Intent::Object] {
        let address =
            Template::find(&answer, intent, false).expect("a template").fill(&uri("https://us.test/c"));
        assert_eq!(address, "https://mastodon.test/authorize_interaction?uri=https%3A%2F%2Fus.test%2Fc");
    }
}

#[test]
fn gotosocial_actor_and_note() {
    let actor = ActorDocument::read(&fixture!("gotosocial-actor")).expect("an actor");
    assert_eq!(actor.keys[0].id, uri("https://gts.test/users/nadia/main-key"));
    assert!(actor.locked && !actor.discoverable);

    let post = created(&fixture!("gotosocial-create-note")).remove(0);
    assert_eq!(post.texts[0].language.as_deref(), Some("de"));
    assert_eq!((post.warning, post.to.as_slice()), (None, &[PUBLIC.to_owned()][..]));
    assert_eq!(post.published_at.expect("a time").rfc3339(), "2026-11-19T19:00:00Z");
}

#[test]
fn gotosocial_votes() {
    let votes = created(&fixture!("gotosocial-votes"));
    assert_eq!(
        votes.iter().filter_map(|post| post.vote.as_deref()).collect::<Vec<_>>(),
        ["Leaflets", "Stewards"]
    );
}

#[test]
fn misskey_note_and_like() {
    let post = created(&fixture!("misskey-create-note")).remove(0);
    assert_eq!(post.details.quote.as_deref(), Some("https://us.test/statements/5"));
    assert_eq!(post.details.emoji[0].shortcode, "ablob");
    assert!(post.texts[0].html.contains("川をきれいに"));
    let like = Act::Like { object: uri("https://us.test/statements/5"), emoji: Some(":ablob:".to_owned()) };
    assert_eq!(act(&fixture!("misskey-like")), like);
}

#[test]
fn lemmy_group_and_page() {
    let group = ActorDocument::read(&fixture!("lemmy-group")).expect("an actor");
    assert_eq!((group.kind, group.username.as_str()), (ActorKind::Group, "water"));
    assert_eq!(group.featured.as_deref(), Some("https://lemmy.test/c/water/featured"));

    let page = read_fetched(&fixture!("lemmy-page")).expect("a post");
    assert_eq!((page.kind, page.texts[0].language.as_deref()), (PostKind::Page, Some("en")));
    assert_eq!(page.texts[0].title.as_deref(), Some("The river is foaming again"));
    assert!(
        page.texts[0].html.starts_with("<p>Second time <em>this year</em>.</p>"),
        "{}",
        page.texts[0].html
    );
    assert!(page.texts[0].html.contains("href=\"https://lemmy.test/post/42\""));
    let files: Vec<&str> = page.details.attachments.iter().map(|one| one.url.as_str()).collect();
    assert_eq!(files, ["https://lemmy.test/pictrs/image/foam.jpg", "https://paper.test/foam"]);
}

#[test]
fn lemmy_announces_an_activity() {
    let Act::Announce { object, inner, to, .. } = act(&fixture!("lemmy-announce")) else {
        panic!("an announce")
    };
    assert_eq!((object, to.len()), (uri("https://other.test/activities/create/77"), 1));
    let inner = inner.expect("an activity");
    assert_eq!((inner.kind.as_str(), inner.object), ("Create", Some(uri("https://other.test/comment/5"))));
    assert_eq!(inner.actor, Some(uri("https://other.test/u/omar")));
}

#[test]
fn pleroma_reaction_and_direct_note() {
    let reaction = Act::Like { object: uri("https://us.test/statements/5"), emoji: Some("🔥".to_owned()) };
    assert_eq!(act(&fixture!("pleroma-emoji-react")), reaction);
    let post = created(&fixture!("pleroma-create-note")).remove(0);
    assert_eq!((post.texts[0].language.as_deref(), post.texts[0].html.contains("script")), (None, false));
    assert_eq!(
        visibility(&post.to, &post.cc, Some("https://pleroma.test/users/lu/followers")),
        Visibility::Direct
    );
    let file = &post.details.attachments[0];
    assert_eq!(
        (file.url.as_str(), file.description.as_deref()),
        ("https://pleroma.test/media/map.png", Some("map"))
    );
}

#[test]
fn peertube_video() {
    let video = read_fetched(&fixture!("peertube-video")).expect("a post");
    assert_eq!((video.kind, video.author.as_str()), (PostKind::Other, "https://peertube.test/accounts/kim"));
    assert_eq!(video.url.as_deref(), Some("https://peertube.test/videos/watch/7f"));
    let text = &video.texts[0];
    assert_eq!(
        (text.title.as_deref(), text.language.as_deref()),
        (Some("What the river carries"), Some("fr"))
    );
    assert!(
        text.html.contains("<strong>sur</strong>") && text.html.contains("href=\"https://river.test/film\""),
        "{}",
        text.html
    );
    assert_eq!(video.details.attachments[0].url, "https://peertube.test/static/web-videos/7f-720.mp4");
    assert_eq!(video.details.attachments[0].media_type.as_deref(), Some("video/mp4"));
    assert_eq!(video.details.hashtags, ["rivière"]);
}

#[test]
fn mobilizon_event() {
    let event = read_fetched(&fixture!("mobilizon-event")).expect("a post");
    let place = "Old bridge, Bridge Street 1, 10115, Berlin, Germany";
    assert_eq!((event.kind, event.details.place.as_deref()), (PostKind::Event, Some(place)));
    assert_eq!(event.texts[0].title.as_deref(), Some("March along the river"));
    let html = &event.texts[0].html;
    let facts = format!(
        "<p>5 December 2026, 13:00 UTC – 5 December 2026, 15:30 UTC<br>{place}</p><p>Bring <em>boots</em>.</p>"
    );
    assert!(html.starts_with(&facts) && html.contains("href=\"https://mobilizon.test/events/3c\""), "{html}");
    assert_eq!(event.details.attachments.len(), 2);
}

#[test]
fn wordpress_article_and_actor() {
    let article = read_fetched(&fixture!("wordpress-article")).expect("a post");
    let text = &article.texts[0];
    assert_eq!((text.title.as_deref(), text.language.as_deref()), (Some("Why the river foams"), Some("pt")));
    assert!(text.html.starts_with("<h2>How it began</h2>") && !text.html.contains("<img"), "{}", text.html);
    assert_eq!((article.warning, article.details.attachments.len()), (None, 1));
    assert_eq!(article.details.attachments[0].description.as_deref(), Some("Foam"));

    let actor = ActorDocument::read(&fixture!("wordpress-actor")).expect("an actor");
    assert_eq!(actor.claimed_handle.expect("a handle").domain, "blog.test");
    assert_eq!(actor.profile.implements, ["https://datatracker.ietf.org/doc/html/rfc9421"]);
    assert_eq!((actor.keys.len(), actor.profile.fields.len()), (1, 1));
}

#[test]
fn mitra_follow() {
    let follow = fixture!("mitra-follow");
    assert_eq!(act(&follow), Act::Follow { object: uri("https://us.test/actors/river") });
    let fault = super::proof::verify(&follow, |_| None).expect_err("a placeholder is no proof");
    assert_eq!(fault, super::proof::ProofFault::Malformed("proofValue"));
}
