//! The page where a person lets an app in. Nothing is given by looking at it: only the form does that, and everything
//! that came with the request is weighed again when the form comes back (A172).

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Form};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use url::form_urlencoded;

use crate::app::Cx;
use crate::domain::account::ActorKind;
use crate::domain::grant::{self, Asked, ClientApp, Refusal, Wish};
use crate::domain::ids::AccountId;
use crate::domain::redirect::{self, OUT_OF_BAND};
use crate::http::headers::MayLeadTo;
use crate::http::{Doors, session, way_back};
use crate::service::members::Session;
use crate::service::{accounts, apps, grants};

use super::draft::Sent;
use super::frame;
use super::problem::Problem;
use super::shelf::Shelf;
use super::views::authorize::{
    ActorChoice, AuthorizePage, CodePage, NotAuthorized, NotAuthorizedPage, powers,
};
use super::views::form::Hidden;
use super::views::page::Desk;
use super::views::paths;

/// What of a request is weighed, and carried by the form.
const CARRIED: [&str; 7] = [
    "client_id",
    "response_type",
    "redirect_uri",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
];

/// Asks a person who is signed in; sends others to sign in first.
pub async fn ask(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let query = query.unwrap_or_default();
    let sent: Sent = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let (app, wish) = match weigh(&cx, &sent).await? {
        Ok(found) => found,
        Err(no) => return no.answer(&shelf),
    };
    match session::find(&cx, &headers).await? {
        Some(session) => page(&cx, &shelf, &session, &app, &wish, &sent).await,
        None => {
            let mut response = frame::go_to(paths::SIGN_IN);
            if let Some(cookie) = way_back::keep(&cx, &query) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
    }
}

/// Takes the answer of a person.
pub async fn answer(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let session = session::find(&cx, &headers).await?.ok_or_else(Problem::forbidden)?;
    let csrf = sent.get("csrf").map(String::as_str).unwrap_or_default();
    if !session::is_own_form(&cx, &session, &headers, csrf) {
        return Err(Problem::forbidden());
    }
    let (app, wish) = match weigh(&cx, &sent).await? {
        Ok(found) => found,
        Err(no) => return no.answer(&shelf),
    };
    if sent.get("do").map(String::as_str) != Some("allow") {
        let no = No { to: wish.refusal("access_denied"), reason: NotAuthorized::Refused };
        return no.answer(&shelf);
    }
    let acts_as: AccountId =
        sent.get("act_as").and_then(|id| id.parse().ok()).ok_or_else(Problem::forbidden)?;
    let code = match grants::allow(&cx, &session, &app, &wish, acts_as).await {
        // Somebody they may not speak for.
        Err(crate::service::Error::NotFound) => return Err(Problem::forbidden()),
        other => other?,
    };
    match wish.answer(&code) {
        Some(to) => lead_to(&to),
        None => {
            frame::private(StatusCode::OK, &CodePage { page: frame::page(&shelf), app_name: app.name, code })
        }
    }
}

/// Why nobody is asked, or nothing given, and whom that is told.
struct No {
    to: Option<String>,
    reason: NotAuthorized,
}

impl No {
    fn answer(self, shelf: &Shelf) -> Result<Response, Problem> {
        if let Some(to) = self.to {
            return lead_to(&to);
        }
        let status = match self.reason {
            NotAuthorized::Refused => StatusCode::OK,
            _ => StatusCode::BAD_REQUEST,
        };
        frame::private(status, &NotAuthorizedPage { page: frame::page(shelf), reason: self.reason })
    }
}

/// On to the app, at an address that it has registered.
fn lead_to(address: &str) -> Result<Response, Problem> {
    let place = HeaderValue::from_str(address).map_err(|e| Problem::internal(&e))?;
    let headers = [(header::LOCATION, place), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

async fn weigh(cx: &Cx, sent: &Sent) -> Result<Result<(ClientApp, Wish), No>, Problem> {
    let text = |name: &str| sent.get(name).map(String::as_str);
    let Some(app) = apps::find(cx, text("client_id").unwrap_or_default()).await? else {
        return Ok(Err(No { to: None, reason: NotAuthorized::UnknownApp }));
    };
    let asked = Asked {
        response_type: text("response_type"),
        redirect_uri: text("redirect_uri"),
        scope: text("scope"),
        state: text("state"),
        code_challenge: text("code_challenge"),
        code_challenge_method: text("code_challenge_method"),
    };
    Ok(match grant::weigh(&app, asked) {
        Ok(wish) => Ok((app, wish)),
        Err(Refusal::WrongAddress) => Err(No { to: None, reason: NotAuthorized::WrongAddress }),
        Err(Refusal::Tell { to, .. }) => Err(No { to, reason: NotAuthorized::BadRequest }),
    })
}

async fn page(
    cx: &Cx,
    shelf: &Shelf,
    session: &Session,
    app: &ClientApp,
    wish: &Wish,
    sent: &Sent,
) -> Result<Response, Problem> {
    let coalition = accounts::coalition(cx).await?;
    let actors = grants::actors(cx, session).await?;
    let carried = CARRIED.iter().filter_map(|&name| {
        sent.get(name).map(|value| Hidden { name: name.to_owned(), value: value.clone() })
    });
    let page = AuthorizePage {
        page: frame::page(shelf),
        desk: Desk {
            role: session.member.role.clone(),
            may_write: session.may_publish(),
            may_draft: session.may_campaign(),
            may_admit: session.may_admit(),
            rooms: Vec::new(),
            csrf: session.csrf.clone(),
        },
        coalition: coalition.name.clone(),
        app_name: app.name.clone(),
        site: redirect::site(&wish.redirect_uri),
        by_hand: wish.redirect_uri == OUT_OF_BAND,
        powers: powers(shelf.words, &wish.scopes),
        actors: actors
            .iter()
            .map(|actor| ActorChoice {
                id: actor.id.to_string(),
                name: actor.name.clone(),
                handle: frame::handle(cx, actor),
                is_coalition: actor.id == coalition.id,
                is_campaign: actor.kind == ActorKind::Group,
            })
            .collect(),
        carried: carried.collect(),
    };
    let mut response = frame::private(StatusCode::OK, &page)?;
    if wish.redirect_uri != OUT_OF_BAND {
        // Browsers hold the answer to a form to the policy of the page that the form was on.
        response.extensions_mut().insert(MayLeadTo(redirect::policy_source(&wish.redirect_uri)));
    }
    // They are here: a later sign-in must not bring them here again.
    response.headers_mut().append(header::SET_COOKIE, way_back::forget(cx));
    Ok(response)
}
