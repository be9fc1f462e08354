//! Whoever endorses a campaign passes on the statement at its head: that is what people on Mastodon see of it.

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::endorsement::{EndorsementState, Side};
use crate::domain::post::Post;
use crate::domain::uri::Uri;
use crate::domain::visibility::Visibility;
use crate::remote::proofs;
use crate::store::endorsements::{self, EndorsementRecord};
use crate::store::{accounts, posts, reactions as kept};
use crate::wire::Json;
use crate::wire::endorsement::{Endorsable, head_of};

use super::{Result, reactions};

/// Boosts the key statement of a campaign that the coalition endorses by this record, and no longer the one that it had
/// boosted for the sake of an earlier endorsement. A campaign without one is endorsed all the same.
pub(super) async fn pass_on(
    cx: &Cx,
    coalition: &Account,
    record: &EndorsementRecord,
    earlier: &[EndorsementRecord],
    (campaign, document): (&Endorsable, &Json),
) -> Result<()> {
    let Some(post) = key_statement(cx, campaign, document).await? else { return Ok(()) };
    let mut before = Vec::new();
    for one in earlier {
        before.extend(endorsements::passed_on(&cx.store, one.id).await?);
    }
    // What the coalition has boosted for its own reasons stays when the endorsement goes.
    let is_boosted = kept::boost_of(&cx.store, coalition.id, post.id).await?.is_some();
    if !is_boosted || before.iter().any(|uri| uri == post.uri.as_str()) {
        let mut tx = cx.store.begin().await?;
        endorsements::pass_on(&mut tx, record.id, post.uri.as_str()).await?;
        tx.commit().await?;
    }
    reactions::boost(cx, coalition, &post).await?;
    for other in before.iter().filter(|uri| *uri != post.uri.as_str()) {
        drop_boost(cx, coalition, other).await?;
    }
    Ok(())
}

/// The coalition no longer endorses the campaign: what it boosted for that is boosted no longer.
pub(super) async fn take_back(cx: &Cx, coalition: &Account, record: &EndorsementRecord) -> Result<()> {
    match endorsements::passed_on(&cx.store, record.id).await? {
        Some(statement) => drop_boost(cx, coalition, &statement).await,
        None => Ok(()),
    }
}

/// Takes a boost back, unless the coalition endorses the statement itself.
async fn drop_boost(cx: &Cx, coalition: &Account, statement: &str) -> Result<()> {
    let open = endorsements::open_between(&cx.store, Side::Given, coalition.id, statement).await?;
    if open.iter().any(|one| one.state != EndorsementState::Asked) {
        return Ok(());
    }
    match posts::find_by_uri(&cx.store, statement).await? {
        Some(post) => reactions::unboost(cx, coalition, &post).await,
        None => Ok(()),
    }
}

/// The statement that stands at the head of a campaign: public, and by somebody of the same server. A server that does not
/// answer now keeps nobody from endorsing.
async fn key_statement(cx: &Cx, campaign: &Endorsable, document: &Json) -> Result<Option<Post>> {
    let featured = document.get("featured").and_then(Json::as_str).and_then(|uri| Uri::parse(uri).ok());
    let Some(featured) = featured.filter(|uri| uri.same_origin(&campaign.uri)) else { return Ok(None) };
    let Ok(collection) = proofs::document(cx, &featured).await else { return Ok(None) };
    let Some(head) = head_of(&collection).filter(|uri| uri.same_origin(&campaign.uri)) else {
        return Ok(None);
    };
    let Ok(post) = super::posts::look_up(cx, head.as_str()).await else { return Ok(None) };
    let author = accounts::find(&cx.store, post.account).await?;
    let is_theirs = author.is_some_and(|author| author.uri.same_origin(&campaign.uri));
    Ok((is_theirs && post.visibility == Visibility::Public).then_some(post))
}
