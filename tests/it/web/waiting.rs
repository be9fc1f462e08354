//! What waits at the desk: each kind is shown to those who may act on it, with a number beside its room, and goes when it is done.

use antiphon::domain::call::{Call, CallKind, CallState};
use antiphon::domain::draft::Proposal;
use antiphon::domain::endorsement::{EndorsementState, Side, Way};
use antiphon::domain::ids::{AccountId, RowId};
use antiphon::domain::joint::{self, JointState};
use antiphon::domain::letter::OfficeHours;
use antiphon::domain::mail_queue::{MailState, Purpose};
use antiphon::domain::report::Category;
use antiphon::domain::time::{DAY, Time};
use antiphon::domain::waiting::MOST;
use antiphon::service::calls::{self, Readers};
use antiphon::service::drafts::{self, Aside};
use antiphon::service::{draft_approvals, endorsements, members, quorum, reports, waiting};
use antiphon::store::applicants::ApplicantRecord;
use antiphon::store::directory_requests::{Request, RequestState};
use antiphon::store::endorsements::EndorsementRecord;
use antiphon::store::intake::Arrival;
use antiphon::store::joint::NewJoint;
use antiphon::store::letters::TargetRecord;
use antiphon::store::mails::Queued;
use antiphon::store::members::MemberRecord;
use antiphon::store::reports::ReportRecord;
use antiphon::store::{self, Tx};
use http::StatusCode;
use serde_json::json;

use crate::api::visitor::Person;
use crate::campaigns::ground::{draft as campaign, words};
use crate::support::databases;
use crate::support::rig::Rig;

const ROLES: [&str; 5] = ["member", "moderator", "editor", "spokesperson", "owner"];

/// A house with somebody of each role, and an actor of another server.
struct Scene {
    rig: Rig,
    people: Vec<MemberRecord>,
    stranger: AccountId,
}

impl Scene {
    async fn new(database: databases::Fresh) -> Self {
        let rig = Rig::on(database, "").await;
        let mut people = Vec::new();
        for role in ROLES {
            people
                .push(members::add(&rig.cx(), &format!("{role}_one"), role).await.expect("the name is free"));
        }
        let vera = rig.vic.actor("vera");
        let follow = vera.activity("Follow", 1, json!(rig.coalition().await.uri.as_str()));
        rig.tell(&vera, &follow).await;
        let known = store::accounts::find_by_uri(&rig.opened.app.store, &vera.id).await.expect("reads");
        Self { stranger: known.expect("she is known").id, rig, people }
    }

    fn who(&self, role: &str) -> &MemberRecord {
        self.people.iter().find(|member| member.role == role).expect("there is one")
    }

    /// What waits for this role.
    async fn of(&self, role: &str) -> Vec<(&'static str, i64)> {
        let found = waiting::list(&self.rig.cx(), Some(self.who(role))).await.expect("counts");
        found.into_iter().map(|one| (one.what.as_str(), one.count)).collect()
    }

    /// This waits for these roles and for nobody else.
    async fn is_shown(&self, what: &'static str, count: i64, to: &[&str]) {
        for role in ROLES {
            let expected = if to.contains(&role) && count > 0 { vec![(what, count)] } else { Vec::new() };
            assert_eq!(self.of(role).await, expected, "{what} for {role}");
        }
    }

    async fn write(&self, write: impl AsyncFnOnce(&mut Tx)) {
        let mut tx = self.rig.opened.app.store.begin().await.expect("begins");
        write(&mut tx).await;
        tx.commit().await.expect("commits");
    }

    fn id(&self) -> RowId {
        self.rig.opened.app.row_id()
    }

    fn now(&self) -> Time {
        self.rig.cx().now()
    }

    async fn endorsement(&self, side: Side, state: EndorsementState, number: u32) -> RowId {
        let (id, house) = (self.id(), self.rig.coalition().await.id);
        let (account, host) =
            if side == Side::Received { (self.stranger, house) } else { (house, self.stranger) };
        let record = EndorsementRecord {
            id,
            side,
            object_uri: format!("https://a.example/{number}"),
            title: "The river".to_owned(),
            account,
            host,
            way: Way::Proof,
            state,
            uri: format!("https://a.example/e/{number}"),
            offer_uri: None,
            digest: "d".to_owned(),
            version: 1,
            document: None,
            created_at: self.now(),
            decided_at: None,
            withdrawn_at: None,
            seen_digest: None,
        };
        self.write(async |tx| assert!(store::endorsements::insert(tx, &record).await.expect("writes"))).await;
        id
    }
}

const SPEAKERS: &[&str] = &["spokesperson", "owner"];

#[tokio::test]
async fn a_draft_waits_for_those_who_have_not_approved_it_and_then_to_be_published() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let cx = scene.rig.cx();
        quorum::set(&cx, None, 2).await.expect("two must approve");
        let writer = scene.who("editor");
        let proposal = Proposal::statement(words("The river"));
        let draft = drafts::create(&cx, Some(writer), proposal, Aside::default()).await.expect("a draft");
        scene.is_shown("reviews", 0, &[]).await;
        drafts::submit(&cx, Some(writer), draft.id).await.expect("in review");
        scene.is_shown("reviews", 1, SPEAKERS).await;
        let page = Person::sign_in(&scene.rig, "spokesperson_one", "").await.0;
        let desk = page.visit(&scene.rig, "/desk").await.text;
        assert!(desk.contains("<a href=\"/desk/drafts\">Drafts to approve</a>"), "{desk}");
        assert!(desk.contains("Begin a draft") && !desk.contains("Write a statement"), "{desk}");
        let events = page.visit(&scene.rig, "/desk/events").await.text;
        assert!(events.contains("<bdi>1</bdi><span class=\"unseen\"> waiting"), "beside its room: {events}");
        let editor = Person::sign_in(&scene.rig, "editor_one", "").await.0;
        let desk = editor.visit(&scene.rig, "/desk").await.text;
        assert!(desk.contains("Nothing waits for you now.") && !desk.contains("Drafts to approve"), "{desk}");

        // Whoever has approved is done with it; the other is not.
        draft_approvals::approve(&cx, scene.who("owner"), draft.id, &draft.digest).await.expect("approved");
        scene.is_shown("reviews", 1, &["spokesperson"]).await;
        draft_approvals::withdraw(&cx, scene.who("owner"), draft.id).await.expect("taken back");
        scene.is_shown("reviews", 1, SPEAKERS).await;
        for role in SPEAKERS {
            draft_approvals::approve(&cx, scene.who(role), draft.id, &draft.digest).await.expect("approved");
        }
        scene.is_shown("approved", 1, SPEAKERS).await;
        drafts::discard(&cx, Some(scene.who("owner")), draft.id).await.expect("given up");
        scene.is_shown("approved", 0, &[]).await;
        let desk = page.visit(&scene.rig, "/desk").await;
        assert_eq!(desk.status, StatusCode::OK);
        assert!(desk.text.contains("Nothing waits for you now.") && !desk.text.contains(" waiting</span>"));
    }
}

#[tokio::test]
async fn what_partners_ask_waits_for_those_who_speak_for_the_house() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let (cx, now) = (scene.rig.cx(), scene.now());
        let offered = scene.endorsement(Side::Received, EndorsementState::Offered, 1).await;
        scene.is_shown("endorsement_offers", 1, SPEAKERS).await;
        endorsements::decline(&cx, None, offered).await.expect("declined");
        scene.is_shown("endorsement_offers", 0, &[]).await;
        let asked = scene.endorsement(Side::Given, EndorsementState::Asked, 2).await;
        scene.is_shown("endorsement_requests", 1, SPEAKERS).await;
        scene
            .write(async |tx| {
                let state = EndorsementState::Declined;
                store::endorsements::step(tx, asked, state, now).await.expect("writes");
            })
            .await;
        scene.is_shown("endorsement_requests", 0, &[]).await;

        let invited = scene.id();
        scene
            .write(async |tx| {
                let new = NewJoint {
                    id: invited,
                    side: joint::Side::Partner,
                    campaign: None,
                    uri: "https://a.example/joint/1",
                    name: "One river",
                    lead: scene.stranger,
                    state: JointState::Invited,
                    offer_uri: Some("https://a.example/offers/1"),
                    secret: None,
                    at: now,
                };
                assert!(store::joint::insert(tx, &new).await.expect("writes"));
            })
            .await;
        scene.is_shown("joint_invitations", 1, SPEAKERS).await;
        scene
            .write(async |tx| {
                store::joint::end(tx, invited, JointState::Declined, now).await.expect("writes");
            })
            .await;
        scene.is_shown("joint_invitations", 0, &[]).await;

        let request = Request {
            id: scene.id(),
            account: scene.rig.coalition().await.id,
            by: scene.stranger,
            collection_uri: "https://a.example/directory".to_owned(),
            request_uri: "https://a.example/requests/1".to_owned(),
            state: RequestState::Waiting,
            created_at: now,
        };
        scene
            .write(async |tx| {
                store::directory_requests::save(tx, &request).await.expect("writes");
            })
            .await;
        scene.is_shown("directory_requests", 1, SPEAKERS).await;
        scene
            .write(async |tx| {
                let (from, to) = (RequestState::Waiting, RequestState::Declined);
                assert!(store::directory_requests::set(tx, request.id, from, to, now).await.expect("writes"));
            })
            .await;
        scene.is_shown("directory_requests", 0, &[]).await;
    }
}

#[tokio::test]
async fn an_answer_to_our_call_waits_until_it_is_answered_or_the_call_is_closed() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let (rig, cx) = (&scene.rig, scene.rig.cx());
        let call = Call {
            kind: CallKind::Translation,
            state: CallState::Open,
            sectors: Vec::new(),
            languages: vec!["en".to_owned()],
            until: None,
            adopted: 0,
        };
        let post = calls::publish(&cx, None, words("Who translates?"), &call, Readers::Everybody).await;
        let post = post.expect("published");
        scene.is_shown("call_answers", 0, &[]).await;
        let ines = rig.vic.actor("ines");
        for number in [21, 22] {
            let mut note = ines.note(number, "<p>We do.</p>");
            note["inReplyTo"] = json!(post.uri.as_str());
            rig.tell(&ines, &ines.activity("Create", number, note)).await;
        }
        let who = ["editor", "spokesperson", "owner"];
        scene.is_shown("call_answers", 2, &who).await;
        let answer = rig.find_post(&format!("{}/notes/21", ines.id)).await.expect("it is kept");
        let leave = quorum::Leave::Usual;
        let ours = antiphon::service::call_answers::answer_by(&cx, None, answer.id, words("Thanks"), leave);
        ours.await.expect("answered");
        scene.is_shown("call_answers", 1, &who).await;
        calls::settle(&cx, None, post.id, CallState::Answered).await.expect("settled");
        scene.is_shown("call_answers", 0, &[]).await;
    }
}

#[tokio::test]
async fn letters_that_come_back_wait_until_the_address_is_changed_or_a_month_is_over() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let now = scene.now();
        let mut target = TargetRecord {
            id: scene.id(),
            campaign: campaign(&scene.rig, "clean-river").await.id,
            name: "Minister".to_owned(),
            address: vec![1],
            language: "en".to_owned(),
            subject: "Water".to_owned(),
            words: "Open the dam.".to_owned(),
            hours: OfficeHours::default(),
            per_hour: 10,
            closed_at: None,
            version: 1,
            address_version: 1,
        };
        scene
            .write(async |tx| {
                assert!(store::letters::save_target(tx, &target, now).await.expect("writes"));
                for writer in [1_u8, 2] {
                    let id = scene.id();
                    let new = store::letters::save(tx, id, target.id, &[writer; 32], (&[1], 1), now).await;
                    assert!(new.expect("writes"));
                    store::letters::came_back(tx, id, "5.1.1", "no such mailbox", now).await.expect("writes");
                }
            })
            .await;
        scene.is_shown("returned_letters", 1, SPEAKERS).await;
        (target.version, target.address_version) = (2, 2);
        scene
            .write(async |tx| {
                store::letters::change_target(tx, &target).await.expect("writes");
            })
            .await;
        scene.is_shown("returned_letters", 0, &[]).await;
        // The new one refuses a letter as well.
        scene
            .write(async |tx| {
                let id = scene.id();
                let new = store::letters::save(tx, id, target.id, &[3; 32], (&[1], 2), now).await;
                assert!(new.expect("writes"));
                store::letters::came_back(tx, id, "5.1.1", "no such mailbox", now).await.expect("writes");
            })
            .await;
        scene.is_shown("returned_letters", 1, SPEAKERS).await;
        scene.rig.clock.advance(31 * DAY);
        scene.is_shown("returned_letters", 0, &[]).await;
    }
}

#[tokio::test]
async fn people_reports_and_the_queues_wait_for_those_who_look_after_the_house() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let (cx, now) = (scene.rig.cx(), scene.now());
        let applicant = |number: i64| ApplicantRecord {
            id: scene.id().0,
            username: format!("ana{number}"),
            password: "digest".to_owned(),
            reason: String::new(),
            language: None,
            created_at: now,
        };
        let asks = async |from: i64, to: i64| {
            scene
                .write(async |tx| {
                    for number in from..to {
                        assert!(store::applicants::save(tx, &applicant(number)).await.expect("writes"));
                    }
                })
                .await;
        };
        let keepers: &[&str] = &["moderator", "owner"];
        asks(0, 1).await;
        scene.is_shown("applicants", 1, keepers).await;
        asks(1, MOST + 5).await;
        scene.is_shown("applicants", MOST, keepers).await;
        let mo = Person::sign_in(&scene.rig, "moderator_one", "").await.0;
        let desk = mo.visit(&scene.rig, "/desk").await.text;
        assert!(desk.contains("<a href=\"/desk/members\">People who want to join</a>"), "{desk}");
        assert!(desk.contains("50 or more") && desk.contains("<bdi>50+</bdi>"), "{desk}");
        scene
            .write(async |tx| {
                for number in 0..MOST + 5 {
                    assert!(store::applicants::forget(tx, &format!("ana{number}")).await.expect("writes"));
                }
            })
            .await;
        scene.is_shown("applicants", 0, &[]).await;

        let report = ReportRecord {
            id: scene.id(),
            from: scene.stranger,
            account: None,
            posts: Vec::new(),
            comment: "Mean".to_owned(),
            created_at: now,
            category: Category::default(),
            rules: Vec::new(),
            forwarded_at: None,
        };
        scene.write(async |tx| store::reports::save(tx, &report).await.expect("writes")).await;
        scene.is_shown("reports", 1, keepers).await;
        reports::close(&cx, None, report.id, "Talked").await.expect("closed");
        scene.is_shown("reports", 0, &[]).await;

        let mail = Queued {
            id: scene.id(),
            purpose: Purpose::Test,
            about: 0,
            recipient: [1; 32],
            parcel: vec![1],
            mark: [7; 16],
            due_at: now.plus(DAY),
            ends_at: now.plus(2 * DAY),
        };
        scene
            .write(async |tx| {
                store::mails::save(tx, &mail, now).await.expect("writes");
            })
            .await;
        scene.is_shown("failed_mails", 0, &[]).await;
        scene
            .write(async |tx| {
                let ended =
                    store::mails::end(tx, mail.id, Time(0), MailState::Failed, Some("550"), now).await;
                assert!(ended.expect("writes"));
            })
            .await;
        scene.is_shown("failed_mails", 1, &["owner"]).await;
        scene
            .write(async |tx| {
                store::mails::drop_one(tx, mail.id, now).await.expect("writes");
            })
            .await;
        scene.is_shown("failed_mails", 0, &[]).await;

        let app = &scene.rig.opened.app;
        let arrival = Arrival {
            id: scene.id().0,
            activity_uri: "https://evil.test/1".to_owned(),
            actor_uri: "https://evil.test/mallory".to_owned(),
            kind: "Create".to_owned(),
            body: "{}".to_owned(),
            received_at: now.plus(DAY),
        };
        let id = RowId(arrival.id);
        app.intake.take_in(arrival).await.expect("it is on disk");
        scene.write(async |tx| store::inbox::quarantine(tx, id, "unreadable").await.expect("writes")).await;
        scene.is_shown("set_aside", 1, &["owner"]).await;
        assert_eq!(waiting::list(&cx, None).await.expect("counts").len(), 1, "the command line sees it");
    }
}
