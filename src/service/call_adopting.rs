//! Taking up an idea of another coalition: it becomes the draft of a campaign that says where it comes from, and its source
//! is told in private. And the other way round: others tell us that they took up one of ours.

use crate::app::{App, Cx};
use crate::domain::account::{Account, ActorKind};
use crate::domain::call::{self, CallKind};
use crate::domain::campaign::{Campaign, Plan, Source};
use crate::domain::ids::PostId;
use crate::domain::language::Language;
use crate::domain::post::{IncomingPost, Post};
use crate::domain::statement::{self, Draft, DraftText};
use crate::domain::text;
use crate::domain::translation::Review;
use crate::store::{Tx, audit, calls as store, campaigns as plans, follows};
use crate::words::Words;

use super::call_answers::{Answered, drafts_about, must_approve};
use super::calls::{self, Shown};
use super::drafts::{Aside, By, DraftRecord, id_of};
use super::posts::Signers;
use super::quorum::Leave;
use super::{Error, Result, accounts, campaigns, directory, outbox};

/// So many campaigns at once are looked through for those that an idea became.
const AT_ONCE: i64 = 500;

/// How the source of an idea hears that it was taken up.
#[derive(Clone, Debug)]
pub enum Told {
    /// It is on its way.
    Now,
    /// It was told before.
    Before,
    /// Others have to approve what is said to it.
    Draft(Box<DraftRecord>),
    /// The idea is our own, or it could not be told just now.
    Not,
}

/// What became of an idea here.
#[derive(Clone, Debug)]
pub struct TakenUp {
    /// The campaign.
    pub campaign: Campaign,
    /// Whether it was made just now; else it was there.
    pub is_new: bool,
    /// How its source hears of it.
    pub told: Told,
}

/// Takes up an idea, by this leave. Under a handle that has taken it up already nothing is made again.
///
/// The campaign is there at once, since nobody outside sees the draft of one. What its source is told is said in the
/// coalition's name, so it passes the quorum as a draft of its own. It could have waited for the draft that opens the
/// campaign, but then the words that somebody typed for the source would be approved by nobody, what one person may say at once
/// would depend on the number of approvals, and an idea that is prepared for months would stay uncounted.
pub async fn take_up(
    cx: &Cx,
    by: By<'_>,
    id: PostId,
    handle: &str,
    words: &str,
    (aside, leave): (Aside, Leave<'_>),
) -> Result<TakenUp> {
    let idea = calls::find(cx, id).await?;
    if idea.call.kind != CallKind::Idea {
        return Err(Error::refused(call::Refusal::NoIdea));
    }
    // What could not be said is refused before anything is written.
    let words = statement::check(telling(cx, words)).map_err(Error::refused)?;
    let (campaign, is_new) = match campaigns::create(cx, id_of(by), handle, plan_of(&idea)).await {
        Ok(campaign) => {
            let mut tx = cx.store.begin().await?;
            let (uri, now) = (idea.post.uri.as_str(), cx.now());
            audit::write(&mut tx, cx.row_id(), id_of(by), "call.adopt", uri, now).await?;
            tx.commit().await?;
            (campaign, true)
        }
        Err(refused) => {
            let there = campaigns_of(cx, &idea).await?.into_iter().find(|one| one.handle == handle);
            (there.ok_or(refused)?, false)
        }
    };
    // The campaign is written; that its source cannot be told just now takes nothing from it.
    let told = Box::pin(tell(cx, by, &idea, words, (aside, leave))).await.unwrap_or_else(|why| {
        tracing::warn!(%why, "the source of an idea could not be told that it was taken up");
        Told::Not
    });
    Ok(TakenUp { campaign, is_new, told })
}

/// Tells the source once, or hands in what it is told.
async fn tell(
    cx: &Cx,
    by: By<'_>,
    idea: &Shown,
    words: Draft,
    (aside, leave): (Aside, Leave<'_>),
) -> Result<Told> {
    if idea.author.id == accounts::coalition(cx).await?.id {
        return Ok(Told::Not);
    }
    let answered = Answered::find(cx, idea.post.id).await?;
    if answered.told_before(cx).await? {
        return Ok(Told::Before);
    }
    if matches!(leave, Leave::Usual) && must_approve(cx, by).await? {
        let begun = drafts_about(cx, idea.post.id).await?;
        let tells = |draft: &DraftRecord| draft.proposal.call_answer.as_ref().is_some_and(|m| m.adopts);
        let draft = match begun.into_iter().find(tells) {
            Some(there) => there,
            None => Box::pin(answered.hand_in(cx, by, words, true, aside)).await?,
        };
        return Ok(Told::Draft(Box::new(draft)));
    }
    answered.say(cx, id_of(by), words, true, leave).await?;
    Ok(Told::Now)
}

/// What the source is told. What somebody typed is in the main language of the coalition; what nobody typed is in one that
/// we have words in.
fn telling(app: &App, typed: &str) -> Draft {
    let languages = &app.config.coalition.languages;
    let ours = Words::of_first(languages);
    let (words, tag) = match typed.trim() {
        "" => (ours.say("exchange-taken-up"), ours.tag()),
        typed => (typed, languages.first().map_or("en", String::as_str)),
    };
    let language = Language::parse(tag).unwrap_or_else(Language::undetermined);
    let text = DraftText { language, title: String::new(), source: words.to_owned(), review: Review::Unsaid };
    Draft { texts: vec![text], warning: None, attachments: Vec::new() }
}

/// Campaigns here that say that they come from this idea, drafts among them.
pub(super) async fn campaigns_of(app: &App, idea: &Shown) -> Result<Vec<Campaign>> {
    let href = source_of(idea).href;
    let is_of = |one: &Campaign| one.plan.source.as_ref().is_some_and(|source| source.href == href);
    let (mut found, mut below) = (Vec::new(), Some(i64::MAX));
    while let Some(place) = below {
        let part = plans::page(&app.store, false, place, AT_ONCE).await?;
        below = part.last().map(|last| last.id.0);
        found.extend(part.into_iter().filter(is_of));
    }
    Ok(found)
}

/// Refuses to tell a source of a campaign that is not there any more.
pub(super) async fn must_be_taken_up(app: &App, idea: &Shown) -> Result<()> {
    if campaigns_of(app, idea).await?.is_empty() {
        return Err(Error::says("refusal-call-not-taken-up"));
    }
    Ok(())
}

fn source_of(idea: &Shown) -> Source {
    Source {
        title: idea.parts().0,
        by: idea.author.name.clone(),
        href: idea.post.url.clone().unwrap_or_else(|| idea.post.uri.as_str().to_owned()),
    }
}

/// What a campaign says at first when it takes up this idea.
fn plan_of(idea: &Shown) -> Plan {
    let main = idea.post.main_text();
    let (title, below) = idea.parts();
    let about = main.source.clone().unwrap_or_else(|| {
        let paragraphs = below.split("</p>").map(text::plain);
        paragraphs.filter(|words| !words.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
    });
    let language = main.language.as_deref().and_then(Language::parse);
    Plan {
        name: text::excerpt(&title, crate::domain::campaign::LONGEST_NAME - 1),
        about: about.chars().take(crate::domain::campaign::LONGEST_ABOUT).collect(),
        language: language.map_or_else(|| "en".to_owned(), |language| language.tag().to_owned()),
        sectors: idea.call.sectors.clone(),
        languages: idea.call.languages.clone(),
        source: Some(source_of(idea)),
        ..Plan::default()
    }
}

/// Somebody says that they took up an idea of ours. It counts once for each organisation that we know: a partner, or one
/// that the coalition follows.
pub(super) async fn adopted(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    parent: Option<&Post>,
    incoming: &IncomingPost,
) -> Result<()> {
    let (Some(idea), Some(claimed)) = (parent, incoming.details.adopts.as_deref()) else { return Ok(()) };
    let is_idea = idea.details.call.as_ref().is_some_and(|call| call.kind == CallKind::Idea);
    if !is_idea || idea.uri.as_str() != claimed || by.kind != ActorKind::Organization {
        return Ok(());
    }
    let house = accounts::coalition(app).await?;
    let is_known = directory::is_partner(app, tx, by.id).await?
        || follows::is_accepted(&mut *tx, house.id, by.id).await?;
    if idea.account != house.id || !is_known || !store::adopt(tx, idea.id, by.id, app.now()).await? {
        return Ok(());
    }
    let mut idea = idea.clone();
    let number = store::adopters(&mut *tx, idea.id).await?;
    if let Some(call) = &mut idea.details.call {
        call.adopted = u64::try_from(number).unwrap_or(0);
    }
    let signers = Signers::of(app, &house).await?;
    outbox::tell_refreshed(app, tx, &signers, &house, &idea).await
}
