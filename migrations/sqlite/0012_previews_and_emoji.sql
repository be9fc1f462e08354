-- What the web pages say of themselves that posts link to: one row a page, however many posts link to it. A row waits
-- until it is due, holds a card, or is bare: then there is nothing to show.
CREATE TABLE previews (
    id INTEGER NOT NULL PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'bare')),
    card TEXT,
    attempts INTEGER NOT NULL,
    -- When the page is asked next; none while nothing is to be done.
    due_at INTEGER,
    claimed_until INTEGER NOT NULL,
    fetched_at INTEGER,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX previews_due ON previews (due_at) WHERE due_at IS NOT NULL;
-- Whose turn it is among the pages of one host.
CREATE INDEX previews_host ON previews (host, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX previews_expiry ON previews (expires_at);

-- The page whose card stands below a post.
CREATE TABLE post_previews (
    post_id INTEGER NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    preview_id INTEGER NOT NULL REFERENCES previews (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX post_previews_preview ON post_previews (preview_id);

-- Small pictures of this server that are used as letters. What others have stands with their posts and profiles.
CREATE TABLE emoji (
    shortcode TEXT NOT NULL PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    -- The same without movement.
    still TEXT NOT NULL,
    category TEXT,
    created_at INTEGER NOT NULL
) STRICT;
