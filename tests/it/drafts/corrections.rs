//! Correcting a published statement from the desk: in a form where one may publish alone, in a draft where two must
//! approve. Either way readers see what was wrong.

use antiphon::domain::post::Post;
use antiphon::service::statements as by;
use http::{Method, StatusCode};

use super::ground::{ONE, OTHER, WRITER, member, people, send, statements};
use crate::api::visitor::{Asks as _, Person, value_of};
use crate::campaigns::ground::words;
use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;

const SAID: &str = "It was thirty villages, not <three>.";
const SHOWN: &str = "It was thirty villages, not &#60;three&#62;.";

async fn published(rig: &Rig) -> Post {
    let coalition = rig.coalition().await;
    by::publish(&rig.cx(), None, &coalition, words("Three villages")).await.expect("published")
}

/// Readers see the sentence on the page, and the earlier text among its versions.
async fn readers_see_it(rig: &Rig, post: &Post) {
    let path = format!("/@{}/{}", rig.coalition().await.username, post.id);
    rig.wait_for("the page says what was wrong", async || {
        let page = rig.ask(Method::GET, &path, &[], None).await.text;
        page.contains(SHOWN) && page.contains("Thirty villages")
    })
    .await;
    let versions = rig.ask(Method::GET, &format!("{path}/versions"), &[], None).await.text;
    assert!(versions.contains("Three villages") && versions.contains(SHOWN), "{versions}");
}

#[tokio::test]
async fn a_spokesperson_alone_corrects_in_a_form_that_asks_what_was_wrong() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        member(&rig, ONE, "spokesperson").await;
        member(&rig, WRITER, "editor").await;
        let one = Person::sign_in(&rig, ONE, "").await.0;
        let post = published(&rig).await;
        let path = format!("/desk/statements/{}/correct", post.id);
        for page in ["/desk".to_owned(), format!("/desk/statements/{}/delivery", post.id)] {
            assert!(one.visit(&rig, &page).await.text.contains(&format!("href=\"{path}\"")), "{page}");
        }
        let form = one.visit(&rig, &path).await;
        assert!(form.status == StatusCode::OK && form.text.contains("name=\"said\""), "{}", form.text);
        let fields = [
            ("language", "en"),
            ("title", "Thirty villages"),
            ("text", "They drink from it."),
            ("do", "check"),
        ];
        let to = format!("{path}?version=1");
        let silent = send(&rig, &one, &path, &to, &fields).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text.contains("Say in one sentence what was wrong."), "{}", silent.text);
        let mut fields = fields.to_vec();
        fields.push(("said", SAID));
        let looked = send(&rig, &one, &path, &to, &fields).await;
        assert!(looked.status == StatusCode::OK && looked.text.contains(SHOWN), "{}", looked.text);
        assert_eq!(statements(&rig).await[0].version, 1, "looking publishes nothing");
        let once = value_of(&looked.text, "once");
        fields.extend([("do", "publish"), ("once", &once)]);
        fields.retain(|field| *field != ("do", "check"));
        for _ in 0..2 {
            let done = send(&rig, &one, &path, &to, &fields).await;
            assert_eq!(done.location(), "/desk?done=corrected", "{}", done.text);
        }
        let now = statements(&rig).await.remove(0);
        assert_eq!((now.version, now.details.correction.as_deref()), (2, Some(SAID)));
        readers_see_it(&rig, &post).await;

        // An editor may not speak for the coalition alone: no link, no form, no effect.
        let writer = Person::sign_in(&rig, WRITER, "").await.0;
        assert!(!writer.visit(&rig, "/desk").await.text.contains(&path));
        assert_eq!(writer.visit(&rig, &path).await.status, StatusCode::FORBIDDEN);
        fields.push(("said", "Nothing at all"));
        let refused = send(&rig, &writer, "/desk", &to, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(statements(&rig).await[0].version, 2);
    }
}

#[tokio::test]
async fn where_two_must_approve_the_same_link_leads_to_a_draft() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let post = published(&rig).await;
        people(&rig).await;
        let sign_in = async |name: &str| Person::sign_in(&rig, name, "").await.0;
        let (writer, one, other) = (sign_in(WRITER).await, sign_in(ONE).await, sign_in(OTHER).await);
        let new = format!("/desk/drafts/new?corrects={}", post.id);
        assert!(writer.visit(&rig, "/desk").await.text.contains(&format!("href=\"{new}\"")));
        let direct = format!("/desk/statements/{}/correct", post.id);
        assert_eq!(one.visit(&rig, &direct).await.location(), new);
        let fields = [
            ("language", "en"),
            ("title", "Thirty villages"),
            ("text", "They drink from it."),
            ("said", SAID),
        ];
        // A form that was begun when one sufficed becomes a draft as well.
        let old = [&fields[..], &[("do", "publish"), ("once", "a-mark-of-twenty-letters")]].concat();
        // One that was begun on another version would take back unseen what was changed meanwhile.
        let stale = send(&rig, &one, "/desk", &format!("{direct}?version=0"), &old).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", stale.location());
        assert!(
            stale.text.contains("It was thirty villages") && stale.text.contains("They drink from it."),
            "nothing typed is lost"
        );
        assert!(lists::drafts(&rig.cx(), None).await.expect("a list").is_empty());
        let kept = send(&rig, &one, "/desk", &format!("{direct}?version=1"), &old).await;
        assert!(kept.location().starts_with("/desk/drafts/"), "{} {}", kept.status, kept.text);
        assert_eq!(statements(&rig).await[0].version, 1);

        let made = send(&rig, &writer, &new, &new, &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let path = made.location().to_owned();
        let act = async |who: &Person, wish: &str| {
            let digest = value_of(&who.visit(&rig, &path).await.text, "digest");
            send(&rig, who, &path, &path, &[("digest", &digest), ("do", wish)]).await
        };
        assert_eq!(act(&writer, "submit").await.status, StatusCode::SEE_OTHER);
        assert_eq!(act(&one, "approve").await.status, StatusCode::SEE_OTHER);
        let early = act(&one, "publish_now").await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "one is not enough");
        assert_eq!(statements(&rig).await[0].version, 1);
        assert_eq!(act(&other, "approve").await.status, StatusCode::SEE_OTHER);
        assert_eq!(act(&one, "publish_now").await.status, StatusCode::SEE_OTHER);
        assert_eq!(statements(&rig).await[0].details.correction.as_deref(), Some(SAID));
        readers_see_it(&rig, &post).await;
    }
}
