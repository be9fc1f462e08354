//! Who becomes a member: the answer to those who have asked, and links for those who should.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::language::Language;
use crate::domain::role::Role;
use crate::domain::time::DAY;
use crate::service::invitations::{self, NewInvitation};
use crate::service::{self, registration};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::members::{ApplicantLine, InvitationLine, MembersPage};
use crate::web::views::form::Field;
use crate::web::views::paths;

use super::entrance::AtDesk;

/// What the last action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    /// Somebody was let in.
    Approved,
    /// Somebody was turned away.
    Rejected,
    /// A link was taken back.
    Revoked,
}

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<Done>,
}

/// The fields of a new link, as they were typed.
struct Typed {
    uses: Field,
    days: Field,
}

impl Typed {
    fn usual() -> Self {
        Self { uses: Field::new("uses", "1"), days: Field::new("days", "7") }
    }
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_admit()?;
    let notice = wanted.done.map(|done| match done {
        Done::Approved => "member-done-approved",
        Done::Rejected => "member-done-rejected",
        Done::Revoked => "member-done-revoked",
    });
    page(&at, StatusCode::OK, notice.map(|key| at.words().say(key).to_owned()), None, Typed::usual()).await
}

async fn page(
    at: &AtDesk,
    status: StatusCode,
    notice: Option<String>,
    link: Option<String>,
    typed: Typed,
) -> Result<Response, Problem> {
    let language = |tag: String| Language::parse(&tag).map_or(tag, |known| known.name().to_owned());
    let waiting = registration::waiting(&at.cx).await?.into_iter().map(|applicant| ApplicantLine {
        username: applicant.username,
        asked: frame::moment(applicant.created_at),
        language: applicant.language.map(language),
        reason: applicant.reason,
    });
    let now = at.cx.now();
    let open = invitations::list(&at.cx).await?.into_iter().filter(|invitation| invitation.is_open(now));
    let own = Role::parse(&at.session.member.role).unwrap_or(Role::Member);
    let roles = Role::ALL.into_iter().filter(|role| own.may_invite_as(*role));
    let view = MembersPage {
        page: at.page(),
        desk: at.desk(),
        notice,
        link,
        waiting: waiting.collect(),
        roles: roles.map(|role| role.as_str().to_owned()).collect(),
        uses: typed.uses,
        days: typed.days,
        invitations: open
            .map(|invitation| InvitationLine {
                id: invitation.id.to_string(),
                role: invitation.role,
                used: invitation.used,
                uses: invitation.uses,
                until: frame::moment(invitation.expires_at),
            })
            .collect(),
    };
    frame::private(status, &view)
}

/// Lets somebody in, or not; makes a link, or takes one back.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_admit()?;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let by = Some(&at.session.member);
    match value("do") {
        "approve" => {
            registration::approve(&at.cx, by, value("name")).await?;
            Ok(done("approved"))
        }
        "reject" => {
            registration::reject(&at.cx, by, value("name")).await?;
            Ok(done("rejected"))
        }
        "revoke" => {
            let id = value("id").parse().map_err(|_| Problem::not_found())?;
            invitations::revoke(&at.cx, by, id).await?;
            Ok(done("revoked"))
        }
        "invite" => invite(&at, value("role"), value("uses"), value("days")).await,
        _ => Err(Problem::new(StatusCode::BAD_REQUEST)),
    }
}

fn done(what: &str) -> Response {
    frame::go_to(&format!("{}?done={what}", paths::WAITING))
}

async fn invite(at: &AtDesk, role: &str, uses: &str, days: &str) -> Result<Response, Problem> {
    let role = Role::parse(role).ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST))?;
    let number = |text: &str, most: i64| text.trim().parse::<i64>().ok().filter(|n| (1..=most).contains(n));
    let mut typed = Typed { uses: Field::new("uses", uses), days: Field::new("days", days) };
    let (uses, days) = (number(uses, 1_000), number(days, 90));
    if uses.is_none() {
        typed.uses = typed.uses.with_error(at.words().say("member-fault-uses"));
    }
    if days.is_none() {
        typed.days = typed.days.with_error(at.words().say("member-fault-days"));
    }
    let (Some(uses), Some(days)) = (uses, days) else {
        return page(at, StatusCode::UNPROCESSABLE_ENTITY, None, None, typed).await;
    };
    let wanted = NewInvitation { role, uses, lasts: days * DAY };
    match invitations::make(&at.cx, Some(&at.session.member), wanted).await {
        Ok((path, _)) => page(at, StatusCode::OK, None, Some(at.cx.url(&path)), Typed::usual()).await,
        // What the page did not offer was written by hand (A178).
        Err(service::Error::Refused(_)) => Err(Problem::forbidden()),
        Err(error) => Err(error.into()),
    }
}
