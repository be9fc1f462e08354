//! From our page to the visitor's own server: their address is asked for, used once and forgotten.

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::app::Cx;
use crate::domain::account::{Account, ActorKind};
use crate::domain::handle::Handle;
use crate::domain::ids::PostId;
use crate::domain::uri::Uri;
use crate::http::Doors;
use crate::http::address::{Peer, client_address};
use crate::http::limits::Counted;
use crate::service::visitors::{self, Wish};
use crate::service::{self, accounts, directory, statements};

use super::frame;
use super::problem::Problem;
use super::shelf::Shelf;
use super::views::follow::{AddressProblem, AskAddressPage, HandOverPage, Purpose};
use super::views::form::Field;

/// Whom to follow, and where the visitor is at home.
#[derive(Deserialize)]
pub struct FollowQuestion {
    /// The visitor's own address.
    address: Option<String>,
    /// The name of an account here; none for the coalition.
    name: Option<String>,
}

/// What to share, boost or answer, and where the visitor is at home.
#[derive(Deserialize)]
pub struct InteractQuestion {
    /// The visitor's own address.
    address: Option<String>,
    /// The id, or the page, of something here.
    uri: Option<String>,
}

/// What a visitor wants to do with something of ours.
struct Errand {
    name: String,
    purpose: Purpose,
    wish: Wish,
    id: Uri,
}

/// Leads to the visitor's server to follow somebody here.
pub async fn follow(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Extension(peer): Extension<Peer>,
    Query(question): Query<FollowQuestion>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let account = match &question.name {
        Some(name) => match name.strip_prefix(ENTRY) {
            Some(id) => listed(&cx, id).await?,
            None => accounts::local(&cx, name).await?,
        },
        None => accounts::coalition(&cx).await?,
    };
    let errand = to_follow(&cx, account)?;
    let knock = Knock { doors: &doors, cx: &cx, shelf: &shelf, peer, headers: &headers };
    knock.run(errand, question.address).await
}

/// Leads to the visitor's server to share, boost or answer a text of ours.
pub async fn interact(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Extension(peer): Extension<Peer>,
    Query(question): Query<InteractQuestion>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let uri = question.uri.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST))?;
    let errand = find(&cx, &uri).await?;
    let knock = Knock { doors: &doors, cx: &cx, shelf: &shelf, peer, headers: &headers };
    knock.run(errand, question.address).await
}

/// What stands before the number of an entry of the directory, where otherwise the name of an account here stands.
pub const ENTRY: &str = "entry:";

/// Somebody elsewhere who agreed to stand in our directory. Nobody else of another server is led to (A183).
async fn listed(cx: &Cx, id: &str) -> Result<Account, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    directory::listed(cx, id).await?.ok_or_else(Problem::not_found)
}

fn to_follow(cx: &Cx, account: Account) -> Result<Errand, Problem> {
    if account.kind == ActorKind::Application {
        return Err(Problem::not_found());
    }
    let (handle, name) = if account.is_local() {
        (frame::handle(cx, &account), account.username)
    } else {
        (format!("@{}", account.acct()), format!("{ENTRY}{}", account.id))
    };
    let purpose = Purpose::Follow { handle, name };
    Ok(Errand { name: account.name, purpose, wish: Wish::Follow, id: account.uri })
}

/// The text or actor of ours with this id or page. Nothing of other servers: we would only send people on (A183).
async fn find(cx: &Cx, uri: &str) -> Result<Errand, Problem> {
    let path = uri.strip_prefix(&cx.config.origin()).ok_or_else(Problem::not_found)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let rest =
        path.strip_prefix("/posts/").or_else(|| path.strip_prefix("/@")?.split_once('/').map(|(_, id)| id));
    if let Some(id) = rest {
        let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
        let shown = statements::show(cx, id).await?;
        let title = shown.post.main_text().title.clone().unwrap_or_default();
        let purpose = Purpose::Interact { title, uri: shown.post.uri.as_str().to_owned() };
        return Ok(Errand { name: shown.author.name, purpose, wish: Wish::Interact, id: shown.post.uri });
    }
    let name =
        path.strip_prefix("/actors/").or_else(|| path.strip_prefix("/@")).ok_or_else(Problem::not_found)?;
    to_follow(cx, accounts::local(cx, name).await?)
}

/// One visitor at the door.
struct Knock<'a> {
    doors: &'a Doors,
    cx: &'a Cx,
    shelf: &'a Shelf,
    peer: Peer,
    headers: &'a HeaderMap,
}

impl Knock<'_> {
    async fn run(&self, errand: Errand, address: Option<String>) -> Result<Response, Problem> {
        let Some(address) = address else { return self.ask(errand, "", None) };
        match self.way(&errand, &address).await? {
            Ok((server, target)) => {
                let page = frame::page(self.shelf);
                let Errand { name: coalition, purpose, .. } = errand;
                frame::private(StatusCode::OK, &HandOverPage { page, coalition, purpose, server, target })
            }
            Err(problem) => self.ask(errand, &address, Some(problem)),
        }
    }

    /// The visitor's server and the address there, or what is wrong with what they gave.
    async fn way(
        &self,
        errand: &Errand,
        address: &str,
    ) -> Result<Result<(String, String), AddressProblem>, Problem> {
        if address.trim().is_empty() {
            return Ok(Err(AddressProblem::Missing));
        }
        let Some(handle) = Handle::parse(address) else { return Ok(Err(AddressProblem::NotAnAddress)) };
        let who = client_address(&self.cx.config, self.peer, self.headers);
        self.doors.limits.take(Counted::LookUp, who, self.cx.now()).map_err(Problem::too_many)?;
        // Whoever is at home here works with a client, and needs no way.
        if handle.domain == self.cx.config.handle_domain() || handle.domain == self.cx.config.authority() {
            return Ok(Err(AddressProblem::CannotContinue));
        }
        match visitors::way_home(self.cx, &handle, errand.wish, &errand.id).await {
            Ok(Some(target)) => Ok(Ok((handle.domain, target))),
            Ok(None) => Ok(Err(AddressProblem::CannotContinue)),
            Err(service::Error::NotFound) => Ok(Err(AddressProblem::NotFound)),
            Err(e) => Err(e.into()),
        }
    }

    fn ask(&self, errand: Errand, given: &str, problem: Option<AddressProblem>) -> Result<Response, Problem> {
        let field = Field::new("address", given);
        let (status, address) = match problem {
            Some(problem) => {
                (StatusCode::UNPROCESSABLE_ENTITY, field.with_error(problem.words(self.shelf.words)))
            }
            None => (StatusCode::OK, field),
        };
        let page = frame::page(self.shelf);
        let Errand { name: coalition, purpose, .. } = errand;
        frame::private(status, &AskAddressPage { page, coalition, purpose, address })
    }
}
