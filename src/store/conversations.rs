//! Direct posts of one thread among the same people, as each of them sees it. Only `service/surface` adds to them.

use crate::domain::ids::{AccountId, PostId, RowId};

use super::database::{Reads, Result, Tx, args, from_json, statements, to_json};
use super::lines::Window;

statements! {
    // The newest conversation of this account among the same people that holds the parent.
    OF_PARENT = "SELECT c.id FROM conversation_posts q JOIN conversations c ON c.id = q.conversation_id WHERE q.post_id = $1 AND c.account_id = $2 AND c.participants = $3 ORDER BY c.id DESC LIMIT 1";
    CREATE = "INSERT INTO conversations (id, account_id, participants, read_id) VALUES ($1, $2, $3, 0)";
    ADD = "INSERT INTO conversation_posts (conversation_id, post_id) VALUES ($1, $2) ON CONFLICT (conversation_id, post_id) DO NOTHING";
    READ_TO = "UPDATE conversations SET read_id = $2 WHERE id = $1 AND read_id < $2";
    DELETE = "DELETE FROM conversations WHERE id = $1 AND account_id = $2";
    FIND = "SELECT c.id, c.participants, c.read_id, max(q.post_id) FROM conversations c JOIN conversation_posts q ON q.conversation_id = c.id WHERE c.id = $1 AND c.account_id = $2 GROUP BY c.id, c.participants, c.read_id";
    OF_POST = "SELECT c.id, c.participants, c.read_id, max(q.post_id) FROM conversation_posts h JOIN conversations c ON c.id = h.conversation_id JOIN conversation_posts q ON q.conversation_id = c.id WHERE h.post_id = $1 AND c.account_id = $2 GROUP BY c.id, c.participants, c.read_id ORDER BY c.id DESC LIMIT 1";
    PAGE = "SELECT c.id, c.participants, c.read_id, max(q.post_id) FROM conversations c JOIN conversation_posts q ON q.conversation_id = c.id WHERE c.account_id = $1 GROUP BY c.id, c.participants, c.read_id HAVING max(q.post_id) < $2 AND max(q.post_id) > $3 ORDER BY 4 DESC LIMIT $4";
    PAGE_UP = "SELECT c.id, c.participants, c.read_id, max(q.post_id) FROM conversations c JOIN conversation_posts q ON q.conversation_id = c.id WHERE c.account_id = $1 GROUP BY c.id, c.participants, c.read_id HAVING max(q.post_id) < $2 AND max(q.post_id) > $3 ORDER BY 4 LIMIT $4";
}

/// A conversation as one of its people sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// Its id.
    pub id: RowId,
    /// The others in it.
    pub others: Vec<AccountId>,
    /// Its newest post.
    pub last: PostId,
    /// There is something new in it.
    pub is_unread: bool,
}

type Row = (i64, String, i64, i64);

fn read((id, participants, read_id, last): Row) -> Result<Conversation> {
    let others: Vec<i64> = from_json(&participants)?;
    Ok(Conversation {
        id: RowId(id),
        others: others.into_iter().map(AccountId).collect(),
        last: PostId(last),
        is_unread: last > read_id,
    })
}

/// Adds a post to the conversation of `owner` with these others: the one that holds its parent, or a new one with this id.
/// What the owner wrote, the owner has read.
pub async fn add(
    tx: &mut Tx,
    new_id: RowId,
    owner: AccountId,
    others: &[AccountId],
    post: PostId,
    parent: Option<PostId>,
    is_own: bool,
) -> Result<()> {
    let mut ids: Vec<i64> = others.iter().map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let participants = to_json(&ids);
    let known: Option<(i64,)> = match parent {
        Some(parent) => (&mut *tx).one(&OF_PARENT, args![parent, owner, &participants]).await?,
        None => None,
    };
    let id = known.map_or(new_id, |(id,)| RowId(id));
    if known.is_none() {
        tx.run(&CREATE, args![id, owner, participants]).await?;
    }
    tx.run(&ADD, args![id, post]).await?;
    if is_own {
        tx.run(&READ_TO, args![id, post]).await?;
    }
    Ok(())
}

/// Notes that everything up to this post has been read.
pub async fn read_to(tx: &mut Tx, id: RowId, post: PostId) -> Result<()> {
    tx.run(&READ_TO, args![id, post]).await.map(drop)
}

/// Takes a conversation out of its owner's list; whether they had it. The posts stay.
pub async fn delete(tx: &mut Tx, owner: AccountId, id: RowId) -> Result<bool> {
    Ok(tx.run(&DELETE, args![id, owner]).await? > 0)
}

/// A conversation of this owner.
pub async fn find(db: impl Reads, owner: AccountId, id: RowId) -> Result<Option<Conversation>> {
    db.one::<Row>(&FIND, args![id, owner]).await?.map(read).transpose()
}

/// The conversation of this owner that holds the post.
pub async fn of_post(db: impl Reads, owner: AccountId, post: PostId) -> Result<Option<Conversation>> {
    db.one::<Row>(&OF_POST, args![post, owner]).await?.map(read).transpose()
}

/// Conversations of an owner in this window of the ids of their newest posts, newest first.
pub async fn page(db: impl Reads, owner: AccountId, w: Window) -> Result<Vec<Conversation>> {
    let sql = if w.upwards { &PAGE_UP } else { &PAGE };
    let rows: Vec<Row> = db.all(sql, args![owner, w.below, w.above, w.limit]).await?;
    let mut found: Vec<Conversation> = rows.into_iter().map(read).collect::<Result<_>>()?;
    found.sort_unstable_by_key(|c| std::cmp::Reverse(c.last));
    Ok(found)
}
