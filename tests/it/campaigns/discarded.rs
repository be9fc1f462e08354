//! Throwing away a campaign that was never public; nothing that was public goes this way.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::service::campaigns;
use antiphon::store::audit;
use http::StatusCode;

use super::ground::{HANDLE, draft, page};
use crate::api::visitor::{Asks as _, Person};
use crate::support::databases;
use crate::support::rig::Rig;
use crate::web::house::value_of;

const PATH: &str = "/desk/campaigns/clean-river/discard";

#[tokio::test]
async fn a_draft_is_thrown_away_once_it_was_asked_and_its_handle_is_free() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let app = &rig.opened.app;
        draft(&rig, HANDLE).await;
        let editor = Person::new(&rig, "edda", "editor").await;
        let at_desk = editor.visit(&rig, "/desk/campaigns/clean-river").await.text;
        assert!(at_desk.contains(&format!("href=\"{PATH}\"")), "{at_desk}");
        let asked = editor.visit(&rig, PATH).await.text;
        assert!(asked.contains("Throw this draft away?") && asked.contains("@clean-river"), "{asked}");
        let csrf = value_of(&asked, "csrf");

        let member = Person::new(&rig, "mo", "member").await;
        let theirs = value_of(&member.visit(&rig, "/desk/account").await.text, "csrf");
        for (who, secret, wish, status) in [
            (&member, theirs.as_str(), "go", StatusCode::FORBIDDEN),
            (&editor, "forged", "go", StatusCode::FORBIDDEN),
            (&editor, csrf.as_str(), "look", StatusCode::BAD_REQUEST),
        ] {
            let form = [("csrf", secret), ("do", wish)];
            let refused = rig.send_form(PATH, &form, &[("cookie", &who.cookie)]).await;
            assert_eq!(refused.status, status, "{wish}");
        }
        assert!(campaigns::find(app, HANDLE).await.is_ok(), "it is there");

        let form = [("csrf", csrf.as_str()), ("do", "go")];
        let led = rig.send_form(PATH, &form, &[("cookie", &editor.cookie)]).await;
        assert_eq!(led.location(), "/desk/campaigns", "{}", led.text);
        assert!(campaigns::find(app, HANDLE).await.is_err());
        let log = audit::list(&app.store, 50).await.expect("a log");
        let line = log.iter().find(|line| line.action == "campaign.discard").expect("it is noted");
        assert!(line.subject == HANDLE && line.member.is_some(), "{line:?}");
        draft(&rig, HANDLE).await;
    }
}

#[tokio::test]
async fn nothing_that_was_public_is_thrown_away() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let app = &rig.opened.app;
        draft(&rig, HANDLE).await;
        let editor = Person::new(&rig, "edda", "editor").await;
        let csrf = value_of(&editor.visit(&rig, PATH).await.text, "csrf");
        let form = [("csrf", csrf.as_str()), ("do", "go")];
        // Somebody opens it while the question stands on the screen.
        for state in [CampaignState::Gathering, CampaignState::Closed] {
            campaigns::step(&rig.cx(), None, HANDLE, state).await.expect("a step");
            let refused = rig.send_form(PATH, &form, &[("cookie", &editor.cookie)]).await;
            assert!(refused.status.is_client_error(), "{}", refused.status);
            assert!(campaigns::discard(app, None, HANDLE).await.is_err());
            assert_eq!(editor.visit(&rig, PATH).await.status, StatusCode::NOT_FOUND);
            let at_desk = editor.visit(&rig, "/desk/campaigns/clean-river").await.text;
            assert!(!at_desk.contains(PATH), "{at_desk}");
            assert_eq!(campaigns::find(app, HANDLE).await.expect("it is there").state, state);
        }
        assert_eq!(page(&rig, "/@clean-river").await.0, StatusCode::OK);
        let log = audit::list(&app.store, 50).await.expect("a log");
        assert!(log.iter().all(|line| line.action != "campaign.discard"));
    }
}
