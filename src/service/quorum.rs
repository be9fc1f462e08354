//! How many people must approve before the coalition or one of its campaigns says anything, and the one gate that holds it:
//! whatever is written, changed or taken back in their names passes `admit`, in the transaction that does it.

use crate::app::App;
use crate::domain::account::{Account, ActorKind};
use crate::domain::ids::{MemberId, PostId};
use crate::domain::post::Details;
use crate::domain::quorum::MOST;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::store::{Reads, Tx, audit, meta};

use super::draft_publishing::{self, Claim};
use super::drafts::{By, id_of};
use super::{Error, Result};

/// The number in the database.
const QUORUM: &str = "quorum";
/// Whether translations that nobody has reviewed go to other servers.
const UNREVIEWED: &str = "unreviewed_translations";

/// What somebody hears whose draft was overtaken.
pub(super) const CHANGED_SINCE: &str = "refusal-draft-statement-changed";

/// By whose leave something is said.
#[derive(Clone, Copy, Debug, Default)]
pub enum Leave<'a> {
    /// By that of the one who says it; not enough where several must approve.
    #[default]
    Usual,
    /// It is a draft, and enough have approved it.
    Draft(&'a Claim),
    /// It says nothing but what the plan of the campaign says, in words of this program.
    Plan,
    /// Somebody at the machine broke the glass; the log says so.
    BreakGlass,
}

impl Leave<'_> {
    /// Whether it comes of a draft.
    pub(super) fn is_draft(self) -> bool {
        matches!(self, Self::Draft(_))
    }

    /// How many approvals it met; none where it needed none.
    pub(super) fn quorum(self) -> Option<u32> {
        match self {
            Self::Draft(claim) => claim.quorum(),
            _ => None,
        }
    }

    /// Writes into a version what its draft says of it.
    pub(super) fn dress(self, details: &mut Details) {
        if let Self::Draft(claim) = self {
            claim.dress(details);
        }
    }
}

/// How many must approve; one where nobody decided otherwise.
pub async fn needed(app: &App) -> Result<u32> {
    in_store(&app.store).await
}

/// Whether others have to approve what one person wants to say in the coalition's name.
pub async fn is_shared(app: &App) -> Result<bool> {
    Ok(needed(app).await? >= 2)
}

pub(super) async fn in_store(db: impl Reads) -> Result<u32> {
    Ok(meta::find(db, QUORUM).await?.map_or(1, |text| read(&text)))
}

fn read(kept: &str) -> u32 {
    // A number that cannot be read must not open the gate.
    kept.parse().unwrap_or(MOST)
}

/// Sets how many must approve; fewer than now is refused, and needs a draft (`quorum_drafts`). What was approved under the old
/// number is counted anew when it is published.
pub async fn set(app: &App, by: By<'_>, needed: u32) -> Result<()> {
    must_be_owner(by)?;
    set_by(app, id_of(by), needed, None, Leave::Usual).await
}

/// Sets it in an emergency, without the approvals that fewer would need; the log says so.
pub async fn break_glass(app: &App, by: By<'_>, needed: u32) -> Result<()> {
    must_be_owner(by)?;
    set_by(app, id_of(by), needed, None, Leave::BreakGlass).await
}

/// The same by anybody's leave. Fewer passes the gate like everything that the coalition says: else one person could lower the
/// number to one and publish alone. `seen` is the number that was approved to be left; another one meanwhile is not lowered.
pub(super) async fn set_by(
    app: &App,
    member: Option<MemberId>,
    needed: u32,
    seen: Option<u32>,
    leave: Leave<'_>,
) -> Result<()> {
    must_be_number(needed)?;
    let coalition = super::accounts::coalition(app).await?;
    let mut tx = app.store.begin().await?;
    let now = read(&meta::lock(&mut tx, QUORUM, "1").await?);
    if seen.is_some_and(|seen| seen != now) {
        return Err(Error::says("refusal-draft-quorum-changed"));
    }
    if needed < now {
        admit(app, &mut tx, member, &coalition, leave, None).await?;
    }
    keep(app, &mut tx, member, QUORUM, &needed.to_string()).await?;
    Ok(tx.commit().await?)
}

pub(super) fn must_be_number(needed: u32) -> Result<()> {
    if (1..=MOST).contains(&needed) {
        return Ok(());
    }
    Err(Error::refused(Refusal::new("refusal-draft-quorum-number").count("count", MOST)))
}

/// Whether translations that nobody has reviewed go to other servers.
pub async fn sends_unreviewed(app: &App) -> Result<bool> {
    Ok(meta::find(&app.store, UNREVIEWED).await?.as_deref() == Some("yes"))
}

/// Decides whether translations that nobody has reviewed go to other servers; it holds for what is published from now on.
pub async fn set_sends_unreviewed(app: &App, by: By<'_>, yes: bool) -> Result<()> {
    must_be_owner(by)?;
    let mut tx = app.store.begin().await?;
    keep(app, &mut tx, id_of(by), UNREVIEWED, if yes { "yes" } else { "no" }).await?;
    Ok(tx.commit().await?)
}

pub(super) fn must_be_owner(by: By<'_>) -> Result<()> {
    match by {
        Some(member) if Role::parse(&member.role) != Some(Role::Owner) => {
            Err(Error::says("refusal-draft-owner-decides"))
        }
        _ => Ok(()),
    }
}

async fn keep(app: &App, tx: &mut Tx, by: Option<MemberId>, name: &str, value: &str) -> Result<()> {
    meta::save(tx, name, value).await?;
    let subject = format!("{name} {value}");
    Ok(audit::write(tx, app.row_id(), by, "quorum.set", &subject, app.now()).await?)
}

/// Whether this account speaks for more than one person.
pub fn is_of_the_house(account: &Account) -> bool {
    account.is_local() && matches!(account.kind, ActorKind::Organization | ActorKind::Group)
}

/// Refuses what is said in the name of the coalition or a campaign without the approvals that the coalition asks for. A
/// draft is taken here, in the transaction that publishes it, so that it is published once.
pub(super) async fn admit(
    app: &App,
    tx: &mut Tx,
    member: Option<MemberId>,
    author: &Account,
    leave: Leave<'_>,
    post: Option<PostId>,
) -> Result<()> {
    if !is_of_the_house(author) {
        return Ok(());
    }
    match leave {
        Leave::Draft(claim) => draft_publishing::take(app, tx, member, claim, (author, post)).await,
        Leave::Plan => Ok(()),
        Leave::BreakGlass => {
            let post = post.map(|post| format!(" {post}")).unwrap_or_default();
            let subject = format!("@{}{post}", author.username);
            Ok(audit::write(tx, app.row_id(), member, "quorum.break_glass", &subject, app.now()).await?)
        }
        Leave::Usual => match in_store(&mut *tx).await? {
            ..2 => Ok(()),
            needed => Err(Error::refused(Refusal::new("refusal-draft-quorum-needed").count("count", needed))),
        },
    }
}
