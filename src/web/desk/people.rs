//! People and roles: who is here as what, and what owners and moderators decide about them.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::role::Role;
use crate::service::members::Member;
use crate::service::{self, audit, members, sessions, staff};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::ask::AskPage;
use crate::web::views::desk::audit::Choice;
use crate::web::views::desk::people::{PeoplePage, PersonLine, PersonPage};
use crate::web::views::page::Moment;
use crate::web::views::paths;

use super::entrance::AtDesk;

/// What the last action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    /// They have another role.
    Role,
    /// They may not sign in any more.
    Suspend,
    /// They may sign in again.
    Back,
    /// Whatever was open for them has ended.
    End,
}

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<Done>,
}

/// What a page says about the last action.
#[derive(Default)]
struct Told {
    notice: Option<String>,
    refusal: Option<String>,
    link: Option<String>,
}

fn line(at: &AtDesk, member: &Member, changed: Option<Moment>) -> PersonLine {
    let own = &at.session.member;
    PersonLine {
        username: member.username.clone(),
        role: member.role.clone(),
        since: frame::moment(member.created_at),
        suspended: member.suspended_at.map(frame::moment),
        changed,
        is_own: member.id == own.id,
        path: staff::may_manage(own, member).then(|| path_of(&member.username)),
    }
}

fn path_of(username: &str) -> String {
    format!("{}/{username}", paths::PEOPLE)
}

/// Everybody.
pub async fn show(at: AtDesk) -> Result<Response, Problem> {
    at.must_moderate()?;
    let changes = audit::last_changes(&at.cx).await?;
    let all = members::list(&at.cx).await?;
    let people = all.iter().map(|m| line(&at, m, changes.get(&m.username).copied().map(frame::moment)));
    let people = people.collect();
    frame::private(StatusCode::OK, &PeoplePage { page: at.page(), desk: at.desk(), people })
}

/// One of them, whom the reader may decide about; for everybody else there is no such page.
async fn managed(at: &AtDesk, name: &str) -> Result<Member, Problem> {
    at.must_moderate()?;
    match staff::managed(&at.cx, &at.session.member, name).await {
        Err(service::Error::Refused(_)) => Err(Problem::forbidden()),
        other => Ok(other?),
    }
}

/// One person.
pub async fn person(
    at: AtDesk,
    Path(name): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let member = managed(&at, &name).await?;
    let words = at.words();
    let notice = wanted.done.map(|done| match done {
        Done::Role => words.say_name("people-role-done", &name),
        Done::Suspend => words.say_name("people-suspend-done", &name),
        Done::Back => words.say_name("people-back-done", &name),
        Done::End => words.say_name("people-end-done", &name),
    });
    page(&at, &member, Told { notice, ..Told::default() }).await
}

async fn page(at: &AtDesk, member: &Member, told: Told) -> Result<Response, Problem> {
    let words = at.words();
    let may_promote = staff::may_promote(&at.session.member, member);
    let roles = Role::ALL.into_iter().filter(|_| may_promote).map(|role| Choice {
        value: role.as_str().to_owned(),
        words: words.role(role).to_owned(),
        is_chosen: role.as_str() == member.role,
    });
    let open = sessions::list(&at.cx, member.id, None).await?;
    let status = if told.refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = PersonPage {
        page: at.page(),
        desk: at.desk(),
        notice: told.notice,
        refusal: told.refusal,
        link: told.link,
        person: line(at, member, None),
        action: path_of(&member.username),
        suspend_path: format!("{}/suspend", path_of(&member.username)),
        roles: roles.collect(),
        sessions: u64::try_from(open.len()).unwrap_or(0),
    };
    frame::private(status, &view)
}

/// Asks whether to suspend somebody.
pub async fn ask(at: AtDesk, Path(name): Path<String>) -> Result<Response, Problem> {
    let member = managed(&at, &name).await?;
    let words = at.words();
    frame::private(
        StatusCode::OK,
        &AskPage {
            page: at.page(),
            desk: at.desk(),
            title: words.say("people-suspend-title").to_owned(),
            about: member.username.clone(),
            consequences: vec![
                words.say("people-suspend-now").to_owned(),
                words.say("people-suspend-more").to_owned(),
            ],
            action: format!("{}/suspend", path_of(&member.username)),
            carried: Vec::new(),
            button: words.say("people-suspend-go").to_owned(),
            is_danger: true,
            back: path_of(&member.username),
            back_words: words.say("people-keep").to_owned(),
        },
    )
}

/// Suspends them.
pub async fn suspend(
    at: AtDesk,
    Path(name): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    let member = managed(&at, &name).await?;
    if sent.get("do").map(String::as_str) != Some("go") {
        return Err(Problem::new(StatusCode::BAD_REQUEST));
    }
    answer(&at, &member, "suspend", staff::suspend(&at.cx, &at.session.member, &name).await).await
}

/// Gives a role, lets back in, ends sessions, makes a link.
pub async fn send(at: AtDesk, Path(name): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    let member = managed(&at, &name).await?;
    let by = &at.session.member;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    match value("do") {
        "role" => {
            if !staff::may_promote(by, &member) {
                return Err(Problem::forbidden());
            }
            answer(&at, &member, "role", staff::set_role(&at.cx, by, &name, value("role")).await).await
        }
        "back" => answer(&at, &member, "back", staff::let_back(&at.cx, by, &name).await).await,
        "end" => answer(&at, &member, "end", staff::end_sessions(&at.cx, by, &name).await).await,
        "link" => match staff::link(&at.cx, by, &name).await {
            Ok(path) => {
                let link = Some(at.cx.url(&path));
                page(&at, &member, Told { link, ..Told::default() }).await
            }
            Err(error) => answer(&at, &member, "link", Err(error)).await,
        },
        _ => Err(Problem::new(StatusCode::BAD_REQUEST)),
    }
}

/// Back to the page of the person, with what was done or why it was not.
async fn answer(
    at: &AtDesk,
    member: &Member,
    done: &str,
    result: service::Result<()>,
) -> Result<Response, Problem> {
    match result {
        Ok(()) => Ok(frame::go_to(&format!("{}?done={done}", path_of(&member.username)))),
        Err(service::Error::Refused(why)) => {
            page(at, member, Told { refusal: Some(at.words().refusal(&why)), ..Told::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}
