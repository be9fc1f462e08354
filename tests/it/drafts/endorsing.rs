//! Endorsing what another coalition says, where two must approve: an endorsement is the coalition speaking.

use antiphon::domain::draft::{DraftState, DraftVoice, Proposal, Purpose};
use antiphon::domain::endorsement::{EndorsementState, Side};
use antiphon::service::drafts::{self, Aside, DraftRecord};
use antiphon::service::endorsement_drafts::{self, Done};
use antiphon::service::endorsements::{self, Entry};
use antiphon::service::{campaign_drafts, draft_publishing, endorsing};
use antiphon::store::audit;
use antiphon::store::members::MemberRecord;
use http::StatusCode;
use serde_json::json;

use super::ground::{ONE, OTHER, WRITER, approve, approved, people, proposal, send, statements, tally};
use crate::api::visitor::{Person, value_of};
use crate::campaigns::ground::{HANDLE, follower, open};
use crate::endorsements::ground::{Partner, theirs};
use crate::support::databases;
use crate::support::lists;
use crate::support::rig::Rig;

async fn given(rig: &Rig) -> Vec<Entry> {
    let all = endorsements::list(&rig.cx(), Side::Given).await.expect("reads");
    all.into_iter().map(|(entry, _)| entry).collect()
}

/// Asks as a door does, having read what is there now.
async fn ask(rig: &Rig, by: &MemberRecord, address: &str) -> DraftRecord {
    let cx = rig.cx();
    let read = endorsing::look(&cx, address).await.expect("it can be endorsed").of.digest;
    match endorsement_drafts::offer(&cx, Some(by), address, &read, Aside::default()).await {
        Ok(Done::Draft(record)) => *record,
        other => panic!("it is no draft: {other:?}"),
    }
}

async fn publish(rig: &Rig, by: &MemberRecord, id: &DraftRecord) -> antiphon::service::Result<DraftRecord> {
    let now = drafts::find(&rig.cx(), id.id).await.expect("there");
    Box::pin(draft_publishing::publish(&rig.cx(), Some(by), now.id, &now.digest)).await
}

/// Nothing was signed or offered.
async fn is_silent_about_endorsing(rig: &Rig) -> bool {
    rig.delivered().await;
    given(rig).await.is_empty() && rig.vic.received("Offer").is_empty()
}

/// Nothing was signed, offered or passed on.
async fn is_silent(rig: &Rig) -> bool {
    is_silent_about_endorsing(rig).await && rig.vic.received("Announce").is_empty()
}

#[tokio::test]
async fn one_alone_endorses_nothing_and_two_endorse_once() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let partner = Partner::at(&rig.vic, "north");
        let address = theirs(&partner, &rig.vic, 1, "The river is ours");
        let people = people(&rig).await;
        let cx = rig.cx();
        let read = endorsing::look(&cx, &address).await.expect("it can be endorsed").of.digest;
        // A door that forgets to ask is refused at the gate.
        let alone = endorsing::offer(&cx, Some(people.2.id), &address, &read).await;
        assert!(alone.is_err_and(|e| e.to_string().contains('2')));
        assert!(is_silent(&rig).await);

        let record = ask(&rig, &people.0, &address).await;
        assert_eq!((record.state, record.proposal.purpose), (DraftState::InReview, Purpose::Endorsement));
        let matter = record.proposal.endorses.clone().expect("what is endorsed");
        assert_eq!((matter.digest.as_str(), matter.version), (read.as_str(), 1));
        assert!(matter.said.iter().any(|line| line.contains("The river is ours")), "{matter:?}");
        assert_eq!(ask(&rig, &people.0, &address).await.id, record.id, "asked twice it is one draft");
        approve(&rig, &people.1, &record).await;
        approve(&rig, &people.1, &record).await;
        assert_eq!(tally(&rig, record.id).await, (1, false));
        assert!(publish(&rig, &people.1, &record).await.is_err(), "one of two is not enough");
        assert!(is_silent(&rig).await);

        approve(&rig, &people.2, &record).await;
        let out = publish(&rig, &people.1, &record).await.expect("endorsed");
        assert_eq!(out.state, DraftState::Published);
        assert!(publish(&rig, &people.1, &record).await.is_err(), "once");
        rig.delivered().await;
        let offers = rig.vic.received("Offer");
        assert_eq!(offers.len(), 1);
        assert_eq!(offers[0]["object"]["digestMultibase"], json!(read));
        let seen = format!("{offers:?} {:?}", rig.vic.seen());
        for name in [WRITER, ONE, OTHER] {
            assert!(!seen.contains(name), "{name} is on the wire");
        }
        let log = audit::list(&rig.opened.app.store, 50).await.expect("a log");
        for action in ["draft.create", "draft.approve", "draft.publish", "endorsement.offer"] {
            assert!(log.iter().any(|line| line.action == action), "{action}");
        }

        // To take our name away one person is enough.
        let [entry] = &given(&rig).await[..] else { panic!("there is one") };
        endorsing::withdraw(&cx, Some(people.1.id), entry.id).await.expect("withdrawn");
        assert_eq!(given(&rig).await[0].state, EndorsementState::Withdrawn);
    }
}

#[tokio::test]
async fn words_that_nobody_approved_are_not_endorsed_and_the_draft_says_so() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let partner = Partner::at(&rig.vic, "north");
        let address = theirs(&partner, &rig.vic, 1, "The river is ours");
        let people = people(&rig).await;
        let record = ask(&rig, &people.0, &address).await;
        approve(&rig, &people.1, &record).await;
        approve(&rig, &people.2, &record).await;
        let still = campaign_drafts::renew(&rig.cx(), Some(&people.0), record.id).await;
        assert!(still.is_err(), "there is nothing new in it");
        assert_eq!(tally(&rig, record.id).await, (2, true));

        theirs(&partner, &rig.vic, 2, "The river is theirs");
        let refused = publish(&rig, &people.1, &record).await;
        assert!(refused.is_err_and(|e| e.to_string().contains("changed since")));
        assert!(is_silent(&rig).await, "nothing was signed");
        let shown = drafts::show(&rig.cx(), record.id).await.expect("a draft");
        assert!(shown.is_overtaken && shown.record.state.is_open());

        let renewed = campaign_drafts::renew(&rig.cx(), Some(&people.0), record.id).await.expect("renewed");
        let matter = renewed.proposal.endorses.clone().expect("what is endorsed");
        assert_eq!(matter.version, 2);
        assert!(matter.said.iter().any(|line| line.contains("theirs")), "{matter:?}");
        assert!(!drafts::show(&rig.cx(), record.id).await.expect("a draft").is_overtaken);
        assert_eq!(tally(&rig, record.id).await, (0, false), "everybody approves anew");
        assert!(publish(&rig, &people.1, &record).await.is_err());
        assert!(is_silent(&rig).await);
        approve(&rig, &people.1, &renewed).await;
        approve(&rig, &people.2, &renewed).await;
        publish(&rig, &people.1, &record).await.expect("endorsed");
        rig.delivered().await;
        assert_eq!(rig.vic.received("Offer")[0]["object"]["digestMultibase"], json!(matter.digest));
    }
}

#[tokio::test]
async fn old_words_that_come_back_are_endorsed_by_what_was_approved() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let partner = Partner::at(&rig.vic, "north");
        let address = theirs(&partner, &rig.vic, 1, "The river is ours");
        let people = people(&rig).await;
        let cx = rig.cx();
        let record = ask(&rig, &people.0, &address).await;
        approve(&rig, &people.1, &record).await;
        approve(&rig, &people.2, &record).await;
        let is_overtaken = async || drafts::show(&cx, record.id).await.expect("a draft").is_overtaken;

        // Found at its time: it is in review again. Looked at while the words are others, it stays so.
        theirs(&partner, &rig.vic, 2, "The river is theirs");
        let at = cx.now().plus(1_000);
        draft_publishing::schedule(&cx, Some(&people.1), record.id, &record.digest, at)
            .await
            .expect("planned");
        rig.clock.advance(2_000);
        draft_publishing::publish_due(&cx).await.expect("a look");
        rig.wait_for("it is stopped", async || is_overtaken().await).await;
        endorsement_drafts::look_again(&cx, record.id).await.expect("a look");
        assert!(is_overtaken().await);
        rig.vic.fail("/users/north/notes/1", 503);
        endorsement_drafts::look_again(&cx, record.id).await.expect("a server that is away is no error");
        assert!(is_overtaken().await, "who does not answer takes nothing back");

        theirs(&partner, &rig.vic, 1, "The river is ours");
        endorsement_drafts::look_again(&cx, record.id).await.expect("a look");
        let now = drafts::show(&cx, record.id).await.expect("a draft");
        assert!(!now.is_overtaken && now.record.failure.is_none());
        assert_eq!((now.record.state, now.tally.met), (DraftState::Approved, 2), "it was approved, and is");

        // The same without a look: who publishes finds the old words.
        theirs(&partner, &rig.vic, 2, "The river is theirs");
        assert!(publish(&rig, &people.1, &record).await.is_err());
        assert!(is_overtaken().await);
        theirs(&partner, &rig.vic, 1, "The river is ours");
        let renewed = campaign_drafts::renew(&cx, Some(&people.0), record.id).await;
        assert!(renewed.is_err(), "there is nothing new in it");
        assert!(!is_overtaken().await, "and so it is not overtaken");
        assert!(is_silent(&rig).await);
        let out = publish(&rig, &people.1, &record).await.expect("endorsed");
        assert_eq!((out.state, out.failure), (DraftState::Published, None));
        rig.delivered().await;
        let matter = record.proposal.endorses.expect("what is endorsed");
        assert_eq!(rig.vic.received("Offer")[0]["object"]["digestMultibase"], json!(matter.digest));
    }
}

#[tokio::test]
async fn a_server_that_is_away_holds_back_what_it_is_asked_for_and_nothing_else() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let partner = Partner::at(&rig.vic, "north");
        let address = theirs(&partner, &rig.vic, 1, "The river is ours");
        let people = people(&rig).await;
        let cx = rig.cx();
        let endorsement = ask(&rig, &people.0, &address).await;
        approve(&rig, &people.1, &endorsement).await;
        approve(&rig, &people.2, &endorsement).await;
        let statement = approved(&rig, &people, proposal("Dam")).await;
        for (draft, later) in [(&endorsement, 1_000), (&statement, 2_000)] {
            let at = cx.now().plus(later);
            draft_publishing::schedule(&cx, Some(&people.1), draft.id, &draft.digest, at)
                .await
                .expect("planned");
        }
        rig.vic.fail("/users/north/notes/1", 503);
        rig.clock.advance(3_000);
        draft_publishing::publish_due(&cx).await.expect("a look");
        rig.wait_for("the statement is out", async || !statements(&rig).await.is_empty()).await;
        rig.wait_for("the endorsement is stopped", async || {
            let now = drafts::find(&rig.cx(), endorsement.id).await.expect("a draft");
            now.state == DraftState::InReview && now.failure.is_some()
        })
        .await;
        assert!(is_silent_about_endorsing(&rig).await);
    }
}

#[tokio::test]
async fn the_desk_hands_in_what_was_read_and_those_who_approve_read_it() {
    let rig = Rig::start().await;
    let partner = Partner::at(&rig.vic, "north");
    let address = theirs(&partner, &rig.vic, 1, "The river is ours");
    people(&rig).await;
    let (one, _) = Person::sign_in(&rig, ONE, "").await;
    let (other, _) = Person::sign_in(&rig, OTHER, "").await;
    let room = "/desk/endorsements";
    let look = send(&rig, &one, room, room, &[("do", "offer"), ("address", &address)]).await;
    assert!(look.text.contains("Hand it in for approval"), "{}", look.text);
    let digest = value_of(&look.text, "digest");
    let fields = [("do", "sign"), ("address", address.as_str()), ("digest", digest.as_str())];
    let handed = send(&rig, &one, room, room, &fields).await;
    assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text);
    assert!(is_silent(&rig).await);
    let all = lists::drafts(&rig.cx(), None).await.expect("a list");
    let path = format!("/desk/drafts/{}", all[0].id);
    let page = other.visit(&rig, &path).await.text;
    for part in ["The river is ours", &digest, "north", &address, "Endorsement"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let act = async |who: &Person, wish: &str| {
        let digest = value_of(&who.visit(&rig, &path).await.text, "digest");
        send(&rig, who, &path, &path, &[("digest", &digest), ("do", wish)]).await
    };
    act(&one, "approve").await;
    act(&other, "approve").await;
    theirs(&partner, &rig.vic, 2, "The river is theirs");
    let refused = act(&other, "publish_now").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    let page = other.visit(&rig, &path).await.text;
    assert!(page.contains("What is endorsed says something else by now."), "{page}");
    assert!(page.contains("value=\"renew\"") && !page.contains("value=\"publish\""), "{page}");
    assert!(is_silent(&rig).await);
    act(&one, "renew").await;
    let page = other.visit(&rig, &path).await.text;
    assert!(page.contains("The river is theirs") && !page.contains("says something else by now"), "{page}");

    // Changed once more and changed back: its page says so as long as it is so, and no longer.
    act(&one, "approve").await;
    act(&other, "approve").await;
    theirs(&partner, &rig.vic, 3, "The river is nobody's");
    act(&other, "publish_now").await;
    let page = other.visit(&rig, &path).await.text;
    assert!(page.contains("says something else by now") && !page.contains("value=\"publish\""), "{page}");
    theirs(&partner, &rig.vic, 2, "The river is theirs");
    let page = other.visit(&rig, &path).await.text;
    assert!(!page.contains("says something else by now") && page.contains("value=\"publish\""), "{page}");
}

#[tokio::test]
async fn beside_a_draft_stands_how_far_it_goes_in_the_name_of_who_says_it() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
    let people = people(&rig).await;
    let (other, _) = Person::sign_in(&rig, OTHER, "").await;
    let last_look = async |voice: DraftVoice, campaign: Option<&str>| {
        let said = Proposal { voice, campaign: campaign.map(str::to_owned), ..proposal("The river") };
        let record = approved(&rig, &people, said).await;
        other.visit(&rig, &format!("/desk/drafts/{}?look=last", record.id)).await.text
    };
    let (nobody, one) = ("It appears on the public page at once", "This goes to 1 server");
    let by_coalition = last_look(DraftVoice::Coalition, None).await;
    assert!(by_coalition.contains(nobody), "only the campaign is followed: {by_coalition}");
    let by_campaign = last_look(DraftVoice::Campaign, Some(HANDLE)).await;
    assert!(by_campaign.contains(one), "{by_campaign}");
    let passed_on = last_look(DraftVoice::Coalition, Some(HANDLE)).await;
    assert!(passed_on.contains(one), "the campaign passes it on: {passed_on}");
}
