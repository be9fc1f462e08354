//! Becoming a member in a browser, with an invitation or without, as the settings say.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::{Extension, Form};
use http::{HeaderMap, StatusCode, header};

use crate::app::Cx;
use crate::domain::registration::{Fault, FieldName};
use crate::http::address::{Peer, client_address};
use crate::http::entry::{self, Entry};
use crate::http::limits::Counted;
use crate::http::{Doors, session};
use crate::service::passwords::{self, Attempt};
use crate::service::registration::{self, Refusal, Registered, Registration};
use crate::service::{accounts, invitations, members};

use super::draft::Sent;
use super::frame;
use super::problem::Problem;
use super::shelf::Shelf;
use super::views::form::Field;
use super::views::join::{JoinPage, Joined, JoinedPage};
use super::views::language::Language;
use super::views::paths;

/// What every page here is made of.
struct Here<'a> {
    cx: &'a Cx,
    shelf: &'a Shelf,
    headers: &'a HeaderMap,
    /// The secret of the invitation; none for those who come without.
    invite: Option<&'a str>,
}

/// The form for everybody.
pub async fn show(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    Here { cx: &cx, shelf: &shelf, headers: &headers, invite: None }.form(None, &[]).await
}

/// The form behind an invitation. Looking does not use it.
pub async fn show_invited(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Extension(peer): Extension<Peer>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let who = client_address(&cx.config, peer, &headers);
    doors.limits.take(Counted::SignIn, who, cx.now()).map_err(Problem::too_many)?;
    Here { cx: &cx, shelf: &shelf, headers: &headers, invite: Some(&secret) }.form(None, &[]).await
}

/// Takes the form for everybody.
pub async fn send(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    Here { cx: &cx, shelf: &shelf, headers: &headers, invite: None }.take(&doors, peer, &sent).await
}

/// Takes the form behind an invitation.
pub async fn send_invited(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Extension(peer): Extension<Peer>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    Here { cx: &cx, shelf: &shelf, headers: &headers, invite: Some(&secret) }.take(&doors, peer, &sent).await
}

impl Here<'_> {
    async fn take(&self, doors: &Doors, peer: Peer, sent: &Sent) -> Result<Response, Problem> {
        let cx = self.cx;
        let value = |name: &str| sent.get(name).cloned().unwrap_or_default();
        if !entry::is_own_form(cx, self.headers, &value("csrf")) {
            return Err(Problem::forbidden());
        }
        let who = client_address(&cx.config, peer, self.headers);
        doors.limits.take(Counted::Join, who, cx.now()).map_err(Problem::too_many)?;
        doors.limits.take_of(Counted::Everybody, &[], cx.now()).map_err(Problem::too_many)?;
        let wanted = Registration {
            username: value("username"),
            password: value("password"),
            agreement: value("agreement") == "1",
            locale: None,
            reason: value("reason"),
            invite: self.invite.map(str::to_owned),
        };
        match registration::register(cx, wanted).await {
            Ok(Registered::Member(member)) => self.enter(&member.username, &value("password")).await,
            Ok(Registered::Waiting) => self.instead(StatusCode::OK, Joined::Waiting),
            Err(Refusal::Faults(faults)) => self.form(Some(sent), &faults).await,
            Err(Refusal::InviteOnly) => self.instead(StatusCode::FORBIDDEN, Joined::InviteOnly),
            Err(Refusal::BadInvite) => self.instead(StatusCode::GONE, Joined::BadInvite),
            Err(Refusal::TooManyWait) => self.instead(StatusCode::SERVICE_UNAVAILABLE, Joined::TooManyWait),
            Err(Refusal::Service(error)) => Err(error.into()),
        }
    }

    /// A new member is signed in with what they have just chosen.
    async fn enter(&self, name: &str, password: &str) -> Result<Response, Problem> {
        let begun = passwords::sign_in(self.cx, Attempt { name, password, code: "" }).await?;
        let begun = begun.ok_or_else(Problem::forbidden)?;
        if let Some(earlier) = session::secret(self.cx, self.headers) {
            members::sign_out(self.cx, &earlier).await?;
        }
        let mut response = frame::go_to(paths::ACCOUNT);
        response.headers_mut().insert(header::SET_COOKIE, session::begin(self.cx, &begun));
        Ok(response)
    }

    /// The form, with what was typed and what is wrong with it.
    async fn form(&self, sent: Option<&Sent>, faults: &[(FieldName, Fault)]) -> Result<Response, Problem> {
        let mode = self.cx.config.registration.mode;
        let role = match self.invite {
            Some(secret) => match invitations::peek(self.cx, secret).await? {
                Some(invitation) => Some(invitation.role),
                None => return self.instead(StatusCode::GONE, Joined::BadInvite),
            },
            None if mode.is_invite() => return self.instead(StatusCode::FORBIDDEN, Joined::InviteOnly),
            None => None,
        };
        let field = |name: FieldName, is_kept: bool| {
            let kept = sent.filter(|_| is_kept).and_then(|sent| sent.get(name.as_str()));
            let field = Field::new(name.as_str(), kept.map(String::as_str).unwrap_or_default());
            match faults.iter().find(|(other, _)| *other == name) {
                Some((_, fault)) => field.with_error(self.shelf.words.say(advice(name, *fault))),
                None => field,
            }
        };
        let entry = Entry::of(self.cx, self.headers);
        let page = JoinPage {
            page: frame::page(self.shelf),
            coalition: accounts::coalition(self.cx).await?.name,
            domain: self.cx.config.handle_domain(),
            role,
            is_read_first: self.invite.is_none() && mode.is_approval(),
            action: match self.invite {
                // The secret is one of ours here, so it holds nothing that would have to be escaped in a path.
                Some(secret) => format!("{}/{secret}", paths::JOIN),
                None => paths::JOIN.to_owned(),
            },
            csrf: entry.csrf(),
            username: field(FieldName::Username, true),
            password: field(FieldName::Password, false),
            reason: field(FieldName::Reason, true),
            agreement: field(FieldName::Agreement, true),
            rules: self.cx.config.registration.rules.clone(),
            language: Language::of(
                self.cx.config.coalition.languages.first().map(String::as_str).unwrap_or_default(),
            ),
        };
        let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let mut response = frame::private(status, &page)?;
        if let Some(cookie) = entry.cookie {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }

    fn instead(&self, status: StatusCode, what: Joined) -> Result<Response, Problem> {
        frame::private(status, &JoinedPage { page: frame::page(self.shelf), what })
    }
}

/// The text that says what to do about a fault.
fn advice(field: FieldName, fault: Fault) -> &'static str {
    match (field, fault) {
        (FieldName::Username, Fault::Blank) => "join-fault-name-blank",
        (FieldName::Username, Fault::Invalid) => "join-fault-name-invalid",
        (FieldName::Username, Fault::TooLong) => "join-fault-name-long",
        (FieldName::Username, Fault::Reserved) => "join-fault-name-reserved",
        (FieldName::Username, _) => "join-fault-name-taken",
        (FieldName::Password, Fault::Blank) => "join-fault-password-blank",
        (FieldName::Password, Fault::TooShort) => "join-fault-password-short",
        (FieldName::Password, Fault::TooLong) => "join-fault-password-long",
        (FieldName::Password, _) => "join-fault-password-common",
        (FieldName::Agreement, _) => "join-fault-agreement",
        (FieldName::Reason, _) => "join-fault-reason-long",
    }
}
