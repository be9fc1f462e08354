//! Campaigns at the desk: writing, looking, opening, each step, and who may not.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::service::{campaigns, members};
use axum::http::StatusCode;

use crate::support::databases;
use crate::support::lists;

use super::house::{Answer, Browser, House, STATEMENT, value_of};

const HANDLE: &str = "clean-river";
const PAGE: &str = "/desk/campaigns/clean-river";

/// What a person types, with something in every part.
const PLAN: &[(&str, &str)] = &[
    ("handle", "clean-river"),
    ("name", "Clean River"),
    ("language", "en"),
    ("goal", "Clean water for thirty villages"),
    ("demand_1", "Open the sluices"),
    ("demand_2", "Publish the measurements"),
    ("demand_3", ""),
    ("asked_1", "A. Minister"),
    ("office_1", "Minister of Water"),
    ("about", "The river is **dry**.\r\n\r\n<script>alert(1)</script>"),
    ("starts", "2026-01-01"),
    ("ends", "2199-12-31"),
    ("milestone_1", "A thousand of us"),
    ("day_1", ""),
    ("supporters_1", "1,000"),
    ("milestone_2", "The vote"),
    ("day_2", "2026-03-01"),
    ("reached_2", "1"),
    ("sector_environment", "1"),
    ("tags", "water, dam"),
    ("regions", "hu"),
    ("reads_en", "1"),
    ("reads_ar", "1"),
    ("donation_1", "By card"),
    ("link_1", "https://give.test/river"),
    ("donation_2", "Bitcoin"),
    ("link_2", "bitcoin:bc1qxyz"),
    ("mirror_1", "https://mirror.test/river"),
];

async fn editor(house: &House) -> Browser {
    members::add(&house.opened.app, "edda", "editor").await.expect("a member");
    house.sign_in("edda").await
}

/// Sends a form with the secret of the session and a button.
async fn send(house: &House, who: &Browser, path: &str, form: &[(&str, &str)], button: &str) -> Answer {
    let mut form = form.to_vec();
    form.extend([("csrf", who.csrf.as_str()), ("do", button)]);
    house.post(who, path, &form, &[]).await
}

/// Writes the draft by both pages.
async fn write(house: &House, who: &Browser) {
    let saved = send(house, who, "/desk/campaigns/new", PLAN, "save").await;
    assert_eq!(saved.header("location"), format!("{PAGE}?done=saved"), "{}", saved.body);
}

async fn state(house: &House) -> Option<CampaignState> {
    campaigns::find(&house.opened.app, HANDLE).await.ok().map(|campaign| campaign.state)
}

/// Asks about a step and takes it.
async fn step(house: &House, who: &Browser, to: &str) -> Answer {
    let asked = house.visit(who, &format!("{PAGE}/step?to={to}")).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
    let from = value_of(&asked.body, "from");
    send(house, who, &format!("{PAGE}/step"), &[("to", to), ("from", &from)], "go").await
}

#[tokio::test]
async fn a_campaign_is_written_looked_at_opened_and_taken_through_its_steps() {
    for database in databases::both() {
        let house = House::on(database).await;
        let edda = editor(&house).await;
        let empty = house.visit(&edda, "/desk/campaigns").await;
        assert!(empty.body.contains("There is no campaign yet.") && empty.body.contains("Write a campaign"));

        let longer = send(&house, &edda, "/desk/campaigns/new", PLAN, "more-demand").await;
        assert_eq!(longer.status, StatusCode::OK);
        assert!(
            longer.body.contains("id=\"demand_6\"") && longer.body.contains("value=\"Open the sluices\"")
        );
        assert!(
            longer.body.contains("id=\"sector_environment\" name=\"sector_environment\" value=\"1\" checked")
        );

        let looked = send(&house, &edda, "/desk/campaigns/new", PLAN, "check").await;
        for mark in [
            "This is how it will look",
            "Only those who work here can see it",
            "@clean-river@sut.test",
            "<strong>dry</strong>",
            "Minister of Water",
            "1,000 supporters",
            "Reached",
            "https://give.test/river",
            "bitcoin:bc1qxyz",
            "https://mirror.test/river",
            "#dam",
        ] {
            assert!(looked.body.contains(mark), "{mark} in {}", looked.body);
        }
        assert!(!looked.body.contains("<script"));
        assert_eq!(state(&house).await, None, "looking saves nothing");
        let back = send(&house, &edda, "/desk/campaigns/new", PLAN, "change").await;
        assert!(back.status == StatusCode::OK && back.body.contains("value=\"By card\""));

        write(&house, &edda).await;
        write(&house, &edda).await;
        assert_eq!(
            lists::campaigns(&house.opened.app).await.expect("a list").len(),
            1,
            "sent twice, written once"
        );
        let kept = campaigns::find(&house.opened.app, HANDLE).await.expect("a draft");
        assert_eq!((kept.plan.demands.len(), kept.plan.milestones[0].supporters), (2, Some(1_000)));
        assert!(
            kept.plan.milestones[1].reached && kept.plan.regions == ["HU"] && kept.plan.donations.len() == 2
        );
        assert_eq!(
            house.get("/@clean-river").await.status,
            StatusCode::NOT_FOUND,
            "nobody outside sees a draft"
        );
        let listed = house.visit(&edda, "/desk/campaigns").await.body;
        assert!(listed.contains("Clean River") && listed.contains(">Draft<"), "{listed}");

        let asked = house.visit(&edda, &format!("{PAGE}/step?to=gathering")).await.body;
        assert!(asked.contains("nothing makes it unseen again") && asked.contains("@clean-river@sut.test"));
        assert_eq!(state(&house).await, Some(CampaignState::Draft), "asking opens nothing");
        for _ in 0..2 {
            let fields = [("to", "gathering"), ("from", "draft")];
            let opened = send(&house, &edda, &format!("{PAGE}/step"), &fields, "go").await;
            assert_eq!(opened.header("location"), format!("{PAGE}?done=step"), "{}", opened.body);
        }
        assert_eq!(state(&house).await, Some(CampaignState::Gathering));
        let public = house.get("/@clean-river").await.body;
        for mark in
            ["Open the sluices", "Reached", "https://give.test/river", "bitcoin:bc1qxyz", "mirror.test"]
        {
            assert!(public.contains(mark), "{mark} in {public}");
        }
        assert!(!public.contains("edda"), "nobody reads who opened it");
        let page = house.visit(&edda, PAGE).await.body;
        assert!(page.contains("1 of 2 milestones reached") && page.contains("Nobody follows yet"), "{page}");

        assert_eq!(step(&house, &edda, "won").await.header("location"), format!("{PAGE}?done=step"));
        let wrong = house.visit(&edda, &format!("{PAGE}/step?to=lost")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("cannot be lost next"), "{}", wrong.body);
        let stale = [("to", "closed"), ("from", "gathering")];
        let stale = send(&house, &edda, &format!("{PAGE}/step"), &stale, "go").await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(state(&house).await, Some(CampaignState::Won), "a page from before does nothing");
        let closing = house.visit(&edda, &format!("{PAGE}/step?to=closed")).await.body;
        assert!(closing.contains("never opens again") && closing.contains("class=\"danger\""));
        step(&house, &edda, "closed").await;
        let page = house.visit(&edda, PAGE).await.body;
        assert!(page.contains("closed, and stays so") && !page.contains("Write as the campaign"), "{page}");
    }
}

#[tokio::test]
async fn what_is_missing_is_said_before_it_opens_and_slips_stand_at_their_fields() {
    let house = House::open().await;
    let edda = editor(&house).await;
    let thin = [("handle", HANDLE), ("name", "Clean River"), ("language", "en")];
    send(&house, &edda, "/desk/campaigns/new", &thin, "save").await;
    let asked = house.visit(&edda, &format!("{PAGE}/step?to=gathering")).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        asked.body.contains("Without a goal it cannot be opened") && !asked.body.contains("value=\"go\"")
    );
    let forced = [("to", "gathering"), ("from", "draft")];
    let forced = send(&house, &edda, &format!("{PAGE}/step"), &forced, "go").await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(state(&house).await, Some(CampaignState::Draft));
    for (field, value, words) in [
        ("handle", "Clean River", "Choose another handle"),
        ("handle", "river", "is taken"),
        ("name", "", "Give the campaign a name."),
        ("link_1", "javascript:alert(1)", "href=\"#link_1\""),
        ("day_1", "soon", "Write the day like"),
        ("regions", "Atlantis", "is not a region"),
    ] {
        let mut form: Vec<_> = PLAN.iter().copied().filter(|(name, _)| *name != field).collect();
        form.retain(|(name, _)| *name != "handle");
        form.push((field, value));
        if field != "handle" {
            form.push(("handle", "another"));
        }
        let answer = send(&house, &edda, "/desk/campaigns/new", &form, "save").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(
            answer.body.contains(words) && answer.body.contains("There is a problem"),
            "{field}: {}",
            answer.body
        );
        assert!(answer.body.contains("value=\"By card\""), "what was typed stays");
    }
    assert_eq!(lists::campaigns(&house.opened.app).await.expect("a list").len(), 1);
}

#[tokio::test]
async fn a_draft_is_renamed_and_nobody_overwrites_what_somebody_else_saved() {
    let house = House::open().await;
    let edda = editor(&house).await;
    write(&house, &edda).await;
    let form = house.visit(&edda, &format!("{PAGE}/edit")).await.body;
    let base = value_of(&form, "base");
    assert!(form.contains("value=\"Publish the measurements\"") && form.contains("name=\"reached_2\""));
    let renamed: Vec<_> = PLAN
        .iter()
        .map(|(name, value)| if *name == "handle" { ("handle", "blue-river") } else { (*name, *value) })
        .chain([("base", base.as_str())])
        .collect();
    let saved = send(&house, &edda, &format!("{PAGE}/edit"), &renamed, "save").await;
    assert_eq!(saved.header("location"), "/desk/campaigns/blue-river?done=saved", "{}", saved.body);
    assert_eq!(state(&house).await, None);
    // Somebody with the older form.
    let mut old = renamed.clone();
    old.push(("demand_4", "Something else"));
    let answer = send(&house, &edda, "/desk/campaigns/blue-river/edit", &old, "save").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("Somebody else changed this campaign") && answer.body.contains("Something else")
    );
    let kept = campaigns::find(&house.opened.app, "blue-river").await.expect("there");
    assert_eq!(kept.plan.demands.len(), 2, "nothing was overwritten");
    // Open, it keeps its name whatever a form says.
    campaigns::step(&house.opened.federation.to_request_data(), None, "blue-river", CampaignState::Gathering)
        .await
        .expect("it opens");
    let form = house.visit(&edda, "/desk/campaigns/blue-river/edit").await.body;
    assert!(form.contains("stays so") && !form.contains("id=\"handle\""));
    let base = value_of(&form, "base");
    let mut other: Vec<_> =
        PLAN.iter().copied().filter(|(name, _)| !["handle", "demand_2"].contains(name)).collect();
    other.extend([("handle", "red-river"), ("base", base.as_str())]);
    let looked = send(&house, &edda, "/desk/campaigns/blue-river/edit", &other, "check").await.body;
    assert!(looked.contains("No other server follows it yet") && looked.contains("Publish the change"));
    let saved = send(&house, &edda, "/desk/campaigns/blue-river/edit", &other, "save").await;
    assert_eq!(saved.header("location"), "/desk/campaigns/blue-river?done=saved", "{}", saved.body);
    assert!(
        !house.get("/@blue-river").await.body.contains("Publish the measurements"),
        "readers see it at once"
    );
}

#[tokio::test]
async fn statements_are_said_as_the_coalition_or_as_the_campaign_and_one_stands_at_the_head() {
    let house = House::open().await;
    let (owner, edda) = (house.owner().await, editor(&house).await);
    write(&house, &edda).await;
    step(&house, &edda, "gathering").await;
    let say = async |who: &Browser, voice: &str| {
        let path = format!("{PAGE}/statements/new?as={voice}");
        let shown = house.visit(who, &path).await;
        if shown.status != StatusCode::OK {
            let forced = send(&house, who, &path, STATEMENT, "publish").await;
            assert_eq!(forced.status, shown.status);
            return shown.status;
        }
        let looked = send(&house, who, &path, STATEMENT, "check").await;
        assert!(looked.body.contains("No other server follows yet"), "{}", looked.body);
        let once = value_of(&looked.body, "once");
        let form = [STATEMENT, &[("once", once.as_str())]].concat();
        let said = send(&house, who, &path, &form, "publish").await;
        assert_eq!(said.header("location"), format!("{PAGE}?done=published"), "{}", said.body);
        StatusCode::OK
    };
    assert_eq!(say(&edda, "coalition").await, StatusCode::FORBIDDEN);
    let campaign = campaigns::find(&house.opened.app, HANDLE).await.expect("there");
    let said =
        async || campaigns::statements(&house.opened.app, campaign.id, i64::MAX, 10).await.expect("a list");
    assert!(said().await.is_empty(), "an editor does not speak for the coalition");
    assert_eq!(say(&edda, "campaign").await, StatusCode::OK);
    assert_eq!(say(&owner, "coalition").await, StatusCode::OK);
    assert_eq!(say(&edda, "somebody").await, StatusCode::BAD_REQUEST);
    let all = said().await;
    assert_eq!(all.len(), 2);
    let (by_coalition, by_campaign) = (all[0].id, all[1].id);
    let page = house.visit(&edda, PAGE).await.body;
    assert!(page.contains("Said by the campaign") && page.contains("Said by the coalition"), "{page}");
    assert!(page.contains(&format!("/desk/statements/{by_campaign}/edit")));
    assert!(!page.contains(&format!("/desk/statements/{by_coalition}/edit")), "not hers to change");
    for id in [by_coalition, by_campaign] {
        let outcome = house.visit(&edda, &format!("/desk/statements/{id}/delivery")).await;
        assert_eq!(outcome.status, StatusCode::OK, "{}", outcome.body);
    }
    let edit = |id| format!("/desk/statements/{id}/edit");
    assert_eq!(house.visit(&edda, &edit(by_campaign)).await.status, StatusCode::OK);
    assert_eq!(house.visit(&edda, &edit(by_coalition)).await.status, StatusCode::FORBIDDEN);
    let withdraw = format!("/desk/statements/{by_coalition}/withdraw");
    assert_eq!(send(&house, &edda, &withdraw, &[], "withdraw").await.status, StatusCode::FORBIDDEN);
    assert_eq!(said().await.len(), 2);

    let id = by_campaign.to_string();
    let pinned = send(&house, &edda, PAGE, &[("statement", &id)], "pin").await;
    assert_eq!(pinned.header("location"), format!("{PAGE}?done=pinned"), "{}", pinned.body);
    assert!(house.visit(&edda, PAGE).await.body.contains("At its head"));
    let shown = campaigns::show(&house.opened.app, HANDLE).await.expect("public");
    assert_eq!(shown.key_statement, Some(by_campaign));
    let theirs = house.publish(&owner, STATEMENT).await;
    let stranger = theirs.rsplit('/').next().expect("an id");
    let wrong = send(&house, &edda, PAGE, &[("statement", stranger)], "pin").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND, "it does not belong to the campaign");
    let withdraw = format!("/desk/statements/{by_campaign}/withdraw");
    let gone = send(&house, &edda, &withdraw, &[], "withdraw").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    assert_eq!(said().await.len(), 1);
}

#[tokio::test]
async fn those_who_run_no_campaigns_neither_see_nor_change_them() {
    let house = House::open().await;
    let edda = editor(&house).await;
    write(&house, &edda).await;
    members::add(&house.opened.app, "mo", "moderator").await.expect("a member");
    members::add(&house.opened.app, "mia", "member").await.expect("a member");
    let before = campaigns::find(&house.opened.app, HANDLE).await.expect("there");
    for name in ["mo", "mia"] {
        let who = house.sign_in(name).await;
        assert!(
            !house.visit(&who, "/desk").await.body.contains("/desk/campaigns"),
            "{name} sees no such room"
        );
        for path in [
            "/desk/campaigns".to_owned(),
            "/desk/campaigns/new".to_owned(),
            PAGE.to_owned(),
            format!("{PAGE}/edit"),
            format!("{PAGE}/look"),
            format!("{PAGE}/step?to=gathering"),
            format!("{PAGE}/statements/new?as=campaign"),
        ] {
            assert_eq!(house.visit(&who, &path).await.status, StatusCode::FORBIDDEN, "{name} {path}");
        }
        let mut form = PLAN.to_vec();
        form.extend([("to", "gathering"), ("from", "draft"), ("statement", "1")]);
        for (path, button) in [
            ("/desk/campaigns/new".to_owned(), "save"),
            (format!("{PAGE}/edit"), "save"),
            (format!("{PAGE}/step"), "go"),
            (PAGE.to_owned(), "pin"),
            (format!("{PAGE}/statements/new?as=campaign"), "publish"),
        ] {
            let answer = send(&house, &who, &path, &form, button).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name} {path}");
        }
    }
    for (csrf, origin) in [("x", "null"), (edda.csrf.as_str(), "https://evil.test")] {
        let form = [("csrf", csrf), ("to", "gathering"), ("from", "draft"), ("do", "go")];
        let answer = house.post(&edda, &format!("{PAGE}/step"), &form, &[("origin", origin)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "A171");
    }
    let after = campaigns::find(&house.opened.app, HANDLE).await.expect("there");
    assert_eq!(before, after);
    assert_eq!(lists::campaigns(&house.opened.app).await.expect("a list").len(), 1);
}
