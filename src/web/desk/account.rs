//! The signed-in person's own account. Whoever came with a password proves it again before anything changes; whoever
//! came by a one-time link was let in to do just that.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::refusal::Refusal;
use crate::domain::registration::{Fault, fault_of_password};
use crate::http::limits::Counted;
use crate::service::authenticators::{self, Offer};
use crate::service::{self, passwords, sessions};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::account::{AccountPage, AuthenticatorPage, CodesPage, SessionLine};
use crate::web::views::form::Field;
use crate::web::views::paths;

use super::entrance::AtDesk;
use super::signed;

/// What the last action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    /// The password was changed.
    Password,
    /// The authenticator was turned off.
    Off,
    /// Sessions were ended.
    Ended,
    /// A campaign was signed.
    Signed,
    /// A signature was taken back.
    Taken,
    /// An answer to an event was taken back.
    Answer,
}

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<Done>,
}

/// What is wrong with what was typed.
#[derive(Default)]
struct Wrong {
    current: Option<&'static str>,
    password: Option<&'static str>,
    proof: Option<&'static str>,
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let notice = wanted.done.map(|done| match done {
        Done::Password => "account-done-password",
        Done::Off => "account-done-off",
        Done::Ended => "account-done-ended",
        Done::Signed => "account-done-signed",
        Done::Taken => "account-done-taken",
        Done::Answer => "account-done-answer",
    });
    page(&at, notice.map(|key| at.words().say(key)), Wrong::default()).await
}

async fn page(at: &AtDesk, notice: Option<&str>, wrong: Wrong) -> Result<Response, Problem> {
    let member = &at.session.member;
    let state = authenticators::state(&at.cx, member.id).await?;
    let all = sessions::list(&at.cx, member.id, Some(&at.secret())).await?;
    let field = |name: &str, error: Option<&str>| {
        let field = Field::new(name, "");
        error.map_or(field.clone(), |error| field.with_error(error))
    };
    let (signed, open) = signed::lines(at).await?;
    let is_wrong = wrong.current.or(wrong.password).or(wrong.proof).is_some();
    let view = AccountPage {
        page: at.page(),
        desk: at.desk(),
        username: member.username.clone(),
        notice: notice.map(str::to_owned),
        signed,
        open,
        events: signed::events(at).await?,
        events_path: format!("/@{}/events", at.cx.config.coalition.handle),
        has_password: passwords::has_password(&at.cx, member.id).await?,
        must_prove: must_prove(at).await?,
        current: field("current", wrong.current),
        password: field("password", wrong.password),
        has_authenticator: state.is_on,
        codes_left: state.codes_left,
        proof: field("proof", wrong.proof),
        sessions: all
            .iter()
            .map(|session| SessionLine {
                mark: session.mark.clone(),
                since: frame::moment(session.created_at),
                until: frame::moment(session.expires_at),
                by_link: session.by_link,
                is_own: session.is_own,
            })
            .collect(),
    };
    frame::private(if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}

/// Whether the present password is asked for.
async fn must_prove(at: &AtDesk) -> Result<bool, Problem> {
    let member = at.session.member.id;
    let all = sessions::list(&at.cx, member, Some(&at.secret())).await?;
    let came_by_link = all.iter().any(|session| session.is_own && session.by_link);
    Ok(!came_by_link && passwords::has_password(&at.cx, member).await?)
}

/// Whether it is them, as far as it has to be proved. Tries are counted under their name.
async fn is_proved(at: &AtDesk, password: &str) -> Result<bool, Problem> {
    if !must_prove(at).await? {
        return Ok(true);
    }
    let member = &at.session.member;
    at.limits.take_of(Counted::Name, member.username.as_bytes(), at.cx.now()).map_err(Problem::too_many)?;
    Ok(passwords::is_of(&at.cx, member.id, password).await?)
}

fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.get(name).map(String::as_str).unwrap_or_default()
}

/// Changes the password.
pub async fn password(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    let member = &at.session.member;
    let password = value(&sent, "password");
    if let Some(fault) = fault_of_password(password, &member.username) {
        let words = at.words().say(match fault {
            Fault::Blank => "account-fault-password-blank",
            Fault::TooShort => "join-fault-password-short",
            Fault::TooLong => "join-fault-password-long",
            _ => "join-fault-password-common",
        });
        return page(&at, None, Wrong { password: Some(words), ..Wrong::default() }).await;
    }
    if !is_proved(&at, value(&sent, "current")).await? {
        return page(
            &at,
            None,
            Wrong { current: Some(at.words().say("account-not-yours")), ..Wrong::default() },
        )
        .await;
    }
    passwords::set(&at.cx, Some(member.id), &member.username, password, Some(&at.secret())).await?;
    Ok(done("password"))
}

fn done(what: &str) -> Response {
    frame::go_to(&format!("{}?done={what}", paths::ACCOUNT))
}

/// Sets the authenticator up, turns it off, or makes other recovery codes.
pub async fn authenticator(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    let wish = value(&sent, "do");
    if wish == "confirm" {
        return confirm(&at, &sent).await;
    }
    if !matches!(wish, "begin" | "codes" | "off") {
        return Err(Problem::new(StatusCode::BAD_REQUEST));
    }
    if !is_proved(&at, value(&sent, "proof")).await? {
        return page(
            &at,
            None,
            Wrong { proof: Some(at.words().say("account-not-yours")), ..Wrong::default() },
        )
        .await;
    }
    let member = &at.session.member;
    match wish {
        "begin" => proposal(&at, authenticators::offer(&at.cx, &at.secret()), None),
        "codes" => codes(&at, authenticators::renew_codes(&at.cx, member.id).await?),
        _ => {
            authenticators::turn_off(&at.cx, Some(member.id), &member.username).await?;
            Ok(done("off"))
        }
    }
}

async fn confirm(at: &AtDesk, sent: &Sent) -> Result<Response, Problem> {
    // The offer was sealed for this session after the password was proved; a form made by hand has none.
    let own = at.secret();
    let offer =
        authenticators::take_back(&at.cx, &own, value(sent, "offer")).map_err(|_| Problem::forbidden())?;
    match authenticators::turn_on(&at.cx, &at.session, &own, &offer, value(sent, "code")).await {
        Ok(made) => codes(at, made),
        Err(service::Error::Refused(why)) => proposal(at, offer, Some(&why)),
        Err(error) => Err(error.into()),
    }
}

fn proposal(at: &AtDesk, offer: Offer, wrong: Option<&Refusal>) -> Result<Response, Problem> {
    let code = Field::new("code", "");
    let view = AuthenticatorPage {
        page: at.page(),
        desk: at.desk(),
        address: authenticators::address(&at.cx, &at.session.member.username, &offer.secret),
        secret: offer.secret,
        offer: offer.sealed,
        code: wrong.map_or(code.clone(), |why| code.with_refusal(at.words(), why)),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    frame::private(status, &view)
}

fn codes(at: &AtDesk, codes: Vec<String>) -> Result<Response, Problem> {
    frame::private(StatusCode::OK, &CodesPage { page: at.page(), desk: at.desk(), codes })
}

/// Ends one other session, or all of them.
pub async fn sessions(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    let member = at.session.member.id;
    match value(&sent, "end") {
        "others" => {
            sessions::end_others(&at.cx, member, &at.secret()).await?;
        }
        mark => sessions::end(&at.cx, member, mark).await?,
    }
    Ok(done("ended"))
}
