//! The list of drafts, the rules about them, and the review of one.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::correction;
use crate::domain::cursor::{Cursor, Stretch};
use crate::domain::difference;
use crate::domain::draft::{DraftState, Proposal, Purpose};
use crate::domain::ids::RowId;
use crate::domain::quorum::Fault;
use crate::domain::time::Time;
use crate::domain::translation::correction_line;
use crate::service::drafts::{self, Aside, DraftRecord, Shown};
use crate::service::quorum_drafts::{self, Done};
use crate::service::{
    self, campaign_drafts, draft_approvals, draft_matters, draft_publishing, endorsement_drafts, quorum,
    statements,
};
use crate::web::draft::Sent;
use crate::web::problem::Problem;
use crate::web::views::desk::drafts::{Can, DraftLine, DraftPage, DraftPreview, DraftsPage};
use crate::web::views::language::Language;
use crate::web::views::paths;
use crate::web::{frame, headings, older};
use crate::words::Words;

use super::attached;
use super::draft_facts::{changes, facts, opens, public_path};
use super::entrance::AtDesk;

/// A state in words.
pub fn state_in_words(words: Words, state: DraftState) -> &'static str {
    match state {
        DraftState::Writing => words.say("draft-state-writing"),
        DraftState::InReview => words.say("draft-state-review"),
        DraftState::Approved => words.say("draft-state-approved"),
        DraftState::Scheduled => words.say("draft-state-scheduled"),
        DraftState::Published => words.say("draft-state-published"),
        DraftState::Dropped => words.say("draft-state-dropped"),
    }
}

/// What comes of a draft, in words.
pub fn purpose_in_words(words: Words, purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Statement => words.say("draft-for-statement"),
        Purpose::Edit => words.say("draft-for-edit"),
        Purpose::Correction => words.say("draft-for-correction"),
        Purpose::Withdrawal => words.say("draft-for-withdrawal"),
        Purpose::Event => words.say("draft-for-event"),
        Purpose::EventChange => words.say("draft-for-event-change"),
        Purpose::EventCancellation => words.say("draft-for-event-cancellation"),
        Purpose::Call => words.say("draft-for-call"),
        Purpose::CallChange => words.say("draft-for-call-change"),
        Purpose::CallSettling => words.say("draft-for-call-settling"),
        Purpose::CampaignChange => words.say("draft-for-campaign-change"),
        Purpose::CampaignStep => words.say("draft-for-campaign-step"),
        Purpose::Endorsement => words.say("draft-for-endorsement"),
        Purpose::JointInvitation => words.say("draft-for-joint-invitation"),
        Purpose::JointJoining => words.say("draft-for-joint-joining"),
        Purpose::CallAnswer => words.say("draft-for-call-answer"),
        Purpose::Quorum => words.say("draft-for-quorum"),
    }
}

fn fault_in_words(words: Words, fault: Fault) -> &'static str {
    match fault {
        Fault::Withdrawn => words.say("draft-fault-withdrawn"),
        Fault::OtherWords => words.say("draft-fault-words"),
        Fault::NotSigned => words.say("draft-fault-signature"),
        Fault::NewRole => words.say("draft-fault-new-role"),
        Fault::MayNot => words.say("draft-fault-role"),
    }
}

/// Where a draft is read and reviewed.
pub fn path_of(id: RowId) -> String {
    format!("{}/{id}", paths::DRAFTS)
}

/// What tells drafts apart; where nothing of it has a name, what comes of it.
fn title_of(words: Words, proposal: &Proposal) -> String {
    match proposal.quorum {
        Some(_) => purpose_in_words(words, proposal.purpose).to_owned(),
        None => proposal.heading().to_owned(),
    }
}

fn language_of(words: Words, proposal: &Proposal) -> Language {
    if proposal.quorum.is_some() {
        return Language::of(words.tag());
    }
    let planned = proposal.event.as_ref().map_or("", |matter| matter.plan.language.as_str());
    let planned = proposal.plan.as_ref().map_or(planned, |matter| matter.plan.language.as_str());
    Language::of(proposal.texts.first().map_or(planned, |text| text.language.as_str()))
}

/// Day and time as a form has them: UTC, with a space or a T between.
pub fn time_of(typed: &str) -> Option<Time> {
    let typed = typed.trim();
    Time::parse(typed).or_else(|| Time::parse(&format!("{}:00Z", typed.replacen(' ', "T", 1))))
}

/// What is wanted of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Listed {
    /// Of what is out or given up: only what last changed before this place.
    #[serde(default, deserialize_with = "older::place")]
    before: Option<Cursor>,
    /// The draft that has come of the rules just now.
    handed: Option<String>,
}

fn line(words: Words, draft: &DraftRecord) -> DraftLine {
    DraftLine {
        title: title_of(words, &draft.proposal),
        language: language_of(words, &draft.proposal),
        path: path_of(draft.id),
        purpose: purpose_in_words(words, draft.proposal.purpose),
        state: (!draft.state.is_open()).then(|| state_in_words(words, draft.state)),
        facts: facts(words, &draft.proposal).into_iter().map(|(_, fact)| fact).collect(),
        changed: frame::moment(draft.changed_at),
        due: draft.due_at.map(frame::moment),
    }
}

/// Every open draft by state, then a page of those that are out or given up.
pub async fn list(at: AtDesk, Query(wanted): Query<Listed>) -> Result<Response, Problem> {
    at.must_draft()?;
    let words = at.words();
    let open = drafts::open(&at.cx, None).await?;
    let mut groups = Vec::new();
    for state in DraftState::ALL {
        let found: Vec<DraftLine> =
            open.iter().filter(|draft| draft.state == state).map(|draft| line(words, draft)).collect();
        if !found.is_empty() {
            groups.push((state_in_words(words, state), found));
        }
    }
    let below = wanted.before.unwrap_or(Cursor::START);
    let Stretch { rows, next } = drafts::closed(&at.cx, None, below, drafts::A_PAGE).await?;
    let view = DraftsPage {
        page: at.page(),
        desk: at.desk(),
        handed: wanted.handed.and_then(|id| id.parse().ok()).map(path_of),
        needed: i64::from(quorum::needed(&at.cx).await?),
        sends_unreviewed: quorum::sends_unreviewed(&at.cx).await?,
        may_decide: at.session.member.role == "owner",
        groups,
        closed: rows.iter().map(|draft| line(words, draft)).collect(),
        pager: older::pager(paths::DRAFTS, ("before", wanted.before), next, &[], "closed"),
    };
    frame::private(StatusCode::OK, &view)
}

/// Sets the rules.
pub async fn rules(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    if at.session.member.role != "owner" {
        return Err(Problem::forbidden());
    }
    let member = Some(&at.session.member);
    let needed = sent.get("needed").and_then(|n| n.parse().ok()).unwrap_or(0);
    let done = quorum_drafts::set(&at.cx, member, needed, Aside::default()).await?;
    quorum::set_sends_unreviewed(&at.cx, member, sent.contains_key("unreviewed")).await?;
    match done {
        Done::Now(_) => Ok(frame::go_to(paths::DRAFTS)),
        Done::Draft(record) => Ok(frame::go_to(&format!("{}?handed={}", paths::DRAFTS, record.id))),
    }
}

/// What is wanted of the page of a draft.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    look: Option<String>,
}

/// One draft for those who review it.
pub async fn show(
    at: AtDesk,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    at.must_draft()?;
    let id: RowId = id.parse().map_err(|_| Problem::not_found())?;
    endorsement_drafts::look_again(&at.cx, id).await?;
    page(&at, id, wanted.look.as_deref() == Some("last"), None).await
}

async fn page(
    at: &AtDesk,
    id: RowId,
    is_last_look: bool,
    problem: Option<String>,
) -> Result<Response, Problem> {
    let words = at.words();
    let shown = drafts::show(&at.cx, id).await?;
    let (record, proposal) = (&shown.record, &shown.record.proposal);
    let speakers = draft_matters::speakers(&at.cx, proposal).await?;
    let (servers, _) = statements::reach_of(&at.cx, &speakers).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let can = can(at, &shown);
    let view = DraftPage {
        page: at.page(),
        desk: at.desk(),
        problem,
        title: title_of(words, proposal),
        language: language_of(words, proposal),
        state: state_in_words(words, record.state),
        purpose: purpose_in_words(words, proposal.purpose),
        path: path_of(id),
        facts: facts(words, proposal),
        public_path: public_path(&shown),
        digest: record.digest.clone(),
        campaign: proposal.campaign.clone(),
        note: record.note.clone(),
        said: proposal.said.clone(),
        wished: record.wished_at.map(frame::moment),
        due: record.due_at.map(frame::moment),
        failure: record.failure.as_ref().filter(|_| !shown.is_overtaken).map(|why| {
            match words.failure(why) {
                Some(said) => (said.to_owned(), false),
                None => (why.english.clone(), true),
            }
        }),
        endorses: proposal.endorses.as_ref().map(|matter| (matter.digest.clone(), matter.said.clone())),
        previews: previews(at, &shown).await?,
        opens: opens(proposal),
        changes: changes(words, &shown),
        is_overtaken: shown.is_overtaken,
        has_before: shown.before.is_some(),
        warning: proposal.warning.clone(),
        files: attached::shown(&at.cx, &proposal.attachments),
        met: i64::from(shown.tally.met),
        needed: i64::from(shown.tally.needed),
        approvals: shown
            .approvals
            .iter()
            .map(|one| {
                let fault = one.given.fault().map(|fault| fault_in_words(words, fault));
                (one.name.clone(), frame::moment(one.at), fault)
            })
            .collect(),
        remarks: shown
            .remarks
            .iter()
            .map(|(name, words, at)| (name.clone(), words.clone(), frame::moment(*at)))
            .collect(),
        versions: shown
            .versions
            .iter()
            .map(|(version, name)| (version.revision, name.clone(), frame::moment(version.at)))
            .collect(),
        server_count: servers,
        only_for: proposal.call_answer.as_ref().map(|matter| matter.whose.clone()),
        is_last_look: is_last_look && can.publish,
        can,
    };
    frame::private(status, &view)
}

/// Which buttons there are. The verbs decide again.
fn can(at: &AtDesk, shown: &Shown) -> Can {
    let state = shown.record.state;
    let may_approve = at.session.may_publish();
    let in_review = matches!(state, DraftState::InReview | DraftState::Approved | DraftState::Scheduled);
    let mine = shown
        .approvals
        .iter()
        .any(|one| one.given.member == at.session.member.id && one.given.fault().is_none());
    let alone = shown.tally.needed == 1 && state.is_open();
    Can {
        edit: state.is_open(),
        submit: state == DraftState::Writing,
        approve: may_approve && in_review && !mine,
        unapprove: mine && state.is_open(),
        send_back: in_review,
        renew: shown.is_overtaken && state.is_open(),
        publish: may_approve
            && state.is_open()
            && !shown.is_overtaken
            && (shown.tally.is_met() && in_review || alone),
        unschedule: may_approve && state == DraftState::Scheduled,
        discard: state.is_open(),
    }
}

async fn previews(at: &AtDesk, shown: &Shown) -> Result<Vec<DraftPreview>, Problem> {
    let proposal = &shown.record.proposal;
    let is_wordless =
        matches!(proposal.purpose, Purpose::CallSettling | Purpose::Endorsement | Purpose::Quorum);
    if is_wordless || proposal.purpose.is_campaign() || proposal.purpose.is_joint() {
        return Ok(Vec::new());
    }
    let (texts, before) = (
        draft_matters::texts(&at.cx, proposal),
        shown.before.as_ref().map(|before| draft_matters::texts(&at.cx, before)).unwrap_or_default(),
    );
    let rendered =
        match statements::preview(&at.cx, draft_matters::words(&at.cx, proposal)?, None, None).await {
            Ok(rendered) => rendered,
            // What is not whole yet is shown as it was typed, in the difference.
            Err(service::Error::Refused(_)) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
    let preview = |(index, text): (usize, &crate::domain::draft::ProposedText)| {
        let before = before.iter().find(|t| t.language == text.language);
        let whole = |title: &str, source: &str| format!("{title}\n\n{source}");
        let old = before.map_or_else(String::new, |before| whole(&before.title, &before.source));
        let new = whole(&text.title, &text.source);
        let html = rendered.get(index).map_or("", |preview| preview.html.as_str());
        let said = correction::find(&proposal.said_in, &text.language);
        let said_in = correction_line(said, Some(&text.language));
        DraftPreview {
            language: Language::of(&text.language),
            title: text.title.clone(),
            body_html: said_in + &headings::below(html, 3),
            state: (index > 0).then(|| at.words().translation(text.state)),
            translate_path: (index > 0 && shown.record.state.is_open())
                .then(|| format!("{}/translate/{}", path_of(shown.record.id), text.language)),
            changes: if old == new { Vec::new() } else { difference::between(&old, &new) },
        }
    };
    Ok(texts.iter().enumerate().map(preview).collect())
}

/// Does what a button asks for.
pub async fn send(at: AtDesk, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_draft()?;
    let id: RowId = id.parse().map_err(|_| Problem::not_found())?;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let (cx, member, digest) = (&at.cx, &at.session.member, value("digest"));
    let by = Some(member);
    let wish = value("do");
    let done = match wish {
        "publish" => return Ok(frame::go_to(&format!("{}?look=last", path_of(id)))),
        "submit" => drafts::submit(cx, by, id).await,
        "approve" => draft_approvals::approve(cx, member, id, digest).await,
        "renew" => campaign_drafts::renew(cx, by, id).await,
        "unapprove" => draft_approvals::withdraw(cx, member, id).await,
        "send_back" => drafts::send_back(cx, by, id, value("words")).await,
        "schedule" => match time_of(value("at")) {
            Some(time) => draft_publishing::schedule(cx, by, id, digest, time).await,
            None => Err(service::Error::says("draft-wish-wrong")),
        },
        "unschedule" => drafts::unschedule(cx, by, id).await,
        "publish_now" => Box::pin(draft_publishing::publish(cx, by, id, digest)).await,
        "drop" => drafts::discard(cx, by, id).await,
        _ => return Err(Problem::new(StatusCode::BAD_REQUEST)),
    };
    match done {
        Ok(_) => {
            at.shelf.clear();
            Ok(frame::go_to(&path_of(id)))
        }
        Err(service::Error::Refused(why)) => page(&at, id, false, Some(at.words().refusal(&why))).await,
        // Sent twice: it is out, and the page says so.
        Err(service::Error::Gone) => Ok(frame::go_to(&path_of(id))),
        Err(error) => Err(error.into()),
    }
}
