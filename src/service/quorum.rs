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
use super::drafts::By;
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
    let kept = meta::find(db, QUORUM).await?;
    // A number that cannot be read must not open the gate.
    Ok(kept.map_or(1, |text| text.parse().unwrap_or(MOST)))
}

/// Sets how many must approve. What was approved under the old number is counted anew when it is published.
pub async fn set(app: &App, by: By<'_>, needed: u32) -> Result<()> {
    must_be_owner(by)?;
    if !(1..=MOST).contains(&needed) {
        return Err(Error::refused(Refusal::new("refusal-draft-quorum-number").count("count", MOST)));
    }
    write(app, by, QUORUM, &needed.to_string()).await
}

/// Whether translations that nobody has reviewed go to other servers.
pub async fn sends_unreviewed(app: &App) -> Result<bool> {
    Ok(meta::find(&app.store, UNREVIEWED).await?.as_deref() == Some("yes"))
}

/// Decides whether translations that nobody has reviewed go to other servers; it holds for what is published from now on.
pub async fn set_sends_unreviewed(app: &App, by: By<'_>, yes: bool) -> Result<()> {
    must_be_owner(by)?;
    write(app, by, UNREVIEWED, if yes { "yes" } else { "no" }).await
}

fn must_be_owner(by: By<'_>) -> Result<()> {
    match by {
        Some(member) if Role::parse(&member.role) != Some(Role::Owner) => {
            Err(Error::says("refusal-draft-owner-decides"))
        }
        _ => Ok(()),
    }
}

async fn write(app: &App, by: By<'_>, name: &str, value: &str) -> Result<()> {
    let mut tx = app.store.begin().await?;
    meta::save(&mut tx, name, value).await?;
    let subject = format!("{name} {value}");
    audit::write(&mut tx, app.row_id(), by.map(|m| m.id), "quorum.set", &subject, app.now()).await?;
    Ok(tx.commit().await?)
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
