-- What members keep for themselves about posts, what they have planned, and how they usually write.

-- The id orders a member's bookmarks; it is the cursor of their pages.
CREATE TABLE bookmarks (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    UNIQUE (account_id, post_id)
);
CREATE INDEX bookmarks_account ON bookmarks (account_id, id);
CREATE INDEX bookmarks_post ON bookmarks (post_id);

-- The same for likes, which had no order of their own.
ALTER TABLE likes ADD COLUMN id BIGINT NOT NULL DEFAULT 0;
UPDATE likes SET id = n.place FROM (SELECT account_id, post_id, row_number() OVER (ORDER BY created_at, account_id, post_id) AS place FROM likes) n WHERE likes.account_id = n.account_id AND likes.post_id = n.post_id;
CREATE INDEX likes_account ON likes (account_id, id);
CREATE INDEX likes_order ON likes (post_id, id);
CREATE INDEX boosts_order ON boosts (post_id, id);

-- Threads that an account wants to hear nothing of: everything below this post.
CREATE TABLE thread_mutes (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, post_id)
);
CREATE INDEX thread_mutes_post ON thread_mutes (post_id);

-- Posts that are to be written later. The row goes in the transaction that writes the post.
CREATE TABLE scheduled (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    member_id BIGINT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    wish TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Since when it cannot be published, for a reason that waiting does not mend.
    failed_at BIGINT
);
CREATE INDEX scheduled_due ON scheduled (due_at) WHERE failed_at IS NULL;
CREATE INDEX scheduled_account ON scheduled (account_id, id);
CREATE INDEX scheduled_member ON scheduled (member_id);

-- What an account's posts are when it does not say.
CREATE TABLE preferences (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'unlisted', 'followers', 'direct')),
    -- A switch that clients show as one.
    sensitive BOOLEAN NOT NULL,
    language TEXT
);

-- An earlier version was hidden at first, or was not; for those from before, the warning tells.
ALTER TABLE versions ADD COLUMN sensitive BOOLEAN NOT NULL DEFAULT false;
UPDATE versions SET sensitive = true WHERE warning IS NOT NULL;

CREATE INDEX posts_media ON posts (account_id, id) WHERE jsonb_array_length(details::jsonb -> 'attachments') > 0;
