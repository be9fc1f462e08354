//! What a campaign says, and how far it has come, where two must approve.

use antiphon::domain::campaign::{Donation, Plan};
use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::draft::{DraftState, Purpose};
use antiphon::domain::time::{HOUR, Time};
use antiphon::service::campaign_drafts::{self, Done};
use antiphon::service::campaigns::{self, Asked, Change};
use antiphon::service::drafts::{self, Aside, DraftRecord};
use antiphon::service::quorum::{self, Leave};
use antiphon::service::{draft_publishing, endorsements};
use antiphon::store::audit;
use antiphon::store::members::MemberRecord;
use antiphon::wire::endorsement::Endorsable;
use http::StatusCode;

use super::ground::{ONE, OTHER, WRITER, approve, people, tally};
use crate::campaigns::ground::{HANDLE, actor_of, draft, follower, open, page, read};
use crate::endorsements::ground::{Partner, waiting};
use crate::support::databases;
use crate::support::rig::Rig;

const STOLEN: &str = "https://thief.test/give";

/// Another address to give money to.
pub fn other_link(mut plan: Plan) -> Plan {
    plan.donations = vec![Donation { name: "Give".to_owned(), href: STOLEN.to_owned() }];
    plan
}

fn other_goal(mut plan: Plan) -> Plan {
    "Clean water for forty villages".clone_into(&mut plan.goal);
    plan
}

fn other_words(plan: Plan) -> Plan {
    other_goal(other_link(plan))
}

/// Asks for a change as a door does; the draft that comes of it.
async fn ask(rig: &Rig, by: &MemberRecord, plan: fn(Plan) -> Plan) -> DraftRecord {
    let change = Change { handle: None, plan };
    match campaign_drafts::edit(&rig.cx(), Some(by), HANDLE, change, Aside::default()).await {
        Ok(Done::Draft(record)) => *record,
        other => panic!("it is no draft: {other:?}"),
    }
}

async fn ask_step(rig: &Rig, by: &MemberRecord, to: CampaignState) -> DraftRecord {
    match campaign_drafts::step(&rig.cx(), Some(by), HANDLE, to, Aside::default()).await {
        Ok(Done::Draft(record)) => *record,
        other => panic!("it is no draft: {other:?}"),
    }
}

async fn publish(rig: &Rig, by: &MemberRecord, id: &DraftRecord) -> antiphon::service::Result<DraftRecord> {
    let now = drafts::find(&rig.cx(), id.id).await.expect("there");
    Box::pin(draft_publishing::publish(&rig.cx(), Some(by), now.id, &now.digest)).await
}

async fn approved(rig: &Rig, people: &(MemberRecord, MemberRecord, MemberRecord), record: &DraftRecord) {
    approve(rig, &people.1, record).await;
    approve(rig, &people.2, record).await;
}

/// Updates of the campaign that a follower elsewhere has got.
async fn updates(rig: &Rig) -> Vec<String> {
    rig.delivered().await;
    let of_it = |update: &serde_json::Value| update["object"]["id"] == actor_of(rig, HANDLE);
    rig.vic.received("Update").into_iter().filter(of_it).map(|update| update.to_string()).collect()
}

/// Everything that anybody outside can see of it.
async fn seen(rig: &Rig) -> String {
    let document = read(rig, &format!("/actors/{HANDLE}")).await.1;
    let (_, html) = page(rig, &format!("/@{HANDLE}")).await;
    format!("{document} {html} {:?} {:?}", updates(rig).await, rig.vic.seen())
}

#[tokio::test]
async fn one_approval_changes_nothing_and_two_carry_a_change_out_once() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let partner = Partner::at(&rig.third, "north");
        let of = Endorsable::read(&read(&rig, &format!("/actors/{HANDLE}")).await.1).expect("a campaign");
        let made = partner.endorsement(1, &of, Time(rig.clock.now_ms()));
        rig.tell(&partner.actor, &partner.offer(1, &made)).await;
        endorsements::accept(&rig.cx(), None, waiting(&rig).await.id).await.expect("accepted");
        let people = people(&rig).await;
        let before = (campaigns::find(&rig.cx(), HANDLE).await.expect("there"), updates(&rig).await);

        let record = ask(&rig, &people.0, other_words).await;
        assert_eq!((record.state, record.proposal.purpose), (DraftState::InReview, Purpose::CampaignChange));
        assert_eq!(ask(&rig, &people.0, other_words).await.id, record.id, "asked twice it is one draft");
        approve(&rig, &people.1, &record).await;
        approve(&rig, &people.1, &record).await;
        assert_eq!(tally(&rig, record.id).await, (1, false));
        let early = publish(&rig, &people.1, &record).await;
        assert!(early.is_err(), "one of two is not enough");
        let now = (campaigns::find(&rig.cx(), HANDLE).await.expect("there"), updates(&rig).await);
        assert_eq!(now, before, "nothing has changed, and nobody was told");
        assert!(!seen(&rig).await.contains("thief.test"));

        approve(&rig, &people.2, &record).await;
        publish(&rig, &people.1, &record).await.expect("carried out");
        assert!(publish(&rig, &people.1, &record).await.is_err(), "once");
        let told = updates(&rig).await;
        assert_eq!(told.len(), before.1.len() + 1, "followers are told once");
        assert!(told.last().is_some_and(|update| update.contains(STOLEN)), "{told:?}");
        let document = read(&rig, &format!("/actors/{HANDLE}")).await.1;
        assert!(document.to_string().contains(STOLEN), "{document}");
        assert!(!document.to_string().contains("Endorsed by"), "what was endorsed says something else now");
        assert_eq!(document["quorum"], serde_json::json!({"met": 2}));
        let all = seen(&rig).await;
        for name in [WRITER, ONE, OTHER] {
            assert!(!all.contains(name), "{name} is on the wire");
        }
    }
}

#[tokio::test]
async fn the_verbs_refuse_what_nobody_approved_and_broken_glass_is_in_the_log() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        draft(&rig, "still-secret").await;
        let (writer, one, _) = people(&rig).await;
        let cx = rig.cx();
        let before = (campaigns::find(&cx, HANDLE).await.expect("there"), updates(&rig).await);
        for by in [None, Some(writer.id), Some(one.id)] {
            let change = Change { handle: None, plan: other_link };
            let edited = campaigns::edit(&cx, by, HANDLE, change).await;
            let stepped = campaigns::step(&cx, by, HANDLE, CampaignState::Won).await;
            let opened = campaigns::step(&cx, by, "still-secret", CampaignState::Gathering).await;
            for done in [edited, stepped, opened] {
                let why = done.expect_err("it is refused").to_string();
                assert!(why.contains("publishes with 2 approvals"), "{why}");
            }
        }
        let now = (campaigns::find(&cx, HANDLE).await.expect("there"), updates(&rig).await);
        assert_eq!(now, before);
        let secret = campaigns::find(&cx, "still-secret").await.expect("there");
        assert_eq!((secret.state, secret.account), (CampaignState::Draft, None));
        assert_eq!(page(&rig, "/@still-secret").await.0, StatusCode::NOT_FOUND);
        // What nobody outside can see is written by one person, as before.
        let change = Change { handle: None, plan: other_link };
        let changed = campaigns::edit(&cx, Some(writer.id), "still-secret", change).await.expect("a draft");
        assert_eq!(changed.plan.donations[0].href, STOLEN);

        let asked = Asked { leave: Leave::BreakGlass, matter: None };
        let change = Change { handle: None, plan: other_goal };
        campaigns::edit_by(&cx, None, HANDLE, change, asked).await.expect("in an emergency");
        let log = audit::list(&cx.store, 50).await.expect("a log");
        let broken: Vec<_> = log.iter().filter(|line| line.action == "quorum.break_glass").collect();
        assert!(broken.len() == 1 && broken[0].subject.contains(HANDLE), "{broken:?}");
        // Where one is enough, nothing becomes a draft.
        quorum::break_glass(&cx, None, 1).await.expect("one is enough");
        let change = Change { handle: None, plan: other_link };
        let done = campaign_drafts::edit(&cx, Some(&writer), HANDLE, change, Aside::default()).await;
        assert!(matches!(done, Ok(Done::Now(_))), "{done:?}");
    }
}

#[tokio::test]
async fn a_change_that_was_overtaken_waits_until_it_is_renewed_and_approved_anew() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        let people = people(&rig).await;
        let cx = rig.cx();
        let late = ask(&rig, &people.0, other_link).await;
        let first = ask(&rig, &people.0, other_goal).await;
        approved(&rig, &people, &late).await;
        approved(&rig, &people, &first).await;
        assert!(!drafts::show(&cx, late.id).await.expect("there").is_overtaken);
        publish(&rig, &people.1, &first).await.expect("carried out");

        assert!(drafts::show(&cx, late.id).await.expect("there").is_overtaken);
        let refused = publish(&rig, &people.1, &late).await.expect_err("it was overtaken").to_string();
        assert!(refused.contains("has changed since"), "{refused}");
        let now = campaigns::find(&cx, HANDLE).await.expect("there").plan;
        assert_eq!(
            (now.goal.as_str(), now.donations[0].href.as_str()),
            ("Clean water for forty villages", "https://give.test/river")
        );

        let renewed = campaign_drafts::renew(&cx, Some(&people.0), late.id).await.expect("renewed");
        assert_eq!((renewed.state, tally(&rig, late.id).await), (DraftState::InReview, (0, false)));
        assert!(publish(&rig, &people.1, &late).await.is_err(), "nobody has approved these words");
        approved(&rig, &people, &renewed).await;
        publish(&rig, &people.1, &late).await.expect("carried out");
        let now = campaigns::find(&cx, HANDLE).await.expect("there").plan;
        assert_eq!(
            (now.goal.as_str(), now.donations[0].href.as_str()),
            ("Clean water for forty villages", STOLEN),
            "the other change was not undone"
        );

        // One that is to be carried out at its time says why it was not.
        let planned = ask(&rig, &people.0, |plan| Plan { mirrors: Vec::new(), ..plan }).await;
        approved(&rig, &people, &planned).await;
        let at = cx.now().plus(HOUR);
        let digest = &planned.digest;
        draft_publishing::schedule(&cx, Some(&people.1), planned.id, digest, at).await.expect("planned");
        let asked = Asked { leave: Leave::BreakGlass, matter: None };
        let change = Change { handle: None, plan: |plan| Plan { tags: Vec::new(), ..plan } };
        campaigns::edit_by(&cx, None, HANDLE, change, asked).await.expect("in an emergency");
        rig.clock.advance(2 * HOUR);
        draft_publishing::publish_due(&cx).await.expect("a look");
        rig.wait_for("it is stopped", async || {
            drafts::find(&rig.cx(), planned.id).await.is_ok_and(|d| d.state == DraftState::InReview)
        })
        .await;
        let stopped = drafts::find(&cx, planned.id).await.expect("there");
        assert!(stopped.failure.is_some_and(|why| why.english.contains("has changed since")));
        assert_eq!(campaigns::find(&cx, HANDLE).await.expect("there").plan.mirrors.len(), 1);
    }
}

#[tokio::test]
async fn a_campaign_opens_and_closes_with_two_approvals_of_what_it_says() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        draft(&rig, HANDLE).await;
        let people = people(&rig).await;
        let cx = rig.cx();
        let opening = ask_step(&rig, &people.0, CampaignState::Gathering).await;
        approve(&rig, &people.1, &opening).await;
        assert!(publish(&rig, &people.1, &opening).await.is_err());
        assert_eq!(page(&rig, &format!("/@{HANDLE}")).await.0, StatusCode::NOT_FOUND);
        assert_eq!(read(&rig, &format!("/actors/{HANDLE}")).await.0, StatusCode::NOT_FOUND);
        approve(&rig, &people.2, &opening).await;

        // Whoever approves it approves every word: another link after that is not opened with it.
        let change = Change { handle: None, plan: other_link };
        campaigns::edit(&cx, Some(people.0.id), HANDLE, change).await.expect("it is a draft still");
        let refused = publish(&rig, &people.1, &opening).await.expect_err("it was overtaken").to_string();
        assert!(refused.contains("has changed since"), "{refused}");
        let change = Change { handle: Some("other-name".to_owned()), plan: |plan| plan };
        campaigns::edit(&cx, Some(people.0.id), HANDLE, change).await.expect("renamed");
        assert!(publish(&rig, &people.1, &opening).await.is_err(), "nobody approved this name");
        let change = Change { handle: Some(HANDLE.to_owned()), plan: |plan| plan };
        campaigns::edit(&cx, Some(people.0.id), "other-name", change).await.expect("renamed");
        for handle in [HANDLE, "other-name"] {
            assert_eq!(page(&rig, &format!("/@{handle}")).await.0, StatusCode::NOT_FOUND);
        }

        let renewed = campaign_drafts::renew(&cx, Some(&people.0), opening.id).await.expect("renewed");
        assert_eq!(tally(&rig, renewed.id).await, (0, false));
        approved(&rig, &people, &renewed).await;
        publish(&rig, &people.1, &renewed).await.expect("opened");
        let now = campaigns::find(&cx, HANDLE).await.expect("there");
        assert_eq!((now.state, now.plan.donations[0].href.as_str()), (CampaignState::Gathering, STOLEN));
        assert_eq!(page(&rig, &format!("/@{HANDLE}")).await.0, StatusCode::OK);
        assert!(publish(&rig, &people.1, &renewed).await.is_err(), "once");

        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let told = updates(&rig).await.len();
        let closing = ask_step(&rig, &people.0, CampaignState::Closed).await;
        let delivering = ask_step(&rig, &people.0, CampaignState::Delivered).await;
        approve(&rig, &people.1, &closing).await;
        assert!(publish(&rig, &people.1, &closing).await.is_err());
        assert_eq!(updates(&rig).await.len(), told);
        approved(&rig, &people, &delivering).await;
        publish(&rig, &people.1, &delivering).await.expect("delivered");
        approve(&rig, &people.2, &closing).await;
        let refused = publish(&rig, &people.1, &closing).await.expect_err("it was overtaken").to_string();
        assert!(refused.contains("has changed since"), "{refused}");
        assert_eq!(campaigns::find(&cx, HANDLE).await.expect("there").state, CampaignState::Delivered);
        let renewed = campaign_drafts::renew(&cx, Some(&people.0), closing.id).await.expect("renewed");
        approved(&rig, &people, &renewed).await;
        publish(&rig, &people.1, &renewed).await.expect("closed");
        assert_eq!(campaigns::find(&cx, HANDLE).await.expect("there").state, CampaignState::Closed);
    }
}
