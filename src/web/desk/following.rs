//! What the coalition reads and passes on: whom it and its campaigns follow, posts of others that it passes on or answers.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::cursor::{Cursor, Stretch};
use crate::domain::follow::FollowState;
use crate::domain::language;
use crate::domain::statement::{Draft, DraftText};
use crate::domain::text::{excerpt, plain};
use crate::domain::translation::Review;
use crate::keys;
use crate::service::answers::PassedOn;
use crate::service::drafts::Aside;
use crate::service::follows::Followed;
use crate::service::quorum::Leave;
use crate::service::{self, accounts, answers, campaigns, drafts, follows, reactions, statements};

use crate::web::draft::{Sent, Typed as Words};
use crate::web::frame;
use crate::web::older;
use crate::web::problem::Problem;
use crate::web::views::desk::following::{FollowedLine, Following, FollowingPage, PassedOnLine};
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::paths;

use super::drafts::path_of;
use super::entrance::AtDesk;
use super::forms::{once, publish_once};

/// So many lines a list has.
const MOST: i64 = 50;
/// So many posts that were passed on are shown.
const MOST_PASSED_ON: i64 = 20;

/// What the last action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    /// Somebody is followed.
    Followed,
    /// Somebody was asked.
    Asked,
    /// Somebody is not followed any more.
    Unfollowed,
    /// A post was passed on.
    Boosted,
    /// That was taken back.
    Unboosted,
    /// A post was answered.
    Answered,
}

impl Done {
    fn path(self) -> String {
        let word = match self {
            Self::Followed => "followed",
            Self::Asked => "asked",
            Self::Unfollowed => "unfollowed",
            Self::Boosted => "boosted",
            Self::Unboosted => "unboosted",
            Self::Answered => "answered",
        };
        format!("{}?done={word}", paths::FOLLOWING)
    }

    fn key(self) -> &'static str {
        match self {
            Self::Followed => "following-done-followed",
            Self::Asked => "following-done-asked",
            Self::Unfollowed => "following-done-unfollowed",
            Self::Boosted => "following-done-boosted",
            Self::Unboosted => "following-done-unboosted",
            Self::Answered => "following-done-answered",
        }
    }
}

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<Done>,
    /// Of what was passed on: only what stands below this row.
    #[serde(default, deserialize_with = "older::place")]
    before: Option<i64>,
    /// Whose list of those who are followed goes on.
    of: Option<String>,
    /// Of that list: only what stands below this place.
    #[serde(default, deserialize_with = "older::place")]
    followed: Option<Cursor>,
}

impl Wanted {
    /// Where the list of this one of ours begins, if not at its beginning.
    fn place_of(&self, follower: &Account) -> Option<Cursor> {
        self.followed.filter(|_| self.of.as_deref() == Some(&follower.username))
    }
}

/// What stands in the forms.
struct Typed {
    whom: Field,
    boost: Field,
    answer: Field,
    language: Field,
    text: Field,
}

impl Typed {
    fn of(sent: &Sent, main: &str) -> Self {
        let field = |name: &str| Field::new(name, sent.get(name).map(|text| text.trim()).unwrap_or_default());
        let mut language = field("language");
        if language.value.is_empty() {
            main.clone_into(&mut language.value);
        }
        let text = sent.get("text").map(|text| text.replace("\r\n", "\n")).unwrap_or_default();
        Self {
            whom: field("whom"),
            boost: field("boost"),
            answer: field("answer"),
            language,
            text: Field::new("text", &text),
        }
    }

    fn fields(&self) -> [&Field; 5] {
        [&self.whom, &self.boost, &self.answer, &self.language, &self.text]
    }
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_draft()?;
    let typed = Typed::of(&Sent::new(), main_language(&at));
    page(&at, &wanted, typed).await
}

fn main_language(at: &AtDesk) -> &str {
    at.cx.config.coalition.languages.first().map_or("en", String::as_str)
}

/// Who of the house can follow: the coalition, and the campaigns that speak.
async fn followers(at: &AtDesk) -> service::Result<Vec<Account>> {
    let mut all = vec![accounts::coalition(&at.cx).await?];
    all.extend(campaigns::speaking(&at.cx).await?);
    Ok(all)
}

async fn page(at: &AtDesk, wanted: &Wanted, typed: Typed) -> Result<Response, Problem> {
    let is_wrong = typed.fields().iter().any(|field| field.error.is_some());
    let mut following = Vec::new();
    for (index, follower) in followers(at).await?.into_iter().enumerate() {
        let here = wanted.place_of(&follower);
        let below = here.unwrap_or(Cursor::START);
        let Stretch { rows, next } = follows::followed(&at.cx, &follower, below, MOST).await?;
        let lines: Vec<FollowedLine> = rows
            .into_iter()
            .map(|Followed { account, state, .. }| FollowedLine {
                name: account.name.clone(),
                handle: format!("@{}", account.acct()),
                address: account.url.clone().unwrap_or_else(|| account.uri.to_string()),
                uri: account.uri.to_string(),
                is_asked: state == FollowState::Requested,
            })
            .collect();
        // Campaigns follow only by apps that act as them; most follow nobody.
        if index == 0 || here.is_some() || !lines.is_empty() {
            let anchor = format!("following-{}", follower.username);
            let kept = [older::kept("before", wanted.before), ("of", follower.username.clone())];
            let pager = older::pager(paths::FOLLOWING, ("followed", here), next, &kept, &anchor);
            following.push(Following {
                label: at.words().say_name("following-of", &follower.name),
                name: follower.name,
                handle: follower.username,
                anchor,
                lines,
                pager,
            });
        }
    }
    let coalition = accounts::coalition(&at.cx).await?;
    let below = wanted.before.unwrap_or(i64::MAX);
    let Stretch { rows, next } = answers::passed_on(&at.cx, &coalition, below, MOST_PASSED_ON).await?;
    let passed_on = rows.into_iter().map(|PassedOn { post, author, at: when, .. }| PassedOnLine {
        who: format!("@{}", author.acct()),
        words: post.warning.clone().unwrap_or_else(|| excerpt(&plain(&post.main_text().html), 140)),
        language: Language::of(post.main_text().language.as_deref().unwrap_or("und")),
        address: post.url.clone().unwrap_or_else(|| post.uri.to_string()),
        uri: post.uri.to_string(),
        at: frame::moment(when),
    });
    let (servers, _) = statements::reach(&at.cx, &coalition).await?;
    let kept = [("of", wanted.of.clone().unwrap_or_default()), older::kept("followed", wanted.followed)];
    let ways = at.ways().await?;
    let view = FollowingPage {
        page: at.page(),
        desk: at.desk(),
        notice: wanted.done.map(|done| at.words().say(done.key())),
        may_act: at.session.may_publish(),
        publishes: ways.publish,
        hands_in: ways.hand_in,
        server_count: servers,
        once: keys::random_token(),
        languages: Words::empty(&typed.language.value).choices(&at.cx.config.coalition.languages),
        following,
        passed_on: passed_on.collect(),
        pager: older::pager(paths::FOLLOWING, ("before", wanted.before), next, &kept, "passed-on"),
        whom: typed.whom,
        boost: typed.boost,
        answer: typed.answer,
        language: typed.language,
        text: typed.text,
    };
    frame::private(if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}

/// Does what a button asks for.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    // An answer that was written when the session had ended comes back to its author, whatever they may do with it.
    if sent.get("do").is_some_and(|wish| wish == "change") {
        at.must_be_own(sent.get("csrf"))?;
        at.must_draft()?;
        return page(&at, &Wanted::default(), Typed::of(&sent, main_language(&at))).await;
    }
    let hands_in = at.must_bring_out(sent.get("csrf"), sent.get("do"))?;
    let value = |name: &str| sent.get(name).map(|text| text.trim()).unwrap_or_default();
    let mut typed = Typed::of(&sent, main_language(&at));
    let wish = value("do");
    let done = match wish {
        "follow" => follow(&at, value("whom")).await,
        "unfollow" => unfollow(&at, value("follower"), value("uri")).await,
        "boost" => boost(&at, value("boost"), true).await,
        "unboost" => boost(&at, value("uri"), false).await,
        "answer" | "hand_in" => return Box::pin(answer(&at, &sent, typed, hands_in)).await,
        _ => return Err(Problem::new(StatusCode::BAD_REQUEST)),
    };
    let error = match done {
        Ok(done) => {
            at.shelf.clear();
            return Ok(frame::go_to(&done.path()));
        }
        Err(error) => error,
    };
    let field = if matches!(wish, "follow" | "unfollow") { &mut typed.whom } else { &mut typed.boost };
    *field = refused(&at, field, error)?;
    page(&at, &Wanted::default(), typed).await
}

/// What another server or the house says to it, at its field; what is a fault of ours stays one.
fn refused(at: &AtDesk, field: &Field, error: service::Error) -> Result<Field, Problem> {
    let field = Field::new(&field.name, &field.value);
    match error {
        service::Error::Refused(why) => Ok(field.with_refusal(at.words(), &why)),
        service::Error::NotFound | service::Error::Gone => {
            Ok(field.with_error(at.words().say("following-fault-nothing")))
        }
        service::Error::Remote(why) => {
            tracing::debug!(error = %why, "another server did not show what was asked for at the desk");
            Ok(field.with_error(at.words().say("following-fault-unreached")))
        }
        other => Err(other.into()),
    }
}

async fn follow(at: &AtDesk, whom: &str) -> service::Result<Done> {
    let coalition = accounts::coalition(&at.cx).await?;
    let target = Box::pin(accounts::look_up(&at.cx, whom)).await?;
    Ok(match Box::pin(follows::follow(&at.cx, &coalition, &target)).await? {
        FollowState::Accepted => Done::Followed,
        FollowState::Requested => Done::Asked,
    })
}

async fn unfollow(at: &AtDesk, follower: &str, uri: &str) -> service::Result<Done> {
    let found = followers(at).await?.into_iter().find(|account| account.username == follower);
    let follower = found.ok_or(service::Error::NotFound)?;
    let target = accounts::known(&at.cx, uri).await?.ok_or(service::Error::NotFound)?;
    follows::unfollow(&at.cx, &follower, &target).await?;
    Ok(Done::Unfollowed)
}

async fn boost(at: &AtDesk, address: &str, on: bool) -> service::Result<Done> {
    let coalition = accounts::coalition(&at.cx).await?;
    let post = Box::pin(answers::open_post(&at.cx, address)).await?;
    if on {
        Box::pin(reactions::boost(&at.cx, &coalition, &post)).await?;
        Ok(Done::Boosted)
    } else {
        Box::pin(reactions::unboost(&at.cx, &coalition, &post)).await?;
        Ok(Done::Unboosted)
    }
}

/// Answers a post, or keeps the answer as a draft in review.
async fn answer(at: &AtDesk, sent: &Sent, mut typed: Typed, hands_in: bool) -> Result<Response, Problem> {
    let words = at.words();
    let language = language::Language::parse(&typed.language.value);
    if language.is_none() {
        typed.language.error = Some(words.say("draft-language-missing").to_owned());
    }
    if typed.text.value.trim().is_empty() {
        typed.text.error = Some(words.say("following-fault-empty").to_owned());
    }
    let Some(language) = language.filter(|_| typed.text.error.is_none()) else {
        return page(at, &Wanted::default(), typed).await;
    };
    let to = match Box::pin(answers::open_post(&at.cx, &typed.answer.value)).await {
        Ok(to) => to,
        Err(error) => {
            typed.answer = refused(at, &typed.answer, error)?;
            return page(at, &Wanted::default(), typed).await;
        }
    };
    let text = DraftText {
        language,
        title: String::new(),
        source: typed.text.value.clone(),
        review: Review::Unsaid,
    };
    let text = Draft { texts: vec![text], warning: None, attachments: Vec::new() };
    let member = &at.session.member;
    let refusal = if hands_in {
        match drafts::create(&at.cx, Some(member), answers::proposal(text, &to), Aside::default()).await {
            Ok(kept) => {
                drafts::submit(&at.cx, Some(member), kept.id).await?;
                return Ok(frame::go_to(&path_of(kept.id)));
            }
            Err(error) => error,
        }
    } else {
        let Some(mark) = once(at, sent) else { return page(at, &Wanted::default(), typed).await };
        let publish = async || {
            answers::publish(&at.cx, Some(member.id), text, &to, Leave::Usual).await.map(|post| post.id)
        };
        match publish_once(at, &mark, publish).await? {
            Ok(_) => {
                at.shelf.clear();
                return Ok(frame::go_to(&Done::Answered.path()));
            }
            Err(error) => error,
        }
    };
    typed.text = refused(at, &typed.text, refusal)?;
    page(at, &Wanted::default(), typed).await
}
