//! Rooms of the desk that hold more than a page: whatever is there is shown exactly once while somebody goes from page to
//! page, also when rows come meanwhile, and what waits for a decision is on each of them.

use std::collections::BTreeSet;

use antiphon::app::{App, Cx};
use antiphon::domain::account::Account;
use antiphon::domain::campaign::{DecisionMaker, Plan};
use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::cursor::Cursor;
use antiphon::domain::directory::{EntryKind, EntryState, Facts};
use antiphon::domain::draft::Proposal;
use antiphon::domain::endorsement::{EndorsementState, Side, Way};
use antiphon::domain::event::EventPlan;
use antiphon::domain::ids::AccountId;
use antiphon::domain::language::Language;
use antiphon::domain::report::Category;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::time::{DAY, HOUR};
use antiphon::domain::translation::Review;
use antiphon::domain::uri::Uri;
use antiphon::domain::zone::Zone;
use antiphon::service::campaign_voice::Voice;
use antiphon::service::drafts::{self, Aside};
use antiphon::service::{accounts, campaign_voice, campaigns, endorsements, events};
use antiphon::store;
use antiphon::store::directory::Entry;
use antiphon::store::directory_requests::{Request, RequestState};
use antiphon::store::endorsements::EndorsementRecord;
use antiphon::store::reports::ReportRecord;
use axum::http::StatusCode;

use crate::support::databases;

use super::house::{Browser, House};

pub fn cx(house: &House) -> Cx {
    house.opened.federation.to_request_data()
}

/// What is called so on a page, in its order.
fn named(page: &str, name: &str) -> Vec<String> {
    let headings = page.split("<h3").skip(1).filter_map(|rest| rest.split("</h3>").next());
    headings
        .filter_map(|heading| {
            let rest = heading.split(&format!("{name} ")).nth(1)?;
            Some(rest.chars().take_while(char::is_ascii_digit).collect())
        })
        .collect()
}

/// Where the link to what is older leads, of the list with this anchor.
pub fn older(page: &str, anchor: &str) -> Option<String> {
    let end = page.find(&format!("#{anchor}\" rel=\"next\""))?;
    let start = page[..end].rfind("href=\"").expect("a link") + 6;
    Some(page[start..end].replace("&#38;", "&").replace("&amp;", "&"))
}

pub async fn look(house: &House, who: &Browser, path: &str) -> String {
    let shown = house.visit(who, path).await;
    assert_eq!(shown.status, StatusCode::OK, "{path}: {}", shown.body);
    shown.body
}

/// Goes through every page of a list; `between` happens after each. What stood on which page, and every page.
async fn walk(
    house: &House,
    who: &Browser,
    path: &str,
    (anchor, name): (&str, &str),
    mut between: impl AsyncFnMut(),
) -> (Vec<Vec<String>>, Vec<String>) {
    let (mut rows, mut pages) = (Vec::new(), Vec::new());
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let page = look(house, who, &path).await;
        rows.push(named(&page, name));
        next = older(&page, anchor);
        pages.push(page);
        assert!(pages.len() < 10, "{path} has no end");
        between().await;
    }
    (rows, pages)
}

/// Each number up to this exactly once, the highest first.
fn assert_whole(rows: &[Vec<String>], most: usize, number: usize) {
    let all: Vec<&String> = rows.iter().flatten().collect();
    let expected: Vec<String> = (0..number).rev().map(|index| format!("{index:03}")).collect();
    assert_eq!(all, expected.iter().collect::<Vec<_>>());
    assert!(rows.len() > 1 && rows.iter().all(|page| page.len() <= most), "{rows:?}");
}

/// What cannot be read in an address is the beginning.
async fn assert_lenient(house: &House, who: &Browser, path: &str, field: &str, name: &str) {
    let first = named(&look(house, who, path).await, name);
    assert!(!first.is_empty());
    for broken in ["x", "", "1.2.3", "%00", "99999999999999999999"] {
        let page = look(house, who, &format!("{path}?{field}={broken}")).await;
        assert_eq!(named(&page, name), first, "{path} {broken}");
    }
}

/// An endorsement between the house and itself, as a row.
pub async fn endorsement(app: &App, side: Side, state: EndorsementState, title: &str) {
    let coalition = accounts::coalition(app).await.expect("there");
    let id = app.row_id();
    let record = EndorsementRecord {
        id,
        side,
        object_uri: format!("https://far.test/posts/{id}"),
        title: title.to_owned(),
        account: coalition.id,
        host: coalition.id,
        way: Way::Boost,
        state,
        uri: format!("https://far.test/boosts/{id}"),
        offer_uri: None,
        digest: String::new(),
        version: 0,
        document: None,
        created_at: app.now(),
        decided_at: None,
        withdrawn_at: None,
        seen_digest: None,
    };
    let mut tx = app.store.begin().await.expect("a transaction");
    assert!(store::endorsements::insert(&mut tx, &record).await.expect("written"));
    tx.commit().await.expect("committed");
}

#[tokio::test]
async fn every_endorsement_is_shown_once_and_what_waits_is_on_each_page() {
    use EndorsementState::{Accepted, Asked, Offered, Replaced};
    for database in databases::both() {
        let house = House::on(database).await;
        let owner = house.owner().await;
        // What waits is the oldest, so that it would be the first to fall out of sight.
        for (side, state, name) in [(Side::Received, Offered, "Offer"), (Side::Given, Asked, "Wish")] {
            for index in 0..3 {
                endorsement(&house.opened.app, side, state, &format!("{name} {index:03}")).await;
            }
        }
        for index in 0..120 {
            endorsement(&house.opened.app, Side::Received, Accepted, &format!("Theirs {index:03}")).await;
            // Ours that nobody answers are no decision of ours: they are paged as well.
            endorsement(&house.opened.app, Side::Given, Offered, &format!("Ours {index:03}")).await;
        }
        endorsement(&house.opened.app, Side::Received, Replaced, "Theirs 999").await;
        for (anchor, name) in [("received", "Theirs"), ("given", "Ours")] {
            let more = async || endorsement(&house.opened.app, Side::Received, Accepted, "Later 000").await;
            let (rows, pages) = walk(&house, &owner, "/desk/endorsements", (anchor, name), more).await;
            assert_whole(&rows, 20, 120);
            for page in pages {
                assert_eq!(named(&page, "Offer"), ["000", "001", "002"], "{anchor}");
                assert_eq!(named(&page, "Wish"), ["000", "001", "002"], "{anchor}");
            }
        }
        // A link moves one list, and the other stays where it is.
        let first = look(&house, &owner, "/desk/endorsements").await;
        let moved = look(&house, &owner, &older(&first, "given").expect("a link")).await;
        let both = older(&moved, "received").expect("a link");
        assert!(both.contains("given=") && both.contains("&received="), "{both}");
        assert_eq!(named(&look(&house, &owner, &both).await, "Ours"), named(&moved, "Ours"));
        assert!(moved.contains("<a href=\"/desk/endorsements#given\" rel=\"prev\">"), "{moved}");
        assert_lenient(&house, &owner, "/desk/endorsements", "given", "Ours").await;

        // The command line reads both sides together.
        let app = &house.opened.app;
        let (mut seen, mut below) = (BTreeSet::new(), Some(i64::MAX));
        while let Some(place) = below {
            let part = endorsements::page_of_both(app, place, 100).await.expect("reads");
            assert!(part.rows.iter().all(|(entry, _)| seen.insert(entry.id.0)), "none twice");
            assert!(part.rows.iter().all(|(entry, _)| entry.state != entry.side.waits()));
            below = part.next;
        }
        assert!(seen.len() > 240, "{}", seen.len());
    }
}

/// A crowd of accounts that nobody knows makes the page no longer, and what was there before it stands before it.
#[tokio::test]
async fn a_crowd_that_offers_hides_nobody_and_every_offer_is_shown_once() {
    for database in databases::both() {
        let house = House::on(database).await;
        let owner = house.owner().await;
        let offer = async |number: usize| {
            let title = format!("Offer {number:03}");
            endorsement(&house.opened.app, Side::Received, EndorsementState::Offered, &title).await;
        };
        for number in 0..45 {
            offer(number).await;
        }
        let path = "/desk/endorsements";
        let first = look(&house, &owner, path).await;
        assert!(first.contains("45 wait for a decision"), "{first}");
        assert!(first.find("45 wait for a decision") < first.find("Offer 000"), "the number stands above");
        let (mut seen, mut pages, mut next, mut number) = (Vec::new(), 0, Some(path.to_owned()), 45);
        while let Some(here) = next {
            let page = look(&house, &owner, &here).await;
            let shown = named(&page, "Offer");
            assert!(shown.len() <= 20, "{shown:?}");
            seen.extend(shown);
            next = older(&page, "offers");
            (pages, number) = (pages + 1, number + 1);
            offer(number - 1).await;
        }
        let expected: Vec<String> = (0..seen.len()).map(|index| format!("{index:03}")).collect();
        assert_eq!(seen, expected);
        assert!(seen.len() >= 45 && pages > 2);
        assert_lenient(&house, &owner, path, "offers", "Offer").await;
        let all = endorsements::every_waiting(&house.opened.app, Side::Received).await.expect("reads");
        assert_eq!(all.len(), number, "the command shows them whole");
    }
}

pub fn words(title: &str) -> Draft {
    let language = Language::parse("en").expect("a tag");
    let text = DraftText {
        language,
        title: title.to_owned(),
        source: "The river is dry.".to_owned(),
        review: Review::Unsaid,
    };
    Draft { texts: vec![text], warning: None, attachments: Vec::new() }
}

async fn draft(house: &House, title: &str) -> antiphon::domain::ids::RowId {
    let proposal = Proposal::statement(words(title));
    drafts::create(&cx(house), None, proposal, Aside::default()).await.expect("a draft").id
}

#[tokio::test]
async fn open_drafts_are_on_each_page_and_every_other_one_is_shown_once() {
    for database in databases::both() {
        let house = House::on(database).await;
        let owner = house.owner().await;
        for index in 0..2 {
            draft(&house, &format!("Open {index:03}")).await;
            house.clock.advance(1);
        }
        let given_up = async |title: &str| {
            let id = draft(&house, title).await;
            drafts::discard(&cx(&house), None, id).await.expect("given up");
        };
        for index in 0..110 {
            given_up(&format!("Old {index:03}")).await;
            // Several at the same moment stand in the order of their numbers.
            if index % 3 == 0 {
                house.clock.advance(1);
            }
        }
        let (rows, pages) =
            walk(&house, &owner, "/desk/drafts", ("closed", "Old"), async || given_up("Later 000").await)
                .await;
        assert_whole(&rows, 50, 110);
        for page in pages {
            assert_eq!(named(&page, "Open"), ["001", "000"]);
            assert!(page.find("Open 000") < page.find("Old 0"), "what is open stands first");
        }
        assert_lenient(&house, &owner, "/desk/drafts", "before", "Old").await;
        let all = drafts::closed(&house.opened.app, None, Cursor::START, 1_000).await.expect("reads");
        assert!(all.rows.len() > 110 && all.next.is_none(), "{:?}", all.next);
    }
}

fn plan(house: &House, name: &str, days: i64) -> EventPlan {
    let starts = house.opened.app.now().plus(days * DAY);
    EventPlan {
        name: name.to_owned(),
        about: "Bring water.".to_owned(),
        language: "en".to_owned(),
        starts,
        ends: Some(starts.plus(HOUR)),
        zone: Zone::parse("Europe/Budapest").expect("a zone"),
        place: "Main Square".to_owned(),
        address: String::new(),
        online: String::new(),
    }
}

#[tokio::test]
async fn events_to_come_stand_first_in_time_and_every_past_one_is_shown_once() {
    for database in databases::both() {
        let house = House::on(database).await;
        let call = async |name: &str, days: i64| {
            events::call(&cx(&house), None, None, plan(&house, name, days)).await.expect("it is called");
        };
        // Some begin at the same moment.
        for index in 0..55 {
            call(&format!("Past {index:03}"), 1 + index / 4).await;
        }
        for (name, days) in [("Coming 002", 300), ("Coming 000", 100), ("Coming 001", 200)] {
            call(name, days).await;
        }
        house.clock.advance(30 * DAY);
        let owner = house.owner().await;
        let mut later = 10;
        let more = async || {
            later += 1;
            call("Between 000", later).await;
        };
        let (rows, pages) = walk(&house, &owner, "/desk/events", ("past", "Past"), more).await;
        assert_whole(&rows, 50, 55);
        for page in pages {
            assert_eq!(named(&page, "Coming"), ["000", "001", "002"], "the next one first");
            assert!(page.find("Coming 002") < page.find("Past 0"), "what is to come stands first");
        }
        assert_lenient(&house, &owner, "/desk/events", "before", "Past").await;
    }
}

/// An organisation of another server.
pub async fn stranger(house: &House, coalition: &Account, name: &str) -> AccountId {
    let app = &house.opened.app;
    let id = AccountId(app.row_id().0);
    let uri = format!("https://far.test/users/{id}");
    let account = Account {
        id,
        uri: Uri::parse(&uri).expect("an address"),
        username: format!("n{id}"),
        host: Some("far.test".to_owned()),
        name: name.to_owned(),
        inbox: format!("{uri}/inbox"),
        shared_inbox: None,
        url: None,
        ..coalition.clone()
    };
    let facts = Facts { kind: Some(EntryKind::Coalition), can_be_asked: true, ..Facts::default() };
    let mut tx = app.store.begin().await.expect("a transaction");
    let id = store::accounts::save(&mut tx, &account).await.expect("written").expect("kept");
    store::directory::meet(&mut tx, id, &facts, app.now()).await.expect("met");
    tx.commit().await.expect("committed");
    id
}

#[tokio::test]
async fn the_directory_at_the_desk_shows_everybody_once_and_what_waits_on_each_page() {
    for database in databases::both() {
        let house = House::on(database).await;
        let (app, owner) = (&house.opened.app, house.owner().await);
        let coalition = accounts::coalition(app).await.expect("there");
        let asks = async |name: &str, by: AccountId, state: RequestState| {
            let id = app.row_id();
            let request = Request {
                id,
                account: coalition.id,
                by,
                collection_uri: format!("https://far.test/{name}/{id}"),
                request_uri: format!("https://far.test/requests/{id}"),
                state,
                created_at: app.now(),
            };
            let mut tx = app.store.begin().await.expect("a transaction");
            store::directory_requests::save(&mut tx, &request).await.expect("written");
            tx.commit().await.expect("committed");
        };
        for index in 0..2 {
            let by = stranger(&house, &coalition, &format!("Waiter {index:03}")).await;
            asks("waits", by, RequestState::Waiting).await;
        }
        let known = async |name: &str| {
            let account = stranger(&house, &coalition, name).await;
            let mut entry: Entry =
                store::directory::find(&app.store, account).await.expect("reads").expect("met");
            entry.state = EntryState::Declined;
            entry.state_at = app.now();
            let mut tx = app.store.begin().await.expect("a transaction");
            store::directory::set(&mut tx, &entry).await.expect("written");
            tx.commit().await.expect("committed");
        };
        for index in 0..60 {
            stranger(&house, &coalition, &format!("Met {index:03}")).await;
            known(&format!("Known {index:03}")).await;
            let by = stranger(&house, &coalition, &format!("Shower {index:03}")).await;
            asks("shows", by, RequestState::Accepted).await;
            if index % 4 == 0 {
                house.clock.advance(1);
            }
        }
        let path = "/desk/directory";
        let (rows, pages) = walk(&house, &owner, path, ("entries", "Known"), async || {
            known("Later 000").await;
        })
        .await;
        assert_whole(&rows, 50, 60);
        assert!(pages.iter().all(|page| named(page, "Waiter").starts_with(&["000".into(), "001".into()])));
        let (rows, _) = walk(&house, &owner, path, ("candidates", "Met"), async || {
            stranger(&house, &coalition, "Later 000").await;
        })
        .await;
        assert_whole(&rows.into_iter().filter(|page| !page.is_empty()).collect::<Vec<_>>(), 50, 60);
        // Who asked stands among the candidates as well; the requests come before them.
        let (mut seen, mut next) = (Vec::new(), Some(path.to_owned()));
        while let Some(here) = next {
            let page = look(&house, &owner, &here).await;
            let requests = page.split("id=\"entries\"").next().expect("a part");
            seen.extend(named(requests, "Shower"));
            assert_eq!(named(requests, "Waiter"), ["000", "001"], "what waits is on each page");
            next = older(&page, "requests");
        }
        assert_whole(&[seen.clone(), Vec::new()], 60, 60);
        assert_lenient(&house, &owner, path, "candidates", "Met").await;
        for index in 2..45 {
            let by = stranger(&house, &coalition, &format!("Waiter {index:03}")).await;
            asks("waits", by, RequestState::Waiting).await;
        }
        let (mut seen, mut next, mut late) = (Vec::new(), Some(path.to_owned()), 45);
        while let Some(here) = next {
            let page = look(&house, &owner, &here).await;
            let requests = page.split("id=\"entries\"").next().expect("a part");
            assert!(requests.contains(&format!("{late} wait for a decision")), "{requests}");
            let shown = named(requests, "Waiter");
            assert!(shown.len() <= 20, "{shown:?}");
            seen.extend(shown);
            next = older(&page, "waiting");
            let by = stranger(&house, &coalition, &format!("Waiter {late:03}")).await;
            asks("waits", by, RequestState::Waiting).await;
            late += 1;
        }
        let expected: Vec<String> = (0..seen.len()).map(|index| format!("{index:03}")).collect();
        assert_eq!(seen, expected);
        assert!(seen.len() >= 45);
        let every = antiphon::service::directory::every(app).await.expect("reads");
        assert!(every.len() > 180, "the command line leaves nobody out: {}", every.len());
    }
}

#[tokio::test]
async fn older_statements_of_a_campaign_are_at_the_desk() {
    for database in databases::both() {
        let house = House::on(database).await;
        let (context, owner) = (cx(&house), house.owner().await);
        let plan = Plan {
            name: "Clean River".to_owned(),
            goal: "Clean water".to_owned(),
            language: "en".to_owned(),
            demands: vec!["Open the sluices".to_owned()],
            addressed: vec![DecisionMaker { name: "A. Minister".to_owned(), office: None }],
            ..Plan::default()
        };
        campaigns::create(&context, None, "clean-river", plan).await.expect("a draft");
        campaigns::step(&context, None, "clean-river", CampaignState::Gathering).await.expect("open");
        let say = async |title: &str| {
            campaign_voice::publish(&context, None, "clean-river", Voice::Campaign, words(title))
                .await
                .expect("published");
        };
        for index in 0..105 {
            say(&format!("Said {index:03}")).await;
        }
        let path = "/desk/campaigns/clean-river";
        let (mut rows, mut next, mut pages) = (Vec::new(), Some(path.to_owned()), 0);
        while let Some(here) = next {
            let page = look(&house, &owner, &here).await;
            rows.push(named(&page, "Said"));
            assert_eq!(page.contains("rel=\"prev\""), pages > 0, "the way back stands on all but the first");
            next = page.contains("rel=\"next\"").then(|| {
                let end = page.find("\" rel=\"next\"").expect("a link");
                page[page[..end].rfind("href=\"").expect("a link") + 6..end].to_owned()
            });
            pages += 1;
            assert!(pages < 10);
            say("Later 000").await;
        }
        assert_whole(&rows, 50, 105);
        assert_lenient(&house, &owner, path, "before", "Said").await;
        assert!(look(&house, &owner, "/desk?before=x").await.contains("<h1"), "as lenient as the others");
    }
}

#[tokio::test]
async fn every_closed_report_can_be_found_again_and_open_ones_stay_in_sight() {
    for database in databases::both() {
        let house = House::on(database).await;
        let (app, owner) = (&house.opened.app, house.owner().await);
        let coalition = accounts::coalition(app).await.expect("there");
        let report = async |is_closed: bool| {
            let id = app.row_id();
            let record = ReportRecord {
                id,
                from: coalition.id,
                account: None,
                posts: Vec::new(),
                comment: String::new(),
                created_at: app.now(),
                category: Category::Spam,
                rules: Vec::new(),
                forwarded_at: None,
            };
            let mut tx = app.store.begin().await.expect("a transaction");
            store::reports::save(&mut tx, &record).await.expect("written");
            tx.commit().await.expect("committed");
            if is_closed {
                antiphon::service::reports::close(app, None, id, "seen").await.expect("closed");
            }
            id.to_string()
        };
        let open = report(false).await;
        let mut closed = Vec::new();
        for index in 0..60 {
            closed.push(report(true).await);
            house.clock.advance(i64::from(index % 2 == 0));
        }
        let (mut seen, mut next) = (Vec::new(), Some("/desk/reports".to_owned()));
        while let Some(here) = next {
            let page = look(&house, &owner, &here).await;
            assert!(page.contains(&format!("/desk/reports/{open}\"")), "{page}");
            let links = page.split("href=\"/desk/reports/").skip(1);
            let ids = links.filter_map(|rest| rest.split('"').next()).map(str::to_owned);
            seen.extend(ids.filter(|id| closed.contains(id)));
            next = older(&page, "closed");
            report(true).await;
        }
        closed.reverse();
        assert_eq!(seen, closed);
    }
}
