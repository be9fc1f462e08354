-- Events that the coalition or a campaign calls to.
CREATE TABLE events (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    campaign_id BIGINT REFERENCES campaigns (id) ON DELETE CASCADE,
    -- The readable post beside it.
    note_id BIGINT REFERENCES posts (id) ON DELETE SET NULL,
    -- What people wrote about it, as JSON.
    plan TEXT NOT NULL,
    -- The document as it was sent last.
    object TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'cancelled')),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX events_account ON events (account_id, starts_at);
CREATE INDEX events_starts ON events (starts_at);
CREATE INDEX events_note ON events (note_id);

-- Answers, so that nobody answers twice. Whose they are can be told from the keyed digest by nobody who has only this table.
CREATE TABLE event_answers (
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    who BYTEA NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'maybe')),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (event_id, who)
);
