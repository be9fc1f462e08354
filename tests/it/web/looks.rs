//! The rooms of the desk in a browser that runs no script: a campaign is written and opened at the width of a phone, and
//! each page is looked at. The pictures are for people: `target/screens/desk-*.png`.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::draft::Proposal;
use antiphon::domain::endorsement::{EndorsementState, Side};
use antiphon::service::drafts::{self, Aside};
use antiphon::service::{campaigns, members};

use crate::campaigns::ground::words;

use crate::support::chromium::{self, Page};
use crate::support::rig::Rig;

use super::older::endorsement;

#[tokio::test]
async fn a_browser_without_script_writes_and_opens_a_campaign_on_a_phone() {
    let Some(chromium) = chromium::installed() else {
        println!("left out: no Chromium is installed");
        return;
    };
    let rig = Rig::start().await;
    let app = &rig.opened.app;
    members::add(app, "edda", "owner").await.expect("the name is free");
    members::add(app, "mia", "member").await.expect("the name is free");
    let link = members::link_for(app, "edda").await.expect("a link");
    let mut page = Page::open(&chromium).await;
    page.narrow().await;
    page.go(&rig.url(&link)).await;
    page.clicks("main form button").await;
    // On a phone the rooms are behind one link, which opens them without script.
    page.shows("nav a[href='/desk/campaigns']").await;
    page.clicks("a.menu").await;
    page.clicks("nav a[href='/desk/campaigns']").await;
    page.clicks("a[href='/desk/campaigns/new']").await;
    page.types("#name", "Clean River").await;
    page.types("#handle", "clean-river").await;
    page.types("#goal", "Clean water for thirty villages before the next summer").await;
    page.types("#demand_1", "Open the sluices").await;
    page.clicks("button[value=more-demand]").await;
    page.types("#demand_4", "Publish every measurement").await;
    page.types("#asked_1", "A. Minister").await;
    page.types("#office_1", "Minister of Water").await;
    page.types("#about", "The river is **dry**.").await;
    page.types("#milestone_1", "A thousand of us").await;
    page.types("#supporters_1", "1000").await;
    page.types("#donation_1", "By card").await;
    page.types("#link_1", "https://give.test/river").await;
    page.types("#regions", "Atlantis").await;
    page.clicks("button[value=check]").await;
    page.shows("#error-summary").await;
    page.pictures("desk-campaign-form").await;
    page.narrow().await;
    page.clears("#regions").await;
    page.types("#regions", "HU").await;
    page.clicks("button[value=check]").await;
    page.shows("button[value=save]").await;
    let shown = page.source().await;
    assert!(shown.contains("Publish every measurement") && !shown.contains("<script"), "{shown}");
    page.pictures("desk-campaign-look").await;
    page.narrow().await;
    page.clicks("button[value=save]").await;
    page.clicks("a[href='/desk/campaigns/clean-river/step?to=gathering']").await;
    page.shows("button[value=go]").await;
    page.pictures("desk-campaign-open").await;
    page.narrow().await;
    page.clicks("button[value=go]").await;
    page.shows("a[href='/@clean-river']").await;
    let opened = campaigns::find(app, "clean-river").await.expect("it is there");
    assert_eq!(opened.state, CampaignState::Gathering);
    assert_eq!(opened.plan.demands, ["Open the sluices", "Publish every measurement"]);
    page.pictures("desk-campaign").await;
    for (path, name) in [
        ("/desk", "desk-home"),
        ("/desk/campaigns", "desk-campaigns"),
        ("/desk/people", "desk-people"),
        ("/desk/people/mia", "desk-person"),
        ("/desk/people/mia/suspend", "desk-suspend"),
        ("/desk/reports", "desk-reports"),
        ("/desk/audit", "desk-audit"),
        ("/desk/queue", "desk-queue"),
    ] {
        page.go(&rig.url(path)).await;
        page.shows("main h1").await;
        page.pictures(name).await;
    }
    // Right to left, as far as the words are there.
    page.go(&rig.url("/desk/campaigns/clean-river")).await;
    page.clicks("footer a[href='/language/ar'], nav a[href='/language/ar']").await;
    page.shows("html[dir=rtl] main h1").await;
    for (path, name) in [
        ("/desk/campaigns/clean-river", "desk-campaign-rtl"),
        ("/desk/campaigns/clean-river/edit", "desk-campaign-form-rtl"),
        ("/desk/audit", "desk-audit-rtl"),
        ("/desk/people/mia", "desk-person-rtl"),
        ("/desk/queue", "desk-queue-rtl"),
    ] {
        page.go(&rig.url(path)).await;
        page.shows("html[dir=rtl] main h1").await;
        page.pictures(name).await;
    }
}

#[tokio::test]
async fn a_long_list_of_the_desk_is_gone_through_on_a_phone_without_script() {
    let Some(chromium) = chromium::installed() else {
        println!("left out: no Chromium is installed");
        return;
    };
    let rig = Rig::start().await;
    let app = &rig.opened.app;
    members::add(app, "edda", "owner").await.expect("the name is free");
    for _ in 0..23 {
        endorsement(app, Side::Received, EndorsementState::Offered, "Waits for us").await;
    }
    for index in 0..60 {
        endorsement(app, Side::Received, EndorsementState::Accepted, &format!("The river {index:03}")).await;
        let proposal = Proposal::statement(words(&format!("Old draft {index:03}")));
        let id = drafts::create(&rig.cx(), None, proposal, Aside::default()).await.expect("a draft").id;
        if index > 1 {
            drafts::discard(&rig.cx(), None, id).await.expect("given up");
        }
    }
    let link = members::link_for(app, "edda").await.expect("a link");
    let mut page = Page::open(&chromium).await;
    page.narrow().await;
    page.go(&rig.url(&link)).await;
    page.clicks("main form button").await;
    page.shows("nav a[href='/desk/campaigns']").await;
    for (path, name, anchor, last) in [
        ("/desk/endorsements", "desk-endorsements", "received", "The river 020"),
        ("/desk/drafts", "desk-drafts", "closed", "Old draft 002"),
    ] {
        page.go(&rig.url(path)).await;
        page.shows("main h1").await;
        assert!(!page.source().await.contains(last), "{path} is longer than a page");
        page.pictures(name).await;
        page.narrow().await;
        page.clicks(&format!(".pager a[rel=next][href$='#{anchor}']")).await;
        page.shows(&format!(".pager a[rel=prev][href='{path}#{anchor}']")).await;
        let source = page.source().await;
        assert!(source.contains(last) && !source.contains("<script"), "{source}");
        page.pictures(&format!("{name}-older")).await;
    }
    page.go(&rig.url("/desk/endorsements")).await;
    page.clicks("footer a[href='/language/ar'], nav a[href='/language/ar']").await;
    page.shows("html[dir=rtl] main h1").await;
    for (path, name) in [("/desk/endorsements", "desk-endorsements-rtl"), ("/desk/drafts", "desk-drafts-rtl")]
    {
        page.go(&rig.url(path)).await;
        page.shows("html[dir=rtl] main h1").await;
        page.pictures(name).await;
    }
}
