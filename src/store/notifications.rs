//! What local actors are told. Only `service/surface` writes here.

use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::notification::{GroupKey, NotificationKind};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, Value, args, statements, to_json};
use super::hidden::unheard;
use super::lines::Window;

statements! {
    SAVE = "INSERT INTO notifications (id, account_id, kind, from_id, post_id, subject, created_at, held_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (account_id, subject) DO NOTHING";
    REMOVE = "DELETE FROM notifications WHERE account_id = $1 AND subject = $2";
    REMOVE_OLD = "DELETE FROM notifications WHERE account_id = $1 AND subject = $2 AND created_at <= $3";
    LIST = "SELECT id, account_id, kind, from_id, post_id, created_at, subject FROM notifications WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    PAGE =
        sqlite "SELECT id, account_id, kind, from_id, post_id, created_at, subject FROM notifications WHERE account_id = $1 AND id < $2 AND id > $3 AND kind IN (SELECT value FROM json_each($5)) AND ($7 = 0 OR from_id = $7) AND ($8 = 1 OR held_at IS NULL) AND NOT " [unheard "$1", "from_id", "$6"] " ORDER BY id DESC LIMIT $4"
        postgres "SELECT id, account_id, kind, from_id, post_id, created_at, subject FROM notifications WHERE account_id = $1 AND id < $2 AND id > $3 AND kind IN (SELECT jsonb_array_elements_text($5::jsonb)) AND ($7 = 0 OR from_id = $7) AND ($8 = 1 OR held_at IS NULL) AND NOT " [unheard "$1", "from_id", "$6"] " ORDER BY id DESC LIMIT $4";
    PAGE_UP =
        sqlite "SELECT id, account_id, kind, from_id, post_id, created_at, subject FROM notifications WHERE account_id = $1 AND id < $2 AND id > $3 AND kind IN (SELECT value FROM json_each($5)) AND ($7 = 0 OR from_id = $7) AND ($8 = 1 OR held_at IS NULL) AND NOT " [unheard "$1", "from_id", "$6"] " ORDER BY id LIMIT $4"
        postgres "SELECT id, account_id, kind, from_id, post_id, created_at, subject FROM notifications WHERE account_id = $1 AND id < $2 AND id > $3 AND kind IN (SELECT jsonb_array_elements_text($5::jsonb)) AND ($7 = 0 OR from_id = $7) AND ($8 = 1 OR held_at IS NULL) AND NOT " [unheard "$1", "from_id", "$6"] " ORDER BY id LIMIT $4";
    FIND = "SELECT id, account_id, kind, from_id, post_id, created_at, subject FROM notifications WHERE account_id = $1 AND id = $2";
    DISMISS = "DELETE FROM notifications WHERE account_id = $1 AND id = $2";
    OF_GROUP = "SELECT id, account_id, kind, from_id, post_id, created_at, subject FROM notifications WHERE account_id = $1 AND id >= $2 AND id < $3 AND kind = $4 AND ($5 = 0 OR post_id = $5) AND held_at IS NULL AND NOT " [unheard "$1", "from_id", "$6"] " ORDER BY id DESC LIMIT $7";
    COUNT_GROUP = "SELECT count(*) FROM notifications WHERE account_id = $1 AND id >= $2 AND id < $3 AND kind = $4 AND ($5 = 0 OR post_id = $5) AND held_at IS NULL AND NOT " [unheard "$1", "from_id", "$6"] "";
    DISMISS_GROUP = "DELETE FROM notifications WHERE account_id = $1 AND id >= $2 AND id < $3 AND kind = $4 AND ($5 = 0 OR post_id = $5) AND held_at IS NULL";
    CLEAR = "DELETE FROM notifications WHERE account_id = $1 AND held_at IS NULL";
    COUNT =
        sqlite "SELECT count(*) FROM (SELECT id FROM notifications WHERE account_id = $1 AND id > $2 AND kind IN (SELECT value FROM json_each($4)) AND ($5 = 0 OR from_id = $5) AND held_at IS NULL AND NOT " [unheard "$1", "from_id", "$6"] " LIMIT $3) n"
        postgres "SELECT count(*) FROM (SELECT id FROM notifications WHERE account_id = $1 AND id > $2 AND kind IN (SELECT jsonb_array_elements_text($4::jsonb)) AND ($5 = 0 OR from_id = $5) AND held_at IS NULL AND NOT " [unheard "$1", "from_id", "$6"] " LIMIT $3) n";
}

/// A notification.
#[derive(Clone, Debug)]
pub struct NotificationRecord {
    /// Its id.
    pub id: RowId,
    /// Who is told.
    pub account: AccountId,
    /// Why.
    pub kind: NotificationKind,
    /// Who did it.
    pub from: AccountId,
    /// About which post.
    pub post: Option<PostId>,
    /// About which report.
    pub report: Option<RowId>,
    /// When.
    pub created_at: Time,
}

impl NotificationRecord {
    /// What makes it the same notification: kind, who did it, to which post; of a report, which one it is.
    pub fn subject(&self) -> String {
        // No report is about a post alone, so that its id stands where that of a post would.
        subject(self.kind, self.from, self.report.map(|report| PostId(report.0)).or(self.post))
    }
}

/// What makes a notification the same as another.
pub fn subject(kind: NotificationKind, from: AccountId, post: Option<PostId>) -> String {
    match post {
        Some(post) => format!("{}:{from}:{post}", kind.as_str()),
        None => format!("{}:{from}", kind.as_str()),
    }
}

/// Writes a notification, which may have to wait; whether it is a new one.
pub async fn save(tx: &mut Tx, n: &NotificationRecord, held_at: Option<Time>) -> Result<bool> {
    let written = tx
        .run(
            &SAVE,
            args![n.id, n.account, n.kind.as_str(), n.from.0, n.post, n.subject(), n.created_at, held_at],
        )
        .await?;
    Ok(written > 0)
}

/// Takes a notification back.
pub async fn remove(tx: &mut Tx, account: AccountId, subject: &str) -> Result<()> {
    tx.run(&REMOVE, args![account, subject]).await.map(drop)
}

/// Takes a notification back that is no younger than this.
pub async fn remove_old(tx: &mut Tx, account: AccountId, subject: &str, at: Time) -> Result<()> {
    tx.run(&REMOVE_OLD, args![account, subject, at]).await.map(drop)
}

/// Notifications below this id, newest first.
pub async fn list(
    db: impl Reads,
    account: AccountId,
    below: i64,
    limit: i64,
) -> Result<Vec<NotificationRecord>> {
    read(db.all(&LIST, args![account, below, limit]).await?)
}

/// Which notifications are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of these kinds.
    pub kinds: Vec<NotificationKind>,
    /// Of what this account did only.
    pub from: Option<AccountId>,
    /// Those that wait as well.
    pub held: bool,
}

impl Wanted {
    fn words(&self) -> String {
        to_json(&self.kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>())
    }

    /// No account has the id 0.
    fn sender(&self) -> i64 {
        self.from.map_or(0, |id| id.0)
    }
}

/// A part of the wanted notifications, without those by people whom the account does not want to hear.
pub async fn page(
    db: impl Reads,
    account: AccountId,
    wanted: &Wanted,
    w: Window,
    now: Time,
) -> Result<Vec<NotificationRecord>> {
    let sql = if w.upwards { &PAGE_UP } else { &PAGE };
    let held = i64::from(wanted.held);
    let values = args![account, w.below, w.above, w.limit, wanted.words(), now, wanted.sender(), held];
    read(db.all(sql, values).await?)
}

/// One notification of this account.
pub async fn find(db: impl Reads, account: AccountId, id: RowId) -> Result<Option<NotificationRecord>> {
    Ok(read(db.all(&FIND, args![account, id]).await?)?.pop())
}

/// How many of the wanted ones are above this id; counting ends at `most`.
pub async fn count(
    db: impl Reads,
    account: AccountId,
    wanted: &Wanted,
    above: i64,
    most: i64,
    now: Time,
) -> Result<i64> {
    let row: Option<(i64,)> =
        db.one(&COUNT, args![account, above, most, wanted.words(), wanted.sender(), now]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Takes one notification away, by its id; `false` when the account has none with it.
pub async fn dismiss(tx: &mut Tx, account: AccountId, id: RowId) -> Result<bool> {
    Ok(tx.run(&DISMISS, args![account, id]).await? > 0)
}

/// What a group is looked for by; no post has the id 0.
fn members_of(
    account: AccountId,
    (first, end): (i64, i64),
    kind: NotificationKind,
    post: Option<PostId>,
) -> Vec<Value> {
    args![account, first, end, kind.as_str(), post.map_or(0, |id| id.0)]
}

/// The newest of a group, newest first.
pub async fn of_group(
    db: impl Reads,
    account: AccountId,
    key: &GroupKey,
    most: i64,
    now: Time,
) -> Result<Vec<NotificationRecord>> {
    match key {
        GroupKey::Single(id) => Ok(find(db, account, *id).await?.into_iter().collect()),
        GroupKey::Many { kind, post, .. } => {
            let mut values = members_of(account, key.span(), *kind, *post);
            values.extend([now.0.into(), most.into()]);
            read(db.all(&OF_GROUP, values).await?)
        }
    }
}

/// How many there are in a group.
pub async fn count_group(db: impl Reads, account: AccountId, key: &GroupKey, now: Time) -> Result<i64> {
    let GroupKey::Many { kind, post, .. } = key else { return Ok(1) };
    let mut values = members_of(account, key.span(), *kind, *post);
    values.push(now.0.into());
    let row: Option<(i64,)> = db.one(&COUNT_GROUP, values).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Takes a group away.
pub async fn dismiss_group(tx: &mut Tx, account: AccountId, key: &GroupKey) -> Result<()> {
    match key {
        GroupKey::Single(id) => dismiss(tx, account, *id).await.map(drop),
        GroupKey::Many { kind, post, .. } => {
            tx.run(&DISMISS_GROUP, members_of(account, key.span(), *kind, *post)).await.map(drop)
        }
    }
}

/// Takes every notification of the account away; what waits goes on waiting.
pub async fn clear(tx: &mut Tx, account: AccountId) -> Result<()> {
    tx.run(&CLEAR, args![account]).await.map(drop)
}

type NotificationRow = (i64, i64, String, i64, Option<i64>, i64, String);

/// The report that a subject names.
fn report_of(subject: &str) -> Option<RowId> {
    let rest = subject.strip_prefix(NotificationKind::Report.as_str())?;
    rest.rsplit_once(':').filter(|(from, _)| !from.is_empty())?.1.parse().ok()
}

fn read(rows: Vec<NotificationRow>) -> Result<Vec<NotificationRecord>> {
    rows.into_iter()
        .map(|(id, account, kind, from, post, at, subject)| {
            Ok(NotificationRecord {
                id: RowId(id),
                account: AccountId(account),
                kind: NotificationKind::parse(&kind)
                    .ok_or_else(|| Error::Broken(format!("notification {id} is of no kind")))?,
                from: AccountId(from),
                post: post.map(PostId),
                report: report_of(&subject),
                created_at: Time(at),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_of_a_report_says_which() {
        let report = NotificationRecord {
            id: RowId(1),
            account: AccountId(2),
            kind: NotificationKind::Report,
            from: AccountId(3),
            post: None,
            report: Some(RowId(4)),
            created_at: Time(5),
        };
        assert_eq!(report_of(&report.subject()), Some(RowId(4)));
        // Before, the subject said only who had reported.
        for other in ["report:3", "like:3:4", "follow:3", ""] {
            assert_eq!(report_of(other), None, "{other}");
        }
    }
}
