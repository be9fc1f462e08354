//! What goes out, when, and how often; corrections, translations, withdrawals; and what the world learns of it.

use antiphon::domain::correction::SaidIn;
use antiphon::domain::draft::{DraftState, Purpose};
use antiphon::domain::translation::TranslationState;
use antiphon::service::{draft_approvals, draft_publishing, drafts, members};
use http::StatusCode;

use super::ground::{ONE, OTHER, WRITER, approved, people, proposal, statements};
use crate::campaigns::ground::{follower, page, read};
use crate::support::databases;
use crate::support::rig::Rig;

const HOUR: i64 = 3_600_000;

#[tokio::test]
async fn a_scheduled_draft_goes_out_once_however_many_nodes_try() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        let cx = rig.cx();
        let draft = approved(&rig, &people, proposal("Dam")).await;
        let at = cx.now().plus(HOUR);
        let early = draft_publishing::schedule(&cx, Some(&people.1), draft.id, &draft.digest, cx.now()).await;
        assert!(early.is_err(), "that time is past");
        draft_publishing::schedule(&cx, Some(&people.1), draft.id, &draft.digest, at).await.expect("planned");
        draft_publishing::publish_due(&cx).await.expect("a look");
        assert!(statements(&rig).await.is_empty(), "its time has not come");
        rig.clock.advance(HOUR + 1);
        let (one, other) = (rig.cx(), rig.cx());
        let (a, b) = tokio::join!(draft_publishing::publish_due(&one), draft_publishing::publish_due(&other));
        assert!(a.is_ok() && b.is_ok(), "{a:?} {b:?}");
        rig.wait_for("it is out", async || !statements(&rig).await.is_empty()).await;
        draft_publishing::publish_due(&cx).await.expect("a look");
        assert_eq!(statements(&rig).await.len(), 1);
        assert_eq!(drafts::find(&cx, draft.id).await.expect("a draft").state, DraftState::Published);
    }
}

#[tokio::test]
async fn approvals_taken_back_or_lost_before_the_time_stop_it() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        let cx = rig.cx();
        let at = cx.now().plus(HOUR);
        let taken_back = approved(&rig, &people, proposal("One")).await;
        let lost = approved(&rig, &people, proposal("Two")).await;
        for draft in [&taken_back, &lost] {
            draft_publishing::schedule(&cx, Some(&people.2), draft.id, &draft.digest, at)
                .await
                .expect("planned");
        }
        draft_approvals::withdraw(&cx, &people.1, taken_back.id).await.expect("taken back");
        assert_eq!(drafts::find(&cx, taken_back.id).await.expect("a draft").state, DraftState::InReview);
        members::suspend(&cx, ONE).await.expect("suspended");
        rig.clock.advance(HOUR + 1);
        draft_publishing::publish_due(&cx).await.expect("a look");
        rig.wait_for("it is stopped", async || {
            drafts::find(&rig.cx(), lost.id).await.is_ok_and(|d| d.state == DraftState::InReview)
        })
        .await;
        let stopped = drafts::find(&cx, lost.id).await.expect("a draft");
        assert!(stopped.failure.is_some_and(|why| why.english.contains("needs 2 approvals and has 1")));
        assert!(statements(&rig).await.is_empty());
    }
}

#[tokio::test]
async fn a_correction_and_a_withdrawal_tell_the_world_why_and_nobody_who() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        let cx = rig.cx();
        let coalition = rig.coalition().await;
        follower(&rig, &rig.vic, "vera", &coalition.username, "/inbox").await;
        let publish = async |draft: &drafts::DraftRecord| {
            draft_publishing::publish(&cx, Some(&people.1), draft.id, &draft.digest)
                .await
                .expect("published");
            rig.delivered().await;
        };
        publish(&approved(&rig, &people, proposal("Dam")).await).await;
        let post = statements(&rig).await.remove(0);
        let path = format!("/@{}/{}", coalition.username, post.id);
        let mut public = Vec::new();
        let mut look = async || {
            let paths = [
                path.clone(),
                format!("{path}?lang=es"),
                format!("{path}/versions"),
                format!("/posts/{}", post.id),
                format!("/@{}/feed.atom", coalition.username),
                format!("/api/v1/statuses/{}", post.id),
                format!("/api/v1/statuses/{}/history", post.id),
                format!("/actors/{}/outbox?page=true", coalition.username),
            ];
            for path in &paths {
                public.push(format!("{path} {}", page(&rig, path).await.1));
                public.push(format!("{path} {}", read(&rig, path).await.1));
            }
        };
        look().await;
        let spanish = page(&rig, &format!("{path}?lang=es")).await.1;
        assert!(spanish.contains("A machine made this translation"), "{spanish}");
        let head = spanish.split_once("</head>").expect("a head").0;
        assert!(!head.contains("El río"), "a preview does not say it as the coalition: {head}");
        let note = read(&rig, &format!("/posts/{}", post.id)).await.1;
        assert_eq!(note["quorum"]["met"], 2);
        assert!(note["contentMap"].get("es").is_none() && note["contentMap"].get("en").is_some(), "{note}");

        let mut correction = drafts::about(&cx, post.id, Purpose::Correction).await.expect("there");
        correction.said = Some("There are thirty villages.".to_owned());
        correction.texts[1].state = TranslationState::Reviewed;
        let said = "Son treinta aldeas.".to_owned();
        correction.said_in = vec![SaidIn { language: "es".to_owned(), said }];
        let overtaken = approved(&rig, &people, correction.clone()).await;
        publish(&approved(&rig, &people, correction).await).await;
        let late = draft_publishing::publish(&cx, Some(&people.1), overtaken.id, &overtaken.digest).await;
        assert!(
            late.is_err_and(|why| why.to_string().contains("has changed since")),
            "an old version is changed"
        );
        look().await;
        let updated = rig.vic.received("Update").pop().expect("an update");
        let note = &updated["object"];
        assert_eq!(note["correction"], "There are thirty villages.");
        assert_eq!(note["version"], 2);
        let content = note["content"].as_str().expect("content");
        assert!(content.starts_with("<p><em>Correction: There are thirty villages."), "{content}");
        let spanish = note["contentMap"]["es"].as_str().expect("it is reviewed now");
        assert!(spanish.starts_with("<p><em>Corrección: Son treinta aldeas.</em></p>"), "{spanish}");
        for at in [path.clone(), format!("{path}/versions"), format!("/@{}/feed.atom", coalition.username)] {
            // A page that was read a moment ago may be two seconds old.
            rig.wait_for(&format!("{at} tells of the correction"), async || {
                page(&rig, &at).await.1.contains("There are thirty villages.")
            })
            .await;
        }

        let mut withdrawal = drafts::about(&cx, post.id, Purpose::Withdrawal).await.expect("there");
        withdrawal.said = Some("Our source was wrong.".to_owned());
        publish(&approved(&rig, &people, withdrawal).await).await;
        rig.wait_for("the page is gone", async || page(&rig, &path).await.0 == StatusCode::GONE).await;
        look().await;
        let (status, gone) = page(&rig, &path).await;
        assert!(status == StatusCode::GONE && gone.contains("Our source was wrong."), "{gone}");
        let (status, stone) = read(&rig, &format!("/posts/{}", post.id)).await;
        assert_eq!(stone["reason"], "Our source was wrong.");
        assert_eq!(status, StatusCode::GONE);

        public.extend(rig.vic.seen().into_iter().map(|seen| format!("{seen:?}")));
        assert!(public.iter().any(|text| text.contains("thirty villages")), "something was looked at");
        for name in [WRITER, ONE, OTHER] {
            let found: Vec<&String> = public.iter().filter(|text| text.contains(name)).collect();
            assert!(found.is_empty(), "{name} stands in {found:?}");
        }
    }
}

#[tokio::test]
async fn each_version_shows_every_language_that_changed_in_it_and_how_far_its_translation_was() {
    let rig = Rig::start().await;
    let people = people(&rig).await;
    let cx = rig.cx();
    let publish = async |proposal| {
        let draft = approved(&rig, &people, proposal).await;
        let done = draft_publishing::publish(&cx, Some(&people.1), draft.id, &draft.digest);
        Box::pin(done).await.expect("published");
    };
    Box::pin(publish(proposal("Dam"))).await;
    let post = statements(&rig).await.remove(0);
    let path = format!("/@coalition/{}/versions", post.id);
    let first = page(&rig, &path).await.1;
    assert!(first.contains(">Dam</h3>") && first.contains("El río"), "{first}");
    assert!(first.contains("A machine made this translation"), "{first}");

    let mut edit = drafts::about(&cx, post.id, Purpose::Edit).await.expect("there");
    "El río es de **todas**.".clone_into(&mut edit.texts[1].source);
    edit.texts[1].state = TranslationState::Reviewed;
    Box::pin(publish(edit)).await;
    let both = async || page(&rig, &path).await.1;
    // A page that was read a moment ago may be two seconds old.
    rig.wait_for("the new version is shown", async || both().await.contains("version-2")).await;
    let shown = both().await;
    let (_, shown) = shown.split_once("<h2 id=\"version-2\"").expect("the second");
    let (second, first) = shown.split_once("<h2 id=\"version-1\"").expect("the first below it");
    assert!(second.contains("todas") && second.contains("Reviewed"), "{second}");
    assert!(
        !second.contains("A machine made") && !second.contains(">Dam</h3>"),
        "only what is new: {second}"
    );
    assert!(
        first.contains("nuestro") && first.contains("A machine made") && first.contains(">Dam</h3>"),
        "{first}"
    );
}
