-- How many quotes of a post its author has agreed to.
ALTER TABLE posts ADD COLUMN quotes BIGINT NOT NULL DEFAULT 0;
UPDATE posts SET quotes = (SELECT count(*) FROM quotings q WHERE q.quoted_id = posts.id AND q.state = 'accepted')
WHERE id IN (SELECT quoted_id FROM quotings WHERE state = 'accepted');

-- Pages that profiles here link to, and whether they link back (`rel="me"`). The profile holds a copy of `verified_at`.
CREATE TABLE backlinks (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    -- When the page is asked next; none while nothing is to be done.
    due_at BIGINT,
    claimed_until BIGINT NOT NULL,
    -- When it last answered, or was given up.
    asked_at BIGINT,
    verified_at BIGINT,
    UNIQUE (account_id, url)
);
CREATE INDEX backlinks_due ON backlinks (due_at) WHERE due_at IS NOT NULL;
-- Whose turn it is among the pages of one host.
CREATE INDEX backlinks_host ON backlinks (host, due_at, id) WHERE due_at IS NOT NULL;
