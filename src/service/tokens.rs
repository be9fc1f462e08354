//! Who holds a token, and its end. What an app may do with one is decided where it is used, on every use.

use crate::app::App;
use crate::domain::campaign_state::CampaignState;
use crate::domain::ids::{AccountId, AppId, MemberId};
use crate::keys;
use crate::store::audit;
use crate::store::database::credential_changes;
use crate::store::members::MemberRecord;
use crate::store::tokens::{self, HolderRecord, TokenRecord};

use super::{Error, Result, campaigns, members};

/// A member, and the actor they write as with this token.
#[derive(Clone, Debug)]
pub struct Acting {
    /// Who.
    pub member: MemberRecord,
    /// As whom: their own actor, the coalition's, or a campaign's.
    pub account: AccountId,
}

/// What a token stands for.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The app that holds it; none for one made by hand.
    pub app: Option<AppId>,
    /// For whom; none for an app on its own.
    pub acting: Option<Acting>,
    /// What it may be used for.
    pub scopes: String,
}

/// Who holds the token. One that acts for somebody else opens nothing when its member's role allows that no longer.
pub async fn holder(app: &App, token: &str) -> Result<Holder> {
    match record(app, token).await? {
        HolderRecord::App { app, scopes } => Ok(Holder { app: Some(app), acting: None, scopes }),
        HolderRecord::Member { member, app: program, acts_as, scopes } => {
            let account = acts_as.unwrap_or(member.account);
            if account != member.account && !may_act_as(app, &member.role, account).await? {
                return Err(Error::NotFound);
            }
            Ok(Holder { app: program, acting: Some(Acting { member, account }), scopes })
        }
    }
}

/// What the database says of the token. An app asks several times in a row, so it is kept for a moment; what this process
/// changes about tokens and members voids it at once.
async fn record(app: &App, token: &str) -> Result<HolderRecord> {
    let digest = keys::sha256(token.as_bytes());
    let changes = credential_changes();
    if let Some((_, kept)) = app.holders.get(&digest).filter(|(read_at, _)| *read_at == changes) {
        return Ok(kept);
    }
    let found = tokens::holder(&app.store, &digest).await?.ok_or(Error::NotFound)?;
    app.holders.insert(digest, (changes, found.clone()));
    Ok(found)
}

/// Whether this role allows to write as an actor that is not one's own: the coalition, or a campaign that still speaks.
pub(super) async fn may_act_as(app: &App, role: &str, account: AccountId) -> Result<bool> {
    Ok(match campaigns::with_account(app, account).await? {
        Some(campaign) => campaign.state != CampaignState::Closed && members::may_campaign(role),
        None => members::may_publish(role),
    })
}

/// Notes who stands behind a change that was asked for in another actor's name. Only the log of the house holds it.
pub async fn note_act(app: &App, member: MemberId, what: &str) -> Result<()> {
    let mut tx = app.store.begin().await?;
    audit::write(&mut tx, app.row_id(), Some(member), "app.act", what, app.now()).await?;
    Ok(tx.commit().await?)
}

/// A token of a member, as they see it in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The first letters of its digest, which tell it from the others and open nothing.
    pub mark: String,
    /// What is kept of it.
    pub token: TokenRecord,
}

/// What opens this server in the name of a member, the oldest first.
pub async fn list(app: &App, username: &str) -> Result<Vec<Listed>> {
    let member = members::find(app, username).await?;
    let found = tokens::of_member(&app.store, member.id).await?;
    Ok(found.into_iter().map(|token| Listed { mark: mark(&token.digest), token }).collect())
}

/// So many letters tell one member's tokens apart.
fn mark(digest: &[u8]) -> String {
    let bytes = digest.iter().take(5).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{bytes:010x}")
}

/// Ends a member's token with this mark, or all of them; how many ended.
pub async fn end(app: &App, username: &str, wanted: Option<&str>) -> Result<usize> {
    let listed = list(app, username).await?;
    let mut tx = app.store.begin().await?;
    let mut ended = 0;
    for Listed { mark, token } in listed.iter().filter(|l| wanted.is_none_or(|wanted| wanted == l.mark)) {
        if tokens::revoke(&mut tx, &token.digest, app.now()).await? {
            ended += 1;
            let subject = format!("{username} {} {mark}", token.name);
            audit::write(&mut tx, app.row_id(), None, "member.revoke", &subject, app.now()).await?;
        }
    }
    if ended == 0 && wanted.is_some() {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(ended)
}
