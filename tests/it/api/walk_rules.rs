//! What each route of the client API may show of posts. A route that is declared and has no rule here fails the walk.

/// What a route shows of posts.
pub enum Rule {
    /// Lists posts or tells of them: how to ask, and who has to find which post there. `{post}`, `{poll}`, `{who}`, `{word}`
    /// and `{list}` stand for every post, every poll, every author, every secret word and the follower's list; `{told}`,
    /// `{group}` and `{request}` for every notification, group of them and request that anybody here has.
    Lists(&'static [&'static str], &'static [(&'static str, &'static str)]),
    /// Reads or touches one post: whoever may not see it hears that there is none. `{post}` stands in the path.
    OfPost(&'static [(&'static str, &'static str)]),
    /// Tells of no post, with the reason; how to ask, where asking is enough to see it.
    Nothing(&'static str),
    /// Streams, which `streaming.rs` listens to.
    Streams,
}

/// Who has to see which post by its id: everybody but those who do not want to.
pub const BY_ID: &[(&str, &str)] = &[
    ("nobody", "open"),
    ("nobody", "unlisted"),
    ("nobody", "theirs"),
    ("sam", "open"),
    ("mod", "open"),
    ("coalition", "open"),
    ("fay", "private"),
    ("fay", "poll"),
    ("fay", "edited"),
    ("men", "direct"),
    ("men", "far_direct"),
    ("fay", "far"),
    ("ann", "answer"),
    ("ann", "private"),
    ("ann", "direct"),
];

/// Who was told of which post, and reads it where they were told.
const HEARD: &[(&str, &str)] = &[("men", "direct"), ("ann", "answer")];

/// Who has which post at home: what those whom they follow say, and what is said to them by these or by themselves alone.
const HOME: &[(&str, &str)] = &[
    ("fay", "open"),
    ("fay", "private"),
    ("fay", "far"),
    ("ann", "direct"),
    ("ann", "for_bob"),
    ("fay", "answer"),
];

/// The rule of a route.
pub fn of(method: &str, path: &str) -> Option<Rule> {
    use Rule::{Lists, Nothing, OfPost, Streams};
    let rule = match (method, path) {
        ("GET", "/api/v1/timelines/home") => Lists(&["/api/v1/timelines/home?limit=40"], HOME),
        ("GET", "/api/v1/timelines/public") => Lists(
            &[
                "/api/v1/timelines/public?limit=40",
                "/api/v1/timelines/public?local=true&limit=40",
                "/api/v1/timelines/public?remote=true&limit=40",
            ],
            &[("nobody", "open"), ("sam", "open")],
        ),
        ("GET", "/api/v1/timelines/tag/{hashtag}") => {
            Lists(&["/api/v1/timelines/tag/river?limit=40"], &[("nobody", "open"), ("sam", "open")])
        }
        ("GET", "/api/v1/timelines/link") => {
            Nothing("pages that trend, and none does here; `trending_links.rs`")
        }
        ("GET", "/api/v1/timelines/list/{id}") => {
            Lists(&["/api/v1/timelines/list/{list}?limit=40"], &[("fay", "private")])
        }
        ("GET", "/api/v1/accounts/{id}/statuses") => Lists(
            &[
                "/api/v1/accounts/{who}/statuses?limit=40",
                "/api/v1/accounts/{who}/statuses?pinned=true",
                "/api/v1/accounts/{who}/statuses?tagged=river",
                "/api/v1/accounts/{who}/statuses?only_media=true",
            ],
            &[
                ("nobody", "open"),
                ("nobody", "unlisted"),
                ("fay", "private"),
                ("men", "direct"),
                ("ann", "poll"),
            ],
        ),
        ("GET", "/api/v1/statuses") => Lists(&["/api/v1/statuses?id[]={post}"], BY_ID),
        ("GET", "/api/v1/statuses/{id}") => OfPost(BY_ID),
        ("GET", "/api/v1/statuses/{id}/history") => OfPost(&[("fay", "edited"), ("nobody", "open")]),
        ("GET", "/api/v1/statuses/{id}/source") => OfPost(&[("ann", "edited"), ("ann", "direct")]),
        (
            "GET",
            "/api/v1/statuses/{id}/context"
            | "/api/v1/statuses/{id}/favourited_by"
            | "/api/v1/statuses/{id}/reblogged_by"
            | "/api/v1/statuses/{id}/quotes",
        )
        | (
            "POST",
            "/api/v1/statuses/{id}/favourite"
            | "/api/v1/statuses/{id}/reblog"
            | "/api/v1/statuses/{id}/bookmark"
            | "/api/v1/statuses/{id}/pin"
            | "/api/v1/statuses/{id}/mute"
            | "/api/v1/statuses/{id}/unfavourite"
            | "/api/v1/statuses/{id}/unreblog"
            | "/api/v1/statuses/{id}/unbookmark"
            | "/api/v1/statuses/{id}/unpin"
            | "/api/v1/statuses/{id}/unmute"
            | "/api/v1/statuses/{id}/quotes/{quoting}/revoke",
        )
        | ("PUT", "/api/v1/statuses/{id}" | "/api/v1/statuses/{id}/interaction_policy")
        | ("DELETE", "/api/v1/statuses/{id}") => OfPost(&[]),
        ("GET", "/api/v1/polls/{id}") => {
            Lists(&["/api/v1/polls/{poll}"], &[("fay", "poll"), ("ann", "poll")])
        }
        ("GET", "/api/v1/bookmarks") => Lists(&["/api/v1/bookmarks?limit=40"], &[("fay", "private")]),
        ("GET", "/api/v1/favourites") => Lists(&["/api/v1/favourites?limit=40"], &[("fay", "private")]),
        ("GET", "/api/v1/conversations") => Lists(&["/api/v1/conversations"], &[("men", "direct")]),
        ("GET", "/api/v1/notifications") => Lists(&["/api/v1/notifications?limit=80"], &[("men", "direct")]),
        ("GET", "/api/v2/notifications") => Lists(
            &["/api/v2/notifications?limit=80", "/api/v2/notifications?expand_accounts=partial_avatars"],
            &[("men", "direct")],
        ),
        ("GET", "/api/v1/notifications/{id}") => Lists(&["/api/v1/notifications/{told}"], HEARD),
        ("GET", "/api/v2/notifications/{group_key}") => Lists(&["/api/v2/notifications/{group}"], HEARD),
        ("GET", "/api/v1/notifications/requests") => {
            Lists(&["/api/v1/notifications/requests"], &[("sam", "asked")])
        }
        ("GET", "/api/v1/notifications/requests/{id}") => {
            Lists(&["/api/v1/notifications/requests/{request}"], &[("sam", "asked")])
        }
        ("GET", "/api/v2/search") => Lists(
            &["/api/v2/search?q={word}&limit=40", "/api/v2/search?type=statuses&q={word}"],
            &[("ann", "private")],
        ),
        ("GET", "/api/v1/scheduled_statuses") => {
            Lists(&["/api/v1/scheduled_statuses"], &[("ann", "planned")])
        }
        ("GET", "/api/v1/scheduled_statuses/{id}") => {
            Lists(&["/api/v1/scheduled_statuses/{post}"], &[("ann", "planned")])
        }
        ("GET", "/api/v1/trends/statuses") => Lists(&["/api/v1/trends/statuses"], &[]),
        ("GET", "/api/v1/exports/bookmarks.csv") => Lists(&["/api/v1/exports/bookmarks.csv"], &[]),
        ("GET", path) if path.starts_with("/api/v1/streaming") && !path.ends_with("health") => Streams,
        (_, path) => Nothing(quiet(method, path)?),
    };
    Some(rule)
}

/// Why a route tells of no post.
fn quiet(method: &str, path: &str) -> Option<&'static str> {
    let starts =
        |parts: &[&str]| parts.iter().any(|part| path == *part || path.starts_with(&format!("{part}/")));
    let parts = path.strip_prefix("/api/v1/accounts/{id}/").unwrap_or_default();
    Some(match (method, path) {
        ("GET", "/api/v1/notifications/unread_count" | "/api/v2/notifications/unread_count") => "a number",
        ("GET", path) if starts(&["/api/v2/notifications", "/api/v1/notifications"]) && path.len() > 21 => {
            "accounts and states"
        }
        (_, _) if starts(&["/api/v1/exports", "/api/v1/import"]) => "names of people",
        (_, _) if starts(&["/api/v1/push"]) => "keys and wishes of a device",
        (_, _) if starts(&["/api/v1/filters", "/api/v2/filters"]) => "the reader's own words",
        ("GET", _) if starts(&["/api/v1/instance", "/api/v2/instance", "/api/v1/custom_emojis"]) => {
            "about the server"
        }
        ("GET", _) if starts(&["/api/v1/announcements", "/api/v1/markers", "/api/v1/preferences"]) => {
            "about the reader"
        }
        ("GET", _)
            if starts(&[
                "/api/v1/trends",
                "/api/v1/tags",
                "/api/v1/followed_tags",
                "/api/v1/featured_tags",
            ]) =>
        {
            "hashtags and links with numbers"
        }
        ("GET", _)
            if starts(&["/api/v1/lists", "/api/v1/blocks", "/api/v1/mutes", "/api/v1/domain_blocks"]) =>
        {
            "whom the reader has named"
        }
        ("GET", _) if starts(&["/api/v1/follow_requests", "/api/v1/suggestions", "/api/v2/suggestions"]) => {
            "accounts"
        }
        ("GET", _) if starts(&["/api/v1/directory", "/api/v1/endorsements"]) => "accounts",
        (
            "GET",
            "/api/v1/accounts"
            | "/api/v1/accounts/{id}"
            | "/api/v1/accounts/lookup"
            | "/api/v1/accounts/search"
            | "/api/v1/accounts/relationships"
            | "/api/v1/accounts/familiar_followers"
            | "/api/v1/accounts/verify_credentials",
        ) => "accounts",
        ("GET", _)
            if ["endorsements", "featured_tags", "followers", "following", "lists"].contains(&parts) =>
        {
            "accounts"
        }
        ("GET", "/api/v1/media/{id}") => "only what its owner has uploaded and not yet used",
        ("GET", "/api/v1/streaming/health" | "/health") => "a word",
        ("GET", _) if starts(&["/oauth", "/.well-known", "/api/v1/apps"]) => "tokens and apps",
        ("POST" | "PATCH" | "DELETE" | "PUT", _)
            if starts(&[
                "/oauth",
                "/api/v1/apps",
                "/api/v1/accounts",
                "/api/v1/emails",
                "/api/v1/profile",
                "/api/v1/lists",
            ]) || starts(&[
                "/api/v1/tags",
                "/api/v1/featured_tags",
                "/api/v1/domain_blocks",
                "/api/v1/markers",
            ]) || starts(&[
                "/api/v1/follow_requests",
                "/api/v1/notifications",
                "/api/v2/notifications",
            ]) || starts(&[
                "/api/v1/announcements",
                "/api/v1/conversations",
                "/api/v1/scheduled_statuses",
            ]) || starts(&["/api/v1/media", "/api/v2/media", "/api/v1/reports", "/api/v1/polls"]) =>
        {
            "changes what is the asker's own; tests beside each verb hold its refusals"
        }
        ("POST", "/api/v1/statuses") => "what the writer has just said",
        _ => return None,
    })
}
