//! Who may come to the desk, and what they are given: the context, their session, the shelf.

use axum::Extension;
use axum::extract::{FromRef, FromRequestParts};
use http::HeaderMap;
use http::request::Parts;

use crate::app::Cx;
use crate::domain::role::Role;
use crate::domain::waiting::Amount;
use crate::http::limits::Limits;
use crate::http::{Doors, kept, session};
use crate::service::members::Session;
use crate::service::{quorum, waiting};

use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::shelf::Shelf;
use crate::web::views::page::{Desk, Page};
use crate::words::Words;

use super::rooms;

/// Somebody who is signed in, at the desk.
pub struct AtDesk {
    /// The context of the request.
    pub cx: Cx,
    /// Who it is.
    pub session: Session,
    /// What is kept in memory.
    pub shelf: Shelf,
    /// How often somebody may try.
    pub limits: Limits,
    /// What waits for them.
    pub waiting: Vec<Amount>,
    headers: HeaderMap,
}

/// How somebody may bring something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways {
    /// At once.
    pub publish: bool,
    /// As a draft that others approve.
    pub hand_in: bool,
}

impl<S> FromRequestParts<S> for AtDesk
where
    Doors: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Extension(shelf)) = Extension::<Shelf>::from_request_parts(parts, state).await else {
            return Err(Problem::internal(&"the desk is not part of the pages"));
        };
        let doors = Doors::from_ref(state);
        let cx = doors.federation.to_request_data();
        let session = session::find(&cx, &parts.headers).await?.ok_or_else(Problem::forbidden)?;
        let waiting = waiting::list(&cx, Some(&session.member)).await?;
        Ok(Self { cx, session, shelf, limits: doors.limits, waiting, headers: parts.headers.clone() })
    }
}

impl AtDesk {
    /// Refuses those whose role does not let them speak for the coalition.
    pub fn must_publish(&self) -> Result<(), Problem> {
        if self.session.may_publish() { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// Refuses a form that does not come from a page of ours, or from somebody who may not publish (A171).
    pub fn must_own(&self, csrf: Option<&String>) -> Result<(), Problem> {
        self.must_be_own(csrf)?;
        self.must_publish()
    }

    /// Refuses a form that does not come from a page of ours (A171).
    pub fn must_be_own(&self, csrf: Option<&String>) -> Result<(), Problem> {
        let csrf = csrf.map(String::as_str).unwrap_or_default();
        if session::is_own_form(&self.cx, &self.session, &self.headers, csrf) {
            Ok(())
        } else {
            Err(Problem::forbidden())
        }
    }

    /// Refuses those whose role does not let them write drafts.
    pub fn must_draft(&self) -> Result<(), Problem> {
        if self.session.may_campaign() { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// How they may bring an event or a call out: a spokesperson at once where nobody else has to approve, everybody else
    /// as a draft.
    pub async fn ways(&self) -> Result<Ways, Problem> {
        let publish = self.session.may_publish() && quorum::needed(&self.cx).await? < 2;
        Ok(Ways { publish, hand_in: !publish && self.session.may_campaign() })
    }

    /// Refuses a form by which somebody brings out what they may neither publish nor, where that is asked for, hand in;
    /// whether it is handed in for others to approve.
    pub fn must_bring_out(&self, csrf: Option<&String>, what: Option<&String>) -> Result<bool, Problem> {
        let hands_in = what.is_some_and(|what| what == "hand_in");
        if hands_in {
            self.must_be_own(csrf)?;
            self.must_draft()?;
        } else {
            self.must_own(csrf)?;
        }
        Ok(hands_in)
    }

    /// Refuses those whose role does not let them say who becomes a member.
    pub fn must_admit(&self) -> Result<(), Problem> {
        if self.session.may_admit() { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// Refuses those whose role does not let them run campaigns.
    pub fn must_campaign(&self) -> Result<(), Problem> {
        if self.session.may_campaign() { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// Refuses those whose role does not let them read the log and reports.
    pub fn must_moderate(&self) -> Result<(), Problem> {
        if self.role().may_moderate() { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// Refuses those whose role does not let them look after the queues.
    pub fn must_operate(&self) -> Result<(), Problem> {
        if self.role().may_operate() { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// What they are here. A word that is no role may do the least.
    pub fn role(&self) -> Role {
        Role::parse(&self.session.member.role).unwrap_or(Role::Member)
    }

    /// The token of unsaved work that the browser holds.
    pub fn kept_token(&self) -> Option<String> {
        kept::token(&self.cx, &self.headers)
    }

    /// The secret of the session.
    pub fn secret(&self) -> String {
        session::secret(&self.cx, &self.headers).unwrap_or_default()
    }

    /// The frame of a page of the desk.
    pub fn page(&self) -> Page {
        frame::page(&self.shelf)
    }

    /// The words of the reader.
    pub fn words(&self) -> Words {
        self.shelf.words
    }

    /// Who works here, as the page shows it.
    pub fn desk(&self) -> Desk {
        Desk {
            role: self.session.member.role.clone(),
            may_write: self.session.may_publish(),
            may_draft: self.session.may_campaign(),
            may_admit: self.session.may_admit(),
            rooms: rooms::of(&self.session.member.role, &self.waiting, self.words()),
            csrf: self.session.csrf.clone(),
        }
    }
}
