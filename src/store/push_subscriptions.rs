//! Devices that want to be woken: at most one of each token. Where a device is and its keys are sealed bytes here.

use crate::domain::ids::{AccountId, RowId};
use crate::domain::push::{PushPolicy, PushWish};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    FIND = "SELECT id, account_id, device, standard, alerts, policy, private_text FROM push_subscriptions WHERE token_digest = $1";
    REMOVE = "DELETE FROM push_subscriptions WHERE token_digest = $1";
    REMOVE_ONE = "DELETE FROM push_subscriptions WHERE id = $1";
    SAVE = "INSERT INTO push_subscriptions (id, token_digest, account_id, device, standard, alerts, policy, private_text, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    CHANGE = "UPDATE push_subscriptions SET alerts = $2, policy = $3, private_text = $4 WHERE token_digest = $1";
    LIVING = "SELECT s.id, s.account_id, s.device, s.standard, s.alerts, s.policy, s.private_text, m.role, m.account_id = s.account_id AS is_own FROM push_subscriptions s JOIN tokens t ON t.digest = s.token_digest JOIN members m ON m.id = t.member_id WHERE s.id = $1 AND t.revoked_at IS NULL AND m.suspended_at IS NULL";
    FORGET_DEAD = "DELETE FROM push_subscriptions WHERE NOT EXISTS (SELECT 1 FROM tokens t JOIN members m ON m.id = t.member_id WHERE t.digest = push_subscriptions.token_digest AND t.revoked_at IS NULL AND m.suspended_at IS NULL)";
}

/// A device of an account.
#[derive(Clone, Debug)]
pub struct PushSubscription {
    /// Its id.
    pub id: RowId,
    /// Whose notifications it shows.
    pub account: AccountId,
    /// Its address and keys, sealed.
    pub device: Vec<u8>,
    /// It reads RFC 8291 and not the draft.
    pub is_standard: bool,
    /// What wakes it.
    pub wish: PushWish,
}

/// A device whose token still opens something.
#[derive(Clone, Debug)]
pub struct Living {
    /// The device.
    pub subscription: PushSubscription,
    /// The role of the member who holds the token.
    pub role: String,
    /// The account is the member's own.
    pub is_own: bool,
}

#[derive(sqlx::FromRow)]
struct SubscriptionRow {
    id: i64,
    account_id: i64,
    device: Vec<u8>,
    standard: bool,
    alerts: String,
    policy: String,
    private_text: bool,
}

#[derive(sqlx::FromRow)]
struct LivingRow {
    #[sqlx(flatten)]
    subscription: SubscriptionRow,
    role: String,
    is_own: bool,
}

impl TryFrom<SubscriptionRow> for PushSubscription {
    type Error = Error;

    fn try_from(row: SubscriptionRow) -> Result<Self> {
        let policy = PushPolicy::parse(&row.policy)
            .ok_or_else(|| Error::Broken(format!("subscription {} has a policy that is none", row.id)))?;
        Ok(Self {
            id: RowId(row.id),
            account: AccountId(row.account_id),
            device: row.device,
            is_standard: row.standard,
            wish: PushWish { alerts: from_json(&row.alerts)?, policy, private_text: row.private_text },
        })
    }
}

/// The device of this token.
pub async fn find(db: impl Reads, token: &[u8]) -> Result<Option<PushSubscription>> {
    let row: Option<SubscriptionRow> = db.one(&FIND, args![token]).await?;
    row.map(PushSubscription::try_from).transpose()
}

/// The device with this id, if its token opens anything.
pub async fn living(db: impl Reads, id: RowId) -> Result<Option<Living>> {
    let row: Option<LivingRow> = db.one(&LIVING, args![id]).await?;
    row.map(|row| {
        let LivingRow { subscription, role, is_own } = row;
        Ok(Living { subscription: subscription.try_into()?, role, is_own })
    })
    .transpose()
}

/// Puts the device of a token in the place of the one before.
pub async fn replace(tx: &mut Tx, token: &[u8], s: &PushSubscription, now: Time) -> Result<()> {
    tx.run(&REMOVE, args![token]).await?;
    let (alerts, policy) = (to_json(&s.wish.alerts), s.wish.policy.as_str());
    let device = s.device.as_slice();
    let values =
        args![s.id, token, s.account, device, s.is_standard, alerts, policy, s.wish.private_text, now];
    tx.run(&SAVE, values).await.map(drop)
}

/// The device of a token is woken by something else from now on; whether there is one.
pub async fn change(tx: &mut Tx, token: &[u8], wish: &PushWish) -> Result<bool> {
    let values = args![token, to_json(&wish.alerts), wish.policy.as_str(), wish.private_text];
    Ok(tx.run(&CHANGE, values).await? > 0)
}

/// The device of a token is woken no longer, and what waits for it goes.
pub async fn remove(tx: &mut Tx, token: &[u8]) -> Result<()> {
    tx.run(&REMOVE, args![token]).await.map(drop)
}

/// The device with this id is woken no longer, and what waits for it goes.
pub async fn remove_one(tx: &mut Tx, id: RowId) -> Result<()> {
    tx.run(&REMOVE_ONE, args![id]).await.map(drop)
}

/// Devices whose token opens nothing any more go. Whoever ends a token calls this in the same transaction.
pub(super) async fn forget_dead(tx: &mut Tx) -> Result<()> {
    tx.run(&FORGET_DEAD, args![]).await.map(drop)
}
