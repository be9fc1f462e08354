//! Writing a campaign: its form, how it will look, and saving it. Only a draft has a handle that can still change.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;

use crate::domain::campaign::{Campaign, Milestone, Plan, Source};
use crate::domain::campaign_matter::CampaignMatter;
use crate::domain::campaign_state::CampaignState;
use crate::domain::sector::Sector;
use crate::keys;
use crate::service::campaign_drafts::{self, Done};
use crate::service::campaigns::{self, Change};
use crate::service::drafts::{Aside, DraftRecord, Saved};
use crate::service::{self, accounts, campaign_face, statements};

use crate::web::draft::Sent;
use crate::web::problem::Problem;
use crate::web::views::desk::audit::Choice;
use crate::web::views::desk::plan::{PlanFormPage, PlanLookPage, PlannedMilestone};
use crate::web::views::form::Hidden;
use crate::web::views::language::Language;
use crate::web::views::paths;
use crate::web::{frame, headings};

use super::campaigns::path_of;
use super::drafts;
use super::entrance::AtDesk;
use super::plan_typed::PlanTyped;

/// Where the form belongs: to a campaign that is there, or to none yet.
struct Place<'a> {
    action: String,
    present: Option<&'a Campaign>,
    /// What a draft of a change says, where that is what is written.
    draft: Option<&'a CampaignMatter>,
}

impl<'a> Place<'a> {
    fn new() -> Self {
        Self { action: paths::NEW_CAMPAIGN.to_owned(), present: None, draft: None }
    }

    fn of(campaign: &'a Campaign) -> Self {
        let action = format!("{}/edit", path_of(&campaign.handle));
        Self { action, present: Some(campaign), draft: None }
    }

    fn of_draft(record: &DraftRecord, campaign: &'a Campaign, matter: &'a CampaignMatter) -> Self {
        let action = format!("{}/edit", drafts::path_of(record.id));
        Self { action, present: Some(campaign), draft: Some(matter) }
    }

    /// Whether others have to approve what is written here.
    async fn hands_in(&self, at: &AtDesk) -> Result<bool, Problem> {
        match self.present {
            Some(campaign) => Ok(campaign_drafts::must_approve_change(&at.cx, campaign).await?),
            None => Ok(false),
        }
    }

    /// The idea that the campaign takes up. The form has no field for it.
    fn source(&self) -> Option<Source> {
        let plan = self.draft.map(|matter| &matter.plan).or(self.present.map(|campaign| &campaign.plan));
        plan.and_then(|plan| plan.source.clone())
    }

    fn is_public(&self) -> bool {
        self.present.is_some_and(|campaign| campaign.state.is_public())
    }
}

/// Tells one version of a plan from another.
fn version(handle: &str, plan: &Plan) -> String {
    let text = serde_json::to_string(plan).unwrap_or_default();
    keys::sha256_hex(format!("{handle} {text}").as_bytes())
}

/// The empty form.
pub async fn empty(at: AtDesk) -> Result<Response, Problem> {
    at.must_campaign()?;
    let main = at.cx.config.coalition.languages.first().cloned().unwrap_or_default();
    form(&at, &Place::new(), &PlanTyped::empty(&main), String::new())
}

/// The form with what the campaign says now.
pub async fn filled(at: AtDesk, Path(handle): Path<String>) -> Result<Response, Problem> {
    at.must_campaign()?;
    let campaign = campaigns::find(&at.cx, &handle).await?;
    let base = version(&campaign.handle, &campaign.plan);
    form(&at, &Place::of(&campaign), &PlanTyped::of_plan(&campaign.handle, &campaign.plan), base)
}

fn form(at: &AtDesk, place: &Place<'_>, typed: &PlanTyped, base: String) -> Result<Response, Problem> {
    let words = at.words();
    let tags = typed.choices(&at.cx.config.coalition.languages);
    let reads = tags.iter().map(|tag| Choice {
        value: tag.clone(),
        words: Language::of(tag).name,
        is_chosen: typed.reads.contains(tag),
    });
    let sectors = Sector::ALL.iter().map(|sector| Choice {
        value: sector.as_str().to_owned(),
        words: words.sector(*sector).to_owned(),
        is_chosen: typed.sectors.contains(sector),
    });
    let view = PlanFormPage {
        page: at.page(),
        desk: at.desk(),
        action: place.action.clone(),
        is_new: place.present.is_none(),
        is_public: place.is_public(),
        base,
        general: typed.general.clone(),
        handle: typed.handle.clone(),
        name: typed.name.clone(),
        goal: typed.goal.clone(),
        about: typed.about.clone(),
        language: typed.language.clone(),
        reads: reads.collect(),
        languages: tags.iter().map(|tag| Language::of(tag)).collect(),
        starts: typed.starts.clone(),
        ends: typed.ends.clone(),
        tags: typed.tags.clone(),
        regions: typed.regions.clone(),
        demands: typed.demands.clone(),
        addressed: typed.addressed.clone(),
        milestones: typed.milestones.clone(),
        donations: typed.donations.clone(),
        mirrors: typed.mirrors.clone(),
        sectors: sectors.collect(),
    };
    let status = if typed.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    frame::private(status, &view)
}

/// What a new campaign's form sent.
pub async fn create(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_campaign()?;
    let place = Place::new();
    let Some((mut typed, plan)) = checked(&at, &place, &sent) else { return shown_again(&at, &place, &sent) };
    let handle = typed.handle.value.trim().to_owned();
    if sent.get("do").map(String::as_str) != Some("save") {
        return preview(&at, &place, &typed, &handle, &plan, String::new()).await;
    }
    match campaigns::create(&at.cx, Some(at.session.member.id), &handle, plan.clone()).await {
        Ok(campaign) => Ok(frame::go_to(&format!("{}?done=saved", path_of(&campaign.handle)))),
        Err(service::Error::Refused(why)) => {
            // Sent twice, it is written once.
            let present = campaigns::find(&at.cx, &handle).await.ok();
            if present.is_some_and(|c| c.state == CampaignState::Draft && c.plan == plan) {
                return Ok(frame::go_to(&format!("{}?done=saved", path_of(&handle))));
            }
            typed.handle = typed.handle.with_refusal(at.words(), &why);
            form(&at, &place, &typed, String::new())
        }
        Err(error) => Err(error.into()),
    }
}

/// What the form of a campaign that is there sent.
pub async fn edit(
    at: AtDesk,
    Path(known): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_campaign()?;
    let campaign = campaigns::find(&at.cx, &known).await?;
    let place = Place::of(&campaign);
    let base = sent.get("base").cloned().unwrap_or_default();
    let Some((mut typed, plan)) = checked(&at, &place, &sent) else { return shown_again(&at, &place, &sent) };
    let handle = typed.handle.value.trim().to_owned();
    if campaign.handle == handle && campaign.plan == plan {
        return Ok(frame::go_to(&path_of(&handle)));
    }
    if version(&campaign.handle, &campaign.plan) != base {
        typed.general = Some(at.words().say("plan-changed-meanwhile").to_owned());
        return form(&at, &place, &typed, version(&campaign.handle, &campaign.plan));
    }
    if sent.get("do").map(String::as_str) != Some("save") {
        return preview(&at, &place, &typed, &handle, &plan, base).await;
    }
    let mut is_old = false;
    let change = Change {
        handle: Some(handle.clone()),
        // Asked again under the lock: of two who save at once, one sees what the other did.
        plan: |present: Plan| {
            is_old = version(&campaign.handle, &present) != base;
            if is_old { present } else { plan }
        },
    };
    let by = Some(&at.session.member);
    let saved = campaign_drafts::edit(&at.cx, by, &known, change, Aside::default()).await;
    at.shelf.clear();
    match saved {
        Ok(_) if is_old => {
            let campaign = campaigns::find(&at.cx, &known).await?;
            typed.general = Some(at.words().say("plan-changed-meanwhile").to_owned());
            form(&at, &place, &typed, version(&campaign.handle, &campaign.plan))
        }
        Ok(Done::Now(campaign)) => Ok(frame::go_to(&format!("{}?done=saved", path_of(&campaign.handle)))),
        Ok(Done::Draft(record)) => Ok(frame::go_to(&drafts::path_of(record.id))),
        Err(service::Error::Refused(why)) => {
            if handle == campaign.handle {
                typed.general = Some(at.words().refusal(&why));
            } else {
                typed.handle = typed.handle.with_refusal(at.words(), &why);
            }
            form(&at, &place, &typed, base)
        }
        Err(error) => Err(error.into()),
    }
}

/// The form with what the draft of a change says now.
pub(super) async fn draft(at: &AtDesk, record: &DraftRecord) -> Result<Response, Problem> {
    let (campaign, matter) = about(at, record).await?;
    let place = Place::of_draft(record, &campaign, matter);
    form(at, &place, &PlanTyped::of_plan(&campaign.handle, &matter.plan), record.revision.to_string())
}

async fn about<'a>(at: &AtDesk, record: &'a DraftRecord) -> Result<(Campaign, &'a CampaignMatter), Problem> {
    let campaign = campaign_drafts::present(&at.cx, &record.proposal).await?;
    campaign.zip(record.proposal.plan.as_ref()).ok_or_else(Problem::not_found)
}

/// Keeps what was changed in the draft of a change. Whatever was approved must be approved anew.
pub(super) async fn save_draft(at: &AtDesk, record: DraftRecord, sent: &Sent) -> Result<Response, Problem> {
    let (campaign, matter) = about(at, &record).await?;
    let place = Place::of_draft(&record, &campaign, matter);
    let base = sent.get("base").cloned().unwrap_or_default();
    let Some((mut typed, plan)) = checked(at, &place, sent) else { return shown_again(at, &place, sent) };
    if sent.get("do").map(String::as_str) != Some("save") {
        return preview(at, &place, &typed, &campaign.handle, &plan, base).await;
    }
    let mut proposal = record.proposal.clone();
    proposal.plan = Some(CampaignMatter { plan, ..matter.clone() });
    let aside = Aside { note: record.note.clone(), wished_at: record.wished_at };
    let (by, revision) = (Some(&at.session.member), base.parse().unwrap_or(0));
    match service::drafts::save(&at.cx, by, record.id, revision, proposal, aside).await {
        Ok(Saved::Kept(record)) => Ok(frame::go_to(&drafts::path_of(record.id))),
        Ok(Saved::Overtaken(theirs)) => {
            typed.general = Some(at.words().say("draft-overtaken").to_owned());
            form(at, &place, &typed, theirs.revision.to_string())
        }
        Err(service::Error::Refused(why)) => {
            typed.general = Some(at.words().refusal(&why));
            form(at, &place, &typed, base)
        }
        Err(error) => Err(error.into()),
    }
}

/// What was typed, if it is a plan and is to be looked at or saved.
fn checked(at: &AtDesk, place: &Place<'_>, sent: &Sent) -> Option<(PlanTyped, Plan)> {
    let wish = sent.get("do").map(String::as_str);
    if !matches!(wish, Some("check" | "save")) {
        return None;
    }
    let mut typed = typed(place, sent);
    let mut plan = typed.check(at.words())?;
    plan.source = place.source();
    if !crate::domain::handle::is_campaign_name(typed.handle.value.trim()) {
        return None;
    }
    Some((typed, plan))
}

fn typed(place: &Place<'_>, sent: &Sent) -> PlanTyped {
    let mut typed = PlanTyped::of_form(sent);
    if let Some(campaign) = place.present.filter(|_| place.is_public()) {
        typed.handle.value.clone_from(&campaign.handle);
    }
    typed
}

/// The form again: with more rows, to be changed, or with what is wrong.
fn shown_again(at: &AtDesk, place: &Place<'_>, sent: &Sent) -> Result<Response, Problem> {
    let mut typed = typed(place, sent);
    match sent.get("do").map(String::as_str).unwrap_or_default() {
        "check" | "save" => {
            typed.check(at.words());
            if !crate::domain::handle::is_campaign_name(typed.handle.value.trim()) {
                typed.handle.error = Some(at.words().say("plan-handle-wrong").to_owned());
            }
        }
        wish => {
            if let Some(list) = wish.strip_prefix("more-") {
                typed.more(list);
            }
        }
    }
    form(at, place, &typed, sent.get("base").cloned().unwrap_or_default())
}

/// How it will look, and what saving does.
async fn preview(
    at: &AtDesk,
    place: &Place<'_>,
    typed: &PlanTyped,
    handle: &str,
    plan: &Plan,
    base: String,
) -> Result<Response, Problem> {
    let words = at.words();
    let hands_in = place.hands_in(at).await?;
    let consequences = match place.present.and_then(|campaign| campaign.account).filter(|_| place.is_public())
    {
        _ if place.draft.is_some() => vec![words.say("draft-keep-hint").to_owned()],
        _ if hands_in => vec![words.say("draft-hand-in-hint").to_owned()],
        Some(account) => {
            let actor = accounts::find(&at.cx, account).await?;
            let (servers, _) = statements::reach(&at.cx, &actor).await?;
            let goes = match servers {
                0 => words.say("plan-goes-nowhere").to_owned(),
                _ => words.say_count("plan-goes-to", servers),
            };
            vec![goes, words.say("plan-goes-more").to_owned()]
        }
        None => vec![words.say("plan-only-desk").to_owned()],
    };
    let button = match () {
        () if place.draft.is_some() => "draft-keep",
        () if hands_in => "draft-hand-in",
        () if place.is_public() => "plan-save-public",
        () => "plan-save",
    };
    let mut carried = typed.carried();
    carried.push(Hidden { name: "base".to_owned(), value: base });
    let view = PlanLookPage {
        action: Some(place.action.clone()),
        carried,
        consequences,
        button: words.say(button).to_owned(),
        ..looked(at, handle, plan)
    };
    frame::private(StatusCode::OK, &view)
}

/// How a campaign looks as it stands.
pub async fn look(at: AtDesk, Path(handle): Path<String>) -> Result<Response, Problem> {
    at.must_campaign()?;
    let campaign = campaigns::find(&at.cx, &handle).await?;
    let view = PlanLookPage { back: path_of(&handle), ..looked(&at, &handle, &campaign.plan) };
    frame::private(StatusCode::OK, &view)
}

fn looked(at: &AtDesk, handle: &str, plan: &Plan) -> PlanLookPage {
    let words = at.words();
    PlanLookPage {
        page: at.page(),
        desk: at.desk(),
        action: None,
        carried: Vec::new(),
        consequences: Vec::new(),
        button: String::new(),
        back: paths::CAMPAIGNS.to_owned(),
        handle: format!("@{handle}@{}", at.cx.config.handle_domain()),
        name: plan.name.clone(),
        language: Language::of(&plan.language),
        goal: plan.goal.clone(),
        demands: plan.demands.clone(),
        addressed: plan.addressed.iter().map(|one| (one.name.clone(), one.office.clone())).collect(),
        about_html: headings::below(&campaign_face::about(&at.cx, plan), 4),
        starts: plan.starts.map(|day| words.day(day)),
        ends: plan.ends.map(|day| words.day(day)),
        milestones: plan
            .milestones
            .iter()
            .map(|one: &Milestone| PlannedMilestone {
                words: one.words.clone(),
                day: one.day.map(|day| words.day(day)),
                supporters: one.supporters,
                reached: one.reached,
            })
            .collect(),
        sectors: plan.sectors.iter().map(|sector| words.sector(*sector).to_owned()).collect(),
        tags: plan.tags.clone(),
        regions: plan.regions.clone(),
        languages: plan.languages.iter().map(|tag| Language::of(tag)).collect(),
        donations: plan
            .donations
            .iter()
            .map(|one| {
                let name = if one.name.is_empty() { words.say("plan-give") } else { &one.name };
                (name.to_owned(), one.href.clone())
            })
            .collect(),
        mirrors: plan.mirrors.clone(),
    }
}
