//! What the tests of drafts stand on: people of different roles, a draft, the ways around them.

use antiphon::domain::draft::Proposal;
use antiphon::domain::ids::RowId;
use antiphon::domain::translation::TranslationState;
use antiphon::service::drafts::{self, Aside, DraftRecord};
use antiphon::service::{draft_approvals, members, quorum};
use antiphon::store::members::MemberRecord;

use crate::api::visitor::{Answer, Asks as _, Person, value_of};
use crate::campaigns::ground::words;
use crate::support::rig::Rig;

/// Names that no text of the interface contains, so that looking for them finds only leaks.
pub const WRITER: &str = "wilhelmina_q";
pub const ONE: &str = "oluwaseun_z";
pub const OTHER: &str = "xiomara_k";

pub async fn member(rig: &Rig, name: &str, role: &str) -> MemberRecord {
    members::add(&rig.cx(), name, role).await.expect("the name is free")
}

/// A writer and two who approve, where two must.
pub async fn people(rig: &Rig) -> (MemberRecord, MemberRecord, MemberRecord) {
    quorum::set(&rig.cx(), None, 2).await.expect("two must approve");
    (
        member(rig, WRITER, "editor").await,
        member(rig, ONE, "spokesperson").await,
        member(rig, OTHER, "owner").await,
    )
}

/// A statement with this title and a translation that a machine made.
pub fn proposal(title: &str) -> Proposal {
    let mut proposal = Proposal::statement(words(title));
    let mut spanish = proposal.texts[0].clone();
    "es".clone_into(&mut spanish.language);
    "Río".clone_into(&mut spanish.title);
    "El río es **nuestro**.".clone_into(&mut spanish.source);
    spanish.state = TranslationState::Machine;
    proposal.texts.push(spanish);
    proposal
}

/// A draft of the writer that is in review.
pub async fn in_review(rig: &Rig, writer: &MemberRecord, proposal: Proposal) -> DraftRecord {
    let draft = drafts::create(&rig.cx(), Some(writer), proposal, Aside::default()).await.expect("a draft");
    drafts::submit(&rig.cx(), Some(writer), draft.id).await.expect("in review")
}

pub async fn approve(rig: &Rig, by: &MemberRecord, draft: &DraftRecord) -> DraftRecord {
    draft_approvals::approve(&rig.cx(), by, draft.id, &draft.digest).await.expect("approved")
}

/// A draft that both have approved.
pub async fn approved(
    rig: &Rig,
    people: &(MemberRecord, MemberRecord, MemberRecord),
    proposal: Proposal,
) -> DraftRecord {
    let draft = in_review(rig, &people.0, proposal).await;
    approve(rig, &people.1, &draft).await;
    approve(rig, &people.2, &draft).await
}

pub async fn tally(rig: &Rig, id: RowId) -> (u32, bool) {
    let shown = drafts::show(&rig.cx(), id).await.expect("a draft");
    (shown.tally.met, shown.tally.is_met())
}

pub async fn statements(rig: &Rig) -> Vec<antiphon::domain::post::Post> {
    let coalition = rig.coalition().await;
    antiphon::service::statements::list(&rig.cx(), &coalition, i64::MAX, 100).await.expect("a list")
}

/// Sends a form of the desk, with the secret of the page at `from`.
pub async fn send(rig: &Rig, who: &Person, from: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
    let page = who.visit(rig, from).await;
    let hidden: Vec<(&str, String)> = ["csrf", "once", "seen"]
        .into_iter()
        .filter(|name| page.text.contains(&format!("name=\"{name}\" value=\"")))
        .map(|name| (name, value_of(&page.text, name)))
        .collect();
    let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend_from_slice(fields);
    rig.send_form(to, &all, &[("cookie", &who.cookie)]).await
}
