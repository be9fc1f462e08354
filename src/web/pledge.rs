//! Signing a campaign without an account: the form, and the pages that its mail leads to. None of these forms needs a cookie,
//! none asks who somebody is by their network address, and no answer tells whether an address has signed.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::{Extension, Form as Posted};
use http::StatusCode;

use crate::app::Cx;
use crate::domain::campaign::Campaign;
use crate::domain::pledge::{self, Refusal, Typed};
use crate::http::Doors;
use crate::http::limits::Counted;
use crate::service::members::Session;
use crate::service::pledge_forms::{self, Confirmed};
use crate::service::{Error, accounts, campaigns, pledge_export, pledges};
use crate::words::Words;

use super::draft::Sent;
use super::frame;
use super::held::Kind;
use super::problem::Problem;
use super::progress::Progress;
use super::shelf::Shelf;
use super::views::form::{Field, Hidden};
use super::views::pledge::{
    OwnPledge, PledgeAnswer, PledgeAnswerPage, PledgeConfirmPage, PledgeErasePage, PledgeForm, PledgePage,
    PledgeWaitPage, Standing,
};

/// The fields of the form, by their names.
const FIELDS: [&str; 6] =
    ["pledge-name", "pledge-mail", "pledge-shown", "pledge-place", "pledge-comment", "pledge-consent"];
/// A field that people do not see. Programs fill it.
const TRAP: &str = "pledge-website";
const FORMS: Kind = Kind {
    fields: &FIELDS,
    ticket: "pledge-ticket",
    by_host: Counted::SigningHost,
    together: Counted::Signing,
};
/// Names that the page of a campaign shows.
const NAMES: i64 = 20;

/// The form for the page of a campaign; none where people cannot sign by it.
pub async fn form(cx: &Cx, campaign: &Campaign) -> Result<Option<PledgeForm>, Problem> {
    if pledge_forms::may_sign(cx, campaign).is_err() {
        return Ok(None);
    }
    Ok(Some(filled(cx, campaign, &Sent::new()).await?))
}

/// What a member who is signed in sees in the place of the form.
pub async fn own(cx: &Cx, campaign: &Campaign, session: &Session) -> Result<OwnPledge, Problem> {
    let account = accounts::find(cx, session.member.account).await?;
    Ok(OwnPledge {
        campaign: campaign.handle.clone(),
        csrf: session.csrf.clone(),
        shown: pledges::chosen(cx, &account, campaign.id).await?,
        is_open: pledge::is_open(campaign.state, campaign.plan.ends, cx.now()).is_ok(),
    })
}

/// How many stand behind a campaign, for its page.
pub async fn standing(cx: &Cx, campaign: &Campaign, progress: Progress) -> Result<Standing, Problem> {
    let names = pledges::names(cx, campaign.id, NAMES).await?;
    let shown = u64::try_from(names.len()).unwrap_or(0);
    Ok(Standing {
        count: progress.count,
        is_about: progress.is_about,
        goal: progress.goal.zip(progress.percent()),
        others: progress.count.saturating_sub(shown),
        names,
    })
}

async fn filled(cx: &Cx, campaign: &Campaign, sent: &Sent) -> Result<PledgeForm, Problem> {
    let field = |name: &str| Field::new(name, sent.get(name).map_or("", |value| value.trim()));
    let [name, mail, shown, place, comment, consent] = FIELDS.map(field);
    Ok(PledgeForm {
        action: format!("/@{}/sign", campaign.handle),
        coalition: cx.config.coalition.name.clone(),
        is_sealed: pledge_export::sealing_key(cx).await?.is_some(),
        name,
        mail,
        shown,
        place,
        comment,
        consent,
    })
}

/// The form on a page of its own.
pub async fn show(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(handle): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let campaign = match pledge_forms::open(&cx, &handle).await {
        Ok(campaign) => campaign,
        Err(Error::Refused(_)) => return over(&shelf),
        Err(e) => return Err(e.into()),
    };
    let form = filled(&cx, &campaign, &Sent::new()).await?;
    page(&shelf, &campaign, form)
}

fn page(shelf: &Shelf, campaign: &Campaign, form: PledgeForm) -> Result<Response, Problem> {
    let is_wrong = !form.problems().is_empty();
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    frame::private(
        status,
        &PledgePage {
            page: frame::page(shelf),
            campaign: campaign.plan.name.clone(),
            campaign_path: format!("/@{}", campaign.handle),
            form,
        },
    )
}

fn answer(shelf: &Shelf, status: StatusCode, what: PledgeAnswer) -> Result<Response, Problem> {
    frame::private(status, &PledgeAnswerPage { page: frame::page(shelf), what })
}

fn over(shelf: &Shelf) -> Result<Response, Problem> {
    answer(shelf, StatusCode::CONFLICT, PledgeAnswer::Over)
}

/// Takes the form. Whoever asks is told the same, whether the address has signed or not (A174).
pub async fn send(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(handle): Path<String>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let campaign = campaigns::public(&cx, &handle).await?.campaign;
    if pledge_forms::may_sign(&cx, &campaign).is_err() {
        return over(&shelf);
    }
    // Whatever fills the field that nobody sees is told what everybody is told.
    if sent.get(TRAP).is_some_and(|value| !value.is_empty()) {
        return answer(&shelf, StatusCode::OK, PledgeAnswer::Asked);
    }
    let value = |name: &str| sent.get(name).map_or("", |value| value.trim());
    let typed = Typed {
        name: value("pledge-name"),
        mail: value("pledge-mail"),
        shown: value("pledge-shown"),
        place: value("pledge-place"),
        comment: value("pledge-comment"),
        consents: value("pledge-consent") == "1",
    };
    let form = match pledge::check(typed) {
        Ok(form) => form,
        Err(refusal) => {
            let form = refused(shelf.words, filled(&cx, &campaign, &sent).await?, &refusal);
            return page(&shelf, &campaign, form);
        }
    };
    let mailbox = form.mail.canonical();
    let holds = pledge_forms::holds(&handle, &mailbox);
    if let Some(fields) = FORMS.held((&doors, &cx), holds, &form.mail, &sent) {
        return hold(&shelf, &campaign, fields);
    }
    match pledge_forms::ask(&cx, &campaign, &form, shelf.words.tongue()).await {
        Ok(()) => answer(&shelf, StatusCode::OK, PledgeAnswer::Asked),
        Err(Error::Busy) => answer(&shelf, StatusCode::SERVICE_UNAVAILABLE, PledgeAnswer::Full),
        Err(Error::Refused(_)) => over(&shelf),
        Err(e) => Err(e.into()),
    }
}

fn hold(shelf: &Shelf, campaign: &Campaign, fields: Vec<Hidden>) -> Result<Response, Problem> {
    frame::private(
        StatusCode::TOO_MANY_REQUESTS,
        &PledgeWaitPage {
            page: frame::page(shelf),
            campaign: campaign.plan.name.clone(),
            action: format!("/@{}/sign", campaign.handle),
            fields,
        },
    )
}

fn refused(words: Words, mut form: PledgeForm, refusal: &Refusal) -> PledgeForm {
    match refusal {
        Refusal::NoName => form.name = form.name.with_error(words.say("pledge-name-missing")),
        Refusal::Long("your name", _) => form.name = form.name.with_error(words.say("pledge-name-long")),
        Refusal::Long("the place", _) => form.place = form.place.with_error(words.say("pledge-place-long")),
        Refusal::Mail(_) => form.mail = form.mail.with_error(words.say("pledge-mail-wrong")),
        Refusal::Shown => form.shown = form.shown.with_error(words.say("pledge-shown-missing")),
        Refusal::Consent => form.consent = form.consent.with_error(words.say("pledge-consent-missing")),
        _ => form.comment = form.comment.with_error(words.say("pledge-comment-long")),
    }
    form
}

/// What a link of a mail confirms. Programs that look into mails follow links, so looking changes nothing.
pub async fn show_confirm(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let Some(opened) = pledge_forms::peek(&cx, &link).await? else {
        return answer(&shelf, StatusCode::GONE, PledgeAnswer::Stale);
    };
    let action = format!("/pledges/confirm/{link}");
    frame::private(
        StatusCode::OK,
        &PledgeConfirmPage { page: frame::page(&shelf), campaign: opened.campaign, action },
    )
}

/// Confirms.
pub async fn confirm(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    match pledge_forms::confirm(&cx, &link).await {
        Ok(Confirmed::Counts(opened, erase_path)) => {
            let campaign_path = format!("/@{}", opened.handle);
            let share_path = format!("{campaign_path}/share");
            let what =
                PledgeAnswer::Counts { campaign: opened.campaign, campaign_path, share_path, erase_path };
            answer(&shelf, StatusCode::OK, what)
        }
        Ok(Confirmed::Stale) => answer(&shelf, StatusCode::GONE, PledgeAnswer::Stale),
        Err(Error::Refused(_)) => over(&shelf),
        Err(e) => Err(e.into()),
    }
}

/// The page with the button that erases. It changes nothing, and is the same whether there is anything to erase or not.
pub async fn show_erase(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    if !pledge_forms::is_erase(&cx, &link) {
        return answer(&shelf, StatusCode::GONE, PledgeAnswer::Stale);
    }
    let action = format!("/pledges/erase/{link}");
    frame::private(StatusCode::OK, &PledgeErasePage { page: frame::page(&shelf), action })
}

/// Erases.
pub async fn erase(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    pledge_forms::erase(&cx, &link).await?;
    answer(&shelf, StatusCode::OK, PledgeAnswer::Erased)
}
