//! Posts that quote a post, and what its author has said to that (FEP-044f).

use crate::domain::ids::{AccountId, PostId};
use crate::domain::quote::QuoteState;
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, statements, to_json};

statements! {
    SAVE = "INSERT INTO quotings (post_id, quoted_id, author_id, state, request_uri, stamp_uri, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (post_id) DO NOTHING";
    OF_REQUEST = "SELECT post_id, quoted_id, state, stamp_uri FROM quotings WHERE request_uri = $1 AND author_id = $2";
    OF_STAMP = "SELECT post_id, quoted_id, state, stamp_uri FROM quotings WHERE stamp_uri = $1 AND author_id = $2";
    OF_POST = "SELECT post_id, quoted_id, state, stamp_uri FROM quotings WHERE post_id = $1";
    OF_POSTS =
        sqlite "SELECT post_id, quoted_id, state, stamp_uri FROM quotings WHERE post_id IN (SELECT value FROM json_each($1))"
        postgres "SELECT post_id, quoted_id, state, stamp_uri FROM quotings WHERE post_id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
    MADE_HERE = "SELECT q.post_id, p.account_id FROM quotings q JOIN posts p ON p.id = q.post_id JOIN accounts a ON a.id = p.account_id WHERE q.quoted_id = $1 AND q.state = 'accepted' AND a.host IS NULL AND a.suspended_at IS NULL";
    FORGET = "DELETE FROM quotings WHERE post_id = $1 RETURNING quoted_id, state";
    SET = "UPDATE quotings SET state = $3, stamp_uri = $4 WHERE post_id = $1 AND state = $2";
}

/// A quote that is to be kept.
#[derive(Clone, Debug)]
pub struct NewQuoting<'a> {
    /// The post that quotes.
    pub post: PostId,
    /// The post that is quoted.
    pub quoted: PostId,
    /// Who wrote that: nobody else is heard about it.
    pub author: AccountId,
    /// Where it stands.
    pub state: QuoteState,
    /// The id of our request, where we had to ask.
    pub request: Option<&'a str>,
    /// The stamp, where there is one.
    pub stamp: Option<&'a str>,
}

/// A quote as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoting {
    /// The post that quotes.
    pub post: PostId,
    /// The post that is quoted, while it is here.
    pub quoted: Option<PostId>,
    /// Where it stands.
    pub state: QuoteState,
    /// The stamp, where there is one.
    pub stamp: Option<String>,
}

type Row = (i64, Option<i64>, String, Option<String>);

fn read((post, quoted, state, stamp): Row) -> Result<Quoting> {
    let state = QuoteState::parse(&state)
        .ok_or_else(|| Error::Broken(format!("the quote in post {post} is in a state that is none")))?;
    Ok(Quoting { post: PostId(post), quoted: quoted.map(PostId), state, stamp })
}

/// Keeps a quote, and whether it is new; one that is kept already stays as it is.
pub async fn save(tx: &mut Tx, new: &NewQuoting<'_>, now: Time) -> Result<bool> {
    let (request, stamp) = (new.request.map(str::to_owned), new.stamp.map(str::to_owned));
    let values = args![new.post, new.quoted, new.author, new.state.as_str(), &request, &stamp, now];
    Ok(tx.run(&SAVE, values).await? > 0)
}

/// The quote that this author was asked about with this request.
pub async fn of_request(db: impl Reads, request: &str, author: AccountId) -> Result<Option<Quoting>> {
    db.one::<Row>(&OF_REQUEST, args![request, author]).await?.map(read).transpose()
}

/// The quote to which this author has agreed with this stamp.
pub async fn of_stamp(db: impl Reads, stamp: &str, author: AccountId) -> Result<Option<Quoting>> {
    db.one::<Row>(&OF_STAMP, args![stamp, author]).await?.map(read).transpose()
}

/// The quote in this post.
pub async fn of_post(db: impl Reads, post: PostId) -> Result<Option<Quoting>> {
    db.one::<Row>(&OF_POST, args![post]).await?.map(read).transpose()
}

/// The quotes in these posts, in no order.
pub async fn of_posts(db: impl Reads, posts: &[i64]) -> Result<Vec<Quoting>> {
    db.all::<Row>(&OF_POSTS, args![to_json(&posts)]).await?.into_iter().map(read).collect()
}

/// Posts that were written here and quote this one with its author's consent, and who wrote them.
pub async fn made_here(db: impl Reads, quoted: PostId) -> Result<Vec<(PostId, AccountId)>> {
    let rows: Vec<(i64, i64)> = db.all(&MADE_HERE, args![quoted]).await?;
    Ok(rows.into_iter().map(|(post, account)| (PostId(post), AccountId(account))).collect())
}

/// Takes the quote in this post away; the post that counted it, if one did.
pub async fn forget(tx: &mut Tx, post: PostId) -> Result<Option<PostId>> {
    let row: Option<(Option<i64>, String)> = (&mut *tx).one(&FORGET, args![post]).await?;
    let counted = row.filter(|(_, state)| state == QuoteState::Accepted.as_str());
    Ok(counted.and_then(|(quoted, _)| quoted).map(PostId))
}

/// Brings a quote from one state to another; false where it was no longer in the first.
pub async fn set(
    tx: &mut Tx,
    post: PostId,
    from: QuoteState,
    to: QuoteState,
    stamp: Option<&str>,
) -> Result<bool> {
    let stamp = stamp.map(str::to_owned);
    Ok(tx.run(&SET, args![post, from.as_str(), to.as_str(), &stamp]).await? > 0)
}
