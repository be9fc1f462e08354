//! Calls and ideas of partners, and what strangers cannot do with them.

use antiphon::domain::call::{Call, CallKind, CallState};
use antiphon::domain::ids::PostId;
use antiphon::domain::post::Post;
use antiphon::domain::sector::Sector;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::time::DAY;
use antiphon::domain::translation::Review;
use antiphon::domain::visibility::Visibility;
use antiphon::service::call_adopting::{self, TakenUp, Told};
use antiphon::service::calls::{self, Readers};
use antiphon::service::drafts::Aside;
use antiphon::service::quorum::Leave;
use antiphon::service::{call_answers, campaigns};
use serde_json::{Value, json};

use crate::support::databases;
use crate::support::peer::{Actor, PUBLIC};
use crate::support::rig::Rig;

use super::ground::{Partner, house, listed, page};

/// A call or an idea of this actor.
pub fn call_of(actor: &Actor, number: u32, need: &str) -> Value {
    let mut note =
        actor.note(number, "<p><strong>Who translates?</strong></p><p>From <script>x</script>Hungarian.</p>");
    note["kind"] = json!("call");
    note["need"] = json!(need);
    note["sectors"] = json!(["housing"]);
    note["languages"] = json!(["hu", "en"]);
    note["contentMap"] = json!({"en": note["content"]});
    note
}

async fn titles(rig: &Rig, only_public: bool) -> Vec<String> {
    let all = calls::open(&rig.cx(), only_public, None, i64::MAX).await.expect("a list");
    all.rows.into_iter().map(|one| one.post.uri.as_str().to_owned()).collect()
}

async fn own(rig: &Rig) -> Vec<String> {
    let all = calls::own(&rig.cx()).await.expect("a list");
    all.into_iter().map(|one| one.post.uri.as_str().to_owned()).collect()
}

/// Answers in the coalition's name, where one person may.
async fn answer(rig: &Rig, id: PostId, words: &str) -> antiphon::service::Result<Post> {
    let language = antiphon::domain::language::Language::parse("en").expect("a tag");
    let text = DraftText { language, title: String::new(), source: words.to_owned(), review: Review::Unsaid };
    let draft = Draft { texts: vec![text], warning: None, attachments: Vec::new() };
    call_answers::answer_by(&rig.cx(), None, id, draft, Leave::Usual).await
}

async fn adopt(rig: &Rig, id: PostId, handle: &str) -> antiphon::service::Result<TakenUp> {
    let how = (Aside::default(), Leave::Usual);
    call_adopting::take_up(&rig.cx(), None, id, handle, "", how).await
}

async fn publish(rig: &Rig, kind: CallKind, readers: Readers) -> Post {
    let language = antiphon::domain::language::Language::parse("en").expect("a tag");
    let text = DraftText {
        language,
        title: "Who has a mirror?".to_owned(),
        source: "We need *room*.".to_owned(),
        review: Review::Unsaid,
    };
    let draft = Draft { texts: vec![text], warning: None, attachments: Vec::new() };
    let call = Call {
        kind,
        state: CallState::Open,
        sectors: vec![Sector::Housing, Sector::DigitalRights],
        languages: vec!["en".to_owned()],
        until: Some(rig.clock.now_ms() + 30 * DAY),
        adopted: 0,
    };
    calls::publish(&rig.cx(), None, draft, &call, readers).await.expect("published")
}

#[tokio::test]
async fn calls_of_partners_reach_us_and_those_of_strangers_do_not() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let eve = Partner::new(&rig.evil, "eve", &json!({}));
        let call = call_of(&vera.actor, 1, "translation");
        let id = call["id"].as_str().expect("an id").to_owned();
        rig.tell(&vera.actor, &vera.actor.activity("Create", 1, call.clone())).await;
        rig.tell(&eve.actor, &eve.actor.activity("Create", 1, call_of(&eve.actor, 1, "funds"))).await;
        // A partner's answer to somebody, and a need that nobody knows, are no calls.
        let mut answer = call_of(&vera.actor, 2, "funds");
        answer["inReplyTo"] = json!(id);
        rig.tell(&vera.actor, &vera.actor.activity("Create", 2, answer)).await;
        rig.tell(&vera.actor, &vera.actor.activity("Create", 3, call_of(&vera.actor, 3, "king"))).await;
        assert_eq!(titles(&rig, true).await, std::slice::from_ref(&id));
        let (_, page_of) = page(&rig, "/exchange").await;
        assert!(page_of.contains("Translation") && page_of.contains("Hungarian"), "{page_of}");
        assert!(!page_of.contains("<script"));
        assert!(!page(&rig, "/exchange?kind=funds").await.1.contains("Hungarian"));
        assert_eq!(page(&rig, "/exchange?kind=king").await.0, http::StatusCode::NOT_FOUND);

        // A stranger closes it, and nothing happens; she closes it, without an edit.
        let mut closed = call.clone();
        closed["state"] = json!("closed");
        let mut forged = eve.actor.activity("Update", 9, closed.clone());
        forged["object"]["attributedTo"] = json!(eve.actor.id);
        rig.post(&eve.actor, &forged).await;
        rig.drain().await;
        assert_eq!(titles(&rig, true).await, std::slice::from_ref(&id));
        rig.tell(&vera.actor, &vera.actor.activity("Update", 9, closed)).await;
        assert!(titles(&rig, true).await.is_empty());

        // One with an end leaves the list when its time has come.
        let mut short = call_of(&vera.actor, 5, "witnesses");
        short["until"] = json!(antiphon::domain::time::Time(rig.clock.now_ms() + DAY).rfc3339());
        rig.tell(&vera.actor, &vera.actor.activity("Create", 5, short)).await;
        assert_eq!(titles(&rig, true).await.len(), 1);
        rig.clock.advance(2 * DAY);
        assert!(titles(&rig, true).await.is_empty());
    }
}

#[tokio::test]
async fn a_call_is_a_plain_text_to_others_and_goes_to_partners_who_do_not_follow() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let post = publish(&rig, CallKind::Mirror, Readers::Everybody).await;
        rig.delivered().await;
        let note = rig.vic.received("Create").pop().expect("a call")["object"].clone();
        assert_eq!(
            (&note["type"], &note["kind"], &note["need"]),
            (&json!("Note"), &json!("call"), &json!("mirror"))
        );
        assert_eq!(note["sectors"], json!(["housing", "digital-rights"]));
        let tags = note["tag"].to_string();
        assert!(tags.contains("#mirror") && tags.contains("#digitalrights"), "{tags}");
        assert!(note["to"].to_string().contains(PUBLIC));
        let quiet = publish(&rig, CallKind::Funds, Readers::Partners).await;
        rig.delivered().await;
        let note = rig.vic.received("Create").pop().expect("a call")["object"].clone();
        assert!(!note.to_string().contains(PUBLIC) || !note["to"].to_string().contains(PUBLIC));
        assert!(note.get("proof").is_none(), "what is private proves nothing");
        assert_eq!(titles(&rig, true).await, [post.uri.as_str()]);
        // At the desk ours have a list of their own.
        assert_eq!(own(&rig).await, [quiet.uri.as_str(), post.uri.as_str()]);
        assert!(titles(&rig, false).await.is_empty());
        assert!(!page(&rig, "/exchange?kind=funds").await.1.contains("Who has a mirror?"));

        // Settled, everybody who had it is told; and a closed one stays closed.
        calls::settle(&rig.cx(), None, post.id, CallState::Closed).await.expect("closed");
        rig.delivered().await;
        let update = rig.vic.received("Update").pop().expect("an update");
        assert_eq!(
            (&update["object"]["state"], &update["object"]["kind"]),
            (&json!("closed"), &json!("call"))
        );
        assert!(calls::settle(&rig.cx(), None, post.id, CallState::Open).await.is_err());
        assert!(titles(&rig, true).await.is_empty());
        assert_eq!(own(&rig).await, [quiet.uri.as_str(), post.uri.as_str()], "ours are kept");
    }
}

#[tokio::test]
async fn an_answer_is_read_by_two_and_stands_in_one_thread() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let us = house(&rig).await;
        // We answer hers.
        let call = call_of(&vera.actor, 1, "translation");
        rig.tell(&vera.actor, &vera.actor.activity("Create", 1, call.clone())).await;
        let id = rig.find_post(call["id"].as_str().expect("an id")).await.expect("kept").id;
        let before = rig.vic.received("Create").len();
        answer(&rig, id, "We *can*.").await.expect("answered");
        rig.delivered().await;
        let sent = rig.vic.received("Create").split_off(before);
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0]["object"]["inReplyTo"], call["id"]);
        assert_eq!(sent[0]["to"], json!([vera.actor.id]), "to her and nobody else");
        assert!(sent[0].get("cc").is_none_or(|cc| cc == &json!([])));

        // She answers ours, and we go on.
        let post = publish(&rig, CallKind::Mirror, Readers::Everybody).await;
        let mut message = vera.actor.note(40, "<p>We have room.</p>");
        message["to"] = json!([us.uri.as_str()]);
        message["cc"] = json!([]);
        message["inReplyTo"] = json!(post.uri.as_str());
        message["tag"] = json!([{"type": "Mention", "href": us.uri.as_str(), "name": "@coalition"}]);
        rig.tell(&vera.actor, &vera.actor.activity("Create", 40, message)).await;
        let (_, messages) = calls::thread(&rig.cx(), post.id).await.expect("a thread");
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].post.visibility, Visibility::Direct);
        answer(&rig, messages[0].post.id, "Thank you.").await.expect("answered");
        assert_eq!(calls::thread(&rig.cx(), post.id).await.expect("a thread").1.len(), 2);
        assert!(answer(&rig, post.id, "x").await.is_err(), "not one's own call");
        let path = post.url.clone().expect("a page").replace(&rig.url(""), "");
        assert!(!page(&rig, &path).await.1.contains("We have room"), "what is private stands on no page");
    }
}

#[tokio::test]
async fn an_idea_becomes_a_draft_that_names_its_source_and_its_source_is_told() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let idea = call_of(&vera.actor, 1, "idea");
        rig.tell(&vera.actor, &vera.actor.activity("Create", 1, idea.clone())).await;
        let id = rig.find_post(idea["id"].as_str().expect("an id")).await.expect("kept").id;
        let TakenUp { campaign, is_new, told } = adopt(&rig, id, "our-boat").await.expect("adopted");
        assert!(is_new && matches!(told, Told::Now) && campaign.account.is_none(), "it is a draft");
        let source = campaign.plan.source.clone().expect("a source");
        assert_eq!((source.by.as_str(), source.href.as_str()), ("vera", idea["id"].as_str().expect("an id")));
        assert!(campaign.plan.about.contains("Hungarian") && !campaign.plan.about.contains('<'));
        rig.delivered().await;
        let note = rig.vic.received("Create").pop().expect("a word")["object"].clone();
        assert_eq!((&note["adopts"], &note["to"]), (&idea["id"], &json!([vera.actor.id])));
        let again = adopt(&rig, id, "our-boat").await.expect("it is there");
        assert!(!again.is_new && matches!(again.told, Told::Before), "{again:?}");
        let other = publish(&rig, CallKind::Idea, Readers::Everybody).await.id;
        assert!(adopt(&rig, other, "our-boat").await.is_err(), "the handle is another idea's");
        rig.delivered().await;
        let told = rig.vic.received("Create");
        let told = told.iter().filter(|one| one["object"]["adopts"] == idea["id"]);
        assert_eq!(told.count(), 1, "told once");

        // Opened, page and document say where it comes from.
        let plan = |mut plan: antiphon::domain::campaign::Plan| {
            plan.goal = "A boat".to_owned();
            plan.demands = vec!["Water".to_owned()];
            plan.addressed = vec![antiphon::domain::campaign::DecisionMaker::default()];
            plan.addressed[0].name = "A. Minister".to_owned();
            plan
        };
        campaigns::edit(&rig.cx(), None, "our-boat", campaigns::Change { handle: None, plan })
            .await
            .expect("edited");
        campaigns::step(
            &rig.cx(),
            None,
            "our-boat",
            antiphon::domain::campaign_state::CampaignState::Gathering,
        )
        .await
        .expect("open");
        let (_, html) = page(&rig, "/@our-boat").await;
        assert!(html.contains(&format!("href=\"{}\"", source.href)) && html.contains("vera"), "{html}");
        let (_, actor) = super::ground::read(&rig, "/actors/our-boat").await;
        assert_eq!(actor["inspiredBy"]["href"], source.href);
    }
}

#[tokio::test]
async fn an_adoption_counts_once_for_each_partner_and_never_for_a_stranger() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({"peers": null})).await;
        let eve = Partner::new(&rig.evil, "eve", &json!({}));
        let us = house(&rig).await;
        let idea = publish(&rig, CallKind::Idea, Readers::Everybody).await;
        let other = publish(&rig, CallKind::Mirror, Readers::Everybody).await;
        let adopt = |partner: &Partner, number: u32, of: &Post, claims: &str| {
            let mut note = partner.actor.note(number, "<p>We took it up.</p>");
            note["to"] = json!([us.uri.as_str()]);
            note["cc"] = json!([]);
            note["inReplyTo"] = json!(of.uri.as_str());
            note["adopts"] = json!(claims);
            partner.actor.activity("Create", number, note)
        };
        let uri = idea.uri.as_str();
        rig.tell(&eve.actor, &adopt(&eve, 50, &idea, uri)).await;
        rig.tell(&vera.actor, &adopt(&vera, 51, &other, other.uri.as_str())).await;
        rig.tell(&vera.actor, &adopt(&vera, 52, &other, uri)).await;
        assert_eq!(calls::find(&rig.cx(), idea.id).await.expect("there").call.adopted, 0);
        rig.tell(&vera.actor, &adopt(&vera, 53, &idea, uri)).await;
        rig.tell(&vera.actor, &adopt(&vera, 54, &idea, uri)).await;
        let shown = calls::find(&rig.cx(), idea.id).await.expect("there");
        assert_eq!((shown.call.adopted, shown.post.version), (1, 1), "it is no edit");
        rig.delivered().await;
        let told = rig.vic.received("Update").pop().expect("an update");
        assert_eq!(told["object"]["adoptions"], 1);
        assert!(told["object"].get("updated").is_none());
    }
}
