//! Places in lists of public posts, of tags and of people: which posts stand on a page. What is shown of each is in
//! `lines`, and every page goes through `domain::visibility::may_see` after it.

use crate::domain::ids::{AccountId, RowId};

use super::database::{Reads as _, Result, args, statements, to_json};
use super::lines::{self, Line, Place, Window};

statements! {
    WHOLE = "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM posts p JOIN accounts a ON a.id = p.account_id WHERE true AND p.visibility = 'public' AND p.id < $1 AND p.id > $2 AND a.suspended_at IS NULL AND (p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) AND ($4 = 0 OR p.details LIKE '%\"attachments\":[{%') AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id)) ORDER BY p.id DESC LIMIT $3";
    WHOLE_UP = "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM posts p JOIN accounts a ON a.id = p.account_id WHERE true AND p.visibility = 'public' AND p.id < $1 AND p.id > $2 AND a.suspended_at IS NULL AND (p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) AND ($4 = 0 OR p.details LIKE '%\"attachments\":[{%') AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id)) ORDER BY p.id ASC LIMIT $3";
    LOCAL = "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM posts p JOIN accounts a ON a.id = p.account_id WHERE p.object IS NOT NULL AND p.visibility = 'public' AND p.id < $1 AND p.id > $2 AND a.suspended_at IS NULL AND (p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) AND ($4 = 0 OR p.details LIKE '%\"attachments\":[{%') AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id)) ORDER BY p.id DESC LIMIT $3";
    LOCAL_UP = "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM posts p JOIN accounts a ON a.id = p.account_id WHERE p.object IS NOT NULL AND p.visibility = 'public' AND p.id < $1 AND p.id > $2 AND a.suspended_at IS NULL AND (p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) AND ($4 = 0 OR p.details LIKE '%\"attachments\":[{%') AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id)) ORDER BY p.id ASC LIMIT $3";
    REMOTE = "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM posts p JOIN accounts a ON a.id = p.account_id WHERE p.object IS NULL AND p.visibility = 'public' AND p.id < $1 AND p.id > $2 AND a.suspended_at IS NULL AND (p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) AND ($4 = 0 OR p.details LIKE '%\"attachments\":[{%') AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id)) ORDER BY p.id DESC LIMIT $3";
    REMOTE_UP = "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM posts p JOIN accounts a ON a.id = p.account_id WHERE p.object IS NULL AND p.visibility = 'public' AND p.id < $1 AND p.id > $2 AND a.suspended_at IS NULL AND (p.in_reply_to_uri IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = p.in_reply_to_id AND r.account_id = p.account_id)) AND ($4 = 0 OR p.details LIKE '%\"attachments\":[{%') AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id)) ORDER BY p.id ASC LIMIT $3";
    TAGGED =
        sqlite "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM tags t JOIN posts p ON p.id = t.post_id JOIN accounts a ON a.id = p.account_id WHERE t.tag = $6 AND t.post_id < $1 AND t.post_id > $2 AND p.visibility = 'public' AND a.suspended_at IS NULL AND ($4 = 0 OR p.details LIKE '%\"attachments\":[{%') AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id)) AND ($7 = 0 OR ($7 = 1 AND p.object IS NOT NULL) OR ($7 = 2 AND p.object IS NULL)) AND NOT EXISTS (SELECT value FROM json_each($8) EXCEPT SELECT tag FROM tags WHERE post_id = p.id) AND NOT EXISTS (SELECT value FROM json_each($9) INTERSECT SELECT tag FROM tags WHERE post_id = p.id) ORDER BY t.post_id DESC LIMIT $3"
        postgres "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM tags t JOIN posts p ON p.id = t.post_id JOIN accounts a ON a.id = p.account_id WHERE t.tag = $6 AND t.post_id < $1 AND t.post_id > $2 AND p.visibility = 'public' AND a.suspended_at IS NULL AND ($4 = 0 OR p.details LIKE '%\"attachments\":[{%') AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id)) AND ($7 = 0 OR ($7 = 1 AND p.object IS NOT NULL) OR ($7 = 2 AND p.object IS NULL)) AND NOT EXISTS (SELECT value FROM jsonb_array_elements_text($8::jsonb) EXCEPT SELECT tag FROM tags WHERE post_id = p.id) AND NOT EXISTS (SELECT value FROM jsonb_array_elements_text($9::jsonb) INTERSECT SELECT tag FROM tags WHERE post_id = p.id) ORDER BY t.post_id DESC LIMIT $3";
    TAGGED_UP =
        sqlite "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM tags t JOIN posts p ON p.id = t.post_id JOIN accounts a ON a.id = p.account_id WHERE t.tag = $6 AND t.post_id < $1 AND t.post_id > $2 AND p.visibility = 'public' AND a.suspended_at IS NULL AND ($4 = 0 OR p.details LIKE '%\"attachments\":[{%') AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id)) AND ($7 = 0 OR ($7 = 1 AND p.object IS NOT NULL) OR ($7 = 2 AND p.object IS NULL)) AND NOT EXISTS (SELECT value FROM json_each($8) EXCEPT SELECT tag FROM tags WHERE post_id = p.id) AND NOT EXISTS (SELECT value FROM json_each($9) INTERSECT SELECT tag FROM tags WHERE post_id = p.id) ORDER BY t.post_id ASC LIMIT $3"
        postgres "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM tags t JOIN posts p ON p.id = t.post_id JOIN accounts a ON a.id = p.account_id WHERE t.tag = $6 AND t.post_id < $1 AND t.post_id > $2 AND p.visibility = 'public' AND a.suspended_at IS NULL AND ($4 = 0 OR p.details LIKE '%\"attachments\":[{%') AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id)) AND ($7 = 0 OR ($7 = 1 AND p.object IS NOT NULL) OR ($7 = 2 AND p.object IS NULL)) AND NOT EXISTS (SELECT value FROM jsonb_array_elements_text($8::jsonb) EXCEPT SELECT tag FROM tags WHERE post_id = p.id) AND NOT EXISTS (SELECT value FROM jsonb_array_elements_text($9::jsonb) INTERSECT SELECT tag FROM tags WHERE post_id = p.id) ORDER BY t.post_id ASC LIMIT $3";
    LINKED = "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM post_previews l JOIN posts p ON p.id = l.post_id JOIN accounts a ON a.id = p.account_id WHERE l.preview_id = $5 AND l.post_id < $1 AND l.post_id > $2 AND p.visibility = 'public' AND a.suspended_at IS NULL AND (a.host IS NULL OR a.discoverable) AND ($4 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $4 AND k.target_id = p.account_id)) ORDER BY l.post_id DESC LIMIT $3";
    LINKED_UP = "SELECT p.id, p.id, CAST(NULL AS BIGINT) FROM post_previews l JOIN posts p ON p.id = l.post_id JOIN accounts a ON a.id = p.account_id WHERE l.preview_id = $5 AND l.post_id < $1 AND l.post_id > $2 AND p.visibility = 'public' AND a.suspended_at IS NULL AND (a.host IS NULL OR a.discoverable) AND ($4 = 0 OR NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $4 AND k.target_id = p.account_id)) ORDER BY l.post_id ASC LIMIT $3";
    OF_LIST = "SELECT h.entry_id, h.post_id, h.boost_id FROM list_entries h JOIN posts p ON p.id = h.post_id WHERE h.list_id = $1 AND h.entry_id < $2 AND h.entry_id > $3 AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id) ORDER BY h.entry_id DESC LIMIT $4";
    OF_LIST_UP = "SELECT h.entry_id, h.post_id, h.boost_id FROM list_entries h JOIN posts p ON p.id = h.post_id WHERE h.list_id = $1 AND h.entry_id < $2 AND h.entry_id > $3 AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = $5 AND k.target_id = p.account_id) ORDER BY h.entry_id ASC LIMIT $4";
}

/// Where the posts of a page were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Anywhere.
    #[default]
    Anywhere,
    /// Here.
    Here,
    /// On other servers.
    Elsewhere,
}

/// Which public posts are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice {
    /// Where they were written.
    pub origin: Origin,
    /// With media only.
    pub only_media: bool,
}

fn id_of(viewer: Option<AccountId>) -> i64 {
    viewer.map_or(lines::NOBODY, |id| id.0)
}

/// A part of everybody's public posts, newest first. Answers are left out, unless to the author's own words.
pub async fn public(
    db: &super::Store,
    viewer: Option<AccountId>,
    choice: Choice,
    w: Window,
) -> Result<Vec<Line>> {
    let sql = match (choice.origin, w.upwards) {
        (Origin::Anywhere, false) => &WHOLE,
        (Origin::Anywhere, true) => &WHOLE_UP,
        (Origin::Here, false) => &LOCAL,
        (Origin::Here, true) => &LOCAL_UP,
        (Origin::Elsewhere, false) => &REMOTE,
        (Origin::Elsewhere, true) => &REMOTE_UP,
    };
    let values = args![w.below, w.above, w.limit, i64::from(choice.only_media), id_of(viewer)];
    let places: Vec<Place> = db.all(sql, values).await?;
    lines::at_places(db, viewer, &places).await
}

/// Which tags a post has to carry.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    /// One of these at least.
    pub any: Vec<String>,
    /// Each of these as well.
    pub all: Vec<String>,
    /// None of these.
    pub none: Vec<String>,
}

/// A part of the public posts under some tags, newest first. Each tag is asked for by itself, so that the cost does not
/// grow with the number of posts under it.
pub async fn tagged(
    db: &super::Store,
    viewer: Option<AccountId>,
    tags: &Tags,
    choice: Choice,
    w: Window,
) -> Result<Vec<Line>> {
    let sql = if w.upwards { &TAGGED_UP } else { &TAGGED };
    let origin: i64 = match choice.origin {
        Origin::Anywhere => 0,
        Origin::Here => 1,
        Origin::Elsewhere => 2,
    };
    let mut places: Vec<Place> = Vec::new();
    for tag in &tags.any {
        let values = args![
            w.below,
            w.above,
            w.limit,
            i64::from(choice.only_media),
            id_of(viewer),
            tag,
            origin,
            to_json(&tags.all),
            to_json(&tags.none)
        ];
        places.extend(db.all::<Place>(sql, values).await?);
    }
    places.sort_unstable_by_key(|(id, ..)| if w.upwards { *id } else { -*id });
    places.dedup();
    places.truncate(usize::try_from(w.limit).unwrap_or(usize::MAX));
    lines::at_places(db, viewer, &places).await
}

/// A part of the public posts that link to a page, newest first; of other servers' people only those who let themselves be
/// found.
pub async fn linked(
    db: &super::Store,
    viewer: Option<AccountId>,
    link: RowId,
    w: Window,
) -> Result<Vec<Line>> {
    let sql = if w.upwards { &LINKED_UP } else { &LINKED };
    let places: Vec<Place> = db.all(sql, args![w.below, w.above, w.limit, id_of(viewer), link]).await?;
    lines::at_places(db, viewer, &places).await
}

/// A part of what the people of a list have written and boosted, newest first, for the list's owner.
pub async fn of_list(db: &super::Store, owner: AccountId, list: RowId, w: Window) -> Result<Vec<Line>> {
    let sql = if w.upwards { &OF_LIST_UP } else { &OF_LIST };
    let places: Vec<Place> = db.all(sql, args![list, w.below, w.above, w.limit, owner]).await?;
    lines::at_places(db, Some(owner), &places).await
}
