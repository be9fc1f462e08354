//! Letters to decision-makers: a page to write one, and the pages that the mail leads to. None of these forms needs a cookie.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::{Extension, Form};
use http::StatusCode;

use crate::app::Cx;
use crate::domain::campaign::Campaign;
use crate::domain::ids::RowId;
use crate::domain::letter::{LONGEST_LINE, Refusal};
use crate::domain::mail::MailAddress;
use crate::http::Doors;
use crate::http::limits::Counted;
use crate::service::letter_targets::{self, Open};
use crate::service::letters::{self, Confirmed};
use crate::service::{Error, mails};

use super::draft::Sent;
use super::frame;
use super::held::Kind;
use super::problem::Problem;
use super::shelf::Shelf;
use super::views::form::{Field, Hidden};
use super::views::language::Language;
use super::views::letters::{
    LetterAnswer, LetterAnswerPage, LetterConfirmPage, LetterPage, LetterWaitPage, TargetLink,
};

/// The fields of the form, by their names.
const FIELDS: [&str; 5] = ["name", "address", "own_words", "may_reply", "consent"];
const FORMS: Kind = Kind {
    fields: &FIELDS,
    ticket: "letter-ticket",
    by_host: Counted::WritingHost,
    together: Counted::Writing,
};

/// What somebody typed.
struct Typed {
    name: Field,
    address: Field,
    own_words: Field,
    may_reply: Field,
    consent: Field,
}

impl Typed {
    fn of(sent: &Sent) -> Self {
        let field = |name: &str| Field::new(name, sent.get(name).map_or("", |value| value.trim()));
        Self {
            name: field("name"),
            address: field("address"),
            own_words: field("own_words"),
            may_reply: field("may_reply"),
            consent: field("consent"),
        }
    }

    fn is_wrong(&self) -> bool {
        [&self.name, &self.address, &self.own_words, &self.consent].iter().any(|field| field.error.is_some())
    }
}

/// Whom the readers of a campaign's page can write to, and how many have.
pub async fn of_campaign(cx: &Cx, campaign: &Campaign) -> Result<(Vec<TargetLink>, u64), Problem> {
    let (targets, count) = letter_targets::of_campaign(cx, campaign).await?;
    let link = |(id, name): (RowId, String)| TargetLink { name, path: format!("/letters/{id}") };
    Ok((targets.into_iter().map(link).collect(), frame::count(count)))
}

/// The page to write one.
pub async fn show(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let target = target(&cx, RowId(id)).await?;
    page(&shelf, &target, Typed::of(&Sent::default()))
}

async fn target(cx: &Cx, id: RowId) -> Result<Open, Problem> {
    if !mails::is_on(cx) {
        return Err(Problem::not_found());
    }
    Ok(letter_targets::open(cx, id).await?)
}

fn page(shelf: &Shelf, target: &Open, typed: Typed) -> Result<Response, Problem> {
    let status = if typed.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    frame::private(
        status,
        &LetterPage {
            page: frame::page(shelf),
            campaign: target.campaign.plan.name.clone(),
            campaign_path: format!("/@{}", target.campaign.handle),
            target: target.record.name.clone(),
            action: format!("/letters/{}", target.record.id),
            language: Language::of(&target.record.language),
            subject: target.record.subject.clone(),
            text: target.record.words.clone(),
            name: typed.name,
            address: typed.address,
            own_words: typed.own_words,
            may_reply: typed.may_reply,
            consent: typed.consent,
        },
    )
}

fn answer(shelf: &Shelf, status: StatusCode, what: LetterAnswer) -> Result<Response, Problem> {
    frame::private(status, &LetterAnswerPage { page: frame::page(shelf), what })
}

/// Takes a letter. The answer is the same for those who have written already (A174).
pub async fn send(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let target = target(&cx, RowId(id)).await?;
    let (mut typed, words) = (Typed::of(&sent), shelf.words);
    let address = MailAddress::parse(&typed.address.value);
    if address.is_err() {
        typed.address = typed.address.with_error(words.say("letter-address-wrong"));
    }
    if typed.consent.value != "1" {
        typed.consent = typed.consent.with_error(words.say("letter-consent-missing"));
    }
    let (Ok(address), false) = (address, typed.is_wrong()) else { return page(&shelf, &target, typed) };
    let may_reply = typed.may_reply.value == "1";
    match letters::check(&typed.name.value, address, &typed.own_words.value, may_reply) {
        Ok(written) => {
            let (number, mailbox) = (target.record.id.to_string(), written.address.canonical());
            let holds = letters::holds(&number, &mailbox);
            if let Some(fields) = FORMS.held((&doors, &cx), holds, &written.address, &sent) {
                return hold(&shelf, &target, fields);
            }
            match letters::ask(&cx, target.record.id, &written, words.tongue()).await {
                Ok(()) => answer(&shelf, StatusCode::OK, LetterAnswer::Asked),
                Err(Error::Busy) => answer(&shelf, StatusCode::SERVICE_UNAVAILABLE, LetterAnswer::Full),
                Err(e) => Err(e.into()),
            }
        }
        Err(refusal) => {
            match refusal {
                Refusal::Blank(_) => typed.name = typed.name.with_error(words.say("letter-name-missing")),
                Refusal::Long(_, most) if most == LONGEST_LINE => {
                    typed.name = typed.name.with_error(words.say("letter-name-long"));
                }
                _ => typed.own_words = typed.own_words.with_error(words.say("letter-own-words-long")),
            }
            page(&shelf, &target, typed)
        }
    }
}

fn hold(shelf: &Shelf, target: &Open, fields: Vec<Hidden>) -> Result<Response, Problem> {
    frame::private(
        StatusCode::TOO_MANY_REQUESTS,
        &LetterWaitPage {
            page: frame::page(shelf),
            target: target.record.name.clone(),
            action: format!("/letters/{}", target.record.id),
            fields,
        },
    )
}

/// The whole letter, before it is confirmed and while it waits. Looking changes nothing.
pub async fn show_confirm(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    look(&cx, &shelf, &link, StatusCode::OK).await
}

async fn look(cx: &Cx, shelf: &Shelf, link: &str, status: StatusCode) -> Result<Response, Problem> {
    let Some(draft) = letters::peek(cx, link).await? else {
        return answer(shelf, StatusCode::GONE, LetterAnswer::Stale);
    };
    frame::private(
        status,
        &LetterConfirmPage {
            page: frame::page(shelf),
            target: draft.target,
            action: path_of(link),
            language: Language::of(&draft.version.language),
            name: draft.written.name.clone(),
            subject: draft.version.subject,
            paragraphs: draft.text.split("\n\n").map(str::to_owned).collect(),
            reply: letters::reply_words(shelf.words, &draft.written),
            version: draft.version.version.to_string(),
            is_changed: draft.is_changed,
            due: draft.due.map(frame::moment),
        },
    )
}

fn path_of(link: &str) -> String {
    format!("/letters/confirm/{link}")
}

/// Sends it with the words that were shown, or erases it.
pub async fn confirm(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(link): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    if sent.get("do").is_some_and(|wanted| wanted == "erase") {
        return if letters::withdraw(&cx, &link).await? {
            answer(&shelf, StatusCode::OK, LetterAnswer::Erased)
        } else {
            answer(&shelf, StatusCode::GONE, LetterAnswer::Stale)
        };
    }
    let shown = sent.get("version").and_then(|version| version.trim().parse().ok());
    match letters::confirm(&cx, &link, shown).await? {
        Confirmed::Planned(name, due) => {
            let what = LetterAnswer::Planned(name, frame::moment(due), path_of(&link));
            answer(&shelf, StatusCode::OK, what)
        }
        Confirmed::Changed => look(&cx, &shelf, &link, StatusCode::CONFLICT).await,
        Confirmed::Stale => answer(&shelf, StatusCode::GONE, LetterAnswer::Stale),
    }
}
