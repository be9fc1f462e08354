//! What accounts want of people they do not know: their policies, whom they have let in, and who waits. The waiting
//! notifications themselves are in `notifications`. Only `service/surface` writes here.

use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::notification::{FOLLOWER_AFTER, Policy, Sender, Treatment};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, statements};
use super::lines::Window;

statements! {
    POLICY = "SELECT not_following, not_followers, new_accounts, private_mentions, limited_accounts FROM notification_policies WHERE account_id = $1";
    SAVE_POLICY = "INSERT INTO notification_policies (account_id, not_following, not_followers, new_accounts, private_mentions, limited_accounts) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account_id) DO UPDATE SET not_following = excluded.not_following, not_followers = excluded.not_followers, new_accounts = excluded.new_accounts, private_mentions = excluded.private_mentions, limited_accounts = excluded.limited_accounts";
    SENDER = "SELECT EXISTS (SELECT 1 FROM notification_permissions WHERE account_id = $1 AND from_id = $2), EXISTS (SELECT 1 FROM follows WHERE follower_id = $1 AND target_id = $2 AND state = 'accepted'), EXISTS (SELECT 1 FROM follows WHERE follower_id = $2 AND target_id = $1 AND state = 'accepted' AND created_at <= $3), EXISTS (SELECT 1 FROM posts p LEFT JOIN posts q ON q.id = p.in_reply_to_id WHERE p.id = $4 AND p.visibility = 'direct' AND (q.id IS NULL OR q.account_id <> $1))";
    PERMIT = "INSERT INTO notification_permissions (account_id, from_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (account_id, from_id) DO NOTHING";
    ASK = "INSERT INTO notification_requests (id, account_id, from_id, post_id, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (account_id, from_id) DO UPDATE SET post_id = coalesce(excluded.post_id, notification_requests.post_id), updated_at = excluded.updated_at";
    PAGE = "SELECT r.id, r.from_id, r.post_id, r.created_at, r.updated_at, (SELECT count(*) FROM notifications n WHERE n.account_id = r.account_id AND n.from_id = r.from_id AND n.held_at IS NOT NULL) FROM notification_requests r WHERE r.account_id = $1 AND r.id < $2 AND r.id > $3 ORDER BY r.id DESC LIMIT $4";
    PAGE_UP = "SELECT r.id, r.from_id, r.post_id, r.created_at, r.updated_at, (SELECT count(*) FROM notifications n WHERE n.account_id = r.account_id AND n.from_id = r.from_id AND n.held_at IS NOT NULL) FROM notification_requests r WHERE r.account_id = $1 AND r.id < $2 AND r.id > $3 ORDER BY r.id LIMIT $4";
    RELEASE = "UPDATE notifications SET held_at = NULL WHERE account_id = $1 AND from_id = $2 AND held_at IS NOT NULL";
    THROW_AWAY = "DELETE FROM notifications WHERE account_id = $1 AND from_id = $2 AND held_at IS NOT NULL";
    END = "DELETE FROM notification_requests WHERE account_id = $1 AND id = $2 RETURNING from_id";
    WAITING = "SELECT (SELECT count(*) FROM notification_requests WHERE account_id = $1), (SELECT count(*) FROM notifications WHERE account_id = $1 AND held_at IS NOT NULL)";
}

type PolicyRow = (String, String, String, String, String);

/// What the account has chosen; `None` where it has not.
pub async fn policy(db: impl Reads, account: AccountId) -> Result<Option<Policy>> {
    let row: Option<PolicyRow> = db.one(&POLICY, args![account]).await?;
    let Some((not_following, not_followers, new_accounts, private_mentions, limited_accounts)) = row else {
        return Ok(None);
    };
    let read =
        |word: &str| Treatment::parse(word).ok_or_else(|| Error::Broken(format!("a policy says \"{word}\"")));
    Ok(Some(Policy {
        not_following: read(&not_following)?,
        not_followers: read(&not_followers)?,
        new_accounts: read(&new_accounts)?,
        private_mentions: read(&private_mentions)?,
        limited_accounts: read(&limited_accounts)?,
    }))
}

/// Writes what the account has chosen.
pub async fn save_policy(tx: &mut Tx, account: AccountId, p: &Policy) -> Result<()> {
    let values = args![
        account,
        p.not_following.as_str(),
        p.not_followers.as_str(),
        p.new_accounts.as_str(),
        p.private_mentions.as_str(),
        p.limited_accounts.as_str()
    ];
    tx.run(&SAVE_POLICY, values).await.map(drop)
}

/// What the rows tell of a sender; how long they have been known is told by their id.
pub async fn sender(
    db: impl Reads,
    account: AccountId,
    from: AccountId,
    post: Option<PostId>,
    now: Time,
) -> Result<Sender> {
    let row: Option<(bool, bool, bool, bool)> =
        db.one(&SENDER, args![account, from, now.plus(-FOLLOWER_AFTER), post]).await?;
    let (is_permitted, is_followed, is_follower, is_unasked_direct) = row.unwrap_or_default();
    Ok(Sender { is_permitted, is_followed, is_follower, is_unasked_direct, ..Sender::default() })
}

/// The account lets somebody in from now on.
pub async fn permit(tx: &mut Tx, account: AccountId, from: AccountId, now: Time) -> Result<()> {
    tx.run(&PERMIT, args![account, from, now]).await.map(drop)
}

/// Something by this sender waits.
pub async fn ask(
    tx: &mut Tx,
    id: RowId,
    account: AccountId,
    from: AccountId,
    post: Option<PostId>,
    now: Time,
) -> Result<()> {
    tx.run(&ASK, args![id, account, from.0, post, now]).await.map(drop)
}

/// Somebody whose notifications wait.
#[derive(Clone, Debug)]
pub struct RequestRecord {
    /// Its id.
    pub id: RowId,
    /// Who.
    pub from: AccountId,
    /// The last post of theirs that was to be told.
    pub post: Option<PostId>,
    /// Since when.
    pub created_at: Time,
    /// When the last of them came.
    pub updated_at: Time,
    /// How many wait.
    pub count: i64,
}

/// A part of the requests to this account.
pub async fn page(db: impl Reads, account: AccountId, w: Window) -> Result<Vec<RequestRecord>> {
    let sql = if w.upwards { &PAGE_UP } else { &PAGE };
    let rows: Vec<(i64, i64, Option<i64>, i64, i64, i64)> =
        db.all(sql, args![account, w.below, w.above, w.limit]).await?;
    Ok(rows
        .into_iter()
        .map(|(id, from, post, created_at, updated_at, count)| RequestRecord {
            id: RowId(id),
            from: AccountId(from),
            post: post.map(PostId),
            created_at: Time(created_at),
            updated_at: Time(updated_at),
            count,
        })
        .collect())
}

/// Ends a request to this account; whose it was.
pub async fn end(tx: &mut Tx, account: AccountId, id: RowId) -> Result<Option<AccountId>> {
    let row: Option<(i64,)> = (&mut *tx).one(&END, args![account, id]).await?;
    Ok(row.map(|(from,)| AccountId(from)))
}

/// What waits of this sender is told like everything else.
pub async fn release(tx: &mut Tx, account: AccountId, from: AccountId) -> Result<()> {
    tx.run(&RELEASE, args![account, from]).await.map(drop)
}

/// What waits of this sender is thrown away.
pub async fn throw_away(tx: &mut Tx, account: AccountId, from: AccountId) -> Result<()> {
    tx.run(&THROW_AWAY, args![account, from]).await.map(drop)
}

/// How many senders and how many notifications wait.
pub async fn waiting(db: impl Reads, account: AccountId) -> Result<(i64, i64)> {
    Ok(db.one(&WAITING, args![account]).await?.unwrap_or_default())
}
