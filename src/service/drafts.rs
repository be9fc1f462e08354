//! Drafts: writing them, asking for a review, sending them back. Approving is in `draft_approvals`, going out in
//! `draft_publishing`.

use crate::app::App;
use crate::domain::account::{Account, ActorKind};
use crate::domain::campaign::Campaign;
use crate::domain::cursor::{self, Cursor, Stretch};
use crate::domain::draft::{self, DraftState, DraftVoice, Event, Proposal, ProposedText, Purpose};
use crate::domain::ids::{MemberId, PostId, RowId};
use crate::domain::poll::Wish;
use crate::domain::post::Post;
use crate::domain::quorum::{Tally, tally};
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::text::clean_line;
use crate::domain::time::Time;
use crate::domain::translation::TranslationState;
use crate::domain::visibility::Visibility;
use crate::store::members::MemberRecord;
use crate::store::{Tx, accounts, audit, campaigns, drafts, members, posts};
use crate::wire;

use super::posts::NewPost;
use super::{
    Error, Result, campaign_drafts, draft_approvals, draft_files, draft_matters, endorsement_drafts, events,
    quorum, translations,
};

pub use crate::store::drafts::{DraftRecord, DraftVersion};

/// Who does something; `None` is the command line.
pub type By<'a> = Option<&'a MemberRecord>;

/// So many drafts that are out or given up are shown at once.
pub const A_PAGE: i64 = 50;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 2_000;

/// What is kept beside the words, and not approved with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    /// For reviewers.
    pub note: String,
    /// When its writers would like it to go out.
    pub wished_at: Option<Time>,
}

/// Refuses those whose role does not let them write drafts.
pub(super) fn must_draft(by: By<'_>) -> Result<()> {
    must(by, Role::may_draft, "refusal-role-draft")
}

/// Refuses those whose role does not let them approve and publish.
pub(super) fn must_approve(by: By<'_>) -> Result<()> {
    must(by, Role::may_approve, "refusal-role-approve")
}

fn must(by: By<'_>, may: fn(Role) -> bool, why: &'static str) -> Result<()> {
    match by {
        Some(member) if member.suspended_at.is_some() || !Role::parse(&member.role).is_some_and(may) => {
            Err(Error::says(why))
        }
        _ => Ok(()),
    }
}

pub(super) fn id_of(by: By<'_>) -> Option<MemberId> {
    by.map(|member| member.id)
}

/// Begins a draft.
pub async fn create(app: &App, by: By<'_>, proposal: Proposal, aside: Aside) -> Result<DraftRecord> {
    let record = Box::pin(begin(app, by, proposal, aside)).await?;
    let mut tx = app.store.begin().await?;
    write(app, &mut tx, by, &record).await?;
    tx.commit().await?;
    Ok(record)
}

/// The proposal with the state of each text as it is beside what is public now.
async fn settled(app: &App, proposal: Proposal) -> Result<Proposal> {
    let present = match (proposal.purpose, proposal.replaces) {
        (Purpose::Edit | Purpose::Correction, Some(replaced)) => {
            about(app, PostId(replaced.post), proposal.purpose).await?.texts
        }
        (Purpose::CallChange, Some(replaced)) => {
            draft_matters::about_call(app, PostId(replaced.post)).await?.texts
        }
        _ => Vec::new(),
    };
    proposal.settled(&present, (None, &[])).map_err(Error::refused)
}

/// A new draft that is not written yet.
pub(super) async fn begin(app: &App, by: By<'_>, proposal: Proposal, aside: Aside) -> Result<DraftRecord> {
    must_draft(by)?;
    let proposal = draft::check(proposal, false).map_err(Error::refused)?;
    meets_the_house(app, &proposal).await?;
    let proposal = settled(app, proposal).await?;
    let now = app.now();
    let mut record = DraftRecord {
        id: app.row_id(),
        state: DraftState::Writing,
        revision: 0,
        content: String::new(),
        post: proposal.replaces.map(|replaced| PostId(replaced.post)),
        proposal,
        digest: String::new(),
        note: tidy_note(&aside.note),
        author: id_of(by),
        wished_at: aside.wished_at,
        due_at: None,
        failure: None,
        created_at: now,
        changed_at: now,
    };
    renew(app, &mut record)?;
    Ok(record)
}

pub(super) async fn write(app: &App, tx: &mut Tx, by: By<'_>, record: &DraftRecord) -> Result<()> {
    drafts::insert(tx, record).await?;
    draft_files::keep(tx, record).await?;
    drafts::keep(tx, record, id_of(by)).await?;
    log(app, tx, by, "draft.create", record).await
}

/// What came of keeping a change.
#[derive(Clone, Debug)]
pub enum Saved {
    /// It is kept.
    Kept(Box<DraftRecord>),
    /// Somebody else changed it meanwhile, to this; nothing was kept.
    Overtaken(Box<DraftRecord>),
}

/// Changes the words of a draft that was at this revision. Whatever was approved must be approved anew.
pub async fn save(
    app: &App,
    by: By<'_>,
    id: RowId,
    revision: i64,
    proposal: Proposal,
    aside: Aside,
) -> Result<Saved> {
    must_draft(by)?;
    let mut proposal = draft::check(proposal, false).map_err(Error::refused)?;
    meets_the_house(app, &proposal).await?;
    let mut tx = app.store.begin().await?;
    let mut record = drafts::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if record.revision != revision {
        return Ok(Saved::Overtaken(Box::new(record)));
    }
    // What comes of it was decided when it was begun.
    proposal.purpose = record.proposal.purpose;
    if !matches!(proposal.purpose, Purpose::Statement | Purpose::Event) {
        (proposal.voice, proposal.campaign) = (record.proposal.voice, record.proposal.campaign.clone());
    }
    proposal.stays_about(&record.proposal);
    let proposal = draft::check(proposal, false).map_err(Error::refused)?;
    let proposal = proposal
        .settled(&record.proposal.texts, (record.proposal.said.as_deref(), &record.proposal.said_in))
        .map_err(Error::refused)?;
    let state = record.state.after(Event::Change).map_err(Error::refused)?;
    record.note = tidy_note(&aside.note);
    record.wished_at = aside.wished_at;
    record.changed_at = app.now();
    if proposal != record.proposal {
        record.proposal = proposal;
        record.state = state;
        (record.due_at, record.failure) = (None, None);
        renew(app, &mut record)?;
        draft_files::keep(&mut tx, &record).await?;
        drafts::keep(&mut tx, &record, id_of(by)).await?;
        log(app, &mut tx, by, "draft.change", &record).await?;
    }
    drafts::update(&mut tx, &record).await?;
    tx.commit().await?;
    Ok(Saved::Kept(Box::new(record)))
}

/// Begins a draft anew with this in it, and what stands beside it as it was. Whatever was approved must be approved anew.
pub(super) async fn begin_anew(
    app: &App,
    by: By<'_>,
    record: DraftRecord,
    proposal: Proposal,
) -> Result<DraftRecord> {
    let aside = Aside { note: record.note, wished_at: record.wished_at };
    match Box::pin(save(app, by, record.id, record.revision, proposal, aside)).await? {
        Saved::Kept(record) => Ok(*record),
        Saved::Overtaken(_) => Err(Error::says("refusal-draft-read-again")),
    }
}

/// The next revision of a draft, with the digest that approvals of it sign.
fn renew(app: &App, record: &mut DraftRecord) -> Result<()> {
    record.revision += 1;
    record.content = serde_json::to_string(&record.proposal).expect("plain data always has a JSON form");
    record.digest = digest_of(app, record)?;
    Ok(())
}

/// The digest of the words as they are kept, made anew.
pub(super) fn digest_of(app: &App, record: &DraftRecord) -> Result<String> {
    let broken = || crate::store::Error::Broken(format!("draft {} cannot be read", record.id));
    let digest = wire::draft::digest(&app.config.origin(), record.id.0, record.revision, &record.content);
    Ok(digest.ok_or_else(broken)?)
}

/// Asks others to review it.
pub async fn submit(app: &App, by: By<'_>, id: RowId) -> Result<DraftRecord> {
    must_draft(by)?;
    let known = find(app, id).await?;
    draft::check(known.proposal, true).map_err(Error::refused)?;
    step(app, by, id, Event::Submit, None).await
}

/// Sends it back to its writers, with what should change.
pub async fn send_back(app: &App, by: By<'_>, id: RowId, words: &str) -> Result<DraftRecord> {
    must_draft(by)?;
    let words = tidy_note(words);
    if words.is_empty() {
        return Err(Error::says("refusal-draft-say-what"));
    }
    step(app, by, id, Event::SendBack, Some(&words)).await
}

/// Gives it up.
pub async fn discard(app: &App, by: By<'_>, id: RowId) -> Result<DraftRecord> {
    must_draft(by)?;
    step(app, by, id, Event::Drop, None).await
}

/// Takes its time from it; it stays approved.
pub async fn unschedule(app: &App, by: By<'_>, id: RowId) -> Result<DraftRecord> {
    must_approve(by)?;
    step(app, by, id, Event::Unschedule, None).await
}

async fn step(app: &App, by: By<'_>, id: RowId, event: Event, words: Option<&str>) -> Result<DraftRecord> {
    let mut tx = app.store.begin().await?;
    let mut record = drafts::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    record.state = record.state.after(event).map_err(Error::refused)?;
    record.due_at = None;
    record.changed_at = app.now();
    if event == Event::Submit {
        // Approvals that were given before it was sent back count again: they are for these very words.
        let tally = draft_approvals::tally_in(app, &mut tx, &record).await?;
        if tally.is_met() {
            record.state = record.state.after(Event::QuorumMet).map_err(Error::refused)?;
        }
    }
    drafts::update(&mut tx, &record).await?;
    if event == Event::Drop {
        draft_files::free(&mut tx, id).await?;
    }
    if let Some(words) = words {
        drafts::remark(&mut tx, app.row_id(), id, id_of(by), words, app.now()).await?;
    }
    let action = match event {
        Event::Submit => "draft.submit",
        Event::SendBack => "draft.send_back",
        Event::Drop => "draft.drop",
        _ => "draft.unschedule",
    };
    log(app, &mut tx, by, action, &record).await?;
    tx.commit().await?;
    Ok(record)
}

pub(super) async fn log(app: &App, tx: &mut Tx, by: By<'_>, action: &str, d: &DraftRecord) -> Result<()> {
    let subject = format!("{} {}", d.id, d.digest);
    Ok(audit::write(tx, app.row_id(), id_of(by), action, &subject, app.now()).await?)
}

fn tidy_note(words: &str) -> String {
    words.trim().chars().take(LONGEST_NOTE).collect()
}

/// The campaign and the statement that a proposal names are there, and belong together.
async fn meets_the_house(app: &App, proposal: &Proposal) -> Result<()> {
    if let Some(handle) = &proposal.campaign {
        let campaign = campaigns::find_by_handle(&app.store, handle).await?;
        campaign.ok_or_else(|| {
            Error::refused(Refusal::new("refusal-draft-no-such-campaign").name("name", handle))
        })?;
    }
    if let Some(replaced) = proposal.replaces {
        statement(app, PostId(replaced.post)).await?;
    }
    draft_matters::meets_the_house(app, proposal).await
}

/// A statement of the house, and who says it.
pub(super) async fn statement(app: &App, id: PostId) -> Result<(Post, Account)> {
    let post = posts::find(&app.store, id).await?.ok_or(Error::NotFound)?;
    let author = accounts::find(&app.store, post.account).await?.ok_or(Error::NotFound)?;
    if quorum::is_of_the_house(&author) { Ok((post, author)) } else { Err(Error::NotFound) }
}

/// The beginning of a change to a statement of the house.
pub async fn about(app: &App, id: PostId, purpose: Purpose) -> Result<Proposal> {
    let (post, author) = statement(app, id).await?;
    if purpose == Purpose::Withdrawal {
        events::admit_farewell(app, id).await?;
    } else {
        events::admit_edit(app, id).await?;
    }
    let campaign = campaigns::of_post(&app.store, id).await?.map(|campaign| campaign.handle);
    let voice = if author.kind == ActorKind::Group { DraftVoice::Campaign } else { DraftVoice::Coalition };
    Ok(Proposal::of_post(&post, purpose, voice, campaign))
}

/// The draft with this id: only for those who work here.
pub async fn find(app: &App, id: RowId) -> Result<DraftRecord> {
    drafts::find(&app.store, id).await?.ok_or(Error::NotFound)
}

/// Drafts in this state to which anything can still happen, or all of those, every one; the last changed first.
pub async fn open(app: &App, state: Option<DraftState>) -> Result<Vec<DraftRecord>> {
    Ok(drafts::open(&app.store, state).await?)
}

/// Drafts in this state that are out or given up, or all of those, below this place; the last changed first.
pub async fn closed(
    app: &App,
    state: Option<DraftState>,
    below: Cursor,
    most: i64,
) -> Result<Stretch<DraftRecord, Cursor>> {
    let most = most.clamp(1, cursor::MOST);
    let found = drafts::closed(&app.store, state, below, most + 1).await?;
    Ok(Stretch::of(found, most, |record| Cursor::new(record.changed_at, record.id.0)))
}

/// A draft as the people of the house see it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The draft.
    pub record: DraftRecord,
    /// What its approvals come to now.
    pub tally: Tally,
    /// Each approval, with what is wrong with it.
    pub approvals: Vec<draft_approvals::Checked>,
    /// What it said before, oldest first, with who wrote it.
    pub versions: Vec<(DraftVersion, String)>,
    /// What reviewers have said, with who said it.
    pub remarks: Vec<(String, String, Time)>,
    /// What the statement says now that it changes; else what the draft said before its last change.
    pub before: Option<Proposal>,
    /// The campaign that it is about, as it is now, if it is about one.
    pub campaign: Option<Campaign>,
    /// The campaign has changed since it was begun: it has to be renewed.
    pub is_overtaken: bool,
}

/// A draft with everything that a review needs.
pub async fn show(app: &App, id: RowId) -> Result<Shown> {
    let record = find(app, id).await?;
    let approvals = draft_approvals::verify(app, &record).await?;
    let given: Vec<_> = approvals.iter().map(|one| one.given).collect();
    let tally = tally(&given, &drafts::writers(&app.store, id).await?, quorum::needed(app).await?);
    let names = members::list(&app.store).await?;
    let name = |member: Option<MemberId>| {
        let found = names.iter().find(|one| Some(one.id) == member);
        found.map_or_else(String::new, |one| one.username.clone())
    };
    let versions = drafts::versions(&app.store, id).await?;
    let before = match record.proposal.replaces {
        Some(replaced) if record.state.is_open() && !record.proposal.purpose.is_call() => {
            about(app, PostId(replaced.post), record.proposal.purpose).await.ok()
        }
        _ if record.state.is_open() && !record.proposal.purpose.is_new() => {
            draft_matters::before(app, &record.proposal).await?
        }
        _ => versions.iter().rev().find(|v| v.revision < record.revision).map(|v| v.proposal.clone()),
    };
    let remarks = drafts::remarks(&app.store, id).await?;
    Ok(Shown {
        campaign: campaign_drafts::present(app, &record.proposal).await?,
        is_overtaken: record.state.is_open()
            && (campaign_drafts::is_overtaken(app, &record.proposal).await?
                || endorsement_drafts::is_overtaken(&record)),
        tally,
        approvals,
        before,
        remarks: remarks.into_iter().map(|(by, words, at)| (name(by), words, at)).collect(),
        versions: versions.into_iter().map(|v| (v.clone(), name(v.member))).collect(),
        record,
    })
}

/// What an app writes in the name of the coalition or a campaign, where one person alone may not: it becomes a draft in
/// review, and the sentence says so. `None` where it may go on.
pub async fn divert(
    app: &App,
    member: MemberId,
    account: &Account,
    new: &NewPost,
    changes: Option<PostId>,
    wished_at: Option<Time>,
) -> Result<Option<String>> {
    let needed = quorum::needed(app).await?;
    if needed < 2 || !quorum::is_of_the_house(account) {
        return Ok(None);
    }
    let nothing = format!("This coalition publishes with {needed} approvals.");
    if new.visibility != Visibility::Public || new.in_reply_to.is_some() || matches!(new.poll, Wish::Ask(_)) {
        return Ok(Some(format!(
            "{nothing} Only public statements can be drafts, not answers, polls or private words. Nothing is kept or published."
        )));
    }
    let member = members::with_id(&app.store, member).await?.ok_or(Error::NotFound)?;
    let mut proposal = match changes {
        Some(post) => about(app, post, Purpose::Edit).await?,
        None => voiced(app, account).await?,
    };
    let known = std::mem::take(&mut proposal.texts);
    let text = |source: &super::posts::Source| ProposedText {
        language: source.language.clone(),
        title: clean_line(source.title.as_deref().unwrap_or_default(), 200),
        source: source.markdown.clone(),
        state: known
            .iter()
            .find(|t| t.language == source.language)
            .map_or(TranslationState::Draft, |t| t.state),
        is_still_right: false,
    };
    let mut sources = new.sources.clone();
    translations::one_a_language(&mut sources);
    proposal.texts = sources.iter().map(text).collect();
    proposal.warning.clone_from(&new.warning);
    proposal.attachments.clone_from(&new.attachments);
    let proposal = draft::check(proposal, true).map_err(Error::refused)?;
    let proposal = settled(app, proposal).await?;
    let content = serde_json::to_string(&proposal).expect("plain data always has a JSON form");
    let record = match drafts::same(&app.store, Some(member.id), &content).await? {
        Some(record) => record,
        None => {
            let aside = Aside { note: String::new(), wished_at };
            let record = create(app, Some(&member), proposal, aside).await?;
            submit(app, Some(&member), record.id).await?
        }
    };
    Ok(Some(format!(
        "{nothing} It is kept as draft {} in review, at the desk. Nothing is public yet.",
        record.id
    )))
}

async fn voiced(app: &App, account: &Account) -> Result<Proposal> {
    let mut proposal = Proposal::statement(crate::domain::statement::Draft {
        texts: Vec::new(),
        warning: None,
        attachments: Vec::new(),
    });
    if account.kind == ActorKind::Group {
        let campaign = campaigns::of_account(&app.store, account.id).await?.ok_or(Error::NotFound)?;
        (proposal.voice, proposal.campaign) = (DraftVoice::Campaign, Some(campaign.handle));
    }
    Ok(proposal)
}
