//! What signers wrote: the server cannot read it back, whoever holds the private key can, with our command or with age.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::pledge::Shown;
use antiphon::keys::OpeningKey;
use antiphon::service::pledges::sign_as_member;
use antiphon::service::{accounts, campaigns, pledge_export};
use antiphon::store::{audit, pledges};
use http::StatusCode;

use super::forms::Scene;
use crate::campaigns::ground::{HANDLE, plan};
use crate::support::databases;
use crate::support::smtp::Smtp;
use crate::web::house::House;

async fn key(scene: &Scene) -> OpeningKey {
    let key = OpeningKey::generate();
    let public = key.public().to_string();
    pledge_export::set_sealing_key(&scene.rig.opened.app, None, &public).await.expect("it is a key");
    key
}

#[tokio::test]
async fn what_signers_write_is_sealed_and_only_the_holder_of_the_key_reads_it() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let key = key(&scene).await;
        let more = "&pledge-shown=hidden&pledge-place=Vac&pledge-comment=We+drink+it";
        scene.signed("ann", more).await;
        let app = &scene.rig.opened.app;
        let campaign = campaigns::find(app, HANDLE).await.expect("it is there");
        let kept = pledges::export(&app.store, campaign.id, 0, 10).await.expect("an export");
        let bytes = kept[0].sealed.as_deref().expect("it is sealed");
        assert!(!bytes.windows(3).any(|part| part == b"ann"));
        assert_eq!(kept[0].public_name, None, "a hidden name is nowhere readable");
        let (lines, next) = pledge_export::page(app, &campaign, 0).await.expect("a page");
        assert_eq!((lines.len(), next), (1, None));
        let sealed = lines[0].sealed.as_deref().expect("it is sealed");
        let opened = pledge_export::open(&key, sealed).expect("it opens");
        assert_eq!((opened.name.as_str(), opened.mail.as_str()), ("ann", "ann@example.org"));
        assert_eq!((opened.place.as_str(), opened.comment.as_str()), ("Vac", "We drink it"));
        assert!(pledge_export::open(&OpeningKey::generate(), sealed).is_err());
        // The server's own key opens nothing of it.
        assert!(app.wrapping.open(b"", bytes).is_err());
    }
}

#[tokio::test]
async fn without_a_key_nothing_is_kept_but_what_is_shown() {
    let scene = Scene::new(databases::sqlite()).await;
    let (_, page) = scene.get(&scene.rig.url(&format!("/@{HANDLE}/sign"))).await;
    assert!(!page.contains("pledge-comment") && page.contains("Your address is not kept"), "{page}");
    scene.signed("ann", "&pledge-comment=never+kept").await;
    let app = &scene.rig.opened.app;
    let campaign = campaigns::find(app, HANDLE).await.expect("it is there").id;
    let kept = pledges::export(&app.store, campaign, 0, 10).await.expect("an export");
    assert_eq!((kept[0].sealed.clone(), kept[0].public_name.as_deref()), (None, Some("ann")));
}

#[tokio::test]
async fn the_key_is_said_at_the_desk_and_sealed_signatures_are_taken_out_there() {
    let relay = Smtp::start().await;
    let house = House::with("", &relay.settings()).await;
    let owner = house.owner().await;
    let cx = house.opened.federation.to_request_data();
    let campaign = campaigns::create(&cx, None, HANDLE, plan()).await.expect("a draft");
    let campaign =
        campaigns::step(&cx, None, &campaign.handle, CampaignState::Gathering).await.expect("open");
    let key = OpeningKey::generate();
    let public = key.public().to_string();
    let say = async |key: &str| {
        let form = [("csrf", owner.csrf.as_str()), ("pledge-key", key)];
        house.post(&owner, "/desk/pledges", &form, &[]).await
    };
    let refused = say("no key").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("begins with age1"), "{}", refused.body);
    assert_eq!(say(&public).await.status, StatusCode::SEE_OTHER);
    let coalition = accounts::coalition(&cx).await.expect("there is one");
    assert!(sign_as_member(&cx, &coalition, campaign.id, Shown::Hidden).await.expect("signed"));
    let page = house.visit(&owner, "/desk/pledges").await;
    assert!(page.body.contains(&public) && page.body.contains("Clean River"), "{}", page.body);
    assert!(page.body.contains("<strong>1</strong>"), "{}", page.body);
    let path = format!("/desk/pledges/{HANDLE}");
    let export = house.visit(&owner, &path).await;
    assert_eq!((export.status, export.header("content-type")), (StatusCode::OK, "application/x-ndjson"));
    let line: serde_json::Value = serde_json::from_str(export.body.trim()).expect("one line");
    assert_eq!((&line["way"], &line["sealed"]), (&"member".into(), &serde_json::Value::Null));
    let log = audit::list(&cx.store, 50).await.expect("a log");
    assert!(log.iter().any(|line| line.action == "pledge.export" && line.subject == HANDLE));
    assert_eq!(house.get(&path).await.status, StatusCode::FORBIDDEN);
}
