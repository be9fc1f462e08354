-- What members keep for themselves about posts, what they have planned, and how they usually write.

-- The id orders a member's bookmarks; it is the cursor of their pages.
CREATE TABLE bookmarks (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    UNIQUE (account_id, post_id)
) STRICT;
CREATE INDEX bookmarks_account ON bookmarks (account_id, id);
CREATE INDEX bookmarks_post ON bookmarks (post_id);

-- The same for likes, which had no order of their own.
ALTER TABLE likes ADD COLUMN id INTEGER NOT NULL DEFAULT 0;
UPDATE likes SET id = rowid;
CREATE INDEX likes_account ON likes (account_id, id);
CREATE INDEX likes_order ON likes (post_id, id);
CREATE INDEX boosts_order ON boosts (post_id, id);

-- Threads that an account wants to hear nothing of: everything below this post.
CREATE TABLE thread_mutes (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, post_id)
) STRICT;
CREATE INDEX thread_mutes_post ON thread_mutes (post_id);

-- Posts that are to be written later. The row goes in the transaction that writes the post.
CREATE TABLE scheduled (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    wish TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- Since when it cannot be published, for a reason that waiting does not mend.
    failed_at INTEGER
) STRICT;
CREATE INDEX scheduled_due ON scheduled (due_at) WHERE failed_at IS NULL;
CREATE INDEX scheduled_account ON scheduled (account_id, id);
CREATE INDEX scheduled_member ON scheduled (member_id);

-- What an account's posts are when it does not say.
CREATE TABLE preferences (
    account_id INTEGER NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'unlisted', 'followers', 'direct')),
    -- A switch that clients show as one.
    sensitive INTEGER NOT NULL,
    language TEXT
) STRICT;

-- An earlier version was hidden at first, or was not; for those from before, the warning tells.
ALTER TABLE versions ADD COLUMN sensitive INTEGER NOT NULL DEFAULT 0;
UPDATE versions SET sensitive = 1 WHERE warning IS NOT NULL;

CREATE INDEX posts_media ON posts (account_id, id) WHERE json_array_length(details, '$.attachments') > 0;
