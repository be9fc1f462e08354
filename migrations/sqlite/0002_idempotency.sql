-- A client that repeats a request after a lost answer gets the first answer again. No reference to the post: a post that
-- was deleted meanwhile must not come back by a late repetition.
CREATE TABLE idempotency_keys (
    member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    post_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (member_id, key)
) STRICT;
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

-- What an account's page counts and lists, without reading the posts themselves.
CREATE INDEX posts_open ON posts (account_id, id) WHERE visibility IN ('public', 'unlisted');
