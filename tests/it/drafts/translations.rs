//! How far each translation has come is never lost on the way, and what nobody has read never goes out as if somebody had.

use antiphon::domain::correction::{Correction, SaidIn};
use antiphon::domain::draft::Purpose;
use antiphon::domain::language::Language;
use antiphon::domain::post::Post;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::translation::{
    Review::{self, Is, StillRight, Unsaid},
    TranslationState::{self, Draft as Drafted, Machine, Reviewed},
};
use antiphon::service::{draft_publishing, drafts, quorum, statements as said};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::ground::{ONE, approved, member, people, send, statements};
use crate::api::visitor::{Asks as _, BACK, Person, Program, value_of};
use crate::support::databases;
use crate::support::rig::Rig;

const EN: (&str, &str, Review) = ("en", "The river is ours.", Unsaid);
const ES: (&str, &str, Review) = ("es", "El río es nuestro.", Is(Machine));
const FR: (&str, &str, Review) = ("fr", "Le fleuve est à nous.", Unsaid);

fn words(texts: &[(&str, &str, Review)]) -> Draft {
    let text = |&(language, source, review): &(&str, &str, Review)| DraftText {
        language: Language::parse(language).expect("a tag"),
        title: String::new(),
        source: source.to_owned(),
        review,
    };
    Draft { texts: texts.iter().map(text).collect(), warning: None, attachments: Vec::new() }
}

async fn published(rig: &Rig) -> Post {
    let coalition = rig.coalition().await;
    said::publish(&rig.cx(), None, &coalition, words(&[EN, ES, FR])).await.expect("it is published")
}

/// What goes to other servers: its languages in the order of the exact text, and the object.
async fn goes_out(rig: &Rig, post: &Post) -> (Vec<String>, Value) {
    let json = ("accept", "application/activity+json");
    let text = rig.ask(Method::GET, &format!("/posts/{}", post.id), &[json], None).await.text;
    let object: Value = serde_json::from_str(&text).expect("an object");
    let map = text.split_once("\"contentMap\":{").expect("a map").1;
    let mut places: Vec<(usize, String)> = object["contentMap"]
        .as_object()
        .expect("a map")
        .keys()
        .map(|language| (map.find(&format!("\"{language}\":")).expect("it is there"), language.clone()))
        .collect();
    places.sort();
    assert_eq!(
        object["content"], object["contentMap"][&places[0].1],
        "the first language is that of the content: {text}"
    );
    (places.into_iter().map(|(_, language)| language).collect(), object)
}

async fn states(rig: &Rig) -> Vec<(String, TranslationState)> {
    let post = statements(rig).await.remove(0);
    let state =
        |text| (antiphon::domain::post::Text::clone(text).language.expect("a tag"), post.translation(text));
    post.texts.iter().map(state).collect()
}

fn in_order(states: &[(&str, TranslationState)]) -> Vec<(String, TranslationState)> {
    states.iter().map(|(language, state)| ((*language).to_owned(), *state)).collect()
}

#[tokio::test]
async fn what_nobody_has_read_becomes_no_main_text() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (cx, coalition) = (rig.cx(), rig.coalition().await);
        let post = published(&rig).await;
        assert_eq!(goes_out(&rig, &post).await.0, ["en", "fr"]);
        for review in [Unsaid, Is(Machine), Is(Drafted)] {
            let es = words(&[(ES.0, ES.1, review), FR]);
            let refused = said::edit(&cx, None, &coalition, post.id, es).await;
            let why = refused.expect_err("nobody has read it").to_string();
            assert!(why.contains("Nobody has reviewed the text in Español"), "{why}");
        }
        assert_eq!(statements(&rig).await[0].version, 1);
        assert_eq!(goes_out(&rig, &post).await.0, ["en", "fr"]);
        // Written anew it is somebody's; the translation of what it was is older than it.
        let anew = words(&[("es", "El río nos pertenece.", Unsaid), FR]);
        said::edit(&cx, None, &coalition, post.id, anew).await.expect("its words are given");
        let (languages, object) = goes_out(&rig, &post).await;
        assert_eq!(languages, ["es"]);
        assert_eq!(object["content"], "<p>El río nos pertenece.</p>");
        assert_eq!(states(&rig).await, in_order(&[("es", Reviewed), ("fr", Drafted)]));
    }
}

#[tokio::test]
async fn a_draft_makes_no_unread_text_the_main_one_either() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let post = published(&rig).await;
        let people = people(&rig).await;
        let mut promoted = drafts::about(&cx, post.id, Purpose::Edit).await.expect("it is there");
        promoted.texts.remove(0);
        let made = drafts::create(&cx, Some(&people.0), promoted, drafts::Aside::default()).await;
        assert!(made.is_err_and(|why| why.to_string().contains("Nobody has reviewed the text in Español")));
        let same = drafts::about(&cx, post.id, Purpose::Edit).await.expect("it is there");
        let begun = drafts::create(&cx, Some(&people.0), same.clone(), drafts::Aside::default()).await;
        let begun = begun.expect("a draft");
        let mut promoted = same;
        promoted.texts.remove(0);
        let aside = drafts::Aside::default();
        let kept = drafts::save(&cx, Some(&people.0), begun.id, begun.revision, promoted, aside).await;
        assert!(kept.is_err_and(|why| why.to_string().contains("Nobody has reviewed the text in Español")));
        assert_eq!(drafts::find(&cx, begun.id).await.expect("a draft").revision, begun.revision);
    }
}

#[tokio::test]
async fn an_app_that_changes_the_language_leaves_one_text_in_it() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let post = published(&rig).await;
        let owner = Person::new(&rig, ONE, "owner").await;
        let app = Program::new(&rig, "read write", BACK).await;
        let token = app.token(&rig, &owner, "read write", 1).await;
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let path = format!("/api/v1/statuses/{}", post.id);
        let put = async |body: Value| rig.ask(Method::PUT, &path, &headers, Some(&body.to_string())).await;
        let done = put(json!({"status": "The river is ours.", "language": "es"})).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text);
        // The original is what it was, so what was made from it still is.
        assert_eq!(states(&rig).await, in_order(&[("es", Reviewed), ("fr", Reviewed)]));
        let (languages, object) = goes_out(&rig, &post).await;
        assert_eq!(
            (languages, &object["content"]),
            (vec!["es".to_owned(), "fr".to_owned()], &json!("<p>The river is ours.</p>"))
        );
        assert!(
            statements(&rig).await[0].details.unreviewed.is_empty(),
            "its state went with the translation"
        );

        // Where two must approve, the same becomes one draft with one text in that language.
        quorum::set(&rig.cx(), None, 2).await.expect("two must approve");
        for _ in 0..2 {
            let kept = put(json!({"status": "A change.", "language": "fr"})).await;
            assert_eq!(kept.status, StatusCode::FORBIDDEN, "{}", kept.text);
        }
        let waiting = crate::support::lists::drafts(&rig.cx(), None).await.expect("a list");
        assert_eq!(waiting.len(), 1);
        let texts: Vec<_> =
            waiting[0].proposal.texts.iter().map(|t| (t.language.as_str(), t.state)).collect();
        assert_eq!(texts, [("fr", Reviewed)]);
    }
}

#[tokio::test]
async fn a_translation_older_than_its_original_goes_out_no_more() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (cx, coalition) = (rig.cx(), rig.coalition().await);
        let post = published(&rig).await;
        let change = async |texts: &[(&str, &str, Review)]| {
            said::edit(&cx, None, &coalition, post.id, words(texts)).await.expect("it changes");
            (states(&rig).await, goes_out(&rig, &post).await.0)
        };
        let es = (ES.0, ES.1, Unsaid);
        let (now, out) = change(&[("en", "The river is ours again.", Unsaid), es, FR]).await;
        assert_eq!(now, in_order(&[("en", Reviewed), ("es", Machine), ("fr", Drafted)]));
        assert_eq!(out, ["en"]);
        // Somebody has read both: a new version says so, though no word of it changed.
        let main = ("en", "The river is ours again.", Unsaid);
        let (now, out) = change(&[main, (ES.0, ES.1, Is(Reviewed)), (FR.0, FR.1, StillRight)]).await;
        assert_eq!(now, in_order(&[("en", Reviewed), ("es", Reviewed), ("fr", Reviewed)]));
        assert_eq!(out, ["en", "es", "fr"]);
        // With the original changed, one is still right and one is only called reviewed.
        let main = ("en", "The river is all of ours.", Unsaid);
        let (now, out) = change(&[main, (ES.0, ES.1, Is(Reviewed)), (FR.0, FR.1, StillRight)]).await;
        assert_eq!(now, in_order(&[("en", Reviewed), ("es", Drafted), ("fr", Reviewed)]));
        assert_eq!(out, ["en", "fr"]);
        // What the coalition wants to send all the same, it sends.
        quorum::set_sends_unreviewed(&cx, None, true).await.expect("decided");
        let main = ("en", "The river is for all of us.", Unsaid);
        let (now, out) = change(&[main, es, FR]).await;
        assert_eq!(now, in_order(&[("en", Reviewed), ("es", Drafted), ("fr", Drafted)]));
        assert_eq!(out, ["en", "es", "fr"]);
    }
}

#[tokio::test]
async fn a_draft_says_before_it_is_approved_how_far_its_translations_are() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let post = published(&rig).await;
        let people = people(&rig).await;
        let mut change = drafts::about(&cx, post.id, Purpose::Edit).await.expect("it is there");
        "The river is ours again.".clone_into(&mut change.texts[0].source);
        let states_of = |record: &drafts::DraftRecord| {
            record.proposal.texts.iter().map(|text| text.state).collect::<Vec<_>>()
        };
        let begun = drafts::create(&cx, Some(&people.0), change.clone(), drafts::Aside::default()).await;
        let begun = begun.expect("a draft");
        assert_eq!(states_of(&begun), [Reviewed, Machine, Drafted]);
        // Read beside the original as it is in the draft, and the draft says so.
        let mut read = begun.proposal.clone();
        (read.texts[2].state, read.texts[2].is_still_right) = (Reviewed, true);
        let aside = drafts::Aside::default();
        let kept =
            drafts::save(&cx, Some(&people.0), begun.id, begun.revision, read, aside).await.expect("kept");
        let drafts::Saved::Kept(kept) = kept else { panic!("nobody else was there") };
        assert_eq!(states_of(&kept), [Reviewed, Machine, Reviewed]);
        drafts::discard(&cx, Some(&people.0), kept.id).await.expect("given up");

        let draft = approved(&rig, &people, change).await;
        draft_publishing::publish(&cx, Some(&people.1), draft.id, &draft.digest).await.expect("published");
        assert_eq!(states(&rig).await, in_order(&[("en", Reviewed), ("es", Machine), ("fr", Drafted)]));
        assert_eq!(goes_out(&rig, &post).await.0, ["en"]);
    }
}

#[tokio::test]
async fn a_correction_is_said_in_a_language_only_where_somebody_gave_the_sentence_in_it() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (cx, coalition) = (rig.cx(), rig.coalition().await);
        let es = (ES.0, ES.1, Is(Reviewed));
        let post = said::publish(&cx, None, &coalition, words(&[EN, es, FR])).await.expect("it is published");
        assert_eq!(goes_out(&rig, &post).await.0, ["en", "es", "fr"]);
        let correct = async |texts: &[(&str, &str, Review)], said_in: &[(&str, &str)]| {
            let said_in = said_in
                .iter()
                .map(|(language, said)| SaidIn { language: (*language).to_owned(), said: (*said).to_owned() })
                .collect();
            let correction = Correction { said: "It is ours.".to_owned(), said_in };
            let leave = quorum::Leave::Usual;
            Box::pin(said::correct(&cx, None, &coalition, post.id, words(texts), correction, leave))
                .await
                .expect("it is corrected");
            goes_out(&rig, &post).await
        };
        let (es, fr) =
            (("es", "El río es todo nuestro.", Unsaid), ("fr", "Le fleuve est tout à nous.", Unsaid));
        let en = ("en", "The river is all ours.", Unsaid);
        let (languages, object) = correct(&[en, es, fr], &[("es", "Es nuestro.")]).await;
        assert_eq!(languages, ["en", "es"], "one text was given the sentence, and one was not");
        let said = |language: &str| object["contentMap"][language].as_str().expect("a text").to_owned();
        assert!(said("en").starts_with("<p><em>Correction: It is ours.</em></p>"), "{object}");
        assert!(said("es").starts_with("<p><em>Corrección: Es nuestro.</em></p>"), "{object}");
        assert_eq!(states(&rig).await[2], ("fr".to_owned(), Drafted));

        // Sent all the same, it says nothing in another language than its own.
        quorum::set_sends_unreviewed(&cx, None, true).await.expect("decided");
        let en = ("en", "The river is really ours.", Unsaid);
        let (languages, object) = correct(&[en, es, fr], &[]).await;
        assert_eq!(languages, ["en", "es", "fr"]);
        for language in ["es", "fr"] {
            let text = object["contentMap"][language].as_str().expect("a text");
            assert!(!text.contains("<em>"), "{text}");
        }
    }
}

#[tokio::test]
async fn the_desk_asks_how_far_a_translation_is_and_believes_no_word_it_does_not_know() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let cx = rig.cx();
        let post = published(&rig).await;
        member(&rig, ONE, "spokesperson").await;
        let one = Person::sign_in(&rig, ONE, "").await.0;
        let path = format!("/desk/statements/{}/edit", post.id);
        let form = one.visit(&rig, &path).await.text;
        assert!(form.contains("name=\"state_2\"") && form.contains("name=\"right_3\""), "{form}");
        assert!(form.contains("value=\"machine\" selected"), "what it is stands in the form: {form}");
        let fields = |main: &'static str, more: &[(&'static str, &'static str)]| {
            let texts = [("text", main), ("language_2", "es"), ("text_2", ES.1), ("text_3", FR.1)];
            [&[("language", "en"), ("language_3", "fr")], &texts[..], more].concat()
        };
        let (right, same) = (("state_3", "reviewed"), EN.1);
        let unknown = fields(same, &[("state_2", "perfect"), right, ("do", "check")]);
        let refused = send(&rig, &one, &path, &format!("{path}?version=1"), &unknown).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Choose how far the translation is."), "{}", refused.text);
        assert_eq!(statements(&rig).await[0].version, 1);

        let publish = async |version: i64, fields: Vec<(&'static str, &'static str)>| {
            let to = format!("{path}?version={version}");
            let look = [&fields[..], &[("do", "check")]].concat();
            let looked = send(&rig, &one, &path, &to, &look).await;
            assert_eq!(looked.status, StatusCode::OK, "{}", looked.text);
            let once = value_of(&looked.text, "once");
            let last = [&fields[..], &[("do", "publish"), ("once", &once)]].concat();
            let done = send(&rig, &one, &path, &to, &last).await;
            assert_eq!(done.location(), "/desk?done=changed", "{}", done.text);
            looked.text
        };
        publish(1, fields(same, &[("state_2", "reviewed"), right])).await;
        assert_eq!(states(&rig).await, in_order(&[("en", Reviewed), ("es", Reviewed), ("fr", Reviewed)]));
        let changed = "The river is ours again.";
        let looked = publish(2, fields(changed, &[("state_2", "reviewed"), right, ("right_3", "1")])).await;
        assert!(looked.contains("Older than the original"), "{looked}");
        assert_eq!(states(&rig).await, in_order(&[("en", Reviewed), ("es", Drafted), ("fr", Reviewed)]));
        // A form without a word of it reviews nothing.
        publish(3, fields(changed, &[])).await;
        assert_eq!(states(&rig).await, in_order(&[("en", Reviewed), ("es", Drafted), ("fr", Drafted)]));

        // Begun before several had to approve, it becomes a draft with the states that were given.
        quorum::set(&cx, None, 2).await.expect("two must approve");
        let late = fields("Ours.", &[("state_2", "machine"), right, ("right_3", "1"), ("do", "publish")]);
        let kept = send(&rig, &one, "/desk", &format!("{path}?version=4"), &late).await;
        let draft = kept.location().to_owned();
        assert!(draft.starts_with("/desk/drafts/"), "{} {}", kept.status, kept.text);
        let id = draft.rsplit('/').next().expect("an id").parse().expect("a draft");
        let states_of = async || {
            let record = drafts::find(&cx, id).await.expect("a draft");
            record.proposal.texts.iter().map(|text| text.state).collect::<Vec<_>>()
        };
        assert_eq!(states_of().await, [Reviewed, Machine, Reviewed]);
        let to = format!("{draft}/translate/es");
        let said = [("revision", "1"), ("text", ES.1), ("state", "perfect")];
        let refused = send(&rig, &one, "/desk", &to, &said).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(states_of().await, [Reviewed, Machine, Reviewed]);
        let said = [("revision", "1"), ("text", ES.1), ("state", "reviewed")];
        assert_eq!(send(&rig, &one, "/desk", &to, &said).await.location(), draft);
        assert_eq!(states_of().await, [Reviewed; 3]);
    }
}
