-- What the web pages say of themselves that posts link to: one row a page, however many posts link to it. A row waits
-- until it is due, holds a card, or is bare: then there is nothing to show.
CREATE TABLE previews (
    id BIGINT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'bare')),
    card TEXT,
    attempts BIGINT NOT NULL,
    -- When the page is asked next; none while nothing is to be done.
    due_at BIGINT,
    claimed_until BIGINT NOT NULL,
    fetched_at BIGINT,
    expires_at BIGINT NOT NULL
);
CREATE INDEX previews_due ON previews (due_at) WHERE due_at IS NOT NULL;
-- Whose turn it is among the pages of one host.
CREATE INDEX previews_host ON previews (host, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX previews_expiry ON previews (expires_at);

-- The page whose card stands below a post.
CREATE TABLE post_previews (
    post_id BIGINT NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    preview_id BIGINT NOT NULL REFERENCES previews (id) ON DELETE CASCADE
);
CREATE INDEX post_previews_preview ON post_previews (preview_id);

-- Small pictures of this server that are used as letters. What others have stands with their posts and profiles.
CREATE TABLE emoji (
    shortcode TEXT NOT NULL PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    -- The same without movement.
    still TEXT NOT NULL,
    category TEXT,
    created_at BIGINT NOT NULL
);
