//! The desk of the directory: asking, answering, taking out.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::cursor::{Cursor, Stretch};
use crate::domain::directory::EntryState;
use crate::domain::sector::Sector;
use crate::service::consent::Asked;
use crate::service::directory::{self, OwnWords, Shown};
use crate::service::{Error, accounts, campaigns, consent, peer_lists};
use crate::words::Words;

use crate::web::directory::{handle, kind};
use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::views::desk::directory::{DeskDirectoryPage, EntryLine, ListLine, NamedLine, RequestLine};
use crate::web::views::form::Field;
use crate::web::views::page::{Pager, Waiting};
use crate::web::views::paths;

use super::entrance::AtDesk;

/// What the last action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    /// Somebody was asked.
    Asked,
    /// One of ours is shown.
    Listed,
    /// Somebody is shown no more.
    Removed,
    /// A request was granted.
    Accepted,
    /// A request was refused, or consent taken back.
    Declined,
    /// Something else was changed.
    Changed,
    /// A list was read.
    Read,
}

impl Done {
    fn words(self, words: Words) -> &'static str {
        match self {
            Self::Asked => words.say("directory-done-asked"),
            Self::Listed => words.say("directory-done-listed"),
            Self::Removed => words.say("directory-done-removed"),
            Self::Accepted => words.say("directory-done-accepted"),
            Self::Declined => words.say("directory-done-declined"),
            Self::Changed => words.say("directory-done-changed"),
            Self::Read => words.say("directory-done-read"),
        }
    }

    fn go(self) -> Response {
        let word = match self {
            Self::Asked => "asked",
            Self::Listed => "listed",
            Self::Removed => "removed",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Changed => "changed",
            Self::Read => "read",
        };
        frame::go_to(&format!("{}?done={word}", paths::DESK_DIRECTORY))
    }
}

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<Done>,
    /// Of requests that wait: only those above this number.
    #[serde(default, deserialize_with = "older::place")]
    waiting: Option<i64>,
    /// Of requests that were granted: only those below this number.
    #[serde(default, deserialize_with = "older::place")]
    granted: Option<i64>,
    /// Of those who were ever asked: only what last changed before this place.
    #[serde(default, deserialize_with = "older::place")]
    entries: Option<Cursor>,
    /// The same of those who were not.
    #[serde(default, deserialize_with = "older::place")]
    candidates: Option<Cursor>,
}

impl Wanted {
    /// The other places, so that a link moves one list alone.
    fn without(&self, name: &str) -> Vec<(&'static str, String)> {
        let all = [
            older::kept("waiting", self.waiting),
            older::kept("granted", self.granted),
            older::kept("entries", self.entries),
            older::kept("candidates", self.candidates),
        ];
        all.into_iter().filter(|(one, _)| *one != name).collect()
    }
}

/// What was typed, with what is wrong with it.
struct Typed {
    who: Field,
    regions: Option<Field>,
    languages: Option<Field>,
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let notice = wanted.done.map(|done| done.words(at.words()).to_owned());
    let typed = Typed { who: Field::new("who", ""), regions: None, languages: None };
    page(&at, StatusCode::OK, (notice, &wanted), typed).await
}

/// Entries below the place that is wanted, with the links to the neighbouring pages.
async fn entries(at: &AtDesk, wanted: &Wanted, candidates: bool) -> Result<(Vec<EntryLine>, Pager), Problem> {
    let (name, here) =
        if candidates { ("candidates", wanted.candidates) } else { ("entries", wanted.entries) };
    let below = here.unwrap_or(Cursor::START);
    let Stretch { rows, next } = directory::at_desk(&at.cx, candidates, below, directory::A_PAGE).await?;
    let lines = rows.iter().filter(|one| !one.account.is_local()).map(|one| line(at, one)).collect();
    Ok((lines, older::pager(paths::DESK_DIRECTORY, (name, here), next, &wanted.without(name), name)))
}

fn request_line(at: &AtDesk, asked: &Asked) -> RequestLine {
    RequestLine {
        id: asked.request.id.to_string(),
        by: (asked.by.name.clone(), handle(&at.cx, &asked.by)),
        target: asked.target.name.clone(),
        is_accepted: asked.request.state == consent::RequestState::Accepted,
        asked: frame::moment(asked.request.created_at),
    }
}

/// A page of the requests that wait.
async fn waiting(at: &AtDesk, wanted: &Wanted) -> Result<Waiting<RequestLine>, Problem> {
    let (words, here) = (at.words(), wanted.waiting);
    let count = consent::count_waiting(&at.cx).await?;
    let found = consent::waiting(&at.cx, here.unwrap_or(0), consent::MOST_WAITING).await?;
    let lines = found.map(|asked| request_line(at, &asked));
    let place = (paths::DESK_DIRECTORY, words.say("directory-requests"), "waiting");
    Ok(older::waiting(words, place, here, count, lines, &wanted.without("waiting")))
}

/// A page of those that were granted.
async fn granted(at: &AtDesk, wanted: &Wanted) -> Result<(Vec<RequestLine>, Pager), Problem> {
    let below = wanted.granted.unwrap_or(i64::MAX);
    let Stretch { rows, next } = consent::granted(&at.cx, below, consent::A_PAGE).await?;
    let lines = rows.iter().map(|asked| request_line(at, asked)).collect();
    let (name, kept) = ("granted", wanted.without("granted"));
    Ok((lines, older::pager(paths::DESK_DIRECTORY, (name, wanted.granted), next, &kept, "requests")))
}

async fn page(
    at: &AtDesk,
    status: StatusCode,
    (notice, wanted): (Option<String>, &Wanted),
    typed: Typed,
) -> Result<Response, Problem> {
    let (cx, words) = (&at.cx, at.words());
    let coalition = accounts::coalition(cx).await?;
    let facts = directory::facts_of(cx, &coalition).await?;
    let mut actors = vec![coalition.clone()];
    actors.extend(campaigns::speaking(cx).await?);
    let mut own = Vec::new();
    for account in actors {
        let facts = directory::facts_of(cx, &account).await?;
        let state = directory::find(cx, account.id).await?.map_or(EntryState::Candidate, |entry| entry.state);
        let is_listed = state == EntryState::Listed;
        own.push(EntryLine {
            uri: account.uri.as_str().to_owned(),
            name: account.name.clone(),
            handle: handle(cx, &account),
            kind: facts.kind.map_or_else(String::new, |one| kind(words, one).to_owned()),
            state: state_words(words, if is_listed { state } else { EntryState::Candidate }).to_owned(),
            can_ask: !is_listed,
            can_remove: is_listed,
        });
    }
    let (partners, named) = peer_lists::overview(cx).await?;
    let chosen = |sector: &Sector| facts.sectors.contains(sector);
    let view = DeskDirectoryPage {
        page: at.page(),
        desk: at.desk(),
        notice,
        who: typed.who,
        is_open: directory::is_open(cx).await?,
        waiting: waiting(at, wanted).await?,
        requests: granted(at, wanted).await?,
        own,
        entries: entries(at, wanted, false).await?,
        candidates: entries(at, wanted, true).await?,
        lists: partners
            .into_iter()
            .map(|one| ListLine {
                uri: one.account.uri.as_str().to_owned(),
                name: one.account.name,
                read: one.list.fetched_at.map(frame::moment),
                trouble: one.list.trouble,
                is_trusted: one.list.trusted_at.is_some(),
            })
            .collect(),
        named: named
            .into_iter()
            .map(|one| NamedLine { uri: one.uri, name: one.name, kind: kind(words, one.kind).to_owned() })
            .collect(),
        sectors: Sector::ALL
            .iter()
            .map(|sector| (sector.as_str().to_owned(), words.sector(*sector).to_owned(), chosen(sector)))
            .collect(),
        regions: typed.regions.unwrap_or_else(|| Field::new("regions", &facts.regions.join(", "))),
        languages: typed.languages.unwrap_or_else(|| Field::new("languages", &facts.languages.join(", "))),
    };
    frame::private(status, &view)
}

fn line(at: &AtDesk, one: &Shown) -> EntryLine {
    let state = one.entry.state;
    let is_ours_to_end = matches!(state, EntryState::Asked | EntryState::Listed);
    EntryLine {
        uri: one.account.uri.as_str().to_owned(),
        name: one.account.name.clone(),
        handle: handle(&at.cx, &one.account),
        kind: kind(at.words(), one.entry.kind).to_owned(),
        state: state_words(at.words(), state).to_owned(),
        can_ask: !is_ours_to_end && one.facts.can_be_asked && one.account.discoverable,
        can_remove: is_ours_to_end,
    }
}

fn state_words(words: Words, state: EntryState) -> &'static str {
    match state {
        EntryState::Candidate => words.say("directory-state-candidate"),
        EntryState::Asked => words.say("directory-state-asked"),
        EntryState::Listed => words.say("directory-state-listed"),
        EntryState::Declined => words.say("directory-state-declined"),
        EntryState::Withdrawn => words.say("directory-state-withdrawn"),
    }
}

/// Carries out what a button asks for.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_own(sent.get("csrf"))?;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let by = Some(at.session.member.id);
    let number = || value("id").parse().map_err(|_| Problem::not_found());
    match value("do") {
        "ask" => match Box::pin(directory::ask_for(&at.cx, by, value("who").trim())).await {
            Ok((_, entry)) if entry.state == EntryState::Listed => {
                at.shelf.clear();
                Ok(Done::Listed.go())
            }
            Ok(_) => Ok(Done::Asked.go()),
            Err(why) => wrong(&at, "who", value("who"), why).await,
        },
        "remove" => {
            directory::remove(&at.cx, by, &known(&at, value("who")).await?).await?;
            at.shelf.clear();
            Ok(Done::Removed.go())
        }
        "accept" => {
            consent::decide(&at.cx, by, number()?, true).await?;
            Ok(Done::Accepted.go())
        }
        "decline" => {
            consent::decide(&at.cx, by, number()?, false).await?;
            Ok(Done::Declined.go())
        }
        "revoke" => {
            consent::revoke(&at.cx, by, number()?).await?;
            Ok(Done::Declined.go())
        }
        "open" | "close" => {
            directory::set_open(&at.cx, by, value("do") == "open").await?;
            Ok(Done::Changed.go())
        }
        "trust" | "distrust" => {
            let account = known(&at, value("who")).await?;
            peer_lists::trust(&at.cx, by, &account, value("do") == "trust").await?;
            Ok(Done::Changed.go())
        }
        "look" => {
            let account = known(&at, value("who")).await?;
            // What was wrong with it stands at the list, where it stays until it is read.
            match peer_lists::look(&at.cx, &account).await {
                Ok(_) => Ok(Done::Read.go()),
                Err(Error::Store(e)) => Err(Error::Store(e).into()),
                Err(_) => Ok(frame::go_to(paths::DESK_DIRECTORY)),
            }
        }
        "describe" => describe(&at, &sent).await,
        _ => Err(Problem::new(StatusCode::BAD_REQUEST)),
    }
}

async fn known(at: &AtDesk, uri: &str) -> Result<crate::domain::account::Account, Problem> {
    accounts::known(&at.cx, uri).await?.ok_or_else(Problem::not_found)
}

/// The page again, with what is wrong at the field.
async fn wrong(at: &AtDesk, field: &str, value: &str, why: Error) -> Result<Response, Problem> {
    let why = why.refusal()?;
    let problem = Field::new(field, value).with_refusal(at.words(), &why);
    let mut typed = Typed { who: Field::new("who", ""), regions: None, languages: None };
    match field {
        "who" => typed.who = problem,
        "regions" => typed.regions = Some(problem),
        _ => typed.languages = Some(problem),
    }
    page(at, StatusCode::UNPROCESSABLE_ENTITY, (None, &Wanted::default()), typed).await
}

async fn describe(at: &AtDesk, sent: &Sent) -> Result<Response, Problem> {
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let words = |name: &str| value(name).split([',', ' ']).map(str::to_owned).collect::<Vec<_>>();
    let chosen = |sector: &&Sector| sent.contains_key(&format!("sector-{}", sector.as_str()));
    let own = OwnWords {
        sectors: Sector::ALL.iter().filter(chosen).map(|sector| sector.as_str().to_owned()).collect(),
        regions: words("regions"),
        languages: words("languages"),
    };
    let by = Some(at.session.member.id);
    match directory::describe_own(&at.cx, by, own.clone()).await {
        Ok(()) => {
            at.shelf.clear();
            Ok(Done::Changed.go())
        }
        // The sentence names the word; the field is the one that holds it.
        Err(why @ Error::Refused(_)) if own.languages.iter().any(|tag| says(&why, tag)) => {
            wrong(at, "languages", value("languages"), why).await
        }
        Err(why) => wrong(at, "regions", value("regions"), why).await,
    }
}

fn says(why: &Error, word: &str) -> bool {
    !word.is_empty() && why.to_string().contains(&format!("\"{word}\""))
}
