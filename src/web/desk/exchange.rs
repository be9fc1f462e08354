//! The desk of calls and ideas: publishing, answering, taking up.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::call::{Call, CallKind, CallState};
use crate::domain::day::Day;
use crate::domain::draft::Proposal;
use crate::domain::ids::PostId;
use crate::domain::language::Language as Tag;
use crate::domain::sector::Sector;
use crate::domain::statement::{Draft, DraftText};
use crate::domain::time::DAY;
use crate::domain::translation::Review;
use crate::domain::visibility::Visibility;
use crate::keys;
use crate::service::call_answers::{self, Standing};
use crate::service::calls::{self, Message, Readers, Shown};
use crate::service::drafts::Aside;
use crate::service::quorum::Leave;
use crate::service::{Error, accounts, call_adopting, draft_matters};
use crate::words::Words;

use crate::web::draft::Sent;
use crate::web::exchange::{kind_words, view};
use crate::web::problem::Problem;
use crate::web::views::desk::exchange::{DeskCallPage, DeskExchangePage, MessageView, StandingView};
use crate::web::views::exchange::CallView;
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::page::Link;
use crate::web::views::paths;
use crate::web::{frame, headings, older};

use super::drafts;
use super::entrance::AtDesk;
use super::forms::{once, publish_once};

/// What the last action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    /// A call was published.
    Published,
    /// A message was sent.
    Answered,
    /// A call has come further.
    Settled,
    /// An idea was taken up.
    Adopted,
    /// Just these words had been sent.
    There,
    /// The idea had been taken up under this handle.
    Taken,
}

impl Done {
    fn words(self, words: Words) -> &'static str {
        match self {
            Self::Published => words.say("exchange-done-published"),
            Self::Answered => words.say("exchange-done-answered"),
            Self::Settled => words.say("exchange-done-settled"),
            Self::Adopted => words.say("exchange-done-adopted"),
            Self::There => words.say("exchange-done-there"),
            Self::Taken => words.say("exchange-done-taken"),
        }
    }
}

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<Done>,
    /// Of calls that still ask: only those below this one.
    #[serde(default, deserialize_with = "older::place")]
    open: Option<i64>,
    /// The same of our own.
    #[serde(default, deserialize_with = "older::place")]
    own: Option<i64>,
}

fn path_of(id: PostId) -> String {
    format!("{}/{id}", paths::DESK_EXCHANGE)
}

/// The form for a call as it was typed.
struct Typed {
    sent: Sent,
    error: Option<(&'static str, String)>,
}

impl Typed {
    fn value(&self, name: &str) -> &str {
        self.sent.get(name).map(String::as_str).unwrap_or_default()
    }

    fn field(&self, name: &str) -> Field {
        let field = Field::new(name, self.value(name));
        match &self.error {
            Some((wrong, why)) if *wrong == name => field.with_error(why),
            _ => field,
        }
    }
}

/// The calls.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let notice = wanted.done.map(|done| done.words(at.words()).to_owned());
    let mut sent = Sent::new();
    if let Some(main) = at.cx.config.coalition.languages.first() {
        sent.insert("language".to_owned(), main.clone());
    }
    page(&at, StatusCode::OK, (notice, &wanted), &Typed { sent, error: None }).await
}

async fn page(
    at: &AtDesk,
    status: StatusCode,
    (notice, wanted): (Option<String>, &Wanted),
    typed: &Typed,
) -> Result<Response, Problem> {
    let words = at.words();
    // At the desk a call leads to the desk's own page of it.
    let here = |one: &Shown| CallView { target: path_of(one.post.id), ..view(words, one) };
    let open = calls::open(&at.cx, false, None, wanted.open.unwrap_or(i64::MAX)).await?;
    let own = calls::own_page(&at.cx, wanted.own.unwrap_or(i64::MAX)).await?;
    let pager = |name, (here, next), (other, kept)| {
        older::pager(paths::DESK_EXCHANGE, (name, here), next, &[older::kept(other, kept)], name)
    };
    let pagers = (
        pager("open", (wanted.open, open.next), ("own", wanted.own)),
        pager("own", (wanted.own, own.next), ("open", wanted.open)),
    );
    let mut choices: Vec<Language> =
        at.cx.config.coalition.languages.iter().map(|tag| Language::of(tag)).collect();
    if !typed.value("language").is_empty()
        && !choices.iter().any(|choice| choice.tag == typed.value("language"))
    {
        choices.push(Language::of(typed.value("language")));
    }
    let view = DeskExchangePage {
        page: at.page(),
        desk: at.desk(),
        notice,
        once: keys::random_token(),
        open: (open.rows.iter().map(here).collect(), pagers.0),
        own: (own.rows.iter().map(here).collect(), pagers.1),
        kinds: CallKind::ALL
            .iter()
            .map(|kind| {
                let word = kind.as_str();
                (word.to_owned(), kind_words(words, *kind).to_owned(), typed.value("kind") == word)
            })
            .collect(),
        sectors: Sector::ALL
            .iter()
            .map(|sector| {
                let is_chosen = typed.sent.contains_key(&format!("sector-{}", sector.as_str()));
                (sector.as_str().to_owned(), words.sector(*sector).to_owned(), is_chosen)
            })
            .collect(),
        choices,
        title: typed.field("title"),
        text: typed.field("text"),
        language: typed.field("language"),
        languages: typed.field("languages"),
        until: typed.field("until"),
        only_partners: typed.value("readers") == "partners",
        may_publish: at.ways().await?.publish,
        note: typed.field("note"),
    };
    frame::private(status, &view)
}

/// Publishes a call, or hands it in for others to approve.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let hands_in = at.must_bring_out(sent.get("csrf"), sent.get("do"))?;
    let mut typed = Typed { sent, error: None };
    match read(at.words(), &typed) {
        Ok((draft, call)) => {
            let readers =
                if typed.value("readers") == "partners" { Readers::Partners } else { Readers::Everybody };
            let done = if hands_in {
                hand_in(&at, draft_matters::new_call(draft, call, readers), typed.value("note")).await
            } else {
                let by = Some(at.session.member.id);
                let Some(mark) = once(&at, &typed.sent) else {
                    return page(&at, StatusCode::UNPROCESSABLE_ENTITY, (None, &Wanted::default()), &typed)
                        .await;
                };
                let publish =
                    async || calls::publish(&at.cx, by, draft, &call, readers).await.map(|post| post.id);
                let published = publish_once(&at, &mark, publish).await?;
                published.map(|id| format!("{}?done=published", path_of(id)))
            };
            match done {
                Ok(path) => {
                    at.shelf.clear();
                    return Ok(frame::go_to(&path));
                }
                Err(Error::Refused(why)) => typed.error = Some(("text", at.words().refusal(&why))),
                Err(other) => return Err(other.into()),
            }
        }
        Err(error) => typed.error = Some(error),
    }
    page(&at, StatusCode::UNPROCESSABLE_ENTITY, (None, &Wanted::default()), &typed).await
}

/// Hands a draft in; the path of its page.
async fn hand_in(at: &AtDesk, proposal: Proposal, note: &str) -> Result<String, Error> {
    let aside = Aside { note: note.to_owned(), wished_at: None };
    let record = draft_matters::hand_in(&at.cx, Some(&at.session.member), proposal, aside).await?;
    Ok(drafts::path_of(record.id))
}

/// What was typed as a call, or which field is wrong and why.
fn read(words: Words, typed: &Typed) -> Result<(Draft, Call), (&'static str, String)> {
    let language = Tag::parse(typed.value("language"))
        .ok_or_else(|| ("language", words.say("exchange-new-no-language").to_owned()))?;
    let until = match typed.value("until").trim() {
        "" => None,
        text => {
            let day =
                Day::parse(text).ok_or_else(|| ("until", words.say("exchange-new-no-day").to_owned()))?;
            Some(day.begins().plus(DAY).0)
        }
    };
    let mut languages: Vec<String> = Vec::new();
    for word in typed.value("languages").split([',', ' ']).filter(|word| !word.is_empty()) {
        let tag = Tag::parse(word)
            .ok_or_else(|| ("languages", words.say_name("exchange-new-not-language", word)))?;
        languages.push(tag.tag().to_owned());
    }
    if typed.value("title").trim().is_empty() {
        return Err(("title", words.say("exchange-new-no-title").to_owned()));
    }
    let chosen = |sector: &&Sector| typed.sent.contains_key(&format!("sector-{}", sector.as_str()));
    let call = Call {
        kind: CallKind::parse(typed.value("kind")).unwrap_or(CallKind::Other),
        state: CallState::Open,
        sectors: Sector::ALL.iter().filter(chosen).copied().collect(),
        languages,
        until,
        adopted: 0,
    };
    let (title, source) = (typed.value("title").to_owned(), typed.value("text").to_owned());
    let text = DraftText { language, title, source, review: Review::Unsaid };
    Ok((Draft { texts: vec![text], warning: None, attachments: Vec::new() }, call))
}

/// One call with what was written below it.
pub async fn thread(
    at: AtDesk,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let notice = wanted.done.map(|done| done.words(at.words()).to_owned());
    one(&at, StatusCode::OK, id, notice, &Typed { sent: Sent::new(), error: None }).await
}

async fn one(
    at: &AtDesk,
    status: StatusCode,
    id: PostId,
    notice: Option<String>,
    typed: &Typed,
) -> Result<Response, Problem> {
    let house = accounts::coalition(&at.cx).await?;
    let (shown, messages) = calls::thread(&at.cx, id).await?;
    let words = at.words();
    let is_own = shown.author.id == house.id;
    let is_idea = shown.call.kind == CallKind::Idea;
    let states = [
        (CallState::Answered, words.say("exchange-mark-answered")),
        (CallState::Open, words.say("exchange-mark-open")),
        (CallState::Closed, words.say("exchange-mark-closed")),
    ];
    let next = states.into_iter().filter(|(state, _)| {
        *state != shown.call.state && crate::domain::call::settle(&shown.call, *state).is_ok()
    });
    let to = typed.value("to");
    let answer_to = |id: &str| Field { name: format!("answer-{id}"), ..typed.field("answer") };
    let message = |one: &Message| MessageView {
        answer: match one.post.id.to_string() {
            id if id == to => answer_to(&id),
            id => Field::new(&format!("answer-{id}"), ""),
        },
        id: one.post.id.to_string(),
        by: one.author.name.clone(),
        at: frame::moment(one.post.published_at),
        language: Language::of(one.post.main_text().language.as_deref().unwrap_or_default()),
        body_html: headings::below(&one.post.main_text().html, 4),
        is_private: one.post.visibility == Visibility::Direct,
        is_adoption: one.post.details.adopts.as_deref() == Some(shown.post.uri.as_str()),
        can_answer: one.author.id != house.id,
    };
    let page = DeskCallPage {
        page: at.page(),
        desk: at.desk(),
        notice,
        call: view(words, &shown),
        body_html: headings::below(shown.parts().1, 2),
        action: path_of(id),
        is_own,
        // What was typed is shown again, even if the call has ended meanwhile.
        can_answer: !is_own
            && (shown.call.is_open_at(at.cx.now()) || (to.is_empty() && !typed.value("answer").is_empty())),
        can_adopt: is_idea,
        standing: standing(words, call_answers::standing(&at.cx, &shown, &messages).await?),
        may_publish: at.ways().await?.publish,
        change_path: format!("{}/new?call={id}", paths::DRAFTS),
        next: next.map(|(state, readable)| (state.as_str().to_owned(), readable.to_owned())).collect(),
        messages: messages.iter().map(message).collect(),
        answer: if to.is_empty() { typed.field("answer") } else { Field::new("answer", "") },
        note: Field::new("note", typed.value("note")),
        handle: typed.field("handle"),
        words: typed.field("words"),
    };
    frame::private(status, &page)
}

fn standing(words: Words, done: Standing) -> StandingView {
    let campaign = |handle: String| Link {
        target: format!("{}/{handle}", paths::CAMPAIGNS),
        words: format!("@{handle}"),
    };
    StandingView {
        answered: done.said.map(|id| format!("#message-{id}")),
        campaigns: done.campaigns.into_iter().map(|one| campaign(one.handle)).collect(),
        drafts: done
            .drafts
            .into_iter()
            .map(|draft| {
                let adopts = draft.proposal.call_answer.as_ref().is_some_and(|matter| matter.adopts);
                let name = if adopts {
                    words.say("draft-tells-taken-up")
                } else {
                    words.say("draft-for-call-answer")
                };
                let link = Link { target: drafts::path_of(draft.id), words: name.to_owned() };
                (link, drafts::state_in_words(words, draft.state))
            })
            .collect(),
    }
}

/// Answers a call, or a message below it; where others have to approve that, the answer is a draft, whose page it is.
async fn answer(at: &AtDesk, id: PostId, typed: &Typed) -> Result<String, Error> {
    let to = match typed.value("to") {
        "" => id,
        other => other.parse().map_err(|_| Error::NotFound)?,
    };
    if typed.value("answer").trim().is_empty() {
        return Err(Error::says("refusal-call-empty"));
    }
    let main = at.cx.config.coalition.languages.first().map_or("en", String::as_str);
    let text = DraftText {
        language: Tag::parse(main).unwrap_or_else(Tag::undetermined),
        title: String::new(),
        source: typed.value("answer").to_owned(),
        review: Review::Unsaid,
    };
    let words = Draft { texts: vec![text], warning: None, attachments: Vec::new() };
    let aside = Aside { note: typed.value("note").to_owned(), wished_at: None };
    let by = Some(&at.session.member);
    Ok(match Box::pin(call_answers::send(&at.cx, by, to, words, aside)).await? {
        call_answers::Done::Now(_) => format!("{}?done=answered", path_of(id)),
        call_answers::Done::There(_) => format!("{}?done=there", path_of(id)),
        call_answers::Done::Draft(record) => drafts::path_of(record.id),
    })
}

/// Takes up an idea. The page of the call says what there is, and whether others have to approve what its source is told.
async fn adopt(at: &AtDesk, id: PostId, typed: &Typed) -> Result<String, Error> {
    let (handle, words) = (typed.value("handle").trim(), typed.value("words"));
    let how = (Aside::default(), Leave::Usual);
    let by = Some(&at.session.member);
    let taken = Box::pin(call_adopting::take_up(&at.cx, by, id, handle, words, how)).await?;
    Ok(format!("{}?done={}", path_of(id), if taken.is_new { "adopted" } else { "taken" }))
}

/// Answers, settles or takes up a call.
pub async fn act(at: AtDesk, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    if matches!(sent.get("do").map(String::as_str), Some("answer" | "adopt")) {
        // Whether it goes out at once or others approve it first is decided where it is done.
        at.must_be_own(sent.get("csrf"))?;
        at.must_draft()?;
    } else {
        at.must_bring_out(sent.get("csrf"), sent.get("do"))?;
    }
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    let by = Some(at.session.member.id);
    let mut typed = Typed { sent, error: None };
    let (field, done) = match typed.value("do") {
        "hand_in" => {
            let to = CallState::parse(typed.value("state"))
                .ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST))?;
            match draft_matters::settling(&at.cx, id, to).await {
                Ok(proposal) => ("answer", hand_in(&at, proposal, "").await),
                Err(error) => ("answer", Err(error)),
            }
        }
        "answer" => ("answer", answer(&at, id, &typed).await),
        "settle" => {
            let to = CallState::parse(typed.value("state"))
                .ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST))?;
            let settled = Box::pin(calls::settle(&at.cx, by, id, to)).await;
            at.shelf.clear();
            ("answer", settled.map(|_| format!("{}?done=settled", path_of(id))))
        }
        "adopt" => ("handle", adopt(&at, id, &typed).await),
        _ => return Err(Problem::new(StatusCode::BAD_REQUEST)),
    };
    match done {
        Ok(path) => Ok(frame::go_to(&path)),
        Err(Error::Refused(why)) => {
            // On our own call there is no field for an answer; what went wrong is said at the top.
            let why = at.words().refusal(&why);
            let notice = Some(why.clone());
            typed.error = Some((field, why));
            one(&at, StatusCode::UNPROCESSABLE_ENTITY, id, notice, &typed).await
        }
        Err(other) => Err(other.into()),
    }
}
