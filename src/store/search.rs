//! The words of posts, and looking for posts, people and hashtags. The words of a post are written with it, in the same
//! transaction; how they are indexed is where the two databases differ most.

use crate::domain::ids::AccountId;
use crate::domain::post::Post;
use crate::domain::search::{self, Phrase, Question};
use crate::domain::time::Time;

use super::database::{Reads as _, Result, Tx, args, statements};

statements! {
    KEEP = "INSERT INTO post_words (post_id, words) VALUES ($1, $2) ON CONFLICT (post_id) DO UPDATE SET words = excluded.words";
    // SQLite reads its index from the newest post on and stops when the page is full; the order of the tables says so.
    WITH_WORDS =
        sqlite "SELECT p.id FROM post_words_index CROSS JOIN posts p ON p.id = post_words_index.rowid CROSS JOIN accounts a ON a.id = p.account_id WHERE post_words_index MATCH $10 AND a.suspended_at IS NULL AND p.id < $2 AND p.id > $3 AND ($4 = 0 OR p.account_id = $4) AND ($5 = 0 OR p.details LIKE '%\"attachments\":[{%') AND p.published_at < $6 AND p.published_at >= $7 AND (p.account_id = $1 OR (NOT EXISTS (SELECT 1 FROM blocks k WHERE (k.blocker_id = $1 AND k.target_id = p.account_id) OR (k.blocker_id = p.account_id AND k.target_id = $1)) AND ((p.visibility = 'public' AND (a.host IS NULL OR a.discoverable)) OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $1) OR (p.visibility <> 'direct' AND EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = p.account_id AND f.state = 'accepted'))))) ORDER BY post_words_index.rowid DESC LIMIT $8 OFFSET $9"
        postgres "SELECT p.id FROM post_words w JOIN posts p ON p.id = w.post_id JOIN accounts a ON a.id = p.account_id WHERE to_tsvector('simple', w.words) @@ to_tsquery('simple', $10) AND a.suspended_at IS NULL AND p.id < $2 AND p.id > $3 AND ($4 = 0 OR p.account_id = $4) AND ($5 = 0 OR p.details LIKE '%\"attachments\":[{%') AND p.published_at < $6 AND p.published_at >= $7 AND (p.account_id = $1 OR (NOT EXISTS (SELECT 1 FROM blocks k WHERE (k.blocker_id = $1 AND k.target_id = p.account_id) OR (k.blocker_id = p.account_id AND k.target_id = $1)) AND ((p.visibility = 'public' AND (a.host IS NULL OR a.discoverable)) OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $1) OR (p.visibility <> 'direct' AND EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = p.account_id AND f.state = 'accepted'))))) ORDER BY p.id DESC LIMIT $8 OFFSET $9";
    BY_AUTHOR = "SELECT p.id FROM posts p JOIN accounts a ON a.id = p.account_id WHERE p.account_id = $4 AND a.suspended_at IS NULL AND p.id < $2 AND p.id > $3 AND ($4 = 0 OR p.account_id = $4) AND ($5 = 0 OR p.details LIKE '%\"attachments\":[{%') AND p.published_at < $6 AND p.published_at >= $7 AND (p.account_id = $1 OR (NOT EXISTS (SELECT 1 FROM blocks k WHERE (k.blocker_id = $1 AND k.target_id = p.account_id) OR (k.blocker_id = p.account_id AND k.target_id = $1)) AND ((p.visibility = 'public' AND (a.host IS NULL OR a.discoverable)) OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $1) OR (p.visibility <> 'direct' AND EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = p.account_id AND f.state = 'accepted'))))) ORDER BY p.id DESC LIMIT $8 OFFSET $9";
    // Of everybody who is called so, at most a thousand are looked at; those whom the viewer follows always.
    PEOPLE = "SELECT a.id FROM (SELECT c.account_id FROM (SELECT w.account_id FROM account_words w JOIN accounts x ON x.id = w.account_id WHERE w.word >= $1 AND w.word < $2 AND $5 = 0 AND x.gone_at IS NULL AND x.suspended_at IS NULL AND ($3 = '' OR coalesce(x.host, $4) LIKE $3 ESCAPE '!') ORDER BY w.word, w.account_id LIMIT 1000) c UNION SELECT f.target_id FROM follows f JOIN account_words v ON v.account_id = f.target_id WHERE f.follower_id = $6 AND f.state = 'accepted' AND v.word >= $1 AND v.word < $2) n JOIN accounts a ON a.id = n.account_id WHERE a.gone_at IS NULL AND a.suspended_at IS NULL AND (a.host IS NOT NULL OR a.kind <> 'Application') AND ($3 = '' OR coalesce(a.host, $4) LIKE $3 ESCAPE '!') AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = a.id AND k.target_id = $6) ORDER BY EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $6 AND f.target_id = a.id AND f.state = 'accepted') DESC, a.host IS NULL DESC, length(a.username), a.id LIMIT $7 OFFSET $8";
    TAGS = "SELECT t.tag FROM tags t JOIN posts p ON p.id = t.post_id WHERE t.tag LIKE $1 ESCAPE '!' AND p.visibility = 'public' GROUP BY t.tag ORDER BY count(*) DESC, t.tag LIMIT $2 OFFSET $3";
}

/// Keeps the words of a post in the place of those that were kept before.
pub async fn keep(tx: &mut Tx, post: &Post) -> Result<()> {
    tx.run(&KEEP, args![post.id, search::folded(&search::text_of(post))]).await.map(drop)
}

/// Which part of what is found is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Posts below this id.
    pub below: i64,
    /// Posts above this id.
    pub above: i64,
    /// At most so many.
    pub limit: i64,
    /// After so many.
    pub offset: i64,
}

/// A question as SQLite's index reads it. Words are letters and digits only, so nothing in them is an operator.
fn for_sqlite(question: &Question) -> String {
    let one = |p: &Phrase| format!("\"{}\"{}", p.words.join(" "), if p.is_beginning { "*" } else { "" });
    let wanted: Vec<String> = question.wanted.iter().map(one).collect();
    let unwanted: Vec<String> = question.unwanted.iter().map(one).collect();
    let mut text = format!("({})", wanted.join(" AND "));
    if !unwanted.is_empty() {
        text = format!("{text} NOT ({})", unwanted.join(" OR "));
    }
    text
}

/// A question as PostgreSQL reads it.
fn for_postgres(question: &Question) -> String {
    let one = |p: &Phrase| {
        let words: Vec<String> =
            p.words.iter().map(|w| format!("'{w}'{}", if p.is_beginning { ":*" } else { "" })).collect();
        format!("({})", words.join(" <-> "))
    };
    let wanted = question.wanted.iter().map(one);
    let unwanted = question.unwanted.iter().map(|p| format!("!{}", one(p)));
    wanted.chain(unwanted).collect::<Vec<_>>().join(" & ")
}

/// Posts with these words, newest first: open ones whose authors let themselves be found, the viewer's own, those
/// addressed to the viewer, and those of people the viewer follows. Without any word to look for, only an author's posts
/// are listed. What comes back still goes through `domain::visibility::may_see`.
pub async fn posts(
    db: &super::Store,
    viewer: AccountId,
    question: &Question,
    author: Option<AccountId>,
    part: Part,
) -> Result<Vec<i64>> {
    let mut values = args![
        viewer,
        part.below,
        part.above,
        author.map_or(0, |id| id.0),
        i64::from(question.has_media),
        question.before.unwrap_or(Time(i64::MAX)),
        question.after.unwrap_or(Time(i64::MIN)),
        part.limit,
        part.offset
    ];
    let rows: Vec<(i64,)> = if question.wanted.is_empty() {
        if author.is_none() {
            return Ok(Vec::new());
        }
        db.all(&BY_AUTHOR, values).await?
    } else {
        let text = match db {
            super::Store::Sqlite { .. } => for_sqlite(question),
            super::Store::Postgres(_) => for_postgres(question),
        };
        values.extend(args![text]);
        db.all(&WITH_WORDS, values).await?
    };
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A text that may be a part of a pattern, with what has a meaning there taken out of it.
fn literal(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// The range of the names that begin like this.
pub(super) fn range_of(name: &str) -> (String, String) {
    let from = search::folded_name(name);
    let to = format!("{from}{}", char::MAX);
    (from, to)
}

/// Whom a search for people is about.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// How the name or the handle begins, lower-case.
    pub name: &'a str,
    /// How the server's name begins, lower-case; empty for any.
    pub host: &'a str,
    /// The name of this server.
    pub here: &'a str,
    /// Only those whom the viewer follows.
    pub only_followed: bool,
}

/// People whose handle, or a word of whose name, begins like this: first those the viewer follows, then those who live
/// here. Whoever blocks the viewer is not found.
pub async fn people(
    db: &super::Store,
    viewer: AccountId,
    wanted: &Wanted<'_>,
    limit: i64,
    offset: i64,
) -> Result<Vec<i64>> {
    let (from, to) = range_of(wanted.name);
    let host = if wanted.host.is_empty() { String::new() } else { format!("{}%", literal(wanted.host)) };
    let values = args![from, to, host, wanted.here, i64::from(wanted.only_followed), viewer, limit, offset];
    let rows: Vec<(i64,)> = db.all(&PEOPLE, values).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Hashtags of public posts that begin like this, the most used first.
pub async fn tags(db: &super::Store, beginning: &str, limit: i64, offset: i64) -> Result<Vec<String>> {
    let values = args![format!("{}%", literal(beginning)), limit, offset];
    let rows: Vec<(String,)> = db.all(&TAGS, values).await?;
    Ok(rows.into_iter().map(|(tag,)| tag).collect())
}
