//! Lines of lists of posts: where each stands, what its reader may know and has done, and marks by which a door sees
//! that what it has rendered before is still right. One statement a page, and one row: `SQLite` hands every row over
//! to another thread, which costs more than reading it. The texts themselves are in `posts`.

use serde::Deserialize;

use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::time::Time;
use crate::domain::visibility::{Relation, Visibility};

use super::database::{Reads, Result, args, from_json, statements, to_json};
use super::post_counts::Counts;
use super::threads;

statements! {
    HOME =
        sqlite "SELECT json_group_array(json_array(h.entry_id, p.id, p.account_id, p.visibility, a.fetched_at, p.version, coalesce(p.in_reply_to_id, 0), p.likes, p.boosts, p.replies, CASE WHEN p.likes > 0 THEN EXISTS (SELECT 1 FROM likes l WHERE l.account_id = $1 AND l.post_id = p.id) ELSE 0 END, CASE WHEN p.boosts > 0 THEN EXISTS (SELECT 1 FROM boosts o WHERE o.account_id = $1 AND o.post_id = p.id) ELSE 0 END, CASE WHEN p.visibility = 'followers' THEN EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = p.account_id AND f.state = 'accepted') ELSE 0 END, CASE WHEN p.visibility IN ('followers', 'direct') THEN EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $1) ELSE 0 END, EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = p.account_id AND k.target_id = $1), b.account_id, b.uri, b.created_at, c.fetched_at, EXISTS (SELECT 1 FROM bookmarks q WHERE q.account_id = $1 AND q.post_id = p.id), CASE WHEN p.account_id = $1 THEN EXISTS (SELECT 1 FROM pins i WHERE i.account_id = $1 AND i.post_id = p.id) ELSE 0 END, EXISTS (SELECT 1 FROM thread_mutes t WHERE t.account_id = $1), p.quotes, b.visibility)) FROM (SELECT entry_id, post_id, boost_id FROM home WHERE account_id = $1 AND entry_id < $2 AND entry_id > $3 ORDER BY entry_id DESC LIMIT $4) h JOIN posts p ON p.id = h.post_id JOIN accounts a ON a.id = p.account_id LEFT JOIN boosts b ON b.id = h.boost_id LEFT JOIN accounts c ON c.id = b.account_id"
        postgres "SELECT coalesce(json_agg(json_build_array(h.entry_id, p.id, p.account_id, p.visibility, a.fetched_at, p.version, coalesce(p.in_reply_to_id, 0), p.likes, p.boosts, p.replies, CASE WHEN p.likes > 0 THEN (EXISTS (SELECT 1 FROM likes l WHERE l.account_id = $1 AND l.post_id = p.id))::int ELSE 0 END, CASE WHEN p.boosts > 0 THEN (EXISTS (SELECT 1 FROM boosts o WHERE o.account_id = $1 AND o.post_id = p.id))::int ELSE 0 END, CASE WHEN p.visibility = 'followers' THEN (EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = p.account_id AND f.state = 'accepted'))::int ELSE 0 END, CASE WHEN p.visibility IN ('followers', 'direct') THEN (EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $1))::int ELSE 0 END, (EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = p.account_id AND k.target_id = $1))::int, b.account_id, b.uri, b.created_at, c.fetched_at, (EXISTS (SELECT 1 FROM bookmarks q WHERE q.account_id = $1 AND q.post_id = p.id))::int, CASE WHEN p.account_id = $1 THEN (EXISTS (SELECT 1 FROM pins i WHERE i.account_id = $1 AND i.post_id = p.id))::int ELSE 0 END, (EXISTS (SELECT 1 FROM thread_mutes t WHERE t.account_id = $1))::int, p.quotes, b.visibility)), '[]')::text FROM (SELECT entry_id, post_id, boost_id FROM home WHERE account_id = $1 AND entry_id < $2 AND entry_id > $3 ORDER BY entry_id DESC LIMIT $4) h JOIN posts p ON p.id = h.post_id JOIN accounts a ON a.id = p.account_id LEFT JOIN boosts b ON b.id = h.boost_id LEFT JOIN accounts c ON c.id = b.account_id";
    DESCRIBE =
        sqlite "SELECT json_group_array(json_array(h.entry_id, p.id, p.account_id, p.visibility, a.fetched_at, p.version, coalesce(p.in_reply_to_id, 0), p.likes, p.boosts, p.replies, CASE WHEN p.likes > 0 THEN EXISTS (SELECT 1 FROM likes l WHERE l.account_id = $1 AND l.post_id = p.id) ELSE 0 END, CASE WHEN p.boosts > 0 THEN EXISTS (SELECT 1 FROM boosts o WHERE o.account_id = $1 AND o.post_id = p.id) ELSE 0 END, CASE WHEN p.visibility = 'followers' THEN EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = p.account_id AND f.state = 'accepted') ELSE 0 END, CASE WHEN p.visibility IN ('followers', 'direct') THEN EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $1) ELSE 0 END, EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = p.account_id AND k.target_id = $1), b.account_id, b.uri, b.created_at, c.fetched_at, EXISTS (SELECT 1 FROM bookmarks q WHERE q.account_id = $1 AND q.post_id = p.id), CASE WHEN p.account_id = $1 THEN EXISTS (SELECT 1 FROM pins i WHERE i.account_id = $1 AND i.post_id = p.id) ELSE 0 END, EXISTS (SELECT 1 FROM thread_mutes t WHERE t.account_id = $1), p.quotes, b.visibility)) FROM (SELECT value ->> 0 AS entry_id, value ->> 1 AS post_id, value ->> 2 AS boost_id FROM json_each($2)) h JOIN posts p ON p.id = h.post_id JOIN accounts a ON a.id = p.account_id LEFT JOIN boosts b ON b.id = h.boost_id LEFT JOIN accounts c ON c.id = b.account_id"
        postgres "SELECT coalesce(json_agg(json_build_array(h.entry_id, p.id, p.account_id, p.visibility, a.fetched_at, p.version, coalesce(p.in_reply_to_id, 0), p.likes, p.boosts, p.replies, CASE WHEN p.likes > 0 THEN (EXISTS (SELECT 1 FROM likes l WHERE l.account_id = $1 AND l.post_id = p.id))::int ELSE 0 END, CASE WHEN p.boosts > 0 THEN (EXISTS (SELECT 1 FROM boosts o WHERE o.account_id = $1 AND o.post_id = p.id))::int ELSE 0 END, CASE WHEN p.visibility = 'followers' THEN (EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = p.account_id AND f.state = 'accepted'))::int ELSE 0 END, CASE WHEN p.visibility IN ('followers', 'direct') THEN (EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $1))::int ELSE 0 END, (EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = p.account_id AND k.target_id = $1))::int, b.account_id, b.uri, b.created_at, c.fetched_at, (EXISTS (SELECT 1 FROM bookmarks q WHERE q.account_id = $1 AND q.post_id = p.id))::int, CASE WHEN p.account_id = $1 THEN (EXISTS (SELECT 1 FROM pins i WHERE i.account_id = $1 AND i.post_id = p.id))::int ELSE 0 END, (EXISTS (SELECT 1 FROM thread_mutes t WHERE t.account_id = $1))::int, p.quotes, b.visibility)), '[]')::text FROM (SELECT (value ->> 0)::bigint AS entry_id, (value ->> 1)::bigint AS post_id, (value ->> 2)::bigint AS boost_id FROM jsonb_array_elements($2::jsonb)) h JOIN posts p ON p.id = h.post_id JOIN accounts a ON a.id = p.account_id LEFT JOIN boosts b ON b.id = h.boost_id LEFT JOIN accounts c ON c.id = b.account_id";
    HOME_UP = "SELECT entry_id, post_id, boost_id FROM home WHERE account_id = $1 AND entry_id < $2 AND entry_id > $3 ORDER BY entry_id LIMIT $4";
    OWN = "SELECT * FROM (SELECT p.id AS entry, p.id AS post, CAST(NULL AS BIGINT) AS boost FROM posts p WHERE p.account_id = $1 AND p.id < $2 AND p.id > $3 AND (p.visibility IN ('public', 'unlisted') OR ($5 >= 1 AND p.visibility = 'followers') OR $5 >= 2 OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $6)) AND ($7 = 0 OR p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) ORDER BY p.id DESC LIMIT $4) x UNION ALL SELECT * FROM (SELECT b.id, b.post_id, b.id FROM boosts b WHERE b.account_id = $1 AND b.id < $2 AND b.id > $3 AND $8 = 0 AND (b.visibility IN ('public', 'unlisted') OR $5 >= 1) ORDER BY b.id DESC LIMIT $4) y ORDER BY 1 DESC LIMIT $4";
    OWN_UP = "SELECT * FROM (SELECT p.id AS entry, p.id AS post, CAST(NULL AS BIGINT) AS boost FROM posts p WHERE p.account_id = $1 AND p.id < $2 AND p.id > $3 AND (p.visibility IN ('public', 'unlisted') OR ($5 >= 1 AND p.visibility = 'followers') OR $5 >= 2 OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $6)) AND ($7 = 0 OR p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) ORDER BY p.id ASC LIMIT $4) x UNION ALL SELECT * FROM (SELECT b.id, b.post_id, b.id FROM boosts b WHERE b.account_id = $1 AND b.id < $2 AND b.id > $3 AND $8 = 0 AND (b.visibility IN ('public', 'unlisted') OR $5 >= 1) ORDER BY b.id ASC LIMIT $4) y ORDER BY 1 ASC LIMIT $4";
    MEDIA =
        sqlite "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM posts p WHERE p.account_id = $1 AND p.id < $2 AND p.id > $3 AND json_array_length(p.details, '$.attachments') > 0 AND (p.visibility IN ('public', 'unlisted') OR ($5 >= 1 AND p.visibility = 'followers') OR $5 >= 2 OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $6)) AND ($7 = 0 OR p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) AND ($8 = '' OR EXISTS (SELECT 1 FROM tags t WHERE t.tag = $8 AND t.post_id = p.id)) ORDER BY p.id DESC LIMIT $4"
        postgres "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM posts p WHERE p.account_id = $1 AND p.id < $2 AND p.id > $3 AND jsonb_array_length(p.details::jsonb -> 'attachments') > 0 AND (p.visibility IN ('public', 'unlisted') OR ($5 >= 1 AND p.visibility = 'followers') OR $5 >= 2 OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $6)) AND ($7 = 0 OR p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) AND ($8 = '' OR EXISTS (SELECT 1 FROM tags t WHERE t.tag = $8 AND t.post_id = p.id)) ORDER BY p.id DESC LIMIT $4";
    MEDIA_UP =
        sqlite "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM posts p WHERE p.account_id = $1 AND p.id < $2 AND p.id > $3 AND json_array_length(p.details, '$.attachments') > 0 AND (p.visibility IN ('public', 'unlisted') OR ($5 >= 1 AND p.visibility = 'followers') OR $5 >= 2 OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $6)) AND ($7 = 0 OR p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) AND ($8 = '' OR EXISTS (SELECT 1 FROM tags t WHERE t.tag = $8 AND t.post_id = p.id)) ORDER BY p.id ASC LIMIT $4"
        postgres "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM posts p WHERE p.account_id = $1 AND p.id < $2 AND p.id > $3 AND jsonb_array_length(p.details::jsonb -> 'attachments') > 0 AND (p.visibility IN ('public', 'unlisted') OR ($5 >= 1 AND p.visibility = 'followers') OR $5 >= 2 OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $6)) AND ($7 = 0 OR p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) AND ($8 = '' OR EXISTS (SELECT 1 FROM tags t WHERE t.tag = $8 AND t.post_id = p.id)) ORDER BY p.id ASC LIMIT $4";
    TAGGED = "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM tags t JOIN posts p ON p.id = t.post_id WHERE t.tag = $8 AND p.account_id = $1 AND t.post_id < $2 AND t.post_id > $3 AND (p.visibility IN ('public', 'unlisted') OR ($5 >= 1 AND p.visibility = 'followers') OR $5 >= 2 OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $6)) AND ($7 = 0 OR p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) ORDER BY p.id DESC LIMIT $4";
    TAGGED_UP = "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM tags t JOIN posts p ON p.id = t.post_id WHERE t.tag = $8 AND p.account_id = $1 AND t.post_id < $2 AND t.post_id > $3 AND (p.visibility IN ('public', 'unlisted') OR ($5 >= 1 AND p.visibility = 'followers') OR $5 >= 2 OR EXISTS (SELECT 1 FROM addressees d WHERE d.post_id = p.id AND d.account_id = $6)) AND ($7 = 0 OR p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) ORDER BY p.id ASC LIMIT $4";
    // Of those elsewhere we know a part; what their server says is believed where it is more.
    NUMBERS =
        sqlite "SELECT a.id, max((SELECT count(*) FROM follows WHERE target_id = a.id AND state = 'accepted'), coalesce(a.their_followers, 0)), max((SELECT count(*) FROM follows WHERE follower_id = a.id AND state = 'accepted'), coalesce(a.their_following, 0)), max((SELECT count(*) FROM posts WHERE account_id = a.id AND visibility IN ('public', 'unlisted')), coalesce(a.their_posts, 0)), (SELECT published_at FROM posts WHERE account_id = a.id AND visibility IN ('public', 'unlisted') ORDER BY id DESC LIMIT 1) FROM accounts a WHERE a.id IN (SELECT value FROM json_each($1))"
        postgres "SELECT a.id, greatest((SELECT count(*) FROM follows WHERE target_id = a.id AND state = 'accepted'), coalesce(a.their_followers, 0)), greatest((SELECT count(*) FROM follows WHERE follower_id = a.id AND state = 'accepted'), coalesce(a.their_following, 0)), greatest((SELECT count(*) FROM posts WHERE account_id = a.id AND visibility IN ('public', 'unlisted')), coalesce(a.their_posts, 0)), (SELECT published_at FROM posts WHERE account_id = a.id AND visibility IN ('public', 'unlisted') ORDER BY id DESC LIMIT 1) FROM accounts a WHERE a.id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
    AUTHORS =
        sqlite "SELECT id, account_id FROM posts WHERE id IN (SELECT value FROM json_each($1))"
        postgres "SELECT id, account_id FROM posts WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
}

/// Which part of a list is wanted; ids are those of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Below this id.
    pub below: i64,
    /// Above this id.
    pub above: i64,
    /// The lines next to `above` rather than those next to `below`.
    pub upwards: bool,
    /// At most so many.
    pub limit: i64,
}

impl Window {
    /// The newest lines, at most so many.
    pub fn whole(limit: i64) -> Self {
        Self { below: i64::MAX, above: 0, upwards: false, limit }
    }
}

/// The boost by which a post came into a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoostLine {
    /// Our id of it.
    pub id: RowId,
    /// Who boosted.
    pub account: AccountId,
    /// When we last fetched or changed that account.
    pub fetched_at: Time,
    /// Its id on the network.
    pub uri: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// When.
    pub created_at: Time,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is something else that the reader did or did not do")]
pub struct Line {
    /// Its place: the id of the post, or of the boost.
    pub id: i64,
    /// Who looks.
    pub viewer: Option<AccountId>,
    /// The post.
    pub post: PostId,
    /// Its author.
    pub author: AccountId,
    /// When we last fetched or changed the author.
    pub author_fetched_at: Time,
    /// Who may see the post.
    pub visibility: Visibility,
    /// What the reader is to the author.
    pub relation: Relation,
    /// Number of the present version.
    pub version: i64,
    /// The post it answers, when we have it.
    pub in_reply_to: Option<PostId>,
    /// Answers, boosts, likes, quotes.
    pub counts: Counts,
    /// The reader likes it.
    pub is_liked: bool,
    /// The reader has boosted it.
    pub is_boosted: bool,
    /// The reader wants to find it again.
    pub is_bookmarked: bool,
    /// The reader wrote it and has pinned it.
    pub is_pinned: bool,
    /// The reader wants to hear nothing of its thread.
    pub is_muted: bool,
    /// How it came into the list, when by a boost.
    pub boost: Option<BoostLine>,
}

/// A line as the database writes it, in the order of the statement.
#[derive(Deserialize)]
struct RawLine(
    i64,
    i64,
    i64,
    String,
    i64,
    i64,
    i64,
    i64,
    i64,
    i64,
    u8,
    u8,
    u8,
    u8,
    u8,
    Option<i64>,
    Option<String>,
    Option<i64>,
    Option<i64>,
    u8,
    u8,
    u8,
    i64,
    Option<String>,
);

impl RawLine {
    fn into_line(self, viewer: i64) -> Line {
        let boost = match (self.15, self.16, self.17, self.18) {
            (Some(account), Some(uri), Some(at), Some(fetched_at)) => Some(BoostLine {
                id: RowId(self.0),
                account: AccountId(account),
                fetched_at: Time(fetched_at),
                uri,
                visibility: Visibility::parse(self.23.as_deref().unwrap_or_default()),
                created_at: Time(at),
            }),
            _ => None,
        };
        Line {
            id: self.0,
            viewer: (viewer != NOBODY).then_some(AccountId(viewer)),
            post: PostId(self.1),
            author: AccountId(self.2),
            author_fetched_at: Time(self.4),
            visibility: Visibility::parse(&self.3),
            relation: Relation {
                is_author: self.2 == viewer,
                follows: self.12 > 0,
                is_addressed: self.13 > 0,
                is_blocked: self.14 > 0,
            },
            version: self.5,
            in_reply_to: (self.6 > 0).then_some(PostId(self.6)),
            counts: Counts { likes: self.7, boosts: self.8, replies: self.9, quotes: self.22 },
            is_liked: self.10 > 0,
            is_boosted: self.11 > 0,
            is_bookmarked: self.19 > 0,
            is_pinned: self.20 > 0,
            // Whether the reader has muted any thread at all; which posts that concerns is asked only then.
            is_muted: self.21 > 0,
            boost,
        }
    }
}

/// Nobody: no account has this id.
pub(super) const NOBODY: i64 = 0;

async fn read(db: &super::Store, row: Option<(String,)>, viewer: i64) -> Result<Vec<Line>> {
    let Some((json,)) = row else { return Ok(Vec::new()) };
    let mut lines: Vec<Line> =
        from_json::<Vec<RawLine>>(&json)?.into_iter().map(|raw| raw.into_line(viewer)).collect();
    lines.sort_unstable_by_key(|line| std::cmp::Reverse(line.id));
    if lines.iter().any(|line| line.is_muted) {
        let posts: Vec<i64> = lines.iter().map(|line| line.post.0).collect();
        let muted = threads::muted_among(db, AccountId(viewer), &posts).await?;
        for line in &mut lines {
            line.is_muted = muted.contains(&line.post.0);
        }
    }
    Ok(lines)
}

/// A place, its post, and the boost it came by.
pub type Place = (i64, i64, Option<i64>);

/// Lines at these places, for this reader, the highest place first; posts that are no more are left out.
pub async fn at_places(db: &super::Store, viewer: Option<AccountId>, places: &[Place]) -> Result<Vec<Line>> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let viewer = viewer.map_or(NOBODY, |id| id.0);
    read(db, db.one(&DESCRIBE, args![viewer, to_json(&places)]).await?, viewer).await
}

/// A part of somebody's home timeline, newest first.
pub async fn home(db: &super::Store, owner: AccountId, w: Window) -> Result<Vec<Line>> {
    if w.upwards {
        let places: Vec<Place> = db.all(&HOME_UP, args![owner, w.below, w.above, w.limit]).await?;
        return at_places(db, Some(owner), &places).await;
    }
    read(db, db.one(&HOME, args![owner, w.below, w.above, w.limit]).await?, owner.0).await
}

/// What of an account's posts the reader may see; the decision is `domain::visibility::may_see`, this narrows the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Open ones, and those addressed to the reader.
    Open,
    /// Those for followers as well.
    Followers,
    /// All: the reader is the author.
    All,
}

/// What is wanted of an account's posts.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// How far the reader may look.
    pub depth: Depth,
    /// Posts that answer nobody else only.
    pub no_replies: bool,
    /// Own posts only.
    pub no_boosts: bool,
    /// Own posts with something attached only.
    pub only_media: bool,
    /// Own posts under this hashtag only (lower-case, without `#`); empty for all.
    pub tag: &'a str,
}

/// A part of an account's posts and boosts, newest first.
pub async fn of_account(
    db: &super::Store,
    viewer: Option<AccountId>,
    account: AccountId,
    wanted: Wanted<'_>,
    w: Window,
) -> Result<Vec<Line>> {
    let sql = match (wanted.only_media, wanted.tag.is_empty(), w.upwards) {
        (true, _, false) => &MEDIA,
        (true, _, true) => &MEDIA_UP,
        (false, false, false) => &TAGGED,
        (false, false, true) => &TAGGED_UP,
        (false, true, false) => &OWN,
        (false, true, true) => &OWN_UP,
    };
    let depth: i64 = match wanted.depth {
        Depth::Open => 0,
        Depth::Followers => 1,
        Depth::All => 2,
    };
    let mut values = args![
        account,
        w.below,
        w.above,
        w.limit,
        depth,
        viewer.map_or(NOBODY, |id| id.0),
        i64::from(wanted.no_replies)
    ];
    values.extend(if wanted.only_media || !wanted.tag.is_empty() {
        args![wanted.tag]
    } else {
        args![i64::from(wanted.no_boosts)]
    });
    let places: Vec<Place> = db.all(sql, values).await?;
    at_places(db, viewer, &places).await
}

/// Lines of these posts, for this reader; those that are no more are left out.
pub async fn of_posts(db: &super::Store, viewer: Option<AccountId>, posts: &[i64]) -> Result<Vec<Line>> {
    let places: Vec<Place> = posts.iter().map(|id| (*id, *id, None)).collect();
    at_places(db, viewer, &places).await
}

/// The line of a boost, for this reader.
pub async fn of_boost(
    db: &super::Store,
    viewer: Option<AccountId>,
    boost: RowId,
    post: PostId,
) -> Result<Option<Line>> {
    Ok(at_places(db, viewer, &[(boost.0, post.0, Some(boost.0))]).await?.pop())
}

/// What is counted of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Accepted followers.
    pub followers: i64,
    /// Accounts it follows.
    pub following: i64,
    /// Posts that everybody may see.
    pub posts: i64,
    /// When the newest of them was published.
    pub last_post_at: Option<Time>,
}

/// Numbers of these accounts, by id.
pub async fn numbers(db: impl Reads, accounts: &[i64]) -> Result<std::collections::HashMap<i64, Numbers>> {
    let rows: Vec<(i64, i64, i64, i64, Option<i64>)> = db.all(&NUMBERS, args![to_json(&accounts)]).await?;
    Ok(rows
        .into_iter()
        .map(|(id, followers, following, posts, last)| {
            (id, Numbers { followers, following, posts, last_post_at: last.map(Time) })
        })
        .collect())
}

/// Who wrote these posts, by id of the post.
pub async fn authors(db: impl Reads, posts: &[i64]) -> Result<std::collections::HashMap<i64, AccountId>> {
    let rows: Vec<(i64, i64)> = db.all(&AUTHORS, args![to_json(&posts)]).await?;
    Ok(rows.into_iter().map(|(id, account)| (id, AccountId(account))).collect())
}
