//! Several people with different rights work on a draft in the browser, without script.

use antiphon::domain::draft::DraftState;
use antiphon::service::drafts;
use http::StatusCode;

use super::ground::{ONE, OTHER, WRITER, people, send, statements};
use crate::api::visitor::{Person, value_of};
use crate::support::databases;
use crate::support::rig::Rig;

#[tokio::test]
async fn a_draft_goes_from_its_writer_through_review_to_readers() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        people(&rig).await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (writer, one, other) = (sign_in(WRITER).await, sign_in(ONE).await, sign_in(OTHER).await);
        let form = [
            ("language", "en"),
            ("title", "Open the dam"),
            ("text", "The river is <b>dry</b>."),
            ("note", "Please read"),
            ("wish", "2199-12-24 08:00"),
        ];
        let kept = send(&rig, &writer, "/desk/drafts/new", "/desk/drafts/new", &form).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
        let path = kept.location().to_owned();
        let id = path.rsplit('/').next().expect("an id").parse().expect("a number");
        let page = writer.visit(&rig, &path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("Please read") && page.text.contains("Being written"));
        assert!(!page.text.contains("value=\"approve\"") && !page.text.contains("<b>dry"), "{}", page.text);

        // A translation beside its source.
        let beside = format!("{path}/translate/es");
        let shown = writer.visit(&rig, &beside).await;
        assert!(
            shown.text.contains("Open the dam") && shown.text.contains("class=\"beside\""),
            "{}",
            shown.text
        );
        let revision = value_of(&shown.text, "revision");
        let text =
            [("revision", revision.as_str()), ("title", "Abran"), ("text", "El río."), ("state", "machine")];
        assert_eq!(send(&rig, &writer, &path, &beside, &text).await.location(), path);

        // Two change it at once: the second sees both, and nothing is lost.
        let edit = format!("{path}/edit");
        let revision = value_of(&one.visit(&rig, &edit).await.text, "revision");
        let mine = [
            ("revision", revision.as_str()),
            ("language", "en"),
            ("title", "Open both dams"),
            ("text", "Mine"),
        ];
        let theirs =
            [("revision", revision.as_str()), ("language", "en"), ("title", "Shut it"), ("text", "Theirs")];
        assert_eq!(send(&rig, &writer, &path, &edit, &mine).await.status, StatusCode::SEE_OTHER);
        let both = send(&rig, &one, &path, &edit, &theirs).await;
        assert_eq!(both.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(both.text.contains("Theirs") && both.text.contains("<ins>"), "{}", both.text);
        assert!(both.text.contains("both") && both.text.contains("value=\"Shut it\""), "{}", both.text);
        let now = drafts::find(&rig.cx(), id).await.expect("a draft");
        assert_eq!(now.proposal.texts[0].title, "Open both dams");

        let act = async |who: &Person, wish: &str, more: &[(&str, &str)]| {
            let digest = value_of(&who.visit(&rig, &path).await.text, "digest");
            let mut fields = vec![("digest", digest.as_str()), ("do", wish)];
            fields.extend_from_slice(more);
            send(&rig, who, &path, &path, &fields).await
        };
        assert_eq!(act(&writer, "submit", &[]).await.status, StatusCode::SEE_OTHER);
        let refused = act(&writer, "approve", &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "an editor does not approve");
        assert_eq!(
            act(&one, "send_back", &[("words", "Say which dam.")]).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(writer.visit(&rig, &path).await.text.contains("Say which dam."));
        assert_eq!(act(&writer, "submit", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(act(&one, "approve", &[]).await.status, StatusCode::SEE_OTHER);
        let early = act(&one, "publish_now", &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(statements(&rig).await.is_empty());
        assert_eq!(act(&other, "approve", &[]).await.status, StatusCode::SEE_OTHER);
        let look = act(&one, "publish", &[]).await;
        assert_eq!(look.location(), format!("{path}?look=last"));
        let last = one.visit(&rig, look.location()).await;
        assert!(
            last.text.contains("No name is shown") && last.text.contains("signature verified"),
            "{}",
            last.text
        );
        for _ in 0..2 {
            let digest = value_of(&last.text, "digest");
            let fields = [("digest", digest.as_str()), ("do", "publish_now")];
            assert_eq!(send(&rig, &one, &path, &path, &fields).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(statements(&rig).await.len(), 1);
        assert_eq!(drafts::find(&rig.cx(), id).await.expect("a draft").state, DraftState::Published);
    }
}

#[tokio::test]
async fn members_without_a_part_in_it_and_forms_of_others_find_no_draft() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        let draft = super::ground::in_review(&rig, &people.0, super::ground::proposal("Secret dam")).await;
        let path = format!("/desk/drafts/{}", draft.id);
        let nobody = Person::new(&rig, "plain_member", "member").await;
        let moderator = Person::new(&rig, "moira", "moderator").await;
        for who in [&nobody, &moderator] {
            for path in ["/desk/drafts", path.as_str(), "/desk/drafts/new"] {
                let page = who.visit(&rig, path).await;
                assert!(page.status == StatusCode::FORBIDDEN && !page.text.contains("Secret dam"), "{path}");
            }
            let form = [("do", "drop"), ("digest", draft.digest.as_str())];
            let answer = send(&rig, who, "/desk", &path, &form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
        let one = Person::sign_in(&rig, ONE, "").await.0;
        let forged = [("csrf", "x"), ("do", "approve"), ("digest", draft.digest.as_str())];
        let answer =
            crate::api::visitor::Asks::send_form(&rig, &path, &forged, &[("cookie", &one.cookie)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(super::ground::tally(&rig, draft.id).await, (0, false));
        assert_eq!(drafts::find(&rig.cx(), draft.id).await.expect("a draft").state, DraftState::InReview);
    }
}
