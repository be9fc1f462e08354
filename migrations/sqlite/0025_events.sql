-- Events that the coalition or a campaign calls to.
CREATE TABLE events (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    campaign_id INTEGER REFERENCES campaigns (id) ON DELETE CASCADE,
    -- The readable post beside it.
    note_id INTEGER REFERENCES posts (id) ON DELETE SET NULL,
    -- What people wrote about it, as JSON.
    plan TEXT NOT NULL,
    -- The document as it was sent last.
    object TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'cancelled')),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX events_account ON events (account_id, starts_at);
CREATE INDEX events_starts ON events (starts_at);
CREATE INDEX events_note ON events (note_id);

-- Answers, so that nobody answers twice. Whose they are can be told from the keyed digest by nobody who has only this table.
CREATE TABLE event_answers (
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    who BLOB NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'maybe')),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (event_id, who)
) STRICT;
