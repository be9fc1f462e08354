//! Signing: forms by the thousand, and a campaign that very many stand behind. What it costs to open, count and export must
//! not grow faster than what is there.

use std::sync::Arc;
use std::time::Instant;

use antiphon::domain::campaign::{Campaign, DecisionMaker, Plan};
use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::language::Language;
use antiphon::domain::pledge::{Shown, Way};
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::translation::Review;
use antiphon::keys::{OpeningKey, sha256};
use antiphon::server::Opened;
use antiphon::service::campaign_voice::{self, Voice};
use antiphon::service::{campaigns, pledge_export, pledges};
use antiphon::store::pledges::{self as rows, Signed};

use super::child::House;
use super::http;
use super::reading::measure;
use super::report::{Report, percentile};
use super::seed;

/// Connections that sign at once.
const CLIENTS: usize = 64;
/// The handle of the campaign.
pub const HANDLE: &str = "clean-river";

/// A campaign that gathers.
pub async fn open(opened: &Opened) -> Campaign {
    let cx = opened.federation.to_request_data();
    let plan = Plan {
        name: "Clean River".to_owned(),
        goal: "Clean water for thirty villages".to_owned(),
        about: "The river is **dry**.".to_owned(),
        language: "en".to_owned(),
        demands: vec!["Open the sluices".to_owned()],
        addressed: vec![DecisionMaker { name: "A. Minister".to_owned(), office: None }],
        ..Plan::default()
    };
    campaigns::create(&cx, None, HANDLE, plan).await.expect("a draft");
    campaigns::step(&cx, None, HANDLE, CampaignState::Gathering).await.expect("it opens")
}

/// The campaign says something to everybody who follows it.
async fn speak(opened: &Opened) {
    let cx = opened.federation.to_request_data();
    let language = Language::parse("en").expect("a tag");
    let text = DraftText {
        language,
        title: String::new(),
        source: "The sluices are open.".to_owned(),
        review: Review::Unsaid,
    };
    let draft = Draft { texts: vec![text], warning: None, attachments: Vec::new() };
    campaign_voice::publish(&cx, None, HANDLE, Voice::Campaign, draft).await.expect("it is said");
}

/// So many forms, each with another address: checked, sealed, written with their mails and on disk when they are answered.
pub async fn forms(report: &mut Report, count: usize) {
    let house = House::new(&[]).with_mail();
    let opened = house.open().await;
    open(&opened).await;
    let key = OpeningKey::generate().public().to_string();
    pledge_export::set_sealing_key(&opened.app, None, &key).await.expect("a key");
    opened.app.store.close().await;
    drop(opened);
    let (server, _) = house.start().await;
    let request = |number: usize| {
        let body = format!(
            "pledge-name=Ann+Lee&pledge-mail=ann{number}%40example.org&pledge-shown=initials&pledge-place=Vac&pledge-comment=We+drink+it&pledge-consent=1"
        );
        format!(
            "POST /@{HANDLE}/sign HTTP/1.1\r\nhost: {}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            house.authority(),
            body.len()
        )
        .into_bytes()
    };
    let requests = Arc::new((0..count).map(request).collect::<Vec<_>>());
    let cpu = server.cpu_ms();
    let load = http::load(house.address, requests, CLIENTS, None).await;
    let cpu = server.cpu_ms() - cpu;
    report.row("pledges by form, durable", load.good as f64 / load.took.as_secs_f64(), "/s");
    report.row("pledges by form: CPU", cpu / load.good.max(1) as f64, "ms");
    report.row("pledges by form: 99 of 100", percentile(&load.millis, 99), "ms");
    report.row("pledges by form: refused", load.bad as f64, "answers");
}

/// A campaign with so many pledges, and a follower for each ten: its page, its count, its export, a statement to all.
pub async fn campaign(report: &mut Report, count: usize) {
    let house = House::new(&[]);
    let opened = house.open().await;
    let campaign = open(&opened).await;
    let app = &opened.app;
    let mut done = 0;
    let begun = Instant::now();
    while done < count {
        let mut tx = app.store.begin().await.expect("a transaction");
        for number in done..(done + 10_000).min(count) {
            let signed = Signed {
                id: app.row_id(),
                campaign: campaign.id,
                signer: sha256(&number.to_be_bytes()),
                way: Way::Fediverse,
                shown: if number % 3 == 0 { Shown::Name } else { Shown::Hidden },
                public_name: (number % 3 == 0).then_some("Ann Lee"),
                now: app.now(),
            };
            assert!(rows::sign(&mut tx, &signed).await.expect("signed"), "each is new");
        }
        tx.commit().await.expect("committed");
        done += 10_000;
    }
    let name = |what: &str| format!("{count} pledges: {what}");
    report.row(&name("each written"), begun.elapsed().as_secs_f64() * 1_000.0 / count as f64, "ms");
    let begun = Instant::now();
    let total = pledges::total(app, campaign.id).await.expect("a total");
    report.row(&name("counted"), begun.elapsed().as_secs_f64() * 1_000.0, "ms");
    assert_eq!(usize::try_from(total.all()).unwrap_or(0), count);
    let begun = Instant::now();
    let (mut above, mut lines) = (0, 0);
    loop {
        let (page, next) = pledge_export::page(app, &campaign, above).await.expect("a page");
        lines += page.len();
        match next {
            Some(next) => above = next,
            None => break,
        }
    }
    assert_eq!(lines, count);
    report.row(&name("exported, each"), begun.elapsed().as_secs_f64() * 1_000.0 / count as f64, "ms");
    let followers = count / 10;
    seed::followers(app, campaign.account.expect("an actor"), followers).await;
    let begun = Instant::now();
    speak(&opened).await;
    report.row(&name("a statement is kept for all followers"), begun.elapsed().as_secs_f64() * 1_000.0, "ms");
    report.row(&name("the same, each"), begun.elapsed().as_secs_f64() * 1_000.0 / followers as f64, "ms");
    opened.app.store.close().await;
    drop(opened);
    let (server, took) = house.start().await;
    report.row(&name("start to ready"), took.as_secs_f64() * 1_000.0, "ms");
    let page = vec![house.get(&format!("/@{HANDLE}"), "accept: text/html\r\n")];
    measure(report, &house, &server, &name("campaign page, anonymous"), page).await;
    let counter = vec![house.get(&format!("/@{HANDLE}/counter.svg"), "")];
    measure(report, &house, &server, &name("counter, anonymous"), counter).await;
}
