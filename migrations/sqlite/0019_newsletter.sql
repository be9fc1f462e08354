-- Readers of the newsletter, and those who have asked and not confirmed yet. Nobody's address can be read here.
CREATE TABLE subscribers (
    id INTEGER NOT NULL PRIMARY KEY,
    -- A keyed digest of the address, the same for every spelling of one mailbox.
    digest BLOB NOT NULL,
    -- The campaign whose statements they read; 0 for all.
    scope INTEGER NOT NULL,
    -- Sealed with the key-encryption key.
    address BLOB NOT NULL,
    language TEXT NOT NULL,
    rhythm TEXT NOT NULL CHECK (rhythm IN ('each', 'weekly')),
    asked_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    -- The end of the last week that was told of, and of the next.
    last_at INTEGER,
    next_at INTEGER,
    UNIQUE (digest, scope)
) STRICT;
CREATE INDEX subscribers_next ON subscribers (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX subscribers_asked ON subscribers (asked_at) WHERE confirmed_at IS NULL;

-- Statements that readers are told of, and how far the telling has come.
CREATE TABLE issues (
    post_id INTEGER NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    -- The campaign that it belongs to; 0 for none.
    scope INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    -- The last reader for whom a mail was written.
    reached INTEGER NOT NULL,
    written INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
CREATE INDEX issues_due ON issues (due_at) WHERE done_at IS NULL;
CREATE INDEX issues_created ON issues (created_at);
