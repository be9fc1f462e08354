//! Votes in the poll of a campaign: from elsewhere, by members here, and what a reader is shown of them. A vote is a pledge;
//! nothing here keeps who voted beside its keyed digest.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::account::{Account, ActorKind};
use crate::domain::campaign::LONGEST_LABEL;
use crate::domain::ids::{AccountId, CampaignId, RowId};
use crate::domain::pledge::{self, Shown, Signer};
use crate::domain::poll::{self, Voter};
use crate::domain::post::{IncomingPost, Post};
use crate::domain::text::clean_line;
use crate::domain::visibility::{self, Relation};
use crate::store::pledge_polls::{self as store, PledgePoll};
use crate::store::pledges::{self as rows, Signed};
use crate::store::{Tx, accounts, blocks, campaigns, polls, posts};

use super::{Error, Result, joint, pledge_aside, pledge_polls, pledges};

/// A vote that came in, and who sent it.
pub type Ballot<'a> = (&'a Account, &'a IncomingPost);

/// People elsewhere vote, in this order. Votes come in crowds when a link is passed on, so they are counted together: what one
/// would ask of the database is asked once for all. They leave no trace but their pledges, and nothing says which counted.
pub(super) async fn received(
    app: &App,
    tx: &mut Tx,
    (row, author, post): (&PledgePoll, &Account, &Post),
    ballots: &[Ballot<'_>],
) -> Result<()> {
    let heard = heard(app, tx, (author, post), ballots).await?;
    let now = app.now();
    // Between the question and the count nobody may end the campaign.
    let Some(campaign) = campaigns::lock(tx, row.campaign).await? else { return Ok(()) };
    if row.closed_at.is_some() || pledge::is_open(campaign.state, campaign.plan.ends, now).is_err() {
        return Ok(());
    }
    let mut signed = Vec::with_capacity(heard.len());
    for (by, shown) in heard {
        let name = if by.name.trim().is_empty() { &by.username } else { &by.name };
        let public_name = pledge::public_name(&clean_line(name, LONGEST_LABEL), shown);
        signed.push((app.row_id(), Signer::Actor(by.uri.as_str()), shown, public_name));
    }
    let rows: Vec<Signed<'_>> = signed
        .iter()
        .map(|(id, signer, shown, public_name)| Signed {
            id: *id,
            campaign: campaign.id,
            signer: pledges::digest(app, campaign.id, *signer),
            way: signer.way(),
            shown: *shown,
            public_name: public_name.as_deref(),
            now,
        })
        .collect();
    let new = rows::sign_all(tx, &rows).await?;
    if new.is_empty() {
        return Ok(());
    }
    let counted: Vec<(RowId, Signer<'_>)> =
        signed.iter().filter(|one| new.contains(&one.0)).map(|one| (one.0, one.1)).collect();
    joint::note(app, tx, campaign.id, &counted).await?;
    if pledge::is_awaited(&campaign.plan.milestones)
        && pledge::passes(&campaign.plan.milestones, pledges::total_in(tx, campaign.id).await?.all())
    {
        // Telling of it takes longer than a vote may; the job does it.
        store::reach(tx, campaign.id, now).await?;
    }
    Ok(())
}

/// Those of these votes that may count, with what they chose: of people who may see the poll and whom nobody here blocks, sent
/// to whoever asked, for an option that there is.
async fn heard<'a>(
    app: &App,
    tx: &mut Tx,
    (author, post): (&Account, &Post),
    ballots: &[Ballot<'a>],
) -> Result<Vec<(&'a Account, Shown)>> {
    let mut heard = Vec::with_capacity(ballots.len());
    for (by, vote) in ballots {
        // Only people sign, and a vote is addressed to the author of the poll.
        let is_addressed = vote.to.iter().chain(&vote.cc).any(|to| to == author.uri.as_str());
        if by.kind == ActorKind::Person && !by.is_local() && is_addressed {
            heard.extend(choice(post, vote).map(|shown| (*by, shown)));
        }
    }
    let ids: Vec<AccountId> = heard.iter().map(|(by, _)| by.id).collect();
    let relations = posts::relations(&mut *tx, post, &ids).await?;
    // Whom the coalition blocks signs nothing, though the campaign has an account of its own.
    let blocked = match accounts::find_local(&mut *tx, &app.config.coalition.handle).await? {
        Some(house) => blocks::among(&mut *tx, house.id, &ids).await?,
        None => Vec::new(),
    };
    heard.retain(|(by, _)| {
        let relation = relations.get(&by.id).copied().unwrap_or(Relation::STRANGER);
        visibility::may_see(post.visibility, relation) && !blocked.contains(&by.id)
    });
    Ok(heard)
}

/// What a vote means; nothing for an option that there is not.
fn choice(post: &Post, vote: &IncomingPost) -> Option<Shown> {
    let place = poll::named(post.details.poll.as_ref()?, vote.vote.as_ref()?)?;
    pledge::option(place).ok()
}

/// A member votes by an app, which is the same as signing at the desk.
pub(super) async fn vote(
    app: &App,
    by: &Account,
    row: &PledgePoll,
    mut post: Post,
    choices: &[usize],
) -> Result<super::polls::Shown> {
    if by.kind != ActorKind::Person {
        return Err(Error::says("refusal-pledge-people-only"));
    }
    let campaign = campaigns::find(&app.store, row.campaign).await?.ok_or(Error::NotFound)?;
    let poll = post.details.poll.as_mut().ok_or(Error::NotFound)?;
    poll.ends_at = Some(pledge::poll_ends(campaign.plan.ends, row.opened_at).0);
    let earlier = chosen(app, row.campaign, by).await?;
    let voter = Voter { is_author: false, earlier: &earlier };
    let chosen = poll::ballot(poll, voter, choices, app.now()).map_err(Error::quoted)?;
    let place = chosen.first().copied().unwrap_or_default();
    let shown = pledge::option(place).map_err(Error::refused)?;
    if !pledges::sign_as_member(app, by, row.campaign, shown).await? {
        return Err(Error::quoted(poll::Refusal::Twice));
    }
    let row = store::of_post(&app.store, post.id).await?.ok_or(Error::NotFound)?;
    face(&row, &mut post);
    Ok(super::polls::Shown { post, chosen })
}

/// What this person has chosen, by the digest of who they are.
async fn chosen(app: &App, campaign: CampaignId, by: &Account) -> Result<Vec<usize>> {
    let signer = pledges::digest(app, campaign, Signer::Member(by.uri.as_str()));
    let shown = store::chosen(&app.store, campaign, &signer).await?;
    Ok(shown.map(pledge::place).into_iter().collect())
}

/// Puts the present counts into the poll of this post.
pub(super) fn face(row: &PledgePoll, post: &mut Post) {
    if let Some(poll) = &mut post.details.poll {
        for (option, votes) in poll.options.iter_mut().zip(row.chosen) {
            option.votes = votes;
        }
        poll.voters = Some(row.chosen.iter().sum());
    }
}

/// The poll of a campaign as this reader sees it now; `None` for a poll that is none of a campaign.
pub(super) async fn show(app: &App, viewer: Option<&Account>, post: &mut Post) -> Result<Option<Vec<usize>>> {
    let Some(row) = pledge_polls::of_post(&app.store, post).await? else { return Ok(None) };
    face(&row, post);
    Ok(Some(match viewer {
        Some(viewer) => chosen(app, row.campaign, viewer).await?,
        None => Vec::new(),
    }))
}

/// What is to be shown of those of these posts that are polls of campaigns, by id: counts, and what the reader has chosen.
pub(super) async fn shown_in(
    app: &App,
    viewer: Option<AccountId>,
    posts: &[i64],
) -> Result<HashMap<i64, ([u64; 2], Vec<usize>)>> {
    let found = store::among(&app.store, posts).await?;
    let viewer = match viewer {
        Some(viewer) if !found.is_empty() => accounts::find(&app.store, viewer).await?,
        _ => None,
    };
    let mut shown = HashMap::new();
    for row in found {
        let own = match &viewer {
            Some(viewer) => chosen(app, row.campaign, viewer).await?,
            None => Vec::new(),
        };
        shown.insert(row.post.0, (row.chosen, own));
    }
    Ok(shown)
}

/// Counts the poll of a campaign anew; `false` for a poll that is none.
pub(super) async fn recount(tx: &mut Tx, post: &mut Post) -> Result<bool> {
    let Some(row) = pledge_polls::of_post(&mut *tx, post).await? else { return Ok(false) };
    face(&row, post);
    polls::write_counts(tx, post.id, &post.details).await?;
    Ok(true)
}

/// An actor is gone, and so is whatever it signed. Campaigns are taken in the order in which suspending takes them.
pub async fn forget(app: &App, tx: &mut Tx, actor: &Account) -> Result<()> {
    for (campaign, signer) in pledge_aside::signed(app, tx, actor).await? {
        campaigns::lock(tx, campaign).await?;
        if !rows::erase_by_signer(tx, campaign, &signer).await?.is_empty() {
            store::plan_tally(tx, campaign, app.now()).await?;
        }
    }
    Ok(())
}
