//! Writing a statement in a campaign: as the coalition, or as the campaign itself.

use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::draft::{DraftVoice, Proposal};
use crate::service::campaign_voice::{self, Public, Voice};
use crate::service::drafts::{self, Aside};
use crate::service::{accounts, campaigns, quorum};

use crate::web::draft::Typed;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::paths;

use super::attached;
use super::campaigns::path_of;
use super::drafts::path_of as drafts_path;
use super::entrance::AtDesk;
use super::forms::{self, Do, Place};
use super::sheet::Sheet;

/// Who is to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum As {
    /// The coalition, in the campaign.
    Coalition,
    /// The campaign itself.
    Campaign,
}

/// What the address says.
#[derive(Debug, Deserialize)]
pub struct Which {
    #[serde(rename = "as")]
    speaker: As,
}

/// The campaign, if the one who asks may speak in it with this voice.
async fn speaking(at: &AtDesk, handle: &str, speaker: As) -> Result<Public, Problem> {
    at.must_campaign()?;
    if speaker == As::Coalition {
        at.must_publish()?;
    }
    Ok(campaigns::public(&at.cx, handle).await?)
}

fn place(handle: &str, speaker: As) -> Place {
    let word = match speaker {
        As::Coalition => "coalition",
        As::Campaign => "campaign",
    };
    Place { action: format!("{}/statements/new?as={word}", path_of(handle)), published: None }
}

/// The empty form; where several must approve, that of a draft.
pub async fn empty(
    at: AtDesk,
    Path(handle): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    let public = speaking(&at, &handle, which.speaker).await?;
    if quorum::needed(&at.cx).await? >= 2 {
        let speaks = if which.speaker == As::Campaign { "&campaign_speaks=1" } else { "" };
        let path = format!("{}/new?campaign={}{speaks}", paths::DRAFTS, public.campaign.handle);
        return Ok(frame::go_to(&path));
    }
    forms::form(&at, place(&handle, which.speaker), Typed::empty(&public.campaign.plan.language))
}

/// What was sent: shown for a last look, published, or shown again to be changed.
pub async fn send(
    at: AtDesk,
    Path(handle): Path<String>,
    Query(which): Query<Which>,
    sheet: Sheet,
) -> Result<Response, Problem> {
    let sent = &sheet.sent;
    at.must_be_own(sent.get("csrf"))?;
    let public = speaking(&at, &handle, which.speaker).await?;
    let place = place(&handle, which.speaker);
    let mut typed = Typed::of_form(sent);
    let wish = Do::of(sent);
    let owner = match which.speaker {
        As::Coalition => accounts::coalition(&at.cx).await?.id,
        As::Campaign => public.actor.id,
    };
    let files = attached::take(&at, owner, &[], &sheet, typed.files.as_mut()).await?;
    if wish == Do::Change {
        return forms::form(&at, place, typed);
    }
    let mark = forms::once(&at, sent).filter(|_| wish == Do::Publish);
    let done = format!("{}?done=published", path_of(&handle));
    if attached::was_sent(&at, mark.as_ref(), files.as_ref()).await {
        return Ok(frame::go_to(&done));
    }
    let Some(mut draft) = typed.check(at.words()) else { return forms::form(&at, place, typed) };
    draft.attachments = files.unwrap_or_default();
    if quorum::needed(&at.cx).await? >= 2 {
        // Begun before several had to approve: what was typed is not lost.
        let campaign = Some(public.campaign.handle);
        let voice = match which.speaker {
            As::Coalition => DraftVoice::Coalition,
            As::Campaign => DraftVoice::Campaign,
        };
        let proposal = Proposal { voice, campaign, ..Proposal::statement(draft) };
        let kept = drafts::create(&at.cx, Some(&at.session.member), proposal, Aside::default()).await?;
        return Ok(frame::go_to(&drafts_path(kept.id)));
    }
    let Some(mark) = mark else {
        let mut speakers: Vec<Account> = vec![public.actor];
        if which.speaker == As::Coalition {
            speakers.push(accounts::coalition(&at.cx).await?);
        }
        return forms::confirm_from(&at, place, &typed, draft, (&speakers, None)).await;
    };
    let voice = match which.speaker {
        As::Coalition => Voice::Coalition,
        As::Campaign => Voice::Campaign,
    };
    let publish = async || {
        let by = Some(at.session.member.id);
        Ok(campaign_voice::publish(&at.cx, by, &handle, voice, draft).await?.id)
    };
    at.shelf.publish_once(&mark, publish).await?;
    at.shelf.clear();
    Ok(frame::go_to(&done))
}
