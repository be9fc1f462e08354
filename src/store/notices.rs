//! What the house tells its members, who of them has read it, and how they react.

use std::collections::HashMap;

use crate::domain::day::Day;
use crate::domain::ids::{MemberId, RowId};
use crate::domain::notice::{Notice, NoticePlan, ends_at};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    SAVE = "INSERT INTO notices (id, language, source, html, names, starts_on, ends_on, ends_at, published_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    CHANGE = "UPDATE notices SET language = $2, source = $3, html = $4, names = $5, starts_on = $6, ends_on = $7, ends_at = $8, changed_at = $9 WHERE id = $1";
    REMOVE = "DELETE FROM notices WHERE id = $1";
    FIND = "SELECT id, language, source, html, names, starts_on, ends_on, published_at, changed_at FROM notices WHERE id = $1";
    LIST = "SELECT id, language, source, html, names, starts_on, ends_on, published_at, changed_at FROM notices WHERE id < $1 ORDER BY id DESC LIMIT $2";
    CURRENT = "SELECT id, language, source, html, names, starts_on, ends_on, published_at, changed_at FROM notices WHERE ends_at IS NULL OR ends_at > $1 ORDER BY id DESC LIMIT $2";
    UNREAD = "SELECT id, language, source, html, names, starts_on, ends_on, published_at, changed_at FROM notices WHERE (ends_at IS NULL OR ends_at > $1) AND NOT EXISTS (SELECT 1 FROM notice_reads r WHERE r.notice_id = notices.id AND r.member_id = $2) ORDER BY id DESC LIMIT $3";
    READ = "INSERT INTO notice_reads (notice_id, member_id) VALUES ($1, $2) ON CONFLICT (notice_id, member_id) DO NOTHING";
    READ_NO_MORE = "DELETE FROM notice_reads WHERE notice_id = $1";
    READ_BY = "SELECT notice_id FROM notice_reads WHERE member_id = $1";
    REACT = "INSERT INTO notice_reactions (notice_id, name, member_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (notice_id, name, member_id) DO NOTHING";
    UNREACT = "DELETE FROM notice_reactions WHERE notice_id = $1 AND name = $2 AND member_id = $3";
    REACTIONS =
        sqlite "SELECT notice_id, name, count(*), count(CASE WHEN member_id = $2 THEN 1 END) FROM notice_reactions WHERE notice_id IN (SELECT value FROM json_each($1)) GROUP BY notice_id, name ORDER BY min(created_at), name"
        postgres "SELECT notice_id, name, count(*), count(CASE WHEN member_id = $2 THEN 1 END) FROM notice_reactions WHERE notice_id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb)) GROUP BY notice_id, name ORDER BY min(created_at), name";
    COUNT_REACTION = "SELECT count(*) FROM notice_reactions WHERE notice_id = $1 AND name = $2";
}

#[derive(sqlx::FromRow)]
struct NoticeRow {
    id: i64,
    language: String,
    source: String,
    html: String,
    names: String,
    starts_on: Option<String>,
    ends_on: Option<String>,
    published_at: i64,
    changed_at: i64,
}

impl TryFrom<NoticeRow> for Notice {
    type Error = Error;

    fn try_from(row: NoticeRow) -> Result<Self> {
        let day = |text: Option<String>| text.as_deref().and_then(Day::parse);
        Ok(Self {
            id: RowId(row.id),
            plan: NoticePlan {
                source: row.source,
                language: row.language,
                starts_on: day(row.starts_on),
                ends_on: day(row.ends_on),
            },
            html: row.html,
            names: from_json(&row.names)?,
            published_at: Time(row.published_at),
            changed_at: Time(row.changed_at),
        })
    }
}

/// How members react to a notice with one sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// An emoji, or the name of one of this server.
    pub name: String,
    /// So many members.
    pub count: i64,
    /// Whether the one who asks is one of them.
    pub is_own: bool,
}

fn days(plan: &NoticePlan) -> [Option<String>; 2] {
    [plan.starts_on, plan.ends_on].map(|day| day.map(|day| day.to_string()))
}

/// Writes a new one.
pub async fn save(tx: &mut Tx, n: &Notice) -> Result<()> {
    let [starts, ends] = days(&n.plan);
    let values = args![
        n.id,
        &n.plan.language,
        &n.plan.source,
        &n.html,
        to_json(&n.names),
        starts,
        ends,
        ends_at(&n.plan),
        n.published_at,
        n.changed_at
    ];
    tx.run(&SAVE, values).await.map(drop)
}

/// Writes what has changed; `false` when it is not here.
pub async fn change(tx: &mut Tx, n: &Notice) -> Result<bool> {
    let [starts, ends] = days(&n.plan);
    let (plan, names) = (&n.plan, to_json(&n.names));
    let values =
        args![n.id, &plan.language, &plan.source, &n.html, names, starts, ends, ends_at(plan), n.changed_at];
    Ok(tx.run(&CHANGE, values).await? > 0)
}

/// Takes one away; `false` when it is not here.
pub async fn remove(tx: &mut Tx, id: RowId) -> Result<bool> {
    Ok(tx.run(&REMOVE, args![id]).await? > 0)
}

/// The notice with this id.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<Notice>> {
    db.one::<NoticeRow>(&FIND, args![id]).await?.map(Notice::try_from).transpose()
}

/// Those below this number, the newest first.
pub async fn list(db: impl Reads, below: i64, limit: i64) -> Result<Vec<Notice>> {
    db.all::<NoticeRow>(&LIST, args![below, limit]).await?.into_iter().map(Notice::try_from).collect()
}

/// Those that are not over, the newest first.
pub async fn current(db: impl Reads, now: Time, limit: i64) -> Result<Vec<Notice>> {
    db.all::<NoticeRow>(&CURRENT, args![now, limit]).await?.into_iter().map(Notice::try_from).collect()
}

/// Those that are not over and that this member has not read, the newest first.
pub async fn unread(db: impl Reads, member: MemberId, now: Time, limit: i64) -> Result<Vec<Notice>> {
    let rows: Vec<NoticeRow> = db.all(&UNREAD, args![now, member, limit]).await?;
    rows.into_iter().map(Notice::try_from).collect()
}

/// Somebody has read it.
pub async fn read(tx: &mut Tx, id: RowId, member: MemberId) -> Result<()> {
    tx.run(&READ, args![id, member]).await.map(drop)
}

/// Nobody has read what it says now.
pub async fn read_no_more(tx: &mut Tx, id: RowId) -> Result<()> {
    tx.run(&READ_NO_MORE, args![id]).await.map(drop)
}

/// Which ones somebody has read.
pub async fn read_by(db: impl Reads, member: MemberId) -> Result<Vec<RowId>> {
    let rows: Vec<(i64,)> = db.all(&READ_BY, args![member]).await?;
    Ok(rows.into_iter().map(|(id,)| RowId(id)).collect())
}

/// Somebody reacts; `false` when they have done so already.
pub async fn react(tx: &mut Tx, id: RowId, name: &str, member: MemberId, now: Time) -> Result<bool> {
    Ok(tx.run(&REACT, args![id, name, member, now]).await? > 0)
}

/// Somebody takes a reaction back; `false` when there was none.
pub async fn unreact(tx: &mut Tx, id: RowId, name: &str, member: MemberId) -> Result<bool> {
    Ok(tx.run(&UNREACT, args![id, name, member]).await? > 0)
}

/// How members react to these notices, by id of the notice; the first sign first.
pub async fn reactions(
    db: impl Reads,
    ids: &[i64],
    member: MemberId,
) -> Result<HashMap<RowId, Vec<Reaction>>> {
    let rows: Vec<(i64, String, i64, i64)> = db.all(&REACTIONS, args![to_json(&ids), member]).await?;
    let mut found: HashMap<RowId, Vec<Reaction>> = HashMap::new();
    for (notice, name, count, own) in rows {
        found.entry(RowId(notice)).or_default().push(Reaction { name, count, is_own: own > 0 });
    }
    Ok(found)
}

/// How many react to a notice with this sign.
pub async fn count_reaction(db: impl Reads, id: RowId, name: &str) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_REACTION, args![id, name]).await?;
    Ok(row.map_or(0, |(count,)| count))
}
