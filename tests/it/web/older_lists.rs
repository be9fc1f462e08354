//! Lists of the desk that were cut off: whatever is there is shown exactly once while somebody goes from page to page, also
//! when rows come meanwhile. How pages are walked is in `older`.

use antiphon::app::App;
use antiphon::domain::account::Account;
use antiphon::domain::call::{Call, CallKind, CallState};
use antiphon::domain::campaign::{DecisionMaker, Plan};
use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::cursor::Cursor;
use antiphon::domain::follow::FollowState;
use antiphon::domain::ids::RowId;
use antiphon::domain::joint::{JointState, Side};
use antiphon::domain::letter::OfficeHours;
use antiphon::domain::notice::NoticePlan;
use antiphon::domain::visibility::Visibility;
use antiphon::service::calls::{self, Readers};
use antiphon::service::{
    accounts, campaigns, follows, joint, mail_returns, notices, queue, statements, suspensions,
};
use antiphon::store;
use antiphon::store::intake::Arrival;
use antiphon::store::joint::NewJoint;
use antiphon::store::letters::TargetRecord;
use antiphon::store::reactions::BoostRecord;

use crate::support::databases;

use super::house::{Browser, House};
use super::older::{cx, look, older, stranger, words};

/// Each number that stands behind this name, in the order of the page.
fn numbers(page: &str, name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in page.split(&format!("{name}-")).skip(1) {
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        if !number.is_empty() && !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

/// Goes through every page of a list; `between` happens after each. What stood on which page.
async fn walk(
    house: &House,
    who: &Browser,
    path: &str,
    (anchor, name): (&str, &str),
    mut between: impl AsyncFnMut(),
) -> Vec<Vec<String>> {
    let (mut rows, mut next) = (Vec::new(), Some(path.to_owned()));
    while let Some(path) = next {
        let page = look(house, who, &path).await;
        rows.push(numbers(&page, name));
        next = older(&page, anchor);
        assert!(rows.len() < 12, "{path} has no end");
        between().await;
    }
    rows
}

/// Each number up to this exactly once, the highest first.
fn assert_whole(rows: &[Vec<String>], most: usize, number: usize) {
    let all: Vec<String> = rows.iter().flatten().cloned().collect();
    let expected: Vec<String> = (0..number).rev().map(|index| format!("{index:03}")).collect();
    assert_eq!(all, expected);
    assert!(rows.len() > 1 && rows.iter().all(|page| page.len() <= most), "{rows:?}");
}

async fn follow(house: &House, by: &Account, name: &str, state: FollowState) {
    let app = &house.opened.app;
    let target = stranger(house, by, name).await;
    let mut tx = app.store.begin().await.expect("a transaction");
    let uri = format!("https://far.test/follows/{target}");
    store::follows::save(&mut tx, app.row_id(), by.id, target, state, &uri, app.now()).await.expect("saved");
    tx.commit().await.expect("committed");
}

#[tokio::test]
async fn everybody_who_is_followed_is_shown_once_for_each_who_follows() {
    for database in databases::both() {
        let house = House::on(database).await;
        let (app, owner) = (&house.opened.app, house.owner().await);
        let coalition = accounts::coalition(app).await.expect("there");
        campaign(&house, "clean-river", "Clean River").await;
        campaigns::step(&cx(&house), None, "clean-river", CampaignState::Gathering).await.expect("open");
        let group = campaigns::speaking(app).await.expect("reads").remove(0);
        for index in 0..120 {
            let state = if index % 2 == 0 { FollowState::Accepted } else { FollowState::Requested };
            follow(&house, &coalition, &format!("ours-{index:03}"), state).await;
            if index % 3 == 0 {
                house.clock.advance(1);
            }
        }
        for index in 0..60 {
            follow(&house, &group, &format!("theirs-{index:03}"), FollowState::Accepted).await;
        }
        let path = "/desk/following";
        let rows = walk(&house, &owner, path, ("following-river", "ours"), async || {
            house.clock.advance(1);
            follow(&house, &coalition, "later-000", FollowState::Accepted).await;
        })
        .await;
        assert_whole(&rows, 50, 120);
        let rows = walk(&house, &owner, path, ("following-clean-river", "theirs"), async || {}).await;
        assert_whole(&rows, 50, 60);
        // The link moves one list alone, and leads back to its beginning.
        let second = older(&look(&house, &owner, path).await, "following-clean-river").expect("a link");
        let page = look(&house, &owner, &second).await;
        assert!(numbers(&page, "later").len() == 1 && page.contains("#following-clean-river\" rel=\"prev\""));
        let broken = look(&house, &owner, &format!("{path}?of=river&followed=x")).await;
        assert_eq!(numbers(&broken, "theirs").len(), 50);

        let (mut seen, mut below) = (Vec::new(), Some(Cursor::START));
        while let Some(place) = below {
            let part = follows::followed(app, &group, place, 25).await.expect("reads");
            seen.extend(part.rows.into_iter().map(|one| one.account.name));
            below = part.next;
        }
        assert_eq!(seen.len(), 60);
    }
}

/// A draft of a campaign.
async fn campaign(house: &House, handle: &str, name: &str) {
    let plan = Plan {
        name: name.to_owned(),
        goal: "Clean water".to_owned(),
        language: "en".to_owned(),
        demands: vec!["Open the sluices".to_owned()],
        addressed: vec![DecisionMaker { name: "A. Minister".to_owned(), office: None }],
        ..Plan::default()
    };
    campaigns::create(&house.opened.app, None, handle, plan).await.expect("a draft");
}

#[tokio::test]
async fn every_campaign_is_shown_once_and_can_be_chosen_however_many_there_are() {
    for database in databases::both() {
        let house = House::on(database).await;
        let owner = house.owner().await;
        for index in 0..60 {
            campaign(&house, &format!("c{index}"), &format!("plan-{index:03}")).await;
        }
        let mut more = 0;
        let rows = walk(&house, &owner, "/desk/campaigns", ("campaigns", "plan"), async || {
            more += 1;
            campaign(&house, &format!("later{more}"), "later").await;
        })
        .await;
        assert_whole(&rows, 50, 60);
        // The first of all still takes part in what is chosen among.
        campaigns::step(&cx(&house), None, "c0", CampaignState::Gathering).await.expect("open");
        assert!(look(&house, &owner, "/desk/joint").await.contains("<option value=\"c0\""));
        assert!(look(&house, &owner, "/desk/letters").await.contains("<option value=\"c0\""));
        assert!(
            look(&house, &owner, "/desk/pledges").await.contains("plan-000"),
            "drafts take no place there"
        );
    }
}

/// An invitation of a campaign elsewhere, or one that has ended.
async fn joint_of(house: &House, lead: &Account, name: &str, side: Side, state: JointState) -> RowId {
    let app: &App = &house.opened.app;
    let id = app.row_id();
    let new = NewJoint {
        id,
        side,
        campaign: None,
        uri: &format!("https://far.test/joint/{id}"),
        name,
        lead: lead.id,
        state: JointState::Invited,
        offer_uri: Some(&format!("https://far.test/offers/{id}")),
        secret: None,
        at: app.now(),
    };
    let mut tx = app.store.begin().await.expect("a transaction");
    store::joint::insert(&mut tx, &new).await.expect("written");
    if state != JointState::Invited {
        store::joint::end(&mut tx, id, state, app.now()).await.expect("ended");
    }
    tx.commit().await.expect("committed");
    id
}

#[tokio::test]
async fn invitations_that_wait_come_in_their_order_and_what_has_ended_is_shown_once() {
    for database in databases::both() {
        let house = House::on(database).await;
        let (app, owner) = (&house.opened.app, house.owner().await);
        let coalition = accounts::coalition(app).await.expect("there");
        let lead = stranger(&house, &coalition, "led").await;
        let lead = accounts::find(&cx(&house), lead).await.expect("there");
        let add = async |name: &str, state| {
            joint_of(&house, &lead, name, Side::Partner, state).await;
        };
        for index in 0..45 {
            add(&format!("waits-{index:03}"), JointState::Invited).await;
            add(&format!("over-{index:03}"), JointState::Declined).await;
        }
        for _ in 0..30 {
            joint_of(&house, &lead, "ours", Side::Lead, JointState::Left).await;
        }
        let path = "/desk/joint";
        let rows = walk(&house, &owner, path, ("others", "over"), async || {
            add("later", JointState::Declined).await;
        })
        .await;
        assert_whole(&rows, 20, 45);
        // Whoever comes later stands behind those who have waited, and the number says how many there are.
        assert!(look(&house, &owner, path).await.contains("45 wait for a decision"));
        let mut more = 44;
        let rows = walk(&house, &owner, path, ("waiting", "waits"), async || {
            more += 1;
            add(&format!("waits-{more:03}"), JointState::Invited).await;
        })
        .await;
        let all: Vec<String> = rows.iter().flatten().cloned().collect();
        let expected: Vec<String> = (0..all.len()).map(|index| format!("{index:03}")).collect();
        assert_eq!(all, expected);
        assert!(all.len() >= 45 && rows.iter().all(|page| page.len() <= 20), "{rows:?}");
        let led = older(&look(&house, &owner, path).await, "led").expect("ours have pages of their own");
        assert!(older(&look(&house, &owner, &led).await, "led").is_none());
        assert_eq!(
            joint::standing(app).await.expect("reads").len(),
            more + 1,
            "the command shows them whole"
        );
        // What has ended on either side stands in one order, each once.
        let (mut ended, mut below) = (Vec::new(), Some(i64::MAX));
        while let Some(place) = below {
            let stretch = joint::ended(app, None, place, 20).await.expect("reads");
            assert!(stretch.rows.len() <= 20);
            ended.extend(stretch.rows.iter().map(|listed| (listed.record.id.0, listed.record.side)));
            below = stretch.next;
        }
        assert!(ended.is_sorted_by(|one, next| one.0 > next.0), "{ended:?}");
        assert_eq!(ended.iter().filter(|(_, side)| *side == Side::Lead).count(), 30);
        assert!(ended.len() > 30 + 45, "those who came while somebody read as well");
    }
}

#[tokio::test]
async fn everything_that_was_set_aside_is_shown_once_and_counted_whole() {
    for database in databases::both() {
        let house = House::on(database).await;
        let (app, owner) = (&house.opened.app, house.owner().await);
        let aside = async |what: &str| {
            let id = app.row_id();
            let arrival = Arrival {
                id: id.0,
                activity_uri: format!("https://far.test/activities/{id}"),
                actor_uri: "https://far.test/users/vera".to_owned(),
                kind: "Create".to_owned(),
                body: "{}".to_owned(),
                received_at: app.now(),
            };
            app.intake.take_in(arrival).await.expect("it is kept");
            let mut tx = app.store.begin().await.expect("a transaction");
            store::inbox::quarantine(&mut tx, id, what).await.expect("set aside");
            tx.commit().await.expect("committed");
        };
        for index in 0..120 {
            aside(&format!("because-{index:03}")).await;
        }
        assert!(look(&house, &owner, "/desk/queue").await.contains("<dd>120</dd>"), "all of them");
        let rows =
            walk(&house, &owner, "/desk/queue", ("aside", "because"), async || aside("later").await).await;
        assert_whole(&rows, 50, 120);
        assert_eq!(queue::count_quarantined(app).await.expect("reads"), 123);
    }
}

#[tokio::test]
async fn everybody_who_is_suspended_is_shown_once_and_can_be_let_back() {
    for database in databases::both() {
        let house = House::on(database).await;
        let (app, owner) = (&house.opened.app, house.owner().await);
        let coalition = accounts::coalition(app).await.expect("there");
        let mut uris = Vec::new();
        let suspend = async || {
            let id = stranger(&house, &coalition, "x").await;
            suspensions::suspend(app, None, id).await.expect("suspended").uri.to_string()
        };
        for index in 0..60 {
            uris.insert(0, suspend().await);
            house.clock.advance(i64::from(index % 3 == 0));
        }
        let (mut seen, mut next) = (Vec::new(), Some("/desk/reports".to_owned()));
        while let Some(path) = next {
            let page = look(&house, &owner, &path).await;
            seen.extend(
                uris.iter().filter(|uri| page.contains(&format!("<bdi dir=\"ltr\">{uri}</bdi>"))).cloned(),
            );
            next = older(&page, "suspended");
            suspend().await;
        }
        assert_eq!(seen, uris);
        let all = suspensions::list(app, Cursor::START, 1_000).await.expect("reads");
        assert!(all.rows.len() == 62 && all.next.is_none());
    }
}

#[tokio::test]
async fn every_letter_that_came_back_is_shown_once_and_counted_whole() {
    for database in databases::both() {
        let house = House::on(database).await;
        let (app, owner) = (&house.opened.app, house.owner().await);
        campaign(&house, "clean-river", "Clean River").await;
        campaigns::step(&cx(&house), None, "clean-river", CampaignState::Gathering).await.expect("open");
        let target = app.row_id();
        let record = TargetRecord {
            id: target,
            campaign: campaigns::find(app, "clean-river").await.expect("there").id,
            name: "A. Minister".to_owned(),
            address: b"sealed".to_vec(),
            language: "en".to_owned(),
            subject: "Open the sluices".to_owned(),
            words: "Dear Minister, please open the sluices.".to_owned(),
            hours: OfficeHours { zone: "UTC".to_owned(), days: vec![1], from: 540, until: 600 },
            per_hour: 10,
            closed_at: None,
            version: 1,
            address_version: 1,
        };
        let mut tx = app.store.begin().await.expect("a transaction");
        assert!(store::letters::save_target(&mut tx, &record, app.now()).await.expect("written"));
        tx.commit().await.expect("committed");
        let mut number = 0_u8;
        let mut back = async |words: &str| {
            number += 1;
            let id = app.row_id();
            let mut tx = app.store.begin().await.expect("a transaction");
            let written =
                store::letters::save(&mut tx, id, target, &[number; 32], (b"x", 1), app.now()).await;
            assert!(written.expect("written"));
            store::letters::came_back(&mut tx, id, "5.1.1", words, app.now()).await.expect("noted");
            tx.commit().await.expect("committed");
        };
        for index in 0..110 {
            back(&format!("said-{index:03}")).await;
            house.clock.advance(i64::from(index % 3 == 0));
        }
        assert!(look(&house, &owner, "/desk/letters").await.contains("110 came back"), "all of them");
        let anchor = format!("back-{target}");
        let rows =
            walk(&house, &owner, "/desk/letters", (&anchor, "said"), async || back("later").await).await;
        assert_whole(&rows, 20, 110);
        let second = older(&look(&house, &owner, "/desk/letters").await, &anchor).expect("a link");
        assert!(
            look(&house, &owner, &second).await.contains("open=\"open\""),
            "the reader sees where they are"
        );
        let counted = mail_returns::numbers(app).await.expect("reads")[&target];
        assert_eq!((counted.returned, counted.late), (116, 0));
    }
}

async fn call_out(house: &House, title: &str) {
    let call = Call {
        kind: CallKind::Translation,
        state: CallState::Open,
        sectors: Vec::new(),
        languages: Vec::new(),
        until: None,
        adopted: 0,
    };
    calls::publish(&cx(house), None, words(title), &call, Readers::Everybody).await.expect("published");
}

#[tokio::test]
async fn every_call_of_ours_is_shown_once_and_none_of_them_among_those_that_reached_us() {
    for database in databases::both() {
        let house = House::on(database).await;
        let owner = house.owner().await;
        for index in 0..45 {
            call_out(&house, &format!("call-{index:03}")).await;
        }
        let path = "/desk/exchange";
        let first = look(&house, &owner, path).await;
        assert!(older(&first, "open").is_none(), "ours take no place among those of others");
        let rows =
            walk(&house, &owner, path, ("own", "call"), async || call_out(&house, "later").await).await;
        assert_whole(&rows, 20, 45);
        // Everybody reads them among the others.
        let public = calls::open(&house.opened.app, true, None, i64::MAX).await.expect("reads");
        assert!(public.rows.len() == 20 && public.next.is_some());
        let reached = calls::open(&house.opened.app, false, None, i64::MAX).await.expect("reads");
        assert!(reached.rows.is_empty() && reached.next.is_none());
    }
}

#[tokio::test]
async fn every_notice_is_shown_once() {
    for database in databases::both() {
        let house = House::on(database).await;
        let owner = house.owner().await;
        let publish = async |source: &str| {
            let (source, language) = (source.to_owned(), "en".to_owned());
            let plan = NoticePlan { source, language, starts_on: None, ends_on: None };
            notices::publish(&cx(&house), None, plan).await.expect("published");
        };
        for index in 0..45 {
            publish(&format!("notice-{index:03}")).await;
        }
        let rows =
            walk(&house, &owner, "/desk/notices", ("all", "notice"), async || publish("later").await).await;
        assert_whole(&rows, 20, 45);
    }
}

#[tokio::test]
async fn everything_that_was_passed_on_and_told_to_readers_is_shown_once() {
    for database in databases::both() {
        let house = House::on(database).await;
        let (app, owner) = (&house.opened.app, house.owner().await);
        let coalition = accounts::coalition(app).await.expect("there");
        let say = async |title: &str| {
            // Of what was passed on stands how it begins, and of what readers were told its title.
            let mut said = words(title);
            title.clone_into(&mut said.texts[0].source);
            let said = statements::publish(&cx(&house), None, &coalition, said).await.expect("published");
            let id = app.row_id();
            let boost = BoostRecord {
                id,
                account: coalition.id,
                post: said.id,
                uri: format!("https://house.test/boosts/{id}"),
                visibility: Visibility::Public,
                created_at: app.now(),
            };
            let mut tx = app.store.begin().await.expect("a transaction");
            assert!(store::reactions::boost(&mut tx, &boost).await.expect("written"));
            store::issues::save(&mut tx, said.id, 0, app.now(), app.now()).await.expect("written");
            tx.commit().await.expect("committed");
        };
        for index in 0..110 {
            say(&format!("said-{index:03}")).await;
            house.clock.advance(i64::from(index % 3 == 0));
        }
        for (path, anchor, most) in [("/desk/following", "passed-on", 20), ("/desk/newsletter", "sent", 50)] {
            let rows = walk(&house, &owner, path, (anchor, "said"), async || say("later").await).await;
            assert_whole(&rows, most, 110);
        }
    }
}
