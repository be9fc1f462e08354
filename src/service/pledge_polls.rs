//! Signing a campaign from the fediverse: a question of the campaign whose votes are pledges. Who voted is kept nowhere but
//! in the keyed digest of the pledge; only sums are told. Votes are in `pledge_votes`, how a pledge is
//! counted in `pledges`.

use crate::app::{App, Cx};
use crate::domain::campaign::{Campaign, Plan};
use crate::domain::campaign_state::CampaignState;
use crate::domain::ids::{AccountId, CampaignId, MemberId, PostId};
use crate::domain::pledge;
use crate::domain::poll;
use crate::domain::post::{Poll, PollOption, Post};
use crate::domain::text::clean_line;
use crate::domain::time::{SECOND, Time};
use crate::domain::translation::Review;
use crate::domain::visibility::Visibility;
use crate::store::pledge_polls::{self as store, PledgePoll};
use crate::store::{Reads, Tx, accounts, campaigns, polls, posts};
use crate::words::Words;

use super::campaigns::write;
use super::posts::{Asked, NewPost, Signers, Source};
use super::quorum::Leave;
use super::{Error, Result, outbox, pledge_votes, pledges, surface};

/// The job leaves a poll so long to whoever opened the campaign.
const HEAD_START: i64 = 10 * SECOND;
/// So much is done in one go.
const AT_ONCE: i64 = 100;

/// A poll of a campaign, and how it stands at this moment.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The question.
    pub post: Post,
    /// How many sign with their name shown.
    pub named: u64,
    /// How many sign without.
    pub hidden: u64,
    /// Whether votes still count.
    pub is_open: bool,
}

/// What a new post asks that is the poll of a campaign.
#[derive(Clone, Debug)]
pub struct Asking {
    campaign: CampaignId,
    poll: Poll,
}

impl Asking {
    /// The question.
    pub(super) fn poll(&self) -> &Poll {
        &self.poll
    }

    /// The post is the poll of its campaign from now on; of two at once, one is.
    pub(super) async fn keep(&self, tx: &mut Tx, post: PostId, now: Time) -> Result<()> {
        campaigns::lock(tx, self.campaign).await?.ok_or(Error::NotFound)?;
        if !store::open(tx, self.campaign, post, now).await? {
            return Err(Error::says("refusal-campaign-poll"));
        }
        Ok(store::plan_tally(tx, self.campaign, now).await?)
    }
}

/// Asks the poll of a campaign that gathers; the one that there is, if it is open.
pub async fn ask(cx: &Cx, member: Option<MemberId>, handle: &str) -> Result<Standing> {
    let campaign = super::campaigns::public(cx, handle).await?.campaign;
    pledge::is_open(campaign.state, campaign.plan.ends, cx.now()).map_err(Error::refused)?;
    let mut tx = cx.store.begin().await?;
    store::want(&mut tx, campaign.id, cx.now().plus(HEAD_START)).await?;
    tx.commit().await?;
    publish(cx, member, campaign.id).await?;
    standing(cx, &campaign).await?.ok_or(Error::NotFound)
}

/// The poll of a campaign, open or closed; `None` when none was asked.
pub async fn standing(app: &App, campaign: &Campaign) -> Result<Option<Standing>> {
    let Some(row) = store::of_campaign(&app.store, campaign.id).await? else { return Ok(None) };
    let Some(post) = posts::find(&app.store, row.post).await? else { return Ok(None) };
    let gathers = pledge::is_open(campaign.state, campaign.plan.ends, app.now()).is_ok();
    let [named, hidden] = row.chosen;
    Ok(Some(Standing { post, named, hidden, is_open: gathers && row.closed_at.is_none() }))
}

/// The campaign that is signed by a vote in this post, and whether votes still count; `None` for any other post.
pub async fn asked_by(app: &App, post: &Post) -> Result<Option<(Campaign, bool)>> {
    let Some(row) = of_post(&app.store, post).await? else { return Ok(None) };
    let Some(campaign) = campaigns::find(&app.store, row.campaign).await? else { return Ok(None) };
    let gathers = pledge::is_open(campaign.state, campaign.plan.ends, app.now()).is_ok();
    Ok(Some((campaign, gathers && row.closed_at.is_none())))
}

/// The question that a reader of the campaign can vote in now.
pub async fn open_question(app: &App, account: AccountId) -> Result<Option<PostId>> {
    let Some(campaign) = campaigns::of_account(&app.store, account).await? else { return Ok(None) };
    let standing = standing(app, &campaign).await?;
    Ok(standing.filter(|standing| standing.is_open).map(|standing| standing.post.id))
}

/// A campaign took a step: with gathering it gets its poll, with anything else the poll ends.
pub(super) async fn stepped(app: &App, tx: &mut Tx, campaign: &Campaign) -> Result<()> {
    if campaign.state == CampaignState::Gathering {
        store::want(tx, campaign.id, app.now().plus(HEAD_START)).await?;
        return moved(app, tx, campaign).await;
    }
    store::unwant(tx, campaign.id).await?;
    Ok(store::end_at(tx, campaign.id, app.now()).await?)
}

/// The last day of a campaign is another: the poll ends with it. One that has ended makes room for a new one.
pub(super) async fn moved(app: &App, tx: &mut Tx, campaign: &Campaign) -> Result<()> {
    let now = app.now();
    if pledge::is_open(campaign.state, campaign.plan.ends, now).is_err() {
        return Ok(store::end_at(tx, campaign.id, now).await?);
    }
    let Some(row) = store::of_campaign(&mut *tx, campaign.id).await? else { return Ok(()) };
    if row.closed_at.is_some() {
        return Ok(store::want(tx, campaign.id, now).await?);
    }
    store::end_at(tx, campaign.id, pledge::poll_ends(campaign.plan.ends, row.opened_at)).await?;
    Ok(store::tell_now(tx, campaign.id, now).await?)
}

/// The campaign has opened: its poll is asked at once. What fails here is done by the job.
pub(super) async fn opened(cx: &Cx, member: Option<MemberId>, campaign: CampaignId) {
    if let Err(e) = publish(cx, member, campaign).await {
        tracing::warn!(error = %e, "the poll of a campaign could not be asked; trying again");
    }
}

/// Publishes the poll that a campaign wants, if nobody else has.
async fn publish(cx: &Cx, member: Option<MemberId>, id: CampaignId) -> Result<()> {
    let campaign = campaigns::find(&cx.store, id).await?.ok_or(Error::NotFound)?;
    if store::of_campaign(&cx.store, id).await?.is_some() {
        return Ok(());
    }
    let now = cx.now();
    let Some(account) =
        campaign.account.filter(|_| pledge::is_open(campaign.state, campaign.plan.ends, now).is_ok())
    else {
        let mut tx = cx.store.begin().await?;
        store::unwant(&mut tx, id).await?;
        return Ok(tx.commit().await?);
    };
    let actor = accounts::find(&cx.store, account).await?.ok_or(Error::NotFound)?;
    let words = Words::of_first(std::slice::from_ref(&campaign.plan.language));
    let asking = Asking { campaign: id, poll: question(words, &campaign.plan, now) };
    let asked = Asked { leave: Leave::Plan, pledges: Some(&asking), ..Asked::default() };
    let text = text(words, &campaign.plan, &cx.url(&format!("/@{}", campaign.handle)));
    let done = super::posts::write_once(cx, member, &actor, text, asked).await;
    if done.is_err() && store::of_campaign(&cx.store, id).await?.is_some() {
        // Somebody else was first, and it is there.
        return Ok(());
    }
    done.map(drop)
}

fn question(words: Words, plan: &Plan, now: Time) -> Poll {
    let option = |words: &str| PollOption { name: words.to_owned(), votes: 0 };
    Poll {
        options: vec![option(words.say("poll-option-named")), option(words.say("poll-option-hidden"))],
        multiple: false,
        ends_at: Some(pledge::poll_ends(plan.ends, now).0),
        voters: Some(0),
        hides_totals: false,
        closed_at: None,
    }
}

/// Words of ours around the goal, which is public already: nobody's approval is needed to ask.
fn text(words: Words, plan: &Plan, page: &str) -> NewPost {
    let lines = [
        literal(&plan.goal),
        words.say("poll-vote-here").to_owned(),
        words.say("poll-who-sees").to_owned(),
        page.to_owned(),
    ];
    let source = Source {
        language: words.tag().to_owned(),
        title: Some(clean_line(&words.say_name("poll-title", &plan.name), 300)),
        markdown: lines.join("\n\n"),
        review: Review::Unsaid,
    };
    NewPost {
        sources: vec![source],
        visibility: Visibility::Public,
        in_reply_to: None,
        warning: None,
        attachments: Vec::new(),
        poll: poll::Wish::Keep,
    }
}

/// Plain words as Markdown that reads the same. They name nobody, and nothing.
fn literal(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '@' => written.push_str("&#64;"),
            '#' => written.push_str("&#35;"),
            _ if letter.is_ascii_punctuation() => written.extend(['\\', letter]),
            _ => written.push(letter),
        }
    }
    written
}

/// The row of the poll that this post asks, if it is the poll of a campaign.
pub(super) async fn of_post(db: impl Reads, post: &Post) -> Result<Option<PledgePoll>> {
    match post.details.poll {
        Some(_) => Ok(store::of_post(db, post.id).await?),
        None => Ok(None),
    }
}

/// Tells how a poll stands, or ends it.
pub(super) async fn settle(app: &App, row: &PledgePoll) -> Result<()> {
    let Some(seen) = posts::find(&app.store, row.post).await? else { return Ok(()) };
    let Some(author) = accounts::find(&app.store, seen.account).await? else { return Ok(()) };
    let signers = Signers::of(app, &author).await?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    // In the order in which a vote takes them.
    let Some(campaign) = campaigns::lock(&mut tx, row.campaign).await? else { return Ok(()) };
    if !polls::lock(&mut tx, row.post).await? {
        return Ok(());
    }
    let has_ended = polls::claim_end(&mut tx, row.post, now).await?;
    if !has_ended && !polls::claim_tally(&mut tx, row.post, now).await? {
        return Ok(());
    }
    let Some(mut post) = posts::find(&mut tx, row.post).await? else { return Ok(()) };
    let Some(present) = store::of_post(&mut tx, row.post).await? else { return Ok(()) };
    pledge_votes::face(&present, &mut post);
    if let Some(poll) = &mut post.details.poll {
        let ends = pledge::poll_ends(campaign.plan.ends, present.opened_at);
        poll.ends_at = Some(ends.0);
        if has_ended {
            poll.closed_at = Some(ends.min(now).0);
        }
    }
    if has_ended {
        store::close(&mut tx, campaign.id, now).await?;
        // Who voted is told nothing, since nobody knows who that was.
        surface::poll_ended(app, &mut tx, &post, &[author.id]).await?;
    }
    outbox::tell_refreshed(app, &mut tx, &signers, &author, &post).await?;
    if has_ended && campaign.has_ended(now) {
        // Its profile says that it can be signed no more, here and elsewhere.
        return Box::pin(write(app, tx, campaign, false)).await.map(drop);
    }
    tx.commit().await?;
    app.wake.lanes.notify_one();
    Ok(())
}

/// Asks polls that nobody has asked, and marks milestones that votes have reached. One that cannot be done holds up no
/// other.
pub async fn do_what_is_due(cx: &Cx) -> Result<()> {
    let mut outcome = Ok(());
    for campaign in store::wanted(&cx.store, cx.now(), AT_ONCE).await? {
        if let Err(e) = publish(cx, None, campaign).await {
            outcome = Err(e);
        }
    }
    for campaign in store::reached(&cx.store, cx.now(), AT_ONCE).await? {
        if let Err(e) = mark_reached(cx, campaign).await {
            outcome = Err(e);
        }
    }
    outcome
}

async fn mark_reached(app: &App, id: CampaignId) -> Result<()> {
    let mut tx = app.store.begin().await?;
    let Some(campaign) = campaigns::lock(&mut tx, id).await? else { return Ok(()) };
    if !store::claim_reached(&mut tx, id).await? {
        return Ok(());
    }
    pledges::settle(app, tx, campaign).await
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::domain::text;

    #[test]
    fn a_goal_reads_as_it_was_written_and_names_nobody() {
        for goal in
            ["Clean *water* <b>now</b> & here", "1. Ask @mary@us.test #now", "[x](https://evil.test) `y`"]
        {
            let source = literal(goal);
            assert!(text::handles_in(&source).is_empty(), "{source}");
            let rendered = text::markdown(&source, &HashMap::new(), "https://us.test/tags/");
            assert_eq!(text::plain(&rendered.html).trim(), goal, "{}", rendered.html);
            assert!(rendered.hashtags.is_empty() && !rendered.html.contains("<a "), "{}", rendered.html);
        }
    }

    #[test]
    fn the_options_have_the_meaning_that_pledges_give_them() {
        let plan = Plan { language: "es".to_owned(), ..Plan::default() };
        let words = Words::of_first(std::slice::from_ref(&plan.language));
        let poll = question(words, &plan, Time(0));
        assert_eq!(poll.options.len(), 2);
        assert_eq!(poll.options[0].name, words.say("poll-option-named"));
        assert_eq!(pledge::option(0), Ok(pledge::Shown::Name));
        assert!(pledge::option(poll.options.len()).is_err());
        assert!(!poll.multiple && poll.ends_at.is_some());
    }
}
