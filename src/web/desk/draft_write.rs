//! Writing a draft, changing one, and translating one beside its source. Two who change it at once see both.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::correction;
use crate::domain::difference::{self, Piece};
use crate::domain::draft::{DraftVoice, Proposal, ProposedText, Purpose};
use crate::domain::ids::{PostId, RowId};
use crate::domain::language;
use crate::domain::statement;
use crate::domain::translation::TranslationState;
use crate::service::drafts::{self, Aside, DraftRecord, Saved};
use crate::service::{self, accounts, campaigns, draft_matters};
use crate::web::draft::{Sent, Typed};
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::drafts::{DraftFormPage, TranslatePage};
use crate::web::views::desk::statement_form::{FileBlock, MOST_TRANSLATIONS, TextBlock};
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::paths;

use super::attached;
use super::drafts::{path_of, purpose_in_words, time_of};
use super::entrance::AtDesk;
use super::events;
use super::plan;
use super::sheet::Sheet;

/// Which statement a new draft is about.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Goal {
    edits: Option<String>,
    corrects: Option<String>,
    withdraws: Option<String>,
    call: Option<String>,
    /// The campaign that a new statement is for, and whether the campaign itself says it.
    campaign: Option<String>,
    campaign_speaks: Option<String>,
}

impl Goal {
    async fn proposal(&self, at: &AtDesk) -> Result<(Proposal, String), Problem> {
        let wanted = [
            (&self.edits, "edits", Purpose::Edit),
            (&self.corrects, "corrects", Purpose::Correction),
            (&self.withdraws, "withdraws", Purpose::Withdrawal),
        ];
        for (id, name, purpose) in wanted {
            if let Some(id) = id {
                let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
                let action = format!("{}/new?{name}={id}", paths::DRAFTS);
                return Ok((drafts::about(&at.cx, id, purpose).await?, action));
            }
        }
        if let Some(id) = &self.call {
            let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
            let action = format!("{}/new?call={id}", paths::DRAFTS);
            return Ok((draft_matters::about_call(&at.cx, id).await?, action));
        }
        let nothing = statement::Draft { texts: Vec::new(), warning: None, attachments: Vec::new() };
        let speaks = self.campaign_speaks.is_some() && self.campaign.is_some();
        let voice = if speaks { DraftVoice::Campaign } else { DraftVoice::Coalition };
        let proposal = Proposal { voice, campaign: self.campaign.clone(), ..Proposal::statement(nothing) };
        Ok((proposal, format!("{}/new", paths::DRAFTS)))
    }
}

/// What stands in the form beside the proposal.
struct Filled {
    action: String,
    revision: i64,
    aside: Aside,
    wish: Option<String>,
    general: Option<String>,
    other: Vec<Piece>,
    /// Files as they were chosen.
    files: Option<Vec<FileBlock>>,
    /// A text without a language.
    nameless: Option<usize>,
}

impl Filled {
    fn new(action: String, revision: i64, aside: Aside) -> Self {
        Self {
            action,
            revision,
            aside,
            wish: None,
            general: None,
            other: Vec::new(),
            files: None,
            nameless: None,
        }
    }

    fn is_wrong(&self) -> bool {
        self.general.is_some() || self.files.iter().flatten().any(FileBlock::is_wrong)
    }
}

/// The empty form, or the form with what a statement says now.
pub async fn begin(at: AtDesk, Query(goal): Query<Goal>) -> Result<Response, Problem> {
    at.must_draft()?;
    let (proposal, action) = goal.proposal(&at).await?;
    form(&at, &proposal, Filled::new(action, 0, Aside::default())).await
}

/// Keeps a new draft.
pub async fn create(at: AtDesk, Query(goal): Query<Goal>, sheet: Sheet) -> Result<Response, Problem> {
    at.must_be_own(sheet.sent.get("csrf"))?;
    at.must_draft()?;
    let (base, action) = goal.proposal(&at).await?;
    let (mut proposal, mut filled) = typed(&at, &base, &sheet.sent, action);
    choose(&at, &mut proposal, &base, &sheet, &mut filled).await?;
    if filled.is_wrong() {
        return form(&at, &proposal, filled).await;
    }
    match drafts::create(&at.cx, Some(&at.session.member), proposal.clone(), filled.aside.clone()).await {
        Ok(record) => Ok(frame::go_to(&path_of(record.id))),
        Err(service::Error::Refused(why)) => {
            form(&at, &proposal, Filled { general: Some(at.words().refusal(&why)), ..filled }).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn known(at: &AtDesk, id: &str) -> Result<DraftRecord, Problem> {
    let id: RowId = id.parse().map_err(|_| Problem::not_found())?;
    Ok(drafts::find(&at.cx, id).await?)
}

/// Whether it is written in the form of events. Of calling one off there is nothing to write.
fn has_plan(record: &DraftRecord) -> bool {
    matches!(record.proposal.purpose, Purpose::Event | Purpose::EventChange)
}

fn aside_of(record: &DraftRecord) -> Aside {
    Aside { note: record.note.clone(), wished_at: record.wished_at }
}

/// The form with what a draft says now.
pub async fn edit(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    at.must_draft()?;
    let record = known(&at, &id).await?;
    if let Some(matter) = record.proposal.event.as_ref().filter(|_| has_plan(&record)) {
        return events::draft(&at, &record, &matter.plan).await;
    }
    if record.proposal.purpose == Purpose::CampaignChange {
        return plan::draft(&at, &record).await;
    }
    let filled = Filled::new(format!("{}/edit", path_of(record.id)), record.revision, aside_of(&record));
    form(&at, &record.proposal, filled).await
}

/// Keeps what was changed, unless somebody else was faster: then both are shown.
pub async fn save(at: AtDesk, Path(id): Path<String>, sheet: Sheet) -> Result<Response, Problem> {
    at.must_be_own(sheet.sent.get("csrf"))?;
    at.must_draft()?;
    let record = known(&at, &id).await?;
    if has_plan(&record) {
        return events::save_draft(&at, record, &sheet.sent).await;
    }
    if record.proposal.purpose == Purpose::CampaignChange {
        return Box::pin(plan::save_draft(&at, record, &sheet.sent)).await;
    }
    let action = format!("{}/edit", path_of(record.id));
    let (mut proposal, mut filled) = typed(&at, &record.proposal, &sheet.sent, action);
    choose(&at, &mut proposal, &record.proposal, &sheet, &mut filled).await?;
    if filled.is_wrong() {
        return form(&at, &proposal, filled).await;
    }
    let member = Some(&at.session.member);
    let saved =
        drafts::save(&at.cx, member, record.id, filled.revision, proposal.clone(), filled.aside.clone())
            .await;
    match saved {
        Ok(Saved::Kept(_)) => Ok(frame::go_to(&path_of(record.id))),
        Ok(Saved::Overtaken(theirs)) => {
            let other = difference::between(&whole(&proposal), &whole(&theirs.proposal));
            let general = Some(at.words().say("draft-overtaken").to_owned());
            form(&at, &proposal, Filled { general, other, revision: theirs.revision, ..filled }).await
        }
        Err(service::Error::Refused(why)) => {
            form(&at, &proposal, Filled { general: Some(at.words().refusal(&why)), ..filled }).await
        }
        Err(error) => Err(error.into()),
    }
}

fn whole(proposal: &Proposal) -> String {
    let texts = proposal.texts.iter().map(|t| format!("[{}] {}\n\n{}", t.language, t.title, t.source));
    texts
        .chain(proposal.said.clone())
        .chain(proposal.said_in.iter().map(|one| one.said.clone()))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// What was typed, put into the place of what was there. What the form has no room for stays.
fn typed(at: &AtDesk, base: &Proposal, sent: &Sent, action: String) -> (Proposal, Filled) {
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let form = Typed::of_form(sent);
    let mut proposal = base.clone();
    let wish = value("wish").trim().to_owned();
    let wished_at = time_of(&wish);
    let revision = value("revision").parse().unwrap_or(0);
    let mut filled = Filled::new(action, revision, Aside { note: value("note").to_owned(), wished_at });
    if wished_at.is_none() && !wish.is_empty() {
        filled.general = Some(at.words().say("draft-wish-wrong").to_owned());
        filled.wish = Some(wish);
    }
    proposal.said = Some(value("said").to_owned()).filter(|said| !said.trim().is_empty());
    proposal.said_in = form.said_in();
    if base.purpose == Purpose::Statement {
        proposal.campaign = Some(value("campaign").to_owned()).filter(|handle| !handle.is_empty());
        let speaks = sent.contains_key("campaign_speaks") && proposal.campaign.is_some();
        proposal.voice = if speaks { DraftVoice::Campaign } else { DraftVoice::Coalition };
    }
    if !base.purpose.has_words() {
        return (proposal, filled);
    }
    proposal.warning = Some(form.warning.value.clone()).filter(|warning| !warning.trim().is_empty());
    let rest = base.texts.iter().skip(1 + MOST_TRANSLATIONS).cloned();
    let mut texts = Vec::new();
    for (index, block) in form.blocks.iter().enumerate() {
        let is_empty = block.title.value.trim().is_empty() && block.text.value.trim().is_empty();
        if index > 0 && is_empty {
            continue;
        }
        let language = language::Language::parse(&block.language.value);
        if language.is_none() {
            filled.nameless = Some(index);
            filled.general = Some(at.words().say("draft-language-missing").to_owned());
        }
        if block.has_no_state {
            filled.general = Some(at.words().say("write-fault-state").to_owned());
        }
        texts.push(ProposedText {
            language: language.map_or_else(String::new, |language| language.tag().to_owned()),
            title: block.title.value.clone(),
            source: block.text.value.clone(),
            state: block.state,
            is_still_right: block.is_still_right,
        });
    }
    proposal.texts = texts.into_iter().chain(rest).collect();
    (proposal, filled)
}

/// The files that were chosen, put into the place of those that were there.
async fn choose(
    at: &AtDesk,
    proposal: &mut Proposal,
    base: &Proposal,
    sheet: &Sheet,
    filled: &mut Filled,
) -> Result<(), Problem> {
    if !base.purpose.has_words() {
        return Ok(());
    }
    filled.files = attached::of_form(&sheet.sent);
    // Until it is said nobody knows whether the coalition or a campaign will say it.
    let owner = accounts::coalition(&at.cx).await?.id;
    let chosen = attached::take(at, owner, &base.attachments, sheet, filled.files.as_mut()).await?;
    if let Some(files) = chosen {
        proposal.attachments = files;
    }
    Ok(())
}

async fn form(at: &AtDesk, proposal: &Proposal, filled: Filled) -> Result<Response, Problem> {
    let main = at.cx.config.coalition.languages.first().cloned().unwrap_or_default();
    let mut blocks: Vec<TextBlock> = Vec::new();
    for index in 0..=MOST_TRANSLATIONS {
        let mut block = TextBlock::empty(index + 1);
        if let Some(text) = proposal.texts.get(index) {
            block.language.value.clone_from(&text.language);
            block.title.value.clone_from(&text.title);
            block.text.value.clone_from(&text.source);
            correction::find(&proposal.said_in, &text.language)
                .unwrap_or_default()
                .clone_into(&mut block.said.value);
            (block.state, block.is_still_right) = (text.state, text.is_still_right);
        } else if index == 0 {
            block.language.value.clone_from(&main);
        }
        if filled.nameless == Some(index) {
            block.language.error = Some(at.words().say("draft-language-missing").to_owned());
        }
        blocks.push(block);
    }
    let typed =
        Typed { blocks: blocks.clone(), warning: Field::default(), said: None, files: None, general: None };
    let wish = filled.wish.unwrap_or_else(|| {
        filled.aside.wished_at.map_or_else(String::new, |at| at.rfc3339()[..16].replace('T', " "))
    });
    let open = campaigns::list_public(&at.cx).await?;
    let view = DraftFormPage {
        page: at.page(),
        desk: at.desk(),
        action: filled.action,
        revision: filled.revision,
        purpose: purpose_in_words(at.words(), proposal.purpose),
        has_words: proposal.purpose.has_words(),
        must_say: matches!(proposal.purpose, Purpose::Correction | Purpose::Withdrawal),
        may_choose: proposal.purpose == Purpose::Statement && proposal.answers.is_none(),
        campaigns: open
            .into_iter()
            .map(|campaign| {
                let is_chosen = proposal.campaign.as_deref() == Some(&campaign.handle);
                (campaign.handle, is_chosen)
            })
            .collect(),
        campaign_speaks: proposal.voice == DraftVoice::Campaign,
        languages: typed.choices(&at.cx.config.coalition.languages),
        blocks,
        is_correction: proposal.purpose == Purpose::Correction,
        is_change: filled.revision > 0 || proposal.replaces.is_some(),
        warning: Field::new("content_warning", proposal.warning.as_deref().unwrap_or_default()),
        files: filled.files.unwrap_or_else(|| attached::places(&proposal.attachments)),
        said: Field::new("said", proposal.said.as_deref().unwrap_or_default()),
        note: Field::new("note", &filled.aside.note),
        wish: Field::new("wish", &wish),
        general: filled.general,
        other: filled.other,
    };
    let is_wrong = view.general.is_some() || view.files.iter().any(FileBlock::is_wrong);
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    frame::private(status, &view)
}

/// A translation beside its source.
pub async fn translate(at: AtDesk, Path((id, tag)): Path<(String, String)>) -> Result<Response, Problem> {
    at.must_draft()?;
    let record = known(&at, &id).await?;
    beside(&at, &record, &tag, None, None)
}

/// Keeps a translation.
pub async fn send_translation(
    at: AtDesk,
    Path((id, tag)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_draft()?;
    let record = known(&at, &id).await?;
    let value = |name: &str| sent.get(name).map(|text| text.replace("\r\n", "\n")).unwrap_or_default();
    let language = language::Language::parse(&tag).ok_or_else(Problem::not_found)?;
    // What cannot be read must not count as reviewed.
    let state = match value("state") {
        said if said.is_empty() => TranslationState::Draft,
        said => {
            TranslationState::parse(&said).ok_or_else(|| Problem::new(StatusCode::UNPROCESSABLE_ENTITY))?
        }
    };
    let text = ProposedText {
        language: language.tag().to_owned(),
        title: value("title"),
        source: value("text"),
        state,
        // It stands beside the original on this page.
        is_still_right: state == TranslationState::Reviewed,
    };
    let mut proposal = record.proposal.clone();
    match proposal.texts.iter_mut().skip(1).find(|t| t.language == text.language) {
        Some(there) => *there = text.clone(),
        None => proposal.texts.push(text.clone()),
    }
    let member = Some(&at.session.member);
    let revision = value("revision").parse().unwrap_or(0);
    match drafts::save(&at.cx, member, record.id, revision, proposal, aside_of(&record)).await {
        Ok(Saved::Kept(_)) => Ok(frame::go_to(&path_of(record.id))),
        Ok(Saved::Overtaken(theirs)) => {
            let why = at.words().say("draft-overtaken").to_owned();
            beside(&at, &theirs, &tag, Some(text), Some(why))
        }
        Err(service::Error::Refused(why)) => {
            beside(&at, &record, &tag, Some(text), Some(at.words().refusal(&why)))
        }
        Err(error) => Err(error.into()),
    }
}

fn beside(
    at: &AtDesk,
    record: &DraftRecord,
    tag: &str,
    typed: Option<ProposedText>,
    general: Option<String>,
) -> Result<Response, Problem> {
    let language = language::Language::parse(tag).ok_or_else(Problem::not_found)?;
    let source = record.proposal.texts.first().ok_or_else(Problem::not_found)?;
    if source.language == language.tag() {
        return Err(Problem::not_found());
    }
    let known = record.proposal.texts.iter().find(|t| t.language == language.tag()).cloned();
    let text = typed.or(known);
    let status = if general.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = TranslatePage {
        page: at.page(),
        desk: at.desk(),
        action: format!("{}/translate/{}", path_of(record.id), language.tag()),
        draft_path: path_of(record.id),
        revision: record.revision,
        from: Language::of(&source.language),
        from_title: source.title.clone(),
        from_text: source.source.split("\n\n").map(str::to_owned).collect(),
        to: Language::of(language.tag()),
        title: Field::new("title", text.as_ref().map_or("", |t| t.title.as_str())),
        text: Field::new("text", text.as_ref().map_or("", |t| t.source.as_str())),
        state: text.as_ref().map_or(TranslationState::Draft, |t| t.state).as_str(),
        general,
    };
    frame::private(status, &view)
}
